;;; cal-julian.el --- the Julian calendar and astronomers' days -*- lexical-binding: t; -*-

;;; Code:

(require 'calendar)

(defun cal-julian--last-day (month year)
  "Return the last day of MONTH in the Julian YEAR."
  (if (and (= month 2) (zerop (% (if (< year 0) (1+ year) year) 4)))
      29
    (aref [31 28 31 30 31 30 31 31 30 31 30 31] (1- month))))

(defun calendar-julian-to-absolute (date)
  "Return the absolute date of the Julian DATE."
  (let* ((month (calendar-extract-month date)) (year (calendar-extract-year date))
         (days (calendar-extract-day date)) (m 1))
    (while (< m month)
      (setq days (+ days (cal-julian--last-day m year))
            m (1+ m)))
    (+ days (* 365 (1- year)) (/ (1- year) 4) -2)))

(defun calendar-julian-from-absolute (date)
  "Return the Julian date of the absolute DATE."
  (let* ((approx (/ (+ date 2) 366)) (year approx) (month 1))
    (while (>= date (calendar-julian-to-absolute (list 1 1 (1+ year))))
      (setq year (1+ year)))
    (while (> date (calendar-julian-to-absolute
                    (list month (cal-julian--last-day month year) year)))
      (setq month (1+ month)))
    (list month (- date (1- (calendar-julian-to-absolute (list month 1 year)))) year)))

(defun calendar-julian-date-string (&optional date)
  "Return the Julian date of DATE, by default today, as text."
  (calendar-date-string
   (calendar-julian-from-absolute
    (calendar-absolute-from-gregorian (or date (calendar-current-date))))
   nil t))

(defun calendar-astro-to-absolute (d)
  "Return the absolute date of the astronomers' day D."
  (- d 1721424.5))

(defun calendar-astro-from-absolute (d)
  "Return the astronomers' day of the absolute date D."
  (+ d 1721424.5))

(defun calendar-astro-date-string (&optional date)
  "Return the astronomers' day at noon of DATE, by default today, as text."
  (int-to-string
   (ceiling (calendar-astro-from-absolute
             (calendar-absolute-from-gregorian (or date (calendar-current-date)))))))

(provide 'cal-julian)
;;; cal-julian.el ends here
