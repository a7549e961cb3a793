;; What is left of the display and the keyboard in batch mode, and kin.
(subr-type (symbol-function 'car))
;=> nil
(subr-type 'car)
;!> (wrong-type-argument subrp car)
(subr-native-elisp-p (symbol-function 'car))
;=> nil
(subr-native-elisp-p 1)
;=> nil
(subr-native-lambda-list (symbol-function 'car))
;=> t
(subr-native-lambda-list 'car)
;!> (wrong-type-argument subrp car)
(command-modes 'forward-char)
;=> nil
(command-modes '(lambda () (interactive "p" foo bar) 1))
;=> (foo bar)
(command-modes (lambda () (interactive "p" foo bar) 1))
;=> (foo bar)
(command-modes 'nosuch)
;=> nil
(command-modes 1)
;=> nil
(daemonp)
;=> nil
(daemon-initialized)
;!> (error "This function can only be called if emacs is run as a daemon")
(text-quoting-style)
;=> curve
(let ((text-quoting-style 'grave)) (text-quoting-style))
;=> grave
(let ((text-quoting-style 'straight)) (text-quoting-style))
;=> straight
(let ((text-quoting-style 'foo)) (text-quoting-style))
;=> curve
(ngettext "a" "b" 1)
;=> "a"
(ngettext "a" "b" 2)
;=> "b"
(ngettext "a" "b" 0)
;=> "b"
(ngettext 1 "b" 1)
;!> (wrong-type-argument stringp 1)
(ngettext "a" "b" 1.0)
;!> (wrong-type-argument integerp 1.0)
(ngettext "a" "b" -1)
;=> "b"
(type-of (make-finalizer 'ignore))
;=> finalizer
(prin1-to-string (make-finalizer 'ignore))
;=> "#<finalizer>"
(make-finalizer 1)
;=> #<finalizer>
(functionp (make-finalizer 'ignore))
;=> nil
(lread--substitute-object-in-subtree '(a b (a)) 'a t)
;=> nil
(lread--substitute-object-in-subtree (list 'x (vector 'x 'y)) 'x t)
;=> nil
(char-resolve-modifiers ?a)
;=> 97
(char-resolve-modifiers ?\C-a)
;=> 1
(char-resolve-modifiers ?\C-%)
;=> 67108901
(char-resolve-modifiers (+ ?a (ash 1 26)))
;=> 1
(char-resolve-modifiers (+ ?a (ash 1 25)))
;=> 65
(char-resolve-modifiers (+ ?A (ash 1 25)))
;=> 65
(char-resolve-modifiers (+ ?? (ash 1 26)))
;=> 127
(char-resolve-modifiers (+ 0 (ash 1 26)))
;=> 67108864
(char-resolve-modifiers (+ ?\t (ash 1 25)))
;=> 9
(char-resolve-modifiers (+ ?a (ash 1 27)))
;=> 134217825
(char-resolve-modifiers 'a)
;!> (wrong-type-argument fixnump a)
(char-resolve-modifiers (+ ?é (ash 1 26)))
;=> 67109097
(char-resolve-modifiers (+ ?\s (ash 1 26)))
;=> 0
(redirect-debugging-output nil)
;=> nil
(redirect-debugging-output 1)
;!> (wrong-type-argument stringp 1)
(recursion-depth)
;=> 0
(condition-case e (exit-recursive-edit) (error e))
;=> (user-error "No recursive edit is in progress")
(condition-case e (abort-recursive-edit) (error e))
;=> (user-error "No recursive edit is in progress")
(print--preprocess '(1 2))
;=> nil
(get-file-char)
;!> (error "get-file-char misused")
(subr-arity (symbol-function 'car))
;=> (1 . 1)
(unibyte-char-to-multibyte 1)
;=> 1
