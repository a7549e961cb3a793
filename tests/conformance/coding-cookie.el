;;; Coding cookies in files  -*- lexical-binding: t -*-

(defun read-back (text)
  (let ((file (make-temp-file "cookie")))
    (unwind-protect
        (progn
          (let ((coding-system-for-write 'no-conversion))
            (write-region (string-to-unibyte text) nil file nil 'silent))
          (with-temp-buffer
            (insert-file-contents file)
            (goto-char (point-max))
            (list buffer-file-coding-system (char-before (1- (point))))))
      (delete-file file))))
;=> read-back

(read-back "-*- coding: latin-1 -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "-*-coding:latin-2-*-\n\351\n")
;=> (iso-latin-2-unix 233)

(read-back "# -*- mode: text; coding: koi8-r; x: 1 -*-\n\351\n")
;=> (cyrillic-koi8-unix 1048)

(read-back "# -*- mode: text; Coding: koi8-r -*-\n\351\n")
;=> (cyrillic-koi8-unix 1048)

(read-back "# -*- xcoding: koi8-r -*-\n\303\251\n")
;=> (cyrillic-koi8-unix 9560)

(read-back "# -*- coding : latin-1 -*-\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "# coding: latin-1\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "# -*- coding: -*-\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "# -*- coding: latin-1\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "first\n-*- coding: latin-1 -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "first\nsecond\n-*- coding: latin-1 -*-\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "#!/bin/sh\n# -*- coding: latin-1 -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "-*- coding: latin-1 other -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "-*- coding:\tlatin-1; -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "-*- coding: no-such-coding -*-\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "-*- coding: latin-1 -*- -*- coding: koi8-r -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "-*- coding: koi8-r; coding: latin-1 -*-\n\351\n")
;=> (iso-latin-1-unix 233)

(read-back "-*- encoding: koi8-r -*-\n\351\n")
;=> (cyrillic-koi8-unix 1048)

(read-back "-*- mode: x -*- coding: koi8-r\n\303\251\n")
;=> (utf-8-unix 233)

(read-back "text\n\351\n;; Local Variables:\n;; coding: koi8-r\n;; End:\n\351\n")
;=> (cyrillic-koi8-unix 1048)

(read-back "text\n\351\nLocal Variables:\nmode: text\ncoding: koi8-r\nEnd:\n\351\n")
;=> (cyrillic-koi8-unix 1048)

(read-back "text\nLocal Variables:\nmode: text\ncoding: koi8-r\n\303\251\n")
;=> (cyrillic-koi8-unix 9560)

(read-back "text\nLocal Variables:\n\f\ncoding: koi8-r\nEnd:\n\303\251\n")
;=> (utf-8-unix 233)

(read-back (concat "text\nLocal Variables:\ncoding: koi8-r\nEnd:\n" (make-string 3100 ?x) "\303\251\n"))
;=> (utf-8-unix 233)

(read-back "-*- unibyte: t -*-\n\303\251\n")
;=> (utf-8-unix 233)

(mapcar #'read-back '("x\351" "\351" "x\303" "x\360\237\230" "x\303\251\351" "x\351a" "x\201" "x\377" "x\351\300" "x\342\202" "x\370" "\303\251\r\n\351" "\0\351" "\351\351"))
;=> ((utf-8-unix 120) (utf-8-unix nil) (utf-8-unix 120) (utf-8-unix 4194207) (utf-8-unix 233) (iso-latin-1-unix 233) (utf-8-unix 120) (utf-8-unix 120) (iso-latin-1-unix 233) (utf-8-unix 4194274) (utf-8-unix 120) (utf-8-dos 10) (no-conversion 0) (iso-latin-1-unix 233))
