;;; regexp.el --- random patterns and texts for the search functions  -*- lexical-binding: t -*-

;; Prints what the search functions answer about COUNT random pairs from SEED on,
;; a line a pair.  Run by Emacs and by elnet; the outputs must be the same:
;;   emacs -Q --batch -l regexp.el -f fuzz-regexp SEED COUNT
;; Texts are short, so that Emacs' backtracking ends.  There is no \\{N,\\} with
;; N > 0: of something that may be empty, Emacs' search misses matches of it.

(defvar fuzz-state 1)
(defun fuzz-random (n)
  (setq fuzz-state (mod (+ (* fuzz-state 1103515245) 12345) 2147483648))
  (mod (/ fuzz-state 1024) n))
(defun fuzz-pick (seq) (elt seq (fuzz-random (length seq))))
(defun fuzz-one-in (n) (= 0 (fuzz-random n)))

(defvar fuzz-pieces
  ["a" "b" "c" "ab" "A" "B" "." "[ab]" "[^a]" "[a-c]" "a" "b" "x" " " "  " "a" "b" "." "-"
   "[[:alpha:]]" "[[:space:]x]" "[^[:digit:]_]" "é" "É" "[à-é]" "あ" "[^あ]" "ß" "σ"
   "\\w" "\\W" "\\s-" "\\s_" "\\S." "\\s." "\\ca" "\\Ca" "\\cl" "\\cj" "\\cX" "^" "$" "\\`" "\\'"
   "\\b" "\\B" "\\<" "\\>" "\\_<" "\\_>" "\\=" "\\1" "\\2" "\n" "[[:upper:]]" "[[:lower:]]"
   "[[:punct:]]" "[[:word:]]" "[]a]" "[a-]" "[[:nonascii:]]" "[[:ascii:]]" "[[:alnum:]]"
   "[[:cntrl:]]" "[[:blank:]]" "[[:graph:]]" "[[:print:]]" "[[:xdigit:]]" "[[:multibyte:]]"
   "[[:unibyte:]]" "\\}" "{" "[Z-a]" "\\q" "[é-]" "[^-a]" "[a-cx-z]" "*" "\\*" "\\?" "\\[" "漢" "カ"])
(defvar fuzz-suffixes
  ["" "" "" "" "" "" "" "*" "*" "+" "?" "*?" "+?" "??" "\\{0,2\\}" "\\{1,3\\}" "\\{2,2\\}" "\\{2\\}" "\\{,2\\}"])

(defun fuzz-pattern (depth)
  (let (parts)
    (dotimes (_ (1+ (fuzz-random 3)))
      (let ((k (if (= depth 0) 0 (fuzz-random 12))))
        (push (cond ((< k 7) (aref fuzz-pieces (min (fuzz-random (length fuzz-pieces))
                                                    (fuzz-random (* 2 (length fuzz-pieces))))))
                    ((< k 9) (concat "\\(" (fuzz-pattern (1- depth)) "\\)"))
                    ((< k 10) (concat "\\(?:" (fuzz-pattern (1- depth)) "\\)"))
                    ((< k 11) (concat (fuzz-pattern (1- depth)) "\\|" (fuzz-pattern (1- depth))))
                    (t (format "\\(?%d:%s\\)" (1+ (fuzz-random 4)) (fuzz-pattern (1- depth)))))
              parts)
        (push (aref fuzz-suffixes (fuzz-random (length fuzz-suffixes))) parts)))
    (when (fuzz-one-in 60)
      (push (fuzz-pick ["\\{" "\\(" "\\)" "[" "\\" "\\s" "[[:foo:]]" "\\{3,1\\}" "\\(?5"]) parts))
    (apply #'concat (nreverse parts))))

(defvar fuzz-characters
  ["a" "b" "c" "a" "b" "A" "B" " " "\n" "-" "_" "1" "x" "é" "É" "あ" "ア" "漢" "ß" "ς" "Σ" "*"])
(defun fuzz-text (unibyte)
  (let (parts)
    (dotimes (_ (fuzz-random (if (fuzz-one-in 6) 12 7)))
      (push (if (fuzz-one-in 20) (string (fuzz-pick '(#x3fffe9 #x3fff80)))
              (aref fuzz-characters (fuzz-random (if (fuzz-one-in 3) (length fuzz-characters) 13))))
            parts))
    (let ((text (apply #'concat parts)))
      (if unibyte
          (mapconcat (lambda (c) (unibyte-string (cond ((< c 128) c) ((< c 256) c) (t (logand c 255))))) text "")
        (string-to-multibyte text)))))

(defvar fuzz-syntax
  (list (standard-syntax-table)
        (let ((table (make-syntax-table)))
          (modify-syntax-entry ?_ "w" table) (modify-syntax-entry ?- "_" table)
          (modify-syntax-entry ?x "." table) (modify-syntax-entry ?X "." table)
          (modify-syntax-entry ?é " " table) (modify-syntax-entry ?É " " table)
          (modify-syntax-entry ?\n "> b" table)
          table)))
(defvar fuzz-categories
  (list (standard-category-table)
        (let ((table (copy-category-table)))
          (define-category ?X "test" table)
          (modify-category-entry '(?a . ?b) ?X table)
          (modify-category-entry ?あ ?X table)
          (modify-category-entry '(?A . ?B) ?X table)
          (modify-category-entry ?a ?a table t)
          (modify-category-entry ?A ?a table t)
          table)))

(defun fuzz-data ()
  (mapcar (lambda (m) (if (bufferp m) 'buffer m)) (match-data t)))

(defun fuzz-ask (op pattern text)
  (condition-case e
      (let* ((size (length text)) (at (fuzz-random (1+ size))))
        (if (memq op '(string-match posix-string-match))
            (list (if (equal op 'string-match) (string-match pattern text at) (posix-string-match pattern text at))
                  (fuzz-data))
          (erase-buffer)
          (set-buffer-multibyte (multibyte-string-p text))
          (insert text)
          (when (fuzz-one-in 4)
            (let ((a (1+ (fuzz-random (1+ size)))) (b (1+ (fuzz-random (1+ size)))))
              (narrow-to-region (min a b) (max a b))))
          (goto-char (1+ at))
          (prog1
              (list (cond ((memq op '(looking-at posix-looking-at)) (funcall op pattern))
                          ((eq op 'looking-back) (looking-back pattern nil (fuzz-one-in 2)))
                          ((eq op 'replace)
                           (and (re-search-forward pattern nil t)
                                (progn (replace-match (fuzz-pick ["x" "\\&y" "<\\1>" "" "\\\\"]) (fuzz-one-in 3))
                                       (buffer-string))))
                          (t (let* ((back (string-match-p "backward" (symbol-name op)))
                                    (other (1+ (fuzz-random (1+ size))))
                                    (bound (and (fuzz-one-in 3)
                                                (if back (min (point) other) (max (point) other)))))
                               (funcall op pattern bound (fuzz-pick '(nil t move))
                                        (and (fuzz-one-in 4) (- (fuzz-random 4) 1))))))
                    (point) (fuzz-data))
            (widen))))
    (invalid-regexp (list 'invalid (cadr e)))
    (error (list (car e)))))

(defvar fuzz-operations
  [string-match string-match looking-at re-search-forward re-search-forward re-search-backward looking-back
   posix-string-match posix-looking-at posix-search-forward posix-search-backward replace search-forward search-backward])

(defun fuzz-pair ()
  (let* ((pattern (if (fuzz-one-in 10) (fuzz-text nil) (fuzz-pattern (fuzz-random 3))))
         (text (fuzz-text (fuzz-one-in 8)))
         (op (aref fuzz-operations (fuzz-random (length fuzz-operations))))
         (case-fold-search (fuzz-one-in 3))
         (search-spaces-regexp (and (fuzz-one-in 12) (fuzz-pick ["[ \n]+" "\\s-+" "x*"]))))
    (set-syntax-table (fuzz-pick fuzz-syntax))
    (set-category-table (fuzz-pick fuzz-categories))
    (set-match-data nil)
    (prin1 (list op pattern text case-fold-search search-spaces-regexp (fuzz-ask op pattern text)))
    (terpri)))

(defun fuzz-regexp ()
  (let ((seed (string-to-number (pop command-line-args-left)))
        (coding-system-for-write 'utf-8-emacs) (print-escape-newlines t) (print-escape-nonascii t))
    (with-temp-buffer
      (dotimes (i (string-to-number (pop command-line-args-left)))
        (setq fuzz-state (mod (* (+ seed i) 7919) 2147483648))
        (dotimes (_ 3) (fuzz-random 2))
        (fuzz-pair)))))
