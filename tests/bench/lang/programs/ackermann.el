;;; ackermann.el --- deep recursion  -*- lexical-binding: t -*-
(defvar bench-name "ackermann")
(defun ack (m n)
  (cond ((= m 0) (1+ n))
        ((= n 0) (ack (1- m) 1))
        (t (ack (1- m) (ack m (1- n))))))
(defun bench-entry ()
  (let ((max-lisp-eval-depth 60000) (max-specpdl-size 60000))
    (+ (ack 2 900) (ack 2 1000) (ack 3 8))))
