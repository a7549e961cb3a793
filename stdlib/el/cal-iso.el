;;; cal-iso.el --- weeks of the year, as ISO counts them -*- lexical-binding: t; -*-

;; An ISO date is (WEEK DAY YEAR), DAY 1 being Monday and 7, or 0, Sunday.

;;; Code:

(require 'calendar)

(defun calendar-iso-to-absolute (date)
  "Return the absolute date of the ISO DATE."
  ;; Week 1 is that of January 4; a week ends with Sunday.
  (pcase-let* ((`(,week ,day ,year) date)
               (first (calendar-dayname-on-or-before
                       1 (calendar-absolute-from-gregorian `(1 4 ,year)))))
    (+ first (* 7 week) (if (= day 0) 7 day) -8)))

(defun calendar-iso-from-absolute (date)
  "Return the ISO date of the absolute DATE."
  (let* ((approx (calendar-extract-year (calendar-gregorian-from-absolute (- date 3))))
         (year (if (>= date (calendar-iso-to-absolute (list 1 1 (1+ approx))))
                   (1+ approx)
                 approx)))
    (let ((days (- date (calendar-iso-to-absolute `(1 1 ,year)))))
      `(,(1+ (/ days 7)) ,(% date 7) ,year))))

(defun calendar-iso-date-string (&optional date)
  "Return the ISO date of DATE, by default today, as text."
  (let* ((absolute (calendar-absolute-from-gregorian (or date (calendar-current-date))))
         (day (% absolute 7)) (iso (calendar-iso-from-absolute absolute)))
    (format "Day %s of week %d of %d" (if (zerop day) 7 day)
            (calendar-extract-month iso) (calendar-extract-year iso))))

(defun calendar-iso-read-date (&optional dayflag)
  "Read an ISO date; with DAYFLAG read the day too, else it is 1."
  (let* ((year (calendar-read-sexp "ISO calendar year (>0)" (lambda (x) (> x 0))
                                   (calendar-extract-year (calendar-current-date))))
         (weeks (calendar-extract-month
                 (calendar-iso-from-absolute
                  (calendar-dayname-on-or-before
                   1 (calendar-absolute-from-gregorian (list 1 4 (1+ year)))))))
         (weeks (if (= weeks 1) 52 weeks))
         (week (calendar-read-sexp "ISO calendar week (1-%d)"
                                   (lambda (x) (and (> x 0) (<= x weeks))) 1 weeks))
         (day (if dayflag
                  (calendar-read-sexp "ISO day (1-7)" (lambda (x) (and (<= 1 x) (<= x 7))) 1)
                1)))
    (list (list week day year))))

(provide 'cal-iso)
;;; cal-iso.el ends here
