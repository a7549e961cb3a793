;; Timers and waiting.
(progn (require 'cl-lib) t)
;=> t
(defvar gd (make-temp-file "cg" t))
;=> gd
(progn (defvar srv nil) (defvar cli nil) (defvar kid nil) (defvar udp nil) (defvar port nil) (defvar ev nil) (defvar tmp nil))
;=> tmp
;; what to show of a value: no ports, folders, functions or numbered names of local connections
(defun nn (x) (cond ((and (integerp x) (< 1023 x 65536)) 'PORT) ((stringp x) (replace-regexp-in-string " <[0-9]+>" " <N>" (replace-regexp-in-string "\\`/[0-9]+ " "/PORT " (replace-regexp-in-string ":[0-9]\\{4,5\\}\\b" ":PORT" (string-replace gd "DIR" x))))) ((processp x) (list 'process (nn (process-name x)))) ((bufferp x) (list 'buffer (nn (buffer-name x)))) ((markerp x) (list 'marker (marker-position x) (nn (marker-buffer x)))) ((memq (car-safe x) '(closure lambda)) 'fn) ((functionp x) (if (symbolp x) x 'fn)) ((consp x) (cons (nn (car x)) (nn (cdr x)))) ((vectorp x) (vconcat (mapcar #'nn x))) (t x)))
;=> nn
;; the answers of several expressions; `!!' begins that of an error
(defmacro gs (&rest exprs) `(nn (list ,@(mapcar (lambda (x) `(condition-case e ,x (error (cons '!! e)))) exprs))))
;=> gs
(defmacro g (expr) `(car (gs ,expr)))
;=> g
;; wait, at most 5 s, until EXPR is true
(defmacro until (expr) `(let ((end (time-add nil 5)) v) (while (and (not (setq v ,expr)) (time-less-p nil end)) (accept-process-output nil 0.02)) v))
;=> until
(defun settle () (let ((end (time-add nil 0.1))) (while (time-less-p nil end) (accept-process-output nil 0.02))))
;=> settle
;; events in their order: wait for N of them and for what may follow
(defun evs (&optional n) (when n (until (>= (length ev) n)) (settle)) (prog1 (nn (nreverse ev)) (setq ev nil)))
;=> evs
(defun fil (tag) (lambda (p s) (push (list tag (process-name p) s) ev)))
;=> fil
(defun sen (tag) (lambda (p s) (push (list tag (process-name p) s (process-status p)) ev)))
;=> sen
(defun clean () (mapc (lambda (p) (set-process-sentinel p #'ignore) (set-process-filter p #'ignore) (delete-process p)) (process-list)) (setq ev nil srv nil cli nil kid nil udp nil) t)
;=> clean
(defun kids () (cl-remove-if-not (lambda (p) (let ((c (process-contact p t t))) (and (consp c) (plist-member c :server) (null (plist-get c :server))))) (process-list)))
;=> kids
(defun serve (&rest args) (setq srv (apply #'make-network-process (append args '(:name "srv" :server t :service t :host "127.0.0.1" :family ipv4)))))
;=> serve
(defun call (&rest args) (let ((n (length (kids)))) (setq cli (apply #'make-network-process (append args (list :name "c" :host "127.0.0.1" :service (process-contact srv :service))))) (until (> (length (kids)) n)) (setq kid (car (kids)) ev nil) t))
;=> call
;; a server, a client and the connection that the server accepted
(defun pair (&optional sargs cargs) (clean) (apply #'serve sargs) (apply #'call cargs))
;=> pair

;; all timers but those of Emacs itself
(defun my-timers () (cl-remove-if (lambda (x) (eq (timer--function x) 'undo-auto--boundary-timer)) timer-list))
;=> my-timers
;; the value of EXPR and whether that took at least MIN and less than MAX seconds
(defmacro took (min max expr) `(let ((start (float-time)) (value (condition-case e ,expr (error (cons '!! e))))) (list value (<= (- ,min 0.01) (- (float-time) start) ,max))))
;=> took
;; accept-process-output
(took 0 5 (accept-process-output))
;=> (nil t)
(took 0 5 (accept-process-output nil 0))
;=> (nil t)
(took 0.2 5 (accept-process-output nil 0.2))
;=> (nil t)
(took 0.3 5 (accept-process-output nil 0 300))
;=> (nil t)
(took 0.3 5 (accept-process-output nil nil 300))
;=> (nil t)
(took 0 5 (accept-process-output nil -1))
;=> (nil t)
(took 0 5 (accept-process-output nil -0.5))
;=> (nil t)
(progn (pair) (run-at-time 0.1 nil (lambda () (push 'timer-ran ev))) (list (took 0.4 5 (accept-process-output kid 0.4)) (evs)))
;=> ((nil t) (timer-ran))
(progn (run-at-time 0.1 nil (lambda () (push 'timer-ran ev))) (list (took 0.3 5 (accept-process-output kid 0.3 nil 1)) (evs)))
;=> ((nil t) nil)
(progn (accept-process-output nil 0.05) (evs))
;=> (timer-ran)
(progn (set-process-filter kid (fil 'F)) (set-process-filter cli (fil 'CF)) (process-send-string cli "tokid") (process-send-string kid "tocli") (list (accept-process-output kid 2 nil t) (evs) (accept-process-output nil 2) (evs)))
;=> (t ((F "srv <127.0.0.1:PORT>" "tokid")) t ((CF "c" "tocli")))
;; the end of the process ends the wait
(progn (set-process-filter kid (fil 'F)) (run-at-time 0.1 nil (lambda () (delete-process cli))) (list (took 0.1 4.9 (accept-process-output kid 5)) (process-status kid)))
;=> ((nil t) closed)
(gs (accept-process-output kid 1) (accept-process-output kid) (accept-process-output cli 1) (accept-process-output srv 0.1))
;=> (nil nil nil nil)
;; a connection is no output
(progn (clean) (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (list (took 0.2 5 (accept-process-output nil 0.2)) (evs)))
;=> ((nil t) ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(progn (clean) (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (list (accept-process-output srv 0.3) (evs 1)))
;=> (nil ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
;; a stopped process has none
(progn (pair) (set-process-filter kid (fil 'F)) (stop-process kid) (process-send-string cli "x") (list (took 0.3 5 (accept-process-output kid 0.3)) (evs) (progn (continue-process kid) (accept-process-output kid 2)) (evs)))
;=> ((nil t) nil t ((F "srv <127.0.0.1:PORT>" "x")))
(clean)
;=> t

;; making timers; what they are apart from the time
(defun shape (tm) (if (eq (car-safe tm) '!!) tm (list (type-of tm) (timerp tm) (length tm) (timer--repeat-delay tm) (timer--function tm) (timer--args tm) (timer--idle-delay tm) (and (memq tm timer-list) t) (and (memq tm timer-idle-list) t) (progn (cancel-timer tm) (and (memq tm timer-list) t)))))
;=> shape
(defmacro tm (expr) `(shape (condition-case e ,expr (error (cons '!! e)))))
;=> tm
(tm (run-at-time 5 nil #'ignore 'arg))
;=> (vector t 10 nil ignore (arg) nil t nil nil)
(tm (run-at-time "0.1 sec" nil #'ignore))
;=> (vector t 10 nil ignore nil nil t nil nil)
(tm (run-at-time "bogus" nil #'ignore))
;=> (!! error "Invalid time specification")
(tm (run-at-time 'x nil #'ignore))
;=> (!! error "Invalid time specification")
(tm (run-at-time t 10 #'ignore))
;=> (vector t 10 10 ignore nil nil t nil nil)
(tm (run-at-time t nil #'ignore))
;=> (!! error "Invalid time specification")
(tm (run-at-time nil nil #'ignore))
;=> (vector t 10 nil ignore nil nil t nil nil)
(tm (run-at-time "23:59" nil #'ignore))
;=> (vector t 10 nil ignore nil nil t nil nil)
(tm (run-at-time "1 min" nil #'ignore))
;=> (vector t 10 nil ignore nil nil t nil nil)
(tm (run-at-time (time-add nil 5) nil #'ignore))
;=> (vector t 10 nil ignore nil nil t nil nil)
(tm (run-at-time 0 -1 #'ignore))
;=> (!! error "Invalid repetition interval")
(tm (run-with-timer 0.1 nil #'ignore))
;=> (vector t 10 nil ignore nil nil t nil nil)
(tm (run-with-idle-timer 0.1 nil #'ignore))
;=> (vector t 10 nil ignore nil idle nil t nil)
(let ((x (run-at-time t 10 #'ignore))) (prog1 (list (aref x 3) (aref x 4) (aref x 8) (aref x 9) (mod (+ (* 65536 (aref x 1)) (aref x 2)) 10)) (cancel-timer x)))
;=> (0 10 0 t 0)
(list (condition-case e (cancel-timer 5) (error e)) (condition-case e (timer-activate 5) (error e)))
;=> ((wrong-type-argument timerp 5) (error "Invalid or uninitialized timer"))
(my-timers)
;=> nil

;; running them
(progn (setq tmp (run-at-time 0.1 nil (lambda (a) (push (list 'fired a (eq (current-buffer) (get-buffer "*scratch*"))) ev)) 'arg)) (list (took 0.3 5 (sit-for 0.3)) (evs) (my-timers)))
;=> ((t t) ((fired arg t)) nil)
(let* ((n 0) (x (run-at-time 0.05 0.05 (lambda () (setq n (1+ n)))))) (list (took 0.32 5 (sleep-for 0.32)) (progn (cancel-timer x) (<= 1 n 7)) (my-timers)))
;=> ((nil t) t nil)
(took 0 5 (sit-for 0))
;=> (t t)
(took 0 5 (sit-for -1))
;=> (t t)
(took 0.2 5 (sit-for 0.2 t))
;=> (t t)
(took 0.2 5 (sit-for 0 200))
;=> (t t)
(took 0.2 5 (sleep-for 0.2))
;=> (nil t)
(took 0.2 5 (sleep-for 0 200))
;=> (nil t)
(took 0 5 (sleep-for -1))
;=> (nil t)
(took 0 5 (sleep-for "x"))
;=> ((!! wrong-type-argument numberp "x") t)
(took 0.2 5 (sleep-for 0.1 100))
;=> (nil t)
(took 0 5 (sit-for "x"))
;=> ((!! wrong-type-argument numberp "x") t)

;; with-timeout
(took 0.2 4.9 (with-timeout (0.2 'timed-out) (sleep-for 5) 'done))
;=> (timed-out t)
(took 0 5 (with-timeout (5 'timed-out) 'done))
;=> (done t)
(took 0.2 4.9 (with-timeout (0.2 'to) (accept-process-output nil 5) 'x))
;=> (to t)
(took 0.3 5 (with-timeout (0.1 'to) (let ((e (+ (float-time) 0.3))) (while (< (float-time) e))) 'busy-not-interrupted))
;=> (busy-not-interrupted t)
(took 0.2 4.9 (with-timeout (0.2) (sleep-for 5)))
;=> (nil t)

;; timers that wait, throw, quit or fail
(progn (run-at-time 0.1 nil (lambda () (push 'outer-start ev) (run-at-time 0.1 nil (lambda () (push 'inner ev))) (sleep-for 0.3) (push 'outer-end ev))) (list (took 0.4 5 (accept-process-output nil 0.6)) (evs)))
;=> ((nil t) (outer-start inner outer-end))
(progn (run-at-time 0.05 nil (lambda () (throw 'foo 'thrown))) (catch 'foo (sleep-for 0.3) 'normal))
;=> thrown
(progn (run-at-time 0.05 nil (lambda () (signal 'quit nil))) (condition-case e (progn (sleep-for 0.3) 'normal) (quit (list 'q e))))
;=> (q (quit))
(progn (run-at-time 0.05 nil (lambda () (error "timer err"))) (condition-case e (progn (sleep-for 0.2) 'normal) (error (list 'e e))))
;=> normal
(my-timers)
;=> nil

;; processes are served in every wait, and only there
(progn (serve :sentinel (sen 'S) :filter (fil 'F)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (list (took 0.3 5 (sit-for 0.3)) (evs)))
;=> ((t t) ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(progn (process-send-string cli "x") (list (took 0.2 5 (sleep-for 0.2)) (evs)))
;=> ((nil t) ((F "srv <127.0.0.1:PORT>" "x")))
(progn (process-send-string cli "y") (list (took 0.4 5 (sit-for 0.4)) (evs)))
;=> ((t t) ((F "srv <127.0.0.1:PORT>" "y")))
(progn (process-send-string cli "w") (list (let ((n 0)) (while (< n 300000) (setq n (1+ n))) n) (evs)))
;=> (300000 nil)
(list (accept-process-output nil 2) (evs))
;=> (t ((F "srv <127.0.0.1:PORT>" "w")))
(progn (process-send-string cli "v") (list (took 0.1 5 (while-no-input (sleep-for 0.2) 'done)) (input-pending-p) (evs)))
;=> ((done t) nil ((F "srv <127.0.0.1:PORT>" "v")))
(clean)
;=> t

(progn (clean) (delete-directory gd t))
;=> nil
