;;; sort.el --- sorting the text of a buffer -*- lexical-binding: t -*-

;;; Code:

(defvar sort-fold-case nil "Non-nil means that sorting ignores case.")

(defun sort--compare (a b)
  "Return non-nil if the key A comes before the key B.
Keys are numbers, strings, or conses of the limits of text in the buffer."
  (cond ((numberp a) (< a b))
        ((consp a)
         (let ((case-fold-search sort-fold-case))
           (> 0 (compare-buffer-substrings nil (car a) (cdr a)
                                           nil (car b) (cdr b)))))
        (sort-fold-case (string< (downcase a) (downcase b)))
        (t (string< a b))))

(defun sort--records (nextrecfun endrecfun startkeyfun endkeyfun)
  "Return the list of records after point, each (KEY START . END)."
  (let ((records nil))
    (while (not (eobp))
      (let ((start (point)) (key nil))
        (when startkeyfun (setq key (funcall startkeyfun)))
        (unless key
          (let ((from (point)))
            (cond (endkeyfun (funcall endkeyfun))
                  (endrecfun (funcall endrecfun)))
            (setq key (cons from (point)))))
        (goto-char start)
        (when endrecfun (funcall endrecfun))
        (setq records (cons (cons key (cons start (point))) records))
        (funcall nextrecfun)
        (when (= (point) start) (goto-char (point-max)))))
    (nreverse records)))

;;;###autoload
(defun sort-subr (reverse nextrecfun endrecfun
                          &optional startkeyfun endkeyfun predicate)
  "Sort the records of the buffer; the last first if REVERSE.
Point is at the beginning of the first.  NEXTRECFUN moves from the end of a
record to the next, ENDRECFUN to the end of the record at point.  STARTKEYFUN
moves to the key of the record at point or returns it, ENDKEYFUN moves to the end
of the key.  PREDICATE compares two keys."
  (save-excursion
    (let* ((records (sort--records nextrecfun endrecfun startkeyfun endkeyfun))
           (compare (or predicate #'sort--compare))
           (sorted (if reverse
                       (nreverse (sort (reverse records)
                                       (lambda (a b) (funcall compare (car a) (car b)))))
                     (sort (copy-sequence records)
                           (lambda (a b) (funcall compare (car a) (car b))))))
           (inhibit-quit t))
      (when records
        (let ((texts (mapcar (lambda (record)
                               (buffer-substring (cadr record) (cddr record)))
                             sorted))
              (gaps nil) (rest records))
          (while (cdr rest)
            (setq gaps (cons (buffer-substring (cddr (car rest)) (cadr (cadr rest)))
                             gaps)
                  rest (cdr rest)))
          (setq gaps (nreverse gaps))
          (let ((size (- (cddr (car rest)) (cadr (car records)))))
            (goto-char (cadr (car records)))
            (while texts
              (insert (car texts) (or (car gaps) ""))
              (setq texts (cdr texts)
                    gaps (cdr gaps)))
            ;; Deleting last leaves point where it was after the records.
            (delete-region (point) (+ (point) size))))))))

(defmacro sort--in (beg end &rest body)
  "Run BODY in the region from BEG to END, point at its beginning."
  (declare (indent 2))
  `(save-excursion
     (save-restriction
       (narrow-to-region ,beg ,end)
       (goto-char (point-min))
       ,@body)))

;;;###autoload
(defun sort-lines (reverse beg end)
  "Sort the lines between BEG and END; the last first if REVERSE."
  (interactive "P\nr")
  (sort--in beg end
    (sort-subr reverse #'forward-line #'end-of-line)))

;;;###autoload
(defun sort-paragraphs (reverse beg end)
  "Sort the paragraphs, separated by blank lines, between BEG and END.
The last comes first if REVERSE."
  (interactive "P\nr")
  (sort--in beg end
    (skip-chars-forward "\n \t")
    (sort-subr reverse
               (lambda () (skip-chars-forward "\n \t\f"))
               (lambda ()
                 (if (re-search-forward "\n[ \t]*\n" nil t)
                     (goto-char (1+ (match-beginning 0)))
                   (goto-char (point-max)))))))

(defun sort--skip-fields (n)
  "Move to the beginning of field N, from 1, or of -N from the end; 0 is the last, too."
  (if (<= n 0)
      (let ((field "[^ \t\n]+"))
        (end-of-line)
        (dotimes (_ (max 1 (- n)))
          (skip-chars-backward " \t")
          (when (bolp) (sort--few-fields))
          (looking-back field (line-beginning-position) t)
          (goto-char (match-beginning 0))))
    (dotimes (_ (1- n))
      (looking-at "[ \t]*[^ \t\n]*")
      (goto-char (match-end 0)))
    (skip-chars-forward " \t")
    (when (eolp) (sort--few-fields))))

(defun sort--few-fields ()
  "Signal that the line at point has too few fields."
  (error "Line has too few fields: %s"
         (buffer-substring (line-beginning-position) (line-end-position))))

(defun sort--fields (field beg end startkeyfun endkeyfun)
  "Sort the lines between BEG and END by FIELD, in reverse if it is negative."
  (sort--in beg end
    (sort-subr nil #'forward-line #'end-of-line startkeyfun endkeyfun)))

;;;###autoload
(defun sort-fields (field beg end)
  "Sort the lines between BEG and END by FIELD, from 1.
Fields are separated by white space; negative ones count from the end."
  (interactive "p\nr")
  (sort--fields field beg end
                (lambda () (sort--skip-fields field) nil)
                (lambda () (skip-chars-forward "^ \t\n"))))

(defvar sort-numeric-base 10 "Base of the numbers of `sort-numeric-fields'.")

;;;###autoload
(defun sort-numeric-fields (field beg end)
  "Sort the lines between BEG and END by the number in FIELD, from 1.
Fields are separated by white space; negative ones count from the end."
  (interactive "p\nr")
  (sort--fields field beg end
                (lambda ()
                  (sort--skip-fields field)
                  (let* ((case-fold-search t)
                         (base (if (looking-at "\\(0x\\)[0-9a-f]\\|\\(0\\)[0-7]")
                                   (cond ((match-beginning 1)
                                          (goto-char (match-end 1))
                                          16)
                                         (t 8)))))
                    (string-to-number
                     (buffer-substring (point) (line-end-position))
                     (or base sort-numeric-base))))
                nil))

;;;###autoload
(defun reverse-region (beg end)
  "Reverse the order of the lines that end between BEG and END."
  (interactive "r")
  (save-excursion
    (goto-char end)
    (setq end (if (bolp) (point) (line-beginning-position 2)))
    (let ((whole (progn (goto-char beg) (if (bolp) beg (line-beginning-position 2)))))
      (when (< whole end)
        (let* ((text (buffer-substring whole end))
               (ended (string-suffix-p "\n" text))
               (lines (split-string (if ended (substring text 0 -1) text) "\n")))
          (goto-char whole)
          (insert (mapconcat #'identity (nreverse lines) "\n") (if ended "\n" ""))
          (delete-region (point) (+ (point) (length text))))))))

;;;###autoload
(defun delete-duplicate-lines (beg end &optional reverse adjacent keep-blanks _interactive)
  "Delete those lines between BEG and END that an equal one precedes.
If REVERSE, those that an equal one follows; if ADJACENT, only neighbours count;
if KEEP-BLANKS, empty lines stay.  Return how many were deleted."
  (interactive "r\nP")
  (let ((seen (make-hash-table :test 'equal)) (previous nil) (doomed nil)
        (lines nil))
    (save-excursion
      (goto-char beg)
      (while (and (< (point) end) (not (eobp)))
        (setq lines (cons (cons (point) (line-end-position)) lines))
        (forward-line 1))
      (dolist (line (if reverse lines (nreverse lines)))
        (let ((text (buffer-substring (car line) (cdr line))))
          (cond ((and keep-blanks (equal text "")))
                ((if adjacent (equal text previous) (gethash text seen))
                 (setq doomed (cons line doomed)))
                (t (puthash text t seen)))
          (setq previous text)))
      (dolist (line (sort (copy-sequence doomed) (lambda (a b) (> (car a) (car b)))))
        (delete-region (car line) (min (1+ (cdr line)) (point-max)))))
    (length doomed)))

;;;###autoload
(defun sort-pages (reverse beg end)
  "Sort the pages between BEG and END; REVERSE is the other way round."
  (interactive "P\nr")
  (save-excursion
    (save-restriction
      (narrow-to-region beg end)
      (goto-char (point-min))
      (sort-subr reverse
                 (lambda () (skip-chars-forward "\n"))
                 #'forward-page))))

;;;###autoload
(defun sort-regexp-fields (reverse record-regexp key-regexp beg end)
  "Sort what matches RECORD-REGEXP between BEG and END by KEY-REGEXP.
That is searched in each record; \\N or \\& stand for a group of RECORD-REGEXP."
  (interactive "P\nsRegexp specifying records to sort: \nsRegexp specifying key within record: \nr")
  (let* ((whole (equal key-regexp ""))
         (group (and (string-match "\\`\\\\\\([&0-9]\\)\\'" key-regexp)
                     (if (equal (match-string 1 key-regexp) "&") 0
                       (string-to-number (match-string 1 key-regexp)))))
         last)
    (save-excursion
      (save-restriction
        (narrow-to-region beg end)
        (goto-char (point-min))
        (let ((next (lambda ()
                      (if (re-search-forward record-regexp nil 'move)
                          (progn
                            (setq last (match-data))
                            (goto-char (match-beginning 0)))
                        (setq last nil)))))
          (funcall next)
          (sort-subr reverse next
                     (lambda () (when last (goto-char (nth 1 last))))
                     (lambda ()
                       (let ((end (nth 1 last)) (n (if whole 0 group)))
                         (cond (n (set-match-data last)
                                  (if (match-beginning n)
                                      (buffer-substring (match-beginning n) (match-end n))
                                    (throw 'key 'nil)))
                               ((re-search-forward key-regexp end t)
                                (buffer-substring (match-beginning 0) (match-end 0)))
                               (t (throw 'key 'nil)))))))))))

(defvar sort-columns-subprocess t
  "Kept for programs that set it: no other program sorts.")

(defvar sort-fields-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry '(0 . 255) "w" table)
    (modify-syntax-entry ?. "_" table)
    (mapc (lambda (space) (modify-syntax-entry space " " table)) '(?\n ?\t ?\s))
    table)
  "Syntax table in which fields are words.")

(defun sort-build-lists (nextrecfun endrecfun startkeyfun endkeyfun)
  "Return the records after point, (KEY START . END), the last first.
NEXTRECFUN, ENDRECFUN, STARTKEYFUN and ENDKEYFUN are as in `sort-subr'."
  (nreverse (sort--records nextrecfun endrecfun startkeyfun endkeyfun)))

(defun sort-reorder-buffer (sort-lists old)
  "Put the records SORT-LISTS where those of OLD are in the buffer."
  (let* ((min (point-min)) (max (point-max)) (last min) (new nil) (texts nil))
    (ignore new)
    (while sort-lists
      (setq texts (cons (buffer-substring last (nth 1 (car old))) texts)
            texts (cons (buffer-substring (nth 1 (car sort-lists)) (cdr (cdr (car sort-lists))))
                        texts)
            last (cdr (cdr (car old)))
            sort-lists (cdr sort-lists)
            old (cdr old)))
    (setq texts (cons (buffer-substring last max) texts))
    (goto-char min)
    (delete-region min max)
    (apply #'insert (nreverse texts))))

(defun sort-skip-fields (n)
  "Move to the beginning of field N of the line, counted from its end if N < 0."
  (sort--skip-fields n))

(defun sort-fields-1 (field beg end startkeyfun endkeyfun)
  "Sort the lines from BEG to END by FIELD; a negative one reverses.
STARTKEYFUN and ENDKEYFUN are as in `sort-subr'."
  (with-syntax-table sort-fields-syntax-table
    (save-excursion
      (save-restriction
        (narrow-to-region beg end)
        (goto-char (point-min))
        (sort-subr nil #'forward-line #'end-of-line startkeyfun endkeyfun)))))

(defvar sort-regexp-fields-regexp nil "What matches a record.")
(defvar sort-regexp-record-end nil "Where the current record ends.")

(defun sort-regexp-fields-next-record ()
  "Move to the next match for `sort-regexp-fields-regexp'."
  (let ((from (point)))
    (if (re-search-forward sort-regexp-fields-regexp nil 'move)
        (progn
          (when (and (= (match-beginning 0) (match-end 0)) (= (match-end 0) from)
                     (not (eobp)))
            (forward-char 1)
            (re-search-forward sort-regexp-fields-regexp nil 'move))
          (setq sort-regexp-record-end (point))
          (goto-char (match-beginning 0)))
      (goto-char (point-max)))))

;;;###autoload
(defun sort-columns (reverse &optional beg end)
  "Sort the lines from BEG to END by the columns of these places.
The last comes first if REVERSE."
  (interactive "P\nr")
  (save-excursion
    (let (from to col-beg col-end)
      (goto-char (min beg end))
      (setq col-beg (current-column)
            from (line-beginning-position))
      (goto-char (max beg end))
      (setq col-end (current-column)
            to (progn (unless (bolp) (forward-line)) (point)))
      (save-restriction
        (narrow-to-region from to)
        (goto-char (point-min))
        (let ((first (min col-beg col-end)) (last (max col-beg col-end)))
          (sort-subr reverse #'forward-line #'end-of-line
                     (lambda () (move-to-column first) nil)
                     (lambda () (if (= first last) (end-of-line)
                                  (move-to-column last)))))))))

(provide 'sort)
;;; sort.el ends here
