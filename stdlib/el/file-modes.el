;;; file-modes.el --- modes and local variables of files -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; Of the many modes of Emacs only those are chosen that exist.

(defvar auto-mode-alist
  '(("\\.te?xt\\'" . text-mode)
    ("\\.[eE][lL]\\'" . emacs-lisp-mode)
    ("[:/]\\..*\\(?:emacs\\|gnus\\|viper\\)\\'" . emacs-lisp-mode)
    ("\\`\\..*emacs\\'" . emacs-lisp-mode)
    ("\\.l\\'" . lisp-mode) ("\\.li?sp\\'" . lisp-mode) ("\\.asd\\'" . lisp-mode)
    ("\\.\\(?:gz\\|Z\\)\\'" nil t)
    ("\\(?:\\.bak\\|~\\)\\'" nil t))
  "Alist of regexps for file names and the major modes for such files.
An entry (REGEXP FUNCTION t) means to call FUNCTION, if it is one, and to look
again for the name without what REGEXP has matched.")
(defvar auto-mode-case-fold t
  "Non-nil means to look for a file name again without regard to case.")
(defvar interpreter-mode-alist nil
  "Alist of regexps for the names of interpreters and the modes of their programs.")
(defvar magic-mode-alist nil
  "Alist of regexps for the beginning of a file, or functions, and modes.
It comes before `auto-mode-alist'.")
(defvar magic-fallback-mode-alist nil
  "Like `magic-mode-alist', for when `auto-mode-alist' says nothing.")
(defvar enable-local-variables t
  "Which local variables of a file are set: t and `:safe' mean safe ones, `:all'
all, nil none.  With t, and any that is not safe, none is set, as nobody is asked.")
(defvar enable-local-eval 'maybe "Non-nil means that eval may be a local variable of a file.")
(defvar enable-dir-local-variables t "Has no effect: variables of directories are not read.")
(defvar safe-local-variable-values nil "Pairs of variables and values that are safe.")
(defvar safe-local-eval-forms nil "Forms that are safe as a local variable eval.")
(defvar ignored-local-variables
  '(ignored-local-variables safe-local-variable-values file-local-variables-alist
                            dir-local-variables-alist)
  "Variables that are never local variables of files.")
(defvar ignored-local-variable-values nil "Pairs of variables and values that are ignored.")
(defvar-local file-local-variables-alist nil "The local variables that the file has set.")
(put 'file-local-variables-alist 'permanent-local t)
(defvar-local dir-local-variables-alist nil "Always nil: variables of directories are not read.")
(defvar before-hack-local-variables-hook nil "Hook run before local variables of a file are set.")
(defvar hack-local-variables-hook nil "Hook run after local variables of a file were set.")

(defun normal-mode (&optional find-file)
  "Choose the major mode for the file, and set its local variables.
With FIND-FILE as `enable-local-variables' allows, else in any case."
  (interactive)
  (kill-all-local-variables)
  (setq-local file-local-variables-alist nil)
  (let ((enable-local-variables (or (not find-file) enable-local-variables)))
    (with-demoted-errors "File mode specification error: %S"
      (set-auto-mode))
    (with-demoted-errors "File local-variables error: %S"
      (hack-local-variables))))

(defun elnet--choose-mode (mode keep)
  "Turn MODE on, unless KEEP and it is on.  Return t if it is a function."
  (when (and mode (fboundp mode))
    (unless (and keep (eq (indirect-function mode) (indirect-function major-mode)))
      (funcall mode))
    t))

(defun set-auto-mode (&optional keep-mode-if-same)
  "Choose the major mode: by what the text says, else its interpreter, else the
file's name.  With KEEP-MODE-IF-SAME, a mode that is on already stays as it is."
  (let ((named (and enable-local-variables
                    (let ((at-end (hack-local-variables t)))
                      (or (elnet--named-modes) (and at-end (list at-end))))))
        (done nil))
    (dolist (mode named)
      (if (fboundp mode)
          (setq done (or (elnet--choose-mode mode keep-mode-if-same) done))
        (message "Ignoring unknown mode `%s'" mode)))
    (or done
        (elnet--choose-mode
         (assoc-default (elnet--interpreter)
                        interpreter-mode-alist
                        (lambda (regexp name) (string-match-p (concat "\\`\\(?:" regexp "\\)\\'") (or name ""))))
         keep-mode-if-same)
        (elnet--choose-mode (elnet--magic-mode magic-mode-alist) keep-mode-if-same)
        (and buffer-file-name
             (elnet--mode-of-name (file-name-sans-versions buffer-file-name) keep-mode-if-same))
        (elnet--choose-mode (elnet--magic-mode magic-fallback-mode-alist) keep-mode-if-same)
        (elnet--choose-mode (or (default-value 'major-mode) 'fundamental-mode) keep-mode-if-same))))

(defun elnet--interpreter ()
  "Return the name of the program that the first line says runs the file, or nil."
  (save-excursion
    (goto-char (point-min))
    (when (looking-at "#![ \t]*\\(?:[^ \t\n]*/\\)?\\(?:env[ \t]+\\(?:-S[ \t]*\\)?\\)?\\([^ \t\n]+\\)")
      (file-name-nondirectory (match-string 1)))))

(defun elnet--magic-mode (alist)
  "Return the mode that ALIST has for how the text begins."
  (save-excursion
    (goto-char (point-min))
    (cdr (seq-find (lambda (entry)
                     (if (functionp (car entry)) (funcall (car entry)) (looking-at-p (car entry))))
                   alist))))

(defun elnet--mode-of-name (name keep)
  "Turn the mode on that `auto-mode-alist' has for the file NAME; KEEP one that is on.
Return nil if there is none."
  (let ((found nil) (again t))
    (while (and again name)
      (setq again nil)
      (let* ((look (lambda (fold)
                     (let ((case-fold-search fold))
                       (seq-find (lambda (entry) (string-match (car entry) name)) auto-mode-alist))))
             (entry (or (funcall look nil) (and auto-mode-case-fold (funcall look t)))))
        (when entry
          (let ((mode (if (consp (cdr entry)) (cadr entry) (cdr entry))))
            (when (and (consp (cdr entry)) (nth 2 entry))
              (setq name (let ((case-fold-search auto-mode-case-fold))
                           (string-match (car entry) name)
                           (substring name 0 (match-beginning 0)))
                    again t))
            (setq found (or (elnet--choose-mode mode keep) found))))))
    found))

;;; What the text says

(defun elnet--prop-line ()
  "Return what stands between -*- and -*- in the first line, or the second if the
first one is for an interpreter; nil if there is nothing."
  (save-excursion
    (goto-char (point-min))
    (when (looking-at "#!\\|'\\\\\"")
      (forward-line 1))
    (when (re-search-forward "-\\*-[ \t]*\\(.*?\\)[ \t]*-\\*-" (line-end-position) t)
      (match-string-no-properties 1))))

(defun elnet--mode-symbol (name)
  "Return the symbol of the mode NAME, which may lack its -mode."
  (intern (concat (string-remove-suffix "-mode" (downcase name)) "-mode")))

(defun elnet--named-modes ()
  "Return the modes that the first line, and the local variables list, ask for."
  (let ((line (elnet--prop-line)) modes)
    (cond ((null line))
          ((string= line "") (error "Malformed mode-line: %S" "-*- -*-"))
          ((string-match "\\`[^ \t;:]+\\'" line) (push (elnet--mode-symbol line) modes))
          (t
           (dolist (part (split-string line ";" t "[ \t]+"))
             (when (string-match "\\`[mM]ode[ \t]*:[ \t]*\\([^ \t]+\\)\\'" part)
               (push (elnet--mode-symbol (match-string 1 part)) modes)))))
    (nreverse modes)))

(defun hack-local-variables-prop-line (&optional _handle-mode)
  "Return the alist of variables that the first line sets, without its mode."
  (let ((line (elnet--prop-line)) (at 0) result)
    (when (and line (string-match-p ":" line))
      (while (string-match "\\([^ \t\n:;]+\\)[ \t]*:[ \t]*" line at)
        (let* ((name (intern (match-string 1 line)))
               (value (read-from-string line (match-end 0))))
          (unless (memq (intern (downcase (symbol-name name))) '(mode coding))
            (push (cons name (car value)) result))
          (setq at (cdr value))
          (when (string-match "[ \t]*;[ \t]*" line at)
            (setq at (match-end 0))))))
    (nreverse result)))

(defun elnet--local-variables-list ()
  "Return the alist of the variables in the list at the end of the text.
The mode is under `mode'."
  (save-excursion
    (goto-char (point-max))
    (search-backward "\n\^L" (max (- (point-max) 3000) (point-min)) 'move)
    (let ((case-fold-search t) result)
      (when (let ((case-fold-search nil)) (search-forward "Local Variables:" nil t))
        (let* ((prefix (buffer-substring-no-properties (line-beginning-position) (match-beginning 0)))
               (suffix (string-trim (buffer-substring-no-properties (point) (line-end-position)) "[ \t]+" "[ \t]+"))
               (start (concat "\\`" (regexp-quote (string-trim-right prefix)) "[ \t]*"))
               (end (concat "[ \t]*" (regexp-quote suffix) "[ \t]*\\'"))
               (done nil))
          (forward-line 1)
          (while (not done)
            (when (eobp) (error "Local variables list is not properly terminated"))
            (let ((line (buffer-substring-no-properties (point) (line-end-position))))
              (unless (string-match start line)
                (error "Local variables entry is missing the prefix"))
              (setq line (substring line (match-end 0)))
              (unless (string-match end line)
                (error "Local variables entry is missing the suffix"))
              (setq line (substring line 0 (match-beginning 0)))
              (cond ((string-match-p "\\`end:\\'" line) (setq done t))
                    ((string-match "\\`\\([^: \t]+\\)[ \t]*:[ \t]*" line)
                     (let ((name (intern (match-string 1 line))))
                       (push (cons name (car (read-from-string line (match-end 0)))) result)))
                    (t (error "Malformed local variable line: %S" line))))
            (forward-line 1))))
      (nreverse result))))

;;; Which are safe

(defun safe-local-variable-p (sym val)
  "Return non-nil if it is safe that a file sets SYM to VAL."
  (let ((safe (or (get sym 'safe-local-variable) (cdr (assq sym elnet--safe-variables)))))
    (or (member (cons sym val) safe-local-variable-values)
        (and (functionp safe) (ignore-errors (funcall safe val))))))

(defconst elnet--safe-variables
  '((auto-fill-function . null) (bidi-display-reordering . booleanp) (buffer-read-only . booleanp)
    (colon-double-space . booleanp) (comment-column . integerp) (comment-end . stringp)
    (comment-start . string-or-null-p) (default-directory . stringp) (fill-column . integerp)
    (fill-prefix . string-or-null-p) (indent-tabs-mode . booleanp) (left-margin . integerp)
    (kept-new-versions . integerp) (lexical-binding . booleanp) (no-byte-compile . booleanp)
    (no-native-compile . booleanp) (no-update-autoloads . booleanp) (page-delimiter . stringp)
    (paragraph-separate . stringp) (paragraph-start . stringp) (require-final-newline . symbolp)
    (sentence-end . string-or-null-p) (sentence-end-double-space . booleanp) (tab-stop-list . listp)
    (tab-width . integerp) (truncate-lines . booleanp) (unibyte . booleanp) (word-wrap . booleanp)
    (lisp-body-indent . integerp) (outline-regexp . stringp) (sort-fold-case . booleanp)
    (case-fold-search . booleanp) (version-control . symbolp))
  "Variables that files may set, and the predicates of safe values.")

(defun risky-local-variable-p (sym &optional _ignored)
  "Return non-nil if it could be dangerous that a file sets SYM."
  (or (get sym 'risky-local-variable)
      (string-match-p "-hooks?\\'\\|-functions?\\'\\|-forms?\\'\\|-program\\'\\|-commands?\\'\\|-predicates?\\'\\|font-lock-keywords\\|font-lock-syntactic-keywords\\|-frame-alist\\'\\|-mode-alist\\'\\|-map\\'\\|-map-alist\\'\\|-bindat-spec\\'"
                      (symbol-name sym))
      (and (memq sym '(load-path exec-path process-environment default-directory ignored-local-variables
                                 enable-local-variables enable-local-eval buffer-file-name))
           t)))

(defun elnet--safe-p (var val)
  "Return non-nil if a file may set VAR to VAL."
  (pcase var
    ('eval (and enable-local-eval (member val safe-local-eval-forms)))
    ((or 'mode 'coding 'unibyte) t)
    (_ (safe-local-variable-p var val))))

(defun hack-local-variables (&optional handle-mode)
  "Set the local variables that the text names, in its first line and at its end.
With HANDLE-MODE t return the major mode among those at the end, and set nothing."
  (let* ((listed (and enable-local-variables (elnet--local-variables-list)))
         (mode (cdr (assq 'mode listed))))
    (if handle-mode
        (and mode (elnet--mode-symbol (symbol-name mode)))
      (when enable-local-variables
        (elnet--hack-variables
         (append (hack-local-variables-prop-line)
                 ;; Only the first line decides how a file is read.
                 (seq-remove (lambda (pair) (memq (car pair) '(mode coding lexical-binding)))
                             listed)))))))

(defun elnet--hack-variables (alist)
  "Set those of ALIST that may be set."
  (let* ((alist (seq-remove (lambda (pair)
                              (or (memq (car pair) ignored-local-variables)
                                  (member pair ignored-local-variable-values)))
                            alist))
         (safe (seq-filter (lambda (pair) (elnet--safe-p (car pair) (cdr pair))) alist)))
    (setq-local file-local-variables-alist
          (cond ((eq enable-local-variables :all) alist)
                ((or (eq enable-local-variables :safe) (= (length safe) (length alist))) safe)))
    (hack-local-variables-apply)))

(defun hack-local-variables-apply ()
  "Set the variables of `file-local-variables-alist'."
  (when file-local-variables-alist
    (run-hooks 'before-hack-local-variables-hook)
    (dolist (pair file-local-variables-alist)
      (hack-one-local-variable (car pair) (cdr pair))))
  (run-hooks 'hack-local-variables-hook))

(defun hack-one-local-variable-quotep (exp)
  "Return non-nil if EXP is (quote SOMETHING)."
  (and (consp exp) (eq (car exp) 'quote) (consp (cdr exp))))

(defun hack-one-local-variable-constantp (exp)
  "Return non-nil if EXP is a constant."
  (cond ((symbolp exp) (or (booleanp exp) (keywordp exp)))
        ((consp exp) (hack-one-local-variable-quotep exp))
        (t t)))

(defun hack-one-local-variable (var val)
  "Set the local variable VAR of the file to VAL; `eval' and `mode' are done."
  (pcase var
    ((or 'coding 'unibyte) nil)
    ('mode (elnet--choose-mode (elnet--mode-symbol (symbol-name val)) nil))
    ('eval (save-excursion (eval val t)))
    (_ (set (make-local-variable var) val))))
