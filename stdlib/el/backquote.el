;;; backquote.el --- backquote by its long names -*- lexical-binding: t; -*-

;;; Code:

(defconst backquote-backquote-symbol '\` "The symbol that stands for a backquote.")
(defconst backquote-unquote-symbol '\, "The symbol that stands for a comma.")
(defconst backquote-splice-symbol '\,@ "The symbol that stands for a comma and an at sign.")

(defmacro backquote (structure)
  "Return STRUCTURE with the values of what a comma stands before."
  (list '\` structure))

(defun backquote-list*-function (first &rest list)
  "Return a list of FIRST and LIST, whose last element is the tail."
  (apply #'cl-list* first list))

(defmacro backquote-list*-macro (first &rest list)
  "Return a form for a list of FIRST and LIST, whose last element is the tail."
  (let* ((elements (reverse (cons first list))) (form (car elements)))
    (dolist (each (cdr elements) form)
      (setq form (list 'cons each form)))))

(defalias 'backquote-list* (symbol-function 'backquote-list*-macro))

(provide 'backquote)
;;; backquote.el ends here
