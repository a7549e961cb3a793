;;; url-expand.el --- URLs relative to others -*- lexical-binding: t -*-

;;; Code:

(require 'url-parse)

(defun url-expand--remove-dots (path)
  "Return PATH without the segments . and .., as RFC 3986 section 5.2.4 says."
  (let ((segments (split-string path "/")) (done nil))
    (while segments
      (let ((segment (car segments)) (last (null (cdr segments))))
        (cond ((equal segment ".") (when last (setq done (cons "" done))))
              ((equal segment "..")
               (when (cdr done) (setq done (cdr done)))
               (when last (setq done (cons "" done))))
              (t (setq done (cons segment done)))))
      (setq segments (cdr segments)))
    (mapconcat #'identity (nreverse done) "/")))

(defun url-expand--merge (path base)
  "Return PATH relative to the path BASE."
  (url-expand--remove-dots
   (if (string-prefix-p "/" path)
       path
     (concat (if (string-match ".*/" base) (match-string 0 base) "/") path))))

(defun url-expand-file-name (url &optional default)
  "Return URL as an absolute URL, relative to DEFAULT, a string or `url'."
  (let ((new (url-generic-parse-url url))
        (base (and default (url-generic-parse-url default))))
    (cond
     ((or (null base) (url-type new)) url)
     ((equal url "") (if (stringp default) default (url-recreate-url default)))
     (t
      (setf (url-type new) (url-type base))
      (unless (url-fullness new)
        (let ((name (url-path-and-query new)) (old (url-path-and-query base)))
          (setf (url-fullness new) (url-fullness base)
                (url-user new) (url-user base)
                (url-password new) (url-password base)
                (url-host new) (url-host base)
                (url-portspec new) (url-portspec base))
          (setf (url-filename new)
                (if (equal (car name) "")
                    (concat (car old)
                            (cond ((cdr name) (concat "?" (cdr name)))
                                  ((cdr old) (concat "?" (cdr old)))))
                  (concat (url-expand--merge (car name) (car old))
                          (and (cdr name) (concat "?" (cdr name))))))))
      (url-recreate-url new)))))

(provide 'url-expand)
;;; url-expand.el ends here
