;;; tables.el --- what Emacs' standard tables say  -*- lexical-binding: t -*-
;; emacs -Q --batch -l tables.el -f tables-write OUT
;; OUT gets a line "LAST TABLE VALUE" for each run of characters with the same
;; value; TABLE is 0 for categories (their mnemonics), 1 for syntax (class and
;; matching character), 2 for the script.

(defun tables-runs (table get show)
  "Insert the runs of TABLE: GET returns what a character has, SHOW its text."
  (let* ((c 1) (had (funcall get 0)) (v (funcall show had)))
    (while (<= c (max-char))
      (let ((has (funcall get c)))
        (unless (eq has had)
          (setq had has)
          (let ((w (funcall show has)))
            (unless (equal w v)
              (insert (format "%d\t%d\t%s\n" (1- c) table v))
              (setq v w)))))
      (setq c (1+ c)))
    (insert (format "%d\t%d\t%s\n" (max-char) table v))))
(byte-compile 'tables-runs)

(defun tables-write ()
  (let ((syntax (standard-syntax-table)) (coding-system-for-write 'utf-8-unix))
    (with-temp-file (pop command-line-args-left)
      (tables-runs 0 #'char-category-set #'category-set-mnemonics)
      (tables-runs 1 (lambda (c) (aref syntax c))
                   (lambda (s) (if (cdr s) (format "%d %d" (car s) (cdr s)) (format "%d" (car s)))))
      (tables-runs 2 (lambda (c) (aref char-script-table c)) (lambda (s) (or s ""))))))
(byte-compile 'tables-write)
