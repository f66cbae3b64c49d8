//go:build !windows

package main

import (
	"os/exec"
	"syscall"
)

// apart keeps an interrupt at the terminal from a command.
func apart(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
