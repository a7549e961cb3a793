;;; catch-throw.el --- catch, throw and unwind-protect  -*- lexical-binding: t -*-
(defvar bench-name "catch-throw")
(defun ct-find (x l)
  (catch 'found
    (dolist (y l) (when (= x y) (throw 'found y)))
    nil))
(defun bench-entry ()
  (let ((l (number-sequence 1 20)) (sum 0) (unwound 0))
    (dotimes (i 200000)
      (setq sum (+ sum (or (ct-find (% i 25) l) 0)))
      (when (= 0 (% i 4))
        (catch 'out (unwind-protect (throw 'out 1) (setq unwound (1+ unwound))))))
    (+ sum unwound)))
