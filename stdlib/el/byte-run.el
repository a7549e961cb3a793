;;; byte-run.el --- declarations and what tells compilers things -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defun function-put (func prop value)
  "Set property PROP of the function named FUNC to VALUE."
  (put func prop value))

;;; `declare' in functions and macros

(defvar defun-declarations-alist
  (list
   (list 'advertised-calling-convention
         (lambda (f _args arglist when)
           (list 'set-advertised-calling-convention
                 (list 'quote f) (list 'quote arglist) (list 'quote when))))
   (list 'obsolete
         (lambda (f _args new when)
           (list 'make-obsolete
                 (list 'quote f) (list 'quote new) (list 'quote when))))
   (list 'interactive-only
         (lambda (f _args instead)
           (list 'function-put (list 'quote f)
                 ''interactive-only (list 'quote instead))))
   (list 'compiler-macro #'byte-run--declare-compiler-macro)
   (list 'doc-string
         (lambda (f _args pos)
           (list 'function-put (list 'quote f) ''doc-string-elt
                 (if (numberp pos) pos (list 'quote pos)))))
   (list 'indent
         (lambda (f _args val)
           (list 'function-put (list 'quote f) ''lisp-indent-function
                 (if (numberp val) val (list 'quote val)))))
   (list 'pure
         (lambda (f _args val)
           (list 'function-put (list 'quote f) ''pure (list 'quote val))))
   (list 'side-effect-free
         (lambda (f _args val)
           (list 'function-put (list 'quote f)
                 ''side-effect-free (list 'quote val))))
   (list 'speed
         (lambda (f _args val)
           (list 'function-put (list 'quote f) ''speed (list 'quote val))))
   (list 'completion
         (lambda (f _args val)
           (list 'function-put (list 'quote f)
                 ''completion-predicate (list 'function val))))
   (list 'modes
         (lambda (f _args &rest val)
           (list 'function-put (list 'quote f)
                 ''command-modes (list 'quote val))))
   (list 'gv-expander #'gv--expander-defun-declaration)
   (list 'gv-setter #'gv--setter-defun-declaration))
  "Alist of what may appear in `declare' in a function definition.
Each element is (PROPERTY FUNCTION); FUNCTION is called with the name and
argument list of the function defined and the values of the declaration,
and returns a form to evaluate after the definition, or nil.")

(defvar macro-declarations-alist
  (append
   (list
    (list 'debug
          (lambda (name _args spec)
            (list 'progn :autoload-end
                  (list 'put (list 'quote name)
                        ''edebug-form-spec (list 'quote spec)))))
    (list 'no-font-lock-keyword
          (lambda (name _args val)
            (list 'function-put (list 'quote name)
                  ''no-font-lock-keyword (list 'quote val)))))
   defun-declarations-alist)
  "Alist of what may appear in `declare' in a macro definition.
See `defun-declarations-alist'.")

(defun byte-run--declare-compiler-macro (f args function)
  "Return the form for (declare (compiler-macro FUNCTION)) in F with ARGS."
  (if (not (eq (car-safe function) 'lambda))
      (list 'function-put (list 'quote f)
            ''compiler-macro (list 'function function))
    (let ((name (intern (concat (symbol-name f) "--anon-cmacro")))
          (vars (remq '&rest (remq '&optional args))))
      (list 'progn
            (list 'defalias (list 'quote name)
                  (list 'function
                        `(lambda (,@(cadr function) ,@args)
                           (ignore ,@vars)
                           ,@(cddr function))))
            (list 'function-put (list 'quote f)
                  ''compiler-macro (list 'quote name))))))

(defun byte-run--declaration-forms (name args specs alist)
  "Return the forms for the declarations SPECS of NAME with ARGS.
ALIST is `defun-declarations-alist' or `macro-declarations-alist'.  A
declaration it does not know is left out."
  (delq nil
        (mapcar (lambda (spec)
                  (let ((f (cadr (assq (car-safe spec) alist))))
                    (and f (apply f name args (cdr spec)))))
                specs)))

;;; Obsolete things

(defun make-obsolete (obsolete-name current-name when)
  "Note that the function OBSOLETE-NAME is obsolete since version WHEN.
CURRENT-NAME is what to use instead, a symbol or a text."
  (put obsolete-name 'byte-obsolete-info
       (purecopy (list current-name nil when)))
  obsolete-name)

(defun make-obsolete-variable (obsolete-name current-name when
                                             &optional access-type)
  "Note that the variable OBSOLETE-NAME is obsolete since version WHEN.
CURRENT-NAME is what to use instead; ACCESS-TYPE is `get' or `set'."
  (put obsolete-name 'byte-obsolete-variable
       (purecopy (list current-name access-type when)))
  obsolete-name)

(defmacro define-obsolete-function-alias (obsolete-name current-name when
                                                        &optional docstring)
  "Make OBSOLETE-NAME an obsolete alias, since WHEN, of CURRENT-NAME.
DOCSTRING documents it."
  (declare (indent defun))
  `(progn
     (defalias ,obsolete-name ,current-name ,docstring)
     (make-obsolete ,obsolete-name ,current-name ,when)))

(defun byte-run--move-customization (from to)
  "Give the variable TO what was saved for FROM, its old name."
  (dolist (property '(saved-value saved-variable-comment))
    (let ((saved (get from property)))
      (unless (or (null saved) (get to property))
        (put to property saved)))))

(defmacro define-obsolete-variable-alias (obsolete-name current-name when
                                                        &optional docstring)
  "Make OBSOLETE-NAME an obsolete alias, since WHEN, of CURRENT-NAME.
DOCSTRING documents it."
  (declare (indent defun))
  `(progn
     (defvaralias ,obsolete-name ,current-name ,docstring)
     (byte-run--move-customization ,obsolete-name ,current-name)
     (make-obsolete-variable ,obsolete-name ,current-name ,when)))

(defmacro define-obsolete-face-alias (obsolete-face current-face when)
  "Make OBSOLETE-FACE an obsolete name, since WHEN, of CURRENT-FACE."
  (declare (indent defun))
  `(progn
     (put ,obsolete-face 'face-alias ,current-face)
     (put ,obsolete-face 'obsolete-face (or (purecopy ,when) t))))

(defun set-advertised-calling-convention (function signature _when)
  "Note that FUNCTION should be called with arguments as in SIGNATURE."
  (puthash (indirect-function function) signature
           advertised-signature-table))

(defvar advertised-signature-table (make-hash-table :test 'eq :weakness 'key)
  "Table from functions to the argument list they want to be called with.")

;;; For compilers

(defmacro inline (&rest body)
  "Evaluate BODY; calls in it might be open-coded by a compiler."
  (declare (indent 0))
  `(progn ,@body))

(defmacro with-suppressed-warnings (_warnings &rest body)
  "Evaluate BODY; a compiler would not warn about it."
  (declare (indent 1))
  (macroexp-progn body))

(defmacro dont-compile (&rest body)
  "Evaluate BODY, which should not be compiled."
  (declare (indent 0))
  `(eval '(progn ,@body) lexical-binding))

(defmacro let-when-compile (bindings &rest body)
  "Evaluate BODY with what BINDINGS, as for `let*', bind known to macros.
Forms in `eval-when-compile' within BODY see the variables."
  (declare (indent 1))
  (let ((vars (mapcar (lambda (b) (if (consp b) (car b) b)) bindings)))
    (eval `(let* ,bindings
             (dlet ,(mapcar (lambda (var) (list var var)) vars)
               (macroexpand-all ',(macroexp-progn body)
                                ',macroexpand-all-environment)))
          t)))

(defun byte-compile-info (string &optional message type)
  "Return STRING as a line of what a long job does; TYPE is \"INFO\" by default.
MESSAGE means to show it."
  (let ((text (format "  %-9s%s" (or type "INFO") string)))
    (when message (message "%s" text))
    text))

(defun byte-compile-info-string (&rest args)
  "Return the first of ARGS as `byte-compile-info' does."
  (byte-compile-info (car args)))

(defun byte-compile-info-message (&rest args)
  "Show the first of ARGS as `byte-compile-info' does."
  (byte-compile-info (car args) t))

(defun macro-declaration-function (macro decl)
  "Apply the declaration DECL, (declare SPEC...), to MACRO."
  (dolist (spec (cdr decl))
    (let ((handler (assq (car spec) macro-declarations-alist)))
      (when handler
        (let ((form (apply (cadr handler) macro nil (cdr spec))))
          (when form (eval form)))))))

(defvar macro-declaration-function #'macro-declaration-function
  "Function that applies the declarations of a macro.")

(provide 'byte-run)
;;; byte-run.el ends here
