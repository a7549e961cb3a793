;;; driver.el --- evaluate generated forms and write down their answers  -*- lexical-binding: t -*-

;; Loaded by real Emacs, which reads one form a line and answers on one line
;; (fuzz-serve), and by elnet, which is called for each (fuzz-answer). Answers
;; are ASCII: other characters are written {HEX}.

(require 'subr-x)
(require 'seq)

(defun fuzz-ascii (text)
  (mapconcat (lambda (c)
               (if (and (>= c 32) (< c 127)) (char-to-string c) (format "{%x}" c)))
             text ""))

(defun fuzz-print (value)
  (let ((print-circle t))
    (fuzz-ascii (prin1-to-string value))))

(defun fuzz-answer (text)
  "Read TEXT, evaluate it with lexical binding and return its answer."
  (condition-case err
      (let ((case-fold-search t))
        (concat "=> " (fuzz-print (eval (car (read-from-string text)) t))))
    (t (concat "!> " (fuzz-print err)))))

(defun fuzz-serve ()
  (fundamental-mode)
  (let ((coding-system-for-write 'utf-8-unix))
    (while t
      (princ (concat (fuzz-answer (read-from-minibuffer "")) "\n")))))
