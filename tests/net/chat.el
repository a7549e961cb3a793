;;; chat.el --- a line-based chat server and its clients  -*- lexical-binding: t -*-

;; Run it:  go run ./repl/elnet tests/net/chat.el
;; or with Emacs:  emacs -Q --batch -l tests/net/chat.el
;;
;; The server takes lines.  The first line of a connection is the speaker's
;; name; every later one goes to everybody else as "NAME: LINE".

;;; The server

(defvar chat-members nil "Connections that have said their name.")

(defun chat-send-all (text except)
  "Send TEXT to every member but EXCEPT."
  (dolist (p chat-members)
    (unless (eq p except)
      (process-send-string p text))))

(defun chat-line (proc line)
  "Handle one LINE from PROC."
  (let ((name (process-get proc 'name)))
    (if name
        (chat-send-all (format "%s: %s\n" name line) proc)
      (process-put proc 'name line)
      (push proc chat-members)
      (process-send-string proc (format "* welcome, %s\n" line))
      (chat-send-all (format "* %s came in\n" line) proc))))

(defun chat-filter (proc string)
  "Cut what PROC sends into lines; the rest waits for more."
  (let ((text (concat (process-get proc 'rest) string)))
    (while (string-match "\n" text)
      (let ((line (substring text 0 (match-beginning 0))))
        (setq text (substring text (match-end 0)))
        (chat-line proc line)))
    (process-put proc 'rest text)))

(defun chat-sentinel (proc event)
  "Say good-bye when PROC's connection is over."
  (when (memq proc chat-members)
    (unless (string-prefix-p "open" event)
      (setq chat-members (delq proc chat-members))
      (chat-send-all (format "* %s left\n" (process-get proc 'name)) nil))))

(defvar chat-server
  (make-network-process :name "chat" :server t :host "127.0.0.1" :service t
                        :family 'ipv4 :coding 'utf-8-unix :noquery t
                        :filter #'chat-filter :sentinel #'chat-sentinel))

;;; The clients

(defvar chat-heard nil "What the clients heard: (NAME . LINE), newest first.")

(defun chat-join (name)
  "Connect to the server as NAME and return the connection."
  (let ((client (make-network-process
                 :name (concat "client-" name)
                 :host "127.0.0.1" :service (process-contact chat-server :service)
                 :family 'ipv4 :coding 'utf-8-unix :noquery t
                 :sentinel #'ignore
                 :filter (lambda (_proc string)
                           (dolist (line (split-string string "\n" t))
                             (push (cons name line) chat-heard)
                             (princ (format "%-6s hears  %s\n" name line)))))))
    (chat-say client name 1)
    client))

(defun chat-say (client line answers)
  "Send LINE from CLIENT and wait until ANSWERS more lines have been heard."
  (let ((enough (+ (length chat-heard) answers))
        (deadline (+ (float-time) 10)))
    (process-send-string client (concat line "\n"))
    (while (and (< (length chat-heard) enough)
                (< (float-time) deadline))
      (accept-process-output nil 0.1))
    (when (< (length chat-heard) enough)
      (error "The server did not answer %S" line))))

;;; A conversation

(let* ((ada (chat-join "Ada"))
       (brian (progn (setq chat-heard nil) (chat-join "Brian")))
       (chloe (chat-join "Chloé")))
  ;; Those who were there before hear of it a moment later.
  (chat-say ada "hello, both" 2)
  (chat-say brian "hello Ada, hello Chloé" 2)
  (chat-say chloe "ça va?" 2)
  (delete-process brian)
  (let ((deadline (+ (float-time) 10)))
    (while (and (< (length (delq nil (mapcar (lambda (h) (string-match "Brian left" (cdr h)))
                                             chat-heard)))
                   2)
                (< (float-time) deadline))
      (accept-process-output nil 0.1)))
  (delete-process ada)
  (delete-process chloe)
  (delete-process chat-server)
  (princ (format "%d lines heard, nobody left behind\n" (length chat-heard))))
