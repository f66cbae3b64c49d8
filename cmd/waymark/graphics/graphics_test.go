package graphics

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestAsked_takesTheFlagThenTheEnvironmentThenTheFile(t *testing.T) {
	for _, c := range []struct {
		flag, variable, file string
		want                 Choice
	}{
		{"", "", "", Auto},
		{"", "", " Safe\r\n", Safe},
		{"", "opengl", "safe", OpenGL},
		{"safe", "opengl", "auto", Safe},
		{"", "fast", "better", Auto},
		{"", "fast", "safe", Safe},
	} {
		folder := t.TempDir()
		t.Setenv(variable, c.variable)
		if c.file != "" {
			if err := os.WriteFile(filepath.Join(folder, choiceFile), []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, ok := Asked(c.flag, folder)
		if got != c.want || !ok {
			t.Errorf("%+v: got %q, %v", c, got, ok)
		}
	}
}

func TestAsked_unknownFlagIsNoChoice(t *testing.T) {
	if got, ok := Asked("angle", t.TempDir()); ok {
		t.Errorf("got %q", got)
	}
}

func TestFailure_tellsTheLogAllThatWasTried(t *testing.T) {
	f := &Failure{tried: []error{errors.New("GLX missing"), errNoSafe}}
	if got := f.Error(); !strings.Contains(got, "GLX missing") || !strings.Contains(got, errNoSafe.Error()) {
		t.Errorf("the log gets %q", got)
	}
}

// The packages for users are built with a patched copy of Fyne. A Fyne that the
// patch does not fit must be noticed here, not when a release is made.
func TestFyne_isTheOneThatThePatchIsFor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs bash")
	}
	out, err := exec.Command(filepath.Join("..", "..", "..", "packaging", "fyne-patched")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}
