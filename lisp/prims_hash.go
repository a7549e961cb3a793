package lisp

// hashPrims are the primitives on hash tables.
var hashPrims = []Prim{
	{usage: "(make-hash-table &rest KEYWORD-ARGS)", fn: FnN(primMakeHash),
		doc: "Return a new hash table. Keywords are :test, :size, :weakness, :rehash-size, :rehash-threshold and :purecopy; rehash sizes change nothing.\nAn entry of a weak table goes when its key, or value, is referred to by nothing else; :weakness is key, value,\nkey-and-value, or key-or-value, whose entries stay."},
	{usage: "(gethash KEY TABLE &optional DFLT)", fn: v3(primGethash), doc: "Return the value of KEY in TABLE, DFLT if it has none."},
	{usage: "(puthash KEY VALUE TABLE)", fn: v3(primPuthash), doc: "Make VALUE the value of KEY in TABLE. Return VALUE."},
	{usage: "(remhash KEY TABLE)", fn: v2(primRemhash), doc: "Remove KEY from TABLE. Return nil."},
	{usage: "(clrhash TABLE)", fn: v1(primClrhash), doc: "Remove all entries of TABLE. Return TABLE."},
	{usage: "(maphash FUNCTION TABLE)", fn: v2(primMaphash), doc: "Call FUNCTION with key and value of each entry of TABLE. Return nil."},
	{usage: "(copy-hash-table TABLE)", fn: v1(primCopyHash), doc: "Return a copy of TABLE; keys and values are shared."},
	{usage: "(hash-table-p OBJ)", fn: v1(primHashTableP), doc: "Return t if OBJ is a hash table."},
	{usage: "(hash-table-count TABLE)", fn: v1(primHashCount), doc: "Return the number of entries of TABLE."},
	{usage: "(hash-table-test TABLE)", fn: v1(primHashTest), doc: "Return the name of the test that compares the keys of TABLE."},
	{usage: "(hash-table-weakness TABLE)", fn: v1(primHashWeakness), doc: "Return the weakness that TABLE was made with: nil, or which of key and value do not stay alive by being in it."},
	{usage: "(hash-table-size TABLE)", fn: v1(primHashSize), doc: "Return how many entries TABLE has room for."},
	{usage: "(hash-table-rehash-size TABLE)", fn: v1(primHashRehashSize), doc: "Return 1.5: how much a table grows is not adjustable."},
	{usage: "(hash-table-rehash-threshold TABLE)", fn: v1(primHashThreshold), doc: "Return 0.8125: when a table grows is not adjustable."},
	{usage: "(define-hash-table-test NAME TEST HASH)", fn: v3(primDefineTest),
		doc: "Define the hash table test NAME: TEST compares two keys, HASH returns an integer that is the same for keys alike."},
	{usage: "(sxhash-eq OBJ)", fn: v1(primSxhashEq), doc: "Return an integer that is the same for objects that are eq."},
	{usage: "(sxhash-eql OBJ)", fn: v1(primSxhashEql), doc: "Return an integer that is the same for objects that are eql."},
	{usage: "(sxhash-equal OBJ)", fn: v1(primSxhashEqual), doc: "Return an integer that is the same for objects that are equal."},
	{usage: "(sxhash-equal-including-properties OBJ)", fn: v1(primSxhashEqual),
		doc: "Return an integer that is the same for objects alike by equal-including-properties."},
}

// SignalError starts the signal (error TEXT ARG), or (error TEXT . ARG) if ARG is a
// proper list.
func (in *Interp) SignalError(text string, arg Value) *Exit {
	if _, end := listLength(arg); end != properList || !arg.IsList() {
		arg = List(arg)
	}
	return in.SignalData(in.s.error, NewCons(NewString(text), arg), nil)
}

func primMakeHash(in *Interp, args []Value) (Value, *Exit) {
	h := &HashTable{}
	opts := map[string]Value{}
	used := make([]bool, len(args))
	for _, key := range []string{":test", ":purecopy", ":size", ":rehash-size", ":rehash-threshold", ":weakness"} {
		k := in.Sym(key)
		for i := 0; i+1 < len(args); i++ {
			if !used[i] && args[i] == k {
				used[i], used[i+1] = true, true
				opts[key] = args[i+1]
				break
			}
		}
	}
	test, ok := opts[":test"]
	if !ok {
		test = in.s.eql
	}
	var x *Exit
	if h.Test, x = in.hashTest(test); x != nil {
		return Value{}, x
	}
	h.Pure = !opts[":purecopy"].IsNil()
	if v := opts[":size"]; !v.IsNil() && !(v.IsFixnum() && v.fix() >= 0) {
		return Value{}, in.SignalError("Invalid hash table size", v)
	}
	if v := opts[":size"]; v.IsFixnum() {
		h.SetSize(v.Fixnum())
	}
	if v, ok := opts[":rehash-size"]; ok && !(v.IsFixnum() && v.fix() > 0 || v.IsFloat() && v.Float() > 1) {
		return Value{}, in.SignalError("Invalid hash table rehash size", v)
	}
	if v, ok := opts[":rehash-threshold"]; ok && !(v.IsFloat() && v.Float() > 0 && v.Float() <= 1) {
		return Value{}, in.SignalError("Invalid hash table rehash threshold", v)
	}
	weak := opts[":weakness"]
	if weak == T {
		weak = in.Sym("key-and-value")
	}
	switch weak {
	case Value{}, in.Sym("key"), in.Sym("value"), in.Sym("key-or-value"), in.Sym("key-and-value"):
		h.setWeakness(in, weak)
	default:
		return Value{}, in.SignalError("Invalid hash table weakness", weak)
	}
	for i, u := range used {
		if !u {
			return Value{}, in.SignalError("Invalid argument list", args[i])
		}
	}
	return h.Value(), nil
}

// hashTest returns the test called name: a standard one, or one that
// define-hash-table-test put on the symbol.
func (in *Interp) hashTest(name Value) (*HashTest, *Exit) {
	switch name {
	case in.s.eq:
		return &HashTest{Name: name, kind: testEq}, nil
	case in.s.eql:
		return &HashTest{Name: name, kind: testEql}, nil
	case in.s.equal:
		return &HashTest{Name: name, kind: testEqual}, nil
	}
	if !name.IsSymbol() {
		return nil, in.WrongType("symbolp", name)
	}
	prop := PlistGet(in.Symbol(name).plist, in.Sym("hash-table-test"))
	if !prop.IsCons() || !Cdr(prop).IsCons() {
		return nil, in.SignalError("Invalid hash table test", name)
	}
	return &HashTest{Name: name, kind: testUser, Equal: Car(prop), Key: cadr(prop)}, nil
}

func primDefineTest(in *Interp, name, test, hash Value) (Value, *Exit) {
	s, x := in.argSymbol(name)
	if x != nil {
		return Value{}, x
	}
	prop := List(test, hash)
	in.put(s, in.Sym("hash-table-test"), prop)
	return prop, nil
}

func primGethash(in *Interp, k, table, dflt Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	v, ok, x := h.Get(in, k)
	if !ok {
		v = dflt
	}
	return v, x
}

func primPuthash(in *Interp, k, v, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return v, h.Put(in, k, v)
}

func primRemhash(in *Interp, k, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return Value{}, h.Remove(in, k)
}

func primClrhash(in *Interp, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	h.Clear()
	return table, nil
}

func primMaphash(in *Interp, f, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil || h.Len() == 0 {
		return Value{}, x
	}
	call, x := in.Caller(f)
	if x != nil {
		return Value{}, x
	}
	n := 0
	h.Map(func(k, v Value) bool {
		if _, x = call.Call2(k, v); x == nil && n&1023 == 1023 {
			x = in.Poll()
		}
		n++
		return x == nil
	})
	return Value{}, x
}

func primCopyHash(in *Interp, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return h.Copy().Value(), nil
}

func primHashTableP(_ *Interp, v Value) (Value, *Exit) { return Bool(v.IsHashTable()), nil }

func primHashCount(in *Interp, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return fix(int64(h.Len())), nil
}

func primHashTest(in *Interp, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return h.Test.Name, nil
}

func primHashWeakness(in *Interp, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return h.Weak, nil
}

func primHashSize(in *Interp, table Value) (Value, *Exit) {
	h, x := in.argHash(table)
	if x != nil {
		return Value{}, x
	}
	return fix(int64(h.room())), nil
}

func primHashRehashSize(in *Interp, table Value) (Value, *Exit) {
	_, x := in.argHash(table)
	return Float(1.5), x
}

func primHashThreshold(in *Interp, table Value) (Value, *Exit) {
	_, x := in.argHash(table)
	return Float(0.8125), x
}

func primSxhashEq(_ *Interp, v Value) (Value, *Exit)    { return fix(int64(hashEq(v))), nil }
func primSxhashEql(_ *Interp, v Value) (Value, *Exit)   { return fix(int64(hashEql(v))), nil }
func primSxhashEqual(_ *Interp, v Value) (Value, *Exit) { return fix(int64(hashEqual(v, 0))), nil }
