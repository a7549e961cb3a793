;; Windows, frames and characters sets: a case of each primitive that has none elsewhere.
(charset-after)
;=> nil
(clear-this-command-keys)
;=> nil
(controlling-tty-p)
;=> nil
(find-charset-string "a")
;=> (ascii)
(force-window-update)
;=> t
(frame-bottom-divider-width)
;=> 0
(frame-char-width)
;=> 1
(frame-focus)
;=> nil
(frame-fringe-width)
;=> 0
(frame-internal-border-width)
;=> 0
(frame-native-height)
;=> 25
(frame-native-width)
;=> 80
(frame-or-buffer-changed-p)
;=> t
(frame-parent)
;=> nil
(frame-right-divider-width)
;=> 0
(frame-scroll-bar-height)
;=> 0
(frame-scroll-bar-width)
;=> 0
(frame-text-height)
;=> 25
(frame-text-lines)
;=> 25
(frame-text-width)
;=> 80
(frame-total-cols)
;=> 80
(innermost-minibuffer-p)
;=> nil
(internal-set-alternative-font-family-alist nil)
;=> nil
(internal-set-alternative-font-registry-alist nil)
;=> nil
(minibuffer-innermost-command-loop-p)
;=> nil
(minibuffer-selected-window)
;=> nil
(pos-visible-in-window-p)
;=> nil
(set-window-dedicated-p nil nil)
;=> nil
(set-window-display-table nil nil)
;=> nil
(set-window-next-buffers nil nil)
;=> nil
(set-window-prev-buffers nil nil)
;=> nil
(this-single-command-keys)
;=> []
(this-single-command-raw-keys)
;=> []
(tty-top-frame)
;=> nil
(vertical-motion 0)
;=> 0
(window-bottom-divider-width)
;=> 0
(window-end)
;=> 1
(window-header-line-height)
;=> 0
(window-left-child)
;=> nil
(window-left-column)
;=> 0
(window-mode-line-height)
;=> 1
(window-normal-size)
;=> 1.0
(window-parameters)
;=> nil
(window-parent)
;=> nil
(window-pixel-height)
;=> 24
(window-pixel-left)
;=> 0
(window-pixel-top)
;=> 0
(window-prev-sibling)
;=> nil
(window-right-divider-width)
;=> 0
(window-tab-line-height)
;=> 0
(window-top-child)
;=> nil
(window-top-line)
;=> 0
(window-vscroll)
;=> 0
(framep (selected-frame))
;=> t
(equal (frame-list) (list (selected-frame)))
;=> t
(eq (frame-first-window) (selected-window))
;=> t
(consp (frame-parameters))
;=> t
(eq (next-frame) (selected-frame))
;=> t
(eq (previous-frame) (selected-frame))
;=> t
(eq (last-nonminibuffer-frame) (selected-frame))
;=> t
(eq (select-frame (selected-frame)) (selected-frame))
;=> t
(eq (handle-switch-frame (selected-frame)) (selected-frame))
;=> t
(eq (window-frame) (selected-frame))
;=> t
(equal (visible-frame-list) (list (selected-frame)))
;=> t
(eq (select-window (selected-window)) (selected-window))
;=> t
(hash-table-p (frame--face-hash-table))
;=> t
(eq (set-frame-selected-window nil (selected-window)) (selected-window))
;=> t
(let ((c (current-window-configuration))) (list (window-configuration-p c) (eq (window-configuration-frame c) (selected-frame)) (set-window-configuration c)))
;=> (t t t)
(windowp (window-next-sibling))
;=> t
(windowp (car (window-list-1)))
;=> t
(natnump (window-use-time))
;=> t
(listp (terminal-parameters))
;=> t
(= 1 (length (terminal-list)))
;=> t
