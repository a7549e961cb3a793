;;; timers.el --- what a timer costs -*- lexical-binding: t; -*-

;;; Code:

(defvar fired 0)
(defvar many (if (fboundp 'elnet-run-loop) 100000 2000)) ; Emacs is quadratic

(defun cpu-time ()
  (float-time (get-internal-run-time)))

(let ((start (cpu-time)) made due)
  ;; In an order that is not that of their times, all due when the waiting begins.
  (dotimes (i many)
    (run-at-time (* 1e-6 (% (* i 7919) many)) nil (lambda () (setq fired (1+ fired)))))
  (setq made (cpu-time))
  (while (< fired many)
    (sleep-for 0.1))
  (setq due (cpu-time))
  (princ (format "timers=%d make=%.3f fire=%.3f\n" many
                 (* 1e6 (/ (- made start) many)) (* 1e6 (/ (- due made) many)))))

;;; timers.el ends here
