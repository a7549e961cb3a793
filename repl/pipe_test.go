package repl

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

// testDeadline is how long tests wait for what must come.
const testDeadline = 10 * time.Second

// pipeSession is a REPL on pipes.
type pipeSession struct {
	t    *testing.T
	in   *io.PipeWriter
	done chan int

	mu  sync.Mutex
	cv  *sync.Cond
	out bytes.Buffer
}

func (p *pipeSession) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cv.Broadcast()
	return p.out.Write(b)
}

func startPipeSession(t *testing.T) *pipeSession {
	r, w := io.Pipe()
	p := &pipeSession{t: t, in: w, done: make(chan int, 1)}
	p.cv = sync.NewCond(&p.mu)
	go func() {
		p.done <- Main([]string{"elnet", "-i", "-q"}, r, p, io.Discard)
		r.Close()
	}()
	t.Cleanup(func() { w.Close(); p.wait() })
	return p
}

func (p *pipeSession) write(s string) { go io.WriteString(p.in, s) }

func (p *pipeSession) wait() int {
	select {
	case code := <-p.done:
		p.done <- code
		return code
	case <-time.After(testDeadline):
		p.t.Errorf("the REPL does not end")
		return -1
	}
}

// expect waits until the output so far contains want, and drops it up to there.
func (p *pipeSession) expect(want string) {
	p.t.Helper()
	stop := time.AfterFunc(testDeadline, func() { p.cv.Broadcast() })
	defer stop.Stop()
	deadline := time.Now().Add(testDeadline)
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if i := strings.Index(p.out.String(), want); i >= 0 {
			p.out.Next(i + len(want))
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("no %q in %q", want, p.out.String())
		}
		p.cv.Wait()
	}
}

func newPipeSession(t *testing.T) (in, out func(string)) {
	p := startPipeSession(t)
	return func(s string) { io.WriteString(p.in, s) }, p.expect
}
