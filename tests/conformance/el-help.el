;;; el-help.el --- documentation and descriptions as text -*- lexical-binding: t; -*-
(progn (defun xdf (a &optional b) "Doc of A and `car'.\nMore." (list a b)) (defun xdn (a) a) (defmacro xdm (a &rest body) "Macro doc." (declare (indent 1)) a) (defalias 'xda 'xdf) (defalias 'xdb #'car "Alias doc.") (defun xdi (n) "Interactive." (interactive "p") n) (defvar xdv 5 "Var doc.") (defvar xdv2 nil) (defcustom xdc 3 "Custom doc." :type 'integer :group 'emacs) (defun xdo () "Old." nil) (make-obsolete 'xdo 'xdf "1.0") (make-obsolete-variable 'xdv2 'xdv "2.0"))
;=> xdv2
(mapcar (lambda (f) (substring-no-properties (describe-function f))) '(xdf xdn xdm xda xdi xdo))
;=> ("xdf is a Lisp closure.\n\n(xdf A &optional B)\n\nDoc of A and ‘car’.\nMore.\n\n" "xdn is a Lisp closure.\n\n(xdn A)\n\nNot documented.\n\n" "xdm is a Lisp macro.\n\n(xdm A &rest BODY)\n\nMacro doc.\n\n" "xda is an alias for ‘xdf’.\n\n(xda A &optional B)\n\nDoc of A and ‘car’.\nMore.\n\n" "xdi is an interactive Lisp closure.\n\n(xdi N)\n\nInteractive.\n\n" "xdo is a Lisp closure.\n\n(xdo)\n\nOld.\n\n  This function is obsolete since 1.0;\n  use ‘xdf’ instead.\n\n")
(mapcar (lambda (f) (substring-no-properties (describe-variable f))) '(xdv xdv2 xdc))
;=> ("xdv’s value is 5\n\nVar doc.\n\n" "xdv2’s value is nil\n\nNot documented as a variable.\n\n  This variable is obsolete since 2.0;\n  use ‘xdv’ instead.\n\n" "xdc’s value is 3\n\nCustom doc.\n\n  You can customize this variable.\n\n")
(describe-variable 'no-such-xx)
;=> "no-such-xx is void as a variable.\n\nNot documented as a variable.\n\n"
(describe-function 'no-such-xx)
;!> (void-function no-such-xx)
(list (documentation 'xdf) (documentation 'xdf t) (documentation 'xdn) (documentation 'xdm) (documentation 'xda) (documentation 'xdb) (condition-case e (documentation 'xdq) (error e)) (documentation (lambda (a) "Lam `x'." a)) (documentation-property 'xdv 'variable-documentation) (documentation-property 'xdv 'nope) (documentation-property 'xdv 'variable-documentation t))
;=> ("Doc of A and ‘car’.\nMore." "Doc of A and `car'.\nMore." nil "Macro doc." "Doc of A and ‘car’.\nMore." "Alias doc." (void-function xdq) "Lam ‘x’." "Var doc." nil "Var doc.")
(with-current-buffer (help-buffer) (buffer-name))
;=> "*Help*"
(list (help-split-fundoc "Doc\n\n(fn A B)" 'foo) (help-split-fundoc "Doc" 'foo) (help-add-fundoc-usage "Doc" '(a &optional b)) (help-function-arglist 'xdf) (help-make-usage 'foo '(a b)))
;=> (("(foo A B)" . "Doc") nil "Doc\n\n(fn A &optional B)" (a &optional b) (foo A B))
(progn (require 'seq) (require 'ring) (mapcar (lambda (f) (let ((file (symbol-file f 'defun))) (and file (file-name-base file)))) '(seq-map ring-insert no-such-function-x)))
;=> ("seq" "ring" nil)
(let ((text-quoting-style 'grave)) (documentation 'xdf))
;=> "Doc of A and `car'.\nMore."
(progn (defun xdsc () "Type \\[xdsc] or \\=\\[x] and \\{xmap}." nil) (documentation 'xdsc t))
;=> "Type \\[xdsc] or \\=\\[x] and \\{xmap}."
