;;; nadvice.el --- put functions around functions -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;;
;; A piece of advice in force is a closure, a key of the weak table
;; `advice--table', whose value there tells what it is made of:
;;   [HOW FUNCTION NEXT PROPS]
;; where NEXT is the function advised, perhaps again a piece of advice.
;; A named function has its advice in its function cell; its own definition
;; is at the end of the chain, where `defalias' puts a new one.

(defvar advice--table (make-hash-table :test 'eq :weakness 'key)
  "Table from the pieces of advice in force to what they are made of.")

(defconst advice--hows
  '(:around :before :after :override :after-until :after-while
            :before-until :before-while :filter-args :filter-return)
  "The ways in which a piece of advice can be combined with a function.")

(defun advice--p (object)
  "Return non-nil if OBJECT is a function with a piece of advice."
  (and (functionp object) (not (symbolp object))
       (gethash object advice--table)
       t))

(defun advice--car (advice)
  "Return the function that ADVICE adds."
  (aref (gethash advice advice--table) 1))
(defun advice--cdr (advice)
  "Return the function that ADVICE was added to."
  (aref (gethash advice advice--table) 2))
(defun advice--props (advice)
  "Return the properties of ADVICE, an alist."
  (aref (gethash advice advice--table) 3))
(defun advice--how (advice)
  "Return how ADVICE combines its functions, a keyword."
  (aref (gethash advice advice--table) 0))
(defalias 'advice--where #'advice--how)

(defun advice--cd*r (function)
  "Return FUNCTION without the advice around it."
  (while (advice--p function)
    (setq function (advice--cdr function)))
  function)

(defun advice--closure (how f next)
  "Return a function that combines F with NEXT as HOW says."
  (cond
   ((eq how :around) (lambda (&rest args) (apply f next args)))
   ((eq how :before) (lambda (&rest args) (apply f args) (apply next args)))
   ((eq how :after)
    (lambda (&rest args) (prog1 (apply next args) (apply f args))))
   ((eq how :override) (lambda (&rest args) (apply f args)))
   ((eq how :after-until)
    (lambda (&rest args) (or (apply next args) (apply f args))))
   ((eq how :after-while)
    (lambda (&rest args) (and (apply next args) (apply f args))))
   ((eq how :before-until)
    (lambda (&rest args) (or (apply f args) (apply next args))))
   ((eq how :before-while)
    (lambda (&rest args) (and (apply f args) (apply next args))))
   ((eq how :filter-args)
    (lambda (&rest args) (apply next (funcall f args))))
   ((eq how :filter-return)
    (lambda (&rest args) (funcall f (apply next args))))
   (t (error "Unknown add-function location `%S'" how))))

(defun advice--make (how f next props)
  "Return F combined with NEXT as HOW says, with PROPS.
If NEXT is advised from farther outside, as `depth' in the properties
tells, F goes inside that."
  (if (and (advice--p next)
           (> (advice--depth props)
              (advice--depth (advice--props next))))
      (advice--make-1 (advice--how next) (advice--car next)
                      (advice--make how f (advice--cdr next) props)
                      (advice--props next))
    (advice--make-1 how f next props)))

(defun advice--make-1 (how f next props)
  "Return F combined with NEXT as HOW says, outside all other advice."
  (let ((closure (advice--command (advice--closure how f next) f next)))
    (puthash closure (vector how f next props) advice--table)
    closure))

(defun advice--interactive-form (function)
  "Return the interactive form of FUNCTION without loading its file."
  (cond ((null function) nil)
        ((not (and (symbolp function) (autoloadp (indirect-function function))))
         (interactive-form function))
        ((commandp function) '(interactive nil))))

(defun advice--command (combined f next)
  "Return COMBINED as a command if F or NEXT, of which it is made, is one.
An interactive form of F goes before that of NEXT; if it is a function, it is
called with what stands in that of NEXT."
  (let ((outer (advice--interactive-form f))
        (inner (advice--interactive-form next)))
    (if (not (or outer inner))
        combined
      (let* ((spec (cadr (or outer inner)))
             (args (if (and outer (functionp spec))
                       `(funcall ',spec ',(cadr inner))
                     spec)))
        (eval `(lambda (&rest args) (interactive ,args) (apply ',combined args))
              t)))))

(defun advice--make-docstring (symbol)
  "Return the docstring of SYMBOL, whose definition has advice, and tell of that."
  (let* ((advised (advice--symbol-function symbol))
         (plain (advice--cd*r advised))
         (own (get symbol 'advice--documentation))
         (doc (or (cond ((stringp own) own)
                        (own (eval own t))
                        (plain (documentation plain t)))
                  ""))
         (usage (help-split-fundoc doc symbol))
         (lines nil))
    (advice-function-mapc
     (lambda (f _props)
       (setq lines
             (cons (format-message "This function has %s advice: %s"
                                   (advice--how advised)
                                   (if (symbolp f) (format-message "`%S'." f)
                                     (or (documentation f t) "")))
                   lines)
             advised (advice--cdr advised)))
     advised)
    (help-add-fundoc-usage
     (concat (if usage (cdr usage) doc)
             (and lines "\n\n")
             (mapconcat #'identity (nreverse lines) "\n"))
     (if usage (car usage) (help-function-arglist plain)))))

(defun advice--depth (props)
  "Return the depth that the alist PROPS gives, default 0."
  (or (cdr (assq 'depth props)) 0))

(defun advice--same-p (advice function use-name)
  "Return non-nil if the piece ADVICE is that of FUNCTION.
FUNCTION may also be its name, if USE-NAME only that."
  (let ((name (cdr (assq 'name (advice--props advice)))))
    (if use-name
        (equal function name)
      (or (equal function (advice--car advice))
          (and name (equal function name))))))

(defun advice--member-p (function use-name definition)
  "Return non-nil if FUNCTION is among the advice around DEFINITION.
USE-NAME is as in `advice--same-p'."
  (let ((found nil))
    (while (and (not found) (advice--p definition))
      (setq found (advice--same-p definition function use-name)
            definition (advice--cdr definition)))
    (and found t)))

(defun advice--rebuild (definition tail keep)
  "Return DEFINITION's advice around TAIL, leaving out what KEEP rejects.
KEEP is called with each piece.  If TAIL is t, use the function advised."
  (if (not (advice--p definition))
      (if (eq tail t) definition tail)
    (let* ((next (advice--cdr definition))
           (new (advice--rebuild next tail keep)))
      (cond ((not (funcall keep definition)) new)
            ((eq new next) definition)
            (t (advice--make-1 (advice--how definition)
                               (advice--car definition)
                               new (advice--props definition)))))))

(defun advice--remove-function (definition function)
  "Return DEFINITION without the advice FUNCTION, a function or its name."
  (advice--rebuild definition t
                   (lambda (advice)
                     (not (advice--same-p advice function nil)))))

(defun advice--add-to (definition how function props)
  "Return DEFINITION with FUNCTION added as HOW says, with PROPS.
A piece with the same name, or for lack of one the same function, goes."
  (let* ((name (assq 'name props))
         (known (if name (cdr name) function)))
    (when (advice--member-p known (and name t) definition)
      (setq definition
            (advice--rebuild definition t
                             (lambda (advice)
                               (not (advice--same-p advice known
                                                    (and name t)))))))
    (advice--make how function definition props)))

(defun advice-function-member-p (advice function-def)
  "Return non-nil if ADVICE, a function or its name, is in FUNCTION-DEF."
  (advice--member-p advice nil function-def))

(defun advice-function-mapc (f function-def)
  "Call F with each piece of advice in FUNCTION-DEF and its properties."
  (while (advice--p function-def)
    (funcall f (advice--car function-def) (advice--props function-def))
    (setq function-def (advice--cdr function-def))))

;;; Functions in places

(defvar advice--buffer-local-function-sample nil
  "Placeholder for the default value in a buffer-local function.")

(defun advice--set-buffer-local (var val)
  "Set the buffer-local value of VAR to VAL, or drop it if nothing is left."
  (if (eq (get var 'advice--buffer-local) val)
      (kill-local-variable var)
    (set (make-local-variable var) val)))

(defun advice--buffer-local (var)
  "Return the buffer-local value of VAR, or a call of its default value."
  (if (local-variable-p var)
      (symbol-value var)
    (or (get var 'advice--buffer-local)
        (put var 'advice--buffer-local
             (lambda (&rest args) (apply (default-value var) args))))))

(defun advice--normalize-place (place)
  "Return the place that PLACE stands for in `add-function'."
  (pcase place
    (`(var ,variable . ,_) variable)
    (`(local . ,arguments) (cons 'advice--buffer-local arguments))
    ((pred symbolp) (list 'default-value (list 'quote place)))
    (_ place)))

(defmacro add-function (how place function &optional props)
  "Combine FUNCTION with the function in PLACE as HOW says.
PLACE may be (local VAR), (var VAR) or a variable, which means its default
value.  PROPS is an alist with `name' and `depth'.  HOW is one of
`:around', `:before', `:after', `:override', `:after-until',
`:after-while', `:before-until', `:before-while', `:filter-args' and
`:filter-return'."
  `(advice--add-function ,how (gv-ref ,(advice--normalize-place place))
                         ,function ,props))

(defun advice--add-function (how ref function props)
  "Combine FUNCTION with the function that REF refers to.
HOW and PROPS are as in `add-function'."
  (setf (gv-deref ref)
        (advice--add-to (gv-deref ref) how function props)))

(defmacro remove-function (place function)
  "Remove FUNCTION, a function or its name, from the one in PLACE."
  `(advice--remove-from (gv-ref ,(advice--normalize-place place)) ,function))

(defun advice--remove-from (ref function)
  "Remove FUNCTION, a function or its name, from the one that REF refers to."
  (let* ((whole (gv-deref ref))
         (rest (advice--remove-function whole function)))
    (or (eq rest whole)
        (setf (gv-deref ref) rest))))

;;; Named functions

(defun advice--symbol-function (symbol)
  "Return the advised definition of SYMBOL, set aside or in force."
  (or (get symbol 'advice--pending)
      (advice--strip-macro (symbol-function symbol))))

(defun advice--strip-macro (x)
  "Return the function of the definition X, of a macro or not."
  (if (eq 'macro (car-safe x)) (cdr x) x))

(defun advice--defalias-fset (symbol newdef &optional outer)
  "Define SYMBOL as NEWDEF inside the advice it has.
OUTER is that advice if it is not in force now."
  (let ((advised (or outer (advice--symbol-function symbol)))
        (macro (eq 'macro (car-safe newdef))))
    (if (or (null newdef) (autoloadp newdef))
        ;; Nothing to call yet: the advice waits for a real definition.
        (progn
          (put symbol 'advice--pending advised)
          (fset symbol newdef))
      (let ((wrapped (advice--rebuild advised (advice--strip-macro newdef)
                                      #'always)))
        (put symbol 'advice--pending nil)
        (fset symbol (if macro (cons 'macro wrapped) wrapped))))))

(defun advice-add (symbol how function &optional props)
  "Advise the function named SYMBOL with FUNCTION, as HOW says.
HOW and PROPS are as in `add-function'.  SYMBOL need not be defined yet."
  (let* ((def (symbol-function symbol))
         (outer (advice--add-to (if (or (get symbol 'advice--pending)
                                        (and def (not (autoloadp def))))
                                    (advice--symbol-function symbol)
                                  nil)
                                how function props)))
    (put symbol 'defalias-fset-function #'advice--defalias-fset)
    (let ((doc (get symbol 'function-documentation)))
      (unless (eq (car-safe doc) 'advice--make-docstring)
        (put symbol 'advice--documentation doc)
        (put symbol 'function-documentation `(advice--make-docstring ',symbol))))
    (cond
     ((or (null def) (autoloadp def))
      (put symbol 'advice--pending outer))
     ((eq 'macro (car-safe def))
      (fset symbol (cons 'macro outer)))
     (t (fset symbol outer))))
  nil)

(defun advice-remove (symbol function)
  "Remove the advice FUNCTION, a function or its name, from SYMBOL."
  (let* ((def (symbol-function symbol))
         (pending (get symbol 'advice--pending))
         (old (advice--symbol-function symbol))
         (new (advice--remove-function old function)))
    (unless (eq new old)
      (cond
       (pending
        (put symbol 'advice--pending (and (advice--p new) new)))
       ((eq 'macro (car-safe def)) (fset symbol (cons 'macro new)))
       (t (fset symbol new))))
    (unless (or (advice--p new)
                (not (eq (get symbol 'defalias-fset-function)
                         #'advice--defalias-fset)))
      (put symbol 'defalias-fset-function nil)))
  nil)

(defun advice-member-p (advice symbol)
  "Return non-nil if ADVICE, a function or its name, advises SYMBOL."
  (advice-function-member-p advice (advice--symbol-function symbol)))

(defun advice-mapc (f symbol)
  "Call F with each piece of advice of SYMBOL and its properties."
  (advice-function-mapc f (advice--symbol-function symbol)))

(defun advice--unadvised (symbol)
  "Return the definition that SYMBOL has without its advice."
  (advice--cd*r (advice--strip-macro (symbol-function symbol))))

(defmacro define-advice (symbol args &rest body)
  "Define a function of advice and add it to SYMBOL.
ARGS is (HOW LAMBDA-LIST [NAME [DEPTH]]).  The function, whose body is
BODY, is called SYMBOL@NAME, or is anonymous if there is no NAME."
  (declare (indent 2) (doc-string 3))
  (unless (listp args)
    (signal 'wrong-type-argument (list 'listp args)))
  (unless (<= 2 (length args) 4)
    (signal 'wrong-number-of-arguments (list 2 4 (length args))))
  (pcase-let ((`(,how ,parameters ,name ,depth) args))
    (let* ((full (and name (intern (format "%s@%s" symbol name))))
           (add (list 'advice-add `',symbol how
                      `#',(or full `(lambda ,parameters ,@body)))))
      (when depth
        (setq add (append add `('((depth . ,depth))))))
      `(prog1 ,@(and full `((defun ,full ,parameters ,@body)))
         ,add))))

(defun advice-eval-interactive-spec (spec)
  "Return the arguments that the `interactive' spec SPEC asks for."
  (if (not (stringp spec))
      (eval spec)
    (call-interactively (list 'lambda '(&rest given) (list 'interactive spec) 'given))))

(provide 'nadvice)
;;; nadvice.el ends here
