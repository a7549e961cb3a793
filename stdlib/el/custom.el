;;; custom.el --- user options as data -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; Options, groups and faces keep what was said about them in symbol
;; properties; there is no customization screen and no display.

(defvar custom-define-hook nil
  "Hook run at the end of each `custom-declare-...' function.")
(defvar custom-dont-initialize nil
  "Non-nil means that `custom-declare-variable' gives no value.")
(defvar custom-current-group-alist nil
  "Alist (FILE . GROUP) of the group last defined in each file.")
(defvar custom-delayed-init-variables t
  "A list of options that wait for start-up to be over; t since it is.")
(defvar custom-local-buffer nil
  "If non-nil, a buffer in which options are set locally.")
(defvar custom-known-themes '(user changed)
  "Themes that have been defined.")
(defvar custom-enabled-themes nil
  "Themes that are in force, the strongest first.")
(defvar custom-theme-load-path (list 'custom-theme-directory t)
  "Where theme files are looked for.")
(defvar custom-file nil
  "File where options set by the user are saved, or nil.")

;;; Declaring

(defmacro defcustom (symbol standard doc &rest args)
  "Declare SYMBOL to be a user option with default value STANDARD.
DOC documents it; ARGS are keywords (:type, :group, :set, :initialize,
:get, :require, :local, :safe, :risky, :options, :version ...) with values."
  (declare (doc-string 3) (indent defun))
  `(custom-declare-variable
    ',symbol
    ,(if lexical-binding
         `(list 'funcall (list 'quote (lambda () ,standard)))
       `',standard)
    ,doc
    ,@args))

(defun custom-declare-variable (symbol default doc &rest args)
  "Make SYMBOL a user option; DEFAULT is the expression of its value.
DOC and ARGS are as in `defcustom', evaluated."
  (push symbol current-load-list)
  (put symbol 'standard-value `(,default))
  (and (get symbol 'force-value)
       (put symbol 'force-value nil))
  (when (keywordp doc)
    (error "Doc string is missing"))
  (when doc
    (put symbol 'variable-documentation doc))
  (let ((initialize #'custom-initialize-reset)
        (local nil) (requests nil) (rest args))
    (while rest
      (let ((keyword (pop rest)) (value nil))
        (unless (keywordp keyword) (error "Junk in args %S" args))
        (unless rest (error "Keyword %s is missing an argument" keyword))
        (setq value (pop rest))
        (pcase keyword
          (:initialize (setq initialize value))
          (:require (push value requests))
          (:local
           (setq local value)
           (when (memq value '(permanent permanent-only))
             (put symbol 'permanent-local t)))
          (:options
           (if (null (get symbol 'custom-options))
               (put symbol 'custom-options (copy-sequence value))
             (dolist (option value) (custom-add-option symbol option))))
          (_ (let ((property (assq keyword custom--kept-as)))
               (if property
                   (put symbol (cdr property) value)
                 (custom-handle-keyword symbol keyword value
                                        'custom-variable)))))))
    (unless (plist-member args :group)
      (let ((group (custom-current-group)))
        (when group
          (custom-add-to-group group symbol 'custom-variable))))
    (put symbol 'custom-requests requests)
    (internal--define-uninitialized-variable symbol doc)
    (unless custom-dont-initialize
      (funcall initialize symbol default))
    (when (memq local '(t permanent))
      (make-variable-buffer-local symbol)))
  (run-hooks 'custom-define-hook)
  symbol)

(defmacro defgroup (symbol members doc &rest args)
  "Declare SYMBOL to be a group of options with MEMBERS.
DOC documents it; ARGS are keywords with values, as in `defcustom'."
  (declare (doc-string 3) (indent defun))
  `(custom-declare-group ',symbol ,members ,doc ,@args))

(defun custom-declare-group (symbol members doc &rest args)
  "Make SYMBOL a group of MEMBERS, each (SYMBOL WIDGET).
DOC and ARGS are as in `defgroup', evaluated."
  (while members
    (apply #'custom-add-to-group symbol (pop members)))
  (when doc
    (put symbol 'group-documentation (purecopy doc)))
  (let ((rest args))
    (while rest
      (let ((keyword (pop rest)))
        (unless (keywordp keyword) (error "Junk in args %S" args))
        (unless rest (error "Keyword %s is missing an argument" keyword))
        (if (eq keyword :prefix)
            (put symbol 'custom-prefix (pop rest))
          (custom-handle-keyword symbol keyword (pop rest)
                                 'custom-group)))))
  (when load-file-name
    (setf (alist-get load-file-name custom-current-group-alist
                     nil nil #'equal)
          symbol))
  (run-hooks 'custom-define-hook)
  symbol)

(defmacro defface (face spec doc &rest args)
  "Declare FACE to look as SPEC says.
DOC documents it; ARGS are keywords with values, as in `defcustom'."
  (declare (doc-string 3) (indent defun))
  `(custom-declare-face ',face ,spec ,doc ,@args))

(defun custom-declare-face (face spec doc &rest args)
  "Make FACE a face whose default look is SPEC.
DOC and ARGS are as in `defface', evaluated."
  (push (cons 'defface face) current-load-list)
  (unless (get face 'face-defface-spec)
    (put face 'face-defface-spec (purecopy spec))
    (put face 'face-documentation (purecopy doc))
    (custom-handle-all-keywords face args 'custom-face)
    (run-hooks 'custom-define-hook))
  face)

(defun custom-current-group ()
  "Return the group last defined in the file being loaded, or nil."
  (cdr (assoc load-file-name custom-current-group-alist)))

(defun custom-add-to-group (group option widget)
  "Make OPTION a member of GROUP, to be shown by WIDGET."
  (let* ((members (get group 'custom-group))
         (old (assq option members)))
    (unless old
      (put group 'custom-group
           (nconc members (list (list option widget)))))))

(defun custom-handle-all-keywords (symbol args type)
  "Apply the keywords and values in ARGS to SYMBOL, a thing of TYPE."
  (unless (memq :group args)
    (let ((group (custom-current-group)))
      (when group (custom-add-to-group group symbol type))))
  (let ((rest args))
    (while rest
      (let ((keyword (pop rest)))
        (unless (keywordp keyword) (error "Junk in args %S" args))
        (unless rest (error "Keyword %s is missing an argument" keyword))
        (custom-handle-keyword symbol keyword (pop rest) type)))))

(defun custom-handle-keyword (symbol keyword value type)
  "Apply KEYWORD with VALUE to SYMBOL, a thing of TYPE."
  (let ((adder (cdr (assq keyword custom--adders))))
    (cond (adder (funcall adder symbol value))
          ((eq keyword :group) (custom-add-to-group value symbol type))
          (t (error "Unknown keyword %s" keyword)))))

(defconst custom--kept-as
  '((:get . custom-get) (:set . custom-set) (:type . custom-type)
    (:safe . safe-local-variable) (:risky . risky-local-variable))
  "The properties that keep what some keywords of options say.")

(defconst custom--adders
  (list (cons :load #'custom-add-load) (cons :link #'custom-add-link)
        (cons :tag (lambda (symbol tag) (put symbol 'custom-tag tag)))
        (cons :set-after #'custom-add-dependencies)
        (cons :version #'custom-add-version)
        (cons :package-version #'custom-add-package-version))
  "What takes note of the keywords of options and groups alike.")

(defun custom-add-dependencies (symbol value)
  "Note that SYMBOL must be set after the options in the list VALUE."
  (unless (listp value)
    (error "Invalid custom dependency `%s'" value))
  (let ((deps (get symbol 'custom-dependencies)))
    (dolist (dep value)
      (unless (memq dep deps) (push dep deps)))
    (put symbol 'custom-dependencies deps)))

(defun custom-add-option (symbol option)
  "Add OPTION to the usual values of the hook or option SYMBOL."
  (custom--note symbol 'custom-options option))

(defalias 'custom-add-frequent-value #'custom-add-option)

(defun custom-add-link (symbol widget)
  "Add WIDGET to the links to more about SYMBOL."
  (custom--note symbol 'custom-links widget))

(defun custom--note (symbol property item)
  "Add ITEM to the list that is SYMBOL's PROPERTY, if it is not there."
  (let ((known (get symbol property)))
    (or (member item known)
        (put symbol property (cons item known)))))

(defun custom-add-version (symbol version)
  "Note that SYMBOL first appeared, or changed, in VERSION."
  (put symbol 'custom-version version))

(defun custom-add-package-version (symbol version)
  "Note that SYMBOL changed in VERSION, (PACKAGE . VERSION)."
  (put symbol 'custom-package-version version))

(defun custom-add-load (symbol load)
  "Note that the library LOAD says more about SYMBOL."
  (custom--note symbol 'custom-loads load))

(defun custom-autoload (symbol load &optional noset)
  "Note that SYMBOL is an option that the library LOAD declares.
NOSET means that setting it first is safe."
  (put symbol 'custom-autoload (if noset 'noset t))
  (custom-add-load symbol load))

(defun custom-variable-p (variable)
  "Return non-nil if VARIABLE is a user option."
  (when (symbolp variable)
    (setq variable (indirect-variable variable))
    (or (get variable 'standard-value)
        (get variable 'custom-autoload))))

(defalias 'user-variable-p #'custom-variable-p)

;;; Giving values

(defun custom--value-expression (symbol exp)
  "Return the expression to initialize SYMBOL with: one saved, or EXP."
  (let ((saved (get symbol 'saved-value)))
    (if saved (car saved) exp)))

(defun custom-initialize-default (symbol exp)
  "Give SYMBOL the value of EXP, or a saved one, unless it has a value."
  (unless (default-boundp symbol)
    (set-default symbol (eval (custom--value-expression symbol exp) t))))

(defun custom-initialize-set (symbol exp)
  "Like `custom-initialize-default' of SYMBOL and EXP, by the `:set' function."
  (unless (default-boundp symbol)
    (funcall (or (get symbol 'custom-set) #'set-default) symbol
             (eval (custom--value-expression symbol exp) t))))

(defun custom-initialize-reset (symbol exp)
  "Set SYMBOL by its `:set' function to its present value, or that of EXP."
  (funcall (or (get symbol 'custom-set) #'set-default) symbol
           (cond ((default-boundp symbol)
                  (funcall (or (get symbol 'custom-get) #'default-value)
                           symbol))
                 (t (eval (custom--value-expression symbol exp) t)))))

(defun custom-initialize-changed (symbol exp)
  "Set SYMBOL by its `:set' function unless it just gets the value of EXP."
  (cond ((default-boundp symbol)
         (funcall (or (get symbol 'custom-set) #'set-default) symbol
                  (funcall (or (get symbol 'custom-get) #'default-value)
                           symbol)))
        ((get symbol 'saved-value)
         (funcall (or (get symbol 'custom-set) #'set-default) symbol
                  (eval (car (get symbol 'saved-value)) t)))
        (t (set-default symbol (eval exp t)))))

(defun custom-initialize-delay (symbol exp)
  "Initialize SYMBOL from EXP now, or when start-up is over.
While `custom-delayed-init-variables' is a list, that is not so yet: SYMBOL gets
its value, but what its setter does besides is left to whoever needs it."
  (if (listp custom-delayed-init-variables)
      (custom-initialize-default symbol exp)
    (custom-initialize-reset symbol exp)))

(defun custom-set-default (variable value)
  "Set the default value of VARIABLE to VALUE.
In `custom-local-buffer', if non-nil, set the local value instead."
  (if custom-local-buffer
      (with-current-buffer custom-local-buffer
        (set variable value))
    (set-default variable value)))

(defun custom-set-minor-mode (variable value)
  "Turn the minor mode whose function is VARIABLE on or off, as VALUE says."
  (funcall variable (if value 1 0)))

(defun custom-quote (sexp)
  "Return SEXP, quoted unless it evaluates to itself."
  (if (or (memq sexp '(t nil))
          (keywordp sexp)
          (eq (car-safe sexp) 'lambda)
          (stringp sexp) (numberp sexp) (vectorp sexp))
      sexp
    (list 'quote sexp)))

(defun custom-reevaluate-setting (symbol)
  "Set the option SYMBOL again from its saved or standard value."
  (let ((forms (or (get symbol 'saved-value) (get symbol 'standard-value)))
        (setter (or (get symbol 'custom-set) #'set-default)))
    (funcall setter symbol (eval (car forms) t))))

(defun customize-mark-as-set (symbol)
  "Note SYMBOL's value as one set by the user; return t if it is not standard."
  (let* ((get (or (get symbol 'custom-get) #'default-value))
         (value (funcall get symbol))
         (old (or (get symbol 'saved-value) (get symbol 'standard-value))))
    (if (and old
             (equal value (condition-case nil (eval (car old) t)
                            (error nil))))
        (progn (put symbol 'customized-value nil) nil)
      (put symbol 'customized-value (list (custom-quote value)))
      t)))

(defun customize-mark-to-save (symbol)
  "Note SYMBOL's value as one to save; return t if it is not standard."
  (let* ((get (or (get symbol 'custom-get) #'default-value))
         (value (funcall get symbol))
         (standard (get symbol 'standard-value)))
    (if (and standard
             (equal value (condition-case nil (eval (car standard) t)
                            (error nil))))
        (progn (put symbol 'saved-value nil) nil)
      (put symbol 'saved-value (list (custom-quote value)))
      t)))

(defun custom-set-variables (&rest args)
  "Set options as the user's settings ARGS say.
Each is (SYMBOL EXP [NOW [REQUEST [COMMENT]]]); REQUEST is a list of
features to load when the option is set."
  (apply #'custom-theme-set-variables 'user args))

(defun custom-theme-set-variables (theme &rest args)
  "Note that THEME sets options as ARGS say; see `custom-set-variables'.
The user's are set now, others when the theme is enabled."
  (custom-check-theme theme)
  (unless (eq theme 'user)
    (dolist (entry args)
      (mapc #'require (nth 3 entry))
      (custom-push-theme 'theme-value (indirect-variable (nth 0 entry)) theme 'set
                         (nth 1 entry))
      (when (custom-theme-enabled-p theme)
        (custom-theme-recalc-variable (indirect-variable (nth 0 entry)))))
    (setq args nil))
  (dolist (entry args)
    (let ((symbol (indirect-variable (nth 0 entry)))
          (exp (nth 1 entry))
          (now (nth 2 entry)))
      (put symbol 'saved-value (list exp))
      (put symbol 'saved-variable-comment (nth 4 entry))
      (mapc #'require (nth 3 entry))
      (when (or now (default-boundp symbol) (get symbol 'standard-value))
        (put symbol 'force-value (if now 'rogue))
        (funcall (or (get symbol 'custom-set) #'set-default)
                 symbol (eval exp t))))))

(defun custom-set-faces (&rest args)
  "Note the user's face settings ARGS, each (FACE SPEC [NOW [COMMENT]])."
  (dolist (entry args)
    (put (nth 0 entry) 'saved-face (nth 1 entry))))

(defun custom-theme-p (theme)
  "Return non-nil if THEME has been defined."
  (memq theme custom-known-themes))

(defun customize-set-value (variable value &optional comment)
  "Set VARIABLE to VALUE as its definition says; COMMENT goes with it."
  (when comment (put variable 'variable-comment comment))
  (funcall (or (get variable 'custom-set) #'set) variable value)
  value)

(defun customize-set-variable (variable value &optional comment)
  "Make VALUE the default of VARIABLE as its definition says; return it.
COMMENT goes with it."
  (interactive (list (read-variable "Set variable: ") (read-minibuffer "Value: ")))
  (funcall (or (get variable 'custom-set) #'set-default) variable value)
  (put variable 'customized-value (list (custom-quote value)))
  (when comment
    (put variable 'variable-comment comment)
    (put variable 'customized-variable-comment comment))
  value)

(provide 'custom)
;;; custom.el ends here
