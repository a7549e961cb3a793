;;; crm.el --- reading several answers in one line -*- lexical-binding: t; -*-

;;; Code:

(defvar crm-default-separator "[ \t]*,[ \t]*"
  "Regexp that separates answers unless a program says otherwise.")
(defvar crm-separator crm-default-separator
  "Regexp that separates answers.")
(defvar crm-completion-table nil
  "The table that `completing-read-multiple' completes with.")
(defvar crm-local-completion-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map minibuffer-local-completion-map)
    map)
  "Keymap for several answers.")
(defvar crm-local-must-match-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map minibuffer-local-must-match-map)
    map)
  "Keymap for several answers that must be completions.")

;;;###autoload
(defun completing-read-multiple (prompt table &optional predicate require-match
                                        initial-input hist def inherit-input-method)
  "Show PROMPT and return the answers in a line, which `crm-separator' separates.
An empty line means DEF, a string or a list of answers.  TABLE, PREDICATE,
REQUIRE-MATCH, INITIAL-INPUT, HIST and INHERIT-INPUT-METHOD are as in
`completing-read'."
  (ignore table predicate require-match initial-input hist inherit-input-method)
  (let* ((line (read-from-minibuffer prompt))
         (line (if (and def (equal line ""))
                   (if (consp def) (mapconcat #'identity def ",") def)
                 line)))
    (split-string line crm-separator t)))

(provide 'crm)
;;; crm.el ends here
