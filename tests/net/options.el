;;; options.el --- socket options, at creation and later  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(defvar settings
  '((:bindtodevice nil "" "lo")
    (:broadcast t nil t 0)
    (:dontroute t nil t)
    (:keepalive t nil 0 yes)
    (:linger nil 5 0 t nil)
    (:oobinline t nil t)
    (:priority 0 3 6)
    (:reuseaddr t nil t)))

(let* ((server (listen "s" :sentinel #'ignore :filter #'ignore))
       (client (dial "c" server))
       (udp (make-network-process :name "u" :type 'datagram :host "127.0.0.1" :service 9
                                  :family 'ipv4 :noquery t))
       ;; Rebinding to a device takes privileges; binding for the first time does not.
       (free (make-network-process :name "f" :type 'datagram :host "127.0.0.1" :service 9
                                   :family 'ipv4 :noquery t)))
  (dolist (setting settings)
    (say "%s  %S" (car setting)
         (mapcar (lambda (value)
                   (list value
                         (mapcar (lambda (p)
                                   (list (set-network-process-option p (car setting) value)
                                         (equal (process-contact p (car setting)) value)))
                                 (list server client udp))))
                 (cdr setting))))
  ;; None of this harmed the connection.
  (set-process-filter (await (car (children server))) #'collect)
  (process-send-string client "alive")
  (await (string= (got (car (children server))) "alive"))
  (say "%s" (got (car (children server))))
  ;; What is not an option, or not a value.
  (dolist (form '((set-network-process-option p :nosuch t)
                  (set-network-process-option p :nosuch t nil)
                  (set-network-process-option p :nosuch t t)
                  (set-network-process-option p 'keepalive t)
                  (set-network-process-option p nil t)
                  (set-network-process-option p :name "n")
                  (set-network-process-option p "keepalive" t)
                  (set-network-process-option p "keepalive" t t)
                  (set-network-process-option p :priority "x")
                  (set-network-process-option p :priority nil t)
                  (set-network-process-option p :priority 1.5)
                  (set-network-process-option p :priority 4294967296)
                  (set-network-process-option p :bindtodevice 'lo)
                  (set-network-process-option free :bindtodevice "nosuch0")
                  (set-network-process-option free :bindtodevice "nosuch0" t)
                  (set-network-process-option nil :keepalive t)
                  (set-network-process-option "c" :keepalive t)))
    (say "%S\n   %S" form (eval `(let ((p ,client) (free ,free)) (ignore p free) (outcome ,form)) t)))
  (say "a refused value is not kept: %S" (process-contact free :bindtodevice))
  (delete-process client)
  (say "closed: %S" (outcome (set-network-process-option client :keepalive t)))
  (say "closed: %S" (outcome (set-network-process-option client :nosuch t t)))
  (say "its contact can be read: %S" (process-contact client :linger)))
(say "arity %S" (func-arity 'set-network-process-option))

;; At creation.
(let* ((server (listen "made" :bindtodevice "lo" :broadcast t :dontroute nil :keepalive t :linger 3
                       :oobinline t :priority 2 :reuseaddr t :sentinel #'ignore :filter #'ignore))
       (client (dial "made-c" server :broadcast nil :keepalive t :linger nil :oobinline nil :priority 1)))
  (dolist (key '(:bindtodevice :broadcast :dontroute :keepalive :linger :oobinline :priority :reuseaddr))
    (say "%-14s server %S client %S" key (process-contact server key) (process-contact client key)))
  (let ((child (await (car (children server)))))
    (say "a child shows %S %S, and changes alone: %S %S %S"
         (process-contact child :keepalive) (process-contact child :linger)
         (set-network-process-option child :linger nil)
         (process-contact child :linger) (process-contact server :linger)))
  (say "%S" (outcome (listen "bad" :priority 'x)))
  (say "%S" (outcome (listen "bad" :bindtodevice "nosuch0")))
  (say "nothing left of them: %S" (get-process "bad"))
  ;; Two servers on one port; and the port again, right after it was in use.
  (let ((port (process-contact server :service)))
    (say "%S" (outcome (make-network-process :name "same" :server t :host "127.0.0.1" :family 'ipv4
                                             :service port)))
    (mapc #'delete-process (process-list))
    (say "once more: %s"
         (process-status (make-network-process :name "again" :server t :host "127.0.0.1" :family 'ipv4
                                               :service port :reuseaddr t)))))
(say "features %S"
     (mapcar (lambda (f) (and (featurep 'make-network-process f) t))
             '(:bindtodevice :broadcast :dontroute :keepalive :linger :oobinline :priority :reuseaddr
               (:server t) (:service t) (:nowait t) (:type datagram) (:type seqpacket) (:family local)
               (:family ipv4) (:family ipv6) :nosuch)))
(end-scenario)
