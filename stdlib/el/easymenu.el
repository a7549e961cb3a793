;;; easymenu.el --- menus as data -*- lexical-binding: t; -*-

;; There is no menu bar: a menu becomes a keymap in its variable, with the
;; menu's name as prompt, and nothing shows it.

;;;###autoload
(defmacro easy-menu-define (symbol maps doc menu)
  "Define the variable SYMBOL, documented by DOC, as the menu MENU.
MENU is a list of a name and items.  MAPS, keymaps to put it in, is
evaluated.  A nil SYMBOL defines nothing."
  (declare (indent defun))
  `(progn
     ,@(and symbol `((defvar ,symbol nil ,doc)))
     (easy-menu-do-define ',symbol ,maps ,doc ,menu)))

;;;###autoload
(defun easy-menu-do-define (symbol maps _doc menu)
  "Set SYMBOL, unless nil, to a keymap for MENU.
MAPS is ignored: no key could show the menu."
  (ignore maps)
  (when symbol
    (set symbol (make-sparse-keymap (car menu)))))

;;;###autoload
(defun easy-menu-create-menu (menu-name _menu-items)
  "Return a keymap with MENU-NAME as its prompt."
  (make-sparse-keymap menu-name))

;;;###autoload
(defun easy-menu-add (_menu &optional _map)
  "Do nothing: there is no menu bar."
  nil)

(provide 'easymenu)
;;; easymenu.el ends here
