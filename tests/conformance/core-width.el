(format "%5s|" "\5")
;=> "   \5|"
(format "%.5s|" "ab\tcdef")
;=> "ab|"
(format "%-12s|" "a\tb")
;=> "a\11b  |"
(format "%4s|" "\300")
;=> "   \300|"
(format "%.3s|" "\300\301\302")
;=> "\300\301\302|"
(format "%.2s|" "a\nb")
;=> "a\nb|"
(format "%5s|" "\n")
;=> "     \n|"
(format "%6s|" "\177")
;=> "    \177|"
(format "%6s|" (string-to-multibyte "\200"))
;=> "  \200|"
(format "%.5s" #&3"\5")
;=> "#&3\""
(read-from-string "" nil 1)
;!> (args-out-of-range "" nil 1)
(read-from-string "abc" 2 9)
;!> (args-out-of-range "abc" 2 9)
(read-from-string "abc" nil -9)
;!> (args-out-of-range "abc" nil -9)
(eq [] [])
;=> t
(eq (vector) [])
;=> t
(eq (make-vector 0 1) [])
;=> t
