;;; el-variables.el --- what variables of the library are at first -*- lexical-binding: t; -*-
(defun xvalue (v) "What V is: a value, or for what is long its kind." (let ((x (default-value v))) (cond ((keymapp x) 'keymap) ((char-table-p x) (char-table-subtype x)) ((and (vectorp x) (> (length x) 40)) 'vector) ((hash-table-p x) 'hash-table) ((and (functionp x) (not (symbolp x))) 'function) ((and (consp x) (> (length (prin1-to-string x)) 200)) 'list) (t x))))
;=> xvalue
(require 'backquote)
;=> backquote
(mapcar #'xvalue '(backquote-backquote-symbol backquote-splice-symbol backquote-unquote-symbol))
;=> (\` \,@ \,)
(mapcar #'xvalue '(advertised-signature-table defun-declarations-alist macro-declarations-alist))
;=> (hash-table list list)
(require 'calendar)
;=> calendar
(mapcar #'xvalue '(calendar-abbrev-length calendar-day-abbrev-array calendar-day-header-array calendar-day-header-width calendar-day-name-array calendar-month-abbrev-array calendar-month-name-array calendar-offset))
;=> (3 ["Sun" "Mon" "Tue" "Wed" "Thu" "Fri" "Sat"] ["Su" "Mo" "Tu" "We" "Th" "Fr" "Sa"] 2 ["Sunday" "Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday"] ["Jan" "Feb" "Mar" "Apr" "May" "Jun" "Jul" "Aug" "Sep" "Oct" "Nov" "Dec"] ["January" "February" "March" "April" "May" "June" "July" "August" "September" "October" "November" "December"] 0)
(mapcar #'xvalue '(calendar-week-start-day calendar-weekend-days diary-american-date-forms diary-european-date-forms diary-iso-date-forms))
;=> (0 (0 6) ((month "/" day "[^/0-9]") (month "/" day "/" year "[^0-9]") (monthname " *" day "[^,0-9]") (monthname " *" day ", *" year "[^0-9]") (dayname "\\W")) ((day "/" month "[^/0-9]") (day "/" month "/" year "[^0-9]") (backup day " *" monthname "\\W+\\<\\([^*0-9]\\|\\([0-9]+[:aApP]\\)\\)") (day " *" monthname " *" year "[^0-9:aApP]") (dayname "\\W")) ((month "[-/]" day "[^-/0-9]") (year "[-/]" month "[-/]" day "[^0-9]") (monthname " *" day "[^-0-9]") (year " *" monthname " *" day "[^0-9]") (dayname "\\W")))
(require 'cl-lib)
;=> cl-lib
(mapcar #'xvalue '(cl-custom-print-functions cl-float-epsilon cl-float-negative-epsilon cl-least-negative-float cl-least-negative-normalized-float cl-least-positive-normalized-float cl-most-negative-float cl-old-struct-compat-mode-hook))
;=> (nil nil nil nil nil nil nil nil)
(mapcar #'xvalue '(custom-print-functions))
;=> (nil)
(progn (require 'cl-lib) (cl-defstruct xvst a) (consp cl-struct-cl-structure-object-tags))
;=> t
(require 'cl-print)
;=> cl-print
(mapcar #'xvalue '(cl-print-compiled cl-print-compiled-button cl-print-readably))
;=> (nil t nil)
(require 'crm)
;=> crm
(mapcar #'xvalue '(crm-completion-table crm-default-separator crm-local-completion-map crm-local-must-match-map crm-separator))
;=> (nil "[ \11]*,[ \11]*" keymap keymap "[ \11]*,[ \11]*")
(mapcar #'xvalue '(custom-define-hook custom-delayed-init-variables custom-dont-initialize custom-enabled-themes custom-known-themes custom-local-buffer custom-theme-load-path))
;=> (nil t nil nil (user changed) nil (custom-theme-directory t))
(mapcar #'xvalue '(read-envvar-name-history setenv-history))
;=> (nil nil)
(progn (require 'files-x) 'ok)
;=> ok
(mapcar #'xvalue '(connection-local-criteria-alist connection-local-profile-alist enable-connection-local-variables))
;=> (nil nil t)
(require 'generator)
;=> generator
(mapcar #'xvalue '(cps-inhibit-atomic-optimization cps-standard-special-forms iter-empty))
;=> (nil (setq setq-default throw interactive) function)
(require 'json)
;=> json
(mapcar #'xvalue '(json-keywords json-post-element-read-function json-pretty-print-max-secs json-special-chars))
;=> (("true" "false" "null") nil 2.0 ((34 . 34) (92 . 92) (98 . 8) (102 . 12) (110 . 10) (114 . 13) (116 . 9)))
(mapcar #'xvalue '(completing-read-function completion-annotate-function completion-at-point-functions completion-auto-help completion-category-defaults completion-category-overrides completion-cycle-threshold completion-cycling))
;=> (completing-read-default nil (tags-completion-at-point-function) t list nil nil nil)
;~> (completing-read-default nil nil t list nil nil nil) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(completion-extra-properties completion-fail-discreetly completion-flex-nospace completion-in-region-function completion-in-region-functions completion-in-region-mode-hook completion-in-region-mode-map completion-in-region-mode-predicate))
;=> (nil nil nil completion--in-region nil nil keymap nil)
(mapcar #'xvalue '(completion-pcm-complete-word-inserts-delimiters completion-pcm-word-delimiters completion-setup-hook completion-show-inline-help completion-styles completion-styles-alist completion-tab-width completions-detailed))
;=> (nil "-_./:| " (completion-setup-function) t (basic partial-completion emacs22) list nil nil)
(mapcar #'xvalue '(completions-format completions-group completions-group-format completions-group-sort flex-score-match-tightness insert-default-directory minibuffer-beginning-of-buffer-movement minibuffer-confirm-exit-commands))
;=> (horizontal nil #("     %s  " 0 4 (face completions-group-separator) 4 8 (face completions-group-title) 8 9 (face completions-group-separator display (space :align-to right))) nil 3 t nil (completion-at-point minibuffer-complete minibuffer-complete-word PC-complete PC-complete-word))
;~> (horizontal nil "     %s  " nil 3 t nil (completion-at-point minibuffer-complete minibuffer-complete-word PC-complete PC-complete-word)) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(minibuffer-default-prompt-format minibuffer-inactive-mode-hook minibuffer-inactive-mode-map minibuffer-local-completion-map minibuffer-local-filename-completion-map minibuffer-local-filename-must-match-map minibuffer-local-must-match-map minibuffer-local-ns-map))
;=> (" (default %s)" nil keymap keymap keymap keymap keymap keymap)
(mapcar #'xvalue '(minibuffer-message-clear-timeout minibuffer-message-overlay minibuffer-message-properties minibuffer-message-timer minibuffer-mode-hook minibuffer-mode-map read-file-name-completion-ignore-case read-file-name-function))
;=> (nil nil nil nil nil keymap nil read-file-name-default)
(require 'obarray)
;=> obarray
(mapcar #'xvalue '(obarray-default-size))
;=> (59)
(require 'pcase)
;=> pcase
(mapcar #'xvalue '(pcase-mutually-exclusive-predicates))
;=> (list)
(require 'pp)
;=> pp
(mapcar #'xvalue '(pp-escape-newlines))
;=> (t)
(require 'rx)
;=> rx
(mapcar #'xvalue '(rx-constituents))
;=> (nil)
(mapcar #'xvalue '(activate-mark-hook amalgamating-undo-limit async-shell-command-buffer async-shell-command-display-buffer async-shell-command-width auto-fill-inhibit-regexp auto-fill-mode-hook auto-save-mode-hook))
;=> (nil 20 confirm-new-buffer t nil nil nil nil)
(mapcar #'xvalue '(bad-packages-alist bidi-directional-controls-chars bidi-directional-non-controls-chars binary-overwrite-mode-hook blink-matching-check-function blink-matching-delay blink-matching-paren blink-matching-paren-distance))
;=> (list "‪-‮⁦-⁩" "^‪-‮⁦-⁩" nil blink-matching-check-mismatch 1 t 102400)
;~> (nil "‪-‮⁦-⁩" "^‪-‮⁦-⁩" nil blink-matching-check-mismatch 1 t 102400) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(blink-matching-paren-dont-ignore-comments blink-matching-paren-on-screen blink-paren-function buffer-quit-function buffer-substring-filters choose-completion-string-functions clone-buffer-hook clone-indirect-buffer-hook))
;=> (nil t blink-matching-open nil nil nil nil nil)
(mapcar #'xvalue '(column-number-mode-hook comment-line-break-function completion-base-position completion-list-insert-choice-function completion-list-mode-hook completion-no-auto-exit completion-reference-buffer completion-show-help))
;=> (nil comment-indent-new-line nil completion--replace nil nil nil t)
(mapcar #'xvalue '(compose-mail-user-agent-warnings copy-region-blink-delay deactivate-mark-hook delete-active-region delete-trailing-lines eval-expression-debug-on-error eval-expression-minibuffer-setup-hook eval-expression-print-length))
;=> (t 1 nil t t t (eldoc--eval-expression-setup) 12)
;~> (t 1 nil t t t nil 12) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(eval-expression-print-level eval-expression-print-maximum-character extended-command-history extended-command-suggest-shorter filter-buffer-substring-functions global-mark-ring-max global-minor-modes global-visual-line-mode-buffers))
;=> (4 127 nil t nil 16 (tooltip-mode global-eldoc-mode show-paren-mode electric-indent-mode file-name-shadow-mode auto-encryption-mode auto-compression-mode) nil)
;~> (4 127 nil t nil 16 nil nil) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(global-visual-line-mode-hook goto-line-history goto-line-history-local hard-newline idle-update-delay indent-tabs-mode-hook indicate-unused-lines interprogram-cut-function))
;=> (nil nil nil #("\n" 0 1 (rear-nonsticky (hard) hard t)) 0.5 nil nil gui-select-text)
;~> (nil nil nil #("\n" 0 1 (rear-nonsticky (hard) hard t)) 0.5 nil nil nil) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(interprogram-paste-function kill-append-merge-undo kill-do-not-save-duplicates kill-read-only-ok kill-ring-max kill-transform-function line-move-ignore-invisible line-number-mode-hook))
;=> (gui-selection-value nil nil nil 60 nil t nil)
;~> (nil nil nil nil 60 nil t nil) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(mail-encode-mml mail-user-agent mark-ring mark-ring-max messages-buffer-mode-hook messages-buffer-mode-map messages-buffer-mode-syntax-table minibuffer-completing-symbol))
;=> (nil message-user-agent nil 16 nil keymap syntax-table nil)
(mapcar #'xvalue '(minibuffer-default minibuffer-default-add-done minibuffer-default-add-function minibuffer-history minibuffer-history-case-insensitive-variables minibuffer-history-search-history minibuffer-history-sexp-flag minibuffer-local-shell-command-map))
;=> (nil nil minibuffer-default-add-completions nil nil nil nil keymap)
(mapcar #'xvalue '(minibuffer-temporary-goal-position minibuffer-text-before-history next-error-buffer next-error-find-buffer-function next-error-follow-last-line next-error-follow-minor-mode-hook next-error-found-function next-error-highlight))
;=> (nil nil nil ignore nil nil ignore 0.5)
(mapcar #'xvalue '(next-error-highlight-no-select next-error-highlight-timer next-error-hook next-error-move-function next-error-overlay-arrow-position next-error-recenter next-line-add-newlines non-essential))
;=> (0.5 nil nil nil nil nil nil nil)
(mapcar #'xvalue '(normal-auto-fill-function normal-erase-is-backspace normal-erase-is-backspace-mode-hook overwrite-mode-binary overwrite-mode-hook overwrite-mode-textual pre-redisplay-functions prefix-command-echo-keystrokes-functions))
;=> (do-auto-fill maybe nil " Bin Ovwrt" nil " Ovwrt" (redisplay--update-region-highlight) (universal-argument--description))
;~> (do-auto-fill maybe nil " Bin Ovwrt" nil " Ovwrt" nil (universal-argument--description)) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(prefix-command-preserve-state-hook process-file-return-signal-string process-file-side-effects process-menu-mode-hook process-menu-mode-map process-menu-query-only read-expression-map read-extended-command-predicate))
;=> ((universal-argument--preserve) nil t nil keymap nil keymap nil)
(mapcar #'xvalue '(read-mail-command read-only-mode-hook read-quoted-char-radix save-interprogram-paste-before-kill self-insert-uses-region-functions set-mark-command-repeat-pop set-variable-value-history shell-command-buffer-name))
;=> (rmail nil 8 nil nil nil nil "*Shell Command Output*")
(mapcar #'xvalue '(shell-command-buffer-name-async shell-command-default-error-buffer shell-command-dont-erase-buffer shell-command-history shell-command-prompt-show-cwd shell-command-saved-pos shell-command-switch shift-select-mode))
;=> ("*Async Shell Command*" nil nil nil nil nil "-c" t)
(mapcar #'xvalue '(size-indication-mode-hook special-mode-hook special-mode-map suggest-key-bindings temporary-goal-column track-eol transient-mark-mode-hook undo-ask-before-discard))
;=> (nil nil keymap t 0 nil nil nil)
(mapcar #'xvalue '(undo-auto-current-boundary-timer undo-extra-outer-limit universal-argument-map use-empty-active-region vis-mode-saved-buffer-invisibility-spec visible-mode-hook visual-line-fringe-indicators visual-line-mode-hook))
;=> (nil nil keymap nil nil nil (nil nil) (visual-line-mode-set-explicitly))
(mapcar #'xvalue '(visual-line-mode-major-mode visual-line-mode-map visual-line-mode-set-explicitly what-cursor-show-names widen-automatically yank-excluded-properties yank-from-kill-ring-rotate yank-handled-properties))
;=> (nil keymap nil nil t (category field follow-link fontified font-lock-face help-echo intangible invisible keymap local-map mouse-face read-only yank-handler) t ((font-lock-face . yank-handle-font-lock-face-property) (category . yank-handle-category-property)))
(mapcar #'xvalue '(yank-pop-change-selection yank-undo-function yank-window-start))
;=> (nil nil nil)
(require 'sort)
;=> sort
(mapcar #'xvalue '(sort-columns-subprocess sort-fields-syntax-table sort-numeric-base))
;=> (t syntax-table 10)
(mapcar #'xvalue '(after-change-major-mode-hook after-load-functions called-interactively-p-functions change-major-mode-after-body-hook ctl-x-4-map ctl-x-5-map ctl-x-map definition-prefixes))
;=> ((global-eldoc-mode-enable-in-buffers) (elisp--font-lock-flush-elisp-buffers) (advice--called-interactively-skip) nil keymap keymap keymap hash-table)
;~> (nil nil (advice--called-interactively-skip) nil keymap keymap keymap hash-table) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(delayed-after-hook-functions delayed-mode-hooks delayed-warnings-hook esc-map global-map inhibit-nul-byte-detection key-substitution-in-progress listify-key-sequence-1))
;=> (nil nil (collapse-delayed-warnings display-delayed-warnings) keymap keymap nil nil 134217856)
(mapcar #'xvalue '(menu-bar-separator messages-buffer-max-lines minor-mode-list read-char-choice-use-read-key read-char-history read-key-delay read-key-empty-map read-key-full-map))
;=> (("--") 1000 list nil nil 0.01 keymap keymap)
;~> (("--") 1000 nil nil nil 0.01 keymap keymap) ;; hooks, faces and lists of modes and tools that are for the display are not here
(mapcar #'xvalue '(read-number-history read-passwd-map regexp-unmatchable split-string-default-separators suspend-hook suspend-resume-hook tab-prefix-map temp-buffer-setup-hook))
;=> (nil keymap "\\`a\\`" "[ \f\11\n\15\13]+" nil nil keymap (help-mode-setup))
(mapcar #'xvalue '(temp-buffer-show-hook version-regexp-alist version-separator word-move-empty-char-table y-or-n-p-history-variable y-or-n-p-use-read-key))
;=> ((help-mode-finish completion-list-mode-finish) list "." nil nil nil)
;~> ((help-mode-finish) list "." nil nil nil) ;; lists of completions are for the display
(require 'thingatpt)
;=> thingatpt
(mapcar #'xvalue '(thing-at-point-beginning-of-url-regexp thing-at-point-default-mail-uri-scheme thing-at-point-email-regexp thing-at-point-file-name-chars thing-at-point-markedup-url-regexp thing-at-point-newsgroup-heads thing-at-point-newsgroup-regexp thing-at-point-short-url-regexp))
;=> (nil "mailto" "<?[-+_.~a-zA-Z][-+_.~:a-zA-Z0-9]*@[-.a-zA-Z0-9]+>?" "-@~/[:alnum:]_.${}#%,:" "<URL:\\([^<>\n]+\\)>" ("alt" "comp" "gnu" "misc" "news" "sci" "soc" "talk") "\\`[[:lower:]]+\\.[-+[:lower:]_0-9.]+\\'" "[-A-Za-z0-9]+\\.[-A-Za-z0-9.]+[^]\11\n \"'<>[^`{}]*[^]\11\n \"'<>[^`{}.,;]+")
(mapcar #'xvalue '(thing-at-point-uri-schemes thing-at-point-url-path-regexp thing-at-point-uuid-regexp))
;=> (list "[^]\11\n \"'<>[^`{}]*[^]\11\n \"'<>[^`{}.,;]+" "\\<[[:xdigit:]]\\{8\\}-[[:xdigit:]]\\{4\\}-[[:xdigit:]]\\{4\\}-[[:xdigit:]]\\{4\\}-[[:xdigit:]]\\{12\\}\\>")
(mapcar #'xvalue '(timer-duration-words timer-event-last timer-event-last-1 timer-event-last-2 timer-max-repeats with-timeout-timers))
;=> (list nil nil nil 10 nil)
(require 'warnings)
;=> warnings
(mapcar #'xvalue '(display-warning-minimum-level log-warning-minimum-level warning-level-aliases))
;=> (:warning :warning ((emergency . :emergency) (error . :error) (warning . :warning) (notice . :warning) (info . :warning) (critical . :emergency) (alarm . :emergency)))
(require 'xml)
;=> xml
(mapcar #'xvalue '(xml-default-ns xml-entity-alist xml-entity-expansion-limit xml-invalid-characters-re xml-undefined-entity))
;=> ((("" . "") ("xml" . "http://www.w3.org/XML/1998/namespace") ("xmlns" . "http://www.w3.org/2000/xmlns/")) (("lt" . "&#60;") ("gt" . ">") ("apos" . "'") ("quot" . "\"") ("amp" . "&#38;")) 20000 "[^\11\n\15 -퟿-�𐀀-􏿿]" "?")
(progn (defvar xv 1) (listp custom-current-group-alist))
;=> t
