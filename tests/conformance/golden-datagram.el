;; Datagrams and sequenced packets.
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

;; a server and a client
(progn (setq srv (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t :filter (fil 'UF) :sentinel (sen 'US) :coding 'binary :broadcast t)) t)
;=> t
(gs (process-status srv) (process-contact srv) (process-contact srv t) (process-datagram-address srv) (process-contact srv :remote) (process-live-p srv))
;=> (open ("127.0.0.1" PORT) (:name "us" :server t :type datagram :host "127.0.0.1" :family ipv4 :service PORT :filter fn :sentinel fn :coding binary :broadcast t :local [127 0 0 1 PORT] :remote (0 . [0 0 0 0 0 0 0 0 0 0 0 0 0 0])) (0 . [0 0 0 0 0 0 0 0 0 0 0 0 0 0]) (0 . [0 0 0 0 0 0 0 0 0 0 0 0 0 0]) (open listen connect stop))
(progn (setq cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (process-contact srv :service) :filter (fil 'CF) :sentinel (sen 'CS) :coding 'binary :broadcast t)) t)
;=> t
(gs (process-status cli) (process-contact cli) (process-contact cli t) (process-datagram-address cli))
;=> (open ("127.0.0.1" PORT) (:name "uc" :type datagram :host "127.0.0.1" :service PORT :filter fn :sentinel fn :coding binary :broadcast t :remote [127 0 0 1 PORT] :local [0 0 0 0 0]) [127 0 0 1 PORT])
(progn (process-send-string cli "ping1") (process-send-string cli "ping2") (evs 2))
;=> ((UF "us" "ping1") (UF "us" "ping2"))
(gs (process-list) (process-datagram-address srv) (process-contact srv) (process-contact srv :remote) (process-contact srv :host))
;=> (((process "uc") (process "us")) [127 0 0 1 PORT] ("127.0.0.1" PORT) [127 0 0 1 PORT] "127.0.0.1")
(progn (process-send-string srv "pong") (evs 1))
;=> ((CF "uc" "pong"))
(gs (process-datagram-address cli) (process-contact cli t))
;=> ([127 0 0 1 PORT] (:name "uc" :type datagram :host "127.0.0.1" :service PORT :filter fn :sentinel fn :coding binary :broadcast t :remote [127 0 0 1 PORT] :local [0 0 0 0 0]))
(gs (set-process-datagram-address cli [127 0 0 1 9]) (process-datagram-address cli) (process-contact cli :remote) (set-process-datagram-address cli [127 0 0 1]) (set-process-datagram-address cli "foo") (set-process-datagram-address cli 5) (set-process-datagram-address cli [0 0 0 0 0 0 0 1 9]) (set-process-datagram-address cli nil) (set-process-datagram-address cli [1 2 3 4 a]) (set-process-datagram-address cli [127 0 0 1 9]))
;=> ([127 0 0 1 9] [127 0 0 1 9] [127 0 0 1 9] nil nil nil nil nil [1 2 3 4 a] [127 0 0 1 9])
(gs (process-send-string cli "to nobody") (process-send-string cli "again") (progn (settle) (process-status cli)) (evs) (process-send-eof cli))
;=> (nil nil open nil (process "uc"))
(gs (process-send-string cli (make-string 70000 120)) (process-send-string cli (make-string 65508 120)) (process-send-string cli (make-string 65507 120)))
;=> ((!! file-error "Sending datagram" "Message too long" (process "uc")) (!! file-error "Sending datagram" "Message too long" (process "uc")) nil)
(progn (set-process-datagram-address cli (vector 127 0 0 1 (process-contact srv :service))) t)
;=> t
(progn (process-send-string cli (make-string 8000 121)) (until ev) (prog1 (mapcar (lambda (e) (format "%d" (length (nth 2 e)))) ev) (setq ev nil)))
;=> ("4096")
;~> ("8000") ;; datagrams are read whole
(let ((read-process-output-max 100)) (process-send-string cli (make-string 300 121)) (until ev) (settle) (prog1 (mapcar (lambda (e) (length (nth 2 e))) ev) (setq ev nil)))
;=> (100)
;~> (300) ;; datagrams are read whole
(g (process-send-string srv "x"))
;=> nil
(gs (stop-process srv) (process-status srv) (process-command srv) (continue-process srv) (process-status srv))
;=> ((process "us") stop t (process "us") open)
(progn (settle) (setq ev nil) (gs (delete-process cli) (delete-process srv) (evs) (process-datagram-address srv)))
;=> (nil nil ((CS "uc" "deleted\n" closed) (US "us" "deleted\n" closed)) nil)
;; servers with and without :remote
(progn (setq tmp (make-network-process :name "us2" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t :remote [127 0 0 1 77])) (gs (process-contact tmp t) (process-datagram-address tmp)))
;=> ((:name "us2" :server t :type datagram :host "127.0.0.1" :family ipv4 :service PORT :remote [127 0 0 1 77] :local [127 0 0 1 PORT]) [127 0 0 1 77])
(progn (setq tmp (make-network-process :name "us3" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t)) (g (process-send-string tmp "x")))
;=> (!! file-error "Writing to process" "Invalid argument" (process "us3"))
(clean)
;=> t
;; :nowait
(progn (setq cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service 9 :nowait t :sentinel (sen 'N))) (process-status cli))
;=> connect
;~> open ;; a datagram socket with :nowait is open at once
(g (process-contact cli t t))
;=> nil
;~> (:name "uc" :type datagram :host "127.0.0.1" :service 9 :nowait t :sentinel fn :remote [127 0 0 1 9] :local [0 0 0 0 0]) ;; a datagram socket with :nowait is open at once
(progn (settle) (process-status cli))
;=> connect
;~> open ;; a datagram socket with :nowait is open at once
(g (process-contact cli t))
;=> (:name "uc" :type datagram :host "127.0.0.1" :service 9 :nowait t :sentinel fn :remote [127 0 0 1 9] :local [0 0 0 0 0])
(evs)
;=> nil
(with-timeout (0.3 'HUNG) (process-send-string cli "x") 'sent)
;=> HUNG
;~> sent ;; a datagram socket with :nowait is open at once
(clean)
;=> t
;; local datagrams
(progn (setq port (expand-file-name "d1" gd)) (setq srv (make-network-process :name "ld" :server t :type 'datagram :family 'local :service port :filter (fil 'LD))) t)
;=> t
(gs (process-status srv) (process-contact srv t) (process-datagram-address srv))
;=> (open (:name "ld" :server t :type datagram :family local :service "DIR/d1" :filter fn :local "DIR/d1" :remote (0 . [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0])) (0 . [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]))
(progn (setq cli (make-network-process :name "ldc" :type 'datagram :family 'local :service port)) (gs (process-contact cli t) (process-datagram-address cli)))
;=> ((:name "ldc" :type datagram :family local :service "DIR/d1" :remote "DIR/d1" :local "") "DIR/d1")
(progn (process-send-string cli "m1") (process-send-string cli "m2") (evs 2))
;=> ((LD "ld" "m1") (LD "ld" "m2"))
(g (process-datagram-address srv))
;=> (0 . [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0])
(g (process-send-string srv "reply"))
;=> (!! file-error "Writing to process" "Invalid argument" (process "ld"))
(clean)
;=> t
;; sequenced packets
(progn (setq port (expand-file-name "q1" gd)) (setq srv (make-network-process :name "sq" :server t :type 'seqpacket :family 'local :service port :filter (fil 'SQ) :sentinel (sen 'SS))) t)
;=> t
(gs (process-status srv) (process-contact srv t) (process-datagram-address srv))
;=> (listen (:name "sq" :server t :type seqpacket :family local :service "DIR/q1" :filter fn :sentinel fn :local "DIR/q1") nil)
(progn (setq cli (make-network-process :name "sqc" :type 'seqpacket :family 'local :service port :filter (fil 'SQC))) (gs (process-contact cli t) (process-status cli)))
;=> ((:name "sqc" :type seqpacket :family local :service "DIR/q1" :filter fn :remote "DIR/q1" :local "") open)
(progn (until (kids)) (setq kid (car (kids))) (process-send-string cli "m1") (process-send-string cli "m2") (evs 3))
;=> ((SS "sq <N>" "open from -\n" open) (SQ "sq <N>" "m1") (SQ "sq <N>" "m2"))
(progn (process-send-string kid "r1") (evs 1))
;=> ((SQC "sqc" "r1"))
(progn (delete-process cli) (evs 1))
;=> ((SS "sq <N>" "connection broken by remote peer\n" closed))
(clean)
;=> t
;; a buffer instead of a filter
(progn (setq srv (make-network-process :name "ub" :server t :type 'datagram :host "127.0.0.1" :service t :buffer "UB") cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (process-contact srv :service))) (process-send-string cli "abc") (process-send-string cli "def") (until (= 6 (buffer-size (get-buffer "UB")))) (with-current-buffer "UB" (buffer-string)))
;=> "abcdef"
(progn (clean) (kill-buffer "UB"))
;=> t
;; an empty string sends nothing
(progn (setq srv (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :service t :filter (fil 'UF) :sentinel (sen 'US)) cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (process-contact srv :service))) (process-send-string cli "a") (process-send-string cli "") (evs 1))
;=> ((UF "us" "a"))
(gs (process-status srv) (memq srv (process-list)))
;=> (open ((process "us")))
(clean)
;=> t
;; two servers on one port
(progn (setq srv (make-network-process :name "u" :server t :type 'datagram :host "127.0.0.1" :service t :filter (fil 'A)) tmp (make-network-process :name "u" :server t :type 'datagram :host "127.0.0.1" :service (process-contact srv :service) :filter (fil 'B)) cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (process-contact srv :service))) (dotimes (_ 3) (process-send-string cli "hi")) (evs 3))
;=> ((B "u<1>" "hi") (B "u<1>" "hi") (B "u<1>" "hi"))
(g (make-network-process :name "u" :server t :type 'datagram :host "127.0.0.1" :service (process-contact srv :service) :reuseaddr nil))
;=> (!! file-error "Cannot bind server socket" "Address already in use")
(clean)
;=> t
;; :local of datagram sockets
(progn (setq srv (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :service t :filter (lambda (p s) (push (list s (process-datagram-address p)) ev))) cli (make-network-process :name "u" :type 'datagram :host "127.0.0.1" :service (process-contact srv :service) :local [127 0 0 1 0])) (process-send-string cli "hi") (gs (evs 1) (process-contact cli :local) (process-status srv) (stop-process cli) (process-status cli)))
;=> ((("hi" [127 0 0 1 PORT])) [0 0 0 0 0] open (process "u") stop)
(clean)
;=> t

(progn (clean) (delete-directory gd t))
;=> nil
