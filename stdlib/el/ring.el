;;; ring.el --- rings of limited size -*- lexical-binding: t; -*-

;; A ring is (HEAD LENGTH . VECTOR): HEAD is the index of the oldest element.

;;; Code:

;;;###autoload
(defun ring-p (object)
  "Return t if OBJECT is a ring."
  (and (consp object) (integerp (car object))
       (consp (cdr object)) (integerp (cadr object))
       (vectorp (cddr object))))

;;;###autoload
(defun make-ring (size)
  "Return an empty ring that holds up to SIZE elements."
  (cons 0 (cons 0 (make-vector size nil))))

(defun ring-size (ring)
  "Return how many elements RING can hold."
  (length (cddr ring)))

(defun ring-length (ring)
  "Return how many elements RING holds."
  (cadr ring))

(defun ring-empty-p (ring)
  "Return t if RING holds no elements."
  (= (cadr ring) 0))

(defun ring-index (index head ringlen veclen)
  "Return the place in the vector of element INDEX, the newest being 0.
HEAD, RINGLEN and VECLEN describe the ring."
  (% (+ head (- ringlen 1 (mod index ringlen))) veclen))

(defun ring-plus1 (index veclen)
  "Return INDEX plus 1 in a ring of VECLEN."
  (let ((next (1+ index))) (if (= next veclen) 0 next)))

(defun ring-minus1 (index veclen)
  "Return INDEX minus 1 in a ring of VECLEN."
  (- (if (= index 0) veclen index) 1))

(defun ring-insert (ring item)
  "Put ITEM into RING as the newest; the oldest goes if RING is full.
Return ITEM."
  (let* ((vec (cddr ring)) (size (length vec)) (head (car ring)) (len (cadr ring)))
    (prog1 (aset vec (% (+ head len) size) item)
      (if (= len size)
          (setcar ring (ring-plus1 head size))
        (setcar (cdr ring) (1+ len))))))

(defun ring-insert-at-beginning (ring item)
  "Put ITEM into RING as the oldest; if RING is full it replaces the oldest."
  (let* ((vec (cddr ring)) (size (length vec)) (head (car ring)) (len (cadr ring)))
    (setq len (min size (1+ len))
          head (ring-minus1 head size))
    (aset vec head item)
    (setcar ring head)
    (setcar (cdr ring) len)))

(defun ring-remove (ring &optional index)
  "Remove and return element INDEX of RING, by default the oldest."
  (if (ring-empty-p ring)
      (error "Ring empty")
    (let* ((vec (cddr ring)) (size (length vec)) (head (car ring)) (n (cadr ring))
           (place (ring-index (or index (1- n)) head n size))
           (newest (mod (+ head n -1) size))
           (item (aref vec place)))
      (while (/= place newest) ; newer elements move towards the oldest
        (let ((next (ring-plus1 place size)))
          (aset vec place (aref vec next))
          (setq place next)))
      (aset vec newest nil)
      (setcar (cdr ring) (1- n))
      item)))

(defun ring-ref (ring index)
  "Return element INDEX of RING, 0 being the newest; indexes wrap around."
  (if (ring-empty-p ring)
      (error "Accessing an empty ring")
    (aref (cddr ring)
          (ring-index index (car ring) (cadr ring) (length (cddr ring))))))

(defun ring-elements (ring)
  "Return what RING holds, a list from the newest to the oldest element."
  (let ((items nil) (i 0) (head (car ring)) (vec (cddr ring)))
    (while (< i (cadr ring))
      (setq items (cons (aref vec (% (+ head i) (length vec))) items)
            i (1+ i)))
    items))

(defun ring-member (ring item)
  "Return the index of ITEM in RING, or nil."
  (let ((items (ring-elements ring)) (i 0))
    (while (and items (not (equal item (car items))))
      (setq items (cdr items)
            i (1+ i)))
    (and items i)))

(defun ring-next (ring item)
  "Return the element of RING that comes after ITEM, an older one."
  (let ((index (ring-member ring item)))
    (if index
        (ring-ref ring (ring-plus1 index (ring-length ring)))
      (error "Item is not in the ring: `%s'" item))))

(defun ring-previous (ring item)
  "Return the element of RING that comes before ITEM, a newer one."
  (let ((index (ring-member ring item)))
    (if index
        (ring-ref ring (ring-minus1 index (ring-length ring)))
      (error "Item is not in the ring: `%s'" item))))

(defun ring-copy (ring)
  "Return a copy of RING."
  (cons (car ring) (cons (cadr ring) (copy-sequence (cddr ring)))))

(defun ring-extend (ring n)
  "Make RING hold N more elements."
  (unless (< n 1) (ring-resize ring (+ n (ring-size ring)))))

(defun ring-resize (ring size)
  "Make RING hold up to SIZE elements, forgetting the oldest if need be.
Return 0, the index of the oldest element in the vector."
  (let ((items (ring-elements ring)))
    (setcdr (cdr ring) (make-vector size nil))
    (setcar ring 0)
    (setcar (cdr ring) 0)
    (dolist (item (reverse (if (> (length items) size)
                               (butlast items (- (length items) size))
                             items)))
      (ring-insert ring item))
    (setcar ring 0)))

(defun ring-insert+extend (ring item &optional grow-p)
  "Put ITEM into RING as the newest; if GROW-P, make room if it is full."
  (when (and grow-p (= (ring-length ring) (ring-size ring)))
    (ring-resize ring (1+ (ring-size ring))))
  (ring-insert ring item))

(defun ring-remove+insert+extend (ring item &optional grow-p)
  "Put ITEM into RING as the newest, removing it elsewhere; GROW-P as above."
  (if (ring-empty-p ring)
      (ring-insert ring item)
    (let (index)
      (while (setq index (ring-member ring item)) (ring-remove ring index)))
    (ring-insert+extend ring item grow-p)))

(defun ring-convert-sequence-to-ring (seq)
  "Return a ring of the elements of SEQ, the first being the newest."
  (let* ((size (length seq)) (ring (make-ring size)))
    (mapc (lambda (item) (ring-insert-at-beginning ring item)) seq)
    ring))

(provide 'ring)
;;; ring.el ends here
