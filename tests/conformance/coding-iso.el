;; Coding systems of ISO 2022, emacs-mule and pages of one byte: each code and each character, as digests.
(defun ci-chars (coding from to) (md5 (encode-coding-string (mapconcat #'string (number-sequence from to) "\n") coding)))
;=> ci-chars
(defun ci-bytes (coding) (md5 (mapconcat (lambda (b) (format "%S" (append (decode-coding-string (unibyte-string b) coding) nil))) (number-sequence 0 255) " ")))
;=> ci-bytes
(defun ci-pairs (coding before high) (let (l) (dotimes (a 94) (dotimes (b 94) (push (concat before (unibyte-string (+ a 33 high) (+ b 33 high))) l))) (md5 (format "%S" (append (decode-coding-string (mapconcat #'identity (nreverse l) "\n") coding) nil)))))
;=> ci-pairs
(defun ci-text (text coding) (let ((s (decode-coding-string (string-to-unibyte text) coding))) (list s (encode-coding-string s coding))))
;=> ci-text
(list (ci-bytes 'adobe-standard-encoding-unix) (ci-chars 'adobe-standard-encoding-unix 0 #x3000) (ci-chars 'adobe-standard-encoding-unix #xf800 #xffff))
;=> ("7204a48f25d36d07ba0c5cad191a4bfe" "067a0d8b79d3df56dc46f68ace3a240a" "235af4379adaca323302a7869ec93815")
(list (ci-bytes 'cp1125-unix) (ci-chars 'cp1125-unix 0 #x3000) (ci-chars 'cp1125-unix #xf800 #xffff))
;=> ("9f2e10d1a026eac8bc147fba07dd90fa" "80928fcb3f057fc4ea6a1372cdf055d4" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cp737-unix) (ci-chars 'cp737-unix 0 #x3000) (ci-chars 'cp737-unix #xf800 #xffff))
;=> ("bd86bd6108de5f85a81a676446a7af52" "b75d2d4b07bbb3d829216e146ffb08e6" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cp775-unix) (ci-chars 'cp775-unix 0 #x3000) (ci-chars 'cp775-unix #xf800 #xffff))
;=> ("2824ecaacae1edb355a6599cbdc1d821" "4d1cb62251c327717d66ee1dc3d9da74" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cp851-unix) (ci-chars 'cp851-unix 0 #x3000) (ci-chars 'cp851-unix #xf800 #xffff))
;=> ("7848434d510961d8a50eb5fdbe3e3e1d" "03eaba871577c57dee4bfe78484a5323" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cp857-unix) (ci-chars 'cp857-unix 0 #x3000) (ci-chars 'cp857-unix #xf800 #xffff))
;=> ("9432d229daad377c0c771f3f928e90c9" "96712244fb617f76e28d92444cb6dbe7" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cp861-unix) (ci-chars 'cp861-unix 0 #x3000) (ci-chars 'cp861-unix #xf800 #xffff))
;=> ("aab07c6b042ca8912e8958c7f2cd30cc" "02743c48123a9e8f5281a0c74936da75" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cp869-unix) (ci-chars 'cp869-unix 0 #x3000) (ci-chars 'cp869-unix #xf800 #xffff))
;=> ("a6a7785128938401d0a1ac0310f6be93" "3e092e2db04716efd54b86a173d2fd9e" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'cyrillic-alternativnyj-unix) (ci-chars 'cyrillic-alternativnyj-unix 0 #x3000) (ci-chars 'cyrillic-alternativnyj-unix #xf800 #xffff))
;=> ("50ad85856bf8b0e896bf1241ed03b450" "bfef40cabab6e3f2656284aa530143a2" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'ebcdic-uk-unix) (ci-chars 'ebcdic-uk-unix 0 #x3000) (ci-chars 'ebcdic-uk-unix #xf800 #xffff))
;=> ("27cd4c8d6cea6318986969ac0859589a" "9cbe13164a01e2e5953e092ba17024ed" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ebcdic-us-unix) (ci-chars 'ebcdic-us-unix 0 #x3000) (ci-chars 'ebcdic-us-unix #xf800 #xffff))
;=> ("6602f8a2a61cbec615e25ab438fd8c37" "7b0ce19d745ffa78224b7281b4cdc963" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'georgian-academy-unix) (ci-chars 'georgian-academy-unix 0 #x3000) (ci-chars 'georgian-academy-unix #xf800 #xffff))
;=> ("a8bf3367a1e1bed903b27ede7a46c4d8" "5d476eb39cbede7b1670341ee9fca23c" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'georgian-ps-unix) (ci-chars 'georgian-ps-unix 0 #x3000) (ci-chars 'georgian-ps-unix #xf800 #xffff))
;=> ("5bd4ae0661244be33ce6c67a6cb3bbb4" "83ba12e7ae3b01845369415eee5cda02" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'hp-roman8-unix) (ci-chars 'hp-roman8-unix 0 #x3000) (ci-chars 'hp-roman8-unix #xf800 #xffff))
;=> ("c74e6f3a2007282b1e3d285224d78e0d" "b2a65e980d5fad25c75cc1978b0bd2c6" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'ibm038-unix) (ci-chars 'ibm038-unix 0 #x3000) (ci-chars 'ibm038-unix #xf800 #xffff))
;=> ("2b2210b75ebcb975aae4858419185d15" "4aaa691a0b682e468536ebf3b9ee4a67" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm256-unix) (ci-chars 'ibm256-unix 0 #x3000) (ci-chars 'ibm256-unix #xf800 #xffff))
;=> ("af3ebd5a5b09552c7d5605975913215a" "c760233434bf5cc375b4b13e0ea4242d" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm273-unix) (ci-chars 'ibm273-unix 0 #x3000) (ci-chars 'ibm273-unix #xf800 #xffff))
;=> ("5a20fafd8be1699db01cfa7cd3731d56" "dead021efdcae080092378833e964d54" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm274-unix) (ci-chars 'ibm274-unix 0 #x3000) (ci-chars 'ibm274-unix #xf800 #xffff))
;=> ("4e1cf16828bd2564f12dd92606cfa7fd" "891825efc187c1f2158321b8859df5dd" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm275-unix) (ci-chars 'ibm275-unix 0 #x3000) (ci-chars 'ibm275-unix #xf800 #xffff))
;=> ("9d80fd9eb599d813fcb7719b56636adb" "2ace434f40a95e7183875fe7359b590a" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm277-unix) (ci-chars 'ibm277-unix 0 #x3000) (ci-chars 'ibm277-unix #xf800 #xffff))
;=> ("841cdb6d488a15c1c4aedcfcc37306da" "691b6a6475f0eb068f8a2078b3f4f758" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm278-unix) (ci-chars 'ibm278-unix 0 #x3000) (ci-chars 'ibm278-unix #xf800 #xffff))
;=> ("752069dda80a36aeff104d6c54a9a16e" "d47d2bcbfc02451ac3984ec73951c383" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm280-unix) (ci-chars 'ibm280-unix 0 #x3000) (ci-chars 'ibm280-unix #xf800 #xffff))
;=> ("81f8a053186314ddf0335cea169389b6" "0eeb53e1e10d5d7e442defeea1b434a9" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm281-unix) (ci-chars 'ibm281-unix 0 #x3000) (ci-chars 'ibm281-unix #xf800 #xffff))
;=> ("b2eafeb68c19c5425087b1421cb005e4" "619d7a58821f35e4da5fa40ec4207e7f" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm284-unix) (ci-chars 'ibm284-unix 0 #x3000) (ci-chars 'ibm284-unix #xf800 #xffff))
;=> ("bdee568058ff4e6ebc2eddbbae697908" "b2f62c1a1a6f61a01d6d23c641a9d51f" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm285-unix) (ci-chars 'ibm285-unix 0 #x3000) (ci-chars 'ibm285-unix #xf800 #xffff))
;=> ("ba64db5c850070e4bc29b67728a28379" "311f012a0377468c4dc6e22ec29ca7c3" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm290-unix) (ci-chars 'ibm290-unix 0 #x3000) (ci-chars 'ibm290-unix #xf800 #xffff))
;=> ("695e4f3254d714271241eebeefb41a90" "895d4d1abbc783d289d255ed8ac1107c" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'ibm297-unix) (ci-chars 'ibm297-unix 0 #x3000) (ci-chars 'ibm297-unix #xf800 #xffff))
;=> ("7df4db90640baf4a692b482b0b40aca8" "a28460e9104fbdeda94741c9aa0c95bf" "14e99fd8c8a88818f5e33b148a505db0")
(list (ci-bytes 'koi8-t-unix) (ci-chars 'koi8-t-unix 0 #x3000) (ci-chars 'koi8-t-unix #xf800 #xffff))
;=> ("8416c575ab8a02a092bf53d3552c8b57" "43c7a29e681ede2354aeecd25a91dd8c" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'lao-unix) (ci-chars 'lao-unix 0 #x3000) (ci-chars 'lao-unix #xf800 #xffff))
;=> ("4a97f3c539608ed6889faeaafdc40f98" "c84d574173f818521721898c2f87404d" "b97f63c860cb97b42fa776ffaee420dc")
(list (ci-bytes 'mik-unix) (ci-chars 'mik-unix 0 #x3000) (ci-chars 'mik-unix #xf800 #xffff))
;=> ("a26b254f7bb412744a3c884a1be1488c" "1c135fc86f5b6d970a2cdb092fcfbc6d" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'next-unix) (ci-chars 'next-unix 0 #x3000) (ci-chars 'next-unix #xf800 #xffff))
;=> ("a4f678ad8dd23e6277f9d81c6af62f6e" "32fc7e88b8df66d7c2c28831fdb96fb9" "36e2a7ecf6d26c809a93aaf389a1b364")
(list (ci-bytes 'pt154-unix) (ci-chars 'pt154-unix 0 #x3000) (ci-chars 'pt154-unix #xf800 #xffff))
;=> ("a6d35abb05aed18c9368c55866551c65" "8db96c353988ca8d73cfadec0f67e6bc" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'vietnamese-tcvn-unix) (ci-chars 'vietnamese-tcvn-unix 0 #x3000) (ci-chars 'vietnamese-tcvn-unix #xf800 #xffff))
;=> ("5ca98d909824a013dbdc91f7755d64f8" "9c3f32ec7c2d0c4bfe766751ac64bc8d" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'vietnamese-viscii-unix) (ci-chars 'vietnamese-viscii-unix 0 #x3000) (ci-chars 'vietnamese-viscii-unix #xf800 #xffff))
;=> ("f91c9e1510f4d0dfc65916fc5056e4aa" "1a23f300ebd2722c367bbf9dd4e0d6b8" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'vietnamese-vscii-unix) (ci-chars 'vietnamese-vscii-unix 0 #x3000) (ci-chars 'vietnamese-vscii-unix #xf800 #xffff))
;=> ("5ca98d909824a013dbdc91f7755d64f8" "9c3f32ec7c2d0c4bfe766751ac64bc8d" "f14cd5ce49df9ec0cdc3368b15b738bf")
(list (ci-bytes 'iso-2022-jp-unix) (ci-chars 'iso-2022-jp-unix 0 #xd7ff) (ci-chars 'iso-2022-jp-unix #xe000 #xffff) (ci-chars 'iso-2022-jp-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "efc715410b66f17ea82f2c7e6f8dd4d0" "c4c5d64f0e3064ce2c21ff0cf970d894" "4efa8aff7f8301c79491a705432d6b8e")
(list (ci-bytes 'iso-2022-jp-2-unix) (ci-chars 'iso-2022-jp-2-unix 0 #xd7ff) (ci-chars 'iso-2022-jp-2-unix #xe000 #xffff) (ci-chars 'iso-2022-jp-2-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "4666c5c68b49e77cd9d1bf56d0617dc3" "311d91a658422001cd551b0360619d9c" "4efa8aff7f8301c79491a705432d6b8e")
(list (ci-bytes 'iso-2022-jp-2004-unix) (ci-chars 'iso-2022-jp-2004-unix 0 #xd7ff) (ci-chars 'iso-2022-jp-2004-unix #xe000 #xffff) (ci-chars 'iso-2022-jp-2004-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "bb1152c57361436a4eb906009a8da4c2" "ce39fbe368c8881848217f1a07a8bd5c" "20cd1debbd2a74b5ddf7d3bf4d437cb6")
(list (ci-bytes 'japanese-iso-7bit-1978-irv-unix) (ci-chars 'japanese-iso-7bit-1978-irv-unix 0 #xd7ff) (ci-chars 'japanese-iso-7bit-1978-irv-unix #xe000 #xffff) (ci-chars 'japanese-iso-7bit-1978-irv-unix #x20000 #x24fff))
;=> ("51c7c5a36f55781f5ec495a1ca87a691" "60dbcd5d3db84f40831da330ab6ec2fe" "62b4dada92a95587023fd7bef52cb935" "4efa8aff7f8301c79491a705432d6b8e")
(list (ci-bytes 'iso-2022-kr-unix) (ci-chars 'iso-2022-kr-unix 0 #xd7ff) (ci-chars 'iso-2022-kr-unix #xe000 #xffff) (ci-chars 'iso-2022-kr-unix #x20000 #x24fff))
;=> ("c8cfd170b8e16f2ebc85187ba36d2671" "96918f4628735c4c7a36e34c772d26fc" "dc6f37c062ce87e06c8bea949f19829a" "4efa8aff7f8301c79491a705432d6b8e")
(list (ci-bytes 'iso-2022-cn-unix) (ci-chars 'iso-2022-cn-unix 0 #xd7ff) (ci-chars 'iso-2022-cn-unix #xe000 #xffff) (ci-chars 'iso-2022-cn-unix #x20000 #x24fff))
;=> ("c8cfd170b8e16f2ebc85187ba36d2671" "49226b94f72ef783c1f85a51751e517a" "be5881a85ed3e7078c9fca55b816a29e" "4efa8aff7f8301c79491a705432d6b8e")
(list (ci-bytes 'iso-2022-cn-ext-unix) (ci-chars 'iso-2022-cn-ext-unix 0 #xd7ff) (ci-chars 'iso-2022-cn-ext-unix #xe000 #xffff) (ci-chars 'iso-2022-cn-ext-unix #x20000 #x24fff))
;=> ("c8cfd170b8e16f2ebc85187ba36d2671" "f7f3166046c2ece751345982b6e657e3" "be5881a85ed3e7078c9fca55b816a29e" "43c139e61e9a8684d9c54ac6f0a1eeec")
(list (ci-bytes 'iso-2022-7bit-lock-ss2-unix) (ci-chars 'iso-2022-7bit-lock-ss2-unix 0 #xd7ff) (ci-chars 'iso-2022-7bit-lock-ss2-unix #xe000 #xffff) (ci-chars 'iso-2022-7bit-lock-ss2-unix #x20000 #x24fff))
;=> ("c8cfd170b8e16f2ebc85187ba36d2671" "d850e0c6f55361731dcc14dc24862371" "8d4f3fd88ae462194e87d202ae326ffd" "43c139e61e9a8684d9c54ac6f0a1eeec")
(list (ci-bytes 'iso-2022-7bit-unix) (ci-chars 'iso-2022-7bit-unix 0 #xd7ff) (ci-chars 'iso-2022-7bit-unix #xe000 #xffff) (ci-chars 'iso-2022-7bit-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "7b9a89cedc0586bac9236012bfa634b0" "2542e691cee016b6b4fdce61d54bd509" "071bfe28fd95e56fab36adbb422d14d4")
(list (ci-chars 'iso-2022-7bit-unix #x110000 #x113000) (ci-chars 'iso-2022-7bit-unix #x134f00 #x138200) (ci-chars 'iso-2022-7bit-unix #x1a0000 #x1a0100) (ci-chars 'iso-2022-7bit-unix #x1ffff0 #x200300) (ci-chars 'iso-2022-7bit-unix #x27c000 #x27e000) (ci-chars 'iso-2022-7bit-unix #x3fff00 #x3fffff))
;=> ("0707f2e3ba0f78a3e34ec90900f6ec6e" "2f45169d6d119e97e0527ec64a4d412e" "fd3577f1e6fb37d665f6ab938d2a64a4" "8ca81892b550f416b58270a678e50112" "4479640ab7ebab0b1706b957392fa816" "9b55be390d4a0a8356ccd8a01857cfd7")
(list (ci-bytes 'iso-2022-7bit-ss2-unix) (ci-chars 'iso-2022-7bit-ss2-unix 0 #xd7ff) (ci-chars 'iso-2022-7bit-ss2-unix #xe000 #xffff) (ci-chars 'iso-2022-7bit-ss2-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "986c9dd1f7f11e105dff1d1c3439fc72" "92b642a4d8a3c26243e706fcaddacbca" "071bfe28fd95e56fab36adbb422d14d4")
(list (ci-bytes 'iso-2022-7bit-lock-unix) (ci-chars 'iso-2022-7bit-lock-unix 0 #xd7ff) (ci-chars 'iso-2022-7bit-lock-unix #xe000 #xffff) (ci-chars 'iso-2022-7bit-lock-unix #x20000 #x24fff))
;=> ("c8cfd170b8e16f2ebc85187ba36d2671" "25d423d61da3b9ca5b9a343b2f8d4b9d" "7d0eb5c96be16ac0247966dec550c8b0" "071bfe28fd95e56fab36adbb422d14d4")
(list (ci-bytes 'iso-2022-8bit-ss2-unix) (ci-chars 'iso-2022-8bit-ss2-unix 0 #xd7ff) (ci-chars 'iso-2022-8bit-ss2-unix #xe000 #xffff) (ci-chars 'iso-2022-8bit-ss2-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "d07aedf86ac4b9a9b305056c6126c8cf" "b90af1900ebde49115212fb4eb608931" "071bfe28fd95e56fab36adbb422d14d4")
(list (ci-bytes 'compound-text-unix) (ci-chars 'compound-text-unix 0 #xd7ff) (ci-chars 'compound-text-unix #xe000 #xffff) (ci-chars 'compound-text-unix #x20000 #x24fff))
;=> ("e296d427413e720b18a967b31f1c04de" "5f336359d6f9589e808315091bdfd04b" "bcad47c1009c82705d96255aad06a402" "071bfe28fd95e56fab36adbb422d14d4")
(list (ci-bytes 'ctext-no-compositions-unix) (ci-chars 'ctext-no-compositions-unix 0 #xd7ff) (ci-chars 'ctext-no-compositions-unix #xe000 #xffff) (ci-chars 'ctext-no-compositions-unix #x20000 #x24fff))
;=> ("e296d427413e720b18a967b31f1c04de" "5eece88b98989c0d484de2166d12ff1d" "3a0e6734a6558bc4520c8aff3378a817" "071bfe28fd95e56fab36adbb422d14d4")
(list (ci-bytes 'euc-jis-2004-unix) (ci-chars 'euc-jis-2004-unix 0 #xd7ff) (ci-chars 'euc-jis-2004-unix #xe000 #xffff) (ci-chars 'euc-jis-2004-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "84f62eaa7ccaf0a6bcf10275aa3cacd1" "361c0555dd083cce48a2d190139c39d3" "17093d6e92920cf53627d0d5b6208a65")
(list (ci-bytes 'tibetan-iso-8bit-unix) (ci-chars 'tibetan-iso-8bit-unix 0 #xd7ff) (ci-chars 'tibetan-iso-8bit-unix #xe000 #xffff) (ci-chars 'tibetan-iso-8bit-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "e1c3fe7792644421843e1c5ce22fb79a" "1a76905d02c7224cb94a89bebeb55873" "4efa8aff7f8301c79491a705432d6b8e")
(list (ci-bytes 'euc-tw-unix) (ci-chars 'euc-tw-unix 0 #xd7ff) (ci-chars 'euc-tw-unix #xe000 #xffff) (ci-chars 'euc-tw-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "290bac83745ed14a5553556b8176ab59" "a9b6a90b24205199c6f57b7c61ca7ac8" "9983df65e75abec6bf480ae65d056acd")
(list (ci-bytes 'emacs-mule-unix) (ci-chars 'emacs-mule-unix 0 #xd7ff) (ci-chars 'emacs-mule-unix #xe000 #xffff) (ci-chars 'emacs-mule-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "45478745524c43430e5312ea6834dda7" "044c6bd1942dc162e4520ced676c3e30" "588b8c0a790fb90a82b5b42b8c85d463")
(list (ci-chars 'emacs-mule-unix #x110000 #x113000) (ci-chars 'emacs-mule-unix #x134f00 #x138200) (ci-chars 'emacs-mule-unix #x1a0000 #x1a0100) (ci-chars 'emacs-mule-unix #x1ffff0 #x200300) (ci-chars 'emacs-mule-unix #x27c000 #x27e000) (ci-chars 'emacs-mule-unix #x3fff00 #x3fffff))
;=> ("28127ffa097741d55986d8367192ccae" "b8ba39e0c354e335536578b353075107" "4f8f2ecd23fec898ceb27085f6b92c23" "d3b84ff29d798ccdc8fd088802f62e18" "77b9b8b1fc176f7360ebb2d6be64b0b0" "9b55be390d4a0a8356ccd8a01857cfd7")
(list (ci-bytes 'chinese-big5-hkscs-unix) (ci-chars 'chinese-big5-hkscs-unix 0 #xd7ff) (ci-chars 'chinese-big5-hkscs-unix #xe000 #xffff) (ci-chars 'chinese-big5-hkscs-unix #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "6e59d014d1eea8a4f135593c00969683" "17e29e48f5d0fa9cd9e2800e399766a3" "9189c560e20a1dabbead769864641606")
(list (ci-chars 'chinese-big5-hkscs-unix #x110000 #x113000) (ci-chars 'chinese-big5-hkscs-unix #x134f00 #x138200) (ci-chars 'chinese-big5-hkscs-unix #x1a0000 #x1a0100) (ci-chars 'chinese-big5-hkscs-unix #x1ffff0 #x200300) (ci-chars 'chinese-big5-hkscs-unix #x27c000 #x27e000) (ci-chars 'chinese-big5-hkscs-unix #x3fff00 #x3fffff))
;=> ("27ae5a15e71e576d59174ca2dd12d397" "7f70590627227f4745ace356ed8d6b9a" "2d7701cdbbc0310df2b46247a6d67cfd" "8e8e8611088e4be2af77d7fbc694626d" "2c869d4fb4501649b4415bf10a7640e7" "9b55be390d4a0a8356ccd8a01857cfd7")
(list (ci-bytes 'japanese-shift-jis-2004-unix) (ci-chars 'japanese-shift-jis-2004-unix 0 #xd7ff) (ci-chars 'japanese-shift-jis-2004-unix #xe000 #xffff) (ci-chars 'japanese-shift-jis-2004-unix #x20000 #x24fff))
;=> ("53f08a39e03654356f291a4ed0d8a4cc" "852f01c80963abefca60e0296e05a491" "5831a553cc6928fd402fe4f96c96b0e3" "7925dd2724eccc5be7aaf87c2425154e")
(list (ci-bytes 'no-conversion-multibyte) (ci-chars 'no-conversion-multibyte 0 #xd7ff) (ci-chars 'no-conversion-multibyte #xe000 #xffff) (ci-chars 'no-conversion-multibyte #x20000 #x24fff))
;=> ("c5e5f027c1c1e0bd136b32337769bcea" "d657aadd03b10cc9aad96eb5ead77fb8" "e70e48be1de6ddf86fbdd08f1af030f5" "a223f9b83224867024765ddaf3fcba5c")
(ci-pairs 'iso-2022-7bit-unix "\e$@" 0)
;=> "b31d3ee27d0ef2579ec65beeed3fd8a0"
(ci-pairs 'iso-2022-7bit-unix "\e$A" 0)
;=> "dcc20f26066fa85ff69514907a0cc3c5"
(ci-pairs 'iso-2022-7bit-unix "\e$B" 0)
;=> "d4c4205ae5f9841698ba6dfacb0e9581"
(ci-pairs 'iso-2022-7bit-unix "\e$(C" 0)
;=> "c582d840e744a3f69892237dbc9813a2"
(ci-pairs 'iso-2022-7bit-unix "\e$(D" 0)
;=> "93f0b2d599eec13b77cf13c58f141454"
(ci-pairs 'iso-2022-7bit-unix "\e$(G" 0)
;=> "d356b7decc35b1aae8f88062a1ef2654"
(ci-pairs 'iso-2022-7bit-unix "\e$(H" 0)
;=> "b99668b3d84969e66adad37e975af49c"
(ci-pairs 'iso-2022-7bit-unix "\e$(I" 0)
;=> "2287365c1aaa98872c12882091633ca8"
(ci-pairs 'iso-2022-7bit-unix "\e$(J" 0)
;=> "068fe6e14c890765487740df8edfe3d7"
(ci-pairs 'iso-2022-7bit-unix "\e$(K" 0)
;=> "27195a6e03b3adcf1c38bf7c2f86cb59"
(ci-pairs 'iso-2022-7bit-unix "\e$(L" 0)
;=> "c8c7a80d674b03de6854397fe05c1932"
(ci-pairs 'iso-2022-7bit-unix "\e$(M" 0)
;=> "3375287ceb73e645fd83d3e03da58eb8"
(ci-pairs 'iso-2022-7bit-unix "\e$(O" 0)
;=> "d310943872008a96b4a218521d29a70a"
(ci-pairs 'iso-2022-7bit-unix "\e$(P" 0)
;=> "b7216ca49097bbc1db894b4a2d377ad4"
(ci-pairs 'iso-2022-7bit-unix "\e$(Q" 0)
;=> "397dcf52b08c0b6450ca7f8b33b5f52f"
(ci-pairs 'iso-2022-7bit-unix "\e$(0" 0)
;=> "0f1b0a51219f99b64aa8e0646bdb83e6"
(ci-pairs 'iso-2022-7bit-unix "\e$(1" 0)
;=> "60b388a7ace6d9b74de1f88fc239e6a1"
(ci-pairs 'iso-2022-7bit-unix "\e$(3" 0)
;=> "79c12d9e483b21c5e3bbf6d1402c3eb5"
(ci-pairs 'iso-2022-7bit-unix "\e$(5" 0)
;=> "74546f867c846ba35e5a9061f5a6c166"
(ci-pairs 'iso-2022-7bit-unix "\e$(6" 0)
;=> "74546f867c846ba35e5a9061f5a6c166"
(ci-pairs 'iso-2022-7bit-unix "\e$(7" 0)
;=> "c58bb3b217b56b732a404b36f67a2bfb"
(ci-pairs 'iso-2022-7bit-unix "\e$(8" 0)
;=> "8f36585d484f63c770e21ee7cd9b32a0"
(ci-pairs 'euc-jis-2004-unix "" 128)
;=> "397dcf52b08c0b6450ca7f8b33b5f52f"
(ci-pairs 'euc-jis-2004-unix "\217" 128)
;=> "b7216ca49097bbc1db894b4a2d377ad4"
(ci-pairs 'euc-tw-unix "" 128)
;=> "d356b7decc35b1aae8f88062a1ef2654"
(ci-pairs 'tibetan-iso-8bit-unix "" 128)
;=> "87f2e6180a0a524cc7f197821a65ca10"
(ci-pairs 'emacs-mule-unix "\220" 128)
;=> "b31d3ee27d0ef2579ec65beeed3fd8a0"
(ci-pairs 'emacs-mule-unix "\221" 128)
;=> "dcc20f26066fa85ff69514907a0cc3c5"
(ci-pairs 'emacs-mule-unix "\222" 128)
;=> "d4c4205ae5f9841698ba6dfacb0e9581"
(ci-pairs 'emacs-mule-unix "\223" 128)
;=> "c582d840e744a3f69892237dbc9813a2"
(ci-pairs 'emacs-mule-unix "\224" 128)
;=> "93f0b2d599eec13b77cf13c58f141454"
(ci-pairs 'emacs-mule-unix "\225" 128)
;=> "d356b7decc35b1aae8f88062a1ef2654"
(ci-pairs 'emacs-mule-unix "\226" 128)
;=> "b99668b3d84969e66adad37e975af49c"
(ci-pairs 'emacs-mule-unix "\227" 128)
;=> "d310943872008a96b4a218521d29a70a"
(ci-pairs 'emacs-mule-unix "\230" 128)
;=> "0f1b0a51219f99b64aa8e0646bdb83e6"
(ci-pairs 'emacs-mule-unix "\231" 128)
;=> "60b388a7ace6d9b74de1f88fc239e6a1"
(ci-pairs 'emacs-mule-unix "\234\360" 128)
;=> "3b305d0e7012396b1c4aa238f7374125"
(ci-pairs 'emacs-mule-unix "\234\361" 128)
;=> "b152fb803db2420e6dfe7cc13a4bf670"
(ci-pairs 'emacs-mule-unix "\234\362" 128)
;=> "cb0a5d6979818749c1d0b1b203bd49a6"
(ci-pairs 'emacs-mule-unix "\234\363" 128)
;=> "f991d1cd6faa027e78d140d303a46ac1"
(ci-pairs 'emacs-mule-unix "\234\364" 128)
;=> "ca2c057a0c5ba1a2f5a2fadb5e3c5604"
(ci-pairs 'emacs-mule-unix "\235\365" 128)
;=> "79c12d9e483b21c5e3bbf6d1402c3eb5"
(ci-pairs 'emacs-mule-unix "\235\366" 128)
;=> "2287365c1aaa98872c12882091633ca8"
(ci-pairs 'emacs-mule-unix "\235\367" 128)
;=> "068fe6e14c890765487740df8edfe3d7"
(ci-pairs 'emacs-mule-unix "\235\370" 128)
;=> "27195a6e03b3adcf1c38bf7c2f86cb59"
(ci-pairs 'emacs-mule-unix "\235\371" 128)
;=> "c8c7a80d674b03de6854397fe05c1932"
(ci-pairs 'emacs-mule-unix "\235\372" 128)
;=> "3375287ceb73e645fd83d3e03da58eb8"
(ci-pairs 'emacs-mule-unix "\235\373" 128)
;=> "74546f867c846ba35e5a9061f5a6c166"
(ci-pairs 'emacs-mule-unix "\235\374" 128)
;=> "11a5bae6268c42f7c32d158ec6ecebab"
(ci-pairs 'emacs-mule-unix "\235\376" 128)
;=> "b7216ca49097bbc1db894b4a2d377ad4"
(md5 (format "%S" (mapcar (lambda (lead) (mapcar (lambda (trail) (append (decode-coding-string (unibyte-string lead trail) 'japanese-shift-jis-2004-unix) nil)) (number-sequence 48 255))) (number-sequence 128 255))))
;=> "0d80c88e077533c1fac43dc1005d30e7"
(md5 (format "%S" (mapcar (lambda (lead) (mapcar (lambda (trail) (append (decode-coding-string (unibyte-string lead trail) 'chinese-big5-hkscs-unix) nil)) (number-sequence 48 255))) (number-sequence 128 255))))
;=> "be6bdd30c50953a41b10d83a4f4aa88b"
(ci-text "\e$B0!\e(B a\e(J~\e(B" 'iso-2022-jp-2)
;=> (#("亜 a‾" 0 3 (charset japanese-jisx0208) 3 4 (charset latin-jisx0201)) "\33$B0!\33(B a\33(J~\33(B")
(ci-text "\e.A\eNi\e.F\eNa" 'iso-2022-7bit-ss2)
;=> (#("éα" 0 1 (charset latin-iso8859-1) 1 2 (charset greek-iso8859-7)) "\33.A\33Ni\33.F\33Na")
(ci-text "\e-Ai\16i\17i" 'iso-2022-7bit-lock)
;=> (#("iéi" 1 3 (charset latin-iso8859-1)) "i\33-A\16i\17i")
(ci-text "\e$)C\16GQ\17a\n\16GQ" 'iso-2022-kr)
;=> (#("한a\n한" 0 4 (charset korean-ksc5601)) "\33$(CGQ\33(Ba\n\33$(CGQ\33(B")
(ci-text "\e$)A\16VP\17\e$)G\16P!\17\e$*H\eNP!" 'iso-2022-cn)
;=> (#("中侷嫶" 0 1 (charset chinese-gb2312) 1 2 (charset chinese-cns11643-1) 2 3 (charset chinese-cns11643-2)) "\33$AVP\33$(GP!\33$(HP!\33(B")
(ci-text "\351\e-L\326\e$(AVP" 'compound-text)
;=> (#("éж中" 0 1 (charset latin-iso8859-1) 1 2 (charset cyrillic-iso8859-5) 2 3 (charset chinese-gb2312)) "\351\33-L\326\33$(AVP\33(B\33-A")
(ci-text "\e$(C" 'iso-2022-7bit)
;=> ("" "")
(ci-text "\e$B0" 'iso-2022-jp)
;=> ("0" "0")
(ci-text "\e$BF|\nF|" 'iso-2022-jp)
;=> (#("日\n日" 0 3 (charset japanese-jisx0208)) "\33$BF|\33(B\n\33$BF|\33(B")
(ci-text "\e(0x\e$(Zab" 'iso-2022-7bit)
;=> (#("\x200057\33$(Zab" 0 7 (charset chinese-sisheng)) "\33(0x\33(B\33$(Zab")
(ci-text "\216\261\217\241\241\e$B" 'euc-jis-2004)
;=> (#("ｱ𠂉\33$B" 0 1 (charset katakana-jisx0201) 1 5 (charset japanese-jisx0213-2)) "\216\261\217\241\241\33$B")
(ci-text "\300\e(I1\e)I\300" 'compound-text)
;=> (#("Àｱﾀ" 0 1 (charset latin-iso8859-1) 1 3 (charset katakana-jisx0201)) "\300\33)I\261\300\33-A")
(list (detect-coding-string (string-to-unibyte "\e$BF|\e(B")) (detect-coding-string (string-to-unibyte "\e$BF|\e(B") t) (decode-coding-string (string-to-unibyte "\e$BF|\e(B") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit iso-2022-7bit-lock iso-2022-8bit-ss2 iso-2022-jp) iso-2022-7bit "\33$BF|\33(B" undecided)
(list (detect-coding-string (string-to-unibyte "\e$(D0!\e(B")) (detect-coding-string (string-to-unibyte "\e$(D0!\e(B") t) (decode-coding-string (string-to-unibyte "\e$(D0!\e(B") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit iso-2022-7bit-lock iso-2022-8bit-ss2) iso-2022-7bit "\33$(D0!\33(B" undecided)
(list (detect-coding-string (string-to-unibyte "\e$(CGQ")) (detect-coding-string (string-to-unibyte "\e$(CGQ") t) (decode-coding-string (string-to-unibyte "\e$(CGQ") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit iso-2022-7bit-lock iso-2022-8bit-ss2) iso-2022-7bit "\33$(CGQ" undecided)
(list (detect-coding-string (string-to-unibyte "\e-Ai\16i\17")) (detect-coding-string (string-to-unibyte "\e-Ai\16i\17") t) (decode-coding-string (string-to-unibyte "\e-Ai\16i\17") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit-lock iso-2022-8bit-ss2) iso-2022-7bit-lock "\33-Ai\16i\17" undecided)
(list (detect-coding-string (string-to-unibyte "\e$AVP\16")) (detect-coding-string (string-to-unibyte "\e$AVP\16") t) (decode-coding-string (string-to-unibyte "\e$AVP\16") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit-lock iso-2022-8bit-ss2) iso-2022-7bit-lock "\33$AVP\16" undecided)
(list (detect-coding-string (string-to-unibyte "\e")) (detect-coding-string (string-to-unibyte "\e") t) (decode-coding-string (string-to-unibyte "\e") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit) iso-2022-7bit "\33" undecided)
(list (detect-coding-string (string-to-unibyte "a\en")) (detect-coding-string (string-to-unibyte "a\en") t) (decode-coding-string (string-to-unibyte "a\en") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit) iso-2022-7bit "a\33n" undecided)
(list (detect-coding-string (string-to-unibyte "\e.A\eNi")) (detect-coding-string (string-to-unibyte "\e.A\eNi") t) (decode-coding-string (string-to-unibyte "\e.A\eNi") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit-lock iso-2022-8bit-ss2) iso-2022-7bit-lock "\33.A\33Ni" undecided)
(list (detect-coding-string (string-to-unibyte "\e$BF|\16")) (detect-coding-string (string-to-unibyte "\e$BF|\16") t) (decode-coding-string (string-to-unibyte "\e$BF|\16") 'undecided) last-coding-system-used)
;=> ((iso-2022-7bit-lock iso-2022-8bit-ss2) iso-2022-7bit-lock "\33$BF|\16" undecided)
(coding-system-priority-list)
;=> (utf-8 iso-2022-7bit iso-latin-1 iso-2022-7bit-lock iso-2022-8bit-ss2 emacs-mule raw-text iso-2022-jp in-is13194-devanagari chinese-iso-8bit utf-8-auto utf-8-with-signature utf-16 utf-16be-with-signature utf-16le-with-signature utf-16be utf-16le japanese-shift-jis chinese-big5 undecided)
(list (coding-system-get 'iso-2022-7bit :charset-list) (coding-system-get 'iso-2022-kr :charset-list) (coding-system-get 'emacs-mule :charset-list) (coding-system-get 'lao :charset-list))
;=> (iso-2022 (ascii korean-ksc5601) emacs-mule (lao))
(mapcar (lambda (c) (list c (coding-system-type c) (coding-system-category c) (coding-system-aliases c) (coding-system-eol-type c))) '(iso-2022-int-1 hp-roman8 roman8-dos x-ctext iso-2022-cjk euc-taiwan-mac tcvn emacs-mule no-conversion-multibyte shift_jis-2004))
;=> ((iso-2022-int-1 iso-2022 coding-category-iso-7-else (iso-2022-7bit-lock iso-2022-int-1) [iso-2022-7bit-lock-unix iso-2022-7bit-lock-dos iso-2022-7bit-lock-mac]) (hp-roman8 charset coding-category-charset (hp-roman8 roman8) [hp-roman8-unix hp-roman8-dos hp-roman8-mac]) (roman8-dos charset coding-category-charset (hp-roman8-dos roman8-dos) 1) (x-ctext iso-2022 coding-category-iso-8-else (compound-text x-ctext ctext) [compound-text-unix compound-text-dos compound-text-mac]) (iso-2022-cjk iso-2022 coding-category-iso-7-else (iso-2022-7bit-lock-ss2 iso-2022-cjk) [iso-2022-7bit-lock-ss2-unix iso-2022-7bit-lock-ss2-dos iso-2022-7bit-lock-ss2-mac]) (euc-taiwan-mac iso-2022 coding-category-iso-8-2 (euc-tw-mac euc-taiwan-mac) 2) (tcvn charset coding-category-charset (vietnamese-tcvn tcvn tcvn-5712) [vietnamese-tcvn-unix vietnamese-tcvn-dos vietnamese-tcvn-mac]) (emacs-mule emacs-mule coding-category-emacs-mule (emacs-mule) [emacs-mule-unix emacs-mule-dos emacs-mule-mac]) (no-conversion-multibyte raw-text coding-category-raw-text (no-conversion-multibyte) 0) (shift_jis-2004 shift-jis coding-category-sjis (japanese-shift-jis-2004 shift_jis-2004) [japanese-shift-jis-2004-unix japanese-shift-jis-2004-dos japanese-shift-jis-2004-mac]))
