package process_test

import (
	"testing"

	"elnet/stdlib/process"
)

// Of many timers those that have run or were cancelled count no more.
func TestTimersThatHaveRun(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.want("(1500 1500 nil t)", `(setq n 0 timers nil)
	  (dotimes (i 1500) (push (run-at-time (* 1e-6 (% (* i 7919) 1500)) nil (lambda () (setq n (1+ n)))) timers))
	  (dotimes (i 1500) (push (run-at-time (+ 10000 (% (* i 7919) 1500)) nil #'ignore) timers))
	  (pump (lambda () (= n 1500)))
	  (list n (length timer-list) (elnet--timer-active-p (nth 2000 timers)) (elnet--timer-active-p (nth 3 timers)))`)
	// Those that have run are activated again, then all are cancelled.
	l.want("(1510 1510 0 nil)", `
	  (dotimes (i 10) (let ((timer (nth (+ 1500 (* 7 i)) timers))) (timer-set-time timer (time-add nil 3600)) (timer-activate timer)))
	  (setq left (length timer-list) n 0)
	  (dolist (timer timers) (when (elnet--timer-active-p timer) (setq n (1+ n)) (cancel-timer timer)))
	  (list left n (length timer-list) timer-list)`)
	// A wait without end for nothing returns when there is no timer either.
	l.want("nil", `(accept-process-output)`)
}
