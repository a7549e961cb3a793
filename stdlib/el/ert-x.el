;;; ert-x.el --- more tools for tests -*- lexical-binding: t; -*-

;;; Code:

(require 'ert)

(cl-defmacro ert-with-test-buffer ((&key ((:name name-form) nil)) &body body)
  "Evaluate BODY in a new buffer, named after the test and NAME-FORM.
The buffer is killed unless BODY ends by an error."
  (declare (indent 1))
  `(ert--call-with-test-buffer ,name-form (lambda () ,@body)))

(defun ert--call-with-test-buffer (name function)
  "Call FUNCTION in a new buffer whose name has NAME in it."
  (let* ((test (and ert--running-tests (ert-test-name (car ert--running-tests))))
         (buffer (generate-new-buffer
                  (format "*Test buffer%s%s*"
                          (if test (format " (%S)" test) "")
                          (if name (format ": %s" name) "")))))
    (with-current-buffer buffer
      (prog1 (funcall function)
        (kill-buffer buffer)))))

(defvar ert-resource-directory-format "%s-resources/"
  "Format of the name of the directory with a test file's resources.")

(defvar ert-resource-directory-trim-left-regexp ""
  "Regexp of what to remove at the start of a test file's name.")

(defvar ert-resource-directory-trim-right-regexp "\\(-tests?\\)?\\.el"
  "Regexp of what to remove at the end of a test file's name.")

(defun ert--resource-directory (file)
  "Return the name of the directory with the resources of the test file FILE."
  (let ((plain (expand-file-name "resources/" (file-name-directory file))))
    (if (file-directory-p plain)
        plain
      (expand-file-name
       (format ert-resource-directory-format
               (string-trim file ert-resource-directory-trim-left-regexp
                            ert-resource-directory-trim-right-regexp))
       (file-name-directory file)))))

(defmacro ert-resource-directory ()
  "Return the name of the directory with the resources of this test file."
  '(ert--resource-directory (or (macroexp-file-name) buffer-file-name)))

(defmacro ert-resource-file (file)
  "Return the absolute name of FILE among the resources of this test file."
  `(expand-file-name ,file (ert-resource-directory)))

(defmacro ert-with-message-capture (var &rest body)
  "Evaluate BODY with what `message' shows collected in the variable VAR."
  (declare (indent 1))
  (let ((advice (make-symbol "advice")))
    `(let* ((,var "")
            (,advice (lambda (format &rest args)
                       (when format
                         (setq ,var (concat ,var (apply #'format-message format args)
                                            "\n"))))))
       (advice-add 'message :before ,advice)
       (unwind-protect (progn ,@body)
         (advice-remove 'message ,advice)))))

(defun ert-filter-string (string &rest regexps)
  "Return STRING without what REGEXPS match.
An element (REGEXP N) removes group N only."
  (dolist (regexp regexps string)
    (let ((group (if (consp regexp) (or (cadr regexp) 0) 0))
          (regexp (if (consp regexp) (car regexp) regexp)))
      (setq string (replace-regexp-in-string regexp "" string t t
                                             (and (> group 0) group))))))

(defun ert-propertized-string (&rest args)
  "Return the strings in ARGS joined; a list sets the properties of the next."
  (let ((plist nil) (parts nil))
    (dolist (arg args)
      (if (stringp arg)
          (setq parts (cons (apply #'propertize arg plist) parts))
        (setq plist arg)))
    (apply #'concat (nreverse parts))))

(provide 'ert-x)
;;; ert-x.el ends here
