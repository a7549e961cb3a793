;;; driver.el --- time one call of bench-entry  -*- lexical-binding: t -*-
;; Loaded after a program, which sets bench-name and defines bench-entry. Prints
;; the name, the seconds and what the call returned.
(defvar bench-name)
(declare-function bench-entry "")
(garbage-collect)
(let* ((start (float-time))
       (sum (bench-entry)))
  (princ (format "%s %.6f %s\n" bench-name (- (float-time) start) sum)))
