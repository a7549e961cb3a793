;;; abbrev.el --- abbreviations and what they stand for -*- lexical-binding: t; -*-

;; A table is an obarray.  Each abbrev is a symbol in it: its value is the
;; expansion, its function the hook, its properties those of the abbrev.  The
;; symbol with the empty name has the properties of the table.

;;; Code:

(defvar abbrev-table-name-list '(fundamental-mode-abbrev-table global-abbrev-table)
  "Names of variables that hold abbrev tables.")
(defvar abbrev-minor-mode-table-alist nil
  "Alist of variables of minor modes and their tables, or lists of tables.")
(defvar abbrevs-changed nil "Non-nil after an abbrev that is to be saved has changed.")
(defvar abbrev-all-caps nil
  "Non-nil means that an abbrev in capitals stands for words in capitals.")
(defvar abbrev-start-location nil "Where the next abbrev to be expanded starts, or nil.")
(defvar abbrev-start-location-buffer nil "The buffer `abbrev-start-location' is in.")
(defvar last-abbrev nil "The abbrev that was expanded last, a symbol.")
(defvar last-abbrev-text nil "How it was written; nil after it was put back.")
(defvar last-abbrev-location 0 "Where it was.")
(defvar only-global-abbrevs nil "Non-nil means that `define-mode-abbrev' defines for all modes.")
(defvar abbrev-expand-function #'abbrev--default-expand
  "Function that `expand-abbrev' calls; advice is put around it.")
(defvar abbrev-file-name (locate-user-emacs-file "abbrev_defs" ".abbrev_defs")
  "The file of abbrevs.")
(defvar abbrev-suggest nil "Has no effect.")

;;; Properties

(defun abbrev-table-get (table prop)
  "Return the property PROP of TABLE."
  (let ((symbol (intern-soft "" table)))
    (and symbol (get symbol prop))))

(defun abbrev-table-put (table prop val)
  "Make VAL the property PROP of TABLE and return it."
  (let ((symbol (intern "" table)))
    (set symbol nil)
    (put symbol prop val)))

(defun abbrev-get (sym prop)
  "Return the property PROP of the abbrev SYM."
  (let ((plist (symbol-plist sym)))
    (cond ((listp plist) (plist-get plist prop))
          ((eq prop :count) plist))))

(defun abbrev-put (sym prop val)
  "Make VAL the property PROP of the abbrev SYM and return it."
  (put sym prop val))

;;; Tables

(defun make-abbrev-table (&optional props)
  "Return a new table without abbrevs that has the properties PROPS."
  (let ((table (obarray-make)))
    (abbrev-table-put table :abbrev-table-modiff 0)
    (while (consp props)
      (abbrev-table-put table (pop props) (pop props)))
    table))

(defun abbrev-table-p (object)
  "Return non-nil if OBJECT is an abbrev table."
  (and (obarrayp object)
       (numberp (ignore-errors (abbrev-table-get object :abbrev-table-modiff)))))

(defvar global-abbrev-table (make-abbrev-table) "Abbrevs of all modes.")
(defvar fundamental-mode-abbrev-table (make-abbrev-table) "Abbrevs of `fundamental-mode'.")

(defun elnet--abbrevs (table)
  "Return the abbrevs of TABLE, symbols, sorted by name."
  (let ((all nil))
    (obarray-map (lambda (symbol)
                   (unless (string= (symbol-name symbol) "") (push symbol all)))
                 table)
    (sort all #'string<)))

(defun abbrev-table-empty-p (object &optional ignore-system)
  "Return non-nil if the table OBJECT has no abbrevs.
With IGNORE-SYSTEM those that a mode has defined do not count."
  (unless (abbrev-table-p object) (error "Non abbrev table object"))
  (not (seq-some (lambda (abbrev)
                   (and (symbol-value abbrev)
                        (not (and ignore-system (abbrev-get abbrev :system)))))
                 (elnet--abbrevs object))))

(defun abbrev-table-name (table)
  "Return the name of the variable that holds TABLE, or nil."
  (seq-find (lambda (name) (and (boundp name) (eq (symbol-value name) table)))
            abbrev-table-name-list))

(defun clear-abbrev-table (table)
  "Remove all abbrevs from TABLE."
  (setq abbrevs-changed t)
  (let ((modiff (abbrev-table-get table :abbrev-table-modiff)))
    (dolist (abbrev (elnet--abbrevs table)) (unintern abbrev table))
    (abbrev-table-put table :abbrev-table-modiff (1+ (or modiff 0))))
  nil)

(defun kill-all-abbrevs ()
  "Remove all abbrevs from all tables."
  (interactive)
  (dolist (name abbrev-table-name-list)
    (clear-abbrev-table (symbol-value name))))

(defun copy-abbrev-table (table)
  "Return a new table with the abbrevs of TABLE."
  (let ((new (make-abbrev-table)))
    (dolist (abbrev (elnet--abbrevs table) new)
      (define-abbrev new (symbol-name abbrev) (symbol-value abbrev) (symbol-function abbrev)))))

(defun define-abbrev-table (tablename definitions &optional docstring &rest props)
  "Make the variable TABLENAME hold an abbrev table with DEFINITIONS.
Each of those is a list of `define-abbrev's arguments after the first.  A table
that is there already is kept and added to.  PROPS are properties of the table;
a DOCSTRING that is no string is the first of them."
  (declare (doc-string 3))
  (when (and docstring (not (stringp docstring)))
    (setq props (cons docstring props)
          docstring nil))
  (let ((table (and (boundp tablename) (symbol-value tablename))))
    (unless table
      (setq table (make-abbrev-table))
      (set tablename table)
      (unless (memq tablename abbrev-table-name-list)
        (push tablename abbrev-table-name-list)))
    (when docstring (put tablename 'variable-documentation docstring))
    (while (consp props)
      (abbrev-table-put table (pop props) (pop props)))
    (dolist (definition definitions)
      (apply #'define-abbrev table definition))))

;;; Abbrevs

(defun define-abbrev (table abbrev expansion &optional hook &rest props)
  "Define ABBREV, a string, in TABLE to stand for EXPANSION; return ABBREV.
HOOK is called after it was expanded.  PROPS are properties: :count tells how
often it was expanded, :system that a mode has defined it; such a definition does
not replace the user's, unless that property is `force'.
EXPANSION nil undefines ABBREV."
  (when (and props (or (null (car props)) (numberp (car props))))
    (setq props (append (list :count (car props))
                        (and (cadr props) (list :system (cadr props))))))
  (unless (plist-get props :count)
    (setq props (plist-put (copy-sequence props) :count 0)))
  (let ((system (plist-get props :system)) (symbol (intern abbrev table)))
    (unless (and (not (memq system '(nil force)))
                 (boundp symbol) (symbol-value symbol)
                 (not (abbrev-get symbol :system)))
      (unless (or system
                  (and (boundp symbol)
                       (equal (symbol-value symbol) expansion)
                       (equal (symbol-function symbol) hook)))
        (setq abbrevs-changed t))
      (set symbol expansion)
      (fset symbol hook)
      (let ((modiff (abbrev-table-get table :abbrev-table-modiff)))
        (setplist symbol (plist-put (copy-sequence props) :abbrev-table-modiff modiff))
        (abbrev-table-put table :abbrev-table-modiff (1+ (or modiff 0))))))
  abbrev)

(defun define-global-abbrev (abbrev expansion)
  "Define ABBREV to stand for EXPANSION in all modes."
  (interactive "sDefine global abbrev: \nsExpansion for %s: ")
  (define-abbrev global-abbrev-table (downcase abbrev) expansion))

(defun define-mode-abbrev (abbrev expansion)
  "Define ABBREV to stand for EXPANSION in buffers of this major mode."
  (interactive "sDefine mode abbrev: \nsExpansion for %s: ")
  (define-abbrev (or (and (not only-global-abbrevs) (elnet--local-abbrev-table))
                     global-abbrev-table)
                 (downcase abbrev) expansion))

(defun elnet--local-abbrev-table ()
  "Return the table, or list of tables, of the major mode."
  (or local-abbrev-table fundamental-mode-abbrev-table))

(defun abbrev--active-tables (&optional tables)
  "Return the list of the tables in force, or TABLES, one or a list, if non-nil."
  (cond ((consp tables) tables)
        ((vectorp tables) (list tables))
        (t
         (append
          (let ((minor nil))
            (dolist (entry abbrev-minor-mode-table-alist minor)
              (when (and (boundp (car entry)) (symbol-value (car entry)))
                (setq minor (append (if (listp (cdr entry)) (cdr entry) (list (cdr entry)))
                                    minor)))))
          (let ((local (elnet--local-abbrev-table)))
            (if (listp local) local (list local)))
          (list global-abbrev-table)))))

(defun abbrev--symbol (abbrev table)
  "Return the symbol in TABLE for ABBREV, a string, or nil."
  (let* ((fold (not (abbrev-table-get table :case-fixed)))
         (symbol (or (intern-soft abbrev table)
                     (and fold (intern-soft (downcase abbrev) table)))))
    (and symbol (not (string= abbrev "")) (boundp symbol) (symbol-value symbol)
         (or (not (abbrev-get symbol :case-fixed)) (string= abbrev (symbol-name symbol)))
         symbol)))

(defun abbrev-symbol (abbrev &optional table)
  "Return the symbol of ABBREV in TABLE or its parents; nil if it is not defined.
TABLE may be a list, and is by default the tables in force."
  (let ((tables (abbrev--active-tables table)) (found nil))
    (while (and tables (not found))
      (let ((each (pop tables)))
        (setq tables (append (abbrev-table-get each :parents) tables)
              found (abbrev--symbol abbrev each))))
    found))

(defun abbrev-expansion (abbrev &optional table)
  "Return what ABBREV, a string, stands for in TABLE; nil if it is not defined.
TABLE may be a list, and is by default the tables in force."
  (let ((symbol (abbrev-symbol abbrev table)))
    (and symbol (symbol-value symbol))))

;;; Expanding

(defun elnet--abbrev-bounds (table)
  "Return (START . END) of the text before point that may be an abbrev of TABLE."
  (let ((regexp (abbrev-table-get table :regexp)) (limit (point)))
    (cond ((and abbrev-start-location
                (eq abbrev-start-location-buffer (current-buffer)))
           (cons (goto-char abbrev-start-location) limit))
          (regexp
           (and (looking-back regexp (line-beginning-position))
                (cons (match-beginning 1) (match-end 1))))
          (t
           (backward-word 1)
           (let ((start (point)))
             (forward-word 1)
             (cons start (min (point) limit)))))))

(defun abbrev--before-point ()
  "Return (SYMBOL NAME START END) of the abbrev before point, or nil."
  (when (and (eq abbrev-start-location-buffer (current-buffer)) abbrev-start-location)
    (save-excursion
      (goto-char abbrev-start-location)
      (when (eq (char-after) ?-) (delete-char 1))))
  (unless (eq abbrev-start-location-buffer (current-buffer))
    (setq abbrev-start-location nil))
  (let ((tables (abbrev--active-tables)) (found nil))
    (while (and tables (not found))
      (let* ((table (pop tables))
             (enabled (abbrev-table-get table :enable-function)))
        (setq tables (append (abbrev-table-get table :parents) tables))
        (when (or (not enabled) (funcall enabled))
          (let* ((bounds (save-excursion (elnet--abbrev-bounds table)))
                 (name (and bounds (< (car bounds) (cdr bounds))
                            (buffer-substring-no-properties (car bounds) (cdr bounds))))
                 (symbol (and name (abbrev--symbol name table)))
                 (enabled (and symbol (abbrev-get symbol :enable-function))))
            (when (and symbol (or (not enabled) (funcall enabled)))
              (setq found (list symbol name (+ 0 (car bounds)) (cdr bounds))))))))
    (setq abbrev-start-location nil)
    found))

(defun abbrev-insert (abbrev &optional name start end)
  "Replace the text from START to END by what ABBREV, a symbol, stands for.
NAME is how it is written, which decides on capitals.  Return ABBREV, unless its
hook inserted it itself, as its property `no-self-insert' tells, and returned nil."
  (let* ((name (or name (symbol-name abbrev)))
         (start (or start (point)))
         (end (or end start))
         (text (symbol-value abbrev))
         (value abbrev))
    (abbrev-put abbrev :count (1+ (or (abbrev-get abbrev :count) 0)))
    (goto-char start)
    (insert text)
    (delete-char (- end start))
    (unless (or (string= name (symbol-name abbrev)) (abbrev-get abbrev :case-fixed))
      (elnet--abbrev-capitals name start))
    (let ((hook (symbol-function abbrev)))
      (when (and hook (functionp hook))
        (let ((result (funcall hook)))
          (when (and (symbolp hook) (get hook 'no-self-insert))
            (setq value (and result value))))))
    value))

(defun elnet--abbrev-capitals (name start)
  "Give the text from START to point the capitals of NAME."
  (let ((case-fold-search nil))
    (when (string-match-p "[[:upper:]]" name)
      (cond ((string-match-p "[[:lower:]]" name)
             (let ((end (point)))
               (save-excursion
                 (goto-char start)
                 (when (re-search-forward "\\w" end t)
                   (upcase-initials-region (1- (point)) (point))))))
            ((and (not abbrev-all-caps)
                  (save-excursion (> (progn (backward-word 1) (point))
                                     (progn (goto-char start) (forward-word 1) (point)))))
             (upcase-initials-region start (point)))
            (t (upcase-region start (point)))))))

(defun expand-abbrev ()
  "Expand the abbrev before point; return its symbol, nil if there is none."
  (interactive)
  (funcall abbrev-expand-function))

(defun abbrev--default-expand ()
  "Expand the abbrev before point, as `expand-abbrev' does."
  (let ((found (abbrev--before-point)))
    (when found
      (let ((old (copy-marker (point) t)) (end (copy-marker (nth 3 found) t)))
        (setq last-abbrev (nth 0 found)
              last-abbrev-text (nth 1 found)
              last-abbrev-location (nth 2 found))
        (prog1 (apply #'abbrev-insert found)
          (when (> old end) (goto-char old))
          (set-marker old nil)
          (set-marker end nil))))))

(defun unexpand-abbrev ()
  "Put the abbrev back that was expanded last."
  (interactive)
  (save-excursion
    (when (and (>= last-abbrev-location (point-min)) (<= last-abbrev-location (point-max))
               (stringp last-abbrev-text))
      (goto-char last-abbrev-location)
      (let ((text (symbol-value last-abbrev)))
        (unless (stringp text) (error "Value of abbrev-symbol must be a string"))
        (delete-region (point) (+ (point) (length text)))
        (insert last-abbrev-text)
        (setq last-abbrev-text nil)))))

(defun abbrev-prefix-mark (&optional arg)
  "Note that an abbrev starts at point, which is after other text.
An abbrev before point is expanded, unless ARG; a hyphen is inserted until then."
  (interactive "P")
  (unless arg (expand-abbrev))
  (setq abbrev-start-location (point-marker)
        abbrev-start-location-buffer (current-buffer))
  (insert "-"))

(defun expand-region-abbrevs (start end &optional noquery)
  "Expand each abbrev from START to END, asking unless NOQUERY."
  (interactive "r\nP")
  (save-excursion
    (goto-char (min start end))
    (let ((left (- (point-max) (max start end))) (end 0) word)
      (while (and (not (eobp))
                  (progn (forward-word 1)
                         (<= (setq end (point)) (- (point-max) left))))
        (setq word (buffer-substring-no-properties
                    (save-excursion (forward-word -1) (point)) end))
        (when (and (abbrev-expansion word)
                   (or noquery (y-or-n-p (format-message "Expand `%s'? " word))))
          (expand-abbrev))
        (when (= (point) (point-max)) (setq left (1+ (point-max))))))))

(defvar abbrev-mode-hook nil "Hook run when `abbrev-mode' is turned on or off.")

;; The variable is the buffer's, which is there before any Lisp is.
(defun abbrev-mode (&optional arg)
  "Toggle the mode in which abbrevs are expanded while text is typed.
ARG is as for all minor modes."
  (interactive (list (or current-prefix-arg 'toggle)))
  (setq abbrev-mode (cond ((eq arg 'toggle) (not abbrev-mode))
                          ((and (numberp arg) (< arg 1)) nil)
                          (t t)))
  (run-hooks 'abbrev-mode-hook (if abbrev-mode 'abbrev-mode-on-hook 'abbrev-mode-off-hook))
  abbrev-mode)

;;; Written tables

(defun elnet--abbrev-write (abbrev)
  "Insert the definition of ABBREV as it is in a file."
  (insert (format "    (%S %S %S :count %S" (symbol-name abbrev) (symbol-value abbrev)
                  (symbol-function abbrev) (abbrev-get abbrev :count)))
  (dolist (prop '(:case-fixed :enable-function))
    (when (abbrev-get abbrev prop)
      (insert (format " %S %S" prop (abbrev-get abbrev prop)))))
  (insert ")\n"))

(defun elnet--abbrev-describe (abbrev)
  "Insert a line to read that tells of ABBREV."
  (let ((system (abbrev-get abbrev :system)))
    (insert (format "%S" (symbol-name abbrev)) (if system " (sys)" ""))
    (indent-to (if system 20 15) 1)
    (insert (format "%S" (abbrev-get abbrev :count)))
    (indent-to 20 1)
    (insert (format "%S" (symbol-value abbrev)))
    (when (symbol-function abbrev)
      (indent-to 45 1)
      (insert (format "%S" (symbol-function abbrev))))
    (insert "\n")))

(defun insert-abbrev-table-description (name &optional readable)
  "Insert a description of the table that the variable NAME holds.
It is a call of `define-abbrev-table', without what modes have defined, or, if
READABLE, a table to read."
  (let ((all (seq-filter (lambda (abbrev)
                           (and (symbol-value abbrev)
                                (or readable (not (abbrev-get abbrev :system)))))
                         (elnet--abbrevs (symbol-value name)))))
    (if readable
        (progn (insert (format "(%S)\n\n" name))
               (mapc #'elnet--abbrev-describe all)
               (insert "\n\n"))
      (insert (format "(define-abbrev-table '%S" name))
      (if (null all)
          (insert " '())\n\n")
        (insert "\n  '(\n")
        (mapc #'elnet--abbrev-write all)
        (insert "   ))\n\n")))
    nil))

(defun insert-abbrevs ()
  "Insert after point a description to read of all tables."
  (interactive)
  (push-mark
   (save-excursion
     (dolist (name abbrev-table-name-list)
       (insert-abbrev-table-description name t))
     (point))))

(defun define-abbrevs (&optional arg)
  "Define the abbrevs that the text after point describes, as `insert-abbrevs' does.
With ARG undefine all others first."
  (interactive "P")
  (when arg (kill-all-abbrevs))
  (save-excursion
    (goto-char (point-min))
    (while (re-search-forward "^(\\([^ \n]+\\))[ \t]*\n\n" nil t)
      (let ((name (intern (match-string 1))) (definitions nil))
        (while (looking-at "[ \t]*\"")
          (push (elnet--abbrev-read) definitions)
          (forward-line 1))
        (define-abbrev-table name (nreverse definitions))))))

(defun elnet--abbrev-read ()
  "Return the definition in the line of point, which `elnet--abbrev-describe' wrote."
  (let* ((next (lambda () (read (current-buffer))))
         (name (funcall next)) (count (funcall next))
         (system (and (equal count '(sys)) (setq count (funcall next)) t))
         (expansion (funcall next)))
    (skip-chars-forward " \t")
    (append (list name expansion (and (not (eolp)) (funcall next)) :count count)
            (and system '(:system t)))))

(defun write-abbrev-file (&optional file verbose)
  "Write all abbrevs to FILE, by default `abbrev-file-name'.
VERBOSE means to say so."
  (interactive)
  (let ((file (or file abbrev-file-name)) (coding-system-for-write 'utf-8))
    (with-temp-buffer
      (insert ";;-*-coding: utf-8;-*-\n")
      (dolist (name (sort (copy-sequence abbrev-table-name-list) #'string<))
        (unless (abbrev-table-empty-p (symbol-value name) t)
          (insert-abbrev-table-description name)))
      (when verbose (message "Writing %s" file))
      (write-region nil nil file nil 0))
    (setq abbrevs-changed nil)))

(defun read-abbrev-file (&optional file quietly)
  "Define the abbrevs in FILE, by default `abbrev-file-name'; QUIETLY says nothing."
  (interactive)
  (load (or file abbrev-file-name) nil quietly)
  (setq abbrevs-changed nil))

(defun quietly-read-abbrev-file (&optional file)
  "Define the abbrevs in FILE, by default `abbrev-file-name', saying nothing."
  (read-abbrev-file file t))

(provide 'abbrev)
;;; abbrev.el ends here
