;;; cl-lib.el --- Common Lisp flavoured extensions: entry point -*- lexical-binding: t; -*-

;; The small functions live here.  Everything larger is autoloaded from
;; cl-macs.el, cl-loop.el, cl-struct.el, cl-extra.el and cl-seq.el, so that
;; (require 'cl-lib) stays cheap.

;;; Code:

(defvar cl--gensym-counter 0
  "Number that `cl-gentemp' and `cl-gensym' put at the end of their names.")

(defvar cl--proclaims-deferred nil
  "Declarations given to `cl-proclaim'; kept as data only.")

(defvar cl--random-state nil
  "Default state of `cl-random', made when first needed.")

;;;###autoload
(defvar cl-custom-print-functions nil
  "Unused list of printing functions, kept for programs that set it.")

;;;; Multiple values, represented as lists.

(defun cl-values (&rest values)
  "Return VALUES as a list, the form multiple values take here."
  values)

(defun cl-values-list (list)
  "Return the elements of LIST as multiple values, that is, LIST itself.
Signal `wrong-type-argument' if LIST is no list."
  (if (listp list) list (signal 'wrong-type-argument list)))

(defun cl-multiple-value-list (expression)
  "Return the multiple values EXPRESSION as a list."
  expression)

(defun cl-multiple-value-apply (function list)
  "Call FUNCTION with the multiple values LIST."
  (apply function list))
(defalias 'cl-multiple-value-call #'apply)

(defun cl-nth-value (n values)
  "Return value number N of the multiple values VALUES."
  (nth n values))

;;;; Numbers.

(defun cl-minusp (number)
  "Return t if NUMBER is below zero."
  (> 0 number))

(defun cl-plusp (number)
  "Return t if NUMBER is above zero."
  (< 0 number))

(defun cl-evenp (integer)
  "Return t if 2 divides INTEGER."
  (zerop (logand 1 integer)))

(defun cl-oddp (integer)
  "Return t if 2 does not divide INTEGER."
  (not (zerop (logand 1 integer))))

(defun cl-floatp-safe (object)
  "Return t if OBJECT is a float."
  (floatp object))

(defun cl-digit-char-p (char &optional radix)
  "Return the weight of the digit CHAR in base RADIX (10), nil if it is none."
  (let ((weight (cond ((and (>= char ?0) (<= char ?9)) (- char ?0))
                      ((and (>= char ?a) (<= char ?z)) (- char 87))
                      ((and (>= char ?A) (<= char ?Z)) (- char 55)))))
    (and weight (< weight (or radix 10)) weight)))

(defconst cl-most-positive-float nil
  "Largest float; set by `cl-float-limits'.")
(defconst cl-most-negative-float nil
  "Smallest float, below zero; set by `cl-float-limits'.")
(defconst cl-least-positive-float nil
  "Smallest float above zero; set by `cl-float-limits'.")
(defconst cl-least-negative-float nil
  "Largest float below zero; set by `cl-float-limits'.")
(defconst cl-least-positive-normalized-float nil
  "Smallest float above zero with full precision; set by `cl-float-limits'.")
(defconst cl-least-negative-normalized-float nil
  "Largest float below zero with full precision; set by `cl-float-limits'.")
(defconst cl-float-epsilon nil
  "Smallest float that changes 1.0 when added; set by `cl-float-limits'.")
(defconst cl-float-negative-epsilon nil
  "Smallest float that changes 1.0 when subtracted; set by `cl-float-limits'.")

;;;; Lists.

(defalias 'cl-first #'car)
(defalias 'cl-second #'cadr)
(defalias 'cl-rest #'cdr)

(defun cl-third (list) "Return the third element of LIST." (car (cddr list)))
(defun cl-fourth (list) "Return the fourth element of LIST." (nth 3 list))
(defun cl-fifth (list) "Return the fifth element of LIST." (nth 4 list))
(defun cl-sixth (list) "Return the sixth element of LIST." (nth 5 list))
(defun cl-seventh (list) "Return the seventh element of LIST." (nth 6 list))
(defun cl-eighth (list) "Return the eighth element of LIST." (nth 7 list))
(defun cl-ninth (list) "Return the ninth element of LIST." (nth 8 list))
(defun cl-tenth (list) "Return the tenth element of LIST." (nth 9 list))

(let ((index 2))
  (dolist (name '(cl-third cl-fourth cl-fifth cl-sixth cl-seventh cl-eighth
                  cl-ninth cl-tenth))
    (let ((n index))
      (function-put name 'gv-expander
                    (lambda (do list) (gv-get (list 'nth n list) do))))
    (setq index (1+ index))))

(defalias 'cl-caaar #'caaar)
(defalias 'cl-caadr #'caadr)
(defalias 'cl-cadar #'cadar)
(defalias 'cl-caddr #'caddr)
(defalias 'cl-cdaar #'cdaar)
(defalias 'cl-cdadr #'cdadr)
(defalias 'cl-cddar #'cddar)
(defalias 'cl-cdddr #'cdddr)
(defalias 'cl-caaaar #'caaaar)
(defalias 'cl-caaadr #'caaadr)
(defalias 'cl-caadar #'caadar)
(defalias 'cl-caaddr #'caaddr)
(defalias 'cl-cadaar #'cadaar)
(defalias 'cl-cadadr #'cadadr)
(defalias 'cl-caddar #'caddar)
(defalias 'cl-cadddr #'cadddr)
(defalias 'cl-cdaaar #'cdaaar)
(defalias 'cl-cdaadr #'cdaadr)
(defalias 'cl-cdadar #'cdadar)
(defalias 'cl-cdaddr #'cdaddr)
(defalias 'cl-cddaar #'cddaar)
(defalias 'cl-cddadr #'cddadr)
(defalias 'cl-cdddar #'cdddar)
(defalias 'cl-cddddr #'cddddr)

(defun cl-endp (list)
  "Return t if LIST is empty; signal an error if it is not a list."
  (null (if (listp list) list (signal 'wrong-type-argument (list 'list list 'x)))))

(defun cl-list* (arg &rest others)
  "Return a list of the arguments, with the last one as its tail."
  (cond ((null others) arg)
        ((null (cdr others)) (cons arg (car others)))
        (t (apply #'apply #'list arg others))))

(defun cl-copy-list (list)
  "Return a copy of the conses of LIST, which may end in a dot."
  (if (not (consp list))
      (car list)
    (let ((copy nil))
      (while (consp list)
        (setq copy (cons (car list) copy)
              list (cdr list)))
      (nconc (nreverse copy) list))))

(defun cl-ldiff (list sublist)
  "Return a copy of LIST up to its tail SUBLIST."
  (let ((head nil))
    (while (and (consp list) (not (eq list sublist)))
      (setq head (cons (car list) head)
            list (cdr list)))
    (nreverse head)))

(defun cl-acons (key value alist)
  "Return ALIST with the pair KEY and VALUE in front."
  (cons (cons key value) alist))

(defun cl-pairlis (keys values &optional alist)
  "Return ALIST with pairs made of KEYS and VALUES in front."
  (let ((pairs nil))
    (while (and keys values)
      (setq pairs (cons (cons (car keys) (car values)) pairs)
            keys (cdr keys)
            values (cdr values)))
    (nconc (nreverse pairs) alist)))

(defalias 'cl-copy-seq #'copy-sequence)
(defalias 'cl-svref #'aref)

(defun cl-mapcar (function list &rest lists)
  "Return the results of FUNCTION on the elements of LIST and LISTS in parallel.
The shortest sequence ends the work."
  (cond ((cdr lists) (cl--mapcar-many function (cons list lists)))
        ((null lists) (mapcar function list))
        (t (let ((second (car lists)) (results nil))
             (if (and (listp list) (listp second))
                 (while (and list second)
                   (setq results (cons (funcall function (car list) (car second))
                                       results)
                         list (cdr list)
                         second (cdr second)))
               (let ((i 0) (n (min (length list) (length second))))
                 (while (< i n)
                   (setq results (cons (funcall function (elt list i) (elt second i))
                                       results)
                         i (1+ i)))))
             (nreverse results)))))

(defun cl-adjoin (item list &rest keys)
  "Return LIST with ITEM in front unless it is a member already.
\n(fn ITEM LIST [KEYWORD VALUE]...)
KEYS are :test, :test-not and :key."
  (cond ((or (null keys) (equal keys '(:test eql)))
         (if (memql item list) list (cons item list)))
        ((equal keys '(:test eq))
         (if (memq item list) list (cons item list)))
        ((equal keys '(:test equal))
         (if (member item list) list (cons item list)))
        (t (apply #'cl--adjoin item list keys))))

(defun cl-subst (new old tree &rest keys)
  "Return TREE with NEW for each part that matches OLD.
KEYS are :test, :test-not and :key."
  (if (or keys (and (numberp old) (not (fixnump old))))
      (apply #'cl-sublis (list (cons old new)) tree keys)
    (cl--subst-eq new old tree)))

(defun cl--subst-eq (new old tree)
  "Return TREE with NEW for each part that is `eq' to OLD."
  (cond ((eq tree old) new)
        ((consp tree)
         (let ((head (cl--subst-eq new old (car tree)))
               (tail (cl--subst-eq new old (cdr tree))))
           (if (and (eq head (car tree)) (eq tail (cdr tree)))
               tree
             (cons head tail))))
        (t tree)))

(defun cl-fresh-line (&optional stream)
  "Start a new line on STREAM unless one has just begun."
  (terpri stream 'ensure))

(defun cl-proclaim (spec)
  "Note the declaration SPEC, which has no effect here."
  (setq cl--proclaims-deferred (cons spec cl--proclaims-deferred))
  nil)

;;;; Run-time support for expansions of `cl-defun' and relatives.

(defun cl--check-keys (args keys)
  "Signal an error if the property list ARGS has a key that is not in KEYS.
A non-nil value after :allow-other-keys in ARGS permits anything."
  (let ((rest args))
    (while rest
      (cond ((or (memq (car rest) keys) (eq (car rest) :allow-other-keys))
             (setq rest (cddr rest)))
            ((cadr (memq :allow-other-keys args))
             (setq rest nil))
            (t (error "Keyword argument %s not one of %S" (car rest) keys))))))

(define-error 'cl-assertion-failed "Assertion failed")
(define-error 'cl-struct-unknown-slot "struct has no such slot")

(defun cl--assertion-failed (form &optional string sargs args)
  "Signal that the assertion FORM does not hold.
SARGS are values to show; STRING and ARGS make another message."
  (if debug-on-error
      (funcall debugger 'error `(cl-assertion-failed ,form ,string ,@sargs))
    (if string
        (apply #'error string (append sargs args))
      (signal 'cl-assertion-failed `(,form ,@sargs)))))

;;;; Places.

;;;###autoload
(defmacro cl-incf (place &optional n)
  "Add N, by default 1, to the number in PLACE and return the sum."
  (if (symbolp place)
      (list 'setq place (if n (list '+ place n) (list '1+ place)))
    (list 'cl-callf '+ place (or n 1))))

(defmacro cl-decf (place &optional n)
  "Subtract N, by default 1, from the number in PLACE; return the difference."
  (if (symbolp place)
      (list 'setq place (if n (list '- place n) (list '1- place)))
    (list 'cl-callf '- place (or n 1))))

(defmacro cl-pushnew (item place &rest keys)
  "Put ITEM in front of the list in PLACE unless it is a member already.
KEYS are :test, :test-not and :key."
  (let ((member (cond ((null keys) 'memql)
                      ((cddr keys) nil)
                      ((not (eq (car keys) :test)) nil)
                      ((member (cadr keys) '(#'equal 'equal)) 'member)
                      ((member (cadr keys) '(#'eql 'eql)) 'memql)
                      ((member (cadr keys) '(#'eq 'eq)) 'memq))))
    (cond ((not (symbolp place))
           `(cl-callf2 cl-adjoin ,item ,place ,@keys))
          ((not member)
           `(setq ,place (cl-adjoin ,item ,place ,@keys)))
          ((or (symbolp item) (atom item))
           `(setq ,place (if (,member ,item ,place) ,place (cons ,item ,place))))
          (t
           (let ((var (make-symbol "v")))
             `(let ((,var ,item))
                (setq ,place (if (,member ,var ,place)
                                 ,place
                               (cons ,var ,place)))))))))

(defmacro cl-declaim (&rest specs)
  "Note the declarations SPECS, which have no effect here."
  `(progn ,@(mapcar (lambda (spec) `(cl-proclaim ',spec)) specs)))

;;;; What is loaded when first used.

(dolist (name '(cl-defun cl-defmacro cl-function cl-defsubst cl-destructuring-bind
                cl-iter-defun cl-block cl-return cl-return-from cl-do cl-do* cl-dolist
                cl-dotimes cl-do-symbols cl-do-all-symbols cl-case cl-ecase
                cl-typecase cl-etypecase cl-check-type cl-assert cl-deftype
                cl-the cl-locally cl-eval-when
                cl-prog cl-prog* cl-tagbody cl-declare cl-load-time-value
                cl-define-compiler-macro))
  (autoload name "cl-macs" nil nil t))

(dolist (name '(cl-flet cl-flet* cl-labels cl-macrolet cl-symbol-macrolet
                cl-letf cl-letf* cl-callf cl-callf2 cl-psetq cl-psetf cl-shiftf
                cl-rotatef cl-remf cl-multiple-value-bind
                cl-multiple-value-setq cl-progv))
  (autoload name "cl-bind" nil nil t))

(dolist (name '(cl-gensym cl-gentemp cl-typep cl-compiler-macroexpand))
  (autoload name "cl-macs"))

;; What the macros of Emacs' cl-macs expand into.
(defalias 'cl--block-wrapper #'identity)
(defalias 'cl--block-throw #'throw)

(autoload 'cl-loop "cl-loop" nil nil t)
(autoload 'cl-defstruct "cl-struct" nil nil t)

(dolist (name '(cl-struct-define cl-struct-slot-value cl-struct-slot-info
                cl-struct-slot-offset cl-struct-sequence-type cl-struct-p
                cl-find-class cl--find-class cl-slot-descriptor-p))
  (autoload name "cl-struct"))

(dolist (name '(cl-coerce cl-equalp cl--mapcar-many cl-map cl-maplist cl-mapc
                cl-mapl cl-mapcan cl-mapcon cl-some cl-every cl-notany
                cl-notevery cl-gcd cl-lcm cl-isqrt cl-floor cl-ceiling
                cl-truncate cl-round cl-mod cl-rem cl-signum cl-parse-integer
                cl-random cl-make-random-state cl-random-state-p cl-float-limits
                cl-subseq cl-concatenate cl-revappend cl-nreconc cl-list-length
                cl-tailp cl-get cl-getf cl-remprop
                cl-prettyprint cl-prettyexpand))
  (autoload name "cl-extra"))

(dolist (name '(cl-reduce cl-fill cl-replace cl-remove cl-remove-if
                cl-remove-if-not cl-delete cl-delete-if cl-delete-if-not
                cl-remove-duplicates cl-delete-duplicates cl-substitute
                cl-substitute-if cl-substitute-if-not cl-nsubstitute
                cl-nsubstitute-if cl-nsubstitute-if-not cl-find cl-find-if
                cl-find-if-not cl-position cl-position-if cl-position-if-not
                cl-count cl-count-if cl-count-if-not cl-mismatch cl-search
                cl-sort cl-stable-sort cl-merge cl-member cl-member-if
                cl-member-if-not cl--adjoin cl-assoc cl-assoc-if cl-assoc-if-not
                cl-rassoc cl-rassoc-if cl-rassoc-if-not cl-union cl-nunion
                cl-intersection cl-nintersection cl-set-difference
                cl-nset-difference cl-set-exclusive-or cl-nset-exclusive-or
                cl-subsetp cl-subst-if cl-subst-if-not cl-nsubst cl-nsubst-if
                cl-nsubst-if-not cl-sublis cl-nsublis cl-tree-equal))
  (autoload name "cl-seq"))

(dolist (name '(cl-print-object cl-prin1 cl-prin1-to-string))
  (autoload name "cl-print"))

(put 'cl-struct 'pcase-macroexpander #'cl--struct-pattern)
(autoload 'cl--struct-pattern "cl-struct")

(defvar cl-digit-char-table
  (let ((table (make-vector 256 nil)))
    (dotimes (i 10) (aset table (+ ?0 i) i))
    (dotimes (i 26)
      (aset table (+ ?a i) (+ 10 i))
      (aset table (+ ?A i) (+ 10 i)))
    table)
  "The weights of characters as digits.")

;;;###autoload
(defvar custom-print-functions nil
  "Kept for programs that set it.")

;;;###autoload
(defvar cl-old-struct-compat-mode nil
  "Non-nil if `cl-old-struct-compat-mode' is on.")
(defvar cl-old-struct-compat-mode-hook nil
  "Hook run when `cl-old-struct-compat-mode' is turned on or off.")

;;;###autoload
(defun cl-old-struct-compat-mode (&optional arg)
  "Let vectors whose first element names a structure have that type, as ARG says."
  (interactive (list (or current-prefix-arg 'toggle)))
  (setq cl-old-struct-compat-mode (cond ((eq arg 'toggle) (not cl-old-struct-compat-mode))
                                        ((numberp arg) (> arg 0))
                                        (t t)))
  (when (boundp 'old-struct-compat) (ignore arg))
  (run-hooks 'cl-old-struct-compat-mode-hook)
  cl-old-struct-compat-mode)

(provide 'cl-lib)
;;; cl-lib.el ends here
