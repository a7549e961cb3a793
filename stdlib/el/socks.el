;;; socks.el --- connections through a SOCKS server  -*- lexical-binding: t; -*-

;; Versions 4, 4a and 5 of the protocol, and CONNECT of HTTP proxies.

;;; Code:

(require 'cl-lib)

(defgroup socks nil
  "Connections through a SOCKS server."
  :prefix "socks-"
  :group 'processes)

(defcustom socks-server (list "Default server" "socks" 1080 5)
  "The server, (NAME HOST PORT VERSION).
VERSION is 4, 4a, 5 or http."
  :type '(list string string integer (choice (const 4) (const 4a) (const 5) (const http))))

(defvar socks-noproxy nil
  "Regexps of hosts to be connected to directly; one after `!' is an exception.")
(defvar socks-override-functions nil
  "Whether `open-network-stream' uses the server, too; looked at when this is loaded.")
(defvar socks-username (user-login-name)
  "Name for servers that ask for one.")
(defvar socks-password nil
  "Password for servers that ask for one.")
(defvar socks-timeout 5
  "Seconds to wait for each answer of the server.")
(defvar socks-debug nil "Whether to tell what happens.")

(defconst socks-version 5)
(defconst socks-connect-command 1)
(defconst socks-bind-command 2)
(defconst socks-udp-associate-command 3)
(defconst socks-address-type-v4 1)
(defconst socks-address-type-name 3)
(defconst socks-address-type-v6 4)
(defconst socks-authentication-null 0)
(defconst socks-authentication-failure 255)
(defconst socks-response-success 0)

(defvar socks-errors
  '("Succeeded" "General SOCKS server failure" "Connection not allowed by ruleset"
    "Network unreachable" "Host unreachable" "Connection refused" "Time-to-live expired"
    "Command not supported" "Address type not supported")
  "What the numbers of replies mean.")

(defvar socks-authentication-methods nil
  "Alist (ID DESCRIPTION . FUNCTION); FUNCTION of a process returns non-nil if it succeeds.")

(defun socks-register-authentication-method (id desc callback)
  "Make CALLBACK the way to authenticate that has the number ID."
  (setf (alist-get id socks-authentication-methods) (cons desc callback)))

(defun socks-unregister-authentication-method (id)
  "Do not use the way to authenticate that has the number ID."
  (setq socks-authentication-methods (assq-delete-all id socks-authentication-methods)))

(socks-register-authentication-method 0 "No authentication" #'identity)
(socks-register-authentication-method 2 "Username/Password" #'socks-username/password-auth)

;; Answers of the server are taken from what has come, kept on the process as
;; `socks-scratch', piece by piece, so that what follows them is not lost.

(defun socks-filter (proc string)
  "Keep STRING until somebody waits for it."
  (process-put proc 'socks-scratch (concat (process-get proc 'socks-scratch) string)))

(defun socks--take (proc n)
  "The next N bytes from PROC."
  (with-timeout (socks-timeout (socks--fail proc "No answer from the SOCKS server"))
    (while (< (length (process-get proc 'socks-scratch)) n)
      (unless (process-live-p proc)
        (socks--fail proc "The SOCKS server has closed the connection"))
      (accept-process-output proc socks-timeout)))
  (let ((all (process-get proc 'socks-scratch)))
    (process-put proc 'socks-scratch (substring all n))
    (substring all 0 n)))

(defun socks--fail (proc &rest message)
  "Delete PROC and signal an error."
  (delete-process proc)
  (apply #'error message))

(defun socks-open-connection (server-info)
  "Connect to the server SERVER-INFO, see `socks-server', and authenticate."
  (let* ((version (nth 3 server-info))
         (proc (let ((socks-override-functions nil))
                 (make-network-process :name "socks" :host (nth 1 server-info)
                                       :service (nth 2 server-info) :coding 'binary
                                       :noquery t :filter #'socks-filter))))
    (process-put proc 'socks t)
    (process-put proc 'socks-scratch "")
    (process-put proc 'socks-server-protocol version)
    (process-put proc 'socks-server-name (nth 1 server-info))
    (when (equal version 5)
      (let ((ids (mapcar #'car (reverse socks-authentication-methods))))
        (process-send-string proc (apply #'unibyte-string socks-version (length ids) ids))
        (socks--authenticate proc (aref (socks--take proc 2) 1))))
    proc))

(defun socks--authenticate (proc id)
  "Authenticate in the way that the server has chosen, ID."
  (let ((method (cdr (assq id socks-authentication-methods))))
    (cond ((= id socks-authentication-failure)
           (socks--fail proc "No acceptable authentication methods found"))
          ((and method (fboundp (cdr method)) (funcall (cdr method) proc)))
          (t (socks--fail proc "Failed to use auth method: %s (%d)" (or (car method) "Unknown") id)))))

(defun socks-username/password-auth (proc)
  "Send `socks-username' and `socks-password' (RFC 1929)."
  (let ((name (encode-coding-string (or socks-username "") 'utf-8))
        (password (encode-coding-string
                   (or socks-password
                       (read-passwd (format "Password for %s@%s: " socks-username
                                            (process-get proc 'socks-server-name))))
                   'utf-8)))
    (process-send-string proc (concat (unibyte-string 1 (length name)) name
                                      (unibyte-string (length password)) password))
    (= 0 (aref (socks--take proc 2) 1))))

(defun socks-send-command (proc command atype address port)
  "Ask the server PROC to do COMMAND with ADDRESS, of the type ATYPE, and PORT.
An address that is no name is given as bytes.  Signal an error if it refuses."
  (unless (process-get proc 'socks)
    (error "socks-send-command called on non-SOCKS connection %S" proc))
  (let ((port-bytes (unibyte-string (ash port -8) (logand port 255))))
    (pcase (process-get proc 'socks-server-protocol)
      ('http
       (process-send-string proc (format "CONNECT %s:%d HTTP/1.0\r\n\r\n" address port))
       (socks--http-reply proc))
      ((and version (or 4 '4a))
       (let ((name (and (= atype socks-address-type-name) (eq version '4a))))
         (process-send-string
          proc (concat (unibyte-string 4 command) port-bytes
                       (if name "\0\0\0\1" address) (user-full-name) "\0"
                       (and name (concat address "\0"))))
         (let ((code (aref (socks--take proc 8) 1)))
           (socks--check proc (if (= code 90) 0 code)))))
      (5
       (process-send-string
        proc (concat (unibyte-string socks-version command 0 atype)
                     (and (= atype socks-address-type-name) (unibyte-string (length address)))
                     address port-bytes))
       (let ((head (socks--take proc 4)))
         (socks--check proc (aref head 1))
         (socks--take proc (+ 2 (pcase (aref head 3)
                                  (1 4)
                                  (4 16)
                                  (_ (aref (socks--take proc 1) 0)))))))
      (version (error "Unknown protocol version: %d" version)))
    proc))

(defun socks--check (proc code)
  "Signal an error unless CODE, of a reply, means success."
  (unless (= code socks-response-success)
    (socks--fail proc "SOCKS: %s" (nth code socks-errors))))

(defun socks--http-reply (proc)
  "Read the answer of an HTTP proxy."
  (let ((head ""))
    (while (not (string-suffix-p "\r\n\r\n" head))
      (when (> (length head) 65536)
        (socks--fail proc "The answer of the HTTP proxy is too long"))
      (setq head (concat head (socks--take proc 1))))
    (unless (string-match "\\`HTTP/1\\.[01] 2" head)
      (socks--fail proc "SOCKS: %s" (car (split-string head "\r\n"))))))

(defun socks-find-route (host _service)
  "The server to use for HOST, nil to connect directly."
  (let ((route socks-server))
    (catch 'done
      (dolist (regexp socks-noproxy)
        (cond ((string-prefix-p "!" regexp)
               (when (string-match (substring regexp 1) host) (throw 'done nil)))
              ((string-match regexp host)
               (setq route nil)
               (throw 'done nil)))))
    route))

(defun socks--address (version host)
  "The type and bytes of HOST for VERSION of the protocol."
  (if (not (equal version 4))
      (list socks-address-type-name (encode-coding-string host 'utf-8))
    (let ((address (car (network-lookup-address-info host 'ipv4))))
      (unless address
        (error "Could not get IP address for: %s" host))
      (list socks-address-type-v4 (apply #'unibyte-string (append (substring address 0 4) nil))))))

(defun socks--port (service)
  "The number of SERVICE."
  (cond ((integerp service) service)
        ((string-match-p "\\`[0-9]+\\'" service) (string-to-number service))
        ((with-temp-buffer
           (insert-file-contents "/etc/services")
           (and (re-search-forward (format "^%s[ \t]+\\([0-9]+\\)/tcp" (regexp-quote service)) nil t)
                (string-to-number (match-string 1)))))
        (t (error "Unknown service: %s" service))))

(defun socks--open-network-stream (orig-fun name buffer host service &rest params)
  "Like ORIG-FUN, `open-network-stream', but through the server."
  (let ((route (and socks-override-functions (socks-find-route host service))))
    (if (null route)
        (apply orig-fun name buffer host service params)
      (let ((proc (socks-open-connection route)))
        (apply (lambda (atype address)
                 (socks-send-command proc socks-connect-command atype address (socks--port service)))
               (socks--address (nth 3 route) host))
        (process-put proc 'socks-host host)
        (process-put proc 'socks-service service)
        (process-put proc 'socks-buffer buffer)
        (set-process-filter proc nil)
        (set-process-buffer proc (and buffer (get-buffer-create buffer)))
        (let ((more (process-get proc 'socks-scratch)))
          (unless (equal more "")
            (funcall (process-filter proc) proc more)))
        proc))))

;;;###autoload
(defun socks-open-network-stream (name buffer host service)
  "Connect to HOST and SERVICE through `socks-server' and return the process."
  (ignore name)
  (cl-flet ((direct (&rest words)
              (let (socks-override-functions) (apply #'open-network-stream words))))
    (let ((socks-override-functions t))
      (socks--open-network-stream #'direct name buffer host service))))

(when socks-override-functions
  (advice-add 'open-network-stream :around #'socks--open-network-stream))

(provide 'socks)
;;; socks.el ends here
