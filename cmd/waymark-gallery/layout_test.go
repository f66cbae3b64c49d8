package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"waymark/data/store"
	"waymark/ui/kit"
	"waymark/ui/settings/program"
	"waymark/ui/uitest"
)

// windows are the sizes of window that every screen has to fit.
var windows = []fyne.Size{fyne.NewSize(1024, 640), fyne.NewSize(1366, 768)}

// TestEveryScreenFitsAtEveryTextSize looks at every screen in every state, at
// the text sizes that Settings offers, in the smallest window and in a common
// one, below the menu that the window has on top of what is drawn here.
func TestEveryScreenFitsAtEveryTextSize(t *testing.T) {
	app := test.NewTempApp(t)
	store.Templates()
	spareTheCollector(t)
	for _, st := range allStates() {
		if st.appearance == "dark" {
			continue // as light, in other colours
		}
		t.Run(st.name, func(t *testing.T) {
			g, err := hang(context.Background(), app, st, filepath.Join(t.TempDir(), "db"))
			if err != nil {
				t.Fatal(err)
			}
			defer g.close()
			for _, size := range sizesFor(st) {
				if err := g.setText(size); err != nil {
					t.Fatal(err)
				}
				drawn := slices.DeleteFunc(allScreens(), func(sc screen) bool { return !covered(st, sc) })
				for _, list := range byWindow(drawn) {
					everyWindow(t, g, list)
				}
			}
		})
	}
}

// spareTheCollector has garbage collected only once there is a gigabyte and a half of
// it: windows come and go so fast here that it took a third of the time.
func spareTheCollector(t *testing.T) {
	t.Helper()
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(1500<<20)
	t.Cleanup(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
}

// sizesFor are the text sizes to look at: all where there is most to see, and
// elsewhere the largest, which is where things do not fit.
func sizesFor(st state) []int {
	switch st.name {
	case "light":
		return program.TextSizes
	case "gate-manager", "gate-none":
		return []int{100, 140, slices.Max(program.TextSizes)}
	case "long-names", "gate-long":
		return []int{100, slices.Max(program.TextSizes)}
	default:
		return []int{slices.Max(program.TextSizes)}
	}
}

// everyWindow looks at screens that follow one another in a window, in every size of
// window.
func everyWindow(t *testing.T, g *gallery, list []screen) {
	t.Helper()
	below := menuHeight(g.text)
	err := g.show(list, windows[0].SubtractWidthHeight(0, below), func(sc screen, w fyne.Window) error {
		for _, size := range windows {
			w.Resize(size.SubtractWidthHeight(0, below))
			for _, fault := range faults(w) {
				t.Errorf("%s at %d %% in %v: %s", sc.name, g.text, size, fault)
			}
		}
		return nil
	})
	if err != nil {
		t.Errorf("%s at %d %%: %v", list[0].name, g.text, err)
	}
}

// menuHeight is how high the menu of the window is, which the test window leaves
// out.
func menuHeight(text int) float32 {
	return fyne.MeasureText("M", 14*float32(text)/100, fyne.TextStyle{}).Height + 8
}

// faults are what a person would find wrong with the window as it is laid out.
func faults(w fyne.Window) []string {
	var found []string
	size := w.Canvas().Size()
	if least := w.Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
		found = append(found, fmt.Sprintf("the window would grow to %v", least))
	}
	page := true
	look := func(s uitest.Seen) {
		if scroll, ok := s.Object.(*container.Scroll); ok && page {
			page = false // the first is the shell's, around everything
			if all := scroll.Content.Size(); all.Width > size.Width || all.Height > size.Height {
				found = append(found, fmt.Sprintf("the page needs %v, so that it scrolls as a whole", all))
			}
		}
		found = append(found, faultsOf(s, size)...)
	}
	roots := append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...)
	for _, root := range roots {
		uitest.Walk(root, look)
		found = append(found, overlaps(root)...)
	}
	return found
}

func faultsOf(s uitest.Seen, size fyne.Size) []string {
	window := uitest.Box{W: size.Width, H: size.Height}
	switch o := s.Object.(type) {
	case *kit.PageHeader:
		return titleFault(o, s, window)
	case *kit.Button:
		if o.Kind() == kit.KindPrimary && !s.Scrolled && !s.At.In(window) {
			return []string{fmt.Sprintf("the button %q is outside of the window, at %v", o.Text(), s.At)}
		}
	case *kit.Flags:
		if !s.At.In(s.View) {
			return []string{fmt.Sprintf("the page opens below its warnings, which lie at %v", s.At)}
		}
	case *kit.Text:
		return brokenWords(o)
	case *canvas.Text:
		if strings.TrimSpace(o.Text) != "" {
			return append(cutText(o, s), oddHour(o.Text)...)
		}
	}
	return nil
}

// leadingZero finds a time of day that is written otherwise than as 9:30.
var leadingZero = regexp.MustCompile(`\b0\d:[0-5]\d\b`)

// oddHour says where an hour is written 09:30: staff read 9:30 everywhere.
func oddHour(text string) []string {
	if leadingZero.MatchString(text) {
		return []string{fmt.Sprintf("%q writes the hour with a zero", text)}
	}
	return nil
}

func titleFault(h *kit.PageHeader, s uitest.Seen, window uitest.Box) []string {
	shown := h.ShownTitle()
	if !s.At.In(window) {
		return []string{fmt.Sprintf("the header of %q is outside of the window", h.Title())}
	}
	if shown != h.Title() && utf8.RuneCountInString(shown) < 15 {
		return []string{fmt.Sprintf("the title %q is cut to %q", h.Title(), shown)}
	}
	return nil
}

// brokenWords are the words of a text that go on in the next line, although they
// are no wider than it.
func brokenWords(t *kit.Text) []string {
	var found []string
	lines := t.Lines()
	rest := strings.Join(strings.Fields(t.Text()), " ")
	for i, line := range lines {
		line = strings.TrimSuffix(line, "…")
		if !strings.HasPrefix(rest, line) {
			break // cut by an ellipsis
		}
		rest = strings.TrimPrefix(rest, line)
		if rest == "" || line == "" || i == len(lines)-1 || strings.HasPrefix(rest, " ") || strings.ContainsAny(line[len(line)-1:], "-@._,/;&+") {
			rest = strings.TrimPrefix(rest, " ")
			continue
		}
		if next := strings.Fields(rest); longer(t, line[strings.LastIndexAny(line, " -")+1:]+next[0]) {
			continue // one word that is wider than any line
		}
		found = append(found, fmt.Sprintf("the word after %q of %q is broken", line, t.Text()))
	}
	if t.Names() && t.Truncated() && utf8.RuneCountInString(strings.Join(lines, " ")) < 12 {
		found = append(found, fmt.Sprintf("the heading %q is cut to %q", t.Text(), strings.Join(lines, " ")))
	}
	return found
}

// longer reports whether a word is wider than the text it stands in.
func longer(t *kit.Text, word string) bool {
	drawn, ok := test.WidgetRenderer(t).Objects()[0].(*canvas.Text)
	return ok && fyne.MeasureText(word, drawn.TextSize, drawn.TextStyle).Width > t.Size().Width
}

// cutText says where a text is cut through: at the side of what it lies in, or
// above or below in what does not scroll by pixels.
func cutText(text *canvas.Text, s uitest.Seen) []string {
	for _, p := range s.Parents {
		if _, ok := p.(*widget.Entry); ok {
			return nil // scrolls sideways with the caret
		}
		if _, ok := p.(*kit.Entry); ok {
			return nil
		}
	}
	if s.At.Bottom() <= s.View.Y || s.At.Y >= s.View.Bottom() {
		return nil // scrolled out of sight
	}
	at := s.At
	if text.Alignment == fyne.TextAlignLeading {
		at.W = min(at.W, text.MinSize().Width)
	}
	if s.Scrolled {
		at.Y, at.H = s.View.Y, 0 // by pixels
		if sideways(s) {
			at.X, at.W = s.View.X, 0
		}
	}
	if !at.In(s.View) {
		return []string{fmt.Sprintf("%q is cut: it lies at %v, and %v can be seen", text.Text, s.At, s.View)}
	}
	return nil
}

// sideways reports whether something lies in what scrolls sideways, such as the first
// rows of a list as they are in its file.
func sideways(s uitest.Seen) bool {
	for _, p := range slices.Backward(s.Parents) {
		if scroll, ok := p.(*container.Scroll); ok {
			return scroll.Direction != container.ScrollVerticalOnly && scroll.Content.MinSize().Width > scroll.Size().Width
		}
	}
	return false
}
