;;; page.el --- pages of a buffer -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; `forward-page' and `backward-page' are in paragraphs.el.

(defun page--bounds (arg)
  "Return (START . END) of the page ARG pages after that of point.
A page begins behind what separates it from the one before, on a line of its own."
  (save-excursion
    (cond ((> arg 0) (forward-page arg))
          ((< arg 0) (forward-page (1- arg))))
    (when (and (> arg 0) (eobp) (not (save-excursion (beginning-of-line) (looking-at page-delimiter))))
      (forward-page -1))
    (forward-page)
    (let ((end (point)))
      (forward-page -1)
      (cons (point) end))))

(defun page--text-end (end)
  "Return where the text of the page that ends at END, a delimiter included, ends."
  (save-excursion
    (goto-char end)
    (if (and (re-search-backward page-delimiter nil t) (= (match-end 0) end))
        (point)
      end)))

(defun mark-page (&optional arg)
  "Put point at the beginning of the page and mark at its end.
ARG says how many pages further, negative for back."
  (interactive "P")
  (let ((bounds (page--bounds (if arg (prefix-numeric-value arg) 0))))
    (goto-char (cdr bounds))
    (push-mark nil t t)
    (goto-char (car bounds))))

(defun narrow-to-page (&optional arg)
  "Restrict the buffer to the page, without what separates it from the next.
ARG says how many pages further, negative for back."
  (interactive "P")
  (save-excursion
    (widen)
    (let ((bounds (page--bounds (if arg (prefix-numeric-value arg) 0))))
      (let ((end (page--text-end (cdr bounds))))
        (goto-char (car bounds))
        (when (and (eolp) (not (bobp)))
          (forward-line 1))
        (narrow-to-region (point) (max (point) end))))))

(defun count-lines-page ()
  "Say how many lines the page has, before and after point."
  (interactive)
  (let* ((bounds (page--bounds 0))
         (end (page--text-end (cdr bounds)))
         (before (count-lines (car bounds) (point)))
         (after (count-lines (point) end))
         (all (count-lines (car bounds) end)))
    (message (ngettext "Page has %d line (%d + %d)" "Page has %d lines (%d + %d)" all)
             all before after)))

(defun page--what-page ()
  "Return the list of the number of point's page and of its line."
  (save-excursion
    (let ((at (point)) (page 1))
      (save-restriction
        (widen)
        (goto-char (point-min))
        (while (and (re-search-forward page-delimiter nil t)
                    (<= (match-end 0) at)
                    (progn (when (= (match-beginning 0) (match-end 0)) (forward-char 1)) t))
          (setq page (1+ page)))
        (list page (line-number-at-pos at))))))

(defun what-page ()
  "Say the number of point's page, and of its line."
  (interactive)
  (apply #'message "Page %d, line %d" (page--what-page)))
