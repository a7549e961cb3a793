;;; el-server.el --- what emacsclient and the server say to each other -*- lexical-binding: t; -*-
(require 'server)
;=> server
(mapcar #'server-quote-arg '("" "a b" "-x" "a&b\nc" "--" "é&_"))
;=> ("" "a&_b" "&-x" "a&&b&nc" "&-&-" "é&&_")
(mapcar #'server-unquote-arg '("" "a&_b" "&-x" "a&&b&nc" "&-&-" "é&&_" "plain"))
;=> ("" "a b" "-x" "a&b\nc" "--" "é&_" "plain")
(mapcar (lambda (s) (equal s (server-unquote-arg (server-quote-arg s)))) '("&n" "& &" "-\n-" "&&&n"))
;=> (t t t t)
(server-quote-arg 5)
;!> (wrong-type-argument sequencep 5)
(list server-name server-use-tcp server-host server-port server-auth-key server-kill-new-buffers server-process server-clients)
;=> ("server" nil nil nil nil t nil nil)
(let ((process-environment (cons "XDG_RUNTIME_DIR=/run/x" process-environment))) (file-name-nondirectory server-socket-dir))
;=> "emacs0"
(let ((server-socket-dir "/no/such/dir")) (server-running-p "nothing"))
;=> nil
(let ((server-use-tcp t) (server-auth-dir "/no/such/dir/")) (server-running-p "nothing"))
;=> nil
(let ((server-auth-key (make-string 64 ?k))) (equal (server-get-auth-key) server-auth-key))
;=> t
(let ((server-auth-key "short")) (server-get-auth-key))
;!> (error "The key ‘short’ is invalid")
(let ((k (server-generate-key))) (list (length k) (string-match-p "\\`[!-~]+\\'" k) (equal k (server-generate-key))))
;=> (64 0 nil)
(let ((dir (make-temp-file "srv" t))) (unwind-protect (list (server-ensure-safe-dir dir) (progn (set-file-modes dir #o755) (condition-case e (server-ensure-safe-dir dir) (error (car e)))) (progn (server-ensure-safe-dir (expand-file-name "new" dir)) (file-modes (expand-file-name "new" dir)))) (delete-directory dir t)))
;=> (nil error 448)
(with-temp-buffer (insert "1\n23\n4") (server-goto-line-column '(2 . 2)) (list (point) (progn (server-goto-line-column '(3 . 0)) (point))))
;=> (4 6)
(list (server-temp-file-p (current-buffer)) (with-temp-buffer (setq buffer-file-name "/tmp/Re1") (prog1 (and (server-temp-file-p (current-buffer)) t) (setq buffer-file-name nil))))
;=> (nil t)
(let ((server-socket-dir "/no/such/dir")) (condition-case e (server-eval-at "nothing" 1) (error (car e))))
;=> error
