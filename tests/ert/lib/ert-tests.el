;;; ert-tests.el --- ert tested with itself  -*- lexical-binding: t; -*-

;;; Code:

(require 'ert)
(require 'ert-x)
(require 'cl-lib)

(defun et-run (body)
  "Return the result of a test whose body is the list of forms BODY."
  (ert-run-test (make-ert-test :name 'et-inner :body (eval `(lambda () ,@body) t))))

(defun et-condition (&rest body)
  "Return the condition with which a test of BODY fails or is skipped."
  (ert-test-result-with-condition-condition (et-run body)))

(ert-deftest et-kinds-of-results ()
  (should (ert-test-passed-p (et-run '((should t)))))
  (should (ert-test-failed-p (et-run '((should nil)))))
  (should (ert-test-failed-p (et-run '((error "x")))))
  (should (ert-test-skipped-p (et-run '((ert-skip "x")))))
  (should (ert-test-passed-p (et-run '((ert-pass) (error "not here")))))
  (should (ert-test-quit-p (et-run '((signal 'quit nil))))))

(ert-deftest et-conditions ()
  (should (equal (et-condition '(should (= 1 2)))
                 '(ert-test-failed ((should (= 1 2)) :form (= 1 2) :value nil))))
  (should (equal (et-condition '(should-not (list 1)))
                 '(ert-test-failed ((should-not (list 1)) :form (list 1) :value (1)))))
  (should (equal (et-condition '(should-error (ignore)))
                 '(ert-test-failed ((should-error (ignore)) :form (ignore) :value nil
                                    :fail-reason "did not signal an error"))))
  (should (equal (plist-get (cdr (cadr (et-condition '(should-error (car 1) :type 'arith-error))))
                            :fail-reason)
                 "the error signaled did not have the expected type"))
  (should (equal (plist-get (cdr (cadr (et-condition
                                        '(should-error (car 1) :type 'error
                                                       :exclude-subtypes t))))
                            :fail-reason)
                 "the error signaled was a subtype of the expected type"))
  (should (equal (et-condition '(ert-fail '(a b))) '(ert-test-failed (a b)))))

(ert-deftest et-explanations ()
  (should (equal (plist-get (cdr (cadr (et-condition '(should (equal '(1 (2 "x")) '(1 (2 "y")))))))
                            :explanation)
                 '(list-elt 1 (list-elt 1 (array-elt 0 (different-atoms (?x "#x78" "?x")
                                                                        (?y "#x79" "?y")))))))
  (should (equal (plist-get (cdr (cadr (et-condition '(should (equal [1] [1 2])))))
                            :explanation)
                 '(arrays-of-different-length 1 2 [1] [1 2] first-mismatch-at 1))))

(ert-deftest et-infos-and-messages ()
  (let ((result (et-run '((message "one %d" 1)
                          (ert-info ("inner" :prefix "P: ") (should nil))))))
    (should (equal (ert-test-result-with-condition-infos result) '(("P: " . "inner"))))
    (should (equal (ert-test-result-messages result) "one 1\n"))
    (should (equal (ert-test-result-should-forms (et-run '((should (= 1 1)))))
                   '(((should (= 1 1)) :form (= 1 1) :value t))))))

(ert-deftest et-statistics ()
  (let* ((good (make-ert-test :name 'et-good :body #'ignore))
         (bad (make-ert-test :name 'et-bad :body (lambda () (error "Bad"))
                             :expected-result-type :failed))
         (events nil)
         (stats (ert-run-tests `(member ,good ,bad)
                               (lambda (event &rest _) (push event events)))))
    (should (= (ert-stats-total stats) 2))
    (should (= (ert-stats-completed-expected stats) 2))
    (should (= (ert-stats-completed-unexpected stats) 0))
    (should (equal (reverse events)
                   '(run-started test-started test-ended test-started test-ended run-ended)))
    (ert-run-or-rerun-test stats bad #'ignore)
    (should (= (ert-stats-completed stats) 2))))

(ert-deftest et-selectors ()
  (let ((tests (list (make-ert-test :name 'et-a :body #'ignore :tags '(x))
                     (make-ert-test :name 'et-b :body #'ignore))))
    (cl-flet ((names (selector)
                (mapcar #'ert-test-name (ert-select-tests selector tests))))
      (should (equal (names t) '(et-a et-b)))
      (should (equal (names nil) nil))
      (should (equal (names "b\\'") '(et-b)))
      (should (equal (names '(tag x)) '(et-a)))
      (should (equal (names '(not (tag x))) '(et-b)))
      (should (equal (names '(and "et" (tag x))) '(et-a)))
      (should (equal (names :new) '(et-a et-b)))
      (should-error (names '(nosuch))))))

(ert-deftest et-buffers ()
  (let ((name nil))
    (ert-with-test-buffer (:name "mine")
      (setq name (buffer-name))
      (insert "x"))
    (should (string-match-p "et-buffers): mine" name))
    (should-not (get-buffer name)))
  (with-temp-buffer
    (emacs-lisp-mode)
    (insert "(when a\nb)\n")
    (should (equal (ert-buffer-string-reindented) "(when a\n  b)\n"))))

(ert-deftest et-commands-and-keys ()
  (with-temp-buffer
    (insert "abc")
    (ert-simulate-command '(backward-char 2))
    (should (= (point) 2))
    (should (eq last-command 'backward-char)))
  (should (equal (ert-simulate-keys "yes\r" (read-string "")) "yes"))
  (should (equal (ert-simulate-keys "ab" (list (read-char) (read-event))) '(?a ?b))))

(ert-deftest et-message-capture ()
  (ert-with-message-capture text
    (message "a %s" "b")
    (should (equal text "a b\n"))))

;;; ert-tests.el ends here
