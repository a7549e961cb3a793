package lisp

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// runCode calls a byte-code function of the byte string code.
func runCode(t *testing.T, in *Interp, args, code string, constants []Value) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	a, err := in.Eval(context.Background(), "'"+args)
	if err != nil {
		t.Fatal(err)
	}
	_, err = in.Do(ctx, func() (Value, *Exit) {
		f, ok := in.newCode([]Value{a, UnibyteString(code), NewVector(append([]Value(nil), constants...)), fix(10)}, true)
		if !ok {
			return Value{}, in.Errorf("not a function")
		}
		return in.Funcall(f.Value(), fix(3), NewCons(fix(1), fix(2)))
	})
	if len(in.specs)+len(in.handlers)+len(in.byteFrames)+len(in.byteCatches) != 0 {
		t.Fatalf("%q left %d bindings, %d handlers, %d frames, %d catches", code, len(in.specs), len(in.handlers),
			len(in.byteFrames), len(in.byteCatches))
	}
	return err
}

func fuzzConstants(in *Interp) []Value {
	sym := func(n string) Value { return in.Intern(n).Value() }
	table := &HashTable{Test: &HashTest{Name: in.s.eq, kind: testEq}}
	table.Put(in, fix(3), fix(7))
	table.Put(in, fix(1), fix(12))
	return []Value{fix(3), sym("fuzz-var"), sym("car"), sym("list"), Value{}, T, NewString("abc"), table.Value(),
		List(in.s.error), NewCons(fix(1), fix(2)), sym("throw"), NewVector([]Value{fix(1), fix(2)}), List(List(sym("setq"), sym("fuzz-var"), fix(1))), Float(1.5)}
}

// FuzzByteCode runs random byte strings: whatever they are, they end, with a
// value or a signal, and leave nothing behind.
func FuzzByteCode(f *testing.F) {
	for _, s := range []string{"\300\207", "\211\207", "\300\301\302#\207", "\001\001\\\207", "\300\061\010\000\301@0\207\207", "\300\062\007\000\3010\207\207",
		"\300\301\302\303\266\202D\207", "\310\216\300)\207", "\300\031\011\301\030)\010)\207", "\003\003\003\003\003\003\257\006\207", "\300\307\267\300\207",
		"\212\300)\207", "\202\000\000", "\300\203\005\000\301\207", "\300\205\005\000\301\207", "\300\206\005\000\301\207", strings.Repeat("\300", 230) + "\257\377\207",
		strings.Repeat("\300", 250) + "\006\310\203\377\000\207\207", strings.Repeat("@", 500) + "\207", "\300\001\300V\203\023\000\211\002\\\262\001\001S\262\002\202\001\000\207"} {
		f.Add(uint8(0), s)
	}
	in := New(Options{NoFiles: true})
	f.Fuzz(func(t *testing.T, kind uint8, code string) {
		args := [...]string{"514", "642", "128", "(a b)", "(a &optional b &rest c)", "(a b c)"}[int(kind)%6]
		err := runCode(t, in, args, code, fuzzConstants(in))
		var crash *Crash
		if errors.As(err, &crash) {
			t.Fatalf("%q: %v\n%s", code, crash, crash.Stack)
		}
	})
}

// Code that is invalid signals an error when it is run, and only what is run
// counts.
func TestInvalidByteCode(t *testing.T) {
	in := New(Options{NoFiles: true})
	for code, want := range map[string]string{
		"":                                   "Invalid byte-code",
		"\300":                               "Invalid byte-code",
		"\377\207":                           "Invalid byte-code",
		"\210\210\210\207":                   "Invalid byte-code",
		"\202\377\377":                       "Invalid byte-code",
		"\300\000\207":                       "Invalid byte opcode: op=0, ptr=1",
		"\300\203\006\000\300\300\207":       "Invalid byte-code", // two depths at the same place
		"\300\202\006\000\000\000\207":       "",
		"0\207":                              "Invalid byte-code",
		"\051\207":                           "Invalid byte-code",
		"\300\302\267\300\207":               "Invalid byte-code",
		"\202\000\000":                       "deadline",
		strings.Repeat("\300\210", 1<<16):    "Invalid byte-code",
		strings.Repeat("\211@", 100):         "listp",
		"\300\301!\207":                      "Invalid function",
		"\301\031\207":                       "not balanced",
		"\300\062\006\000\300\207\207":       "", // a handler left over
		strings.Repeat("\300", 300) + "\207": "",
	} {
		err := runCode(t, in, "514", code, fuzzConstants(in))
		if got := ""; err != nil {
			got = err.Error()
			if want == "" || !strings.Contains(got, want) {
				t.Errorf("%.40q: %v, want %q", code, err, want)
			}
		} else if want != got {
			t.Errorf("%.40q: no error, want %q", code, want)
		}
	}
}

// The forms whose answers Emacs has written run every opcode that its compiler
// makes.
func TestByteCodeFormsCoverOpcodes(t *testing.T) {
	text, err := os.ReadFile("../tests/conformance/byte-code-run.el")
	if err != nil {
		t.Fatal(err)
	}
	in := New(Options{NoFiles: true})
	seen := map[uint8]bool{}
	var walk func(v Value)
	walk = func(v Value) {
		switch {
		case v.IsCons():
			for _, e := range Slice(v) {
				walk(e)
			}
		case v.isCode():
			slots := v.codeSlots()
			code := slots[byteCode].Str().s
			for i, ok := fetch(code, 0); ok; i, ok = fetch(code, i.next) {
				seen[i.base] = true
			}
			for _, e := range slots[byteConstants].Vector().Slots {
				walk(e)
			}
		}
	}
	r := reader{in: in, text: string(text), ob: in.obarray}
	for {
		v, x := r.read()
		if x != nil {
			break
		}
		walk(v)
	}
	want := []uint8{bcStackRef, bcVarref, bcVarset, bcVarbind, bcCall, bcUnbind, bcPophandler, bcPushCondition, bcPushCatch, bcSaveBuffer,
		bcConstant, bcGoto, bcGotoIfNil, bcGotoIfNotNil, bcGotoIfNilElsePop, bcGotoIfNotNilElse, bcReturn, bcDiscard, bcDup,
		bcSaveExcursion, bcSaveRestriction, bcUnwindProtect, bcList, bcConcat, bcInsert, bcStackSet, bcDiscardN, bcSwitch}
	for op, row := range byteOps { // interactive-p is obsolete
		if row.name != "" && row.name != "interactive-p" {
			want = append(want, uint8(op))
		}
	}
	for _, op := range want {
		if !seen[op] {
			t.Errorf("no form has the opcode %#x %s", op, byteOps[op].name)
		}
	}
}
