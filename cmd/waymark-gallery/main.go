// Command waymark-gallery draws every screen in every state to PNG files, with
// no display: with the sample caseload in light and dark, empty, while it is
// loading, when the database cannot be read, and with very long names. People
// look at the pictures; the README shows some of them.
package main

import (
	"context"
	"flag"
	"fmt"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/ui"
)

// day is the day on which the pictures are taken, so that they stay alike.
var day = data.MustDate("2026-04-08")

func main() {
	out := flag.String("out", "screens", "folder for the pictures")
	only := flag.String("only", "", "draw only pictures whose name holds this")
	width := flag.Int("width", 1366, "width of the window in pixels")
	height := flag.Int("height", 768, "height of the window in pixels")
	flag.Parse()
	if err := draw(*out, *only, fyne.NewSize(float32(*width), float32(*height))); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "waymark-gallery: "+err.Error())
		os.Exit(1)
	}
}

func draw(out, only string, size fyne.Size) error {
	if err := os.MkdirAll(out, 0o750); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "waymark-gallery")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	app := test.NewApp()
	defer app.Quit()
	drawn := 0
	for _, st := range states() {
		names := 0
		for _, sc := range screens() {
			if st.covers(sc) && strings.Contains(sc.name+"-"+st.name, only) {
				names++
			}
		}
		if names == 0 {
			continue
		}
		n, err := drawState(app, st, work, out, only, size)
		if err != nil {
			return fmt.Errorf("%s: %w", st.name, err)
		}
		drawn += n
	}
	fmt.Printf("%d pictures in %s\n", drawn, out)
	return nil
}

func drawState(app fyne.App, st state, work, out, only string, size fyne.Size) (int, error) {
	ctx := context.Background()
	clock := data.Clock(func() time.Time { return time.Date(day.Year, day.Month, day.Day, 10, 20, 0, 0, time.Local) })
	s, err := store.Open(ctx, filepath.Join(work, st.name, "waymark.db"), store.Options{Clock: clock, NewID: caseload.NewIDs(1, day)})
	if err != nil {
		return 0, err
	}
	defer func() { _ = s.Close() }()
	if err := st.fill(ctx, s); err != nil {
		return 0, err
	}
	if err := s.SetSetting(ctx, store.SettingAppearance, st.appearance); err != nil {
		return 0, err
	}
	who, err := peopleOf(ctx, s)
	if err != nil {
		return 0, err
	}
	if st.broken {
		if err := s.Close(); err != nil {
			return 0, err
		}
	}
	drawn := 0
	for _, sc := range screens() {
		if !st.covers(sc) || !strings.Contains(sc.name+"-"+st.name, only) {
			continue
		}
		if err := drawScreen(app, s, clock, st, sc, who, out, size); err != nil {
			return drawn, fmt.Errorf("%s: %w", sc.name, err)
		}
		drawn++
	}
	return drawn, nil
}

func drawScreen(app fyne.App, s *store.Store, clock data.Clock, st state, sc screen, who people, out string, size fyne.Size) error {
	w := test.NewWindow(nil)
	defer w.Close()
	w.Resize(size)
	background := atOnce
	if st.stuck {
		background = func(func(context.Context) func()) {}
	}
	shell := ui.New(ui.Options{App: app, Window: w, Store: s, Clock: clock, Log: slog.New(slog.DiscardHandler),
		OpenFile: func(string) error { return nil }, DocumentsDir: "/home/sian/Documents", Background: background})
	w.Resize(size)
	shell.Go(sc.route(who))
	if sc.then != nil {
		if err := sc.then(w); err != nil {
			return err
		}
	}
	w.Resize(size)
	f, err := os.Create(filepath.Join(out, sc.name+"-"+st.name+".png")) // the folder the user chose
	if err != nil {
		return err
	}
	err = png.Encode(f, w.Canvas().Capture())
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// atOnce does background work in order, on the one goroutine there is.
func atOnce(work func(context.Context) func()) {
	if publish := work(context.Background()); publish != nil {
		publish()
	}
}
