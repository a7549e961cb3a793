;;; mixed-tests.el --- one of each result  -*- lexical-binding: t -*-

(require 'ert)

(ert-deftest mixed-a-passes ()
  (should (= (+ 1 1) 2)))

(ert-deftest mixed-b-fails ()
  "A test that fails, and says how."
  (let ((x 2))
    (should (= x 3))))

(ert-deftest mixed-c-signals ()
  (car 'not-a-list))

(ert-deftest mixed-d-skipped ()
  (skip-unless (eq 'some 'thing))
  (should nil))

(ert-deftest mixed-e-expected-failure ()
  :expected-result :failed
  (should (equal "a" "b")))

(ert-deftest mixed-f-unexpected-pass ()
  :expected-result :failed
  (should t))

(ert-deftest mixed-g-lists-differ ()
  (should (equal '(1 (2 3) "four") '(1 (2 4) "four"))))
