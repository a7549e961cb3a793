;;; easy-mmode.el --- defining minor modes -*- lexical-binding: t; -*-

;;; Code:

(defun easy-mmode--keys (body)
  "Return (KEYS . REST) of BODY: a property list of its keywords, and the forms."
  (let ((keys nil))
    (while (keywordp (car body))
      (setq keys (cons (cadr body) (cons (car body) keys))
            body (cddr body)))
    (cons (nreverse keys) body)))

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
       ,@(and keymap
              `((defvar ,map ,(if (symbolp keymap) keymap
                                `(easy-mmode--keymap ,keymap))
                  ,(format "Keymap of `%s'." mode))))
       (defun ,mode (&optional arg)
         ,doc
         (interactive (list (or current-prefix-arg 'toggle)))
         ,(funcall setter
                   `(cond ((eq arg 'toggle) (not ,getter))
                          ((and (numberp arg) (< arg 1)) nil)
                          (t t)))
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

(provide 'easy-mmode)
;;; easy-mmode.el ends here
