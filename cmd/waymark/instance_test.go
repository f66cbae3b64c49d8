package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
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

func TestRequests_reachTheWindowOfTheirDatabaseAlone(t *testing.T) {
	ownRuntime(t)
	got := make(chan request, 4)
	stop, err := listenForRequests(instanceName("/records/a.db"), func(r request) { got <- r })
	if err != nil {
		t.Fatal(err)
	}
	if raiseOpenWindow(t.Context(), "/records/b.db", false) {
		t.Error("the window of another database answered")
	}
	if !raiseOpenWindow(t.Context(), "/records/a.db", false) || <-got != requestRaise {
		t.Error("the window was not raised")
	}
	if !askWindow(instanceName("/records/a.db"), requestClose) || <-got != requestClose {
		t.Error("the window was not asked to close")
	}
	stop()
	ended := until(t.Context(), closingFor, func() bool { return !windowThere(instanceName("/records/a.db")) })
	if !ended || raiseOpenWindow(t.Context(), "/records/a.db", false) {
		t.Error("a closed window answers")
	}
}

func TestRaise_waitsForAWindowThatIsStarting(t *testing.T) {
	ownRuntime(t)
	got := make(chan request, 1)
	go func() {
		stop, err := listenForRequests(instanceName("late.db"), func(r request) { got <- r })
		if err != nil {
			t.Error(err)
			return
		}
		t.Cleanup(stop)
	}()
	if !raiseOpenWindow(t.Context(), "late.db", true) || <-got != requestRaise {
		t.Error("it did not wait")
	}
}

func TestListen_replacesTheSocketOfACrash(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("events end with their process")
	}
	ownRuntime(t)
	for range 2 { // the first is never stopped
		if _, err := listenForRequests("crashed", func(request) {}); err != nil {
			t.Fatal(err)
		}
	}
	if !askWindow("crashed", requestRaise) {
		t.Error("the second window does not answer")
	}
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
	stop, err = listenForRequests(instanceName(path), func(request) { <-ready; go stop() })
	if err != nil {
		t.Fatal(err)
	}
	close(ready)
	out.Reset()
	if code := run(context.Background(), []string{"close", "--db", db}, &out, &errs); code != exitOK || !strings.Contains(out.String(), "is closed") {
		t.Errorf("with a window: %d %q %q", code, out.String(), errs.String())
	}
}
