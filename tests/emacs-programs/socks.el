;;; socks.el --- connections through a proxy that speaks SOCKS 5, 4 and 4a  -*- lexical-binding: t -*-

(require 'socks)

(defvar asked nil "What the proxy was asked for, newest first.")

(defun wait-for (predicate)
  "Wait until PREDICATE returns non-nil."
  (with-timeout (10 (princ "timeout\n"))
    (while (not (funcall predicate)) (accept-process-output nil 0.05))))

(defvar target
  (make-network-process :name "target" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
                        :filter (lambda (proc text) (process-send-string proc (upcase text))))
  "What is behind the proxy: it answers in capitals.")

(defun join-target (proc)
  "Have what comes on PROC go to the target from now on, and its answers come back."
  (let ((behind (make-network-process
                 :name "behind" :host "127.0.0.1" :service (process-contact target :service) :family 'ipv4
                 :coding 'binary :filter (lambda (_ text) (process-send-string proc text)))))
    (set-process-filter proc (lambda (_ text) (process-send-string behind text)))))

(defun socks-5-step (proc bytes)
  "Answer BYTES of a SOCKS 5 client on PROC."
  (pcase (process-get proc :state)
    ('nil
     (push (list 'methods (append (substring bytes 2) nil)) asked)
     (let ((wants-name (memq 2 (append (substring bytes 2) nil))))
       (process-put proc :state (if wants-name 'name 'request))
       (process-send-string proc (unibyte-string 5 (if wants-name 2 0)))))
    ('name
     (let* ((n (aref bytes 1)) (m (aref bytes (+ 2 n))))
       (push (list 'user (substring bytes 2 (+ 2 n)) (substring bytes (+ 3 n) (+ 3 n m))) asked)
       (process-put proc :state 'request)
       (process-send-string proc (unibyte-string 1 0))))
    ('request
     (let* ((type (aref bytes 3))
            (end (pcase type (1 8) (3 (+ 5 (aref bytes 4))) (4 20)))
            (name (substring bytes (if (= type 3) 5 4) end)))
       (push (list 'request (aref bytes 1) type (if (= type 3) name (append name nil))) asked)
       (if (string-match-p "refused" name)
           (process-send-string proc (unibyte-string 5 5 0 1 0 0 0 0 0 0))
         (join-target proc)
         (process-send-string proc (unibyte-string 5 0 0 1 127 0 0 1 0 80)))))))

(defun socks-4-step (proc bytes)
  "Answer BYTES of a SOCKS 4 client on PROC."
  (let* ((ip (append (substring bytes 4 8) nil))
         (strings (split-string (substring bytes 8) "\0")))
    (push (list 'request-4 (aref bytes 1) ip (nth 0 strings) (nth 1 strings)) asked)
    (if (equal (nth 0 strings) "refused")
        (process-send-string proc (unibyte-string 0 91 0 0 0 0 0 0))
      (join-target proc)
      (process-send-string proc (unibyte-string 0 90 0 80 127 0 0 1)))))

(defvar proxy
  (make-network-process :name "proxy" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
                        :filter (lambda (proc bytes)
                                  (if (or (process-get proc :state) (= (aref bytes 0) 5))
                                      (socks-5-step proc bytes)
                                    (socks-4-step proc bytes)))))

(defun talk (host)
  "Connect to HOST through the proxy, and say something."
  (setq asked nil)
  (prin1
   (condition-case err
       (let ((client (socks-open-network-stream "client" nil host 7777)) (got ""))
         (set-process-filter client (lambda (_ text) (setq got (concat got text))))
         (process-send-string client "through the proxy")
         (wait-for (lambda () (>= (length got) 17)))
         (prog1 (list got (process-status client) (process-contact client :host))
           (delete-process client)))
     (error err)))
  (terpri)
  (dolist (a (reverse asked)) (princ "  ") (prin1 a) (terpri)))

(setq socks-noproxy nil socks-username "me" socks-password "secret")
(setq socks-server (list "local" "127.0.0.1" (process-contact proxy :service) 5))
(mapc #'talk '("127.0.0.1" "some.host.test" "refused.host.test"))

;; Without a name and password.
(let ((socks-authentication-methods (assq-delete-all 2 (copy-alist socks-authentication-methods))))
  (talk "some.host.test"))

;; Version 4 has no host names; Emacs asks a program for the address.
(setq socks-server (list "local" "127.0.0.1" (process-contact proxy :service) 4))
(advice-add 'socks-nslookup-host :override (lambda (_) '(192 0 2 7)))
(talk "some.host.test")
(setq socks-username "refused")
(talk "some.host.test")

;; Hosts that are reached without a proxy.
(setq socks-noproxy '("127.0.0.1") asked nil)
(let ((direct (socks-open-network-stream "direct" nil "127.0.0.1" (process-contact target :service))))
  (prin1 (list (process-contact direct :host) asked)) (terpri)
  (delete-process direct))
