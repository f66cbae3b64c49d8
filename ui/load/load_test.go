package load_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/host"
	"waymark/ui/load"
)

// later is a host whose background work is done when the test says.
type later struct {
	host.Host
	work []func(context.Context) func()
}

func newLater() *later {
	l := &later{}
	l.Background = func(work func(context.Context) func()) { l.work = append(l.work, work) }
	return l
}

func (l *later) do(n int) {
	if publish := l.work[n](context.Background()); publish != nil {
		publish()
	}
}

func TestDo_showsTheLatestOnly(t *testing.T) {
	h := newLater()
	latest := load.New(&h.Host)
	var shown []int
	ask := func(n int) {
		load.Do(latest, func(ctx context.Context) (int, error) { return n, ctx.Err() }, func(n int, _ error) { shown = append(shown, n) })
	}
	ask(1)
	ask(2)
	h.do(1)
	h.do(0)
	if !slices.Equal(shown, []int{2}) || latest.Pending() {
		t.Errorf("shown %v, pending %t", shown, latest.Pending())
	}
	ask(3)
	latest.Forget()
	h.do(2)
	if len(shown) != 1 {
		t.Errorf("a forgotten reading was shown: %v", shown)
	}
}

func TestDo_overtakenReadingIsCancelled(t *testing.T) {
	h := newLater()
	latest := load.New(&h.Host)
	var first context.Context
	load.Do(latest, func(ctx context.Context) (int, error) {
		first = ctx
		load.Do(latest, func(context.Context) (int, error) { return 0, nil }, func(int, error) {})
		return 0, nil
	}, func(int, error) { t.Error("an overtaken reading was shown") })
	h.do(0)
	if first.Err() == nil {
		t.Error("an overtaken reading goes on")
	}
}

func TestDo_pageThatWasLeftShowsNothing(t *testing.T) {
	h := newLater()
	page, leave := context.WithCancel(context.Background())
	h.Shown = page
	latest := load.New(&h.Host)
	read := false
	load.Do(latest, func(context.Context) (int, error) { read = true; return 0, nil }, func(int, error) { t.Error("shown after the page was left") })
	load.Do(latest, func(context.Context) (int, error) { leave(); return 0, nil }, func(int, error) { t.Error("shown after the page was left") })
	h.do(1)
	h.do(0)
	if read {
		t.Error("read for a page that was left")
	}
}

func TestInto_failureIsShownInPlaceOfTheContent(t *testing.T) {
	test.NewTempApp(t)
	h := newLater()
	h.Log = slog.New(slog.DiscardHandler)
	var put fyne.CanvasObject
	view := load.View{What: "read", Put: func(o fyne.CanvasObject) { put = o }, Again: func() {}}
	load.Into(load.New(&h.Host), view, func(context.Context) (int, error) { return 0, errors.New("no disk") }, func(int) { t.Error("published") })
	h.do(0)
	if put == nil {
		t.Error("nothing says that it could not be read")
	}
}
