;;; cl-extra.el --- Common Lisp functions on sequences and numbers -*- lexical-binding: t; -*-

;;; Code:

(require 'cl-lib)
(require 'seq)

;;;; Conversion and comparison.

(defun cl-coerce (object type)
  "Return OBJECT converted to TYPE.
TYPE is `list', `vector', `array', `string', `character', `float' or a type
that OBJECT has already."
  (cond ((eq type 'list) (if (listp object) object (append object nil)))
        ((eq type 'vector) (if (vectorp object) object (vconcat object)))
        ((eq type 'bool-vector)
         (if (bool-vector-p object) object
           (apply #'bool-vector (append object nil))))
        ((eq type 'string) (if (stringp object) object (concat object)))
        ((eq type 'array) (if (arrayp object) object (vconcat object)))
        ((and (eq type 'character) (stringp object) (= (length object) 1))
         (aref object 0))
        ((and (eq type 'character) (symbolp object))
         (cl-coerce (symbol-name object) type))
        ((eq type 'float) (float object))
        ((cl-typep object type) object)
        (t (error "Can't coerce %s to type %s" object type))))

(defun cl-equalp (x y)
  "Return t if X and Y are equal, ignoring case and the type of numbers."
  (pcase x
    ((pred stringp)
     (and (stringp y) (equal (downcase x) (downcase y))))
    ((pred numberp) (and (numberp y) (= x y)))
    ((pred vectorp)
     (and (vectorp y) (= (length x) (length y))
          (cl-every #'cl-equalp x y)))
    ((pred consp)
     (let ((same t))
       (while (and same (consp x) (consp y))
         (setq same (cl-equalp (pop x) (pop y))))
       (and same (if (consp x) nil (cl-equalp x y)))))
    (_ (equal x y))))

;;;; Mapping.

(defun cl--mapcar-many (function seqs)
  "Return the results of FUNCTION on the elements of SEQS in parallel."
  (let ((n nil) (results nil) (i 0) (tails (copy-sequence seqs)))
    (dolist (seq seqs)
      (unless (listp seq)
        (setq n (if n (min n (length seq)) (length seq)))))
    (while (and (or (null n) (< i n))
                (not (memq nil tails)))
      (let ((args nil) (rest tails))
        (while rest
          (if (consp (car rest))
              (progn (setq args (cons (car (car rest)) args))
                     (setcar rest (cdr (car rest))))
            (setq args (cons (aref (car rest) i) args)))
          (setq rest (cdr rest)))
        (setq results (cons (apply function (nreverse args)) results)
              i (1+ i))))
    (nreverse results)))

(defun cl-map (type function seq &rest seqs)
  "Return a TYPE of the results of FUNCTION on the elements of SEQ and SEQS.
If TYPE is nil, return nil."
  (let ((results (apply #'cl-mapcar function seq seqs)))
    (and type (cl-coerce results type))))

(defun cl-maplist (function list &rest lists)
  "Return the results of FUNCTION on the tails of LIST and LISTS."
  (let ((results nil))
    (if lists
        (let ((tails (cons list (copy-sequence lists))))
          (while (not (memq nil tails))
            (setq results (cons (apply function tails) results)
                  tails (mapcar #'cdr tails))))
      (while list
        (setq results (cons (funcall function list) results)
              list (cdr list))))
    (nreverse results)))

(defun cl-mapc (function seq &rest seqs)
  "Call FUNCTION on the elements of SEQ and SEQS in parallel; return SEQ."
  (if seqs
      (apply #'cl-mapcar function seq seqs)
    (mapc function seq))
  seq)

(defun cl-mapl (function list &rest lists)
  "Call FUNCTION on the tails of LIST and LISTS; return LIST."
  (apply #'cl-maplist function list lists)
  list)

(defun cl-mapcan (function seq &rest seqs)
  "Join the lists FUNCTION returns for the elements of SEQ and SEQS."
  (apply #'nconc (apply #'cl-mapcar function seq seqs)))

(defun cl-mapcon (function list &rest lists)
  "Join the lists FUNCTION returns for the tails of LIST and LISTS."
  (apply #'nconc (apply #'cl-maplist function list lists)))

(defun cl-some (predicate seq &rest seqs)
  "Return the first non-nil value of PREDICATE on the elements of SEQ and SEQS."
  (if (or seqs (not (listp seq)))
      (catch 'cl--some
        (apply #'cl-mapcar
               (lambda (&rest args)
                 (let ((value (apply predicate args)))
                   (and value (throw 'cl--some value))))
               seq seqs)
        nil)
    (let ((value nil))
      (while (and seq (not (setq value (funcall predicate (car seq)))))
        (setq seq (cdr seq)))
      value)))

(defun cl-every (predicate seq &rest seqs)
  "Return t if PREDICATE is non-nil for all the elements of SEQ and SEQS."
  (if (or seqs (not (listp seq)))
      (catch 'cl--every
        (apply #'cl-mapcar
               (lambda (&rest args)
                 (or (apply predicate args) (throw 'cl--every nil)))
               seq seqs)
        t)
    (while (and seq (funcall predicate (car seq)))
      (setq seq (cdr seq)))
    (null seq)))

(defun cl-notany (predicate seq &rest seqs)
  "Return t if PREDICATE is nil for all the elements of SEQ and SEQS."
  (not (apply #'cl-some predicate seq seqs)))

(defun cl-notevery (predicate seq &rest seqs)
  "Return t if PREDICATE is nil for some of the elements of SEQ and SEQS."
  (not (apply #'cl-every predicate seq seqs)))

;;;; Numbers.

(defun cl-gcd (&rest numbers)
  "Return the greatest common divisor of NUMBERS."
  (let ((a (abs (or (car numbers) 0))))
    (dolist (b (cdr numbers))
      (setq b (abs b))
      (while (> b 0)
        (setq b (% a (setq a b)))))
    a))

(defun cl-lcm (&rest numbers)
  "Return the least common multiple of NUMBERS."
  (if (memq 0 numbers)
      0
    (let ((a (abs (or (car numbers) 1))))
      (dolist (b (cdr numbers))
        (setq a (* (/ a (cl-gcd a b)) (abs b))))
      a)))

(defun cl-isqrt (x)
  "Return the integer part of the square root of the natural number X."
  (if (and (integerp x) (> x 0))
      (let ((guess (ash 1 (/ (+ (logb x) 2) 2))) (next 0))
        (while (< (setq next (/ (+ guess (/ x guess)) 2)) guess)
          (setq guess next))
        guess)
    (if (eql x 0) 0 (signal 'arith-error nil))))

(defun cl--quotient (rounding x y)
  "Return (QUOTIENT REMAINDER) of X by Y, the quotient made whole by ROUNDING."
  (let ((whole (funcall rounding x y)))
    (list whole (- x (* whole y)))))

(defun cl-floor (x &optional y)
  "Return (QUOTIENT REMAINDER) of X by Y, 1 by default, rounded down."
  (cl--quotient #'floor x (or y 1)))

(defun cl-ceiling (x &optional y)
  "Return (QUOTIENT REMAINDER) of X by Y, 1 by default, rounded up."
  (cl--quotient #'ceiling x (or y 1)))

(defun cl-truncate (x &optional y)
  "Return (QUOTIENT REMAINDER) of X by Y, 1 by default, rounded toward zero."
  (cl--quotient #'truncate x (or y 1)))

(defun cl-round (x &optional y)
  "Return (QUOTIENT REMAINDER) of X by Y, 1 by default, rounded to the nearest.
A half goes to the even neighbour."
  (cl--quotient #'round x (or y 1)))

(defun cl-mod (x y)
  "Return X modulo Y, with the sign of Y."
  (nth 1 (cl-floor x y)))

(defun cl-rem (x y)
  "Return what dividing X by Y toward zero leaves."
  (nth 1 (cl-truncate x y)))

(defun cl-signum (x)
  "Return 1, -1 or 0 as X is positive, negative or zero."
  (cond ((> x 0) 1) ((< x 0) -1) (t 0)))

(defun cl-parse-integer (string &rest keys)
  "Return the integer written in STRING.
KEYS are :start and :end, :radix (10), and :junk-allowed, which permits other
text after the number and gives nil if there is none.

\(fn STRING &key START END RADIX JUNK-ALLOWED)"
  (let* ((pos (or (plist-get keys :start) 0))
         (end (or (plist-get keys :end) (length string)))
         (radix (or (plist-get keys :radix) 10))
         (sign 1) (sum nil) (digit nil)
         (blank (lambda () (and (< pos end)
                                (memq (aref string pos)
                                      '(?\s ?\t ?\n ?\r ?\f))))))
    (while (funcall blank) (setq pos (1+ pos)))
    (when (and (< pos end) (memq (aref string pos) '(?+ ?-)))
      (when (eq (aref string pos) ?-) (setq sign -1))
      (setq pos (1+ pos)))
    (while (and (< pos end)
                (setq digit (cl-digit-char-p (aref string pos) radix)))
      (setq sum (+ (* (or sum 0) radix) digit)
            pos (1+ pos)))
    (while (funcall blank) (setq pos (1+ pos)))
    (cond ((and (not (plist-get keys :junk-allowed))
                (or (null sum) (< pos end)))
           (error "Not an integer string: `%s'" string))
          (sum (* sign sum)))))

(defun cl-make-random-state (&optional state)
  "Return a state for `cl-random'.
STATE is an integer to start from, a state to copy, t for an arbitrary start,
or nil to copy the default state."
  (cond ((cl-random-state-p state) (copy-sequence state))
        ((integerp state) (record 'cl--random-state (logand state #xffffffff)))
        (state (record 'cl--random-state (random #xffffffff)))
        (t (copy-sequence (cl--default-random-state)))))

(defun cl--default-random-state ()
  "Return the state used when `cl-random' is given none."
  (or cl--random-state
      (setq cl--random-state (record 'cl--random-state (random #xffffffff)))))

(defun cl-random-state-p (object)
  "Return t if OBJECT is a state for `cl-random'."
  (eq (type-of object) 'cl--random-state))

(defun cl-random (limit &optional state)
  "Return a random number from 0 below LIMIT; a float if LIMIT is one.
STATE, made by `cl-make-random-state', determines the sequence and is changed."
  (unless state (setq state (cl--default-random-state)))
  ;; A step of the 32-bit generator called xorshift-multiply, three times, gives
  ;; more bits than any ordinary limit needs.
  (let ((bits 0) (n 3))
    (while (> n 0)
      (let ((x (logand (+ (aref state 1) #x9e3779b9) #xffffffff)))
        (aset state 1 x)
        (setq x (logand (* (logxor x (ash x -16)) #x21f0aaad) #xffffffff))
        (setq x (logand (* (logxor x (ash x -15)) #x735a2d97) #xffffffff))
        (setq bits (logior (ash bits 32) (logxor x (ash x -15)))
              n (1- n))))
    (if (integerp limit)
        (% bits limit)
      (* limit (/ (float (logand bits #x1fffffffffffff)) (ash 1 53))))))

(defun cl-float-limits ()
  "Set the constants that describe the range of floats."
  (setq cl-most-positive-float 1.7976931348623157e+308
        cl-most-negative-float -1.7976931348623157e+308
        cl-least-positive-float 5e-324
        cl-least-negative-float -5e-324
        cl-least-positive-normalized-float 2.2250738585072014e-308
        cl-least-negative-normalized-float -2.2250738585072014e-308
        cl-float-epsilon 2.220446049250313e-16
        cl-float-negative-epsilon 1.1102230246251565e-16)
  nil)

;;;; Sequences and lists.

(defun cl-subseq (seq start &optional end)
  "Return the elements of SEQ from START up to END, which default to its limits.
Negative indexes count from the end."
  (if (or (stringp seq) (vectorp seq))
      (substring seq start end)
    (let ((n (length seq)) (whole seq) (first start) (last end))
      (setq last (cond ((null last) n) ((< last 0) (+ last n)) (t last)))
      (when (< first 0) (setq first (+ first n)))
      (when (or (< first 0) (> first last) (> last n))
        (error "Bad bounding indices: %s, %s" start end))
      (if (listp seq)
          (let ((results nil))
            (setq seq (nthcdr first seq))
            (while (< first last)
              (setq results (cons (car seq) results)
                    seq (cdr seq)
                    first (1+ first)))
            (nreverse results))
        (cl-coerce (cl-subseq (append seq nil) start end) (type-of whole))))))

(gv-define-setter cl-subseq (new seq start &optional end)
  (macroexp-let2 nil new new
    `(progn (cl-replace ,seq ,new :start1 ,start :end1 ,end) ,new)))

(defun cl-concatenate (type &rest seqs)
  "Return a TYPE, `vector', `string' or `list', of the elements of SEQS."
  (cond ((eq type 'vector) (apply #'vconcat seqs))
        ((eq type 'string) (apply #'concat seqs))
        ((eq type 'list) (apply #'append (append seqs '(nil))))
        (t (error "Not a sequence type name: %S" type))))

(defun cl-revappend (x y)
  "Return Y with the elements of X in reverse order in front."
  (nconc (reverse x) y))

(defun cl-nreconc (x y)
  "Return Y with the list X, changed to its reverse, in front."
  (nconc (nreverse x) y))

(defun cl-list-length (list)
  "Return the length of LIST, or nil if it is circular."
  (if (cl-endp list)
      0
    (let ((n 1) (slow list) (fast (cdr list)))
      (while (and fast (not (eq fast slow)))
        (setq n (1+ n)
              fast (cdr fast))
        (when (= (logand n 1) 0) (setq slow (cdr slow))))
      (and (null fast) n))))

(defun cl-tailp (sublist list)
  "Return t if taking cdrs of LIST leads to SUBLIST."
  (let ((tail list) (same nil))
    (while (and (not (setq same (eq sublist tail))) (consp tail))
      (pop tail))
    (or same (and (numberp sublist) (equal sublist tail)))))

;;;; Property lists.

(defun cl-get (symbol property &optional default)
  "Return the PROPERTY of SYMBOL, or DEFAULT if it has none."
  (cl-getf (symbol-plist symbol) property default))

(gv-define-setter cl-get (value symbol property &optional default)
  `(prog1 (put ,symbol ,property ,value) ,@(and default (list default))))

(defun cl-getf (plist tag &optional default)
  "Return the value of TAG in PLIST, or DEFAULT if it has none."
  (let ((tail (plist-member plist tag)))
    (if tail (car (cdr tail)) default)))

(gv-define-expander cl-getf
  (lambda (do place tag &optional default)
    (gv-letplace (getter setter) place
      (macroexp-let2* nil ((key tag) (other default))
        (funcall do `(cl-getf ,getter ,key ,other)
                 (lambda (value)
                   (macroexp-let2 nil new value
                     `(progn
                        ,(funcall setter `(cl--set-getf ,getter ,key ,new))
                        ,new))))))))

(defun cl--set-getf (plist tag value)
  "Return PLIST with the value of TAG set to VALUE."
  (let ((tail (plist-member plist tag)))
    (if tail
        (progn (setcar (cdr tail) value) plist)
      (cons tag (cons value plist)))))

(defun cl-remprop (symbol tag)
  "Remove the property TAG of SYMBOL; return t if it had one."
  (let ((plist (symbol-plist symbol)))
    (cond ((null (plist-member plist tag)) nil)
          ((eq (car plist) tag) (setplist symbol (cddr plist)) t)
          (t (while (not (eq (nth 2 plist) tag))
               (setq plist (cddr plist)))
             (setcdr (cdr plist) (nthcdr 4 plist))
             t))))

;;;; Showing code.

(defun cl-prettyprint (form)
  "Insert the printed FORM at point, over several lines if it is long."
  (let ((text (let ((print-escape-newlines t) (print-quoted t)) (prin1-to-string form))))
    (when (> (length text) 76) (setq text (string-trim-right (pp-to-string form))))
    (insert "\n" text "\n")))

(defun cl-prettyexpand (form &optional _full)
  "Insert FORM, its macros expanded, at point."
  (cl-prettyprint (macroexpand-all form)))

(provide 'cl-extra)
;;; cl-extra.el ends here
