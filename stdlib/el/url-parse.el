;;; url-parse.el --- URLs taken apart -*- lexical-binding: t -*-

;;; Code:

(require 'cl-lib)
(require 'url-methods)

(cl-defstruct (url
               (:constructor nil)
               (:constructor url-parse-make-urlobj
                             (&optional type user password host portspec filename
                                        target attributes fullness))
               (:copier nil))
  type user password host portspec filename target attributes fullness
  silent (use-cookies t) (asynchronous t))

(defun url-port (urlobj)
  "Return the port of URLOBJ, that of its scheme if it names none."
  (or (url-portspec urlobj)
      (and (url-type urlobj)
           (url-scheme-get-property (url-type urlobj) 'default-port))))

(gv-define-setter url-port (port urlobj) `(setf (url-portspec ,urlobj) ,port))

(defun url-port-if-non-default (urlobj)
  "Return the port of URLOBJ if it names one that is not that of its scheme."
  (let ((port (url-portspec urlobj)))
    (and port
         (not (and (url-type urlobj)
                   (equal port (url-scheme-get-property (url-type urlobj)
                                                        'default-port))))
         port)))

(defun url-path-and-query (urlobj)
  "Return (PATH . QUERY) of URLOBJ; QUERY is nil if there is no question mark."
  (let* ((name (or (url-filename urlobj) ""))
         (mark (string-search "?" name)))
    (if mark
        (cons (substring name 0 mark) (substring name (1+ mark)))
      (cons name nil))))

(defun url-recreate-url-attributes (urlobj)
  "Return the attributes of URLOBJ, pairs of strings, as text; nil if it has none."
  (when (url-attributes urlobj)
    (mapconcat (lambda (pair)
                 (concat ";" (car pair) (and (cdr pair) (concat "=" (cdr pair)))))
               (url-attributes urlobj) "")))

;;;###autoload
(defun url-recreate-url (urlobj)
  "Return the text of URLOBJ."
  (let ((port (url-port-if-non-default urlobj)))
    (concat (and (url-type urlobj) (concat (url-type urlobj) ":"))
            (and (url-fullness urlobj) "//")
            (and (url-user urlobj)
                 (concat (url-user urlobj)
                         (and (url-password urlobj) (concat ":" (url-password urlobj)))
                         "@"))
            (url-host urlobj)
            (and port (format ":%d" port))
            (or (url-filename urlobj) "/")
            (and (url-target urlobj) (concat "#" (url-target urlobj))))))

(defun url-parse--authority (url text)
  "Put the user, password, host and port that TEXT tells into URL."
  (let ((at (string-match "@[^@]*\\'" text)))
    (when at
      (let* ((user (substring text 0 at))
             (colon (string-search ":" user)))
        (setf (url-user url) (if colon (substring user 0 colon) user))
        (when colon (setf (url-password url) (substring user (1+ colon))))
        (setq text (substring text (1+ at))))))
  (when (string-match ":\\([0-9]*\\)\\'" text)
    (unless (equal (match-string 1 text) "")
      (setf (url-portspec url) (string-to-number (match-string 1 text))))
    (setq text (substring text 0 (match-beginning 0))))
  (setf (url-host url) (downcase text)))

;;;###autoload
(defun url-generic-parse-url (url)
  "Return the `url' structure of the string URL; a structure is returned as is.
Its slots are strings or nil: type, user, password, host, filename (path and
query), target; portspec is a number; fullness tells whether it has a //."
  (cond
   ((null url) (url-parse-make-urlobj))
   ((url-p url) url)
   (t
    (let ((parsed (url-parse-make-urlobj)) (case-fold-search t))
      (when (string-match "#" url)
        (setf (url-target parsed) (substring url (match-end 0)))
        (setq url (substring url 0 (match-beginning 0))))
      (when (string-match "\\`\\([a-z][-a-z0-9+.]*\\):" url)
        (setf (url-type parsed) (downcase (match-string 1 url)))
        (setq url (substring url (match-end 0))))
      (when (string-prefix-p "//" url)
        (let ((end (or (string-match "[/?]" url 2) (length url))))
          (setf (url-fullness parsed) t)
          (url-parse--authority parsed (substring url 2 end))
          (setq url (substring url end))))
      (setf (url-filename parsed) url)
      parsed))))

(provide 'url-parse)
;;; url-parse.el ends here
