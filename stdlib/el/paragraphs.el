;;; paragraphs.el --- paragraphs, sentences, pages, defuns -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defvar paragraph-start "\f\\|[ \t]*$"
  "Regexp for what begins a line that begins a paragraph or separates two.")
(defvar paragraph-separate "[ \t\f]*$"
  "Regexp for what begins a line that separates paragraphs.")
(defvar use-hard-newlines nil "Non-nil means that only hard newlines end paragraphs.")
(defvar paragraph-ignore-fill-prefix nil
  "Non-nil means that `fill-prefix' does not matter to paragraph commands.")
(defvar sentence-end nil "Regexp for the end of a sentence, nil to make one.")
(defvar sentence-end-without-period nil
  "Non-nil means that two spaces end a sentence.")
(defvar sentence-end-without-space "。．？！"
  "Characters that end a sentence without a space.")
(defvar sentence-end-base "[.?!…‽][]\"'”’)}»›]*"
  "Regexp for the end of a sentence without the space after it.")
(defvar page-delimiter "^\f" "Regexp for what separates pages.")

(defun sentence-end ()
  "Return the regexp for the end of a sentence with what follows it."
  (or sentence-end
      (concat (and sentence-end-without-period "\\w  \\|")
              "\\(" sentence-end-base
              (if sentence-end-double-space "\\($\\|[ \u00a0]$\\|\t\\|[ \u00a0][ \u00a0]\\)"
                "\\($\\|[\t \u00a0]\\)")
              "\\|[" sentence-end-without-space "]+\\)"
              "[ \u00a0\t\n]*")))

(defun elnet--paragraph-line (regexp)
  "Return non-nil if the line of point begins with REGEXP after the fill prefix."
  (save-excursion
    (move-to-left-margin)
    (looking-at regexp)))

(defun elnet--paragraph-prefix ()
  "Return `fill-prefix' as a regexp if paragraph commands heed it, else nil."
  (and fill-prefix (not (equal fill-prefix ""))
       (not paragraph-ignore-fill-prefix)
       (regexp-quote fill-prefix)))

(defun forward-paragraph (&optional arg)
  "Move to the end of a paragraph, ARG times; backward if ARG is negative.
Return how many times were missing."
  (let* ((arg (or arg 1))
         (prefix (elnet--paragraph-prefix))
         (separate (if prefix
                       (concat paragraph-separate "\\|" prefix "[ \t]*$")
                     paragraph-separate))
         (start (if prefix separate paragraph-start)))
    (while (and (< arg 0) (not (bobp)))
      (elnet--paragraph-back start separate prefix)
      (when (or (not (bobp)) (elnet--paragraph-line separate))
        (setq arg (1+ arg))))
    (while (and (> arg 0) (not (eobp)))
      (elnet--paragraph-on start separate prefix)
      (setq arg (1- arg)))
    arg))

(defun elnet--paragraph-on (start separate prefix)
  "Move to the end of a paragraph; see `forward-paragraph' for START and SEPARATE."
  (while (and (not (eobp))
              (progn (move-to-left-margin) (not (eobp)))
              (looking-at separate))
    (forward-line 1))
  (unless (eobp)
    (forward-line 1)
    (if prefix
        (while (and (not (eobp))
                    (not (looking-at separate))
                    (looking-at prefix))
          (forward-line 1))
      (while (and (not (eobp))
                  (not (elnet--paragraph-line (concat "\\(?:" start "\\)\\|\\(?:" separate "\\)"))))
        (forward-line 1)))
    (when (and (eobp) (not (bolp)))
      (goto-char (point-max)))))

(defun elnet--paragraph-back (start separate prefix)
  "Move to the beginning of a paragraph; see `elnet--paragraph-on'."
  (let ((origin (point)) (found nil))
    (if (and (not (looking-at separate))
             (re-search-backward "^\n" (max (1- (point)) (point-min)) t)
             (looking-at separate))
        nil                             ; the blank line just before is where to stop
      ;; Over what separates, then over the lines of the paragraph.
      (forward-char -1)
      (move-to-left-margin)
      (while (and (not (bobp)) (looking-at separate))
        (forward-line -1)
        (move-to-left-margin))
      (while (and (not found) (not (bobp)))
        (cond
         ((if prefix (not (looking-at prefix)) (looking-at separate))
          (forward-line 1)
          (setq found t))
         ((and (null prefix) (looking-at start))
          (setq found t))
         (t (forward-line -1) (move-to-left-margin))))
      (when (and (bobp) (looking-at separate) (not found))
        (when (< (save-excursion (forward-line 1) (point)) origin)
          (forward-line 1)))
      ;; A blank line before the paragraph belongs to it.
      (unless (bobp)
        (let ((here (point)))
          (forward-line -1)
          (unless (and (bolp) (eolp) (looking-at separate))
            (goto-char here)))))))

(defun backward-paragraph (&optional arg)
  "Move to the beginning of a paragraph, ARG times."
  (forward-paragraph (- (or arg 1))))

(defun start-of-paragraph-text ()
  "Move to the first character of the text of a paragraph."
  (let ((here (point)))
    (forward-paragraph -1)
    (let ((edge (point)))
      (skip-chars-forward " \t\n")
      (when (>= (point) here)
        (goto-char edge)
        (unless (bobp) (start-of-paragraph-text))))))

(defun end-of-paragraph-text ()
  "Move to the end of the text of a paragraph."
  (let ((here (point)))
    (forward-paragraph 1)
    (when (eq (preceding-char) ?\n) (forward-char -1))
    (when (<= (point) here)
      (forward-char 1)
      (when (< (point) (point-max)) (end-of-paragraph-text)))))

(defun mark-paragraph (&optional arg _allow-extend)
  "Put point before and the mark after ARG paragraphs."
  (let ((n (or arg 1)))
    (forward-paragraph n)
    (push-mark nil t t)
    (backward-paragraph n)))

(defun kill-paragraph (arg)
  "Kill up to the end of the ARGth paragraph."
  (kill-region (point) (progn (forward-paragraph arg) (point))))

(defun backward-kill-paragraph (arg)
  "Kill back to the beginning of the ARGth paragraph."
  (kill-region (point) (progn (backward-paragraph arg) (point))))

(defun transpose-paragraphs (arg)
  "Exchange the paragraph of point with the next, ARG times."
  (interactive "*p")
  (transpose-subr #'forward-paragraph arg))

(defun transpose-sentences (arg)
  "Exchange the sentence before point with the next, ARG times."
  (interactive "*p")
  (transpose-subr #'forward-sentence arg))

(defun forward-sentence (&optional arg)
  "Move to the end of a sentence, ARG times; backward if ARG is negative."
  (let ((arg (or arg 1)) (end (sentence-end)))
    (while (< arg 0)
      (let* ((here (point))
             (low (save-excursion (start-of-paragraph-text) (point))) (found nil))
        (while (and (not found) (re-search-backward end low t))
          (setq found (or (< (match-end 0) here)
                          (< (match-beginning 0) low))))
        (goto-char (if found (match-end 0) low)))
      (setq arg (1+ arg)))
    (while (> arg 0)
      (let ((high (save-excursion (end-of-paragraph-text) (point))))
        (if (re-search-forward end high t)
            (skip-chars-backward " \t\n")
          (goto-char high)))
      (setq arg (1- arg)))
    (point)))

(defun backward-sentence (&optional arg)
  "Move to the beginning of a sentence, ARG times."
  (forward-sentence (- (or arg 1))))

(defun kill-sentence (&optional arg)
  "Kill up to the end of the ARGth sentence."
  (kill-region (point) (progn (forward-sentence (or arg 1)) (point))))

(defun backward-kill-sentence (&optional arg)
  "Kill back to the beginning of the ARGth sentence."
  (kill-region (point) (progn (backward-sentence (or arg 1)) (point))))

(defun mark-end-of-sentence (arg)
  "Put the mark at the end of the ARGth sentence."
  (push-mark (save-excursion (forward-sentence arg) (point)) nil t))

(defun paragraphs--next-page ()
  "Move behind the next page delimiter, or to the end of the buffer."
  (when (looking-at page-delimiter)     ; that at point is behind us
    (goto-char (match-end 0)))
  (or (re-search-forward page-delimiter nil t)
      (goto-char (point-max))))

(defun paragraphs--previous-page ()
  "Move behind the page delimiter before, or to the beginning of the buffer."
  (let ((start (point)) (found nil))
    (while (and (not found) (re-search-backward page-delimiter nil t))
      (when (< (match-end 0) start)
        (setq found (match-end 0))))
    (goto-char (or found (point-min)))))

(defun forward-page (&optional count)
  "Move to the next page delimiter, COUNT times; backward if COUNT is negative."
  (setq count (or count 1))
  (dotimes (_ (abs count))
    (cond ((and (> count 0) (not (eobp))) (paragraphs--next-page))
          ((and (< count 0) (not (bobp))) (paragraphs--previous-page)))))

(defun backward-page (&optional count)
  "Move to the page delimiter before, COUNT times."
  (forward-page (- (or count 1))))

;;; Expressions and defuns

(defvar defun-prompt-regexp nil "Regexp for what may stand before a defun's parenthesis.")
(defvar beginning-of-defun-function nil "Function that finds the beginning of a defun, or nil.")
(defvar end-of-defun-function #'forward-sexp "Function that moves over a defun.")
(defvar open-paren-in-column-0-is-defun-start t
  "Non-nil means that a parenthesis in column 0 begins a defun.")

(defun beginning-of-defun-raw (&optional arg)
  "Move to the beginning of a defun, ARG back; return t if there is one."
  (let ((arg (or arg 1)))
    (if beginning-of-defun-function
        (funcall beginning-of-defun-function arg)
      (when (and (< arg 0) (not (eobp))) (forward-char 1))
      (let ((case-fold-search t))
        (and (re-search-backward
              (concat (if defun-prompt-regexp
                          (concat "^\\s(\\|\\(" defun-prompt-regexp "\\)\\s(")
                        "^\\s("))
              nil 'move arg)
             (progn (goto-char (1- (match-end 0))) t))))))

(defun beginning-of-defun (&optional arg)
  "Move to the beginning of a defun, ARG back; return t if there is one."
  (let ((found (beginning-of-defun-raw arg)))
    (when found (beginning-of-line))
    found))

(defun end-of-defun (&optional arg _interactive)
  "Move to the end of the ARGth defun from here."
  (let ((arg (or arg 1)))
    (if (< arg 0)
        (dotimes (_ (- arg)) (beginning-of-defun))
      (dotimes (_ arg)
        (let ((here (point)))
          (end-of-line)
          (beginning-of-defun-raw 1)
          (condition-case nil (funcall end-of-defun-function) (scan-error nil))
          (skip-chars-forward " \t")
          (when (looking-at "\\s<\\|\n") (forward-line 1))
          (when (<= (point) here)
            (goto-char here)
            (if (beginning-of-defun-raw -1)
                (progn
                  (funcall end-of-defun-function)
                  (skip-chars-forward " \t")
                  (when (looking-at "\\s<\\|\n") (forward-line 1)))
              (goto-char (point-max)))))))))

(defun narrow-to-defun (&optional _include-comments)
  "Make only the defun around point accessible."
  (save-excursion
    (widen)
    (let ((end (progn (end-of-defun) (point))))
      (beginning-of-defun)
      (narrow-to-region (point) end))))

(defun mark-defun (&optional _arg _interactive)
  "Put the mark at the end of the defun around point, and point at its beginning."
  (end-of-defun)
  (push-mark nil t t)
  (beginning-of-defun))

(defun mark-sexp (&optional arg _allow-extend)
  "Put the mark after ARG expressions from point."
  (push-mark (save-excursion (forward-sexp (or arg 1)) (point)) nil t))

(defun kill-sexp (&optional arg _interactive)
  "Kill ARG expressions after point."
  (let ((here (point)))
    (forward-sexp (or arg 1))
    (kill-region here (point))))

(defun backward-kill-sexp (&optional arg _interactive)
  "Kill ARG expressions before point."
  (kill-sexp (- (or arg 1))))

(defun raise-sexp (&optional arg)
  "Replace the expression around the ARG after point by those."
  (let ((text (buffer-substring (point) (save-excursion (forward-sexp (or arg 1)) (point)))))
    (backward-up-list 1)
    (delete-region (point) (save-excursion (forward-sexp 1) (point)))
    (save-excursion (insert text))))

(defun check-parens ()
  "Signal an error if the parentheses of the accessible text are not balanced."
  (let ((bad (condition-case problem
                 (progn (scan-sexps (point-min) (point-max)) nil)
               (scan-error (nth 2 problem)))))
    (when bad
      (push-mark)
      (goto-char bad)
      (user-error "Unmatched bracket or quote"))))

(defun insert-pair (&optional arg open close)
  "Put OPEN and CLOSE around ARG expressions after point."
  (let ((open (or open ?\()) (close (or close ?\))))
    (if (not (and arg (> arg 0)))
        (progn (insert open close) (backward-char))
      (insert open)
      (save-excursion (forward-sexp arg) (insert close)))))

(defun insert-parentheses (&optional arg)
  "Put parentheses around ARG expressions after point."
  (insert-pair arg ?\( ?\)))

(defun delete-pair (&optional _arg)
  "Delete the delimiters of the expression after point."
  (save-excursion (forward-sexp 1) (delete-char -1))
  (delete-char 1))

(provide 'paragraphs)
;;; paragraphs.el ends here
