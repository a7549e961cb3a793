;;; process.el --- processes, versions, asking, keys -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

;;; Processes

(defvar shell-command-switch "-c"
  "Option that makes the shell take a command from its arguments.")
(defvar process-file-side-effects t
  "Non-nil if programs run by `process-file' may change remote files.")

(defun start-process (name buffer program &rest program-args)
  "Start PROGRAM with PROGRAM-ARGS and return its process, called NAME.
Output goes into BUFFER, if non-nil.  A nil PROGRAM opens a pseudo-terminal
without a program."
  (apply #'make-process
         (append (list :name name :buffer buffer)
                 (if program
                     (list :command (cons program program-args))))))

(defun start-file-process (name buffer program &rest program-args)
  "Like `start-process' of NAME, BUFFER, PROGRAM and PROGRAM-ARGS.
If `default-directory' has a handler, that starts the process."
  (let ((handler (find-file-name-handler default-directory
                                         'start-file-process)))
    (if handler
        (apply handler 'start-file-process name buffer program program-args)
      (apply #'start-process name buffer program program-args))))

(defun start-process-shell-command (name buffer command)
  "Start a shell that runs COMMAND; NAME and BUFFER as in `start-process'."
  (start-process name buffer shell-file-name shell-command-switch command))

(defun start-file-process-shell-command (name buffer command)
  "Like `start-process-shell-command' with NAME, BUFFER and COMMAND."
  (start-file-process name buffer shell-file-name
                      shell-command-switch command))

(defun process-file (program &optional infile buffer display &rest args)
  "Run PROGRAM with ARGS, as `call-process' does.
INFILE, BUFFER and DISPLAY are as there.  If `default-directory' has a
handler, that runs the program."
  (let ((handler (find-file-name-handler default-directory 'process-file)))
    (if handler
        (apply handler 'process-file program infile buffer display args)
      (apply #'call-process program infile buffer display args))))

(defun call-process-shell-command (command &optional infile buffer display
                                           &rest args)
  "Let a shell run COMMAND, followed by ARGS, and wait for it.
INFILE, BUFFER and DISPLAY are as in `call-process'."
  (call-process shell-file-name infile buffer display shell-command-switch
                (mapconcat #'identity (cons command args) " ")))

(defun process-file-shell-command (command &optional infile buffer display
                                           &rest args)
  "Like `call-process-shell-command', through `process-file'.
COMMAND, INFILE, BUFFER, DISPLAY and ARGS are as there."
  (process-file shell-file-name infile buffer display shell-command-switch
                (mapconcat #'identity (cons command args) " ")))

(defun call-shell-region (start end command &optional delete buffer)
  "Let a shell run COMMAND with the text from START to END as its input.
DELETE and BUFFER are as in `call-process-region'."
  (call-process-region start end shell-file-name delete buffer nil
                       shell-command-switch command))

(defun shell-command-to-string (command)
  "Let a shell run COMMAND and return its output."
  (with-output-to-string
    (with-current-buffer standard-output
      (process-file shell-file-name nil t nil
                    shell-command-switch command))))

(defun shell-command (command &optional output-buffer error-buffer)
  "Let a shell run COMMAND; return its exit status.
A buffer or name OUTPUT-BUFFER gets the output; the current one, or any other
non-nil value, means to insert it at point, and to return that.  Without it, the buffer
*Shell Command Output* does.  ERROR-BUFFER gets the error output."
  (interactive (list (read-string "Shell command: ") current-prefix-arg
                     shell-command-default-error-buffer))
  (let* ((here (and output-buffer
                    (or (not (or (bufferp output-buffer) (stringp output-buffer)))
                        (eq (get-buffer output-buffer) (current-buffer)))))
         (errors (and error-buffer (make-temp-file "scor")))
         (buffer (unless here
                   (get-buffer-create (or output-buffer
                                          "*Shell Command Output*")))))
    (unwind-protect
        (with-current-buffer (or buffer (current-buffer))
          (let ((directory default-directory))
            (if here
                (push-mark (point) 'nomsg)
              (let ((inhibit-read-only t)) (erase-buffer)))
            (prog1
                (let ((status (let ((default-directory directory))
                                (call-process shell-file-name nil
                                              (if errors (list t errors) t) nil
                                              shell-command-switch command))))
                  (if here
                      ;; Point before the output, the mark after it.
                      (goto-char (prog1 (mark t) (set-marker (mark-marker) (point) (current-buffer))))
                    status))
              (when errors
                (with-current-buffer (get-buffer-create error-buffer)
                  (goto-char (point-max))
                  (insert-file-contents errors))))))
      (when errors (delete-file errors)))))

(defun process-lines-handling-status (program status-handler &rest args)
  "Run PROGRAM with ARGS and return the lines of its output.
STATUS-HANDLER, if non-nil, is called with its exit status; by default a
status other than zero is an error."
  (with-temp-buffer
    (let ((status (apply #'call-process program nil t nil args))
          (lines nil))
      (if status-handler
          (funcall status-handler status)
        (unless (eq status 0)
          (error "%s exited with status %s" program status)))
      (goto-char (point-min))
      (while (not (eobp))
        (push (buffer-substring-no-properties (line-beginning-position)
                                              (line-end-position))
              lines)
        (forward-line 1))
      (nreverse lines))))

(defun process-lines (program &rest args)
  "Run PROGRAM with ARGS and return the lines of its output.
An exit status other than zero is an error."
  (apply #'process-lines-handling-status program nil args))

(defun process-lines-ignore-status (program &rest args)
  "Run PROGRAM with ARGS and return the lines of its output."
  (apply #'process-lines-handling-status program #'ignore args))

(defun process-live-p (process)
  "Return non-nil if PROCESS can run, or a connection be used."
  (and (processp process)
       (memq (process-status process)
             '(run open listen connect stop))))

(defun process-get (process propname)
  "Return what PROPNAME is in the plist of PROCESS."
  (plist-get (process-plist process) propname))

(defun process-put (process propname value)
  "Set PROCESS' property PROPNAME to VALUE."
  (set-process-plist process
                     (plist-put (process-plist process) propname value)))

(defun process-kill-buffer-query-function ()
  "Return non-nil if the buffer may be killed though it has a process."
  (let* ((process (get-buffer-process (current-buffer)))
         (ask (and process (process-query-on-exit-flag process)
                   (memq (process-status process) '(listen open run stop)))))
    (if ask
        (yes-or-no-p (format "Buffer %S has a running process; kill it? " (buffer-name)))
      t)))

;;; Versions

(defconst version-separator "."
  "What separates the numbers of a version.")

(defconst version-regexp-alist
  '(("^[-._+ ]?snapshot$" . -4)
    ("^[-._+]$" . -4)
    ("^[-._+ ]?\\(cvs\\|git\\|bzr\\|svn\\|hg\\|darcs\\)$" . -4)
    ("^[-._+ ]?unknown$" . -4)
    ("^[-._+ ]?alpha$" . -3)
    ("^[-._+ ]?beta$" . -2)
    ("^[-._+ ]?\\(pre\\|rc\\)$" . -1))
  "Alist of regexps for the words in versions and the numbers they mean.")

(defun version-to-list (ver)
  "Return the list of numbers in the version text VER.
Words such as alpha, beta, pre and rc become negative numbers; a letter at
the end becomes its place in the alphabet."
  (unless (stringp ver)
    (error "Version must be a string"))
  (let ((text (if (string-prefix-p version-separator ver)
                  (concat "0" ver) ver))
        (pos 0) (numbers nil) (case-fold-search t))
    (unless (string-match "\\`[0-9]" text)
      (error "Invalid version syntax: `%s' (must start with a number)" ver))
    (while (< pos (length text))
      (cond
       ((eq (string-match "[0-9]+" text pos) pos)
        (push (string-to-number (match-string 0 text)) numbers)
        (setq pos (match-end 0)))
       (t
        (string-match "[^0-9]+" text pos)
        (let ((word (match-string 0 text)) (end (match-end 0)))
          (setq pos end)
          (unless (equal word version-separator)
            (push (elnet--version-word word ver end (length text))
                  numbers))))))
    (nreverse numbers)))

(defun elnet--version-word (word ver end len)
  "Return the number that WORD means in the version VER.
END is where it ends in the text, which is LEN long."
  (let ((alist version-regexp-alist) (number nil) (case-fold-search t))
    (while (and alist (null number))
      (when (string-match (caar alist) word)
        (setq number (cdar alist)))
      (setq alist (cdr alist)))
    (cond
     (number)
     ((and (= end len) (string-match "\\`[-._+ ]?\\([a-z]\\)\\'" word))
      (- (downcase (aref word (match-beginning 1))) (1- ?a)))
     (t (error "Invalid version syntax: `%s'" ver)))))

(defun version-list-< (l1 l2)
  "Return t if the version list L1 is lower than L2."
  (let ((result nil))
    ;; What one of them lacks at the end counts as zeros.
    (while (and (or l1 l2)
                (let ((a (or (car l1) 0)) (b (or (car l2) 0)))
                  (setq result (< a b))
                  (= a b)))
      (setq l1 (cdr l1) l2 (cdr l2)))
    result))

(defun version-list-= (l1 l2)
  "Return t if the version lists L1 and L2 are equal; zeros at the end drop."
  (and (not (version-list-< l1 l2))
       (not (version-list-< l2 l1))))

(defun version-list-<= (l1 l2)
  "Return t if the version list L1 is not higher than L2."
  (not (version-list-< l2 l1)))

(defun version-list-not-zero (lst)
  "Return the first number in LST that is not zero, or zero."
  (while (and lst (zerop (car lst)))
    (setq lst (cdr lst)))
  (or (car lst) 0))

(defun version< (v1 v2)
  "Return t if V1, a version as text, comes before V2."
  (version-list-< (version-to-list v1) (version-to-list v2)))
(defun version<= (v1 v2)
  "Return t if the version text V1 is not higher than V2."
  (version-list-<= (version-to-list v1) (version-to-list v2)))
(defun version= (v1 v2)
  "Return t if the version texts V1 and V2 mean the same."
  (version-list-= (version-to-list v1) (version-to-list v2)))

;;; Reports of progress

(defun make-progress-reporter (message &optional min-value max-value
                                       _current-value _min-change _min-time)
  "Show MESSAGE and return an object for `progress-reporter-update'.
Values go from MIN-VALUE to MAX-VALUE."
  (let ((text (if (string-match "[a-zA-Z0-9]\\'" message)
                  (concat message "...")
                message)))
    (message "%s" text)
    (vector text min-value max-value -1)))

(defun progress-reporter-update (reporter &optional value _suffix)
  "Show through REPORTER that the work has come to VALUE.
Nothing is shown more than once a percent."
  (let ((min (aref reporter 1)) (max (aref reporter 2)))
    (when (and min max value (/= min max))
      (let ((percent (/ (* 100 (- value min)) (- max min))))
        (when (> percent (aref reporter 3))
          (aset reporter 3 percent)
          (message "%s%d%%" (aref reporter 0) percent))))))

(defun progress-reporter-force-update (reporter &optional value
                                                new-message suffix)
  "Show VALUE through REPORTER, changing its text to NEW-MESSAGE.
SUFFIX is as in `progress-reporter-update'."
  (when new-message (aset reporter 0 new-message))
  (aset reporter 3 -1)
  (progress-reporter-update reporter value suffix))

(defun progress-reporter-done (reporter)
  "Show through REPORTER that the work is done."
  (message "%sdone" (aref reporter 0)))

(defmacro dotimes-with-progress-reporter (spec reporter-or-message &rest body)
  "Like `dotimes' with SPEC and BODY, telling of progress.
REPORTER-OR-MESSAGE is a progress reporter or a text for a new one."
  (declare (indent 2))
  (let ((reporter (make-symbol "reporter"))
        (var (make-symbol "var")) (end (make-symbol "end")))
    `(let* ((,end ,(nth 1 spec))
            (,reporter ,reporter-or-message)
            (,reporter (if (stringp ,reporter)
                           (make-progress-reporter ,reporter 0 ,end)
                         ,reporter)))
       (dotimes (,var ,end)
         (let ((,(car spec) ,var)) ,@body)
         (progress-reporter-update ,reporter (1+ ,var)))
       (progress-reporter-done ,reporter)
       (let ((,(car spec) ,end)) (ignore ,(car spec)) ,@(nthcdr 2 spec)))))

;;; Asking, on standard input

(defun read-string (prompt &optional initial-input history default-value
                           inherit-input-method)
  "Show PROMPT, read a line and return it.
An empty one means DEFAULT-VALUE, or the first of that list.  HISTORY,
INITIAL-INPUT and INHERIT-INPUT-METHOD are as in `read-from-minibuffer'."
  (let ((text (read-from-minibuffer prompt initial-input nil nil history
                                    default-value inherit-input-method)))
    (if (and default-value (equal text ""))
        (if (consp default-value) (car default-value) default-value)
      text)))

(defun yes-or-no-p (prompt)
  "Show PROMPT, read a line that says yes or no, and return t for yes."
  (unless (stringp prompt)
    (signal 'wrong-type-argument (list 'stringp prompt)))
  (let ((text (concat prompt "(yes or no) ")) answer)
    (while (not (member (setq answer (downcase (read-string text)))
                        '("yes" "no")))
      (princ "\a" t)
      (message "Please answer yes or no.")
      (sleep-for 2))
    (equal answer "yes")))

(defun read-key (&optional prompt _disable-fallbacks)
  "Read an event and return it; show PROMPT if it is a string."
  (read-event prompt))

(defun read-char-choice (prompt chars &optional _inhibit-keyboard-quit)
  "Read and return one of the characters CHARS, showing PROMPT."
  (let ((char (read-char prompt)))
    (while (not (memq char chars))
      (message "Please type one of %s" (mapconcat #'char-to-string chars ", "))
      (setq char (read-char prompt)))
    char))

(defun read-char-choice-with-read-key (prompt chars &optional inhibit-keyboard-quit)
  "Read and return one of the characters CHARS, showing PROMPT.
INHIBIT-KEYBOARD-QUIT is as in `read-char-choice'."
  (read-char-choice prompt chars inhibit-keyboard-quit))

(defun read-char-from-minibuffer (prompt &optional chars _history)
  "Read and return a character, one of CHARS unless that is nil, showing PROMPT."
  (if chars (read-char-choice prompt chars) (read-char prompt)))

(defun y-or-n-p (prompt)
  "Show PROMPT, read a line that says y or n, and return t for y."
  (let ((text (concat prompt (if (string-suffix-p " " prompt) "" " ")
                      "(y or n) "))
        (answer nil))
    (while (not (member answer '("y" "n" "Y" "N" "yes" "no")))
      (setq answer (read-string
                    (if answer (concat "Please answer y or n.  " text)
                      text))))
    (and (member answer '("y" "Y" "yes")) t)))

(defun read-number (prompt &optional default _hist)
  "Show PROMPT and read a number; an empty answer means DEFAULT."
  (let ((number nil))
    (while (not (numberp number))
      (let ((text (read-string prompt)))
        (setq number
              (if (and default (equal text ""))
                  default
                (condition-case nil
                    (car (read-from-string text))
                  (error nil))))))
    number))

(defun format-prompt (prompt default &rest format-args)
  "Return PROMPT, filled in with FORMAT-ARGS, telling of DEFAULT too."
  (concat (if format-args (apply #'format prompt format-args) prompt)
          (let ((d (if (consp default) (car default) default)))
            (if (and d (or (not (stringp d)) (> (length d) 0)))
                (format " (default %s)" d)
              ""))
          ": "))

;;; Passwords, and choices

(defun completing-read-default (prompt _collection &optional _predicate
                                       _require-match _initial _hist def
                                       _inherit)
  "Show PROMPT and read a line of standard input; an empty one means DEF."
  (let ((answer (read-from-minibuffer prompt)))
    (if (and def (equal answer ""))
        (if (consp def) (car def) def)
      answer)))

(defvar completing-read-function #'completing-read-default
  "Function that `completing-read' calls with its arguments.")

(defun completing-read (prompt collection &optional predicate require-match
                               initial-input hist def inherit-input-method)
  "Read a string by calling `completing-read-function' with all arguments."
  (funcall completing-read-function prompt collection predicate require-match
           initial-input hist def inherit-input-method))

(defun read-command (prompt &optional default-value)
  "Show PROMPT and read the name of a command; return its symbol."
  (elnet--read-symbol prompt default-value #'commandp))

(defun read-variable (prompt &optional default-value)
  "Show PROMPT and read the name of a user option; return its symbol."
  (elnet--read-symbol prompt default-value #'custom-variable-p))

(defun elnet--read-symbol (prompt default predicate)
  "Show PROMPT and read the name of a symbol for which PREDICATE holds."
  (let ((name (if (consp default) (car default) default)))
    (intern (completing-read prompt obarray predicate t nil nil
                             (if (and name (symbolp name)) (symbol-name name)
                               name)))))

(defun read-buffer (prompt &optional def require-match predicate)
  "Show PROMPT, which tells of DEF too, and read the name of a buffer."
  (when (bufferp def)
    (setq def (buffer-name def)))
  (if read-buffer-function
      (funcall read-buffer-function prompt def require-match predicate)
    (let ((name (if (consp def) (car def) def)))
      (completing-read
       (if name (format-prompt "%s" name (replace-regexp-in-string
                                          "[ \t]*:?[ \t]*\\'" "" prompt))
         prompt)
       #'internal-complete-buffer predicate require-match nil
       'buffer-name-history def))))

(defun internal-complete-buffer (string predicate flag)
  "Complete STRING among the names of buffers; FLAG is as for a collection."
  (let ((names (delq nil (mapcar (lambda (b)
                                   (let ((name (buffer-name b)))
                                     (and name (cons name b))))
                                 (buffer-list)))))
    (cond ((null flag) (try-completion string names predicate))
          ((eq flag t)
           (let ((all (all-completions string names predicate)))
             (if (equal string "")
                 (or (seq-remove (lambda (n) (string-prefix-p " " n)) all) all)
               all)))
          ((eq flag 'lambda) (and (test-completion string names predicate) t))
          ((eq flag 'metadata)
           '(metadata (category . buffer)
                      (cycle-sort-function . identity))))))

(defun read-passwd (prompt &optional confirm default)
  "Show PROMPT and read a password; an empty answer means DEFAULT.
CONFIRM means to ask twice."
  (let ((password nil) (read-hide-char (or read-hide-char ?*)))
    (while (not password)
      (let ((first (read-string prompt nil t default)))
        (if (or (not confirm)
                (equal first (read-string "Confirm password: " nil t default)))
            (setq password first)
          (message "Password not repeated accurately; please start over"))))
    password))

;;; Documentation texts

(defun substitute-command-keys (string &optional no-face)
  "Return STRING with the key notation in it replaced by plain text.
\\=\\[COMMAND] becomes \"M-x COMMAND\" or its key, and quotes are those of
the text quoting style.  NO-FACE changes nothing here."
  (ignore no-face)
  (when string
    (let ((pos 0) (parts nil) (style (if (memq text-quoting-style '(grave straight curve))
                     text-quoting-style
                   'curve)))
      (while (string-match
              "\\\\=\\(\\(?:.\\|\n\\)\\)\\|\\\\\\[\\([^]]+\\)\\]\\|\\\\[{<]\\([^}>]+\\)[}>]\\|[`']"
              string pos)
        (push (substring string pos (match-beginning 0)) parts)
        (push (cond ((match-beginning 1) (match-string 1 string))
                    ((match-beginning 2)
                     (concat "M-x " (match-string 2 string)))
                    ((match-beginning 3) "")
                    ((eq style 'curve)
                     (if (equal (match-string 0 string) "`") "‘" "’"))
                    ((eq style 'straight) "'")
                    (t (match-string 0 string)))
              parts)
        (setq pos (match-end 0)))
      (apply #'concat (nreverse (cons (substring string pos) parts))))))

;;; Keys

(defun kbd (keys)
  "Return the key sequence that the text KEYS, like \"C-x <f1>\", describes.
It is a string if all keys are characters, else a vector."
  (unless (stringp keys)
    (setq keys (buffer-substring keys nil))) ; the error that Emacs signals
  (let ((events nil) (pos 0))
    (while (string-match "[^ \t\n\f]+" keys pos)
      (let ((word (match-string 0 keys)))
        (setq pos (match-end 0))
        (setq events (append events (elnet--parse-key word)))))
    (let ((chars (mapcar #'elnet--key-char events)))
      (if (memq nil chars)
          (vconcat events)
        (concat chars)))))

(defun elnet--key-char (event)
  "Return EVENT as a character for a string, or nil if it cannot be one."
  (and (integerp event) (<= 0 event 127) event))

(defun elnet--parse-key (word)
  "Return the list of events that WORD of a key description stands for."
  (let ((count 1) (bits 0) (case-fold-search nil)
        (names '(("NUL" . 0) ("RET" . 13) ("LFD" . 10) ("TAB" . 9)
                 ("ESC" . 27) ("SPC" . 32) ("DEL" . 127)))
        (event nil))
    (when (string-match "\\`\\([0-9]+\\)\\*." word)
      (setq count (string-to-number (match-string 1 word))
            word (substring word (1+ (match-end 1)))))
    (cond
     ((string-match "\\`<<.+>>\\'" word)
      (cons ?\M-x (append (substring word 2 -2) '(?\r))))
     (t
      (when (string-match "\\`\\(\\([ACHMsS]-\\)*\\)<\\(.+\\)>\\'" word)
        (setq word (concat (match-string 1 word) (match-string 3 word))
              event t))
      (while (string-match "\\`[ACHMsS]-." word)
        (setq bits (logior bits
                           (cdr (assq (aref word 0)
                                      '((?A . #x400000) (?s . #x800000)
                                        (?H . #x1000000) (?S . #x2000000)
                                        (?C . #x4000000)
                                        (?M . #x8000000)))))
              word (substring word 2)))
      (cond
       (event
        (setq event (list (intern (concat (elnet--modifier-prefix bits)
                                          word)))))
       (t
        (when (string-match "\\`\\^.\\'" word)
          (setq bits (logior bits #x4000000)
                word (substring word 1)))
        (when (assoc word names)
          (setq word (char-to-string (cdr (assoc word names)))))
        (setq event (elnet--modify-chars word bits))))
      (let ((result nil))
        (dotimes (_ count) (setq result (append event result)))
        result)))))

(defun elnet--modifier-prefix (bits)
  "Return the text such as \"C-M-\" for the modifiers BITS."
  (mapconcat (lambda (m) (if (zerop (logand bits (car m))) "" (cdr m)))
             '((#x400000 . "A-") (#x4000000 . "C-") (#x1000000 . "H-")
               (#x8000000 . "M-") (#x2000000 . "S-") (#x800000 . "s-"))
             ""))

(defun elnet--modify-chars (word bits)
  "Return the characters of WORD as events with the modifiers BITS."
  (cond
   ((zerop bits) (append word nil))
   ((and (= (length word) 1)
         (not (zerop (logand bits #x4000000)))
         (string-match "[@-_a-z]" word))
    (let ((c (aref word 0)))
      (list (logior (logand c 31)
                    (logand bits (lognot #x4000000))))))
   ((= (length word) 1) (list (logior (aref word 0) bits)))
   (t (error "%s must prefix a single character, not %s"
             (elnet--modifier-prefix bits) word))))

(defun define-prefix-command (symbol &optional mapvar name)
  "Make SYMBOL a prefix key: a function that is a new keymap.
MAPVAR is the variable to hold the map, default SYMBOL; NAME is its prompt."
  (let ((map (make-sparse-keymap name)))
    (fset symbol map)
    (set (or mapvar symbol) map)
    symbol))

(defun suppress-keymap (map &optional nodigits)
  "Make the keys of MAP that insert themselves undefined.
Unless NODIGITS, digits and \"-\" give arguments."
  (define-key map [remap self-insert-command] #'undefined)
  (unless nodigits
    (define-key map "-" #'negative-argument)
    (let ((c ?0))
      (while (<= c ?9)
        (define-key map (char-to-string c) #'digit-argument)
        (setq c (1+ c))))))

(defun make-composed-keymap (maps &optional parent)
  "Return a keymap that looks in each of MAPS, then in PARENT."
  `(keymap ,@(if (keymapp maps) (list maps) maps) ,@parent))

(defun global-set-key (key command)
  "Make KEY run COMMAND everywhere."
  (interactive "KSet key globally: \nCCommand: ")
  (define-key (current-global-map) key command))

(defun local-set-key (key command)
  "Make KEY run COMMAND in the current local keymap, made if need be."
  (interactive "KSet key locally: \nCCommand: ")
  (unless (current-local-map)
    (use-local-map (make-sparse-keymap)))
  (define-key (current-local-map) key command))

(provide 'process)
;;; process.el ends here

(defun clone-process (process &optional newname)
  "Make a process like PROCESS, called NEWNAME, and return it.
The default name is that of PROCESS; a <N> at its end is changed to make it
unique.  A program is started again; a connection is made to where that of
PROCESS goes.  If PROCESS has a buffer, that of the new one is the current
buffer.  Return nil if PROCESS has ended."
  (let ((name (replace-regexp-in-string "<[0-9]+>\\'" ""
                                        (or newname (process-name process))))
        (buffer (and (process-buffer process) (current-buffer)))
        (status (process-status process))
        (process-connection-type (process-tty-name process))
        twin)
    (when (memq status '(run stop open))
      (setq twin
            (if (eq status 'open)
                (let ((contact (process-contact process t)))
                  (setq contact (plist-put contact :name name)
                        contact (plist-put contact :buffer buffer))
                  (apply #'make-network-process contact))
              (apply #'start-process name buffer (process-command process))))
      (set-process-query-on-exit-flag
       twin (process-query-on-exit-flag process))
      (set-process-inherit-coding-system-flag
       twin (process-inherit-coding-system-flag process))
      (set-process-filter twin (process-filter process))
      (set-process-sentinel twin (process-sentinel process))
      (set-process-plist twin (copy-sequence (process-plist process)))
      twin)))

;;; Leaving

(defvar confirm-kill-processes t
  "Whether `save-buffers-kill-emacs' asks about processes that run.")
(defvar confirm-kill-emacs nil
  "A function that `save-buffers-kill-emacs' asks last, with a question, or nil.")

(defun save-buffers-kill-emacs (&optional arg)
  "Offer to save buffers, ask about what would be lost, and exit.
ARG means to save all without asking.  Processes are asked about whose
`process-query-on-exit-flag' says so.  Functions in
`kill-emacs-query-functions' may refuse by returning nil."
  (if (fboundp 'save-some-buffers) (save-some-buffers arg t))
  (when (and (or (not (elnet--files-modified-p))
                 (yes-or-no-p "Modified buffers exist; exit anyway? "))
             (or (not confirm-kill-processes)
                 (not (elnet--processes-to-ask-about))
                 (yes-or-no-p "Active processes exist; kill them and exit anyway? "))
             (run-hook-with-args-until-failure 'kill-emacs-query-functions)
             (or (null confirm-kill-emacs)
                 (funcall confirm-kill-emacs "Really exit Emacs? ")))
    (kill-emacs)))

(defun elnet--files-modified-p ()
  "Return non-nil if a buffer with a file has changes that are not saved."
  (let ((found nil))
    (dolist (b (buffer-list) found)
      (if (and (buffer-file-name b) (buffer-modified-p b)) (setq found b)))))

(defun elnet--processes-to-ask-about ()
  "Return non-nil if a process runs that wants to be asked about."
  (let ((found nil))
    (dolist (p (process-list) found)
      (if (and (memq (process-status p) '(run stop open listen))
               (process-query-on-exit-flag p))
          (setq found p)))))
