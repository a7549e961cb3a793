;;; syntax.el --- random texts for the parser  -*- lexical-binding: t -*-

;; Prints what the syntax functions answer about COUNT random texts from SEED on,
;; a line a text.  Run by Emacs and by elnet; the outputs must be the same:
;;   emacs -Q --batch -l syntax.el -f fuzz-syntax SEED COUNT

(defvar fuzz-state 1)
(defun fuzz-random (n)
  (setq fuzz-state (mod (+ (* fuzz-state 1103515245) 12345) 2147483648))
  (mod (/ fuzz-state 1024) n))
(defun fuzz-pick (seq) (elt seq (fuzz-random (length seq))))

(defvar fuzz-tables
  (mapcar (lambda (entries)
            (let ((table (make-syntax-table)))
              (while entries
                (modify-syntax-entry (pop entries) (pop entries) table))
              table))
          '((?/ ". 124b" ?* ". 23" ?\n "> b" ?' "\"" ?_ "_")
            (?\; "<" ?\n ">" ?' "'" ?# "_ 14" ?| "\" 23bn" ?- "_" ?* "_")
            (?{ "(}1nb" ?} "){4nb" ?- "_ 123" ?\n ">")
            (?$ "$" ?! "!" ?| "|" ?% "/" ?@ "'" ?~ ". p" ?\; "<" ?\n ">")
            (?/ ". 14" ?* ". 23" ?# "< b" ?\n "> b")
            (?/ ". 124" ?* ". 23b" ?\n ">" ?\; "< c" ?| "> c" ?' "\"")
            (?- ". 12" ?\n ">" ?{ "<" ?} ">" ?* ". 23n" ?\( "()1n" ?\) ")(4n")
            (?/ ". 12" ?* ". 34" ?\n "> " ?| "|" ?! "!"))))
(defvar fuzz-alphabets
  ["ab()/*\n\"\\' " "a;|#()\n\"\\' x" "{}-\n a(b)\"" "$!|%@~;\n()a\\ \"" "/*#\na ()\"" "/*;|\n'a() " "-{}*()\na \"" "/*|!\na()\"\\"])

(defun fuzz-try (f)
  (condition-case e (funcall f)
    (scan-error (list 'scan (nth 2 e) (nth 3 e)))
    (error (car e))))

(defun fuzz-one ()
  (let* ((which (fuzz-random (length fuzz-tables)))
         (alphabet (aref fuzz-alphabets which)) text)
    (dotimes (_ (1+ (fuzz-random 22))) (push (fuzz-pick alphabet) text))
    (setq text (concat text))
    (with-temp-buffer
      (set-syntax-table (elt fuzz-tables which))
      (insert text)
      (setq-local parse-sexp-ignore-comments (/= 0 (fuzz-random 4)))
      (setq-local comment-end-can-be-escaped (= 0 (fuzz-random 4)))
      (let* ((p (1+ (fuzz-random (point-max)))) (q (1+ (fuzz-random (point-max))))
             (low (min p q)) (high (max p q))
             (first (fuzz-try (lambda () (parse-partial-sexp 1 low))))
             (stop (fuzz-pick '(nil t syntax-table))) (before (= 0 (fuzz-random 4)))
             (depth (fuzz-pick '(nil nil 0 1 -1))))
        (prin1
         (list which text parse-sexp-ignore-comments comment-end-can-be-escaped p q
               first
               (fuzz-try (lambda () (list (parse-partial-sexp low high depth before first stop) (point))))
               (fuzz-try (lambda () (list (parse-partial-sexp low high depth before nil stop) (point))))
               (fuzz-try (lambda () (scan-sexps p 1)))
               (fuzz-try (lambda () (scan-sexps p -1)))
               (fuzz-try (lambda () (scan-sexps p 2)))
               (fuzz-try (lambda () (scan-sexps p -2)))
               (fuzz-try (lambda () (scan-lists p 1 (- (fuzz-random 3) 1))))
               (fuzz-try (lambda () (scan-lists p -1 (- (fuzz-random 3) 1))))
               (fuzz-try (lambda () (goto-char p) (list (forward-comment 1) (point))))
               (fuzz-try (lambda () (goto-char p) (list (forward-comment -1) (point))))
               (fuzz-try (lambda () (goto-char q) (list (forward-comment 50) (point))))
               (fuzz-try (lambda () (goto-char q) (list (forward-comment -50) (point))))
               (progn (goto-char p) (backward-prefix-chars) (point))))
        (terpri)))))

(defun fuzz-syntax ()
  (let ((seed (string-to-number (pop command-line-args-left)))
        (print-escape-newlines t) (print-escape-nonascii t))
    (dotimes (i (string-to-number (pop command-line-args-left)))
      (setq fuzz-state (mod (* (+ seed i) 7919) 2147483648))
      (dotimes (_ 3) (fuzz-random 2))
      (fuzz-one))))
