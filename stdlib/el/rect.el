;;; rect.el --- rectangles -*- lexical-binding: t; -*-

;; A rectangle is a list of strings; in a buffer it reaches from a corner to the
;; opposite one, by columns.

(defvar killed-rectangle nil "Rectangle for `yank-rectangle'.")

;;;###autoload
(defun apply-on-rectangle (function start end &rest args)
  "Call FUNCTION on each line of the rectangle with the corners START and END.
It gets the columns where the rectangle begins and ends, and ARGS."
  (save-excursion
    (let* ((a (progn (goto-char start) (current-column)))
           (first (progn (beginning-of-line) (point)))
           (b (progn (goto-char end) (current-column)))
           (last (progn (beginning-of-line) (point-marker))))
      (goto-char (min first last))
      (let ((limit (copy-marker (max first last))) (more t))
        (while more
          (apply function (min a b) (max a b) args)
          (setq more (and (zerop (forward-line 1)) (bolp) (<= (point) limit))))
        (point)))))

(defun delete-rectangle-line (startcol endcol fill)
  "Delete the text of the line from column STARTCOL to ENDCOL."
  (if (= startcol (move-to-column startcol (or (and fill t) 'coerce)))
      (let ((from (point)))
        (move-to-column endcol 'coerce)
        (delete-region from (point)))))

;;;###autoload
(defun delete-rectangle (start end &optional fill)
  "Delete the rectangle with the corners START and END."
  (apply-on-rectangle #'delete-rectangle-line start end fill))

(defun elnet--rectangle-text (startcol endcol)
  "Return the text of the line between two columns, padded with spaces."
  (let (beg end (width (- endcol startcol)))
    (move-to-column startcol)
    (setq beg (point))
    (let ((lead (max 0 (- (current-column) startcol))))
      (move-to-column endcol)
      (setq end (point))
      (let* ((text (if (< (current-column) startcol) ""
                     (buffer-substring beg end)))
             (text (concat (make-string (min lead width) ?\s) text))
             (text (elnet--rectangle-expand text startcol)))
        (concat text (make-string (max 0 (- width (string-width text))) ?\s))))))

(defun elnet--rectangle-expand (text column)
  "Return TEXT, which begins at COLUMN, with its tabs turned into spaces."
  (if (not (string-match-p "\t" text)) text
    (let ((col column) (parts nil))
      (dolist (c (append text nil))
        (if (eq c ?\t)
            (let ((n (- tab-width (% col tab-width))))
              (push (make-string n ?\s) parts)
              (setq col (+ col n)))
          (push (char-to-string c) parts)
          (setq col (+ col (char-width c)))))
      (apply #'concat (nreverse parts)))))

;;;###autoload
(defun extract-rectangle (start end)
  "Return the rectangle with the corners START and END."
  (let ((lines nil))
    (apply-on-rectangle
     (lambda (a b) (push (elnet--rectangle-text a b) lines)) start end)
    (nreverse lines)))

;;;###autoload
(defun delete-extract-rectangle (start end &optional fill)
  "Delete the rectangle with the corners START and END and return it."
  (let ((lines nil))
    (apply-on-rectangle
     (lambda (a b)
       (when (= (move-to-column a 'coerce) a)
         (move-to-column b 'coerce))
       (push (elnet--rectangle-text a b) lines)
       (beginning-of-line)
       (delete-rectangle-line a b fill))
     start end)
    (nreverse lines)))

;;;###autoload
(defun kill-rectangle (start end &optional fill)
  "Delete the rectangle with the corners START and END, for `yank-rectangle'."
  (setq killed-rectangle (delete-extract-rectangle start end fill)))

;;;###autoload
(defun copy-rectangle-as-kill (start end)
  "Keep the rectangle with the corners START and END for `yank-rectangle'."
  (setq killed-rectangle (extract-rectangle start end)))

;;;###autoload
(defun insert-rectangle (rectangle)
  "Insert RECTANGLE with its first corner at point."
  (let ((column (current-column)) (first t))
    (push-mark)
    (dolist (line rectangle)
      (unless first
        (forward-line 1)
        (unless (bolp) (insert ?\n))
        (move-to-column column t))
      (setq first nil)
      (insert-for-yank line))))

;;;###autoload
(defun yank-rectangle ()
  "Insert the rectangle killed last."
  (insert-rectangle killed-rectangle))

;;;###autoload
(defun open-rectangle (start end &optional fill)
  "Fill the rectangle with the corners START and END with spaces, moving text right."
  (apply-on-rectangle
   (lambda (a b fill)
     (when (= (move-to-column a (if fill t 'coerce)) a)
       (unless (and (not fill) (eolp))
         (let ((width (- b a)) (here (point)))
           (skip-chars-forward " \t")
           (let ((column (+ (current-column) width)))
             (delete-region here (point))
             (indent-to column))))))
   start end fill)
  (goto-char start))

;;;###autoload
(defun clear-rectangle (start end &optional fill)
  "Replace the text of the rectangle with the corners START and END by spaces."
  (apply-on-rectangle #'elnet--rectangle-clear-line start end fill))

(defun elnet--rectangle-clear-line (from to fill)
  "Blank the line from column FROM to TO; FILL it up if it is shorter."
  (move-to-column from (if fill t 'coerce))
  (let ((here (point)))
    (when (>= (current-column) from)
      (move-to-column to 'coerce)
      (let ((column (max to (current-column)))
            (rest (save-excursion (skip-chars-forward " \t") (point))))
        (if (and (not fill) (= rest (line-end-position)))
            (delete-region here rest)
          (delete-region here (point))
          (indent-to column))))))

;;;###autoload
(defun string-rectangle (start end string)
  "Replace each line of the rectangle with the corners START and END by STRING."
  (apply-on-rectangle
   (lambda (a b)
     (move-to-column a t)
     (delete-region (point) (progn (move-to-column b 'coerce) (point)))
     (insert string))
   start end))

;;;###autoload
(defun string-insert-rectangle (start end string)
  "Insert STRING on each line of the rectangle with the corners START and END."
  (apply-on-rectangle
   (lambda (a _b)
     (move-to-column a t)
     (insert string))
   start end))

;;;###autoload
(defun delete-whitespace-rectangle (start end &optional fill)
  "Delete the blanks from the left edge of the rectangle from START to END on."
  (apply-on-rectangle
   (lambda (a _b fill)
     (when (= (move-to-column a (if fill t 'coerce)) a)
       (unless (= (point) (line-end-position))
         (delete-region (point) (progn (skip-syntax-forward " " (line-end-position)) (point))))))
   start end fill))

(provide 'rect)
;;; rect.el ends here
