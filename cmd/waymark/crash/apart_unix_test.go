//go:build !windows

package crash

import (
	"syscall"
	"testing"
)

func TestCrash_leavesNoImageOfTheMemory(t *testing.T) {
	var before, limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &before); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &before) })
	NoMemoryOnDisk()
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &limit); err != nil || limit.Cur > 1 || limit.Max != before.Max {
		t.Errorf("an image may have %d bytes, %v", limit.Cur, err)
	}
}
