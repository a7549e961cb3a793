;;; tabulated-list.el --- buffers that show a table -*- lexical-binding: t; -*-

;; A mode derived from `tabulated-list-mode' sets `tabulated-list-format' and
;; `tabulated-list-entries'; `tabulated-list-print' writes the table.  The text of an
;; entry has the properties `tabulated-list-id' and `tabulated-list-entry', that of a
;; column `tabulated-list-column-name'.

;;; Code:

(defvar tabulated-list-gui-sort-indicator-asc ?▼ "Mark of the column by which is sorted.")
(defvar tabulated-list-gui-sort-indicator-desc ?▲ "Likewise, where the order is reversed.")
(defvar tabulated-list-tty-sort-indicator-asc ?v "Mark for terminals that lack the other.")
(defvar tabulated-list-tty-sort-indicator-desc ?^ "Likewise, where the order is reversed.")

(defvar-local tabulated-list-format nil
  "The columns: a vector of (NAME WIDTH SORT . PROPS).
SORT is a predicate of two entries, t to compare text, or nil.  PROPS may have
:right-align and :pad-right, by default 1.")
(defvar-local tabulated-list-use-header-line t
  "Whether the names of the columns are shown above the window, not in the text.")
(defvar-local tabulated-list-entries nil
  "The entries, (ID [COLUMN...])s, or a function that returns them.
A column is text or (LABEL . PROPERTIES), a button.")
(defvar-local tabulated-list-padding 0 "How many columns at the left are left free, for tags.")
(defvar tabulated-list-revert-hook nil "Hook run before the table is made anew.")
(defvar-local tabulated-list-printer 'tabulated-list-print-entry
  "Function of an ID and its columns that inserts an entry.")
(defvar-local tabulated-list-sort-key nil
  "(NAME . FLIP): the column to sort by, in reverse if FLIP; nil to leave the order.")
(defvar-local tabulated-list--header-string nil "The names of the columns as shown.")
(defvar-local tabulated-list--header-overlay nil "Covers the names in the text.")
(defvar-local tabulated-list--original-order nil "Places of the entries before sorting, by id.")
(defvar tabulated-list--near-rows nil "Columns of the entry printed and of those beside it.")

(defvar tabulated-list-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map (make-composed-keymap button-buffer-map special-mode-map))
    (pcase-dolist (`(,key . ,binding)
                   '(("n" . next-line) ("p" . previous-line)
                     ([M-left] . tabulated-list-previous-column)
                     ([M-right] . tabulated-list-next-column)
                     ("S" . tabulated-list-sort)
                     ("}" . tabulated-list-widen-current-column)
                     ("{" . tabulated-list-narrow-current-column)
                     ([follow-link] . mouse-face) ([mouse-2] . mouse-select-window)))
      (define-key map key binding))
    map)
  "Keymap of tables.")

(defvar tabulated-list-sort-button-map
  (let ((map (make-sparse-keymap)))
    (dolist (key '([header-line mouse-1] [header-line mouse-2] [mouse-1] [mouse-2]))
      (define-key map key 'tabulated-list-col-sort))
    (define-key map "\r" 'tabulated-list-sort)
    (define-key map [follow-link] 'mouse-face)
    map)
  "Keymap of the names of columns to sort by.")

(define-derived-mode tabulated-list-mode special-mode "Tabulated"
  "Major mode of tables, from which others are derived."
  (setq-local truncate-lines t
              buffer-undo-list t
              bidi-paragraph-direction 'left-to-right
              revert-buffer-function #'tabulated-list-revert))

(put 'tabulated-list-mode 'mode-class 'special)

;;;; Entries.

(defun tabulated-list-get-id (&optional pos)
  "Return the ID of the entry at POS, by default point."
  (get-text-property (or pos (point)) 'tabulated-list-id))

(defun tabulated-list-get-entry (&optional pos)
  "Return the columns of the entry at POS, by default point."
  (get-text-property (or pos (point)) 'tabulated-list-entry))

(defun tabulated-list-put-tag (tag &optional advance)
  "Put TAG into the padding of the line of point; go to the next line if ADVANCE."
  (cond ((not (stringp tag)) (error "Invalid argument to `tabulated-list-put-tag'"))
        ((<= tabulated-list-padding 0) (error "Unable to tag the current line")))
  (save-excursion
    (forward-line 0)
    (when (tabulated-list-get-entry)
      (let ((from (point)) (inhibit-read-only t))
        (forward-char tabulated-list-padding)
        (insert-and-inherit
         (if (<= (length tag) tabulated-list-padding)
             (concat tag (make-string (- tabulated-list-padding (length tag)) ?\s))
           (substring tag 0 tabulated-list-padding)))
        (delete-region from (+ from tabulated-list-padding)))))
  (when advance
    (forward-line)))

(defun tabulated-list-clear-all-tags ()
  "Take all tags off."
  (unless (> tabulated-list-padding 0)
    (error "There can be no tags in current buffer"))
  (save-excursion
    (goto-char (point-min))
    (while (not (eobp))
      (tabulated-list-put-tag "")
      (forward-line))))

(defun tabulated-list-delete-entry ()
  "Delete the line of the entry at point; return (ID COLUMNS), nil if there is none."
  (let ((id (tabulated-list-get-id)) (columns (tabulated-list-get-entry))
        (inhibit-read-only t))
    (when columns
      (beginning-of-line)
      (delete-region (point) (line-beginning-position 2))
      (list id columns))))

(defun tabulated-list--column-number (name)
  "Return the number of the column called NAME."
  (or (seq-position tabulated-list-format name (lambda (column name) (equal (car column) name)))
      (error "No column named %s" name)))

(defun tabulated-list-set-col (col desc &optional change-entry-data)
  "Show DESC as column COL, a name or number, of the entry at point.
With CHANGE-ENTRY-DATA set it in the entry, too."
  (let* ((at (point)) (from (line-beginning-position)) (end (line-end-position))
         (number (if (numberp col) col (tabulated-list--column-number col)))
         (name (car (aref tabulated-list-format number)))
         (id (tabulated-list-get-id)) (columns (tabulated-list-get-entry))
         (inhibit-read-only t))
    (goto-char (or (text-property-any from end 'tabulated-list-column-name name)
                   (error "No column named %s here" name)))
    (let ((start (point)) (offset (current-column)))
      (delete-region start (or (next-single-property-change start 'tabulated-list-column-name nil end) end))
      (when change-entry-data
        (aset columns number desc))
      (tabulated-list-print-col number desc offset)
      (add-text-properties start (point) (list 'tabulated-list-id id 'tabulated-list-entry columns)))
    (goto-char at)))

;;;; Printing.

(defun tabulated-list--available-space (width n)
  "Return how wide column N, of WIDTH, may be: the next one, if aligned right, may lend some."
  (let* ((next (aref tabulated-list-format (1+ n)))
         (next-width (nth 1 next)))
    (if (plist-get (nthcdr 3 next) :right-align)
        (- (+ width next-width)
           (min next-width
                (apply #'max 0 (mapcar (lambda (columns)
                                         (let ((column (aref columns (1+ n))))
                                           (string-width (if (stringp column) column (car column)))))
                                       tabulated-list--near-rows))))
      width)))

(defun tabulated-list-print-col (n col-desc x)
  "Insert COL-DESC as column N at column X, and return the column of the next one."
  (let* ((format (aref tabulated-list-format n))
         (width (nth 1 format)) (props (nthcdr 3 format))
         (pad (or (plist-get props :pad-right) 1))
         (image (eq (car-safe col-desc) 'image))
         (label (cond ((stringp col-desc) col-desc) (image " ") (t (car col-desc))))
         (help (concat (car format) ": " label))
         (start (point))
         (last (= (1+ n) (length tabulated-list-format)))
         (room (if last most-positive-fixnum (tabulated-list--available-space width n))))
    (when (> (string-width label) room)
      (setq label (truncate-string-to-width label room nil nil t t)))
    (let* ((size (string-width label))
           (shift (if (plist-get props :right-align) (max 0 (- width size)) 0)))
      (when (> shift 0)
        (insert (propertize (make-string shift ?\s) 'display `(space :align-to ,(+ x shift)))))
      (cond ((stringp col-desc)
             (insert (if (get-text-property 0 'help-echo label) label
                       (propertize label 'help-echo help))))
            (image (insert (propertize " " 'display col-desc 'help-echo help)))
            (t (apply #'insert-text-button label (cdr col-desc))))
      (unless last
        (insert (make-string pad ?\s)
                (propertize (make-string (max 0 (- width shift size)) ?\s)
                            'display `(space :align-to ,(+ x width pad)))))
      (put-text-property start (point) 'tabulated-list-column-name (car format))
      (+ x width pad))))

(defun tabulated-list-print-entry (id cols)
  "Insert the entry ID with the columns COLS as a line."
  (let ((start (point)) (x (max tabulated-list-padding 0)))
    (insert (make-string x ?\s))
    (let ((tabulated-list--near-rows (or tabulated-list--near-rows (list cols))))
      (dotimes (n (length tabulated-list-format))
        (setq x (tabulated-list-print-col n (aref cols n) x))))
    (insert ?\n)
    (add-text-properties start (point) (list 'tabulated-list-id id 'tabulated-list-entry cols))))

(defun tabulated-list--get-sorter ()
  "Return the predicate that `tabulated-list-sort-key' leads to, nil if none."
  (when (car tabulated-list-sort-key)
    (let* ((n (tabulated-list--column-number (car tabulated-list-sort-key)))
           (sorter (nth 2 (aref tabulated-list-format n)))
           (flip (cdr tabulated-list-sort-key)))
      (when (eq sorter t)
        (setq sorter
              (lambda (a b)
                (let ((x (aref (cadr a) n)) (y (aref (cadr b) n)))
                  (string< (if (stringp x) x (car x)) (if (stringp y) y (car y)))))))
      (if (and sorter flip)
          (lambda (a b) (funcall sorter b a))
        sorter))))

(defun tabulated-list-print (&optional remember-pos update)
  "Write the table, sorted as `tabulated-list-sort-key' says.
With REMEMBER-POS point stays on its entry and column.  With UPDATE lines of entries
that have not changed are kept."
  (let* ((inhibit-read-only t)
         (id (and remember-pos (tabulated-list-get-id)))
         (column (and remember-pos (current-column)))
         (entries (if (functionp tabulated-list-entries) (funcall tabulated-list-entries)
                    tabulated-list-entries))
         (sorter (tabulated-list--get-sorter))
         (previous nil) (goal nil))
    (when sorter
      (setq entries (sort (copy-sequence entries) sorter)))
    (unless (functionp tabulated-list-entries)
      (unless tabulated-list--original-order
        (setq tabulated-list--original-order (make-hash-table :test 'equal))
        (let ((n 0))
          (dolist (entry tabulated-list-entries)
            (puthash (car entry) (setq n (1+ n)) tabulated-list--original-order))))
      (setq tabulated-list-entries entries))
    (if update
        (goto-char (point-min))
      (erase-buffer)
      (unless tabulated-list-use-header-line
        (tabulated-list-print-fake-header)))
    (when (and update (tabulated-list-header-overlay-p))
      (goto-char (overlay-end tabulated-list--header-overlay)))
    (while entries
      (let* ((entry (pop entries))
             (tabulated-list--near-rows
              (list (or previous (cadr entry)) (cadr entry) (or (cadr (car entries)) (cadr entry)))))
        (setq previous (cadr entry))
        (when (and id (equal id (car entry)))
          (setq goal (point)))
        (cond ((not update)
               (apply tabulated-list-printer entry))
              ((and (equal (tabulated-list-get-id) (car entry))
                    (equal (tabulated-list-get-entry) (cadr entry)))
               (forward-line 1))
              (t
               (when (or (null entries)
                         (not (equal (tabulated-list-get-id) (car (car entries)))))
                 (delete-region (point) (line-beginning-position 2)))
               (apply tabulated-list-printer entry)))))
    (when update
      (delete-region (point) (point-max)))
    (set-buffer-modified-p nil)
    (goto-char (or goal (point-min)))
    (when goal
      (move-to-column column))))

(defun tabulated-list-revert (&rest _ignored)
  "Run `tabulated-list-revert-hook' and write the table anew."
  (interactive)
  (or (derived-mode-p 'tabulated-list-mode)
      (error "The current buffer is not in Tabulated List mode"))
  (run-hooks 'tabulated-list-revert-hook)
  (tabulated-list-print t))

;;;; The names of the columns.

(defun tabulated-list-line-number-width ()
  "Return the width of line numbers, 0 where none are shown."
  (if (and (bound-and-true-p display-line-numbers) (fboundp 'line-number-display-width))
      (+ 2 (line-number-display-width))
    0))

(defun tabulated-list-init-header ()
  "Show the names of the columns as the header line, if that is to be used."
  (let* ((x (max tabulated-list-padding 0)) (n -1)
         (parts (list (propertize " " 'display `(space :align-to ,x)))))
    (dolist (format (append tabulated-list-format nil))
      (setq n (1+ n))
      (let* ((name (car format)) (width (nth 1 format)) (props (nthcdr 3 format))
             (pad (or (plist-get props :pad-right) 1))
             (sorted (and (nth 2 format) (equal name (car tabulated-list-sort-key))))
             (label (if sorted
                        (format "%s %c" name (if (cdr tabulated-list-sort-key)
                                                 tabulated-list-gui-sort-indicator-desc
                                               tabulated-list-gui-sort-indicator-asc))
                      name))
             (tabulated-list--near-rows (list (vconcat (mapcar #'car tabulated-list-format))))
             (room (if (= (1+ n) (length tabulated-list-format)) most-positive-fixnum
                     (tabulated-list--available-space width n))))
        (when (> (string-width label) room)
          (setq label (truncate-string-to-width label room nil nil t)))
        (let ((shift (if (plist-get props :right-align) (max 0 (- width (string-width label))) 0)))
          (when (> shift 0)
            (push (propertize (make-string shift ?\s) 'display `(space :align-to ,(+ x shift))) parts)))
        (push (apply #'propertize label
                     (append (and sorted '(face bold))
                             (list 'tabulated-list-column-name name)
                             (and (nth 2 format)
                                  (list 'help-echo "Click to sort by column" 'mouse-face 'header-line-highlight
                                        'keymap tabulated-list-sort-button-map))))
              parts)
        (setq x (+ x width pad))
        (push (propertize " " 'display `(space :align-to ,x) 'face 'fixed-pitch) parts)))
    (let ((names (apply #'concat (nreverse parts))))
      (if tabulated-list-use-header-line
          (setq header-line-format names)
        (setq-local header-line-format nil)
        (setq tabulated-list--header-string names)))))

(defun tabulated-list-print-fake-header ()
  "Insert the names of the columns, if they belong there, as the first line of the text."
  (goto-char (point-min))
  (when tabulated-list--header-string
    (let ((inhibit-read-only t))
      (insert tabulated-list--header-string "\n")
      (unless tabulated-list--header-overlay
        (setq tabulated-list--header-overlay (make-overlay 1 1))
        (overlay-put tabulated-list--header-overlay 'face 'tabulated-list-fake-header))
      (move-overlay tabulated-list--header-overlay (point-min) (point)))))

(defun tabulated-list-header-overlay-p (&optional pos)
  "Return non-nil if the names of the columns are in the text at POS, by default its start."
  (memq tabulated-list--header-overlay (overlays-at (or pos (point-min)))))

;;;; Commands.

(defun tabulated-list--redraw ()
  "Write names and entries anew."
  (tabulated-list-init-header)
  (tabulated-list-print t))

(defun tabulated-list-sort (&optional n)
  "Sort by column N, or the one at point; a second time in reverse.
With -1 for N go back to the order that the entries had."
  (interactive "P")
  (if (and (integerp n) (< n 0))
      (when tabulated-list--original-order
        (setq tabulated-list-sort-key nil
              tabulated-list-entries
              (sort tabulated-list-entries
                    (lambda (a b) (< (gethash (car a) tabulated-list--original-order 0)
                                     (gethash (car b) tabulated-list--original-order 0)))))
        (tabulated-list--redraw))
    (let ((name (if (null n)
                    (get-text-property (point) 'tabulated-list-column-name)
                  (car (aref tabulated-list-format n)))))
      (unless (nth 2 (assoc name (append tabulated-list-format nil)))
        (user-error "Cannot sort by %s" name))
      (let ((key tabulated-list-sort-key))
        (if (not (equal name (car key)))
            (setq tabulated-list-sort-key (list name))
          (setcdr key (not (cdr key)))))
      (tabulated-list--redraw))))

(defun tabulated-list-widen-current-column (&optional n)
  "Make the column at point N columns wider."
  (interactive "p")
  (let ((at (current-column)) (edge tabulated-list-padding) (found nil))
    (dolist (column (append tabulated-list-format nil))
      (setq edge (+ edge (nth 1 column) (or (plist-get (nthcdr 3 column) :pad-right) 1)))
      (when (and (not found) (< at edge))
        (setq found t)
        (setcar (cdr column) (max 1 (+ (nth 1 column) n)))
        (tabulated-list-print t)
        (tabulated-list-init-header)))))

(defun tabulated-list-narrow-current-column (&optional n)
  "Make the column at point N columns narrower."
  (interactive "p")
  (tabulated-list-widen-current-column (- n)))

(defun tabulated-list-next-column (&optional arg)
  "Go to the start of the next column of the line, ARG times."
  (interactive "p")
  (dotimes (_ (or arg 1))
    (let ((next (next-single-property-change (point) 'tabulated-list-column-name)))
      (when (and next (<= next (line-end-position)))
        (goto-char next)))))

(defun tabulated-list-previous-column (&optional arg)
  "Go to the start of the column before on the line, ARG times."
  (interactive "p")
  (dotimes (_ (or arg 1))
    (let ((previous (previous-single-property-change (point) 'tabulated-list-column-name)))
      (when (and previous (>= previous (line-beginning-position)))
        (goto-char previous)))))

(provide 'tabulated-list)
;;; tabulated-list.el ends here
