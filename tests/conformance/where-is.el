;; Where commands are in keymaps.  -*- lexical-binding: t -*-

(let ((m (make-sparse-keymap)) (p (make-sparse-keymap))) (define-key m "a" 'foo) (define-key m "bc" 'foo) (define-key p [?\M-x f1] 'foo) (set-keymap-parent m p) (list (where-is-internal 'foo m) (where-is-internal 'foo (list m)) (accessible-keymaps m) (accessible-keymaps m "b")))
;=> (([97] [98 99] [134217848 f1]) ([97] [98 99] [134217848 f1]) (([] keymap (98 keymap (99 . foo)) (97 . foo) keymap (27 keymap (120 keymap (f1 . foo)))) ([98] keymap (99 . foo)) ([27] keymap (120 keymap (f1 . foo))) ([134217848] keymap (f1 . foo))) (([98] keymap (99 . foo))))
(let ((m (make-sparse-keymap))) (define-key m "a" 'foo) (define-key m [remap foo] 'bar) (list (where-is-internal 'bar m) (where-is-internal 'foo m) (where-is-internal 'bar m t) (where-is-internal 'bar m nil nil t)))
;=> (([97]) ([97]) [97] ([remap foo]))
(let ((m (make-sparse-keymap))) (define-key m [f5] 'foo) (define-key m "\C-cx" 'foo) (list (where-is-internal 'foo m t) (where-is-internal 'foo m 'non-ascii) (where-is-internal 'no m)))
;=> ([3 120] [f5] nil)
(where-is-internal 'foo 3)
;!> (wrong-type-argument keymapp 3)
(accessible-keymaps 3)
;!> (wrong-type-argument keymapp 3)
