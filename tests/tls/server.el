;;; server.el --- a TLS server that wants to know its clients  -*- lexical-binding: t; -*-

;; The environment has KEY, CERT and TRUST, names of files.  It prints its port,
;; greets each client by the name in its certificate, and echoes.

(setq server
      (make-network-process
       :name "tls" :server t :host "127.0.0.1" :family 'ipv4 :service t :coding 'binary
       :tls-server-parameters (list :key (getenv "KEY") :certificate (getenv "CERT")
                                    :client-ca (list (getenv "TRUST")))
       :sentinel (lambda (p message)
                   (when (string-prefix-p "open" message)
                     (process-send-string
                      p (format "hello %s\n" (plist-get (plist-get (gnutls-peer-status p) :certificate) :subject)))))
       :filter #'process-send-string))
(princ (format "%d\n" (process-contact server :service)))
(elnet-run-loop)
