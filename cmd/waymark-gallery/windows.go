package main

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data/store"
	"waymark/ui"
)

// step leads from the screen before in the list to one, in the same window.
type step struct {
	from string
	do   func(fyne.Window) error
}

// goingOn are the screens that are shown in the window of the one before them, if
// that is shown too: what is slow to work out is then worked out once.
func goingOn() map[string]step {
	return map[string]step{
		"report-why":           {"report", chapter(1)},
		"report-chosen":        {"report-why", chapter(2)},
		"report-changed":       {"report-chosen", chapter(4)},
		"report-learnt":        {"report-changed", chapter(5)},
		"stories":              {"learnt", chapter(1)},
		"hand-over-new-reader": {"hand-over", chooseIn("Who gets it?", "new")},
		"moving-table":         {"moving-question", then(press("Answer later"), press("Answer later"))},
	}
}

// byWindow divides screens into those that are shown one after another in one
// window.
func byWindow(list []screen) [][]screen {
	next := goingOn()
	var windows [][]screen
	for i, sc := range list {
		if i > 0 && next[sc.name].from == list[i-1].name {
			windows[len(windows)-1] = append(windows[len(windows)-1], sc)
			continue
		}
		windows = append(windows, []screen{sc})
	}
	return windows
}

// show opens a window on the first of some screens, presses what it is to be seen
// with, and hands the window over; and so for the others, in the same window. Who
// had signed in before is signed in after it.
func (g *gallery) show(list []screen, size fyne.Size, seen func(screen, fyne.Window) error) error {
	if s := g.store.Session; s.SignedIn() {
		defer s.SignIn(s.Identity())
	}
	w := test.NewWindow(nil)
	w.Resize(size)
	background := atOnce
	if g.state.stuck {
		background = func(func(context.Context) func()) {}
	}
	shell := ui.New(ui.Options{App: g.app, Window: w, Store: g.store, Clock: g.clock, Log: slog.New(slog.DiscardHandler),
		OpenFile: func(string) error { return nil }, ChangeProtection: func([]store.NewSlot) {}, Restore: func(string) {}, DocumentsDir: "/home/sian/Documents", Background: background,
		Meets: g.meets()})
	defer letGo(g.app)
	defer shell.CloseNow()
	w.Resize(size)
	shell.Go(list[0].route(g.who))
	lead, next := list[0].then, goingOn()
	for i, sc := range list {
		if i > 0 {
			lead = next[sc.name].do
		}
		if lead != nil {
			if err := lead(w); err != nil {
				return err
			}
		}
		settled(w, size)
		if err := seen(sc, w); err != nil {
			return err
		}
		w.Resize(size)
	}
	return nil
}

// settled lays a window out anew, as the driver of a real one does in each frame for
// what has grown since.
func settled(w fyne.Window, size fyne.Size) {
	w.Resize(size.AddWidthHeight(1, 0))
	w.Resize(size)
}

// letGo has Fyne forget the drawings of windows that are closed. It does so when a
// picture is taken, and else keeps every widget that was ever shown.
func letGo(app fyne.App) { app.Driver().AllWindows()[0].Canvas().Capture() }

// atOnce does background work in order, on the one goroutine there is.
func atOnce(work func(context.Context) func()) {
	if publish := work(context.Background()); publish != nil {
		publish()
	}
}
