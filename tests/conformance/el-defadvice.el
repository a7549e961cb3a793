;;; el-defadvice.el --- defadvice -*- lexical-binding: t; -*-
(defun f1 (a &optional b &rest c) "Doc." (list 'f1 a b c))
;=> f1
(defadvice f1 (before b1 activate) "Before." (setq a (list 'b1 a)))
;=> f1
(f1 1)
;=> (f1 (b1 1) nil nil)
(defadvice f1 (around a1 activate) (setq b (list 'a1 b)) ad-do-it (setq ad-return-value (list 'ret ad-return-value)))
;=> f1
(f1 1 2 3 4)
;=> (ret (f1 (b1 1) (a1 2) (3 4)))
(defadvice f1 (after z1) (setq ad-return-value (cons 'after ad-return-value)))
;=> f1
(f1 1 2)
;=> (ret (f1 (b1 1) (a1 2) nil))
(ad-activate 'f1)
;=> f1
(f1 1 2 3)
;=> (after ret (f1 (b1 1) (a1 2) (3)))
(ad-is-active 'f1)
;=> t
(ad-disable-advice 'f1 'around 'a1)
;=> nil
(f1 1 2 3)
;=> (after ret (f1 (b1 1) (a1 2) (3)))
(ad-update 'f1)
;=> f1
(f1 1 2 3)
;=> (after f1 (b1 1) 2 (3))
(ad-deactivate 'f1)
;=> f1
(f1 1 2 3)
;=> (f1 1 2 (3))
(progn (ad-enable-advice 'f1 'any "1") (ad-activate 'f1))
;=> f1
(f1 1 2 3)
;=> (after ret (f1 (b1 1) (a1 2) (3)))
(ad-unadvise 'f1)
;=> nil
(f1 1 2 3)
;=> (f1 1 2 (3))
(ad-activate 'f1)
;!> (error "ad-activate: ‘f1’ is not advised")
(defun f2 (x y &rest z) (list x y z))
;=> f2
(defadvice f2 (around ar act) (ad-set-arg 0 (list (ad-get-arg 1) (ad-get-args 1))) (ad-set-arg 3 'third) ad-do-it)
;=> f2
(f2 1 2 3 4 5)
;=> ((2 (2 3 third 5)) 2 (3 third 5))
(defadvice f2 (before setall activate) (ad-set-args 1 '(a b c d)))
;=> f2
(f2 1 2 3 4)
;=> ((a (a b third d)) a (b third d))
(ad-unadvise 'f2)
;=> nil
(defadvice f2 (before wrong activate) (error "no %S" x))
;=> f2
(f2 1 2)
;!> (error "no 1")
(ad-unadvise 'f2)
;=> nil
(progn (defadvice f2 (after cleanup protect activate) (princ "[cleanup]")) (defadvice f2 (around err activate) (error "x")))
;=> f2
(f2 1 2)
;!> (error "x")
(ad-unadvise 'f2)
;=> nil
(progn (defadvice f2 (around one activate) (setq x (cons 'one x)) ad-do-it) (defadvice f2 (around two last activate) (setq x (cons 'two x)) ad-do-it) (defadvice f2 (around three 1 activate) (setq x (cons 'three x)) ad-do-it))
;=> f2
(f2 1 2)
;=> ((two three one . 1) 2 nil)
(ad-remove-advice 'f2 'around 'two)
;=> ((one nil t (advice lambda nil (setq x (cons 'one x)) ad-do-it)) (three nil t (advice lambda nil (setq x (cons 'three x)) ad-do-it)))
(progn (ad-activate 'f2) (f2 1 2))
;=> ((three one . 1) 2 nil)
(ad-remove-advice 'f2 'around 'nothere)
;!> (error "ad-remove-advice: ‘f2’ has no around advice ‘nothere’")
(ad-enable-advice 'f2 'around 'nothere)
;!> (error "ad-enable-advice: ‘f2’ has no around advice matching ‘nothere’")
(ad-enable-advice 'car 'around 'nothere)
;!> (error "ad-enable-advice: ‘car’ is not advised")
(ad-deactivate 'cdr)
;!> (error "ad-deactivate: ‘cdr’ is not advised")
(progn (defun f2 (x y &rest z) (list 'new x y z)) (f2 1 2))
;=> (new (three one . 1) 2 nil)
ad-advised-functions
;=> ("f2")
(ad-has-any-advice 'f2)
;=> t
(mapcar #'car (ad-get-enabled-advices 'f2 'around))
;=> (one three)
(ad-unadvise-all)
;=> nil
(f2 1 2)
;=> (new 1 2 nil)
(progn (defadvice f3 (around a activate) (setq ad-return-value 'pre)) (defun f3 (x) x) (f3 1))
;=> pre
(macroexpand '(defadvice f1 (sideways b1) 1))
;!> (error "defadvice: Invalid advice class: sideways")
(macroexpand '(defadvice f1 (before b1 noflag) 1))
;!> (error "defadvice: Invalid or ambiguous flag: noflag")
(macroexpand '(defadvice nil (before b1) 1))
;!> (error "defadvice: Invalid function name: nil")
(progn (defadvice file-exists-p (around yes activate) (setq ad-return-value (or (equal filename "/fantasy") ad-do-it))) (list (file-exists-p "/fantasy") (file-exists-p "/") (file-exists-p "/nothere")))
;=> (t t nil)
(ad-unadvise 'file-exists-p)
;=> ("f3")
(file-exists-p "/fantasy")
;=> nil
(progn (defadvice f1 (around conditional activate) (if (eq a 'skip) (setq ad-return-value 'skipped) ad-do-it)) (list (f1 'skip) (f1 'no)))
;=> (skipped (f1 no nil nil))
(ad-with-originals (f1) (f1 'skip))
;=> (f1 skip nil nil)
(f1 'skip)
;=> skipped
(progn (defadvice f1 (before args first (p &optional q &rest r) activate) (setq q 'changed)) (f1 1 2 3))
;!> (void-variable a)
(ad-unadvise 'f1)
;=> ("f3")
(progn (defadvice f1 (before dis disable activate) (setq a 'dis)) (f1 1))
;=> (f1 1 nil nil)
(ad-is-active 'f1)
;=> nil
(let ((lexvar 5)) (defadvice f1 (before lx activate) (setq a (boundp 'lexvar))) (f1 1))
;=> (f1 nil nil nil)
(ad-unadvise 'f1)
;=> ("f3")
(defun cmd (x) (interactive (list 'orig)) (list 'cmd x))
;=> cmd
(progn (defadvice cmd (around c1 activate) (interactive (list 'adv)) ad-do-it) (list (call-interactively 'cmd) (commandp 'cmd) (interactive-form 'cmd)))
;=> ((cmd adv) t (interactive (list 'adv)))
(ad-unadvise 'cmd)
;=> ("f3")
(call-interactively 'cmd)
;=> (cmd orig)
(defmacro mac (x) `(list ',x))
;=> mac
(progn (defadvice mac (around m activate) ad-do-it (setq ad-return-value `(cons 'adv ,ad-return-value))) (eval '(mac 3)))
;=> (adv 3)
(ad-unadvise 'mac)
;=> ("f3")
(eval '(mac 3))
;=> (3)
(let ((r nil)) (defadvice f1 (activation act) (princ "[act]")) (defadvice f1 (deactivation de) (princ "[deact]")) (defadvice f1 (before bb) (setq a 'bb)) (ad-activate 'f1) (push (f1 1) r) (ad-deactivate 'f1) (push (f1 1) r) r)
;=> ((f1 1 nil nil) (f1 bb nil nil))
(ad-find-some-advice 'f1 'any "b")
;=> (bb nil t (advice lambda nil (setq a 'bb)))
(ad-advice-position 'f1 'before 'bb)
;=> 0
