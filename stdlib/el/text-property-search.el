;;; text-property-search.el --- find text by its properties -*- lexical-binding: t; -*-

;; A match is a record (prop-match BEGINNING END VALUE).

(defun make-prop-match (&rest fields)
  "Return a match with FIELDS, a plist of :beginning, :end and :value."
  (record 'prop-match (plist-get fields :beginning)
          (plist-get fields :end) (plist-get fields :value)))

(defun prop-match-p (object)
  "Return t if OBJECT is a match found by a property search."
  (eq (type-of object) 'prop-match))

(defun prop-match-beginning (match)
  "Return the position where MATCH begins."
  (elnet--prop-match-slot match 1))
(defun prop-match-end (match)
  "Return the position where MATCH ends."
  (elnet--prop-match-slot match 2))
(defun prop-match-value (match)
  "Return the value of the property in MATCH."
  (elnet--prop-match-slot match 3))

(defun elnet--prop-match-slot (match n)
  "Return slot N of MATCH."
  (unless (prop-match-p match)
    (signal 'wrong-type-argument (list 'prop-match match)))
  (aref match n))

(defun text-property--match-p (value prop-value predicate)
  "Return non-nil if the value PROP-VALUE of a property is one to find.
PREDICATE compares VALUE with it: t means `equal', nil \"not equal\"."
  (cond ((eq predicate t) (equal value prop-value))
        ((null predicate) (not (equal value prop-value)))
        (t (funcall predicate value prop-value))))

(defun elnet--property-matches-p (property value predicate pos)
  "Return non-nil if PROPERTY of the character at POS is one to find.
VALUE and PREDICATE are as in `text-property-search-forward'."
  (let ((here (get-text-property pos property)))
    (if (and (null value) (null predicate))
        here                            ; any value at all
      (text-property--match-p value here predicate))))

(defun text-property-search-forward (property &optional value predicate
                                              not-current)
  "Search forward for the next region whose PROPERTY fits VALUE.
PREDICATE t means the values must be `equal', nil that they must not; a
function is called with VALUE and the property's value.  If VALUE and
PREDICATE are nil any region with PROPERTY fits.  NOT-CURRENT means to skip
the region that point is in.  Move point to the end of the region and
return a match, or return nil."
  (interactive (list (intern (read-string "Search for property: "))))
  (let ((pos (point)) (end (point-max)) (fits nil))
    (setq fits (lambda (p) (elnet--property-matches-p
                            property value predicate p)))
    (when (and not-current (< pos end) (funcall fits pos))
      (setq pos (elnet--property-end property value predicate pos)))
    (while (and (< pos end) (not (funcall fits pos)))
      (setq pos (next-single-property-change pos property nil end)))
    (when (< pos end)
      (let ((beginning pos)
            (stop (elnet--property-end property value predicate pos)))
        (goto-char stop)
        (make-prop-match :beginning beginning :end stop
                         :value (get-text-property beginning property))))))

(defun elnet--property-end (property value predicate pos)
  "Return where the region at POS ends that PROPERTY and VALUE describe.
PREDICATE is as in `text-property-search-forward'."
  (let ((end (next-single-property-change pos property nil (point-max))))
    ;; Different values that all fit by a negative test are one region.
    (while (and (null predicate) value (< end (point-max))
                (elnet--property-matches-p property value predicate end))
      (setq end (next-single-property-change end property nil (point-max))))
    end))

(defun text-property-search-backward (property &optional value predicate
                                               not-current)
  "Search backward for the next region whose PROPERTY fits VALUE.
VALUE, PREDICATE and NOT-CURRENT are as in `text-property-search-forward'.
Move point to the beginning of the region and return a match, or nil."
  (interactive (list (intern (read-string "Search for property: "))))
  (let ((pos (point)) (begin (point-min)) (fits nil) (back nil))
    (setq fits (lambda (p) (elnet--property-matches-p
                            property value predicate p))
          back (lambda (p) (previous-single-property-change
                            p property nil begin)))
    (when (and not-current (> pos begin) (funcall fits (1- pos)))
      (setq pos (funcall back pos)))
    (while (and (> pos begin) (not (funcall fits (1- pos))))
      (setq pos (funcall back pos)))
    (when (> pos begin)
      (let ((end pos)
            (start (funcall back pos)))
        (while (and (null predicate) value (> start begin)
                    (funcall fits (1- start)))
          (setq start (funcall back start)))
        (goto-char start)
        (make-prop-match :beginning start :end end
                         :value (get-text-property start property))))))

(defun copy-prop-match (match)
  "Return a copy of MATCH."
  (copy-sequence match))

(provide 'text-property-search)
;;; text-property-search.el ends here
