;;; send.el --- large transfers, regions, slow readers  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(let* ((server (listen "sink" :coding 'binary :sentinel #'ignore
                       :filter (lambda (p s)
                                 (process-put p 'count (+ (length s) (or (process-get p 'count) 0))))))
       (client (dial "c" server :coding 'binary))
       (child (await (car (children server))))
       (size 3000000)
       (text (make-string size ?x)))
  (process-send-string client text)
  (await (eql (process-get child 'count) size))
  (say "%d bytes" (process-get child 'count))
  ;; The reader starts only while the writer is writing.
  (process-put child 'count 0)
  (stop-process child)
  (let ((ticks 0))
    (run-at-time 0.05 nil (lambda () (continue-process child)))
    (let ((timer (run-at-time 0 0.01 (lambda () (setq ticks (1+ ticks))))))
      (dotimes (_ 4) (process-send-string client text))
      (say "sent, and timers ran meanwhile: %s" (> ticks 0))
      (cancel-timer timer)))
  (await (eql (process-get child 'count) (* 4 size)))
  (say "%d bytes" (process-get child 'count))
  (delete-process client))

;; Order is kept, also for what a filter sends meanwhile.
(let* ((server (listen "order" :sentinel #'ignore :filter #'collect))
       (client (dial "c" server))
       (child (await (car (children server)))))
  (dotimes (i 500) (process-send-string client (format "%d," i)))
  (await (string-suffix-p "499," (got child)))
  (say "in order: %s" (string= (got child) (mapconcat (lambda (i) (format "%d," i)) (number-sequence 0 499) "")))
  ;; Regions.
  (process-put child 'got nil)
  (with-temp-buffer
    (insert "not this, this ä€, not that")
    (process-send-region client 11 18)
    (await (= (length (got child)) 7))
    (say "%S" (got child))
    (process-send-region client 18 11)
    (await (= (length (got child)) 14))
    (say "%S" (got child))
    (say "%S" (process-send-region client 3 3))
    (narrow-to-region 5 8)
    (say "%S" (car (cadr (outcome (process-send-region client 1 100)))))
    (say "%S" (outcome (process-send-region client nil 1))))
  ;; A region of a buffer with its gap in the middle.
  (process-put child 'got nil)
  (with-temp-buffer
    (dotimes (i 2000) (insert (format "line %d\n" i)))
    (goto-char 5000)
    (insert "GAP")
    (process-send-region client (point-min) (point-max))
    (await (= (length (got child)) (buffer-size)))
    (say "a big region: %s" (string= (got child) (buffer-string))))
  (say "empty string: %S" (process-send-string client ""))
  (say "by name: %S" (process-send-string "c" "x")))
;; Two that send to each other more than fits into the kernel.
(let* ((server (listen "both" :coding 'binary :sentinel #'ignore
                       :filter (lambda (p s) (process-put p 'n (+ (length s) (or (process-get p 'n) 0))))))
       (client (dial "c" server :coding 'binary
                     :filter (lambda (p s) (process-put p 'n (+ (length s) (or (process-get p 'n) 0))))))
       (child (await (car (children server))))
       (text (make-string 2000000 ?y)))
  (process-send-string client text)
  (process-send-string child text)
  (process-send-string client text)
  (await (and (eql (process-get client 'n) 2000000) (eql (process-get child 'n) 4000000)))
  (say "%d and %d" (process-get client 'n) (process-get child 'n)))
(end-scenario)
