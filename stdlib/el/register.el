;;; register.el --- registers: texts, numbers and places under a letter -*- lexical-binding: t; -*-

;;; Code:

(defvar register-alist nil
  "Alist of what is in the registers: (NAME . CONTENTS), NAME being a character.
CONTENTS is a string, a number, a list of strings (a rectangle), a marker,
\(file . NAME), (file-query NAME POSITION), (CONFIGURATION MARKER), or something
for which `register-val-insert', `register-val-jump-to' and
`register-val-describe' have methods.")
(defvar register-separator nil
  "Register whose text `append-to-register' and `prepend-to-register' put between.")
(defvar register-preview-delay 1 "Seconds before registers are shown, or nil.")
(defvar register-preview-function #'register-preview-default
  "Function that describes an entry of `register-alist' in a line.")

;;; What programs put into registers

(defun registerv-make (data &rest functions)
  "Return a value for a register that holds DATA.
FUNCTIONS are keywords and functions that get DATA: the one after :print-func
describes it, :jump-func goes where it says, :insert-func inserts it.

\(fn DATA &key PRINT-FUNC JUMP-FUNC INSERT-FUNC)"
  (record 'registerv data (plist-get functions :print-func)
          (plist-get functions :jump-func) (plist-get functions :insert-func)))

(defun registerv-p (object)
  "Return t if OBJECT was made by `registerv-make'."
  (and (recordp object) (eq (aref object 0) 'registerv)))

(defun registerv-data (registerv)
  "Return what REGISTERV holds."
  (elnet--registerv-slot registerv 1))

(defun registerv-print-func (registerv)
  "Return the function that describes what REGISTERV holds."
  (elnet--registerv-slot registerv 2))

(defun registerv-jump-func (registerv)
  "Return the function that goes where REGISTERV says."
  (elnet--registerv-slot registerv 3))

(defun registerv-insert-func (registerv)
  "Return the function that inserts what REGISTERV holds."
  (elnet--registerv-slot registerv 4))

(defun elnet--registerv-slot (registerv n)
  "Return slot N of REGISTERV."
  (unless (registerv-p registerv)
    (signal 'wrong-type-argument (list 'registerv registerv)))
  (aref registerv n))

;;; Contents

(defun get-register (register)
  "Return what is in REGISTER, a character."
  (alist-get register register-alist))

(defun set-register (register value)
  "Put VALUE into REGISTER, a character, and return it."
  (setf (alist-get register register-alist) value))

(defun register-to-point (register &optional arg)
  "Old name of `jump-to-register'; see there for REGISTER and ARG."
  (jump-to-register register arg))

(defun register-read-with-preview (prompt)
  "Ask for a register with PROMPT and return its name."
  (read-char prompt))

(defun register-preview-default (r)
  "Describe R, an entry of `register-alist', in a line."
  (format "%s: %s\n" (single-key-description (car r)) (register-describe-oneline (car r))))

(defun register-preview (buffer &optional show-empty)
  "Put a description of the registers into BUFFER, if there are any or SHOW-EMPTY."
  (when (or show-empty register-alist)
    (with-current-buffer (get-buffer-create buffer)
      (let ((inhibit-read-only t))
        (erase-buffer)
        (dolist (entry register-alist)
          (when (get-register (car entry))
            (insert (funcall register-preview-function entry))))))))

(defun point-to-register (register &optional arg)
  "Put point into REGISTER; with ARG, the configuration of frames."
  (interactive (list (register-read-with-preview "Point to register: ") current-prefix-arg))
  (add-hook 'kill-buffer-hook #'register-swap-out nil t)
  (set-register register
                (if arg
                    (list (current-frame-configuration) (point-marker))
                  (point-marker))))

(defun window-configuration-to-register (register &optional _arg)
  "Put the configuration of windows, and point, into REGISTER."
  (interactive (list (register-read-with-preview "Window configuration to register: ")))
  (set-register register (list (current-window-configuration) (point-marker))))

(defun frame-configuration-to-register (register &optional _arg)
  "Put the configuration of frames, and point, into REGISTER."
  (interactive (list (register-read-with-preview "Frame configuration to register: ")))
  (set-register register (list (current-frame-configuration) (point-marker))))

(defun register-swap-out ()
  "Replace markers of this buffer in registers by the name of its file and a place.
It is in `kill-buffer-hook' of buffers to whose places registers refer."
  (when buffer-file-name
    (dolist (entry register-alist)
      (let ((value (cdr entry)))
        (when (and (markerp value) (eq (marker-buffer value) (current-buffer)))
          (setcdr entry (list 'file-query buffer-file-name (marker-position value))))))))

(defun number-to-register (number register)
  "Put NUMBER into REGISTER; if it is nil, the digits at point as a number, or 0."
  (interactive (list current-prefix-arg (register-read-with-preview "Number to register: ")))
  (set-register register
                (cond (number (prefix-numeric-value number))
                      ((looking-at "\\s-*-?[0-9]+")
                       (goto-char (match-end 0))
                       (string-to-number (match-string 0)))
                      (t 0))))

(defun increment-register (prefix register)
  "Add PREFIX to the number in REGISTER, or append the region to the text in it.
In the latter case PREFIX, if non-nil, deletes the region."
  (interactive (list current-prefix-arg (register-read-with-preview "Increment register: ")))
  (let ((value (get-register register)))
    (cond ((numberp value)
           (set-register register (+ (prefix-numeric-value prefix) value)))
          ((or (null value) (stringp value))
           (append-to-register register (region-beginning) (region-end) prefix))
          (t (user-error "Register does not contain a number or text")))))

(defun jump-to-register (register &optional delete)
  "Go to the place in REGISTER; DELETE is passed to `register-val-jump-to'."
  (interactive (list (register-read-with-preview "Jump to register: ") current-prefix-arg))
  (register-val-jump-to (get-register register) delete))

(cl-defgeneric register-val-jump-to (val _arg)
  "Go where VAL, what is in a register, says."
  (cond ((registerv-p val)
         (unless (registerv-jump-func val)
           (error "Don't know how to jump to register value %S" val))
         (funcall (registerv-jump-func val) (registerv-data val)))
        ((markerp val)
         (unless (marker-buffer val)
           (user-error "That register's buffer no longer exists"))
         (switch-to-buffer (marker-buffer val))
         (unless (or (= (point) (marker-position val))
                     (eq last-command 'jump-to-register))
           (push-mark))
         (goto-char val))
        ((and (consp val) (frame-configuration-p (car val)))
         (set-frame-configuration (car val))
         (goto-char (cadr val)))
        ((and (consp val) (window-configuration-p (car val)))
         (set-window-configuration (car val))
         (goto-char (cadr val)))
        ((eq (car-safe val) 'file)
         (find-file (cdr val)))
        ((eq (car-safe val) 'file-query)
         (find-file (nth 1 val))
         (goto-char (nth 2 val)))
        (t (user-error "Register doesn't contain a buffer position or configuration"))))

;;; Description

(defun describe-register-1 (register &optional verbose)
  "Print what REGISTER holds; VERBOSE means all of it."
  (princ "Register ")
  (princ (single-key-description register))
  (princ " contains ")
  (let ((value (get-register register)))
    (if (registerv-p value)
        (if (registerv-print-func value)
            (funcall (registerv-print-func value) (registerv-data value))
          (princ "[UNPRINTABLE CONTENTS]"))
      (register-val-describe value verbose))))

(cl-defgeneric register-val-describe (val verbose)
  "Print what VAL, which is in a register, is; VERBOSE means all of it."
  (cond ((registerv-p val)
         (if (registerv-print-func val)
             (funcall (registerv-print-func val) (registerv-data val))
           (princ "[UNPRINTABLE CONTENTS]")))
        ((numberp val) (princ val))
        ((markerp val) (elnet--register-describe-marker val))
        ((stringp val) (elnet--register-describe-text val verbose))
        ((null val) (princ "Garbage:\n") (when verbose (prin1 val)))
        ((consp val) (elnet--register-describe-list val verbose))
        (t (princ "Garbage:\n") (when verbose (prin1 val)))))

(defun elnet--register-describe-marker (marker)
  "Print what MARKER, which is in a register, is."
  (let ((buffer (marker-buffer marker)))
    (if (null buffer)
        (princ "a marker in no buffer")
      (princ (format "a buffer position:\n    buffer %s, position %d"
                     (buffer-name buffer) (marker-position marker))))))

(defun elnet--register-describe-text (text verbose)
  "Print what TEXT, which is in a register, is; all of it if VERBOSE."
  (cond (verbose (princ "the text:\n") (princ text))
        ((string-match "[^ \t\n]" text)
         (princ (format "text starting with\n    %s"
                        (car (split-string (substring text (match-beginning 0)) "\n")))))
        ((string= text "") (princ "the empty string"))
        (t (princ "whitespace"))))

(defun elnet--register-describe-list (val verbose)
  "Print what the list VAL, which is in a register, is; all of it if VERBOSE."
  (cond ((window-configuration-p (car val))
         (princ (format "a window configuration: %s."
                        (buffer-name (window-buffer (selected-window))))))
        ((frame-configuration-p (car val)) (princ "a frame configuration."))
        ((eq (car val) 'file) (princ (format "the file %S." (cdr val))))
        ((eq (car val) 'file-query)
         (princ (format "a file-query reference:\n    file %S,\n    position %s."
                        (nth 1 val) (nth 2 val))))
        (verbose (princ "the rectangle:\n")
                 (dolist (line val) (princ (format "    %s\n" line))))
        (t (princ (format "a rectangle starting with %s" (car val))))))

(defun register-describe-oneline (c)
  "Return what the register C holds, in one line."
  (let ((text (replace-regexp-in-string
               "[ \t]*\n[ \t\n]*" " "
               (with-output-to-string (describe-register-1 c)))))
    (if (string-match "Register .+? contains \\(?:an? \\|the \\)?\\(\\(?:.\\|\n\\)*\\)" text)
        (match-string 1 text)
      text)))

(defun view-register (register)
  "Show what REGISTER holds."
  (interactive (list (register-read-with-preview "View register: ")))
  (if (null (get-register register))
      (message "Register %s is empty" (single-key-description register))
    (with-output-to-temp-buffer "*Output*"
      (describe-register-1 register t))))

(defun list-registers ()
  "Show what all registers hold."
  (interactive)
  (let ((all (sort (copy-sequence register-alist)
                   (lambda (a b) (< (car a) (car b))))))
    (with-output-to-temp-buffer "*Output*"
      (dolist (entry all)
        (when (get-register (car entry))
          (describe-register-1 (car entry))
          (terpri))))))

;;; Text

(defun insert-register (register &optional arg)
  "Insert what REGISTER holds, point staying in front and the mark behind.
With ARG it is the other way about."
  (interactive (progn (barf-if-buffer-read-only)
                      (list (register-read-with-preview "Insert register: ")
                            (not current-prefix-arg))))
  (push-mark)
  (register-val-insert (get-register register))
  (unless arg (exchange-point-and-mark)))

(cl-defgeneric register-val-insert (val)
  "Insert VAL, what is in a register, at point."
  (cond ((registerv-p val)
         (unless (registerv-insert-func val)
           (error "Don't know how to insert register value %S" val))
         (funcall (registerv-insert-func val) (registerv-data val)))
        ((null val) (user-error "Register does not contain text"))
        ((stringp val) (insert-for-yank val))
        ((numberp val) (princ val (current-buffer)))
        ((and (markerp val) (marker-position val))
         (princ (marker-position val) (current-buffer)))
        ((consp val) (insert-rectangle val))
        (t (user-error "Register does not contain text"))))

(defun elnet--register-take (start end delete)
  "Delete the text from START to END if DELETE."
  (when delete (delete-region start end)))

(defun copy-to-register (register start end &optional delete-flag region)
  "Put the text from START to END into REGISTER; DELETE-FLAG deletes it.
REGION means the active region, as `filter-buffer-substring' sees it."
  (interactive (list (register-read-with-preview "Copy to register: ")
                     (region-beginning) (region-end) current-prefix-arg t))
  (set-register register
                (if region
                    (funcall region-extract-function (and delete-flag t))
                  (prog1 (filter-buffer-substring start end)
                    (elnet--register-take start end delete-flag))))
  (setq deactivate-mark t)
  (and delete-flag t))

(defun elnet--register-extend (register text function)
  "Set REGISTER to what FUNCTION makes of its text, the separator and TEXT."
  (let ((value (get-register register))
        (separator (and register-separator (get-register register-separator))))
    (set-register register
                  (cond ((null value) text)
                        ((stringp value)
                         (funcall function value
                                  (if (stringp separator) separator "")
                                  text))
                        (t (user-error "Register does not contain text"))))))

(defun append-to-register (register start end &optional delete-flag)
  "Put the text from START to END behind that of REGISTER; DELETE-FLAG deletes it."
  (interactive (list (register-read-with-preview "Append to register: ")
                     (region-beginning) (region-end) current-prefix-arg))
  (elnet--register-extend register (filter-buffer-substring start end) #'concat)
  (elnet--register-take start end delete-flag))

(defun prepend-to-register (register start end &optional delete-flag)
  "Put the text from START to END before that of REGISTER; DELETE-FLAG deletes it."
  (interactive (list (register-read-with-preview "Prepend to register: ")
                     (region-beginning) (region-end) current-prefix-arg))
  (elnet--register-extend register (filter-buffer-substring start end)
                          (lambda (old separator new) (concat new separator old)))
  (elnet--register-take start end delete-flag))

(defun copy-rectangle-to-register (register start end &optional delete-flag)
  "Put the rectangle with the corners START and END into REGISTER.
DELETE-FLAG deletes it."
  (interactive (list (register-read-with-preview "Copy rectangle to register: ")
                     (region-beginning) (region-end) current-prefix-arg))
  (set-register register (if delete-flag
                             (delete-extract-rectangle start end)
                           (extract-rectangle start end)))
  nil)

(provide 'register)
;;; register.el ends here
