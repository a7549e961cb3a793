;;; filenotify.el --- watch files for changes -*- lexical-binding: t; -*-

;; Elisp manual, node "File Notifications".  On inotify, see `inotify-add-watch'.

(defvar file-notify-debug nil "Has no effect.")

(require 'cl-lib)

(cl-defstruct (file-notify--watch (:constructor file-notify--watch-make))
  directory                             ; the directory that is watched
  filename                              ; the file in it, nil for all
  callback
  moved)                                ; (COOKIE . FILE) of half a move

(defvar file-notify-descriptors (make-hash-table :test 'equal)
  "Hash table of the watches by their descriptors.")

(defun file-notify--watch-absolute-filename (watch)
  "Return the name of what WATCH is about."
  (if (file-notify--watch-filename watch)
      (expand-file-name (file-notify--watch-filename watch)
                        (file-notify--watch-directory watch))
    (file-notify--watch-directory watch)))

(defun file-notify--call (descriptor watch action file &optional file1)
  "Tell the callback of WATCH, which DESCRIPTOR names, about ACTION on FILE."
  (funcall (file-notify--watch-callback watch)
           (append (list descriptor action file) (and file1 (list file1)))))

(defun file-notify--wanted (watch name)
  "Return non-nil if WATCH is about the file NAME."
  (or (null (file-notify--watch-filename watch))
      (equal name (file-notify--watch-filename watch))))

(defun file-notify--handle (event)
  "Translate EVENT of inotify to what the callback of the watch expects."
  (let* ((descriptor (nth 0 event))
         (aspects (nth 1 event))
         (name (file-name-nondirectory (nth 2 event)))
         (cookie (nth 3 event))
         (watch (gethash descriptor file-notify-descriptors)))
    (when watch
      (let* ((directory (file-notify--watch-directory watch))
             (file (expand-file-name name directory))
             (wanted (file-notify--wanted watch name)))
        (cond
         ((or (memq 'delete-self aspects) (memq 'move-self aspects)
              (memq 'unmount aspects))
          (file-notify--call descriptor watch 'deleted
                             (file-notify--watch-absolute-filename watch))
          (file-notify-rm-watch descriptor))
         ((memq 'moved-from aspects)
          (setf (file-notify--watch-moved watch) (cons cookie file)))
         ((memq 'moved-to aspects)
          (let* ((half (file-notify--watch-moved watch))
                 (from (and half (eql (car half) cookie) (cdr half)))
                 (from-wanted (and from (file-notify--wanted
                                         watch (file-name-nondirectory from)))))
            (setf (file-notify--watch-moved watch) nil)
            (cond
             ((and from (or wanted from-wanted))
              (file-notify--call descriptor watch 'renamed from file)
              (when (and from-wanted (file-notify--watch-filename watch))
                (file-notify-rm-watch descriptor)))
             (wanted (file-notify--call descriptor watch 'created file)))))
         ((not wanted))
         ((memq 'create aspects)
          (file-notify--call descriptor watch 'created file))
         ((memq 'modify aspects)
          (file-notify--call descriptor watch 'changed file))
         ((memq 'attrib aspects)
          (file-notify--call descriptor watch 'attribute-changed file))
         ((memq 'delete aspects)
          (file-notify--call descriptor watch 'deleted file)
          (when (file-notify--watch-filename watch)
            (file-notify-rm-watch descriptor))))
        ;; The other half of a move out of the directory does not come.
        (let ((half (file-notify--watch-moved watch)))
          (when (and half (not (memq 'moved-from aspects)))
            (setf (file-notify--watch-moved watch) nil)
            (when (file-notify--wanted watch (file-name-nondirectory (cdr half)))
              (file-notify--call descriptor watch 'deleted (cdr half)))))))))

;;;###autoload
(defun file-notify-add-watch (file flags callback)
  "Watch FILE and call CALLBACK with an event for each change.
FLAGS is a list of change and attribute-change.  FILE may be a directory; its
files are watched then, not those of its subdirectories.
An event is (DESCRIPTOR ACTION FILE [FILE1]); ACTION is created, changed,
deleted, renamed (to FILE1), attribute-changed, or stopped after the last.
CALLBACK runs while Lisp waits.  Return a descriptor for `file-notify-rm-watch'."
  (unless (stringp file)
    (signal 'wrong-type-argument (list file)))
  (setq file (expand-file-name file))
  (unless (and (consp flags)
               (not (memq nil (mapcar (lambda (flag) (memq flag '(attribute-change change)))
                                      flags))))
    (signal 'wrong-type-argument (list flags)))
  (unless (functionp callback)
    (signal 'wrong-type-argument (list callback)))
  (let ((handler (find-file-name-handler file 'file-notify-add-watch))
        (directory (directory-file-name
                    (if (file-directory-p file) file (file-name-directory file)))))
    (if handler
        (funcall handler 'file-notify-add-watch file flags callback)
      (unless (file-directory-p directory)
        (signal 'file-notify-error (list "Directory does not exist" directory)))
      (let ((descriptor
             (inotify-add-watch
              directory
              (append (and (memq 'change flags)
                           '(create delete delete-self modify move move-self))
                      (and (memq 'attribute-change flags) '(attrib)))
              #'file-notify--handle)))
        (puthash descriptor
                 (file-notify--watch-make
                  :directory directory :callback callback
                  :filename (unless (file-directory-p file)
                              (file-name-nondirectory file)))
                 file-notify-descriptors)
        descriptor))))

;;;###autoload
(defun file-notify-rm-watch (descriptor)
  "End the watch DESCRIPTOR; its callback gets a last event, stopped."
  (let ((watch (gethash descriptor file-notify-descriptors)))
    (when watch
      (remhash descriptor file-notify-descriptors)
      (when (inotify-valid-p descriptor)
        (ignore-errors (inotify-rm-watch descriptor)))
      (file-notify--call descriptor watch 'stopped
                         (file-notify--watch-absolute-filename watch)))))

(defun file-notify-rm-all-watches ()
  "End all watches."
  (dolist (descriptor (hash-table-keys file-notify-descriptors))
    (file-notify-rm-watch descriptor)))

(defun file-notify-valid-p (descriptor)
  "Return non-nil if the watch DESCRIPTOR has not ended."
  (let ((watch (gethash descriptor file-notify-descriptors)))
    (and watch
         (inotify-valid-p descriptor)
         (file-exists-p (file-notify--watch-absolute-filename watch))
         t)))

(provide 'filenotify)

;;; filenotify.el ends here
