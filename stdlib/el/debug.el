;;; debug.el --- entering the debugger on purpose -*- lexical-binding: t; -*-

;; The debugger itself, which in batch mode shows the calls under way and ends
;; the program, is the host's.

;;; Code:

(require 'cl-lib)

(defvar inhibit-debug-on-entry nil
  "Non-nil means that functions marked by `debug-on-entry' run as they are.")

(defvar debug--functions nil "The functions marked by `debug-on-entry'.")
(defvar debug--variables nil "The variables marked by `debug-on-variable-change'.")

(defun debug--entered (&rest _args)
  "Enter the debugger: a function marked by `debug-on-entry' is called."
  (unless inhibit-debug-on-entry
    (let ((inhibit-debug-on-entry t))
      (debug 'debug))))

;;;###autoload
(defun debug-on-entry (function)
  "Make FUNCTION, a symbol, enter the debugger each time it is called."
  (interactive "aDebug on entry (to function): ")
  (advice-add function :before #'debug--entered '((depth . -100)))
  (cl-pushnew function debug--functions)
  function)

;;;###autoload
(defun cancel-debug-on-entry (&optional function)
  "Undo `debug-on-entry' for FUNCTION, by default for all functions."
  (interactive (list (let ((name (completing-read
                                  "Cancel debug on entry to function (default all): "
                                  (mapcar #'symbol-name debug--functions) nil t)))
                       (unless (string= name "") (intern name)))))
  (dolist (each (if function (list function) debug--functions))
    (advice-remove each #'debug--entered)
    (setq debug--functions (remq each debug--functions)))
  function)

(defun debug--variable-changed (symbol newval op where)
  "Enter the debugger: OP gives SYMBOL the value NEWVAL, in the buffer WHERE."
  (unless inhibit-debug-on-entry
    (let ((inhibit-debug-on-entry t))
      (debug 'watchpoint symbol newval op where))))

;;;###autoload
(defun debug-on-variable-change (variable)
  "Enter the debugger each time that VARIABLE, a symbol, gets a value."
  (interactive (list (read-variable "Debug when setting variable: ")))
  (add-variable-watcher variable #'debug--variable-changed)
  (cl-pushnew variable debug--variables))

;;;###autoload
(defalias 'debug-watch #'debug-on-variable-change)

;;;###autoload
(defun cancel-debug-on-variable-change (&optional variable)
  "Undo `debug-on-variable-change' for VARIABLE, by default for all variables."
  (interactive (list (let ((name (completing-read
                                  "Cancel debug on set for variable (default all): "
                                  (mapcar #'symbol-name debug--variables) nil t)))
                       (unless (string= name "") (intern name)))))
  (dolist (each (if variable (list variable) debug--variables))
    (remove-variable-watcher each #'debug--variable-changed)
    (setq debug--variables (remq each debug--variables))))

;;;###autoload
(defalias 'cancel-debug-watch #'cancel-debug-on-variable-change)

(provide 'debug)
;;; debug.el ends here
