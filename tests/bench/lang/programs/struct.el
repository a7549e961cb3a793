;;; struct.el --- records of cl-defstruct  -*- lexical-binding: t -*-
(defvar bench-name "struct")
(require 'cl-lib)
(cl-defstruct st-point x y next)
(defun bench-entry ()
  (let ((head nil) (sum 0))
    (dotimes (i 1000)
      (setq head (make-st-point :x i :y (* 2 i) :next head)))
    (dotimes (_ 900)
      (let ((p head))
        (while p
          (cl-incf (st-point-x p) (st-point-y p))
          (setf (st-point-y p) (logand (st-point-x p) 1023))
          (setq p (st-point-next p)))))
    (let ((p head))
      (while p
        (setq sum (logand (+ sum (st-point-x p)) #xffffff) p (st-point-next p))))
    sum))
