;;; eieio.el --- an object system: classes, objects and their slots -*- lexical-binding: t; -*-

;;; Code:

(require 'eieio-core)

(defconst eieio-version "1.4"
  "The version of the object system that this one behaves like.")

(defun eieio-version ()
  "Print the version of the object system."
  (interactive)
  (message "%s" eieio-version))

(defvar eieio-print-indentation t
  "Non-nil means `object-write' indents.")
(defvar eieio-print-object-name t
  "Non-nil means `object-write' writes the name of an object.")
(defvar eieio-print-depth 0
  "How deep in others the object is that `object-write' writes.")

;;;; Defining classes.

(defun eieio--defclass-check (slots options)
  "Signal an error if SLOTS or OPTIONS of a class are wrong."
  (let ((order (plist-get options :method-invocation-order)))
    (unless (memq order '(nil :depth-first :breadth-first :c3))
      (error "Method invocation order %s is not allowed" order)))
  (dolist (slot slots)
    (let ((rest (cdr-safe slot)))
      (while rest
        (let ((key (car rest)) (value (cadr rest)))
          (cond ((and (eq key :allocation)
                      (not (memq value '(nil :class :instance class instance))))
                 (signal 'invalid-slot-type (list :allocation value)))
                ((and (eq key :protection)
                      (not (memq value '(nil :public :protected :private
                                             public protected private))))
                 (signal 'invalid-slot-type (list :protection value)))
                ((and eieio-error-unsupported-class-tags
                      (not (memq key '(:accessor :initform :initarg :documentation
                                                 :protection :reader :writer :allocation
                                                 :type :custom :label :group :printer
                                                 :allow-nil-initform :custom-groups))))
                 (signal 'invalid-slot-type (list key)))))
        (setq rest (cddr rest))))))

(defun eieio--defclass-accessors (name slots)
  "Return the definitions of the functions for SLOTS of the class NAME."
  (let ((forms nil))
    (dolist (slot slots)
      (let* ((sname (if (consp slot) (car slot) slot))
             (opts (cdr-safe slot))
             (accessor (plist-get opts :accessor))
             (reader (plist-get opts :reader))
             (writer (plist-get opts :writer))
             (doc (format "Retrieve slot `%s' of an object of class `%s'." sname name)))
        (when accessor
          (setq forms
                `((cl-defmethod (setf ,accessor) (value (this ,name))
                    (eieio-oset this ',sname value))
                  ,@(and (memq (plist-get opts :allocation) '(class :class))
                         `((cl-defmethod ,accessor ((this (subclass ,name)))
                             (if (slot-boundp this ',sname)
                                 (eieio-oref-default this ',sname)))))
                  (cl-defmethod ,accessor ((this ,name))
                    ,doc
                    (if (slot-boundp this ',sname) (eieio-oref this ',sname)))
                  ,@forms)))
        (when writer
          (setq forms `((cl-defmethod ,writer ((this ,name) value)
                          ,(format "Set slot `%s' of an object of class `%s'." sname name)
                          (setf (slot-value this ',sname) value))
                        ,@forms)))
        (when reader
          (setq forms `((cl-defmethod ,reader ((this ,name)) ,doc
                          (slot-value this ',sname))
                        ,@forms)))))
    (nreverse forms)))

(defmacro defclass (name superclasses slots &rest options-and-doc)
  "Define NAME as a class that inherits from SUPERCLASSES and has SLOTS.
A slot is (SLOT OPTION VALUE...) with the options :initarg KEYWORD, :initform
FORM, :type TYPE, :allocation (:class or :instance), :accessor, :reader and
:writer FUNCTION, :documentation, :custom, :label, :group, :printer and
:protection.  OPTIONS-AND-DOC is a plist with :documentation, :abstract,
:allow-nil-initform, :custom-groups, :method-invocation-order (:breadth-first,
:depth-first or :c3), or a docstring and then a plist.

This defines a function NAME that makes an object, and NAME-p."
  (declare (doc-string 4) (indent defun))
  (cond ((null options-and-doc))
        ((stringp (car options-and-doc))
         (setq options-and-doc (cons :documentation options-and-doc)))
        ((and (consp (car options-and-doc)) (keywordp (caar options-and-doc)))
         (setq options-and-doc (apply #'append options-and-doc))))
  (unless (symbolp name) (signal 'wrong-type-argument (list 'symbolp name)))
  (unless (listp superclasses)
    (signal 'wrong-type-argument (list 'list superclasses 'superclasses)))
  (eieio--defclass-check slots options-and-doc)
  (let* ((predicate (intern (format "%s-p" name)))
         (child (intern (format "%s--eieio-childp" name)))
         (old-child (intern (format "%s-child-p" name)))
         (old-list (intern (format "%s-list-p" name))))
    `(progn
       (defalias ',predicate (eieio-make-class-predicate ',name))
       (put ',predicate 'function-documentation
            ,(format "Return non-nil if OBJ is an object of type `%s'.\n\n(fn OBJ)" name))
       (defalias ',child (eieio-make-child-predicate ',name))
       (defalias ',old-child #',child
         ,(format "Return non-nil if OBJ is of class `%s' or a child of it.\n\n(fn OBJ)" name))
       (defalias ',old-list (eieio--list-predicate ',name)
         ,(format "Return non-nil if OBJ is a list of objects of class `%s'." name))
       (define-symbol-prop ',name 'cl-deftype-satisfies #',child)
       (eieio-defclass-internal ',name ',superclasses ',slots ',options-and-doc)
       ,@(eieio--defclass-accessors name slots)
       ,(if (plist-get options-and-doc :abstract)
            `(defun ,name (&rest _)
               ,(format "You cannot make an object of type `%s': it is abstract." name)
               (error ,(format "Class %s is abstract" name)))
          `(defun ,name (&rest slots)
             ,(format "Create a new object of class type `%s'." name)
             (apply #'make-instance ',name slots)))
       ',name)))

(defun eieio--list-predicate (name)
  "Return a function that tells whether a list has objects of class NAME only."
  (lambda (obj)
    (and (listp obj)
         (let ((ok t))
           (while (and obj ok)
             (setq ok (object-of-class-p (car obj) name)
                   obj (cdr obj)))
           ok))))

(eieio-defclass-internal
 'eieio-default-superclass nil nil
 '(:documentation "The class that all classes inherit from." :abstract t))
(defalias 'eieio-default-superclass--eieio-childp #'eieio-object-p)
(defalias 'eieio-default-superclass-child-p #'eieio-default-superclass--eieio-childp)
(defalias 'eieio-default-superclass-p
  (eieio-make-class-predicate 'eieio-default-superclass))
(defalias 'eieio-default-superclass-list-p
  (eieio--list-predicate 'eieio-default-superclass))
(put 'eieio-default-superclass 'cl-deftype-satisfies
     'eieio-default-superclass--eieio-childp)
(defvar eieio-default-superclass (get 'eieio-default-superclass 'cl--class)
  "The class that all classes inherit from.")
(setq eieio-default-superclass (get 'eieio-default-superclass 'cl--class))

(defun eieio-default-superclass (&rest _)
  "Signal an error: this class is abstract."
  (error "Class eieio-default-superclass is abstract"))

(defalias 'standard-class #'eieio-default-superclass)

;;;; Making objects.

(cl-defgeneric make-instance (class &rest initargs)
  "Return a new object of CLASS, a name, with INITARGS, a plist.")

(cl-defmethod make-instance ((class (subclass eieio-default-superclass)) &rest slots)
  (when (or (stringp (car slots)) (and slots (null (car slots))))
    (setq slots (cdr slots)))            ; a name, as it was given formerly
  (eieio--make-object class slots))

(defun eieio--make-object (class slots)
  "Return a new object of CLASS, set up from the plist SLOTS."
  (let ((object (copy-sequence (aref (eieio--class-object class) 10))))
    (aset object 0 class)
    (initialize-instance object slots)
    object))

(defun constructor (class &rest slots)
  "Return a new object of CLASS with SLOTS; an old name of `make-instance'."
  (apply #'make-instance class slots))

(cl-defgeneric initialize-instance (this &optional slots)
  "Give the new object THIS its values, from SLOTS, a plist of initargs.")

(cl-defmethod initialize-instance ((this eieio-default-superclass) &optional slots)
  (let* ((class (eieio--object-class this)) (i 0))
    (mapc (lambda (slot)
            (let ((form (aref slot 2)))
              (unless (or (eieio--constant-p form)
                          (eieio--initarg-given-p class (aref slot 1) slots))
                (eieio-oset this (aref slot 1) (eval form t))))
            (setq i (1+ i)))
          (aref class 4)))
  (shared-initialize this slots))

(defun eieio--initarg-given-p (class name slots)
  "Return non-nil if the plist SLOTS has a value for the slot NAME of CLASS."
  (let ((found nil))
    (while (and slots (not found))
      (setq found (eq (eieio--initarg-slot class (car slots)) name)
            slots (cddr slots)))
    found))

(cl-defgeneric shared-initialize (obj slots)
  "Set the slots of OBJ from SLOTS, a plist of initargs.")

(cl-defmethod shared-initialize ((obj eieio-default-superclass) slots)
  (let ((class (eieio--object-class obj)))
    (while slots
      (let ((slot (eieio--initarg-slot class (car slots))))
        (if slot
            (eieio-oset obj slot (cadr slots))
          (slot-missing obj (car slots) 'oset (cadr slots))))
      (setq slots (cddr slots)))))

(cl-defgeneric clone (obj &rest params)
  "Return a copy of OBJ, with the initargs PARAMS set anew.")

(cl-defmethod clone ((obj eieio-default-superclass) &rest params)
  (let ((new (copy-sequence obj)))
    (when (stringp (car params)) (setq params (cdr params)))
    (when params (shared-initialize new params))
    new))

(cl-defgeneric destructor (this &rest params)
  "Prepare THIS for its end; PARAMS are for methods.")

(cl-defmethod destructor ((_this eieio-default-superclass) &rest _params))

(defun eieio-change-class (obj class)
  "Signal an error: the class of OBJ cannot become CLASS."
  (ignore obj class)
  (error "EIEIO: `change-class' is unimplemented"))

(defalias 'change-class #'eieio-change-class)

;;;; Slots.

(defun slot-value (object slot)
  "Return the value in OBJECT of SLOT."
  (eieio-oref object slot))

(defun set-slot-value (object slot value)
  "Store VALUE in OBJECT as SLOT; an old name."
  (eieio-oset object slot value))

(defmacro oref (obj slot)
  "Return the value in OBJ of SLOT, which is not evaluated."
  (list 'eieio-oref obj (list 'quote slot)))

(defmacro oset (obj slot value)
  "Store VALUE in OBJ as SLOT, which is not evaluated."
  (list 'eieio-oset obj (list 'quote slot) value))

(defmacro oref-default (class slot)
  "Return the default of SLOT, which is not evaluated, of CLASS."
  (list 'eieio-oref-default class (list 'quote slot)))

(defmacro oset-default (class slot value)
  "Make VALUE the default of SLOT, which is not evaluated, of CLASS."
  (list 'eieio-oset-default class (list 'quote slot) value))

(gv-define-simple-setter slot-value eieio-oset)
(gv-define-simple-setter eieio-oref eieio-oset)
(gv-define-simple-setter eieio-oref-default eieio-oset-default)

(defmacro with-slots (spec-list object &rest body)
  "Evaluate BODY with the slots in SPEC-LIST of OBJECT as variables.
An element is SLOT or (VARIABLE SLOT); setting the variable sets the slot."
  (declare (indent 2))
  (require 'cl-lib)
  (let* ((value (make-symbol "object"))
         (places (mapcar (lambda (spec)
                           (pcase-let ((`(,name ,slot) (if (consp spec) spec (list spec spec))))
                             `(,name (slot-value ,value ',slot))))
                         spec-list)))
    `(let ((,value ,object))
       (cl-symbol-macrolet ,places ,@body))))

(defun slot-boundp (object slot)
  "Return t if OBJECT, an object or the name of a class, has a value in SLOT."
  (if (or (eieio-object-p object) (not (class-p object)))
      (let* ((class (or (eieio--object-class object)
                        (signal 'wrong-type-argument (list 'eieio-object-p object))))
             (value (eieio--raw object class slot)))
        (when (eq value 'eieio--no-slot)
          (setq value (slot-missing object slot 'oref)))
        (not (eq value eieio--unbound)))
    (let* ((class (eieio--class-object object))
           (index (gethash slot (aref class 5)))
           (shared (eieio--class-slot-index class slot)))
      (not (eq (cond (index (eval (aref (aref (aref class 4) index) 2) t))
                     (shared (aref (aref class 9) shared))
                     (t (slot-missing object slot 'oref-default)))
               eieio--unbound)))))

(defun slot-makeunbound (object slot)
  "Take the value of SLOT out of OBJECT."
  (let* ((class (eieio--check-object object))
         (index (gethash slot (aref class 5))))
    (if index
        (aset object (1+ index) eieio--unbound)
      (eieio-oset object slot eieio--unbound))))

(defun slot-exists-p (object-or-class slot)
  "Return non-nil if OBJECT-OR-CLASS has a slot called SLOT."
  (let ((class (or (eieio--object-class object-or-class)
                   (if (eieio--class-p object-or-class)
                       object-or-class
                     (let ((name (get object-or-class 'cl--class)))
                       (and (eieio--class-p name) name))))))
    (unless class (signal 'wrong-type-argument (list 'class-p object-or-class)))
    (or (gethash slot (aref class 5))
        (and (eieio--class-slot-index class slot) t))))

(defun slot-missing (object slot-name _operation &optional _new-value)
  "Signal that OBJECT has no slot SLOT-NAME.
Methods get _OPERATION, which is oref or oset or another, and _NEW-VALUE."
  (signal 'invalid-slot-name
          (list (if (eieio-object-p object) (eieio-object-name object) object)
                slot-name)))

(put 'slot-missing 'cl--generic-open t)

(cl-defgeneric slot-unbound (object class slot-name fn)
  "Signal that OBJECT of CLASS has no value in SLOT-NAME, which FN wanted.")

(cl-defmethod slot-unbound ((object eieio-default-superclass) class slot-name fn)
  (signal 'unbound-slot
          (list (eieio-class-name class) (eieio-object-name object) slot-name fn)))

(defun object-add-to-list (object slot item &optional append)
  "Add ITEM to the list in SLOT of OBJECT if it is not there.
It goes in front, or to the end if APPEND is non-nil."
  (let ((list (if (slot-boundp object slot) (eieio-oref object slot))))
    (unless (listp list) (setq list (list list)))
    (unless (member item list)
      (eieio-oset object slot (if append (append list (list item)) (cons item list))))))

(defun object-remove-from-list (object slot item)
  "Remove what is `equal' to ITEM from the list in SLOT of OBJECT."
  (when (slot-boundp object slot)
    (eieio-oset object slot (delete item (eieio-oref object slot)))))

(defun object-assoc (key slot list)
  "Return the object in LIST whose SLOT is `equal' to KEY, or nil."
  (catch 'found
    (dolist (each list)
      (when (and (eieio-object-p each) (slot-boundp each slot)
                 (equal (eieio-oref each slot) key))
        (throw 'found each)))))

(defun object-assoc-list (slot list)
  "Return an alist of the objects in LIST by their value of SLOT."
  (mapcar (lambda (each) (cons (eieio-oref each slot) each)) list))

(defun object-assoc-list-safe (slot list)
  "Return an alist of the objects in LIST that have SLOT by their value of it."
  (let ((result nil))
    (dolist (each list (nreverse result))
      (when (and (slot-exists-p each slot) (slot-boundp each slot))
        (setq result (cons (cons (eieio-oref each slot) each) result))))))

;;;; Classes.

(defun find-class (symbol &optional errorp)
  "Return the class called SYMBOL, or nil; ERRORP makes it an error if none."
  (let ((class (eieio--class-object symbol)))
    (cond ((eieio--class-p class) class)
          (errorp (signal 'wrong-type-argument (list 'class-p symbol))))))

(defun eieio-class-parents (class)
  "Return the classes that CLASS, a class or its name, inherits from directly."
  (eieio--class-parents (eieio--class-check class 'class)))

(defun eieio-class-children (class)
  "Return the names of the direct children of CLASS."
  (let ((object (eieio--class-object class)))
    (unless (eieio--class-p object)
      (signal 'wrong-type-argument (list 'class class 'class)))
    (aref object 6)))

(defun eieio-class-slots (class)
  "Return the descriptors of the slots that objects of CLASS have."
  (append (aref (eieio--class-check class 'class) 4) nil))

(defun eieio-slot-descriptor-name (slot)
  "Return the name of the slot that SLOT describes."
  (aref slot 1))

(defmacro eieio-class-parent (class)
  "Return the first parent of CLASS."
  `(car (eieio-class-parents ,class)))

(defalias 'class-parents #'eieio-class-parents)
(defalias 'class-parent 'eieio-class-parent)
(defalias 'class-children #'eieio-class-children)
(defalias 'class-direct-superclasses #'eieio-class-parents)
(defalias 'class-direct-subclasses #'eieio-class-children)

(defun child-of-class-p (child class)
  "Return t if the class CHILD is CLASS or inherits from it."
  (eieio--descends-p (eieio--class-check child 'child)
                     (eieio--class-check class 'class)))

(defun eieio-object-class (obj)
  "Return the name of the class of OBJ."
  (eieio--check-object obj)
  (type-of obj))

(defalias 'eieio-object-class-name #'eieio-object-class)
(defalias 'object-class-name #'eieio-object-class)
(defalias 'object-class #'eieio-object-class)
(defalias 'object-class-fast #'eieio-object-class)
(defalias 'class-of #'eieio-object-class)

(defun same-class-p (obj class)
  "Return t if OBJ is of CLASS itself."
  (eq (eieio--check-object obj) (eieio--class-check class 'class)))

(defun object-of-class-p (obj class)
  "Return t if OBJ is of CLASS or a child of it."
  (child-of-class-p (eieio--check-object obj) class))

(defalias 'obj-of-class-p #'object-of-class-p)

(defun object-slots (obj)
  "Return the names of the slots of OBJ; an old function."
  (mapcar #'eieio-slot-descriptor-name (eieio-class-slots (eieio-object-class obj))))

;;;; Names and printing.

(defvar eieio--object-names (make-hash-table :test 'eq :weakness 'key)
  "Names of objects whose class has no slot for one.")

(defun eieio-object-name-string (obj)
  "Return the name of OBJ, one that tells it from others of its class."
  (eieio--check-object obj)
  (or (gethash obj eieio--object-names)
      (format "%s-%x" (type-of obj) (sxhash-eq obj))))

(put 'eieio-object-name-string 'cl--generic-open t)

(cl-defgeneric eieio-object-set-name-string (obj name)
  "Make the string NAME the name of OBJ."
  (declare (obsolete eieio-named "25.1"))
  (unless (stringp name) (signal 'wrong-type-argument (list 'string name 'name)))
  (puthash obj name eieio--object-names))

(defun eieio-object-name (obj &optional extra)
  "Return a text that stands for OBJ, with EXTRA, a string or a list of them."
  (let ((more (if (consp extra) (mapconcat (lambda (part) (concat " " part)) extra "") (or extra ""))))
    (format "#<%s %s%s>" (eieio-object-class obj) (eieio-object-name-string obj) more)))

(defalias 'object-name #'eieio-object-name)
(defalias 'object-name-string (lambda (obj) (eieio-object-name-string obj)))
(defalias 'object-set-name-string
  (lambda (obj name) (eieio-object-set-name-string obj name)))

(cl-defgeneric object-print (this &rest strings)
  "Return a text that stands for THIS, with STRINGS in it.")

(cl-defmethod object-print ((this eieio-default-superclass) &rest strings)
  (eieio-object-name this (apply #'concat strings)))

(cl-defmethod object-print (this &rest _strings)
  (cl-prin1-to-string this))

(cl-defmethod cl-print-object ((object eieio-default-superclass) stream)
  (princ (object-print object) stream))

(cl-defgeneric object-write (this &optional comment)
  "Write THIS to `standard-output' as a form that makes it again.
COMMENT goes in front.")

(cl-defmethod object-write ((this eieio-default-superclass) &optional comment)
  (when comment
    (princ ";; Object ") (princ (eieio-object-name-string this)) (princ "\n")
    (princ comment) (princ "\n"))
  (let* ((class (eieio--object-class this)) (eieio-print-depth (1+ eieio-print-depth)))
    (eieio--indent (1- eieio-print-depth))
    (princ "(")
    (princ (symbol-name (eieio-object-class this)))
    (when eieio-print-object-name
      (princ " ")
      (prin1 (eieio-object-name-string this)))
    (princ "\n")
    (mapc (lambda (slot) (eieio--write-slot this class slot)) (aref class 4))
    (princ ")")
    (when (= eieio-print-depth 1) (princ "\n"))))

(defun eieio--indent (depth)
  "Write the blanks before what is at DEPTH."
  (when eieio-print-indentation (princ (make-string (* depth 2) ?\s))))

(defun eieio--write-slot (object class slot)
  "Write SLOT of OBJECT, which is of CLASS, if it has a value of its own."
  (let* ((name (aref slot 1))
         (initarg (car (rassq name (aref class 7))))
         (value (and initarg (slot-boundp object name) (eieio-oref object name)))
         (printer (cdr (assq :printer (aref slot 4)))))
    (when (and initarg (slot-boundp object name)
               (not (equal value (eval (aref slot 2) t))))
      (unless (bolp) (princ "\n"))
      (eieio--indent eieio-print-depth)
      (princ (symbol-name initarg))
      (cond (printer (princ " ") (funcall printer value))
            ((or (eieio-object-p value) (eieio-object-p (car-safe value)))
             (princ "\n") (eieio-override-prin1 value))
            (t (princ " ") (eieio-override-prin1 value))))))

(defun eieio-override-prin1 (thing)
  "Write THING to `standard-output' as a form that makes it again."
  (if (consp thing)
      (eieio-list-prin1 thing)
    (pcase thing
      ((pred eieio-object-p) (object-write thing))
      ((pred eieio--class-p) (princ (format "#<class %s>" (aref thing 1))))
      (_ (prin1 thing)))))

(defun eieio-list-prin1 (list)
  "Write LIST to `standard-output' as a form that makes it again."
  (if (not (eieio-object-p (car list)))
      (progn (princ "'") (prin1 list))
    (eieio--indent eieio-print-depth)
    (princ "(list")
    (let ((eieio-print-depth (1+ eieio-print-depth)))
      (dolist (item list)
        (terpri)
        (cond ((eieio-object-p item) (object-write item))
              (t (princ " ") (eieio-override-prin1 item)))))
    (princ ")")))

;;;; pcase.

(defun eieio-pcase-slot-index-table (class)
  "Return the table of slots of CLASS."
  (aref class 5))

(defun eieio-pcase-slot-index-from-index-table (table slot)
  "Return where objects have SLOT, by the TABLE of their class."
  (let ((index (gethash slot table)))
    (if index
        (1+ index)
      (error "Slot `%s' does not exist" slot))))

(pcase-defmacro eieio (&rest fields)
  "Pattern that matches an object whose slots match FIELDS.
A field is SLOT, which binds a variable of that name, or (SLOT PATTERN)."
  `(and (pred eieio-object-p)
        ,@(mapcar (lambda (field)
                    (let ((name (if (consp field) (car field) field))
                          (pattern (if (consp field) (cadr field) field)))
                      `(app (pcase--flip slot-value ',name) ,pattern)))
                  fields)))

(provide 'eieio)
;;; eieio.el ends here
