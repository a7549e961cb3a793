;;; answer.el --- evaluate a form and write down its answer  -*- lexical-binding: t -*-

;; Loaded by real Emacs (see update.el) and by elnet (see conformance_test.go),
;; so that both write an answer in the same way.
;;
;; An answer is one line:
;;   ;=> VALUE            what the form returned
;;   ;!> (SYMBOL . DATA)  what it signalled
;; printed by `prin1' with newlines and control characters escaped.  Raw bytes
;; are written \OOO and characters beyond Unicode \xHEX, so that a file of
;; answers is plain UTF-8.

(defun conformance-print (value)
  "Return VALUE as `prin1' prints it, on one line of UTF-8."
  (let* ((print-escape-newlines t)
         (print-escape-control-characters t)
         (text (prin1-to-string value))
         (plain t))
    (mapc (lambda (c) (if (or (> c #x10ffff) (= c ?\n)) (setq plain nil))) text)
    (if plain text
      (mapconcat (lambda (c)
                   (cond ((= c ?\n) "\\n")
                         ((>= c #x3fff80) (format "\\%o" (- c #x3fff00)))
                         ((> c #x10ffff) (format "\\x%x" c))
                         (t (char-to-string c))))
                 text ""))))

(defun conformance-answer (form)
  "Evaluate FORM with lexical binding and return its answer, a line."
  (save-current-buffer
    (condition-case err
        (concat ";=> " (conformance-print (eval form t)))
      (t (concat ";!> " (conformance-print err))))))

(defun conformance-answer-text (text)
  "Evaluate the forms of TEXT in order.
Return \"COUNT ANSWER\": how many there were, and the last one's answer."
  (let ((at 0) (count 0) (answer nil))
    (condition-case nil
        (while t
          (let ((form (read-from-string text at)))
            (setq at (cdr form) count (1+ count)
                  answer (conformance-answer (car form)))))
      (end-of-file nil))
    (format "%d %s" count answer)))
