package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

func TestGraphicsWorked_onlyForTheBuildThatPainted(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "user")
	if graphicsWorked(folder) {
		t.Error("nothing was painted yet")
	}
	rememberGraphics(folder)
	if !graphicsWorked(folder) {
		t.Error("what was painted is forgotten")
	}
	if err := os.WriteFile(filepath.Join(folder, workedFile), []byte("0.1.0"), 0o600); err != nil {
		t.Fatal(err)
	}
	if graphicsWorked(folder) {
		t.Error("another version painted, which may need other graphics")
	}
	for range 2 { // there may be nothing to forget
		if err := forgetGraphics(folder); err != nil || graphicsWorked(folder) {
			t.Errorf("forgotten: %v", err)
		}
	}
}

// A folder in the file's place stands for a file that cannot be removed.
func TestForgetGraphics_saysIfTheNextStartWouldTrustThemAgain(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, workedFile, "kept"), 0o700); err != nil {
		t.Fatal(err)
	}
	if forgetGraphics(folder) == nil {
		t.Error("the program would start itself again for ever")
	}
}

// Only a start after a trial that was left out is begun anew with the same choice.
func TestStartedOtherwise_notWhenAllWasTried(t *testing.T) {
	failed := &graphicsFailure{late: true}
	if startedOtherwise(failed, graphicsOpenGL, nil, slog.New(slog.DiscardHandler)) {
		t.Error("OpenGL was asked for and failed: there is nothing else to start with")
	}
}
