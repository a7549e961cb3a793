;;; fill.el --- filling paragraphs -*- lexical-binding: t -*-

;; A paragraph ends where a blank line begins.  Its text is taken apart into words,
;; which keep their text properties, and put together again in lines.

;;; Code:

(defun fill--indentation (text)
  "Return the white space that begins TEXT."
  (string-match "\\`[ \t]*" text)
  (match-string 0 text))

(defun fill--strip (line prefix)
  "Return LINE without PREFIX and the white space at both ends."
  (when (and prefix (string-prefix-p prefix line))
    (setq line (substring line (length prefix))))
  (string-trim line "[ \t]+" "[ \t]+"))

(defun fill--sentence-end-p (text)
  "Return non-nil if two spaces may follow TEXT, the end of a sentence."
  (and sentence-end-double-space
       (string-match-p "[.?!][])}\"']*\\'" text)))

(defun fill--wide-p (char)
  "Return non-nil if a line may be broken at either side of CHAR."
  (and char (> char 127) (aref (char-category-set char) ?|)))

(defconst fill--no-begin "[]),.:;?!’”…、。〉》」』】〕〗〙〛〞々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ・ーヽヾゝゞ！），．：；？］｝％]"
  "Matches what does not begin a line.")
(defconst fill--no-end "[[(‘“〈《「『【〔〖〘〚〝（［｛]"
  "Matches what does not end a line.")

(defun fill--join (lines &optional nosqueeze)
  "Return the text of LINES, with the spaces that belong between words.
There are two where a line ends a sentence, or where there are two or more after
one, if `sentence-end-double-space'; else there is one, but none between lines of a
script that has no spaces.  NOSQUEEZE keeps those within lines."
  (let ((pieces nil) (gap nil))
    (dolist (line lines)
      (let ((pos 0))
        (while (string-match "\\([ \t]*\\)\\([^ \t]+\\)" line pos)
          (let ((space (match-string 1 line)) (word (match-string 2 line)))
            (when pieces
              (let* ((before (car pieces)) (last (1- (length before))))
                (when (> pos 0) (setq gap (> (length space) 1)))
                (setq space (cond ((and nosqueeze (> pos 0)) space)
                                  ((and gap (fill--sentence-end-p before)) "  ")
                                  ((and (= pos 0) (fill--wide-p (aref before last))
                                        (fill--wide-p (aref word 0)))
                                   "")
                                  (t " "))
                      pieces (cons (apply #'propertize space
                                          (text-properties-at last before))
                                   pieces))))
            (setq pieces (cons word pieces) pos (match-end 0)))))
      (setq gap t))
    (apply #'concat (nreverse pieces))))

(defun fill--words (text)
  "Return the list of (SPACE . WORD) of TEXT; SPACE precedes WORD.
A line is not broken at a single space that follows what looks like the end of
a sentence, if `sentence-end-double-space'."
  (let ((pos 0) (words nil))
    (while (string-match "\\([ \t]*\\)\\([^ \t]+\\)" text pos)
      (setq pos (match-end 0))
      (let ((space (match-string 1 text)) (parts (fill--parts (match-string 2 text))))
        (if (and words sentence-end-double-space (= (length space) 1)
                 (fill--sentence-end-p (cdar words)))
            (setcdr (car words) (concat (cdar words) space (car parts)))
          (setq words (cons (cons space (car parts)) words)))
        (dolist (part (cdr parts))
          (setq words (cons (cons "" part) words)))))
    (nreverse words)))

(defun fill--parts (word)
  "Return the parts of WORD between which a line may be broken."
  (if (not (string-match-p "[^[:ascii:]]" word))
      (list word)
    (let ((start 0) (parts nil))
      (dotimes (i (1- (length word)))
        (when (and (or (fill--wide-p (aref word i)) (fill--wide-p (aref word (1+ i))))
                   (not (string-match-p fill--no-end (substring word i (1+ i))))
                   (not (string-match-p fill--no-begin (substring word (1+ i) (+ i 2)))))
          (setq parts (cons (substring word start (1+ i)) parts) start (1+ i))))
      (nreverse (cons (substring word start) parts)))))

(defun fill--newline (space before after)
  "Return the line break that replaces SPACE between BEFORE and AFTER."
  (if (and (> (length space) 0)
           (or (fill--wide-p (aref before (1- (length before))))
               (fill--wide-p (aref after 0))))
      (propertize "\n" 'fill-space (substring-no-properties space))
    "\n"))

(defun fill--break (words first rest column)
  "Return the text of WORDS in lines no wider than COLUMN where possible.
FIRST begins the first line, REST the others."
  (let ((text nil) (width (string-width first)) (empty t) (before nil))
    (setq text (list first))
    (dolist (word words)
      (let ((space (car word)) (part (cdr word)))
        (cond (empty)
              ((> (+ width (string-width space) (string-width part)) column)
               (setq text (cons rest (cons (fill--newline space before part) text))
                     width (string-width rest)))
              (t (setq text (cons space text) width (+ width (string-width space)))))
        (setq text (cons part text) width (+ width (string-width part))
              empty nil before part)))
    (apply #'concat (nreverse text))))

;;;###autoload
(defun fill-match-adaptive-prefix ()
  "Return what at point looks like the prefix of a filled line."
  (let ((found (or (funcall adaptive-fill-function)
                   (and adaptive-fill-regexp (looking-at adaptive-fill-regexp)
                        (match-string-no-properties 0)))))
    (and found
         (<= (+ (current-left-margin) (string-width found)) (current-fill-column))
         found)))

(defun fill--stands-for-p (second first)
  "Return non-nil if SECOND is FIRST, or its beginning, but for blanks."
  (and (<= (length second) (length first))
       (let ((i -1))
         (not (seq-find (lambda (c)
                          (setq i (1+ i))
                          (not (or (= c (aref first i)) (memq c '(?\s ?\t)))))
                        second)))))

;;;###autoload
(defun fill-context-prefix (from to &optional first-line-regexp)
  "Return the prefix that the lines between FROM and TO suggest for filling.
That of a line alone, unless it matches FIRST-LINE-REGEXP or
`adaptive-fill-first-line-regexp', only indents what follows."
  (save-excursion
    (goto-char from)
    (when (eolp) (forward-line 1))
    (move-to-left-margin)
    (let ((first (fill-match-adaptive-prefix)) second)
      (forward-line 1)
      (cond
       ((< (point) to)
        (move-to-left-margin)
        (setq second (fill-match-adaptive-prefix))
        (cond ((or (null second) (and (eolp) (equal second ""))) nil)
              ((or (string-match-p "\\`[ \t]*\\'" second)
                   (and first (fill--stands-for-p second first)))
               second)
              (first (fill-common-string-prefix first second))))
       ((null first) nil)
       ((string-match-p (or first-line-regexp adaptive-fill-first-line-regexp) first) first)
       (t (make-string (string-width first) ?\s))))))

(defun fill-common-string-prefix (a b)
  "Return the longest string that both A and B begin with."
  (let ((n (compare-strings a nil nil b nil nil)))
    (if (eq n t) a (substring a 0 (1- (abs n))))))

;;;###autoload
(defun current-fill-column ()
  "Return the column that the line is filled to.
That is `fill-column' less the text property `right-margin': the first column beyond
which text has such a limit, or the limit at the end of the line."
  (save-excursion
    (let ((pos (line-beginning-position)) (end (line-end-position))
          (column 0) (found nil))
      (while (not found)
        (let ((limit (- fill-column (or (get-text-property pos 'right-margin) 0)))
              (next (next-single-property-change pos 'right-margin nil end)))
          (goto-char next)
          (if (or (>= next end) (> (current-column) limit))
              (setq found (max limit column))
            (setq pos next column (1- (current-column))))))
      found)))

(defun fill--paragraph (text prefix nosqueeze)
  "Return TEXT, the lines of a paragraph without the last line break, filled.
PREFIX begins its lines; NOSQUEEZE keeps spaces."
  (let* ((lines (split-string text "\n"))
         (indent (fill--indentation (car lines)))
         (bare (and prefix (string-trim-right prefix)))
         (first (if (and prefix (string-prefix-p prefix (car lines))
                         (or fill-prefix (not (equal bare ""))))
                    prefix
                  indent))
         (rest (or prefix (if (cdr lines) (fill--indentation (cadr lines)) "")))
         (words (fill--words
                 (fill--join (delete "" (mapcar (lambda (line) (fill--strip line bare))
                                                lines))
                             nosqueeze))))
    (fill--break words first rest (current-fill-column))))

;;;###autoload
(defun fill-region-as-paragraph (from to &optional justify nosqueeze _squeeze-after)
  "Fill the text between FROM and TO as one paragraph; point moves to its end.
JUSTIFY says how, nil as `current-justification' does; NOSQUEEZE keeps spaces."
  (interactive "r")
  (let ((start (min from to)) (end (max from to)))
    (save-restriction
      (narrow-to-region start end)
      (goto-char (point-min))
      (skip-chars-forward " \t\n")
      (unless (eobp)
        (beginning-of-line)
        (setq justify (fill--style justify))
        (let ((begin (point)) (stop (progn (goto-char (point-max))
                                           (skip-chars-backward " \t\n")
                                           (point))))
          (let* ((old (buffer-substring begin stop))
                 (even (= (next-property-change begin nil stop) stop))
                 (properties (text-properties-at begin))
                 (prefix (or fill-prefix
                             (and adaptive-fill-mode
                                  (let ((found (fill-context-prefix begin stop)))
                                    (unless (equal found "") found)))))
                 (new (fill--paragraph (if even (substring-no-properties old) old)
                                       prefix nosqueeze)))
            (goto-char begin)
            (unless (equal old new)
              (delete-region begin stop)
              (insert new)
              (when (and even properties)
                (add-text-properties begin (point) properties)))
            (unless (memq justify '(left none nil))
              (fill--justify-lines begin (point-max-marker) justify prefix)))))
      (goto-char (point-max)))
    nil))

;;;###autoload
(defun current-justification ()
  "Return how the line of point is to be justified: left, right, full, center or none."
  (let ((at (save-excursion (skip-chars-forward " \t") (point))))
    (when (= at (point-max)) ; no character is there
      (setq at (max (point-min) (1- at))))
    (or (get-text-property at 'justification) default-justification)))

(defun fill--style (justify)
  "Return the style that JUSTIFY, an argument of the commands that fill, stands for."
  (cond ((null justify) (current-justification))
        ((memq justify '(left right full center none)) justify)
        (t 'full)))

(defun fill--justify-lines (begin end justify prefix)
  "Justify the lines of a filled paragraph between BEGIN and END, a marker."
  (let ((fill-prefix prefix))
    (goto-char begin)
    (while (< (point) end)
      (let ((last (save-excursion (forward-line 1) (skip-chars-forward " \t\n")
                                  (>= (point) end))))
        (justify-current-line justify last t)
        (forward-line 1)))))

(defun fill--stretch (from extra)
  "Distribute EXTRA columns among the gaps between words from FROM to the end of line."
  (let ((gaps nil))
    (goto-char from)
    (while (re-search-forward "[^ \t]\\([ \t]+\\)[^ \t\n]" (line-end-position) t)
      (setq gaps (cons (match-end 1) gaps))
      (backward-char 1))
    (when (and gaps (> extra 0))
      (let* ((n (length gaps)) (each (/ extra n)) (left (% extra n)) (due 0))
        (dolist (gap gaps)
          (setq due (+ due left))
          (goto-char gap)
          (insert-and-inherit (make-string (+ each (if (>= due n) 1 0)) ?\s))
          (when (>= due n) (setq due (- due n))))))))

;;;###autoload
(defun justify-current-line (&optional how eop nosqueeze)
  "Justify the text of the line: HOW is left, right, center, full or none.
A line at the end of a paragraph, as EOP says, is not stretched.  NOSQUEEZE keeps
spaces between words, which are otherwise made one before they are stretched."
  (interactive "*")
  (setq how (if (eq how t) 'full (or how (current-justification))))
  (save-excursion
    (save-restriction
      (let* ((column (current-fill-column))
             (end (progn (end-of-line) (skip-chars-backward " \t") (point)))
             (width (current-column))
             (begin (progn (move-to-left-margin)
                           (when (and fill-prefix (looking-at (regexp-quote fill-prefix)))
                             (goto-char (match-end 0)))
                           (skip-chars-forward " \t" end)
                           (point)))
             (indent (current-column)))
        (unless (or (= begin end) (memq how '(none left)))
          (pcase how
            ('full
             (unless nosqueeze
               (canonically-space-region begin end)
               (setq end (progn (end-of-line) (skip-chars-backward " \t") (point))))
             (unless eop (fill--stretch begin (- column width))))
            ('right (goto-char begin) (indent-to (max indent (+ indent (- column width)))))
            ('center
             (goto-char begin)
             (delete-region (progn (skip-chars-backward " \t") (point)) begin)
             (indent-to (max (current-column)
                             (/ (- (+ column (current-left-margin)) (- width indent)) 2))))
            (_ (error "Unknown justification value")))))))
  nil)

(defun unjustify-current-line ()
  "Take the white space that justification has put into the line of point."
  (save-excursion
    (move-to-left-margin nil t)
    (pcase (current-justification)
      ('full (canonically-space-region
              (progn (skip-chars-forward " \t") (point)) (line-end-position)))
      ((or 'center 'right)
       (delete-region (point) (progn (skip-chars-forward " \t") (point)))))))

;;;###autoload
(defun unjustify-region (&optional begin end)
  "Take the white space that justification has put into the text from BEGIN to END.
That is the indentation of centered and right-justified lines, and what full lines
are stretched by.  The default is the whole buffer."
  (save-excursion
    (let ((stop (copy-marker (or end (point-max)))))
      (goto-char (or begin (point-min)))
      (save-restriction
        (narrow-to-region (point-min) stop)
        (while (< (point) stop)
          (unjustify-current-line)
          (forward-line 1)))
      (set-marker stop nil))))

(defvar fill-nobreak-predicate nil
  "Hook of functions that return non-nil if no line is to be broken at point.")

;;;###autoload
(defun fill-nobreak-p ()
  "Return non-nil if the line must not be broken at point.
That is so between a dot and the word after it, with a space between them or not,
if `sentence-end-double-space'; where the rest of the line would begin a paragraph;
and where a function of `fill-nobreak-predicate' says so."
  (or (and sentence-end-double-space (not (bolp))
           (save-excursion
             (skip-chars-backward " ")
             (and (eq (preceding-char) ?.) (looking-at-p " ?[^ \t\n]"))))
      (unless (bolp)
        (save-excursion
          (skip-chars-forward " \t")
          (and (not (eolp)) (looking-at-p paragraph-start))))
      (run-hook-with-args-until-success 'fill-nobreak-predicate)))

;;;###autoload
(defun canonically-space-region (begin end)
  "Make white space within lines from BEGIN to END one space, two where a sentence ends."
  (interactive "*r")
  (let ((end (copy-marker end t)))
    (save-excursion
      (goto-char begin)
      (while (re-search-forward "[ \t]\\([ \t]+\\)\\|\t" end t)
        (let* ((from (match-beginning 0)) (to (match-end 0))
               (two (save-excursion
                      (goto-char from)
                      (and sentence-end-double-space
                           (looking-back "[.?!][])}\"']*" (line-beginning-position))))))
          (delete-region from to)
          (goto-char from)
          (insert-and-inherit (if two "  " " ")))))
    (set-marker end nil)))

(defun fill--blank-line-p ()
  "Return non-nil if the line at point is blank but for the fill prefix."
  (let ((line (buffer-substring (line-beginning-position) (line-end-position))))
    (equal "" (fill--strip line (and fill-prefix (string-trim-right fill-prefix))))))

(defun fill--forward-paragraph ()
  "Move to the end of the paragraph that begins at point: a blank line."
  (while (and (not (eobp)) (not (fill--blank-line-p)))
    (forward-line 1)))

(defun fill--each-paragraph (from to function)
  "Call FUNCTION with the ends of each paragraph between FROM and TO."
  (let ((end (copy-marker (max from to) t)))
    (goto-char (min from to))
    (while (< (point) end)
      (if (fill--blank-line-p)
          (forward-line 1)
        (let ((start (point)))
          (fill--forward-paragraph)
          (funcall function start (min end (point))))))
    (goto-char end)
    (set-marker end nil)
    nil))

;;;###autoload
(defun fill-region (from to &optional justify nosqueeze to-eop)
  "Fill each of the paragraphs between FROM and TO.
JUSTIFY says how, nil as `current-justification' does; NOSQUEEZE keeps spaces.
With TO-EOP the last paragraph is filled to its end."
  (interactive "r")
  (when to-eop
    (save-excursion
      (goto-char (max from to))
      (unless (fill--blank-line-p) (fill--forward-paragraph))
      (setq from (min from to) to (point))))
  (let* ((start (min from to)) (place (copy-marker (point)))
         (inside (and (<= start place) (< place (max from to)))))
    (fill--keeping-place
     start (and inside (marker-position place))
     (lambda ()
       (fill--each-paragraph
        from to (lambda (start end) (fill-region-as-paragraph start end justify nosqueeze)))))
    (unless inside (goto-char place))
    (set-marker place nil)
    nil))

(defun fill--fill-alike (from to justify)
  "Fill the lines from FROM to TO, which are indented alike."
  (goto-char from)
  (let ((fill-prefix (or fill-prefix
                         (fill--indentation (buffer-substring from (line-end-position))))))
    (fill-region-as-paragraph from to justify)))

;;;###autoload
(defun fill-individual-paragraphs (min max &optional justify _citation-regexp)
  "Fill the paragraphs between MIN and MAX, where another indentation begins one.
With `fill-individual-varying-indent' only a blank line does."
  (interactive "r")
  (if fill-individual-varying-indent
      (fill-nonuniform-paragraphs min max justify)
    (fill--each-paragraph
     min max
     (lambda (start end)
       (setq end (copy-marker end t))
       (while (< start end)
         (goto-char start)
         (let ((column (current-indentation)))
           (forward-line 1)
           (while (and (< (point) end) (= (current-indentation) column))
             (forward-line 1)))
         (let ((next (copy-marker (min (point) end) t)))
           (fill--fill-alike start next justify)
           (setq start (marker-position next))
           (set-marker next nil)))
       (goto-char end)
       (set-marker end nil)))))

;;;###autoload
(defun fill-nonuniform-paragraphs (min max &optional justify _citation-regexp)
  "Fill the paragraphs between MIN and MAX, with the least indentation of each."
  (interactive "r")
  (fill--each-paragraph
   min max
   (lambda (start end)
     (let ((least nil))
       (goto-char start)
       (while (< (point) end)
         (let ((here (fill--indentation
                      (buffer-substring (point) (line-end-position)))))
           (when (or (null least) (< (string-width here) (string-width least)))
             (setq least here)))
         (forward-line 1))
       (let ((fill-prefix (or fill-prefix least)))
         (fill-region-as-paragraph start end justify))))))

;;;###autoload
(defun set-justification (begin end style &optional _whole-par)
  "Make STYLE the justification of the lines from BEGIN to END, and fill them so."
  (interactive "r\nSJustification: ")
  (save-excursion
    (save-restriction
      (goto-char end)
      (unless (bolp) (forward-line 1))
      (let ((end (point)))
        (goto-char begin)
        (beginning-of-line)
        (narrow-to-region (point) end)
        (put-text-property (point-min) (point-max) 'justification style)
        (fill-region (point-min) (point-max) nil t)))))

;;;###autoload
(defun set-justification-none (begin end)
  "Have the lines from BEGIN to END left as they are by filling."
  (interactive "r")
  (set-justification begin end 'none))

;;;###autoload
(defun set-justification-left (begin end)
  "Fill the lines from BEGIN to END flush left."
  (interactive "r")
  (set-justification begin end 'left))

;;;###autoload
(defun set-justification-right (begin end)
  "Fill the lines from BEGIN to END flush right."
  (interactive "r")
  (set-justification begin end 'right))

;;;###autoload
(defun set-justification-full (begin end)
  "Fill the lines from BEGIN to END to the margins on both sides."
  (interactive "r")
  (set-justification begin end 'full))

;;;###autoload
(defun set-justification-center (begin end)
  "Fill the lines from BEGIN to END, each centered."
  (interactive "r")
  (set-justification begin end 'center))

;;;###autoload
(defun fill-paragraph (&optional justify _region)
  "Fill the paragraph at or after point; point stays where it is in the text.
JUSTIFY says how, nil as `current-justification' does."
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
