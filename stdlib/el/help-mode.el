;;; help-mode.el --- the mode of buffers of help -*- lexical-binding: t; -*-

;;; Code:

;;;###autoload
(define-derived-mode help-mode special-mode "Help"
  "The mode of buffers of help.")

;;;###autoload
(defun help-mode-setup ()
  "Turn `help-mode' on in a buffer that is yet to be filled."
  (help-mode)
  (setq buffer-read-only nil))

;;;###autoload
(defun help-mode-finish ()
  "Make the buffer read-only, whose text ends with the end of a line."
  (when (derived-mode-p 'help-mode)
    (setq buffer-read-only t)
    (help-make-xrefs (current-buffer))))

;;;###autoload
(defun help-make-xrefs (&optional buffer)
  "Make the text of BUFFER end with one end of line, leaving it unmodified."
  (with-current-buffer (or buffer (current-buffer))
    (let ((modified (buffer-modified-p)) (inhibit-read-only t))
      (save-excursion
        (goto-char (point-max))
        (skip-chars-backward "\n")
        (delete-region (point) (point-max))
        (insert "\n"))
      (set-buffer-modified-p modified))))

(provide 'help-mode)
;;; help-mode.el ends here
