;;; unix.el --- local sockets: stream, datagram, seqpacket  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(defvar dir (file-name-as-directory (make-temp-file "elnet" t)))
(defun hide-dir (x) (replace-regexp-in-string (regexp-quote dir) "DIR/" (format "%S" x)))

(let* ((path (concat dir "stream"))
       (server (make-network-process :name "L" :server t :family 'local :service path :noquery t
                                     :coding 'utf-8-unix :sentinel #'note-event
                                     :filter (lambda (p s) (process-send-string p (concat s s)))))
       (client (make-network-process :name "c" :family 'local :service path :noquery t
                                     :coding 'utf-8-unix :filter #'collect :sentinel #'note-event)))
  (say "server %s %s" (process-status server) (hide-dir (process-contact server)))
  (say "client %s %s" (process-status client) (hide-dir (process-contact client)))
  (say "client from %s to %s" (hide-dir (process-contact client :local)) (hide-dir (process-contact client :remote)))
  (process-send-string client "ü")
  (await (string= (got client) "üü"))
  (say "%s" (got client))
  (let ((child (car (children server))))
    (say "child %s %s %S" (process-name child) (hide-dir (process-contact child)) (events child))
    (say ":host %S :service %s" (process-contact child :host) (hide-dir (process-contact child :service)))
    (delete-process client)
    (await (eq (process-status child) 'closed))
    (say "%S" (events child)))
  (say "client %S" (events client))
  (say "in use: %S" (outcome (make-network-process :name "L2" :server t :family 'local :service path)))
  (delete-process server)
  (say "the file is still there: %s" (file-exists-p path))
  (say "%s" (hide-dir (outcome (make-network-process :name "c2" :family 'local :service path))))
  (delete-file path)
  (say "%s" (hide-dir (outcome (make-network-process :name "c3" :family 'local :service path)))))

(say "%s" (hide-dir (outcome (make-network-process :name "n" :server t :family 'local
                                                   :service (concat dir "no/where")))))
(say "%s" (hide-dir (outcome (make-network-process :name "n" :server t :family 'local
                                                   :service (concat "/tmp/" (make-string 110 ?x))))))
(say "%s" (hide-dir (outcome (make-network-process :name "n" :server t :family 'local :service 5))))

;; Seqpacket keeps messages apart.
(let* ((path (concat dir "seq"))
       (messages nil)
       (server (make-network-process :name "S" :server t :family 'local :type 'seqpacket
                                     :service path :noquery t :sentinel #'ignore
                                     :filter (lambda (p s)
                                               (push s messages)
                                               (process-send-string p (format "%d" (length s))))))
       (answers nil)
       (client (make-network-process :name "c" :family 'local :type 'seqpacket :service path
                                     :noquery t :sentinel #'ignore
                                     :filter (lambda (_ s) (push s answers)))))
  (say "seqpacket %s %s" (process-status server) (process-status client))
  (process-send-string client "first")
  (process-send-string client "second one")
  (process-send-string client "3")
  (await (= (length answers) 3))
  (say "%S %S" (reverse messages) (reverse answers)))

;; Datagrams: one way, for the client has no name to answer to.
(let* ((path (concat dir "dgram"))
       (messages nil)
       (server (make-network-process :name "D" :server t :family 'local :type 'datagram
                                     :service path :noquery t
                                     :filter (lambda (_ s) (push s messages))))
       (client (make-network-process :name "c" :family 'local :type 'datagram :service path
                                     :noquery t :filter #'collect)))
  (say "datagram %s %s" (process-status server) (process-status client))
  (process-send-string client "one")
  (process-send-string client "two")
  (await (= (length messages) 2))
  (say "%S" (reverse messages))
  (say "client sends to %s" (hide-dir (process-datagram-address client))))
(end-scenario)
(delete-directory dir t)
