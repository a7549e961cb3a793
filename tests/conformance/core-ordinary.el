;; An ordinary case of each primitive that has none elsewhere.
(condition-case e (abort-minibuffers) (error (car e)))
;=> error
(access-file "/" "x")
;=> nil
(byte-code-function-p 1)
;=> nil
(byte-to-position 1)
;=> 1
(with-temp-buffer (insert "aé") (list (position-bytes 3) (byte-to-position 4)))
;=> (4 3)
(byte-to-string 65)
;=> "A"
(car-less-than-car '(1) '(2))
;=> t
(list (characterp ?a) (characterp -1))
;=> (t nil)
(progn (coding-system-put 'utf-8 'core-x 1) (coding-system-get 'utf-8 'core-x))
;=> 1
(command-remapping 'foo)
;=> nil
(let ((m (make-keymap))) (list (keymapp m) (keymapp (copy-keymap m))))
;=> (t t)
(keymap-prompt (make-sparse-keymap "pick"))
;=> "pick"
(let ((m (make-sparse-keymap)) l) (define-key m "a" 'b) (map-keymap (lambda (e b) (push (cons e b) l)) m) l)
;=> ((97 . b))
(let ((m (make-sparse-keymap)) l) (define-key m "a" 'b) (map-keymap-internal (lambda (e b) (push (cons e b) l)) m) l)
;=> ((97 . b))
(let ((m (make-sparse-keymap))) (use-local-map m) (prog1 (eq (current-local-map) m) (use-local-map nil)))
;=> t
(let ((g (current-global-map)) (m (make-sparse-keymap))) (use-global-map m) (prog1 (eq (current-global-map) m) (use-global-map g)))
;=> t
(listp (current-active-maps))
;=> t
(listp (current-minor-mode-maps))
;=> t
(key-binding [core-nothing])
;=> nil
(current-idle-time)
;=> nil
(condition-case e (daemon-initialized) (error (car e)))
;=> error
(progn (define-coding-system-alias 'core-alias 'utf-8) (coding-system-base 'core-alias))
;=> utf-8
(with-temp-buffer (insert "abc") (consp (detect-coding-region 1 4)))
;=> t
(with-temp-buffer (insert "abc") (consp (find-coding-systems-region-internal 1 4)))
;=> nil
(discard-input)
;=> nil
(documentation-property 'core-nothing 'variable-documentation)
;=> nil
(with-temp-buffer (insert "ABC def") (downcase-word -1) (buffer-string))
;=> "ABC def"
(with-temp-buffer (insert "ab") (backward-char 1) (point))
;=> 2
(event-convert-list '(control ?a))
;=> 1
(with-temp-buffer (insert "abc") (field-string 2))
;=> "abc"
(function-equal 'car 'car)
;=> t
(consp (garbage-collect))
;=> t
(get-byte 0 "a")
;=> 97
(get-file-buffer "/nonexistent/x")
;=> nil
(condition-case e (get-file-char) (error (car e)))
;=> error
(consp (get-internal-run-time))
;=> t
(member "" (get-load-suffixes))
;=> nil
(getenv-internal "CONFORMANCE_VAR")
;=> "some value"
(with-temp-buffer (insert-before-markers-and-inherit "ab") (buffer-string))
;=> "ab"
(progn (internal--define-uninitialized-variable 'core-uninit) (list (boundp 'core-uninit) (special-variable-p 'core-uninit)))
;=> (nil t)
(listp (load-average))
;=> t
(max-char)
;=> 4194303
(consp (memory-use-counts))
;=> t
(message-box "a%d" 1)
;=> "a1"
(message-or-box "a%d" 1)
;=> "a1"
(module-function-p 'car)
;=> nil
(natnump (num-processors))
;=> t
(optimize-char-table (make-char-table 'core))
;=> nil
(bufferp (other-buffer))
;=> t
(remove-variable-watcher 'core-none 'ignore)
;=> nil
(with-temp-buffer (insert "abab") (list (search-backward-regexp "a") (search-forward-regexp "b")))
;=> (3 5)
(let ((tb (progn (put 'core-ct 'char-table-extra-slots 1) (make-char-table 'core-ct)))) (set-char-table-extra-slot tb 0 5) (char-table-extra-slot tb 0))
;=> 5
(let ((m (default-file-modes))) (set-default-file-modes #o700) (prog1 (default-file-modes) (set-default-file-modes m)))
;=> 448
(string-collate-equalp "a" "a")
;=> t
(string-collate-lessp "a" "b")
;=> t
(suspicious-object 'a)
;=> a
(integerp (sxhash-equal-including-properties "a"))
;=> t
(text-char-description ?\C-a)
;=> "^A"
(unhandled-file-name-directory "/a/b")
;=> "/a/b/"
(user-ptrp 1)
;=> nil
(variable-binding-locus 'core-none)
;=> nil
(list (vector-or-char-table-p [1]) (vector-or-char-table-p 1))
;=> (t nil)
(waiting-for-user-input-p)
;=> nil
(let ((w (list 'core-w :a 1))) (widget-put w :b 2) (list (widget-get w :a) (widget-get w :b)))
;=> (1 2)
(let ((w (list 'core-w :f (lambda (_w x) (* x 2))))) (widget-apply w :f 4))
;=> 8
(with-temp-buffer (list (buffer-base-buffer) (buffer-has-markers-at 1) (verify-visited-file-modtime (current-buffer)) (visited-file-modtime)))
;=> (nil nil t 0)
(with-temp-buffer (insert "a") (let ((b (current-buffer))) (with-temp-buffer (insert "bc") (buffer-swap-text b) (buffer-string))))
;=> "a"
(with-temp-buffer (barf-if-buffer-read-only))
;=> nil
(with-temp-buffer (insert "a") (base64url-encode-region 1 2) (buffer-string))
;=> "YQ=="
(autoload-do-load (symbol-function 'car))
;=> #<subr car>
(file-attributes-lessp '("a") '("b"))
;=> t
(string-match "elnet\\|emacs" (invocation-name))
;=> 0
(file-directory-p (or (invocation-directory) "/"))
;=> t
(list (natnump (user-real-uid)) (natnump (group-real-gid)) (stringp (user-full-name)) (stringp (user-real-login-name)))
;=> (t t t t)
(listp (system-users))
;=> t
(listp (system-groups))
;=> t
(stringp (group-name 0))
;=> t
(with-temp-buffer (markerp (mark-marker)))
;=> t
(bury-buffer-internal (current-buffer))
;=> nil
(set-time-zone-rule "UTC0")
;=> nil
(with-temp-buffer (insert "abc") (translate-region-internal 1 4 (let ((s (make-string 256 0))) (dotimes (i 256) (aset s i (if (= i ?b) ?X i))) s)) (buffer-string))
;=> "aXc"
(file-locked-p "/nonexistent/x")
;=> nil
(lock-buffer)
;=> nil
(send-string-to-terminal "")
;=> nil
(gap-position)
;=> 1
(condition-case e (kill-emacs "a" 1 2) (error (car e)))
;=> wrong-number-of-arguments
