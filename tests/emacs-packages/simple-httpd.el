;;; simple-httpd.el --- a web server of a package, and clients of it  -*- lexical-binding: t -*-

(require 'simple-httpd)
(require 'url)
(require 'json)

(defvar dir (file-name-as-directory (make-temp-file "httpd" t)))
(make-directory (concat dir "sub"))
(write-region "<p>hello, file</p>\n" nil (concat dir "index.html") nil 'quiet)
(write-region "body { color: red }\n" nil (concat dir "sub/style.css") nil 'quiet)
(setq httpd-root dir httpd-host "127.0.0.1" url-show-status nil httpd-server-name "test" inhibit-message t)

;; A free port: httpd-port must be a number.
(setq httpd-port (let ((p (make-network-process :name "free" :server t :host "127.0.0.1" :service t :family 'ipv4)))
                   (prog1 (process-contact p :service) (delete-process p))))

(defservlet hello text/plain (path query request)
  (insert (format "%s %S %s\n" path query (caar request))))
(defservlet* add/:a/:b text/plain ((scale 1 scale-given) note)
  (insert (format "%d %s\n" (* (string-to-number (format "%s" scale)) (+ (string-to-number a) (string-to-number b))) (or note "no note"))))
(defservlet* json application/json ()
  (insert (json-encode '((answer . 42) (list . [1 2 3])))))
(defservlet* fail text/plain () (error "As asked"))
(defun httpd/post (proc _path query request &rest _)
  (with-httpd-buffer proc "text/plain; charset=utf-8"
    (insert (format "%S %S" query (cadr (assoc "Content" request))))))
(defun httpd/away (proc &rest _) (httpd-redirect proc "/hello/there" 302))

(httpd-start)

(defun fetch (path &optional method data type)
  "Return status, type and body of PATH."
  (let* ((url-request-method method) (url-request-data data)
         (url-request-extra-headers (and type `(("Content-Type" . ,type))))
         (buffer (url-retrieve-synchronously (format "http://127.0.0.1:%d%s" httpd-port path) t t 20)))
    (with-current-buffer buffer
      (goto-char (point-min))
      (let ((type (and (re-search-forward "^Content-Type: *\\([^\r\n]*\\)" nil t) (match-string 1))))
        (re-search-forward "^\r?\n" nil t)
        (prog1 (list url-http-response-status type (buffer-substring (point) (point-max)))
          (kill-buffer buffer))))))

(dolist (path '("/" "/index.html" "/sub/style.css" "/sub/" "/none.html" "/hello/a/b?x=1&y=two%20words&x=3" "/add/3/4" "/add/3/4?scale=10&note=n%C3%A9"
                "/json" "/../../etc/passwd" "/away" "/fail"))
  (princ (format "%s: %S\n" path (let ((r (fetch path))) (if (member path '("/sub/" "/none.html" "/fail" "/../../etc/passwd")) (list (car r) (nth 1 r)) r)))))
(princ (format "%S\n" (fetch "/post" "POST" "a=1&b=x+y" "application/x-www-form-urlencoded")))
(princ (format "%S\n" (fetch "/post?q=1" "POST" "raw bytes" "application/octet-stream")))
(princ (format "%S\n" (list (httpd-parse-uri "/a/b?c=d&e#f") (httpd-clean-path "/a/../b/./c") (with-temp-buffer (insert "GET /x HTTP/1.1\r\nHost: h\r\nA: b: c\r\n\r\n") (httpd-parse))
                            (httpd-get-mime "png"))))
(princ (format "%S\n" (httpd-running-p)))
(httpd-stop)
(princ (format "%S\n" (httpd-running-p)))
(delete-directory dir t)
