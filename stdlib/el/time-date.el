;;; time-date.el --- dates, days and durations -*- lexical-binding: t -*-

;;; Code:

;;;###autoload
(defalias 'time-to-seconds #'float-time)

;;;###autoload
(defalias 'seconds-to-time #'time-convert)

;;;###autoload
(defun date-to-time (date)
  "Return the time that the string DATE tells, which must have all its parts.
See `parse-time-string' for what DATE may look like."
  (condition-case err
      (encode-time (parse-time-string date))
    (overflow-error (signal (car err) (cdr err)))
    (error (error "Invalid date: %s" date))))

;;;###autoload
(defun safe-date-to-time (date)
  "Return the time that the string DATE tells, (0 0) if there is none."
  (condition-case nil
      (date-to-time date)
    (error '(0 0))))

;;;###autoload
(defun days-to-time (days)
  "Return the time of DAYS days after the epoch, a list if DAYS is an integer."
  (let ((time (time-convert (* 86400 days))))
    (if (integerp days)
        (list (car time) (cadr time))
      time)))

;;;###autoload
(defun time-since (time)
  "Return the time elapsed since TIME, a time value or a date string."
  (time-subtract nil (if (stringp time) (date-to-time time) time)))

;;;###autoload
(define-obsolete-function-alias 'subtract-time 'time-subtract "26.1")

;;;###autoload
(defun date-to-day (date)
  "Return the number of the day of the string DATE, 1 for January 1 of year 1."
  (time-to-days (date-to-time date)))

;;;###autoload
(defun days-between (date1 date2)
  "Return how many days the string DATE1 is after the string DATE2."
  (- (date-to-day date1) (date-to-day date2)))

;;;###autoload
(defun date-leap-year-p (year)
  "Return t if YEAR has a February 29."
  (and (zerop (% year 4))
       (or (not (zerop (% year 100))) (zerop (% year 400)))
       t))

(defun time-date--day-of-year (month day year)
  "Return the ordinal in YEAR of DAY of MONTH."
  (let ((n day) (m 1))
    (while (< m month)
      (setq n (+ n (date-days-in-month year m))
            m (1+ m)))
    n))

;;;###autoload
(defun time-to-day-in-year (time)
  "Return the ordinal of TIME's day in its year, from 1."
  (let ((d (decode-time time)))
    (time-date--day-of-year (nth 4 d) (nth 3 d) (nth 5 d))))

;;;###autoload
(defun time-to-days (time)
  "Return the number of TIME's day, 1 for January 1 of year 1."
  (let* ((d (decode-time time))
         (past (1- (nth 5 d))))
    (+ (time-date--day-of-year (nth 4 d) (nth 3 d) (nth 5 d))
       (* 365 past)
       (floor past 4)
       (- (floor past 100))
       (floor past 400))))

(defun time-to-number-of-days (time)
  "Return TIME in days, a float."
  (/ (float-time time) 86400))

(defun date-days-in-month (year month)
  "Return how many days MONTH of YEAR has."
  (cond ((not (and (natnump month) (<= 1 month 12)))
         (error "Month %s is invalid" month))
        ((= month 2) (if (date-leap-year-p year) 29 28))
        ((memq month '(4 6 9 11)) 30)
        (t 31)))

(defun date-ordinal-to-time (year ordinal)
  "Return day number ORDINAL of YEAR as a decoded time."
  (let ((day ordinal) (month 1) (length 0))
    (while (> day (setq length (date-days-in-month year month)))
      (setq day (- day length)
            month (1+ month)))
    `(nil nil nil ,day ,month ,year nil nil nil)))

;;; Durations

(defconst time-date--units
  '((?y "year" 31536000) (?d "day" 86400) (?h "hour" 3600)
    (?m "minute" 60) (?s "second" 1) (?z))
  "The units of `format-seconds': directive, name, length in seconds.")

(defun time-date--check-format (string)
  "Signal an error unless each directive of STRING is known, and used once.
Return the letters of its directives."
  (let ((pos 0) (seen nil))
    (while (string-match "%\\.?[0-9]*\\(,[0-9]+\\)?\\(.\\)" string pos)
      (setq pos (match-end 0))
      (let* ((text (match-string 2 string))
             (letter (downcase (aref text 0))))
        (unless (eq letter ?%)
          (unless (assq letter time-date--units)
            (error "Bad format specifier: `%s'" text))
          (when (memq letter seen)
            (error "Multiple instances of specifier: `%s'" text))
          (setq seen (cons letter seen)))))
    seen))

(defun time-date--drop-until (string where zeros)
  "Remove from STRING what precedes index WHERE of %z and has a zero amount.
ZEROS are the directives whose amounts are zero."
  (let ((case-fold-search t) (start 0) (pos 0) (found nil))
    (while (and (not found)
                (string-match "%\\.?[0-9]*\\(?:,[0-9]+\\)?\\([ydhms]\\)" string pos)
                (< (match-beginning 0) where))
      (if (memq (downcase (aref (match-string 1 string) 0)) zeros)
          (setq pos (match-end 0)
                start pos)
        (setq found (match-beginning 0))))
    (setq string (concat (substring string 0 where) (substring string (+ where 2))))
    (cond (found (substring string found))
          ((= start 0) string)
          ((string-match "%" string where) (substring string where))
          (t string))))

;;;###autoload
(defun format-seconds (string seconds)
  "Return STRING with its directives replaced by amounts that make up SECONDS, a time.
%y %d %h %m %s are years of 365 days, days, hours, minutes and seconds; in
upper case the name of the unit follows.  A number after the % is a width, for
zero padding if it begins with a dot; \",N\" after it keeps N decimals of the
seconds.  What precedes %z is left out while it is zero; %% is a percent sign."
  (unless (stringp string)
    (signal 'wrong-type-argument (list 'stringp string)))
  (let* ((used (time-date--check-format string))
         (seconds (if (numberp seconds) seconds (float-time seconds)))
         (fraction (string-match "%\\.?[0-9]*,[0-9]+s" (downcase string)))
         (rest (if fraction seconds (round seconds)))
         (case-fold-search t)
         amounts zeros)
    (dolist (unit time-date--units)
      (when (and (memq (car unit) used) (nth 2 unit))
        (let ((n (if (and fraction (eq (car unit) ?s))
                     rest
                   (truncate rest (nth 2 unit)))))
          (setq rest (- rest (* n (nth 2 unit)))
                amounts (cons (cons (car unit) n) amounts))
          (when (zerop n) (setq zeros (cons (car unit) zeros))))))
    (when (string-match "%z" string)
      (setq string (time-date--drop-until string (match-beginning 0) zeros)))
    (replace-regexp-in-string
     "%\\(\\.\\)?\\([0-9]*\\)\\(?:,\\([0-9]+\\)\\)?\\([ydhms%]\\)"
     (lambda (text)
       (let ((letter (aref (match-string 4 text) 0)))
         (if (eq letter ?%)
             "%"
           (time-date--amount (cdr (assq (downcase letter) amounts)) letter
                              (and (match-beginning 1) t)
                              (match-string 2 text)
                              (match-string 3 text)))))
     string t t)))

(defun time-date--amount (n letter zero width decimals)
  "Return N as directive LETTER shows it, padded to WIDTH, with 0 if ZERO.
WIDTH and DECIMALS, how many decimals N has, are strings; the latter may be nil."
  (concat (format (format "%%%s%s%s" (if zero "0" "") width
                          (if decimals (format ".%sf" decimals) "d"))
                  n)
          (and (<= ?A letter ?Z)
               (format " %s%s" (nth 1 (assq (downcase letter) time-date--units))
                       (if (= n 1) "" "s")))))

(defvar seconds-to-string
  '((1 "ms" 0.001) (100 "s" 1) (6000 "m" 60.0) (108000 "h" 3600.0)
    (34560000 "d" 86400.0) (nil "y" 31557600.0))
  "How `seconds-to-string' shows durations: (BELOW UNIT SECONDS)...")

;;;###autoload
(defun seconds-to-string (delay)
  "Return DELAY, in seconds, as a short string with a unit."
  (cond ((< delay 0) (concat "-" (seconds-to-string (- delay))))
        ((zerop delay) "0s")
        (t (let ((units seconds-to-string))
             (while (and (caar units) (>= delay (caar units)))
               (setq units (cdr units)))
             (format "%.2f%s" (/ delay (nth 2 (car units))) (nth 1 (car units)))))))

;;; Decoded times

(defun make-decoded-time (&rest parts)
  "Return a decoded time whose PARTS are given by keywords, the others nil.
The keywords are :second :minute :hour :day :month :year :dst :zone."
  (mapcar (lambda (key) (and key (plist-get parts key)))
          '(:second :minute :hour :day :month :year nil :dst :zone)))

(defun decoded-time-set-defaults (time &optional default-zone)
  "Set those parts of the decoded TIME that are nil, and return it.
They become midnight, January 1, 1970 and DEFAULT-ZONE."
  (let ((cell time))
    (dolist (default '(0 0 0 1 1 1970))
      (unless (car cell) (setcar cell default))
      (setq cell (cdr cell))))
  (unless (nth 8 time)
    (if default-zone
        (setcar (nthcdr 8 time) default-zone)
      (unless (nth 7 time) (setcar (nthcdr 7 time) -1))))
  time)

(defun decoded-time-period (time)
  "Return the length in seconds of the duration that the decoded TIME is.
Months count as 30 days and years as 365."
  (let ((second (or (nth 0 time) 0)))
    (+ (if (consp second) (/ (float (car second)) (cdr second)) second)
       (* 60 (or (nth 1 time) 0))
       (* 3600 (or (nth 2 time) 0))
       (* 86400 (+ (or (nth 3 time) 0)
                   (* 30 (or (nth 4 time) 0))
                   (* 365 (or (nth 5 time) 0)))))))

(defun time-date--add-days (time days)
  "Move the day, month and year of the decoded TIME by DAYS."
  (let ((day (+ (nth 3 time) days)) (month (nth 4 time)) (year (nth 5 time)))
    (while (< day 1)
      (setq month (if (= month 1) 12 (1- month)))
      (when (= month 12) (setq year (1- year)))
      (setq day (+ day (date-days-in-month year month))))
    (while (> day (date-days-in-month year month))
      (setq day (- day (date-days-in-month year month))
            month (if (= month 12) 1 (1+ month)))
      (when (= month 1) (setq year (1+ year))))
    (setcar (nthcdr 3 time) day)
    (setcar (nthcdr 4 time) month)
    (setcar (nthcdr 5 time) year)))

(defun time-date--add-seconds (time delta)
  "Add the seconds, minutes and hours of DELTA to those of TIME.
Return by how many days that moves TIME."
  (let* ((sum (time-convert (time-add (or (nth 0 time) 0) (or (nth 0 delta) 0)) t))
         (hz (cdr sum))
         (ticks (+ (car sum)
                   (* hz 60 (+ (or (nth 1 time) 0) (or (nth 1 delta) 0)))
                   (* hz 3600 (+ (or (nth 2 time) 0) (or (nth 2 delta) 0)))))
         (rest (mod ticks (* 86400 hz)))
         (second (mod rest (* 60 hz))))
    (setcar time (if (= hz 1) second (cons second hz)))
    (setcar (nthcdr 1 time) (% (/ rest (* 60 hz)) 60))
    (setcar (nthcdr 2 time) (/ rest (* 3600 hz)))
    (floor ticks (* 86400 hz))))

(defun decoded-time-add (time delta)
  "Return the decoded TIME moved by the decoded time DELTA.
Years are added first, then months: a day that its new month lacks becomes the
month's last.  Days, hours, minutes and seconds follow.  Parts of DELTA may be
nil or negative.  The day of the week does not change."
  (let ((time (copy-sequence time)))
    (when (nth 5 delta)
      (setcar (nthcdr 5 time) (+ (nth 5 time) (nth 5 delta))))
    (when (nth 4 delta)
      (let ((month (+ (nth 4 time) -1 (nth 4 delta))))
        (setcar (nthcdr 5 time) (+ (nth 5 time) (floor month 12)))
        (setcar (nthcdr 4 time) (1+ (mod month 12)))))
    (when (or (nth 4 delta) (nth 5 delta))
      (setcar (nthcdr 3 time)
              (min (nth 3 time) (date-days-in-month (nth 5 time) (nth 4 time)))))
    (when (nth 3 delta)
      (time-date--add-days time (nth 3 delta)))
    (let ((days (time-date--add-seconds time delta)))
      (unless (zerop days) (time-date--add-days time days)))
    time))

(defmacro with-decoded-time-value (varlist &rest body)
  "Evaluate BODY with the parts of times in variables.
An element of VARLIST is (HIGH LOW MICRO [PICO [TYPE]] TIME); TYPE tells of the
form of TIME: 0 is a cons, 1 to 3 are lists with more and more parts."
  (declare (indent 1))
  (if (null varlist)
      (macroexp-progn body)
    (let* ((vars (butlast (car varlist))) (time (car (last (car varlist))))
           (high (nth 0 vars)) (low (nth 1 vars)) (micro (nth 2 vars))
           (pico (or (nth 3 vars) (make-symbol "pico")))
           (type (or (nth 4 vars) (make-symbol "type"))))
      `(let* ((,type (let ((time ,time))
                       (time-date--parts (or time (current-time)))))
              (,high (nth 0 ,type)) (,low (nth 1 ,type)) (,micro (nth 2 ,type))
              (,pico (nth 3 ,type)) (,type (nth 4 ,type)))
         (ignore ,high ,low ,micro ,pico ,type)
         (with-decoded-time-value ,(cdr varlist) ,@body)))))

(defun time-date--parts (time)
  "Return (HIGH LOW MICRO PICO TYPE) for TIME."
  (cond ((not (consp time))
         (let ((list (time-convert time 'list)))
           (append list '(3))))
        ((not (consp (cdr time))) (list (car time) (cdr time) 0 0 0))
        (t (list (nth 0 time) (or (nth 1 time) 0) (or (nth 2 time) 0) (or (nth 3 time) 0)
                 (min 3 (1- (length time)))))))

(defun encode-time-value (high low micro pico &optional type)
  "Return the time with the parts HIGH, LOW, MICRO and PICO in the form TYPE.
See `with-decoded-time-value'."
  ;; Without TYPE, it is PICO that says so.
  (let ((parts (list high low micro (if type pico 0))))
    (pcase (or type pico)
      (0 `(,high . ,low))
      (1 (butlast parts 2))
      (2 (butlast parts))
      (3 parts))))

(provide 'time-date)
;;; time-date.el ends here
