;;; lexical-binding is buffer-local, bound while a file is loaded.
(defmacro lb (&rest b) `(condition-case e (progn ,@b) (error e)))
;=> lb
(lb (with-temp-buffer (insert "(setq lb-f (let ((x 1)) (lambda () x)))") (setq lexical-binding t) (eval-buffer) (car lb-f)))
;=> lambda
(lb (with-temp-buffer (insert "(setq lb-f (let ((x 1)) (lambda () x)))") (setq lexical-binding nil) (eval-buffer) (car lb-f)))
;=> lambda
(lb (with-temp-buffer (insert ";; -*- lexical-binding: t -*-\n(setq lb-f (let ((x 1)) (lambda () x)))") (setq lexical-binding nil) (eval-buffer) (list lexical-binding (car lb-f))))
;=> (nil closure)
(lb (with-temp-buffer (insert ";; -*- lexical-binding: nil -*-\n(setq lb-f (let ((x 1)) (lambda () x)))") (setq lexical-binding t) (eval-buffer) (list lexical-binding (car lb-f))))
;=> (t lambda)
(lb (with-temp-buffer (insert ";; -*- lexical-binding: t -*-\n(setq lb-f (let ((x 1)) (lambda () x)))") (setq lexical-binding nil) (eval-region (point-min) (point-max)) (list lexical-binding (car lb-f))))
;=> (nil lambda)
(lb (with-temp-buffer (insert "(setq lb-f (let ((x 1)) (lambda () x)))") (setq lexical-binding t) (eval-region (point-min) (point-max)) (list lexical-binding (car lb-f))))
;=> (t closure)
(lb (with-temp-buffer (insert "(setq lb-f (list lexical-binding (local-variable-p 'lexical-binding)))") (setq lexical-binding t) (eval-region (point-min) (point-max)) lb-f))
;=> (t t)
(lb (with-temp-buffer (setq lexical-binding t) (car (eval '(let ((x 1)) (lambda () x))))))
;=> lambda
(lb (with-temp-buffer (setq lexical-binding t) (let ((b (generate-new-buffer "b"))) (with-current-buffer b (insert "(setq lb-f (list lexical-binding (let ((x 1)) (lambda () x))))")) (eval-buffer b) (prog1 (list (car lb-f) (car (cadr lb-f))) (kill-buffer b)))))
;=> (nil lambda)
(lb (let ((b (generate-new-buffer "b"))) (with-current-buffer b (setq lexical-binding t) (insert "(setq lb-f (list lexical-binding (current-buffer) (let ((x 1)) (lambda () x))))")) (eval-buffer b) (prog1 (list (car lb-f) (eq b (cadr lb-f)) (car (nth 2 lb-f))) (kill-buffer b))))
;=> (nil nil lambda)
(lb (let ((f (make-temp-file "lb" nil ".el" ";; -*- lexical-binding: t -*-\n(setq lexical-binding nil)(setq lb-f (list lexical-binding (let ((x 1)) (lambda () x))))"))) (unwind-protect (with-temp-buffer  (load f nil t t) (list lexical-binding lb-f)) (delete-file f))))
;=> (nil (nil (closure ((x . 1) t) nil x)))
(lb (let ((f (make-temp-file "lb" nil ".el" ";; -*- lexical-binding: t -*-\n(setq lb-f (list lexical-binding (local-variable-p 'lexical-binding)))"))) (unwind-protect (let ((b (find-file-noselect f))) (with-current-buffer b (prog1 (list lexical-binding (local-variable-p 'lexical-binding)) (kill-buffer b)))) (delete-file f))))
;=> (t t)
(lb (list (setq-default lexical-binding t)  (with-temp-buffer (list lexical-binding (with-temp-buffer (insert "(setq lb-f (let ((x 1)) (lambda () x)))") (eval-buffer) (car lb-f)))) (setq-default lexical-binding nil)))
;=> (t (t lambda) nil)
