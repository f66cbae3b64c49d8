package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
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

// boxProgram puts a program of that name first on the PATH, which writes its
// arguments into a file and ends with a status.
func boxProgram(t *testing.T, name, status string) (arguments string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has boxes of its own")
	}
	folder := t.TempDir()
	arguments = filepath.Join(folder, "arguments")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + arguments + "'\n" + status + "\n"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":/usr/bin:/bin")
	return arguments
}

func TestAlert_showsTheSentence(t *testing.T) {
	name := "zenity"
	if runtime.GOOS == "darwin" {
		name = "osascript"
	}
	arguments := boxProgram(t, name, "exit 0")
	alert("Waymark could not open its window.")
	if said, err := os.ReadFile(arguments); err != nil || !strings.Contains(string(said), "Waymark could not open its window.") {
		t.Errorf("the box got %q, %v", said, err)
	}
}

func TestAskToWait_secondButtonEnds(t *testing.T) {
	name := "zenity"
	if runtime.GOOS == "darwin" {
		name = "osascript"
	}
	boxProgram(t, name, "exit 1")
	if !askToWait(t.Context(), "Still opening.") {
		t.Error("the second button did not end it")
	}
	boxProgram(t, name, "exit 0")
	if askToWait(t.Context(), "Still opening.") {
		t.Error("the first button ended it")
	}
}

func TestAskToWait_closesWhenTheWindowIsThere(t *testing.T) {
	name := "zenity"
	if runtime.GOOS == "darwin" {
		name = "osascript"
	}
	arguments := boxProgram(t, name, "exec sleep 600")
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		for { // until the box is there
			if _, err := os.Stat(arguments); err == nil {
				stop()
				return
			}
			runtime.Gosched()
		}
	}()
	if askToWait(ctx, "Still opening.") {
		t.Error("a box that was closed for the person ended the program")
	}
}

func TestFollowStart_tellsAPersonAndTheLogWhatItIsAt(t *testing.T) {
	var log strings.Builder
	asked, ended := make(chan string, 1), make(chan int, 1)
	release := make(chan struct{})
	s := followStart(0, "folder", slog.New(slog.NewTextHandler(&log, nil)), func(_ context.Context, sentence string) bool {
		asked <- sentence
		<-release
		return true
	}, func(code int) { ended <- code })
	defer s.over()
	sentence := <-asked
	close(release)
	if code := <-ended; code != exitFailure {
		t.Errorf("ended with %d", code)
	}
	if !strings.Contains(sentence, startingGraphics) || !strings.Contains(sentence, logName) {
		t.Errorf("said %q", sentence)
	}
	if !strings.Contains(log.String(), "nothing was painted") || !strings.Contains(log.String(), "slowstart.go") {
		t.Errorf("the log has %q", log.String())
	}
}

func TestFollowStart_isSilentOnceSomethingIsPainted(t *testing.T) {
	s := followStart(time.Hour, "", slog.New(slog.DiscardHandler), func(context.Context, string) bool {
		t.Error("it asked")
		return true
	}, func(int) { t.Error("it ended") })
	ctx, stop := context.WithCancel(t.Context())
	s.is(drawingScreen)
	s.over()
	stop()
	s.slow(ctx, time.Hour) // a timer that had fired already
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
