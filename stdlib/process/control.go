package process

import (
	"errors"
	"math"
	"strings"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

const optionDoc = `Set the socket option OPTION, a keyword such as :keepalive, of the network
process PROCESS to VALUE and return t. An option that does not exist is an
error, or makes it return nil if NO-ERROR. It signals file-error if the system
refuses. Wait for the socket if PROCESS is connecting.`

// setOption sets one socket option.
func (s *State) setOption(in *lisp.Interp, o *netprims.Option, fd int, key, v lisp.Value) *lisp.Exit {
	err := o.Set(fd, optionValue(v))
	switch {
	case err == nil:
		return nil
	case errors.Is(err, netprims.ErrBadValue):
		return in.Errorf("Bad option value for %s", o.Name())
	case errors.Is(err, netprims.ErrOptionAccess):
		return in.Errorf("Option %s is read-only", o.Name())
	}
	return in.FileError("Cannot set network option", errnoOf(err), key, v)
}

func optionValue(v lisp.Value) netprims.Value {
	switch {
	case v.IsNil():
		return netprims.BoolValue(false)
	case v == lisp.T:
		return netprims.BoolValue(true)
	case v.IsFixnum():
		return netprims.IntValue(int64(v.Fixnum()))
	case v.IsFloat():
		return netprims.FloatValue(v.Float())
	case v.IsString():
		return netprims.StringValue(v.Str().UTF8())
	case v.IsBignum() && v.Big().IsInt64():
		return netprims.IntValue(v.Big().Int64())
	}
	return netprims.Value{Kind: netprims.KindOther}
}

func (s *State) setNetworkOption(in *lisp.Interp, p *Process, option, v, noError lisp.Value) (lisp.Value, *lisp.Exit) {
	if p.kind != kindNetwork {
		return lisp.Nil, in.Errorf("Process is not a network process")
	}
	if p.state == statusConnect && p.fd() < 0 {
		if _, x := s.wait(in, waiting{until: func() bool { return p.state != statusConnect || p.fd() >= 0 }}, forever); x != nil {
			return lisp.Nil, x
		}
	}
	fd := p.fd()
	if p.dead() || fd < 0 {
		return lisp.Nil, in.Errorf("Process is not running")
	}
	if !option.IsSymbol() {
		return lisp.Nil, in.WrongType("symbolp", option)
	}
	o := netprims.LookupOption(in.Symbol(option).Name())
	if o == nil {
		if !noError.IsNil() {
			return lisp.Nil, nil
		}
		return lisp.Nil, in.Errorf("Unknown or unsupported option")
	}
	if x := s.setOption(in, o, fd, option, v); x != nil {
		return lisp.Nil, x
	}
	put(&p.contact, option, v)
	return lisp.T, nil
}

// pause is stop-process and continue-process, which take a network process as
// an object only: what is named is sent a signal.
func (s *State) pause(stop bool) lisp.Callable {
	sig := unix.SIGCONT
	if stop {
		sig = unix.SIGTSTP
	}
	return lisp.Fn2(func(in *lisp.Interp, v, current lisp.Value) (lisp.Value, *lisp.Exit) {
		p, ok := v.Object().(*Process)
		if !ok || p.kind == kindReal {
			var x *lisp.Exit
			if p, x = s.find(in, v); x == nil {
				x = s.sendSignalTo(in, p, sig, !current.IsNil())
			}
			return v, x
		}
		p.stopped = stop
		p.pauseOrResume()
		return v, nil
	})
}

// noSubprocess signals that there is no program to send a signal to.
func (s *State) noSubprocess(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	p, x := s.find(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	return lisp.Nil, in.Errorf("Process %s is not a subprocess", p.name.UTF8())
}

// signalProcess is signal-process.
func (s *State) signalProcess(in *lisp.Interp, v, sig lisp.Value) (lisp.Value, *lisp.Exit) {
	if v.IsString() {
		p := s.byName[v.Str().Text()]
		if p == nil {
			return lisp.Nil, nil
		}
		v = p.value
	}
	if !v.IsFixnum() && !v.IsFloat() {
		p, x := s.find(in, v)
		if x != nil {
			return lisp.Nil, x
		}
		if p.child == nil {
			return lisp.Nil, in.Errorf("Cannot signal process %s", p.name.UTF8())
		}
		n, x := signalNumber(in, sig)
		if x != nil {
			return lisp.Nil, x
		}
		if p.child.signal(n, false) != nil {
			return lisp.Fixnum(-1), nil
		}
		return lisp.Fixnum(0), nil
	}
	pid := float64(v.Fixnum())
	if v.IsFloat() {
		pid = v.Float()
	}
	if pid != math.Trunc(pid) || math.Abs(pid) > math.MaxInt32 {
		return lisp.Nil, in.Errorf("Not an in-range integer, integral float, or cons of integers")
	}
	n, x := signalNumber(in, sig)
	if x != nil {
		return lisp.Nil, x
	}
	if unix.Kill(int(pid), n) != nil {
		return lisp.Fixnum(-1), nil
	}
	return lisp.Fixnum(0), nil
}

// signalNumber is the signal that an integer or a symbol such as TERM, term or
// SIGTERM means.
func signalNumber(in *lisp.Interp, v lisp.Value) (unix.Signal, *lisp.Exit) {
	if v.IsFixnum() {
		return unix.Signal(v.Fixnum()), nil
	}
	if !v.IsSymbol() {
		return 0, in.WrongType("symbolp", v)
	}
	name := in.Symbol(v).Name()
	full := strings.ToUpper(name)
	if !strings.HasPrefix(full, "SIG") {
		full = "SIG" + full
	}
	if n := unix.SignalNum(full); n != 0 {
		return n, nil
	}
	return 0, in.Errorf("Undefined signal name %s", name)
}

func (s *State) controlPrims() []lisp.Prim {
	const group = "\nIt goes to its process group, or that in the foreground of its terminal if CURRENT-GROUP.\nReturn PROCESS."
	return []lisp.Prim{
		lisp.Def("(delete-process PROCESS)", lisp.Fn1(func(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
			p, x := s.find(in, v)
			if x != nil {
				return lisp.Nil, x
			}
			return lisp.Nil, s.deleteProcess(p)
		}), "Close or kill PROCESS, a process, its name or buffer, and tell its sentinel. Return nil."),
		lisp.Def("(stop-process &optional PROCESS CURRENT-GROUP)", s.pause(true),
			"Stop reading from, or accepting connections on, the process object PROCESS, or send TSTP to a program.\nReturn PROCESS."),
		lisp.Def("(continue-process &optional PROCESS CURRENT-GROUP)", s.pause(false),
			"Undo stop-process on PROCESS, or send CONT to a program, and return PROCESS."),
		lisp.Def("(interrupt-process &optional PROCESS CURRENT-GROUP)", s.sendSignal(unix.SIGINT), "Interrupt the program PROCESS."+group),
		lisp.Def("(internal-default-interrupt-process &optional PROCESS CURRENT-GROUP)", s.sendSignal(unix.SIGINT), "Interrupt the program PROCESS."+group),
		lisp.Def("(kill-process &optional PROCESS CURRENT-GROUP)", s.sendSignal(unix.SIGKILL), "Kill the program PROCESS."+group),
		lisp.Def("(quit-process &optional PROCESS CURRENT-GROUP)", s.sendSignal(unix.SIGQUIT), "Send QUIT to the program PROCESS."+group),
		lisp.Def("(signal-process PROCESS SIGCODE)", lisp.Fn2(s.signalProcess),
			"Send the signal SIGCODE, a number or a name, to the program with the id PROCESS, or to that of a process.\nReturn 0, or -1 if that failed, or nil for a name that no process has."),
		lisp.Def("(process-running-child-p &optional PROCESS)", lisp.Fn1(s.runningChild),
			"Return the process group in the foreground of PROCESS' terminal, nil if that is PROCESS itself,\nt if it cannot be known."),
	}
}
