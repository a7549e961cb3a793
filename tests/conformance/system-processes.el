;; Processes of the system.
(mapcar #'car (process-attributes (emacs-pid)))
;=> (args pmem pcpu etime rss vsize start thcount nice pri ctime cstime cutime time stime utime cmajflt cminflt majflt minflt tpgid ttname sess pgrp ppid state comm group egid user euid)
(mapcar (lambda (a) (list (car a) (cond ((floatp (cdr a)) 'float) ((integerp (cdr a)) 'integer) ((stringp (cdr a)) 'string) ((= 4 (length (cdr a))) 'time)))) (process-attributes (emacs-pid)))
;=> ((args string) (pmem float) (pcpu float) (etime time) (rss integer) (vsize integer) (start time) (thcount integer) (nice integer) (pri integer) (ctime time) (cstime time) (cutime time) (time time) (stime time) (utime time) (cmajflt integer) (cminflt integer) (majflt integer) (minflt integer) (tpgid integer) (ttname string) (sess integer) (pgrp integer) (ppid integer) (state string) (comm string) (group string) (egid integer) (user string) (euid integer))
(process-attributes 99999999)
;=> nil
(process-attributes 'a)
;!> (wrong-type-argument numberp a)
(process-attributes 1.5)
;!> (error "Not an in-range integer, integral float, or cons of integers")
(process-attributes -1)
;=> nil
(let ((p (start-process "sleep" nil "sleep" "30"))) (unwind-protect (let ((a (process-attributes (process-id p)))) (list (alist-get 'ppid a) (alist-get 'comm a))) (delete-process p)) (and (memq (emacs-pid) (list-system-processes)) t))
;=> t
(let ((p (start-process "sleep" nil "sleep" "30"))) (unwind-protect (let ((end (+ (float-time) 5))) (while (and (not (string-match-p "sleep 30" (or (alist-get 'args (process-attributes (process-id p))) ""))) (< (float-time) end)) (sleep-for 0.01)) (let ((a (process-attributes (process-id p)))) (list (eq (alist-get 'ppid a) (emacs-pid)) (alist-get 'comm a) (alist-get 'args a) (alist-get (quote thcount) a)))) (delete-process p)))
;=> (t "sleep" "/usr/bin/sleep 30" 1)
(and (memq (emacs-pid) (list-system-processes)) t)
;=> t
(list-system-processes 1)
;!> (wrong-number-of-arguments list-system-processes 1)
