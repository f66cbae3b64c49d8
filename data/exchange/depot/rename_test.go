//go:build !windows

package depot

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Both ways to give a file its name refuse one that is taken: the one of the system,
// and the one for file systems that do not have it.
func TestRename_replacesNothing(t *testing.T) {
	for way, rename := range map[string]func(from, to string) error{"system": renameNew, "link": linkNew} {
		t.Run(way, func(t *testing.T) {
			dir := t.TempDir()
			from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
			for i, want := range []error{nil, fs.ErrExist} {
				if err := os.WriteFile(from, []byte{byte('a' + i)}, 0o600); err != nil {
					t.Fatal(err)
				}
				if err := rename(from, to); !errors.Is(err, want) {
					t.Fatalf("%d: %v", i, err)
				}
				if _, err := os.Lstat(from); (err == nil) != (want != nil) {
					t.Errorf("%d: the file is under its old name: %v", i, err == nil)
				}
				if body, err := os.ReadFile(to); err != nil || string(body) != "a" {
					t.Errorf("%d: %q %v", i, body, err)
				}
			}
		})
	}
}

// What the system says in numbers, people read in a sentence.
func TestOnFolder_kinds(t *testing.T) {
	for number, want := range map[syscall.Errno]Kind{
		syscall.ENOSPC: Full, syscall.EDQUOT: Full, syscall.EFBIG: Full, syscall.EACCES: Permission, syscall.EPERM: Permission,
		syscall.ENOENT: Gone, syscall.ENOTDIR: Gone, syscall.EIO: Unreachable, syscall.ESTALE: Unreachable, syscall.EHOSTDOWN: Unreachable, syscall.EROFS: Permission,
	} {
		err := onFolder(&fs.PathError{Op: "write", Path: "x", Err: number})
		if KindOf(err) != want {
			t.Errorf("%v: %q %v", number, KindOf(err), err)
		}
	}
}
