;;; cl-generic.el --- generic functions and their methods -*- lexical-binding: t; -*-

;; A generic function is an ordinary closure that finds, by the types of its
;; arguments, the function to call in a cache that it owns; the cache is filled
;; by `cl--generic-effective'.  Adding a method makes a new closure.
;;
;; A generic is a record (cl--generic NAME DISPATCHES METHODS OPTIONS) in the
;; property `cl--generic' of its name; a method is (cl--generic-method
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
  (let ((names (list (aref class 1))))
    (dolist (parent (aref class 3))
      (setq names (append names (cl--generic-class-lineage parent))))
    names))

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
    (when (and (null generic) (autoloadp def))
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
      generic))))

(defun cl-generic-define (name _args options)
  "Make NAME a generic function with OPTIONS, keeping its methods; return it."
  (let ((generic (cl-generic-ensure-function name 'noerror)))
    (aset generic 4 options)
    (cl--generic-install generic)
    generic))

(defun cl-generic-function-options (generic)
  "Return the options of GENERIC."
  (aref generic 4))

(defun cl--generic-check-specializer (specializer)
  "Signal an error if SPECIALIZER is not known."
  (unless (or (memq (car-safe specializer) '(eql head derived-mode))
              (and (symbolp specializer)
                   (or (memq specializer '(nil t))
                       (gethash specializer cl--generic-type-names)
                       (get specializer 'cl--class))))
    (error "Unknown specializer %S" specializer)))

(defun cl-generic-define-method (name qualifiers args uses-cnm function)
  "Add FUNCTION as a method with QUALIFIERS to the generic called NAME.
ARGS is its lambda list with specializers.  USES-CNM says that FUNCTION takes
two more arguments in front: the next method and whether there is one."
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
  "Return how well SPECIALIZER fits VALUE, less being better; nil if not at all."
  (cond ((eq specializer t) 10000)
        ((symbolp specializer)
         (let* ((lineage (cl--generic-lineage (cl--generic-tag value)))
                (tail (memq specializer lineage)))
           (and tail (+ 10 (- (length lineage) (length tail))))))
        ((eq (car specializer) 'eql)
         (and (eql (cadr specializer) value) 0))
        ((eq (car specializer) 'head)
         (and (consp value) (eql (cadr specializer) (car value)) 1))
        ((eq (car specializer) 'derived-mode)
         (let ((mode value) (n 2))
           (while (and mode (not (eq mode (cadr specializer))))
             (setq mode (get mode 'derived-mode-parent)
                   n (1+ n)))
           ;; Every mode counts as derived from fundamental-mode.
           (and (or mode (eq (cadr specializer) 'fundamental-mode)) n)))))

(defun cl--generic-ranks (method args)
  "Return the list of ranks of METHOD for ARGS; nil if it does not apply."
  (let ((ranks nil) (ok t))
    (dolist (context (aref method 5))
      (let ((rank (cl--generic-rank (cdr context) (funcall (car context)))))
        (if rank (setq ranks (cons rank ranks)) (setq ok nil))))
    (unless (aref method 5) (setq ranks (list 10000)))
    (let ((specializers (aref method 1)))
      (while (and ok specializers)
        (let ((rank (cl--generic-rank (car specializers) (car args))))
          (if rank (setq ranks (cons rank ranks)) (setq ok nil)))
        (setq specializers (cdr specializers)
              args (cdr args))))
    (and ok (nreverse ranks))))

(defun cl--generic-before-p (a b)
  "Return t if the entry A, (RANKS . METHOD), goes before B."
  (let ((ranks-a (car a)) (ranks-b (car b)))
    (while (and (or ranks-a ranks-b)
                (= (or (car ranks-a) 10000) (or (car ranks-b) 10000)))
      (setq ranks-a (cdr ranks-a)
            ranks-b (cdr ranks-b)))
    (cond ((or ranks-a ranks-b)
           (< (or (car ranks-a) 10000) (or (car ranks-b) 10000)))
          (t (and (eq (car (aref (cdr a) 2)) :extra)
                  (not (eq (car (aref (cdr b) 2)) :extra)))))))

(defun cl--generic-applicable (generic args)
  "Return the methods of GENERIC that apply to ARGS, the closest first."
  (let ((entries nil))
    (dolist (method (aref generic 3))
      (let ((ranks (cl--generic-ranks method args)))
        (when ranks (setq entries (cons (cons ranks method) entries)))))
    (mapcar #'cdr (sort entries #'cl--generic-before-p))))

(defun cl--generic-effective (generic args)
  "Return the function that GENERIC calls for ARGS and others of their types."
  (let ((primary nil) (before nil) (after nil) (around nil))
    (dolist (method (cl--generic-applicable generic args))
      (let ((qualifier (car (aref method 2))))
        (cond ((memq qualifier '(nil :extra)) (setq primary (cons method primary)))
              ((eq qualifier :before) (setq before (cons method before)))
              ((eq qualifier :after) (setq after (cons method after)))
              ((eq qualifier :around) (setq around (cons method around)))
              (t (error "Unsupported qualifiers in function %S: %S"
                        (aref generic 1) (aref method 2))))))
    (if (not (or primary before after around))
        (lambda (&rest args) (apply #'cl-no-applicable-method generic args))
      (let ((function
             (if primary
                 (cl--generic-chain generic (nreverse primary) nil)
               (lambda (&rest args) (apply #'cl-no-primary-method generic args)))))
        (when (or before after)
          (setq function (cl--generic-surround generic (nreverse before)
                                               function after)))
        (if around
            (cl--generic-chain generic (nreverse around) function)
          function)))))

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
        (lambda (&rest args)
          (apply function
                 (lambda (&rest new) (apply next (or new args)))
                 more
                 args))))))

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
SPECIAL is non-nil if some method has an eql or head specializer there."
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
Values named by eql or head specializers there have tags of their own."
  (let ((eqls (make-hash-table :test 'eql))
        (heads (make-hash-table :test 'eql)))
    (dolist (method (aref generic 3))
      (let ((specializer (nth index (aref method 1))))
        (cond ((eq (car-safe specializer) 'eql)
               (puthash (cadr specializer) (list 'eql) eqls))
              ((eq (car-safe specializer) 'head)
               (puthash (cadr specializer) (list 'head) heads)))))
    (lambda (value)
      (or (gethash value eqls)
          (and (consp value) (gethash (car value) heads))
          (cl--generic-tag value)))))

(defun cl--generic-install (generic)
  "Make the function of the name of GENERIC from its methods."
  (defalias (aref generic 1) (cl--generic-function generic)))

(defun cl--generic-function (generic)
  "Return a function that calls the methods of GENERIC."
  (let ((positions (cl--generic-positions generic))
        (context nil))
    (dolist (method (aref generic 3)) (when (aref method 5) (setq context t)))
    (cond
     ((null (aref generic 3))
      (lambda (&rest args) (apply #'cl-no-applicable-method generic args)))
     (context
      (lambda (&rest args) (apply (cl--generic-effective generic args) args)))
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
      (lambda (&rest args)
        (let* ((arg (nth (car position) args))
               (key (if tag (funcall tag arg) (cl--generic-tag arg))))
          (apply (or (gethash key cache) (funcall miss key args)) args)))))))

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
    (lambda (&rest args)
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
        (apply function args)))))

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
    (cons (and uses t)
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
              ((eq (car option) :documentation) (setq doc (cadr option)))
              ((eq (car option) :method)
               (setq methods (cons `(cl-defmethod ,name ,@(cdr option)) methods)))
              (t (setq options (cons option options)))))
      (setq rest (cdr rest)))
    `(progn
       (cl-generic-define ',symbol ',args ',(nreverse options))
       ,@(and doc `((put ',symbol 'function-documentation ,doc)))
       ,@(cl--generic-declarations symbol args declarations)
       ,@(and rest `((cl-defmethod ,name ,args ,@rest)))
       ,@(nreverse methods)
       ',symbol)))

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
(defmacro cl-defmethod (name &rest args-and-body)
  "Define a method of the generic function NAME.
Qualifiers may come first: :before, :after, :around or :extra STRING.  In the
lambda list an argument (VAR SPECIALIZER) limits the method to what is of the
type SPECIALIZER, or (eql VALUE), or (head VALUE).

\(fn NAME [QUALIFIERS...] ARGS &rest [DOCSTRING] BODY)"
  (declare (indent defun) (doc-string cl--defmethod-doc-pos))
  (let ((qualifiers nil))
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
