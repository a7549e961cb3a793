;;; editing.el --- the mark, moving, white space -*- lexical-binding: t; -*-

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
(defvar activate-mark-hook nil "Functions to call after the mark was made active.")
(defvar deactivate-mark-hook nil "Functions to call after the mark stopped being active.")
(defvar kill-ring nil "Texts that were killed, the last one first.")
(defvar kill-ring-max 60 "How many killed texts to keep.")
(defvar kill-ring-yank-pointer nil "Tail of the kill ring to yank from.")
(defvar fill-prefix nil "Text that begins each line when filling, or nil.")
(defvar sentence-end-double-space t
  "Non-nil if two spaces are wanted after the dot that ends a sentence.")
(defvar non-essential nil "Non-nil while doing what nobody asked for.")
(defvar forward-sexp-function nil "Function to move over expressions, or nil.")
(defvar completion-at-point-functions nil "Hook for completion at point.")
(defvar kill-emacs-query-functions nil "Functions asked before leaving.")
(defvar version-control nil "How to number backup files.")
(defvar make-backup-files nil "Non-nil means to keep the file saved over.")
(defvar backup-inhibited nil "Non-nil means that no backup is made.")
(defvar auto-save-default nil "Non-nil means to save visited files often.")
(defvar mail-host-address nil "Name of the host in mail addresses; nil means `system-name'.")
(defvar user-mail-address
  (or (getenv "EMAIL") (concat (user-login-name) "@" (or mail-host-address (system-name))))
  "The user's mail address: that of the environment, else made of names.")
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
           (set-marker (mark-marker) nil))))

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
  (let* ((mark (mark-marker)) (ring mark-ring) (latest (car ring)))
    (when ring
      (setq mark-ring (append (cdr ring) (list (copy-marker mark))))
      (set-marker mark latest)
      (set-marker latest nil))
    (deactivate-mark)))

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
  (interactive "^p")
  (forward-word (- (or arg 1))))

(defun beginning-of-buffer (&optional _arg)
  "Move to the beginning of the buffer."
  (interactive "^P")
  (push-mark)
  (goto-char (point-min)))

(defun end-of-buffer (&optional _arg)
  "Move to the end of the buffer."
  (interactive "^P")
  (push-mark)
  (goto-char (point-max)))

(defun next-line (&optional arg try-vscroll)
  "Move down ARG lines, keeping the column."
  (interactive "^p\np")
  (ignore try-vscroll)
  (let ((column (current-column)))
    (unless (and (zerop (forward-line (or arg 1)))
                 (or (bolp) (<= (or arg 1) 0)))
      (signal 'end-of-buffer nil))
    (move-to-column column)
    nil))

(defun previous-line (&optional arg try-vscroll)
  "Move up ARG lines, keeping the column."
  (interactive "^p\np")
  (ignore try-vscroll)
  (let ((column (current-column)))
    (unless (zerop (forward-line (- (or arg 1))))
      (signal 'beginning-of-buffer nil))
    (move-to-column column)
    nil))

(defun back-to-indentation ()
  "Move to the first character of the line that is not white space."
  (interactive "^")
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
  (interactive "^p")
  (if (natnump arg)
      (re-search-forward "[ \t]+\\|\n" nil 'move arg)
    (dotimes (_ (- arg))
      (when (re-search-backward "[ \t]+\\|\n" nil 'move)
        (unless (eq (char-after (match-beginning 0)) ?\n)
          (skip-chars-backward " \t"))))))

(defun forward-symbol (arg)
  "Move over ARG symbols."
  (interactive "^p")
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

(defun count-lines (start end &optional ignore-invisible-lines)
  "Count the lines from START to END.
A last line without its newline counts if it has any text.
If `selective-display' is t, a carriage return ends a line, too, unless a
newline follows.  With IGNORE-INVISIBLE-LINES, lines whose end is invisible
do not count."
  (save-excursion
    (save-restriction
      (narrow-to-region start end)
      (let* ((end (point-max))
             (partial (not (memq (char-before end) '(nil ?\n)))))
        (cond (ignore-invisible-lines
               (- (line-number-at-pos end) (if partial 0 1)
                  (editing--line-ends (lambda () (invisible-p (1- (point)))))))
              ((eq selective-display t)
               (+ (editing--line-ends #'always) (if partial 1 0)))
              (partial (line-number-at-pos end))
              (t (1- (line-number-at-pos end))))))))

(defun editing--line-ends (test)
  "Count the ends of lines, carriage returns among them, for which TEST holds.
Point is after each when TEST is called."
  (let ((count 0))
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward "\n\\|\r[^\n]" nil t)
        (when (funcall test) (setq count (1+ count)))))
    count))

(defun count-words (start end &optional _totals)
  "Return the number of words between START and END."
  (interactive (list (if (use-region-p) (region-beginning) (point-min))
                     (if (use-region-p) (region-end) (point-max))))
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
  (interactive "*P\np")
  (barf-if-buffer-read-only)
  (insert (make-string (prefix-numeric-value arg) ?\n))
  nil)

(defun open-line (n)
  "Insert N newlines and leave point before them."
  (interactive "*p")
  (save-excursion (newline n)))

(defun delete-horizontal-space (&optional backward-only)
  "Delete the spaces and tabs around point; before it if BACKWARD-ONLY."
  (interactive "*P")
  (let ((end (if backward-only (point)
               (save-excursion (skip-chars-forward " \t") (point)))))
    (skip-chars-backward " \t")
    (delete-region (point) end)))

(defun just-one-space (&optional n)
  "Make N spaces (default one) of the spaces and tabs around point.
A negative N means -N, and that line breaks go, too."
  (interactive "*p")
  (setq n (or n 1))
  (let ((blank (if (< n 0) " \t\n\r" " \t")))
    (skip-chars-backward blank)
    (delete-region (point) (progn (skip-chars-forward blank) (point))))
  (insert (make-string (abs n) ?\s)))

(defun fixup-whitespace ()
  "Make the white space around point one space, or none where fit."
  (interactive "*")
  (save-excursion
    (delete-horizontal-space)
    (unless (or (looking-at "^\\|$\\|\\s)")
                (save-excursion (forward-char -1)
                                (looking-at "$\\|\\s(\\|\\s'")))
      (insert ?\s))))

(defun split-line (&optional _arg)
  "Break the line at point; what follows stays in its column."
  (interactive "*P")
  (skip-chars-forward " \t")
  (let ((column (current-column)) (here (point)))
    (newline)
    (indent-to column 0)
    (goto-char here)))

(defun delete-indentation (&optional arg _beg _end)
  "Join the line to the one before; with ARG the next one to it."
  (interactive (list current-prefix-arg
                     (and (use-region-p) (region-beginning))
                     (and (use-region-p) (region-end))))
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
  (interactive (list (and (use-region-p) (region-beginning))
                     (and (use-region-p) (region-end))))
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
  (interactive "*")
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

;;; Windows that are not there, and other odds and ends

(defmacro with-selected-window (window &rest body)
  "Run BODY with the buffer of WINDOW current, then restore the buffer."
  (declare (indent 1))
  `(save-current-buffer
     (set-buffer (window-buffer ,window))
     ,@body))

(defun undefined ()
  "Do what a key does that has no command: beep."
  (interactive)
  (ding))

(defun keyboard-quit ()
  "Signal `quit'."
  (interactive)
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
  "Return the property PROP of CODING-SYSTEM.
A PROP without a colon at the start stands for the one with it."
  (let ((plist (coding-system-plist coding-system)))
    (or (plist-get plist prop)
        (and (symbolp prop) (not (keywordp prop))
             (plist-get plist (intern (concat ":" (symbol-name prop))))))))

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
                                     padding ellipsis ellipsis-text-property)
  "Return the part of STR from column START-COLUMN (0) to END-COLUMN.
PADDING is a character to fill up with; ELLIPSIS a text (or t for one
character of three dots) to end with when something is cut off.  With
ELLIPSIS-TEXT-PROPERTY what is cut off stays, with ELLIPSIS as display property."
  (let* ((len (length str)) (total (string-width str))
         (start (or start-column 0)) (column 0) (from 0))
    (while (and (< column start) (< from len))
      (setq column (+ column (char-width (aref str from)))
            from (1+ from)))
    (if (< column start)
        (if padding (make-string end-column padding) "")
      (let ((mark (cond ((stringp ellipsis) ellipsis) (ellipsis "…") (t "")))
            (head (if (and padding (> column start)) (make-string (- column start) padding) ""))
            (limit end-column) (end from))
        (when (>= end-column column)
          (if (and (< end-column total) (< (string-width mark) total))
              (setq limit (- end-column (string-width mark)))
            (setq mark ""))
          (let ((next column))
            (while (and (< column limit) (< end len)
                        (<= (setq next (+ column (char-width (aref str end)))) limit))
              (setq column next end (1+ end))))
          (when (< limit column) ; no room for the mark: Emacs does not cut
            (when padding (signal 'wrong-type-argument '(number-or-marker-p nil)))
            (setq end nil)))
        (let ((tail (if (and padding (< column limit)) (make-string (- limit column) padding) "")))
          (if (and ellipsis-text-property (not (equal mark "")))
              (concat head (substring str from end)
                      (propertize (substring str (or end 0)) 'display mark))
            (concat head (substring str from end) tail mark)))))))

(provide 'editing)

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

;;; Text that is the same in several places

(defun text-clone-create (start end &optional spreadp syntax)
  "Keep the text at point the same as that from START to END, which it equals.
SPREADP means that text inserted at an end of either belongs to it.  SYNTAX is a
regexp for what the text may be; what it does not match falls off."
  (let* ((length (- end start))
         (before (if (and spreadp (> start (point-min)) (> (point) (point-min))) 1 0))
         (behind (if (and spreadp (< end (point-max)) (< (+ (point) length) (point-max))) 1 0))
         (clones (mapcar (lambda (place)
                           (make-overlay (- place before) (+ place length behind) nil t))
                         (list start (point)))))
    (dolist (clone clones)
      (when spreadp (overlay-put clone 'text-clone-spreadp (cons before behind)))
      (when syntax (overlay-put clone 'text-clone-syntax syntax))
      (overlay-put clone 'text-clones clones)
      (overlay-put clone 'evaporate t)
      (overlay-put clone 'modification-hooks '(text-clone--maintain)))))

(defvar text-clone--maintaining nil "Non-nil while clones are made the same.")

(defun text-clone--maintain (clone after _beg _end &optional _length)
  "Make the other clones like CLONE, an overlay, AFTER a change in it."
  (when (and after (not undo-in-progress) (not text-clone--maintaining)
             (overlay-start clone))
    (let* ((text-clone--maintaining t)
           (margins (or (overlay-get clone 'text-clone-spreadp) '(0 . 0)))
           (syntax (overlay-get clone 'text-clone-syntax))
           (beg (+ (overlay-start clone) (car margins)))
           (end (- (overlay-end clone) (cdr margins))))
      (when (<= beg end)
        (save-excursion
          (when syntax
            (goto-char beg)
            (setq end (if (looking-at syntax) (min end (match-end 0)) beg))
            (move-overlay clone (overlay-start clone) (+ end (cdr margins))))
          (let ((text (buffer-substring beg end)))
            (dolist (other (overlay-get clone 'text-clones))
              (when (and (not (eq other clone)) (overlay-start other))
                (elnet--fill-clone other text margins)))))))))

(defun elnet--fill-clone (clone text margins)
  "Make TEXT that of CLONE, an overlay, within its MARGINS, unless it is."
  (let ((beg (+ (overlay-start clone) (car margins)))
        (end (- (overlay-end clone) (cdr margins))))
    (when (and (<= beg end) (not (equal text (buffer-substring beg end))))
      ;; First inserted, so that the overlay does not become empty and go.
      (goto-char end)
      (insert-before-markers text)
      (delete-region beg end)
      (move-overlay clone (- beg (car margins)) (+ beg (length text) (cdr margins))))))

;;; editing.el ends here
