;;; let-alist.el --- name the values of an alist -*- lexical-binding: t; -*-

(defun let-alist--dots (form)
  "Return an alist of the symbols in FORM that begin with a dot.
Each is paired with the symbol its name has after the dot."
  (let ((todo (list form)) (found nil))
    (while todo
      (let ((x (pop todo)))
        (cond
         ((vectorp x) (setq todo (append x todo)))
         ((eq (car-safe x) 'let-alist)
          ;; The body of an inner `let-alist' is its own affair.
          (push (cadr x) todo))
         ((consp x) (push (cdr x) todo) (push (car x) todo))
         ((symbolp x)
          (let ((name (symbol-name x)))
            (when (and (string-match "\\`\\." name)
                       (> (length name) 1)
                       (not (assq x found)))
              (push (cons x (intern (substring name 1))) found)))))))
    found))

(defun let-alist--access (symbol variable)
  "Return the expression for SYMBOL, a.b.c, in the alist that is VARIABLE.
If its name begins with a dot, it is returned as the symbol it names."
  (let ((name (symbol-name symbol)))
    (if (string-match "\\`\\." name)
        ;; Two dots stand for a symbol with one.
        symbol
      (let ((form variable))
        (dolist (key (split-string name "\\."))
          (setq form `(cdr (assq ',(intern key) ,form))))
        form))))

;;;###autoload
(defmacro let-alist (alist &rest body)
  "Run BODY, in which .KEY is the value of the symbol KEY in ALIST.
.KEY1.KEY2 looks up KEY2 in the value of KEY1."
  (declare (indent 1))
  (let* ((whole (make-symbol "alist"))
         (bindings nil))
    (pcase-dolist (`(,dotted . ,name) (reverse (delete-dups (let-alist--dots body))))
      (push (list dotted (let-alist--access name whole)) bindings))
    (list 'let (list (list whole alist))
          `(let ,bindings ,@body))))

(provide 'let-alist)
;;; let-alist.el ends here
