;;; cl-generic.el --- generic functions and their methods -*- lexical-binding: t; -*-

;; A generic function is an ordinary closure that finds, by the types of its
;; arguments, the function to call in a cache that it owns; the cache is filled
;; by `cl--generic-effective'.  Adding a method makes a new closure.
;;
;; A generic is a record (cl--generic NAME ORDER METHODS OPTIONS) in the
;; property `cl--generic' of its name, ORDER being the indices of the arguments
;; by their weight, nil for the usual one; a method is (cl--generic-method
;; SPECIALIZERS QUALIFIERS USES-CNM FUNCTION CONTEXT).

;;; Code:

(define-error 'cl-no-method "No method")
(define-error 'cl-no-next-method "No next method" 'cl-no-method)
(define-error 'cl-no-primary-method "No primary method" 'cl-no-method)
(define-error 'cl-no-applicable-method "No applicable method" 'cl-no-method)

(defconst cl--generic-types
  (let ((table (make-hash-table :test 'eq)))
    (dolist (row '((null symbol list sequence atom)
                   (symbol atom) (cons list sequence)
                   (integer number number-or-marker atom)
                   (float number atom)
                   (marker number-or-marker atom)
                   (string array sequence atom)
                   (vector array sequence atom)
                   (char-table array sequence atom)
                   (bool-vector array sequence atom)
                   (overlay atom) (process atom) (window atom) (subr atom)
                   (compiled-function function atom)
                   (interpreted-function function atom)
                   (byte-code-function function atom)
                   (buffer atom) (frame atom) (hash-table atom) (terminal atom)
                   (thread atom) (mutex atom) (condvar atom) (user-ptr atom)
                   (window-configuration atom) (font-spec atom)
                   (font-entity atom) (font-object atom) (finalizer atom)
                   (module-function function atom)))
      (puthash (car row) row table))
    table)
  "What each value of `type-of' is, from the narrowest type to the widest.")

(defconst cl--generic-type-names
  (let ((names (make-hash-table :test 'eq)))
    (maphash (lambda (_type row) (dolist (name row) (puthash name t names)))
             cl--generic-types)
    names)
  "The types of `cl--generic-types' as the keys of a table.")

(defun cl--generic-tag (value)
  "Return the type of VALUE that decides which methods apply."
  (if value (type-of value) 'null))

(defun cl--generic-lineage (type)
  "Return the types that an object of TYPE has, from the narrowest."
  (or (gethash type cl--generic-types)
      (let ((class (get type 'cl--class)))
        (and class (cl--generic-class-lineage class)))))

(defun cl--generic-class-lineage (class)
  "Return the names of CLASS and its ancestors."
  (if (eq (type-of class) 'eieio--class)
      (mapcar (lambda (each) (aref each 1)) (eieio--class-precedence-list class))
    (let ((names (list (aref class 1))))
      (dolist (parent (aref class 3))
        (setq names (append names (cl--generic-class-lineage parent))))
      names)))

(defvar cl--generic-all nil
  "All generics, whose caches a redefined class makes stale.")

(defun cl--generic-flush ()
  "Make every generic forget which methods it found."
  (mapc #'cl--generic-install cl--generic-all))

;;;; Generics and methods.

(defun cl--generic (name)
  "Return the generic called NAME, or nil."
  (and (symbolp name) (get name 'cl--generic)))

(defun cl-generic-p (function)
  "Return non-nil if the symbol FUNCTION names a generic function."
  (and (symbolp function) (cl--generic function)))

(defun cl-generic-all-functions (&optional type)
  "Return the names of the generic functions, those with methods for TYPE."
  (let ((names nil))
    (mapatoms (lambda (symbol)
                (let ((generic (get symbol 'cl--generic)))
                  (when (and generic
                             (or (null type)
                                 (let ((found nil))
                                   (dolist (method (aref generic 3) found)
                                     (when (memq type (aref method 1))
                                       (setq found t))))))
                    (setq names (cons symbol names))))))
    names))

(defun cl--generic-name (spec)
  "Return the symbol for SPEC, a symbol or (setf SYMBOL)."
  (if (eq (car-safe spec) 'setf)
      (intern (format "(setf %s)" (cadr spec)))
    spec))

;;;###autoload
(defun cl-generic-ensure-function (name &optional noerror)
  "Return the generic called NAME, made now if need be.
It is an error if NAME is another function, unless NOERROR is non-nil.  A
function with the property `cl--generic-open' becomes the default method."
  (let ((generic (cl--generic name))
        (def (and (fboundp name) (symbol-function name))))
    (while (and (null generic) def (symbolp def) (fboundp def))
      (if (cl--generic def)
          (setq generic (cl--generic def))
        (setq def (symbol-function def))))
    ;; A definition replaces what would be loaded; a method adds to it.
    (when (and (null generic) (not noerror) (autoloadp def))
      (autoload-do-load def name)
      (setq generic (cl--generic name)
            def (symbol-function name)))
    (cond
     (generic)
     ((and def (not (get name 'cl--generic-open)) (not noerror))
      (error "%s is already defined as something else than a generic function" name))
     (t
      (setq generic (record 'cl--generic name nil
                            (and def (get name 'cl--generic-open)
                                 (list (record 'cl--generic-method '(t) nil nil
                                               def nil)))
                            nil))
      (put name 'cl--generic generic)
      (when (and (aref generic 3) (not (get name 'function-documentation)))
        (put name 'function-documentation (documentation def t)))
      (setq cl--generic-all (cons generic cl--generic-all))
      generic))))

;;;###autoload
(defun cl-generic-define (name args options)
  "Make NAME a generic function of ARGS with OPTIONS and return it.
It keeps its methods."
  (let ((generic (cl-generic-ensure-function name 'noerror))
        (order (cdr (assq :argument-precedence-order options))))
    (aset generic 4 options)
    (aset generic 2 (and order (cl--generic-order order args)))
    (cl--generic-install generic)
    generic))

(defun cl--generic-order (order args)
  "Return the indices in ARGS of its required arguments, those of ORDER first."
  (let ((index 0) (indices nil))
    (while (and args (not (memq (car args) '(&optional &rest &key &body &aux &context))))
      (setq indices (cons (cons (car args) index) indices)
            index (1+ index)
            args (cdr args)))
    (setq indices (nreverse indices))
    (let ((first (mapcar (lambda (arg)
                           (or (assq arg indices)
                               (error "%S is not a required argument" arg)))
                         order)))
      (append (mapcar #'cdr first)
              (delq nil (mapcar (lambda (entry)
                                  (and (not (memq entry first)) (cdr entry)))
                                indices))))))

(defun cl-generic-function-options (generic)
  "Return the options of GENERIC."
  (aref generic 4))

(defun cl--generic-known-p (specializer)
  "Return non-nil if SPECIALIZER is one of those that need no generalizer."
  (or (memq (car-safe specializer) '(eql head derived-mode subclass))
      (and (symbolp specializer)
           (or (memq specializer '(nil t))
               (gethash specializer cl--generic-type-names)
               (get specializer 'cl--class)))))

(defun cl--generic-check-specializer (specializer)
  "Signal an error if SPECIALIZER is not known."
  (unless (cl--generic-known-p specializer)
    (cl-generic-generalizers specializer)))

;;;; Generalizers, by which programs add kinds of specializers.

;; A generalizer is a record (cl--generic-generalizer NAME PRIORITY
;; TAGCODE-FUNCTION SPECIALIZERS-FUNCTION).  The specializers above are built in;
;; theirs only say what they are.

(defun cl-generic-make-generalizer (name priority tagcode-function specializers-function)
  "Return a generalizer called NAME of PRIORITY, a number from 1 to 100.
TAGCODE-FUNCTION gets a variable and returns a form that gives the tag of the
variable's value; SPECIALIZERS-FUNCTION gets a tag and returns the specializers
that apply to values with it, the closest first."
  (record 'cl--generic-generalizer name priority tagcode-function specializers-function))

(defmacro cl-generic-define-generalizer (name priority tagcode-function specializers-function)
  "Define NAME as the generalizer that `cl-generic-make-generalizer' makes.
PRIORITY, TAGCODE-FUNCTION and SPECIALIZERS-FUNCTION are as there."
  (declare (indent 1) (debug (symbolp body)))
  `(defconst ,name (cl-generic-make-generalizer ',name ,priority ,tagcode-function
                                                ,specializers-function)))

(defun cl-generic-generalizers (specializer &rest _)
  "Return the generalizers that find SPECIALIZER; signal an error if none.
Add methods to it for specializers of your own."
  (let ((row (cond ((eq specializer t) '(cl--generic-t-generalizer . 0))
                   ((eq (car-safe specializer) 'eql) '(cl--generic-eql-generalizer . 100))
                   ((eq (car-safe specializer) 'head) '(cl--generic-head-generalizer . 80))
                   ((eq (car-safe specializer) 'derived-mode)
                    '(cl--generic-derived-generalizer . 90))
                   ((eq (car-safe specializer) 'subclass)
                    '(eieio--generic-subclass-generalizer . 60))
                   ((not (cl--generic-known-p specializer))
                    (error "Unknown specializer %S" specializer))
                   ((gethash specializer cl--generic-type-names)
                    '(cl--generic-typeof-generalizer . 10))
                   ((eq (type-of (get specializer 'cl--class)) 'eieio--class)
                    '(eieio--generic-generalizer . 50))
                   (t '(cl--generic-struct-generalizer . 50)))))
    (list (cl-generic-make-generalizer
           (car row) (cdr row)
           (lambda (name &rest _) `(cl--generic-tag ,name))
           (lambda (tag &rest _) (cl--generic-lineage tag))))))

(put 'cl-generic-generalizers 'cl--generic-open t)

(defun cl--generic-generalizer-rank (specializer value)
  "Return how well SPECIALIZER, of a program's own kind, fits VALUE, or nil."
  (let ((rank nil))
    (dolist (generalizer (cl-generic-generalizers specializer) rank)
      (let* ((var (make-symbol "value"))
             (tag (funcall (eval `(lambda (,var)
                                    ,(funcall (aref generalizer 3) var))
                                 t)
                           value))
             (specializers (and tag (funcall (aref generalizer 4) tag)))
             (tail (member specializer specializers)))
        (when (and tail (null rank))
          (setq rank (+ (* 1000 (- 100 (aref generalizer 2)))
                        (- (length specializers) (length tail)))))))))

;;;###autoload
(defun cl-generic-define-method (name qualifiers args uses-cnm function)
  "Add FUNCTION as a method with QUALIFIERS to the generic called NAME.
ARGS is its lambda list with specializers.  USES-CNM says that FUNCTION takes
the next method as an argument in front and, if USES-CNM is `two', whether there
is one.  (What Emacs has compiled takes one.)"
  (let* ((generic (cl-generic-ensure-function name))
         (specializers nil) (context nil) (rest args) (done nil))
    (while (and rest (not done))
      (let ((arg (car rest)))
        (cond ((eq arg '&context)
               (setq rest (cdr rest)
                     context (cons (cl--generic-context (car rest)) context)))
              ((and (symbolp arg) (eq (aref (symbol-name arg) 0) ?&)
                    (> (length (symbol-name arg)) 1))
               (setq done t))
              ((consp arg)
               (setq specializers (cons (cl--generic-eval-specializer (cadr arg))
                                        specializers)))
              (t (setq specializers (cons t specializers)))))
      (setq rest (cdr rest)))
    (setq specializers (nreverse specializers))
    (mapc #'cl--generic-check-specializer specializers)
    (let* ((method (record 'cl--generic-method specializers qualifiers uses-cnm
                           function context))
           (methods (aref generic 3))
           (old (cl--generic-find methods qualifiers specializers context)))
      (aset generic 3
            (if old
                (mapcar (lambda (each) (if (eq each old) method each)) methods)
              (cons method methods)))
      (cl--generic-install generic)
      name)))

(defun cl--generic-eval-specializer (specializer)
  "Return SPECIALIZER with the value in (eql FORM) evaluated."
  (if (and (eq (car-safe specializer) 'eql) (consp (cadr specializer)))
      (list 'eql (eval (cadr specializer) t))
    specializer))

(defun cl--generic-context (spec)
  "Return (FUNCTION . SPECIALIZER) for SPEC, (EXPR SPECIALIZER) after &context."
  (let ((rewriter (and (symbolp (car spec))
                       (get (car spec) 'cl-generic--context-rewriter))))
    (cond (rewriter (cl--generic-context (apply rewriter (cdr spec))))
          ((eq (car spec) 'window-system)
           (cons (lambda () window-system) (list 'eql (cadr spec))))
          ((eq (car spec) 'major-mode)
           (cons (lambda () major-mode) (list 'derived-mode (cadr spec))))
          (t (cons (let ((form (car spec))) (lambda () (eval form t)))
                   (cl--generic-eval-specializer (cadr spec)))))))

(defun cl--generic-find (methods qualifiers specializers context)
  "Return the method with QUALIFIERS, SPECIALIZERS and CONTEXT in METHODS."
  (let ((found nil))
    (while (and methods (not found))
      (let ((method (car methods)))
        (when (and (equal (aref method 2) qualifiers)
                   (cl--generic-same-specializers (aref method 1) specializers)
                   (equal (mapcar #'cdr (aref method 5)) (mapcar #'cdr context)))
          (setq found method)))
      (setq methods (cdr methods)))
    found))

(defun cl--generic-same-specializers (a b)
  "Return t if the lists of specializers A and B differ by no more than t's."
  (while (and (or a b) (equal (if a (car a) t) (if b (car b) t)))
    (setq a (cdr a)
          b (cdr b)))
  (and (null a) (null b)))

(defun cl-find-method (generic qualifiers specializers)
  "Return the method of GENERIC with QUALIFIERS and SPECIALIZERS, or nil."
  (cl--generic-find (aref (if (symbolp generic) (cl--generic generic) generic) 3)
                    qualifiers specializers nil))

(defun cl-method-qualifiers (method)
  "Return the qualifiers of METHOD."
  (aref method 2))

;;;; Which methods apply, and how they combine.

(defun cl--generic-rank (specializer value)
  "Return how well SPECIALIZER fits VALUE, less being better; nil if not at all.
A rank is 1000 times what the generalizer's priority lacks to 100, and more."
  (cond ((eq specializer t) 100000)
        ((symbolp specializer)
         (let* ((lineage (cl--generic-lineage (cl--generic-tag value)))
                (tail (memq specializer lineage)))
           (and tail (+ 50000 (- (length lineage) (length tail))))))
        ((eq (car specializer) 'eql)
         (and (eql (cadr specializer) value) 0))
        ((eq (car specializer) 'head)
         (and (consp value) (eql (cadr specializer) (car value)) 20000))
        ((eq (car specializer) 'derived-mode)
         (let ((mode value) (n 10000))
           (while (and mode (not (eq mode (cadr specializer))))
             (symbol-function mode) ; the library's modes are defined when first used
             (setq mode (get mode 'derived-mode-parent)
                   n (1+ n)))
           ;; Every mode counts as derived from fundamental-mode.
           (and (or mode (eq (cadr specializer) 'fundamental-mode)) n)))
        ((eq (car specializer) 'subclass)
         (let* ((class (and value (symbolp value) (get value 'cl--class)))
                (lineage (and class (cl--generic-class-lineage class)))
                (tail (memq (cadr specializer) lineage)))
           (and tail (+ 40000 (- (length lineage) (length tail))))))
        (t (cl--generic-generalizer-rank specializer value))))

(defun cl--generic-ranks (method args order)
  "Return the list of ranks of METHOD for ARGS; nil if it does not apply.
ORDER is that of the arguments, or nil."
  (let ((ranks nil) (ok t) (head nil))
    (dolist (context (aref method 5))
      (let ((rank (cl--generic-rank (cdr context) (funcall (car context)))))
        (if rank (setq head (cons rank head)) (setq ok nil))))
    (unless head (setq head (list 100000)))
    (let ((specializers (aref method 1)))
      (while (and ok specializers)
        (let ((rank (cl--generic-rank (car specializers) (car args))))
          (if rank (setq ranks (cons rank ranks)) (setq ok nil)))
        (setq specializers (cdr specializers)
              args (cdr args))))
    (setq ranks (nreverse ranks))
    (when order
      (setq ranks (mapcar (lambda (index) (or (nth index ranks) 100000)) order)))
    (and ok (nconc head ranks))))

(defun cl--generic-before-p (a b)
  "Return t if the entry A, (RANKS . METHOD), goes before B."
  (let ((ranks-a (car a)) (ranks-b (car b)))
    (while (and (or ranks-a ranks-b)
                (= (or (car ranks-a) 100000) (or (car ranks-b) 100000)))
      (setq ranks-a (cdr ranks-a)
            ranks-b (cdr ranks-b)))
    (and (or ranks-a ranks-b)
         (< (or (car ranks-a) 100000) (or (car ranks-b) 100000)))))

(defun cl--generic-applicable (generic args)
  "Return the methods of GENERIC that apply to ARGS, the closest first."
  (let ((entries nil))
    (dolist (method (aref generic 3))
      (let ((ranks (cl--generic-ranks method args (aref generic 2))))
        (when ranks (setq entries (cons (cons ranks method) entries)))))
    (mapcar #'cdr (sort (nreverse entries) #'cl--generic-before-p))))

(defun cl--generic-effective (generic args)
  "Return the function that GENERIC calls for ARGS and others of their types."
  (let ((methods (cl--generic-applicable generic args)))
    (if methods
        (if (eq (aref generic 1) 'cl-generic-combine-methods)
            (cl--generic-combine generic methods) ; for it is asked about itself
          (cl-generic-combine-methods generic methods))
      (lambda (&rest args) (apply #'cl-no-applicable-method generic args)))))

(defun cl-generic-combine-methods (generic methods)
  "Return the function that calls METHODS of GENERIC, the closest first.
Add methods to it for other ways of combining than by :before, :after, :around
and :extra."
  (cl--generic-combine generic methods))

(defun cl--generic-combine (generic methods)
  "Return the function that calls METHODS of GENERIC, by their qualifiers."
  (let ((primary nil) (before nil) (after nil) (around nil))
    (dolist (method methods)
      (let* ((qualifiers (aref method 2))
             (qualifier (car (if (eq (car qualifiers) :extra) (cddr qualifiers)
                               qualifiers))))
        (cond ((null qualifier) (setq primary (cons method primary)))
              ((eq qualifier :before) (setq before (cons method before)))
              ((eq qualifier :after) (setq after (cons method after)))
              ((eq qualifier :around) (setq around (cons method around)))
              (t (error "Unsupported qualifiers in function %S: %S"
                        (aref generic 1) qualifiers)))))
    (let ((function
           (if primary
               (cl--generic-chain generic (nreverse primary) nil)
             (lambda (&rest args) (apply #'cl-no-primary-method generic args)))))
      (when (or before after)
        (setq function (cl--generic-surround generic (nreverse before)
                                             function after)))
      (if around
          (cl--generic-chain generic (nreverse around) function)
        function))))

(put 'cl-generic-combine-methods 'cl--generic-open t)

(defun cl-generic-call-method (generic method &optional fun)
  "Return a function that calls METHOD of GENERIC with FUN as the next method."
  (cl--generic-chain generic (list method) fun))

(defun cl--generic-surround (generic before function after)
  "Return a function that calls the methods BEFORE, then FUNCTION, then AFTER.
They belong to GENERIC."
  (let ((before (mapcar (lambda (method) (cl--generic-chain generic (list method) nil))
                        before))
        (after (mapcar (lambda (method) (cl--generic-chain generic (list method) nil))
                       after)))
    (lambda (&rest args)
      (dolist (each before) (apply each args))
      (prog1 (apply function args)
        (dolist (each after) (apply each args))))))

(defun cl--generic-chain (generic methods last)
  "Return a function that calls the first of METHODS, which may call the next.
LAST, if not nil, is the function called after the last of them.  The methods
belong to GENERIC."
  (let* ((method (car methods))
         (function (aref method 4)))
    (if (not (aref method 3))
        function
      (let ((next (cond ((cdr methods)
                         (cl--generic-chain generic (cdr methods) last))
                        (last)
                        (t (lambda (&rest args)
                             (apply #'cl-no-next-method generic method args)))))
            (more (and (or (cdr methods) last) t)))
        (if (eq (aref method 3) 'two)
            (lambda (&rest args)
              (apply function
                     (lambda (&rest new) (apply next (or new args)))
                     more
                     args))
          (lambda (&rest args)
            (let ((call (lambda (&rest new) (apply next (or new args)))))
              (unless more
                (let ((none (make-symbol "cl--no-next")))
                  (fset none call)
                  (setq call none)))
              (apply function call args))))))))

(defun cl--generic-isnot-nnm-p (call)
  "Return non-nil if CALL, what a compiled method was given, has a method to call."
  (not (symbolp call)))

(defun cl-no-applicable-method (generic &rest args)
  "Signal that no method of GENERIC applies to ARGS."
  (signal 'cl-no-applicable-method (cons (aref generic 1) args)))

(defun cl-no-next-method (generic method &rest args)
  "Signal that METHOD of GENERIC was the last one that applies to ARGS."
  (signal 'cl-no-next-method (cons (aref generic 1) (cons method args))))

(defun cl-no-primary-method (generic &rest args)
  "Signal that GENERIC has no method without qualifiers for ARGS."
  (signal 'cl-no-primary-method (cons (aref generic 1) args)))

(defun cl-generic-apply (generic args)
  "Call GENERIC with the list ARGS."
  (apply (aref generic 1) args))

(put 'cl-no-applicable-method 'cl--generic-open t)
(put 'cl-no-next-method 'cl--generic-open t)
(put 'cl-no-primary-method 'cl--generic-open t)

;;;; The function of a generic.

(defun cl--generic-positions (generic)
  "Return a list of (INDEX . SPECIAL) for the arguments GENERIC looks at.
SPECIAL is non-nil if the type of the argument there is not enough."
  (let ((positions nil))
    (dolist (method (aref generic 3))
      (let ((i 0))
        (dolist (specializer (aref method 1))
          (unless (eq specializer t)
            (let ((entry (assq i positions)))
              (unless entry
                (setq entry (cons i nil)
                      positions (cons entry positions)))
              (when (consp specializer) (setcdr entry t))))
          (setq i (1+ i)))))
    (sort positions (lambda (a b) (< (car a) (car b))))))

(defun cl--generic-specials (generic index)
  "Return a function that gives the tag of argument INDEX of GENERIC.
Values named by eql or head specializers there have tags of their own, and so
have the names of classes if there is a subclass specializer."
  (let ((eqls (make-hash-table :test 'eql))
        (heads (make-hash-table :test 'eql))
        (subclass nil))
    (dolist (method (aref generic 3))
      (let ((specializer (nth index (aref method 1))))
        (cond ((eq (car-safe specializer) 'eql)
               (puthash (cadr specializer) (list 'eql) eqls))
              ((eq (car-safe specializer) 'head)
               (puthash (cadr specializer) (list 'head) heads))
              ((eq (car-safe specializer) 'subclass) (setq subclass t)))))
    (lambda (value)
      (or (gethash value eqls)
          (and (consp value) (gethash (car value) heads))
          (and subclass (symbolp value) (get value 'cl--class))
          (cl--generic-tag value)))))

(defun cl--generic-cacheable-p (generic)
  "Return non-nil if tags tell which methods of GENERIC apply."
  (let ((ok t))
    (dolist (method (aref generic 3) ok)
      (when (aref method 5) (setq ok nil))
      (dolist (specializer (aref method 1))
        (when (or (eq (car-safe specializer) 'derived-mode)
                  (not (cl--generic-known-p specializer)))
          (setq ok nil))))))

(defun cl--generic-install (generic)
  "Make the function of the name of GENERIC from its methods."
  (defalias (aref generic 1) (cl--generic-function generic)))

(defun cl--generic-function (generic)
  "Return a function that calls the methods of GENERIC."
  (let ((positions (cl--generic-positions generic)))
    (cond
     ((null (aref generic 3))
      (lambda (&rest args) (apply #'cl-no-applicable-method generic args)))
     ((not (cl--generic-cacheable-p generic))
      (cl--generic-required
       (1+ (apply #'max -1 (mapcar #'car positions)))
       (lambda (args) (apply (cl--generic-effective generic args) args))))
     ((null positions) (cl--generic-effective generic nil))
     ((cdr positions) (cl--generic-many generic positions))
     (t (cl--generic-single generic (car positions))))))

(defun cl--generic-single (generic position)
  "Return a function that calls the methods of GENERIC by one argument.
POSITION is an element of what `cl--generic-positions' returns."
  (let* ((cache (make-hash-table :test 'eq))
         (tag (if (cdr position)
                  (cl--generic-specials generic (car position))
                nil))
         (miss (lambda (key args)
                 (puthash key (cl--generic-effective generic args) cache))))
    (cond
     ((and (= (car position) 0) (null tag))
      (lambda (arg &rest args)
        (let ((key (if arg (type-of arg) 'null)))
          (apply (or (gethash key cache) (funcall miss key (cons arg args)))
                 arg args))))
     ((= (car position) 0)
      (lambda (arg &rest args)
        (let ((key (funcall tag arg)))
          (apply (or (gethash key cache) (funcall miss key (cons arg args)))
                 arg args))))
     ((= (car position) 1)
      (lambda (arg0 arg &rest args)
        (let ((key (if tag (funcall tag arg) (cl--generic-tag arg))))
          (apply (or (gethash key cache)
                     (funcall miss key (cons arg0 (cons arg args))))
                 arg0 arg args))))
     (t
      (cl--generic-required
       (1+ (car position))
       (lambda (args)
         (let* ((arg (nth (car position) args))
                (key (if tag (funcall tag arg) (cl--generic-tag arg))))
           (apply (or (gethash key cache) (funcall miss key args)) args))))))))

(defun cl--generic-required (n function)
  "Return a function of at least N arguments that calls FUNCTION with their list."
  (cond ((= n 0) (lambda (&rest args) (funcall function args)))
        ((= n 1) (lambda (a &rest args) (funcall function (cons a args))))
        ((= n 2) (lambda (a b &rest args) (funcall function (cons a (cons b args)))))
        (t (lambda (a b c &rest args)
             (funcall function (cons a (cons b (cons c args))))))))

(defun cl--generic-many (generic positions)
  "Return a function that calls the methods of GENERIC by several arguments.
POSITIONS is what `cl--generic-positions' returns."
  (let ((tags (mapcar (lambda (position)
                        (cons (car position)
                              (if (cdr position)
                                  (cl--generic-specials generic (car position))
                                #'cl--generic-tag)))
                      positions))
        (cache (make-hash-table :test 'eq)))
    (cl--generic-required
     (1+ (apply #'max (mapcar #'car positions)))
     (lambda (args)
       (let ((table cache) (rest tags) (function nil))
         (while rest
           (let ((key (funcall (cdr (car rest)) (nth (car (car rest)) args))))
             (setq rest (cdr rest))
             (if rest
                 (setq table (or (gethash key table)
                                 (puthash key (make-hash-table :test 'eq) table)))
               (setq function
                     (or (gethash key table)
                         (puthash key (cl--generic-effective generic args) table))))))
         (apply function args))))))

;;;; The macros.

(defun cl--generic-plain-args (args)
  "Return the lambda list ARGS without specializers and contexts."
  (let ((result nil) (required t))
    (while (consp args)
      (let ((arg (car args)))
        (cond ((eq arg '&context) (setq args (cdr args)))
              ((and (symbolp arg) (memq arg '(&optional &rest &key &aux &body)))
               (setq required nil
                     result (cons arg result)))
              ((and required (consp arg)) (setq result (cons (car arg) result)))
              (t (setq result (cons arg result)))))
      (setq args (cdr args)))
    (nconc (nreverse result) args)))

(defun cl--generic-specialized (args)
  "Return a list of (VAR . SPECIALIZER) for those of ARGS that have one."
  (let ((result nil))
    (while (and (consp args)
                (not (memq (car args) '(&optional &rest &key &aux &body))))
      (when (eq (car args) '&context) (setq args (cdr args)))
      (when (consp (car args))
        (setq result (cons (cons (caar args) (cadar args)) result)))
      (setq args (cdr args)))
    (nreverse result)))

(defmacro cl-generic-current-method-specializers ()
  "Return a list of (VAR . SPECIALIZER) for the method around this form."
  (error "cl-generic-current-method-specializers used outside of a method"))

(defun cl--generic-mentions (names form)
  "Return t if one of the symbols NAMES occurs in FORM."
  (let ((found nil))
    (while (and (consp form) (not found))
      (setq found (cl--generic-mentions names (car form))
            form (cdr form)))
    (or found (and form (symbolp form) (memq form names) t))))

(defun cl--generic-lambda (args body)
  "Return (USES-CNM . FUNCTION-FORM) for a method with ARGS and BODY."
  (let ((plain (cl--generic-plain-args args))
        (uses (cl--generic-mentions '(cl-call-next-method cl-next-method-p) body))
        (cnm (make-symbol "cl--cnm")) (nmp (make-symbol "cl--nmp")))
    (require 'cl-macs)
    (when (cl--generic-mentions '(cl-generic-current-method-specializers) body)
      (let ((split (cl--split-body body)))
        (setq body `(,@(car split)
                     (cl-macrolet ((cl-generic-current-method-specializers ()
                                     '',(cl--generic-specialized args)))
                       ,@(cdr split))))))
    (cons (and uses ''two)
          (if (not uses)
              `(cl-function (lambda ,plain ,@body))
            (let ((split (cl--split-body body)))
              `(cl-function
                (lambda (,cnm ,nmp ,@plain)
                  ,@(car split)
                  (cl-flet ((cl-call-next-method ,cnm)
                            (cl-next-method-p (lambda () ,nmp)))
                    ,@(cdr split)))))))))

;;;###autoload
(defmacro cl-defgeneric (name args &rest options-and-methods)
  "Define NAME as a generic function with the lambda list ARGS.
A docstring, (declare ...) and options may follow, such as (:documentation
STRING) and (:method [QUALIFIERS...] ARGS BODY...).  What comes after them is
the body of the default method.

\(fn NAME ARGS [DOC-STRING] [OPTIONS-AND-METHODS...] &rest DEFAULT-BODY)"
  (declare (indent 2) (doc-string 3))
  (let* ((symbol (cl--generic-name name))
         (rest options-and-methods)
         (doc (and (stringp (car rest))
                   (prog1 (car rest) (setq rest (cdr rest)))))
         (methods nil) (declarations nil) (options nil))
    (while (or (keywordp (car-safe (car rest)))
               (eq (car-safe (car rest)) 'declare))
      (let ((option (car rest)))
        (cond ((eq (car option) 'declare) (setq declarations (cdr option)))
              ((eq (car option) :documentation)
               (when doc (error "Multiple doc strings for %S" name))
               (setq doc (cadr option)))
              ((eq (car option) :method)
               (setq methods (cons `(cl-defmethod ,name ,@(cdr option)) methods)))
              (t (setq options (cons option options)))))
      (setq rest (cdr rest)))
    `(progn
       (cl-generic-define ',symbol ',args ',(nreverse options))
       (put ',symbol 'function-documentation
            ,(cl--generic-usage (or doc "") args))
       ,@(cl--generic-declarations symbol args declarations)
       ,@(and rest `((cl-defmethod ,name ,args ,@rest)))
       ,@(nreverse methods)
       ',symbol)))

(defun cl--generic-usage (doc args)
  "Return DOC with a line that shows ARGS at its end, unless it has one."
  (if (or (not (stringp doc)) (string-match-p "\n\n(fn.*)\\'" doc))
      doc
    (concat doc "\n\n" (replace-regexp-in-string "&[A-Z]+\\|\\`(FN" #'downcase
                                       (upcase (prin1-to-string (cons 'fn args)))
                                       t))))

(defun cl--generic-declarations (name args declarations)
  "Return forms for the DECLARATIONS of the generic NAME with ARGS."
  (let ((forms nil))
    (dolist (declaration declarations)
      (let ((handler (assq (car-safe declaration)
                           (bound-and-true-p defun-declarations-alist))))
        (when handler
          (let ((form (apply (cadr handler) name args (cdr declaration))))
            (when form (setq forms (cons form forms)))))))
    (nreverse forms)))

;;;###autoload
(defmacro cl-defmethod (name args &rest body)
  "Define a method of the generic function NAME.
Qualifiers may come first: :before, :after, :around or :extra STRING.  In the
lambda list an argument (VAR SPECIALIZER) limits the method to what is of the
type SPECIALIZER, or (eql VALUE), or (head VALUE).

\(fn NAME [QUALIFIERS...] ARGS &rest [DOCSTRING] BODY)"
  (declare (indent defun) (doc-string cl--defmethod-doc-pos))
  (let ((qualifiers nil) (args-and-body (cons args body)))
    (while (not (listp (car args-and-body)))
      (setq qualifiers (cons (car args-and-body) qualifiers)
            args-and-body (cdr args-and-body)))
    (let* ((args (car args-and-body))
           (lambda (cl--generic-lambda args (cdr args-and-body))))
      `(cl-generic-define-method ',(cl--generic-name name) ',(nreverse qualifiers)
                                 ',args ,(car lambda) ,(cdr lambda)))))

;;;###autoload
(defmacro cl-generic-define-context-rewriter (name args &rest body)
  "Make (NAME ARGS...) after &context mean what BODY returns: (EXPR SPECIALIZER)."
  (declare (indent defun))
  `(put ',name 'cl-generic--context-rewriter (cl-function (lambda ,args ,@body))))

(defun cl-call-next-method (&rest _args)
  "Call the next applicable method; only within a method."
  (error "cl-call-next-method only allowed inside primary and around methods"))

(defun cl-next-method-p ()
  "Return non-nil if there is a next method; only within a method."
  (error "cl-next-method-p only allowed inside primary and around methods"))

(provide 'cl-generic)
;;; cl-generic.el ends here
