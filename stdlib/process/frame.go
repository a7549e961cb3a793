package process

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"

	"elnet/lisp"
)

// defaultMaxFrame bounds a message if :max-frame does not.
const defaultMaxFrame = 16 << 20

// Errors of framing.
var (
	errFrameTooLong = errors.New("message too long")
	errFrameBad     = errors.New("malformed message")
)

// A framing says where the messages in a stream of bytes end.
type framing struct {
	kind   string // line, netstring or length
	size   int    // bytes of a length
	little bool
	spec   lisp.Value
}

// frames takes a stream of bytes apart into messages.
type frames struct {
	framing
	max  func() int
	buf  []byte
	off  int // bytes of buf already taken
	seen int // bytes from off on that are known to have no line end
}

// framingOf reads the value of :framing.
func framingOf(s *State, v lisp.Value) (framing, bool) {
	in := s.in
	f := framing{spec: v}
	switch {
	case v == in.Sym("line"):
		f.kind = "line"
	case v == in.Sym("netstring"):
		f.kind = "netstring"
	case v.IsCons() && v.Cons().Car == in.Sym("length") && v.Cons().Cdr.IsCons():
		size := v.Cons().Cdr.Cons()
		if !size.Car.IsFixnum() {
			return f, false
		}
		f.kind, f.size = "length", size.Car.Fixnum()
		if size.Cdr.IsCons() {
			f.little = size.Cdr.Cons().Car == in.Sym("little")
			if !f.little && size.Cdr.Cons().Car != in.Sym("big") || !size.Cdr.Cons().Cdr.IsNil() {
				return f, false
			}
		} else if !size.Cdr.IsNil() {
			return f, false
		}
		return f, f.size == 1 || f.size == 2 || f.size == 4 || f.size == 8
	default:
		return f, false
	}
	return f, true
}

func setFraming(s *State, p *Process, v lisp.Value) bool {
	if v.IsNil() {
		if p.more != nil {
			p.more.frames = nil
		}
		return true
	}
	f, ok := framingOf(s, v)
	if !ok {
		return false
	}
	m := p.ext()
	old := m.frames
	m.frames = &frames{framing: f, max: func() int {
		if m.maxFrame > 0 {
			return m.maxFrame
		}
		return defaultMaxFrame
	}}
	if old != nil {
		m.frames.feed(old.buf[old.off:])
		s.laterFrames(p)
	}
	return true
}

func getFraming(_ *State, p *Process) lisp.Value {
	if p.more == nil || p.more.frames == nil {
		return lisp.Nil
	}
	return p.more.frames.spec
}

// feed adds what was read.
func (f *frames) feed(b []byte) {
	if f.off > 0 {
		f.buf = f.buf[:copy(f.buf, f.buf[f.off:])]
		f.off = 0
	}
	f.buf = append(f.buf, b...)
}

// next takes the next whole message, valid until feed; ok is false if there is none yet.
func (f *frames) next() (msg []byte, ok bool, err error) {
	b := f.buf[f.off:]
	limit := f.max()
	switch f.kind {
	case "line":
		i := bytes.IndexByte(b[f.seen:], '\n')
		if i < 0 {
			if f.seen = len(b); f.seen > limit {
				return nil, false, errFrameTooLong
			}
			return nil, false, nil
		}
		i += f.seen
		f.seen = 0
		f.off += i + 1
		if msg = bytes.TrimSuffix(b[:i], []byte("\r")); len(msg) > limit {
			return nil, false, errFrameTooLong
		}
		return msg, true, nil
	case "netstring":
		return f.netstring(b, limit)
	}
	if len(b) < f.size {
		return nil, false, nil
	}
	n := f.length(b)
	switch {
	case n > uint64(limit):
		return nil, false, errFrameTooLong
	case uint64(len(b)-f.size) < n:
		return nil, false, nil
	}
	f.off += f.size + int(n)
	return b[f.size : f.size+int(n)], true, nil
}

// maxDigits of a netstring's length.
const maxDigits = 10

func (f *frames) netstring(b []byte, limit int) (msg []byte, ok bool, err error) {
	i := 0
	for i < len(b) && i < maxDigits && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	switch {
	case i == len(b) && i < maxDigits:
		return nil, false, nil
	case i == 0 || i == len(b) || b[i] != ':' || i > 1 && b[0] == '0':
		return nil, false, errFrameBad
	}
	n, _ := strconv.Atoi(string(b[:i]))
	end := i + 1 + n
	switch {
	case n > limit:
		return nil, false, errFrameTooLong
	case len(b) <= end:
		return nil, false, nil
	case b[end] != ',':
		return nil, false, errFrameBad
	}
	f.off += end + 1
	return b[i+1 : end], true, nil
}

func (f *framing) length(b []byte) uint64 {
	var full [8]byte
	if f.little {
		copy(full[:], b[:f.size])
		return binary.LittleEndian.Uint64(full[:])
	}
	copy(full[8-f.size:], b[:f.size])
	return binary.BigEndian.Uint64(full[:])
}

// rest is an unfinished last line.
func (f *frames) rest() ([]byte, bool) {
	b := f.buf[f.off:]
	if f.kind != "line" || len(b) == 0 {
		return nil, false
	}
	f.off, f.seen = len(f.buf), 0
	return b, true
}

// wrap is msg as it is sent.
func (f *framing) wrap(msg []byte) ([]byte, error) {
	switch f.kind {
	case "line":
		if bytes.IndexByte(msg, '\n') >= 0 {
			return nil, errFrameBad
		}
		return append(append([]byte(nil), msg...), '\n'), nil
	case "netstring":
		out := append(strconv.AppendInt(nil, int64(len(msg)), 10), ':')
		return append(append(out, msg...), ','), nil
	}
	if f.size < 8 && uint64(len(msg)) >= 1<<(8*f.size) {
		return nil, errFrameTooLong
	}
	var full [8]byte
	head := full[:f.size]
	if f.little {
		binary.LittleEndian.PutUint64(full[:], uint64(len(msg)))
	} else {
		binary.BigEndian.PutUint64(full[:], uint64(len(msg)))
		head = full[8-f.size:]
	}
	return append(append([]byte(nil), head...), msg...), nil
}

// deliverFrames gives the filter of p one message after the other. What it
// leaves the wait with ends that first: the rest comes at the next one.
func (s *State) deliverFrames(p *Process) *lisp.Exit {
	for {
		f := p.more.frames
		if f == nil || p.dead() || p.stopped || p.filter == lisp.T {
			return nil
		}
		msg, ok, err := f.next()
		switch {
		case err != nil:
			s.giveUp(p, "connection broken: "+err.Error()+"\n", lisp.NewString(err.Error()))
			return nil
		case !ok:
			return nil
		}
		if x := s.deliverFrame(p, msg); x != nil {
			kept := *x
			s.laterFrames(p)
			return &kept
		}
		if s.exit != nil {
			s.laterFrames(p)
			return nil
		}
	}
}

// deliverFrame decodes one message by itself.
func (s *State) deliverFrame(p *Process, msg []byte) *lisp.Exit {
	text := s.decode(p, msg, true)
	if text.IsNil() {
		return nil
	}
	return s.callFilter(p, text)
}

// laterFrames delivers what is left at the next wait.
func (s *State) laterFrames(p *Process) {
	l := s.loop.Load()
	if l == nil || p.more == nil || p.more.frames == nil || p.more.frames.off == len(p.more.frames.buf) {
		return
	}
	l.AfterFunc(0, func() {
		if !p.dead() && p.more.frames != nil {
			s.leave(s.deliverFrames(p))
		}
	})
}

const sendFrameDoc = `Send STRING, encoded, to PROCESS as one message of its :framing and return nil.
It waits as process-send-string does. A line with a line feed in it, and a
message too long for its length to be sent, are errors.`

func (s *State) sendFrame(in *lisp.Interp, v lisp.Value, str *lisp.String) (lisp.Value, *lisp.Exit) {
	p, x := s.find(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	if p.more == nil || p.more.frames == nil {
		return lisp.Nil, in.Errorf("Process %s has no framing", p.name.UTF8())
	}
	if p.state != statusOpen {
		if x := s.awaitOpen(in, p); x != nil {
			return lisp.Nil, x
		}
	}
	if str.Multibyte() {
		p.settleSent(in)
	}
	b, err := p.more.frames.wrap(s.encode(p, str.Text(), str.Multibyte(), str.Len() == str.Size()))
	if err != nil {
		return lisp.Nil, in.Errorf("%s", err)
	}
	return lisp.Nil, s.sendBytes(in, p, b)
}
