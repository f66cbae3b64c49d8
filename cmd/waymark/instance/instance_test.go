package instance

import (
	"os"
	"runtime"
	"testing"
	"time"
)

// TestMain gives the tests a folder for their sockets; one of the system's temporary
// folders for a test may have a path that is too long.
func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "wm")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("XDG_RUNTIME_DIR", folder)
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

func TestRequests_reachTheWindowOfTheirDatabaseAlone(t *testing.T) {
	got := make(chan Request, 4)
	stop, err := Listen(Name("/records/a.db"), func(r Request) { got <- r })
	if err != nil {
		t.Fatal(err)
	}
	if RaiseOpen(t.Context(), "/records/b.db", false) {
		t.Error("the window of another database answered")
	}
	if !RaiseOpen(t.Context(), "/records/a.db", false) || <-got != Raise {
		t.Error("the window was not raised")
	}
	if !Ask(Name("/records/a.db"), Close) || <-got != Close {
		t.Error("the window was not asked to close")
	}
	stop()
	ended := Until(t.Context(), 20*time.Second, func() bool { return !There(Name("/records/a.db")) })
	if !ended || RaiseOpen(t.Context(), "/records/a.db", false) {
		t.Error("a closed window answers")
	}
}

func TestRaise_waitsForAWindowThatIsStarting(t *testing.T) {
	got := make(chan Request, 1)
	go func() {
		stop, err := Listen(Name("late.db"), func(r Request) { got <- r })
		if err != nil {
			t.Error(err)
			return
		}
		t.Cleanup(stop)
	}()
	if !RaiseOpen(t.Context(), "late.db", true) || <-got != Raise {
		t.Error("it did not wait")
	}
}

func TestListen_replacesTheSocketOfACrash(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("events end with their process")
	}
	for range 2 { // the first is never stopped
		if _, err := Listen("crashed", func(Request) {}); err != nil {
			t.Fatal(err)
		}
	}
	if !Ask("crashed", Raise) {
		t.Error("the second window does not answer")
	}
}
