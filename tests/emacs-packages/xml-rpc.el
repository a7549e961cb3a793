;;; xml-rpc.el --- calls of an XML-RPC server, written here  -*- lexical-binding: t -*-

(require 'xml-rpc)
(setq url-show-status nil inhibit-message t)

(defun serve (proc text)
  "Answer the call in TEXT that came on PROC, when it is whole."
  (process-put proc :text (concat (process-get proc :text) text))
  (let ((all (process-get proc :text)))
    (when (string-match "</methodCall>" all)
      (let* ((xml (with-temp-buffer
                    (insert (decode-coding-string (substring all (string-match "<\\?xml" all)) 'utf-8))
                    (goto-char (point-min))
                    (while (re-search-forward ">[ \n]+<" nil t) (replace-match "><") (backward-char))
                    (xml-parse-region (point-min) (point-max))))
             (call (car xml))
             (name (nth 2 (car (xml-get-children call 'methodName))))
             (params (mapcar (lambda (p) (xml-rpc-xml-list-to-value (xml-get-children p 'value))) (xml-get-children (car (xml-get-children call 'params)) 'param)))
             (body (encode-coding-string (answer name params) 'utf-8)))
        (process-send-string proc (format "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" (length body) body))
        (process-put proc :text "")))))

(defun answer (name params)
  "Return the answer to the method NAME with PARAMS."
  (if (equal name "fail")
      "<?xml version=\"1.0\"?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>4</int></value></member><member><name>faultString</name><value><string>as asked</string></value></member></struct></value></fault></methodResponse>"
    (concat "<?xml version=\"1.0\"?><methodResponse><params><param>"
            (with-temp-buffer
              (xml-print (xml-rpc-value-to-xml-list
                          (pcase name
                            ("add" (apply #'+ params))
                            ("list" (list 1 "two" 3.5 t nil))
                            ("struct" '(("name" . "x") ("count" . 3) ("nested" ("a" . 1))))
                            (_ (format "%s %S" name params)))))
              (buffer-string))
            "</param></params></methodResponse>")))

(defvar rpc-server (make-network-process :name "rpc" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary :filter #'serve))
(defvar url (format "http://127.0.0.1:%d/RPC2" (process-contact rpc-server :service)))
(defmacro show (form) `(progn (princ (format "%S\n  => %S\n" ',form (condition-case err ,form (error (list 'error err)))))))
(show (xml-rpc-method-call url "add" 1 2 39))
(show (xml-rpc-method-call url 'list))
(show (xml-rpc-method-call url 'struct))
(show (xml-rpc-method-call url 'echo "text é & <b>" 1.5 '(1 2) t nil))
(show (condition-case err (xml-rpc-method-call url 'fail) (error (list 'fault xml-rpc-fault-code xml-rpc-fault-string (car err)))))
(show (let (done) (xml-rpc-method-call-async (lambda (result &rest _) (setq done (list result))) url 'add 4 5)
           (with-timeout (10 'late) (while (not done) (accept-process-output nil 0.05)) done)))
(show (xml-rpc-value-to-xml-list '(("a" . 1))))
(show (xml-rpc-value-to-xml-list "x"))
(show (list (xml-rpc-value-intp 3) (xml-rpc-value-doublep 2.5) (xml-rpc-value-structp '(("a" . 1))) (xml-rpc-value-arrayp [1])))
