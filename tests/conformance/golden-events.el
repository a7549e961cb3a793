;; Connecting, accepting, stopping and deleting: what filters and sentinels are told.
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

;; :nowait
(progn (serve :sentinel (sen 'S)) (setq port (process-contact srv :service)) (setq cli (make-network-process :name "nw" :host "127.0.0.1" :service port :nowait t :sentinel (sen 'NW) :filter (fil 'NWF))) (gs (process-status cli) (process-contact cli nil t) (process-contact cli t t) (process-contact cli :host t) (process-live-p cli)))
;=> (connect nil nil nil (connect stop))
(sort (evs 2) (lambda (a b) (string> (car a) (car b))))
;=> ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) (NW "nw" "open\n" open))
(gs (process-status cli) (process-contact cli t))
;=> (open (:name "nw" :host "127.0.0.1" :service PORT :nowait t :sentinel fn :filter fn :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT]))
(clean)
;=> t
;; refused
(progn (setq cli (make-network-process :name "nwr" :host "127.0.0.1" :service 1 :nowait t :sentinel (sen 'NWR) :buffer "nwr")) (process-status cli))
;=> connect
(evs 1)
;=> ((NWR "nwr" "failed with code 111\n" failed))
(gs (process-status cli) (process-exit-status cli) (process-list) (process-live-p cli) (process-contact cli t) (process-send-string cli "x") (delete-process cli) (process-status cli) (evs))
;=> (failed 111 ((process "nwr")) nil (:name "nwr" :host "127.0.0.1" :service 1 :nowait t :sentinel fn :buffer "nwr" :remote [127 0 0 1 1] :local [127 0 0 1 PORT]) (!! error "Process nwr not running") nil closed ((NWR "nwr" "deleted\n" closed)))
(progn (kill-buffer "nwr") (setq cli (make-network-process :name "nwr" :host "127.0.0.1" :service 1 :nowait t :buffer "nwrb")) (until (eq (process-status cli) 'failed)) (gs (process-status cli) (with-current-buffer "nwrb" (buffer-string)) (process-list)))
;=> (failed "\nProcess nwr failed with code 111\n" ((process "nwr")))
(progn (clean) (kill-buffer "nwrb"))
;=> t
;; no such name
(progn (setq cli (make-network-process :name "dns" :host (make-string 70 97) :service 80 :nowait t :sentinel (sen 'DNS))) (process-status cli))
;=> connect
(progn (until (not (eq (process-status cli) 'connect))) (settle) (evs))
;=> nil
;~> ((DNS "dns" "failed with code Name lookup of aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa failed\n" failed)) ;; a failed name lookup tells the sentinel
(gs (process-status cli) (process-exit-status cli) (process-list) (process-contact cli t) (process-send-string cli "foo") (process-send-eof cli))
;=> (failed "Name lookup of aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa failed" ((process "dns")) (:name "dns" :host "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" :service 80 :nowait t :sentinel fn) (!! error "Process dns not running") (!! error "Process dns not running"))
(clean)
;=> t
;; localhost may be ::1 first
(progn (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "lo" :host "localhost" :service (process-contact srv :service) :nowait t :sentinel (sen 'LO))) (sort (evs 2) (lambda (a b) (string> (car a) (car b)))))
;=> ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) (LO "lo" "open\n" open))
(gs (process-status cli) (process-contact cli t))
;=> (open (:name "lo" :host "localhost" :service PORT :nowait t :sentinel fn :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT]))
(progn (setq cli (make-network-process :name "lo" :host "localhost" :service 1 :nowait t :sentinel (sen 'LO2))) (gs (evs 1) (process-status cli)))
;=> (((LO2 "lo<1>" "failed with code 111\n" failed)) failed)
(clean)
;=> t
;; local sockets
(progn (setq srv (make-network-process :name "ls" :server t :family 'local :service (expand-file-name "l1" gd)) cli (make-network-process :name "lnw" :family 'local :service (expand-file-name "l1" gd) :nowait t :sentinel (sen 'LNW))) (gs (evs 1) (process-status cli)))
;=> (((LNW "lnw" "open\n" open)) open)
(progn (setq cli (make-network-process :name "lnw2" :family 'local :service (expand-file-name "none" gd) :nowait t :sentinel (sen 'LNW2))) (settle) (gs (process-status cli) (evs) (process-exit-status cli)))
;=> (file-missing nil ("make client process failed" "No such file or directory" :name "lnw2" :family local :service "DIR/none" :nowait t :sentinel fn))
;~> (failed ((LNW2 "lnw2" "failed with code 2\n" failed)) 2) ;; a missing local socket is told as any other failed connection
(clean)
;=> t
;; sending waits until the connection is open, and so does setting an option
(progn (serve :sentinel (sen 'S) :filter (fil 'F)) (setq cli (make-network-process :name "snd" :host "127.0.0.1" :service (process-contact srv :service) :nowait t :sentinel (sen 'SND))) (gs (process-send-string cli "early") (process-status cli) (sort (evs 3) (lambda (a b) (string< (car a) (car b))))))
;=> (nil open ((F "srv <127.0.0.1:PORT>" "early") (S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) (SND "snd" "open\n" open)))
(clean)
;=> t
(progn (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "opt" :host "127.0.0.1" :service (process-contact srv :service) :nowait t :sentinel (sen 'OPT))) (gs (set-network-process-option cli :keepalive t) (and (memq (process-status cli) '(connect open)) t) (sort (evs 2) (lambda (a b) (string< (car a) (car b))))))
;=> (t t ((OPT "opt" "open\n" open) (S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(clean)
;=> t
(progn (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "rem" :remote (process-contact srv :local) :nowait t :sentinel (sen 'REM))) (gs cli (process-status cli) (process-contact cli t t) (sort (evs 2) (lambda (a b) (string< (car a) (car b))))))
;=> ((process "rem") connect (:name "rem" :remote [127 0 0 1 PORT] :nowait t :sentinel fn :local [127 0 0 1 PORT]) ((REM "rem" "open\n" open) (S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(clean)
;=> t
(progn (setq cli (make-network-process :name "rem" :remote [127 0 0 1 1] :nowait t :sentinel (sen 'REM))) (gs (process-status cli) (process-contact cli t t) (evs 1) (process-status cli) (process-exit-status cli)))
;=> (connect (:name "rem" :remote [127 0 0 1 1] :nowait t :sentinel fn :local [127 0 0 1 PORT]) ((REM "rem" "failed with code 111\n" failed)) failed 111)
(clean)
;=> t
(progn (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "apo" :host "127.0.0.1" :service (process-contact srv :service) :nowait t :sentinel (sen 'APO))) (gs (accept-process-output cli 0.3) (process-status cli) (sort (evs 2) (lambda (a b) (string< (car a) (car b))))))
;=> (nil open ((APO "apo" "open\n" open) (S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(clean)
;=> t

;; a filter that waits
(progn (pair) (let ((n 0)) (set-process-filter kid (lambda (_ s) (let ((k (setq n (1+ n)))) (push (list 'enter k s) ev) (when (= k 1) (process-send-string cli "b") (push (list 'apo (accept-process-output kid 2)) ev)) (push (list 'leave k s) ev))))) (process-send-string cli "a") (gs (accept-process-output kid 2) (evs)))
;=> (t ((enter 1 "a") (enter 2 "b") (leave 2 "b") (apo t) (leave 1 "a")))
;; filter t
(progn (pair) (gs (set-process-filter kid t) (process-filter kid)))
;=> (t t)
(progn (process-send-string cli "held") (settle) (evs))
;=> nil
(progn (gs (set-process-filter kid (fil 'F2)) (functionp (process-filter kid)) (evs 1)))
;=> (fn t ((F2 "srv <127.0.0.1:PORT>" "held")))
(gs (set-process-filter kid nil) (process-filter kid) (process-contact kid :filter) (set-process-sentinel kid nil) (process-sentinel kid))
;=> (internal-default-process-filter internal-default-process-filter internal-default-process-filter internal-default-process-sentinel internal-default-process-sentinel)
(progn (process-send-string cli "x") (accept-process-output kid 2))
;=> t
(progn (clean) (kill-buffer (car (cl-remove-if-not (lambda (b) (string-prefix-p "srv <" (buffer-name b))) (buffer-list)))))
;=> t
(progn (serve :filter t :sentinel (sen 'S)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (gs (evs 1) (process-list) (process-filter (car (process-list))) (process-buffer (car (process-list)))))
;=> (((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)) ((process "srv <127.0.0.1:PORT>") (process "c") (process "srv")) t (buffer "srv <127.0.0.1:PORT>"))
(progn (process-send-string cli "x") (delete-process cli) (settle) (gs (evs) (process-list)))
;=> (nil ((process "srv <127.0.0.1:PORT>") (process "srv")))
(progn (clean) (mapc #'kill-buffer (cl-remove-if-not (lambda (b) (string-prefix-p "srv" (buffer-name b))) (buffer-list))) t)
;=> t
;; stopping a connection
(progn (pair) (set-process-filter kid (fil 'F)) (set-process-sentinel kid (sen 'S)) (gs (stop-process kid) (process-status kid) (process-command kid) (process-live-p kid)))
;=> ((process "srv <127.0.0.1:PORT>") stop t (stop))
(progn (process-send-string cli "s1") (settle) (evs))
;=> nil
(progn (set-process-filter cli (fil 'CF)) (process-send-string kid "out while stopped") (evs 1))
;=> ((CF "c" "out while stopped"))
(gs (continue-process kid) (process-status kid) (process-command kid) (evs 1))
;=> ((process "srv <127.0.0.1:PORT>") open nil ((F "srv <127.0.0.1:PORT>" "s1")))
(progn (stop-process kid) (process-send-string cli "data") (delete-process cli) (settle) (gs (evs) (process-status kid)))
;=> (nil stop)
(progn (continue-process kid) (gs (evs 2) (process-status kid)))
;=> (((F "srv <127.0.0.1:PORT>" "data") (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)) closed)
;; stopping a server
(progn (clean) (serve :sentinel (sen 'S) :stop t) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service) :stop t :filter (fil 'CF))) (gs (process-status srv) (process-command srv) (process-status cli)))
;=> (stop t stop)
(progn (settle) (gs (evs) (process-list)))
;=> (nil ((process "c") (process "srv")))
(gs (continue-process srv) (process-status srv) (evs 1) (process-command (car (kids))))
;=> ((process "srv") listen ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)) nil)
(progn (process-send-string (car (kids)) "hi") (settle) (evs))
;=> nil
(progn (continue-process cli) (evs 1))
;=> ((CF "c" "hi"))
(clean)
;=> t

;; throws, quits and errors
(progn (pair) (set-process-filter kid (lambda (_ s) (push s ev) (when (string-prefix-p "throw" s) (throw 'tag (concat "T" s))))) (process-send-string cli "throw1") (gs (catch 'tag (accept-process-output kid 2) 'normal) inhibit-quit))
;=> ("Tthrow1" nil)
(progn (process-send-string cli "plain") (gs (accept-process-output kid 2) (evs)))
;=> (t ("throw1" "plain"))
(progn (set-process-sentinel kid (lambda (_ s) (push s ev) (throw 'tag s))) (delete-process cli) (gs (catch 'tag (accept-process-output kid 2) 'normal) (process-status kid) (evs)))
;=> ("connection broken by remote peer\n" closed ("connection broken by remote peer\n"))
(progn (clean) (serve :log (lambda (&rest _) (throw 'tag 'log-threw)) :filter (fil 'F)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (gs (catch 'tag (until (kids)) 'normal) (process-list)))
;=> (log-threw ((process "srv <127.0.0.1:PORT>") (process "c") (process "srv")))
(progn (process-send-string cli "x") (evs 1))
;=> ((F "srv <127.0.0.1:PORT>" "x"))
(clean)
;=> t

;; several connections accepted
(progn (serve :sentinel (sen 'S)) (dotimes (_ 4) (make-network-process :name "cc" :host "127.0.0.1" :service (process-contact srv :service))) (until (= 4 (length ev))) (settle) (length (evs)))
;=> 4
(clean)
;=> t
;; what a server is given later holds for the connections it accepts after
(progn (serve) (set-process-filter srv (fil 'NEWF)) (set-process-sentinel srv (sen 'NEWS)) (set-process-plist srv '(k v)) (set-process-coding-system srv 'binary 'binary) (set-process-query-on-exit-flag srv nil) (setq cli (make-network-process :name "cc" :host "127.0.0.1" :service (process-contact srv :service))) (process-send-string cli "x") (evs 2))
;=> ((NEWS "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) (NEWF "srv <127.0.0.1:PORT>" "x"))
(progn (setq kid (car (kids))) (gs (process-plist kid) (process-coding-system kid) (process-query-on-exit-flag kid) (process-contact srv :filter)))
;=> ((k v) (binary . binary) t fn)
(clean)
;=> t
;; a sentinel that deletes its process
(progn (serve :sentinel (lambda (p m) (push (list m (process-status p) (length (process-list))) ev) (delete-process p))) (setq cli (make-network-process :name "cc" :host "127.0.0.1" :service (process-contact srv :service) :sentinel (lambda (p m) (push (list 'c m (process-status p) (memq p (process-list))) ev)))) (gs (evs 3) (process-list)))
;=> ((("open from 127.0.0.1\n" open 3) ("deleted\n" closed 2) (c "connection broken by remote peer\n" closed nil)) ((process "srv")))
(progn (set-process-sentinel srv #'ignore) (clean))
;=> t
(let ((delete-exited-processes nil)) (pair) (delete-process cli) (until (eq 'closed (process-status kid))) (prog1 (nn (mapcar (lambda (p) (cons p (process-status p))) (process-list))) (delete-process kid)))
;=> (((process "srv <127.0.0.1:PORT>") . closed) ((process "srv") . listen))
(clean)
;=> t
;; killing the buffer of a connection, and that of a server
(progn (serve :buffer "sb" :noquery t) (call) (set-process-query-on-exit-flag kid nil) (gs (process-buffer kid) (kill-buffer (process-buffer kid)) (process-status kid) (kill-buffer "sb") (process-status srv)))
;=> ((buffer nil) t closed t closed)
(clean)
;=> t
;; data and the end of two connections in one wait
(progn (pair '(:sentinel ignore)) (call) (mapc (lambda (k) (set-process-sentinel k (sen 'S))) (kids)) (mapc (lambda (p) (when (string-prefix-p "c" (process-name p)) (delete-process p))) (process-list)) (evs 2))
;=> ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed) (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed))
(clean)
;=> t
;; open-network-stream
(progn (serve) (setq port (process-contact srv :service)) (gs (open-network-stream "p" nil "127.0.0.1" port :type 'plain) (open-network-stream "p" nil "127.0.0.1" port) (open-network-stream "p" nil "127.0.0.1" port :type 'bogus) (open-network-stream "p" nil 5 1) (open-network-stream "p" nil "127.0.0.1" nil) (open-network-stream "p" nil "127.0.0.1" (number-to-string port) :nowait t) (open-network-stream 'p nil "127.0.0.1" port)))
;=> ((process "p") (process "p<1>") (!! error "Invalid connection type bogus") (!! wrong-type-argument stringp 5) (!! wrong-type-argument stringp nil) (process "p<2>") (!! wrong-type-argument stringp p))
(g (open-network-stream "p" nil "127.0.0.1" port :type 'network :return-list t))
;=> ((process "p<3>") :greeting nil :capabilities nil :type plain :error nil)
(g (open-network-stream "p" nil "" port))
;=> (!! error "/PORT Name or service not known")
(g (process-contact (open-network-stream "p" "pbuf" "localhost" port) t))
;=> (:name "p" :buffer "pbuf" :host "localhost" :service PORT :nowait nil :tls-parameters nil :coding nil :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT])
(progn (clean) (kill-buffer "pbuf"))
;=> t
(progn (serve :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "200 greet\r\n"))) :filter (lambda (p _) (process-send-string p "101 caps none\r\n.\r\n"))) (setq port (process-contact srv :service)) (g (open-network-stream "p" nil "127.0.0.1" port :type 'plain :return-list t :end-of-command "\r\n")))
;=> ((process "p") :greeting "200 greet\15\n" :capabilities nil :type plain :error nil)
(g (open-network-stream "s" nil "127.0.0.1" port :type 'network :return-list t :end-of-command "\r\n" :end-of-capability "^\\.\r\n" :success "^3" :capability-command "CAPA\r\n" :starttls-function (lambda (c) (and (string-match "STARTTLS" c) "STARTTLS\r\n"))))
;=> ((process "s") :greeting "200 greet\15\n" :capabilities "101 caps none\15\n.\15\n" :type plain :error nil)
(gs (open-network-stream "s" nil "127.0.0.1" port :type 'network :return-list t :end-of-command "\r\n" :end-of-capability "^\\.\r\n" :success "^3" :capability-command (lambda (g) (push g ev) "CAPA\r\n") :starttls-function #'ignore) (evs))
;=> (((process "s<1>") :greeting "200 greet\15\n" :capabilities "101 caps none\15\n.\15\n" :type plain :error nil) ("200 greet\15\n"))
(clean)
;=> t

(progn (clean) (delete-directory gd t))
;=> nil
