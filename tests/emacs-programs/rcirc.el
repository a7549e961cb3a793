;;; rcirc.el --- rcirc talks to a small IRC server on the loopback  -*- lexical-binding: t -*-

(require 'rcirc)

(defvar lines nil "What the server was told, newest first.")

(defun irc-server (proc text)
  "Answer what the client says: TEXT from PROC."
  (process-put proc :text (concat (process-get proc :text) text))
  (while (string-match "\\`\\([^\r\n]*\\)\r?\n" (process-get proc :text))
    (let ((line (match-string 1 (process-get proc :text))))
      (process-put proc :text (substring (process-get proc :text) (match-end 0)))
      (push line lines)
      (cond ((string-match "\\`USER " line)
             (process-send-string
              proc (concat ":irc.test 001 tester :Welcome\r\n"
                           ":irc.test 376 tester :End of MOTD\r\n")))
            ((string-match "\\`JOIN \\(#[a-z]+\\)" line)
             (let ((channel (match-string 1 line)))
               (process-send-string
                proc (format ":tester!t@h JOIN %s\r\n:irc.test 353 tester = %s :tester @oper\r\n:irc.test 366 tester %s :End\r\n:oper!o@h PRIVMSG %s :hello tester\r\n"
                             channel channel channel channel))))
            ((string-match "\\`PING \\(.*\\)" line)
             (process-send-string proc (format ":irc.test PONG irc.test %s\r\n" (match-string 1 line))))))))

(defvar server
  (make-network-process :name "irc" :server t :host "127.0.0.1" :service t :family 'ipv4
                        :coding 'utf-8-unix :filter #'irc-server))

(defun wait-for (predicate)
  "Wait until PREDICATE returns non-nil."
  (with-timeout (10 (princ "timeout\n"))
    (while (not (funcall predicate)) (accept-process-output nil 0.05))))

(setq rcirc-time-format "" rcirc-log-flag nil rcirc-debug-flag nil rcirc-reconnect-delay 0
      rcirc-default-full-name "Test User" rcirc-fill-column 70)

(let* ((client (rcirc-connect "127.0.0.1" (process-contact server :service) "tester" "tester" "Test User" '("#elnet")))
       channel)
  (wait-for (lambda () (and (setq channel (rcirc-get-buffer client "#elnet"))
                            (with-current-buffer channel
                              (save-excursion (goto-char (point-min)) (search-forward "hello tester" nil t))))))
  (rcirc-send-message client "#elnet" "hello yourself")
  (wait-for (lambda () (seq-some (lambda (l) (string-match-p "hello yourself" l)) lines)))
  (with-current-buffer channel
    (goto-char (point-min))
    (princ (if (re-search-forward "<oper> hello tester" nil t) "the channel has the message\n" (buffer-string)))
    (goto-char (point-min))
    (princ (if (re-search-forward "<tester> hello yourself" nil t) "and the answer\n" (buffer-string))))
  (prin1 (sort (rcirc-channel-nicks client "#elnet") #'string<))
  (terpri)
  (prin1 (seq-filter (lambda (l) (string-match-p "\\`\\(NICK\\|USER\\|JOIN\\|PRIVMSG #\\)" l)) (reverse lines)))
  (terpri)
  (set-process-sentinel client nil)
  (delete-process client))
(delete-process server)
