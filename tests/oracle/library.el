;;; library.el --- write what each feature of Emacs' library defines  -*- lexical-binding: t; -*-

;; emacs -Q --batch -l library.el > library.tsv
;;
;; A line is FEATURE, KIND (function, macro or variable), NAME and, for a
;; function or macro, its least and greatest number of arguments.  Names with
;; two hyphens are private and left out, and so is what only the loading of a
;; .elc file leaves behind.

;;; Code:

(require 'cl-lib)

(defvar library-features
  '(subr simple env backquote byte-run macroexp gv custom timer nadvice
    cl-lib cl-macs cl-seq cl-extra cl-generic cl-print cl-preloaded
    eieio eieio-core eieio-base pcase rx seq map subr-x let-alist ring
    regexp-opt text-property-search thunk inline easy-mmode derived generator
    avl-tree radix-tree bindat format-spec json pp benchmark warnings lisp-mnt
    thingatpt time-date parse-time iso8601 calendar cal-iso cal-julian crm
    minibuffer tq xml dom cconv obarray sort files-x
    ert ert-x debug autoload button newcomment tabulated-list)
  "The features, in the order in which they are written.")

(defun library-history (feature)
  "Return what load-history says of FEATURE's file, loading it if need be."
  (let* ((file (locate-library (symbol-name feature)))
         (base (replace-regexp-in-string "\\.elc?\\(\\.gz\\)?\\'" "" file)))
    (or (assoc (concat base ".elc") load-history)
        (progn (load base nil t)
               (or (assoc (concat base ".elc") load-history)
                   (assoc file load-history)
                   (error "No history of %s" feature))))))

(defun library-arity (function)
  "Return FUNCTION's arity as two words."
  (let ((arity (func-arity (if (eq (car-safe function) 'macro) (cdr function) function))))
    (format "%s\t%s" (car arity) (cdr arity))))

(let (rows)
  (dolist (feature library-features)
    (dolist (entry (cdr (library-history feature)))
      (let ((name (if (memq (car-safe entry) '(defun t)) (cdr entry) entry)))
        (when (and (symbolp name) name (not (string-match-p "--" (symbol-name name))))
          (if (symbolp entry)
              (push (list feature 'variable name "" "") rows)
            (let ((function (indirect-function name)))
              (when (and function (not (autoloadp function)) (not (keymapp function)))
                (push (list feature (if (eq (car-safe function) 'macro) 'macro 'function)
                            name (library-arity function))
                      rows))))))))
  (dolist (row (cl-stable-sort
                (cl-sort (delete-dups rows) #'string< :key (lambda (row) (symbol-name (nth 2 row))))
                #'< :key (lambda (row) (cl-position (car row) library-features))))
    (princ (format "%s\n" (string-trim-right (mapconcat (lambda (x) (format "%s" x)) row "\t"))))))

;;; library.el ends here
