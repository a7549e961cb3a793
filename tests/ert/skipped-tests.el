;;; skipped-tests.el --- tests that are skipped or fail as expected  -*- lexical-binding: t -*-

(require 'ert)

(ert-deftest skipped-one ()
  (skip-unless nil))

(ert-deftest skipped-two ()
  :tags '(network)
  (ert-skip "not here"))

(ert-deftest skipped-never ()
  :tags '(local)
  (skip-unless t)
  (should t))

(ert-deftest skipped-known-bug ()
  :expected-result :failed
  (should (= 1 2)))
