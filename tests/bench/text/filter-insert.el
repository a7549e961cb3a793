;;; filter-insert.el --- output of a program inserted by its filter  -*- lexical-binding: t -*-

;; A gigabyte, or SIZE bytes, in pieces of 4 KiB, is inserted into a buffer:
;;
;;     elnet tests/bench/text/filter-insert.el
;;     emacs -Q --batch -l tests/bench/text/filter-insert.el
;;
;; On a busy machine the second rate, by the processor time of the interpreter
;; alone, says more: the programs that write the text need a core, too.

(defun filter-insert (coding line size)
  "Insert SIZE bytes of LINE repeated, decoded by CODING, and print how fast that was."
  (with-temp-buffer
    (set-buffer-multibyte (not (eq coding 'binary)))
    (let* ((read-process-output-max 4096)
           (calls 0) (done nil)
           (wall (float-time)) (cpu (float-time (get-internal-run-time)))
           (proc (make-process
                  :name "feed" :buffer (current-buffer) :coding coding :connection-type 'pipe
                  :command (list "sh" "-c" (format "yes '%s' | head -c %d" line size))
                  :filter (lambda (_ text) (setq calls (1+ calls)) (insert text))
                  :sentinel (lambda (&rest _) (setq done t)))))
      (while (not done) (accept-process-output proc 1))
      (setq wall (- (float-time) wall)
            cpu (- (float-time (get-internal-run-time)) cpu))
      (unless (= (position-bytes (point-max)) (1+ size))
        (error "%d bytes came" (1- (position-bytes (point-max)))))
      (princ (format "%-10s %-6s %d bytes, %d calls: %.2f s, %.0f MB/s; %.2f s of processor time, %.0f MB/s\n"
                     coding (if (multibyte-string-p line) "UTF-8" "ASCII") size calls
                     wall (/ size wall 1e6) cpu (/ size cpu 1e6))))))

(let ((size (string-to-number (or (getenv "SIZE") "1000000000"))))
  (filter-insert 'binary "a line of the text of a protocol" size)
  (filter-insert 'utf-8-unix "a line of the text of a protocol" size)
  (filter-insert 'utf-8-unix "ä lïne öf the text of a protocol" size))
