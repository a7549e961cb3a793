;;; pcase.el --- choose by the shape of a value -*- lexical-binding: t; -*-

;; `pcase' becomes a `cond'.  A pattern is turned into a list of tests, all
;; of which must succeed, and an alist from its variables to expressions.
;; Parts of the value that are looked at more than once are kept in
;; temporary variables, which are set in the tests; variables of the pattern
;; are bound only around the body, and around guards that use them, so that
;; closures made there see variables that are never assigned.
;;
;; `pcase-let' and its kin assume that the pattern matches and become a
;; `let*' without tests.

;;; Patterns

(defun pcase--expand-macro (pat)
  "Return the pattern that PAT, a call of a pattern macro, stands for."
  (let ((expander (and (symbolp (car pat))
                       (function-get (car pat) 'pcase-macroexpander))))
    (cond
     (expander (apply expander (cdr pat)))
     ((eq (car pat) 'cl-type)
      `(pred (pcase--flip cl-typep ',(cadr pat))))
     ((and (memq (car pat) '(seq map rx))
           (progn (require (car pat) nil t)
                  (setq expander (get (car pat) 'pcase-macroexpander))))
      (apply expander (cdr pat)))
     (t (error "Unknown %s pattern: %S" (car pat) pat)))))

;;;###autoload
(defmacro pcase-defmacro (name args &rest body)
  "Define a new kind of pattern, (NAME ARGS...), that expands to another.
BODY returns the pattern to use in its place."
  (declare (indent 2) (doc-string 3))
  (let ((fun (intern (format "%s--pcase-macroexpander" name)))
        (parts (macroexp-parse-body body)))
    `(progn
       (defun ,fun ,args ,@(car parts) ,@(cdr parts))
       (define-symbol-prop ',name 'pcase-macroexpander #',fun))))

;;;###autoload
(defmacro pcase--flip (fun arg1 arg2)
  "Call FUN with ARG2 and ARG1, in this order."
  `(,fun ,arg2 ,arg1))

(defun pcase--quasi (q)
  "Return the pattern that Q, the inside of a backquote pattern, stands for."
  (cond
   ((eq (car-safe q) '\,) (cadr q))
   ((consp q) (list 'pcase--cons q))
   ((vectorp q) (list 'pcase--vector q))
   ((eq q nil) ''nil)
   (t (list 'quote q))))

(defun pcase--constant (pat)
  "If PAT matches one constant only, return a list of that, else nil."
  (cond ((or (keywordp pat) (integerp pat) (stringp pat))
         (list pat))
        ((eq pat nil) (list nil))
        ((eq (car-safe pat) 'quote) (list (cadr pat)))
        ((and (eq (car-safe pat) '\`) (not (consp (cadr pat)))
              (not (vectorp (cadr pat))))
         (list (cadr pat)))))

(defun pcase--simple-p (pat)
  "Return non-nil if PAT looks at its value at most once."
  (or (symbolp pat) (pcase--constant pat)
      (memq (car-safe pat) '(pred guard app let))
      (and (eq (car-safe pat) '\`)
           (eq (car-safe (cadr pat)) '\,)
           (pcase--simple-p (cadr (cadr pat))))))

(defun pcase--equal-test (exp value)
  "Return a test whether EXP gives a value equal to the constant VALUE."
  (cond ((null value) `(null ,exp))
        ((symbolp value) `(eq ,exp ',value))
        ((integerp value) `(eql ,exp ,value))
        ((numberp value) `(eql ,exp ,value))
        ((stringp value) `(equal ,exp ,value))
        (t `(equal ,exp ',value))))

(defun pcase--call (fun exp)
  "Return a call of FUN, as written in `pred' and `app', on EXP."
  (cond ((symbolp fun) (list fun exp))
        ((and (eq (car-safe fun) 'function) (symbolp (cadr fun)))
         (list (cadr fun) exp))
        ((memq (car-safe fun) '(lambda function)) `(funcall ,fun ,exp))
        ((eq (car-safe fun) 'not)
         `(not ,(pcase--call (cadr fun) exp)))
        (t `(,@fun ,exp))))

(defun pcase--in (vars exp)
  "Return EXP with those of VARS that it mentions bound.
VARS is an alist from variables to expressions."
  (let ((used (and vars (macroexp--fgrep vars exp))))
    (if used
        `(let ,(mapcar (lambda (b) (list (car b) (cdr b))) used) ,exp)
      exp)))

;;; Tests

;; While a `pcase' is expanded, STATE is a vector
;;   [TEMPORARIES VARIABLES KNOWN]
;; of temporary variables made so far, the alist of the clause's variables,
;; and an alist from expressions to temporaries that hold their values.

(defun pcase--temp (state name)
  "Return a new temporary variable called like NAME, noted in STATE."
  (let ((temp (make-symbol name)))
    (aset state 0 (cons temp (aref state 0)))
    temp))

(defun pcase--set-first (temp exp tests)
  "Return TESTS with TEMP set to EXP before or in the first of them."
  (let ((first (car tests)))
    (if (and (memq (car-safe first) '(consp null eq eql equal vectorp
                                            stringp symbolp integerp))
             (eq (cadr first) temp))
        (cons `(,(car first) (setq ,temp ,exp) ,@(cddr first)) (cdr tests))
      (cons `(progn (setq ,temp ,exp) t) tests))))

(defun pcase--on-temp (exp state function)
  "Return the tests FUNCTION gives for a variable that holds EXP's value.
STATE is that of the expansion."
  (let ((known (assoc exp (aref state 2))))
    (cond
     ((symbolp exp) (funcall function exp))
     (known (funcall function (cdr known)))
     (t (let ((temp (pcase--temp state "x")))
          (pcase--set-first temp exp (funcall function temp)))))))

(defun pcase--tests (pat exp state)
  "Return the tests for PAT on EXP, a cheap expression without effects.
Variables of the pattern are added to STATE."
  (let ((constant (pcase--constant pat))
        (head (car-safe pat)))
    (cond
     ((memq pat '(_ t)) nil)
     (constant (list (pcase--equal-test (pcase--get exp state)
                                        (car constant))))
     ((symbolp pat) (pcase--bind pat (pcase--get exp state) state))
     ((eq head '\`) (pcase--tests (pcase--quasi (cadr pat)) exp state))
     ((eq head 'pcase--cons)
      (pcase--on-temp exp state
                      (lambda (v) (pcase--cons-tests (cadr pat) v state))))
     ((eq head 'pcase--vector)
      (pcase--on-temp exp state
                      (lambda (v) (pcase--vector-tests (cadr pat) v state))))
     ((eq head 'pred)
      (list (pcase--in (aref state 1)
                       (pcase--call (cadr pat) (pcase--get exp state)))))
     ((eq head 'guard) (list (pcase--in (aref state 1) (cadr pat))))
     ((eq head 'and)
      (if (and (cddr pat) (consp exp))
          (pcase--on-temp exp state
                          (lambda (v) (pcase--and-tests (cdr pat) v state)))
        (pcase--and-tests (cdr pat) exp state)))
     ((eq head 'or) (pcase--or-tests (cdr pat) exp state))
     ((eq head 'app)
      (pcase--value-tests
       (nth 2 pat)
       (pcase--in (aref state 1)
                  (pcase--call (cadr pat) (pcase--get exp state)))
       state))
     ((eq head 'let)
      (pcase--value-tests (cadr pat)
                          (pcase--in (aref state 1) (nth 2 pat))
                          state))
     ((consp pat) (pcase--tests (pcase--expand-macro pat) exp state))
     (t (error "Unknown pattern `%S'" pat)))))

(defun pcase--get (exp state)
  "Return EXP, or the temporary in STATE that has its value."
  (if (symbolp exp) exp
    (or (cdr (assoc exp (aref state 2))) exp)))

(defun pcase--bind (var exp state)
  "Note in STATE that the pattern's variable VAR is EXP.
A variable that occurs again makes a test of equality."
  (let ((old (assq var (aref state 1))))
    (if old
        (list `(eql ,exp ,(cdr old)))
      (aset state 1 (cons (cons var exp) (aref state 1)))
      nil)))

(defun pcase--value-tests (pat exp state)
  "Return the tests for PAT on EXP, to be evaluated exactly once."
  (let ((constant (pcase--constant pat)))
    (cond
     ((eq pat '_) nil)
     (constant (list (pcase--equal-test exp (car constant))))
     ((and (eq (car-safe pat) 'pred) (null (aref state 1)))
      (list (pcase--call (cadr pat) exp)))
     (t (let ((temp (pcase--temp state "x")))
          (pcase--set-first temp exp (pcase--tests pat temp state)))))))

(defun pcase--cons-tests (q v state)
  "Return the tests for the backquoted cons Q on the variable V."
  (let* ((first (pcase--tests (pcase--quasi (car q)) `(car ,v) state))
         (rest (pcase--tests (pcase--quasi (cdr q)) `(cdr ,v) state)))
    `((consp ,v) ,@first ,@rest)))

(defun pcase--vector-tests (q v state)
  "Return the tests for the backquoted vector Q on the variable V."
  (let ((tests nil) (i 0))
    (while (< i (length q))
      (setq tests (append tests (pcase--tests (pcase--quasi (aref q i))
                                              `(aref ,v ,i) state))
            i (1+ i)))
    `((vectorp ,v) (eql (length ,v) ,(length q)) ,@tests)))

(defun pcase--and-tests (pats exp state)
  "Return the tests for all PATS on EXP."
  (let ((tests nil))
    (dolist (pat pats)
      (setq tests (append tests (pcase--tests pat exp state))))
    tests))

(defun pcase--or-tests (pats exp state)
  "Return the tests for any of PATS on EXP."
  (let ((constants (mapcar #'pcase--constant pats)))
    (if (not (memq nil constants))
        (pcase--member-tests (mapcar #'car constants)
                             (pcase--get exp state))
      (pcase--on-temp exp state
                      (lambda (v) (pcase--alternatives pats v state))))))

(defun pcase--member-tests (constants exp)
  "Return the tests whether EXP is one of CONSTANTS."
  (list (if (null (cdr constants))
            (pcase--equal-test exp (car constants))
          (let ((how 'memq))
            (dolist (c constants)
              (cond ((symbolp c))
                    ((numberp c) (when (eq how 'memq) (setq how 'memql)))
                    (t (setq how 'member))))
            `(,how ,exp ',constants)))))

(defun pcase--alternatives (pats v state)
  "Return the tests for any of PATS on the variable V.
A variable of any of them is set to nil by the others."
  (let* ((before (aref state 1))
         (results (mapcar (lambda (pat)
                            (aset state 1 before)
                            (let ((tests (pcase--tests pat v state)))
                              (cons tests (aref state 1))))
                          pats))
         (new nil))
    (dolist (r results)
      (let ((vars (cdr r)))
        (while (not (eq vars before))
          (unless (assq (caar vars) new)
            (push (cons (caar vars)
                        (pcase--temp state (symbol-name (caar vars))))
                  new))
          (setq vars (cdr vars)))))
    (aset state 1 (append new before))
    (list
     `(or ,@(mapcar
             (lambda (r)
               (let ((sets (pcase--settings new (cdr r))))
                 (pcase--conjunction
                  (if sets
                      (append (car r) `((progn (setq ,@sets) t)))
                    (car r)))))
             results)))))

(defun pcase--settings (new vars)
  "Return arguments for `setq' to set the temporaries in NEW as VARS says."
  (let ((args nil))
    (dolist (n new)
      (push (cdr n) args)
      (push (cdr (assq (car n) vars)) args))
    (nreverse args)))

(defun pcase--conjunction (tests)
  "Return one test for all TESTS."
  (cond ((null tests) t)
        ((null (cdr tests)) (car tests))
        (t `(and ,@tests))))

;;; Choosing

(defun pcase--root-cons-p (pat)
  "Return non-nil if PAT first of all wants a cons."
  (cond ((eq (car-safe pat) '\`) (consp (cadr pat)))
        ((eq (car-safe pat) 'and) (pcase--root-cons-p (cadr pat)))))

(defun pcase--clause (clause exp state)
  "Return the `cond' clause for CLAUSE on EXP."
  (aset state 1 nil)
  (let* ((tests (pcase--tests (car clause) exp state))
         (vars (nreverse (aref state 1)))
         (body (or (cdr clause) '(nil)))
         (test (pcase--conjunction tests)))
    (if vars
        `(,test (let ,(mapcar (lambda (b) (list (car b) (cdr b))) vars)
                  ,@body))
      `(,test ,@body))))

(defun pcase--choose (exp clauses)
  "Return the expression that chooses among CLAUSES by EXP, a variable."
  (let ((state (vector nil nil nil))
        (conses 0) (prefetch nil))
    (dolist (c clauses)
      (when (pcase--root-cons-p (car c)) (setq conses (1+ conses))))
    (when (and (> conses 1) (symbolp exp))
      ;; Several clauses look into the cons: take it apart once.
      (let ((a (make-symbol "car")) (d (make-symbol "cdr")))
        (setq prefetch `((,a (car-safe ,exp)) (,d (cdr-safe ,exp))))
        (aset state 2 `(((car ,exp) . ,a) ((cdr ,exp) . ,d)))))
    (let* ((conds (mapcar (lambda (c)
                            (unless (consp c)
                              (signal 'wrong-type-argument (list 'listp c)))
                            (pcase--clause c exp state))
                          clauses))
           (bindings (append prefetch (aref state 0)))
           (code (if (and (eq (caar conds) t) (null (cdr conds)))
                     (macroexp-progn (cdar conds))
                   `(cond ,@conds))))
      (if bindings `(let ,bindings ,code) code))))

;;;###autoload
(defmacro pcase (exp &rest cases)
  "Run the first of CASES whose pattern matches the value of EXP.
Each is (PATTERN BODY...).  A PATTERN is one of
  _              anything
  SYMBOL         anything; BODY sees it as the variable SYMBOL
  \\='VALUE         something `equal' to VALUE
  KEYWORD, INTEGER, STRING   itself
  \\=`QPAT          a list or vector that looks so, with patterns after commas
  (pred F)       something for which F returns non-nil; (pred (not F)) too
  (guard EXP)    anything, if EXP is non-nil
  (and PAT...)   something that matches every PAT
  (or PAT...)    something that matches one PAT
  (app F PAT)    something on which F returns a value that matches PAT
  (let PAT EXP)  anything, if the value of EXP matches PAT
F is a function, or a call (F ARG...) that lacks the last argument.
Others can be defined by `pcase-defmacro'."
  (declare (indent 1))
  (macroexp-let2 macroexp-copyable-p val exp
    (pcase--choose val cases)))

;;;###autoload
(defmacro pcase-exhaustive (exp &rest cases)
  "Like `pcase' with EXP and CASES, but not to match is an error."
  (declare (indent 1))
  (macroexp-let2 macroexp-copyable-p val exp
    (pcase--choose val `(,@cases
                         (_ (error "No clause matching `%S'" ,val))))))

;;; Destructuring

(defun pcase--destructure (pat exp bindings)
  "Return BINDINGS, for a `let*' and last first, with those of PAT on EXP.
EXP is evaluated at most once.  PAT is taken to match."
  (let ((head (car-safe pat)))
    (cond
     ((memq pat '(_ t)) bindings)
     ((pcase--constant pat) bindings)
     ((symbolp pat) (cons (list pat exp) bindings))
     ((memq head '(pred guard)) bindings)
     ((eq head '\`)
      (let ((q (cadr pat)))
        (cond ((eq (car-safe q) '\,)
               (pcase--destructure (cadr q) exp bindings))
              ((consp q) (pcase--destructure-cons q exp bindings))
              ((vectorp q) (pcase--destructure-vector q exp bindings))
              (t bindings))))
     ((eq head 'app)
      (pcase--destructure (nth 2 pat) (pcase--call (cadr pat) exp) bindings))
     ((eq head 'let) (pcase--destructure (cadr pat) (nth 2 pat) bindings))
     ((eq head 'or) (pcase--destructure (cadr pat) exp bindings))
     ((eq head 'and)
      (if (null (cddr pat))
          (pcase--destructure (cadr pat) exp bindings)
        (let ((v (if (symbolp exp) exp (make-symbol "x"))))
          (unless (eq v exp) (push (list v exp) bindings))
          (dolist (p (cdr pat))
            (setq bindings (pcase--destructure p v bindings)))
          bindings)))
     ((consp pat)
      (pcase--destructure (pcase--expand-macro pat) exp bindings))
     (t (error "Unknown pattern `%S'" pat)))))

(defun pcase--destructure-cons (q exp bindings)
  "Return BINDINGS with those of the backquoted cons Q on EXP."
  (let ((v (if (symbolp exp) exp (make-symbol "x"))))
    (unless (eq v exp) (push (list v exp) bindings))
    (setq bindings (pcase--destructure (list '\` (car q))
                                       `(car-safe ,v) bindings))
    (pcase--destructure (list '\` (cdr q)) `(cdr-safe ,v) bindings)))

(defun pcase--destructure-vector (q exp bindings)
  "Return BINDINGS with those of the backquoted vector Q on EXP."
  (let ((v (if (symbolp exp) exp (make-symbol "x"))) (i 0))
    (unless (eq v exp) (push (list v exp) bindings))
    (while (< i (length q))
      (setq bindings (pcase--destructure (list '\` (aref q i))
                                         `(aref ,v ,i) bindings)
            i (1+ i)))
    bindings))

(defun pcase--let-bindings (pat exp)
  "Return `let*' bindings for PAT on EXP, which is evaluated once."
  (if (and (symbolp pat) (not (memq pat '(_ t nil))) (not (keywordp pat)))
      (list (list pat exp))
    (let* ((v (make-symbol "val"))
           (bindings (nreverse (pcase--destructure pat v nil))))
      (cons (list v exp) bindings))))

;;;###autoload
(defmacro pcase-let* (bindings &rest body)
  "Run BODY with the variables in patterns bound as BINDINGS say.
Each binding is (PATTERN EXP), seeing the variables before it.  The values
are taken to match."
  (declare (indent 1))
  (let ((all nil))
    (dolist (b bindings)
      (setq all (append all (if (consp b)
                                (pcase--let-bindings (car b) (cadr b))
                              (list b)))))
    (if all `(let* ,all ,@body) (macroexp-progn body))))

;;;###autoload
(defmacro pcase-let (bindings &rest body)
  "Like `pcase-let*' with BINDINGS and BODY, but bind all at the same time."
  (declare (indent 1))
  (if (null (cdr bindings))
      `(pcase-let* ,bindings ,@body)
    (let ((values nil) (patterns nil))
      (dolist (b bindings)
        (if (and (consp b) (consp (car b)))
            (let ((v (make-symbol "x")))
              (push (list v (cadr b)) values)
              (push (list (car b) v) patterns))
          (push b values)))
      (setq values (nreverse values))
      (if patterns
          `(let ,(pcase--nameless values)
             (pcase-let* ,(nreverse patterns) ,@body))
        `(let ,values ,@body)))))

(defun pcase--nameless (bindings)
  "Return BINDINGS with a new variable for each `_'."
  (mapcar (lambda (b)
            (if (eq (car-safe b) '_) (cons (make-symbol "_") (cdr b)) b))
          bindings))

;;;###autoload
(defmacro pcase-dolist (spec &rest body)
  "Run BODY for each element of a list, taken apart by a pattern.
SPEC is (PATTERN LIST)."
  (declare (indent 1))
  (if (and (symbolp (car spec)) (not (eq (car spec) '_)))
      `(dolist ,spec ,@body)
    (let ((item (make-symbol "x")))
      `(dolist (,item ,@(cdr spec))
         (pcase-let* ((,(car spec) ,item)) ,@body)))))

;;;###autoload
(defmacro pcase-lambda (lambda-list &rest body)
  "Return a function whose arguments are taken apart by patterns.
LAMBDA-LIST may have patterns in place of variables."
  (declare (indent defun) (doc-string 2))
  (let* ((parts (macroexp-parse-body body))
         (bindings nil)
         (args (mapcar (lambda (arg)
                         (if (symbolp arg)
                             arg
                           (let ((v (make-symbol "arg")))
                             (push (list arg v) bindings)
                             v)))
                       lambda-list)))
    `(lambda ,args ,@(car parts)
       ,@(if bindings
             `((pcase-let* ,(nreverse bindings) ,@(cdr parts)))
           (cdr parts)))))

;;;###autoload
(defmacro pcase-setq (pat val &rest args)
  "Set the variables in PAT from VAL, which is taken to match it.
ARGS are further patterns and values."
  (let ((code
         (if (and (symbolp pat) (not (memq pat '(_ t nil)))
                  (not (keywordp pat)))
             `(setq ,pat ,val)
           (pcase--setq pat val))))
    (if args
        `(progn ,code (pcase-setq ,@args))
      code)))

(defun pcase--setq (pat val)
  "Return the expression that sets the variables in PAT from VAL."
  (let ((seen nil) (bindings nil) (settings nil))
    ;; Bind variables of other names, then set those of the pattern.
    (dolist (b (pcase--let-bindings pat val))
      (let* ((var (car b))
             (exp (pcase--in (mapcar (lambda (s) (cons (car s) (cdr s)))
                                     seen)
                             (cadr b)))
             (user (eq var (intern-soft (symbol-name var))))
             (name (if user (make-symbol (symbol-name var)) var)))
        (push (list name exp) bindings)
        (when user
          (push (cons var name) seen)
          (setq settings (append settings (list var name))))))
    `(let* ,(nreverse bindings)
       ,(if settings `(setq ,@settings) nil))))

(defvar pcase-mutually-exclusive-predicates
  (let ((groups '((symbolp) (integerp numberp) (floatp numberp) (consp) (vectorp arrayp)
                  (stringp arrayp) (byte-code-function-p)))
        (result nil))
    (dolist (a groups)
      (dolist (b groups)
        (unless (eq a b)
          (dolist (x a)
            (dolist (y b)
              (unless (or (memq x b) (memq y a) (member (cons x y) result)
                          (member (cons y x) result))
                (setq result (cons (cons x y) result))))))))
    (nreverse result))
  "Pairs of predicates that are never true of one object.")

(defun pcase-compile-patterns (exp cases)
  "Return a form that does what one of CASES says for the value of EXP.
A case is (PATTERN . FUNCTION): FUNCTION gets the (VARIABLE EXPRESSION . COUNT)s
of PATTERN and returns the form."
  (macroexp-let2 macroexp-copyable-p value exp
    `(pcase ,value
       ,@(mapcar (lambda (case)
                   (list (car case)
                         (funcall (cdr case)
                                  (mapcar (lambda (var) (cons var (cons var 1)))
                                          (pcase--pattern-variables (car case))))))
                 cases))))

(defun pcase--pattern-variables (pattern)
  "Return the variables that PATTERN binds."
  (let ((pattern (pcase--macroexpand pattern)))
    (cond ((and (symbolp pattern) (not (memq pattern '(_ nil t))) (not (keywordp pattern)))
           (list pattern))
          ((eq (car-safe pattern) 'and)
           (delete-dups (apply #'append (mapcar #'pcase--pattern-variables (cdr pattern)))))
          ((eq (car-safe pattern) 'or) (pcase--pattern-variables (cadr pattern)))
          ((eq (car-safe pattern) 'app) (pcase--pattern-variables (nth 2 pattern))))))

(provide 'pcase)
;;; pcase.el ends here
