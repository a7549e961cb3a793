;; pcase and its kin.
(require 'cl-lib)
;=> cl-lib
(require 'seq)
;=> seq
(require 'map)
;=> map
(mapcar (lambda (x) (pcase x ('a 'sym) (1 'one) ("s" 'str) (:k 'key) (`(add ,a ,b) (list '+ a b)) (`(mul ,a ,b) (list '* a b)) (`(neg ,a) (- a)) ((pred numberp) (list 'num x)) (`[,a ,b] (list 'v a b)) (_ 'other))) '(a 1 "s" :k (add 1 2) (mul 3 4) (neg 5) 2.5 [1 2] [1 2 3] (add 1) (foo . bar) nil))
;=> (sym one str key (+ 1 2) (* 3 4) -5 (num 2.5) (v 1 2) other other other other)
(mapcar (lambda (x) (pcase x ((and n (pred integerp) (guard (> n 5))) (list 'big n)) ((or 'a 'b) 'ab) ((or 1 2 'c) '12c) ((or "x" "y") 'xy) ((and (or `(p ,v) `(q ,_ ,v)) (guard v)) (list 'pq v)) ((or `(z ,a) `(w ,b)) (list a b)) (other (list 'other other)))) '(6 a b 1 c "y" (p 3) (q 1 2) (p nil) (z 1) (w 2) 3 "z"))
;=> ((big 6) ab ab 12c 12c xy (pq 3) (pq 2) (other (p nil)) (1 nil) (nil 2) (other 3) (other "z"))
(pcase 5 ((app 1+ 6) 'six))
;=> six
(pcase 5 ((app (- 10) (and x (pred (< 3)))) x))
;=> 5
(pcase '(1 2) (`(,x ,(and y (guard (> y x)))) (list x y)))
;=> (1 2)
(pcase '(1 1) (`(,x ,x) 'same) (_ 'diff))
;=> same
(pcase '(1 2) (`(,x ,x) 'same) (_ 'diff))
;=> diff
(pcase '(1 . 2) ((and (let y 5) `(,x . ,_)) (list x y)))
;=> (1 5)
(pcase 3 ((and x (let (pred integerp) x)) 'int))
;=> int
(pcase 3 ((pred (not integerp)) 'no) ((pred (lambda (x) (= x 3))) 'three))
;=> three
(pcase 3 ((cl-type integer) 'int))
;=> int
(pcase "a" ((cl-type (or integer string)) 'int))
;=> int
(pcase nil ('nil 'n) (_ 'x))
;=> n
(pcase nil (`nil 'n) (_ 'x))
;=> n
(pcase 3)
;=> nil
(pcase 3 (3))
;=> nil
(pcase 3 (4 5))
;=> nil
(pcase '(a b c d e) (`(,a ,b . ,rest) (list a b rest)))
;=> (a b (c d e))
(pcase '(a (b c) d) (`(a (,x ,y) ,z) (list x y z)))
;=> (b c d)
(pcase [a [b c] d] (`[a [,x ,y] ,z] (list x y z)))
;=> (b c d)
(pcase '(a . "str") (`(,_ . "str") 'ok))
;=> ok
(pcase '(1 2 3) (`(1 ,(or 2 3) ,(and z (or 3 4))) z))
;=> 3
(pcase 2.0 (2.0 'x) (_ 'y))
;!> (error "Unknown pattern ‘2.0’")
(condition-case e (eval '(pcase 2.0 (2.0 'x) (_ 'y)) t) (error e))
;=> (error "Unknown pattern ‘2.0’")
(condition-case e (pcase-exhaustive 3 (4 5)) (error e))
;=> (error "No clause matching ‘3’")
(condition-case e (eval '(pcase 3 ((foo bar) 5)) t) (error e))
;=> (error "Unknown foo pattern: (foo bar)")
(condition-case e (eval '(pcase 3 ([a] 5)) t) (error e))
;=> (error "Unknown pattern ‘[a]’")
(condition-case e (eval '(pcase 3 x) t) (error e))
;=> (wrong-type-argument listp x)
(pcase-let ((`(,a ,b) '(1 2)) (c 3)) (list a b c))
;=> (1 2 3)
(pcase-let ((`(,a ,b) '(1))) (list a b))
;=> (1 nil)
(pcase-let ((`(,a ,b) 5)) (list a b))
;=> (nil nil)
(let ((a 9)) (pcase-let ((`(,a ,b) '(1 2)) (c a)) (list a b c)))
;=> (1 2 9)
(let ((a 9)) (pcase-let* ((`(,a ,b) '(1 2)) (c a)) (list a b c)))
;=> (1 2 1)
(let ((x '(1 2))) (pcase-let ((`(,x ,y) x)) (list x y)))
;=> (1 2)
(pcase-let ((`[,a ,b] [1 2])) (list a b))
;=> (1 2)
(pcase-let ((`(foo ,(and a (pred stringp))) '(foo 3))) a)
;=> 3
(pcase-let (((and x `(,y . ,z)) '(1 2))) (list x y z))
;=> ((1 2) 1 (2))
(pcase-let (((app car x) '(1 2))) x)
;=> 1
(pcase-let () 3)
;=> 3
(pcase-let ((_ 3) (x 4)) x)
;=> 4
(let (r) (pcase-dolist (`(,a . ,b) '((1 . 2) (3 4))) (push (list a b) r)) r)
;=> ((3 (4)) (1 2))
(funcall (pcase-lambda (`(,a ,b) &optional c &rest `(,d)) (list a b c d)) '(1 2) 3 4)
;=> (1 2 3 4)
(let (a b c) (list (pcase-setq `(,a ,b) '(1 2)) a b (pcase-setq a 5 `[,b ,c] [6 7]) a b c))
;=> (2 1 2 7 5 6 7)
(let (a b) (pcase-setq (and a `(,b)) '(4)) (list a b))
;=> ((4) 4)
(let ((a 1) (b 2)) (pcase-setq `(,a ,b) (list b a)) (list a b))
;=> (2 1)
(let ((a 1)) (pcase-setq _ (setq a 5)) a)
;=> 5
(progn (pcase-defmacro my-less (n) "Doc." `(pred (> ,n))) (mapcar (lambda (x) (pcase x ((my-less 3) 'less) (_ 'no))) '(1 5)))
;=> (less no)
(let ((k 'z)) (pcase '(z . 1) (`(,(pred (eq k)) . ,v) v)))
;=> 1
(mapcar (lambda (x) (pcase x ((and (pred stringp) (app length n)) n) ((or (and (pred integerp) n) `(,n)) (list 'n n)))) '("abc" 5 (6) x))
;=> (3 (n 5) (n 6) nil)
(mapcar #'funcall (mapcar (lambda (x) (pcase x (`(,a ,b) (lambda () (cons b a))) (y (lambda () y)))) '((1 2) (3 4) 5)))
;=> ((2 . 1) (4 . 3) 5)
(let ((n 0)) (list (pcase (setq n (1+ n)) (5 'a) (3 'b) ((pred (< 0)) 'c)) n))
;=> (c 1)
(pcase '(a b) ((or `(,x) `(,x ,y)) (list x y)))
;=> (a b)
(pcase (list 1 2) ((seq a b) (list a b)))
;=> (1 2)
(pcase '((a . 1)) ((map a) a))
;=> 1
(pcase t ('t 1))
;=> 1
(pcase 'foo (t 1))
;=> 1
(pcase '(t) (`(t) 1))
;=> 1
(pcase 5 ((and x (or 5 6) (guard (= x 5))) x))
;=> 5
(pcase 5 ((or (and 5 (let y 1)) (and 6 (let y 2))) y))
;=> 1
(pcase '(1 (2 (3 (4)))) (`(,a (,b (,c (,d)))) (list a b c d)))
;=> (1 2 3 4)
(pcase '(k :a 1 :b 2) (`(k . ,(app (pcase--flip plist-get :b) v)) v))
;=> 2
(mapcar (lambda (x) (pcase-exhaustive x (`(,(or 'a 'b) . ,(or `(,x) (and (pred null) x))) (list 'l x)) ((pred symbolp) x))) '((a 1) (b) c))
;=> ((l 1) (l nil) c)
(pcase 'x ((guard nil) 1) ((guard t) 2))
;=> 2
(pcase "abc" ((pred (string-match "b")) (match-beginning 0)))
;=> 1
(pcase 10 ((and n (pred (<= 5)) (pred (>= 15))) n))
;=> 10
