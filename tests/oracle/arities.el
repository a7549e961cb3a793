;;; arities.el --- write the arity of every primitive of Emacs  -*- lexical-binding: t; -*-

;; emacs -Q --batch -l arities.el > arities.tsv

;;; Code:

(let (rows)
  (mapatoms
   (lambda (s)
     (let ((f (and (fboundp s) (symbol-function s))))
       (when (and (subrp f) (eq s (intern-soft (subr-name f)))
                  (not (and (fboundp 'subr-native-elisp-p) (subr-native-elisp-p f))))
         (let ((a (func-arity f)))
           (push (format "%s\t%s\t%s\n" s (car a) (cdr a)) rows))))))
  (mapc #'princ (sort rows #'string<)))

;;; arities.el ends here
