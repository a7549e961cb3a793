;;; commands.el --- commands that need no display -*- lexical-binding: t; -*-

;;; Code:

;;; Prefix arguments

(defun prefix-command-update ()
  "Tell that a prefix command was run."
  t)

(defun prefix-command-preserve-state ()
  "Run `prefix-command-preserve-state-hook'."
  (run-hooks 'prefix-command-preserve-state-hook)
  t)

(defun universal-argument--preserve ()
  "Keep the prefix argument for the next command."
  (setq prefix-arg current-prefix-arg))

(defun universal-argument--description ()
  "Return a text that tells the prefix argument that was typed, or nil."
  (when prefix-arg (format "C-u %s" prefix-arg)))

(defun universal-argument ()
  "Give the next command the prefix argument (4)."
  (interactive)
  (prefix-command-preserve-state)
  (setq prefix-arg (list 4)))

(defun universal-argument-more (arg)
  "Give the next command a prefix argument four times ARG, the current one."
  (interactive "P")
  (setq prefix-arg (cond ((consp arg) (list (* 4 (car arg))))
                         ((eq arg '-) (list -4))
                         (t arg))))

(defun negative-argument (arg)
  "Give the next command the prefix argument ARG, made negative."
  (interactive "P")
  (setq prefix-arg (cond ((integerp arg) (- arg))
                         ((eq arg '-) nil)
                         (t '-))))

(defun digit-argument (arg)
  "Add the digit typed last to the prefix argument ARG of the next command."
  (interactive "P")
  (let* ((key (if (symbolp last-command-event)
                  (get last-command-event 'ascii-character)
                last-command-event))
         (digit (mod (- key ?0) 128))
         (negative (or (eq arg '-) (and (integerp arg) (< arg 0))))
         (size (+ digit (if (integerp arg) (* 10 (abs arg)) 0))))
    (setq prefix-arg (cond ((not negative) size)
                           ((= size 0) '-)
                           (t (- size))))))

;;; Running commands

(defun command-execute (cmd &optional record-flag keys _special)
  "Run the command CMD as if a key had been typed.
RECORD-FLAG and KEYS are as in `call-interactively'; a string or vector is a
keyboard macro."
  (let ((prefixarg (prog1 prefix-arg (setq current-prefix-arg prefix-arg prefix-arg nil))))
    (ignore prefixarg)
    (cond ((and (symbolp cmd) (get cmd 'disabled) disabled-command-function)
           (run-hooks 'disabled-command-function))
          ((or (stringp (indirect-function cmd)) (vectorp (indirect-function cmd)))
           (execute-kbd-macro (indirect-function cmd) current-prefix-arg))
          (t (call-interactively cmd record-flag keys)))))

(defvar execute-extended-command--last-typed nil
  "What was last answered to `execute-extended-command'.")

(defun read-extended-command ()
  "Read the name of a command and return it."
  (completing-read "M-x " obarray #'commandp t nil 'extended-command-history))

(defun execute-extended-command (prefixarg &optional command-name _typed)
  "Run the command called COMMAND-NAME with the prefix argument PREFIXARG.
Interactively, read the name."
  (interactive (list current-prefix-arg (read-extended-command)))
  (let ((function (and (stringp command-name) (intern-soft command-name))))
    (unless (commandp function)
      (error "`%s' is not a valid command name" command-name))
    (setq this-command function
          real-this-command function)
    (let ((prefix-arg prefixarg))
      (command-execute function 'record))
    nil))

(defun execute-extended-command-for-buffer (prefixarg &optional command-name typed)
  "As `execute-extended-command', with PREFIXARG, COMMAND-NAME and TYPED."
  (interactive (list current-prefix-arg (read-extended-command)))
  (execute-extended-command prefixarg command-name typed))

(defun commands--modes (symbol)
  "Return the modes that the command SYMBOL is for."
  (or (get symbol 'command-modes) (cddr (interactive-form symbol))))

(defun command-completion-default-include-p (symbol buffer)
  "Return non-nil if the command SYMBOL is of use in BUFFER.
So is one that is for no modes in particular."
  (or (null (commands--modes symbol))
      (command-completion-using-modes-p symbol buffer)))

(defun command-completion-with-modes-p (modes buffer)
  "Return non-nil if the mode of BUFFER is derived from one of MODES."
  (apply #'provided-mode-derived-p (buffer-local-value 'major-mode buffer) modes))

(defun command-completion-using-modes-p (symbol buffer)
  "Return non-nil if the command SYMBOL is for the modes of BUFFER."
  (let ((modes (commands--modes symbol)))
    (if (cdr modes)
        (or (command-completion-with-modes-p modes buffer)
            (let ((on nil))
              (dolist (mode modes on)
                (when (and (boundp mode) (buffer-local-value mode buffer))
                  (setq on mode)))))
      (and modes (provided-mode-derived-p (buffer-local-value 'major-mode buffer)
                                          (car modes))
           t))))

(defun command-completion-button-p (_category buffer)
  "Return nil: there is no button at point of BUFFER to run a command on."
  (ignore buffer)
  nil)

(defmacro define-alternatives (command &rest customizations)
  "Define COMMAND, which runs what the user chose from COMMAND-alternatives.
CUSTOMIZATIONS are arguments for the `defcustom' of that variable."
  (declare (indent defun))
  (let ((alternatives (intern (format "%s-alternatives" command)))
        (choice (intern (format "%s--implementation" command))))
    `(progn
       (defcustom ,alternatives nil
         ,(format "Alist of (NAME . COMMAND) for what `%s' may run." command)
         :type '(alist :key-type string :value-type function)
         :group 'emacs
         ,@customizations)
       (defvar ,choice nil
         ,(format "What `%s' runs." command))
       (defun ,command (&optional arg)
         ,(format "Run what was chosen for this command; choose if ARG is non-nil.
The choice is among `%s'." alternatives)
         (interactive "P")
         (when (or arg (null ,choice))
           (let* ((name (completing-read "Run: " ,alternatives nil t))
                  (function (cdr (assoc name ,alternatives))))
             (setq ,choice function)))
         (if ,choice
             (call-interactively ,choice)
           (message "No command is chosen for `%s'" ',command))))))

(defun repeat-complex-command (arg)
  "Evaluate the ARGth last command again that was called interactively."
  (interactive "p")
  (let ((form (nth (1- arg) command-history)))
    (if form
        (let ((new (read--expression "Redo: " (prin1-to-string form))))
          (prog1 (eval new)
            (setq command-history (cons new command-history))))
      (if command-history
          (error "Argument %d is beyond length of command history" arg)
        (error "There are no previous complex commands to repeat")))))

(defun edit-and-eval-command (prompt command)
  "Show PROMPT, read a form that replaces COMMAND, and evaluate it."
  (let ((form (read--expression prompt (prin1-to-string command))))
    (setq command-history (cons form command-history))
    (eval form)))

;;; Evaluating

(defun read--expression (prompt &optional initial-contents)
  "Show PROMPT and read an expression; INITIAL-CONTENTS is an empty answer's."
  (let ((text (read-string prompt nil nil initial-contents)))
    (car (read-from-string text))))

(defun read-minibuffer (prompt &optional initial-contents)
  "Show PROMPT and return an expression that is read, not evaluated.
INITIAL-CONTENTS is what an empty answer means."
  (car (read-from-string (read-string prompt nil nil initial-contents))))

(defun eval-minibuffer (prompt &optional initial-contents)
  "Show PROMPT, read an expression and return its value.
INITIAL-CONTENTS is what an empty answer means."
  (eval (read-minibuffer prompt initial-contents)))

(defun eval-expression-print-format (value)
  "Return a text that shows the number VALUE in other bases, or nil."
  (when (integerp value)
    (let ((char (and (characterp value) (<= value eval-expression-print-maximum-character)
                     (concat "?" (let ((text (single-key-description value)))
                                   (cond ((= value ?\s) "\\s")
                                         ((or (string-match-p "-" text) (memq value '(?\\ ?\" ?\; ?\' ?\( ?\) ?\[ ?\])))
                                          (concat "\\" text))
                                         (t text)))))))
      (if char
          (format " (#o%o, #x%x, %s)" value value char)
        (format " (#o%o, #x%x)" value value)))))

(defun eval-expression-get-print-arguments (prefix-argument)
  "Return (INSERT NO-TRUNCATE CHAR-LIMIT) as PREFIX-ARGUMENT asks for."
  (let ((number (prefix-numeric-value prefix-argument)))
    (list (not (memq prefix-argument '(- nil)))
          (= number 0)
          (cond ((not (memq prefix-argument '(0 -1 - nil))) nil)
                ((= number -1) most-positive-fixnum)
                (t eval-expression-print-maximum-character)))))

(defun eval-expression (exp &optional insert-value no-truncate char-print-limit)
  "Evaluate EXP, print its value, and return it.
INSERT-VALUE means to insert it in the buffer.  NO-TRUNCATE means to print all
of it.  Integers up to CHAR-PRINT-LIMIT are also shown as characters."
  (interactive
   (cons (read--expression "Eval: ")
         (eval-expression-get-print-arguments current-prefix-arg)))
  (let* ((value (eval (let ((lexical-binding t)) (macroexpand-all exp)) t))
         (print-length (unless no-truncate eval-expression-print-length))
         (print-level (unless no-truncate eval-expression-print-level))
         (eval-expression-print-maximum-character (or char-print-limit 127))
         (out (if insert-value (current-buffer) t)))
    (when (boundp 'values) (setq values (cons value values)))
    (prog1 (prin1 value out)
      (let ((text (and char-print-limit (eval-expression-print-format value))))
        (when text (princ text out))))))

(defun set-variable (variable value &optional make-local)
  "Set VARIABLE to VALUE; MAKE-LOCAL means in this buffer only."
  (interactive (let ((variable (read-variable "Set variable: ")))
                 (list variable (read-minibuffer (format "Set %s to value: " variable))
                       current-prefix-arg)))
  (let ((type (get variable 'custom-type)))
    (when (and type (fboundp 'widget-convert)) (ignore type))
    (when make-local (make-local-variable variable))
    (set variable value)
    (when custom-local-buffer (ignore value))
    value))

;;; Moving

(defun beginning-of-visual-line (&optional n)
  "Move to the beginning of the line, or of the one N - 1 lines down."
  (interactive "^p")
  (beginning-of-line n))

(defun end-of-visual-line (&optional n)
  "Move to the end of the line, or of the one N - 1 lines down."
  (interactive "^p")
  (end-of-line n))

(defun end-of-visible-line ()
  "Move to the end of the line, or further where that is invisible."
  (end-of-line)
  (while (and (not (eobp)) (invisible-p (point)))
    (forward-char 1)
    (end-of-line)))

(defun forward-visible-line (arg)
  "Move down ARG lines, not counting those whose end is invisible."
  (let ((n (abs arg)))
    (if (<= arg 0) (setq n (1+ n)))
    (dotimes (i n)
      (unless (zerop (forward-line (cond ((> arg 0) 1) ((= i 0) 0) (t -1))))
        (signal (if (> arg 0) 'end-of-buffer 'beginning-of-buffer) nil))
      (while (and (> (point) (point-min)) (invisible-p (1- (point))))
        (forward-line (if (> arg 0) 1 -1))))))

(defun move-beginning-of-line (arg)
  "Move to the beginning of the line, or of the one ARG - 1 lines down."
  (interactive "^p")
  (beginning-of-line arg))

(defun move-end-of-line (arg)
  "Move to the end of the line, or of the one ARG - 1 lines down."
  (interactive "^p")
  (end-of-line arg))

(defun forward-to-indentation (&optional arg)
  "Move down ARG lines, to the first character that is not white space."
  (interactive "^p")
  (forward-line (or arg 1))
  (skip-chars-forward " \t"))

(defun backward-to-indentation (&optional arg)
  "Move up ARG lines, to the first character that is not white space."
  (interactive "^p")
  (forward-line (- (or arg 1)))
  (skip-chars-forward " \t"))

(defun next-logical-line (&optional arg try-vscroll)
  "Move down ARG lines, keeping the column; TRY-VSCROLL means nothing here."
  (interactive "^p")
  (next-line arg try-vscroll))

(defun previous-logical-line (&optional arg try-vscroll)
  "Move up ARG lines, keeping the column; TRY-VSCROLL means nothing here."
  (interactive "^p")
  (previous-line arg try-vscroll))

(defun line-move-1 (arg &optional noerror _to-end)
  "Move down ARG lines, keeping the column; return t if there were so many.
Otherwise signal an error unless NOERROR is non-nil."
  (let* ((column (or goal-column
                     (if (and (memq last-command '(next-line previous-line))
                              (numberp temporary-goal-column))
                         temporary-goal-column
                       (current-column))))
         (short (forward-line arg))
         (ok (and (zerop short) (or (<= arg 0) (bolp)))))
    (setq temporary-goal-column column)
    (cond (ok (line-move-to-column (truncate column)) t)
          (noerror nil)
          (t (signal (if (< arg 0) 'beginning-of-buffer 'end-of-buffer) nil)))))

(defun line-move (arg &optional noerror to-end _try-vscroll)
  "Move down ARG lines as `line-move-1' does with NOERROR and TO-END."
  (line-move-1 arg noerror to-end))

(defun line-move-visual (arg &optional noerror)
  "Move down ARG lines; NOERROR means not to signal that there are too few."
  (line-move-1 arg noerror))

(defun line-move-to-column (col)
  "Move to column COL of the line, past invisible text."
  (if (zerop col)
      (beginning-of-line)
    (move-to-column col))
  nil)

(defun line-move-finish (column _forward _not-ibeg)
  "Move to COLUMN of the line."
  (line-move-to-column column))

(defun line-move-partial (_arg _noerror &optional _vpos)
  "Return nil: no line is higher than its window."
  nil)

(defun set-goal-column (arg)
  "Make the current column the one that vertical motion keeps; ARG ends that."
  (interactive "P")
  (setq goal-column (if arg nil (current-column)))
  nil)

(defun goto-line-read-args (&optional _relative)
  "Read the number of a line and return the arguments for `goto-line'."
  (if (and current-prefix-arg (not (consp current-prefix-arg)))
      (list (prefix-numeric-value current-prefix-arg))
    (list (read-number "Goto line: "))))

(defun goto-line (line &optional buffer relative)
  "Move to the beginning of LINE, counted from 1, of BUFFER.
RELATIVE means to count from the beginning of the narrowed part."
  (interactive (goto-line-read-args))
  (with-current-buffer (or buffer (current-buffer))
    (unless (region-active-p) (push-mark))
    (let ((place (if relative
                     (commands--line-start line)
                   (save-restriction (widen) (commands--line-start line)))))
      (unless (or relative (<= (point-min) place (point-max)))
        (when widen-automatically (widen)))
      (goto-char place))))

(defun commands--line-start (line)
  "Return where LINE, counted from the beginning of what is accessible, begins."
  (save-excursion
    (goto-char (point-min))
    (if (eq selective-display t)        ; a CR hides the rest of a line
        (re-search-forward "[\n\r]" nil 'end (1- line))
      (forward-line (1- line)))
    (point)))

(defun goto-line-relative (line &optional buffer)
  "Move to LINE of the narrowed part of BUFFER."
  (interactive (goto-line-read-args t))
  (goto-line line buffer t))

(defun rfc822-goto-eoh ()
  "Move to the end of the header of a mail message, the empty line after it."
  (goto-char (point-min))
  (when (re-search-forward "^\\(?:[^: \t\n]*$\\|$\\|[^:\n]+\\(?: \\|$\\)\\)" nil 'move)
    (goto-char (match-beginning 0))))

;;; The mark

(defun push-mark-command (arg &optional nomsg)
  "Put the mark at point; NOMSG means to say nothing, ARG not to make it active."
  (interactive "P")
  (if arg
      (pop-to-mark-command)
    (push-mark nil nomsg t)))

(defun pop-to-mark-command ()
  "Move to the mark, and the mark to where it was before."
  (interactive)
  (if (null (mark t))
      (user-error "No mark set in this buffer")
    (when (= (point) (mark t)) (message "Mark popped"))
    (goto-char (mark t))
    (pop-mark)))

(defun set-mark-command (arg)
  "Put the mark at point; with ARG move to where it is instead."
  (interactive "P")
  (if arg (pop-to-mark-command) (push-mark-command nil)))

(defun pop-global-mark ()
  "Move to the place of the mark that was set last in any buffer."
  (interactive)
  (while (and global-mark-ring (not (marker-buffer (car global-mark-ring))))
    (setq global-mark-ring (cdr global-mark-ring)))
  (unless global-mark-ring (error "No global mark set"))
  (let ((marker (car global-mark-ring)))
    (setq global-mark-ring (append (cdr global-mark-ring) (list marker)))
    (set-buffer (marker-buffer marker))
    (goto-char (marker-position marker))))

(defun handle-shift-selection ()
  "Do nothing: no key is typed with shift."
  nil)

(defun region-modifiable-p (start end)
  "Return non-nil if all text from START to END may be changed."
  (or (not (get-text-property start 'read-only))
      (eq (next-single-property-change start 'read-only nil end) nil)))

;;; Changing text

(defun delete-backward-char (n &optional killflag)
  "Delete the N characters before point; KILLFLAG means to kill them.
An active region is deleted instead if `delete-active-region' says so."
  (interactive "p\nP")
  (cond ((and (use-region-p) delete-active-region (= n 1))
         (delete-region (region-beginning) (region-end)))
        ((and overwrite-mode (> n 0)
              (null (memq (char-before) '(?\t ?\n))))
         (let ((column (current-column)))
           (delete-char (- n) killflag)
           (save-excursion (insert-char ?\s (- column (current-column))))))
        (t (delete-char (- n) killflag))))

(defun delete-forward-char (n &optional killflag)
  "Delete the N characters after point; KILLFLAG means to kill them.
An active region is deleted instead if `delete-active-region' says so."
  (interactive "p\nP")
  (if (and (use-region-p) delete-active-region (= n 1))
      (delete-region (region-beginning) (region-end))
    (delete-char n killflag)))

(defun backward-delete-char-untabify (arg &optional killp)
  "Delete ARG characters before point, tabs being made spaces; KILLP kills them."
  (interactive "*p\nP")
  (when (eq backward-delete-char-untabify-method 'untabify)
    (save-excursion
      (dotimes (_ arg)
        (unless (bobp)
          (when (= (preceding-char) ?\t)
            (let ((end (current-column)))
              (backward-char)
              (insert-char ?\s (- end (current-column)))
              (delete-char 1)))
          (backward-char)))))
  (let* ((blank (alist-get backward-delete-char-untabify-method
                           '((all . " \t\n\r") (hungry . " \t"))))
         (run (if blank (- (save-excursion (skip-chars-backward blank))) 0)))
    (delete-char (- (if (> run 1) run arg)) killp)))

(defun kill-forward-chars (arg)
  "Kill the ARG characters after point."
  (kill-region (point) (+ (point) arg)))

(defun kill-backward-chars (arg)
  "Kill the ARG characters before point."
  (kill-region (point) (- (point) arg)))

(defun kill-whole-line (&optional arg)
  "Kill the line, or ARG lines from it on; 0 means without its newline."
  (interactive "p")
  (let ((arg (or arg 1)))
    (when (and (> arg 0) (eobp) (save-excursion (forward-line 0) (eobp)))
      (signal 'end-of-buffer nil))
    (when (and (< arg 0) (bobp) (save-excursion (end-of-line) (bobp)))
      (signal 'beginning-of-buffer nil))
    (cond ((zerop arg)
           (kill-region (line-beginning-position) (line-end-position)))
          ((< arg 0)
           (let ((end (line-end-position)))
             (forward-line (1+ arg))
             (unless (bobp) (forward-char -1))
             (kill-region (point) end)))
          (t (forward-line 0)
             (kill-region (point) (progn (forward-line arg) (point)))))))

(defun kill-visual-line (&optional arg)
  "Kill the rest of the line, or ARG lines, as `kill-line' does."
  (interactive "P")
  (kill-line arg))

(defun cycle-spacing (&optional n preserve-nl-back mode)
  "Make N spaces of the white space around point.
The next call in a row deletes them, the third restores what there was; MODE
single-shot prevents that.  A negative N takes newlines too; PRESERVE-NL-BACK
keeps those before point."
  (interactive "*p")
  (let* ((n (or n 1)) (single (eq mode 'single-shot))
         (chars (if (< n 0) " \t\n\r" " \t")) (count (abs n)) (pos (point))
         (beg (save-excursion
                (skip-chars-backward (if preserve-nl-back " \t" chars))
                (constrain-to-field nil pos)
                (point)))
         (end (save-excursion (skip-chars-forward chars) (point))))
    (cond
     ((or single (not (equal last-command this-command)) (not cycle-spacing--context))
      (setq cycle-spacing--context
            (unless single (cons (- pos beg) (buffer-substring beg end))))
      (delete-region beg end)
      (goto-char beg)
      (insert (make-string count ?\s)))
     ((not (equal beg end))
      (delete-region beg end)
      (goto-char beg))
     (t (insert (cdr cycle-spacing--context))
        (goto-char (+ beg (car cycle-spacing--context)))
        (setq cycle-spacing--context nil)))))

(defvar cycle-spacing--context nil
  "What `cycle-spacing' is to restore: (POSITION . TEXT).")

(defun set-hard-newline-properties (from to)
  "Make the newlines from FROM to TO hard, so that filling keeps them."
  (let ((already (get-text-property from 'rear-nonsticky)))
    (put-text-property from to 'hard t)
    (unless (memq 'hard (if (listp already) already '(hard)))
      (put-text-property from (point) 'rear-nonsticky `(hard . ,already)))))

(defun quoted-insert (arg)
  "Read a character and insert it ARG times."
  (interactive "*p")
  (insert-char (read-quoted-char) arg))

(defun read-quoted-char (&optional prompt)
  "Show PROMPT and read a character, or its code in `read-quoted-char-radix'."
  (let ((text (read-string (or prompt "") nil nil nil)))
    (cond ((equal text "") ?\n)
          ((= (length text) 1) (aref text 0))
          (t (string-to-number text read-quoted-char-radix)))))

(defun make-separator-line (&optional length)
  "Return a line that separates, LENGTH characters long."
  (concat (propertize (make-string (or length (1- (frame-width))) ?-) 'face 'separator-line)
          "\n"))

;;; Killing and yanking

(defun append-next-kill (&optional arg)
  "Let the next command, if it kills, add to the last kill; ARG forces that."
  (interactive "i")
  (ignore arg)
  (setq last-command 'kill-region))

(defun read-from-kill-ring (prompt)
  "Show PROMPT and read one of the last kills."
  (unless kill-ring (error "Kill ring is empty"))
  (completing-read prompt (delete-dups (copy-sequence kill-ring)) nil nil nil
                   'read-from-kill-ring-history))

(defun yank-from-kill-ring (string &optional arg)
  "Insert STRING, a kill, and put the mark before it, or after it with ARG."
  (interactive (list (read-from-kill-ring "Yank from kill-ring: ") current-prefix-arg))
  (let ((start (point)) end)
    (push-mark start)
    (insert-for-yank string)
    (setq end (point))
    (cond ((not yank-from-kill-ring-rotate))
          ((member string kill-ring)
           (setq kill-ring-yank-pointer (member string kill-ring)))
          (t (kill-new string)))
    (when (consp arg)
      (set-marker (mark-marker) end)
      (goto-char start))))

(defun insert-for-yank (string)
  "Insert STRING as yanking does, piece by piece as its `yank-handler's say."
  (let ((end nil))
    (while (setq end (next-single-property-change 0 'yank-handler string))
      (insert-for-yank-1 (substring string 0 end))
      (setq string (substring string end))))
  (insert-for-yank-1 string))

(defun insert-for-yank-1 (string)
  "Insert STRING as its property `yank-handler' says.
That is a list (FUNCTION PARAM NOEXCLUDE UNDO)."
  (let* ((handler (and (stringp string) (> (length string) 0)
                       (get-text-property 0 'yank-handler string)))
         (param (or (nth 1 handler) string))
         (opoint (point)) (inhibit-read-only inhibit-read-only) (end nil))
    (setq yank-undo-function t)
    (if (nth 0 handler)
        (funcall (car handler) param)
      (insert param))
    (setq end (point))
    ;; What is typed behind the text does not take over its properties.
    (when (and (> end opoint) (text-properties-at (1- end)))
      (let ((inhibit-read-only t))
        (put-text-property (1- end) end 'rear-nonsticky t)))
    (unless (nth 2 handler)
      (remove-yank-excluded-properties opoint end))
    (when (eq yank-undo-function t)
      (setq yank-undo-function (nth 3 handler)))
    (if (nth 4 handler) (funcall (nth 4 handler) param))))

(defun remove-yank-excluded-properties (beg end)
  "Remove the properties that yanking leaves out from BEG to END."
  (let ((inhibit-read-only t))
    (dolist (handler yank-handled-properties)
      (let ((prop (car handler)) (fun (cdr handler)) (start beg))
        (while (< start end)
          (let ((value (get-text-property start prop))
                (stop (next-single-property-change start prop nil end)))
            (when value (funcall fun value start stop))
            (setq start stop)))))
    (if (eq yank-excluded-properties t)
        (set-text-properties beg end nil)
      (remove-list-of-text-properties beg end yank-excluded-properties))))

(defun yank-handle-font-lock-face-property (face start end)
  "Use FACE from START to END unless font-lock does."
  (unless (bound-and-true-p font-lock-defaults)
    (put-text-property start end 'face face)
    (remove-list-of-text-properties start end '(font-lock-face))))

(defun yank-handle-category-property (category start end)
  "Give the text from START to END the properties of CATEGORY itself."
  (when category
    (let ((start2 start))
      (while (< start2 end)
        (let ((end2 (next-property-change start2 nil end))
              (props (text-properties-at start2)))
          (setq props (cons 'category (cons category props)))
          (add-text-properties
           start2 end2
           (let ((new nil) (rest (symbol-plist category)))
             (while rest
               (unless (plist-member props (car rest))
                 (setq new (cons (car rest) (cons (cadr rest) new))))
               (setq rest (cddr rest)))
             new))
          (setq start2 end2))))))

(defun insert-buffer-substring-as-yank (buffer &optional start end)
  "Insert the text of BUFFER from START to END as yanking does."
  (let ((opoint (point)))
    (insert-buffer-substring buffer start end)
    (let ((inhibit-read-only t))
      (remove-yank-excluded-properties opoint (point)))))

;;; Filling

(defun set-fill-column (arg)
  "Make ARG, a column, or the current one if it is a list, that of filling."
  (interactive (list (or current-prefix-arg (read-number "Set fill-column to: "))))
  (when (consp arg) (setq arg (current-column)))
  (unless (integerp arg) (error "set-fill-column requires an explicit argument"))
  (message "Fill column set to %d (was %d)" arg fill-column)
  (setq fill-column arg))

(defun internal-auto-fill ()
  "Fill the line as `auto-fill-function' does."
  (funcall auto-fill-function))

(defun do-auto-fill ()
  "Break the line before point if it is too long; return t if it was."
  (let ((column (current-fill-column)) (done nil) (go-on t))
    (unless (or (null column) (<= (current-column) column)
                (and auto-fill-inhibit-regexp
                     (save-excursion (beginning-of-line)
                                     (looking-at auto-fill-inhibit-regexp))))
      (while (and go-on (> (current-column) column))
        (let* ((before (current-column))
               (place (save-excursion
                        (move-to-column (1+ column))
                        (skip-chars-backward "^ \t\n")
                        (skip-chars-backward " \t")
                        (if (bolp)
                            (progn (skip-chars-forward " \t")
                                   (skip-chars-forward "^ \t\n")))
                        (point))))
          (if (or (save-excursion (goto-char place) (or (bolp) (eolp))))
              (setq go-on nil)
            (save-excursion
              (goto-char place)
              (delete-horizontal-space)
              (newline)
              (when fill-prefix (insert fill-prefix))
              (when (and (null fill-prefix) left-margin) (indent-to left-margin)))
            (setq done t)
            (when (>= (current-column) before) (setq go-on nil)))))
      done)))

(defun default-indent-new-line (&optional soft force)
  "Break the line at point and indent; SOFT and FORCE are for comments."
  (interactive)
  (ignore soft force)
  (delete-horizontal-space)
  (newline)
  (if fill-prefix (insert fill-prefix) (indent-according-to-mode)))

(defun turn-on-auto-fill () "Turn `auto-fill-mode' on." (auto-fill-mode 1))
(defun turn-off-auto-fill () "Turn `auto-fill-mode' off." (auto-fill-mode -1))

(defun auto-fill-mode (&optional arg)
  "Break lines that get too long, if ARG is nil or positive; else do not."
  (interactive (list (or current-prefix-arg 'toggle)))
  (setq auto-fill-function
        (and (cond ((eq arg 'toggle) (not auto-fill-function))
                   ((numberp arg) (> arg 0))
                   (t t))
             normal-auto-fill-function))
  (run-hooks 'auto-fill-mode-hook)
  auto-fill-function)

;;; Counting

(defun count-lines-region (start end &optional arg)
  "Show how many lines and more are between START and END; ARG: in the buffer."
  (interactive "r\nP")
  (count-words-region start end arg))

(defun count-words--message (what start end)
  "Show how many lines, words and characters WHAT, from START to END, has."
  (let ((counts (list (count-lines start end) (count-words start end) (- end start))))
    (message "%s has %s." what
             (apply #'format "%s, %s, and %s"
                    (mapcar (lambda (name)
                              (let ((n (pop counts)))
                                (format "%d %s%s" n name (if (= n 1) "" "s"))))
                            '("line" "word" "character"))))
    (count-words start end)))

(defun what-line ()
  "Show the number of the line."
  (interactive)
  (let ((n (line-number-at-pos)) (start (point-min)))
    (if (= start 1)
        (message "Line %d" n)
      (message "line %d (narrowed line %d)"
               (+ n (line-number-at-pos start) -1) n))))

(defun what-cursor-position (&optional _detail)
  "Show the character at point, its code, and where point is."
  (interactive "P")
  (let* ((char (following-char)) (pos (point)) (total (buffer-size))
         (percent (round (* 100.0 (1- pos)) (max 1 total)))
         (narrowed (if (buffer-narrowed-p)
                       (format " <%d-%d>" (point-min) (point-max))
                     "")))
    (if (eobp)
        (message "point=%d of %d (EOB)%s column=%d" pos total narrowed (current-column))
      (message "Char: %s (%d, #o%o, #x%x) point=%d of %d (%d%%)%s column=%d"
               (if (< char 256) (single-key-description char) (char-to-string char))
               char char char pos total percent narrowed (current-column)))))

;;; Modes that are variables

(defmacro commands--define-mode (mode variable doc &rest body)
  "Define MODE as the command with DOC that turns VARIABLE on and off.
BODY is evaluated after that, then the hook MODE-hook is run."
  `(lambda (&optional arg)
     ,doc
     (interactive (list (or current-prefix-arg 'toggle)))
     (setq ,variable (cond ((eq arg 'toggle) (not ,variable))
                           ((numberp arg) (> arg 0))
                           (t t)))
     ,@body
     (run-hooks ',(intern (format "%s-hook" mode)))
     ,variable))

(defalias 'transient-mark-mode
  (commands--define-mode transient-mark-mode transient-mark-mode
    "Let commands use the region only while it is active, as ARG says."))
(defalias 'indent-tabs-mode
  (commands--define-mode indent-tabs-mode indent-tabs-mode
    "Indent with tabs if ARG is nil or positive, else with spaces."))
(defalias 'visual-line-mode
  (commands--define-mode visual-line-mode visual-line-mode
    "Let lines be those of the screen, as ARG says; there is none here."))

(defun visual-line-mode-set-explicitly ()
  "Note that `visual-line-mode' was turned on or off in the buffer."
  (setq visual-line-mode-set-explicitly t))
(defalias 'visible-mode
  (commands--define-mode visible-mode visible-mode
    "Make invisible text visible if ARG is nil or positive."
    (if visible-mode
        (progn (setq-local vis-mode-saved-buffer-invisibility-spec buffer-invisibility-spec)
               (setq buffer-invisibility-spec nil))
      (when (local-variable-p 'vis-mode-saved-buffer-invisibility-spec)
        (setq buffer-invisibility-spec vis-mode-saved-buffer-invisibility-spec)
        (kill-local-variable 'vis-mode-saved-buffer-invisibility-spec)))))
(defalias 'column-number-mode
  (commands--define-mode column-number-mode column-number-mode
    "Show the column in the mode line, as ARG says."))
(defalias 'line-number-mode
  (commands--define-mode line-number-mode line-number-mode
    "Show the number of the line in the mode line, as ARG says."))
(defalias 'size-indication-mode
  (commands--define-mode size-indication-mode size-indication-mode
    "Show the size of the buffer in the mode line, as ARG says."))
(defalias 'next-error-follow-minor-mode
  (commands--define-mode next-error-follow-minor-mode next-error-follow-minor-mode
    "Show the place of each error that point comes to, as ARG says."
    (setq-local next-error-follow-minor-mode next-error-follow-minor-mode)))
(defalias 'global-visual-line-mode
  (commands--define-mode global-visual-line-mode global-visual-line-mode
    "Turn `visual-line-mode' on in all buffers, as ARG says."
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer
        (visual-line-mode (if global-visual-line-mode 1 -1))))))

(defun turn-on-visual-line-mode () "Turn `visual-line-mode' on." (visual-line-mode 1))

(defun overwrite-mode (&optional arg)
  "Let typed text replace what is there if ARG is nil or positive."
  (interactive (list (or current-prefix-arg 'toggle)))
  (setq overwrite-mode (and (cond ((eq arg 'toggle) (not overwrite-mode))
                                  ((numberp arg) (> arg 0))
                                  (t t))
                            'overwrite-mode-textual))
  (run-hooks 'overwrite-mode-hook)
  overwrite-mode)

(defun binary-overwrite-mode (&optional arg)
  "As `overwrite-mode' with ARG, for tabs and newlines too."
  (interactive (list (or current-prefix-arg 'toggle)))
  (setq overwrite-mode (and (cond ((eq arg 'toggle) (not overwrite-mode))
                                  ((numberp arg) (> arg 0))
                                  (t t))
                            'overwrite-mode-binary))
  (run-hooks 'binary-overwrite-mode-hook)
  overwrite-mode)

(defun auto-save-mode (&optional arg)
  "Save the buffer now and then if ARG is nil or positive: set the file name."
  (interactive "P")
  (setq buffer-auto-save-file-name
        (and (if (null arg) (not buffer-auto-save-file-name)
               (or (eq arg t) (listp arg) (> (prefix-numeric-value arg) 0)))
             (make-auto-save-file-name)))
  buffer-auto-save-file-name)

(defun toggle-truncate-lines (&optional arg)
  "Cut long lines instead of continuing them, as ARG says."
  (interactive "P")
  (setq truncate-lines (if (null arg) (not truncate-lines) (> (prefix-numeric-value arg) 0)))
  (message "Truncate long lines %s" (if truncate-lines "enabled" "disabled")))

(defun toggle-word-wrap (&optional arg)
  "Continue long lines between words, as ARG says."
  (interactive "P")
  (setq word-wrap (if (null arg) (not word-wrap) (> (prefix-numeric-value arg) 0)))
  (message "Word wrapping %s" (if word-wrap "enabled" "disabled")))

(defun set-selective-display (arg)
  "Hide the lines that are indented by ARG columns or more; nil shows all."
  (interactive "P")
  (when (eq selective-display t)
    (error "selective-display already in use for marked lines"))
  (setq selective-display (and arg (prefix-numeric-value arg)))
  (message "selective-display set to %s" selective-display))

;;; Buffers

(defun messages-buffer ()
  "Return the buffer *Messages*, made if need be."
  (or (get-buffer "*Messages*")
      (with-current-buffer (get-buffer-create "*Messages*")
        (messages-buffer-mode)
        (current-buffer))))

(define-derived-mode messages-buffer-mode special-mode "Messages"
  "Mode of the buffer with messages."
  :interactive nil)

(defun kill-current-buffer ()
  "Kill the current buffer."
  (interactive)
  (kill-buffer (current-buffer)))

(defun display-message-or-buffer (message &optional buffer-name _action _frame)
  "Show MESSAGE, a string or a buffer, or put it in the buffer BUFFER-NAME.
A short one is a message."
  (let* ((text (if (stringp message) message
                 (with-current-buffer message (buffer-string))))
         (text (if (and (> (length text) 0) (eq (aref text (1- (length text))) ?\n))
                   (substring text 0 -1)
                 text)))
    (cond ((equal text "") nil)
          ((or noninteractive (not (string-search "\n" text))) (message "%s" text))
          (t (with-current-buffer (get-buffer-create (or buffer-name "*Message*"))
               (erase-buffer)
               (insert text)
               (display-buffer (current-buffer)))))))

;;; Going to errors

(defun next-error-buffer-p (buffer &optional avoid-current extra-test-inclusive
                                   extra-test-exclusive)
  "Return non-nil if `next-error' works in BUFFER.
AVOID-CURRENT excludes the current one.  EXTRA-TEST-INCLUSIVE lets one in that
otherwise would not be, EXTRA-TEST-EXCLUSIVE keeps one out."
  (and (buffer-name buffer)
       (not (and avoid-current (eq buffer (current-buffer))))
       (with-current-buffer buffer
         (cond (next-error-function
                (if extra-test-exclusive (funcall extra-test-exclusive) t))
               (extra-test-inclusive (funcall extra-test-inclusive))))))

(defun next-error-buffer-unnavigated-current (&optional avoid-current inclusive exclusive)
  "Return the current buffer if `next-error' works in it.
AVOID-CURRENT, INCLUSIVE and EXCLUSIVE are as in `next-error-buffer-p'."
  (and (next-error-buffer-p (current-buffer) avoid-current inclusive exclusive)
       (current-buffer)))

(defun next-error-buffer-on-selected-frame (&optional _avoid-current _inclusive _exclusive)
  "Return nil: no window shows a buffer."
  nil)

(defun next-error-find-buffer (&optional avoid-current inclusive exclusive)
  "Return the buffer that `next-error' is to work in.
AVOID-CURRENT, INCLUSIVE and EXCLUSIVE are as in `next-error-buffer-p'."
  (or (funcall next-error-find-buffer-function avoid-current inclusive exclusive)
      (and next-error-last-buffer
           (next-error-buffer-p next-error-last-buffer avoid-current inclusive exclusive)
           next-error-last-buffer)
      (and (next-error-buffer-p (current-buffer) avoid-current inclusive exclusive)
           (current-buffer))
      (seq-find (lambda (buffer)
                  (next-error-buffer-p buffer avoid-current inclusive exclusive))
                (buffer-list))
      (and avoid-current
           (next-error-buffer-p (current-buffer) nil inclusive exclusive)
           (current-buffer))
      (error "No buffers contain error message locations")))

(defun next-error (&optional arg reset)
  "Go to the ARGth next error, in the buffer that lists errors.
RESET, or an ARG that is a list, means to begin at the first."
  (interactive "P")
  (let* ((first (or reset (consp arg)))
         (steps (if (consp arg) 1 (prefix-numeric-value arg)))
         (list (next-error-find-buffer)))
    (when list
      (with-current-buffer list
        (funcall next-error-function steps first)
        (next-error-found list (current-buffer))
        (if next-error-verbose
            (message "%s locus from %s"
                     (cond (first "First") ((zerop steps) "Current")
                           ((natnump steps) "Next") (t "Previous"))
                     next-error-last-buffer))))))

(defun next-error-internal ()
  "Go to the error at point."
  (let ((buffer (current-buffer)))
    (funcall next-error-function 0 nil)
    (next-error-found buffer (current-buffer))))

(defun next-error-quit-window (_from-buffer _to-buffer)
  "Do nothing: there is no window to leave."
  nil)

(defun next-error-found (&optional from-buffer to-buffer)
  "Remember that `next-error' came from FROM-BUFFER to TO-BUFFER."
  (setq next-error-last-buffer (or from-buffer (current-buffer)))
  (when to-buffer
    (with-current-buffer to-buffer
      (setq-local next-error-buffer from-buffer)))
  (when (functionp next-error-found-function)
    (funcall next-error-found-function from-buffer to-buffer))
  (run-hooks 'next-error-hook))

(defun next-error-select-buffer (buffer)
  "Make BUFFER the one that `next-error' works in."
  (interactive (list (get-buffer (read-buffer "Select next-error buffer: "))))
  (setq next-error-last-buffer buffer))

(defun previous-error (&optional n)
  "Go to the Nth error before."
  (interactive "p")
  (next-error (- (or n 1))))

(defun first-error (&optional n)
  "Go to the Nth of all errors."
  (interactive "p")
  (next-error n t))

(defun next-error-no-select (&optional n)
  "As `next-error' with N, staying in this buffer."
  (interactive "p")
  (save-current-buffer (next-error n)))

(defun previous-error-no-select (&optional n)
  "As `previous-error' with N, staying in this buffer."
  (interactive "p")
  (next-error-no-select (- (or n 1))))

(defalias 'goto-next-locus #'next-error)
(defalias 'next-match #'next-error)

;;; Events as data

(defun event-apply-modifier (event symbol lshiftby prefix)
  "Return EVENT with the modifier SYMBOL, bit LSHIFTBY, written PREFIX."
  (cond
   ((numberp event)
    (let ((big (upcase event)))
      (cond ((and (eq symbol 'control) (<= ?@ big ?_)) (- big ?@))
            ((and (eq symbol 'shift) (<= ?a (downcase event) ?z)) big)
            (t (logior event (ash 1 lshiftby))))))
   ((memq symbol (event-modifiers event)) event)
   ((symbolp event) (intern (format "%s%s" prefix event)))
   (t (cons (intern (format "%s%s" prefix (car event))) (cdr event)))))

(defun event-apply-control-modifier (_ignore)
  "Read an event and return it with control, in a vector."
  (vector (event-apply-modifier (read-event) 'control 26 "C-")))
(defun event-apply-meta-modifier (_ignore)
  "Read an event and return it with meta, in a vector."
  (vector (event-apply-modifier (read-event) 'meta 27 "M-")))
(defun event-apply-hyper-modifier (_ignore)
  "Read an event and return it with hyper, in a vector."
  (vector (event-apply-modifier (read-event) 'hyper 24 "H-")))
(defun event-apply-shift-modifier (_ignore)
  "Read an event and return it with shift, in a vector."
  (vector (event-apply-modifier (read-event) 'shift 25 "S-")))
(defun event-apply-alt-modifier (_ignore)
  "Read an event and return it with alt, in a vector."
  (vector (event-apply-modifier (read-event) 'alt 22 "A-")))
(defun event-apply-super-modifier (_ignore)
  "Read an event and return it with super, in a vector."
  (vector (event-apply-modifier (read-event) 'super 23 "s-")))

;;; Text in both directions

(defun squeeze-bidi-context-1 (from to category replacement)
  "Replace from FROM to TO the matches for the regexp CATEGORY by REPLACEMENT."
  (let ((end (copy-marker to)))
    (goto-char from)
    (while (and (< (point) end) (re-search-forward category end t))
      (replace-match replacement t t))
    (set-marker end nil)
    nil))

(defun squeeze-bidi-context (from to)
  "Leave of the text from FROM to TO what controls directions."
  (squeeze-bidi-context-1 from to (concat "[" bidi-directional-non-controls-chars "]+") ""))

(defun line-substring-with-bidi-context (start end &optional no-properties)
  "Return the text from START to END of one line, set off from what is around it.
NO-PROPERTIES means without text properties."
  (let ((text (if no-properties
                  (buffer-substring-no-properties start end)
                (buffer-substring start end))))
    (concat (if no-properties (string #x2066) (propertize (string #x2066) 'invisible t))
            text
            (if no-properties (string #x2069) (propertize (string #x2069) 'invisible t)))))

(defun buffer-substring-with-bidi-context (start end &optional no-properties)
  "Return the text from START to END, each line set off from what is around it.
NO-PROPERTIES means without text properties."
  (let ((parts nil) (from start))
    (save-excursion
      (while (< from end)
        (goto-char from)
        (let ((to (min end (line-end-position))))
          (setq parts (cons (line-substring-with-bidi-context from to no-properties) parts)
                from (1+ to))
          (when (<= from end) (setq parts (cons "\n" parts))))))
    (apply #'concat (nreverse parts))))

;;; Obarrays

(defconst obarray-default-size 59 "How much room `obarray-make' makes.")

(defun obarrayp (object)
  "Return t if OBJECT is an obarray, or could be one: a vector that is not empty."
  (or (eq (type-of object) 'obarray)
      (and (vectorp object) (< 0 (length object)))))

(defun obarray-size (ob)
  "Return how much room the obarray OB has."
  (length ob))

;;; Shell commands and processes

(defun shell-command-on-region (start end command &optional output-buffer replace
                                      error-buffer _display-error-buffer region)
  "Run the shell COMMAND with the text from START to END as its input.
The output goes into OUTPUT-BUFFER, or replaces the text if REPLACE, or else is
shown; errors go into ERROR-BUFFER.  REGION means to use the region.  Return the
exit status."
  (interactive
   (let ((command (read-shell-command "Shell command on region: ")))
     (list (region-beginning) (region-end) command current-prefix-arg current-prefix-arg
           shell-command-default-error-buffer t nil)))
  (ignore region)
  (let* ((error-file (and error-buffer (make-temp-file "scor")))
         (status nil))
    (unwind-protect
        (progn
          (cond
           ((or replace (not (or (null output-buffer) (bufferp output-buffer)
                                 (stringp output-buffer))))
            (let ((to (if error-file (list t error-file) t)))
              (goto-char start)
              (if (not replace)
                  (setq status (call-shell-region start end command nil to))
                (push-mark start t)
                (setq status (call-shell-region start end command t to))
                (when (< start end) (exchange-point-and-mark)))))
           (t
            (let ((buffer (get-buffer-create (or output-buffer shell-command-buffer-name))))
              (with-current-buffer buffer
                (let ((inhibit-read-only t)) (erase-buffer)))
              (setq status (call-process-region start end shell-file-name nil
                                                (if error-file (list buffer error-file)
                                                  buffer)
                                                nil shell-command-switch command))
              (if (with-current-buffer buffer (> (point-max) (point-min)))
                  (unless output-buffer (display-message-or-buffer buffer))
                (message (if (equal status 0)
                             "(Shell command succeeded with no output)"
                           "(Shell command failed with code %d and no output)")
                         status)))))
          (when (and error-file (file-exists-p error-file)
                     (< 0 (file-attribute-size (file-attributes error-file))))
            (with-current-buffer (get-buffer-create error-buffer)
              (goto-char (point-max))
              (insert-file-contents error-file)))
          status)
      (when error-file (delete-file error-file)))))

(defun async-shell-command (command &optional output-buffer _error-buffer)
  "Run the shell COMMAND while the program goes on; return its process.
Its output goes into OUTPUT-BUFFER."
  (interactive (list (read-shell-command "Async shell command: ")))
  (let* ((command (replace-regexp-in-string "[ \t]*&[ \t]*\\'" "" command))
         (buffer (get-buffer-create (or output-buffer shell-command-buffer-name-async)))
         (directory default-directory))
    (with-current-buffer buffer
      (let ((inhibit-read-only t))
        (erase-buffer)
        (setq default-directory directory)
        (let ((process (start-process-shell-command "Shell" buffer command)))
          (set-process-sentinel process #'shell-command-sentinel)
          process)))))

(defun shell-command-sentinel (process signal)
  "Show that PROCESS ended, as SIGNAL says."
  (when (memq (process-status process) '(exit signal))
    (message "%s: %s." (car (cdr (cdr (process-command process))))
             (substring signal 0 -1))))

(defun shell-command-save-pos-or-erase (&optional output-to-current-buffer)
  "Make room for the output of a shell command, or keep what is there.
OUTPUT-TO-CURRENT-BUFFER means that point is where it goes."
  (unless output-to-current-buffer
    (cond (shell-command-dont-erase-buffer (setq shell-command-saved-pos
                                                 (cons (current-buffer) (point))))
          (t (setq shell-command-saved-pos nil)
             (let ((inhibit-read-only t)) (erase-buffer))))))

(defun shell-command-set-point-after-cmd (&optional buffer)
  "Put point in BUFFER where `shell-command-dont-erase-buffer' says."
  (with-current-buffer (or buffer (current-buffer))
    (when (and shell-command-saved-pos (eq (car shell-command-saved-pos) (current-buffer)))
      (cond ((eq shell-command-dont-erase-buffer 'end-last-out) (goto-char (point-max)))
            (t (goto-char (cdr shell-command-saved-pos)))))))

(defun list-processes (&optional query-only buffer)
  "List the processes in BUFFER, *Process List* by default.
QUERY-ONLY means only those that are asked about when leaving."
  (interactive "P")
  (let ((buffer (or buffer (get-buffer-create "*Process List*"))))
    (with-current-buffer buffer
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert (format "%-15s %-7s %-8s %-15s %-12s %-10s %s\n"
                        "Process" "PID" "Status" "Buffer" "TTY" "Thread" "Command"))
        (dolist (p (process-list))
          (when (or (not query-only) (process-query-on-exit-flag p))
            (insert (format "%-15s %-7s %-8s %-15s %-12s %-10s %s\n"
                            (process-name p) (or (process-id p) "--") (process-status p)
                            (if (process-buffer p) (buffer-name (process-buffer p)) "--")
                            (or (process-tty-name p) "--") "Main"
                            (process-menu--description p)))))
        (process-menu-mode)))
    nil))

(defun process-menu--description (process)
  "Return what PROCESS runs or is connected to, a text."
  (if (memq (process-type process) '(network serial))
      (let ((contact (process-contact process t)))
        (if (eq (process-type process) 'network)
            (format "(%s %s)" (if (plist-get contact :type) "datagram" "network")
                    (if (plist-get contact :server)
                        (format "server on %s" (or (plist-get contact :host)
                                                   (plist-get contact :local)))
                      (format "connection to %s" (plist-get contact :host))))
          (format "(serial port %s)" (or (plist-get contact :port) "?"))))
    (mapconcat #'identity (process-command process) " ")))

(defun process-menu-mode ()
  "Major mode of the list of processes."
  (interactive)
  (kill-all-local-variables)
  (setq major-mode 'process-menu-mode mode-name "Process Menu" buffer-read-only t)
  (use-local-map process-menu-mode-map)
  (run-mode-hooks 'process-menu-mode-hook))

(defun process-menu-delete-process ()
  "Delete the process on the line."
  (interactive)
  (let ((process (get-process (save-excursion
                                (beginning-of-line)
                                (and (looking-at "\\S-+") (match-string 0))))))
    (when process
      (delete-process process)
      (list-processes nil (current-buffer)))))

;;; Names that a program may ask for

(defun default-font-height () "Return 1, the height of a character." 1)
(defun default-font-width () "Return 1, the width of a character." 1)
(defun default-line-height () "Return 1, the height of a line." 1)
(defun auto-fill-function () "Do nothing; it is the name of a variable." nil)
(defun reset-this-command-lengths () "Do nothing: no keys are read." nil)

(defun bad-package-check (_package)
  "Do nothing: no package is known to be bad."
  nil)
(defvar bad-packages-alist nil "Packages that are known to be bad; none.")

(defun compose-mail (&optional to subject other-headers continue switch-function
                               yank-action send-actions return-action)
  "Begin a mail TO with SUBJECT in the way that `mail-user-agent' names.
OTHER-HEADERS, CONTINUE, SWITCH-FUNCTION, YANK-ACTION, SEND-ACTIONS and
RETURN-ACTION are for its function."
  (interactive)
  (let ((function (get mail-user-agent 'composefunc)))
    (unless function (error "Invalid value of `mail-user-agent'"))
    (funcall function to subject other-headers continue switch-function yank-action
             send-actions return-action)))

;;; commands.el ends here

(defun top-level ()
  "Leave everything that is running: throw nil to the tag `top-level'."
  (interactive)
  (throw 'top-level nil))

(defun command-error-default-function (data context _signal)
  "Write the message of the error DATA, after CONTEXT, to standard error.
This is what becomes of an error of a command. In batch mode the program ends
with code 255."
  (princ (concat context (error-message-string data) "\n") #'external-debugging-output)
  (when noninteractive (kill-emacs 255)))
