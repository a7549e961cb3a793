;; Coding systems that a program defines, and translation tables.
(define-coding-system 'dc-a "Doc" :coding-type 'utf-8 :mnemonic ?a)
;=> nil
(list (coding-system-p 'dc-a) (coding-system-p 'dc-a-unix) (coding-system-base 'dc-a-dos) (coding-system-eol-type 'dc-a) (coding-system-eol-type 'dc-a-mac) (coding-system-aliases 'dc-a) (coding-system-aliases 'dc-a-unix))
;=> (t t dc-a [dc-a-unix dc-a-dos dc-a-mac] 2 (dc-a) (dc-a-unix))
(coding-system-plist 'dc-a)
;=> (:ascii-compatible-p t :category coding-category-utf-8 :name dc-a :docstring "Doc" :coding-type utf-8 :mnemonic 97)
(list (coding-system-mnemonic 'dc-a) (coding-system-type 'dc-a) (coding-system-doc-string 'dc-a) (coding-system-category 'dc-a) (coding-system-charset-list 'dc-a))
;=> (97 utf-8 "Doc" coding-category-utf-8 nil)
(list (encode-coding-string "h\u00e9\n" 'dc-a-dos) (decode-coding-string "h\303\251\r\n" 'dc-a) last-coding-system-used)
;=> ("h\303\251\15\n" "hé\n" dc-a-dos)
(define-coding-system 'dc-b "Doc" :coding-type 'charset :mnemonic ?b :charset-list '(iso-8859-2) :ascii-compatible-p t :mime-charset 'x-b)
;=> nil
(list (encode-coding-string "\u0159\u20ac" 'dc-b) (decode-coding-string "\370" 'dc-b))
;=> ("\370 " #("ř" 0 1 (charset iso-8859-2)))
(coding-system-plist 'dc-b)
;=> (:ascii-compatible-p t :category coding-category-charset :name dc-b :docstring "Doc" :coding-type charset :mnemonic 98 :charset-list (iso-8859-2) :ascii-compatible-p t :mime-charset x-b)
(define-coding-system 'dc-c "Doc" :coding-type 'raw-text :mnemonic ?c :eol-type 'unix)
;=> nil
(list (coding-system-eol-type 'dc-c) (coding-system-p 'dc-c-unix) (decode-coding-string "a\r\n\351" 'dc-c) (coding-system-aliases 'dc-c))
;=> (0 nil "a\15\n\351" (dc-c))
(define-coding-system 'dc-d "Doc" :coding-type 'utf-16 :mnemonic ?d :bom t :endian 'little)
;=> nil
(list (encode-coding-string "a\u20ac" 'dc-d) (decode-coding-string "\377\376a\0" 'dc-d))
;=> ("\377\376a\0\254 " "a")
(coding-system-plist 'dc-d)
;=> (:ascii-compatible-p nil :category coding-category-utf-16-le :name dc-d :docstring "Doc" :coding-type utf-16 :mnemonic 100 :bom t :endian little)
(define-coding-system 'dc-e "Doc" :coding-type 'undecided :mnemonic ?e)
;=> nil
(decode-coding-string "h\303\251" 'dc-e)
;=> "hé"
(define-coding-system 'dc-f "Doc" :coding-type 'utf-8 :mnemonic ?f :post-read-conversion 'dc-post :pre-write-conversion 'dc-pre)
;=> nil
(defun dc-post (n) (let ((s (buffer-substring (point) (+ (point) n)))) (upcase-region (point) (+ (point) n)) (save-excursion (insert "<") ) (1+ n)))
;=> dc-post
(defun dc-pre (b e) (let ((s (if (stringp b) b (buffer-substring b e)))) (set-buffer (generate-new-buffer " *dc*")) (insert "[" s "]")))
;=> dc-pre
(list (encode-coding-string "h\u00e9" 'dc-f) (decode-coding-string "h\303\251" 'dc-f))
;=> ("[h\303\251]" "<HÉ")
(with-temp-buffer (insert "abc") (encode-coding-region 1 3 'dc-f) (buffer-string))
;=> "[ab]c"
(with-temp-buffer (insert "abc") (decode-coding-region 2 4 'dc-f) (buffer-string))
;=> "a<BC"
(define-coding-system 'dc-g "Doc" :coding-type 'utf-8 :mnemonic ?g :decode-translation-table (make-translation-table '((?a . ?b))) :encode-translation-table (make-translation-table '((?x . ?y))))
;=> nil
(list (decode-coding-string "aba" 'dc-g) (decode-coding-string "ab\303\251a" 'dc-g) (encode-coding-string "xyx\u00e9" 'dc-g))
;=> ("aba" "bbéb" "yyy\303\251")
(define-coding-system 'dc-h "Doc" :coding-type 'charset :mnemonic ?h :charset-list '(ascii) :default-char ?#)
;=> nil
(encode-coding-string "a\u00e9b" 'dc-h)
;=> "a#b"
(define-coding-system 'dc-i "Doc" :mnemonic ?i)
;!> (error "Invalid coding system type: nil")
(define-coding-system 'dc-j "Doc" :coding-type 'utf-8)
;!> (wrong-type-argument characterp nil)
(define-coding-system 'dc-k "Doc" :coding-type 'foo :mnemonic ?k)
;!> (error "Invalid coding system type: foo")
(define-coding-system 'dc-l "Doc" :coding-type 'charset :mnemonic ?k)
;=> nil
(define-coding-system 'dc-m "Doc" :coding-type 'charset :mnemonic ?k :charset-list '(nosuch))
;!> (wrong-type-argument charsetp nosuch)
(define-coding-system "x" "Doc" :coding-type 'utf-8 :mnemonic ?k)
;!> (wrong-type-argument symbolp "x")
(define-coding-system 'dc-n "Doc" :coding-type 'utf-8 :mnemonic "k")
;=> nil
(define-coding-system 'dc-n "Doc" :coding-type 'utf-8 :mnemonic ?x :eol-type 'foo)
;!> (error "Invalid eol-type")
(define-coding-system 'dc-a "Doc2" :coding-type 'utf-8 :mnemonic ?A)
;=> nil
(coding-system-mnemonic 'dc-a)
;=> 65
(define-coding-system-alias 'dc-al 'dc-a)
;=> nil
(list (coding-system-base 'dc-al-unix) (coding-system-aliases 'dc-a) (coding-system-plist 'dc-al))
;=> (dc-a (dc-a dc-al) (:ascii-compatible-p t :category coding-category-utf-8 :name dc-a :docstring "Doc2" :coding-type utf-8 :mnemonic 65))
(define-coding-system-alias 'dc-al2 'dc-nosuch)
;!> (coding-system-error dc-nosuch)
(define-coding-system-alias 'dc-al3 'dc-a-unix)
;=> nil
(list (coding-system-eol-type 'dc-al3) (coding-system-p 'dc-al3-unix))
;=> (0 nil)
(seq-take coding-system-list 6)
;=> (dc-al3 dc-al dc-al-mac dc-al-dos dc-al-unix dc-a)
(assoc "dc-a" coding-system-alist)
;=> ("dc-a")
(coding-system-get 'dc-a :foo)
;=> nil
(coding-system-put 'dc-a :foo 5)
;=> 5
(coding-system-get 'dc-a :foo)
;=> 5
(find-coding-systems-for-charsets '(ascii))
;=> (undecided)
(length (find-coding-systems-for-charsets '(iso-8859-2)))
;=> 2
(memq 'utf-8 (find-coding-systems-for-charsets '(unicode)))
;=> nil
(memq 'iso-latin-2 (find-coding-systems-for-charsets '(iso-8859-2)))
;=> (iso-latin-2 dc-b)
(memq 'iso-latin-2 (find-coding-systems-for-charsets '(ascii iso-8859-1)))
;=> nil
(find-coding-systems-for-charsets '(nosuch))
;!> (wrong-type-argument charsetp nosuch)
(find-coding-systems-for-charsets nil)
;=> (undecided)
(find-coding-systems-for-charsets '(ascii eight-bit))
;=> nil
(find-coding-systems-for-charsets 'x)
;!> (wrong-type-argument sequencep x)
(let ((tab (make-translation-table '((?a . ?b) (?c . ?d))))) (list (char-table-p tab) (aref tab ?a) (aref tab ?b) (char-table-subtype tab)))
;=> (t 98 nil translation-table)
(with-temp-buffer (insert "abcabc") (list (translate-region 1 7 (make-translation-table '((?a . ?b) (?c . ?d)))) (buffer-string)))
;=> (4 "bbdbbd")
(progn (define-translation-table 'dc-tab '((?a . ?z))) (list (char-table-p (get 'dc-tab 'translation-table)) (aref (get 'dc-tab 'translation-table) ?a)))
;=> (t 122)
(aref (make-translation-table-from-vector [65 66 67]) 1)
;!> (args-out-of-range [65 66 67] 3)
(aref (make-translation-table-from-alist '((?a . ?b) ("ab" . ?c))) ?a)
;=> (([97] . 98) ("ab" . 99))
(aref (make-translation-table '((?a . ?b)) '((?b . ?c))) ?a)
;=> 99
(find-coding-systems-for-charsets '(unicode))
;=> nil
(find-coding-systems-for-charsets '(ascii unicode))
;=> nil
(find-coding-systems-for-charsets '(emacs))
;=> nil
(find-coding-systems-for-charsets '(iso-8859-1))
;=> (iso-latin-1)
(find-coding-systems-for-charsets '(ascii iso-8859-1))
;=> (iso-latin-1)
(find-coding-systems-for-charsets '(iso-8859-15))
;=> (iso-latin-9)
(find-coding-systems-for-charsets '(japanese-jisx0208))
;=> nil
(find-coding-systems-for-charsets '(chinese-gb2312))
;=> nil
(find-coding-systems-for-charsets '(korean-ksc5601))
;=> nil
(find-coding-systems-for-charsets '(big5))
;=> nil
(find-coding-systems-for-charsets '(ascii big5))
;=> nil
(find-coding-systems-for-charsets '(iso-8859-1 iso-8859-2))
;=> nil
(find-coding-systems-for-charsets '(koi8))
;=> nil
(find-coding-systems-for-charsets '(windows-1252))
;=> (windows-1252)
(find-coding-systems-for-charsets '(latin-jisx0201))
;=> nil
(find-coding-systems-for-charsets '(chinese-gbk))
;=> (chinese-gbk)
(find-coding-systems-for-charsets '(eight-bit))
;=> nil
(find-coding-systems-for-charsets '(unicode iso-8859-1))
;=> nil
(find-coding-systems-for-charsets '(ascii unicode-bmp))
;=> nil
(let ((f (make-temp-file "cd"))) (unwind-protect (progn (let ((coding-system-for-write 'dc-f)) (with-temp-buffer (insert "q\u00e9") (write-region 1 3 f nil 'silent))) (list (with-temp-buffer (set-buffer-multibyte nil) (insert-file-contents-literally f) (buffer-string)) (with-temp-buffer (let ((coding-system-for-read 'dc-f)) (list (cadr (insert-file-contents f)) (buffer-string) buffer-file-coding-system last-coding-system-used))))) (delete-file f)))
;=> ("[q\303\251]" (5 "<[QÉ]" dc-f-unix dc-f))
(list (encode-coding-string "abc" 'dc-f) (decode-coding-string "abc" 'dc-f) (encode-coding-string "abc" 'dc-f-dos))
;=> ("abc" "abc" "abc")
(with-temp-buffer (insert "xa") (encode-coding-region 1 3 'dc-g) (decode-coding-region 1 3 'dc-g) (buffer-string))
;=> "yb"
(let ((coding-system-for-read 'dc-g)) (list (coding-system-change-eol-conversion 'dc-g 'dos) (coding-system-change-eol-conversion 'dc-c 'dos) (coding-system-eol-type-mnemonic 'dc-g-dos)))
;=> (dc-g-dos nil "(DOS)")
(check-coding-system 'dc-b)
;=> dc-b
(coding-system-base 'dc-b-mac)
;=> dc-b
(detect-coding-string "abc" t)
;=> undecided
(define-coding-system 'dc-z)
;!> (wrong-number-of-arguments define-coding-system 1)
(define-coding-system-alias 5 'dc-a)
;!> (wrong-type-argument symbolp 5)
(let ((tab (make-translation-table '((?a . ?b) (?c . ?d)) '((?b . ?e) (?x . ?a))))) (mapcar (lambda (c) (aref tab c)) '(?a ?b ?c ?d ?e ?x)))
;=> (101 101 100 nil nil 101)
(list (find-operation-coding-system 'open-network-stream "n" "b" "h" 1234) (find-operation-coding-system 'start-process "n" nil "no-such-program"))
;=> (nil nil)
