;;; What the differential fuzzer found to differ.  -*- lexical-binding: t -*-

(let ((s (propertize (copy-sequence "abc") 'a 1))) (clear-string s) (text-properties-at 1 s))
;=> (a 1)
(eval '(a-void-function . #1=(b . #1#)))
;!> (void-function a-void-function)
(eval '(a-void-function . 5))
;!> (wrong-type-argument listp 5)
(eval '((lambda (x) x) . #1=(b . #1#)))
;!> (circular-list (b . #0))
(eval '((lambda (x) x) . 5))
;!> (wrong-type-argument listp 5)
(lookup-key nil "\C-xb")
;=> 1
(lookup-key nil "b")
;=> nil
(lookup-key '(3) "ab")
;=> 1
(lookup-key '((keymap (97 . (keymap))) 3) "abc")
;=> 2
(lookup-key '(3 (keymap (97 . b))) "a")
;=> b
(accessible-keymaps '(1) "")
;=> nil
(accessible-keymaps '(1))
;!> (wrong-type-argument keymapp (1))
(accessible-keymaps nil)
;!> (wrong-type-argument keymapp nil)
(accessible-keymaps '((keymap (97 keymap (98 . c))) 3) "a")
;=> (([97] keymap (98 . c)))
(constrain-to-field 0 5)
;!> (args-out-of-range 0)
(constrain-to-field 0 0)
;=> 0
(with-temp-buffer (insert "abcdef") (narrow-to-region 2 4) (constrain-to-field 3 1))
;!> (args-out-of-range 1)
(with-temp-buffer (insert "abcdef") (narrow-to-region 2 4) (constrain-to-field nil 1))
;!> (args-out-of-range 1)
(unencodable-char-position 2 0 'raw-text)
;=> nil
(unencodable-char-position 'b 'a 'raw-text-dos)
;=> nil
(unencodable-char-position 2 0 'utf-8 nil "ab")
;!> (args-out-of-range "ab" 2 0)
(unencodable-char-position 0 nil nil 0 "\u0130_\u0130\377")
;=> (0 2 3)
(unencodable-char-position 0 nil 'undecided 0 "\u0130_\u0130\377")
;=> (0 2 3)
(unencodable-char-position 0 2 'utf-16 t "a\u00e9\u4e2d")
;!> (wrong-type-argument wholenump t)
(unencodable-char-position 0 2 'utf-16 t "abc")
;=> nil
(decode-sjis-char 223)
;!> (error "Invalid code: 223")
(decode-sjis-char 222)
;=> 65438
(object-intervals nil)
;!> (wrong-type-argument buffer-or-string-p nil)
(translate-region-internal 1 1 0)
;!> (error "Not a translation table")
(gnutls-hash-mac 0 t 0)
;!> (wrong-type-argument consp 0)
(forward-char (expt 10 30))
;!> (wrong-type-argument fixnump 1000000000000000000000000000000)
(backward-char (- (expt 10 30)))
;!> (wrong-type-argument fixnump -1000000000000000000000000000000)
(beginning-of-line (expt 10 30))
;!> (wrong-type-argument fixnump 1000000000000000000000000000000)
(end-of-line (expt 10 30))
;!> (wrong-type-argument fixnump 1000000000000000000000000000000)
(with-temp-buffer (forward-line (expt 10 30)))
;=> 1000000000000000000000000000000
(with-temp-buffer (insert "a\nb\nc") (goto-char 1) (list (forward-line most-positive-fixnum) (forward-line (- (expt 10 30)))))
;=> (2305843009213693948 -999999999999999999999999999998)
(line-number-at-pos 1.5)
;!> (wrong-type-argument fixnump 1.5)
(line-number-at-pos t)
;!> (wrong-type-argument fixnump t)
(with-temp-buffer (insert "a\nb") (list (line-number-at-pos (point-max-marker)) (line-number-at-pos 1)))
;=> (2 1)
(with-temp-buffer (upcase-region 1 1 t))
;!> (error "The mark is not set now, so there is no region")
(with-temp-buffer (insert "ab cd") (set-mark 2) (upcase-region 0 30 t) (buffer-string))
;=> "aB CD"
(with-temp-buffer (insert "ab cd") (set-mark 2) (let ((region-extract-function (lambda (_) '((1 . 2) (4 . 5))))) (upcase-region 0 30 t)) (buffer-string))
;=> "Ab Cd"
(with-temp-buffer (insert "ab cd") (let ((region-extract-function (lambda (_) '((1 . 2) (4 . 5))))) (capitalize-region 0 30 t)) (buffer-string))
;=> "Ab Cd"
(scan-lists "" 2 t)
;!> (wrong-type-argument fixnump "")
(scan-sexps t "")
;!> (wrong-type-argument fixnump t)
(format-seconds "%x" t)
;!> (error "Bad format specifier: ‘x’")
(with-temp-buffer (buffer-has-markers-at 100))
;=> nil
(let ((print-length 1)) (prin1-to-string (make-bool-vector 64 t)))
;=> "#&64\"\\377 ...\""
(let ((print-length 0)) (prin1-to-string (make-bool-vector 64 t)))
;=> "#&64\" ...\""
(let ((print-length 8)) (prin1-to-string (make-bool-vector 64 t)))
;=> "#&64\"\\377\\377\\377\\377\\377\\377\\377\\377\""
(json-parse-string "null\"\\ud800\"1E+2")
;!> (json-parse-error "invalid Unicode '\\uD800' near '\"\\ud800\"'" "<string>" 1 12 12)
(json-parse-string "[1 \"\\ud800\"]")
;!> (json-parse-error "invalid Unicode '\\uD800' near '\"\\ud800\"'" "<string>" 1 11 11)
(json-parse-string "{\"a\" \"\\ud800\"}")
;!> (json-parse-error "invalid Unicode '\\uD800' near '\"\\ud800\"'" "<string>" 1 13 13)
(seq-filter 0 '#1=(1 2 . #1#))
;!> (circular-list (1 2 1 2 . #2))
(seq-filter 0 '(1 . 2))
;!> (wrong-type-argument listp 2)
(seq-filter 0 '(1 2))
;!> (invalid-function 0)
(event-convert-list '(drag-mouse-1))
;=> drag-mouse-1
(event-convert-list '(drag down mouse-1))
;=> down-drag-mouse-1
(event-convert-list '(click mouse-1))
;=> mouse-1
(event-convert-list '(control triple up mouse-1))
;=> C-triple-up-mouse-1
(event-convert-list '(double ?a))
;=> 113
(event-convert-list '(control double ?a))
;=> 17
(event-convert-list '(drag ?a))
;=> 101
(event-convert-list '(shift C-a))
;=> S-C-a
(event-convert-list '(mouse-1 drag a))
;!> (error "Two bases given in one event")
(define-key (list 'keymap "P") "a" ['a])
;!> (error "Two bases given in one event")
(define-key (make-sparse-keymap) "a" [(control a) ?b])
;=> [1 98]
(expand-file-name (propertize "/a/b" 'a 1))
;=> #("/a/b" 0 4 (a 1))
(expand-file-name (propertize "/a/../b" 'a 1))
;=> "/b"
(let ((s "/a/b")) (eq s (expand-file-name s)))
;=> t
(delete-dups (let ((l (list 1))) (setcdr l l)))
;!> (circular-list (1 . #0))
(delete-dups (list 1 2 1 3 2))
;=> (1 2 3)
(with-temp-buffer (previous-overlay-change (point-marker)))
;=> 1
(event-modifiers 931)
;=> (shift)
(event-basic-type 931)
;=> 963
(event-modifiers 963)
;=> nil
(event-basic-type ?\u00c9)
;=> 233
