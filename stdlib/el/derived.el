;;; derived.el --- major modes made from others -*- lexical-binding: t; -*-

;;; Code:

;;;###autoload
(defmacro define-derived-mode (child parent name &rest body)
  "Define CHILD as a major mode like PARENT, called NAME in the mode line.
PARENT nil stands for no other mode.  A docstring and the keywords
:syntax-table, :abbrev-table, :group, :interactive and :after-hook may come
before BODY, which is evaluated when the mode is turned on.

\(fn CHILD PARENT NAME [DOCSTRING] [KEYWORD VALUE]... BODY...)"
  (declare (doc-string 4) (indent defun))
  (let* ((doc (and (stringp (car body))
                   (prog1 (car body) (setq body (cdr body)))))
         (keys nil)
         (hook (intern (format "%s-hook" child)))
         (map (intern (format "%s-map" child)))
         (syntax (intern (format "%s-syntax-table" child)))
         (parent (and (not (eq parent 'fundamental-mode)) parent)))
    (while (keywordp (car body))
      (setq keys (plist-put keys (car body) (cadr body))
            body (cddr body)))
    (let ((own-syntax (not (plist-member keys :syntax-table))))
      `(progn
         (defvar ,hook nil ,(format "Hook run by `%s'." child))
         (defvar ,map (make-sparse-keymap) ,(format "Keymap of `%s'." child))
         ,@(and own-syntax
                `((defvar ,syntax (make-syntax-table)
                    ,(format "Syntax table of `%s'." child))))
         (put ',child 'derived-mode-parent ',parent)
         (defun ,child ()
           ,(or doc (format "Major mode %s." name))
           (interactive)
           (delay-mode-hooks
             ,(if parent (list parent) '(kill-all-local-variables))
             (setq major-mode ',child)
             (setq mode-name ,name)
             ,@(and parent
                    `((derived-mode--inherit ',parent ,map
                                             ,(if own-syntax syntax nil))))
             (use-local-map ,map)
             ,(if own-syntax
                  `(set-syntax-table ,syntax)
                `(and ,(plist-get keys :syntax-table)
                      (set-syntax-table ,(plist-get keys :syntax-table))))
             ,@body)
           ,@(and (plist-member keys :after-hook)
                  `((setq delayed-after-hook-functions
                          (cons (lambda () ,(plist-get keys :after-hook))
                                (bound-and-true-p delayed-after-hook-functions)))))
           (run-mode-hooks ',hook))))))

(defun derived-mode--inherit (parent map syntax)
  "Make the keymap MAP and the table SYNTAX inherit from those of PARENT."
  (let ((parent-map (intern-soft (format "%s-map" parent)))
        (current (current-local-map)))
    (ignore parent-map)
    (when (and current (not (eq current map)) (not (keymap-parent map)))
      (set-keymap-parent map current)))
  (when (and syntax (not (eq syntax (syntax-table))))
    (let ((parent-table (char-table-parent syntax)))
      (when (or (null parent-table) (eq parent-table (standard-syntax-table)))
        (set-char-table-parent syntax (syntax-table))))))

(defun derived-mode-hook-name (mode)
  "Return the symbol of the hook of MODE."
  (intern (format "%s-hook" mode)))

(defun derived-mode-map-name (mode)
  "Return the symbol of the keymap of MODE."
  (intern (format "%s-map" mode)))

(defun derived-mode-syntax-table-name (mode)
  "Return the symbol of the syntax table of MODE."
  (intern (format "%s-syntax-table" mode)))

(provide 'derived)
;;; derived.el ends here
