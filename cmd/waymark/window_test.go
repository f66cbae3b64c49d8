package main

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"waymark/cmd/waymark/graphics"
)

func TestRunWindow_unknownGraphicsAreWrongUse(t *testing.T) {
	var out, errout strings.Builder
	code := run(t.Context(), []string{"--db", filepath.Join(t.TempDir(), "w.db"), "--graphics", "angle"}, &out, &errout)
	if code != exitUsage || !strings.Contains(errout.String(), "angle") {
		t.Errorf("ended with %d and said %q", code, errout.String())
	}
}

// Only a start after a trial that was left out is begun anew with the same choice.
func TestStartedOtherwise_notWhenAllWasTried(t *testing.T) {
	failed := &graphics.Failure{Late: true}
	if startedOtherwise(failed, graphics.OpenGL, nil, slog.New(slog.DiscardHandler)) {
		t.Error("OpenGL was asked for and failed: there is nothing else to start with")
	}
}
