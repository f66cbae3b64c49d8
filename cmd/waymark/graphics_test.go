package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestGraphicsAsked_takesTheFlagThenTheEnvironmentThenTheFile(t *testing.T) {
	for _, c := range []struct {
		flag, variable, file string
		want                 graphicsChoice
	}{
		{"", "", "", graphicsAuto},
		{"", "", " Safe\r\n", graphicsSafe},
		{"", "opengl", "safe", graphicsOpenGL},
		{"safe", "opengl", "auto", graphicsSafe},
		{"", "fast", "better", graphicsAuto},
		{"", "fast", "safe", graphicsSafe},
	} {
		folder := t.TempDir()
		t.Setenv(graphicsVariable, c.variable)
		if c.file != "" {
			if err := os.WriteFile(filepath.Join(folder, graphicsFile), []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := graphicsAsked(c.flag, folder)
		if got != c.want || err != nil {
			t.Errorf("%+v: got %q, %v", c, got, err)
		}
	}
}

func TestGraphicsAsked_unknownFlagIsWrongUse(t *testing.T) {
	var use wrongUse
	if _, err := graphicsAsked("angle", t.TempDir()); !errors.As(err, &use) || !strings.Contains(use.sentence, "angle") {
		t.Errorf("got %v", err)
	}
}

func TestGraphicsFailure_saysWhatToDoOnEachSystem(t *testing.T) {
	f := &graphicsFailure{tried: []error{errors.New("GLX missing"), errNoSafeGraphics}}
	for system, want := range map[string]string{"windows": "libGLESv2.dll", "linux": "--graphics safe", "darwin": "Restart the Mac"} {
		if got := f.sentence(system); !strings.Contains(got, want) {
			t.Errorf("%s: %q does not say %q", system, got, want)
		}
	}
	f.noDisplay = true
	if got := f.sentence("linux"); !strings.Contains(got, "no display") {
		t.Errorf("without a display: %q", got)
	}
	if got := f.Error(); !strings.Contains(got, "GLX missing") || !strings.Contains(got, errNoSafeGraphics.Error()) {
		t.Errorf("the log gets %q", got)
	}
}

// The packages for users are built with a patched copy of Fyne. A Fyne that the
// patch does not fit must be noticed here, not when a release is made.
func TestFyne_isTheOneThatThePatchIsFor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs bash")
	}
	out, err := exec.Command(filepath.Join(root(t), "packaging", "fyne-patched")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}
