;;; library-start.el --- what of the library is there at the start  -*- lexical-binding: t; -*-

;; emacs -Q --batch -l library-start.el -f library-start-write > library-start.tsv
;;
;; A line is FEATURE, KIND (function, variable or feature), NAME and how NAME
;; stands before anything is loaded: unbound, defined, alias or "autoload FILE
;; TYPE".  The names are those of library.tsv and, as features of "emacs", all
;; features of the start.  ../library_test.go asks the same here.

;;; Code:

(defun library-start (kind name)
  "Return how NAME, of KIND, stands."
  (let* ((symbol (intern name))
         (function (and (eq kind 'function) (fboundp symbol) (symbol-function symbol))))
    (cond ((eq kind 'feature) (if (featurep symbol) "defined" "unbound"))
          ((eq kind 'variable) (if (boundp symbol) "defined" "unbound"))
          ((null function) "unbound")
          ((autoloadp function)
           (format "autoload %s %s" (nth 1 function) (and (nth 4 function) t)))
          ((symbolp function) "alias")
          (t "defined"))))

(defvar features-at-start features
  "The features of the start.")

(defun library-start-write ()
  "Write how the names of library.tsv stand."
  (let ((rows nil) (features nil))
    (with-temp-buffer
      (insert-file-contents "oracle/library.tsv")
      (while (re-search-forward "^\\([^\t\n]+\\)\t\\([^\t\n]+\\)\t\\([^\t\n]+\\)" nil t)
        (let ((feature (match-string 1)) (name (match-string 3))
              (kind (if (equal (match-string 2) "variable") 'variable 'function)))
          (unless (member feature features)
            (setq features (cons feature features)
                  rows (cons (list feature 'feature feature) rows)))
          (setq rows (cons (list feature kind name) rows)))))
    (dolist (feature (sort (mapcar #'symbol-name features-at-start) #'string<))
      (setq rows (cons (list "emacs" 'feature feature) rows)))
    (setq rows (nreverse rows))
    ;; What is an autoload now must not be loaded by looking at another.
    (dolist (row rows)
      (princ (format "%s\t%s\t%s\t%s\n" (nth 0 row) (nth 1 row) (nth 2 row)
                     (library-start (nth 1 row) (nth 2 row)))))))

;;; library-start.el ends here
