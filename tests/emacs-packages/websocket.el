;;; websocket.el --- a web socket's client and server talk  -*- lexical-binding: t -*-

(require 'websocket)

(defvar log nil "What happened, newest first.")
(defun note (&rest event) (push event log))
(defun wait-for (predicate)
  "Wait until PREDICATE returns non-nil."
  (with-timeout (10 (princ "timeout\n"))
    (while (not (funcall predicate)) (accept-process-output nil 0.05))))

(setq websocket-debug nil inhibit-message t)
(defvar ws-server
  (websocket-server
   0 :host "127.0.0.1"
   :on-open (lambda (_ws) (note 'server-open))
   :on-message (lambda (ws frame)
                 (let ((text (websocket-frame-text frame)))
                   (note 'server (websocket-frame-opcode frame) (length text) (if (< (length text) 20) text 'long))
                   (websocket-send-text ws (upcase text))
                   (when (equal text "close") (websocket-close ws))))
   :on-error (lambda (_ws where err) (note 'server-error where err))
   :on-close (lambda (_ws) (note 'server-close))))
(defvar ws
  (websocket-open (format "ws://127.0.0.1:%d/path?query" (process-contact ws-server :service))
                  :on-open (lambda (_ws) (note 'open))
                  :on-message (lambda (_ws frame) (let ((text (websocket-frame-text frame))) (note 'client (length text) (if (< (length text) 20) text (md5 (encode-coding-string text 'utf-8))))))
                  :on-close (lambda (_ws) (note 'close))))
(wait-for (lambda () (assq 'open log)))
(princ (format "%S %S\n" (websocket-openp ws) (websocket-ready-state ws)))
(let ((n 0))
  (dolist (text (list "hello" "grüße, 世界" "" (make-string 200 ?x) (make-string 70000 ?y)))
    (websocket-send-text ws text)
    (setq n (1+ n))
    (wait-for (lambda () (= n (length (seq-filter (lambda (e) (eq (car e) 'client)) log)))))))
(websocket-send ws (make-websocket-frame :opcode 'text :payload "in " :completep nil))
(wait-for (lambda () (member '(client 3 "IN ") log)))
(websocket-send ws (make-websocket-frame :opcode 'continuation :payload "parts" :completep t))
(wait-for (lambda () (member '(client 5 "PARTS") log)))
(websocket-send ws (make-websocket-frame :opcode 'ping :completep t :payload "p"))
(websocket-send-text ws "close")
(wait-for (lambda () (assq 'close log)))
(princ (format "%S %S\n" (websocket-openp ws) (websocket-ready-state ws)))
(dolist (e (reverse log)) (prin1 e) (terpri))
(princ (format "%S\n" (websocket-calculate-accept "dGhlIHNhbXBsZSBub25jZQ==")))
(princ (format "%S\n" (let ((f (websocket-read-frame (unibyte-string #x81 5 ?H ?e ?l ?l ?o)))) (list (websocket-frame-opcode f) (websocket-frame-payload f) (websocket-frame-length f)))))
(princ (format "%S\n" (append (websocket-encode-frame (make-websocket-frame :opcode 'text :payload "Hello" :completep t) nil) nil)))
(websocket-server-close ws-server)
