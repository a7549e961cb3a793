;;; json.el --- read and write JSON in Lisp -*- lexical-binding: t; -*-

;; `json-read' and `json-encode' with their many options.  The primitives
;; `json-parse-string' and `json-serialize' are faster.

;;; Code:

(define-error 'json-error "Unknown JSON error")
(define-error 'json-readtable-error "JSON readtable error" 'json-error)
(define-error 'json-unknown-keyword "Unrecognized keyword" 'json-error)
(define-error 'json-number-format "Invalid number format" 'json-error)
(define-error 'json-string-escape "Bad Unicode escape" 'json-error)
(define-error 'json-string-format "Bad string format" 'json-error)
(define-error 'json-key-format "Bad JSON object key" 'json-error)
(define-error 'json-object-format "Bad JSON object" 'json-error)
(define-error 'json-array-format "Bad JSON array" 'json-error)
(define-error 'json-end-of-file "End of file while parsing JSON"
  '(end-of-file json-error))

;;; Options

(defvar json-object-type 'alist
  "What JSON objects become: `alist', `plist' or `hash-table'.")
(defvar json-array-type 'vector
  "What JSON arrays become: `vector' or `list'.")
(defvar json-key-type nil
  "What keys become: `string', `symbol', `keyword'; nil: as the object likes.")
(defvar json-false :json-false "What stands for false.")
(defvar json-null nil "What stands for null.")
(defvar json-encoding-separator "," "What separates elements.")
(defvar json-encoding-default-indentation "  " "The indentation of a level.")
(defvar json-encoding-pretty-print nil "Non-nil: write lines, indented.")
(defvar json-encoding-lisp-style-closings nil
  "Non-nil: closing brackets do not get lines of their own.")
(defvar json-encoding-object-sort-predicate nil
  "Function that orders the keys of an object, or nil.")
(defvar json-pre-element-read-function nil
  "Function called with each key or index before its value is read.")
(defvar json-post-element-read-function nil
  "Function called after each value of an object or array is read.")
(defvar json--newline "\n" "A newline and the present indentation.")

(defmacro json-with-indentation (&rest body)
  "Evaluate BODY one level deeper in pretty-printed text."
  (declare (indent 0))
  `(let ((json--newline
          (and json-encoding-pretty-print
               (concat json--newline json-encoding-default-indentation))))
     ,@body))

;;; Helpers

(defun json-alist-p (list)
  "Return non-nil if all elements of LIST are conses with atoms as their keys."
  (while (and (consp list) (consp (car list)) (atom (caar list)))
    (setq list (cdr list)))
  (null list))

(defun json-plist-p (list)
  "Return non-nil if LIST is keywords and values in turn."
  (while (and (consp list) (keywordp (car list)) (consp (cdr list)))
    (setq list (cddr list)))
  (null list))

(defun json-join (strings &optional separator)
  "Return STRINGS as one string with SEPARATOR between them."
  (mapconcat #'identity strings separator))

(defun json-peek ()
  "Return the character after point, 0 at the end."
  (following-char))

(defun json-advance (&optional n)
  "Move over N characters, default 1."
  (forward-char n))

(defun json-pop ()
  "Return the character after point and move over it."
  (when (eobp) (signal 'json-end-of-file nil))
  (prog1 (char-after) (forward-char)))

(defun json-skip-whitespace ()
  "Move over white space."
  (skip-chars-forward " \t\n\r"))

;;; Reading

(defun json-read ()
  "Return the JSON value after point and move over it."
  (json-skip-whitespace)
  (let ((char (char-after)))
    (cond
     ((null char) (signal 'json-end-of-file nil))
     ((eq char ?\") (json-read-string))
     ((eq char ?\{) (json-read-object))
     ((eq char ?\[) (json-read-array))
     ((memq char '(?t ?f ?n)) (json-read-keyword nil))
     ((or (eq char ?-) (<= ?0 char ?9)) (json-read-number))
     (t (signal 'json-readtable-error (list char))))))

(defun json-read-keyword (_keyword)
  "Return the value of the keyword after point."
  (let* ((start (point))
         (word (progn (skip-chars-forward "a-zA-Z0-9_")
                      (buffer-substring-no-properties start (point)))))
    (cond ((equal word "true") t)
          ((equal word "false") json-false)
          ((equal word "null") json-null)
          (t (signal 'json-unknown-keyword (list word))))))

(defun json-read-number (&optional _sign)
  "Return the number after point."
  (let ((start (point)))
    (when (looking-at (concat "-?\\(?:0\\|[1-9][0-9]*\\)\\(?:\\.[0-9]+\\)?"
                              "\\(?:[eE][+-]?[0-9]+\\)?"))
      (goto-char (match-end 0)))
    (if (and (> (point) start)
             (or (eobp) (memq (char-after) '(?\s ?\t ?\n ?\r ?, ?\] ?\}))))
        (string-to-number (buffer-substring-no-properties start (point)))
      (signal 'json-number-format (list (point))))))

(defun json-read-escaped-char ()
  "Return the character for the escape after point, a backslash."
  (forward-char)
  (let ((char (json-pop)))
    (cond
     ((cdr (assq char '((?b . ?\b) (?f . ?\f) (?n . ?\n) (?r . ?\r)
                        (?t . ?\t)))))
     ((not (eq char ?u)) char)
     ((looking-at (concat "[dD]\\([89abAB][[:xdigit:]][[:xdigit:]]\\)"
                          "\\\\u[dD]\\([c-fC-F][[:xdigit:]][[:xdigit:]]\\)"))
      (goto-char (match-end 0))
      (+ #x10000
         (ash (- (string-to-number (match-string 1) 16) #x800) 10)
         (- (string-to-number (match-string 2) 16) #xC00)))
     ((looking-at "[[:xdigit:]]\\{4\\}")
      (goto-char (match-end 0))
      (string-to-number (match-string 0) 16))
     (t (signal 'json-string-escape (list (point)))))))

(defun json-read-string ()
  "Return the string after point."
  (forward-char)
  (let ((parts nil) (start (point)))
    (while (progn
             (skip-chars-forward "^\"\\\\\0-\37")
             (not (eq (char-after) ?\")))
      (cond
       ((eobp) (signal 'json-end-of-file nil))
       ((not (eq (char-after) ?\\))
        (signal 'json-string-format (list (char-after)))))
      (push (buffer-substring-no-properties start (point)) parts)
      (push (string (json-read-escaped-char)) parts)
      (setq start (point)))
    (push (buffer-substring-no-properties start (point)) parts)
    (forward-char)
    (if (cdr parts) (apply #'concat (nreverse parts)) (car parts))))

(defun json-new-object ()
  "Return an empty object of the type that `json-object-type' says."
  (and (eq json-object-type 'hash-table)
       (make-hash-table :test #'equal)))

(defun json--key (key type)
  "Return the string KEY as a key of TYPE, for `json-object-type'."
  (setq type (or type
                 (cdr (assq json-object-type
                            '((hash-table . string) (alist . symbol)
                              (plist . keyword))))))
  (cond ((eq type 'string) key)
        ((eq type 'symbol) (intern key))
        ((eq type 'keyword) (intern (concat ":" key)))))

(defun json-add-to-object (object key value)
  "Return OBJECT with VALUE for the string KEY."
  (let ((key (if (and (eq json-object-type 'hash-table) (not json-key-type))
                 key
               (json--key key json-key-type))))
    (pcase json-object-type
      ('alist `((,key . ,value) . ,object))
      ('plist `(,key ,value . ,object))
      ('hash-table (prog1 object (puthash key value object))))))

(defun json-read-object ()
  "Return the object whose opening brace is after point."
  (forward-char)
  (let ((entries nil) (object (json-new-object)))
    (json-skip-whitespace)
    (while (/= (json-peek) ?\})
      (let ((key (json-read-string)))
        (json-skip-whitespace)
        (if (= (json-peek) ?:)
            (forward-char)
          (signal 'json-object-format (list ":" (json-peek))))
        (json-skip-whitespace)
        (when json-pre-element-read-function
          (funcall json-pre-element-read-function key))
        (push (cons key (json-read)) entries)
        (when json-post-element-read-function
          (funcall json-post-element-read-function)))
      (json-skip-whitespace)
      (when (/= (json-peek) ?\})
        (if (= (json-peek) ?,)
            (forward-char)
          (signal 'json-object-format (list "," (json-peek))))
        (json-skip-whitespace)))
    (forward-char)
    (dolist (entry (if (eq json-object-type 'hash-table)
                       (nreverse entries)
                     entries))
      (setq object (json-add-to-object object (car entry) (cdr entry))))
    object))

(defun json-read-array ()
  "Return the array whose opening bracket is after point."
  (forward-char)
  (let ((elements nil) (index -1))
    (json-skip-whitespace)
    (while (/= (json-peek) ?\])
      (when json-pre-element-read-function
        (funcall json-pre-element-read-function (setq index (1+ index))))
      (push (json-read) elements)
      (when json-post-element-read-function
        (funcall json-post-element-read-function))
      (json-skip-whitespace)
      (pcase (json-peek)
        (?\] nil)
        (?, (forward-char) (json-skip-whitespace))
        (other (signal 'json-array-format (list "," other)))))
    (forward-char)
    (funcall (if (eq json-array-type 'list) #'identity #'vconcat)
             (nreverse elements))))

(defun json-read-from-string (string)
  "Return the JSON value at the beginning of STRING."
  (with-temp-buffer
    (insert string)
    (goto-char (point-min))
    (json-read)))

(defun json-read-file (file)
  "Return the JSON value at the beginning of FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (goto-char (point-min))
    (json-read)))

;;; Writing

(defun json-encode-string (string)
  "Return the JSON text of STRING."
  (let ((parts nil) (start 0) (case-fold-search nil))
    (while (string-match "[\"\\\\\0-\37]" string start)
      (let ((char (aref string (match-beginning 0))))
        (push (substring string start (match-beginning 0)) parts)
        (push (or (cdr (assq char '((?\" . "\\\"") (?\\ . "\\\\") (?\b . "\\b")
                                    (?\f . "\\f") (?\n . "\\n") (?\r . "\\r")
                                    (?\t . "\\t"))))
                  (format "\\u%04x" char))
              parts)
        (setq start (match-end 0))))
    (concat "\"" (apply #'concat (nreverse parts)) (substring string start)
            "\"")))

(defun json-encode-number (number)
  "Return the JSON text of NUMBER."
  (number-to-string number))

(defun json-encode-keyword (keyword)
  "Return the JSON text of KEYWORD, if it stands for true, false or null."
  (cond ((eq keyword t) "true")
        ((eq keyword json-false) "false")
        ((eq keyword json-null) "null")))

(defun json-encode-key (object)
  "Return the JSON text of OBJECT, a string or symbol, as a key."
  (cond ((stringp object) (json-encode-string object))
        ((keywordp object)
         (json-encode-string (substring (symbol-name object) 1)))
        ((symbolp object) (json-encode-string (symbol-name object)))
        (t (signal 'json-key-format (list object)))))

(defun json--bracket (open close texts)
  "Return TEXTS, a function that makes strings, between OPEN and CLOSE."
  (let* ((inner nil)
         (strings (json-with-indentation
                    (setq inner json--newline)
                    (funcall texts))))
    (cond
     ((null strings) (concat open close))
     ((not json-encoding-pretty-print)
      (concat open (json-join strings json-encoding-separator) close))
     (t (concat open inner
                (json-join strings (concat json-encoding-separator inner))
                (unless json-encoding-lisp-style-closings json--newline)
                close)))))

(defun json--encode-pairs (alist)
  "Return the JSON object of ALIST."
  (when json-encoding-object-sort-predicate
    (setq alist (sort (copy-sequence alist)
                      (lambda (a b)
                        (funcall json-encoding-object-sort-predicate
                                 (car a) (car b))))))
  (json--bracket "{" "}"
                 (lambda ()
                   (mapcar (lambda (pair)
                             (concat (json-encode-key (car pair))
                                     (if json-encoding-pretty-print ": " ":")
                                     (json-encode (cdr pair))))
                           alist))))

(defun json-encode-hash-table (table)
  "Return the JSON object of the hash table TABLE."
  (let ((pairs nil))
    (maphash (lambda (key value) (push (cons key value) pairs)) table)
    (json--encode-pairs (nreverse pairs))))

(defun json-encode-alist (alist)
  "Return the JSON object of ALIST."
  (json--encode-pairs alist))

(defun json-encode-plist (plist)
  "Return the JSON object of PLIST."
  (let ((pairs nil))
    (while plist
      (push (cons (car plist) (cadr plist)) pairs)
      (setq plist (cddr plist)))
    (json--encode-pairs (nreverse pairs))))

(defun json-encode-array (array)
  "Return the JSON array of ARRAY, a vector or list."
  (json--bracket "[" "]" (lambda () (mapcar #'json-encode array))))

(defun json-encode-list (list)
  "Return the JSON text of LIST: an alist, a plist or any other list."
  (cond ((json-alist-p list) (json-encode-alist list))
        ((json-plist-p list) (json-encode-plist list))
        ((listp list) (json-encode-array list))
        (t (signal 'json-error (list list)))))

(defun json-encode (object)
  "Return the JSON text of OBJECT."
  (cond ((json-encode-keyword object))
        ((stringp object) (json-encode-string object))
        ((keywordp object)
         (json-encode-string (substring (symbol-name object) 1)))
        ((listp object) (json-encode-list object))
        ((symbolp object) (json-encode-string (symbol-name object)))
        ((numberp object) (json-encode-number object))
        ((arrayp object) (json-encode-array object))
        ((hash-table-p object) (json-encode-hash-table object))
        (t (signal 'json-error (list object)))))

;;; Pretty printing

(defun json-pretty-print (begin end &optional minimize)
  "Write the JSON text between BEGIN and END anew, on lines of their own.
With MINIMIZE leave out all white space."
  (interactive "r\nP")
  (let ((json-encoding-pretty-print (not minimize))
        (json-null :json-null)
        (json-object-type 'alist)
        (json-array-type 'vector)
        (json-key-type nil))
    (save-excursion
      (save-restriction
        (narrow-to-region begin end)
        (goto-char (point-min))
        (json-skip-whitespace)
        (while (not (eobp))
          (let* ((start (point))
                 (text (json-encode (json-read))))
            (delete-region start (point))
            (insert text)
            (json-skip-whitespace)))))))

(defun json-pretty-print-buffer (&optional minimize)
  "Write the JSON text of the buffer anew; see `json-pretty-print'."
  (interactive "P")
  (json-pretty-print (point-min) (point-max) minimize))

(defun json-pretty-print-ordered (begin end &optional minimize)
  "Like `json-pretty-print' with BEGIN, END, MINIMIZE, but sort keys."
  (interactive "r\nP")
  (let ((json-encoding-object-sort-predicate #'string<))
    (json-pretty-print begin end minimize)))

(defun json-pretty-print-buffer-ordered (&optional minimize)
  "Like `json-pretty-print-buffer' with MINIMIZE, but sort keys."
  (interactive "P")
  (json-pretty-print-ordered (point-min) (point-max) minimize))

(defvar json-keywords '("true" "false" "null")
  "The words that are values.")
(defvar json-special-chars
  '((?\" . ?\") (?\\ . ?\\) (?b . ?\b) (?f . ?\f) (?n . ?\n) (?r . ?\r) (?t . ?\t))
  "What characters mean after a backslash.")
(defvar json-pretty-print-max-secs 2.0
  "How long pretty-printing may replace the text piece by piece.")

(defmacro json-readtable-dispatch (char)
  "Read the value that begins with CHAR, which point is before."
  `(let ((char ,char))
     (cond ((eq char ?\") (json-read-string))
           ((eq char ?\[) (json-read-array))
           ((eq char ?\{) (json-read-object))
           ((memq char '(?t ?f ?n)) (json-read-keyword nil))
           ((or (eq char ?-) (<= ?0 char ?9)) (json-read-number))
           ((json-end-of-file-or-error char)))))

(defun json-end-of-file-or-error (char)
  "Signal that CHAR, 0 at the end, begins no value."
  (if (zerop char)
      (signal 'json-end-of-file nil)
    (signal 'json-readtable-error (list char))))

(defun json-path-to-position (position &optional string)
  "Return the innermost value of the JSON text at POSITION, a plist, or nil.
It has :path, a list of keys and indices, and :match-start and :match-end, the
limits of the value.  The text is STRING or the buffer."
  (let ((open nil) (text (or string (buffer-string))))
    (catch 'found
      (with-temp-buffer
        (insert text)
        (goto-char (point-min))
        (let ((json-pre-element-read-function
               (lambda (key) (push (cons key (point)) open)))
              (json-post-element-read-function
               (lambda ()
                 (when (<= (cdar open) position (point))
                   (throw 'found (list :path (nreverse (mapcar #'car open))
                                       :match-start (cdar open)
                                       :match-end (point))))
                 (pop open))))
          (json-read)
          nil)))))

(provide 'json)
;;; json.el ends here
