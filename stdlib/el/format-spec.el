;;; format-spec.el --- formatting by characters with given values -*- lexical-binding: t; -*-

;;; Code:

;;;###autoload
(defun format-spec (format specification &optional ignore-missing split)
  "Return FORMAT with each %X replaced by the value of the character X.
SPECIFICATION is an alist (CHAR . VALUE).  Between % and X there may be flags
\(0 - < > ^ _), a width and a precision, the number of characters to keep.
What has no value is an error, unless IGNORE-MISSING is non-nil: then it is
left, or removed if that is `delete'; if it is t, a lone %% is left too.
If SPLIT is non-nil, return a list of the pieces."
  (let ((pos 0) (pieces nil) (start 0) (n (length format)))
    (while (setq start (string-search "%" format pos))
      (setq pieces (cons (substring format pos start) pieces))
      (let ((end (1+ start)))
        (while (and (< end n) (memq (aref format end) '(?0 ?- ?< ?> ?^ ?_ ?\s)))
          (setq end (1+ end)))
        (while (and (< end n) (<= ?0 (aref format end) ?9)) (setq end (1+ end)))
        (when (and (< end n) (eq (aref format end) ?.))
          (setq end (1+ end))
          (while (and (< end n) (<= ?0 (aref format end) ?9)) (setq end (1+ end))))
        (cond
         ((>= end n)
          (if (not ignore-missing)
              (error "Invalid format string")
            (setq pieces (cons "%" pieces)
                  pos (1+ start))))
         ((eq (aref format end) ?%)
          (setq pieces (cons (if (eq ignore-missing t) "%%" "%") pieces)
                pos (1+ end)))
         (t
          (let ((cell (assq (aref format end) specification)))
            (cond (cell
                   (setq pieces
                         (cons (apply #'propertize
                                      (format-spec--field
                                       (substring format (1+ start) end)
                                       (format "%s" (cdr cell)))
                                      (text-properties-at start format))
                               pieces)))
                  ((eq ignore-missing 'delete))
                  (ignore-missing
                   (setq pieces (cons (substring format start (1+ end)) pieces)))
                  (t (error "Invalid format character: `%%%c'"
                            (aref format end)))))
          (setq pos (1+ end))))))
    (setq pieces (nreverse (cons (substring format pos) pieces)))
    (if split
        (delete "" pieces)
      (apply #'concat pieces))))

(defun format-spec--field (directive text)
  "Return TEXT changed as DIRECTIVE, flags, width and precision, says."
  (let ((i 0) (n (length directive)) (flags nil) (width nil) (precision nil))
    (while (and (< i n) (memq (aref directive i) '(?0 ?- ?< ?> ?^ ?_ ?\s)))
      (setq flags (cons (aref directive i) flags)
            i (1+ i)))
    (let ((rest (split-string (substring directive i) "\\.")))
      (unless (equal (car rest) "") (setq width (string-to-number (car rest))))
      (when (cdr rest) (setq precision (string-to-number (cadr rest)))))
    (when (and precision (> (length text) precision))
      (setq text (if (memq ?< flags)
                     (substring text (- (length text) precision))
                   (substring text 0 precision))))
    (when (and width (< (length text) width))
      (let ((pad (make-string (- width (length text)) (if (memq ?0 flags) ?0 ?\s))))
        (setq text (if (memq ?- flags) (concat text pad) (concat pad text)))))
    (when (and width (> (length text) width) (or (memq ?< flags) (memq ?> flags)))
      (setq text (if (memq ?< flags)
                     (substring text (- (length text) width))
                   (substring text 0 width))))
    (cond ((memq ?^ flags) (upcase text))
          ((memq ?_ flags) (downcase text))
          (t text))))

(defun format-spec-make (&rest pairs)
  "Return an alist for `format-spec' of PAIRS, CHAR VALUE CHAR VALUE..."
  (let ((alist nil))
    (while pairs
      (unless (cdr pairs) (error "Invalid list of pairs"))
      (setq alist (cons (cons (car pairs) (cadr pairs)) alist)
            pairs (cddr pairs)))
    (nreverse alist)))

(provide 'format-spec)
;;; format-spec.el ends here
