// Package load reads what a page shows: off the UI goroutine, the latest reading
// wins, and one that is overtaken, or whose page was left, is cancelled and
// never shown.
package load

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
)

// Latest runs the readings of one thing that a page shows, such as its list. A
// reading that is asked for later overtakes those before it. It is used on the
// UI goroutine.
type Latest struct {
	// Pause is waited before a reading, so that typing on costs nothing.
	Pause time.Duration

	h       *host.Host
	page    context.Context //nolint:containedctx // ends when the page is left, and with it every reading
	end     context.CancelFunc
	number  int
	pending bool
}

// New makes the Latest of a page that is being built.
func New(h *host.Host) *Latest {
	l := &Latest{h: h, page: h.Shown, end: func() {}}
	if l.page == nil {
		l.page = context.Background()
	}
	return l
}

// Pending reports whether a reading is under way.
func (l *Latest) Pending() bool { return l.pending }

// Forget cancels the reading that is under way: it is not shown any more.
func (l *Latest) Forget() {
	l.end()
	l.number++
	l.pending = false
}

// Do reads, and then calls publish on the UI goroutine, unless the reading was
// overtaken or the page left.
func Do[T any](l *Latest, read func(ctx context.Context) (T, error), publish func(T, error)) {
	l.Forget()
	ctx, end := context.WithCancel(l.page)
	number := l.number
	l.end, l.pending = end, true
	l.h.Background(func(program context.Context) func() {
		defer context.AfterFunc(program, end)()
		if !waited(ctx, l.Pause) {
			return nil
		}
		read, err := read(ctx)
		return func() {
			if number != l.number || l.page.Err() != nil {
				return
			}
			end()
			l.pending = false
			publish(read, err)
		}
	})
}

// View says what happens to a page that cannot be read: Put shows, in place of
// its content, one calm line with a way to try again.
type View struct {
	What  string // for the log, such as "read today"
	Put   func(fyne.CanvasObject)
	Again func()
}

// Into reads as Do does. publish gets what was read; if it cannot be read, the
// view says so.
func Into[T any](l *Latest, v View, read func(ctx context.Context) (T, error), publish func(T)) {
	Do(l, read, func(got T, err error) {
		if err != nil {
			v.Put(l.h.CannotShow(v.What, err, v.Again))
			return
		}
		publish(got)
	})
}

// waited waits; it is false when the wait was cut short.
func waited(ctx context.Context, pause time.Duration) bool {
	if pause <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
