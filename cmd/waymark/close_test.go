package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/cmd/waymark/instance"
)

// ownRuntime gives the test a folder for its sockets.
func ownRuntime(t *testing.T) {
	t.Helper()
	folder, err := os.MkdirTemp("", "wm") // t.TempDir may be too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	t.Setenv("XDG_RUNTIME_DIR", folder)
}

func TestClose_endsTheWindowOrSaysThatThereIsNone(t *testing.T) {
	ownRuntime(t)
	db := filepath.Join(t.TempDir(), "waymark.db")
	path, err := placeOf(db)
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"close", "--db", db}, &out, &errs); code != exitOK || !strings.Contains(out.String(), "No window is open") {
		t.Errorf("without a window: %d %q %q", code, out.String(), errs.String())
	}
	var stop func()
	ready := make(chan struct{})
	stop, err = instance.Listen(instance.Name(path), func(instance.Request) { <-ready; go stop() })
	if err != nil {
		t.Fatal(err)
	}
	close(ready)
	out.Reset()
	if code := run(context.Background(), []string{"close", "--db", db}, &out, &errs); code != exitOK || !strings.Contains(out.String(), "is closed") {
		t.Errorf("with a window: %d %q %q", code, out.String(), errs.String())
	}
}
