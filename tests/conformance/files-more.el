;; Files, as programs use them: ranges, replacing, handlers, compression, modes and local variables, programs.
(progn (defvar fm-dir (file-name-as-directory (make-temp-file "fm" t))) (setq default-directory fm-dir) (defun fm-clean (x) (replace-regexp-in-string "#<buffer [^>]*>" "B" (replace-regexp-in-string (regexp-quote fm-dir) "D/" (prin1-to-string x)))) (defmacro fm (form) `(fm-clean (condition-case e ,form (error e)))) (defun fm-write (f s) (with-temp-buffer (insert s) (let ((coding-system-for-write 'utf-8-unix)) (write-region 1 (point-max) f nil 'silent)))) (defun fm-handler (op &rest args) (cons 'handled (cons op args))) (fm-write "a" "0123456789\nabc\n"))
;=> nil
(fm (let ((file-name-handler-alist '(("\\`/foo:" . fm-handler)))) (list (expand-file-name "/foo:x") (file-exists-p "/foo:x") (insert-file-contents "/foo:x") (write-region "a" nil "/foo:x") (copy-file "/foo:a" "b") (rename-file "a" "/foo:b") (file-attributes "/foo:x") (directory-files "/foo:x") (delete-file "/foo:x") (file-modes "/foo:x") (set-file-modes "/foo:x" 1) (make-directory "/foo:x") (file-name-directory "/foo:x") (file-name-nondirectory "/foo:x") (file-truename "/foo:x") (load "/foo:x") (file-locked-p "/foo:x") (file-system-info "/foo:x") (verify-visited-file-modtime (current-buffer)) (unhandled-file-name-directory "/foo:x") (find-file-name-handler "/foo:x" 'x) (find-file-name-handler "/bar" 'x) (substitute-in-file-name "/foo:x") (access-file "/foo:x" "s") (file-newer-than-file-p "a" "/foo:x") (file-name-completion "x" "/foo:") (file-local-copy "/foo:x") (make-symbolic-link "a" "/foo:b") (file-selinux-context "/foo:x") (file-acl "/foo:x") (process-file "ls") (file-remote-p "/foo:x") (abbreviate-file-name "/foo:x") (directory-file-name "/foo:x") (file-name-as-directory "/foo:x") (vc-registered "/foo:x") (make-nearby-temp-file "x") (temporary-file-directory) (dired-uncache "/foo:x") (set-file-times "/foo:x") (set-visited-file-modtime))))
;=> "(error \"Invalid handler in ‘file-name-handler-alist’\")"
(fm (let ((file-name-handler-alist '(("\\`/foo:" . fm-handler))) (inhibit-file-name-handlers '(fm-handler)) (inhibit-file-name-operation 'file-exists-p)) (list (file-exists-p "/foo:x") (file-readable-p "/foo:x"))))
;=> "(error \"Invalid handler in ‘file-name-handler-alist’\")"
(fm (with-temp-buffer (list (insert-file-contents "a" nil 2 5) (buffer-string))))
;=> "((\"D/a\" 3) \"234\")"
(fm (with-temp-buffer (insert "0123XX6789\nabc\n") (goto-char 6) (let ((m (copy-marker 13))) (list (insert-file-contents "a" nil nil nil t) (buffer-string) (point) (marker-position m)))))
;=> "((\"D/a\" 2) \"0123456789\nabc\n\" 6 13)"
(fm (with-temp-buffer (insert-file-contents "a" t 1 2)))
;=> "(error \"Attempt to visit less than an entire file\")"
(fm (with-temp-buffer (list (insert-file-contents "a" t) (buffer-modified-p) buffer-file-name (visited-file-modtime)) 1))
;=> "1"
(fm (with-temp-buffer (insert-file-contents "nosuch")))
;=> "(file-missing \"Opening input file\" \"No such file or directory\" \"D/nosuch\")"
(fm (with-temp-buffer (list (condition-case e (insert-file-contents "nosuch" t) (error e)) buffer-file-name)))
;=> "((file-missing \"Opening input file\" \"No such file or directory\" \"D/nosuch\") \"D/nosuch\")"
(fm (with-temp-buffer (insert-file-contents "a" nil 5 2)))
;=> "(\"D/a\" 0)"
(fm (with-temp-buffer (insert-file-contents "a" nil -1 2)))
;=> "(wrong-type-argument file-offset -1)"
(fm (with-temp-buffer (list (insert-file-contents "a" nil 100 200) (buffer-string))))
;=> "((\"D/a\" 0) \"\")"
(fm (with-temp-buffer (insert-file-contents-literally "a" nil 11)))
;=> "(\"D/a\" 4)"
(fm (progn (write-region "xyz" nil "b") (write-region "q" nil "b" t) (write-region "Z" nil "b" 1) (with-temp-buffer (insert-file-contents "b") (buffer-string))))
;=> "\"xZzq\""
(fm (with-temp-buffer (insert "hello") (list (write-region nil nil "c" nil 'silent) (write-region 2 4 "c2" nil 'silent) (write-region 2 4 "c" t 'silent) (with-temp-buffer (insert-file-contents "c") (buffer-string)))))
;=> "(nil nil nil \"helloel\")"
(fm (write-region "a" nil "b" nil nil nil 'excl))
;=> "(file-already-exists \"File exists\" \"D/b\")"
(fm (with-temp-buffer (insert "v") (write-region nil nil "d" nil t) (list buffer-file-name (buffer-modified-p))))
;=> "(\"D/d\" nil)"
(fm (with-temp-buffer (insert "v") (write-region nil nil "d" nil "other") (list buffer-file-name)))
;=> "(\"D/other\")"
(fm (with-temp-buffer (write-region 1 5 "d")))
;=> "(args-out-of-range #<killed buffer> 1 5)"
(fm (write-region "a" nil "/nonexistent/x"))
;=> "(file-missing \"Opening output file\" \"No such file or directory\" \"/nonexistent/x\")"
(fm (write-region 'a nil "x"))
;=> "(wrong-type-argument integer-or-marker-p a)"
(fm (write-region "a" nil fm-dir))
;=> "(file-error \"Opening output file\" \"Is a directory\" \"D/\")"
(fm (let ((write-region-annotate-functions (list (lambda (s e) (list (cons 2 "-")))))) (with-temp-buffer (insert "abc") (write-region 1 4 "e" nil 'silent) (with-temp-buffer (insert-file-contents "e") (buffer-string)))))
;=> "\"a-bc\""
(fm (let ((b (find-file-noselect "newfile.txt"))) (with-current-buffer b (prog1 (list major-mode (buffer-size) buffer-file-name (buffer-name)) (kill-buffer)))))
;=> "(text-mode 0 \"D/newfile.txt\" \"newfile.txt\")"
(fm (let ((b (find-file-noselect "a" nil t))) (with-current-buffer b (prog1 (list (buffer-string) enable-multibyte-characters buffer-file-coding-system major-mode) (kill-buffer)))))
;=> "(\"0123456789\nabc\n\" nil no-conversion fundamental-mode)"
(fm (progn (fm-write "m" "-*- mode: text; fill-column: 44 -*-\n") (with-current-buffer (find-file-noselect "m") (prog1 (list major-mode fill-column) (kill-buffer)))))
;=> "(text-mode 44)"
(fm (progn (fm-write "s.sh" "#!/bin/sh\n") (fm-write "x.c" "int x;") (fm-write "y.txt" "x") (mapcar (lambda (f) (with-current-buffer (find-file-noselect f) (prog1 major-mode (kill-buffer)))) '("y.txt"))))
;=> "(text-mode)"
(fm (with-current-buffer (find-file-noselect "a") (goto-char 1) (insert "NEW") (save-buffer) (prog1 (list (buffer-modified-p) (with-temp-buffer (insert-file-contents "a") (buffer-substring 1 6)) (file-exists-p "a~")) (kill-buffer))))
;=> "(nil \"NEW01\" nil)"
(fm (progn (call-process "gzip" nil nil nil "-k" "a") (auto-compression-mode 1) (with-temp-buffer (list (cadr (insert-file-contents "a.gz")) (buffer-substring 1 8)))))
;=> "(18 \"NEW0123\")"
(fm (with-current-buffer (find-file-noselect "a.gz") (prog1 (list (buffer-substring 1 8) buffer-file-name) (kill-buffer))))
;=> "(\"NEW0123\" \"D/a.gz\")"
(fm (progn (fm-write "z.el.x" "") (with-temp-file "q.el" (insert "(setq from-gz 7)")) (call-process "gzip" nil nil nil "q.el") (list (load (expand-file-name "q.el.gz") nil t) (bound-and-true-p from-gz))))
;=> "(t 7)"
(fm (list (length (file-system-info fm-dir)) (mapcar #'natnump (file-system-info fm-dir)) (file-system-info "/nonexistent")))
;=> "(3 (t t t) nil)"
(fm (process-attributes 'x))
;=> "(wrong-type-argument numberp x)"
(fm (list (call-process "sh" nil nil nil "-c" "exit 3") (call-process "sh" nil 0 nil "-c" "exit 3") (with-temp-buffer (list (call-process "sh" nil t nil "-c" "echo out; echo err >&2") (buffer-string))) (with-temp-buffer (list (call-process "sh" nil '(t nil) nil "-c" "echo out; echo err >&2") (buffer-string))) (with-temp-buffer (list (call-process "sh" nil '(t "err") nil "-c" "echo out; echo err >&2") (buffer-string) (with-temp-buffer (insert-file-contents "err") (buffer-string)))) (progn (call-process "sh" nil '(:file "o") nil "-c" "echo out; echo err >&2") (with-temp-buffer (insert-file-contents "o") (buffer-string))) (progn (call-process "sh" nil '((:file "o") "err2") nil "-c" "echo out; echo err >&2") (with-temp-buffer (insert-file-contents "o") (buffer-string)))))
;=> "(3 nil (0 \"out\nerr\n\") (0 \"out\n\") (0 \"out\n\" \"err\n\") \"out\nerr\n\" \"out\n\")"
(fm (with-temp-buffer (list (call-process "cat" "b" t) (buffer-string))))
;=> "(0 \"xZzq\")"
(fm (call-process "nosuchprogram"))
;=> "(file-missing \"Searching for program\" \"No such file or directory\" \"nosuchprogram\")"
(fm (call-process "cat" "nosuchfile" t))
;=> "(file-missing \"Opening process input file\" \"No such file or directory\" \"D/nosuchfile\")"
(fm (with-temp-buffer (insert "b\na\n") (list (call-process-region 1 5 "sort" t t) (buffer-string))))
;=> "(0 \"a\nb\n\")"
(fm (with-temp-buffer (list (call-process-region "y\nx\n" nil "sort" nil t) (buffer-string))))
;=> "(0 \"x\ny\n\")"
(fm (with-temp-buffer (insert "q") (list (call-process-region nil nil "cat" nil t) (buffer-string))))
;=> "(0 \"qq\")"
(fm (list (shell-command-to-string "echo hi; echo e >&2") (process-lines "printf" "a\nb\n") (condition-case e (process-lines "false") (error (car e))) (process-lines-ignore-status "sh" "-c" "echo x; exit 2")))
;=> "(\"hi\ne\n\" (\"a\" \"b\") error (\"x\"))"
(fm (with-temp-buffer (list (shell-command "echo one; echo two" t) (buffer-string) (point) (mark t))))
;=> "(1 \"one\ntwo\n\" 1 9)"
(fm (with-temp-buffer (insert "c\nb\na\n") (list (shell-command-on-region 1 7 "sort" nil t) (buffer-string))))
;=> "(0 \"a\nb\nc\n\")"
(fm (with-temp-buffer (let ((out (current-buffer))) (list (shell-command "echo xx; exit 4" out) (buffer-string)))))
;=> "(1 \"xx\n\")"
(fm (list (locate-file "sh" '("/nonexistent" "/bin")) (locate-file "s" '("/bin") '("x" "h")) (locate-file "a" (list fm-dir) nil 'file-readable-p) (locate-file "nosuch" '("/bin"))))
;=> "(\"/bin/sh\" \"/bin/sh\" \"D/a\" nil)"
(fm (access-file "a" "Testing"))
;=> "nil"
(fm (access-file "nosuch" "Testing"))
;=> "(file-missing \"Testing\" \"No such file or directory\" \"nosuch\")"
(fm (access-file "nosuch" 5))
;=> "(wrong-type-argument stringp 5)"
(fm (progn (make-symbolic-link "a" "lnk") (list (file-symlink-p "lnk") (file-truename "lnk") (progn (make-symbolic-link "b" "lnk" t) (file-symlink-p "lnk")) (condition-case e (make-symbolic-link "b" "lnk") (error (list (car e) (cadr e) (caddr e)))))))
;=> "(\"a\" \"D/a\" \"b\" (file-already-exists \"File already exists\" \"D/lnk\"))"
(fm (list (progn (set-file-modes "a" #o640) (file-modes "a")) (file-modes-symbolic-to-number "u+x,g-r" #o640) (file-modes-number-to-symbolic #o755) (file-modes "nosuch") (condition-case e (set-file-modes "nosuch" 1) (error (car e)))))
;=> "(416 448 \"-rwxr-xr-x\" nil file-missing)"
(fm (sort (directory-files-recursively fm-dir "\\.el") #'string<))
;=> "(\"D/q.el.gz\" \"D/z.el.x\")"
(fm (list (copy-file "a" "a2") (condition-case e (copy-file "a" "a2") (error (car e))) (copy-file "a" "a2" t) (rename-file "a2" "a3") (file-exists-p "a2") (condition-case e (rename-file "a3" "a") (error (car e))) (rename-file "a3" "a" t)))
;=> "(nil file-already-exists nil nil nil file-already-exists nil)"
(fm (abbreviate-file-name "/usr/x"))
;=> "\"/usr/x\""
(fm (progn (make-directory "x/y/z" t) (list (file-directory-p "x/y") (condition-case e (make-directory "x") (error (car e))) (condition-case e (delete-directory "x") (error (car e))) (delete-directory "x" t) (file-exists-p "x"))))
;=> "(t file-already-exists file-error nil nil)"
(fm (list (file-name-completion "l" fm-dir) (sort (file-name-all-completions "l" fm-dir) #'string<) (file-name-completion "zzz" fm-dir)))
;=> "(\"lnk\" (\"lnk\") nil)"
(fm (list (file-newer-than-file-p "a" "nosuch") (file-newer-than-file-p "nosuch" "a") (file-equal-p "a" "./a") (file-in-directory-p "a" fm-dir) (file-in-directory-p "/etc" fm-dir)))
;=> "(t nil t t nil)"
(fm (with-temp-buffer (let ((buffer-file-name (expand-file-name "a"))) (list (file-locked-p "a") (lock-buffer) (unlock-buffer)))))
;=> "(nil nil nil)"
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "0123456789") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((0 1 6) (0 3 6) (0 4 6) (0 5 6) (0 6 6) (0 9 6) (0 11 6))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "01XX456789") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((2 1 6) (2 3 6) (2 4 6) (2 3 6) (2 6 6) (2 9 6) (2 11 6))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "01X456789") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((2 1 7) (2 3 7) (2 3 7) (2 6 7) (2 7 7) (2 10 7) (2 11 7))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "01XXXX456789") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((2 1 3) (2 3 3) (2 3 3) (2 4 3) (2 4 3) (2 7 3) (2 11 3))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((10 1 1) (10 1 1) (10 1 1) (10 1 1) (10 1 1) (10 1 1) (10 1 1))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "0123") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((6 1 5) (6 3 5) (6 4 5) (6 5 5) (6 5 5) (6 5 5) (6 5 5))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "456789") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((4 1 10) (4 7 10) (4 8 10) (4 9 10) (4 10 10) (4 11 10) (4 11 10))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "abcdef") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((10 1 1) (10 4 1) (10 6 1) (10 7 1) (10 9 1) (10 1 1) (10 1 1))
(progn (fm-write "rp" "0123456789") (mapcar (lambda (p) (with-temp-buffer (insert "01234567890123456789") (goto-char (min p (point-max))) (let ((m (copy-marker (min 6 (point-max))))) (list (cadr (insert-file-contents "rp" nil nil nil t)) (point) (marker-position m))))) '(1 3 4 5 6 9 99)))
;=> ((0 1 6) (0 3 6) (0 4 6) (0 5 6) (0 6 6) (0 9 6) (0 11 6))
(defun fm-visit (name text) (with-temp-file name (insert text)) (with-current-buffer (find-file-noselect name) (prog1 (list major-mode fill-column tab-width indent-tabs-mode buffer-read-only file-local-variables-alist (boundp 'fm-evil) (buffer-modified-p)) (set-buffer-modified-p nil) (kill-buffer))))
;=> fm-visit
(fm-visit "lv.txt" "-*- text -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- text -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- mode: text -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- mode: text -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- Text -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- Text -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- mode: nosuch -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- mode: nosuch -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- fill-column: 5 -*-")
;=> (text-mode 5 8 t nil ((fill-column . 5)) nil nil)
(fm-visit "lv" "-*- fill-column: 5 -*-")
;=> (fundamental-mode 5 8 t nil ((fill-column . 5)) nil nil)
(fm-visit "lv.txt" "-*- fill-column: \"x\" -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- fill-column: \"x\" -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- mode:text; mode:emacs-lisp -*-")
;=> (emacs-lisp-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- mode:text; mode:emacs-lisp -*-")
;=> (emacs-lisp-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "x\n-*- fill-column: 5 -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "x\n-*- fill-column: 5 -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" ";; -*- fill-column: 5; tab-width: 2 -*-")
;=> (text-mode 5 2 t nil ((fill-column . 5) (tab-width . 2)) nil nil)
(fm-visit "lv" ";; -*- fill-column: 5; tab-width: 2 -*-")
;=> (fundamental-mode 5 2 t nil ((fill-column . 5) (tab-width . 2)) nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nfill-column: 9\nmode: text\nEnd:\n")
;=> (text-mode 9 8 t nil ((fill-column . 9)) nil nil)
(fm-visit "lv" "a\nLocal Variables:\nfill-column: 9\nmode: text\nEnd:\n")
;=> (text-mode 9 8 t nil ((fill-column . 9)) nil nil)
(fm-visit "lv.txt" "a\n# Local Variables:  #\n# fill-column: 9    #\n# End: #\n")
;=> (text-mode 9 8 t nil ((fill-column . 9)) nil nil)
(fm-visit "lv" "a\n# Local Variables:  #\n# fill-column: 9    #\n# End: #\n")
;=> (fundamental-mode 9 8 t nil ((fill-column . 9)) nil nil)
(fm-visit "lv.txt" "a\nLocal variables:\nfill-column: 9")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "a\nLocal variables:\nfill-column: 9")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nfill-column: (a\nEnd:\n")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "a\nLocal Variables:\nfill-column: (a\nEnd:\n")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nfoo: 1\nEnd:\n")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "a\nLocal Variables:\nfoo: 1\nEnd:\n")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\ncoding: latin-1\nfill-column: 8\nEnd:\n")
;=> (text-mode 8 8 t nil ((fill-column . 8)) nil nil)
(fm-visit "lv" "a\nLocal Variables:\ncoding: latin-1\nfill-column: 8\nEnd:\n")
;=> (fundamental-mode 8 8 t nil ((fill-column . 8)) nil nil)
(fm-visit "lv.txt" "-*- coding: latin-1 -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- coding: latin-1 -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nunibyte: t\ntab-width:3\nEnd:\n")
;=> (text-mode 70 3 t nil ((unibyte . t) (tab-width . 3)) nil nil)
(fm-visit "lv" "a\nLocal Variables:\nunibyte: t\ntab-width:3\nEnd:\n")
;=> (fundamental-mode 70 3 t nil ((unibyte . t) (tab-width . 3)) nil nil)
(fm-visit "lv.txt" "-*- tab-width: 3")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- tab-width: 3")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- fill-column: 5 ; -*-")
;=> (text-mode 5 8 t nil ((fill-column . 5)) nil nil)
(fm-visit "lv" "-*- fill-column: 5 ; -*-")
;=> (fundamental-mode 5 8 t nil ((fill-column . 5)) nil nil)
(fm-visit "lv.txt" "-*-fill-column:5-*-")
;=> (text-mode 5 8 t nil ((fill-column . 5)) nil nil)
(fm-visit "lv" "-*-fill-column:5-*-")
;=> (fundamental-mode 5 8 t nil ((fill-column . 5)) nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nindent-tabs-mode: nil\nfill-column: 3\n;; x\nEnd:\n")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "a\nLocal Variables:\nindent-tabs-mode: nil\nfill-column: 3\n;; x\nEnd:\n")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "a\n\f\nLocal Variables:\nfill-column: 3\nEnd:\n\f\nb")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "a\n\f\nLocal Variables:\nfill-column: 3\nEnd:\n\f\nb")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- lexical-binding: t -*-")
;=> (text-mode 70 8 t nil ((lexical-binding . t)) nil nil)
(fm-visit "lv" "-*- lexical-binding: t -*-")
;=> (fundamental-mode 70 8 t nil ((lexical-binding . t)) nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nlexical-binding: t\nEnd:\n")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "a\nLocal Variables:\nlexical-binding: t\nEnd:\n")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- eval: (setq fm-evil 1) -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- eval: (setq fm-evil 1) -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "-*- buffer-read-only: t -*-")
;=> (text-mode 70 8 t t ((buffer-read-only . t)) nil nil)
(fm-visit "lv" "-*- buffer-read-only: t -*-")
;=> (fundamental-mode 70 8 t t ((buffer-read-only . t)) nil nil)
(fm-visit "lv.txt" "-*- foo-mode -*-")
;=> (text-mode 70 8 t nil nil nil nil)
(fm-visit "lv" "-*- foo-mode -*-")
;=> (fundamental-mode 70 8 t nil nil nil nil)
(fm-visit "lv.txt" "a\nLocal Variables:\nno-byte-compile: t\nEnd:\n")
;=> (text-mode 70 8 t nil ((no-byte-compile . t)) nil nil)
(fm-visit "lv" "a\nLocal Variables:\nno-byte-compile: t\nEnd:\n")
;=> (fundamental-mode 70 8 t nil ((no-byte-compile . t)) nil nil)
(mapcar (lambda (enable-local-variables) (with-temp-file "lv" (insert "-*- fill-column: 5; foo-bar: 6 -*-")) (with-current-buffer (find-file-noselect "lv") (prog1 (list fill-column (and (boundp 'foo-bar) foo-bar) file-local-variables-alist) (kill-buffer)))) '(t :safe :all nil))
;=> ((70 nil nil) (70 nil nil) (70 nil nil) (70 nil nil))
(list (safe-local-variable-p 'fill-column 5) (safe-local-variable-p 'fill-column "x") (and (risky-local-variable-p 'foo-hook) t) (and (risky-local-variable-p 'foo-function) t) (risky-local-variable-p 'foo) (and (risky-local-variable-p 'load-path) t) (safe-local-variable-p 'foo 1) (and (hack-one-local-variable-quotep ''a) t) (and (hack-one-local-variable-constantp :a) t))
;=> (t nil t t nil t nil t t)
(fm (progn (with-temp-file "gz.gz" (insert "compressed é\n")) (list (with-temp-buffer (insert-file-contents-literally "gz.gz") (buffer-substring 1 3)) (with-temp-buffer (insert-file-contents "gz.gz") (buffer-string)) (with-temp-buffer (insert-file-contents "gz.gz" nil 2 6) (buffer-string)))))
;=> "(\"\37\\213\" \"compressed é\n\" \"mpre\")"
(fm (let ((f (file-local-copy "gz.gz"))) (unwind-protect (with-temp-buffer (insert-file-contents f) (buffer-string)) (delete-file f))))
;=> "\"compressed é\n\""
(fm (progn (with-temp-buffer (insert "more") (write-region nil nil "gz.gz" t 'silent)) (with-temp-buffer (insert-file-contents "gz.gz") (buffer-string))))
;=> "\"compressed é\nmore\""
(fm (with-temp-buffer (insert-file-contents "nosuch.gz")))
;=> "(file-missing \"Opening input file\" \"No such file or directory\" \"D/nosuch.gz\")"
(fm (with-temp-buffer (list (car (insert-file-contents "gz.gz" t)) buffer-file-name (buffer-modified-p) (verify-visited-file-modtime))))
;=> "(\"D/gz.gz\" \"D/gz.gz\" nil t)"
(fm (unwind-protect (progn (auto-compression-mode -1) (list (jka-compr-installed-p) (with-temp-buffer (set-buffer-multibyte nil) (insert-file-contents "gz.gz") (buffer-substring 1 3)))) (auto-compression-mode 1)))
;=> "(nil \"\37\\213\")"
(fm (let ((write-region-annotate-functions (list (lambda (s e) (list (cons 2 "-") (cons 4 "+"))) (lambda (s e) (list (cons 1 "<")))))) (with-temp-buffer (insert "abc") (write-region 1 4 "ann" nil 'silent) (write-region nil nil "ann2" nil 'silent)) (mapcar (lambda (f) (with-temp-buffer (insert-file-contents f) (buffer-string))) '("ann" "ann2"))))
;=> "(\"<a-bc+\" \"<a-bc+\")"
(progn (delete-directory fm-dir t) (setq default-directory "/") t)
;=> t
