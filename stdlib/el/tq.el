;;; tq.el --- questions to a process, answered one after the other -*- lexical-binding: t; -*-

;; A transaction queue is ((QUEUE . PROCESS) . BUFFER): QUEUE is a list of
;; (QUESTION REGEXP CLOSURE . FN), BUFFER collects the output of PROCESS.

;;; Code:

(defun tq-queue (tq) "Return the questions that wait in TQ." (caar tq))
(defun tq-process (tq) "Return the process that answers TQ." (cdar tq))
(defun tq-buffer (tq) "Return the buffer with the answer to come for TQ." (cdr tq))
(defun tq-queue-head-question (tq) "Return the first question of TQ, or nil." (car (caaar tq)))
(defun tq-queue-head-regexp (tq) "Return what the first answer ends with." (nth 1 (caaar tq)))
(defun tq-queue-head-closure (tq) "Return what the first answer goes with." (nth 2 (caaar tq)))
(defun tq-queue-head-fn (tq) "Return what gets the first answer." (nthcdr 3 (caaar tq)))
(defun tq-queue-empty (tq) "Return t if no question waits in TQ." (null (tq-queue tq)))

;;;###autoload
(defun tq-create (process)
  "Return a queue for questions to PROCESS."
  (let* ((buffer (generate-new-buffer (concat " tq-temp-" (process-name process))))
         (tq (cons (cons nil process) buffer)))
    (with-current-buffer buffer (buffer-disable-undo))
    (set-process-filter process (lambda (_process text) (tq-filter tq text)))
    tq))

(defun tq-queue-add (tq question re closure fn)
  "Add to TQ a QUESTION whose answer ends with RE and goes to FN with CLOSURE."
  (setcar (car tq) (nconc (tq-queue tq) (list (cons question (cons re (cons closure fn))))))
  'ok)

(defun tq-queue-pop (tq)
  "Take the first question off TQ and send the next, if that is not sent yet."
  (setcar (car tq) (cdr (tq-queue tq)))
  (let ((question (tq-queue-head-question tq)))
    (condition-case nil
        (when question (process-send-string (tq-process tq) question))
      (error nil)))
  (null (tq-queue tq)))

(defun tq-enqueue (tq question regexp closure fn &optional delay-question)
  "Send QUESTION to the process of TQ.
Its answer ends with a match for REGEXP; FN is then called with CLOSURE and the
answer.  DELAY-QUESTION means to send it only when those before are answered."
  (let ((later (and delay-question (not (tq-queue-empty tq)))))
    (tq-queue-add tq (and later question) regexp closure fn)
    (unless later (process-send-string (tq-process tq) question))))

(defun tq-close (tq)
  "Delete the process and the buffer of TQ."
  (delete-process (tq-process tq))
  (kill-buffer (tq-buffer tq)))

(defun tq-filter (tq string)
  "Take STRING, from the process of TQ, and hand over what is answered."
  (let ((buffer (tq-buffer tq)))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (goto-char (point-max))
        (insert string))
      (tq-process-buffer tq))))

(defun tq-process-buffer (tq)
  "Hand over the answers that are whole in the buffer of TQ."
  (let ((buffer (tq-buffer tq)) (go-on t))
    (while (and go-on (buffer-live-p buffer))
      (set-buffer buffer)
      (cond
       ((= (buffer-size) 0) (setq go-on nil))
       ((tq-queue-empty tq)
        (let ((name (buffer-name)))
          (pop-to-buffer buffer)
          (error "Spurious communication from process %s, see buffer %s"
                 (process-name (tq-process tq)) name)))
       (t
        (goto-char (point-min))
        (if (not (re-search-forward (tq-queue-head-regexp tq) nil t))
            (setq go-on nil)
          (let* ((call (tq-queue-head-fn tq))
                 (args (list (tq-queue-head-closure tq)
                             (delete-and-extract-region (point-min) (point)))))
            (tq-queue-pop tq)
            (ignore-errors (apply call args)))))))))

(provide 'tq)
;;; tq.el ends here
