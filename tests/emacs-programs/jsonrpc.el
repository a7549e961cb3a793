;;; jsonrpc.el --- two JSON-RPC endpoints talk over a network process  -*- lexical-binding: t -*-

(require 'jsonrpc)
(require 'cl-lib)

(defvar server-connection nil)
(defvar notified nil)

(defun serve (_connection method params)
  "Answer METHOD with PARAMS."
  (pcase method
    ('sum (apply #'+ (append params nil)))
    ('fail (jsonrpc-error :code 123 :message "as asked"))
    (_ (signal 'jsonrpc-error '((jsonrpc-error-message . "unknown") (jsonrpc-error-code . -32601))))))

(defvar server
  (make-network-process
   :name "rpc" :server t :host "127.0.0.1" :service t :family 'ipv4 :noquery t
   :log (lambda (_server client _message)
          (setq server-connection
                (make-instance 'jsonrpc-process-connection :name "server" :process client
                               :request-dispatcher #'serve
                               :notification-dispatcher
                               (lambda (_c method params) (push (list method params) notified)))))))

(let ((client (make-instance 'jsonrpc-process-connection
                             :name "client"
                             :process (make-network-process :name "client" :host "127.0.0.1" :family 'ipv4
                                                            :service (process-contact server :service))
                             :request-dispatcher #'ignore :notification-dispatcher #'ignore)))
  (with-timeout (10) (while (not server-connection) (accept-process-output nil 0.05)))
  (prin1 (jsonrpc-request client 'sum [1 2 39] :timeout 10)) (terpri)
  (prin1 (condition-case err (jsonrpc-request client 'fail nil :timeout 10)
           (jsonrpc-error (list (alist-get 'jsonrpc-error-code (cddr err))
                                (alist-get 'jsonrpc-error-message (cddr err))))))
  (terpri)
  (let ((done nil))
    (jsonrpc-async-request client 'sum [4 5] :success-fn (lambda (r) (setq done r)))
    (with-timeout (10) (while (not done) (accept-process-output nil 0.05)))
    (prin1 done) (terpri))
  (jsonrpc-notify client 'hello '(:who "world"))
  (with-timeout (10) (while (not notified) (accept-process-output nil 0.05)))
  (prin1 notified) (terpri)
  (prin1 (list (jsonrpc-name client) (jsonrpc-running-p client))) (terpri)
  (jsonrpc-shutdown client)
  (prin1 (jsonrpc-running-p client)) (terpri))
(delete-process server)
