;;; url.el --- url.el fetches from an HTTP server on the loopback  -*- lexical-binding: t -*-

(require 'url)
(require 'url-http)

(defvar requests nil "What the server was asked for, newest first.")

(defun answer (status headers body)
  "Return an HTTP response with STATUS, HEADERS and BODY."
  (concat "HTTP/1.1 " status "\r\n" headers
          (format "Content-Length: %d\r\nConnection: close\r\n\r\n" (string-bytes body)) body))

(defun serve (proc text)
  "Answer the request in TEXT that came on PROC, when it is whole."
  (process-put proc :text (concat (process-get proc :text) text))
  (let ((all (process-get proc :text)))
    (when (string-match "\r\n\r\n\\(\\(?:.\\|\n\\)*\\)\\'" all)
      (let ((body (match-string 1 all))
            (need (if (string-match "^Content-length: \\([0-9]+\\)" all)
                      (string-to-number (match-string 1 all))
                    0)))
        (when (>= (length body) need)
          (string-match "\\`\\([A-Z]+\\) \\([^ ]+\\)" all)
          (let ((method (match-string 1 all)) (path (match-string 2 all)))
            (push (list method path body) requests)
            (process-send-string
             proc
             (cond ((equal path "/hello") (answer "200 OK" "Content-Type: text/plain; charset=utf-8\r\n" "hello, url\n"))
                   ((equal path "/moved") (answer "302 Found" "Location: /hello\r\n" ""))
                   ((equal path "/echo") (answer "200 OK" "Content-Type: text/plain\r\n" (upcase body)))
                   ((equal path "/chunks")
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nabcde\r\n3\r\nfgh\r\n0\r\n\r\n")
                   (t (answer "404 Not Found" "" "no\n")))))
          (process-send-eof proc)
          (run-at-time 0 nil #'delete-process proc))))))

(defvar server
  (make-network-process :name "http" :server t :host "127.0.0.1" :service t :family 'ipv4
                        :coding 'binary :filter #'serve))

(defun address (path)
  "Return the URL of PATH on the server."
  (format "http://127.0.0.1:%d%s" (process-contact server :service) path))

(defun fetch (path)
  "Fetch PATH: return the status and the body."
  (let ((buffer (url-retrieve-synchronously (address path) t t 10)))
    (with-current-buffer buffer
      (goto-char (point-min))
      (re-search-forward "^\r?\n" nil t)
      (prog1 (list url-http-response-status (buffer-substring (point) (point-max)))
        (kill-buffer buffer)))))

(setq url-show-status nil)
(prin1 (fetch "/hello")) (terpri)
(prin1 (fetch "/moved")) (terpri)
(prin1 (fetch "/missing")) (terpri)
(prin1 (fetch "/chunks")) (terpri)
(let ((url-request-method "POST") (url-request-data "some data")
      (url-request-extra-headers '(("Content-Type" . "text/plain"))))
  (prin1 (fetch "/echo")) (terpri))
(let ((done nil))
  (url-retrieve (address "/hello") (lambda (status arg) (setq done (list status arg url-http-response-status))) '(extra) t t)
  (with-timeout (10) (while (not done) (accept-process-output nil 0.1)))
  (prin1 done) (terpri))
(prin1 (mapcar (lambda (r) (list (nth 0 r) (nth 1 r))) (reverse requests))) (terpri)
(let ((u (url-generic-parse-url "https://user@host.example:8443/a/b?x=1#f")))
  (prin1 (list (url-type u) (url-user u) (url-host u) (url-port u) (url-filename u) (url-target u)))
  (terpri))
(delete-process server)
