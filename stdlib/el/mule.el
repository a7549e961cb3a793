;;; mule.el --- coding systems, from Lisp -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defvar eol-mnemonic-unix ":" "What stands for line ends of Unix in a mode line.")
(defvar eol-mnemonic-dos "(DOS)" "What stands for line ends of DOS in a mode line.")
(defvar eol-mnemonic-mac "(Mac)" "What stands for line ends of old Macintoshes in a mode line.")
(defvar eol-mnemonic-undecided ":" "What stands for line ends that are not known in a mode line.")
(defvar current-language-environment "UTF-8" "Name of the language environment in use.")
(defvar auto-coding-alist
  '(("\\.\\(?:arc\\|zip\\|lzh\\|lha\\|zoo\\|[jew]ar\\|xpi\\|rar\\|7z\\|squashfs\\)\\'" . no-conversion)
    ("\\.\\(?:exe\\|sx[dmicw]\\|odt\\|tar\\|t[bg]z\\)\\'" . no-conversion)
    ("\\.\\(?:gz\\|Z\\|bz\\|bz2\\|xz\\|gpg\\)\\'" . no-conversion)
    ("\\.\\(?:jpe?g\\|png\\|gif\\|tiff?\\|p[bpgn]m\\|pdf\\)\\'" . no-conversion)
    ("/#[^/]+#\\'" . utf-8-emacs-unix))
  "Alist of regexps for file names and the coding systems of such files.")
(defvar auto-coding-regexp-alist
  '(("\\`\xFE\xFF" . utf-16be-with-signature)
    ("\\`\xFF\xFE" . utf-16le-with-signature)
    ("\\`\xEF\xBB\xBF" . utf-8-with-signature))
  "Alist of regexps for the beginning of a file and its coding system.")
(defvar auto-coding-functions nil
  "Functions that find a coding system in the text after point.
Each is called with the number of characters; the first that returns
non-nil decides.")

(defun coding-system-list (&optional base-only)
  "Return a list of all coding systems, with BASE-ONLY of those that are
neither aliases nor variants with a kind of line end."
  (let (result)
    (dolist (name coding-system-list (nreverse result))
      (when (if base-only
                (eq name (coding-system-base name))
              (not (integerp (and (not (eq name (coding-system-base name)))
                                  (coding-system-eol-type name)))))
        (push name result)))))

(defun coding-system-mnemonic (coding-system)
  "Return the character that stands for CODING-SYSTEM in a mode line."
  (plist-get (coding-system-plist coding-system) :mnemonic))

(defun coding-system-type (coding-system)
  "Return what kind of conversion CODING-SYSTEM does: a symbol such as
utf-8, utf-16, charset, iso-2022, shift-jis, big5, raw-text or undecided."
  (plist-get (coding-system-plist coding-system) :coding-type))

(defun coding-system-category (coding-system)
  "Return the category of CODING-SYSTEM, a symbol, as detection sees it."
  (plist-get (coding-system-plist coding-system) :category))

(defun coding-system-charset-list (coding-system)
  "Return the charsets whose characters CODING-SYSTEM has."
  (coding-system-get coding-system :charset-list))

(defun coding-system-eol-type-mnemonic (coding-system)
  "Return the string that stands for the line ends of CODING-SYSTEM."
  (pcase (coding-system-eol-type coding-system)
    (0 eol-mnemonic-unix)
    (1 eol-mnemonic-dos)
    (2 eol-mnemonic-mac)
    (_ eol-mnemonic-undecided)))

(defun coding-system-from-name (name)
  "Return the coding system that NAME, a string or symbol, may mean.
Case does not matter, and \"_\" and spaces are taken for \"-\".  The value is nil
if there is none."
  (let* ((wanted (if (symbolp name) name (intern name)))
         (canonical (lambda (x) (replace-regexp-in-string "[ _]" "-" (downcase (format "%s" x)))))
         (text (funcall canonical name)))
    (if (coding-system-p wanted)
        wanted
      (catch 'found
        (dolist (system coding-system-list)
          (when (equal text (funcall canonical system))
            (throw 'found system)))))))

(defun define-coding-system (name docstring &rest props)
  "Define the coding system NAME, with variants for each kind of line end.
PROPS are keywords and values: :mnemonic is a character, :coding-type utf-8,
utf-16, charset, iso-2022, shift-jis, big5, raw-text or undecided.
:eol-type unix, dos or mac: without variants.  :bom and :endian are for utf-8 and
utf-16, :charset-list for charset and iso-2022: one that a coding system has which
is there already.  :default-char stands for characters that NAME does not have.
:decode-translation-table and :encode-translation-table are translation tables or
lists of them.  :post-read-conversion is called with the number of characters
decoded, after point, and returns how many they are then;
:pre-write-conversion with the bounds of the text to encode; it may make another
buffer current, whose text is then encoded."
  (let ((type (plist-get props :coding-type)) (mnemonic (plist-get props :mnemonic))
        (rest nil) (tail props))
    (while tail
      (unless (memq (car tail) '(:name :docstring :coding-type :mnemonic))
        (setq rest (cons (cadr tail) (cons (car tail) rest))))
      (setq tail (cddr tail)))
    (elnet--define-coding-system
     name (append (list :name name :docstring docstring :coding-type type :mnemonic mnemonic)
                  (nreverse rest))))
  nil)

(defun coding-system-doc-string (coding-system)
  "Return what define-coding-system said that CODING-SYSTEM is."
  (plist-get (coding-system-plist coding-system) :docstring))

(defun elnet--translate (tables from to)
  "Translate the text from FROM to TO by TABLES, a translation table or a list of some."
  (dolist (table (if (listp tables) tables (list tables)))
    (translate-region from to table)))

(defun elnet--after-decoding (coding-system n)
  "Do what CODING-SYSTEM says with the N characters after point, just decoded."
  (let ((translate (coding-system-get coding-system :decode-translation-table))
        (convert (coding-system-get coding-system :post-read-conversion))
        (size (buffer-size)))
    (when translate
      (elnet--translate translate (point) (+ (point) n))
      (setq n (+ n (- (buffer-size) size))))
    (if convert
        (save-excursion (funcall convert n))
      n)))

(defun elnet--after-decoding-string (coding-system string)
  "Return STRING, just decoded by CODING-SYSTEM, with what that does in the end."
  (with-temp-buffer
    (insert string)
    (goto-char (point-min))
    (elnet--after-decoding coding-system (buffer-size))
    (buffer-string)))

(defun elnet--before-encoding (coding-system string)
  "Return STRING as CODING-SYSTEM wants it to be encoded."
  (let ((translate (coding-system-get coding-system :encode-translation-table))
        (convert (coding-system-get coding-system :pre-write-conversion)))
    (if (not (or translate convert))
        string
      (with-temp-buffer
        (let ((work (current-buffer)))
          (insert string)
          (when convert
            (funcall convert (point-min) (point-max)))
          (when translate
            (elnet--translate translate (point-min) (point-max)))
          (prog1 (buffer-string)
            (unless (eq (current-buffer) work)
              (kill-buffer))))))))

(defun make-translation-table (&rest args)
  "Return a translation table that maps as ARGS, alists of characters, say.
What one of them maps to is mapped by the next ones."
  (let ((table (make-char-table 'translation-table)))
    (dolist (alist args)
      (pcase-dolist (`(,from . ,to) alist)
        (when to
          (let ((to (or (aref table to) to)))
            (map-char-table
             (lambda (range value)
               (when (eql value from) (set-char-table-range table range to)))
             table)
            (unless (aref table from) (aset table from to))))))
    table))

(defun make-translation-table-from-vector (vec)
  "Return a translation table that maps each byte to the character VEC has for it."
  (let ((table (make-char-table 'translation-table)))
    (dotimes (i 256)
      (let ((to (aref vec i)))
        (when to (aset table i to))))
    table))

(defun make-translation-table-from-alist (alist)
  "Return a translation table of ALIST, (FROM . TO)...
FROM and TO are characters or vectors of characters."
  (let ((table (make-char-table 'translation-table)))
    (pcase-dolist (`(,from . ,to) alist)
      (if (characterp from)
          (aset table from to)
        (let* ((first (aref from 0)) (old (aref table first)))
          (aset table first
                (append (cond ((consp old) old)
                              (old (list (cons (vector first) old))))
                        (list (cons from to)))))))
    table))

(defun define-translation-table (symbol &rest args)
  "Make SYMBOL stand for a translation table: of ARGS as for
`make-translation-table', or a table that is the only one of ARGS."
  (put symbol 'translation-table
       (if (and (char-table-p (car args)) (null (cdr args)))
           (car args)
         (apply #'make-translation-table args))))

(defun sort-coding-systems (codings)
  "Sort the coding systems CODINGS by how likely they are meant, best first.
The list is changed.  What detection prefers comes first, then what mail knows."
  (let* ((preferred (coding-system-priority-list t))
         (rank (lambda (c)
                 (let ((base (coding-system-base c)))
                   (cond ((eq base preferred) 0)
                         ((coding-system-get base :mime-charset) 1)
                         (t 2))))))
    (sort codings (lambda (a b) (< (funcall rank a) (funcall rank b))))))

(defun find-coding-systems-region (from to)
  "Return the coding systems that can encode the text between FROM and TO.
FROM may be a string.  For ASCII text the value is (undecided)."
  (let ((systems (find-coding-systems-region-internal from to)))
    (if (eq systems t)
        '(undecided)
      (sort-coding-systems systems))))

(defun find-coding-systems-string (string)
  "Return the coding systems that can encode STRING, (undecided) for ASCII."
  (find-coding-systems-region string nil))

(defmacro with-coding-priority (coding-systems &rest body)
  "Evaluate BODY while detection prefers the list CODING-SYSTEMS."
  (declare (indent 1) (debug t))
  (let ((before (make-symbol "before")))
    `(let ((,before (coding-system-priority-list)))
       (apply #'set-coding-system-priority ,coding-systems)
       (unwind-protect (progn ,@body)
         (apply #'set-coding-system-priority ,before)))))

(defun prefer-coding-system (coding-system)
  "Prefer CODING-SYSTEM in detection and as the default for files and processes."
  (let ((base (coding-system-base coding-system)))
    (set-coding-system-priority base)
    (unless (memq (coding-system-type coding-system) '(raw-text undecided))
      (set-default 'buffer-file-coding-system
                   (let ((eol (coding-system-eol-type coding-system)))
                     (if (integerp eol)
                         (coding-system-change-eol-conversion base eol)
                       base)))
      (let ((process (coding-system-change-eol-conversion coding-system 'unix)))
        (setq default-process-coding-system (cons process process))))
    nil))

(defun set-buffer-file-coding-system (coding-system &optional force _nomodify)
  "Write the current buffer's file with CODING-SYSTEM from now on.
What CODING-SYSTEM leaves open, the text conversion or the line ends, stays
as it was unless FORCE is non-nil."
  (check-coding-system coding-system)
  (let ((system coding-system))
    (unless force
      (when (and buffer-file-coding-system
                 (eq (coding-system-type system) 'undecided))
        (setq system (coding-system-change-text-conversion
                      system (coding-system-base buffer-file-coding-system))))
      (when (and buffer-file-coding-system
                 (not (integerp (coding-system-eol-type system))))
        (let ((eol (coding-system-eol-type buffer-file-coding-system)))
          (when (integerp eol)
            (setq system (coding-system-change-eol-conversion system eol))))))
    (setq buffer-file-coding-system system)
    (set-buffer-modified-p t)
    (force-mode-line-update)
    nil))

(defun encode-coding-char (char coding-system &optional _charset)
  "Return the bytes of CHAR in CODING-SYSTEM, a unibyte string, or nil.
A signature is left out."
  (let ((text (string char)))
    (unless (unencodable-char-position 0 1 coding-system nil text)
      (let* ((one (encode-coding-string text coding-system))
             (two (encode-coding-string (string char char) coding-system))
             (n (- (length two) (length one))))
        (if (memq (coding-system-type coding-system) '(utf-16 utf-8))
            (substring two (- n))
          one)))))

(defun decode-coding-inserted-region (from to _filename &optional visit beg end replace)
  "Decode the text between FROM and TO as if it had just been read from a file.
The variable `coding-system-for-read', or what the text says of itself, decides
how.  VISIT, BEG, END and REPLACE are those of `insert-file-contents'."
  (ignore beg end replace)
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (goto-char (point-min))
      (let ((coding (or coding-system-for-read
                        (car (find-auto-coding _filename (- (point-max) (point-min))))
                        'undecided)))
        (decode-coding-region (point-min) (point-max) coding)
        (when visit
          (setq buffer-file-coding-system last-coding-system-used))))))

(defun recode-region (start end new-coding coding)
  "Decode the text between START and END anew: it was read as CODING and is in
NEW-CODING."
  (save-restriction
    (narrow-to-region start end)
    (encode-coding-region (point-min) (point-max) coding)
    (decode-coding-region (point-min) (point-max) new-coding)))

(defun auto-coding-alist-lookup (filename)
  "Return the coding system that `auto-coding-alist' has for FILENAME, or nil."
  (let ((case-fold-search t))
    (cdr (seq-find (lambda (entry) (string-match-p (car entry) filename))
                   auto-coding-alist))))

(defun mule--coding-tag (size)
  "Return the coding system that a tag in the SIZE characters after point names.
A tag is a \"coding:\" between \"-*-\" in the first two lines, or in the list of
local variables near the end.  The value is a symbol or nil."
  (let* ((case-fold-search t)
         (start (point))
         (end (+ start size))
         (head (save-excursion (forward-line 2) (min (point) end)))
         (name "[ \t]*\\([^ \t\r\n;]+\\)"))
    (save-excursion
      (cond
       ((re-search-forward (concat "-\\*-\\(?:.*;\\)?[ \t]*coding:" name ".*-\\*-") head t)
        (intern (match-string 1)))
       ((progn
          (goto-char (max start (- end 3000)))
          (when (search-forward "\n\^L" end t))
          (re-search-forward "^\\(.*\\)local variables:[ \t]*\\(.*\\)$" end t))
        (let ((prefix (regexp-quote (match-string 1)))
              (stop (save-excursion
                      (if (re-search-forward "^.*\\_<end:" end t) (point) end))))
          (when (re-search-forward (concat "^" prefix "[ \t]*coding[ \t]*:" name) stop t)
            (intern (match-string 1)))))))))

(defun find-auto-coding (filename size)
  "Return (CODING . SOURCE) for the file FILENAME whose SIZE characters follow point.
SOURCE is where it was found: auto-coding-alist, auto-coding-regexp-alist,
:coding or auto-coding-functions.  The value is nil if nothing says it."
  (or (let ((coding (auto-coding-alist-lookup (or filename ""))))
        (and coding (cons coding 'auto-coding-alist)))
      (let ((found (seq-find (lambda (entry) (looking-at-p (car entry)))
                             auto-coding-regexp-alist)))
        (and found (cons (cdr found) 'auto-coding-regexp-alist)))
      (let ((coding (mule--coding-tag size)))
        (and coding (cons coding :coding)))
      (catch 'found
        (dolist (f auto-coding-functions)
          (let ((coding (ignore-errors (save-excursion (funcall f size)))))
            (when coding
              (throw 'found (cons coding 'auto-coding-functions))))))))

(defun set-auto-coding (filename size)
  "Return the coding system of FILENAME, whose SIZE characters follow point.
It is what `find-auto-coding' finds, nil if that names none."
  (let ((coding (car (find-auto-coding filename size))))
    (and (coding-system-p coding) coding)))

(defun detect-coding-with-language-environment (from to _lang-env)
  "Return the coding systems that the text between FROM and TO may be in."
  (detect-coding-region from to))

(defun select-safe-coding-system (from to &optional default-coding-system
                                       accept-default-p _file)
  "Return a coding system that can encode the text between FROM and TO.
FROM may be a string.  The first of DEFAULT-CODING-SYSTEM, a coding system or
list of them, of `buffer-file-coding-system' and of those that detection prefers
that can is taken.  ACCEPT-DEFAULT-P, a function, says whether a default is
acceptable."
  (let* ((text (if (stringp from) from (buffer-substring-no-properties from to)))
         (candidates (append (if (listp default-coding-system)
                                 (remq t default-coding-system)
                               (list default-coding-system))
                             (list buffer-file-coding-system)
                             (coding-system-priority-list)))
         (good (lambda (c)
                 (and c
                      (not (memq (coding-system-type c) '(undecided raw-text)))
                      (null (check-coding-systems-region text nil (list c)))
                      (or (null accept-default-p) (funcall accept-default-p c))))))
    (let ((system (or (seq-find good candidates) 'raw-text))
          (eol (coding-system-eol-type (or buffer-file-coding-system 'unix))))
      (if (integerp (coding-system-eol-type system))
          system
        (coding-system-change-eol-conversion system (if (integerp eol) eol 0))))))

(defun modify-coding-system-alist (target-type regexp coding-system)
  "Make CODING-SYSTEM that of what REGEXP matches.
TARGET-TYPE is file, process or network; REGEXP may be a port number for
network.  CODING-SYSTEM is a coding system, a cons of two, or a function."
  (let* ((variable (pcase target-type
                     ('file 'file-coding-system-alist)
                     ('process 'process-coding-system-alist)
                     ('network 'network-coding-system-alist)
                     (_ (error "Invalid target type: %s" target-type))))
         (pair (if (coding-system-p coding-system)
                   (cons coding-system coding-system)
                 coding-system))
         (entry (assoc regexp (symbol-value variable))))
    (if entry
        (setcdr entry pair)
      (set variable (cons (cons regexp pair) (symbol-value variable))))))

(defun set-language-environment (language-name)
  "Prefer the coding system that is usual for LANGUAGE-NAME, such as \"UTF-8\"."
  (let ((coding (pcase (downcase (format "%s" language-name))
                  ("latin-1" 'iso-latin-1)
                  ("latin-2" 'iso-latin-2)
                  ("latin-9" 'iso-latin-9)
                  ("japanese" 'japanese-iso-8bit)
                  ("korean" 'korean-iso-8bit)
                  ("chinese-gb" 'chinese-iso-8bit)
                  ("chinese-big5" 'chinese-big5)
                  ("utf-8" 'utf-8)
                  (_ nil))))
    (setq current-language-environment
          (if (symbolp language-name) (symbol-name language-name) language-name))
    (set-coding-system-priority (or coding 'utf-8))
    nil))

(defun char-displayable-p (char)
  "Return non-nil if CHAR can be written to standard output."
  (<= char #x10ffff))

(defun read-coding-system (prompt &optional default-coding-system)
  "Read the name of a coding system with PROMPT and return it as a symbol.
Nothing entered stands for DEFAULT-CODING-SYSTEM, a symbol, a string or nil."
  (let ((name (completing-read prompt coding-system-alist nil t nil 'coding-system-history
                               (if (and default-coding-system (symbolp default-coding-system))
                                   (symbol-name default-coding-system)
                                 default-coding-system))))
    (and (not (string-empty-p name)) (intern name))))

(defun read-non-nil-coding-system (prompt)
  "Read the name of a coding system with PROMPT, until there is one.
Return it as a symbol."
  (let (name)
    (while (string-empty-p
            (setq name (completing-read prompt coding-system-alist nil t nil 'coding-system-history))))
    (intern name)))

;;; Charsets

(defun define-charset (name docstring &rest props)
  "Define NAME, a symbol, as a charset with the properties PROPS, a plist.
`:code-space' is a vector of the least and the largest value of each byte of a
code point, the last byte first. One of these says what the characters are:
`:code-offset', the character of the first code point, the others following;
`:map', a vector [CODE CHARACTER ...], or with (FROM . TO) for a code;
`:subset', (CHARSET FROM TO ADD), code points of another charset with ADD added;
`:superset', a list of charsets, or of (CHARSET . ADD)."
  (let* ((space (or (plist-get props :code-space)
                    (error "Attribute :invalid-code must be specified")))
         (dimension (or (plist-get props :dimension) (/ (length space) 2)))
         (short (or (plist-get props :short-name) (symbol-name name)))
         (plist (append (list :name name :docstring docstring) props))
         (get (lambda (key) (plist-get props key))))
    (unless (and (integerp dimension) (<= 1 dimension 4))
      (signal 'args-out-of-range (list dimension 1 4)))
    (dolist (default (list (cons :dimension dimension) (cons :short-name short)
                           (cons :long-name (or (plist-get props :long-name) short))
                           (cons :base name)))
      (setq plist (plist-put plist (car default) (cdr default))))
    (apply #'define-charset-internal
           name dimension (vconcat space (make-vector (max 0 (- 8 (length space))) 0))
           (append (mapcar get '(:min-code :max-code :iso-final-char :iso-revision-number :emacs-mule-id
                                 :ascii-compatible-p :supplementary-p :invalid-code :code-offset :map
                                 :subset :superset :unify-map))
                   (list plist)))))

(defun get-charset-property (charset propname)
  "Return the property PROPNAME of CHARSET."
  (plist-get (charset-plist charset) propname))

(defun put-charset-property (charset propname value)
  "Give CHARSET the property PROPNAME with VALUE."
  (set-charset-plist charset (plist-put (charset-plist charset) propname value)))

(defun charset-description (charset)
  "Return the docstring of CHARSET."
  (plist-get (charset-plist charset) :docstring))

(defun charset-dimension (charset)
  "Return how many bytes a code point of CHARSET has."
  (plist-get (charset-plist charset) :dimension))

(defun charset-chars (charset &optional dimension)
  "Return how many values a byte of a code point of CHARSET has.
DIMENSION counts bytes from the last one, which is 1."
  (let ((space (plist-get (charset-plist charset) :code-space))
        (i (* 2 (1- (or dimension 1)))))
    (1+ (- (aref space (1+ i)) (aref space i)))))

(defun charset-iso-final-char (charset)
  "Return the final character of CHARSET in ISO 2022, -1 if it has none."
  (or (plist-get (charset-plist charset) :iso-final-char) -1))

(defvar composition-function-table (make-char-table nil)
  "Table from characters to how a display composes them; empty until a program fills it.")
