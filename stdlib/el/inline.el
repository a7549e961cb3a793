;;; inline.el --- functions that say how to inline themselves -*- lexical-binding: t; -*-

;; `define-inline' defines a plain function from a body that is written in
;; terms of code: nothing here compiles calls, so nothing is inlined.

;;; Code:

(defun inline--unquote (form)
  "Return FORM with each (\\, EXP) in it replaced by EXP."
  (cond ((not (consp form)) form)
        ((and (eq (car form) '\,) (consp (cdr form))) (cadr form))
        (t (let ((parts nil))
             (while (and (consp form) (not (eq (car form) '\,)))
               (push (inline--unquote (car form)) parts)
               (setq form (cdr form)))
             (nconc (nreverse parts) (inline--unquote form))))))

(defun inline--letevals (vars &rest body)
  "Return the code for `inline-letevals' with VARS and BODY."
  (let ((bindings (delq nil (mapcar (lambda (var) (and (consp var) var)) vars))))
    (if bindings `(let* ,bindings ,@body) (macroexp-progn body))))

(defconst inline--macros
  '((inline-quote . inline--unquote)
    (inline-letevals . inline--letevals)
    (inline-const-p . (lambda (_exp) t))
    (inline-const-val . identity)
    (inline-error . (lambda (&rest args) `(error ,@args))))
  "What the macros for use in `define-inline' expand to.")

;;;###autoload
(defmacro define-inline (name args &rest body)
  "Define the function NAME with ARGS by BODY.
In BODY `inline-quote' makes the code to run, into which \\=, puts other code;
`inline-letevals' evaluates arguments once."
  (declare (indent defun) (doc-string 3))
  (let ((head nil))
    (while (and (cdr body)
                (or (stringp (car body))
                    (memq (car-safe (car body)) '(declare interactive))))
      (push (pop body) head))
    `(defun ,name ,args
       ,@(nreverse head)
       ,(macroexpand-all (macroexp-progn body)
                         (append inline--macros
                                 macroexpand-all-environment)))))

(defmacro inline-quote (_exp)
  "Make the code EXP, in `define-inline' only."
  (error "inline-quote can only be used within define-inline"))

(defmacro inline-const-p (_exp)
  "Return non-nil if the value of EXP is known, in `define-inline' only."
  (error "inline-const-p can only be used within define-inline"))

(defmacro inline-const-val (_exp)
  "Return the known value of EXP, in `define-inline' only."
  (error "inline-const-val can only be used within define-inline"))

(defmacro inline-error (_format &rest _args)
  "Signal an error, in `define-inline' only."
  (error "inline-error can only be used within define-inline"))

(defmacro inline-letevals (_vars &rest _body)
  "Evaluate VARS once around the code of BODY, in `define-inline' only."
  (declare (indent 1))
  (error "inline-letevals can only be used within define-inline"))

(provide 'inline)
;;; inline.el ends here
