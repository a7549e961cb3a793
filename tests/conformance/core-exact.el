;;; Printing, reading and sorting to the last detail -*- lexical-binding: t; -*-

;; float-output-format
(mapcar (lambda (f) (let ((float-output-format f)) (mapcar #'prin1-to-string (list 1.0 0.1 -2.5e10 1e100 1e-7 100.0 0.0e+NaN 1.0e+INF -0.0)))) '(nil "%.3f" "%e" "%.2e" "%g" "%.10g" "%.0f" "%.17f"))
;=> (("1.0" "0.1" "-25000000000.0" "1e+100" "1e-07" "100.0" "0.0e+NaN" "1.0e+INF" "-0.0") ("1.000" "0.100" "-25000000000.000" "10000000000000000159028911097599180468360808563945281389781327557747838772170381060813469985856815104.000" "0.000" "100.000" "0.0e+NaN" "1.0e+INF" "-0.000") ("1.0" "0.1" "-25000000000.0" "1e+100" "1e-07" "100.0" "0.0e+NaN" "1.0e+INF" "-0.0") ("1.00e+00" "1.00e-01" "-2.50e+10" "1.00e+100" "1.00e-07" "1.00e+02" "0.0e+NaN" "1.0e+INF" "-0.00e+00") ("1.0" "0.1" "-25000000000.0" "1e+100" "1e-07" "100.0" "0.0e+NaN" "1.0e+INF" "-0.0") ("1.0" "0.1" "-2.5e+10" "1e+100" "1e-07" "100.0" "0.0e+NaN" "1.0e+INF" "-0.0") ("1" "0" "-25000000000" "10000000000000000159028911097599180468360808563945281389781327557747838772170381060813469985856815104" "0" "100" "0.0e+NaN" "1.0e+INF" "-0") ("1.0" "0.1" "-25000000000.0" "1e+100" "1e-07" "100.0" "0.0e+NaN" "1.0e+INF" "-0.0"))
(mapcar (lambda (f) (let ((float-output-format f)) (prin1-to-string 3.25))) '("" "x" "%d" "%.3" "%5.3f" "%.60f" "%.0g" "%.03g" "%+.3f" 5 "%.3f " "a%.3f" "%s" "%.f" "%.e" "%E" "%G"))
;=> ("3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.25" "3.0" "3e+00" "3.25" "3.25")
(let ((float-output-format "%.0e")) (list (format "%s" 2.5) (number-to-string 2.5) (format "%S" '(1.5 . 2.0))))
;=> ("2.5" "2.5" "(1.5 . 2.0)")
(let ((float-output-format "%.1f")) (read (prin1-to-string (list 1.25 1.75 -0.04 1e20))))
;=> (1.2 1.8 -0.0 1e+20)

;; NaNs keep their payload and sign
(mapcar (lambda (s) (condition-case e (prin1-to-string (car (read-from-string s))) (error e))) '("0.0e+NaN" "-0.0e+NaN" "1.0e+NaN" "-1.5e+NaN" "123.0e+NaN" "0.5e+NaN" "1e+NaN" "1e+INF" "-1.0e+INF" "1.0e+NaNx" "0.0e-NaN" "1.e+NaN" "NaN" "4503599627370495.0e+NaN" "1e999" "1.0e+nan"))
;=> ("0.0e+NaN" "-0.0e+NaN" "1.0e+NaN" "-1.0e+NaN" "123.0e+NaN" "0.0e+NaN" "1.0e+NaN" "1.0e+INF" "-1.0e+INF" "1\\.0e+NaNx" "0\\.0e-NaN" "1.0e+NaN" "NaN" "2251799813685247.0e+NaN" "1.0e+INF" "1\\.0e+nan")
(list (isnan 7.0e+NaN) (= 7.0e+NaN 7.0e+NaN) (eql 7.0e+NaN 7.0e+NaN) (eql 7.0e+NaN 8.0e+NaN) (equal 0.0e+NaN -0.0e+NaN) (copysign 7.0e+NaN -1.0))
;=> (t nil t nil nil -7.0e+NaN)
(list (format "%f %g %e %d" 0.0e+NaN 1.0e+INF -1.0e+INF 3) (format "%5f|%-6g|%06f" 0.0e+NaN 1.0e+INF 1.0e+INF) (format "%+f % f" 0.0e+NaN 1.0e+INF))
;=> ("nan inf -inf 3" "  nan|inf   |   inf" "+nan  inf")
(list (abs -7.0e+NaN) (- 7.0e+NaN) (max 1 7.0e+NaN) (min 7.0e+NaN 1) (ffloor 7.0e+NaN) (frexp 7.0e+NaN))
;=> (7.0e+NaN -7.0e+NaN 7.0e+NaN 7.0e+NaN 7.0e+NaN (7.0e+NaN . 0))

;; positions of symbols while reading
(with-temp-buffer (insert "(foo bar (baz foo) 'x \"s\" 12 [q])") (goto-char 1) (let ((read-with-symbol-positions (current-buffer)) (read-symbol-positions-list nil)) (read (current-buffer)) read-symbol-positions-list))
;=> ((foo . 1) (bar . 5) (baz . 10) (foo . 14) (x . 20) (q . 30))
(with-temp-buffer (insert "  \n(a . b) c") (goto-char 1) (let ((read-with-symbol-positions t)) (list (read (current-buffer)) read-symbol-positions-list (read (current-buffer)) read-symbol-positions-list)))
;=> ((a . b) ((a . 4) (b . 8)) c ((c . 1)))
(let ((read-with-symbol-positions t)) (read-from-string "(a b c)" 0) read-symbol-positions-list)
;=> ((a . 1) (b . 3) (c . 5))
(let ((read-with-symbol-positions nil)) (read-from-string "(a b c)") read-symbol-positions-list)
;=> ((a . 1) (b . 3) (c . 5))

;; where read-from-string stops
(mapcar (lambda (a) (condition-case e (apply #'read-from-string a) (error e))) '(("a b") ("a b" 1) ("  a  ") ("(a) b" 0) ("(a) b" 3) ("a b c" 2 3) ("abc" 1 2) ("abc" -1) ("abc" -3 -1) ("" ) ("  ") ("abc" 3) ("abc" 4) ("abc" 2 1) ("(a") ("(a ." ) ("(a . b c)") (")") ("]") ("[a") ("\"abc") ("?") ("#") ("'") ("#'") (";x") ("a;x") ("#1=(a . #1#)") ("#s(") ("#[") ("#(\"a\"") ("#&3\"") ("`") (",@") ("\\") ("?\\") ("?\\C-") ("?\\M") ("#x") ("#24r") ("#:") ("#_a") ("#@3 ab c") ("#$") ("##") (". a") ("(. a)") ("(a .b)") ("a.b") ("é b") ("(é) b")))
;=> ((a . 1) (b . 3) (a . 3) ((a) . 3) (b . 5) (b . 3) (b . 2) (c . 3) (ab . 2) (end-of-file) (end-of-file) (end-of-file) (args-out-of-range "abc" 4 nil) (args-out-of-range "abc" 2 1) (end-of-file) (end-of-file) (invalid-read-syntax ". in wrong context") (invalid-read-syntax ")") (invalid-read-syntax "]") (end-of-file) (end-of-file) (end-of-file) (invalid-read-syntax "#") (end-of-file) (end-of-file) (end-of-file) (a . 1) ((a . #0) . 12) (end-of-file) (end-of-file) (end-of-file) (end-of-file) (end-of-file) (end-of-file) (end-of-file) (end-of-file) (-1 . 4) (error "Invalid escape character syntax") (invalid-read-syntax "integer, radix 16") (invalid-read-syntax "integer, radix 24") (## . 2) (a . 3) (end-of-file) (nil . 2) (## . 2) (invalid-read-syntax ".") (a . 5) ((a \.b) . 6) (a\.b . 3) (é . 1) ((é) . 3))
(mapcar (lambda (a) (condition-case e (apply #'read-from-string a) (error e))) '((3) ("a" b) ("a" 0 b) ("a" 1.0) ("abc" nil 2) ("abc" 1 nil) ("abc" 0 9)))
;=> ((wrong-type-argument stringp 3) (wrong-type-argument integerp b) (wrong-type-argument integerp b) (wrong-type-argument integerp 1.0) (ab . 2) (bc . 3) (args-out-of-range "abc" 0 9))
(with-temp-buffer (insert "a (b") (goto-char 1) (list (read (current-buffer)) (point) (condition-case e (read (current-buffer)) (error e)) (point)))
;=> (a 2 (end-of-file) 5)
(with-temp-buffer (insert "a  ; comment") (goto-char 1) (list (read (current-buffer)) (point) (condition-case e (read (current-buffer)) (error e)) (point)))
;=> (a 2 (end-of-file) 13)
(with-temp-buffer (insert "a )b") (goto-char 1) (list (read (current-buffer)) (condition-case e (read (current-buffer)) (error e)) (point) (read (current-buffer))))
;=> (a (invalid-read-syntax ")" 1 3) 4 b)
(let ((m (with-temp-buffer (insert "xy z") (goto-char 1) (let ((m (copy-marker 2))) (list (read m) (marker-position m) (read m) (condition-case e (read m) (error e))))))) m)
;=> (y 3 z (end-of-file))
(let* ((chars (string-to-list "(a b) c")) (f (lambda (&optional c) (if c (push c chars) (pop chars))))) (list (read f) (read f) (condition-case e (read f) (error e)) chars))
;=> ((a b) c (end-of-file) nil)
(condition-case e (read 3) (error e))
;=> (invalid-function 3)
(condition-case e (read (lambda () nil)) (error e))
;=> (end-of-file)

;; random
(list (progn (random "seed") (let ((a (list (random 1000000) (random 1000000) (random (expt 2 70))))) (random "seed") (equal a (list (random 1000000) (random 1000000) (random (expt 2 70)))))) (progn (random "other") (let ((a (random 1000000000))) (random "seed") (/= a (random 1000000000)))))
;=> (t t)
(list (integerp (random t)) (integerp (random)) (let ((ok t)) (dotimes (_ 200) (unless (<= 0 (random 3) 2) (setq ok nil))) ok) (let ((ok t)) (dotimes (_ 50) (unless (<= 0 (random (expt 2 100)) (1- (expt 2 100))) (setq ok nil))) ok) (random 1))
;=> (t t t t 0)
(let ((seen (make-vector 5 0))) (dotimes (_ 500) (let ((k (random 5))) (aset seen k (1+ (aref seen k))))) (seq-every-p (lambda (n) (< 40 n 180)) seen))
;=> t
(let ((ok nil)) (dotimes (_ 60) (when (> (random (expt 2 80)) (expt 2 70)) (setq ok t))) ok)
;=> t
(mapcar (lambda (x) (let ((r (random x))) (and (integerp r) (<= most-negative-fixnum r most-positive-fixnum)))) '(0 -1 -5 nil))
;=> (t t t t)
(mapcar (lambda (x) (condition-case e (integerp (random x)) (error e))) (list 1.5 'a "" '(1) [1] (- (expt 2 70)) 0.0))
;=> (t t t t t (wrong-type-argument natnump -1180591620717411303424) t)

;; hash tables that change while they are mapped
(let ((h (make-hash-table)) seen) (dotimes (i 5) (puthash i i h)) (maphash (lambda (k _) (push k seen) (remhash k h)) h) (list (nreverse seen) (hash-table-count h)))
;=> ((0 1 2 3 4) 0)
(let ((h (make-hash-table)) seen) (dotimes (i 5) (puthash i i h)) (maphash (lambda (k _) (push k seen) (remhash (1+ k) h)) h) (list (nreverse seen) (hash-table-count h)))
;=> ((0 2 4) 3)
(let ((h (make-hash-table)) seen) (dotimes (i 3) (puthash i i h)) (maphash (lambda (k v) (push (cons k v) seen) (puthash k (* 10 v) h)) h) (list (nreverse seen) (gethash 2 h)))
;=> (((0 . 0) (1 . 1) (2 . 2)) 20)
(let ((h (make-hash-table)) (n 0)) (dotimes (i 3) (puthash i i h)) (maphash (lambda (_k _v) (setq n (1+ n)) (clrhash h)) h) (list n (hash-table-count h)))
;=> (1 0)
(let ((h (make-hash-table)) (n 0)) (dotimes (i 40) (puthash i i h)) (maphash (lambda (k _) (setq n (1+ n)) (when (< k 40) (puthash (+ 1000 k) t h) (remhash (+ 1000 k) h))) h) (list n (hash-table-count h)))
;=> (40 40)
(let ((h (make-hash-table :size 2)) (n 0)) (puthash 0 0 h) (maphash (lambda (k _) (when (< (setq n (1+ n)) 1000) (puthash (1+ k) t h))) h) (list (> n 0) (> (hash-table-count h) 1)))
;=> (t t)
(let ((h (make-hash-table :test 'equal))) (dotimes (i 4) (puthash (list i) i h)) (remhash '(1) h) (puthash '(9) 9 h) (let (ks) (maphash (lambda (k _) (push k ks)) h) (nreverse ks)))
;=> ((0) (9) (2) (3))

;; weak tables
(mapcar (lambda (w) (let ((h (make-hash-table :test 'eq :weakness w))) (list (hash-table-weakness h) (progn (puthash 'a 1 h) (gethash 'a h)) (hash-table-count h)))) '(nil key value key-or-value key-and-value t))
;=> ((nil 1 1) (key 1 1) (value 1 1) (key-or-value 1 1) (key-and-value 1 1) (key-and-value 1 1))
(mapcar (lambda (w) (let ((h (make-hash-table :test 'eq :weakness w)) (keep (list 1))) (puthash keep keep h) (dotimes (i 20) (puthash (cons i i) keep h) (puthash (intern "kept") (cons i i) h)) (garbage-collect) (list (gethash keep h) (<= 1 (hash-table-count h) 22)))) '(key value key-or-value key-and-value))
;=> (((1) t) ((1) t) ((1) t) ((1) t))
(make-hash-table :weakness 'foo)
;!> (error "Invalid hash table weakness" foo)

;; obarrays
(let ((ob (make-vector 3 0))) (list (intern-soft "foo" ob) (symbolp (intern "foo" ob)) (eq (intern "foo" ob) 'foo) (eq (intern-soft "foo" ob) (intern "foo" ob)) (let (n) (mapatoms (lambda (s) (push (symbol-name s) n)) ob) n) (unintern "foo" ob) (intern-soft "foo" ob) (unintern "foo" ob)))
;=> (nil t nil t ("foo") t nil nil)
(let ((ob (make-vector 3 0))) (let ((obarray ob)) (read "xyzzy")) (list (symbol-name (intern-soft "xyzzy" ob)) (eq (intern-soft "xyzzy" ob) 'xyzzy)))
;=> ("xyzzy" nil)
(mapcar (lambda (f) (condition-case e (eval f t) (error e))) '((intern "a" 3) (intern-soft "a" [3]) (intern "a" []) (mapatoms #'ignore 3) (unintern 'a "x") (intern 3) (intern-soft 3) (unintern 3 nil) (intern 'a)))
;=> ((wrong-type-argument vectorp 3) (error "Bad data in guts of obarray") (wrong-type-argument vectorp []) (wrong-type-argument vectorp 3) (wrong-type-argument vectorp "x") (wrong-type-argument stringp 3) (wrong-type-argument stringp 3) (wrong-type-argument stringp 3) (wrong-type-argument stringp a))
(let ((ob (make-vector 3 0))) (mapcar (lambda (s) (let ((obarray ob)) (sort (all-completions s ob) #'string<))) (progn (intern "abc" ob) (intern "abd" ob) (intern "x" ob) '("ab" "" "y"))))
;=> (("abc" "abd") ("abc" "abd" "x") nil)

;; a predicate that lies
(mapcar (lambda (p) (sort (sort (list 3 1 2 5 4 9 8 7 6 0) p) #'<)) (list (lambda (_a _b) t) (lambda (_a _b) nil) (lambda (a b) (/= a b)) (let ((n 0)) (lambda (_a _b) (= 0 (% (setq n (1+ n)) 3))))))
;=> ((0 1 2 3 4 5 6 7 8 9) (0 1 2 3 4 5 6 7 8 9) (0 1 2 3 4 5 6 7 8 9) (0 1 2 3 4 5 6 7 8 9))
(list (sort (list 3 1 2) (lambda (_a _b) t)) (sort (list 3 1 2) (lambda (_a _b) nil)) (sort (vector 3 1 2) (lambda (_a _b) nil)))
;=> ((2 1 3) (3 1 2) [3 1 2])
(let ((l (list '(1 . a) '(0 . b) '(1 . c) '(0 . d) '(1 . e)))) (sort l (lambda (a b) (< (car a) (car b)))))
;=> ((0 . b) (0 . d) (1 . a) (1 . c) (1 . e))
(let ((v (vector '(1 . a) '(0 . b) '(1 . c) '(0 . d) '(1 . e)))) (sort v (lambda (a b) (< (car a) (car b)))))
;=> [(0 . b) (0 . d) (1 . a) (1 . c) (1 . e)]
(let ((l (list 5 3 4 1))) (condition-case e (sort l (lambda (a b) (if (= b 4) (error "Stop") (< a b)))) (error e)))
;=> (error "Stop")
(let ((l (list 3 1 2))) (catch 'out (sort l (lambda (_ _) (throw 'out 'thrown)))))
;=> thrown

;; equal-including-properties
(mapcar (lambda (p) (apply #'equal-including-properties p)) (list (list "a" "a") (list #("a" 0 1 (x 1)) #("a" 0 1 (x 1))) (list #("a" 0 1 (x 1)) "a") (list #("a" 0 1 (x (1))) #("a" 0 1 (x (1)))) (list #("ab" 0 1 (x 1) 1 2 (x 1)) #("ab" 0 2 (x 1))) (list #("ab" 0 1 (x 1 y 2)) #("ab" 0 1 (y 2 x 1))) (list 1 1) (list '(#("a" 0 1 (x 1))) '("a")) (list [1] [1]) (list "a" 'a) (list #("ab" 0 2 (x nil)) "ab")))
;=> (t t nil nil t t t nil t nil nil)
(let ((s (list 1))) (list (equal-including-properties (propertize "a" 'x s) (propertize "a" 'x s)) (equal-including-properties (propertize "a" 'x s) (propertize "a" 'x (list 1))) (equal (propertize "a" 'x s) "a")))
;=> (t nil t)

;; format, every flag
(mapcar (lambda (f) (condition-case e (format f 255) (error e))) '("%d" "%5d" "%-5d|" "%05d" "%+d" "% d" "%+5d" "%-+5d|" "%x" "%X" "%#x" "%#X" "%o" "%#o" "%08x" "%#08x" "%-#8x|" "%.5d" "%8.5d" "%-8.5d|" "%08.5d" "%+.5d" "%c" "%e" "%f" "%g" "%.2f" "%10.2f" "%-10.2f|" "%010.2f" "%+.2e" "%#.0f" "%#g" "%s" "%S" "%5s" "%-5s|" "%.2s" "%5.1s" "%%" "%5%" "%1$d %1$x" "%0d" "%-05d|" "% +d" "%.0d"))
;=> ("255" "  255" "255  |" "00255" "+255" " 255" " +255" "+255 |" "ff" "FF" "0xff" "0XFF" "377" "0377" "000000ff" "0x0000ff" "0xff    |" "00255" "   00255" "00255   |" "   00255" "+00255" "ÿ" "2.550000e+02" "255.000000" "255" "255.00" "    255.00" "255.00    |" "0000255.00" "+2.55e+02" "255." "255.000" "255" "255" "  255" "255  |" "25" "    2" "%" "%" "255 ff" "255" "255  |" "+255" "255")
(mapcar (lambda (f) (condition-case e (format f -3.7) (error e))) '("%d" "%x" "%o" "%c" "%5d" "%05d" "%.3d" "%s" "%S" "%f" "%.1f" "%#.0e" "%g" "%020.4f" "% f" "%+f"))
;=> ("-3" "-3" "-3" (error "Format specifier doesn’t match argument type") "   -3" "-0003" "-003" "-3.7" "-3.7" "-3.700000" "-3.7" "-4.e+00" "-3.7" "-00000000000003.7000" "-3.700000" "-3.700000")
(mapcar (lambda (f) (condition-case e (format f "ab\"c") (error e))) '("%s" "%S" "%10s|" "%-10s|" "%.2s" "%.2S" "%010s" "%+s" "%#s" "% s" "%d" "%c" "%f" "%x" "%1$s%1$s" "%2$s" "%$s" "%1s" "%0$s"))
;=> ("ab\"c" "\"ab\\\"c\"" "      ab\"c|" "ab\"c      |" "ab" "\"a" "      ab\"c" "ab\"c" "ab\"c" "ab\"c" (error "Format specifier doesn’t match argument type") (error "Format specifier doesn’t match argument type") (error "Format specifier doesn’t match argument type") (error "Format specifier doesn’t match argument type") "ab\"cab\"c" (error "Not enough arguments for format string") (error "Invalid format operation %$") "ab\"c" "%0$s")
(mapcar (lambda (f) (condition-case e (format f 0 "a") (error e))) '("%d" "%d %s" "%2$s %1$d" "%s %1$s %s" "%d %d" "%" "%z" "%5" "%-" "a%" "%.0d|" "%#x" "%#o" "%+d" "%.0f" "%e" "%g" "%#g"))
;=> ("0" "0 a" "a 0" "0 0 a" (error "Format specifier doesn’t match argument type") (error "Format string ends in middle of format specifier") (error "Invalid format operation %z") (error "Format string ends in middle of format specifier") (error "Format string ends in middle of format specifier") (error "Format string ends in middle of format specifier") "|" "0" "0" "+0" "0" "0.000000e+00" "0" "0.00000")
(list (format "%d" (expt 2 70)) (format "%x" (- (expt 2 70))) (format "%#o" (expt 2 70)) (format "%30d|" (expt 2 70)) (format "%-30d|" (expt 2 70)) (format "%030d" (- (expt 2 70))) (format "%+.25d" (expt 2 70)) (format "%.1f" (expt 2 70)) (format "%g" (expt 10 400)))
;=> ("1180591620717411303424" "-400000000000000000" "0200000000000000000000000" "        1180591620717411303424|" "1180591620717411303424        |" "-00000001180591620717411303424" "+0001180591620717411303424" "1180591620717411303424.0" "inf")
(list (format #("%s" 0 2 (face bold)) "x") (format #("a%sb" 1 3 (p 1)) #("xy" 0 1 (q 2))) (format #("%-5s|" 0 4 (p 1)) "é") (format #("%s%s" 0 2 (a 1) 2 4 (b 2)) "xx" 3))
;=> (#("x" 0 1 (face bold)) #("axyb" 1 2 (p 1 q 2) 2 3 (p 1)) #("é    |" 0 5 (p 1)) #("xx3" 0 2 (a 1) 2 3 (b 2)))
(list (format "%c%c" ?é 4194176) (format "%5c|%-5c|" ?a ?é) (format "%5c|%-5c|" 2 127) (multibyte-string-p (format "%s" "a")) (format "%s" "\200") (format "%sé" "\200") (format "%5s" "日本") (format "%.3s" "日本"))
;=> ("é\200" "    a|é    |" "    \2|\177    |" nil "\200" "\200é" " 日本" "日")
(list (truncate-string-to-width "abc" 6 5 ?x) (truncate-string-to-width "abc" 0 0 t) (split-string-and-unquote #("abcd" 1 3 (a 1 b 2))) (condition-case e (split-string "" 0) (error e)) (condition-case e (time-equal-p "" nil) (error e)) (condition-case e (macroexpand '(when 1) 0) (error e)) (condition-case e (eval '((lambda))) (error e)) (condition-case e (funcall '(closure) 1) (error e)) (condition-case e (md5 "" 0 0 t) (error e)) (condition-case e (key-description (make-bool-vector 2 nil)) (error e)))
;=> ("xxxxxx" "" (#("abcd" 1 3 (a 1 b 2))) (wrong-type-argument stringp 0) (error "Invalid time specification") (wrong-type-argument listp 0) (invalid-function (lambda)) (invalid-function (closure)) (coding-system-error t) (wrong-type-argument arrayp #&2"\0"))
(list (expt 2 -0.0e+NaN) (expt -7.0e+NaN 2.0) (expt 7.0e+NaN 1) (expt -7.0e+NaN 7.0) (expt -7.0e+NaN -2) (expt -7.0e+NaN -3) (expt -7.0e+NaN 0) (expt 1 -0.0e+NaN) (expt -3.0e+NaN 2.5) (expt 2 -5.0e+NaN) (expt (mod 1.0 0) 3))
;=> (-0.0e+NaN -7.0e+NaN 7.0e+NaN 7.0e+NaN -7.0e+NaN 7.0e+NaN 1.0 1.0 -3.0e+NaN -5.0e+NaN 0.0e+NaN)
