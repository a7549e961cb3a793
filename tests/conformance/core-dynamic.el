;; Binding of variables: let of local and default values, aliases, watchers, constants,
;; captured variables, and commands.
(interactive-form '(lambda () (interactive "p" foo bar) 1))
;=> (interactive "p")
(interactive-form (lambda () "doc" (interactive "p") 1))
;=> (interactive "p")
(interactive-form '(lambda () "doc" (interactive (list 1 2)) 1))
;=> (interactive (list 1 2))
(interactive-form 'car)
;=> nil
(interactive-form 'nosuch)
;=> nil
(interactive-form nil)
;=> nil
(interactive-form 5)
;=> nil
(interactive-form "abc")
;=> nil
(progn (fset 'core-cmd (lambda (x) (interactive "P") x)) (interactive-form 'core-cmd))
;=> (interactive "P")
(progn (fset 'core-alias 'core-cmd) (interactive-form 'core-alias))
;=> (interactive "P")
(commandp 'core-cmd)
;=> t
(commandp 'core-alias)
;=> t
(commandp (lambda () (interactive)))
;=> t
(commandp (lambda () 1))
;=> nil
(commandp '(lambda () (interactive)))
;=> t
(commandp "abc")
;=> t
(commandp "abc" t)
;=> nil
(commandp [1 2])
;=> t
(commandp 'car)
;=> nil
(commandp nil)
;=> nil
(commandp 5)
;=> nil
(commandp '(autoload "x" nil t))
;=> t
(progn (autoload 'core-auto "nosuch" "doc" t) (commandp 'core-auto))
;=> t
(progn (autoload 'core-auto2 "nosuch" "doc" nil) (commandp 'core-auto2))
;=> nil
(progn (fset 'core-plain (lambda (x) x)) (put 'core-plain 'interactive-form '(interactive "P")) (commandp 'core-plain))
;=> t
(interactive-form 'core-plain)
;=> (interactive "P")
(call-interactively 'core-cmd)
;=> nil
(let ((current-prefix-arg 5)) (call-interactively 'core-cmd))
;=> 5
(call-interactively (lambda (a b) (interactive (list 1 2)) (cons a b)))
;=> (1 . 2)
(call-interactively (lambda (a b) (interactive "i\nP") (list a b)))
;=> (nil nil)
(let ((current-prefix-arg '(4))) (call-interactively (lambda (a b) (interactive "p\nP") (list a b))))
;=> (4 (4))
(call-interactively (lambda (a) (interactive "d") a))
;=> 1
(with-temp-buffer (insert "abc") (set-mark 2) (call-interactively (lambda (a b) (interactive "r") (list a b))))
;=> (2 4)
(with-temp-buffer (call-interactively (lambda (a b) (interactive "r") (list a b))))
;!> (error "The mark is not set now, so there is no region")
(call-interactively 'car)
;!> (wrong-type-argument commandp car)
(call-interactively 'nosuch)
;!> (wrong-type-argument commandp nosuch)
(call-interactively 5)
;!> (wrong-type-argument commandp 5)
(call-interactively (lambda () 1))
;!> (wrong-type-argument commandp (closure (t) nil 1))
(call-interactively (lambda () (interactive) (called-interactively-p 'any)))
;=> t
(funcall-interactively (lambda () (interactive) 7))
;=> 7
(call-interactively (lambda (a) (interactive "~x") a))
;!> (error "Invalid control letter ‘~’ (#o176, #x007e) in interactive calling string")
(call-interactively (lambda (&rest a) (interactive '(1 2 3)) a))
;=> (1 2 3)
(call-interactively (lambda (&rest a) (interactive 5) a))
;!> (wrong-type-argument listp 5)
(call-interactively (lambda (a) (interactive "*i") a))
;=> nil
(let ((x 1)) (defvar core-x) (let ((core-x 2)) (list x core-x)))
;=> (1 2)
(special-variable-p 'core-x)
;=> nil
(progn (defvar core-dyn 10) (list (let ((core-dyn 20)) (funcall (lambda () core-dyn))) core-dyn))
;=> (20 10)
(progn (defvar core-dyn2 1) (let ((core-dyn2 2)) (makunbound 'core-dyn2) (list (boundp 'core-dyn2))))
;=> (nil)
(list (boundp 'core-dyn2) core-dyn2)
;=> (t 1)
(let ((core-dyn2 2)) (set-default 'core-dyn2 3) core-dyn2)
;=> 3
core-dyn2
;=> 1
(progn (defvar-local core-loc 1) (with-temp-buffer (let ((core-loc 2)) (setq core-loc 3) (list core-loc (default-value 'core-loc) (local-variable-p 'core-loc)))))
;=> (3 3 nil)
(list core-loc (default-value 'core-loc))
;=> (1 1)
(with-temp-buffer (setq core-loc 5) (let ((core-loc 6)) (setq-default core-loc 7) (list core-loc (default-value 'core-loc))))
;=> (6 7)
(list core-loc (default-value 'core-loc))
;=> (7 7)
(with-temp-buffer (setq core-loc 5) (let ((core-loc 6)) (kill-local-variable 'core-loc) core-loc))
;=> 7
(progn (setq core-base 1) (defvaralias 'core-al 'core-base) (let ((core-al 2)) (list core-base core-al)))
;=> (2 2)
(list core-base core-al)
;=> (1 1)
(progn (makunbound 'core-al) (list (boundp 'core-base) (boundp 'core-al)))
;=> (nil nil)
(defvaralias 'core-al 'core-al2)
;=> core-al2
(defvaralias nil 'core-base)
;!> (error "Cannot make a constant an alias")
(indirect-variable 'core-al)
;=> core-al2
(setq nil 1)
;!> (setting-constant nil)
(set nil 1)
;!> (setting-constant nil)
(set :k 1)
;!> (setting-constant :k)
(set :k :k)
;=> :k
(let ((t 1)) 1)
;!> (setting-constant t)
(makunbound nil)
;!> (setting-constant nil)
(makunbound :core)
;!> (setting-constant :core)
(set-default 'nil 1)
;!> (setting-constant nil)
(setq-default t 1)
;!> (setting-constant t)
(progn (setq core-log nil) (defvar core-w 1) (add-variable-watcher 'core-w (lambda (&rest r) (push r core-log))) (setq core-w 2) (let ((core-w 3)) (setq core-w 4)) (set-default 'core-w 5) (makunbound 'core-w) (setq core-w 6) (nreverse core-log))
;=> ((core-w 2 set nil) (core-w 3 let nil) (core-w 4 set nil) (core-w 2 unlet nil) (core-w 5 set nil) (core-w nil makunbound nil) (core-w 6 set nil))
(progn (setq core-log nil) (defvaralias 'core-wa 'core-w) (setq core-wa 7) (nreverse core-log))
;=> ((core-w 7 set nil))
(get-variable-watchers 'core-nowatch)
;=> nil
(progn (setq core-log nil) (defvar core-wl 1) (make-variable-buffer-local 'core-wl) (add-variable-watcher 'core-wl (lambda (s n o w) (push (list s n o (and w t)) core-log))) (with-temp-buffer (setq core-wl 2) (kill-local-variable 'core-wl)) (nreverse core-log))
;=> ((core-wl 2 set t) (core-wl nil makunbound t))
(let ((f (let ((x 1) (y 2)) (lambda () (setq x (1+ x)) (list x y))))) (funcall f) (funcall f))
;=> (3 2)
(let ((x 1)) (list (lambda (y) (+ x y))))
;=> ((closure ((x . 1) t) (y) (+ x y)))
(let ((x 1) (y 2)) (ignore x) (lambda (z) z))
;=> (closure ((y . 2) (x . 1) t) (z) z)
(let ((x (list 1)) (y nil) (u 3)) (setq u 4) (ignore x) (lambda (z) z))
;=> (closure ((u . 4) (y) (x 1) t) (z) z)
;~> (closure ((y) t) (z) z) ;; a closure holds, and shows, only the variables that it uses and constants
(let ((fs (mapcar (lambda (i) (lambda () i)) '(1 2 3)))) (mapcar #'funcall fs))
;=> (1 2 3)
(let ((lexical-binding nil)) (eval '(let ((x 1)) (lambda () x))))
;=> (lambda nil x)
(eval '(let ((x 1)) (lambda () x)) nil)
;=> (lambda nil x)
(eval '(let ((x 1)) (lambda () x)) t)
;=> (closure ((x . 1) t) nil x)
(eval '(list a b) '((a . 1) (b . 2)))
;=> (1 2)
(eval '(progn (defvar core-lv) (let ((core-lv 3)) (boundp 'core-lv))) t)
;=> t
(eval '(let ((core-lv2 3)) (boundp 'core-lv2)) '(core-lv2 t))
;=> t
(function (lambda (x) x))
;=> (closure (t) (x) x)
#'(lambda (x) x)
;=> (closure (t) (x) x)
(function foo)
;=> foo
(funcall (function (lambda (&optional a) (list a))))
;=> (nil)
(let* ((x 1) (f (lambda () x)) (x 2)) (list (funcall f) x))
;=> (1 2)
(let ((x 5)) (cl-flet ((g () x)) (g)))
;!> (void-function cl-flet)
(default-toplevel-value 'core-dyn)
;=> 10
(let ((core-dyn 99)) (default-toplevel-value 'core-dyn))
;=> 10
(let ((core-dyn 99)) (set-default-toplevel-value 'core-dyn 11) core-dyn)
;=> 99
core-dyn
;=> 11
(condition-case e (let ((core-dyn 1)) (error "x")) (error (list e core-dyn)))
;=> ((error "x") 11)
(local-variable-if-set-p 'core-loc)
;=> t
(buffer-local-value 'core-loc (current-buffer))
;=> 7
(buffer-local-value 'core-nope (current-buffer))
;!> (void-variable core-nope)
(progn (defconst core-const 1) (setq core-const 2) core-const)
;=> 2
(internal-make-var-non-special 'core-const)
;=> nil
(special-variable-p 'core-const)
;=> nil
