;;; tables.el --- what Emacs' standard tables say  -*- lexical-binding: t -*-
;; emacs -Q --batch -l tables.el -f tables-write OUT
;; OUT gets a line "LAST TABLE VALUE" for each run of characters with the same
;; value; TABLE is 0 for categories (their mnemonics), 1 for syntax (class and
;; matching character), 2 for the script.

(defun tables-runs (table f)
  (let ((c 1) (v (funcall f 0)))
    (while (<= c (max-char))
      (let ((w (funcall f c)))
        (unless (equal w v)
          (insert (format "%d\t%d\t%s\n" (1- c) table v))
          (setq v w)))
      (setq c (1+ c)))
    (insert (format "%d\t%d\t%s\n" (max-char) table v))))

(defun tables-write ()
  (let ((syntax (standard-syntax-table)) (coding-system-for-write 'utf-8-unix))
    (with-temp-file (pop command-line-args-left)
      (tables-runs 0 (lambda (c) (category-set-mnemonics (char-category-set c))))
      (tables-runs 1 (lambda (c)
                       (let ((s (aref syntax c)))
                         (if (cdr s) (format "%d %d" (car s) (cdr s)) (format "%d" (car s))))))
      (tables-runs 2 (lambda (c) (or (aref char-script-table c) ""))))))
