package netprims

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

func TestAbstractNames(t *testing.T) {
	unique := fmt.Sprintf("\x00elnet-%d-%s", os.Getpid(), t.Name())
	for _, path := range []string{
		unique,
		unique + "\x00after a NUL\x00",
		unique + strings.Repeat("x", maxLocalPath-len(unique)),
	} {
		server := testOptionSocket(t, unix.AF_UNIX, unix.SOCK_STREAM)
		sa, err := LocalAddr(path).Sockaddr()
		if err != nil {
			t.Fatalf("%q: %v", path, err)
		}
		if err := unix.Bind(server, sa); err != nil {
			t.Fatalf("%q: %v", path, err)
		}
		if err := unix.Listen(server, 1); err != nil {
			t.Fatal(err)
		}
		bound, err := LocalAddrOf(server)
		if err != nil || bound != LocalAddr(path) {
			t.Errorf("bound to %+v, %v, want %q", bound, err, path)
		}
		checkConnection(t, server, bound)
	}
	if a := FromSockaddr(&unix.SockaddrUnix{Name: "@name"}); a != LocalAddr("\x00name") {
		t.Errorf("@name: %+v", a)
	}
}

func TestPathThatLooksAbstract(t *testing.T) {
	t.Chdir(t.TempDir())
	fd := testOptionSocket(t, unix.AF_UNIX, unix.SOCK_DGRAM)
	sa, err := LocalAddr("@file").Sockaddr()
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.Bind(fd, sa); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("@file"); err != nil {
		t.Error(err)
	}
}

func TestUnknownFamilyKeepsItsBytes(t *testing.T) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_ROUTE)
	if err != nil {
		t.Skip(err)
	}
	defer unix.Close(fd)
	a, err := LocalAddrOf(fd)
	if err != nil || a.Kind != AddrOther || a.Family != unix.AF_NETLINK || len(a.Data) != unix.SizeofSockaddrNetlink-2 {
		t.Errorf("%+v, %v", a, err)
	}
}

func FuzzAddrFromRaw(f *testing.F) {
	f.Add([]byte{2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}, 16)
	f.Add([]byte{10, 0, 0, 80}, 28)
	f.Add([]byte{1, 0, 0, 'a'}, 4)
	f.Add([]byte{1, 0, '/', 'a', 0}, 110)
	f.Fuzz(func(t *testing.T, b []byte, size int) {
		var raw unix.RawSockaddrAny
		copy(unsafe.Slice((*byte)(unsafe.Pointer(&raw)), unsafe.Sizeof(raw)), b)
		a := addrFromRaw(&raw, size)
		a.Format(false)
		if size < 2 && a != (Addr{}) {
			t.Fatalf("%d bytes: %+v", size, a)
		}
		if a.Kind == AddrIPv4 && size < unix.SizeofSockaddrInet4 || a.Kind == AddrIPv6 && size < unix.SizeofSockaddrInet6 {
			t.Fatalf("%d bytes: %+v", size, a)
		}
	})
}
