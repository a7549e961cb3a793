;;; easy-mmode.el --- defining minor modes -*- lexical-binding: t; -*-

;;; Code:

(defun easy-mmode--keys (body)
  "Return (KEYS . REST) of BODY: a property list of its keywords, and the forms."
  (let ((keys nil))
    (while (keywordp (car body))
      (setq keys (cons (cadr body) (cons (car body) keys))
            body (cddr body)))
    (cons (nreverse keys) body)))

(defun easy-mmode--docstring (doc mode getter)
  "Return DOC, of the minor mode MODE, with what holds for all minor modes.
GETTER is the form that tells whether it is on."
  (let ((doc (or doc (format "Toggle `%s'." mode))))
    (if (string-search "\\<" doc)
        doc
      (concat doc "\n
This is a minor mode.  A call without ARG, or with nil or a positive
number, turns it on, a negative number off; `toggle' changes between
the two, and so does the command without a prefix argument.  With one,
the mode is on afterwards if that is positive.\n
To check whether it is on, evaluate `" (prin1-to-string getter) "'."))))

;;;###autoload
(defmacro define-minor-mode (mode doc &rest body)
  "Define the minor mode MODE with the docstring DOC.
BODY is evaluated when the mode is turned on or off.  It may begin with the
keywords :global, :init-value, :lighter, :keymap, :variable, :after-hook,
:interactive, :group and others of `defcustom'.

\(fn MODE DOC [KEYWORD VALUE]... BODY...)"
  (declare (doc-string 2) (indent defun))
  (let* ((old (let ((values nil) (n 3))
                (while (and body (> n 0) (not (keywordp (car body)))
                            (or (atom (car body)) values (eq (caar body) 'quote)))
                  (setq values (cons (car body) values)
                        body (cdr body)
                        n (1- n)))
                (nreverse values)))
         (split (easy-mmode--keys body))
         (keys (car split))
         (forms (cdr split))
         (global (plist-get keys :global))
         (variable (plist-get keys :variable))
         (getter (cond ((null variable) mode)
                       ((and (consp variable) (or (functionp (cdr variable))
                                                  (symbolp (cdr variable)))
                             (cdr variable))
                        (car variable))
                       (t variable)))
         (setter (if (and (consp variable) (cdr variable) (atom (cdr variable)))
                     (lambda (value) `(funcall #',(cdr variable) ,value))
                   (lambda (value) `(setf ,getter ,value))))
         (init (if (plist-member keys :init-value)
                   (plist-get keys :init-value)
                 (nth 0 old)))
         (keymap (if (plist-member keys :keymap) (plist-get keys :keymap) (nth 2 old)))
         (hook (intern (format "%s-hook" mode)))
         (map (intern (format "%s-map" mode))))
    `(progn
       ,@(unless variable
           `((defvar ,mode ,init ,(format "Non-nil if %s is on." mode))
             ,@(unless global `((make-variable-buffer-local ',mode)))))
       (defvar ,hook nil ,(format "Hook run when `%s' is turned on or off." mode))
       ,@(and keymap (not (symbolp keymap)) ; a symbol names the keymap itself
              `((defvar ,map (easy-mmode--keymap ,keymap)
                  ,(format "Keymap of `%s'." mode))))
       (defun ,mode (&optional arg)
         ,(easy-mmode--docstring doc mode getter)
         (interactive (list (or current-prefix-arg 'toggle)))
         ,(funcall setter
                   `(if (eq arg 'toggle) (not ,getter)
                      (or (not (numberp arg)) (>= arg 1))))
         ,@forms
         (run-hooks ',hook
                    (if ,getter
                        ',(intern (format "%s-on-hook" mode))
                      ',(intern (format "%s-off-hook" mode))))
         ,@(and (plist-get keys :after-hook) (list (plist-get keys :after-hook)))
         ,getter)
       ,@(and (or (plist-member keys :lighter) (nth 1 old))
              `((easy-mmode--add-lighter
                 ',mode ,(or (plist-get keys :lighter) (nth 1 old)))))
       ,@(and (plist-get keys :global) init (not variable)
              `((with-no-warnings (,mode (if ,mode 1 -1)))))
       nil)))

(defun easy-mmode--keymap (keymap)
  "Return KEYMAP, or the keymap an alist (KEY . BINDING) stands for."
  (if (or (keymapp keymap) (not (consp keymap)))
      keymap
    (easy-mmode-define-keymap keymap)))

;;;###autoload
(defun easy-mmode-define-keymap (bindings &optional _name map _args)
  "Return MAP, by default a new keymap, with BINDINGS, (KEY . BINDING)s."
  (let ((map (or map (make-sparse-keymap))))
    (dolist (binding bindings)
      (define-key map (car binding) (cdr binding)))
    map))

(defun easy-mmode--add-lighter (mode lighter)
  "Note that LIGHTER is shown while MODE is on."
  (when (boundp 'minor-mode-alist)
    (unless (assq mode minor-mode-alist)
      (setq minor-mode-alist (cons (list mode lighter) minor-mode-alist)))))

;;;###autoload
(defmacro define-globalized-minor-mode (global-mode mode turn-on &rest body)
  "Define GLOBAL-MODE, which turns MODE on in all buffers by calling TURN-ON.
BODY is as in `define-minor-mode'."
  (declare (doc-string 2) (indent defun))
  (let* ((split (easy-mmode--keys body))
         (enable (intern (format "%s--enable-in-buffer" global-mode))))
    `(progn
       (defun ,enable ()
         ,(format "Turn `%s' on in this buffer unless it is on." mode)
         (when (and ,global-mode (not ,mode)) (funcall #',turn-on)))
       (define-minor-mode ,global-mode
         ,(format "Turn `%s' on or off in all buffers." mode)
         :global t
         (if ,global-mode
             (add-hook 'after-change-major-mode-hook #',enable)
           (remove-hook 'after-change-major-mode-hook #',enable))
         (dolist (buffer (buffer-list))
           (with-current-buffer buffer
             (if ,global-mode (,enable) (when ,mode (,mode -1)))))
         ,@(cdr split)))))

;;;###autoload
(defalias 'define-global-minor-mode #'define-globalized-minor-mode)
;;;###autoload
(defalias 'easy-mmode-define-global-mode #'define-globalized-minor-mode)
;;;###autoload
(defalias 'easy-mmode-define-minor-mode #'define-minor-mode)

(defun easy-mmode-pretty-mode-name (mode &optional lighter)
  "Return a name of the minor mode MODE, a symbol, to show; LIGHTER helps."
  (let* ((case-fold-search t)
         (name (concat (replace-regexp-in-string "-minor-mode\\|-mode\\'" ""
                                                 (symbol-name mode))
                       " mode"))
         (text (replace-regexp-in-string "toggle-\\|-minor" "" name)))
    (setq text (capitalize (substring text 0 -5)))
    (when (stringp lighter)
      (let ((short (replace-regexp-in-string "\\`\\s-+\\|\\s-+\\'" "" lighter)))
        (when (and (> (length short) 0)
                   (string-match-p (concat "\\`" (regexp-quote short) "\\'") text))
          (setq text short))))
    (concat text " mode")))

(defun easy-mmode-set-keymap-parents (map parents)
  "Make the keymaps PARENTS, one or a list, the parents of MAP."
  (set-keymap-parent map (if (and (listp parents) (cdr parents)
                                  (not (keymapp parents)))
                             (make-composed-keymap parents)
                           (if (keymapp parents) parents (car parents)))))

;;;###autoload
(defmacro easy-mmode-defmap (map bindings doc &rest args)
  "Define the variable MAP with DOC as a keymap with BINDINGS.
ARGS are as in `easy-mmode-define-keymap'."
  (declare (doc-string 3) (indent 1))
  `(defconst ,map (easy-mmode-define-keymap ,bindings nil nil (list ,@args)) ,doc))

(defun easy-mmode-define-syntax (syntax args)
  "Return a syntax table with SYNTAX, (CHARS . DESCRIPTOR)s.
ARGS is a plist with :copy, a table to copy."
  (let* ((copy (plist-get args :copy))
         (table (if (plist-member args :copy) (copy-syntax-table copy) (make-syntax-table))))
    (when (plist-get args :inherit) (set-char-table-parent table (plist-get args :inherit)))
    (dolist (entry syntax)
      (let ((chars (car entry)))
        (dolist (char (if (listp chars) chars (list chars)))
          (modify-syntax-entry char (cdr entry) table))))
    table))

;;;###autoload
(defmacro easy-mmode-defsyntax (table syntax doc &rest args)
  "Define the variable TABLE with DOC as a syntax table with SYNTAX.
ARGS are as in `easy-mmode-define-syntax'."
  (declare (doc-string 3) (indent 1))
  `(progn
     (defvar ,table nil)
     (defconst ,table (easy-mmode-define-syntax ,syntax (list ,@args)) ,doc)))

(defmacro easy-mmode-define-navigation (base re &optional name endfun narrowfun &rest body)
  "Define BASE-next and BASE-prev, which move to matches for RE, called NAME.
ENDFUN moves to the end of one; NARROWFUN toggles narrowing.  BODY is evaluated
after each move."
  (declare (indent 5))
  (let* ((name (or name base))
         (prev (intern (format "%s-prev" base)))
         (next (intern (format "%s-next" base)))
         (widened (lambda (form)
                    (if narrowfun
                        `(let ((was-narrowed (prog1 (buffer-narrowed-p) (widen))))
                           ,form
                           (when was-narrowed (funcall #',narrowfun)))
                      form))))
    `(progn
       (defun ,next (&optional count)
         ,(format "Go to the COUNTth next %s." name)
         (interactive "p")
         (unless count (setq count 1))
         (if (< count 0)
             (,prev (- count))
           (if (looking-at ,re) (setq count (1+ count)))
           ,(funcall widened
                     `(if (not (re-search-forward ,re nil t count))
                          (if (looking-at ,re)
                              (goto-char (or ,(if endfun `(,endfun)) (point-max)))
                            (user-error "No next %s" ,name))
                        (goto-char (match-beginning 0))))
           ,@body))
       (put ',next 'definition-name ',base)
       (defun ,prev (&optional count)
         ,(format "Go to the COUNTth previous %s." name)
         (interactive "p")
         (unless count (setq count 1))
         (if (< count 0)
             (,next (- count))
           ,(funcall widened
                     `(unless (re-search-backward ,re nil t count)
                        (user-error "No previous %s" ,name)))
           ,@body))
       (put ',prev 'definition-name ',base))))

(defun easy-mmode-pretty-mode-name (mode &optional lighter)
  "Return a name for MODE to show, written as its LIGHTER is if that is alike."
  (let* ((case-fold-search t)
         (words (string-replace "toggle-" "" (string-remove-suffix "-mode" (symbol-name mode))))
         (name (concat (string-replace "-Minor" " minor" (capitalize words)) " mode")))
    (if (not (stringp lighter))
        name
      (let ((plain (string-trim lighter)))
        (replace-regexp-in-string (regexp-quote plain) plain name t t)))))

(provide 'easy-mmode)
;;; easy-mmode.el ends here
