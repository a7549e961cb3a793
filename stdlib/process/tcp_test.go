package process_test

import "testing"

func TestEcho(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.eval(`(setq s (srv :coding 'binary :filter (lambda (p m) (process-send-string p (upcase m))))
		  c (cli s :coding 'binary :filter (fil 'c)))`)
		l.want(`t`, `(process-send-string c "hello") (accept-process-output c 5)`)
		l.want(`((c "cli" "HELLO"))`, `ev`)
		l.want(`(open listen)`, `(list (process-status c) (process-status s))`)
		l.want(`nil`, `(delete-process c)`)
		l.want(`closed`, `(process-status c)`)
	})
}

func TestEvents(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.eval(`(setq s (srv :sentinel (sen 's) :filter (fil 'f) :log (lambda (sv p m) (push (list 'log m (process-status p)) ev)))
		  c (cli s :sentinel (sen 'c) :name "cli"))
		  (pump (lambda () (>= (length ev) 2)))`)
		l.want(`(s "open from 127.0.0.1\n" open)`, `(list (car (car ev)) (nth 2 (car ev)) (nth 3 (car ev)))`)
		l.want(`(log "accept from 127.0.0.1\n" open)`, `(cadr ev)`)
		l.eval(`(setq ev nil) (process-send-string c "last") (delete-process c)`)
		l.want(`((c "cli" "deleted\n" closed))`, `ev`)
		l.eval(`(setq ev nil) (pump (lambda () (>= (length ev) 2)))`)
		l.want(`((s "connection broken by remote peer\n") (f "last"))`, `(mapcar (lambda (e) (list (car e) (nth 2 e))) ev)`)
		l.want(`(("srv"))`, `(list (mapcar #'process-name (process-list)))`)
	})
}
