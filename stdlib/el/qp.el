;;; qp.el --- the quoted-printable encoding -*- lexical-binding: t -*-

;; See RFC 2045 section 6.7.

;;; Code:

;;;###autoload
(defun quoted-printable-decode-region (from to &optional coding-system)
  "Decode the quoted-printable text between FROM and TO.
Then decode it by CODING-SYSTEM if that is non-nil."
  (interactive "r")
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (goto-char (point-min))
      (while (search-forward "=" nil t)
        (cond ((eq (char-after) ?\n)
               (delete-region (1- (point)) (1+ (point))))
              ((looking-at "[0-9A-Fa-f][0-9A-Fa-f]")
               (let ((byte (string-to-number (match-string 0) 16)))
                 (delete-region (1- (point)) (+ 2 (point)))
                 (insert-byte byte 1)))
              (t (message "Malformed quoted-printable text"))))
      (when coding-system
        (decode-coding-region (point-min) (point-max) coding-system)))))

(defun quoted-printable-decode-string (string &optional coding-system)
  "Return the quoted-printable STRING decoded, a unibyte string.
Then decode it by CODING-SYSTEM if that is non-nil."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert string)
    (quoted-printable-decode-region (point-min) (point-max) coding-system)
    (buffer-string)))

(defun quoted-printable-encode-region (from to &optional fold class)
  "Encode the bytes between FROM and TO as quoted-printable.
Lines are broken after 76 characters if FOLD.  What `skip-chars-forward' skips
given CLASS stays as it is; by default that is ASCII text, without the equals
sign and white space that ends a line."
  (interactive "r")
  (save-excursion
    (goto-char from)
    (when (re-search-forward "[^\x0-\x7f\x80-\xff\x3fff80-\x3fffff]" to t)
      (error "Multibyte character in QP encoding region"))
    (save-restriction
      (narrow-to-region from to)
      (goto-char (point-min))
      (while (and (skip-chars-forward (or class "\n\t -<>-~"))
                  (not (eobp)))
        (quoted-printable--encode-char))
      (goto-char (point-min))
      (while (re-search-forward "[ \t]$" nil t)
        (backward-char 1)
        (quoted-printable--encode-char))
      (when fold (quoted-printable--fold)))))

(defun quoted-printable--encode-char ()
  "Replace the character after point by its code."
  (insert (format "=%02X" (multibyte-char-to-unibyte (following-char))))
  (delete-char 1))

(defun quoted-printable--fold ()
  "Break the lines of the buffer that are longer than 76 characters."
  (goto-char (point-min))
  (while (not (eobp))
    (if (<= (- (line-end-position) (point)) 76)
        (forward-line 1)
      (forward-char 75)
      (cond ((eq (char-before) ?=) (backward-char 1))
            ((eq (char-before (1- (point))) ?=) (backward-char 2)))
      (insert "=\n"))))

(defun quoted-printable-encode-string (string)
  "Return STRING, whose characters are bytes, as quoted-printable."
  (with-temp-buffer
    (set-buffer-multibyte (and (multibyte-string-p string) t))
    (insert string)
    (quoted-printable-encode-region (point-min) (point-max))
    (buffer-string)))

(provide 'qp)
;;; qp.el ends here
