;;; rfc2231.el --- parameters of MIME fields -*- lexical-binding: t; -*-

;; RFC 2045's TYPE; NAME=VALUE, with continued and encoded values (RFC 2231).

(require 'ietf-drums)

(defun rfc2231-get-value (ct attribute)
  "Return the value of ATTRIBUTE, a symbol, in CT, a parsed field; nil if it has none."
  (cdr (assq attribute (cdr ct))))

(defun rfc2231-parse-qp-string (string)
  "Parse STRING like `rfc2231-parse-string', and values that are encoded words."
  (if (string-match-p "=\\?[^?]+\\?[BbQq]\\?" string)
      (let ((parsed (rfc2231-parse-string
                     (replace-regexp-in-string "\\([;=] *\\|\\`\\)\\(=\\?[^?\" ]+\\?[BbQq]\\?[^?\"]*\\?=\\)"
                                               "\\1\"\\2\"" string t))))
        (cons (car parsed)
              (mapcar (lambda (pair) (cons (car pair) (rfc2047-decode-string (cdr pair))))
                      (cdr parsed))))
    (rfc2231-parse-string string)))

(defun rfc2231-parse-string (string &optional signal-error)
  "Parse STRING, TYPE; NAME=VALUE..., into (TYPE (NAME . VALUE)...).
TYPE is in lower case, and NAME a symbol in lower case.  Parts of a value that
are numbered are put together, and what is encoded is decoded.  If STRING is
malformed there, its parameters are left out; with SIGNAL-ERROR it is an error."
  (unless (stringp string) (signal 'wrong-type-argument (list 'stringp string)))
  (let* ((parts (condition-case nil (rfc2231--split string) (scan-error nil)))
         (type (and parts (rfc2231--bare (car parts)))))
    (when (and type (string-match "\\`[^\"\0-\40\177-\377;=]+" type))
      (cons (downcase (match-string 0 type))
            (condition-case nil
                (rfc2231--values (delq nil (mapcar #'rfc2231--parameter (cdr parts))))
              (rfc2231--malformed
               (and signal-error (error "Invalid header: %s" string))))))))

(define-error 'rfc2231--malformed "Malformed parameter")

(defun rfc2231--split (string)
  "Return the parts of STRING between semicolons that are not in quotes or comments.
A quoted string that does not end makes the rest one malformed part."
  (let ((at 0) (i 0) (n (length string)) unbalanced list)
    (while (<= i n)
      (pcase (and (< i n) (aref string i))
        ((or 'nil ?\;)
         (push (if unbalanced "=\"" (substring string at i)) list)
         (setq i (1+ i) at i))
        (?\" (setq i (ietf-drums--end-of-quoted string i))
            (when (> i n) (setq unbalanced t i n)))
        (?\( (setq i (ietf-drums--end-of-comment string i)))
        (_ (setq i (1+ i)))))
    (nreverse list)))

(defun rfc2231--bare (string)
  "Return STRING without comments and white space outside of quotes."
  (mapconcat (lambda (piece)
               (pcase piece
                 (`(quoted . ,text) (concat "\"" text "\""))
                 (`(angle . ,_) (signal 'rfc2231--malformed (list string)))
                 (`(text . ,text) text)
                 (_ "")))
             (ietf-drums--pieces string) ""))

(defun rfc2231--parameter (part)
  "Parse PART into (NAME NUMBER ENCODED VALUE); nil if it has no value.
NUMBER is nil unless PART is one of several."
  (let ((text (rfc2231--bare part)))
    (cond ((string-match "\\`\\([^=*]+\\)\\(?:\\*\\([0-9]+\\)\\)?\\(\\*\\)?=\\(?:\"\\(\\(?:.\\|\n\\)*\\)\"\\|\\([^=\"]*\\)\\)\\'" text)
           (list (intern (downcase (match-string 1 text)))
                 (and (match-string 2 text) (string-to-number (match-string 2 text)))
                 (and (match-string 3 text) t)
                 (or (match-string 4 text) (match-string 5 text))))
          ((string-match-p "\\`[^=\"]*\\'" text)
           (when (string= text "") (signal 'rfc2231--malformed (list part)))
           nil)
          ((string-match-p "\\`=[^\"]*\\'" text) nil)
          (t (signal 'rfc2231--malformed (list part))))))

(defun rfc2231--values (parameters)
  "Put the PARAMETERS of `rfc2231--parameter' together, the last first."
  (let (result)
    (dolist (name (delete-dups (mapcar #'car parameters)))
      (let* ((parts (seq-filter (lambda (p) (eq (car p) name)) parameters))
             (numbered (sort (seq-filter #'cadr parts) (lambda (a b) (< (cadr a) (cadr b)))))
             (use (or numbered (last parts))))
        (push (cons name (rfc2231--join use)) result)))
    result))

(defun rfc2231--join (parts)
  "Return the value of PARTS, the first of which tells the charset if it is encoded."
  (let ((charset nil) (encoded nil) (bytes ""))
    (dolist (part parts)
      (let ((value (nth 3 part)))
        (when (nth 2 part)
          (when (and (not encoded) (string-match "\\`\\([^']*\\)'[^']*'" value))
            (setq charset (match-string 1 value)
                  value (substring value (match-end 0))))
          (setq encoded t
                value (rfc2231--unescape value)))
        (setq bytes (concat bytes value))))
    (if (not encoded)
        bytes
      (rfc2231--decode (or charset "") bytes))))

(defun rfc2231--unescape (string)
  "Return STRING with each %XX made the byte that it stands for."
  (replace-regexp-in-string
   "%\\([[:xdigit:]][[:xdigit:]]\\)"
   (lambda (match) (unibyte-string (string-to-number (substring match 1) 16)))
   (encode-coding-string string 'utf-8) t t))

(defun rfc2231-decode-encoded-string (string)
  "Decode STRING, CHARSET'LANGUAGE'VALUE, in whose VALUE bytes may be %XX."
  (if (string-match "\\`\\([^']*\\)'[^']*'" string)
      (let ((charset (match-string 1 string)))
        (rfc2231--decode charset (rfc2231--unescape (substring string (match-end 0)))))
    string))

(defun rfc2231--decode (charset bytes)
  "Return the text that BYTES are in CHARSET, a string."
  (when (multibyte-string-p bytes)
    (setq bytes (encode-coding-string bytes 'utf-8)))
  (decode-coding-string bytes (or (and (not (string= charset "")) (coding-system-from-name charset))
                                  'us-ascii)))

(defun rfc2231-encode-string (param value)
  "Return the text of the parameter PARAM with VALUE, as RFC 2231 says.
It is encoded if VALUE needs it, and takes several lines if it is long."
  (let* ((special "[^-A-Za-z0-9!#$&+.^_`{|}~]")
         (ascii (string-match-p "\\`[\0-\177]*\\'" value))
         (spaces (string-match-p "[ \t]" value))
         (escape (or (not ascii)
                     (string-match-p "[%'*]" value)
                     (string-match-p "[\0-\37\177]" value)
                     (> (length value) 60))))
    (cond ((and (not escape) (or spaces (string-match-p special value)))
           (concat param "=" (prin1-to-string value)))
          ((not escape) (concat param "=" value))
          (t (rfc2231--encode-long param value (if ascii "us-ascii" "utf-8") special)))))

(defun rfc2231--encode-long (param value charset special)
  "Return PARAM with VALUE encoded by CHARSET, bytes that match SPECIAL as %xx."
  (let* ((units (mapcar (lambda (byte)
                          (if (string-match-p special (string byte)) (format "%%%02x" byte) (string byte)))
                        (encode-coding-string value 'utf-8)))
         (whole (concat charset "''" (apply #'concat units))))
    (if (< (+ (length param) 2 (length whole)) 76)
        (concat param "*=" whole)
      (let* ((n 0) (line (format "%s*0*=%s''" param charset)) lines)
        (dolist (unit units)
          (when (> (+ (length line) (length unit)) 73)
            (push line lines)
            (setq n (1+ n)
                  line (format "%s*%d*=" param n)))
          (setq line (concat line unit)))
        (mapconcat #'identity (nreverse (cons line lines)) ";\n ")))))

(provide 'rfc2231)
;;; rfc2231.el ends here
