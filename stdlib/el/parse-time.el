;;; parse-time.el --- dates and times as people write them -*- lexical-binding: t -*-

;;; Code:

(require 'iso8601)

(defvar parse-time-months
  '(("jan" . 1) ("feb" . 2) ("mar" . 3) ("apr" . 4) ("may" . 5) ("jun" . 6)
    ("jul" . 7) ("aug" . 8) ("sep" . 9) ("oct" . 10) ("nov" . 11) ("dec" . 12)
    ("january" . 1) ("february" . 2) ("march" . 3) ("april" . 4) ("june" . 6)
    ("july" . 7) ("august" . 8) ("september" . 9) ("october" . 10)
    ("november" . 11) ("december" . 12))
  "Alist of the names of the months, in lower case.")

(defvar parse-time-weekdays
  '(("sun" . 0) ("mon" . 1) ("tue" . 2) ("wed" . 3) ("thu" . 4) ("fri" . 5)
    ("sat" . 6) ("sunday" . 0) ("monday" . 1) ("tuesday" . 2) ("wednesday" . 3)
    ("thursday" . 4) ("friday" . 5) ("saturday" . 6))
  "Alist of the names of the days, in lower case.")

(defvar parse-time-zoneinfo
  '(("z" 0) ("ut" 0) ("gmt" 0)
    ("pst" -28800) ("pdt" -25200 t) ("mst" -25200) ("mdt" -21600 t)
    ("cst" -21600) ("cdt" -18000 t) ("est" -18000) ("edt" -14400 t))
  "Alist of the time zones: NAME, offset in seconds, t if daylight saving.")

(defun parse-time-tokenize (string)
  "Return the words of STRING; those that are numbers as integers.
A word is made of digits, lower-case letters, plus and minus signs and colons."
  (let ((pos 0) (words nil) (case-fold-search nil))
    (while (string-match "[-+:0-9a-z]+" string pos)
      (setq pos (match-end 0))
      (let ((word (match-string 0 string)))
        (setq words (cons (if (string-match "\\`[0-9]+\\'" word)
                              (string-to-number word)
                            word)
                          words))))
    (nreverse words)))

(defun parse-time--full-year (n)
  "Return the year that N, of two digits, stands for."
  (+ n (if (< n 50) 2000 1900)))

(defun parse-time--number (n time)
  "Put the number N in the first part of TIME that it can be."
  (cond ((and (<= 1 n 31) (not (nth 3 time))) (setcar (nthcdr 3 time) n))
        ((nth 5 time))
        ((>= n 100) (setcar (nthcdr 5 time) n))
        (t (setcar (nthcdr 5 time) (parse-time--full-year n)))))

(defun parse-time--word (word time)
  "Put WORD in the part of TIME that it can be, if any."
  (let ((day (assoc word parse-time-weekdays))
        (month (assoc word parse-time-months))
        (zone (assoc word parse-time-zoneinfo)))
    (cond
     ((and day (not (nth 6 time))) (setcar (nthcdr 6 time) (cdr day)))
     ((and month (not (nth 4 time))) (setcar (nthcdr 4 time) (cdr month)))
     ((string-match "\\`\\([0-9][0-9]?\\):\\([0-9][0-9]\\)\\(?::\\([0-9][0-9]\\)\\)?\\'" word)
      (unless (nth 2 time)
        (setcar time (if (match-beginning 3)
                         (string-to-number (match-string 3 word))
                       0))
        (setcar (cdr time) (string-to-number (match-string 2 word)))
        (setcar (nthcdr 2 time) (string-to-number (match-string 1 word)))))
     ((string-match "\\`\\([0-9]\\{4\\}\\)-\\([0-9][0-9]\\)-\\([0-9][0-9]\\)\\'" word)
      (unless (nth 5 time)
        (setcar (nthcdr 5 time) (string-to-number (match-string 1 word)))
        (setcar (nthcdr 4 time) (string-to-number (match-string 2 word)))
        (setcar (nthcdr 3 time) (string-to-number (match-string 3 word)))))
     ((nth 8 time))
     (zone
      (setcar (nthcdr 8 time) (cadr zone))
      (setcar (nthcdr 7 time) (nth 2 zone)))
     ((string-match "\\`\\([-+]\\)\\([0-9][0-9]\\)\\([0-9][0-9]\\)\\'" word)
      (setcar (nthcdr 8 time)
              (* (if (equal (match-string 1 word) "-") -60 60)
                 (+ (* 60 (string-to-number (match-string 2 word)))
                    (string-to-number (match-string 3 word)))))))))

;;;###autoload
(defun parse-time-string (string)
  "Return the date and time in STRING as a decoded time.
STRING is as in mail headers, as the C library prints dates, or as ISO 8601
says.  What it does not tell is nil, or -1 for daylight saving time."
  (condition-case nil
      (iso8601-parse string)
    (wrong-type-argument
     (let ((time (list nil nil nil nil nil nil nil -1 nil)))
       (dolist (word (parse-time-tokenize (downcase string)))
         (if (integerp word)
             (parse-time--number word time)
           (parse-time--word word time)))
       time))))

(defun parse-iso8601-time-string (date-string)
  "Return the time that DATE-STRING, written as ISO 8601 says, tells."
  (encode-time (iso8601-parse date-string)))

(defsubst parse-time-string-chars (char)
  "Return what kind CHAR is in a date: ?0, ?a, 1 for a sign, or nil."
  (pcase char
    (?: ?d) (?- -1) (?+ 1)
    ((pred (<= ?a)) (and (<= char ?z) ?a))
    ((pred (<= ?0)) (and (<= char ?9) ?0))))

(provide 'parse-time)
;;; parse-time.el ends here
