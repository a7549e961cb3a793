package process

import (
	"math"
	"strings"

	"golang.org/x/sys/unix"

	"elnet/lisp"
)

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
		if !stop && p.kind == kindSerial && p.stopped && p.fd() >= 0 {
			flushInput(p.fd()) // what came meanwhile is lost, as in Emacs
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
