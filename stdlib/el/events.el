;;; events.el --- events, keys and warnings as data -*- lexical-binding: t; -*-

;;; Code:

;;; Events

(defvar definition-prefixes (make-hash-table :test 'equal)
  "What files define names that begin so: PREFIX to a list of files.")

(defun eventp (object)
  "Return non-nil if OBJECT is an event: a character, a symbol, or a list of one."
  (or (integerp object)
      (let ((kind (if (consp object) (car object) object)))
        (and kind (symbolp kind) (not (keywordp kind))))))

(defun mouse-event-p (object)
  "Return non-nil if OBJECT is a click or drag of the mouse."
  (memq (event-basic-type object) '(mouse-1 mouse-2 mouse-3 mouse-movement)))

(defun mouse-movement-p (object)
  "Return non-nil if OBJECT is a movement of the mouse."
  (eq (car-safe object) 'mouse-movement))

(defun event-start (event)
  "Return the position where EVENT began."
  (or (and (consp event) (or (nth 1 event) (posn-at-point)))
      (posn-at-point)
      (list nil (point) '(0 . 0) 0)))

(defun event-end (event)
  "Return the position where EVENT ended."
  (or (and (consp event) (or (nth (if (consp (nth 2 event)) 2 1) event)))
      (posn-at-point)
      (list nil (point) '(0 . 0) 0)))

(defun event-click-count (event)
  "Return how many clicks EVENT is part of."
  (if (and (consp event) (integerp (nth 2 event))) (nth 2 event) 1))

(defun event-line-count (event)
  "Return by how many lines EVENT, a turn of a wheel, scrolls."
  (if (and (consp event) (integerp (nth 3 event))) (nth 3 event) 1))

(defun posnp (obj)
  "Return non-nil if OBJ is a position of an event."
  (pcase obj
    (`(,(pred windowp) ,(pred atom) (,(pred integerp) . ,_) ,(pred integerp) . ,_) t)))

(defun posn-window (position) "Return the window of POSITION." (nth 0 position))
(defun posn-x-y (position) "Return (X . Y) of POSITION in pixels." (nth 2 position))
(defun posn-timestamp (position) "Return the time of POSITION." (nth 3 position))
(defun posn-image (position) "Return the image at POSITION." (nth 7 position))
(defun posn-object-x-y (position) "Return (X . Y) within the object." (nth 8 position))
(defun posn-object-width-height (position) "Return the object's size." (nth 9 position))
(defun posn-actual-col-row (position) "Return (COL . ROW) of POSITION." (nth 6 position))

(defun posn-area (position)
  "Return the part of the window that POSITION is in, nil for its text."
  (pcase (nth 1 position)
    ((or `(,(and area (pred symbolp)) . ,_) (and area (pred symbolp))) area)))

(defun posn-point (position)
  "Return the place in the buffer of POSITION."
  (pcase position
    (`(,_ ,_ ,_ ,_ ,_ ,(and place (pred identity)) . ,_) place)
    (`(,_ ,(or `(,place . ,_) (and place (pred integerp))) . ,_) place)))

(defun posn-set-point (position)
  "Move point to POSITION and select its window."
  (unless (windowp (posn-window position))
    (error "Position not in text area of window"))
  (select-window (posn-window position))
  (when (numberp (posn-point position)) (goto-char (posn-point position))))

(defun posn-string (position)
  "Return (STRING . INDEX) at POSITION, or nil."
  (let ((string (nth 4 position)))
    (and (consp string) string)))

(defun posn-object (position)
  "Return the image or (STRING . INDEX) at POSITION, or nil."
  (or (posn-image position) (posn-string position)))

(defun posn-col-row (position)
  "Return (COLUMN . ROW) of POSITION in characters."
  (let ((pair (posn-x-y position)))
    (cons (car pair) (cdr pair))))

(defun posn-at-point (&optional _pos window)
  "Return nil: no window shows a place. WINDOW must be a live window or nil."
  (unless (or (null window) (window-live-p window))
    (signal 'wrong-type-argument (list 'window-live-p window))))

;;; Keymaps

(defvar key-substitution-prefix [nil] "Where `substitute-key-definition' is.")

(defun listify-key-sequence (key)
  "Return the events of KEY, a string or vector, as a list."
  (if (vectorp key)
      (append key nil)
    (mapcar (lambda (char)
              (if (> char 127) (logxor char listify-key-sequence-1) char))
            key)))

(defun global-unset-key (key)
  "Remove the global binding of KEY."
  (interactive "kUnset key globally: ")
  (global-set-key key nil))

(defun local-unset-key (key)
  "Remove the local binding of KEY."
  (interactive "kUnset key locally: ")
  (when (current-local-map) (local-set-key key nil))
  nil)

(defun define-key-after (keymap key definition &optional after)
  "Bind KEY, of one event, in KEYMAP to DEFINITION after the event AFTER.
AFTER t or nil means at the end."
  (let ((last (1- (length key))))
    (when (> last 0)
      (setq keymap (lookup-key keymap (substring (vconcat key) 0 last))))
    (let* ((event (aref key last)) (new (cons event definition)) (cell keymap))
      (while cell
        ;; The binding there was goes, wherever it is.
        (while (and (cdr cell) (eq event (car-safe (cadr cell)))
                    (not (eq new (cadr cell))))
          (setcdr cell (cddr cell)))
        (let* ((next (cadr cell)) (end (or (null (cdr cell)) (eq next 'keymap))))
          (when (and new (or end (and after (not (eq after t))
                                      (eq after (car-safe (car cell))))))
            (setcdr cell (cons new (cdr cell)))
            (setq cell (cdr cell) new nil))
          (setq cell (and (not end) (cdr cell)))))
      nil)))

(defun map-keymap-sorted (function keymap)
  "Call FUNCTION with the events and bindings of KEYMAP, in the events' order."
  (let ((list nil))
    (map-keymap (lambda (event binding) (setq list (cons (cons event binding) list)))
                keymap)
    (dolist (entry (sort list
                         (lambda (a b)
                           (let ((a (car a)) (b (car b)))
                             (cond ((integerp a) (if (integerp b) (< a b) t))
                                   ((integerp b) t)
                                   (t (string< a b)))))))
      (funcall function (car entry) (cdr entry)))))

(defun keymap-canonicalize (map)
  "Return a simpler keymap with the bindings that MAP and its parents have."
  (let ((bindings nil) (ranges nil) (prompt (keymap-prompt map)))
    (while (keymapp map)
      (setq map (map-keymap-internal
                 (lambda (event binding)
                   (if (consp event)
                       (setq ranges (cons (cons event binding) ranges))
                     (setq bindings (cons (cons event binding) bindings))))
                 map)))
    (let ((new (if ranges (make-keymap prompt) (make-sparse-keymap prompt))) (list nil))
      (dolist (range ranges) (define-key new (vector (car range)) (cdr range)))
      (dolist (entry bindings)
        (let ((old (assq (car entry) list)))
          (if old (setcdr old (cdr entry)) (setq list (cons entry list)))))
      (nconc new (nreverse list)))))

(defun substitute-key-definition (olddef newdef keymap &optional oldmap prefix)
  "Bind to NEWDEF in KEYMAP what is bound to OLDDEF there, or in OLDMAP.
PREFIX is how the keys begin."
  (let ((prefix (or prefix (copy-sequence (vconcat []))) ) (scan (or oldmap keymap)))
    (map-keymap (lambda (char defn)
                  (substitute-key-definition-key defn olddef newdef (vconcat prefix [nil]) keymap
                                                 char))
                scan)))

(defun substitute-key-definition-key (defn olddef newdef prefix keymap &optional char)
  "Bind PREFIX, whose last event becomes CHAR, to NEWDEF in KEYMAP if DEFN is OLDDEF.
Keymaps are gone through."
  (let ((keys (copy-sequence prefix)))
    (when char (aset keys (1- (length keys)) char))
    (cond ((or (eq defn olddef)
               (and (or (stringp defn) (vectorp defn)) (equal defn olddef)))
           (define-key keymap keys newdef))
          ((and (keymapp defn) (< (length keys) 20))
           (substitute-key-definition olddef newdef keymap defn keys)))))

(defun keyboard-translate (from to)
  "Let typing the character FROM mean TO."
  (unless (char-table-p keyboard-translate-table)
    (setq keyboard-translate-table (make-char-table 'keyboard-translate-table nil)))
  (aset keyboard-translate-table from to))

(defun internal-push-keymap (keymap symbol)
  "Put KEYMAP in front of those of the variable SYMBOL."
  (let ((current (symbol-value symbol)))
    (cond
     ((memq keymap current))
     ;; The symbol tells a map that was made here, whose members may change.
     ((memq 'add-keymap-witness current)
      (setcdr current (cons keymap (cdr current))))
     (t
      (let ((made (make-composed-keymap nil current)))
        (setcdr made (append (list keymap 'add-keymap-witness) (cdr made)))
        (set symbol made))))))

(defun internal-pop-keymap (keymap symbol)
  "Take KEYMAP away from those of the variable SYMBOL."
  (pcase (symbol-value symbol)
    ((and `(,_ . ,members) map (guard (memq keymap members)))
     (setcdr map (delq keymap members))))
  ;; A map that is left without members of ours makes way for what was there.
  (pcase (symbol-value symbol)
    (`(,_ add-keymap-witness . ,(and before (or 'nil (pred keymapp))))
     (set symbol before))))

(defun set-transient-map (map &optional keep-pred on-exit)
  "Let the keymap MAP be in force for the next key.
It stays while KEEP-PRED is t and the key is in MAP, or returns non-nil.  ON-EXIT
is called at the end.  Return a function that ends it."
  (let* ((clear (make-symbol "clear-transient-map"))
         (exit (lambda ()
                 (internal-pop-keymap map 'overriding-terminal-local-map)
                 (remove-hook 'pre-command-hook clear)
                 (when on-exit (funcall on-exit)))))
    (fset clear
          (lambda ()
            (with-demoted-errors "set-transient-map PCH: %S"
              (unless (cond
                       ((not (memq map (cdr overriding-terminal-local-map))) t)
                       ((null keep-pred) nil)
                       ((eq t keep-pred)
                        (and (lookup-key map (this-command-keys-vector)) t))
                       (t (funcall keep-pred)))
                (funcall exit)))))
    (add-hook 'pre-command-hook clear)
    (internal-push-keymap map 'overriding-terminal-local-map)
    exit))

(defalias 'set-temporary-overlay-map #'set-transient-map)

;;; Moving and finding

(defun forward-word-strictly (&optional arg)
  "Move forward over ARG words, by their syntax alone."
  (forward-word (or arg 1)))

(defun backward-word-strictly (&optional arg)
  "Move backward over ARG words, by their syntax alone."
  (forward-word (- (or arg 1))))

(defvar word-move-empty-char-table nil
  "Kept for programs that set it.")

(defun forward-same-syntax (&optional arg)
  "Move over ARG runs of characters of one syntax."
  (interactive "^p")
  (let ((n (or arg 1)))
    (while (< n 0)
      (skip-syntax-backward (char-to-string (char-syntax (char-before))))
      (setq n (1+ n)))
    (while (> n 0)
      (skip-syntax-forward (char-to-string (char-syntax (char-after))))
      (setq n (1- n)))))

(defun subregexp-context-p (regexp pos &optional _start)
  "Return non-nil if a part can be put at index POS of REGEXP.
It cannot within a bracket expression, a repetition count or after a backslash."
  (condition-case err
      (progn (string-match (substring regexp 0 pos) "")
             t)
    (invalid-regexp
     (not (member (cadr err) '("Unmatched [ or [^" "Unmatched \\{" "Trailing backslash"))))))

(defun find-tag-default-bounds ()
  "Return (START . END) of the name at point, or nil."
  (save-excursion
    (let ((place (point)) from to)
      (skip-syntax-backward "w_'")
      (setq from (point))
      (goto-char place)
      (skip-syntax-forward "w_")
      (setq to (point))
      (and (< from to) (cons from to)))))

(defun find-tag-default ()
  "Return the name at point, or nil."
  (let ((bounds (find-tag-default-bounds)))
    (when bounds (buffer-substring-no-properties (car bounds) (cdr bounds)))))

(defun find-tag-default-as-regexp ()
  "Return a regexp for the name that `find-tag-default' finds, or nil."
  (let ((tag (find-tag-default)))
    (and tag (regexp-quote tag))))

(defun find-tag-default-as-symbol-regexp ()
  "Return a regexp for the symbol that `find-tag-default' finds, or nil."
  (let ((regexp (find-tag-default-as-regexp)))
    (if (and regexp (equal (find-tag-default) (and (symbol-at-point)
                                                   (symbol-name (symbol-at-point)))))
        (format "\\_<%s\\_>" regexp)
      regexp)))

;;; Warnings that wait

(defvar delayed-warnings-list nil
  "Warnings to show after the next command: (TYPE MESSAGE LEVEL BUFFER).")
(defvar keyboard-translate-table nil
  "Table of what typed characters mean, or nil.")

(defun delay-warning (type message &optional level buffer-name)
  "Show the warning MESSAGE after the next command.
TYPE, LEVEL and BUFFER-NAME are as in `display-warning'."
  (setq delayed-warnings-list
        (cons (list type message level buffer-name) delayed-warnings-list)))

(defun display-delayed-warnings ()
  "Show the warnings that wait."
  (dolist (warning (nreverse delayed-warnings-list))
    (apply #'display-warning warning))
  (setq delayed-warnings-list nil))

(defun collapse-delayed-warnings ()
  "Make one of warnings that wait and are the same, with a count."
  (let ((runs nil))                     ; (WARNING . TIMES), the last first
    (dolist (warning delayed-warnings-list)
      (if (equal warning (caar runs))
          (setcdr (car runs) (1+ (cdar runs)))
        (push (cons warning 1) runs)))
    (setq delayed-warnings-list
          (mapcar (pcase-lambda (`((,type ,text . ,more) . ,times))
                    `(,type ,(if (= times 1) text (format "%s [%d times]" text times))
                            . ,more))
                  (reverse runs)))))

;;; Macros

(defmacro dolist-with-progress-reporter (spec reporter-or-message &rest body)
  "Like `dolist' with SPEC and BODY, telling of progress.
REPORTER-OR-MESSAGE is a progress reporter or a text for a new one."
  (declare (indent 2))
  (let ((reporter (make-symbol "reporter")) (done (make-symbol "done"))
        (items (make-symbol "items")))
    `(let* ((,items ,(nth 1 spec))
            (,done 0)
            (,reporter (let ((given ,reporter-or-message))
                         (if (stringp given)
                             (make-progress-reporter given 0 (length ,items))
                           given))))
       (dolist (,(car spec) ,items)
         ,@body
         (setq ,done (1+ ,done))
         (progress-reporter-update ,reporter ,done))
       (progress-reporter-done ,reporter)
       ,(nth 2 spec))))

(defun progress-reporter-do-update (reporter value &optional suffix)
  "Show through REPORTER that VALUE is reached, with SUFFIX."
  (progress-reporter-update reporter value suffix))

(defmacro with-wrapper-hook (hook args &rest body)
  "Call the functions of HOOK with a function for the next one and ARGS.
The last next one is BODY with ARGS as its variables.  It is obsolete: use
`add-function'."
  (declare (indent 2) (obsolete "use a <foo>-function variable modified by `add-function'."
                                "24.4"))
  `(subr--with-wrapper-hook-no-warnings ,hook ,args ,@body))

(defmacro subr--with-wrapper-hook-no-warnings (hook args &rest body)
  "As `with-wrapper-hook', with HOOK, ARGS and BODY."
  (let ((runner (make-symbol "runner")) (funs (make-symbol "funs"))
        (global (make-symbol "global")) (rest (make-symbol "rest")))
    `(let ((,runner nil))
       (setq ,runner
             (lambda (,funs ,global &rest ,rest)
               (cond ((consp ,funs)
                      (if (eq t (car ,funs))
                          (apply ,runner (append ,global (cdr ,funs)) nil ,rest)
                        (apply (car ,funs)
                               (let ((left (cdr ,funs)) (outer ,global))
                                 (lambda (&rest args) (apply ,runner left outer args)))
                               ,rest)))
                     (t (apply (lambda ,args ,@body) ,rest)))))
       (funcall ,runner ,hook
                ,(if (symbolp hook) `(if (local-variable-p ',hook) (default-value ',hook)) nil)
                ,@(mapcar (lambda (arg) arg)
                          (seq-remove (lambda (arg) (memq arg '(&optional &rest))) args))))))

(defmacro with-selected-frame (frame &rest body)
  "Evaluate BODY with FRAME selected."
  (declare (indent 1))
  (let ((old (make-symbol "old")))
    `(let ((,old (selected-frame)))
       (save-current-buffer
         (unwind-protect
             (progn (select-frame ,frame 'norecord) ,@body)
           (when (frame-live-p ,old) (select-frame ,old 'norecord)))))))

(defmacro track-mouse (&rest body)
  "Evaluate BODY; there is no mouse."
  (declare (indent 0))
  (macroexp-progn body))

;;; Odds and ends

(defalias 'redraw-modeline #'force-mode-line-update)

(defun interactive-p ()
  "Return nil: no command was called by a key; see `called-interactively-p'."
  nil)

(defun frame-configuration-p (object)
  "Return non-nil if OBJECT is a frame configuration."
  (and (consp object) (eq (car object) 'frame-configuration)))

(defun major-mode-suspend ()
  "Leave the major mode for a while; `major-mode-restore' comes back."
  (let ((previous (or (get major-mode 'major-mode-suspended) major-mode)))
    (setq-local major-mode--suspended previous)
    (kill-all-local-variables)
    (setq-local major-mode--suspended previous)))

(defvar-local major-mode--suspended nil "The major mode that was left for a while.")
(put 'major-mode--suspended 'permanent-local t)

(defun major-mode-restore (&optional avoided-modes)
  "Turn the major mode on that `major-mode-suspend' left.
If there is none, or it is one of AVOIDED-MODES, take the usual one."
  (if (and major-mode--suspended (not (memq major-mode--suspended avoided-modes)))
      (funcall (prog1 major-mode--suspended (kill-local-variable 'major-mode--suspended)))
    (let ((auto-mode-alist (seq-remove (lambda (entry) (memq (cdr entry) avoided-modes))
                                       auto-mode-alist)))
      (set-auto-mode)
      (when (memq major-mode avoided-modes) (fundamental-mode)))))

(defun bidi-string-mark-left-to-right (str)
  "Return STR with a mark so that what follows is written from left to right."
  (if (string-match "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]" str)
      (concat str (propertize (string ?\x200e) 'invisible t))
    str))

(defun define-mail-user-agent (symbol composefunc sendfunc &optional abortfunc hookvar)
  "Make SYMBOL a way to send mail: COMPOSEFUNC begins, SENDFUNC sends.
ABORTFUNC gives up, HOOKVAR is the hook for sending."
  (let ((values (list composefunc sendfunc (or abortfunc #'kill-buffer)
                      (or hookvar 'mail-send-hook))))
    (dolist (property '(composefunc sendfunc abortfunc hookvar))
      (put symbol property (pop values)))))

(defun run-hook-query-error-with-timeout (hook)
  "Run HOOK; if a function of it signals an error, ask whether to go on."
  (run-hook-wrapped
   hook
   (lambda (fun)
     (condition-case err
         (funcall fun)
       (error
        (unless (y-or-n-p-with-timeout (format "Error %s; continue?" err) 10 t)
          (error err))))
     nil)))

(defun internal-temp-output-buffer-show (buffer)
  "Put point of BUFFER at its beginning; there is no window to show it."
  (with-current-buffer buffer
    (set-buffer-modified-p nil)
    (goto-char (point-min))))

;;; events.el ends here
