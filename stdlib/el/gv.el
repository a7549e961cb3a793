;;; gv.el --- places: setf and what it is made of -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;;
;; A place is an expression that can be read and written.  `gv-get' calls
;; a function DO with two things about a place: GETTER, an expression that
;; reads it, and SETTER, a function from the expression of a new value to
;; one that stores it.  The subexpressions of the place are bound around
;; what DO returns, so that they are evaluated once and in order.  How to
;; do that for (NAME ARGS...) is said by the `gv-expander' property of
;; NAME: a function called with DO and ARGS.  The places known from the
;; start are in the table `gv--places' instead.

(defconst gv--places
  '((car . setcar) (cdr . setcdr)
    (aref . aset) (get . put) (symbol-value . set)
    (gethash . [gv--expand-gethash]) (nth . [gv--expand-nth])
    (nthcdr . [gv--expand-nthcdr]) (elt . [gv--expand-elt])
    (alist-get . [gv--expand-alist-get]) (plist-get . [gv--expand-plist-get])
    (caar setcar car) (cadr setcar cdr) (cdar setcdr car) (cddr setcdr cdr)
    (caaar setcar caar) (caadr setcar cadr) (cadar setcar cdar)
    (caddr setcar cddr) (cdaar setcdr caar) (cdadr setcdr cadr)
    (cddar setcdr cdar) (cdddr setcdr cddr) (cadddr setcar cdddr)
    (cddddr setcdr cdddr)
    (symbol-function . fset) (symbol-plist . setplist)
    (default-value . set-default)
    (default-toplevel-value . set-default-toplevel-value)
    (if . [gv--expand-if]) (cond . [gv--expand-cond])
    (progn . [gv--expand-progn]) (let . [gv--expand-let])
    (let* . [gv--expand-let*]) (cons . [gv--expand-cons])
    (logand . [gv--expand-logand]) (substring . [gv--expand-substring])
    (eq . [gv--expand-eq])
    (gv-synthetic-place . [gv--expand-synthetic])
    (gv-delay-error . [gv--expand-delay-error])
    (gv-deref . [gv--expand-deref])
    (buffer-local-value . [gv--expand-buffer-local-value])
    (process-buffer . set-process-buffer)
    (process-filter . set-process-filter)
    (process-sentinel . set-process-sentinel)
    (process-plist . set-process-plist)
    (process-get . process-put)
    (process-query-on-exit-flag . set-process-query-on-exit-flag)
    (process-thread . set-process-thread)
    (char-table-range . set-char-table-range)
    (char-table-parent . set-char-table-parent)
    (keymap-parent . set-keymap-parent)
    (overlay-get . overlay-put)
    (overlay-start . [gv--expand-overlay-start])
    (overlay-end . [gv--expand-overlay-end])
    (point . goto-char) (point-marker . goto-char)
    (mark . [nil set-mark]) (mark-marker . [nil set-mark])
    (marker-position . set-marker)
    (match-data . [nil set-match-data])
    (current-buffer . set-buffer)
    (buffer-name . [nil rename-buffer])
    (buffer-file-name . [nil set-visited-file-name])
    (buffer-modified-p . [gv--expand-buffer-modified-p])
    (buffer-string . [gv--expand-buffer-string])
    (buffer-substring . [gv--expand-buffer-substring])
    (point-min . [gv--expand-point-min]) (point-max . [gv--expand-point-max])
    (current-column . [nil move-to-column])
    (current-local-map . [nil use-local-map])
    (current-global-map . [nil use-global-map])
    (syntax-table . set-syntax-table)
    (standard-case-table . set-standard-case-table)
    (default-file-modes . [nil set-default-file-modes])
    (file-modes . [nil set-file-modes])
    (visited-file-modtime . [nil set-visited-file-modtime])
    (getenv . [nil setenv])
    (terminal-parameter . set-terminal-parameter)
    (frame-parameters . [nil modify-frame-parameters])
    (current-window-configuration . [nil set-window-configuration])
    (global-key-binding . global-set-key) (local-key-binding . local-set-key)
    (selected-frame . select-frame) (selected-window . select-window)
    (window-buffer . [nil set-window-buffer t])
    (window-dedicated-p . [nil set-window-dedicated-p t])
    (window-hscroll . [nil set-window-hscroll t])
    (window-parameter . set-window-parameter)
    (window-point . [nil set-window-point t])
    (window-start . [nil set-window-start t])
    (frame-parameter . [nil set-frame-parameter])
    (documentation-property . put)
    (advice--buffer-local . advice--set-buffer-local))
  "Alist of the places known from the start, and how to store into them.
A symbol SETTER: (SETTER ARGS... VALUE) stores and returns VALUE.
A list (SETTER INNER): for a composition, (SETTER (INNER ARG) VALUE).
A vector [nil SETTER]: as for a symbol, but the call does not return VALUE.
A vector [nil SETTER t]: that, and the first argument is nil by default.
A vector [EXPANDER]: a function as in the property `gv-expander'.")

;;; The core

(defun gv-get (place do)
  "Return the expression that DO builds for PLACE.
DO is called with an expression GETTER and a function SETTER."
  (cond
   ((symbolp place)
    (funcall do place (lambda (value) `(setq ,place ,value))))
   ((not (consp place)) (gv--invalid place))
   (t
    (let* ((head (car place))
           (known (and (symbolp head) (cdr (assq head gv--places))))
           (expander (and (null known) (symbolp head)
                          (function-get head 'gv-expander 'autoload))))
      (cond
       (known (gv--get-known known place do))
       (expander (apply expander do (cdr place)))
       (t (gv--get-other place do)))))))

(defun gv--invalid (place)
  "Signal that PLACE is not a place."
  (define-error 'gv-invalid-place "Not a valid place")
  (signal 'gv-invalid-place (list place)))

(defun gv--get-known (how place do)
  "Return what DO builds for PLACE, stored into as HOW of `gv--places' says."
  (cond
   ((and (vectorp how) (aref how 0)) (apply (aref how 0) do (cdr place)))
   ((consp how)
    (macroexp-let2 nil v (cadr place)
      (funcall do (list (car place) v)
               (lambda (value) `(,(car how) (,(cadr how) ,v) ,value)))))
   (t
    (let ((setter (if (vectorp how) (aref how 1) how)))
      (gv--defsetter (car place)
                     (if (symbolp how)
                         (lambda (value &rest args)
                           `(,setter ,@args ,value))
                       (lambda (value &rest args)
                         (macroexp-let2 nil v value
                           `(progn (,setter ,@args ,v) ,v))))
                     do (if (and (vectorp how) (> (length how) 2) (null (cdr place)))
                            '(nil)
                          (cdr place)))))))

(defun gv--get-other (place do)
  "Return what DO builds for PLACE, which has no expander.
Look through macros and aliases; failing that store with the function
whose name is \"(setf HEAD)\"."
  (let* ((head (car place))
         (expanded (macroexpand-1 place macroexpand-all-environment))
         (def (and (symbolp head) (symbol-function head))))
    (cond
     ((not (eq expanded place)) (gv-get expanded do))
     ((and def (symbolp def)) (gv-get (cons def (cdr place)) do))
     ((not (symbolp head)) (gv--invalid place))
     (t (gv--defsetter head
                       (lambda (value &rest args)
                         `(,(intern (format "(setf %s)" head))
                           ,value ,@args))
                       do (cdr place))))))

(defun gv--defsetter (name setter do args &optional vars)
  "Return what DO builds for the place (NAME . ARGS).
SETTER is called with the expressions of the value and the arguments.
VARS are the expressions for earlier arguments, last first."
  (if (null args)
      (let ((vars (nreverse vars)))
        (funcall do (cons name vars)
                 (lambda (value) (apply setter value vars))))
    (macroexp-let2 nil v (car args)
      (gv--defsetter name setter do (cdr args) (cons v vars)))))

(defmacro gv-letplace (vars place &rest body)
  "Build an expression about PLACE with BODY, and return it.
VARS is (GETTER SETTER), variables BODY uses; see `gv-get'."
  (declare (indent 2))
  `(gv-get ,place (lambda ,vars ,@body)))

(defmacro gv-define-expander (name handler)
  "Make HANDLER, a function of DO and the arguments, the expander of NAME."
  (declare (indent 1))
  `(function-put ',name 'gv-expander ,handler))

(defmacro gv-define-setter (name arglist &rest body)
  "Define how to store into a place (NAME ARGS...).
ARGLIST is (VALUE ARGS...): variables for the expressions of the new value
and of the arguments.  BODY builds the expression that stores."
  (declare (indent 2))
  `(gv-define-expander ,name
     (lambda (do &rest args)
       (gv--defsetter ',name (lambda ,arglist ,@body) do args))))

(defmacro gv-define-simple-setter (name setter &optional fix)
  "Define that (SETTER ARGS... VALUE) stores into (NAME ARGS...).
If FIX is non-nil, SETTER need not return VALUE."
  `(gv-define-setter ,name (new &rest where)
     ,(if fix
          `(let ((kept (make-symbol "value")))
             `(let ((,kept ,new)) (,',setter ,@where ,kept) ,kept))
        `(append (list ',setter) where (list new)))))

(defmacro setf (&rest args)
  "Store values in places: ARGS is PLACE VALUE PLACE VALUE ...
Return the last value."
  (cond
   ((null args) '(progn))
   ((null (cdr args))
    (signal 'wrong-number-of-arguments (list 'setf (length args))))
   ((cddr args)
    (let ((forms nil) (rest args))
      (while rest
        (unless (cdr rest)
          (signal 'wrong-number-of-arguments (list 'setf (length args))))
        (push `(setf ,(pop rest) ,(pop rest)) forms))
      `(progn ,@(nreverse forms))))
   (t (gv--setf (car args) (cadr args)))))

(defun gv--setf (place value)
  "Return an expression that stores the value of VALUE into PLACE."
  (let ((how (and (consp place) (symbolp (car place))
                  (cdr (assq (car place) gv--places)))))
    (cond
     ;; Each part is evaluated once and in order as it stands: no variables.
     ((symbolp place) `(setq ,place ,value))
     ((and how (symbolp how)) `(,how ,@(cdr place) ,value))
     ((consp how) `(,(car how) (,(cadr how) ,(cadr place)) ,value))
     (t (gv-get place (lambda (_getter setter) (funcall setter value)))))))

(defmacro elnet--push-place (newelt place)
  "Put NEWELT in front of the list in PLACE: `push' on any place."
  (macroexp-let2 macroexp-const-p x newelt
    (gv-letplace (getter setter) place
      (funcall setter `(cons ,x ,getter)))))

(defmacro elnet--pop-place (place)
  "Remove and return the first element of the list in PLACE: `pop'."
  `(car-safe
    ,(gv-letplace (getter setter) place
       (macroexp-let2 macroexp-copyable-p x getter
         `(prog1 ,x ,(funcall setter `(cdr ,x)))))))

;;; Declarations in function definitions

(defun gv--setter-defun-declaration (name args setter)
  "Return the form for (declare (gv-setter SETTER)) in NAME with ARGS."
  (if (eq (car-safe setter) 'lambda)
      `(gv-define-setter ,name (,@(cadr setter) ,@args) ,@(cddr setter))
    `(gv-define-simple-setter ,name ,setter)))

(defun gv--expander-defun-declaration (name args expander)
  "Return the form for (declare (gv-expander EXPANDER)) in NAME with ARGS."
  (let ((vars (remq '&optional args)))
    (if (or (eq (car-safe expander) 'lambda)
            (eq (car-safe expander) 'function))
        `(gv-define-expander ,name
           ,(if (eq (car expander) 'lambda)
                `(lambda (do ,@args)
                   ,@(and (not (memq '&rest vars)) `((ignore ,@vars)))
                   (funcall ,expander do))
              expander))
      `(gv-define-expander ,name ,expander))))

(defun elnet--declare-gv (name args spec)
  "Obey SPEC, (gv-setter ...) or (gv-expander ...), declared in NAME.
ARGS is the argument list of NAME."
  (eval (if (eq (car spec) 'gv-setter)
            (gv--setter-defun-declaration name args (cadr spec))
          (gv--expander-defun-declaration name args (cadr spec)))
        t))

;;; References to places

(defmacro gv-ref (place)
  "Return a reference to PLACE, for `gv-deref' to read and write."
  (gv-letplace (getter setter) place
    `(cons (lambda () ,getter)
           (lambda (gv--val) ,(funcall setter 'gv--val)))))

(defun gv-deref (ref)
  "Return the value of the place that REF refers to; a place itself."
  (funcall (car ref)))

(defun gv--expand-deref (do ref)
  "Expand with DO the place (gv-deref REF)."
  (macroexp-let2 nil v ref
    (funcall do `(gv-deref ,v) (lambda (value) `(funcall (cdr ,v) ,value)))))

(defmacro gv-synthetic-place (getter setter)
  "A place read by the expression GETTER and written by the function SETTER."
  (ignore setter)
  getter)

(defun gv--expand-synthetic (do getter setter)
  "Expand with DO the place (gv-synthetic-place GETTER SETTER)."
  (funcall do getter (if (functionp setter) setter (eval setter t))))

(defmacro gv-delay-error (place)
  "Like PLACE, but an invalid PLACE is an error when run, not expanded."
  place)

(defun gv--expand-delay-error (do place)
  "Expand with DO the place (gv-delay-error PLACE)."
  (condition-case err
      (gv-get place do)
    (gv-invalid-place `(signal ',(car err) ',(cdr err)))))

;;; Lists, alists, tables

(defun gv--expand-gethash (do key table &optional default)
  "Expand with DO the place (gethash KEY TABLE DEFAULT)."
  (macroexp-let2* nil ((k key) (h table) (d default))
    (funcall do `(gethash ,k ,h ,@(and d (list d)))
             (lambda (value) `(puthash ,k ,value ,h)))))

(defun gv--expand-nth (do n list)
  "Expand with DO the place (nth N LIST)."
  (macroexp-let2 nil c `(nthcdr ,n ,list)
    (funcall do `(car ,c) (lambda (value) `(setcar ,c ,value)))))

(defun gv--expand-nthcdr (do n list)
  "Expand with DO the place (nthcdr N LIST)."
  (macroexp-let2 nil n n
    (gv-letplace (getter setter) list
      (funcall do `(nthcdr ,n ,getter)
               (lambda (value)
                 `(if (<= ,n 0)
                      ,(funcall setter value)
                    (setcdr (nthcdr (1- ,n) ,getter) ,value)))))))

(defun gv--expand-elt (do seq n)
  "Expand with DO the place (elt SEQ N)."
  (macroexp-let2* nil ((s seq) (n n))
    (funcall do `(elt ,s ,n)
             (lambda (value)
               (macroexp-let2 macroexp-copyable-p v value
                 `(if (listp ,s)
                      (setcar (nthcdr ,n ,s) ,v)
                    (aset ,s ,n ,v)))))))

(defun gv--expand-alist-get (do key alist &optional default remove testfn)
  "Expand with DO the place (alist-get KEY ALIST DEFAULT REMOVE TESTFN)."
  (macroexp-let2 macroexp-copyable-p k key
    (gv-letplace (getter setter) alist
      (macroexp-let2 nil cell
          (if (member testfn '(nil 'eq #'eq))
              `(assq ,k ,getter)
            (macroexp-let2 macroexp-copyable-p test testfn
              `(if (memq ,test '(nil eq))
                   (assq ,k ,getter)
                 (assoc ,k ,getter ,test))))
        (funcall
         do
         (if default `(if ,cell (cdr ,cell) ,default) `(cdr ,cell))
         (lambda (value)
           (macroexp-let2 macroexp-copyable-p v value
             (let ((store `(if ,cell
                               (setcdr ,cell ,v)
                             ,(funcall setter
                                       `(cons (setq ,cell (cons ,k ,v))
                                              ,getter)))))
               `(progn
                  ,(if (null remove)
                       store
                     `(cond
                       ((not (and ,remove (eql ,default ,v))) ,store)
                       (,cell
                        ,(funcall setter `(delq ,cell ,getter)))))
                  ,v)))))))))

(defun gv--expand-plist-get (do plist prop)
  "Expand with DO the place (plist-get PLIST PROP)."
  (macroexp-let2 macroexp-copyable-p key prop
    (gv-letplace (getter setter) plist
      (macroexp-let2 nil cell `(cdr (plist-member ,getter ,key))
        (funcall do `(car ,cell)
                 (lambda (value)
                   (macroexp-let2 macroexp-copyable-p v value
                     `(if ,cell
                        (setcar ,cell ,v)
                      ,(funcall setter
                                `(cons ,key (cons ,v ,getter)))))))))))

(defun gv--expand-cons (do a d)
  "Expand with DO the place (cons A D): both parts are places."
  (gv-letplace (aget aset) a
    (gv-letplace (dget dset) d
      (funcall do `(cons ,aget ,dget)
               (lambda (value)
                 (macroexp-let2 macroexp-copyable-p v value
                   `(progn ,(funcall aset `(car ,v))
                           ,(funcall dset `(cdr ,v))
                           ,v)))))))

(defun gv--expand-logand (do place &rest masks)
  "Expand with DO the place (logand PLACE MASKS...): some bits of PLACE."
  (gv-letplace (old store) place
    (let ((bits (make-symbol "bits")) (new (make-symbol "new")))
      `(let ((,bits (logand ,@masks)))
         ,(funcall do `(logand ,old ,bits)
                   (lambda (value)
                     ;; The bits of NEW inside, those of the old value outside.
                     `(let ((,new ,value))
                        ,(funcall store `(logxor ,old (logand ,bits (logxor ,old ,new))))
                        ,new)))))))

(defun gv--expand-eq (do place value)
  "Expand with DO the place (eq PLACE VALUE): whether PLACE holds VALUE."
  (gv-letplace (held store) place
    (macroexp-let2 nil wanted value
      (let ((same `(eq ,held ,wanted)))
        (funcall do same
                 (lambda (on)
                   `(if ,on ,(funcall store wanted)
                      (if ,same ,(funcall store `(null ,wanted))))))))))

(defun gv--expand-substring (do string start &optional end)
  "Expand with DO the place (substring STRING START END)."
  (gv-letplace (getter setter) string
    (macroexp-let2* nil ((from start) (to end))
      (funcall do `(substring ,getter ,from ,to)
               (lambda (value)
                 (macroexp-let2 macroexp-copyable-p v value
                   `(progn
                      ,(funcall setter
                                `(gv--set-substring ,getter ,from ,to ,v))
                      ,v)))))))

(defun gv--set-substring (string start end new)
  "Return STRING with the part from START to END replaced by NEW."
  (let* ((len (length string))
         (start (if (< start 0) (max 0 (+ len start)) (min len start)))
         (end (cond ((null end) len) ((< end 0) (+ len end)) (t end))))
    (concat (substring string 0 start) new
            (and (< end len) (substring string end)))))

;;; Control structures

(defun gv--expand-if (do test then &rest else)
  "Expand with DO the place (if TEST THEN ELSE...)."
  `(if ,test
       ,(gv-get then do)
     ,@(butlast else)
     ,(gv-get (car (last else)) do)))

(defun gv--expand-cond (do &rest clauses)
  "Expand with DO the place (cond CLAUSES...)."
  `(cond
    ,@(mapcar (lambda (clause)
                (if (cdr clause)
                    `(,(car clause) ,@(butlast (cdr clause))
                      ,(gv-get (car (last clause)) do))
                  ;; A lone test is both condition and place.
                  `(,(gv-get (car clause) do))))
              clauses)))

(defun gv--expand-progn (do &rest exps)
  "Expand with DO the place (progn EXPS...): its last expression."
  (macroexp-progn (append (butlast exps)
                          (list (gv-get (car (last exps)) do)))))

(defun gv--expand-let (do bindings &rest body)
  "Expand with DO the place (let BINDINGS BODY...)."
  `(let ,bindings ,@(macroexp-unprogn (apply #'gv--expand-progn do body))))

(defun gv--expand-let* (do bindings &rest body)
  "Expand with DO the place (let* BINDINGS BODY...)."
  `(let* ,bindings ,@(macroexp-unprogn (apply #'gv--expand-progn do body))))

;;; Buffers

(defun gv--expand-buffer-local-value (do variable buffer)
  "Expand with DO the place (buffer-local-value VARIABLE BUFFER)."
  (macroexp-let2* nil ((var variable) (b buffer))
    (funcall do `(buffer-local-value ,var ,b)
             (lambda (value)
               (macroexp-let2 nil v value
                 `(with-current-buffer ,b
                    (set (make-local-variable ,var) ,v)))))))

(defun gv--expand-buffer-modified-p (do &optional buffer)
  "Expand with DO the place (buffer-modified-p BUFFER)."
  (macroexp-let2 nil b buffer
    (funcall do `(buffer-modified-p ,b)
             (lambda (value)
               (macroexp-let2 nil v value
                 `(progn
                    (with-current-buffer (or ,b (current-buffer))
                      (set-buffer-modified-p ,v))
                    ,v))))))

(defun gv--expand-buffer-string (do)
  "Expand with DO the place (buffer-string)."
  (funcall do '(buffer-string)
           (lambda (value) `(insert (prog1 ,value (erase-buffer))))))

(defun gv--expand-buffer-substring (do start end)
  "Expand with DO the place (buffer-substring START END)."
  (macroexp-let2* nil ((s start) (e end))
    (funcall do `(buffer-substring ,s ,e)
             (lambda (value)
               (macroexp-let2 nil v value
                 `(save-excursion
                    (goto-char ,s)
                    (delete-region ,s ,e)
                    (insert ,v)
                    ,v))))))

(defun gv--expand-overlay-start (do overlay)
  "Expand with DO the place (overlay-start OVERLAY)."
  (macroexp-let2 nil o overlay
    (funcall do `(overlay-start ,o)
             (lambda (value)
               (macroexp-let2 nil v value
                 `(progn (move-overlay ,o ,v (overlay-end ,o)) ,v))))))

(defun gv--expand-overlay-end (do overlay)
  "Expand with DO the place (overlay-end OVERLAY)."
  (macroexp-let2 nil o overlay
    (funcall do `(overlay-end ,o)
             (lambda (value)
               (macroexp-let2 nil v value
                 `(progn (move-overlay ,o (overlay-start ,o) ,v) ,v))))))

(defun gv--expand-point-min (do)
  "Expand with DO the place (point-min): the start of the narrowing."
  (funcall do '(point-min)
           (lambda (value)
             (macroexp-let2 nil v value
               `(progn (narrow-to-region ,v (point-max)) ,v)))))

(defun gv--expand-point-max (do)
  "Expand with DO the place (point-max): the end of the narrowing."
  (funcall do '(point-max)
           (lambda (value)
             (macroexp-let2 nil v value
               `(progn (narrow-to-region (point-min) ,v) ,v)))))

(defun gv-setter (name)
  "Return the symbol of the function that sets the place NAME.
It is an error if NAME is set in another way."
  (when (get name 'gv-expander)
    (error "gv-expander conflicts with (setf %S)" name))
  (intern (format "(setf %s)" name)))



(provide 'gv)
;;; gv.el ends here
