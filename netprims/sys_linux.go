package netprims

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// The calls of the hot path go around the Go scheduler (RawSyscall): they never
// wait, since every descriptor is non-blocking, and the ordinary way costs more
// than they do, mostly by keeping the runtime's monitor thread awake. A call
// holds up a garbage collection that wants to begin, so its size is bounded.
const maxIO = 256 << 10

// Flags of sendmsg and recvmsg.
const (
	sendFlags = unix.MSG_NOSIGNAL | unix.MSG_DONTWAIT
	recvFlags = unix.MSG_CMSG_CLOEXEC | unix.MSG_DONTWAIT
)

func sysSocket(domain, typ, proto int) (int, error) {
	return unix.Socket(domain, typ|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, proto)
}

// sysClose closes what does not wait when it is closed.
func sysClose(fd int) { unix.RawSyscall(unix.SYS_CLOSE, uintptr(fd), 0, 0) }

func sysRead(fd int, b []byte) (int, error) {
	n, _, e := unix.RawSyscall(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
	if e != 0 {
		return 0, e
	}
	return int(n), nil
}

// sysWrite writes without raising SIGPIPE. (For what is not a socket the Go
// runtime ignores the signal, but not on descriptors 1 and 2.)
func sysWrite(fd int, b []byte, socket bool) (int, error) {
	var n uintptr
	var e unix.Errno
	if socket {
		n, _, e = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), unix.MSG_NOSIGNAL, 0, 0)
	} else {
		n, _, e = unix.RawSyscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)))
	}
	if e != 0 {
		return 0, e
	}
	return int(n), nil
}

func sysAccept(fd int, from *Peer) (int, error) {
	from.size = unix.SizeofSockaddrAny
	r, _, e := unix.RawSyscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&from.raw)), uintptr(unsafe.Pointer(&from.size)), unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0, 0)
	if e != 0 {
		return -1, e
	}
	return int(r), nil
}

// receiver keeps what recvmsg(2) needs, so that nothing is allocated for a
// datagram.
type receiver struct {
	iov  unix.Iovec
	hdr  unix.Msghdr
	oob  []byte // room for control messages, nil if none are wanted
	oobn int    // bytes of it that came
}

// receive reads one datagram. cut: it was longer than b.
func (r *receiver) receive(fd int, b []byte, from *Peer) (n int, cut bool, err error) {
	if len(r.oob) == 0 {
		return receiveFrom(fd, b, from)
	}
	from.size = 0
	r.iov.Base = unsafe.SliceData(b)
	r.iov.SetLen(len(b))
	r.hdr = unix.Msghdr{Name: (*byte)(unsafe.Pointer(&from.raw)), Namelen: unix.SizeofSockaddrAny, Iov: &r.iov}
	r.hdr.SetIovlen(1)
	r.hdr.Control = &r.oob[0]
	r.hdr.SetControllen(len(r.oob))
	k, _, e := unix.RawSyscall(unix.SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(&r.hdr)), unix.MSG_CMSG_CLOEXEC)
	if e != 0 {
		r.oobn = 0
		return 0, false, e
	}
	r.oobn = int(r.hdr.Controllen)
	from.size = r.hdr.Namelen
	return int(k), r.hdr.Flags&unix.MSG_TRUNC != 0, nil
}

// receiveFrom is receive without control messages, which is cheaper. MSG_TRUNC
// asks for the datagram's length, whatever fits.
func receiveFrom(fd int, b []byte, from *Peer) (n int, cut bool, err error) {
	from.size = unix.SizeofSockaddrAny
	k, _, e := unix.RawSyscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), unix.MSG_TRUNC, uintptr(unsafe.Pointer(&from.raw)), uintptr(unsafe.Pointer(&from.size)))
	if e != 0 {
		from.size = 0
		return 0, false, e
	}
	return min(int(k), len(b)), int(k) > len(b), nil
}

// sysSendTo sends a datagram; without an address, to where fd is connected.
func sysSendTo(fd int, b []byte, to *Peer) error {
	var e unix.Errno
	if to == nil || to.size == 0 {
		_, _, e = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), unix.MSG_NOSIGNAL, 0, 0)
	} else {
		_, _, e = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), unix.MSG_NOSIGNAL, uintptr(unsafe.Pointer(&to.raw)), uintptr(to.size))
	}
	if e != 0 {
		return e
	}
	return nil
}
