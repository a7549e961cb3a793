package process_test

import (
	"testing"

	"elnet/netprims/poll"
	"elnet/stdlib/process"
)

// Filters that keep nothing of their text are lent it; all see the same.
func TestLentText(t *testing.T) {
	for _, backend := range poll.Backends() {
		for _, coding := range []string{"binary", "utf-8-unix", "utf-8-dos", "latin-1-unix"} {
			t.Run(backend+" "+coding, func(t *testing.T) {
				l := newLisp(t, process.Options{Backend: backend})
				l.eval(`(setq read-process-output-max 512 sent nil all "" kept nil n 0 coding '` + coding + `)
				  (setq s (srv :coding coding :filter #'ignore))
				  (setq buf (generate-new-buffer "all"))
				  (with-current-buffer buf (set-buffer-multibyte (not (eq coding 'binary))))
				  (setq c1 (cli s :coding coding :filter (lambda (p str) (with-current-buffer buf (insert str)) (setq n (+ n (length str))))))
				  (setq c2 (cli s :coding coding :filter (lambda (p str) (setq all (concat all str) kept (cons (substring str 0) kept)))))
				  (setq c3 (cli s :coding coding :filter (lambda (p str) (setq kept2 (cons str kept2)))))
				  (setq kept2 nil)
				  (pump (lambda () (= 3 (length (delq nil (mapcar (lambda (p) (string-match "srv <" (process-name p))) (process-list)))))))`)
				l.eval(`(dotimes (i 400)
				    (let ((line (format "%d %s\n" i (if (eq coding 'binary) "\300\xff" "für"))))
				      (setq sent (cons line sent))
				      (dolist (p (process-list))
				        (when (string-match "srv <" (process-name p)) (process-send-string p line)))
				      (when (= 0 (% i 7)) (accept-process-output nil 0.001))))
				  (setq sent (apply #'concat (nreverse sent)))
				  (pump (lambda () (and (= n (length sent)) (= (length all) n) (= n (apply #'+ (mapcar #'length kept2))))))`)
				l.want("(t t t t)", `(list (equal all sent) (equal (apply #'concat (reverse kept)) sent)
				  (equal (apply #'concat (reverse kept2)) sent)
				  (equal (with-current-buffer buf (buffer-string)) sent))`)
			})
		}
	}
}

// The text of a filter that waits while the same memory would be read into.
func TestLentTextWhileWaiting(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.want(`("first" "second" "third")`, `(setq got nil inside 0)
		  (setq s (srv :coding 'binary :filter
		    (lambda (p str)
		      (setq inside (1+ inside))
		      (pump (lambda () (= inside 3)))
		      (setq got (cons (substring str 0) got)))))
		  (setq a (cli s :coding 'binary) b (cli s :coding 'binary) c (cli s :coding 'binary))
		  (accept-process-output nil 0.05)
		  (process-send-string a "first") (process-send-string b "second") (process-send-string c "third")
		  (pump (lambda () (= 3 (length got))))
		  got`)
	})
}
