;;; minibuffer.el --- completion, and reading answers from standard input -*- lexical-binding: t; -*-

;; There is no minibuffer to edit in: an answer is a line of standard input.
;; Completion works on strings and in buffers.

;;; Code:

;;; Tables of completions

(defvar minibuffer-local-filename-syntax
  (let ((table (make-syntax-table)))
    (map-char-table (lambda (range entry)
                      (when (eq (car entry) 1) (modify-syntax-entry range "_" table)))
                    (standard-syntax-table))
    (dolist (char '(?/ ?: ?\\)) (modify-syntax-entry char "." table))
    table)
  "Syntax table in which the names of files are read.")

(defun minibuffer-completion-contents ()
  "Return the input before point."
  (buffer-substring-no-properties (minibuffer-prompt-end) (point)))

(defun delete-minibuffer-contents ()
  "Delete the input."
  (interactive)
  (delete-region (minibuffer-prompt-end) (point-max)))

(defun completion-boundaries (string collection pred suffix)
  "Return (START . END): which part COLLECTION completes of STRING and SUFFIX.
START is an index in STRING, END one in SUFFIX; PRED is for COLLECTION."
  (let ((bounds (if (functionp collection)
                    (funcall collection string pred (cons 'boundaries suffix)))))
    (unless (eq (car-safe bounds) 'boundaries) (setq bounds nil))
    (cons (or (cadr bounds) 0) (or (cddr bounds) (length suffix)))))

(defun completion-metadata (string table pred)
  "Return what TABLE says about completing STRING with PRED: (metadata . ALIST)."
  (pcase (and (functionp table) (funcall table string pred 'metadata))
    (`(metadata . ,alist) (cons 'metadata alist))
    (_ (list 'metadata))))

(defun completion-metadata-get (metadata prop)
  "Return the property PROP in METADATA."
  (cdr (assq prop metadata)))

(defun complete-with-action (action collection string predicate)
  "Do ACTION, as a function that is a table gets it, with COLLECTION.
STRING and PREDICATE are its arguments."
  (if (functionp collection)
      (funcall collection string predicate action)
    (pcase action
      ('nil (try-completion string collection predicate))
      ('t (all-completions string collection predicate))
      ((or 'metadata `(boundaries . ,_)) nil)
      (_ (test-completion string collection predicate)))))

(defun completion-table-dynamic (fun &optional switch-buffer)
  "Return a table whose completions of a string FUN returns.
SWITCH-BUFFER means to call FUN in the buffer that the answer is for."
  (lambda (string pred action)
    (if (or (eq (car-safe action) 'boundaries) (eq action 'metadata))
        nil
      (ignore switch-buffer)
      (complete-with-action action (funcall fun string) string pred))))

(defun completion-table-with-cache (fun &optional ignore-case)
  "Return a table like that of `completion-table-dynamic' that remembers.
FUN is not called again for a longer string.  IGNORE-CASE is about the letters."
  (let (known)                          ; (STRING . COMPLETIONS)
    (completion-table-dynamic
     (lambda (string)
       (unless (and known (string-prefix-p (car known) string ignore-case))
         (setq known (cons string (funcall fun string))))
       (cdr known)))))

(defmacro lazy-completion-table (var fun)
  "Return a table that gets its completions from FUN and keeps them in VAR."
  `(completion-table-dynamic
    (lambda (_)
      (if (functionp ,var) (setq ,var (funcall #',fun)) ,var))
    t))

(defun completion-table-case-fold (table &optional dont-fold)
  "Return TABLE with upper and lower case the same, or not with DONT-FOLD."
  (lambda (string pred action)
    (let ((completion-ignore-case (not dont-fold)))
      (complete-with-action action table string pred))))

(defun completion-table-in-turn (&rest tables)
  "Return a table that uses the first of TABLES that has completions."
  (lambda (string pred action)
    (let ((rest tables) (result nil))
      (while (and rest (not result))
        (setq result (complete-with-action action (car rest) string pred)
              rest (cdr rest)))
      result)))

(defun completion-table-merge (&rest tables)
  "Return a table with the completions of all TABLES."
  (lambda (string pred action)
    (cond
     ((null action)
      (let ((results (delq nil (mapcar (lambda (table) (try-completion string table pred))
                                       tables))))
        (if (member t results)
            (if (null (delete t results)) t string)
          (try-completion "" results))))
     ((eq action t)
      (apply #'append (mapcar (lambda (table) (all-completions string table pred)) tables)))
     (t (let ((found nil))
          (dolist (table tables found)
            (unless found
              (setq found (complete-with-action action table string pred)))))))))

(defun completion-table-with-context (prefix table string pred action)
  "Do ACTION with TABLE as if PREFIX stood before STRING; PRED is for TABLE."
  (let ((pred (if (not (functionp pred))
                  pred
                (lambda (each)
                  (cond ((consp each)
                         (funcall pred (cons (concat prefix (car each)) (cdr each))))
                        (t (funcall pred (concat prefix each))))))))
    (if (eq (car-safe action) 'boundaries)
        (let* ((len (length prefix))
               (bounds (completion-boundaries string table pred (cdr action))))
          `(boundaries ,(+ (car bounds) len) . ,(cdr bounds)))
      (let ((result (complete-with-action action table string pred)))
        (if (stringp result) (concat prefix result) result)))))

(defun completion-table-with-terminator (terminator table string pred action)
  "Do ACTION with TABLE for STRING; a whole completion gets TERMINATOR.
That is a string or (REGEXP . STRING), REGEXP telling where to stop.  PRED is
for TABLE."
  (let* ((regexp (if (consp terminator) (car terminator) (regexp-quote terminator)))
         (end (if (functionp terminator) terminator
                (if (consp terminator) (cdr terminator) terminator)))
         (max (and regexp (string-match regexp string))))
    (ignore max)
    (cond
     ((eq (car-safe action) 'boundaries)
      (let* ((suffix (cdr action))
             (bounds (completion-boundaries string table pred suffix))
             (at (and regexp (string-match regexp suffix))))
        `(boundaries ,(car bounds) . ,(min (cdr bounds) (or at (length suffix))))))
     ((null action)
      (let ((result (try-completion string table pred)))
        (cond ((eq result t) (if (functionp end) (funcall end string) (concat string end)))
              ((and (stringp result) (eq t (try-completion result table pred)))
               (if (functionp end) (funcall end result) (concat result end)))
              (t result))))
     ((eq action t) (all-completions string table pred))
     (t (complete-with-action action table string pred)))))

(defun completion-table-with-predicate (table pred1 strict string pred2 action)
  "Do ACTION with TABLE for STRING, elements having to satisfy PRED1 and PRED2.
Unless STRICT is non-nil, PRED1 is dropped if it leaves nothing."
  (let ((both (if (and pred1 pred2)
                  (lambda (each) (and (funcall pred1 each) (funcall pred2 each)))
                (or pred1 pred2))))
    (cond (strict (complete-with-action action table string both))
          ((eq action 'lambda) (test-completion string table pred2))
          ((complete-with-action action table string both))
          (t (complete-with-action action table string pred2)))))

(defun completion-table-subvert (table s1 s2)
  "Return TABLE for strings that begin with S1 where TABLE has S2."
  (lambda (string pred action)
    (let* ((ok (string-prefix-p s1 string completion-ignore-case))
           (inner (if ok (concat s2 (substring string (length s1)))))
           (result (if inner (complete-with-action action table inner pred))))
      (when result
        (cond
         ((eq (car-safe action) 'boundaries)
          (let ((start (cadr result)))
            `(boundaries ,(max (length s1) (+ start (- (length s1) (length s2))))
                         . ,(cddr result))))
         ((stringp result)
          (if (string-prefix-p s2 result completion-ignore-case)
              (concat s1 (substring result (length s2)))))
         ((eq action t)
          (let ((bounds (completion-boundaries inner table pred "")))
            (if (>= (car bounds) (length s2))
                result
              (let ((cut (substring s2 (car bounds))))
                (delq nil (mapcar (lambda (each)
                                    (if (string-prefix-p cut each)
                                        (substring each (length cut))))
                                  result))))))
         (t result))))))

(defun completion-table-with-quoting (table unquote requote)
  "Return TABLE for quoted strings.
UNQUOTE is called as (UNQUOTE STRING) and REQUOTE as (REQUOTE INDEX STRING)."
  (ignore requote)
  (lambda (string pred action)
    (complete-with-action action table (funcall unquote string) pred)))

(defun completion-file-name-table (string pred action)
  "Do ACTION with the names of files that begin with STRING and satisfy PRED."
  (let ((dir (or (file-name-directory string) "")) (name (file-name-nondirectory string)))
    (cond
     ((eq action 'metadata) '(metadata (category . file)))
     ((eq (car-safe action) 'boundaries)
      (let ((end (string-match "/" (cdr action))))
        `(boundaries ,(length dir) . ,end)))
     ((eq action 'lambda)
      (and (> (length string) 0)
           (funcall (or (and (functionp pred) pred) #'file-exists-p) string)
           t))
     ((null action)
      (let ((result (file-name-completion name (if (equal dir "") default-directory dir))))
        (if (stringp result) (concat dir result) result)))
     (t
      (let ((all (file-name-all-completions name (if (equal dir "") default-directory dir))))
        (if (and (functionp pred) (not (memq pred '(file-exists-p))))
            (let ((default-directory (expand-file-name dir)))
              (seq-filter pred all))
          all))))))

(defun read-file-name-internal (string pred action)
  "Do ACTION with the names of files for STRING as the user types it, with PRED."
  (complete-with-action action #'completion-file-name-table
                        (substitute-in-file-name string) pred))

(defun internal-complete-buffer-except (&optional buffer)
  "Return a table of the names of all buffers but BUFFER."
  (let ((except (if (stringp buffer) buffer (buffer-name (or buffer (current-buffer))))))
    (lambda (string pred action)
      (completion-table-with-predicate
       'internal-complete-buffer
       (lambda (each) (not (equal (if (consp each) (car each) each) except)))
       nil string pred action))))

;;; Styles of completion

(defvar completion-styles-alist
  '((emacs21 completion-emacs21-try-completion completion-emacs21-all-completions
             "By prefix, of all the text.")
    (emacs22 completion-emacs22-try-completion completion-emacs22-all-completions
             "By prefix, of the text before point.")
    (basic completion-basic-try-completion completion-basic-all-completions
           "By prefix of the text before point, and by the text after it.")
    (partial-completion completion-pcm-try-completion completion-pcm-all-completions
                        "By prefixes of words.")
    (substring completion-substring-try-completion completion-substring-all-completions
               "By any part.")
    (flex completion-flex-try-completion completion-flex-all-completions
          "By the characters, in their order.")
    (initials completion-initials-try-completion completion-initials-all-completions
              "By the first characters of words.")
    (shorthand completion-shorthand-try-completion completion-shorthand-all-completions
               "By shorthands of symbols."))
  "Styles of completion: (NAME TRY ALL DOC).")

(defun completion--styles (metadata)
  "Return the styles for completion with METADATA."
  (let* ((category (completion-metadata-get metadata 'category))
         (over (and category
                    (assq 'styles (append
                                   (cdr (assq category completion-category-overrides))
                                   (cdr (assq category completion-category-defaults)))))))
    (if over
        (delete-dups (append (cdr over) (copy-sequence completion-styles)))
      completion-styles)))

(defun completion--by-styles (n string table pred point metadata)
  "Call function N of each style until one returns non-nil.
STRING, TABLE, PRED and POINT are its arguments; METADATA chooses the styles."
  (let ((styles (completion--styles
                 (or metadata (completion-metadata (substring string 0 point) table pred))))
        (result nil))
    (while (and styles (not result))
      (let ((style (assq (car styles) completion-styles-alist)))
        (when style
          (setq result (funcall (nth n style) string table pred point))))
      (setq styles (cdr styles)))
    result))

(defun completion-try-completion (string table pred point &optional metadata)
  "Complete STRING with point at index POINT by TABLE and PRED.
Return nil if nothing matches, t if STRING is the only match, otherwise (NEW .
POINT).  METADATA is what `completion-metadata' returns."
  (completion--by-styles 1 string table pred point metadata))

(defun completion-all-completions (string table pred point &optional metadata)
  "Return the completions of STRING with point at index POINT by TABLE and PRED.
The last cdr of the list is the index in STRING where they begin.  METADATA is
what `completion-metadata' returns."
  (completion--by-styles 2 string table pred point metadata))

(defun completion-hilit-commonality (completions prefix-len &optional base-size)
  "Return COMPLETIONS with faces on their first PREFIX-LEN characters and the next.
BASE-SIZE becomes the last cdr."
  (when completions
    (let ((common (- prefix-len (or base-size 0))))
      (nconc
       (mapcar (lambda (each)
                 (let ((each (copy-sequence each)))
                   (when (> common 0)
                     (put-text-property 0 (min common (length each)) 'face
                                        '(completions-common-part) each))
                   (when (> (length each) common)
                     (put-text-property common (1+ common) 'face
                                        '(completions-first-difference) each))
                   each))
               completions)
       base-size))))

(defun completion-emacs21-try-completion (string table pred _point)
  "Complete all of STRING by prefix with TABLE and PRED."
  (pcase (try-completion string table pred)
    ((and longer (pred stringp)) (cons longer (length longer)))
    (other other)))

(defun completion-emacs21-all-completions (string table pred _point)
  "Return the completions by prefix of STRING with TABLE and PRED."
  (completion-hilit-commonality
   (all-completions string table pred) (length string)
   (car (completion-boundaries string table pred ""))))

(defun completion-emacs22-try-completion (string table pred point)
  "Complete STRING up to POINT by prefix with TABLE and PRED."
  (let* ((suffix (substring string point))
         (completion (try-completion (substring string 0 point) table pred)))
    (cond ((eq completion t) (if (equal suffix "") t (cons string point)))
          ((not (stringp completion)) completion)
          (t (let ((suffix (if (and (> (length suffix) 0) (> (length completion) 0)
                                    (eq (aref completion (1- (length completion)))
                                        (aref suffix 0)))
                               (substring suffix 1)
                             suffix)))
               (cons (concat completion suffix) (length completion)))))))

(defun completion-emacs22-all-completions (string table pred point)
  "Return the completions by prefix of STRING up to POINT with TABLE and PRED."
  (let ((before (substring string 0 point)))
    (completion-hilit-commonality
     (all-completions before table pred) point
     (car (completion-boundaries before table pred "")))))

;; A pattern is a list of strings and the symbols any, prefix, point, star.

(defun completion-pcm--string->pattern (string point)
  "Return the pattern for STRING, where words may be cut short; point is at POINT."
  (let ((pattern nil) (start 0) (i 0))
    (while (< i (length string))
      (let ((char (aref string i)))
        (cond ((eq char ?*)
               (setq pattern (cons 'star (if (> i start)
                                             (cons (substring string start i) pattern)
                                           pattern))
                     start (1+ i)))
              ((and (> i 0) (string-search (char-to-string char) completion-pcm-word-delimiters)
                    (> i start))
               (setq pattern (cons 'any (cons (substring string start i) pattern))
                     start i)))
        (when (and (= (1+ i) point) (< point (length string)))
          (setq pattern (cons 'any (if (>= i start)
                                       (cons (substring string start (1+ i)) pattern)
                                     pattern))
                start (1+ i)))
        (setq i (1+ i))))
    (when (> i start) (setq pattern (cons (substring string start i) pattern)))
    (nreverse (cons 'any pattern))))

(defun completion-pcm--regexp (pattern)
  "Return a regexp for PATTERN with a group for each element that is a symbol."
  (concat "\\`" (mapconcat (lambda (each) (if (stringp each) (regexp-quote each) "\\(.*?\\)"))
                           (butlast pattern) "")
          (if (stringp (car (last pattern))) (regexp-quote (car (last pattern)))
            "\\(\\(?:.\\|\n\\)*\\)\\'")))

(defun completion-pcm--all (pattern table pred before)
  "Return the completions of TABLE with PRED, after BEFORE, that PATTERN matches."
  (let* ((prefix (if (stringp (car pattern)) (car pattern) ""))
         (regexp (completion-pcm--regexp pattern))
         (case-fold-search completion-ignore-case))
    (seq-filter (lambda (each) (string-match-p regexp each))
                (all-completions (concat before prefix) table pred))))

(defun completion-pcm--common (strings)
  "Return the longest prefix of all STRINGS."
  (let ((result (try-completion "" strings)))
    (if (eq result t) (car strings) (or result ""))))

(defun completion-pcm--merge (pattern completions)
  "Return (STRING . POINT): how far COMPLETIONS, which PATTERN matches, agree."
  (let* ((regexp (completion-pcm--regexp pattern))
         (case-fold-search completion-ignore-case)
         (groups (mapcar (lambda (each)
                           (string-match regexp each)
                           (let ((n 0) (texts nil))
                             (dolist (part pattern)
                               (unless (stringp part)
                                 (setq n (1+ n)
                                       texts (cons (match-string n each) texts))))
                             (nreverse texts)))
                         completions))
         (n 0) (out "") (place nil) (left (length pattern)))
    (dolist (part pattern)
      (setq left (1- left))
      (if (stringp part)
          (setq out (concat out part))
        (let* ((texts (mapcar (lambda (group) (nth n group)) groups))
               (common (completion-pcm--common texts))
               (unique (seq-every-p (lambda (text) (equal text common)) texts)))
          (setq n (1+ n))
          (unless (eq part 'prefix) (setq out (concat out common)))
          (when (and (not unique) (not place) (not (eq part 'prefix)))
            (setq place (length out)))
          (when (and unique (eq part 'prefix)) (setq out (concat out common)))
          (when (and (not unique) (> left 0))
            (let ((tail (completion-pcm--common
                         (mapcar (lambda (text)
                                   (concat (nreverse (string-to-list
                                                      (if (eq part 'prefix) text
                                                        (substring text (length common)))))))
                                 texts))))
              (setq out (concat out (concat (nreverse (string-to-list tail))))))))))
    (cons out (or place (length out)))))

(defun completion-pcm--try (pattern string table pred point)
  "Complete STRING by PATTERN with TABLE and PRED, point being at POINT."
  (let* ((bounds (completion-boundaries (substring string 0 point) table pred
                                        (substring string point)))
         (before (substring string 0 (car bounds)))
         (all (completion-pcm--all pattern table pred before)))
    (cond ((null all) nil)
          ((and (null (cdr all)) (equal (concat before (car all)) string)) t)
          (t (let ((merged (completion-pcm--merge pattern all)))
               (cons (concat before (car merged)) (+ (car bounds) (cdr merged))))))))

(defun completion-pcm--all-with-base (pattern string table pred point)
  "Return the completions of STRING by PATTERN with TABLE and PRED; see POINT."
  (let* ((bounds (completion-boundaries (substring string 0 point) table pred
                                        (substring string point)))
         (all (completion-pcm--all pattern table pred (substring string 0 (car bounds)))))
    (when all (nconc all (car bounds)))))

(defun completion--field (string table pred point)
  "Return the part of STRING that TABLE completes with PRED, as (TEXT . POINT)."
  (let ((bounds (completion-boundaries (substring string 0 point) table pred
                                       (substring string point))))
    (cons (substring string (car bounds) (+ point (cdr bounds))) (- point (car bounds)))))

(defun completion-pcm-try-completion (string table pred point)
  "Complete STRING by the beginnings of its words; see `completion-try-completion'.
TABLE, PRED and POINT are as there."
  (let ((field (completion--field string table pred point)))
    (completion-pcm--try (completion-pcm--string->pattern (car field) (cdr field))
                         string table pred point)))

(defun completion-pcm-all-completions (string table pred point)
  "Return the completions of STRING by the beginnings of its words.
TABLE, PRED and POINT are as in `completion-all-completions'."
  (let ((field (completion--field string table pred point)))
    (completion-pcm--all-with-base
     (completion-pcm--string->pattern (car field) (cdr field)) string table pred point)))

(defun completion-basic--pattern (field)
  "Return the pattern for FIELD, (TEXT . POINT), with anything at point."
  (let ((before (substring (car field) 0 (cdr field)))
        (after (substring (car field) (cdr field))))
    (delete "" (list before 'any after (unless (equal after "") 'any)))))

(defun completion-basic-try-completion (string table pred point)
  "Complete STRING by prefix, and by what is after POINT, with TABLE and PRED."
  (if (= point (length string))
      (completion-emacs21-try-completion string table pred point)
    (completion-pcm--try (delq nil (completion-basic--pattern
                                    (completion--field string table pred point)))
                         string table pred point)))

(defun completion-basic-all-completions (string table pred point)
  "Return the completions of STRING by what is before POINT, with TABLE and PRED."
  (if (= point (length string))
      (completion-emacs21-all-completions string table pred point)
    (let ((all (completion-pcm--all-with-base
                (delq nil (completion-basic--pattern
                           (completion--field string table pred point)))
                string table pred point))
          (base (car (completion-boundaries (substring string 0 point) table pred
                                            (substring string point)))))
      (when all
        (setcdr (last all) nil)
        (completion-hilit-commonality all point base)))))

(defun completion-substring--pattern (field)
  "Return the pattern for FIELD, (TEXT . POINT), anywhere."
  (let ((before (substring (car field) 0 (cdr field)))
        (after (substring (car field) (cdr field))))
    (append (and (> (length (car field)) 0) '(prefix))
            (delete "" (list before 'any after))
            (unless (equal after "") '(any)))))

(defun completion-substring-try-completion (string table pred point)
  "Complete STRING, which may be any part, with TABLE and PRED; see POINT."
  (completion-pcm--try (completion-substring--pattern
                        (completion--field string table pred point))
                       string table pred point))

(defun completion-substring-all-completions (string table pred point)
  "Return what STRING is part of, with TABLE and PRED; see POINT."
  (completion-pcm--all-with-base (completion-substring--pattern
                                  (completion--field string table pred point))
                                 string table pred point))

(defun completion-flex--pattern (field)
  "Return the pattern for FIELD, (TEXT . POINT), with anything between characters."
  (let ((pattern nil))
    (mapc (lambda (char) (setq pattern (cons 'any (cons (char-to-string char) pattern))))
          (car field))
    (if pattern (cons 'prefix (nreverse pattern)) '(any))))

(defun completion-flex-try-completion (string table pred point)
  "Complete STRING, characters in their order, with TABLE and PRED; see POINT."
  (unless (and completion-flex-nospace (string-search " " string))
    (completion-pcm--try (completion-flex--pattern
                          (completion--field string table pred point))
                         string table pred point)))

(defun completion-flex-all-completions (string table pred point)
  "Return what has the characters of STRING in order, with TABLE and PRED; see POINT."
  (unless (and completion-flex-nospace (string-search " " string))
    (completion-pcm--all-with-base (completion-flex--pattern
                                    (completion--field string table pred point))
                                   string table pred point)))

(defun completion-initials-expand (str table pred)
  "Return STR with a word delimiter of TABLE, with PRED, between its characters.
Return nil if it has delimiters already."
  (let ((bounds (completion-boundaries str table pred "")))
    (unless (or (zerop (length str))
                (string-match-p completion-pcm--delim-regexp str))
      (if (zerop (car bounds))
          (mapconcat #'string str "-")
        (let* ((beg (car bounds)) (sep (if (> beg 0) "/")))
          (concat (substring str 0 beg)
                  (mapconcat #'string (substring str beg) sep)))))))

(defvar completion-pcm--delim-regexp "[-_./:| *]"
  "Regexp for what separates words in completion.")

(defun completion-initials-all-completions (string table pred _point)
  "Return the completions whose words begin with the characters of STRING.
TABLE and PRED are as in `completion-all-completions'."
  (let ((new (completion-initials-expand string table pred)))
    (when new (completion-pcm-all-completions new table pred (length new)))))

(defun completion-initials-try-completion (string table pred _point)
  "Complete STRING, the first characters of words, with TABLE and PRED."
  (let ((new (completion-initials-expand string table pred)))
    (when new (completion-pcm-try-completion new table pred (length new)))))

(defun completion-shorthand-try-completion (string table pred point)
  "Return nil: no shorthand stands for STRING; TABLE, PRED and POINT do not count."
  (ignore string table pred point)
  nil)

(defun completion-shorthand-all-completions (string table pred point)
  "Return nil: no shorthand stands for STRING; TABLE, PRED and POINT do not count."
  (ignore string table pred point)
  nil)

;;; Completing in a buffer

(defun completion-in-region (start end collection &optional predicate)
  "Complete the text from START to END by COLLECTION and PREDICATE.
Return t if there was a completion."
  (funcall completion-in-region-function start end collection predicate))

(defun completion--in-region (start end collection &optional predicate)
  "Complete the text from START to END by COLLECTION and PREDICATE."
  (let* ((string (buffer-substring start end))
         (point (min (max 0 (- (point) start)) (length string)))
         (result (completion-try-completion string collection predicate point)))
    (cond ((null result) (minibuffer-message "No match") nil)
          ((eq result t) (minibuffer-message "Sole completion") t)
          (t (unless (equal (car result) string)
               (save-excursion
                 (goto-char start)
                 (let ((end (copy-marker end)))
                   (insert (car result))
                   (delete-region (point) end)
                   (set-marker end nil))))
             (goto-char (+ start (cdr result)))
             t))))

(defun completion-at-point ()
  "Complete the text around point as `completion-at-point-functions' say."
  (interactive)
  (let ((result (run-hook-wrapped 'completion-at-point-functions
                                  (lambda (function) (funcall function)))))
    (cond ((functionp result) (funcall result))
          ((consp result)
           (let ((completion-extra-properties (nthcdr 3 result)))
             (completion-in-region (nth 0 result) (nth 1 result) (nth 2 result)
                                   (plist-get (nthcdr 3 result) :predicate))))
          (result t))))

(defun display-completion-list (completions &optional _common-substring _group-fun)
  "Print COMPLETIONS, strings or (STRING ANNOTATION)s, to `standard-output'."
  (princ "Possible completions are:\n")
  (let ((first t))
    (dolist (each (delete-consecutive-dups (copy-sequence completions)))
      (unless first (princ "\n"))
      (setq first nil)
      (princ (if (consp each) (concat (car each) (cadr each)) each))))
  nil)

(defun minibuffer-message (message &rest args)
  "Show MESSAGE, formatted with ARGS."
  (apply #'message message args)
  t)

(defun set-minibuffer-message (_message)
  "Do nothing: no minibuffer shows a message."
  nil)

(defun clear-minibuffer-message ()
  "Do nothing: no minibuffer shows a message."
  nil)

(defun minibuffer-maybe-quote-filename (filename)
  "Return FILENAME with what would be substituted in it made plain."
  (replace-regexp-in-string "\\$" "$$" filename t t))

;;; Reading answers

(defun read-no-blanks-input (prompt &optional initial _inherit)
  "Show PROMPT and return a line of standard input; INITIAL does not count."
  (ignore initial)
  (read-from-minibuffer prompt))

(defun y-or-n-p-with-timeout (prompt seconds default-value)
  "Ask PROMPT as `y-or-n-p' does; after SECONDS return DEFAULT-VALUE."
  (with-timeout (seconds default-value) (y-or-n-p prompt)))

(defun read-shell-command (prompt &optional initial-contents hist &rest args)
  "Show PROMPT and return a line for the shell.
INITIAL-CONTENTS, HIST and ARGS are as in `read-from-minibuffer'."
  (read-from-minibuffer prompt initial-contents minibuffer-local-shell-command-map nil
                        (or hist 'shell-command-history)
                        (car args)))

(defun read-file-name (prompt &optional dir default-filename mustmatch initial predicate)
  "Show PROMPT and return the name of a file, relative names being in DIR.
DEFAULT-FILENAME is what an empty answer means.  MUSTMATCH, INITIAL and PREDICATE
are for `read-file-name-function'."
  (funcall (or read-file-name-function #'read-file-name-default)
           prompt dir default-filename mustmatch initial predicate))

(defun read-file-name-default (prompt &optional dir default-filename _mustmatch
                                      _initial _predicate)
  "Show PROMPT and return the name of a file, relative names being in DIR.
DEFAULT-FILENAME is what an empty answer means."
  (let ((line (read-from-minibuffer prompt))
        (dir (or dir default-directory)))
    (cond ((not (equal line "")) (substitute-in-file-name line))
          (default-filename (if (consp default-filename) (car default-filename)
                              default-filename))
          (t (or buffer-file-name dir)))))

(defun read-directory-name (prompt &optional dir default-dirname mustmatch initial)
  "Show PROMPT and return the name of a folder, relative names being in DIR.
DEFAULT-DIRNAME is what an empty answer means; see `read-file-name' for
MUSTMATCH and INITIAL."
  (read-file-name prompt dir (or default-dirname dir default-directory)
                  mustmatch initial #'file-directory-p))

(defun read-envvar-name (prompt &optional mustmatch)
  "Show PROMPT and return the name of an environment variable.
MUSTMATCH is for completion."
  (completing-read prompt
                   (mapcar (lambda (entry)
                             (substring entry 0 (string-search "=" entry)))
                           (append process-environment nil))
                   nil mustmatch nil 'read-envvar-name-history))

(defun substitute-env-in-file-name (filename)
  "Return FILENAME with environment variables substituted."
  (substitute-env-vars filename t))     ; what is not set stays

;;; minibuffer.el ends here
