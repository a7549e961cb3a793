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

;;;; Tests and results.

(cl-defstruct ert-test
  "A test: its name, what it does and what is expected of it."
  (name nil) (documentation nil) (body nil) (most-recent-result nil)
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
  "Return non-nil if SYMBOL names a test."
  (and (get symbol 'ert--test) t))

(defun ert-get-test (symbol)
  "Return the test that SYMBOL names; signal an error if it names none."
  (or (get symbol 'ert--test) (error "No test named `%S'" symbol)))

(defun ert-set-test (symbol definition)
  "Make SYMBOL name the test DEFINITION."
  (put symbol 'ert--test definition)
  definition)

(defun ert-make-test-unbound (symbol)
  "Make SYMBOL name no test."
  (put symbol 'ert--test nil)
  symbol)

(defun ert-delete-all-tests ()
  "Forget all tests."
  (dolist (test (ert--all-tests)) (ert-make-test-unbound (ert-test-name test)))
  t)

;;;###autoload
(defmacro ert-deftest (name () &rest docstring-keys-and-body)
  "Define NAME as a test.
A docstring and the keys :expected-result and :tags may come before the body.

\(fn NAME () [DOCSTRING] [:expected-result RESULT] [:tags TAGS] BODY...)"
  (declare (doc-string 3) (indent 2))
  (let ((body docstring-keys-and-body) (doc nil) (keys nil))
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
         (explainer (and (null value) (consp call) (symbolp (car call))
                         (proper-list-p call)
                         (get (car call) 'ert-explainer)))
         (explanation (and explainer (ignore-errors (apply explainer (cdr call))))))
    (and explanation (list :explanation explanation))))

(defun ert--should-data (form description value)
  "Return why the assertion FORM failed.
DESCRIPTION tells how it came to VALUE."
  `(,form ,@description :value ,value ,@(ert--explanation description value)))

(defmacro should (form)
  "Fail the current test unless FORM is non-nil; return its value."
  (let ((parts (ert--should-description form)) (value (make-symbol "value")))
    `(let* (,@(car parts) (,value ,(nth 1 parts)))
       (if ,value
           ,value
         (ert-fail (ert--should-data '(should ,form) ,(nth 2 parts) ,value))))))

(defmacro should-not (form)
  "Fail the current test if FORM is non-nil; return nil."
  (let ((parts (ert--should-description form)) (value (make-symbol "value")))
    `(let* (,@(car parts) (,value ,(nth 1 parts)))
       (and ,value
            (ert-fail
             (ert--should-data '(should-not ,form) ,(nth 2 parts) ,value))))))

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
        error))))

(defmacro ert--skip-unless (form)
  "Skip the current test unless FORM is non-nil."
  (let ((parts (ert--should-description form)) (value (make-symbol "value")))
    `(let* (,@(car parts)
            (,value (ignore-errors ,(nth 1 parts))))
       (or ,value
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
        ((fixnump x) (list x (format "#x%x" x)))
        (t x)))

(defun ert--first-mismatch (a b)
  "Return the index of the first difference of the sequences A and B."
  (cl-mismatch a b :test #'equal))

(defun ert--explain-equal-rec (a b)
  "Return why A and B are not `equal', or nil."
  (cond
   ((not (eq (type-of a) (type-of b))) `(different-types ,a ,b))
   ((consp a) (ert--explain-lists a b))
   ((arrayp a)
    (if (/= (length a) (length b))
        `(arrays-of-different-length
          ,(length a) ,(length b) ,a ,b
          ,@(unless (char-table-p a)
              `(first-mismatch-at ,(ert--first-mismatch a b))))
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

;;;; Choosing tests.

(defun ert-test-result-type-p (result type)
  "Return non-nil if RESULT is of TYPE.
TYPE is t, nil, :passed, :failed, :skipped, or a list that begins with and, or,
not, member, eql or satisfies."
  (cond ((null type) nil)
        ((eq type t) t)
        ((eq type :failed) (ert-test-failed-p result))
        ((eq type :passed) (ert-test-passed-p result))
        ((eq type :skipped) (ert-test-skipped-p result))
        (t (cl-ecase (car type)
             (member (and (memql result (cdr type)) t))
             (eql (eql result (cadr type)))
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
   (t
    (cl-ecase (car selector)
      (member
       (mapcar (lambda (each)
                 (if (symbolp each) (ert-get-test each) each))
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

(defun ert-run-test (test)
  "Run TEST; store and return its result."
  (let* ((ert--running-tests (cons test ert--running-tests))
         (pending (vector nil))
         (ert--pending pending)
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
      (setf (ert-test-result-duration (ert-test-most-recent-result test))
            (- (float-time) begin)))
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

(defun ert-stats-total (stats)
  "Return the number of tests in STATS."
  (length (ert--stats-tests stats)))

(defun ert-stats-skipped (stats)
  "Return the number of tests in STATS that were skipped."
  (ert--stats-skipped stats))

(defun ert-stats-completed-expected (stats)
  "Return the number of tests in STATS that ended as expected."
  (+ (ert--stats-passed-expected stats) (ert--stats-failed-expected stats)))

(defun ert-stats-completed-unexpected (stats)
  "Return the number of tests in STATS that did not end as expected."
  (+ (ert--stats-passed-unexpected stats) (ert--stats-failed-unexpected stats)))

(defun ert-stats-completed (stats)
  "Return the number of tests in STATS that have ended."
  (+ (ert-stats-completed-expected stats) (ert-stats-completed-unexpected stats)
     (ert--stats-skipped stats)))

(defun ert--stats-add (stats test result)
  "Count in STATS that TEST ended with RESULT."
  (let ((expected (ert-test-result-expected-p test result)))
    (cond ((ert-test-skipped-p result) (cl-incf (ert--stats-skipped stats)))
          ((ert-test-passed-p result)
           (if expected
               (cl-incf (ert--stats-passed-expected stats))
             (cl-incf (ert--stats-passed-unexpected stats))))
          (expected (cl-incf (ert--stats-failed-expected stats)))
          (t (cl-incf (ert--stats-failed-unexpected stats))))))

(defun ert-run-tests (selector listener &optional _interactively)
  "Run the tests that SELECTOR chooses; return statistics.
LISTENER is called with (run-started STATS), (test-started STATS TEST),
\(test-ended STATS TEST RESULT) and (run-ended STATS ABORTED)."
  (let* ((tests (vconcat (ert-select-tests selector t)))
         (stats (make-ert--stats :selector selector :tests tests
                                 :test-results (make-vector (length tests) nil)
                                 :start-time (current-time)))
         (ert--current-run-stats stats)
         (aborted t) (i 0))
    (funcall listener 'run-started stats)
    (unwind-protect
        (progn
          (while (< i (length tests))
            (let ((test (aref tests i)))
              (setf (ert--stats-current-test stats) test)
              (funcall listener 'test-started stats test)
              (let ((result (ert-run-test test)))
                (aset (ert--stats-test-results stats) i result)
                (ert--stats-add stats test result)
                (funcall listener 'test-ended stats test result)))
            (setq i (1+ i)))
          (setq aborted nil))
      (setf (ert--stats-aborted-p stats) aborted
            (ert--stats-current-test stats) nil
            (ert--stats-end-time stats) (current-time))
      (funcall listener 'run-ended stats aborted))
    stats))

;;;; Batch runs.

(defun ert-char-for-test-result (result expectedp)
  "Return the character for RESULT, a capital unless it is EXPECTEDP."
  (aref (cond ((ert-test-passed-p result) ".P")
              ((ert-test-failed-p result) "fF")
              ((ert-test-skipped-p result) "sS")
              ((ert-test-quit-p result) "qQ")
              ((null result) "--")
              ((ert-test-aborted-with-non-local-exit-p result) "aA"))
        (if expectedp 0 1)))

(defun ert-string-for-test-result (result expected)
  "Return the word for RESULT, in capitals unless it is EXPECTED."
  (let ((word (cond ((ert-test-passed-p result) "passed")
                    ((ert-test-failed-p result) "failed")
                    ((ert-test-skipped-p result) "skipped")
                    ((ert-test-quit-p result) "quit")
                    ((ert-test-aborted-with-non-local-exit-p result) "aborted")
                    (t "unknown"))))
    (if expected word (upcase word))))

(defun ert--time-string (time)
  "Return TIME as text, as in ISO 8601."
  (format-time-string "%Y-%m-%d %T%z" time))

(defun ert--frame-text (frame)
  "Return the text of FRAME, an element of what `ert--frames' returns."
  (let ((print-escape-newlines t) (print-length 50) (print-level 8)
        (function (aref frame 2)) (args (aref frame 3)))
    (if (aref frame 1)
        (concat "  " (cl-prin1-to-string function)
                (if args (cl-prin1-to-string args) "()"))
      (concat "  " (cl-prin1-to-string (cons function args))))))

(defun ert--show-backtrace (result)
  "Show the stack at which RESULT arose."
  (dolist (frame (ert-test-result-with-condition-backtrace result))
    (let ((line (ert--frame-text frame)))
      (message "%s"
               (if ert-batch-backtrace-right-margin
                   (substring line 0 (min (length line)
                                          ert-batch-backtrace-right-margin))
                 line)))))

(defun ert--insert-infos (result)
  "Insert the infos of RESULT, each with its prefix, indented."
  (dolist (info (reverse (ert-test-result-with-condition-infos result)))
    (let ((pad (make-string (length (car info)) ?\s))
          (lines (split-string (cdr info) "\n")))
      (insert "    " (car info) (car lines) "\n")
      (dolist (line (cdr lines))
        (insert "    " pad line "\n")))))

(defun ert--pp-with-indentation-and-newline (object)
  "Insert OBJECT in lines that begin in the current column, and a newline."
  (require 'pp)
  (let ((text (pp--layout (cl-prin1-to-string object) (current-column))))
    (insert text (if (string-suffix-p "\n" text) "" "\n"))))

(defun ert--show-condition (result)
  "Show the infos and the condition of RESULT."
  (with-temp-buffer
    (ert--insert-infos result)
    (insert "    ")
    (let ((print-escape-newlines t)
          (print-level ert-batch-print-level)
          (print-length ert-batch-print-length))
      (ert--pp-with-indentation-and-newline
       (ert-test-result-with-condition-condition result)))
    (message "%s" (buffer-substring-no-properties (point-min) (1- (point-max))))))

(defun ert--batch-test-ended (stats test result)
  "Show that TEST of STATS ended with RESULT."
  (let ((expected (ert-test-result-expected-p test result))
        (name (ert-test-name test)))
    (unless expected
      (cond ((ert-test-passed-p result)
             (message "Test %S passed unexpectedly" name))
            ((ert-test-result-with-condition-p result)
             (message "Test %S backtrace:" name)
             (ert--show-backtrace result)
             (message "Test %S condition:" name)
             (ert--show-condition result))
            ((ert-test-aborted-with-non-local-exit-p result)
             (message "Test %S aborted with non-local exit" name))))
    (unless ert-quiet
      (let* ((total (format "%d" (ert-stats-total stats)))
             (index (format (format "%%%dd" (length total))
                            (ert-stats-completed stats))))
        (message "%9s  %s/%s  %S (%f sec)"
                 (ert-string-for-test-result result expected) index total name
                 (ert-test-result-duration result))))))

(defun ert--batch-list (stats what predicate)
  "Show the tests of STATS whose test and result satisfy PREDICATE.
WHAT says what they are."
  (let ((lines nil) (i 0) (tests (ert--stats-tests stats)))
    (while (< i (length tests))
      (let ((test (aref tests i)) (result (aref (ert--stats-test-results stats) i)))
        (when (and result (funcall predicate test result))
          (setq lines
                (cons (format "%9s  %S"
                              (if (ert-test-skipped-p result)
                                  "SKIPPED"
                                (ert-string-for-test-result
                                 result (ert-test-result-expected-p test result)))
                              (ert-test-name test))
                      lines))))
      (setq i (1+ i)))
    (when lines
      (message "%s %s results:" (length lines) what)
      (dolist (line (nreverse lines)) (message "%s" line))
      (message "%s" ""))))

(defun ert--batch-run-ended (stats aborted)
  "Show the statistics STATS of a run; ABORTED if it did not come to its end."
  (let ((unexpected (ert-stats-completed-unexpected stats))
        (skipped (ert--stats-skipped stats))
        (failed-expected (ert--stats-failed-expected stats)))
    (message "\n%sRan %s tests, %s results as expected, %s unexpected%s (%s, %f sec)%s\n"
             (if aborted "Aborted: " "")
             (ert-stats-total stats)
             (ert-stats-completed-expected stats)
             unexpected
             (if (> skipped 0) (format ", %s skipped" skipped) "")
             (ert--time-string (ert--stats-end-time stats))
             (float-time (time-subtract (ert--stats-end-time stats)
                                        (ert--stats-start-time stats)))
             (if (> failed-expected 0)
                 (format "\n%s expected failures" failed-expected)
               ""))
    (ert--batch-list stats "unexpected"
                     (lambda (test result)
                       (not (ert-test-result-expected-p test result))))
    (ert--batch-list stats "skipped"
                     (lambda (_test result) (ert-test-skipped-p result)))))

;;;###autoload
(defun ert-run-tests-batch (&optional selector)
  "Run the tests that SELECTOR, by default t, chooses; show how they end.
Return statistics."
  (or selector (setq selector t))
  (ert-run-tests
   selector
   (lambda (event stats &rest args)
     (cl-ecase event
       (run-started
        (unless ert-quiet
          (message "Running %s tests (%s, selector `%S')"
                   (ert-stats-total stats)
                   (ert--time-string (ert--stats-start-time stats))
                   selector)))
       (test-started nil)
       (test-ended (apply #'ert--batch-test-ended stats args))
       (run-ended (apply #'ert--batch-run-ended stats args))))))

;;;###autoload
(defun ert-run-tests-batch-and-exit (&optional selector)
  "Run the tests that SELECTOR chooses, then exit.
The exit status is 0 if all ended as expected, 1 if some did not, 2 if the
tests could not be run."
  (or noninteractive
      (user-error "This function is only for use in batch mode"))
  (let ((status 2))
    (unwind-protect
        (condition-case err
            (let ((stats (ert-run-tests-batch selector)))
              (setq status
                    (if (zerop (ert-stats-completed-unexpected stats)) 0 1)))
          ((debug error)
           (message "Error running tests: %s" (error-message-string err))))
      (kill-emacs status))))

(provide 'ert)
;;; ert.el ends here
