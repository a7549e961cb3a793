;;; lisp-mode.el --- major modes and indentation for Lisp text -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

;;; Code:

(defvar lisp-body-indent 2
  "Columns by which the body of a form is indented.")
(defvar lisp-indent-offset nil
  "If a number, columns by which each line of a list is indented.")
(defvar lisp-indent-function 'lisp-indent-function
  "Function that may say how a line of a list is indented.
It is called with the position of the line and the state of the parse there.")

(defvar lisp-data-mode-syntax-table
  (let ((table (make-syntax-table)))
    (dotimes (i 128)
      (unless (or (<= ?0 i ?9) (<= ?a (downcase i) ?z)
                  (memq i '(?\s ?\t ?\f ?\" ?\\ ?\( ?\) ?\[ ?\])))
        (modify-syntax-entry i "_" table)))
    (dolist (entry '((?\n . ">") (?\; . "<") (?` . "'") (?' . "'") (?, . "'")
                     (?# . "'") (?@ . "_ p")))
      (modify-syntax-entry (car entry) (cdr entry) table))
    table)
  "Syntax table of `lisp-data-mode'.")

(defvar emacs-lisp-mode-syntax-table (make-syntax-table lisp-data-mode-syntax-table)
  "Syntax table of `emacs-lisp-mode'.")

(defvar lisp-interaction-mode-syntax-table
  (make-syntax-table emacs-lisp-mode-syntax-table)
  "Syntax table of `lisp-interaction-mode'.")

(defvar lisp-mode-syntax-table
  (let ((table (make-syntax-table lisp-data-mode-syntax-table)))
    (modify-syntax-entry ?\[ "_   " table)
    (modify-syntax-entry ?\] "_   " table)
    (modify-syntax-entry ?# "' 14" table)
    (modify-syntax-entry ?| "\" 23bn" table)
    table)
  "Syntax table of `lisp-mode'.")

(defvar lisp-mode-shared-map (make-sparse-keymap)
  "Keymap for what the modes of Lisp have in common.")

(defvar lisp-imenu-generic-expression
  (let ((start "^\\s-*(\\(") (name "\\)\\s-+\\(\\(?:\\sw\\|\\s_\\|\\\\.\\)+\\)"))
    (list (list nil
                (concat start
                        (regexp-opt
                         '("defun" "defun*" "defsubst" "defmacro" "defadvice" "define-skeleton"
                           "define-compilation-mode" "define-minor-mode" "define-global-minor-mode"
                           "define-globalized-minor-mode" "define-derived-mode"
                           "define-generic-mode" "ert-deftest" "cl-defun" "cl-defsubst"
                           "cl-defmacro" "cl-define-compiler-macro" "cl-defgeneric"
                           "cl-defmethod" "define-compiler-macro" "define-modify-macro"
                           "defsetf" "define-setf-expander" "define-method-combination"
                           "defgeneric" "defmethod" "define-inline" "define-advice"))
                        name)
                2)
          (list "Variables"
                (concat start
                        (regexp-opt '("defconst" "defcustom" "defconstant" "defparameter"
                                      "define-symbol-macro"))
                        name)
                2)
          ;; (defvar SYMBOL) defines nothing.
          (list "Variables"
                (concat start "defvar\\(?:-local\\)?" name "[[:space:]\n]+[^)]")
                2)
          (list "Types"
                (concat start
                        (regexp-opt '("defgroup" "deftheme" "deftype" "defstruct" "defclass"
                                      "define-condition" "define-widget" "define-error"
                                      "defface" "defpackage" "cl-deftype" "cl-defstruct"))
                        "\\)\\s-+'?" (substring name (length "\\)\\s-+")))
                2)))
  "What definitions in Lisp look like, for `imenu-generic-expression'.")

(define-derived-mode lisp-data-mode prog-mode "Lisp-Data"
  "Major mode for data in the syntax of Lisp."
  :syntax-table lisp-data-mode-syntax-table
  (setq-local comment-start ";"
              comment-start-skip ";+ *"
              comment-column 40
              comment-add 1
              comment-use-syntax t
              imenu-generic-expression lisp-imenu-generic-expression
              parse-sexp-ignore-comments t
              indent-line-function #'lisp-indent-line
              indent-region-function #'lisp-indent-region
              paragraph-ignore-fill-prefix t
              multibyte-syntax-as-symbol t))

(define-derived-mode emacs-lisp-mode lisp-data-mode "ELisp"
  "Major mode for Emacs Lisp."
  :syntax-table emacs-lisp-mode-syntax-table)

(define-derived-mode lisp-interaction-mode emacs-lisp-mode "Lisp Interaction"
  "Major mode for forms to evaluate at once."
  :syntax-table lisp-interaction-mode-syntax-table
  (setq-local lexical-binding t))

(define-derived-mode lisp-mode lisp-data-mode "Lisp"
  "Major mode for other kinds of Lisp."
  :syntax-table lisp-mode-syntax-table)

;;;; Indentation

(defun lisp-mode--method (head)
  "Return how forms that begin with the text HEAD are indented, or nil."
  (let* ((symbol (intern-soft head))
         (definition (and symbol (symbol-function symbol))))
    (when (and (autoloadp definition) (nth 4 definition))
      (autoload-do-load definition symbol)) ; the declaration of a macro counts
    (or (and symbol (or (function-get symbol 'lisp-indent-function)
                        (get symbol 'lisp-indent-hook)))
        (and (> (length head) 3) (string-prefix-p "def" head) 'defun))))

(defun lisp-indent-function (indent-point state)
  "Return the column for the line at INDENT-POINT, nil for the usual one.
STATE is that of the parse there; point is where usual indentation begins."
  (let ((normal (current-column)) (open (nth 1 state)))
    (goto-char (1+ open))
    (when (looking-at "\\sw\\|\\s_")
      (let* ((head (buffer-substring (point) (progn (forward-sexp 1) (point))))
             (method (lisp-mode--method head)))
        (cond ((eq method 'defun) (lisp-indent-defform state indent-point))
              ((integerp method)
               (lisp-indent-specform method state indent-point normal))
              (method (funcall method indent-point state)))))))

(defun lisp-indent-defform (state _indent-point)
  "Return the column of a line within the list that STATE tells: its body's."
  (goto-char (nth 1 state))
  (+ lisp-body-indent (current-column)))

(defun lisp-indent-specform (count state indent-point normal-indent)
  "Return the column for the line at INDENT-POINT in a form with COUNT arguments
before its body.  STATE is that of the parse; NORMAL-INDENT is the usual column."
  (let ((open (nth 1 state)) (before 0) column)
    (goto-char open)
    (setq column (current-column))
    (goto-char (1+ open))
    (forward-sexp 1)
    (condition-case nil
        (while (progn (forward-sexp 1) (<= (point) indent-point))
          (setq before (1+ before)))
      (scan-error nil))
    (cond ((< before count) (list (+ column (* 2 lisp-body-indent)) open))
          ((or (= before count)
               (and (= count 0) (<= before (1+ count)) (not (eq normal-indent column))
                    (= before 0)))
           (+ column lisp-body-indent))
          (t normal-indent))))

(defun calculate-lisp-indent (&optional parse-start)
  "Return the column for the current line as Lisp code.
It is a number, or (COLUMN START) where later lines of the list that begins at
START may differ, or nil in a string.  PARSE-START is where to begin to parse."
  (save-excursion
    (beginning-of-line)
    (let* ((indent-point (point))
           (state (save-excursion
                    (if (integerp parse-start)
                        (parse-partial-sexp parse-start indent-point)
                      (syntax-ppss indent-point))))
           (open (nth 1 state)))
      (cond
       ((nth 3 state) nil)
       ((null open) 0)
       ((integerp lisp-indent-offset)
        (goto-char open)
        (+ (current-column) lisp-indent-offset))
       (t
        (lisp-mode--normal-place open indent-point)
        (let ((normal (current-column)))
          (or (and lisp-indent-function
                   (lisp-mode--head-p open indent-point)
                   (funcall lisp-indent-function indent-point state))
              normal)))))))

(defun lisp-mode--head-p (open indent-point)
  "Return non-nil if the list at OPEN begins with an atom before INDENT-POINT."
  (save-excursion
    (goto-char (1+ open))
    (skip-chars-forward " \t")
    (and (< (point) indent-point) (not (eolp)) (not (looking-at "\\s(\\|\\s<")))))

(defun lisp-mode--normal-place (open indent-point)
  "Go to where the line at INDENT-POINT of the list at OPEN is aligned.
That is the last of its elements that begins a line, else its second element if
it is on the first line, else its first."
  (goto-char (1+ open))
  (let ((first nil) (place nil) (last-line (line-number-at-pos)) (n 0))
    (condition-case nil
        (while (progn (forward-comment (point-max)) (< (point) indent-point))
          (let ((line (line-number-at-pos)) (start (point)))
            (backward-prefix-chars)
            (when (< (point) start) (setq start (point)))
            (setq n (1+ n))
            (cond ((= n 1) (setq first start place start))
                  ((and (= n 2) (= line last-line) (= first (1+ open))
                        (not (save-excursion (goto-char first) (looking-at "\\s("))))
                   (setq place start))
                  ((/= line last-line) (setq place start)))
            (setq last-line line)
            (forward-sexp 1)
            (setq last-line (line-number-at-pos))))
      (scan-error nil))
    (goto-char (or place (1+ open)))))

(defun lisp-indent-line (&optional indent)
  "Indent the current line as Lisp code, by INDENT if that is given."
  (interactive)
  (let ((end (- (point-max) (point)))
        (column (or indent (calculate-lisp-indent))))
    (beginning-of-line)
    (skip-chars-forward " \t")
    (cond ((or (null column) (looking-at "\\s<\\s<\\s<"))
           (goto-char (- (point-max) end)))
          (t (when (listp column) (setq column (car column)))
             (indent-line-to column)
             (when (> (- (point-max) end) (point))
               (goto-char (- (point-max) end)))))))

(defun lisp-indent-region (start end)
  "Indent the lines from START to END as Lisp code."
  (save-excursion
    (let ((end (copy-marker end)))
      (goto-char start)
      (beginning-of-line)
      (while (< (point) end)
        (unless (looking-at "[ \t]*$") (lisp-indent-line))
        (forward-line 1)
        (when (eobp) (goto-char (max (point) end))))
      (set-marker end nil))))

(defun indent-sexp (&optional endpos)
  "Indent the lines of the list after point, up to ENDPOS if that is given."
  (interactive)
  (save-excursion
    (let ((end (copy-marker (or endpos (save-excursion (forward-sexp 1) (point))))))
      (forward-line 1)
      (when (< (point) end) (lisp-indent-region (point) end))
      (set-marker end nil))))

(defun indent-pp-sexp (&optional arg)
  "Indent the list after point; lay it out anew first if ARG is non-nil."
  (interactive "P")
  (if (not arg)
      (indent-sexp)
    (save-excursion
      (save-restriction
        (narrow-to-region (point) (progn (forward-sexp 1) (point)))
        (pp-buffer)
        (goto-char (point-max))
        (when (eq (char-before) ?\n) (delete-char -1))))))

;;; lisp-mode.el ends here
