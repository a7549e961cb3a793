;;; pp.el --- printing Lisp objects over several lines -*- lexical-binding: t; -*-

;; The printed text is laid out by one pass over it: a line begins before each
;; list that is not first in its own list, and after each list that is not last.
;; Lines are indented as Lisp code is.

;;; Code:

(defconst pp--indent-numbers
  '((lambda . defun) (defun . 2) (defmacro . 2) (defsubst . 2) (let . 1) (let* . 1)
    (if . 2) (when . 1) (unless . 1) (while . 1) (dolist . 1) (dotimes . 1)
    (progn . 0) (prog1 . 1) (prog2 . 2) (save-excursion . 0)
    (save-restriction . 0) (save-current-buffer . 0) (save-match-data . 0)
    (condition-case . 2) (unwind-protect . 1) (catch . 1) (pcase . 1)
    (pcase-let . 1) (with-temp-buffer . 0) (with-current-buffer . 1)
    (with-output-to-string . 0) (cl-block . 1) (cl-case . 1) (cl-flet . 1)
    (cl-labels . 1))
  "How many arguments of a form are not its body, or `defun'.")

(defun pp--indent-spec (head)
  "Return what is known about the indentation of forms that begin with HEAD."
  (let ((symbol (intern-soft head)))
    (cond ((and symbol (get symbol 'lisp-indent-function)))
          ((and symbol (cdr (assq symbol pp--indent-numbers))))
          ((string-match "\\`def" head) 'defun))))

(defun pp--symbol-text-p (text)
  "Return t if TEXT, an atom, looks like a symbol or number."
  (not (memq (aref text 0) '(?\" ?\[ ?\())))

(defun pp--indentation (frame)
  "Return the column for a line that begins in FRAME.
FRAME is [COLUMN HEAD COUNT ARGUMENT-COLUMN LIST-BEFORE VECTOR]."
  (let* ((open (aref frame 0))
         (head (aref frame 1))
         (spec (and head (pp--indent-spec head)))
         (nth (aref frame 2)))
    (cond ((null head) (1+ open))
          ((integerp spec)
           (cond ((<= nth spec) (+ open 4))
                 (t (+ open 2))))
          ((eq spec 'defun) (+ open 2))
          ((aref frame 3))
          (t (1+ open)))))

(defun pp--spaces (column)
  "Return white space up to COLUMN, as `indent-to' would insert it."
  (if (and (boundp 'indent-tabs-mode) (not indent-tabs-mode))
      (make-string column ?\s)
    (concat (make-string (/ column 8) ?\t) (make-string (% column 8) ?\s))))

(defun pp--token-end (text pos)
  "Return the end of the atom of TEXT that begins at POS."
  (let ((n (length text)) (char (aref text pos)))
    (cond
     ((eq char ?\")
      (setq pos (1+ pos))
      (while (and (< pos n) (not (eq (aref text pos) ?\")))
        (setq pos (+ pos (if (eq (aref text pos) ?\\) 2 1))))
      (min n (1+ pos)))
     ((and (eq char ?#) (< (1+ pos) n) (eq (aref text (1+ pos)) ?<))
      (let ((end (string-match ">" text pos))) (if end (1+ end) n)))
     (t
      (while (and (< pos n) (not (memq (aref text pos) '(?\s ?\( ?\) ?\[ ?\] ?\" ?\n))))
        (setq pos (+ pos (if (eq (aref text pos) ?\\) 2 1))))
      (min n pos)))))

(defun pp--layout (text base &optional punctuation)
  "Return TEXT, a printed object, over several lines.
BASE is the column where the text begins.  With PUNCTUATION, quotes are no part
of the arguments with which lines are aligned, as where no Lisp is expected."
  (let ((pos 0) (n (length text)) (column base) (stack nil) (out nil) (top-list nil))
    (while (< pos n)
      (let ((char (aref text pos)) (frame (car stack)))
        (cond
         ((memq char '(?\s ?\n)) (setq pos (1+ pos)))
         ((memq char '(?\) ?\]))
          (setq out (cons (char-to-string char) out)
                column (1+ column)
                pos (1+ pos)
                stack (cdr stack))
          (when stack (aset (car stack) 4 t)))
         (t
          (let* ((start pos) (prefix nil))
            (while (and (< pos n) (memq (aref text pos) '(?' ?` ?, ?@)))
              (setq pos (1+ pos)))
            (when (and (< (1+ pos) n) (eq (aref text pos) ?#))
              (let ((next (aref text (1+ pos))))
                (cond ((eq next ?') (setq pos (+ pos 2)))
                      ((and (memq next '(?s ?f ?^)) (< (+ 2 pos) n)
                            (memq (aref text (+ 2 pos)) '(?\( ?\[)))
                       (setq pos (+ pos 2)))
                      ((memq next '(?\( ?\[)) (setq pos (1+ pos))))))
            (setq prefix (substring text start pos))
            (let* ((list (and (< pos n) (memq (aref text pos) '(?\( ?\[)) t))
                   (end (if list (1+ pos) (pp--token-end text pos)))
                   (token (substring text start end)))
              (when frame
                (cond ((= (aref frame 2) 0))
                      ((or (aref frame 4)
                           (and list (not (string-match "[,@]\\|#s" prefix))))
                       (setq column (pp--indentation frame))
                       (setq out (cons (concat "\n" (pp--spaces column)) out)))
                      (t (setq out (cons " " out)
                               column (1+ column))
                         (when (= (aref frame 2) 1)
                           (aset frame 3
                                 (if (and punctuation
                                          (string-match "\\`['`,@#]+" prefix))
                                     (+ column (match-end 0))
                                   column)))))
                (when (and (= (aref frame 2) 0) (not list)
                           (pp--symbol-text-p token))
                  (aset frame 1 token))
                (aset frame 2 (1+ (aref frame 2)))
                (aset frame 4 nil))
              (setq out (cons token out)
                    column (+ column (string-width token))
                    pos end)
              (if list
                  (setq top-list t
                        stack (cons (vector (1- column) nil 0 nil nil) stack))
                (when (and (= pos start) (< pos n)) (setq pos (1+ pos))))))))))
    (concat (apply #'concat (nreverse out)) (and top-list "\n"))))

;;;###autoload
(defun pp-to-string (object)
  "Return the printed OBJECT, laid out over several lines."
  (let ((print-escape-newlines t) (print-quoted t))
    (pp--layout (prin1-to-string object) 0)))

;;;###autoload
(defun pp (object &optional stream)
  "Print OBJECT over several lines on STREAM, by default `standard-output'."
  (princ (pp-to-string object) (or stream standard-output)))

;;;###autoload
(defun pp-buffer ()
  "Lay the printed object in the current buffer out over several lines."
  (interactive)
  (let ((text (pp--layout (buffer-string) 0)))
    (erase-buffer)
    (insert text)))

(defvar pp-escape-newlines t
  "Non-nil means to print newlines in strings as \\n.")

(defun pp-display-expression (expression out-buffer-name)
  "Show EXPRESSION, laid out, or put it into the buffer OUT-BUFFER-NAME if long."
  (let ((text (pp-to-string expression)))
    (if (or noninteractive (not (string-search "\n" (string-trim-right text))))
        (message "%s" (string-trim-right text))
      (with-current-buffer (get-buffer-create out-buffer-name)
        (erase-buffer)
        (insert text)
        (display-buffer (current-buffer))))
    nil))

;;;###autoload
(defun pp-eval-expression (expression)
  "Evaluate EXPRESSION and show its value, laid out."
  (interactive (list (read--expression "Eval: ")))
  (message "Evaluating...")
  (let ((result (eval expression lexical-binding)))
    (setq values (cons result (and (boundp 'values) values)))
    (pp-display-expression result "*Pp Eval Output*")))

;;;###autoload
(defun pp-macroexpand-expression (expression)
  "Show the expansion of EXPRESSION, laid out."
  (interactive (list (read--expression "Macroexpand: ")))
  (pp-display-expression (macroexpand-1 expression) "*Pp Macroexpand Output*"))

(defun pp-last-sexp ()
  "Return the expression before point."
  (save-excursion
    (forward-sexp -1)
    (read (current-buffer))))

;;;###autoload
(defun pp-eval-last-sexp (arg)
  "Evaluate the expression before point and show its value; insert it with ARG."
  (interactive "P")
  (if arg
      (insert (pp-to-string (eval (pp-last-sexp) lexical-binding)))
    (pp-eval-expression (pp-last-sexp))))

;;;###autoload
(defun pp-macroexpand-last-sexp (arg)
  "Show the expansion of the expression before point; insert it with ARG."
  (interactive "P")
  (if arg
      (insert (pp-to-string (macroexpand-1 (pp-last-sexp))))
    (pp-macroexpand-expression (pp-last-sexp))))

(provide 'pp)
;;; pp.el ends here
