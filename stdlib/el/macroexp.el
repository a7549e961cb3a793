;;; macroexp.el --- helpers for writing macros -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; `macroexpand', `macroexpand-1' and `macroexpand-all' belong to the host.

(defun macroexp-progn (exps)
  "Return one expression that evaluates the list of expressions EXPS."
  (if (cdr exps) (cons 'progn exps) (car exps)))

(defun macroexp-unprogn (exp)
  "Return the list of expressions that EXP, perhaps a `progn', stands for."
  (cond ((eq (car-safe exp) 'progn) (or (cdr exp) '(nil)))
        (t (list exp))))

(defun macroexp-let* (bindings exp)
  "Return EXP inside a `let*' of BINDINGS, or EXP alone if there are none."
  (cond ((null bindings) exp)
        ((eq (car-safe exp) 'let*)
         `(let* (,@bindings ,@(cadr exp)) ,@(cddr exp)))
        (t `(let* ,bindings ,@(macroexp-unprogn exp)))))

(defun macroexp-if (test then else)
  "Return an expression for \"if TEST then THEN else ELSE\"."
  (let* ((head (car-safe else))
         (first (cons test (macroexp-unprogn then)))
         (rest (and (eq head 'if) (nthcdr 3 else))))
    (cond
     ((eq head 'if)
      (append (list 'cond first (cons (nth 1 else) (macroexp-unprogn (nth 2 else))))
              (if rest (list (cons t rest)))))
     ((eq head 'cond) (append (list 'cond first) (cdr else)))
     (t (append (list 'if test then) (and else (macroexp-unprogn else)))))))

(defmacro macroexp-let2 (test sym exp &rest body)
  "Bind SYM, while BODY builds an expression, to something evaluating as EXP.
That is EXP itself if the function TEST (default `macroexp-const-p') accepts
it, else a new variable that the expression then binds to EXP.  SYM may be
a list (VAR NAME) to choose the new variable's name."
  (declare (indent 3))
  (let ((value (make-symbol "exp"))
        (expsym (make-symbol "expsym"))
        (var (if (consp sym) (car sym) sym))
        (name (if (consp sym) (cadr sym) sym)))
    `(let* ((,value ,exp)
            (,expsym (if (,(or test 'macroexp-const-p) ,value)
                         ,value
                       (make-symbol ,(if (symbolp name)
                                         (symbol-name name)
                                       `(symbol-name ,name)))))
            (,var ,expsym))
       (elnet--macroexp-bind ,expsym ,value ,(macroexp-progn body)))))

(defun elnet--macroexp-bind (sym exp body)
  "Return BODY with SYM bound to EXP, unless SYM is EXP."
  (if (eq sym exp)
      body
    (macroexp-let* (list (list sym exp)) body)))

(defmacro macroexp-let2* (test bindings &rest body)
  "Do `macroexp-let2' with TEST for each of BINDINGS, (VAR EXP) or VAR."
  (declare (indent 2))
  (if (null bindings)
      (macroexp-progn body)
    (let ((b (car bindings)))
      `(macroexp-let2 ,test ,(if (consp b) (car b) b)
           ,(if (consp b) (cadr b) b)
         (macroexp-let2* ,test ,(cdr bindings) ,@body)))))

(defun macroexp-small-p (exp)
  "Return non-nil if EXP is short enough to appear several times."
  (let ((todo (list exp)) (room 10))
    (while (and todo (> room 0))
      (let ((x (pop todo)))
        (cond ((consp x)
               (when (cdr x) (push (cdr x) todo))
               (push (car x) todo))
              (t (setq room (1- room))))))
    (null todo)))

(defun macroexp-const-p (exp)
  "Return non-nil if EXP evaluates to the same constant every time."
  (cond ((consp exp)
         (or (eq (car exp) 'quote)
             (and (eq (car exp) 'function) (symbolp (car-safe (cdr exp))))))
        ((symbolp exp) (or (memq exp '(nil t)) (keywordp exp)))
        (t t)))

(defun macroexp-copyable-p (exp)
  "Return non-nil if EXP may be evaluated again at no cost or harm."
  (or (symbolp exp) (macroexp-const-p exp)))

(defun macroexp-quote (value)
  "Return an expression whose value is VALUE."
  (if (and (not (memq value '(nil t)))
           (or (consp value)
               (and (symbolp value) (not (keywordp value)))))
      (list 'quote value)
    value))

(defun macroexp-parse-body (body)
  "Split BODY into (DECLARATIONS . EXPRESSIONS).
The docstring, `declare' and `interactive' forms are declarations."
  (let ((decls nil))
    (while (and (cdr body)
                (or (and (stringp (car body)) (null decls))
                    (memq (car-safe (car body))
                          '(declare interactive cl-declare :documentation))))
      (push (pop body) decls))
    (when (memq (car-safe (car body)) '(declare interactive cl-declare))
      (push (pop body) decls))
    (cons (nreverse decls) body)))

(defun macroexp-macroexpand (form env)
  "Expand the macro call FORM in environment ENV until it is no macro call."
  (macroexpand form env))

(defun macroexp-compiling-p ()
  "Return nil: code is never being byte-compiled."
  nil)

(defun macroexp-file-name ()
  "Return the name of the file being loaded, or nil."
  load-file-name)

(defun macroexp-warn-and-return (msg form &optional compile-only arg)
  "Return FORM; there is no compiler to show the warning MSG.
COMPILE-ONLY and ARG do not count, except that what follows Emacs 28 has an
argument in front of MSG."
  (ignore arg)
  (if (stringp msg) form compile-only))

(defun macroexp--warn-and-return (msg form &optional compile-only)
  "Old name of `macroexp-warn-and-return', taking MSG FORM COMPILE-ONLY."
  (macroexp-warn-and-return msg form compile-only))

(defun macroexp--fgrep (bindings sexp)
  "Return those of BINDINGS, an alist, whose car occurs in SEXP."
  (let ((found nil) (todo (list sexp)) (left bindings) (seen 0))
    (while (and todo left (< seen 100000))
      (let ((x (pop todo)))
        (setq seen (1+ seen))
        (cond ((consp x) (push (cdr x) todo) (push (car x) todo))
              ((vectorp x) (setq todo (append x todo)))
              (t (let ((b (assq x left)))
                   (when b
                     (push b found)
                     (setq left (remq b left))))))))
    found))

(defun internal-macroexpand-for-load (form full-p)
  "Return FORM expanded as `load' does, wholly if FULL-P is non-nil."
  (if full-p (macroexpand-all form) (macroexpand form)))

(provide 'macroexp)
;;; macroexp.el ends here
