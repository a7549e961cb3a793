;; Wrong arguments of make-network-process and of all that takes a process.
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

;; make-network-process; the names count what was made before
(g (make-network-process :server t :service t))
;=> (!! wrong-type-argument stringp nil)
(g (make-network-process :name "x" :family 99999 :server t :service t))
;=> (!! error "127.0.0.1/0 ai_family not supported")
(g (make-network-process :name "x" :family 77 :server t :service t))
;=> (!! error "127.0.0.1/0 ai_family not supported")
(g (make-network-process :name "x" :server t :service 70000))
;=> (process "x")
(g (make-network-process :name "x" :server t :service 99999999999))
;=> (process "x<1>")
(g (make-network-process :name "x" :server t :local '(2 . [0 0 127 0 0 1 0 0 0 0 0 0 0 0])))
;=> (!! file-error "Cannot bind server socket" "Address family not supported by protocol")
(g (make-network-process :name "x" :server t :buffer 'foo :service t))
;=> (!! wrong-type-argument stringp foo)
(g (make-network-process :name "x" :server t :service t :plist "abc"))
;=> (process "x<2>")
(g (make-network-process :name "x" :server t :service t :sentinel "foo"))
;=> (process "x<3>")
(g (make-network-process :name "x" :server t :service t :log 'nolog))
;=> (process "x<4>")
(g (make-network-process :name "x" :server t :service t 'a 'b))
;=> (process "x<5>")
(g (make-network-process :name "x" :server 'yes :service t))
;=> (process "x<6>")
(g (make-network-process :name "x" :server -1 :service t))
;=> (process "x<7>")
(g (make-network-process :name "x" :server 0 :service t))
;=> (process "x<8>")
(g (make-network-process :name "x" :family 'local :server t :service (concat gd "/" (make-string (- 106 (string-bytes gd)) 97))))
;=> (process "x<9>")
(g (make-network-process :name "x" :family 'local :server t :service (make-string 200 97)))
;=> (!! error "Service name too long")
(g (make-network-process :name "x" :family 'local :server t :host "h" :service (expand-file-name "sockH" gd)))
;=> (process "x<10>")
(g (make-network-process :name "x" :host 'local :family 'ipv6 :service 1))
;=> (!! file-error "make client process failed" "Connection refused" :name "x" :host local :family ipv6 :service 1)
(g (make-network-process :name "x" :host "127.0.0.1" :service 0))
;=> (!! file-error "make client process failed" "Connection refused" :name "x" :host "127.0.0.1" :service 0)
(g (make-network-process :name "x" :remote [383 0 0 1 1]))
;=> (!! file-error "make client process failed" "Connection refused" :name "x" :remote [383 0 0 1 1])
(g (make-network-process :name "x" :remote [127 0 0 1 a]))
;=> (!! file-error "make client process failed" "Connection refused" :name "x" :remote [127 0 0 1 a])
(g (make-network-process :name "x" :host 'local :service t))
;=> (!! file-error "make client process failed" "Connection refused" :name "x" :host local :service t)
(g (mapcar #'process-name (process-list)))
;=> ("x<10>" "x<9>" "x<8>" "x<7>" "x<6>" "x<5>" "x<4>" "x<3>" "x<2>" "x<1>" "x")
(g (make-network-process :name "x" :host (make-string 300 97) :service 5))
;=> (!! error "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/5 Name or service not known")
(g (make-network-process :name "x" :server t :host (make-string 300 97) :service t))
;=> (!! error "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/0 Name or service not known")
(clean)
;=> t

;; what names a process, and what does not
(pair '(:plist (k 1)))
;=> t
(gs (process-put kid 'k 1) (process-get kid 'k) (process-plist kid) (set-process-plist kid '(a 2)) (set-process-plist kid 5) (set-process-plist kid [1]) (process-get kid 'a) (process-put "c" 'a 1))
;=> ((k 1) 1 (k 1) (a 2) (!! wrong-type-argument listp 5) (!! wrong-type-argument listp [1]) 2 (!! wrong-type-argument processp "c"))
(gs (set-process-query-on-exit-flag kid nil) (process-query-on-exit-flag kid) (set-process-inherit-coding-system-flag kid t) (process-inherit-coding-system-flag kid) (set-process-window-size kid 24 80))
;=> (nil nil t t nil)
(g (process-running-child-p kid))
;=> (!! error "Process srv <127.0.0.1:PORT> is not a subprocess")
(gs (process-tty-name kid) (format "%S %s" kid kid) (type-of kid) (processp kid) (processp "c") (equal kid kid))
;=> (nil "#<process srv <127.0.0.1:PORT>> srv <127.0.0.1:PORT>" process t nil t)
(gs (process-live-p 5) (process-live-p "c") (process-live-p "nope") (process-live-p nil))
;=> (nil nil nil nil)
(gs (process-status nil) (process-status 5) (process-type "c") (process-type "nope") (process-name "c") (process-buffer "c") (process-exit-status "c") (process-contact "c") (process-contact "c" t))
;=> ((!! error "Buffer *scratch* has no process") (!! wrong-type-argument processp 5) network (!! error "Process nope does not exist") (!! wrong-type-argument processp "c") (!! wrong-type-argument processp "c") (!! wrong-type-argument processp "c") (!! wrong-type-argument processp "c") (!! wrong-type-argument processp "c"))
(gs (get-process 5) (get-process nil) (get-process kid) (get-buffer-process "nobuf") (get-buffer-process nil) (get-buffer-process 5) (process-id "c"))
;=> ((!! wrong-type-argument stringp 5) (!! wrong-type-argument stringp nil) (process "srv <127.0.0.1:PORT>") nil nil (!! wrong-type-argument stringp 5) (!! wrong-type-argument processp "c"))
(gs (set-process-filter "c" 'x) (set-process-sentinel "c" 'x) (set-process-buffer kid 5) (set-process-coding-system kid "utf-8" nil) (set-process-coding-system "c" 'utf-8 'utf-8))
;=> ((!! wrong-type-argument processp "c") (!! wrong-type-argument processp "c") (!! wrong-type-argument bufferp 5) (!! wrong-type-argument symbolp "utf-8") (!! wrong-type-argument processp "c"))
(gs (process-datagram-address "us") (process-datagram-address nil) (set-process-datagram-address 'x 1) (process-datagram-address kid))
;=> ((!! wrong-type-argument processp "us") (!! wrong-type-argument processp nil) (!! wrong-type-argument processp x) nil)
(gs (stop-process "c") (stop-process (process-name kid)) (stop-process 5) (continue-process "c"))
;=> ((!! error "Process c is not a subprocess") (!! error "Process srv <127.0.0.1:PORT> is not a subprocess") (!! wrong-type-argument processp 5) (!! error "Process c is not a subprocess"))
(gs (interrupt-process srv) (kill-process srv) (signal-process srv 15) (quit-process srv))
;=> ((!! error "Process srv is not a subprocess") (!! error "Process srv is not a subprocess") (!! error "Cannot signal process srv") (!! error "Process srv is not a subprocess"))
(gs (delete-process nil) (delete-process "nope") (delete-process 5) (delete-process 'foo) (process-log kid))
;=> ((!! error "Buffer *scratch* has no process") (!! error "Process nope does not exist") (!! wrong-type-argument processp 5) (!! wrong-type-argument processp foo) (!! void-function process-log))
(gs (accept-process-output nil "x") (accept-process-output nil 'a) (accept-process-output nil 1 'b) (accept-process-output nil 0.5 100) (accept-process-output "p") (accept-process-output 'p) (accept-process-output 5) (accept-process-output nil 1 1.5))
;=> ((!! wrong-type-argument numberp "x") (!! wrong-type-argument numberp a) (!! wrong-type-argument fixnump b) (!! wrong-type-argument fixnump 0.5) (!! wrong-type-argument processp "p") (!! wrong-type-argument processp p) (!! wrong-type-argument processp 5) (!! wrong-type-argument fixnump 1.5))
(progn (delete-process srv) t)
;=> t
(clean)
;=> t

;; pipes
(gs (make-pipe-process) (make-pipe-process :name nil) (make-pipe-process :name "pp" :coding 'nosuch))
;=> (nil (!! wrong-type-argument stringp nil) (!! coding-system-error nosuch))
(progn (setq tmp (make-pipe-process :name "pp" :filter (fil 'P) :sentinel (sen 'PS) :noquery t :plist '(x 1))) t)
;=> t
(gs tmp (process-status tmp) (process-type tmp) (process-buffer tmp) (process-contact tmp) (process-contact tmp t) (process-contact tmp :name) (process-id tmp) (process-live-p tmp) (process-plist tmp) (process-coding-system tmp))
;=> ((process "pp") open pipe (buffer "pp") t (:name "pp" :filter fn :sentinel fn :noquery t :plist (x 1)) "pp" nil (open listen connect stop) (x 1) (utf-8-unix . utf-8-unix))
(gs (process-send-string tmp "loop?") (progn (settle) nil) (evs))
;=> (nil nil nil)
(gs (stop-process tmp) (process-status tmp) (continue-process tmp) (process-status tmp) (signal-process tmp 1))
;=> ((process "pp") stop (process "pp") open (!! error "Cannot signal process pp"))
(gs (delete-process tmp) (process-status tmp) (evs))
;=> (nil closed ((PS "pp" "finished\n" closed)))
(progn (setq tmp (make-pipe-process :name "pp2" :stop t :buffer "ppb")) (process-status tmp))
;=> stop
(progn (delete-process tmp) (prog1 (with-current-buffer "ppb" (buffer-string)) (kill-buffer "ppb")))
;=> "\nProcess pp2 finished\n"

(mapcar (lambda (f) (cons f (func-arity f))) '(make-network-process process-contact set-network-process-option accept-process-output process-send-string process-send-region process-send-eof delete-process format-network-address network-interface-list network-interface-info network-lookup-address-info make-pipe-process make-process set-process-datagram-address process-datagram-address signal-process open-network-stream run-at-time sit-for sleep-for))
;=> ((make-network-process 0 . many) (process-contact 1 . 3) (set-network-process-option 3 . 4) (accept-process-output 0 . 4) (process-send-string 2 . 2) (process-send-region 3 . 3) (process-send-eof 0 . 1) (delete-process 1 . 1) (format-network-address 1 . 2) (network-interface-list 0 . 2) (network-interface-info 1 . 1) (network-lookup-address-info 1 . 2) (make-pipe-process 0 . many) (make-process 0 . many) (set-process-datagram-address 2 . 2) (process-datagram-address 1 . 1) (signal-process 2 . 2) (open-network-stream 4 . many) (run-at-time 3 . many) (sit-for 1 . 3) (sleep-for 1 . 2))

(progn (clean) (delete-directory gd t))
;=> nil
