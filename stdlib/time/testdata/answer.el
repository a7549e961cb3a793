;;; answer.el --- write what Emacs answers to the forms of a file  -*- lexical-binding: t; -*-
;; emacs -Q --batch -l answer.el FORMS.el ANSWERS.out

;;; Code:

(defun answer-all (in out)
  "Evaluate each form of the file IN and write its answer, a line, to OUT."
  (let ((coding-system-for-write 'utf-8-unix) (coding-system-for-read 'utf-8-unix) forms answers
        (source (generate-new-buffer "source")))
    (with-current-buffer source
      (insert-file-contents in)
      (condition-case nil (while t (push (read (current-buffer)) forms)) (end-of-file nil)))
    (kill-buffer source)
    (setq load-file-name nil load-true-file-name nil)
    (dolist (form (nreverse forms))
      (let ((print-escape-newlines t))
        (push (condition-case err (prin1-to-string (let (coding-system-for-read coding-system-for-write) (eval form t)))
                (error (concat "!" (prin1-to-string err))))
              answers)))
    (with-temp-file out
      (dolist (a (nreverse answers)) (insert a "\n")))))

(answer-all (expand-file-name (pop command-line-args-left)) (expand-file-name (pop command-line-args-left)))
;;; answer.el ends here
