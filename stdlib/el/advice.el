;;; advice.el --- defadvice, the older way of advising functions  -*- lexical-binding: t -*-

;;; Commentary:

;; The pieces of advice of a function stand in its property ad-advice-info, an
;; alist of the classes before, around and after, each with a list of pieces
;; (NAME PROTECTED ENABLED DEFINITION), and of active and cache.  Activating them
;; makes one function of those that are enabled, which `advice-add' puts around
;; the original.

;;; Code:

(require 'nadvice)
(require 'macroexp)
(require 'cl-lib)
(require 'seq)

(defvar ad-advised-functions nil
  "List of the names of functions with advice.")

(defvar ad-return-value nil
  "In advice, the value that the function is to return.")

(defconst ad-advice-classes '(before around after activation deactivation)
  "The classes of advice.")

(defvar ad-redefinition-action 'warn
  "Nothing here looks at it: redefining an advised function keeps the advice.")

(defvar ad-default-compilation-action 'maybe
  "Nothing here looks at it.")

;;;; What is known of a function.

(defmacro ad-do-advised-functions (varlist &rest body)
  "Evaluate BODY with the first of VARLIST bound to each advised function."
  (declare (indent 1))
  `(dolist (,(car varlist) (mapcar #'intern ad-advised-functions))
     ,@body))

(defun ad-get-advice-info (function)
  "Return what is known of the advice of FUNCTION."
  (get function 'ad-advice-info))

(defun ad-set-advice-info (function info)
  "Make INFO what is known of the advice of FUNCTION."
  (put function 'ad-advice-info info))

(defalias 'ad-is-advised #'ad-get-advice-info
  "Return non-nil if FUNCTION has had advice of `defadvice'.")

(defun ad-get-advice-info-field (function field)
  "Return FIELD of what is known of the advice of FUNCTION."
  (cdr (assq field (ad-get-advice-info function))))

(defun ad-set-advice-info-field (function field value)
  "Make VALUE the FIELD of what is known of the advice of FUNCTION."
  (let ((info (ad-get-advice-info function)))
    (when info
      (let ((cell (assq field info)))
        (if cell
            (setcdr cell value)
          (nconc info (list (cons field value))))))))

(defun ad-is-active (function)
  "Return non-nil if the advice of FUNCTION is in force."
  (ad-get-advice-info-field function 'active))

(defun ad-initialize-advice-info (function)
  "Note that FUNCTION is advised, yet without advice."
  (unless (member (symbol-name function) ad-advised-functions)
    (push (symbol-name function) ad-advised-functions))
  (ad-set-advice-info function (list (cons 'active nil))))

(defun ad-make-advice (name protect enable definition)
  "Return a piece of advice called NAME."
  (list name protect enable definition))

(defsubst ad-advice-name (advice) "Return the name of ADVICE." (car advice))
(defsubst ad-advice-protected (advice) "Return non-nil if ADVICE runs whatever happens." (nth 1 advice))
(defsubst ad-advice-enabled (advice) "Return non-nil if ADVICE is enabled." (nth 2 advice))
(defsubst ad-advice-definition (advice) "Return the definition of ADVICE." (nth 3 advice))
(defun ad-advice-set-enabled (advice flag) "Enable ADVICE if FLAG." (setcar (cdr (cdr advice)) flag))

(defun ad-class-p (thing) "Return non-nil if THING is a class of advice." (memq thing ad-advice-classes))
(defun ad-name-p (thing) "Return non-nil if THING is a name for advice." (and thing (symbolp thing)))
(defun ad-position-p (thing)
  "Return non-nil if THING is a place among advice."
  (or (natnump thing) (memq thing '(first last))))

(defun ad-get-enabled-advices (function class)
  "Return the enabled pieces of advice of FUNCTION in CLASS."
  (delq nil (mapcar (lambda (advice) (and (ad-advice-enabled advice) advice))
                    (ad-get-advice-info-field function class))))

(defun ad-has-enabled-advice (function class)
  "Return non-nil if FUNCTION has enabled advice in CLASS."
  (and (ad-get-enabled-advices function class) t))

(defun ad-has-any-advice (function)
  "Return non-nil if FUNCTION has advice, enabled or not."
  (and (ad-is-advised function)
       (catch 'found
         (dolist (class ad-advice-classes)
           (when (ad-get-advice-info-field function class)
             (throw 'found t))))))

(defun ad-find-advice (function class name)
  "Return the piece of advice called NAME of FUNCTION in CLASS."
  (assq name (ad-get-advice-info-field function class)))

(defun ad-advice-position (function class name)
  "Return the index of the advice NAME of FUNCTION in CLASS."
  (let* ((advices (ad-get-advice-info-field function class))
         (advice (assq name advices)))
    (and advice (- (length advices) (length (memq advice advices))))))

(defun ad-find-some-advice (function class name)
  "Return the first advice of FUNCTION in CLASS that NAME matches.
CLASS may be `any'; NAME is a symbol, `any' or a regexp."
  (when (ad-is-advised function)
    (catch 'found
      (dolist (c ad-advice-classes)
        (when (or (eq class 'any) (eq class c))
          (dolist (advice (ad-get-advice-info-field function c))
            (when (ad--matches advice name)
              (throw 'found advice))))))))

(defun ad--matches (advice name)
  "Return non-nil if NAME, a symbol, `any' or a regexp, is that of ADVICE."
  (or (eq name 'any)
      (eq name (ad-advice-name advice))
      (and (stringp name) (string-match name (symbol-name (ad-advice-name advice))))))

;;;; Changing it.

(defun ad-enable-advice-internal (function class name flag)
  "Enable or, if FLAG is nil, disable advice of FUNCTION.
Return how many pieces CLASS and NAME chose, nil if FUNCTION is not advised."
  (when (ad-is-advised function)
    (let ((n 0))
      (dolist (c ad-advice-classes n)
        (when (or (eq class 'any) (eq class c))
          (dolist (advice (ad-get-advice-info-field function c))
            (when (ad--matches advice name)
              (setq n (1+ n))
              (ad-advice-set-enabled advice flag))))))))

(defun ad--enable (caller function class name flag)
  "Do the work of CALLER, `ad-enable-advice' or `ad-disable-advice'."
  (unless (ad-is-advised function)
    (error "%s: `%s' is not advised" caller function))
  (when (eq (ad-enable-advice-internal function class name flag) 0)
    (error "%s: `%s' has no %s advice matching `%s'" caller function class name)))

(defun ad-enable-advice (function class name)
  "Enable the advice of FUNCTION in CLASS that is called NAME.
It takes effect when the advice is next activated."
  (interactive (list nil nil nil))
  (ad--enable 'ad-enable-advice function class name t))

(defun ad-disable-advice (function class name)
  "Disable the advice of FUNCTION in CLASS that is called NAME.
It takes effect when the advice is next activated."
  (interactive (list nil nil nil))
  (ad--enable 'ad-disable-advice function class name nil))

(defun ad-enable-regexp-internal (regexp class flag)
  "Enable, as FLAG says, the advice in CLASS whose name REGEXP matches."
  (let ((n 0))
    (ad-do-advised-functions (function)
      (setq n (+ n (or (ad-enable-advice-internal function class regexp flag) 0))))
    n))

(defun ad-enable-regexp (regexp)
  "Enable all advice whose name REGEXP matches; return how many pieces."
  (interactive "sRegexp: ")
  (ad-enable-regexp-internal regexp 'any t))

(defun ad-disable-regexp (regexp)
  "Disable all advice whose name REGEXP matches; return how many pieces."
  (interactive "sRegexp: ")
  (ad-enable-regexp-internal regexp 'any nil))

(defun ad-remove-advice (function class name)
  "Remove the advice of FUNCTION in CLASS that is called NAME.
It takes effect when the advice is next activated."
  (interactive (list nil nil nil))
  (unless (ad-is-advised function)
    (error "ad-remove-advice: `%s' is not advised" function))
  (let ((advice (ad-find-advice function class name)))
    (unless advice
      (error "ad-remove-advice: `%s' has no %s advice `%s'" function class name))
    (ad-set-advice-info-field
     function class (delq advice (ad-get-advice-info-field function class)))))

(defun ad-add-advice (function advice class position)
  "Add ADVICE, as `ad-make-advice' makes it, to those of FUNCTION in CLASS.
One of the same name is replaced; otherwise POSITION says where it goes: first,
last or an index."
  (unless (ad-is-advised function)
    (ad-initialize-advice-info function))
  (let* ((advices (ad-get-advice-info-field function class))
         (old (assq (ad-advice-name advice) advices)))
    (if old
        (setcar (memq old advices) advice)
      (let ((n (cond ((memq position '(nil first)) 0)
                     ((eq position 'last) (length advices))
                     (t (max 0 (min position (length advices)))))))
        (ad-set-advice-info-field
         function class (append (seq-take advices n) (list advice) (nthcdr n advices)))))))

;;;; The function that the advice makes.

(defun ad-make-advicefunname (function)
  "Return the name under which the advice of FUNCTION is a function."
  (intern (format "ad-Advice-%s" function)))

(defun ad-get-orig-definition (function)
  "Return the definition of FUNCTION without advice."
  (if (symbolp function)
      (advice--cd*r (advice--symbol-function function))
    (advice--cd*r function)))

(defun ad-arglist (definition)
  "Return the parameters of the function DEFINITION, a list."
  (let ((list (help-function-arglist definition 'preserve-names)))
    (if (listp list) list '(&rest ad--args))))

(defun ad--parameters (arglist)
  "Return (REQUIRED OPTIONAL REST), the parameters of ARGLIST."
  (let ((required nil) (optional nil) (rest nil) (kind '&required))
    (dolist (p arglist)
      (cond ((memq p '(&optional &rest)) (setq kind p))
            ((eq kind '&required) (push p required))
            ((eq kind '&optional) (push p optional))
            (t (setq rest p))))
    (list (nreverse required) (nreverse optional) rest)))

(defun ad--argument (arglist n)
  "Return a place that holds argument N of ARGLIST."
  (let* ((parts (ad--parameters arglist))
         (single (append (car parts) (cadr parts))))
    (cond ((< n (length single)) (nth n single))
          ((nth 2 parts) `(nth ,(- n (length single)) ,(nth 2 parts)))
          (t (error "ad: there is no argument %d in %S" n arglist)))))

(defun ad--arguments (arglist n)
  "Return a form for the list of arguments of ARGLIST from N on."
  (let* ((parts (ad--parameters arglist))
         (single (append (car parts) (cadr parts))))
    (if (and (nth 2 parts) (>= n (length single)))
        `(nthcdr ,(- n (length single)) ,(nth 2 parts))
      `(cl-list* ,@(nthcdr n single) ,(nth 2 parts)))))

(defun ad--translate (form arglist do-it)
  "Return FORM with the names of advice replaced.
ad-do-it stands for DO-IT, (ad-get-arg N) and its like for arguments of ARGLIST."
  (cond ((eq form 'ad-do-it) do-it)
        ((not (consp form)) form)
        ((and (eq (car form) 'ad-get-arg) (integerp (cadr form)))
         (ad--argument arglist (cadr form)))
        ((and (eq (car form) 'ad-get-args) (integerp (cadr form)))
         (ad--arguments arglist (cadr form)))
        ((and (eq (car form) 'ad-set-arg) (integerp (cadr form)))
         `(setf ,(ad--argument arglist (cadr form))
                ,(ad--translate (nth 2 form) arglist do-it)))
        ((and (eq (car form) 'ad-set-args) (integerp (cadr form)))
         `(let ((ad--values ,(ad--translate (nth 2 form) arglist do-it)))
            ,@(ad--set-arguments arglist (cadr form))))
        (t (let ((tail form) (new nil))
             (while (consp tail)
               (push (ad--translate (car tail) arglist do-it) new)
               (setq tail (cdr tail)))
             (nconc (nreverse new) tail)))))

(defun ad--set-arguments (arglist n)
  "Return forms that set the arguments of ARGLIST from N on to ad--values."
  (let* ((parts (ad--parameters arglist))
         (single (append (car parts) (cadr parts))))
    (append (mapcar (lambda (p) `(setq ,p (pop ad--values))) (nthcdr n single))
            (and (nth 2 parts)
                 (list (if (<= n (length single))
                           `(setq ,(nth 2 parts) ad--values)
                         `(setcdr (nthcdr ,(- n (length single) 1) ,(nth 2 parts)) ad--values)))))))

(defun ad--lambda (advice)
  "Return the lambda expression of ADVICE."
  (cdr (ad-advice-definition advice)))

(defun ad-body-forms (definition)
  "Return the body of DEFINITION, a lambda expression or (advice . LAMBDA)."
  (let ((body (cddr (if (eq (car-safe definition) 'advice) (cdr definition) definition))))
    (when (and (stringp (car body)) (cdr body)) (pop body))
    (when (eq (car-safe (car body)) 'interactive) (pop body))
    body))

(defun ad--wrap (advice forms rest)
  "Return FORMS, of ADVICE, and after them REST, whatever happens if it is protected."
  (if (ad-advice-protected advice)
      `((unwind-protect ,(macroexp-progn forms) ,@rest))
    (append forms rest)))

(defun ad-make-advised-definition (function)
  "Return a function that does what the enabled advice of FUNCTION says.
It takes the original, and then the arguments."
  (let* ((orig (ad-get-orig-definition function))
         (befores (ad-get-enabled-advices function 'before))
         (arounds (ad-get-enabled-advices function 'around))
         (afters (ad-get-enabled-advices function 'after))
         (all (append befores arounds afters))
         (given (seq-some (lambda (a) (nth 1 (ad--lambda a))) all))
         (own (if (eq (car-safe orig) 'macro) (ad-arglist (cdr orig)) (ad-arglist orig)))
         (arglist (or given own))
         (interactive (seq-some (lambda (a) (seq-find (lambda (f) (eq (car-safe f) 'interactive))
                                                      (cddr (ad--lambda a))))
                                all))
         (call (ad--call arglist (and given own)))
         (form `(setq ad-return-value ,call)))
    (dolist (advice (reverse arounds))
      (let ((body (ad--translate (ad-body-forms (ad-advice-definition advice)) arglist form)))
        (setq form (if (ad-advice-protected advice)
                       `(unwind-protect ,(macroexp-progn body))
                     (macroexp-progn body)))))
    (let ((forms (list form)))
      (dolist (advice (reverse befores))
        (setq forms (ad--wrap advice (ad--translate (ad-body-forms (ad-advice-definition advice))
                                                    arglist form)
                              forms)))
      (dolist (advice afters)
        (let ((body (ad--translate (ad-body-forms (ad-advice-definition advice)) arglist form)))
          (setq forms (if (ad-advice-protected advice)
                          `((unwind-protect ,(macroexp-progn forms) ,@body))
                        (append forms body)))))
      `(lambda ,(cons 'ad--addoit-function arglist)
         ,@(and interactive (list interactive))
         (let (ad-return-value)
           ,@forms
           ad-return-value)))))

(defun ad--call (arglist own)
  "Return a form that calls the original with the arguments of ARGLIST.
OWN is its own argument list, nil if that is ARGLIST."
  (let* ((parts (ad--parameters arglist))
         (args `(,@(car parts) ,@(cadr parts) ,(nth 2 parts)))
         (mine (ad--parameters own)))
    (cond ((and own (null (nth 2 mine)))
           `(apply ad--addoit-function
                   (seq-take (apply #'list ,@args) ,(+ (length (car mine)) (length (cadr mine))))))
          ((nth 2 parts) `(apply ad--addoit-function ,@args))
          (t `(funcall ad--addoit-function ,@(butlast args))))))

;;;; Activation.

(defun ad-activate (function &optional _compile)
  "Put the enabled advice of FUNCTION in force.
Without any, FUNCTION is no longer advised."
  (interactive (list nil))
  (unless (ad-is-advised function)
    (error "ad-activate: `%s' is not advised" function))
  (if (not (ad-has-any-advice function))
      (ad-unadvise function)
    (let ((name (ad-make-advicefunname function)))
      (if (not (or (ad-has-enabled-advice function 'before)
                   (ad-has-enabled-advice function 'around)
                   (ad-has-enabled-advice function 'after)))
          (progn
            (advice-remove function name)
            (ad-set-advice-info-field function 'active nil))
        (let ((definition (ad-make-advised-definition function)))
          ;; Old advice knows its variables dynamically.
          (fset name (eval (list 'function definition) nil)))
        (advice-add function :around name)
        (ad-set-advice-info-field function 'active t)
        (ad--run function 'activation))
      function)))

(defun ad--run (function class)
  "Run the advice of FUNCTION in CLASS, activation or deactivation."
  (dolist (advice (ad-get-enabled-advices function class))
    (eval (macroexp-progn (ad-body-forms (ad-advice-definition advice))) nil)))

(defalias 'ad-activate-on #'ad-activate)
(make-obsolete 'ad-activate-on 'ad-activate "24.4")

(defun ad-deactivate (function)
  "Take the advice of FUNCTION out of force, but keep it."
  (interactive (list nil))
  (unless (ad-is-advised function)
    (error "ad-deactivate: `%s' is not advised" function))
  (when (ad-is-active function)
    (advice-remove function (ad-make-advicefunname function))
    (ad-set-advice-info-field function 'active nil)
    (ad--run function 'deactivation))
  function)

(defun ad-update (function &optional compile)
  "Activate the advice of FUNCTION anew if it is in force."
  (interactive (list nil))
  (when (ad-is-active function)
    (ad-activate function compile)))

(defun ad-unadvise (function)
  "Take the advice of FUNCTION out of force and forget it."
  (interactive (list nil))
  (when (ad-is-advised function)
    (when (ad-is-active function)
      (ad-deactivate function))
    (fmakunbound (ad-make-advicefunname function))
    (ad-set-advice-info function nil)
    (setq ad-advised-functions
          (delete (symbol-name function) ad-advised-functions))))

(defalias 'ad-recover #'ad-unadvise)

(defun ad--with-matching (regexp function)
  "Call FUNCTION for each advised function that has advice which REGEXP matches."
  (ad-do-advised-functions (f)
    (when (ad-find-some-advice f 'any regexp)
      (funcall function f))))

(defun ad-activate-regexp (regexp &optional _compile)
  "Activate the functions that have advice whose name REGEXP matches."
  (interactive "sRegexp: ")
  (ad--with-matching regexp #'ad-activate))

(defun ad-deactivate-regexp (regexp)
  "Deactivate the functions that have advice whose name REGEXP matches."
  (interactive "sRegexp: ")
  (ad--with-matching regexp #'ad-deactivate))

(defun ad-update-regexp (regexp &optional _compile)
  "Update the functions that have advice whose name REGEXP matches."
  (interactive "sRegexp: ")
  (ad--with-matching regexp #'ad-update))

(defun ad-activate-all (&optional _compile)
  "Activate all advised functions."
  (interactive)
  (ad-do-advised-functions (f) (ad-activate f)))

(defun ad-deactivate-all ()
  "Deactivate all advised functions."
  (interactive)
  (ad-do-advised-functions (f) (ad-deactivate f)))

(defun ad-update-all (&optional _compile)
  "Update all advised functions."
  (interactive)
  (ad-do-advised-functions (f) (ad-update f)))

(defun ad-unadvise-all ()
  "Forget all advice of all functions."
  (interactive)
  (ad-do-advised-functions (f) (ad-unadvise f)))

(defalias 'ad-recover-all #'ad-unadvise-all)

;;;###autoload
(defmacro defadvice (function args &rest body)
  "Give FUNCTION a piece of advice.
ARGS is (CLASS NAME [POSITION] [ARGLIST] FLAG...): CLASS is before, around or
after, or activation or deactivation; POSITION, among the advice of its class,
first (the default), last or an index; ARGLIST an argument list for BODY in place
of FUNCTION's own.  FLAGs are protect, so that BODY runs whatever happens;
disable; activate, without which the advice waits for `ad-activate'; compile,
preactivate and freeze have no effect of their own.

BODY may begin with a docstring and an interactive form.  In it ad-do-it stands
for the original, in advice of the class around; `ad-return-value' is the value
to return; and (ad-get-arg N), (ad-set-arg N VALUE), (ad-get-args N) and
\(ad-set-args N LIST) are the arguments by their number.

`advice-add' is the way to advise functions in new code."
  (declare (doc-string 3) (indent 2))
  (unless (ad-name-p function)
    (error "defadvice: Invalid function name: %s" function))
  (let* ((class (pop args))
         (name (pop args))
         (position (if (ad-position-p (car args)) (pop args) 'first))
         (arglist (and (consp (car args)) (pop args)))
         (flags (mapcar (lambda (flag)
                          (let* ((known '("protect" "disable" "activate" "compile" "preactivate" "freeze"))
                                 (hits (all-completions (symbol-name flag) known)))
                            (if (= (length hits) 1)
                                (intern (car hits))
                              (error "defadvice: Invalid or ambiguous flag: %s" flag))))
                        args))
         (advice (ad-make-advice name (and (memq 'protect flags) t)
                                 (not (memq 'disable flags))
                                 `(advice lambda ,arglist ,@body))))
    (unless (ad-class-p class)
      (error "defadvice: Invalid advice class: %s" class))
    (unless (ad-name-p name)
      (error "defadvice: Invalid advice name: %s" name))
    `(progn
       (ad-add-advice ',function ',advice ',class ',position)
       ,@(and (memq 'activate flags) `((ad-activate ',function)))
       ',function)))

(defmacro ad-with-originals (functions &rest body)
  "Evaluate BODY with FUNCTIONS, names, as they are without advice."
  (declare (indent 1))
  (let ((olds (mapcar (lambda (_) (make-symbol "old")) functions)))
    `(let ,(cl-mapcar (lambda (old f) `(,old (symbol-function ',f))) olds functions)
       (unwind-protect
           (progn
             ,@(mapcar (lambda (f) `(fset ',f (ad-get-orig-definition ',f))) functions)
             ,@body)
         ,@(cl-mapcar (lambda (old f) `(fset ',f ,old)) olds functions)))))

(provide 'advice)

;;; advice.el ends here
