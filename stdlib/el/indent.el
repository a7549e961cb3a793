;;; indent.el --- indentation, margins, tabs -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defvar standard-indent 4 "Columns that margin and indentation commands move by.")
(defvar indent-line-function 'indent-relative
  "Function that indents the line of point.")
(defvar indent-region-function nil
  "Function that indents a region, nil to do it line by line.")
(defvar tab-stop-list nil "Columns of tab stops; nil means every `tab-width'.")

(defun indent-line-to (column)
  "Make the indentation of the line COLUMN columns wide, changing no more than needed.
Point goes to the end of the indentation."
  (let ((width (progn (back-to-indentation) (current-column))))
    (cond ((< width column)
           (when (> (/ column tab-width) (/ width tab-width))
             (let ((end (point)))
               (skip-chars-backward " ")
               (delete-region (point) end)))
           (indent-to column))
          ((> width column)
           (delete-region (progn (move-to-column column t) (point))
                          (progn (back-to-indentation) (point)))))))

(defun indent-rigidly (start end arg &optional _interactive)
  "Move the lines that begin between START and END by ARG columns.
Lines that are blank lose their blanks."
  (save-excursion
    (goto-char end)
    (let ((limit (point-marker)))
      (goto-char start)
      (unless (bolp) (forward-line 1))
      (while (< (point) limit)
        (let* ((width (current-indentation))
               (from (point))
               (blank (progn (skip-chars-forward " \t") (eolp))))
          (goto-char from)
          (unless blank (indent-to (max 0 (+ width arg)) 0))
          (delete-region (point)
                         (progn (skip-chars-forward " \t") (point))))
        (forward-line 1))
      (set-marker limit nil)))
  nil)

(defun indent-code-rigidly (start end arg &optional nochange-regexp)
  "Move lines between START and END by ARG columns, but no line in a string.
Lines that match NOCHANGE-REGEXP stay."
  (save-excursion
    (goto-char end)
    (let ((limit (point-marker)) state)
      (goto-char start)
      (unless (bolp)
        (setq state (parse-partial-sexp (point)
                                        (progn (forward-line 1) (point)))))
      (while (< (point) limit)
        (unless (or (nth 3 state)
                    (and nochange-regexp (looking-at nochange-regexp)))
          (let ((width (current-indentation)))
            (delete-region (point) (progn (skip-chars-forward " \t") (point)))
            (unless (eolp) (indent-to (max 0 (+ width arg)) 0))))
        (setq state (parse-partial-sexp (point)
                                        (progn (forward-line 1) (point))
                                        nil nil state)))
      (set-marker limit nil))))

(defun indent-region (start end &optional column)
  "Indent the lines between START and END, to COLUMN if it is given."
  (cond
   (column
    (save-excursion
      (goto-char end)
      (setq end (point-marker))
      (goto-char start)
      (forward-line (if (bolp) 0 1))
      (let ((width (prefix-numeric-value column)))
        (while (< (point) end)
          (delete-horizontal-space)
          (unless (eolp) (indent-to width 0))
          (forward-line 1)))
      (set-marker end nil)))
   ((null indent-region-function) (indent-region-line-by-line start end))
   (t (save-restriction
        (widen)
        (funcall indent-region-function start end))))
  (setq deactivate-mark t))

(defun indent-region-line-by-line (start end)
  "Indent each line between START and END that is not blank."
  (save-excursion
    (setq end (copy-marker end))
    (goto-char start)
    (while (< (point) end)
      (unless (and (bolp) (eolp)) (indent-according-to-mode t))
      (forward-line 1))
    (set-marker end nil)))

(defun indent-according-to-mode (&optional _inhibit-widen)
  "Indent the line of point as `indent-line-function' does."
  (if (memq indent-line-function '(indent-relative indent-relative-maybe
                                   indent-relative-first-indent-point))
      (let ((column (save-excursion
                      (if (or (< (forward-line -1) 0)
                              (looking-at-p "[ \t]*$"))
                          0
                        (current-indentation)))))
        (if (<= (current-column) (current-indentation))
            (indent-line-to column)
          (save-excursion (indent-line-to column))))
    (funcall indent-line-function)))

(defun indent-for-tab-command (&optional _arg)
  "Indent the line of point."
  (funcall indent-line-function))

(defun tab-to-tab-stop ()
  "Insert blanks up to the next tab stop."
  (let ((next (indent-next-tab-stop (current-column))))
    (delete-horizontal-space t)
    (indent-to next)))

(defun move-to-tab-stop ()
  "Move point to the next tab stop, widening the line with blanks if it is shorter."
  (interactive)
  (let ((start (save-excursion (skip-chars-backward " \t") (point)))
        (next (indent-next-tab-stop (current-column))))
    (unless (>= (move-to-column next) next)
      (move-to-column next t)
      (when indent-tabs-mode
        (tabify start (point))))
    (move-to-column next t)))

(defun indent-next-tab-stop (column &optional prev)
  "Return the tab stop after COLUMN, with PREV the one before."
  (let* ((stops (or tab-stop-list nil))
         (step (let ((n (length stops)))
                 (if (< n 2)
                     tab-width
                   (- (nth (1- n) stops) (nth (- n 2) stops)))))
         (last (or (car (last stops)) 0)))
    (if prev
        (if (> column last)
            (+ last (* step (/ (- column last 1) step)))
          (or (car (last (seq-filter (lambda (s) (< s column)) stops))) 0))
      (or (seq-find (lambda (s) (> s column)) stops)
          (+ last (* step (1+ (/ (- column last) step))))))))

(defun indent-relative (&optional first-only unindented-ok)
  "Space out to under the next thing of the last line that is not blank.
With FIRST-ONLY only its first thing counts.  With UNINDENTED-OK do
nothing if there is none; otherwise go to the next tab stop."
  (let ((column (current-column)) indent)
    (save-excursion
      (beginning-of-line)
      (when (re-search-backward "^[^\n]" nil t)
        (let ((end (save-excursion (forward-line 1) (point))))
          (move-to-column column)
          (when (> (current-column) column) (backward-char 1))
          (or (looking-at "[ \t]")
              first-only
              (skip-chars-forward "^ \t" end))
          (skip-chars-forward " \t" end)
          (unless (= (point) end) (setq indent (current-column))))))
    (cond (indent
           (let ((here (point-marker)))
             (indent-to indent 0)
             (when (> here (point)) (goto-char here))
             (set-marker here nil)))
          (unindented-ok nil)
          (t (tab-to-tab-stop)))))

(defun indent-relative-first-indent-point ()
  "Indent the line like the last line that is not blank."
  (indent-relative t))

(defun newline-and-indent (&optional arg)
  "Insert ARG newlines, deleting blanks before point, and indent."
  (interactive "*p")
  (delete-horizontal-space t)
  (dotimes (_ (or arg 1))
    (newline)
    (indent-according-to-mode)))

(defun reindent-then-newline-and-indent ()
  "Indent the line, insert a newline, and indent the new line."
  (interactive "*")
  (let ((here (point)))
    (newline)
    (save-excursion
      (goto-char here)
      (setq here (point-marker))
      (indent-according-to-mode)
      (goto-char here)
      (delete-horizontal-space t)))
  (indent-according-to-mode))

;;; Margins

(defun current-left-margin ()
  "Return the left margin of the line of point, in columns."
  (let* ((at (save-excursion (back-to-indentation) (point)))
         (more (get-text-property (if (= at (point-max)) (max (1- at) (point-min)) at)
                                  'left-margin)))
    (max (+ left-margin (or more 0)) 0)))

(defun move-to-left-margin (&optional n force)
  "Go to the left margin of the line, after moving N - 1 lines.
With FORCE make it as wide as it should be."
  (beginning-of-line n)
  (let ((margin (current-left-margin)))
    (if (not force)
        (move-to-column margin)
      (if (> (current-indentation) margin)
          (move-to-column margin t)
        (indent-line-to margin)))))

(defun indent-to-left-margin ()
  "Indent the line to its left margin."
  (save-excursion (indent-line-to (current-left-margin)))
  (when (< (current-column) (current-left-margin))
    (move-to-left-margin)))

(defun delete-to-left-margin (&optional from to)
  "Delete the left margins of the lines from FROM to TO."
  (let ((end (copy-marker (or to (point-max)))))
    (save-excursion
      (goto-char (or from (point-min)))
      (if (not (bolp)) (forward-line))
      (while (> end (point))
        (let ((begin (point)))
          (move-to-left-margin nil t)
          (delete-region begin (point)))
        (forward-line)))
    (set-marker end nil)))

(defun beginning-of-line-text (&optional n)
  "Go to the beginning of the text on the line, after moving N - 1 lines."
  (beginning-of-line n)
  (skip-chars-forward " \t")
  (when (and fill-prefix (not (string= fill-prefix ""))
             (save-excursion (beginning-of-line)
                             (looking-at (regexp-quote fill-prefix))))
    (goto-char (match-end 0))))

;;; Tabs

(defun untabify (start end &optional _arg)
  "Turn the tabs between START and END into spaces."
  (save-excursion
    (save-restriction
      (narrow-to-region (save-excursion (goto-char start) (line-beginning-position)) end)
      (goto-char start)
      (while (search-forward "\t" nil t)
        (forward-char -1)
        (let ((from (point)) (indent-tabs-mode nil) column)
          (skip-chars-forward "\t")
          (setq column (current-column))
          (delete-region from (point))
          (indent-to column))))))

(defun tabify (start end &optional _arg)
  "Turn runs of blanks between START and END into tabs where that saves columns."
  (save-excursion
    (save-restriction
      (narrow-to-region (save-excursion (goto-char start) (line-beginning-position)) end)
      (goto-char start)
      (let ((indent-tabs-mode t))
        (while (re-search-forward " [ \t]+" nil t)
          (let* ((to (current-column))
                 (from (save-excursion (goto-char (match-beginning 0))
                                       (skip-chars-backward "\t" start)
                                       (current-column))))
            (unless (= (/ to tab-width) (/ from tab-width))
              (delete-region (save-excursion (goto-char (match-beginning 0))
                                             (skip-chars-backward "\t" start)
                                             (point))
                             (point))
              (indent-to to))))))))

(provide 'indent)
;;; indent.el ends here

;;; Margins, which are text properties

(defun alter-text-property (from to prop func &optional object)
  "Replace each value V of the property PROP between FROM and TO by (FUNC V).
The text is that of OBJECT, a string or buffer, else of the current buffer."
  (while (< from to)
    (let ((next (or (next-single-property-change from prop object to) to)))
      (put-text-property from next prop
                         (funcall func (get-text-property from prop object)) object)
      (setq from next))))

(defun indent--alter-left-margin (from to prepare width)
  "Prepare lines between FROM and TO by PREPARE, a function; indent them by WIDTH more.
The whole indentation of the first line counts as between them.
PREPARE is called with both ends, the second a marker."
  (goto-char from)
  (skip-chars-backward " \t")
  (when (bolp) (setq from (point)))
  (goto-char to)
  (let ((end (point-marker)))
    (funcall prepare from end)
    (indent-rigidly from end width)
    (when auto-fill-function
      (save-excursion (fill-region from end nil t t)))
    (set-marker end nil)))

(defun indent--increment (arg)
  "Return the columns that the prefix argument ARG asks for.
If it is nil, that is `standard-indent'."
  (if arg (prefix-numeric-value arg) standard-indent))

(defun set-left-margin (from to width)
  "Give the text between FROM and TO a left margin of WIDTH columns.
It is filled anew in `auto-fill-mode'."
  (interactive "r\nNLeft margin, columns: ")
  (save-excursion
    (goto-char to)
    (skip-chars-forward " \t")
    (indent--alter-left-margin
     from (point)
     (lambda (from to)
       (delete-to-left-margin from to)
       (put-text-property from to 'left-margin width))
     width)))

(defun increase-left-margin (from to inc)
  "Make the left margin of the text between FROM and TO wider by INC columns.
INC is a prefix argument; nil stands for `standard-indent'.  The text is filled
anew in `auto-fill-mode'."
  (interactive "*r\nP")
  (let ((inc (indent--increment inc)))
    (save-excursion
      (indent--alter-left-margin
       from to
       (lambda (from to)
         (alter-text-property from to 'left-margin
                              (lambda (v) (max (- left-margin) (+ inc (or v 0))))))
       inc))))

(defun decrease-left-margin (from to inc)
  "Make the left margin of the text between FROM and TO narrower by INC columns.
INC is as for `increase-left-margin'."
  (interactive "*r\nP")
  (increase-left-margin from to (- (indent--increment inc))))

(defun set-right-margin (from to width)
  "Give the text between FROM and TO a right margin of WIDTH columns.
It is filled anew in `auto-fill-mode'."
  (interactive "r\nNRight margin, columns: ")
  (save-excursion
    (put-text-property from to 'right-margin width)
    (when auto-fill-function (fill-region from to nil t t))))

(defun increase-right-margin (from to inc)
  "Make the right margin of the text between FROM and TO wider by INC columns.
INC is a prefix argument; nil stands for `standard-indent'.  The text is filled
anew in `auto-fill-mode'."
  (interactive "r\nP")
  (let ((inc (indent--increment inc)))
    (save-excursion
      (alter-text-property from to 'right-margin (lambda (v) (max 0 (+ inc (or v 0)))))
      (when auto-fill-function (fill-region from to nil t t)))))

(defun decrease-right-margin (from to inc)
  "Make the right margin of the text between FROM and TO narrower by INC columns.
INC is as for `increase-right-margin'."
  (interactive "*r\nP")
  (increase-right-margin from to (- (indent--increment inc))))

