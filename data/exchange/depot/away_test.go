package depot

import (
	"context"
	"errors"
	"io/fs"
	"testing"
)

// A share whose server fell silent never answers, and its calls cannot be ended. Who
// waits is let go, and not every meeting leaves one more call hanging.
func TestAway_aShareThatNeverAnswers(t *testing.T) {
	f, err := openFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	answers, hangs := make(chan struct{}), make(chan struct{})
	for range beside {
		ctx, giveUp := context.WithCancel(t.Context())
		go func() { <-hangs; giveUp() }()
		_, err := away(ctx, f, func() (int, error) { hangs <- struct{}{}; <-answers; return 1, nil })
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("waited for: %v", err)
		}
	}
	again, err := openFolder(f.root) // the next meeting
	if err != nil {
		t.Fatal(err)
	}
	ctx, giveUp := context.WithCancel(t.Context())
	go func() { giveUp() }()
	_, err = away(ctx, again, func() (int, error) { t.Error("one more call hangs"); return 1, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	close(answers)
	if n, err := away(t.Context(), again, func() (int, error) { return 2, nil }); n != 2 || err != nil {
		t.Errorf("once it answers: %d %v", n, err)
	}
}

// Windows says of a file that a sync program gets when it is opened, and of a folder
// with such files, that it is irregular. A link stays a link.
func TestIsFile_placeholders(t *testing.T) {
	for _, c := range []struct {
		mode      fs.FileMode
		file, dir bool
	}{
		{0o600, true, false}, {0o600 | fs.ModeIrregular, true, false}, {fs.ModeDir | 0o700, false, true}, {fs.ModeDir | fs.ModeIrregular | 0o700, false, true},
		{fs.ModeSymlink | 0o777, false, false}, {fs.ModeNamedPipe, false, false}, {fs.ModeDevice, false, false}, {fs.ModeSocket, false, false},
	} {
		if isFile(c.mode) != c.file || isDir(c.mode) != c.dir {
			t.Errorf("%v: file %v, folder %v", c.mode, isFile(c.mode), isDir(c.mode))
		}
	}
}

// A virus scanner that has a file for a moment is waited for; what lasts is said.
func TestPatiently_whatIsHeldForAMoment(t *testing.T) {
	calls := 0
	if err := patiently(func() error {
		if calls++; calls < 3 {
			return &fs.PathError{Op: "rename", Path: "x", Err: held}
		}
		return nil
	}); err != nil || calls != 3 {
		t.Errorf("%d calls: %v", calls, err)
	}
	calls = 0
	if err := patiently(func() error { calls++; return fs.ErrNotExist }); !errors.Is(err, fs.ErrNotExist) || calls != 1 {
		t.Errorf("%d calls: %v", calls, err)
	}
}
