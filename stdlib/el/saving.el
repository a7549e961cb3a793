;;; saving.el --- saving buffers, and the names of backup files -*- lexical-binding: t; -*-

;; Saving makes no backups: their names, and the variables about them, are here for
;; programs that do.

;;; Code:

(defvar write-file-functions nil
  "Functions to call before a buffer is written; one that writes it returns non-nil.")
(defvar-local write-contents-functions nil
  "Functions that may write the contents of this buffer, as `write-file-functions'.")
(defvar save-some-buffers-default-predicate nil "PRED of `save-some-buffers' if that is nil.")
(defvar-local buffer-offer-save nil "Whether a buffer without file is to be saved on leaving.")
(defvar backup-directory-alist nil
  "Where backups go: (REGEXP . DIRECTORY)s for file names.")
(defvar backup-enable-predicate 'normal-backup-enable-predicate
  "Function of a file name that says whether the file has backups.")
(defvar make-backup-file-name-function 'make-backup-file-name--default-function
  "Function that makes the name of a backup of a file name.")
(defvar kept-old-versions 2 "How many of the oldest numbered backups are kept.")
(defvar kept-new-versions 2 "How many of the newest numbered backups are kept.")
(defvar delete-old-versions nil "Whether other numbered backups are deleted without asking.")

(defun basic-save-buffer (&optional _called-interactively)
  "Write the buffer to the file it visits, if it is modified or that file is gone.
`write-contents-functions' and `write-file-functions' may do so instead."
  (interactive)
  (when (or (buffer-modified-p)
            (and buffer-file-name (not (file-exists-p buffer-file-name))))
    (unless (or buffer-file-name write-contents-functions)
      (error "Buffer %s is not visiting a file" (buffer-name)))
    (unless (or (null buffer-file-name) (verify-visited-file-modtime) (not (file-exists-p buffer-file-name))
                (yes-or-no-p (format "%s has changed since visited or saved.  Save anyway? "
                                     (file-name-nondirectory buffer-file-name))))
      (user-error "Save not confirmed"))
    (save-restriction
      (widen)
      (when (and require-final-newline
                 (> (point-max) (point-min))
                 (not (eq (char-before (point-max)) ?\n)))
        (save-excursion (goto-char (point-max)) (insert ?\n)))
      (with-demoted-errors "Error: %S"
        (run-hooks 'before-save-hook))
      (or (run-hook-with-args-until-success 'write-contents-functions)
          (run-hook-with-args-until-success 'write-file-functions)
          (write-region nil nil buffer-file-name nil t)))
    (run-hooks 'after-save-hook)
    nil))

(defun save-buffer (&optional _arg)
  "Save the buffer as `basic-save-buffer' does."
  (interactive)
  (basic-save-buffer))

(defun save-some-buffers (&optional arg pred)
  "Save the modified buffers that visit files, after asking about each unless ARG.
If PRED is a function only those in which it returns non-nil; if it is t those with
`buffer-offer-save', too.  Return t if any was saved."
  (interactive "P")
  (let ((pred (or pred save-some-buffers-default-predicate)) (any nil))
    (dolist (buffer (buffer-list))
      (when (and (buffer-live-p buffer) (buffer-modified-p buffer) (not (buffer-base-buffer buffer))
                 (with-current-buffer buffer
                   (and (or buffer-file-name
                            (and (eq pred t) buffer-offer-save (> (buffer-size) 0)))
                        (or (not (functionp pred)) (funcall pred))))
                 (or arg
                     (y-or-n-p (format "Save file %s? " (buffer-local-value 'buffer-file-name buffer)))))
        (with-current-buffer buffer
          (save-buffer))
        (setq any t)))
    any))

(defun not-modified (&optional arg)
  "Mark the buffer as unmodified, or with ARG as modified."
  (interactive "P")
  (message (if arg "Modification-flag set" "Modification-flag cleared"))
  (set-buffer-modified-p arg))

(defun kill-matching-buffers (regexp &optional internal-too no-ask)
  "Kill the buffers whose names match REGEXP, asking about those that are modified.
Those that start with a space count if INTERNAL-TOO; NO-ASK kills all."
  (interactive "sKill buffers whose names match (regexp): \nP")
  (dolist (buffer (buffer-list))
    (let ((name (or (buffer-name buffer) "")))
      (when (and (not (equal name "")) (or internal-too (/= (aref name 0) ?\s))
                 (string-match-p regexp name)
                 (or no-ask (not (buffer-modified-p buffer))
                     (yes-or-no-p (format "Buffer %s is modified; kill it? " name))))
        (with-current-buffer buffer
          (set-buffer-modified-p nil))
        (kill-buffer buffer)))))

;;;; Names.

(defun normal-backup-enable-predicate (name)
  "Return t unless the file NAME is in a directory of temporary files."
  (not (seq-some (lambda (dir)
                   (and dir (string-prefix-p (file-truename (file-name-as-directory dir))
                                             (file-truename (expand-file-name name)))))
                 (list temporary-file-directory small-temporary-file-directory))))

(defun auto-save-file-name-p (filename)
  "Return non-nil if FILENAME, without directory, is that of an auto-save file."
  (string-match "\\`#.*#\\'" filename))

(defun make-backup-file-name-1 (file)
  "Return FILE, or its name in the directory of `backup-directory-alist' for it.
Slashes are exclamation marks in an absolute directory."
  (let ((dir (cdr (seq-find (lambda (entry) (string-match-p (car entry) file)) backup-directory-alist))))
    (cond ((null dir) file)
          ((file-name-absolute-p dir)
           (expand-file-name (subst-char-in-string
                              ?/ ?! (replace-regexp-in-string "!" "!!" (expand-file-name file)))
                             (file-name-as-directory dir)))
          (t (expand-file-name (file-name-nondirectory file)
                               (file-name-as-directory
                                (expand-file-name dir (file-name-directory file))))))))

(defun make-backup-file-name (file)
  "Return the name of the backup of FILE that has no number."
  (funcall make-backup-file-name-function file))

(defun make-backup-file-name--default-function (file)
  "Return the name of FILE's backup."
  (concat (make-backup-file-name-1 file) "~"))

(defun elnet--backup-versions (file)
  "Return the numbers of FILE's numbered backups, the least first."
  (let* ((base (make-backup-file-name-1 (expand-file-name file)))
         (dir (file-name-directory base))
         (head (concat (file-name-nondirectory base) ".~")))
    (sort (delq nil
                (mapcar (lambda (name)
                          (and (string-match-p "\\`[0-9]+~\\'" (substring name (length head)))
                               (string-to-number (substring name (length head)))))
                        (and (file-directory-p dir) (file-name-all-completions head dir))))
          #'<)))

(defun find-backup-file-name (fn)
  "Return a list: the name of the next backup of FN, and those to delete after it."
  (let* ((versions (and (not (eq version-control 'never)) (elnet--backup-versions fn)))
         (base (make-backup-file-name-1 (expand-file-name fn)))
         (name (lambda (n) (format "%s.~%d~" base n)))
         (spare (- (length versions) kept-old-versions kept-new-versions -1)))
    (if (or (eq version-control 'never) (not (or version-control versions))
            (not (file-directory-p (file-name-directory base))))
        (list (make-backup-file-name fn))
      (cons (funcall name (1+ (apply #'max 0 versions)))
            (and (> spare 0) (>= (+ kept-old-versions kept-new-versions) 1)
                 (mapcar name (seq-take (nthcdr kept-old-versions versions) spare)))))))

(defun file-backup-file-names (filename)
  "Return the names of FILENAME's backups, the newest first."
  (let* ((base (make-backup-file-name-1 (expand-file-name filename)))
         (dir (file-name-directory base)))
    (sort (delq nil
                (mapcar (lambda (name)
                          (let ((file (concat dir name)))
                            (and (backup-file-name-p file)
                                 (equal (file-name-sans-versions file) base)
                                 file)))
                        (and (file-directory-p dir)
                             (file-name-all-completions (file-name-nondirectory base) dir))))
          #'file-newer-than-file-p)))

(defun file-newest-backup (filename)
  "Return the name of FILENAME's newest backup, nil if it has none."
  (car (file-backup-file-names (expand-file-name filename))))

;;;; Permissions and attributes.

(defun file-modes-char-to-who (char)
  "Return the bits of a file's mode that belong to CHAR, one of u, g, o and a."
  (pcase char
    (?u #o4700)
    (?g #o2070)
    (?o #o1007)
    (?a #o7777)
    (_ (error "%c: Bad `who' character" char))))

(defun file-modes-char-to-right (char &optional from)
  "Return the bits of CHAR, a permission such as r, for all.
FROM is the mode that X, u, g and o refer to."
  (unless (memq char '(?r ?w ?x ?X ?s ?t ?u ?g ?o))
    (error "%c: Bad right character" char))
  (elnet--mode-bits (string char) (or from 0)))

(defun file-attribute-collect (file-attributes &rest attr-names)
  "Return the elements of FILE-ATTRIBUTES called ATTR-NAMES, such as `size'."
  (mapcar (lambda (name)
            (let ((accessor (intern (format "file-attribute-%s" name))))
              (unless (memq name '(type link-number user-id group-id access-time modification-time
                                        status-change-time size modes inode-number device-number))
                (error "Wrong attribute name '%S'" name))
              (funcall accessor file-attributes)))
          attr-names))

;;; saving.el ends here
