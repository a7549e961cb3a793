;;; nsm.el --- judge how safe a connection is  -*- lexical-binding: t; -*-

;; There is no user to ask here: what a user would have to decide is refused,
;; unless `nsm-settings-file' has the answer already.

;;; Code:

(require 'cl-lib)

(defvar nsm-permanent-host-settings nil
  "Property lists of hosts, as read from `nsm-settings-file'.")
(defvar nsm-temporary-host-settings nil
  "Property lists of hosts that hold until the program ends.")

(defgroup nsm nil
  "Network security."
  :group 'comm)

(defcustom network-security-level 'medium
  "How safe connections must be: `low', `medium', `high' or `paranoid'.
With `low' everything is accepted."
  :type '(choice (const low) (const medium) (const high) (const paranoid)))

(defcustom nsm-trust-local-network nil
  "Whether hosts of the local networks are trusted: t, nil or a function."
  :type '(choice boolean function))

(defcustom nsm-settings-file (expand-file-name "network-security.data" user-emacs-directory)
  "File that keeps what was decided about hosts."
  :type 'file)

(defcustom nsm-save-host-names nil
  "Whether that file has names of hosts for which nothing was decided."
  :type 'boolean)

(defvar nsm-noninteractive nil
  "Whether to ask no questions.  None are asked here.")

(defcustom network-security-protocol-checks
  '((version medium) (compression medium) (renegotiation-info-ext medium) (verify-cert medium)
    (same-cert medium) (null-suite medium) (export-kx medium) (anon-kx medium) (md5-sig medium)
    (rc4-cipher medium) (dhe-prime-kx medium) (sha1-sig medium) (ecdsa-cbc-cipher medium)
    (dhe-kx high) (rsa-kx high) (3des-cipher high) (cbc-cipher high))
  "Checks of TLS connections, and the level from which each is made.
The check NAME is the function `nsm-protocol-check--NAME' of host, port, peer
status and settings of the host.  It returns what is wrong, a string, or nil."
  :type '(repeat (list symbol (choice (const low) (const medium) (const high)))))

(defvar nsm-tls-post-check-functions '(nsm-save-fingerprint-maybe)
  "Functions called after the checks with host, port, status, settings and results.")

(defun nsm-verify-connection (process host port &optional save-fingerprint warn-unencrypted)
  "Return PROCESS, connected to HOST and PORT, if it is safe enough.
Otherwise delete it and return nil.  A non-nil SAVE-FINGERPRINT keeps the key of
a TLS server whatever the level.  A non-nil WARN-UNENCRYPTED refuses a
connection without TLS."
  (let ((settings (nsm-host-settings (nsm-id host port)))
        (status (gnutls-peer-status process)))
    (cond ((not (process-live-p process)) nil)
          ((null status)
           (nsm-check-plain-connection process host port settings warn-unencrypted))
          ((nsm-check-tls-connection process host port status settings)
           (when (and save-fingerprint (null (nsm-host-settings (nsm-id host port))))
             (nsm-save-host host port status 'fingerprint nil 'always))
           process))))

(defun nsm-check-tls-connection (process host port status settings)
  "Return PROCESS if the checks of a TLS connection find nothing, else nil."
  (when (nsm-should-check host)
    (let* ((known (plist-get settings :conditions))
           (results (nsm--run-checks host port status settings known))
           (problems (append (plist-get status :warnings) (mapcar #'car results))))
      (when (and (eq network-security-level 'paranoid)
                 (not (nsm-fingerprint-ok-p status settings)))
        (push (cons :not-seen "This certificate was not seen before") results))
      (when (and results
                 (cl-set-exclusive-or known problems)
                 (not (nsm-query host port status 'conditions problems
                                 (format-message "The TLS connection to %s:%s is not safe:\n* %s"
                                                 host port (mapconcat #'cdr results "\n* ")))))
        (delete-process process)
        (setq process nil))
      (run-hook-with-args 'nsm-tls-post-check-functions host port status settings results)))
  process)

(defun nsm--run-checks (host port status settings known)
  "Return the findings ((:CHECK . TEXT) ...) that are not among KNOWN."
  (let (found)
    (dolist (check network-security-protocol-checks)
      (let ((key (intern (format ":%s" (car check)))))
        (unless (or (memq key known)
                    (< (nsm-level network-security-level) (nsm-level (cadr check))))
          (when-let ((text (funcall (intern (format "nsm-protocol-check--%s" (car check)))
                                    host port status settings)))
            (push (cons key text) found)))))
    (nreverse found)))

;; Local networks

(defun nsm-network-same-subnet (local-ip mask ip)
  "Whether IP is in the network of LOCAL-IP and MASK; all are vectors."
  (dolist (v (list local-ip ip))
    (unless (memq (length v) '(4 5 8 9))
      (error "Unexpected length of IP address %S" local-ip)))
  (and (= (length ip) (length local-ip))
       (cl-every (lambda (a m b) (= (logand a m) (logand b m))) local-ip mask ip)))

(defun nsm-should-check (host)
  "Whether HOST is to be checked: not if it is local and those are trusted."
  (not (and (if (functionp nsm-trust-local-network)
                (funcall nsm-trust-local-network)
              nsm-trust-local-network)
            (cl-some (lambda (ip)
                       (cl-some (lambda (interface)
                                  (nsm-network-same-subnet (substring (nth 1 interface) 0 -1)
                                                           (substring (nth 3 interface) 0 -1)
                                                           (substring ip 0 -1)))
                                (network-interface-list t)))
                     (network-lookup-address-info host)))))

;; Checks

(defmacro nsm--define-check (name doc condition text)
  "Define the check NAME: TEXT, made with `format-message', if CONDITION holds.
STATUS, SETTINGS, SUITE and KX, names of the cipher suite and key exchange, may
be used in both."
  `(defun ,(intern (format "nsm-protocol-check--%s" name)) (_host _port status &optional settings)
     ,doc
     (ignore settings)
     (let ((suite (nsm-cipher-suite status))
           (kx (or (plist-get status :key-exchange) "")))
       (ignore suite kx)
       (and ,condition (format-message ,@text)))))

(nsm--define-check verify-cert "Whether the certificate could be verified."
  (and (plist-get status :warnings) (not (nsm-warnings-ok-p status settings)))
  ("%s" (mapconcat #'gnutls-peer-status-warning-describe (plist-get status :warnings) "\n")))

(nsm--define-check same-cert "Whether the key is the one seen before."
  (not (nsm-fingerprint-ok-p status settings))
  ("fingerprint has changed"))

(nsm--define-check rsa-kx "Whether the key exchange is static RSA."
  (string-match "\\`\\bRSA\\b" kx)
  ("RSA key exchange (%s) gives no forward secrecy" kx))

(nsm--define-check dhe-prime-kx "Whether a Diffie-Hellman prime is too small."
  (let ((bits (plist-get status :diffie-hellman-prime-bits)))
    (and bits (string-match "^\\bDHE\\b" kx) (< bits 1024)))
  ("the Diffie-Hellman prime has only %s bits" (plist-get status :diffie-hellman-prime-bits)))

(nsm--define-check dhe-kx "Whether the key exchange is finite-field Diffie-Hellman."
  (string-match "^\\bDHE\\b" kx)
  ("the key exchange %s uses a prime that cannot be trusted" kx))

(nsm--define-check export-kx "Whether the key exchange is of export strength."
  (and (< libgnutls-version 30200) (string-match "\\bEXPORT\\b" kx))
  ("the key exchange %s is of export strength" kx))

(nsm--define-check anon-kx "Whether the server is anonymous."
  (string-match "\\bANON\\b" kx)
  ("the key exchange %s does not tell who the server is" kx))

(nsm--define-check cbc-cipher "Whether the cipher uses CBC mode."
  (and (string-match "\\bCBC\\b" suite) (not (plist-get status :encrypt-then-mac)))
  ("the CBC mode of %s can be attacked" suite))

(nsm--define-check ecdsa-cbc-cipher "Whether ECDSA goes with CBC mode."
  (and (string-match "\\bECDSA\\b" suite) (string-match "\\bCBC\\b" suite)
       (not (plist-get status :encrypt-then-mac)))
  ("CBC mode together with ECDSA in %s can be attacked" suite))

(nsm--define-check 3des-cipher "Whether the cipher is 3DES."
  (string-match "\\b3DES\\b" suite)
  ("the 3DES of %s is weak" suite))

(nsm--define-check rc4-cipher "Whether the cipher is RC4."
  (string-match "\\bARCFOUR\\b" suite)
  ("the RC4 of %s is weak" suite))

(nsm--define-check null-suite "Whether part of the cipher suite is missing."
  (string-match "\\bNULL\\b" suite)
  ("the cipher suite %s lacks protection" suite))

(defun nsm--signed-with-p (status algorithm)
  "Whether a certificate in STATUS, roots excepted, is signed with ALGORITHM."
  (cl-some (lambda (certificate)
             (and (string-match algorithm (or (plist-get certificate :signature-algorithm) ""))
                  (not (equal (plist-get certificate :issuer) (plist-get certificate :subject)))))
           (plist-get status :certificates)))

(nsm--define-check sha1-sig "Whether a certificate is signed with SHA1."
  (nsm--signed-with-p status "\\bSHA1\\b")
  ("a certificate is signed with SHA1"))

(nsm--define-check md5-sig "Whether a certificate is signed with MD5."
  (nsm--signed-with-p status "\\bMD5\\b")
  ("a certificate is signed with MD5"))

(nsm--define-check renegotiation-info-ext "Whether renegotiation is safe."
  (let ((known (plist-member status :safe-renegotiation)))
    (and known (null (cadr known))))
  ("renegotiation with %s is not safe" (plist-get status :protocol)))

(nsm--define-check compression "Whether TLS compresses."
  (string-match "^\\bDEFLATE\\b" (or (plist-get status :compression) ""))
  ("the compression %s leaks what is sent" (plist-get status :compression)))

(nsm--define-check version "Whether the protocol's version is too old."
  (let ((protocol (or (plist-get status :protocol) "")))
    (or (string-match "SSL" protocol)
        (and (string-match "TLS1\\.\\([0-9]+\\)" protocol)
             (< (string-to-number (match-string 1 protocol)) 1))))
  ("%s is too old" (plist-get status :protocol)))

(defun nsm-check-plain-connection (process host port settings warn-unencrypted)
  "Return PROCESS if it may be without TLS, else delete it and return nil."
  (let ((seen (plist-get settings :fingerprints)))
    (if (and (nsm-should-check host)
             (or (and seen (not (memq :none seen)))
                 (and warn-unencrypted
                      (not (memq :unencrypted (plist-get settings :conditions)))))
             (not (nsm-query host port nil 'conditions '(:unencrypted)
                             (format-message "The connection to %s:%s is not encrypted" host port))))
        (progn (delete-process process) nil)
      process)))

(defun nsm-query (_host _port _status _what _problems _message)
  "Return nil: there is no user who could allow what is not safe."
  nil)

;; What is known of hosts

(defun nsm-fingerprint (status)
  "The fingerprint of the peer's key."
  (plist-get (plist-get status :certificate) :public-key-id))

(defun nsm-fingerprint-ok-p (status settings)
  "Whether the key of STATUS agrees with what SETTINGS have."
  (let ((saved (plist-get settings :fingerprints)))
    (or (null saved) (memq :none saved) (member (nsm-fingerprint status) saved))))

(defun nsm-warnings-ok-p (status settings)
  "Whether SETTINGS allow all the warnings of STATUS."
  (let ((allowed (plist-get settings :conditions)))
    (cl-every (lambda (warning) (memq warning allowed)) (plist-get status :warnings))))

(defun nsm-save-fingerprint-maybe (host port status &rest _)
  "Keep the key of HOST and PORT if the level is `high' or more."
  (when (>= (nsm-level network-security-level) (nsm-level 'high))
    (nsm-save-host host port status 'fingerprint nil 'always)))

(defun nsm-save-host (host port status what problems permanency)
  "Keep the key of HOST and PORT in STATUS, and PROBLEMS as allowed.
WHAT is `conditions' or `fingerprint'; PERMANENCY `always' also writes
`nsm-settings-file'."
  (let* ((id (nsm-id host port))
         (old (nsm-host-settings id))
         (key (or (nsm-fingerprint status) :none))
         (entry (list :id id
                      :fingerprints (cl-adjoin key (plist-get old :fingerprints) :test #'equal)))
         (conditions (if (eq what 'fingerprint)
                         (cl-union (plist-get old :conditions) problems)
                       problems)))
    (cond ((or (eq what 'conditions) nsm-save-host-names)
           (setq entry (append entry (list :host (format "%s:%s" host port)))))
          ((plist-get old :host)
           (setq entry (append entry (list :host (plist-get old :host))))))
    (setq entry (append entry (list :conditions conditions)))
    (nsm-remove-temporary-setting id)
    (if (not (eq permanency 'always))
        (push entry nsm-temporary-host-settings)
      (nsm-remove-permanent-setting id)
      (push entry nsm-permanent-host-settings)
      (nsm-write-settings))))

(defun nsm-write-settings ()
  "Write `nsm-settings-file'."
  (with-temp-file nsm-settings-file
    (insert ";;;; -*- mode: lisp-data -*-\n(\n")
    (dolist (setting nsm-permanent-host-settings)
      (insert (format " %S\n" setting)))
    (insert ")\n")))

(defun nsm-read-settings ()
  "Read `nsm-settings-file'."
  (setq nsm-permanent-host-settings
        (with-temp-buffer
          (insert-file-contents nsm-settings-file)
          (goto-char (point-min))
          (ignore-errors (read (current-buffer))))))

(defun nsm-id (host port)
  "What HOST and PORT are filed under."
  (concat "sha1:" (sha1 (format "%s:%s" host port))))

(defun nsm-host-settings (id)
  "What is known of the host filed under ID."
  (when (and (null nsm-permanent-host-settings) (file-exists-p nsm-settings-file))
    (nsm-read-settings))
  (cl-find-if (lambda (entry) (equal (plist-get entry :id) id))
              (append nsm-temporary-host-settings nsm-permanent-host-settings)))

(defun nsm--without (id settings)
  "SETTINGS without the host filed under ID."
  (cl-remove-if (lambda (entry) (equal (plist-get entry :id) id)) settings))

(defun nsm-remove-permanent-setting (id)
  "Forget what is written about the host filed under ID."
  (setq nsm-permanent-host-settings (nsm--without id nsm-permanent-host-settings)))

(defun nsm-remove-temporary-setting (id)
  "Forget what holds for now about the host filed under ID."
  (setq nsm-temporary-host-settings (nsm--without id nsm-temporary-host-settings)))

;; Small things

(defun nsm-level (symbol)
  "The security level SYMBOL as a number."
  (pcase symbol ('low 0) ('medium 1) (_ 2)))

(defun nsm-cipher-suite (status)
  "The name of the cipher suite of STATUS."
  (format "%s-%s-%s" (plist-get status :key-exchange) (plist-get status :cipher)
          (plist-get status :mac)))

(defalias 'nsm--encryption #'nsm-cipher-suite)

(defun nsm-parse-subject (string)
  "The parts ((TYPE VALUE) ...) of the distinguished name STRING."
  (let ((start 0) (i 0) parts)
    (while (<= i (length string))
      (cond ((or (= i (length string)) (eq (aref string i) ?,))
             (when (> i start)
               (push (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (substring string start i)) parts))
             (setq start (1+ i)))
            ((eq (aref string i) ?\\) (setq i (1+ i))))
      (setq i (1+ i)))
    (mapcar (lambda (part)
              (let ((at (cl-position ?= part)))
                (if at (list (substring part 0 at) (substring part (1+ at))) part)))
            (nreverse parts))))

(defun nsm-certificate-part (string part &optional full)
  "The value of PART in the distinguished name STRING, STRING itself if FULL."
  (or (cadr (assoc part (nsm-parse-subject string)))
      (and full string)))

(defun nsm-format-certificate (status)
  "A description of the peer's certificate in STATUS, nil if there is none."
  (when-let ((certificate (plist-get status :certificate)))
    (let ((get (lambda (key) (plist-get certificate key)))
          (line (lambda (label value)
                  (concat label (make-string (- 22 (length label)) ?\s) value "\n"))))
      (concat
       (propertize "Certificate information" 'face 'underline) "\n"
       (funcall line "  Issued by:" (nsm-certificate-part (funcall get :issuer) "CN" t))
       (funcall line "  Issued to:" (or (nsm-certificate-part (funcall get :subject) "O")
                                        (nsm-certificate-part (funcall get :subject) "OU" t)))
       (funcall line "  Hostname:" (nsm-certificate-part (funcall get :subject) "CN" t))
       (funcall line "  Public key:" (format "%s, signature: %s" (funcall get :public-key-algorithm)
                                             (funcall get :signature-algorithm)))
       (funcall line "  Session:" (format "%s, key: %s, cipher: %s, mac: %s"
                                          (plist-get status :protocol) (plist-get status :key-exchange)
                                          (plist-get status :cipher) (plist-get status :mac)))
       (funcall line "  Security level:"
                (propertize (funcall get :certificate-security-level) 'face 'bold))
       (funcall line "  Valid:" (format "From %s to %s" (funcall get :valid-from)
                                        (funcall get :valid-to)))
       "\n"))))

(provide 'nsm)
;;; nsm.el ends here
