;;; kill.el --- killing, yanking, transposing, marking, searching for words -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

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

(defun self-insert-command (n &optional char)
  "Insert N copies of CHAR, by default of the character that was typed."
  (unless (fixnump n) (signal 'wrong-type-argument (list 'fixnump n)))
  (when (< n 0) (error "Negative repetition argument %d" n))
  (insert-char (or char last-command-event) n)
  (run-hook-wrapped 'post-self-insert-hook
                    (lambda (f) (when (functionp f) (funcall f)) nil))
  nil)

(defun set-buffer-major-mode (buffer)
  "Turn on the default major mode in BUFFER."
  (unless (bufferp buffer) (signal 'wrong-type-argument (list 'bufferp buffer)))
  (with-current-buffer buffer
    (let ((mode (default-value 'major-mode)))
      (unless (memq mode '(nil fundamental-mode)) (funcall mode))))
  nil)

(defvar case-replace t "Non-nil means that replacements take over capitals.")
(defvar search-upper-case 'not-yanks "Non-nil means that capitals in a pattern count.")

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
  (interactive (list (mark) (point) 'region))
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
  (interactive "p\ncZap to char: ")
  (kill-region (point)
               (progn
                 (search-forward (char-to-string char) nil nil arg)
                 (point))))

(defun copy-region-as-kill (beg end &optional _region)
  "Keep the text from BEG to END as the last kill."
  (interactive (list (mark) (point) 'region))
  (kill-new (buffer-substring beg end))
  nil)

(defun kill-ring-save (beg end &optional region)
  "Save the text from BEG to END as the latest kill; REGION is as in `kill-region'."
  (interactive (list (mark) (point) 'region))
  (copy-region-as-kill beg end region)
  nil)

(defun kill-line (&optional arg)
  "Kill the rest of the line, or its newline if nothing is left.
With ARG kill that many lines."
  (interactive "P")
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
  (let* ((bounds (if special
                     (lambda (n)
                       (let ((ends (funcall mover n)))
                         (if (> (car ends) (cdr ends)) (cons (cdr ends) (car ends)) ends)))
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
  (interactive "*P")
  (let ((at-end (and (not arg) (eolp) (> (point) (point-min)))))
    (when (and at-end (null (get-text-property (1- (point)) 'read-only)))
      (backward-char)))
  (transpose-subr #'forward-char (prefix-numeric-value arg)))

(defun transpose-words (arg)
  "Move the word around or before point forward over ARG others."
  (interactive "*p")
  (transpose-subr #'forward-word arg))

(defun transpose-sexps (arg &optional _interactive)
  "Move the expression before point forward over ARG others."
  (interactive "*p\nd")
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
  (interactive "*p")
  (transpose-subr
   (lambda (n)
     (if (<= n 0)
         (forward-line n)
       (forward-line (1- n))
       (end-of-line)
       (if (eobp) (newline) (forward-char 1))))
   arg))

(defvar yank-excluded-properties
  '(category field follow-link fontified font-lock-face help-echo intangible
    invisible keymap local-map mouse-face read-only yank-handler)
  "Text properties that yanked text loses; t means all.")
(defvar yank-handled-properties
  '((font-lock-face . yank-handle-font-lock-face-property)
    (category . yank-handle-category-property))
  "Alist of properties and functions for yanked text.")
(defvar yank-undo-function nil "Function that `yank-pop' deletes the text with, or nil.")

(defun yank (&optional arg)
  "Insert the last kill, or the ARGth."
  (interactive "*P")
  (setq yank-window-start nil)
  (setq this-command t)
  (push-mark)
  (insert-for-yank (current-kill (pcase arg ('- -2) ((pred listp) 0) (n (1- n)))))
  (when (consp arg)
    (goto-char (prog1 (mark t) (set-marker (mark-marker) (point)))))
  (when (eq this-command t) (setq this-command 'yank))
  nil)

(defvar yank-window-start nil "Not used.")

(defun yank-pop (&optional arg)
  "Replace the text just yanked by the ARGth kill before it."
  (interactive "p")
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
  (interactive "p")
  (current-kill arg))

(defun zap-up-to-char (arg char)
  "Kill text up to the ARGth CHAR, that one excluded."
  (kill-region (point)
               (save-excursion
                 (forward-char (if (>= arg 0) 1 -1))
                 (search-forward (char-to-string char) nil nil arg)
                 (backward-char (if (>= arg 0) 1 -1))
                 (point))))

(defun exchange-point-and-mark (&optional _arg)
  "Exchange point and mark."
  (interactive "P")
  (let ((old (mark t)))
    (unless old (user-error "No mark set in this buffer"))
    (set-mark (point))
    (goto-char old)
    nil))

(defun mark-whole-buffer ()
  "Put point at the beginning and the mark at the end of the accessible text."
  (interactive)
  (push-mark)
  (push-mark (point-max) nil t)
  (goto-char (point-min)))

(defun mark-word (&optional arg _allow-extend)
  "Put the mark after ARG words from point."
  (interactive "P\np")
  (push-mark (save-excursion (forward-word (or arg 1)) (point)) nil t))

(defun buffer-end (arg)
  "Return the end of the accessible text if ARG is positive, else its beginning."
  (if (> arg 0) (point-max) (point-min)))

(defun count-words-region (start end &optional _arg)
  "Return the number of words between START and END."
  (interactive (if current-prefix-arg (list nil nil current-prefix-arg)
                 (list (region-beginning) (region-end) nil)))
  (count-words start end))

(defun upcase-initials-dwim (arg)
  "Make ARG words begin with capitals."
  (upcase-initials-region (point) (progn (forward-word arg) (point))))

(defun upcase-dwim (arg)
  "Convert the active region or ARG words to upper case."
  (interactive "*p")
  (if (use-region-p) (upcase-region (region-beginning) (region-end))
    (upcase-word arg)))

(defun downcase-dwim (arg)
  "Convert the active region or ARG words to lower case."
  (interactive "*p")
  (if (use-region-p) (downcase-region (region-beginning) (region-end))
    (downcase-word arg)))

(defun capitalize-dwim (arg)
  "Capitalize the active region or ARG words."
  (interactive "*p")
  (if (use-region-p) (capitalize-region (region-beginning) (region-end))
    (capitalize-word arg)))

(defun upcase-char (arg)
  "Convert ARG characters after point to upper case."
  (save-excursion
    (upcase-region (point) (progn (forward-char arg) (point)))))

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
  (interactive (list (or current-prefix-arg 'toggle)))
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
  (interactive "BPrepend to buffer: \nr")
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (barf-if-buffer-read-only)
      (save-excursion (insert-buffer-substring source start end)))))

(defvar clone-buffer-hook nil "Hook that `clone-buffer' runs in the new buffer.")
(defvar clone-indirect-buffer-hook nil
  "Hook that `make-indirect-buffer' runs in a clone.")

(defun clone-buffer (&optional newname _display-flag)
  "Return a new buffer with the text, mode and local variables of this one."
  (interactive (list (and current-prefix-arg (read-buffer "Name of the clone: ")) t))
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
  (interactive (list (and current-prefix-arg (read-buffer "Name of the buffer: ")) t))
  (make-indirect-buffer (or (buffer-base-buffer) (current-buffer))
                        (generate-new-buffer-name (or newname (buffer-name))) t))

(defvar region-extract-function
  (lambda (method)
    (let* ((from (region-beginning)) (to (region-end)))
      (pcase method
        ('bounds `((,from . ,to)))
        ('delete-only (delete-region from to))
        (_ (filter-buffer-substring from to method)))))
  "Function that takes the text of the region: METHOD says how.")

(defun region-noncontiguous-p ()
  "Return non-nil for a region of more than one piece."
  (let ((bounds (region-bounds))) (and (cdr bounds) t)))

(provide 'kill)
;;; kill.el ends here
