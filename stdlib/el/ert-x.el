;;; ert-x.el --- more tools for tests -*- lexical-binding: t; -*-

;;; Code:

(require 'ert)

(cl-defmacro ert-with-test-buffer ((&key ((:name name-form) nil)) &body body)
  "Evaluate BODY in a new buffer, named after the test and NAME-FORM.
The buffer is killed unless BODY ends by an error."
  (declare (indent 1))
  `(ert--call-with-test-buffer ,name-form (lambda () ,@body)))

(defun ert--call-with-test-buffer (name function)
  "Call FUNCTION in a new buffer whose name has NAME in it."
  (let* ((test (and ert--running-tests (ert-test-name (car ert--running-tests))))
         (buffer (generate-new-buffer
                  (format "*Test buffer (%s)%s*"
                          (if test (format "%S" test) "<anonymous test>")
                          (if name (format ": %s" name) "")))))
    (setq ert--test-buffers (cons buffer ert--test-buffers))
    (with-current-buffer buffer
      (prog1 (funcall function)
        (kill-buffer buffer)
        (setq ert--test-buffers (delq buffer ert--test-buffers))))))

(defvar ert--test-buffers nil "Buffers of tests that have not been killed.")

;;;###autoload
(defun ert-kill-all-test-buffers ()
  "Kill the buffers that failed tests have left behind."
  (interactive)
  (let ((buffers (seq-filter #'buffer-live-p ert--test-buffers)))
    (setq ert--test-buffers nil)
    (message "%s out of %s test buffers killed"
             (seq-count #'kill-buffer buffers) (length buffers)))
  nil)

(defun ert-call-with-buffer-renamed (buffer-name thunk)
  "Call THUNK while the buffer called BUFFER-NAME has another name.
A buffer that has been made with that name meanwhile is killed."
  (let ((buffer (get-buffer-create buffer-name))
        (made (not (get-buffer buffer-name))))
    (with-current-buffer buffer
      (rename-buffer (generate-new-buffer-name (format "%s orig buffer" buffer-name))))
    (unwind-protect
        (progn (get-buffer-create buffer-name)
               (funcall thunk))
      (when (get-buffer buffer-name) (kill-buffer buffer-name))
      (cond (made (kill-buffer buffer))
            ((buffer-live-p buffer)
             (with-current-buffer buffer (rename-buffer buffer-name)))))))

(cl-defmacro ert-with-buffer-renamed ((buffer-name-form) &body body)
  "Evaluate BODY while the buffer called BUFFER-NAME-FORM has another name."
  (declare (indent 1))
  `(ert-call-with-buffer-renamed ,buffer-name-form (lambda () ,@body)))

(defun ert-simulate-command (command)
  "Call COMMAND, a list (FUNCTION ARG...), with what the command loop does around.
The hooks before and after commands run, and `this-command' and `last-command'
are set.  Return the value of the call."
  (cl-assert (listp command) t)
  (cl-assert (commandp (car command)) t)
  (cl-assert (not unread-command-events) t)
  (setq deactivate-mark nil)
  (setq this-command (car command)
        real-this-command (car command))
  (run-hooks 'pre-command-hook)
  (prog1 (apply (car command) (cdr command))
    (run-hooks 'post-command-hook)
    (when (and deactivate-mark transient-mark-mode) (deactivate-mark))
    (setq last-command this-command
          real-last-command real-this-command)
    (undo-boundary)))

(defmacro ert-simulate-keys (keys &rest body)
  "Evaluate BODY while KEYS, a string, vector or list of events, are typed."
  (declare (indent 1))
  `(let ((unread-command-events (append ,keys nil))
         (executing-kbd-macro t))
     ,@body))

(defun ert-run-idle-timers ()
  "Run all idle timers, as if there had been no input for as long as they wait."
  (dolist (timer (copy-sequence timer-idle-list))
    (timer-event-handler timer)))

(defun ert-buffer-string-reindented (&optional buffer)
  "Return the text of BUFFER, by default the current one, indented anew."
  (with-current-buffer (or buffer (current-buffer))
    (let ((text (buffer-string)) (mode major-mode))
      (with-temp-buffer
        (insert text)
        (funcall mode)
        (indent-region (point-min) (point-max))
        (buffer-string)))))

(defvar ert-resource-directory-format "%s-resources/"
  "Format of the name of the directory with a test file's resources.")

(defvar ert-resource-directory-trim-left-regexp ""
  "Regexp of what to remove at the start of a test file's name.")

(defvar ert-resource-directory-trim-right-regexp "\\(-tests?\\)?\\.el"
  "Regexp of what to remove at the end of a test file's name.")

(defun ert--resource-directory (file)
  "Return the name of the directory with the resources of the test file FILE."
  (let ((plain (expand-file-name "resources/" (file-name-directory file))))
    (if (file-directory-p plain)
        plain
      (expand-file-name
       (format ert-resource-directory-format
               (string-trim file ert-resource-directory-trim-left-regexp
                            ert-resource-directory-trim-right-regexp))
       (file-name-directory file)))))

(defmacro ert-resource-directory ()
  "Return the name of the directory with the resources of this test file."
  '(ert--resource-directory (or (macroexp-file-name) buffer-file-name)))

(defmacro ert-resource-file (file)
  "Return the absolute name of FILE among the resources of this test file."
  `(expand-file-name ,file (ert-resource-directory)))

(defmacro ert-with-message-capture (var &rest body)
  "Evaluate BODY with what `message' shows collected in the variable VAR."
  (declare (indent 1))
  (let ((advice (make-symbol "advice")))
    `(let* ((,var "")
            (,advice (lambda (format &rest args)
                       (unless (member format '(nil ""))
                         (setq ,var (concat ,var (apply #'format-message format args)
                                            "\n"))))))
       (advice-add 'message :before ,advice)
       (unwind-protect (progn ,@body)
         (advice-remove 'message ,advice)))))

(defun ert-filter-string (string &rest regexps)
  "Return STRING without what REGEXPS match.
An element (REGEXP N) removes group N only."
  (dolist (regexp regexps string)
    (let ((group (if (consp regexp) (or (cadr regexp) 0) 0))
          (regexp (if (consp regexp) (car regexp) regexp)))
      (setq string (replace-regexp-in-string regexp "" string t t
                                             (and (> group 0) group))))))

(defun ert-propertized-string (&rest args)
  "Return the strings in ARGS joined; a list sets the properties of the next."
  (let ((plist nil) (parts nil))
    (dolist (arg args)
      (if (stringp arg)
          (setq parts (cons (apply #'propertize arg plist) parts))
        (setq plist arg)))
    (apply #'concat (nreverse parts))))

(provide 'ert-x)
;;; ert-x.el ends here
