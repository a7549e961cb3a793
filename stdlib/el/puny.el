;;; puny.el --- international domain names in ASCII -*- lexical-binding: t -*-

;; The Punycode encoding of RFC 3492; names are not normalized first.

;;; Code:

(require 'seq)

(defun puny-encode-domain (domain)
  "Return DOMAIN with each label that is not ASCII as \"xn--\" and Punycode."
  (if (string-match-p "\\`[[:ascii:]]*\\'" domain)
      domain
    (mapconcat #'puny-encode-string (split-string domain "[.]") ".")))

(defun puny-decode-domain (domain)
  "Return DOMAIN with each label that begins with \"xn--\" decoded."
  (mapconcat #'puny-decode-string (split-string domain "[.]") "."))

(defun puny-encode-string (string)
  "Return STRING as \"xn--\" and its Punycode, or itself if it is ASCII."
  (let ((ascii (seq-filter (lambda (c) (< c 128)) string)))
    (if (= (length ascii) (length string))
        string
      (concat "xn--" ascii (and ascii "-")
              (puny--encode (append string nil) (length ascii))))))

(defun puny-decode-string (string)
  "Return STRING decoded if it begins with \"xn--\", else itself."
  (if (not (string-prefix-p "xn--" string t))
      string
    (let* ((code (substring string 4))
           (dash (string-match "-[^-]*\\'" code)))
      (puny--decode (append (substring code 0 (or dash 0)) nil)
                    (append (substring code (if dash (1+ dash) 0)) nil)))))

(defun puny--adapt (delta count first)
  "Return the bias after DELTA, of COUNT characters; FIRST if it was the first."
  (let ((k 0))
    (setq delta (/ delta (if first 700 2)))
    (setq delta (+ delta (/ delta count)))
    (while (> delta 455)
      (setq delta (/ delta 35)
            k (+ k 36)))
    (+ k (/ (* 36 delta) (+ delta 38)))))

(defun puny--threshold (k bias)
  "Return the threshold of the digit at K, a multiple of 36, given BIAS."
  (max 1 (min 26 (- k bias))))

(defun puny--number (n bias)
  "Return N as a number of variable length, a string, given BIAS."
  (let ((digits nil) (k 36) (more t))
    (while more
      (let* ((low (puny--threshold k bias))
             (digit (if (< n low) n (+ low (% (- n low) (- 36 low))))))
        (setq digits (cons (+ digit (if (< digit 26) ?a (- ?0 26))) digits)
              more (>= n low)
              n (/ (- n low) (- 36 low))
              k (+ k 36))))
    (apply #'string (nreverse digits))))

(defun puny--encode (chars ascii)
  "Return the code of those of CHARS, a list, that are not among the ASCII ones.
ASCII is how many those are."
  (let ((n 128) (delta 0) (bias 72) (handled ascii) (pieces nil)
        (total (length chars)))
    (while (< handled total)
      (let ((next (apply #'min (seq-filter (lambda (c) (>= c n)) chars))))
        (setq delta (+ delta (* (- next n) (1+ handled)))
              n next)
        (dolist (c chars)
          (cond ((< c n) (setq delta (1+ delta)))
                ((= c n)
                 (setq pieces (cons (puny--number delta bias) pieces)
                       bias (puny--adapt delta (1+ handled) (= handled ascii))
                       delta 0
                       handled (1+ handled)))))
        (setq delta (1+ delta)
              n (1+ n))))
    (apply #'concat (nreverse pieces))))

(defun puny--digit (c)
  "Return the value of the digit C."
  (cond ((<= ?a c ?z) (- c ?a))
        ((<= ?A c ?Z) (- c ?A))
        ((<= ?0 c ?9) (+ 26 (- c ?0)))
        (t (error "Invalid Punycode digit: %c" c))))

(defun puny--decode (chars code)
  "Return the string of CHARS, ASCII, with those that CODE tells between them."
  (let ((n 128) (i 0) (bias 72))
    (while code
      (let ((old i) (weight 1) (k 36) (more t) (count (1+ (length chars))))
        (while more
          (let ((digit (puny--digit (or (pop code) (error "Truncated Punycode"))))
                (low (puny--threshold k bias)))
            (setq i (+ i (* digit weight))
                  weight (* weight (- 36 low))
                  more (>= digit low)
                  k (+ k 36))))
        (setq bias (puny--adapt (- i old) count (= old 0))
              n (+ n (/ i count))
              i (% i count))
        (if (= i 0)
            (setq chars (cons n chars))
          (let ((before (nthcdr (1- i) chars)))
            (setcdr before (cons n (cdr before)))))
        (setq i (1+ i))))
    (concat chars)))

(provide 'puny)
;;; puny.el ends here
