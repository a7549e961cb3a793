;;; el-tq.el --- tq: questions to a process -*- lexical-binding: t; -*-
(require 'tq)
;=> tq
(progn
  (defun xtq-server ()
    (make-network-process :name "xtq" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'utf-8-unix
                          :filter (lambda (p s) (process-send-string p (upcase s)))))
  (defun xtq-client (server)
    (make-network-process :name "xtqc" :host "127.0.0.1" :family 'ipv4 :coding 'utf-8-unix
                          :service (process-contact server :service)))
  (defun xtq-wait (test)
    (let ((n 0)) (while (and (not (funcall test)) (< (setq n (1+ n)) 200)) (accept-process-output nil 0.05)))))
;=> xtq-wait
(let* ((server (xtq-server)) (tq (tq-create (xtq-client server))) (got nil))
  (unwind-protect
      (progn
        (tq-enqueue tq "one\n" "\n" 'c1 (lambda (c s) (push (cons c s) got)))
        (tq-enqueue tq "two\n" "\n" 'c2 (lambda (c s) (push (cons c s) got)) t)
        (xtq-wait (lambda () (= (length got) 2)))
        (list (nreverse got) (tq-queue-empty tq) (tq-queue tq) (process-name (tq-process tq))
              (string-prefix-p " tq-temp-xtqc" (buffer-name (tq-buffer tq)))))
    (tq-close tq)
    (delete-process server)))
;=> (((c1 . "ONE\n") (c2 . "TWO\n")) t nil "xtqc" t)
(let* ((server (xtq-server)) (tq (tq-create (xtq-client server))) (got nil))
  (unwind-protect
      (list (tq-queue-add tq "q" "x" 'c #'ignore)
            (tq-queue-head-question tq) (tq-queue-head-regexp tq) (tq-queue-head-closure tq) (tq-queue-head-fn tq)
            (tq-queue-pop tq) (tq-queue-empty tq)
            (progn (tq-queue-add tq nil "b" 'd (lambda (c s) (push (list c s) got)))
                   (tq-filter tq "aa") (tq-filter tq "ab") (tq-process-buffer tq) got)
            (with-current-buffer (tq-buffer tq) (buffer-string)))
    (tq-close tq)
    (delete-process server)))
;=> (ok "q" "x" c ignore t t ((d "aaab")) "")
