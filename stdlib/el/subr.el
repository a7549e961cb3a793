;;; subr.el --- the everyday functions and macros -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used,
;; so the order of definitions does not matter and nothing else runs.
;; Lists, strings, matching and errors are here; hooks, modes, loading,
;; buffers, processes and versions are in simple.el, files in files.el.

;;; Names for primitives

(defalias 'not #'null)
(defalias 'string= #'string-equal)
(defalias 'string< #'string-lessp)
(defalias 'string> #'string-greaterp)
(defalias 'sxhash #'sxhash-equal)
(defalias 'rplaca #'setcar)
(defalias 'rplacd #'setcdr)
(defalias 'move-marker #'set-marker)
(defalias 'beep #'ding)
(defalias 'send-string #'process-send-string)
(defalias 'send-region #'process-send-region)
(defalias 'int-to-string #'number-to-string)
(defalias 'store-match-data #'set-match-data)
(defalias 'chmod #'set-file-modes)
(defalias 'mkdir #'make-directory)
(defalias 'point-at-eol #'line-end-position)
(defalias 'point-at-bol #'line-beginning-position)
(defalias 'search-forward-regexp #'re-search-forward)
(defalias 'search-backward-regexp #'re-search-backward)
(defalias 'indent-to-column #'indent-to)
(defalias 'backward-delete-char #'delete-backward-char)
(defun user-original-login-name (&optional uid)
  "Return the name of the user who logged in, or of the user number UID."
  (if uid (user-login-name uid) (user-real-login-name)))
(defalias 'flatten-list #'flatten-tree)
(defalias 'condition-case-no-debug #'condition-case-unless-debug)

;;; Small functions and declarations

(defun ignore (&rest _args)
  "Do nothing with any arguments and return nil."
  (interactive)
  nil)

(defun always (&rest _args)
  "Do nothing with any arguments and return t."
  t)

(defun xor (a b)
  "Return whichever of A and B is non-nil when exactly one of them is."
  (cond ((not a) b) ((not b) a)))

(defun zerop (number)
  "Return t if NUMBER is zero."
  (= 0 number))

(defun booleanp (object)
  "Return t if OBJECT is nil or t."
  (and (memq object '(nil t)) t))

(defun string-or-null-p (object)
  "Return t for a string and for nil, the absence of one."
  (or (stringp object) (null object)))

(defun lsh (value count)
  "Shift the integer VALUE left by COUNT bits, or right if COUNT is negative.
A negative fixnum VALUE is shifted right as an unsigned 62-bit pattern."
  (when (and (< value 0) (< count 0))
    (when (< value most-negative-fixnum)
      (signal 'args-out-of-range (list value count)))
    (unless (fixnump value)
      (signal 'wrong-type-argument (list 'integerp value)))
    (setq value (logand (ash value -1) most-positive-fixnum)
          count (1+ count)))
  (ash value count))

(defun log10 (x)
  "Return the base ten logarithm of X."
  (log x 10))

(defun macrop (object)
  "Return non-nil if OBJECT is a macro, an autoloaded one included."
  (pcase (indirect-function object)
    ((or `(macro . ,_) `(autoload ,_ ,_ ,_ ,(or 'macro 't) . ,_)) t)))

(defun autoloadp (object)
  "Return non-nil if OBJECT says from which file to load a function."
  (eq 'autoload (car-safe object)))

(defun special-form-p (object)
  "Return non-nil if OBJECT, or the function it names, is a special form."
  (let ((fn (if (symbolp object) (indirect-function object) object)))
    (and (subrp fn)
         (pcase (subr-arity fn) (`(,_ . unevalled) t)))))

(defun subr-primitive-p (object)
  "Return t for a function that is part of the program."
  (subrp object))

(defvar gensym-counter 0
  "What `gensym' puts at the end of the next name.")

(defun apply-partially (fun &rest args)
  "Return a function calling FUN with ARGS followed by its own arguments."
  (lambda (&rest more)
    (apply fun (append args more))))

(defun function-get (f prop &optional autoload)
  "Return property PROP of the function named F, following its aliases.
If AUTOLOAD is non-nil, load F's file when the property is not found;
if AUTOLOAD is `macro', only when F is an autoloaded macro."
  (let ((value nil))
    (while (and (symbolp f) f
                (progn (symbol-function f) ; evaluating a definition puts properties
                       (null (setq value (get f prop))))
                (fboundp f))
      (let ((def (symbol-function f)))
        (if (and autoload (autoloadp def)
                 (not (equal def (autoload-do-load
                                  def f (if (eq autoload 'macro) 'macro)))))
            nil                         ; it is defined now: look again
          (setq f def))))
    value))

(defmacro declare-function (_fn _file &rest _more)
  "Tell a compiler that a function is defined elsewhere; do nothing here."
  nil)

(defmacro noreturn (form)
  "Evaluate FORM, which must not return."
  `(prog1 ,form
     (error "Form marked with `noreturn' did return")))

(defmacro 1value (form)
  "Evaluate FORM, which is said always to give the same value."
  form)

(defmacro def-edebug-spec (symbol spec)
  "Record SPEC as the debugging specification of the macro SYMBOL."
  `(put ',symbol 'edebug-form-spec ',spec))

(defun def-edebug-elem-spec (name spec)
  "Record SPEC under NAME as an element of debugging specifications."
  (put name 'edebug-elem-spec spec))

(defmacro bound-and-true-p (var)
  "Return what VAR, not evaluated, is as a variable, or nil for a void one."
  `(and (boundp ',var) ,var))

(defmacro letrec (binders &rest body)
  "Bind variables as BINDERS say, each value seeing every binding, run BODY."
  (declare (indent 1))
  (if (null binders)
      (macroexp-progn body)
    `(let ,(mapcar (lambda (b) (if (consp b) (car b) b)) binders)
       ,@(delq nil (mapcar (lambda (b)
                             (when (consp b) `(setq ,(car b) ,(cadr b))))
                           binders))
       ,@body)))

(defmacro dlet (binders &rest body)
  "Like `let' with BINDERS and BODY, but binding every variable dynamically."
  (declare (indent 1))
  `(progn
     ,@(mapcar (lambda (b) `(defvar ,(if (consp b) (car b) b))) binders)
     (let ,binders ,@body)))

;;; Errors

(defun define-error (name message &optional parent)
  "Make NAME an error symbol described by MESSAGE.
PARENT is an error symbol or a list of them; the default is `error'."
  (let ((conditions nil))
    (if (consp parent)
        (dolist (p parent)
          (setq conditions
                (append conditions (list p)
                        (or (get p 'error-conditions)
                            (error "Unknown signal `%s'" p)))))
      (setq parent (or parent 'error)
            conditions (cons parent (get parent 'error-conditions))))
    (put name 'error-conditions
         (delete-dups (copy-sequence (cons name conditions))))
    (put name 'error-message message)))

(defmacro ignore-error (condition &rest body)
  "Run BODY; if an error matching CONDITION is signalled, return nil.
CONDITION is an error symbol or a list of them, unevaluated."
  (declare (indent 1))
  `(condition-case nil (progn ,@body) (,condition nil)))

(defmacro condition-case-unless-debug (var bodyform &rest handlers)
  "Like `condition-case' with VAR, BODYFORM and HANDLERS.
The debugger is entered all the same for errors that `debug-on-error' covers."
  (declare (indent 2))
  `(condition-case ,var ,bodyform
     ,@(mapcar (lambda (handler)
                 (let ((conditions (car handler)))
                   (cons (cons 'debug (if (listp conditions) conditions (list conditions)))
                         (cdr handler))))
               handlers)))

(defmacro with-demoted-errors (format &rest body)
  "Run BODY; turn an error into a message made with FORMAT, returning nil.
FORMAT is a string with one `%S'; if the first argument is not a string it
belongs to BODY and \"Error: %S\" is used."
  (declare (indent 1))
  (let ((err (make-symbol "err"))
        (text (if (and (stringp format) body) format "Error: %S")))
    `(condition-case ,err
         ,(macroexp-progn (if (and (stringp format) body)
                              body
                            (cons format body)))
       ((debug error) (message ,text ,err) nil))))

(defmacro with-local-quit (&rest body)
  "Run BODY with quitting allowed; a quit ends BODY and returns nil.
Where quitting was allowed anyway, the quit goes on."
  (declare (indent 0))
  `(condition-case nil
       (let ((inhibit-quit nil)) ,@body)
     (quit (setq quit-flag t)
           (funcall (lambda () nil)))))

(defmacro while-no-input (&rest body)
  "Run BODY; there is no keyboard here whose input could interrupt it."
  (declare (indent 0))
  `(progn ,@body))

;;; Lists

(defun last (list &optional n)
  "Return the last cons of LIST, or its last N elements."
  (if n
      (let ((len (safe-length list)))
        (when (>= n 0)
          (if (< n len) (nthcdr (- len n) list) list)))
    (and list (nthcdr (1- (safe-length list)) list))))

(defun butlast (list &optional n)
  "Return a copy of LIST without its last N elements (one if N is nil)."
  (if (and n (<= n 0))
      list
    (nbutlast (copy-sequence list) n)))

(defun nbutlast (list &optional n)
  "Cut the last N elements (one if N is nil) off LIST and return it."
  (let ((len (length list))
        (n (or n 1)))
    (cond ((>= n len) nil)
          ((<= n 0) list)
          (t (setcdr (nthcdr (- len n 1) list) nil)
             list))))

(defun delete-dups (list)
  "Remove from LIST, by modifying it, all but the first of equal elements."
  (let ((tail list))
    (if (> (length list) 100)
        (let ((seen (make-hash-table :test #'equal))
              (prev list))
          (when list
            (puthash (car list) t seen)
            (while (setq tail (cdr prev))
              (if (gethash (car tail) seen)
                  (setcdr prev (cdr tail))
                (puthash (car tail) t seen)
                (setq prev tail)))))
      (while tail
        (setcdr tail (delete (car tail) (cdr tail)))
        (setq tail (cdr tail)))))
  list)

(defun delete-consecutive-dups (list &optional circular)
  "Remove from LIST, by modifying it, elements equal to the one before them.
If CIRCULAR is non-nil the first element counts as following the last."
  (let ((tail list) (before-last nil))
    (while (cdr tail)
      (if (equal (car tail) (cadr tail))
          (setcdr tail (cddr tail))
        (setq before-last tail
              tail (cdr tail))))
    (when (and circular before-last (equal (car tail) (car list)))
      (setcdr before-last nil)))
  list)

(defun number-sequence (from &optional to inc)
  "Return the list of numbers FROM, FROM+INC, ... not beyond TO.
INC is 1 if nil.  A nil TO gives a list of FROM alone."
  (cond
   ((or (null to) (= from to)) (list from))
   (t
    (let ((step (or inc 1)) (i 0) (next from) (result nil))
      (when (zerop step) (error "The increment can not be zero"))
      ;; Multiply rather than add up, so that float errors do not grow.
      (while (if (> step 0) (<= next to) (>= next to))
        (push next result)
        (setq i (1+ i)
              next (+ from (* i step))))
      (nreverse result)))))

(defun copy-tree (tree &optional vecp)
  "Return a copy of TREE, copying all its conses.
If VECP is non-nil, copy vectors and their elements too."
  (cond
   ((consp tree)
    (let ((head nil))
      (while (consp tree)
        (let ((item (car tree)))
          (push (if (or (consp item) (and vecp (vectorp item)))
                    (copy-tree item vecp)
                  item)
                head))
        (setq tree (cdr tree)))
      (nconc (nreverse head)
             (if (and vecp (vectorp tree)) (copy-tree tree vecp) tree))))
   ((and vecp (vectorp tree))
    (vconcat (mapcar (lambda (item) (copy-tree item vecp)) tree)))
   (t tree)))

(defun flatten-tree (tree)
  "Return a list of the non-nil atoms of TREE, from left to right."
  (let ((todo (list tree)) (atoms nil))
    (while todo
      (let ((item (pop todo)))
        (if (consp item)
            (setq todo (cons (car item) (cons (cdr item) todo)))
          (when item (push item atoms)))))
    (nreverse atoms)))

(defun ensure-list (object)
  "Return OBJECT if it is a list, else a list of it."
  (if (listp object) object (list object)))

(defun remove (elt seq)
  "Return SEQ without the elements equal to ELT, leaving SEQ as it was."
  (if (listp seq)
      (delete elt (copy-sequence seq))
    (delete elt seq)))

(defun remq (elt list)
  "Return LIST without the elements `eq' to ELT, leaving LIST as it was."
  ;; The tail after the last such element need not be copied.
  (let ((kept nil) (hit list))
    (while (setq hit (memq elt list))
      (while (not (eq list hit)) (push (pop list) kept))
      (pop list))
    (nconc (nreverse kept) list)))

(defun assoc-default (key alist &optional test default)
  "Find KEY in ALIST and return the cdr of the element found.
TEST (default `equal') is called with the element, or its car if it is a
cons, and KEY.  For a matching element that is no cons return DEFAULT."
  (let ((found nil) (value nil))
    (while (and alist (not found))
      (let ((item (pop alist)))
        (when (funcall (or test #'equal)
                       (if (consp item) (car item) item)
                       key)
          (setq found t
                value (if (consp item) (cdr item) default)))))
    value))

(defun member-ignore-case (elt list)
  "Return the tail of LIST starting with a string equal to ELT but for case.
Elements that are not strings are skipped."
  (let ((found nil))
    (while (and list (not found))
      (let ((item (car list)))
        (if (and (stringp item) (eq t (compare-strings item nil nil elt nil nil t)))
            (setq found list)
          (pop list))))
    found))

(defun alist-get (key alist &optional default remove testfn)
  "Return the value of KEY in ALIST, or DEFAULT if KEY is not there.
TESTFN compares keys (default `eq').  REMOVE matters only for `setf': if
non-nil, setting the value to DEFAULT deletes the element."
  (ignore remove)
  (let ((cell (if (or (null testfn) (eq testfn 'eq))
                  (assq key alist)
                (assoc key alist testfn))))
    (if cell (cdr cell) default)))

(defun assoc-delete-all (key alist &optional test)
  "Delete from ALIST, by modifying it, the conses whose car is KEY.
TEST compares KEY with each car and defaults to `equal'."
  (let ((same (or test #'equal)))
    (while (and (consp (car alist)) (funcall same (caar alist) key))
      (setq alist (cdr alist)))
    (let ((tail alist))
      (while (cdr tail)
        (if (and (consp (cadr tail)) (funcall same (caadr tail) key))
            (setcdr tail (cddr tail))
          (setq tail (cdr tail))))))
  alist)

(defun assq-delete-all (key alist)
  "Delete from ALIST, by modifying it, the conses whose car is `eq' to KEY."
  (assoc-delete-all key alist #'eq))

(defun rassq-delete-all (value alist)
  "Delete from ALIST, by modifying it, the conses whose cdr is `eq' to VALUE."
  (while (and (consp (car alist)) (eq (cdar alist) value))
    (setq alist (cdr alist)))
  (let ((tail alist))
    (while (cdr tail)
      (if (and (consp (cadr tail)) (eq (cdadr tail) value))
          (setcdr tail (cddr tail))
        (setq tail (cdr tail)))))
  alist)

(defun add-to-list (list-var element &optional append compare-fn)
  "Add ELEMENT to the list in variable LIST-VAR unless it is there already.
It goes to the front, or to the end if APPEND.  COMPARE-FN compares
elements and defaults to `equal'.  Return the list."
  (let ((list (symbol-value list-var)))
    (if (cond ((null compare-fn) (member element list))
              ((eq compare-fn #'eq) (memq element list))
              ((eq compare-fn #'eql) (memql element list))
              (t (let ((tail list))
                   (while (and tail (not (funcall compare-fn
                                                  element (car tail))))
                     (setq tail (cdr tail)))
                   tail)))
        list
      (set list-var (if append
                        (append list (list element))
                      (cons element list))))))

(defun add-to-ordered-list (list-var element &optional order)
  "Add ELEMENT to the list in LIST-VAR, kept sorted by ORDER.
Elements with a numeric ORDER come first in increasing order; a
non-numeric, non-nil ORDER forgets the one given before."
  (let ((table (get list-var 'list-order)))
    (unless table
      (setq table (make-hash-table :test #'eq :weakness 'key))
      (put list-var 'list-order table))
    (when order
      (puthash element (and (numberp order) order) table))
    (let ((list (symbol-value list-var))
          (before-p (lambda (one other)
                      (let ((n (gethash one table)) (m (gethash other table)))
                        (and n (or (null m) (< n m)))))))
      (set list-var (sort (if (memq element list) list (cons element list))
                          before-p)))))

(defun add-to-history (history-var newelt &optional maxelt keep-all)
  "Put NEWELT in front of the list in HISTORY-VAR and cut it at MAXELT.
Duplicates go if `history-delete-duplicates', unless KEEP-ALL."
  (let ((max (or maxelt (get history-var 'history-length) history-length))
        (history (symbol-value history-var)))
    (when (or keep-all
              (not (or (equal newelt "") (equal newelt (car history)))))
      (when (and history-delete-duplicates (not keep-all))
        (setq history (delete newelt history)))
      (setq history (cons newelt history))
      (when (integerp max)
        (if (<= max 0)
            (setq history nil)
          (let ((tail (nthcdr (1- max) history)))
            (when (consp tail) (setcdr tail nil)))))
      (set history-var history))))

;;; Strings

(defvar split-string-default-separators "[ \f\t\n\r\v]+"
  "Regexp of what separates the pieces that `split-string' returns.")

(defun split-string (string &optional separators omit-nulls trim)
  "Split STRING at matches of the regexp SEPARATORS and return the pieces.
If SEPARATORS is nil use `split-string-default-separators' and leave out
empty pieces, as a non-nil OMIT-NULLS does.  TRIM is a regexp removed from
both ends of each piece."
  (let* ((omit (or omit-nulls (null separators)))
         (regexp (or separators split-string-default-separators))
         (len (if (stringp string)
                  (length string)
                (signal 'wrong-type-argument (list 'stringp string))))
         (_ (or (stringp regexp) (signal 'wrong-type-argument (list 'stringp regexp))))
         (start 0) (from 0) (pieces nil))
    (when (= len 0) (string-match regexp string))
    (while (and (< start len) (string-match regexp string from))
      (let* ((mb (match-beginning 0)) (me (match-end 0))
             (piece (substring string start mb)))
        (when trim (setq piece (elnet--trim-piece piece trim)))
        (unless (and omit (equal piece ""))
          (setq pieces (cons piece pieces)))
        (setq start me
              ;; An empty match must not be found again at the same place.
              from (if (and (= mb me) (< me len)) (1+ me) me))))
    (let ((piece (substring string start)))
      (when trim (setq piece (elnet--trim-piece piece trim)))
      (unless (and omit (equal piece ""))
        (setq pieces (cons piece pieces))))
    (nreverse pieces)))

(defun elnet--trim-piece (piece trim)
  "Return PIECE without matches of the regexp TRIM at both ends."
  (when (eq 0 (string-match trim piece))
    (setq piece (substring piece (match-end 0))))
  (if (string-match (concat "\\(?:" trim "\\)\\'") piece)
      (substring piece 0 (match-beginning 0))
    piece))

(defun combine-and-quote-strings (strings &optional separator)
  "Join STRINGS with SEPARATOR (a space if nil), quoting where needed.
`split-string-and-unquote' undoes it."
  (let* ((sep (or separator " "))
         (special (concat "[\\\"]" "\\|" (regexp-quote sep))))
    (mapconcat (lambda (s)
                 (if (string-match special s)
                     (concat "\"" (replace-regexp-in-string
                                   "[\\\"]" "\\\\\\&" s)
                             "\"")
                   s))
               strings sep)))

(defun split-string-and-unquote (string &optional separator)
  "Split STRING at SEPARATOR (a regexp, default white space).
Parts in double quotes are read as Lisp strings and not split."
  (let ((sep (or separator "\\s-+")) (pos 0) (result nil)
        (quote-at nil))
    (while (and pos (< pos (length string))
                (setq quote-at (string-match "\"" string pos)))
      (when (> quote-at pos)
        (setq result (append (nreverse (split-string
                                        (substring string pos quote-at)
                                        sep t))
                             result)))
      (let ((item (read-from-string string quote-at)))
        (push (car item) result)
        (setq pos (cdr item))))
    (nconc (nreverse result)
           (split-string (if (eq pos 0) string (substring string pos)) sep t))))

(defun string-prefix-p (prefix string &optional ignore-case)
  "Return t if STRING begins with PREFIX; IGNORE-CASE ignores case."
  (let ((n (length prefix)))
    (and (<= n (length string))
         (eq t (compare-strings prefix 0 n string 0 n ignore-case)))))

(defun string-suffix-p (suffix string &optional ignore-case)
  "Return t if STRING ends with SUFFIX; IGNORE-CASE ignores case."
  (let ((start (- (length string) (length suffix))))
    (and (>= start 0)
         (eq t (compare-strings suffix nil nil
                                string start nil ignore-case)))))

(defun string-greaterp (string1 string2)
  "Return t if STRING1 comes after STRING2 in character order."
  (string-lessp string2 string1))

(defun string-trim-left (string &optional regexp)
  "Remove from the start of STRING what REGEXP (default white space) matches."
  (if (string-match (if regexp (concat "\\`\\(?:" regexp "\\)")
                      "\\`[ \t\n\r]+")
                    string)
      (substring string (match-end 0))
    string))

(defun string-trim-right (string &optional regexp)
  "Remove from the end of STRING what REGEXP (default white space) matches."
  (let ((tail (string-match-p (format "\\(?:%s\\)\\'" (or regexp "[ \t\n\r]+")) string)))
    (if tail (substring string 0 tail) string)))

(defun string-trim (string &optional trim-left trim-right)
  "Remove white space, or the regexps TRIM-LEFT and TRIM-RIGHT, around STRING."
  (string-trim-left (string-trim-right string trim-right) trim-left))

(defun string-to-list (string)
  "Return the characters of STRING as a list."
  (append string nil))

(defun string-to-vector (string)
  "Return the characters of STRING as a vector."
  (vconcat string))

(defun subst-char-in-string (fromchar tochar string &optional inplace)
  "Replace FROMCHAR with TOCHAR in STRING; modify STRING if INPLACE."
  (let ((result (if inplace string (copy-sequence string)))
        (i (length string)))
    (while (> i 0)
      (setq i (1- i))
      (when (eq (aref result i) fromchar)
        (aset result i tochar)))
    result))

(defun string-replace (fromstring tostring instring)
  "Replace every FROMSTRING in INSTRING with TOSTRING."
  (when (equal fromstring "")
    (signal 'wrong-length-argument '(0)))
  (let ((start 0) (pos nil) (parts nil))
    (while (setq pos (string-search fromstring instring start))
      (push (substring instring start pos) parts)
      (push tostring parts)
      (setq start (+ pos (length fromstring))))
    (if (null parts)
        instring
      (push (substring instring start) parts)
      (apply #'concat (nreverse parts)))))

(defun sha1 (object &optional start end binary)
  "Return the SHA-1 digest of OBJECT (a buffer or string) from START to END.
The digest is in hexadecimal, or raw bytes if BINARY is non-nil."
  (secure-hash 'sha1 object start end binary))

(defun shell-quote-argument (argument)
  "Return ARGUMENT quoted so that a POSIX shell takes it as one word."
  (if (equal argument "")
      "''"
    (replace-regexp-in-string
     "\n" "'\n'"
     (replace-regexp-in-string "[^-0-9a-zA-Z_./\n]" "\\\\\\&" argument))))

;;; Matching

(defun match-string (num &optional string)
  "Return the text of group NUM of the last match, or nil if it took no part.
STRING must be the string searched, nil if a buffer was searched."
  (let ((beg (match-beginning num)))
    (when beg
      (if string
          (substring string beg (match-end num))
        (buffer-substring beg (match-end num))))))

(defun match-string-no-properties (num &optional string)
  "Like `match-string' for NUM and STRING, without text properties."
  (let ((beg (match-beginning num)))
    (when beg
      (if string
          (substring-no-properties string beg (match-end num))
        (buffer-substring-no-properties beg (match-end num))))))

(defmacro save-match-data (&rest body)
  "Run BODY and restore the match data as they were before."
  (declare (indent 0))
  (let ((saved (make-symbol "save-match-data-internal")))
    `(let ((,saved (match-data)))
       (unwind-protect (progn ,@body)
         (set-match-data ,saved 'evaporate)))))

(defun string-match-p (regexp string &optional start)
  "Like `string-match' of REGEXP, STRING and START, leaving the match data."
  (let ((inhibit-changing-match-data t))
    (string-match regexp string start)))

(defun looking-at-p (regexp)
  "Like `looking-at' of REGEXP, leaving the match data."
  (let ((inhibit-changing-match-data t))
    (looking-at regexp)))

(defun looking-back (regexp &optional limit greedy)
  "Return t if the text before point matches REGEXP, ending at point.
LIMIT bounds how far back the match may start.  If GREEDY is non-nil,
extend the match backward as far as possible."
  (let* ((origin (point))
         (begin (save-excursion
                  (and (re-search-backward
                        (concat "\\(?:" regexp "\\)\\=") limit t)
                       (point)))))
    (when (and begin greedy)
      (save-restriction
        (narrow-to-region (point-min) origin)
        (while (and (> begin (or limit (point-min)))
                    (save-excursion
                      (goto-char (1- begin))
                      (looking-at (concat "\\(?:" regexp "\\)\\'"))))
          (setq begin (1- begin)))
        (save-excursion
          (goto-char begin)
          (looking-at (concat "\\(?:" regexp "\\)\\'")))))
    (and begin t)))

(defun match-substitute-replacement (replacement
                                     &optional fixedcase literal string subexp)
  "Return what `replace-match' would insert for REPLACEMENT.
FIXEDCASE, LITERAL, STRING and SUBEXP are as in `replace-match'."
  (let* ((text (match-string 0 string))
         (base (match-beginning 0)))
    (save-match-data
      (match-data--translate (- base))
      (replace-match replacement fixedcase literal text subexp))))

(defun replace-regexp-in-string (regexp rep string &optional
                                        fixedcase literal subexp start)
  "Return STRING with each match of REGEXP replaced by REP.
REP is a string or a function of the matched text giving one.  FIXEDCASE,
LITERAL and SUBEXP are as in `replace-match'.  START is where to begin;
the text before it is left out of the result."
  (let* ((len (length string))
         (from (or start 0))
         (parts nil) (done nil))
    (save-match-data
      (while (and (< from len) (not done))
        (if (not (string-match regexp string from))
            (setq done t)
          (let* ((mb (match-beginning 0))
                 (me (match-end 0))
                 (end (if (= mb me) (min len (1+ mb)) me))
                 (text (substring string mb end)))
            (match-data--translate (- mb))
            (push (substring string from mb) parts)
            (push (replace-match (if (stringp rep) rep
                                   (funcall rep (match-string 0 text)))
                                 fixedcase literal text subexp)
                  parts)
            (setq from end)))))
    (push (substring string from) parts)
    (apply #'concat (nreverse parts))))

(defconst regexp-unmatchable "\\`a\\`"
  "A regexp that matches nothing.")

(provide 'subr)
;;; subr.el ends here
