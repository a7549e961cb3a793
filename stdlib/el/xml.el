;;; xml.el --- reading and writing XML -*- lexical-binding: t -*-

;; A node is (NAME ATTRIBUTES CHILD...): NAME is a symbol, ATTRIBUTES an alist of
;; symbols and strings, a CHILD a node or a string.  Of a document type
;; declaration only the name and the general entities are read.

;;; Code:

(require 'subr-x)

(defvar xml-entity-alist
  '(("lt" . "&#60;") ("gt" . ">") ("apos" . "'") ("quot" . "\"") ("amp" . "&#38;"))
  "Alist of the entities that every document has, and their replacements.")

(defvar xml-entity-expansion-limit 20000
  "How many characters the entities of a document may expand to, or nil.")

(defvar xml-default-ns
  '(("" . "") ("xml" . "http://www.w3.org/XML/1998/namespace")
    ("xmlns" . "http://www.w3.org/2000/xmlns/"))
  "Alist of the namespaces known without declaration, by prefix.")

(defvar xml-validating-parser nil
  "Non-nil means that an unknown entity is an error.")

(defvar xml-undefined-entity "?"
  "The text that stands for an unknown entity, if that is no error.")

(define-error 'xml-invalid-character "Invalid XML character")

(defconst xml--name
  "[^][ \t\r\n<>/=&;?!'\"#0-9.-][^][ \t\r\n<>/=&;?!'\"#]*"
  "Matches a name.")

;;; Nodes

(defsubst xml-node-name (node)
  "Return the name of NODE, a symbol, or (NAMESPACE . NAME)."
  (car node))

(defsubst xml-node-attributes (node)
  "Return the names and values, in an alist, that NODE's tag gives."
  (nth 1 node))

(defsubst xml-node-children (node)
  "Return what NODE contains: strings and nodes, in a list."
  (cddr node))

(defun xml-get-children (node child-name)
  "Return those children of NODE whose name is CHILD-NAME."
  (let ((found nil))
    (dolist (child (xml-node-children node) (nreverse found))
      (when (and (consp child) (equal (car child) child-name))
        (setq found (cons child found))))))

(defun xml-get-attribute-or-nil (node attribute)
  "Return the value of ATTRIBUTE in NODE, or nil."
  (cdr (assoc attribute (xml-node-attributes node))))

(defsubst xml-get-attribute (node attribute)
  "Return the value of ATTRIBUTE in NODE, \"\" if it has none."
  (or (xml-get-attribute-or-nil node attribute) ""))

;;; Reading

(defun xml--malformed (format &rest args)
  "Signal that the document is not well formed: FORMAT filled in with ARGS."
  (error "XML: (Not Well-Formed) %s" (apply #'format-message format args)))

(defun xml--skip-to (text what)
  "Move point after the next TEXT, the end of WHAT."
  (or (search-forward text nil t)
      (xml--malformed "End of document in %s" what)))

;;;###autoload
(defun xml-parse-file (file &optional parse-dtd parse-ns)
  "Return the nodes in FILE: see `xml-parse-region'."
  (with-temp-buffer
    (insert-file-contents file)
    (xml--parse-buffer parse-dtd parse-ns)))

;;;###autoload
(defun xml-parse-region (&optional beg end buffer parse-dtd parse-ns)
  "Return the list of nodes in the XML between BEG and END in BUFFER.
That is its root, after (dtd NAME) if PARSE-DTD is non-nil and a document type
is declared.

If PARSE-NS is t or an alist of prefixes and namespaces, names are replaced by
conses (NAMESPACE . NAME); if it is `symbol-qnames', or a cons of that and such
an alist, by symbols of both, put together."
  (let ((text (with-current-buffer (or buffer (current-buffer))
                (buffer-substring-no-properties (or beg (point-min))
                                                (or end (point-max))))))
    (with-temp-buffer
      (insert text)
      (xml--parse-buffer parse-dtd parse-ns))))

(defun xml-parse-string (&optional string parse-dtd parse-ns)
  "Return the text after point up to the next tag, with references replaced.
If STRING is non-nil return its list of nodes instead; PARSE-DTD and PARSE-NS are
as in `xml-parse-region'."
  (if (null string)
      (let ((start (point)))
        (skip-chars-forward "^<")
        (xml-substitute-special (buffer-substring-no-properties start (point))))
    (with-temp-buffer
      (insert string)
      (xml--parse-buffer parse-dtd parse-ns))))

(defun xml-parse-tag (&optional parse-dtd parse-ns)
  "Return the node that begins after point; point does not move.
If PARSE-DTD, it is in a list, after what is declared.  See `xml-parse-region'
about PARSE-NS."
  (let ((text (buffer-substring-no-properties (point) (point-max))))
    (with-temp-buffer
      (insert text)
      (goto-char (point-min))
      (let ((state (xml--state parse-ns)))
        (while (and (not (plist-get state :root)) (xml--step state)))
        (if parse-dtd
            (xml--result state parse-dtd)
          (plist-get state :root))))))

(defun xml--parse-buffer (parse-dtd parse-ns)
  "Return the nodes in the buffer: see `xml-parse-region'."
  (goto-char (point-min))
  (let ((state (xml--state parse-ns)))
    (while (xml--step state))
    (xml--result state parse-dtd)))

(defun xml--state (parse-ns)
  "Return the state of a parser, a list that is changed.
:open are the elements not yet closed, innermost first: (TAG NODE NAMESPACES),
the children in NODE being reversed.  :text are the pieces of text after the
last tag, reversed.  PARSE-NS is as for `xml-parse-region'."
  (list :open nil :text nil :root nil :dtd nil :entities nil :expanded 0
        :style (cond ((null parse-ns) nil)
                     ((eq (or (car-safe parse-ns) parse-ns) 'symbol-qnames) 'symbol)
                     (t 'cons))
        :namespaces (append (cond ((eq (car-safe parse-ns) 'symbol-qnames)
                                   (cdr parse-ns))
                                  ((consp parse-ns) parse-ns))
                            xml-default-ns)))

(defun xml--result (state parse-dtd)
  "Return the nodes that STATE holds, the document type if PARSE-DTD."
  (when (plist-get state :open)
    (xml--malformed "End of document while reading element `%s'"
                    (caar (plist-get state :open))))
  (append (and parse-dtd (plist-get state :dtd) (list (plist-get state :dtd)))
          (and (plist-get state :root) (list (plist-get state :root)))))

(defun xml--step (state)
  "Parse what follows point into STATE; return nil at the end of the buffer."
  (let ((start (point)) (open (plist-get state :open)))
    (skip-chars-forward (if open "^<&" "^<"))
    (when (and open (< start (point)))
      (xml--add-text state (buffer-substring start (point)))))
  (cond ((eobp) nil)
        ((eq (following-char) ?&) (xml--reference state))
        ((looking-at "<!--") (xml--skip-to "-->" "comment"))
        ((looking-at "<!\\[CDATA\\[")
         (goto-char (match-end 0))
         (let ((start (point)))
           (xml--skip-to "]]>" "CDATA section")
           (xml--add-text state (buffer-substring start (- (point) 3))))
         t)
        ((looking-at "<\\?") (xml--skip-to "?>" "processing instruction"))
        ((looking-at "<!DOCTYPE") (xml--doctype state))
        ((looking-at "</") (xml--end-tag state))
        (t (xml--start-tag state))))

(defun xml--add-text (state text)
  "Add TEXT to the text that STATE holds."
  (plist-put state :text (cons text (plist-get state :text))))

(defun xml--flush (state)
  "Make the text that STATE holds a child of the innermost open element."
  (let ((text (apply #'concat (nreverse (plist-get state :text))))
        (node (nth 1 (car (plist-get state :open)))))
    (plist-put state :text nil)
    (unless (equal text "")
      (setcdr (cdr node) (cons text (cddr node))))))

(defun xml--character (code)
  "Return the string of the character that CODE, of &#CODE;, is."
  (let ((char (if (string-prefix-p "x" code)
                  (string-to-number (substring code 1) 16)
                (string-to-number code))))
    (unless (characterp char)
      (xml--malformed "Invalid character reference"))
    (string char)))

(defun xml--reference (state)
  "Parse the reference after point into STATE."
  (unless (looking-at (concat "&\\(?:#\\(x[0-9a-fA-F]+\\|[0-9]+\\)\\|\\("
                              xml--name "\\)\\);"))
    (xml--malformed "Invalid reference"))
  (let ((code (match-string 1)) (name (match-string 2)))
    (replace-match "" t t)
    (if code
        (xml--add-text state (xml--character code))
      (let ((text (xml--entity state name)))
        (if (cdr (assoc name (plist-get state :entities)))
            (save-excursion (insert text)) ; it may hold elements
          (xml--add-text state text)))))
  t)

(defun xml--entity (state name)
  "Return the replacement of entity NAME, counting it in STATE."
  (let ((own (assoc name (plist-get state :entities)))
        (standard (assoc name xml-entity-alist)))
    (cond (own
           (let ((n (+ 1 (plist-get state :expanded) (length (cdr own)))))
             (plist-put state :expanded n)
             (when (and xml-entity-expansion-limit (> n xml-entity-expansion-limit))
               (error "XML: Entity reference expansion \
surpassed `xml-entity-expansion-limit'")))
           (cdr own))
          (standard (xml-substitute-numeric-entities (cdr standard)))
          (xml-validating-parser
           (error "XML: (Validity) Undefined entity `%s'" name))
          (t xml-undefined-entity))))

(defun xml--expand (state text)
  "Return TEXT, the value of an attribute, with its references replaced."
  (if (not (string-search "&" text))
      text
    (let ((pieces nil) (pos 0)
          (regexp (concat "&\\(?:#\\(x[0-9a-fA-F]+\\|[0-9]+\\)\\|\\("
                          xml--name "\\)\\);")))
      (while (string-match regexp text pos)
        (let ((start (match-beginning 0)) (end (match-end 0))
              (code (match-string 1 text)) (name (match-string 2 text)))
          (setq pieces (cons (substring text pos start) pieces))
          (if code
              (setq pieces (cons (xml--character code) pieces)
                    pos end)
            (let ((new (xml--entity state name)))
              (if (assoc name (plist-get state :entities))
                  (setq text (concat new (substring text end))
                        pos 0)
                (setq pieces (cons new pieces)
                      pos end))))))
      (apply #'concat (nreverse (cons (substring text pos) pieces))))))

(defun xml--doctype (state)
  "Parse the document type declaration after point into STATE."
  (unless (looking-at (concat "<!DOCTYPE[ \t\r\n]+\\(" xml--name "\\)"))
    (xml--malformed "Invalid document type"))
  (plist-put state :dtd (list 'dtd (match-string 1)))
  (goto-char (match-end 0))
  (let ((more t))
    (while more
      (skip-chars-forward "^]>\"'<")
      (cond ((eobp) (xml--malformed "End of document in document type"))
            ((looking-at (concat "<!ENTITY[ \t\r\n]+\\(" xml--name
                                 "\\)[ \t\r\n]+\\(?:\"\\([^\"]*\\)\"\\|'\\([^']*\\)'\\)"
                                 "[ \t\r\n]*>"))
             (goto-char (match-end 0))
             (let ((name (match-string 1))
                   (text (or (match-string 2) (match-string 3))))
               (unless (assoc name (plist-get state :entities))
                 (plist-put state :entities
                            (cons (cons name (xml-substitute-numeric-entities text))
                                  (plist-get state :entities))))))
            ((looking-at "<!--") (xml--skip-to "-->" "comment"))
            ((looking-at "<[!?][^>\"']*>") (goto-char (match-end 0)))
            ((looking-at "\"[^\"]*\"\\|'[^']*'") (goto-char (match-end 0)))
            (t (setq more (not (eq (following-char) ?>)))
               (forward-char 1)))))
  t)

(defun xml--split-name (name)
  "Return (PREFIX . LOCAL) for NAME."
  (let ((colon (string-search ":" name)))
    (if colon
        (cons (substring name 0 colon) (substring name (1+ colon)))
      (cons "" name))))

(defun xml--name (state name namespaces &optional attribute)
  "Return NAME as the style of STATE says, given the alist NAMESPACES.
ATTRIBUTE tells that it is that of an attribute, without a default namespace."
  (let ((style (plist-get state :style)))
    (if (not style)
        (intern name)
      (let* ((split (xml--split-name name))
             (declares (or (equal name "xmlns") (equal (car split) "xmlns")))
             (space (cond (declares (cdr (assoc "xmlns" xml-default-ns)))
                          ((and attribute (equal (car split) "")) "")
                          (t (or (cdr (assoc (car split) namespaces)) ""))))
             (local (if (equal name "xmlns") "" (cdr split))))
        (if (and (eq style 'symbol) (not declares))
            (intern (concat space local))
          (cons space local))))))

(defun xml--attributes (state)
  "Parse the attributes after point; return the alist of their names as strings."
  (let ((attributes nil))
    (skip-chars-forward " \t\r\n")
    (while (looking-at (concat "\\(" xml--name "\\)[ \t\r\n]*=[ \t\r\n]*"))
      (let ((name (match-string 1)))
        (goto-char (match-end 0))
        (unless (looking-at "\"\\([^\"]*\\)\"\\|'\\([^']*\\)'")
          (xml--malformed "Attribute values must be given between quotes"))
        (goto-char (match-end 0))
        (when (assoc name attributes)
          (xml--malformed "Each attribute must be unique within an element"))
        (let ((value (or (match-string 1) (match-string 2))))
          (setq attributes (cons (cons name (xml--expand state value)) attributes)))
        (skip-chars-forward " \t\r\n")))
    (nreverse attributes)))

(defun xml--start-tag (state)
  "Parse the tag after point into STATE; it opens an element."
  (unless (looking-at (concat "<\\(" xml--name "\\)"))
    (xml--malformed "Invalid character"))
  (when (and (plist-get state :root) (not (plist-get state :open)))
    (xml--malformed "Only one root tag allowed"))
  (goto-char (match-end 0))
  (let* ((tag (match-string-no-properties 1))
         (open (plist-get state :open))
         (outer (if open (nth 2 (car open)) (plist-get state :namespaces)))
         (namespaces outer)
         (attributes (xml--attributes state)))
    (when (plist-get state :style)
      (dolist (attribute attributes)
        (let ((split (xml--split-name (car attribute))))
          (cond ((equal (car attribute) "xmlns")
                 (setq namespaces (cons (cons "" (cdr attribute)) namespaces)))
                ((equal (car split) "xmlns")
                 (setq namespaces (cons (cons (cdr split) (cdr attribute))
                                        namespaces)))))))
    (when open (xml--flush state))
    (plist-put state :open
               (cons (list tag
                           (list (xml--name state tag namespaces)
                                 (mapcar (lambda (attribute)
                                           (cons (xml--name state (car attribute) outer t)
                                                 (cdr attribute)))
                                         attributes))
                           namespaces)
                     open))
    (cond ((looking-at "/>") (forward-char 2) (xml--close state))
          ((eq (following-char) ?>) (forward-char 1))
          (t (xml--malformed "Couldn't parse tag `%s'" tag))))
  t)

(defun xml--close (state)
  "Close the innermost open element of STATE."
  (xml--flush state)
  (let* ((open (plist-get state :open))
         (node (nth 1 (car open))))
    (setcdr (cdr node) (nreverse (cddr node)))
    (plist-put state :open (cdr open))
    (if (cdr open)
        (let ((parent (nth 1 (cadr open))))
          (setcdr (cdr parent) (cons node (cddr parent))))
      (plist-put state :root node))))

(defun xml--end-tag (state)
  "Parse the end tag after point into STATE."
  (unless (looking-at (concat "</\\(" xml--name "\\)[ \t\r\n]*>"))
    (xml--malformed "Invalid end tag"))
  (goto-char (match-end 0))
  (let ((open (plist-get state :open)))
    (when open
      (unless (equal (match-string 1) (caar open))
        (xml--malformed "Invalid end tag `%s' (expecting `%s')"
                        (match-string 1) (caar open)))
      (xml--close state)))
  t)

(defun xml-substitute-numeric-entities (string)
  "Return STRING with &#N; and &#xN; replaced by characters."
  (and string
       (replace-regexp-in-string
        "&#\\(x[0-9a-fA-F]+\\|[0-9]+\\);"
        (lambda (text) (xml--character (match-string 1 text)))
        string t t)))

(defun xml-substitute-special (string)
  "Return STRING with its references replaced, as text is."
  (xml--expand (xml--state nil) string))

;;;###autoload
(defun xml-remove-comments (beg end)
  "Delete the XML comments between BEG and END."
  (save-excursion
    (save-restriction
      (narrow-to-region beg end)
      (goto-char (point-min))
      (while (re-search-forward "<!--\\(?:.\\|\n\\)*?-->" nil t)
        (replace-match "" t t)))))

;;; Writing

(defconst xml-invalid-characters-re
  "[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
  "Matches a character that no XML document may contain.")

(defun xml-escape-string (string &optional noerror)
  "Return STRING with < > & \" and \\=' as XML writes them.
A character that no document may contain is an `xml-invalid-character' error,
with the character and its position, unless NOERROR."
  (let ((bad (and (not noerror) (string-match xml-invalid-characters-re string))))
    (when bad
      (signal 'xml-invalid-character (list (aref string bad) (1+ bad)))))
  (replace-regexp-in-string
   "[&<>'\"]"
   (lambda (c)
     (cdr (assoc c '(("&" . "&amp;") ("<" . "&lt;") (">" . "&gt;") ("'" . "&apos;")
                     ("\"" . "&quot;")))))
   string t t))

(defun xml-debug-print (xml &optional indent-string)
  "Insert the list of nodes XML as text, after INDENT-STRING."
  (dolist (node xml)
    (xml-debug-print-internal node (or indent-string ""))))

(defalias 'xml-print #'xml-debug-print)

(defun xml-debug-print-internal (xml indent-string)
  "Insert the node XML as text, its first line after INDENT-STRING."
  (let ((name (symbol-name (xml-node-name xml)))
        (children (xml-node-children xml))
        (inner (concat indent-string "  ")))
    (insert indent-string "<" name)
    (dolist (attribute (xml-node-attributes xml))
      (insert " " (symbol-name (car attribute)) "=\""
              (xml-escape-string (cdr attribute)) "\""))
    (if (null children)
        (insert "/>")
      (insert ">")
      (dolist (child children)
        (cond ((stringp child) (insert (xml-escape-string child)))
              (t (insert "\n")
                 (xml-debug-print-internal child inner))))
      (unless (and (stringp (car children)) (null (cdr children)))
        (insert "\n" indent-string))
      (insert "</" name ">"))))

(provide 'xml)
;;; xml.el ends here
