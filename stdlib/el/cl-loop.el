;;; cl-loop.el --- the `cl-loop' macro -*- lexical-binding: t; -*-

;; A loop becomes
;;
;;   (cl-block NAME
;;     (let* BINDINGS
;;       INITIALLY...
;;       (while (and ITEM...) ITEM... STEP...)
;;       FINALLY... RESULT))
;;
;; where the items are what happens in one round, in the order of the clauses.
;; Those up to the last test are in the condition of `while', so that leaving
;; the loop needs no `throw'.

;;; Code:

(require 'cl-macs)

(defvar cl--loop-args nil "Rest of the clauses being parsed.")
(defvar cl--loop-name nil "Name of the block around the loop.")
(defvar cl--loop-groups nil
  "Groups of bindings, the last first; each is (SEQUENTIAL BINDING...).")
(defvar cl--loop-items nil
  "What one round does, the last first: elements (test . FORM) or (do . FORM).")
(defvar cl--loop-steps nil "Forms at the end of a round, the last first.")
(defvar cl--loop-initially nil "Forms before the loop, the last first.")
(defvar cl--loop-finally nil "Forms after the loop, the last first.")
(defvar cl--loop-result nil "List of the form given by `finally return', or nil.")
(defvar cl--loop-accum nil
  "Variable that holds what is collected, with (VAR . KIND); nil if none.")
(defvar cl--loop-intos nil "Alist of `into' variables and their tail variables.")
(defvar cl--loop-flag nil "Variable that turns nil when `always' or `never' fails.")
(defvar cl--loop-thereis nil "Variable that holds what `thereis' found.")
(defvar cl--loop-first nil "Variable that is non-nil in the first round.")
(defvar cl--loop-macros nil "Symbol macros around the body, (NAME EXPANSION).")
(defvar cl--loop-inner nil "Non-nil while parsing a clause inside a condition.")

(defun cl--loop-next ()
  "Remove and return the next element of the clauses."
  (unless cl--loop-args (error "Malformed `cl-loop' macro"))
  (prog1 (car cl--loop-args)
    (setq cl--loop-args (cdr cl--loop-args))))

(defun cl--loop-accept (&rest words)
  "Remove and return the next element of the clauses if it is one of WORDS."
  (and cl--loop-args
       (memq (car cl--loop-args) words)
       (cl--loop-next)))

(defun cl--loop-bind (var &optional value)
  "Bind VAR to the form VALUE around the loop; return VAR."
  (if (and cl--loop-groups (car (car cl--loop-groups)))
      (setcdr (car cl--loop-groups)
              (cons (list var value) (cdr (car cl--loop-groups))))
    (setq cl--loop-groups (cons (list t (list var value)) cl--loop-groups)))
  var)

(defun cl--loop-temp (name &optional value)
  "Bind a new variable called NAME to the form VALUE; return the variable."
  (cl--loop-bind (make-symbol name) value))

(defun cl--loop-test (form)
  "Make the loop end where the form FORM is nil."
  (setq cl--loop-items (cons (cons 'test form) cl--loop-items)))

(defun cl--loop-do (form)
  "Evaluate FORM in each round."
  (setq cl--loop-items (cons (cons 'do form) cl--loop-items)))

(defun cl--loop-pattern-vars (pattern)
  "Return the variables in PATTERN, a symbol or nested list of symbols."
  (cond ((null pattern) nil)
        ((symbolp pattern) (list pattern))
        (t (append (cl--loop-pattern-vars (car pattern))
                   (cl--loop-pattern-vars (cdr pattern))))))

(defun cl--loop-assign (pattern value)
  "Return a list (VAR FORM VAR FORM...) that takes the form VALUE apart.
PATTERN is a symbol or a nested list of symbols."
  (if (symbolp pattern)
      (list pattern value)
    (let* ((temp (cl--loop-temp "part"))
           (pairs (list value temp))
           (first t))
      (while (consp pattern)
        (if first
            (setq first nil)
          (setq pairs (cons `(cdr ,temp) (cons temp pairs))))
        (when (car pattern)
          (setq pairs (append (reverse (cl--loop-assign (car pattern) `(car ,temp)))
                              pairs)))
        (setq pattern (cdr pattern)))
      (when pattern
        (setq pairs (cons `(cdr ,temp) (cons pattern pairs))))
      (nreverse pairs))))

;;;; for, as

(defun cl--loop-for ()
  "Parse the rest of a `for' clause with what `and' joins to it."
  ;; Each part is (BINDINGS TESTS SETS STEPS), a set being (PATTERN FORM).
  (let ((parts nil) (going t))
    (while going
      (setq parts (cons (cl--loop-for-part (cl--loop-next)) parts)
            going (cl--loop-accept 'and)))
    (setq parts (nreverse parts))
    (let ((parallel (cdr parts)) (sets nil) (steps nil) (bindings nil))
      (dolist (part parts)
        (setq bindings (append bindings (nth 0 part))
              sets (append sets (nth 2 part))
              steps (append steps (nth 3 part))))
      (if parallel
          (setq cl--loop-groups (cons (cons nil (reverse bindings)) cl--loop-groups))
        (dolist (binding bindings)
          (cl--loop-bind (car binding) (cadr binding))))
      (dolist (set sets)
        (dolist (var (cl--loop-pattern-vars (car set)))
          (cl--loop-bind-once var bindings)))
      (dolist (part parts)
        (dolist (test (nth 1 part)) (cl--loop-test test)))
      (cl--loop-add-sets sets)
      (when steps
        (setq cl--loop-steps
              (cons (if (cdr steps)
                        `(cl-psetq ,@(apply #'append steps))
                      (cons 'setq (car steps)))
                    cl--loop-steps))))))

(defun cl--loop-bind-once (var bindings)
  "Bind VAR to nil unless it is in BINDINGS or the innermost group already."
  (unless (or (assq var bindings)
              (and (car (car cl--loop-groups))
                   (assq var (cdr (car cl--loop-groups)))))
    (cl--loop-bind var)))

(defun cl--loop-add-sets (sets)
  "Assign SETS, elements (PATTERN FORM), at once in each round."
  (if (null (cdr sets))
      (dolist (set sets)
        (cl--loop-do (cons 'setq (cl--loop-assign (car set) (cadr set)))))
    (let ((temps nil) (pairs nil) (firsts nil))
      (dolist (set sets)
        (let ((temp (cl--loop-temp "new")))
          (setq temps (cons temp temps)
                firsts (cons (cadr set) (cons temp firsts))
                pairs (append pairs (cl--loop-assign (car set) temp)))))
      (cl--loop-do (cons 'setq (append (nreverse firsts) pairs))))))

(defun cl--loop-for-part (var)
  "Parse one iteration of VAR; return (BINDINGS TESTS SETS STEPS)."
  (let ((word (cl--loop-next)))
    (when (eq word 'being) (setq word (cl--loop-next)))
    (when (memq word '(the each)) (setq word (cl--loop-next)))
    (cond
     ((memq word '(from downfrom upfrom to downto upto above below by))
      (setq cl--loop-args (cons word cl--loop-args))
      (cl--loop-for-number var))
     ((memq word '(in in-ref on)) (cl--loop-for-list var word))
     ((eq word '=) (cl--loop-for-value var))
     ((memq word '(across across-ref)) (cl--loop-for-array var word))
     ((memq word '(element elements)) (cl--loop-for-elements var))
     ((memq word '(hash-key hash-keys hash-value hash-values))
      (cl--loop-for-hash var (memq word '(hash-key hash-keys))))
     ((memq word '(symbol symbols present-symbol present-symbols
                          external-symbol external-symbols))
      (cl--loop-over var (let ((in (cl--loop-accept 'in 'of)))
                           `(cl--loop-symbols ,(if in (cl--loop-next) 'obarray)))))
     ((memq word '(buffer buffers)) (cl--loop-over var '(buffer-list)))
     ((memq word '(frame frames screen screens)) (cl--loop-over var '(frame-list)))
     ((memq word '(window windows))
      (let ((in (cl--loop-accept 'in 'of)))
        (cl--loop-over var `(window-list ,@(and in (list (cl--loop-next)))))))
     ((memq word '(overlay overlays extent extents))
      (let ((options (cl--loop-options '(from to))))
        (cl--loop-over var `(cl--loop-overlays ,@options))))
     ((memq word '(interval intervals))
      (let ((options (cl--loop-options '(from to property))))
        (cl--loop-over var `(cl--loop-intervals ,@options))))
     ((memq word '(key-code key-codes key-binding key-bindings key-seq key-seqs))
      (cl--loop-for-keys var word))
     ((eq word 'iter-by)
      (let ((iter (make-symbol "iter")))
        (list (list (list iter (cl--loop-next)) (list var nil))
              `((condition-case nil
                    (progn (setq ,var (iter-next ,iter)) t)
                  (iter-end-of-sequence nil)))
              nil nil)))
     (t
      (let ((handler (and (symbolp word) (get word 'cl-loop-for-handler))))
        (if handler
            (funcall handler var)
          (error "Expected a `for' preposition, found %s" word)))))))

(defun cl--loop-options (names)
  "Parse `of X' and the prepositions NAMES; return their forms in that order."
  (let ((object nil) (values (mapcar #'list names)) (going t))
    (while going
      (let ((word (and cl--loop-args (car cl--loop-args))))
        (cond ((memq word '(in of)) (cl--loop-next) (setq object (cl--loop-next)))
              ((assq word values)
               (cl--loop-next)
               (setcdr (assq word values) (cl--loop-next)))
              (t (setq going nil)))))
    (cons object (mapcar #'cdr values))))

(defun cl--loop-for-number (var)
  "Parse the numeric iteration of VAR."
  (let ((start 0) (end nil) (step nil) (down nil) (strict nil) (bindings nil)
        (word nil))
    (while (setq word (cl--loop-accept 'from 'downfrom 'upfrom 'to 'downto 'upto
                                       'above 'below 'by))
      (let ((form (cl--loop-next)))
        (when (memq word '(downfrom downto above)) (setq down t))
        (when (memq word '(above below)) (setq strict t))
        (cond ((memq word '(from downfrom upfrom))
               (setq start form)
               (unless (macroexp-const-p form)
                 (setq bindings (cons (list var form) bindings))))
              ((eq word 'by)
               (setq step (if (macroexp-const-p form)
                              form
                            (let ((temp (make-symbol "by")))
                              (setq bindings (cons (list temp form) bindings))
                              temp))))
              (t
               (setq end (if (macroexp-const-p form)
                             form
                           (let ((temp (make-symbol "end")))
                             (setq bindings (cons (list temp form) bindings))
                             temp)))))))
    (unless (assq var bindings)
      (setq bindings (cons (list var start) bindings)))
    (list (nreverse bindings)
          (and end `((,(if down (if strict '> '>=) (if strict '< '<=)) ,var ,end)))
          nil
          `((,var ,(if (or (null step) (eql step 1))
                       `(,(if down '1- '1+) ,var)
                     `(,(if down '- '+) ,var ,step)))))))

(defun cl--loop-step-form (temp)
  "Parse the optional `by' of a list iteration; return the form after TEMP."
  (if (cl--loop-accept 'by)
      (let ((step (cl--loop-next)))
        (if (and (memq (car-safe step) '(quote function cl-function))
                 (symbolp (cadr step)))
            (list (cadr step) temp)
          `(funcall ,step ,temp)))
    `(cdr ,temp)))

(defun cl--loop-for-list (var word)
  "Parse the iteration of VAR over a list, as the preposition WORD says."
  (let* ((list (cl--loop-next))
         (temp (if (and (eq word 'on) (symbolp var)) var (make-symbol "list")))
         (step (cl--loop-step-form temp)))
    (when (eq word 'in-ref)
      (setq cl--loop-macros (cons `(,var (car ,temp)) cl--loop-macros)))
    (list `((,temp ,list))
          `((consp ,temp))
          (cond ((eq word 'in) `((,var (car ,temp))))
                ((and (eq word 'on) (not (eq var temp))) `((,var ,temp))))
          `((,temp ,step)))))

(defun cl--loop-over (var list)
  "Return the iteration of VAR over the value of the form LIST."
  (let ((temp (make-symbol "list")))
    (list `((,temp ,list)) `((consp ,temp)) `((,var (car ,temp)))
          `((,temp (cdr ,temp))))))

(defun cl--loop-for-value (var)
  "Parse the iteration of VAR after `='."
  (let ((start (cl--loop-next))
        (then (and (cl--loop-accept 'then) (list (cl--loop-next)))))
    (cond ((null then) (list nil nil `((,var ,start)) nil))
          ((or cl--loop-items (not (symbolp var)))
           (list nil nil
                 `((,var (if ,(cl--loop-first-var) ,start ,(car then))))
                 nil))
          (t (list `((,var ,start)) nil nil `((,var ,(car then))))))))

(defun cl--loop-first-var ()
  "Return the variable that is non-nil in the first round only."
  (or cl--loop-first
      (setq cl--loop-first (make-symbol "first"))))

(defun cl--loop-for-array (var word)
  "Parse the iteration of VAR over an array, as the preposition WORD says."
  (let ((array (make-symbol "array")) (index (make-symbol "index")))
    (when (eq word 'across-ref)
      (setq cl--loop-macros (cons `(,var (aref ,array ,index)) cl--loop-macros)))
    (list `((,array ,(cl--loop-next)) (,index 0))
          `((< ,index (length ,array)))
          (and (eq word 'across) `((,var (aref ,array ,index))))
          `((,index (1+ ,index))))))

(defun cl--loop-using (name)
  "Parse `using (NAME VAR)'; return VAR, or nil if it is not there."
  (when (cl--loop-accept 'using)
    (let ((pair (cl--loop-next)))
      (unless (and (consp pair) (memq (car pair) name) (null (cddr pair)))
        (error "Bad `using' clause"))
      (cadr pair))))

(defun cl--loop-for-elements (var)
  "Parse the iteration of VAR over the elements of a sequence."
  (let* ((ref (or (cl--loop-accept 'in-ref 'of-ref)
                  (progn (unless (cl--loop-accept 'in 'of) (error "Expected `of'"))
                         nil)))
         (seq (cl--loop-next))
         (given (cl--loop-using '(index)))
         (index (or given (make-symbol "index")))
         (rest (make-symbol "rest"))
         (element `(if (consp ,rest) (car ,rest) (aref ,rest ,index))))
    (when ref
      (setq cl--loop-macros (cons `(,var (elt ,rest ,index)) cl--loop-macros)
            element nil))
    (list `((,rest ,seq) (,index 0))
          (if ref
              `((< ,index (length ,rest)))
            `((if (listp ,rest) (consp ,rest) (< ,index (length ,rest)))))
          (and element `((,var ,element)))
          (if ref
              `((,index (1+ ,index)))
            `((,rest (if (consp ,rest) (cdr ,rest) ,rest)) (,index (1+ ,index)))))))

(defun cl--loop-for-hash (var keys)
  "Parse the iteration of VAR over a hash table; over its KEYS or its values."
  (unless (cl--loop-accept 'in 'of) (error "Expected `of'"))
  (let* ((table (cl--loop-next))
         (other (cl--loop-using (if keys
                                    '(hash-value hash-values)
                                  '(hash-key hash-keys))))
         (pairs (make-symbol "pairs")))
    (list `((,pairs (cl--loop-hash-pairs ,table)))
          `((consp ,pairs))
          `((,(cond ((and keys other) (cons var other))
                    (keys (list var))
                    (t (cons other var)))
             (car ,pairs)))
          `((,pairs (cdr ,pairs))))))

(defun cl--loop-for-keys (var word)
  "Parse the iteration of VAR over a keymap, as WORD says."
  (unless (cl--loop-accept 'in 'of) (error "Expected `of'"))
  (let* ((keymap (cl--loop-next))
         (bindings (memq word '(key-binding key-bindings)))
         (other (cl--loop-using '(key-code key-codes key-binding key-bindings
                                           key-seq key-seqs)))
         (pairs (make-symbol "pairs")))
    (list `((,pairs (cl--loop-key-pairs ,keymap
                                        ,(and (memq word '(key-seq key-seqs)) t))))
          `((consp ,pairs))
          `((,(if bindings (cons other var) (cons var other)) (car ,pairs)))
          `((,pairs (cdr ,pairs))))))

(defun cl--loop-key-pairs (keymap sequences)
  "Return a list of (KEY . BINDING) in KEYMAP, keys as vectors if SEQUENCES."
  (let ((pairs nil))
    (map-keymap (lambda (key binding)
                  (setq pairs (cons (cons (if sequences (vector key) key) binding)
                                    pairs)))
                keymap)
    (nreverse pairs)))

(defun cl--loop-hash-pairs (table)
  "Return a list of (KEY . VALUE) in TABLE."
  (let ((pairs nil))
    (maphash (lambda (key value) (setq pairs (cons (cons key value) pairs))) table)
    (nreverse pairs)))

(defun cl--loop-symbols (table)
  "Return a list of the symbols in the obarray TABLE."
  (let ((symbols nil))
    (mapatoms (lambda (symbol) (setq symbols (cons symbol symbols))) table)
    symbols))

(defun cl--loop-overlays (buffer from to)
  "Return the overlays of BUFFER, by default the current one, from FROM to TO."
  (with-current-buffer (or buffer (current-buffer))
    (overlays-in (or from (point-min)) (or to (point-max)))))

(defun cl--loop-intervals (object from to property)
  "Return (START . END) for each stretch of OBJECT with the same properties.
OBJECT is a string or buffer.  FROM and TO limit the search; PROPERTY, if not
nil, is the only one looked at."
  (let* ((string (stringp object))
         (pos (or from (if string 0 (with-current-buffer (or object (current-buffer))
                                      (point-min)))))
         (end (or to (if string (length object)
                       (with-current-buffer (or object (current-buffer))
                         (point-max)))))
         (intervals nil))
    (while (< pos end)
      (let ((next (min end (or (if property
                                   (next-single-property-change pos property object)
                                 (next-property-change pos object))
                               end))))
        (setq intervals (cons (cons pos next) intervals)
              pos next)))
    (nreverse intervals)))

;;;; Accumulation

(defun cl--loop-accum-var (kind)
  "Return the variable in which clauses without `into' gather.
KIND is `list' (in reverse order), `number', or nil for another value."
  (unless cl--loop-accum
    (setq cl--loop-accum (cons (make-symbol "acc") kind))
    (cl--loop-bind (car cl--loop-accum) (and (eq kind 'number) 0)))
  (when (eq kind 'list) (setcdr cl--loop-accum 'list))
  (car cl--loop-accum))

(defun cl--loop-into (kind)
  "Parse an optional `into VAR'; return VAR bound for KIND, or nil."
  (when (cl--loop-accept 'into)
    (let ((var (cl--loop-next)))
      (unless (assq var cl--loop-intos)
        (cl--loop-bind var (and (eq kind 'number) 0))
        (setq cl--loop-intos (cons (cons var nil) cl--loop-intos)))
      var)))

(defun cl--loop-tail-var (var)
  "Return the variable that holds the last cons of the `into' list VAR."
  (let ((entry (assq var cl--loop-intos)))
    (or (cdr entry)
        (setcdr entry (cl--loop-temp "tail")))))

(defun cl--loop-accumulate (word)
  "Parse the accumulation clause called WORD; return its form."
  (let* ((form (cl--loop-next))
         (kind (cond ((memq word '(collect collecting append appending
                                           nconc nconcing))
                      'list)
                     ((memq word '(sum summing count counting)) 'number)))
         (into (cl--loop-into kind))
         (var (or into (cl--loop-accum-var kind))))
    (cond
     ((memq word '(collect collecting))
      (if into
          (let ((tail (cl--loop-tail-var var)))
            `(setq ,tail (if ,var
                             (setcdr (if (cdr ,tail) (last ,tail) ,tail) (list ,form))
                           (setq ,var (list ,form)))))
        `(setq ,var (cons ,form ,var))))
     ((memq word '(append appending))
      (if into
          `(setq ,var (append ,var ,form))
        `(setq ,var (nconc (reverse ,form) ,var))))
     ((memq word '(nconc nconcing))
      (if into
          `(setq ,var (nconc ,var ,form))
        `(setq ,var (nconc (nreverse ,form) ,var))))
     ((memq word '(concat concating)) `(setq ,var (concat ,var ,form)))
     ((memq word '(vconcat vconcating)) `(setq ,var (vconcat ,var ,form)))
     ((memq word '(count counting)) `(if ,form (setq ,var (1+ ,var))))
     ((memq word '(sum summing)) `(setq ,var (+ ,var ,form)))
     (t
      (let ((func (if (memq word '(minimize minimizing)) 'min 'max)))
        (if (or (symbolp form) (macroexp-const-p form))
            `(setq ,var (if ,var (,func ,var ,form) ,form))
          (let ((temp (make-symbol "n")))
            `(let ((,temp ,form))
               (setq ,var (if ,var (,func ,var ,temp) ,temp))))))))))

;;;; Clauses

(defconst cl--loop-accumulators
  '(collect collecting append appending nconc nconcing concat concating
            vconcat vconcating count counting sum summing
            maximize maximizing minimize minimizing)
  "Words that begin an accumulation clause.")

(defun cl--loop-clause ()
  "Parse one clause."
  (let ((word (cl--loop-next)))
    (cond
     ((null word) (error "Malformed `cl-loop' macro"))
     ((eq word 'named) (setq cl--loop-name (cl--loop-next)))
     ((eq word 'initially)
      (cl--loop-accept 'do)
      (unless (consp (car cl--loop-args))
        (error "Syntax error on `initially' clause"))
      (while (consp (car cl--loop-args))
        (setq cl--loop-initially (cons (cl--loop-next) cl--loop-initially))))
     ((eq word 'finally) (cl--loop-parse-finally))
     ((memq word '(for as)) (cl--loop-for))
     ((eq word 'repeat)
      (let ((left (cl--loop-temp "left" (cl--loop-next))))
        (cl--loop-test `(>= (setq ,left (1- ,left)) 0))))
     ((eq word 'with) (cl--loop-with))
     ((memq word cl--loop-accumulators) (cl--loop-do (cl--loop-accumulate word)))
     ((eq word 'while) (cl--loop-check (cl--loop-next)))
     ((eq word 'until) (cl--loop-check `(not ,(cl--loop-next))))
     ((memq word '(always never thereis)) (cl--loop-quantify word))
     ((memq word '(if when unless)) (cl--loop-condition word))
     ((memq word '(do doing))
      (unless (consp (car cl--loop-args)) (error "Syntax error on `do' clause"))
      (while (consp (car cl--loop-args)) (cl--loop-do (cl--loop-next))))
     ((eq word 'return)
      (cl--loop-do (cl--loop-return (cl--loop-next))))
     (t
      (let ((handler (and (symbolp word) (get word 'cl-loop-handler))))
        (if handler
            (funcall handler)
          (error "Expected a cl-loop keyword, found %s" word)))))))

(defun cl--loop-return (form)
  "Return a form that leaves the loop at once with the value of FORM."
  `(cl-return-from ,cl--loop-name ,form))

(defun cl--loop-check (form)
  "End the loop, with its final clauses, where FORM is nil."
  (if cl--loop-inner
      (error "A `while' or `until' clause of `cl-loop' cannot be conditional")
    (cl--loop-test form)))

(defun cl--loop-quantify (word)
  "Parse the clause WORD, which is `always', `never' or `thereis'."
  (let ((form (cl--loop-next)))
    (if (eq word 'thereis)
        (let ((var (or cl--loop-thereis
                       (setq cl--loop-thereis (cl--loop-temp "found")))))
          (if cl--loop-inner
              (cl--loop-do `(if (setq ,var ,form) ,(cl--loop-return var)))
            (cl--loop-test `(not (setq ,var ,form)))))
      (let ((var (or cl--loop-flag
                     (setq cl--loop-flag (cl--loop-temp "flag" t)))))
        (cond (cl--loop-inner
               (cl--loop-do (if (eq word 'always)
                                `(or ,form ,(cl--loop-return nil))
                              `(and ,form ,(cl--loop-return nil)))))
              ((eq word 'always) (cl--loop-test `(or ,form (setq ,var nil))))
              (t (cl--loop-test `(not (and ,form (not (setq ,var nil)))))))))))

(defun cl--loop-parse-finally ()
  "Parse the rest of a `finally' clause."
  (if (cl--loop-accept 'return)
      (setq cl--loop-result (list (cl--loop-next)))
    (cl--loop-accept 'do 'doing)
    (unless (consp (car cl--loop-args))
      (error "Syntax error on `finally' clause"))
    (if (and (eq (car (car cl--loop-args)) 'return) (null cl--loop-result))
        (setq cl--loop-result (list (or (cadr (cl--loop-next)) '(quote nil))))
      (while (consp (car cl--loop-args))
        (setq cl--loop-finally (cons (cl--loop-next) cl--loop-finally))))))

(defun cl--loop-with ()
  "Parse the rest of a `with' clause."
  (let ((pairs nil) (going t))
    (while going
      (let ((pattern (cl--loop-next)))
        (setq pairs (cons (list pattern
                                (and (cl--loop-accept '=) (cl--loop-next)))
                          pairs)
              going (cl--loop-accept 'and))))
    (setq pairs (nreverse pairs))
    (if (and (cdr pairs) (cl--loop-all-symbols-p pairs))
        (setq cl--loop-groups
              (cons (list t) (cons (cons nil (reverse pairs)) cl--loop-groups)))
      (dolist (pair pairs)
        (if (symbolp (car pair))
            (cl--loop-bind (car pair) (cadr pair))
          (let ((assign (cl--loop-assign (car pair) (cadr pair))))
            (while assign
              (cl--loop-bind (car assign) (cadr assign))
              (setq assign (cddr assign)))))))))

(defun cl--loop-all-symbols-p (pairs)
  "Return t if the first of each of PAIRS is a symbol."
  (let ((ok t))
    (dolist (pair pairs) (unless (symbolp (car pair)) (setq ok nil)))
    ok))

(defun cl--loop-mentions-it (form)
  "Return t if FORM has the symbol `it'."
  (cond ((eq form 'it) t)
        ((consp form)
         (and (not (eq (car form) 'quote))
              (let ((found nil))
                (while (and (consp form) (not found))
                  (setq found (cl--loop-mentions-it (car form))
                        form (cdr form)))
                (or found (eq form 'it)))))))

(defun cl--loop-branch ()
  "Parse clauses joined by `and'; return their forms."
  (let ((cl--loop-items nil) (cl--loop-inner t) (going t))
    (while going
      (cl--loop-clause)
      (setq going (cl--loop-accept 'and)))
    (mapcar #'cdr (nreverse cl--loop-items))))

(defun cl--loop-condition (word)
  "Parse the rest of the clause WORD, which is `if', `when' or `unless'."
  (let* ((test (cl--loop-next))
         (then (cl--loop-branch))
         (else (and (cl--loop-accept 'else) (cl--loop-branch)))
         (it nil))
    (cl--loop-accept 'end)
    (when (eq word 'unless)
      (setq then (prog1 else (setq else then))))
    (when (or (cl--loop-mentions-it then) (cl--loop-mentions-it else))
      (setq it (make-symbol "it"))
      (setq then (cl--loop-bind-it then it)
            else (cl--loop-bind-it else it)))
    (let ((form `(if ,(or it test) ,(macroexp-progn (or then '(nil))) ,@else)))
      (cl--loop-do (if it `(let ((,it ,test)) ,form) form)))))

(defun cl--loop-bind-it (forms var)
  "Return FORMS with `it' bound to the value of VAR if they mention it."
  (if (and forms (cl--loop-mentions-it forms))
      `((let ((it ,var)) ,@forms))
    forms))

;;;; The whole

(defun cl--loop-body ()
  "Return the `while' form of the parsed loop."
  (let ((items (reverse cl--loop-items)) (last nil) (conditions nil) (rest nil))
    (dolist (item items)
      (when (eq (car item) 'test) (setq last item)))
    (while last
      (let ((item (car items)))
        (setq conditions (cons (if (eq (car item) 'test)
                                   (cdr item)
                                 `(progn ,(cdr item) t))
                               conditions)
              items (cdr items))
        (when (eq item last) (setq last nil))))
    (setq rest (append (mapcar #'cdr items)
                       (reverse cl--loop-steps)
                       (and cl--loop-first `((setq ,cl--loop-first nil)))))
    `(while ,(cond ((null conditions) t)
                   ((cdr conditions) (cons 'and (nreverse conditions)))
                   (t (car conditions)))
       ,@rest)))

(defun cl--loop-end-forms ()
  "Return the forms that give the value of the loop when it has ended."
  (let* ((value (cond (cl--loop-result (car cl--loop-result))
                      (cl--loop-accum
                       (if (eq (cdr cl--loop-accum) 'list)
                           `(nreverse ,(car cl--loop-accum))
                         (car cl--loop-accum)))
                      (cl--loop-flag t)))
         (forms (append (reverse cl--loop-finally) (list value))))
    (when cl--loop-flag
      (setq forms `((if ,cl--loop-flag ,(macroexp-progn forms)))))
    (when cl--loop-thereis
      (setq forms `((or ,cl--loop-thereis ,(macroexp-progn forms)))))
    forms))

(defun cl--loop-wrap (forms)
  "Return FORMS inside the bindings of the parsed loop, as a list of forms."
  (when cl--loop-first
    (setq forms `((let ((,cl--loop-first t)) ,@forms))))
  (dolist (group cl--loop-groups)
    (when (cdr group)
      (setq forms
            (if (and (car group) (eq (car-safe (car forms)) 'let*) (null (cdr forms)))
                `((let* (,@(reverse (cdr group)) ,@(cadr (car forms)))
                    ,@(cddr (car forms))))
              `((,(if (car group) 'let* 'let) ,(reverse (cdr group)) ,@forms))))))
  forms)

(defmacro cl-loop (&rest clauses)
  "Evaluate the loop that CLAUSES describe, as in Common Lisp.
Iteration: for VAR from/to/below/by..., in/on/across/=..., being the
elements/hash-keys/hash-values/symbols of..., repeat N, while, until.
Values: collect, append, nconc, concat, vconcat, count, sum, maximize,
minimize (each with `into VAR'), always, never, thereis, return.
Others: named, with, if/when/unless ... else ... end, do, initially, finally."
  (let ((plain t))
    (dolist (clause clauses) (when (atom clause) (setq plain nil)))
    (if plain
        `(cl-block nil (while t ,@clauses))
      (let ((cl--loop-args clauses)
            (cl--loop-name nil) (cl--loop-groups nil) (cl--loop-items nil)
            (cl--loop-steps nil) (cl--loop-initially nil) (cl--loop-finally nil)
            (cl--loop-result nil) (cl--loop-accum nil) (cl--loop-intos nil)
            (cl--loop-flag nil) (cl--loop-thereis nil) (cl--loop-first nil)
            (cl--loop-macros nil) (cl--loop-inner nil))
        (while (and cl--loop-args
                    (progn (cl--loop-clause)
                           (while (cl--loop-accept 'and) (cl--loop-clause))
                           t)))
        (let ((forms (cl--loop-wrap
                      (append (reverse cl--loop-initially)
                              (list (cl--loop-body))
                              (cl--loop-end-forms)))))
          (when cl--loop-macros
            (setq forms `((cl-symbol-macrolet ,cl--loop-macros ,@forms))))
          `(cl-block ,cl--loop-name
             ,@forms))))))

(provide 'cl-loop)
;;; cl-loop.el ends here
