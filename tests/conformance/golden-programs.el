;; Recorded answers of pipes, programs, threads and timers, word for word where
;; golden-*.el beside this puts the question in other words.
(progn (require 'cl-lib) t)
;=> t
(defvar gd (make-temp-file "cg" t))
;=> gd
(progn (defvar srv nil) (defvar cli nil) (defvar kid nil) (defvar port nil) (defvar ev nil) (defvar tmp nil))
;=> tmp
;; what to show of a value: no ports, folders, functions, addresses or numbered names of local connections
(defun nn-string (x) (let ((s (string-replace gd "DIR" x))) (pcase-dolist (`(,from . ,to) '((" <[0-9]+>" . " <N>") ("\\`[0-9]\\{4,5\\}\\'" . "PORT") (":[0-9]\\{4,5\\}\\b" . ":PORT") ("0x[0-9a-f]+" . "0xADDR"))) (setq s (replace-regexp-in-string from to s))) s))
;=> nn-string
(defun nn (x) (cond ((and (integerp x) (< 1023 x 65536)) 'PORT) ((stringp x) (nn-string x)) ((processp x) (list 'process (nn (process-name x)))) ((bufferp x) (list 'buffer (nn (buffer-name x)))) ((markerp x) (list 'marker (marker-position x) (nn (marker-buffer x)))) ((threadp x) (list 'thread (thread-name x))) ((mutexp x) (list 'mutex (mutex-name x))) ((memq (car-safe x) '(closure lambda)) 'fn) ((functionp x) (if (symbolp x) x 'fn)) ((consp x) (cons (nn (car x)) (nn (cdr x)))) ((vectorp x) (vconcat (mapcar #'nn x))) (t x)))
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
;; events in their order: those so far, or N of them and what may follow
(defun evs-now () (prog1 (nn (nreverse ev)) (setq ev nil)))
;=> evs-now
(defun evs (&optional n) (when n (until (>= (length ev) n))) (settle) (evs-now))
;=> evs
(defun fil (tag) (lambda (p s) (push (list tag (process-name p) s) ev)))
;=> fil
(defun sen (tag) (lambda (p s) (push (list tag (process-name p) s (process-status p)) ev)))
;=> sen
(defun clean () (mapc (lambda (p) (set-process-sentinel p #'ignore) (set-process-filter p #'ignore) (delete-process p)) (process-list)) (setq ev nil srv nil cli nil kid nil) t)
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
(defun pump (s) (let ((end (time-add nil s))) (while (time-less-p nil end) (accept-process-output nil 0.02))))
;=> pump
(progn (defvar p nil) (defvar pp nil) (defvar mp nil) (defvar er nil) (defvar p2 nil) (defvar th nil) (defvar mu nil) (defvar cv nil) (defvar tm nil))
;=> tm

;; pipes
(gs (make-pipe-process) (make-pipe-process :name nil) (make-pipe-process :name "pp" :coding 'nosuch))
;=> (nil (!! wrong-type-argument stringp nil) (!! coding-system-error nosuch))
(progn (setq pp (make-pipe-process :name "pp" :filter (fil 'PF) :sentinel (sen 'PS) :noquery t :plist '(x 1))) (gs pp (process-status pp) (process-type pp) (process-buffer pp) (process-contact pp) (process-contact pp t) (process-id pp) (process-live-p pp) (process-plist pp) (process-coding-system pp)))
;=> ((process "pp") open pipe (buffer "pp") t (:name "pp" :filter fn :sentinel fn :noquery t :plist (x 1)) nil (open listen connect stop) (x 1) (utf-8-unix . utf-8-unix))
(gs (process-send-string pp "loop?") (progn (pump 0.1) nil) (evs))
;=> (nil nil nil)
(gs (stop-process pp) (process-status pp) (continue-process pp) (process-status pp) (signal-process pp 1) (delete-process pp) (process-status pp) (evs 1))
;=> ((process "pp") stop (process "pp") open (!! error "Cannot signal process pp") nil closed ((PS "pp" "finished\n" closed)))
(progn (kill-buffer "pp") (setq pp (make-pipe-process :name "pp2" :buffer "ppb" :stop t)) t)
;=> t
(g (process-status pp))
;=> stop
(progn (delete-process pp) (g (with-current-buffer "ppb" (buffer-string))))
;=> "\nProcess pp2 finished\n"
(progn (clean) (kill-buffer "ppb"))
;=> t
;; a program, its standard error in a pipe
(progn (setq er (make-pipe-process :name "err" :filter (fil 'E) :sentinel (sen 'ES)) mp (make-process :name "sh" :command '("sh" "-c" "echo out; echo err >&2; exit 3") :filter (fil 'O) :sentinel (sen 'OS) :stderr er :connection-type 'pipe)) (gs (process-type mp) (process-contact mp) (integerp (process-id mp)) (process-command mp) (process-buffer mp)))
;=> (real t t ("sh" "-c" "echo out; echo err >&2; exit 3") nil)
(progn (until (= 4 (length ev))) (sort (evs) (lambda (a b) (string< (car a) (car b)))))
;=> ((E "err" "err\n") (ES "err" "finished\n" closed) (O "sh" "out\n") (OS "sh" "exited abnormally with code 3\n" exit))
(gs (process-status mp) (process-exit-status mp) (process-status er) (process-list))
;=> (exit 3 closed nil)
(kill-buffer "err")
;=> t
(progn (setq mp (make-process :name "sh" :command '("sleep" "100") :sentinel #'ignore :connection-type 'pipe)) (g (process-status mp)))
;=> run
(clean)
;=> t
;; how programs end; whoever runs the tests may ignore SIGHUP
(defun ending (&rest command) (make-process :name "p" :command command :sentinel (sen 'OS) :connection-type 'pipe) (evs 1))
;=> ending
(gs (ending "true") (ending "false") (ending "sh" "-c" "exit 42") (ending "sh" "-c" "kill -TERM $$") (ending "sh" "-c" "kill -KILL $$") (ending "env" "--default-signal=HUP" "sh" "-c" "kill -HUP $$"))
;=> (((OS "p" "finished\n" exit)) ((OS "p" "exited abnormally with code 1\n" exit)) ((OS "p" "exited abnormally with code 42\n" exit)) ((OS "p" "terminated\n" signal)) ((OS "p" "killed\n" signal)) ((OS "p" "hangup\n" signal)))
(gs (ending "sh" "-c" "ulimit -c 0; kill -SEGV $$") (ending "sh" "-c" "ulimit -c 0; kill -ABRT $$") (ending "sh" "-c" "kill -PIPE $$"))
;=> (((OS "p" "segmentation fault\n" signal)) ((OS "p" "aborted\n" signal)) ((OS "p" "broken pipe\n" signal)))
(gs (make-process) (make-process :name "x") (make-process :name "x" :command nil) (make-process :name "x" :command '("no-such-program-xyz")) (make-process :name 5 :command '("true")) (make-process :name "x" :command "true") (make-process :name "x" :command '(5)) (make-process :name "x" :command '("true" 5)) (make-process :name "x" :command '("true") :stop t) (make-process :name "x" :command '("true") :stderr 5))
;=> (nil (process "x") (process "x<1>") (!! file-missing "Searching for program" "No such file or directory" "no-such-program-xyz") (!! wrong-type-argument stringp 5) (!! wrong-type-argument listp "true") (!! wrong-type-argument stringp 5) (!! wrong-type-argument stringp 5) (!! wrong-type-argument null t) (!! wrong-type-argument stringp 5))
(g (make-process :name "x" :command '("true") :connection-type 'foo))
;=> (!! file-error "Unknown connection type" "Not a directory" foo)
;~> (!! file-error "Unknown connection type" "Invalid argument" foo) ;; Emacs names an error of some earlier call
(progn (setq tmp (expand-file-name "folder" gd)) (make-directory tmp) t)
;=> t
(gs (make-process :name "x" :command (list tmp)) (make-process :name "x" :command '("/etc/passwd")))
;=> ((!! error "Specified program for new process is a directory") (process "x<2>"))
;~> ((!! error "Specified program for new process is a directory") (!! file-error "Searching for program" "Permission denied" "/etc/passwd")) ;; that a program cannot be run is told at once, not by a process that ends with 126
(clean)
;=> t
;; wait until P is no longer as it was, ten times S seconds at most
(defun pump (s) (let ((old (process-status p)) (end (time-add nil (* 10 s)))) (while (and (eq old (process-status p)) (time-less-p nil end)) (accept-process-output nil 0.02))))
;=> pump
;; signals
(progn (setq p (make-process :name "cat" :command '("cat") :filter (fil 'O) :sentinel (sen 'OS) :connection-type 'pipe)) t)
;=> t
(gs (process-send-string p "hey") (progn (until ev) (evs)))
;=> (nil ((O "cat" "hey")))
(gs (stop-process p) (progn (pump 0.2) (process-status p)) (continue-process p) (progn (pump 0.2) (process-status p)) (interrupt-process p) (progn (pump 0.2) (process-status p)) (process-exit-status p) (evs))
;=> ((process "cat") run (process "cat") run (process "cat") signal 2 ((OS "cat" "run" run) (OS "cat" "interrupt\n" signal)))
(progn (setq p (make-process :name "cat" :command '("cat") :sentinel (sen 'OS) :connection-type 'pipe)) t)
;=> t
(gs (process-send-eof p) (progn (pump 0.2) (process-status p)) (evs))
;=> ((process "cat") exit ((OS "cat" "finished\n" exit)))
(progn (setq p (make-process :name "cat" :command '("cat") :sentinel (sen 'OS) :connection-type 'pipe)) t)
;=> t
(gs (delete-process p) (process-status p))
;=> (nil signal)
(g (process-exit-status p))
;=> 9
(evs)
;=> ((OS "cat" "killed\n" signal))
(progn (setq p (make-process :name "cat" :command '("sleep" "100") :sentinel (sen 'OS) :connection-type 'pipe)) t)
;=> t
(gs (signal-process p 15) (progn (pump 0.2) (evs)))
;=> (0 ((OS "cat" "terminated\n" signal)))
(progn (setq p (make-process :name "sleepy" :command '("sleep" "100") :sentinel (sen 'SL) :connection-type 'pty)) t)
;=> t
(gs (process-contact p) (and (string-prefix-p "/dev/" (process-tty-name p)) t) (signal-process p 'USR1) (progn (pump 0.2) (process-status p)) (process-exit-status p) (evs))
;=> (t t 0 signal 10 ((SL "sleepy" "user defined signal 1\n" signal)))
(progn (setq p (make-process :name "sleepy" :command '("sleep" "100") :sentinel (sen 'SL) :connection-type 'pipe)) t)
;=> t
(gs (signal-process p 'bogus) (signal-process p "TERM") (signal-process "nope" 15) (signal-process 999999 15) (signal-process (process-id p) 0) (signal-process "sleepy" 'sigterm) (progn (pump 0.2) (process-status p)) (evs))
;=> ((!! error "Undefined signal name bogus") (!! wrong-type-argument symbolp "TERM") nil -1 0 0 signal ((SL "sleepy" "terminated\n" signal)))
;; call-process
(gs (call-process "true") (call-process "false") (call-process "sh" nil nil nil "-c" "exit 9") (call-process "sh" nil nil nil "-c" "kill -9 $$") (call-process "no-such-prog-x") (with-temp-buffer (list (call-process "sh" nil t nil "-c" "echo a; echo b >&2") (buffer-string))) (with-temp-buffer (list (call-process "sh" nil '(t nil) nil "-c" "echo a; echo b >&2") (buffer-string))) (call-process "sleep" nil 0 nil "0") (with-temp-buffer (insert "in") (list (call-process-region nil nil "cat" t t) (buffer-string))) (process-lines "printf" "a\\nb\\n"))
;=> (0 1 9 "Killed" (!! file-missing "Searching for program" "No such file or directory" "no-such-prog-x") (0 "a\nb\n") (0 "a\n") nil (0 "in") ("a" "b"))
(gs (process-lines "false") (shell-command-to-string "echo hi") (call-process-shell-command "exit 3"))
;=> ((!! error "false exited with status 1") "hi\n" 3)
(clean)
;=> t

;; timers
(progn (setq tm (run-at-time 60 nil (lambda (&rest _)) 'arg)) (gs (timerp tm) (type-of tm) (length (append (if (recordp tm) nil tm) nil)) (eq tm (car (memq tm timer-list)))))
;=> (t vector 10 t)
(progn (cancel-timer tm) (gs (memq tm timer-list) (cancel-timer 5) (timer-activate 5)))
;=> (nil (!! wrong-type-argument timerp 5) (!! error "Invalid or uninitialized timer"))
(defmacro took (min max expr) `(let ((start (float-time)) (value (condition-case e ,expr (error (cons '!! e))))) (list value (<= (- ,min 0.01) (- (float-time) start) ,max))))
;=> took
(progn (serve :sentinel (sen 'S) :filter (fil 'F)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (process-send-string cli "y") (gs (took 0.4 5 (sit-for 0.4)) (evs)))
;=> ((t t) ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) (F "srv <127.0.0.1:PORT>" "y")))
(progn (process-send-string cli "z") (gs (took 0.2 5 (read-event nil nil 0.2)) (evs)))
;=> ((nil t) ((F "srv <127.0.0.1:PORT>" "z")))
(gs (took 0 5 (input-pending-p)) (took 0 5 (redisplay)))
;=> ((nil t) (t t))
(progn (process-send-string cli "v") (gs (took 0 20 (let ((n 0)) (while (< n 3000000) (setq n (1+ n))) n)) (evs-now) (accept-process-output nil 0) (evs-now)))
;=> ((3000000 t) nil t ((F "srv <127.0.0.1:PORT>" "v")))

;; threads
(gs main-thread (current-thread) (thread-name (current-thread)) (thread-name main-thread) (all-threads))
;=> ((thread nil) (thread nil) nil nil ((thread nil)))
(progn (while (cdr (all-threads)) (thread-yield)) t)
;=> t
(g (make-thread 5))
;=> (thread nil)
(progn (while (cdr (all-threads)) (thread-yield)) (thread-last-error t))
;=> (invalid-function 5)
(gs (thread-join (make-thread (lambda nil 42) "w")) (thread-join (make-thread (lambda nil (error "thr")))) (thread-last-error) (thread-last-error t) (thread-last-error) (thread-join 5) (thread-join (current-thread)))
;=> (42 nil (error "thr") (error "thr") nil (!! wrong-type-argument threadp 5) (!! error "Cannot join current thread"))
(g (thread-live-p (make-thread #'ignore)))
;=> t
(progn (setq mu (make-mutex "m") cv (make-condition-variable mu "cv")) t)
;=> t
(gs mu (mutexp mu) (mutex-name mu) (mutex-lock mu) (mutex-lock mu) (mutex-unlock mu) (mutex-unlock mu) (mutex-unlock mu) (condition-wait cv) (condition-notify cv))
;=> ((mutex "m") t "m" nil nil nil nil (!! error "Cannot unlock mutex owned by another thread") (!! error "Condition variable’s mutex is not held by current thread") (!! error "Condition variable’s mutex is not held by current thread"))
(gs (condition-mutex cv) (condition-name cv) (condition-variable-p cv) (thread-yield) (thread-signal (current-thread) 'error '("sig")))
;=> ((mutex "m") "cv" t nil (!! error "sig"))
(progn (setq ev nil th (make-thread (lambda () (push 'th-start ev) (sleep-for 0.2) (push 'th-mid ev) (sleep-for 0.2) (push 'th-end ev) (copy-sequence ev)) "th")) (gs (took 0.3 5 (thread-join th)) (evs-now)))
;=> (((th-end th-mid th-start) t) (th-start th-mid th-end))
(gs (process-thread cli) (eq (process-thread cli) main-thread))
;=> ((thread nil) t)
(progn (thread-join (make-thread (lambda () (condition-case e (accept-process-output srv 0.1) (error (push (list 'ERR e) ev)))))) (evs-now))
;=> ((ERR (error "Attempt to accept output from process srv locked to thread #<thread 0xADDR>")))
(gs (set-process-thread cli nil) (process-thread cli) (set-process-thread cli 5))
;=> (nil nil (!! wrong-type-argument threadp 5))
(progn (thread-join (make-thread (lambda () (push (current-thread) ev) (setq p2 (make-network-process :name "p2" :host "127.0.0.1" :service (process-contact srv :service)))) "wk3")) (gs (evs-now) (process-thread p2) (process-status p2) (accept-process-output p2 0.1)))
;=> (((thread "wk3")) nil open nil)
(progn (push (process-thread p2) ev) (process-send-string p2 "from thread") (g (evs 3)))
;=> ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) nil (F "srv <127.0.0.1:PORT>" "from thread"))
;; addresses of local sockets
(gs (format-network-address "DIR/x") (format-network-address "DIR/x" t))
;=> ("DIR/x" "DIR/x")
(progn (setq th (make-thread (lambda () (sleep-for 1)) "sl")) (gs (thread-live-p th) (thread-signal th 'quit nil) (took 0 5 (condition-case e (thread-join th) (quit (list 'q e)))) (thread--blocker th) (let ((x 1)) (thread-join (make-thread (lambda nil x)))) (progn (defvar dynv 1) (let ((dynv 2)) (thread-join (make-thread (lambda nil dynv)))))))
;=> (t nil ((q (quit)) t) nil 1 1)
(progn (clean) (delete-directory gd t))
;=> nil
