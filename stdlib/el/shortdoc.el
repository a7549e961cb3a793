;;; shortdoc.el --- Groups of functions with short examples, as data  -*- lexical-binding: t -*-

;;; Code:

(defvar shortdoc--groups nil
  "Alist of groups and what is in them, headings and functions.")

(defmacro define-short-documentation-group (group &rest functions)
  "Make FUNCTIONS the group called GROUP.
Each is a string, the heading of a section, or (NAME KEYWORD VALUE...) with
examples of the function NAME."
  (declare (indent defun))
  `(progn
     (setq shortdoc--groups (delq (assq ',group shortdoc--groups) shortdoc--groups))
     (push (cons ',group ',functions) shortdoc--groups)))

(defun shortdoc-function-groups (function)
  "Return the groups that FUNCTION is in."
  (delq nil (mapcar (lambda (group) (and (assq function (cdr group)) (car group)))
                    shortdoc--groups)))

(defun shortdoc-add-function (group section elem)
  "Add ELEM, (NAME KEYWORD VALUE...), at the end of SECTION, a heading, of GROUP.
What is not there is made."
  (let ((glist (assq group shortdoc--groups)))
    (unless glist
      (setq glist (list group))
      (push glist shortdoc--groups))
    (let ((tail (member section (cdr glist))))
      (if (null tail)
          (nconc glist (list section elem))
        (while (and (cdr tail) (not (stringp (cadr tail))))
          (setq tail (cdr tail)))
        (setcdr tail (cons elem (cdr tail)))))))

(provide 'shortdoc)

;;; shortdoc.el ends here
