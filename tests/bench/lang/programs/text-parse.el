;;; text-parse.el --- header lines taken apart with string-match  -*- lexical-binding: t -*-
(defvar bench-name "text-parse")
(defun bench-entry ()
  (let ((sum 0)
        (lines '("Content-Type: text/html; charset=utf-8" "Content-Length: 12345"
                 "Date: Mon, 01 Jan 2024 00:00:00 GMT" "X-Empty:" "Set-Cookie: id=abc123; Path=/; HttpOnly")))
    (dotimes (_ 12000)
      (dolist (l lines)
        (when (string-match "\\`\\([^:]+\\):[ \t]*\\(.*\\)\\'" l)
          (let ((name (downcase (match-string 1 l))) (value (match-string 2 l)))
            (setq sum (+ sum (length name) (length value)
                         (if (string= name "content-length") (string-to-number value) 0)
                         (if (string-match "charset=\\([a-z0-9-]+\\)" value) (length (match-string 1 value)) 0)))))))
    sum))
