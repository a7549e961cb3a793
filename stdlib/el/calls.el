;;; calls.el --- the calls under way -*- lexical-binding: t; -*-

;; Preloaded: see the package documentation of stdlib for what that asks for.

(defun backtrace-frames (&optional base)
  "Return a list of the calls under way, each as (EVALD FUNC ARGS FLAGS).
The innermost comes first; if the function BASE is given, the list starts with
its frame."
  (let ((frames nil))
    (mapbacktrace (lambda (&rest frame) (push frame frames))
                  (or base 'backtrace-frames))
    (nreverse frames)))

(defun backtrace-frame (nframes &optional base)
  "Return the call that is NFRAMES out from the innermost, or from BASE.
The value is (t FUNC ARG...), or (nil FORM-HEAD FORM-ARG...) where the arguments
are not evaluated yet, or nil if there is no such call.  BASE is a function."
  (backtrace-frame--internal
   (lambda (evald func args _flags) (cons evald (cons func args)))
   nframes (or base 'backtrace-frame)))

(defun backtrace--print-frame (evald func args _flags)
  "Print a line for the call of FUNC with ARGS, evaluated if EVALD."
  (princ "  ")
  (if evald
      (progn (prin1 func)
             (if args (prin1 args) (princ "()")))
    (prin1 (cons func args)))
  (princ "\n"))

(defun backtrace ()
  "Print the calls under way, the innermost first, to `standard-output'."
  (let ((print-level (or print-level 8))
        (print-escape-control-characters t)
        (print-escape-newlines t))
    (mapbacktrace #'backtrace--print-frame 'backtrace)))
