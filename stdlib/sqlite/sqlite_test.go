package sqlite_test

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
	"elnet/stdlib/sqlite"
)

func newInterp(t *testing.T) *lisp.Interp {
	t.Helper()
	in := lisp.New(lisp.Options{})
	t.Cleanup(func() { in.Close() })
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Install(in); err != nil {
		t.Fatal(err)
	}
	return in
}

// eval returns the printed value of form, or of the signal that it ends with.
func eval(t *testing.T, in *lisp.Interp, form string) string {
	t.Helper()
	v, err := in.Eval(context.Background(), "(prin1-to-string (condition-case e "+form+" (error (cons '! e))))")
	if err != nil {
		t.Fatalf("%s: %v", form, err)
	}
	return v.Str().UTF8()
}

// TestSQLite checks what the Elisp manual of Emacs 29 says, node "Database".
func TestSQLite(t *testing.T) {
	in := newInterp(t)
	for _, c := range [][2]string{
		{`(list (sqlite-available-p) (featurep 'sqlite) (stringp (sqlite-version)))`, `(t t t)`},
		{`(progn (setq db (sqlite-open)) (list (sqlitep db) (sqlitep 1) (type-of db)))`, `(t nil sqlite)`},
		{`(sqlite-execute db "create table foo (a integer, b text, c real, d blob)")`, `0`},
		{`(sqlite-execute db "insert into foo values (1, 'héllo', 2.5, null)")`, `1`},
		{`(sqlite-execute db "insert into foo values (?, ?, ?, ?)" '(2 "wörld" 1e100 nil))`, `1`},
		{`(sqlite-execute db "insert into foo values (?, ?, ?, ?)" (vector t nil 3 (propertize "\300\0x" 'coding-system 'binary)))`, `1`},
		{`(sqlite-select db "select * from foo order by c")`, `((1 "héllo" 2.5 nil) (1 nil 3.0 "\300` + "\x00" + `x") (2 "wörld" 1e+100 nil))`},
		{`(sqlite-select db "select a, b from foo where b = ?" '("wörld"))`, `((2 "wörld"))`},
		{`(sqlite-select db "select a, b from foo where a = 7")`, `nil`},
		{`(sqlite-select db "select a, b as bee from foo where a = 2" nil 'full)`, `(("a" "bee") (2 "wörld"))`},
		{`(sqlite-select db "select a from foo where a = 7" nil 'full)`, `(("a"))`},
		{`(sqlite-execute db "update foo set a = 5 where a = 1")`, `2`},
		{`(sqlite-execute db "insert into foo (a) values (9) returning a, b")`, `((9 nil))`},
		{`(progn (setq set (sqlite-select db "select a from foo order by a" nil 'set)) (list (sqlitep set) (sqlite-columns set)))`, `(t ("a"))`},
		{`(list (sqlite-more-p set) (sqlite-next set) (sqlite-next set) (sqlite-more-p set))`, `(t (2) (5) t)`},
		{`(list (sqlite-next set) (sqlite-next set) (sqlite-more-p set) (sqlite-next set) (sqlite-more-p set) (sqlite-next set))`, `((5) (9) t nil nil nil)`},
		{`(list (sqlite-finalize set))`, `(t)`},
		{`(sqlite-next set)`, `(! sqlite-error "Statement closed")`},
		{`(sqlite-next db)`, `(! sqlite-error "Invalid set object")`},
		{`(sqlite-execute set "x")`, `(! sqlite-error "Invalid database object")`},
		{`(sqlite-execute 5 "x")`, `(! wrong-type-argument sqlitep 5)`},
		{`(sqlite-execute db 5)`, `(! wrong-type-argument stringp 5)`},
		{`(sqlite-execute db "select ?" "x")`, `(! error "VALUES must be a list or a vector")`},
		{`(sqlite-execute db "select ?" '(foo))`, `(! error "invalid argument")`},
		{`(sqlite-execute db "selec 1")`, `(! sqlite-error ("SQL logic error" "near \"selec\": syntax error" 1 1))`},
		{`(sqlite-select db "select 9223372036854775807, ?" (list (- (expt 2 63))))`, `((9223372036854775807 -9223372036854775808))`},
		{`(sqlite-select db "select ?" (list (expt 2 63)))`, `(! overflow-error 9223372036854775808)`},
		{`(sqlite-select db "select ?, ?" '(t false))`, `((1 0))`},
		{`(sqlite-select db "")`, `nil`},
		{`(list (sqlite-transaction db) (sqlite-execute db "delete from foo") (sqlite-rollback db) (sqlite-select db "select count(*) from foo"))`, `(t 4 t ((4)))`},
		{`(list (sqlite-transaction db) (sqlite-execute db "delete from foo where a = 9") (sqlite-commit db) (sqlite-select db "select count(*) from foo"))`, `(t 1 t ((3)))`},
		{`(sqlite-commit db)`, `(! sqlite-error ("SQL logic error" "cannot commit - no transaction is active" 1 1))`},
		{`(with-sqlite-transaction db (sqlite-execute db "delete from foo where a = 2") 'done)`, `done`},
		{`(list (ignore-errors (with-sqlite-transaction db (sqlite-execute db "delete from foo") (error "no"))) (sqlite-select db "select count(*) from foo"))`, `(nil ((2)))`},
		{`(list (sqlite-pragma db "user_version = 42") (sqlite-select db "pragma user_version"))`, `(t ((42)))`},
		{`(list (sqlite-execute-batch db "create table x (y); insert into x values (1); insert into x values (2);") (sqlite-select db "select * from x"))`, `(t ((1) (2)))`},
		{`(progn (sqlite-execute db "create table u (k text unique)") (sqlite-execute db "insert into u values ('a')") (sqlite-execute db "insert into u values ('a')"))`,
			`(! sqlite-error ("constraint failed" "UNIQUE constraint failed: u.k" 19 2067))`},
		{`(sqlite-select db "select cast('2020-01-01' as text), date('2020-02-03')")`, `(("2020-01-01" "2020-02-03"))`},
		{`(progn (sqlite-execute db "create table dt (d datetime, b boolean)") (sqlite-execute db "insert into dt values ('2020-01-01', 1)") (sqlite-select db "select * from dt"))`, `(("2020-01-01" 1))`},
		{`(list (sqlite-close db) (sqlitep db))`, `(t t)`},
		{`(sqlite-execute db "select 1")`, `(! sqlite-error "Database closed")`},
		{`(fboundp 'sqlite-load-extension)`, `nil`},
	} {
		if got := eval(t, in, c[0]); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

// TestFile checks that a file keeps what was put into it, that another
// connection waits for a lock no longer than it should, and the errors of files.
func TestFile(t *testing.T) {
	in := newInterp(t)
	file := filepath.Join(t.TempDir(), "ä.db")
	in.SetVar(in.Intern("file"), lisp.NewString(file))
	for _, c := range [][2]string{
		{`(let ((db (sqlite-open file))) (sqlite-execute db "create table a (b)") (sqlite-execute db "insert into a values (1)") (sqlite-close db))`, `t`},
		{`(let ((db (sqlite-open file))) (prog1 (sqlite-select db "select * from a") (sqlite-close db)))`, `((1))`},
		{`(let ((one (sqlite-open file)) (two (sqlite-open file))) (sqlite-pragma two "busy_timeout = 10") (sqlite-execute one "begin exclusive") (unwind-protect (condition-case e (sqlite-execute two "insert into a values (2)") (sqlite-locked-error (car e))) (sqlite-close one) (sqlite-close two)))`, `sqlite-locked-error`},
		{`(condition-case e (sqlite-open "/nonexistent/x") (sqlite-error (nth 1 e)))`, `("unable to open database file" "unable to open database file" 14 14)`},
		{`(sqlite-open 5)`, `(! wrong-type-argument stringp 5)`},
	} {
		if got := eval(t, in, c[0]); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

// TestInterrupt checks that a statement that runs for ever can be ended.
func TestInterrupt(t *testing.T) {
	in := newInterp(t)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := in.Eval(ctx, `(sqlite-select (sqlite-open) "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n")`)
	if err == nil || time.Since(start) > 20*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	if got := eval(t, in, `(sqlite-select (sqlite-open) "select 1")`); got != `((1))` {
		t.Error(got)
	}
}

// TestGarbage checks that what is dropped without being closed does no harm.
func TestGarbage(t *testing.T) {
	in := newInterp(t)
	for range 5 {
		eval(t, in, `(dotimes (_ 20) (let ((set (sqlite-select (sqlite-open) "select 1 union select 2" nil 'set))) (sqlite-next set)))`)
		runtime.GC()
	}
}
