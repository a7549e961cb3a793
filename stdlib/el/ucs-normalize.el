;;; ucs-normalize.el --- Unicode normalization forms -*- lexical-binding: t; -*-

;; Unicode Standard Annex 15.

(defun ucs-normalize--region (from to form)
  "Put the text between FROM and TO into the normalization form FORM."
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (let* ((old (buffer-substring-no-properties (point-min) (point-max)))
             (new (elnet-normalize-string old form)))
        (unless (equal old new)
          (goto-char (point-min))
          (insert new)
          (delete-region (point) (point-max)))))))

;;;###autoload
(defun ucs-normalize-NFC-string (str)
  "Return STR composed canonically (form NFC)."
  (elnet-normalize-string str 'NFC))

;;;###autoload
(defun ucs-normalize-NFD-string (str)
  "Return STR decomposed canonically (form NFD)."
  (elnet-normalize-string str 'NFD))

;;;###autoload
(defun ucs-normalize-NFKC-string (str)
  "Return STR with compatibility characters replaced, composed (form NFKC)."
  (elnet-normalize-string str 'NFKC))

;;;###autoload
(defun ucs-normalize-NFKD-string (str)
  "Return STR with compatibility characters replaced, decomposed (form NFKD)."
  (elnet-normalize-string str 'NFKD))

;;;###autoload
(defun ucs-normalize-NFC-region (from to)
  "Compose the text between FROM and TO canonically (form NFC)."
  (ucs-normalize--region from to 'NFC))

;;;###autoload
(defun ucs-normalize-NFD-region (from to)
  "Decompose the text between FROM and TO canonically (form NFD)."
  (ucs-normalize--region from to 'NFD))

;;;###autoload
(defun ucs-normalize-NFKC-region (from to)
  "Put the text between FROM and TO into form NFKC."
  (ucs-normalize--region from to 'NFKC))

;;;###autoload
(defun ucs-normalize-NFKD-region (from to)
  "Put the text between FROM and TO into form NFKD."
  (ucs-normalize--region from to 'NFKD))

;;; The forms of file names on macOS

(defconst ucs-normalize--not-hfs "[\x2000-\x2fff\xf900-\xfaff\x2f800-\x2faff]+"
  "Regexp for the characters that HFS Plus leaves as they are.")

(defun ucs-normalize--hfs (str form)
  "Return STR in the form FORM, but for the characters that HFS Plus leaves alone."
  (let ((at 0) (parts nil) (case-fold-search nil)) ; å and the sign Å are different
    (while (string-match ucs-normalize--not-hfs str at)
      (push (elnet-normalize-string (substring str at (match-beginning 0)) form) parts)
      (push (match-string 0 str) parts)
      (setq at (match-end 0)))
    (apply #'concat (nreverse (cons (elnet-normalize-string (substring str at) form) parts)))))

;;;###autoload
(defun ucs-normalize-HFS-NFD-string (str)
  "Return STR decomposed as HFS Plus does with file names."
  (ucs-normalize--hfs str 'NFD))

;;;###autoload
(defun ucs-normalize-HFS-NFC-string (str)
  "Return STR, decomposed as HFS Plus does, composed."
  (ucs-normalize--hfs str 'NFC))

(defun ucs-normalize--replace (from to form)
  "Put the text between FROM and TO into the FORM of HFS Plus."
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (let ((new (ucs-normalize--hfs (buffer-string) form)))
        (delete-region (point-min) (point-max))
        (insert new)
        (buffer-size)))))

;;;###autoload
(defun ucs-normalize-HFS-NFD-region (from to)
  "Decompose the text between FROM and TO as HFS Plus does."
  (ucs-normalize--replace from to 'NFD))

;;;###autoload
(defun ucs-normalize-HFS-NFC-region (from to)
  "Compose the text between FROM and TO, decomposed as HFS Plus does."
  (ucs-normalize--replace from to 'NFC))

(defun ucs-normalize-hfs-nfd-post-read-conversion (len)
  "Compose the LEN characters after point; return how many they are then."
  (save-restriction
    (narrow-to-region (point) (+ (point) len))
    (ucs-normalize-HFS-NFC-region (point-min) (point-max))
    (- (point-max) (point-min))))

(defun ucs-normalize-hfs-nfd-pre-write-conversion (from to)
  "Make a buffer current that has the text between FROM and TO decomposed."
  (let ((text (if (stringp from) from (buffer-substring from to))))
    (set-buffer (generate-new-buffer " *temp*"))
    (insert (ucs-normalize-HFS-NFD-string text))
    nil))

(define-coding-system 'utf-8-hfs
  "UTF-8 of file names on macOS: decomposed as HFS Plus does."
  :coding-type 'utf-8
  :mnemonic ?U
  :charset-list '(unicode)
  :post-read-conversion 'ucs-normalize-hfs-nfd-post-read-conversion
  :pre-write-conversion 'ucs-normalize-hfs-nfd-pre-write-conversion)

(provide 'ucs-normalize)

;;; ucs-normalize.el ends here
