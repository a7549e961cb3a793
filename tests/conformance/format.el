;; format, format-message, format-spec, number formatting.
(format "a")
;=> "a"
(format "")
;=> ""
(format "%s %S" "a" "a")
;=> "a \"a\""
(format "%s %S" 'a 'b\ c)
;=> "a b\\ c"
(format "%s" '("a" b))
;=> "(a b)"
(format "%S" '("a" b))
;=> "(\"a\" b)"
(format "%d" 5)
;=> "5"
(format "%d" -5)
;=> "-5"
(format "%d" 5.9)
;=> "5"
(format "%d" -5.9)
;=> "-5"
(format "%d" 1e20)
;=> "100000000000000000000"
(format "%d" "5")
;!> (error "Format specifier doesn’t match argument type")
(format "%d" nil)
;!> (error "Format specifier doesn’t match argument type")
(format "%d" 0.0e+NaN)
;=> "nan"
(format "%5d|%-5d|%05d|%+d|% d" 42 42 42 42 42)
;=> "   42|42   |00042|+42| 42"
(format "%+05d|%-+5d|% 5d|%+d" 42 42 42 -42)
;=> "+0042|+42  |   42|-42"
(format "%.3d|%8.3d|%-8.3d|%08.3d" 5 5 5 5)
;=> "005|     005|005     |     005"
(format "%x %X %o" 255 255 8)
;=> "ff FF 10"
(format "%#x %#X %#o" 255 255 8)
;=> "0xff 0XFF 010"
(format "%x" -255)
;=> "-ff"
(format "%o" -8)
;=> "-10"
(format "%#x" 0)
;=> "0"
(format "%08x|%-8x|%+x" 255 255 255)
;=> "000000ff|ff      |+ff"
(format "%x" 255.9)
;=> "ff"
(format "%c" ?a)
;=> "a"
(format "%c%c" ?é #x1F600)
;=> "é😀"
(format "%5c|%-5c|" ?a ?a)
;=> "    a|a    |"
(format "%c" "a")
;!> (error "Format specifier doesn’t match argument type")
(format "%c" -1)
;!> (wrong-type-argument characterp -1)
(format "%c" 1.0)
;!> (error "Format specifier doesn’t match argument type")
(format "%f" 3.14159)
;=> "3.141590"
(format "%.2f|%8.2f|%-8.2f|%08.2f|%+.2f" 3.14159 3.14159 3.14159 3.14159 3.14159)
;=> "3.14|    3.14|3.14    |00003.14|+3.14"
(format "%.0f %.0f %.0f" 0.5 1.5 2.5)
;=> "0 2 2"
(format "%#.0f" 3.0)
;=> "3."
(format "%f" 5)
;=> "5.000000"
(format "%e" 12345.678)
;=> "1.234568e+04"
(format "%.3e" 12345.678)
;=> "1.235e+04"
(format "%.0e" 12345.678)
;=> "1e+04"
(format "%g %g %g %g" 0.0001 0.00001 123456.0 1234567.0)
;=> "0.0001 1e-05 123456 1.23457e+06"
(format "%.3g %#.3g" 1.0 1.0)
;=> "1 1.00"
(format "%g" 100000)
;=> "100000"
(format "%f %e %g" 1.0e+INF -1.0e+INF 0.0e+NaN)
;=> "inf -inf nan"
(format "%8.3f|%08.3f" 1.0e+INF 1.0e+INF)
;=> "     inf|     inf"
(format "%f" "x")
;!> (error "Format specifier doesn’t match argument type")
(format "%e" nil)
;!> (error "Format specifier doesn’t match argument type")
(format "%.30f" 0.1)
;=> "0.100000000000000005551115123126"
(format "%.50g" 0.1)
;=> "0.1000000000000000055511151231257827021181583404541"
(format "%s" 1.0)
;=> "1.0"
(format "%s" 123456789012345678901234567890)
;=> "123456789012345678901234567890"
(format "%d" 123456789012345678901234567890)
;=> "123456789012345678901234567890"
(format "%x" (expt 2 70))
;=> "400000000000000000"
(format "%040d" (expt 10 30))
;=> "0000000001000000000000000000000000000000"
(format "%10s|%-10s|" "abc" "abc")
;=> "       abc|abc       |"
(format "%.2s|%5.2s|%-5.2s|" "abc" "abc" "abc")
;=> "ab|   ab|ab   |"
(format "%5s|%-5s|%.1s" "é" "é" "éa")
;=> "    é|é    |é"
(format "%5s|" "日本")
;=> " 日本|"
(format "%.3s" "日本語")
;=> "日"
(format "%010s" "abc")
;=> "       abc"
(format "%5S|%-8S|" 'a "x")
;=> "    a|\"x\"     |"
(format "%.2S" "abc")
;=> "\"a"
(format "%%")
;=> "%"
(format "%5%|")
;=> "%|"
(format "100%")
;!> (error "Format string ends in middle of format specifier")
(format "%")
;!> (error "Format string ends in middle of format specifier")
(format "%s")
;!> (error "Not enough arguments for format string")
(format "%d %d" 1)
;!> (error "Not enough arguments for format string")
(format "%s" 1 2 3)
;=> "1"
(format "%q" 1)
;!> (error "Invalid format operation %q")
(format "%2$s %1$s" 'a 'b)
;=> "b a"
(format "%1$s %s %s" 'a 'b)
;!> (error "Not enough arguments for format string")
(format "%2$s %s" 'a 'b)
;!> (error "Not enough arguments for format string")
(format "%3$s" 'a 'b)
;!> (error "Not enough arguments for format string")
(format "%1$-5s|%1$5s|" 'a)
;=> "a    |    a|"
(format "%*d" 5 42)
;!> (error "Invalid format operation %*")
(format "%l" 1)
;!> (error "Invalid format operation %l")
(format "%i" 1)
;=> "1"
(format "%u" 1)
;!> (error "Invalid format operation %u")
(format 'a 1)
;!> (wrong-type-argument stringp a)
(format nil)
;!> (wrong-type-argument stringp nil)
(format "%s" (propertize "ab" 'face 'bold))
;=> #("ab" 0 2 (face bold))
(format (propertize "x%sy" 'a 1) "bc")
;=> #("xbcy" 0 4 (a 1))
(format (concat "x" (propertize "%s" 'a 1) "y") "bcd")
;=> #("xbcdy" 1 4 (a 1))
(format "%s-%s" (propertize "ab" 'p 1) "cd")
;=> #("ab-cd" 0 2 (p 1))
(format "%5s" (propertize "ab" 'p 1))
;=> #("   ab" 3 5 (p 1))
(format "%-5s|" (propertize "ab" 'p 1))
;=> #("ab   |" 0 5 (p 1))
(multibyte-string-p (format "%s" "abc"))
;=> nil
(multibyte-string-p (format "%sé" "abc"))
;=> t
(string-to-list (format "%s" "\351"))
;=> (233)
(string-to-list (format "%sé" "\351"))
;=> (4194281 233)
(eq (format "abc") "abc")
;=> nil
(format "`%s'" 'a)
;=> "`a'"
(format-message "`%s' isn't" 'a)
;=> "‘a’ isn’t"
(let ((text-quoting-style 'straight)) (format-message "`%s' isn't" 'a))
;=> "'a' isn't"
(let ((text-quoting-style 'grave)) (format-message "`%s' isn't" 'a))
;=> "`a' isn't"
(message "%s %d" "a" 1)
;=> "a 1"
(message nil)
;=> nil
(message "%")
;!> (error "Format string ends in middle of format specifier")
(message "%s")
;!> (error "Not enough arguments for format string")
(condition-case e (error "Bad `%s'" 'x) (error (cadr e)))
;=> "Bad ‘x’"
(condition-case e (user-error "U %d" 4) (user-error e))
;=> (user-error "U 4")
(format-spec "%a-%b" '((?a . 1) (?b . "x")))
;=> "1-x"
(progn (require 'format-spec) (format-spec "%5a|%-5a|%05a" '((?a . "xy"))))
;=> "   xy|xy   |000xy"
(format-spec "%%%a" '((?a . 1)))
;=> "%1"
(format-spec "%z" '((?a . 1)))
;!> (error "Invalid format character: ‘%z’")
(format-spec "%^a %_b %>4c %<2c" '((?a . "up") (?b . "DOWN") (?c . "abcdef")))
;=> "UP down abcd ef"
(format-spec "%z x" '((?a . 1)) 'ignore)
;=> "%z x"
(format-spec "%z x%a" '((?a . 1)) 'delete)
;=> " x1"
(number-to-string 42)
;=> "42"
(number-to-string -1.5)
;=> "-1.5"
(number-to-string 'a)
;!> (wrong-type-argument numberp a)
(file-size-human-readable 1024)
;=> "1k"
(file-size-human-readable 123456789)
;=> "117.7M"
(file-size-human-readable 2048 'si)
;=> "2k"
(format-prompt "Name" "x")
;=> "Name (default x): "
(string-to-list (format "%c" #x3fffe9))
;=> (4194281)
(format "%-08d|" 42)
;=> "42      |"
(format "%+ d" 42)
;=> "+42"
(format "%# x" 10)
;=> " 0xa"
(format "%.10d" -42)
;=> "-0000000042"
(format "%s %s" nil t)
;=> "nil t"
(format "%S %s" [a "b"] [a "b"])
;=> "[a \"b\"] [a b]"
