package lisp

// The instructions of byte-code that are not calls of primitives. Those with an
// operand in three low bits stand for eight opcodes each.
const (
	bcStackRef         = 0x00
	bcVarref           = 0x08
	bcVarset           = 0x10
	bcVarbind          = 0x18
	bcCall             = 0x20
	bcUnbind           = 0x28
	bcPophandler       = 0x30
	bcPushCondition    = 0x31
	bcPushCatch        = 0x32
	bcSaveBufferOld    = 0x61
	bcSaveBuffer       = 0x72
	bcConstant2        = 0x81
	bcGoto             = 0x82
	bcGotoIfNil        = 0x83
	bcGotoIfNotNil     = 0x84
	bcGotoIfNilElsePop = 0x85
	bcGotoIfNotNilElse = 0x86
	bcReturn           = 0x87
	bcDiscard          = 0x88
	bcDup              = 0x89
	bcSaveExcursion    = 0x8A
	bcSaveWindow       = 0x8B
	bcSaveRestriction  = 0x8C
	bcCatch            = 0x8D
	bcUnwindProtect    = 0x8E
	bcConditionCase    = 0x8F
	bcTempOutputSetup  = 0x90
	bcTempOutputShow   = 0x91
	bcUnbindAll        = 0x92
	bcRelativeGoto     = 0xAA // and the other four jumps
	bcList             = 0xAF
	bcConcat           = 0xB0
	bcInsert           = 0xB1
	bcStackSet         = 0xB2
	bcStackSet2        = 0xB3
	bcDiscardN         = 0xB6
	bcSwitch           = 0xB7
	bcConstant         = 0xC0
)

// byteOps are the opcodes that call a primitive, with the number of arguments.
// They call what Emacs, or here the language, has from the start, whatever Lisp
// makes of the symbol.
var byteOps = [256]struct {
	name string
	args int
}{
	0x38: {"nth", 2}, {"symbolp", 1}, {"consp", 1}, {"stringp", 1}, {"listp", 1}, {"eq", 2}, {"memq", 2}, {"null", 1},
	0x40: {"car", 1}, {"cdr", 1}, {"cons", 2}, {"list", 1}, {"list", 2}, {"list", 3}, {"list", 4}, {"length", 1},
	0x48: {"aref", 2}, {"aset", 3}, {"symbol-value", 1}, {"symbol-function", 1}, {"set", 2}, {"fset", 2}, {"get", 2}, {"substring", 3},
	0x50: {"concat", 2}, {"concat", 3}, {"concat", 4}, {"1-", 1}, {"1+", 1}, {"=", 2}, {">", 2}, {"<", 2},
	0x58: {"<=", 2}, {">=", 2}, {"-", 2}, {"-", 1}, {"+", 2}, {"max", 2}, {"min", 2}, {"*", 2},
	0x60: {"point", 0}, {}, {"goto-char", 1}, {"insert", 1}, {"point-max", 0}, {"point-min", 0}, {"char-after", 1}, {"following-char", 0},
	0x68: {"preceding-char", 0}, {"current-column", 0}, {"indent-to", 1}, {}, {"eolp", 0}, {"eobp", 0}, {"bolp", 0}, {"bobp", 0},
	0x70: {"current-buffer", 0}, {"set-buffer", 1}, {}, {}, {"interactive-p", 0}, {"forward-char", 1}, {"forward-word", 1}, {"skip-chars-forward", 2},
	0x78: {"skip-chars-backward", 2}, {"forward-line", 1}, {"char-syntax", 1}, {"buffer-substring", 2}, {"delete-region", 2}, {"narrow-to-region", 2}, {"widen", 0}, {"end-of-line", 1},
	0x93: {"set-marker", 3}, {"match-beginning", 1}, {"match-end", 1}, {"upcase", 1}, {"downcase", 1},
	0x98: {"string-equal", 2}, {"string-lessp", 2}, {"equal", 2}, {"nthcdr", 2}, {"elt", 2}, {"member", 2}, {"assq", 2}, {"nreverse", 1},
	0xA0: {"setcar", 2}, {"setcdr", 2}, {"car-safe", 1}, {"cdr-safe", 1}, {"nconc", 2}, {"/", 2}, {"%", 2}, {"numberp", 1}, {"integerp", 1},
}

// byteSymbol returns what stands in analysed byte-code for the primitive called
// name: a symbol of its own, which no redefinition reaches, or the symbol itself
// if that is no primitive.
func (in *Interp) byteSymbol(name string) *Symbol {
	if s := in.byteSymbols[name]; s != nil {
		return s
	}
	f := in.original(in.Intern(name))
	if f == nil || f.kind != funcPrim {
		return in.Intern(name)
	}
	s := newSymbol(name)
	s.fn, s.builtin, s.byteOp = f, f, true
	s.op = opcodes()[name]
	if in.byteSymbols == nil {
		in.byteSymbols = map[string]*Symbol{}
	}
	in.byteSymbols[name] = s
	return s
}

// An instruction is one of a byte string. base is its opcode without operand.
type instruction struct {
	pc, next int
	base     uint8
	arg      int
}

// fetch decodes the instruction at pc; ok is false at the end of text.
func fetch(text string, pc int) (i instruction, ok bool) {
	if pc < 0 || pc >= len(text) {
		return i, false
	}
	op := text[pc]
	i = instruction{pc: pc, next: pc + 1, base: op}
	wide := 0 // bytes of the operand
	switch {
	case op < bcPophandler:
		i.base, i.arg = op&^7, int(op&7)
		wide = max(0, i.arg-5)
	case op >= bcConstant:
		i.base, i.arg = bcConstant, int(op-bcConstant)
	case op == bcConstant2:
		i.base, wide = bcConstant, 2
	case op == bcPushCondition, op == bcPushCatch, op >= bcGoto && op <= bcGotoIfNotNilElse, op == bcStackSet2:
		wide = 2
	case op >= bcRelativeGoto && op <= bcStackSet, op == bcDiscardN:
		wide = 1
	}
	if pc+wide >= len(text) {
		return i, false
	}
	switch i.next += wide; wide {
	case 1:
		i.arg = int(text[pc+1])
	case 2:
		i.arg = int(text[pc+1]) | int(text[pc+2])<<8
	}
	switch {
	case op >= bcRelativeGoto && op < bcList:
		i.base, i.arg = op-bcRelativeGoto+bcGoto, i.next+i.arg-128
	case op == bcStackSet2:
		i.base = bcStackSet
	}
	return i, true
}

// jumps reports whether i may go on at i.arg.
func (i *instruction) jumps() bool {
	return i.base >= bcGoto && i.base <= bcGotoIfNotNilElse || i.base == bcPushCondition || i.base == bcPushCatch
}
