;;; help-fns.el --- what a function or a variable is, as text -*- lexical-binding: t; -*-

;;; Code:

(defconst help-fns--host-source "Go source code" "Where primitives are defined.")

(defvar help-mode-hook nil "Hook run by `help-mode'.")

(defvar help-fns-describe-function-functions nil
  "Functions that insert more about a function, which is their argument.")
(defvar help-fns-describe-variable-functions nil
  "Functions that insert more about a variable, which is their argument.")

;;;###autoload
(defun help-buffer ()
  "Return the name of the buffer with help, made if need be."
  (buffer-name (get-buffer-create "*Help*")))

;;;###autoload
(defun help-split-fundoc (docstring def &optional section)
  "Return (USAGE . DOC) for DOCSTRING of the function called DEF.
The usage is the line (fn ARG...) at its end; nil without one, unless SECTION is
non-nil: `usage' or `doc' for one part, t for both."
  (let ((found (and docstring (string-match "\n\n(fn\\(\\( .*\\)?)\\)\\'" docstring))))
    (if (not (or found section))
        nil
      (let ((usage (and found
                        (concat "(" (if (symbolp def) (symbol-name def) "anonymous")
                                (match-string 1 docstring))))
            (doc (if found
                     (and (> (match-beginning 0) 0) (substring docstring 0 (match-beginning 0)))
                   docstring)))
        (cond ((eq section 'usage) usage)
              ((eq section 'doc) doc)
              (t (cons usage doc)))))))

;;;###autoload
(defun help-add-fundoc-usage (docstring arglist)
  "Return DOCSTRING with a line at its end that shows ARGLIST, a list or a text."
  (let* ((doc (or (and (stringp docstring) docstring) ""))
         (shown (string-match-p "\n\n(fn\\(?:\\(?: .*\\)?)\\)\\'" doc)))
    (if (or shown (eq arglist t))
        doc
      (let ((usage (cond
                    ((not (stringp arglist)) (help--make-usage-docstring 'fn arglist))
                    ((string-match "\\`[^ ]+\\(.*)\\)\\'" arglist)
                     (concat "(fn" (match-string 1 arglist)))
                    (t (error "Unrecognized usage format"))))
            (gap (cond ((string-suffix-p "\n\n" doc) "")
                       ((string-suffix-p "\n" doc) "\n")
                       (t "\n\n"))))
        (concat doc gap usage)))))

(defun help--make-usage (function arglist)
  "Return the list of FUNCTION and ARGLIST in upper case."
  (cons (if (symbolp function) function 'anonymous)
        (mapcar (lambda (arg)
                  (cond ((not (symbolp arg)) arg)
                        ((string-prefix-p "&" (symbol-name arg)) arg)
                        (t (intern (upcase (string-remove-prefix "_" (symbol-name arg)))))))
                arglist)))

;;;###autoload
(defalias 'help-make-usage #'help--make-usage)

(defun help--make-usage-docstring (fn arglist)
  "Return a text that shows a call of FN with ARGLIST."
  (let ((print-escape-newlines t))
    (prin1-to-string (help--make-usage fn arglist))))

(defun help-fns--kind (function def)
  "Return what kind of thing DEF, the definition of FUNCTION, is, with an article."
  (let* ((macro (eq (car-safe def) 'macro))
         (interactive (and (not macro) (commandp function)))
         (kind (cond ((autoloadp def)
                      (if (memq (nth 4 def) '(t macro))
                          "autoloaded Lisp macro"
                        "autoloaded Lisp function"))
                     (macro "Lisp macro")
                     ((eq (cdr-safe (and (subrp def) (subr-arity def))) 'unevalled)
                      "special form")
                     ((subrp def) "built-in function")
                     ((keymapp def) "keymap")
                     ((stringp def) "keyboard macro")
                     ((byte-code-function-p def) "byte-compiled Lisp function")
                     (t "Lisp closure"))))
    (concat (cond (interactive "an interactive ")
                  ((string-match-p "\\`[aeiou]" kind) "an ")
                  (t "a "))
            kind)))

(defun help-fns--usage (function def doc)
  "Return (USAGE . DOC) for FUNCTION with the definition DEF and the text DOC."
  (let ((split (help-split-fundoc doc function))
        (def (if (eq (car-safe def) 'macro) (cdr def) def)))
    (or split
        (cons (let ((arglist (help-function-arglist def)))
                (if (listp arglist)
                    (help--make-usage-docstring function arglist)
                  (format "(%s ...)" function)))
              doc))))

(defun help-fns--obsolete (info)
  "Return lines that tell of INFO, (INSTEAD ACCESS WHEN), that something is obsolete."
  (if (null info)
      ""
    (concat "  This " "%s is obsolete"
            (if (nth 2 info) (format " since %s" (nth 2 info)) "")
            (cond ((stringp (car info)) (concat ";\n  " (substitute-command-keys (car info))))
                  ((car info) (format-message ";\n  use `%s' instead." (car info)))
                  (t "."))
            "\n\n")))

(defun help-fns--show (text)
  "Put TEXT into the buffer with help and return it."
  (with-current-buffer (help-buffer)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (insert text)
      (goto-char (point-min))))
  text)

;;;###autoload
(defun describe-function (function)
  "Show what FUNCTION, a symbol, is, how it is called and what it does.
Return the text."
  (interactive (list (read-command "Describe function: ")))
  (unless (fboundp function) (signal 'void-function (list function)))
  (let* ((real (symbol-function function))
         (alias (and real (symbolp real) real))
         (def (indirect-function function))
         (doc (condition-case nil (documentation function t) (error nil)))
         (usage (help-fns--usage function def doc))
         (file (and (not alias) (not (subrp def)) (symbol-file function 'defun)))
         (text
          (concat
           (format "%s is %s%s.\n\n" function
                   (if alias
                       (format-message "an alias for `%s'" alias)
                     (help-fns--kind function def))
                   (cond (file (format-message " in `%s'" (file-name-nondirectory file)))
                         ((subrp (if (eq (car-safe def) 'macro) (cdr def) def))
                          (format-message " in `%s'" help-fns--host-source))
                         (t "")))
           (car usage) "\n\n"
           (let ((doc (and (cdr usage) (substitute-command-keys (cdr usage)))))
             (concat (if (and doc (not (equal doc ""))) doc "Not documented.") "\n\n"))
           (replace-regexp-in-string
            "%s" "function" (help-fns--obsolete (get function 'byte-obsolete-info)) t t)
           (mapconcat (lambda (each)
                        (with-temp-buffer
                          (let ((standard-output (current-buffer)))
                            (funcall each function))
                          (buffer-string)))
                      help-fns-describe-function-functions ""))))
    (help-fns--show text)))

(defun help-fns--value (value)
  "Return VALUE printed, on lines of its own if it is long."
  (let ((text (let ((print-quoted t)) (prin1-to-string value))))
    (if (< (length text) 68)
        (concat " " text)
      (concat "\n" (string-trim-right (pp-to-string value))))))

;;;###autoload
(defun describe-variable (variable &optional buffer _frame)
  "Show what VARIABLE, a symbol, is, its value in BUFFER, and what it is for.
Return the text."
  (interactive (list (read-variable "Describe variable: ")))
  (let* ((file (and (boundp variable) (symbol-file variable 'defvar)))
         (where (cond (file (file-name-nondirectory file))
                      ((and (boundp variable) (special-variable-p variable)
                            (not (get variable 'variable-documentation))
                            (documentation-property variable 'variable-documentation t))
                       help-fns--host-source)))
         (text
          (with-current-buffer (or buffer (current-buffer))
            (concat
             (cond ((not (boundp variable))
                    (format "%s is void as a variable." variable))
                   (where
                    (format-message "%s is a variable defined in `%s'.\n\nIts value is%s"
                                    variable where
                                    (help-fns--value (symbol-value variable))))
                   (t
                    (format-message "%s's value is%s" variable
                                    (help-fns--value (symbol-value variable)))))
             (if (and (local-variable-p variable) (default-boundp variable)
                      (not (equal (symbol-value variable) (default-value variable))))
                 (format "\nLocal in buffer %s; global value is%s" (buffer-name)
                         (help-fns--value (default-value variable)))
               "")
             "\n\n"
             (or (documentation-property variable 'variable-documentation)
                 "Not documented as a variable.")
             "\n\n"
             (if (eq (indirect-variable variable) variable)
                 ""
               (format-message "  This variable is an alias for `%s'.\n"
                               (indirect-variable variable)))
             (if (and (boundp variable) (local-variable-if-set-p variable))
                 "  Automatically becomes buffer-local when set.\n"
               "")
             (let ((safe (get variable 'safe-local-variable)))
               (cond ((and safe (symbolp safe))
                      (format-message
                       "  This variable is safe as a file local variable if its value
  satisfies the predicate `%s'.\n" safe))
                     (t "")))
             (replace-regexp-in-string
              "%s" "variable" (help-fns--obsolete (get variable 'byte-obsolete-variable)) t t)
             (if (custom-variable-p variable) "  You can customize this variable.\n\n" "")))))
    (help-fns--show text)))

;;;###autoload
(defun describe-symbol (symbol &optional buffer _frame)
  "Show what SYMBOL is as a function and as a variable, in BUFFER.
Return the text."
  (interactive (list (read-command "Describe symbol: ")))
  (cond ((and (fboundp symbol) (boundp symbol))
         (concat (describe-function symbol) "\n" (describe-variable symbol buffer)))
        ((fboundp symbol) (describe-function symbol))
        (t (describe-variable symbol buffer))))

(provide 'help-fns)
;;; help-fns.el ends here
