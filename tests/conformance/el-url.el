;; url-util, url-parse, url-expand, puny, qp, warnings.
(list (require 'url-util) (require 'url-parse) (require 'url-expand) (require 'puny) (require 'qp) (require 'warnings))
;=> (url-util url-parse url-expand puny qp warnings)
(mapcar #'url-hexify-string '("é /" "a-b_c.d~e" "!*'();:@&=+$,/?#[]" "100%"  "\377"))
;=> ("%C3%A9%20%2F" "a-b_c.d~e" "%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D" "100%25" "%FF")
(url-hexify-string "a/b c" (let ((v (make-vector 256 nil))) (aset v ?/ t) v))
;=> "%61/%62%20%63"
(url-hexify-string "a/b c" '(?a ?/))
;=> "a/%62%20%63"
(url-hexify-string 5)
;!> (wrong-type-argument sequencep 5)
(list (url-unhex-string "%C3%A9+x") (url-unhex-string "a%0Ab%0dc") (url-unhex-string "a%0Ab" t) (url-unhex-string "%zz%4") (url-unhex-string "%41%4a"))
;=> ("\303\251+x" "a b c" "a\nb" "%zz%4" "AJ")
(multibyte-string-p (url-unhex-string "é%41"))
;=> t
(list (url-build-query-string '((a 1 2) ("b" "x y") (c) (d ""))) (url-build-query-string '((a 1) (b)) t) (url-build-query-string '((a 1) (b)) nil t) (url-build-query-string '((a "") (b)) t t) (url-build-query-string '((a "é&"))))
;=> ("a=1&a=2&b=x%20y&c&d" "a=1;b" "a=1&b=" "a=;b=" "a=%C3%A9%26")
(list (url-parse-query-string "a=1&b&c=&d=x=y;e=5") (url-parse-query-string "A=1&a=2" t) (url-parse-query-string "A=1&B=%0A" nil) (url-parse-query-string "x=a+b"))
;=> ((("e" "5") ("d" "x=y") ("c" "") ("b" "") ("a" "1")) (("a" "2" "1")) (("B" " ") ("A" "1")) (("x" "a+b")))
(mapcar #'url-encode-url '("http://x/é" "http://x/a b?q=c d#e f" "http://bücher.example/" "http://x/%41" "http://x/[a]" "mailto:a b" "a b" "http://u:p@h:80/"))
;=> ("http://x/%C3%A9" "http://x/a%20b?q=c%20d#e%20f" "http://bücher.example/" "http://x/%41" "http://x/%5Ba%5D" "mailto:a%20b" "a%20b" "http://u:p@h/")
(list (url-normalize-url "URL:http://x/a b") (url-normalize-url "<URL:http://x/>") (url-file-extension "http://a/b.tar.gz") (url-file-extension "http://a/b.gz") (url-file-extension "/a/b.c" t)  (url-file-extension "x") (url-file-directory "http://a/b/c?d") (url-file-nondirectory "http://a/b/c?d") (url-file-directory nil))
;=> ("url:http://x/a b" "<URL:http://x/>" ".gz" ".gz" "b" "" "http://a/b/" "c" "")
(url-get-normalized-date 0)
;=> "Thu, 01 Jan 1970 00:00:00 GMT"
(mapcar (lambda (s) (let ((u (url-generic-parse-url s))) (list s u))) '("http://user:pw@host.example:8080/p/a?q=1#f" "http://h" "http://h?q" "http://H/" "mailto:a@b" "/a/b" "a/b" "//h/p" "" "file:///etc/passwd" "http://[::1]:80/x" "http://[::1]/" "HTTP://X" "ftp://h:21/a" "http://h/a;b" "http://h:/a" "x" "news:a.b" "http://u@h/" "http://h/#" "http://h/?" "about:blank" "http://h#f" "file:a"))
;=> (("http://user:pw@host.example:8080/p/a?q=1#f" #s(url "http" "user" "pw" "host.example" 8080 "/p/a?q=1" "f" nil t nil t t)) ("http://h" #s(url "http" nil nil "h" nil "" nil nil t nil t t)) ("http://h?q" #s(url "http" nil nil "h" nil "?q" nil nil t nil t t)) ("http://H/" #s(url "http" nil nil "h" nil "/" nil nil t nil t t)) ("mailto:a@b" #s(url "mailto" nil nil nil nil "a@b" nil nil nil nil t t)) ("/a/b" #s(url nil nil nil nil nil "/a/b" nil nil nil nil t t)) ("a/b" #s(url nil nil nil nil nil "a/b" nil nil nil nil t t)) ("//h/p" #s(url nil nil nil "h" nil "/p" nil nil t nil t t)) ("" #s(url nil nil nil nil nil "" nil nil nil nil t t)) ("file:///etc/passwd" #s(url "file" nil nil "" nil "/etc/passwd" nil nil t nil t t)) ("http://[::1]:80/x" #s(url "http" nil nil "[::1]" 80 "/x" nil nil t nil t t)) ("http://[::1]/" #s(url "http" nil nil "[::1]" nil "/" nil nil t nil t t)) ("HTTP://X" #s(url "http" nil nil "x" nil "" nil nil t nil t t)) ("ftp://h:21/a" #s(url "ftp" nil nil "h" 21 "/a" nil nil t nil t t)) ("http://h/a;b" #s(url "http" nil nil "h" nil "/a;b" nil nil t nil t t)) ("http://h:/a" #s(url "http" nil nil "h" nil "/a" nil nil t nil t t)) ("x" #s(url nil nil nil nil nil "x" nil nil nil nil t t)) ("news:a.b" #s(url "news" nil nil nil nil "a.b" nil nil nil nil t t)) ("http://u@h/" #s(url "http" "u" nil "h" nil "/" nil nil t nil t t)) ("http://h/#" #s(url "http" nil nil "h" nil "/" "" nil t nil t t)) ("http://h/?" #s(url "http" nil nil "h" nil "/?" nil nil t nil t t)) ("about:blank" #s(url "about" nil nil nil nil "blank" nil nil nil nil t t)) ("http://h#f" #s(url "http" nil nil "h" nil "" "f" nil t nil t t)) ("file:a" #s(url "file" nil nil nil nil "a" nil nil nil nil t t)))
(mapcar (lambda (s) (url-recreate-url (url-generic-parse-url s))) '("http://user:pw@host.example:8080/p/a?q=1#f" "http://h" "http://h?q" "http://H/" "mailto:a@b" "/a/b" "a/b" "//h/p" "" "file:///etc/passwd" "http://[::1]:80/x" "HTTP://X" "http://h:80/" "http://h:/a" "http://u@h/" "http://h/#" "http://h#f" "https://h:443/"))
;=> ("http://user:pw@host.example:8080/p/a?q=1#f" "http://h" "http://h?q" "http://h/" "mailto:a@b" "/a/b" "a/b" "//h/p" "" "file:///etc/passwd" "http://[::1]/x" "http://x" "http://h/" "http://h/a" "http://u@h/" "http://h/#" "http://h#f" "https://h/")
(let ((u (url-generic-parse-url "http://u:p@h:81/p/a?q=1#f"))) (list (url-path-and-query u) (url-port-if-non-default u) (url-attributes u) (url-asynchronous u) (url-silent u) (url-use-cookies u) (url-p u) (url-target u) (url-type u) (progn (setf (url-host u) "z") (url-host u))))
;=> (("/p/a" . "q=1") 81 nil t nil t t "f" "http" "z")
(url-path-and-query (url-generic-parse-url "http://h/p?"))
;=> ("/p" . "")
(url-path-and-query (url-generic-parse-url "http://h"))
;=> ("")
(url-recreate-url (url-parse-make-urlobj "http" nil nil "h" nil "/x"))
;=> "http:h/x"
(url-recreate-url (url-parse-make-urlobj "http" nil nil "h" 8080 "/x" "t" nil t))
;=> "http://h:8080/x#t"
(mapcar (lambda (p) (url-expand-file-name (car p) (cadr p))) '(("x" "http://h/a/b") ("/x" "http://h/a/b") ("http://o/" "http://h/") ("../x" "http://h/a/b/c") ("./x" "http://h/a/b/c") ("?q" "http://h/a/b") ("#f" "http://h/a/b") ("" "http://h/a/b") ("//z/y" "http://h/a") ("x?y=../z" "http://h/a/") ("../../../x" "http://h/a/b") ("x" "http://h") ("mailto:a@b" "http://h/") ("." "http://h/a/b") (".." "http://h/a/b") ("a/../b/./c" "http://h/x/y") ("g;x=1/../y" "http://a/b/c/d;p?q") ("x" "https://h:8443/a")))
;=> ("http://h/a/x" "http://h/x" "http://o/" "http://h/a/x" "http://h/a/b/x" "http://h/a/b?q" "http://h/a/b#f" "http://h/a/b" "http://z/y" "http://h/a/x?y=../z" "http://h/x" "http://h/x" "mailto:a@b" "http://h/a/" "http://h/" "http://h/x/b/c" "http://a/b/c/y" "https://h:8443/x")
(mapcar (lambda (u) (url-scheme-get-property u 'default-port)) '("http" "https" "ftp" "nntp" "telnet" "file" "mailto" "ldap" "irc" "imap" "gopher" "xx" "ssh" "ws"))
;=> (80 443 21 0 0 21 0 389 6667 143 0 0 0 0)
(list url-unreserved-chars)
;=> ((97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 48 49 50 51 52 53 54 55 56 57 45 95 46 126))
(let (l) (dotimes (i 256) (when (aref url-path-allowed-chars i) (push i l))) (concat (nreverse l)))
;=> "!$%&'()*+,-./0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
(let (l) (dotimes (i 256) (when (aref url-query-allowed-chars i) (push i l))) (concat (nreverse l)))
;=> "!$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
(let (l) (dotimes (i 256) (when (aref url-host-allowed-chars i) (push i l))) (concat (nreverse l)))
;=> "!$%&'()*+,-.0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
(mapcar #'puny-encode-string '("bücher" "日本" "abc" "" "über" "a日b" "münchen-ost" "ü" "bü-日"))
;=> ("xn--bcher-kva" "xn--wgv71a" "abc" "" "xn--ber-goa" "xn--ab-6t7d" "xn--mnchen-ost-9db" "xn--tda" "xn--b--xka7444h")
(mapcar #'puny-decode-string '("xn--bcher-kva" "xn--wgv71a" "abc" "xn--tda" "xn--" "xn--mnchen-ost-9db" "XN--BCHER-KVA"))
;=> ("bücher" "日本" "abc" "ü" "" "münchen-ost" "BüCHER")
(mapcar #'puny-encode-domain '("BÜCHER.example" "a.b" "日本.jp" "é.é" "a..b" "é。b"))
;=> ("xn--BCHER-2pa.example" "a.b" "xn--wgv71a.jp" "xn--9ca.xn--9ca" "a..b" "xn--b-9fa5827a")
(mapcar #'puny-decode-domain '("xn--bcher-kva.example.xn--wgv71a" "a.b"))
;=> ("bücher.example.日本" "a.b")
(mapcar #'quoted-printable-decode-string '("a=3Db=E9" "a=\nb" "a  \nb" "=zz" "a=" "=3d" "a=\r\nb" "a_b" "=E9=\n"))
;=> ("a=b\351" "ab" "a  \nb" "=zz" "a=" "=" "a=\15\nb" "a_b" "\351")
(quoted-printable-decode-string "=C3=A9" 'utf-8)
;=> "\303\251"
(mapcar #'quoted-printable-encode-string '("a=b\351" "a b " "a\tb\t\nc" "line1\nline2" "~" "\0" "."))
;=> ("a=3Db=E9" "a b=20" "a\11b=09\nc" "line1\nline2" "~" "=00" ".")
(quoted-printable-encode-string "é")
;!> (error "Multibyte character in QP encoding region")
(with-temp-buffer (insert (make-string 100 ?x) "\n" (make-string 75 ?y) "=") (quoted-printable-encode-region 1 (point-max) t) (buffer-string))
;=> "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxxxxxxxxxxxxxxxxxxxxxx\nyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy=\n=3D"
(with-temp-buffer (insert "a b" ) (quoted-printable-encode-region 1 (point-max) nil "ab") (buffer-string))
;=> "a=20b"
(with-temp-buffer (insert "x=3Dy") (quoted-printable-decode-region 1 (point-max)) (buffer-string))
;=> "x=y"
warning-levels
;=> ((:emergency "Emergency%s: " ding) (:error "Error%s: ") (:warning "Warning%s: ") (:debug "Debug%s: "))
(list warning-minimum-level warning-minimum-log-level warning-suppress-log-types warning-suppress-types warning-prefix-function warning-series warning-fill-prefix warning-type-format warning-fill-column)
;=> (:warning :warning nil nil nil nil nil " (%s)" 78)
(list (warning-numeric-level :error) (warning-numeric-level :debug) (warning-numeric-level :emergency))
;=> (3 1 4)
(list (warning-suppress-p 'a '((a))) (warning-suppress-p '(a b) '((a))) (warning-suppress-p '(a) '((a b))) (warning-suppress-p 'a '((b))))
;=> (t t nil nil)
(list (display-warning 'foo "hello") (display-warning '(foo bar) "hello" :error) (display-warning 'foo "dbg" :debug) (lwarn 'x :emergency "a %d" 5) (warn "w %s" 1))
;=> ("Warning (foo): hello" "Error (foo): hello" t "Emergency (x): a 5" "Warning (emacs): w 1")
(let ((warning-minimum-log-level :error)) (list (display-warning 'foo "hello") (display-warning 'foo "hello" :error)))
;=> (t "Error (foo): hello")
(let ((warning-suppress-types '((foo)))) (list (display-warning 'foo "hello")))
;=> ("Warning (foo): hello")
(let ((warning-suppress-log-types '((foo)))) (list (display-warning 'foo "hello")))
;=> (t)
(display-warning 'foo "x" :bogus)
;=> t
(let ((warning-type-format " [%s]")) (display-warning 'foo "x"))
;=> "Warning [foo]: x"
(let ((warning-prefix-function (lambda (l e) (list l (format "P%s " (nth 1 e)) (nth 2 e))))) (display-warning 'foo "x"))
;=> "PWarning (foo):  x"
(display-warning 'foo "multi\nline\n")
;=> "Warning (foo): multi\nline\n"
(display-warning 'emacs "multi line")
;=> "Warning (emacs): multi line"
(display-warning 'initialization "multi line" 'error)
;=> "Error (initialization): multi line"
