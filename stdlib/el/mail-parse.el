;;; mail-parse.el --- header fields by one set of names -*- lexical-binding: t; -*-

(require 'ietf-drums)
(require 'rfc2231)
(require 'rfc2047)

(defalias 'mail-header-parse-content-type #'rfc2231-parse-qp-string)
(defalias 'mail-header-parse-content-disposition #'rfc2231-parse-qp-string)
(defalias 'mail-content-type-get #'rfc2231-get-value)
(defalias 'mail-header-encode-parameter #'rfc2047-encode-parameter)

(defalias 'mail-header-remove-comments #'ietf-drums-remove-comments)
(defalias 'mail-header-remove-whitespace #'ietf-drums-remove-whitespace)
(defalias 'mail-header-strip #'ietf-drums-strip)
(defalias 'mail-header-get-comment #'ietf-drums-get-comment)
(defalias 'mail-header-parse-address #'ietf-drums-parse-address)
(defalias 'mail-header-parse-addresses #'ietf-drums-parse-addresses)
(defalias 'mail-header-parse-date #'ietf-drums-parse-date)
(defalias 'mail-narrow-to-head #'ietf-drums-narrow-to-header)
(defalias 'mail-quote-string #'ietf-drums-quote-string)
(defalias 'mail-header-make-address #'ietf-drums-make-address)

(defalias 'mail-header-fold-field #'rfc2047-fold-field)
(defalias 'mail-header-unfold-field #'rfc2047-unfold-field)
(defalias 'mail-header-narrow-to-field #'rfc2047-narrow-to-field)
(defalias 'mail-header-field-value #'rfc2047-field-value)

(defalias 'mail-encode-encoded-word-region #'rfc2047-encode-region)
(defalias 'mail-encode-encoded-word-buffer #'rfc2047-encode-message-header)
(defalias 'mail-encode-encoded-word-string #'rfc2047-encode-string)
(defalias 'mail-decode-encoded-word-region #'rfc2047-decode-region)
(defalias 'mail-decode-encoded-word-string #'rfc2047-decode-string)
(defalias 'mail-decode-encoded-address-region #'rfc2047-decode-address-region)
(defalias 'mail-decode-encoded-address-string #'rfc2047-decode-address-string)

(defun mail-header-parse-addresses-lax (string)
  "Return the addresses in STRING, (MAILBOX . NAME) each, without regard to rules.
What has no \"@\" is left out."
  (delq nil (mapcar (lambda (text)
                      (let ((pair (mail-header-parse-address text)))
                        (and pair (string-match-p "@" (car pair)) pair)))
                    (mail-header-parse-addresses string t))))

(defun mail-header-parse-address-lax (string)
  "Return (MAILBOX . NAME) of STRING, the mailbox being the last word with an \"@\".
Nil if there is none."
  (when (string-match "@" string)
    (let* ((at (let ((i (match-beginning 0)))
                 (while (string-match "@" string (1+ i)) (setq i (match-beginning 0)))
                 i))
           (start (let ((i at))
                    (while (and (> i 0) (not (memq (aref string (1- i)) '(?\s ?\t ?<)))) (setq i (1- i)))
                    i))
           (end (or (string-match "[ \t>]" string at) (length string)))
           (name (concat (string-trim (replace-regexp-in-string "<\\'" "" (substring string 0 start)))
                         (string-trim (substring string (min (length string) (1+ end)))))))
      (setq name (string-trim name))
      (cons (substring string start end) (if (string= name "") nil name)))))

(provide 'mail-parse)
;;; mail-parse.el ends here
