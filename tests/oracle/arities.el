;;; arities.el --- write the arity and source of every primitive of Emacs  -*- lexical-binding: t; -*-

;; emacs -Q --batch -l arities.el > arities.tsv

;; Columns: name, least and most arguments, the C file that defines it (as the
;; DOC file of this Emacs says).

;;; Code:

(defvar arities-sources (make-hash-table :test 'equal) "Name of a primitive to its C file.")

(with-temp-buffer
  (insert-file-contents (expand-file-name internal-doc-file-name doc-directory))
  (let (file)
    (while (re-search-forward "\037\\([SF]\\)\\(.*\\)" nil t)
      (if (equal (match-string 1) "S")
          (setq file (file-name-sans-extension (match-string 2)))
        (puthash (match-string 2) file arities-sources)))))

(let (rows)
  (mapatoms
   (lambda (s)
     (let ((f (and (fboundp s) (symbol-function s))))
       (when (and (subrp f)
                  (not (and (fboundp 'subr-native-elisp-p) (subr-native-elisp-p f))))
         (let ((a (func-arity f)))
           (push (format "%s\t%s\t%s\t%s\n" s (car a) (cdr a)
                         (gethash (subr-name f) arities-sources "?"))
                 rows))))))
  (mapc #'princ (sort rows #'string<)))

;;; arities.el ends here
