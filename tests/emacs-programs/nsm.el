;;; nsm.el --- what the security manager lets pass, and network streams  -*- lexical-binding: t -*-

;; GOOD_PORT speaks TLS with a certificate from the authority TRUST, SELF_PORT with
;; one that is signed by itself; NNTP_PORT and PLAIN_PORT are servers with and
;; without STARTTLS.

(require 'nsm)
(require 'gnutls)
(require 'network-stream)

(setq nsm-settings-file (make-temp-name (expand-file-name "nsm" (getenv "TMPDIR"))) nsm-save-host-names t inhibit-message t)
(defvar trust (list (getenv "TRUST")))
(defmacro show (form)
  "Print FORM and its value, or its error."
  `(progn (princ (format "%S\n  => " ',form))
          (princ (replace-regexp-in-string (regexp-opt (mapcar #'getenv '("GOOD_PORT" "SELF_PORT" "NNTP_PORT" "PLAIN_PORT"))) "PORT"
                                           (format "%S\n" (condition-case err ,form (error (list 'error err)))) t t))))
(defun port (name) (string-to-number (getenv name)))
(defun names (plist) "Return the names in PLIST." (let (out) (while plist (push (car plist) out) (setq plist (cddr plist))) (nreverse out)))

(defun talk (name host port &rest args)
  "Open a stream called NAME to PORT on HOST, with ARGS, and say something."
  (let ((p (apply #'open-network-stream name nil host (port port) args)) (got ""))
    (if (not p)
        'no-stream
      (set-process-filter p (lambda (_ text) (setq got (concat got text))))
      (process-send-string p "ping\n")
      (with-timeout (10) (while (and (process-live-p p) (not (string-match-p "PING\\|ping" got))) (accept-process-output nil 0.05)))
      (prog1 (list got (plist-get (gnutls-peer-status p) :warnings))
        (set-process-sentinel p #'ignore)
        (delete-process p)))))

;; Which level lets which certificate pass; nobody can be asked.
(dolist (level '(low medium high paranoid))
  (setq network-security-level level)
  (dolist (port '("GOOD_PORT" "SELF_PORT"))
    (dolist (files (list trust nil))
      (setq nsm-permanent-host-settings nil nsm-temporary-host-settings nil gnutls-trustfiles files)
      (princ (format "%s, %s, %s: " level port (if files "trusted" "not trusted")))
      (show (let ((nsm-noninteractive t)) (talk "t" "localhost" port :type 'tls))))))

;; A host that was let pass once.
(setq network-security-level 'low gnutls-trustfiles nil nsm-permanent-host-settings nil)
(show (let ((network-security-level 'medium) (nsm-noninteractive t))
        (nsm-save-host "localhost" (port "SELF_PORT") nil 'fingerprint nil 'always)
        (mapcar (lambda (s) (list (plist-get s :host) (plist-get s :conditions) (names s))) nsm-permanent-host-settings)))
(show (names (progn (setq nsm-permanent-host-settings nil) (nsm-host-settings (nsm-id "localhost" (port "SELF_PORT"))))))
(show (equal (nsm-id "localhost" 1) (nsm-id "localhost" 1)))
(show (mapcar (lambda (level) (let ((network-security-level level)) (nsm-level level))) '(low medium high paranoid other)))
(show (let ((nsm-trust-local-network t)) (nsm-should-check "localhost")))
(show (let ((nsm-trust-local-network nil)) (nsm-should-check "localhost")))

;; Streams of each type.
(setq network-security-level 'low)
(defvar nntp '(:end-of-command "^\\([2345]\\|[.]\\).*\n" :capability-command "CAPA\r\n" :success "^\\(2\\|382\\).*\n"
               :starttls-function (lambda (caps) (and (string-match-p "STARTTLS" caps) "STARTTLS\r\n"))))
(dolist (type '(nil plain network starttls try-starttls tls ssl))
  (dolist (port '("NNTP_PORT" "PLAIN_PORT" "GOOD_PORT"))
    (when (eq (and (memq type '(tls ssl)) t) (equal port "GOOD_PORT"))
      (princ (format "%s, %s: " type port))
      (show (let* ((r (apply #'open-network-stream "t" (generate-new-buffer "t") "localhost" (port port) :type type :return-list t nntp))
                   (p (car r)))
              (prog1 (list (and p (process-status p)) (plist-get (cdr r) :greeting) (plist-get (cdr r) :capabilities) (plist-get (cdr r) :type)
                           (plist-get (cdr r) :error) (and p (names (gnutls-peer-status p)) t))
                (when p (set-process-sentinel p #'ignore) (delete-process p))))))))
(show (open-network-stream "t" nil "localhost" (port "PLAIN_PORT") :type 'starttls :return-list t :end-of-command "\n" :capability-command "CAPA\r\n" :starttls-function #'ignore))
(show (processp (open-network-stream "t" nil "127.0.0.1" (port "PLAIN_PORT"))))
(show (process-status (open-network-stream "t" nil "127.0.0.1" (port "PLAIN_PORT") :nowait t)))
(show (condition-case err (open-network-stream "t" nil "127.0.0.1" 1) (error (list (car err) (nth 1 err)))))
(show (condition-case err (open-network-stream "t" nil "127.0.0.1" 1 :type 'tls) (error (list (car err) (nth 1 err)))))
(show (open-network-stream "t" (generate-new-buffer "t") "localhost" (port "GOOD_PORT") :type 'wrong))
(show (with-temp-buffer
        (let* ((p (open-network-stream "t" (current-buffer) "x" 9 :type 'shell :shell-command "echo hello %s %p; cat"))
               (text (progn (with-timeout (10) (while (not (string-match-p "hello" (buffer-string))) (accept-process-output p 0.1))) (buffer-string))))
          (set-process-sentinel p #'ignore)
          (delete-process p)
          text)))
(show (network-stream-certificate "h" 1 nil))
(show (network-stream-certificate "h" 1 '(:client-certificate ("key" "cert"))))
(show (let ((auth-sources nil)) (network-stream-certificate "h" 1 '(:client-certificate t))))
(show (list (memq 'gnutls (gnutls-available-p)) (gnutls-error-string -50) (gnutls-error-fatalp -50) (gnutls-errorp t) (gnutls-error-string 'gnutls-e-again)))
(show (let* ((gnutls-trustfiles trust) (p (gnutls-negotiate :process (open-network-stream "t" nil "localhost" (port "GOOD_PORT")) :type 'gnutls-x509pki :hostname "localhost")))
        (prog1 (list (process-status p) (names (gnutls-peer-status p)) (gnutls-get-initstage p) (gnutls-bye p nil))
          (set-process-sentinel p #'ignore) (delete-process p))))
(show (names (gnutls-boot-parameters :type 'gnutls-x509pki :hostname "h")))
(show (condition-case err (gnutls-negotiate :process nil :hostname "x") (error err)))
