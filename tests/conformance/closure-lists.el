;; Closures taken apart as the lists that they are in Emacs' interpreter.
(let ((x 1)) (let ((f (lambda () x))) (list (consp f) (listp f) (atom f) (nlistp f) (sequencep f) (arrayp f) (type-of f) (functionp f))))
;=> (t t nil nil t nil cons t)
(let ((x 1)) (let ((f (lambda (a) "Doc." (+ a x)))) (list (car f) (cadr f) (caadr f) (nth 2 f) (nthcdr 3 f) (elt f 0) (car-safe f) (cdr-safe f) (cddr f))))
;=> (closure ((x . 1) t) (x . 1) (a) ("Doc." (+ a x)) closure closure (((x . 1) t) (a) "Doc." (+ a x)) ((a) "Doc." (+ a x)))
(let ((x 1)) (let ((f (lambda () x))) (list (length f) (safe-length f) (proper-list-p f) (append f nil) (copy-sequence f) (vconcat f) (reverse f) (mapcar #'identity f) (last f))))
;=> (4 4 4 (closure ((x . 1) t) nil x) (closure ((x . 1) t) nil x) [closure ((x . 1) t) nil x] (x nil ((x . 1) t) closure) (closure ((x . 1) t) nil x) (x))
(let* ((f (lambda () 1)) (l (cdr f))) (eq l (cdr f)))
;=> t
(let ((x 1)) (let* ((f (lambda () x)) (g (copy-tree f))) (list (equal f g) (equal g f) (equal (sxhash-equal f) (sxhash-equal g)) (funcall g) (functionp g))))
;=> (t t t 1 t)
(funcall (cons 'closure (cdr (lambda (x) (* x 2)))) 4)
;=> 8
(let* ((n 0) (f (lambda () (setq n (1+ n))))) (list (copy-tree (cadr f)) (funcall f) (funcall f) (copy-tree (cadr f))))
;=> (((n . 0) t) 1 2 ((n . 2) t))
(require 'pcase)
;=> pcase
(pcase (let ((x 1)) (lambda () 'q (ignore x) x)) (`(closure ,(pred listp) nil (quote ,e) ,_ ,b) (list e b)))
;=> (q x)
(nth 4 (cons 'macro (lambda (x) x)))
;=> x
(eval '(let ((f (lambda (x) x))) (list (consp f) (car f) (cdr f))) nil)
;=> (t lambda ((x) x))
(let ((table (make-hash-table :test 'equal)) (f (lambda () 1))) (puthash f 'here table) (gethash (copy-tree f) table))
;=> here
(mapcar (lambda (f) (and (consp f) (eq (car f) 'closure))) (list (lambda () 1) 'car (symbol-function 'car) '(closure) nil))
;=> (t nil nil t nil)
(setcar (symbol-function 'car) 1)
;!> (wrong-type-argument consp #<subr car>)
(car (symbol-function 'car))
;!> (wrong-type-argument listp #<subr car>)
(let ((f (lambda (a) (list a)))) (list (assq 'x f) (assoc 'x f) (rassq 'x f) (rassoc 1 f) (memq 'y f) (car (memq 'closure f)) (member '(a) f) (memql 7 f) (plist-get f 'closure) (apply #'list f)))
;=> (nil nil nil nil nil closure ((a) (list a)) nil (t) (closure (t) (a) (list a)))
