//go:build !windows

package crash

import (
	"os/exec"
	"runtime"
	"syscall"
)

// NoMemoryOnDisk has the system leave no image of the memory behind, with names and
// keys in it, if this program or one that it starts crashes. Where it cannot, nothing
// is lost.
func NoMemoryOnDisk() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_CORE, &limit) != nil {
		return
	}
	// Linux hands the image to a program of the system’s whatever the limit is, but
	// for a limit of one byte (fs/coredump.c).
	if limit.Cur = 0; runtime.GOOS == "linux" {
		limit.Cur = min(1, limit.Max)
	}
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &limit)
}

// apart keeps an interrupt at the terminal from a command.
func apart(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
