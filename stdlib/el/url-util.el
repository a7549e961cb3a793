;;; url-util.el --- the encoding of URLs, and small things about them -*- lexical-binding: t -*-

;;; Code:

(require 'url-parse)

;;; The percent encoding

(defconst url-unreserved-chars
  (append (number-sequence ?a ?z) (number-sequence ?A ?Z) (number-sequence ?0 ?9)
          '(?- ?_ ?. ?~))
  "Characters that need no encoding anywhere (RFC 3986 section 2.3).")

(defun url--allowed-chars (chars)
  "Return a vector of 256 elements, t for the characters CHARS, else nil."
  (let ((vec (make-vector 256 nil)))
    (dolist (c chars) (aset vec c t))
    vec))

(defconst url-host-allowed-chars
  (url--allowed-chars
   (append '(?% ?! ?$ ?& ?\' ?\( ?\) ?* ?+ ?, ?\; ?=) url-unreserved-chars))
  "Characters that may stand in a host: see `url-hexify-string'.")

(defconst url-path-allowed-chars
  (let ((vec (copy-sequence url-host-allowed-chars)))
    (dolist (c '(?/ ?: ?@)) (aset vec c t))
    vec)
  "Characters that may stand in a path: see `url-hexify-string'.")

(defconst url-query-allowed-chars
  (let ((vec (copy-sequence url-path-allowed-chars)))
    (aset vec ?? t)
    vec)
  "Characters that may stand in a query: see `url-hexify-string'.")

;;;###autoload
(defun url-hexify-string (string &optional allowed-chars)
  "Return STRING, encoded in UTF-8, with its bytes written as %XX.
Those in ALLOWED-CHARS, a list or a vector of 256 elements, stay as they are;
the default is `url-unreserved-chars'."
  (let ((allowed (cond ((vectorp allowed-chars) allowed-chars)
                       (allowed-chars (url--allowed-chars allowed-chars))
                       (t (url--allowed-chars url-unreserved-chars)))))
    (mapconcat (lambda (byte)
                 (if (aref allowed byte)
                     (char-to-string byte)
                   (format "%%%02X" byte)))
               (if (multibyte-string-p string)
                   (encode-coding-string string 'utf-8)
                 string)
               "")))

;;;###autoload
(defun url-unhex-string (str &optional allow-newlines)
  "Return STR with each %XX replaced by the byte that it stands for.
Line breaks become spaces unless ALLOW-NEWLINES."
  (let ((str (or str "")) (pos 0) (pieces nil))
    (while (string-match "%\\([0-9a-fA-F][0-9a-fA-F]\\)" str pos)
      (let ((byte (string-to-number (match-string 1 str) 16)))
        (setq pieces (cons (if (and (memq byte '(?\n ?\r)) (not allow-newlines))
                               " "
                             (byte-to-string byte))
                           (cons (substring str pos (match-beginning 0)) pieces))
              pos (match-end 0))))
    (apply #'concat (nreverse (cons (substring str pos) pieces)))))

;;;###autoload
(defun url-encode-url (url)
  "Return URL with the characters that may not stand in one as %XX."
  (let* ((parsed (url-generic-parse-url url))
         (name (url-path-and-query parsed)))
    (when (url-user parsed)
      (setf (url-user parsed) (url-hexify-string (url-user parsed))))
    (when (url-password parsed)
      (setf (url-password parsed) (url-hexify-string (url-password parsed))))
    (setf (url-filename parsed)
          (concat (url-hexify-string (car name) url-path-allowed-chars)
                  (and (cdr name)
                       (concat "?" (url-hexify-string (cdr name)
                                                      url-query-allowed-chars)))))
    (when (url-target parsed)
      (setf (url-target parsed)
            (url-hexify-string (url-target parsed) url-query-allowed-chars)))
    (url-recreate-url parsed)))

;;; Queries

;;;###autoload
(defun url-build-query-string (query &optional semicolons keep-empty)
  "Return the text of QUERY, a list of (KEY VALUE...).
A semicolon separates its parts if SEMICOLONS, else an ampersand.  What has an
empty value or none is only its key, unless KEEP-EMPTY."
  (mapconcat
   (lambda (entry)
     (let ((key (url-hexify-string (format "%s" (car entry)))))
       (mapconcat (lambda (value)
                    (if (equal value "")
                        (if keep-empty (concat key "=") key)
                      (concat key "=" (url-hexify-string (format "%s" value)))))
                  (or (cdr entry) '(""))
                  (if semicolons ";" "&"))))
   query (if semicolons ";" "&")))

;;;###autoload
(defun url-parse-query-string (query &optional downcase allow-newlines)
  "Return the alist of the query string QUERY, its last key first.
An element is (KEY VALUE...), the last value first.  Keys are in lower case if
DOWNCASE.  Line breaks become spaces unless ALLOW-NEWLINES."
  (let ((alist nil))
    (dolist (part (split-string query "[;&]" t))
      (let* ((mark (string-search "=" part))
             (key (url-unhex-string (if mark (substring part 0 mark) part)
                                    allow-newlines))
             (value (if mark
                        (url-unhex-string (substring part (1+ mark)) allow-newlines)
                      "")))
        (when downcase (setq key (downcase key)))
        (let ((entry (assoc key alist)))
          (if entry
              (setcdr entry (cons value (cdr entry)))
            (setq alist (cons (list key value) alist))))))
    alist))

;;; Small things

;;;###autoload
(defun url-insert-entities-in-string (string)
  "Return STRING with & < > and \" as HTML writes them."
  (replace-regexp-in-string
   "[&<>\"]"
   (lambda (c)
     (cdr (assoc c '(("&" . "&amp;") ("<" . "&lt;") (">" . "&gt;") ("\"" . "&quot;")))))
   string t t))

;;;###autoload
(defun url-normalize-url (url)
  "Return URL with its scheme and host in lower case."
  (url-recreate-url (url-generic-parse-url url)))

;;;###autoload
(defun url-eat-trailing-space (x)
  "Return the string X without the white space at its end."
  (replace-regexp-in-string "[ \t\n]+\\'" "" x t t))

;;;###autoload
(defun url-strip-leading-spaces (x)
  "Return the string X without the white space at its beginning."
  (replace-regexp-in-string "\\`[ \t\n]+" "" x t t))

;;;###autoload
(defun url-get-normalized-date (&optional specified-time)
  "Return SPECIFIED-TIME, by default now, as HTTP writes dates."
  (let ((system-time-locale "C"))
    (format-time-string "%a, %d %b %Y %T GMT" specified-time t)))

(defvar url-show-status t
  "Non-nil if transfers tell how far they are, by `message'.")
(defvar url--last-message 0 "The second of the last message of `url-lazy-message'.")

;;;###autoload
(defun url-lazy-message (&rest args)
  "Show what `format-message' makes of ARGS, as `message' does, but once a second.
In other calls, and if `url-show-status' is nil, do nothing and return nil."
  (let ((now (time-convert nil 'integer)))
    (when (and url-show-status (/= now url--last-message))
      (setq url--last-message now)
      (apply #'message args))))

;;;###autoload
(defun url-display-percentage (fmt _perc &rest args)
  "Show FMT with ARGS by `message' if `url-show-status'; do nothing for a nil FMT."
  (when (and url-show-status fmt)
    (apply #'message fmt args)))

;;;###autoload
(defun url-percentage (x y)
  "Return how many percent of Y are X, an integer."
  (round (* 100.0 x) y))

(defun url-pretty-length (n)
  "Return the number of bytes N as a short string."
  (cond ((< n 1024) (format "%d" n))
        ((< n (* 1024 1024)) (format "%.1fk" (/ n 1024.0)))
        (t (format "%.1fM" (/ n (* 1024 1024.0))))))

(defun url-util--path (file)
  "Return FILE, a URL or nil, without its query."
  (if file (car (split-string file "?")) ""))

;;;###autoload
(defun url-file-directory (file)
  "Return FILE, a URL, up to its last slash, which may be written as %2F.
It is nil if there is none, and \"\" if FILE is nil."
  (let ((path (url-util--path file)))
    (cond ((null file) "")
          ((string-match ".*\\(?:/\\|%2[fF]\\)" path) (match-string 0 path)))))

;;;###autoload
(defun url-basepath (file)
  "Return FILE, a URL, up to its last slash."
  (url-file-directory file))

;;;###autoload
(defun url-file-nondirectory (file)
  "Return what follows the last slash of FILE, a URL."
  (let ((path (url-util--path file)))
    (if (string-match ".*\\(?:/\\|%2[fF]\\)" path) (substring path (match-end 0)) path)))

;;;###autoload
(defun url-file-extension (fname &optional x)
  "Return the extension of FNAME, a URL, with its dot; \"\" if it has none.
If X is non-nil, return the name without directory and extension instead."
  (let* ((name (url-file-nondirectory fname))
         (dot (string-match "\\.[^.]*\\'" name)))
    (cond (x (substring name 0 dot))
          (dot (substring name dot))
          (t ""))))

(provide 'url-util)
;;; url-util.el ends here
