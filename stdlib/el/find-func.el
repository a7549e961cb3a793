;;; find-func.el --- Where functions and variables are defined  -*- lexical-binding: t -*-

;;; Code:

(require 'seq)

(defvar find-function-space-re "\\(?:\\s-\\|\n\\|;.*\n\\)+"
  "Regexp for what may stand between a form's operator and the name it defines.")

(defvar find-function-regexp
  (concat "^\\s-*(\\(?:cl-\\|ert-\\)?\\(?:define-\\(?:advice\\|derived-mode\\|generic-mode\\|compilation-mode\\|inline\\|skeleton\\|global\\(?:ized\\)?-minor-mode\\|minor-mode\\|obsolete-function-alias\\|widget\\)"
          "\\|def\\(?:advice\\|alias\\|generic\\|macro\\|method\\|subst\\|test\\|un\\|un\\*\\|macro\\*\\)\\|menu-bar-make-toggle\\)"
          find-function-space-re "\\('\\|(quote \\)?%s\\(\\s-\\|$\\|[()]\\)")
  "Regexp, with %s for the name, for what defines a function.")

(defvar find-variable-regexp
  (concat "^\\s-*(\\(?:def\\(?:const\\|custom\\|var\\(?:-local\\|-mode-local\\)?\\|ine-\\(?:derived-mode\\|minor-mode\\|globalized-minor-mode\\|obsolete-variable-alias\\)\\)\\)"
          find-function-space-re "%s\\(\\s-\\|$\\)")
  "Regexp, with %s for the name, for what defines a variable.")

(defvar find-face-regexp
  (concat "^\\s-*(defface" find-function-space-re "%s\\(\\s-\\|$\\)")
  "Regexp, with %s for the name, for what defines a face.")

(defvar find-feature-regexp "^(provide\\(?: \\|\n\\)+'%s\\(?:\\s-\\|)\\)"
  "Regexp, with %s for the name, for what provides a feature.")

(defvar find-alias-regexp
  (concat "^\\s-*(\\(?:defalias\\|define-obsolete-\\(?:variable\\|function\\)-alias\\)"
          find-function-space-re "'%s\\(\\s-\\|$\\)")
  "Regexp, with %s for the name, for what makes an alias.")

(defvar find-function-regexp-alist
  '((nil . find-function-regexp)
    (defvar . find-variable-regexp)
    (defface . find-face-regexp)
    (feature . find-feature-regexp)
    (defalias . find-alias-regexp))
  "Alist of kinds of definitions and how to look for one.
How is the name of a variable with a regexp, in which %s stands for the name, or a
function that gets the name.")

(defvar find-function-source-path nil
  "Directories to look for sources in; nil means `load-path'.")

(defvar find-function-recenter-line 1
  "Nothing here looks at it.")

(defvar find-function-after-hook nil
  "Hook run when a definition has been found.")

(defun find-library-suffixes ()
  "Return the suffixes of Lisp source files."
  (seq-filter (lambda (suffix) (string-match-p "\\.el\\(?:\\'\\|\\.\\)" suffix))
              (get-load-suffixes)))

(defun find-library--load-name (library)
  "Return LIBRARY, a file name, relative to the directory of `load-path' it is in."
  (catch 'found
    (dolist (dir load-path)
      (let ((relative (and dir (file-relative-name library dir))))
        (when (and relative (not (string-prefix-p ".." relative)))
          (throw 'found (file-name-sans-extension relative)))))
    nil))

(defun find-library-name (library)
  "Return the name of the source file of LIBRARY."
  (when (string-match "\\.el\\(c\\(\\..*\\)?\\)\\'" library)
    (setq library (replace-match "" t t library 1)))
  (or (locate-file library (or find-function-source-path load-path) (find-library-suffixes))
      (locate-file library (or find-function-source-path load-path) load-file-rep-suffixes)
      (and (file-name-absolute-p library)
           (let ((name (find-library--load-name library)))
             (and name (or (locate-file name (or find-function-source-path load-path)
                                        (find-library-suffixes))
                           (locate-file name (or find-function-source-path load-path)
                                        load-file-rep-suffixes)))))
      (signal 'file-error (list "Can't find library" library))))

(defun find-library (library)
  "Visit the source of LIBRARY."
  (interactive "sLibrary: ")
  (prog1 (switch-to-buffer (find-file-noselect (find-library-name library)))
    (run-hooks 'find-function-after-hook)))

(defun find-function-advised-original (func)
  "Return the definition of FUNC without its advice."
  (advice--cd*r (advice--symbol-function func)))

(defun find-function-library (function &optional lisp-only verbose)
  "Return (NAME . LIBRARY): what FUNCTION is an alias of, and its file.
LIBRARY is nil for what is not in a file.  LISP-ONLY makes a primitive an error;
VERBOSE tells of the alias."
  (let ((def (find-function-advised-original function))
        (aliases nil))
    (while (and def (symbolp def))
      (unless (eq def function)
        (push (format-message "`%s' is an alias for `%s'" function def) aliases))
      (setq function def
            def (find-function-advised-original function)))
    (when (and verbose aliases)
      (message "%s" (string-join (nreverse aliases) ", ")))
    (cons function
          (cond ((autoloadp def) (nth 1 def))
                ((symbol-file function 'defun))
                ((subrp def)
                 (when lisp-only
                   (error "%s is a built-in function" function))
                 nil)))))

(defun find-function-search-for-symbol (symbol type library)
  "Return (BUFFER . POSITION) of the definition of SYMBOL in LIBRARY.
TYPE is nil for a function, else a kind in `find-function-regexp-alist'.  POSITION
is nil if it is not found there."
  (unless library
    (error "Don't know where `%s' is defined" symbol))
  (when (string-match "\\.el\\(c\\)\\'" library)
    (setq library (substring library 0 (match-beginning 1))))
  (let* ((buffer (find-file-noselect (find-library-name library)))
         (how (symbol-value (cdr (assq type find-function-regexp-alist)))))
    (with-current-buffer buffer
      (save-excursion
        (goto-char (point-min))
        (let ((case-fold-search nil))
          (cons buffer
                (if (functionp how)
                    (and (funcall how symbol) (line-beginning-position))
                  (and (re-search-forward
                        (format how (regexp-quote (symbol-name symbol))) nil t)
                       (progn (goto-char (match-beginning 0))
                              (skip-chars-forward " \t\n")
                              (point))))))))))

(defun find-function-noselect (function &optional lisp-only)
  "Return (BUFFER . POSITION) of the definition of FUNCTION.
LISP-ONLY makes a primitive an error."
  (unless function
    (error "You didn't specify a function"))
  (let ((place (find-function-library function lisp-only)))
    (find-function-search-for-symbol (car place) nil (cdr place))))

(defun find-variable-noselect (variable &optional file)
  "Return (BUFFER . POSITION) of the definition of VARIABLE, in FILE if that is given."
  (unless variable
    (error "You didn't specify a variable"))
  (find-function-search-for-symbol variable 'defvar (or file (symbol-file variable 'defvar))))

(defun find-definition-noselect (symbol type &optional file)
  "Return (BUFFER . POSITION) of the definition of SYMBOL.
TYPE is nil for a function, defvar or defface; FILE where to look."
  (cond ((not symbol) (error "You didn't specify a symbol"))
        ((null type) (if file
                         (find-function-search-for-symbol symbol nil file)
                       (find-function-noselect symbol)))
        ((eq type 'defvar) (find-variable-noselect symbol file))
        (t (find-function-search-for-symbol symbol type (or file (symbol-file symbol type))))))

(defun find-function-do-it (symbol type switch-fn)
  "Show the definition of SYMBOL, of TYPE, in a buffer that SWITCH-FN selects."
  (let ((place (find-definition-noselect symbol type)))
    (when place
      (funcall switch-fn (car place))
      (when (cdr place)
        (goto-char (cdr place)))
      (run-hooks 'find-function-after-hook))))

;;;###autoload
(defun find-function (function)
  "Show the definition of FUNCTION."
  (interactive "aFind function: ")
  (find-function-do-it function nil #'switch-to-buffer))

;;;###autoload
(defun find-variable (variable)
  "Show the definition of VARIABLE."
  (interactive "vFind variable: ")
  (find-function-do-it variable 'defvar #'switch-to-buffer))

(provide 'find-func)

;;; find-func.el ends here
