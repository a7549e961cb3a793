;;; autoload.el --- files of autoloads made from cookies -*- lexical-binding: t; -*-

;; A file of autoloads has a section for each source file that has cookies or
;; definitions, in the order of their names, and a last one that names the files
;; that have neither.  A section is a header, text and a trailer, as the
;; constants below say.

;;; Code:

(defvar generated-autoload-file nil
  "File to put autoloads into; a source file may set it as a local variable.")
(put 'generated-autoload-file 'safe-local-variable 'stringp)
(defvar generated-autoload-load-name nil
  "What to load for the autoloads of a source file, a local variable of it.")
(put 'generated-autoload-load-name 'safe-local-variable 'stringp)
(defvar no-update-autoloads nil
  "Non-nil, as a local variable of a source file, means that it has no autoloads.")
(put 'no-update-autoloads 'safe-local-variable 'booleanp)

(defvar generate-autoload-cookie ";;;###autoload"
  "Comment, at the start of a line, before what belongs among the autoloads.")
(defvar generate-autoload-section-header "\f\n;;;### "
  "What begins a section of a file of autoloads.")
(defvar generate-autoload-section-trailer "\n;;;***\n"
  "What ends a section of a file of autoloads.")
(defvar generate-autoload-section-continuation ";;;;;; "
  "What begins the further lines of a long header of a section.")

(defvar autoload-excludes nil "Absolute names of source files to pass over.")
(defvar autoload-timestamps nil
  "Non-nil means to put the time of each source file into the header of its section.")
(defvar autoload-compute-prefixes t
  "Non-nil means to register the prefixes of the names that a file defines.")
(defvar autoload-builtin-package-versions nil
  "Non-nil means to note the versions of packages that source files tell.")
(defvar autoload-ensure-writable nil
  "Non-nil means to make a file of autoloads writable before it is written.")
(defvar autoload-print-form-outbuf nil
  "Buffer into which `autoload-print-form' prints.")
(defvar autoload-ignored-definitions
  '("define-obsolete-function-alias" "define-obsolete-variable-alias"
    "define-category" "define-key" "defgroup" "defface" "defadvice"
    "def-edebug-spec" "define-widget" "define-erc-module"
    "define-erc-response-handler" "defun-rcirc-command")
  "Names of forms that look like definitions but count for no prefix.")

;;;; Forms.

(defun autoload--docstring (doc args)
  "Return DOC, nil or a string, with a line that shows the argument list ARGS."
  (if (eq args t)
      doc
    (help-add-fundoc-usage (if (stringp doc) doc "") args)))

(defun autoload--arguments (args)
  "Return the argument list ARGS as it is shown: bare names in upper case."
  (cond ((null args) nil)
        ((atom args) args)
        (t (mapcar (lambda (arg)
                     (if (and (consp arg) (symbolp (car arg)))
                         (cons (intern (upcase (symbol-name (car arg)))) (cdr arg))
                       arg))
                   args))))

(defun autoload--definition (form file)
  "Return the autoload for FORM, the definition of a function or macro in FILE."
  (let* ((kind (car form)) (name (nth 1 form))
         (name (if (memq (car-safe name) '(quote function)) (cadr name) name))
         (mode (memq kind '(define-derived-mode define-generic-mode
                             define-compilation-mode)))
         (skeleton (eq kind 'define-skeleton))
         (args (cond ((memq kind '(define-minor-mode easy-mmode-define-minor-mode
                                    define-globalized-minor-mode
                                    define-global-minor-mode
                                    easy-mmode-define-global-mode))
                      '(&optional arg))
                     (skeleton '(&optional str arg))
                     (mode nil)
                     (t (nth 2 form))))
         (at (cond ((eq kind 'define-derived-mode) 4)
                   ((eq kind 'define-generic-mode) 7)
                   ((memq kind '(define-globalized-minor-mode define-global-minor-mode
                                  easy-mmode-define-global-mode))
                    4)
                   ((memq kind '(define-minor-mode easy-mmode-define-minor-mode
                                  define-skeleton))
                    2)
                   (t 3)))
         (doc (nth at form)) (doc (and (stringp doc) doc))
         (body (nthcdr (if doc (1+ at) at) form))
         (declared (cdr (assq 'declare (seq-filter #'consp (seq-take body 3)))))
         (macro (memq kind '(defmacro cl-defmacro defmacro* define-overloadable-function)))
         (interactive (assq 'interactive (seq-filter #'consp (seq-take body 4))))
         (command (cond ((or mode skeleton (equal args '(&optional arg))) t)
                        ((cddr interactive) `',(cddr interactive))
                        (interactive t)))
         (bare (and (null doc) (null args) (not mode) (not skeleton)))
         (autoload `(autoload ',name ,file
                      ,(if bare nil
                         (if (and doc (null args)
                                  (not (or mode (memq kind '(cl-defun defun*)))))
                             doc
                           (autoload--docstring doc (autoload--arguments args))))
                      ,command ,(and macro (if (eq kind 'defmacro) t ''macro))))
         (more nil))
    (dolist (declaration declared)
      (pcase declaration
        (`(indent ,spec) (push `(function-put ',name 'lisp-indent-function ',spec) more))
        (`(doc-string ,n) (push `(function-put ',name 'doc-string-elt ',n) more))
        (`(obsolete ,new ,when) (push `(make-obsolete ',name ',new ',when) more))))
    (if more `(progn ,autoload ,@(nreverse more)) autoload)))

(defun autoload--mode-variable (name file)
  "Return the forms for NAME, the variable of a global minor mode in FILE."
  `((defvar ,name nil
      ,(format "Non-nil if `%s' is on; call the function of that name to change it." name))
    (custom-autoload ',name ,file nil)))

(defun make-autoload (form file &optional expansion)
  "Return what stands for FORM among the autoloads of FILE, or nil.
It is nil if FORM itself belongs there.  EXPANSION says that FORM comes from a
macro: what has nothing to load is kept."
  (let ((kind (car-safe form)))
    (cond
     ((and expansion (eq kind 'progn))
      (let ((forms (delq nil (mapcar (lambda (each)
                                       (or (make-autoload each file expansion)
                                           (and expansion each)))
                                     (cdr form)))))
        (and forms `(progn ,@forms))))
     ((and (memq kind '(define-minor-mode easy-mmode-define-minor-mode))
           (plist-get (autoload--keywords (nthcdr 3 form)) :global)
           (not (plist-get (autoload--keywords (nthcdr 3 form)) :variable)))
      `(progn ,@(autoload--mode-variable (nth 1 form) file)
              ,(autoload--definition form file)))
     ((memq kind '(define-globalized-minor-mode define-global-minor-mode
                    easy-mmode-define-global-mode))
      `(progn (put ',(nth 1 form) 'globalized-minor-mode t)
              ,@(autoload--mode-variable (nth 1 form) file)
              ,(autoload--definition form file)))
     ((eq kind 'cl-defgeneric) `(progn (progn ,(autoload--definition form file))))
     ((memq kind '(defun defmacro defun* defmacro* cl-defun cl-defmacro
                    define-inline define-minor-mode
                    easy-mmode-define-minor-mode define-derived-mode
                    define-generic-mode define-compilation-mode define-skeleton
                    define-overloadable-function))
      (autoload--definition form file))
     ((eq kind 'defclass)
      `(eieio-defclass-autoload ',(nth 1 form) ',(nth 2 form) ,file ,(nth 4 form)))
     ((eq kind 'defcustom)
      (pcase-let ((`(,_ ,name ,value ,doc . ,keys) form))
        `(progn (defvar ,name ,value ,doc)
                (custom-autoload ',name ,file ,(null (plist-get keys :set)))
                ,@(and (plist-get keys :safe)
                       `((put ',name 'safe-local-variable ,(plist-get keys :safe)))))))
     ((eq kind 'defgroup)
      (let ((name (nth 1 form)))
        `(let ((loads (get ',name 'custom-loads)))
           (if (member ',file loads) nil
             (put ',name 'custom-loads (cons ',file loads)))))))))

(defun autoload--keywords (list)
  "Return the part of LIST from its first keyword on."
  (while (and list (not (keywordp (car list)))) (setq list (cdr list)))
  list)

(defun autoload--print-string (string)
  "Print STRING so that it can be read at the start of a line."
  (princ "\"\\\n")
  (princ (replace-regexp-in-string
          "^(" "\\\\(" (replace-regexp-in-string "[\\\\\"]" "\\\\\\&" string) t))
  (princ "\""))

(defun autoload-print-form (form)
  "Print FORM, with its docstring on lines of its own, into the autoloads.
They are in the buffer `autoload-print-form-outbuf'."
  (if (eq (car-safe form) 'progn)
      (mapc #'autoload-print-form (cdr form))
    (let* ((standard-output autoload-print-form-outbuf)
           (print-escape-newlines t) (print-escape-control-characters t)
           (print-quoted t)
           (at (and (consp form) (get (car form) 'doc-string-elt)))
           (at (cond ((eq (car-safe form) 'autoload) 3)
                     ((memq (car-safe form) '(defvar defconst defcustom defalias)) 3)
                     ((natnump at) at)))
           (doc (and at (proper-list-p form) (stringp (nth at form)) at)))
      (terpri)
      (if (not doc)
          (prin1 form)
        (princ "(")
        (dotimes (i (length form))
          (when (> i 0) (princ " "))
          (if (= i doc) (autoload--print-string (nth i form)) (prin1 (nth i form))))
        (princ ")"))
      (terpri))))

;;;; Prefixes.

(defun autoload--defined-names ()
  "Return the names that the current buffer, without cookies before, defines."
  (let ((names nil)
        (pattern (concat "^(\\(def[^ \t\n]*\\|cl-def[^ \t\n]*\\|defalias\\)"
                         "[ \t\n]+['(]*\\([^ \t\n()']+\\)")))
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward pattern nil t)
        (let ((name (match-string 2)))
          (unless (or (member (match-string 1) autoload-ignored-definitions)
                      (eq (match-beginning 2) (match-beginning 1))
                      (save-match-data
                        (string-match-p "\\`[\"?;:]" name))
                      (save-excursion
                        (goto-char (match-beginning 0))
                        (and (zerop (forward-line -1))
                             (looking-at-p (regexp-quote generate-autoload-cookie)))))
            (push name names)))))
    names))

(defun autoload--prefixes (names)
  "Return prefixes, sorted, that cover NAMES and are long enough to tell much."
  (let ((found nil) (groups nil))
    (dolist (name names)
      (push name (alist-get (aref name 0) groups)))
    (dolist (group groups)
      (setq found (append (autoload--group-prefixes (cdr group)) found)))
    (sort (delete-dups found) #'string<)))

(defun autoload--group-prefixes (names)
  "Return prefixes that cover NAMES, which begin alike."
  (let ((prefix (try-completion "" (delete-dups (copy-sequence names)))))
    (when (eq prefix t) (setq prefix (car names)))
    (cond
     ((or (>= (length prefix) 3)
          (and (> (length prefix) 1) (string-match-p "[-/:.]\\'" prefix)))
      (list prefix))
     ((member prefix names) nil)
     (t
      (let ((groups nil) (n (length prefix)))
        (dolist (name names)
          (when (> (length name) n) (push name (alist-get (aref name n) groups))))
        (apply #'append
               (mapcar (lambda (group)
                         (if (cdr (cdr group))
                             (autoload--group-prefixes (cdr group))
                           (and (> (length (cadr group)) 2) (cdr group))))
                       groups)))))))

;;;; One source file.

(defun autoload-file-load-name (file outfile)
  "Return the name to load FILE by, for autoloads in OUTFILE."
  (file-name-sans-extension
   (file-relative-name file (file-name-directory outfile))))

(defun autoload-find-file (file)
  "Return a buffer with the text of FILE in which its local variables are set."
  (with-current-buffer (get-buffer-create " *autoload-file*")
    (kill-all-local-variables)
    (erase-buffer)
    (setq buffer-undo-list t
          default-directory (file-name-directory (expand-file-name file)))
    (insert-file-contents file)
    (set-syntax-table emacs-lisp-mode-syntax-table)
    (dolist (variable '(generated-autoload-file generated-autoload-load-name
                        no-update-autoloads))
      (autoload--hack-local-variable variable))
    (current-buffer)))

(defun autoload--hack-local-variable (variable)
  "Give VARIABLE the value that the text of the buffer has for it, if any.
That is told on its first line or by its list of local variables."
  (let ((name (regexp-quote (symbol-name variable))) (found nil))
    (save-excursion
      (goto-char (point-min))
      (setq found (re-search-forward (concat "-\\*-.*\\_<" name ":[ \t]*")
                                     (line-end-position) t))
      (goto-char (max (point-min) (- (point-max) 3000)))
      (when (let ((case-fold-search t)) (re-search-forward "Local Variables:" nil t))
        (setq found (or (re-search-forward (concat "^[^\n]*\\_<" name ":[ \t]*") nil t)
                        found)))
      (when found
        (goto-char found)
        (let ((value (ignore-errors (read (current-buffer)))))
          (when (funcall (get variable 'safe-local-variable) value)
            (set (make-local-variable variable) value)))))))

(defun autoload--cookies (load-name)
  "Put what the cookies of the current buffer ask for into the autoloads.
LOAD-NAME is what to load for its functions.  Return non-nil if there was any."
  (let ((any nil))
    (goto-char (point-min))
    (while (re-search-forward (concat "^" (regexp-quote generate-autoload-cookie)) nil t)
      (setq any t)
      (skip-chars-forward " \t")
      (condition-case err
          (if (eolp)
              (let* ((form (progn (forward-line 1) (read (current-buffer))))
                     (autoload (make-autoload form load-name)))
                (autoload-print-form (or autoload form)))
            (let ((text (buffer-substring (1- (point)) (line-end-position))))
              (princ (concat text "\n") autoload-print-form-outbuf)))
        (error (message "Autoload cookie error in %s:%s %S"
                        load-name (line-number-at-pos) err))))
    any))

(defun autoload--stamp (file)
  "Return what the header of the section of FILE has of its time."
  (if autoload-timestamps
      (file-attribute-modification-time (file-attributes file))
    '(0 0 0 0)))

(defun autoload-insert-section-header (outbuf autoloads load-name file time)
  "Insert the header of a section into OUTBUF.
It tells AUTOLOADS, LOAD-NAME, FILE and TIME, whatever they are."
  (let ((start (with-current-buffer outbuf (point))))
    (princ generate-autoload-section-header outbuf)
    (prin1 `(autoloads ,autoloads ,load-name ,file ,time) outbuf)
    (terpri outbuf)
    (with-current-buffer outbuf
      (save-excursion
        (forward-line -1)
        (while (and (>= (point) start) (> (- (line-end-position) (point)) 64))
          (move-to-column 64)
          (skip-chars-forward "^ \n")
          (if (eolp)
              (goto-char (1- start))
            (insert "\n" generate-autoload-section-continuation)
            (beginning-of-line)))))))

(defun autoload-read-section-header ()
  "Read and return the header after point, after its first words."
  (save-excursion
    (let ((text (buffer-substring (point) (progn (forward-line 1) (point)))))
      (while (looking-at (regexp-quote generate-autoload-section-continuation))
        (setq text (concat text (buffer-substring (match-end 0)
                                                  (progn (forward-line 1) (point))))))
      (condition-case nil (car (read-from-string text)) (end-of-file nil)))))

(defun autoload-remove-section (begin)
  "Remove the section whose header begins at BEGIN."
  (goto-char begin)
  (search-forward generate-autoload-section-trailer)
  (delete-region begin (point)))

(defun autoload-generate-file-autoloads (file &optional outbuf outfile)
  "Insert a section for FILE into OUTBUF, by default the current buffer, at point.
OUTFILE is the name of the file for it.  Return nil if FILE has something for
it, and otherwise t: there is no section then."
  (let* ((outbuf (or outbuf (current-buffer)))
         (outfile (or outfile (buffer-file-name outbuf)
                      (expand-file-name "autoloads" (buffer-local-value
                                                     'default-directory outbuf))))
         (source (expand-file-name file))
         (shown (file-relative-name source (file-name-directory outfile)))
         (body (generate-new-buffer " *autoloads*"))
         (load-name nil) (any nil))
    (unwind-protect
        (with-current-buffer (autoload-find-file source)
          (setq load-name (or generated-autoload-load-name
                              (autoload-file-load-name source outfile)))
          (unless no-update-autoloads
            (let ((autoload-print-form-outbuf body))
              (setq any (autoload--cookies load-name))
              (let ((names (and autoload-compute-prefixes (autoload--defined-names))))
                (when names
                  (setq any t)
                  (princ (format "\n(register-definition-prefixes %S '%S)\n"
                                 load-name (autoload--prefixes names))
                         body)))))
          (when any
            (with-current-buffer outbuf
              (autoload-insert-section-header outbuf nil load-name shown
                                              (autoload--stamp source))
              (insert ";;; Generated autoloads from " shown "\n")
              (insert-buffer-substring body)
              (insert generate-autoload-section-trailer)))
          (not any))
      (kill-buffer body))))

(defun generate-file-autoloads (file)
  "Insert the autoloads of FILE at point; return nil if there are any."
  (interactive "fGenerate autoloads for file: ")
  (autoload-generate-file-autoloads file (current-buffer) buffer-file-name))

;;;; Files of autoloads.

(defun autoload-rubric (file &optional type feature)
  "Return the text of the file of autoloads FILE that has no section yet.
TYPE, by default \"autoloads\", is what is in it; with \"package\" it puts its
directory into `load-path'.  FEATURE non-nil means that it provides its name."
  (let* ((base (file-name-nondirectory file))
         (feature (or feature (and (equal type "package") t)))
         (lines (list (concat ";;; " base " --- automatically extracted "
                              (if (equal type "package") "autoloads" (or type "autoloads"))
                              "  -*- lexical-binding: t -*-")
                      ";;" ";;; Code:" "")))
    (concat (string-join lines "\n") "\n"
            (and (equal type "package")
                 (concat "(add-to-list 'load-path (directory-file-name\n"
                         "                         (or (file-name-directory #$) "
                         "(car load-path))))\n\n"))
            "\f\n"
            (and feature
                 (format "(provide '%s)\n" (file-name-sans-extension base)))
            (mapconcat (lambda (line) (concat ";; " line "\n"))
                       '("Local Variables:" "version-control: never"
                         "no-byte-compile: t" "no-update-autoloads: t"
                         "coding: utf-8" "End:")
                       "")
            ";;; " base " ends here\n")))

(defun autoload-ensure-file-writeable (file)
  "Make FILE writable if it exists and `autoload-ensure-writable' is non-nil.
Return FILE."
  (when (and autoload-ensure-writable (file-exists-p file) (not (file-writable-p file)))
    (set-file-modes file (logior #o600 (file-modes file))))
  file)

(defun autoload-generated-file (outfile)
  "Return the absolute name of the file for the autoloads of the current buffer.
OUTFILE is the default of `generated-autoload-file'."
  (expand-file-name (if (local-variable-p 'generated-autoload-file)
                        generated-autoload-file
                      (or outfile generated-autoload-file
                          (error "No file for autoloads is given")))
                    default-directory))

(defun autoload-find-generated-file (file)
  "Return a buffer that visits the file of autoloads FILE, begun if need be."
  (let* ((file (expand-file-name file))
         (buffer (or (get-file-buffer file)
                     (find-file-noselect (autoload-ensure-file-writeable file)))))
    (with-current-buffer buffer
      (when (zerop (buffer-size))
        (insert (autoload-rubric file nil t)))
      (setq buffer-undo-list t))
    buffer))

(defvar autoload--changed nil "Buffers of files of autoloads to be saved.")

(defun autoload-save-buffers ()
  "Save the files of autoloads that were changed."
  (while autoload--changed
    (let ((buffer (pop autoload--changed)))
      (when (buffer-live-p buffer)
        (with-current-buffer buffer
          (let ((version-control 'never) (require-final-newline nil))
            (write-region nil nil buffer-file-name nil 'silent)
            (set-buffer-modified-p nil)
            (set-visited-file-modtime)))
        (kill-buffer buffer)))))

(defun autoload-find-destination (file load-name output-file)
  "Go to the place for the section of FILE in its file of autoloads.
An old section, which may have been written for LOAD-NAME, goes.  OUTPUT-FILE is
where autoloads go by default.  Return the buffer, which is the current one then."
  (let* ((target (with-current-buffer (autoload-find-file file)
                   (autoload-generated-file output-file)))
         (shown (file-relative-name (expand-file-name file)
                                    (file-name-directory target)))
         (place nil))
    (set-buffer (autoload-find-generated-file target))
    (goto-char (point-min))
    (while (and (null place) (search-forward generate-autoload-section-header nil t))
      (let ((begin (match-beginning 0)) (header (autoload-read-section-header)))
        (cond ((or (equal (nth 3 header) shown)
                   (and load-name (equal (nth 2 header) load-name)
                        (stringp (nth 3 header))))
               (autoload-remove-section begin)
               (goto-char begin))
              ((or (not (stringp (nth 3 header))) (string< shown (nth 3 header)))
               (setq place begin)))))
    (goto-char (or place (autoload--end)))
    (unless (memq (current-buffer) autoload--changed)
      (push (current-buffer) autoload--changed))
    (current-buffer)))

(defun autoload--end ()
  "Return where the sections of the current file of autoloads end."
  (goto-char (point-max))
  (search-backward "\f" nil t)
  (when (looking-at (regexp-quote generate-autoload-section-header))
    (search-forward generate-autoload-section-trailer nil t)
    (search-forward "\f" nil t)
    (forward-char -1))
  (point))

;;;###autoload
(defun update-file-autoloads (file &optional save-after outfile)
  "Bring the section of FILE in its file of autoloads up to date.
That is OUTFILE, by default `generated-autoload-file', unless FILE says another.
Save it if SAVE-AFTER is non-nil.  Return FILE if it has no autoloads."
  (interactive (list (read-file-name "Update autoloads for file: ") current-prefix-arg))
  (let* ((buffer (save-current-buffer
                   (autoload-find-destination
                    file nil (or outfile generated-autoload-file))))
         (none (with-current-buffer buffer
                 (autoload-generate-file-autoloads file buffer buffer-file-name))))
    (when save-after (autoload-save-buffers))
    (and none file)))

;;;###autoload
(defun make-directory-autoloads (dir output-file)
  "Bring OUTPUT-FILE, of autoloads for the directory or directories DIR, up to date."
  (interactive "DUpdate autoloads for directory: \nFWrite to file: ")
  (let* ((output (expand-file-name output-file))
         (base (file-name-nondirectory output))
         (files (autoload--sources (if (listp dir) dir (list dir)) output))
         (buffer (autoload-find-generated-file output))
         (sections nil) (none nil))
    (message "  INFO     Scraping files for %s... " base)
    (with-current-buffer buffer
      (autoload--remove-all-sections)
      (dolist (file files)
        (let ((target (with-current-buffer (autoload-find-file file)
                        (autoload-generated-file output))))
          (cond ((not (equal target output))
                 (update-file-autoloads file)
                 (push file none))
                (t (let ((section (autoload--section file output)))
                     (if section (push section sections) (push file none)))))))
      (goto-char (autoload--end))
      (dolist (section (sort sections (lambda (a b) (string< (car a) (car b)))))
        (insert (cdr section)))
      (when none
        (autoload-insert-section-header
         buffer nil nil
         (sort (mapcar (lambda (file)
                         (file-relative-name file (file-name-directory output)))
                       none)
               #'string<)
         '(0 0 0 0))
        (insert generate-autoload-section-trailer))
      (add-to-list 'autoload--changed buffer))
    (autoload-save-buffers)
    (message "  INFO     Scraping files for %s...done" base)
    nil))

(defun autoload--section (file output)
  "Return (LOAD-NAME . SECTION) of FILE for OUTPUT, or nil if there is nothing."
  (with-temp-buffer
    (unless (autoload-generate-file-autoloads file (current-buffer) output)
      (goto-char (+ (point-min) (length generate-autoload-section-header)))
      (cons (nth 2 (autoload-read-section-header)) (buffer-string)))))

(defun autoload--sources (dirs output)
  "Return the Lisp files of DIRS that may have autoloads, other than OUTPUT."
  (let ((files nil))
    (dolist (dir dirs)
      (dolist (file (directory-files (expand-file-name dir) t "\\`[^=.].*\\.el\\'"))
        (unless (or (equal file output) (member file autoload-excludes)
                    (file-directory-p file))
          (push file files))))
    (sort files (lambda (a b) (string< (file-relative-name a (file-name-directory output))
                                       (file-relative-name b (file-name-directory output)))))))

(defun autoload--remove-all-sections ()
  "Remove the sections of the current file of autoloads."
  (goto-char (point-min))
  (while (search-forward generate-autoload-section-header nil t)
    (autoload-remove-section (match-beginning 0))
    (when (looking-at "\n\\'\\|\n\f") (delete-char 1))))

;;;###autoload
(defun update-directory-autoloads (&rest dirs)
  "Bring the autoloads of DIRS in `generated-autoload-file' up to date."
  (declare (obsolete make-directory-autoloads "28.1"))
  (interactive "DUpdate autoloads from directory: ")
  (make-directory-autoloads dirs (or generated-autoload-file
                                     (signal 'wrong-type-argument '(stringp nil)))))

;;;###autoload
(defun batch-update-autoloads ()
  "Bring the autoloads of the directories on the command line up to date.
They go into the file that `generated-autoload-file' names."
  (let ((dirs command-line-args-left))
    (setq command-line-args-left nil)
    (dolist (dir dirs) (message "  SCRAPE   %s" dir))
    (make-directory-autoloads dirs (or generated-autoload-file
                                       (signal 'wrong-type-argument '(stringp nil))))))

(provide 'autoload)
;;; autoload.el ends here
