;;; oracle.el --- asks Emacs what its regexps match  -*- lexical-binding: t -*-
;; emacs -Q --batch -l oracle.el -f oracle-answer IN OUT
;; IN holds one case a line, fields separated by tabs:
;;   OP    s string-match, f re-search-forward, b re-search-backward, l looking-at
;;   FOLD  t or nil
;;   PATTERN, TEXT   U or M for unibyte or multibyte, then the characters in hex
;;   A     where to start, in characters from 0
;;   B     bound, or -
;;   LO, HI  narrowing, or -
;; OUT gets the same with one field more: - for no match, !TEXT for an error,
;; else the match data in characters from 0, -1 for groups without a match.

;; The text of a case, with the multibyte flag that its first letter tells.
(defun oracle-text (field)
  (let ((chars (mapcar (lambda (h) (string-to-number h 16)) (split-string (substring field 1) "," t))))
    (if (eq (aref field 0) ?M)
        (string-to-multibyte (apply #'string chars))
      (apply #'unibyte-string chars))))

(defun oracle-field (s)
  (concat (if (multibyte-string-p s) "M" "U")
          (mapconcat (lambda (c) (format "%x" c)) s ",")))

(defun oracle-data (base)
  (mapconcat (lambda (p) (number-to-string (if p (- p base) -1))) (match-data t) " "))

(defun oracle-ask (op fold pattern text a b lo hi)
  (let ((case-fold-search fold))
    (condition-case err
        (with-temp-buffer
          (if (eq op ?s)
              (if (string-match pattern text a) (oracle-data 0) "-")
            (set-buffer-multibyte (multibyte-string-p text))
            (insert text)
            (when lo (narrow-to-region (1+ lo) (1+ hi)))
            (goto-char (1+ a))
            (if (cond ((eq op ?f) (re-search-forward pattern (and b (1+ b)) t))
                      ((eq op ?b) (re-search-backward pattern (and b (1+ b)) t))
                      (t (looking-at pattern)))
                ;; match-data t leaves the buffer out
                (mapconcat (lambda (p) (number-to-string (if (integerp p) (1- p) -1)))
                           (seq-filter (lambda (p) (or (null p) (integerp p))) (match-data t)) " ")
              "-")))
      (error (concat "!" (if (stringp (cadr err)) (cadr err) (format "%S" err)))))))

(defun oracle-answer ()
  (let* ((in (pop command-line-args-left)) (out (pop command-line-args-left)) lines)
    (with-temp-buffer
      (insert-file-contents-literally in)
      (setq lines (split-string (buffer-string) "\n" t)))
    (let ((coding-system-for-write 'binary))
      (with-temp-file out
        (set-buffer-multibyte nil)
        (dolist (line lines)
          (let* ((f (split-string line "\t"))
                 (num (lambda (i) (and (not (equal (nth i f) "-")) (string-to-number (nth i f))))))
            (insert line "\t"
                    (oracle-ask (aref (nth 0 f) 0) (equal (nth 1 f) "t")
                                (oracle-text (nth 2 f)) (oracle-text (nth 3 f))
                                (funcall num 4) (funcall num 5) (funcall num 6) (funcall num 7))
                    "\n")))))))
