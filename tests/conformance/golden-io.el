;; Coding systems, sending, and what reaches a filter.
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

;; send each of PARTS by itself, bytes, to a server that decodes with CODING; what its filter got,
;; what then the coding systems are, and what came when the client went
(defun decoded (coding &rest parts) (pair (if (eq coding 'default) nil (list :coding coding)) '(:coding binary)) (set-process-filter kid (lambda (_ s) (push s ev))) (set-process-sentinel kid (lambda (_ s) (push (list s) ev))) (let ((before (process-coding-system kid)) got) (dolist (p parts) (let ((n (length ev))) (process-send-string cli p) (let ((end (time-add nil 0.3))) (while (and (= n (length ev)) (time-less-p nil end)) (accept-process-output nil 0.02))))) (setq got (reverse ev) ev nil) (list before got (mapcar #'multibyte-string-p got) (process-coding-system kid) (progn (delete-process cli) (evs 1)))))
;=> decoded
(decoded 'default "a" "\342\202" "\254" "b" "\360\237" "\230\200z" "bad\377\376!" "trail\342\202")
;=> ((utf-8-unix . utf-8-unix) ("a" "€" "b" "😀z" "bad\377\376!" "trail") (t t t t t t) (utf-8-unix . utf-8-unix) ("\342\202" ("connection broken by remote peer\n")))
(decoded 'utf-8 "line1\r\n" "line2\r\nx\r\n" "cr\r" "\nafter")
;=> ((utf-8 . utf-8) ("line1\n" "line2\nx\n" "cr" "\nafter") (t t t t) (utf-8-dos . utf-8) (("connection broken by remote peer\n")))
(decoded 'utf-8-unix "line1\r\nx")
;=> ((utf-8-unix . utf-8-unix) ("line1\15\nx") (t) (utf-8-unix . utf-8-unix) (("connection broken by remote peer\n")))
(decoded 'utf-8-dos "line1\r\nx\r\n" "cr\r" "\nafter\r")
;=> ((utf-8-dos . utf-8-dos) ("line1\nx\n" "cr" "\nafter") (t t t) (utf-8-dos . utf-8-dos) ("\15" ("connection broken by remote peer\n")))
(decoded 'binary "a\342\202\r\n")
;=> ((binary . binary) ("a\342\202\15\n") (nil) (binary . binary) (("connection broken by remote peer\n")))
(decoded 'no-conversion "a\342\202\r\n")
;=> ((no-conversion . no-conversion) ("a\342\202\15\n") (nil) (no-conversion . no-conversion) (("connection broken by remote peer\n")))
(decoded 'raw-text "a\342\202\r\nb")
;=> ((raw-text . raw-text) ("a\342\202\nb") (nil) (raw-text-dos . raw-text) (("connection broken by remote peer\n")))
(decoded 'raw-text-unix "a\342\202\r\nb")
;=> ((raw-text-unix . raw-text-unix) ("a\342\202\15\nb") (nil) (raw-text-unix . raw-text-unix) (("connection broken by remote peer\n")))
(decoded 'latin-1 "\351\350")
;=> ((latin-1 . latin-1) (#("éè" 0 2 (charset iso-8859-1))) (t) (latin-1 . latin-1) (("connection broken by remote peer\n")))
(decoded 'undecided "ascii\n" "\342\202\254\n" "\351!\n")
;=> ((undecided . undecided) ("ascii\n" "€\n" "\351!\n") (t t t) (utf-8-unix . undecided) (("connection broken by remote peer\n")))
(decoded '(nil) "\342\202\254\r\n")
;=> ((nil) ("€\n") (t) (utf-8-dos . utf-8-dos) (("connection broken by remote peer\n")))
(decoded nil "a")
;=> ((utf-8-unix . utf-8-unix) ("a") (t) (utf-8-unix . utf-8-unix) (("connection broken by remote peer\n")))
(decoded '(utf-8 . latin-1) "\303\251")
;=> ((utf-8 . latin-1) ("é") (t) (utf-8 . latin-1) (("connection broken by remote peer\n")))
(g (decoded '(utf-8 latin-1) "a"))
;=> (!! wrong-type-argument symbolp (latin-1))
(progn (pair '(:coding utf-8-dos) '(:coding binary)) (set-process-filter cli (fil 'CF)) (process-send-string kid "to\nclient\r\n") (evs 1))
;=> ((CF "c" "to\15\nclient\15\15\n"))
(progn (pair '(:coding (utf-8 . latin-1)) '(:coding binary)) (set-process-filter cli (fil 'CF)) (process-send-string kid "é€") (list (evs 1) (process-coding-system kid)))
;=> (((CF "c" "\351 ")) (utf-8 . iso-latin-1-unix))

;; changing the coding systems
(pair nil '(:coding binary))
;=> t
(gs (set-process-coding-system kid 'binary 'binary) (process-coding-system kid) (set-process-coding-system kid 'latin-1) (process-coding-system kid) (set-process-coding-system kid 'nosuch 'utf-8) (set-process-coding-system kid) (process-coding-system kid) (set-process-coding-system kid 'utf-8-dos 'utf-8) (process-coding-system kid))
;=> (nil (binary . binary) nil (latin-1 . raw-text-unix) (!! coding-system-error nosuch) nil (nil . raw-text-unix) nil (utf-8-dos . utf-8-unix))
(gs (process-filter-multibyte-p kid) (set-process-filter-multibyte kid nil) (process-filter-multibyte-p kid) (process-coding-system kid))
;=> (t nil nil (raw-text-dos . utf-8-unix))
(progn (pair '(:filter-multibyte nil) '(:coding binary)) (set-process-filter kid (lambda (_ s) (push (list s (multibyte-string-p s)) ev))) (process-send-string cli "\303\251") (gs (evs 1) (process-coding-system kid)))
;=> ((("é" t)) (utf-8-unix . utf-8-unix))
(let ((coding-system-for-read 'latin-1) (coding-system-for-write 'binary)) (clean) (process-coding-system (serve)))
;=> (latin-1 . binary)
(let ((coding-system-for-read 'latin-1)) (clean) (process-coding-system (serve :coding 'utf-8)))
;=> (utf-8 . utf-8)
(progn (clean) (process-coding-system (with-temp-buffer (set-buffer-multibyte nil) (serve))))
;=> (utf-8-unix)
(process-coding-system (serve :buffer (with-current-buffer (get-buffer-create "ub") (set-buffer-multibyte nil) (current-buffer))))
;=> (nil . utf-8-unix)
(progn (clean) (kill-buffer "ub"))
;=> t
(let ((network-coding-system-alist '(("localh" utf-8-dos . latin-1)))) (process-coding-system (make-network-process :name "s" :server t :service t :host "localhost")))
;=> (utf-8-unix . utf-8-unix)
(let ((network-coding-system-alist '((".*" . ignore)))) (process-coding-system (make-network-process :name "s" :server t :service t :host "localhost")))
;=> (utf-8-unix . utf-8-unix)
(let ((p (progn (serve) (process-contact srv :service)))) (clean) (let ((network-coding-system-alist (list (cons p 'latin-1)))) (process-coding-system (serve :service p))))
;=> (latin-1 . latin-1)
(clean)
;=> t

;; encoding: the bytes that arrive of each string sent
(defun encoded (coding &rest strings) (pair (list :coding coding) '(:coding binary)) (set-process-filter cli (lambda (_ s) (push s ev))) (let (got) (dolist (s strings) (process-send-string kid s) (until ev) (setq got (cons (apply #'concat (nreverse ev)) got) ev nil)) (nreverse got)))
;=> encoded
(encoded 'utf-8 "é€" "\351\377" (string-to-multibyte "\351") "€" "é\n")
;=> ("\303\251\342\202\254" "\351\377" "\351" "\342\202\254" "\303\251\n")
(encoded 'binary "é" "€" "a\n" "\351")
;=> ("\303\251" "\342\202\254" "a\n" "\351")
(encoded 'us-ascii "é€x")
;=> ("??x")
(encoded 'latin-1 "é€x")
;=> ("\351 x")
(encoded 'iso-8859-1 "éü" "\r\n")
;=> ("\351\374" "\15\n")
(encoded 'utf-16 "é" "é")
;=> ("\376\377\0\351" "\0\351")
(encoded 'utf-16le "a€")
;=> ("a\0\254 ")
(encoded 'raw-text "é" "a\n")
;=> ("\303\251" "a\n")
(encoded 'utf-8-mac "a\nb")
;=> ("a\15b")
;; what multibyte text leaves of the coding system
(mapcar (lambda (c) (pair (list :coding (cons 'utf-8 c))) (cons c (mapcar (lambda (s) (process-send-string kid s) (cdr (process-coding-system kid))) '("abc" "\351" "é")))) '(utf-8 utf-8-dos utf-8-unix latin-1 latin-1-dos undecided binary nil raw-text raw-text-dos us-ascii utf-16 utf-16-dos prefer-utf-8))
;=> ((utf-8 utf-8 utf-8 utf-8-unix) (utf-8-dos utf-8-dos utf-8-dos utf-8-dos) (utf-8-unix utf-8-unix utf-8-unix utf-8-unix) (latin-1 latin-1 latin-1 iso-latin-1-unix) (latin-1-dos latin-1-dos latin-1-dos latin-1-dos) (undecided undecided undecided utf-8-unix) (binary binary binary binary) (nil nil nil utf-8-unix) (raw-text raw-text raw-text raw-text-unix) (raw-text-dos raw-text-dos raw-text-dos raw-text-dos) (us-ascii us-ascii us-ascii us-ascii-unix) (utf-16 utf-16 utf-16 utf-16-unix) (utf-16-dos utf-16-dos utf-16-dos utf-16-dos) (prefer-utf-8 prefer-utf-8 prefer-utf-8 utf-8-unix))
(progn (pair '(:coding (utf-8 . latin-1))) (with-temp-buffer (insert "abc") (process-send-region kid 1 3)) (process-coding-system kid))
;=> (utf-8 . iso-latin-1-unix)

;; a large string is sent while filters and timers run
(let ((tick 0) (got 0)) (pair '(:coding binary) '(:coding binary)) (set-process-filter kid (lambda (_ s) (setq got (+ got (length s))))) (let ((tm (run-at-time 0.001 0.001 (lambda () (setq tick (1+ tick)))))) (process-send-string cli (make-string 8000000 122)) (cancel-timer tm)) (until (= got 8000000)) (list (> tick 1) got))
;=> (t 8000000)
;; a filter that sends while a send is under way
(let ((total "")) (pair '(:coding binary) '(:coding binary)) (set-process-filter cli (lambda (_ s) (setq total (concat total s)))) (process-send-string kid "a") (process-send-string kid "D") (until (= 2 (length total))) total)
;=> "aD"
(let (sizes) (pair '(:coding binary) '(:coding binary)) (set-process-filter kid (lambda (_ s) (push (length s) sizes))) (process-send-string cli (make-string 20000 120)) (until (= 20000 (apply #'+ sizes))) (nreverse sizes))
;=> (4096 4096 4096 4096 3616)
(let ((read-process-output-max 65536) sizes) (pair '(:coding binary) '(:coding binary)) (set-process-filter kid (lambda (_ s) (push (length s) sizes))) (process-send-string cli (make-string 80000 120)) (until (= 80000 (apply #'+ sizes))) (apply #'+ sizes))
;=> 80000

;; a filter that deletes its process
(progn (pair '(:coding binary) '(:coding binary)) (set-process-sentinel kid (sen 'S)) (set-process-sentinel cli (sen 'CS)) (set-process-filter kid (lambda (p s) (push (list 'F (> (length s) 0)) ev) (delete-process p) (push 'deleted ev))) (process-send-string cli (make-string 10000 120)) (evs 4))
;=> ((F t) (S "srv <127.0.0.1:PORT>" "deleted\n" closed) deleted (CS "c" "connection broken by remote peer\n" closed))
;; unread data is lost when a process is deleted
(progn (pair) (set-process-sentinel kid (sen 'S)) (set-process-filter kid (fil 'F)) (set-process-sentinel cli (sen 'CS)) (process-send-string cli "unread") (delete-process kid) (evs))
;=> ((S "srv <127.0.0.1:PORT>" "deleted\n" closed))
(evs 1)
;=> ((CS "c" "connection broken by remote peer\n" closed))
;; but all comes before the end when the peer closes
(let ((got 0)) (pair '(:coding binary) '(:coding binary)) (set-process-sentinel cli (sen 'CS)) (set-process-sentinel kid (lambda (p m) (push (list 'S got m (process-status p)) ev))) (set-process-filter kid (lambda (_ s) (setq got (+ got (length s))))) (process-send-string cli (make-string 10000 120)) (delete-process cli) (mapcar (lambda (e) (if (eq (car e) 'S) (cons (= got 10000) (cdr (cdr e))) e)) (progn (until (cdr ev)) (nreverse ev))))
;=> ((CS "c" "deleted\n" closed) (t "connection broken by remote peer\n" closed))
;; a reset looks like an end
(progn (pair) (set-process-sentinel kid (sen 'S)) (set-process-sentinel cli (sen 'CS)) (set-network-process-option cli :linger 0) (delete-process cli) (gs (evs 2) (process-exit-status kid) (process-status kid)))
;=> (((CS "c" "deleted\n" closed) (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed)) 256 closed)
;; end of file
(progn (pair) (set-process-sentinel kid (sen 'S)) (set-process-sentinel cli (sen 'CS)) (set-process-filter cli (fil 'CF)) (process-send-string kid "bye") (process-send-eof kid) (until (cddr ev)) (sort (evs) (lambda (a b) (string< (car a) (car b)))))
;=> ((CF "c" "bye") (CS "c" "connection broken by remote peer\n" closed) (S "srv <127.0.0.1:PORT>" "connection broken by remote peer\n" closed))
;; writing to a peer that has gone
(progn (pair) (set-process-sentinel cli (sen 'C)) (delete-process kid) (gs (process-send-string cli "w1") (process-status cli)))
;=> (nil open)
(evs 1)
;=> ((C "c" "connection broken by remote peer\n" closed))

;; the default filter: mark, point, narrowing, read-only text
(progn (pair) (with-current-buffer (get-buffer-create "pm") (insert "pre-text\n") (goto-char 3)) (set-process-buffer cli (get-buffer "pm")) (setq tmp (get-buffer "pm")) (g (process-mark cli)))
;=> (marker 10 (buffer "pm"))
(progn (process-send-string kid "ONE") (until (= 12 (buffer-size tmp))) (with-current-buffer tmp (list (buffer-string) (point) (marker-position (process-mark cli)))))
;=> ("pre-text\nONE" 3 13)
(progn (with-current-buffer tmp (goto-char (point-max)) (insert "typed") (set-marker (process-mark cli) 4) (goto-char 4) (narrow-to-region 1 4) (setq buffer-read-only t)) (process-send-string kid "TWO") (until (= 20 (buffer-size tmp))) (with-current-buffer tmp (list (buffer-string) (point) (point-min) (point-max) (marker-position (process-mark cli)) (save-restriction (widen) (buffer-string)) buffer-read-only)))
;=> ("preTWO" 7 1 7 7 "preTWO-text\nONEtyped" t)
(progn (with-current-buffer tmp (widen) (setq buffer-read-only nil) (erase-buffer)) (process-send-string kid "THREE") (until (= 5 (buffer-size tmp))) (with-current-buffer tmp (list (buffer-string) (point) (marker-position (process-mark cli)))))
;=> ("THREE" 6 6)
(gs (set-process-buffer cli nil) (process-mark cli) (set-process-buffer cli (get-buffer-create "pm2")) (process-mark cli) (process-contact cli :buffer) (set-process-buffer cli "pm2") (get-buffer-process "pm2") (get-buffer-process tmp))
;=> (nil (marker 1 (buffer "pm2")) (buffer "pm2") (marker 1 (buffer "pm2")) (buffer "pm2") (!! wrong-type-argument bufferp "pm2") (process "c") nil)
;; killing the buffer of a process
(progn (set-process-sentinel cli (sen 'CS)) (set-process-query-on-exit-flag cli nil) (gs (kill-buffer "pm2") (evs) (process-status cli) (buffer-name (process-buffer cli)) (memq cli (process-list))))
;=> (t ((CS "c" "deleted\n" closed)) closed nil nil)
(progn (clean) (kill-buffer tmp))
;=> t

(progn (clean) (delete-directory gd t))
;=> nil
