;; User options, groups, faces, obsolete names.
(progn (defcustom zc1 5 "Doc." :type 'integer :group 'zg) (list zc1 (and (custom-variable-p 'zc1) t) (get 'zc1 'custom-type) (get 'zg 'custom-group) (get 'zc1 'variable-documentation) (special-variable-p 'zc1)))
;=> (5 t integer ((zc1 custom-variable)) "Doc." t)
(let ((r nil)) (defcustom zc2 5 "Doc." :set (lambda (s v) (set-default s (* 2 v)))) zc2)
;=> 10
(progn (setq zc3 9) (defcustom zc3 5 "Doc.") zc3)
;=> 9
(progn (defcustom zc4 5 "Doc." :local t) (local-variable-if-set-p 'zc4))
;=> t
(progn (defcustom zc5 5 "Doc." :initialize #'custom-initialize-default :options '(a b) :safe #'integerp :risky t :version "1") (list zc5 (get 'zc5 'custom-options) (get 'zc5 'safe-local-variable) (get 'zc5 'risky-local-variable) (get 'zc5 'custom-version)))
;=> (5 (a b) integerp t "1")
(condition-case e (eval '(defcustom zc6 5 "Doc." :foo 1) t) (error e))
;=> (error "Unknown keyword :foo")
(progn (defgroup zgr nil "Doc" :prefix "z-" :group 'zpar) (list (get 'zgr 'group-documentation) (get 'zpar 'custom-group) (get 'zgr 'custom-prefix)))
;=> ("Doc" ((zgr custom-group)) "z-")
(progn (custom-set-variables '(zc7 42)) (defcustom zc7 5 "Doc.") zc7)
;=> 42
(progn (defcustom zc8 5 "Doc.") (custom-set-variables '(zc8 43)) zc8)
;=> 43
(progn (defface zf '((t :bold t)) "Doc" :group 'zg) (get 'zf 'face-defface-spec))
;=> ((t :bold t))
(progn (defcustom zc9 5 "Doc.") (list (customize-mark-as-set 'zc9) (progn (setq zc9 6) (customize-mark-as-set 'zc9)) (get 'zc9 'customized-value)))
;=> (nil t (6))
(progn (custom-reevaluate-setting 'zc9) zc9)
;=> 5
(progn (define-obsolete-function-alias 'zold 'car "1.0") (list (zold '(1)) (get 'zold 'byte-obsolete-info)))
;=> (1 (car nil "1.0"))
(progn (define-obsolete-variable-alias 'zov 'zc9 "1.0") (list zov (get 'zov 'byte-obsolete-variable)))
;=> (5 (zc9 nil "1.0"))
(progn (make-obsolete 'zfoo "use bar" "1") (get 'zfoo 'byte-obsolete-info))
;=> ("use bar" nil "1")
(mapcar #'custom-quote '(a nil :k (a) "s" 1 [a]))
;=> ('a nil :k '(a) "s" 1 [a])
