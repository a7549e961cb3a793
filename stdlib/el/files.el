;;; files.el --- file names, files and directories, the environment -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defvar user-emacs-directory "~/.emacs.d/"
  "Directory of the user's own files for Emacs Lisp programs.")
(defvar temporary-file-directory
  (file-name-as-directory (or (getenv-internal "TMPDIR") "/tmp"))
  "Directory for temporary files.")
(defvar small-temporary-file-directory nil
  "Directory for small temporary files, or nil.")
(defvar null-device "/dev/null"
  "File that swallows what is written to it.")
(defvar directory-files-no-dot-files-regexp "[^.]\\|\\.\\.\\."
  "Regexp matching any file name but those of a directory and its parent.")
(defvar file-name-version-regexp
  "\\(?:~\\|\\.~[-[:alnum:]:#@^._]+\\(?:~[[:digit:]]+\\)?~\\)"
  "Regexp matching the end of the name of a backup file.")
(defvar require-final-newline nil
  "Non-nil means to end a file with a newline when saving it.")
(defvar find-file-hook nil "Hook run after a file is visited.")
(defvar before-save-hook nil "Hook run before a buffer is saved.")
(defvar after-save-hook nil "Hook run after a buffer is saved.")
(defvar kill-buffer-hook nil "Functions to call, without arguments, in a buffer about to be killed.")
(defvar before-revert-hook nil "Hook run before a buffer is reverted.")
(defvar after-revert-hook nil "Hook run after a buffer is reverted.")
(defvar revert-buffer-function nil
  "Function that reverts the buffer in place of reading its file, or nil.")

;;; The environment

(defun getenv (variable &optional frame)
  "Return the value of the environment variable VARIABLE, nil if unset.
FRAME, if non-nil, is a list of NAME=VALUE strings to look in first."
  (interactive (list (read-string "Get environment variable: ") t))
  (let ((value (getenv-internal variable (and (consp frame) frame))))
    (if (and enable-multibyte-characters (stringp value))
        (string-to-multibyte value)
      value)))

(defun setenv-internal (env variable value keep-empty)
  "Return the environment ENV with VARIABLE set to VALUE.
For a nil VALUE the entry goes; with KEEP-EMPTY it stays, marked unset."
  (let ((prefix (concat variable "="))
        (entry (cond (value (concat variable "=" value))
                     (keep-empty variable)))
        (tail env) (done nil))
    (while (and tail (not done))
      (if (or (string-prefix-p prefix (car tail))
              (equal variable (car tail)))
          (setq done t)
        (setq tail (cdr tail))))
    (cond ((and done entry) (setcar tail entry) env)
          (done (delq (car tail) env))
          (entry (cons entry env))
          (t env))))

(defun setenv (variable &optional value substitute-env-vars)
  "Set the environment variable VARIABLE to VALUE; nil unsets it.
SUBSTITUTE-ENV-VARS means to expand variables in VALUE.  Return VALUE."
  (interactive (if current-prefix-arg
                   (list (read-string "Clear environment variable: "))
                 (list (read-string "Set environment variable: ")
                       (read-string "Value: "))))
  (when (and value substitute-env-vars)
    (setq value (substitute-env-vars value)))
  (when (string-search "=" variable)
    (error "Environment variable name `%s' contains `='" variable))
  (when (equal variable "TZ")
    (set-time-zone-rule value))
  (setq process-environment
        (setenv-internal process-environment variable value t))
  value)

(defun substitute-env-vars (string &optional when-undefined)
  "Return STRING with $VAR and ${VAR} replaced by environment variables.
$$ becomes $.  An unset variable becomes empty, or stays if WHEN-UNDEFINED
is non-nil; if that is a function, it is called with the name."
  (let ((start 0))
    (while (string-match
            "\\$\\(?:\\([[:alnum:]_]+\\)\\|{\\([^{}]+\\)}\\|\\$\\)"
            string start)
      (let ((name (or (match-string 1 string) (match-string 2 string)))
            (data (match-data)) (new nil))
        (setq new (cond ((null name) "$")
                        ((getenv name))
                        ((functionp when-undefined)
                         (funcall when-undefined name))
                        (when-undefined (match-string 0 string))
                        (t "")))
        (set-match-data data)
        (setq start (+ (match-beginning 0) (length new))
              string (replace-match new t t string))))
    string))

(defmacro with-environment-variables (variables &rest body)
  "Run BODY with environment variables set as VARIABLES says.
Each is (NAME VALUE), both expressions."
  (declare (indent 1))
  `(let ((process-environment (copy-sequence process-environment)))
     ,@(mapcar (lambda (v) `(setenv ,(car v) ,(cadr v))) variables)
     ,@body))

(defun parse-colon-path (search-path)
  "Return the directories in SEARCH-PATH, text with colons between them."
  (when search-path
    (mapcar (lambda (dir)
              (and (not (equal dir ""))
                   (substitute-in-file-name (file-name-as-directory dir))))
            (split-string search-path path-separator))))

;;; File names

(defun file-name-sans-versions (name &optional _keep-backup-version)
  "Return file NAME without the mark of a backup file at its end."
  (let ((i (string-match (concat file-name-version-regexp "\\'") name)))
    (if (and i (> i 0)) (substring name 0 i) name)))

(defun backup-file-name-p (file)
  "Return non-nil if the name of FILE looks like that of a backup file."
  (string-match "~\\'" file))

(defun clear-visited-file-modtime ()
  "Forget when the file that the current buffer visits was changed."
  (set-visited-file-modtime 0))

(defun elnet--directory-gives-p (directory field id bit)
  "Return non-nil if a file made in a directory belongs to ID, the maker's.
DIRECTORY is its attributes, FIELD that of the user or group among them,
BIT where the mode shows whether files get the directory's instead."
  (or (= (nth field directory) id)
      (not (memq (aref (file-attribute-modes directory) bit) '(?s ?S)))))

(defun file-ownership-preserved-p (file &optional group)
  "Return non-nil if FILE, written anew, would have the owner that it has.
With GROUP, and the same group.  It is t for a file that does not exist."
  (if-let ((handler (find-file-name-handler file 'file-ownership-preserved-p)))
      (funcall handler 'file-ownership-preserved-p file group)
    (let ((now (file-attributes file 'integer))
          (directory (file-attributes (or (file-name-directory file) ".") 'integer)))
      (or (not now)
          (and directory
               (= (file-attribute-user-id now) (user-uid))
               (elnet--directory-gives-p directory 2 (user-uid) 3)
               (or (not group)
                   (and (= (file-attribute-group-id now) (group-gid))
                        (elnet--directory-gives-p directory 3 (group-gid) 6))))))))

(defun file-extended-attributes (filename)
  "Return an alist of the access control list and the SELinux context of FILENAME."
  (list (cons 'acl (file-acl filename))
        (cons 'selinux-context (file-selinux-context filename))))

(defun elnet--extension-start (name)
  "Return where the dot of NAME's extension is, or nil."
  (let* ((base (file-name-nondirectory (file-name-sans-versions name)))
         (dir (- (length (file-name-sans-versions name)) (length base)))
         (i (string-match "\\.[^.]*\\'" base)))
    (and i (> i 0) (+ dir i))))

(defun file-name-extension (filename &optional period)
  "Return FILENAME's extension, nil if it has none.
If PERIOD, include the period, and return \"\" if there is none."
  (let ((i (elnet--extension-start filename))
        (name (file-name-sans-versions filename)))
    (cond (i (substring name (if period i (1+ i))))
          (period ""))))

(defun file-name-sans-extension (filename)
  "Return FILENAME without its extension."
  (let ((i (elnet--extension-start filename)))
    (if i (substring filename 0 i)
      (file-name-sans-versions filename))))

(defun file-name-with-extension (filename extension)
  "Return FILENAME with its extension replaced by EXTENSION."
  (let ((ext (string-trim-left extension "[.]")))
    (cond ((equal filename "") (error "Empty filename"))
          ((equal ext "")
           (error "Malformed extension: %s" extension))
          ((directory-name-p filename)
           (error "Filename is a directory: %s" filename))
          (t (concat (file-name-sans-extension filename) "." ext)))))

(defun file-name-base (filename)
  "Return FILENAME without directory and extension."
  (file-name-sans-extension (file-name-nondirectory filename)))

(defun file-relative-name (filename &optional directory)
  "Return FILENAME as seen from DIRECTORY (default `default-directory')."
  (let* ((file (expand-file-name filename))
         (dir (file-name-as-directory
               (expand-file-name (or directory default-directory))))
         (up ""))
    (if (string-prefix-p dir (file-name-as-directory file))
        (if (< (length file) (length dir))
            "."
          (let ((rest (substring file (length dir))))
            (if (equal rest "") "./" rest)))
      (while (not (or (string-prefix-p dir (file-name-as-directory file))
                      (equal dir "/")))
        ;; Of "//" too there is less: "/".
        (setq dir (file-name-directory (substring dir 0 -1))
              up (concat "../" up)))
      (if (< (length file) (length dir))
          (directory-file-name up)
        (let ((rest (substring file (length dir))))
          (if (equal rest "")
              (concat up "")
            (concat up rest)))))))

(defun abbreviate-file-name (filename)
  "Return FILENAME with the home directory written as \"~\"."
  (unless (stringp filename)
    (signal 'wrong-type-argument (list 'stringp filename)))
  (let ((home (directory-file-name (expand-file-name "~"))))
    (cond ((equal filename home) "~")
          ((and (not (equal home "/"))
                (string-prefix-p (concat home "/") filename))
           (concat "~" (substring filename (length home))))
          (t filename))))

(defun convert-standard-filename (filename)
  "Return FILENAME, which is good as it is on this system."
  filename)

(defun locate-user-emacs-file (new-name &optional old-name)
  "Return the name of the user's file NEW-NAME in `user-emacs-directory'.
If OLD-NAME exists in the home directory return that."
  (let ((old (and old-name (expand-file-name old-name "~"))))
    (convert-standard-filename
     (if (and old (file-readable-p old))
         (abbreviate-file-name old)
       (abbreviate-file-name
        (expand-file-name new-name user-emacs-directory))))))

(defun file-remote-p (file &optional identification connected)
  "Return the remote part of FILE if a handler says it has one, else nil.
IDENTIFICATION and CONNECTED are passed on to the handler."
  (let ((handler (find-file-name-handler file 'file-remote-p)))
    (and handler
         (funcall handler 'file-remote-p file identification connected))))

(defun file-local-name (file)
  "Return FILE without its remote part, if it has one."
  (or (file-remote-p file 'localname) file))

(defun file-local-copy (file)
  "Return the name of a local copy of FILE, nil if FILE is local."
  (let ((handler (find-file-name-handler file 'file-local-copy)))
    (and handler (funcall handler 'file-local-copy file))))

(defun file-name-quoted-p (name &optional _top)
  "Return non-nil if NAME is quoted with \"/:\"."
  (string-prefix-p "/:" (file-local-name name)))

(defun file-name-quote (name &optional top)
  "Return NAME quoted with \"/:\" so that no part of it is special.
TOP is as in `file-name-quoted-p'."
  (if (file-name-quoted-p name top) name (concat "/:" name)))

(defun file-name-unquote (name &optional top)
  "Return NAME without the quote \"/:\".
TOP is as in `file-name-quoted-p'."
  (if (file-name-quoted-p name top)
      (if (= (length name) 2) "/" (substring name 2))
    name))

(defun file-truename (filename &optional counter _prev-dirs)
  "Return the absolute name of FILENAME without symbolic links in it.
COUNTER is a list of how many links may still be followed."
  (let* ((links (if counter (car counter) 100))
         (name (expand-file-name filename))
         (slash (directory-name-p name))
         (todo (split-string name "/" t))
         (done ""))
    (while todo
      (let* ((part (pop todo))
             (path (concat done "/" part))
             (target (file-symlink-p path)))
        (cond
         ((equal part "."))
         ((equal part "..")
          (setq done (directory-file-name
                      (or (file-name-directory done) "")))
          (when (equal done "/") (setq done "")))
         ((stringp target)
          (setq links (1- links))
          (when (< links 0)
            (signal 'file-error
                    (list "Apparent cycle of symbolic links" filename)))
          (when (file-name-absolute-p target) (setq done ""))
          (setq todo (append (split-string target "/" t) todo)))
         (t (setq done path)))))
    (cond ((equal done "") "/")
          (slash (file-name-as-directory done))
          (t done))))

(defun file-chase-links (filename &optional limit)
  "Follow FILENAME if it is a symbolic link; do so at most LIMIT times."
  (let ((name filename) (left (or limit 100)) (target nil))
    (while (and (> left 0) (setq target (file-symlink-p name)))
      (setq name (expand-file-name target
                                   (file-name-directory
                                    (expand-file-name name)))
            left (1- left)))
    (when (and (not limit) (= left 0))
      (error "Apparent cycle of symbolic links for %s" filename))
    name))

(defun file-equal-p (file1 file2)
  "Return non-nil if FILE1 and FILE2 are two names of one file, or the same."
  (let ((a1 (file-attributes (file-truename file1)))
        (a2 (file-attributes (file-truename file2))))
    (and a1 (equal a1 a2))))

(defun file-in-directory-p (file dir)
  "Return non-nil if FILE is in the directory DIR, or below, or DIR itself."
  (and (file-directory-p dir)
       (string-prefix-p (file-name-as-directory (file-truename dir))
                        (file-name-as-directory (file-truename file)))))

(defun wildcard-to-regexp (wildcard)
  "Return the regexp for file names that the shell pattern WILDCARD fits."
  (let ((i 0) (len (length wildcard)) (parts nil))
    (while (< i len)
      (let ((c (aref wildcard i)))
        (cond
         ((eq c ?*) (push "[^\0]*" parts))
         ((eq c ??) (push "[^\0]" parts))
         ((and (eq c ?\[)
               (string-match "\\[\\([]!^]*[^]]*\\)\\]" wildcard i)
               (= (match-beginning 0) i))
          (let ((set (match-string 1 wildcard)))
            (push (concat "[" (if (string-prefix-p "!" set)
                                  (concat "^" (substring set 1))
                                set)
                          "]")
                  parts)
            (setq i (1- (match-end 0)))))
         (t (push (regexp-quote (char-to-string c)) parts))))
      (setq i (1+ i)))
    (concat "\\`" (apply #'concat (nreverse parts)) "\\'")))

(defun file-expand-wildcards (pattern &optional full)
  "Return the sorted names of the files that fit the shell pattern PATTERN.
They are absolute if FULL or PATTERN is."
  (let* ((base (file-name-nondirectory pattern))
         (dir (file-name-directory pattern))
         (dirs (cond ((null dir) (list nil))
                     ((string-match-p "[[*?]" dir)
                      (mapcar #'file-name-as-directory
                              (file-expand-wildcards
                               (directory-file-name dir) full)))
                     (t (list dir))))
         (found nil))
    (dolist (d dirs)
      (when (or (null d) (file-directory-p (directory-file-name d)))
        (dolist (name (if (equal base "") (list "")
                        (directory-files (or d default-directory) nil
                                         (wildcard-to-regexp base))))
          (when (and (not (member name '("." "..")))
                     (or (not (string-prefix-p "." name))
                         (string-prefix-p "." base)))
            (push (if full
                      (expand-file-name name (expand-file-name
                                              (or d default-directory)))
                    (concat d name))
                  found)))))
    (nreverse found)))

(defun locate-file (filename path &optional suffixes predicate)
  "Look for FILENAME in the directories PATH and return its full name.
SUFFIXES are tried at its end.  PREDICATE is a function of a file name, or
an access mode number for the file, or one of `executable', `readable',
`writable', `exists' or a list of them."
  (let ((mode predicate))
    (when (memq mode '(executable readable writable exists))
      (setq mode (list mode)))
    (when (and (consp mode) (not (functionp mode)))
      (setq mode (logior (if (memq 'executable mode) 1 0)
                         (if (memq 'writable mode) 2 0)
                         (if (memq 'readable mode) 4 0))))
    (locate-file-internal filename path suffixes mode)))

(defun exec-path ()
  "Return the directories in which programs are looked for."
  exec-path)

(defun executable-find (command &optional _remote)
  "Return the full name of the program COMMAND, nil if there is none."
  (locate-file-internal command exec-path exec-suffixes 1))

(defun locate-dominating-file (file name)
  "Look from FILE upward for a directory that has a file NAME; return it.
NAME may also be a function called with each directory."
  (let ((dir (abbreviate-file-name
              (if (file-directory-p file)
                  (file-name-as-directory file)
                (or (file-name-directory file) default-directory))))
        (found nil))
    (while (and dir (not found))
      (if (if (stringp name)
              (and (file-directory-p dir)
                   (file-exists-p (expand-file-name name dir)))
            (funcall name dir))
          (setq found dir)
        (let ((up (file-name-directory (directory-file-name
                                        (expand-file-name dir)))))
          (setq dir (and up (not (equal up (expand-file-name dir)))
                         (abbreviate-file-name up))))))
    (and found (file-name-as-directory found))))

(provide 'files)
;;; files.el ends here

(defvar auto-save-hook nil "Hook run by `do-auto-save', before it writes anything.")

(defun do-auto-save (&optional no-message current-only)
  "Write buffers that have changed since the last time to their auto-save files.
The file is `buffer-auto-save-file-name' of each buffer, which nil keeps from it;
CURRENT-ONLY means the current buffer alone. A file that cannot be written is
reported as a message. NO-MESSAGE means not to tell. Return nil."
  (interactive)
  (run-hooks 'auto-save-hook)
  (dolist (buffer (if current-only (list (current-buffer)) (buffer-list)))
    (with-current-buffer buffer
      (when (and (stringp buffer-auto-save-file-name) (elnet--auto-save-due-p))
        (condition-case err
            (progn (unless no-message (message "Auto-saving..."))
                   (write-region nil nil buffer-auto-save-file-name nil 'lambda)
                   (set-buffer-auto-saved)
                   (unless no-message (message "Auto-saving...done")))
          (error (message "Auto-saving %s: %s" (buffer-name) (error-message-string err))))))))
