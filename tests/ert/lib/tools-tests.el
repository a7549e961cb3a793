;;; tools-tests.el --- smaller features of the library  -*- lexical-binding: t; -*-

;;; Code:

(require 'ert)
(require 'cl-lib)
(require 'inline)
(require 'benchmark)
(require 'warnings)
(require 'crm)
(require 'debug)
(require 'autoload)

(ert-deftest tt-regexp-opt ()
  (dolist (words '(("cat" "car" "dog") ("a" "ab" "abc") ("x")))
    (let ((regexp (concat "\\`\\(?:" (regexp-opt words) "\\)\\'")))
      (dolist (word words) (should (string-match-p regexp word)))
      (should-not (string-match-p regexp "zebra"))))
  (should (= (regexp-opt-depth "\\(a\\)\\(?:b\\)\\(c\\)") 2))
  (should (string-match-p (regexp-opt-charset '(?a ?b ?-)) "-")))

(define-inline tt-square (x)
  "Return the square of X."
  (inline-letevals (x) (inline-quote (* ,x ,x))))

(ert-deftest tt-inline ()
  (let ((n 2)) (should (= (tt-square (cl-incf n)) 9)))
  (should (equal (mapcar #'tt-square '(1 2 3)) '(1 4 9))))

(ert-deftest tt-benchmark ()
  (let* ((n 0) (result (benchmark-run 5 (cl-incf n))))
    (should (= n 5))
    (should (numberp (car result)))
    (should (= (length result) 3)))
  (should (numberp (benchmark-elapse (ignore)))))

(ert-deftest tt-warnings ()
  (should (eq (warning-numeric-level :error) 3))
  (should (warning-suppress-p '(a b) '((a))))
  (should-not (warning-suppress-p '(a b) '((c)))))

(ert-deftest tt-macroexp ()
  (should (equal (macroexp-progn '(a)) 'a))
  (should (equal (macroexp-progn '(a b)) '(progn a b)))
  (should (equal (macroexp-unprogn '(progn a b)) '(a b)))
  (should (macroexp-const-p ''a))
  (should-not (macroexp-const-p 'a))
  (should (equal (macroexpand-all '(when a (unless b c))) '(if a (progn (if b nil c))))))

(ert-deftest tt-backquote ()
  (let ((x 1) (l '(2 3)))
    (should (equal `(a ,x ,@l . b) '(a 1 2 3 . b)))
    (should (equal `[a ,x (,@l)] [a 1 (2 3)]))
    (should (equal `(a `(b ,(c ,x))) '(a `(b ,(c 1)))))))

(ert-deftest tt-obarray ()
  (let ((table (obarray-make 7)) (names nil))
    (obarray-put table "one")
    (obarray-put table "two")
    (should (obarray-get table "one"))
    (should-not (obarray-get table "three"))
    (obarray-map (lambda (s) (push (symbol-name s) names)) table)
    (should (equal (sort names #'string<) '("one" "two")))
    (should (obarray-remove table "one"))
    (should-not (obarray-get table "one"))))

(ert-deftest tt-crm ()
  (should (equal crm-separator "[ \t]*,[ \t]*"))
  (should (equal (split-string "a, b ,c" crm-separator) '("a" "b" "c"))))

(defvar tt-watched 1)
(defun tt-entered (x) "Return X." x)

(ert-deftest tt-debug ()
  (unwind-protect
      (progn
        (debug-on-entry 'tt-entered)
        (let ((inhibit-debug-on-entry t)) (should (= (tt-entered 3) 3))))
    (cancel-debug-on-entry 'tt-entered))
  (should (= (tt-entered 4) 4))
  (debug-on-variable-change 'tt-watched)
  (should (get-variable-watchers 'tt-watched))
  (cancel-debug-on-variable-change 'tt-watched)
  (should-not (get-variable-watchers 'tt-watched)))

(ert-deftest tt-autoload-files ()
  (let* ((dir (file-name-as-directory (make-temp-file "tt" t)))
         (source (expand-file-name "tt-part.el" dir))
         (loads (expand-file-name "tt-loads.el" dir))
         (load-path (cons dir load-path))
         (inhibit-message t))
    (unwind-protect
        (progn
          (with-temp-buffer
            (insert ";;; tt-part.el  -*- lexical-binding: t -*-\n"
                    ";;;###autoload\n(defun tt-part-f (x) \"Add 1 to X.\" (1+ x))\n"
                    ";;;###autoload\n(defmacro tt-part-m (x) `(list ,x))\n"
                    "(provide 'tt-part)\n")
            (write-region nil nil source nil 'silent))
          (make-directory-autoloads dir loads)
          (load loads nil t)
          (should (autoloadp (symbol-function 'tt-part-f)))
          (should (eq (nth 4 (symbol-function 'tt-part-m)) t))
          (should-not (featurep 'tt-part))
          (should (= (funcall 'tt-part-f 1) 2))
          (should (featurep 'tt-part)))
      (delete-directory dir t))))

(defcustom tt-option 1 "An option." :type 'integer :group 'emacs)

(ert-deftest tt-themes ()
  (custom-declare-theme 'tt 'tt-theme)
  (custom-theme-set-variables 'tt '(tt-option (+ 1 6)))
  (should (= tt-option 1))
  (enable-theme 'tt)
  (should (= tt-option 7))
  (disable-theme 'tt)
  (should (= tt-option 1)))

(ert-deftest tt-autoloaded-from-the-start ()
  (should (fboundp 'cl-generic-p))
  (should (featurep 'cl-generic)))

;;; tools-tests.el ends here
