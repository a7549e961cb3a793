;;; calendar.el --- arithmetic with dates -*- lexical-binding: t; -*-

;; A date is (MONTH DAY YEAR); there is no year 0, and -1 is the year before 1.
;; An absolute date is the number of days up to it, 1 being January 1 of year 1
;; of the Gregorian calendar.  The calendar as a buffer is not here.

;;; Code:

(defvar calendar-week-start-day 0 "The first day of the week, 0 being Sunday.")
(defvar calendar-weekend-days '(0 6) "The days of the weekend, 0 being Sunday.")
(defvar calendar-offset 0 "Months by which the calendar is shifted.")
(defvar calendar-day-name-array
  ["Sunday" "Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday"]
  "The names of the days.")
(defvar calendar-abbrev-length 3 "How long abbreviated names are.")
(defvar calendar-day-header-width 2 "How long names of days are in headers.")

(defun calendar-abbrev-construct (full &optional maxlen)
  "Return the names in the vector FULL cut to MAXLEN, or `calendar-abbrev-length'."
  (apply #'vector (mapcar (lambda (name)
                            (substring name 0 (min (length name)
                                                   (or maxlen calendar-abbrev-length))))
                          full)))

(defun calendar-day-header-construct (&optional width)
  "Return the names of the days cut to WIDTH, or `calendar-day-header-width'."
  (calendar-abbrev-construct calendar-day-name-array (or width calendar-day-header-width)))

(defvar calendar-day-abbrev-array (calendar-abbrev-construct calendar-day-name-array)
  "The abbreviated names of the days.")
(defvar calendar-day-header-array (calendar-day-header-construct)
  "The names of the days in headers.")
(defvar calendar-month-name-array
  ["January" "February" "March" "April" "May" "June" "July" "August" "September"
   "October" "November" "December"]
  "The names of the months.")
(defvar calendar-month-abbrev-array (calendar-abbrev-construct calendar-month-name-array)
  "The abbreviated names of the months.")

(defmacro calendar-dlet (binders &rest body)
  "Bind the variables of BINDERS dynamically around BODY."
  (declare (indent 1))
  `(dlet ,binders ,@body))

;;;; Gregorian dates.

(defun calendar-extract-month (date) "Return the month of DATE." (car date))
(defun calendar-extract-day (date) "Return the day of DATE." (cadr date))
(defun calendar-extract-year (date) "Return the year of DATE." (nth 2 date))

(defun calendar-leap-year-p (year)
  "Return t if YEAR is a leap year."
  (let ((year (if (< year 0) (1- (abs year)) year)))
    (zerop (% year (if (zerop (% year 100)) 400 4)))))

(defun calendar-last-day-of-month (month year)
  "Return the last day of MONTH in YEAR."
  (pcase month
    (2 (if (calendar-leap-year-p year) 29 28))
    ((or 4 6 9 11) 30)
    ((guard (<= 1 month 12)) 31)
    (_ (signal 'args-out-of-range (list month)))))

(defun calendar-day-number (date)
  "Return which day of its year DATE is, from 1."
  (let ((month (calendar-extract-month date)) (year (calendar-extract-year date))
        (n (calendar-extract-day date)))
    (let ((m 1))
      (while (< m month)
        (setq n (+ n (calendar-last-day-of-month m year))
              m (1+ m))))
    n))

(defun calendar-absolute-from-gregorian (date)
  "Return the absolute date of DATE."
  (let* ((year (calendar-extract-year date))
         (count (cond ((zerop year) (user-error "There was no year zero"))
                      ((> year 0) (1- year))
                      (t year))))
    (+ (calendar-day-number date) (* 365 count)
       (floor count 4) (- (floor count 100)) (floor count 400))))

(defun calendar-gregorian-from-absolute (date)
  "Return the Gregorian date of the absolute DATE."
  (let ((rest (1- date)) (year 1) (month 1) (length 0))
    ;; The last century of four and the last year of four take the leap day.
    (pcase-dolist (`(,days ,years ,most) '((146097 400 nil) (36524 100 3) (1461 4 nil) (365 1 3)))
      (let ((n (/ rest days)))
        (when most (setq n (min n most)))
        (setq rest (- rest (* n days))
              year (+ year (* n years)))))
    (while (>= rest (setq length (calendar-last-day-of-month month year)))
      (setq rest (- rest length)
            month (1+ month)))
    (list month (1+ rest) year)))

(defun calendar-day-of-week (date)
  "Return the day of the week of DATE, 0 being Sunday."
  (mod (calendar-absolute-from-gregorian date) 7))

(defun calendar-dayname-on-or-before (dayname date)
  "Return the absolute date of the last DAYNAME, 0 for Sunday, up to absolute DATE."
  (- date (mod (- date dayname) 7)))

(defun calendar-nth-named-absday (n dayname month year &optional day)
  "Return the absolute date of the Nth DAYNAME of MONTH in YEAR from DAY on.
A negative N counts back, from the end of the month by default."
  (let* ((forward (> n 0))
         (day (cond (day) (forward 1) (t (calendar-last-day-of-month month year))))
         (start (calendar-absolute-from-gregorian (list month day year))))
    (if forward
        (+ (calendar-dayname-on-or-before dayname (+ start 6)) (* 7 n) -7)
      (+ (calendar-dayname-on-or-before dayname start) (* 7 n) 7))))

(defun calendar-nth-named-day (n dayname month year &optional day)
  "Return the date that `calendar-nth-named-absday' finds.
N, DAYNAME, MONTH, YEAR and DAY are as there."
  (calendar-gregorian-from-absolute
   (calendar-nth-named-absday n dayname month year day)))

(defun calendar-date-equal (date1 date2)
  "Return t for two dates, DATE1 and DATE2, of one day."
  (equal (seq-take date1 3) (seq-take date2 3)))

(defun calendar-date-compare (date1 date2)
  "Return t if the date that is the car of DATE1 is before that of DATE2."
  (< (calendar-absolute-from-gregorian (car date1))
     (calendar-absolute-from-gregorian (car date2))))

(defun calendar-date-is-valid-p (date)
  "Return t if DATE is a date."
  (pcase-let ((`(,month ,day ,year) date))
    ;; Month 2 of year 0 is looked at too.
    (and (<= 1 month 12)
         (<= 1 day (calendar-last-day-of-month month year))
         (not (eql year 0)))))

(defun calendar-current-date (&optional offset)
  "Return today's date, or that of OFFSET days later."
  (let* ((now (decode-time)) (today (list (nth 4 now) (nth 3 now) (nth 5 now))))
    (if (zerop (or offset 0))
        today
      (calendar-gregorian-from-absolute
       (+ offset (calendar-absolute-from-gregorian today))))))

(defun calendar-interval (mon1 yr1 mon2 yr2)
  "Return how many months MON2 of YR2 is after MON1 of YR1."
  ;; There is no year 0.
  (let ((months (lambda (month year) (+ month (* 12 (if (< year 0) (1+ year) year))))))
    (- (funcall months mon2 yr2) (funcall months mon1 yr1))))

(defun calendar-increment-month-cons (n &optional mon yr)
  "Return (MONTH . YEAR) for N months after MON of YR."
  (let* ((macro-y (+ (* (if (< yr 0) (1+ yr) yr) 12) (1- mon) n))
         (year (floor macro-y 12)))
    (cons (1+ (mod macro-y 12)) (if (<= year 0) (1- year) year))))

(defmacro calendar-increment-month (mon yr n &optional _nmonths)
  "Set MON and YR to what is N months later."
  `(let ((next (calendar-increment-month-cons ,n ,mon ,yr)))
     (setq ,mon (car next)
           ,yr (cdr next))))

(defmacro calendar-sum (index initial condition expression)
  "Return the sum of EXPRESSION for INDEX from INITIAL on while CONDITION."
  (declare (debug (symbolp form form form)))
  (let ((total (make-symbol "total")))
    `(let ((,total 0))
       (let ((,index ,initial))
         (while ,condition
           (cl-incf ,total ,expression)
           (cl-incf ,index)))
       ,total)))

(defun calendar-week-end-day ()
  "Return the last day of the week, 0 being Sunday."
  (mod (+ calendar-week-start-day 6) 7))

;;;; Dates as text.

(defvar calendar-date-style 'american
  "How dates are written: american, european or iso.")
(defvar calendar-american-date-display-form
  '((if dayname (concat dayname ", ")) monthname " " day ", " year)
  "Forms that give the parts of an American date.")
(defvar calendar-european-date-display-form
  '((if dayname (concat dayname ", ")) day " " monthname " " year)
  "Forms that give the parts of a European date.")
(defvar calendar-iso-date-display-form
  '((format "%s-%.2d-%.2d" year (string-to-number month) (string-to-number day)))
  "Forms that give the parts of an ISO date.")
(defvar calendar-date-display-form calendar-american-date-display-form
  "Forms that give the parts of a date.
They may use `dayname', `monthname', `day', `month' and `year', all strings.")
(defvar diary-american-date-forms
  '((month "/" day "[^/0-9]") (month "/" day "/" year "[^0-9]")
    (monthname " *" day "[^,0-9]") (monthname " *" day ", *" year "[^0-9]")
    (dayname "\\W"))
  "Patterns of American dates.")
(defvar diary-european-date-forms
  '((day "/" month "[^/0-9]") (day "/" month "/" year "[^0-9]")
    (backup day " *" monthname "\\W+\\<\\([^*0-9]\\|\\([0-9]+[:aApP]\\)\\)")
    (day " *" monthname " *" year "[^0-9:aApP]") (dayname "\\W"))
  "Patterns of European dates.")
(defvar diary-iso-date-forms
  '((month "[-/]" day "[^-/0-9]") (year "[-/]" month "[-/]" day "[^0-9]")
    (monthname " *" day "[^-0-9]") (year " *" monthname " *" day "[^0-9]") (dayname "\\W"))
  "Patterns of ISO dates.")
(defvar diary-date-forms diary-american-date-forms
  "Patterns of dates in the style that is set.")

(defun calendar-set-date-style (style)
  "Write dates as STYLE says: american, european or iso."
  (interactive
   (list (intern (completing-read "Date style: " '("american" "european" "iso") nil t))))
  (unless (memq style '(american european iso))
    (user-error "Invalid calendar style name `%s'" style))
  (setq calendar-date-style style
        calendar-date-display-form
        (symbol-value (intern (format "calendar-%s-date-display-form" style)))
        diary-date-forms (symbol-value (intern (format "diary-%s-date-forms" style)))))

(defun calendar-day-name (date &optional abbrev absolute)
  "Return the name of the day of the week of DATE, abbreviated if ABBREV.
ABSOLUTE means that DATE is the day of the week, 0 for Sunday."
  (aref (if abbrev calendar-day-abbrev-array calendar-day-name-array)
        (if absolute date (calendar-day-of-week date))))

(defun calendar-month-name (month &optional abbrev)
  "Return the name of MONTH, abbreviated if ABBREV."
  (aref (if abbrev calendar-month-abbrev-array calendar-month-name-array) (1- month)))

(defun calendar-date-string (date &optional abbreviate nodayname)
  "Return DATE as text, with names abbreviated if ABBREVIATE.
NODAYNAME means without the day of the week."
  (calendar-dlet
      ((dayname (unless nodayname (calendar-day-name date abbreviate)))
       (month (calendar-extract-month date))
       (monthname (calendar-month-name (calendar-extract-month date) abbreviate))
       (day (number-to-string (calendar-extract-day date)))
       (year (number-to-string (calendar-extract-year date))))
    (dlet ((month (number-to-string month)))
      (mapconcat (lambda (form) (or (eval form) "")) calendar-date-display-form ""))))

(defun calendar-day-of-year-string (&optional date)
  "Return a text that tells which day of its year DATE, by default today, is."
  (let* ((date (or date (calendar-current-date)))
         (year (calendar-extract-year date))
         (day (calendar-day-number date))
         (left (- (calendar-day-number (list 12 31 year)) day)))
    (format "Day %d of %d; %d day%s remaining in the year" day year left
            (if (= left 1) "" "s"))))

(defun calendar-string-spread (strings char length)
  "Return STRINGS with CHARs between them, LENGTH characters in all."
  (if (null (cdr strings))
      (let* ((room (- length (length (car strings)))) (left (/ room 2)))
        (concat (make-string (max 0 left) char) (car strings)
                (make-string (max 0 (- room left)) char)))
    (let* ((room (- length (apply #'+ (mapcar #'length strings))))
           (gaps (1- (length strings))) (done 0) (i 0) (text (car strings)))
      (dolist (each (cdr strings))
        (setq i (1+ i))
        (let ((upto (/ (* i room) gaps)))
          (setq text (concat text (make-string (max 0 (- upto done)) char) each)
                done upto)))
      (substring text 0 (min length (length text))))))

(defun calendar-make-alist (sequence &optional start-index filter &rest sequences)
  "Return an alist from the elements of SEQUENCE to their index from START-INDEX.
FILTER gets each element and returns the key.  SEQUENCES have more elements,
with the same indices; an empty one is left out."
  (let* ((start (or start-index 1))
         (make (lambda (elements)
                 (let ((index (1- start)))
                   (mapcar (lambda (element)
                             (setq index (1+ index))
                             (and element
                                  (cons (if filter (funcall filter element) element) index)))
                           elements)))))
    (delq nil (apply #'append (mapcar make (cons sequence sequences))))))

;;;; Asking.

(defun calendar-read-sexp (prompt predicate &optional default &rest args)
  "Show PROMPT, filled in with ARGS, and read a value until PREDICATE accepts it.
An empty answer means DEFAULT."
  (let ((value nil) (ok nil) (text (concat (apply #'format prompt args)
                                           (format " (default %s): " default))))
    (while (not ok)
      (let ((line (read-string text)))
        (setq value (if (equal line "") default (car (read-from-string line)))
              ok (funcall predicate value))))
    value))

(defun calendar-read (prompt acceptable &optional initial-contents)
  "Show PROMPT and read a value until ACCEPTABLE accepts it.
INITIAL-CONTENTS is what an empty answer means."
  (let (value)
    (while (not (funcall acceptable
                         (setq value (read-minibuffer prompt initial-contents)))))
    value))

(defun calendar-read-date (&optional noday default-date)
  "Read a date; without the day, which is nil, if NODAY is non-nil.
DEFAULT-DATE supplies what is not answered."
  (let* ((default (or default-date (calendar-current-date)))
         (year (calendar-read-sexp "Year (>0)" (lambda (x) (and (integerp x) (> x 0)))
                                   (calendar-extract-year default)))
         (names (append calendar-month-name-array nil))
         (month (cdr (assoc-string
                      (completing-read "Month name: " names nil t nil nil
                                       (calendar-month-name (calendar-extract-month default)))
                      (calendar-make-alist calendar-month-name-array 1) t)))
         (last (calendar-last-day-of-month month year)))
    (if noday
        (if (eq noday t) (list month nil year) (list month 1 year))
      (list month
            (calendar-read-sexp "Day (1-%d)" (lambda (x) (and (< 0 x) (<= x last)))
                                (calendar-extract-day default) last)
            year))))

(dolist (name '(calendar-iso-date-string
                calendar-iso-from-absolute))
  (autoload name "cal-iso"))
(dolist (name '(calendar-astro-date-string
                calendar-astro-from-absolute
                calendar-astro-to-absolute
                calendar-julian-date-string
                calendar-julian-from-absolute))
  (autoload name "cal-julian"))

(provide 'calendar)
;;; calendar.el ends here
