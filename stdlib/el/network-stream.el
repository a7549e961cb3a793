;;; network-stream.el --- open a connection by host and service  -*- lexical-binding: t; -*-

;; Each of the functions that open a connection of some type returns a list
;; (PROCESS GREETING CAPABILITIES TYPE ERROR).

;;; Code:

(require 'nsm)
(require 'puny)

(defcustom network-stream-use-client-certificates nil
  "Whether to look for a client certificate when none is given.
It has an effect where `auth-source-search' is there."
  :group 'network
  :type 'boolean)

;;;###autoload
(defun open-network-stream (name buffer host service &rest parameters)
  "Open a TCP connection to HOST and SERVICE and return its process.
NAME is the name of the process, made unique if need be.  BUFFER is a buffer, or
the name of one, for output that no filter takes, or nil.  HOST is a name or an
address, SERVICE a port number or the name of a service.

PARAMETERS is a list of keywords and values:

:type TYPE      nil or `network': plain, and upgraded by STARTTLS if the keywords
                for that are given and the server can; `plain'; `starttls':
                upgraded, or closed; `tls' or `ssl': TLS from the beginning;
                `shell': a program.
:return-list t  return (PROCESS :greeting TEXT :capabilities TEXT :type TYPE
                :error TEXT), TYPE being `plain' or `tls'.
:end-of-command REGEXP     matches the end of an answer of the server
:end-of-capability REGEXP  matches that of the answer to the next, by default the same
:capability-command TEXT   asks what the server can do; or a function of the greeting
:starttls-function FUNCTION  called with the answer, returns the command that
                switches to TLS, nil if the server cannot
:success REGEXP matches the answer of a server that agrees to that
:always-query-capabilities t  ask even if TYPE is `plain'
:client-certificate LIST  (KEY-FILE CERTIFICATE-FILE), or t to look for one
:warn-unless-encrypted t  let `nsm-verify-connection' judge a plain connection
:nogreeting t   do not wait for the server's greeting
:shell-command FORMAT     of `shell', with %s for the host, %p for the service
:nowait, :noquery, :coding, :tls-parameters  as in `make-network-process'."
  (let* ((type (plist-get parameters :type))
         (return-list (plist-get parameters :return-list))
         (asks (and (plist-get parameters :success)
                    (plist-get parameters :capability-command)))
         (result
          (if (and (not return-list)
                   (or (eq type 'plain)
                       (and (memq type '(nil network)) (not asks))))
              (list (network-stream--connect name buffer host service parameters
                                             (list :nowait (plist-get parameters :nowait)
                                                   :tls-parameters
                                                   (plist-get parameters :tls-parameters))))
            (network-stream--open
             (pcase type
               ('plain (if (plist-get parameters :always-query-capabilities)
                           #'network-stream-open-starttls
                         #'network-stream-open-plain))
               ((or 'nil 'network 'starttls) #'network-stream-open-starttls)
               ((or 'tls 'ssl) #'network-stream-open-tls)
               ('shell #'network-stream-open-shell)
               (_ (error "Invalid connection type %s" type)))
             name buffer host service parameters))))
    (when (and (plist-get parameters :noquery) (processp (car result)))
      (set-process-query-on-exit-flag (car result) nil))
    (if return-list
        (list (nth 0 result) :greeting (nth 1 result) :capabilities (nth 2 result)
              :type (nth 3 result) :error (nth 4 result))
      (car result))))

;;;###autoload
(defalias 'open-protocol-stream #'open-network-stream)

(defun network-stream--open (opener name buffer host service parameters)
  "Call OPENER with the rest, and a buffer of its own if BUFFER is nil."
  (when (and network-stream-use-client-certificates
             (not (plist-member parameters :client-certificate)))
    (setq parameters (append parameters '(:client-certificate t))))
  (if buffer
      (funcall opener name buffer host service parameters)
    (let ((work (generate-new-buffer " *stream buffer*")) result)
      (unwind-protect
          (setq result (funcall opener name work host service parameters))
        ;; In a buffer that is killed a process would be killed, too; one that
        ;; was left behind by an error is.
        (when (processp (car result))
          (set-process-buffer (car result) nil))
        (when-let ((process (get-buffer-process work)))
          (set-process-query-on-exit-flag process nil))
        (kill-buffer work))
      result)))

(defun network-stream--connect (name buffer host service parameters more)
  "Make the process NAME, with the keywords MORE besides the usual ones."
  (apply #'make-network-process
         :name name :buffer buffer :host (puny-encode-domain host) :service service
         (append more (list :coding (plist-get parameters :coding)))))

(defun network-stream-certificate (host service parameters)
  "The client certificate for HOST and SERVICE that PARAMETERS ask for.
It is a list (KEY-FILE CERTIFICATE-FILE), or nil."
  (let ((wanted (plist-get parameters :client-certificate)))
    (cond ((listp wanted) wanted)
          ((and (eq wanted t) (fboundp 'auth-source-search))
           (let* ((found (ignore-errors
                           (car (auth-source-search :max 1 :host host
                                                    :port (format "%s" service)))))
                  (files (list (plist-get found :key) (plist-get found :cert))))
             (and (car files) (cadr files)
                  (file-readable-p (car files)) (file-readable-p (cadr files))
                  files))))))

(defun network-stream-open-plain (name buffer host service parameters)
  "Open a plain connection and wait for the greeting."
  (let* ((start (with-current-buffer buffer (point)))
         (stream (network-stream--connect name buffer host service parameters
                                          (list :nowait (plist-get parameters :nowait)))))
    (if (plist-get parameters :warn-unless-encrypted)
        (setq stream (nsm-verify-connection stream host service nil t)))
    (let* ((end (plist-get parameters :end-of-command))
           (greeting (network-stream-get-response stream start end)))
      `(,stream ,greeting nil plain))))

(defun network-stream-open-starttls (name buffer host service parameters)
  "Open a connection and upgrade it to TLS, if that is possible and wanted."
  (let* ((start (with-current-buffer buffer (point)))
         (eoc (plist-get parameters :end-of-command))
         (connect (lambda () (network-stream--connect name buffer host service parameters nil)))
         (stream (funcall connect))
         (greeting (and (not (plist-get parameters :nogreeting))
                        (network-stream-get-response stream start eoc)))
         (capabilities (network-stream--capabilities stream parameters greeting))
         (switch (and capabilities (plist-get parameters :success)
                      (plist-get parameters :starttls-function)
                      (funcall (plist-get parameters :starttls-function) capabilities)))
         (required (eq (plist-get parameters :type) 'starttls))
         (type 'plain)
         problem)
    (when (and switch (not (eq (plist-get parameters :type) 'plain))
               (network-stream--agreed-p (network-stream-command stream switch eoc) parameters))
      (if (network-stream--upgrade stream host service parameters)
          (setq type 'tls)
        (unless required
          (setq stream (funcall connect))
          (network-stream-get-response stream start eoc)))
      (unless (process-live-p stream)
        (error "Unable to negotiate a TLS connection with %s/%s" host service))
      ;; A server may offer more, or less, once it is safe.
      (setq capabilities (network-stream--capabilities stream parameters greeting)))
    (when (and required (eq type 'plain))
      (setq problem "Server does not support TLS")
      (delete-process stream)
      (setq stream nil))
    (setq stream (nsm-verify-connection stream host service (eq type 'tls)
                                        (plist-get parameters :warn-unless-encrypted)))
    (list stream greeting capabilities type problem)))

(defun network-stream--agreed-p (answer parameters)
  "Whether ANSWER is that of a server which is ready for TLS."
  (and answer (string-match (plist-get parameters :success) answer)))

(defun network-stream--upgrade (stream host service parameters)
  "Begin TLS on STREAM; return nil, and delete it, if that fails."
  (let ((certificate (network-stream-certificate host service parameters)))
    (condition-case nil
        (gnutls-negotiate :process stream :hostname (puny-encode-domain host)
                          :keylist (and certificate (list certificate)))
      (gnutls-error (delete-process stream) nil))
    (memq (process-status stream) '(open run))))

(defun network-stream--capabilities (stream parameters greeting)
  "Ask STREAM what it can do."
  (network-stream-command
   stream
   (network-stream--capability-command (plist-get parameters :capability-command) greeting)
   (or (plist-get parameters :end-of-capability) (plist-get parameters :end-of-command))))

(defun network-stream--capability-command (command greeting)
  "COMMAND, or what it returns for GREETING if it is a function."
  (if (functionp command) (funcall command greeting) command))

(defun network-stream-command (stream command eoc)
  "Send COMMAND, if non-nil, to STREAM and return the answer, which EOC ends."
  (when command
    (network-stream-get-response
     stream
     (prog1 (with-current-buffer (process-buffer stream) (point-max))
       (process-send-string stream command))
     eoc)))

(defun network-stream-get-response (stream start end-of-command)
  "Wait for what END-OF-COMMAND matches after START in the buffer of STREAM.
Return the text from START to its end, nil if the connection ends before."
  (when end-of-command
    (with-current-buffer (process-buffer stream)
      (save-excursion
        (while (progn (goto-char start)
                      (and (not (re-search-forward end-of-command nil t))
                           (memq (process-status stream) '(open run))))
          (accept-process-output stream 0.05))
        (unless (= start (point))
          (buffer-substring start (point)))))))

(defun network-stream-open-tls (name buffer host service parameters)
  "Open a TLS connection."
  (with-current-buffer buffer
    (let* ((start (point-max))
           (eoc (plist-get parameters :end-of-command))
           (stream (open-gnutls-stream name buffer host service parameters)))
      (cond ((plist-get parameters :nowait) (list stream nil nil 'tls))
            ((null (setq stream (and stream (nsm-verify-connection stream host service))))
             (list nil nil nil 'plain))
            (t (let ((greeting (network-stream-get-response stream start eoc)))
                 (list stream greeting
                       (network-stream--capabilities stream parameters nil)
                       'tls)))))))

(defun network-stream-open-shell (name buffer host service parameters)
  "Run the :shell-command of PARAMETERS for HOST and SERVICE."
  (let* ((command (format-spec (plist-get parameters :shell-command)
                               (list (cons ?p service) (cons ?s host))))
         (start (with-current-buffer buffer (point)))
         (process-connection-type nil)
         (stream (start-process name buffer shell-file-name shell-command-switch command)))
    (pcase (plist-get parameters :coding)
      ('nil nil)
      (`(,decoding . ,encoding) (set-process-coding-system stream decoding encoding))
      (both (set-process-coding-system stream both both)))
    (let ((greeting (network-stream-get-response
                     stream start (plist-get parameters :end-of-command))))
      (list stream greeting (network-stream--capabilities stream parameters greeting) 'plain))))

(provide 'network-stream)
;;; network-stream.el ends here
