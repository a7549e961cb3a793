package process

import (
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// newProcess makes a process with a name like name, as the newest of the list.
func (s *State) newProcess(name *lisp.String, k kind) *Process {
	if s.byName[name.Text()] != nil {
		name = s.freeName(name.UTF8())
	}
	p := &Process{s: s, name: name, kind: k, exit: lisp.Fixnum(0), thread: s.in.Thread(),
		filter: s.sym.defaultFilter.Value(), sentinel: s.sym.defaultSentinel.Value()}
	p.value = lisp.NewObject(p)
	s.link(p)
	return p
}

// freeName returns the first of base<1>, base<2> … that no process has. All
// below s.taken[base] are known to be taken.
func (s *State) freeName(base string) *lisp.String {
	for i := max(s.taken[base], 1); ; i++ {
		name := lisp.NewString(base + "<" + strconv.Itoa(i) + ">").Str()
		if s.byName[name.Text()] == nil {
			s.taken[base] = i
			return name
		}
	}
}

// nameFreed notes that a name has no process any more.
func (s *State) nameFreed(name string) {
	if len(s.taken) == 0 || !strings.HasSuffix(name, ">") {
		return
	}
	at := strings.LastIndexByte(name, '<')
	if at < 0 {
		return
	}
	if i, err := strconv.Atoi(name[at+1 : len(name)-1]); err == nil && i < s.taken[name[:at]] {
		s.taken[name[:at]] = i
	}
}

func (s *State) link(p *Process) {
	s.byName[p.name.Text()] = p
	if p.next = s.newest; p.next != nil {
		p.next.prev = p
	}
	s.newest = p
	p.listed = true
	p.recount(false)
}

// unlink takes p out of the list.
func (s *State) unlink(p *Process) {
	if !p.listed {
		return
	}
	was := !p.dead()
	p.listed = false
	p.recount(was)
	delete(s.byName, p.name.Text())
	s.nameFreed(p.name.UTF8())
	if p.prev != nil {
		p.prev.next = p.next
	} else {
		s.newest = p.next
	}
	if p.next != nil {
		p.next.prev = p.prev
	}
	p.prev, p.next = nil, nil
}

// all returns the processes, newest first.
func (s *State) all() []*Process {
	var list []*Process
	for p := s.newest; p != nil; p = p.next {
		list = append(list, p)
	}
	return list
}

// ofBuffer returns the newest process of b, or nil.
func (s *State) ofBuffer(b *buffer.Buffer) *Process {
	for p := s.newest; p != nil; p = p.next {
		if p.buf == b {
			return p
		}
	}
	return nil
}

// find returns the process that v stands for: a process, a name, a buffer or
// its name, or nil for that of the current buffer.
func (s *State) find(in *lisp.Interp, v lisp.Value) (*Process, *lisp.Exit) {
	b := s.buffers.Current()
	switch {
	case v.IsNil():
	case v.IsString():
		if p := s.byName[v.Str().Text()]; p != nil {
			return p, nil
		}
		if b = s.buffers.Get(v.Str().Text()); b == nil {
			return nil, in.Errorf("Process %s does not exist", v.Str().UTF8())
		}
	default:
		switch o := v.Object().(type) {
		case *Process:
			return o, nil
		case *buffer.Buffer:
			b = o
		default:
			return nil, in.WrongType("processp", v)
		}
	}
	if !b.Live() {
		return nil, in.Errorf("Attempt to get process for a dead buffer")
	}
	if p := s.ofBuffer(b); p != nil {
		return p, nil
	}
	return nil, in.Errorf("Buffer %s has no process", lisp.TextString(b.Name(), true).Str().UTF8())
}

// deleteProcess closes p; a sentinel that still expects news is told.
func (s *State) deleteProcess(p *Process) *lisp.Exit {
	if p.kind == kindReal {
		return s.deleteProgram(p)
	}
	p.exit = lisp.Fixnum(0)
	was := p.state
	p.setState(statusClosed)
	p.closeGently()
	s.unlink(p)
	if was == statusClosed && !p.broken {
		return nil
	}
	p.broken = false
	if p.kind == kindNetwork {
		return s.callSentinel(p, s.text.deleted)
	}
	return s.callSentinel(p, s.text.finished)
}

// deleteProgram kills the program of p.
func (s *State) deleteProgram(p *Process) *lisp.Exit {
	s.unlink(p)
	if p.child == nil {
		if p.state == statusClosed {
			return nil
		}
		s.gone(p, unix.WaitStatus(unix.SIGKILL))
		return s.callSentinel(p, lisp.NewString(statusMessage(unix.WaitStatus(unix.SIGKILL))))
	}
	if p.dead() {
		return nil
	}
	ws, over := p.child.ended()
	if !over {
		p.child.signal(unix.SIGKILL, true)
		ws = unix.WaitStatus(unix.SIGKILL)
	}
	s.gone(p, ws)
	return s.callSentinel(p, lisp.NewString(statusMessage(ws)))
}

// bufferKilled deletes the processes of a buffer that is being killed, and tells
// programs to hang up.
func (s *State) bufferKilled(in *lisp.Interp, b *buffer.Buffer) *lisp.Exit {
	if s.newest == nil {
		return nil
	}
	for _, p := range s.all() {
		if p.buf == b && p.child != nil && !p.dead() {
			p.child.signal(unix.SIGHUP, true)
		} else if p.buf == b && p.listed {
			if x := s.deleteProcess(p); x != nil {
				return x
			}
		}
	}
	return nil
}
