;; Legacy coding systems: each code and each character, as digests.
(defun lc-bytes (coding) (md5 (mapconcat (lambda (b) (format "%S" (append (decode-coding-string (unibyte-string b) coding) nil))) (number-sequence 0 255) " ")))
;=> lc-bytes
(defun lc-pairs (coding prefix) (md5 (mapconcat (lambda (lead) (mapconcat (lambda (trail) (format "%S" (append (decode-coding-string (apply #'unibyte-string (append prefix (list lead trail))) coding) nil))) (number-sequence 0 255) " ")) (number-sequence 128 255) "\n")))
;=> lc-pairs
(defun lc-chars (coding from to) (md5 (mapconcat (lambda (c) (encode-coding-string (string c) coding)) (number-sequence from to) "|")))
;=> lc-chars
(defun lc-text (text coding) (let ((s (decode-coding-string text coding))) (list s (encode-coding-string s coding))))
;=> lc-text
(list (lc-bytes 'iso-8859-2-unix) (lc-chars 'iso-8859-2-unix 128 65535))
;=> ("24a460ddd569238dc1588cefb625194f" "f9d1de2dc88e60677b4b118764edc49b")
(list (lc-bytes 'iso-8859-3-unix) (lc-chars 'iso-8859-3-unix 128 65535))
;=> ("d08b54a33a6e41aee2eb0fb90f706172" "74d7ec1efb733d3412ebc11874923ce1")
(list (lc-bytes 'iso-8859-4-unix) (lc-chars 'iso-8859-4-unix 128 65535))
;=> ("44c8006372a4e913a3c5a8fc398095be" "18abd58a72d95c76d53e6ccf1c83c2db")
(list (lc-bytes 'iso-8859-5-unix) (lc-chars 'iso-8859-5-unix 128 65535))
;=> ("24e03cce542df329de2cb3ffd748e235" "a3b76b10256369d6009bee1618b1182c")
(list (lc-bytes 'iso-8859-6-unix) (lc-chars 'iso-8859-6-unix 128 65535))
;=> ("afac7fa5f6bc08eb9e0ca4d935abfefe" "becbf011cc3a374bebac0793d7aaff00")
(list (lc-bytes 'iso-8859-7-unix) (lc-chars 'iso-8859-7-unix 128 65535))
;=> ("0dc7875cd0f6369a437eb8d386eb404e" "65c2b377f3a1ec4025856c7d19988b85")
(list (lc-bytes 'iso-8859-8-unix) (lc-chars 'iso-8859-8-unix 128 65535))
;=> ("215815301bb24c0dbe76f1f95b77b6bc" "804a4231aac7beb7fdba8639e306ecc8")
(list (lc-bytes 'iso-8859-9-unix) (lc-chars 'iso-8859-9-unix 128 65535))
;=> ("ad6b82b922155ea02310a432d436d4ef" "5c043ad7ae755740ec50d844111939e1")
(list (lc-bytes 'iso-8859-10-unix) (lc-chars 'iso-8859-10-unix 128 65535))
;=> ("17ed540b07ca548171a19ead415b9b20" "1ef2a0feba5432d58e55eb8898d46835")
(list (lc-bytes 'iso-8859-11-unix) (lc-chars 'iso-8859-11-unix 128 65535))
;=> ("cfd364b8601ca9fe67f4607f820e90e8" "011dac7744a07fb66b0c5d64d7431547")
(list (lc-bytes 'iso-8859-13-unix) (lc-chars 'iso-8859-13-unix 128 65535))
;=> ("07826738775ed42ac1ff5aead13333fb" "d2a3787528d817e137904b5ec2454813")
(list (lc-bytes 'iso-8859-14-unix) (lc-chars 'iso-8859-14-unix 128 65535))
;=> ("b6005bd2d6ed155cb02b8bbc8ff850f7" "650ff2be79f0a47e06cdb03198c4d10b")
(list (lc-bytes 'iso-8859-15-unix) (lc-chars 'iso-8859-15-unix 128 65535))
;=> ("ab809baa977301c2e9e43a4977f7a638" "15ed3ec4c5a039e0f12d6d67e87fe38f")
(list (lc-bytes 'iso-8859-16-unix) (lc-chars 'iso-8859-16-unix 128 65535))
;=> ("0c3fca5a8839e9d857314dacbacd873e" "142f2c9c8a7d3fbcf6583adfd9b76092")
(list (lc-bytes 'koi8-r-unix) (lc-chars 'koi8-r-unix 128 65535))
;=> ("6ce2c38a4eb02b91fd178cc7cbe0c84c" "4d35959cb0cce8f97ea727cda03c5b7b")
(list (lc-bytes 'koi8-u-unix) (lc-chars 'koi8-u-unix 128 65535))
;=> ("c973b57795c51dddc804dbcce6ceb1b0" "30ed2902009bfc128132b0ce7dad04aa")
(list (lc-bytes 'cp437-unix) (lc-chars 'cp437-unix 128 65535))
;=> ("f01e7fff85a288874112a701ed6d8e5b" "69d2b4a42f1102eaa88e35fbc37cc089")
(list (lc-bytes 'cp850-unix) (lc-chars 'cp850-unix 128 65535))
;=> ("09b880827c21a7ff1d384cac3710b2c1" "85b1c1b4702851f2f15db447b157b04e")
(list (lc-bytes 'cp852-unix) (lc-chars 'cp852-unix 128 65535))
;=> ("f18bbf09c60ec55826a67ecd37fb9deb" "aefc2dab119f76fc35d66c3d7502c70f")
(list (lc-bytes 'cp855-unix) (lc-chars 'cp855-unix 128 65535))
;=> ("2e25f10c0c729bd894be1e033333ae07" "3ac071dc8dcbdfdcc2eb698fb97badb2")
(list (lc-bytes 'cp858-unix) (lc-chars 'cp858-unix 128 65535))
;=> ("e0fe372cc64fa2557f5965a91868baab" "9c3512f5390e00533f27ac6fd3001e68")
(list (lc-bytes 'cp860-unix) (lc-chars 'cp860-unix 128 65535))
;=> ("1814ca9a43cf9ef871a49b0884ce243b" "2b4fc6e47439982e06ce528361676136")
(list (lc-bytes 'cp862-unix) (lc-chars 'cp862-unix 128 65535))
;=> ("b2228de956863c1d0414184e7aefa037" "cc18cdffd42a33856f0c9f8cc1011c58")
(list (lc-bytes 'cp863-unix) (lc-chars 'cp863-unix 128 65535))
;=> ("02e7878faafada400b5905f526fe7ba9" "560643a4ca7bf814a5f20914e50d384f")
(list (lc-bytes 'cp865-unix) (lc-chars 'cp865-unix 128 65535))
;=> ("da51e7d51f3b4b0f1b486dbf7f1dd5f5" "00eaeef78fd00975bbcec85315c9f6c8")
(list (lc-bytes 'cp866-unix) (lc-chars 'cp866-unix 128 65535))
;=> ("d471ec4737ebeb374a8ebb84e03cc7e3" "91034a72acc6aa11a65e5aca90b5615e")
(list (lc-bytes 'mac-roman-unix) (lc-chars 'mac-roman-unix 128 65535))
;=> ("ae73d89319440d3a4251665c7414610f" "31d559d23bf8b0dee415ce19928ea07f")
(list (lc-bytes 'ibm1047-unix) (lc-chars 'ibm1047-unix 128 65535))
;=> ("fd279bcedf9285b8d09c893f9a02793c" "2c33b440e3fe7528a1763cb4cac75772")
(list (lc-bytes 'cp874-unix) (lc-chars 'cp874-unix 128 65535))
;=> ("f9b3767b26c0ed2bc566349c6f303584" "d73b5b5bf6fb2a9fcafd6f01ef9abd57")
(list (lc-bytes 'thai-tis620-unix) (lc-chars 'thai-tis620-unix 128 65535))
;=> ("7c129ce13f8e29d71a35ede7ad89c759" "836751cd20c7ee39c0519bc927f89998")
(list (lc-bytes 'windows-1250-unix) (lc-chars 'windows-1250-unix 128 65535))
;=> ("974194077011180654ccbbdbe2b7c89a" "6b0fc6f7da611c184fe23c5a3a0effd0")
(list (lc-bytes 'windows-1251-unix) (lc-chars 'windows-1251-unix 128 65535))
;=> ("0be07716b1d152259ee6d9e5b1bd1fc0" "bec7ddb5aeb9024155ff4932a4f61431")
(list (lc-bytes 'windows-1252-unix) (lc-chars 'windows-1252-unix 128 65535))
;=> ("8d7884e17cc7cab23299ad12846492e2" "5a0df6897bdcce0a573d208563ca163b")
(list (lc-bytes 'windows-1253-unix) (lc-chars 'windows-1253-unix 128 65535))
;=> ("2fa66d6e50f42c3af5fd918f71d38b4b" "3194abb9acf0e74471fcda03f57102f0")
(list (lc-bytes 'windows-1254-unix) (lc-chars 'windows-1254-unix 128 65535))
;=> ("bdd4cc116db8bf6e6ceafa0dca14c0e0" "b4288ffa241cd58f12b5774cc479a059")
(list (lc-bytes 'windows-1255-unix) (lc-chars 'windows-1255-unix 128 65535))
;=> ("e79879769b2606e4aad4477bbdfd8610" "60e75c024eca9f141c67008adcf00035")
(list (lc-bytes 'windows-1256-unix) (lc-chars 'windows-1256-unix 128 65535))
;=> ("49486918a14e321dd8af0681436b55a2" "1411721d12e948fae9f4604df87a8e4a")
(list (lc-bytes 'windows-1257-unix) (lc-chars 'windows-1257-unix 128 65535))
;=> ("17189458c6d14e3a995d85f5ed1e412c" "1d2d01f8480df5ad083748f00817d725")
(list (lc-bytes 'windows-1258-unix) (lc-chars 'windows-1258-unix 128 65535))
;=> ("a8867048a2b787d5e16e8e3081985e96" "a2c125af045084de9d96128cb5c58b99")
(list (lc-bytes 'shift_jis-unix) (lc-pairs 'shift_jis-unix nil))
;=> ("53f08a39e03654356f291a4ed0d8a4cc" "7d6a6c8723d3ff8ef7ff1feb7591505f")
(lc-chars 'shift_jis-unix 128 65535)
;=> "ddd8721f8316af64830deee643610bc7"
(list (lc-bytes 'cp932-unix) (lc-pairs 'cp932-unix nil))
;=> ("53f08a39e03654356f291a4ed0d8a4cc" "3f5b01be4e468486c22d99c1989d5bfc")
(lc-chars 'cp932-unix 128 65535)
;=> "d95f7d25fd2e66717f5fe9681c0017e3"
(list (lc-bytes 'gbk-unix) (lc-pairs 'gbk-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "fd26a0ce6d423360d71d0e730ce064dc")
(lc-chars 'gbk-unix 128 65535)
;=> "71e0545c070334137b07c54f255d0a60"
(list (lc-bytes 'gb2312-unix) (lc-pairs 'gb2312-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "ec2ffece1af9e56d305e7a195df6c3a8")
(lc-chars 'gb2312-unix 128 65535)
;=> "5d04da57ebb985d0000de4ebcff9a1e5"
(list (lc-bytes 'gb18030-unix) (lc-pairs 'gb18030-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "020d0d607133fe6f066a31be976ad7f6")
(lc-chars 'gb18030-unix 128 #x1e3f)
;=> "95570d27913b7dcd1804b59183b6ef81"
(mapcar (lambda (c) (append (encode-coding-string (string c) 'gb18030-unix) nil)) '(#xffff #x1e40 #x10000 #x1f600 #x10ffff))
;=> ((132 49 165 53) (129 53 244 55) (144 48 129 48) (148 57 252 54) (227 50 154 53))
;~> ((132 49 164 57) (129 53 244 56) (144 48 129 48) (148 57 252 54) (227 50 154 53)) ;; Emacs counts the characters that moved to two bytes out of the four-byte codes, the standard does not
(list (lc-bytes 'big5-unix) (lc-pairs 'big5-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "02747eb255eb633dc3546a4332efdbbc")
(lc-chars 'big5-unix 128 65535)
;=> "857c4d307eee3eec3b2523ab9e21e687"
(list (lc-bytes 'euc-jp-unix) (lc-pairs 'euc-jp-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "45c243b6015ff29eb411b360df12b886")
(lc-pairs 'euc-jp-unix '(#x8f))
;=> "055847f1893f604d684807d2e7430828"
(lc-chars 'euc-jp-unix 166 8253)
;=> "2571db6afe562013fbbdf9cde1e042af"
(lc-chars 'euc-jp-unix 8255 65535)
;=> "617c9b798e4de4140ed3d62f710a88d5"
;~> "7549a7690051a5123f29f8a979f8b75d" ;; readers of EUC-JP expect no escape sequences, which Emacs writes for charsets beyond it
(encode-coding-string "¥‾" 'euc-jp)
;=> "\33(J\\~\33(B"
;~> "  " ;; readers of EUC-JP expect no escape sequences, which Emacs writes for charsets beyond it
(list (lc-bytes 'euc-kr-unix) (lc-pairs 'euc-kr-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "b13b1f5c2140ba66e78bbc34baaec4f8")
(lc-chars 'euc-kr-unix 128 65535)
;=> "49f0f2eae8cdfef15b659cad8cac37be"
(list (lc-bytes 'cp949-unix) (lc-pairs 'cp949-unix nil))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "56961a264ac5e7be6d5d99f150f18c16")
(lc-chars 'cp949-unix 128 65535)
;=> "9c970f178358d5e5f690c88c7fdc5d18"
(apply #'lc-text '("\e$B$3$s\e(Ba\e(J\\z\e(B" iso-2022-jp))
;=> (#("こんa¥z" 0 3 (charset japanese-jisx0208) 3 5 (charset latin-jisx0201)) "\33$B$3$s\33(Ba\33(J\\\33(Bz")
(apply #'lc-text '("\e$B$3" iso-2022-jp))
;=> (#("こ" 0 1 (charset japanese-jisx0208)) "\33$B$3\33(B")
(apply #'lc-text '("\e$B$" iso-2022-jp))
;=> ("$" "$")
(apply #'lc-text '("a\eZ" iso-2022-jp))
;=> ("a\33Z" "a\33Z")
(apply #'lc-text '("\e$B$3\n$3\e(B" iso-2022-jp))
;=> (#("こ\nこ" 0 3 (charset japanese-jisx0208)) "\33$B$3\33(B\n\33$B$3\33(B")
(apply #'lc-text '("\e$@$3\e(B" iso-2022-jp))
;=> (#("こ" 0 1 (charset japanese-jisx0208-1978)) "\33$@$3\33(B")
;~> (#("こ" 0 1 (charset japanese-jisx0208-1978)) "\33$B$3\33(B") ;; the edition of 1978 is not written
(apply #'lc-text '("\351\016a" iso-2022-jp))
;=> ("\351\16a" "\351\16a")
(apply #'lc-text '("\e$(B$3\e(Bx" iso-2022-jp))
;=> (#("こx" 0 2 (charset japanese-jisx0208)) "\33$B$3\33(Bx")
(apply #'lc-text '("a+AOk-b" utf-7))
;=> ("aéb" "a+AOk-b")
(apply #'lc-text '("+AOk" utf-7))
;=> ("é" "+AOk")
(apply #'lc-text '("+AOkb" utf-7))
;=> ("é\33" "+AOkAGw")
;~> ("é" "+AOk") ;; bits that make no character are dropped (RFC 2152)
(apply #'lc-text '("+-" utf-7))
;=> ("+" "+-")
(apply #'lc-text '("+AOk-+AOk-" utf-7))
;=> ("éé" "+AOkA6Q")
(apply #'lc-text '("+AOk.x" utf-7))
;=> ("é.x" "+AOk-.x")
(apply #'lc-text '("+2D3eAA-" utf-7))
;=> ("😀" "+2D3eAA")
(apply #'lc-text '("\351" utf-7))
;=> ("\351" "+ACA")
(apply #'lc-text '("+" utf-7))
;=> ("+" "+-")
(apply #'lc-text '("a+!" utf-7))
;=> ("a+!" "a+-!")
(apply #'lc-text '("&AOk-" utf-7))
;=> ("&AOk-" "&AOk-")
(apply #'lc-text '("+AOkA6Q-" utf-7))
;=> ("éé" "+AOkA6Q")
(apply #'lc-text '("+AOk\nb" utf-7))
;=> ("é\nb" "+AOk-\nb")
(apply #'lc-text '("a+-b" utf-7))
;=> ("a+b" "a+-b")
(apply #'lc-text '("a&AOk-b" utf-7-imap))
;=> ("aéb" "a&AOk-b")
(apply #'lc-text '("&-" utf-7-imap))
;=> ("&" "&-")
(apply #'lc-text '("&AOk" utf-7-imap))
;=> ("é" "&AOk-")
(apply #'lc-text '("a&-b" utf-7-imap))
;=> ("a&b" "a&-b")
(apply #'lc-text '("&2D3eAA-x" utf-7-imap))
;=> ("😀x" "&2D3eAA-x")
(apply #'lc-text '("~+" utf-7-imap))
;=> ("~+" "~+")
(list (encode-coding-string "aéb" 'utf-7) (encode-coding-string "aéb" 'utf-7-imap) (encode-coding-string "aéb" 'utf-7-dos))
;=> ("a+AOk-b" "a&AOk-b" "a+AOk-b")
(list (encode-coding-string "é-" 'utf-7) (encode-coding-string "é-" 'utf-7-imap) (encode-coding-string "é-" 'utf-7-dos))
;=> ("+AOk--" "&AOk--" "+AOk--")
(list (encode-coding-string "éA" 'utf-7) (encode-coding-string "éA" 'utf-7-imap) (encode-coding-string "éA" 'utf-7-dos))
;=> ("+AOk-A" "&AOk-A" "+AOk-A")
(list (encode-coding-string "é." 'utf-7) (encode-coding-string "é." 'utf-7-imap) (encode-coding-string "é." 'utf-7-dos))
;=> ("+AOk-." "&AOk-." "+AOk-.")
(list (encode-coding-string "é\n" 'utf-7) (encode-coding-string "é\n" 'utf-7-imap) (encode-coding-string "é\n" 'utf-7-dos))
;=> ("+AOk-\n" "&AOk-\n" "+AOk-\15\n")
(list (encode-coding-string "é" 'utf-7) (encode-coding-string "é" 'utf-7-imap) (encode-coding-string "é" 'utf-7-dos))
;=> ("+AOk" "&AOk-" "+AOk")
(list (encode-coding-string "éé" 'utf-7) (encode-coding-string "éé" 'utf-7-imap) (encode-coding-string "éé" 'utf-7-dos))
;=> ("+AOkA6Q" "&AOkA6Q-" "+AOkA6Q")
(list (encode-coding-string "😀" 'utf-7) (encode-coding-string "😀" 'utf-7-imap) (encode-coding-string "😀" 'utf-7-dos))
;=> ("+2D3eAA" "&2D3eAA-" "+2D3eAA")
(list (encode-coding-string "a+b&c" 'utf-7) (encode-coding-string "a+b&c" 'utf-7-imap) (encode-coding-string "a+b&c" 'utf-7-dos))
;=> ("a+-b&c" "a+b&-c" "a+-b&c")
(list (encode-coding-string "é+" 'utf-7) (encode-coding-string "é+" 'utf-7-imap) (encode-coding-string "é+" 'utf-7-dos))
;=> ("+AOk-+-" "&AOk-+" "+AOk-+-")
(list (encode-coding-string "日本語x" 'utf-7) (encode-coding-string "日本語x" 'utf-7-imap) (encode-coding-string "日本語x" 'utf-7-dos))
;=> ("+ZeVnLIqe-x" "&ZeVnLIqe-x" "+ZeVnLIqe-x")
(list (encode-coding-string "é~é" 'utf-7) (encode-coding-string "é~é" 'utf-7-imap) (encode-coding-string "é~é" 'utf-7-dos))
;=> ("+AOkAfgDp" "&AOk-~&AOk-" "+AOkAfgDp")
(list (encode-coding-string "&" 'utf-7) (encode-coding-string "&" 'utf-7-imap) (encode-coding-string "&" 'utf-7-dos))
;=> ("&" "&-" "&")
(list (encode-coding-string "é&" 'utf-7) (encode-coding-string "é&" 'utf-7-imap) (encode-coding-string "é&" 'utf-7-dos))
;=> ("+AOk-&" "&AOk-&-" "+AOk-&")
(list (encode-coding-string "~\\" 'utf-7) (encode-coding-string "~\\" 'utf-7-imap) (encode-coding-string "~\\" 'utf-7-dos))
;=> ("+AH4AXA" "~\\" "+AH4AXA")
(encode-coding-string "こんaé" 'euc-jp)
;=> "\244\263\244\363a\217\253\261"
(encode-coding-string "こんaé" 'sjis)
;=> "\202\261\202\361a "
(encode-coding-string "こんaé" 'cp932)
;=> "\202\261\202\361a "
(encode-coding-string "こんaé" 'gbk)
;=> "\244\263\244\363a\250\246"
(encode-coding-string "こんaé" 'gb2312)
;=> "\244\263\244\363a\250\246"
(encode-coding-string "こんaé" 'big5)
;=> "  a "
(encode-coding-string "こんaé" 'euc-kr)
;=> "\252\263\252\363a "
(encode-coding-string "こんaé" 'iso-2022-jp)
;=> "\33$B$3$s\33(Ba "
(encode-coding-string "こんaé" 'koi8-r)
;=> "  a "
(encode-coding-string "こんaé" 'windows-1252-dos)
;=> "  a\351"
(encode-coding-string "こんaé" 'gb18030)
;=> "\244\263\244\363a\250\246"
(encode-coding-string "aéz" 'euc-jp)
;=> "a\217\253\261z"
(encode-coding-string "aéz" 'sjis)
;=> "a z"
(encode-coding-string "aéz" 'cp932)
;=> "a z"
(encode-coding-string "aéz" 'gbk)
;=> "a\250\246z"
(encode-coding-string "aéz" 'gb2312)
;=> "a\250\246z"
(encode-coding-string "aéz" 'big5)
;=> "a z"
(encode-coding-string "aéz" 'euc-kr)
;=> "a z"
(encode-coding-string "aéz" 'iso-2022-jp)
;=> "a z"
(encode-coding-string "aéz" 'koi8-r)
;=> "a z"
(encode-coding-string "aéz" 'windows-1252-dos)
;=> "a\351z"
(encode-coding-string "aéz" 'gb18030)
;=> "a\250\246z"
(encode-coding-string "é中" 'euc-jp)
;=> "\217\253\261\303\346"
(encode-coding-string "é中" 'sjis)
;=> " \222\206"
(encode-coding-string "é中" 'cp932)
;=> " \222\206"
(encode-coding-string "é中" 'gbk)
;=> "\250\246\326\320"
(encode-coding-string "é中" 'gb2312)
;=> "\250\246\326\320"
(encode-coding-string "é中" 'big5)
;=> " \244\244"
(encode-coding-string "é中" 'euc-kr)
;=> " \361\351"
(encode-coding-string "é中" 'iso-2022-jp)
;=> " \33$BCf\33(B"
(encode-coding-string "é中" 'koi8-r)
;=> "  "
(encode-coding-string "é中" 'windows-1252-dos)
;=> "\351 "
(encode-coding-string "é中" 'gb18030)
;=> "\250\246\326\320"
(encode-coding-string "한é" 'euc-jp)
;=> " \217\253\261"
(encode-coding-string "한é" 'sjis)
;=> "  "
(encode-coding-string "한é" 'cp932)
;=> "  "
(encode-coding-string "한é" 'gbk)
;=> " \250\246"
(encode-coding-string "한é" 'gb2312)
;=> " \250\246"
(encode-coding-string "한é" 'big5)
;=> "  "
(encode-coding-string "한é" 'euc-kr)
;=> "\307\321 "
(encode-coding-string "한é" 'iso-2022-jp)
;=> "  "
(encode-coding-string "한é" 'koi8-r)
;=> "  "
(encode-coding-string "한é" 'windows-1252-dos)
;=> " \351"
(encode-coding-string "한é" 'gb18030)
;=> "\2036\2034\250\246"
;~> "\2036\2043\250\246" ;; Emacs counts the characters that moved to two bytes out of the four-byte codes, the standard does not
(encode-coding-string "こんaé\nあ" 'euc-jp)
;=> "\244\263\244\363a\217\253\261\n\244\242"
(encode-coding-string "こんaé\nあ" 'sjis)
;=> "\202\261\202\361a \n\202\240"
(encode-coding-string "こんaé\nあ" 'cp932)
;=> "\202\261\202\361a \n\202\240"
(encode-coding-string "こんaé\nあ" 'gbk)
;=> "\244\263\244\363a\250\246\n\244\242"
(encode-coding-string "こんaé\nあ" 'gb2312)
;=> "\244\263\244\363a\250\246\n\244\242"
(encode-coding-string "こんaé\nあ" 'big5)
;=> "  a \n "
(encode-coding-string "こんaé\nあ" 'euc-kr)
;=> "\252\263\252\363a \n\252\242"
(encode-coding-string "こんaé\nあ" 'iso-2022-jp)
;=> "\33$B$3$s\33(Ba \n\33$B$\"\33(B"
(encode-coding-string "こんaé\nあ" 'koi8-r)
;=> "  a \n "
(encode-coding-string "こんaé\nあ" 'windows-1252-dos)
;=> "  a\351\15\n "
(encode-coding-string "こんaé\nあ" 'gb18030)
;=> "\244\263\244\363a\250\246\n\244\242"
(encode-coding-string "ｱ" 'euc-jp)
;=> "\216\261"
(encode-coding-string "ｱ" 'sjis)
;=> "\261"
(encode-coding-string "ｱ" 'cp932)
;=> "\261"
(encode-coding-string "ｱ" 'gbk)
;=> " "
(encode-coding-string "ｱ" 'gb2312)
;=> " "
(encode-coding-string "ｱ" 'big5)
;=> " "
(encode-coding-string "ｱ" 'euc-kr)
;=> " "
(encode-coding-string "ｱ" 'iso-2022-jp)
;=> " "
(encode-coding-string "ｱ" 'koi8-r)
;=> " "
(encode-coding-string "ｱ" 'windows-1252-dos)
;=> " "
(encode-coding-string "ｱ" 'gb18030)
;=> "\2041\2279"
;~> "\2041\2273" ;; Emacs counts the characters that moved to two bytes out of the four-byte codes, the standard does not
(encode-coding-string "é€" 'euc-jp)
;=> "\217\253\261 "
(encode-coding-string "é€" 'sjis)
;=> "  "
(encode-coding-string "é€" 'cp932)
;=> "  "
(encode-coding-string "é€" 'gbk)
;=> "\250\246 "
(encode-coding-string "é€" 'gb2312)
;=> "\250\246 "
(encode-coding-string "é€" 'big5)
;=> " \243\341"
(encode-coding-string "é€" 'euc-kr)
;=> " \242\346"
(encode-coding-string "é€" 'iso-2022-jp)
;=> "  "
(encode-coding-string "é€" 'koi8-r)
;=> "  "
(encode-coding-string "é€" 'windows-1252-dos)
;=> "\351\200"
(encode-coding-string "é€" 'gb18030)
;=> "\250\246\242\343"
(encode-coding-string "©" 'euc-jp)
;=> "\217\242\355"
(encode-coding-string "©" 'sjis)
;=> " "
(encode-coding-string "©" 'cp932)
;=> " "
(encode-coding-string "©" 'gbk)
;=> " "
(encode-coding-string "©" 'gb2312)
;=> " "
(encode-coding-string "©" 'big5)
;=> " "
(encode-coding-string "©" 'euc-kr)
;=> " "
(encode-coding-string "©" 'iso-2022-jp)
;=> " "
(encode-coding-string "©" 'koi8-r)
;=> "\277"
(encode-coding-string "©" 'windows-1252-dos)
;=> "\251"
(encode-coding-string "©" 'gb18030)
;=> "\2010\2048"
(encode-coding-string "～－" 'euc-jp)
;=> "\217\242\267 "
(encode-coding-string "～－" 'sjis)
;=> "  "
(encode-coding-string "～－" 'cp932)
;=> "\201`\201|"
(encode-coding-string "～－" 'gbk)
;=> "\241\253\243\255"
(encode-coding-string "～－" 'gb2312)
;=> "\241\253\243\255"
(encode-coding-string "～－" 'big5)
;=> "\241\343\241\320"
(encode-coding-string "～－" 'euc-kr)
;=> "\242\246\243\255"
(encode-coding-string "～－" 'iso-2022-jp)
;=> "  "
(encode-coding-string "～－" 'koi8-r)
;=> "  "
(encode-coding-string "～－" 'windows-1252-dos)
;=> "  "
(encode-coding-string "～－" 'gb18030)
;=> "\241\253\243\255"
(encode-coding-string "😀x" 'euc-jp)
;=> " x"
(encode-coding-string "😀x" 'sjis)
;=> " x"
(encode-coding-string "😀x" 'cp932)
;=> " x"
(encode-coding-string "😀x" 'gbk)
;=> " x"
(encode-coding-string "😀x" 'gb2312)
;=> " x"
(encode-coding-string "😀x" 'big5)
;=> " x"
(encode-coding-string "😀x" 'euc-kr)
;=> " x"
(encode-coding-string "😀x" 'iso-2022-jp)
;=> " x"
(encode-coding-string "😀x" 'koi8-r)
;=> " x"
(encode-coding-string "😀x" 'windows-1252-dos)
;=> " x"
(encode-coding-string "😀x" 'gb18030)
;=> "\2249\3746x"
(encode-coding-string "あ\3777" 'euc-jp)
;=> "\244\242\3777"
(encode-coding-string "あ\3777" 'sjis)
;=> "\202\240\3777"
(encode-coding-string "あ\3777" 'cp932)
;=> "\202\240\3777"
(encode-coding-string "あ\3777" 'gbk)
;=> "\244\242\3777"
(encode-coding-string "あ\3777" 'gb2312)
;=> "\244\242\3777"
(encode-coding-string "あ\3777" 'big5)
;=> " \3777"
(encode-coding-string "あ\3777" 'euc-kr)
;=> "\252\242\3777"
(encode-coding-string "あ\3777" 'iso-2022-jp)
;=> "\33$B$\"\377\33(B7"
(encode-coding-string "あ\3777" 'koi8-r)
;=> " \3777"
(encode-coding-string "あ\3777" 'windows-1252-dos)
;=> " \3777"
(encode-coding-string "あ\3777" 'gb18030)
;=> "\244\242\3777"
;; the property charset of decoded text
(prin1-to-string (decode-coding-string "abc\351d" 'latin-1))
;=> "#(\"abcéd\" 0 5 (charset iso-8859-1))"
(prin1-to-string (decode-coding-string "\244\263\244\363abc\216\261" 'euc-jp))
;=> "#(\"こんabcｱ\" 0 5 (charset japanese-jisx0208) 5 6 (charset katakana-jisx0201))"
(prin1-to-string (decode-coding-string "a\202\261a\261" 'sjis))
;=> "#(\"aこaｱ\" 1 3 (charset japanese-jisx0208) 3 4 (charset katakana-jisx0201))"
(prin1-to-string (decode-coding-string "x\202\261a\261" 'cp932))
;=> "#(\"xこaｱ\" 1 3 (charset cp932-2-byte) 3 4 (charset katakana-sjis))"
(prin1-to-string (decode-coding-string "\260\241" 'gbk))
;=> "#(\"啊\" 0 1 (charset chinese-gbk))"
(prin1-to-string (decode-coding-string "\201\060\201\060z" 'gb18030))
;=> "#(\"z\" 0 2 (charset gb18030-4-byte-bmp))"
(prin1-to-string (decode-coding-string "a\244@b" 'big5))
;=> "#(\"a一b\" 1 3 (charset big5))"
(prin1-to-string (decode-coding-string "a\260\241b" 'euc-kr))
;=> "#(\"a가b\" 1 3 (charset korean-ksc5601))"
(prin1-to-string (decode-coding-string "abc\200" 'thai-tis620))
;=> "#(\"abc\\200\" 0 4 (charset tis620-2533))"
(prin1-to-string (decode-coding-string "\252abc\341" 'cp1253))
;=> "#(\"\\252abcα\" 1 5 (charset windows-1253))"
(prin1-to-string (decode-coding-string "\252abc" 'cp1253))
;=> "\"\\252abc\""
(prin1-to-string (decode-coding-string "a\252bc" 'cp1253))
;=> "#(\"a\\252bc\" 0 4 (charset windows-1253))"
(prin1-to-string (decode-coding-string "\341\252abc" 'cp1253))
;=> "#(\"α\\252abc\" 0 5 (charset windows-1253))"
(prin1-to-string (decode-coding-string "abc" 'koi8-r))
;=> "\"abc\""
(prin1-to-string (decode-coding-string "a\301\r\nb" 'koi8-r))
;=> "#(\"aа\nb\" 0 4 (charset koi8-r))"
(prin1-to-string (decode-coding-string "\301a\r\n\302\r\n" 'koi8-r-dos))
;=> "#(\"аa\nб\n\" 0 5 (charset koi8-r))"
(prin1-to-string (decode-coding-string "\r\na\260\241\r\n\260\242" 'gbk-dos))
;=> "#(\"\na啊\n阿\" 2 5 (charset chinese-gbk))"
