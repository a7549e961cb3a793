;;; jka-compr.el --- compressed files read and written as what is in them -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; Of the methods of Emacs only gzip is there, whose data the host decompresses;
;; the program gzip compresses.

(defvar jka-compr-regexp
  "\\(?:\\.g?z\\|\\.\\(?:tgz\\|svgz\\|sifz\\)\\)\\(?:~\\|\\.~[-[:alnum:]:#@^._]+\\(?:~[[:digit:]]+\\)?~\\)?\\'"
  "Regexp for the names of compressed files.")
(defvar jka-compr-load-suffixes '(".gz") "Suffixes that `load' tries for compressed files.")
(defvar jka-compr-inhibit nil "Non-nil means not to decompress or compress.")
(define-minor-mode auto-compression-mode
  "Toggle reading and writing compressed files as what is in them."
  :global t :init-value t
  (setq file-name-handler-alist
        (assoc-delete-all jka-compr-regexp file-name-handler-alist))
  (when auto-compression-mode
    (push (cons jka-compr-regexp #'jka-compr-handler) file-name-handler-alist)))

(define-error 'compression-error "Compression error" 'file-error)

(defmacro with-auto-compression-mode (&rest body)
  "Evaluate BODY while compressed files are read as what is in them."
  (declare (indent 0) (debug t))
  (let ((was (make-symbol "was")))
    `(let ((,was (jka-compr-installed-p)))
       (unwind-protect
           (progn (auto-compression-mode 1) ,@body)
         (unless ,was (auto-compression-mode -1))))))

(defun jka-compr-installed-p ()
  "Return the entry of `file-name-handler-alist' for compressed files, nil if there is none."
  (assoc jka-compr-regexp file-name-handler-alist))

(defun jka-compr-handler (operation &rest args)
  "Do OPERATION with ARGS for compressed files."
  (let ((function (pcase operation
                    ('insert-file-contents #'jka-compr-insert-file-contents)
                    ('write-region #'jka-compr-write-region)
                    ('file-local-copy #'jka-compr-file-local-copy)
                    ('load #'jka-compr-load))))
    (if (and function (not jka-compr-inhibit))
        (apply function args)
      (jka-compr-run-real-handler operation args))))

(defun jka-compr-run-real-handler (operation args)
  "Do OPERATION with ARGS as if files were not compressed."
  (let ((inhibit-file-name-handlers
         (cons 'jka-compr-handler
               (and (eq inhibit-file-name-operation operation) inhibit-file-name-handlers)))
        (inhibit-file-name-operation operation))
    (apply operation args)))

(defun jka-compr--plain-copy (file)
  "Return the name of a new file with what is in the compressed FILE."
  (let ((copy (let ((jka-compr-inhibit t)) (make-temp-file "jka-com")))
        (jka-compr-inhibit t))
    (with-temp-buffer
      (set-buffer-multibyte nil)
      (insert-file-contents-literally file)
      (when (looking-at-p "\037\213")
        (unless (zlib-decompress-region (point-min) (point-max))
          (delete-file copy)
          (signal 'compression-error (list "Opening input file" (format "%s is damaged" file) file))))
      (let ((coding-system-for-write 'no-conversion))
        (write-region nil nil copy nil 'silent)))
    copy))

(defun jka-compr-insert-file-contents (file &optional visit beg end replace)
  "Like `insert-file-contents', but insert what is in the compressed FILE."
  (barf-if-buffer-read-only)
  (when (and visit (or beg end))
    (error "Attempt to visit less than an entire file"))
  (let ((file (expand-file-name file)))
    (if (not (file-exists-p file))
        (jka-compr-run-real-handler 'insert-file-contents (list file visit beg end replace))
      (let* ((copy (jka-compr--plain-copy file))
             (size (unwind-protect
                       (cadr (insert-file-contents copy nil beg end replace))
                     (delete-file copy))))
        (when visit
          (unlock-buffer)
          (setq buffer-file-name file)
          (set-visited-file-modtime)
          (set-buffer-modified-p nil))
        (list file size)))))

(defun jka-compr-write-region (start end file &optional append visit lockname mustbenew)
  "Like `write-region', but compress what is written to FILE."
  (let* ((file (expand-file-name file))
         (name (if (stringp visit) (expand-file-name visit) file))
         (plain (if (and append (file-exists-p file)) (jka-compr--plain-copy file)
                  (let ((jka-compr-inhibit t)) (make-temp-file "jka-com")))))
    (when (and mustbenew (file-exists-p file))
      (signal 'file-already-exists (list "File already exists" file)))
    (unwind-protect
        (progn
          (let ((jka-compr-inhibit t))
            (write-region start end plain (and append t) 'silent lockname))
          (with-temp-buffer
            (set-buffer-multibyte nil)
            (let ((coding-system-for-read 'no-conversion) (coding-system-for-write 'no-conversion)
                  (jka-compr-inhibit t))
              (unless (eql 0 (call-process "gzip" plain t nil "-c" "-q"))
                (signal 'compression-error (list "Opening output file" "gzip has failed" file)))
              (write-region nil nil file nil 'silent))))
      (delete-file plain))
    (when (or (eq visit t) (stringp visit))
      (setq buffer-file-name name)
      (set-visited-file-modtime)
      (set-buffer-modified-p nil))
    (unless (or (eq visit 'silent) noninteractive)
      (message "Wrote %s" name))
    nil))

(defun jka-compr-file-local-copy (file)
  "Return the name of a new file with what is in the compressed FILE."
  (jka-compr--plain-copy (expand-file-name file)))

(defun jka-compr-load (file &optional noerror nomessage _nosuffix)
  "Load the compressed FILE."
  (if (not (file-exists-p file))
      (unless noerror
        (signal 'file-missing (list "Opening input file" "No such file or directory" file)))
    (let ((copy (jka-compr--plain-copy (expand-file-name file))))
      (unwind-protect
          (progn
            (unless nomessage (message "Loading %s..." file))
            (let ((jka-compr-inhibit t)) (load copy t t t))
            t)
        (delete-file copy)))))

(provide 'jka-compr)
