;;; ipv6.el --- TCP and UDP over IPv6  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(unless (ignore-errors
          (delete-process (make-network-process :name "probe" :server t :host "::1" :service t
                                                :family 'ipv6))
          t)
  (say "skipped: no ::1 here")
  (kill-emacs 0))

(let* ((server (make-network-process :name "six" :server t :family 'ipv6 :service t :noquery t
                                     :sentinel #'note-event
                                     :filter (lambda (p s) (process-send-string p (upcase s)))))
       (port (process-contact server :service))
       (client (make-network-process :name "client" :host "::1" :service port :family 'ipv6
                                     :noquery t :filter #'collect :sentinel #'ignore)))
  (say "server's host %S" (process-contact server :host))
  (say "server's address %s" (equal (process-contact server :local) (vector 0 0 0 0 0 0 0 1 port)))
  (process-send-string client "hello, six")
  (await (string= (got client) "HELLO, SIX"))
  (say "%s" (got client))
  (let ((child (car (children server))))
    (say "both ends: %s" (equal (process-contact client :local) (process-contact child :remote)))
    (say "%S" (substring (process-contact child :remote) 0 8))
    (say "one event, %s" (string-match-p "\\`open from [0-9a-f:]+\n\\'" (car (events child)))))
  (say "localhost alone: %s"
       (let ((c (make-network-process :name "local" :host 'local :service port :family 'ipv6 :noquery t)))
         (prog1 (process-status c) (delete-process c))))
  (say "an address: %s"
       (let ((c (make-network-process :name "addr" :remote (vector 0 0 0 0 0 0 0 1 port) :noquery t)))
         (prog1 (process-status c) (delete-process c))))
  (say "%S" (outcome (make-network-process :name "x" :host "::1" :service 1 :family 'ipv4)))
  (say "%S" (outcome (make-network-process :name "x" :host "127.0.0.1" :service 1 :family 'ipv6))))

(let* ((server (make-network-process :name "udp6" :server t :type 'datagram :host "::1" :service t
                                     :family 'ipv6 :noquery t :coding 'utf-8-unix
                                     :filter (lambda (p s) (process-send-string p (concat "<" s ">")))))
       (client (make-network-process :name "udpc" :type 'datagram :host "::1" :family 'ipv6
                                     :service (process-contact server :service) :coding 'utf-8-unix
                                     :noquery t :filter #'collect)))
  (process-send-string client "ping")
  (await (string= (got client) "<ping>"))
  (say "%s" (got client))
  (say "%d words" (length (process-datagram-address server)))
  (say "answers go to %S" (substring (process-datagram-address client) 0 8)))
(say "%S" (mapcar #'format-network-address
                  '([0 0 0 0 0 0 0 1] [65152 0 0 0 0 0 0 1 443] [8193 3512 0 0 0 0 0 65535 0])))
(end-scenario)
