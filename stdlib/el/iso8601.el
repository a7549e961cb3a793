;;; iso8601.el --- dates and times as ISO 8601 writes them -*- lexical-binding: t -*-

;;; Code:

(require 'time-date)

(defconst iso8601--dates
  '(("\\([+-]?[0-9]\\{4\\}\\)" year)
    ("\\([+-]?[0-9]\\{4\\}\\)-?\\([0-9][0-9]\\)-?\\([0-9][0-9]\\)" year month day)
    ("\\([+-]?[0-9]\\{4\\}\\)-\\([0-9][0-9]\\)" year month)
    ("--\\([0-9][0-9]\\)-?\\([0-9][0-9]\\)" month day)
    ("---?\\([0-9][0-9]\\)" month)
    ("---\\([0-9][0-9]\\)" day)
    ("\\([+-]?[0-9]\\{4\\}\\)-?W\\([0-9][0-9]\\)\\(?:-?\\([0-9]\\)\\)?" year week weekday)
    ("\\([+-]?[0-9]\\{4\\}\\)-?\\([0-9][0-9][0-9]\\)" year ordinal))
  "The ways to write a date: (REGEXP PART...).
A later one that matches all of a string counts more than an earlier one.")

(defconst iso8601--time
  (concat "\\([0-9][0-9]\\)\\(?::?\\([0-9][0-9]\\)"
          "\\(?::?\\([0-9][0-9]\\)\\(?:[.,]\\([0-9]+\\)\\)?\\)?\\)?")
  "Matches a time of day: hours, minutes, seconds, their fraction.")

(defconst iso8601--zone "Z\\|\\([+-]\\)\\([0-9][0-9]\\)\\(?::?\\([0-9][0-9]\\)\\)?"
  "Matches a time zone: sign, hours, minutes.")

(defconst iso8601--duration
  (concat "P\\(?:\\([0-9]+\\)Y\\)?\\(?:\\([0-9]+\\)M\\)?\\(?:\\([0-9]+\\)D\\)?"
          "\\(?:T\\(?:\\([0-9]+\\)H\\)?\\(?:\\([0-9]+\\)M\\)?\\(?:\\([0-9]+\\)S\\)?\\)?")
  "Matches a duration given by units.")

(defun iso8601--match (regexp string)
  "Return non-nil if REGEXP matches all of STRING."
  (let ((case-fold-search nil))
    (string-match (concat "\\`\\(?:" regexp "\\)\\'") string)))

(defun iso8601--group (n string)
  "Return the number that group N matched in STRING, or nil."
  (and (match-beginning n) (string-to-number (match-string n string))))

(defun iso8601--invalid (string)
  "Signal that STRING is not what it should be."
  (signal 'wrong-type-argument string))

(defun iso8601--date-parts (string)
  "Return the alist of the parts of the date STRING, nil if it is none."
  (let ((parts nil))
    (dolist (way iso8601--dates)
      (when (iso8601--match (car way) string)
        (let ((n 0))
          (setq parts nil)
          (dolist (part (cdr way))
            (setq n (1+ n)
                  parts (cons (cons part (iso8601--group n string)) parts))))))
    parts))

(defun iso8601--week-date (year week weekday)
  "Return the date of WEEKDAY (Monday is 1) in WEEK of YEAR."
  (let* ((first (decode-time (encode-time (list 0 0 0 4 1 year nil nil t)) t))
         (monday (mod (1- (nth 6 first)) 7))
         (date (list 0 0 0 4 1 year nil nil t)))
    (decoded-time-add
     date (list nil nil nil (+ (* 7 (1- week)) (1- weekday) (- monday))
                nil nil nil nil nil))))

(defun iso8601-parse-date (string)
  "Return as a decoded time the date STRING, the parts it lacks being nil."
  (let* ((parts (or (iso8601--date-parts string) (iso8601--invalid string)))
         (year (cdr (assq 'year parts)))
         (date (cond ((assq 'week parts)
                      (iso8601--week-date year (cdr (assq 'week parts))
                                          (or (cdr (assq 'weekday parts)) 0)))
                     ((assq 'ordinal parts)
                      (date-ordinal-to-time year (cdr (assq 'ordinal parts)))))))
    (list nil nil nil
          (if date (nth 3 date) (cdr (assq 'day parts)))
          (if date (nth 4 date) (cdr (assq 'month parts)))
          (if date (nth 5 date) year)
          nil -1 nil)))

(defun iso8601--second (second fraction)
  "Return SECOND with the decimals FRACTION, a string or nil."
  (if (null fraction)
      second
    (let ((hz (expt 10 (length fraction))))
      (cons (+ (* hz second) (string-to-number fraction)) hz))))

(defun iso8601-parse-time (string &optional form)
  "Return as a decoded time the time of day STRING.
Decimals of the seconds are kept if FORM is non-nil."
  (unless (iso8601--match (concat iso8601--time "\\(" "Z\\|[+-][0-9:]+" "\\)?") string)
    (iso8601--invalid string))
  (let ((hour (iso8601--group 1 string))
        (minute (or (iso8601--group 2 string) 0))
        (second (iso8601--second (or (iso8601--group 3 string) 0)
                                 (and form (match-string 4 string))))
        (zone (match-string 5 string)))
    (list second minute hour nil nil nil nil (if zone nil -1)
          (and zone (* 60 (iso8601-parse-zone zone))))))

(defun iso8601-parse-zone (string)
  "Return the offset of the time zone STRING from UTC in minutes."
  (unless (iso8601--match iso8601--zone string)
    (iso8601--invalid string))
  (if (not (match-beginning 1))
      0
    (* (if (equal (match-string 1 string) "-") -1 1)
       (+ (* 60 (iso8601--group 2 string))
          (or (iso8601--group 3 string) 0)))))

(defun iso8601-parse (string &optional form)
  "Return as a decoded time the date STRING, with a time of day or without.
Decimals of the seconds are kept if FORM is non-nil.  What cannot be parsed is
a `wrong-type-argument' error."
  (let ((split (let ((case-fold-search nil)) (string-match "T" string))))
    (if (not split)
        (iso8601-parse-date string)
      (let ((date (iso8601--date-parts (substring string 0 split))))
        (condition-case nil
            (let ((time (iso8601-parse-time (substring string (1+ split)) form)))
              (unless date (iso8601--invalid string))
              (setq date (iso8601-parse-date (substring string 0 split)))
              (append (list (nth 0 time) (nth 1 time) (nth 2 time)
                            (nth 3 date) (nth 4 date) (nth 5 date))
                      (nthcdr 6 time)))
          (wrong-type-argument (iso8601--invalid string)))))))

(defun iso8601-valid-p (string)
  "Return non-nil if STRING is a date as `iso8601-parse' takes."
  (condition-case nil
      (and (iso8601-parse string) 0)
    (wrong-type-argument nil)
    (error 0)))

(defun iso8601-parse-duration (string)
  "Return as a decoded time the duration STRING, such as P1Y2M or PT5M."
  (cond
   ((iso8601--match "P\\([0-9]+\\)W" string)
    (list nil nil nil (* 7 (iso8601--group 1 string)) nil nil nil -1 nil))
   ((and (iso8601--match iso8601--duration string)
         (> (length string) 2))
    (let ((parts nil))
      (dotimes (n 6)
        (setq parts (cons (or (iso8601--group (1+ n) string) 0) parts)))
      (append parts '(nil -1 nil))))
   ((and (> (length string) 1) (eq (aref string 0) ?P)
         (iso8601-valid-p (substring string 1)))
    (iso8601-parse (substring string 1)))
   (t (iso8601--invalid string))))

(defun iso8601-parse-interval (string)
  "Return (START END DURATION), decoded times, for the interval STRING.
Two of them stand in STRING, with a slash between."
  (let ((sides (split-string string "/"))
        start end duration)
    (unless (= (length sides) 2) (iso8601--invalid string))
    (condition-case nil
        (let ((left (car sides)) (right (cadr sides)))
          (if (string-prefix-p "P" left)
              (setq duration (iso8601-parse-duration left))
            (setq start (iso8601-parse left)))
          (if (string-prefix-p "P" right)
              (setq duration (iso8601-parse-duration right))
            (setq end (iso8601-parse right))))
      (wrong-type-argument (iso8601--invalid string)))
    (cond ((not end) (setq end (decoded-time-add start duration)))
          ((not start)
           (setq start (decoded-time-add
                        end (append (mapcar (lambda (part) (and part (- part)))
                                            (butlast duration 3))
                                    '(nil nil nil)))))
          (t (setq duration
                   (decode-time (time-subtract (iso8601--encode-time end)
                                               (iso8601--encode-time start))
                                (or (nth 8 end) 0)))))
    (list start end duration)))

(defun iso8601--encode-time (time)
  "Return the time that the decoded TIME tells, missing parts being the first."
  (encode-time (decoded-time-set-defaults (copy-sequence time))))

(provide 'iso8601)
;;; iso8601.el ends here
