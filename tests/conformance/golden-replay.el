;; Recorded answers of network processes, word for word where golden-*.el beside
;; this puts the question in other words. The names a process got count on.
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
;; wait S seconds
(defun pump (s) (let ((end (time-add nil s))) (while (time-less-p nil end) (accept-process-output nil 0.02))))
;=> pump
(progn (defvar p nil) (defvar c nil) (defvar s nil) (defvar u nil) (defvar b nil) (defvar pp nil) (defvar srv2 nil) (defvar us2 nil) (defvar us3 nil) (defvar p2 nil) (defvar got nil) (defvar tick nil))
;=> tick

;; errors of make-network-process, in the order recorded
(gs (make-network-process) (make-network-process :name "x") (make-network-process :name "x" :server t) (make-network-process :name nil :server t :service t) (make-network-process :server t :service t) (make-network-process :name 'sym :server t :service t) (make-network-process :name "x" :server t :service t :nowait t) (make-network-process :name "x" :type 'stream :server t :service t) (make-network-process :name "x" :type 'bogus :server t :service t) (make-network-process :name "x" :family 'bogus :server t :service t))
;=> (nil (!! wrong-type-argument stringp nil) (!! wrong-type-argument stringp nil) (!! wrong-type-argument stringp nil) (!! wrong-type-argument stringp nil) (!! wrong-type-argument stringp sym) (!! error "‘:server’ is incompatible with ‘:nowait’") (!! error "Unsupported connection type") (!! error "Unsupported connection type") (!! error "Unknown address family"))
(gs (make-network-process :name "x" :family "ipv4" :server t :service t) (make-network-process :name "x" :family 99999 :server t :service t) (make-network-process :name "x" :family 77 :server t :service t) (make-network-process :name "x" :server t :service 'foo) (make-network-process :name "x" :server t :service 1.5) (make-network-process :name "x" :server t :service nil) (make-network-process :name "x" :server t :service "nosuchservice") (make-network-process :name "x" :server t :service "") (make-network-process :name "x" :server t :service -1) (make-network-process :name "x" :server t :service 65536))
;=> ((!! error "Unknown address family") (!! error "127.0.0.1/0 ai_family not supported") (!! error "127.0.0.1/0 ai_family not supported") (!! wrong-type-argument stringp foo) (!! wrong-type-argument stringp 1.5) (!! wrong-type-argument stringp nil) (!! error "127.0.0.1/nosuchservice Servname not supported for ai_socktype") (process "x") (!! error "127.0.0.1/-1 Servname not supported for ai_socktype") (process "x<1>"))
(gs (make-network-process :name "x" :server t :service 70000) (make-network-process :name "x" :server t :service 99999999999) (make-network-process :name "x" :server t :host 'foo :service t) (make-network-process :name "x" :server t :host 5 :service t))
;=> ((process "x<2>") (process "x<3>") (!! wrong-type-argument stringp foo) (!! wrong-type-argument stringp 5))
(gs (make-network-process :name "x" :server t :host (make-string 70 97) :service t) (make-network-process :name "x" :host (make-string 70 97) :service 80))
;=> ((!! error "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/0 Name or service not known") (!! error "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/80 Name or service not known"))
(gs (make-network-process :name "x" :server t :host "1.2.3.4" :service t) (make-network-process :name "x" :server t :host "bücher.example" :service t) (make-network-process :name "x" :server t :local [127 0 0 1]) (make-network-process :name "x" :server t :local [127 0 0 1 2 3]) (make-network-process :name "x" :server t :local 'foo) (make-network-process :name "x" :server t :local '(99 . [1 2 3])) (make-network-process :name "x" :server t :local '(2 . [0 0 127 0 0 1 0 0 0 0 0 0 0 0])) (make-network-process :name "x" :remote [127 0 0 1]) (make-network-process :name "x" :remote 'foo) (make-network-process :name "x" :remote '(a . b)))
;=> ((!! file-error "Cannot bind server socket" "Cannot assign requested address") (!! error "Non-ASCII hostname bücher.example detected, please use puny-encode-domain") (!! error "Malformed :address") (!! error "Malformed :address") (!! error "Malformed :address") (!! file-error "make server process failed" "Address family not supported by protocol" :name "x" :server t :local (99 . [1 2 3])) (!! file-error "Cannot bind server socket" "Address family not supported by protocol") (!! error "Malformed :address") (!! error "Malformed :address") (!! error "Malformed :address"))
(gs (make-network-process :name "x" :server t :buffer 5 :service t) (make-network-process :name "x" :server t :buffer 'foo :service t) (make-network-process :name "x" :server t :buffer "" :service t) (make-network-process :name "x" :server t :service t :plist 5) (make-network-process :name "x" :server t :service t :plist "abc") (make-network-process :name "x" :server t :service t :tls-parameters 5) (make-network-process :name "x" :server t :service t :coding 'no-such-coding) (make-network-process :name "x" :server t :service t :coding '(utf-8 . nosuch)) (make-network-process :name "x" :server t :service t :coding 5) (make-network-process :name "x" :server t :service t :filter 5))
;=> ((!! wrong-type-argument stringp 5) (!! wrong-type-argument stringp foo) (!! error "Empty string for buffer name is not allowed") (!! wrong-type-argument sequencep 5) (process "x<4>") (!! wrong-type-argument listp 5) (!! coding-system-error no-such-coding) (!! coding-system-error nosuch) (!! wrong-type-argument symbolp 5) (process "x<5>"))
(gs (make-network-process :name "x" :server t :service t :sentinel "foo") (make-network-process :name "x" :server t :service t :log 'nolog) (make-network-process :name "x" :server t :service t 'a 'b) (make-network-process :name "x" :server t :service t "a" 'b) (make-network-process :name "x" :server t :service t :unknown-key 5) (make-network-process "x" 1) (make-network-process :name "x" :server 'yes :service t) (make-network-process :name "x" :server -1 :service t) (make-network-process :name "x" :server 0 :service t) (make-network-process :name "x" :family 'local :server t))
;=> ((process "x<6>") (process "x<7>") (process "x<8>") (!! wrong-type-argument symbolp "a") (process "x<9>") (!! wrong-type-argument stringp nil) (process "x<10>") (process "x<11>") (process "x<12>") (!! wrong-type-argument stringp nil))
(g (make-network-process :name "x" :family 'local :server t :service 5))
;=> (!! wrong-type-argument stringp 5)
(progn (setq tmp (make-network-process :name "x" :family 'local :server t :service (concat gd "/" (make-string (- 106 (length gd)) 97)))) (gs tmp (length (process-contact tmp :service))))
;=> ((process "x<13>") 107)
(gs (make-network-process :name "x" :family 'local :server t :service (make-string 108 97)) (make-network-process :name "x" :family 'local :server t :service (make-string 200 97)) (make-network-process :name "x" :family 'local :server t :service "/nonexistent/dir/s") (make-network-process :name "x" :family 'local :service "/nonexistent/s"))
;=> ((!! error "Service name too long") (!! error "Service name too long") (!! file-missing "Cannot bind server socket" "No such file or directory") (!! file-missing "make client process failed" "No such file or directory" :name "x" :family local :service "/nonexistent/s"))
(let ((default-directory gd)) (g (make-network-process :name "x" :family 'local :server t :host "h" :service (concat gd "/sockH"))))
;=> (process "x<14>")
(gs (make-network-process :name "x" :type 'seqpacket :server t :service t) (make-network-process :name "x" :host "127.0.0.1" :service 1) (make-network-process :name "x" :host 'local :service 1) (make-network-process :name "x" :host 'local :family 'ipv6 :service 1) (make-network-process :name "x" :host "::1" :family 'ipv4 :service 1) (make-network-process :name "x" :host "127.0.0.1" :family 'ipv6 :service 1) (make-network-process :name "x" :host "127.0.0.1" :service 0) (make-network-process :name "x" :remote [127 0 0 1 1]) (make-network-process :name "x" :remote [383 0 0 1 1]) (make-network-process :name "x" :remote [127 0 0 1 a]))
;=> ((!! file-error "make server process failed" "Socket type not supported" :name "x" :type seqpacket :server t :service t) (!! file-error "make client process failed" "Connection refused" :name "x" :host "127.0.0.1" :service 1) (!! file-error "make client process failed" "Connection refused" :name "x" :host local :service 1) (!! file-error "make client process failed" "Connection refused" :name "x" :host local :family ipv6 :service 1) (!! error "::1/1 Address family for hostname not supported") (!! error "127.0.0.1/1 Address family for hostname not supported") (!! file-error "make client process failed" "Connection refused" :name "x" :host "127.0.0.1" :service 0) (!! file-error "make client process failed" "Connection refused" :name "x" :remote [127 0 0 1 1]) (!! file-error "make client process failed" "Connection refused" :name "x" :remote [383 0 0 1 1]) (!! file-error "make client process failed" "Connection refused" :name "x" :remote [127 0 0 1 a]))
(gs (make-network-process :name "x" :host 'local :service t) (mapcar #'process-name (process-list)))
;=> ((!! file-error "make client process failed" "Connection refused" :name "x" :host local :service t) ("x<14>" "x<13>" "x<12>" "x<11>" "x<10>" "x<9>" "x<8>" "x<7>" "x<6>" "x<5>" "x<4>" "x<3>" "x<2>" "x<1>" "x"))
(clean)
;=> t

;; local sockets
(progn (setq srv (make-network-process :name "L" :server t :family 'local :service (concat gd "/s1") :noquery t)) (gs (file-modes (concat gd "/s1")) (eq (process-thread srv) main-thread)))
;=> (493 t)
(clean)
;=> t
(progn (setq srv (make-network-process :name "L" :server t :family 'local :service (concat gd "/s2") :noquery t :sentinel (sen 'S)) cli (make-network-process :name "lc" :family 'local :service (concat gd "/s2"))) (until ev) (setq ev nil tmp (make-network-process :name "lc" :family 'local :service (concat gd "/s2"))) (until ev) (delete-process cli) (g (evs 2)))
;=> ((S "L <N>" "open from -\n" open) (S "L <N>" "connection broken by remote peer\n" closed))
(clean)
;=> t
;; sequenced packets
(progn (setq srv (make-network-process :name "sq" :server t :type 'seqpacket :family 'local :service (concat gd "/q1") :filter (fil 'SQ) :sentinel (sen 'SS)) cli (make-network-process :name "sqc" :type 'seqpacket :family 'local :service (concat gd "/q1") :filter (fil 'SQC))) (process-send-string cli "m1") (process-send-string cli "m2") (until (= 3 (length ev))) (process-send-string (car (kids)) "r1") (g (evs 4)))
;=> ((SS "sq <N>" "open from -\n" open) (SQ "sq <N>" "m1") (SQ "sq <N>" "m2") (SQC "sqc" "r1"))
(clean)
;=> t
;; both ways
(progn (serve :filter (fil 'F)) (call :name "cli" :filter (fil 'CF)) (process-send-string kid "yo") (until ev) (process-send-string cli "hello\n") (g (evs 2)))
;=> ((CF "cli" "yo") (F "srv <127.0.0.1:PORT>" "hello\n"))
(clean)
;=> t
;; the default filter and the default sentinel; the second server of the name
(progn (setq srv (make-network-process :name "B" :server t :host 'local :service t :buffer "*bbuf*" :noquery t)) (setq cli (make-network-process :name "bc" :host 'local :service (process-contact srv :service) :buffer "cbuf")) (until (kids)) (setq kid (car (kids))) (process-send-string kid "data to cli\n") (until (= 12 (buffer-size (process-buffer cli)))) (delete-process kid) (until (eq 'closed (process-status cli))) t)
;=> t
(progn (kill-buffer (process-buffer kid)) (delete-process cli) (g (with-current-buffer "cbuf" (buffer-string))))
;=> "data to cli\n\nProcess bc connection broken by remote peer\n"
(progn (kill-buffer "cbuf") (clean) (kill-buffer "*bbuf*"))
;=> t
;; which host a server is at
(progn (setq srv2 (make-network-process :name "dh" :server t :service t)) (g (process-contact srv2 t)))
;=> (:name "dh" :server t :service PORT :local [127 0 0 1 PORT])
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server t :service t :host "0.0.0.0")) (g (process-contact srv2 t)))
;=> (:name "dh" :server t :service PORT :host "0.0.0.0" :local [0 0 0 0 PORT])
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server t :service t :host "::")) (g (process-contact srv2 t)))
;=> (:name "dh" :server t :service PORT :host "::" :local [0 0 0 0 0 0 0 0 PORT])
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server t :service t :family 'ipv6)) (g (process-contact srv2 t)))
;=> (:name "dh" :server t :service PORT :family ipv6 :local [0 0 0 0 0 0 0 1 PORT])
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server 1 :service t)) (g (process-contact srv2 t)))
;=> (:name "dh" :server 1 :service PORT :local [127 0 0 1 PORT])
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server 1 :local [127 0 0 1 0])) (gs (process-contact srv2 t) (process-contact srv2)))
;=> ((:name "dh" :server 1 :local [127 0 0 1 PORT] :service PORT) (nil PORT))
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server 1 :local [0 0 0 0 0 0 0 1 0])) (gs (process-contact srv2 t) (process-contact srv2)))
;=> ((:name "dh" :server 1 :local [0 0 0 0 0 0 0 1 PORT] :service PORT) (nil PORT))
(progn (delete-process srv2) (setq srv2 (make-network-process :name "dh" :server 1 :host "localhost" :service t)) (g (process-contact srv2 t)))
;=> (:name "dh" :server 1 :host "localhost" :service PORT :local [127 0 0 1 PORT])
(progn (delete-process srv2) (clean))
;=> t

;; datagrams
(progn (setq srv (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t :filter (fil 'UF) :coding 'binary) port (process-contact srv :service)) (setq cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service port :coding 'binary)) t)
;=> t
(progn (set-process-datagram-address cli [127 0 0 1 9]) (process-send-string cli "to nobody") (gs (progn (pump 0.2) (process-status cli)) (set-process-datagram-address cli (vector 127 0 0 1 port))))
;=> (open [127 0 0 1 PORT])
(progn (process-send-string cli (make-string 8000 121)) (until ev) (mapcar (lambda (e) (if (stringp (nth 2 e)) (length (nth 2 e)) e)) ev))
;=> (4096)
;~> (8000) ;; datagrams are read whole
(progn (setq ev nil) (g (let ((read-process-output-max 100)) (process-send-string cli (make-string 300 121)) (pump 0.2) (mapcar (lambda (e) (if (stringp (nth 2 e)) (length (nth 2 e)) e)) ev))))
;=> (100)
;~> (300) ;; datagrams are read whole
(progn (setq us2 (make-network-process :name "us2" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t :remote [127 0 0 1 77]) us3 (make-network-process :name "us3" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t)) (gs (process-contact us2 t) (process-datagram-address us2) (process-send-string us3 "x")))
;=> ((:name "us2" :server t :type datagram :host "127.0.0.1" :family ipv4 :service PORT :remote [127 0 0 1 77] :local [127 0 0 1 PORT]) [127 0 0 1 77] (!! file-error "Writing to process" "Invalid argument" (process "us3")))
(clean)
;=> t
(progn (setq cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service 9 :nowait t)) t)
;=> t
(g (progn (pump 0.3) (process-status cli)))
;=> connect
;~> open ;; a datagram socket with :nowait is open at once
(clean)
;=> t
;; an empty datagram
(progn (setq srv (make-network-process :name "us" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t :filter (fil 'UF) :sentinel (sen 'US))) (setq cli (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (process-contact srv :service))) (process-send-string cli "a") (until ev) (g (evs)))
;=> ((UF "us" "a"))
(clean)
;=> t

;; connections that are not waited for, all of them living on
(progn (serve :sentinel (sen 'S)) (setq port (process-contact srv :service) cli (make-network-process :name "nwr" :host "127.0.0.1" :service 1 :nowait t :sentinel (sen 'NWR) :buffer "nwr")) (until ev) (g (process-list)))
;=> ((process "nwr") (process "srv"))
(progn (delete-process cli) (setq ev nil cli (make-network-process :name "nwr" :host "127.0.0.1" :service 1 :nowait t :buffer "nwrb")) (until (eq 'failed (process-status cli))) (gs (process-status cli) (with-current-buffer "nwrb" (buffer-string)) (process-list)))
;=> (failed "\nProcess nwr failed with code 111\n" ((process "nwr") (process "srv")))
(progn (setq cli (make-network-process :name "dns" :host (make-string 70 97) :service 80 :nowait t :sentinel (sen 'DNS))) (until (not (eq (process-status cli) 'connect))) (setq ev nil) (gs (process-list) (process-contact cli t t)))
;=> (((process "dns") (process "nwr") (process "srv")) nil)
(g (setq cli (make-network-process :name "lnw2" :family 'local :service (concat gd "/none") :nowait t :sentinel (sen 'LNW2))))
;=> (process "lnw2")
(clean)
;=> t
(progn (serve :sentinel (sen 'S)) (setq port (process-contact srv :service)) (gs (setq cli (make-network-process :name "rem" :remote (vector 127 0 0 1 port) :nowait t :sentinel (sen 'REM))) (process-status cli) (process-contact cli t t) (sort (evs 2) (lambda (a b) (string< (car a) (car b))))))
;=> ((process "rem") connect (:name "rem" :remote [127 0 0 1 PORT] :nowait t :sentinel fn :local [127 0 0 1 PORT]) ((REM "rem" "open\n" open) (S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(gs (setq cli (make-network-process :name "rem" :remote (vector 127 0 0 1 1) :nowait t :sentinel (sen 'REM))) (process-status cli) (process-contact cli t t) (evs 1) (process-status cli) (process-exit-status cli))
;=> ((process "rem<1>") connect (:name "rem" :remote [127 0 0 1 1] :nowait t :sentinel fn :local [127 0 0 1 PORT]) ((REM "rem<1>" "failed with code 111\n" failed)) failed 111)
(clean)
;=> t
;; an option that cannot be set
(progn (serve) (setq port (process-contact srv :service)) (g (let ((p (make-network-process :name "o" :host "127.0.0.1" :service port :nowait t :priority 'x))) (pump 0.3) (process-status p))))
;=> (!! error "Bad option value for :priority")
;~> failed ;; an option that cannot be set fails the connection, not whoever waits
(clean)
;=> t
;; a server in a folder that no other may enter; a name already taken
(progn (make-directory (concat gd "/noaccess")) (set-file-modes (concat gd "/noaccess") #o700) (gs (make-network-process :name "p" :server t :host "127.0.0.1" :service t) (make-network-process :name "p" :server t :family 'local :service (concat gd "/noaccess/x"))))
;=> ((process "p") (process "p<1>"))
(clean)
;=> t

;; decoding: what the filter of the accepted connection is told, one answer a string sent
(defun sent (&rest strings) (dolist (s strings) (let ((n (length ev))) (process-send-string cli s) (let ((end (time-add nil 0.3))) (while (and (= n (length ev)) (time-less-p nil end)) (accept-process-output nil 0.02))))) t)
;=> sent
(defun decoding (&rest sargs) (pair sargs '(:coding binary)) (set-process-filter kid (fil 'F)) (set-process-sentinel kid (sen 'S)) (set-process-filter cli (fil 'CF)) t)
;=> decoding
(defun closing () (delete-process cli) (evs 1))
;=> closing
(progn (decoding) (gs (process-coding-system kid) (sent "a" "\342\202" "\254" "b" "\360\237" "\230\200z" "bad\377\376!" "trail\342\202") (process-coding-system kid) (evs) (closing)))
;=> ((utf-8-unix . utf-8-unix) t (utf-8-unix . utf-8-unix) ((F "srv <127.0.0.1:PORT>" "a") (F "srv <127.0.0.1:PORT>" "€") (F "srv <127.0.0.1:PORT>" "b") (F "srv <127.0.0.1:PORT>" "😀z") (F "srv <127.0.0.1:PORT>" "bad\377\376!") (F "srv <127.0.0.1:PORT>" "trail")) ((F "srv <127.0.0.1:PORT>" "\342\202") (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'utf-8) (gs (process-coding-system kid) (sent "line1\r\n") (process-coding-system kid) (sent "line2\r\nx\r\n" "cr\r" "\nafter") (evs) (closing)))
;=> ((utf-8 . utf-8) t (utf-8-dos . utf-8) t ((F "srv <127.0.0.1:PORT>" "line1\n") (F "srv <127.0.0.1:PORT>" "line2\nx\n") (F "srv <127.0.0.1:PORT>" "cr") (F "srv <127.0.0.1:PORT>" "\nafter")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'utf-8-unix) (sent "line1\r\nx") (gs (evs) (closing)))
;=> (((F "srv <127.0.0.1:PORT>" "line1\15\nx")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'utf-8-dos) (gs (process-coding-system kid) (sent "line1\r\nx\r\n" "cr\r" "\nafter\r") (process-send-string kid "to\nclient\r\n") (evs 4) (closing)))
;=> ((utf-8-dos . utf-8-dos) t nil ((F "srv <127.0.0.1:PORT>" "line1\nx\n") (F "srv <127.0.0.1:PORT>" "cr") (F "srv <127.0.0.1:PORT>" "\nafter") (CF "c" "to\15\nclient\15\15\n")) ((F "srv <127.0.0.1:PORT>" "\15") (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'binary) (sent "a\342\202\r\n") (gs (multibyte-string-p (nth 2 (car ev))) (evs) (closing)))
;=> (nil ((F "srv <127.0.0.1:PORT>" "a\342\202\15\n")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'no-conversion) (sent "a\342\202\r\n") (gs (multibyte-string-p (nth 2 (car ev))) (evs) (closing)))
;=> (nil ((F "srv <127.0.0.1:PORT>" "a\342\202\15\n")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'raw-text) (sent "a\342\202\r\nb") (gs (multibyte-string-p (nth 2 (car ev))) (process-coding-system kid) (evs) (closing)))
;=> (nil (raw-text-dos . raw-text) ((F "srv <127.0.0.1:PORT>" "a\342\202\nb")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'raw-text-unix) (sent "a\342\202\r\nb") (gs (multibyte-string-p (nth 2 (car ev))) (evs) (closing)))
;=> (nil ((F "srv <127.0.0.1:PORT>" "a\342\202\15\nb")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'latin-1) (sent "\351\350") (gs (multibyte-string-p (nth 2 (car ev))) (process-coding-system kid) (evs) (closing)))
;=> (t (latin-1 . latin-1) ((F "srv <127.0.0.1:PORT>" #("éè" 0 2 (charset iso-8859-1)))) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding 'undecided) (gs (process-coding-system kid) (sent "ascii\n") (process-coding-system kid) (sent "\342\202\254\n") (process-coding-system kid) (sent "\351!\n") (evs) (closing)))
;=> ((undecided . undecided) t (undecided-unix . undecided) t (utf-8-unix . undecided) t ((F "srv <127.0.0.1:PORT>" "ascii\n") (F "srv <127.0.0.1:PORT>" "€\n") (F "srv <127.0.0.1:PORT>" "\351!\n")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding '(nil)) (gs (process-coding-system kid) (sent "\342\202\254\r\n") (process-coding-system kid) (multibyte-string-p (nth 2 (car ev))) (evs) (closing)))
;=> ((nil) t (utf-8-dos . utf-8-dos) t ((F "srv <127.0.0.1:PORT>" "€\n")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding nil) (gs (process-coding-system kid) (evs) (closing)))
;=> ((utf-8-unix . utf-8-unix) nil ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(progn (decoding :coding '(utf-8 . latin-1)) (gs (process-coding-system kid) (sent "\303\251") (process-send-string kid "é€") (process-coding-system kid) (evs 2) (closing)))
;=> ((utf-8 . latin-1) t nil (utf-8 . iso-latin-1-unix) ((F "srv <127.0.0.1:PORT>" "é") (CF "c" "\351 ")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(g (serve :coding '(utf-8 latin-1)))
;=> (!! wrong-type-argument symbolp (latin-1))
(clean)
;=> t
;; :filter-multibyte says nothing; coding systems bound, and of unibyte buffers
(progn (serve :filter-multibyte nil :filter (fil 'F)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service) :coding 'binary)) (process-send-string cli "\303\251") (until ev) (gs (multibyte-string-p (nth 2 (car ev))) (process-coding-system (car (process-list))) (evs)))
;=> (t (utf-8-unix . utf-8-unix) ((F "srv <127.0.0.1:PORT>" "é")))
(progn (clean) (let ((coding-system-for-read 'latin-1) (coding-system-for-write 'binary)) (serve) (setq p2 (make-network-process :name "p2" :server t :service t :host "127.0.0.1" :coding 'utf-8))) (g (process-coding-system srv)))
;=> (latin-1 . binary)
(clean)
;=> t
(gs (with-temp-buffer (set-buffer-multibyte nil) (process-coding-system (make-network-process :name "z" :server t :service t))) (process-coding-system (make-network-process :name "z" :server t :service t :buffer (with-current-buffer (get-buffer-create "ub") (set-buffer-multibyte nil) (current-buffer)))))
;=> ((utf-8-unix) (nil . utf-8-unix))
(progn (clean) (kill-buffer "ub"))
;=> t
;; encoding: what the client is told of each string
(defun encoding (coding &rest strings) (pair (list :coding coding) '(:coding binary)) (set-process-sentinel kid (sen 'S)) (set-process-filter cli (fil 'CF)) (dolist (s strings) (let ((n (length ev))) (process-send-string kid s) (until (< n (length ev))))) (evs))
;=> encoding
(gs (encoding 'utf-8 "é€" "\351\377" (string-to-multibyte "\351") "€" "é\n") (closing))
;=> (((CF "c" "\303\251\342\202\254") (CF "c" "\351\377") (CF "c" "\351") (CF "c" "\342\202\254") (CF "c" "\303\251\n")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(gs (encoding 'binary "é" "€" "a\n") (closing))
;=> (((CF "c" "\303\251") (CF "c" "\342\202\254") (CF "c" "a\n")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(gs (encoding 'us-ascii "é€x") (closing))
;=> (((CF "c" "??x")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(gs (encoding 'latin-1 "é€x") (closing))
;=> (((CF "c" "\351 x")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(gs (encoding 'utf-16 "é" "é") (closing))
;=> (((CF "c" "\376\377\0\351") (CF "c" "\0\351")) ((S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)))
(clean)
;=> t

;; filters that wait, throw, or leave the reading to others
(progn (pair) (set-process-filter kid (let ((n 0)) (lambda (_ s) (setq n (1+ n)) (let ((k n)) (push (list 'enter k s) ev) (when (= k 1) (process-send-string cli "b") (push (list 'apo (accept-process-output kid 1)) ev)) (push (list 'leave k s) ev))))) (process-send-string cli "a") (gs (accept-process-output kid 1) (evs)))
;=> (t ((enter 1 "a") (enter 2 "b") (leave 2 "b") (apo t) (leave 1 "a")))
(progn (pair) (set-process-filter kid (lambda (_ s) (push (list 'F s) ev))) (run-at-time 0.1 nil (lambda () (accept-process-output kid 0.3))) (run-at-time 0.05 nil (lambda () (process-send-string cli "zz"))) (gs (accept-process-output kid 2) (evs)))
;=> (t ((F "zz")))
(progn (pair) (set-process-filter kid nil) (process-send-string cli "for the buffer") (g (accept-process-output kid 1)))
;=> t
(progn (set-process-query-on-exit-flag kid nil) (kill-buffer (process-buffer kid)) (pair) (set-process-filter kid (fil 'F)) (stop-process kid) (process-send-string kid "out while stopped") (gs (progn (set-process-filter cli (fil 'CF)) (pump 0.1) nil) (evs 1)))
;=> (nil ((CF "c" "out while stopped")))
(progn (clean) (serve :stop t) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (continue-process srv) (until (kids)) (g (process-command (car (process-list)))))
;=> nil
(progn (pair) (set-process-filter kid (lambda (_ s) (push s ev) (when (string-prefix-p "throw" s) (throw 'tag (concat "T" s))))) (process-send-string cli "throw1") (gs (catch 'tag (accept-process-output kid 1) 'normal) inhibit-quit))
;=> ("Tthrow1" nil)
(progn (process-send-string cli "plain") (gs (accept-process-output kid 1) (evs)))
;=> (t ("throw1" "plain"))
(progn (set-process-sentinel kid (lambda (_ s) (push s ev) (throw 'tag s))) (delete-process cli) (gs (catch 'tag (accept-process-output kid 1) 'normal) (process-status kid) (evs)))
;=> ("connection broken by remote peer\n" closed ("connection broken by remote peer\n"))
(progn (clean) (serve :log (lambda (&rest _) (error "log boom")) :filter (fil 'F)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (gs (condition-case e (progn (accept-process-output nil 0.3) 'normal) (error (list 'caught e))) (process-list)))
;=> ((caught (error "log boom")) ((process "srv <127.0.0.1:PORT>") (process "c") (process "srv")))
(clean)
;=> t

;; accept-process-output
(progn (pair) (set-process-filter kid (fil 'F)) (set-process-filter cli (fil 'CF)) (run-at-time 0.1 nil (lambda () (push 'timer-ran ev))) (gs (accept-process-output kid 0.3 nil 1) (evs-now) (accept-process-output nil 0.05) (evs-now)))
;=> (nil nil nil (timer-ran))
(progn (process-send-string cli "tokid") (process-send-string kid "tocli") (gs (accept-process-output kid 0.3 nil t) (evs-now) (accept-process-output nil 0.3) (evs-now)))
;=> (t ((F "srv <127.0.0.1:PORT>" "tokid")) t ((CF "c" "tocli")))
(progn (clean) (serve :sentinel (sen 'S)) (setq cli (make-network-process :name "c" :host "127.0.0.1" :service (process-contact srv :service))) (gs (accept-process-output srv 0.3) (evs-now) (accept-process-output nil 0.2) (evs-now)))
;=> (nil nil nil ((S "srv <127.0.0.1:PORT>" "open from 127.0.0.1\n" open)))
(progn (pair) (set-process-filter kid (fil 'F)) (stop-process kid) (process-send-string cli "x") (settle) (gs (evs-now) (progn (continue-process kid) t) (accept-process-output kid 0.3) (evs-now)))
;=> (nil t t ((F "srv <127.0.0.1:PORT>" "x")))
(defun bytes () (apply #'+ (mapcar (lambda (e) (if (eq (car-safe e) 'F) (length (nth 2 e)) 0)) ev)))
;=> bytes
(progn (pair '(:coding binary) '(:coding binary)) (set-process-filter kid (fil 'F)) (process-send-string cli (make-string 20000 120)) (g (accept-process-output kid 1)))
;=> t
(progn (until (= 20000 (bytes))) (mapcar (lambda (e) (length (nth 2 e))) (reverse ev)))
;=> (4096 4096 4096 4096 3616)
(progn (setq ev nil) (stop-process kid) (process-send-string cli (make-string 80000 120)) (settle) (let ((read-process-output-max 65536)) (continue-process kid) (until (= 80000 (bytes))) (mapcar (lambda (e) (length (nth 2 e))) (reverse ev))))
;=> (65536 14464)
(progn (setq ev nil) (dolist (s '("a" "b" "c")) (process-send-string cli s) (settle)) (g (mapcar (lambda (e) (nth 2 e)) (reverse ev))))
;=> ("a" "b" "c")

;; the default filter
(progn (pair) (with-current-buffer (get-buffer-create "pm") (insert "pre-text\n") (goto-char 3)) (setq b (get-buffer "pm")) (set-process-buffer cli b) t)
;=> t
(gs (process-mark cli) (with-current-buffer b (point)))
;=> ((marker 10 (buffer "pm")) 3)
(progn (process-send-string kid "ONE") (until (= 12 (buffer-size b))) (g (with-current-buffer b (list (buffer-string) (point) (marker-position (process-mark cli))))))
;=> ("pre-text\nONE" 3 13)
(progn (with-current-buffer b (goto-char (point-max)) (insert "typed") (set-marker (process-mark cli) 4) (goto-char 4) (narrow-to-region 1 4) (setq buffer-read-only t)) (process-send-string kid "TWO") (until (= 20 (buffer-size b))) (g (with-current-buffer b (list (buffer-string) (point) (point-min) (point-max) (marker-position (process-mark cli)) (save-restriction (widen) (buffer-string)) buffer-read-only))))
;=> ("preTWO" 7 1 7 7 "preTWO-text\nONEtyped" t)
(progn (with-current-buffer b (widen) (setq buffer-read-only nil) (erase-buffer)) (process-send-string kid "THREE") (until (= 5 (buffer-size b))) (g (with-current-buffer b (list (buffer-string) (point) (marker-position (process-mark cli))))))
;=> ("THREE" 6 6)
(progn (set-process-buffer cli nil) (g (process-mark cli)))
;=> (marker 6 (buffer "pm"))
(gs (set-process-buffer cli (get-buffer-create "pm2")) (process-mark cli) (process-contact cli :buffer) (set-process-buffer cli "pm2") (get-buffer-process "pm2") (get-buffer-process b))
;=> ((buffer "pm2") (marker 1 (buffer "pm2")) (buffer "pm2") (!! wrong-type-argument bufferp "pm2") (process "c") nil)
(progn (set-process-sentinel cli (sen 'CS)) (gs (process-query-on-exit-flag cli) (condition-case e (kill-buffer "pm2") (error e)) (evs) (process-status cli) (buffer-live-p (get-buffer "pm2")) (process-list)))
;=> (t (end-of-file "Error reading from stdin") nil open t ((process "srv <127.0.0.1:PORT>") (process "c") (process "srv")))
(progn (set-process-query-on-exit-flag cli nil) (gs (condition-case e (kill-buffer "pm2") (error e)) (evs) (process-status cli)))
;=> (t ((CS "c" "deleted\n" closed)) closed)
(progn (clean) (kill-buffer b))
;=> t

;; sending
(progn (setq got 0 tick 0) (pair '(:coding binary) '(:coding binary)) (set-process-filter kid (lambda (_ s) (setq got (+ got (length s))))) (setq tmp (run-at-time 0.001 0.001 (lambda () (setq tick (1+ tick))))) (gs (process-send-string cli (make-string 20000000 122)) (> tick 4)))
;=> (nil t)
(progn (cancel-timer tmp) (until (= got 20000000)) (g got))
;=> 20000000
(defvar sent-nested nil)
;=> sent-nested
(progn (pair '(:coding binary) '(:coding binary)) (set-process-filter kid (lambda (_ s) (push (substring s 0 1) ev) (push (substring s -1) ev))) (run-at-time 0 nil (lambda () (process-send-string cli "D") (setq sent-nested t))) (process-send-string cli (make-string 20000000 ?a)) (until (equal "D" (car ev))) (gs sent-nested (apply #'concat (reverse (delete-dups ev)))))
;=> (t "aD")
(progn (pair '(:coding binary) '(:coding binary)) (set-process-sentinel kid (sen 'S)) (set-process-sentinel cli (sen 'CS)) (set-process-filter kid (lambda (p s) (push (list 'F s) ev) (delete-process p) (push 'deleted ev))) (process-send-string cli (make-string 10000 120)) (until (= 4 (length ev))) (g (mapcar (lambda (e) (if (and (consp e) (eq (car e) 'F)) (list 'F (length (cadr e))) e)) (reverse ev))))
;=> ((F PORT) (S "srv <127.0.0.1:PORT>" "deleted\n" closed) deleted (CS "c" "connection broken by remote peer\n" closed))
(progn (pair '(:coding binary) '(:coding binary)) (set-process-sentinel cli (sen 'CS)) (set-process-sentinel kid (sen 'S)) (set-process-filter kid (fil 'F)) (process-send-string cli (make-string 10000 120)) (delete-process cli) (until (= 5 (length ev))) (g (mapcar (lambda (e) (if (eq (car e) 'F) (length (nth 2 e)) e)) (reverse ev))))
;=> ((CS "c" "deleted\n" closed) PORT PORT PORT (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed))
(progn (setq ev nil) (and (assq 'comm (process-attributes (emacs-pid))) t))
;=> t

;; accepting
(progn (clean) (serve :sentinel (sen 'S)) (dotimes (_ 4) (make-network-process :name "cc" :host "127.0.0.1" :service (process-contact srv :service))) (settle) (setq ev nil) (gs (accept-process-output nil 0.1) (length ev)))
;=> (nil 0)
(progn (clean) (serve :sentinel (lambda (p m) (push (list m (process-status p) (and (equal m "open from 127.0.0.1\n") (process-list))) ev) (delete-process p))) (setq cli (make-network-process :name "cc" :host "127.0.0.1" :service (process-contact srv :service) :sentinel (lambda (p m) (push (list 'c m (process-status p) (memq p (process-list))) ev)))) (g (evs 3)))
;=> (("open from 127.0.0.1\n" open ((process "srv <127.0.0.1:PORT>") (process "cc") (process "srv"))) ("deleted\n" closed nil) (c "connection broken by remote peer\n" closed nil))
(progn (set-process-sentinel srv #'ignore) (clean) (serve :buffer "sb" :noquery t) (call) (g (process-buffer kid)))
;=> (buffer "sb <127.0.0.1:PORT>")
(progn (set-process-query-on-exit-flag kid nil) (kill-buffer (process-buffer kid)) (g (process-status kid)))
;=> closed
(progn (clean) (kill-buffer "sb"))
;=> t
(progn (serve :host "localhost") (setq port (process-contact srv :service) c (make-network-process :name "cc" :host "localhost" :service (number-to-string port))) (gs (process-contact srv) (process-contact srv :host) (process-contact srv :service) (process-contact c) (process-contact c :service) (process-contact c :remote) (process-contact c nil nil) (process-contact c t nil) (process-contact c :local) (process-contact nil)))
;=> (("localhost" PORT) "localhost" PORT ("localhost" "PORT") "PORT" [127 0 0 1 PORT] ("localhost" "PORT") (:name "cc" :host "localhost" :service "PORT" :remote [127 0 0 1 PORT] :local [127 0 0 1 PORT]) [127 0 0 1 PORT] (!! wrong-type-argument processp nil))
(gs (process-contact c :type) (process-contact c :family) (process-contact c) (process-contact c 5) (process-contact c "x"))
;=> (nil nil ("localhost" "PORT") nil nil)
(progn (clean) (serve) (setq port (process-contact srv :service)) (delete-process srv) (g (progn (setq srv (make-network-process :name "a" :server t :service port :host "127.0.0.1" :filter #'ignore)) (make-network-process :name "b" :server t :service port :host "127.0.0.1"))))
;=> (!! file-error "Cannot bind server socket" "Address already in use")
(clean)
;=> t
;; an abstract name
(g (setq s (make-network-process :name "abs" :server t :family 'local :service (concat "\0abstract" gd))))
;=> (process "abs")
(gs (process-contact s) (process-contact s t))
;=> ((nil "\0abstractDIR") (:name "abs" :server t :family local :service "\0abstractDIR" :local "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"))
;~> ((nil "\0abstractDIR") (:name "abs" :server t :family local :service "\0abstractDIR" :local "\0abstractDIR")) ;; the address of an abstract socket is told
(clean)
;=> t

;; the plist of a process is its own
(progn (setq s (make-network-process :name "s" :server t :service t :host "127.0.0.1")) (gs (eq (process-contact s t) (process-contact s t)) (progn (plist-put (process-contact s t) :host "mutated") (process-contact s))))
;=> (t ("mutated" PORT))
(progn (setq u (make-network-process :name "u" :type 'datagram :host "127.0.0.1" :service 9)) (gs (set-process-datagram-address u [127 255 255 255 9]) (process-send-string u "x") (set-network-process-option u :broadcast t) (process-send-string u "x") (process-contact (make-network-process :name "c" :host "127.0.0.1" :service (process-contact s :service) :local [127 0 0 2 0]) :local)))
;=> ([127 255 255 255 9] (!! file-error "Writing to process" "Permission denied" (process "u")) t nil [127 0 0 1 PORT])
(clean)
;=> t
(progn (setq s (make-network-process :name "s" :server t :service t :host "127.0.0.1" :buffer "svb" :filter #'ignore :noquery t)) (setq c (make-network-process :name "c" :host "127.0.0.1" :service (process-contact s :service))) (until (kids)) (gs (process-buffer s) (process-buffer (car (process-list))) (process-contact (car (process-list)) :buffer) (buffer-live-p (get-buffer "svb"))))
;=> ((buffer "svb") nil "svb" t)
(progn (clean) (kill-buffer "svb"))
;=> t
(gs (process-filter (make-network-process :name "s" :server t :service t :host "127.0.0.1" :filter nil)) (process-sentinel (car (process-list))))
;=> (internal-default-process-filter internal-default-process-sentinel)
(progn (clean) (require 'tq) (gs (fboundp 'tq-create) (fboundp 'tq-enqueue) (fboundp 'tq-close)))
;=> (t t t)
;; a sentinel that waits
(progn (setq s (make-network-process :name "s" :server t :service t :host "127.0.0.1" :sentinel (lambda (p m) (push (list 'S (process-name p) m (process-status p)) ev) (when (string-prefix-p "open" m) (accept-process-output p 5) (push 'back ev))) :filter (lambda (_ m) (push m ev)))) (setq c (make-network-process :name "c" :host "127.0.0.1" :service (process-contact s :service))) (process-send-string c "more") (gs (accept-process-output nil 2) (evs-now)))
;=> (nil ((S "s <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) "more" back))
;~> (t ((S "s <127.0.0.1:PORT>" "open from 127.0.0.1\n" open) "more" back)) ;; output that a wait within this one served counts
(progn (setq ev nil cli (make-network-process :name "c2" :host "127.0.0.1" :service (process-contact s :service) :filter #'ignore)) (process-send-string cli "more") (until (memq 'back ev)) (g (mapcar #'process-name (process-list))))
;=> ("s <127.0.0.1:PORT>" "c2" "s <127.0.0.1:PORT>" "c" "s")
(progn (setq ev nil) (delete-process c) (delete-process cli) (g (evs 2)))
;=> ((S "s <127.0.0.1:PORT>" "connection broken by remote peer\n" closed) (S "s <127.0.0.1:PORT>" "connection broken by remote peer\n" closed))
(clean)
;=> t

;; open-network-stream
(progn (serve :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "200 greet\r\n"))) :filter (lambda (p _) (process-send-string p "101 caps none\r\n.\r\n"))) (setq port (process-contact srv :service)) (gs (open-network-stream "p" nil "127.0.0.1" (number-to-string port) :nowait t) (open-network-stream 'p nil "127.0.0.1" (number-to-string port)) (open-network-stream "p" nil nil port)))
;=> ((process "p") (!! wrong-type-argument stringp p) (!! wrong-type-argument stringp nil))
(g (open-network-stream "s" nil "127.0.0.1" port :type 'starttls :return-list t :end-of-command "\15\n" :end-of-capability "^\\.\15\n" :success "^3" :capability-command "CAPA\15\n" :starttls-function (lambda (c) (and (string-match "STARTTLS" c) "STARTTLS\15\n"))))
;=> (!! wrong-type-argument processp nil)
(clean)
;=> t
(g (open-network-stream "p" nil "127.0.0.1" 1))
;=> (!! file-error "make client process failed" "Connection refused" :name "p" :buffer nil :host "127.0.0.1" :service 1 :nowait nil :tls-parameters nil :coding nil)
(clean)
;=> t

(progn (clean) (delete-directory gd t))
;=> nil
