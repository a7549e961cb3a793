;;; describe.el --- vectors, keys and syntax entries as text -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defun elnet--describe-runs (table function)
  "Call FUNCTION with FROM, TO and VALUE of each run of equal elements of TABLE."
  (unless (vector-or-char-table-p table)
    (signal 'wrong-type-argument (list 'vector-or-char-table-p table)))
  (if (vectorp table)
      (let ((i 0) (n (length table)))
        (while (< i n)
          (let ((from i) (value (aref table i)))
            (while (and (< (setq i (1+ i)) n) (equal (aref table i) value)))
            (when value (funcall function from (1- i) value)))))
    ;; A run ends where raw bytes begin.
    (let ((raw #x3fff80) from to value)
      (map-char-table
       (lambda (range new)
         (dolist (part (let ((a (if (consp range) (car range) range))
                             (b (if (consp range) (cdr range) range)))
                         (if (and (< a raw) (<= raw b))
                             (list (cons a (1- raw)) (cons raw b))
                           (list (cons a b)))))
           (if (and from (eq value new) (= (car part) (1+ to)) (/= (car part) raw))
               (setq to (cdr part))
             (when from (funcall function from to value))
             (setq from (car part) to (cdr part) value new))))
       table)
      (when from (funcall function from to value)))))

(defun describe-vector (vector &optional describer)
  "Insert a line for each run of equal elements of VECTOR, a vector or char-table.
DESCRIBER is called with the element to insert what it is, by default with `princ'.
Elements that are nil are left out."
  (let* ((first t)
         (standard-output (current-buffer))
         (line (lambda (key value)
                 (when first (insert "\n") (setq first nil))
                 (insert key)
                 (indent-to 16 1)
                 (funcall (or describer #'princ) value)
                 (insert "\n"))))
    (elnet--describe-runs
     vector
     (lambda (from to value)
       (funcall line
                (concat (single-key-description from)
                        (and (/= from to) (concat " .. " (single-key-description to))))
                value)))
    (when (and (char-table-p vector) (char-table-range vector nil))
      (funcall line "default" (char-table-range vector nil)))
    nil))

(defun help--describe-vector (vector prefix describer partial _shadow _entire-map _mention-shadow)
  "Insert the keys bound in VECTOR, a part of a keymap, with PREFIX before them.
DESCRIBER is called with a binding to insert what it is. With PARTIAL commands
with the property `suppress-keymap' are left out."
  (let ((first t))
    (elnet--describe-runs
     vector
     (lambda (from to value)
       (unless (and partial (symbolp value) (get value 'suppress-keymap))
         (when first (insert "\n") (setq first nil))
         (let ((key (lambda (c) (insert (propertize (key-description (vector c) prefix)
                                                    'font-lock-face 'help-key-binding)))))
           (funcall key from)
           (unless (= from to) (insert " .. ") (funcall key to)))
         (funcall describer value))))
    nil))

(defun internal-describe-syntax-value (syntax)
  "Insert what SYNTAX, an entry of a syntax table, means. Return SYNTAX."
  (cond ((null syntax) (insert "default"))
        ((char-table-p syntax) (insert "deeper char-table ..."))
        ((or (not (integerp (car-safe syntax))) (> (logand (car syntax) #xffff) 15)
             (not (or (null (cdr syntax)) (characterp (cdr syntax)))))
         (insert "invalid"))
        (t (elnet--describe-syntax (logand (car syntax) #xffff) (ash (car syntax) -16) (cdr syntax))))
  syntax)

(defun elnet--describe-syntax (class flags match)
  "Insert what an entry of the syntax CLASS with FLAGS and MATCH, or nil, means."
  (let ((flag (lambda (bit text) (when (/= 0 (logand flags (ash 1 bit))) (insert text))))
        (is ",\n\t  is "))
    (insert (aref " .w_()'\"$\\/<>@!|" class) (or match ?\s))
    (dolist (letter '((0 . "1") (1 . "2") (2 . "3") (3 . "4") (4 . "p") (5 . "b") (7 . "c") (6 . "n")))
      (funcall flag (car letter) (cdr letter)))
    (insert "\twhich means: "
            (aref ["whitespace" "punctuation" "word" "symbol" "open" "close" "prefix" "string" "math" "escape"
                   "charquote" "comment" "endcomment" "inherit" "comment fence" "string fence"]
                  class))
    (when match (insert ", matches " match))
    (funcall flag 0 (concat is "the first character of a comment-start sequence"))
    (funcall flag 1 (concat is "the second character of a comment-start sequence"))
    (funcall flag 2 (concat is "the first character of a comment-end sequence"))
    (funcall flag 3 (concat is "the second character of a comment-end sequence"))
    (funcall flag 5 " (comment style b)")
    (funcall flag 7 " (comment style c)")
    (funcall flag 6 " (nestable)")
    (funcall flag 4 (format-message "%sa prefix character for `backward-prefix-chars'" is))))

(defun keymap--get-keyelt (object autoload)
  "Return the command that OBJECT, a binding in a keymap, stands for.
A menu item is looked into, with AUTOLOAD non-nil through its `:filter'."
  (while (stringp (car-safe object))
    (setq object (cdr object)))
  (if (not (and (eq (car-safe object) 'menu-item) (consp (cdr object))))
      object
    (let* ((rest (cddr object))
           (command (car-safe rest))
           (filter (and autoload (consp rest) (plist-get (cdr rest) :filter))))
      (if filter (funcall filter command) command))))

(defun minor-mode-key-binding (key &optional accept-default)
  "Return an alist of minor modes that are on and what KEY is bound to in them.
If the first binding is no keymap, it alone is in the list. ACCEPT-DEFAULT lets
default bindings count."
  (let (found)
    (catch 'command
      (dolist (entry minor-mode-map-alist)
        (when (and (symbolp (car-safe entry)) (boundp (car entry)) (symbol-value (car entry))
                   (keymapp (cdr entry)))
          (let ((binding (lookup-key (cdr entry) key accept-default)))
            (cond ((or (null binding) (integerp binding)))
                  ((keymapp binding) (push (cons (car entry) binding) found))
                  (found)
                  (t (throw 'command (setq found (list (cons (car entry) binding)))))))))
      (lookup-key (make-sparse-keymap) key)
      (setq found (nreverse found)))
    found))

(defun describe-buffer-bindings (buffer &optional prefix menus)
  "Insert the key bindings of BUFFER, those of keys that start with PREFIX.
Keymaps of minor modes come first, then the buffer's own and the global one.
MENUS non-nil includes menus."
  (unless (bufferp buffer) (signal 'wrong-type-argument (list 'bufferp buffer)))
  (let* ((out (current-buffer))
         (section (lambda (title map)
                    (when (keymapp map)
                      (with-current-buffer out
                        (insert title ":\nkey             binding\n---             -------\n\n")
                        (elnet--describe-keymap map prefix menus)
                        (insert "\n"))))))
    (with-current-buffer buffer
      (dolist (entry minor-mode-map-alist)
        (when (and (boundp (car entry)) (symbol-value (car entry)))
          (funcall section (format-message "`%s' Minor Mode Bindings" (car entry)) (cdr entry))))
      (funcall section (format-message "`%s' Major Mode Bindings" major-mode) (current-local-map))
      (funcall section "Global Bindings" (current-global-map)))
    nil))

(defun elnet--describe-keymap (map prefix menus)
  "Insert a line for each key of MAP that starts with PREFIX, nil for all.
MENUS non-nil includes menus."
  (let ((sub (if prefix (lookup-key map prefix) map))
        (inner nil))
    (when (keymapp sub)
      (map-keymap
       (lambda (event binding)
         (let ((binding (keymap--get-keyelt binding nil)))
           (unless (or (null binding) (and (eq event 'menu-bar) (not menus)))
             (insert (key-description (vector event) prefix))
             (indent-to 16 1)
             (insert (cond ((keymapp binding)
                            (when (characterp event) (push event inner))
                            "Prefix Command")
                           ((symbolp binding) (symbol-name binding))
                           ((or (stringp binding) (vectorp binding)) "Keyboard Macro")
                           (t "??"))
                     "\n"))))
       sub t)
      (dolist (event (nreverse inner))
        (insert "\n")
        (elnet--describe-keymap map (vconcat prefix (vector event)) menus)))))
