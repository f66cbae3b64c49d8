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
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
)

// day is the day on which the pictures are taken, so that they stay alike.
var day = data.MustDate("2026-04-08")

// options are what is drawn, and how large.
type options struct {
	out, only string
	size      fyne.Size
	text      int // in hundredths of the normal size
}

func main() {
	var o options
	flag.StringVar(&o.out, "out", "screens", "folder for the pictures")
	flag.StringVar(&o.only, "only", "", "draw only pictures whose name holds this")
	flag.IntVar(&o.text, "text", 100, "size of the text in percent, as in Settings")
	width := flag.Int("width", 1366, "width of the window in pixels")
	height := flag.Int("height", 768, "height of the window in pixels")
	flag.Parse()
	o.size = fyne.NewSize(float32(*width), float32(*height))
	if err := drawAll(o); err != nil {
		_, _ = fmt.Fprintf(os.Stderr, "waymark-gallery: %s\n", err.Error())
		os.Exit(1)
	}
}

func drawAll(o options) error {
	if err := os.MkdirAll(o.out, 0o750); err != nil {
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
	for _, st := range allStates() {
		var wanted []screen
		for _, sc := range allScreens() {
			if covered(st, sc) && strings.Contains(sc.name+"-"+st.name, o.only) {
				wanted = append(wanted, sc)
			}
		}
		if len(wanted) == 0 {
			continue
		}
		if err := drawState(app, st, wanted, filepath.Join(work, st.name), o); err != nil {
			return fmt.Errorf("%s: %w", st.name, err)
		}
		drawn += len(wanted)
	}
	fmt.Printf("%d pictures in %s\n", drawn, o.out)
	return nil
}

func drawState(app fyne.App, st state, wanted []screen, folder string, o options) error {
	g, err := hang(context.Background(), app, st, folder)
	if err != nil {
		return err
	}
	defer g.close()
	if err := g.setText(o.text); err != nil {
		return err
	}
	for _, list := range byWindow(wanted) {
		err := g.show(list, o.size, func(sc screen, w fyne.Window) error {
			return save(w, filepath.Join(o.out, sc.name+"-"+st.name+".png"))
		})
		if err != nil {
			return fmt.Errorf("%s: %w", list[0].name, err)
		}
	}
	return nil
}

func save(w fyne.Window, path string) error {
	f, err := os.Create(path) // in the folder that the user chose
	if err != nil {
		return err
	}
	err = png.Encode(f, picture(w.Canvas()))
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
