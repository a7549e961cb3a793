;;; broken-tests.el --- a test file that does not load  -*- lexical-binding: t -*-

(require 'ert)

(ert-deftest broken-fine ()
  (should t))

(broken-call-of-nothing)
