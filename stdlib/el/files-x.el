;;; files-x.el --- files and directories, visiting files -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

;;; Directories

(defun make-directory (dir &optional parents)
  "Make the directory DIR; if PARENTS, those it is in too.
With PARENTS it is no error that DIR exists."
  (let ((handler (find-file-name-handler dir 'make-directory)))
    (if handler
        (funcall handler 'make-directory dir parents)
      (let ((dir (directory-file-name (expand-file-name dir))))
        (if (not parents)
            (make-directory-internal dir)
          (let ((missing nil) (d dir))
            (while (not (or (file-directory-p d) (equal d "/")))
              (push d missing)
              (setq d (directory-file-name (file-name-directory d))))
            (dolist (m missing)
              (condition-case err
                  (make-directory-internal m)
                (file-already-exists
                 (unless (file-directory-p m)
                   (signal (car err) (cdr err))))))))))
    nil))

(defun delete-directory (directory &optional recursive _trash)
  "Delete DIRECTORY; if RECURSIVE, with all that is in it."
  (let* ((directory (directory-file-name (expand-file-name directory)))
         (handler (find-file-name-handler directory 'delete-directory)))
    (cond
     (handler (funcall handler 'delete-directory directory recursive))
     ((and recursive (not (file-symlink-p directory)))
      (dolist (file (directory-files directory 'full
                                     directory-files-no-dot-files-regexp t))
        (if (eq t (file-attribute-type (file-attributes file)))
            (delete-directory file recursive)
          (delete-file file)))
      (delete-directory-internal directory))
     (t (delete-directory-internal directory)))
    nil))

(defun copy-directory (directory newname
                                 &optional keep-time parents copy-contents)
  "Copy DIRECTORY with all that is in it to NEWNAME.
If NEWNAME is a directory name, or an existing directory, the copy goes
into it, unless COPY-CONTENTS.  KEEP-TIME keeps the times of files;
PARENTS makes the directories above."
  (let* ((directory (directory-file-name (expand-file-name directory)))
         (name (expand-file-name newname))
         (target (if (and (directory-name-p name) (not copy-contents))
                     (concat name (file-name-nondirectory directory))
                   (directory-file-name name))))
    (unless (file-directory-p target)
      (make-directory target parents))
    (dolist (file (directory-files directory 'full
                                   directory-files-no-dot-files-regexp))
      (let ((to (expand-file-name (file-name-nondirectory file) target))
            (type (file-attribute-type (file-attributes file))))
        (cond ((eq type t) (copy-directory file to keep-time parents t))
              ((stringp type) (make-symbolic-link type to t))
              (t (copy-file file to t keep-time)))))
    (let ((modes (file-modes directory)))
      (when modes (set-file-modes target modes)))
    nil))

(defun directory-empty-p (dir)
  "Return non-nil if DIR is a directory with nothing in it."
  (and (file-directory-p dir)
       (null (directory-files dir nil
                              directory-files-no-dot-files-regexp t 1))))

(defun directory-files-recursively (dir regexp &optional include-directories
                                        predicate follow-symlinks)
  "Return the names of the files under DIR whose name matches REGEXP.
INCLUDE-DIRECTORIES means directories too.  PREDICATE is called with a
directory's name and tells whether to look into it; t means those that can
be read.  FOLLOW-SYMLINKS means to look into linked directories."
  (let ((dir (directory-file-name dir)) (files nil) (result nil))
    (dolist (name (sort (file-name-all-completions
                         "" (file-name-as-directory dir))
                        #'string<))
      (unless (member name '("./" "../"))
        (let ((full (concat (file-name-as-directory dir)
                            (directory-file-name name))))
          (if (not (directory-name-p name))
              (when (string-match-p regexp name) (push full files))
            (when (and (or follow-symlinks (not (file-symlink-p full)))
                       (cond ((null predicate) t)
                             ((eq predicate t) (file-readable-p full))
                             (t (funcall predicate full))))
              (setq result
                    (nconc result
                           (directory-files-recursively
                            full regexp include-directories
                            predicate follow-symlinks))))
            (when (and include-directories
                       (string-match-p regexp (directory-file-name name)))
              (setq result (nconc result (list full))))))))
    (nconc result (nreverse files))))

(defun make-temp-file (prefix &optional dir-flag suffix text)
  "Make a new file with a unique name beginning with PREFIX; return its name.
DIR-FLAG means a directory.  SUFFIX ends the name.  TEXT is put into it."
  (make-temp-file-internal
   (if (or (zerop (length prefix)) (member prefix '("." "..")))
       (concat (file-name-as-directory temporary-file-directory) prefix)
     (expand-file-name prefix temporary-file-directory))
   (if dir-flag t) (or suffix "") text))

(defun make-nearby-temp-file (prefix &optional dir-flag suffix)
  "Make a temporary file where `default-directory' is on the same host.
PREFIX, DIR-FLAG and SUFFIX are as in `make-temp-file'."
  (make-temp-file prefix dir-flag suffix))

(defun temporary-file-directory ()
  "Return the directory for temporary files."
  temporary-file-directory)

(defun make-empty-file (filename &optional parents)
  "Make the empty file FILENAME, and its directories if PARENTS."
  (when (file-exists-p filename)
    (signal 'file-already-exists (list "File exists" filename)))
  (let ((dir (file-name-directory filename)))
    (when (and parents dir) (make-directory dir t)))
  (write-region "" nil filename nil 0))

(defmacro with-file-modes (modes &rest body)
  "Run BODY with new files getting the permissions MODES."
  (declare (indent 1))
  (let ((old (make-symbol "modes")))
    `(let ((,old (default-file-modes)))
       (unwind-protect
           (progn (set-default-file-modes ,modes) ,@body)
         (set-default-file-modes ,old)))))

(defmacro with-existing-directory (&rest body)
  "Run BODY with `default-directory' a directory that exists."
  (declare (indent 0))
  `(let ((default-directory
           (or (seq-find (lambda (dir) (and dir (file-exists-p dir)))
                         (list default-directory (expand-file-name "~/")
                               temporary-file-directory))
               "/")))
     ,@body))

;;; Attributes

(defun file-attribute-type (attributes)
  "Return t for a directory, the target of a link, else nil."
  (nth 0 attributes))
(defun file-attribute-link-number (attributes)
  "Return the number of names in ATTRIBUTES."
  (nth 1 attributes))
(defun file-attribute-user-id (attributes)
  "Return the owner in ATTRIBUTES."
  (nth 2 attributes))
(defun file-attribute-group-id (attributes)
  "Return the group in ATTRIBUTES."
  (nth 3 attributes))
(defun file-attribute-access-time (attributes)
  "Return the time of last access in ATTRIBUTES."
  (nth 4 attributes))
(defun file-attribute-modification-time (attributes)
  "Return the time of last change of the text in ATTRIBUTES."
  (nth 5 attributes))
(defun file-attribute-status-change-time (attributes)
  "Return the time of last change of the status in ATTRIBUTES."
  (nth 6 attributes))
(defun file-attribute-size (attributes)
  "Return the size in bytes in ATTRIBUTES."
  (nth 7 attributes))
(defun file-attribute-modes (attributes)
  "Return the permissions in ATTRIBUTES, as ten letters."
  (nth 8 attributes))
(defun file-attribute-inode-number (attributes)
  "Return the inode number in ATTRIBUTES."
  (nth 10 attributes))
(defun file-attribute-device-number (attributes)
  "Return the device number in ATTRIBUTES."
  (nth 11 attributes))

(defun file-nlinks (filename)
  "Return how many names the file FILENAME has."
  (file-attribute-link-number (file-attributes filename)))

(defun file-size-human-readable (file-size &optional flavor space unit)
  "Return FILE-SIZE, in bytes, as text with a prefix such as k or M.
FLAVOR is nil for powers of 1024, `si' for powers of 1000, `iec' for 1024
with prefixes like Ki.  SPACE goes before UNIT."
  (let ((power (if (or (null flavor) (eq flavor 'iec)) 1024.0 1000.0))
        (prefixes '("" "k" "M" "G" "T" "P" "E" "Z" "Y"))
        (size file-size))
    (while (and (>= size power) (cdr prefixes))
      (setq size (/ size power)
            prefixes (cdr prefixes)))
    (let* ((prefix (if (and (eq flavor 'iec) (equal (car prefixes) "k"))
                       "K" (car prefixes)))
           (unit (concat (if (string= prefix "") "" prefix)
                         (if (and (eq flavor 'iec) (not (equal prefix "")))
                             "i" "")
                         (or unit (if (eq flavor 'iec) "B" "")))))
      (format (if (and (>= (mod size 1.0) 0.05)
                       (< (mod size 1.0) 0.95))
                  "%.1f%s%s"
                "%.0f%s%s")
              size
              (if (equal unit "") "" (or space ""))
              unit))))

(defun file-size-human-readable-iec (size)
  "Return SIZE, in bytes, as text with an IEC prefix."
  (file-size-human-readable size 'iec " "))

(defun file-modes-number-to-symbolic (mode &optional filetype)
  "Return the permissions MODE as ten letters, the first FILETYPE or \"-\"."
  (let ((bits "rwxrwxrwx") (i 0)
        (text (make-string 10 ?-)))
    (aset text 0 (or filetype ?-))
    (while (< i 9)
      (unless (zerop (logand mode (ash 256 (- i))))
        (aset text (1+ i) (aref bits i)))
      (setq i (1+ i)))
    (dolist (special '((2048 3 ?s ?S) (1024 6 ?s ?S) (512 9 ?t ?T)))
      (unless (zerop (logand mode (nth 0 special)))
        (let ((at (nth 1 special)))
          (aset text at (if (eq (aref text at) ?x)
                            (nth 2 special)
                          (nth 3 special))))))
    text))

(defun file-modes-symbolic-to-number (modes &optional from)
  "Return the permissions that MODES, like \"u+rw,g=x\", makes of FROM.
FROM is a number, default 0."
  (let ((result (or from 0)))
    (dolist (clause (split-string modes "," t))
      (unless (string-match "\\`\\([augo]*\\)\\(\\(?:[-+=][rwxXstugo]*\\)+\\)\\'"
                            clause)
        (error "Parse error in modes near `%s'" clause))
      (let ((who (match-string 1 clause))
            (ops (match-string 2 clause)) (mask 0) (pos 0))
        (when (member who '("" "a")) (setq who "ugo"))
        (when (string-search "a" who) (setq who "ugo"))
        (dolist (w (append who nil))
          (setq mask (logior mask (cond ((eq w ?u) #o4700)
                                        ((eq w ?g) #o2070)
                                        (t #o1007)))))
        (while (string-match "\\([-+=]\\)\\([rwxXstugo]*\\)" ops pos)
          (setq pos (match-end 0))
          (let* ((op (aref ops (match-beginning 1)))
                 (bits (elnet--mode-bits (match-string 2 ops) result))
                 (value (logand mask bits)))
            (setq result
                  (cond ((eq op ?+) (logior result value))
                        ((eq op ?-) (logand result (lognot value)))
                        (t (logior value (logand result
                                                 (lognot mask))))))))))
    result))

(defun elnet--mode-bits (letters from)
  "Return the permission bits, for all classes, of LETTERS such as \"rw\".
FROM is the mode that the letters X, u, g and o refer to."
  (let ((bits 0))
    (dolist (c (append letters nil))
      (setq bits
            (logior bits
                    (cond ((eq c ?r) #o444) ((eq c ?w) #o222)
                          ((eq c ?x) #o111) ((eq c ?s) #o6000)
                          ((eq c ?t) #o1000)
                          ((eq c ?X) (if (zerop (logand from #o111))
                                         0 #o111))
                          (t (* #o111
                                (logand 7 (ash from (cond ((eq c ?u) -6)
                                                          ((eq c ?g) -3)
                                                          (t 0))))))))))
    bits))

;;; Buffers of files

(defun insert-file-contents-literally (filename &optional visit beg end
                                                replace)
  "Insert the bytes of FILENAME as they are, without decoding.
VISIT, BEG, END and REPLACE are as in `insert-file-contents'."
  (let ((format-alist nil)
        (after-insert-file-functions nil)
        (coding-system-for-read 'no-conversion)
        (coding-system-for-write 'no-conversion)
        (inhibit-file-name-handlers
         (append '(jka-compr-handler)
                 (and (eq inhibit-file-name-operation 'insert-file-contents)
                      inhibit-file-name-handlers)))
        (inhibit-file-name-operation 'insert-file-contents))
    (insert-file-contents filename visit beg end replace)))

(defun insert-file (filename)
  "Insert the text of FILENAME after point."
  (insert-file-contents filename))

(defun append-to-file (start end filename)
  "Add the text from START to END to the end of FILENAME."
  (write-region start end filename t))

(defun find-buffer-visiting (filename &optional predicate)
  "Return a buffer that visits FILENAME, by this or another name.
PREDICATE, if non-nil, must accept the buffer."
  (let ((truename (file-truename filename)) (found nil))
    (dolist (buffer (buffer-list))
      (let ((name (buffer-file-name buffer)))
        (when (and name (not found)
                   (or (equal name (expand-file-name filename))
                       (equal (file-truename name) truename))
                   (or (null predicate) (funcall predicate buffer)))
          (setq found buffer))))
    found))

(defun create-file-buffer (filename)
  "Return a new buffer named after FILENAME."
  (let ((name (file-name-nondirectory (directory-file-name filename))))
    (generate-new-buffer (if (equal name "") filename name))))

(defun find-file-noselect (filename &optional _nowarn rawfile _wildcards)
  "Return a buffer with the text of FILENAME, reading it if need be.
RAWFILE means without decoding."
  (let ((filename (abbreviate-file-name (expand-file-name filename))))
    (when (file-directory-p filename)
      (error "%s is a directory" filename))
    (or (find-buffer-visiting filename)
        (let ((buffer (create-file-buffer filename)))
          (with-current-buffer buffer
            (setq default-directory
                  (file-name-directory (expand-file-name filename)))
            (condition-case err
                (if rawfile
                    (insert-file-contents-literally filename t)
                  (insert-file-contents filename t))
              (file-missing
               (setq buffer-file-name (expand-file-name filename)))
              (error (kill-buffer buffer)
                     (signal (car err) (cdr err))))
            (goto-char (point-min))
            (if rawfile
                (progn
                  (set-buffer-multibyte nil)
                  (setq buffer-file-coding-system 'no-conversion))
              (normal-mode t))
            (set-buffer-modified-p nil)
            (when (and (file-exists-p filename)
                       (not (file-writable-p filename)))
              (setq buffer-read-only t))
            (unless rawfile (run-hooks 'find-file-hook)))
          buffer))))

(defun find-file (filename &optional _wildcards)
  "Make the buffer of FILENAME current and return it."
  (set-buffer (find-file-noselect filename)))

(defun set-visited-file-name (filename &optional _no-query _along-with-file)
  "Make the buffer visit FILENAME and mark it modified; nil for no file."
  (let ((name (and filename (not (equal filename ""))
                   (expand-file-name filename))))
    (unless (equal name buffer-file-name)
      (setq buffer-file-name name)
      (when name
        (setq default-directory (file-name-directory name))
        (rename-buffer (file-name-nondirectory name) t))
      (set-buffer-modified-p t))))

(defun write-file (filename &optional _confirm)
  "Write the buffer to FILENAME and visit that."
  (set-visited-file-name
   (if (directory-name-p filename)
       (concat filename (file-name-nondirectory
                         (or buffer-file-name (buffer-name))))
     filename))
  (set-buffer-modified-p t)
  (save-buffer))

(defun revert-buffer (&optional ignore-auto noconfirm _preserve-modes)
  "Read the buffer's text again from its file.
IGNORE-AUTO and NOCONFIRM go to `revert-buffer-function', if set."
  (if (functionp revert-buffer-function)
      (funcall revert-buffer-function ignore-auto noconfirm)
    (unless buffer-file-name
      (error "Buffer does not seem to be associated with any file"))
    (run-hooks 'before-revert-hook)
    (let ((inhibit-read-only t) (pos (point)))
      (widen)
      (erase-buffer)
      (insert-file-contents buffer-file-name t)
      (goto-char (min pos (point-max))))
    (run-hooks 'after-revert-hook)
    t))

(defun load-file (file)
  "Evaluate the forms of FILE, whose name is completed as for any file."
  (load (expand-file-name file) nil nil t))

(defun cd (dir)
  "Make DIR the buffer's default directory."
  (let ((full (file-name-as-directory (expand-file-name dir))))
    (unless (file-directory-p full)
      (error (if (file-exists-p full)
                 "%s is not a directory"
               "%s: no such directory")
             dir))
    (setq default-directory full)))

(defun pwd (&optional insert)
  "Return a text telling the default directory; put it in if INSERT."
  (if insert
      (insert default-directory)
    (message "Directory %s" (abbreviate-file-name default-directory))))

;;; Variables of connections

(defvar enable-connection-local-variables t
  "Non-nil means that the variables of connections are used.")
(defvar-local connection-local-variables-alist nil
  "The variables of the connection that the buffer uses.")
(defvar connection-local-profile-alist nil
  "The variables of each profile: (PROFILE . ((VARIABLE . VALUE)...)).")
(defvar connection-local-criteria-alist nil
  "The profiles for criteria: (CRITERIA . PROFILES).")

(defun connection-local-normalize-criteria (criteria)
  "Return the plist CRITERIA in the usual order and without what is nil."
  (mapcan (lambda (property)
            (let ((value (plist-get criteria property)))
              (and value (list property value))))
          '(:application :protocol :user :machine)))

(defun connection-local-get-profiles (criteria)
  "Return the profiles for what the plist CRITERIA describes."
  (let ((criteria (connection-local-normalize-criteria criteria)) (profiles nil))
    (dolist (entry connection-local-criteria-alist)
      (let ((rest (car entry)) (ok t))
        (while rest
          (unless (equal (plist-get criteria (car rest)) (cadr rest)) (setq ok nil))
          (setq rest (cddr rest)))
        (when ok (setq profiles (append profiles (cdr entry))))))
    (delete-dups profiles)))

(defun connection-local-set-profiles (criteria &rest profiles)
  "Use PROFILES for what the plist CRITERIA describes."
  (unless (listp criteria) (signal 'wrong-type-argument (list 'listp criteria)))
  (dolist (profile profiles)
    (unless (assq profile connection-local-profile-alist)
      (error "No such connection profile \"%s\"" (symbol-name profile))))
  (let* ((criteria (connection-local-normalize-criteria criteria))
         (entry (assoc criteria connection-local-criteria-alist)))
    (if entry
        (setcdr entry (delete-dups (append (cdr entry) profiles)))
      (setq connection-local-criteria-alist
            (cons (cons criteria (delete-dups profiles)) connection-local-criteria-alist)))
    connection-local-criteria-alist))

(defun connection-local-get-profile-variables (profile)
  "Return the variables of PROFILE, an alist."
  (cdr (assq profile connection-local-profile-alist)))

(defun connection-local-set-profile-variables (profile variables)
  "Give PROFILE the VARIABLES, an alist."
  (setf (alist-get profile connection-local-profile-alist) variables))

(defun hack-connection-local-variables (criteria)
  "Note in the buffer the variables for what the plist CRITERIA describes."
  (when enable-connection-local-variables
    (dolist (profile (reverse (connection-local-get-profiles criteria)))
      (dolist (variable (connection-local-get-profile-variables profile))
        (setq connection-local-variables-alist
              (cons variable (assq-delete-all (car variable)
                                              connection-local-variables-alist)))))))

(defun hack-connection-local-variables-apply (criteria)
  "Set in the buffer the variables for what the plist CRITERIA describes."
  (hack-connection-local-variables criteria)
  (dolist (variable connection-local-variables-alist)
    (set (make-local-variable (car variable)) (cdr variable))))

(defun connection-local-criteria-for-default-directory (&optional application)
  "Return the criteria for `default-directory', those of APPLICATION.
They are nil for a folder of this machine."
  (when (file-remote-p default-directory)
    (list :application (or application 'tramp)
          :protocol (file-remote-p default-directory 'method)
          :user (file-remote-p default-directory 'user)
          :machine (file-remote-p default-directory 'host))))

(defun files-x--with-connection (function)
  "Call FUNCTION with the variables of the connection of `default-directory'."
  (if (not (file-remote-p default-directory))
      (funcall function)
    (let ((before (buffer-local-variables))
          (enable-connection-local-variables t)
          (connection-local-variables-alist nil))
      (hack-connection-local-variables-apply
       (connection-local-criteria-for-default-directory))
      (unwind-protect (funcall function)
        (pcase-dolist (`(,name . ,_) connection-local-variables-alist)
          (if-let ((local (assq name before)))
              (set name (cdr local))
            (kill-local-variable name)))))))

(defmacro with-connection-local-variables (&rest body)
  "Evaluate BODY with the variables of the connection of `default-directory'."
  (declare (debug t))
  `(files-x--with-connection (lambda () ,@body)))

(defun path-separator ()
  "Return what separates folders in a search path of the machine at work."
  (with-connection-local-variables path-separator))

(defun null-device ()
  "Return the file that swallows all, of the machine at work."
  (with-connection-local-variables null-device))

(provide 'files-x)
;;; files-x.el ends here
