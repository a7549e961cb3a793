;;; eieio-base.el --- classes to inherit from -*- lexical-binding: t; -*-

;;; Code:

(require 'eieio)

;;;; Objects that take what they lack from another.

(defclass eieio-instance-inheritor ()
  ((parent-instance :initarg :parent-instance
                    :type eieio-instance-inheritor
                    :documentation "The object that supplies what this one lacks."))
  "Objects that ask their parent for the slots that have no value."
  :abstract t)

(cl-defmethod slot-unbound ((object eieio-instance-inheritor) _class slot-name _fn)
  (if (slot-boundp object 'parent-instance)
      (eieio-oref (eieio-oref object 'parent-instance) slot-name)
    (cl-call-next-method)))

(cl-defmethod clone ((obj eieio-instance-inheritor) &rest _params)
  (let ((new (cl-call-next-method)))
    (mapc (lambda (slot) (slot-makeunbound new (aref slot 1)))
          (eieio-class-slots (eieio-object-class new)))
    (eieio-oset new 'parent-instance obj)
    new))

(cl-defmethod eieio-instance-inheritor-slot-boundp ((object eieio-instance-inheritor) slot)
  "Return non-nil if OBJECT or its parent has a value in SLOT."
  (or (slot-boundp object slot)
      (and (slot-boundp object 'parent-instance)
           (eieio-instance-inheritor-slot-boundp
            (eieio-oref object 'parent-instance) slot))))

;;;; Classes that know their objects.

(defclass eieio-instance-tracker ()
  ((tracking-symbol :type symbol :allocation :class
                    :documentation "The variable that lists the objects."))
  "Objects that are in a list until `delete-instance' is called."
  :abstract t)

(cl-defmethod initialize-instance :after ((this eieio-instance-tracker) &rest _slots)
  (let ((symbol (eieio-oref this 'tracking-symbol)))
    (set symbol (append (symbol-value symbol) (list this)))))

(cl-defmethod delete-instance ((this eieio-instance-tracker))
  "Take THIS out of the list of the objects of its class."
  (let ((symbol (eieio-oref this 'tracking-symbol)))
    (set symbol (delq this (symbol-value symbol)))))

(defun eieio-instance-tracker-find (key slot list-symbol)
  "Return the object whose SLOT is KEY in the list that LIST-SYMBOL holds."
  (object-assoc key slot (symbol-value list-symbol)))

;;;; Classes with one object.

(defclass eieio-singleton ()
  ((singleton :type eieio-singleton :allocation :class
              :documentation "The one object."))
  "Classes whose constructor always gives the same object."
  :abstract t)

(cl-defmethod make-instance ((class (subclass eieio-singleton)) &rest _slots)
  (let ((old (eieio-oref-default class 'singleton)))
    (if (eq old eieio--unbound)
        (eieio-oset-default class 'singleton (cl-call-next-method))
      old)))

;;;; Objects with a name.

(defclass eieio-named ()
  ((object-name :initarg :object-name :initform nil))
  "Objects whose name is a slot."
  :abstract t)

(cl-defmethod eieio-object-name-string ((obj eieio-named))
  (or (slot-value obj 'object-name) (cl-call-next-method)))

(cl-defmethod eieio-object-set-name-string ((obj eieio-named) name)
  (unless (stringp name) (signal 'wrong-type-argument (list 'string name 'name)))
  (eieio-oset obj 'object-name name))

(cl-defmethod make-instance ((class (subclass eieio-named)) &rest args)
  (if (not (stringp (car args)))
      (cl-call-next-method)
    (let ((new (apply #'cl-call-next-method class (cdr args))))
      (eieio-oset new 'object-name (car args))
      new)))

(cl-defmethod clone ((obj eieio-named) &rest params)
  (let* ((new (cl-call-next-method))
         (name (if (stringp (car params))
                   (car params)
                 (let ((given (cadr (memq :object-name params))))
                   (or given (eieio--next-name (eieio-oref obj 'object-name)))))))
    (eieio-oset new 'object-name name)
    new))

(defun eieio--next-name (name)
  "Return the name for a copy of an object called NAME: \"NAME-1\" and so on."
  (cond ((not (stringp name)) name)
        ((string-match "-\\([0-9]+\\)\\'" name)
         (concat (substring name 0 (match-beginning 1))
                 (number-to-string (1+ (string-to-number (match-string 1 name))))))
        (t (concat name "-1"))))

;;;; Objects in files.

(defclass eieio-persistent ()
  ((file :initarg :file :type string
         :documentation "The file that the object is saved in.")
   (extension :type string :allocation :class :initform ".eieio"
              :documentation "How the names of such files end.")
   (file-header-line :type string :allocation :class
                     :initform ";; EIEIO PERSISTENT OBJECT"
                     :documentation "What is in the first lines of the file.")
   (do-backups :type boolean :allocation :class :initform t
               :documentation "Whether saving makes a backup."))
  "Objects that `eieio-persistent-save' writes to a file."
  :abstract t)

(cl-defmethod eieio-persistent-path-relative ((this eieio-persistent) file)
  "Return the name of FILE relative to the folder of THIS."
  (file-relative-name file (file-name-directory (eieio-oref this 'file))))

(cl-defmethod object-write ((this eieio-persistent) &optional comment)
  (cl-call-next-method this (or comment (eieio-oref this 'file-header-line))))

(cl-defmethod eieio-persistent-save ((this eieio-persistent) &optional file)
  "Write THIS to FILE, or to the file it knows."
  (when file (setq file (expand-file-name file)))
  (with-temp-buffer
    (let* ((name (or file (eieio-oref this 'file)))
           (default-directory (file-name-directory (expand-file-name name)))
           (old (eieio-oref this 'file))
           (standard-output (current-buffer))
           (coding-system-for-write 'utf-8-emacs)
           (print-level nil) (print-length nil))
      (unwind-protect
          (progn (eieio-oset this 'file (file-relative-name name))
                 (object-write this (eieio-oref this 'file-header-line)))
        (eieio-oset this 'file old))
      (let ((backup-inhibited (not (eieio-oref this 'do-backups))))
        (write-region (point-min) (point-max) name nil 'silent)))
    nil))

(cl-defmethod eieio-persistent-save-interactive ((this eieio-persistent) prompt &optional name)
  "Ask with PROMPT for the file to save THIS in; NAME is the suggestion."
  (eieio-oset this 'file
              (read-file-name prompt nil nil nil
                              (or name (file-name-nondirectory (eieio-oref this 'file)))))
  (eieio-persistent-save this))

(defun eieio-persistent-read (filename &optional class allow-subclass)
  "Return the object that FILENAME holds, which must be of CLASS.
ALLOW-SUBCLASS means that it may be of a child of it."
  (unless class
    (display-warning 'emacs (format-message "`eieio-persistent-read' called without specifying a class")))
  (when class (eieio--class-check class 'class))
  (let ((form (with-temp-buffer
                (insert-file-contents filename)
                (goto-char (point-min))
                (read (current-buffer)))))
    (unless (class-p (car-safe form))
      (error "Invalid object: %s is not a class" (car-safe form)))
    (unless (or (null class) (eq (car form) class)
                (and allow-subclass (child-of-class-p (car form) class)))
      (error "Invalid object: %s is not an object of class %s%s"
             (car form) class (if allow-subclass "" " nor a subclass")))
    (let ((object (eieio-persistent-make-instance (car form) (cdr form))))
      (unless (child-of-class-p (car form) 'eieio-persistent)
        (error "Corrupt object on disk"))
      (eieio-oset object 'file (expand-file-name filename))
      object)))

(defun eieio-persistent-make-instance (class inputlist)
  "Return an object of CLASS from INPUTLIST, the arguments in a file.
Nothing in it is evaluated."
  (let ((name (and (or (stringp (car inputlist)) (and inputlist (null (car inputlist))))
                   (prog1 (car inputlist) (setq inputlist (cdr inputlist)))))
        (args nil))
    (while inputlist
      (setq args (cons (eieio-persistent-fix-value (cadr inputlist))
                       (cons (car inputlist) args))
            inputlist (cddr inputlist)))
    (setq args (nreverse args))
    (apply #'make-instance class (if name (cons name args) args))))

(put 'eieio-persistent-make-instance 'cl--generic-open t)

(defun eieio-persistent-fix-value (proposed-value)
  "Return what PROPOSED-VALUE, a form in a file, stands for.
Only quoted values, lists of objects, vectors, tables and objects are known."
  (cond ((not (consp proposed-value))
         (cond ((hash-table-p proposed-value)
                (maphash (lambda (key value)
                           (puthash key (eieio-persistent-fix-value value) proposed-value))
                         proposed-value)
                proposed-value)
               ((vectorp proposed-value)
                (apply #'vector (mapcar #'eieio-persistent-fix-value proposed-value)))
               (t proposed-value)))
        ((eq (car proposed-value) 'quote) (cadr proposed-value))
        ((and (eq (car proposed-value) 'list) (class-p (car-safe (cadr proposed-value))))
         (mapcar #'eieio-persistent-fix-value (cdr proposed-value)))
        ((and (symbolp (car proposed-value)) (car proposed-value) (class-p (car proposed-value)))
         (eieio-persistent-make-instance (car proposed-value) (cdr proposed-value)))
        (t proposed-value)))

(provide 'eieio-base)
;;; eieio-base.el ends here
