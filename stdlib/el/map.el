;;; map.el --- functions on alists, plists, hash tables and arrays -*- lexical-binding: t; -*-

;; A map is an alist, a plist (a list whose first element is no cons), a hash
;; table, or an array with its indexes as keys.  The functions marked with the
;; property `cl--generic-open' become generic when a program defines a method.

;;; Code:

(require 'seq)

(define-error 'map-not-inplace "Cannot modify map in-place")

(dolist (name '(map-elt map-put! map-insert map-delete map-nested-elt map-keys
                map-values map-pairs map-length map-copy map-apply map-do
                map-keys-apply map-values-apply map-filter map-remove mapp
                map-empty-p map-contains-key map-some map-every-p map-into))
  (put name 'cl--generic-open t))

(defun map--plist-p (map)
  "Return t if the list MAP is a property list and not an alist."
  (and (consp map) (atom (car map))))

(defun map--unknown (map)
  "Signal that MAP is no map."
  (error "Unsupported map type `%s': %S" (type-of map) map))

(defun mapp (map)
  "Return t if MAP is a map."
  (or (listp map) (hash-table-p map) (arrayp map)))

;;;; Elements.

(defun map-elt (map key &optional default testfn)
  "Return the value of KEY in MAP, or DEFAULT if it has none.
TESTFN compares keys of alists; its default is `equal'."
  (cond ((hash-table-p map) (gethash key map default))
        ((map--plist-p map)
         (let ((tail (map--plist-member map key testfn)))
           (if tail (cadr tail) default)))
        ((listp map)
         (let ((pair (assoc key map testfn)))
           (if pair (cdr pair) default)))
        ((arrayp map)
         (if (and (natnump key) (< key (length map))) (aref map key) default))
        (t (map--unknown map))))

(defun map--plist-member (plist key testfn)
  "Return the tail of PLIST that begins with KEY by TESTFN, by default `eq'."
  (if (memq testfn '(nil eq))
      (plist-member plist key)
    (while (and plist (not (funcall testfn key (car plist))))
      (setq plist (cddr plist)))
    plist))

(gv-define-expander map-elt
  (lambda (do map key &optional default testfn)
    (gv-letplace (getter setter) map
      (macroexp-let2* nil ((k key) (d default) (test testfn))
        (funcall do `(map-elt ,getter ,k ,d ,test)
                 (lambda (value)
                   (macroexp-let2 nil v value
                     `(condition-case nil
                          (map-put! ,getter ,k ,v ,test)
                        (map-not-inplace
                         ,(funcall setter
                                   `(map--put-new ,getter ,k ,v ,test))
                         ,v)))))))))

(defun map--put-new (map key value testfn)
  "Return MAP with VALUE for KEY, which is not in it by TESTFN."
  (ignore testfn)
  (if (map--plist-p map)
      (append map (list key value))
    (map-insert map key value)))

(defun map-put! (map key value &optional testfn)
  "Store VALUE for KEY in MAP, changing it; return VALUE.
TESTFN compares keys of lists.  Signal `map-not-inplace' if MAP is a list
without KEY, or `args-out-of-range' if an array without it."
  (cond ((hash-table-p map) (puthash key value map))
        ((map--plist-p map)
         (let ((tail (map--plist-member map key testfn)))
           (if tail
               (setcar (cdr tail) value)
             (nconc map (list key value))
             value)))
        ((listp map)
         (let ((pair (assoc key map testfn)))
           (if pair
               (setcdr pair value)
             (signal 'map-not-inplace (list map)))))
        ((arrayp map) (aset map key value))
        (t (map--unknown map)))
  value)

(defmacro map-put (map key value &optional testfn)
  "Store VALUE for KEY in the map in the place MAP; TESTFN compares keys."
  (macroexp-let2 nil v value
    `(progn (setf (map-elt ,map ,key nil ,testfn) ,v) ,v)))

(defun map-insert (map key value)
  "Return a new map like MAP but with VALUE for KEY."
  (cond ((hash-table-p map)
         (let ((copy (copy-hash-table map)))
           (puthash key value copy)
           copy))
        ((map--plist-p map) (cons key (cons value map)))
        ((listp map) (cons (cons key value) map))
        ((arrayp map)
         (let ((copy (copy-sequence map)))
           (aset copy key value)
           copy))
        (t (map--unknown map))))

(defun map-delete (map key)
  "Return MAP without KEY; MAP may be changed.  Arrays get nil for KEY."
  (cond ((hash-table-p map) (remhash key map) map)
        ((map--plist-p map)
         (let ((result nil) (found nil) (rest map))
           (while rest
             (if (eq (car rest) key)
                 (setq found t)
               (setq result (cons (cadr rest) (cons (car rest) result))))
             (setq rest (cddr rest)))
           (if found (nreverse result) map)))
        ((listp map) (seq-remove (lambda (pair) (equal key (car-safe pair))) map))
        ((arrayp map)
         (when (and (natnump key) (< key (length map)))
           (aset map key nil))
         map)
        (t (map--unknown map))))

(defun map-nested-elt (map keys &optional default)
  "Return what is found in MAP by looking up each of KEYS in turn, or DEFAULT."
  (or (seq-reduce (lambda (value key) (and (mapp value) (map-elt value key)))
                  keys map)
      default))

(defun map-contains-key (map key &optional testfn)
  "Return non-nil if MAP has KEY; TESTFN compares keys of lists."
  (cond ((hash-table-p map)
         (let ((missing (list nil)))
           (not (eq (gethash key map missing) missing))))
        ((map--plist-p map) (and (map--plist-member map key testfn) t))
        ((listp map) (and (assoc key map testfn) t))
        ((arrayp map) (and (natnump key) (< key (length map))))
        (t (map--unknown map))))

;;;; All of it.

(defun map-do (function map)
  "Call FUNCTION on each key of MAP and its value; return nil."
  (cond ((hash-table-p map) (maphash function map))
        ((map--plist-p map)
         (while map
           (funcall function (car map) (cadr map))
           (setq map (cddr map))))
        ((listp map)
         (dolist (pair map)
           (when (consp pair) (funcall function (car pair) (cdr pair)))))
        ((arrayp map) (seq-do-indexed (lambda (elt i) (funcall function i elt)) map))
        (t (map--unknown map)))
  nil)

(defun map-apply (function map)
  "Return a list of what FUNCTION gives for each key of MAP and its value."
  (let ((results nil))
    (map-do (lambda (key value)
              (setq results (cons (funcall function key value) results)))
            map)
    (nreverse results)))

(defun map-keys (map)
  "Return a list of the keys of MAP."
  (map-apply (lambda (key _value) key) map))

(defun map-values (map)
  "Return a list of the values of MAP."
  (map-apply (lambda (_key value) value) map))

(defun map-pairs (map)
  "Return a list of (KEY . VALUE) of MAP."
  (map-apply #'cons map))

(defun map-length (map)
  "Return the number of keys of MAP."
  (cond ((hash-table-p map) (hash-table-count map))
        ((map--plist-p map) (/ (length map) 2))
        ((or (listp map) (arrayp map)) (length map))
        (t (map--unknown map))))

(defun map-copy (map)
  "Return a copy of MAP."
  (cond ((hash-table-p map) (copy-hash-table map))
        ((map--plist-p map) (copy-sequence map))
        ((listp map) (copy-alist map))
        ((arrayp map) (copy-sequence map))
        (t (map--unknown map))))

(defun map-keys-apply (function map)
  "Return a list of what FUNCTION gives for each key of MAP."
  (map-apply (lambda (key _value) (funcall function key)) map))

(defun map-values-apply (function map)
  "Return a list of what FUNCTION gives for each value of MAP."
  (map-apply (lambda (_key value) (funcall function value)) map))

(defun map-filter (pred map)
  "Return an alist of what in MAP satisfies PRED, called with key and value."
  (delq nil (map-apply (lambda (key value)
                         (and (funcall pred key value) (cons key value)))
                       map)))

(defun map-remove (pred map)
  "Return an alist of what in MAP does not satisfy PRED."
  (map-filter (lambda (key value) (not (funcall pred key value))) map))

(defun map-empty-p (map)
  "Return t if MAP has no keys."
  (cond ((listp map) (null map))
        (t (= (map-length map) 0))))

(defun map-some (pred map)
  "Return the first non-nil value of PRED on the keys and values of MAP."
  (seq-some (lambda (pair) (funcall pred (car pair) (cdr pair))) (map-pairs map)))

(defun map-every-p (pred map)
  "Return t if PRED is non-nil for all keys and values of MAP."
  (seq-every-p (lambda (pair) (funcall pred (car pair) (cdr pair))) (map-pairs map)))

(defun map-into (map type)
  "Return the contents of MAP as a TYPE.
TYPE is `list' or `alist', `plist', or `hash-table' or (hash-table ARGS...)."
  (cond ((memq type '(list alist)) (map-pairs map))
        ((eq type 'plist)
         (apply #'append (map-apply (lambda (key value) (list key value)) map)))
        ((eq (if (consp type) (car type) type) 'hash-table)
         (let ((table (apply #'make-hash-table
                             (or (cdr-safe type)
                                 (list :test 'equal :size (map-length map))))))
           (map-do (lambda (key value) (puthash key value table)) map)
           table))
        (t (require 'cl-generic)
           (signal 'cl-no-applicable-method (list 'map-into map type)))))

(defun map-merge (type &rest maps)
  "Return a TYPE of the contents of MAPS; later ones take precedence."
  (apply #'map-merge-with type (lambda (_old new) new) maps))

(defun map-merge-with (type function &rest maps)
  "Return a TYPE of the contents of MAPS.
FUNCTION is called with the two values of a key that occurs more than once."
  (let ((table (make-hash-table :test 'equal)) (missing (list nil)))
    (dolist (map maps)
      (map-do (lambda (key value)
                (let ((old (gethash key table missing)))
                  (puthash key
                           (if (eq old missing)
                               value
                             (funcall function old value))
                           table)))
              map))
    (map-into table type)))

;;;; Taking maps apart.

(defun map--pattern (spec)
  "Return (KEY-FORM PATTERN) for SPEC, an argument of the map pattern."
  (cond ((keywordp spec) (list spec (intern (substring (symbol-name spec) 1))))
        ((and (symbolp spec) spec) (list (list 'quote spec) spec))
        ((consp spec)
         (list (car spec)
               (if (cdr spec)
                   (cadr spec)
                 (if (eq (car-safe (car spec)) 'quote) (cadr (car spec)) (car spec)))))
        (t (list spec spec))))

(pcase-defmacro map (&rest args)
  "Match a map with ARGS: SYMBOL, :KEYWORD or (KEY [PATTERN]).
A key that is missing matches as nil."
  `(and (pred mapp)
        ,@(mapcar (lambda (arg)
                    (let ((spec (map--pattern arg)))
                      `(app (pcase--flip map-elt ,(car spec)) ,(cadr spec))))
                  args)))

(defmacro map-let (keys map &rest body)
  "Bind variables to the values of KEYS in MAP around BODY.
An element of KEYS is SYMBOL, :KEYWORD or (KEY [VAR])."
  (declare (indent 2))
  `(pcase-let (((map ,@keys) ,map)) ,@body))

(provide 'map)
;;; map.el ends here
