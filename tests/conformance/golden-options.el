;; Socket options: set-network-process-option, and keywords of make-network-process.
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

(progn (serve) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (until (kids)) (setq udp (make-network-process :name "udp" :type 'datagram :host "127.0.0.1" :service 9)) t)
;=> t
;; what needs a privilege counts as done
(defmacro may (expr) `(condition-case e ,expr (file-error (if (string-match-p "not permitted" (format "%s" e)) t (signal (car e) (cdr e))))))
;=> may
(g (set-network-process-option cli :keepalive t))
;=> t
(g (process-contact cli :keepalive))
;=> t
(g (set-network-process-option cli :keepalive nil))
;=> t
(g (process-contact cli :keepalive))
;=> nil
(g (set-network-process-option cli :keepalive 0))
;=> t
(g (set-network-process-option cli :keepalive 'whatever))
;=> t
(g (set-network-process-option cli :broadcast t))
;=> t
(g (set-network-process-option cli :dontroute t))
;=> t
(g (set-network-process-option cli :dontroute nil))
;=> t
(g (set-network-process-option cli :oobinline "x"))
;=> t
(g (set-network-process-option cli :reuseaddr t))
;=> t
(g (process-contact cli :reuseaddr))
;=> t
(g (set-network-process-option srv :reuseaddr nil))
;=> t
(g (set-network-process-option cli :linger t))
;=> t
(g (set-network-process-option cli :linger 5))
;=> t
(g (set-network-process-option cli :linger nil))
;=> t
(g (set-network-process-option cli :linger 0))
;=> t
(g (set-network-process-option cli :linger -1))
;=> t
(g (set-network-process-option cli :linger 'foo))
;=> t
(g (set-network-process-option cli :linger 2.5))
;=> t
(g (set-network-process-option cli :linger 99999999999))
;=> t
(g (process-contact cli :linger))
;=> 99999999999
(g (set-network-process-option cli :linger nil))
;=> t
(g (set-network-process-option cli :priority 5))
;=> t
(g (set-network-process-option cli :priority 6))
;=> t
(g (may (set-network-process-option cli :priority 7)))
;=> t
(g (may (set-network-process-option cli :priority -1)))
;=> t
(g (set-network-process-option cli :priority nil))
;=> (!! error "Bad option value for :priority")
(g (set-network-process-option cli :priority t))
;=> (!! error "Bad option value for :priority")
(g (set-network-process-option cli :priority 1.0))
;=> (!! error "Bad option value for :priority")
(g (set-network-process-option cli :priority "1"))
;=> (!! error "Bad option value for :priority")
(g (set-network-process-option cli :priority 99999999999))
;=> (!! error "Bad option value for :priority")
(g (set-network-process-option cli :priority 2147483648))
;=> (!! error "Bad option value for :priority")
(g (set-network-process-option cli :priority 1 t))
;=> t
(g (process-contact cli :priority))
;=> 1
(g (may (set-network-process-option cli :bindtodevice "lo")))
;=> t
(g (process-contact udp :bindtodevice))
;=> nil
(g (set-network-process-option cli :bindtodevice ""))
;=> t
(g (set-network-process-option cli :bindtodevice nil))
;=> t
(g (set-network-process-option cli :bindtodevice "nosuchdev0"))
;=> (!! file-error "Cannot set network option" "No such device" :bindtodevice "nosuchdev0")
(g (set-network-process-option cli :bindtodevice (make-string 40 97)))
;=> (!! file-error "Cannot set network option" "No such device" :bindtodevice "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
(g (set-network-process-option cli :bindtodevice 'lo))
;=> (!! error "Bad option value for :bindtodevice")
(g (set-network-process-option cli :bindtodevice 5))
;=> (!! error "Bad option value for :bindtodevice")
(g (set-network-process-option cli :bindtodevice t t))
;=> (!! error "Bad option value for :bindtodevice")
(g (set-network-process-option cli :nodelay t))
;=> (!! error "Unknown or unsupported option")
;~> t ;; there is an option :nodelay
(g (set-network-process-option cli :nodelay t t))
;=> nil
;~> t ;; there is an option :nodelay
(g (set-network-process-option cli :bogus 1))
;=> (!! error "Unknown or unsupported option")
(g (set-network-process-option cli :bogus 1 t))
;=> nil
(g (set-network-process-option cli 'keepalive t))
;=> (!! error "Unknown or unsupported option")
(g (set-network-process-option cli 'keepalive t t))
;=> nil
(g (set-network-process-option cli "keepalive" t))
;=> (!! wrong-type-argument symbolp "keepalive")
(g (set-network-process-option cli 5 t t))
;=> (!! wrong-type-argument symbolp 5)
(g (set-network-process-option cli nil t t))
;=> nil
(g (set-network-process-option cli nil t))
;=> (!! error "Unknown or unsupported option")
(g (set-network-process-option cli (make-symbol ":keepalive") t))
;=> t
(g (set-network-process-option cli :name "new" t))
;=> nil
(g (set-network-process-option cli :KEEPALIVE t t))
;=> nil
(g (set-network-process-option nil :keepalive t))
;=> (!! wrong-type-argument processp nil)
(g (set-network-process-option "c" :keepalive t))
;=> (!! wrong-type-argument processp "c")
(g (set-network-process-option 'c :keepalive t))
;=> (!! wrong-type-argument processp c)
(g (set-network-process-option (current-buffer) :keepalive t))
;=> (!! wrong-type-argument processp (buffer "*scratch*"))
(g (set-network-process-option udp :broadcast t))
;=> t
(g (set-network-process-option udp :keepalive t))
;=> t
(g (set-network-process-option udp :linger 3))
;=> t
(g (set-network-process-option udp :oobinline t))
;=> t
(g (set-network-process-option srv :keepalive t))
;=> t
(g (set-network-process-option srv :linger 1))
;=> t
(g (set-network-process-option cli :keepalive))
;=> (!! wrong-number-of-arguments set-network-process-option 2)
(g (process-contact cli t))
;=> (:name "c" :host "127.0.0.1" :service PORT :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT] :keepalive whatever :broadcast t :dontroute nil :oobinline "x" :reuseaddr t :linger nil :priority 1 :bindtodevice nil :keepalive t)
;~> (:name "c" :host "127.0.0.1" :service PORT :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT] :keepalive whatever :broadcast t :dontroute nil :oobinline "x" :reuseaddr t :linger nil :priority 1 :bindtodevice nil :nodelay t :keepalive t) ;; there is an option :nodelay
(progn (delete-process udp) t)
;=> t
(g (set-network-process-option udp :broadcast t))
;=> (!! error "Process is not running")
(g (set-network-process-option udp :bogus t t))
;=> (!! error "Process is not running")
(g (set-network-process-option udp :broadcast t t))
;=> (!! error "Process is not running")
(progn (setq tmp (make-pipe-process :name "pp")) t)
;=> t
(g (set-network-process-option tmp :keepalive t))
;=> (!! error "Process is not a network process")
(g (set-network-process-option tmp :keepalive t t))
;=> (!! error "Process is not a network process")
(g (process-contact tmp))
;=> t
(g (process-contact tmp t))
;=> (:name "pp")
(g (process-contact tmp :name))
;=> "pp"
(g (process-status tmp))
;=> open
(progn (setq tmp (make-network-process :name "ls" :server t :family 'local :service (expand-file-name "o" gd))) t)
;=> t
(g (set-network-process-option tmp :keepalive t))
;=> t
(g (set-network-process-option tmp :linger t))
;=> t
(g (set-network-process-option tmp :dontroute t))
;=> t
(g (set-network-process-option tmp :broadcast t))
;=> t
(g (set-network-process-option tmp :priority 3))
;=> t
(g (may (set-network-process-option tmp :bindtodevice "lo")))
;=> t
(g (set-network-process-option tmp :oobinline t))
;=> t
;; bad options at creation
(progn (delete-process tmp) (setq port (process-contact srv :service)) t)
;=> t
(g (make-network-process :name "o" :server t :service t :priority 'x))
;=> (!! error "Bad option value for :priority")
(g (make-network-process :name "o" :server t :service t :bindtodevice "nosuch0"))
;=> (!! file-error "Cannot set network option" "No such device" :bindtodevice "nosuch0")
(g (make-network-process :name "o" :server t :service t :bindtodevice 5))
;=> (!! error "Bad option value for :bindtodevice")
(g (may (make-network-process :name "o" :host "127.0.0.1" :service port :priority 9)))
;=> (process "o")
(g (may (make-network-process :name "o" :host "127.0.0.1" :service port :priority -1)))
;=> (process "o<1>")
(g (make-network-process :name "o" :host "127.0.0.1" :service port :nodelay t))
;=> (process "o<2>")
(g (make-network-process :name "o" :type 'datagram :host "127.0.0.1" :service port :priority 'x))
;=> (process "o<3>")
;~> (!! error "Bad option value for :priority") ;; options of datagram clients are set when they are made
(g (make-network-process :name "o" :host "127.0.0.1" :service port :nowait t :priority 'x))
;=> (process "o<4>")
;~> (process "o<3>") ;; the datagram client before was refused
(g (let ((p (make-network-process :name "o" :host "127.0.0.1" :service port :nowait t :priority 'x))) (settle) (process-status p)))
;=> (!! error "Bad option value for :priority")
;~> failed ;; an option that cannot be set fails the connection, not whoever waits
(g (cl-remove-if (lambda (p) (memq p (kids))) (process-list)))
;=> ((process "o<5>") (process "o<4>") (process "o<3>") (process "o<2>") (process "o<1>") (process "o") (process "pp") (process "c") (process "srv"))
;~> ((process "o<4>") (process "o<3>") (process "o<2>") (process "o<1>") (process "o") (process "pp") (process "c") (process "srv")) ;; the datagram client was refused
(clean)
;=> t
;; servers
(progn (serve) t)
;=> t
(gs (may (set-network-process-option srv :bindtodevice "lo")) (may (set-network-process-option srv :bindtodevice "lo")) (may (set-network-process-option srv :bindtodevice nil)) (may (set-network-process-option srv :priority 7)) (set-network-process-option srv :priority 6))
;=> (t t t t t)
(progn (clean) (serve) t)
;=> t
(gs (condition-case e (set-network-process-option srv :bindtodevice "nope0") (error (car e))) (process-contact srv :bindtodevice))
;=> (file-error nil)
(clean)
;=> t
;; broadcast
(progn (setq udp (make-network-process :name "u" :type 'datagram :host "127.0.0.1" :service 9)) t)
;=> t
(gs (set-process-datagram-address udp [127 255 255 255 9]) (process-send-string udp "x") (set-network-process-option udp :broadcast t) (process-send-string udp "x"))
;=> ([127 255 255 255 9] (!! file-error "Writing to process" "Permission denied" (process "u")) t nil)
(clean)
;=> t
;; addresses are reusable unless :reuseaddr says otherwise
(progn (serve) (setq port (process-contact srv :service)) (delete-process srv) t)
;=> t
(g (progn (setq srv (make-network-process :name "a" :server t :service port :host "127.0.0.1" :filter #'ignore)) (make-network-process :name "b" :server t :service port :host "127.0.0.1")))
;=> (!! file-error "Cannot bind server socket" "Address already in use")
(g (make-network-process :name "b" :server t :service port :host "127.0.0.1" :reuseaddr nil))
;=> (!! file-error "Cannot bind server socket" "Address already in use")
(progn (call) (delete-process kid) (until (eq (process-status cli) 'closed)) (delete-process srv) t)
;=> t
(g (make-network-process :name "b" :server t :service port :host "127.0.0.1" :reuseaddr nil))
;=> (!! file-error "Cannot bind server socket" "Address already in use")
(g (make-network-process :name "b" :server t :service port :host "127.0.0.1"))
;=> (process "b")
(clean)
;=> t
(list (featurep 'make-network-process '(:nowait t)) (featurep 'make-network-process :nodelay) (featurep 'make-network-process :keepalive) (featurep 'make-network-process '(:type seqpacket)) (featurep 'make-network-process '(:server t)))
;=> (t nil t t t)
;~> (t t t t t) ;; there is an option :nodelay

(progn (clean) (delete-directory gd t))
;=> nil
