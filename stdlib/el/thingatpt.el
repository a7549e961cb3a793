;;; thingatpt.el --- the word, number, line... at point -*- lexical-binding: t -*-

;; A thing is a symbol.  Its properties may be `forward-op', a function that moves
;; forward over as many as its argument says, `beginning-op', `end-op',
;; `bounds-of-thing-at-point' and `thing-at-point'.  Without them its functions
;; are forward-THING, or forward-THINGs.

;;; Code:

(defconst thing-at-point--url-regexp
  "\\(?:https?\\|ftps?\\|file\\|wss?\\|ircs?\\|mailto\\|news\\|telnet\\):[^][<>{}()\"'`|\\^ \t\r\n]*[^][<>{}()\"'`|\\^ \t\r\n.,;:!?]"
  "Matches a URL.")

(defvar thing-at-point-email-regexp
  "<?[-+_.~a-zA-Z][-+_.~:a-zA-Z0-9]*@[-.a-zA-Z0-9]+>?"
  "Matches a mail address.")

(defvar thing-at-point-file-name-chars "-@~/[:alnum:]_.${}#%,:"
  "The characters of file names, as `skip-chars-forward' takes them.")

;;;###autoload
(defun forward-thing (thing &optional n)
  "Move to the end of the Nth THING, or the beginning of the -Nth."
  (let ((move (or (get thing 'forward-op)
                  (intern-soft (format "forward-%s" thing)))))
    (if (functionp move)
        (funcall move (or n 1))
      (error "Can't determine how to move over a %s" thing))))

(defun beginning-of-thing (thing)
  "Move to the beginning of the THING at point."
  (goto-char (car (or (bounds-of-thing-at-point thing)
                      (error "No %s here" thing)))))

(defun end-of-thing (thing)
  "Move to the end of the THING at point."
  (goto-char (cdr (or (bounds-of-thing-at-point thing)
                      (error "No %s here" thing)))))

(defun thing-at-point--matching (regexp)
  "Return the bounds of the match of REGEXP around point, within its line."
  (save-excursion
    (let ((place (point)) (end (line-end-position)) (found nil))
      (goto-char (line-beginning-position))
      (while (and (not found) (<= (point) place) (re-search-forward regexp end t))
        (when (<= (match-beginning 0) place (match-end 0))
          (setq found (cons (match-beginning 0) (match-end 0)))))
      found)))

(defun thing-at-point--skipping (chars)
  "Return the bounds of the CHARS around point, as skipping takes them."
  (let ((start (save-excursion (skip-chars-backward chars) (point)))
        (end (save-excursion (skip-chars-forward chars) (point))))
    (and (< start end) (cons start end))))

(defun thing-at-point--line-bounds ()
  "Return the bounds of the line at point with its line break.
At the end of the buffer that is the last line that is not empty."
  (save-excursion
    (when (and (eobp) (bolp) (not (bobp))) (forward-line -1))
    (cons (line-beginning-position) (line-beginning-position 2))))

(put 'line 'bounds-of-thing-at-point #'thing-at-point--line-bounds)
(put 'url 'bounds-of-thing-at-point
     (lambda () (thing-at-point--matching thing-at-point--url-regexp)))
(put 'email 'bounds-of-thing-at-point
     (lambda ()
       (let ((bounds (thing-at-point--matching thing-at-point-email-regexp)))
         (when bounds
           (cons (+ (car bounds) (if (eq (char-after (car bounds)) ?<) 1 0))
                 (- (cdr bounds) (if (eq (char-before (cdr bounds)) ?>) 1 0)))))))
(put 'filename 'bounds-of-thing-at-point
     (lambda () (thing-at-point--skipping thing-at-point-file-name-chars)))
(put 'whitespace 'bounds-of-thing-at-point
     (lambda () (thing-at-point--skipping " \t\n")))
(put 'number 'thing-at-point #'number-at-point)
(put 'buffer 'bounds-of-thing-at-point (lambda () (cons (point-min) (point-max))))

(defun thing-at-point--moving (thing)
  "Return the bounds of the THING at point, found by moving over it."
  (let ((place (point)))
    (save-excursion
      (condition-case nil
          (let* ((start (progn (forward-thing thing 1) (forward-thing thing -1)
                               (point)))
                 (end (progn (forward-thing thing 1) (point))))
            (if (<= start place end)
                (and (< start end) (cons start end))
              ;; Perhaps point is at the end of one.
              (goto-char place)
              (forward-thing thing -1)
              (let* ((start (point)) (end (progn (forward-thing thing 1) (point))))
                (and (= end place) (< start end) (cons start end)))))
        (error nil)))))

;;;###autoload
(defun bounds-of-thing-at-point (thing)
  "Return (START . END) of the THING at point, nil if there is none."
  (let ((bounds (get thing 'bounds-of-thing-at-point)))
    (if bounds
        (funcall bounds)
      (thing-at-point--moving thing))))

;;;###autoload
(defun thing-at-point (thing &optional no-properties)
  "Return the text of the THING at point, nil if there is none.
It has no text properties if NO-PROPERTIES."
  (let* ((function (or (cdr (assq thing thing-at-point-provider-alist))
                       (get thing 'thing-at-point)))
         (text (if function
                   (funcall function)
                 (let ((bounds (bounds-of-thing-at-point thing)))
                   (and bounds (buffer-substring (car bounds) (cdr bounds)))))))
    (when (and no-properties (stringp text))
      (set-text-properties 0 (length text) nil text))
    text))

;;;###autoload
(defun number-at-point ()
  "Return the number at point, decimal or #x or 0x hexadecimal, or nil."
  (let ((bounds (thing-at-point--matching
                 "\\(?:0x\\|#x\\)\\([a-fA-F0-9]+\\)\\|-?[0-9]+\\.?[0-9]*\\|-?\\.[0-9]+")))
    (when bounds
      (let ((text (buffer-substring-no-properties (car bounds) (cdr bounds))))
        (if (string-match "\\`[0#]x" text)
            (string-to-number (substring text 2) 16)
          (string-to-number text))))))

(defun word-at-point (&optional no-properties)
  "Return the word at point, or nil.  See `thing-at-point'."
  (thing-at-point 'word no-properties))

;;;###autoload
(defun symbol-at-point ()
  "Return the symbol named by the text at point, or nil."
  (let ((text (thing-at-point 'symbol t)))
    (and text (intern text))))

(defvar thing-at-point-provider-alist nil
  "Functions that find things: (THING . FUNCTION).")
(defvar thing-at-point-uri-schemes
  '("http://" "https://" "ftp://" "file:" "mailto:" "news:" "nntp:" "telnet:" "irc:"
    "ircs:" "ws:" "wss:" "sftp:" "ssh:" "git:" "data:" "tel:" "urn:" "ldap:" "imap:"
    "pop:" "sip:" "sips:" "xmpp:" "magnet:" "about:" "dns:" "ed2k:" "svn:" "bzr:"
    "attachment:" "doi:" "geo:" "gopher:" "jabber:" "ni:" "rsync:" "rtsp:" "sms:")
  "How URLs begin.")
(defvar thing-at-point-beginning-of-url-regexp nil
  "Matches how a URL begins; nil means `thing-at-point-uri-schemes'.")
(defvar thing-at-point-default-mail-uri-scheme "mailto"
  "What goes before an address that has no scheme.")
(defvar thing-at-point-markedup-url-regexp "<URL:\\([^<>\n]+\\)>"
  "Matches a URL in its own brackets.")
(defvar thing-at-point-url-path-regexp "[^]\t\n \"'<>[^`{}]*[^]\t\n \"'<>[^`{}.,;]+"
  "Matches the path of a URL.")
(defvar thing-at-point-short-url-regexp
  (concat "[-A-Za-z0-9]+\\.[-A-Za-z0-9.]+" thing-at-point-url-path-regexp)
  "Matches a URL without a scheme.")
(defvar thing-at-point-newsgroup-regexp "\\`[[:lower:]]+\\.[-+[:lower:]_0-9.]+\\'"
  "Matches the name of a newsgroup.")
(defvar thing-at-point-newsgroup-heads
  '("alt" "comp" "gnu" "misc" "news" "sci" "soc" "talk")
  "How the names of newsgroups begin.")
(defconst thing-at-point-uuid-regexp
  (concat "\\<[[:xdigit:]]\\{8\\}-[[:xdigit:]]\\{4\\}-[[:xdigit:]]\\{4\\}"
          "-[[:xdigit:]]\\{4\\}-[[:xdigit:]]\\{12\\}\\>")
  "Matches a UUID.")

(put 'uuid 'bounds-of-thing-at-point
     (lambda () (thing-at-point--matching thing-at-point-uuid-regexp)))
(put 'existing-filename 'thing-at-point
     (lambda ()
       (let ((file (thing-at-point 'filename)))
         (and file (file-exists-p file) file))))
(put 'list 'bounds-of-thing-at-point #'thing-at-point-bounds-of-list-at-point)
(put 'string 'bounds-of-thing-at-point #'thing-at-point-bounds-of-string-at-point)
(put 'sexp 'beginning-op #'beginning-of-sexp)
(put 'sexp 'end-op #'end-of-sexp)
(put 'email 'thing-at-point
     (lambda () (let ((bounds (bounds-of-thing-at-point 'email)))
                  (and bounds (buffer-substring-no-properties (car bounds) (cdr bounds))))))

(defun in-string-p ()
  "Return non-nil between the delimiters of a string."
  (nth 3 (save-excursion (parse-partial-sexp (point-min) (point)))))

(defun end-of-sexp ()
  "Move to the end of the expression at point."
  (thing-at-point--leave-sexp (char-after) ?\) 1))

(defun thing-at-point--leave-sexp (char delimiter direction)
  "Move over CHAR if its syntax is DELIMITER or it ends a string, else a sexp.
DIRECTION is 1 or -1."
  (let ((class (and char (char-syntax char))))
    (if (or (eq class delimiter)
            (and (eq class ?\") (nth 3 (syntax-ppss))))
        (forward-char direction)
      (forward-sexp direction))))

(defun beginning-of-sexp ()
  "Move to the beginning of the expression at point."
  (thing-at-point--leave-sexp (char-before) ?\( -1))

(defun thing-at-point-bounds-of-list-at-point ()
  "Return (START . END) of the list around point, or nil."
  (save-excursion
    (let* ((state (parse-partial-sexp (point-min) (point)))
           (open (and (not (nth 4 state))
                      (if (and (eq (char-after) ?\() (not (nth 3 state)))
                          (point)
                        (nth 1 state)))))
      (when open
        (let ((end (ignore-errors (scan-sexps open 1))))
          (when end (cons open end)))))))

(defun thing-at-point-bounds-of-string-at-point ()
  "Return (START . END) of the string around point, or nil."
  (save-excursion
    (let ((state (parse-partial-sexp (point-min) (point))))
      (cond ((nth 3 state)
             (let ((end (ignore-errors (scan-sexps (nth 8 state) 1))))
               (and end (cons (nth 8 state) end))))
            ((and (char-after) (eq (char-syntax (char-after)) ?\"))
             (let ((end (ignore-errors (scan-sexps (point) 1))))
               (and end (cons (point) end))))))))

(defun read-from-whole-string (str)
  "Return the one expression that STR holds; signal an error if there is more."
  (let* ((read (read-from-string str)) (more nil))
    (setq more (condition-case nil (progn (read-from-string (substring str (cdr read))) t)
                 (end-of-file nil)))
    (if more (error "Can't read whole string") (car read))))

(defun form-at-point (&optional thing pred)
  "Return the expression that the THING at point reads as, if PRED accepts it."
  (let* ((text (thing-at-point (or thing 'sexp)))
         (form (and text (condition-case nil (read-from-whole-string text) (error nil)))))
    (if (or (not pred) (funcall pred form)) form)))

;;;###autoload
(defun sexp-at-point ()
  "Return the expression at point, or nil."
  (form-at-point 'sexp))

;;;###autoload
(defun list-at-point (&optional ignore-comment-or-string)
  "Return the list around point, or nil.
IGNORE-COMMENT-OR-STRING means that one in a comment or string does not count."
  (if (and ignore-comment-or-string (nth 8 (syntax-ppss)))
      nil
    (form-at-point 'list 'listp)))

(defun sentence-at-point (&optional no-properties)
  "Return the sentence at point, or nil, without properties if NO-PROPERTIES."
  (thing-at-point 'sentence no-properties))

(defmacro define-thing-chars (thing chars)
  "Define THING as what is made of CHARS, as `skip-chars-forward' takes them."
  `(progn
     (put ',thing 'beginning-op (lambda () (skip-chars-backward ,chars) (point)))
     (put ',thing 'end-op (lambda () (skip-chars-forward ,chars) (point)))
     (put ',thing 'bounds-of-thing-at-point
          (lambda () (thing-at-point--skipping ,chars)))))

(defun thing-at-point-looking-at (regexp &optional _distance)
  "Return t if a match for REGEXP is around point, and set the match data."
  (let ((place (point)) (found nil))
    (save-excursion
      (goto-char (line-beginning-position))
      (while (and (not found) (<= (point) place)
                  (re-search-forward regexp (line-end-position) t))
        (cond ((<= (match-beginning 0) place (match-end 0)) (setq found t))
              ((= (match-beginning 0) (match-end 0))
               (if (eolp) (setq place -1) (forward-char 1))))))
    (if found (progn (goto-char place) t))))

(defun thing-at-point-newsgroup-p (url)
  "Return URL if it looks like the name of a newsgroup, else nil."
  (and (string-match thing-at-point-newsgroup-regexp url)
       (member (car (split-string url "\\.")) thing-at-point-newsgroup-heads)
       url))

(defun thing-at-point-bounds-of-url-at-point (&optional lax)
  "Return (START . END) of the URL at point; with LAX one without a scheme too."
  (cond ((thing-at-point-looking-at thing-at-point-markedup-url-regexp)
         (cons (match-beginning 1) (match-end 1)))
        ((thing-at-point--matching thing-at-point--url-regexp))
        (lax (thing-at-point--matching thing-at-point-short-url-regexp))))

(defun thing-at-point-url-at-point (&optional lax bounds)
  "Return the URL at point, or within BOUNDS; LAX adds the scheme if it lacks."
  (let ((bounds (or bounds (thing-at-point-bounds-of-url-at-point lax))))
    (when bounds
      (let ((text (buffer-substring-no-properties (car bounds) (cdr bounds))))
        (cond ((string-match-p "\\`[a-zA-Z][-+.a-zA-Z0-9]*:" text) text)
              ((not lax) text)
              ((string-match-p "\\`[^/]+@" text)
               (concat thing-at-point-default-mail-uri-scheme ":" text))
              ((thing-at-point-newsgroup-p text) (concat "news:" text))
              ((string-prefix-p "ftp." text) (concat "ftp://" text))
              (t (concat "http://" text)))))))

(defun thing-at-point-file-at-point (&optional _lax _bounds)
  "Return the file name around point if there is such a file, else nil."
  (let ((file (thing-at-point 'filename)))
    (and file (file-exists-p file) file)))

;;;###autoload
(defun thing-at-mouse (event thing &optional no-properties)
  "Return the THING at EVENT, without properties if NO-PROPERTIES."
  (save-excursion
    (goto-char (posn-point (event-start event)))
    (thing-at-point thing no-properties)))

;;;###autoload
(defun bounds-of-thing-at-mouse (event thing)
  "Return (START . END) of the THING at EVENT."
  (save-excursion
    (goto-char (posn-point (event-start event)))
    (bounds-of-thing-at-point thing)))

(provide 'thingatpt)
;;; thingatpt.el ends here
