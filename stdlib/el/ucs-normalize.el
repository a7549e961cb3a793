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

(provide 'ucs-normalize)

;;; ucs-normalize.el ends here
