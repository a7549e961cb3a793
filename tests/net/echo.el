;;; echo.el --- a TCP echo server and several clients at once  -*- lexical-binding: t -*-

(load (expand-file-name "support/scenario" (file-name-directory load-file-name)) nil t)

(let* ((server (listen "echo" :coding 'utf-8-unix
                       :sentinel #'ignore
                       :filter (lambda (proc text) (process-send-string proc text))))
       (clients (mapcar (lambda (n)
                          (dial (format "client-%d" n) server :coding 'utf-8-unix
                                :filter #'collect :sentinel #'note-event))
                        (number-sequence 1 20))))
  (say "server is %s, type %s" (process-status server) (process-type server))
  (await (= (length (children server)) 20))
  (dolist (c clients)
    (process-send-string c (format "I am %s" (process-name c))))
  (dolist (c clients)
    (process-send-string c ", naïve and 1€ rich"))
  (dolist (c clients)
    (let ((want (format "I am %s, naïve and 1€ rich" (process-name c))))
      (await (string= (got c) want))))
  (say "%s" (got (car clients)))
  (say "%s" (got (car (last clients))))
  ;; What a connection looks like from both ends.
  (let* ((client (car clients))
         (child (get-process (format "echo <127.0.0.1:%d>"
                                     (aref (process-contact client :local) 4)))))
    (say "child %s" (no-ports (process-name child)))
    (say "status %s %s" (process-status client) (process-status child))
    (say "live %S %S %S" (process-live-p client) (process-live-p child) (process-live-p server))
    (say "the ends meet: %s" (and (equal (process-contact client :local) (process-contact child :remote))
                                  (equal (process-contact client :remote) (process-contact child :local))))
    (say "child's :server %S :host %S" (process-contact child :server) (process-contact child :host))
    (say "child's service is the client's port: %s"
         (eql (process-contact child :service) (aref (process-contact client :local) 4)))
    (say "child's filter is the server's: %s" (eq (process-filter child) (process-filter server)))
    (say "query flags %S %S" (process-query-on-exit-flag server) (process-query-on-exit-flag child))
    (say "buffer %S, coding %S" (process-buffer child) (process-coding-system child))
    ;; One client goes, the others do not notice.
    (delete-process client)
    (say "deleted: %s %S" (process-status client) (events client))
    (await (eq (process-status child) 'closed))
    (say "its child: %s exit %s" (process-status child) (process-exit-status child)))
  (let ((c (nth 7 clients)))
    (process-put c 'got nil)
    (process-send-string c "still here?")
    (await (string= (got c) "still here?"))
    (say "%s" (got c)))
  ;; The server goes, its children stay.
  (delete-process server)
  (let ((c (nth 8 clients)))
    (process-put c 'got nil)
    (process-send-string c "without a server")
    (await (string= (got c) "without a server"))
    (say "%s" (got c)))
  (say "%d processes" (length (process-list))))
(end-scenario)
