;; What processes say of themselves: process-contact and the accessors, of each kind of socket.
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

;; a server, its client and the connection it accepted, from birth to death
(progn (setq srv (make-network-process :name "srv" :server t :service t :host "127.0.0.1" :family 'ipv4 :filter (fil 'F) :sentinel (sen 'S) :log (lambda (s p m) (push (list 'LOG s p m (process-status p)) ev)) :plist '(a 1) :noquery t :coding 'binary :keepalive t)) t)
;=> t
(gs srv (process-status srv) (process-contact srv) (process-contact srv t) (process-contact srv :service) (process-contact srv :local) (process-contact srv :remote) (process-contact srv :host) (process-contact srv :server) (process-contact srv :keepalive) (process-contact srv :reuseaddr) (process-contact srv :nokey) (process-contact srv 'x) (process-contact srv nil t))
;=> ((process "srv") listen ("127.0.0.1" PORT) (:name "srv" :server t :service PORT :host "127.0.0.1" :family ipv4 :filter fn :sentinel fn :log fn :plist (a 1) :noquery t :coding binary :keepalive t :local [127 0 0 1 PORT]) PORT [127 0 0 1 PORT] nil "127.0.0.1" t t nil nil nil ("127.0.0.1" PORT))
(gs (process-type srv) (process-id srv) (process-command srv) (process-buffer srv) (process-mark srv) (process-filter srv) (process-exit-status srv) (process-tty-name srv) (process-live-p srv) (process-query-on-exit-flag srv) (process-plist srv) (process-coding-system srv) (process-datagram-address srv) (process-inherit-coding-system-flag srv))
;=> (network nil nil nil (marker nil nil) fn 0 nil (listen connect stop) nil (a 1) (binary . binary) nil nil)
(progn (setq cli (make-network-process :name "cli" :host "127.0.0.1" :service (process-contact srv :service) :filter (fil 'CF) :sentinel (sen 'CS) :coding 'binary)) t)
;=> t
(gs (process-status cli) (process-contact cli) (process-contact cli t))
;=> (open ("127.0.0.1" PORT) (:name "cli" :host "127.0.0.1" :service PORT :filter fn :sentinel fn :coding binary :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT]))
(evs 2)
;=> ((LOG (process "srv") (process "srv <127.0.0.1:PORT>") "accept from 127.0.0.1\n" open) (S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open))
(g (process-list))
;=> ((process "srv <127.0.0.1:PORT>") (process "cli") (process "srv"))
(progn (setq kid (car (kids))) t)
;=> t
(gs (process-name kid) (process-status kid) (process-contact kid) (process-contact kid t) (process-plist kid) (eq (process-plist kid) (process-plist srv)) (process-buffer kid) (process-query-on-exit-flag kid) (process-command kid) (process-coding-system kid) (process-live-p kid))
;=> ("srv <127.0.0.1:PORT>" open ("127.0.0.1" PORT) (:name "srv" :server nil :service PORT :host "127.0.0.1" :family ipv4 :filter fn :sentinel fn :log fn :plist (a 1) :noquery t :coding binary :keepalive t :local [127 0 0 1 PORT] :remote [127 0 0 1 PORT]) (a 1) nil nil t nil (binary . binary) (open listen connect stop))
(progn (process-send-string cli "hello\n") (evs 1))
;=> ((F "srv <127.0.0.1:PORT>" "hello\n"))
(progn (process-send-string kid "yo") (evs 1))
;=> ((CF "cli" "yo"))
(gs (delete-process cli) (process-status cli) (process-live-p cli) (process-exit-status cli) (process-contact cli))
;=> (nil closed nil 0 ("127.0.0.1" PORT))
(evs)
;=> ((CS "cli" "deleted\n" closed))
(evs 1)
;=> ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed))
(gs (process-status kid) (process-exit-status kid) (process-list) (process-contact kid))
;=> (closed 256 ((process "srv")) ("127.0.0.1" PORT))
(gs (process-send-string kid "x") (process-send-string cli "x") (process-send-string srv "x") (process-send-eof srv) (process-send-eof cli))
;=> ((!! error "Process srv <127.0.0.1:PORT> not running") (!! error "Process cli not running") (!! error "Process srv not running") (!! error "Process srv not running") (!! error "Process cli not running"))
(gs (delete-process cli) (delete-process kid) (delete-process srv) (process-status srv) (evs) (process-list) (process-status "srv") (process-status "nope") (get-process "srv") (delete-process "srv"))
;=> (nil nil nil closed ((S "srv" "deleted\n" closed)) nil nil nil nil (!! error "Process srv does not exist"))

;; local sockets
(progn (clean) (setq port (expand-file-name "s1" gd)) (setq srv (make-network-process :name "L" :server t :family 'local :service port :noquery t :sentinel (sen 'S))) t)
;=> t
(gs srv (process-status srv) (process-contact srv) (process-contact srv t))
;=> ((process "L") listen (nil "DIR/s1") (:name "L" :server t :family local :service "DIR/s1" :noquery t :sentinel fn :local "DIR/s1"))
(progn (setq cli (make-network-process :name "lc" :family 'local :service port :noquery t)) t)
;=> t
(gs (process-contact cli) (process-contact cli t) (process-buffer cli) (process-status cli))
;=> ((nil "DIR/s1") (:name "lc" :family local :service "DIR/s1" :noquery t :remote "DIR/s1" :local "") nil open)
(evs 1)
;=> ((S "L <N>" "open from -\n" open))
(progn (setq kid (car (kids))) (g (process-list)))
;=> ((process "L <N>") (process "lc") (process "L"))
(gs (process-name kid) (process-contact kid) (process-contact kid t) (process-buffer kid) (process-mark kid))
;=> ("L <N>" (t "DIR/s1") (:name "L" :server nil :family local :service "DIR/s1" :noquery t :sentinel fn :local "DIR/s1" :host t :remote "") (buffer "L <N>") (marker nil nil))
(progn (process-send-string cli "one\ntwo") (until (> (buffer-size (process-buffer kid)) 6)) (gs (with-current-buffer (process-buffer kid) (buffer-string)) (process-mark kid)))
;=> ("one\ntwo" (marker 8 (buffer "L <N>")))
(progn (setq tmp (make-network-process :name "lc" :family 'local :service port :noquery t)) (until (cdr (kids))) (nn (mapcar #'process-name (process-list))))
;=> ("L <N>" "lc<1>" "L <N>" "lc" "L")
(evs)
;=> ((S "L <N>" "open from -\n" open))
(progn (delete-process cli) (evs 1))
;=> ((S "L <N>" "connection broken by remote peer\n" closed))
(g (with-current-buffer (process-buffer kid) (buffer-string)))
;=> "one\ntwo"
(gs (delete-process srv) (file-exists-p port) (make-network-process :name "L" :server t :family 'local :service port))
;=> (nil t (!! file-error "Cannot bind server socket" "Address already in use"))
(progn (clean) (mapc #'kill-buffer (cl-remove-if-not (lambda (b) (string-prefix-p "L <" (buffer-name b))) (buffer-list))) t)
;=> t

;; buffers, the default filter and the default sentinel
(progn (setq srv (make-network-process :name "B" :server t :host 'local :service t :buffer "*bbuf*" :noquery t)) t)
;=> t
(gs (process-contact srv) (process-contact srv t) (process-buffer srv))
;=> ((local PORT) (:name "B" :server t :host local :service PORT :buffer "*bbuf*" :noquery t :local [127 0 0 1 PORT]) (buffer "*bbuf*"))
(progn (setq cli (make-network-process :name "bc" :host 'local :service (process-contact srv :service) :buffer "cbuf")) (until (kids)) (setq kid (car (kids))) (gs (process-list) (process-buffer kid)))
;=> (((process "B <127.0.0.1:PORT>") (process "bc") (process "B")) (buffer "*bbuf* <127.0.0.1:PORT>"))
(progn (process-send-string cli "data to kid") (process-send-string kid "data to cli\n") (until (and (> (buffer-size (process-buffer kid)) 10) (> (buffer-size (process-buffer cli)) 11))) (g (with-current-buffer (process-buffer kid) (list (buffer-string) (point) (marker-position (process-mark kid))))))
;=> ("data to kid" 12 12)
(progn (delete-process kid) (until (eq (process-status cli) 'closed)) (gs (with-current-buffer (process-buffer kid) (buffer-string)) (with-current-buffer "cbuf" (buffer-string)) (process-status cli) (with-current-buffer "*bbuf*" (buffer-string))))
;=> ("data to kid\nProcess B <127.0.0.1:PORT> deleted\n" "data to cli\n\nProcess bc connection broken by remote peer\n" closed "")
(progn (delete-process cli) (delete-process srv) (gs (with-current-buffer "cbuf" (buffer-string)) (with-current-buffer "*bbuf*" (buffer-string))))
;=> ("data to cli\n\nProcess bc connection broken by remote peer\n" "\nProcess B deleted\n")
(progn (kill-buffer (process-buffer kid)) (kill-buffer "cbuf") (kill-buffer "*bbuf*") (clean))
;=> t

;; IPv6
(progn (setq srv (make-network-process :name "v6" :server t :family 'ipv6 :host "::1" :service t :noquery t :log (lambda (_s _p m) (push (list 'LOG m) ev)) :sentinel (sen 'S6) :filter 'ignore)) t)
;=> t
(gs (process-contact srv) (process-contact srv :local))
;=> (("::1" PORT) [0 0 0 0 0 0 0 1 PORT])
(progn (setq cli (make-network-process :name "c6" :host "::1" :service (process-contact srv :service))) (g (process-contact cli t)))
;=> (:name "c6" :host "::1" :service PORT :remote [0 0 0 0 0 0 0 1 PORT] :local [0 0 0 0 0 0 0 1 PORT])
(evs 2)
;=> ((LOG "accept from 0:0:0:0:0:0:0:100\n") (S6 "v6 <[0:0:0:0:0:0:0:100]:PORT>" "open from 0:0:0:0:0:0:0:100\n" open))
;~> ((LOG "accept from 0:0:0:0:0:0:0:1\n") (S6 "v6 <[0:0:0:0:0:0:0:1]:PORT>" "open from 0:0:0:0:0:0:0:1\n" open)) ;; the words of IPv6 addresses are in network order
(progn (setq kid (car (kids))) (gs (process-list) (process-contact kid) (process-contact kid t)))
;=> (((process "v6 <[0:0:0:0:0:0:0:100]:PORT>") (process "c6") (process "v6")) ("0:0:0:0:0:0:0:100" PORT) (:name "v6" :server nil :family ipv6 :host "0:0:0:0:0:0:0:100" :service PORT :noquery t :log fn :sentinel fn :filter ignore :local [0 0 0 0 0 0 0 1 PORT] :remote [0 0 0 0 0 0 0 1 PORT]))
;~> (((process "v6 <[0:0:0:0:0:0:0:1]:PORT>") (process "c6") (process "v6")) ("0:0:0:0:0:0:0:1" PORT) (:name "v6" :server nil :family ipv6 :host "0:0:0:0:0:0:0:1" :service PORT :noquery t :log fn :sentinel fn :filter ignore :local [0 0 0 0 0 0 0 1 PORT] :remote [0 0 0 0 0 0 0 1 PORT])) ;; the words of IPv6 addresses are in network order
(clean)
;=> t

;; which host a server is at
(defmacro contacts (&rest args) `(let ((p (make-network-process :name "dh" :server ,@args))) (prog1 (gs (process-contact p) (process-contact p t)) (delete-process p))))
;=> contacts
(contacts t :service t)
;=> ((nil PORT) (:name "dh" :server t :service PORT :local [127 0 0 1 PORT]))
(contacts t :service t :host "0.0.0.0")
;=> (("0.0.0.0" PORT) (:name "dh" :server t :service PORT :host "0.0.0.0" :local [0 0 0 0 PORT]))
(contacts t :service t :host "::")
;=> (("::" PORT) (:name "dh" :server t :service PORT :host "::" :local [0 0 0 0 0 0 0 0 PORT]))
(contacts t :service t :family 'ipv6)
;=> ((nil PORT) (:name "dh" :server t :service PORT :family ipv6 :local [0 0 0 0 0 0 0 1 PORT]))
(contacts 1 :service t)
;=> ((nil PORT) (:name "dh" :server 1 :service PORT :local [127 0 0 1 PORT]))
(contacts 1 :local [127 0 0 1 0])
;=> ((nil PORT) (:name "dh" :server 1 :local [127 0 0 1 PORT] :service PORT))
(contacts 1 :local [0 0 0 0 0 0 0 1 0])
;=> ((nil PORT) (:name "dh" :server 1 :local [0 0 0 0 0 0 0 1 PORT] :service PORT))
(contacts 1 :service t :host "localhost")
;=> (("localhost" PORT) (:name "dh" :server 1 :service PORT :host "localhost" :local [127 0 0 1 PORT]))
(let ((p (progn (serve) (process-contact srv :service)))) (delete-process srv) (contacts 1 :local (vector 127 0 0 1 p) :host "ignored" :service t))
;=> (("ignored" PORT) (:name "dh" :server 1 :local [127 0 0 1 PORT] :host "ignored" :service PORT))
(let ((p (progn (serve) (process-contact srv :service)))) (delete-process srv) (contacts 1 :service p))
;=> ((nil PORT) (:name "dh" :server 1 :service PORT :local [127 0 0 1 PORT]))

;; the service as a string, the host as a name
(progn (serve :host "localhost") (setq port (process-contact srv :service)) (setq cli (make-network-process :name "cc" :host "localhost" :service (number-to-string port))) (until (kids)) t)
;=> t
(gs (process-contact srv) (process-contact srv :host) (process-contact srv :service))
;=> (("localhost" PORT) "localhost" PORT)
(equal (process-contact cli) (list "localhost" (number-to-string port)))
;=> t
(equal (process-contact cli :service) (number-to-string port))
;=> t
(gs (process-contact cli :remote) (let ((c (process-contact cli t nil))) (plist-put c :service 'S)) (process-contact cli :local) (process-contact nil) (process-contact cli :type) (process-contact cli :family) (process-contact cli 5) (process-contact cli "x"))
;=> ([127 0 0 1 PORT] (:name "cc" :host "localhost" :service S :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT]) [127 0 0 1 PORT] (!! wrong-type-argument processp nil) nil nil nil nil)
(clean)
;=> t
(progn (serve) (eq (process-contact srv t) (process-contact srv t)))
;=> t
(progn (plist-put (process-contact srv t) :host "mutated") (g (process-contact srv)))
;=> ("mutated" PORT)
(clean)
;=> t
(g (process-contact (make-network-process :name "first" :server t :service t :host "127.0.0.1" :name "second") t))
;=> (:name "first" :server t :service PORT :host "127.0.0.1" :name "second" :local [127 0 0 1 PORT])
(clean)
;=> t
;; a client's :local does not say where from
(progn (serve) (g (process-contact (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service) :local [127 0 0 2 0]) :local)))
;=> [127 0 0 1 PORT]
(clean)
;=> t
;; buffers of servers with a filter
(progn (serve :buffer "svb" :filter #'ignore) (call) (gs (process-buffer srv) (process-buffer kid) (process-contact kid :buffer) (buffer-live-p (get-buffer "svb"))))
;=> ((buffer "svb") nil "svb" t)
(progn (clean) (kill-buffer "svb"))
;=> t
(progn (serve :filter nil) (gs (process-filter srv) (process-sentinel srv)))
;=> (internal-default-process-filter internal-default-process-sentinel)
(clean)
;=> t
;; names
(gs (make-network-process :name "" :server t :service t) (process-name (car (process-list))) (make-network-process :name "a\0b" :server t :service t))
;=> ((process "") "" (process "a\0b"))
(clean)
;=> t
(progn (serve :name "dup") (serve :name "dup") (call :name "cc") (nn (mapcar #'process-name (process-list))))
;=> ("dup<1> <127.0.0.1:PORT>" "cc" "dup<1>" "dup")
(clean)
;=> t
(progn (serve) (g (progn (setq tmp (list (process-query-on-exit-flag (serve :noquery t)) (process-query-on-exit-flag (serve)))) tmp)))
;=> (nil t)
(clean)
;=> t
;; abstract local sockets
(progn (setq srv (make-network-process :name "abs" :server t :family 'local :service "\0abstract")) (gs srv (process-contact srv) (process-contact srv t)))
;=> ((process "abs") (nil "\0abstract") (:name "abs" :server t :family local :service "\0abstract" :local "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"))
;~> ((process "abs") (nil "\0abstract") (:name "abs" :server t :family local :service "\0abstract" :local "\0abstract")) ;; the name of an abstract socket is used whole
(clean)
;=> t

(progn (clean) (delete-directory gd t))
;=> nil
