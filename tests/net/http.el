;;; http.el --- an HTTP server and its client  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(require 'cl-lib)

;;; Both sides read a head and then a body of known length.

(defun http-parse (text)
  "Return (FIRST-LINE HEADERS BODY-LENGTH BODY-START) of TEXT, or nil if its head is incomplete."
  (let ((end (string-match "\r\n\r\n" text)))
    (when end
      (let* ((lines (split-string (substring text 0 end) "\r\n"))
             (headers (mapcar (lambda (line)
                                (string-match "\\`\\([^:]+\\):[ \t]*\\(.*\\)\\'" line)
                                (cons (downcase (match-string 1 line)) (match-string 2 line)))
                              (cdr lines))))
        (list (car lines) headers
              (string-to-number (or (cdr (assoc "content-length" headers)) "0"))
              (+ end 4))))))

(defun http-filter (proc bytes)
  "Collect BYTES from PROC and hand over each complete message to its handler."
  (process-put proc 'text (concat (process-get proc 'text) bytes))
  (let (head)
    (while (let ((text (process-get proc 'text)))
             (and (setq head (http-parse text))
                  (>= (- (length text) (nth 3 head)) (nth 2 head))))
      (let* ((text (process-get proc 'text))
             (end (+ (nth 3 head) (nth 2 head))))
        (process-put proc 'text (substring text end))
        (funcall (process-get proc 'handler) proc (nth 0 head) (nth 1 head)
                 (substring text (nth 3 head) end))))))

;;; The server.

(defvar http-store (make-hash-table :test 'equal))
(defvar http-served 0)

(defun http-answer (proc status type body &optional close)
  "Answer on PROC with STATUS and BODY, text of TYPE; CLOSE the connection if non-nil."
  (let ((bytes (encode-coding-string body 'utf-8)))
    (process-send-string proc (format "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                                      status type (length bytes) (if close "Connection: close\r\n" "")))
    (process-send-string proc bytes)
    (when close (delete-process proc))))

(defun http-serve (proc line headers body)
  "Serve the request LINE with HEADERS and BODY on PROC."
  (setq http-served (1+ http-served))
  (let ((close (equal (cdr (assoc "connection" headers)) "close")))
    (pcase (split-string line " ")
      (`("GET" "/" ,_)
       (http-answer proc "200 OK" "text/html" "<h1>elnet — ünïcödé</h1>\n" close))
      (`("GET" "/headers" ,_)
       (http-answer proc "200 OK" "text/plain"
                    (mapconcat (lambda (h) (format "%s=%s" (car h) (cdr h))) headers "\n") close))
      (`("GET" "/big" ,_)
       (http-answer proc "200 OK" "text/plain" (make-string 300000 ?é) close))
      (`("GET" ,(and path (guard (gethash path http-store))) ,_)
       (http-answer proc "200 OK" "text/plain" (gethash path http-store) close))
      (`("PUT" ,path ,_)
       (puthash path (decode-coding-string body 'utf-8) http-store)
       (http-answer proc "201 Created" "text/plain" path close))
      (`(,(or "GET" "PUT") . ,_)
       (http-answer proc "404 Not Found" "text/plain" "nothing here" close))
      (_ (http-answer proc "400 Bad Request" "text/plain" "what?" t)))))

(defvar http-server
  (listen "http" :coding 'binary :filter #'http-filter :sentinel #'ignore
          :plist (list 'handler #'http-serve)))

;;; The client.

(defun http-open ()
  (let ((proc (dial "client" http-server :coding 'binary :filter #'http-filter :sentinel #'note-event)))
    (process-put proc 'handler
                 (lambda (p line headers body)
                   (process-put p 'answers (append (process-get p 'answers)
                                                   (list (list line headers (decode-coding-string body 'utf-8)))))))
    proc))

(defun http-send (proc method path &optional body headers)
  (let ((bytes (encode-coding-string (or body "") 'utf-8)))
    (process-send-string proc (concat method " " path " HTTP/1.1\r\nHost: here\r\n" headers
                                      (format "Content-Length: %d\r\n\r\n" (length bytes)) bytes))))

(defun http-get (proc method path &optional body headers)
  "Return the answer to one request on PROC."
  (process-put proc 'answers nil)
  (http-send proc method path body headers)
  (await (process-get proc 'answers))
  (car (process-get proc 'answers)))

(let ((c (http-open)))
  (pcase-dolist (`(,method ,path ,body)
                 '(("GET" "/") ("GET" "/none") ("PUT" "/note" "naïve café") ("GET" "/note")
                   ("PUT" "/empty" "") ("GET" "/headers")))
    (let ((a (http-get c method path body)))
      (say "%s %s: %s %s %S" method path (car a) (cdr (assoc "content-type" (cadr a))) (nth 2 a))))
  (say "one connection: %s, %d requests" (process-status c) http-served)
  ;; Pipelined.
  (process-put c 'answers nil)
  (dolist (path '("/" "/note" "/nowhere" "/note"))
    (http-send c "GET" path))
  (await (= (length (process-get c 'answers)) 4))
  (say "%S" (mapcar #'car (process-get c 'answers)))
  ;; Large.
  (let ((a (http-get c "GET" "/big")))
    (say "%s bytes, %d characters, all é: %s" (cdr (assoc "content-length" (cadr a))) (length (nth 2 a))
         (string= (nth 2 a) (make-string 300000 ?é))))
  (let ((big (make-string 200000 ?ß)))
    (http-get c "PUT" "/large" big)
    (say "uploaded: %s" (equal (nth 2 (http-get c "GET" "/large")) big)))
  ;; Byte by byte.
  (process-put c 'answers nil)
  (mapc (lambda (ch) (process-send-string c (string ch))) "GET / HTTP/1.1\r\nHost: slow\r\n\r\n")
  (await (process-get c 'answers))
  (say "slowly: %s" (caar (process-get c 'answers)))
  ;; Closing.
  (let ((a (http-get c "GET" "/" nil "Connection: close\r\n")))
    (say "%s" (car a))
    (await (events c))
    (say "%s %S" (process-status c) (events c))))
(let ((c (http-open)))
  (say "%s" (car (http-get c "FETCH" "/")))
  (await (events c))
  (say "%S" (events c)))
;; Many clients at once.
(let ((clients (mapcar (lambda (_) (http-open)) (number-sequence 1 25))))
  (cl-loop for c in clients for i from 0
           do (http-send c "PUT" (format "/item-%d" i) (format "value %d" i)))
  (await (cl-every (lambda (c) (process-get c 'answers)) clients))
  (cl-loop for c in clients for i from 0
           do (process-put c 'answers nil)
           do (http-send c "GET" (format "/item-%d" (- 24 i))))
  (await (cl-every (lambda (c) (process-get c 'answers)) clients))
  (say "%S" (cl-loop for c in clients collect (nth 2 (car (process-get c 'answers))))))
(say "%d requests served" http-served)
(end-scenario)
