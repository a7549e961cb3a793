;;; undo.el --- undo, redo, groups of changes -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; The host records changes in `buffer-undo-list'; everything else is here.

(defvar pending-undo-list nil
  "What further undo commands in a row undo; t when nothing is left.")
(defvar undo-equiv-table (make-hash-table :test 'eq :weakness t)
  "What an undo list that ends in undone changes is equivalent to.")
(defvar undo-in-progress nil
  "Non-nil while changes are undone.")
(defvar undo-no-redo nil
  "Non-nil means that `undo' passes over changes that are undos.")
(defvar undo-in-region nil
  "Non-nil if the last undo command was about the region only.")
(defvar undo-inhibit-region nil
  "Non-nil means that the active region does not limit the next undo.")

(defun elnet--undo-inside (from to)
  "Signal an error unless FROM and TO are in the accessible text."
  (when (or (< from (point-min)) (> to (point-max)))
    (error "Changes to be undone are outside visible portion of buffer")))

(defun elnet--undo-saved (time)
  "Mark the buffer unmodified if the file is still that of TIME."
  (let ((known (visited-file-modtime)))
    ;; An old way to write TIME is (HIGH . LOW).
    (when (member known (list time (and (consp time) (list (car time) (cdr time)))))
      (set-buffer-modified-p nil)
      (unlock-buffer))))

(defun elnet--undo-apply (call)
  "Undo an entry (apply . CALL)."
  (let ((buffer (current-buffer)))
    (if (not (integerp (car call)))
        (apply call)
      (let* ((delta (car call)) (from (nth 1 call)) (to (nth 2 call))
             (low (copy-marker from)) (high (copy-marker to t)))
        (elnet--undo-inside from to)
        (apply (nthcdr 3 call))
        (unless (and (= low from) (= high (+ to delta)))
          (error "Changes to be undone by function different from announced"))
        (set-marker low nil)
        (set-marker high nil)))
    (unless (eq buffer (current-buffer))
      (error "Undo function switched buffer"))))

(defun elnet--undo-deletion (text pos rest)
  "Insert TEXT again at POS, negative if point was after it.
REST is the undo list behind the entry.  Return REST without the entries
about markers, which go back to where they were in TEXT."
  (let ((place (abs pos)) (markers nil))
    (elnet--undo-inside place place)
    (while (and (markerp (car-safe (car rest)))
                (integerp (cdr-safe (car rest))))
      (let ((marker (caar rest)))
        (when (and (eq (marker-buffer marker) (current-buffer))
                   (= marker place))
          (push (car rest) markers)))
      (setq rest (cdr rest)))
    (goto-char place)
    (insert text)
    (when (> pos 0) (goto-char place))
    (dolist (m markers)
      (when (marker-buffer (car m))
        (set-marker (car m) (- (car m) (cdr m)))))
    rest))

(defun elnet--undo-entry (entry rest)
  "Undo ENTRY of an undo list, REST being what follows it; return the new REST."
  (let ((a (car-safe entry)) (d (cdr-safe entry)))
    (cond
     ((integerp entry) (goto-char entry))
     ((not (consp entry)) (error "Unrecognized entry in undo list %S" entry))
     ((eq a t) (elnet--undo-saved d))
     ((null a)
      (let ((from (nth 2 d)) (to (nthcdr 3 d)))
        (elnet--undo-inside from to)
        (put-text-property from to (car d) (nth 1 d))))
     ((and (integerp a) (integerp d))
      (elnet--undo-inside a d)
      (goto-char a)
      (delete-region a d))
     ((eq a 'apply) (elnet--undo-apply d))
     ((and (stringp a) (integerp d))
      (setq rest (elnet--undo-deletion a d rest)))
     ((and (markerp a) (integerp d))
      (warn "Encountered %S entry in undo list with no matching (TEXT . POSITION) entry"
            entry)
      (when (marker-buffer a)
        (set-marker a (- a d) (marker-buffer a))))
     (t (error "Unrecognized entry in undo list %S" entry))))
  rest)

(defun primitive-undo (n list)
  "Undo the first N groups of changes of the undo list LIST; return the rest."
  (let ((inhibit-read-only t) (inhibit-point-motion-hooks t)
        (before buffer-undo-list) (called nil))
    (while (> n 0)
      (let ((entry nil))
        (while (setq entry (pop list))
          (setq list (elnet--undo-entry entry list))
          (when (eq (car-safe entry) 'apply) (setq called t))))
      (setq n (1- n)))
    ;; A function that changed nothing must leave a trace all the same.
    (when (and called (eq before buffer-undo-list))
      (push (list 'apply 'cdr nil) buffer-undo-list)))
  list)

;; A command that amalgamates its changes with those of the ones before it, such as
;; the insertion of a character, takes back the boundary that came between them.

(defvar undo-auto--last-boundary-cause nil
  "What made the last boundary: a symbol, or (COUNT BUFFER...) for commands that amalgamate.")
(defvar undo-auto--this-command-amalgamating nil
  "Non-nil if the current command called `undo-auto-amalgamate'.")
(defvar undo-auto--undoably-changed-buffers nil
  "Buffers with changes that no boundary follows yet.")

(defun undo-auto--needs-boundary-p ()
  "Return non-nil if the latest entry of the undo list is no boundary."
  (car-safe buffer-undo-list))

(defun undo-auto--last-boundary-amalgamating-number ()
  "Return how many commands the last boundary amalgamates, nil if it does not."
  (car-safe undo-auto--last-boundary-cause))

(defun undo-auto--ensure-boundary (cause)
  "Put a boundary, which CAUSE made, behind changes that none follows."
  (when (undo-auto--needs-boundary-p)
    (let ((count (undo-auto--last-boundary-amalgamating-number)))
      (undo-boundary)
      (setq undo-auto--last-boundary-cause
            (if (eq cause 'amalgamate)
                (list (if count (1+ count) 0) (current-buffer))
              cause)))))

(defun undo-auto--boundaries (cause)
  "Put boundaries, which CAUSE makes, in all changed buffers."
  (dolist (buffer undo-auto--undoably-changed-buffers)
    (when (buffer-live-p buffer)
      (with-current-buffer buffer (undo-auto--ensure-boundary cause))))
  (setq undo-auto--undoably-changed-buffers nil))

(defun undo-auto--add-boundary ()
  "Put the boundaries that separate the changes of commands."
  (let ((cause (if undo-auto--this-command-amalgamating 'amalgamate 'command)))
    (setq undo-auto--this-command-amalgamating nil)
    (undo-auto--boundaries cause)))

(defun undo-auto--boundary-timer ()
  "Put boundaries behind the changes since the last ones: what a timer calls."
  (setq undo-auto-current-boundary-timer nil)
  (undo-auto--boundaries 'timer))

(defun undo-auto--boundary-ensure-timer ()
  "See that `undo-auto--boundary-timer' is called in ten seconds or sooner."
  (unless undo-auto-current-boundary-timer
    (setq undo-auto-current-boundary-timer (run-at-time 10 nil #'undo-auto--boundary-timer))))

;; Changes do not call this themselves, as they do in Emacs: a program without a
;; user would get a timer, and keep buffers alive, for boundaries that nobody undoes to.
(defun undo-auto--undoable-change ()
  "Note a change of the current buffer, which a boundary has to follow."
  (cl-pushnew (current-buffer) undo-auto--undoably-changed-buffers)
  (undo-auto--boundary-ensure-timer))

(defun undo-outer-limit-truncate (size)
  "Forget all changes of the current buffer, which take SIZE bytes, and warn of that.
Return t.  With `undo-ask-before-discard' the user is asked first; nil is
returned, and nothing forgotten, after a no and when the question was put before."
  (cond
   ((not undo-ask-before-discard)
    (display-warning '(undo discard-info)
                     (format "The changes of buffer `%s' took %d bytes, more than `undo-outer-limit';\nthey can no longer be undone.\n"
                             (buffer-name) size)
                     :warning)
    (setq buffer-undo-list nil)
    t)
   ((or undo-extra-outer-limit (not undo-outer-limit)) nil)
   (t
    (setq-local undo-extra-outer-limit (+ size 50000))
    (when (yes-or-no-p (format "Buffer `%s' undo info is %d bytes long; discard it? "
                               (buffer-name) size))
      (setq buffer-undo-list nil undo-extra-outer-limit nil)
      t))))

(defun undo-auto-amalgamate ()
  "Make the changes of the current command one with those of the commands before it.
That goes on for up to twenty commands."
  (setq undo-auto--this-command-amalgamating t)
  (pcase undo-auto--last-boundary-cause
    (`(,(and (pred numberp) (pred (> amalgamating-undo-limit))) . ,buffers)
     (dolist (buffer (seq-filter #'buffer-live-p buffers))
       (with-current-buffer buffer
         (pcase buffer-undo-list
           (`(nil . ,changes) (setq buffer-undo-list changes))))))
    (`(,(pred numberp) . ,_) (setq undo-auto--last-boundary-cause 0))))

(defun undo-start (&optional beg end)
  "Make the next `undo-more' undo the latest change of the current buffer.
With BEG and END, the latest one between them."
  (when (eq buffer-undo-list t)
    (user-error "No undo information in this buffer"))
  (setq pending-undo-list
        (if (and beg end (/= beg end))
            (undo-make-selective-list (min beg end) (max beg end))
          buffer-undo-list)))

(defun undo-more (n)
  "Undo N more groups of changes."
  (unless (and (listp pending-undo-list) (or pending-undo-list (not undo-in-region)))
    (user-error (concat "No further undo information" (and undo-in-region " for region"))))
  (let ((undo-in-progress t))
    (setq pending-undo-list (or (primitive-undo n pending-undo-list) t))))

;; Undo in a region takes from the undo list the changes that are in it, and
;; tells where they would be if the other, later ones had been made before them.

(defun undo-delta (undo-elt)
  "Return (POSITION . OFFSET): undoing UNDO-ELT moves what is after POSITION by OFFSET."
  (pcase undo-elt
    (`(,(and (pred stringp) text) . ,pos) (cons (abs pos) (length text)))
    (`(,(and (pred integerp) beg) . ,end) (cons beg (- beg end)))
    (_ '(0 . 0))))

(defun undo-adjust-pos (pos deltas &optional use-<)
  "Return where POS is before the DELTAS, a list of (POSITION . OFFSET), are undone.
What is exactly at a POSITION moves if USE-< is non-nil."
  (dolist (delta deltas pos)
    (when (if use-< (>= pos (car delta)) (> pos (car delta)))
      (setq pos (max (car delta) (- pos (cdr delta)))))))

(defun undo-adjust-beg-end (beg end deltas)
  "Return (BEG . END) where they are before the DELTAS are undone."
  (let ((start (undo-adjust-pos beg deltas t)))
    (cons start (max start (undo-adjust-pos end deltas)))))

(defun undo-adjust-elt (elt deltas)
  "Return ELT of an undo list as it is before the DELTAS are undone."
  (pcase elt
    ((pred integerp) (undo-adjust-pos elt deltas))
    (`(,(and (pred integerp) beg) . ,end) (undo-adjust-beg-end beg end deltas))
    (`(,(and (pred stringp) text) . ,pos)
     (cons text (* (if (< pos 0) -1 1) (undo-adjust-pos (abs pos) deltas))))
    (`(nil ,prop ,value ,beg . ,end)
     `(nil ,prop ,value . ,(undo-adjust-beg-end beg end deltas)))
    ;; A function may do anything: what it says of where is all there is.
    (_ elt)))

(defun undo-elt-in-region (undo-elt start end)
  "Return t if undoing UNDO-ELT changes nothing outside of START and END."
  (pcase undo-elt
    ('nil t)
    ((pred integerp) (and (>= undo-elt start) (<= undo-elt end)))
    (`(,(and (pred stringp)) . ,pos) (and (>= (abs pos) start) (<= (abs pos) end)))
    ((or `(nil ,_ ,_ ,beg . ,finish) `(,(and (pred integerp) beg) . ,finish))
     (and (>= beg start) (<= finish end)))))

(defun undo-elt-crosses-region (undo-elt start end)
  "Return t if UNDO-ELT is about text on both sides of START or of END."
  (pcase undo-elt
    ((or `(nil ,_ ,_ ,beg . ,finish) `(,(and (pred integerp) beg) . ,finish))
     (and (< beg end) (> finish start)))))

(defun undo-make-selective-list (start end)
  "Return those changes of the undo list that are between START and END."
  (let ((list buffer-undo-list) (selected (list nil)) (deltas nil))
    (while list
      (let* ((elt (pop list)) (adjusted (undo-adjust-elt elt deltas)))
        (cond ((null elt)
               (when (car selected) (push nil selected)))
              ((markerp (car-safe elt)))       ; goes with a deletion
              ((undo-elt-in-region adjusted start end)
               (setq end (+ end (cdr (undo-delta adjusted))))
               (push adjusted selected)
               (when (stringp (car-safe elt))
                 (while (markerp (car-safe (car list)))
                   (push (pop list) selected))))
              (t (push (undo-delta elt) deltas)))))
    (nreverse selected)))

(defun undo--last-change-was-undo-p (undo-list)
  "Return non-nil if the last change in UNDO-LIST was an undo."
  (while (and (consp undo-list) (null (car undo-list)))
    (setq undo-list (cdr undo-list)))
  (gethash undo-list undo-equiv-table))

(defun elnet--undo-drop-point ()
  "Drop what the last group of changes says about where point was."
  (let ((tail buffer-undo-list) (prev nil) (pos nil))
    (while (car tail)
      (if (if pos (eq (car tail) pos) (integerp (car tail)))
          (progn
            (setq pos (car tail))
            (if prev
                (setcdr prev (cdr tail))
              (setq buffer-undo-list (cdr tail))))
        (setq prev tail))
      (setq tail (cdr tail)))))

(defun elnet--undo-continues-p ()
  "Return non-nil if this command goes on with what the last one undid."
  (when (eq last-command 'undo)
    (or (eq pending-undo-list t) (undo--last-change-was-undo-p buffer-undo-list))))

(defun elnet--undo-begin (arg)
  "Prepare to undo from the newest change on, in the region if it or ARG says so."
  (setq undo-in-region (cond (undo-inhibit-region nil)
                             ((region-active-p) t)
                             (arg (not (numberp arg)))))
  (apply #'undo-start (when undo-in-region (list (region-beginning) (region-end))))
  (undo-more 1))

(defun elnet--undo-redoes-p ()
  "Return non-nil if the pending change is itself an undo, to be redone.
With `undo-no-redo' the pending changes are moved past such ones instead."
  (let ((undone (gethash pending-undo-list undo-equiv-table)))
    (cond ((not undo-no-redo) undone)
          ((consp undone)
           (let (next)
             (while (setq next (gethash undone undo-equiv-table))
               (setq undone next)))
           (setq pending-undo-list (if (consp undone) undone t))
           nil))))

(defun undo (&optional arg)
  "Undo the last group of changes, or ARG groups.
Called again as the next command it undoes what comes before."
  (interactive "*P")
  (let (done)
    (setq this-command 'undo-start) ; until it is known that there is something
    (or (elnet--undo-continues-p) (elnet--undo-begin arg))
    (setq this-command 'undo
          done (if (elnet--undo-redoes-p) "Redo" "Undo"))
    (when undo-in-region
      (setq done (concat done " in region")))
    (undo-more (if (numberp arg) arg 1))
    ;; What is on top from here on brings back what was there to be undone.
    (let ((top buffer-undo-list))
      (while (and top (not (car top))) (pop top))
      (puthash top
               (cond (undo-in-region 'undo-in-region)
                     ((not (eq top pending-undo-list)) pending-undo-list)
                     ((gethash top undo-equiv-table))
                     (t 'empty))
               undo-equiv-table))
    (elnet--undo-drop-point)
    (message "%s" done)))

(defun undo-only (&optional arg)
  "Undo ARG groups of changes, never redoing what was undone."
  (interactive "*p")
  (let ((undo-no-redo t)) (undo arg)))

(defun undo-redo (&optional arg)
  "Redo what the last ARG undo commands undid."
  (interactive "*p")
  (unless (undo--last-change-was-undo-p buffer-undo-list)
    (user-error "No undone changes to redo"))
  (let ((list buffer-undo-list) (rest nil))
    (while (and (consp list) (null (car list)))
      (setq list (cdr list)))
    (setq rest (let ((undo-in-progress t)) (primitive-undo (or arg 1) list)))
    (message "Redo")
    (setq this-command 'undo
          pending-undo-list (undo--last-change-was-undo-p rest)
          buffer-undo-list rest)))

;;; Groups of changes

(defmacro atomic-change-group (&rest body)
  "Run BODY; if it does not end normally undo the changes it made."
  (declare (indent 0))
  (let ((handle (make-symbol "handle")) (done (make-symbol "done"))
        (out (make-symbol "undo-outer-limit"))
        (limit (make-symbol "undo-limit")))
    `(let ((,handle (prepare-change-group)) (,done nil)
           ;; Nothing of the group may be forgotten.
           (,out undo-outer-limit) (,limit undo-limit))
       (ignore ,out ,limit)
       (unwind-protect
           (let ((undo-outer-limit most-positive-fixnum)
                 (undo-limit most-positive-fixnum)
                 (undo-strong-limit most-positive-fixnum))
             (activate-change-group ,handle)
             (prog1 ,(macroexp-progn body)
               (setq ,done t)))
         (if ,done
             (accept-change-group ,handle)
           (cancel-change-group ,handle))))))

(defun prepare-change-group (&optional buffer)
  "Return a handle for a group of changes in BUFFER, default this one."
  (with-current-buffer (or buffer (current-buffer))
    (list (cons (current-buffer) buffer-undo-list))))

(defun activate-change-group (handle)
  "Begin the group of changes HANDLE."
  (dolist (h handle)
    (with-current-buffer (car h)
      (let ((last (car-safe buffer-undo-list)))
        (cond ((eq buffer-undo-list t) (setq buffer-undo-list nil))
              ;; So that an insertion is not joined to one before the group.
              ((numberp (car-safe last))
               (push (cons (car last) (car last)) buffer-undo-list)))))))

(defun accept-change-group (handle)
  "Keep the changes made in the group HANDLE."
  (dolist (h handle)
    (when (eq (cdr h) t)
      (with-current-buffer (car h) (setq buffer-undo-list t)))))

(defun cancel-change-group (handle)
  "Undo the changes made in the group HANDLE."
  (dolist (h handle)
    (with-current-buffer (car h)
      (save-restriction
        (widen)
        (let* ((start (cdr h)) (cell (and (consp start) start))
               (car (car cell)) (cdr (cdr cell))
               (pending-undo-list buffer-undo-list))
          (unwind-protect
              (progn
                (when cell
                  (setcar cell nil)
                  (setcdr cell nil)
                  (unless (eq cell (last pending-undo-list))
                    (error "Undoing to some unrelated state")))
                (save-excursion
                  (while (listp pending-undo-list) (undo-more 1)))
                (setq buffer-undo-list start))
            (when cell
              (setcar cell car)
              (setcdr cell cdr))))))))

(defun undo-amalgamate-change-group (handle)
  "Make the changes since HANDLE one for undo: drop the boundaries among them."
  (dolist (h handle)
    (with-current-buffer (car h)
      (let ((start (cdr h)) (tail buffer-undo-list))
        (when (and (consp start) (eq (cdr start) (last buffer-undo-list)))
          (setq start (last buffer-undo-list)))
        (when (consp tail)
          (when (null (car tail)) (setq tail (cdr tail)))
          (while (and (consp (cdr tail)) (not (eq (cdr tail) start)))
            (if (null (cadr tail))
                (setcdr tail (cddr tail))
              (setq tail (cdr tail)))))))))

(provide 'undo)
(defalias 'advertised-undo #'undo)

(defun undo-copy-list (list)
  "Return a copy of LIST, an undo list, and of its elements that are conses."
  (mapcar #'undo-copy-list-1 list))

(defun undo-copy-list-1 (elt)
  "Return a copy of ELT, an element of an undo list."
  (if (consp elt) (cons (car elt) (undo-copy-list-1 (cdr elt))) elt))

;;; undo.el ends here
