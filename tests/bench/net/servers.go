package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// program is the command that the server called name needs.
func (b *bench) program(name string) string {
	return map[string]string{"elnet": b.elnet, "go": b.peer, "emacs": "emacs", "redis": "redis-server"}[name]
}

// words is the command line of a server.
func (b *bench) words(name string, port int) []string {
	switch name {
	case "elnet":
		return []string{b.elnet, "--batch", "-l", filepath.Join(b.folder, "server.el"), "--eval", "(srv-run)"}
	case "emacs":
		return []string{"emacs", "-Q", "--batch", "-l", filepath.Join(b.folder, "server.elc"), "--eval", "(srv-run)"}
	case "redis":
		return []string{"redis-server", "--port", strconv.Itoa(port), "--bind", "127.0.0.1", "--save", "",
			"--appendonly", "no", "--maxclients", "11000", "--loglevel", "warning"}
	}
	return []string{b.peer}
}

// serve starts a server, waits until it answers, and returns its first port, its
// process and how to end it.
func (b *bench) serve(name string, env []string) (port, pid int, stop func(), err error) {
	if port, err = freePorts(); err != nil {
		return 0, 0, nil, err
	}
	words := pinned("0", b.words(name, port)...)
	c := exec.Command(words[0], words[1:]...)
	c.Env = append(append(os.Environ(), "PORT="+strconv.Itoa(port), "CERT="+b.cert, "KEY="+b.key), env...)
	c.Stderr = os.Stderr
	if err := start(c); err != nil {
		return 0, 0, nil, err
	}
	stop = func() {
		c.Process.Kill()
		c.Wait()
	}
	for range 100 {
		if conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			conn.Close()
			time.Sleep(200 * time.Millisecond)
			return port, c.Process.Pid, stop, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	return 0, 0, nil, fmt.Errorf("the server did not start")
}

// freePorts returns the first of some consecutive free ports below the range
// that the kernel gives to clients.
func freePorts() (int, error) {
	for base := 21000 + os.Getpid()%1000*8; base < 32000; base += 8 {
		free := true
		for p := base; p < base+5 && free; p++ {
			ln, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p))
			if free = err == nil; free {
				ln.Close()
			}
		}
		if free {
			return base, nil
		}
	}
	return 0, fmt.Errorf("no free ports")
}

// once starts a server, runs the generator against it and returns its results.
func (b *bench) once(name string, offset int, env, args []string) (map[string]string, error) {
	port, pid, stop, err := b.serve(name, env)
	if err != nil {
		return nil, err
	}
	defer stop()
	return b.drive(port+offset, pid, args)
}

func (b *bench) drive(port, pid int, args []string) (map[string]string, error) {
	words := pinned("1", append([]string{b.load, "-addr", fmt.Sprintf("127.0.0.1:%d", port), "-pid", strconv.Itoa(pid)}, args...)...)
	return output(exec.Command(words[0], words[1:]...))
}

// output runs c and returns the results that it prints.
func output(c *exec.Cmd) (map[string]string, error) {
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := start(c); err != nil {
		return nil, err
	}
	if err := c.Wait(); err != nil {
		return nil, fmt.Errorf("%s%w", out.Bytes(), err)
	}
	return results(out.Bytes()), nil
}

// start starts c, with -first before what else the machine does: in a session of
// its own, which is what Linux' scheduler weighs.
func start(c *exec.Cmd) error {
	if *first {
		c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	}
	if err := c.Start(); err != nil || !*first {
		return err
	}
	os.WriteFile(fmt.Sprintf("/proc/%d/autogroup", c.Process.Pid), []byte("-20"), 0) // where there is one, and we may
	syscall.Setpriority(syscall.PRIO_PROCESS, c.Process.Pid, -20)
	return nil
}
