;;; ucs-combining.el --- Characters that combine with others before them  -*- lexical-binding: t -*-

;; A variable of ucs-normalize, made when it is first used.

;;; Code:

;;;###autoload
(defconst ucs-normalize-combining-chars
  (let ((chars nil))
    ;; Where there are characters with a combining class.
    (dolist (range '((#x300 . #x30ff) (#xa66f . #xabff) (#xfb1e . #xfe2f) (#x101fd . #x11fff)
                     (#x16af0 . #x16fff) (#x1bc9e . #x1bc9e) (#x1d165 . #x1d244) (#x1e000 . #x1e94a)))
      (let ((c (car range)))
        (while (<= c (cdr range))
          (unless (memq (get-char-code-property c 'canonical-combining-class) '(0 nil))
            (push c chars))
          (setq c (1+ c)))))
    ;; Those without that are a later part of a canonical decomposition.
    (append '(#x9be #x9d7 #xb3e #xb56 #xb57 #xbbe #xbd7 #xcc2 #xcd5 #xcd6 #xd3e #xd57 #xdcf #xddf
              #xfb5 #xfb7 #x102e #x1b35)
            (number-sequence #x1161 #x1175) (number-sequence #x11a8 #x11c2) chars))
  "Characters that combine with what is before them.")

(provide 'ucs-combining)

;;; ucs-combining.el ends here
