;;; lines.el --- lines and characters cut by packets  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(defvar lines nil "What the server took for lines, newest first.")

(defun lines-filter (proc text)
  "Cut TEXT from PROC into lines; keep the rest."
  (let* ((parts (split-string (concat (process-get proc 'rest) text) "\n"))
         (rest (car (last parts))))
    (dolist (line (butlast parts))
      (push line lines)
      (process-send-string proc (format "%d:%s\n" (length line) line)))
    (process-put proc 'rest rest)))

(defvar ending nil "What was unfinished when the peer closed.")

(let* ((server (listen "lines" :coding 'utf-8-unix :filter #'lines-filter
                       :sentinel (lambda (proc event)
                                   (when (string-prefix-p "connection broken" event)
                                     (setq ending (process-get proc 'rest))))))
       ;; A binary client decides itself which bytes are in a packet.
       (client (dial "bytes" server :coding 'binary :filter #'collect :sentinel #'ignore))
       (rest (lambda () (process-get (car (children server)) 'rest))))
  (process-send-string client "one\ntwo\nthr")
  (await (= (length lines) 2))
  (process-send-string client "ee\n")
  (await (= (length lines) 3))
  (say "%S" (reverse lines))
  ;; An accented letter in two packets: the first half is kept back.
  (process-send-string client "caf\303")
  (await (equal (funcall rest) "caf"))
  (say "the filter has seen %S" (funcall rest))
  (process-send-string client "\251\n")
  (await (= (length lines) 4))
  (say "%S of %d characters" (car lines) (length (car lines)))
  ;; A character of four bytes, in four packets.
  (process-send-string client "face ")
  (await (equal (funcall rest) "face "))
  (dolist (byte '("\360" "\237" "\230" "\200"))
    (process-send-string client byte)
    (linger-a-moment))
  (process-send-string client "\n")
  (await (= (length lines) 5))
  (say "%S of %d characters" (car lines) (length (car lines)))
  ;; Bytes that are no character are kept as they are.
  (process-send-string client "raw \377\376 bytes\n")
  (await (= (length lines) 6))
  (say "%S of %d characters" (car lines) (length (car lines)))
  (await (string-suffix-p "bytes\n" (got client)))
  (say "the answers %S" (decode-coding-string (got client) 'utf-8-unix))
  ;; Half a character at the end of the connection.
  (process-send-string client "x\342\202")
  (await (equal (funcall rest) "x"))
  (delete-process client)
  (await ending)
  (say "left at the end: %S" ending)
  (setq lines nil)
  ;; Many lines at once, written in one go, read in many pieces.
  (let* ((client (dial "many" server :coding 'utf-8-unix :filter #'collect :sentinel #'ignore))
         (all (mapcar (lambda (n) (format "line %d žluťoučký kůň" n)) (number-sequence 1 2000))))
    (process-send-string client (concat (mapconcat #'identity all "\n") "\n"))
    (await (= (length lines) 2000))
    (say "2000 lines, all as sent: %s" (equal (reverse lines) all))
    (await (= (length (split-string (got client) "\n" t)) 2000))
    (say "the last answer: %s" (car (last (split-string (got client) "\n" t))))))
(end-scenario)
