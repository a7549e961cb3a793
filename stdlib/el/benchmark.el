;;; benchmark.el --- measuring how long forms take -*- lexical-binding: t; -*-

;;; Code:

(defmacro benchmark-elapse (&rest forms)
  "Evaluate FORMS and return how many seconds that took."
  (declare (indent 0))
  (let ((begin (make-symbol "begin")))
    `(let ((,begin (current-time)))
       ,@forms
       (float-time (time-subtract nil ,begin)))))

;;;###autoload
(defun benchmark-call (func &optional repetitions)
  "Call FUNC REPETITIONS times (once); return (SECONDS COLLECTIONS SECONDS)."
  (let ((gcs (bound-and-true-p gcs-done))
        (gc-time (bound-and-true-p gc-elapsed))
        (begin (current-time))
        (n (or repetitions 1)))
    (while (> n 0)
      (funcall func)
      (setq n (1- n)))
    (list (float-time (time-subtract nil begin))
          (- (or (bound-and-true-p gcs-done) 0) (or gcs 0))
          (- (or (bound-and-true-p gc-elapsed) 0.0) (or gc-time 0.0)))))

;;;###autoload
(defmacro benchmark-run (&optional repetitions &rest forms)
  "Evaluate FORMS REPETITIONS times; return (SECONDS COLLECTIONS SECONDS).
If REPETITIONS is no number, it is the first of FORMS and evaluated once."
  (declare (indent 1))
  (pcase repetitions
    ((or (pred natnump) (and (pred symbolp) (pred identity)))
     `(benchmark-call (lambda () ,@forms) ,repetitions))
    (_ `(benchmark-call (lambda () ,repetitions ,@forms) 1))))

;;;###autoload
(defmacro benchmark-run-compiled (&optional repetitions &rest forms)
  "Like `benchmark-run' with REPETITIONS and FORMS."
  (declare (indent 1))
  `(benchmark-run ,repetitions ,@forms))

;;;###autoload
(defun benchmark (repetitions form)
  "Show how long it takes to evaluate FORM REPETITIONS times."
  (interactive "p\nxForm: ")
  (let ((result (eval `(benchmark-run ,repetitions ,form) t)))
    (benchmark--tell result)))

(defun benchmark--tell (result)
  "Show RESULT, (SECONDS COLLECTIONS SECONDS), in the echo area."
  (pcase-let ((`(,all ,collections ,collecting) result))
    (if (= collections 0)
        (message "Elapsed time: %fs" all)
      (message "Elapsed time: %fs (%fs in %d GCs)" all collecting collections))))

;;;###autoload
(defmacro benchmark-progn (&rest body)
  "Evaluate BODY, show how long that took and return its value."
  (declare (indent 0))
  (let ((value (make-symbol "value")) (result (make-symbol "result")))
    `(let* ((,value nil)
            (,result (benchmark-run 1 (setq ,value (progn ,@body)))))
       (message "Elapsed time: %fs%s" (car ,result)
                (if (> (nth 1 ,result) 0)
                    (format " (%fs in %d GCs)" (nth 2 ,result) (nth 1 ,result))
                  ""))
       ,value)))

(provide 'benchmark)
;;; benchmark.el ends here
