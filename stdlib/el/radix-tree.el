;;; radix-tree.el --- maps from strings by their prefixes -*- lexical-binding: t; -*-

;; A tree is nil, the value for the empty rest of a key (any atom but nil, or
;; what is no such list), or ((PREFIX . TREE) . TREE), where the prefixes of one
;; level begin with different characters.

;;; Code:

(require 'seq)

(defconst radix-tree-empty nil
  "The tree without keys.")

(defun radix-tree--node-p (tree)
  "Return t if TREE begins with a prefix."
  (and (consp tree) (consp (car tree)) (stringp (caar tree))))

(defun radix-tree--common (a b)
  "Return the length of the prefix that the strings A and B share."
  (let ((i 0) (n (min (length a) (length b))))
    (while (and (< i n) (eq (aref a i) (aref b i)))
      (setq i (1+ i)))
    i))

(defun radix-tree--join (prefix subtree rest)
  "Return the tree with PREFIX leading to SUBTREE, and REST.
A subtree that is a single branch becomes part of this one."
  (cond ((null subtree) rest)
        ((and (radix-tree--node-p subtree) (null (cdr subtree)))
         (cons (cons (concat prefix (caar subtree)) (cdar subtree)) rest))
        (t (cons (cons prefix subtree) rest))))

(defun radix-tree-insert (tree key val)
  "Return TREE with KEY mapped to VAL, or without KEY if VAL is nil."
  (cond
   ((not (radix-tree--node-p tree))
    (cond ((equal key "") val)
          (val (cons (cons key val) tree))
          (t tree)))
   ((equal key "") (cons (car tree) (radix-tree-insert (cdr tree) "" val)))
   (t
    (let* ((prefix (caar tree)) (n (radix-tree--common prefix key)))
      (cond
       ((= n 0) (cons (car tree) (radix-tree-insert (cdr tree) key val)))
       ((= n (length prefix))
        (radix-tree--join prefix
                          (radix-tree-insert (cdar tree) (substring key n) val)
                          (cdr tree)))
       ((null val) tree)
       ((= n (length key))
        (cons (cons key (cons (cons (substring prefix n) (cdar tree)) val)) (cdr tree)))
       (t (cons (list (substring prefix 0 n)
                      (cons (substring prefix n) (cdar tree))
                      (cons (substring key n) val))
                (cdr tree))))))))

(defun radix-tree-lookup (tree key)
  "Return what TREE maps KEY to, or nil."
  (let ((sub (radix-tree-subtree tree key)))
    (while (radix-tree--node-p sub) (setq sub (cdr sub)))
    sub))

(defun radix-tree-subtree (tree string)
  "Return the tree of what follows STRING in the keys of TREE."
  (if (equal string "")
      tree
    (let ((result nil))
      (while (radix-tree--node-p tree)
        (let* ((prefix (caar tree)) (n (radix-tree--common prefix string)))
          (cond ((= n 0) (setq tree (cdr tree)))
                ((= n (length prefix))
                 (setq result (radix-tree-subtree (cdar tree) (substring string n))
                       tree nil))
                ((= n (length string))
                 (setq result (list (cons (substring prefix n) (cdar tree)))
                       tree nil))
                (t (setq tree nil)))))
      result)))

(defun radix-tree-prefixes (tree string)
  "Return an alist of the keys of TREE that STRING begins with, longest first."
  (let ((result nil) (at 0) (done nil))
    (while (not done)
      (let ((level tree) (next nil))
        (while (radix-tree--node-p level)
          (let ((prefix (caar level)))
            (when (eq t (compare-strings prefix nil nil string at
                                         (min (length string) (+ at (length prefix)))))
              (setq next (car level))))
          (setq level (cdr level)))
        (when level
          (setq result (cons (cons (substring string 0 at) level) result)))
        (if next
            (setq at (+ at (length (car next)))
                  tree (cdr next))
          (setq done t))))
    result))

(defun radix-tree-iter-subtrees (tree fun)
  "Call FUN with each prefix at the top of TREE and the tree below it."
  (while (radix-tree--node-p tree)
    (funcall fun (caar tree) (cdar tree))
    (setq tree (cdr tree)))
  (when tree (funcall fun "" tree)))

(defun radix-tree-iter-mappings (tree fun &optional prefix)
  "Call FUN with each key of TREE, PREFIX in front of it, and its value."
  (radix-tree-iter-subtrees
   tree
   (lambda (key subtree)
     (let ((full (concat prefix key)))
       (if (equal key "")
           (funcall fun full subtree)
         (radix-tree-iter-mappings subtree fun full))))))

(defun radix-tree-count (tree)
  "Return how many keys TREE has."
  (let ((n 0))
    (radix-tree-iter-mappings tree (lambda (_key _value) (setq n (1+ n))))
    n))

(defun radix-tree-from-map (map)
  "Return a tree with the keys, strings, and values of MAP, see `map.el'."
  (require 'map)
  (let ((tree nil))
    (map-apply (lambda (key value) (setq tree (radix-tree-insert tree key value))) map)
    tree))

(provide 'radix-tree)
;;; radix-tree.el ends here
