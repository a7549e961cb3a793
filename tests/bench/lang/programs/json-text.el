;;; json-text.el --- JSON there and back  -*- lexical-binding: t -*-
(defvar bench-name "json-text")
(defvar json-text-source
  "{\"id\":17,\"name\":\"Zoë\",\"tags\":[\"a\",\"b\",\"c\"],\"pos\":{\"x\":1.5,\"y\":-2e3},\"ok\":true,\"none\":null}")
(defun bench-entry ()
  (let ((sum 0) (text json-text-source))
    (dotimes (_ 8000)
      (let ((v (json-parse-string text :object-type 'alist)))
        (setq sum (+ sum (cdr (assq 'id v)) (length (cdr (assq 'tags v))) (length (json-serialize v))))))
    sum))
