;;; editing.el --- the mark, moving, white space, killing -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

;;; Variables

(defvar emacs-major-version 28 "Major number of the Emacs followed here.")
(defvar emacs-minor-version 2 "Minor number of the Emacs followed here.")
(defvar emacs-build-number 1 "Number of this build.")
(defvar emacs-build-time nil "Time when this was built, nil if unknown.")
(defvar package--builtin-versions nil "Alist of built-in packages.")
(defvar global-minor-modes nil "Global minor modes that are on.")
(defvar transient-mark-mode nil "Non-nil if the mark can be active.")
(defvar mark-ring nil "Former places of the mark in the buffer.")
(defvar mark-ring-max 16 "How many former places of the mark to keep.")
(defvar activate-mark-hook nil "Hook run when the mark becomes active.")
(defvar deactivate-mark-hook nil "Hook run when the mark becomes inactive.")
(defvar kill-ring nil "Texts that were killed, the last one first.")
(defvar kill-ring-max 60 "How many killed texts to keep.")
(defvar kill-ring-yank-pointer nil "Tail of the kill ring to yank from.")
(defvar fill-prefix nil "Text that begins each line when filling, or nil.")
(defvar sentence-end-double-space t
  "Non-nil means that a single space does not end a sentence.")
(defvar non-essential nil "Non-nil while doing what nobody asked for.")
(defvar forward-sexp-function nil "Function to move over expressions, or nil.")
(defvar completion-at-point-functions nil "Hook for completion at point.")
(defvar temp-buffer-setup-hook nil "Hook for buffers of temporary output.")
(defvar temp-buffer-show-hook nil "Hook for showing temporary output.")
(defvar kill-emacs-query-functions nil "Functions asked before leaving.")
(defvar version-control nil "How to number backup files.")
(defvar make-backup-files nil "Non-nil means to keep the file saved over.")
(defvar backup-inhibited nil "Non-nil means that no backup is made.")
(defvar auto-save-default nil "Non-nil means to save visited files often.")
(defvar enable-local-variables t "Whether files may set variables.")
(defvar user-mail-address nil "The user's mail address, or nil.")
(defvar format-alist nil "Formats of annotated files.")
(defvar mode-line-process nil "What the mode line shows of a process.")
(defvar delete-trailing-lines t
  "Whether `delete-trailing-whitespace' deletes empty lines at the end.")

(defun emacs-version (&optional here)
  "Return a text telling the version; insert it at point if HERE."
  (let ((text (format "GNU Emacs %s compatible elnet (%s)"
                      emacs-version system-configuration)))
    (if here (insert text) text)))

;;; The mark

(defun mark (&optional force)
  "Return the position of the mark, nil if it has none.
Unless FORCE, an inactive mark is an error if `transient-mark-mode' and not
`mark-even-if-inactive'."
  (if (or force (not transient-mark-mode) mark-active mark-even-if-inactive)
      (marker-position (mark-marker))
    (signal 'mark-inactive nil)))

(defun set-mark (pos)
  "Put the mark at POS and make it active; nil takes it away."
  (cond (pos (set-marker (mark-marker) pos)
             (setq mark-active t)
             (run-hooks 'activate-mark-hook))
        (t (setq mark-active nil)
           (set-marker (mark-marker) nil)))
  pos)

(defun push-mark (&optional location _nomsg activate)
  "Put the mark at LOCATION (default point), remembering where it was.
The mark becomes active if ACTIVATE."
  (when (mark t)
    (let ((old (copy-marker (mark-marker))))
      (setq-local mark-ring (cons old mark-ring)))
    (when (> (length mark-ring) mark-ring-max)
      (set-marker (car (last mark-ring)) nil)
      (setq mark-ring (butlast mark-ring))))
  (set-marker (mark-marker) (or location (point)) (current-buffer))
  (when (or activate (not transient-mark-mode))
    (setq mark-active t))
  nil)

(defun pop-mark ()
  "Put the mark where it was before the last `push-mark'."
  (when mark-ring
    (setq mark-ring (nconc mark-ring (list (copy-marker (mark-marker)))))
    (set-marker (mark-marker) (car mark-ring))
    (set-marker (car mark-ring) nil)
    (pop mark-ring))
  (deactivate-mark))

(defun activate-mark (&optional _no-tmm)
  "Make the mark active."
  (when (mark t)
    (setq mark-active t)
    (run-hooks 'activate-mark-hook)))

(defun deactivate-mark (&optional _force)
  "Make the mark inactive."
  (when mark-active
    (setq mark-active nil)
    (run-hooks 'deactivate-mark-hook)))

(defun region-bounds ()
  "Return a list with the (BEGINNING . END) of the region."
  (list (cons (region-beginning) (region-end))))

;;; Moving

(defun backward-word (&optional arg)
  "Move backward over ARG words (default one)."
  (forward-word (- (or arg 1))))

(defun beginning-of-buffer (&optional _arg)
  "Move to the beginning of the buffer."
  (push-mark)
  (goto-char (point-min)))

(defun end-of-buffer (&optional _arg)
  "Move to the end of the buffer."
  (push-mark)
  (goto-char (point-max)))

(defun next-line (&optional arg try-vscroll)
  "Move down ARG lines, keeping the column."
  (ignore try-vscroll)
  (let ((column (current-column)))
    (unless (zerop (forward-line (or arg 1)))
      (signal 'end-of-buffer nil))
    (move-to-column column)
    nil))

(defun previous-line (&optional arg try-vscroll)
  "Move up ARG lines, keeping the column."
  (ignore try-vscroll)
  (let ((column (current-column)))
    (unless (zerop (forward-line (- (or arg 1))))
      (signal 'beginning-of-buffer nil))
    (move-to-column column)
    nil))

(defun back-to-indentation ()
  "Move to the first character of the line that is not white space."
  (beginning-of-line 1)
  (skip-syntax-forward " " (line-end-position))
  (backward-prefix-chars))

(defun forward-sexp (&optional arg _interactive)
  "Move forward over ARG balanced expressions (default one)."
  (let ((arg (or arg 1)))
    (if forward-sexp-function
        (funcall forward-sexp-function arg)
      (goto-char (or (scan-sexps (point) arg)
                     (if (> arg 0) (point-max) (point-min))))
      (when (< arg 0) (backward-prefix-chars)))))

(defun backward-sexp (&optional arg interactive)
  "Move backward over ARG balanced expressions (default one).
INTERACTIVE is as in `forward-sexp'."
  (forward-sexp (- (or arg 1)) interactive))

(defun forward-list (&optional arg _interactive)
  "Move forward over ARG parenthesized groups (default one)."
  (let ((arg (or arg 1)))
    (goto-char (or (scan-lists (point) arg 0)
                   (if (> arg 0) (point-max) (point-min))))))

(defun backward-list (&optional arg interactive)
  "Move backward over ARG parenthesized groups (default one).
INTERACTIVE is as in `forward-list'."
  (forward-list (- (or arg 1)) interactive))

(defun down-list (&optional arg _interactive)
  "Move forward into ARG levels of parentheses (default one)."
  (let* ((arg (or arg 1)) (step (if (> arg 0) 1 -1)))
    (dotimes (_ (abs arg))
      (goto-char (or (scan-lists (point) step -1)
                     (if (> step 0) (point-max) (point-min)))))))

(defun up-list (&optional arg _escape-strings _no-syntax-crossing)
  "Move forward out of ARG levels of parentheses (default one)."
  (let* ((arg (or arg 1)) (step (if (> arg 0) 1 -1)))
    (dotimes (_ (abs arg))
      (goto-char (or (scan-lists (point) step 1)
                     (if (> step 0) (point-max) (point-min)))))))

(defun backward-up-list (&optional arg escape-strings no-syntax-crossing)
  "Move backward out of ARG levels of parentheses (default one).
ESCAPE-STRINGS and NO-SYNTAX-CROSSING are as in `up-list'."
  (up-list (- (or arg 1)) escape-strings no-syntax-crossing))

(defvar-local elnet--ppss-cache nil
  "States of the parser: (TICK MIN TABLE (POS . STATE) ...), the last POS first.")

(defun syntax-ppss (&optional pos)
  "Return the parser's state at POS (default point), from the beginning.
States found are kept until the text changes."
  (let* ((pos (or pos (point)))
         (key (list (buffer-chars-modified-tick) (point-min) (syntax-table)))
         (known (and (equal (car elnet--ppss-cache) (car key))
                     (eq (nth 1 elnet--ppss-cache) (nth 1 key))
                     (eq (nth 2 elnet--ppss-cache) (nth 2 key))
                     (nthcdr 3 elnet--ppss-cache)))
         (near known))
    (while (and near (> (caar near) pos)) (setq near (cdr near)))
    (let* ((from (if near (caar near) (point-min)))
           (state (save-excursion
                    (parse-partial-sexp from pos nil nil (cdar near)))))
      (when (> (- pos from) 2000)
        (unless known (setq elnet--ppss-cache key))
        (let ((tail (nthcdr 2 elnet--ppss-cache)))
          (while (and (cdr tail) (> (car (cadr tail)) pos))
            (setq tail (cdr tail)))
          (setcdr tail (cons (cons pos state) (cdr tail)))))
      state)))

(defun syntax-ppss-flush-cache (_beg &rest _ignored)
  "Forget states of the parser."
  (setq elnet--ppss-cache nil))

(defun syntax-ppss-toplevel-pos (ppss)
  "Return where the outermost construct that the state PPSS is in begins, or nil."
  (or (car (nth 9 ppss)) (nth 8 ppss)))

(defun syntax-ppss-context (ppss)
  "Return `string', `comment' or nil for what the state PPSS is in."
  (cond ((nth 3 ppss) 'string)
        ((nth 4 ppss) 'comment)))

(defun forward-whitespace (arg)
  "Move over ARG stretches of white space, or as many newlines."
  (if (natnump arg)
      (re-search-forward "[ \t]+\\|\n" nil 'move arg)
    (dotimes (_ (- arg))
      (when (re-search-backward "[ \t]+\\|\n" nil 'move)
        (unless (eq (char-after (match-beginning 0)) ?\n)
          (skip-chars-backward " \t"))))))

(defun forward-symbol (arg)
  "Move over ARG symbols."
  (if (natnump arg)
      (re-search-forward "\\(\\sw\\|\\s_\\)+" nil 'move arg)
    (dotimes (_ (- arg))
      (when (re-search-backward "\\(\\sw\\|\\s_\\)+" nil 'move)
        (skip-syntax-backward "w_")))))

(defun current-word (&optional strict really-word)
  "Return the symbol at or near point, nil if there is none.
STRICT means at point only; REALLY-WORD means the word."
  (save-excursion
    (let ((syntaxes (if really-word "w" "w_")) (here (point)) (from nil))
      (skip-syntax-backward syntaxes)
      (setq from (point))
      (goto-char here)
      (skip-syntax-forward syntaxes)
      (when (and (= from (point)) (not strict))
        (skip-syntax-backward (concat "^" syntaxes) (line-beginning-position))
        (if (bolp)
            (progn
              (skip-syntax-forward (concat "^" syntaxes) (line-end-position))
              (setq from (point))
              (skip-syntax-forward syntaxes))
          (setq here (point))
          (skip-syntax-backward syntaxes)
          (setq from (point))
          (goto-char here)))
      (unless (= from (point))
        (buffer-substring-no-properties from (point))))))

(defun count-lines (start end &optional _ignore-invisible-lines)
  "Return the number of lines between START and END.
A last line without its newline counts if it has any text."
  (save-excursion
    (save-restriction
      (narrow-to-region start end)
      (goto-char (point-min))
      (let ((lines 0))
        (while (search-forward "\n" nil t)
          (setq lines (1+ lines)))
        (if (eobp) (if (bolp) lines (1+ lines)) (1+ lines))))))

(defun count-words (start end &optional _totals)
  "Return the number of words between START and END."
  (save-excursion
    (save-restriction
      (narrow-to-region start end)
      (goto-char (point-min))
      (let ((words 0))
        (while (forward-word 1) (setq words (1+ words)))
        words))))

;;; White space and lines

(defun newline (&optional arg _interactive)
  "Insert ARG newlines (default one)."
  (barf-if-buffer-read-only)
  (insert (make-string (prefix-numeric-value arg) ?\n))
  nil)

(defun open-line (n)
  "Insert N newlines and leave point before them."
  (save-excursion (newline n)))

(defun delete-horizontal-space (&optional backward-only)
  "Delete the spaces and tabs around point; before it if BACKWARD-ONLY."
  (let ((end (if backward-only (point)
               (save-excursion (skip-chars-forward " \t") (point)))))
    (skip-chars-backward " \t")
    (delete-region (point) end)))

(defun just-one-space (&optional n)
  "Make N spaces (default one) of the spaces and tabs around point."
  (delete-horizontal-space)
  (insert (make-string (or n 1) ?\s)))

(defun fixup-whitespace ()
  "Make the white space around point one space, or none where fit."
  (save-excursion
    (delete-horizontal-space)
    (unless (or (looking-at "^\\|$\\|\\s)")
                (save-excursion (forward-char -1)
                                (looking-at "$\\|\\s(\\|\\s'")))
      (insert ?\s))))

(defun split-line (&optional _arg)
  "Break the line at point; what follows stays in its column."
  (skip-chars-forward " \t")
  (let ((column (current-column)) (here (point)))
    (newline)
    (indent-to column 0)
    (goto-char here)))

(defun delete-indentation (&optional arg _beg _end)
  "Join the line to the one before; with ARG the next one to it."
  (when arg (forward-line 1))
  (beginning-of-line)
  (when (eq (preceding-char) ?\n)
    (delete-region (point) (1- (point)))
    (fixup-whitespace)))

(defalias 'join-line #'delete-indentation)

(defun translate-region (start end table)
  "Replace the characters from START to END as TABLE says.
That is a string, or a char-table of characters, strings, and lists of
what to replace.  Return the number of changes."
  (translate-region-internal
   start end
   (if (and (symbolp table) table)
       (let ((found (get table 'translation-table)))
         (if (char-table-p found) found
           (error "Not a translation table: %s" table)))
     table)))

(defun delete-trailing-whitespace (&optional start end)
  "Delete white space at the ends of lines from START to END."
  (save-match-data
    (save-excursion
      (let ((limit (and end (copy-marker end))))
        (goto-char (or start (point-min)))
        (while (re-search-forward "[ \t\f\v]+$" limit t)
          (replace-match ""))
        (when (and (null end) delete-trailing-lines)
          (goto-char (point-max))
          (when (and (> (point) (point-min)) (<= (skip-chars-backward "\n") -2))
            (delete-region (1+ (point)) (point-max))))
        (when limit (set-marker limit nil)))))
  nil)

(defun delete-blank-lines ()
  "Delete the blank lines around point but one, or those that follow."
  (save-excursion
    (beginning-of-line)
    (let ((blank (looking-at "[ \t]*$")) (beg nil) (lone nil))
      (if (not blank)
          (progn (forward-line 1) (setq beg (point)))
        (while (and (not (bobp))
                    (save-excursion (forward-line -1)
                                    (looking-at "[ \t]*$")))
          (forward-line -1))
        (setq beg (point)
              lone (save-excursion (forward-line 1)
                                   (not (looking-at "[ \t]*\n"))))
        (unless lone (forward-line 1) (setq beg (point))))
      (goto-char beg)
      (while (and (not (eobp)) (looking-at "[ \t]*\n"))
        (goto-char (match-end 0)))
      (delete-region beg (point)))))

;;; Killing

(defun kill-new (string &optional replace)
  "Make STRING the last kill; REPLACE means in place of the last one."
  (if (and replace kill-ring)
      (setcar kill-ring string)
    (push string kill-ring)
    (when (> (length kill-ring) kill-ring-max)
      (setcdr (nthcdr (1- kill-ring-max) kill-ring) nil)))
  (setq kill-ring-yank-pointer kill-ring))

(defun kill-append (string before-p)
  "Add STRING to the last kill, in front of it if BEFORE-P."
  (let ((last (or (car kill-ring) "")))
    (kill-new (if before-p (concat string last) (concat last string))
              kill-ring)))

(defun current-kill (n &optional do-not-move)
  "Return the Nth kill after the yank pointer, moving that there.
DO-NOT-MOVE leaves the pointer."
  (unless kill-ring (error "Kill ring is empty"))
  (let ((tail (nthcdr (mod (- n (length kill-ring-yank-pointer))
                           (length kill-ring))
                      kill-ring)))
    (unless do-not-move (setq kill-ring-yank-pointer tail))
    (car tail)))

(defvar filter-buffer-substring-function #'buffer-substring--filter
  "Function that `filter-buffer-substring' calls.")

(defun buffer-substring--filter (beg end &optional delete)
  "Return the text from BEG to END, deleting it if DELETE is non-nil."
  (if (not delete)
      (buffer-substring beg end)
    (save-excursion
      (goto-char beg)
      (delete-and-extract-region beg end))))

(defvar post-self-insert-hook nil "Hook run at the end of `self-insert-command'.")

(defun self-insert-command (n &optional char)
  "Insert N copies of CHAR, by default of the character that was typed."
  (when (< n 0) (error "Negative repetition argument %d" n))
  (insert-char (or char last-command-event) n)
  (run-hooks 'post-self-insert-hook)
  nil)

(defun set-buffer-major-mode (buffer)
  "Turn on the default major mode in BUFFER."
  (with-current-buffer buffer
    (let ((mode (default-value 'major-mode)))
      (unless (memq mode '(nil fundamental-mode)) (funcall mode))))
  nil)

(defun word-search-regexp (string &optional lax)
  "Return a regexp for the words of STRING with anything between them.
White space at an end of STRING stands for any there; with LAX the words at
the ends may go on."
  (cond
   ((equal string "") "")
   ((string-match-p "\\`\\W+\\'" string) "\\W+")
   (t (concat
       (cond ((string-match-p "\\`\\W" string) "\\W+") (t "\\<"))
       (mapconcat #'regexp-quote (split-string string "\\W+" t) "\\W+")
       (cond ((string-match-p "\\W\\'" string) "\\W+") (lax "") (t "\\>"))))))

(defun word-search-forward (string &optional bound noerror count)
  "Search forward for the words of STRING; see `re-search-forward'."
  (re-search-forward (word-search-regexp string) bound noerror count))

(defun word-search-backward (string &optional bound noerror count)
  "Search backward for the words of STRING; see `re-search-backward'."
  (re-search-backward (word-search-regexp string) bound noerror count))

(defun word-search-forward-lax (string &optional bound noerror count)
  "Like `word-search-forward', but the words at the ends may go on."
  (re-search-forward (word-search-regexp string t) bound noerror count))

(defun word-search-backward-lax (string &optional bound noerror count)
  "Like `word-search-backward', but the words at the ends may go on."
  (re-search-backward (word-search-regexp string t) bound noerror count))

(defun filter-buffer-substring (beg end &optional delete)
  "Return the text from BEG to END as commands that copy text take it.
DELETE means to delete it too."
  (funcall filter-buffer-substring-function beg end delete))

(defun kill-region (beg end &optional _region)
  "Delete the text from BEG to END and keep it as the last kill.
Right after another kill the text is added to that one."
  (unless (and beg end)
    (user-error "The mark is not set now, so there is no region"))
  (condition-case nil
      (let ((text (filter-buffer-substring beg end 'delete)))
        (if (eq last-command 'kill-region)
            (kill-append text (< end beg))
          (kill-new text))
        (setq this-command 'kill-region deactivate-mark t)
        nil)
    ((buffer-read-only text-read-only)
     (copy-region-as-kill beg end)
     (setq this-command 'kill-region)
     (barf-if-buffer-read-only)
     (signal 'text-read-only (list (current-buffer))))))

(defun zap-to-char (arg char)
  "Kill text up to the ARGth CHAR, that one included."
  (kill-region (point)
               (progn
                 (search-forward (char-to-string char) nil nil arg)
                 (point))))

(defun copy-region-as-kill (beg end &optional _region)
  "Keep the text from BEG to END as the last kill."
  (kill-new (buffer-substring beg end))
  nil)

(defalias 'kill-ring-save #'copy-region-as-kill)

(defun kill-line (&optional arg)
  "Kill the rest of the line, or its newline if nothing is left.
With ARG kill that many lines."
  (kill-region (point)
               (progn
                 (cond (arg (forward-line (prefix-numeric-value arg)))
                       ((eobp) (signal 'end-of-buffer nil))
                       ((looking-at "[ \t]*$") (forward-line 1))
                       (t (end-of-line)))
                 (point))))

(defun kill-word (arg)
  "Kill text up to the end of the ARGth word."
  (interactive "p")
  (kill-region (point) (progn (forward-word arg) (point))))

(defun backward-kill-word (arg)
  "Kill text back to the beginning of the ARGth word."
  (interactive "p")
  (kill-word (- arg)))

(defun elnet--transpose (a b)
  "Exchange the texts at A and B, pairs of positions, as transposition does.
Markers at the edges of the texts stay there.  Point ends after the second."
  (when (> (car a) (car b)) (let ((c a)) (setq a b b c)))
  (when (> (cdr a) (car b)) (error "Don't have two things to transpose"))
  (atomic-change-group
    (let* ((second (buffer-substring (car b) (cdr b)))
           (la (- (cdr a) (car a))) (lb (length second))
           (place (copy-marker (car b))) first)
      (goto-char (cdr a))
      (insert-before-markers second)
      (setq first (delete-and-extract-region (car a) (+ (car a) la)))
      (goto-char place)
      (insert first)
      (goto-char (+ place la))
      (delete-region (point) (+ (point) lb))
      (set-marker place nil))))

(defun transpose-subr (mover arg &optional special)
  "Exchange what MOVER moves over before point with ARG things after it.
MOVER moves over as many things as its argument says; with SPECIAL it
returns the bounds of one.  ARG 0 means the things at point and mark."
  (let* ((bounds (if special mover
                   (lambda (n)
                     (let ((start (progn (funcall mover n) (point))))
                       (funcall mover (- n))
                       (if (> n 0) (cons (point) start) (cons start (point)))))))
         a b)
    (cond
     ((= arg 0)
      (save-excursion
        (setq a (funcall bounds 1))
        (goto-char (or (mark) (error "No mark set in this buffer")))
        (setq b (funcall bounds 1)))
      (elnet--transpose a b))
     ((> arg 0)
      (setq a (funcall bounds -1) b (funcall bounds arg))
      (elnet--transpose a b)
      (goto-char (+ (car a) (- (cdr b) (car a)))))
     (t
      (setq a (funcall bounds -1))
      (goto-char (car a))
      (setq b (funcall bounds arg))
      (elnet--transpose a b)
      (goto-char (+ (car b) (- (cdr a) (car a))))))))

(defun transpose-chars (arg)
  "Move the character before point forward over ARG others.
Without ARG, at the end of a line, exchange the two before point."
  (interactive "P")
  (when (and (null arg) (eolp) (not (bobp)) (not (get-text-property (1- (point)) 'read-only)))
    (forward-char -1))
  (transpose-subr #'forward-char (prefix-numeric-value arg)))

(defun transpose-words (arg)
  "Move the word around or before point forward over ARG others."
  (transpose-subr #'forward-word arg))

(defun transpose-sexps (arg &optional _interactive)
  "Move the expression before point forward over ARG others."
  (transpose-subr
   (lambda (n)
     (if (if (> n 0)
             (looking-at "\\sw\\|\\s_")
           (and (not (bobp)) (save-excursion (forward-char -1) (looking-at "\\sw\\|\\s_"))))
         (progn
           (funcall (if (> n 0) #'skip-syntax-backward #'skip-syntax-forward) "w_")
           (cons (save-excursion (forward-sexp n) (point)) (point)))
       (cons (save-excursion (forward-sexp n) (point))
             (progn
               (while (or (forward-comment (if (> n 0) 1 -1))
                          (not (zerop (funcall (if (> n 0) #'skip-syntax-forward
                                                 #'skip-syntax-backward)
                                               ".")))))
               (point)))))
   arg 'special))

(defun transpose-lines (arg)
  "Exchange the line of point with the one before, moving past ARG lines."
  (transpose-subr
   (lambda (n)
     (if (<= n 0)
         (forward-line n)
       (forward-line n)
       (when (or (eobp) (and (not (bolp)) (eobp)))
         (unless (bolp) (newline)))))
   arg))

(defvar yank-excluded-properties
  '(category field follow-link fontified font-lock-face help-echo intangible
    invisible keymap local-map mouse-face read-only yank-handler)
  "Text properties that yanked text loses; t means all.")
(defvar yank-handled-properties nil "Alist of properties and functions for yanked text.")
(defvar yank-undo-function nil "Function that `yank-pop' deletes the text with, or nil.")

(defun remove-yank-excluded-properties (beg end)
  "Remove `yank-excluded-properties' from the text between BEG and END."
  (let ((inhibit-read-only t))
    (if (eq yank-excluded-properties t)
        (set-text-properties beg end nil)
      (remove-list-of-text-properties beg end yank-excluded-properties))))

(defun insert-for-yank (string)
  "Insert STRING as yanking does, without the properties that are to go."
  (let ((from (point)))
    (insert string)
    (remove-yank-excluded-properties from (point))
    ;; What is typed after it is not to take over its properties.
    (when (and (> (point) from) (text-properties-at (1- (point))))
      (let ((inhibit-read-only t))
        (put-text-property (1- (point)) (point) 'rear-nonsticky t)))))

(defun insert-buffer-substring-as-yank (buffer &optional start end)
  "Insert the text of BUFFER from START to END as yanking does."
  (let ((from (point)))
    (insert-buffer-substring buffer start end)
    (remove-yank-excluded-properties from (point))))

(defun yank (&optional arg)
  "Insert the last kill, or the ARGth."
  (setq yank-window-start nil)
  (setq this-command t)
  (push-mark)
  (insert-for-yank (current-kill (cond ((listp arg) 0) ((eq arg '-) -2) (t (1- arg)))))
  (when (consp arg)
    (goto-char (prog1 (mark t) (set-marker (mark-marker) (point)))))
  (when (eq this-command t) (setq this-command 'yank))
  nil)

(defvar yank-window-start nil "Not used.")

(defun yank-pop (&optional arg)
  "Replace the text just yanked by the ARGth kill before it."
  (let ((before (< (point) (mark t))) (inhibit-read-only t))
    (setq this-command 'yank)
    (delete-region (point) (mark t))
    (set-marker (mark-marker) (point))
    (insert-for-yank (current-kill (or arg 1)))
    (when before
      (goto-char (prog1 (mark t) (set-marker (mark-marker) (point))))))
  nil)

(defun rotate-yank-pointer (arg)
  "Move the yank pointer by ARG kills."
  (current-kill arg))

(defun append-next-kill (&optional _interactive)
  "Make the next kill add to the last one."
  (setq this-command 'kill-region))

(defun kill-whole-line (&optional arg)
  "Kill the line of point with its newline, or ARG lines."
  (let ((arg (or arg 1)))
    (cond ((= arg 0)
           (kill-region (line-beginning-position) (line-end-position)))
          ((< arg 0)
           (kill-region (progn (forward-line (1+ arg))
                               (if (bobp) (point) (1- (point))))
                        (line-end-position)))
          (t (beginning-of-line)
             (kill-region (point) (progn (forward-line arg) (point)))))))

(defun zap-up-to-char (arg char)
  "Kill text up to the ARGth CHAR, that one excluded."
  (kill-region (point)
               (save-excursion
                 (forward-char (if (>= arg 0) 1 -1))
                 (search-forward (char-to-string char) nil nil arg)
                 (backward-char (if (>= arg 0) 1 -1))
                 (point))))

(defun exchange-point-and-mark (&optional _arg)
  "Put the mark where point is and point where the mark is."
  (let ((old (mark t)))
    (unless old (user-error "No mark set in this buffer"))
    (set-mark (point))
    (goto-char old)
    nil))

(defun mark-whole-buffer ()
  "Put point at the beginning and the mark at the end of the accessible text."
  (push-mark)
  (push-mark (point-max) nil t)
  (goto-char (point-min)))

(defun mark-word (&optional arg _allow-extend)
  "Put the mark after ARG words from point."
  (push-mark (save-excursion (forward-word (or arg 1)) (point)) nil t))

(defun goto-line (line &optional buffer relative)
  "Go to LINE, counted from the beginning of BUFFER, RELATIVE to a narrowing."
  (with-current-buffer (or buffer (current-buffer))
    (unless relative (widen))
    (goto-char (point-min))
    (forward-line (1- line))))

(defun buffer-end (arg)
  "Return the end of the accessible text if ARG is positive, else its beginning."
  (if (> arg 0) (point-max) (point-min)))

(defun count-words-region (start end &optional _arg)
  "Return the number of words between START and END."
  (count-words start end))

(defun upcase-initials-dwim (arg)
  "Make ARG words begin with capitals."
  (upcase-initials-region (point) (progn (forward-word arg) (point))))

(defun upcase-dwim (arg)
  "Convert the active region or ARG words to upper case."
  (if (use-region-p) (upcase-region (region-beginning) (region-end))
    (upcase-word arg)))

(defun downcase-dwim (arg)
  "Convert the active region or ARG words to lower case."
  (if (use-region-p) (downcase-region (region-beginning) (region-end))
    (downcase-word arg)))

(defun capitalize-dwim (arg)
  "Capitalize the active region or ARG words."
  (if (use-region-p) (capitalize-region (region-beginning) (region-end))
    (capitalize-word arg)))

(defun upcase-char (arg)
  "Convert ARG characters after point to upper case."
  (save-excursion
    (upcase-region (point) (progn (forward-char arg) (point)))))

(defun cycle-spacing (&optional n _preserve-nl-back _mode)
  "Make the blanks around point N spaces (1)."
  (just-one-space (or n 1)))

(defun center-line (&optional nlines)
  "Center the line of point between the margins; with NLINES that many lines."
  (dotimes (_ (or nlines 1))
    (save-excursion
      (let ((margin (current-left-margin)))
        (beginning-of-line)
        (delete-horizontal-space)
        (end-of-line)
        (delete-horizontal-space)
        (let ((room (- fill-column margin (current-column))))
          (when (> room 0)
            (beginning-of-line)
            (indent-to (+ margin (/ room 2)))))))
    (when nlines (forward-line 1))))

(defun center-region (from to)
  "Center each line between FROM and TO that is not blank."
  (save-excursion
    (save-restriction
      (narrow-to-region (min from to) (max from to))
      (goto-char (point-min))
      (while (not (eobp))
        (skip-chars-forward " \t\n")
        (unless (eobp) (center-line))
        (forward-line 1)))))

(defun read-only-mode (&optional arg)
  "Make the buffer read-only, or writable if ARG is 0 or less; toggle without ARG."
  (setq buffer-read-only
        (if (numberp arg) (> arg 0) (not buffer-read-only))))

(defun rename-uniquely ()
  "Give the buffer a name like its own that no other has."
  (rename-buffer (generate-new-buffer-name
                  (if (string-match "<[0-9]+>\\'" (buffer-name))
                      (substring (buffer-name) 0 (match-beginning 0))
                    (buffer-name)))))

(defun prepend-to-buffer (buffer start end)
  "Insert the text from START to END before point of BUFFER."
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (barf-if-buffer-read-only)
      (save-excursion (insert-buffer-substring source start end)))))

(defvar clone-buffer-hook nil "Hook that `clone-buffer' runs in the new buffer.")
(defvar clone-indirect-buffer-hook nil
  "Hook that `make-indirect-buffer' runs in a clone.")

(defun clone-buffer (&optional newname _display-flag)
  "Return a new buffer with the text, mode and local variables of this one."
  (when buffer-file-name (error "Cannot clone a file-visiting buffer"))
  (let* ((text (save-restriction (widen) (buffer-substring (point-min) (point-max))))
         (from (point-min)) (to (point-max)) (place (point)) (mode major-mode)
         (read-only buffer-read-only) (mark (mark t))
         (locals (buffer-local-variables))
         (new (generate-new-buffer (or newname (replace-regexp-in-string
                                                "<[0-9]+>\\'" "" (buffer-name))))))
    (with-current-buffer new
      (let ((inhibit-read-only t)) (insert text))
      (narrow-to-region from to)
      (goto-char place)
      (when mark (set-mark mark))
      (funcall mode)
      (setq buffer-read-only read-only)
      (dolist (v locals)
        (when (consp v)
          (unless (memq (car v) '(buffer-undo-list buffer-file-name major-mode mode-name
                                  enable-multibyte-characters local-minor-modes))
            (ignore-errors (set (make-local-variable (car v)) (cdr v))))))
      (run-hooks 'clone-buffer-hook))
    new))

(defun clone-indirect-buffer (newname _display-flag &optional _norecord)
  "Return a new indirect buffer NEWNAME that is a clone of this one."
  (make-indirect-buffer (or (buffer-base-buffer) (current-buffer))
                        (generate-new-buffer-name (or newname (buffer-name))) t))

(defvar region-extract-function
  (lambda (method)
    (when (region-beginning)
      (cond ((eq method 'bounds) (list (cons (region-beginning) (region-end))))
            ((eq method 'delete-only) (delete-region (region-beginning) (region-end)))
            (t (filter-buffer-substring (region-beginning) (region-end) method)))))
  "Function that takes the text of the region: METHOD says how.")

(defun region-noncontiguous-p ()
  "Return non-nil if the region is in several pieces."
  (let ((bounds (region-bounds))) (and (cdr bounds) t)))

;;; Windows that are not there, and other odds and ends

(defmacro with-selected-window (window &rest body)
  "Run BODY with the buffer of WINDOW current, then restore the buffer."
  (declare (indent 1))
  `(save-current-buffer
     (set-buffer (window-buffer ,window))
     ,@body))

(defun undefined ()
  "Do what a key does that has no command: beep."
  (ding))

(defun keyboard-quit ()
  "Signal `quit'."
  (signal 'quit nil))

(defun apropos-internal (regexp &optional predicate)
  "Return the sorted symbols whose name matches REGEXP.
PREDICATE, if non-nil, must accept them."
  (let ((found nil))
    (mapatoms (lambda (symbol)
                (when (and (string-match regexp (symbol-name symbol))
                           (or (null predicate) (funcall predicate symbol)))
                  (push symbol found))))
    (sort found #'string-lessp)))

(defun obarray-make (&optional size)
  "Return a new obarray with room for SIZE symbols or so."
  (make-vector (or size 59) 0))

(defun obarray-get (ob name)
  "Return the symbol called NAME in the obarray OB, or nil."
  (intern-soft name ob))

(defun obarray-put (ob name)
  "Return the symbol called NAME in the obarray OB, made if need be."
  (intern name ob))

(defun obarray-remove (ob name)
  "Remove the symbol called NAME from the obarray OB; return t if it was in."
  (unintern name ob))

(defun obarray-map (fn ob)
  "Call FN with each symbol in the obarray OB."
  (mapatoms fn ob))

(defun coding-system-get (coding-system prop)
  "Return the property PROP of CODING-SYSTEM."
  (plist-get (coding-system-plist coding-system) prop))

(defun coding-system-equal (coding-system-1 coding-system-2)
  "Return t if CODING-SYSTEM-1 and CODING-SYSTEM-2 are aliases."
  (or (eq coding-system-1 coding-system-2)
      (and (equal (coding-system-plist coding-system-1)
                  (coding-system-plist coding-system-2))
           (equal (coding-system-eol-type coding-system-1)
                  (coding-system-eol-type coding-system-2)))))

(defun coding-system-change-text-conversion (coding-system text-coding)
  "Return TEXT-CODING with the line ends of CODING-SYSTEM."
  (let ((eol (coding-system-eol-type coding-system)))
    (if (vectorp eol)
        text-coding
      (coding-system-change-eol-conversion text-coding eol))))

(defun help-function-arglist (def &optional _preserve-names)
  "Return the argument list of DEF, a function or its name; t if it is unknown.
That of a primitive has invented names."
  (let ((fn (if (symbolp def) (indirect-function def) def)))
    (when (eq (car-safe fn) 'macro) (setq fn (cdr fn)))
    (cond ((eq (car-safe fn) 'lambda) (cadr fn))
          ((eq (car-safe fn) 'closure) (nth 2 fn))
          ((autoloadp fn) "[Arg list not available until function definition is loaded.]")
          ((subrp fn)
           (let* ((arity (func-arity fn)) (least (car arity)) (most (cdr arity))
                  (n 0) (args nil))
             (while (< n (if (integerp most) most least))
               (setq n (1+ n))
               (when (= n (1+ least)) (setq args (cons '&optional args)))
               (setq args (cons (intern (format "arg%d" n)) args)))
             (unless (integerp most)
               (setq args (cons 'rest (cons '&rest args))))
             (nreverse args)))
          (t t))))

(defun coding-system-change-eol-conversion (coding-system eol-type)
  "Return the variant of CODING-SYSTEM with end of lines EOL-TYPE.
That is unix, dos or mac, or 0, 1 or 2, or nil for one that detects it."
  (let* ((base (coding-system-base coding-system))
         (variants (coding-system-eol-type base))
         (n (if (integerp eol-type) eol-type
              (cdr (assq eol-type '((unix . 0) (dos . 1) (mac . 2)))))))
    (cond ((null eol-type) base)
          ((vectorp variants) (aref variants n))
          ((eq variants n) coding-system))))

(defun truncate-string-to-width (str end-column &optional start-column
                                     padding ellipsis _ellipsis-text-property)
  "Return the part of STR from column START-COLUMN (0) to END-COLUMN.
PADDING is a character to fill up with; ELLIPSIS a text (or t for one
character of three dots) to end with when something is cut off."
  (let* ((start (or start-column 0))
         (mark (cond ((stringp ellipsis) ellipsis) (ellipsis "…") (t "")))
         (total (string-width str))
         (cut (and (> total end-column)
                   (> total (string-width mark))
                   (<= (string-width mark) end-column)
                   (not (equal mark ""))))
         (limit (if cut (- end-column (string-width mark)) end-column))
         (column 0) (i 0) (from nil) (from-column 0) (len (length str)))
    (while (and (< i len) (< column start))
      (setq column (+ column (char-width (aref str i))) i (1+ i)))
    (if (< column start)
        (if padding (make-string (max 0 (- end-column start)) padding) "")
      (setq from i from-column column)
      (while (and (< i len)
                  (<= (+ column (char-width (aref str i))) limit))
        (setq column (+ column (char-width (aref str i))) i (1+ i)))
      (concat (and padding (make-string (max 0 (- from-column start)) padding))
              (substring str from (max from i))
              (if cut mark "")
              (and padding
                   (make-string (max 0 (- end-column column
                                          (if cut (string-width mark) 0)))
                                padding))))))

(provide 'editing)
;;; editing.el ends here

;;; Screen lines, of the width of the selected window

(defun elnet--screen-width ()
  "Return how many columns of a long line a screen line holds, nil for all."
  (unless truncate-lines (1- (window-body-width))))

(defun elnet--screen-line-start (width)
  "Move to the beginning of the screen line of WIDTH that point is in."
  (if width
      (move-to-column (* width (/ (current-column) width)))
    (forward-line 0)))

(defun elnet--next-screen-line (width)
  "Move from the beginning of a screen line of WIDTH to that of the next.
Return nil at the end of the buffer."
  (let ((next (and width (+ width (current-column))))
        (end (save-excursion (end-of-line) (current-column))))
    (cond ((and next (> end next)) (move-to-column next) t)
          ((save-excursion (end-of-line) (eobp)) nil)
          (t (forward-line 1) t))))

(defun vertical-motion (lines &optional _window _cur-col)
  "Move point by LINES screen lines, to the beginning of one.
LINES is a number, or (COLUMN . NUMBER) to move to COLUMN there.
Return the number of lines moved."
  (let* ((column (car-safe lines))
         (count (if (consp lines) (cdr lines) lines))
         (width (elnet--screen-width))
         (moved 0))
    (elnet--screen-line-start width)
    (while (and (> count moved) (elnet--next-screen-line width))
      (setq moved (1+ moved)))
    (while (and (< count moved) (not (bobp)))
      (backward-char)
      (elnet--screen-line-start width)
      (setq moved (1- moved)))
    (when column (move-to-column (+ (current-column) (truncate column))))
    (when (> count moved) (goto-char (point-max)))
    moved))
