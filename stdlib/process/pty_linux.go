package process

import (
	"strconv"

	"golang.org/x/sys/unix"
)

// openPTY opens a pseudo-terminal (pts(4)): our side, the program's, and the
// latter's file name. Input is not echoed, and line ends stay as they are.
func openPTY() (master, slave int, name string, err error) {
	master, name, err = openMaster()
	if err != nil {
		return -1, -1, "", err
	}
	slave, err = openFile(name, unix.O_RDWR|unix.O_NOCTTY, 0)
	if err == nil {
		err = setTerminal(slave)
	}
	if err != nil {
		closeAll(master, slave)
		return -1, -1, "", err
	}
	return master, slave, name, nil
}

// openMaster opens our side alone; the other one may be opened by its name.
func openMaster() (master int, name string, err error) {
	master, err = openFile("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return -1, "", err
	}
	n, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		closeAll(master)
		return -1, "", err
	}
	return master, "/dev/pts/" + strconv.Itoa(n), nil
}

// setTerminal sets the modes of a terminal (termios(3)).
func setTerminal(fd int) error {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Iflag &^= unix.ISTRIP
	t.Oflag = t.Oflag&^(unix.ONLCR|unix.OLCUC|unix.TABDLY) | unix.OPOST
	t.Cflag = t.Cflag&^unix.CSIZE | unix.CS8
	t.Lflag = t.Lflag&^unix.ECHO | unix.ISIG | unix.ICANON
	t.Cc[unix.VERASE], t.Cc[unix.VKILL] = 0, 0 // none
	t.Cc[unix.VEOF] = endOfFile
	return unix.IoctlSetTermios(fd, unix.TCSETS, t)
}
