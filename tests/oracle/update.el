;;; update.el --- write the answers of conformance files  -*- lexical-binding: t -*-

;; Run by real Emacs, one conformance file a run:
;;   emacs -Q --batch -l update.el -f conformance-update FILE OUT
;; OUT becomes a copy of FILE in which every form is followed by what this
;; Emacs answers.  Comments and `;~>' lines stay.  OUT may be FILE.
;; `go test ./tests -run Conformance -update' does this for every file.

(load (expand-file-name "answer.el" (file-name-directory load-file-name)) nil t)

(defun conformance-skip-comments ()
  (while (progn (skip-chars-forward " \t\n") (eq (char-after) ?\;))
    (forward-line 1)))

(defun conformance-drop-answers ()
  "Delete the answers that follow the line of point, but no `;~>' line."
  (end-of-line)
  (save-excursion
    (while (looking-at "\n;\\([=!~]\\)>.*")
      (if (equal (match-string 1) "~")
          (goto-char (match-end 0))
        (delete-region (match-beginning 0) (match-end 0))))))

(defun conformance-rewrite (file out)
  (let ((coding-system-for-read 'utf-8-unix)
        (coding-system-for-write 'utf-8-unix)
        (buffer (generate-new-buffer " conformance")))
    (with-current-buffer buffer
      (set-syntax-table emacs-lisp-mode-syntax-table)
      (insert-file-contents file)
      (while (progn (conformance-skip-comments) (not (eobp)))
        (let ((form (read (current-buffer))) answer)
          (conformance-drop-answers)
          (let ((coding-system-for-read nil) (coding-system-for-write nil))
            (setq answer (with-current-buffer "*scratch*" (conformance-answer form))))
          (insert "\n" answer)))
      (write-region nil nil out nil 'silent))))

(defun conformance-update ()
  "Rewrite the file and write the copy that the command line names."
  (with-current-buffer "*scratch*" (fundamental-mode))
  (let ((file (pop command-line-args-left)) (out (pop command-line-args-left)))
    (conformance-rewrite (expand-file-name file) (expand-file-name out))))
