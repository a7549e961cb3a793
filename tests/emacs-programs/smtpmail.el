;;; smtpmail.el --- smtpmail sends to a small SMTP server on the loopback  -*- lexical-binding: t -*-

(require 'smtpmail)
(require 'sendmail)

(defvar lines nil "What the server was told, newest first.")

(defun smtp-server (proc text)
  "Answer what the client says: TEXT from PROC."
  (process-put proc :text (concat (process-get proc :text) text))
  (while (string-match "\\`\\([^\r\n]*\\)\r?\n" (process-get proc :text))
    (let ((line (match-string 1 (process-get proc :text))))
      (process-put proc :text (substring (process-get proc :text) (match-end 0)))
      (push line lines)
      (if (process-get proc :data)
          (when (equal line ".")
            (process-put proc :data nil)
            (process-send-string proc "250 queued\r\n"))
        (process-send-string
         proc
         (cond ((string-match "\\`EHLO" line) "250-mail.test\r\n250-SIZE 10000\r\n250 8BITMIME\r\n")
               ((string-match "\\`MAIL\\|\\`RCPT" line) "250 ok\r\n")
               ((string-match "\\`DATA" line) (process-put proc :data t) "354 go on\r\n")
               ((string-match "\\`QUIT" line) "221 bye\r\n")
               (t "502 what\r\n")))))))

(defvar server
  (make-network-process :name "smtp" :server t :host "127.0.0.1" :service t :family 'ipv4
                        :coding 'binary :filter #'smtp-server
                        :log (lambda (_server client _message) (process-send-string client "220 mail.test ESMTP\r\n"))))

(setq smtpmail-smtp-server "127.0.0.1"
      smtpmail-smtp-service (process-contact server :service)
      smtpmail-stream-type 'plain
      smtpmail-local-domain "client.test"
      smtpmail-warn-about-unknown-extensions nil
      send-mail-function #'smtpmail-send-it
      auth-sources nil
      user-mail-address "sender@client.test"
      user-full-name "A Sender"
      mail-interactive t)

(with-temp-buffer
  (insert "From: sender@client.test\nTo: one@host.test, Two <two@host.test>\nSubject: a test\n"
          mail-header-separator "\nfirst line\n.hidden dot\nlast line\n")
  (smtpmail-send-it))
(with-timeout (10) (while (not (member "QUIT" lines)) (accept-process-output nil 0.05)))
(dolist (line (reverse lines))
  (unless (string-match-p "\\`\\(Date\\|Message-ID\\|User-Agent\\|EHLO\\|MAIL\\)" line)
    (princ line) (terpri)))
(delete-process server)
