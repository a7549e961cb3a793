;;; el-calendar.el --- dates: Gregorian, ISO, Julian -*- lexical-binding: t; -*-
(require 'calendar)
;=> calendar
(require 'cal-iso)
;=> cal-iso
(require 'cal-julian)
;=> cal-julian
(mapcar #'calendar-leap-year-p '(1900 2000 2004 2001 -4 0))
;=> (nil t t nil nil t)
(list (calendar-last-day-of-month 2 2000) (calendar-last-day-of-month 2 1900) (calendar-last-day-of-month 12 2001))
;=> (29 28 31)
(list (calendar-day-number '(3 1 2000)) (calendar-day-number '(12 31 2001)))
;=> (61 365)
(mapcar #'calendar-absolute-from-gregorian '((1 1 1) (1 1 2000) (11 30 2026) (2 28 -5) (12 31 -1) (1 1 0)))
;!> (user-error "There was no year zero")
(mapcar #'calendar-gregorian-from-absolute '(1 730120 739950 365 366 -400))
;=> ((1 1 1) (1 1 2000) (11 30 2026) (12 31 1) (1 1 2) (1 -35 0))
(mapcar #'calendar-day-of-week '((1 1 2000) (11 30 2026) (1 1 -1)))
;=> (6 1 6)
(list (calendar-dayname-on-or-before 0 730120) (calendar-nth-named-day 2 1 3 2024) (calendar-nth-named-day -1 1 5 2024) (calendar-nth-named-day 1 2 11 2024 3) (calendar-nth-named-absday 2 1 3 2024))
;=> (730114 (3 11 2024) (5 27 2024) (11 5 2024) 738956)
(list (calendar-date-equal '(1 2 3) '(1 2 3)) (calendar-date-equal '(1 2 3) '(1 2 4)) (calendar-date-compare '((1 2 3)) '((1 2 4))))
;=> (t nil t)
(mapcar #'calendar-date-is-valid-p '((1 1 2000) (2 30 2000) (13 1 2000) (2 29 2000) (1 1 0) nil ("a" 2 3)))
;!> (wrong-type-argument number-or-marker-p nil)
(list (calendar-date-string '(11 30 2026)) (calendar-date-string '(11 30 2026) t) (calendar-date-string '(11 30 2026) nil t) (calendar-date-string '(11 30 2026) t t))
;=> ("Monday, November 30, 2026" "Mon, Nov 30, 2026" "November 30, 2026" "Nov 30, 2026")
(list (calendar-day-name '(11 30 2026)) (calendar-day-name '(11 30 2026) t) (calendar-day-name 3 nil t) (calendar-month-name 5) (calendar-month-name 5 t))
;=> ("Monday" "Mon" "Wednesday" "May" "May")
(list (calendar-interval 1 2000 3 2001) (calendar-increment-month-cons 3 11 2000) (calendar-increment-month-cons -3 1 2000) (let ((m 11) (y 2000)) (calendar-increment-month m y 3) (list m y))(let ((m 1) (y 1)) (calendar-increment-month m y -3) (list m y)))
;=> (14 (2 . 2001) (10 . 1999) (2 2001) (10 -1))
(list (calendar-extract-month '(1 2 3)) (calendar-extract-day '(1 2 3)) (calendar-extract-year '(1 2 3)))
;=> (1 2 3)
(list (calendar-day-of-year-string '(11 30 2026)) (calendar-iso-date-string '(11 30 2026)) (calendar-julian-date-string '(11 30 2026)) (calendar-astro-date-string '(11 30 2026)))
;=> ("Day 334 of 2026; 31 days remaining in the year" "Day 1 of week 49 of 2026" "November 17, 2026" "2461375")
(list (calendar-iso-from-absolute 739950) (calendar-iso-to-absolute '(49 1 2026)) (calendar-julian-from-absolute 739950) (calendar-julian-to-absolute '(11 17 2026)) (calendar-astro-from-absolute 739950) (calendar-astro-to-absolute 2461374.5))
;=> ((49 1 2026) 739950 (11 17 2026) 739950 2461374.5 739950.0)
(calendar-iso-to-absolute '(1 1 2021))
;=> 737794
(mapcar #'calendar-julian-from-absolute '(1 0 -365 577735))
;=> ((1 3 1) (1 2 1) (1 2 0) (10 4 1582))
(calendar-make-alist ["a" "bc"] 1)
;=> (("a" . 1) ("bc" . 2))
(calendar-make-alist ["January" "Feb"] 0 (lambda (x) (substring x 0 2)) ["J" "F"])
;!> (args-out-of-range "J" 0 2)
(calendar-string-spread '("a" "b" "c") ?- 20)
;=> "a--------b---------c"
(calendar-string-spread '("a" "b") ?. 11)
;=> "a.........b"
(calendar-sum x 1 (< x 5) x)
;=> 10
(let ((n 2)) (calendar-sum k n (<= k 4) (* k k)))
;=> 29
(calendar-dlet ((date 3)) date)
;=> 3
(progn (calendar-set-date-style 'european) (list calendar-date-style (calendar-date-string '(11 30 2026)) calendar-date-display-form))
;=> (european "Monday, 30 November 2026" ((if dayname (concat dayname ", ")) day " " monthname " " year))
(progn (calendar-set-date-style 'iso) (list calendar-date-style (calendar-date-string '(11 30 2026)) calendar-date-display-form))
;=> (iso "2026-11-30" ((format "%s-%.2d-%.2d" year (string-to-number month) (string-to-number day))))
(progn (calendar-set-date-style 'american) (list calendar-date-display-form diary-date-forms))
;=> (((if dayname (concat dayname ", ")) monthname " " day ", " year) ((month "/" day "[^/0-9]") (month "/" day "/" year "[^0-9]") (monthname " *" day "[^,0-9]") (monthname " *" day ", *" year "[^0-9]") (dayname "\\W")))
(calendar-week-end-day)
;=> 6
(length (calendar-current-date))
;=> 3
(equal (calendar-current-date 1) (calendar-gregorian-from-absolute (1+ (calendar-absolute-from-gregorian (calendar-current-date)))))
;=> t
(calendar-day-header-construct)
;=> ["Su" "Mo" "Tu" "We" "Th" "Fr" "Sa"]
(calendar-day-header-construct 4)
;=> ["Sund" "Mond" "Tues" "Wedn" "Thur" "Frid" "Satu"]
(list calendar-iso-date-display-form calendar-european-date-display-form calendar-american-date-display-form)
;=> (((format "%s-%.2d-%.2d" year (string-to-number month) (string-to-number day))) ((if dayname (concat dayname ", ")) day " " monthname " " year) ((if dayname (concat dayname ", ")) monthname " " day ", " year))
(progn (require 'calendar) (mapcar #'fboundp '(calendar-iso-from-absolute calendar-julian-from-absolute calendar-astro-from-absolute calendar-astro-to-absolute calendar-iso-date-string calendar-julian-date-string calendar-astro-date-string)))
;=> (t t t t t t t)
