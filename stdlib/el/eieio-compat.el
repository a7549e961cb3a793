;;; eieio-compat.el --- `defgeneric' and `defmethod' of old programs -*- lexical-binding: t; -*-

;;; Code:

(require 'eieio)

;;;###autoload
(defmacro defgeneric (method _args &optional doc-string)
  "Make METHOD a generic function; an old macro, see `cl-defgeneric'."
  (declare (obsolete cl-defgeneric "25.1") (doc-string 3))
  `(progn
     (cl-generic-ensure-function ',method 'noerror)
     (cl--generic-install (cl--generic ',method))
     ,@(and doc-string `((put ',method 'function-documentation ,doc-string)))
     ',method))

;;;###autoload
(defmacro defmethod (method &rest args)
  "Define METHOD; an old macro, see `cl-defmethod'.
ARGS is [KEY] ARGLIST BODY.  KEY is :before, :after, :primary or :static; the
last kind also takes the name of the class in place of an object.  The next
method is called by `call-next-method'.

\(fn METHOD [KEY] ARGLIST &rest BODY)"
  (declare (obsolete cl-defmethod "25.1") (doc-string 3) (indent defun))
  (let* ((key (and (symbolp (car args)) (car args)
                   (prog1 (intern (downcase (symbol-name (car args))))
                     (setq args (cdr args)))))
         (arglist (car args))
         (body (cdr args))
         (doc (and (stringp (car body)) (cdr body) (list (car body))))
         (code `(,@doc
                 (cl-flet ((call-next-method (&rest args)
                             (apply #'cl-call-next-method args))
                           (next-method-p () (cl-next-method-p)))
                   ,@(if doc (cdr body) body))))
         (qualifiers (and (memq key '(:before before :after after))
                          (list (if (memq key '(:before before)) :before :after)))))
    (if (not (memq key '(:static static)))
        `(cl-defmethod ,method ,@qualifiers ,arglist ,@code)
      `(progn
         (cl-defmethod ,method ,arglist ,@code)
         ,@(and (consp (car arglist))
                `((cl-defmethod ,method ((,(caar arglist) (subclass ,(cadar arglist)))
                                         ,@(cdr arglist))
                    ,@code)))
         ',method))))

(provide 'eieio-compat)
;;; eieio-compat.el ends here
