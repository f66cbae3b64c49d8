package main

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/ui"
)

// openingPatience is how long the records may take to open before the window says so.
// They take longer where an update changes many of them.
const openingPatience = time.Second

// opening is a database on its way to being open.
type opening struct {
	stop context.CancelFunc
	gone atomic.Bool // no one waits for it any more
	done chan struct{}
	// What came of it, once it is done.
	office *office.Office
	err    error
}

func beginOpening(ctx context.Context, path string, o store.Options) *opening {
	ctx, stop := context.WithCancel(ctx)
	b := &opening{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		b.office, b.err = office.Open(ctx, path, o)
	}()
	return b
}

// giveUp stops the opening, and closes what it opened.
func (b *opening) giveUp() {
	b.gone.Store(true)
	b.stop()
	<-b.done
	if b.office != nil {
		_ = b.office.Close()
	}
}

// open opens the database, unless that has begun, and puts its first page into the
// window. It returns once that is so, or the patience is at an end: then it goes on as
// openLater.
func (r *windowRecords) open(ctx context.Context, patience time.Duration, later func(finish func())) error {
	if r.opening == nil {
		r.begin(ctx)
	}
	enough := time.NewTimer(patience)
	defer enough.Stop()
	select {
	case <-r.opening.done:
		return r.opened(ctx)
	case <-enough.C:
		r.openLater(ctx, later)
		return nil
	}
}

// begin begins to open the database.
func (r *windowRecords) begin(ctx context.Context) {
	r.opening = beginOpening(ctx, r.path, store.Options{Log: r.log})
}

// openLater has the window say what it waits for; later calls what is to be done with
// the result once the window runs.
func (r *windowRecords) openLater(ctx context.Context, later func(finish func())) {
	b := r.opening
	ui.ShowOpening(r.app, r.window, r.path)
	later(func() {
		<-b.done
		if !b.gone.Load() {
			fyne.Do(func() { r.openedLate(ctx) })
		}
	})
}

// openedLate puts the first page, or why there is none, in the place of what says that
// the records are being opened.
func (r *windowRecords) openedLate(ctx context.Context) {
	if err := r.opened(ctx); err != nil {
		r.sayCannotOpen(err)
	}
}

// opened takes over what was opened.
func (r *windowRecords) opened(ctx context.Context) error {
	b := r.opening
	r.opening = nil
	if b.err != nil {
		return b.err
	}
	return r.show(ctx, b.office)
}

func (r *windowRecords) sayCannotOpen(err error) {
	r.log.Error("open database", "code", data.CodeOf(err), "error", errors.Unwrap(err))
	ui.SayCannotOpen(r.app, r.window, data.Sentence(err), r.path)
}

// onceStarted has work done beside the window once that runs.
func (r *windowRecords) onceStarted(work func()) {
	r.app.Lifecycle().SetOnStarted(func() { go work() })
}
