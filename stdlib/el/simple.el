;;; simple.el --- hooks, modes, loading, buffers, processes -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used,
;; so the order of definitions does not matter and nothing else runs.

;;; Hooks

(defun add-hook (hook function &optional depth local)
  "Add FUNCTION to the hook variable HOOK unless it is there already.
DEPTH, from -100 to 100, orders the functions, smaller ones first; nil
means 0 and any other non-number 90.  If LOCAL is non-nil, change the
buffer-local value, which then runs the global one where it holds t."
  (or (boundp hook) (set hook nil))
  (or (default-boundp hook) (set-default hook nil))
  (let ((depth (cond ((numberp depth) depth) (depth 90) (t 0))))
    (cond
     ((not local)
      (let ((value (symbol-value hook)))
        (setq local (and (local-variable-p hook)
                         (not (and (consp value) (memq t value)))))))
     ((not (local-variable-p hook))
      (set (make-local-variable hook) (list t))))
    (let ((functions (if local (symbol-value hook) (default-value hook))))
      (when (or (not (listp functions)) (functionp functions))
        (setq functions (list functions)))
      (unless (member function functions)
        (let ((depths (get hook 'hook--depth-alist)))
          (when (or depths (/= depth 0))
            (setq depths (cons (cons function depth)
                               (assoc-delete-all function
                                                 (copy-sequence depths))))
            (put hook 'hook--depth-alist depths))
          (setq functions (if (< 0 depth)
                              (append functions (list function))
                            (cons function functions)))
          (when depths
            (setq functions
                  (sort (copy-sequence functions)
                        (lambda (a b)
                          (< (or (cdr (assoc a depths)) 0)
                             (or (cdr (assoc b depths)) 0))))))))
      (if local
          (set hook functions)
        (set-default hook functions)))))

(defun remove-hook (hook function &optional local)
  "Remove FUNCTION from the hook variable HOOK.
If LOCAL is non-nil, remove it from the buffer-local value only."
  (unless (boundp hook) (set hook nil))
  (unless (default-boundp hook) (set-default hook nil))
  (when (or (not local) (local-variable-p hook))
    (unless local
      (let ((value (symbol-value hook)))
        (setq local (and (local-variable-p hook)
                         (not (and (consp value) (memq t value)))))))
    (let ((functions (if local (symbol-value hook) (default-value hook))))
      (if (or (not (listp functions)) (functionp functions))
          (when (equal functions function) (setq functions nil))
        (setq functions (remove function functions)))
      (let ((depths (get hook 'hook--depth-alist)))
        (when (assoc function depths)
          (put hook 'hook--depth-alist
               (assoc-delete-all function (copy-sequence depths)))))
      (cond ((not local) (set-default hook functions))
            ((equal functions '(t)) (kill-local-variable hook))
            (t (set hook functions))))))

;;; Modes

(defvar delay-mode-hooks nil
  "Non-nil while `run-mode-hooks' should only note the hooks it is given.")
(defvar delayed-mode-hooks nil
  "Hooks noted by `run-mode-hooks' while `delay-mode-hooks' is non-nil.")
(defvar delayed-after-hook-functions nil
  "Functions to call at the end of `run-mode-hooks'.")
(defvar change-major-mode-after-body-hook nil
  "Hook run by a major mode after its body, before its own hook.")
(defvar after-change-major-mode-hook nil
  "Functions to call after all else when a major mode has been turned on.")
(defvar minor-mode-list nil
  "List of the minor modes that have been defined.")
(defvar minor-mode-alist nil
  "Alist of minor mode variables and what shows that the mode is on.")
(defvar fundamental-mode-hook nil
  "Hook run by `fundamental-mode'.")
(defvar special-mode-map (make-sparse-keymap)
  "Keymap of `special-mode'.")
(defvar special-mode-hook nil
  "Hook run by `special-mode'.")
(defvar special-mode-syntax-table (make-syntax-table)
  "Syntax table of `special-mode'.")
(defvar process-menu-mode-syntax-table (make-syntax-table)
  "Syntax table of `process-menu-mode'.")
(defvar prog-mode-hook nil
  "Hook run by `prog-mode'.")
(defvar prog-mode-map (make-sparse-keymap)
  "Keymap of `prog-mode'.")
(defvar text-mode-map (make-sparse-keymap)
  "Keymap of `text-mode'.")
(defvar text-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?\" "." table)
    (modify-syntax-entry ?\\ "." table)
    (modify-syntax-entry ?' "w p" table)
    table)
  "Syntax table of `text-mode'.")
(defvar text-mode-abbrev-table
  (progn (define-abbrev-table 'text-mode-abbrev-table nil) text-mode-abbrev-table)
  "Abbrev table of `text-mode'.")
(defvar text-mode-hook nil
  "Hook run by `text-mode'.")

(defun run-mode-hooks (&rest hooks)
  "Run the mode hooks HOOKS with those delayed, and the hooks around them.
While `delay-mode-hooks' is non-nil only remember HOOKS."
  (if delay-mode-hooks
      (dolist (hook hooks)
        (set (make-local-variable 'delayed-mode-hooks)
             (cons hook delayed-mode-hooks)))
    (let ((all (append (reverse delayed-mode-hooks) hooks)))
      (when delayed-mode-hooks
        (setq delayed-mode-hooks nil))
      (run-hooks 'change-major-mode-after-body-hook)
      (apply #'run-hooks all)
      (run-hooks 'after-change-major-mode-hook)
      (let ((later (nreverse delayed-after-hook-functions)))
        (setq delayed-after-hook-functions nil)
        (mapc #'funcall later)))))

(defmacro delay-mode-hooks (&rest body)
  "Run BODY with mode hooks put off until the next `run-mode-hooks'."
  (declare (indent 0))
  `(progn
     (make-local-variable 'delay-mode-hooks)
     (let ((delay-mode-hooks t)) ,@body)))

(defun fundamental-mode ()
  "Switch to the major mode that has nothing of its own."
  (interactive)
  (kill-all-local-variables)
  (run-mode-hooks))

(defun special-mode ()
  "Major mode for buffers whose text is made by programs."
  (interactive)
  (delay-mode-hooks (fundamental-mode))
  (setq major-mode 'special-mode
        mode-name "Special")
  (use-local-map special-mode-map)
  (setq buffer-read-only t)
  (run-mode-hooks 'special-mode-hook))

(defun prog-mode ()
  "Major mode for program text, made for others to derive from."
  (interactive)
  (delay-mode-hooks (fundamental-mode))
  (setq major-mode 'prog-mode
        mode-name "Prog")
  (use-local-map prog-mode-map)
  (setq-local require-final-newline t
              parse-sexp-ignore-comments t)
  (run-mode-hooks 'prog-mode-hook))

(defun text-mode ()
  "Major mode for text that people write."
  (interactive)
  (delay-mode-hooks (fundamental-mode))
  (setq major-mode 'text-mode
        mode-name "Text")
  (use-local-map text-mode-map)
  (set-syntax-table text-mode-syntax-table)
  (setq local-abbrev-table text-mode-abbrev-table)
  (setq-local require-final-newline t)
  (run-mode-hooks 'text-mode-hook))

(defun provided-mode-derived-p (mode &rest modes)
  "Return the first of MODE and its ancestors that is one of MODES, or nil."
  (while (and mode (not (memq mode modes)))
    (let ((def (symbol-function mode)))
      (setq mode (or (get mode 'derived-mode-parent)
                     (and def (symbolp def) def)))))
  mode)

(defun derived-mode-p (&rest modes)
  "Return non-nil if the major mode is, or is derived from, one of MODES."
  (apply #'provided-mode-derived-p major-mode modes))

(defun add-minor-mode (toggle name &optional _keymap _after toggle-fun)
  "Register the minor mode whose variable is TOGGLE, shown as NAME.
TOGGLE-FUN is its function if that is not TOGGLE."
  (unless (memq toggle minor-mode-list)
    (push toggle minor-mode-list))
  (unless (eq (or toggle-fun toggle) toggle)
    (put toggle :minor-mode-function toggle-fun))
  (when name
    (let ((cell (assq toggle minor-mode-alist)))
      (if cell
          (setcdr cell (list name))
        (push (list toggle name) minor-mode-alist)))))

(defun use-region-p ()
  "Return t if commands should act on the region."
  (and (region-active-p) (> (region-end) (region-beginning)) t))

(defun region-active-p ()
  "Return t if the mark is active in Transient Mark mode."
  (and transient-mark-mode mark-active (mark) t))

;;; Loading

(defun eval-after-load (file form)
  "Run FORM after FILE is loaded, at once if it is loaded already.
FILE is a feature (a symbol) or a library name (a string).  FORM is a
function to call without arguments or an expression to evaluate."
  (let* ((run (if (functionp form)
                  form
                (let ((expr form)) (lambda () (eval expr lexical-binding)))))
         (key (if (stringp file) (purecopy (load-history-regexp file)) file)))
    (let ((entry (assoc key after-load-alist))
          (action (if (stringp file) run
                    (lambda () (elnet--run-after-this-load run)))))
      (if entry
          (setcdr entry (append (cdr entry) (list action)))
        (push (list key action) after-load-alist)))
    (when (if (stringp file)
              (load-history-filename-element key)
            (featurep file))
      (funcall run))))

(defun elnet--run-after-this-load (function)
  "Call FUNCTION now, or at the end of the load under way if there is one.
A file may well provide its feature before its last definition."
  (if (not load-file-name)
      (funcall function)
    (let ((file load-file-name) (hook (make-symbol "after-load")))
      (fset hook (lambda (loaded)
                   (when (equal loaded file)
                     (remove-hook 'after-load-functions hook)
                     (funcall function))))
      (add-hook 'after-load-functions hook 'append))))

(defmacro with-eval-after-load (file &rest body)
  "Run BODY after FILE, a feature or library name, is loaded."
  (declare (indent 1))
  `(eval-after-load ,file (lambda () ,@body)))

(defvar after-load-functions nil
  "Hook run after a file is loaded, with its absolute name as argument.")

(defun do-after-load-evaluation (abs-file)
  "Run what waits for the file ABS-FILE, which has just been loaded."
  (dolist (entry (copy-sequence after-load-alist))
    (when (and (stringp (car entry)) (string-match-p (car entry) abs-file))
      (mapc #'funcall (cdr entry))))
  (run-hook-with-args 'after-load-functions abs-file))

(defun load-history-regexp (file)
  "Return a regexp matching the absolute names under which FILE may load."
  (concat (if (file-name-absolute-p file) "\\`" "\\(?:\\`\\|/\\)")
          (regexp-quote file)
          (if (file-name-extension file) "" "\\(?:\\.elc?\\|\\)")
          "\\(?:\\.gz\\)?\\'"))

(defun load-history-filename-element (regexp)
  "Return the element of `load-history' whose file name REGEXP matches."
  (let ((tail load-history) (found nil))
    (while (and tail (not found))
      (when (and (stringp (caar tail)) (string-match-p regexp (caar tail)))
        (setq found (car tail)))
      (setq tail (cdr tail)))
    found))

(defun symbol-file (symbol &optional type)
  "Return the name of the file that defined SYMBOL, or nil.
TYPE is `defun', `defvar', `provide', `require' ..., nil for any."
  (let ((def (and (symbolp symbol) (memq type '(nil defun)) (fboundp symbol)
                  (symbol-function symbol))))
    (if (autoloadp def)
        (nth 1 def)
      (let ((tail load-history) (found nil))
        (while (and tail (not found))
          (when (if (memq type '(nil defvar))
                    (or (memq symbol (cdar tail))
                        (and (null type) (rassq symbol (cdar tail))))
                  (member (cons type symbol) (cdar tail)))
            (setq found (caar tail)))
          (setq tail (cdr tail)))
        (or found
            (and (memq type '(nil defun defvar)) (symbolp symbol)
                 (fboundp 'elnet--library-file)
                 (or (and def (not (subrp def)) (elnet--library-file symbol nil))
                     (and (not (eq type 'defun)) (boundp symbol)
                          (elnet--library-file symbol t)))))))))

(defun define-symbol-prop (symbol prop val)
  "Set property PROP of SYMBOL to VAL."
  (put symbol prop val))

(defun locate-library (library &optional nosuffix path _interactive)
  "Return the name of the file that loading LIBRARY would read, or nil.
NOSUFFIX means no suffix is tried; PATH replaces `load-path'."
  (interactive (list (read-string "Locate library: ") nil nil t))
  (locate-file-internal (substitute-in-file-name library)
                        (or path load-path)
                        (if nosuffix '("")
                          (append (get-load-suffixes) load-file-rep-suffixes))
                        nil))

(defun memory-limit ()
  "Return how many KiB of address space this program uses."
  (or (cdr (assq 'vsize (process-attributes (emacs-pid)))) 0))

(defun load-library (library)
  "Load the file LIBRARY found along `load-path'."
  (load library))

(defun register-definition-prefixes (_file _prefixes)
  "Accept and ignore a note about which FILE uses which PREFIXES."
  nil)

;;; Buffers

(defun generate-new-buffer (name &optional inhibit-buffer-hooks)
  "Make a buffer named NAME, made unique if need be, and return it.
INHIBIT-BUFFER-HOOKS is as in `get-buffer-create'."
  (get-buffer-create (generate-new-buffer-name name) inhibit-buffer-hooks))

(defmacro with-current-buffer (buffer-or-name &rest body)
  "Run BODY with BUFFER-OR-NAME current, then restore the current buffer."
  (declare (indent 1))
  `(save-current-buffer
     (set-buffer ,buffer-or-name)
     ,@body))

(defmacro with-temp-buffer (&rest body)
  "Run BODY in a new buffer that is killed afterwards."
  (declare (indent 0))
  (let ((buffer (make-symbol "temp-buffer")))
    `(let ((,buffer (generate-new-buffer " *temp*" t)))
       (with-current-buffer ,buffer
         (unwind-protect (progn ,@body)
           (and (buffer-name ,buffer)
                (kill-buffer ,buffer)))))))

(defmacro with-temp-file (file &rest body)
  "Run BODY in a new buffer and write the buffer to FILE.
Return the value of BODY."
  (declare (indent 1))
  (let ((name (make-symbol "file"))
        (buffer (make-symbol "temp-buffer")))
    `(let ((,name ,file)
           (,buffer (generate-new-buffer " *temp file*" t)))
       (unwind-protect
           (prog1
               (with-current-buffer ,buffer ,@body)
             (with-current-buffer ,buffer
               (write-region nil nil ,name nil 0)))
         (and (buffer-name ,buffer)
              (kill-buffer ,buffer))))))

(defmacro with-output-to-string (&rest body)
  "Run BODY and return, as a string, what it printed to `standard-output'."
  (declare (indent 0))
  (let ((buffer (make-symbol "buffer")))
    `(let ((,buffer (generate-new-buffer " *string-output*" t)))
       (unwind-protect
           (progn
             (let ((standard-output ,buffer)) ,@body)
             (with-current-buffer ,buffer (buffer-string)))
         (kill-buffer ,buffer)))))

(defmacro with-temp-message (message &rest body)
  "Show MESSAGE, if non-nil, while BODY runs."
  (declare (indent 1))
  (let ((text (make-symbol "text")) (old (make-symbol "old")))
    `(let ((,text ,message) (,old nil))
       (unwind-protect
           (progn
             (when ,text
               (setq ,old (current-message))
               (message "%s" ,text))
             ,@body)
         (and ,text (if ,old (message "%s" ,old) (message nil)))))))

(defmacro with-silent-modifications (&rest body)
  "Run BODY so that its changes leave the buffer's modified state alone."
  (declare (indent 0))
  (let ((state (make-symbol "state")))
    `(let ((,state (buffer-modified-p)))
       (unwind-protect
           (let ((inhibit-modification-hooks t) (inhibit-read-only t) (buffer-undo-list t))
             ,@body)
         (or (eq ,state t) (restore-buffer-modified-p ,state))))))

(defmacro combine-after-change-calls (&rest body)
  "Run BODY and tell `after-change-functions' of its changes at the end, as one.
Only if there is nothing in `before-change-functions' and no overlay."
  (declare (indent 0))
  `(unwind-protect
       (let ((combine-after-change-calls t)) ,@body)
     (combine-after-change-execute)))

(defmacro combine-change-calls (beg end &rest body)
  "Run BODY, which changes text between BEG and END only.
The change hooks are told of one change, from BEG to END."
  (declare (indent 2))
  `(combine-change-calls-1 ,beg ,end (lambda () ,@body)))

(defun combine-change-calls-1 (beg end body)
  "Call BODY, which changes text between BEG and END, as one change."
  (if (or inhibit-modification-hooks
          (not (or before-change-functions after-change-functions)))
      (funcall body)
    (let ((limit (copy-marker end t)) (old (- end beg)) result)
      (run-hook-with-args 'before-change-functions beg end)
      (let ((inhibit-modification-hooks t))
        (setq result (funcall body)))
      (run-hook-with-args 'after-change-functions beg (marker-position limit) old)
      (set-marker limit nil)
      result)))

(defmacro with-syntax-table (table &rest body)
  "Run BODY with TABLE as the buffer's syntax table, then restore the old."
  (declare (indent 1))
  (let ((old (make-symbol "table")) (buffer (make-symbol "buffer")))
    `(let ((,old (syntax-table))
           (,buffer (current-buffer)))
       (unwind-protect
           (progn (set-syntax-table ,table) ,@body)
         (when (buffer-live-p ,buffer)
           (with-current-buffer ,buffer
             (set-syntax-table ,old)))))))

(defmacro with-case-table (table &rest body)
  "Run BODY with TABLE as the buffer's case table, then restore the old."
  (declare (indent 1))
  (let ((old (make-symbol "table")) (buffer (make-symbol "buffer")))
    `(let ((,old (current-case-table))
           (,buffer (current-buffer)))
       (unwind-protect
           (progn (set-case-table ,table) ,@body)
         (when (buffer-live-p ,buffer)
           (with-current-buffer ,buffer
             (set-case-table ,old)))))))

(defmacro save-mark-and-excursion (&rest body)
  "Run BODY and restore point, the buffer, and the mark."
  (declare (indent 0))
  (let ((mark (make-symbol "mark")) (active (make-symbol "active"))
        (buffer (make-symbol "buffer")))
    `(let ((,mark (copy-marker (mark-marker)))
           (,active mark-active)
           (,buffer (current-buffer)))
       (unwind-protect (save-excursion ,@body)
         (when (buffer-live-p ,buffer)
           (with-current-buffer ,buffer
             (set-marker (mark-marker) ,mark)
             (setq mark-active ,active)))
         (set-marker ,mark nil)))))

(defmacro with-mutex (mutex &rest body)
  "Run BODY holding MUTEX, which is released however BODY ends."
  (declare (indent 1))
  (let ((m (make-symbol "mutex")))
    `(let ((,m ,mutex))
       (mutex-lock ,m)
       (unwind-protect (progn ,@body)
         (mutex-unlock ,m)))))

(defun buffer-local-boundp (symbol buffer)
  "Return non-nil if SYMBOL has a value in BUFFER."
  (condition-case nil
      (progn (buffer-local-value symbol buffer) t)
    (void-variable nil)))

(defun buffer-narrowed-p ()
  "Return non-nil if part of the current buffer is out of reach."
  (/= (- (point-max) (point-min)) (buffer-size)))

(defun buffer-disable-undo (&optional buffer)
  "Stop recording undo information in BUFFER, default the current one."
  (interactive)
  (with-current-buffer (or buffer (current-buffer))
    (setq buffer-undo-list t)))

(defun insert-buffer-substring-no-properties (buffer &optional start end)
  "Insert the text of BUFFER from START to END without its properties."
  (let ((from (point)))
    (insert-buffer-substring buffer start end)
    (let ((inhibit-read-only t))
      (set-text-properties from (point) nil))))

(defun insert-into-buffer (buffer &optional start end)
  "Insert the current buffer's text from START to END into BUFFER."
  (let ((source (current-buffer)))
    (with-current-buffer buffer
      (insert-buffer-substring source start end))))

(defun insert-buffer (buffer)
  "Insert the text of BUFFER after point, setting the mark after it."
  (interactive "*bInsert buffer: ")
  (push-mark (save-excursion
               (insert-buffer-substring (get-buffer buffer))
               (point))))

(defun append-to-buffer (buffer start end)
  "Insert the current buffer's text from START to END into BUFFER."
  (interactive (list (read-buffer "Append to buffer: " (other-buffer (current-buffer) t))
                     (region-beginning) (region-end)))
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (barf-if-buffer-read-only)
      (insert-buffer-substring source start end))))

(defun copy-to-buffer (buffer start end)
  "Replace BUFFER's text by the current buffer's from START to END."
  (interactive "BCopy to buffer: \nr")
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (barf-if-buffer-read-only)
      (erase-buffer)
      (save-excursion
        (insert-buffer-substring source start end)))))

(defun replace-string-in-region (string replacement &optional start end)
  "Replace STRING with REPLACEMENT from START (default point) to END.
Return the number of replacements, nil if there was none."
  (let ((case-fold-search nil))
    (elnet--replace-in-region #'search-forward string replacement t
                              start end)))

(defun replace-regexp-in-region (regexp replacement &optional start end)
  "Replace matches of REGEXP with REPLACEMENT from START to END.
START defaults to point.  Return the number of replacements, nil for 0."
  (elnet--replace-in-region #'re-search-forward regexp replacement nil
                            start end))

(defun elnet--replace-in-region (search what replacement literal start end)
  "Replace what SEARCH finds for WHAT by REPLACEMENT from START to END.
LITERAL means as it is.  Return the count, nil for 0."
  (let ((start (or start (point))) (count 0))
    (if (or (< start (point-min)) (> start (point-max)))
        (error (if (< start (point-min))
                   "Start before start of buffer"
                 "Start after end of buffer")))
    (when (and end (> end (point-max)))
      (error "End after end of buffer"))
    (when (and end (< end start))
      (error "Invalid search bound (wrong side of point)"))
    (save-excursion
      (goto-char start)
      (while (and (or (null end) (<= (point) end)) (funcall search what end t))
        (if (not literal)
            (replace-match replacement t)
          (delete-region (match-beginning 0) (match-end 0))
          (insert replacement))
        (setq count (1+ count)))
      (and (> count 0) count))))

(defun add-to-invisibility-spec (element)
  "Add ELEMENT to `buffer-invisibility-spec'."
  (when (eq buffer-invisibility-spec t)
    (setq buffer-invisibility-spec (list t)))
  (setq buffer-invisibility-spec (cons element buffer-invisibility-spec)))

(defun remove-from-invisibility-spec (element)
  "Remove ELEMENT from `buffer-invisibility-spec'."
  (setq buffer-invisibility-spec
        (if (consp buffer-invisibility-spec)
            (delete element buffer-invisibility-spec)
          (list t))))

(defun make-syntax-table (&optional oldtable)
  "Return a new syntax table that inherits from OLDTABLE.
OLDTABLE defaults to the standard syntax table."
  (let ((table (make-char-table 'syntax-table nil)))
    (set-char-table-parent table (or oldtable (standard-syntax-table)))
    table))

(defun syntax-after (pos)
  "Return the raw syntax of the character after POS, or nil at the end."
  (unless (or (< pos (point-min)) (>= pos (point-max)))
    (let ((prop (and parse-sexp-lookup-properties
                     (get-char-property pos 'syntax-table))))
      (if (consp prop)
          prop
        (aref (or prop (syntax-table)) (char-after pos))))))

(defun syntax-class (syntax)
  "Return the class number of the raw SYNTAX, nil if SYNTAX is nil."
  (and syntax (logand (car syntax) 65535)))

(defun field-at-pos (pos)
  "Return the `field' property of the text at POS, or nil."
  (let ((field (get-char-property (field-beginning pos) 'field)))
    (if (eq field 'boundary)
        (get-char-property (1- (field-end pos)) 'field)
      field)))

(defun copy-overlay (o)
  "Return a new overlay with the place and properties of overlay O."
  (let ((new (if (overlay-buffer o)
                 (make-overlay (overlay-start o) (overlay-end o)
                               (overlay-buffer o))
               (let ((fresh (make-overlay (point-min) (point-min))))
                 (delete-overlay fresh)
                 fresh)))
        (props (overlay-properties o)))
    (while props
      (overlay-put new (pop props) (pop props)))
    new))

(defun remove-overlays (&optional beg end name val)
  "Remove overlays from BEG to END whose property NAME is VAL.
Overlays reaching outside are cut or split."
  (let* ((beg (or beg (point-min))) (end (or end (point-max)))
         (low (min beg end)) (high (max beg end)))
    (overlay-recenter high)
    (dolist (o (overlays-in low high))
      (when (eq (overlay-get o name) val)
        (let ((os (overlay-start o)) (oe (overlay-end o)))
          (cond
           ((and (< os low) (> oe high))
            (move-overlay (copy-overlay o) os low)
            (move-overlay o high oe))
           ((< os low) (move-overlay o os low))
           ((> oe high) (move-overlay o high oe))
           (t (delete-overlay o))))))))

(provide 'simple)
;;; simple.el ends here
