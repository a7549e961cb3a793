;;; driver.el --- evaluate generated forms and write down their answers  -*- lexical-binding: t -*-

;; Loaded by real Emacs, which reads one form a line and answers on one line
;; (fuzz-serve), and by elnet, which is called for each (fuzz-answer). Answers
;; are ASCII: other characters are written {HEX}.

(require 'subr-x)
(require 'seq)
(require 'json)
(require 'time-date)

(setq default-directory "/")

;; What functions.txt calls beside Emacs' own functions:

(defmacro in-buffer (text point &rest forms)
  "Evaluate FORMS in a buffer of TEXT, with point at POINT.
Return their values or errors and what the buffer is like then."
  `(fuzz-in-buffer ,text ,point (list ,@(mapcar (lambda (form) `(lambda () ,form)) forms))))

(defun fuzz-in-buffer (text point thunks)
  (with-temp-buffer
    (insert text)
    (goto-char (or point 1))
    (list (mapcar (lambda (f) (condition-case e (funcall f) (error (list 'error e)))) thunks)
          (point) (point-min) (point-max) (prin1-to-string (buffer-string)))))

(defun overlay-info (from to prop value)
  (let ((o (make-overlay from to)))
    (overlay-put o prop value)
    (list (overlay-start o) (overlay-end o) (overlay-properties o) (get-char-property from prop)
          (prog1 (buffer-substring from to) (delete-overlay o)))))

(defun set-syntax (text)
  "Make the characters of TEXT parentheses, a string quote and a comment."
  (let ((n -1))
    (with-syntax-table (copy-syntax-table)
      (mapc (lambda (c) (modify-syntax-entry c (nth (setq n (1+ n)) '("(" ")" "\"" "<" ">" "'" "."))))
            text)
      (list (condition-case e (scan-sexps (point) 1) (error e))
            (parse-partial-sexp (point-min) (point-max))))))

(defun cleared (string)
  "Clear a copy of STRING, which may be a constant of the library."
  (let ((s (copy-sequence string)))
    (list (clear-string s) s)))

(defun set-fold (fold)
  (setq case-fold-search fold))

(defun case-of-table (char)
  (let ((table (copy-case-table (standard-case-table))))
    (set-case-syntax-pair char (upcase char) table)
    (with-case-table table (list (upcase char) (downcase char) (upcase (string char ?b))))))

(defun match-all (regexp string &optional start)
  (set-match-data nil)
  (list (string-match regexp string start) (match-data)))

(defun posix-match-all (regexp string &optional start)
  (set-match-data nil)
  (list (posix-string-match regexp string start) (match-data)))

(defun replace-first (regexp string new fixed literal &optional group)
  (and (string-match regexp string)
       (replace-match new fixed literal string group)))

(defun print-as (value length level circle quoted ascii controls)
  (let ((print-length length) (print-level level) (print-circle circle) (print-quoted quoted)
        (print-escape-nonascii ascii) (print-escape-control-characters controls) (print-escape-newlines quoted))
    (prin1-to-string value)))

(defun property-list-of (string)
  (let (all)
    (dotimes (i (length string) (nreverse all))
      (push (text-properties-at i string) all))))

(defun keymap-with (map key value other)
  (define-key map key value)
  (list (lookup-key map other) (where-is-internal value (list map)) map))

(defun fuzz-ascii (text)
  (mapconcat (lambda (c)
               (if (and (>= c 32) (< c 127)) (char-to-string c) (format "{%x}" c)))
             text ""))

(defun fuzz-print (value)
  (let ((print-circle t))
    (fuzz-ascii (prin1-to-string value))))

(defun fuzz-answer (text)
  "Read TEXT, evaluate it with lexical binding and return its answer."
  (condition-case err
      (with-temp-buffer
        (let ((case-fold-search t))
          (set-match-data nil)
          (concat "=> " (fuzz-print (eval (car (read-from-string text)) t)))))
    (t (concat "!> " (fuzz-print err)))))

(defun fuzz-serve ()
  (fundamental-mode)
  (let ((coding-system-for-write 'utf-8-unix))
    (while t
      (princ (concat (fuzz-answer (read-from-minibuffer "")) "\n")))))
