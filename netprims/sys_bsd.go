//go:build darwin || freebsd

package netprims

import (
	"syscall"

	"golang.org/x/sys/unix"
)

const maxIO = 256 << 10 // bytes of one read or write

// sysSocket holds ForkLock, so that a child being started does not inherit the
// socket where it cannot be made close-on-exec at once.
func sysSocket(domain, typ, proto int) (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fd, err := unix.Socket(domain, typ, proto)
	if err != nil {
		return -1, err
	}
	return adorn(fd)
}

// adorn makes fd close-on-exec, non-blocking and free of SIGPIPE, or closes it.
func adorn(fd int) (int, error) {
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return -1, err
	}
	unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_NOSIGPIPE, 1)
	return fd, nil
}

// sysClose closes what does not wait when it is closed.
func sysClose(fd int) { unix.Close(fd) }

func sysRead(fd int, b []byte) (int, error) {
	n, err := unix.Read(fd, b)
	return max(n, 0), err
}

func sysWrite(fd int, b []byte, _ bool) (int, error) {
	n, err := unix.Write(fd, b)
	return max(n, 0), err
}

func sysAccept(fd int, from *Peer) (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	c, sa, err := unix.Accept(fd)
	if err != nil {
		return -1, err
	}
	from.sa = sa
	return adorn(c)
}

// Flags of sendmsg and recvmsg; SO_NOSIGPIPE is set on every socket.
const (
	sendFlags = unix.MSG_DONTWAIT
	recvFlags = unix.MSG_DONTWAIT
)

type receiver struct {
	oob  []byte // room for control messages, nil if none are wanted
	oobn int    // bytes of it that came
}

// receive reads one datagram. cut: it was longer than b.
func (r *receiver) receive(fd int, b []byte, from *Peer) (n int, cut bool, err error) {
	n, oobn, flags, sa, err := unix.Recvmsg(fd, b, r.oob, 0)
	r.oobn = max(oobn, 0)
	if err != nil {
		return 0, false, err
	}
	from.sa = sa
	return n, flags&unix.MSG_TRUNC != 0, nil
}

// sysSendTo sends a datagram; without an address, to where fd is connected.
func sysSendTo(fd int, b []byte, to *Peer) error {
	if to == nil || to.sa == nil {
		_, err := unix.Write(fd, b)
		return err
	}
	return unix.Sendto(fd, b, 0, to.sa)
}
