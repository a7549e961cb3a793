;;; thingatpt.el --- the word, number, line... at point -*- lexical-binding: t -*-

;; A thing is a symbol.  Its properties may be `forward-op', a function that moves
;; forward over as many as its argument says, `beginning-op', `end-op',
;; `bounds-of-thing-at-point' and `thing-at-point'.  Without them its functions
;; are forward-THING, or forward-THINGs.

;;; Code:

(defconst thing-at-point--url-regexp
  "\\(?:https?\\|ftps?\\|file\\|wss?\\|ircs?\\|mailto\\|news\\|telnet\\):[^][<>{}()\"'`|\\^ \t\r\n]*[^][<>{}()\"'`|\\^ \t\r\n.,;:!?]"
  "Matches a URL.")

(defvar thing-at-point-email-regexp
  "[-+_.~a-zA-Z][-+_.~:a-zA-Z0-9]*@[-.a-zA-Z0-9]+"
  "Matches a mail address.")

(defvar thing-at-point-file-name-chars "-a-zA-Z0-9_.${}#%,:~/+@*=&"
  "The characters of file names, as `skip-chars-forward' takes them.")

;;;###autoload
(defun forward-thing (thing &optional n)
  "Move to the end of the Nth THING, or the beginning of the -Nth."
  (let ((move (or (get thing 'forward-op)
                  (intern-soft (format "forward-%s" thing)))))
    (if (functionp move)
        (funcall move (or n 1))
      (error "Can't determine how to move over a %s" thing))))

(defun beginning-of-thing (thing)
  "Move to the beginning of the THING at point."
  (goto-char (car (or (bounds-of-thing-at-point thing)
                      (error "No %s here" thing)))))

(defun end-of-thing (thing)
  "Move to the end of the THING at point."
  (goto-char (cdr (or (bounds-of-thing-at-point thing)
                      (error "No %s here" thing)))))

(defun thing-at-point--matching (regexp)
  "Return the bounds of the match of REGEXP around point, within its line."
  (save-excursion
    (let ((place (point)) (end (line-end-position)) (found nil))
      (goto-char (line-beginning-position))
      (while (and (not found) (<= (point) place) (re-search-forward regexp end t))
        (when (<= (match-beginning 0) place (match-end 0))
          (setq found (cons (match-beginning 0) (match-end 0)))))
      found)))

(defun thing-at-point--skipping (chars)
  "Return the bounds of the CHARS around point, as skipping takes them."
  (let ((start (save-excursion (skip-chars-backward chars) (point)))
        (end (save-excursion (skip-chars-forward chars) (point))))
    (and (< start end) (cons start end))))

(defun thing-at-point--line-bounds ()
  "Return the bounds of the line at point with its line break.
At the end of the buffer that is the last line that is not empty."
  (save-excursion
    (when (and (eobp) (bolp) (not (bobp))) (forward-line -1))
    (cons (line-beginning-position) (line-beginning-position 2))))

(put 'line 'bounds-of-thing-at-point #'thing-at-point--line-bounds)
(put 'url 'bounds-of-thing-at-point
     (lambda () (thing-at-point--matching thing-at-point--url-regexp)))
(put 'email 'bounds-of-thing-at-point
     (lambda () (thing-at-point--matching thing-at-point-email-regexp)))
(put 'filename 'bounds-of-thing-at-point
     (lambda () (thing-at-point--skipping thing-at-point-file-name-chars)))
(put 'whitespace 'bounds-of-thing-at-point
     (lambda () (thing-at-point--skipping " \t\n")))
(put 'number 'thing-at-point #'number-at-point)
(put 'buffer 'bounds-of-thing-at-point (lambda () (cons (point-min) (point-max))))

(defun thing-at-point--moving (thing)
  "Return the bounds of the THING at point, found by moving over it."
  (let ((place (point)))
    (save-excursion
      (condition-case nil
          (let* ((start (progn (forward-thing thing 1) (forward-thing thing -1)
                               (point)))
                 (end (progn (forward-thing thing 1) (point))))
            (if (<= start place end)
                (and (< start end) (cons start end))
              ;; Perhaps point is at the end of one.
              (goto-char place)
              (forward-thing thing -1)
              (let* ((start (point)) (end (progn (forward-thing thing 1) (point))))
                (and (= end place) (< start end) (cons start end)))))
        (error nil)))))

;;;###autoload
(defun bounds-of-thing-at-point (thing)
  "Return (START . END) of the THING at point, nil if there is none."
  (let ((bounds (get thing 'bounds-of-thing-at-point)))
    (if bounds
        (funcall bounds)
      (thing-at-point--moving thing))))

;;;###autoload
(defun thing-at-point (thing &optional no-properties)
  "Return the text of the THING at point, nil if there is none.
It has no text properties if NO-PROPERTIES."
  (let* ((function (get thing 'thing-at-point))
         (text (if function
                   (funcall function)
                 (let ((bounds (bounds-of-thing-at-point thing)))
                   (and bounds (buffer-substring (car bounds) (cdr bounds)))))))
    (when (and no-properties (stringp text))
      (set-text-properties 0 (length text) nil text))
    text))

;;;###autoload
(defun number-at-point ()
  "Return the number at point, decimal or #x or 0x hexadecimal, or nil."
  (let ((bounds (thing-at-point--matching
                 "\\(?:0x\\|#x\\)\\([a-fA-F0-9]+\\)\\|-?[0-9]+\\.?[0-9]*\\|-?\\.[0-9]+")))
    (when bounds
      (let ((text (buffer-substring-no-properties (car bounds) (cdr bounds))))
        (if (string-match "\\`[0#]x" text)
            (string-to-number (substring text 2) 16)
          (string-to-number text))))))

(defun word-at-point (&optional no-properties)
  "Return the word at point, or nil.  See `thing-at-point'."
  (thing-at-point 'word no-properties))

;;;###autoload
(defun symbol-at-point ()
  "Return the symbol named by the text at point, or nil."
  (let ((text (thing-at-point 'symbol t)))
    (and text (intern text))))

(provide 'thingatpt)
;;; thingatpt.el ends here
