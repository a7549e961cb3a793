;;; backtrace.el --- The calls under way, as objects and as text  -*- lexical-binding: t -*-

;;; Code:

(require 'cl-lib)
(require 'cl-print)

(cl-defstruct (backtrace-frame (:constructor backtrace-make-frame))
  evald fun args flags locals buffer pos)

(defvar backtrace-line-length 5000
  "Nothing here looks at it: lines are as long as they are.")

(defun backtrace-get-frames (&optional base &rest options)
  "Return the calls under way, a list of `backtrace-frame', the innermost first.
BASE is the function whose call is the first.  In OPTIONS, :constructor is what
makes the objects in place of `backtrace-make-frame'."
  (let ((make (or (plist-get options :constructor) #'backtrace-make-frame))
        (frames nil))
    (mapbacktrace (lambda (evald fun args flags)
                    (push (funcall make :evald evald :fun fun :args args :flags flags)
                          frames))
                  (or base 'backtrace-get-frames))
    (nreverse frames)))

;;;###autoload
(defun backtrace-to-string (&optional frames)
  "Return FRAMES, by default the calls under way, as text, a line each."
  (let ((print-escape-control-characters t)
        (print-escape-newlines t)
        (print-length 50)
        (print-level 8))
    (mapconcat (lambda (frame)
                 (let ((fun (aref frame 2)) (args (aref frame 3)))
                   (concat "  "
                           (if (aref frame 1)
                               (concat (cl-prin1-to-string fun)
                                       (if args (cl-prin1-to-string args) "()"))
                             (cl-prin1-to-string (cons fun args)))
                           "\n")))
               (or frames (backtrace-get-frames 'backtrace-to-string))
               "")))

(provide 'backtrace)

;;; backtrace.el ends here
