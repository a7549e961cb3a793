;;; eieio-core.el --- classes and the slots of their objects -*- lexical-binding: t; -*-

;; An object is a record whose type is the name of its class.  A class is a
;; record (eieio--class NAME DOCSTRING PARENTS SLOTS INDEX-TABLE CHILDREN
;; INITARG-TUPLES CLASS-SLOTS CLASS-ALLOCATION-VALUES DEFAULT-OBJECT-CACHE
;; OPTIONS) in the property `cl--class' of its name, so that it begins like the
;; class of a structure.  INDEX-TABLE maps slots to their index, counted from 0.

;;; Code:

(require 'cl-generic)

(define-error 'invalid-slot-name "Invalid slot name")
(define-error 'invalid-slot-type "Invalid slot type")
(define-error 'unbound-slot "Unbound slot")
(define-error 'inconsistent-class-hierarchy "Inconsistent class hierarchy")

(defvar eieio-hook nil
  "Functions for programs that prepare for this library to call.")

(defvar eieio-error-unsupported-class-tags nil
  "Non-nil means an unknown option of a slot is an error.")

(defvar eieio-skip-typecheck nil
  "Non-nil means values need not be of the type of their slot.")

(defvar eieio-optimize-primary-methods-flag t
  "Kept for programs that set it.")

(defvar eieio-backward-compatibility t
  "Non-nil means the name of a class is also a variable, and the like.")

(defconst eieio--unbound 'eieio--unbound
  "What is in a slot without a value.")

(defconst eieio-unbound (make-symbol "eieio--unbound")
  "Kept for old programs.  Compare with `slot-boundp' instead.")

(defvar eieio-defclass-autoload-map (make-hash-table)
  "Names of classes whose definition is yet to be loaded.")

;;;; Classes.

(defun eieio--class-p (object)
  "Return t if OBJECT is a class."
  (eq (type-of object) 'eieio--class))

(defun eieio--class-name (class) "Return the name of CLASS." (aref class 1))
(defun eieio--class-parents (class) "Return the parents of CLASS." (aref class 3))
(defun eieio--class-slots (class) "Return the slots of CLASS, a vector." (aref class 4))
(defun eieio--class-index-table (class) "Return the table of slots of CLASS." (aref class 5))
(defun eieio--class-children (class) "Return the names of CLASS's children." (aref class 6))
(defun eieio--class-initarg-tuples (class) "Return (INITARG . SLOT)s of CLASS." (aref class 7))
(defun eieio--class-class-slots (class) "Return the slots CLASS itself has." (aref class 8))
(defun eieio--class-class-allocation-values (class) "Return their values." (aref class 9))
(defun eieio--class-default-object-cache (class) "Return a new object of CLASS." (aref class 10))
(defun eieio--class-options (class) "Return the options of CLASS, a plist." (aref class 11))

(defun cl--class-name (class) "Return the name of CLASS." (aref class 1))
(defun cl--class-slots (class) "Return the slots of CLASS, a vector." (aref class 4))
(defun cl--class-index-table (class) "Return the table of slots of CLASS." (aref class 5))
(defun cl--slot-descriptor-name (slot) "Return the name of SLOT." (aref slot 1))
(defun cl--slot-descriptor-initform (slot) "Return the default of SLOT." (aref slot 2))
(defun cl--slot-descriptor-type (slot) "Return the type of SLOT." (aref slot 3))
(defun cl--slot-descriptor-props (slot) "Return the other options of SLOT." (aref slot 4))

(defun eieio--class-object (class)
  "Return CLASS, or the class it names if that is loaded."
  (if (and class (symbolp class))
      (let ((object (get class 'cl--class)))
        (when (and (null object) (get class 'eieio--autoload))
          (autoload-do-load (symbol-function class) class)
          (setq object (get class 'cl--class)))
        (if (eq (type-of object) 'eieio--class) object class))
    class))

(defun eieio--class-check (class name)
  "Return CLASS, or the class it names; signal an error about NAME if it is none."
  (let ((object (eieio--class-object class)))
    (if (eieio--class-p object)
        object
      (signal 'wrong-type-argument (list 'eieio--class class name)))))

(defun class-p (object)
  "Return t if OBJECT is a class or the name of one."
  (or (and (symbolp object) (get object 'eieio--autoload))
      (eieio--class-p (eieio--class-object object))))

(defun eieio-class-name (class)
  "Return the name of CLASS, a class or its name."
  (aref (eieio--class-check class 'class) 1))

(defalias 'class-name #'eieio-class-name)

(defun class-abstract-p (class)
  "Return non-nil if CLASS is abstract, so that its constructor makes nothing."
  (plist-get (aref (eieio--class-object class) 11) :abstract))

(defun eieio--ancestors (class)
  "Return the parents of CLASS, those of the root's children being the root."
  (cond ((aref class 3))
        ((not (eq (aref class 1) 'eieio-default-superclass))
         (list (get 'eieio-default-superclass 'cl--class)))))

(defun eieio--class-precedence-dfs (class)
  "Return CLASS and its ancestors, depth first."
  (delete-dups (cons class (apply #'append (mapcar #'eieio--class-precedence-dfs
                                                   (eieio--ancestors class))))))

(defun eieio--class-precedence-bfs (class)
  "Return CLASS and its ancestors, breadth first."
  (let ((queue (list class)) (result nil))
    (while queue
      (let ((head (car queue)))
        (setq queue (cdr queue))
        (unless (memq head result)
          (setq result (cons head result)
                queue (append queue (aref head 3))))))
    (nconc (nreverse result)
           (unless (eq (aref class 1) 'eieio-default-superclass)
             (list (get 'eieio-default-superclass 'cl--class))))))

(defun eieio--class-precedence-c3 (class)
  "Return CLASS and its ancestors in an order that respects that of all parents."
  (let ((parents (eieio--ancestors class)))
    (if (null parents)
        (list class)
      (let ((result (list class))
            (lists (append (mapcar #'eieio--class-precedence-c3 parents)
                           (list parents))))
        (while (setq lists (delq nil lists))
          (let ((next nil) (rest lists))
            (while (and rest (not next))
              (let ((head (caar rest)) (ok t))
                (dolist (list lists) (when (memq head (cdr list)) (setq ok nil)))
                (when ok (setq next head)))
              (setq rest (cdr rest)))
            (unless next (signal 'inconsistent-class-hierarchy (list lists)))
            (setq result (cons next result)
                  lists (mapcar (lambda (list)
                                  (if (eq (car list) next) (cdr list) list))
                                lists))))
        (nreverse result)))))

(defun eieio--class-precedence-list (class)
  "Return CLASS and its ancestors, in the order in which their methods count."
  (let ((order (plist-get (aref class 11) :method-invocation-order)))
    (cond ((eq (aref class 1) 'eieio-default-superclass) (list class))
          ((eq order :depth-first) (eieio--class-precedence-dfs class))
          ((eq order :c3) (eieio--class-precedence-c3 class))
          (t (eieio--class-precedence-bfs class)))))

(defun class-precedence-list (class)
  "Return the class named CLASS and its ancestors, the closest first."
  (eieio--class-precedence-list (eieio--class-object class)))

(defun eieio--descends-p (class ancestor)
  "Return t if the class CLASS is ANCESTOR or below it."
  (or (eq class ancestor)
      (eq (aref ancestor 1) 'eieio-default-superclass)
      (let ((parents (aref class 3)) (found nil))
        (while (and parents (not found))
          (setq found (eieio--descends-p (car parents) ancestor)
                parents (cdr parents)))
        found)))

;;;; Defining classes.

(defun eieio-make-class-predicate (class)
  "Return a function that tells whether an object is of CLASS and no child."
  (lambda (obj)
    (and (eieio-object-p obj) (eq (type-of obj) class))))

(defun eieio-make-child-predicate (class)
  "Return a function that tells whether an object is of CLASS or a child of it."
  (lambda (obj)
    (and (eieio-object-p obj)
         (eieio--descends-p (get (type-of obj) 'cl--class)
                            (eieio--class-object class)))))

;;;###autoload
(defun eieio-defclass-autoload (name _superclasses filename doc)
  "Make NAME a class that FILENAME defines; DOC describes it."
  (put name 'eieio--autoload t)
  (dolist (suffix '("" "-p" "-child-p" "-list-p"))
    (let ((function (intern (concat (symbol-name name) suffix))))
      (autoload function filename doc nil nil)))
  (intern (format "%s-list-p" name)))

(defun eieio--constant-p (form)
  "Return non-nil if FORM, a default, gives the same each time.
So do a constant and the name of a function."
  (or (macroexp-const-p form)
      (and (eq (car-safe form) 'function) (symbolp (cadr form)))))

(defun eieio--slot-initform (slot)
  "Return the form for the default in the slot options SLOT."
  (let ((tail (plist-member slot :initform)))
    (cond ((null tail) ''eieio--unbound)
          ((and (symbolp (cadr tail)) (not (macroexp-const-p (cadr tail))))
           (list 'quote (cadr tail)))
          (t (cadr tail)))))

(defun eieio--slot-props (options)
  "Return the properties that a descriptor keeps of the slot options OPTIONS."
  (let ((props nil) (groups (plist-get options :group)))
    (dolist (key '(:documentation :custom :label))
      (let ((value (plist-get options key)))
        (when value (setq props (cons (cons key value) props)))))
    (when groups
      (setq props (cons (cons :group (if (listp groups) groups (list groups))) props)))
    (let ((value (plist-get options :printer)))
      (when value (setq props (cons (cons :printer value) props))))
    (let ((value (plist-get options :protection)))
      (unless (memq value '(nil public :public))
        (setq props (cons (cons :protection
                                (cond ((memq value '(private :private)) 'private)
                                      (t 'protected)))
                          props))))
    (nreverse props)))

(defun eieio--valid-p (value type)
  "Return non-nil if VALUE may be in a slot of TYPE."
  (or (eq type t) (eq value eieio--unbound) (cl-typep value type)))

(defun eieio--check-default (slot skip-nil)
  "Signal an error if the default of SLOT is not of its type.
SKIP-NIL means that nil is always allowed."
  (let ((form (aref slot 2)))
    (when (and (eieio--constant-p form) (not eieio-skip-typecheck))
      (let ((value (eval form t)))
        (unless (or (and skip-nil (null value))
                    (eieio--valid-p value (aref slot 3)))
          (signal 'invalid-slot-type (list (aref slot 1) (aref slot 3) value)))))))

(defun eieio--merge-slot (old new)
  "Let the slot OLD take over what NEW, with the same name in a child, says."
  (let ((default (aref new 2)) (type (aref new 3)) (name (aref new 1)))
    (unless (or (eq type t) (equal type (aref old 3)))
      (error "Child slot type `%s' does not match inherited type `%s' for `%s'"
             type (aref old 3) name))
    (unless (equal default ''eieio--unbound)
      (aset old 2 default))
    (let ((props (copy-alist (aref old 4))))
      (unless (eq (cdr (assq :protection props)) (cdr (assq :protection (aref new 4))))
        (error "Child slot protection `%s' does not match inherited protection `%s' for `%s'"
               (cdr (assq :protection (aref new 4))) (cdr (assq :protection props)) name))
      (dolist (prop (aref new 4))
        (let ((cell (assq (car prop) props)))
          (cond ((null cell) (setq props (append props (list prop))))
                ((eq (car prop) :group)
                 (setcdr cell (delete-dups (append (cdr prop) (cdr cell)))))
                (t (setcdr cell (cdr prop))))))
      (aset old 4 props))))

(defun eieio--add-slot (slots slot skip-nil)
  "Return SLOTS, a reversed list of descriptors, with SLOT added or merged.
SKIP-NIL is for `eieio--check-default'."
  (let ((old nil))
    (dolist (each slots) (when (eq (aref each 1) (aref slot 1)) (setq old each)))
    (if old
        (progn (eieio--merge-slot old slot)
               (eieio--check-default old skip-nil)
               slots)
      (eieio--check-default slot skip-nil)
      (cons slot slots))))

(defun eieio-copy-parents-into-subclass (_class)
  "Do nothing: a class takes over its parents' slots as it is defined."
  nil)

(defun eieio--inherited (parents index)
  "Return copies of the slots at INDEX of the classes PARENTS, last first."
  (let ((slots nil))
    (dolist (parent parents slots)
      (mapc (lambda (slot)
              (let ((new t))
                (dolist (each slots)
                  (when (eq (aref each 1) (aref slot 1)) (setq new nil)))
                (when new (setq slots (cons (copy-sequence slot) slots)))))
            (aref parent index)))))

(defun eieio--parent-classes (superclasses)
  "Return the classes that SUPERCLASSES name."
  (unless (listp superclasses)
    (signal 'wrong-type-argument (list 'list superclasses 'superclasses)))
  (mapcar (lambda (name)
            (let ((class (eieio--class-object name)))
              (unless (eieio--class-p class)
                (error "Given parent class %S is not a class" name))
              class))
          superclasses))

(defun eieio-defclass-internal (cname superclasses slots options)
  "Define CNAME as a class with SUPERCLASSES, SLOTS and OPTIONS, a plist.
Its constructor and predicates are defined by `defclass'."
  (let* ((old (get cname 'cl--class))
         (old-parents (and (eieio--class-p old)
                           (mapcar #'eieio--class-name (aref old 3))))
         (parents (eieio--parent-classes superclasses))
         (own (eieio--inherited parents 4))
         (shared (eieio--inherited parents 8))
         (tuples (copy-sequence (delete-dups (apply #'append (mapcar (lambda (c) (copy-sequence (aref c 7)))
                                                       parents)))))
         (groups (apply #'append (mapcar (lambda (class)
                                           (plist-get (aref class 11) :custom-groups))
                                         parents)))
         (class (record 'eieio--class cname (plist-get options :documentation) parents
                        nil (make-hash-table :test 'eq) nil nil nil nil nil options))
         (skip-nil (plist-get options :allow-nil-initform)))
    (when (eieio--class-p old) (aset class 6 (aref old 6)))
    (dolist (spec slots)
      (let* ((name (if (consp spec) (car spec) spec))
             (opts (cdr-safe spec))
             (slot (record 'cl-slot-descriptor name (eieio--slot-initform opts)
                           (if (plist-member opts :type) (plist-get opts :type) t)
                           (eieio--slot-props opts)))
             (initarg (plist-get opts :initarg)))
        (dolist (group (cdr (assq :group (aref slot 4))))
          (unless (memq group groups) (setq groups (append groups (list group)))))
        (if (eieio--shared-slot-p name opts own shared)
            (setq shared (eieio--add-slot shared slot skip-nil))
          (setq own (eieio--add-slot own slot skip-nil))
          (when initarg
            (unless (equal (assq initarg tuples) (cons initarg name))
              (setq tuples (append tuples (list (cons initarg name)))))))))
    (setq own (nreverse own))             ; those of the class stay reversed
    (aset class 4 (vconcat own))
    (aset class 7 tuples)
    (aset class 8 (vconcat shared))
    (aset class 11 (plist-put (copy-sequence options) :custom-groups groups))
    (aset class 11 (eieio--options-in-order (aref class 11)))
    (when (eieio--class-p old) ; a class stays the same object
      (dotimes (i (length class)) (aset old i (aref class i)))
      (setq class old))
    (eieio--class-finish class superclasses)
    (when (and (eieio--class-p old)
               (not (equal old-parents (mapcar #'eieio--class-name parents))))
      (cl--generic-flush))
    cname))

(defun eieio--options-in-order (options)
  "Return the plist OPTIONS with :custom-groups in front."
  (let ((result (list :custom-groups (plist-get options :custom-groups))))
    (while options
      (unless (eq (car options) :custom-groups)
        (setq result (append result (list (car options) (cadr options)))))
      (setq options (cddr options)))
    result))

(defun eieio--shared-slot-p (name opts own shared)
  "Return non-nil if the slot NAME with options OPTS is one of the class itself.
OWN and SHARED are the slots inherited; a slot stays where its parents have it."
  (let ((where nil))
    (dolist (slot own) (when (eq (aref slot 1) name) (setq where 'own)))
    (dolist (slot shared) (when (eq (aref slot 1) name) (setq where 'shared)))
    (if where
        (eq where 'shared)
      (memq (plist-get opts :allocation) '(class :class)))))

(defun eieio--class-finish (class superclasses)
  "Number the slots of CLASS, give them their values and make CLASS known.
SUPERCLASSES are the names of its parents."
  (let ((index 0) (values nil) (cname (aref class 1)))
    (mapc (lambda (slot)
            (puthash (aref slot 1) index (aref class 5))
            (setq index (1+ index)))
          (aref class 4))
    (mapc (lambda (slot) (setq values (cons (eval (aref slot 2) t) values)))
          (aref class 8))
    (aset class 9 (vconcat (nreverse values)))
    (put cname 'cl--class class)
    (put cname 'eieio--autoload nil)
    (dolist (parent (or (aref class 3)
                        (let ((root (get 'eieio-default-superclass 'cl--class)))
                          (and root (not (eq root class)) (list root)))))
      (unless (memq cname (aref parent 6))
        (aset parent 6 (cons cname (aref parent 6)))))
    (ignore superclasses)
    (when eieio-backward-compatibility
      (set cname cname)
      (make-obsolete-variable cname (format "use \\='%s instead" cname) "25.1"))
    (put cname 'variable-documentation (plist-get (aref class 11) :documentation))
    (aset class 10
          (apply #'record class
                 (mapcar (lambda (slot) (eval (aref slot 2) t)) (aref class 4))))))

;; What a slot may be of: a list whose elements are all of one type.
(put 'list-of 'cl-deftype-handler
     (lambda (type)
       `(and list (satisfies ,(lambda (list)
                                (let ((ok (listp list)))
                                  (while (and ok (consp list))
                                    (setq ok (cl-typep (car list) type)
                                          list (cdr list)))
                                  ok))))))

;;;; Objects.

(defun eieio-object-p (obj)
  "Return t if OBJ is an object of a class."
  (let ((class (and (recordp obj) (get (type-of obj) 'cl--class))))
    (eq (type-of class) 'eieio--class)))

(defalias 'object-p #'eieio-object-p)

(defun eieio--object-class (obj)
  "Return the class of OBJ, or nil."
  (let ((class (and (recordp obj) (get (type-of obj) 'cl--class))))
    (and (eq (type-of class) 'eieio--class) class)))

(defun eieio--check-object (obj)
  "Return the class of OBJ; signal an error if it is no object."
  (or (eieio--object-class obj)
      (signal 'wrong-type-argument (list 'eieio-object obj 'obj))))

(defun eieio--class-slot-index (class slot)
  "Return the index of SLOT among those that CLASS itself has, or nil."
  (let* ((slots (aref class 8)) (n (length slots)) (i 0) (found nil))
    (while (and (< i n) (not found))
      (if (eq (aref (aref slots i) 1) slot) (setq found i) (setq i (1+ i))))
    found))

(defun eieio--initarg-slot (class initarg)
  "Return the slot of CLASS that INITARG sets, or nil."
  (cdr (assq initarg (aref class 7))))

(defun eieio--raw (obj class slot)
  "Return what OBJ of CLASS has in SLOT.
The value is `eieio--unbound' if there is no value, and `eieio--no-slot' if
there is no such slot."
  (let ((index (gethash slot (aref class 5))))
    (if index
        (aref obj (1+ index))
      (let ((shared (eieio--class-slot-index class slot)))
        (cond (shared (aref (aref class 9) shared))
              ((eieio--initarg-slot class slot)
               (eieio--raw obj class (eieio--initarg-slot class slot)))
              (t 'eieio--no-slot))))))

(defun eieio-barf-if-slot-unbound (value instance slotname fn)
  "Return VALUE, or what `slot-unbound' returns if it stands for no value.
INSTANCE, SLOTNAME and FN are for that function."
  (if (eq value eieio--unbound)
      (slot-unbound instance (type-of instance) slotname fn)
    value))

(defun eieio-oref (obj slot)
  "Return the value in OBJ of SLOT."
  (let* ((class (eieio--object-class obj))
         (index (and class (gethash slot (aref class 5)))))
    (cond
     (index
      (let ((value (aref obj (1+ index))))
        (if (eq value 'eieio--unbound)
            (slot-unbound obj (type-of obj) slot 'oref)
          value)))
     (class
      (let ((value (eieio--raw obj class slot)))
        (cond ((eq value 'eieio--no-slot) (slot-missing obj slot 'oref))
              ((and (eq value eieio--unbound) (not (eieio--class-slot-index class slot)))
               (slot-unbound obj (type-of obj) slot 'oref))
              (t value))))
     ((class-p obj) (error "eieio-oref called on a class: %s" obj))
     (t (signal 'wrong-type-argument (list '(or eieio-object class) obj 'obj))))))

(defun eieio--check-value (class slot value)
  "Signal an error unless VALUE may be in the slot that SLOT describes of CLASS."
  (let ((type (aref slot 3)))
    (unless (or (eq type t) eieio-skip-typecheck (eieio--valid-p value type))
      (signal 'invalid-slot-type (list (aref class 1) (aref slot 1) type value)))))

(defun eieio-oset (obj slot value)
  "Store VALUE in OBJ as SLOT and return it."
  (let* ((class (eieio--check-object obj))
         (index (gethash slot (aref class 5))))
    (if index
        (progn
          (eieio--check-value class (aref (aref class 4) index) value)
          (aset obj (1+ index) value))
      (let ((shared (eieio--class-slot-index class slot)))
        (cond (shared
               (eieio--check-value class (aref (aref class 8) shared) value)
               (aset (aref class 9) shared value))
              ((eieio--initarg-slot class slot)
               (eieio-oset obj (eieio--initarg-slot class slot) value))
              (t (slot-missing obj slot 'oset value)))))))

(defun eieio--class-of (object type)
  "Return the class that OBJECT, an object, a class or its name, stands for.
If there is none, signal an error that says it should be a TYPE."
  (let ((class (or (eieio--object-class object) (eieio--class-object object))))
    (if (eieio--class-p class)
        class
      (signal 'wrong-type-argument (list type object 'class)))))

(defun eieio-oref-default (class slot)
  "Return the default of SLOT of CLASS, an object, a class or its name."
  (let* ((object (eieio--class-of class '(or eieio-object class)))
         (index (gethash slot (aref object 5)))
         (shared (eieio--class-slot-index object slot)))
    (cond (index (let ((value (eval (aref (aref (aref object 4) index) 2) t)))
                   (if (eq value eieio--unbound)
                       (slot-unbound (aref object 10) (aref object 1) slot 'oref-default)
                     value)))
          (shared (aref (aref object 9) shared))
          ((eieio--initarg-slot object slot)
           (eieio-oref-default class (eieio--initarg-slot object slot)))
          (t (slot-missing class slot 'oref-default)))))

(defun eieio-oset-default (class slot value)
  "Make VALUE the default of SLOT of CLASS, an object, a class or its name."
  (let* ((object (eieio--class-of class 'eieio--class))
         (index (gethash slot (aref object 5)))
         (shared (eieio--class-slot-index object slot)))
    (cond (index
           (eieio--check-value object (aref (aref object 4) index) value)
           (aset (aref (aref object 4) index) 2 (macroexp-quote value))
           (aset (aref object 10) (1+ index) value))
          (shared
           (eieio--check-value object (aref (aref object 8) shared) value)
           (aset (aref object 9) shared value))
          ((eieio--initarg-slot object slot)
           (eieio-oset-default class (eieio--initarg-slot object slot) value))
          ((symbolp class) (signal 'invalid-slot-name (list class slot)))
          (t (slot-missing class slot 'oset-default value)))))

(defun eieio-set-defaults (obj &optional _set-all)
  "Do nothing with OBJ: its slots have their defaults from the beginning."
  (ignore obj))

(defmacro eieio-declare-slots (&rest slots)
  "Say that there are SLOTS, which nothing here needs to know."
  (ignore slots)
  nil)

(provide 'eieio-core)
;;; eieio-core.el ends here
