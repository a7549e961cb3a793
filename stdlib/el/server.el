;;; server.el --- Let other programs evaluate here, with emacsclient  -*- lexical-binding: t -*-

;;; Commentary:

;; emacsclient connects to a socket and sends one line of words: -dir DIR, -eval
;; FORM, -file NAME, -position +LINE:COLUMN, -nowait and some more.  In a word & is
;; && , a space &_ , a newline &n , and a - at its beginning &- .  The answer is
;; lines: -emacs-pid PID, -print VALUE, -print-nonl for the rest of a long value,
;; or -error MESSAGE.  A client that has files waits until the server closes the
;; connection, when `server-edit' has been called for each.

;;; Code:

(defgroup server nil "Programs that talk to this one." :group 'external)

(defcustom server-use-tcp nil
  "Non-nil means to listen on TCP, with a key in a file, and not on a local socket."
  :type 'boolean)

(defcustom server-host nil
  "Host to listen on with `server-use-tcp'; nil means the loopback."
  :type '(choice (string :tag "Name or address") (const :tag "Local host" nil)))

(defcustom server-port nil
  "Port to listen on with `server-use-tcp'; nil means any."
  :type '(choice (string :tag "Port number") (const :tag "Random" nil)))

(defcustom server-auth-dir (locate-user-emacs-file "server/")
  "Directory of the files that say where servers on TCP are, and their keys."
  :type 'directory)

(defcustom server-auth-key nil
  "Key of servers on TCP, 64 printable characters; nil means a new one each time."
  :type '(choice (const :tag "Random" nil) (string :tag "Key")))

(defcustom server-raise-frame t "Nothing here looks at it." :type 'boolean)
(defcustom server-window nil "Nothing here looks at it." :type 'sexp)
(defcustom server-client-instructions t
  "Non-nil means to say how to finish when a client's files are visited."
  :type 'boolean)

(defcustom server-visit-hook nil "Hook run in each buffer that a client asks for." :type 'hook)
(defcustom server-switch-hook nil "Hook run when a client's buffer becomes current." :type 'hook)
(defcustom server-done-hook nil "Hook run in a buffer that a client's is done with." :type 'hook)
(defcustom server-after-make-frame-hook nil "Nothing here runs it." :type 'hook)

(defcustom server-kill-new-buffers t
  "Non-nil means to kill a buffer that was made for a client when it is done with."
  :type 'boolean)

(defcustom server-temp-file-regexp "^/tmp/Re\\|/draft$"
  "Regexp for names of files whose buffers are saved and killed without asking."
  :type 'regexp)

(defcustom server-name "server"
  "Name of the server: of its socket, or of the file with its key."
  :type 'string)

(defvar server-socket-dir
  (let ((run (getenv "XDG_RUNTIME_DIR")))
    (if run
        (expand-file-name "emacs" run)
      (format "%s/emacs%d" (or (getenv "TMPDIR") "/tmp") (user-uid))))
  "Directory of the sockets of servers.")

(defvar server-process nil "The listening process, nil if there is none.")
(defvar server-clients nil "Processes of the clients.")
(defvar server-buffer " *server*" "Name of the buffer that clients evaluate in.")
(defvar server-log nil
  "Non-nil means to keep a log in `server-buffer'; if it is not t, nothing is deleted.")
(defconst server-buffer-name-for-log "*server-log*")
(defvar server-msg-size 1024 "Length of the longest line of an answer.")
(defvar server-eval-args-left nil
  "Words of the client after the form in hand, which it may take.")
(defvar-local server-buffer-clients nil "The clients that wait for this buffer.")
(defvar-local server-existing-buffer nil
  "Non-nil if the buffer was there before a client asked for it.")
(put 'server-buffer-clients 'permanent-local t)
(put 'server-existing-buffer 'permanent-local t)

;;;; Words and lines.

(defun server-unquote-arg (arg)
  "Return the word that ARG, as sent, stands for."
  (replace-regexp-in-string
   "&\\(.\\)" (lambda (pair)
               (let ((code (substring pair 1)))
                 (cond ((equal code "_") " ")
                       ((equal code "n") "\n")
                       (t code))))
   arg t t))

(defun server-quote-arg (arg)
  "Return ARG as a word to send."
  (replace-regexp-in-string
   "[-&\n ]" (lambda (c)
               (concat "&" (cond ((equal c "\n") "n") ((equal c " ") "_") (t c))))
   arg t t))

(defun server-log (string &optional client)
  "Note STRING, about CLIENT, in the log, if `server-log' is non-nil."
  (when server-log
    (with-current-buffer (get-buffer-create server-buffer-name-for-log)
      (goto-char (point-max))
      (insert (format-time-string "%H:%M:%S ") (if client (format "%s: " client) " ") string)
      (unless (bolp) (newline)))))

(defun server-send-string (proc string)
  "Send STRING to the client PROC."
  (server-log (concat "Sent " string) proc)
  (process-send-string proc string))

(defun server-reply-print (qtext proc)
  "Send QTEXT, quoted, to PROC, in lines that are not too long."
  (let ((prefix "-print "))
    (while (> (+ (length qtext) (length prefix) 1) server-msg-size)
      (let ((n (- server-msg-size (length prefix) 1)))
        ;; Not between an & and what it quotes.
        (let ((i (1- n)) (odd nil))
          (while (and (>= i 0) (eq (aref qtext i) ?&))
            (setq odd (not odd) i (1- i)))
          (when odd (setq n (1- n))))
        (server-send-string proc (concat prefix (substring qtext 0 n) "\n"))
        (setq qtext (substring qtext n)
              prefix "-print-nonl ")))
    (server-send-string proc (concat prefix qtext "\n"))))

(defun server-return-error (proc err)
  "Tell the client PROC about ERR, and leave it."
  (ignore-errors
    (when (eq (process-status proc) 'open)
      (server-send-string
       proc (concat "-error " (server-quote-arg (error-message-string err))))
      (server-log (error-message-string err) proc)
      (server-delete-client proc))))

;;;; Clients.

(defun server-clients-with (property value)
  "Return the clients whose PROPERTY is VALUE."
  (seq-filter (lambda (proc) (equal value (process-get proc property))) server-clients))

(defun server-delete-client (proc &optional _noframe)
  "Leave the client PROC: its buffers no longer wait for it."
  (when (memq proc server-clients)
    (setq server-clients (delq proc server-clients))
    (dolist (buffer (process-get proc 'buffers))
      (when (buffer-live-p buffer)
        (with-current-buffer buffer
          (setq server-buffer-clients (delq proc server-buffer-clients)))))
    (delete-process proc)))

(defun server-sentinel (proc msg)
  "Notice that PROC, a client or the server, has changed as MSG says."
  (server-log (format "Status changed to %s: %s" (process-status proc) msg) proc)
  (when (and (process-contact proc :server)
             (memq (process-status proc) '(closed))
             (process-get proc :server-file))
    (ignore-errors (delete-file (process-get proc :server-file))))
  (set-process-query-on-exit-flag proc nil)
  (unless (eq (process-status proc) 'open)
    (server-delete-client proc)))

(defun server-process-filter (proc string)
  "Deal with STRING from the client PROC; a whole line of words is acted on."
  (server-log (concat "Received " string) proc)
  (catch 'wait
    (unless (process-get proc :authenticated)
      (let ((key (process-get proc :auth-key)))
        (setq string (concat (process-get proc :previous-string) string))
        (cond ((and (string-match "\\`-auth \\([!-~]+\\)[ \n]" string)
                    (equal (match-string 1 string) key))
               (setq string (substring string (match-end 0)))
               (process-put proc :previous-string nil)
               (process-put proc :authenticated t)
               (server-log "Authentication successful" proc))
              ((not (string-match-p "\n" string))
               (process-put proc :previous-string string)
               (throw 'wait nil))
              (t
               (server-log "Authentication failed" proc)
               (server-send-string
                proc (concat "-error " (server-quote-arg "Authentication failed")))
               (unless (memq proc server-clients) (push proc server-clients))
               (server-delete-client proc)
               (throw 'wait nil)))))
    (unless (memq proc server-clients)
      (push proc server-clients))
    (setq string (concat (process-get proc :previous-string) string))
    (process-put proc :previous-string nil)
    (if (not (string-suffix-p "\n" string))
        (unless (string= string "")
          (process-put proc :previous-string string))
      (condition-case err
          (progn
            (server-send-string proc (format "-emacs-pid %d\n" (emacs-pid)))
            (server--request proc (mapcar (lambda (word)
                                            (decode-coding-string (server-unquote-arg word) 'utf-8-unix))
                                          (split-string string "[ \n]+" t))))
        ((quit t) (server-return-error proc err))))))

(defun server--request (proc words)
  "Do what WORDS from the client PROC say."
  (let ((dir nil) (nowait nil) (position nil) (files nil) (evals nil))
    (while words
      (pcase (pop words)
        ("-version" (pop words))
        ("-nowait" (setq nowait t))
        ((or "-current-frame" "-resume"))
        ((or "-display" "-parent-id" "-frame-parameters" "-ignore" "-env") (pop words))
        ("-window-system" (server-send-string proc "-window-system-unsupported \n"))
        ("-tty" (error "Unknown terminal type"))
        ("-suspend" (error "Attempt to suspend a non-text terminal device"))
        ("-position"
         (let ((place (pop words)))
           (unless (string-match "\\`\\+\\([0-9]+\\)\\(?::\\([0-9]+\\)\\)?\\'" place)
             (error "Invalid -position command in client args"))
           (setq position (cons (string-to-number (match-string 1 place))
                                (string-to-number (or (match-string 2 place) ""))))))
        ("-file"
         (push (cons (expand-file-name (pop words) dir) (or position '(1 . 0))) files)
         (setq position nil))
        ("-eval" (push (pop words) evals))
        ("-dir"
         (setq dir (file-name-as-directory (pop words))))
        (word (error "Unknown command: %s" word))))
    (with-current-buffer (get-buffer-create server-buffer)
      (when dir
        (setq default-directory dir))
      (setq evals (nreverse evals))
      (while evals
        (let ((server-eval-args-left (cdr evals)))
          (server-eval-and-print (car evals) proc)
          (setq evals server-eval-args-left))))
    (if (null files)
        (server-delete-client proc)
      (let ((buffers (server-visit-files (nreverse files) proc nowait)))
        (server-switch-buffer (car buffers))
        (cond (nowait (server-delete-client proc))
              (server-client-instructions
               (message "When done with a buffer, call `server-edit' in it")))))))

(defun server-eval-and-print (expr proc)
  "Evaluate EXPR, text, and send its value to PROC, if that is non-nil."
  (let ((value (eval (car (read-from-string expr)) t)))
    (when proc
      (server-reply-print (server-quote-arg (pp-to-string value)) proc))))

(defun server-goto-line-column (place)
  "Move point to PLACE, (LINE . COLUMN), which count from 1; 0 is no column."
  (goto-char (point-min))
  (forward-line (1- (car place)))
  (when (> (cdr place) 0)
    (move-to-column (1- (cdr place)))))

(defun server-visit-files (files proc &optional nowait)
  "Visit FILES, a list of (NAME . PLACE), for the client PROC.
Unless NOWAIT, it waits for their buffers, which are returned."
  (let ((buffers nil))
    (dolist (file files)
      (let* ((old (find-buffer-visiting (car file)))
             (buffer (or old (find-file-noselect (car file)))))
        (with-current-buffer buffer
          (when old
            (unless (or server-buffer-clients nowait)
              (setq server-existing-buffer t)))
          (server-goto-line-column (cdr file))
          (run-hooks 'server-visit-hook)
          (unless nowait
            (add-hook 'kill-buffer-query-functions #'server-kill-buffer-query-function nil t)
            (push proc server-buffer-clients)))
        (push buffer buffers)))
    (setq buffers (nreverse buffers))
    (unless nowait
      (process-put proc 'buffers (append (process-get proc 'buffers) buffers)))
    buffers))

(defun server-kill-buffer-query-function ()
  "Let the clients of a buffer that is killed go on."
  (server-buffer-done (current-buffer) t)
  t)

(defun server-buffer-done (buffer &optional for-killing)
  "Tell the clients of BUFFER that it is done with; return (NEXT KILLED).
NEXT is another buffer that a client waits for, KILLED whether BUFFER was killed.
FOR-KILLING means that somebody else kills it."
  (let ((next nil) (killed nil))
    (dolist (proc (copy-sequence server-clients))
      (let ((buffers (process-get proc 'buffers)))
        (when (memq buffer buffers)
          (setq buffers (delq buffer buffers))
          (process-put proc 'buffers buffers)
          (if buffers
              (setq next (or next (car buffers)))
            (server-log "Close" proc)
            (server-delete-client proc)))))
    (when (and (buffer-live-p buffer) (buffer-local-value 'server-buffer-clients buffer))
      (with-current-buffer buffer
        (setq server-buffer-clients nil)
        (run-hooks 'server-done-hook)
        (when (and (buffer-live-p buffer) (not for-killing)
                   (or killed server-kill-new-buffers (server-temp-file-p buffer))
                   (not server-existing-buffer))
          (setq killed t)
          (kill-buffer buffer))))
    (unless next
      (setq next (car (seq-filter #'buffer-live-p
                                  (apply #'append (mapcar (lambda (proc) (process-get proc 'buffers))
                                                          server-clients))))))
    (list next killed)))

(defun server-temp-file-p (&optional buffer)
  "Return non-nil if BUFFER visits a file that is not worth asking about."
  (let ((name (buffer-file-name buffer)))
    (and name (string-match-p server-temp-file-regexp name))))

(defun server-done ()
  "Say that the current buffer is done with, and save it; return (NEXT KILLED)."
  (when server-buffer-clients
    (when (and buffer-file-name (buffer-modified-p)
               (or (server-temp-file-p)
                   (y-or-n-p (concat "Save file " buffer-file-name "? "))))
      (save-buffer))
    (server-buffer-done (current-buffer))))

(defun server-switch-buffer (&optional next-buffer &rest _)
  "Make NEXT-BUFFER, or a buffer that a client waits for, current."
  (when (buffer-live-p next-buffer)
    (set-window-buffer (selected-window) next-buffer)
    (set-buffer next-buffer)
    (run-hooks 'server-switch-hook)))

;;;###autoload
(defun server-edit (&optional _arg)
  "Say that the current buffer is done with, and go to the next that a client has."
  (interactive "P")
  (if server-clients
      (apply #'server-switch-buffer (server-done))
    (message "No server editing buffers exist")))

(defun server-edit-abort ()
  "Tell the clients of the current buffer that its editing was given up."
  (interactive)
  (if (null server-clients)
      (message "This buffer has no clients")
    (dolist (proc (copy-sequence server-clients))
      (when (memq (current-buffer) (process-get proc 'buffers))
        (server-send-string
         proc (concat "-error " (server-quote-arg "Aborted by the user")))
        (server-delete-client proc)))))

;;;; The server.

(defun server-ensure-safe-dir (dir)
  "Make DIR if need be, and see to it that nobody else can reach into it."
  (setq dir (directory-file-name dir))
  (unless (file-directory-p dir)
    (with-file-modes #o700
      (make-directory dir t)))
  (let* ((attrs (file-attributes dir 'integer))
         (uid (file-attribute-user-id attrs))
         (others (logand #o77 (file-modes dir)))
         (reason (cond ((not (eq t (file-attribute-type attrs))) "it is not a directory")
                       ((/= uid (user-uid))
                        (format "it is not owned by you (owner = %s (%d))"
                                (user-full-name uid) uid))
                       ((/= 0 others)
                        (format "it is accessible by others (%03o)" (file-modes dir))))))
    (when reason
      (error "`%s' is not a safe directory because %s" dir reason))))

(defun server-generate-key ()
  "Return a key of 64 printable characters."
  (let ((key (make-string 64 0)))
    (dotimes (i 64 key)
      (aset key i (+ 33 (random 94))))))

(defun server-get-auth-key ()
  "Return the key for a server on TCP."
  (cond ((null server-auth-key) (server-generate-key))
        ((string-match-p "\\`[!-~]\\{64\\}\\'" server-auth-key) server-auth-key)
        (t (error "The key `%s' is invalid" server-auth-key))))

(defun server--file (name)
  "Return the file of the server called NAME: its socket, or where its key is."
  (expand-file-name name (if server-use-tcp server-auth-dir server-socket-dir)))

(defun server-running-p (&optional name)
  "Return t if the server called NAME runs, :other if that is not sure, nil if not."
  (condition-case nil
      (let ((file (server--file (or name server-name))))
        (if server-use-tcp
            (and (file-exists-p file)
                 (with-temp-buffer
                   (insert-file-contents-literally file)
                   (or (and (looking-at "[^ \n]+:[0-9]+ \\([0-9]+\\)")
                            (assq 'comm (process-attributes (string-to-number (match-string 1))))
                            t)
                       :other)))
          (delete-process
           (make-network-process :name "server-client-test" :family 'local :noquery t
                                 :service file))
          t))
    (file-error nil)))

;;;###autoload
(defun server-start (&optional leave-dead _inhibit-prompt)
  "Let emacsclient evaluate forms and visit files here.
A server that runs is ended first.  LEAVE-DEAD, which the user gives as a prefix
argument, means not to start another.  `server-name' and `server-socket-dir', or
with `server-use-tcp' `server-auth-dir', say where clients find it."
  (interactive "P")
  (let ((file (server--file server-name)))
    (when server-process
      (delete-process server-process)
      (setq server-process nil)
      (ignore-errors (delete-file file)))
    (dolist (proc server-clients)
      (server-delete-client proc))
    (cond
     (leave-dead
      (setq server-mode nil)
      (server-log "Server stopped"))
     ((eq t (server-running-p server-name))
      (setq server-mode nil)
      (display-warning
       'server
       (format-message "Unable to start the server.
There is another one, named %S.
To start it here, end that one, or call `server-force-delete'." server-name)
       :warning))
     (t
      (server-ensure-safe-dir (file-name-directory file))
      (unless server-use-tcp
        (ignore-errors (delete-file file)))
      (server--listen file)
      (add-hook 'kill-emacs-hook #'server-force-stop)))))

(defun server--listen (file)
  "Start listening; FILE is the socket, or where the key goes."
  (let ((key (and server-use-tcp (server-get-auth-key))))
    (with-file-modes #o700
      (setq server-process
            (apply #'make-network-process
                   :name server-name :server t :noquery t :coding 'raw-text-unix
                   :filter #'server-process-filter :sentinel #'server-sentinel
                   (if server-use-tcp
                       (list :family 'ipv4 :host (or server-host "127.0.0.1")
                             :service (if server-port
                                          (if (stringp server-port)
                                              (string-to-number server-port)
                                            server-port)
                                        t)
                             :plist (list :authenticated nil :auth-key key))
                     (list :family 'local :service file
                           :plist (list :authenticated t))))))
    (process-put server-process :server-file file)
    (when key
      (let ((place (process-contact server-process :local)))
        (with-file-modes #o600
          (with-temp-file file
            (set-buffer-multibyte nil)
            (setq buffer-file-coding-system 'no-conversion)
            (insert (format-network-address place) " " (number-to-string (emacs-pid))
                    "\n" key)))))
    (server-log (format "Started server %s" server-name))))

(defun server-force-delete (&optional name)
  "Delete the socket, or the file with the key, of the server called NAME."
  (interactive)
  (server-start t)
  (let ((file (server--file (or name server-name))))
    (condition-case nil
        (progn
          (delete-file file)
          (message "Connection file %S deleted" file))
      (file-error (message "No connection file %S" file)))))

(defun server-force-stop ()
  "End the server and its connections, and delete its file."
  (when server-process
    (server-start t t)))

;;;###autoload
(define-minor-mode server-mode
  "Whether emacsclient may evaluate forms and visit files here."
  :global t :version "22.1"
  (server-start (not server-mode)))

;;;###autoload
(defun server-save-buffers-kill-terminal (_arg)
  "Let the client of the current buffer go on."
  (server-edit))

(defun server-eval-at (server form)
  "Have the server called SERVER evaluate FORM, and return the value."
  (let* ((file (server--file server))
         (key nil)
         (place (if server-use-tcp
                    (with-temp-buffer
                      (unless (file-exists-p file)
                        (error "No such server: %s" server))
                      (insert-file-contents-literally file)
                      (unless (looking-at "\\([0-9.]+\\):\\([0-9]+\\) .*\n\\(.*\\)")
                        (error "Invalid auth file"))
                      (setq key (match-string 3))
                      (list :family 'ipv4 :host (match-string 1)
                            :service (string-to-number (match-string 2))))
                  (unless (file-exists-p file)
                    (error "No such server: %s" server))
                  (list :family 'local :service file))))
    (with-temp-buffer
      (let ((process (apply #'make-network-process :name "eval-at" :buffer (current-buffer)
                            :sentinel #'ignore :noquery t :coding 'utf-8-unix place)))
        (when key
          (process-send-string process (format "-auth %s\n" key)))
        (process-send-string
         process (format "-eval %s\n" (server-quote-arg (format "%S" form))))
        (while (memq (process-status process) '(open run))
          (accept-process-output process 1))
        (delete-process process))
      (goto-char (point-min))
      (let ((answer ""))
        (while (re-search-forward "^-\\(print\\|print-nonl\\|error\\) \\(.*\\)" nil t)
          (let ((text (server-unquote-arg (match-string 2))))
            (if (equal (match-string 1) "error")
                (error "%s" text)
              (setq answer (concat answer text)))))
        (unless (equal answer "")
          (car (read-from-string answer)))))))

(provide 'server)

;;; server.el ends here
