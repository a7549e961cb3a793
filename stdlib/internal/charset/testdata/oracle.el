;;; oracle.el --- writes the expected values of the charset tests  -*- lexical-binding: t -*-
;; Run in this folder:  LANG=C.UTF-8 emacs -Q --batch -l oracle.el
;; Every file has one case a line, fields separated by tabs, bytes in hex,
;; characters in hex separated by spaces.

(defun hex (bytes) (mapconcat (lambda (b) (format "%02x" b)) bytes ""))
(defun chars (s) (mapconcat (lambda (c) (format "%x" c)) s " "))
(defun kind (s) (if (multibyte-string-p s) "M" "U"))
(defmacro to-file (name &rest body)
  `(let ((coding-system-for-write 'utf-8-unix))
     (with-temp-file ,name
       (let ((standard-output (current-buffer))) ,@body))))

(defvar codings
  '(utf-8 utf-8-unix utf-8-dos utf-8-mac utf-8-emacs utf-8-emacs-unix emacs-internal
    utf-8-with-signature utf-8-with-signature-unix utf-8-with-signature-dos utf-8-auto
    utf-8-auto-unix binary no-conversion raw-text raw-text-unix raw-text-dos raw-text-mac
    us-ascii us-ascii-unix us-ascii-dos iso-latin-1 iso-latin-1-unix latin-1 latin-1-dos
    undecided undecided-unix undecided-dos unix dos mac prefer-utf-8 prefer-utf-8-unix
    utf-16 utf-16-unix utf-16le utf-16be utf-16le-unix utf-16be-unix utf-16le-dos utf-16be-mac
    utf-16le-with-signature utf-16le-with-signature-unix
    utf-16be-with-signature utf-16be-with-signature-unix))

(defvar byte-cases
  (mapcar
   #'string-to-unibyte
   (list "" "a" "abc\n" "a\r\nb\r\n" "a\r\nb\n" "a\nb\r\n" "a\rb\r" "a\rb\n" "a\rb\r\n"
         "a\r" "\r" "\n" "\r\n" "\r\r\n" "a\n\r" "a\nb\rc" "a\r\n\r\n\r" "a\r\nb\rc\r\n"
         "a\r\nb\r\nc\r\nd\r\ne\nf\r\n" "a\0b\n" "a\eb" "a\e$Bb" "a\e(Bb" "\16x\17"
         "\303\251" "\303\251\n" "\303\251\r\n" "\303\251\r" "caf\351" "caf\351\r\n" "\351\0\n" "\0\303\251"
         "\342\202\254 \360\237\230\200" "\342\202" "\342\202a" "\342\342\202\254" "\342\202\r\n"
         "\303\251\377" "\377\376" "\376\377" "\200\277" "\300\200" "\301\277\r\n" "\340\200\200" "\340\237\277"
         "\355\240\200" "\355\260\200" "\360\200\200\200" "\360\217\277\277" "\364\217\277\277"
         "\364\220\200\200" "\367\277\277\277" "\370\210\200\200\200" "\370\217\277\275\277"
         "\370\217\277\276\200" "\370\217\277\277\277" "\370\200\200\200\200" "\374\204\200\200\200\200"
         "\357\273\277a" "\357\273\277" "\357\273" "\357" "\357\273a" "\357\273\277\357\273\277\r\n"
         "\357\277\276" "\205\237\n" "\240\377\n" "\223hi\224" "a\351\202b" "\351a\n\303\251"
         "\376\377\0a\0\r\0\n" "\377\376a\0\r\0\n\0" "\0a\0b" "a\0b\0" "\0a\0b\0" "a\0b\0c"
         "\330\75\336\0" "\75\330\0\336" "\330\75\0a" "\75\330a\0" "\336\0\0a" "\0\336a\0"
         "\376\377\330\75\336\0\0" "\377\376\75\330\0\336\0" "\330\75" "\75\330" "\330\75\330\75\336\0"
         "\0\r\0a" "\r\0a\0" "\0\r" "\r\0" "\0\n\0\r\0\n" "\n\0\r\0\n\0" "\376\377" "\377\376\377\376" "a\r\0\n\0")))

(defun decode-line (bytes cs)
  (let* ((last-coding-system-used 'none)
         (s (decode-coding-string bytes cs)))
    (princ (format "%s\t%s\t%s\t%s\t%s\n" cs (hex bytes) last-coding-system-used (kind s) (chars s)))))

(to-file "decode.tsv"
  (dolist (cs codings) (dolist (b byte-cases) (decode-line b cs))))

(defvar text-cases
  (list "" "a" "a\nb\r\nc\r" "\n" "\r\n" "é" "é\n" "€\n" "日本\n" "\x3fff80\x3fffff\n" "é\x3fffe9" "ÿĀ\u0080\u009f"
        (string #xd800) (string #xdc00 ?a) (string #xd83d #xde00) (string #x1f600 10) (string #x10ffff) (string #x110000)
        (string #x1fffff) (string #x200000) (string #x3fff7f) (string #xfffe) (string #xfeff ?a)
        (string #x3fffc3 #x3fffa9) (string #xe9 #x20ac #x3fffff)
        (unibyte-string ?a #xe9 10) (unibyte-string #xc3 #xa9 13 10) (unibyte-string #xff)
        (unibyte-string #xe2 #x82) "ascii\n" (string-to-multibyte "ascii\n") (string-to-multibyte "")))

(to-file "encode.tsv"
  (dolist (cs codings)
    (dolist (s text-cases)
      (let* ((last-coding-system-used 'none)
             (b (encode-coding-string s cs)))
        (princ (format "%s\t%s\t%s\t%s\t%s\n" cs (kind s) (chars s) last-coding-system-used (hex b)))))))

(to-file "names.tsv"
  (dolist (cs (sort (delete-dups (mapcar #'coding-system-base (coding-system-list t))) #'string<))
    (let ((eol (coding-system-eol-type cs)))
      (dolist (x (if (vectorp eol) (cons cs (append eol nil)) (list cs)))
        (dolist (a (coding-system-aliases x))
          (let ((eol (coding-system-eol-type a)))
            (princ (format "%s\t%s\t%S\t%S\t%s\t%s\t%s\t%s\t%s\n" a (coding-system-base a)
                         eol (coding-system-aliases a)
                         (coding-system-type a) (coding-system-get a :mnemonic)
                         (coding-system-get a :ascii-compatible-p)
                         (coding-system-get a :category)
                         (coding-system-get a :mime-charset)))))))))

(to-file "detect.tsv"
  (dolist (b byte-cases)
    (princ (format "%s\t%s\n" (hex b) (detect-coding-string b t)))))

;; Process output: a pipe to a child's stdout would not keep the chunks apart, so
;; a local stream connection is written to, one chunk a wait.
(defvar chunk-cases
  (mapcar
   (lambda (l) (mapcar #'string-to-unibyte l))
   '(("a" "b\r\n" "c\n") ("a\r" "\nb\r\n") ("a\r" "b\r") ("a\r") ("a\r" "\r" "\n") ("a\n" "b\r\n") ("a\r\n" "b\n" "c\r\n")
     ("a\r\nb\n" "c\r\n") ("a\rb" "c\r\n") ("\303" "\251\r\n") ("\303" "\251") ("\342\202" "\254\n") ("\342" "\202" "\254")
     ("\342\202") ("\342\202" "a") ("\342" "\342\202\254") ("\377" "a") ("a\377" "\376!") ("\360\237\230\200" "\351\n")
     ("\351" "\n") ("\351\n" "\303\251") ("a\n" "\303\251") ("a" "\303" "\251\r\n") ("a" "\351" "\303\251") ("a\351\r" "\nb")
     ("\303\251\r\n" "\351") ("\357\273\277a" "\357\273\277b") ("\357" "\273" "\277a") ("\357\273" "a") ("\357" "a")
     ("a\0b" "\303\251") ("a\0" "\351\r\n") ("\355\240" "\200") ("\370\210\200\200" "\200") ("\300" "\200") ("\340" "\200\200")
     ("\376\377\0a" "\0b") ("\377" "\376a" "\0b\0") ("\376\377\330\75" "\336\0") ("\0a\0" "b") ("\0a\0\r" "\0\n") ("\376" "\377\0\r\0" "\n")
     ("a\0\r\0" "\n\0") ("a") ("\303\251") ("\r\n" "\r" "\n"))))

(defun chunk-line (chunks cs)
  (let* ((out nil) (child nil)
         (server (make-network-process :name "s" :server t :host 'local :service t :coding 'binary
                                       :log (lambda (_s c _m) (setq child c))))
         (client (make-network-process :name "c" :host "127.0.0.1" :coding (cons cs 'binary)
                                       :service (process-contact server :service)
                                       :sentinel #'ignore
                                       :filter (lambda (_p s) (push s out)))))
    (while (not child) (accept-process-output nil 0.05))
    (princ (format "%s" cs))
    (dolist (c (append chunks '(nil)))
      (setq out nil)
      (if c (process-send-string child c) (delete-process child))
      (if c (accept-process-output client 0.03)
        (while (eq (process-status client) 'open) (accept-process-output client 0.03)))
      (princ (format "\t%s\t%s\t%s" (if c (hex c) "eof") (car (process-coding-system client))
                     (mapconcat (lambda (s) (concat (kind s) ":" (chars s))) (nreverse out) ","))))
    (princ "\n")
    (delete-process client) (delete-process server)))

(to-file "chunks.tsv"
  (dolist (cs '(utf-8 utf-8-unix utf-8-dos utf-8-mac raw-text raw-text-dos binary latin-1 undecided
                undecided-unix prefer-utf-8 utf-8-with-signature utf-8-auto us-ascii utf-16 utf-16le utf-16le-dos))
    (dolist (c chunk-cases) (chunk-line c cs))))
