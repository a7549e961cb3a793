;;; dns.el --- ask a name server  -*- lexical-binding: t; -*-

;; A message is an alist (KEY VALUE) ...; a record in it is (NAME (type TYPE)
;; (class CLASS) (ttl SECONDS) (data DATA)).  Packets are strings of bytes.

;;; Code:

(require 'cl-lib)

(defvar dns-timeout 5
  "Seconds to wait for an answer.")
(defvar dns-servers nil
  "Addresses of name servers; nil means those of /etc/resolv.conf.")
(defvar dns-servers-valid-for-interfaces nil
  "The network interfaces for which `dns-servers' was found; t for any.")

(defvar dns-query-types
  '((A 1) (NS 2) (MD 3) (MF 4) (CNAME 5) (SOA 6) (MB 7) (MG 8) (MR 9) (NULL 10) (WKS 11)
    (PTR 12) (HINFO 13) (MINFO 14) (MX 15) (TXT 16) (AAAA 28) (SRV 33) (AXFR 252) (MAILB 253)
    (MAILA 254) (* 255))
  "Types of records and their numbers.")
(defvar dns-classes '((IN 1) (CS 2) (CH 3) (HS 4))
  "Classes of records and their numbers.")
(defconst dns--opcodes '((query 0) (inverse-query 1) (status 2)))
(defconst dns--response-codes
  '((no-error 0) (format-error 1) (server-failure 2) (name-error 3) (not-implemented 4) (refused 5)))
(defconst dns--flags
  '((response-p 15) (authoritative-p 10) (truncated-p 9) (recursion-desired-p 8))
  "The bits of the second word of a message that are flags.")

(defun dns-get (type spec)
  "The value of TYPE in the message or record SPEC."
  (cadr (assq type spec)))

(defun dns-inverse-get (value spec)
  "The symbol of SPEC whose number is VALUE."
  (car (cl-find value spec :key #'cadr)))

;; Writing

(defun dns--number (value length)
  "VALUE as LENGTH bytes."
  (apply #'unibyte-string
         (cl-loop for i from (1- length) downto 0 collect (logand 255 (ash value (* -8 i))))))

(defun dns--name (name)
  "NAME as labels."
  (concat (mapconcat (lambda (part) (concat (dns--number (length part) 1) part))
                     (split-string name "\\.") "")
          (dns--number 0 1)))

(defun dns--code (symbol table what)
  "The number of SYMBOL in TABLE."
  (or (cadr (assq symbol table)) (error "No such %s: %s" what symbol)))

(defun dns--head (record &optional type class)
  "The beginning of RECORD: its name, type, by default TYPE, and class."
  (concat (dns--name (car record))
          (dns--number (dns--code (or (dns-get 'type record) type) dns-query-types "type") 2)
          (dns--number (dns--code (or (dns-get 'class record) class) dns-classes "class") 2)))

(defun dns-write (spec &optional tcp-p)
  "The packet for the message SPEC, its length in front if TCP-P."
  (let* ((word (logior (ash (dns--code (dns-get 'opcode spec) dns--opcodes "opcode") 11)
                       (or (cadr (assq (dns-get 'response-code spec) dns--response-codes)) 0)))
         (sections (mapcar (lambda (key) (dns-get key spec))
                           '(queries answers authorities additionals)))
         packet)
    (dolist (flag dns--flags)
      (when (dns-get (car flag) spec)
        (setq word (logior word (ash 1 (cadr flag))))))
    (setq packet
          (concat (dns--number (dns-get 'id spec) 2)
                  (dns--number word 2)
                  (mapconcat (lambda (section) (dns--number (length section) 2)) sections "")
                  (mapconcat (lambda (query) (dns--head query 'A 'IN)) (car sections) "")
                  (mapconcat (lambda (record)
                               (concat (dns--head record)
                                       (dns--number (dns-get 'ttl record) 4)
                                       (dns--number (length (dns-get 'data record)) 2)
                                       (dns-get 'data record)))
                             (apply #'append (cdr sections)) "")))
    (if tcp-p (concat (dns--number (length packet) 2) packet) packet)))

;; Reading.  A cursor is (PACKET . POSITION).

(defun dns--take (cursor length)
  "The number in the next LENGTH bytes at CURSOR, which moves on."
  (let ((value 0))
    (dotimes (_ length value)
      (setq value (logior (ash value 8) (aref (car cursor) (cdr cursor))))
      (setcdr cursor (1+ (cdr cursor))))))

(defun dns--take-name (cursor)
  "The name at CURSOR.  A packet whose names refer in circles is an error."
  (let ((jumps 0) (end nil) (length 0) parts)
    (while (> (setq length (dns--take cursor 1)) 0)
      (if (< length 192)
          (let ((start (cdr cursor)))
            (setcdr cursor (+ start length))
            (push (substring (car cursor) start (cdr cursor)) parts))
        (let ((to (+ (ash (logand length 63) 8) (dns--take cursor 1))))
          (when (> (setq jumps (1+ jumps)) 64)
            (error "Circular name in a DNS packet"))
          (setq end (or end (cdr cursor)))
          (setcdr cursor to))))
    (when end (setcdr cursor end))
    (mapconcat #'identity (nreverse parts) ".")))

(defun dns--take-data (cursor type length)
  "The data of a record of TYPE, LENGTH bytes at CURSOR."
  (let ((end (+ (cdr cursor) length))
        (data (substring (car cursor) (cdr cursor) (+ (cdr cursor) length))))
    (prog1
        (pcase type
          ('A (mapconcat #'number-to-string data "."))
          ('AAAA (mapconcat (lambda (_) (format "%x" (dns--take cursor 2))) (make-list 8 nil) ":"))
          ('SOA (append (list (list 'mname (dns--take-name cursor))
                              (list 'rname (dns--take-name cursor)))
                        (mapcar (lambda (key) (list key (dns--take cursor 4)))
                                '(serial refresh retry expire minimum))))
          ('SRV (list (list 'priority (dns--take cursor 2)) (list 'weight (dns--take cursor 2))
                      (list 'port (dns--take cursor 2)) (list 'target (dns--take-name cursor))))
          ('MX (cons (dns--take cursor 2) (dns--take-name cursor)))
          ((or 'CNAME 'NS 'PTR) (dns--take-name cursor))
          (_ data))
      (setcdr cursor end))))

(defun dns--take-head (cursor)
  "The beginning of the record at CURSOR."
  (list (dns--take-name cursor)
        (list 'type (dns-inverse-get (dns--take cursor 2) dns-query-types))
        (list 'class (dns-inverse-get (dns--take cursor 2) dns-classes))))

(defun dns--take-record (cursor)
  "The record at CURSOR."
  (let* ((head (dns--take-head cursor))
         (ttl (dns--take cursor 4))
         (length (dns--take cursor 2)))
    (append head (list (list 'ttl ttl)
                       (list 'data (dns--take-data cursor (dns-get 'type head) length))))))

(defun dns-read (packet &optional tcp-p)
  "The message in PACKET, whose length is in front of it if TCP-P."
  (let* ((cursor (cons (if tcp-p (substring packet 2) packet) 0))
         (id (dns--take cursor 2))
         (word (dns--take cursor 2))
         (counts (mapcar (lambda (_) (dns--take cursor 2)) (make-list 4 nil)))
         (flag (lambda (key)
                 (list key (/= 0 (logand word (ash 1 (dns-get key dns--flags)))))))
         (section (lambda (count taker)
                    (let (records)
                      (dotimes (_ count records) (push (funcall taker cursor) records))))))
    (list (list 'id id)
          (funcall flag 'response-p)
          (list 'opcode (dns-inverse-get (logand 15 (ash word -11)) dns--opcodes))
          (funcall flag 'authoritative-p) (funcall flag 'truncated-p)
          (funcall flag 'recursion-desired-p)
          (list 'response-code (dns-inverse-get (logand word 15) dns--response-codes))
          (list 'queries (funcall section (nth 0 counts) #'dns--take-head))
          (list 'answers (funcall section (nth 1 counts) #'dns--take-record))
          (list 'authorities (funcall section (nth 2 counts) #'dns--take-record))
          (list 'additionals (funcall section (nth 3 counts) #'dns--take-record)))))

;; Asking

(defun dns-servers-up-to-date-p ()
  "Whether `dns-servers' holds for the present network interfaces."
  (and dns-servers
       (or (eq dns-servers-valid-for-interfaces t)
           (equal dns-servers-valid-for-interfaces (network-interface-list)))))

(defun dns-set-servers ()
  "Set `dns-servers' to those of /etc/resolv.conf."
  (setq dns-servers nil)
  (when (file-exists-p "/etc/resolv.conf")
    (with-temp-buffer
      (insert-file-contents "/etc/resolv.conf")
      (while (re-search-forward "^nameserver[\t ]+\\([^ \t\n]+\\)" nil t)
        (push (match-string 1) dns-servers)))
    (setq dns-servers (nreverse dns-servers)))
  (setq dns-servers-valid-for-interfaces (network-interface-list)))

(defun dns-get-txt-answer (answers)
  "The texts of the TXT records among ANSWERS."
  (mapconcat (lambda (answer)
               (let ((data (dns-get 'data (cdr answer))))
                 (cond ((not (eq (dns-get 'type (cdr answer)) 'TXT)) "")
                       ((> (length data) 1) (substring data 1))
                       (t data))))
             answers ""))

(defun dns--reverse-name (address)
  "The name under which a PTR record of ADDRESS is found."
  (concat (mapconcat #'identity (nreverse (split-string address "\\.")) ".") ".in-addr.arpa"))

(defun dns--result (message type full)
  "What a query for TYPE returns for MESSAGE, all of it if FULL."
  (let ((answer (car (dns-get 'answers message))))
    (cond (full message)
          ((not (eq type (dns-get 'type answer))) nil)
          ((eq type 'TXT) (dns-get-txt-answer (dns-get 'answers message)))
          (t (dns-get 'data answer)))))

(defun dns-query-asynchronous (name callback &optional type full reverse)
  "Ask a name server for NAME and call CALLBACK with the answer.
TYPE is one of `dns-query-types', by default A.  If FULL the answer is the whole
message; if REVERSE NAME is an address.  Without an answer within `dns-timeout'
it is nil."
  (unless (dns-servers-up-to-date-p)
    (dns-set-servers))
  (when reverse
    (setq name (dns--reverse-name name)
          type 'PTR))
  (if dns-servers
      (dns--ask (car dns-servers) name callback (or type 'A) full)
    (message "No DNS server configuration found")
    nil))

(defun dns--ask (server name callback type full)
  "Ask SERVER, an address or (ADDRESS PORT)."
  (let* ((id (random 65536))
         (process (condition-case nil
                      (make-network-process
                       :name "dns" :type 'datagram :coding 'binary :noquery t
                       :host (if (consp server) (car server) server)
                       :service (if (consp server) (cadr server) 53))
                    (error (message "dns: Got an error while trying to talk to %s" server) nil)))
         (timer nil) (done nil)
         (finish (lambda (result)
                   (unless done
                     (setq done t)
                     (when timer (cancel-timer timer))
                     (when process (delete-process process))
                     (funcall callback result)))))
    (if (null process)
        (funcall finish nil)
      (setq timer (run-at-time dns-timeout nil finish nil))
      (set-process-filter
       process
       (lambda (_ packet)
         ;; Not every packet is the server's answer to this question.
         (let ((message (ignore-errors (dns-read packet))))
           (when (and message (= id (dns-get 'id message)) (dns-get 'response-p message))
             (funcall finish (dns--result message type full))))))
      (set-process-sentinel process (lambda (_ _) (funcall finish nil)))
      (process-send-string process (dns-write `((id ,id) (opcode query)
                                                (queries ((,name (type ,type))))
                                                (recursion-desired-p t)))))))

(defun dns-query (name &optional type full reverse)
  "Ask a name server for NAME and return the answer.
The arguments are those of `dns-query-asynchronous'."
  (let ((result nil) (done nil))
    (dns-query-asynchronous name (lambda (answer) (setq result answer done t)) type full reverse)
    (with-timeout (dns-timeout)
      (while (and dns-servers (not done))
        (accept-process-output nil 1)))
    result))

(defvar dns-cache (make-hash-table :test 'equal)
  "Answers of `dns-query-cached'.")

(defun dns-query-cached (name &optional type full reverse)
  "Like `dns-query', but ask for the same only once."
  (let* ((key (list name type full reverse))
         (known (gethash key dns-cache 'none)))
    (if (eq known 'none)
        (puthash key (dns-query name type full reverse) dns-cache)
      known)))

(provide 'dns)
;;; dns.el ends here
