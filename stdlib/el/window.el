;;; window.el --- the frame's only window, and buffers shown in it -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.
;; As in batch mode nothing is displayed; which buffer the window shows is known,
;; since programs look at it.  Windows are not split.

(defvar temp-buffer-setup-hook '(help-mode-setup)
  "Hook run in a buffer of `with-output-to-temp-buffer' before the body.")
(defvar temp-buffer-show-hook '(help-mode-finish)
  "Hook run in a buffer of `with-output-to-temp-buffer' after it is shown.")
(defvar temp-buffer-window-setup-hook nil
  "Hook run in a buffer of `with-temp-buffer-window' before the body.")
(defvar temp-buffer-window-show-hook nil
  "Hook run in a buffer of `with-temp-buffer-window' after it is shown.")
(defvar help-window-select nil "Non-nil means that the window of help is selected.")
(defvar help-window-point-marker (make-marker) "Where point goes in the window of help.")
(defvar display-buffer-alist nil "Alist of conditions and actions for `display-buffer'.")
(defvar display-buffer-base-action '(nil . nil) "Action for `display-buffer', tried last.")
(defvar display-buffer-overriding-action '(nil . nil)
  "Action for `display-buffer', tried first.")
(defvar display-buffer-function nil "Function that `display-buffer' leaves all to, or nil.")
(defvar pop-up-windows t "Has no effect: windows are not split.")
(defvar split-height-threshold 80 "Has no effect: windows are not split.")
(defvar split-width-threshold 160 "Has no effect: windows are not split.")
(defvar switch-to-buffer-preserve-window-point t
  "Has no effect: point is where it is in the buffer.")

;;; Arguments

(defun window-normalize-buffer (buffer-or-name)
  "Return the live buffer BUFFER-OR-NAME, nil being the current one."
  (let ((buffer (if (null buffer-or-name) (current-buffer) (get-buffer buffer-or-name))))
    (if (or (null buffer-or-name) (and buffer (buffer-live-p buffer)))
        buffer
      (error "No such live buffer %s" buffer-or-name))))

(defun window-normalize-buffer-to-switch-to (buffer-or-name)
  "Return the buffer BUFFER-OR-NAME, made if need be; nil is another buffer."
  (cond ((null buffer-or-name) (other-buffer))
        ((get-buffer buffer-or-name))
        (t (let ((buffer (get-buffer-create buffer-or-name)))
             (set-buffer-major-mode buffer)
             buffer))))

(defun window-normalize-frame (frame)
  "Return the live frame FRAME, nil being the selected one."
  (cond ((null frame) (selected-frame))
        ((frame-live-p frame) frame)
        (t (error "%s is not a live frame" frame))))

(defun window-normalize-window (window &optional live-only)
  "Return WINDOW, nil being the selected one; LIVE-ONLY means that it is live."
  (cond ((null window) (selected-window))
        ((window-live-p window) window)
        (t (error (if live-only "%s is not a live window" "%s is not a valid window") window))))

;;; Windows

(defun one-window-p (&optional nomini all-frames)
  "Return non-nil if there is one window; NOMINI and ALL-FRAMES say what counts."
  (null (cdr (window-list-1 nil (if nomini nil 'nomini) all-frames))))

(defun count-windows (&optional minibuf all-frames)
  "Return the number of windows; MINIBUF and ALL-FRAMES say what counts."
  (length (window-list-1 nil minibuf all-frames)))

(defun walk-windows (fun &optional minibuf all-frames)
  "Call FUN with each window; MINIBUF and ALL-FRAMES say which."
  (mapc fun (window-list-1 nil minibuf all-frames))
  nil)

(defun get-window-with-predicate (predicate &optional minibuf all-frames default)
  "Return the first window for which PREDICATE returns non-nil, or DEFAULT.
MINIBUF and ALL-FRAMES say among which windows."
  (or (seq-find predicate (window-list-1 nil minibuf all-frames)) default))

(defun get-buffer-window-list (&optional buffer-or-name minibuf all-frames)
  "Return the windows that show the buffer BUFFER-OR-NAME.
MINIBUF and ALL-FRAMES say among which windows."
  (let ((buffer (window-normalize-buffer buffer-or-name)))
    (seq-filter (lambda (window) (eq (window-buffer window) buffer))
                (window-list-1 nil minibuf all-frames))))

(defun other-window (count &optional _all-frames _interactive)
  "Select another window, COUNT windows on: there is one."
  (interactive "p")
  (unless (numberp count)
    (signal 'wrong-type-argument (list 'number-or-marker-p count)))
  nil)

(defun delete-other-windows (&optional window _interactive)
  "Make WINDOW the only one, as it is."
  (interactive)
  (window-normalize-window window)
  nil)

(defun delete-windows-on (&optional buffer-or-name _frame)
  "Make the window show another buffer if it shows BUFFER-OR-NAME."
  (interactive)
  (replace-buffer-in-windows buffer-or-name))

(defun current-frame-configuration ()
  "Return a list that tells all frames with their parameters and windows."
  (cons 'frame-configuration
        (mapcar (lambda (frame)
                  (list frame (frame-parameters frame) (current-window-configuration frame)))
                (frame-list))))

(defun set-frame-configuration (configuration &optional _nodelete)
  "Restore the state of frames that CONFIGURATION describes."
  (unless (frame-configuration-p configuration)
    (signal 'wrong-type-argument (list 'frame-configuration-p configuration)))
  (dolist (entry (cdr configuration))
    (set-window-configuration (nth 2 entry))))

(defmacro save-window-excursion (&rest body)
  "Run BODY and restore which buffer the window shows, and the current buffer."
  (declare (indent 0))
  (let ((saved (make-symbol "configuration")))
    `(let ((,saved (current-window-configuration)))
       (unwind-protect (progn ,@body)
         (set-window-configuration ,saved)))))

;;; Showing buffers

(defun display-buffer (buffer-or-name &optional action _frame)
  "Show the buffer BUFFER-OR-NAME in the window and return that.
The functions of ACTION, (FUNCTIONS . ALIST), of `display-buffer-alist' and the
like are asked first, each with the buffer and an alist, until one returns
non-nil."
  (let* ((buffer (if (bufferp buffer-or-name) buffer-or-name (get-buffer buffer-or-name)))
         (name (and buffer (buffer-name buffer))))
    (unless name (error "Invalid buffer"))
    (if display-buffer-function
        (funcall display-buffer-function buffer action)
      (let* ((actions (list display-buffer-overriding-action
                            (assoc-default name display-buffer-alist
                                           (lambda (condition name)
                                             (if (stringp condition)
                                                 (string-match-p condition name)
                                               (funcall condition name action))))
                            (and (listp action) action)
                            display-buffer-base-action))
             (alist (apply #'append (mapcar #'cdr-safe actions)))
             (window nil))
        (dolist (each actions)
          (dolist (function (if (functionp (car-safe each)) (list (car each)) (car-safe each)))
            (unless (or window (not (functionp function)))
              (setq window (funcall function buffer alist)))))
        (or window
            (unless (eq (car-safe action) 'display-buffer-no-window)
              (set-window-buffer nil buffer)
              (selected-window)))))))

(defun display-buffer-same-window (buffer _alist)
  "Show BUFFER in the window and return that."
  (set-window-buffer nil buffer)
  (selected-window))

(defun switch-to-buffer (buffer-or-name &optional norecord _force-same-window)
  "Show the buffer BUFFER-OR-NAME in the window and make it current; return it.
nil is another buffer.  With NORECORD the order of buffers stays as it is."
  (interactive (list (read-buffer "Switch to buffer: " (other-buffer))))
  (let ((buffer (window-normalize-buffer-to-switch-to buffer-or-name)))
    (elnet--show-buffer buffer norecord)
    (set-buffer buffer)))

(defun elnet--show-buffer (buffer norecord)
  "Make the selected window show BUFFER; record it as used last unless NORECORD."
  (set-window-buffer (selected-window) buffer)
  (unless norecord (select-window (selected-window))))

(defun pop-to-buffer (buffer-or-name &optional action norecord)
  "Show the buffer BUFFER-OR-NAME as `display-buffer' does with ACTION, select the
window and make the buffer current; return it.  NORECORD is as in
`switch-to-buffer'."
  (interactive (list (read-buffer "Pop to buffer: " (other-buffer))))
  (let* ((buffer (window-normalize-buffer-to-switch-to buffer-or-name))
         (window (display-buffer buffer action)))
    (when window (select-window window norecord))
    (set-buffer buffer)))

(defun pop-to-buffer-same-window (buffer &optional norecord)
  "Show BUFFER in the selected window and make it current; return it."
  (switch-to-buffer buffer norecord))

(defun switch-to-buffer-other-window (buffer-or-name &optional norecord)
  "Show the buffer BUFFER-OR-NAME in the window, as there is no other one."
  (interactive (list (read-buffer "Switch to buffer in other window: " (other-buffer))))
  (switch-to-buffer buffer-or-name norecord))

(defun last-buffer (&optional buffer _visible-ok _frame)
  "Return the buffer that was used longest ago, but not BUFFER nor a hidden one."
  (or (seq-find (lambda (b) (and (not (eq b buffer))
                                 (not (string-prefix-p " " (buffer-name b)))))
                (reverse (buffer-list)))
      (get-buffer-create "*scratch*")))

(defun bury-buffer (&optional buffer-or-name)
  "Put the buffer BUFFER-OR-NAME at the end of the list of buffers.
If it is nil, or the one that is shown, show another one."
  (interactive)
  (let ((buffer (window-normalize-buffer buffer-or-name)))
    (bury-buffer-internal buffer)
    (when (and (null buffer-or-name) (eq buffer (window-buffer)))
      (switch-to-buffer nil t))
    nil))

(defun unbury-buffer ()
  "Show the buffer that was used longest ago."
  (interactive)
  (switch-to-buffer (last-buffer)))

(defun replace-buffer-in-windows (&optional buffer-or-name)
  "Show another buffer if the window shows BUFFER-OR-NAME."
  (interactive)
  (let ((buffer (window-normalize-buffer buffer-or-name)))
    (dolist (window (get-buffer-window-list buffer))
      (set-window-buffer window (other-buffer buffer)))))

(defun quit-window (&optional kill window)
  "Show another buffer in WINDOW and bury the one it shows; with KILL kill that."
  (interactive "P")
  (let* ((window (window-normalize-window window t))
         (buffer (window-buffer window)))
    (set-buffer buffer)
    (run-hooks 'quit-window-hook)
    (set-window-buffer window (other-buffer buffer))
    (if kill (kill-buffer buffer) (bury-buffer-internal buffer))
    (set-buffer (window-buffer))
    nil))

;;; Buffers of output

(defun elnet--temp-buffer (name)
  "Return the buffer NAME, emptied and with no local variables."
  (let ((dir default-directory))
    (with-current-buffer (get-buffer-create name)
      (kill-all-local-variables)
      (setq default-directory dir
            buffer-read-only nil
            buffer-undo-list t)
      (let ((inhibit-read-only t) (inhibit-modification-hooks t))
        (delete-all-overlays)
        (erase-buffer))
      (current-buffer))))

(defun elnet--show-temp-buffer (buffer)
  "Show BUFFER of `with-output-to-temp-buffer'."
  (with-current-buffer buffer
    (set-buffer-modified-p nil)
    (goto-char (point-min))
    (if temp-buffer-show-function
        (funcall temp-buffer-show-function buffer)
      (display-buffer buffer)
      (run-hooks 'temp-buffer-show-hook))))

(defmacro with-output-to-temp-buffer (bufname &rest body)
  "Run BODY with `standard-output' going to the emptied buffer BUFNAME, and show it.
`temp-buffer-setup-hook' runs first, `temp-buffer-show-hook' last."
  (declare (indent 1) (debug t))
  (let ((buffer (make-symbol "buffer")))
    `(let* ((,buffer (with-current-buffer (elnet--temp-buffer ,bufname)
                       (run-hooks 'temp-buffer-setup-hook)
                       (current-buffer)))
            (standard-output ,buffer))
       (prog1 (progn ,@body)
         (elnet--show-temp-buffer ,buffer)))))

(defun temp-buffer-window-setup (buffer-or-name)
  "Return the buffer BUFFER-OR-NAME, emptied, after `temp-buffer-window-setup-hook'."
  (with-current-buffer (elnet--temp-buffer buffer-or-name)
    (run-hooks 'temp-buffer-window-setup-hook)
    (current-buffer)))

(defun temp-buffer-window-show (buffer &optional action)
  "Show BUFFER as ACTION says, read-only, and return the window.
`temp-buffer-window-show-hook' runs in it."
  (with-current-buffer buffer
    (set-buffer-modified-p nil)
    (setq buffer-read-only t)
    (goto-char (point-min))
    (let ((window (display-buffer buffer action)))
      (when window (run-hooks 'temp-buffer-window-show-hook))
      window)))

(defun elnet--temp-buffer-quit (window quit-function value)
  "Return what QUIT-FUNCTION, if it is one, returns for WINDOW and VALUE, else VALUE."
  (if (functionp quit-function)
      (funcall quit-function window value)
    value))

(defmacro with-temp-buffer-window (buffer-or-name action quit-function &rest body)
  "Run BODY with `standard-output' going to BUFFER-OR-NAME, and show that.
ACTION is for `display-buffer'.  Return what BODY returns or, if QUIT-FUNCTION is
a function, what that returns for the window and BODY's value."
  (declare (debug t) (indent 3))
  (let ((buffer (make-symbol "buffer")) (value (make-symbol "value"))
        (quit (make-symbol "quit")))
    `(let* ((,quit ,quit-function)
            (,buffer (temp-buffer-window-setup ,buffer-or-name))
            (standard-output ,buffer)
            (,value (progn ,@body)))
       (elnet--temp-buffer-quit (temp-buffer-window-show ,buffer ,action) ,quit ,value))))

(defmacro with-current-buffer-window (buffer-or-name action quit-function &rest body)
  "Like `with-temp-buffer-window', with the buffer current while BODY runs."
  (declare (debug t) (indent 3))
  `(with-temp-buffer-window ,buffer-or-name ,action ,quit-function
     (with-current-buffer standard-output ,@body)))

(defmacro with-displayed-buffer-window (buffer-or-name action quit-function &rest body)
  "Like `with-current-buffer-window', but show the buffer before BODY runs."
  (declare (debug t) (indent 3))
  (let ((buffer (make-symbol "buffer")) (window (make-symbol "window"))
        (quit (make-symbol "quit")) (value (make-symbol "value")))
    `(let* ((,quit ,quit-function)
            (,buffer (temp-buffer-window-setup ,buffer-or-name))
            (standard-output ,buffer)
            (,window (temp-buffer-window-show ,buffer ,action))
            (,value (with-current-buffer ,buffer
                      (let ((inhibit-read-only t) (inhibit-modification-hooks t))
                        ,@body))))
       (elnet--temp-buffer-quit ,window ,quit ,value))))

(defmacro with-help-window (buffer-or-name &rest body)
  "Run BODY with `standard-output' going to the buffer of help BUFFER-OR-NAME.
Show that, in `help-mode', and return BODY's value."
  (declare (indent 1) (debug t))
  `(progn
     (set-marker help-window-point-marker nil)
     (let ((temp-buffer-window-setup-hook
            (cons 'help-mode-setup temp-buffer-window-setup-hook))
           (temp-buffer-window-show-hook
            (cons 'help-mode-finish temp-buffer-window-show-hook)))
       (with-temp-buffer-window ,buffer-or-name nil nil ,@body))))
