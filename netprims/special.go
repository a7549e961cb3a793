//go:build unix

package netprims

import "golang.org/x/sys/unix"

// Special are callbacks that few streams have.
type Special struct {
	// OnUrgent gets the out-of-band data of a TCP stream, one byte at a time.
	// It may come before the bytes that were sent before it. Without it, and
	// without SO_OOBINLINE, that data is lost.
	OnUrgent func(b []byte)
	// OnFiles gets the descriptors that came with what is given to OnData next,
	// close-on-exec, and owns them. Without it they are closed.
	OnFiles func(fds []int)
}

// maxFiles is how many descriptors can come with one piece of data.
const maxFiles = 64

// Rearm makes a change of Special take effect.
func (s *Stream) Rearm() { s.rearm() }

func (s *Stream) urgent() bool { return s.Special != nil && s.Special.OnUrgent != nil && s.socket }

// readUrgent tells OnUrgent what there is and reports whether it has.
func (s *Stream) readUrgent() bool {
	var b [1]byte
	n, _, err := unix.Recvfrom(s.fd, b[:], unix.MSG_OOB)
	if err != nil || n <= 0 {
		return false
	}
	s.Special.OnUrgent(b[:n])
	return true
}

// SendUrgent sends b as out-of-band data: the peer's urgent mark comes after
// it. The error is an errno: EAGAIN when earlier output is still queued or the
// kernel has no room, and nothing was sent.
func (s *Stream) SendUrgent(b byte) error {
	switch {
	case s.l == nil || s.state == Connecting || s.state > HalfClosed:
		return unix.ENOTCONN
	case s.eof:
		return unix.EPIPE
	case s.out.n > 0:
		return unix.EAGAIN
	}
	_, err := unix.SendmsgN(s.fd, []byte{b}, nil, nil, unix.MSG_OOB|sendFlags)
	return err
}

// SendFiles sends b, which must not be empty, with descriptors that stay the
// caller's: the peer, on this machine, gets copies. EAGAIN is as of SendUrgent;
// other errors are errnos, too.
func (s *Stream) SendFiles(b []byte, fds []int) error {
	switch {
	case s.l == nil || s.state == Connecting || s.state > HalfClosed:
		return unix.ENOTCONN
	case s.eof:
		return unix.EPIPE
	case len(b) == 0 || len(fds) > maxFiles || !s.socket:
		return unix.EINVAL
	case s.out.n > 0:
		return unix.EAGAIN
	}
	n, err := unix.SendmsgN(s.fd, b, unix.UnixRights(fds...), nil, sendFlags)
	if err == nil && n < len(b) {
		return s.Send(b[n:])
	}
	return err
}

// readFiles is readOnce for a stream that descriptors may come on.
func (s *Stream) readFiles() {
	oob := make([]byte, unix.CmsgSpace(4*maxFiles))
	n, oobn, _, _, err := unix.Recvmsg(s.fd, s.l.readBuffer(s.ReadLimit), oob, recvFlags)
	if err != nil || oobn == 0 {
		s.arrived(max(n, 0), err)
		return
	}
	fds := rightsIn(oob[:oobn])
	if len(fds) == 0 {
		s.arrived(n, nil)
		return
	}
	data := append([]byte(nil), s.l.buf[:n]...)
	s.Special.OnFiles(fds)
	if s.state == Open && n > 0 { // OnFiles may have closed it, or waited
		if s.OnData != nil {
			s.OnData(data)
		}
	}
}

// rightsIn are the descriptors that came as control messages.
func rightsIn(oob []byte) (fds []int) {
	messages, err := unix.ParseSocketControlMessage(oob)
	if err != nil {
		return nil
	}
	for i := range messages {
		if more, err := unix.ParseUnixRights(&messages[i]); err == nil {
			fds = append(fds, more...)
		}
	}
	for _, fd := range fds {
		unix.CloseOnExec(fd)
	}
	return fds
}

// TakeError returns the pending error of the stream's socket and clears it
// (SO_ERROR), nil if there is none. The stream ends as if reading had found it.
func (s *Stream) TakeError() error {
	if s.Look() < 0 || s.state == Connecting { // it would be missed there
		return nil
	}
	n, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err != nil || n == 0 {
		return err
	}
	s.breakOff(unix.Errno(n))
	return unix.Errno(n)
}
