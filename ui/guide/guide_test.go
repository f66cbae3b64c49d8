package guide

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

func TestGuide_opensTheChapterThatIsChosen(t *testing.T) {
	a := test.NewApp()
	a.Settings().SetTheme(theme.New(theme.Options{}))
	w, err := Open(a)
	if err != nil {
		t.Fatal(err)
	}
	says := func(want string) {
		t.Helper()
		for _, o := range test.LaidOutObjects(w.Content()) {
			if text, ok := o.(*kit.Text); ok && text.Names() && strings.Contains(text.Text(), want) {
				return
			}
		}
		t.Errorf("the guide does not show %q", want)
	}
	says("Set up your service")
	draw(t, w, "first")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	says("In the morning")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	says("The records seem damaged")
	draw(t, w, "last")
	closed := false
	w.SetOnClosed(func() { closed = true })
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !closed {
		t.Error("Esc does not close it")
	}
}

// draw writes a picture of the window for someone to look at, if asked to.
func draw(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	folder := os.Getenv("GUIDE_PICTURES")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
