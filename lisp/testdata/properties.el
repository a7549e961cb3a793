;;; properties.el --- writes charproperties.gz  -*- lexical-binding: t -*-
;; Run in the folder of the package:  emacs -Q --batch -l testdata/properties.el
;; The data are Unicode 14's, from UnicodeData.txt, BidiMirroring.txt, BidiBrackets.txt
;; and SpecialCasing.txt (Unicode licence).  A line is a property, or the difference to
;; the code before and a value as Lisp reads it.
(with-temp-file "charproperties.gz"
  (set-buffer-multibyte nil)
  (dolist (prop '(decomposition digit-value numeric-value mirrored mirroring paired-bracket bracket-type
                  old-name special-uppercase special-lowercase special-titlecase))
    (insert (symbol-name prop) "\n")
    (let ((last 0))
      (dolist (c (append (number-sequence 0 #x33ff) (number-sequence #xa000 #xabff) (number-sequence #xd7b0 #x12fff)
                         (number-sequence #x16000 #x16fff) (number-sequence #x1b000 #x1ffff) (number-sequence #x2f800 #x2fa1f)))
        (let ((v (get-char-code-property c prop)))
          (unless (or (null v) (memq v '(N n)) (and (eq prop 'decomposition) (equal v (list c))))
            (insert (format "%d " (- c last)) (encode-coding-string (format "%S" v) 'utf-8) "\n")
            (setq last c))))))
  (let ((coding-system-for-write 'binary) (coding-system-for-read 'binary))
    (call-process-region (point-min) (point-max) "gzip" t t nil "-9n")))
