;;; bytecomp.el --- checks that a compiler would make -*- lexical-binding: t; -*-

;; There is no byte compiler: code is analysed when it is first called.  What
;; "compiling" does here is to read, expand and walk the code as a compiler
;; would, and to report what looks wrong: free variables, wrong numbers of
;; arguments, functions that nobody defines, obsolete functions.

(require 'seq)

(defvar byte-compile-error-on-warn nil
  "Non-nil means that a warning makes compiling a file fail.")
(defvar byte-compile-verbose (not noninteractive)
  "Non-nil means to say which file is being compiled.")
(defvar byte-compile-current-file nil "The file being compiled, or nil.")
(defvar byte-compile-current-form nil "The function being compiled, or nil.")
(defvar byte-compile-log-buffer "*Compile-Log*" "Not used: warnings are messages.")
(defvar byte-compile-macro-environment nil
  "Alist of the macros that the file being compiled defines.")

(defvar elnet-comp--functions nil
  "Alist of functions that the file defines or declares, (NAME . (MIN . MAX)).
The value is t where the arguments are not known.")
(defvar elnet-comp--variables nil "Special variables that the file defines.")
(defvar elnet-comp--lexical nil "Lexical variables in scope.")
(defvar elnet-comp--unknown nil "Functions called but not known yet, (NAME POSITION MIN MAX): what arguments they got.")
(defvar elnet-comp--guarded nil "Functions and variables known to be there, by a test.")
(defvar elnet-comp--start nil "Where the top-level form begins in the source buffer, or nil.")
(defvar elnet-comp--position nil "Where the symbol met last is.")
(defvar elnet-comp--header nil "The header printed last.")
(defvar elnet-comp--warned nil "Non-nil once there was a warning.")
(defvar elnet-comp--failed nil "Non-nil once there was an error.")

;; ---- reporting

(defun elnet-comp--seek (symbol)
  "Move the position to the next place where SYMBOL stands in the source."
  (when elnet-comp--start
    (let ((regexp (concat "\\(?:\\`\\|[^-[:alnum:]_*+/<>=!?$%&~:.|^@{}]\\)\\("
                          (regexp-quote (symbol-name symbol))
                          "\\)\\(?:\\'\\|[^-[:alnum:]_*+/<>=!?$%&~:.|^@{}]\\)"))
          (case-fold-search nil))
      (save-excursion
        (goto-char (max elnet-comp--start (or elnet-comp--position 0)))
        (when (or (re-search-forward regexp nil t)
                  (progn (goto-char elnet-comp--start)
                         (re-search-forward regexp nil t)))
          (setq elnet-comp--position (match-beginning 1)))))))

(defun elnet-comp--fill (text)
  "Break TEXT into lines of at most 78 columns, further ones indented."
  (let ((lines nil) (line nil))
    (dolist (word (split-string text " "))
      (cond ((null line) (setq line word))
            ((<= (+ (string-width line) 1 (string-width word)) 78)
             (setq line (concat line " " word)))
            (t (push line lines)
               (setq line (concat "    " word)))))
    (mapconcat #'identity (nreverse (cons line lines)) "\n")))

(defun elnet-comp--report (level position form text)
  "Report TEXT, at LEVEL, about POSITION of the source, in FORM.
FORM is the name of a definition, `end', nil for none, or `same' for any."
  (let ((header (cond ((eq form 'end) "In end of data:")
                      ((and (eq form 'same) elnet-comp--header))
                      ((eq form 'same) "In toplevel form:")
                      (form (format "In %s:" form))
                      (t "In toplevel form:"))))
    (unless (or (equal header elnet-comp--header) (null byte-compile-current-file))
      (message "\n%s" header)
      (setq elnet-comp--header header))
    (message "%s" (elnet-comp--fill
                   (concat (if (and byte-compile-current-file position)
                               (save-excursion
                                 (goto-char position)
                                 (format "%s:%d:%d:" (file-name-nondirectory byte-compile-current-file)
                                         (line-number-at-pos) (1+ (current-column))))
                             "")
                           " " level ": " text)))))

(defun byte-compile-warn (format &rest args)
  "Report a warning made of FORMAT and ARGS about what is being compiled."
  (setq elnet-comp--warned t)
  (elnet-comp--report (if byte-compile-error-on-warn "Error" "Warning")
                      (or elnet-comp--position elnet-comp--start)
                      byte-compile-current-form
                      (apply #'format-message format args)))

;; ---- what is known

(defun elnet-comp--signature (arglist)
  "Return (MIN . MAX) of ARGLIST; MAX is nil for any number."
  (let ((min 0) (max 0) (optional nil))
    (while arglist
      (let ((arg (pop arglist)))
        (cond ((eq arg '&optional) (setq optional t))
              ((eq arg '&rest) (setq max nil arglist nil))
              (t (setq max (1+ max))
                 (unless optional (setq min (1+ min)))))))
    (cons min max)))

(defun elnet-comp--arity (function)
  "Return (MIN . MAX) of FUNCTION, t if it is not known, nil if FUNCTION is not."
  (let ((own (assq function elnet-comp--functions)))
    (cond (own (cdr own))
          ((not (fboundp function)) nil)
          ((autoloadp (indirect-function function)) t)
          (t (condition-case nil
                 (let ((arity (func-arity function)))
                   (cons (car arity) (and (integerp (cdr arity)) (cdr arity))))
               (error t))))))

(defun elnet-comp--range (signature)
  "Return SIGNATURE, (MIN . MAX), as warnings show it."
  (pcase-let ((`(,least . ,most) signature))
    (concat (number-to-string least)
            (cond ((not most) "+")
                  ((> most least) (format "-%d" most))))))

(defun elnet-comp--obsolete (function info)
  "Return what to say about FUNCTION, obsolete as INFO, (NEW HANDLER WHEN), says."
  (let ((new (car info)) (when (nth 2 info)))
    (format-message "`%s' is an obsolete function%s%s" function
                    (if when (format " (as of %s)" when) "")
                    (cond ((stringp new) (format "; %s" (substitute-command-keys new)))
                          (new (format-message "; use `%s' instead." new))
                          (t ".")))))

(defun elnet-comp--check-call (function count)
  "Check a call of FUNCTION with COUNT arguments."
  (elnet-comp--seek function)
  (let ((arity (elnet-comp--arity function))
        (obsolete (get function 'byte-obsolete-info)))
    (when (and obsolete (not (memq function elnet-comp--guarded)))
      (byte-compile-warn "%s" (elnet-comp--obsolete function obsolete)))
    (cond ((null arity)
           (elnet-comp--unknown-call function count))
          ((and (consp arity) (not (eq function byte-compile-current-form))
                (or (< count (car arity))
                    (and (cdr arity) (> count (cdr arity)))))
           (byte-compile-warn "%s called with %d argument%s, but %s %s"
                              function count (if (= count 1) "" "s")
                              (if (< count (car arity)) "requires" "accepts only")
                              (elnet-comp--range arity))))))

(defun elnet-comp--unknown-call (function &optional count)
  "Note a use of FUNCTION, not known yet, with COUNT arguments if it is a call."
  (let ((entry (assq function elnet-comp--unknown)))
    (cond ((memq function elnet-comp--guarded))
          ((null entry)
           (push (list function elnet-comp--position count count) elnet-comp--unknown))
          (count
           (setf (nth 2 entry) (min count (or (nth 2 entry) count))
                 (nth 3 entry) (max count (or (nth 3 entry) count)))))))

(defun elnet-comp--define (function signature)
  "Note that FUNCTION takes arguments as SIGNATURE, (MIN . MAX) or t, says."
  (let ((calls (assq function elnet-comp--unknown)))
    (when (and calls (consp signature) (nth 2 calls)
               (or (< (nth 2 calls) (car signature))
                   (and (cdr signature) (> (nth 3 calls) (cdr signature)))))
      (elnet-comp--seek function)
      (let ((byte-compile-current-form function))
        (byte-compile-warn "%s being defined to take %s%s, but was previously called with %s"
                           function (elnet-comp--range signature)
                           (if (equal signature '(1 . 1)) " arg" " args")
                           (elnet-comp--range (cons (nth 2 calls) (nth 3 calls))))))
    (setq elnet-comp--unknown (delq calls elnet-comp--unknown)))
  (push (cons function signature) elnet-comp--functions))

(defun elnet-comp--known-variable-p (symbol)
  "Return non-nil if SYMBOL is bound here, special, or a constant."
  (or (memq symbol elnet-comp--lexical)
      (memq symbol elnet-comp--variables)
      (memq symbol elnet-comp--guarded)
      (keywordp symbol) (memq symbol '(nil t))
      (special-variable-p symbol)))

(defun elnet-comp--variable (symbol how)
  "Check a use of the variable SYMBOL; HOW says reference or assignment."
  (elnet-comp--seek symbol)
  (unless (elnet-comp--known-variable-p symbol)
    (push symbol elnet-comp--guarded)   ; once
    (byte-compile-warn "%s to free variable `%s'" how symbol)))

;; ---- walking

(defun elnet-comp--guards (test)
  "Return the names that are known to be there if TEST holds."
  (pcase test
    (`(,(or 'fboundp 'boundp) (quote ,name)) (list name))
    (`(,(or 'and 'progn) . ,tests) (apply #'append (mapcar #'elnet-comp--guards tests)))))

(defun elnet-comp--body (forms)
  "Check FORMS one after the other."
  (mapc #'elnet-comp--walk forms))

(defun elnet-comp--if (test then else)
  "Check TEST, the forms THEN, where it holds, and ELSE, where not."
  (elnet-comp--walk test)
  (let ((elnet-comp--guarded (append (elnet-comp--guards test) elnet-comp--guarded)))
    (elnet-comp--body then))
  (let ((elnet-comp--guarded (append (pcase test (`(,(or 'not 'null) ,x) (elnet-comp--guards x)))
                                     elnet-comp--guarded)))
    (elnet-comp--body else)))

(defun elnet-comp--lambda (arglist body)
  "Check the function with ARGLIST and BODY."
  (let ((elnet-comp--lexical
         (append (seq-difference arglist '(&optional &rest)) elnet-comp--lexical)))
    (elnet-comp--body body)))

(defun elnet-comp--let (bindings body sequential)
  "Check a let form with BINDINGS and BODY, a let* if SEQUENTIAL."
  (let ((elnet-comp--lexical elnet-comp--lexical) (new nil))
    (dolist (binding bindings)
      (when (consp binding)
        (elnet-comp--walk (cadr binding)))
      (let ((name (if (consp binding) (car binding) binding)))
        (if sequential
            (push name elnet-comp--lexical)
          (push name new))))
    (setq elnet-comp--lexical (append new elnet-comp--lexical))
    (elnet-comp--body body)))

(defun elnet-comp--walk (form)
  "Check FORM, whose macros have been expanded."
  (pcase form
    ((pred symbolp) (elnet-comp--variable form "reference"))
    ((pred atom))
    (`(,(or 'quote 'interactive 'with-no-warnings 'declare-function) . ,_))
    (`(function (lambda ,arglist . ,body)) (elnet-comp--lambda arglist body))
    (`(function ,(and name (pred symbolp)))
     (elnet-comp--seek name)
     (unless (elnet-comp--arity name)
       (elnet-comp--unknown-call name)))
    (`(function . ,_))
    (`(with-suppressed-warnings ,specs . ,body)
     (let ((elnet-comp--guarded
            (append (apply #'append (mapcar #'cdr specs)) elnet-comp--guarded)))
       (elnet-comp--body body)))
    (`(,(and kind (or 'let 'let*)) ,bindings . ,body)
     (elnet-comp--let bindings body (eq kind 'let*)))
    (`(setq . ,pairs)
     (while pairs
       (elnet-comp--walk (cadr pairs))
       (elnet-comp--variable (car pairs) "assignment")
       (setq pairs (cddr pairs))))
    (`(if ,test ,then . ,else) (elnet-comp--if test (list then) else))
    (`(and . ,tests)
     (let ((elnet-comp--guarded elnet-comp--guarded))
       (dolist (test tests)
         (elnet-comp--walk test)
         (setq elnet-comp--guarded
               (append (elnet-comp--guards test) elnet-comp--guarded)))))
    (`(cond . ,clauses)
     (dolist (clause clauses)
       (elnet-comp--if (car clause) (cdr clause) nil)))
    (`(condition-case ,var ,body . ,handlers)
     (elnet-comp--walk body)
     (let ((elnet-comp--lexical (cons var elnet-comp--lexical)))
       (dolist (handler handlers)
         (elnet-comp--body (cdr handler)))))
    (`(,(or 'defvar 'defconst) ,name . ,rest)
     (push name elnet-comp--variables)
     (elnet-comp--walk (car rest)))
    (`((lambda ,arglist . ,body) . ,args)
     (elnet-comp--body args)
     (elnet-comp--lambda arglist body))
    (`(,(and name (pred symbolp)) . ,args)
     (if (special-form-p name)
         (elnet-comp--body args)
       (elnet-comp--check-call name (length args))
       (elnet-comp--body args)))))

;; ---- top-level forms

(defun elnet-comp--environment ()
  "Return the environment for expanding the file's macros."
  (append '((with-no-warnings . nil) (with-suppressed-warnings . nil) (declare-function . nil))
          byte-compile-macro-environment
          macroexpand-all-environment))

(defun elnet-comp--note (form)
  "Note what the top-level FORM, not expanded yet, defines."
  (pcase form
    (`(,(or 'progn 'eval-and-compile 'with-no-warnings) . ,forms) (mapc #'elnet-comp--note forms))
    (`(,(or 'defun 'defsubst 'cl-defun 'cl-defsubst 'define-inline) ,name ,arglist . ,_)
     (elnet-comp--define name (if (memq (car form) '(defun defsubst define-inline))
                                  (elnet-comp--signature arglist)
                                t)))
    (`(defmacro ,name ,arglist . ,body)
     (push (cons name (eval `(lambda ,arglist ,@body) t)) byte-compile-macro-environment))
    (`(defalias (quote ,name) . ,_)
     (unless (assq name elnet-comp--functions) (elnet-comp--define name t)))
    (`(declare-function ,name ,_ . ,rest)
     (elnet-comp--define name (if (and rest (listp (car rest))) (elnet-comp--signature (car rest)) t)))
    (`(autoload (quote ,name) . ,_) (elnet-comp--define name t))
    (`(,(or 'defvar 'defconst 'defcustom 'defvar-local) ,name . ,_) (push name elnet-comp--variables))
    (`(,(or 'make-obsolete 'define-obsolete-function-alias 'define-obsolete-variable-alias) . ,_)
     (eval form t))
    (`(require ,(or `(quote ,feature) feature) . ,_) (require feature nil t))))

(defun elnet-comp--definition (name arglist body)
  "Check the definition of NAME with ARGLIST and BODY.
As in Emacs' compiler, what follows at top level belongs to it in reports."
  (setq byte-compile-current-form name)
  (elnet-comp--lambda
   arglist (mapcar #'elnet-comp--expand
                   (seq-remove (lambda (form) (eq (car-safe form) 'declare)) body))))

(defun elnet-comp--declarations (name body known text)
  "Warn of each spec that BODY of NAME declares and that is not in the alist KNOWN.
TEXT is what to say of the spec and NAME."
  (dolist (spec (cdr (assq 'declare (seq-filter #'consp body))))
    (unless (assq (car-safe spec) known)
      (unless elnet-comp--position (elnet-comp--seek name))
      (let ((byte-compile-current-form 'same))
        (byte-compile-warn text (car-safe spec) name)))))

(defun elnet-comp--toplevel (form)
  "Check the top-level FORM."
  (elnet-comp--note form)
  (pcase form
    (`(,(or 'defun 'defsubst) ,name ,arglist . ,body)
     (dolist (spec (cdr (assq 'declare (seq-filter #'consp body))))
       (when (eq (car spec) 'obsolete)
         (make-obsolete name (nth 1 spec) (nth 2 spec))))
     (elnet-comp--definition name arglist body)
     (elnet-comp--declarations name body defun-declarations-alist
                               "Unknown defun property `%S' in %S"))
    (`(defmacro ,name ,arglist . ,body)
     (elnet-comp--definition name arglist body)
     (elnet-comp--declarations name body macro-declarations-alist
                               "Unknown macro property %S in %S"))
    (`(progn . ,forms) (mapc #'elnet-comp--toplevel forms))
    (_ (let ((expanded (macroexpand form (elnet-comp--environment))))
         (if (eq (car-safe expanded) 'progn)
             (mapc #'elnet-comp--toplevel (cdr expanded))
           (elnet-comp--note expanded)
           (elnet-comp--walk (elnet-comp--expand expanded)))))))

(defun elnet-comp--expand (form)
  "Return FORM with all macros expanded."
  (macroexpand-all form (elnet-comp--environment)))

(defun elnet-comp--end ()
  "Report the functions that are not known."
  (dolist (entry (seq-remove (lambda (e) (or (assq (car e) elnet-comp--functions) (fboundp (car e))))
                             elnet-comp--unknown))
    (let ((elnet-comp--position (nth 1 entry)) (byte-compile-current-form 'end))
      (byte-compile-warn "the function `%s' is not known to be defined." (car entry)))))

(defun elnet-comp--skip ()
  "Move over whitespace and comments."
  (while (progn (skip-chars-forward " \t\n\r\f")
                (eq (char-after) ?\;))
    (forward-line 1)))

(defun elnet-comp--buffer ()
  "Check the forms of the current buffer."
  (goto-char (point-min))
  (condition-case err
      (while (progn (elnet-comp--skip) (not (eobp)))
        (setq elnet-comp--start (point) elnet-comp--position nil)
        (let ((form (read (current-buffer))))
          (elnet-comp--toplevel form)))
    (error
     (setq elnet-comp--failed t)
     (elnet-comp--report "Error" (or elnet-comp--position elnet-comp--start) nil
                         (error-message-string err))))
  (unless elnet-comp--failed
    (elnet-comp--end)))

(defun byte-compile-sexp (sexp)
  "Check SEXP as `byte-compile' does; return its function, or else SEXP as it is."
  (if (eq (car-safe sexp) 'lambda)
      (byte-compile sexp)
    (byte-compile (list 'lambda nil sexp))
    sexp))

;;;###autoload
(defun byte-compile (form)
  "Check FORM, report what looks wrong, and return its function.
For a symbol that names a function check and return that, for a lambda expression
return a function, for another form its value."
  (let ((lambda (cond ((and (symbolp form) (fboundp form)) (symbol-function form))
                      ((eq (car-safe form) 'lambda) form)))
        (byte-compile-current-form (and (symbolp form) form))
        (elnet-comp--unknown nil) (elnet-comp--guarded nil) (elnet-comp--lexical nil))
    (pcase lambda
      (`(lambda ,arglist . ,body)
       (elnet-comp--lambda arglist (mapcar #'elnet-comp--expand body)))))
  (cond ((symbolp form) (and (fboundp form) (symbol-function form)))
        ((functionp form) (if (consp form) (eval form t) form))
        (t (eval form lexical-binding))))

;;;###autoload
(defun byte-compile-file (filename &optional load)
  "Check the Lisp file FILENAME and report what looks wrong.
No compiled file is written: source is what runs.  Return t, or nil if the file
could not be read or expanded.  With a non-nil LOAD load it, too."
  (let ((byte-compile-current-file (expand-file-name filename))
        (byte-compile-current-form nil) (byte-compile-macro-environment nil)
        (elnet-comp--functions nil) (elnet-comp--variables nil) (elnet-comp--lexical nil)
        (elnet-comp--unknown nil) (elnet-comp--guarded nil) (elnet-comp--start nil)
        (elnet-comp--position nil) (elnet-comp--header nil) (elnet-comp--warned nil)
        (elnet-comp--failed nil))
    (when byte-compile-verbose
      (message "Compiling %s..." filename))
    (with-temp-buffer
      (insert-file-contents byte-compile-current-file)
      (elnet-comp--buffer))
    (let ((ok (not (or elnet-comp--failed
                       (and byte-compile-error-on-warn elnet-comp--warned)))))
      (when (and ok load)
        (load byte-compile-current-file nil t t))
      ok)))

;;;###autoload
(defun batch-byte-compile (&optional _noforce)
  "Check the files that remain on the command line, then end the program.
The exit code is 1 if one could not be compiled."
  (let ((error nil))
    (while command-line-args-left
      (let ((file (expand-file-name (pop command-line-args-left))))
        (dolist (one (if (file-directory-p file)
                         (directory-files file t "\\`[^.].*\\.el\\'")
                       (list file)))
          (unless (byte-compile-file one)
            (setq error t)))))
    (kill-emacs (if error 1 0))))

(provide 'bytecomp)
;;; bytecomp.el ends here
