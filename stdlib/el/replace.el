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

;;; Replacing without asking

;;;###autoload
(defun perform-replace (from-string replacements query-flag regexp-flag delimited-flag
                                    &optional _repeat-count _map start end
                                    _backward _region-noncontiguous-p)
  "Replace FROM-STRING, a regexp if REGEXP-FLAG, by the string REPLACEMENTS.
From START, default point, to END.  DELIMITED-FLAG means whole words only.
QUERY-FLAG must be nil: there is nobody to ask."
  (when query-flag (error "Nobody to ask about replacements"))
  (let* ((case-fold-search (if (and case-fold-search search-upper-case)
                               (replace--fold from-string)
                             case-fold-search))
         (fixed (not (and case-replace case-fold-search)))
         (regexp (if regexp-flag from-string (regexp-quote from-string)))
         (regexp (if delimited-flag (concat "\\b\\(?:" regexp "\\)\\b") regexp))
         (limit (and end (copy-marker end)))
         (count 0) (going t))
    (when start (goto-char start))
    (push-mark nil t)
    (while (and going (or (null limit) (<= (point) limit)) (not (eobp))
                (re-search-forward regexp limit t))
      (let ((empty (= (match-beginning 0) (match-end 0))))
        (if (and empty (eobp))
            (setq going nil)
          (replace-match (if (consp replacements)
                             (funcall (car replacements) (cdr replacements) count)
                           replacements)
                         fixed (not regexp-flag))
          (setq count (1+ count))
          (when empty
            (if (<= (- (point-max) (point)) 1)
                (setq going nil)
              (forward-char 1))))))
    (when limit (set-marker limit nil))
    (message "Replaced %d occurrence%s" count (if (= count 1) "" "s"))
    nil))

;;;###autoload
(defun replace-string (from-string to-string &optional delimited start end
                                   backward region-noncontiguous-p)
  "Replace FROM-STRING by TO-STRING after point, or from START to END."
  (perform-replace from-string to-string nil nil delimited nil nil start end
                   backward region-noncontiguous-p))

;;;###autoload
(defun replace-regexp (regexp to-string &optional delimited start end
                              backward region-noncontiguous-p)
  "Replace matches of REGEXP by TO-STRING after point, or from START to END."
  (perform-replace regexp to-string nil t delimited nil nil start end
                   backward region-noncontiguous-p))

(provide 'replace)
;;; replace.el ends here
