package lisp

import "slices"

// number finds the objects within v that print-circle must show with labels, and
// numbers them in the order in which it comes across them for the second time, as
// Emacs does. It keeps its own stack, so any depth is fine.
func (p *printer) number(v Value) *Exit {
	p.labels = map[Value]int{}
	if p.continuous {
		if x := p.loadNumbers(); x != nil {
			return x
		}
	}
	todo := []Value{v}
	for turn := 0; len(todo) > 0; turn++ {
		if turn&0xFFFF == 0xFFFF {
			if x := p.in.Poll(); x != nil {
				return x
			}
		}
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !p.labelled(v) {
			continue
		}
		if seen, ok := p.labels[v]; ok {
			if seen == seenOnce {
				p.last++
				p.labels[v] = -p.last
			}
			continue
		}
		if p.labels[v] = seenOnce; v.IsSymbol() && p.continuous {
			p.last++
			p.labels[v] = -p.last // numbered even if it is seen once
		}
		n := len(todo)
		todo = p.parts(todo, v)
		slices.Reverse(todo[n:])
	}
	return nil
}

// labelled reports whether v may have a label.
func (p *printer) labelled(v Value) bool {
	switch v.Kind() {
	case KindCons, KindVector, KindRecord, KindHashTable:
		return true
	case KindString:
		return v.Str().n > 0
	case KindFunction:
		return v.Func().lam != nil
	case KindObject:
		switch v.Object().(type) {
		case *CharTable, *subTable:
			return true
		}
	case KindSymbol:
		return p.gensym && !v.IsNil() && !p.in.Symbol(v).interned
	}
	return false
}

// parts appends to todo what v consists of, first things first.
func (p *printer) parts(todo []Value, v Value) []Value {
	switch v.Kind() {
	case KindCons:
		return append(todo, v.Cons().Car, v.Cons().Cdr)
	case KindVector, KindRecord:
		return append(todo, v.Vector().Slots...)
	case KindHashTable:
		v.HashTable().Map(func(k, v Value) bool {
			todo = append(todo, k, v)
			return true
		})
	case KindFunction:
		if v.isCode() {
			return append(todo, v.codeSlots()...)
		}
		l := p.closure(v.Func()).Cons()
		return append(todo, l.Cdr)
	case KindObject:
		switch o := v.Object().(type) {
		case *CharTable:
			return append(todo, p.tableSlots(o)...)
		case *subTable:
			return append(todo, o.slots...)
		}
	case KindString:
		if props := v.Str().props; props != nil && p.quote {
			props.Intervals(func(_, _ int, plist Value) { todo = append(todo, plist) })
		}
	}
	return todo
}

// loadNumbers takes over the labels of earlier calls from print-number-table.
func (p *printer) loadNumbers() *Exit {
	p.haveNumbers = true
	v, _ := p.in.VarValue(p.vars.numberTable)
	if !v.IsHashTable() {
		return nil
	}
	v.HashTable().Map(func(k, n Value) bool {
		if n.IsFixnum() {
			p.labels[k] = n.Fixnum()
			p.last = max(p.last, n.Fixnum())
		}
		return true
	})
	return nil
}

// keepNumbers puts the labels into print-number-table, for calls to come.
func (p *printer) keepNumbers(x *Exit) *Exit {
	v, _ := p.in.VarValue(p.vars.numberTable)
	if !v.IsHashTable() {
		v = (&HashTable{Test: &HashTest{Name: p.in.s.eq, kind: testEq}}).Value()
		if x == nil {
			x = p.in.SetVar(p.vars.numberTable, v)
		}
	}
	for k, n := range p.labels {
		if n != seenOnce {
			if e := v.HashTable().Put(p.in, k, Fixnum(max(n, -n))); e != nil && x == nil {
				x = e
			}
		}
	}
	return x
}
