;;; f-prepare.el --- what the suite of f expects to be there  -*- lexical-binding: t -*-

;; It measures coverage with a package that is not in Debian, and has two
;; asynchronous tests by means of another.

(defmacro undercover (&rest _) nil)
(provide 'undercover)

(defmacro ert-deftest-async (&rest _) nil)
(provide 'ert-async)
