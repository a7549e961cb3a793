;;; sieve.el --- sieve-manage with a ManageSieve server on the loopback  -*- lexical-binding: t -*-

(require 'sieve-manage)

(defvar told nil "What the server was told, newest first.")
(defvar scripts nil "The scripts of the server: an alist of names and texts.")
(defvar active nil "The name of the active script.")

(defun greet (proc)
  "Say on PROC what the server can do."
  (process-send-string proc (concat "\"IMPLEMENTATION\" \"test sieve\"\r\n\"SASL\" \"PLAIN CRAM-MD5\"\r\n"
                                    "\"SIEVE\" \"fileinto vacation\"\r\n\"VERSION\" \"1.0\"\r\nOK\r\n")))

(defconst challenge "<1896.697170952@sieve.test>")

(defun sieve-command (proc line literal)
  "Answer the command LINE, with the text LITERAL, on PROC."
  (push (if literal (list line literal) line) told)
  (let ((name (and (string-match "\"\\([^\"]*\\)\"" line) (match-string 1 line))))
    (pcase (car (split-string line))
      ("CAPABILITY" (greet proc))
      ("AUTHENTICATE"
       (if (equal name "PLAIN")
           (let ((data (and (string-match "\"PLAIN\" \"\\([^\"]*\\)\"" line) (base64-decode-string (match-string 1 line)))))
             (push data told)
             (process-send-string proc (if (equal data "\0me\0secret") "OK\r\n" "NO \"wrong\"\r\n")))
         (process-put proc :challenged t)
         (process-send-string proc (format "\"%s\"\r\n" (base64-encode-string challenge t)))))
      ((guard (process-get proc :challenged))
       (process-put proc :challenged nil)
       (push (base64-decode-string name) told)
       (process-send-string proc "OK \"welcome\"\r\n"))
      ("LISTSCRIPTS"
       (dolist (s scripts)
         (process-send-string proc (format "\"%s\"%s\r\n" (car s) (if (equal (car s) active) " ACTIVE" ""))))
       (process-send-string proc "OK\r\n"))
      ("HAVESPACE" (process-send-string proc (if (string-match-p " 9999" line) "NO (QUOTA/MAXSIZE) \"too large\"\r\n" "OK\r\n")))
      ("PUTSCRIPT" (setq scripts (append scripts (list (cons name literal)))) (process-send-string proc "OK\r\n"))
      ("GETSCRIPT"
       (let ((text (cdr (assoc name scripts))))
         (process-send-string proc (if text (format "{%d}\r\n%s\r\nOK\r\n" (string-bytes text) text) "NO \"no such script\"\r\n"))))
      ("SETACTIVE" (setq active name) (process-send-string proc "OK\r\n"))
      ("DELETESCRIPT"
       (if (equal name active)
           (process-send-string proc "NO \"the script is active\"\r\n")
         (setq scripts (assoc-delete-all name scripts))
         (process-send-string proc "OK\r\n")))
      ("LOGOUT" (process-send-string proc "OK\r\n") (delete-process proc)))))

(defun sieve-filter (proc text)
  "Take commands out of TEXT from PROC."
  (process-put proc :text (concat (process-get proc :text) text))
  (let (again)
    (while (setq again
                 (let ((all (process-get proc :text)))
                   (cond ((string-match "\\`\\([^\r\n]*\\){\\([0-9]+\\)\\+}\r\n" all)
                          (let* ((line (match-string 1 all)) (start (match-end 0))
                                 (end (+ start (string-to-number (match-string 2 all)))))
                            (when (>= (length all) (+ end 2))
                              (process-put proc :text (substring all (+ end 2)))
                              (sieve-command proc line (substring all start end))
                              t)))
                         ((string-match "\\`\\([^\r\n]*\\)\r\n" all)
                          (process-put proc :text (substring all (match-end 0)))
                          (sieve-command proc (match-string 1 all) nil)
                          t)))))))

(defvar sieve-server
  (make-network-process :name "sieve-server" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
                        :filter #'sieve-filter :log (lambda (_server client _message) (greet client))))

(defvar authinfo (make-temp-file "authinfo" nil nil "machine 127.0.0.1 port sieve login me password secret\n"))
(setq auth-sources (list authinfo) sieve-manage-log nil)

(defmacro show (form) `(progn (princ (format "%S => %S\n" ',form ,form))))

(dolist (auth '(plain cram-md5))
  (setq told nil scripts nil active nil)
  (let ((buffer (sieve-manage-open "127.0.0.1" (process-contact sieve-server :service) 'network auth)))
    (show (bufferp (sieve-manage-authenticate buffer)))
    (show (list (and (sieve-manage-opened buffer) t) (with-current-buffer buffer sieve-manage-state)))
    (show (list (sieve-manage-capability "IMPLEMENTATION" nil buffer) (sieve-manage-capability "SIEVE" "fileinto" buffer)
                (sieve-manage-capability "SIEVE" "nothing" buffer)))
    (show (sieve-manage-ok-p (sieve-manage-havespace "one" 100 buffer)))
    (show (sieve-manage-havespace "one" 99999 buffer))
    (show (sieve-manage-ok-p (sieve-manage-putscript "one" "keep;\n# a comment\n" buffer)))
    (show (sieve-manage-ok-p (sieve-manage-putscript "two" "discard;\n" buffer)))
    (show (sieve-manage-ok-p (sieve-manage-setactive "two" buffer)))
    (show (sieve-manage-listscripts buffer))
    (with-temp-buffer
      (show (sieve-manage-ok-p (sieve-manage-getscript "one" (current-buffer) buffer)))
      (show (buffer-string)))
    (show (sieve-manage-deletescript "two" buffer))
    (show (sieve-manage-ok-p (sieve-manage-deletescript "one" buffer)))
    (show (sieve-manage-listscripts buffer))
    (sieve-manage-close buffer)
    (show (and (sieve-manage-opened buffer) t)))
  (dolist (line (reverse told)) (prin1 line) (terpri)))
(delete-file authinfo)
