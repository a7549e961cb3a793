;; Category tables.  -*- lexical-binding: t -*-

(category-set-mnemonics (char-category-set ?a))
;=> ".Lalr"
(category-set-mnemonics (char-category-set ?\s))
;=> ".al"
(category-table-p (category-table))
;=> t
(category-table-p (syntax-table))
;=> nil
(eq (category-table) (standard-category-table))
;=> t
(category-set-mnemonics (make-category-set "al"))
;=> "al"
(make-category-set 3)
;!> (wrong-type-argument stringp 3)
(category-set-mnemonics 3)
;!> (wrong-type-argument categorysetp 3)
(char-category-set 'x)
;!> (wrong-type-argument characterp x)
(category-docstring 300)
;!> (wrong-type-argument categoryp 300)
(category-docstring ?Z)
;=> nil
(define-category ?a "x")
;!> (error "Category ‘a’ is already defined")
(modify-category-entry ?a ?Z)
;!> (error "Undefined category: Z")
(set-category-table 3)
;!> (wrong-type-argument category-table-p 3)
(with-temp-buffer (set-category-table (copy-category-table)) (define-category ?Z "zed") (modify-category-entry ?b ?Z) (list (category-docstring ?Z) (category-set-mnemonics (char-category-set ?b)) (string-match "\\cZ" "abc") (progn (modify-category-entry ?b ?Z nil t) (string-match "\\cZ" "abc"))))
;=> ("zed" ".LZalr" 1 nil)
(with-temp-buffer (let ((table (make-category-table))) (define-category ?Z "zed" table) (modify-category-entry '(?a . ?c) ?Z table) (set-category-table table) (insert "xxbc") (goto-char 1) (list (re-search-forward "\\cZ+" nil t) (match-beginning 0) (get-unused-category table))))
;=> (5 3 32)
