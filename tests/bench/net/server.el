;;; server.el --- what the network benchmark drives -*- lexical-binding: t; -*-

;; PORT echo (TCP and UDP), +1 a sink that counts, +2 a source, +3 HTTP, +4 echo over
;; TLS in elnet if there is a certificate.  Environment: PORT; BYTES for sink and
;; source; BACKLOG, t or a number; READMAX for read-process-output-max; CERT and KEY.

;;; Code:

(defvar srv-port (string-to-number (getenv "PORT")))
(defvar srv-bytes (string-to-number (or (getenv "BYTES") "268435456")))
(defvar srv-backlog (let ((b (getenv "BACKLOG")))
                      (if (member b '(nil "t")) t (string-to-number b))))

(when (getenv "READMAX")
  (setq read-process-output-max (string-to-number (getenv "READMAX"))))

(defun srv-listen (offset name filter &rest more)
  (apply #'make-network-process
         :name name :server srv-backlog :host "127.0.0.1" :service (+ srv-port offset)
         :family 'ipv4 :coding 'binary :noquery t :filter filter :sentinel #'ignore more))

(defun srv-echo (proc str)
  (process-send-string proc str))

(defun srv-sink (proc str)
  (let ((n (+ (length str) (or (process-get proc 'n) 0))))
    (process-put proc 'n n)
    (when (>= n srv-bytes)
      (process-send-string proc (format "OK %d\n" n)))))

(defvar srv-piece (make-string 65536 ?x))

(defun srv-source (proc _str)
  (let ((left srv-bytes))
    (while (> left 0)
      (process-send-string proc srv-piece)
      (setq left (- left 65536)))))

(defvar srv-answer
  (concat "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
          "Content-Length: 13\r\n\r\nHello, world\n"))

(defun srv-http (proc str)
  "Answer each whole request in STR, and what came before it on PROC."
  (let* ((held (process-get proc 'held))
         (data (if held (concat held str) str))
         (start 0) end close)
    (while (setq end (string-search "\r\n\r\n" data start))
      (let ((head (substring data start end)))
        (if (not (string-match "\\`\\([A-Z]+\\) \\([^ ]+\\) HTTP/1\\.\\([01]\\)\r?\n?" head))
            (setq close t)
          (when (or (string= (match-string 3 head) "0")
                    (let ((case-fold-search t))
                      (string-match-p "^connection:[ \t]*close" head)))
            (setq close t)))
        (process-send-string proc srv-answer)
        (setq start (+ end 4))))
    (let ((rest (and (< start (length data)) (substring data start))))
      (when (or held rest)
        (process-put proc 'held rest)))
    (when close (delete-process proc))))

(defun srv-run ()
  (srv-listen 0 "echo" #'srv-echo)
  (srv-listen 1 "sink" #'srv-sink)
  (srv-listen 2 "source" #'srv-source)
  (srv-listen 3 "http" #'srv-http)
  (when (and (getenv "CERT") (fboundp 'elnet-run-loop))
    (srv-listen 4 "tls" #'srv-echo
                :tls-server-parameters (list :certificate (getenv "CERT") :key (getenv "KEY"))))
  (make-network-process :name "udp" :type 'datagram :server t :host "127.0.0.1"
                        :service srv-port :family 'ipv4 :coding 'binary :noquery t
                        :filter #'srv-echo)
  (while t (accept-process-output nil 3600)))

;;; server.el ends here
