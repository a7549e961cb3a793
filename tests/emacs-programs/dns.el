;;; dns.el --- dns.el asks a name server on the loopback  -*- lexical-binding: t -*-

(require 'dns)

(defvar asked nil "The questions, newest first.")

(defun answer (proc packet)
  "Answer the question in PACKET that came on PROC."
  (let* ((question (dns-read packet))
         (query (car (dns-get 'queries question)))
         (name (car query))
         (type (dns-get 'type (cdr query))))
    (push (list name type (dns-get 'class (cdr query)) (dns-get 'recursion-desired-p question)) asked)
    (unless (equal name "silent.test")
      (process-send-string proc (respond question packet name type)))))

(defun respond (question packet name type)
  "Return the response to QUESTION, which asks for NAME and TYPE in PACKET."
  (let ((records (pcase (list name type)
                   ('("host.test" A) (list (resource 1 (unibyte-string 192 0 2 1)) (resource 1 (unibyte-string 192 0 2 2))))
                   ('("host.test" AAAA) (list (resource 28 (apply #'unibyte-string (append '(32 1 13 184) (make-list 11 0) '(1))))))
                   ('("host.test" MX) (list (resource 15 (concat (unibyte-string 0 10) "\4mail" "\4test" "\0"))))
                   ('("host.test" TXT) (list (resource 16 (concat (unibyte-string 11) "hello there"))))
                   ('("_x._tcp.host.test" SRV) (list (resource 33 (concat (unibyte-string 0 1 0 2 31 144) "\3srv" "\4test" "\0"))))
                   ('("1.2.0.192.in-addr.arpa" PTR) (list (resource 12 "\4host\4test\0")))
                   ('("alias.test" A) (list (resource 5 "\4host\4test\0") (resource 1 (unibyte-string 192 0 2 9)))))))
    (concat (substring packet 0 2)
            (unibyte-string #x81 (if records #x80 #x83) 0 1 0 (length records) 0 0 0 0)
            (substring packet 12)
            (apply #'concat records))))

(defun resource (type data)
  "Return a resource record of TYPE with DATA for the name in the question."
  (concat (unibyte-string #xc0 12 0 type 0 1 0 0 1 44 (/ (length data) 256) (% (length data) 256)) data))

(defvar name-server
  (make-network-process :name "name-server" :server t :host "127.0.0.1" :service t :family 'ipv4 :type 'datagram
                        :coding 'binary :filter #'answer))

;; A name server has a port that only root may open, so that the client goes to
;; the one here.
(advice-add 'make-network-process :around
            (lambda (f &rest args)
              (when (and (member (plist-get args :service) '("domain" 53)) (plist-get args :host))
                (setq args (plist-put (copy-sequence args) :service (process-contact name-server :service))))
              (apply f args)))

(setq dns-servers '("127.0.0.1") dns-servers-valid-for-interfaces (network-interface-list) dns-timeout 3)
(defmacro show (form)
  "Print FORM and its value; an id of a packet is random."
  `(progn (princ (replace-regexp-in-string "(id [0-9]+)" "(id N)" (format "%S => %S\n" ',form ,form)))))
(show (dns-query "host.test"))
(show (dns-query "host.test" 'A t))
(show (dns-query "host.test" 'AAAA))
(show (dns-query "host.test" 'MX))
(show (dns-query "host.test" 'TXT))
(show (dns-query "_x._tcp.host.test" 'SRV t))
(show (dns-query "192.0.2.1" nil nil t))
(show (dns-query "alias.test"))
(show (dns-query "missing.test"))
(show (dns-query-cached "host.test"))
(show (dns-query-cached "host.test"))
(show (let ((dns-timeout 0.2)) (dns-query "silent.test")))
(let (results)
  (dns-query-asynchronous "host.test" (lambda (answer) (push answer results)) 'TXT)
  (dns-query-asynchronous "missing.test" (lambda (answer) (push answer results)))
  (with-timeout (10) (while (< (length results) 2) (accept-process-output nil 0.05)))
  (show (sort (mapcar (lambda (r) (format "%S" r)) results) #'string<)))
(dolist (a (reverse asked)) (prin1 a) (terpri))

;; Packets written and read again.
(show (dns-read (dns-write '((id 4711) (opcode query) (recursion-desired-p t)
                             (queries (("a.b.test" (type MX) (class IN))))))))
