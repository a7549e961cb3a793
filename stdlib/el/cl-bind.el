;;; cl-bind.el --- Common Lisp macros: local functions and places -*- lexical-binding: t; -*-

;;; Code:

(require 'cl-macs)

(defvar macroexpand-all-environment)

;;;; A walker over fully expanded code.

(defun cl--walk (form visit-symbol visit-function shadowed)
  "Return the expanded FORM with variables and function names replaced.
VISIT-SYMBOL is called with each variable that is not in the list SHADOWED and
returns its replacement; VISIT-FUNCTION with each name in a `function' form.
A variable that is set becomes a place for `setf'."
  (cond
   ((symbolp form)
    (if (or (null form) (eq form t) (keywordp form) (memq form shadowed))
        form
      (funcall visit-symbol form)))
   ((atom form) form)
   (t
    (let ((head (car form))
          (each (lambda (forms)
                  (cl--walk-list forms visit-symbol visit-function shadowed))))
      (cond
       ((eq head 'quote) form)
       ((eq head 'function)
        (if (eq (car-safe (cadr form)) 'lambda)
            (let ((args (cadr (cadr form))))
              `(function
                (lambda ,args
                  ,@(cl--walk-body (cddr (cadr form)) visit-symbol visit-function
                                   (append (remq '&rest (remq '&optional args))
                                           shadowed)))))
          (funcall visit-function form)))
       ((memq head '(let let*))
        (let ((inner shadowed) (bindings nil))
          (dolist (binding (cadr form))
            (let ((var (if (consp binding) (car binding) binding))
                  (val (and (consp binding)
                            (cl--walk (cadr binding) visit-symbol visit-function
                                      (if (eq head 'let) shadowed inner)))))
              (setq inner (cons var inner)
                    bindings (cons (list var val) bindings))))
          `(,head ,(nreverse bindings)
                  ,@(cl--walk-list (cddr form) visit-symbol visit-function inner))))
       ((eq head 'setq)
        (cl--walk-setq (cdr form) visit-symbol visit-function shadowed))
       ((eq head 'cond)
        (cons 'cond (mapcar each (cdr form))))
       ((eq head 'condition-case)
        (let ((inner (if (cadr form) (cons (cadr form) shadowed) shadowed)))
          `(condition-case ,(cadr form)
               ,(cl--walk (nth 2 form) visit-symbol visit-function shadowed)
             ,@(mapcar (lambda (handler)
                         (cons (car handler)
                               (cl--walk-list (cdr handler) visit-symbol
                                              visit-function inner)))
                       (nthcdr 3 form)))))
       ((memq head '(interactive declare)) form)
       ((memq head '(defvar defconst setq-default))
        (cons head (cons (cadr form) (funcall each (cddr form)))))
       ((consp head) (cons (cl--walk head visit-symbol visit-function shadowed)
                           (funcall each (cdr form))))
       (t (cons head (funcall each (cdr form)))))))))

(defun cl--walk-list (forms visit-symbol visit-function shadowed)
  "Return FORMS after `cl--walk' on each, with the same arguments."
  (let ((result nil))
    (while (consp forms)
      (setq result (cons (cl--walk (car forms) visit-symbol visit-function shadowed)
                         result)
            forms (cdr forms)))
    (nreverse result)))

(defun cl--walk-body (body visit-symbol visit-function shadowed)
  "Return the function body BODY after `cl--walk', its preamble left alone."
  (let ((split (cl--split-body body)))
    (append (car split)
            (cl--walk-list (cdr split) visit-symbol visit-function shadowed))))

(defun cl--walk-setq (pairs visit-symbol visit-function shadowed)
  "Return the code for `setq' of PAIRS after `cl--walk'."
  (let ((plain t) (forms nil))
    (while pairs
      (let* ((var (car pairs))
             (place (if (memq var shadowed) var (funcall visit-symbol var)))
             (val (cl--walk (cadr pairs) visit-symbol visit-function shadowed)))
        (if (eq place var)
            (setq forms (cons `(setq ,var ,val) forms))
          (setq plain nil)
          (setq forms (cons (macroexpand-all `(setf ,place ,val)
                                             macroexpand-all-environment)
                            forms))))
      (setq pairs (cddr pairs)))
    (setq forms (nreverse forms))
    (if plain
        (cons 'setq (apply #'append (mapcar #'cdr forms)))
      (macroexp-progn forms))))

(defmacro cl-symbol-macrolet (bindings &rest body)
  "Evaluate BODY with the symbols of BINDINGS, ((NAME EXPANSION)...), replaced."
  (declare (indent 1))
  (if (null bindings)
      (macroexp-progn body)
    (let ((expansions (mapcar (lambda (binding)
                                (cons (car binding) (cadr binding)))
                              bindings)))
      (cl--walk (macroexpand-all (macroexp-progn body) macroexpand-all-environment)
                (lambda (symbol)
                  (let ((entry (assq symbol expansions)))
                    (if entry
                        (macroexpand-all (cdr entry) macroexpand-all-environment)
                      symbol)))
                #'identity
                nil))))

(defmacro cl-macrolet (bindings &rest body)
  "Evaluate BODY with the local macros BINDINGS, ((NAME ARGS FORMS...)...)."
  (declare (indent 1))
  (let ((env macroexpand-all-environment))
    (dolist (binding bindings)
      (let ((lambda (cl--transform-lambda (cadr binding) (cddr binding)
                                          (car binding) (car binding))))
        (setq env (cons (cons (car binding) (eval `(function (lambda ,@lambda)) t))
                        env))))
    (macroexpand-all (macroexp-progn body) env)))

;;;; Local functions.

(defun cl--local-expand (body locals &optional env)
  "Return BODY expanded with calls of LOCALS, ((NAME . VAR)...), through VAR.
ENV has more local macros."
  (setq env (append env macroexpand-all-environment))
  (dolist (local locals)
    (let ((var (cdr local)))
      (setq env (cons (cons (car local)
                            (lambda (&rest args) (cons 'funcall (cons var args))))
                      env))))
  (let ((form (macroexpand-all (macroexp-progn body) env)))
    (if (cl--names-function-p form locals)
        (cl--walk form #'identity
                  (lambda (form)
                    (let ((local (assq (cadr form) locals)))
                      (if local (cdr local) form)))
                  nil)
      form)))

(defun cl--names-function-p (form locals)
  "Return non-nil if FORM has #\\='NAME for a name in LOCALS."
  (let ((found nil))
    (while (and (consp form) (not found))
      (setq found (if (eq (car form) 'function)
                      (and (consp (cdr form))
                           (or (and (symbolp (cadr form)) (assq (cadr form) locals))
                               (cl--names-function-p (cadr form) locals)))
                    (and (consp (car form))
                         (cl--names-function-p (car form) locals)))
            form (cdr form)))
    found))

(defun cl--local-function (binding)
  "Return the function form in BINDING, (NAME EXPR) or (NAME ARGS BODY...)."
  (if (and (null (cddr binding)) (consp (cdr binding))
           (not (cl--arglist-only-p (cadr binding))))
      (cadr binding)
    `(cl-function (lambda ,@(cdr binding)))))

(defun cl--arglist-only-p (form)
  "Return t if FORM, alone in a binding, is the argument list of an empty body."
  (null form))

(defun cl--local-var (name)
  "Return a new variable for the local function NAME."
  (make-symbol (format "--cl-%s--" name)))

(defmacro cl-flet (bindings &rest body)
  "Evaluate BODY with local functions BINDINGS, which do not see each other.
Each is (NAME ARGS FORMS...) or (NAME EXPR), EXPR giving a function."
  (declare (indent 1))
  (let ((locals nil) (lets nil))
    (dolist (binding bindings)
      (let ((var (cl--local-var (car binding))))
        (setq locals (cons (cons (car binding) var) locals)
              lets (cons (list var (cl--local-function binding)) lets))))
    `(let ,(nreverse lets)
       ,@(macroexp-unprogn (cl--local-expand body locals)))))

(defmacro cl-flet* (bindings &rest body)
  "Like `cl-flet' with BINDINGS and BODY, but each sees those before it."
  (declare (indent 1))
  (dolist (binding (reverse bindings) (macroexp-progn body))
    (setq body `((cl-flet (,binding) ,@body)))))

(defmacro cl-labels (bindings &rest body)
  "Evaluate BODY with local functions BINDINGS, which may call each other.
A call of itself at the end of a function becomes a loop."
  (declare (indent 1))
  (let ((locals (mapcar (lambda (binding)
                          (cons (car binding) (cl--local-var (car binding))))
                        bindings))
        (sets nil))
    (dolist (binding bindings)
      (let* ((var (cdr (assq (car binding) locals)))
             (form (cl--local-expand (list (cl--local-function binding)) locals)))
        (setq sets (cons var (cons (cl--loop-self-calls var form) sets)))
        (setq sets (cons (cadr sets) (cons (car sets) (cddr sets))))))
    `(let ,(mapcar #'cdr locals)
       (setq ,@(nreverse sets))
       ,@(macroexp-unprogn (cl--local-expand body locals)))))

(defun cl--loop-self-calls (var form)
  "Return FORM, #\\='(lambda ...), with final calls of VAR turned into a loop."
  (if (not (and (eq (car-safe form) 'function)
                (eq (car-safe (cadr form)) 'lambda)
                (not (memq '&rest (cadr (cadr form))))))
      form
    (let* ((lambda (cadr form))
           (args (cadr lambda))
           (vars (remq '&optional args))
           (split (cl--split-body (cddr lambda)))
           (outer (mapcar (lambda (v) (make-symbol (symbol-name v))) vars))
           (result (make-symbol "result"))
           (state (vector var outer result nil
                          (length (cl-ldiff args (memq '&optional args)))))
           (body (and (not (cl--any-special-p vars))
                      (cl--tail-body (cdr split) state))))
      (if (not (aref state 3))
          form
        `(function
          (lambda ,(let ((names outer))
                     (mapcar (lambda (arg)
                               (if (eq arg '&optional)
                                   arg
                                 (prog1 (car names) (setq names (cdr names)))))
                             args))
            ,@(car split)
            (let (,result)
              (while (let ,(cl-mapcar #'list vars outer) ,@body))
              ,result)))))))

(defun cl--any-special-p (vars)
  "Return t if one of the symbols VARS is a special variable."
  (let ((found nil))
    (dolist (var vars) (when (special-variable-p var) (setq found t)))
    found))

(defun cl--tail-body (forms state)
  "Return FORMS with the last one treated by `cl--tail-form' with STATE."
  (if forms
      (append (butlast forms) (list (cl--tail-form (car (last forms)) state)))
    '(nil)))

(defun cl--tail-form (form state)
  "Return FORM, the last one of a loop body, rewritten to say how to go on.
It returns non-nil to loop, or stores its value and returns nil.
STATE is [SELF VARS RESULT FOUND REQUIRED]."
  (let ((head (car-safe form)))
    (cond
     ((and (eq head 'funcall) (eq (cadr form) (aref state 0))
           (<= (aref state 4) (length (cddr form)) (length (aref state 1))))
      (aset state 3 t)
      (let ((sets nil) (args (cddr form)))
        (dolist (var (aref state 1))
          (setq sets (cons (car args) (cons var sets))
                args (cdr args)))
        `(progn ,@(and sets `((setq ,@(nreverse sets)))) t)))
     ((eq head 'progn) (cons 'progn (cl--tail-body (cdr form) state)))
     ((eq head 'if)
      `(if ,(cadr form)
           ,(cl--tail-form (nth 2 form) state)
         ,@(cl--tail-body (nthcdr 3 form) state)))
     ((eq head 'cond)
      (cons 'cond
            (mapcar (lambda (clause)
                      (if (cdr clause)
                          (cons (car clause) (cl--tail-body (cdr clause) state))
                        `((setq ,(aref state 2) ,(car clause)) nil)))
                    (cdr form))))
     ((and (eq head 'and) (cddr form))
      `(if (and ,@(butlast (cdr form)))
           ,(cl--tail-form (car (last form)) state)))
     ((and (eq head 'or) (cddr form))
      `(if (setq ,(aref state 2) (or ,@(butlast (cdr form))))
           nil
         ,(cl--tail-form (car (last form)) state)))
     ((and (memq head '(let let*))
           (not (cl--any-special-p
                 (mapcar (lambda (binding)
                           (if (consp binding) (car binding) binding))
                         (cadr form)))))
      `(,head ,(cadr form) ,@(cl--tail-body (cddr form) state)))
     (t `(progn (setq ,(aref state 2) ,form) nil)))))

;;;; Places and multiple values.

(defmacro cl-callf (func place &rest args)
  "Store into PLACE what FUNC returns for its value followed by ARGS."
  (declare (indent 2))
  (let ((call (lambda (getter)
                (if (symbolp func)
                    `(,func ,getter ,@args)
                  `(funcall ,(if (eq (car-safe func) 'lambda) `#',func func)
                            ,getter ,@args)))))
    (if (symbolp place)
        `(setq ,place ,(funcall call place))
      (gv-letplace (getter setter) place
        (funcall setter (funcall call getter))))))

(defmacro cl-callf2 (func arg1 place &rest args)
  "Store into PLACE what FUNC returns for ARG1, its value, and ARGS."
  (declare (indent 3))
  (let ((call (lambda (arg1 getter)
                (if (symbolp func)
                    `(,func ,arg1 ,getter ,@args)
                  `(funcall ,(if (eq (car-safe func) 'lambda) `#',func func)
                            ,arg1 ,getter ,@args)))))
    (if (symbolp place)
        `(setq ,place ,(funcall call arg1 place))
      (macroexp-let2 nil first arg1
        (gv-letplace (getter setter) place
          (funcall setter (funcall call first getter)))))))

(defmacro cl-psetf (&rest pairs)
  "Set each place in PAIRS, PLACE VALUE..., after all values are known."
  (if (= (logand (length pairs) 1) 1)
      (error "Odd number of arguments to cl-psetf"))
  (let ((form nil) (rest (reverse pairs)))
    (while rest
      (setq form `(setf ,(cadr rest)
                        ,(if form `(prog1 ,(car rest) ,form) (car rest)))
            rest (cddr rest)))
    `(progn ,form nil)))

(defmacro cl-psetq (&rest pairs)
  "Set each variable in PAIRS, VAR VALUE..., after all values are known."
  (cons 'cl-psetf pairs))

(defmacro cl-shiftf (place &rest places)
  "Shift the values of PLACES to the left into PLACE; return the first.
The last of PLACES is only a value."
  (cond ((null places) place)
        ((symbolp place)
         `(prog1 ,place (setq ,place (cl-shiftf ,@places))))
        (t (gv-letplace (getter setter) place
             `(prog1 ,getter ,(funcall setter `(cl-shiftf ,@places)))))))

(defmacro cl-rotatef (&rest places)
  "Rotate the values of PLACES to the left."
  (if (null (cdr places))
      (car places)
    (let ((first (make-symbol "first")))
      `(let ((,first ,(car places)))
         ,(if (symbolp (car places))
              `(setq ,(car places) (cl-shiftf ,@(cdr places) ,first))
            `(setf ,(car places) (cl-shiftf ,@(cdr places) ,first)))
         nil))))

(defmacro cl-remf (place tag)
  "Remove the property TAG from the property list in PLACE; t if it was there."
  (gv-letplace (getter setter) place
    (macroexp-let2 nil key tag
      (let ((list (make-symbol "list")))
        `(let ((,list ,getter))
           (if (eq ,key (car ,list))
               (progn ,(funcall setter `(cddr ,list)) t)
             (cl--do-remf ,list ,key)))))))

(defun cl--do-remf (plist tag)
  "Remove TAG, not the first, and its value from PLIST; return t if it was there."
  (let ((tail (cdr plist)))
    (while (and (cdr tail) (not (eq (cadr tail) tag)))
      (setq tail (cddr tail)))
    (and (cdr tail)
         (progn (setcdr tail (cdr (cddr tail))) t))))

(defmacro cl-letf (bindings &rest body)
  "Evaluate BODY with the places of BINDINGS, (PLACE VALUE), set for a while.
\(PLACE) alone only saves and restores."
  (declare (indent 1))
  (let ((plain t))
    (dolist (binding bindings)
      (unless (symbolp (if (consp binding) (car binding) binding)) (setq plain nil)))
    (if plain
        `(let ,(mapcar (lambda (binding)
                         (if (and (consp binding) (cdr binding))
                             binding
                           (let ((name (if (consp binding) (car binding) binding)))
                             (list name name))))
                       bindings)
           ,@body)
      (cl--letf bindings nil nil body))))

(defun cl--letf (bindings saves lets body)
  "Return the code of `cl-letf' for BINDINGS around BODY.
SAVES is a reversed list of (SETTER OLD HAS-NEW NEW) treated already, LETS a
reversed list of plain bindings."
  (if bindings
      (let* ((binding (car bindings))
             (place (if (consp binding) (car binding) binding))
             (given (and (consp binding) (cdr binding))))
        (if (symbolp place)
            (cl--letf (cdr bindings) saves
                      (cons (list place (if given (cadr binding) place)) lets)
                      body)
          (gv-letplace (getter setter) place
            (macroexp-let2 nil new (and given (cadr binding))
              (let ((old (make-symbol "old")))
                `(let ((,old ,getter))
                   ,(cl--letf (cdr bindings)
                              (cons (list setter old (and given t) new) saves)
                              lets body)))))))
    (let ((form `(unwind-protect
                     (progn
                       ,@(delq nil
                               (mapcar (lambda (save)
                                         (and (nth 2 save)
                                              (funcall (car save) (nth 3 save))))
                                       (reverse saves)))
                       ,@body)
                   ,@(mapcar (lambda (save) (funcall (car save) (cadr save)))
                             saves))))
      (if lets `(let ,(reverse lets) ,form) form))))

(defmacro cl-letf* (bindings &rest body)
  "Like `cl-letf' with BINDINGS and BODY, but bind one after another."
  (declare (indent 1))
  (if (null bindings)
      (macroexp-progn body)
    `(cl-letf (,(car bindings))
       ,@(if (cdr bindings) `((cl-letf* ,(cdr bindings) ,@body)) body))))

(defmacro cl-progv (symbols values &rest body)
  "Evaluate BODY with the SYMBOLS dynamically bound to VALUES, both computed."
  (declare (indent 2))
  `(cl--progv ,symbols ,values (lambda () ,@body)))

(defun cl--progv (symbols values function)
  "Call FUNCTION with SYMBOLS dynamically bound to VALUES."
  (let ((bindings nil))
    (while symbols
      (setq bindings (cons (list (car symbols) (list 'quote (car values))) bindings)
            symbols (cdr symbols)
            values (cdr values)))
    (eval `(let ,(nreverse bindings) (funcall ',function)) nil)))

(defmacro cl-multiple-value-bind (vars form &rest body)
  "Bind VARS to the elements of the list FORM around BODY."
  (declare (indent 2))
  (let ((list (make-symbol "values")) (i -1))
    `(let* ((,list ,form)
            ,@(mapcar (lambda (var) (list var `(nth ,(setq i (1+ i)) ,list))) vars))
       ,@body)))

(defmacro cl-multiple-value-setq (vars form)
  "Set VARS to the elements of the list FORM; return the first."
  (declare (indent 1))
  (if (null vars)
      `(progn ,form nil)
    (let ((list (make-symbol "values")) (i 0))
      `(let ((,list ,form))
         (prog1 (setq ,(car vars) (car ,list))
           ,@(mapcar (lambda (var) `(setq ,var (nth ,(setq i (1+ i)) ,list)))
                     (cdr vars)))))))

(provide 'cl-bind)
;;; cl-bind.el ends here
