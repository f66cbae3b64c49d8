//go:build !windows

package instance

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// answerWithin is how long the other side of the socket may take.
const answerWithin = 2 * time.Second

// socketOf is the socket of a window, in a folder that only this user may
// use. The path is short: a socket may have about 100 bytes.
func socketOf(name string) (string, error) {
	if folder := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(folder) {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return filepath.Join(folder, "waymark-"+name+".sock"), nil
		}
	}
	folder := filepath.Join(os.TempDir(), "waymark-"+strconv.Itoa(os.Getuid()))
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	info, err := os.Lstat(folder) // another user may have made it
	if err != nil {
		return "", err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm() != 0o700 || !ok || int(owner.Uid) != os.Getuid() {
		return "", fmt.Errorf("%s is not a folder of this user alone", folder)
	}
	return filepath.Join(folder, name+".sock"), nil
}

// Listen calls do with what is asked of this window, until stop. The
// database must be locked: a socket that is there was left by a crash.
func Listen(name string, do func(Request)) (stop func(), err error) {
	path, err := socketOf(name)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		_ = l.Close()
		return nil, err
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			answerRequest(c, do)
		}
	}()
	return func() { _ = l.Close() }, nil
}

func answerRequest(c net.Conn, do func(Request)) {
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(answerWithin))
	line, err := bufio.NewReaderSize(c, 64).ReadString('\n')
	asked := Request(strings.TrimSpace(line))
	if err != nil || !slices.Contains(requests, asked) {
		return
	}
	if _, err := fmt.Fprintln(c, "ok"); err == nil {
		do(asked)
	}
}

// Ask asks the window of that name for something, and reports whether it
// answered.
func Ask(name string, what Request) bool {
	path, err := socketOf(name)
	if err != nil {
		return false
	}
	c, err := net.DialTimeout("unix", path, answerWithin)
	if err != nil {
		return false
	}
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(answerWithin))
	if _, err := fmt.Fprintln(c, what); err != nil {
		return false
	}
	answer, err := bufio.NewReader(c).ReadString('\n')
	return err == nil && answer == "ok\n"
}

// There reports whether a window of that name can be asked.
func There(name string) bool {
	path, err := socketOf(name)
	if err != nil {
		return false
	}
	c, err := net.DialTimeout("unix", path, answerWithin)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}
