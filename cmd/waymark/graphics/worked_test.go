package graphics

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWorked_onlyForTheBuildThatPainted(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "user")
	if worked(folder, "0.2.0") {
		t.Error("nothing was painted yet")
	}
	remember(folder, "0.2.0")
	if !worked(folder, "0.2.0") {
		t.Error("what was painted is forgotten")
	}
	if err := os.WriteFile(filepath.Join(folder, workedFile), []byte("0.1.0"), 0o600); err != nil {
		t.Fatal(err)
	}
	if worked(folder, "0.2.0") {
		t.Error("another version painted, which may need other graphics")
	}
	for range 2 { // there may be nothing to forget
		if err := forget(folder); err != nil || worked(folder, "0.2.0") {
			t.Errorf("forgotten: %v", err)
		}
	}
}

// A folder in the file's place stands for a file that cannot be removed.
func TestForget_saysIfTheNextStartWouldTrustThemAgain(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, workedFile, "kept"), 0o700); err != nil {
		t.Fatal(err)
	}
	if forget(folder) == nil {
		t.Error("the program would start itself again for ever")
	}
}
