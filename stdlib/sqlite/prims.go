package sqlite

import (
	"context"
	"runtime"
	"weak"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"elnet/lisp"
)

// state is what one interpreter has open.
type state struct {
	open map[weak.Pointer[database]]struct{}
}

// Install gives in the primitives about SQLite databases.
func Install(in *lisp.Interp) error {
	s := &state{open: map[weak.Pointer[database]]struct{}{}}
	in.OnClose(s.closeAll)
	for _, e := range []struct{ name, parent, message string }{
		{"sqlite-error", "error", "Database error"},
		{"sqlite-locked-error", "sqlite-error", "Database locked"},
	} {
		sym := in.Intern(e.name)
		conditions := lisp.List(sym.Value(), in.Sym(e.parent))
		if e.parent != "error" {
			conditions = lisp.List(sym.Value(), in.Sym(e.parent), in.Sym("error"))
		}
		in.Put(sym, in.Sym("error-conditions"), conditions)
		in.Put(sym, in.Sym("error-message"), lisp.NewString(e.message))
	}
	in.Define(s.prims()...)
	if _, err := in.Eval(context.Background(), transactionMacro); err != nil {
		return err
	}
	in.Provide("sqlite")
	return nil
}

const transactionMacro = `(defmacro with-sqlite-transaction (db &rest body)
  "Evaluate BODY as one transaction of DB, and return its value.
If BODY is left by an error or otherwise, the transaction is rolled back."
  (declare (indent 1) (debug (form body)))
  (let ((base (make-symbol "db")) (done (make-symbol "done")))
    (list 'let (list (list base db) done)
          (list 'sqlite-transaction base)
          (list 'unwind-protect
                (list 'prog1 (cons 'progn body) (list 'setq done (list 'sqlite-commit base)))
                (list 'unless done (list 'sqlite-rollback base))))))`

// closeAll closes what is still open.
func (s *state) closeAll() {
	for p := range s.open {
		if d := p.Value(); d != nil {
			d.close()
		}
	}
}

func (s *state) prims() []lisp.Prim {
	simple := func(sql string) lisp.Callable {
		return lisp.Fn1(func(in *interp, db value) (value, *exit) {
			d, x := theDatabase(in, db)
			if x != nil {
				return value{}, x
			}
			_, x = d.run(in, sql, nil)
			return lisp.Bool(x == nil), x
		})
	}
	return []lisp.Prim{
		lisp.Def("(sqlite-available-p)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.T, nil }),
			"Return t: SQLite databases can be used."),
		lisp.Def("(sqlite-version)", lisp.Fn0(func(*interp) (value, *exit) {
			tls := libc.NewTLS()
			defer tls.Close()
			return lisp.NewString(libc.GoString(sqlite3.Xsqlite3_libversion(tls))), nil
		}), "Return the version of SQLite as a string."),
		lisp.Def("(sqlitep OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			switch v.Object().(type) {
			case *database, *statement:
				return lisp.T, nil
			}
			return lisp.Nil, nil
		}), "Return t if OBJECT is a SQLite database or statement."),
		lisp.Def("(sqlite-open &optional FILE)", lisp.Fn1(s.openFile),
			"Open the SQLite database in FILE, which is made if there is none, or a new one in memory. Return it."),
		lisp.Def("(sqlite-close DB)", lisp.Fn1(func(in *interp, db value) (value, *exit) {
			d, x := theDatabase(in, db)
			if x != nil {
				return value{}, x
			}
			delete(s.open, weak.Make(d))
			d.close()
			return lisp.T, nil
		}), "Close the database DB and return t."),
		lisp.Def("(sqlite-execute DB QUERY &optional VALUES)", lisp.Fn3(execute),
			"Run the SQL statement QUERY in DB. VALUES, a list or vector, are for its parameters. Return the rows, a list\n"+
				"of lists, of a statement that has some, else the number of rows that it has changed."),
		lisp.Def("(sqlite-select DB QUERY &optional VALUES RETURN-TYPE)", lisp.FnN(selectRows),
			"Return the rows, a list of lists, of the SQL statement QUERY in DB, whose parameters are VALUES, a list or\n"+
				"vector. RETURN-TYPE full: with a list of the names of the columns first; set: a statement for sqlite-next."),
		lisp.Def("(sqlite-next SET)", lisp.Fn1(next), "Return the next row of the statement SET, nil after the last."),
		lisp.Def("(sqlite-columns SET)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			st, x := theStatement(in, v)
			if x != nil {
				return value{}, x
			}
			defer runtime.KeepAlive(st)
			return st.columns(), nil
		}), "Return the names of the columns of the statement SET."),
		lisp.Def("(sqlite-more-p SET)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			st, x := theStatement(in, v)
			if x != nil {
				return value{}, x
			}
			return lisp.Bool(!st.eof), nil
		}), "Return nil if sqlite-next has come to the end of the statement SET, else t."),
		lisp.Def("(sqlite-finalize SET)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			st, x := theStatement(in, v)
			if x != nil {
				return value{}, x
			}
			st.finalize()
			return lisp.T, nil
		}), "Free what the statement SET holds, and return t. It cannot be used again."),
		lisp.Def("(sqlite-transaction DB)", simple("BEGIN TRANSACTION"), "Begin a transaction in DB and return t."),
		lisp.Def("(sqlite-commit DB)", simple("COMMIT"), "Commit the transaction in DB and return t."),
		lisp.Def("(sqlite-rollback DB)", simple("ROLLBACK"), "Undo the transaction in DB and return t."),
		lisp.Def("(sqlite-execute-batch DB STATEMENTS)", lisp.Fn2(executeBatch),
			"Run all SQL statements in the string STATEMENTS in DB, and return t."),
		lisp.Def("(sqlite-pragma DB PRAGMA)", lisp.Fn2(func(in *interp, db value, pragma *lisp.String) (value, *exit) {
			d, x := theDatabase(in, db)
			if x != nil {
				return value{}, x
			}
			_, x = d.run(in, "PRAGMA "+pragma.UTF8(), nil)
			return lisp.Bool(x == nil), x
		}), "Run the statement PRAGMA, a string such as \"foreign_keys = on\", in DB and return t."),
	}
}

// theDatabase returns the open database v.
func theDatabase(in *interp, v value) (*database, *exit) {
	switch o := v.Object().(type) {
	case *database:
		if o.handle == 0 {
			return nil, in.SignalNamed("sqlite-error", lisp.NewString("Database closed"))
		}
		return o, nil
	case *statement:
		return nil, in.SignalNamed("sqlite-error", lisp.NewString("Invalid database object"))
	}
	return nil, in.WrongType("sqlitep", v)
}

// theStatement returns the statement v, which has not been finalized.
func theStatement(in *interp, v value) (*statement, *exit) {
	switch o := v.Object().(type) {
	case *statement:
		switch {
		case o.stmt == 0:
			return nil, in.SignalNamed("sqlite-error", lisp.NewString("Statement closed"))
		case o.db.handle == 0:
			return nil, in.SignalNamed("sqlite-error", lisp.NewString("Database closed"))
		}
		return o, nil
	case *database:
		return nil, in.SignalNamed("sqlite-error", lisp.NewString("Invalid set object"))
	}
	return nil, in.WrongType("sqlitep", v)
}

func (s *state) openFile(in *interp, file value) (value, *exit) {
	name := ""
	if !file.IsNil() {
		full, x := in.Funcall(in.Sym("expand-file-name"), file)
		if x != nil {
			return value{}, x
		}
		name = full.Str().UTF8()
	}
	d, x := open(in, name)
	if x != nil {
		return value{}, x
	}
	s.open[weak.Make(d)] = struct{}{}
	for p := range s.open {
		if p.Value() == nil {
			delete(s.open, p)
		}
	}
	return lisp.NewObject(d), nil
}

// parameters returns the elements of a list or vector.
func parameters(in *interp, v value) ([]value, *exit) {
	if v.IsNil() {
		return nil, nil
	}
	if !v.IsCons() && !v.IsVector() {
		return nil, in.SignalNamed("error", lisp.NewString("VALUES must be a list or a vector"))
	}
	list, x := in.Funcall(in.Sym("append"), v, lisp.Nil)
	if x != nil {
		return nil, x
	}
	return lisp.Slice(list), nil
}

// start prepares a statement of the arguments of sqlite-execute and others.
func start(in *interp, db, query, values value) (*statement, *exit) {
	d, x := theDatabase(in, db)
	if x != nil {
		return nil, x
	}
	if !query.IsString() {
		return nil, in.WrongType("stringp", query)
	}
	list, x := parameters(in, values)
	if x != nil {
		return nil, x
	}
	return d.prepare(in, query.Str().UTF8(), list)
}

// run runs a statement to its end and returns its rows.
func (d *database) run(in *interp, sql string, values []value) (value, *exit) {
	st, x := d.prepare(in, sql, values)
	if x != nil {
		return value{}, x
	}
	defer st.finalize()
	return st.rows(in)
}

func (s *statement) rows(in *interp) (value, *exit) {
	var l lisp.ListBuilder
	for {
		ok, x := s.step(in)
		if x != nil || !ok {
			return l.List(), x
		}
		row, x := s.row(in)
		if x != nil {
			return value{}, x
		}
		l.Add(row)
	}
}

func execute(in *interp, db, query, values value) (value, *exit) {
	st, x := start(in, db, query, values)
	if x != nil {
		return value{}, x
	}
	defer st.finalize()
	rows, x := st.rows(in)
	if x != nil || !rows.IsNil() {
		return rows, x
	}
	return lisp.Fixnum(int(sqlite3.Xsqlite3_changes(st.db.tls, st.db.handle))), nil
}

func executeBatch(in *interp, db, statements value) (value, *exit) {
	d, x := theDatabase(in, db)
	if x != nil {
		return value{}, x
	}
	if !statements.IsString() {
		return value{}, in.WrongType("stringp", statements)
	}
	text, x := cString(in, statements.Str().UTF8())
	if x != nil {
		return value{}, x
	}
	defer libc.Xfree(d.tls, text)
	defer d.watch(in)()
	if code := sqlite3.Xsqlite3_exec(d.tls, d.handle, text, 0, 0, 0); code != sqlite3.SQLITE_OK {
		return value{}, d.failed(in, code)
	}
	return lisp.T, nil
}

func selectRows(in *interp, a []value) (value, *exit) {
	for len(a) < 4 {
		a = append(a, lisp.Nil)
	}
	st, x := start(in, a[0], a[1], a[2])
	if x != nil {
		return value{}, x
	}
	if a[3] == in.Sym("set") {
		runtime.SetFinalizer(st, (*statement).finalize)
		return lisp.NewObject(st), nil
	}
	defer st.finalize()
	names := lisp.Nil
	if a[3] == in.Sym("full") {
		names = st.columns()
	}
	rows, x := st.rows(in)
	if x == nil && a[3] == in.Sym("full") {
		rows = lisp.NewCons(names, rows)
	}
	return rows, x
}

func next(in *interp, v value) (value, *exit) {
	st, x := theStatement(in, v)
	if x != nil || st.eof {
		return value{}, x
	}
	defer runtime.KeepAlive(st)
	ok, x := st.step(in)
	if x != nil || !ok {
		return value{}, x
	}
	return st.row(in)
}
