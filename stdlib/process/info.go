package process

import (
	"math/big"
	"time"

	"elnet/lisp"
)

const infoDoc = `Return what PROCESS has done, a property list: :bytes-in and :bytes-out, what was
read and sent; :reads, how many pieces were read; :queued, how many bytes the
system has not taken yet; :calls, how often the filter was called and
:filter-time, the seconds that took, both counted while elnet-measure-filters is
non-nil; :connections, of a server with :max-connections, how many there are;
:error, the errno with which a connection has failed or ended, if it did not end
in order.`

// processInfo is elnet-process-info.
func (s *State) processInfo(in *lisp.Interp, p *Process) (lisp.Value, *lisp.Exit) {
	var l lisp.ListBuilder
	add := func(key string, v lisp.Value) {
		l.Add(in.Sym(key))
		l.Add(v)
	}
	add(":bytes-in", lisp.BigInt(big.NewInt(p.bytesIn)))
	add(":bytes-out", lisp.BigInt(big.NewInt(p.bytesOut)))
	add(":reads", lisp.Fixnum(int(p.reads)))
	add(":queued", lisp.Fixnum(p.queued()))
	if m := p.more; m != nil {
		if m.calls > 0 {
			add(":calls", lisp.Fixnum(m.calls))
			add(":filter-time", lisp.Float(m.filterTime.Seconds()))
		}
		if m.maxConns > 0 {
			add(":connections", lisp.Fixnum(m.conns))
		}
	}
	if p.stream != nil {
		if err := p.stream.Err(); err != nil {
			add(":error", lisp.Fixnum(int(errnoOf(err))))
		}
	}
	return l.List(), nil
}

// measured is callFilter with a clock.
func (s *State) measured(p *Process, text lisp.Value) *lisp.Exit {
	start := time.Now()
	x := s.call(p.filter, p.value, text, "filter")
	m := p.ext()
	m.calls++
	m.filterTime += time.Since(start)
	return x
}

func (s *State) extraPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(process-pending-output PROCESS)", lisp.Fn1(func(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
			p, x := s.find(in, v)
			if x != nil {
				return lisp.Nil, x
			}
			return lisp.Fixnum(p.queued()), nil
		}), "Return how many bytes sent to PROCESS the system has not taken yet."),
		lisp.Def("(elnet-process-info PROCESS)", lisp.Fn1(s.processInfo), infoDoc),
		lisp.Def("(elnet-process-send-frame PROCESS STRING)", lisp.Fn2(s.sendFrame), sendFrameDoc),
		lisp.Def("(elnet-process-send-urgent PROCESS STRING)", lisp.Fn2(s.sendUrgent), urgentDoc),
		lisp.Def("(elnet-process-send-process PROCESS OTHER &optional STRING)", lisp.Fn3(s.sendProcess), sendProcessDoc),
		lisp.Def("(elnet-pipe A B)", lisp.Fn2(s.pipe), pipeDoc),
		lisp.Def("(elnet-trace-process PROCESS FILE &optional FORMAT)", lisp.Fn3(s.traceProcess), traceDoc),
	}
}
