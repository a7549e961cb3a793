;;; library-check.el --- what a name of the library is here  -*- lexical-binding: t; -*-

;; Evaluated by ../library_test.go.

;;; Code:

(defun library-check (feature name)
  "Return what NAME, of FEATURE, is: \"KIND VARIABLE/ARITY\".
KIND is function, macro or none; VARIABLE is nothing if it has no value."
  (let ((symbol (intern name)) (feature (intern feature)))
    (require feature nil t)
    (let ((function (and (fboundp symbol) (indirect-function symbol))))
      (when (autoloadp function)
        (setq function (autoload-do-load function symbol)))
      (let* ((macro (eq (car-safe function) 'macro))
             (arity (and function (func-arity (if macro (cdr function) function)))))
        (format "%s %s/%s"
                (cond (macro 'macro) (function 'function) (t 'none))
                (if (boundp symbol) 'variable "")
                (if function (format "%s %s" (car arity) (cdr arity)) ""))))))

;;; library-check.el ends here
