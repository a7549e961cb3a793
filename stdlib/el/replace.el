;;; replace.el --- lines that match, counting and replacing -*- lexical-binding: t -*-

;;; Code:

(defun replace--limits (start end)
  "Return (START . END), by default from point to the end of the buffer."
  (cond ((and start end) (cons (min start end) (copy-marker (max start end))))
        (t (cons (or start (point)) (copy-marker (or end (point-max)))))))

(defun replace--fold (regexp)
  "Return whether a search for REGEXP ignores case."
  (and case-fold-search (equal regexp (downcase regexp)) t))

;;;###autoload
(defun keep-lines (regexp &optional rstart rend _interactive)
  "Delete the lines after point, or between RSTART and REND, without REGEXP.
What matches may extend over several lines.  Return nil."
  (interactive "sKeep lines containing match for regexp: ")
  (let* ((limits (replace--limits rstart rend))
         (end (cdr limits))
         (case-fold-search (replace--fold regexp)))
    (goto-char (car limits))
    (when (< end (point-max))
      (save-excursion
        (goto-char end)
        (set-marker end (line-beginning-position))))
    (save-excursion
      (unless (bolp) (forward-line 1))
      (let ((from (point)))
        (while (< (point) end)
          (if (not (re-search-forward regexp end 'move))
              (delete-region from (min end (point-max)))
            (let ((first (save-excursion (goto-char (match-beginning 0))
                                         (line-beginning-position))))
              (goto-char (match-end 0))
              (when (and (bolp) (< (match-beginning 0) (match-end 0)))
                (backward-char 1))
              (forward-line 1)
              (let ((next (copy-marker (point))))
                (when (< from first) (delete-region from first))
                (goto-char next)
                (setq from (point)))))))))
  nil)

;;;###autoload
(defun flush-lines (regexp &optional rstart rend _interactive)
  "Delete the lines after point, or between RSTART and REND, that match REGEXP.
Return how many matches there were."
  (interactive "sFlush lines containing match for regexp: ")
  (let* ((limits (replace--limits rstart rend))
         (end (cdr limits))
         (case-fold-search (replace--fold regexp))
         (count 0))
    (goto-char (car limits))
    (save-excursion
      (while (and (< (point) end) (re-search-forward regexp end t))
        (delete-region (save-excursion (goto-char (match-beginning 0))
                                       (line-beginning-position))
                       (progn (forward-line 1) (point)))
        (setq count (1+ count))))
    count))

;;;###autoload
(defun how-many (regexp &optional rstart rend _interactive)
  "Return how often REGEXP matches after point or between RSTART and REND."
  (interactive "sHow many matches for regexp: ")
  (let* ((limits (replace--limits rstart rend))
         (end (cdr limits))
         (case-fold-search (replace--fold regexp))
         (count 0))
    (save-excursion
      (goto-char (car limits))
      (while (and (< (point) end) (re-search-forward regexp end t))
        (if (= (match-beginning 0) (match-end 0))
            (if (eobp) (goto-char end) (forward-char 1))
          (setq count (1+ count)))))
    count))

;;;###autoload
(defalias 'count-matches #'how-many)
;;;###autoload
(defalias 'delete-matching-lines #'flush-lines)
;;;###autoload
(defalias 'delete-non-matching-lines #'keep-lines)

(provide 'replace)
;;; replace.el ends here
