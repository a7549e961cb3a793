;;; url-http.el --- url.el with what an HTTP server may do  -*- lexical-binding: t -*-

;; HTTP_PORT and HTTPS_PORT are those of one server, TRUST is the file of the
;; authority that its certificate is from.

(require 'url)
(require 'url-http)
(require 'url-cookie)
(require 'url-cache)
(require 'url-auth)
(require 'cl-lib)

(defvar dir (file-name-as-directory (make-temp-file "url" t)))
(setq url-show-status nil url-configuration-directory dir url-cookie-file (concat dir "cookies")
      url-cache-directory (concat dir "cache") url-privacy-level 'none url-user-agent "test-agent"
      url-mime-language-string "en" gnutls-trustfiles (list (getenv "TRUST")) auth-sources nil url-history-track nil
      url-automatic-caching nil nsm-settings-file (concat dir "nsm") user-mail-address "me@client.test" inhibit-message t)

(defun address (path &optional scheme)
  "Return the URL of PATH on the server."
  (if (equal scheme "https")
      (format "https://localhost:%s%s" (getenv "HTTPS_PORT") path)
    (format "http://127.0.0.1:%s%s" (getenv "HTTP_PORT") path)))

(defun body (buffer)
  "Return the status and the body in BUFFER, and kill it."
  (if (not (buffer-live-p buffer))
      'no-buffer
    (with-current-buffer buffer
      (goto-char (point-min))
      (re-search-forward "^\r?\n" nil t)
      (prog1 (list url-http-response-status (replace-regexp-in-string (regexp-opt (list (getenv "HTTP_PORT") (getenv "HTTPS_PORT"))) "PORT" (buffer-substring (point) (point-max)) t t))
        (kill-buffer buffer)))))

(defun fetch (path &optional scheme)
  "Fetch PATH: return the status and the body."
  (body (url-retrieve-synchronously (address path scheme) t t 20)))

(defmacro show (form)
  "Print FORM and its value, or its error."
  `(progn (princ (format "%S\n  => " ',form))
          (prin1 (condition-case err ,form (error (list 'error err)))) (terpri)))

;; What is asked for.
(show (fetch "/headers?a=b%20c&d"))
(show (let ((url-request-extra-headers '(("X-Own" . "value") ("Accept" . "text/x-own")))) (fetch "/headers")))
(show (let ((url-request-method "PUT") (url-request-data (encode-coding-string "é" 'utf-8))
            (url-request-extra-headers '(("Content-Type" . "text/plain"))))
        (fetch "/headers")))
(show (let ((url-request-method "HEAD")) (fetch "/plain")))
(show (let ((url-request-method "DELETE")) (fetch "/headers")))
(show (let ((url-request-method "POST") (url-request-data "a=1&b=2")
            (url-request-extra-headers '(("Content-Type" . "application/x-www-form-urlencoded"))))
        (fetch "/form")))

;; How answers come.
(show (let ((r (fetch "/gzip"))) (list (car r) (length (nth 1 r)) (substring (nth 1 r) 0 14))))
(show (fetch "/chunked"))
(show (fetch "/close"))
(show (fetch "/empty"))
(show (fetch "/status/404"))
(show (fetch "/status/500"))
(show (let ((r (fetch "/large"))) (list (car r) (length (nth 1 r)) (md5 (nth 1 r)))))

;; Redirections.
(show (fetch "/redirect/1"))
(show (fetch "/redirect/3"))
(show (let ((url-max-redirections 2)) (car-safe (fetch "/redirect/9"))))
(show (let (done)
        (url-retrieve (address "/redirect/2") (lambda (status &rest args) (setq done (list (length status) (url-filename (url-generic-parse-url (plist-get status :redirect))) (null (plist-get status :error)) args)) (kill-buffer)) '(a b) t t)
        (with-timeout (10 'late) (while (not done) (accept-process-output nil 0.05)) done)))
(show (let (done)
        (url-retrieve (address "/status/404") (lambda (status) (setq done (plist-get status :error))) nil t t)
        (with-timeout (10 'late) (while (not done) (accept-process-output nil 0.05)) done)))
(show (let ((url-request-method "POST") (url-request-data "x")) (fetch "/see-other")))

;; One connection for several requests.
(show (progn (fetch "/peer") (equal (fetch "/peer") (fetch "/peer"))))
(show (let ((url-http-attempt-keepalives nil)) (equal (fetch "/peer") (fetch "/peer"))))

;; Several at once.
(show (let ((left 5) sizes)
        (dotimes (i 5)
          (url-retrieve (address (format "/status/20%d" i)) (lambda (_ n) (push (cons n url-http-response-status) sizes) (setq left (1- left))) (list i) t t))
        (with-timeout (10 'late) (while (> left 0) (accept-process-output nil 0.05)))
        (sort sizes (lambda (a b) (< (car a) (car b))))))

;; Cookies.
(show (progn (url-cookie-clean-up) (setq url-cookie-storage nil url-cookie-secure-storage nil) (let ((url (address "/cookies/set"))) (body (url-retrieve-synchronously url t nil 20)))))
(show (body (url-retrieve-synchronously (address "/cookies/get") t nil 20)))
(show (body (url-retrieve-synchronously (address "/cookies/get") t t 20)))
(show (mapcar (lambda (c) (list (url-cookie-name c) (url-cookie-value c) (url-cookie-secure c))) (url-cookie-retrieve "127.0.0.1" "/")))
(show (url-cookie-generate-header-lines "127.0.0.1" "/cookies/get" nil))

;; Names and passwords.
(show (body (url-retrieve-synchronously (format "http://me:secret@127.0.0.1:%s/basic" (getenv "HTTP_PORT")) t t 20)))
(show (cl-letf (((symbol-function 'read-string) (lambda (&rest _) "me")) ((symbol-function 'read-passwd) (lambda (&rest _) "secret")))
        (let ((url-basic-auth-storage 'url-http-real-basic-auth-storage) (url-http-real-basic-auth-storage nil)) (fetch "/basic"))))
(show (cl-letf (((symbol-function 'read-string) (lambda (&rest _) "me")) ((symbol-function 'read-passwd) (lambda (&rest _) "secret")))
        (fetch "/digest")))

;; TLS.
(show (fetch "/plain" "https"))
(show (fetch "/redirect/2" "https"))
(show (let ((gnutls-trustfiles nil) (gnutls-verify-error t)) (condition-case nil (body (url-retrieve-synchronously (format "https://127.0.0.1:%s/plain" (getenv "HTTPS_PORT")) t t 20)) (error 'refused))))

;; The cache.
(show (let ((url-automatic-caching t)) (list (fetch "/counter") (and (url-is-cached (address "/counter")) t) (file-exists-p (url-cache-create-filename (address "/counter"))))))
(show (with-temp-buffer (url-cache-extract (url-cache-create-filename (address "/counter"))) (goto-char (point-min)) (buffer-substring (point) (line-end-position))))
(show (url-cache-expired (address "/counter") 1000))

;; Other schemes.
(write-region "from a file\n" nil (concat dir "file.txt") nil 'quiet)
(show (with-current-buffer (url-retrieve-synchronously (concat "file://" dir "file.txt")) (goto-char (point-max)) (buffer-substring (line-beginning-position 0) (point))))
(show (with-current-buffer (url-retrieve-synchronously "data:text/plain;base64,aGVsbG8=") (goto-char (point-min)) (re-search-forward "\n\n") (buffer-substring (point) (point-max))))
(show (with-current-buffer (url-retrieve-synchronously "data:,a%20b") (goto-char (point-min)) (re-search-forward "\n\n") (buffer-substring (point) (point-max))))
(show (with-temp-buffer (list (cadr (url-insert-file-contents (address "/plain"))) (buffer-string))))
(show (progn (require 'url-handlers) (list (url-file-exists-p (address "/plain")) (url-file-exists-p (address "/status/404")))))
(show (let ((url-handler-mode t)) (url-handler-mode 1) (prog1 (with-temp-buffer (insert-file-contents (address "/plain")) (buffer-string)) (url-handler-mode -1))))
(show (progn (url-copy-file (address "/plain") (concat dir "copy") t) (with-temp-buffer (insert-file-contents (concat dir "copy")) (buffer-string))))

;; What cannot be reached.
(show (condition-case err (url-retrieve-synchronously "http://127.0.0.1:1/" t t 5) (error (list (car err) (nth 1 err)))))
(show (condition-case err (url-retrieve-synchronously "nothing://x/" t t 5) (error err)))
(delete-directory dir t)
