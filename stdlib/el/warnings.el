;;; warnings.el --- warnings -*- lexical-binding: t -*-

;; They are messages: there is no window that could show them.

;;; Code:

(defvar warning-levels
  '((:emergency "Emergency%s: " ding)
    (:error "Error%s: ")
    (:warning "Warning%s: ")
    (:debug "Debug%s: "))
  "The levels of severity, the worst first: (LEVEL FORMAT [FUNCTION]).
%s in FORMAT is replaced by the type of the warning.")

(defvar warning-level-aliases
  '((emergency . :emergency) (error . :error) (warning . :warning)
    (notice . :warning) (info . :warning) (critical . :emergency)
    (alarm . :emergency))
  "Alist of old names of levels.")

(defvar warning-minimum-level :warning "The mildest level that is shown.")
(defvar warning-minimum-log-level :warning "The mildest level that is logged.")
(defvar warning-suppress-log-types nil
  "List of types, lists of symbols, whose warnings are not logged.")
(defvar warning-suppress-types nil
  "List of types, lists of symbols, whose warnings are not shown at once.")
;;;###autoload
(defvar warning-prefix-function nil
  "Function that may change how a level is shown, or nil.
It gets a level and its element of `warning-levels', and returns the latter.")
;;;###autoload
(defvar warning-series nil "Non-nil while warnings belong together.")
;;;###autoload
(defvar warning-fill-prefix nil "Prefix to fill warnings with, or nil.")
(defvar warning-fill-column 78 "Column to fill warnings to.")
;;;###autoload
(defvar warning-type-format " (%s)" "Format of the type of a warning.")

(defun warning-numeric-level (level)
  "Return a number for LEVEL, greater if it is worse."
  (length (memq (or (assq level warning-levels) (list level)) warning-levels)))

(defun warning-suppress-p (type suppress-list)
  "Return non-nil if TYPE, a symbol or a list of them, begins as an element of
SUPPRESS-LIST."
  (let ((type (if (listp type) type (list type))) (found nil))
    (dolist (prefix suppress-list found)
      (when (equal prefix (butlast type (- (length type) (length prefix))))
        (setq found t)))))

;;;###autoload
(defun display-warning (type message &optional level buffer-name)
  "Show the warning MESSAGE about TYPE, a symbol or a list of them.
LEVEL is :emergency, :error, :warning (the default) or :debug.
Return t if the warning is not logged, because of `warning-minimum-log-level' or
`warning-suppress-log-types'."
  (when (assq level warning-level-aliases)
    (let ((new (cdr (assq level warning-level-aliases))))
      (warn "Warning level `%s' is obsolete; use `%s' instead" level new)
      (setq level new)))
  (unless level (setq level :warning))
  (or (< (warning-numeric-level level)
         (warning-numeric-level warning-minimum-log-level))
      (warning-suppress-p type warning-suppress-log-types)
      (let ((entry (assq level warning-levels))
            (buffer (get-buffer-create (or buffer-name "*Warnings*"))))
        (with-current-buffer buffer
          (unless (derived-mode-p 'special-mode)
            (special-mode))
          (let ((inhibit-read-only t) start)
            (goto-char (point-max))
            (when (and warning-series (symbolp warning-series))
              (let ((begin (point-marker)))
                (if (functionp warning-series) (funcall warning-series))
                (setq warning-series begin)))
            (or (bolp) (insert "\n"))
            (setq start (point))
            (when warning-prefix-function
              (setq entry (funcall warning-prefix-function level entry)))
            (insert (format (nth 1 entry)
                            (format warning-type-format (if (consp type) (car type) type)))
                    message)
            (insert "\n")
            (unless (or (null warning-fill-prefix) (string-match-p "\n" message))
              (let ((fill-column warning-fill-column) (fill-prefix warning-fill-prefix))
                (fill-region start (point-max))))
            (prog1 (message "%s" (buffer-substring-no-properties start (1- (point))))
              (goto-char (point-min))))))))

;;;###autoload
(defun lwarn (type level message &rest args)
  "Show a warning of LEVEL about TYPE; MESSAGE is filled in with ARGS."
  (display-warning type (apply #'format-message message args) level))

;;;###autoload
(defun warn (message &rest args)
  "Show a warning; MESSAGE is filled in with ARGS."
  (display-warning 'emacs (apply #'format-message message args)))

(defvar display-warning-minimum-level :warning
  "Old name of `warning-minimum-level'.")
(defvaralias 'display-warning-minimum-level 'warning-minimum-level)
(defvar log-warning-minimum-level :warning
  "Old name of `warning-minimum-log-level'.")
(defvaralias 'log-warning-minimum-level 'warning-minimum-log-level)

(defun warning-suppress-action (button)
  "Let the warnings of the type that BUTTON has no longer be shown."
  (customize-save-variable 'warning-suppress-types
                           (cons (list (button-get button 'warning-type))
                                 warning-suppress-types)))

(defun warning-suppress-log-action (button)
  "Let the warnings of the type that BUTTON has no longer be logged."
  (customize-save-variable 'warning-suppress-log-types
                           (cons (list (button-get button 'warning-type))
                                 warning-suppress-types)))

(provide 'warnings)
;;; warnings.el ends here
