;;; dom.el --- trees of elements, as XML and HTML are -*- lexical-binding: t -*-

;; A node is (TAG ATTRIBUTES CHILD...): TAG is a symbol, ATTRIBUTES an alist of
;; symbols and strings, a CHILD a node or a string.  Where a node is read, a
;; list of nodes may stand for its first one.

;;; Code:

(require 'seq)

(defsubst dom--first (node)
  "Return NODE, or its first element if it is a list of nodes."
  (if (consp (car-safe node)) (car node) node))

(defun dom-node (tag &optional attributes &rest children)
  "Return a node of TAG, ATTRIBUTES and CHILDREN."
  (cons tag (cons attributes children)))

(defun dom-tag (node)
  "Return the tag of NODE."
  (car (dom--first node)))

(defun dom-attributes (node)
  "Return the names and values, in an alist, that NODE's tag gives."
  (cadr (dom--first node)))

(defun dom-children (node)
  "Return what NODE contains: strings and nodes, in a list."
  (cddr (dom--first node)))

(defun dom-attr (node attr)
  "Return the value of ATTR, a symbol, in NODE; nil if it has none."
  (cdr (assq attr (dom-attributes node))))

(defun dom-set-attributes (node attributes)
  "Give NODE the alist ATTRIBUTES instead of its own."
  (setcar (cdr (dom--first node)) attributes))

(defun dom-set-attribute (node attribute value)
  "Set ATTRIBUTE, a symbol, of NODE to VALUE."
  (let* ((node (dom--first node))
         (old (assq attribute (cadr node))))
    (cond (old (setcdr old value))
          ((cadr node) (nconc (cadr node) `((,attribute . ,value))))
          (t (setcar (cdr node) `((,attribute . ,value)))))))

(defun dom-remove-attribute (node attribute)
  "Take ATTRIBUTE, a symbol, away from NODE."
  (let* ((node (dom--first node))
         (old (assq attribute (cadr node))))
    (when old
      (setcar (cdr node) (delq old (cadr node))))))

(defun dom-non-text-children (node)
  "Return those children of NODE that are nodes."
  (seq-remove #'stringp (dom-children node)))

(defun dom-text (node)
  "Return the strings among the children of NODE, with spaces between."
  (mapconcat #'identity (seq-filter #'stringp (dom-children node)) " "))

(defun dom-strings (dom)
  "Return the list of all strings in DOM."
  (apply #'append
         (mapcar (lambda (child)
                   (if (stringp child) (list child) (dom-strings child)))
                 (dom-children dom))))

(defun dom-texts (node &optional separator)
  "Return all strings in NODE, with SEPARATOR, by default a space, between."
  (if (eq (dom-tag node) 'script)
      ""
    (mapconcat (lambda (child)
                 (cond ((stringp child) child)
                       ((eq (dom-tag child) 'script) "")
                       (t (dom-texts child separator))))
               (dom-children node) (or separator " "))))

(defun dom-child-by-tag (dom tag)
  "Return the first child of DOM that has TAG."
  (assoc tag (dom-children dom)))

(defun dom-search (dom predicate)
  "Return the list of nodes in DOM, itself included, for which PREDICATE holds."
  (let ((found (apply #'append
                      (mapcar (lambda (child)
                                (and (consp child) (dom-search child predicate)))
                              (dom-children dom)))))
    (if (funcall predicate dom)
        (cons dom found)
      found)))

(defun dom-by-tag (dom tag)
  "Return the list of nodes in DOM, itself included, that have TAG."
  (dom-search dom (lambda (node) (eq (dom-tag node) tag))))

(defun dom-elements (dom attribute match)
  "Return the list of nodes in DOM whose ATTRIBUTE matches the regexp MATCH."
  (dom-search dom (lambda (node)
                    (let ((value (dom-attr node attribute)))
                      (and value (string-match match value))))))

(defun dom-by-class (dom match)
  "Return the list of nodes in DOM whose class matches the regexp MATCH."
  (dom-elements dom 'class match))

(defun dom-by-style (dom match)
  "Return the list of nodes in DOM whose style matches the regexp MATCH."
  (dom-elements dom 'style match))

(defun dom-by-id (dom match)
  "Return the list of nodes in DOM whose id matches the regexp MATCH."
  (dom-elements dom 'id match))

(defun dom-parent (dom node)
  "Return the node in DOM that has NODE, the same object, as a child."
  (if (memq node (dom-children dom))
      dom
    (seq-some (lambda (child) (dom-parent child node))
              (dom-non-text-children dom))))

(defun dom-previous-sibling (dom node)
  "Return the child that precedes NODE, the same object, in its parent in DOM."
  (let ((parent (dom-parent dom node)) (previous nil))
    (when parent
      (catch 'found
        (dolist (child (dom-children parent))
          (when (eq child node) (throw 'found previous))
          (setq previous child))))))

(defun dom-ensure-node (node)
  "Make NODE, a node that may lack its attributes, complete, and return it."
  (let ((first (dom--first node)))
    (unless (cdr first) (setcdr first (list nil)))
    first))

(defun dom-append-child (node child)
  "Make CHILD the last child of NODE, and return NODE."
  (nconc (dom-ensure-node node) (list child)))

(defun dom-add-child-before (node child &optional before)
  "Make CHILD a child of NODE, before its child BEFORE or the first.
Return NODE."
  (let* ((node (dom-ensure-node node))
         (cell (cdr node)))
    (when before
      (unless (memq before (cddr node))
        (error "%s does not exist as a child" before))
      (while (not (eq (cadr cell) before))
        (setq cell (cdr cell))))
    (setcdr cell (cons child (cdr cell)))
    node))

(defun dom-remove-node (dom node)
  "Take NODE, the same object, out of its parent in DOM."
  (let ((parent (dom-parent dom node)))
    (when parent
      (setcdr (cdr parent) (delq node (cddr parent))))))

;;; Printing

(defun dom-pp (dom &optional remove-empty)
  "Insert DOM as Lisp at point, with a line for each child.
Blank strings are left out if REMOVE-EMPTY."
  (let ((column (current-column)))
    (insert (format "(%S " (dom-tag dom)))
    (let ((attributes (dom-attributes dom)))
      (if (not attributes)
          (insert "nil")
        (let ((inner (1+ (current-column))) (first t))
          (insert "(")
          (dolist (attribute attributes)
            (unless first (insert "\n" (make-string inner ?\s)))
            (setq first nil)
            (insert (format "(%S . %S)" (car attribute) (cdr attribute))))
          (insert ")"))))
    (dolist (child (dom-children dom))
      (unless (and remove-empty (stringp child)
                   (string-match-p "\\`[ \t\r\n\u00a0]*\\'" child))
        (insert "\n" (make-string (1+ column) ?\s))
        (if (stringp child)
            (insert (format "%S" child))
          (dom-pp child remove-empty))))
    (insert ")")))

(defun dom-print (dom &optional pretty xml)
  "Insert DOM as HTML at point, or as XML if XML; nothing is escaped.
If PRETTY, elements begin on lines of their own, indented."
  (let ((column (current-column))
        (children (dom-children dom))
        (nested nil))
    (insert (format "<%s" (dom-tag dom)))
    (dolist (attribute (dom-attributes dom))
      (if (and (memq (car attribute)
                     '(async autofocus autoplay checked contenteditable controls
                       default defer disabled formNoValidate frameborder hidden
                       ismap itemscope loop multiple muted nomodule novalidate
                       open readonly required reversed scoped selected typemustmatch))
               (cdr attribute)
               (not xml))
          (insert (format " %s" (car attribute)))
        (insert (format " %s=%S" (car attribute) (cdr attribute)))))
    (if (not children)
        (insert " />")
      (insert ">")
      (dolist (child children)
        (cond ((stringp child) (insert child))
              (t (if pretty (insert ?\n (make-string (+ 2 column) ?\s)))
                 (setq nested t)
                 (dom-print child pretty xml))))
      (when (and pretty nested)
        (insert "\n" (make-string column ?\s)))
      (insert (format "</%s>" (dom-tag dom))))))

(provide 'dom)
;;; dom.el ends here
