;;; ert-batch.el --- runs of tests without a display -*- lexical-binding: t; -*-

;; The part of ert.el, which loads it, that reports in batch mode.

;;; Code:

(require 'cl-lib)

;;;; Batch runs.

(defun ert-string-for-test-result (result expected)
  "Return the word for RESULT, in capitals unless it is EXPECTED."
  (let ((word (cond ((ert-test-passed-p result) "passed")
                    ((ert-test-failed-p result) "failed")
                    ((ert-test-skipped-p result) "skipped")
                    ((ert-test-quit-p result) "quit")
                    ((ert-test-aborted-with-non-local-exit-p result) "aborted")
                    (t "unknown"))))
    (if expected word (upcase word))))

(defun ert-char-for-test-result (result expected)
  "Return the character for RESULT, a capital unless it is EXPECTED."
  (let ((char (cond ((ert-test-passed-p result) ?.)
                    ((ert-test-failed-p result) ?f)
                    ((ert-test-skipped-p result) ?s)
                    ((ert-test-quit-p result) ?q)
                    ((ert-test-aborted-with-non-local-exit-p result) ?a)
                    (t ?-))))
    (cond (expected char) ((eq char ?.) ?P) (t (upcase char)))))

(defun ert-reason-for-test-result (result)
  "Return a text that tells why RESULT is a failure or was skipped, or \"\"."
  (let ((reason (and (ert-test-result-with-condition-p result)
                     (cadr (ert-test-result-with-condition-condition result)))))
    (if reason (format "  %S" reason) "")))

(defun ert-face-for-test-result (expected)
  "Return the face for a result that is EXPECTED, or not."
  (if expected 'ert-test-result-expected 'ert-test-result-unexpected))

(defun ert-face-for-stats (stats)
  "Return the face for the results in STATS."
  (cond ((> (ert-stats-completed-unexpected stats) 0) (ert-face-for-test-result nil))
        ((= (ert-stats-completed stats) (ert-stats-total stats))
         (ert-face-for-test-result t))
        (t 'nil)))

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
  (let* ((print-escape-control-characters t)
         (print-quoted t)
         (text (pp--layout (prin1-to-string object) (current-column) 'punctuation)))
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
                            (1+ (ert--stats-position stats test)))))
        (message "%9s  %s/%s  %S (%f sec)"
                 (ert-string-for-test-result result expected) index total name
                 (ert-test-result-duration result))))))

(defun ert--batch-list (stats count what predicate)
  "Show the tests of STATS whose test and result satisfy PREDICATE.
COUNT is their number as STATS has it; WHAT says what they are."
  (let ((lines nil) (i 0) (tests (ert--stats-tests stats)))
    (while (< i (length tests))
      (let ((test (aref tests i)) (result (aref (ert--stats-test-results stats) i)))
        (when (and result (funcall predicate test result))
          (setq lines
                (cons (format "%9s  %S%s"
                              (if (ert-test-skipped-p result)
                                  "SKIPPED"
                                (ert-string-for-test-result
                                 result (ert-test-result-expected-p test result)))
                              (ert-test-name test)
                              (if (getenv "EMACS_TEST_VERBOSE")
                                  (ert-reason-for-test-result result)
                                ""))
                      lines))))
      (setq i (1+ i)))
    (when (and lines (> count 0))
      (message "%s %s results:" count what)
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
    (ert--batch-list stats unexpected "unexpected"
                     (lambda (test result)
                       (not (ert-test-result-expected-p test result))))
    (ert--batch-list stats skipped "skipped"
                     (lambda (_test result) (ert-test-skipped-p result)))))

(defun ert-run-tests-batch (&optional selector)
  "Run the tests that SELECTOR, by default t, chooses; show how they end.
Return statistics."
  (ert-run-tests
   (or selector t)
   (lambda (event stats &rest args)
     (cl-ecase event
       (run-started
        (unless ert-quiet
          (message "Running %s tests (%s, selector `%S')"
                   (ert-stats-total stats)
                   (ert--time-string (ert--stats-start-time stats))
                   (or selector t))))
       (test-started nil)
       (test-ended (apply #'ert--batch-test-ended stats args))
       (run-ended (apply #'ert--batch-run-ended stats args)
                  (when (getenv "EMACS_TEST_JUNIT_REPORT") ; as Emacs 29
                    (ert-write-junit-test-report stats)))))))

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

(defun ert--read-batch-log (file)
  "Return what FILE, the output of a batch run, tells.
That is (TOTAL EXPECTED UNEXPECTED SKIPPED), the number of tests if they did not
come to their end, or nil if there was no run of tests."
  (with-temp-buffer
    (when (file-readable-p file) (insert-file-contents file))
    (cond
     ((re-search-forward
       (concat "^\\(?:Aborted: \\)?Ran \\([0-9]+\\) tests, "
               "\\([0-9]+\\) results as expected"
               "\\(?:, \\([0-9]+\\) unexpected\\)?"
               "\\(?:, \\([0-9]+\\) skipped\\)?")
       nil t)
      (mapcar (lambda (n) (string-to-number (or (match-string n) "0"))) '(1 2 3 4)))
     ((re-search-forward "^Running \\([0-9]+\\) tests" nil t)
      (string-to-number (match-string 1))))))

(defun ert--slow-tests (file)
  "Return a list of (SECONDS . LINE) for the tests in FILE, the log of a batch run."
  (with-temp-buffer
    (when (file-readable-p file) (insert-file-contents file))
    (let ((found nil))
      (while (re-search-forward
              "^ *[a-zA-Z]+ +[0-9]+/[0-9]+ +.+ (\\([0-9.]+\\) sec)$" nil t)
        (setq found (cons (cons (string-to-number (match-string 1)) (match-string 0))
                          found)))
      found)))

(defun ert--list-files (count what files)
  "Show that COUNT files, which are FILES, are WHAT."
  (when files
    (message "%d files %s:" count what)
    (dolist (file (reverse files)) (message "  %s" file))))

(defun ert-summarize-tests-batch-and-exit (&optional high)
  "Summarize the logs of batch runs that are named on the command line, then exit.
With HIGH, show so many of the tests that took the longest.  The exit status is 0
if all ended as expected, 1 if not, 2 if a log has no run or no end."
  (or noninteractive
      (user-error "This function is only for use in batch mode"))
  (let ((files command-line-args-left) (sums (list 0 0 0 0))
        (lost 0) (empty nil) (unfinished nil) (bad nil) (slow nil) (status 2))
    (setq command-line-args-left nil)
    (unwind-protect
        (progn
          (dolist (file files)
            (let ((log (ert--read-batch-log file)))
              (cond ((null log) (push file empty))
                    ((numberp log)
                     (cl-incf lost log)
                     (push file unfinished))
                    (t (setq sums (cl-mapcar #'+ sums log))
                       (when (> (nth 2 log) 0) (push file bad))
                       (setq slow (append slow (ert--slow-tests file)))))))
          (message "\nSUMMARY OF TEST RESULTS")
          (message "-----------------------")
          (message "Files examined: %d" (length files))
          (message "Ran %d tests%s, %d results as expected, %d unexpected, %d skipped"
                   (nth 0 sums)
                   (if (> lost 0) (format ", %d failed to run" lost) "")
                   (nth 1 sums) (nth 2 sums) (nth 3 sums))
          (ert--list-files (length empty) "did not contain any tests" empty)
          (ert--list-files (length unfinished) "did not finish" unfinished)
          (ert--list-files (length bad) "contained unexpected results" bad)
          (when (and high slow)
            (message "\nLONG-RUNNING TESTS")
            (message "------------------")
            (dolist (entry (seq-take (cl-stable-sort slow #'> :key #'car) high))
              (message "%s" (cdr entry))))
          (setq status (cond ((or empty unfinished) 2) (bad 1) (t 0))))
      (kill-emacs status))))

(provide 'ert-batch)
;;; ert-batch.el ends here
