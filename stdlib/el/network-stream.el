;;; network-stream.el --- open a connection by host and service  -*- lexical-binding: t; -*-

;; What this offers is plain connections: TLS and STARTTLS are not part of the
;; program, and asking for them is an error rather than a connection in clear
;; text.

;;; Code:

;;;###autoload
(defun open-network-stream (name buffer host service &rest parameters)
  "Open a TCP connection to HOST and SERVICE and return its process.
NAME is the name of the process, made unique if need be.  BUFFER is a buffer, or
the name of one, for output that no filter takes, or nil.  HOST is a name or an
address, SERVICE a port number or the name of a service.

PARAMETERS is a list of keywords and values:

:type TYPE      nil, `network' and `plain' mean an ordinary connection; other
                types signal an error.
:return-list t  return (PROCESS :greeting nil :capabilities nil :type plain
                :error nil) in place of the process; the server is asked
                nothing.
:nowait, :noquery, :coding, :tls-parameters  as in `make-network-process'."
  (unless (stringp host)
    (signal 'wrong-type-argument (list 'stringp host)))
  (let ((type (plist-get parameters :type)))
    (cond ((memq type '(nil network plain)))
          ((memq type '(tls ssl starttls shell))
           (error "Connections of type %s are not supported" type))
          (t (error "Invalid connection type %s" type)))
    (let ((process
           (make-network-process
            :name name
            :buffer buffer
            :host host :service service
            :nowait (plist-get parameters :nowait)
            :tls-parameters (plist-get parameters :tls-parameters)
            :coding (plist-get parameters :coding))))
      (when (plist-get parameters :noquery)
        (set-process-query-on-exit-flag process nil))
      (if (plist-get parameters :return-list)
          (list process :greeting nil :capabilities nil :type 'plain :error nil)
        process))))

;;;###autoload
(defalias 'open-protocol-stream #'open-network-stream)

(provide 'network-stream)
;;; network-stream.el ends here
