;;; erc.el --- erc talks to a small IRC server on the loopback  -*- lexical-binding: t -*-

(require 'erc)

(defvar told nil "What the server was told, newest first.")

(defun irc-line (proc line)
  "Answer LINE of the client on PROC."
  (push line told)
  (let ((say (lambda (&rest args) (process-send-string proc (concat (apply #'format args) "\r\n")))))
    (cond
     ((string-match "\\`USER " line)
      (funcall say ":irc.test 001 tester :Welcome to the test network")
      (funcall say ":irc.test 004 tester irc.test 1.0 iosw biklmnopstv")
      (funcall say ":irc.test 005 tester CHANTYPES=# PREFIX=(ov)@+ NETWORK=TestNet CASEMAPPING=rfc1459 :are supported")
      (funcall say ":irc.test 376 tester :End of message of the day"))
     ((string-match "\\`JOIN \\(#[a-z]+\\)" line)
      (let ((channel (match-string 1 line)))
        (funcall say ":tester!t@host.test JOIN %s" channel)
        (funcall say ":irc.test 332 tester %s :what we talk about" channel)
        (funcall say ":irc.test 353 tester = %s :tester @oper +voiced" channel)
        (funcall say ":irc.test 366 tester %s :End of names" channel)))
     ((string-match "\\`PRIVMSG \\(#[a-z]+\\) :hello all" line)
      (funcall say ":oper!o@host.test PRIVMSG %s :hello tester" (match-string 1 line))
      (funcall say ":oper!o@host.test PRIVMSG %s :\1ACTION waves\1" (match-string 1 line))
      (funcall say ":voiced!v@host.test NICK :quiet")
      (funcall say ":quiet!v@host.test PART %s :so long" (match-string 1 line))
      (funcall say ":oper!o@host.test PRIVMSG tester :a word in private"))
     ((string-match "\\`QUIT" line)
      (funcall say "ERROR :Closing link")
      (delete-process proc)))))

(defun irc-filter (proc text)
  "Take lines out of TEXT from PROC."
  (process-put proc :text (concat (process-get proc :text) text))
  (while (string-match "\\`\\([^\r\n]*\\)\r?\n" (process-get proc :text))
    (let ((line (match-string 1 (process-get proc :text))))
      (process-put proc :text (substring (process-get proc :text) (match-end 0)))
      (irc-line proc line))))

(defvar irc-server
  (make-network-process :name "irc" :server t :host "127.0.0.1" :service t :family 'ipv4
                        :coding 'utf-8-unix :filter #'irc-filter))

(defun wait-for (what predicate)
  "Wait until PREDICATE returns non-nil; WHAT it is."
  (with-timeout (10 (princ (format "no %s\n" what)))
    (while (not (funcall predicate)) (accept-process-output nil 0.05))))

(setq erc-server-flood-penalty 0 erc-timestamp-format nil erc-hide-list nil erc-email-userid "t"
      erc-modules '(button completion irccontrols list match menu move-to-prompt netsplit networks noncommands readonly ring)
      erc-server-auto-reconnect nil erc-prompt-for-password nil erc-kill-server-buffer-on-quit nil)

(let* ((buffer (erc :server "127.0.0.1" :port (process-contact irc-server :service) :nick "tester" :full-name "Test User"))
       channel)
  (wait-for "greeting" (lambda () (with-current-buffer buffer erc-server-connected)))
  (with-current-buffer buffer (erc-cmd-JOIN "#elnet"))
  (wait-for "channel" (lambda () (and (setq channel (get-buffer "#elnet"))
                                      (with-current-buffer channel (erc-get-channel-user "oper")))))
  (with-current-buffer channel
    (prin1 (sort (erc-get-channel-nickname-list) #'string<)) (terpri)
    (prin1 (list erc-channel-topic (erc-channel-user-op-p "oper") (erc-channel-user-voice-p "voiced") (erc-default-target)))
    (terpri)
    (erc-send-message "hello all"))
  (wait-for "part" (lambda () (with-current-buffer channel (not (erc-get-channel-user "voiced")))))
  (wait-for "private words" (lambda () (get-buffer "oper")))
  (with-current-buffer channel
    (dolist (text '("hello all" "<@?oper> hello tester" "\\* oper waves" "voiced (v@host.test) is now known as quiet" "quiet (v@host.test) has left channel #elnet: so long"))
      (goto-char (point-min))
      (princ (format "%s: %s\n" text (and (re-search-forward text nil t) t))))
    (prin1 (sort (erc-get-channel-nickname-list) #'string<)) (terpri))
  (with-current-buffer "oper"
    (goto-char (point-min))
    (princ (and (search-forward "<oper> a word in private" nil t) "said in private\n")))
  (prin1 (erc-network-name)) (terpri)
  (with-current-buffer buffer
    (prin1 (list (erc-network) (erc-current-nick) (erc-channel-list nil))) (terpri)
    (erc-cmd-QUIT "bye")
    (wait-for "quit" (lambda () (not (erc-server-process-alive))))
    (prin1 (list erc-server-connected (erc-server-process-alive))) (terpri)))
(dolist (line (reverse told))
  (unless (string-match-p "\\`PING" line) (princ line) (terpri)))
