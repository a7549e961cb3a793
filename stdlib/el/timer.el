;;; timer.el --- run functions later -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;;
;; A timer is a vector of ten slots, in this order:
;;   triggered high-seconds low-seconds usecs repeat-delay
;;   function args idle-delay psecs integral-multiple
;; `timer-list' holds the active ones, the first due first; while Lisp
;; waits, the host calls `timer-event-handler' with those that are due.

(defun timer-create ()
  "Return a new timer that is neither set nor active."
  (vector t nil nil nil nil nil nil nil nil nil))

(defun timerp (object)
  "Return t if OBJECT is a timer."
  (and (vectorp object) (= (length object) 10)))

(defun timer--triggered (timer)
  "Return non-nil unless TIMER is active and waiting."
  (declare (gv-setter (lambda (v) `(aset ,timer 0 ,v))))
  (aref timer 0))
(defun timer--high-seconds (timer)
  "Return the high part of the seconds at which TIMER is due."
  (aref timer 1))
(defun timer--low-seconds (timer)
  "Return the low 16 bits of the seconds at which TIMER is due."
  (aref timer 2))
(defun timer--usecs (timer)
  "Return the microseconds at which TIMER is due."
  (aref timer 3))
(defun timer--repeat-delay (timer)
  "Return the seconds between calls of TIMER, nil if it is called once."
  (declare (gv-setter (lambda (v) `(aset ,timer 4 ,v))))
  (aref timer 4))
(defun timer--function (timer)
  "Return the function that TIMER calls."
  (declare (gv-setter (lambda (v) `(aset ,timer 5 ,v))))
  (aref timer 5))
(defun timer--args (timer)
  "Return the list of arguments of TIMER's function."
  (declare (gv-setter (lambda (v) `(aset ,timer 6 ,v))))
  (aref timer 6))
(defun timer--idle-delay (timer)
  "Return non-nil if TIMER counts idle time."
  (declare (gv-setter (lambda (v) `(aset ,timer 7 ,v))))
  (aref timer 7))
(defun timer--psecs (timer)
  "Return the picoseconds at which TIMER is due."
  (aref timer 8))
(defun timer--integral-multiple (timer)
  "Return non-nil if TIMER is due at multiples of its repeat delay."
  (declare (gv-setter (lambda (v) `(aset ,timer 9 ,v))))
  (aref timer 9))

(defun timer--time (timer)
  "Return the time at which TIMER is due, as a list of four integers."
  (declare (gv-setter timer--set-time))
  (list (aref timer 1) (aref timer 2) (aref timer 3) (aref timer 8)))

(defun timer--set-time (timer time)
  "Make TIMER due at TIME, a time value, and return TIME."
  (timer--check timer)
  (let ((parts (time-convert time 'list)))
    (aset timer 1 (nth 0 parts))
    (aset timer 2 (nth 1 parts))
    (aset timer 3 (nth 2 parts))
    (aset timer 8 (nth 3 parts))
    time))

(defun timer--check (timer)
  "Signal an error unless TIMER is a timer."
  (or (timerp timer)
      (signal 'wrong-type-argument (list 'timerp timer))))

(defun timer--repeat-value (delta)
  "Return DELTA if it is a positive number, else nil."
  (and (numberp delta) (> delta 0) delta))

(defun timer-set-time (timer time &optional delta)
  "Make TIMER due at TIME, then every DELTA seconds if DELTA is positive."
  (aset timer 5 (or (aref timer 5) #'ignore))
  (timer--set-time timer time)
  (aset timer 4 (timer--repeat-value delta))
  timer)

(defun timer-set-idle-time (timer secs &optional repeat)
  "Make TIMER due after SECS seconds of idleness, each time if REPEAT."
  (aset timer 5 (or (aref timer 5) #'ignore))
  (timer--set-time timer secs)
  (aset timer 4 repeat)
  timer)

(defun timer-set-function (timer function &optional args)
  "Make TIMER call FUNCTION with the list of arguments ARGS."
  (unless (timerp timer)
    (error "Invalid timer"))
  (aset timer 5 function)
  (aset timer 6 args)
  timer)

(defun timer-inc-time (timer secs &optional usecs psecs)
  "Make TIMER due later by SECS seconds, USECS and PSECS parts of one."
  (timer--set-time timer
                   (timer-relative-time (timer--time timer)
                                        secs usecs psecs)))

(defun timer-relative-time (time secs &optional usecs psecs)
  "Return TIME (nil for now) advanced by SECS, USECS and PSECS."
  (time-add time
            (if (or usecs psecs)
                (time-add secs (list 0 0 (or usecs 0) (or psecs 0)))
              secs)))

(defun timer-next-integral-multiple-of-time (time secs)
  "Return the first time after TIME that is a multiple of SECS seconds."
  (let* ((ticks (if (floatp secs) 1000000 1))
         (unit (if (floatp secs) (round (* secs ticks)) secs))
         (parts (time-convert time t))
         (now (/ (* (car parts) ticks) (cdr parts))))
    (time-convert (cons (* unit (1+ (floor now unit))) ticks) 'list)))

(defun timer-until (timer time)
  "Return the seconds from the moment TIMER is due to TIME."
  (float-time (time-subtract time (timer--time timer))))

;;; Activation

(defun timer--time-less-p (t1 t2)
  "Return t if timer T1 is due before T2, a timer or a time."
  (time-less-p (timer--time t1) (if (timerp t2) (timer--time t2) t2)))

;; The timers of `timer-list', but not those of `timer-idle-list', are kept by
;; primitives; the variable shows them as a list.

(defun timer--insert (timer timers)
  "Return the list TIMERS with TIMER put in by its time."
  (let ((tail timers) (last nil))
    (while (and tail (timer--time-less-p (car tail) timer))
      (setq last tail
            tail (cdr tail)))
    (if (null last)
        (cons timer tail)
      (setcdr last (cons timer tail))
      timers)))

(defun timer--activate (timer &optional triggered-p _cell idle)
  "Put TIMER into its list, that of idle timers if IDLE.
TRIGGERED-P marks it as being handled."
  (unless (and (timerp timer)
               (integerp (aref timer 1)) (integerp (aref timer 2))
               (integerp (aref timer 3)) (integerp (aref timer 8))
               (aref timer 5))
    (error "Invalid or uninitialized timer"))
  (aset timer 0 triggered-p)
  (aset timer 7 idle)
  (if idle
      (setq timer-idle-list (timer--insert timer (delq timer timer-idle-list)))
    (elnet--timer-insert timer))
  nil)

(defun timer-activate (timer &optional triggered-p cell)
  "Let TIMER run at its time.
TRIGGERED-P and CELL are as in `timer--activate'."
  (timer--activate timer triggered-p cell nil))

(defun timer-activate-when-idle (timer &optional dont-wait cell)
  "Let TIMER run when there has been idleness for its time.
DONT-WAIT means it may run at once if idleness has lasted long enough;
CELL is a cons to reuse."
  (timer--activate timer (not dont-wait) cell 'idle))

(defun cancel-timer (timer)
  "Take TIMER out of the active timers."
  (timer--check timer)
  (elnet--timer-remove timer)
  (setq timer-idle-list (delq timer timer-idle-list))
  nil)

(defun cancel-timer-internal (timer)
  "Take TIMER out of the active timers; return the cons that held it."
  (if (elnet--timer-remove timer)
      (list timer)
    (let ((cell (memq timer timer-idle-list)))
      (setq timer-idle-list (delq timer timer-idle-list))
      cell)))

(defun cancel-function-timers (function)
  "Cancel all timers that call FUNCTION."
  (interactive "aCancel timers of function: ")
  (dolist (timer (append timer-list timer-idle-list))
    (when (eq (aref timer 5) function)
      (cancel-timer timer))))

(defvar timer-max-repeats 10
  "How many calls of a repeating timer to catch up after a long wait.
nil means all of them.")

(defun timer--failed (timer err)
  "Report the error ERR of TIMER."
  (message "Error running timer%s: %S"
           (if (symbolp (aref timer 5))
               (format-message " `%s'" (aref timer 5))
             "")
           err))

(defun timer--advance (timer)
  "Make the repeating TIMER due at its next time."
  (let ((delay (aref timer 4)))
    (if (aref timer 9)
        (timer--set-time timer
                         (timer-next-integral-multiple-of-time nil delay))
      (timer-inc-time timer delay)
      (when (and (numberp timer-max-repeats)
                 (timer--time-less-p
                  timer (time-subtract nil (* timer-max-repeats delay))))
        ;; The clock jumped, or Lisp was busy: skip what was missed.
        (timer-inc-time timer
                        (* delay (floor (timer-until timer nil) delay)))))))

;;; For programs

(defun run-at-time (time repeat function &rest args)
  "Call FUNCTION with ARGS at TIME, then every REPEAT seconds.
TIME is a number of seconds from now, a text such as \"2 min\" or
\"11:30pm\", a time value, nil for now, or t for the next multiple of
REPEAT seconds.  REPEAT is a number, or nil to call once.  Return the
timer."
  (interactive "sRun at time: \nNRepeat interval: \naFunction: ")
  (let ((timer (timer-create)) (due nil))
    (unless (or (null repeat) (and (numberp repeat) (>= repeat 0)))
      (error "Invalid repetition interval"))
    (cond
     ((null time) (setq due (current-time)))
     ((eq time t)
      (unless repeat (error "Invalid time specification"))
      (setq due (timer-next-integral-multiple-of-time nil repeat)))
     ((numberp time) (setq due (timer-relative-time nil time)))
     ((stringp time)
      (setq due (let ((secs (timer-duration time)))
                  (if secs
                      (timer-relative-time nil secs)
                    (timer--clock-time time)))))
     (t (setq due time)))
    (unless (condition-case nil (time-convert due 'list) (error nil))
      (error "Invalid time specification"))
    (timer-set-function timer function args)
    (timer-set-time timer due repeat)
    (when (eq time t)
      (aset timer 9 t))
    (timer-activate timer)
    timer))

(defun timer--clock-time (text)
  "Return the time today that TEXT, such as \"11:30pm\", says."
  (if (not (string-match
            "\\`[ \t]*\\([0-9]?[0-9]\\)[:.]?\\([0-9][0-9]\\)?[ \t]*\\([ap]\\)?m?\\'"
            (downcase text)))
      (error "Invalid time specification")
    (let* ((hour (string-to-number (match-string 1 text)))
           (minute (string-to-number (or (match-string 2 text) "0")))
           (half (match-string 3 (downcase text)))
           (now (decode-time)))
      (when half
        (setq hour (+ (% hour 12) (if (equal half "p") 12 0))))
      (encode-time (list 0 minute hour
                         (nth 3 now) (nth 4 now) (nth 5 now)
                         nil -1 nil)))))

(defun run-with-timer (secs repeat function &rest args)
  "Call FUNCTION with ARGS in SECS seconds, then every REPEAT seconds.
A nil REPEAT means once.  Return the timer."
  (interactive "sRun after delay (seconds): \nNRepeat interval: \naFunction: ")
  (apply #'run-at-time secs repeat function args))

(defun run-with-idle-timer (secs repeat function &rest args)
  "Call FUNCTION with ARGS after SECS seconds of idleness.
If REPEAT is non-nil, do so each time.  Return the timer."
  (interactive (list (read-number "Run after idle (seconds): ")
                     (y-or-n-p "Repeat each time? ")
                     (intern (read-string "Function: "))))
  (let ((timer (timer-create)))
    (timer-set-function timer function args)
    (timer-set-idle-time timer secs repeat)
    (timer-activate-when-idle timer t)
    timer))

(defalias 'disable-timeout #'cancel-timer)

(defvar with-timeout-timers nil
  "Timers of the `with-timeout' forms under way.")

(defmacro with-timeout (list &rest body)
  "Run BODY; after SECONDS stop it and run TIMEOUT-FORMS instead.
LIST is (SECONDS TIMEOUT-FORMS...).  The time counts only while BODY
waits."
  (declare (indent 1))
  (let ((value (make-symbol "value"))
        (timer (make-symbol "timer"))
        (tag (make-symbol "timeout")))
    `(let ((,value
            (catch ',tag
              (let* ((,timer (run-with-timer ,(car list) nil
                                             (lambda ()
                                               (throw ',tag ',tag))))
                     (with-timeout-timers (cons ,timer with-timeout-timers)))
                (unwind-protect (progn ,@body)
                  (cancel-timer ,timer))))))
       (if (eq ,value ',tag)
           (progn ,@(cdr list))
         ,value))))

(defun with-timeout-suspend ()
  "Stop the clocks of all `with-timeout' forms; return what restarts them."
  (mapcar (lambda (timer)
            (cancel-timer timer)
            (list timer (time-subtract (timer--time timer) nil)))
          with-timeout-timers))

(defun with-timeout-unsuspend (timer-spec-list)
  "Start again the clocks in TIMER-SPEC-LIST, stopped with time to go."
  (dolist (elt timer-spec-list)
    (timer--set-time (nth 0 elt) (time-add (nth 1 elt) nil))
    (timer-activate (nth 0 elt))))

(defconst timer-duration-words
  '(("microsec" . 0.000001) ("microsecond" . 0.000001)
    ("millisec" . 0.001) ("millisecond" . 0.001)
    ("sec" . 1) ("second" . 1) ("min" . 60) ("minute" . 60)
    ("hour" . 3600) ("day" . 86400) ("week" . 604800)
    ("fortnight" . 1209600) ("month" . 2592000) ("year" . 31557600))
  "Alist of units of time and their length in seconds.")

(defun timer-duration (string)
  "Return the seconds in a text such as \"1 hour 30 min\", nil if it is none."
  (let ((secs 0) (start 0) (case-fold-search t) (len (length string)))
    (while (and start
                (string-match
                 "[ \t]*\\([0-9.]+\\)?[ \t]*\\([a-z]+[a-rt-z]\\)s?[ \t]*"
                 string start)
                (= (match-beginning 0) start))
      (let ((count (if (match-beginning 1)
                       (string-to-number (match-string 1 string))
                     1))
            (unit (cdr (assoc (downcase (match-string 2 string))
                              timer-duration-words)))
            (end (match-end 0)))
        (if unit
            (setq secs (+ secs (* count unit))
                  start (and (> end start) end))
          (setq start nil))))
    (cond ((and start (= start len)) secs)
          ((string-match "\\`[0-9.]+\\'" string)
           (string-to-number string)))))

(defun sit-for (seconds &optional nodisp obsolete)
  "Wait for SECONDS while timers, filters and sentinels run; return t.
The old form, SECONDS MILLISECONDS NODISP, is understood too."
  (when (numberp nodisp)
    (setq seconds (+ seconds (* 0.001 nodisp))
          nodisp obsolete))
  (elnet--wait seconds)
  t)

;;; Decoded times, as `decode-time' returns them

(defun decoded-time-second (time)
  "Return the seconds of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 0 ,time) ,v))))
  (nth 0 time))
(defun decoded-time-minute (time)
  "Return the minutes of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 1 ,time) ,v))))
  (nth 1 time))
(defun decoded-time-hour (time)
  "Return the hours of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 2 ,time) ,v))))
  (nth 2 time))
(defun decoded-time-day (time)
  "Return the day of the month of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 3 ,time) ,v))))
  (nth 3 time))
(defun decoded-time-month (time)
  "Return the month of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 4 ,time) ,v))))
  (nth 4 time))
(defun decoded-time-year (time)
  "Return the year of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 5 ,time) ,v))))
  (nth 5 time))
(defun decoded-time-weekday (time)
  "Return the day of the week (0 is Sunday) of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 6 ,time) ,v))))
  (nth 6 time))
(defun decoded-time-dst (time)
  "Return the daylight saving flag of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 7 ,time) ,v))))
  (nth 7 time))
(defun decoded-time-zone (time)
  "Return the offset from UTC in seconds of the decoded TIME."
  (declare (gv-setter (lambda (v) `(setcar (nthcdr 8 ,time) ,v))))
  (nth 8 time))

(defun timeout-event-p (event)
  "Return non-nil if EVENT is that of a timer."
  (and (listp event) (eq (car event) 'timer-event)))

(defun add-timeout (secs function object &optional repeat)
  "Call FUNCTION with OBJECT after SECS, and again after each REPEAT seconds."
  (run-with-timer secs repeat function object))

(defun internal-timer-start-idle ()
  "Make the idle timers ready for a new time without input."
  (dolist (timer timer-idle-list)
    (when (timerp timer) (setf (timer--triggered timer) nil))))

(provide 'timer)
;;; timer.el ends here
