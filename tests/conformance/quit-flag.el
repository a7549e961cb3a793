;; quit-flag is an interruption that waits: setting it makes one.
(condition-case e (progn (setq quit-flag t) (funcall (lambda () 1)) 'no) (quit (list e quit-flag)))
;=> ((quit) nil)
(let ((inhibit-quit t)) (setq quit-flag t) (funcall (lambda () 1)) (prog1 quit-flag (setq quit-flag nil)))
;=> t
(condition-case e (progn (let ((inhibit-quit t)) (setq quit-flag t) (funcall (lambda () 1))) (funcall (lambda () 2)) 'no) (quit 'quit))
;=> quit
(condition-case nil (with-local-quit (signal 'quit nil)) (quit (list 'again quit-flag)))
;=> (again nil)
(let ((inhibit-quit t)) (list (with-local-quit (signal 'quit nil)) (prog1 quit-flag (setq quit-flag nil))))
;=> (nil t)
(let ((inhibit-quit t)) (setq quit-flag 'tag) (prog1 quit-flag (setq quit-flag nil)))
;=> tag
(list quit-flag (special-variable-p 'quit-flag) (default-value 'quit-flag))
;=> (nil t nil)
(condition-case nil (let ((i 0)) (setq quit-flag t) (while (< i 10) (setq i (1+ i))) i) (quit 'stopped))
;=> stopped
(condition-case nil (progn (setq quit-flag t quit-flag nil) (funcall (lambda () 'on))) (quit 'no))
;=> on
