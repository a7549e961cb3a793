;;; thunk.el --- values computed when they are needed -*- lexical-binding: t; -*-

(defmacro thunk-delay (&rest body)
  "Return a thunk: a function that runs BODY the first time it is called.
Called with a non-nil argument it tells whether that has happened."
  (let ((forced (make-symbol "forced"))
        (value (make-symbol "value")))
    `(let ((,forced nil) (,value nil))
       (lambda (&optional check)
         (if check
             ,forced
           (unless ,forced
             (setq ,value (progn ,@body))
             (setq ,forced t))
           ,value)))))

(defun thunk-force (delayed)
  "Return the value of the thunk DELAYED, computing it if need be."
  (funcall delayed))

(defun thunk-evaluated-p (delayed)
  "Return t if the value of the thunk DELAYED has been computed."
  (funcall delayed t))

(defun thunk--bind (bindings body)
  "Return BODY inside lazy BINDINGS, each seeing the ones before."
  (if (null bindings)
      (macroexp-progn body)
    (let* ((b (car bindings))
           (var (if (consp b) (car b) b))
           (thunk (make-symbol (format "%s-thunk" var))))
      (when (and (consp b) (cddr b))
        (signal 'error (cons "`let' bindings can have only one value-form"
                             b)))
      `(let ((,thunk (thunk-delay ,(if (consp b) (cadr b)))))
         (cl-symbol-macrolet ((,var (thunk-force ,thunk)))
           ,(thunk--bind (cdr bindings) body))))))

(defmacro thunk-let (bindings &rest body)
  "Run BODY with variables bound as BINDINGS say, computed on first use."
  (declare (indent 1))
  (require 'cl-lib)
  (let ((temps nil))
    ;; Like `let': no value sees another of the variables.
    (let ((outer (mapcar (lambda (b)
                           (let ((temp (make-symbol "thunk")))
                             (push temp temps)
                             (when (and (consp b) (cddr b))
                               (signal 'error
                                       (cons "`let' bindings can have only one value-form"
                                             b)))
                             `(,temp (thunk-delay
                                      ,(if (consp b) (cadr b))))))
                         bindings)))
      (setq temps (nreverse temps))
      `(let ,outer
         (cl-symbol-macrolet
             ,(mapcar (lambda (b)
                        (list (if (consp b) (car b) b)
                              `(thunk-force ,(pop temps))))
                      bindings)
           ,@body)))))

(defmacro thunk-let* (bindings &rest body)
  "Like `thunk-let' with BINDINGS and BODY; values see earlier variables."
  (declare (indent 1))
  (require 'cl-lib)
  (thunk--bind bindings body))

(provide 'thunk)
;;; thunk.el ends here
