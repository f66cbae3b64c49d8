package box

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// program puts a program of that name first on the PATH, which writes its
// arguments into a file and ends with a status.
func program(t *testing.T, name, status string) (arguments string) {
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
	arguments := program(t, name, "exit 0")
	Alert("Waymark could not open its window.")
	if said, err := os.ReadFile(arguments); err != nil || !strings.Contains(string(said), "Waymark could not open its window.") {
		t.Errorf("the box got %q, %v", said, err)
	}
}

func TestAskToWait_secondButtonEnds(t *testing.T) {
	name := "zenity"
	if runtime.GOOS == "darwin" {
		name = "osascript"
	}
	program(t, name, "exit 1")
	if !AskToWait(t.Context(), "Still opening.") {
		t.Error("the second button did not end it")
	}
	program(t, name, "exit 0")
	if AskToWait(t.Context(), "Still opening.") {
		t.Error("the first button ended it")
	}
}

func TestAskToWait_closesWhenTheWindowIsThere(t *testing.T) {
	name := "zenity"
	if runtime.GOOS == "darwin" {
		name = "osascript"
	}
	arguments := program(t, name, "exec sleep 600")
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
	if AskToWait(ctx, "Still opening.") {
		t.Error("a box that was closed for the person ended the program")
	}
}
