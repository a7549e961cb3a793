;; Writes the answers of the oracle into files of cases:
;;
;;     emacs -Q --batch -l testdata/answer.el testdata/prims-*.txt
;;
;; Each line of such a file is a form, a tab, and what Emacs 28.2 answered: the
;; value as prin1 prints it, or "!" and the error.  A line that begins with a
;; semicolon stays as it is.

(defun answer-form (text)
  (let* ((print-escape-newlines t)
         (print-escape-nonascii t)
         (print-escape-control-characters t)
         (answer (condition-case e
                     (prin1-to-string (eval (car (read-from-string text)) t))
                   (error (concat "!" (prin1-to-string e))))))
    (substring-no-properties answer)))

(let ((coding-system-for-read 'utf-8-unix)
      (coding-system-for-write 'utf-8-unix))
  (dolist (file command-line-args-left)
    (with-temp-buffer
      (insert-file-contents file)
      (let ((lines (split-string (buffer-string) "\n" t)))
        (erase-buffer)
        (dolist (line lines)
          (if (eq (aref line 0) ?\;)
              (insert line "\n")
            (let ((form (car (split-string line "\t"))))
              (insert form "\t" (with-temp-buffer (answer-form form)) "\n")))))
      (write-region nil nil file nil 'silent)))
  (setq command-line-args-left nil))
