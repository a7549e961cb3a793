;; Windows, frames and faces as batch mode has them.  -*- lexical-binding: t -*-

(windowp 1)
;=> nil
(type-of (selected-window))
;=> window
(type-of (selected-frame))
;=> frame
(window-live-p (selected-window))
;=> t
(window-valid-p (minibuffer-window))
;=> t
(window-minibuffer-p)
;=> nil
(window-minibuffer-p (minibuffer-window))
;=> t
(framep (selected-frame))
;=> t
(frame-live-p 1)
;=> nil
(frame-visible-p (selected-frame))
;=> t
(window-dedicated-p)
;=> nil
(window-total-width)
;=> 80
(window-total-height)
;=> 24
(window-body-width)
;=> 80
(window-body-height)
;=> 23
(window-text-width)
;=> 80
(window-text-height)
;=> 23
(window-pixel-width)
;=> 80
(frame-text-cols)
;=> 80
(frame-total-lines)
;=> 25
(window-hscroll)
;=> 0
(window-system)
;=> nil
(terminal-name)
;=> "initial_terminal"
(terminal-live-p (frame-terminal))
;=> t
(terminal-live-p nil)
;=> t
(terminal-live-p (selected-frame))
;=> t
(terminal-live-p 3)
;=> nil
(terminal-parameter nil 'foo)
;=> nil
(progn (set-terminal-parameter nil 'foo 3) (terminal-parameter nil 'foo))
;=> 3
(minibufferp)
;=> nil
(minibufferp (window-buffer (minibuffer-window)))
;=> t
(minibuffer-depth)
;=> 0
(active-minibuffer-window)
;=> nil
(minibuffer-prompt)
;=> nil
(with-temp-buffer (insert "abc") (list (minibuffer-contents) (minibuffer-prompt-end)))
;=> ("abc" 1)
(window-configuration-p (current-window-configuration))
;=> t
(tty-type)
;=> nil
(tty-display-color-p)
;=> nil
(tty-display-color-cells)
;=> 0
(frame-char-height)
;=> 1
(buffer-name (window-buffer (minibuffer-window)))
;=> " *Minibuf-0*"
(with-temp-buffer (insert "hello") (set-window-buffer (selected-window) (current-buffer)) (set-window-point nil 3) (list (eq (window-buffer) (current-buffer)) (window-point) (eq (get-buffer-window) (selected-window))))
;=> (t 3 t)
(get-buffer-window "no such buffer")
;=> nil
(let ((w (selected-window))) (list (eq w (next-window)) (eq w (previous-window)) (eq w (frame-selected-window)) (eq w (frame-root-window)) (equal (window-list) (list w)) (length (window-list nil t))))
;=> (t t t t t 2)
(progn (set-window-parameter nil 'foo 'bar) (list (window-parameter nil 'foo) (window-parameter nil 'zork)))
;=> (bar nil)
(progn (modify-frame-parameters nil '((zork . 3))) (list (frame-parameter nil 'zork) (frame-parameter nil 'name) (frame-parameter nil 'width)))
;=> (3 "F1" 80)
(window-fringes)
;=> (0 0 nil nil)
(window-margins)
;=> (nil)
(window-scroll-bars)
;=> (nil 0 t nil 0 t nil)
(select-window 3)
;!> (wrong-type-argument window-live-p 3)
(window-buffer 3)
;!> (wrong-type-argument windowp 3)
(set-window-buffer (selected-window) "no such buffer")
;!> (wrong-type-argument bufferp nil)
(frame-parameters 3)
;!> (wrong-type-argument framep 3)
(this-command-keys)
;=> ""
(this-command-keys-vector)
;=> []
(recent-keys)
;=> []
(current-input-mode)
;=> (t nil t 7)
(recursion-depth)
;=> 0
(window-list 3)
;!> (error "Window is on a different frame")
(set-window-point nil 'x)
;!> (wrong-type-argument integer-or-marker-p x)
(text-quoting-style)
;=> curve
(color-values-from-color-spec "#ff0000")
;=> (65535 0 0)
(color-values-from-color-spec "#f80")
;=> (65535 34952 0)
(color-values-from-color-spec "rgb:f/80/0")
;=> (65535 32896 0)
(color-values-from-color-spec "red")
;=> nil
(internal-make-lisp-face 'zork)
;=> [face unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified]
(internal-get-lisp-face-attribute 'zork :weight)
;!> (error "Invalid face" zork)
(internal-get-lisp-face-attribute 'zork :weight t)
;=> unspecified
(internal-get-lisp-face-attribute 'nozork :weight)
;!> (error "Invalid face" nozork)
(internal-get-lisp-face-attribute 'zork :wei)
;!> (error "Invalid face" zork)
(internal-set-lisp-face-attribute 'zork :weight 'bold)
;=> zork
(internal-get-lisp-face-attribute 'zork :weight)
;=> bold
(internal-get-lisp-face-attribute 'zork :weight t)
;=> unspecified
(internal-set-lisp-face-attribute 'zork :weight 'bald)
;!> (error "Invalid face weight" bald)
(internal-set-lisp-face-attribute 'zork :foreground "red" t)
;=> zork
(internal-set-lisp-face-attribute 'zork :background "blue" 0)
;=> zork
(internal-copy-lisp-face 'zork 'zork2 (selected-frame) nil)
;=> zork2
(internal-lisp-face-equal-p 'zork 'zork2)
;=> t
(internal-lisp-face-empty-p 'zork)
;=> nil
(internal-lisp-face-attribute-values :underline)
;=> (t nil)
(internal-lisp-face-attribute-values :inverse-video)
;=> (t nil)
(internal-lisp-face-attribute-values :box)
;=> nil
(internal-lisp-face-attribute-values :weight)
;=> nil
(internal-lisp-face-attribute-values :extend)
;=> (t nil)
(internal-lisp-face-attribute-values :overline)
;=> (t nil)
(face-attribute-relative-p :height 1.5)
;=> t
(face-attribute-relative-p :weight 'unspecified)
;=> t
(face-attribute-relative-p :height 3)
;=> nil
(merge-face-attribute :weight 'bold 'light)
;=> bold
(merge-face-attribute :height 2.0 100)
;=> 200
(merge-face-attribute :weight 'unspecified 'light)
;=> light
(internal-merge-in-global-face 'zork (selected-frame))
;=> nil
(display-supports-face-attributes-p '(:weight bold))
;=> nil
(internal-set-lisp-face-attribute 'zork :height 1.5)
;=> zork
(internal-set-lisp-face-attribute 'zork :height -1)
;!> (error "Face height does not produce a positive integer" -1)
(internal-set-lisp-face-attribute 'zork :inherit 'bold)
;=> zork
(internal-set-lisp-face-attribute 'zork :bogus 'bold)
;!> (error "Invalid face attribute name" :bogus)
(internal-set-lisp-face-attribute 'zork :bold t)
;=> zork
(internal-get-lisp-face-attribute 'zork :weight)
;=> bold
(internal-set-lisp-face-attribute 'zork :underline '(:color "red" :style wave))
;=> zork
(internal-get-lisp-face-attribute 'zork :underline)
;=> (:color "red" :style wave)
(internal-set-lisp-face-attribute 'zork :foreground 3)
;!> (wrong-type-argument stringp 3)
(tty-suppress-bold-inverse-default-colors nil)
;=> nil
(clear-face-cache)
;=> nil
(face-attributes-as-vector '(:weight bold))
;=> [unspecified unspecified unspecified unspecified unspecified bold unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified]
(internal-set-lisp-face-attribute 'newface :weight 'bold)
;=> newface
(internal-get-lisp-face-attribute 'newface :weight)
;=> bold
(internal-lisp-face-p 'zork)
;=> [face unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified "red" "blue" unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified unspecified]
(internal-lisp-face-p 'no-such-face)
;=> nil
(list (raise-frame) (lower-frame) (raise-frame (selected-frame)) (lower-frame nil))
;=> (nil nil nil nil)
(raise-frame 5)
;!> (wrong-type-argument frame-live-p 5)
(lower-frame 'a)
;!> (wrong-type-argument frame-live-p a)
(list (eq (make-frame-visible) (selected-frame)) (iconify-frame) (frame-visible-p (selected-frame)))
;=> (t nil t)
(make-frame-visible 5)
;!> (wrong-type-argument frame-live-p 5)
(iconify-frame 'a)
;!> (wrong-type-argument frame-live-p a)
