;;; seq.el --- functions on any kind of sequence -*- lexical-binding: t; -*-

;; Lists, vectors and strings are handled here directly.  The functions marked
;; with the property `cl--generic-open' become generic, with what is here as
;; their default, when a program defines a method of theirs; sequences of other
;; kinds go through `seq-into-sequence'.

;;; Code:

(dolist (name '(seq-elt seq-length seq-first seq-rest seq-do seq-each seq-do-indexed
                seq-subseq seq-map seq-mapn seq-map-indexed seq-filter seq-remove
                seq-reduce seq-drop seq-take seq-drop-while seq-take-while
                seq-empty-p seq-sort seq-sort-by seq-reverse seq-concatenate
                seq-into-sequence seq-into seq-copy seq-some seq-every-p
                seq-find seq-count seq-contains seq-contains-p seq-position
                seq-uniq seq-mapcat seq-partition seq-union seq-intersection
                seq-difference seq-group-by seq-min seq-max seq-random-elt
                seq-set-equal-p seqp))
  (put name 'cl--generic-open t))

(defun seqp (object)
  "Return t if OBJECT is a sequence."
  (sequencep object))

(defun seq-into-sequence (sequence)
  "Return SEQUENCE as a list, vector or string."
  (if (sequencep sequence)
      sequence
    (error "Cannot convert %S into a sequence" sequence)))

(defun seq--foreign (sequence)
  "Return the elements of SEQUENCE, known to methods only, as a sequence.
They come from `seq-into-sequence' or `seq-do', whichever has methods."
  (cond ((get 'seq-into-sequence 'cl--generic) (seq-into-sequence sequence))
        ((get 'seq-do 'cl--generic)
         (let ((elts nil))
           (seq-do (lambda (elt) (setq elts (cons elt elts))) sequence)
           (nreverse elts)))
        (t (signal 'wrong-type-argument (list 'sequencep sequence)))))

(defun seq--list (sequence)
  "Return SEQUENCE as a list, itself if it is one."
  (cond ((listp sequence) sequence)
        ((sequencep sequence) (append sequence nil))
        (t (append (seq--foreign sequence) nil))))

(defun seq--like (list sequence)
  "Return LIST converted to the type of SEQUENCE."
  (cond ((listp sequence) list)
        ((stringp sequence) (concat list))
        ((vectorp sequence) (vconcat list))
        (t (seq-into list (type-of sequence)))))

;;;; Basic operations.

(defun seq-elt (sequence n)
  "Return element number N of SEQUENCE."
  (elt sequence n))

(gv-define-setter seq-elt (value sequence n)
  `(seq--set-elt ,sequence ,n ,value))

(defun seq--set-elt (sequence n value)
  "Store VALUE as element number N of SEQUENCE."
  (if (listp sequence)
      (setcar (nthcdr n sequence) value)
    (aset sequence n value)))

(defun seq-length (sequence)
  "Return how many elements SEQUENCE has."
  (if (sequencep sequence) (length sequence)
    (length (seq--foreign sequence))))

(defun seq-first (sequence)
  "Return the first element of SEQUENCE; nil if it is an empty list."
  (if (listp sequence) (car sequence) (seq-elt sequence 0)))

(defun seq-rest (sequence)
  "Return SEQUENCE without its first element."
  (seq-drop sequence 1))

(defun seq-empty-p (sequence)
  "Return t if SEQUENCE has no elements."
  (if (listp sequence) (null sequence) (= (seq-length sequence) 0)))

(defun seq-do (function sequence)
  "Call FUNCTION on each element of SEQUENCE."
  (if (sequencep sequence)
      (mapc function sequence)
    (mapc function (if (get 'seq-into-sequence 'cl--generic)
                       (seq-into-sequence sequence)
                     sequence))))

(defalias 'seq-each #'seq-do)

(defun seq-do-indexed (function sequence)
  "Call FUNCTION on each element of SEQUENCE and its index; return nil."
  (let ((n -1))
    (seq-do (lambda (elt) (funcall function elt (setq n (1+ n)))) sequence)
    nil))

(defmacro seq-doseq (spec &rest body)
  "Evaluate BODY for each element of a sequence; SPEC is (VAR SEQUENCE)."
  (declare (indent 1) (debug ((symbolp form &optional form) body)))
  `(seq-do (lambda (,(car spec)) ,@body) ,(cadr spec)))

(defun seq-copy (sequence)
  "Return a copy of SEQUENCE, with the same elements."
  (copy-sequence sequence))

;;;###autoload
(defun seq-subseq (sequence start &optional end)
  "Return the elements of SEQUENCE from START up to END, by default its end.
Negative indexes count from the end."
  (cond ((or (stringp sequence) (vectorp sequence)) (substring sequence start end))
        ((listp sequence) (seq--sublist sequence start end))
        (t (error "Unsupported sequence: %s" sequence))))

(defun seq--sublist (list start end)
  "Return the elements of LIST from START up to END, as `seq-subseq' does."
  (let ((errtext (format "Bad bounding indices: %s, %s" start end)) (n nil))
    (when (and end (< end 0))
      (setq n (length list)
            end (+ end n)))
    (when (< start 0)
      (setq start (+ start (or n (setq n (length list))))))
    (unless (>= start 0) (error "%s" errtext))
    (when (> start 0)
      (setq list (nthcdr (1- start) list))
      (unless list (error "%s" errtext))
      (setq list (cdr list)))
    (if (null end)
        (copy-sequence list)
      (let ((result nil))
        (while (and list (> end start))
          (setq result (cons (car list) result)
                list (cdr list)
                end (1- end)))
        (unless (= end start) (error "%s" errtext))
        (nreverse result)))))

(defun seq-concatenate (type &rest sequences)
  "Return a TYPE, `vector', `string' or `list', of the elements of SEQUENCES."
  (setq sequences (mapcar #'seq-into-sequence sequences))
  (cond ((eq type 'vector) (apply #'vconcat sequences))
        ((eq type 'string) (apply #'concat sequences))
        ((eq type 'list) (apply #'append (append sequences '(nil))))
        (t (error "Not a sequence type name: %S" type))))

(defun seq-into (sequence type)
  "Return the elements of SEQUENCE as a TYPE: `vector', `string' or `list'."
  (cond ((memq type '(vector array))
         (if (vectorp sequence) sequence (vconcat (seq-into-sequence sequence))))
        ((eq type 'string)
         (if (stringp sequence) sequence (concat (seq-into-sequence sequence))))
        ((eq type 'list) (seq--list sequence))
        ((eq type 'bool-vector) (apply #'bool-vector (seq--list sequence)))
        (t (error "Not a sequence type name: %S" type))))

(defun seq-reverse (sequence)
  "Return the elements of SEQUENCE in reverse order."
  (reverse (seq-into-sequence sequence)))

(defun seq-sort (pred sequence)
  "Return a copy of SEQUENCE sorted by PRED."
  (seq--like (sort (append (seq--list sequence) nil) pred) sequence))

;;;###autoload
(defun seq-sort-by (function pred sequence)
  "Return a copy of SEQUENCE sorted by PRED on what FUNCTION gives for each."
  (seq-sort (lambda (a b)
              (funcall pred (funcall function a) (funcall function b)))
            sequence))

;;;; Mapping.

(defun seq-map (function sequence)
  "Return the results of FUNCTION on the elements of SEQUENCE, a list."
  (if (sequencep sequence)
      (mapcar function sequence)
    (mapcar function (seq--foreign sequence))))

(defun seq-map-indexed (function sequence)
  "Return the results of FUNCTION on the elements of SEQUENCE and their indexes."
  (let ((index -1))
    (seq-map (lambda (elt)
               (funcall function elt (setq index (1+ index))))
             sequence)))

(defun seq-mapn (function sequence &rest sequences)
  "Return the results of FUNCTION on elements of SEQUENCE and SEQUENCES.
The shortest of them ends the work."
  (let ((lists (mapcar #'seq--list (cons sequence sequences)))
        (results nil))
    (while (not (memq nil lists))
      (setq results (cons (apply function (mapcar #'car lists)) results)
            lists (mapcar #'cdr lists)))
    (nreverse results)))

(defun seq-mapcat (function sequence &optional type)
  "Join what FUNCTION returns for the elements of SEQUENCE into a TYPE (list)."
  (apply #'seq-concatenate (or type 'list) (seq-map function sequence)))

;;;###autoload
(defun seq-filter (pred sequence)
  "Return a list of the elements of SEQUENCE that satisfy PRED."
  (let ((results nil))
    (if (listp sequence)
        (while (progn (unless results (length sequence)) sequence)
          (when (funcall pred (car sequence))
            (setq results (cons (car sequence) results)))
          (setq sequence (cdr sequence)))
      (seq-do (lambda (elt)
                (when (funcall pred elt) (setq results (cons elt results))))
              sequence))
    (nreverse results)))

;;;###autoload
(defun seq-remove (pred sequence)
  "Return a list of the elements of SEQUENCE that do not satisfy PRED."
  (seq-filter (lambda (elt) (not (funcall pred elt))) sequence))

;;;###autoload
(defun seq-reduce (function sequence initial-value)
  "Combine the elements of SEQUENCE by FUNCTION, beginning with INITIAL-VALUE.
FUNCTION is called with the value so far and an element."
  (let ((acc initial-value))
    (if (listp sequence)
        (while sequence
          (setq acc (funcall function acc (car sequence))
                sequence (cdr sequence)))
      (seq-do (lambda (elt) (setq acc (funcall function acc elt))) sequence))
    acc))

;;;; Parts.

(defun seq-drop (sequence n)
  "Return SEQUENCE without its first N elements."
  (cond ((<= n 0) sequence)
        ((listp sequence) (nthcdr n sequence))
        (t (seq-subseq sequence (min n (seq-length sequence))))))

;;;###autoload
(defun seq-take (sequence n)
  "Return the first N elements of SEQUENCE."
  (if (listp sequence)
      (let ((result nil))
        (while (and sequence (> n 0))
          (setq result (cons (car sequence) result)
                sequence (cdr sequence)
                n (1- n)))
        (nreverse result))
    (seq-subseq sequence 0 (min (max n 0) (seq-length sequence)))))

(defun seq--prefix-length (pred sequence)
  "Return how many elements at the start of SEQUENCE satisfy PRED."
  (let ((list (seq--list sequence)) (n 0))
    (while (and list (funcall pred (car list)))
      (setq list (cdr list)
            n (1+ n)))
    n))

(defun seq-drop-while (pred sequence)
  "Return SEQUENCE from the first element that does not satisfy PRED."
  (if (listp sequence)
      (progn
        (while (and sequence (funcall pred (car sequence)))
          (setq sequence (cdr sequence)))
        sequence)
    (seq-drop sequence (seq--prefix-length pred sequence))))

(defun seq-take-while (pred sequence)
  "Return SEQUENCE up to the first element that does not satisfy PRED."
  (seq-take sequence (seq--prefix-length pred sequence)))

(defun seq-partition (sequence n)
  "Return a list of stretches of N elements of SEQUENCE; the last may be shorter."
  (unless (< n 1)
    (let ((result nil))
      (while (not (seq-empty-p sequence))
        (setq result (cons (seq-take sequence n) result)
              sequence (seq-drop sequence n)))
      (nreverse result))))

;;;###autoload
(defun seq-group-by (function sequence)
  "Return an alist (KEY ELEMENT...) of SEQUENCE by what FUNCTION returns."
  (let ((groups nil))
    (seq-do (lambda (elt)
              (let* ((key (funcall function elt))
                     (group (assoc key groups)))
                (if group
                    (setcdr group (cons elt (cdr group)))
                  (setq groups (cons (list key elt) groups)))))
            (seq-reverse sequence))
    (let ((order nil))
      ;; The groups are in the order in which their last elements come.
      (dolist (group groups) (setq order (cons group order)))
      (nreverse order))))

;;;; Searching.

;;;###autoload
(defun seq-some (pred sequence)
  "Return the first non-nil value of PRED on the elements of SEQUENCE."
  (let ((list (seq--list sequence)) (value nil))
    (while (and list (not (setq value (funcall pred (car list)))))
      (setq list (cdr list)))
    value))

;;;###autoload
(defun seq-every-p (pred sequence)
  "Return t if PRED is non-nil for all elements of SEQUENCE."
  (let ((list (seq--list sequence)))
    (while (and list (funcall pred (car list)))
      (setq list (cdr list)))
    (null list)))

;;;###autoload
(defun seq-find (pred sequence &optional default)
  "Return the first element of SEQUENCE that satisfies PRED, or DEFAULT."
  (let ((list (seq--list sequence)))
    (while (and list (not (funcall pred (car list))))
      (setq list (cdr list)))
    (if list (car list) default)))

(defun seq-count (pred sequence)
  "Return how many elements of SEQUENCE satisfy PRED."
  (let ((count 0))
    (seq-do (lambda (elt) (when (funcall pred elt) (setq count (1+ count)))) sequence)
    count))

(defun seq-contains (sequence elt &optional testfn)
  "Return the first element of SEQUENCE that is ELT by TESTFN (`equal'), or nil."
  (seq-some (lambda (each) (and (funcall (or testfn #'equal) elt each) each))
            sequence))

(defun seq-contains-p (sequence elt &optional testfn)
  "Return t if an element of SEQUENCE is ELT by TESTFN, by default `equal'."
  (if (and (null testfn) (listp sequence))
      (and (member elt sequence) t)
    (let ((test (or testfn #'equal)) (list (seq--list sequence)))
      (while (and list (not (funcall test elt (car list))))
        (setq list (cdr list)))
      (and list t))))

;;;###autoload
(defun seq-position (sequence elt &optional testfn)
  "Return the index of ELT in SEQUENCE by TESTFN, by default `equal', or nil."
  (let ((list (seq--list sequence)) (test (or testfn #'equal)) (index 0))
    (while (and list (not (funcall test (car list) elt)))
      (setq list (cdr list)
            index (1+ index)))
    (and list index)))

(defun seq-set-equal-p (sequence1 sequence2 &optional testfn)
  "Return t if SEQUENCE1 and SEQUENCE2 have the same elements by TESTFN."
  (and (seq-every-p (lambda (elt) (seq-contains-p sequence2 elt testfn)) sequence1)
       (seq-every-p (lambda (elt) (seq-contains-p sequence1 elt testfn)) sequence2)))

;;;; Sequences as sets.

;;;###autoload
(defun seq-uniq (sequence &optional testfn)
  "Return a list of the elements of SEQUENCE, each once by TESTFN (`equal')."
  (if (or (null testfn) (memq testfn '(eq eql equal)))
      (let ((seen (make-hash-table :test (or testfn 'equal))) (result nil))
        (seq-do (lambda (elt)
                  (unless (gethash elt seen)
                    (puthash elt t seen)
                    (setq result (cons elt result))))
                sequence)
        (nreverse result))
    (let ((result nil))
      (seq-do (lambda (elt)
                (unless (seq-contains-p result elt testfn)
                  (setq result (cons elt result))))
              sequence)
      (nreverse result))))

;;;###autoload
(defun seq-union (sequence1 sequence2 &optional testfn)
  "Return a list of what is in SEQUENCE1 or SEQUENCE2 by TESTFN, each once."
  (seq-uniq (append sequence1 sequence2 nil) testfn))

;;;###autoload
(defun seq-intersection (sequence1 sequence2 &optional testfn)
  "Return a list of what is in SEQUENCE1 and in SEQUENCE2 by TESTFN."
  (seq-filter (lambda (elt) (seq-contains-p sequence2 elt testfn)) sequence1))

(defun seq-difference (sequence1 sequence2 &optional testfn)
  "Return a list of what is in SEQUENCE1 but not in SEQUENCE2 by TESTFN."
  (seq-filter (lambda (elt) (not (seq-contains-p sequence2 elt testfn))) sequence1))

(defun seq-min (sequence)
  "Return the smallest of the numbers in SEQUENCE."
  (apply #'min (seq-into sequence 'list)))

;;;###autoload
(defun seq-max (sequence)
  "Return the largest of the numbers in SEQUENCE."
  (apply #'max (seq-into sequence 'list)))

;;;###autoload
(defun seq-random-elt (sequence)
  "Return an element of SEQUENCE chosen at random."
  (if (seq-empty-p sequence)
      (error "Sequence cannot be empty")
    (seq-elt sequence (random (seq-length sequence)))))

;;;; Taking sequences apart.

(defun seq--elt-safe (sequence n)
  "Return element number N of SEQUENCE, or nil if it has fewer."
  (if (listp sequence)
      (nth n sequence)
    (and (< n (seq-length sequence)) (seq-elt sequence n))))

(defun seq--bindings (args sequence)
  "Return bindings for `let*' of the variables ARGS to parts of SEQUENCE.
SEQUENCE is a variable; ARGS may end with &rest and a variable."
  (let ((bindings nil) (index 0) (rest (append args nil)))
    (while rest
      (let ((arg (car rest)))
        (cond ((eq arg '&rest)
               (let ((target (cadr rest)))
                 (if (sequencep target)
                     (setq bindings (append (seq--nested target
                                                         `(seq-drop ,sequence ,index))
                                            bindings))
                   (setq bindings (cons (list target `(seq-drop ,sequence ,index))
                                        bindings))))
               (setq rest nil))
              ((and arg (symbolp arg))
               (unless (eq arg '_)
                 (setq bindings (cons (list arg `(seq--elt-safe ,sequence ,index))
                                      bindings))))
              (arg
               (setq bindings (append (seq--nested arg
                                                   `(seq--elt-safe ,sequence ,index))
                                      bindings)))))
      (setq rest (cdr rest)
            index (1+ index)))
    bindings))

(defun seq--nested (args form)
  "Return reversed bindings of the variables ARGS to parts of the form FORM."
  (let ((var (make-symbol "part")))
    (append (seq--bindings args var) (list (list var form)))))

(defmacro seq-let (args sequence &rest body)
  "Bind the variables ARGS to the elements of SEQUENCE around BODY.
ARGS may have sequences of variables and end with &rest and a variable."
  (declare (indent 2))
  (let ((var (make-symbol "seq")))
    `(let* ((,var ,sequence) ,@(nreverse (seq--bindings args var)))
       ,@body)))

(defmacro seq-setq (args sequence)
  "Set the variables ARGS to the elements of SEQUENCE.
ARGS is as in `seq-let'."
  (declare (indent 1))
  (let* ((var (make-symbol "seq"))
         (bindings (nreverse (seq--bindings args var)))
         (temps nil) (sets nil))
    (dolist (binding bindings)
      (if (intern-soft (symbol-name (car binding)))
          (setq sets (cons `(setq ,(car binding) ,(cadr binding)) sets))
        (setq temps (cons (car binding) temps)
              sets (cons `(setq ,(car binding) ,(cadr binding)) sets))))
    `(let ((,var ,sequence) ,@temps) ,@(nreverse sets) nil)))

(pcase-defmacro seq (&rest patterns)
  "Match a sequence whose elements match PATTERNS; &rest takes the remaining.
Elements that are missing are nil."
  (let ((subs nil) (index 0))
    (while patterns
      (let ((pattern (car patterns)))
        (if (eq pattern '&rest)
            (progn
              (setq subs (cons `(app (pcase--flip seq-drop ,index) ,(cadr patterns))
                               subs))
              (setq patterns nil))
          (setq subs (cons `(app (pcase--flip seq--elt-safe ,index) ,pattern) subs))))
      (setq patterns (cdr patterns)
            index (1+ index)))
    `(and (pred seqp) ,@(nreverse subs))))

(defalias '\(setf\ seq-elt\)
  (lambda (value sequence n) (setf (seq-elt sequence n) value)))

(provide 'seq)
;;; seq.el ends here
