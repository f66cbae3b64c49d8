package main

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/directory"
	"waymark/data/store/office"
)

// quietFor is how long no one has changed the directory before its answers are
// worked out again: who is at work on it is not held up.
const quietFor = 15 * time.Second

// keepDirectoryReady has the answers of a large directory that take long ready
// before someone asks, and again after each change, until ctx ends.
func keepDirectoryReady(ctx context.Context, s *office.Office, log *slog.Logger) {
	changed := make(chan struct{}, 1)
	tell := func() {
		select {
		case changed <- struct{}{}:
		default: // it has been told
		}
	}
	defer s.Subscribe(func(c store.Change) {
		if c.Kind != store.ChangedClient {
			tell()
		}
	})()
	for ctx.Err() == nil {
		round, stop := context.WithCancel(ctx)
		err := s.Directory.PrepareDirectory(round, directory.ManyServices, func(_ context.Context, d time.Duration) {
			if !quiet(ctx, changed, d) {
				tell()
				stop() // begin again when it is quiet
			}
		})
		if err != nil && round.Err() == nil && data.CodeOf(err) != data.CodeRefused { // reception uses this PC by now
			log.Error("prepare the directory", "error", err)
		}
		stop()
		giveBack(ctx, s, log)
		select {
		case <-ctx.Done():
		case <-changed:
			for !quiet(ctx, changed, quietFor) && ctx.Err() == nil {
				continue
			}
		}
	}
}

// giveBack returns to the system the memory that only what is done by now needed:
// the program stays open all day beside others.
func giveBack(ctx context.Context, s *office.Office, log *slog.Logger) {
	if err := s.Rest(ctx); err != nil {
		log.Error("rest the database", "error", err)
	}
	debug.FreeOSMemory()
	trimC()
}

// quiet waits. It is false when something changed meanwhile, or ctx ended.
func quiet(ctx context.Context, changed <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-changed:
		return false
	case <-timer.C:
		return true
	}
}
