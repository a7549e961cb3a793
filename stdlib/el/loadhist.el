;;; loadhist.el --- what loaded files define, and unloading them -*- lexical-binding: t; -*-

(defun file-loadhist-lookup (file)
  "Return the element of `load-history' for FILE, a library or file name."
  (or (assoc file load-history)
      (let ((found (locate-library file)))
        (and found (assoc found load-history)))
      (let ((regexp (load-history-regexp file)))
        (load-history-filename-element regexp))))

(defun feature-symbols (feature)
  "Return the element of `load-history' for the file that provided FEATURE."
  (seq-find (lambda (entry) (member (cons 'provide feature) (cdr entry)))
            load-history))

(defun feature-file (feature)
  "Return the name of the file that provided FEATURE, or nil.
Signal an error if FEATURE is not loaded."
  (unless (featurep feature)
    (error "%s is not a currently loaded feature" (symbol-name feature)))
  (car (feature-symbols feature)))

(defun loadhist--of-kind (kind file)
  "Return the symbols that the history of FILE pairs with KIND."
  (delq nil (mapcar (lambda (entry) (and (consp entry) (eq (car entry) kind) (cdr entry)))
                    (cdr (file-loadhist-lookup file)))))

(defun file-provides (file)
  "Return the features that FILE provides."
  (nreverse (loadhist--of-kind 'provide file)))

(defun file-requires (file)
  "Return the features that FILE requires."
  (nreverse (loadhist--of-kind 'require file)))

(defun file-dependents (file)
  "Return the names of loaded files that require a feature of FILE."
  (let ((provides (file-provides file))
        (found nil))
    (dolist (entry load-history found)
      (when (and (stringp (car entry))
                 (seq-intersection provides (loadhist--of-kind 'require (car entry))))
        (push (car entry) found)))))

(defun loadhist--unload-entry (entry)
  "Undo the definition that ENTRY of a file's history stands for."
  (pcase entry
    ((pred symbolp)
     (unless (eq entry nil)
       (makunbound entry)))
    (`(defun . ,function)
     (when (fboundp function)
       (let ((autoload (get function 'autoload)))
         (if (and autoload (not (autoloadp (symbol-function function))))
             (fset function (cons 'autoload autoload))
           (fmakunbound function)))))
    (`(autoload . ,function)
     (when (autoloadp (and (fboundp function) (symbol-function function)))
       (fmakunbound function)))
    (`(provide . ,feature)
     (setq features (delq feature features)))
    (`(defface . ,face)
     (put face 'face-defface-spec nil))
    (`(define-type . ,name)
     (put name 'cl--class nil))))

(defun loadhist--unhook (functions)
  "Take FUNCTIONS off all variables that look like hooks."
  (mapatoms
   (lambda (symbol)
     (when (and (boundp symbol)
                (string-match-p "-hooks?\\'" (symbol-name symbol))
                (consp (symbol-value symbol)))
       (dolist (function functions)
         (remove-hook symbol function))))))

;;;###autoload
(defun unload-feature (feature &optional force)
  "Undo what the file that provided FEATURE has defined.
Signal an error if other loaded files require it, unless FORCE is non-nil.  If
FEATURE-unload-function is defined it is called first; where it returns non-nil
nothing else is done."
  (interactive (list (intern (read-string "Unload feature: ")) current-prefix-arg))
  (unless (featurep feature)
    (error "%s is not a currently loaded feature" (symbol-name feature)))
  (let* ((entry (feature-symbols feature))
         (file (car entry)))
    (unless force
      (let ((dependents (delete file (and file (file-dependents file)))))
        (when dependents
          (error "Loaded libraries %s depend on %s"
                 (prin1-to-string dependents) file))))
    (let ((own (intern-soft (format "%s-unload-function" feature))))
      (unless (and own (fboundp own) (funcall own))
        (loadhist--unhook (loadhist--of-kind 'defun file))
        (mapc #'loadhist--unload-entry (cdr entry))
        (setq features (delq feature features)
              load-history (delq entry load-history)))))
  nil)

(provide 'loadhist)
;;; loadhist.el ends here
