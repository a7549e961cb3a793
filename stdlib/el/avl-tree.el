;;; avl-tree.el --- balanced trees of sorted elements -*- lexical-binding: t; -*-

;; A node is a vector [LEFT RIGHT DATA BALANCE], BALANCE being the height of the
;; right side less that of the left.  The tree is the left side of a root node
;; without data, so that every node has a parent.

;;; Code:

(require 'cl-lib)
(require 'generator)

(cl-defstruct (avl-tree- (:constructor nil) (:predicate avl-tree-p) (:copier nil)
                         (:constructor avl-tree--create (cmpfun)))
  (dummyroot (vector nil nil nil 0))
  cmpfun)

(defalias 'avl-tree-compare-function #'avl-tree--cmpfun
  "Return the function that orders the elements of a tree.")

(defun avl-tree-create (compare-function)
  "Return an empty tree that COMPARE-FUNCTION orders.
It gets two elements and tells whether the first goes before the second."
  (avl-tree--create compare-function))

(defsubst avl-tree--root (tree)
  "Return the top node of TREE, or nil."
  (aref (avl-tree--dummyroot tree) 0))

(defun avl-tree-empty (tree)
  "Return t if TREE has no elements."
  (null (avl-tree--root tree)))

(defun avl-tree-clear (tree)
  "Remove all elements of TREE."
  (aset (avl-tree--dummyroot tree) 0 nil))

;;;; Keeping the balance.

(defun avl-tree--rotate (node side)
  "Make the child of NODE on SIDE its parent and return it.
SIDE is 0 for left and 1 for right; balances are not looked at."
  (let* ((other (- 1 side)) (child (aref node side)))
    (aset node side (aref child other))
    (aset child other node)
    child))

(defun avl-tree--rebalance (node)
  "Return the top of the subtree of NODE, whose balance is 2 or -2, made even.
The second value, as (TOP . SHORTER), tells whether it became less high."
  (let* ((side (if (> (aref node 3) 0) 1 0))
         (sign (if (= side 1) 1 -1))
         (child (aref node side))
         (lean (* sign (aref child 3))))
    (cond
     ((>= lean 0)
      (aset node 3 (if (= lean 0) sign 0))
      (aset child 3 (if (= lean 0) (- sign) 0))
      (cons (avl-tree--rotate node side) (> lean 0)))
     (t
      (let* ((inner (aref child (- 1 side))) (tilt (* sign (aref inner 3))))
        (aset node 3 (if (> tilt 0) (- sign) 0))
        (aset child 3 (if (< tilt 0) sign 0))
        (aset inner 3 0)
        (aset node side (avl-tree--rotate child (- 1 side)))
        (cons (avl-tree--rotate node side) t))))))

(defun avl-tree--insert (compare parent side data update)
  "Insert DATA below PARENT on SIDE; return (STORED . HIGHER).
COMPARE orders the elements; UPDATE, if not nil, gets DATA and an equal one."
  (let ((node (aref parent side)))
    (cond
     ((null node)
      (aset parent side (vector nil nil data 0))
      (cons data t))
     ((or (funcall compare data (aref node 2)) (funcall compare (aref node 2) data))
      (let* ((below (if (funcall compare data (aref node 2)) 0 1))
             (result (avl-tree--insert compare node below data update)))
        (when (cdr result)
          (aset node 3 (+ (aref node 3) (if (= below 1) 1 -1)))
          (cond ((= (aref node 3) 0) (setcdr result nil))
                ((= (abs (aref node 3)) 2)
                 (aset parent side (car (avl-tree--rebalance node)))
                 (setcdr result nil))))
        result))
     (t
      (aset node 2 (if update (funcall update data (aref node 2)) data))
      (cons (aref node 2) nil)))))

(defun avl-tree-enter (tree data &optional updatefun)
  "Insert DATA into TREE and return what is stored there.
An equal element is replaced by DATA, or by what UPDATEFUN returns for DATA and
that element."
  (car (avl-tree--insert (avl-tree--cmpfun tree) (avl-tree--dummyroot tree) 0
                         data updatefun)))

(defun avl-tree--shrunk (parent side below)
  "Adjust the node of PARENT on SIDE after its side BELOW became less high.
Return t if the node's subtree did too."
  (let ((node (aref parent side)))
    (aset node 3 (+ (aref node 3) (if (= below 0) 1 -1)))
    (cond ((= (aref node 3) 0) t)
          ((= (abs (aref node 3)) 2)
           (let ((result (avl-tree--rebalance node)))
             (aset parent side (car result))
             (cdr result))))))

(defun avl-tree--take-last (parent side)
  "Remove the last node below PARENT on SIDE; return (DATA . SHORTER)."
  (let ((node (aref parent side)))
    (if (null (aref node 1))
        (progn (aset parent side (aref node 0))
               (cons (aref node 2) t))
      (let ((result (avl-tree--take-last node 1)))
        (when (cdr result)
          (setcdr result (avl-tree--shrunk parent side 1)))
        result))))

(defun avl-tree--remove (compare parent side data test none)
  "Remove DATA below PARENT on SIDE; return (DELETED . SHORTER).
COMPARE orders the elements.  TEST, if not nil, must agree; NONE is what is
returned for an element that is not removed."
  (let ((node (aref parent side)))
    (cond
     ((null node) (cons none nil))
     ((or (funcall compare data (aref node 2)) (funcall compare (aref node 2) data))
      (let* ((below (if (funcall compare data (aref node 2)) 0 1))
             (result (avl-tree--remove compare node below data test none)))
        (when (cdr result)
          (setcdr result (avl-tree--shrunk parent side below)))
        result))
     ((and test (not (funcall test (aref node 2)))) (cons none nil))
     ((null (aref node 0))
      (aset parent side (aref node 1))
      (cons (aref node 2) t))
     ((null (aref node 1))
      (aset parent side (aref node 0))
      (cons (aref node 2) t))
     (t
      (let* ((old (aref node 2)) (result (avl-tree--take-last node 0)))
        (aset node 2 (car result))
        (cons old (and (cdr result) (avl-tree--shrunk parent side 0))))))))

(defun avl-tree-delete (tree data &optional test nilflag)
  "Remove the element equal to DATA from TREE and return it, else NILFLAG.
TEST, if not nil, is called with the element and returns nil to keep it."
  (car (avl-tree--remove (avl-tree--cmpfun tree) (avl-tree--dummyroot tree) 0
                         data test nilflag)))

;;;; Looking at elements.

(defun avl-tree-member (tree data &optional nilflag)
  "Return the element of TREE equal to DATA, else NILFLAG."
  (let ((node (avl-tree--root tree)) (compare (avl-tree--cmpfun tree)) (found nil))
    (while (and node (not found))
      (cond ((funcall compare data (aref node 2)) (setq node (aref node 0)))
            ((funcall compare (aref node 2) data) (setq node (aref node 1)))
            (t (setq found t))))
    (if found (aref node 2) nilflag)))

(defun avl-tree-member-p (tree data)
  "Return t if TREE has an element equal to DATA."
  (let ((flag '(nil)))
    (not (eq (avl-tree-member tree data flag) flag))))

(defun avl-tree--walk (function node side)
  "Call FUNCTION with each node below NODE, those on SIDE first."
  (when node
    (avl-tree--walk function (aref node side) side)
    (funcall function node)
    (avl-tree--walk function (aref node (- 1 side)) side)))

(defun avl-tree-map (fun tree &optional reverse)
  "Replace each element of TREE by what FUN returns for it.
The order is ascending, or descending if REVERSE is non-nil; FUN must keep it."
  (avl-tree--walk (lambda (node) (aset node 2 (funcall fun (aref node 2))))
                  (avl-tree--root tree) (if reverse 1 0)))

(defun avl-tree-mapc (fun tree &optional reverse)
  "Call FUN with each element of TREE, in descending order if REVERSE is non-nil."
  (avl-tree--walk (lambda (node) (funcall fun (aref node 2)))
                  (avl-tree--root tree) (if reverse 1 0)))

(defun avl-tree-mapf (fun combinator tree &optional reverse)
  "Combine what FUN returns for each element of TREE.
COMBINATOR gets that and the combination of those before, at first nil.
The order is ascending, or descending if REVERSE is non-nil."
  (let ((result nil))
    (avl-tree-mapc (lambda (data)
                     (setq result (funcall combinator (funcall fun data) result)))
                   tree reverse)
    result))

(defun avl-tree-mapcar (fun tree &optional reverse)
  "Return the list of what FUN returns for the elements of TREE.
The order is ascending, or descending if REVERSE is non-nil."
  (nreverse (avl-tree-mapf fun #'cons tree reverse)))

(defun avl-tree-first (tree)
  "Return the first element of TREE, nil if it is empty."
  (let ((node (avl-tree--root tree)))
    (when node
      (while (aref node 0) (setq node (aref node 0)))
      (aref node 2))))

(defun avl-tree-last (tree)
  "Return the last element of TREE, nil if it is empty."
  (let ((node (avl-tree--root tree)))
    (when node
      (while (aref node 1) (setq node (aref node 1)))
      (aref node 2))))

(defun avl-tree--copy-node (node)
  "Return a copy of NODE and all below it."
  (and node
       (vector (avl-tree--copy-node (aref node 0)) (avl-tree--copy-node (aref node 1))
               (aref node 2) (aref node 3))))

(defun avl-tree-copy (tree)
  "Return a copy of TREE with the same elements."
  (let ((new (avl-tree-create (avl-tree--cmpfun tree))))
    (aset (avl-tree--dummyroot new) 0 (avl-tree--copy-node (avl-tree--root tree)))
    new))

(defun avl-tree-flatten (tree)
  "Return the list of the elements of TREE in their order."
  (avl-tree-mapcar #'identity tree))

(defun avl-tree-size (tree)
  "Return how many elements TREE has."
  (let ((n 0))
    (avl-tree-mapc (lambda (_) (setq n (1+ n))) tree)
    n))

;;;; Stacks: the elements of a tree one by one.

(cl-defstruct (avl-tree--stack (:constructor nil) (:copier nil)
                               (:predicate avl-tree-stack-p)
                               (:constructor avl-tree--stack-create (reverse store)))
  reverse store)

(defun avl-tree--stack-fill (stack node)
  "Put NODE and what goes before it on STACK."
  (let ((side (if (avl-tree--stack-reverse stack) 1 0)))
    (while node
      (push node (avl-tree--stack-store stack))
      (setq node (aref node side)))))

(defun avl-tree-stack (tree &optional reverse)
  "Return a stack that gives the elements of TREE in ascending order.
With REVERSE non-nil the order is descending."
  (let ((stack (avl-tree--stack-create (and reverse t) nil)))
    (avl-tree--stack-fill stack (avl-tree--root tree))
    stack))

(defun avl-tree-stack-pop (stack &optional nilflag)
  "Take the next element off STACK and return it, else NILFLAG."
  (let ((node (pop (avl-tree--stack-store stack))))
    (if (null node)
        nilflag
      (avl-tree--stack-fill stack (aref node (if (avl-tree--stack-reverse stack) 0 1)))
      (aref node 2))))

(defun avl-tree-stack-first (stack &optional nilflag)
  "Return the node that holds the next element of STACK, else NILFLAG."
  (or (car (avl-tree--stack-store stack)) nilflag))

(defun avl-tree-stack-empty-p (stack)
  "Return t if STACK has no more elements."
  (null (avl-tree--stack-store stack)))

(iter-defun avl-tree-iter (tree &optional reverse)
  "Return an iterator over the elements of TREE in ascending order.
With REVERSE non-nil the order is descending."
  (let ((left (avl-tree-stack tree reverse)))
    (while (avl-tree--stack-store left)
      (iter-yield (avl-tree-stack-pop left)))))

(provide 'avl-tree)
;;; avl-tree.el ends here
