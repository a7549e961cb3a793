;;; subr-x.el --- conditional binding, threading, more strings -*- lexical-binding: t; -*-

;;; Conditional binding

(defun elnet--let-conditions (varlist)
  "Return the `let*' bindings for VARLIST, each testing the one before it.
An element is (SYMBOL VALUE), or (VALUE) or SYMBOL for a test alone."
  (let ((previous t) (bindings nil))
    (dolist (item varlist)
      (let* ((var (cond ((symbolp item) item)
                        ((and (cdr item) (not (eq (car item) '_)))
                         (car item))
                        (t (make-symbol "s"))))
             (value (cond ((symbolp item) item)
                          ((cddr item)
                           (signal 'error
                                   (cons "`let' bindings can have only one value-form"
                                         item)))
                          ((cdr item) (cadr item))
                          (t (car item)))))
        (push (list var `(and ,previous ,value)) bindings)
        (setq previous var)))
    (nreverse bindings)))

;;;###autoload
(defmacro if-let* (varlist then &rest else)
  "Bind variables as VARLIST says; if all values are non-nil do THEN.
Otherwise, at the first that is nil, do ELSE."
  (declare (indent 2))
  (if (null varlist)
      `(let* () ,then)
    (let ((bindings (elnet--let-conditions varlist)))
      `(let* ,bindings
         (if ,(caar (last bindings)) ,then ,@else)))))

;;;###autoload
(defmacro when-let* (varlist &rest body)
  "Bind variables as VARLIST says; if all values are non-nil run BODY."
  (declare (indent 1))
  `(if-let* ,varlist ,(macroexp-progn body)))

;;;###autoload
(defmacro and-let* (varlist &rest body)
  "Bind variables as VARLIST says; if all values are non-nil run BODY.
Without BODY, return the last value."
  (declare (indent 1))
  (if (null varlist)
      `(let* () ,@(or body '(t)))
    (let* ((bindings (elnet--let-conditions varlist))
           (last (caar (last bindings))))
      `(let* ,bindings
         (if ,last ,(if body (macroexp-progn body) last))))))

;;;###autoload
(defmacro if-let (spec then &rest else)
  "Like `if-let*' with SPEC, THEN and ELSE; SPEC may be one (SYMBOL VALUE)."
  (declare (indent 2))
  `(if-let* ,(elnet--let-spec spec) ,then ,@else))

;;;###autoload
(defmacro when-let (spec &rest body)
  "Like `when-let*' with SPEC and BODY; SPEC may be one (SYMBOL VALUE)."
  (declare (indent 1))
  `(if-let* ,(elnet--let-spec spec) ,(macroexp-progn body)))

(defun elnet--let-spec (spec)
  "Return SPEC as a list of bindings."
  (if (and (consp spec) (<= (length spec) 2)
           (not (listp (car spec))))
      (list spec)
    spec))

;;;###autoload
(defmacro named-let (name bindings &rest body)
  "Run BODY with BINDINGS as `let' does; in it, NAME is a function.
Calling NAME runs BODY again with other values."
  (declare (indent 2))
  (let ((vars (mapcar (lambda (b) (if (consp b) (car b) b)) bindings))
        (values (mapcar (lambda (b) (if (consp b) (cadr b))) bindings)))
    (require 'cl-lib)
    `(cl-labels ((,name ,vars . ,body)) (,name . ,values))))

;;; Threading

;;;###autoload
(defmacro thread-first (&rest forms)
  "Pass the first of FORMS as first argument of the second, and so on."
  (declare (indent 0))
  (elnet--thread forms
                 (lambda (form value) `(,(car form) ,value ,@(cdr form)))))

;;;###autoload
(defmacro thread-last (&rest forms)
  "Pass the first of FORMS as last argument of the second, and so on."
  (declare (indent 0))
  (elnet--thread forms (lambda (form value) `(,@form ,value))))

(defun elnet--thread (forms put)
  "Combine FORMS, one into the next; PUT puts a value into a list form."
  (let ((value (car forms)))
    (dolist (form (cdr forms))
      (setq value (if (consp form)
                      (funcall put form value)
                    (list form value))))
    value))

;;; Hash tables

;;;###autoload
(defun hash-table-empty-p (hash-table)
  "Return t if HASH-TABLE has no elements."
  (zerop (hash-table-count hash-table)))

;;;###autoload
(defun hash-table-keys (hash-table)
  "Return, in a list, what has a value in HASH-TABLE."
  (let ((keys nil))
    (maphash (lambda (k _v) (push k keys)) hash-table)
    (nreverse keys)))

;;;###autoload
(defun hash-table-values (hash-table)
  "Return, in a list, what the keys of HASH-TABLE stand for."
  (let ((values nil))
    (maphash (lambda (_k v) (push v values)) hash-table)
    (nreverse values)))

;;; Strings

;;;###autoload
(defun string-empty-p (string)
  "Return t if STRING has no characters."
  (string= string ""))

;;;###autoload
(defun string-blank-p (string)
  "Return 0 if STRING is empty or all white space, else nil."
  (string-match-p "\\`[ \t\n\r]*\\'" string))

;;;###autoload
(defun string-join (strings &optional separator)
  "Join the list STRINGS with SEPARATOR, default nothing, in between."
  (mapconcat #'identity strings (or separator "")))

;;;###autoload
(defun string-reverse (str)
  "Return STR with its characters in the opposite order."
  (reverse str))

;;;###autoload
(defun string-truncate-left (string length)
  "Cut STRING to LENGTH characters from its left, marking that with dots."
  (let ((len (length string)))
    (cond ((<= len length) string)
          ;; At least one character is always left.
          (t (concat "..." (substring string (min (1- len)
                                                  (- (+ len 2) length))))))))

;;;###autoload
(defun string-remove-prefix (prefix string)
  "Return STRING without PREFIX, if it begins with that."
  (if (string-prefix-p prefix string)
      (substring string (length prefix))
    string))

;;;###autoload
(defun string-remove-suffix (suffix string)
  "Return STRING without SUFFIX, if it ends with that."
  (if (string-suffix-p suffix string)
      (substring string 0 (- (length string) (length suffix)))
    string))

;;;###autoload
(defun string-clean-whitespace (string)
  "Trim STRING and make each stretch of white space in it one space."
  (string-trim (replace-regexp-in-string "[ \t\n\r]+" " " string)))

;;;###autoload
(defun string-fill (string length)
  "Break the lines of STRING so that none is longer than LENGTH columns."
  (with-temp-buffer
    (save-excursion (insert string))
    (let ((adaptive-fill-mode nil) (fill-column length))
      (fill-region 1 (point-max)))
    (buffer-substring 1 (point-max))))

;;;###autoload
(defun string-limit (string length &optional end coding-system)
  "Return at most LENGTH characters of STRING, the last ones if END.
With CODING-SYSTEM, LENGTH counts bytes: return the encoded text of as many
whole characters as fit."
  (unless (natnump length)
    (signal 'wrong-type-argument (list 'natnump length)))
  (if (null coding-system)
      (let ((over (- (length string) length)))
        (if (> over 0)
            (if end (substring string over) (substring string 0 length))
          string))
    (let ((parts nil) (room length)
          (chars (append string nil)))
      (when end (setq chars (nreverse chars)))
      (while chars
        (let ((bytes (encode-coding-string (char-to-string (pop chars))
                                           coding-system)))
          (if (> (length bytes) room)
              (setq chars nil)
            (setq room (- room (length bytes)))
            (push bytes parts))))
      (apply #'concat (if end parts (nreverse parts))))))

;;;###autoload
(defun string-lines (string &optional omit-nulls)
  "Return the lines of STRING, without empty ones if OMIT-NULLS."
  (split-string string "\n" omit-nulls))

;;;###autoload
(defun string-pad (string length &optional padding start)
  "Make STRING LENGTH characters long by adding PADDING (default space).
It is added at the end, or at the beginning if START."
  (unless (natnump length)
    (signal 'wrong-type-argument (list 'natnump length)))
  (let ((missing (- length (length string))))
    (if (< missing 0)
        string
      (let ((pad (make-string missing (or padding ?\s))))
        (if start (concat pad string) (concat string pad))))))

;;;###autoload
(defun string-chop-newline (string)
  "Return STRING without a newline at its end."
  (string-remove-suffix "\n" string))

;;;###autoload
(defun replace-region-contents (beg end replace-fn
                                    &optional max-secs max-costs)
  "Replace the text from BEG to END by what REPLACE-FN returns.
REPLACE-FN is called in the narrowed buffer and returns a string or a
buffer.  MAX-SECS and MAX-COSTS are as in `replace-buffer-contents'."
  (save-excursion
    (save-restriction
      (narrow-to-region beg end)
      (goto-char (point-min))
      (let ((new (funcall replace-fn)))
        (if (bufferp new)
            (replace-buffer-contents new max-secs max-costs)
          (let ((source (current-buffer)))
            (with-temp-buffer
              (insert new)
              (let ((text (current-buffer)))
                (with-current-buffer source
                  (replace-buffer-contents text max-secs max-costs))))))))))

(provide 'subr-x)
;;; subr-x.el ends here
