;;; generator.el --- functions that yield values one at a time -*- lexical-binding: t; -*-

;; The body of a generator is cut where it yields.  The pieces, called states,
;; are closures over common variables: `state' is the one to run next, `value'
;; what the piece before computed or what `iter-next' sent.  A variable bound in
;; the body becomes a common variable of its own.

;;; Code:

(require 'cl-bind)

(defvar macroexpand-all-environment)

;; The end of a sequence is no `error': a handler for errors must not take it.
(put 'iter-end-of-sequence 'error-conditions '(iter-end-of-sequence))
(put 'iter-end-of-sequence 'error-message "Iteration terminated")

(defvar generator--states nil "States made so far, (NAME . BODY).")
(defvar generator--vars nil "Common variables made so far.")
(defvar generator--wrappers nil
  "Functions that wrap the body of a state, the innermost first.")
(defvar generator--renamed nil "Alist of variables of the body and common ones.")
(defvar generator--state nil "The variable that holds the next state.")
(defvar generator--value nil "The variable that holds the current value.")
(defvar generator--yielded nil "The variable that says that a value was yielded.")
(defvar generator--cleanups nil "The variable that lists what to do on leaving.")

(defun generator--var (name)
  "Make a new common variable called NAME; return it."
  (let ((var (make-symbol (format "%s" name))))
    (setq generator--vars (cons var generator--vars))
    var))

(defun generator--add-state (body &optional name)
  "Make a state that evaluates the form BODY; return its NAME."
  (let ((name (or name (make-symbol "state"))))
    (dolist (wrapper generator--wrappers)
      (setq body (funcall wrapper body)))
    (setq generator--states (cons (cons name body) generator--states))
    name))

(defun generator--goto (next &rest settings)
  "Return a form that does SETTINGS, as in `setq', and makes NEXT the next state."
  `(setq ,@settings ,generator--state ,next))

(defun generator--yields-p (form)
  "Return t if the expanded FORM yields."
  (cond ((atom form) nil)
        ((memq (car form) '(quote function)) nil)
        ((eq (car form) 'generator--yield) t)
        (t (let ((found nil))
             (while (and (consp form) (not found))
               (setq found (generator--yields-p (car form))
                     form (cdr form)))
             found))))

(defun generator--rename (form)
  "Return the expanded FORM with the variables of the body renamed."
  (if (null generator--renamed)
      form
    (cl--walk form
              (lambda (symbol)
                (let ((entry (assq symbol generator--renamed)))
                  (if entry (cdr entry) symbol)))
              #'identity nil)))

(defun generator--cps (form next)
  "Return the state that evaluates the expanded FORM and goes on with NEXT."
  (if (not (generator--yields-p form))
      (generator--add-state
       (generator--goto next generator--value (generator--rename form)))
    (let ((head (car form)) (args (cdr form)))
      (cond
       ((eq head 'generator--yield)
        (generator--cps (car args)
                        (generator--add-state
                         (generator--goto next generator--yielded t))))
       ((eq head 'progn) (generator--cps-progn args next))
       ((eq head 'if)
        (let ((then (generator--cps (cadr args) next))
              (else (generator--cps-progn (cddr args) next)))
          (generator--cps (car args) (generator--branch then else))))
       ((eq head 'and)
        (generator--cps
         (car args)
         (if (cdr args)
             (generator--branch (generator--cps `(and ,@(cdr args)) next) next)
           next)))
       ((eq head 'or)
        (generator--cps
         (car args)
         (if (cdr args)
             (generator--branch next (generator--cps `(or ,@(cdr args)) next))
           next)))
       ((eq head 'cond) (generator--cps-cond args next))
       ((eq head 'while) (generator--cps-while args next))
       ((memq head '(let let*))
        (generator--cps-let (car args) (cdr args) (eq head 'let*) next))
       ((eq head 'setq) (generator--cps-setq args next))
       ((memq head '(prog1 prog2))
        (if (eq head 'prog2)
            (generator--cps `(progn ,(car args) (prog1 ,@(cdr args))) next)
          (let* ((saved (generator--var "saved"))
                 (end (generator--add-state
                       (generator--goto next generator--value saved)))
                 (rest (generator--cps-progn (cdr args) end)))
            (generator--cps (car args)
                            (generator--add-state
                             (generator--goto rest saved generator--value))))))
       ((eq head 'condition-case) (generator--cps-handlers args next))
       ((eq head 'unwind-protect) (generator--cps-unwind args next))
       ((eq head 'catch) (generator--cps-catch args next))
       ((or (special-form-p head) (not (symbolp head)))
        (error "Special form %S incorrect or not supported" form))
       (t (generator--cps-call head args next))))))

(defun generator--branch (then else)
  "Return a state that goes on with the state THEN or ELSE by the value."
  (generator--add-state
   `(setq ,generator--state (if ,generator--value ,then ,else))))

(defun generator--cps-progn (forms next)
  "Return the state that evaluates FORMS in order and goes on with NEXT."
  (if (null forms)
      (generator--add-state (generator--goto next generator--value nil))
    (dolist (form (reverse forms))
      (setq next (generator--cps form next)))
    next))

(defun generator--cps-cond (clauses next)
  "Return the state for `cond' with CLAUSES, which goes on with NEXT."
  (let ((clause (car clauses)))
    (cond ((null clauses) (generator--cps-progn nil next))
          ((null (cdr clause))
           (generator--cps `(or ,(car clause) (cond ,@(cdr clauses))) next))
          (t (generator--cps `(if ,(car clause) (progn ,@(cdr clause))
                                (cond ,@(cdr clauses)))
                             next)))))

(defun generator--cps-while (args next)
  "Return the state for `while' with ARGS, which goes on with NEXT."
  (let* ((entry (make-symbol "loop"))
         (end (generator--add-state (generator--goto next generator--value nil)))
         (body (generator--cps-progn (cdr args) entry))
         (test (generator--cps (car args) (generator--branch body end))))
    (generator--add-state (generator--goto test) entry)))

(defun generator--cps-let (bindings body sequential next)
  "Return the state for BODY with BINDINGS, one by one if SEQUENTIAL.
It goes on with NEXT."
  (let ((inner generator--renamed) (wrappers generator--wrappers)
        (steps nil))
    (dolist (binding bindings)
      (let* ((name (if (consp binding) (car binding) binding))
             (form (car (cdr-safe binding)))
             (var (generator--var name)))
        (setq steps (cons (list form var (if sequential inner generator--renamed))
                          steps))
        (if (special-variable-p name)
            (setq wrappers (cons (generator--dynamic-wrapper name var) wrappers))
          (setq inner (cons (cons name var) inner)))))
    (let ((start (let ((generator--renamed inner) (generator--wrappers wrappers))
                   (generator--cps-progn body next))))
      (dolist (step steps)
        (let ((generator--renamed (nth 2 step)))
          (setq start
                (generator--cps (car step)
                                (generator--add-state
                                 (generator--goto start (nth 1 step)
                                                  generator--value))))))
      start)))

(defun generator--dynamic-wrapper (name var)
  "Return a wrapper that binds the special variable NAME to the value of VAR."
  (lambda (body)
    `(let ((,name ,var))
       (unwind-protect ,body
         (setq ,var ,name)))))

(defun generator--cps-setq (pairs next)
  "Return the state for `setq' with PAIRS, which goes on with NEXT."
  (if (null pairs)
      next
    (let* ((rest (generator--cps-setq (cddr pairs) next))
           (var (or (cdr (assq (car pairs) generator--renamed)) (car pairs))))
      (generator--cps (cadr pairs)
                      (generator--add-state
                       (generator--goto rest var generator--value))))))

(defun generator--cps-call (function args next)
  "Return the state for a call of FUNCTION with ARGS, which goes on with NEXT."
  (let* ((vars (mapcar (lambda (_arg) (generator--var "arg")) args))
         (start (generator--add-state
                 (generator--goto next generator--value (cons function vars))))
         (pending (reverse (cl-mapcar #'cons vars args))))
    (dolist (pair pending)
      (setq start
            (generator--cps (cdr pair)
                            (generator--add-state
                             (generator--goto start (car pair) generator--value)))))
    start))

(defun generator--cps-handlers (args next)
  "Return the state for `condition-case' with ARGS, which goes on with NEXT."
  (let* ((var (car args))
         (common (generator--var (or var "error")))
         (handlers
          (mapcar (lambda (handler)
                    (let ((generator--renamed
                           (if var (cons (cons var common) generator--renamed)
                             generator--renamed)))
                      (cons (car handler)
                            (generator--cps-progn (cdr handler) next))))
                  (cddr args)))
         (success (assq :success handlers))
         (generator--wrappers
          (cons (lambda (body)
                  `(condition-case err ,body
                     ,@(mapcar (lambda (handler)
                                 `(,(car handler)
                                   (setq ,common err ,generator--state ,(cdr handler))))
                               (delq success (copy-sequence handlers)))))
                generator--wrappers)))
    (generator--cps (cadr args)
                    (if success
                        (generator--add-state
                         (generator--goto (cdr success) common generator--value))
                      next))))

(defun generator--cps-unwind (args next)
  "Return the state for `unwind-protect' with ARGS, which goes on with NEXT."
  (let* ((saved (generator--var "saved"))
         (cleanup (generator--var "cleanup"))
         (end (generator--add-state
               `(progn (setq ,saved ,generator--value
                             ,generator--cleanups (cdr ,generator--cleanups))
                       (funcall ,cleanup)
                       ,(generator--goto next generator--value saved))))
         (start (let ((generator--wrappers
                       (cons (lambda (body)
                               `(let ((ok nil))
                                  (unwind-protect (progn ,body (setq ok t))
                                    (unless ok
                                      (setq ,generator--cleanups
                                            (delq ,cleanup ,generator--cleanups))
                                      (funcall ,cleanup)))))
                             generator--wrappers)))
                  (generator--cps (car args) end))))
    (when (generator--yields-p (cons 'progn (cdr args)))
      (error "Yielding in the cleanup forms of `unwind-protect' is not supported"))
    (generator--add-state
     `(progn
        (setq ,cleanup (lambda () ,(generator--rename (macroexp-progn (cdr args)))))
        (setq ,generator--cleanups (cons ,cleanup ,generator--cleanups))
        ,(generator--goto start)))))

(defun generator--cps-catch (args next)
  "Return the state for `catch' with ARGS, which goes on with NEXT."
  (let* ((tag (generator--var "tag"))
         (start (let ((generator--wrappers
                       (cons (lambda (body)
                               `(let* ((ok nil)
                                       (thrown (catch ,tag ,body (setq ok t))))
                                  (unless ok
                                    ,(generator--goto next generator--value 'thrown))))
                             generator--wrappers)))
                  (generator--cps-progn (cdr args) next))))
    (generator--cps (car args)
                    (generator--add-state
                     (generator--goto start tag generator--value)))))

;;;; The macros.

(defun generator--make (body)
  "Return a form whose value is an iterator over what the forms BODY yield."
  (let* ((generator--states nil) (generator--vars nil) (generator--wrappers nil)
         (generator--renamed nil)
         (generator--state (make-symbol "state"))
         (generator--value (make-symbol "value"))
         (generator--yielded (make-symbol "yielded"))
         (generator--cleanups (make-symbol "cleanups"))
         (form (macroexpand-all
                `(cl-macrolet
                     ((iter-yield (value) (list 'generator--yield value))
                      (iter-yield-from (value) (generator--yield-from value)))
                   ,@body)
                macroexpand-all-environment))
         (end (generator--add-state
               `(signal 'iter-end-of-sequence ,generator--value)))
         (start (generator--cps form end)))
    `(let* (,generator--state ,generator--value ,generator--yielded
                              ,generator--cleanups
                              ,@(reverse generator--vars)
                              ,@(mapcar #'car generator--states))
       ,@(mapcar (lambda (state) `(setq ,(car state) (lambda () ,(cdr state))))
                 generator--states)
       (setq ,generator--state ,start)
       (lambda (operation sent)
         (if (eq operation :next)
             (let ((ok nil))
               (setq ,generator--value sent
                     ,generator--yielded nil)
               (unwind-protect
                   (progn
                     (while (not ,generator--yielded) (funcall ,generator--state))
                     (setq ok t)
                     ,generator--value)
                 (unless ok (setq ,generator--state #'generator--finished))))
           (setq ,generator--state #'generator--finished)
           (let ((last nil))
             (while ,generator--cleanups
               (let ((cleanup (car ,generator--cleanups)))
                 (setq ,generator--cleanups (cdr ,generator--cleanups)
                       last (funcall cleanup))))
             last))))))

(defun generator--finished ()
  "Signal that an iterator has no more values."
  (signal 'iter-end-of-sequence nil))

(defun generator--yield-from (form)
  "Return a form that yields all that the iterator FORM yields."
  (let ((iter (make-symbol "iter")) (sent (make-symbol "sent"))
        (got (make-symbol "got")) (done (make-symbol "done")))
    `(let ((,iter ,form) (,sent nil) (,got nil) (,done nil))
       (unwind-protect
           (while (not ,done)
             (condition-case err
                 (setq ,got (iter-next ,iter ,sent))
               (iter-end-of-sequence (setq ,sent (cdr err) ,done t)))
             (if ,done nil (setq ,sent (iter-yield ,got))))
         (iter-close ,iter))
       ,sent)))

(defmacro iter-make (&rest body)
  "Return an iterator over what BODY yields."
  (generator--make body))

(defmacro iter-defun (name arglist &rest body)
  "Define NAME as a function of ARGLIST that returns an iterator.
BODY yields values by `iter-yield'."
  (declare (indent defun) (doc-string 3))
  (let ((split (cl--split-body body)))
    `(defun ,name ,arglist ,@(car split) (iter-make ,@(cdr split)))))

(defmacro iter-lambda (arglist &rest body)
  "Return a function of ARGLIST that returns an iterator over what BODY yields."
  (declare (indent defun) (doc-string 2))
  `(lambda ,arglist (iter-make ,@body)))

(defun iter-next (iterator &optional value)
  "Return the next value of ITERATOR.
VALUE is what the `iter-yield' that it waits in returns.  Signal
`iter-end-of-sequence' when there is no more."
  (funcall iterator :next value))

(defun iter-close (iterator)
  "End ITERATOR, evaluating the cleanup forms that it is in."
  (funcall iterator :close nil))

(defun iter-yield (_value)
  "Yield a value; only within a generator."
  (error "`iter-yield' used outside a generator"))

(defun iter-yield-from (_value)
  "Yield the values of an iterator; only within a generator."
  (error "`iter-yield-from' used outside a generator"))

(defmacro iter-do (spec &rest body)
  "Evaluate BODY for each value of an iterator; SPEC is (VAR ITERATOR [RESULT])."
  (declare (indent 1))
  (let ((iter (make-symbol "iter")) (done (make-symbol "done"))
        (var (car spec)))
    `(let ((,var nil) (,iter ,(cadr spec)) (,done nil))
       (while (progn
                (condition-case err
                    (setq ,var (iter-next ,iter))
                  (iter-end-of-sequence (setq ,done (list (cdr err)))))
                (not ,done))
         ,@body)
       ,(if (nth 2 spec) (nth 2 spec) `(car ,done)))))

(defvar cps-inhibit-atomic-optimization nil
  "Kept for programs that set it.")

(defconst cps-standard-special-forms '(setq setq-default throw interactive)
  "Special forms that are functions as far as generators go.")

(defconst iter-empty (lambda (_op _val) (signal 'iter-end-of-sequence nil))
  "The iterator that yields nothing.")

(provide 'generator)
;;; generator.el ends here
