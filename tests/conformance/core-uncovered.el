;;; Cases of primitives that no other file calls -*- lexical-binding: t; -*-

(all-threads 1)
;!> (wrong-number-of-arguments all-threads 1)
(condition-variable-p)
;!> (wrong-number-of-arguments condition-variable-p 0)
(current-thread 1)
;!> (wrong-number-of-arguments current-thread 1)
(mutexp)
;!> (wrong-number-of-arguments mutexp 0)
(threadp)
;!> (wrong-number-of-arguments threadp 0)
(thread-yield 1)
;!> (wrong-number-of-arguments thread-yield 1)
(thread-last-error 1 2)
;!> (wrong-number-of-arguments thread-last-error 2)
(gap-size 1)
;!> (wrong-number-of-arguments gap-size 1)
(progn (defun my-frames () (let ((r (memq (quote my-frames) (mapcar #'cadr (backtrace--frames-from-thread (current-thread)))))) r)) (car (my-frames)))
;=> my-frames
(backtrace--frames-from-thread 3)
;!> (wrong-type-argument threadp 3)
(combine-after-change-execute)
;=> nil
(combine-after-change-execute 1)
;!> (wrong-number-of-arguments combine-after-change-execute 1)
(with-temp-buffer (insert "abc") (find-charset-region 1 4))
;=> (ascii)
(with-temp-buffer (insert "abcé") (find-charset-region 1 5))
;=> (ascii unicode)
(list (make-char 'ascii 65) (make-char 'unicode 0 1 65) (make-char 'unicode 1 #xf6 0))
;=> (65 321 128512)
(make-char 'unicode 0)
;=> 0
(internal-set-font-selection-order '(:width :height :weight :slant))
;=> nil
(windowp (old-selected-window))
;=> t
(posn-at-point)
;=> nil
(posn-at-point 1 3)
;!> (wrong-type-argument window-live-p 3)
(recenter)
;=> nil
(redisplay)
;=> t
(redraw-display)
;=> nil
(redraw-frame)
;=> nil
(self-insert-command)
;!> (wrong-number-of-arguments self-insert-command 0)
(self-insert-command 'a)
;!> (wrong-type-argument fixnump a)
(self-insert-command -1)
;!> (error "Negative repetition argument -1")
(with-temp-buffer (set-buffer-major-mode (current-buffer)))
;=> nil
(with-temp-buffer (let ((b (generate-new-buffer "x.txt"))) (prog1 (list (set-buffer-major-mode b) (buffer-local-value 'major-mode b)) (kill-buffer b))))
;=> (nil fundamental-mode)
(set-buffer-major-mode 3)
;!> (wrong-type-argument bufferp 3)
(set-frame-height nil 10)
;=> nil
(set-frame-width nil 40)
;=> nil
(list (set-window-hscroll nil 0) (window-hscroll))
;=> (0 0)
(set-window-start nil 1)
;=> 1
(window-start)
;=> 1
(window-display-table)
;=> nil
(window-next-buffers)
;=> nil
(window-prev-buffers)
;=> nil
(garbage-collect-maybe 1000000)
;=> t
;~> nil ;; Go's collector decides when to run
(list (find-operation-coding-system 'insert-file-contents "/x/y.nosuchsuffix") (let ((network-coding-system-alist '(("99" . utf-8) (25 latin-1 . utf-8)))) (list (find-operation-coding-system 'open-network-stream "n" nil "h" "99") (find-operation-coding-system 'open-network-stream "n" nil "h" 25) (find-operation-coding-system 'open-network-stream "n" nil "h" 26))) (let ((process-coding-system-alist '(("zork" . latin-1)))) (list (find-operation-coding-system 'call-process "azorkb") (find-operation-coding-system 'start-process "n" nil "zork") (find-operation-coding-system 'call-process "other"))))
;=> ((undecided) ((utf-8 . utf-8) (latin-1 . utf-8) nil) ((latin-1 . latin-1) (latin-1 . latin-1) nil))
