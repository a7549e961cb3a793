;; Filling in all justifications, with prefixes found in the text, and scripts without spaces; what
;; the commands next to it leave in the buffer.
(with-temp-buffer (progn (insert "> aaa bbb ccc ddd\n> eee fff\n") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "> aaa bbb\n> ccc ddd\n> eee fff\n"
(with-temp-buffer (progn (insert "- aaa bbb ccc ddd\n  eee fff\n") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "- aaa bbb\n  ccc ddd\n  eee fff\n"
(with-temp-buffer (progn (insert "- aaa bbb ccc ddd\n") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "- aaa bbb\n  ccc ddd\n"
(with-temp-buffer (progn (insert "- aaa bbb ccc ddd\n") (let ((fill-column 10)) (fill-paragraph)) (buffer-string)))
;=> "- aaa bbb ccc ddd\n"
(with-temp-buffer (progn (insert "   aaa bbb ccc ddd\n eee fff") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "   aaa bbb\n ccc ddd\n eee fff"
(with-temp-buffer (progn (insert "// aaa bbb ccc ddd\n// eee fff") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "// aaa bbb\nccc ddd //\neee fff"
(with-temp-buffer (progn (insert "// aaa bbb ccc ddd\n/// eee fff") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "// aaa bbb\nccc ddd\n/// eee\nfff"
(with-temp-buffer (mapcar (lambda (p) (with-temp-buffer (insert p) (fill-context-prefix 1 (point-max)))) '("- a" "- a\n  b" "> a\n> b" "> a\n>> b" "a\nb" "  a\nb" "a\n  b" "  a\n    b" "    a\n  b" "(1) a\n    b" "1. a\n   b" "* a\n* b" "  a" "# a\n# b" "#a\n" "-a\n-b" "• a\n  b" "> - a\n>   b" "> - a\n> b" "" "\n" "  a\n\n  b")))
;=> ("  " "  " "> " ">" "" "" "  " "    " "  " "    " "   " "* " "  " "# " " " "-" "  " ">   " "> " "" "" nil)
(with-temp-buffer (progn (insert "aaa bbb ccc ddd") (let ((fill-column 8)) (fill-region 1 (point-max) 'full)) (buffer-string)))
;=> "aaa  bbb\nccc ddd"
(with-temp-buffer (progn (insert "aaa   bbb ccc ddd") (let ((fill-column 9)) (fill-region 1 (point-max) 'none)) (buffer-string)))
;=> "aaa bbb\nccc ddd"
(with-temp-buffer (progn (insert "aaa   bbb ccc ddd") (let ((fill-column 9) (default-justification 'right)) (fill-region 1 (point-max))) (buffer-string)))
;=> "  aaa bbb\n  ccc ddd"
(with-temp-buffer (progn (insert "aaa   bbb. ccc ddd") (let ((fill-column 9) (default-justification 'right)) (fill-region 1 (point-max))) (buffer-string)))
;=> "      aaa\n bbb. ccc\n      ddd"
(with-temp-buffer (progn (insert "a b c d e f g") (let ((fill-column 6)) (fill-region 1 (point-max) 'full)) (buffer-string)))
;=> "a  b c\nd  e f\ng"
(with-temp-buffer (progn (insert "  a. b  c d") (let ((fill-column 20)) (justify-current-line 'full nil nil)) (buffer-string)))
;=> "  a.    b    c    d"
(with-temp-buffer (progn (insert "  a.  b  c d") (let ((fill-column 19)) (justify-current-line 'full t nil)) (buffer-string)))
;=> "  a.  b c d"
(with-temp-buffer (progn (insert "  a.  b  c d\n") (goto-char 1) (let ((fill-column 19)) (justify-current-line 'full t t)) (buffer-string)))
;=> "  a.  b  c d\n"
(with-temp-buffer (progn (insert "  a.  b  c d") (goto-char 1) (let ((fill-column 19)) (justify-current-line 'right)) (buffer-string)))
;=> "  \11 a.  b  c d"
(with-temp-buffer (progn (insert "  a.  b  c d   ") (goto-char 1) (let ((fill-column 19)) (justify-current-line 'center)) (buffer-string)))
;=> "    a.  b  c d   "
(with-temp-buffer (progn (insert "  a.  b  c d   ") (goto-char 1) (let ((fill-column 19)) (justify-current-line 'left)) (buffer-string)))
;=> "  a.  b  c d   "
(with-temp-buffer (progn (insert "a b c d e f g h i") (let ((fill-column 23)) (justify-current-line 'full t)) (buffer-string)))
;=> "a b c d e f g h i"
(with-temp-buffer (progn (insert "aa bb") (let ((fill-column 3)) (justify-current-line 'full t)) (buffer-string)))
;=> "aa bb"
(with-temp-buffer (progn (insert "ab cd") (let ((fill-column 20)) (center-line) ) (buffer-string)))
;=> "       ab cd"
(with-temp-buffer (progn (insert "ab cd\nef\n\ng") (let ((fill-column 20)) (center-region 1 (point-max)) ) (buffer-string)))
;=> "       ab cd\n\11 ef\n\n\11 g"
(with-temp-buffer (progn (insert "aa bb\ncc dd") (let ((fill-column 20)) (set-justification 1 (point-max) 'right) ) (buffer-string)))
;=> #("\11 aa bb cc dd" 2 13 (justification right))
(with-temp-buffer (progn (insert "aa bb\ncc dd") (let ((fill-column 20)) (set-justification-full 1 (point-max)) ) (buffer-string)))
;=> #("aa bb cc dd" 0 11 (justification full))
(with-temp-buffer (progn (insert "中文字。中文字「中」文字，中文字") (let ((fill-column 8)) (fill-region 1 (point-max))) (buffer-string)))
;=> "中文字。\n中文字\n「中」文\n字，中文\n字"
(with-temp-buffer (progn (insert "中文字 abc 中文字中文字\n中文中文") (let ((fill-column 9)) (fill-region 1 (point-max))) (buffer-string)))
;=> #("中文字\nabc 中文\n字中文字\n中文中文" 3 4 (fill-space " "))
(with-temp-buffer (progn (insert "한국어 단어는 띄어 씁니다 그래서 좋다") (let ((fill-column 9)) (fill-region 1 (point-max))) (buffer-string)))
;=> "한국어\n단어는\n띄어\n씁니다\n그래서\n좋다"
(with-temp-buffer (progn (insert "aaa bbb ccc ddd eee\nfff  ggg") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "aaa bbb\nccc ddd\neee fff\nggg"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg") (let ((fill-column 12)) (fill-region 1 (point-max) 'full)) (buffer-string)))
;=> "aaa      bbb\nccc. Ddd eee\nfff ggg"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg") (let ((fill-column 12)) (fill-region 1 (point-max) 'right)) (buffer-string)))
;=> "     aaa bbb\nccc. Ddd eee\n     fff ggg"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg") (let ((fill-column 12)) (fill-region 1 (point-max) 'center)) (buffer-string)))
;=> "  aaa bbb\nccc. Ddd eee\n  fff ggg"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg\n\nmore text here that\n is long") (let ((fill-column 12)) (fill-region 1 (point-max) 'left)) (buffer-string)))
;=> "aaa bbb\nccc. Ddd eee\nfff ggg\n\nmore text\n here that\n is long"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg\n\nmore text here that\n is long") (let ((fill-column 12)) (fill-region 1 (point-max) nil t)) (buffer-string)))
;=> "aaa bbb\nccc. Ddd eee\nfff  ggg\n\nmore text\n here that\n is long"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg\n\nmore text here that\n is long") (let ((fill-column 12)) (fill-individual-paragraphs 1 (point-max))) (buffer-string)))
;=> "aaa bbb\nccc. Ddd eee\nfff ggg\n\nmore text\nhere that\n is long"
(with-temp-buffer (progn (insert "aaa bbb ccc. Ddd eee\nfff  ggg\n\n  more text here that\n   is long") (let ((fill-column 12)) (fill-nonuniform-paragraphs 1 (point-max))) (buffer-string)))
;=> "aaa bbb\nccc. Ddd eee\nfff ggg\n\n  more text\n  here that\n  is long"
(with-temp-buffer (progn (insert "> aaa bbb ccc ddd\n> eee fff\n") (let ((fill-column 10) (fill-prefix "> ")) (fill-region-as-paragraph 1 (point-max))) (buffer-string)))
;=> "> aaa bbb\n> ccc ddd\n> eee fff\n"
(with-temp-buffer (progn (insert "> aaa bbb ccc ddd\n> eee fff\n") (let ((fill-column 10)) (goto-char 1) (fill-paragraph)) (buffer-string)))
;=> "> aaa bbb\n> ccc ddd\n> eee fff\n"
(with-temp-buffer (progn (insert "日本語の文章をここに書きますので折り返して") (let ((fill-column 10)) (fill-region 1 (point-max))) (buffer-string)))
;=> "日本語の文\n章をここに\n書きますの\nで折り返し\nて"
(with-temp-buffer (progn (insert "日本語 abc の文章。ここに書(き)ますので折り返して") (let ((fill-column 8)) (fill-region 1 (point-max))) (buffer-string)))
;=> #("日本語\nabc の文\n章。ここ\nに書(き)\nますので\n折り返し\nて" 3 4 (fill-space " "))
(with-temp-buffer (progn (insert "  a b   c  ") (canonically-space-region 1 (point-max)) (buffer-string)))
;=> " a b c "
(with-temp-buffer (progn (insert "a b c") (let ((fill-column 20)) (justify-current-line 'full)) (buffer-string)))
;=> "a         b        c"
(with-temp-buffer (progn (insert "a b c") (let ((fill-column 20)) (justify-current-line 'center)) (buffer-string)))
;=> "       a b c"
(with-temp-buffer (progn (insert "a b c\nd") (goto-char 1) (let ((fill-column 20)) (justify-current-line 'full)) (buffer-string)))
;=> "a         b        c\nd"
(with-temp-buffer (progn (insert "   a b c   ") (set-justification-center 1 (point-max)) (buffer-string)))
;=> #("\11\11\11\11a b c   " 4 12 (justification center))
(with-temp-buffer (progn (insert "- abc") (fill-context-prefix 1 (point-max))))
;=> "  "
(with-temp-buffer (progn (insert "- abc\n  def") (fill-context-prefix 1 (point-max))))
;=> "  "
(with-temp-buffer (progn (insert "  - abc\n  - def") (list (fill-match-adaptive-prefix) (progn (goto-char 1) (fill-match-adaptive-prefix)))))
;=> ("" "  - ")
(with-temp-buffer (progn (insert "aaa bbb ccc ddd eee") (let ((fill-column 10)) (auto-fill-mode 1) (do-auto-fill)) (buffer-string)))
;=> "aaa bbb\nccc ddd\neee"
(with-temp-buffer (progn (insert "foo   bar") (goto-char 5) (just-one-space) (buffer-string)))
;=> "foo bar"
(with-temp-buffer (progn (insert "foo   bar") (goto-char 5) (just-one-space 3) (buffer-string)))
;=> "foo   bar"
(with-temp-buffer (progn (insert "foo \n  bar") (goto-char 5) (just-one-space -1) (buffer-string)))
;=> "foo bar"
(with-temp-buffer (progn (insert "ab\ncd\n") (transpose-lines 1) (buffer-string)))
;=> "ab\n\ncd\n"
(with-temp-buffer (progn (insert "b\na\nc\n") (sort-lines nil 1 (point-max)) (buffer-string)))
;=> "a\nb\nc\n"
(with-temp-buffer (progn (insert "b\na\nc") (sort-lines t 1 (point-max)) (buffer-string)))
;=> "c\nb\na"
(with-temp-buffer (progn (insert "B\na\nC") (let ((sort-fold-case t)) (sort-lines nil 1 (point-max))) (buffer-string)))
;=> "a\nB\nC"
(with-temp-buffer (progn (insert "x 10\ny 9\nz 0x1f\n") (sort-numeric-fields 2 1 (point-max)) (buffer-string)))
;=> "y 9\nx 10\nz 0x1f\n"
(with-temp-buffer (progn (insert "x 10\ny 9\nz 0x1f\n") (sort-numeric-fields -1 1 (point-max)) (buffer-string)))
;=> "y 9\nx 10\nz 0x1f\n"
(with-temp-buffer (progn (insert "x 10\ny 9\n\nz\n") (sort-numeric-fields 2 1 (point-max)) (buffer-string)))
;!> (error "Line has too few fields: ")
(with-temp-buffer (progn (insert "x q\ny b\nz a\n") (sort-fields 2 1 (point-max)) (buffer-string)))
;=> "z a\ny b\nx q\n"
(with-temp-buffer (progn (insert "x q\ny b\nz a\n") (sort-fields -1 1 (point-max)) (buffer-string)))
;=> "z a\ny b\nx q\n"
(with-temp-buffer (progn (insert "b b\nb\n\na\n\n") (sort-paragraphs nil 1 (point-max)) (buffer-string)))
;=> "a\n\nb b\nb\n\n"
(with-temp-buffer (progn (insert "b\n\fa\n") (sort-pages nil 1 (point-max)) (buffer-string)))
;=> "a\nb\n\f"
(with-temp-buffer (progn (insert "xx2\nyy1\n") (sort-columns nil 3 (point-max)) (buffer-string)))
;=> "xx2\nyy1\n"
(with-temp-buffer (progn (insert "b:2 a:1 c:3") (sort-regexp-fields nil "\\([a-z]\\):\\([0-9]\\)" "\\2" 1 (point-max)) (buffer-string)))
;=> "a:1 b:2 c:3"
(with-temp-buffer (progn (insert "b:2 a:1 c:3") (sort-regexp-fields t "[a-z]:[0-9]" "\\&" 1 (point-max)) (buffer-string)))
;=> "c:3 b:2 a:1"
(with-temp-buffer (progn (insert "b:2 a:1 c:3") (sort-regexp-fields t "[a-z]:[0-9]" "\\3x" 1 (point-max)) (buffer-string)))
;!> (invalid-regexp "Invalid back reference")
(with-temp-buffer (progn (insert "a\nb\na\nb") (list (delete-duplicate-lines 1 (point-max)) (buffer-string))))
;=> (2 "a\nb\n")
(with-temp-buffer (progn (insert "a\nb\na\na\nb") (list (delete-duplicate-lines 1 (point-max) t) (buffer-string))))
;=> (3 "a\nb")
(with-temp-buffer (progn (insert "a\na\nb\na") (list (delete-duplicate-lines 1 (point-max) nil t) (buffer-string))))
;=> (1 "a\nb\na")
(with-temp-buffer (progn (insert "a\n\n\nb\n\n") (list (delete-duplicate-lines 1 (point-max) nil nil t) (buffer-string))))
;=> (0 "a\n\n\nb\n\n")
(let ((d (file-name-as-directory (make-temp-file "locate" t)))) (write-region "" nil (concat d "plain") nil 0) (write-region "" nil (concat d "program") nil 0) (set-file-modes (concat d "plain") #o644) (set-file-modes (concat d "program") #o755) (prog1 (mapcar (lambda (r) (and r (file-name-nondirectory r))) (list (locate-file "plain" (list d) nil 1) (locate-file "plain" (list d) nil 'executable) (locate-file "program" (list d) nil 'executable) (locate-file "plain" (list d) nil 4) (locate-file "plain" (list d) nil 'exists) (locate-file (concat d "plain") '("/")) (locate-file (concat d "program") '("/") nil 1) (locate-file (directory-file-name d) '("/") nil (lambda (_) t)) (let ((exec-path (list d))) (executable-find "plain")) (let ((exec-path (list d))) (executable-find "program")) (executable-find (concat d "program")) (executable-find (concat d "plain")))) (delete-directory d t)))
;=> (nil nil "program" "plain" "plain" "plain" "program" nil nil "program" "program" nil)
(let ((f (make-temp-file "after" nil nil "abc"))) (prog1 (with-temp-buffer (let ((after-insert-file-functions (list (lambda (n) (goto-char (point-max)) n)))) (condition-case e (insert-file-contents f) (error e)))) (delete-file f)))
;=> (wrong-type-argument inserted-chars 3)
(let ((l (list-system-processes))) (equal l (sort (copy-sequence l) #'<)))
;=> t
(list (backup-file-name-p "a~") (backup-file-name-p "a") (file-ownership-preserved-p "/nonexistent") (file-ownership-preserved-p "/nonexistent" t) (mapcar #'car (file-extended-attributes "/")))
;=> (1 nil t t (acl selinux-context))
(backup-file-name-p 1)
;!> (wrong-type-argument stringp 1)
(file-ownership-preserved-p 1)
;!> (wrong-type-argument stringp 1)
(file-extended-attributes 1)
;!> (wrong-type-argument stringp 1)
(with-temp-buffer (buffer-enable-undo) (list (undo-auto-amalgamate) undo-auto--this-command-amalgamating (progn (insert "x") (undo-auto--ensure-boundary 'cmd) (list buffer-undo-list undo-auto--last-boundary-cause)) (undo-auto--needs-boundary-p)))
;=> (nil t ((nil (1 . 2) (t . 0)) cmd) nil)
(with-temp-buffer (buffer-enable-undo) (setq undo-auto--last-boundary-cause nil undo-auto--undoably-changed-buffers nil) (dotimes (i 25) (undo-auto-amalgamate) (insert "x") (undo-auto--ensure-boundary 'amalgamate)) (list (length (delq nil (mapcar #'identity buffer-undo-list))) (car undo-auto--last-boundary-cause) (undo-auto--last-boundary-amalgamating-number)))
;=> (3 3 3)
(let ((undo-auto--last-boundary-cause 'x)) (undo-auto--last-boundary-amalgamating-number))
;=> nil
(undo-auto--ensure-boundary)
;!> (wrong-number-of-arguments undo-auto--ensure-boundary 0)
