;;; variables.el --- the defaults of the variables that Emacs has from C  -*- lexical-binding: t; -*-

;; emacs -Q --batch -l variables.el -f variables-write > variables.tsv

;; Columns: name, default value printed on one line, "local" if setting it makes
;; it buffer-local. elnet loads this file, too, for `variables-row'.

;;; Code:

(defun variables-value (value)
  "Return VALUE as text: a big one abbreviated, an unreadable one by its kind."
  (cond ((keymapp value) "#<keymap>")
        ((and (symbolp value) value) (prin1-to-string value))
        ((functionp value) "#<function>")
        ((or (bufferp value) (char-table-p value) (hash-table-p value) (threadp value) (framep value))
         (format "#<%s>" (type-of value)))
        ((and (vectorp value) (> (length value) 1000)) "#<obarray>")
        ((and (or (consp value) (vectorp value)) (char-table-p (cdr-safe (elt value 0))))
         "#<char-tables>")
        (t (let ((print-escape-newlines t) (print-escape-control-characters t)
                 (print-length 100) (print-level 6))
             (truncate-string-to-width
              (replace-regexp-in-string "[\n\t]" " " (prin1-to-string value)) 500 nil nil t)))))

(defun variables-row (name)
  "Return the value and the kind of the variable called NAME, with a tab between."
  (let ((symbol (intern name)))
    (if (boundp symbol)
        (concat (variables-value (default-toplevel-value symbol)) "\t"
                (if (local-variable-if-set-p symbol) "local" ""))
      "unbound\t")))

(defun variables-of-c ()
  "Return the names of the variables that the DOC file of this Emacs has from C files."
  (let (names)
    (with-temp-buffer
      (insert-file-contents (expand-file-name internal-doc-file-name doc-directory))
      (let (c)
        (while (re-search-forward "\037\\([SV]\\)\\(.*\\)" nil t)
          (if (equal (match-string 1) "S")
              (setq c (string-suffix-p ".o" (match-string 2)))
            (when (and c (boundp (intern (match-string 2))))
              (push (match-string 2) names))))))
    (delete-dups (sort names #'string<))))

(defun variables-write ()
  "Print a row for each variable."
  (dolist (name (variables-of-c))
    (princ (concat name "\t" (variables-row name) "\n"))))
