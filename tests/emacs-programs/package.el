;;; package.el --- packages from an archive that is a directory  -*- lexical-binding: t -*-

(require 'package)

(defvar dir (file-name-as-directory (make-temp-file "packages" t)))
(defvar archive (concat dir "archive/"))
(make-directory archive)

(defun file (name text)
  "Write TEXT to the file NAME below the directory, and return its name."
  (let ((f (concat dir name)))
    (make-directory (file-name-directory f) t)
    (write-region text nil f nil 'quiet)
    f))

(file "archive/archive-contents"
      (prin1-to-string
       '(1 (single . [(1 2) ((emacs (25 1))) "A package of one file" single ((:url . "http://single.test") (:keywords "test"))])
           (several . [(0 3 1) ((emacs (25 1)) (single (1 0))) "A package of several files" tar nil])
           (wanting . [(1 0) ((nowhere (9))) "A package that cannot be had" single nil]))))
(file "archive/single-1.2.el" "\
;;; single.el --- A package of one file  -*- lexical-binding: t -*-
;; Version: 1.2
;; Package-Requires: ((emacs \"25.1\"))
;; Keywords: test
;; URL: http://single.test

;;; Commentary:
;; It greets.

;;; Code:

;;;###autoload
(defun single-greet (name)
  \"Greet NAME.\"
  (interactive \"sName: \")
  (format \"hello, %s\" name))

(defun single-inner () 'inner)

(provide 'single)
;;; single.el ends here
")
(file "several-0.3.1/several-pkg.el" "(define-package \"several\" \"0.3.1\" \"A package of several files\" '((emacs \"25.1\") (single \"1.0\")))\n")
(file "several-0.3.1/several.el" "\
;;; several.el --- A package of several files  -*- lexical-binding: t -*-
;;; Code:
(require 'single)
(require 'several-part)

;;;###autoload
(defmacro several-twice (form) \"Evaluate FORM twice.\" `(list ,form ,form))

;;;###autoload
(defun several-greet () \"Greet all.\" (single-greet (several-part-names)))

(provide 'several)
;;; several.el ends here
")
(file "several-0.3.1/several-part.el" "\
;;; several-part.el --- A part  -*- lexical-binding: t -*-
;;; Code:
(defun several-part-names () \"Return the names.\" (mapconcat #'identity '(\"a\" \"b\") \" and \"))
(provide 'several-part)
;;; several-part.el ends here
")
(let ((default-directory dir))
  (call-process "tar" nil nil nil "-cf" "archive/several-0.3.1.tar" "several-0.3.1"))
(file "local.el" "\
;;; local.el --- A package from a file  -*- lexical-binding: t -*-
;; Version: 0.1
;;; Code:
;;;###autoload
(defun local-answer () \"Answer.\" 42)
(provide 'local)
;;; local.el ends here
")

(setq package-user-dir (concat dir "elpa") package-archives (list (cons "here" archive))
      package-check-signature nil package-gnupghome-dir nil custom-file (concat dir "custom.el")
      package-directory-list nil user-emacs-directory dir byte-compile-warnings nil inhibit-message t)

(defmacro show (form)
  "Print FORM and its value, or its error."
  `(progn (princ (format "%S\n  => " ',form))
          (prin1 (condition-case err ,form (error (list 'error err)))) (terpri)))

(package-initialize)
(show package-alist)
(package-refresh-contents)
(show (sort (mapcar #'car package-archive-contents) #'string<))
(show (let ((d (cadr (assq 'several package-archive-contents))))
        (list (package-desc-full-name d) (package-desc-reqs d) (package-desc-kind d) (package-desc-summary d) (package-desc-archive d))))
(show (package-installed-p 'single))
(package-install 'several)
(show (list (package-installed-p 'single) (package-installed-p 'several) (package-installed-p 'single '(2))))
(show (sort (mapcar #'car package-alist) #'string<))
(show (list package-selected-packages (mapcar (lambda (p) (package--user-selected-p p)) '(several single))))
(show (autoloadp (symbol-function 'single-greet)))
(show (list (several-greet) (featurep 'several-part) (eval '(several-twice (+ 1 2)) t)))
(show (sort (seq-remove (lambda (f) (string-suffix-p ".elc" f)) (directory-files (concat package-user-dir "/several-0.3.1") nil "\\`[^.]")) #'string<))
(show (package-desc-reqs (cadr (assq 'several package-alist))))
(show (condition-case nil (package-install 'wanting) (error 'not-to-be-had)))
(package-install-file (concat dir "local.el"))
(show (list (local-answer) (package-version-join (package-desc-version (cadr (assq 'local package-alist))))))
(show (with-temp-buffer (insert-file-contents (concat dir "local.el"))
                        (let ((d (package-buffer-info))) (list (package-desc-name d) (package-desc-version d) (package-desc-summary d)))))
(show (condition-case nil (package-delete (cadr (assq 'single package-alist))) (error 'needed)))
(package-delete (cadr (assq 'several package-alist)))
(show (list (package-installed-p 'several) (file-exists-p (concat package-user-dir "/several-0.3.1"))))
(cl-letf (((symbol-function (quote y-or-n-p)) (lambda (_) t))) (package-autoremove))
(show (sort (mapcar #'car package-alist) #'string<))

;; Another start finds what is installed.
(setq package-alist nil package-activated-list nil package--initialized nil)
(package-initialize)
(show (list (mapcar #'car package-alist) package-activated-list))
(delete-directory dir t)
