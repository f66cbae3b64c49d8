package kit_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/kit"
	"waymark/ui/theme"
	"waymark/ui/uitest"
)

// animatedApp counts the animations that run, as the real driver would.
type animatedApp struct {
	fyne.App
	driver *animatedDriver
}

func (a *animatedApp) Driver() fyne.Driver { return a.driver }

type animatedDriver struct {
	fyne.Driver
	started int
	running map[*fyne.Animation]bool
}

func (d *animatedDriver) StartAnimation(a *fyne.Animation) { d.started++; d.running[a] = true }
func (d *animatedDriver) StopAnimation(a *fyne.Animation)  { delete(d.running, a) }

func TestAFocusedEntryAnimatesNothing(t *testing.T) {
	for _, dark := range []bool{false, true} {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(theme.New(theme.Options{Dark: dark}))
		driver := &animatedDriver{Driver: app.Driver(), running: map[*fyne.Animation]bool{}}
		w := test.NewTempWindow(t, nil)
		line, lines := kit.NewTextField("Town"), kit.NewTextArea("Note", 0)
		w.SetContent(kit.VStack(8, line, lines, kit.NewSearch("Find", nil)))
		w.Resize(fyne.NewSize(400, 300))
		fyne.SetCurrentApp(&animatedApp{app, driver})
		for _, entry := range []*kit.Entry{line.Entry, lines.Entry} {
			w.Canvas().Focus(entry)
			before := caretOf(t, w)
			for _, r := range "Sarre" {
				entry.TypedRune(r)
			}
			if after := caretOf(t, w); after.X <= before.X {
				t.Errorf("the caret stayed at %v while something was typed", after)
			}
			entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
			entry.Refresh()
			w.Content().Refresh()
			if len(driver.running) > 0 {
				t.Errorf("%d animations run while nothing happens", len(driver.running))
			}
		}
		if driver.started == 0 {
			t.Error("Fyne starts its caret elsewhere now: this test sees nothing")
		}
		fyne.SetCurrentApp(app)
	}
}

// caretOf is where the one caret that is seen stands: a rectangle as narrow as
// the border of an entry, in the accent colour at its full strength.
func caretOf(t *testing.T, w fyne.Window) fyne.Position {
	t.Helper()
	want := color.NRGBAModel.Convert(fynetheme.Color(theme.ColorAccent))
	at := fyne.NewPos(-1, -1)
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		r, ok := s.Object.(*canvas.Rectangle)
		if ok && s.At.W < 2 && s.At.H > 10 && color.NRGBAModel.Convert(r.FillColor) == want {
			at = fyne.NewPos(s.At.X, s.At.Y)
		}
	})
	if at.X < 0 {
		t.Fatal("no caret is seen")
	}
	return at
}
