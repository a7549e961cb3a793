;;; driver.el --- time one call of bench-entry  -*- lexical-binding: t -*-
;; Loaded after a program, which sets bench-name and defines bench-entry. Prints
;; the name, the seconds and what the call returned. The seconds are those of
;; the processor if BENCH_CPU is in the environment.
(defvar bench-name)
(declare-function bench-entry "")
(garbage-collect)
(let* ((clock (if (getenv "BENCH_CPU") #'get-internal-run-time #'current-time))
       (start (float-time (funcall clock)))
       (sum (bench-entry)))
  (princ (format "%s %.6f %s\n" bench-name (- (float-time (funcall clock)) start) sum)))
