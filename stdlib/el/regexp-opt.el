;;; regexp-opt.el --- regexps that match any of some strings -*- lexical-binding: t; -*-

;;; Code:

;;;###autoload
(defun regexp-opt (strings &optional paren)
  "Return a regexp that matches each of STRINGS and nothing else.
PAREN is a string to begin the group with, nil for a group that is not
numbered, t for a numbered one, or `words' or `symbols' to match whole ones."
  (save-match-data
    (let* ((open (cond ((stringp paren) paren)
                       (paren "\\(")
                       (t "\\(?:")))
           (sorted (delete-dups (sort (copy-sequence strings) #'string-lessp)))
           (regexp (if sorted
                       (regexp-opt--build sorted open)
                     (concat open "\\`a\\`\\)"))))
      (cond ((eq paren 'words) (concat "\\<" regexp "\\>"))
            ((eq paren 'symbols) (concat "\\_<" regexp "\\_>"))
            (t regexp)))))

(defun regexp-opt--group (open text)
  "Return TEXT in a group begun by OPEN, or as it is if OPEN is nil."
  (if open (concat open text "\\)") text))

(defun regexp-opt--atom (open text)
  "Return TEXT, which needs no group, in a group only if OPEN is a numbered one."
  (if (member open '(nil "\\(?:")) text (concat open text "\\)")))

(defun regexp-opt--prefix (strings)
  "Return the longest string with which all STRINGS, which are sorted, begin."
  (let ((first (car strings)) (last (car (last strings))) (i 0))
    (while (and (< i (length first)) (< i (length last))
                (eq (aref first i) (aref last i)))
      (setq i (1+ i)))
    (substring first 0 i)))

(defun regexp-opt--suffix (strings)
  "Return the longest string with which all STRINGS end."
  (let ((common (apply #'string
                       (nreverse (append (car strings) nil))))
        (rest (cdr strings)))
    (while rest
      (let ((reversed (apply #'string (nreverse (append (car rest) nil)))) (i 0))
        (while (and (< i (length common)) (< i (length reversed))
                    (eq (aref common i) (aref reversed i)))
          (setq i (1+ i)))
        (setq common (substring common 0 i)
              rest (cdr rest))))
    (apply #'string (nreverse (append common nil)))))

(defun regexp-opt--build (strings open)
  "Return a regexp for STRINGS, sorted and not empty, in a group begun by OPEN.
If OPEN is nil there need be no group."
  (if (null (cdr strings))
      (if (= (length (car strings)) 1)
          (regexp-opt--atom open (regexp-quote (car strings)))
        (regexp-opt--group open (regexp-quote (car strings))))
    (regexp-opt--build-many strings open)))

(defun regexp-opt--build-many (strings open)
  "Do what `regexp-opt--build' does with more than one of STRINGS and OPEN."
  (let ((prefix (regexp-opt--prefix strings)) (suffix nil) (letters nil))
    (dolist (string strings)
      (when (= (length string) 1) (setq letters (cons (aref string 0) letters))))
    (cond
     ((equal (car strings) "")
      (regexp-opt--atom open
                        (concat (regexp-opt--build (cdr strings) "\\(?:") "?")))
     ((= (length letters) (length strings))
      (regexp-opt--atom open (regexp-opt-charset letters)))
     ((> (length prefix) 0)
      (regexp-opt--group
       open
       (concat (regexp-quote prefix)
               (regexp-opt--build
                (mapcar (lambda (string) (substring string (length prefix))) strings)
                "\\(?:"))))
     ((> (length (setq suffix (regexp-opt--suffix strings))) 0)
      (regexp-opt--group
       open
       (concat (regexp-opt--build
                (sort (mapcar (lambda (string) (substring string 0 (- (length suffix))))
                              strings)
                      #'string-lessp)
                "\\(?:")
               (regexp-quote suffix))))
     ((cdr letters)
      (let ((long nil))
        (dolist (string strings)
          (unless (= (length string) 1) (setq long (cons string long))))
        (regexp-opt--group open
                           (concat (regexp-opt--build (nreverse long) nil)
                                   "\\|" (regexp-opt-charset letters)))))
     (t
      (let ((char (aref (car strings) 0)) (same nil) (others nil))
        (dolist (string strings)
          (if (eq (aref string 0) char)
              (setq same (cons string same))
            (setq others (cons string others))))
        (regexp-opt--group open
                           (concat (regexp-opt--build (nreverse same) nil)
                                   "\\|"
                                   (regexp-opt--build (nreverse others) nil))))))))

(defun regexp-opt-charset (chars)
  "Return a regexp that matches any character of the list CHARS."
  (let ((sorted (sort (delete-dups (copy-sequence chars)) #'<))
        (bracket nil) (caret nil) (dash nil) (text ""))
    (if (null (cdr sorted))
        (if sorted (regexp-quote (string (car sorted))) "\\`a\\`")
      (while sorted
        (let ((first (car sorted)) (last nil))
          (cond ((eq first ?\]) (setq bracket t sorted (cdr sorted)))
                ((eq first ?^) (setq caret t sorted (cdr sorted)))
                ((eq first ?-) (setq dash t sorted (cdr sorted)))
                (t
                 (setq last first
                       sorted (cdr sorted))
                 (while (and sorted (= (car sorted) (1+ last))
                             (not (memq (car sorted) '(?\] ?^ ?-))))
                   (setq last (car sorted)
                         sorted (cdr sorted)))
                 (setq text
                       (concat text
                               (if (> last (+ first 2))
                                   (string first ?- last)
                                 (apply #'string (number-sequence first last)))))))))
      (concat "[" (and bracket "]") text (and caret "^") (and dash "-") "]"))))

(defun regexp-opt-depth (regexp)
  "Return the number of groups in REGEXP that are numbered in order."
  (save-match-data
    (let ((count 0) (start 0) (n (length regexp)))
      (while (and (< start n)
                  (string-match "\\\\\\(?:\\((\\)\\(\\?[0-9]*:\\)?\\|.\\)\\|\\[\\^?]?[^]]*]"
                                regexp start))
        (setq start (match-end 0))
        (when (and (match-beginning 1) (not (match-beginning 2)))
          (setq count (1+ count))))
      count)))

(defun regexp-opt-group (strings &optional paren lax)
  "Return a regexp that matches one of the sorted STRINGS.
PAREN means to group it, LAX not where that makes no difference."
  (ignore lax)
  (let ((text (regexp-opt--build strings (and paren (if (stringp paren) paren "\\(?:")))))
    text))

(provide 'regexp-opt)
;;; regexp-opt.el ends here
