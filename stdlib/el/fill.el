;;; fill.el --- filling paragraphs -*- lexical-binding: t -*-

;; Left justification only.  A paragraph ends where a blank line begins.

;;; Code:

(defun fill--indentation (text)
  "Return the white space that begins TEXT."
  (string-match "\\`[ \t]*" text)
  (match-string 0 text))

(defun fill--strip (line prefix)
  "Return LINE without PREFIX and the white space at both ends."
  (when (and prefix (string-prefix-p (string-trim-right prefix) line))
    (setq line (substring line (length (string-trim-right prefix)))))
  (string-trim line "[ \t]+" "[ \t]+"))

(defun fill--sentence-end-p (text)
  "Return non-nil if two spaces may follow TEXT, the end of a sentence."
  (and sentence-end-double-space
       (string-match-p "[.?!][])}\"']*\\'" text)))

(defun fill--join (lines)
  "Return the text of LINES, with the spaces that belong between words.
There are two where a line ends a sentence, or where there are two or more after
one, if `sentence-end-double-space'; else there is one."
  (let ((pieces nil) (gap nil))
    (dolist (line lines)
      (let ((pos 0))
        (while (string-match "\\([ \t]*\\)\\([^ \t]+\\)" line pos)
          (when pieces
            (when (> pos 0) (setq gap (> (- (match-end 1) (match-beginning 1)) 1)))
            (setq pieces (cons (if (and gap (fill--sentence-end-p (car pieces)))
                                   "  "
                                 " ")
                               pieces)))
          (setq pieces (cons (match-string 2 line) pieces)
                pos (match-end 0))))
      (setq gap t))
    (apply #'concat (nreverse pieces))))

(defun fill--words (text)
  "Return the list of (SPACE . WORD) of TEXT; SPACE precedes WORD.
A line is not broken at a single space that follows what looks like the end of
a sentence, if `sentence-end-double-space'."
  (let ((pos 0) (words nil))
    (while (string-match "\\([ \t]*\\)\\([^ \t]+\\)" text pos)
      (setq pos (match-end 0))
      (let ((space (match-string 1 text)) (word (match-string 2 text)))
        (if (and words sentence-end-double-space (= (length space) 1)
                 (fill--sentence-end-p (cdar words)))
            (setcdr (car words) (concat (cdar words) space word))
          (setq words (cons (cons space word) words)))))
    (nreverse words)))

(defun fill--break (words first rest column)
  "Return the text of WORDS in lines no wider than COLUMN where possible.
FIRST begins the first line, REST the others."
  (let ((lines nil) (line first) (empty t))
    (dolist (word words)
      (if (and (not empty)
               (> (+ (string-width line) (string-width (car word))
                     (string-width (cdr word)))
                  column))
          (setq lines (cons line lines)
                line (concat rest (cdr word)))
        (setq line (if empty
                       (concat line (cdr word))
                     (concat line (car word) (cdr word)))
              empty nil)))
    (mapconcat #'identity (nreverse (cons line lines)) "\n")))

;;;###autoload
(defun current-fill-column ()
  "Return the column that lines are filled to."
  fill-column)

(defun fill--paragraph (text)
  "Return TEXT, the lines of a paragraph without the last line break, filled."
  (let* ((lines (split-string text "\n"))
         (indent (fill--indentation (car lines)))
         (second (if (cdr lines) (fill--indentation (cadr lines)) ""))
         (first (if fill-prefix
                    (if (string-prefix-p fill-prefix (car lines)) fill-prefix indent)
                  indent))
         (rest (or fill-prefix second))
         (words (fill--words
                 (fill--join (delete "" (mapcar (lambda (line)
                                                  (fill--strip line fill-prefix))
                                                lines))))))
    (fill--break words first rest (current-fill-column))))

;;;###autoload
(defun fill-region-as-paragraph (from to &optional _justify _nosqueeze _squeeze-after)
  "Fill the text between FROM and TO as one paragraph; point moves to its end."
  (interactive "r")
  (let ((start (min from to)) (end (max from to)))
    (save-restriction
      (narrow-to-region start end)
      (goto-char (point-min))
      (skip-chars-forward " \t\n")
      (unless (eobp)
        (beginning-of-line)
        (let ((begin (point)) (stop (progn (goto-char (point-max))
                                           (skip-chars-backward " \t\n")
                                           (point))))
          (let* ((old (buffer-substring begin stop))
                 (new (fill--paragraph old)))
            (goto-char begin)
            (unless (equal old new)
              (delete-region begin stop)
              (insert new)))))
      (goto-char (point-max)))
    nil))

(defun fill--blank-line-p ()
  "Return non-nil if the line at point is blank but for the fill prefix."
  (let ((line (buffer-substring (line-beginning-position) (line-end-position))))
    (equal "" (fill--strip line fill-prefix))))

(defun fill--forward-paragraph ()
  "Move to the end of the paragraph that begins at point: a blank line."
  (while (and (not (eobp)) (not (fill--blank-line-p)))
    (forward-line 1)))

;;;###autoload
(defun fill-region (from to &optional justify nosqueeze _to-eop)
  "Fill each of the paragraphs between FROM and TO.
JUSTIFY and NOSQUEEZE are ignored."
  (interactive "r")
  (let ((end (copy-marker (max from to) t)))
    (goto-char (min from to))
    (while (< (point) end)
      (if (fill--blank-line-p)
          (forward-line 1)
        (let ((start (point)))
          (fill--forward-paragraph)
          (fill-region-as-paragraph start (min end (point)) justify nosqueeze))))
    (goto-char end)
    (set-marker end nil)
    nil))

;;;###autoload
(defun fill-paragraph (&optional justify _region)
  "Fill the paragraph at or after point; point stays where it is in the text.
JUSTIFY is ignored."
  (interactive "P")
  (let ((place (copy-marker (point))))
    (while (and (not (eobp)) (fill--blank-line-p))
      (forward-line 1))
    (beginning-of-line)
    (let ((start (point)))
      (while (and (not (bobp)) (not (fill--blank-line-p)))
        (setq start (point))
        (forward-line -1))
      (unless (fill--blank-line-p) (setq start (point)))
      (goto-char start)
      (fill--forward-paragraph)
      (let ((skipped (- place start)) (end (point)))
        (fill--keeping-place
         start (and (<= 0 skipped) (< place end) (marker-position place))
         (lambda () (fill-region-as-paragraph start end justify)))
        (unless (and (<= 0 skipped) (< place end)) (goto-char place))))
    (set-marker place nil)
    t))

(defun fill--keeping-place (start place function)
  "Call FUNCTION, which fills the text after START.
Then go to where the character at PLACE, unless that is nil, is."
  (let ((count (and place
                    (length (replace-regexp-in-string
                             "[ \t\n]+" "" (buffer-substring start place) t t)))))
    (funcall function)
    (when place
      (goto-char start)
      (while (> count 0)
        (skip-chars-forward " \t\n")
        (forward-char 1)
        (setq count (1- count))))))

;;;###autoload
(defun set-fill-prefix ()
  "Make the text between the beginning of the line and point the fill prefix."
  (interactive)
  (setq fill-prefix (buffer-substring (line-beginning-position) (point)))
  (when (equal fill-prefix "") (setq fill-prefix nil)))

(provide 'fill)
;;; fill.el ends here
