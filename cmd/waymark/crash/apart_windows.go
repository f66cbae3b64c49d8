package crash

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// apart keeps an interrupt at the terminal from a command, and opens no window for it.
func apart(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: windows.CREATE_NO_WINDOW | windows.CREATE_NEW_PROCESS_GROUP}
}

// NoMemoryOnDisk does nothing: Go’s runtime has Windows report no crash of its
// programs, and so keep no image of their memory.
func NoMemoryOnDisk() {}
