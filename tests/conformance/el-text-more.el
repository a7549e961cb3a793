;; Margins, fill columns, sorting by odd fields, encoded words, URLs in pieces, what write-region
;; calls afterwards, undo lists that are too long.
(with-temp-buffer (let (r) (dolist (s '("abc def\n ghi\n" "  abc  def\n  ghi\n")) (dolist (f '(1 2 3 5)) (dolist (to '(4 5 6 8 9 10 11)) (with-temp-buffer (insert s) (set-left-margin f to 3) (push (list f to (buffer-string)) r))))) (nreverse r)))
;=> ((1 4 #("   abc def\n ghi\n" 3 7 (left-margin 3))) (1 5 #("   abc def\n ghi\n" 3 7 (left-margin 3))) (1 6 #("   abc def\n ghi\n" 3 8 (left-margin 3))) (1 8 #("   abc def\n ghi\n" 3 10 (left-margin 3))) (1 9 #("   abc def\n    ghi\n" 3 15 (left-margin 3))) (1 10 #("   abc def\n    ghi\n" 3 15 (left-margin 3))) (1 11 #("   abc def\n    ghi\n" 3 16 (left-margin 3))) (2 4 #("abc def\n ghi\n" 1 4 (left-margin 3))) (2 5 #("abc def\n ghi\n" 1 4 (left-margin 3))) (2 6 #("abc def\n ghi\n" 1 5 (left-margin 3))) (2 8 #("abc def\n ghi\n" 1 7 (left-margin 3))) (2 9 #("abc def\n    ghi\n" 1 12 (left-margin 3))) (2 10 #("abc def\n    ghi\n" 1 12 (left-margin 3))) (2 11 #("abc def\n    ghi\n" 1 13 (left-margin 3))) (3 4 #("abc def\n ghi\n" 2 4 (left-margin 3))) (3 5 #("abc def\n ghi\n" 2 4 (left-margin 3))) (3 6 #("abc def\n ghi\n" 2 5 (left-margin 3))) (3 8 #("abc def\n ghi\n" 2 7 (left-margin 3))) (3 9 #("abc def\n    ghi\n" 2 12 (left-margin 3))) (3 10 #("abc def\n    ghi\n" 2 12 (left-margin 3))) (3 11 #("abc def\n    ghi\n" 2 13 (left-margin 3))) (5 4 "abc def\n ghi\n") (5 5 "abc def\n ghi\n") (5 6 #("abc def\n ghi\n" 4 5 (left-margin 3))) (5 8 #("abc def\n ghi\n" 4 7 (left-margin 3))) (5 9 #("abc def\n    ghi\n" 4 12 (left-margin 3))) (5 10 #("abc def\n    ghi\n" 4 12 (left-margin 3))) (5 11 #("abc def\n    ghi\n" 4 13 (left-margin 3))) (1 4 #("     abc  def\n  ghi\n" 5 6 (left-margin 3))) (1 5 #("     abc  def\n  ghi\n" 5 7 (left-margin 3))) (1 6 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (1 8 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (1 9 #("     abc  def\n  ghi\n" 5 11 (left-margin 3))) (1 10 #("     abc  def\n  ghi\n" 5 12 (left-margin 3))) (1 11 #("     abc  def\n  ghi\n" 5 13 (left-margin 3))) (2 4 #("     abc  def\n  ghi\n" 5 6 (left-margin 3))) (2 5 #("     abc  def\n  ghi\n" 5 7 (left-margin 3))) (2 6 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (2 8 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (2 9 #("     abc  def\n  ghi\n" 5 11 (left-margin 3))) (2 10 #("     abc  def\n  ghi\n" 5 12 (left-margin 3))) (2 11 #("     abc  def\n  ghi\n" 5 13 (left-margin 3))) (3 4 #("     abc  def\n  ghi\n" 5 6 (left-margin 3))) (3 5 #("     abc  def\n  ghi\n" 5 7 (left-margin 3))) (3 6 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (3 8 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (3 9 #("     abc  def\n  ghi\n" 5 11 (left-margin 3))) (3 10 #("     abc  def\n  ghi\n" 5 12 (left-margin 3))) (3 11 #("     abc  def\n  ghi\n" 5 13 (left-margin 3))) (5 4 #("  abc  def\n  ghi\n" 3 4 (left-margin 3))) (5 5 "  abc  def\n  ghi\n") (5 6 #("  abc  def\n  ghi\n" 4 7 (left-margin 3))) (5 8 #("  abc  def\n  ghi\n" 4 7 (left-margin 3))) (5 9 #("  abc  def\n  ghi\n" 4 8 (left-margin 3))) (5 10 #("  abc  def\n  ghi\n" 4 9 (left-margin 3))) (5 11 #("  abc  def\n  ghi\n" 4 10 (left-margin 3))))
(with-temp-buffer (let (r) (dolist (s '("abc def\n ghi\n" "  abc  def\n  ghi\n")) (dolist (f '(1 2 3 5)) (dolist (to '(4 5 6 8 9 10 11)) (with-temp-buffer (insert s) (increase-left-margin f to 3) (push (list f to (buffer-string)) r))))) (nreverse r)))
;=> ((1 4 #("   abc def\n ghi\n" 3 6 (left-margin 3))) (1 5 #("   abc def\n ghi\n" 3 7 (left-margin 3))) (1 6 #("   abc def\n ghi\n" 3 8 (left-margin 3))) (1 8 #("   abc def\n ghi\n" 3 10 (left-margin 3))) (1 9 #("   abc def\n ghi\n" 3 11 (left-margin 3))) (1 10 #("   abc def\n    ghi\n" 3 15 (left-margin 3))) (1 11 #("   abc def\n    ghi\n" 3 16 (left-margin 3))) (2 4 #("abc def\n ghi\n" 1 3 (left-margin 3))) (2 5 #("abc def\n ghi\n" 1 4 (left-margin 3))) (2 6 #("abc def\n ghi\n" 1 5 (left-margin 3))) (2 8 #("abc def\n ghi\n" 1 7 (left-margin 3))) (2 9 #("abc def\n ghi\n" 1 8 (left-margin 3))) (2 10 #("abc def\n    ghi\n" 1 12 (left-margin 3))) (2 11 #("abc def\n    ghi\n" 1 13 (left-margin 3))) (3 4 #("abc def\n ghi\n" 2 3 (left-margin 3))) (3 5 #("abc def\n ghi\n" 2 4 (left-margin 3))) (3 6 #("abc def\n ghi\n" 2 5 (left-margin 3))) (3 8 #("abc def\n ghi\n" 2 7 (left-margin 3))) (3 9 #("abc def\n ghi\n" 2 8 (left-margin 3))) (3 10 #("abc def\n    ghi\n" 2 12 (left-margin 3))) (3 11 #("abc def\n    ghi\n" 2 13 (left-margin 3))) (5 4 "abc def\n ghi\n") (5 5 "abc def\n ghi\n") (5 6 #("abc def\n ghi\n" 4 5 (left-margin 3))) (5 8 #("abc def\n ghi\n" 4 7 (left-margin 3))) (5 9 #("abc def\n ghi\n" 4 8 (left-margin 3))) (5 10 #("abc def\n    ghi\n" 4 12 (left-margin 3))) (5 11 #("abc def\n    ghi\n" 4 13 (left-margin 3))) (1 4 #("     abc  def\n  ghi\n" 5 6 (left-margin 3))) (1 5 #("     abc  def\n  ghi\n" 5 7 (left-margin 3))) (1 6 #("     abc  def\n  ghi\n" 5 8 (left-margin 3))) (1 8 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (1 9 #("     abc  def\n  ghi\n" 5 11 (left-margin 3))) (1 10 #("     abc  def\n  ghi\n" 5 12 (left-margin 3))) (1 11 #("     abc  def\n  ghi\n" 5 13 (left-margin 3))) (2 4 #("     abc  def\n  ghi\n" 5 6 (left-margin 3))) (2 5 #("     abc  def\n  ghi\n" 5 7 (left-margin 3))) (2 6 #("     abc  def\n  ghi\n" 5 8 (left-margin 3))) (2 8 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (2 9 #("     abc  def\n  ghi\n" 5 11 (left-margin 3))) (2 10 #("     abc  def\n  ghi\n" 5 12 (left-margin 3))) (2 11 #("     abc  def\n  ghi\n" 5 13 (left-margin 3))) (3 4 #("     abc  def\n  ghi\n" 5 6 (left-margin 3))) (3 5 #("     abc  def\n  ghi\n" 5 7 (left-margin 3))) (3 6 #("     abc  def\n  ghi\n" 5 8 (left-margin 3))) (3 8 #("     abc  def\n  ghi\n" 5 10 (left-margin 3))) (3 9 #("     abc  def\n  ghi\n" 5 11 (left-margin 3))) (3 10 #("     abc  def\n  ghi\n" 5 12 (left-margin 3))) (3 11 #("     abc  def\n  ghi\n" 5 13 (left-margin 3))) (5 4 "  abc  def\n  ghi\n") (5 5 "  abc  def\n  ghi\n") (5 6 #("  abc  def\n  ghi\n" 4 5 (left-margin 3))) (5 8 #("  abc  def\n  ghi\n" 4 7 (left-margin 3))) (5 9 #("  abc  def\n  ghi\n" 4 8 (left-margin 3))) (5 10 #("  abc  def\n  ghi\n" 4 9 (left-margin 3))) (5 11 #("  abc  def\n  ghi\n" 4 10 (left-margin 3))))
(with-temp-buffer (let ((left-margin 3)) (insert "  abc  def\n  ghi\n") (set-left-margin 1 9 5) (buffer-string)))
;=> #("     abc  def\n  ghi\n" 5 11 (left-margin 5))
(with-temp-buffer (progn (setq fill-column 20) (insert "abc " (propertize "def ghi" 'right-margin 4) " jkl mno\n" (propertize "zz" 'right-margin -4) "\n\n" "aaaaaaaaaaaaaaaaa" (propertize "bbbbbbbbb" 'right-margin 6) "\n") (mapcar (lambda (p) (goto-char p) (current-fill-column)) '(1 6 13 22 23 24 30 40))))
;=> (20 20 20 24 24 20 16 16)
(with-temp-buffer (progn (setq fill-column 20) (mapcar (lambda (n) (erase-buffer) (insert (make-string n 97) (propertize "bbbbbbbbb" 'right-margin 6) "\n") (goto-char 1) (current-fill-column)) '(0 5 13 14 15 16 17 18 19 20 21 22))))
;=> (14 14 14 14 14 15 16 17 18 19 20 20)
(with-temp-buffer (progn (setq fill-column 20) (mapcar (lambda (n) (erase-buffer) (insert (make-string n 97) (propertize "bbbbbbbbb" 'right-margin 6) (propertize "ccc" 'right-margin 2) "\n") (goto-char 1) (current-fill-column)) '(0 1 2 3 4 5 6 7 8 9 10 13 14 15 16 17 18 19 20 21 22))))
;=> (18 18 18 18 18 18 14 14 14 14 14 14 14 14 15 16 17 18 19 20 20)
(with-temp-buffer (mapcar (lambda (s) (with-temp-buffer (insert s) (let (r) (goto-char 1) (while (not (eobp)) (if (fill-nobreak-p) (push (point) r)) (forward-char 1)) (if (fill-nobreak-p) (push (point) r)) (nreverse r)))) '("a. b" "a.  b" "a." "ab? cd! e" "  x" "a b.c . d" "日本 語。" "a.) b" "a.\nb. c\n" "" "a.	b" "a .b" "Dr. X")))
;=> ((3 4) nil nil nil nil (5 8 9) nil (3) (6 7) nil nil (4) (4 5))
(with-temp-buffer (let (sentence-end-double-space) (mapcar (lambda (s) (with-temp-buffer (insert s) (let (r) (goto-char 1) (while (not (eobp)) (if (fill-nobreak-p) (push (point) r)) (forward-char 1)) (nreverse r)))) '("a. b" "a.  b" "a." "  x"))))
;=> (nil nil nil nil)
(with-temp-buffer (let ((sentence-end-without-period t)) (mapcar (lambda (s) (with-temp-buffer (insert s) (let (r) (goto-char 1) (while (not (eobp)) (if (fill-nobreak-p) (push (point) r)) (forward-char 1)) (nreverse r)))) '("a. b" "a.  b" "a." "  x"))))
;=> ((3 4) nil nil nil)
(with-temp-buffer (progn (insert (propertize "   aaa   bbb.   ccc\n" 'justification 'full) "  xx   yy\n") (let ((left-margin 2)) (unjustify-region 1 9) (buffer-string))))
;=> #("   aaa  bbb.   ccc\n  xx   yy\n" 0 19 (justification full))
(with-temp-buffer (progn (insert "2 b\n1 a\n3 q\n") (sort-numeric-fields 0 1 (point-max)) (buffer-string)))
;=> "2 b\n1 a\n3 q\n"
(with-temp-buffer (progn (insert "b 2\na 1\nq x\n") (sort-regexp-fields nil "a" "\\&" 1 (point-max)) (buffer-string)))
;=> "b 2\na 1\nq x\n"
(with-temp-buffer (progn (insert "b 2\na 1\nq x\n") (sort-fields-1 0 1 (point-max) nil nil) (buffer-string)))
;=> "a 1\nb 2\nq x\n"
(with-temp-buffer (progn (insert "  b 2\n a 1\nq x\n\n") (sort-fields 0 1 (point-max)) (buffer-string)))
;!> (error "Line has too few fields: ")
(with-temp-buffer (progn (insert "  b 2\n a 1\nq x\n\n") (sort-fields 1 1 (point-max)) (buffer-string)))
;!> (error "Line has too few fields: ")
(with-temp-buffer (progn (insert "b a\na c\nc b\n") (sort-fields 0 1 (point-max)) (buffer-string)))
;=> "b a\nc b\na c\n"
(with-temp-buffer (progn (require 'url-util) (list (url-file-directory "b") (url-file-directory "a%2fb/c") (url-file-directory "a%2fb") (url-file-nondirectory "a%2fb") (url-file-directory "~/x") (url-file-nondirectory "b") (url-file-nondirectory "a%2Fb?x/y"))))
;=> (nil "a%2fb/" "a%2f" "b" "~/" "b" "b")
(with-temp-buffer (progn (require 'rfc2047) 1))
;=> 1
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "a" "W1") ("nope" 81 "x" "W2") ("utf-8" 81 "b" "W3"))))
;=> "a W2 b"
(with-temp-buffer (rfc2047-decode-encoded-words '(("nope" 81 "x" "W2") ("utf-8" 81 "b" "W3"))))
;=> "W2 b"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "b" "W3") ("nope" 81 "x" "W2"))))
;=> "b W2"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "b" "W3") ("utf-8" 90 "x" "W2") ("utf-8" 90 "x" "W4") ("utf-8" 81 "c" "W5"))))
;=> "b W2 W4 c"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "=C3" "W3") ("utf-8" 66 "qQ" "W2"))))
;=> "é"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "=C3" "W3") ("iso-8859-1" 81 "=E9" "W2"))))
;=> #("\303é" 1 2 (charset windows-1252))
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "" "W3") ("iso-8859-1" 81 "=E9" "W2") ("utf-8" 66 "!!" "W4"))))
;=> #("é W4" 0 1 (charset windows-1252))
(with-temp-buffer (rfc2047-decode-encoded-words '(("us-ascii" 81 "a" "W3") (nil 81 "=E9" "W2"))))
;=> "a W2"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" "Q" "a" "W3") ("utf-8" "Q" "a" "W4"))))
;=> "W3 W4"
(with-temp-buffer (rfc2047-decode-encoded-words '(("nope" "Q" "a" "W3") ("utf-8" 113 "a" "W4") ("nope" "Q" "a" "W3"))))
;=> "W3 a W3"
(with-temp-buffer (list (url-basepath "/a/b") (url-basepath "http://h/a/b?x/y#f") (url-basepath "") (url-basepath "b") (url-basepath "a/") (url-basepath nil)))
;=> ("/a/" "http://h/a/" nil nil "a/" "")
(with-temp-buffer (url-basepath 5))
;!> (wrong-type-argument stringp 5)
(with-temp-buffer (url-file-directory nil))
;=> ""
(with-temp-buffer (url-recreate-url-attributes (url-parse-make-urlobj "http" nil nil "h" 80 "/x" nil '(("a" . "b") ("c") ("d" . "e f")) t)))
;=> ";a=b;c;d=e f"
(with-temp-buffer (url-recreate-url-attributes (url-parse-make-urlobj "http" nil nil "h" 80 "/x" nil '(("a" . "b")) t)))
;=> ";a=b"
(with-temp-buffer (url-recreate-url (url-parse-make-urlobj "http" nil nil "h" 81 "/x" "t" '(("a" . "b")) t)))
;=> "http://h:81/x#t"
(with-temp-buffer (url-recreate-url-attributes (url-parse-make-urlobj "http")))
;=> nil
(with-temp-buffer (url-recreate-url-attributes 5))
;!> (wrong-type-argument url 5)
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" "Q" "a" "=?utf-8?Q?a?=") ("iso-8859-1" "Q" "=E9" "=?x?=") ("nope" "Q" "x" "WORD"))))
;=> "=?utf-8?Q?a?= =?x?= WORD"
(with-temp-buffer (rfc2047-decode-encoded-words nil))
;=> nil
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" "Q" "=C3" "W") ("utf-8" "Q" "=A9" "W"))))
;=> "W W"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" "Q" "=C3" "W") ("utf-8" "B" "qQ==" "W"))))
;=> "W W"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" "Z" "x" "W") ("utf-8" "q" "x" "W2"))))
;=> "W W2"
(with-temp-buffer (rfc2047-decode-encoded-words '(("utf-8" 81 "x" "W") ("utf-8" 66 "eA" "W2") ("UTF-8" 98 "!!" "W3") ("utf-8" 113 "z_a" "W3"))))
;=> "xx W3 z a"
(with-temp-buffer (list (url-display-percentage nil nil) (url-display-percentage "a %d" 5 1) (url-lazy-message "x") (let ((url-show-status nil)) (list (url-lazy-message "y") (url-display-percentage "b" 1)))))
;=> (nil "a 1" "x" (nil nil))
(with-temp-buffer (list (url-percentage 1 4) (url-percentage 5 3) (url-percentage 2000000 3000000)))
;=> (25 167 67)
(with-temp-buffer (progn (insert "abc\ndef\n\nghi\n") (set-left-margin 1 8 4) (list (buffer-string) (point))))
;=> (#("    abc\n    def\n\nghi\n" 4 15 (left-margin 4)) 22)
(with-temp-buffer (progn (insert "  abc\n    def\n\nghi\n") (set-left-margin 3 10 2) (list (buffer-string) (point))))
;=> (#("    abc\n      def\n\nghi\n" 4 14 (left-margin 2)) 24)
(with-temp-buffer (progn (insert "abc def ghi\njkl mno\n") (list (increase-right-margin 1 5 nil) (buffer-string) (increase-right-margin 1 5 2) (buffer-string) (decrease-right-margin 1 5 nil) (buffer-string) (set-right-margin 1 14 7) (buffer-string) (current-fill-column) (progn (goto-char 3) (current-fill-column)))))
;=> (nil #("abc def ghi\njkl mno\n" 0 4 (right-margin 4)) nil #("abc def ghi\njkl mno\n" 0 4 (right-margin 6)) nil #("abc def ghi\njkl mno\n" 0 4 (right-margin 2)) nil #("abc def ghi\njkl mno\n" 0 4 (right-margin 7) 4 13 (right-margin 7)) 70 63)
(with-temp-buffer (progn (insert (propertize "ab" 'p 1) "c" (propertize "de" 'p 3)) (list (alter-text-property 1 5 'p (lambda (v) (list v))) (buffer-string) (let ((s (concat "x" (propertize "y" 'p 2)))) (list (alter-text-property 0 2 'p #'identity s) s (alter-text-property 0 2 'p #'ignore s) s)))))
;=> (nil #("abcde" 0 2 (p (1)) 2 3 (p (nil)) 3 4 (p (3)) 4 5 (p 3)) (nil #("xy" 0 1 (p nil) 1 2 (p nil)) nil #("xy" 0 1 (p nil) 1 2 (p nil))))
(with-temp-buffer (alter-text-property 1 5 'p 'ignore))
;!> (args-out-of-range 1 5)
(list (equal user-mail-address (or (getenv "EMAIL") (concat (user-login-name) "@" (system-name)))) write-region-post-annotation-function (clear-visited-file-modtime))
;=> (t nil nil)
(with-temp-buffer (progn (set-visited-file-name "/tmp/zzzz") (set-visited-file-modtime 100) (list (visited-file-modtime) (clear-visited-file-modtime) (visited-file-modtime) (set-buffer-modified-p nil))))
;!> (args-out-of-range 100 -1 0)
(with-temp-buffer (let ((l nil) (file (make-temp-file "wra"))) (let ((write-region-post-annotation-function (lambda nil (push (buffer-name) l))) (write-region-annotate-functions (list (lambda (b e) (set-buffer (get-buffer-create "ann")) (erase-buffer) (insert "new") nil)))) (write-region 1 1 file nil 0)) (delete-file file) (list l (buffer-name))))
;=> ((" *temp*" "ann") " *temp*")
(with-temp-buffer (list (progn (buffer-enable-undo) (insert "abc") (undo-outer-limit-truncate 100)) buffer-undo-list))
;=> (t nil)
(with-temp-buffer (let (undo-auto--undoably-changed-buffers) (undo-auto--undoable-change) (prog1 (list (equal undo-auto--undoably-changed-buffers (list (current-buffer))) (timerp undo-auto-current-boundary-timer)) (undo-auto--boundary-timer))))
;=> (t t)
(with-temp-buffer (progn (insert "aaa bbb") (goto-char 5) (list (fill-nobreak-p) (let ((fill-nobreak-predicate (list (lambda nil t)))) (fill-nobreak-p)) (progn (goto-char (point-max)) (fill-nobreak-p)) (progn (goto-char 1) (fill-nobreak-p)) (progn (erase-buffer) (insert "a. b.  c") (goto-char 4) (fill-nobreak-p)) (progn (goto-char 7) (fill-nobreak-p)) (progn (goto-char 6) (fill-nobreak-p)))))
;=> (nil t nil nil t nil nil)
(with-temp-buffer (progn (insert (propertize "   aaa   bbb   ccc\n" 'justification 'full) (propertize "     xx yy   zz\n" 'justification 'center) (propertize "     xx yy   zz\n" 'justification 'right) (propertize "     xx yy   zz\n" 'justification 'left)) (unjustify-region) (buffer-string)))
;=> #("   aaa bbb ccc\nxx yy   zz\nxx yy   zz\n     xx yy   zz\n" 0 15 (justification full) 15 26 (justification center) 26 37 (justification right) 37 53 (justification left))
(with-temp-buffer (list undo-outer-limit undo-outer-limit-function))
;=> (nil undo-outer-limit-truncate)
(with-temp-buffer (progn (setq fill-column 20) (insert "aa bb cc dd\n") (set-justification-left 1 (point-max)) (buffer-string)))
;=> #("aa bb cc dd\n" 0 12 (justification left))
(with-temp-buffer (progn (insert "b 2\na 1\nq x\n") (sort-fields 0 1 (point-max)) (buffer-string)))
;=> "a 1\nb 2\nq x\n"
(with-temp-buffer (progn (insert "x b 2\ny a 1\nz q x\n") (sort-fields -2 1 (point-max)) (buffer-string)))
;=> "y a 1\nx b 2\nz q x\n"
