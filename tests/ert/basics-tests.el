;;; basics-tests.el --- fifty tests of everyday Emacs Lisp  -*- lexical-binding: t -*-

;; emacs -Q --batch -l ert -l tests/ert/basics-tests.el -f ert-run-tests-batch-and-exit
;; elnet  -Q --batch -l ert -l tests/ert/basics-tests.el -f ert-run-tests-batch-and-exit

(require 'ert)
(require 'cl-lib)
(require 'seq)
(require 'subr-x)

;;; Lists

(ert-deftest basics-list-build ()
  (should (equal (cons 1 '(2 3)) '(1 2 3)))
  (should (equal (append '(1) nil '(2) 3) '(1 2 . 3)))
  (should (equal (number-sequence 10 1 -3) '(10 7 4 1))))

(ert-deftest basics-list-access ()
  (let ((l '(a b c)))
    (should (eq (car (last l)) 'c))
    (should (equal (nthcdr 2 l) '(c)))
    (should-not (nth 3 l))
    (should (equal (butlast l) '(a b)))))

(ert-deftest basics-list-destructive ()
  (let ((l (list 3 1 2)))
    (setq l (sort l #'<))
    (should (equal l '(1 2 3)))
    (should (equal (nreverse l) '(3 2 1)))
    (should (equal (delq 'x (list 'x 'y 'x)) '(y)))))

(ert-deftest basics-list-alist ()
  (let ((al '((a . 1) ("b" . 2))))
    (should (= (cdr (assq 'a al)) 1))
    (should (= (cdr (assoc "b" al)) 2))
    (should-not (assq 'c al))
    (should (= (alist-get 'a al) 1))
    (should (equal (rassq 1 al) '(a . 1)))))

(ert-deftest basics-list-plist ()
  (let ((pl '(:a 1 :b nil)))
    (should (plist-member pl :b))
    (should-not (plist-get pl :b))
    (should (equal (plist-put (copy-sequence pl) :c 3) '(:a 1 :b nil :c 3)))))

(ert-deftest basics-list-mapping ()
  (should (equal (mapcar #'1+ '(1 2 3)) '(2 3 4)))
  (should (equal (mapcan (lambda (x) (list x x)) '(a b)) '(a a b b)))
  (should (equal (mapconcat #'symbol-name '(a b c) "-") "a-b-c")))

(ert-deftest basics-list-circular ()
  (let ((l (list 1 2)))
    (setcdr (cdr l) l)
    (should-error (length l) :type 'circular-list)
    (should-not (proper-list-p l))))

(ert-deftest basics-list-errors ()
  (should (equal (should-error (car 1)) '(wrong-type-argument listp 1)))
  (should-error (nth 'a '(1)) :type 'wrong-type-argument)
  (should-error (length '(1 . 2)) :type 'wrong-type-argument))

;;; Strings

(ert-deftest basics-string-slices ()
  (should (string= (substring "hello" 1 -1) "ell"))
  (should (equal (should-error (substring "abc" 2 9)) '(args-out-of-range "abc" 2 9))))

(ert-deftest basics-string-case ()
  (should (string= (upcase "straße") "STRASSE"))
  (should (string= (capitalize "two words") "Two Words"))
  (should (= (downcase ?Ä) ?ä)))

(ert-deftest basics-string-format ()
  (should (string= (format "%5.2f|%-4s|%04d|%x" 3.14159 "ab" 42 255) " 3.14|ab  |0042|ff"))
  (should (string= (format "%S %s" "q" "q") "\"q\" q"))
  (should-error (format "%d" "x")))

(ert-deftest basics-string-split ()
  (should (equal (split-string "a,b,,c" ",") '("a" "b" "" "c")))
  (should (equal (split-string "  a  b ") '("a" "b")))
  (should (equal (split-string "a1b22c" "[0-9]+" t) '("a" "b" "c"))))

(ert-deftest basics-string-match ()
  (should (= (string-match "\\(b+\\)c" "aabbc") 2))
  (should (equal (match-string 1 "aabbc") "bb"))
  (should-not (string-match-p "^z" "abc"))
  (should (string= (replace-regexp-in-string "[aeiou]" #'upcase "education") "EdUcAtIOn")))

(ert-deftest basics-string-multibyte ()
  (should (= (length "žluť€😀") 6))
  (should (= (string-bytes "€") 3))
  (should (multibyte-string-p "é"))
  (should-not (multibyte-string-p (encode-coding-string "é" 'utf-8))))

(ert-deftest basics-string-coding ()
  (let ((text "naïve €"))
    (should (string= (decode-coding-string (encode-coding-string text 'utf-8) 'utf-8) text))
    (should (string= (encode-coding-string "é" 'latin-1) "\351"))))

(ert-deftest basics-string-numbers ()
  (should (= (string-to-number "12abc") 12))
  (should (= (string-to-number "ff" 16) 255))
  (should (string= (number-to-string 1.5) "1.5")))

(ert-deftest basics-string-order ()
  (should (string< "abc" "abd"))
  (should (string-prefix-p "ab" "abc"))
  (should (string-suffix-p "BC" "abc" t))
  (should (eq (compare-strings "abc" nil nil "abc" nil nil) t)))

(ert-deftest basics-string-subr-x ()
  (should (string= (string-trim "  x \n") "x"))
  (should (string= (string-join '("a" "b") "/") "a/b"))
  (should (string-blank-p " \t"))
  (should (equal (string-remove-suffix ".el" "file.el") "file")))

;;; Numbers

(ert-deftest basics-number-integers ()
  (should (= (/ 7 2) 3))
  (should (= (% -7 2) -1))
  (should (= (mod -7 2) 1))
  (should-error (/ 1 0) :type 'arith-error))

(ert-deftest basics-number-bignums ()
  (should (= (1+ most-positive-fixnum) (expt 2 61)))
  (should (bignump (expt 2 61)))
  (should (string= (format "%d" (expt 10 25)) "10000000000000000000000000")))

(ert-deftest basics-number-floats ()
  (should (= (truncate -2.7) -2))
  (should (= (floor -2.1) -3))
  (should (= (round 2.5) 2))
  (should (isnan (- 0.0e+NaN))))

(ert-deftest basics-number-bits ()
  (should (= (logand 12 10) 8))
  (should (= (logior 12 10) 14))
  (should (= (ash 1 70) (expt 2 70)))
  (should (= (lsh 8 -2) 2)))

;;; Other sequences and tables

(ert-deftest basics-vector ()
  (let ((v (make-vector 3 0)))
    (aset v 1 'x)
    (should (equal v [0 x 0]))
    (should (equal (vconcat v '(1)) [0 x 0 1]))
    (should-error (aref v 3) :type 'args-out-of-range)))

(ert-deftest basics-hash-table ()
  (let ((h (make-hash-table :test 'equal)))
    (puthash "k" 1 h)
    (cl-incf (gethash "k" h))
    (should (= (gethash "k" h) 2))
    (should (= (hash-table-count h) 1))
    (remhash "k" h)
    (should (eq (gethash "k" h 'none) 'none))))

(ert-deftest basics-seq ()
  (should (equal (seq-filter #'cl-evenp [1 2 3 4]) '(2 4)))
  (should (= (seq-reduce #'+ '(1 2 3) 0) 6))
  (should (equal (seq-take "hello" 2) "he"))
  (should (equal (seq-uniq '(1 2 1)) '(1 2))))

(ert-deftest basics-bool-vector ()
  (let ((b (bool-vector t nil t)))
    (should (= (bool-vector-count-population b) 2))
    (should-not (aref b 1))))

;;; Control

(ert-deftest basics-let ()
  (let ((x 1))
    (let ((x 2) (y x)) (should (= (+ x y) 3)))
    (let* ((x 2) (y x)) (should (= (+ x y) 4)))))

(defvar basics-special 1)
(ert-deftest basics-dynamic-binding ()
  (cl-flet ((peek () basics-special))
    (should (= (peek) 1))
    (let ((basics-special 2)) (should (= (peek) 2)))
    (should (= (peek) 1))))

(ert-deftest basics-closures ()
  (let* ((n 0) (counter (lambda () (setq n (1+ n)))))
    (funcall counter)
    (funcall counter)
    (should (= n 2))))

(ert-deftest basics-catch-throw ()
  (should (eq (catch 'tag (throw 'tag 'value) 'other) 'value))
  (should (equal (should-error (throw 'nobody 1)) '(no-catch nobody 1))))

(ert-deftest basics-unwind-protect ()
  (let (log)
    (catch 'x
      (unwind-protect (throw 'x nil)
        (push 'cleanup log)))
    (should (equal log '(cleanup)))))

(ert-deftest basics-loops ()
  (let ((sum 0))
    (dotimes (i 5) (setq sum (+ sum i)))
    (dolist (x '(1 2)) (setq sum (* sum x)))
    (while (> sum 7) (setq sum (- sum 7)))
    (should (= sum 6))))

(ert-deftest basics-cl-loop ()
  (should (equal (cl-loop for x in '(1 2 3) for y from 10 collect (+ x y)) '(11 13 15)))
  (should (= (cl-loop for i below 10 when (cl-oddp i) sum i) 25)))

(ert-deftest basics-pcase ()
  (cl-flet ((kind (x) (pcase x
                        ('nil 'empty)
                        (`(,a . ,_) (list 'pair a))
                        ((pred stringp) 'text)
                        ((and n (guard (and (numberp n) (> n 9)))) 'big)
                        (_ 'other))))
    (should (equal (mapcar #'kind '(nil (1 2) "s" 10 3)) '(empty (pair 1) text big other)))))

(ert-deftest basics-setf ()
  (let ((l (list 1 2 3)) (s (list :a 1)))
    (setf (cadr l) 'x
          (plist-get s :a) 2)
    (cl-pushnew 'y (cdr l))
    (should (equal l '(1 y x 3)))
    (should (equal s '(:a 2)))))

(ert-deftest basics-macros ()
  (cl-macrolet ((twice (form) `(progn ,form ,form)))
    (let ((n 0))
      (twice (setq n (1+ n)))
      (should (= n 2))))
  (should (equal (macroexpand '(when a b)) '(if a (progn b)))))

(cl-defstruct basics-point x (y 0))
(ert-deftest basics-structs ()
  (let ((p (make-basics-point :x 1)))
    (cl-incf (basics-point-y p) 5)
    (should (basics-point-p p))
    (should (= (basics-point-y p) 5))
    (should-not (equal p (copy-basics-point (make-basics-point :x 2))))))

(cl-defgeneric basics-area (shape))
(cl-defmethod basics-area ((shape list)) (apply #'* shape))
(cl-defmethod basics-area ((shape number)) (* shape shape))
(ert-deftest basics-generics ()
  (should (= (basics-area '(2 3)) 6))
  (should (= (basics-area 3) 9))
  (should-error (basics-area "x") :type 'cl-no-applicable-method))

;;; Errors

(ert-deftest basics-condition-case ()
  (should (equal (condition-case e (error "No %s" 'way) (error (cdr e))) '("No way")))
  (should (eq (condition-case nil (signal 'quit nil) (quit 'quit)) 'quit))
  (should (equal (condition-case nil 5 (:success 6)) 6)))

(define-error 'basics-error "Basic trouble" 'arith-error)
(ert-deftest basics-own-errors ()
  (should (equal (condition-case e (signal 'basics-error '(1)) (arith-error e)) '(basics-error 1)))
  (should (string= (error-message-string '(basics-error 1)) "Basic trouble: 1")))

(ert-deftest basics-ignore-errors ()
  (should-not (ignore-errors (car 1)))
  (should (= (ignore-errors 7) 7))
  (should-error (funcall 'basics-no-such-function) :type 'void-function)
  (should-error (symbol-value 'basics-no-such-variable) :type 'void-variable))

;;; Reading and printing

(ert-deftest basics-read-print ()
  (let ((x '(a "b\n" ?c [1.5 (d . e)] nil)))
    (should (equal (read (prin1-to-string x)) x)))
  (should (equal (read-from-string "(1 2) rest") '((1 2) . 5)))
  (should-error (read "(1") :type 'end-of-file))

;;; Buffers

(ert-deftest basics-buffer-text ()
  (with-temp-buffer
    (insert "one\ntwo\nthree")
    (should (= (point) (point-max)))
    (goto-char (point-min))
    (forward-line 1)
    (should (looking-at "two"))
    (delete-region (point) (line-beginning-position 2))
    (should (string= (buffer-string) "one\nthree"))))

(ert-deftest basics-buffer-search ()
  (with-temp-buffer
    (insert "key=value; other=thing")
    (goto-char (point-min))
    (let (found)
      (while (re-search-forward "\\([a-z]+\\)=\\([a-z]+\\)" nil t)
        (push (cons (match-string 1) (match-string 2)) found))
      (should (equal (nreverse found) '(("key" . "value") ("other" . "thing")))))))

(ert-deftest basics-buffer-markers ()
  (with-temp-buffer
    (insert "abc")
    (let ((m (copy-marker 2)))
      (goto-char 1)
      (insert "xx")
      (should (= m 4))
      (save-excursion (goto-char m) (should (= (char-after) ?b)))
      (should (= (point) 3)))))

(ert-deftest basics-buffer-locals ()
  (with-temp-buffer
    (setq-local basics-special 'here)
    (should (eq basics-special 'here))
    (with-temp-buffer (should (eql basics-special 1)))
    (kill-local-variable 'basics-special)
    (should (eql basics-special 1))))

;;; Network

(defmacro basics-with-echo (client &rest body)
  "Evaluate BODY with CLIENT bound to a connection to an echo server."
  (declare (indent 1))
  `(let* ((server (make-network-process :name "echo" :server t :host "127.0.0.1" :service t
                                        :family 'ipv4 :noquery t :sentinel #'ignore
                                        :filter #'process-send-string))
          (,client (make-network-process :name "client" :host "127.0.0.1" :family 'ipv4 :noquery t
                                         :service (process-contact server :service))))
     (unwind-protect (progn ,@body)
       (mapc #'delete-process (process-list)))))

(ert-deftest basics-network-echo ()
  (basics-with-echo client
    (let ((answer ""))
      (set-process-filter client (lambda (_ s) (setq answer (concat answer s))))
      (process-send-string client "čau")
      (with-timeout (10 (ert-fail "No answer"))
        (while (< (length answer) 3) (accept-process-output client 1)))
      (should (string= answer "čau")))))

(ert-deftest basics-network-sentinel ()
  (basics-with-echo client
    (let (events)
      (set-process-sentinel client (lambda (_ e) (push e events)))
      (delete-process client)
      (should (equal events '("deleted\n")))
      (should (eq (process-status client) 'closed)))))

(ert-deftest basics-network-options ()
  (basics-with-echo client
    (should (set-network-process-option client :keepalive t))
    (should (process-contact client :keepalive))
    (should-error (set-network-process-option client :nosuch t))
    (should-not (set-network-process-option client :nosuch t t))))

;;; Time

(ert-deftest basics-timers ()
  (let ((log nil))
    (run-at-time 0.01 nil (lambda () (push 'ran log)))
    (with-timeout (10 (ert-fail "No timer"))
      (while (not log) (accept-process-output nil 0.05)))
    (should (equal log '(ran)))))
