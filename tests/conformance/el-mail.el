;; Mail: header fields, addresses, parameters, encoded words.
(progn (require 'mail-parse) (require 'rfc2047) (require 'rfc2231) (require 'ietf-drums) t)
;=> t
(mail-header-parse-address "John Doe <john@example.com>")
;=> ("john@example.com" . "John Doe")
(mail-header-parse-address "john@example.com (John Doe)")
;=> ("john@example.com" . "John Doe")
(mail-header-parse-address "\"Doe, John\" <john@example.com>")
;=> ("john@example.com" . "Doe, John")
(mail-header-parse-addresses "a@b.c, \"X, Y\" <d@e.f>, g@h.i (Gee)")
;=> (("a@b.c") ("d@e.f" . "X, Y") ("g@h.i" . "Gee"))
(mail-header-parse-addresses "a@b.c, \"X, Y\" <d@e.f>, g@h.i (Gee)" t)
;=> ("a@b.c" " \"X, Y\" <d@e.f>" " g@h.i (Gee)")
(mail-header-parse-addresses "group: a@b.c, d@e.f;, z@z")
;=> (("group:a@b.c") ("d@e.f;") ("z@z"))
(mail-header-parse-addresses "")
;=> nil
(mail-header-parse-address "")
;=> nil
(mail-header-parse-address "foo")
;=> nil
(mail-header-parse-address "<foo@bar>")
;=> ("foo@bar")
(mail-header-parse-address "=?utf-8?q?J=C3=B6rg?= <j@x>")
;=> ("j@x" . "=?utf-8?q?J=C3=B6rg?=")
(mail-header-parse-address "=?utf-8?q?J=C3=B6rg?= <j@x>" t)
;=> ("j@x" . "Jörg")
(mail-header-parse-address "John (the man) Doe <john@example.com>")
;=> ("john@example.com" . "John Doe")
(mail-header-parse-address "John.Q.Doe <john@example.com>")
;=> ("john@example.com" . "John.Q.Doe")
(mail-header-parse-address "a@b, c@d")
;=> ("a@b,c@d")
(mail-header-parse-address "<@route:foo@bar>")
;=> ("@route:foo@bar")
(mail-header-parse-address "\"quoted\\\"x\" <a@b>")
;=> ("a@b" . "quoted\\\"x")
(mail-header-parse-addresses-lax "a@b.c, foo bar, \"x\" <q@r>")
;=> (("a@b.c") ("q@r" . "x"))
(mail-header-parse-address-lax "Fred Flint <f@b>")
;=> ("f@b" . "Fred Flint")
(mail-header-parse-content-type "text/plain; charset=utf-8; format=flowed")
;=> ("text/plain" (format . "flowed") (charset . "utf-8"))
(mail-header-parse-content-type "text/plain; charset=\"iso-8859-1\"; name=\"a b.txt\" (comment)")
;=> ("text/plain" (name . "a b.txt") (charset . "iso-8859-1"))
(mail-header-parse-content-type "TEXT/HTML")
;=> ("text/html")
(mail-header-parse-content-type "text")
;=> ("text")
(mail-header-parse-content-type "")
;=> nil
(mail-header-parse-content-type "multipart/mixed; boundary=\"=_x;y\"")
;=> ("multipart/mixed" (boundary . "=_x;y"))
(mail-header-parse-content-type "application/x; name*=utf-8''%e2%82%ac%20rates; title*0*=us-ascii'en'This%20is; title*1=\" it\"")
;=> ("application/x" (title . "This is it") (name . "€ rates"))
(mail-header-parse-content-type "application/x; name*0=\"ab\"; name*1=\"cd\"")
;=> ("application/x" (name . "abcd"))
(mail-header-parse-content-disposition "attachment; filename=\"x.txt\"; size=12")
;=> ("attachment" (size . "12") (filename . "x.txt"))
(mail-header-parse-content-disposition "inline")
;=> ("inline")
(mail-content-type-get (mail-header-parse-content-type "text/plain; charset=utf-8; format=flowed") 'charset)
;=> "utf-8"
(mail-header-encode-parameter "name" "abc")
;=> "name=abc"
(mail-header-encode-parameter "name" "a b")
;=> "name=\"a b\""
(mail-header-encode-parameter "name" "grün")
;=> "name=\"=?utf-8?Q?gr=C3=BCn?=\""
(mail-header-encode-parameter "name" "a\"b;")
;=> "name=\"a\\\"b;\""
(mail-header-encode-parameter "name" (make-string 100 ?ü))
;=> "name=\"=?utf-8?B?w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7w=?=\""
(mail-header-remove-comments "a (b (c) d) e \"(x)\" f")
;=> "a  e \"(x)\" f"
(mail-header-remove-whitespace " a b \"c d\"\n e")
;=> "ab\"c d\"e"
(mail-header-get-comment "x (a) y (b)")
;=> "b"
(mail-header-strip " a (x) \"b c\" d ")
;=> "a\"b c\"d"
(mail-header-get-comment "none")
;=> nil
(mail-quote-string "abc")
;=> "abc"
(mail-quote-string "a b")
;=> "\"a b\""
(mail-quote-string "a\"b")
;=> "\"a\"b\""
(mail-quote-string "a\\b")
;=> "\"a\\b\""
(mail-quote-string "")
;=> ""
(mail-header-make-address "John Doe" "j@x")
;=> "\"John Doe\" <j@x>"
(mail-header-make-address "Doe, John" "j@x")
;=> "\"Doe, John\" <j@x>"
(mail-header-make-address nil "j@x")
;=> "j@x"
(mail-header-make-address "" "j@x")
;=> " <j@x>"
(format-time-string "%F %T" (mail-header-parse-date "Mon, 02 Jan 2006 15:04:05 -0700") t)
;=> "2006-01-02 22:04:05"
(ietf-drums-token-to-list "a-e")
;=> (97 98 99 100 101)
(with-temp-buffer (insert "A: b\n c\nD: e\n\nbody") (mail-narrow-to-head) (buffer-string))
;=> "A: b\n c\nD: e\n"
(with-temp-buffer (insert "Aaaa: " (mapconcat #'identity (make-list 40 "word") " ") "\n") (goto-char 1) (mail-header-fold-field) (buffer-string))
;=> "Aaaa: word word word word word word word word word word word word word word\n word word word word word word word word word word word word word word word\n word word word word word word word word word word word\n"
(with-temp-buffer (insert "A: b\n c\n\td\nB: x\n") (goto-char 1) (mail-header-unfold-field) (buffer-string))
;=> "A: b c\11d\nB: x\n"
(with-temp-buffer (insert "A: b\n c\nB: x\n") (goto-char 1) (list (mail-header-field-value) (progn (mail-header-narrow-to-field) (buffer-string))))
;=> ("b\n c\n" "A: b\n c\n")
(rfc2047-decode-string "=?utf-8?q?J=C3=B6rg?=")
;=> "Jörg"
(rfc2047-decode-string "=?utf-8?B?SsO2cmc=?= x =?iso-8859-1?Q?=E9_a?=")
;=> #("Jörg x é a" 7 10 (charset windows-1252))
(rfc2047-decode-string "=?utf-8?q?a?= =?utf-8?q?b?=")
;=> "ab"
(rfc2047-decode-string "=?utf-8?q?a?=\n =?utf-8?q?b?= c")
;=> "ab c"
(rfc2047-decode-string "=?nosuch?q?a?=")
;=> "=?nosuch?q?a?="
(rfc2047-decode-string "=?utf-8?x?a?=")
;=> "=?utf-8?x?a?="
(rfc2047-decode-string "=?utf-8?q?a b?=")
;=> "a b"
(rfc2047-decode-string "=?utf-8?q??=")
;=> ""
(rfc2047-decode-string "=?utf-8?q?=C3?= =?utf-8?q?=B6?=")
;=> "ö"
(rfc2047-decode-string "x=?utf-8?q?a?=y")
;=> "xay"
(rfc2047-decode-string "=?utf-8*en?q?a_=5F?=")
;=> "a _"
(rfc2047-decode-string "\"=?utf-8?q?a?=\" <x@y>")
;=> "\"a\" <x@y>"
(rfc2047-decode-string "\"=?utf-8?q?a?=\" <x@y>" t)
;=> "\"a\" <x@y>"
(rfc2047-decode-address-string "\"=?utf-8?q?a,b?=\" <x@y>")
;=> "\"a,b\" <x@y>"
(rfc2047-decode-string "plain")
;=> "plain"
(rfc2047-decode-string "=?utf-8?b?!!!?=")
;=> "=?utf-8?b?!!!?="
(rfc2047-decode-string "=?us-ascii?q?a?=")
;=> "a"
(rfc2047-decode-string "=?big5?b?pKSk5Q==?=")
;=> #("中文" 0 2 (charset big5))
(rfc2047-decode-string "=?utf-8?q?a?=  =?utf-8?q?b?=  c")
;=> "ab  c"
(rfc2047-encode-string "abc")
;=> "abc"
(rfc2047-encode-string "Jörg")
;=> "=?utf-8?Q?J=C3=B6rg?="
(rfc2047-encode-string "Jörg Müller <j@x.y>")
;=> "=?utf-8?B?SsO2cmcgTcO8bGxlcg==?= <j@x.y>"
(rfc2047-encode-string "日本語")
;=> "=?utf-8?B?5pel5pys6Kqe?="
(rfc2047-encode-string "Ελλάδα is here")
;=> "=?utf-8?B?zpXOu867zqzOtM6x?= is here"
(rfc2047-encode-string "a = b?")
;=> "a = b?"
(rfc2047-encode-string "\"Jörg M\" <a@b>")
;=> "=?utf-8?Q?J=C3=B6rg_M?= <a@b>"
(rfc2047-encode-string "Jörg (ünd)")
;=> "=?utf-8?Q?J=C3=B6rg?= (=?utf-8?Q?=C3=BCnd?=)"
(rfc2047-encode-string (concat "ü" (make-string 100 ?a) " x"))
;=> "=?utf-8?Q?=C3=BCaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?=\n =?utf-8?Q?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?= x"
(rfc2047-encode-string (mapconcat #'identity (make-list 20 "wörd") " "))
;=> "=?utf-8?B?d8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQg?=\n =?utf-8?B?d8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2?=\n =?utf-8?B?cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQ=?="
(rfc2047-encode-string "x €")
;=> "x =?utf-8?Q?=E2=82=AC?="
(rfc2047-encode-string "ö\nü")
;=> "=?utf-8?B?w7bDvA==?="
(rfc2047-encode-string "")
;=> ""
(rfc2047-encode-parameter "name" "grün")
;=> "name=\"=?utf-8?Q?gr=C3=BCn?=\""
(rfc2047-encode-parameter "name" "gr")
;=> "name=gr"
(rfc2047-encode-string "Jörg, Foo")
;=> "=?utf-8?Q?J=C3=B6rg=2C?= Foo"
(rfc2047-encode-string "привет мир")
;=> "=?utf-8?B?0L/RgNC40LLQtdGCINC80LjRgA==?="
(rfc2047-encode-string "über über plain text über")
;=> "=?utf-8?B?w7xiZXIgw7xiZXI=?= plain text =?utf-8?Q?=C3=BCber?="
(rfc2047-encode-string "Jörg" t)
;=> "=?utf-8?Q?J=C3=B6rg?="
(rfc2047-encode-string "€")
;=> "=?utf-8?Q?=E2=82=AC?="
(rfc2047-encode-string "€€")
;=> "=?utf-8?B?4oKs4oKs?="
(rfc2047-encode-string "日")
;=> "=?utf-8?Q?=E6=97=A5?="
(rfc2047-encode-string "日本")
;=> "=?utf-8?B?5pel5pys?="
(rfc2047-encode-string "日aaaaaaa")
;=> "=?utf-8?Q?=E6=97=A5aaaaaaa?="
(rfc2047-encode-string "x日本aaaaaaaaaaaaaaaaaaaaa")
;=> "=?utf-8?Q?x=E6=97=A5=E6=9C=ACaaaaaaaaaaaaaaaaaaaaa?="
(rfc2047-encode-string "ü_")
;=> "=?utf-8?Q?=C3=BC=5F?="
(rfc2047-encode-string "ü____")
;=> "=?utf-8?Q?=C3=BC=5F=5F=5F=5F?="
(rfc2047-encode-string "ü????")
;=> "=?utf-8?Q?=C3=BC=3F=3F=3F=3F?="
(rfc2047-encode-string "ü====,")
;=> "=?utf-8?Q?=C3=BC=3D=3D=3D=3D=2C?="
(rfc2047-encode-string "aü b")
;=> "=?utf-8?Q?a=C3=BC?= b"
(rfc2047-encode-string "ü\t b")
;=> "=?utf-8?Q?=C3=BC?=\11 b"
(rfc2047-encode-string "é")
;=> "=?utf-8?Q?=C3=A9?="
(rfc2047-encode-string "éé")
;=> "=?utf-8?B?w6nDqQ==?="
(rfc2047-encode-string "Ж")
;=> "=?utf-8?Q?=D0=96?="
(rfc2047-encode-string "ЖЖ")
;=> "=?utf-8?B?0JbQlg==?="
(rfc2047-encode-string "😀")
;=> "=?utf-8?Q?=F0=9F=98=80?="
(rfc2047-encode-string "Jörg <a")
;=> "=?utf-8?Q?J=C3=B6rg?= <a"
(rfc2047-encode-string "a@b ü")
;=> "a@b =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "ü (x) y")
;=> "=?utf-8?Q?=C3=BC?= (x) y"
(rfc2047-encode-string "(ü")
;!> (error "Invalid data for rfc2047 encoding: (ü")
(rfc2047-encode-string "\"ü\" x")
;=> "=?utf-8?Q?=C3=BC?= x"
(rfc2047-encode-string "\"ü")
;!> (error "Invalid data for rfc2047 encoding: \"ü")
(rfc2047-encode-string "ü.")
;=> "=?utf-8?Q?=C3=BC=2E?="
(rfc2047-encode-string "ü. b")
;=> "=?utf-8?Q?=C3=BC=2E?= b"
(rfc2047-encode-string "a. ü")
;=> "a. =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "[ü]")
;=> "=?utf-8?Q?=5B=C3=BC=5D?="
(rfc2047-encode-string "x/ü")
;=> "=?utf-8?Q?x=2F=C3=BC?="
(rfc2047-encode-string "ü  ü")
;=> "=?utf-8?B?w7wgIMO8?="
(rfc2047-encode-string "ü a ü")
;=> "=?utf-8?Q?=C3=BC?= a =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "ü ab ü")
;=> "=?utf-8?Q?=C3=BC?= ab =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "ü abc ü")
;=> "=?utf-8?Q?=C3=BC?= abc =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "ü\na")
;=> "=?utf-8?Q?=C3=BC?=\na"
(rfc2047-encode-string "a\nü")
;=> "a\n =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "a b c üü d e")
;=> "a b c =?utf-8?B?w7zDvA==?= d e"
(rfc2047-encode-string "=?utf-8?q?a?=")
;=> "=?us-ascii?Q?=3D=3Futf-8=3Fq=3Fa=3F=3D?="
(rfc2047-encode-string "x =?utf-8?q?a?= y")
;=> "x =?us-ascii?Q?=3D=3Futf-8=3Fq=3Fa=3F=3D?= y"
(rfc2047-encode-string "ü =?x")
;=> "=?utf-8?Q?=C3=BC_=3D=3Fx?="
(rfc2047-encode-string "ü: x")
;=> "=?utf-8?Q?=C3=BC=3A?= x"
(rfc2047-encode-string "<ü@x>")
;=> "=?utf-8?Q?=3C=C3=BC?=@x>"
(rfc2047-encode-string "ü@x")
;=> "=?utf-8?Q?=C3=BC?=@x"
(rfc2047-encode-string "aaa;ü")
;=> "aaa; =?utf-8?Q?=C3=BC?="
(rfc2047-encode-string "ü,ö")
;=> "=?utf-8?B?w7wsw7Y=?="
(rfc2047-encode-string "ü, ö")
;=> "=?utf-8?Q?=C3=BC=2C?= =?utf-8?Q?=C3=B6?="
(rfc2047-encode-string "\\ü")
;!> (error "Invalid data for rfc2047 encoding: \\ü")
(mail-header-parse-address "a@b" t)
;=> ("a@b")
(mail-header-parse-addresses "a@b")
;=> (("a@b"))
(mail-header-parse-address "a@b (c)" t)
;=> ("a@b" . "c")
(mail-header-parse-addresses "a@b (c)")
;=> (("a@b" . "c"))
(mail-header-parse-address "<a@b> (c)" t)
;=> ("a@b" . "c")
(mail-header-parse-addresses "<a@b> (c)")
;=> (("a@b" . "c"))
(mail-header-parse-address "x <a@b> (c)" t)
;=> ("a@b" . "x")
(mail-header-parse-addresses "x <a@b> (c)")
;=> (("a@b" . "x"))
(mail-header-parse-address "x y" t)
;=> nil
(mail-header-parse-addresses "x y")
;=> nil
(mail-header-parse-address "\"a b\"@c" t)
;=> ("a b@c")
(mail-header-parse-addresses "\"a b\"@c")
;=> (("a b@c"))
(mail-header-parse-address "a.b@c" t)
;=> ("a.b@c")
(mail-header-parse-addresses "a.b@c")
;=> (("a.b@c"))
(mail-header-parse-address "a@b <c@d>" t)
;=> ("c@d" . "a@b")
(mail-header-parse-addresses "a@b <c@d>")
;=> (("c@d" . "a@b"))
(mail-header-parse-address "x <a@b" t)
;!> (scan-error "Unbalanced parentheses" 3 7)
(mail-header-parse-addresses "x <a@b")
;=> nil
(mail-header-parse-address "(c) a@b" t)
;=> ("a@b" . "c")
(mail-header-parse-addresses "(c) a@b")
;=> (("a@b" . "c"))
(list (mail-header-parse-address "é <a@b>") (mail-header-parse-addresses "é <a@b>"))
;=> (("a@b") (("a@b")))
(mail-header-parse-address "a <>" t)
;=> ("" . "a")
(mail-header-parse-addresses "a <>")
;=> (("" . "a"))
(list (mail-header-parse-address "<>") (mail-header-parse-addresses "<>"))
;=> (("") (("")))
(mail-header-parse-address "a@b." t)
;=> ("a@b.")
(mail-header-parse-addresses "a@b.")
;=> (("a@b."))
(mail-header-parse-address "x: y@z;" t)
;=> ("x:y@z;")
(mail-header-parse-addresses "x: y@z;")
;=> (("x:y@z;"))
(mail-header-parse-address "\"x\" y <a@b>" t)
;=> ("a@b" . "x y")
(mail-header-parse-addresses "\"x\" y <a@b>")
;=> (("a@b" . "x y"))
(mail-header-parse-address "x \"y\" <a@b>" t)
;=> ("a@b" . "x y")
(mail-header-parse-addresses "x \"y\" <a@b>")
;=> (("a@b" . "x y"))
(mail-header-parse-address "x.y z <a@b>" t)
;=> ("a@b" . "x.y z")
(mail-header-parse-addresses "x.y z <a@b>")
;=> (("a@b" . "x.y z"))
(mail-header-parse-address "a@[1.2.3.4]" t)
;=> ("a@1.2.3.4")
(mail-header-parse-addresses "a@[1.2.3.4]")
;=> (("a@1.2.3.4"))
(mail-header-parse-address "x <a@b> y" t)
;=> ("a@b" . "x y")
(mail-header-parse-addresses "x <a@b> y")
;=> (("a@b" . "x y"))
(mail-header-parse-address "a b@c" t)
;=> ("ab@c")
(mail-header-parse-addresses "a b@c")
;=> (("ab@c"))
(mail-header-parse-address "a,b@c" t)
;=> ("a,b@c")
(mail-header-parse-addresses "a,b@c")
;=> (("b@c"))
(mail-header-parse-address "\"a\\\\b\" <x@y>" t)
;=> ("x@y" . "a\\\\b")
(mail-header-parse-addresses "\"a\\\\b\" <x@y>")
;=> (("x@y" . "a\\\\b"))
(mail-header-parse-address "\"a" t)
;=> nil
(mail-header-parse-addresses "\"a")
;=> nil
(mail-header-parse-address "(a" t)
;!> (scan-error "Unbalanced parentheses" 1 3)
(mail-header-parse-addresses "(a")
;=> nil
(mail-header-parse-address "a @b" t)
;=> ("a@b")
(mail-header-parse-addresses "a @b")
;=> (("a@b"))
(mail-header-parse-address "x\n y <a@b>" t)
;=> ("a@b" . "x y")
(mail-header-parse-addresses "x\n y <a@b>")
;=> (("a@b" . "x y"))
(mail-header-parse-address "=?utf-8?q?=C3=B6?= (=?utf-8?q?=C3=A4?=) <a@b>" t)
;=> ("a@b" . "ö")
(mail-header-parse-addresses "=?utf-8?q?=C3=B6?= (=?utf-8?q?=C3=A4?=) <a@b>")
;=> (("a@b" . "=?utf-8?q?=C3=B6?="))
(mail-header-parse-address "a+b@c" t)
;=> ("a+b@c")
(mail-header-parse-addresses "a+b@c")
;=> (("a+b@c"))
(mail-header-parse-address "foo@bar <x>" t)
;=> ("x" . "foo@bar")
(mail-header-parse-addresses "foo@bar <x>")
;=> (("x" . "foo@bar"))
(mail-header-parse-address "a'b@c" t)
;=> ("a'b@c")
(mail-header-parse-addresses "a'b@c")
;=> (("a'b@c"))
(mail-header-parse-address "[x@y]" t)
;=> ("x@y")
(mail-header-parse-addresses "[x@y]")
;=> (("x@y"))
(mail-header-parse-address "x\\y <a@b>" t)
;=> ("a@b" . "x\\y")
(mail-header-parse-addresses "x\\y <a@b>")
;=> (("a@b" . "x\\y"))
(mail-header-parse-address-lax "Fred Flint f@b")
;=> ("f@b" . "Fred Flint")
(mail-header-parse-address-lax "Fred")
;=> nil
(mail-header-parse-address-lax "a@b c@d")
;=> ("c@d" . "a@b")
(mail-header-parse-address-lax "\"Fred\" f@b")
;=> ("f@b" . "\"Fred\"")
(mail-header-parse-address-lax "Fred, f@b")
;=> ("f@b" . "Fred,")
(mail-header-parse-address-lax "Fred <f@b")
;=> ("f@b" . "Fred")
(list (mail-header-parse-content-type "text/plain;charset=a") (rfc2231-parse-string "text/plain;charset=a"))
;=> (("text/plain" (charset . "a")) ("text/plain" (charset . "a")))
(list (mail-header-parse-content-type "text/plain; charset = a") (rfc2231-parse-string "text/plain; charset = a"))
;=> (("text/plain" (charset . "a")) ("text/plain" (charset . "a")))
(list (mail-header-parse-content-type "text/plain; charset") (rfc2231-parse-string "text/plain; charset"))
;=> (("text/plain") ("text/plain"))
(list (mail-header-parse-content-type "text/plain; =x") (rfc2231-parse-string "text/plain; =x"))
;=> (("text/plain") ("text/plain"))
(list (mail-header-parse-content-type "text/plain; a=b; a=c") (rfc2231-parse-string "text/plain; a=b; a=c"))
;=> (("text/plain" (a . "c")) ("text/plain" (a . "c")))
(list (mail-header-parse-content-type "text/plain; a=\"b") (rfc2231-parse-string "text/plain; a=\"b"))
;=> (("text/plain") ("text/plain"))
(list (mail-header-parse-content-type "text/plain; a=b c") (rfc2231-parse-string "text/plain; a=b c"))
;=> (("text/plain" (a . "bc")) ("text/plain" (a . "bc")))
(list (mail-header-parse-content-type "text / plain; a=b") (rfc2231-parse-string "text / plain; a=b"))
;=> (("text/plain" (a . "b")) ("text/plain" (a . "b")))
(list (mail-header-parse-content-type "; a=b") (rfc2231-parse-string "; a=b"))
;=> (nil nil)
(list (mail-header-parse-content-type "text/plain;") (rfc2231-parse-string "text/plain;"))
;=> (("text/plain") ("text/plain"))
(list (mail-header-parse-content-type "text/plain; A=B") (rfc2231-parse-string "text/plain; A=B"))
;=> (("text/plain" (a . "B")) ("text/plain" (a . "B")))
(list (mail-header-parse-content-type "text/plain; a=(x)b") (rfc2231-parse-string "text/plain; a=(x)b"))
;=> (("text/plain" (a . "b")) ("text/plain" (a . "b")))
(list (mail-header-parse-content-type "text/plain (x); a=b") (rfc2231-parse-string "text/plain (x); a=b"))
;=> (("text/plain" (a . "b")) ("text/plain" (a . "b")))
(list (mail-header-parse-content-type "text/plain; a*=utf-8'en'x") (rfc2231-parse-string "text/plain; a*=utf-8'en'x"))
;=> (("text/plain" (a . "x")) ("text/plain" (a . "x")))
(list (mail-header-parse-content-type "text/plain; a*=x") (rfc2231-parse-string "text/plain; a*=x"))
;=> (("text/plain" (a . "x")) ("text/plain" (a . "x")))
(list (mail-header-parse-content-type "text/plain; a*0=x; a*2=y; a*1=z") (rfc2231-parse-string "text/plain; a*0=x; a*2=y; a*1=z"))
;=> (("text/plain" (a . "xzy")) ("text/plain" (a . "xzy")))
(list (mail-header-parse-content-type "text/plain; a*1=x") (rfc2231-parse-string "text/plain; a*1=x"))
;=> (("text/plain" (a . "x")) ("text/plain" (a . "x")))
(list (mail-header-parse-content-type "text/plain; a*0*=utf-8''%C3; a*1*=%BC") (rfc2231-parse-string "text/plain; a*0*=utf-8''%C3; a*1*=%BC"))
;=> (("text/plain" (a . "ü")) ("text/plain" (a . "ü")))
(list (mail-header-parse-content-type "text/plain; a==?utf-8?q?x?=") (rfc2231-parse-string "text/plain; a==?utf-8?q?x?="))
;=> (("text/plain" (a . "x")) ("text/plain"))
(list (mail-header-parse-content-type "text/plain; a=\"=?utf-8?q?=C3=BC?=\"") (rfc2231-parse-string "text/plain; a=\"=?utf-8?q?=C3=BC?=\""))
;=> (("text/plain" (a . "ü")) ("text/plain" (a . "=?utf-8?q?=C3=BC?=")))
(list (mail-header-parse-content-type "x") (rfc2231-parse-string "x"))
;=> (("x") ("x"))
(list (mail-header-parse-content-type "text/plain; a=ü") (rfc2231-parse-string "text/plain; a=ü"))
;=> (("text/plain" (a . "ü")) ("text/plain" (a . "ü")))
(list (mail-header-parse-content-type "\"text/plain\"") (rfc2231-parse-string "\"text/plain\""))
;=> (nil nil)
(list (mail-header-parse-content-type "text/plain, a=b") (rfc2231-parse-string "text/plain, a=b"))
;=> (("text/plain,a") ("text/plain,a"))
(list (mail-header-parse-content-type "text/plain; a=b;;c=d") (rfc2231-parse-string "text/plain; a=b;;c=d"))
;=> (("text/plain") ("text/plain"))
(list (mail-header-parse-content-type "text/plain a=b") (rfc2231-parse-string "text/plain a=b"))
;=> (("text/plaina") ("text/plaina"))
(list (mail-header-parse-content-type "text/plain; a=\"x\\\"y\"") (rfc2231-parse-string "text/plain; a=\"x\\\"y\""))
;=> (("text/plain" (a . "x\\\"y")) ("text/plain" (a . "x\\\"y")))
(list (mail-header-parse-content-type "text/plain; a/b=c") (rfc2231-parse-string "text/plain; a/b=c"))
;=> (("text/plain" (a/b . "c")) ("text/plain" (a/b . "c")))
(list (mail-header-parse-content-type "text/plain; a=b/c") (rfc2231-parse-string "text/plain; a=b/c"))
;=> (("text/plain" (a . "b/c")) ("text/plain" (a . "b/c")))
(list (mail-header-parse-content-type "text/plain; a=b=c") (rfc2231-parse-string "text/plain; a=b=c"))
;=> (("text/plain") ("text/plain"))
(list (mail-header-parse-content-type "text/plain; a=<x>") (rfc2231-parse-string "text/plain; a=<x>"))
;=> (("text/plain") ("text/plain"))
(rfc2231-encode-string "n" "abc")
;=> "n=abc"
(rfc2231-encode-string "n" "a b")
;=> "n=\"a b\""
(rfc2231-encode-string "n" "grün")
;=> "n*=utf-8''gr%c3%bcn"
(rfc2231-encode-string "n" "a'b")
;=> "n*=us-ascii''a%27b"
(rfc2231-encode-string "n" "日本語")
;=> "n*=utf-8''%e6%97%a5%e6%9c%ac%e8%aa%9e"
(rfc2231-encode-string "n" "")
;=> "n="
(rfc2231-encode-string "n" "a%b")
;=> "n*=us-ascii''a%25b"
(rfc2231-encode-string "name" (make-string 60 ?ü))
;=> "name*0*=utf-8''%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3;\n name*1*=%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc;\n name*2*=%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3;\n name*3*=%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc;\n name*4*=%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3;\n name*5*=%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc%c3%bc"
(rfc2231-encode-string "name" (concat (make-string 100 ?a) " b"))
;=> "name*0*=us-ascii''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;\n name*1*=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%20b"
(rfc2231-get-value '("a/b" (c . "d")) 'c)
;=> "d"
(rfc2231-get-value nil 'c)
;=> nil
(rfc2231-parse-string "text/plain; a=b=c" t)
;!> (error "Invalid header: text/plain; a=b=c")
(rfc2231-decode-encoded-string "utf-8'en'%C3%BCx")
;=> "üx"
(rfc2231-decode-encoded-string "plain")
;=> "plain"
(rfc2231-decode-encoded-string "us-ascii''a%20b")
;=> "a b"
(with-temp-buffer (insert "=?utf-8?q?=C3=BC?= x") (rfc2047-decode-region 1 (point-max)) (buffer-string))
;=> "ü x"
(with-temp-buffer (insert "=?utf-8?q?=C3=BC?= <x@y>") (rfc2047-decode-address-region 1 (point-max)) (buffer-string))
;=> "ü <x@y>"
(with-temp-buffer (insert "grün x") (rfc2047-encode-region 1 (point-max)) (buffer-string))
;=> "=?utf-8?Q?gr=C3=BCn?= x"
(with-temp-buffer (insert "Subject: a\n b\nX: c\n") (goto-char 1) (rfc2047-unfold-field) (buffer-string))
;=> "Subject: a b\nX: c\n"
(with-temp-buffer (insert "abc\n def\n ghi") (rfc2047-unfold-region 1 (point-max)) (buffer-string))
;=> "abc def ghi"
(with-temp-buffer (insert "Subject: grün\nTo: Jörg <a@b>\nX-Y: plain\n") (rfc2047-encode-message-header) (buffer-string))
;=> "Subject: =?utf-8?Q?gr=C3=BCn?=\nTo: =?utf-8?Q?J=C3=B6rg?= <a@b>\nX-Y: plain\n"
(with-temp-buffer (insert "Subject: " (mapconcat #'identity (make-list 12 "wörd") " ") "\n") (rfc2047-encode-message-header) (buffer-string))
;=> "Subject: =?utf-8?B?d8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2?=\n =?utf-8?B?cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQgd8O2cmQ=?=\n"
(with-temp-buffer (insert "a " (make-string 90 ?b) " c") (rfc2047-fold-region 1 (point-max)) (buffer-string))
;=> "a bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n c"
(with-temp-buffer (insert (mapconcat #'identity (make-list 30 "abcdef") " ")) (rfc2047-fold-region 1 (point-max)) (buffer-string))
;=> "abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef\n abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef\n abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef abcdef"
(ietf-drums-remove-garbage "abc<def")
;=> "abcdef"
(ietf-drums-token-to-list "abx-z-")
;=> (97 98 120 121 122)
(ietf-drums-get-comment "(a (b))")
;=> "a (b)"
(ietf-drums-strip "a (b) c \"d e\"")
;=> "ac\"d e\""
(ietf-drums-quote-string "a.b")
;=> "\"a.b\""
(ietf-drums-make-address "A. B" "c@d")
;=> "\"A. B\" <c@d>"
(ietf-drums-parse-addresses nil)
;=> nil
(ietf-drums-remove-comments "a (b")
;=> "a "
(rfc2047-decode-string nil)
;!> (wrong-type-argument stringp nil)
(rfc2231-parse-string nil)
;!> (wrong-type-argument stringp nil)
(with-temp-buffer (ietf-drums-init "a\n b (c)") (list (point) (buffer-string)))
;=> (1 "a b (c)")
(with-temp-buffer (insert "a \n  b\nc") (ietf-drums-unfold-fws) (buffer-string))
;=> "a b\nc"
(with-temp-buffer (insert "abc") (list (rfc2047-encodable-p) (progn (insert "é") (and (rfc2047-encodable-p) t))))
;=> (nil t)
(rfc2047-pad-base64 "YQ")
;=> "YQ=="
(rfc2047-pad-base64 "YWI=")
;=> "YWI="
