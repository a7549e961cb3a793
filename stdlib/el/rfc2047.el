;;; rfc2047.el --- encoded words in header fields -*- lexical-binding: t; -*-

;; RFC 2047's =?CHARSET?ENCODING?TEXT?=.  Without the user's choice of charsets
;; that Gnus has: what is not ASCII is encoded in UTF-8.

(require 'ietf-drums)
(require 'qp)

(defvar rfc2047-header-encoding-alist
  '(("Newsgroups") ("Followup-To") ("Message-ID")
    ("\\(Resent-\\)?\\(From\\|Cc\\|To\\|Bcc\\|\\(In-\\)?Reply-To\\|Sender\\|Mail-Followup-To\\|Mail-Copies-To\\|Approved\\)" . address-mime)
    (t . mime))
  "Alist of header fields, by regexp or t for others, and how to encode them.
`mime' is for text, `address-mime' for addresses, nil for words by themselves.")

(defvar rfc2047-encode-max-chars 75 "How long an encoded word may be.")
(defvar rfc2047-encode-encoded-words t
  "Non-nil means to encode what looks like an encoded word already.")
(defvar rfc2047-quote-decoded-words-containing-tspecials nil
  "Non-nil means that decoding addresses quotes words that need it.")
(defvar rfc2047-allow-incomplete-encoded-text t
  "Non-nil means that words may be cut within a character.")

(defconst rfc2047-encoded-word-regexp
  "=\\?\\([^][\0-\40()<>@,;:*\\\"/?.=]+\\)\\(?:\\*[^?]+\\)?\\?\\([BbQq]\\)\\?\\([^?\n]*\\)\\?="
  "Regexp for an encoded word: its charset, encoding and text.")

(defconst rfc2047--charsets
  '(("iso-8859-1" . windows-1252) ("us-ascii" . windows-1252) ("iso-8859-8" . windows-1255)
    ("iso-8859-9" . windows-1254) ("gb2312" . chinese-gbk) ("iso_8859-1" . windows-1252))
  "Charsets that mail uses for what is more than them.")

(defun rfc2047-charset-to-coding-system (charset &optional _allow-override)
  "Return the coding system of the MIME charset CHARSET, a string, nil if unknown."
  (or (cdr (assoc (downcase charset) rfc2047--charsets))
      (coding-system-from-name (downcase charset))))

;;; Decoding

(defun rfc2047--bytes (encoding text)
  "Return the bytes of the TEXT of an encoded word, nil if it is malformed."
  (condition-case nil
      (cond ((member encoding '("B" "b"))
             (base64-decode-string (rfc2047-pad-base64 text)))
            ((member encoding '("Q" "q"))
             (quoted-printable-decode-string
              (encode-coding-string (subst-char-in-string ?_ ?\s text) 'utf-8))))
    (error nil)))

(defun rfc2047-pad-base64 (string)
  "Return STRING, in base64, with the padding that it lacks."
  (let ((bare (replace-regexp-in-string "=+\\'" "" string)))
    (concat bare (make-string (mod (- (length bare)) 4) ?=))))

(defun rfc2047-decode-encoded-words (words)
  "Return the text of WORDS, encoded words that follow one another.
Each is (CHARSET ENCODING TEXT WORD), ENCODING a character: Q or B.  What cannot
be decoded stands there as WORD, which is what was written, between spaces."
  (let ((out nil) (system nil) (bytes "") (raw nil))
    (dolist (word words)
      (let* ((coding (and (stringp (car word)) (rfc2047-charset-to-coding-system (car word))))
             (new (and coding (characterp (nth 1 word))
                       (rfc2047--bytes (char-to-string (nth 1 word)) (nth 2 word)))))
        (unless coding (message "Unknown charset: %s" (car word)))
        (unless (and new (eq coding system))
          (when system (push (decode-coding-string bytes system) out))
          (when (and (or raw (not new)) out) (push " " out))
          (setq system (and new coding) bytes ""))
        (if new
            (setq bytes (concat bytes new))
          (push (nth 3 word) out))
        (setq raw (not new))))
    (when system (push (decode-coding-string bytes system) out))
    (and words (apply #'concat (nreverse out)))))

(defun rfc2047-decode-string (string &optional _address-mime)
  "Return STRING with its encoded words decoded.
White space between two of them vanishes; what is malformed, or in an unknown
charset, stays."
  (if (not (string-match-p "=\\?" string))
      string
    (let ((at 0) (out nil) (pending nil) (seen nil))
      ;; PENDING: the coding system and the bytes of words that follow one another.
      (let ((flush (lambda ()
                     (when pending
                       (push (decode-coding-string (cdr pending) (car pending)) out)
                       (setq pending nil)))))
        (while (string-match rfc2047-encoded-word-regexp string at)
          (let* ((start (match-beginning 0)) (end (match-end 0))
                 (between (substring string at start))
                 (charset (match-string 1 string))
                 (encoding (match-string 2 string))
                 (text (match-string 3 string))
                 (system (rfc2047-charset-to-coding-system charset))
                 (bytes (and system (rfc2047--bytes encoding text))))
            (unless system (message "Unknown charset: %s" charset))
            (cond ((not bytes)
                   (funcall flush)
                   (push (substring string at end) out)
                   (setq seen nil))
                  (t
                   (unless (and seen (string-match-p "\\`[ \t\r\n]*\\'" between))
                     (funcall flush)
                     (push between out))
                   (if (and pending (eq (car pending) system))
                       (setq pending (cons system (concat (cdr pending) bytes)))
                     (funcall flush)
                     (setq pending (cons system bytes)))
                   (setq seen t)))
            (setq at end)))
        (funcall flush))
      (apply #'concat (nreverse (cons (substring string at) out))))))

(defun rfc2047-decode-address-string (string)
  "Return STRING, addresses, with its encoded words decoded."
  (rfc2047-decode-string string t))

(defun rfc2047-decode-region (start end &optional address-mime)
  "Decode the encoded words between START and END."
  (interactive "r")
  (save-excursion
    (let ((new (rfc2047-decode-string (buffer-substring start end) address-mime)))
      (goto-char start)
      (delete-region start end)
      (insert new))))

(defun rfc2047-decode-address-region (start end)
  "Decode the encoded words between START and END, which are addresses."
  (interactive "r")
  (rfc2047-decode-region start end t))

;;; Encoding

(defun rfc2047-encodable-p ()
  "Return t if the buffer holds what header fields must not."
  (rfc2047--encode-p (buffer-string)))

(defun rfc2047--encode-p (text)
  "Return t if TEXT holds what is not ASCII, or looks like an encoded word."
  (and (string-match-p "[^\0-\177]\\|=\\?" text) t))

(defun rfc2047--invalid (string)
  (error "Invalid data for rfc2047 encoding: %s" string))

(defun rfc2047--tokens (string structured)
  "Return the parts of STRING as a list of (KIND . TEXT).
KIND is `word' for what must be encoded, `space', or `plain'.  If STRUCTURED,
quotes and comments have a meaning."
  (let ((i 0) (n (length string)) tokens)
    (while (< i n)
      (let ((c (aref string i)) end)
        (cond ((memq c '(?\s ?\t ?\n ?\r))
               (setq end (or (string-match "[^ \t\n\r]" string i) n))
               (push (cons 'space (substring string i end)) tokens))
              ((and structured (memq c '(?\( ?\) ?@)))
               (when (and (eq c ?\() (not (string-match-p ")" string i)) (rfc2047--encode-p (substring string i)))
                 (rfc2047--invalid string))
               (setq end (1+ i))
               (push (cons 'plain (string c)) tokens))
              ((and structured (eq c ?\"))
               (setq end (ietf-drums--end-of-quoted string i))
               (when (> end n)
                 (if (rfc2047--encode-p (substring string i)) (rfc2047--invalid string))
                 (setq end n))
               (let ((text (substring string i end)))
                 (push (if (rfc2047--encode-p text)
                           (cons 'word (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (substring text 1 -1)))
                         (cons 'plain text))
                       tokens)))
              (t
               (setq end (or (string-match (if structured "[ \t\n\r()\"@]\\|;" "[ \t\n\r]\\|;") string i) n))
               (when (and (< end n) (eq (aref string end) ?\;)) (setq end (1+ end)))
               (when (= end i) (setq end (1+ i)))
               (let ((text (substring string i end)))
                 (when (and structured (rfc2047--encode-p text) (string-match-p "\\\\" text))
                   (rfc2047--invalid string))
                 (push (cons (if (rfc2047--encode-p text) 'word 'plain) text) tokens))))
        (setq i end)))
    (rfc2047--merge (nreverse tokens))))

(defun rfc2047--merge (tokens)
  "Make words that only white space separates one, unless a special ends the first.
Between other things and a word there must be white space."
  (let (out)
    (while tokens
      (let ((token (pop tokens)))
        (pcase token
          (`(word . ,text)
           (while (and (eq (car-safe (car tokens)) 'space)
                       (eq (car-safe (cadr tokens)) 'word)
                       (not (string-match-p "[,;:]\\'" text)))
             (setq text (concat text (replace-regexp-in-string "[\r\n]" "" (cdr (car tokens))) (cdr (cadr tokens)))
                   tokens (cddr tokens)))
           (when (and (eq (car-safe (car out)) 'plain) (string-match-p "[^(<@]\\'" (cdr (car out))))
             (push '(space . " ") out))
           (push (cons 'word text) out)
           (when (and (eq (car-safe (car tokens)) 'plain) (string-match-p "\\`[^)>@]" (cdr (car tokens))))
             (push '(space . " ") out)))
          (`(space . ,text)
           (push (cons 'space (if (and (string-suffix-p "\n" text) (eq (car-safe (car tokens)) 'word))
                                  (concat text " ")
                                text))
                 out))
          (_ (push token out)))))
    (nreverse out)))

(defun rfc2047--q-p (text)
  "Return t if the Q encoding suits TEXT better than base64."
  (let ((others (length (replace-regexp-in-string "[\0-\177]" "" text))))
    (or (< others 2) (< (* 6 others) (length text)))))

(defun rfc2047-q-encode-string (bytes)
  "Return BYTES in the Q encoding, as a list of what must stay together."
  (mapcar (lambda (b)
            (cond ((eq b ?\s) "_")
                  ((string-match-p "[-A-Za-z0-9!*+]" (string b)) (string b))
                  (t (format "=%02X" b))))
          bytes))

(defun rfc2047--words (text column)
  "Return TEXT as encoded words, the first of which begins in COLUMN."
  (let* ((charset (if (string-match-p "\\`[\0-\177]*\\'" text) "us-ascii" "utf-8"))
         (q (rfc2047--q-p text))
         (bytes (encode-coding-string text 'utf-8))
         (open (format "=?%s?%s?" charset (if q "Q" "B")))
         (room (lambda (column)
                 (if rfc2047-encode-max-chars
                     (max 4 (- (1+ rfc2047-encode-max-chars) column (length open) 2))
                   most-positive-fixnum)))
         words)
    (if q
        (let ((word "") (left (funcall room column)))
          (dolist (unit (rfc2047-q-encode-string bytes))
            (when (> (length unit) left)
              (push word words)
              (setq word "" left (funcall room 1)))
            (setq word (concat word unit) left (- left (length unit))))
          (push word words))
      (let ((at 0) (n (length bytes)) (left (funcall room column)))
        (while (progn
                 (let ((end (if (> left n) n (min n (+ at (* 3 (/ left 4)))))))
                   (push (base64-encode-string (substring bytes at end) t) words)
                   (setq at end left (funcall room 1)))
                 (< at n)))))
    (mapconcat (lambda (word) (concat open word "?=")) (nreverse words) "\n ")))

(defun rfc2047--encode (string structured column)
  "Return STRING, which begins in COLUMN, with what is not ASCII encoded."
  (let ((out ""))
    (dolist (token (rfc2047--tokens string structured))
      (let ((text (cdr token)))
        (when (eq (car token) 'word)
          (setq text (rfc2047--words text (if (> column 60) 1 column))))
        (setq out (concat out text)
              column (if (string-match "\n\\([^\n]*\\)\\'" text)
                         (length (match-string 1 text))
                       (+ column (length text))))))
    out))

(defun rfc2047-encode-string (string &optional _dont-fold)
  "Return STRING with what is not ASCII in it as encoded words."
  (if (rfc2047--encode-p string) (rfc2047--encode string t 0) string))

(defun rfc2047-encode-region (b e &optional dont-fold)
  "Encode what is not ASCII between B and E, and fold the lines unless DONT-FOLD."
  (save-excursion
    (save-restriction
      (narrow-to-region b e)
      (when (rfc2047-encodable-p)
        (goto-char b)
        (let ((new (rfc2047--encode (buffer-string) t (save-restriction (widen) (current-column)))))
          (delete-region (point-min) (point-max))
          (insert new)))
      (unless dont-fold (rfc2047-fold-region (point-min) (point-max))))))

(defun rfc2047-encode-parameter (param value)
  "Return the text PARAM=VALUE, VALUE as one encoded word if it is not ASCII."
  (let ((rfc2047-encode-max-chars nil))
    (cond ((rfc2047--encode-p value)
           (format "%s=\"%s\"" param (rfc2047--words value 0)))
          ((string-match-p (concat "[" ietf-drums-tspecials "\0-\40]") value)
           (format "%s=%S" param value))
          (t (concat param "=" value)))))

(defun rfc2047-fold-field ()
  "Fold the header field at point."
  (save-excursion
    (save-restriction
      (rfc2047-narrow-to-field)
      (rfc2047-fold-region (point-min) (point-max)))))

(defun rfc2047-fold-region (b e)
  "Break the lines between B and E at white space where they are longer than 76."
  (save-restriction
    (narrow-to-region b e)
    (goto-char (point-min))
    (while (not (eobp))
      (let ((start (point)))
        (end-of-line)
        (if (<= (- (point) start) 76)
            (forward-line 1)
          ;; Not after the first word, which may be the name of the field.
          (let ((first (progn (goto-char start) (skip-chars-forward " \t") (skip-chars-forward "^ \t\n")
                              (skip-chars-forward " \t") (point))))
            (goto-char (max first (+ start 77)))
            (if (or (re-search-backward "[ \t]" first t)
                    (progn (goto-char first) (re-search-forward "[ \t]" (line-end-position) t)))
                (progn (skip-chars-backward " \t") (insert "\n"))
              (forward-line 1))))))
    (goto-char (point-min))))

(defun rfc2047-unfold-field ()
  "Make the header field at point one line."
  (save-excursion
    (save-restriction
      (rfc2047-narrow-to-field)
      (rfc2047-unfold-region (point-min) (point-max)))))

(defun rfc2047-unfold-region (b e)
  "Make the header fields between B and E one line each."
  (save-restriction
    (narrow-to-region b e)
    (goto-char (point-min))
    (while (re-search-forward "[ \t]*\r?\n\\([ \t]\\)" nil t)
      (replace-match "\\1"))
    (goto-char (point-min))))

(defun rfc2047-narrow-to-field ()
  "Narrow to the header field at point, its continuation lines included."
  (beginning-of-line)
  (narrow-to-region
   (point)
   (progn
     (forward-line 1)
     (if (re-search-forward "^[^ \t\n]" nil t) (match-beginning 0) (point-max))))
  (goto-char (point-min)))

(defun rfc2047-field-value ()
  "Return the value of the header field at point, with its line end."
  (save-excursion
    (save-restriction
      (rfc2047-narrow-to-field)
      (re-search-forward ":[ \t\n]*" nil t)
      (buffer-substring-no-properties (point) (point-max)))))

(defun rfc2047-encode-message-header ()
  "Encode what is not ASCII in the header fields of the buffer, and fold them.
Each is done as `rfc2047-header-encoding-alist' says."
  (interactive "*")
  (save-excursion
    (goto-char (point-min))
    (while (not (eobp))
      (save-restriction
        (rfc2047-narrow-to-field)
        (when (and (rfc2047-encodable-p) (looking-at "\\([^:\n]+\\):[ \t]*"))
          (let* ((start (match-end 0))
                 (name (match-string 1))
                 (how (cdr (seq-find (lambda (entry)
                                       (or (eq (car entry) t)
                                           (let ((case-fold-search t))
                                             (string-match-p (concat "\\`\\(?:" (car entry) "\\)\\'") name))))
                                     rfc2047-header-encoding-alist)))
                 (new (rfc2047--encode (buffer-substring start (point-max)) (not (eq how 'mime)) (- start (point-min)))))
            (delete-region start (point-max))
            (goto-char start)
            (insert new)
            (rfc2047-fold-region (point-min) (point-max))))
        (goto-char (point-max))))))

(provide 'rfc2047)
(require 'mail-parse)
;;; rfc2047.el ends here
