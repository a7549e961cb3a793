;; Recorded answers of the process primitives, form by form.
(let ((v (make-network-process :name "x" :server t :service t :tls-parameters 5))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;!> (wrong-type-argument listp 5)
(let ((v (with-temp-buffer (set-buffer-multibyte nil) (process-coding-system (make-network-process :name "z" :server t :service t))))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;=> (utf-8-unix)
(let ((v (process-coding-system (make-network-process :name "z" :server t :service t :buffer (with-current-buffer (get-buffer-create "ub") (set-buffer-multibyte nil) (current-buffer)))))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;=> (nil . utf-8-unix)
(let ((v (process-filter (make-network-process :name "s" :server t :service t :host "127.0.0.1" :filter nil)))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;=> internal-default-process-filter
(let ((v (make-process :name "x"))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;=> ("x" nil)
(let ((v (make-process :name "x" :command nil))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;=> ("x" nil)
(let ((v (make-process :name "x" :command '("no-such-program-xyz")))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;!> (file-missing "Searching for program" "No such file or directory" "no-such-program-xyz")
(let ((v (make-process :name "x" :command "true"))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;!> (wrong-type-argument listp "true")
(signal-process "nope" 15)
;=> nil
(call-process "sh" nil nil nil "-c" "exit 9")
;=> 9
(call-process "no-such-prog-x")
;!> (file-missing "Searching for program" "No such file or directory" "no-such-prog-x")
(with-temp-buffer (list (call-process "sh" nil t nil "-c" "echo a; echo b >&2") (buffer-string)))
;=> (0 "a\nb\n")
(with-temp-buffer (list (call-process "sh" nil '(t nil) nil "-c" "echo a; echo b >&2") (buffer-string)))
;=> (0 "a\n")
(call-process "sleep" nil 0 nil "0")
;=> nil
(with-temp-buffer (insert "in") (list (call-process-region nil nil "cat" t t) (buffer-string)))
;=> (0 "in")
(shell-command-to-string "echo hi")
;=> "hi\n"
(let ((a (start-process "nm" nil "true")) (b (start-process "nm" nil "true")) (c (start-process "nm" nil "true"))) (list (process-name a) (process-name b) (process-name c)))
;=> ("nm" "nm<1>" "nm<2>")
(mapcar (lambda (f) (func-arity f)) '(make-network-process process-contact set-network-process-option accept-process-output process-send-string process-send-region process-send-eof delete-process format-network-address network-interface-list network-interface-info network-lookup-address-info make-pipe-process make-process make-serial-process serial-process-configure set-process-datagram-address process-datagram-address signal-process open-network-stream run-at-time make-thread sit-for sleep-for gnutls-boot gnutls-negotiate num-processors))
;=> ((0 . many) (1 . 3) (3 . 4) (0 . 4) (2 . 2) (3 . 3) (0 . 1) (1 . 1) (1 . 2) (0 . 2) (1 . 1) (1 . 2) (0 . many) (0 . many) (0 . many) (0 . many) (2 . 2) (1 . 1) (2 . 2) (4 . many) (3 . many) (1 . 2) (1 . 3) (1 . 2) (3 . 3) (0 . many) (0 . 1))
(thread-join (make-thread (lambda nil 42) "w"))
;=> 42
(let ((x 1)) (thread-join (make-thread (lambda nil x))))
;=> 1
(progn (defvar dynv 1) (let ((dynv 2)) (thread-join (make-thread (lambda nil dynv)))))
;=> 1
(let ((v (open-network-stream "p" nil "127.0.0.1" 1))) (if (processp v) (list (process-name v) (delete-process v)) (mapc #'delete-process (process-list)) v))
;!> (file-error "make client process failed" "Connection refused" :name "p" :buffer nil :host "127.0.0.1" :service 1 :nowait nil :tls-parameters nil :coding nil)
(gnutls-errorp t)
;=> nil
(gnutls-errorp 0)
;=> t
(gnutls-errorp -1)
;=> t
(gnutls-errorp 'gnutls-e-again)
;=> nil
(gnutls-errorp 5)
;=> t
(gnutls-error-fatalp -12)
;=> t
(gnutls-error-fatalp t)
;=> nil
(gnutls-error-fatalp 'gnutls-e-again)
;=> nil
(gnutls-error-string -12)
;=> "A TLS fatal alert has been received."
(gnutls-error-string t)
;=> "Not an error"
(gnutls-error-string 0)
;=> "Success."
(gnutls-error-string 'foo)
;=> "Symbol has no numeric gnutls-code property"
(gnutls-error-string "x")
;=> "Not an error symbol or code"
(gnutls-peer-status-warning-describe :self-signed)
;=> "certificate signer was not found (self-signed)"
(gnutls-peer-status-warning-describe :invalid)
;=> "certificate could not be verified"
(gnutls-peer-status-warning-describe :bogus)
;=> nil
(mapcar (lambda (f) (fboundp f)) '(tq-create))
;=> (t)
