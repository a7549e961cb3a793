;;; jsonrpc-program.el --- JSON-RPC with a program, and what can go wrong  -*- lexical-binding: t -*-

(require 'jsonrpc)

(defconst peer "
cr=$(printf '\\r')
while IFS=: read -r name value; do
  n=${value%$cr}; n=${n# }
  read -r blank
  body=$(dd bs=1 count=$n 2>/dev/null)
  id=$(printf %s \"$body\" | sed -n 's/.*\"id\":\\([0-9]*\\).*/\\1/p')
  case $body in
    *'\"method\":\"slow\"'*) continue ;;
    *'\"method\":\"bad\"'*) out='{\"jsonrpc\":\"2.0\",\"id\":'$id',\"error\":{\"code\":-32000,\"message\":\"no good\",\"data\":[1,2]}}' ;;
    *'\"method\":\"tell\"'*) out='{\"jsonrpc\":\"2.0\",\"method\":\"told\",\"params\":{\"words\":\"h\\u00e9\"}}' ;;
    *'\"method\":\"ask\"'*) out='{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"question\",\"params\":[6,7]}' ;;
    *'\"id\":99'*) out='{\"jsonrpc\":\"2.0\",\"method\":\"heard\",\"params\":'$body'}' ;;
    *'\"method\":\"die\"'*) exit 3 ;;
    *) out='{\"jsonrpc\":\"2.0\",\"id\":'$id',\"result\":'$body'}' ;;
  esac
  printf 'Content-Length: %s\\r\\n\\r\\n%s' $(printf %s \"$out\" | wc -c) \"$out\"
done
" "A peer that answers with what it was told.")

(defvar notified nil)
(defvar ended nil)

(defun connect-peer ()
  "Start the peer and return a connection to it."
  (make-instance 'jsonrpc-process-connection
                 :name "peer"
                 :process (lambda () (make-process :name "peer" :command (list "/bin/sh" "-c" peer) :coding 'utf-8-emacs-unix
                                                   :connection-type 'pipe :noquery t))
                 :request-dispatcher (lambda (_c method params) (list :method (symbol-name method) :product (apply #'* (append params nil))))
                 :notification-dispatcher (lambda (_c method params) (push (list method params) notified))
                 :on-shutdown (lambda (_c) (setq ended t))))

(defun wait-for (predicate)
  "Wait until PREDICATE returns non-nil."
  (with-timeout (10 (princ "timeout\n"))
    (while (not (funcall predicate)) (accept-process-output nil 0.05))))

(defmacro show (form)
  "Print FORM and its value, or its error."
  `(progn (princ (format "%S\n  => " ',form))
          (prin1 (condition-case err ,form (error (list 'error err)))) (terpri)))

(defvar c (connect-peer))
(show (jsonrpc-request c :echo '(:a 1 :b [t :json-false nil] :c "é\n")))
(show (jsonrpc-request c 'list [1 2.5 "x"]))
(show (jsonrpc-request c :bad nil))
(show (condition-case err (jsonrpc-request c :slow nil :timeout 0.3)
        (jsonrpc-error (alist-get 'jsonrpc-error-message (cddr err)))))
(let (events)
  (jsonrpc-async-request c :echo '(:n 1) :success-fn (lambda (r) (push (list 'ok r) events)))
  (jsonrpc-async-request c :bad nil :success-fn #'ignore :error-fn (lambda (e) (push (list 'bad e) events)))
  (jsonrpc-async-request c :slow nil :timeout 0.2 :success-fn #'ignore :timeout-fn (lambda () (push 'late events)))
  (wait-for (lambda () (= (length events) 3)))
  (show (sort (mapcar (lambda (e) (format "%S" e)) events) #'string<)))
(jsonrpc-notify c :tell nil)
(wait-for (lambda () notified))
(show notified)
(setq notified nil)
(jsonrpc-notify c :ask nil)
(wait-for (lambda () notified))
(show notified)
(show (jsonrpc--json-encode '(:x [1 :json-false nil] :y (:z "é"))))
(show (let (r) (jsonrpc-request c :echo [1] :deferred nil :cancel-on-input (ignore (setq r 1))) r))

;; The peer ends while a request waits.
(show (condition-case err (jsonrpc-request c :die nil :timeout 5)
        (jsonrpc-error (alist-get 'jsonrpc-error-code (cddr err)))))
(wait-for (lambda () ended))
(show (list ended (jsonrpc-running-p c)))
(show (condition-case err (progn (jsonrpc-request c :echo nil :timeout 1) 'answered) (error 'refused)))
(show (progn (setq c (connect-peer) ended nil) (jsonrpc-shutdown c) (list ended (jsonrpc-running-p c))))
