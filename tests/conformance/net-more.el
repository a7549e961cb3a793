;; Network processes: what golden-*.el leaves out. Stop and continue, seqpacket,
;; killing buffers, clone-process, contact of what is not yet connected.
(progn (require 'cl-lib) (setq print-escape-newlines t) t)
;=> t
(defvar gd (make-temp-file "cg" t))
;=> gd
(progn (defvar srv nil) (defvar cli nil) (defvar kid nil) (defvar ev nil) t)
;=> t
(defun nn (x) (cond ((and (integerp x) (< 1023 x 65536)) 'PORT) ((stringp x) (replace-regexp-in-string ":[0-9]\\{4,5\\}\\b" ":PORT" (string-replace gd "DIR" x))) ((processp x) (list 'process (nn (process-name x)))) ((bufferp x) (list 'buffer (nn (buffer-name x)))) ((memq (car-safe x) '(closure lambda)) 'fn) ((functionp x) (if (symbolp x) x 'fn)) ((consp x) (cons (nn (car x)) (nn (cdr x)))) ((vectorp x) (vconcat (mapcar #'nn x))) (t x)))
;=> nn
(defmacro g (expr) `(nn (condition-case e ,expr (error (cons '!! e)))))
;=> g
(defmacro until (expr) `(let ((end (time-add nil 5)) v) (while (and (not (setq v ,expr)) (time-less-p nil end)) (accept-process-output nil 0.02)) v))
;=> until
(defun settle () (let ((end (time-add nil 0.1))) (while (time-less-p nil end) (accept-process-output nil 0.02))))
;=> settle
(defun evs (&optional n) (when n (until (>= (length ev) n))) (settle) (prog1 (nn (nreverse ev)) (setq ev nil)))
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

;; killing the buffer of a process asks
kill-buffer-query-functions
;=> (process-kill-buffer-query-function)
(progn (serve) (call :buffer "pm2" :sentinel (sen 'C)) (process-query-on-exit-flag cli))
;=> t
(g (kill-buffer "pm2"))
;=> (!! end-of-file "Error reading from stdin")
(list (process-status cli) (buffer-live-p (get-buffer "pm2")) ev)
;=> (open t nil)
(progn (set-process-query-on-exit-flag cli nil) (g (kill-buffer "pm2")))
;=> t
(evs 1)
;=> ((C "c" "deleted\n" closed))
(list (process-status cli) (g (process-buffer cli)) (buffer-live-p (process-buffer cli)))
;=> (closed (buffer nil) nil)
(with-temp-buffer (let ((p (make-pipe-process :name "pp" :buffer (current-buffer) :sentinel (sen 'P)))) (set-process-query-on-exit-flag p t) (list (process-status p) (g (process-kill-buffer-query-function)))))
;=> (open (!! end-of-file "Error reading from stdin"))
(evs 1)
;=> ((P "pp" "finished\n" closed))
(clean)
;=> t

;; clone-process
(progn (serve :filter (fil 'S)) (call :filter (fil 'C) :plist '(a 1)) (g (clone-process cli)))
;=> (process "c<1>")
(let ((twin (get-process "c<1>"))) (nn (list (process-status twin) (process-plist twin) (process-filter twin) (process-buffer twin) (process-query-on-exit-flag twin))))
;=> (open (a 1) fn nil t)
(let ((twin (clone-process cli "x<7>"))) (prog1 (nn (list (process-name twin) (eq (process-plist twin) (process-plist cli)))) (process-send-string twin "from twin")))
;=> ("x" nil)
(evs 1)
;=> ((S "srv <127.0.0.1:PORT>" "from twin"))
(g (clone-process kid))
;=> (!! file-error "make client process failed" "Connection refused" :filter fn :name "srv <127.0.0.1:PORT>" :server nil :service PORT :host "127.0.0.1" :family ipv4 :local [127 0 0 1 PORT] :remote [127 0 0 1 PORT] :buffer nil)
(progn (delete-process cli) (clone-process cli))
;=> nil
(g (let* ((process-connection-type nil) (p (start-process "cat" "catbuf" "cat")) (twin (with-temp-buffer (let ((q (clone-process p))) (list (process-name q) (process-command q) (eq (process-buffer q) (current-buffer)) (process-status q)))))) (set-process-query-on-exit-flag p nil) (delete-process p) twin))
;=> ("cat<1>" ("cat") t run)
(clean)
;=> t

;; the contact of a failed lookup, and of one that does not wait
(progn (setq cli (make-network-process :name "dns" :host (make-string 70 ?a) :service 80 :nowait t :sentinel #'ignore)) (until (not (eq (process-status cli) 'connect))) (process-contact cli t t))
;=> nil
(list (process-contact cli :host t) (process-contact cli nil t) (process-contact cli :remote t) (process-contact cli :service t))
;=> (nil nil nil nil)
(g (process-contact cli t))
;=> (:name "dns" :host "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" :service 80 :nowait t :sentinel ignore)
(clean)
;=> t

;; stop and continue: nothing is read, and the end is not noticed, while stopped
(progn (serve :filter (fil 'S) :sentinel (sen 'S)) (call :filter (fil 'C) :sentinel (sen 'C)) (g (stop-process kid)))
;=> (process "srv <127.0.0.1:PORT>")
(list (process-status kid) (process-command kid) (process-live-p kid))
;=> (stop t (stop))
(progn (process-send-string cli "kept") (delete-process cli) (evs))
;=> ((C "c" "deleted\n" closed))
(process-status kid)
;=> stop
(g (continue-process kid))
;=> (process "srv <127.0.0.1:PORT>")
(evs 2)
;=> ((S "srv <127.0.0.1:PORT>" "kept") (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed))
(process-status kid)
;=> closed
(g (stop-process srv))
;=> (process "srv")
(process-status srv)
;=> stop
(progn (setq cli (make-network-process :name "c2" :host "127.0.0.1" :service (process-contact srv :service) :filter (fil 'C))) (list (process-status cli) (evs)))
;=> (open nil)
(g (continue-process srv))
;=> (process "srv")
(evs 1)
;=> ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open))
(g (stop-process "c2"))
;=> (!! error "Process c2 is not a subprocess")
(g (stop-process "srv"))
;=> (!! error "Process srv is not a subprocess")
(g (process-send-string (stop-process cli) "out all the same"))
;=> nil
(evs 1)
;=> ((S "srv <127.0.0.1:PORT>" "out all the same"))
(clean)
;=> t
(progn (serve :stop t) (list (process-status srv) (process-command srv)))
;=> (stop t)
(clean)
;=> t

;; seqpacket: the bounds of messages are kept
(progn (setq srv (make-network-process :name "sq" :type 'seqpacket :family 'local :service (concat gd "/sq") :server t :filter (fil 'SQ) :sentinel (sen 'SS)) cli (make-network-process :name "cq" :type 'seqpacket :family 'local :service (concat gd "/sq") :filter (fil 'CQ) :sentinel (sen 'CS))) (list (process-status srv) (process-status cli)))
;=> (listen open)
(cl-loop for e in (evs 1) collect (list (car e) (replace-regexp-in-string "<[0-9]+>" "<N>" (nth 1 e)) (nth 2 e) (nth 3 e)))
;=> ((SS "sq <N>" "open from -\n" open))
(progn (process-send-string cli "m1") (process-send-string cli "") (process-send-string cli "m2") (mapcar #'caddr (evs 2)))
;=> ("m1" "m2")
(progn (setq kid (car (kids))) (process-send-string kid "r1") (process-send-string kid "r2") (evs 2))
;=> ((CQ "cq" "r1") (CQ "cq" "r2"))
(let ((c (process-contact kid t))) (nn (list (plist-get c :host) (plist-get c :service) (plist-get c :type) (plist-get c :remote) (plist-get c :local) (plist-get c :server))))
;=> (t "DIR/sq" seqpacket "" "DIR/sq" nil)
(nn (list (process-contact srv) (process-contact kid) (process-contact cli)))
;=> ((nil "DIR/sq") (t "DIR/sq") (nil "DIR/sq"))
(progn (delete-process cli) (cdr (cdr (car (evs 2)))))
;=> ("deleted\n" closed)
(clean)
;=> t
(g (make-network-process :name "x" :type 'seqpacket :host "127.0.0.1" :service t :server t))
;=> (!! file-error "make server process failed" "Socket type not supported" :name "x" :type seqpacket :host "127.0.0.1" :service t :server t)

;; coding systems by service
(let ((network-coding-system-alist '((4711 . latin-1)))) (nn (list (process-coding-system (make-network-process :name "s" :server t :service 4711 :host "127.0.0.1")))))
;=> ((latin-1 . latin-1))
(clean)
;=> t
(let ((network-coding-system-alist '(("localh" utf-8-dos . latin-1)))) (process-coding-system (make-network-process :name "s" :server t :service t :host "localhost")))
;=> (utf-8-unix . utf-8-unix)
(let ((network-coding-system-alist '((".*" . ignore)))) (process-coding-system (make-network-process :name "s" :server t :service t :host "localhost")))
;=> (utf-8-unix . utf-8-unix)
(let ((network-coding-system-alist '(("sock" utf-8-dos . latin-1)))) (process-coding-system (make-network-process :name "s" :server t :family 'local :service (concat gd "/sock"))))
;=> (utf-8-unix . utf-8-unix)
(let ((network-coding-system-alist '(("sock" . raw-text)))) (process-coding-system (make-network-process :name "s" :server t :family 'local :service (concat gd "/sock2"))))
;=> (utf-8-unix . utf-8-unix)
(let ((network-coding-system-alist '(("7" utf-8-dos . latin-1)))) (process-coding-system (make-network-process :name "s" :type 'datagram :service "7" :host "127.0.0.1")))
;=> (utf-8-dos . latin-1)
(let ((network-coding-system-alist '(("7" utf-8-dos . latin-1))) (coding-system-for-read 'us-ascii)) (process-coding-system (make-network-process :name "s" :type 'datagram :service "7" :host "127.0.0.1")))
;=> (us-ascii . latin-1)
(let ((network-coding-system-alist '(("7" utf-8-dos . latin-1)))) (process-coding-system (make-network-process :name "s" :type 'datagram :service "7" :host "127.0.0.1" :coding 'utf-16)))
;=> (utf-16 . utf-16)
(clean)
;=> t

;; odds and ends
(progn (serve) (eq (process-contact srv t) (process-contact srv t)))
;=> t
(progn (plist-put (process-contact srv t) :host "mutated") (nn (process-contact srv)))
;=> ("mutated" PORT)
(nn (process-contact (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service) :local [127 0 0 2 0]) :local))
;=> [127 0 0 1 PORT]
(nn (process-contact (make-network-process :name "first" :server t :service t :host "127.0.0.1" :name "second") t))
;=> (:name "first" :server t :service PORT :host "127.0.0.1" :name "second" :local [127 0 0 1 PORT])
(g (make-network-process :name "" :server t :service t))
;=> (process "")
(g (make-network-process :name "a\0b" :server t :service t))
;=> (process "a\0b")
process-adaptive-read-buffering
;=> t
;; no host means this machine alone
(nn (process-contact (make-network-process :name "h" :server t :service t) :local))
;=> [127 0 0 1 PORT]
(nn (process-contact (make-network-process :name "h6" :server t :service t :family 'ipv6) :local))
;=> [0 0 0 0 0 0 0 1 PORT]
(nn (process-contact (make-network-process :name "hl" :server t :service t :host 'local) :local))
;=> [127 0 0 1 PORT]
;; the contact keeps what was given, whatever the name's symbol
(progn (call) (list (set-network-process-option cli (make-symbol ":keepalive") 0) (set-network-process-option cli :linger 99999999999) (process-contact cli :linger) (process-contact cli :keepalive)))
;=> (t t 99999999999 nil)
(clean)
;=> t
(progn (delete-directory gd t) t)
;=> t
