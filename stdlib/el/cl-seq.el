;;; cl-seq.el --- sequence functions with keyword arguments -*- lexical-binding: t; -*-

;; Each family (`cl-find', `cl-find-if', `cl-find-if-not') shares one worker
;; that takes ITEM, PRED, WANT and KEYS: an element matches if PRED, or a test
;; against ITEM when PRED is nil, gives a value as true as WANT.

;;; Code:

(require 'cl-lib)

(defun cl--seq-keys (keys allowed)
  "Signal an error if the property list KEYS has a key that is not in ALLOWED.
:test, :test-not and :key are always permitted."
  (let ((rest keys))
    (while rest
      (unless (or (memq (car rest) '(:test :test-not :key))
                  (memq (car rest) allowed)
                  (plist-get keys :allow-other-keys))
        (error "Bad keyword argument %s" (car rest)))
      (setq rest (cddr rest)))))

(defmacro cl--with-test (keys allowed &rest body)
  "Evaluate BODY with the variables test, test-not and key taken from KEYS.
ALLOWED lists the other keys there may be."
  (declare (indent 2))
  `(let ((test nil) (test-not nil) (key nil))
     (when ,keys
       (cl--seq-keys ,keys ',allowed)
       (setq test (plist-get ,keys :test)
             test-not (plist-get ,keys :test-not)
             key (plist-get ,keys :key)))
     ,@body))

(defmacro cl--matches (item elt)
  "Return non-nil if ITEM matches ELT by the variables of `cl--with-test'.
The variables pred and want must be bound too."
  `(let ((value (if key (funcall key ,elt) ,elt)))
     (cond (pred (if want (funcall pred value) (not (funcall pred value))))
           (test (funcall test ,item value))
           (test-not (not (funcall test-not ,item value)))
           (t (eql ,item value)))))

(defmacro cl--equal-p (a b)
  "Return non-nil if A and B match by the variables of `cl--with-test'."
  `(let ((x ,a) (y ,b))
     (when key
       (setq x (funcall key x)
             y (funcall key y)))
     (cond (test (funcall test x y))
           (test-not (not (funcall test-not x y)))
           (t (eql x y)))))

(defun cl--seq-list (seq)
  "Return the sequence SEQ as a list, SEQ itself if it is one."
  (if (listp seq) seq (append seq nil)))

(defun cl--seq-like (list seq)
  "Return LIST converted to the type of the sequence SEQ."
  (cond ((listp seq) list)
        ((stringp seq) (concat list))
        ((vectorp seq) (vconcat list))
        (t (cl-coerce list (type-of seq)))))

;;;; find, position, count

(defun cl--position (item pred want seq keys)
  "Return (INDEX . ELEMENT) of the element of SEQ that matches, or nil.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (cl--with-test keys (:start :end :from-end)
    (let* ((start (or (plist-get keys :start) 0))
           (end (plist-get keys :end))
           (from-end (plist-get keys :from-end))
           (list (nthcdr start (cl--seq-list seq)))
           (i start)
           (index nil) (element nil))
      (while (and list (or (null end) (< i end)))
        (if (cl--matches item (car list))
            (progn (setq index i
                         element (car list))
                   (setq list (and from-end (cdr list))))
          (setq list (cdr list)))
        (setq i (1+ i)))
      (and index (cons index element)))))

(defun cl-find (item seq &rest keys)
  "Return the first element of SEQ that is ITEM, or nil.
KEYS are :test, :test-not, :key, :start, :end and :from-end."
  (cdr (cl--position item nil t seq keys)))

(defun cl-find-if (predicate seq &rest keys)
  "Return the first element of SEQ that satisfies PREDICATE, or nil.
KEYS are :key, :start, :end and :from-end."
  (cdr (cl--position nil predicate t seq keys)))

(defun cl-find-if-not (predicate seq &rest keys)
  "Return the first element of SEQ that does not satisfy PREDICATE, or nil.
KEYS are :key, :start, :end and :from-end."
  (cdr (cl--position nil predicate nil seq keys)))

(defun cl-position (item seq &rest keys)
  "Return the index of the first element of SEQ that is ITEM, or nil.
KEYS are :test, :test-not, :key, :start, :end and :from-end."
  (car (cl--position item nil t seq keys)))

(defun cl-position-if (predicate seq &rest keys)
  "Return the index of the first element of SEQ that satisfies PREDICATE.
KEYS are :key, :start, :end and :from-end."
  (car (cl--position nil predicate t seq keys)))

(defun cl-position-if-not (predicate seq &rest keys)
  "Return the index of the first element of SEQ that fails PREDICATE, or nil.
KEYS are :key, :start, :end and :from-end."
  (car (cl--position nil predicate nil seq keys)))

(defun cl--count (item pred want seq keys)
  "Return the number of elements of SEQ that match.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (cl--with-test keys (:start :end)
    (let* ((start (or (plist-get keys :start) 0))
           (end (plist-get keys :end))
           (list (nthcdr start (cl--seq-list seq)))
           (count 0))
      (while (and list (or (null end) (< start end)))
        (when (cl--matches item (car list)) (setq count (1+ count)))
        (setq list (cdr list)
              start (1+ start)))
      count)))

(defun cl-count (item seq &rest keys)
  "Return how many elements of SEQ are ITEM.
KEYS are :test, :test-not, :key, :start and :end."
  (cl--count item nil t seq keys))

(defun cl-count-if (predicate seq &rest keys)
  "Return how many elements of SEQ satisfy PREDICATE.
KEYS are :key, :start and :end."
  (cl--count nil predicate t seq keys))

(defun cl-count-if-not (predicate seq &rest keys)
  "Return how many elements of SEQ do not satisfy PREDICATE.
KEYS are :key, :start and :end."
  (cl--count nil predicate nil seq keys))

;;;; remove, substitute

(defun cl--change (item pred want seq keys replacement)
  "Return a list of the elements of SEQ with those that match left out.
If REPLACEMENT, a list of one element, is non-nil, put that in their place.
Return the symbol `same' if nothing matches.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (cl--with-test keys (:start :end :from-end :count)
    (let* ((start (or (plist-get keys :start) 0))
           (end (plist-get keys :end))
           (count (plist-get keys :count))
           (list (cl--seq-list seq))
           (i 0) (results nil) (changed nil) (skip 0))
      ;; Emacs looks at :from-end only if fewer than half may go.
      (when (and count (plist-get keys :from-end)
                 (or replacement (< count (/ (length list) 2))))
        (setq skip (max 0 (- (cl--count item pred want seq
                                        (list :test test :test-not test-not :key key
                                              :start start :end end))
                             count))))
      (while list
        (let ((elt (car list)))
          (if (and (>= i start) (or (null end) (< i end))
                   (or (null count) (> count 0))
                   (cl--matches item elt)
                   (or (<= skip 0) (and (setq skip (1- skip)) nil)))
              (progn
                (setq changed t)
                (when count (setq count (1- count)))
                (when replacement (setq results (cons (car replacement) results))))
            (setq results (cons elt results))))
        (setq list (cdr list)
              i (1+ i)))
      (if changed (nreverse results) 'same))))

(defun cl--remove (item pred want seq keys)
  "Return SEQ without the elements that match, SEQ itself if none does.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (let ((list (cl--change item pred want seq keys nil)))
    (if (eq list 'same) seq (cl--seq-like list seq))))

(defun cl--delete (item pred want seq keys)
  "Like `cl--remove' with the same arguments, but reuse the conses of a list."
  (let ((list (cl--change item pred want seq keys nil)))
    (cond ((eq list 'same) seq)
          ((not (consp seq)) (cl--seq-like list seq))
          ((null list) nil)
          (t (let ((cell seq))
               (while list
                 (setcar cell (car list))
                 (setq list (cdr list))
                 (if list (setq cell (cdr cell)) (setcdr cell nil))))
             seq))))

(defun cl-remove (item seq &rest keys)
  "Return SEQ without the elements that are ITEM.
KEYS are :test, :test-not, :key, :count, :start, :end and :from-end."
  (cl--remove item nil t seq keys))

(defun cl-remove-if (predicate seq &rest keys)
  "Return SEQ without the elements that satisfy PREDICATE.
KEYS are :key, :count, :start, :end and :from-end."
  (cl--remove nil predicate t seq keys))

(defun cl-remove-if-not (predicate seq &rest keys)
  "Return SEQ without the elements that do not satisfy PREDICATE.
KEYS are :key, :count, :start, :end and :from-end."
  (cl--remove nil predicate nil seq keys))

(defun cl-delete (item seq &rest keys)
  "Like `cl-remove' with ITEM, SEQ and KEYS, but may change SEQ."
  (cl--delete item nil t seq keys))

(defun cl-delete-if (predicate seq &rest keys)
  "Like `cl-remove-if' with PREDICATE, SEQ and KEYS, but may change SEQ."
  (cl--delete nil predicate t seq keys))

(defun cl-delete-if-not (predicate seq &rest keys)
  "Like `cl-remove-if-not' with PREDICATE, SEQ and KEYS, but may change SEQ."
  (cl--delete nil predicate nil seq keys))

(defun cl--substitute (new item pred want seq keys)
  "Return SEQ with NEW for the elements that match, SEQ itself if none does.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (let ((list (cl--change item pred want seq keys (list new))))
    (if (eq list 'same) seq (cl--seq-like list seq))))

(defun cl--nsubstitute (new item pred want seq keys)
  "Like `cl--substitute' with the same arguments, but store NEW into SEQ."
  (let ((list (cl--change item pred want seq keys (list new))))
    (unless (eq list 'same)
      (if (listp seq)
          (let ((cell seq))
            (while list
              (setcar cell (car list))
              (setq cell (cdr cell)
                    list (cdr list))))
        (let ((i 0))
          (dolist (elt list)
            (aset seq i elt)
            (setq i (1+ i))))))
    seq))

(defun cl-substitute (new old seq &rest keys)
  "Return SEQ with NEW for the elements that are OLD.
KEYS are :test, :test-not, :key, :count, :start, :end and :from-end."
  (cl--substitute new old nil t seq keys))

(defun cl-substitute-if (new predicate seq &rest keys)
  "Return SEQ with NEW for the elements that satisfy PREDICATE.
KEYS are :key, :count, :start, :end and :from-end."
  (cl--substitute new nil predicate t seq keys))

(defun cl-substitute-if-not (new predicate seq &rest keys)
  "Return SEQ with NEW for the elements that do not satisfy PREDICATE.
KEYS are :key, :count, :start, :end and :from-end."
  (cl--substitute new nil predicate nil seq keys))

(defun cl-nsubstitute (new old seq &rest keys)
  "Like `cl-substitute' with NEW, OLD, SEQ and KEYS, but change SEQ."
  (cl--nsubstitute new old nil t seq keys))

(defun cl-nsubstitute-if (new predicate seq &rest keys)
  "Like `cl-substitute-if' with NEW, PREDICATE, SEQ and KEYS, but change SEQ."
  (cl--nsubstitute new nil predicate t seq keys))

(defun cl-nsubstitute-if-not (new predicate seq &rest keys)
  "Like `cl-substitute-if-not' with NEW, PREDICATE, SEQ, KEYS, but change SEQ."
  (cl--nsubstitute new nil predicate nil seq keys))

;;;; Duplicates

(defun cl--unique (list test test-not key)
  "Return LIST without what an earlier element matches by TEST, TEST-NOT, KEY."
  (let ((results nil)
        (table (and (null test-not)
                    (memq test '(nil eq eql equal))
                    (nthcdr 16 list)
                    (make-hash-table :test (or test 'eql))))
        (keys nil))
    (dolist (elt list)
      (let ((value (if key (funcall key elt) elt)))
        (unless (if table
                    (gethash value table)
                  (let ((rest keys) (found nil))
                    (while (and rest (not found))
                      (setq found
                            (cond (test (funcall test (car rest) value))
                                  (test-not (not (funcall test-not (car rest) value)))
                                  (t (eql (car rest) value)))
                            rest (cdr rest)))
                    found))
          (if table (puthash value t table) (setq keys (cons value keys)))
          (setq results (cons elt results)))))
    (nreverse results)))

(defun cl-remove-duplicates (seq &rest keys)
  "Return SEQ without the elements that occur again later.
KEYS are :test, :test-not, :key, :start, :end and :from-end; the last keeps
the first of equal elements."
  (cl--with-test keys (:start :end :from-end :if)
    (let* ((start (or (plist-get keys :start) 0))
           (end (plist-get keys :end))
           (list (cl--seq-list seq))
           (n (length list))
           (stop (or end n))
           (middle (if (or (> start 0) (< stop n))
                       (cl-subseq list start stop)
                     list))
           (result (if (plist-get keys :from-end)
                       (cl--unique middle test test-not key)
                     (nreverse (cl--unique (reverse middle) test test-not key)))))
      (if (= (length result) (length middle))
          seq
        (cl--seq-like (append (and (> start 0) (cl-subseq list 0 start))
                              result
                              (nthcdr stop list))
                      seq)))))

(defun cl-delete-duplicates (seq &rest keys)
  "Like `cl-remove-duplicates' with SEQ and KEYS, but may change SEQ."
  (let ((result (apply #'cl-remove-duplicates seq keys)))
    (if (or (not (consp seq)) (eq result seq))
        result
      (let ((cell seq))
        (while result
          (setcar cell (car result))
          (setq result (cdr result))
          (if result (setq cell (cdr cell)) (setcdr cell nil)))
        seq))))

;;;; Whole sequences

(defun cl-reduce (function seq &rest keys)
  "Return the result of combining the elements of SEQ two by two by FUNCTION.
KEYS are :start, :end, :from-end, :initial-value and :key."
  (when keys (cl--seq-keys keys '(:start :end :from-end :initial-value)))
  (let* ((start (or (plist-get keys :start) 0))
         (end (plist-get keys :end))
         (key (plist-get keys :key))
         (from-end (plist-get keys :from-end))
         (list (cl--seq-list seq))
         (acc nil))
    (when (or end (> start 0)) (setq list (cl-subseq list start end)))
    (when key (setq list (mapcar key list)))
    (when from-end (setq list (reverse list)))
    (cond ((plist-member keys :initial-value)
           (setq acc (plist-get keys :initial-value)))
          (list (setq acc (car list)
                      list (cdr list)))
          (t (setq acc (funcall function))))
    (if from-end
        (while list
          (setq acc (funcall function (car list) acc)
                list (cdr list)))
      (while list
        (setq acc (funcall function acc (car list))
              list (cdr list))))
    acc))

(defun cl-fill (seq item &rest keys)
  "Store ITEM into the elements of SEQ.  KEYS are :start and :end."
  (let* ((start (or (plist-get keys :start) 0))
         (end (plist-get keys :end)))
    (if (listp seq)
        (let ((cell (nthcdr start seq))
              (n (and end (- end start))))
          (while (and cell (or (null n) (>= (setq n (1- n)) 0)))
            (setcar cell item)
            (setq cell (cdr cell))))
      (let ((end (or end (length seq))))
        (while (< start end)
          (aset seq start item)
          (setq start (1+ start)))))
    seq))

(defun cl-replace (seq1 seq2 &rest keys)
  "Copy elements of SEQ2 into SEQ1.  KEYS are :start1, :end1, :start2, :end2."
  (let* ((start1 (or (plist-get keys :start1) 0))
         (start2 (or (plist-get keys :start2) 0))
         (n (min (- (or (plist-get keys :end1) (length seq1)) start1)
                 (- (or (plist-get keys :end2) (length seq2)) start2)))
         (new (cl-subseq (cl--seq-list seq2) start2 (+ start2 (max n 0)))))
    (if (listp seq1)
        (let ((cell (nthcdr start1 seq1)))
          (dolist (elt new)
            (setcar cell elt)
            (setq cell (cdr cell))))
      (dolist (elt new)
        (aset seq1 start1 elt)
        (setq start1 (1+ start1))))
    seq1))

(defun cl-mismatch (seq1 seq2 &rest keys)
  "Return the index in SEQ1 where it begins to differ from SEQ2, or nil.
KEYS are :test, :test-not, :key, :start1, :end1, :start2, :end2 and :from-end,
which gives the index after the last difference."
  (cl--with-test keys (:start1 :end1 :start2 :end2 :from-end)
    (let* ((start1 (or (plist-get keys :start1) 0))
           (start2 (or (plist-get keys :start2) 0))
           (end1 (or (plist-get keys :end1) (length seq1)))
           (end2 (or (plist-get keys :end2) (length seq2))))
      (if (plist-get keys :from-end)
          (progn
            (while (and (< start1 end1) (< start2 end2)
                        (cl--equal-p (elt seq1 (1- end1)) (elt seq2 (1- end2))))
              (setq end1 (1- end1)
                    end2 (1- end2)))
            (and (or (< start1 end1) (< start2 end2))
                 (1- end1)))
        (let ((list1 (nthcdr start1 (cl--seq-list seq1)))
              (list2 (nthcdr start2 (cl--seq-list seq2))))
          (while (and (< start1 end1) (< start2 end2)
                      (cl--equal-p (car list1) (car list2)))
            (setq list1 (cdr list1)
                  list2 (cdr list2)
                  start1 (1+ start1)
                  start2 (1+ start2)))
          (and (or (< start1 end1) (< start2 end2))
               start1))))))

(defun cl-search (seq1 seq2 &rest keys)
  "Return the index in SEQ2 where SEQ1 begins to occur, or nil.
KEYS are :test, :test-not, :key, :start1, :end1, :start2, :end2 and :from-end."
  (cl--with-test keys (:start1 :end1 :start2 :end2 :from-end)
    (let* ((start1 (or (plist-get keys :start1) 0))
           (start2 (or (plist-get keys :start2) 0))
           (end1 (or (plist-get keys :end1) (length seq1)))
           (end2 (or (plist-get keys :end2) (length seq2)))
           (n (- end1 start1))
           (what (cl-subseq (cl--seq-list seq1) start1 end1))
           (list (nthcdr start2 (cl--seq-list seq2)))
           (found nil))
      (if (<= n 0)
          (if (plist-get keys :from-end) end2 start2)
        (while (<= (+ start2 n) end2)
          (let ((a what) (b list))
            (while (and a (cl--equal-p (car a) (car b)))
              (setq a (cdr a)
                    b (cdr b)))
            (unless a (setq found start2))
            (setq list (cdr list)
                  start2 (if (and found (not (plist-get keys :from-end)))
                             (1+ end2)
                           (1+ start2)))))
        found))))

(defun cl-sort (seq predicate &rest keys)
  "Sort SEQ by PREDICATE, changing it; return the result.  KEYS may be :key."
  (let* ((key (plist-get keys :key))
         (less (if (memq key '(nil identity))
                   predicate
                 (lambda (a b)
                   (funcall predicate (funcall key a) (funcall key b))))))
    (if (listp seq)
        (sort seq less)
      (cl-replace seq (sort (append seq nil) less)))))

(defun cl-stable-sort (seq predicate &rest keys)
  "Sort SEQ by PREDICATE, keeping the order of equal elements.
SEQ is changed.  KEYS may be :key."
  (apply #'cl-sort seq predicate keys))

(defun cl-merge (type seq1 seq2 predicate &rest keys)
  "Return a TYPE of the elements of SEQ1 and SEQ2, both sorted by PREDICATE.
KEYS may be :key."
  (let ((list1 (cl--seq-list seq1)) (list2 (cl--seq-list seq2))
        (key (or (plist-get keys :key) #'identity))
        (results nil))
    (while (and list1 list2)
      (if (funcall predicate (funcall key (car list2)) (funcall key (car list1)))
          (setq results (cons (car list2) results)
                list2 (cdr list2))
        (setq results (cons (car list1) results)
              list1 (cdr list1))))
    (cl-coerce (nconc (nreverse results) (copy-sequence (or list1 list2))) type)))

;;;; Lists as sets

(defun cl--member (item pred want list keys)
  "Return the tail of LIST whose first element matches, or nil.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (cl--with-test keys nil
    (while (and list (not (cl--matches item (car list))))
      (setq list (cdr list)))
    list))

(defun cl-member (item list &rest keys)
  "Return the tail of LIST that begins with ITEM, or nil.
KEYS are :test, :test-not and :key."
  (if keys (cl--member item nil t list keys) (memql item list)))

(defun cl-member-if (predicate list &rest keys)
  "Return the tail of LIST whose first element satisfies PREDICATE, or nil.
KEYS may be :key."
  (cl--member nil predicate t list keys))

(defun cl-member-if-not (predicate list &rest keys)
  "Return the tail of LIST whose first element fails PREDICATE, or nil.
KEYS may be :key."
  (cl--member nil predicate nil list keys))

(defun cl--adjoin (item list &rest keys)
  "Return LIST with ITEM in front unless it is a member; KEYS as in `cl-member'."
  (let ((key (plist-get keys :key)))
    (if (cl--member (if key (funcall key item) item) nil t list keys)
        list
      (cons item list))))

(defun cl--assoc (item pred want alist keys value)
  "Return the first pair of ALIST whose key, or VALUE if that is t, matches.
ITEM, PRED and WANT say what matches; KEYS are the keyword arguments."
  (cl--with-test keys nil
    (while (and alist
                (or (not (consp (car alist)))
                    (not (cl--matches item (if value (cdar alist) (caar alist))))))
      (setq alist (cdr alist)))
    (car alist)))

(defun cl-assoc (item alist &rest keys)
  "Return the first pair of ALIST whose key is ITEM, or nil.
KEYS are :test, :test-not and :key."
  (cl--assoc item nil t alist keys nil))

(defun cl-assoc-if (predicate alist &rest keys)
  "Return the first pair of ALIST whose key satisfies PREDICATE, or nil.
KEYS may be :key."
  (cl--assoc nil predicate t alist keys nil))

(defun cl-assoc-if-not (predicate alist &rest keys)
  "Return the first pair of ALIST whose key fails PREDICATE, or nil.
KEYS may be :key."
  (cl--assoc nil predicate nil alist keys nil))

(defun cl-rassoc (item alist &rest keys)
  "Return the first pair of ALIST whose value is ITEM, or nil.
KEYS are :test, :test-not and :key."
  (cl--assoc item nil t alist keys t))

(defun cl-rassoc-if (predicate alist &rest keys)
  "Return the first pair of ALIST whose value satisfies PREDICATE, or nil.
KEYS may be :key."
  (cl--assoc nil predicate t alist keys t))

(defun cl-rassoc-if-not (predicate alist &rest keys)
  "Return the first pair of ALIST whose value fails PREDICATE, or nil.
KEYS may be :key."
  (cl--assoc nil predicate nil alist keys t))

(defun cl--set-member (item list keys)
  "Return non-nil if ITEM is in LIST by KEYS, :key being applied to both."
  (if keys
      (let ((key (plist-get keys :key)))
        (cl--member (if key (funcall key item) item) nil t list keys))
    (memql item list)))

(defun cl-union (list1 list2 &rest keys)
  "Return a list of what is in LIST1 or LIST2.
KEYS are :test, :test-not and :key."
  (cond ((null list1) list2)
        ((null list2) list1)
        ((and (null keys) (equal list1 list2)) list1)
        (t
         (when (< (length list1) (length list2))
           (setq list1 (prog1 list2 (setq list2 list1))))
         (while list2
           (unless (cl--set-member (car list2) list1 keys)
             (setq list1 (cons (car list2) list1)))
           (setq list2 (cdr list2)))
         list1)))

(defun cl-nunion (list1 list2 &rest keys)
  "Like `cl-union' with LIST1, LIST2 and KEYS, but may change the lists."
  (apply #'cl-union list1 list2 keys))

(defun cl-intersection (list1 list2 &rest keys)
  "Return a list of what is in both LIST1 and LIST2.
KEYS are :test, :test-not and :key."
  (cond ((or (null list1) (null list2)) nil)
        ((equal list1 list2) list1)
        (t
         (when (< (length list1) (length list2))
           (setq list1 (prog1 list2 (setq list2 list1))))
         (let ((results nil))
           (while list2
             (when (cl--set-member (car list2) list1 keys)
               (setq results (cons (car list2) results)))
             (setq list2 (cdr list2)))
           results))))

(defun cl-nintersection (list1 list2 &rest keys)
  "Like `cl-intersection' with LIST1, LIST2 and KEYS, but may change LIST1."
  (apply #'cl-intersection list1 list2 keys))

(defun cl-set-difference (list1 list2 &rest keys)
  "Return a list of what is in LIST1 but not in LIST2.
KEYS are :test, :test-not and :key."
  (if (or (null list1) (null list2))
      list1
    (let ((results nil))
      (while list1
        (unless (cl--set-member (car list1) list2 keys)
          (setq results (cons (car list1) results)))
        (setq list1 (cdr list1)))
      (nreverse results))))

(defun cl-nset-difference (list1 list2 &rest keys)
  "Like `cl-set-difference' with LIST1, LIST2 and KEYS, but may change LIST1."
  (apply #'cl-set-difference list1 list2 keys))

(defun cl-set-exclusive-or (list1 list2 &rest keys)
  "Return a list of what is in just one of LIST1 and LIST2.
KEYS are :test, :test-not and :key."
  (cond ((null list1) list2)
        ((null list2) list1)
        ((equal list1 list2) nil)
        (t (append (apply #'cl-set-difference list1 list2 keys)
                   (apply #'cl-set-difference list2 list1 keys)))))

(defun cl-nset-exclusive-or (list1 list2 &rest keys)
  "Like `cl-set-exclusive-or' with LIST1, LIST2, KEYS, but may change the lists."
  (apply #'cl-set-exclusive-or list1 list2 keys))

(defun cl-subsetp (list1 list2 &rest keys)
  "Return t if all that is in LIST1 is in LIST2.
KEYS are :test, :test-not and :key."
  (cond ((null list1) t)
        ((null list2) nil)
        ((equal list1 list2) t)
        (t (while (and list1 (cl--set-member (car list1) list2 keys))
             (setq list1 (cdr list1)))
           (null list1))))

;;;; Trees

(defun cl--sublis (match tree depth destructive)
  "Return TREE with each part for which MATCH returns (NEW) replaced by NEW.
DEPTH is the depth so far.  If DESTRUCTIVE, change TREE."
  (when (> depth max-lisp-eval-depth)
    (error "Lisp nesting exceeds `max-lisp-eval-depth'"))
  (let ((found (funcall match tree)))
    (cond (found (car found))
          ((atom tree) tree)
          (t
           (let ((head (cl--sublis match (car tree) (1+ depth) destructive))
                 (tail (cl--sublis match (cdr tree) (1+ depth) destructive)))
             (cond (destructive (setcar tree head) (setcdr tree tail) tree)
                   ((and (eq head (car tree)) (eq tail (cdr tree))) tree)
                   (t (cons head tail))))))))

(defun cl--sublis-match (alist keys)
  "Return a function that finds (NEW) for a tree in ALIST by KEYS."
  (cl--with-test keys nil
    (lambda (tree)
      (let ((value (if key (funcall key tree) tree)) (rest alist) (found nil))
        (while (and rest (not found))
          (let ((old (car (car rest))))
            (when (cond (test (funcall test old value))
                        (test-not (not (funcall test-not old value)))
                        (t (eql old value)))
              (setq found (list (cdr (car rest))))))
          (setq rest (cdr rest)))
        found))))

(defun cl--subst-match (new predicate want keys)
  "Return a function that gives (NEW) for a tree if PREDICATE is as WANT.
KEYS may be :key."
  (let ((key (plist-get keys :key)))
    (lambda (tree)
      (and (eq want (and (funcall predicate (if key (funcall key tree) tree)) t))
           (list new)))))

(defun cl-sublis (alist tree &rest keys)
  "Return TREE with each part that is a key of ALIST replaced by its value.
KEYS are :test, :test-not and :key."
  (cl--sublis (cl--sublis-match alist keys) tree 0 nil))

(defun cl-nsublis (alist tree &rest keys)
  "Like `cl-sublis' with ALIST, TREE and KEYS, but change TREE."
  (cl--sublis (cl--sublis-match alist keys) tree 0 t))

(defun cl-nsubst (new old tree &rest keys)
  "Put NEW in place of each part of TREE that is OLD, changing TREE.
KEYS are :test, :test-not and :key."
  (apply #'cl-nsublis (list (cons old new)) tree keys))

(defun cl-subst-if (new predicate tree &rest keys)
  "Return TREE with NEW for each part that satisfies PREDICATE.  KEYS: :key."
  (cl--sublis (cl--subst-match new predicate t keys) tree 0 nil))

(defun cl-subst-if-not (new predicate tree &rest keys)
  "Return TREE with NEW for each part that fails PREDICATE.  KEYS: :key."
  (cl--sublis (cl--subst-match new predicate nil keys) tree 0 nil))

(defun cl-nsubst-if (new predicate tree &rest keys)
  "Like `cl-subst-if' with NEW, PREDICATE, TREE and KEYS, but change TREE."
  (cl--sublis (cl--subst-match new predicate t keys) tree 0 t))

(defun cl-nsubst-if-not (new predicate tree &rest keys)
  "Like `cl-subst-if-not' with NEW, PREDICATE, TREE, KEYS, but change TREE."
  (cl--sublis (cl--subst-match new predicate nil keys) tree 0 t))

(defun cl-tree-equal (tree1 tree2 &rest keys)
  "Return t if TREE1 and TREE2 have the same shape and equal leaves.
KEYS are :test, :test-not and :key."
  (cl--with-test keys nil
    (cl--tree-equal tree1 tree2
                    (lambda (a b) (cl--equal-p a b)))))

(defun cl--tree-equal (a b same)
  "Return t if the trees A and B have the same shape and leaves by SAME."
  (while (and (consp a) (consp b) (cl--tree-equal (car a) (car b) same))
    (setq a (cdr a)
          b (cdr b)))
  (and (atom a) (atom b) (funcall same a b) t))

(provide 'cl-seq)
;;; cl-seq.el ends here
