package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
	"waymark/ui/theme"
	"waymark/ui/uitest"
)

// shownButtons are the buttons in view, and whether all lie inside the window.
func shownButtons(w fyne.Window) (texts []string, inside bool) {
	inside = true
	size := w.Canvas().Size()
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if b, ok := s.Object.(*kit.Button); ok {
			texts = append(texts, b.Text())
			inside = inside && s.At.In(uitest.Box{W: size.Width, H: size.Height})
		}
	})
	return texts, inside
}

func TestPageHeader_buttonsWithoutRoomGoIntoAMenu(t *testing.T) {
	tapped := ""
	button := func(text string) *kit.Button { return kit.Secondary(text, func() { tapped = text }) }
	h := kit.NewPageHeader("Margaret Featherstone", "72, born 9 November 1953", button("Questionnaire"), button("Record a contact"), kit.Primary("Offer services", nil))
	w := kittest.Window(t, 900, 300, kit.VStack(8, h))
	if got, _ := shownButtons(w); !slices.Equal(got, []string{"", "Questionnaire", "Record a contact", "Offer services"}[1:]) {
		t.Fatalf("with room: %q", got)
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{TextScale: 1.5}))
	w.Resize(fyne.NewSize(760, 300))
	got, inside := shownButtons(w)
	if !slices.Equal(got, []string{"More", "Offer services"}) || !inside {
		t.Fatalf("without room: %q, inside %t", got, inside)
	}
	if h.ShownTitle() != "Margaret Featherstone" {
		t.Errorf("the title is cut to %q", h.ShownTitle())
	}
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if b, ok := s.Object.(*kit.Button); ok && b.Text() == "More" {
			for _, item := range b.MenuItems() {
				item.Action()
				if item.Label != tapped {
					t.Errorf("%q of the menu does %q", item.Label, tapped)
				}
			}
			test.Tap(b)
		}
	})
	if !kit.OverlayOpen(w) || tapped != "Record a contact" {
		t.Error("the menu does not open, or lacks a button")
	}
	w.Resize(fyne.NewSize(1300, 300))
	if got, _ := shownButtons(w); len(got) != 3 {
		t.Errorf("with room again: %q", got)
	}
}

func TestPageHeader_whatCannotGoIntoAMenuGoesBelow(t *testing.T) {
	h := kit.NewPageHeader("6 to 12 April 2026", "", kit.NewSegmented([]string{"The whole week", "The whole month"}, 0, nil), kit.Primary("Export", nil))
	w := kittest.Window(t, 420, 300, kit.VStack(8, h))
	if got, inside := shownButtons(w); len(got) != 1 || !inside {
		t.Errorf("%q, inside %t", got, inside)
	}
	if h.ShownTitle() != "6 to 12 April 2026" {
		t.Errorf("the title is cut to %q", h.ShownTitle())
	}
}

// The calendar in large text had two lines of buttons below its title.
func TestPageHeader_withPageTurnsStaysOnOneLine(t *testing.T) {
	h := kit.NewPageHeader("Wednesday 8 April 2026", "All prescribers", kit.Secondary("Export…", nil), kit.Secondary("Add leave…", nil),
		kit.Secondary("‹", nil), kit.Secondary("Today", nil), kit.Secondary("›", nil), kit.NewSegmented([]string{"Day", "Week", "Month"}, 0, nil), kit.Primary("Book", nil))
	w := kittest.Window(t, 780, 300, kit.VStack(8, h))
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{TextScale: 1.5}))
	w.Resize(fyne.NewSize(780, 300))
	got, inside := shownButtons(w)
	if !slices.Equal(got, []string{"More", "‹", "Today", "›", "Book"}) || !inside {
		t.Errorf("in view: %q, inside %t", got, inside)
	}
	line := map[float32]bool{}
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if _, ok := s.Object.(*kit.Button); ok {
			line[s.At.Y+s.At.H/2] = true
		}
	})
	if len(line) != 1 {
		t.Errorf("the buttons are on %d lines", len(line))
	}
}

func TestCard_headingKeepsItsRoom(t *testing.T) {
	c := kit.NewCard("Follow-ups due", "5 overdue", kit.NewText("Row", kit.Body))
	c.SetAction(kit.NewSegmented([]string{"Everyone’s", "Mine"}, 0, nil))
	for _, width := range []float32{600, 380, 260} {
		w := kittest.Window(t, width, 300, kit.VStack(8, c))
		uitest.Walk(w.Content(), func(s uitest.Seen) {
			if text, ok := s.Object.(*kit.Text); ok && text.Truncated() {
				t.Errorf("%v wide: %q is cut to %q", width, text.Text(), text.Lines())
			}
		})
	}
}

// With large text Today cut “5 overdue · 1 today · 2…”: beside the switch of the card
// there was no room for it, and none was sought below.
func TestCard_wordsGoBelowTheButtonRatherThanBeCut(t *testing.T) {
	c := kit.NewCard("Follow-ups", "5 overdue · 1 today · 2 in next 7 days", kit.NewText("Row", kit.Body))
	c.SetAction(kit.NewSegmented([]string{"All", "Mine"}, 0, nil))
	for _, width := range []float32{600, 380, 320, 300} {
		w := kittest.Window(t, width, 300, kit.VStack(8, c))
		uitest.Walk(w.Content(), func(s uitest.Seen) {
			if text, ok := s.Object.(*kit.Text); ok && text.Truncated() {
				t.Errorf("%v wide: %q is cut to %q", width, text.Text(), text.Lines())
			}
		})
	}
}

func TestText_longWordsBreakWhereTheyAreJoined(t *testing.T) {
	mail := kit.NewParagraph("someone.with.a.long.name@long-example.org", kit.Muted)
	heading := kit.NewParagraph("Wolfeschlegelsteinhausenbergerdorff", kit.Heading)
	kittest.Window(t, 150, 300, kit.VStack(8, mail, heading)).Canvas().Capture()
	for _, line := range mail.Lines()[:len(mail.Lines())-1] {
		if last := line[len(line)-1]; last != '.' && last != '@' && last != '-' {
			t.Errorf("broken after %q", line)
		}
	}
	if got := heading.Lines(); len(got) != 1 || !heading.Truncated() {
		t.Errorf("a heading is broken inside a word: %q", got)
	}
}
