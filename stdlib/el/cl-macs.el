;;; cl-macs.el --- Common Lisp macros: functions, blocks, bindings -*- lexical-binding: t; -*-

;;; Code:

(require 'cl-lib)

(defvar macroexpand-all-environment)
(defvar cl--active-blocks nil
  "Blocks around the form being expanded, innermost first.
Each element is [NAME TAG USED].")

;;;; Lambda lists.

(defun cl--plain-arglist-p (args)
  "Return t if the host's own `lambda' understands the argument list ARGS."
  (let ((ok t))
    (while (and ok (consp args))
      (let ((arg (car args)))
        (cond ((memq arg '(&optional &rest)) nil)
              ((or (not (symbolp arg)) (null arg)
                   (memq arg '(&body &key &aux &whole &environment
                                     &allow-other-keys)))
               (setq ok nil))))
      (setq args (cdr args)))
    (and ok (null args))))

(defun cl--proper-arglist (args)
  "Return ARGS with a dotted tail rewritten as a &rest argument."
  (if (null (cdr (last args)))
      args
    (let ((copy (cl-copy-list args)))
      (let ((tail (last copy)))
        (setcdr tail (list '&rest (cdr tail))))
      copy)))

(defun cl--pop-form (var)
  "Return a form that takes the first element off the list in VAR."
  `(prog1 (car ,var) (setq ,var (cdr ,var))))

(defun cl--too-few (name args)
  "Signal that the pattern called NAME found only the list ARGS."
  (signal 'wrong-number-of-arguments (list name (length args))))

(defun cl--check-length (args n name)
  "Return ARGS if it has N elements; signal an error about NAME otherwise."
  (if (= (length args) n)
      args
    (signal 'wrong-number-of-arguments (list name (length args)))))

(defun cl--too-many (name n extra)
  "Signal that N arguments of NAME were followed by the list EXTRA."
  (signal 'wrong-number-of-arguments (list name (+ n (length extra)))))

(defun cl--bind-one (target form state)
  "Add a binding of TARGET, a symbol or a pattern, to FORM into STATE."
  (if (listp target)
      (let* ((target (cl--proper-arglist target))
             (var (if (memq '&rest target)
                      (let ((rest (cadr (memq '&rest target))))
                        (if (symbolp rest) rest (make-symbol "--cl-rest--")))
                    (make-symbol "--cl-rest--"))))
        (cl--add-binding var form state)
        (cl--bind-pattern target var state))
    (cl--add-binding target form state)))

(defun cl--add-binding (var form state)
  "Put (VAR FORM) into the bindings held by STATE."
  (aset state 0 (cons (list var form) (aref state 0))))

(defun cl--add-check (form state)
  "Put the check FORM into STATE."
  (aset state 1 (cons form (aref state 1))))

(defun cl--bind-pattern (args var state)
  "Take the list held by variable VAR apart as the lambda list ARGS says.
STATE is [BINDINGS CHECKS NAME], the first two in reverse order."
  (let* ((args (cl--proper-arglist args))
         (name (aref state 2))
         (open (or (memq '&optional args) (memq '&rest args) (memq '&key args)
                   (memq '&body args)))
         (count 0))
    (when (eq (car args) '&whole)
      (cl--bind-one (cadr args) var state)
      (setq args (cddr args)))
    (let ((env (memq '&environment args)))
      (when env
        (cl--add-binding (cadr env) 'macroexpand-all-environment state)
        (setq args (append (cl-ldiff args env) (cddr env)))))
    (if open
        (setq count (cl--bind-required args var state))
      (setq count (cl--bind-exact args var state)))
    (while (and args (not (memq (car args) '(&optional &rest &body &key &aux))))
      (setq args (cdr args)))
    (when (eq (car args) '&optional)
      (setq args (cdr args))
      (while (and args (not (memq (car args) '(&rest &body &key &aux))))
        (setq count (1+ count))
        (cl--bind-optional (car args) var state)
        (setq args (cdr args))))
    (let ((tail (memq (car args) '(&rest &body))))
      (when tail
        (unless (eq (cadr args) var)
          (when (cadr args) (cl--bind-one (cadr args) var state)))
        (setq args (cddr args)))
      (cond ((eq (car args) '&key)
             (setq args (cl--bind-keys (cdr args) var state)))
            ((and open (not tail))
             (cl--add-check `(if ,var (cl--too-many ',name ,count ,var)) state))))
    (when (eq (car args) '&aux)
      (setq args (cdr args))
      (while args
        (if (consp (car args))
            (cl--bind-one (caar args) (cadr (car args)) state)
          (cl--add-binding (car args) nil state))
        (setq args (cdr args))))
    (when args (error "Malformed argument list ends with: %S" args))))

(defun cl--bind-exact (args var state)
  "Bind the required arguments at the start of ARGS, which has no others.
The list in VAR must have just so many elements.  Return their number."
  (let ((required nil) (i 0))
    (while (and args (not (memq (car args) '(&aux))))
      (setq required (cons (car args) required)
            args (cdr args)))
    (setq required (nreverse required))
    (let ((n (length required)))
      (if (null required)
          (cl--add-check `(if ,var (cl--too-many ',(aref state 2) 0 ,var)) state)
        (dolist (target required)
          (cl--bind-one target
                        (cond ((= i 0)
                               `(car (cl--check-length ,var ,n ',(aref state 2))))
                              ((= i 1) `(car (cdr ,var)))
                              (t `(nth ,i ,var)))
                        state)
          (setq i (1+ i))))
      n)))

(defun cl--bind-required (args var state)
  "Bind the required arguments at the start of ARGS, popping them off VAR.
Return their number."
  (let ((n 0))
    (while (and args (not (memq (car args) '(&optional &rest &body &key &aux))))
      (cl--bind-one (car args)
                    `(if ,var ,(cl--pop-form var)
                       (cl--too-few ',(aref state 2) ,var))
                    state)
      (setq n (1+ n)
            args (cdr args)))
    n))

(defun cl--bind-optional (spec var state)
  "Bind the optional argument SPEC from the list in VAR."
  (let ((target (if (consp spec) (car spec) spec))
        (default (if (consp spec) (cadr spec)))
        (given (if (consp spec) (nth 2 spec))))
    (when given
      (cl--add-binding given `(and ,var t) state))
    (cl--bind-one target
                  `(if ,var ,(cl--pop-form var) ,@(and default (list default)))
                  state)))

(defun cl--bind-keys (args var state)
  "Bind the keyword arguments ARGS from the property list in VAR.
Return what follows them."
  (let ((keys nil))
    (while (and args (not (memq (car args) '(&aux &allow-other-keys &rest &body &optional &key))))
      (let* ((spec (car args))
             (head (if (consp spec) (car spec) spec))
             (target (if (consp head) (cadr head) head))
             (key (if (consp head)
                      (car head)
                    (let ((name (symbol-name head)))
                      (intern (concat ":" (if (eq (aref name 0) ?_)
                                              (substring name 1)
                                            name))))))
             (default (if (consp spec) (cadr spec)))
             (given (if (consp spec) (nth 2 spec)))
             (quoted (if (keywordp key) key (list 'quote key))))
        (setq keys (cons key keys))
        (cond (given
               (cl--add-binding given `(plist-member ,var ,quoted) state)
               (cl--bind-one target
                             `(if ,given
                                  (prog1 (car (cdr ,given)) (setq ,given t))
                                ,default)
                             state))
              ((null default)
               (cl--bind-one target `(plist-get ,var ,quoted) state))
              (t
               (let ((cell (make-symbol "cell")))
                 (cl--add-binding cell `(plist-member ,var ,quoted) state)
                 (cl--bind-one target `(if ,cell (car (cdr ,cell)) ,default)
                               state)))))
      (setq args (cdr args)))
    (if (eq (car args) '&allow-other-keys)
        (setq args (cdr args))
      (cl--add-check `(if ,var (cl--check-keys ,var ',(nreverse keys))) state))
    args))

(defun cl--split-body (body)
  "Return (PREAMBLE . FORMS) of the function body BODY.
The preamble is a docstring and `declare' and `interactive' forms."
  (let ((preamble nil))
    (while (and body
                (or (and (stringp (car body)) (cdr body)
                         (not (cl--any-string-p preamble)))
                    (memq (car-safe (car body)) '(declare interactive cl-declare))))
      (setq preamble (cons (car body) preamble)
            body (cdr body)))
    (cons (nreverse preamble) body)))

(defun cl--any-string-p (list)
  "Return t if LIST has a string."
  (let ((found nil))
    (while list
      (if (stringp (car list)) (setq found t list nil) (setq list (cdr list))))
    found))

(defun cl--usage-args (args &optional optional)
  "Return the lambda list ARGS with its variables in upper case.
With OPTIONAL, lists in it are variables with default values."
  (cond ((consp args)
         (cons (let ((arg (car args)))
                 (cond ((and (consp arg) (not optional)) (cl--usage-args arg))
                       ((consp arg)
                        (if (consp (car arg))
                            (if (keywordp (caar arg))
                                (cons (list (caar arg)
                                            (cl--usage-args (cadr (car arg))))
                                      (cdr arg))
                              (cl--usage-args arg))
                          (cons (cl--usage-args (car arg)) (cdr arg))))
                       (t (cl--usage-args arg))))
               (cl--usage-args (cdr args)
                               (or optional (memq (car args) '(&optional &key &aux))))))
        ((null args) nil)
        ((and (symbolp args) (> (length (symbol-name args)) 0))
         (let ((name (symbol-name args)))
           (cond ((eq (aref name 0) ?&) args)
                 (t (make-symbol (upcase (if (eq (aref name 0) ?_)
                                             (substring name 1)
                                           name)))))))
        (t args)))

(defun cl--add-usage (preamble args)
  "Return PREAMBLE with a note of the lambda list ARGS in its docstring."
  (let* ((aux (memq '&aux args))
         (print-gensym nil) (print-quoted t) (print-circle nil)
         (usage (format "\n\n(fn%s"
                        (let ((text (prin1-to-string
                                     (cl--usage-args
                                      (if aux (cl-ldiff args aux) args)))))
                          (if (string= text "nil")
                              ")"
                            (concat " " (replace-regexp-in-string
                                         "['`\\]" "\\\\=\\&" (substring text 1)))))))
         (doc nil)
         (others nil))
    (dolist (form preamble)
      (if (stringp form) (setq doc form) (setq others (cons form others))))
    (cons (if (and doc (string-search "\n\n(fn" doc)) doc (concat doc usage))
          (nreverse others))))

(defun cl--transform-lambda (args body name &optional block)
  "Rewrite the full lambda list ARGS over BODY into (ARGS . BODY) of a `lambda'.
NAME stands for the function in errors.  If BLOCK, wrap the body in the block
BLOCK."
  (let* ((split (cl--split-body body))
         (preamble (car split))
         (forms (if block `((cl-block ,block ,@(cdr split))) (cdr split))))
    (if (cl--plain-arglist-p args)
        (cons args (append preamble forms))
      (let ((full (cl--proper-arglist args))
            (simple nil) (optional nil) (done nil) (rest nil)
            (state (vector nil nil name)))
        ;; What the host's lambda can take itself stays there.
        (setq args full)
        (while (and args (not done))
          (let ((arg (car args)))
            (cond ((eq arg '&optional)
                   (setq optional t)
                   (setq simple (cons arg simple)))
                  ((and (symbolp arg) arg
                        (not (memq arg '(&rest &body &key &aux &whole
                                               &environment))))
                   (setq simple (cons arg simple)))
                  ((and optional (consp arg) (symbolp (car arg))
                        (null (cadr arg)) (null (nth 2 arg)))
                   (setq simple (cons (car arg) simple)))
                  (t (setq done t)))
            (unless done (setq args (cdr args)))))
        (when (eq (car simple) '&optional) (setq simple (cdr simple)))
        (when args
          (let ((tail (or (memq '&rest args) (memq '&body args))))
            (setq rest (if (and tail (symbolp (cadr tail)) (cadr tail))
                           (cadr tail)
                         (make-symbol "--cl-rest--"))))
          (let ((count (length (remq '&optional simple))))
            (unless (eq (car args) '&aux)
              (setq simple (cons rest (cons '&rest simple))))
            (cond ((eq (car args) '&aux)
                   (cl--bind-aux (cdr args) state))
                  (t
                   (cl--bind-pattern
                    (if (and optional
                             (not (memq (car args) '(&rest &body &key))))
                        (cons '&optional args)
                      args)
                    rest state)
                   (cl--shift-counts state count)))))
        (cons (nreverse simple)
              (append (cl--add-usage preamble full)
                      (if (aref state 0)
                          `((let* ,(nreverse (aref state 0))
                              ,@(nreverse (aref state 1))
                              ,@forms))
                        (append (nreverse (aref state 1)) forms))))))))

(defun cl--bind-aux (args state)
  "Bind the auxiliary variables ARGS."
  (dolist (arg args)
    (if (consp arg)
        (cl--bind-one (car arg) (cadr arg) state)
      (cl--add-binding arg nil state))))

(defun cl--shift-counts (state n)
  "Add N, the arguments bound by the host, to the counts in the checks of STATE."
  (dolist (check (aref state 1))
    (when (eq (car-safe (nth 2 check)) 'cl--too-many)
      (let ((call (nth 2 check)))
        (setcar (cddr call) (+ n (nth 2 call)))))))

(defmacro cl-defun (name args &rest body)
  "Define NAME as a function with the Common Lisp lambda list ARGS.
BODY is enclosed in a block called NAME."
  (declare (doc-string 3) (indent 2))
  `(defun ,name ,@(cl--transform-lambda args body name name)))

(defmacro cl-defsubst (name args &rest body)
  "Define NAME like `cl-defun'; the hint that calls may be inlined is ignored."
  (declare (doc-string 3) (indent 2))
  `(defun ,name ,@(cl--transform-lambda args body name name)))

(defmacro cl-defmacro (name args &rest body)
  "Define NAME as a macro with the Common Lisp lambda list ARGS.
BODY is enclosed in a block called NAME."
  (declare (doc-string 3) (indent 2))
  `(defmacro ,name ,@(cl--transform-lambda args body name name)))

(defmacro cl-iter-defun (name args &rest body)
  "Define NAME as a generator with the Common Lisp lambda list ARGS."
  (declare (doc-string 3) (indent 2))
  (require 'generator)
  (let* ((lambda (cl--transform-lambda args body name))
         (split (cl--split-body (cdr lambda))))
    `(defun ,name ,(car lambda) ,@(car split)
       (iter-make (cl-block ,name ,@(cdr split))))))

(defmacro cl-function (func)
  "Return the function FUNC; if a `lambda' form, its arguments may be complex."
  (if (eq (car-safe func) 'lambda)
      `(function (lambda ,@(cl--transform-lambda (cadr func) (cddr func)
                                                 'cl-none)))
    `(function ,func)))

(defmacro cl-destructuring-bind (args expr &rest body)
  "Bind the variables in the lambda list ARGS to the parts of EXPR around BODY."
  (declare (indent 2))
  (let* ((args (cl--proper-arglist args))
         (tail (or (memq '&rest args) (memq '&body args)))
         (var (if (and tail (cadr tail) (symbolp (cadr tail))
                       (not (eq (car args) '&whole)))
                  (cadr tail)
                (make-symbol "--cl-rest--")))
         (state (vector nil nil args)))
    (cl--add-binding var expr state)
    (cl--bind-pattern args var state)
    `(let* ,(nreverse (aref state 0))
       ,@(nreverse (aref state 1))
       ,@body)))

;;;; Blocks.

(defun cl--block-name (name)
  "Return the tag thrown to when no block NAME is in sight."
  (intern (format "--cl-block-%s--" name)))

(defmacro cl-block (name &rest body)
  "Evaluate BODY; `cl-return-from' NAME in it leaves it with a value.
There is a `catch' only if BODY has such a form."
  (declare (indent 1))
  (let* ((block (vector name (make-symbol (format "--cl-block-%s--" name)) nil))
         (expansion
          (let ((cl--active-blocks (cons block cl--active-blocks)))
            (macroexpand-all (macroexp-progn body) macroexpand-all-environment))))
    (if (aref block 2)
        `(catch ',(aref block 1) ,@(macroexp-unprogn expansion))
      expansion)))

(defmacro cl-return (&optional result)
  "Leave the innermost block called nil with the value RESULT."
  `(cl-return-from nil ,result))

(defmacro cl-return-from (name &optional result)
  "Leave the innermost block called NAME with the value RESULT."
  (declare (indent 1))
  (let ((blocks cl--active-blocks))
    (while (and blocks (not (eq (aref (car blocks) 0) name)))
      (setq blocks (cdr blocks)))
    (when blocks (aset (car blocks) 2 t))
    `(throw ',(if blocks (aref (car blocks) 1) (cl--block-name name)) ,result)))

(defmacro cl-dolist (spec &rest body)
  "Like `dolist' with SPEC and BODY, inside a block called nil."
  (declare (indent 1))
  `(cl-block nil (dolist ,spec ,@body)))

(defmacro cl-dotimes (spec &rest body)
  "Like `dotimes' with SPEC and BODY, inside a block called nil."
  (declare (indent 1))
  `(cl-block nil (dotimes ,spec ,@body)))

(defun cl--do (steps endtest body star)
  "Return the loop of `cl-do', or of `cl-do*' if STAR."
  (let ((sets nil))
    (dolist (step steps)
      (when (and (consp step) (cddr step))
        (setq sets (cons (nth 2 step) (cons (car step) sets)))))
    (setq sets (nreverse sets))
    `(cl-block nil
       (,(if star 'let* 'let)
        ,(mapcar (lambda (step)
                   (if (consp step) (list (car step) (cadr step)) step))
                 steps)
        (while (not ,(car endtest))
          ,@body
          ,@(cond ((null sets) nil)
                  ((or star (null (cddr sets))) `((setq ,@sets)))
                  (t `((cl-psetq ,@sets)))))
        ,@(or (cdr endtest) '(nil))))))

(defmacro cl-do (steps endtest &rest body)
  "Loop over BODY with STEPS, elements (VAR INIT STEP), until ENDTEST.
ENDTEST is (TEST RESULT...).  The variables step in parallel."
  (declare (indent 2))
  (cl--do steps endtest body nil))

(defmacro cl-do* (steps endtest &rest body)
  "Loop like `cl-do' with STEPS, ENDTEST and BODY; the variables step in order."
  (declare (indent 2))
  (cl--do steps endtest body t))

(defmacro cl-do-symbols (spec &rest body)
  "Evaluate BODY for each symbol; SPEC is (VAR [OBARRAY [RESULT]])."
  (declare (indent 1))
  `(cl-block nil
     (mapatoms (lambda (,(car spec)) ,@body) ,@(and (cadr spec) (list (cadr spec))))
     ,@(if (nth 2 spec)
           `((let (,(car spec)) (ignore ,(car spec)) ,(nth 2 spec)))
         '(nil))))

(defmacro cl-do-all-symbols (spec &rest body)
  "Evaluate BODY for each symbol; SPEC is (VAR [RESULT])."
  (declare (indent 1))
  `(cl-do-symbols (,(car spec) nil ,(cadr spec)) ,@body))

(defmacro cl-tagbody (&rest body)
  "Evaluate the forms of BODY in order; its symbols and integers are labels.
The form (go LABEL) continues after LABEL."
  (let* ((tag (make-symbol "tagbody"))
         (next (make-symbol "next"))
         (start (make-symbol "start"))
         (sections nil)
         (forms nil)
         (label start))
    (dolist (form body)
      (if (consp form)
          (setq forms (cons form forms))
        (setq sections (cons (cons label (cons form forms)) sections)
              label form
              forms nil)))
    (setq sections (nreverse (cons (cons label (cons nil forms)) sections)))
    `(let ((,next ',start))
       (cl-macrolet ((go (label) (list 'throw '',tag (list 'quote label))))
         (while (setq ,next
                      (catch ',tag
                        (cond ,@(mapcar
                                 (lambda (section)
                                   `((eql ,next ',(car section))
                                     ,@(reverse (cddr section))
                                     ',(cadr section)))
                                 sections))))))
       nil)))

(defmacro cl-prog (bindings &rest body)
  "Evaluate the tag body BODY with BINDINGS, in a block called nil."
  (declare (indent 1))
  `(cl-block nil (let ,bindings (cl-tagbody ,@body))))

(defmacro cl-prog* (bindings &rest body)
  "Evaluate the tag body BODY with BINDINGS in order, in a block called nil."
  (declare (indent 1))
  `(cl-block nil (let* ,bindings (cl-tagbody ,@body))))

(defmacro cl-locally (&rest body)
  "Evaluate BODY like `progn'."
  (cons 'progn body))

(defmacro cl-declare (&rest _specs)
  "Do nothing: declarations have no effect here."
  nil)

(defmacro cl-eval-when (when &rest body)
  "Evaluate BODY if the list WHEN has `eval' or :execute."
  (declare (indent 1))
  (if (or (memq 'eval when) (memq :execute when))
      (macroexp-progn body)))

(defmacro cl-load-time-value (form &optional _read-only)
  "Evaluate FORM once, when this is expanded, and use its value."
  `(quote ,(eval form t)))

(defmacro cl-define-compiler-macro (func args &rest body)
  "Note how a call of FUNC with ARGS may be rewritten: to the value of BODY.
Calls are not rewritten here but by `cl-compiler-macroexpand'."
  (declare (indent 2))
  (let ((whole nil))
    (if (eq (car args) '&whole)
        (setq whole (cadr args)
              args (cddr args))
      (setq whole (make-symbol "whole")))
    `(progn
       (function-put ',func 'elnet--compiler-macro
                     (cl-function (lambda (,whole ,@args) ,@body)))
       ',func)))

(defun cl-compiler-macroexpand (form)
  "Rewrite FORM by the compiler macros of its function until nothing changes."
  (let ((going t))
    (while going
      (let* ((func (car-safe form))
             (handler (and (symbolp func)
                           (function-get func 'elnet--compiler-macro)))
             (new (if handler (apply handler form (cdr form)) form)))
        (setq going (not (eq new form))
              form new)))
    form))

;;;; Choice.

(defun cl--key-test (var keys)
  "Return a form that tells whether the value of VAR is one of KEYS."
  (let ((simple t))
    (dolist (key keys)
      (unless (or (symbolp key) (fixnump key)) (setq simple nil)))
    (cond ((null keys) nil)
          ((cdr keys) `(,(if simple 'memq 'memql) ,var ',keys))
          (t `(,(if simple 'eq 'eql) ,var ',(car keys))))))

(defun cl--with-value (expr maker)
  "Return MAKER's form for a variable holding EXPR, bound if need be."
  (if (and (symbolp expr) expr)
      (funcall maker expr)
    (let ((var (make-symbol "val")))
      `(let ((,var ,expr)) ,(funcall maker var)))))

(defmacro cl-case (expr &rest clauses)
  "Evaluate the first of CLAUSES, elements (KEYS BODY...), chosen by EXPR.
KEYS is one key or a list of them, compared by `eql'; t or `otherwise' in the
last clause takes the rest."
  (declare (indent 1))
  (cl--with-value
   expr
   (lambda (var)
     `(cond
       ,@(mapcar
          (lambda (clause)
            (let ((keys (car clause)))
              (cons (cond ((memq keys '(t otherwise)) t)
                          ((listp keys) (cl--key-test var keys))
                          (t (cl--key-test var (list keys))))
                    (or (cdr clause) '(nil)))))
          clauses)))))

(defmacro cl-ecase (expr &rest clauses)
  "Like `cl-case' with EXPR and CLAUSES, but it is an error if none matches."
  (declare (indent 1))
  (cl--with-value
   expr
   (lambda (var)
     `(cl-case ,var ,@clauses
               (t (error "cl-ecase failed: %s, %s" ,var
                         ',(let ((keys nil))
                             (dolist (clause clauses)
                               (setq keys (append (ensure-list (car clause)) keys)))
                             (nreverse keys))))))))

(defmacro cl-typecase (expr &rest clauses)
  "Evaluate the first of CLAUSES, elements (TYPE BODY...), whose type EXPR has."
  (declare (indent 1))
  (cl--with-value
   expr
   (lambda (var)
     `(cond
       ,@(mapcar (lambda (clause)
                   (cons (if (memq (car clause) '(t otherwise))
                             t
                           (cl--type-test var (car clause)))
                         (or (cdr clause) '(nil))))
                 clauses)))))

(defmacro cl-etypecase (expr &rest clauses)
  "Like `cl-typecase' with EXPR and CLAUSES, but it is an error if none matches."
  (declare (indent 1))
  (cl--with-value
   expr
   (lambda (var)
     `(cl-typecase ,var ,@clauses
                   (t (error "cl-etypecase failed: %s, %s" ,var
                             ',(mapcar #'car clauses)))))))

;;;; Types.

(defconst cl--type-predicates
  '((null . null) (atom . atom) (real . numberp) (float . floatp)
    (number . numberp) (integer . integerp) (fixnum . fixnump)
    (bignum . bignump) (natnum . natnump) (character . characterp)
    (base-char . characterp) (symbol . symbolp) (keyword . keywordp)
    (boolean . booleanp) (string . stringp) (cons . consp) (list . listp)
    (vector . vectorp) (array . arrayp) (sequence . sequencep)
    (function . functionp) (hash-table . hash-table-p) (buffer . bufferp)
    (marker . markerp) (process . processp))
  "Types whose predicate is known.")

(defun cl--type-predicate (type)
  "Return the predicate for the type named by the symbol TYPE, or nil."
  (let ((known (assq type cl--type-predicates)))
    (cond (known (cdr known))
          ((get type 'cl-deftype-satisfies))
          (t (let ((name (symbol-name type)))
               (cond ((fboundp (intern (concat name "p")))
                      (intern (concat name "p")))
                     ((fboundp (intern (concat name "-p")))
                      (intern (concat name "-p")))))))))

(defun cl--expand-type (type)
  "Return what `cl-deftype' says that TYPE means, or nil."
  (let ((handler (and (symbolp (if (consp type) (car type) type))
                      (get (if (consp type) (car type) type)
                           'cl-deftype-handler))))
    (and handler (list (apply handler (cdr-safe type))))))

(defun cl--range-limit (test val limit)
  "Return a list of a form that compares VAL with LIMIT by TEST, < or >.
A list LIMIT excludes itself; `*' is no limit."
  (cond ((memq limit '(* nil)) nil)
        ((consp limit) (list (list test val (car limit))))
        (t (list (list (if (eq test '<) '<= '>=) val limit)))))

(defun cl--type-test (val type)
  "Return a form that tells whether VAL, a variable or constant, is a TYPE.
What is not known now is left to `cl-typep'."
  (let ((head (if (consp type) (car type) type))
        (expansion (cl--expand-type type)))
    (cond (expansion (cl--type-test val (car expansion)))
          ((eq type t) t)
          ((null type) nil)
          ((consp type)
           (cond ((memq head '(integer float real number))
                  `(and ,(cl--type-test val head)
                        ,@(cl--range-limit '> val (cadr type))
                        ,@(cl--range-limit '< val (nth 2 type))))
                 ((memq head '(and or not))
                  (cons head (mapcar (lambda (each) (cl--type-test val each))
                                     (cdr type))))
                 ((memq head '(member cl-member))
                  `(and (memql ,val ',(cdr type)) t))
                 ((eq head 'eql) `(eql ,val ',(cadr type)))
                 ((eq head 'satisfies) `(funcall #',(cadr type) ,val))
                 (t `(cl-typep ,val ',type))))
          ((assq type cl--type-predicates)
           (list (cl--type-predicate type) val))
          ((get type 'cl-deftype-satisfies)
           (list (get type 'cl-deftype-satisfies) val))
          (t `(cl-typep ,val ',type)))))

(defun cl-typep (val type)
  "Return non-nil if the object VAL is of the type TYPE."
  (let ((head (if (consp type) (car type) type)))
    (cond ((eq type t) t)
          ((null type) nil)
          ((cl--expand-type type)
           (cl-typep val (car (cl--expand-type type))))
          ((symbolp type)
           (let ((predicate (cl--type-predicate type)))
             (cond (predicate (funcall predicate val))
                   ((eq (type-of val) type) t)
                   ((get type 'cl--class) nil)
                   (t (error "Unknown type %S" type)))))
          ((not (consp type)) (error "Bad type spec: %s" type))
          ((eq head 'and)
           (let ((rest (cdr type)) (ok t))
             (while (and rest (setq ok (cl-typep val (car rest))))
               (setq rest (cdr rest)))
             ok))
          ((eq head 'or)
           (let ((rest (cdr type)) (ok nil))
             (while (and rest (not (setq ok (cl-typep val (car rest)))))
               (setq rest (cdr rest)))
             ok))
          ((eq head 'not) (not (cl-typep val (cadr type))))
          ((memq head '(member cl-member)) (and (memql val (cdr type)) t))
          ((eq head 'eql) (eql val (cadr type)))
          ((eq head 'satisfies) (funcall (cadr type) val))
          ((memq head '(integer float real number))
           (and (cl-typep val head)
                (cl--above-limit-p val (cadr type) #'>)
                (cl--above-limit-p val (nth 2 type) #'<)))
          (t (error "Bad type spec: %s" type)))))

(defun cl--above-limit-p (val limit test)
  "Return non-nil if VAL is beyond LIMIT by TEST, or at a LIMIT that is no list."
  (cond ((memq limit '(* nil)) t)
        ((consp limit) (funcall test val (car limit)))
        (t (or (= val limit) (funcall test val limit)))))

(defmacro cl-deftype (name args &rest body)
  "Define NAME as a type, abbreviating what BODY returns given ARGS.
An optional argument that is not given is `*' unless it has a default."
  (declare (doc-string 3) (indent 2))
  (let ((optional nil))
    (setq args (mapcar (lambda (arg)
                         (cond ((memq arg '(&optional &key)) (setq optional t) arg)
                               ((memq arg '(&rest &body &aux)) (setq optional nil) arg)
                               ((and optional (symbolp arg)) (list arg ''*))
                               (t arg)))
                       args))
    `(put ',name 'cl-deftype-handler (cl-function (lambda ,args ,@body)))))

(defmacro cl-check-type (form type &optional string)
  "Signal `wrong-type-argument' unless FORM is of type TYPE.
STRING describes the type in the error."
  (let ((var (if (or (symbolp form) (macroexp-const-p form))
                 form
               (make-symbol "val"))))
    `(let ,(if (eq var form) nil (list (list var form)))
       (or ,(cl--type-test var type)
           (signal 'wrong-type-argument (list ,(or string `',type) ,var ',form)))
       nil)))

(defmacro cl-assert (form &optional show-args string &rest args)
  "Signal an error unless FORM is non-nil.
SHOW-ARGS adds the values of the arguments in FORM; STRING and ARGS make the
message."
  `(progn
     (or ,form
         ,(if (or show-args string args)
              `(cl--assertion-failed
                ',form ,string
                ,(and show-args
                      `(list ,@(delq nil
                                     (mapcar (lambda (arg)
                                               (if (macroexp-const-p arg) nil arg))
                                             (cdr-safe form)))))
                (list ,@args))
            `(cl--assertion-failed ',form)))
     nil))

(defmacro cl-the (type form)
  "Return the value of FORM, which must be of type TYPE."
  (declare (indent 1))
  (cl--with-value
   form
   (lambda (var)
     `(progn
        (or ,(cl--type-test var type)
            (signal 'wrong-type-argument (list ',type ,var ',form)))
        ,var))))

;;;; New symbols.

(defun cl-gensym (&optional prefix)
  "Return a new uninterned symbol named PREFIX, by default \"G\", and a number.
If PREFIX is a number, it is used instead of the counter."
  (let ((name (if (stringp prefix) prefix "G"))
        (number (if (integerp prefix)
                    prefix
                  (prog1 cl--gensym-counter
                    (setq cl--gensym-counter (1+ cl--gensym-counter))))))
    (make-symbol (format "%s%d" name number))))

(defun cl-gentemp (&optional prefix)
  "Return a new interned symbol named PREFIX, by default \"T\", and a number."
  (let ((name nil))
    (while (intern-soft (setq name (format "%s%d" (or prefix "T")
                                           cl--gensym-counter)))
      (setq cl--gensym-counter (1+ cl--gensym-counter)))
    (intern name)))

(provide 'cl-macs)
;;; cl-macs.el ends here
