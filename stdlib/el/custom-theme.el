;;; custom-theme.el --- sets of values of options -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;;
;; What a theme sets stands in its property `theme-settings', a list of
;; (PROPERTY SYMBOL THEME EXP); what enabled themes set a symbol to is in the
;; property PROPERTY of that, `theme-value' for variables, a list of (THEME EXP),
;; the first of which is in force.

;;; Code:

(defvar custom-safe-themes '(default)
  "Themes that may be loaded without asking; t for all.")
(defvar custom-theme-directory user-emacs-directory
  "Directory of the user's themes.")
(defvar custom-load-recursion nil "Non-nil within `custom-load-symbol'.")

(defun custom-theme-name-valid-p (name)
  "Return t if NAME may be the name of a theme that programs define."
  (and (symbolp name) name (not (memq name '(user changed))) t))

(defun custom-theme-enabled-p (theme)
  "Return non-nil if THEME is enabled."
  (memq theme custom-enabled-themes))

(defun custom-check-theme (theme)
  "Signal an error unless THEME is known."
  (unless (custom-theme-p theme) (error "Unknown theme `%s'" theme)))

(defun custom-make-theme-feature (theme)
  "Return the feature that the file of THEME provides."
  (intern (format "%s-theme" theme)))

(defun custom-declare-theme (theme feature &optional doc &rest _args)
  "Make THEME known as a theme whose file provides FEATURE; DOC tells about it."
  (unless (custom-theme-name-valid-p theme)
    (error "Custom theme cannot be named %S" theme))
  (unless (custom-theme-p theme)
    (setq custom-known-themes (cons theme custom-known-themes)))
  (put theme 'theme-feature feature)
  (when doc (put theme 'theme-documentation doc)))

(defmacro deftheme (theme &optional doc &rest _ignored)
  "Make THEME known as a theme; DOC tells about it."
  (declare (doc-string 2) (indent 1))
  `(custom-declare-theme ',theme ',(custom-make-theme-feature theme) ,doc))

(defun provide-theme (theme)
  "Tell that the file of THEME has been loaded."
  (custom-check-theme theme)
  (provide (get theme 'theme-feature)))

(defun custom-push-theme (prop symbol theme mode &optional value)
  "Note that THEME sets SYMBOL to the expression VALUE, or does not.
PROP is `theme-value' for a variable, `theme-face' for a face; MODE is `set' or
`reset'."
  (unless (memq prop '(theme-value theme-face))
    (error "Unknown theme property"))
  (let* ((settings (get theme 'theme-settings))
         (now (get symbol prop))
         (mine (assq theme now)))
    (when (or mine (eq mode 'reset))
      (setq settings (seq-remove (lambda (each)
                                   (and (eq (nth 0 each) prop) (eq (nth 1 each) symbol)))
                                 settings))
      (put symbol prop (remq mine now)))
    (unless (eq mode 'reset)
      (setq settings (cons (list prop symbol theme value) settings))
      (when (or mine (custom-theme-enabled-p theme))
        (put symbol prop (cons (list theme value) (remq mine now)))))
    (put theme 'theme-settings settings)))

(defun custom-theme--keep-value (variable)
  "Note the value of VARIABLE that no theme has set, if it is not the standard one."
  (when (and (null (get variable 'theme-value)) (default-boundp variable))
    (let ((standard (get variable 'standard-value))
          (value (default-value variable)))
      (unless (and standard (equal value (ignore-errors (eval (car standard) t))))
        (put variable 'theme-value (list (list 'changed (custom-quote value))))))))

(defun custom-variable-theme-value (variable)
  "Return a list of the value that enabled themes give VARIABLE, nil if none does."
  (let ((setting (car (get variable 'theme-value))))
    (and setting (list (eval (cadr setting) t)))))

(defun custom-theme-recalc-variable (variable)
  "Set VARIABLE to what the enabled themes, or else its definition, say."
  (let ((value (or (custom-variable-theme-value variable)
                   (let ((standard (get variable 'standard-value)))
                     (and standard (list (eval (car standard) t)))))))
    (when (and value (or (get variable 'force-value) (default-boundp variable)))
      (funcall (or (get variable 'custom-set) #'set-default) variable (car value)))))

(defun enable-theme (theme)
  "Enable THEME, before the others that are enabled."
  (interactive (list (intern (completing-read "Enable custom theme: " obarray
                                              #'custom-theme-p t))))
  (unless (custom-theme-p theme) (error "Undefined Custom theme %s" theme))
  (dolist (setting (get theme 'theme-settings))
    (pcase-let ((`(,prop ,symbol ,_ ,value) setting))
      (when (eq prop 'theme-value) (custom-theme--keep-value symbol))
      (put symbol prop (cons (list theme value) (assq-delete-all theme (get symbol prop))))
      (when (eq prop 'theme-value) (custom-theme-recalc-variable symbol))))
  (unless (eq theme 'user)
    (setq custom-enabled-themes (cons theme (remq theme custom-enabled-themes)))
    (enable-theme 'user)))

(defun disable-theme (theme)
  "Disable THEME: what it sets gets the values that it had without."
  (interactive (list (intern (completing-read "Disable custom theme: "
                                              (mapcar #'symbol-name custom-enabled-themes)
                                              nil t))))
  (when (custom-theme-enabled-p theme)
    (setq custom-enabled-themes (remq theme custom-enabled-themes))
    (dolist (setting (get theme 'theme-settings))
      (let ((prop (nth 0 setting)) (symbol (nth 1 setting)))
        (put symbol prop (assq-delete-all theme (get symbol prop)))
        (when (eq prop 'theme-value)
          (custom-theme-recalc-variable symbol)
          (when (eq 'changed (car (car (get symbol prop)))) (put symbol prop nil)))))
    nil))

(defun custom-theme-reset-variables (theme &rest args)
  "Forget what THEME sets the variables in ARGS to, each (VARIABLE IGNORED)."
  (custom-check-theme theme)
  (dolist (arg args)
    (custom-push-theme 'theme-value (car arg) theme 'reset)))

(defun custom-reset-variables (&rest args)
  "Forget what the user sets the variables in ARGS to, each (VARIABLE IGNORED)."
  (apply #'custom-theme-reset-variables 'user args))

;;; Files

(defun custom-theme--directories ()
  "Return the directories where themes are looked for."
  (delq nil (mapcar (lambda (each)
                      (cond ((eq each 'custom-theme-directory) custom-theme-directory)
                            ((eq each t) nil)
                            (t each)))
                    custom-theme-load-path)))

(defun custom-available-themes ()
  "Return the themes that have files where themes are looked for."
  (let ((themes nil))
    (dolist (dir (custom-theme--directories))
      (when (file-directory-p dir)
        (dolist (file (directory-files dir nil "\\`[^.].*-theme\\.el\\'"))
          (let ((theme (intern (string-remove-suffix "-theme.el" file))))
            (when (and (custom-theme-name-valid-p theme) (not (memq theme themes)))
              (setq themes (cons theme themes)))))))
    (nreverse themes)))

(defun load-theme (theme &optional no-confirm no-enable)
  "Load the file of THEME and enable it unless NO-ENABLE is non-nil.
Ask first unless NO-CONFIRM is non-nil or `custom-safe-themes' allows it.
Return t."
  (interactive (list (intern (completing-read "Load custom theme: "
                                              (mapcar #'symbol-name
                                                      (custom-available-themes))
                                              nil t))))
  (unless (custom-theme-name-valid-p theme) (error "Invalid theme name `%s'" theme))
  (let ((file (locate-file (format "%s-theme.el" theme) (custom-theme--directories))))
    (unless file (error "Unable to find theme file for `%s'" theme))
    (when (custom-theme-p theme)
      (disable-theme theme)
      (put theme 'theme-settings nil)
      (put theme 'theme-feature nil)
      (put theme 'theme-documentation nil))
    (when (or no-confirm (eq custom-safe-themes t) (memq theme custom-safe-themes)
              (y-or-n-p "Loading a theme can run Lisp code.  Really load? "))
      (load file nil t t t)
      (unless no-enable (enable-theme theme))
      t)))

(defun require-theme (feature &optional noerror)
  "Load FEATURE from where themes are looked for, if it is not there.
Return FEATURE, or nil if there is no such file and NOERROR is non-nil."
  (cond ((featurep feature) feature)
        ((let ((file (locate-file (symbol-name feature) (custom-theme--directories)
                                  '(".el" ""))))
           (and file (require feature file noerror))))
        ((not noerror)
         (let ((load-path (custom-theme--directories))) (require feature)))))

;;; Loose ends of options

(defun custom-load-symbol (symbol)
  "Load the files that define what belongs to SYMBOL, an option or a group."
  (unless custom-load-recursion
    (let ((custom-load-recursion t))
      (dolist (each (get symbol 'custom-loads))
        (cond ((symbolp each) (ignore-errors (require each)))
              ((assoc each load-history))
              (t (ignore-errors (load each nil t))))))))

(defun custom-note-var-changed (variable)
  "Note that VARIABLE has a value that a program gave it."
  (put variable 'customized-value (list (custom-quote (symbol-value variable)))))

(defun custom-add-choice (variable choice)
  "Add CHOICE to the alternatives of VARIABLE, whose type is a choice.
One with the same tag is replaced."
  (let ((choices (get variable 'custom-type)))
    (unless (eq (car choices) 'choice) (error "Not a choice type: %s" choices))
    (unless (member choice (cdr choices))
      (nconc choices (list choice)))))

(defun custom-group-of-mode (mode)
  "Return the group of options of MODE, nil if none is known."
  (or (get mode 'custom-mode-group)
      (and (get mode 'custom-group) mode)
      (let ((name (intern-soft (string-remove-suffix "-mode" (symbol-name mode)))))
        (and name (get name 'custom-group) name))))

;;; custom-theme.el ends here
