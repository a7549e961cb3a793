;;; scenario.el --- what the network scenarios share  -*- lexical-binding: t -*-

;; A scenario prints what happened, line by line, without ports, times or
;; anything else that differs between two runs.

(defvar scenario-deadline 10 "Seconds to wait for one thing before giving up.")

(defun say (format &rest args)
  "Print the line that FORMAT makes of ARGS."
  (let ((print-escape-newlines t) (print-escape-control-characters t))
    (princ (apply #'format format args)))
  (terpri))

(defmacro await (&rest condition)
  "Let the event loop run until CONDITION, a body, is non-nil; return its value."
  `(await-call (lambda () ,@condition) ',condition))

(defun await-call (condition what)
  "Let the event loop run until CONDITION returns non-nil; WHAT names it."
  (let ((deadline (+ (float-time) scenario-deadline)) value)
    (while (and (not (setq value (funcall condition)))
                (< (float-time) deadline))
      (accept-process-output nil 0.01))
    (or value (error "Waited in vain for %S" what))))

(defun linger-a-moment ()
  "Give the event loop time for what should not happen, or already has."
  (let ((end (+ (float-time) 0.1)))
    (while (< (float-time) end)
      (accept-process-output nil 0.02))))

(defun no-ports (text)
  "Return TEXT, a string or something to print, with port numbers replaced."
  (replace-regexp-in-string "\\(127\\.0\\.0\\.1:\\|127 0 0 1 \\)[0-9]+" "\\1PORT"
                            (if (stringp text) text (format "%S" text))))

(defmacro outcome (form)
  "Return the value of FORM, or what condition-case says of its error."
  `(condition-case err ,form (error (list '!! err))))

(defun listen (name &rest more)
  "Make a TCP server called NAME on 127.0.0.1; MORE are further arguments."
  (apply #'make-network-process
         (append more (list :name name :server 64 :host "127.0.0.1" :service t
                            :family 'ipv4 :noquery t))))

(defun dial (name server &rest more)
  "Connect to SERVER as NAME; MORE are further arguments."
  (apply #'make-network-process
         (append more (list :name name :host "127.0.0.1" :family 'ipv4 :noquery t
                            :service (process-contact server :service)))))

(defun collect (proc string)
  "A filter that appends STRING to PROC's property `got'."
  (process-put proc 'got (concat (process-get proc 'got) string)))

(defun got (proc)
  "What `collect' collected of PROC."
  (or (process-get proc 'got) ""))

(defun note-event (proc event)
  "A sentinel that appends EVENT to PROC's property `events'."
  (process-put proc 'events (append (process-get proc 'events) (list event))))

(defun events (proc)
  "What `note-event' noted of PROC, oldest first."
  (process-get proc 'events))

(defun children (server)
  "The connections that SERVER accepted, oldest first."
  (let (found)
    (dolist (p (process-list) found)
      (when (and (not (eq p server))
                 (string-prefix-p (concat (process-name server) " <") (process-name p)))
        (push p found)))))

(defun end-scenario ()
  "Delete all processes and say so."
  (dolist (p (process-list))
    (set-process-sentinel p #'ignore)
    (delete-process p))
  (say "left over: %S" (process-list)))

(provide 'scenario)
