;; Advice on named functions and places.
(progn (defun f1 (x) (list 'f1 x)) (defun a1 (o x) (list 'a1 (funcall o x))) (advice-add 'f1 :around #'a1) (list (f1 2) (and (advice-member-p 'a1 'f1) t) (progn (advice-remove 'f1 'a1) (f1 3)) (advice-member-p 'a1 'f1)))
;=> ((a1 (f1 2)) t (f1 3) nil)
(mapcar (lambda (how) (let ((log nil)) (fset 'f2 (lambda (&rest x) (push (cons 'f2 x) log) (car x))) (fset 'a2 (lambda (&rest x) (push (cons 'a2 x) log) (if (eq how :filter-args) (list 'new) (if (eq how :around) (apply (car x) (cdr x)) 'r)))) (advice-add 'f2 how 'a2) (let ((r (list (f2 1) (f2 nil)))) (advice-remove 'f2 'a2) (list how r (mapcar (lambda (x) (mapcar (lambda (y) (if (symbolp y) y (if (functionp y) 'fn y))) x)) log) (f2 4)))))
 '(:around :before :after :override :after-until :after-while :before-until :before-while :filter-args :filter-return))
;=> ((:around (1 nil) ((f2 nil) (a2 fn nil) (f2 1) (a2 fn 1)) 4) (:before (1 nil) ((f2 nil) (a2 nil) (f2 1) (a2 1)) 4) (:after (1 nil) ((a2 nil) (f2 nil) (a2 1) (f2 1)) 4) (:override (r r) ((a2 nil) (a2 1)) 4) (:after-until (1 r) ((a2 nil) (f2 nil) (f2 1)) 4) (:after-while (r nil) ((f2 nil) (a2 1) (f2 1)) 4) (:before-until (r r) ((a2 nil) (a2 1)) 4) (:before-while (1 nil) ((f2 nil) (a2 nil) (f2 1) (a2 1)) 4) (:filter-args (new new) ((f2 new) (a2 (nil)) (f2 new) (a2 (1))) 4) (:filter-return (r r) ((a2 nil) (f2 nil) (a2 1) (f2 1)) 4))
(condition-case e (progn (fset 'f3 'car) (advice-add 'f3 :foo 'cdr)) (error (car e)))
;=> error
(progn (fset 'f4 (lambda () '(f))) (advice-add 'f4 :filter-return (lambda (x) (cons 1 x)) '((name . one))) (advice-add 'f4 :filter-return (lambda (x) (cons 2 x)) '((depth . -100))) (advice-add 'f4 :filter-return (lambda (x) (cons 3 x)) '((depth . 100) (name . three))) (advice-add 'f4 :filter-return (lambda (x) (cons 4 x)) '((name . one))) (list (f4) (progn (advice-remove 'f4 'one) (f4)) (let (l) (advice-mapc (lambda (f p) (push p l)) 'f4) l) (progn (advice-remove 'f4 'three) (f4))))
;=> ((2 4 3 f) (2 3 f) (((depth . 100) (name . three)) ((depth . -100))) (2 f))
(progn (fset 'f5 (lambda (x) x)) (advice-add 'f5 :around (lambda (f x) (list 'adv (funcall f x))) '((name . n))) (defalias 'f5 (lambda (x) (list 'new x))) (prog1 (f5 1) (advice-remove 'f5 'n)))
;=> (adv (new 1))
(progn (advice-add 'f6 :around (lambda (f x) (list 'adv (funcall f x))) '((name . n))) (list (fboundp 'f6) (and (advice-member-p 'n 'f6) t) (progn (defalias 'f6 (lambda (x) (list 'new x))) (f6 1)) (progn (advice-remove 'f6 'n) (f6 2))))
;=> (nil t (adv (new 1)) (new 2))
(progn (defalias 'm1 (cons 'macro (lambda (x) (list 'quote x)))) (advice-add 'm1 :filter-return (lambda (x) (list 'list 1 x)) '((name . n))) (list (eval '(m1 (a b)) t) (progn (defalias 'm1 (cons 'macro (lambda (x) (list 'quote (list 5 x))))) (eval '(m1 (a b)) t)) (progn (advice-remove 'm1 'n) (eval '(m1 (a b)) t))))
;=> ((1 (a b)) (1 (5 (a b))) (5 (a b)))
(progn (defvar v1 nil) (setq v1 (lambda (x) (list 'v x))) (add-function :around (var v1) (lambda (f x) (list 'a (funcall f x))) '((name . q))) (list (funcall v1 2) (progn (remove-function (var v1) 'q) (funcall v1 3))))
;=> ((a (v 2)) (v 3))
(progn (defvar v2 nil) (setq-default v2 (lambda (x) (list 'v x))) (with-temp-buffer (add-function :around (local 'v2) (lambda (f x) (list 'a (funcall f x))) '((name . q))) (list (funcall v2 2) (local-variable-p 'v2) (progn (setq-default v2 (lambda (x) 'other)) (funcall v2 2)) (progn (remove-function (local 'v2) 'q) (funcall v2 3)) (local-variable-p 'v2))))
;=> ((a (v 2)) t (a other) other nil)
(let ((fs (list (lambda (x) x)))) (add-function :filter-return (car fs) #'1+) (list (funcall (car fs) 3) (and (advice-function-member-p #'1+ (car fs)) t)))
;=> (4 t)
(progn (fset 'f7 (lambda (x) (list x))) (define-advice f7 (:around (o x) bar) (list 'bar (funcall o x))) (list (f7 1) (fboundp 'f7@bar) (progn (advice-remove 'f7 'f7@bar) (f7 2))))
;=> ((bar (1)) t (2))
(progn (fset 'f8 (lambda (x) (list x))) (define-advice f8 (:filter-return (r)) (list 'bar r)) (f8 1))
;=> (bar (1))
(condition-case e (eval '(define-advice f8 (:around) 3) t) (error e))
;=> (wrong-number-of-arguments 2 4 1)
(progn (fset 'f9 (lambda (x) (list x))) (advice-add 'f9 :around (lambda (f x) (funcall f x)) '((name . n))) (list (functionp 'f9) (advice-add 'f9 :before #'ignore) (advice-remove 'f9 'ignore) (advice-remove 'f9 'nonesuch)))
;=> (t nil nil nil)
(progn (fset 'f10 (lambda (x) (list x))) (advice-add 'f10 :before (lambda (x) 1)) (advice-add 'f10 :before #'ignore) (advice-add 'f10 :before #'ignore)  (let ((n 0)) (advice-mapc (lambda (a b) (setq n (1+ n))) 'f10) n))
;=> 2
;; The docstring of what is advised tells of the advice.
(progn (defun xad-doc (x) "Return X.\nNot more." x) (define-advice xad-doc (:around (f x) twice) "Doc." (funcall f x)) (documentation 'xad-doc))
;=> "Return X.\nNot more.\n\nThis function has :around advice: ‘xad-doc@twice’.\n\n(fn X)"
(progn (define-advice xad-doc (:before (&rest r) nodoc) r) (advice-add 'xad-doc :filter-return (lambda (x) "Lambda's\ndoc" x)) (documentation 'xad-doc))
;=> "Return X.\nNot more.\n\nThis function has :filter-return advice: Lambda’s\ndoc\nThis function has :before advice: ‘xad-doc@nodoc’.\nThis function has :around advice: ‘xad-doc@twice’.\n\n(fn X)"
(progn (defun xad-nodoc (&optional y) y) (advice-add 'xad-nodoc :override #'ignore) (documentation 'xad-nodoc))
;=> "\n\nThis function has :override advice: ‘ignore’.\n\n(fn &optional Y)"
(progn (advice-remove 'xad-nodoc #'ignore) (documentation 'xad-nodoc))
;=> "\n\n(fn &optional Y)"
;; Commands stay commands; advice may change how they get their arguments.
(progn (defun xad-com (x) (interactive (list 5)) (list 'com x)) (advice-add 'xad-com :before (lambda (&rest r) r)) (list (call-interactively 'xad-com) (interactive-form 'xad-com) (commandp 'xad-com)))
;=> ((com 5) (interactive (list 5)) t)
(progn (advice-add 'xad-com :around (lambda (f x) (interactive (list 7)) (funcall f x))) (list (call-interactively 'xad-com) (interactive-form 'xad-com)))
;=> ((com 7) (interactive (list 7)))
(progn (defun xad-com2 (x) (interactive (list 5)) (list 'com x)) (advice-add 'xad-com2 :around (lambda (f x) (interactive (lambda (spec) (list (* 10 (car (advice-eval-interactive-spec spec)))))) (funcall f x))) (list (call-interactively 'xad-com2) (interactive-form 'xad-com2)))
;=> ((com 50) (interactive (funcall '(lambda (spec) (list (* 10 (car (advice-eval-interactive-spec spec))))) '(list 5))))
(progn (defun xad-com3 (x) (list 'com x)) (advice-add 'xad-com3 :around (lambda (f x) (interactive "P") (funcall f x))) (list (call-interactively 'xad-com3) (interactive-form 'xad-com3)))
;=> ((com nil) (interactive "P"))
(progn (advice-add 'xad-com4 :around (lambda (f x) (funcall f x))) (defun xad-com4 (x) (interactive "P") (list 'com x)) (list (call-interactively 'xad-com4) (interactive-form 'xad-com4)))
;=> ((com nil) (interactive "P"))
(progn (advice-add 'forward-char :around #'apply '((name . xad))) (prog1 (list (commandp 'forward-char) (interactive-form 'forward-char)) (advice-remove 'forward-char 'xad)))
;=> (t (interactive "^p"))

;; advice that makes a primitive useless does not harm advising
(defun ea-twice (x) (* 2 x))
;=> ea-twice
(defun ea-without (f) (let (r) (advice-add f :override (lambda (&rest _) nil) '((name . ea-mine))) (advice-add 'ea-twice :filter-return #'1+) (setq r (ea-twice 3)) (advice-remove 'ea-twice #'1+) (advice-remove f 'ea-mine) (list r (advice--p (symbol-function f)) (ea-twice 1))))
;=> ea-without
(ea-without 'gethash)
;=> (7 nil 2)
(list (ea-without 'puthash) (ea-without 'equal) (ea-without 'functionp) (ea-without 'put))
;=> ((7 nil 2) (7 nil 2) (7 nil 2) (7 nil 2))
