;;; auth-source.el --- secrets from files  -*- lexical-binding: t -*-

(require 'auth-source)

(defvar dir (make-temp-file "auth" t))
(defun file (name text)
  "Write TEXT to the file NAME and return its name."
  (let ((f (expand-file-name name dir))) (write-region text nil f nil 'quiet) f))

(defvar netrc
  (file "authinfo" "\
# a comment
machine mail.test login me password s3cret port smtp
machine mail.test login me password other port 143
machine mail.test login you password \"two words\" port imap
machine news.test login 'quoted me' password 'a\"b' account x force yes
default login anonymous password guest
machine late.test
  login spread
  password lines
"))
(defvar json
  (file "auth.json" "[{\"host\":\"json.test\",\"port\":\"443\",\"user\":\"j\",\"secret\":\"from json\"},
 {\"host\":\"json.test\",\"port\":\"80\",\"user\":\"k\",\"secret\":\"other\"}]"))
(setq auth-sources (list netrc json) auth-source-do-cache nil)

(defun reveal (found)
  "Return the plists FOUND with their secrets, and without what is said of their origin."
  (mapcar (lambda (p)
            (let (out)
              (while p
                (let ((v (cadr p)))
                  (when (member (car p) '(:host :user :port :secret :account :force))
                    (setq out (append out (list (car p) (if (functionp v) (funcall v) v))))))
                (setq p (cddr p)))
              out))
          found))
(defmacro show (form)
  "Print FORM and its value, or its error."
  `(progn (princ (format "%S\n  => " ',form))
          (prin1 (condition-case err ,form (error (list 'error err)))) (terpri)))

(show (reveal (auth-source-search :host "mail.test" :port "smtp")))
(show (reveal (auth-source-search :host "mail.test" :max 5)))
(show (reveal (auth-source-search :host "mail.test" :user "you")))
(show (reveal (auth-source-search :host "mail.test" :port 143)))
(show (reveal (auth-source-search :host "mail.test" :port '("imap" 143) :max 3)))
(show (reveal (auth-source-search :host '("nobody.test" "news.test") :max 2)))
(show (reveal (auth-source-search :host "late.test")))
(show (reveal (auth-source-search :host "unknown.test")))
(show (reveal (auth-source-search :host "json.test" :max 5)))
(show (reveal (auth-source-search :host "json.test" :port "80")))
(show (reveal (auth-source-search :host t :max 20)))
(show (reveal (auth-source-search :host "mail.test" :require '(:user :secret :account))))
(show (reveal (auth-source-search :user "quoted me" :max 2)))
(show (auth-source-search :host "mail.test" :max 0))
(show (auth-source-search :host "unknown.test" :max 0))
(show (seq-take (auth-source-user-and-password "mail.test") 2))
(show (seq-take (auth-source-user-and-password "mail.test" "you") 2))
(show (auth-source-pick-first-password :host "mail.test" :port "smtp"))
(show (auth-source-pick-first-password :host "json.test" :user "k"))

;; What is found is kept.
(let ((auth-source-do-cache t))
  (auth-source-forget-all-cached)
  (show (reveal (auth-source-search :host "mail.test" :port "smtp")))
  (file "authinfo" "machine mail.test login changed password changed port smtp\n")
  (show (reveal (auth-source-search :host "mail.test" :port "smtp")))
  (show (auth-source-remembered-p '(:host "mail.test" :port "smtp")))
  (show (auth-source-forget+ :host "mail.test"))
  (show (reveal (auth-source-search :host "mail.test" :port "smtp")))
  (auth-source-forget-all-cached))

;; A new entry is written.
(setq auth-sources (list netrc) auth-source-save-behavior t)
(let* ((auth-source-creation-defaults '((user . "new")))
       (found (cl-letf (((symbol-function 'read-passwd) (lambda (&rest _) "typed"))
                        ((symbol-function 'read-string) (lambda (_prompt &optional _initial _history default &rest _) default)))
                (auth-source-search :host "fresh.test" :port "smtp" :user "new" :create t :max 1))))
  (show (reveal found))
  (funcall (plist-get (car found) :save-function)))
(show (with-temp-buffer (insert-file-contents netrc) (buffer-string)))

(setq auth-sources '("/nonexistent/authinfo"))
(show (auth-source-search :host "mail.test"))
(delete-directory dir t)

;; The parsers by themselves.
(show (auth-source-backend-parse "~/.authinfo.gpg"))
(show (auth-source-specmatchp '(:host ("a" "b") :port t) '(:host "a" :port 3 :user "u")))
