;;; ert.el --- tests of Lisp programs -*- lexical-binding: t; -*-

;;; Code:

(require 'cl-lib)

(define-error 'ert-test-failed "Test failed")
(define-error 'ert-test-skipped "Test skipped")

(defvar ert-batch-backtrace-right-margin 70
  "Columns of a backtrace that are shown; nil for all.")
(defvar ert-batch-print-level 5 "Value of `print-level' while showing conditions.")
(defvar ert-batch-print-length 10 "Value of `print-length' while showing conditions.")
(defvar ert-quiet nil "Non-nil means to show no line for each test, only why tests fail.")
(defvar ert--infos nil "Information from `ert-info' around, (PREFIX . MESSAGE)s.")
(defvar ert--running-tests nil "Tests being run, the innermost first.")
(defvar ert--current-run-stats nil "The statistics of the run in progress.")
(defvar ert-debug-on-error nil "Non-nil means that failing tests enter the debugger.")
(defvar ert-test-run-redisplay-interval-secs 0.1
  "Seconds between two updates of a display of results; there is none here.")
(defvar ert--should-forms nil
  "Descriptions of the assertions of the test being run, the last first, in a box.")

;;;; Tests and results.

(cl-defstruct ert-test
  "A test: its name, what it does and what is expected of it."
  (name nil) (documentation nil) (body (cl-assert nil)) (most-recent-result nil)
  (expected-result-type ':passed) (tags '()) (file-name nil))

(cl-defstruct ert-test-result (messages nil) (should-forms nil) (duration 0))
(cl-defstruct (ert-test-passed (:include ert-test-result)))
(cl-defstruct (ert-test-result-with-condition (:include ert-test-result))
  (condition nil) (backtrace nil) (infos nil))
(cl-defstruct (ert-test-quit (:include ert-test-result-with-condition)))
(cl-defstruct (ert-test-failed (:include ert-test-result-with-condition)))
(cl-defstruct (ert-test-skipped (:include ert-test-result-with-condition)))
(cl-defstruct (ert-test-aborted-with-non-local-exit (:include ert-test-result)))

(defun ert-test-boundp (symbol)
  "Return non-nil if `ert-deftest' has given SYMBOL a test."
  (and (get symbol 'ert--test) t))

(defun ert-get-test (symbol)
  "Return the test that SYMBOL names; signal an error if it names none."
  (or (get symbol 'ert--test) (error "No test named `%S'" symbol)))

(defun ert-set-test (symbol definition)
  "Make SYMBOL name the test DEFINITION."
  (when (null symbol) (error "Attempt to define a test named nil"))
  (put symbol 'ert--test definition)
  definition)

(defun ert-make-test-unbound (symbol)
  "Make SYMBOL name no test."
  (put symbol 'ert--test nil)
  symbol)

(defun ert-delete-test (symbol)
  "Make SYMBOL name no test."
  (interactive (list (ert-read-test-name "Delete test: " nil nil #'ert-test-boundp)))
  (ert-make-test-unbound symbol))

(defun ert-running-test ()
  "Return the test being run, the innermost if one runs another, or nil."
  (car (last ert--running-tests)))

(defun ert-read-test-name (prompt &optional default-value history _add-default-to-prompt)
  "Ask with PROMPT for the name of a test and return its symbol.
DEFAULT-VALUE and HISTORY are as in `completing-read'."
  (intern (completing-read prompt obarray #'ert-test-boundp t nil
                           history default-value)))

(defun ert-test-at-point ()
  "Return the symbol of the test whose name or definition is at point, or nil."
  (or (let ((symbol (symbol-at-point)))
        (and symbol (ert-test-boundp symbol) symbol))
      (save-excursion
        (beginning-of-line)
        (while (not (or (looking-at "(") (bobp))) (forward-line -1))
        (when (looking-at "(ert-deftest[ \t\n]+\\(\\(?:\\sw\\|\\s_\\)+\\)")
          (let ((symbol (intern-soft (match-string 1))))
            (and symbol (ert-test-boundp symbol) symbol))))))

(defun ert-delete-all-tests ()
  "Forget all tests."
  (interactive)
  (dolist (test (ert--all-tests)) (ert-make-test-unbound (ert-test-name test)))
  t)

;;;###autoload
(defmacro ert-deftest (name &rest rest)
  "Define NAME as a test.
A docstring and the keys :expected-result and :tags may come before the body.

\(fn NAME () [DOCSTRING] [:expected-result RESULT] [:tags TAGS] BODY...)"
  (declare (doc-string 3) (indent 2))
  (unless rest (signal 'wrong-number-of-arguments (list 'ert-deftest 1)))
  (when (car rest)
    (signal 'wrong-number-of-arguments (list 'ert-deftest (length (ensure-list (car rest))))))
  (let ((body (cdr rest)) (doc nil) (keys nil))
    (when (stringp (car body))
      (setq doc (car body)
            body (cdr body)))
    (while (keywordp (car body))
      (unless (memq (car body) '(:expected-result :tags))
        (error "Keyword argument %s not one of (:expected-result :tags)" (car body)))
      (setq keys (plist-put keys (car body) (cadr body))
            body (cddr body)))
    `(progn
       (ert-set-test
        ',name
        (make-ert-test
         :name ',name
         ,@(and doc `(:documentation ,doc))
         ,@(and (plist-member keys :expected-result)
                `(:expected-result-type ,(plist-get keys :expected-result)))
         ,@(and (plist-get keys :tags) `(:tags ,(plist-get keys :tags)))
         :body (lambda ()
                 (cl-macrolet ((skip-unless (form) (list 'ert--skip-unless form)))
                   ,@body)
                 nil)))
       ',name)))

;;;; Assertions.

(defun ert-fail (data)
  "End the current test as failed; DATA says why."
  (signal 'ert-test-failed (list data)))

(defun ert-skip (data)
  "End the current test as skipped; DATA says why."
  (signal 'ert-test-skipped (list data)))

(defun ert-pass ()
  "End the current test as passed."
  (throw 'ert--pass nil))

(defun ert--should-description (form)
  "Return (BINDINGS VALUE-FORM DESCRIPTION-FORM) to evaluate FORM and tell of it."
  (let ((expansion (macroexpand form (bound-and-true-p macroexpand-all-environment))))
    (if (or (atom expansion) (not (symbolp (car expansion)))
            (special-form-p (car expansion)) (macrop (car expansion)))
        (list nil expansion `(list :form ',expansion))
      (let ((args (make-symbol "args")))
        (list `((,args (list ,@(cdr expansion))))
              `(apply #',(car expansion) ,args)
              `(ert--describe-call ',(car expansion) ,args))))))

(defun ert--describe-call (function args)
  "Return a description of the call of FUNCTION with ARGS."
  (list :form (cons function args)))

(defun ert--explanation (description value)
  "Return (:explanation X) for the call in DESCRIPTION, which returned VALUE."
  (let* ((call (plist-get description :form))
         (explainer (and (consp call) (symbolp (car call))
                         (proper-list-p call)
                         (get (car call) 'ert-explainer)))
         (explanation (and explainer (ignore-errors (apply explainer (cdr call))))))
    (and explanation (list :explanation explanation))))

(defun ert--note-should (form description value)
  "Note that the assertion FORM held, with DESCRIPTION and VALUE; return nil."
  (when ert--should-forms
    (push `(,form ,@description :value ,value) (aref ert--should-forms 0)))
  nil)

(defun ert--should-data (form description value)
  "Return why the assertion FORM failed.
DESCRIPTION tells how it came to VALUE."
  `(,form ,@description :value ,value ,@(ert--explanation description value)))

(defmacro should (form)
  "Fail the current test unless FORM is non-nil; return its value."
  (let ((parts (ert--should-description form)) (value (make-symbol "value")))
    `(let* (,@(car parts) (,value ,(nth 1 parts)))
       (if ,value
           (progn (ert--note-should '(should ,form) ,(nth 2 parts) ,value) ,value)
         (ert-fail (ert--should-data '(should ,form) ,(nth 2 parts) ,value))))))

(defmacro should-not (form)
  "Fail the current test if FORM is non-nil; return nil."
  (let ((parts (ert--should-description form)) (value (make-symbol "value")))
    `(let* (,@(car parts) (,value ,(nth 1 parts)))
       (if ,value
           (ert-fail (ert--should-data '(should-not ,form) ,(nth 2 parts) ,value))
         (ert--note-should '(should-not ,form) ,(nth 2 parts) nil)))))

(cl-defmacro should-error (form &rest keys &key type exclude-subtypes)
  "Fail the current test unless FORM signals an error; return the error.
TYPE is a condition or list of conditions that the error must have; if
EXCLUDE-SUBTYPES is non-nil it must be one of them itself."
  (let ((parts (ert--should-description form))
        (value (make-symbol "value")) (error (make-symbol "error"))
        (done (make-symbol "done")))
    `(let* (,@(car parts) (,value nil) (,done nil)
            (,error (condition-case err
                        (progn (setq ,value ,(nth 1 parts))
                               (setq ,done t)
                               nil)
                      (error err))))
       (ert--check-error '(should-error ,form ,@keys) ,(nth 2 parts)
                         ,done ,value ,error ,type ,exclude-subtypes))))

(defun ert--check-error (form description done value error type exclude-subtypes)
  "Return ERROR if it is what the assertion FORM asks for; fail otherwise.
DESCRIPTION tells of the call; it returned VALUE if DONE is non-nil.  TYPE and
EXCLUDE-SUBTYPES are as in `should-error'."
  (if done
      (ert-fail `(,form ,@description :value ,value
                        :fail-reason "did not signal an error"))
    (let* ((types (cond ((null type) nil) ((listp type) type) (t (list type))))
           (conditions (get (car error) 'error-conditions))
           (reason
            (cond ((null types) nil)
                  ((not (cl-intersection types conditions))
                   "the error signaled did not have the expected type")
                  ((and exclude-subtypes (not (memq (car error) types)))
                   "the error signaled was a subtype of the expected type"))))
      (if reason
          (ert-fail `(,form ,@description :condition ,error :fail-reason ,reason))
        (when ert--should-forms
          (push `(,form ,@description) (aref ert--should-forms 0)))
        error))))

(defmacro ert--skip-unless (form)
  "Skip the current test unless FORM is non-nil."
  (let ((parts (ert--should-description form)) (value (make-symbol "value")))
    `(let* (,@(car parts)
            (,value (ignore-errors ,(nth 1 parts))))
       (if ,value
           (progn (ert--note-should '(skip-unless ,form) ,(nth 2 parts) ,value) ,value)
         (ert-skip (append '((skip-unless ,form)) ,(nth 2 parts)
                           (list :value ,value)))))))

(cl-defmacro ert-info ((message-form &key ((:prefix prefix-form) "Info: ")) &body body)
  "Evaluate BODY; if the test fails in it, show MESSAGE-FORM with its prefix."
  (declare (indent 1))
  `(let ((ert--infos (cons (cons ,prefix-form ,message-form) ert--infos)))
     ,@body))

;;;; Explanations.

(defun ert--describe-atom (x)
  "Return X, with other ways to write it if it is a character."
  (cond ((characterp x) (list x (format "#x%x" x) (format "?%c" x)))
        ((integerp x) (list x (format "#x%x" x)))
        (t x)))

(defun ert--first-mismatch (a b)
  "Return the index of the first difference of the sequences A and B."
  (cl-mismatch a b :test #'equal))

(defun ert--explain-equal-rec (a b)
  "Return why A and B are not `equal', or nil."
  (cond
   ((not (eq (type-of a) (type-of b))) `(different-types ,a ,b))
   ((consp a) (ert--explain-lists a b))
   ((or (arrayp a) (recordp a))
    (if (/= (length a) (length b))
        (append (list 'arrays-of-different-length (length a) (length b) a b)
                (and (not (char-table-p a))
                     (list 'first-mismatch-at (ert--first-mismatch a b))))
      (let ((i 0) (found nil))
        (while (and (not found) (< i (length a)))
          (let ((why (ert--explain-equal-rec (aref a i) (aref b i))))
            (when why (setq found `(array-elt ,i ,why))))
          (setq i (1+ i)))
        found)))
   ((equal a b) nil)
   (t `(different-atoms ,(ert--describe-atom a) ,(ert--describe-atom b)))))

(defun ert--explain-lists (a b)
  "Return why the conses A and B are not `equal', or nil."
  (let ((len-a (proper-list-p a)) (len-b (proper-list-p b)))
    (cond
     ((not (eq (not len-a) (not len-b))) `(one-list-proper-one-improper ,a ,b))
     ((and len-a (/= len-a len-b))
      `(proper-lists-of-different-length ,len-a ,len-b ,a ,b
                                         first-mismatch-at
                                         ,(ert--first-mismatch a b)))
     (len-a
      (let ((i 0) (found nil))
        (while (and a (not found))
          (let ((why (ert--explain-equal-rec (car a) (car b))))
            (when why (setq found `(list-elt ,i ,why))))
          (setq i (1+ i)
                a (cdr a)
                b (cdr b)))
        found))
     (t (let ((why (ert--explain-equal-rec (car a) (car b))))
          (if why
              `(car ,why)
            (let ((why (ert--explain-equal-rec (cdr a) (cdr b))))
              (and why `(cdr ,why)))))))))

(defun ert--explain-equal (a b)
  "Return why A and B are not `equal', or nil if they are."
  (if (equal a b) nil (ert--explain-equal-rec a b)))

(put 'equal 'ert-explainer 'ert--explain-equal)

(defun ert--explain-string-equal (a b)
  "Return why A and B, strings or symbols, do not have the same characters, or nil."
  (and (or (stringp a) (symbolp a)) (or (stringp b) (symbolp b))
       (not (string-equal a b))
       (ert--explain-equal-rec (if (symbolp a) (symbol-name a) a)
                               (if (symbolp b) (symbol-name b) b))))

(put 'string-equal 'ert-explainer 'ert--explain-string-equal)

(defun ert-equal-including-properties (a b)
  "Return t if the strings A and B have the same characters and equal properties."
  (cl-assert (stringp a) t)
  (cl-assert (stringp b) t)
  ;; The primitive finds equal lists of properties different.
  (null (ert--explain-equal-including-properties a b)))

(defun ert--explain-equal-including-properties (a b)
  "Return why A and B differ, also in text properties, or nil if they do not."
  (if (not (equal a b))
      (ert--explain-equal a b)
    (and (stringp a)
         (cl-loop for i from 0 below (length a)
                  for pa = (text-properties-at i a)
                  for pb = (text-properties-at i b)
                  thereis
                  (cl-loop for key in (append (cl-loop for (k) on pa by #'cddr collect k)
                                              (cl-loop for (k) on pb by #'cddr collect k))
                           for va = (plist-get pa key)
                           for vb = (plist-get pb key)
                           unless (equal va vb)
                           return `(char ,i ,(substring-no-properties a i (1+ i))
                                         (different-properties-for-key
                                          ,key ,(ert--explain-equal-including-properties
                                                 va vb))
                                         context-before
                                         ,(substring-no-properties a 0 i)
                                         context-after
                                         ,(substring-no-properties a (1+ i))))))))

(put 'ert-equal-including-properties 'ert-explainer
     'ert--explain-equal-including-properties)

;;;; Choosing tests.

(defun ert-test-result-type-p (result type)
  "Return non-nil if RESULT is of TYPE.
TYPE is t, nil, :passed, :failed, :skipped, or a list that begins with and, or,
not or satisfies."
  (cond ((null type) nil)
        ((eq type t) t)
        ((eq type :failed) (ert-test-failed-p result))
        ((eq type :passed) (ert-test-passed-p result))
        ((eq type :skipped) (ert-test-skipped-p result))
        ((atom type) (error "No clause matching `%S'" type))
        (t (cl-ecase (car type)
             (and (cl-every (lambda (each) (ert-test-result-type-p result each))
                            (cdr type)))
             (or (cl-some (lambda (each) (ert-test-result-type-p result each))
                          (cdr type)))
             (not (not (ert-test-result-type-p result (cadr type))))
             (satisfies (funcall (cadr type) result))))))

(defun ert-test-result-expected-p (test result)
  "Return non-nil if RESULT is what TEST is expected to give."
  (or (ert-test-result-type-p result :skipped)
      (ert-test-result-type-p result (ert-test-expected-result-type test))))

(defun ert--filter (predicate universe)
  "Return the tests of UNIVERSE, all if t, that satisfy PREDICATE."
  (cl-remove-if-not predicate (ert-select-tests t universe)))

(defun ert--all-tests ()
  "Return a list of all tests, by name."
  (let ((names nil))
    (mapatoms (lambda (symbol)
                (when (ert-test-boundp symbol) (setq names (cons symbol names)))))
    (mapcar #'ert-get-test (sort names #'string-lessp))))

(defun ert-select-tests (selector universe)
  "Return a list of the tests that SELECTOR chooses from UNIVERSE, t for all."
  (cond
   ((null selector) nil)
   ((eq selector t)
    (if (listp universe) universe (ert--all-tests)))
   ((memq selector '(:new :failed :passed :expected :unexpected))
    (ert--filter
     (lambda (test)
       (let ((result (ert-test-most-recent-result test)))
         (cl-ecase selector
           (:new (null result))
           (:failed (ert-test-result-type-p result :failed))
           (:passed (ert-test-result-type-p result :passed))
           (:expected (ert-test-result-expected-p test result))
           (:unexpected (not (ert-test-result-expected-p test result))))))
     universe))
   ((stringp selector)
    (ert--filter (lambda (test)
                   (and (ert-test-name test)
                        (string-match selector (symbol-name (ert-test-name test)))))
                 universe))
   ((ert-test-p selector) (list selector))
   ((symbolp selector)
    (cl-assert (ert-test-boundp selector))
    (list (ert-get-test selector)))
   ((atom selector) (error "No clause matching `%S'" selector))
   (t
    (when (memq (car selector) '(eql not tag satisfies))
      (let ((operands (cdr selector))) (cl-assert (eql (length operands) 1))))
    (cl-ecase (car selector)
      (member
       (mapcar (lambda (purported-test)
                 (if (ert-test-p purported-test)
                     purported-test
                   (cl-assert (ert-test-boundp purported-test))
                   (ert-get-test purported-test)))
               (cdr selector)))
      (eql (ert-select-tests `(member ,@(cdr selector)) universe))
      (and
       (cond ((null (cdr selector)) (ert-select-tests t universe))
             (t (ert-select-tests `(and ,@(cddr selector))
                                  (ert-select-tests (cadr selector) universe)))))
      (not (cl-set-difference (ert-select-tests t universe)
                              (ert-select-tests (cadr selector) universe)))
      (or (if (cdr selector)
              (cl-union (ert-select-tests (cadr selector) universe)
                        (ert-select-tests `(or ,@(cddr selector)) universe))))
      (tag (ert--filter (lambda (test) (memq (cadr selector) (ert-test-tags test)))
                        universe))
      (satisfies (ert--filter (cadr selector) universe))))))

;;;; Running one test.

(defun ert--frames ()
  "Return the stack below the debugger, a list of `backtrace-frame'."
  (let ((frames nil) (below nil))
    (mapbacktrace (lambda (evald function args flags)
                    (if below
                        (push (record 'backtrace-frame evald function args flags nil nil nil)
                              frames)
                      (when (eq function 'ert--debugger) (setq below t)))))
    (nreverse frames)))

(defvar ert--pending nil "Vector whose first element takes the result of a test.")

(defun ert--debugger (&rest args)
  "Note how the running test ended and leave it; ARGS are those of a debugger."
  (if (eq (car args) 'error)
      (let ((condition (cadr args)))
        (ert--note-condition condition (ert--frames))
        (throw 'ert--pass nil))
    (throw 'ert--pass nil)))

(defun ert--note-condition (condition frames)
  "Note that the running test ended by CONDITION; FRAMES is the stack."
  (aset ert--pending 0
        (cl-case (car condition)
          (quit (make-ert-test-quit :condition condition :backtrace frames
                                    :infos ert--infos))
          (ert-test-skipped
           (make-ert-test-skipped :condition condition :backtrace frames
                                  :infos ert--infos))
          (t (make-ert-test-failed :condition condition :backtrace frames
                                   :infos ert--infos)))))

(defun ert--messages-end ()
  "Return a marker at the end of the buffer of messages."
  (with-current-buffer (messages-buffer) (copy-marker (point-max))))

(defun ert--messages-since (marker)
  "Return the messages from MARKER on, which is given up."
  (let ((buffer (marker-buffer marker)))
    (if (null buffer)
        ""
      (with-current-buffer buffer
        (prog1 (save-restriction (widen) (buffer-substring marker (point-max)))
          (set-marker marker nil))))))

(defun ert-run-test (test)
  "Run TEST; store and return its result."
  (let* ((ert--running-tests (cons test ert--running-tests))
         (pending (vector nil))
         (ert--pending pending)
         (ert--should-forms (vector nil))
         (messages (ert--messages-end))
         (begin (float-time))
         (aborted t))
    (setf (ert-test-most-recent-result test) nil)
    (unwind-protect
        (progn
          (ert--run-test-internal test)
          (setq aborted nil))
      (setf (ert-test-most-recent-result test)
            (or (aref pending 0)
                (if aborted
                    (make-ert-test-aborted-with-non-local-exit)
                  (make-ert-test-passed))))
      (let ((result (ert-test-most-recent-result test)))
        (setf (ert-test-result-duration result) (- (float-time) begin)
              (ert-test-result-messages result) (ert--messages-since messages)
              (ert-test-result-should-forms result)
              (nreverse (aref ert--should-forms 0)))))
    (ert-test-most-recent-result test)))

(defun ert--run-test-internal (test)
  "Call the body of TEST in a buffer of its own; note how it ends."
  (let ((ert--infos nil))
    (with-temp-buffer
      (save-window-excursion
        (catch 'ert--pass
          (let ((debugger #'ert--debugger)
                (debug-on-error t)
                (debug-on-quit t)
                (debug-ignored-errors nil)
                (inhibit-changing-match-data nil))
            (condition-case err
                (funcall (ert-test-body test))
              ((debug error quit) (ert--note-condition err nil)))))))))

;;;; Running many.

(cl-defstruct ert--stats
  (selector nil) (tests []) (test-results []) (start-time nil) (end-time nil)
  (aborted-p nil) (current-test nil)
  (passed-expected 0) (passed-unexpected 0) (failed-expected 0)
  (failed-unexpected 0) (skipped 0))

(defun ert--stats-position (stats test)
  "Return the index of TEST in STATS."
  (cl-position test (ert--stats-tests stats)))

(defun ert-stats-total (stats)
  "Return the number of tests in STATS."
  (length (ert--stats-tests stats)))

(defun ert-stats-skipped (stats)
  "Return the number of tests in STATS that were skipped."
  (ert--stats-skipped stats))

(defun ert-stats-completed-expected (stats)
  "Count the tests of STATS whose results were the expected ones."
  (+ (ert--stats-passed-expected stats) (ert--stats-failed-expected stats)))

(defun ert-stats-completed-unexpected (stats)
  "Return the number of tests in STATS that did not end as expected."
  (+ (ert--stats-passed-unexpected stats) (ert--stats-failed-unexpected stats)))

(defun ert-stats-completed (stats)
  "Return the number of tests in STATS that have ended."
  (+ (ert-stats-completed-expected stats) (ert-stats-completed-unexpected stats)
     (ert--stats-skipped stats)))

(defun ert--stats-add (stats test result n)
  "Count in STATS N more ends of TEST with RESULT.
As in Emacs, tests that were quit or left otherwise count nowhere."
  (let ((expected (and result (ert-test-result-expected-p test result))))
    (cond ((ert-test-skipped-p result) (cl-incf (ert--stats-skipped stats) n))
          ((ert-test-passed-p result)
           (if expected
               (cl-incf (ert--stats-passed-expected stats) n)
             (cl-incf (ert--stats-passed-unexpected stats) n)))
          ((ert-test-failed-p result)
           (if expected
               (cl-incf (ert--stats-failed-expected stats) n)
             (cl-incf (ert--stats-failed-unexpected stats) n))))))

(defun ert-run-or-rerun-test (stats test listener)
  "Run TEST, of STATS; a result that it had there does not count any more.
LISTENER is as in `ert-run-tests'."
  (let* ((i (ert--stats-position stats test))
         (results (ert--stats-test-results stats))
         (old (aref results i))
         (ert--current-run-stats stats))
    (ert--stats-add stats test old -1)
    (aset results i nil)
    (setf (ert--stats-current-test stats) test)
    (funcall listener 'test-started stats test)
    (setf (ert-test-most-recent-result test) nil)
    (unwind-protect (ert-run-test test)
      (let ((result (ert-test-most-recent-result test)))
        (aset results i result)
        (ert--stats-add stats test result 1)
        (setf (ert--stats-current-test stats) nil)
        (funcall listener 'test-ended stats test result)))))

(defun ert-run-tests (selector listener &optional _interactively)
  "Run the tests that SELECTOR chooses; return statistics.
LISTENER is called with (run-started STATS), (test-started STATS TEST),
\(test-ended STATS TEST RESULT) and (run-ended STATS ABORTED)."
  (let* ((tests (vconcat (delete-dups (ert-select-tests selector t))))
         (stats (make-ert--stats :selector selector :tests tests
                                 :test-results (make-vector (length tests) nil)
                                 :start-time (current-time)))
         (ert--current-run-stats stats)
         (aborted t) (i 0))
    (funcall listener 'run-started stats)
    (unwind-protect
        (progn
          (while (< i (length tests))
            (ert-run-or-rerun-test stats (aref tests i) listener)
            (setq i (1+ i)))
          (setq aborted nil))
      (setf (ert--stats-aborted-p stats) aborted
            (ert--stats-current-test stats) nil
            (ert--stats-end-time stats) (current-time))
      (funcall listener 'run-ended stats aborted))
    stats))

;;;###autoload
(defun ert-run-tests-interactively (selector &optional _output-buffer-name _message-fn)
  "Run the tests that SELECTOR chooses, tell how they end and return statistics."
  (interactive (list (car (read-from-string (read-string "Run tests: " "t")))))
  (ert-run-tests-batch selector))

;;;###autoload
(defalias 'ert #'ert-run-tests-interactively)

;;;###autoload
(defun ert-describe-test (test-or-test-name)
  "Show and return what TEST-OR-TEST-NAME, a test or its name, is about."
  (interactive (list (ert-read-test-name "Describe test: ")))
  (let* ((test (if (ert-test-p test-or-test-name)
                   test-or-test-name
                 (ert-get-test test-or-test-name)))
         (name (ert-test-name test))
         (file (and name (symbol-file name 'ert--test)))
         (text (format-message "%s is a test%s.\n\n%s\n"
                               (if name (format "%S" name) "<anonymous test>")
                               (if file (format-message " defined in `%s'"
                                                        (file-name-nondirectory file))
                                 "")
                               (or (ert-test-documentation test)
                                   "It is not documented."))))
    (princ text)
    text))

(defun ert--unload-function ()
  "Forget all tests before this library goes."
  (ert-delete-all-tests)
  nil)

(defvar ert-unload-hook '(ert--unload-function)
  "Functions called before this library is unloaded.")

;;;###autoload
(autoload 'ert-run-tests-batch "ert-batch")
;;;###autoload
(autoload 'ert-run-tests-batch-and-exit "ert-batch")
(autoload 'ert-summarize-tests-batch-and-exit "ert-batch")

(provide 'ert)
(require 'ert-batch)
;;; ert.el ends here
