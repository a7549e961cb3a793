;;; cl-print.el --- printing that knows structures -*- lexical-binding: t; -*-

;;; Code:

(defvar cl-print--depth nil
  "Depth of the object being printed.")

(defvar cl-print-readably nil
  "Unused; kept for programs that bind it.")

(defvar cl-print--parents nil
  "What is being printed, the innermost first: lists by each cons begun.")

(defvar cl-print--labels nil
  "Table from objects that occur more than once to t, or to their label.")

(defun cl-print--find-shared (object)
  "Return a table of the parts of OBJECT that occur more than once, or nil."
  (let ((seen (make-hash-table :test 'eq)) (shared nil) (todo (list object)))
    (while todo
      (let ((part (pop todo)))
        (while (and part
                    (or (consp part) (vectorp part) (recordp part)
                        (and (stringp part) (> (length part) 0)))
                    (not (when (gethash part seen)
                           (unless shared (setq shared (make-hash-table :test 'eq)))
                           (puthash part t shared))))
          (puthash part t seen)
          (cond ((consp part)
                 (push (car part) todo)
                 (setq part (cdr part)))
                ((stringp part) (setq part nil))
                (t (dotimes (i (length part)) (push (aref part i) todo))
                   (setq part nil))))))
    shared))

(defun cl-print--shared-p (object)
  "Return non-nil if OBJECT gets a label."
  (and cl-print--labels (gethash object cl-print--labels)))

(defun cl-print--label (object stream)
  "Print the label of OBJECT on STREAM; return non-nil if that is all of it."
  (let ((label (cl-print--shared-p object)))
    (cond ((integerp label)
           (princ (format "#%d#" label) stream)
           t)
          (label
           (let ((n 1))
             (maphash (lambda (_object label) (when (integerp label) (setq n (1+ n))))
                      cl-print--labels)
             (puthash object n cl-print--labels)
             (princ (format "#%d=" n) stream)
             nil)))))

(defun cl-print--list (object stream)
  "Print the list OBJECT on STREAM."
  (cond
   ((cl-print--too-deep-p) (princ "..." stream))
   ((and print-quoted (memq (car object) '(quote function \`))
         (consp (cdr object)) (null (cddr object)))
    (princ (cdr (assq (car object) '((quote . "'") (function . "#'") (\` . "`"))))
           stream)
    (let ((cl-print--depth (1+ cl-print--depth)))
      (cl-print-object (cadr object) stream)))
   (t
    (let ((cl-print--depth (1+ cl-print--depth)) (n 0)
          (cl-print--parents cl-print--parents))
      (princ "(" stream)
      (while (consp object)
        (when (> n 0) (princ " " stream))
        (if (and (natnump print-length) (>= n print-length))
            (progn (princ "..." stream)
                   (setq object nil))
          (cl-print-object (car object) stream)
          (setq object (cdr object)
                n (1+ n))
          (when (consp object)
            (if (or (cl-print--shared-p object) (memq object cl-print--parents))
                (progn (princ " . " stream)
                       (cl-print-object object stream)
                       (setq object nil))
              (setq cl-print--parents (cons object cl-print--parents))))))
      (when object
        (princ " . " stream)
        (cl-print-object object stream))
      (princ ")" stream)))))

(defun cl-print--too-deep-p ()
  "Return non-nil if `print-level' forbids to print parts of an object."
  (and (natnump print-level) (>= cl-print--depth print-level)))

(defun cl-print--elements (object start open close stream)
  "Print the elements of OBJECT from index START between OPEN and CLOSE on STREAM."
  (if (cl-print--too-deep-p)
      (princ "..." stream)
    (let ((cl-print--depth (1+ cl-print--depth)) (i start) (n (length object)))
      (princ open stream)
      (while (< i n)
        (when (> i start) (princ " " stream))
        (if (and (natnump print-length) (>= (- i start) print-length))
            (progn (princ "..." stream) (setq i n))
          (cl-print-object (aref object i) stream)
          (setq i (1+ i))))
      (princ close stream))))

(defun cl-print--record (object stream)
  "Print the record OBJECT on STREAM, with the names of its slots if known."
  (let* ((class (get (type-of object) 'cl--class))
         (slots (and class (eq (type-of class) 'cl-structure-class) (aref class 4))))
    (if (null slots)
        (prin1 object stream)
      (if (cl-print--too-deep-p)
          (princ "..." stream)
        (let ((cl-print--depth (1+ cl-print--depth)) (i 0) (n (length slots)))
          (princ "#s(" stream)
          (prin1 (aref class 1) stream)
          (while (< i n)
            (if (and (natnump print-length) (>= i print-length))
                (progn (princ " ..." stream) (setq i n))
              (princ " :" stream)
              (princ (aref (aref slots i) 1) stream)
              (princ " " stream)
              (cl-print-object (aref object (1+ i)) stream)
              (setq i (1+ i))))
          (princ ")" stream))))))

;;;###autoload
(defun cl-print-object (object stream)
  "Print OBJECT on STREAM; methods may be defined for more types."
  (unless cl-print--depth (setq cl-print--depth 0))
  (if (not (or (consp object) (vectorp object) (recordp object)))
      (cl-print--part object stream)
    (let ((inside (memq object cl-print--parents)))
      (cond ((and cl-print--labels (cl-print--label object stream)))
            (inside
             (princ (format "#%d" (length (cdr inside))) stream))
            (t
             (let ((cl-print--parents (cons object cl-print--parents)))
               (cl-print--part object stream)))))))

(defun cl-print--part (object stream)
  "Print OBJECT, which has no label and is not inside itself, on STREAM."
  (cond ((consp object) (cl-print--list object stream))
        ((vectorp object) (cl-print--elements object 0 "[" "]" stream))
        ((recordp object) (cl-print--record object stream))
        ((hash-table-p object)
         (princ (format "#<hash-table %s %d/%d %#x>" (hash-table-test object)
                        (hash-table-count object) (hash-table-size object)
                        (sxhash-eq object))
                stream))
        ((byte-code-function-p object) (cl-print--code object stream))
        (t (prin1 object stream))))

(defun cl-print--code (object stream)
  "Print OBJECT, which is byte-code, on STREAM as `cl-print-compiled' says."
  (let ((text (elnet--code-summary object)))
    (if (not (eq cl-print-compiled 'static))
        (princ text stream)
      (princ (substring text 0 -1) stream)
      (princ " " stream)
      (cl-print-object (aref object 2) stream)
      (princ ")" stream))))

(put 'cl-print-object 'cl--generic-open t)

;;;###autoload
(defun cl-prin1 (object &optional stream)
  "Print OBJECT on STREAM like `prin1', showing the slots of structures."
  (let ((cl-print--depth 0)
        (cl-print--labels (and print-circle (cl-print--find-shared object))))
    (cl-print-object object (or stream standard-output))))

;;;###autoload
(defun cl-prin1-to-string (object)
  "Return what `cl-prin1' prints for OBJECT."
  (with-output-to-string (cl-prin1 object)))

;;;###autoload
(defun cl-print-to-string-with-limit (print-function value limit)
  "Return VALUE printed by PRINT-FUNCTION, in about LIMIT characters.
PRINT-FUNCTION takes the value and a stream."
  (let* ((print-length (min 50 limit))
         (print-level (min 8 (truncate (log (max limit 2)))))
         (text nil))
    (while (and (> (length (setq text (with-output-to-string
                                        (funcall print-function value
                                                 standard-output))))
                   limit)
                (> print-level 1))
      (setq print-level (1- print-level)
            print-length (max 2 (/ print-length 2))))
    text))

(defvar cl-print-compiled nil
  "How byte-code is printed: `static' means with its constants.")
(defvar cl-print-compiled-button t
  "Kept for programs that set it.")

(provide 'cl-print)
;;; cl-print.el ends here
