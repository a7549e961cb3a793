;;; lisp-mnt.el --- the header of a Lisp library -*- lexical-binding: t; -*-

;; The functions take a file, or nil for the current buffer.

;;; Code:

(defvar lm-header-prefix "^;+[ \t]+\\(@(#)\\)?[ \t]*\\$?"
  "Regexp for what goes before a header line.")
(defvar lm-any-header ".*" "Regexp for any header.")
(defvar lm-comment-column 16 "Column of what follows a header.")
(defvar lm-commentary-header "Commentary\\|Documentation"
  "Regexp for the header of the commentary.")
(defvar lm-history-header "Change ?Log\\|History" "Regexp for the header of the history.")
(defvar lm-copyright-prefix "^\\(;+[ \t]\\)+Copyright (C) "
  "Regexp for what goes before a copyright.")

(defmacro lm-with-file (file &rest body)
  "Evaluate BODY in a buffer with the text of FILE, or in this one if it is nil."
  (declare (indent 1) (debug t))
  (let ((name (make-symbol "file")))
    `(let ((,name ,file))
       (if ,name
           (with-temp-buffer
             (insert-file-contents ,name)
             (set-syntax-table (lm--syntax-table))
             (goto-char (point-min))
             ,@body)
         (save-excursion
           (let ((case-fold-search t))
             (goto-char (point-min))
             ,@body))))))

(defun lm--syntax-table ()
  "Return the syntax table for the text of libraries."
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?\; "<" table)
    (modify-syntax-entry ?\n ">" table)
    table))

(defun lm-get-header-re (header &optional mode)
  "Return a regexp for the line of HEADER.
MODE `section' means one with nothing behind the colon, t a whole word."
  (cond ((eq mode 'section) (concat "^;;;;* \\(" header "\\):[ \t]*$"))
        (t (concat lm-header-prefix "\\(" header "\\)"
                   (if (eq mode t) "[ \t]*:" "[ \t]*:[ \t]*")))))

(defun lm-get-package-name ()
  "Return the name of the file in the first line of the buffer, or nil."
  (save-excursion
    (goto-char (point-min))
    (and (looking-at (concat lm-header-prefix "\\([^ \t\n]+\\)[ \t]*---"))
         (match-string-no-properties 2))))

(defun lm-section-mark (header &optional after)
  "Return where the section HEADER begins, or its text if AFTER; nil if nowhere."
  (save-excursion
    (let ((case-fold-search t))
      (goto-char (point-min))
      (when (re-search-forward (lm-get-header-re header 'section) nil t)
        (line-beginning-position (if after 2))))))

(defun lm-section-start (header &optional after)
  "Return where the section HEADER begins, or its text if AFTER; nil if nowhere."
  (lm-section-mark header after))

(defun lm-section-end (header)
  "Return where the section HEADER ends, or nil."
  (let ((start (lm-section-mark header)))
    (when start
      (save-excursion
        (let ((case-fold-search t))
          (goto-char start)
          (end-of-line)
          (cond ((re-search-forward "^;;;;* [^ \n]+.*:[ \t]*\\($\\|[^ \t\n]\\)" nil t)
                 (goto-char (match-beginning 0)))
                ((re-search-forward "^[^;\n]" nil t) (goto-char (match-beginning 0)))
                (t (goto-char (point-max))))
          (skip-chars-backward " \t\n;")
          (min (point-max) (line-beginning-position 2)))))))

(defun lm-code-start () "Return where the code begins, or nil." (lm-section-mark "Code"))
(defalias 'lm-code-mark #'lm-code-start)
(defun lm-commentary-start ()
  "Return where the commentary begins, or nil."
  (lm-section-mark lm-commentary-header))
(defalias 'lm-commentary-mark #'lm-commentary-start)
(defun lm-commentary-end () "Return where the commentary ends." (lm-section-end lm-commentary-header))
(defun lm-history-start () "Return where the history begins, or nil." (lm-section-mark lm-history-header))
(defalias 'lm-history-mark #'lm-history-start)

(defun lm-copyright-mark ()
  "Return where the copyright line begins, or nil."
  (save-excursion
    (goto-char (point-min))
    (let ((case-fold-search t))
      (when (re-search-forward lm-copyright-prefix nil t) (point)))))

(defun lm-header (header)
  "Return what is behind HEADER in the buffer, and move there; nil if nothing."
  (goto-char (point-min))
  (let ((case-fold-search t))
    (when (and (re-search-forward (lm-get-header-re header) (lm-code-start) t)
               (looking-at "\\([^ ].*\\)?"))
      (when (looking-at "[^ \t\n].*[^ \t\n]\\|[^ \t\n]")
        (prog1 (match-string-no-properties 0)
          (goto-char (match-end 0)))))))

(defun lm-header-multiline (header)
  "Return a list of the lines behind HEADER, with those that continue it."
  (save-excursion
    (goto-char (point-min))
    (let ((first (lm-header header)))
      (when first
        (let ((lines (list first)))
          (forward-line 1)
          (while (looking-at "^;+\\(\t\\|[\t ]\\{2,\\}\\)\\([^ \t\n].*[^ \t\n]\\|[^ \t\n]\\)")
            (setq lines (cons (match-string-no-properties 2) lines))
            (forward-line 1))
          (nreverse lines))))))

(defun lm-summary (&optional file)
  "Return the one-line description in FILE, or nil."
  (lm-with-file file
    (when (and (looking-at lm-header-prefix)
               (progn (goto-char (match-end 0))
                      (looking-at "[^ ]+[ \t]+--+[ \t]+\\(.*\\)")))
      (let ((summary (match-string-no-properties 1)))
        (when (string-match "[ \t]*-\\*-.*-\\*-" summary)
          (setq summary (substring summary 0 (match-beginning 0))))
        (if (equal summary "") nil summary)))))

(defun lm-crack-address (x)
  "Return a list of (NAME . ADDRESS) for the text X; a name may be nil."
  (cond ((string-match "\\(.+\\) [(<]\\(\\S-+@\\S-+\\)[>)]" x)
         (list (cons (match-string 1 x) (match-string 2 x))))
        ((string-match "\\(\\S-+@\\S-+\\) *(\\([^)]+\\))" x)
         (list (cons (match-string 2 x) (match-string 1 x))))
        ((string-match "\\S-+@\\S-+" x) (list (cons nil x)))))

(defun lm--people (header)
  "Return those that HEADER of the buffer names, a list of (NAME . ADDRESS)."
  (apply #'append (mapcar (lambda (line) (or (lm-crack-address line) (list (list line))))
                          (lm-header-multiline header))))

(defun lm-authors (&optional file)
  "Return the authors of FILE, a list of (NAME . ADDRESS)."
  (lm-with-file file (lm--people "author")))

(defun lm-maintainers (&optional file)
  "Return the maintainers of FILE, or its authors: a list of (NAME . ADDRESS)."
  (lm-with-file file (or (lm--people "maintainer") (lm--people "author"))))

(defun lm-maintainer (&optional file)
  "Return the first maintainer of FILE, (NAME . ADDRESS)."
  (car (lm-maintainers file)))

(defun lm-creation-date (&optional file)
  "Return when FILE was made, as it says, or nil."
  (lm-with-file file (lm-header "created")))

(defun lm-last-modified-date (&optional file iso-date)
  "Return when FILE was changed, as its version line says, or nil.
ISO-DATE means as YEAR-MONTH-DAY."
  (lm-with-file file
    (when (re-search-forward
           "\\$[I]d: [^ ]+ [^ ]+ \\([^/]+\\)/\\([^/]+\\)/\\([^ ]+\\) " (lm-code-start) t)
      (let ((year (match-string 1)) (month (match-string 2)) (day (match-string 3)))
        (if iso-date
            (format "%s-%s-%s" year month day)
          (format "%s %s %s" (string-to-number day)
                  (nth (string-to-number month)
                       '("" "Jan" "Feb" "Mar" "Apr" "May" "Jun" "Jul" "Aug" "Sep" "Oct"
                         "Nov" "Dec"))
                  year))))))

(defun lm-version (&optional file)
  "Return the version of FILE, as it says, or nil."
  (lm-with-file file (lm-header "version")))

(defun lm-keywords (&optional file)
  "Return the keywords of FILE, one string in lower case, or nil."
  (lm-with-file file
    (let ((lines (lm-header-multiline "keywords")))
      (and lines (downcase (mapconcat #'identity lines " "))))))

(defun lm-keywords-list (&optional file)
  "Return the keywords of FILE, a list."
  (let ((keywords (lm-keywords file)))
    (when keywords
      (if (string-match-p "," keywords)
          (split-string keywords ",[ \t\n]*" t "[ ]+")
        (split-string keywords "[ \t\n]+" t "[ ]+")))))

(defvar finder-known-keywords)
(defun lm-keywords-finder-p (&optional file)
  "Return non-nil if a keyword of FILE is one that `finder' knows."
  (require 'finder nil t)
  (let ((keys (lm-keywords-list file)))
    (and keys (boundp 'finder-known-keywords)
         (seq-some (lambda (key) (assoc (intern key) finder-known-keywords)) keys))))

(defun lm-adapted-by (&optional file)
  "Return (NAME . ADDRESS) of who adapted FILE, as it says."
  (lm-with-file file
    (lm-header "adapted-by")))

(defun lm-commentary (&optional file)
  "Return the commentary of FILE, or nil."
  (lm-with-file file
    (let ((start (lm-commentary-start)))
      (when start
        (string-trim-right
         (replace-regexp-in-string
          "^;+ ?" ""
          (replace-regexp-in-string
           (concat "^;+[[:blank:]]*\\(" lm-commentary-header
                   "\\):[[:blank:]\n]*")
           "" (buffer-substring-no-properties start (lm-commentary-end)))))))))

(defun lm-website (&optional file)
  "Return the web page of FILE, as it says, or nil."
  (let ((page (lm-with-file file (lm-header "\\(?:x-\\)?\\(?:homepage\\|url\\)"))))
    (if (and page (string-match "\\`<.+>\\'" page)) (substring page 1 -1) page)))
(defalias 'lm-homepage #'lm-website)

(defun lm-crack-copyright (&optional file)
  "Return (HOLDER YEAR...) of the copyright of FILE; of a range the last year."
  (lm-with-file file
    (goto-char (or (lm-copyright-mark) (point-min)))
    (when (looking-at "\\([-0-9, \t]+\\)[ \t]+\\([^0-9\n].*\\)")
      (let ((holder (match-string-no-properties 2)) (years (match-string-no-properties 1)))
        (cons (string-trim holder)
              (mapcar (lambda (year) (car (last (split-string year "-"))))
                      (split-string years "[, \t\n]+" t)))))))

(defun lm-insert-at-column (column &rest strings)
  "Insert STRINGS at COLUMN, on a new line if that is passed."
  (if (> (current-column) column) (insert "\n"))
  (move-to-column column t)
  (apply #'insert strings))

(defun lm-verify (&optional file showok verbose non-fsf-ok)
  "Return nil if the header of FILE is complete, else what is missing, a text.
SHOWOK, VERBOSE and NON-FSF-OK do not count."
  (interactive)
  (ignore showok non-fsf-ok)
  (let ((result
         (lm-with-file file
           (let ((name (lm-get-package-name)))
             (cond ((not name) "Can't find package name")
                   ((not (lm-authors)) "`Author:' tag missing")
                   ((not (lm-maintainers)) "`Maintainer:' tag missing")
                   ((not (lm-summary)) "Can't find the one-line summary description")
                   ((not (lm-keywords)) "`Keywords:' tag missing")
                   ((not (lm-commentary-mark)) "Can't find a 'Commentary' section marker")
                   ((not (lm-code-mark)) "Can't find a 'Code' section marker")
                   ((not (lm-history-mark)) "Can't find a `History' section marker")
                   ((progn (goto-char (point-max))
                           (not (re-search-backward
                                 (concat "^;;; " (regexp-quote name) "[ \t]+ends here[ \t]*$\\|^;;;[ \t]+"
                                         "End of file[ \t]+" (regexp-quote name))
                                 nil t)))
                    "Can't find the footer line")
                   ((not (lm-copyright-mark)) "Can't find a valid copyright notice"))))))
    (when verbose (message "%s" (or result "OK")))
    result))

(defun lm-synopsis (&optional file showall)
  "Return the one-line description of FILE, or of all files of a folder.
SHOWALL means to say so where there is none."
  (interactive (list (buffer-file-name) t))
  (if (and file (file-directory-p file))
      (dolist (each (directory-files file nil "\\.el\\'"))
        (let ((summary (lm-summary (expand-file-name each file))))
          (when (or summary showall)
            (princ (format "%-20s%s\n" each (or summary "NA"))))))
    (or (lm-summary file)
        (if showall "NA"))))

(defun lm-report-bug (topic)
  "Begin a mail about TOPIC to the maintainer of the library in the buffer."
  (interactive "sBug Subject: ")
  (let* ((package (lm-get-package-name)) (maintainer (lm-maintainer)) (version (lm-version)))
    (compose-mail (cdr maintainer)
                  (format "%s: %s" (concat package (and version (concat " " version))) topic))))

(provide 'lisp-mnt)
;;; lisp-mnt.el ends here
