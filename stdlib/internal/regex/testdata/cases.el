;;; cases.el --- writes cases.tsv, with Emacs' answers  -*- lexical-binding: t; coding: utf-8 -*-
;; Run in this folder:  LANG=C.UTF-8 emacs -Q --batch -l cases.el
(load (expand-file-name "oracle.el") nil t)

(defun case-line (op fold pattern text &optional a b lo hi)
  (let ((a (or a 0)) (opt (lambda (n) (if n (number-to-string n) "-"))))
    (insert (mapconcat #'identity
                       (list op (if fold "t" "nil") (oracle-field pattern) (oracle-field text)
                             (number-to-string a) (funcall opt b) (funcall opt lo) (funcall opt hi)
                             (oracle-ask (aref op 0) fold pattern text a b lo hi))
                       "\t")
            "\n")))

;; Every pattern of a group on every text of the group.
(defvar case-groups
  '(;; preference, groups
    (("a\\|ab" "\\(a\\|ab\\)\\(c\\|bcd\\)\\(d*\\)" "\\(a*\\)\\(ab\\)*\\(b*\\)" "\\(?:\\(a\\)\\|\\(b\\)\\)*" "\\(a\\|b\\)*?c"
      "\\(?2:a\\)\\(b\\)" "\\(?1:a\\)\\|\\(?1:b\\)" "\\(?300:a\\)\\(b\\)" "\\(\\(a\\)\\(b\\)\\)\\{2\\}")
     ("ab" "abcd" "abab" "b" ""))
    ;; empty rounds
    (("\\(a\\|\\)*" "\\(\\|a\\)*" "\\(a*\\)*" "\\(a*\\)+" "\\(a*?\\)*" "\\(a*\\)*?b" "\\(\\(a\\|\\)*\\)*" "\\(a?\\)\\{2,3\\}b"
      "\\(a\\|\\)\\{2,5\\}b" "\\(\\(a?\\)*?\\)*b" "\\(?:a?\\)*?\\(b\\)?" "\\(\\)" "\\(?:\\)*a" "\\(a\\|b\\|\\)+?c")
     ("" "a" "aab" "ba" "aabc"))
    ;; intervals
    (("a\\{2\\}" "a\\{,2\\}" "a\\{2,\\}" "a\\{\\}" "a\\{,\\}" "a\\{0\\}b" "\\(a\\)\\{0\\}\\1b" "a\\{2\\}?" "a\\{1,2\\}\\{2\\}"
      "\\(a\\{1,2\\}\\)\\{2\\}" "\\(ab?\\)\\{2,3\\}b" "\\{1\\}" "^\\{1\\}" "a\\|\\{2\\}")
     ("a" "aaa" "aab" "{1}" "abab"))
    ;; what operators apply to
    (("*" "**" "+?" "^*" "^**" "\\(*\\)" "\\(?:*\\)" "a\\|*" "a**" "a*?" "a??" "a+*" "\\`*" "a\\b*" "ab\\b*" "\\<*" "\\_>?a"
      "$*" "x$*" "a$\\|b" "\\(a$\\)" "a^b" "a$b" "\\(^a\\)" "a\\|^b" "\\(?:^\\)*a" "\\b+a" "\\1*" "\\(a\\)\\1*")
     ("*" "a" "ab" "a^b" "a$b" "x$$" "+a"))
    ;; errors
    (("[" "[^" "[a" "[]" "[]a" "[a-" "[[:alpha:" "[[:foo:]]" "[[:alpha:]" "\\(" "\\)" "\\(a" "a\\)" "\\(?" "\\(?:" "\\(?1" "\\(?x\\)"
      "\\(?0:a\\)" "\\(?99999:a\\)" "\\(?1:\\(?1:a\\)\\)" "\\" "a\\" "\\{" "a\\{" "a\\{1" "a\\{x\\}" "a\\{2,1\\}" "a\\{1\\" "a\\{65536\\}"
      "\\1" "\\(a\\1\\)" "\\(a\\)\\2" "\\s" "\\S" "\\c" "\\C" "\\_" "\\_x")
     ("a"))
    ;; character alternatives
    (("[]a]" "[^]a]" "[a-]" "[-a]" "[a-c-e]" "[b-a]" "[^b-a]" "[\\]" "[a-[:digit:]]" "[[:digit:]-z]" "[[:alpha]]" "[[.a.]]" "[Z-a]"
      "[^\n]" "[é]" "[^é]" "[à-ê]" "[あ-ん]" "[a-é]" "[é-\x3fffff]" "[a-\x3fffff]" "[\x3fff80-\x3fffff]")
     ("]" "-" "b" "d" "5]" "\n" "é" "い" "\x3fffe9" "[a]"))
    ;; classes
    (("[[:alpha:]]" "[[:alnum:]]" "[[:digit:]]" "[[:xdigit:]]" "[[:space:]]" "[[:upper:]]" "[[:lower:]]" "[[:punct:]]" "[[:graph:]]"
      "[[:print:]]" "[[:cntrl:]]" "[[:blank:]]" "[[:word:]]" "[[:ascii:]]" "[[:nonascii:]]" "[[:multibyte:]]" "[[:unibyte:]]"
      "\\w" "\\W" "\\s-" "\\s." "\\s_" "\\sw" "\\s(" "\\sz" "\\S " "\\Sz" "\\ca" "\\Ca" "\\cl" "\\cg" "\\cH" "\\c^")
     ("a" "Z" "7" " " "\t" "\n" "_" "." "(" "\x1" "\x7f" "é" "É" "あ" "α" "\xa0" "\u2003" "—" "€" "\x85" "٣" "½" "\u0301" "\x3fffe9" "\xad"))
    ;; unibyte text
    (("\351" "[\340-\360]" "[^a]" "[a-\377]" "é" "[é]" "[^é]" "\\w" "\\W" "." "[[:nonascii:]]" "[^[:ascii:]]" "[[:word:]]" "\\ca" "a\\b")
     ("\351" "a\351" "b"))
    ;; places
    (("^" "$" "\\`" "\\'" "\\b" "\\B" "\\<" "\\>" "\\_<" "\\_>" "^a" "a$" "\\`a" "b\\'" "\\<b" "a\\>" "\\_<b" "a\\_>" "\\ba" "\\Ba" "a\\B" "^$")
     ("" " " "a" "ab" "a b" "-a" "a_b" "a\nb" "\n\n" "_a " "aé" "あa" "ア漢あ" "αб"))
    ;; back references
    (("\\(a*\\)\\1" "\\(a\\|b\\)\\1" "\\(.*\\)x\\1" "\\(a\\)\\|b\\1" "\\(?:\\(a\\)\\|b\\)*\\1" "\\(\\)\\1" "\\(a\\)\\(b\\)\\2\\1")
     ("aaa" "abab" "abxab" "b" "abba"))))

(let ((coding-system-for-write 'utf-8-unix))
  (with-temp-file "cases.tsv"
    (dolist (g case-groups)
      (dolist (p (car g)) (dolist (s (cadr g)) (case-line "s" nil p s))))
    ;; case ignored
    (dolist (p '("aB" "[A-C]" "[^a]" "[Z-a]" "[[:upper:]]" "[[:lower:]]" "[^[:upper:]]" "é" "[à-ê]" "[À-Ê]" "k" "K" "ß" "σ" "µ" "ſ" "ı" "\\(a\\)\\1" "\\(é\\)\\1"))
      (dolist (s '("Ab" "b" "Z" "_" "É" "é" "K" "ẞ" "ς" "μ" "s" "i" "İ" "aA" "éÉ")) (case-line "s" t p s)))
    ;; starts, bounds, point, narrowing, both directions
    (dolist (p '("a" "a+" "a*" "^a" "a$" "\\ba" "a\\b" "a\\>" "\\<b" "\\_<a" "\\`" "\\'" "\\=" "a\\=" "\\=a" "" "[^a]" "é" "\\(a\\)?b" "a.*b" "\n"))
      (dolist (s '("aab ab" "a\naéa"))
        (dolist (c '(("s" 2) ("f" 0) ("f" 1 3) ("f" 2 2) ("f" 3 nil 1 4) ("b" 5) ("b" 4 1) ("b" 3 nil 1 4) ("l" 1) ("l" 3 nil 1 3)
                     ("f" 1 3 1 5) ("b" 3 2 1 5)))
          (when (or (equal (car c) "s") (not (and (equal s "a\naéa") (nth 4 c) (> (nth 4 c) 5)))
                    t)
            (when (<= (car (last (remq nil (cdr c)))) (length s))
              (apply #'case-line (car c) nil p s (cdr c)))))))))
