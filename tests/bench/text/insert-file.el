;;; insert-file.el --- 100 MB of UTF-8 read into a buffer  -*- lexical-binding: t -*-

;; A file of a hundred megabytes, or SIZE bytes, is visited six times:
;;
;;     elnet tests/bench/text/insert-file.el
;;     emacs -Q --batch -l tests/bench/text/insert-file.el

(defun insert-file-time (file coding)
  "Return the seconds, of the clock and of the processor, that reading FILE takes."
  (garbage-collect)
  (with-temp-buffer
    (let* ((coding-system-for-read coding)
           (wall (float-time)) (cpu (float-time (get-internal-run-time))))
      (insert-file-contents file)
      (list (- (float-time) wall) (- (float-time (get-internal-run-time)) cpu)))))

(let ((size (string-to-number (or (getenv "SIZE") "100000000")))
      (file (make-temp-file "insert-file")))
  (unwind-protect
      (dolist (line '("a line of the text of a file\n" "ä lïne öf the text of a file, 日本語\n"))
        (with-temp-file file
          (setq buffer-file-coding-system 'utf-8-unix)
          (let ((bytes (string-bytes line)))
            (insert (apply #'concat (make-list (/ size bytes) line)))))
        (dolist (coding '(utf-8-unix utf-8 nil))
          (let ((times (mapcar (lambda (_) (insert-file-time file coding)) '(1 2 3 4 5 6))))
            (princ (format "%-10s %-6s best of 6: %.3f s, %.3f s of processor time\n"
                           (or coding "detected") (if (multibyte-string-p line) "UTF-8" "ASCII")
                           (apply #'min (mapcar #'car times))
                           (apply #'min (mapcar #'cadr times)))))))
    (delete-file file)))
