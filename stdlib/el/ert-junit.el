;;; ert-junit.el --- JUnit reports, and the command elnet test  -*- lexical-binding: t -*-

;;; Commentary:

;; The report has the shape of the one that Emacs 29 writes when the variable
;; EMACS_TEST_JUNIT_REPORT is set: a testsuites element around one testsuite,
;; in which each test is a testcase with its status and time.

;;; Code:

(require 'ert)
(require 'cl-lib)

(defun ert-junit--escape (text)
  "Return TEXT with what XML reserves, and control characters, replaced."
  (replace-regexp-in-string
   "[&<>\"\0-\10\13\14\16-\37]"
   (lambda (c)
     (pcase c
       ("&" "&amp;") ("<" "&lt;") (">" "&gt;") ("\"" "&quot;")
       (_ "?")))
   text t t))

(defun ert-junit--condition (result)
  "Return the condition of RESULT, a string, \"\" if there is none."
  (if (ert-test-result-with-condition-p result)
      (let ((print-escape-newlines t) (print-level 8) (print-length 50))
        (prin1-to-string (ert-test-result-with-condition-condition result)))
    ""))

(defun ert-junit--type (result)
  "Return the error symbol of RESULT, a string, \"\" if there is none."
  (if (ert-test-result-with-condition-p result)
      (format "%s" (car-safe (ert-test-result-with-condition-condition result)))
    ""))

(defun ert-junit--case (test result)
  "Return the testcase element of TEST, which ended with RESULT."
  (let* ((expected (and result (ert-test-result-expected-p test result)))
         (kind (cond ((null result) nil)
                     ((ert-test-skipped-p result) "skipped")
                     (expected nil)
                     ((ert-test-aborted-with-non-local-exit-p result) "error")
                     (t "failure"))))
    (concat
     (format "    <testcase name=\"%s\" status=\"%s\" time=\"%f\""
             (ert-junit--escape (symbol-name (ert-test-name test)))
             (if result (ert-string-for-test-result result expected) "not run")
             (or (and result (ert-test-result-duration result)) 0))
     (if kind
         (format ">\n      <%s message=\"%s\" type=\"%s\">\n%s\n      </%s>\n    </testcase>\n"
                 kind
                 (ert-junit--escape (ert-junit--condition result))
                 (ert-junit--escape (ert-junit--type result))
                 (ert-junit--escape (or (ert-test-result-messages result) ""))
                 kind)
       "/>\n"))))

;;;###autoload
(defun ert-write-junit-test-report (stats &optional file)
  "Write a JUnit report of STATS to FILE, by default what the environment says.
That is the value of the variable EMACS_TEST_JUNIT_REPORT."
  (let* ((file (or file (getenv "EMACS_TEST_JUNIT_REPORT")))
         (name (file-name-sans-extension (file-name-nondirectory file)))
         (results (append (ert--stats-test-results stats) nil))
         (errors (cl-count-if #'ert-test-aborted-with-non-local-exit-p results))
         (counts (format "tests=\"%d\" errors=\"%d\" failures=\"%d\" skipped=\"%d\" time=\"%f\""
                         (ert-stats-total stats) errors
                         (- (ert-stats-completed-unexpected stats) errors)
                         (ert-stats-skipped stats)
                         (float-time (time-subtract (ert--stats-end-time stats)
                                                    (ert--stats-start-time stats))))))
    (with-temp-file file
      (let ((coding-system-for-write 'utf-8-unix))
        (insert "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                (format "<testsuites name=\"%s\" %s>\n" (ert-junit--escape name) counts)
                (format "  <testsuite id=\"0\" name=\"%s\" %s timestamp=\"%s\">\n"
                        (ert-junit--escape name) counts
                        (format-time-string "%Y-%m-%dT%H:%M:%S%z" (ert--stats-start-time stats))))
        (cl-loop for test across (ert--stats-tests stats)
                 for result in results
                 do (insert (ert-junit--case test result)))
        (insert "  </testsuite>\n</testsuites>\n")))))

;;;; The command.

(defun elnet-test--files (names)
  "Return the test files that NAMES, files and directories, stand for."
  (let (files)
    (dolist (name names (delete-dups (nreverse files)))
      (cond ((file-directory-p name)
             (dolist (file (sort (directory-files-recursively
                                  name "\\`\\(?:[^.].*[-_]\\(?:tests?\\|spec\\)\\|tests?[-_].*\\)\\.el\\'"
                                  nil (lambda (dir) (not (string-match-p "/\\.[^/]*\\'" dir))))
                                 #'string<))
               (push (expand-file-name file) files)))
            ((file-exists-p name) (push (expand-file-name name) files))
            (t (error "No such file or directory: %s" name))))))

;;;###autoload
(defun elnet-test-main (names selector junit)
  "Run the ERT tests of NAMES, files and directories, and exit.
SELECTOR is an ERT selector, JUNIT the name of the report's file, or nil.
The exit status is 0 if all tests ended as expected, 1 if some did not, 2 if
they could not be run."
  (let ((status 2))
    (unwind-protect
        (condition-case err
            (let ((files (elnet-test--files (or names '("."))))
                  stats)
              (unless files (error "No test files in %s" (or names ".")))
              (dolist (file files)
                (let ((dir (directory-file-name (file-name-directory file))))
                  (add-to-list 'load-path dir)
                  (add-to-list 'load-path (directory-file-name (file-name-directory dir)) t)))
              (add-to-list 'load-path (directory-file-name default-directory) t)
              (dolist (file files) (load file nil t t))
              (setq stats (ert-run-tests-batch selector))
              (when junit (ert-write-junit-test-report stats junit))
              (setq status (if (zerop (ert-stats-completed-unexpected stats)) 0 1)))
          ((debug error)
           (message "Error running tests: %s" (error-message-string err))))
      (kill-emacs status))))

(provide 'ert-junit)
;;; ert-junit.el ends here
