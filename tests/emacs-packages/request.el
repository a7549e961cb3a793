;;; request.el --- requests through url.el  -*- lexical-binding: t -*-

(defvar dir (file-name-as-directory (make-temp-file "request" t)))
(setq request-backend 'url-retrieve request-storage-directory dir request-message-level -1 request-log-level -1 url-show-status nil inhibit-message t)
(require 'request)
(require 'json)

(defvar web-server
  (make-network-process
   :name "web" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
   :filter (lambda (proc text)
             (process-put proc :text (concat (process-get proc :text) text))
             (let ((all (process-get proc :text)))
               (when (string-match "\\`\\([A-Z]+\\) \\([^ ]+\\) [^\0]*?\r\n\r\n\\([^\0]*\\)" all)
                 (let* ((method (match-string 1 all)) (path (match-string 2 all)) (data (match-string 3 all))
                        (need (if (string-match "^Content-length: *\\([0-9]+\\)" all) (string-to-number (match-string 1 all)) 0)))
                   (when (>= (length data) need)
                     (let ((body (json-encode `((method . ,method) (path . ,path) (data . ,data) (own . ,(and (string-match "^X-Own: *\\([^\r]*\\)" all) (match-string 1 all)))))))
                       (process-put proc :text nil)
                       (process-send-string proc (format "HTTP/1.1 %s\r\nContent-Type: application/json\r\nX-Answer: yes\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                                         (if (string-prefix-p "/missing" path) "404 Not Found" "200 OK") (length body) body))))))))))
(defun address (path) (format "http://127.0.0.1:%d%s" (process-contact web-server :service) path))

(defun ask (path &rest args)
  "Request PATH with ARGS and print which callbacks ran."
  (let (events done)
    (apply #'request (address path)
           :parser #'json-read
           :success (cl-function (lambda (&key data response &allow-other-keys) (push (list 'success (mapcar #'cdr data) (request-response-status-code response) (request-response-header response "x-answer")) events)))
           :error (cl-function (lambda (&key error-thrown symbol-status &allow-other-keys) (push (list 'error symbol-status error-thrown) events)))
           :complete (lambda (&rest _) (push 'complete events) (setq done t))
           :status-code `((404 . ,(lambda (&rest _) (push 'not-found events))))
           args)
    (with-timeout (15 (push 'timeout events)) (while (not done) (accept-process-output nil 0.05)))
    (prin1 (reverse events)) (terpri)))
(require 'cl-lib)
(ask "/get" :params '(("a" . "1") ("b c" . "é&")))
(ask "/post" :type "POST" :data '(("key" . "value") ("k2" . "v 2")))
(ask "/put" :type "PUT" :data (json-encode '((x . [1 2]))) :headers '(("Content-Type" . "application/json") ("X-Own" . "mine")))
(ask "/delete" :type "DELETE")
(ask "/missing")
(let ((r (request (address "/sync") :sync t :parser #'json-read)))
  (prin1 (list (request-response-status-code r) (request-response-symbol-status r) (alist-get 'path (request-response-data r)) (request-response-done-p r))) (terpri))
(princ (format "%S\n" (request--urlencode-alist (quote (("a" . "b c") (d . 1))))))
(delete-directory dir t)
