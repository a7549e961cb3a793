;;; maps.el --- writes maps.bin.gz, the code tables that x/text lacks  -*- lexical-binding: t -*-
;; Run in the folder of the package:  LC_ALL=C.UTF-8 emacs -Q --batch -l testdata/maps.el
;; The tables are those of the standards (IBM's and DEC's pages, CNS 11643, JIS X
;; 0213, HKSCS ...) with the readings of them that Emacs has.  Format: package charset,
;; maps.go.

(defun put-number (n)
  (while (>= n 128)
    (insert (logior 128 (logand n 127)))
    (setq n (ash n -7)))
  (insert n))

(defun put-table (set)
  (let* ((space (plist-get (charset-plist set) :code-space))
         (two (= (charset-dimension set) 2))
         (last 0))
    (insert (symbol-name set) 0 (if two 2 1) (aref space 0) (aref space 1))
    (when two (insert (aref space 2) (aref space 3)))
    (dolist (row (if two (number-sequence (aref space 2) (aref space 3)) '(0)))
      (dolist (cell (number-sequence (aref space 0) (aref space 1)))
        (let ((c (decode-char set (+ (* 256 row) cell))))
          (if (or (null c) (> c #x10ffff))
              (insert 0)
            (let ((d (- c last)))
              (put-number (1+ (if (< d 0) (1- (* -2 d)) (* 2 d)))))
            (setq last c)))))))

(with-temp-file "maps.bin.gz"
  (set-buffer-multibyte nil)
  (setq buffer-file-coding-system 'binary)
  (dolist (set '(adobe-standard-encoding alternativnyj cp1125 cp720 cp737 cp775 cp851 cp857 cp861 cp864 cp869
                 ebcdic-uk ebcdic-us georgian-academy georgian-ps hp-roman8
                 ibm038 ibm256 ibm273 ibm274 ibm275 ibm277 ibm278 ibm280 ibm281 ibm284 ibm285 ibm290 ibm297
                 koi8-t mik next ptcp154 symbol viscii vscii vscii-2
                 chinese-sisheng ipa vietnamese-viscii-lower vietnamese-viscii-upper indian-is13194
                 tibetan ethiopic
                 chinese-cns11643-1 chinese-cns11643-2 chinese-cns11643-3 chinese-cns11643-4
                 chinese-cns11643-5 chinese-cns11643-6 chinese-cns11643-7
                 japanese-jisx0208-1978 japanese-jisx0213-1 japanese-jisx0213-2 japanese-jisx0213.2004-1
                 big5-hkscs chinese-big5-1 chinese-big5-2))
    (put-table set))
  (let ((coding-system-for-write 'binary) (coding-system-for-read 'binary))
    (call-process-region (point-min) (point-max) "gzip" t t nil "-9n")))
