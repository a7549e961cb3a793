;;; el-eieio.el --- classes, objects and their slots -*- lexical-binding: t; -*-
(require 'eieio)
;=> eieio
(require 'eieio-base)
;=> eieio-base
(require 'cl-lib)
;=> cl-lib
(require 'eieio)
;=> eieio
(require 'eieio-base)
;=> eieio-base
(defclass r1 () ((x :initarg :x :reader r1-x :accessor r1-xx :writer r1-sx) (k :allocation :class :accessor r1-k :initarg :k)))
;=> r1
(r1-xx (r1))
;=> nil
(r1-k 'r1)
;=> nil
(r1-k (r1))
;=> nil
(setf (r1-k 'r1) 4)
;!> (cl-no-applicable-method \(setf\ r1-k\) 4 r1)
(setf (r1-k (r1)) 4)
;=> 4
(oref-default 'r1 k)
;=> 4
(oset-default 'r1 k 9)
;=> 9
(oset-default r1 k 10)
;=> 10
(r1-x 5)
;!> (cl-no-applicable-method r1-x 5)
(defclass t1 () ((x :type string :initform nil)))
;!> (invalid-slot-type x string nil)
(defclass t1 () ((x :type string :initform nil)) :allow-nil-initform t)
;=> t1
(t1)
;=> #s(t1 nil)
(defclass t2 () ((x :initform foo) (y :initform 'bar) (z :initform (list 1)) (w :initform #'car) (v :initform (lambda () 3)) (u :initform '(lambda () 3)) (s :initform :k) (r :initform [1 2]) (q :initform "s") (p :initform t)))
;=> t2
(t2)
;=> #s(t2 foo bar (1) car (closure (t) nil 3) (lambda nil 3) :k [1 2] "s" t)
(cl-defstruct st a b)
;=> st
(eieio-object-p (make-st))
;=> nil
(eieio-object-class (make-st))
;!> (wrong-type-argument eieio-object #s(st nil nil) obj)
(slot-exists-p (make-st) 'a)
;!> (wrong-type-argument symbolp #s(st nil nil))
(with-slots (a) (make-st :a 3) a)
;!> (wrong-type-argument (or eieio-object class) #s(st 3 nil) obj)
(defclass d1 () ((a :initarg :a :initform 1)))
;=> d1
(defclass d2 (d1) ((b :initform 2)))
;=> d2
(defclass d3 (d1) ((c :initform 3)))
;=> d3
(defclass d4 (d2 d3) ((d :initform 4)))
;=> d4
(d4)
;=> #s(d4 1 2 3 4)
(defclass d5 (d2 d3) () :method-invocation-order :depth-first)
;=> d5
(defclass d6 (d2 d3) () :method-invocation-order :c3)
;=> d6
(mapcar #'eieio-class-name (class-precedence-list 'd4))
;=> (d4 d2 d3 d1 eieio-default-superclass)
(defclass d7 (d1 d2) () :method-invocation-order :c3)
;=> d7
(class-direct-subclasses 'd1)
;=> (d7 d3 d2)
(class-children 'd1)
;=> (d7 d3 d2)
(mapcar 'eieio-class-name (class-direct-superclasses 'd4))
;=> (d2 d3)
(class-of (d1))
;=> d1
(object-class (d1))
;=> d1
(class-name 'zz)
;!> (wrong-type-argument eieio--class zz class)
(eieio-class-name 3)
;!> (wrong-type-argument eieio--class 3 class)
(child-of-class-p 'd4 'd1)
;=> t
(child-of-class-p 'zz 'd1)
;!> (wrong-type-argument eieio--class zz child)
(child-of-class-p 'd1 'd1)
;=> t
(object-of-class-p (d4) 'd1)
;=> t
(class-p 'd4)
;=> t
(class-p 'st)
;=> nil
(defclass n1 (eieio-named) ((x :initarg :x)))
;=> n1
(setq n (n1 "nm" :x 1))
;=> #s(n1 "nm" 1)
n
;=> #s(n1 "nm" 1)
(eieio-object-name n)
;=> "#<n1 nm>"
(eieio-object-name-string n)
;=> "nm"
(eieio-object-set-name-string n "zz")
;=> "zz"
(clone n)
;=> #s(n1 "zz-1" 1)
(clone n "qq")
;=> #s(n1 "qq" 1)
(clone n :x 4)
;=> #s(n1 "zz-1" 4)
(n1 :object-name "h")
;=> #s(n1 "h" eieio--unbound)
(oref n object-name)
;=> "zz"
(clone (clone n))
;=> #s(n1 "zz-2" 1)
(eieio-object-set-name-string n 3)
;!> (wrong-type-argument string 3 name)
(defclass s1 (eieio-singleton) ((x :initarg :x)))
;=> s1
(eq (s1 :x 1) (s1 :x 2))
;=> t
(s1)
;=> #s(s1 1)
(oref-default 's1 singleton)
;=> #s(s1 1)
(defvar trk nil)
;=> trk
(defclass tr (eieio-instance-tracker) ((tracking-symbol :initform 'trk) (x :initarg :x)))
;=> tr
(let ((a (tr :x 1)) (b (tr :x 2))) (list trk (eieio-instance-tracker-find 2 'x 'trk) (delete-instance a) trk))
;=> ((#s(tr 1) #s(tr 2)) #s(tr 2) (#s(tr 2)) (#s(tr 2)))
(defclass ih (eieio-instance-inheritor) ((x :initarg :x) (y :initarg :y)))
;=> ih
(let* ((a (ih :x 1 :y 2)) (b (clone a))) (oset a x 5) (list a b (oref b x) (slot-boundp b 'x) (eieio-instance-inheritor-slot-boundp b 'x)  (progn (oset b x 3) (oref b x)) (oref a x) (eieio-instance-inheritor-slot-boundp b 'x)))
;=> (#s(ih eieio--unbound 5 2) #s(ih #s(ih eieio--unbound 5 2) 3 eieio--unbound) 5 nil t 3 5 t)
(with-output-to-string (object-write (n1 "foo" :x '(1 "a" b))))
;=> "(n1 \"foo\"\n  :object-name \"foo\"  :x '(1 \"a\" b))\n"
(with-output-to-string (object-write (n1 "foo" :x (list (n1 "bar" :x 3))) "cmt"))
;=> ";; Object foo\ncmt\n(n1 \"foo\"\n  :object-name \"foo\"  :x\n  (list\n    (n1 \"bar\"\n      :object-name \"bar\"      :x 3)))\n"
(object-print n)
;=> "#<n1 zz>"
(object-print n " tail")
;=> "#<n1 zz tail>"
(cl-prin1-to-string n)
;=> "#<n1 zz>"
(cl-prin1-to-string (list n))
;=> "(#<n1 zz>)"
(eieio-oref-default 'd1 'a)
;=> 1
(eieio-oref-default 'd1 'zz)
;!> (invalid-slot-name d1 zz)
(eieio-oset-default 'd1 'a 44)
;=> 44
(eieio-oset-default 'd1 'zz 44)
;!> (invalid-slot-name d1 zz)
(eieio-oset-default 'd1 'k 44)
;!> (invalid-slot-name d1 k)
(set-slot-value (d1) 'a 3)
;=> 3
(object-class-fast (d1))
;=> d1
(object-name n)
;=> "#<n1 zz>"
(object-name-string n)
;=> "zz"
(object-set-name-string n "q")
;=> "q"
(object-class-name n)
;=> n1
(eieio-object-set-name-string (d1) "foo")
;=> "foo"
(let ((d (d1))) (eieio-object-set-name-string d "foo") (eieio-object-name d))
;=> "#<d1 foo>"
(let ((o (r1 :x '(1 2)))) (object-add-to-list o 'x 3) (object-add-to-list o 'x 9 t) (object-add-to-list o 'x 3) (prog1 (list (copy-sequence (oref o x)) (object-remove-from-list o 'x 3) (oref o x))))
;=> ((3 1 2 9) (1 2 9) (1 2 9))
(object-assoc-list-safe 'x (list (d1) n))
;=> ((1 . #s(n1 "q" 1)))
(object-assoc-list 'a (list (d1)))
;=> ((44 . #s(d1 44)))
(destructor (d1))
;=> nil
(constructor 'd1 :a 5)
;=> #s(d1 5)
(cl-defmethod slot-missing ((o d2) slot op &optional new) (list slot op new))
;=> slot-missing
(slot-value (d2) 'nope)
;=> (nope oref nil)
(oset (d2) nope 4)
;=> (nope oset 4)
(slot-boundp (d2) 'nope)
;=> t
(slot-makeunbound (d2) 'nope)
;=> (nope oset eieio--unbound)
(oref-default 'd2 nope)
;!> (invalid-slot-name d2 nope)
(oref-default (d2) nope)
;=> (nope oref-default nil)
(oset-default 'd2 nope 5)
;!> (invalid-slot-name d2 nope)
(cl-defmethod slot-unbound ((o r1) class slot fn) (list 'ub slot fn))
;=> slot-unbound
(slot-value (r1) 'x)
;=> (ub x oref)
(oref (r1) x)
;=> (ub x oref)
(initialize-instance (d1) '(:a 99))
;=> nil
(shared-initialize (d1) '(:a 99))
;=> nil
(let ((d (d1))) (shared-initialize d '(:a 99)) d)
;=> #s(d1 99)
(funcall (eieio-make-class-predicate 'd1) (d2))
;=> nil
(funcall (eieio-make-child-predicate 'd1) (d2))
;=> t
(funcall (eieio-make-child-predicate 'd1) 5)
;=> nil
(setf (slot-value (d1) 'a) 7)
;=> 7
(let ((d (d1))) (cl-incf (oref d a) 5) (push 4 (slot-value d 'a)) d)
;=> #s(d1 (4 . 49))
(setf (oref-default 'd1 a) 12)
;=> 12
(setf (eieio-oref (d1) 'a) 4)
;=> 4
(pcase (d1 :a 5) ((eieio a) (list 'a a)))
;=> (a 5)
(pcase (d4) ((eieio (a 1) d) d))
;=> 4
(pcase 5 ((eieio a) a) (_ 'no))
;=> no
(defclass zz1 (d1) ((a :initarg :a2)))
;=> zz1
(zz1 :a 1)
;=> #s(zz1 1)
(zz1 :a2 1)
;=> #s(zz1 1)
(condition-case nil (zz1 :a 1 :a2 2) (error 'e))
;=> #s(zz1 2)
(default-value 'd1)
;=> d1
(macroexpand '(oref x y))
;=> (eieio-oref x 'y)
(macroexpand '(oset x y 1))
;=> (eieio-oset x 'y 1)
(func-arity 'slot-value)
;=> (2 . 2)
(cl-typep (d2) 'd1)
;=> t
(cl-typep 3 'd1)
;=> nil
(read-from-string (format "%S" (d1)))
;=> (#s(d1 12) . 9)
(eieio-instance-tracker-p (tr))
;=> nil
(defvar foo 3)
;=> foo
(defclass u1 () ((x :initform foo) (y :initform fill-column) (z :initform (1+ foo))))
;=> u1
(get 'u1 'cl-deftype-satisfies)
;=> u1--eieio-childp
(defclass u3 () ((x :type integer :initform 0) (x :initform 4)))
;=> u3
(u3)
;=> #s(u3 4)
(defclass u5 () ((k :allocation :class :initform 1 :type integer)))
;=> u5
(defclass u6 (u5) ((k :initform 2)))
;=> u6
(oref-default 'u6 k)
;=> 2
(oref-default 'u5 k)
;=> 1
(oset-default 'u6 k "s")
;!> (invalid-slot-type u6 k integer "s")
(oset (u6) k "s")
;!> (invalid-slot-type u6 k integer "s")
(defclass u7 (u5) ((k :initform 2 :allocation :class)))
;=> u7
(oref-default 'u7 k)
;=> 2
(oref-default 'u5 k)
;=> 1
(oset-default 'u7 k 9)
;=> 9
(oref-default 'u5 k)
;=> 1
(defclass u8 (u5) ((k :initform 2 :allocation :instance)))
;=> u8
(u8)
;=> #s(u8)
(defclass u9 (u5) ())
;=> u9
(oref-default 'u9 k)
;=> 1
(oset-default 'u9 k 33)
;=> 33
(oref-default 'u5 k)
;=> 1
(defclass v1 () ((x :initarg :x :type (list-of integer))))
;=> v1
(v1 :x '(1 2))
;=> #s(v1 (1 2))
(v1 :x '(1 a))
;!> (invalid-slot-type v1 x (list-of integer) (1 a))
(defclass v2 () ((x :initarg :x :type boolean :initform nil) (y :type symbol) (z :type (or null string) :initform nil) (w :type function :initform 'ignore)))
;=> v2
(v2)
;=> #s(v2 nil eieio--unbound nil ignore)
(defclass v2 () ((x :type number :initform "bad")))
;!> (invalid-slot-type x number "bad")
(defclass v2 () ((x :type number :initform (concat "b"))))
;=> v2
(v2)
;!> (invalid-slot-type v2 x number "b")
(defclass v3 () ((x :initarg :x :initform 1)))
;=> v3
(setq o (v3))
;=> #s(v3 1)
(defclass v3 () ((x :initarg :x :initform 1) (y :initform 5)))
;=> v3
o
;=> #s(v3 1)
(v3)
;=> #s(v3 1 5)
(eieio-object-p o)
;=> t
(defclass v4 (st1) ())
;!> (error "Given parent class st1 is not a class")
(cl-defstruct st1 a)
;=> st1
(defclass v4 (st1) ())
;!> (error "Given parent class st1 is not a class")
(eieio-defclass-internal 'v7 nil nil nil)
;=> v7
(slot-boundp 'v3 'x)
;=> t
(slot-boundp (v3) 'y)
;=> t
(eieio-set-defaults (v3))
;=> nil
(cl-defmethod initialize-instance :after ((o v3) &rest _) (oset o y 77))
;=> initialize-instance
(v3)
;=> #s(v3 1 77)
(class-abstract-p 'v3)
;=> nil
(eieio-barf-if-slot-unbound 3 (v3) 'x 'oref)
;=> 3
(make-instance 'v3 :x)
;=> #s(v3 nil 77)
(make-instance "v3" :x)
;!> (cl-no-applicable-method make-instance "v3" :x)
(eieio-defclass-autoload 'au1 '(v3) "somefile" "doc")
;=> au1-list-p
(class-p 'au1)
;=> t
(au1)
;!> (file-missing "Cannot open load file" "No such file or directory" "somefile")
(slot-exists-p (v3) 'y)
;=> 1
(slot-exists-p 3 'y)
;!> (wrong-type-argument symbolp 3)
(object-assoc 77 'y (list 1 (v3)))
;=> #s(v3 1 77)
(eieio-object-name 5)
;!> (wrong-type-argument eieio-object 5 obj)
(clone 5)
;!> (cl-no-applicable-method clone 5)
(eieio-object-name-string 5)
;!> (wrong-type-argument eieio-object 5 obj)
(slot-value nil 'x)
;!> (wrong-type-argument (or eieio-object class) nil obj)
(let ((a (v3))) (with-slots (x) a (cl-incf x 4)) a)
;=> #s(v3 5 77)
(pp-to-string (v3))
;=> "#s(v3 1 77)\n"
(mapcar (lambda (s) (get s 'error-message)) '(invalid-slot-name invalid-slot-type unbound-slot inconsistent-class-hierarchy))
;=> ("Invalid slot name" "Invalid slot type" "Unbound slot" "Inconsistent class hierarchy")
(mapcar (lambda (s) (get s 'error-conditions)) '(invalid-slot-name invalid-slot-type unbound-slot inconsistent-class-hierarchy))
;=> ((invalid-slot-name error) (invalid-slot-type error) (unbound-slot error) (inconsistent-class-hierarchy error))
(cl-defmethod foometh ((a v3) b) (list 'v3 b))
;=> foometh
(foometh (v3) 3)
;=> (v3 3)
(cl-defmethod foostatic ((a (subclass v3))) (list 'static a))
;=> foostatic
(foostatic 'v3)
;=> (static v3)
(foostatic (v3))
;!> (cl-no-applicable-method foostatic #s(v3 1 77))
(fboundp 'defmethod)
;=> t
(fboundp 'defgeneric)
;=> t
(fboundp 'call-next-method)
;=> nil
(featurep 'eieio-core)
;=> t
(featurep 'eieio-compat)
;=> nil
(featurep 'eieio-custom)
;=> nil
(format "%s" (let ((e (condition-case e (slot-value (v3) 'nope) (error e)))) (error-message-string (list 'invalid-slot-name "x" 'y))))
;=> "Invalid slot name: \"x\", y"
(with-no-warnings (v3 nil :x 2))
;=> #s(v3 2 77)
(funcall 'v3 "n" :x 2)
;=> #s(v3 2 77)
(a1 :x 3)
;!> (void-function a1)
(defclass a1 () ((x :initarg :x :initform 1) (y :initarg :y :allocation :class :initform (+ 1 2))))
;=> a1
(oref-default 'a1 y)
;=> 3
(oref-default 'a1 x)
;=> 1
(slot-exists-p 'a1 'y)
;=> t
(slot-exists-p (a1) 'y)
;=> t
(slot-boundp (a1) 'y)
;=> t
(oref (a1) :x)
;=> 1
(let ((a (a1))) (oset a :x 4) a)
;=> #s(a1 4)
(slot-boundp (a1) :x)
;=> t
(slot-makeunbound (a1) 'y)
;=> eieio--unbound
(oref (a1) y)
;=> eieio--unbound
(b2 :x 4)
;!> (void-function b2)
(defclass b3 () ((x :weird 3)))
;=> b3
(let ((eieio-error-unsupported-class-tags t)) (eval '(defclass b3 () ((x :weird 3))) t))
;!> (invalid-slot-type :weird)
(object-print 5)
;=> "5"
(eieio-named :object-name "x")
;!> (error "Class eieio-named is abstract")
(make-instance 'eieio-named "nm")
;=> #s(eieio-named "nm")
(eieio-named-p (eieio-named "x"))
;!> (error "Class eieio-named is abstract")
(let ((standard-output (generate-new-buffer "x"))) (with-current-buffer standard-output (eieio-override-prin1 (list (eieio-named "a") 3 "s" 'sym (eieio-named "b"))) (buffer-string)))
;!> (error "Class eieio-named is abstract")
(let ((standard-output (generate-new-buffer "x"))) (with-current-buffer standard-output (eieio-override-prin1 (vector (eieio-named "a") 3 "s" 'sym (eieio-named "b"))) (buffer-string)))
;!> (error "Class eieio-named is abstract")
(let ((standard-output (generate-new-buffer "x")) (h (make-hash-table))) (puthash 'a (eieio-named "a") h) (with-current-buffer standard-output (eieio-override-prin1 h) (buffer-string)))
;!> (error "Class eieio-named is abstract")
(class-precedence-list 'nope)
;!> (wrong-type-argument arrayp nope)
(eieio-class-children 'nope)
;!> (wrong-type-argument class nope class)
(setf (a1) 3)
;!> (void-function \(setf\ a1\))
(with-slots (x y) (a1 :x 1) (setq y 3) (list x y))
;=> (1 3)
(defclass m1 () ((a :initarg :a) (b :initarg :b :type integer :initform 2)) "d")
;=> m1
(eieio-oset (m1) 'b nil)
;!> (invalid-slot-type m1 b integer nil)
(let ((eieio-skip-typecheck t)) (eieio-oset (m1) 'b nil))
;=> nil
(m1 :b "x")
;!> (invalid-slot-type m1 b integer "x")
(cl-defmethod describe-me ((x m1)) "doc" 3)
;=> describe-me
(progn (defclass q1 () ((a :initarg :a :type (or null string)))) (defclass q2 (q1) ((a :type string :initform "x"))) (q2))
;!> (error "Child slot type ‘string’ does not match inherited type ‘(or null string)’ for ‘a’")
(progn (defclass q3 (q1) ((a :type (or null string) :initform "x"))) (q3))
;=> #s(q3 "x")
(progn (defgeneric xcg (a b) "Doc.") (defmethod xcg ((a d1) b) (list 'd1 b)) (defmethod xcg ((a d2) b) (list 'd2 (call-next-method))) (xcg (d2) 4))
;=> (d2 (d1 4))
(progn (defmethod xcs :static ((c d1)) (if (symbolp c) (list 'class c) 'object)) (list (xcs 'd2) (xcs (d1))))
;=> ((class d2) object)
(progn (defvar xlog nil) (defmethod xcb :before ((o d1)) (push 'before xlog)) (defmethod xcb :after ((o d1)) (push 'after xlog)) (defmethod xcb ((o d1)) (push 'primary xlog)) (xcb (d2)) (nreverse xlog))
;=> (before primary after)
(progn (defmethod xcn ((o d1)) (next-method-p)) (xcn (d1)))
;=> nil
(mapcar #'eieio-class-name (list (class-parent 'd2) (eieio-class-parent 'd2) (car (eieio-class-parents 'd2)) (car (class-parents 'd2)) (find-class 'd2)))
;=> (d1 d1 d1 d1 d2)
(mapcar #'eieio-slot-descriptor-name (eieio-class-slots 'd4))
;=> (a b c d)
(list (object-p (d1)) (obj-of-class-p (d2) 'd1) (fboundp 'standard-class) (eieio-change-class (d1) 'd2))
;!> (error "EIEIO: ‘change-class’ is unimplemented")
(list (eieio-default-superclass-p (d1)) (eieio-default-superclass-child-p (d1)) (class-abstract-p 'eieio-default-superclass))
;=> (nil t t)
(eieio-default-superclass)
;!> (error "Class eieio-default-superclass is abstract")
(standard-class)
;!> (error "Class eieio-default-superclass is abstract")
(list (eieio-version) eieio-version eieio-skip-typecheck eieio-backward-compatibility eieio-error-unsupported-class-tags eieio-optimize-primary-methods-flag eieio-hook eieio-print-depth eieio-print-indentation eieio-print-object-name (type-of eieio-default-superclass) eieio-defclass-autoload-map (symbol-name eieio-unbound))
;=> ("1.4" "1.4" nil t nil t nil 0 t t eieio--class #s(hash-table size 65 test eql rehash-size 1.5 rehash-threshold 0.8125 data ()) "eieio--unbound")
(list (funcall (eieio-make-class-predicate 'd1) (d2)) (funcall (eieio-make-class-predicate 'd1) (d1)))
;=> (nil t)
(object-slots (d2))
;=> (a b)
(object-name (n1 :object-name "h"))
;=> "#<n1 h>"
(let ((x (list 1 2))) (eieio-declare-slots a b) x)
;=> (1 2)
(eieio-pcase-slot-index-from-index-table (eieio--class-index-table (find-class 'd4)) 'c)
;=> 3
(fboundp 'eieio-pcase-slot-index-table)
;=> t
(list (mapcar #'class-abstract-p '(eieio-singleton eieio-named eieio-persistent eieio-instance-tracker eieio-instance-inheritor)))
;=> ((t t t t t))
(eieio-singleton)
;!> (error "Class eieio-singleton is abstract")
(eieio-named)
;!> (error "Class eieio-named is abstract")
(eieio-persistent)
;!> (error "Class eieio-persistent is abstract")
(eieio-instance-tracker)
;!> (error "Class eieio-instance-tracker is abstract")
(eieio-instance-inheritor)
;!> (error "Class eieio-instance-inheritor is abstract")
(let ((n (n1 :object-name "n")) (s (s1)) (ih (ih)) (tr (tr))) (list (eieio-named-p n) (eieio-named-child-p n) (eieio-singleton-child-p s) (eieio-singleton-p s) (eieio-instance-inheritor-child-p ih) (eieio-instance-inheritor-p ih) (eieio-instance-tracker-child-p tr) (eieio-instance-tracker-p tr)))
;=> (nil t t nil t nil t nil)
(defclass xper (eieio-persistent) ((x :initarg :x :initform 1 :type integer) (l :initarg :l :initform nil) (o :initarg :o :initform nil :type (or null xper))))
;=> xper
(let* ((file (make-temp-file "xper")) (p (xper :file file :x 3 :l '(1 2 (3 "x")) :o (xper :file "z" :x 9))) text) (eieio-persistent-save p) (setq text (with-temp-buffer (insert-file-contents file) (goto-char (point-min)) (read (current-buffer)))) (prog1 (list (replace-regexp-in-string (regexp-quote (file-name-nondirectory file)) "FILE" (replace-regexp-in-string "xper-[0-9a-f]+" "NAME" (prin1-to-string text))) (let ((q (eieio-persistent-read file 'xper))) (list (oref q x) (oref q l) (oref (oref q o) x) (equal (oref q file) file))) (condition-case err (eieio-persistent-read file 'd1) (error err)) (eieio-persistent-path-relative p (concat (file-name-directory file) "foo"))) (delete-file file)))
;=> ("(xper \"NAME\" :file \"FILE\" :x 3 :l '(1 2 (3 \"x\")) :o (xper \"NAME\" :file \"z\" :x 9))" (3 (1 2 (3 "x")) 9 t) (error "Invalid object: xper is not an object of class d1 nor a subclass") "foo")
(list (eieio-persistent-child-p (xper :file "f")) (eieio-persistent-p (xper :file "f")) (eieio-persistent-make-instance 'd1 '("n" :a '(1 2))) (fboundp 'eieio-persistent-save-interactive))
;=> (t nil #s(d1 (1 2)) t)
(mapcar #'eieio-persistent-fix-value '('(1 2) (list (d1 :a 1)) (list 1 'b) (d1 "n" :a 1) "s" 5))
;=> ((1 2) (#s(d1 1)) (list 1 'b) #s(d1 1) "s" 5)
(let ((o (make-instance 'ih :x 1))) (eieio-instance-inheritor-slot-boundp (clone o) 'x))
;=> t
(let ((n (n1 :object-name "n")) (standard-output (generate-new-buffer "x"))) (unwind-protect (with-current-buffer standard-output (eieio-override-prin1 (list n 3 "s" 'sym n)) (buffer-string)) (kill-buffer standard-output)))
;=> "(list\n  (n1 \"n\"\n    :object-name \"n\")\n 3\n \"s\"\n sym\n  (n1 \"n\"\n    :object-name \"n\"))"
(let ((n (n1 :object-name "n" :x "y")) (standard-output (generate-new-buffer "x"))) (unwind-protect (with-current-buffer standard-output (object-write n "note") (buffer-string)) (kill-buffer standard-output)))
;=> ";; Object n\nnote\n(n1 \"n\"\n  :object-name \"n\"\n  :x \"y\")\n"
(with-temp-buffer (let ((standard-output (current-buffer))) (eieio-list-prin1 '(1 a "s")) (buffer-string)))
;=> "'(1 a \"s\")"
(mapcar (lambda (f) (list f (fboundp f))) '(eieio-defclass-internal eieio-defclass-autoload eieio-copy-parents-into-subclass eieio-set-defaults eieio-make-child-predicate eieio-singleton-list-p eieio-named-list-p eieio-persistent-list-p eieio-instance-tracker-list-p eieio-instance-inheritor-list-p eieio-default-superclass-list-p))
;=> ((eieio-defclass-internal t) (eieio-defclass-autoload t) (eieio-copy-parents-into-subclass t) (eieio-set-defaults t) (eieio-make-child-predicate t) (eieio-singleton-list-p t) (eieio-named-list-p t) (eieio-persistent-list-p t) (eieio-instance-tracker-list-p t) (eieio-instance-inheritor-list-p t) (eieio-default-superclass-list-p t))
(constructor 'd1 :a 5)
;=> #s(d1 5)
(destructor (d1))
;=> nil
;; A class that is defined again stays the same object.
(progn (defclass xre1 () ((a :initarg :a) (b))) (defclass xre2 (xre1) ((c))) (let ((class (find-class 'xre1))) (defclass xre1 () ((z :initarg :z))) (list (eq class (find-class 'xre1)) (mapcar #'cl--slot-descriptor-name (eieio-class-slots 'xre1)) (eq (car (eieio--class-parents (find-class 'xre2))) class) (mapcar #'cl--slot-descriptor-name (eieio-class-slots 'xre2)) (oref (xre1 :z 4) z))))
;=> (t (z) t (a b c) 4)
