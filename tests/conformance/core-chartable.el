;; Char-tables, read and printed.
(setq print-circle t)
;=> t
(let ((tb (make-char-table 'foo))) (aset tb ?a 1) (set-char-table-range tb '(?x . 200) 'z) tb)
;=> #^[nil nil foo #1=\n#^^[3 0 nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil 1 nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil z z z z z z z z] #^^[1 0 #^^[2 0 #1# \n#^^[3 128 z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z z nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil] nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil] nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil] nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil]
(let ((tb (make-char-table 'foo 3))) (set-char-table-range tb '(200 . 70000) 'z) (set-char-table-parent tb (make-char-table 'bar)) (let ((u (read (prin1-to-string tb)))) (list (equal u tb) (char-table-range u nil) (aref u 300) (char-table-parent u))))
;=> (t 3 z #^[nil nil bar nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil])
(read-from-string "#^[]")
;!> (error "Invalid size char-table")
(read-from-string "#^^")
;!> (invalid-read-syntax "#^^")
(read-from-string "#^^[3 0 1]")
;!> (error "Invalid size in sub char-table")
(make-char-table 'a "x")
;=> #^["x" nil a "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x" "x"]
(read-from-string "#^a")
;!> (invalid-read-syntax "#^")
(read-from-string "#^^[]")
;!> (error "Zero-sized sub char-table")
(let* ((tb (make-char-table 'foo "")) (print-length 3)) (prin1-to-string tb))
;=> "#^[\"\" nil foo ...]"
(let ((print-level 1)) (prin1-to-string (make-char-table 'foo '(1 (2)))))
;=> "#^[#1=... nil foo #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1# #1#]"
(read "#^^[1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]")
;=> #^^[1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]
