;;; case-table.el --- case tables -*- lexical-binding: t; -*-

;; Preloaded: the host evaluates each definition here when it is first used.

(defvar ascii-case-table
  (let ((down (make-char-table 'case-table)) (up (make-char-table 'case-table)))
    (dotimes (c 128)
      (let ((letter (<= ?a (logior c 32) ?z)))
        (aset down c (if letter (logior c 32) c))
        (aset up c (if letter (logand c (lognot 32)) c))))
    (set-char-table-extra-slot down 0 up)
    down)
  "Case table in which only the letters of ASCII have case.")

(defun get-upcase-table (case-table)
  "Return the table of upper case of CASE-TABLE, made if need be."
  (or (char-table-extra-slot case-table 0)
      (with-temp-buffer
        (set-case-table (copy-sequence case-table))
        (let ((up (char-table-extra-slot (current-case-table) 0)))
          (set-char-table-extra-slot case-table 0 up)
          up))))

(defun copy-case-table (case-table)
  "Return a copy of CASE-TABLE and its table of upper case."
  (let ((copy (copy-sequence case-table))
        (up (char-table-extra-slot case-table 0)))
    (when up (set-char-table-extra-slot copy 0 (copy-sequence up)))
    (set-char-table-extra-slot copy 1 nil)
    (set-char-table-extra-slot copy 2 nil)
    copy))

(defun elnet--case-forget (table)
  "Have what follows from case table TABLE worked out again."
  (set-char-table-extra-slot table 1 nil)
  (set-char-table-extra-slot table 2 nil))

(defun set-case-syntax-delims (l r table)
  "Make L and R a pair of delimiters without case in TABLE."
  (let ((up (get-upcase-table table)))
    (dolist (c (list l r))
      (aset table c c)
      (aset up c c))
    (elnet--case-forget table)
    (modify-syntax-entry l (concat "(" (char-to-string r) "  ")
                         (standard-syntax-table))
    (modify-syntax-entry r (concat ")" (char-to-string l) "  ")
                         (standard-syntax-table))))

(defun elnet--case-word (c)
  "Make the character C part of words."
  (modify-syntax-entry c "w   " (standard-syntax-table)))

(defun set-case-syntax-pair (uc lc table)
  "Make UC and LC the upper and lower case of one letter in TABLE."
  (aset table uc lc)
  (aset table lc lc)
  (let ((up (get-upcase-table table)))
    (aset up uc uc)
    (aset up lc uc))
  (elnet--case-forget table)
  (elnet--case-word lc)
  (elnet--case-word uc))

(defun set-upcase-syntax (uc lc table)
  "Make LC the lower case of UC in TABLE, but not UC the upper case of LC."
  (aset table uc lc)
  (let ((up (get-upcase-table table))) (aset up uc uc))
  (elnet--case-forget table)
  (elnet--case-word lc)
  (elnet--case-word uc))

(defun set-downcase-syntax (uc lc table)
  "Make UC the upper case of LC in TABLE, but not LC the lower case of UC."
  (aset table lc lc)
  (let ((up (get-upcase-table table))) (aset up lc uc))
  (elnet--case-forget table)
  (elnet--case-word lc)
  (elnet--case-word uc))

(defun set-case-syntax (c syntax table)
  "Make C a character without case in TABLE, with the SYNTAX descriptor."
  (aset table c c)
  (let ((up (get-upcase-table table))) (aset up c c))
  (elnet--case-forget table)
  (modify-syntax-entry c syntax (standard-syntax-table)))

(provide 'case-table)
;;; case-table.el ends here
