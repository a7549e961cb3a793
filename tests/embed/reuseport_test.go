package embed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"testing"
	"time"
)

// portServers starts n interpreters of this process, each on a goroutine of its
// own, that answer on the same port: the kernel shares connections out. Each
// answers a line with its number after having computed for a while: work.
func portServers(t testing.TB, n int, work int) (address string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, n)
	port := "t"
	for i := range n {
		in := newInterp(t)
		port = eval(t, in, fmt.Sprintf(`(progn
		  (defun work (n) (while (> n 0) (setq n (1- n))))
		  (setq server (make-network-process :name "s" :server t :host "127.0.0.1" :family 'ipv4 :service %s :reuseport t
		    :coding 'binary :filter (lambda (p m) (work %d) (process-send-string p "%d\n"))))
		  (process-contact server :service))`, port, work, i))
		go func() {
			_, err := in.Eval(ctx, `(while t (accept-process-output nil 3600))`)
			done <- err
		}()
	}
	t.Cleanup(func() {
		stop()
		for range n {
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}
	})
	return "127.0.0.1:" + port
}

func askPort(c net.Conn, b []byte) error {
	if _, err := io.WriteString(c, "?\n"); err != nil {
		return err
	}
	_, err := io.ReadFull(c, b)
	return err
}

// TestReusePort: several interpreters serve one port.
func TestReusePort(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux shares connections out among listeners")
	}
	address := portServers(t, 3, 0)
	served := map[byte]int{}
	b := make([]byte, 2)
	for range 100 {
		c, err := net.DialTimeout("tcp", address, evalTimeout)
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(evalTimeout))
		if err := askPort(c, b); err != nil {
			t.Fatal(err)
		}
		served[b[0]]++
		c.Close()
	}
	if len(served) != 3 {
		t.Errorf("served by %v", served)
	}
}

// BenchmarkReusePort is what a busy filter costs with one interpreter and with
// one for each processor.
func BenchmarkReusePort(b *testing.B) {
	for _, n := range []int{1, runtime.NumCPU()} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			address := portServers(b, n, 10_000)
			b.SetParallelism(32 / runtime.GOMAXPROCS(0))
			b.RunParallel(func(pb *testing.PB) {
				c, err := net.DialTimeout("tcp", address, evalTimeout)
				if err != nil {
					b.Error(err)
					return
				}
				defer c.Close()
				for buf := make([]byte, 2); pb.Next(); {
					if err := askPort(c, buf); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}
