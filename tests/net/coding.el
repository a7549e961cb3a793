;;; coding.el --- coding systems and ends of lines  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(defun exchange (coding text)
  "Send TEXT to a server that reads with CODING; return what its filter got."
  (let* ((server (listen "reader" :coding coding :filter #'collect :sentinel #'ignore))
         (client (dial "bytes" server :coding 'binary))
         (child (await (car (children server)))))
    (process-send-string client text)
    (delete-process client)
    (await (eq (process-status child) 'closed))
    (delete-process server)
    (list (got child) (multibyte-string-p (got child)) (process-coding-system child))))

(defun sent (coding &rest texts)
  "Return the bytes that arrive when a client with CODING sends TEXTS."
  (let* ((server (listen "bytes" :coding 'binary :filter #'collect :sentinel #'ignore))
         (client (dial "writer" server :coding coding))
         (child (await (car (children server)))))
    (dolist (text texts)
      (process-send-string client text))
    (delete-process client)
    (await (eq (process-status child) 'closed))
    (delete-process server)
    (got child)))

(defvar bytes "a\303\251\r\nb\342\202\254\r\nc\377\r\n")
(dolist (coding '(utf-8-unix utf-8 utf-8-dos utf-8-mac latin-1-unix latin-1 latin-1-dos iso-8859-1
                  binary no-conversion raw-text raw-text-unix raw-text-dos us-ascii-unix
                  emacs-internal (utf-8-unix . latin-1-unix) (binary . utf-8-dos)))
  (say "%-14s reads %S" coding
       (let ((r (exchange coding bytes)))
         (cons (substring-no-properties (car r)) (cdr r)))))
(dolist (coding '(utf-8 undecided raw-text (nil . nil)))
  (say "%-14s unix lines %S" coding (exchange coding "one\ntwo\n"))
  (say "%-14s dos lines %S" coding (exchange coding "one\r\ntwo\r\n")))
(say "undecided %S" (exchange 'undecided "na\303\257ve\n"))

(dolist (coding '(utf-8-unix utf-8 utf-8-dos utf-8-mac latin-1-unix latin-1-dos binary raw-text
                  us-ascii-unix emacs-internal (latin-1-unix . utf-8-unix)))
  (say "%-14s writes %S" coding (sent coding "é€\n")))
(say "unibyte strings are bytes: %S" (mapcar (lambda (c) (sent c "\351\n")) '(utf-8-unix latin-1-dos binary)))
(say "a raw byte stays one: %S" (sent 'utf-8-unix (concat "€" (string (unibyte-char-to-multibyte 255)))))
(say "also for utf-16: %S" (sent 'utf-16 "ab" "cd"))
(say "utf-16 has one mark: %S" (sent 'utf-16 "ä" "€"))

;; Changing it on the way.
(let* ((server (listen "srv" :coding 'utf-8-unix :filter #'collect :sentinel #'ignore))
       (client (dial "c" server :coding 'latin-1-unix :filter #'collect))
       (child (await (car (children server)))))
  (say "%S %S" (process-coding-system server) (process-coding-system client))
  (say "%S %S" (set-process-coding-system client 'utf-8 'utf-8) (process-coding-system client))
  (process-send-string client "é")
  (await (string= (got child) "é"))
  (set-process-coding-system child 'utf-8-unix 'latin-1-unix)
  (process-send-string child "é")
  (process-send-string child "!")
  (set-process-coding-system client 'latin-1-unix)
  (await (string= (got client) "é!"))
  (say "%s %S" (got client) (process-coding-system client))
  (say "%S" (outcome (set-process-coding-system client 'nosuch)))
  (say "%S" (outcome (set-process-coding-system client "utf-8")))
  (say "%S" (outcome (dial "bad" server :coding 'nosuch)))
  (say "%S" (outcome (dial "bad" server :coding 5)))
  (say "%S" (mapcar #'process-coding-system
                    (list (dial "one" server :coding nil) (dial "two" server :coding '(utf-8 . binary))
                          (let ((coding-system-for-read 'latin-1-dos) (coding-system-for-write 'binary))
                            (dial "three" server))))))
(end-scenario)
