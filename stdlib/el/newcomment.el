;;; newcomment.el --- comments: putting text into them, finding and removing them -*- lexical-binding: t; -*-

;; `comment-start' and `comment-end' say how a buffer writes comments;
;; `comment-normalize-vars' derives the rest.  A comment goes from its starter,
;; with `comment-padding' behind, to its end; lines within one that takes several
;; begin with `comment-continue'.

;;; Code:

(defvar comment-use-syntax 'undecided
  "Whether the syntax table knows comments: t, nil, or `undecided' to find out.")
(defvar comment-fill-column nil "`fill-column' for the text of comments, if not nil.")
(defvar-local comment-column 32 "Where comments beside code start.")
(defvar comment-start nil "What starts a comment; nil if the buffer has none.")
(defvar comment-start-skip nil
  "Regexp for what starts a comment and the blanks behind.
What its first group matches stands before the comment.")
(defvar comment-end-skip nil "Regexp for what ends a comment and the blanks before.")
(defvar comment-end "" "What ends a comment; \"\" if the end of the line does.")
(defvar comment-indent-function 'comment-indent-default
  "Function that returns the column for a comment on this line, nil to leave it.")
(defvar comment-insert-comment-function nil "Function that `comment-indent' calls to insert one.")
(defvar comment-combine-change-calls t "Whether change hooks run once for a whole region.")
(defvar comment-region-function 'comment-region-default "What `comment-region' calls.")
(defvar uncomment-region-function 'uncomment-region-default "What `uncomment-region' calls.")
(defvar block-comment-start nil "What starts a comment of several lines, if not nil.")
(defvar block-comment-end nil "What ends a comment of several lines.")
(defvar comment-quote-nested t "Whether comment marks inside comments are to be quoted.")
(defvar comment-quote-nested-function 'comment-quote-nested-default
  "What quotes comment marks, or with its third argument takes the quotes off.")
(defvar comment-continue nil "What lines within a comment of several begin with.")
(defvar comment-add 0 "How often more the last character of `comment-start' is used.")
(defvar comment-use-global-state t "Whether the text before counts where comments are looked for.")
(defvar comment-style 'indent "How regions are commented, a name in `comment-styles'.")
(defvar comment-padding " " "What stands between a comment's marks and text; a number of blanks.")
(defvar comment-inline-offset 1 "Least number of blanks between code and comment.")
(defvar comment-multi-line nil "Whether a comment may go on in the next line.")
(defvar comment-empty-lines nil
  "Whether empty lines are commented: t, nil, or `eol' where lines end comments.")
(defvar comment-auto-fill-only-comments nil "Whether only comments are filled while typing.")

(defconst comment-styles
  '((plain nil nil nil nil "Start in column 0, each line for itself")
    (indent-or-triple nil nil nil multi-char
                      "Start in column 0 if one character starts comments")
    (indent nil nil nil t "Each line for itself, all at one column")
    (aligned nil t nil t "Likewise, with ends at one column")
    (box nil t t t "Likewise, with lines above and below")
    (extra-line t nil t t "One comment, with a line for each of its marks")
    (multi-line t nil nil t "One comment, which ends on the last line")
    (box-multi t t t t "One comment, with lines above and below"))
  "The styles of comments: (NAME MULTI ALIGN EXTRA INDENT DESCRIPTION).")

;;;; The variables.

(defun comment-string-strip (str beforep afterp)
  "Return STR without blanks at its start, if BEFOREP, and end, if AFTERP."
  (substring str
             (if beforep (string-match "[^ \t]\\|\\'" str) 0)
             (if afterp (string-match "[ \t]*\\'" str) nil)))

(defun comment-string-reverse (s)
  "Return the end that mirrors the starter S, without blanks at its end."
  (comment-string-strip (concat (reverse s)) nil t))

(defun comment--syntax-works ()
  "Return t if the syntax table sees a comment in what `comment-start' starts."
  (let ((table (syntax-table))
        (text (concat comment-start " x " (if (equal comment-end "") "\n" comment-end))))
    (with-temp-buffer
      (set-syntax-table table)
      (insert text)
      (goto-char (point-min))
      (and (forward-comment 1) (eobp)))))

(defun comment-normalize-vars (&optional noerror)
  "Give the variables about comments that are not set values that fit the others.
Without `comment-start' ask for it, or with NOERROR do nothing."
  (when (or comment-start (not noerror))
    (unless comment-start
      (let ((starter (read-string "No comment syntax is defined.  Use: ")))
        (if (zerop (length starter))
            (error "No comment syntax defined")
          (setq-local comment-start starter comment-start-skip starter))))
    (when (eq comment-use-syntax 'undecided)
      (setq-local comment-use-syntax (comment--syntax-works)))
    (when (integerp comment-padding)
      (setq comment-padding (make-string comment-padding ?\s)))
    (unless (or comment-continue (equal comment-end ""))
      (setq-local comment-continue
                  (concat (if (string-match-p "\\S-\\S-" comment-start) " " "|")
                          (substring comment-start 1))))
    (let ((starter (string-trim comment-start "[ \t]+" "[ \t]+"))
          (ender (if (equal comment-end "") "\n" (string-trim comment-end "[ \t]+" "[ \t]+"))))
      (unless comment-start-skip
        (setq-local comment-start-skip
                    (concat "\\(\\(^\\|[^\\\n]\\)\\(\\\\\\\\\\)*\\)\\(?:\\s<+\\|"
                            (regexp-quote starter) "+\\)[ \t]*")))
      (unless comment-end-skip
        (setq-local comment-end-skip
                    (concat "[ \t]*\\(\\s>" (if comment-quote-nested "" "+") "\\|"
                            (regexp-quote (substring ender 0 1))
                            (if (and comment-quote-nested (= (length ender) 1)) "" "+")
                            (regexp-quote (substring ender 1)) "\\)"))))))

;;;; Quoting.

(defun comment-quote-re (str unp)
  "Return a regexp for the comment mark STR with backslashes after its first character.
UNP says that there must be one."
  (let ((first (regexp-quote (substring str 0 1))) (rest (regexp-quote (substring str 1))))
    (format "%s\\\\%s%s" first (if unp "+" "*") rest)))

(defun comment-quote-nested (cs ce unp)
  "Quote the marks CS and CE in the accessible part of the buffer; unquote if UNP.
Comments that lines end need none."
  (let ((starter (comment-string-strip cs t t)) (ender (comment-string-strip ce t t)))
    (when (and comment-quote-nested (> (length ender) 0))
      (funcall comment-quote-nested-function starter ender unp))))

(defun comment-quote-nested-default (cs ce unp)
  "Put backslashes into the marks CS and CE, or with UNP take one off.
An end that is one character is written as CS with an exclamation mark in front."
  (let ((regexp (concat (comment-quote-re ce unp) "\\|" (comment-quote-re cs unp)))
        (short (= (length ce) 1)))
    (goto-char (point-min))
    (while (re-search-forward regexp nil t)
      (let ((start (match-beginning 0)) (is-end (equal (match-string 0) ce)))
        (goto-char (1+ start))
        (cond ((not unp)
               (insert "\\")
               (when (and short is-end)
                 (delete-region start (1+ start))
                 (goto-char start)
                 (insert "!" cs)
                 (forward-char 1)))
              (t (delete-char 1)
                 (when (and short (looking-back (concat "!" (regexp-quote cs)) (point-min)))
                   (replace-match ce t t))))))))

;;;; Finding comments.

(defun comment--starter-here ()
  "Go behind the starter of the comment at point, and return where it was."
  (prog1 (point)
    (when (and comment-start-skip (looking-at comment-start-skip))
      (goto-char (match-end 0)))))

(defun comment-search-forward (limit &optional noerror)
  "Find the next comment that starts before LIMIT.
Go behind its starter and return where that begins.  If there is none go to LIMIT and
return nil if NOERROR, else signal an error."
  (let ((found nil))
    (if comment-use-syntax
        (let* ((from (point))
               (before (and comment-use-global-state (syntax-ppss from)))
               (state (parse-partial-sexp from (or limit (point-max)) nil nil before t)))
          (when (and (nth 8 state) (nth 3 state)) ; out of a string first
            (while (and (nth 8 state) (nth 3 state) (< (point) (or limit (point-max))))
              (setq state (parse-partial-sexp (point) (or limit (point-max)) nil nil state 'syntax-table)
                    state (if (nth 8 state) state
                            (parse-partial-sexp (point) (or limit (point-max)) nil nil state t)))))
          (when (nth 4 state)
            (goto-char (max from (nth 8 state)))
            (setq found (comment--starter-here))
            (when (< (point) from)
              (goto-char from))))
      (when (re-search-forward comment-start-skip limit t)
        (setq found (or (match-end 1) (match-beginning 0)))))
    (cond (found)
          (noerror (goto-char (or limit (point-max))) nil)
          (t (error "No comment")))))

(defun comment-search-backward (&optional limit noerror)
  "Find the last comment that starts before point, but not before LIMIT.
Go behind its starter and return where that begins.  If there is none return nil if
NOERROR, else signal an error."
  (let ((found nil) (going t) (from (point)))
    (while (and going (null found))
      (setq going (re-search-backward comment-start-skip limit t))
      (when going
        (let ((start (or (match-end 1) (match-beginning 0))) (end (match-end 0)))
          (when (and comment-use-syntax (not (match-end 1)))
            (goto-char start)
            (skip-syntax-backward "<")
            (setq start (max (or limit (point-min)) (point))))
          (if (and (<= end from)
                   (or (not comment-use-syntax)
                       (save-excursion
                         (let ((state (syntax-ppss end)))
                           (and (nth 4 state) (setq start (nth 8 state)))))))
              (progn (goto-char end) (setq found start))
            (goto-char (min start (match-beginning 0)))))))
    (or found (unless noerror (error "No comment")))))

(defun comment-beginning ()
  "If point is in a comment go behind its starter, and return where that begins.
Else return nil."
  (let ((from (point)))
    (if comment-use-syntax
        (let ((state (syntax-ppss)))
          (when (nth 4 state)
            (goto-char (nth 8 state))
            (comment--starter-here)))
      (let ((start (save-excursion (comment-search-backward (line-beginning-position) t))))
        (when (and start
                   (save-excursion (goto-char start) (comment-forward 1) (> (point) from)))
          (goto-char start)
          (comment--starter-here))))))

(defun comment-forward (&optional n)
  "Go over N comments and the blanks before; return t if there are as many."
  (setq n (or n 1))
  (if (or comment-use-syntax (< n 0))
      (forward-comment n)
    (let ((ok t))
      (while (and ok (> n 0))
        (setq n (1- n))
        (skip-syntax-forward " ")
        (setq ok (and (looking-at comment-start-skip)
                      (progn (goto-char (match-end 0))
                             (re-search-forward comment-end-skip nil 'move)))
              ok (and ok t)))
      ok)))

(defun comment-enter-backward ()
  "Go from the end of a comment to the end of its text."
  (if (bolp)
      (backward-char)
    (let ((end (point)) (bound (line-beginning-position)))
      (if (and comment-end-skip
               (progn (goto-char bound)
                      (re-search-forward (concat comment-end-skip "\\'\\|" comment-end-skip) end t)))
          (let ((at nil))
            (goto-char bound)
            (while (re-search-forward comment-end-skip end t)
              (setq at (match-beginning 0)))
            (goto-char at))
        (goto-char end)
        (skip-syntax-backward " ")))))

(defun comment-only-p (beg end)
  "Return non-nil if the region from BEG to END holds comments and blanks alone."
  (save-excursion
    (goto-char beg)
    (comment-forward (point-max))
    (<= end (point))))

;;;; Marks.

(defun comment--pad (str n left)
  "Return STR padded on its right side, or left side if LEFT, and made longer by N.
N is as in `comment-padright'."
  (let* ((core (string-trim str "[ \t]+" "[ \t]+"))
         (at (string-match "[^ \t]\\|\\'" str))
         (before (substring str 0 at))
         (after (substring str (+ at (length core))))
         (inner (if left before after))
         (more (min (length inner) (length comment-padding)))
         (padding (if left
                      (concat (substring comment-padding 0 (- (length comment-padding) more)) before)
                    (concat after (substring comment-padding more))))
         (longer (not (and comment-quote-nested (= (length (comment-string-strip comment-end t t)) 1))))
         (optional (lambda (blanks) (mapconcat (lambda (c) (concat (regexp-quote (string c)) "?")) blanks ""))))
    (cond ((and (integerp n) left)
           (concat padding (if longer (make-string n (aref core 0)) "") core after))
          ((integerp n)
           (concat before core
                   (if longer (make-string n (aref core (1- (length core)))) "") padding))
          (left
           (concat "\\s-*" (if longer (concat (regexp-quote (substring core 0 1)) "*") "")
                   (regexp-quote (concat core after))))
          (t (concat (funcall optional before) (regexp-quote core) (if longer "+" "")
                     (funcall optional padding))))))

(defun comment-padright (str &optional n)
  "Return the starter STR with N more of its last character and padding behind.
With `re' for N return a regexp for such a mark with any number of them.  Return
nil if STR is nil or blank."
  (and (stringp str) (string-match-p "\\S-" str)
       (comment--pad str (or n 0) nil)))

(defun comment-padleft (str &optional n)
  "Return the end STR with N more of its first character and padding before.
N and other values of STR are as in `comment-padright'."
  (and (stringp str) (string-match-p "\\S-" str)
       (comment--pad str (or n 0) t)))

;;;; Commenting regions.

(defun comment-make-bol-ws (len)
  "Return blanks that reach column LEN from the start of a line."
  (let ((tabs (if (and indent-tabs-mode (> tab-width 0)) (/ len tab-width) 0)))
    (concat (make-string tabs ?\t) (make-string (- len (* tabs tab-width)) ?\s))))

(defun comment-make-extra-lines (cs ce ccs cce min-indent max-indent &optional block)
  "Return (START . END) for a comment with lines of its own for its marks.
CS and CE are the marks, CCS and CCE those of lines within; text is between the
columns MIN-INDENT and MAX-INDENT, and BLOCK draws a box around it."
  (let ((margin (concat "\n" (comment-make-bol-ws min-indent))))
    (if (not block)
        (cons (concat cs margin ccs)
              (concat cce margin (substring ccs 0 (string-match "[^ \t]\\|\\'" ccs))
                      (comment-string-strip ce t nil)))
      (let* ((cce (comment-string-strip cce nil t))
             (line (lambda (open close)
                     (let ((width (- (+ max-indent (string-width close)) min-indent))
                           (left (comment-string-strip open nil t)) (right (comment-string-strip close t nil)))
                       (concat left
                               (make-string (max 0 (- width (length left) (length right)))
                                            (if (eq (aref left (1- (length left))) (aref right 0))
                                                (aref right 0)
                                              ?=))
                               right)))))
        (cons (concat (funcall line cs cce) margin ccs)
              (concat cce margin (funcall line ccs ce)))))))

(defmacro comment-with-narrowing (beg end &rest body)
  "Evaluate BODY with the buffer narrowed to the lines of BEG to END, and those alone.
If BEG is within a line its column is kept by blanks, which go away afterwards."
  (declare (debug t) (indent 2))
  (let ((blanks (make-symbol "blanks")) (behind (make-symbol "behind")))
    `(let* ((,blanks (save-excursion (goto-char ,beg) (current-column)))
            (,behind nil))
       (save-restriction
         (narrow-to-region ,beg ,end)
         (goto-char (point-min))
         (insert (make-string ,blanks ?\s))
         (setq ,behind (point-marker))
         (unwind-protect
             (progn ,@body)
           (goto-char ,behind)
           (while (and (> ,blanks 0) (eq (preceding-char) ?\s))
             (delete-char -1)
             (setq ,blanks (1- ,blanks)))
           (set-marker ,behind nil))))))

(defun comment-add (arg)
  "Return how often more the starter's last character is used: as ARG or `comment-add' says."
  (if (and (null arg) (= (string-match "[ \t]*\\'" comment-start) 1))
      comment-add
    (1- (prefix-numeric-value arg))))

(defun comment--each-line (function)
  "Call FUNCTION at the start of each line of the accessible part."
  (goto-char (point-min))
  (let ((going t))
    (while going
      (funcall function)
      (end-of-line)
      (if (eobp)
          (setq going nil)
        (forward-line 1)))))

(defun comment-region-internal (beg end cs ce &optional ccs cce block lines indent)
  "Comment the lines from BEG to END, beginning with CS and ending with CE.
Lines after the first begin with CCS and those before the last end with CCE, if CCS
is non-nil.  BLOCK aligns the ends, LINES gives the marks lines of their own, INDENT
puts them where the text begins."
  (let* ((own-end (and (> (length ce) 0) ce))
         (cs cs)
         (ce (or own-end (and block (comment-string-reverse cs))))
         (several (and own-end ccs))
         (middle (if several ccs cs))
         (middle-end (cond ((not several) ce)
                           ((and block (> (length cce) 0)) (comment-string-strip cce nil t))))
         (all (or several block lines (eq comment-empty-lines t)
                  (and comment-empty-lines (null own-end))))
         (blank (lambda () (looking-at-p "[ \t]*$"))))
    (save-excursion
      (goto-char end)
      (unless (or own-end (eolp))
        (insert "\n")
        (indent-according-to-mode))
      (comment-with-narrowing beg end
        (let ((from nil) (to 0))
          (comment-quote-nested comment-start comment-end nil)
          (comment--each-line
           (lambda ()
             (unless (funcall blank)
               (setq from (min (or from (current-indentation)) (current-indentation))))
             (end-of-line)
             (setq to (max to (current-column)))))
          (setq to (+ to (max (length cs) (length middle))
                      (if (progn (goto-char (point-min)) (search-forward "\t" nil t)) (1- tab-width) 0))
                from (if indent (or from 0) 0))
          (when lines
            (let ((marks (comment-make-extra-lines (comment-string-strip cs nil t) ce middle middle-end
                                                   from to block)))
              (setq cs (car marks) ce (cdr marks))))
          (comment--each-line
           (lambda ()
             (unless (and (not all) (funcall blank))
               (move-to-column from t)
               (insert cs)
               (setq cs middle)
               (end-of-line)
               (let ((close (if (eobp) ce middle-end)))
                 (when close
                   (when block
                     (move-to-column to t))
                   (insert close)))))))))))

(defun comment-region (beg end &optional arg)
  "Comment the lines of the region from BEG to END, as `comment-style' says.
With a number ARG make the starter that many characters long; with a list, or a
negative number, uncomment."
  (interactive "*r\nP")
  (comment-normalize-vars)
  (save-excursion
    (funcall comment-region-function (min beg end) (max beg end) arg)))

(defun comment-region-default (beg end &optional arg)
  "Comment the region from BEG to END; ARG is as in `comment-region'."
  (comment-region-default-1 beg end arg))

(defun comment-region-default-1 (beg end &optional arg noadjust)
  "Do what `comment-region-default' does.
NOADJUST non-nil keeps blank lines at the ends of the region in it."
  (let* ((style (cdr (assq comment-style comment-styles)))
         (block (nth 1 style)) (lines (nth 2 style)) (indent (nth 3 style))
         (single (= (string-match "[ \t]*\\'" comment-start) 1))
         (triple nil))
    (unless noadjust
      (setq beg (max beg (progn (goto-char beg) (skip-chars-forward " \t\n\r") (line-beginning-position)))
            end (min end (progn (goto-char end) (skip-chars-backward " \t\n\r") (line-end-position)))))
    (cond
     ((>= beg end) (error "Nothing to comment"))
     ((consp arg) (uncomment-region beg end))
     ((< (prefix-numeric-value arg) 0) (uncomment-region beg end (- (prefix-numeric-value arg))))
     (t
      (setq lines (and lines (or block (not (equal comment-end "")))
                       (progn (goto-char beg) (skip-syntax-backward " ") (bolp))
                       (progn (goto-char end) (skip-syntax-forward " ") (eolp)))
            block (and block (or lines (equal comment-end ""))))
      (when (eq indent 'multi-char)
        (goto-char beg)
        (setq triple (and single (looking-at-p "\t\\|  "))
              indent (not single)))
      (let* ((n (if (and single (null arg))
                    (* comment-add (if triple 2 1))
                  (1- (prefix-numeric-value arg))))
             (fit (lambda (mark skip plain) (if (and mark (not (string-match-p skip mark))) plain mark))))
        (comment-region-internal
         beg end
         (funcall fit (comment-padright comment-start n) comment-start-skip (comment-padright comment-start))
         (funcall fit (comment-padleft comment-end n) comment-end-skip (comment-padleft comment-end))
         (and (car style) (comment-padright comment-continue n))
         (and (car style) comment-continue (comment-padleft (comment-string-reverse comment-continue) n))
         block lines indent))))))

(defun comment-box (beg end &optional arg)
  "Comment the region from BEG to END and draw a box around.
Its marks are as long as ARG, a number, and `comment-add' say."
  (interactive "*r\np")
  (comment-normalize-vars)
  (let ((comment-style (if (nth 1 (assq comment-style comment-styles)) 'box-multi 'box)))
    (comment-region beg end (+ comment-add arg))))

;;;; Taking comments off.

(defun uncomment-region (beg end &optional arg)
  "Take the comments in the region from BEG to END off.
With a number ARG take that many characters off their marks."
  (interactive "*r\nP")
  (comment-normalize-vars)
  (let ((from (min beg end)) (to (max beg end)))
    (save-excursion
      (funcall uncomment-region-function from to arg))))

(defun uncomment-region-default (beg end &optional arg)
  "Take the comments from BEG to END off; ARG is as in `uncomment-region'."
  (uncomment-region-default-1 beg end arg))

(defun uncomment-region-default-1 (beg end &optional arg)
  "Do what `uncomment-region-default' does."
  (goto-char beg)
  (let ((end (copy-marker end)) start)
    (while (and (< (point) end)
                (setq start (comment-search-forward end t)))
      (let ((text (point)))
        (goto-char start)
        (unless (or (comment-forward) (eobp))
          (error "Can't find the comment end"))
        (save-restriction
          (narrow-to-region start (point))
          (comment--strip text (and arg (prefix-numeric-value arg)))
          (goto-char (point-max)))))
    (set-marker end nil)))

(defun comment--box-p (filled)
  "Return t if the accessible part, a comment, has the top of a box up to point.
FILLED says that a line of equal signs is there."
  (and (> (count-lines (point-min) (point-max)) 2)
       (or filled (>= (point) (+ (point-min) (length comment-start) 8)))))

(defun comment--strip (text n)
  "Take the marks off the comment that is the accessible part, N characters if not nil.
Its starter and the blanks behind end at TEXT."
  (let* ((middle (comment-padright comment-continue 're))
         (line-start (and middle (concat "^\\s-*?\\(" middle "\\)")))
         (equals nil) (box nil))
    (goto-char text)
    (skip-syntax-backward " ")
    (setq equals (and (= (point) (1+ (point-min))) (looking-at-p "=\\{7\\}")
                      (not (eq (char-before (point-max)) ?\n))))
    (when equals
      (skip-chars-forward "="))
    (setq box (comment--box-p equals))
    (when (or (save-excursion (goto-char (point-min))
                              (looking-at (comment-padright comment-start 're)))
              (looking-at (regexp-quote comment-padding)))
      (goto-char (max (point) (match-end 0))))
    (when (and middle (looking-at (concat "\\s-*\n\\s-*" middle)))
      (goto-char (match-end 0)))
    (if (null n)
        (delete-region (point-min) (point))
      (let ((padded (point)))
        (skip-syntax-backward " ")
        (delete-char (- n))
        (unless (save-excursion (goto-char (point-min)) (looking-at-p comment-start-skip))
          (delete-region (point-min) (- padded n)))))
    (goto-char (point-max))
    (comment-enter-backward)
    (when (and equals (not (eq (char-before (point-max)) ?\n)))
      (let ((at (point)))
        (when (> (skip-chars-backward "=") -7)
          (goto-char at))))
    (unless (looking-at-p "\\(\n\\|\\s-\\)*\\'")
      (when (and (bolp) (not (bobp)))
        (backward-char))
      (when n
        (skip-syntax-forward " ")
        (delete-char n))
      (unless (and n (or (eobp) (looking-at-p comment-end-skip)))
        (delete-region (point) (point-max))))
    (comment-quote-nested comment-start comment-end t)
    (when middle
      (comment--strip-lines line-start
                            (and box (concat "\\(" (comment-padleft
                                                    (comment-string-reverse (or comment-continue comment-start)) 're)
                                             "\\)\\s-*$"))))))

(defun comment--strip-lines (line-start line-end)
  "Take what LINE-START matches off the lines after the first.
Take what LINE-END, nil or a regexp, matches off the lines before that do."
  (goto-char (point-min))
  (let ((going t))
    (while going
      (if (and line-end (re-search-forward line-end (line-end-position) t))
          (replace-match "" t t nil (if (match-end 2) 2 1))
        (setq line-end nil))
      (forward-line 1)
      (setq going (re-search-forward line-start (line-end-position) t))
      (when going
        (replace-match "" t t nil (if (match-end 2) 2 1))))))

(defun comment-or-uncomment-region (beg end &optional arg)
  "Comment the region from BEG to END, or uncomment it if it is nothing but comments.
ARG is as in `comment-region'."
  (interactive "*r\nP")
  (comment-normalize-vars)
  (if (comment-only-p beg end)
      (uncomment-region beg end arg)
    (comment-region beg end arg)))

(defun comment-kill (arg)
  "Kill the first comment on this line, and on the ARG - 1 lines after it."
  (interactive "P")
  (comment-normalize-vars)
  (dotimes (_ (prefix-numeric-value arg))
    (save-excursion
      (beginning-of-line)
      (let ((start (comment-search-forward (line-end-position) t)))
        (when start
          (goto-char start)
          (skip-syntax-backward " ")
          (setq start (point))
          (comment-forward)
          (kill-region start (if (bolp) (1- (point)) (point)))
          (indent-according-to-mode))))
    (when arg
      (forward-line 1))))

;;;; One comment.

(defun comment-indent-default ()
  "Return the column for the comment at point: that of `comment-column', or 0."
  (cond ((and (looking-at "\\s<\\s<\\(\\s<\\)?")
              (or (match-end 1) (/= (current-column) (current-indentation))))
         0)
        ((or (/= (current-column) (current-indentation))
             (and (> comment-add 0) (looking-at-p "\\s<\\(\\S<\\|\\'\\)")))
         comment-column)))

(defun comment-choose-indent (&optional indent)
  "Return the column for the comment at point that INDENT, by default the usual, leads to.
It may be a column, or (MIN . MAX) with MIN what is wanted."
  (let* ((indent (or indent comment-column))
         (wanted (if (consp indent) (car indent) indent))
         (code (save-excursion
                 (skip-chars-backward " \t")
                 (if (bolp) 0 (+ comment-inline-offset (current-column)))))
         (fits (lambda (column) (and column (<= code column (max code (if (consp indent) (cdr indent) fill-column)))
                                     column))))
    (or (funcall fits (comment--column-near -1))
        (funcall fits (comment--column-near 1))
        (max code wanted))))

(defun comment--column-near (lines)
  "Return the column of the comment beside code LINES further, nil if there is none."
  (save-excursion
    (and (zerop (forward-line lines)) (bolp)
         (let ((start (comment-search-forward (line-end-position) t)))
           (when start
             (goto-char start)
             (and (not (save-excursion (skip-chars-backward " \t") (bolp)))
                  (current-column)))))))

(defun comment-indent (&optional continue)
  "Put the comment on this line into its column, or make one.
CONTINUE says that it goes on with one from the line before."
  (interactive "*")
  (comment-normalize-vars)
  (let* ((empty (save-excursion (beginning-of-line) (looking-at-p "[ \t]*$")))
         (starter (or (and continue comment-continue)
                      (and empty (not (equal (or block-comment-start "") "")) block-comment-start)
                      (and empty (comment-padright comment-start (comment-add nil)))
                      comment-start))
         (ender (or (and continue (> (length comment-continue) 0) "")
                    (and empty block-comment-end)
                    (and empty (comment-padleft comment-end (comment-add nil)))
                    comment-end)))
    (beginning-of-line)
    (let* ((limit (line-end-position))
           (start (comment-search-forward limit t)))
      (cond
       ((and (null start) comment-insert-comment-function)
        (funcall comment-insert-comment-function))
       (t
        (unless start
          (end-of-line)
          (unless empty
            (skip-chars-backward " \t")
            (delete-region (point) (line-end-position))
            (insert (make-string (max 1 comment-inline-offset) ?\s)))
          (setq start (point))
          (insert starter)
          (save-excursion (insert ender)))
        (let ((text (copy-marker (point))) column)
          (goto-char start)
          (setq column (save-excursion (funcall comment-indent-function)))
          (if (null column)
              (indent-according-to-mode)
            (unless (save-excursion (skip-chars-backward " \t") (bolp))
              (setq column (comment-choose-indent column)))
            (unless (= (current-column) column)
              (delete-region (point) (progn (skip-chars-backward " \t") (point)))
              (indent-to column)))
          (goto-char text)
          (set-marker text nil)))))))

(defun comment--column-above ()
  "Return the column of the text of the last comment that begins above this line."
  (save-excursion
    (forward-line 0)
    (comment-search-backward)
    (forward-line 0)
    (goto-char (comment-search-forward (line-end-position)))
    (current-column)))

(defun comment-set-column (arg)
  "Make the column of point `comment-column'.
With - for ARG kill the comment on this line; with another ARG take the column of
the last comment above, and indent this line's."
  (interactive "P")
  (if (eq arg '-)
      (comment-kill nil)
    (when arg
      (comment-normalize-vars))
    (setq comment-column (if arg (comment--column-above) (current-column)))
    (let ((said (message "Comment column set to %d" comment-column)))
      (if arg (comment-indent) said))))

(defun comment--begin-here (n)
  "Make an empty comment, of N more marks than usual, on this empty line; stay in it."
  (indent-according-to-mode)
  (insert (comment-padright comment-start n))
  (let ((end (if (equal comment-end "") "" (comment-padleft comment-end n))))
    (save-excursion
      (insert end)
      (indent-according-to-mode))))

(defun comment-dwim (arg)
  "Do what is meant: comment or uncomment the active region, or make a comment here.
ARG is as in `comment-region'; without a region it kills the comment."
  (interactive "*P")
  (comment-normalize-vars)
  (cond ((use-region-p)
         (comment-or-uncomment-region (region-beginning) (region-end) arg))
        ((save-excursion (beginning-of-line) (looking-at-p "\\s-*$"))
         (comment--begin-here (comment-add arg)))
        (arg (comment-kill (and (integerp arg) arg)))
        (t (comment-indent))))

(defun comment-line (n)
  "Comment or uncomment this line and N - 1 more, and go to the next one.
With an active region do so to its lines.  A negative N goes backwards."
  (interactive "p")
  (if (use-region-p)
      (let ((lines (save-excursion
                     (goto-char (region-end))
                     (let ((to (line-end-position)))
                       (goto-char (region-beginning))
                       (list (line-beginning-position) to)))))
        (apply #'comment-or-uncomment-region lines))
    (when (eq last-command 'comment-line-backward) ; and so on upwards
      (setq n (- (abs n))))
    (let ((from (line-beginning-position)) (to (line-end-position n)))
      (goto-char to)
      (comment-or-uncomment-region (min from to) (max from to))
      (forward-line 1)
      (back-to-indentation)
      (unless (natnump n)
        (setq this-command 'comment-line-backward)))))

;;;; Breaking lines.

(defun comment-valid-prefix-p (prefix compos)
  "Return non-nil if PREFIX may begin a line in the comment that starts at COMPOS.
With nil for COMPOS there is no comment."
  (let ((mark (and (string-match (concat "\\`[ \t]*\\(?:" comment-start-skip "\\)") prefix)
                   (comment-string-strip (match-string 0 prefix) nil t))))
    (cond
     ((null compos) (null mark))
     ;; In a comment that no line ends anything goes.
     ((save-excursion (goto-char compos) (comment-forward) (not (bolp))))
     (mark
      (let ((blanks (string-match "[^ \t]\\|\\'" mark)))
        (save-excursion
          (goto-char compos)
          (and (= (current-column) (string-width (substring mark 0 blanks)))
               (looking-at-p (regexp-quote (substring mark blanks))))))))))

(defun comment-indent-new-line (&optional soft)
  "Break the line at point; in a comment go on with one on the next line.
With SOFT the newline is one that filling made."
  (interactive)
  (comment-normalize-vars t)
  (let* ((text nil)
         (start (and comment-start (save-excursion (prog1 (comment-beginning) (setq text (point))))))
         (break (lambda ()
                  (delete-horizontal-space)
                  (if soft (insert-and-inherit ?\n) (newline 1)))))
    (cond
     ((and fill-prefix (or (null comment-start) (comment-valid-prefix-p fill-prefix start)))
      (funcall break)
      (indent-to (current-left-margin))
      (insert-and-inherit fill-prefix))
     ((null start)
      (funcall break)
      (indent-according-to-mode))
     (t
      (let ((column (save-excursion (goto-char start) (current-column)))
            (mark (buffer-substring-no-properties start text))
            (several (and comment-multi-line comment-continue)))
        (unless (or several (equal comment-end ""))
          (delete-horizontal-space)
          (insert (comment-padleft comment-end 0)))
        (funcall break)
        (indent-to column)
        (insert (if several (comment-padright comment-continue 0) mark)))))))

(defalias 'indent-new-comment-line #'comment-indent-new-line)
(defalias 'indent-for-comment #'comment-indent)
(defalias 'set-comment-column #'comment-set-column)
(defalias 'kill-comment #'comment-kill)

(provide 'newcomment)
;;; newcomment.el ends here
