package buffer

import (
	"slices"

	"elnet/lisp"
)

// change is what beforeChange found out and afterChange needs.
type change struct {
	from, to int
	hooks    []overlayHook // of overlays, to be called again after the change
	texts    []value       // of text properties, to be called after an insertion
}

// hooked reports whether a change of b may have to run anything.
func (s *State) hooked(b *Buffer) bool {
	if !s.value(s.sym.beforeChange).IsNil() || !s.value(s.sym.firstChange).IsNil() || b.iv != nil {
		return true
	}
	return b.hasOverlays()
}

// runBefore runs what is to run before a change of from..to, and returns where
// the change is then: hooks may change the text.
func (s *State) runBefore(in *lisp.Interp, b *Buffer, from, to int) (change, *lisp.Exit) {
	c := change{from: from, to: to}
	if !s.hooked(b) || !s.value(s.sym.inhibitHooks).IsNil() {
		return c, nil
	}
	start := b.pin(from, false)
	defer start.Detach()
	first := b.ticks <= b.saved
	x := s.inHooks(in, b, func() *lisp.Exit {
		if x := s.textHooks(in, b, from, to, &c); x != nil {
			return x
		}
		if first && !s.value(s.sym.firstChange).IsNil() {
			if x := in.RunHooks("first-change-hook"); x != nil {
				return x
			}
		}
		if x := s.runChangeHook(in, s.sym.beforeChange, lispPos(start.Pos()), lispPos(min(start.Pos()+to-from, b.Len()))); x != nil {
			return x
		}
		c.hooks = b.overlayHooks(s, start.Pos(), min(start.Pos()+to-from, b.Len()))
		return s.runOverlayHooks(in, c.hooks, lisp.Nil, lispPos(start.Pos()), lispPos(min(start.Pos()+to-from, b.Len())))
	})
	if x != nil {
		return c, x
	}
	if !b.Live() {
		return c, in.Errorf("Selecting deleted buffer")
	}
	c.from = start.Pos()
	c.to = min(c.from+to-from, b.Len())
	return c, s.checkWritable(in, b)
}

// runChangeHook runs the functions of a hook about changes. One that fails
// makes the hook nil, so that it does not fail at every change.
func (s *State) runChangeHook(in *lisp.Interp, hook *lisp.Symbol, args ...value) *lisp.Exit {
	if s.value(hook).IsNil() {
		return nil
	}
	_, x := in.Funcall(in.Sym("run-hook-with-args"), append([]value{hook.Value()}, args...)...)
	if x != nil && x.IsSignal() {
		if y := in.SetVar(hook, lisp.Nil); y != nil {
			return y
		}
	}
	return x
}

// inHooks runs f in b with change hooks inhibited.
func (s *State) inHooks(in *lisp.Interp, b *Buffer, f func() *lisp.Exit) *lisp.Exit {
	mark := in.Mark()
	defer in.Unbind(mark)
	s.SaveCurrent(in)
	s.SetCurrent(b)
	if x := in.Bind(s.sym.inhibitHooks, lisp.T); x != nil {
		return x
	}
	return f()
}

// afterChange does what follows every change: n characters at c.from are the
// new text in place of old ones.
func (s *State) afterChange(in *lisp.Interp, b *Buffer, c *change, n, old int) *lisp.Exit {
	if c.hooks == nil && c.texts == nil && s.value(s.sym.afterChange).IsNil() || !s.value(s.sym.inhibitHooks).IsNil() {
		return nil
	}
	if s.combining(b) {
		s.combined = append(s.combined, combinedChange{b, c.from, b.Len() - (c.from + n), n - old})
		return nil
	}
	from, to := lispPos(c.from), lispPos(c.from+n)
	return s.inHooks(in, b, func() *lisp.Exit {
		if x := s.runChangeHook(in, s.sym.afterChange, from, to, lisp.Fixnum(old)); x != nil {
			return x
		}
		if x := s.runOverlayHooks(in, c.hooks, lisp.T, from, to, lisp.Fixnum(old)); x != nil {
			return x
		}
		if old != 0 {
			return nil
		}
		for _, f := range c.texts {
			if x := callAll(in, f, from, to); x != nil {
				return x
			}
		}
		return nil
	})
}

// A combinedChange is one that combine-after-change-calls put off: how much text
// is before and after it, and by how much the text grew.
type combinedChange struct {
	b                     *Buffer
	before, after, growth int
}

// combining reports whether after-change-functions are to wait.
func (s *State) combining(b *Buffer) bool {
	return !s.value(s.sym.combineCalls).IsNil() && s.value(s.sym.beforeChange).IsNil() && !b.overlays.any()
}

// runCombined tells of the changes put off, as one.
func (s *State) runCombined(in *lisp.Interp) (value, *exit) {
	list := s.combined
	s.combined = nil
	if len(list) == 0 || !list[0].b.Live() {
		return value{}, nil
	}
	b := list[0].b
	before, after, growth := b.Len(), b.Len(), 0
	for _, c := range list {
		if c.b == b {
			before, after, growth = min(before, c.before), min(after, c.after), growth+c.growth
		}
	}
	n := b.Len() - after - before
	x := s.inHooks(in, b, func() *lisp.Exit {
		return s.runChangeHook(in, s.sym.afterChange, lispPos(before), lispPos(before+n), lisp.Fixnum(n-growth))
	})
	return value{}, x
}

// callAll calls the functions of a list.
func callAll(in *lisp.Interp, list value, args ...value) *lisp.Exit {
	for _, f := range lisp.Slice(list) {
		if _, x := in.Funcall(f, args...); x != nil {
			return x
		}
	}
	return nil
}

// textHooks runs the modification-hooks of the text from..to, and notes in c
// those that are to be told of an insertion.
func (s *State) textHooks(in *lisp.Interp, b *Buffer, from, to int, c *change) *lisp.Exit {
	if b.iv == nil {
		return nil
	}
	if from == to {
		if from > 0 {
			if v := s.lookup(b.iv.Get(from-1), s.sym.insertBehind); !v.IsNil() {
				c.texts = append(c.texts, v)
			}
		}
		if from < b.iv.Len() {
			if v := s.lookup(b.iv.Get(from), s.sym.insertFront); !v.IsNil() {
				c.texts = append(c.texts, v)
			}
		}
		return nil
	}
	var lists []value
	b.iv.Each(from, to, func(_, _ int, p value) bool {
		if v := s.lookup(p, s.sym.modificationHooks); !v.IsNil() && (len(lists) == 0 || lists[len(lists)-1] != v) {
			lists = append(lists, v)
		}
		return true
	})
	for _, l := range lists {
		if x := callAll(in, l, lispPos(from), lispPos(to)); x != nil {
			return x
		}
	}
	return nil
}

// An overlayHook is one function that an overlay wants called.
type overlayHook struct {
	o *Overlay
	f value
}

// overlayHooks returns the functions of overlays that a change of from..to
// concerns.
func (b *Buffer) overlayHooks(s *State, from, to int) []overlayHook {
	var hooks []overlayHook
	for _, v := range b.views {
		for o := range v.overlays.all() {
			start, end := o.bounds()
			add := func(prop value) {
				for _, f := range lisp.Slice(s.lookup(o.plist, prop)) {
					hooks = append(hooks, overlayHook{o, f})
				}
			}
			insertion := from == to
			if insertion && (from == start || to == start) {
				add(s.sym.insertFront)
			}
			if insertion && (from == end || to == end) {
				add(s.sym.insertBehind)
			}
			// Test for intersection, of what is not an insertion at an edge.
			if to > start && from < end {
				add(s.sym.modificationHooks)
			}
		}
	}
	return slices.Clip(hooks)
}

func (s *State) runOverlayHooks(in *lisp.Interp, hooks []overlayHook, after value, args ...value) *lisp.Exit {
	for _, h := range hooks {
		if h.o.buf == nil {
			continue
		}
		if _, x := in.Funcall(h.f, append([]value{h.o.value, after}, args...)...); x != nil {
			return x
		}
	}
	return nil
}
