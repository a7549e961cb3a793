;;; gnutls.el --- TLS connections  -*- lexical-binding: t; -*-

;; The Lisp side of TLS: how a connection is opened with it, and which parameters
;; `gnutls-boot' is given.  The work is done by primitives.

;;; Code:

(require 'cl-lib)
(require 'puny)

(declare-function network-stream-certificate "network-stream" (host service parameters))

(defgroup gnutls nil
  "TLS connections."
  :prefix "gnutls-"
  :group 'comm)

(defcustom gnutls-algorithm-priority nil
  "Priority string for TLS connections; nil means \"NORMAL\"."
  :type '(choice (const nil) string))

(defcustom gnutls-verify-error nil
  "Which faults of a server's certificate are errors at this level.
The value nil means none (they are warnings, which `nsm-verify-connection'
judges), t means all.  A list ((REGEXP FLAGS) ...) says it by the host's name;
FLAGS is t or a list of :trustfiles and :hostname."
  :type '(choice (const t) (repeat (list regexp (set (const :trustfiles) (const :hostname))))))

(defcustom gnutls-trustfiles
  '("/etc/ssl/certs/ca-certificates.crt" "/etc/pki/tls/certs/ca-bundle.crt"
    "/etc/ssl/ca-bundle.pem" "/usr/ssl/certs/ca-bundle.crt"
    "/usr/local/share/certs/ca-root-nss.crt" "/etc/ssl/cert.pem"
    "/etc/certs/ca-certificates.crt")
  "Files of the certificates of authorities to trust.
Those that do not exist are left out, wildcards are expanded, and an element may
be a function that returns such a name."
  :type '(repeat (choice file function)))

(defcustom gnutls-crlfiles '("/etc/grid-security/certificates/*.crl.pem")
  "Files of revoked certificates, like `gnutls-trustfiles'."
  :type '(repeat (choice file function)))

(defcustom gnutls-min-prime-bits nil
  "Least size of a Diffie-Hellman prime.
It has no effect here, where finite-field Diffie-Hellman is not used."
  :type '(choice (const nil) integer))

(define-error 'gnutls-error "GnuTLS error")

;;;###autoload
(defun open-gnutls-stream (name buffer host service &optional parameters)
  "Open a TLS connection to HOST and SERVICE and return its process.
NAME, BUFFER, HOST and SERVICE are those of `open-network-stream'.  PARAMETERS is
a list of keywords and values of which :client-certificate, :nowait and :coding
count.  It may also be a symbol, the value of :nowait alone."
  (setq parameters
        (cond ((symbolp parameters) (list :nowait parameters))
              ((cl-oddp (length parameters)) (error "Malformed keyword list"))
              ((consp parameters) parameters)
              (t (error "Unknown parameter type"))))
  (require 'network-stream)
  (let* ((certificate (network-stream-certificate host service parameters))
         (nowait (plist-get parameters :nowait))
         (spec (list :type 'gnutls-x509pki
                     :keylist (and certificate (list certificate))
                     :hostname (puny-encode-domain host)))
         (process (open-network-stream
                   name buffer host service
                   :nowait nowait
                   :tls-parameters (and nowait (cons 'gnutls-x509pki
                                                     (apply #'gnutls-boot-parameters spec)))
                   :coding (plist-get parameters :coding))))
    (unless nowait
      (apply #'gnutls-negotiate :process process spec))
    process))

;;;###autoload
(cl-defun gnutls-negotiate
    (&rest spec
           &key process type hostname priority-string trustfiles crlfiles keylist
           min-prime-bits verify-flags verify-error verify-hostname-error
           &allow-other-keys)
  "Begin TLS on the connection PROCESS, wait for the handshake, return PROCESS.
For the other arguments see `gnutls-boot-parameters'.  It signals `gnutls-error'
with PROCESS and a number if the handshake fails."
  (ignore spec)
  (let* ((type (or type 'gnutls-x509pki))
         (parameters (gnutls-boot-parameters
                      :type type :hostname hostname :priority-string priority-string
                      :trustfiles trustfiles :crlfiles crlfiles :keylist keylist
                      :min-prime-bits min-prime-bits :verify-flags verify-flags
                      :verify-error verify-error
                      :verify-hostname-error verify-hostname-error))
         (result (gnutls-boot process type (cl-list* :complete-negotiation t parameters))))
    (gnutls-message-maybe result "boot: %s" parameters)
    (when (gnutls-errorp result)
      (signal 'gnutls-error (list process result)))
    process))

(defun gnutls--default-priority (type)
  "The priority string for the credential type TYPE, nil for one not known."
  (let ((padding (if (memq 'ClientHello\ Padding (gnutls-available-p)) ":%DUMBFW" "")))
    (pcase type
      ('gnutls-anon (concat "NORMAL:+ANON-DH:!ARCFOUR-128" padding))
      ('gnutls-x509pki (if gnutls-algorithm-priority
                           (upcase gnutls-algorithm-priority)
                         (concat "NORMAL" padding))))))

(defun gnutls--default-verify-error (hostname)
  "What `gnutls-verify-error' says about HOSTNAME."
  (if (listp gnutls-verify-error)
      (cadr (cl-find-if (lambda (entry) (string-match (car entry) hostname)) gnutls-verify-error))
    (eq gnutls-verify-error t)))

;;;###autoload
(cl-defun gnutls-boot-parameters
    (&rest spec
           &key type hostname priority-string trustfiles crlfiles keylist
           min-prime-bits verify-flags verify-error verify-hostname-error
           &allow-other-keys)
  "Return the property list that `gnutls-boot' is to be given.
TYPE is `gnutls-x509pki' or `gnutls-anon'.  HOSTNAME is the server's name.
PRIORITY-STRING, TRUSTFILES, CRLFILES, MIN-PRIME-BITS and VERIFY-ERROR are by
default what the variables of those names after `gnutls-' say.  KEYLIST is a list
of (KEY-FILE CERTIFICATE-FILE) for a server that asks for a certificate.
VERIFY-FLAGS is a number.  A non-nil VERIFY-HOSTNAME-ERROR adds :hostname to
VERIFY-ERROR."
  (ignore spec)
  (let ((verify (or verify-error (gnutls--default-verify-error hostname))))
    (when (and verify-hostname-error (not (eq verify t)))
      (setq verify (cons :hostname verify)))
    (list :priority (or priority-string (gnutls--default-priority type))
          :hostname hostname
          :loglevel gnutls-log-level
          :min-prime-bits (or min-prime-bits gnutls-min-prime-bits)
          :trustfiles (or trustfiles (gnutls-trustfiles))
          :crlfiles (or crlfiles (gnutls-crlfiles))
          :keylist keylist
          :verify-flags verify-flags
          :verify-error verify
          :callbacks nil)))

(defun gnutls--get-files (files)
  "The names of those of FILES that exist, wildcards expanded."
  (mapcan (lambda (file)
            (let ((name (if (functionp file) (funcall file) file)))
              (and file (cl-remove-if-not #'file-exists-p (file-expand-wildcards name t)))))
          files))

(defun gnutls-trustfiles ()
  "Return the existing files of the variable `gnutls-trustfiles'."
  (gnutls--get-files gnutls-trustfiles))

(defun gnutls-crlfiles ()
  "Return the existing files of the variable `gnutls-crlfiles'."
  (gnutls--get-files gnutls-crlfiles))

(defun gnutls-message-maybe (doit format &rest params)
  "Show FORMAT with PARAMS and the error DOIT, unless that is none."
  (if (gnutls-errorp doit)
      (let ((what (apply #'format-message format (or params (list nil)))))
        (message "gnutls.el: (err=[%s] %s) %s" doit (gnutls-error-string doit) what))))

(provide 'gnutls)
;;; gnutls.el ends here
