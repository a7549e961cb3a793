;;; url-methods.el --- what is known of URL schemes -*- lexical-binding: t -*-

;;; Code:

(defconst url-methods--ports
  '(("http" . 80) ("https" . 443) ("ftp" . 21) ("file" . 21) ("ldap" . 389)
    ("irc" . 6667) ("imap" . 143))
  "Default ports of schemes.")

(defun url-scheme-get-property (scheme property)
  "Return the PROPERTY, `name' or `default-port', of the URL scheme SCHEME.
The port of a scheme that has none is 0; other properties are nil."
  (let ((scheme (downcase scheme)))
    (cond ((eq property 'default-port)
           (or (cdr (assoc scheme url-methods--ports)) 0))
          ((eq property 'name) scheme))))

(provide 'url-methods)
;;; url-methods.el ends here
