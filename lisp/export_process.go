package lisp

// ErrorOf returns the Go error for x: *Signal, *ExitError, or what the context
// of the call was cancelled with.
func (in *Interp) ErrorOf(x *Exit) error { return in.toError(x) }

// CallApart2 calls f with a and b as the event loop calls filters: the
// condition-case forms under way outside do not count as handlers, so that an
// error which nothing in f handles carries its backtrace. Catches outside can
// be thrown to.
func (in *Interp) CallApart2(f, a, b Value) (Value, *Exit) {
	outer := in.handlers
	in.apart()
	c, x := in.Caller(f)
	var v Value
	if x == nil {
		v, x = c.Call2(a, b)
	}
	in.handlers = outer
	return v, x
}

// apart hides the condition-case forms in force. The catches are copied behind
// them, into room that calls use next anyway.
func (in *Interp) apart() {
	all := in.handlers
	for i := range all {
		if all[i].conds != nil || all[i].bind != nil {
			in.handlers = all[len(all):]
			for _, h := range all {
				if h.conds == nil && h.bind == nil {
					in.handlers = append(in.handlers, h)
				}
			}
			return
		}
	}
}
