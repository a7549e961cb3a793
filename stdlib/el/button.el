;;; button.el --- stretches of text that do something when pushed -*- lexical-binding: t; -*-

;; A button is an overlay, or a position in text with the property `button'; text
;; of a mode or header line, too, is given as (STRING . POSITION).  What a button
;; lacks comes from the category symbol of its type.

;;; Code:

(defvar button-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,binding)
                   '(("\r" . push-button) ([mouse-2] . push-button) ([follow-link] . mouse-face)
                     ([mode-line mouse-2] . push-button) ([header-line mouse-2] . push-button)))
      (define-key map key binding))
    map)
  "Keys that work on a button.")

(defvar button-buffer-map
  (let ((map (make-sparse-keymap)))
    (define-key map "\t" 'forward-button)
    (define-key map "\e\t" 'backward-button)
    (define-key map [backtab] 'backward-button)
    map)
  "Keys that go from button to button.")

(define-minor-mode button-mode
  "Have the keys of `button-buffer-map'."
  :keymap button-buffer-map)

(setplist 'default-button
          (list 'face 'button 'mouse-face 'highlight 'keymap button-map 'type 'button
                'action 'ignore 'help-echo "mouse-2, RET: Push this button"
                'evaporate t 'rear-nonsticky t))
(put 'button 'button-category-symbol 'default-button)

;;;; Types.

(defun button-category-symbol (type)
  "Return the symbol whose properties the buttons of TYPE have."
  (or (get type 'button-category-symbol)
      (error "Unknown button type `%s'" type)))

(defun define-button-type (name &rest properties)
  "Make NAME a type of button with PROPERTIES, and return it.
The property :supertype, or `supertype', names a type whose other properties it
gets, by default `button'."
  (declare (indent defun))
  (let* ((parent (or (plist-get properties 'supertype)
                     (plist-get properties :supertype)
                     'button))
         (category (make-symbol (format "%s-button" name))))
    (put name 'button-category-symbol category)
    (setplist category (copy-sequence (symbol-plist (button-category-symbol parent))))
    (put category 'type name)
    (while properties
      (let ((property (pop properties)))
        (put category (if (eq property :supertype) 'supertype property) (pop properties))))
    (unless (get category 'supertype)
      (put category 'supertype 'button))
    name))

(defun button-type-put (type prop val)
  "Set the property PROP of all buttons of TYPE that lack it to VAL."
  (put (button-category-symbol type) prop val))

(defun button-type-get (type prop)
  "Return the property PROP of TYPE."
  (get (button-category-symbol type) prop))

(defun button-type-subtype-p (type supertype)
  "Return t if TYPE is SUPERTYPE or was derived from it."
  (while (and type (not (eq type supertype)))
    (setq type (button-type-get type 'supertype)))
  (and type t))

;;;; Buttons.

(defun button--position (button)
  "Return where BUTTON, which is no overlay, is, and in which object."
  (if (stringp (car-safe button))
      (cons (cdr button) (car button))
    (cons button (and (markerp button) (marker-buffer button)))))

(defun button--range (string at)
  "Return (START . END) of the button at AT in STRING."
  (let ((end (length string)))
    (cons (or (previous-single-property-change (min end (1+ at)) 'button string) 0)
          (or (next-single-property-change at 'button string) end))))

(defun button-start (button)
  "Return the position at which BUTTON starts."
  (cond ((overlayp button) (overlay-start button))
        (t (or (previous-single-property-change (1+ button) 'button) (point-min)))))

(defun button-end (button)
  "Return the position at which BUTTON ends."
  (cond ((overlayp button) (overlay-end button))
        (t (or (next-single-property-change button 'button) (point-max)))))

(defun button-get (button prop)
  "Return the property PROP of BUTTON."
  (if (overlayp button)
      (overlay-get button prop)
    (let ((at (button--position button)))
      (get-text-property (car at) prop (cdr at)))))

(defun button-put (button prop val)
  "Set the property PROP of BUTTON to VAL.
The property `type' sets the category, which is not to be set by itself."
  (when (eq prop 'category)
    (error "Button `category' property may not be set directly"))
  (when (memq prop '(type :type))
    (setq prop 'category val (button-category-symbol val)))
  (pcase button
    ((pred overlayp) (overlay-put button prop val))
    (`(,(and (pred stringp) string) . ,at)
     (let ((range (button--range string at)))
       (put-text-property (car range) (cdr range) prop val string)))
    (_ (put-text-property (button-start button) (button-end button) prop val))))

(defun button-activate (button &optional use-mouse-action)
  "Call BUTTON's action: its property `action', with `button-data' or itself.
With USE-MOUSE-ACTION the property `mouse-action', if it has one.  An action that
is a marker is a place to go to."
  (let* ((mouse (and use-mouse-action (button-get button 'mouse-action)))
         (action (or mouse (button-get button 'action))))
    (if (not (markerp action))
        (funcall action (or (button-get button 'button-data) button))
      (with-selected-window (display-buffer (marker-buffer action))
        (goto-char action)
        (recenter 0)))))

(defun button-label (button)
  "Return the text of BUTTON; of one in a mode line, all of that."
  (if (stringp (car-safe button))
      (substring-no-properties (car button))
    (buffer-substring-no-properties (button-start button) (button-end button))))

(defun button-type (button)
  "Return the type of BUTTON."
  (button-get button 'type))

(defun button-has-type-p (button type)
  "Return t if BUTTON is of TYPE or of one derived from it."
  (button-type-subtype-p (button-get button 'type) type))

;;;; Making buttons.

(defun button--add-properties (button properties)
  "Put PROPERTIES, a property list, on BUTTON."
  (while properties
    (button-put button (pop properties) (pop properties))))

(defun make-button (beg end &rest properties)
  "Make the text from BEG to END a button, an overlay, with PROPERTIES; return it.
The property `type', or :type, says of which type it is."
  (let ((button (make-overlay beg end nil t)))
    (button--add-properties button properties)
    (overlay-put button 'button button)
    (when (null (overlay-get button 'category))
      (button-put button 'type 'button))
    button))

(defun insert-button (label &rest properties)
  "Insert LABEL and make it a button, an overlay, with PROPERTIES; return it."
  (let ((start (point)))
    (insert label)
    (apply #'make-button start (point) properties)))

(defun make-text-button (beg end &rest properties)
  "Make the text from BEG to END a button with PROPERTIES; return BEG.
BEG may be a string, which is the button then; it is changed."
  (let* ((object (and (stringp beg) beg))
         (start (if object 0 beg))
         (type (or (plist-get properties 'type) (plist-get properties :type)))
         (all (list (if type (button-category-symbol type) 'default-button) 'category
                    (list t) 'button)))
    (when (and (not type) (plist-member properties 'category))
      (error "Button `category' property may not be set directly"))
    (while properties
      (let ((property (pop properties)) (value (pop properties)))
        (unless (memq property '(type :type))
          (setq all (cons value (cons property all))))))
    (add-text-properties start (if object (length object) end) (nreverse all) object)
    beg))

(defun insert-text-button (label &rest properties)
  "Insert LABEL and make it a button with PROPERTIES; return where it starts."
  (let ((start (point)))
    (insert label)
    (apply #'make-text-button start (point) properties)))

(defun button-buttonize (string callback &optional data)
  "Return STRING as a button that calls CALLBACK with DATA."
  (propertize string 'face 'button 'button t 'follow-link t 'category t
              'button-data data 'keymap button-map 'action callback))

;;;; Finding them.

(defun button-at (pos)
  "Return the button at POS in the current buffer, nil if there is none."
  (let ((button (get-char-property pos 'button)))
    (cond ((or (null button) (overlayp button)) button)
          (t (copy-marker pos t)))))

(defun next-button (pos &optional count-current)
  "Return the first button after POS, nil if there is none.
A button at POS counts if it starts there and COUNT-CURRENT is non-nil."
  (let ((button nil) (look count-current))
    (while (and (null button) (< pos (point-max)))
      (if look
          (setq button (button-at pos) look nil)
        (setq pos (next-single-char-property-change pos 'button) look t)))
    button))

(defun previous-button (pos &optional count-current)
  "Return the last button before POS, nil if there is none.
That at POS counts if COUNT-CURRENT is non-nil."
  (let ((button (button-at pos)))
    (unless (and button count-current)
      (when button
        (setq pos (button-start button) button nil))
      (while (and (null button) (> pos (point-min)))
        (setq button (button-at (1- pos))
              pos (previous-single-char-property-change pos 'button))))
    button))

(defun push-button (&optional pos use-mouse-action)
  "Activate the button at POS, by default point; return t, nil if there is none.
USE-MOUSE-ACTION is as in `button-activate'.  POS may be a mouse event."
  (interactive (list (if (integerp last-command-event) (point) last-command-event)))
  (if (and (consp pos) (symbolp (car pos)))
      (let* ((posn (event-start pos)) (string (posn-string posn)))
        (with-current-buffer (window-buffer (posn-window posn))
          (if (stringp (car-safe string))
              (button-activate string t)
            (push-button (posn-point posn) t))))
    (when-let ((button (button-at (or pos (point)))))
      (button-activate button use-mouse-action)
      t)))

(defun forward-button (n &optional wrap display-message no-error)
  "Go to the Nth next button, before point if N is negative; return it.
With N zero go to the start of the button at point.  With WRAP go on at the other
end of the buffer.  With DISPLAY-MESSAGE show the button's `help-echo'.  Buttons
with the property `skip' do not count.  Unless NO-ERROR signal an error if there
are not enough."
  (interactive "p\nd\nd")
  (let ((button nil))
    (if (zerop n)
        (when (setq button (button-at (point)))
          (goto-char (button-start button)))
      (let ((step (if (> n 0) #'next-button #'previous-button))
            (left (abs n)) (at-end nil) (wrapped nil) (going t))
        (while (and going (> left 0))
          (setq button (funcall step (point) at-end) at-end nil)
          (cond (button
                 (goto-char (button-start button))
                 (unless (button-get button 'skip)
                   (setq left (1- left) wrapped nil)))
                ((or (not wrap) wrapped) (setq going nil))
                (t (goto-char (if (> n 0) (point-min) (point-max)))
                   (setq wrapped t at-end (> n 0)))))))
    (unless (or button no-error)
      (user-error (if wrap "No buttons!" "No more buttons")))
    (when button
      (let ((help (and display-message (button-get button 'help-echo))))
        (when (functionp help)
          (setq help (if (overlayp button)
                         (funcall help (selected-window) button (button-start button))
                       (funcall help (selected-window) (current-buffer) (button-start button)))))
        (when (stringp help)
          (message "%s" help)))
      button)))

(defun backward-button (n &optional wrap display-message no-error)
  "Go to the Nth previous button; the arguments are those of `forward-button'."
  (interactive "p\nd\nd")
  (forward-button (- n) wrap display-message no-error))

(provide 'button)
;;; button.el ends here
