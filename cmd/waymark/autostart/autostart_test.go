package autostart

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestEntry_isSetAndTakenBack(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it would change the sign-in of whoever runs this")
	}
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	s := Entry{Program: `/opt/50% "best"/waymark`, Args: []string{"--db", `/home/łucja/my $records.db`}}
	starts := func(want bool) {
		t.Helper()
		if got, err := s.Starts(); got != want || err != nil {
			t.Errorf("starts: %v, %v", got, err)
		}
	}
	starts(false)
	for range 2 {
		if err := s.SetStarts(true); err != nil {
			t.Fatal(err)
		}
	}
	starts(true)
	path := filepath.Join(config, "autostart", "waymark.desktop")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := `Exec="/opt/50%% \\"best\\"/waymark" "--db" "/home/łucja/my \\$records.db"`; !strings.Contains(string(text), want+"\n") {
		t.Errorf("the entry is %s", text)
	}
	if err := os.WriteFile(path, append(text, "X-GNOME-Autostart-enabled=false\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	starts(false) // the desktop turned it off
	for range 2 {
		if err := s.SetStarts(false); err != nil {
			t.Fatal(err)
		}
	}
	starts(false)
}
