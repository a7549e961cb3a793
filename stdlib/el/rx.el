;;; rx.el --- regexps written as Lisp forms -*- lexical-binding: t; -*-

;; A translation is (PIECES . KIND): PIECES are strings, and Lisp forms for what
;; is known only at run time; KIND is t for what a postfix operator may follow,
;; `seq' for what may stand in a sequence, nil for alternatives.

;;; Code:

(require 'regexp-opt)

(defvar rx--local-definitions nil "Alist of the definitions made by `rx-let'.")
(defvar rx--greedy t "Non-nil if repetitions take as much as they can.")
(defvar rx--pcase-vars nil "Variables seen in a pattern, the last first; or nil.")
(defvar rx--pcase nil "Non-nil while a pattern is translated.")

(defconst rx--symbols
  '((nonl . ".") (not-newline . ".") (any . ".") (anything . "[^z-a]")
    (anychar . "[^z-a]") (unmatchable . ("\\`a\\`" . seq))
    (bol . ("^" . seq)) (line-start . ("^" . seq))
    (eol . ("$" . seq)) (line-end . ("$" . seq))
    (bos . "\\`") (string-start . "\\`") (bot . "\\`") (buffer-start . "\\`")
    (eos . "\\'") (string-end . "\\'") (eot . "\\'") (buffer-end . "\\'")
    (point . "\\=") (word-boundary . "\\b") (not-word-boundary . "\\B")
    (symbol-start . "\\_<") (symbol-end . "\\_>")
    (bow . "\\<") (word-start . "\\<") (eow . "\\>") (word-end . "\\>")
    (not-wordchar . "\\W"))
  "Symbols and what they translate to.")

(defconst rx--classes
  '((digit . digit) (numeric . digit) (num . digit) (control . cntrl) (cntrl . cntrl)
    (hex-digit . xdigit) (hex . xdigit) (xdigit . xdigit) (blank . blank)
    (graphic . graph) (graph . graph) (printing . print) (print . print)
    (alphanumeric . alnum) (alnum . alnum) (letter . alpha) (alphabetic . alpha)
    (alpha . alpha) (ascii . ascii) (nonascii . nonascii) (lower . lower)
    (lower-case . lower) (punctuation . punct) (punct . punct) (space . space)
    (whitespace . space) (white . space) (upper . upper) (upper-case . upper)
    (word . word) (wordchar . word) (unibyte . unibyte) (multibyte . multibyte))
  "Character classes and the names they have in regexps.")

(defconst rx--syntax-codes
  '((whitespace . ?-) (punctuation . ?.) (word . ?w) (symbol . ?_)
    (open-parenthesis . ?\() (close-parenthesis . ?\)) (expression-prefix . ?\')
    (string-quote . ?\") (paired-delimiter . ?$) (escape . ?\\)
    (character-quote . ?/) (comment-start . ?<) (comment-end . ?>)
    (string-delimiter . ?|) (comment-delimiter . ?!))
  "Names of syntax classes and their characters.")

(defconst rx--categories
  '((latin . ?l) (greek . ?g) (cyrillic . ?y) (japanese . ?j) (korean . ?h)
    (chinese . ?C) (arabic . ?b) (hebrew . ?w) (thai . ?t) (combining-diacritic . ?^)
    (can-break . ?|) (digit . ?6) (vowel-modifying-diacritical-mark . ?3))
  "Names of categories and their characters.")

;;;; Pieces.

(defun rx--group (item &optional open)
  "Return the pieces of ITEM in a group begun by OPEN, by default unnumbered."
  (append (list (or open "\\(?:")) (car item) (list "\\)")))

(defun rx--atomic (item)
  "Return ITEM, in a group unless a postfix operator may follow it."
  (if (eq (cdr item) t) item (cons (rx--group item) t)))

(defun rx--in-seq (item)
  "Return ITEM, in a group if it is alternatives."
  (if (cdr item) item (cons (rx--group item) t)))

(defun rx--string (string)
  "Return the translation of the literal STRING."
  (cons (list (regexp-quote string)) (if (= (length string) 1) t 'seq)))

(defun rx--sequence (forms)
  "Return the translation of FORMS one after another."
  (cond ((null forms) (cons (list "") 'seq))
        ((null (cdr forms)) (rx--translate (car forms)))
        (t (let ((pieces nil))
             (dolist (form forms)
               (setq pieces (append pieces (car (rx--in-seq (rx--translate form))))))
             (cons pieces 'seq)))))

(defun rx--or (forms)
  "Return the translation of FORMS as alternatives."
  (let ((strings t))
    (dolist (form forms) (unless (stringp form) (setq strings nil)))
    (cond ((null forms) (cons (list "\\`a\\`") 'seq))
          ((null (cdr forms)) (rx--translate (car forms)))
          (strings (cons (list (regexp-opt forms)) t))
          (t (let ((pieces (car (rx--translate (car forms)))))
               (dolist (form (cdr forms))
                 (setq pieces (append pieces (list "\\|") (car (rx--translate form)))))
               (cons pieces nil))))))

(defun rx--postfix (operator forms)
  "Return the translation of FORMS followed by OPERATOR."
  (if (null forms)
      (cons (list "") 'seq)
    (let ((item (rx--sequence forms)))
      (if (equal (car item) '(""))
          item
        (cons (append (car (rx--atomic item)) (list operator)) 'seq)))))

(defun rx--bounded (forms text)
  "Return the translation of FORMS repeated as TEXT, in braces, says."
  (cons (append (car (rx--atomic (rx--sequence forms)))
                (list (concat "\\{" text "\\}")))
        t))

;;;; Sets of characters: (INTERVALS CLASSES), intervals being (FROM . TO).

(defun rx--set-add-string (string)
  "Return the intervals that STRING, as in `any', stands for."
  (let ((intervals nil) (i 0) (n (length string)))
    (while (< i n)
      (let ((char (aref string i)))
        (if (and (< (+ i 2) n) (eq (aref string (1+ i)) ?-))
            (let ((end (aref string (+ i 2))))
              (when (> char end)
                (error "Invalid rx `any' range: %s" (substring string i (+ i 3))))
              (setq intervals (cons (cons char end) intervals)
                    i (+ i 3)))
          (setq intervals (cons (cons char char) intervals)
                i (1+ i)))))
    intervals))

(defun rx--parse-set (args)
  "Return the set (INTERVALS CLASSES) that the arguments ARGS of `any' name."
  (let ((intervals nil) (classes nil))
    (dolist (arg args)
      (cond ((stringp arg) (setq intervals (append (rx--set-add-string arg) intervals)))
            ((characterp arg) (setq intervals (cons (cons arg arg) intervals)))
            ((and (consp arg) (characterp (car arg)) (characterp (cdr arg)))
             (setq intervals (cons arg intervals)))
            ((assq arg rx--classes)
             (let ((class (cdr (assq arg rx--classes))))
               (unless (memq class classes) (setq classes (cons class classes)))))
            (t (error "Invalid rx `any' argument: %s" arg))))
    (list (rx--merge intervals) (nreverse classes))))

(defun rx--merge (intervals)
  "Return INTERVALS in order, joined where they touch."
  (let ((result nil))
    (dolist (interval (sort (copy-sequence intervals)
                            (lambda (a b) (< (car a) (car b)))))
      (if (and result (<= (car interval) (1+ (cdr (car result)))))
          (setcar result (cons (car (car result))
                               (max (cdr interval) (cdr (car result)))))
        (setq result (cons interval result))))
    (nreverse result)))

(defun rx--complement (intervals)
  "Return the intervals of the characters that are not in INTERVALS."
  (let ((result nil) (next 0))
    (dolist (interval intervals)
      (when (< next (car interval))
        (setq result (cons (cons next (1- (car interval))) result)))
      (setq next (1+ (cdr interval))))
    (when (<= next (max-char)) (setq result (cons (cons next (max-char)) result)))
    (nreverse result)))

(defun rx--set-text (set negated)
  "Return the translation of SET, or of what is not in it if NEGATED."
  (let ((intervals (car set)) (classes (cadr set))
        (bracket nil) (caret nil) (dash nil) (text ""))
    (cond
     ((and (null intervals) (null classes))
      (if negated (cons (list "[^z-a]") t) (cons (list "\\`a\\`") 'seq)))
     ((and (not negated) (null classes) (null (cdr intervals))
           (eq (caar intervals) (cdar intervals)))
      (cons (list (regexp-quote (string (caar intervals)))) t))
     ((and negated (null classes) (equal intervals '((?\n . ?\n))))
      (cons (list ".") t))
     (t
      (dolist (interval intervals)
        (let ((from (car interval)) (to (cdr interval)))
          (when (eq from ?\]) (setq bracket t from (1+ from)))
          (cond ((and (eq from ?^) (eq to ?^)) (setq caret t))
                ((and (eq from ?-) (eq to ?-)) (setq dash t))
                ((> from to))
                ((= from to) (setq text (concat text (string from))))
                ((= (1+ from) to) (setq text (concat text (string from to))))
                (t (setq text (concat text (string from ?- to)))))))
      (when (and caret (not negated) (not bracket) (equal text "") (null classes)
                 dash)
        (setq dash nil caret nil text "-^"))
      (cons (list (concat "[" (and negated "^") (and bracket "]") text
                          (and (or (not (equal text "")) negated bracket) caret "^")
                          (mapconcat (lambda (class) (format "[:%s:]" class)) classes "")
                          (and (equal text "") (not negated) (not bracket) caret "^")
                          (and dash "-") "]"))
            t)))))

(defun rx--form-set (form)
  "Return (SET . NEGATED) if FORM stands for a set of characters, or nil."
  (cond ((characterp form) (cons (rx--parse-set (list form)) nil))
        ((and (stringp form) (= (length form) 1))
         (cons (rx--parse-set (list (aref form 0))) nil))
        ((assq form rx--classes) (cons (rx--parse-set (list form)) nil))
        ((memq (car-safe form) '(any in char)) (cons (rx--parse-set (cdr form)) nil))
        ((eq (car-safe form) 'not-char) (cons (rx--parse-set (cdr form)) t))
        ((eq (car-safe form) 'not)
         (let ((inner (rx--form-set (cadr form))))
           (and inner (cons (car inner) (not (cdr inner))))))
        ((memq (car-safe form) '(or |))
         (let ((sets (mapcar #'rx--form-set (cdr form))))
           (and sets (not (memq nil sets))
                (let ((ok t) (intervals nil) (classes nil))
                  (dolist (set sets)
                    (when (cdr set) (setq ok nil))
                    (setq intervals (append (car (car set)) intervals)
                          classes (append classes (cadr (car set)))))
                  (and ok (cons (list (rx--merge intervals) (delete-dups classes))
                                nil))))))
        ((eq (car-safe form) 'intersection)
         (cons (list (rx--intersection (cdr form)) nil) nil))
        (t (let ((expansion (rx--expand form)))
             (and expansion (rx--form-set (car expansion)))))))

(defun rx--intersection (forms)
  "Return the intervals of the characters in all the sets FORMS."
  (let ((result (list (cons 0 (max-char)))))
    (dolist (form forms)
      (let ((set (or (rx--form-set form)
                     (error "Illegal argument to rx `intersection': %s" form))))
        (when (cadr (car set))
          (error "Character class not permitted in set operations: %s"
                 (car (cadr (car set)))))
        (let ((intervals (if (cdr set) (rx--complement (car (car set))) (car (car set))))
              (new nil))
          (dolist (a result)
            (dolist (b intervals)
              (let ((from (max (car a) (car b))) (to (min (cdr a) (cdr b))))
                (when (<= from to) (setq new (cons (cons from to) new))))))
          (setq result (rx--merge new)))))
    result))

(defun rx--not (form)
  "Return the translation of (not FORM)."
  (let ((set (rx--form-set form)))
    (cond (set (rx--set-text (car set) (not (cdr set))))
          ((eq form 'word-boundary) (cons (list "\\B") t))
          ((eq (car-safe form) 'syntax)
           (cons (list (string ?\\ ?S (rx--syntax-code (cadr form)))) t))
          ((eq (car-safe form) 'category)
           (cons (list (string ?\\ ?C (rx--category-code (cadr form)))) t))
          ((eq (car-safe form) 'not) (rx--translate (cadr form)))
          ((memq form '(nonl not-newline)) (cons (list "\n") t))
          ((memq form '(anything anychar unmatchable))
           (if (eq form 'unmatchable)
               (cons (list "[^z-a]") t)
             (cons (list "\\`a\\`") 'seq)))
          (t (error "Illegal argument to rx `not': %s" form)))))

(defun rx--syntax-code (name)
  "Return the character of the syntax class NAME."
  (cond ((cdr (assq name rx--syntax-codes)))
        ((characterp name) name)
        ((and (symbolp name) (= (length (symbol-name name)) 1))
         (aref (symbol-name name) 0))
        (t (error "Unknown rx syntax name `%s'" name))))

(defun rx--category-code (name)
  "Return the character of the category NAME."
  (cond ((cdr (assq name rx--categories)))
        ((characterp name) name)
        (t (error "Unknown rx category `%s'" name))))

;;;; Definitions.

(defun rx--definition (name)
  "Return the definition (NAME [ARGS] FORM) of NAME, or nil."
  (or (assq name rx--local-definitions)
      (let ((definition (and (symbolp name) (get name 'rx-definition))))
        (and definition (cons name definition)))))

(defun rx--expand (form)
  "Return a list of what the user definition used in FORM expands to, or nil."
  (let* ((name (if (consp form) (car form) form))
         (definition (and name (symbolp name) (rx--definition name))))
    (cond ((null definition) nil)
          ((and (symbolp form) (null (cddr definition))) (list (cadr definition)))
          ((and (consp form) (cddr definition))
           (list (rx--substitute (nth 2 definition)
                                 (rx--bind (cadr definition) (cdr form) name))))
          ((consp form) (error "Not an `rx' form definition: %s" name))
          (t (error "Not an `rx' symbol definition: %s" name)))))

(defun rx--bind (params args name)
  "Return an alist of PARAMS, the parameters of NAME, and their ARGS."
  (let ((bindings nil))
    (while params
      (if (eq (car params) '&rest)
          (setq bindings (cons (list '&rest (cadr params) args) bindings)
                params nil
                args nil)
        (unless args (error "The `%s' form takes more arguments" name))
        (setq bindings (cons (cons (car params) (car args)) bindings)
              params (cdr params)
              args (cdr args))))
    (when args (error "The `%s' form takes fewer arguments" name))
    bindings))

(defun rx--substitute (form bindings)
  "Return FORM with the variables of BINDINGS replaced."
  (cond ((and form (symbolp form))
         (let ((binding (assq form bindings)))
           (if (and binding (not (eq form '&rest))) (cdr binding) form)))
        ((consp form)
         (let ((result nil) (rest (assq '&rest bindings)))
           (while (consp form)
             (if (and rest (eq (car form) (cadr rest)))
                 (setq result (append (reverse (nth 2 rest)) result))
               (setq result (cons (rx--substitute (car form) bindings) result)))
             (setq form (cdr form)))
           (nreverse result)))
        (t form)))

;;;; Translation.

(defun rx--regexp-kind (regexp)
  "Return what KIND the translation of the string REGEXP is."
  (cond ((string-match "\\`\\(?:\\\\?.\\|\\[\\^?]?[^]]*]\\|\\\\(\\(?:[^\\]\\|\\\\[^()]\\)*\\\\)\\)\\'"
                       regexp)
         (if (member regexp '("^" "$")) 'seq t))
        ((rx--has-alternatives-p regexp) nil)
        (t 'seq)))

(defun rx--has-alternatives-p (regexp)
  "Return t if REGEXP has alternatives outside groups."
  (let ((i 0) (n (length regexp)) (depth 0) (found nil))
    (while (< i n)
      (let ((char (aref regexp i)))
        (cond ((and (eq char ?\\) (< (1+ i) n))
               (let ((next (aref regexp (1+ i))))
                 (cond ((eq next ?\() (setq depth (1+ depth)))
                       ((eq next ?\)) (setq depth (1- depth)))
                       ((and (eq next ?|) (= depth 0)) (setq found t))))
               (setq i (+ i 2)))
              ((eq char ?\[)
               (let ((end (string-match "]" regexp
                                        (+ i (if (eq (string-to-char
                                                      (substring regexp (1+ i)))
                                                     ?^)
                                                 3
                                               2)))))
                 (setq i (if end (1+ end) n))))
              (t (setq i (1+ i))))))
    found))

(defun rx--translate (form)
  "Return the translation of the rx form FORM."
  (cond
   ((stringp form) (rx--string form))
   ((characterp form) (rx--string (string form)))
   ((rx--expand form) (rx--translate (car (rx--expand form))))
   ((and form (symbolp form))
    (let ((text (cdr (assq form rx--symbols))) (class (assq form rx--classes)))
      (cond ((consp text) (cons (list (car text)) (cdr text)))
            (text (cons (list text) t))
            (class (cons (list (format "[[:%s:]]" (cdr class))) t))
            (t (error "Unknown rx symbol `%s'" form)))))
   ((consp form) (rx--translate-form (car form) (cdr form) form))
   (t (error "Bad rx expression: %S" form))))

(defun rx--translate-form (head args form)
  "Return the translation of FORM, which is (HEAD . ARGS)."
  (let ((lazy (if rx--greedy "" "?")))
    (cond
     ((memq head '(seq : sequence and)) (rx--sequence args))
     ((memq head '(or |)) (rx--or args))
     ((memq head '(any in char)) (rx--set-text (rx--parse-set args) nil))
     ((eq head 'not-char) (rx--set-text (rx--parse-set args) t))
     ((eq head 'not) (rx--not (car args)))
     ((eq head 'intersection)
      (rx--set-text (list (rx--intersection args) nil) nil))
     ((memq head '(zero-or-more 0+)) (rx--postfix (concat "*" lazy) args))
     ((eq head '*) (rx--postfix "*" args))
     ((eq head '+) (rx--postfix "+" args))
     ((memq head '(one-or-more 1+)) (rx--postfix (concat "+" lazy) args))
     ((memq head '(zero-or-one opt optional)) (rx--postfix (concat "?" lazy) args))
     ((memq head '(\? ?\s)) (rx--postfix "?" args))
     ((eq head '*?) (rx--postfix "*?" args))
     ((eq head '+?) (rx--postfix "+?" args))
     ((memq head '(\?? ??)) (rx--postfix "??" args))
     ((eq head 'minimal-match)
      (let ((rx--greedy nil)) (rx--translate (car args))))
     ((eq head 'maximal-match)
      (let ((rx--greedy t)) (rx--translate (car args))))
     ((eq head '=) (rx--bounded (cdr args) (format "%d" (car args))))
     ((eq head '>=) (rx--bounded (cdr args) (format "%d," (car args))))
     ((eq head '**)
      (rx--bounded (cddr args) (format "%d,%d" (car args) (cadr args))))
     ((eq head 'repeat)
      (if (integerp (cadr args))
          (rx--bounded (cddr args) (format "%d,%d" (car args) (cadr args)))
        (rx--bounded (cdr args) (format "%d" (car args)))))
     ((memq head '(group submatch))
      (when rx--pcase (setq rx--pcase-vars (cons nil rx--pcase-vars)))
      (cons (rx--group (rx--sequence args) "\\(") t))
     ((memq head '(group-n submatch-n))
      (cons (rx--group (rx--sequence (cdr args)) (format "\\(?%d:" (car args))) t))
     ((eq head 'backref) (rx--backref (car args)))
     ((eq head 'syntax)
      (cons (list (string ?\\ ?s (rx--syntax-code (car args)))) t))
     ((eq head 'category)
      (cons (list (string ?\\ ?c (rx--category-code (car args)))) t))
     ((memq head '(regexp regex))
      (if (stringp (car args))
          (cons (list (car args)) (rx--regexp-kind (car args)))
        (cons (list "\\(?:" (car args) "\\)") t)))
     ((eq head 'literal)
      (if (stringp (car args))
          (rx--string (car args))
        (cons (list `(regexp-quote ,(car args))) 'seq)))
     ((eq head 'eval) (rx--translate (eval (car args) t)))
     ((and (eq head 'let) rx--pcase)
      (setq rx--pcase-vars (cons (car args) rx--pcase-vars))
      (cons (rx--group (rx--sequence (cdr args)) "\\(") t))
     ((symbolp head) (error "Unknown rx form `%s'" head))
     (t (error "Bad rx operator `%S'" (car form))))))

(defun rx--backref (which)
  "Return the translation of (backref WHICH), a number or pattern variable."
  (let ((number (if (integerp which)
                    which
                  (length (memq which rx--pcase-vars)))))
    (cons (list (format "\\%d" number)) t)))

(defun rx--to-form (pieces)
  "Return PIECES joined: a string, or a form that computes one."
  (let ((result nil))
    (dolist (piece pieces)
      (if (and (stringp piece) (stringp (car result)))
          (setcar result (concat (car result) piece))
        (setq result (cons piece result))))
    (setq result (delete "" (nreverse result)))
    (cond ((null result) "")
          ((and (null (cdr result)) (stringp (car result))) (car result))
          ((null (cdr result)) (car result))
          (t (cons 'concat result)))))

;;;###autoload
(defun rx-to-string (form &optional no-group)
  "Return the regexp that the rx form FORM stands for.
It is in a group if need be, unless NO-GROUP is non-nil."
  (let* ((item (rx--translate form))
         (text (rx--to-form (if no-group (car item) (car (rx--atomic item))))))
    (if (stringp text) text (eval text t))))

;;;###autoload
(defmacro rx (&rest forms)
  "Return the regexp that FORMS, one after another, stand for.
Forms are strings and characters, which stand for themselves; names such as
digit, bol or nonl; and lists that begin with seq, or, any, not, the repetitions
zero-or-more (*), one-or-more (+), opt (?), = and **, group, backref, syntax,
regexp, literal, eval and names defined by `rx-define'."
  (let ((rx--local-definitions
         (append (cdr (assq :rx-locals (bound-and-true-p macroexpand-all-environment)))
                 rx--local-definitions)))
    (rx--to-form (car (rx--sequence forms)))))

;;;###autoload
(defmacro rx-define (name &rest definition)
  "Define NAME for `rx'; DEFINITION is RX or ARGS RX."
  (declare (indent defun))
  `(eval-and-compile
     (put ',name 'rx-definition ',definition)
     ',name))

;;;###autoload
(defmacro rx-let (bindings &rest body)
  "Evaluate BODY with BINDINGS, (NAME [ARGS] RX)s, defined for `rx' in it."
  (declare (indent 1))
  (let ((env (bound-and-true-p macroexpand-all-environment)))
    (macroexpand-all
     (macroexp-progn body)
     (cons (cons :rx-locals (append bindings (cdr (assq :rx-locals env)))) env))))

;;;###autoload
(defmacro rx-let-eval (bindings &rest body)
  "Evaluate BODY with the value of BINDINGS defined for `rx-to-string'."
  (declare (indent 1))
  `(let ((rx--local-definitions (append ,bindings rx--local-definitions)))
     ,@body))

(defun rx--pcase-match (regexp count string)
  "Return the texts of the first COUNT groups if REGEXP matches STRING, or nil."
  (and (stringp string)
       (string-match regexp string)
       (let ((texts nil) (i count))
         (while (> i 0)
           (setq texts (cons (match-string i string) texts)
                 i (1- i)))
         (or texts t))))

(pcase-defmacro rx (&rest regexps)
  "Match a string that the rx forms REGEXPS match.
\(let VAR RX...) in them binds VAR to what RX matches."
  (let* ((rx--pcase t) (rx--pcase-vars nil)
         (regexp (rx--to-form (car (rx--sequence regexps))))
         (vars (reverse rx--pcase-vars))
         (i -1))
    `(app (rx--pcase-match ,regexp ,(length vars))
          (and (pred identity)
               ,@(delq nil (mapcar (lambda (var)
                                     (setq i (1+ i))
                                     (and var `(app (nth ,i) ,var)))
                                   vars))))))

(defvar rx-constituents nil
  "Alist of old definitions of rx symbols; use `rx-define' instead.")

(defun rx-submatch-n (form &optional _parent)
  "Return the empty string for FORM; an old function."
  (ignore form)
  "")

(provide 'rx)
;;; rx.el ends here
