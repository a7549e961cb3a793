;;; ansi-color.el --- Text with the colours that a terminal's escape sequences say  -*- lexical-binding: t -*-

;;; Code:

(defvar ansi-color-names-vector
  ["black" "red3" "green3" "yellow3" "blue2" "magenta3" "cyan3" "gray90"]
  "The names of the eight colours.")

(defvar ansi-color-for-comint-mode t
  "Nothing here looks at it: there are no terminals in buffers.")

(defvar ansi-color-faces-vector [default bold default italic underline success warning error]
  "Nothing here looks at it.")

(defvar ansi-color-bold-is-bright nil
  "Non-nil means that bold text in one of the eight colours has its bright kind.")

(defvar ansi-color-apply-face-function #'ansi-color-apply-overlay-face
  "Function that `ansi-color-apply-on-region' calls with BEG, END and a face.")

(dolist (style '((bold :weight bold) (faint :weight light) (italic :slant italic) (underline :underline t)
                 (slow-blink :box t) (fast-blink :box t) (inverse :inverse-video t)))
  (custom-declare-face (intern (format "ansi-color-%s" (car style))) (list (cons t (cdr style)))
                       (format "Face for %s text of terminals." (car style)) :group 'ansi-colors))

(defvar ansi-color-basic-faces-vector
  [nil ansi-color-bold ansi-color-faint ansi-color-italic ansi-color-underline ansi-color-slow-blink
       ansi-color-fast-blink ansi-color-inverse]
  "The faces of the parameters 0 to 7.")

(defconst ansi-color--colors ["black" "red" "green" "yellow" "blue" "magenta" "cyan" "white"]
  "What the eight colours are called in names of faces.")

(defconst ansi-color--values
  ["black" "red3" "green3" "yellow3" "blue2" "magenta3" "cyan3" "grey90"
   "gray30" "red2" "green2" "yellow2" "blue1" "magenta2" "cyan2" "white"]
  "The eight colours, and the eight bright ones.")

(dotimes (i 16)
  (custom-declare-face
   (intern (concat "ansi-color-" (if (< i 8) "" "bright-") (aref ansi-color--colors (% i 8))))
   `((t :foreground ,(aref ansi-color--values i) :background ,(aref ansi-color--values i)))
   (format "Face with the colour that terminals call %s%s." (if (< i 8) "" "bright ")
           (aref ansi-color--colors (% i 8)))
   :group 'ansi-colors))

(defvar ansi-color-normal-colors-vector
  (vconcat (mapcar (lambda (c) (intern (concat "ansi-color-" c))) ansi-color--colors))
  "The faces of the eight colours.")

(defvar ansi-color-bright-colors-vector
  (vconcat (mapcar (lambda (c) (intern (concat "ansi-color-bright-" c))) ansi-color--colors))
  "The faces of the eight bright colours.")

(defconst ansi-color-control-seq-regexp "\e\\[[\x30-\x3F]*[\x20-\x2F]*[\x40-\x7E]"
  "Regexp for a control sequence.")

(defconst ansi-color-parameter-regexp "\\([0-9]*\\)[m;]"
  "Regexp for a parameter of a sequence that sets colours.")

(defvar-local ansi-color-context nil
  "(CODES FRAGMENT) that the last string left: what is in force, and a cut sequence.")

(defvar-local ansi-color-context-region nil
  "(CODES MARKER) that the last region left: what is in force, and where.")

(defun ansi-color-parse-sequence (sequence)
  "Return the numbers in SEQUENCE, a control sequence that sets colours.
Nil if it is another one."
  (let ((i 2) (codes nil)) ; after ESC [
    (while (eq (string-match ansi-color-parameter-regexp sequence i) i)
      (push (string-to-number (match-string 1 sequence)) codes)
      (setq i (match-end 0)))
    (nreverse codes)))

(defun ansi-color--apply-codes (numbers codes)
  "Return CODES, what is in force, after NUMBERS, in the order newest first."
  (dolist (n numbers codes)
    (cond ((or (<= 1 n 7) (<= 30 n 37) (<= 40 n 47) (<= 90 n 97) (<= 100 n 107))
           (let ((kind (ansi-color--kind n)))
             (setq codes (cons n (seq-remove (lambda (c) (and (> c 9) (eq (ansi-color--kind c) kind)))
                                             (remq n codes))))))
          ((memq n '(22 23 24 25 27))
           (dolist (off (cdr (assq n '((22 1 2) (23 3) (24 4) (25 5 6) (27 7)))))
             (setq codes (remq off codes))))
          ((memq n '(39 49))
           (setq codes (seq-remove (lambda (c) (and (> c 9) (eq (ansi-color--kind c) (if (= n 39) 'fg 'bg))))
                                   codes)))
          (t (setq codes nil))))) ; 0, or what is not known

(defun ansi-color--kind (code)
  "Return bg, fg or, for a style, nil: what CODE sets."
  (cond ((or (<= 40 code 47) (<= 100 code 107)) 'bg)
        ((>= code 30) 'fg)))

(defun ansi-color-apply-sequence (sequence codes)
  "Return CODES, what is in force, after the control sequence SEQUENCE."
  (ansi-color--apply-codes (ansi-color-parse-sequence sequence) codes))

(defun ansi-color--find-face (codes)
  "Return the face for CODES, which are in force."
  (let ((bright (and ansi-color-bold-is-bright (memq 1 codes)))
        (styles nil) (colors nil))
    (dolist (code (sort (copy-sequence codes) #'<))
      (if (< code 10)
          (push (aref ansi-color-basic-faces-vector code) styles)
        (push (list (if (eq (ansi-color--kind code) 'bg) :background :foreground)
                    (aref ansi-color--values
                          (+ (% code 10) (if (or (>= code 90) bright) 8 0))))
              colors)))
    (let ((faces (append (nreverse styles) (nreverse colors))))
      (if (cdr faces) faces (car faces)))))

;;;; Strings.

(defun ansi-color--pieces (string)
  "Return the text and the control sequences of STRING, by turns, and its last piece.
The value is (PIECES . FRAGMENT): FRAGMENT is what begins with an escape that
begins no whole sequence, or nil."
  (let ((start 0) (pieces nil))
    (while (string-match ansi-color-control-seq-regexp string start)
      (push (substring string start (match-beginning 0)) pieces)
      (push (match-string 0 string) pieces)
      (setq start (match-end 0)))
    (let ((cut (string-search "\e" string start)))
      (push (substring string start cut) pieces)
      (cons (nreverse pieces) (and cut (substring string cut))))))

;;;###autoload
(defun ansi-color-filter-apply (string)
  "Return STRING without its control sequences.
One that the end cuts is kept for the next call."
  (let* ((parts (ansi-color--pieces (concat (cadr ansi-color-context) string)))
         (text nil))
    (setq ansi-color-context (and (cdr parts) (list nil (cdr parts))))
    (let ((pieces (car parts)))
      (while pieces
        (push (car pieces) text)
        (setq pieces (cddr pieces))))
    (apply #'concat (nreverse text))))

;;;###autoload
(defun ansi-color-apply (string)
  "Return STRING with faces, as font-lock-face, in place of its control sequences.
What is in force at its end, and a sequence that the end cuts, count for the next
call."
  (let* ((codes (car ansi-color-context))
         (parts (ansi-color--pieces (concat (cadr ansi-color-context) string)))
         (pieces (car parts))
         (result nil))
    (while pieces
      (let* ((text (pop pieces))
             (sequence (pop pieces))
             (face (ansi-color--find-face codes)))
        (when (and face (> (length text) 0))
          (put-text-property 0 (length text) 'font-lock-face face text))
        (push text result)
        (when (and sequence (string-suffix-p "m" sequence))
          (setq codes (ansi-color-apply-sequence sequence codes)))))
    (setq ansi-color-context (and (or codes (cdr parts)) (list codes (cdr parts))))
    (apply #'concat (nreverse result))))

;;;; Regions.

;;;###autoload
(defun ansi-color-filter-region (begin end)
  "Delete the control sequences between BEGIN and END."
  (let ((end (copy-marker end))
        (start (or (cadr ansi-color-context-region) begin)))
    (save-excursion
      (goto-char start)
      (while (re-search-forward ansi-color-control-seq-regexp end t)
        (delete-region (match-beginning 0) (match-end 0)))
      (setq ansi-color-context-region
            (and (search-forward "\e" end t)
                 (list nil (match-beginning 0)))))
    (set-marker end nil)))

;;;###autoload
(defun ansi-color-apply-on-region (begin end &optional preserve-sequences)
  "Give the text between BEGIN and END the faces that control sequences in it say.
The sequences are deleted, or made invisible if PRESERVE-SEQUENCES is non-nil.
What is in force at the end counts for the next call."
  (let ((codes (car ansi-color-context-region))
        (start (or (cadr ansi-color-context-region) begin))
        (limit (copy-marker end t)))
    (save-excursion
      (goto-char start)
      (while (re-search-forward ansi-color-control-seq-regexp limit t)
        (let ((from (match-beginning 0))
              (to (match-end 0))
              (sequence (match-string 0)))
          (funcall ansi-color-apply-face-function start from (and codes (ansi-color--find-face codes)))
          (if preserve-sequences
              (overlay-put (make-overlay from to) 'invisible t)
            (delete-region from to))
          (setq start (point))
          (when (eq (aref sequence (1- (length sequence))) ?m)
            (setq codes (save-match-data (ansi-color-apply-sequence sequence codes))))))
      (let ((cut (and (search-forward "\e" limit t) (match-beginning 0))))
        (when codes
          (funcall ansi-color-apply-face-function (copy-marker start) (copy-marker (or cut limit))
                   (ansi-color--find-face codes)))
        (setq ansi-color-context-region
              (and (or codes cut)
                   (list codes (copy-marker (or cut (if codes start limit))))))))
    (set-marker limit nil)))

(defun ansi-color-apply-overlay-face (begin end face)
  "Put an overlay with FACE, if that is non-nil, between BEGIN and END."
  (when face
    (let ((overlay (make-overlay begin end)))
      (overlay-put overlay 'evaporate t)
      (overlay-put overlay 'modification-hooks '(ansi-color-freeze-overlay))
      (overlay-put overlay 'insert-behind-hooks '(ansi-color-freeze-overlay))
      (overlay-put overlay 'face face))))

(defun ansi-color-apply-text-property-face (begin end face)
  "Put FACE, if that is non-nil, as font-lock-face on the text between BEGIN and END."
  (when face
    (put-text-property begin end 'font-lock-face face)))

(defun ansi-color-freeze-overlay (overlay after begin end &optional length)
  "Keep OVERLAY from growing over what is inserted at its end."
  (when (and after (eq length 0) (= (overlay-end overlay) end))
    (move-overlay overlay (overlay-start overlay) begin)))

(provide 'ansi-color)

;;; ansi-color.el ends here
