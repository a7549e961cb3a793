;;; imenu.el --- what a buffer defines, and where -*- lexical-binding: t; -*-

;; The index is an alist of (NAME . POSITION), (NAME POSITION FUNCTION ARG...),
;; which FUNCTION goes to, and (TITLE ENTRY...).  The menus of Emacs are not here.

;;; Code:

(require 'subr-x)

(defcustom imenu-use-markers t "Non-nil means that positions are markers." :type 'boolean)
(defcustom imenu-auto-rescan nil "Non-nil means to make the index anew each time." :type 'boolean)
(defcustom imenu-auto-rescan-maxout 600000
  "Size of the greatest buffers whose index is made anew each time." :type 'integer)
(defcustom imenu-max-items 25 "Number of entries in a part of `imenu--split-menu'."
  :type 'integer)
(defcustom imenu-space-replacement "." "What stands for spaces in names." :type 'sexp)
(defcustom imenu-level-separator ":" "What stands between the levels of names." :type 'string)
(defcustom imenu-eager-completion-buffer t "Has no effect." :type 'boolean)
(defcustom imenu-after-jump-hook nil "Hook run after `imenu' has moved point." :type 'hook)
(defconst imenu--rescan-item '("*Rescan*" . -99)
  "Entry of `imenu--make-index-alist' that means to make the index anew.")

(defvar-local imenu--index-alist nil "The index of the buffer, if it was made.")
(defvar imenu--history-list nil "The names given to `imenu'.")

(define-error 'imenu-unavailable "imenu unavailable")

(defun imenu-unavailable-error (format &rest args)
  "Signal that there is no index; FORMAT and ARGS say why."
  (signal 'imenu-unavailable (list (apply #'format-message format args))))

(defun imenu--subalist-p (item)
  "Return t if ITEM, an entry, is a title with entries."
  (and (consp (cdr item)) (listp (cadr item)) (not (functionp (cadr item)))))

(defun imenu--sort-by-name (item1 item2)
  "Return t if the name of ITEM1 comes before that of ITEM2."
  (string< (car item1) (car item2)))

(defun imenu--sort-by-position (item1 item2)
  "Return t if ITEM1 comes before ITEM2 in the buffer."
  (let ((place (lambda (item) (if (listp (cdr item)) (cadr item) (cdr item)))))
    (< (funcall place item1) (funcall place item2))))

;;; Making the index

(defun imenu--make-index-alist (&optional noerror)
  "Return the index of the buffer after `imenu--rescan-item', making it if need be.
If it is empty signal an error, unless NOERROR."
  (unless (and imenu--index-alist
               (or (not imenu-auto-rescan) (> (buffer-size) imenu-auto-rescan-maxout)))
    (setq imenu--index-alist
          (save-excursion
            (save-restriction
              (widen)
              (funcall imenu-create-index-function)))))
  (unless (or imenu--index-alist noerror)
    (imenu-unavailable-error "No items suitable for an index found in this buffer"))
  (unless imenu--index-alist
    (setq imenu--index-alist (list nil)))
  (cons imenu--rescan-item imenu--index-alist))

(defun imenu--cleanup (&optional alist)
  "Make the markers of ALIST, by default the buffer's index, point nowhere."
  (dolist (item (or alist imenu--index-alist) t)
    (cond ((markerp (cdr-safe item)) (set-marker (cdr item) nil))
          ((and (consp item) (imenu--subalist-p item)) (imenu--cleanup (cdr item))))))

(defun elnet--imenu-place (position)
  "Return POSITION, as a marker if `imenu-use-markers'."
  (if imenu-use-markers (copy-marker position) position))

(defun imenu-default-create-index-function ()
  "Return the index of the buffer.
It is found by `imenu-prev-index-position-function' and
`imenu-extract-index-name-function', or else by `imenu-generic-expression'."
  (cond ((and imenu-prev-index-position-function imenu-extract-index-name-function)
         (let ((index nil))
           (goto-char (point-max))
           (while (funcall imenu-prev-index-position-function)
             (let ((name (save-excursion (funcall imenu-extract-index-name-function))))
               (when (stringp name)
                 (push (cons name (elnet--imenu-place (point))) index))))
           index))
        (imenu-generic-expression
         (imenu--generic-function imenu-generic-expression))
        (t (imenu-unavailable-error "This buffer cannot use `%s'"
                                    'imenu-default-create-index-function))))

(defun elnet--imenu-syntax-table ()
  "Return the syntax table of the buffer changed by `imenu-syntax-alist'."
  (let ((table (copy-syntax-table (syntax-table))))
    (dolist (entry imenu-syntax-alist table)
      (if (numberp (car entry))
          (modify-syntax-entry (car entry) (cdr entry) table)
        (mapc (lambda (char) (modify-syntax-entry char (cdr entry) table)) (car entry))))))

(defun imenu--generic-function (patterns)
  "Return the index of what PATTERNS, like `imenu-generic-expression', find."
  (let ((parts (list (list nil)))
        (case-fold-search (if (or (local-variable-p 'imenu-case-fold-search)
                                  (not (local-variable-p 'font-lock-defaults)))
                              imenu-case-fold-search
                            (nth 2 font-lock-defaults)))
        (old (syntax-table)))
    (unwind-protect
        (save-excursion
          (set-syntax-table (elnet--imenu-syntax-table))
          (dolist (pattern patterns)
            (let ((title (nth 0 pattern)))
              (unless (assoc title parts) (push (list title) parts))
              (elnet--imenu-search pattern (assoc title parts)))))
      (set-syntax-table old))
    (dolist (part parts)
      (setcdr part (sort (cdr part) #'imenu--sort-by-position)))
    (let ((top (assoc nil parts)))
      (append (seq-filter #'cdr (delq top parts)) (cdr top)))))

(defun elnet--imenu-search (pattern part)
  "Add to PART, (TITLE ENTRY...), what PATTERN finds, from the end of the buffer on."
  (let* ((regexp (nth 1 pattern)) (group (nth 2 pattern)) (function (nth 3 pattern))
         (searched nil) (last nil))
    (goto-char (point-max))
    (while (and (not (equal last (point)))
                (setq last (point))
                (setq searched (if (functionp regexp)
                                   (funcall regexp)
                                 (and (re-search-backward regexp nil t)
                                      ;; A match of nothing would be found for ever.
                                      (> (match-end 0) (match-beginning 0))))))
      (let ((start (point)))
        (let* ((begin (progn (goto-char (match-end group)) (line-beginning-position)))
               (name (match-string-no-properties group))
               (place (elnet--imenu-place begin))
               (item (if function
                         (append (list name place function) (nthcdr 4 pattern))
                       (cons name place))))
          (unless (or (member item (cdr part)) (string= name ""))
            (setcdr part (cons item (cdr part)))))
        (goto-char start)))
    searched))

;;; Looking into the index

(defun imenu--in-alist (str alist)
  "Return the entry of ALIST, or of a part of it, that has the name STR."
  (let ((found nil))
    (while (and alist (not found))
      (let ((item (pop alist)))
        (cond ((null item))
              ((and (imenu--subalist-p item) (not (functionp (cadr item))))
               (setq found (or (imenu--in-alist str (cdr item))
                               (and (equal str (car item)) item))))
              ((if imenu-name-lookup-function
                   (funcall imenu-name-lookup-function (car item) str)
                 (equal str (car item)))
               (setq found item)))))
    found))

(defun imenu--split (list n)
  "Return LIST cut into lists of N elements."
  (let ((rest list) (parts nil))
    (while rest
      (push (seq-take rest n) parts)
      (setq rest (nthcdr n rest)))
    (nreverse parts)))

(defun imenu--split-menu (menulist title)
  "Return (TITLE ENTRY...) of MENULIST: sorted, titles first, long ones in parts."
  (let ((rescan (eq (car menulist) imenu--rescan-item)) (titles nil) (entries nil))
    (dolist (item (if rescan (cdr menulist) menulist))
      (if (imenu--subalist-p item) (push item titles) (push item entries)))
    (setq entries (nreverse entries))
    (when imenu-sort-function
      (setq entries (sort entries imenu-sort-function)))
    (when (> (length entries) imenu-max-items)
      (setq entries (mapcar (lambda (part) (cons (format "From: %s" (caar part)) part))
                            (imenu--split entries imenu-max-items))))
    (cons title (append (and rescan (list imenu--rescan-item)) (nreverse titles) entries))))

(defun imenu--split-submenus (alist)
  "Return ALIST with each part that is too long cut into parts."
  (mapcar (lambda (item)
            (if (and (consp item) (imenu--subalist-p item))
                (imenu--split-menu (cdr item) (car item))
              item))
          alist))

(defun imenu-find-default (guess completions)
  "Return the element of COMPLETIONS that GUESS means, or nil."
  (let ((names (mapcar #'car completions)))
    (or (car (member guess names))
        (let ((case-fold-search t))
          (seq-find (lambda (name) (string-match-p (regexp-quote guess) name)) names)))))

(defun imenu-choose-buffer-index (&optional prompt alist)
  "Ask with PROMPT for an entry of ALIST, by default the index, and return it."
  (let* ((index (or alist (imenu--make-index-alist)))
         (choice (completing-read (or prompt "Index item: ") index nil t nil
                                  'imenu--history-list))
         (item (assoc choice index)))
    (if (and item (not (eq item imenu--rescan-item)) (imenu--subalist-p item))
        (imenu-choose-buffer-index prompt (cdr item))
      item)))

;;; Going there

(defun imenu-default-goto-function (_name position &rest _rest)
  "Go to POSITION, making the whole buffer accessible if need be."
  (when (or (< position (point-min)) (> position (point-max)))
    (widen))
  (goto-char position))

;;;###autoload
(defun imenu (index-item)
  "Go to INDEX-ITEM, an entry of the index or its name."
  (interactive (list (imenu-choose-buffer-index)))
  (when (stringp index-item)
    (setq index-item (imenu--in-alist index-item (imenu--make-index-alist))))
  (when index-item
    (push-mark nil t)
    (let ((special (listp (cdr index-item))))
      (apply (if special (nth 2 index-item) imenu-default-goto-function)
             (car index-item)
             (if special (nth 1 index-item) (cdr index-item))
             (and special (nthcdr 3 index-item))))
    (run-hooks 'imenu-after-jump-hook)
    nil))

(provide 'imenu)
;;; imenu.el ends here
