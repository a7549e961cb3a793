;;; smtpmail-login.el --- smtpmail logs in over TLS  -*- lexical-binding: t -*-

;; SMTP_PORT is that of a server with STARTTLS, SMTPS_PORT of one that speaks TLS
;; from the start; both let those who have logged in send mail, and write what
;; they were told to the file MAILBOX. TRUST is their authority.

(require 'smtpmail)
(require 'sendmail)
(require 'auth-source)

(defvar mailbox (getenv "MAILBOX"))
(defvar authinfo (make-temp-file "authinfo" nil nil "machine localhost login me password secret\n"))
(setq gnutls-trustfiles (list (getenv "TRUST")) auth-sources (list authinfo) auth-source-do-cache nil
      nsm-settings-file (concat authinfo ".nsm")
      smtpmail-smtp-server "localhost" smtpmail-local-domain "client.test" smtpmail-warn-about-unknown-extensions nil
      send-mail-function #'smtpmail-send-it user-mail-address "me@client.test" user-full-name "Me" mail-interactive t
      smtpmail-queue-mail nil smtpmail-queue-dir (concat authinfo ".queue/") inhibit-message t)

(defun send (to body)
  "Send BODY to TO and return what the server was told."
  (ignore-errors (delete-file mailbox))
  (condition-case err
      (progn
        (with-temp-buffer
          (insert "From: me@client.test\nTo: " to "\nCc: copy@host.test\nBcc: blind@host.test\nSubject: grüße\n" mail-header-separator "\n" body)
          (smtpmail-send-it))
        (with-timeout (10) (while (not (file-exists-p mailbox)) (accept-process-output nil 0.05)))
        (with-temp-buffer
          (let ((coding-system-for-read 'binary)) (insert-file-contents mailbox))
          (flush-lines "^\\(EHLO\\|Date\\|[Mm]essage-[Ii][Dd]\\|User-Agent\\|MIME-Version\\)")
          (goto-char (point-min))
          (while (re-search-forward " SIZE=[0-9]+" nil t) (replace-match ""))
          (buffer-string)))
    (error (list 'error (replace-regexp-in-string "<[^>]*>" "<...>" (error-message-string err))))))

(defmacro show (form)
  "Print FORM and what the server was told."
  `(let ((told ,form)) (princ (format "%S\n%s\n" ',form told))))

(dolist (mechanism '(cram-md5 login plain))
  (setq smtpmail-auth-supported (list mechanism) smtpmail-local-domain (format "client.%s" (upcase (symbol-name mechanism)))
        smtpmail-stream-type 'starttls smtpmail-smtp-service (string-to-number (getenv "SMTP_PORT")))
  (princ (format "%s: " mechanism))
  (show (send "one@host.test" "a line\n.dot\nlast")))

(setq smtpmail-stream-type 'ssl smtpmail-smtp-service (string-to-number (getenv "SMTPS_PORT")))
(show (send "One <one@host.test>, two@host.test" "over TLS from the start\n"))

;; Nobody has told the password, or the server does not want it.
(write-region "machine localhost login me password wrong\n" nil authinfo nil 'quiet)
(show (send "one@host.test" "x\n"))
(write-region "machine localhost login me password secret\n" nil authinfo nil 'quiet)
(show (send "refused@host.test" "x\n"))

;; A queue.
(let ((smtpmail-queue-mail t))
  (with-temp-buffer
    (insert "From: me@client.test\nTo: later@host.test\nSubject: queued\n" mail-header-separator "\nlater\n")
    (smtpmail-send-it)))
(princ (format "queued: %d\n" (length (directory-files smtpmail-queue-dir nil "\\`[0-9].*[0-9]\\'"))))
(ignore-errors (delete-file mailbox))
(smtpmail-send-queued-mail)
(with-temp-buffer (insert-file-contents mailbox) (goto-char (point-min)) (keep-lines "^RCPT\\|^later\\|^To") (princ (buffer-string)))
(princ (format "queued: %d\n" (length (directory-files smtpmail-queue-dir nil "\\`[0-9].*[0-9]\\'"))))
