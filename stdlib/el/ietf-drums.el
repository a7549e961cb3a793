;;; ietf-drums.el --- header fields of Internet messages -*- lexical-binding: t; -*-

;; RFC 5322: quoted strings, comments, addresses and dates.

(require 'time-date)

(defconst ietf-drums-no-ws-ctl-token "\001-\010\013\014\016-\037\177"
  "Control characters that are neither white space nor line ends, for regexps.")
(defconst ietf-drums-text-token "\001-\011\013\014\016-\177"
  "Characters of text other than line ends, for regexps.")
(defconst ietf-drums-specials-token "()<>[]:;@\\,.\""
  "Characters that have a meaning in structured fields, for regexps.")
(defconst ietf-drums-quote-token "\\" "The character that takes the meaning of the next.")
(defconst ietf-drums-qtext-token (concat ietf-drums-no-ws-ctl-token "\041\043-\133\135-\177")
  "Characters of quoted strings that need no backslash, for regexps.")
(defconst ietf-drums-tspecials "][()<>@,;:\\\"/?="
  "Characters that parameters of MIME fields must quote, for regexps.")

(defvar ietf-drums-syntax-table
  (let ((table (make-syntax-table)))
    (dolist (c '(?/ ?* ?\; ?\' ?@ ?< ?>))
      (modify-syntax-entry c (pcase c (?< "(>") (?> ")<") (_ "_")) table))
    (modify-syntax-entry ?\\ "/" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\( "(" table)
    (modify-syntax-entry ?\) ")" table)
    table)
  "Syntax of header fields.")

(defun ietf-drums-token-to-list (token)
  "Return the characters that TOKEN, the inside of a regexp's brackets, stands for."
  (let ((i 0) list)
    (while (< i (length token))
      (let ((c (aref token i)))
        (if (and (eq (and (< (1+ i) (length token)) (aref token (1+ i))) ?-)
                 (< (+ i 2) (length token)))
            (progn
              (dolist (d (number-sequence c (aref token (+ i 2)))) (push d list))
              (setq i (+ i 3)))
          (unless (eq c ?-) (push c list))
          (setq i (1+ i)))))
    (nreverse list)))

(defun ietf-drums-init (string)
  "Make STRING the text of the current buffer, with the syntax of header fields."
  (set-syntax-table ietf-drums-syntax-table)
  (insert string)
  (ietf-drums-unfold-fws)
  (goto-char (point-min)))

(defun ietf-drums-unfold-fws ()
  "Make each line end and the white space after it a single space."
  (goto-char (point-min))
  (while (re-search-forward "[ \t]*\n[ \t]+" nil t)
    (replace-match " " t t))
  (goto-char (point-min)))

(defun ietf-drums--pieces (string)
  "Return the parts of STRING as a list of (KIND . TEXT).
KIND is `quoted', `comment', `angle', `space' or `text', TEXT what is inside."
  (let ((i 0) (n (length string)) pieces)
    (while (< i n)
      (let ((c (aref string i)) end)
        (cond ((memq c '(?\s ?\t ?\n ?\r))
               (setq end (or (string-match "[^ \t\n\r]" string i) n))
               (push (cons 'space (substring string i end)) pieces))
              ((eq c ?\")
               (setq end (ietf-drums--end-of-quoted string i))
               (push (cons 'quoted (substring string (1+ i) (1- end))) pieces))
              ((eq c ?\()
               (setq end (ietf-drums--end-of-comment string i))
               (push (cons 'comment (substring string (1+ i) (1- end))) pieces))
              ((eq c ?<)
               (setq end (string-match ">" string i))
               (unless end (signal 'scan-error (list "Unbalanced parentheses" (1+ i) (1+ n))))
               (push (cons 'angle (substring string (1+ i) end)) pieces)
               (setq end (1+ end)))
              (t
               (setq end (or (string-match "[] \t\n\r\"(<[]" string (1+ i)) n))
               (push (cons 'text (substring string i end)) pieces)))
        (setq i end)))
    (nreverse pieces)))

(defun ietf-drums--end-of-quoted (string start)
  "Return the index after the quoted string that begins at START, the end if it has none."
  (if (string-match "\"\\(?:[^\"\\]\\|\\\\\\(?:.\\|\n\\)\\)*\"" string start)
      (if (= start (match-beginning 0)) (match-end 0) (1+ (length string)))
    (1+ (length string))))

(defun ietf-drums--end-of-comment (string start)
  "Return the index after the comment that begins at START; comments nest."
  (let ((depth 0) (i start) (n (length string)))
    (while (progn
             (when (>= i n)
               (signal 'scan-error (list "Unbalanced parentheses" (1+ start) (1+ n))))
             (pcase (aref string i)
               (?\( (setq depth (1+ depth)))
               (?\) (setq depth (1- depth)))
               (?\\ (setq i (1+ i))))
             (setq i (1+ i))
             (> depth 0)))
    i))

(defun ietf-drums--keep (string &rest kinds)
  "Return STRING without those of its parts that are not of one of KINDS."
  (mapconcat (lambda (piece)
               (let ((text (cdr piece)))
                 (if (not (memq (car piece) kinds)) ""
                   (pcase (car piece)
                     ('quoted (concat "\"" text "\""))
                     ('comment (concat "(" text ")"))
                     ('angle (concat "<" text ">"))
                     (_ text)))))
             (ietf-drums--pieces string) ""))

(defun ietf-drums-remove-comments (string)
  "Return STRING without its comments, which are in parentheses.
One that does not end reaches to the end of STRING."
  (condition-case err
      (ietf-drums--keep string 'text 'quoted 'space 'angle)
    (scan-error (ietf-drums-remove-comments (substring string 0 (1- (nth 2 err)))))))

(defun ietf-drums-remove-whitespace (string)
  "Return STRING without white space, but for that in quotes and comments."
  (ietf-drums--keep string 'text 'quoted 'comment 'angle))

(defun ietf-drums-strip (string)
  "Return STRING without comments and white space."
  (ietf-drums-remove-whitespace (ietf-drums-remove-comments string)))

(defun ietf-drums-get-comment (string)
  "Return the text of the last comment in STRING, nil if there is none."
  (cdr (car (last (seq-filter (lambda (piece) (eq (car piece) 'comment))
                              (ietf-drums--pieces string))))))

(defun ietf-drums-remove-garbage (string)
  "Return STRING without the characters that an address does not hold."
  (replace-regexp-in-string (concat "[" ietf-drums-tspecials "]+") "" string t t))

(defun ietf-drums-parse-address (string &optional decode)
  "Return (MAILBOX . NAME) of STRING, one address; nil if there is none in it.
NAME is nil if the address has none, else its name or else its last comment.
With DECODE, the encoded words of NAME are decoded."
  (let (name mailbox comment)
    (dolist (piece (ietf-drums--pieces string))
      (pcase piece
        (`(comment . ,text) (setq comment text))
        (`(angle . ,text) (setq mailbox (ietf-drums-remove-whitespace text)))
        (`(space . ,_) nil)
        (`(,kind . ,text)
         (setq text (replace-regexp-in-string "[][]" "" text t t))
         (unless (or (string= text "") (and (eq kind 'text) (string-match-p "\\`[^\0-\177]" text)))
           (push text name)))))
    (setq name (nreverse name))
    (cond ((and (not mailbox) (string-match-p "@" (apply #'concat name)))
           (setq mailbox (apply #'concat name) name nil))
          (name (setq comment (mapconcat #'identity name " "))))
    (when mailbox
      (cons mailbox
            (if (and comment decode) (rfc2047-decode-string comment) comment)))))

(defun ietf-drums-parse-addresses (string &optional rawp)
  "Return the list of the addresses in STRING, each as `ietf-drums-parse-address' does.
What is none is left out.  With RAWP, the list is of their texts."
  (when string
    (let ((at 0) (i 0) (n (length string)) list)
      (while (<= i n)
        (pcase (and (< i n) (aref string i))
          ((or 'nil ?,)
           (push (substring string at i) list)
           (setq i (1+ i) at i))
          (?\" (setq i (min n (ietf-drums--end-of-quoted string i))))
          (?\( (setq i (condition-case nil (ietf-drums--end-of-comment string i) (scan-error n))))
          (?< (setq i (or (string-match ">" string i) n)))
          (_ (setq i (1+ i)))))
      (setq list (nreverse list))
      (if rawp
          (seq-remove #'string-empty-p list)
        (delq nil (mapcar (lambda (text)
                            (condition-case nil (ietf-drums-parse-address text) (scan-error nil)))
                          list))))))

(defun ietf-drums-parse-date (string)
  "Return the time that STRING, a Date field, says."
  (encode-time (parse-time-string string)))

(defun ietf-drums-narrow-to-header ()
  "Narrow to the header of the message, its lines up to the first empty one."
  (goto-char (point-min))
  (let ((end (if (re-search-forward "^\r?$" nil t) (match-beginning 0) (point-max))))
    (narrow-to-region (point-min) end))
  (goto-char (point-min)))

(defun ietf-drums-quote-string (string)
  "Return STRING in quotes if it holds characters that an atom must not hold."
  (if (string-match-p "[^-A-Za-z0-9!#$%&'*+/=?^_`{|}~]" string)
      (concat "\"" string "\"")
    string))

(defun ietf-drums-make-address (name address)
  "Return the address field of NAME, which may be nil, and ADDRESS."
  (if name
      (concat (ietf-drums-quote-string name) " <" address ">")
    address))

(provide 'ietf-drums)
;;; ietf-drums.el ends here
