;;; nowait.el --- connections that are made while other things happen  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(let* ((server (listen "srv" :filter (lambda (p s) (process-send-string p (concat "you said " s)))
                       :sentinel #'note-event))
       (client (dial "async" server :nowait t :filter #'collect :sentinel #'note-event)))
  (say "%s %S live %S" (process-status client) (events client) (process-live-p client))
  (await (events client))
  (say "%s %S" (process-status client) (events client))
  (say "knows its addresses: %s" (and (vectorp (process-contact client :local))
                                      (equal (process-contact client :remote)
                                             (process-contact server :local))))
  (process-send-string client "hello")
  (await (string= (got client) "you said hello"))
  (say "%s" (got client))
  ;; Sending before it is open waits until it is.
  (let ((early (dial "early" server :nowait t :filter #'collect :sentinel #'note-event)))
    (process-send-string early "at once")
    (say "%s %S" (process-status early) (events early))
    (await (string= (got early) "you said at once"))
    (say "%s" (got early)))
  ;; Many at once.
  (let* ((opened 0)
         (all (mapcar (lambda (n)
                        (dial (format "n%d" n) server :nowait t
                              :sentinel (lambda (_ e) (when (equal e "open\n") (setq opened (1+ opened))))))
                      (number-sequence 1 30))))
    (await (= opened 30))
    (say "%d open, all %S" opened (delete-dups (mapcar #'process-status all))))
  ;; A port where nobody listens any more.
  (delete-process server)
  (let ((failed (dial "refused" server :nowait t :sentinel #'note-event)))
    (await (events failed))
    (say "%s exit %S" (process-status failed) (process-exit-status failed))
    (say "%S live %S" (events failed) (process-live-p failed))
    (say "still listed: %s" (and (memq failed (process-list)) t))
    (say "%S" (outcome (process-send-string failed "x")))
    (delete-process failed)
    (say "%S listed: %s" (events failed) (and (memq failed (process-list)) t)))
  (with-temp-buffer
    (let ((failed (dial "told" server :nowait t :buffer (current-buffer))))
      (await (eq (process-status failed) 'failed))
      (await (> (buffer-size) 0))
      (say "%S" (buffer-string))))
  (say "%S" (outcome (make-network-process :name "both" :server t :nowait t :service t)))
  ;; The blocking way.
  (let ((err (cadr (outcome (dial "sync" server)))))
    (say "%s %S %S" (nth 0 err) (nth 1 err) (nth 2 err))
    (say "the contact follows: %s" (equal (plist-get (nthcdr 3 err) :name) "sync")))
  (say "deleted while connecting: %S"
       (let ((p (make-network-process :name "gone" :host "127.0.0.1" :family 'ipv4 :nowait t :noquery t
                                      :service (process-contact (listen "srv2") :service)
                                      :sentinel #'note-event)))
         (delete-process p)
         (linger-a-moment)
         (list (process-status p) (events p)))))
(end-scenario)
