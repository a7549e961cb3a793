;;; el-bindat.el --- packed binary data -*- lexical-binding: t; -*-
(require 'bindat)
;=> bindat
(setq hdr '((dest-ip ip) (src-ip ip) (dest-port u16) (src-port u16)))
;=> ((dest-ip ip) (src-ip ip) (dest-port u16) (src-port u16))
(setq dat '((type u8) (opcode u8) (length u16r) (id strz 8) (data vec (length)) (align 4)))
;=> ((type u8) (opcode u8) (length u16r) (id strz 8) (data vec (length)) (align 4))
(setq pkt '((header struct hdr) (counters vec 2 u16r) (items u8) (fill 3) (item repeat (items) (struct dat))))
;=> ((header struct hdr) (counters vec 2 u16r) (items u8) (fill 3) (item repeat (items) (struct dat)))
(setq d '((header (dest-ip . [192 168 1 100]) (src-ip . [192 168 1 101]) (dest-port . 284) (src-port . 5408)) (counters . [5 6]) (items . 2) (item ((type . 2) (opcode . 3) (length . 5) (id . "ABCDEF") (data . [1 2 3 4 5])) ((type . 1) (opcode . 4) (length . 7) (id . "BCDEFG") (data . [6 7 8 9 10 11 12])))))
;=> ((header (dest-ip . [192 168 1 100]) (src-ip . [192 168 1 101]) (dest-port . 284) (src-port . 5408)) (counters . [5 6]) (items . 2) (item ((type . 2) (opcode . 3) (length . 5) (id . "ABCDEF") (data . [1 2 3 4 5])) ((type . 1) (opcode . 4) (length . 7) (id . "BCDEFG") (data . [6 7 8 9 10 11 12]))))
(bindat-length pkt d)
;=> 60
(bindat-pack pkt d)
;=> "\300\250\1d\300\250\1e\1\34\25 \5\0\6\0\2\0\0\0\2\3\5\0ABCDEF\0\0\1\2\3\4\5\0\0\0\1\4\7\0BCDEFG\0\0\6\7\10\11\n\13\f\0"
(bindat-unpack pkt (bindat-pack pkt d))
;=> ((item ((data . [1 2 3 4 5]) (id . "ABCDEF") (length . 5) (opcode . 3) (type . 2)) ((data . [6 7 8 9 10 11 12]) (id . "BCDEFG") (length . 7) (opcode . 4) (type . 1))) (items . 2) (counters . [5 6]) (header (src-port . 5408) (dest-port . 284) (src-ip . [192 168 1 101]) (dest-ip . [192 168 1 100])))
(bindat-get-field d 'item 1 'id)
;=> "BCDEFG"
(bindat-get-field d 'counters 1)
;=> 6
(list (bindat-ip-to-string [127 0 0 1]) (bindat-ip-to-string "\300\250\1\1") (bindat-ip-to-string [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1]) (bindat-vector-to-dec [1 2 255]) (bindat-vector-to-dec [1 2 255] "-") (bindat-vector-to-hex [1 2 255]) (bindat-vector-to-hex "az" ".") (bindat-format-vector [1 2 3] "%x" ":" 2))
;=> ("127.0.0.1" "192.168.1.1" nil "1.2.255" "1-2-255" "01:02:ff" "61.7a" "1:2")
(bindat-unpack '((a u8) (b u16) (c u24) (d u32) (e u16r) (f u24r) (g u32r)) (unibyte-string 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19))
;=> ((g . 319951120) (f . 986637) (e . 3083) (d . 117967114) (c . 263430) (b . 515) (a . 1))
(bindat-unpack '((a str 3) (b strz 4) (c byte) (d word) (e short) (f dword) (g long)) "abcde\0fghijklmnopqrstuvw")
;=> ((g . 1886483059) (f . 1819111023) (e . 27243) (d . 26729) (c . 103) (b . "de") (a . "abc"))
(bindat-unpack '((a bits 2)) (unibyte-string #x28 #x1c))
;=> ((a 2 3 4 11 13))
(bindat-pack '((a bits 2)) '((a 2 3 4 11 13)))
;=> "(\34"
(bindat-unpack '((t u8) (union (t) (1 (x u8)) (2 (y u16)) (t (z u8)))) (unibyte-string 2 1 2))
;=> ((y . 258) (t . 2))
(bindat-unpack '((t u8) (union (t) (1 (x u8)) (2 (y u16)) (t (z u8)))) (unibyte-string 7 1 2))
;=> ((z . 1) (t . 7))
(bindat-unpack '((t u8) (union (t) ((eval (> tag 5)) (x u8)) (t (z u8)))) (unibyte-string 7 1 2))
;=> ((x . 1) (t . 7))
(bindat-unpack '((n u8) (eval (setq zz last)) (s str (n))) (unibyte-string 2 65 66))
;=> ((s . "AB") (n . 2))
(bindat-unpack '((n u8) (s str (eval (+ 1 last)))) (unibyte-string 2 65 66 67))
;=> ((s . "ABC") (n . 2))
(bindat-unpack '((n u8) (skip) (x u8)) (unibyte-string 2 65 66 67))
;=> ((x . 65) (n . 2))
(bindat-unpack '((n u8) (fill 1) (x u8)(align 4) (y u8)) (unibyte-string 2 65 66 67 68))
;=> ((y . 68) (x . 66) (n . 2))
(bindat-unpack '((x vec 3) (y vec 2 u16)  (z vec 2 (vec 2))) (apply #'unibyte-string (number-sequence 1 20)))
;=> ((z . [[8 9] [10 11]]) (y . [1029 1543]) (x . [1 2 3]))
(bindat-unpack '((x u16)) (unibyte-string 1 2 3 4) 2)
;=> ((x . 772))
(bindat-unpack '((x u16)) [1 2 3 4] 1)
;=> ((x . 515))
(bindat-unpack '((x u16)) (unibyte-string 1))
;!> (args-out-of-range "\1" 1)
(bindat-unpack '((x zork)) (unibyte-string 1))
;=> nil
(bindat-pack '((x u16) (y strz 3) (z str 4)(v vec 2)) '((x . 258) (y . "abcdef") (z . "ab") (v . [1 2])))
;=> "\1\2abcab\0\0\1\2"
(let ((s (make-string 6 0))) (list (bindat-pack '((x u16)) '((x . 258)) (string-to-unibyte s) 2)))
;=> (nil)
(bindat-pack '((x u16)) '((x . 70000)))
;=> "\21p"
(bindat-pack '((x u16)) '())
;=> "\0\0"
(bindat-length '((x u16) (s strz) ) '((x . 1) (s . "abc")))
;=> 3
(bindat-pack '((x u16) (s strz) ) '((x . 1) (s . "abc")))
;=> "\0\1a"
(bindat-unpack '((x u16) (s strz) (y u8)) "ab123\0z")
;=> ((y . 50) (s . "1") (x . 24930))
(type-of (setq ty (bindat-type (type u8) (opcode u8) (length uintr 16) (id strz 8) (data vec length) (_ align 4))))
;=> bindat--type
(bindat-pack ty '((type . 2) (opcode . 3) (length . 5) (id . "ABCDEF") (data . [1 2 3 4 5])))
;=> "\2\3\5\0ABCDEF\0\0\1\2\3\4\5\0\0\0"
(bindat-unpack ty (bindat-pack ty '((type . 2) (opcode . 3) (length . 5) (id . "ABCDEF") (data . [1 2 3 4 5]))))
;=> ((type . 2) (opcode . 3) (length . 5) (id . "ABCDEF") (data . [1 2 3 4 5]))
(bindat-length ty '((type . 2) (opcode . 3) (length . 5) (id . "ABCDEF") (data . [1 2 3 4 5])))
;=> 20
(bindat-unpack (bindat-type u8) (unibyte-string 7))
;=> 7
(bindat-pack (bindat-type u8) 7)
;=> "\7"
(bindat-unpack (bindat-type uint 24) (unibyte-string 1 2 3))
;=> 66051
(bindat-unpack (bindat-type uintr 24) (unibyte-string 1 2 3))
;=> 197121
(bindat-unpack (bindat-type uint 64) (unibyte-string 255 255 255 255 255 255 255 255))
;=> 18446744073709551615
(bindat-pack (bindat-type sint 16 nil) -2)
;=> "\377\376"
(bindat-unpack (bindat-type sint 16 nil) (unibyte-string 255 254))
;=> -2
(bindat-unpack (bindat-type sint 16 t) (unibyte-string 255 254))
;=> -257
(let ((bindat-raw t)) (bindat-unpack (bindat-type vec 3 (a u8) (b u8)) (unibyte-string 1 2 3 4 5 6)))
;=> [((a . 1) (b . 2)) ((a . 3) (b . 4)) ((a . 5) (b . 6))]
(bindat-unpack (bindat-type (len u8) (items repeat len (a u8) (b u8))) (unibyte-string 2 2 3 4 5 6))
;=> ((len . 2) (items ((a . 2) (b . 3)) ((a . 4) (b . 5))))
(bindat-unpack (bindat-type (len u8) (items repeat len u16)) (unibyte-string 2 2 3 4 5 6))
;!> (void-function u16)
(bindat-unpack (bindat-type (len u8) (_ let x 3) (y u8) :unpack-val (list len x y)) (unibyte-string 2 2))
;!> (wrong-type-argument listp x)
(bindat-unpack (bindat-type (len u8) (y unit (+ len 3))) (unibyte-string 2 2))
;=> ((len . 2) (y . 5))
(bindat-unpack (bindat-type (len u8) (d if (> len 3) u8 u16)) (unibyte-string 2 2 3))
;!> (void-variable u16)
(bindat-unpack (bindat-type (len u8) (d . (pcase len (2 u8) (_ u16)))) (unibyte-string 2 2 3))
;!> (void-variable u8)
(bindat-unpack (bindat-type (f bits 1) (g fill 1) (h u8)) (unibyte-string 5 2 3))
;=> ((f 0 2) (g) (h . 3))
(bindat-unpack (bindat-type (struct (a u8) (b u8))) (unibyte-string 1 2))
;=> ((struct (a . 1) (b . 2)))
(bindat-unpack (bindat-type struct (a u8) (b u8)) (unibyte-string 1 2))
;=> ((a . 1) (b . 2))
(bindat-unpack (bindat-type (a u8) (nil u8) (b u8)) (unibyte-string 1 2 3))
;!> (setting-constant nil)
(bindat-unpack (bindat-type (_ fill 2) (b u8)) (unibyte-string 1 2 3))
;=> ((b . 3))
(bindat-pack (bindat-type (a u8 :pack-val (+ 1 x)) :pack-var x) 4)
;!> (error "Unrecognized format in bindat fields: (:pack-var x)")
(bindat-unpack (bindat-type (x (struct :pack-var s (len u8 :pack-val (length s)) (d str len) :unpack-val d))) (unibyte-string 3 65 66 67))
;=> ((x (struct . "ABC")))
(bindat-pack (bindat-type (x (struct :pack-var s (len u8 :pack-val (length s)) (d str len :pack-val s) :unpack-val d))) '((x . "ABC")))
;!> (wrong-type-argument listp "ABC")
(bindat-unpack (bindat-type (a type (bindat-type u16)) (b u8)) (unibyte-string 1 2 3))
;!> (void-function u16)
(progn (bindat-defmacro lenstr (n) "doc" `(struct :pack-var s (len uint ,n :pack-val (length s)) (d str len :pack-val s) :unpack-val d)) (bindat-unpack (bindat-type (a lenstr 8) (b lenstr 16)) (unibyte-string 2 65 66 0 1 67)))
;=> ((a . "AB") (b . "C"))
(bindat-pack (bindat-type (a lenstr 8) (b lenstr 16)) '((a . "hi") (b . "x")))
;=> "\2hi\0\1x"
(type-of ty)
;=> bindat--type
