;;; assoc.el --- association lists that a variable names -*- lexical-binding: t; -*-

;; Obsolete also in Emacs, where `alist-get' and its setter have taken its place.

;;; Code:

(defun aelement (key value)
  "Return a list of one association, of KEY with VALUE."
  (list (cons key value)))

(defun aheadsym (alist)
  "Return the first key of ALIST."
  (caar alist))

(defun anot-head-p (alist key)
  "Return t if the first key of ALIST, which may be empty, is another than KEY."
  (not (or (null alist) (equal (aheadsym alist) key))))

(defun asort (alist-symbol key)
  "Move the association of KEY to the head of the alist in ALIST-SYMBOL.
Return the alist, which stays as it is if there is none."
  (let* ((alist (symbol-value alist-symbol)) (found (assoc key alist)))
    (set alist-symbol (if found (cons found (remq found alist)) alist))))

(defun aput (alist-symbol key &optional value)
  "Associate KEY with VALUE at the head of the alist in ALIST-SYMBOL.
If there is an association and VALUE is nil, it keeps its value.  Return the alist."
  (let ((alist (asort alist-symbol key)))
    (cond ((or (null alist) (anot-head-p alist key))
           (set alist-symbol (nconc (aelement key value) alist)))
          (value (setcar alist (cons key value)) alist)
          (t alist))))

(defun adelete (alist-symbol key)
  "Take the association of KEY out of the alist in ALIST-SYMBOL; return the alist."
  (let ((alist (asort alist-symbol key)))
    (if (or (null alist) (anot-head-p alist key))
        alist
      (set alist-symbol (cdr alist)))))

(defun aget (alist key &optional keynil-p)
  "Return what ALIST associates with KEY, or nil.
If that is nil, return KEY itself unless KEYNIL-P is non-nil."
  (let ((found (assoc key alist)))
    (and found (or (cdr found) (and (not keynil-p) (car found))))))

(defun amake (alist-symbol keylist &optional valuelist)
  "Associate each of KEYLIST with its fellow of VALUELIST in the alist of ALIST-SYMBOL.
Those that have none are associated with nil.  Return the alist."
  (let ((pairs nil))
    (while (progn (push (cons (pop keylist) (pop valuelist)) pairs)
                  keylist))
    (dolist (pair pairs)
      (aput alist-symbol (car pair) (cdr pair))))
  (symbol-value alist-symbol))

(provide 'assoc)
;;; assoc.el ends here
