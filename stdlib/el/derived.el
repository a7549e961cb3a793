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
         (abbrevs (intern (format "%s-abbrev-table" child)))
         (parent (and (not (eq parent 'fundamental-mode)) parent)))
    (while (keywordp (car body))
      (setq keys (plist-put keys (car body) (cadr body))
            body (cddr body)))
    (let ((own-syntax (not (plist-member keys :syntax-table)))
          (own-abbrevs (not (plist-member keys :abbrev-table))))
      `(progn
         (defvar ,hook nil ,(format "Hook run by `%s'." child))
         (defvar ,map (make-sparse-keymap) ,(format "Keymap of `%s'." child))
         ,@(and own-syntax
                `((defvar ,syntax (make-syntax-table)
                    ,(format "Syntax table of `%s'." child))))
         ,@(and own-abbrevs
                `((defvar ,abbrevs (progn (define-abbrev-table ',abbrevs nil) ,abbrevs)
                    ,(format "Abbrev table of `%s'." child))))
         (put ',child 'derived-mode-parent ',parent)
         (defun ,child ()
           ,(derived-mode-make-docstring parent child doc)
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
             ,(if own-abbrevs
                  `(derived-mode--set-abbrevs ,abbrevs ,(and parent t))
                `(setq local-abbrev-table ,(plist-get keys :abbrev-table)))
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

(defun derived-mode--set-abbrevs (table inherit)
  "Use the abbrev table TABLE; if INHERIT, the one in use becomes its parent."
  (when (and inherit local-abbrev-table (not (abbrev-table-get table :parents)))
    (abbrev-table-put table :parents (list local-abbrev-table)))
  (setq local-abbrev-table table))

(defun derived-mode-hook-name (mode)
  "Return the symbol of the hook of MODE."
  (intern (format "%s-hook" mode)))

(defun derived-mode-map-name (mode)
  "Return the symbol of the keymap of MODE."
  (intern (format "%s-map" mode)))

(defun derived-mode-syntax-table-name (mode)
  "Return the symbol of the syntax table of MODE."
  (intern (format "%s-syntax-table" mode)))

(defun derived-mode-abbrev-table-name (mode)
  "Return the name of the abbrev table of MODE."
  (intern (format "%s-abbrev-table" mode)))

(defun derived-mode-setup-function-name (mode)
  "Return the name of the function that formerly set MODE up."
  (intern (format "%s-setup" mode)))

(defun derived-mode-make-docstring (parent child &optional docstring syntax abbrev)
  "Return DOCSTRING completed by what CHILD, derived from PARENT, has of its own.
SYNTAX and ABBREV are its tables."
  (ignore syntax abbrev)
  (let ((map (intern (format "%s-map" child)))
        (hook (intern (format "%s-hook" child)))
        (doc (or docstring
                 (format "%sUses keymap `%s-map'."
                         (if parent (format "Major mode derived from `%s'.\n" parent)
                           "Major-mode.\n")
                         child))))
    (unless (string-match (regexp-quote (symbol-name hook)) doc)
      (setq doc (concat doc "\n\n"
                        (if parent
                            (format "After the hooks of its parent mode `%s' it runs" parent)
                          "At its end it runs")
                        (format "\nthe hook `%s'." hook))))
    (unless (string-match "\\\\[{[]" doc)
      (setq doc (concat doc "\n\n\\{" (symbol-name map) "}")))
    doc))

;;;###autoload
(defun derived-mode-init-mode-variables (mode)
  "Make the keymap, syntax table and hook of MODE if it has none."
  (let ((map (derived-mode-map-name mode)) (syntax (derived-mode-syntax-table-name mode)))
    (unless (boundp map)
      (set map (make-sparse-keymap))
      (put map 'derived-mode-unmerged t))
    (unless (boundp syntax)
      (set syntax (make-syntax-table))
      (put syntax 'derived-mode-unmerged t))
    (unless (boundp (derived-mode-abbrev-table-name mode))
      (define-abbrev-table (derived-mode-abbrev-table-name mode) nil))))

(defun derived-mode-set-keymap (mode)
  "Use the keymap of MODE, merged with the current one."
  (let ((map (eval (derived-mode-map-name mode))) (old (current-local-map)))
    (when (and old (get (derived-mode-map-name mode) 'derived-mode-unmerged))
      (derived-mode-merge-keymaps old map)
      (put (derived-mode-map-name mode) 'derived-mode-unmerged nil))
    (use-local-map map)))

(defun derived-mode-set-syntax-table (mode)
  "Use the syntax table of MODE, merged with the current one."
  (let ((name (derived-mode-syntax-table-name mode)))
    (when (get name 'derived-mode-unmerged)
      (derived-mode-merge-syntax-tables (syntax-table) (symbol-value name))
      (put name 'derived-mode-unmerged nil))
    (set-syntax-table (symbol-value name))))

(defun derived-mode-set-abbrev-table (mode)
  "Use the abbrev table of MODE, if it has one."
  (let ((name (derived-mode-abbrev-table-name mode)))
    (when (boundp name) (setq local-abbrev-table (symbol-value name)))))

(defun derived-mode-run-hooks (mode)
  "Run the hook of MODE if it has one."
  (let ((hook (derived-mode-hook-name mode)))
    (when (boundp hook) (run-hooks hook))))

(defun derived-mode-merge-keymaps (old new)
  "Make OLD the last parent of NEW."
  (let ((tail new))
    (while (and (consp tail) (consp (cdr tail)) (not (eq (cadr tail) 'keymap)))
      (setq tail (cdr tail)))
    (setcdr tail old)))

(defun derived-mode-merge-syntax-tables (old new)
  "Make OLD the parent of the syntax table NEW."
  (set-char-table-parent new old))

(defun derived-mode-merge-abbrev-tables (old new)
  "Define in NEW the abbrevs of OLD that it lacks."
  (when old
    (mapatoms (lambda (symbol)
                (unless (intern-soft (symbol-name symbol) new)
                  (let ((copy (intern (symbol-name symbol) new)))
                    (set copy (symbol-value symbol))
                    (fset copy (symbol-function symbol)))))
              old)))

(provide 'derived)
;;; derived.el ends here
