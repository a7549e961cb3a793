;;; cl-struct.el --- the `cl-defstruct' macro and what describes structures -*- lexical-binding: t; -*-

;;; Code:

(require 'cl-macs)

;; A class is a record (cl-structure-class NAME DOCSTRING PARENTS SLOTS
;; INDEX-TABLE TAG TYPE NAMED PRINT CHILDREN-SYM) in the property `cl--class' of
;; its name; a slot is (cl-slot-descriptor NAME INITFORM TYPE PROPS).

;;;###autoload
(defvar cl-struct-cl-structure-object-tags nil
  "Tags of all structures that are records.")

(defun cl--find-class (type)
  "Return the class named TYPE, or nil."
  (get type 'cl--class))

(gv-define-setter cl--find-class (class type)
  `(put ,type 'cl--class ,class))

(defun cl-find-class (type)
  "Return the class named TYPE, or nil."
  (cl--find-class type))

(defun cl--struct-class-p (object)
  "Return t if OBJECT is the class of a structure."
  (eq (type-of object) 'cl-structure-class))

(defun cl--class-parents (class)
  "Return the list of the parents of CLASS."
  (aref class 3))

;;;###autoload
(defun cl-slot-descriptor-p (object)
  "Return t if OBJECT describes a slot."
  (eq (type-of object) 'cl-slot-descriptor))

(defun cl--struct-get-class (name)
  "Return the class of the structure called NAME; signal an error if none."
  (let ((class (and (symbolp name) (get name 'cl--class))))
    (if (and class (cl--struct-class-p class))
        class
      (error "%S is not a struct name" name))))

;;;###autoload
(defun cl-struct-p (object)
  "Return t if OBJECT is a structure made by `cl-defstruct' as a record."
  (and (memq (type-of object) cl-struct-cl-structure-object-tags) t))

(defun cl--struct-props (options)
  "Return an alist of the slot options in the property list OPTIONS but :type."
  (let ((props nil))
    (while options
      (unless (eq (car options) :type)
        (setq props (cons (cons (car options) (cadr options)) props)))
      (setq options (cddr options)))
    (nreverse props)))

;;;###autoload
(defun cl--struct-name-p (name)
  "Return non-nil if NAME can be the name of a structure type."
  (and name (symbolp name) (not (keywordp name))))

;;;###autoload
(defun cl-struct-define (name docstring parent type named slots children-sym tag print)
  "Make NAME the name of a structure.
DOCSTRING describes it; PARENT is the structure it includes; TYPE is `record',
`list' or `vector', NAMED non-nil if it has a tag; SLOTS are its slots as
\(SLOT DEFAULT OPTION...); CHILDREN-SYM is the variable that lists the tags of
its kind, TAG its own; PRINT is kept as it is."
  (let* ((parent-class (and parent (cl--struct-get-class parent)))
         (descriptors nil)
         (table (make-hash-table :test 'eq :size (max 1 (length slots))))
         (offset (if (eq type 'record) 1 0)))
    (dolist (slot slots)
      (unless (and (eq type 'record) (eq (car slot) 'cl-tag-slot))
        (unless (memq (car slot) '(cl-skip-slot cl-tag-slot))
          (puthash (car slot) offset table))
        (setq offset (1+ offset)
              descriptors
              (cons (record 'cl-slot-descriptor (car slot) (cadr slot)
                            (if (plist-member (cddr slot) :type)
                                (plist-get (cddr slot) :type)
                              t)
                            (cl--struct-props (cddr slot)))
                    descriptors))))
    (unless (boundp children-sym) (set children-sym nil))
    (push (cons 'define-type name) current-load-list)
    (put name 'cl--class
         (record 'cl-structure-class name docstring
                 (and parent-class (list parent-class))
                 (vconcat (nreverse descriptors))
                 table tag (if (eq type 'record) nil type) named print
                 children-sym))
    (when (or named (eq type 'record))
      (cl--struct-add-tag (get name 'cl--class) tag))))

(defun cl--struct-add-tag (class tag)
  "Add TAG to those of CLASS and its ancestors."
  (let ((tags (aref class 10)))
    (unless (and (boundp tags) (memq tag (symbol-value tags)))
      (set tags (cons tag (and (boundp tags) (symbol-value tags)))))
    (dolist (parent (cl--class-parents class))
      (cl--struct-add-tag parent tag))))

(unless (get 'cl-structure-object 'cl--class)
  (put 'cl-structure-object 'cl--class
       (record 'cl-structure-class 'cl-structure-object
               "What all structures that are records have in common."
               nil [] (make-hash-table :test 'eq :size 1)
               'cl-structure-object nil nil t
               'cl-struct-cl-structure-object-tags))
  (put 'cl-structure-object 'cl-deftype-satisfies 'cl-struct-p))

;;;; The macro

(defun cl--struct-option (option opts)
  "Note the structure option OPTION in OPTS, a list (nil KEY VALUE ...) ."
  (let* ((key (if (consp option) (car option) option))
         (args (cdr-safe option)))
    (unless (memq key '(:conc-name :constructor :copier :predicate :noinline
                                   :include :print-function :type :named
                                   :initial-offset))
      (error "Structure option %s unrecognized" key))
    (if (eq key :constructor)
        (when args
          (setcdr opts (plist-put (cdr opts) :constructors
                                  (append (plist-get (cdr opts) :constructors)
                                          (list args)))))
      (setcdr opts (plist-put (cdr opts) key
                              (if (eq key :include) args (list (car args))))))))

(defun cl--struct-slot (slot)
  "Return the description SLOT of a slot as (NAME DEFAULT OPTION...)."
  (if (consp slot) slot (list slot)))

(defun cl--struct-inherited (include)
  "Return the slots of the structure in INCLUDE, (NAME OVERRIDE...)."
  (let ((class (cl--struct-get-class (car include)))
        (overrides (mapcar #'cl--struct-slot (cdr include))))
    (prog1 (mapcar (lambda (slot)
                     (let ((override (assq (aref slot 1) overrides)))
                       (setq overrides (delq override overrides))
                       (or override
                           `(,(aref slot 1) ,(aref slot 2)
                             ,@(and (not (eq (aref slot 3) t))
                                    (list :type (aref slot 3)))
                             ,@(let ((props nil))
                                 (dolist (prop (aref slot 4) props)
                                   (setq props
                                         (append props
                                                 (list (car prop) (cdr prop)))))
                                 props)))))
                   (aref class 4))
      (when overrides
        (error "%s is not a slot of %s" (caar overrides) (car include))))))

(defun cl--struct-test (info &optional var)
  "Return a form that tells whether VAR is the structure described by INFO.
VAR is `cl-x' by default.  INFO is a property list with :type, :tags,
:tag-index and :size."
  (let ((tags (plist-get info :tags)) (index (plist-get info :tag-index))
        (var (or var 'cl-x)))
    (cond ((eq (plist-get info :type) 'record)
           `(memq (type-of ,var) ,tags))
          ((null index) nil)
          ((eq (plist-get info :type) 'list)
           `(and (consp ,var) (memq (nth ,index ,var) ,tags)))
          (t `(and (vectorp ,var) (>= (length ,var) ,(plist-get info :size))
                   (memq (aref ,var ,index) ,tags))))))

(defun cl--struct-exact-test (name info var)
  "Return a list of a quick test that VAR is a NAME itself, no descendant.
The list is empty if INFO says that the structure is no record."
  (and (eq (plist-get info :type) 'record)
       `((eq (type-of ,var) ',name))))

(defun cl--struct-inline-ref (name slot-index info object)
  "Return a form for slot SLOT-INDEX of the structure NAME that OBJECT gives.
INFO is what `cl--struct-test' takes."
  (macroexp-let2 macroexp-copyable-p var object
    (let ((test (cl--struct-test info var))
          (ref (cl--struct-ref-form (plist-get info :type) var slot-index)))
      (if test
          `(progn
             (or ,@(cl--struct-exact-test name info var) ,test
                 (signal 'wrong-type-argument (list ',name ,var)))
             ,ref)
        ref))))

(defun cl--struct-ref-form (type var index)
  "Return a form for the slot at INDEX of the structure of TYPE in VAR."
  (cond ((not (eq type 'list)) `(aref ,var ,index))
        ((= index 0) `(car ,var))
        (t `(nth ,index ,var))))

(defun cl--struct-accessor (name accessor slot index info)
  "Return the definition of ACCESSOR, which gets SLOT of the structure NAME.
The slot is at INDEX; INFO is what `cl--struct-test' takes."
  (let* ((type (plist-get info :type))
         (test (cl--struct-test info))
         (check (and test
                     `((or ,test (signal 'wrong-type-argument (list ',name cl-x)))))))
    `((defun ,accessor (cl-x)
        ,(format "Return slot \"%s\" of the `%s' structure CL-X." (car slot) name)
        ,@check
        ,(cl--struct-ref-form type 'cl-x index))
      (function-put ',accessor 'compiler-macro
                    (lambda (_form object)
                      (cl--struct-inline-ref ',name ,index ',info object)))
      (eval-and-compile
        ,(if (plist-get (cddr slot) :read-only)
             `(gv-define-expander ,accessor
                (lambda (_do &rest _args)
                  (error "%s is a read-only slot" ',accessor)))
           `(gv-define-setter ,accessor (val cl-x)
              (cl--struct-set-form ',name ',info cl-x ,index val)))))))

(defun cl--struct-set-form (name info var index val)
  "Return a form that stores VAL at INDEX of the structure in VAR.
NAME and INFO say which structure it is; see `cl--struct-test'."
  (macroexp-let2 macroexp-copyable-p object var
    (let ((test (cl--struct-test info object))
          (set (if (eq (plist-get info :type) 'list)
                   `(setcar (nthcdr ,index ,object) ,val)
                 `(aset ,object ,index ,val))))
      (if test
          `(progn
             (or ,@(cl--struct-exact-test name info object) ,test
                 (signal 'wrong-type-argument (list ',name ,object)))
             ,set)
        set))))

(defun cl--struct-boa-args (args defaults)
  "Return the lambda list ARGS with the slot defaults DEFAULTS filled in.
DEFAULTS is an alist (SLOT . FORM)."
  (let ((mode nil))
    (mapcar (lambda (arg)
              (cond ((and (symbolp arg) (memq arg '(&optional &key &rest &body &aux)))
                     (setq mode arg)
                     arg)
                    ((and (symbolp arg) (memq mode '(&optional &key))
                          (cdr (assq arg defaults)))
                     (list arg (cdr (assq arg defaults))))
                    ((and (consp arg) (symbolp (car arg)) (null (cdr arg))
                          (memq mode '(&optional &key))
                          (cdr (assq (car arg) defaults)))
                     (list (car arg) (cdr (assq (car arg) defaults))))
                    (t arg)))
            (cl--proper-arglist args))))

(defun cl--struct-arg-names (args)
  "Return all variables in the lambda list ARGS."
  (let ((names nil))
    (dolist (arg (cl--proper-arglist args))
      (cond ((and (consp arg) (consp (car arg)))
             (setq names (cons (cadr (car arg)) names)))
            ((consp arg) (setq names (cons (car arg) names)))
            (t (setq names (cons arg names)))))
    names))

(defun cl--struct-constructor (name func args slots info)
  "Return the definition of FUNC, which makes a structure NAME from ARGS.
ARGS is a list of a lambda list, or nil for one keyword argument a slot."
  (let* ((real nil) (defaults nil))
    (dolist (slot slots)
      (unless (memq (car slot) '(cl-tag-slot cl-skip-slot))
        (setq real (cons slot real)
              defaults (cons (cons (car slot) (cadr slot)) defaults))))
    (setq real (nreverse real))
    (let* ((lambda-list
            (if args
                (cl--struct-boa-args (car args) defaults)
              (cons '&key (mapcar (lambda (slot)
                                    (if (cadr slot)
                                        (list (car slot) (cadr slot))
                                      (car slot)))
                                  real))))
           (names (and args (cl--struct-arg-names lambda-list)))
           (inits (mapcar (lambda (slot)
                             (cond ((eq (car slot) 'cl-tag-slot)
                                    `',(plist-get info :tag))
                                   ((eq (car slot) 'cl-skip-slot) nil)
                                   ((or (null args) (memq (car slot) names))
                                    (car slot))
                                   (t (cadr slot))))
                           slots)))
      `(defun ,func
           ,@(cl--transform-lambda
              lambda-list
              (list (if (stringp (cadr args))
                        (cadr args)
                      (concat (format "Make a structure of type `%s'." name)
                              (and (null args)
                                   (let ((print-gensym nil))
                                     (format "\n\n%S"
                                             `(fn &key ,@(cl--usage-args (mapcar #'car real))))))))
                    (if (eq (plist-get info :type) 'record)
                        `(record ,@(if (eq (car-safe (car slots)) 'cl-tag-slot)
                                       inits
                                     (cons `',name inits)))
                      `(,(plist-get info :type) ,@inits)))
              func)))))

(defmacro cl-defstruct (name &rest slots)
  "Define NAME, or (NAME OPTION...), as a structure with SLOTS.
A slot is a name or (NAME DEFAULT [:read-only R] [:type T] [:documentation D]).
This defines make-NAME, NAME-p, copy-NAME and NAME-SLOT for each slot, unless
the options :constructor, :predicate, :copier and :conc-name say otherwise.
Others are :include, :type, :named, :initial-offset, :print-function, :noinline.

\(fn NAME [DOCSTRING] &rest SLOTS)"
  (declare (doc-string 2) (indent 1))
  (let* ((opts (list nil))
         (docstring (and (stringp (car slots))
                         (prog1 (car slots) (setq slots (cdr slots))))))
    (when (consp name)
      (dolist (option (cdr name)) (cl--struct-option option opts))
      (setq name (car name)))
    (cl--struct-expand name docstring (mapcar #'cl--struct-slot slots) (cdr opts))))

(defun cl--struct-layout (own opts)
  "Return (TYPE NAMED SLOTS) for the slots OWN and the options OPTS.
SLOTS has entries `cl-tag-slot' and `cl-skip-slot' too."
  (let* ((include (plist-get opts :include))
         (parent (and include (cl--struct-get-class (car include))))
         (type (cond (parent (or (aref parent 7) 'record))
                     ((plist-member opts :type) (car (plist-get opts :type)))
                     (t 'record)))
         (named (or (eq type 'record) (plist-member opts :named)
                    (and parent (aref parent 8))))
         (inherited (and include (cl--struct-inherited include)))
         (skip (car (plist-get opts :initial-offset)))
         (slots inherited))
    (when (and (plist-get opts :type) (not (memq type '(list vector record))))
      (error "Invalid :type specifier: %s" type))
    (when skip
      (setq slots (append slots (make-list skip (list 'cl-skip-slot)))))
    (when (and named (not (assq 'cl-tag-slot slots)))
      (setq slots (if (eq type 'record)
                      (cons (list 'cl-tag-slot) slots)
                    (append slots (list (list 'cl-tag-slot))))))
    (list type (and named t) (append slots own))))

(defun cl--struct-expand (name docstring own opts)
  "Return the expansion of `cl-defstruct' for NAME with the slots OWN.
DOCSTRING describes the structure; OPTS is a property list of its options."
  (let* ((layout (cl--struct-layout own opts))
         (type (nth 0 layout)) (named (nth 1 layout)) (slots (nth 2 layout))
         (text (symbol-name name))
         (tags (intern (format "cl-struct-%s-tags" name)))
         (conc (if (plist-member opts :conc-name)
                   (format "%s" (or (car (plist-get opts :conc-name)) ""))
                 (concat text "-")))
         (predicate (if (plist-member opts :predicate)
                        (car (plist-get opts :predicate))
                      (and named (intern (concat text "-p")))))
         (checker (or predicate (intern (format "cl--%s-p" text))))
         (copier (if (plist-member opts :copier)
                     (car (plist-get opts :copier))
                   (intern (concat "copy-" text))))
         (info (list :type type :tags tags :tag name :size (length slots)
                     :predicate checker
                     :tag-index (let ((tail (memq 'cl-tag-slot (mapcar #'car slots))))
                                  (and tail (- (length slots) (length tail))))))
         (test (cl--struct-test info))
         (index 0) (forms nil))
    (let ((seen nil))
      (dolist (slot slots)
        (unless (memq (car slot) '(cl-tag-slot cl-skip-slot))
          (when (memq (car slot) seen)
            (error "Duplicate slots named %s in %s" (car slot) name))
          (setq seen (cons (car slot) seen))
          (setq forms (append (reverse (cl--struct-accessor
                                        name (intern (format "%s%s" conc (car slot)))
                                        slot index info))
                              forms)))
        (setq index (1+ index))))
    (when copier
      (setq forms (cons `(defalias ',copier #'copy-sequence) forms)))
    `(progn
       (defvar ,tags nil)
       (eval-and-compile                ; the rest of a file may include it
         (cl-struct-define ',name ,docstring
                           ',(or (car (plist-get opts :include))
                                 (and (eq type 'record) 'cl-structure-object))
                           ',type ,named ',slots ',tags ',name
                           ',(if (plist-member opts :print-function)
                                 (car (plist-get opts :print-function))
                               (and (eq type 'record) t))))
       ,@(and test
              `((defun ,checker (cl-x)
                  ,(format "Return t if CL-X is a structure of type `%s'." name)
                  (and ,test t))
                (put ',name 'cl-deftype-satisfies ',checker)))
       ,@(nreverse forms)
       ,@(cl--struct-constructors name slots info opts)
       ',name)))

(defun cl--struct-constructors (name slots info opts)
  "Return the definitions of the functions that make a structure NAME.
SLOTS and INFO describe it; OPTS is a property list of its options."
  (let* ((given (plist-get opts :constructors))
         (default (intern (format "make-%s" name)))
         (forms nil))
    (dolist (constructor given)
      (cond ((null (car constructor)) (setq default nil))
            ((cdr constructor)
             (when (eq (car constructor) default) (setq default nil))
             (setq forms (cons (cl--struct-constructor name (car constructor)
                                                       (cdr constructor) slots info)
                               forms)))
            (t (setq default nil)
               (setq forms (cons (cl--struct-constructor name (car constructor)
                                                         nil slots info)
                                 forms)))))
    (when default
      (setq forms (cons (cl--struct-constructor name default nil slots info) forms)))
    (nreverse forms)))

;;;; Looking at structures

(defun cl-struct-sequence-type (struct-type)
  "Return `list' or `vector' as STRUCT-TYPE is made of, nil for a record."
  (aref (cl--struct-get-class struct-type) 7))

(defun cl-struct-slot-info (struct-type)
  "Return the slots of STRUCT-TYPE, a list of (NAME DEFAULT OPTION VALUE...)."
  (let* ((class (cl--struct-get-class struct-type))
         (infos nil))
    (mapc (lambda (slot)
            (setq infos
                  (cons `(,(aref slot 1) ,(aref slot 2)
                          ,@(and (not (eq (aref slot 3) t))
                                 (list :type (aref slot 3)))
                          ,@(apply #'append
                                   (mapcar (lambda (prop) (list (car prop) (cdr prop)))
                                           (aref slot 4))))
                        infos)))
          (aref class 4))
    (if (aref class 7)
        (nreverse infos)
      (cons '(cl-tag-slot) (nreverse infos)))))

(defun cl-struct-slot-offset (struct-type slot-name)
  "Return the index of the slot SLOT-NAME in structures of type STRUCT-TYPE."
  (or (gethash slot-name (aref (cl--struct-get-class struct-type) 5))
      (signal 'cl-struct-unknown-slot (list struct-type slot-name))))

(defun cl--struct-check (struct-type inst)
  "Signal an error if INST is no structure of type STRUCT-TYPE."
  (let ((predicate (get struct-type 'cl-deftype-satisfies)))
    (unless (or (null predicate) (funcall predicate inst))
      (signal 'wrong-type-argument (list struct-type inst)))))

(defun cl-struct-slot-value (struct-type slot-name inst)
  "Return the slot SLOT-NAME of INST, a structure of type STRUCT-TYPE."
  (cl--struct-check struct-type inst)
  (cl--struct-ref (cl-struct-slot-offset struct-type slot-name) inst))

(defun cl--struct-set-slot (struct-type slot-name inst value)
  "Store VALUE as slot SLOT-NAME of INST, a structure of type STRUCT-TYPE."
  (cl--struct-check struct-type inst)
  (let ((offset (cl-struct-slot-offset struct-type slot-name)))
    (if (listp inst)
        (setcar (nthcdr offset inst) value)
      (aset inst offset value))))

(gv-define-setter cl-struct-slot-value (value struct-type slot-name inst)
  `(cl--struct-set-slot ,struct-type ,slot-name ,inst ,value))

(defun cl--struct-ref (index struct)
  "Return what is at INDEX of STRUCT."
  (if (listp struct) (nth index struct) (aref struct index)))

(defun cl--struct-pattern (type &rest fields)
  "Return the `pcase' pattern for a structure of type TYPE.
FIELDS are slots, or (SLOT PATTERN)."
  (let ((predicate (get type 'cl-deftype-satisfies)))
    `(and (pred ,(or predicate `(pcase--flip cl-typep ',type)))
          ,@(mapcar (lambda (field)
                      (let ((slot (if (consp field) (car field) field))
                            (pattern (if (consp field) (cadr field) field)))
                        `(app (cl--struct-ref ,(cl-struct-slot-offset type slot))
                              ,pattern)))
                    fields))))

(provide 'cl-struct)
;;; cl-struct.el ends here
