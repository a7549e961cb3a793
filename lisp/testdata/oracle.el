;; Writes the answers of Emacs into the test files of this folder:
;;   emacs -Q --batch -l oracle.el read.txt print.txt format.txt
;; In each file a line holds one form; the line after it, which begins with
;; "=> ", what prin1 prints for its value, or for the error that it signals.

(defun rd (s)
  (condition-case e (read-from-string s) (error (list 'ERR e))))
(defun p (v)
  (condition-case e (prin1-to-string v) (error (list 'ERR e))))
(defun fm (&rest args)
  (condition-case e (apply #'format args) (error (list 'ERR e))))

(defun sq (n)
  (let (l) (while (> n 0) (setq l (cons n l) n (1- n))) l))

(defun answer (form)
  (let ((load-file-name nil) (load-true-file-name nil) (load-in-progress nil))
    (let ((value (condition-case e (eval (car (read-from-string form)) t)
                   (error (list 'SIGNAL e))))
          (print-escape-newlines t) (print-escape-control-characters t))
      (prin1-to-string value))))

(let ((coding-system-for-read 'utf-8-emacs-unix)
      (coding-system-for-write 'utf-8-emacs-unix))
  (dolist (file (mapcar #'expand-file-name command-line-args-left))
    (let (forms)
      (with-temp-buffer
        (insert-file-contents file)
        (dolist (line (split-string (buffer-string) "\n" t))
          (unless (string-prefix-p "=> " line) (push line forms))))
      (setq forms (nreverse forms))
      (let ((answers (mapcar #'answer forms)))
        (with-temp-file file
          (while forms
            (insert (pop forms) "\n=> " (pop answers) "\n"))))))
  (setq command-line-args-left nil))
