package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"waymark/cmd/waymark/crash"
)

// slowAfter is how long a start may paint nothing before it says so.
const slowAfter = 20 * time.Second

// What a start is at, as it is told to a person.
const (
	startingGraphics = "starting the graphics"
	openingRecords   = "opening your records"
	drawingScreen    = "drawing the first screen"
)

// start follows a start of the window until it has painted something: a program
// that is invisible and says nothing looks as if it had not been started.
type start struct {
	at     atomic.Value // string
	log    *slog.Logger
	folder string // of the log
	stop   context.CancelFunc
	timer  *time.Timer
	ask    func(ctx context.Context, sentence string) (end bool)
	exit   func(code int)
}

// followStart speaks up if nothing is painted after a while.
func followStart(after time.Duration, folder string, log *slog.Logger, ask func(context.Context, string) bool, exit func(int)) *start {
	ctx, stop := context.WithCancel(context.Background())
	s := &start{log: log, folder: folder, stop: stop, ask: ask, exit: exit}
	s.is(startingGraphics)
	s.timer = time.AfterFunc(after, func() { s.slow(ctx, after) })
	return s
}

// is says what the start is at now.
func (s *start) is(at string) { s.at.Store(at) }

// over ends the watch: something is painted, or it was said why not.
func (s *start) over() {
	s.timer.Stop()
	s.stop()
}

// slow writes into the log where the program is, and asks a person what to do.
func (s *start) slow(ctx context.Context, after time.Duration) {
	if ctx.Err() != nil {
		return
	}
	at, _ := s.at.Load().(string)
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	s.log.Error("nothing was painted", "seconds", after.Seconds(), "at", at, "stacks", crash.WithoutValues(string(stacks)))
	sentence := fmt.Sprintf("Waymark has shown no window for %.0f seconds. It is still %s. ", after.Seconds(), at)
	switch at {
	case openingRecords:
		sentence += "A large file or an update can take a few minutes. Your records are safe."
	default:
		sentence += "If nothing happens, close it and start it with safe graphics. Your records are safe."
	}
	sentence += " The reason is in " + filepath.Join(s.folder, logName) + "."
	_, _ = fmt.Fprintln(os.Stderr, "waymark: "+sentence)
	if s.ask(ctx, sentence) {
		s.exit(exitFailure)
	}
}
