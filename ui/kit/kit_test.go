package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

const longName = "Wilhelmina Featherstonehaugh-Cholmondeley van der Westhuizen y Fernández de la Vega Łukaszewicz"

func today() kit.Day { return kit.Day{Year: 2026, Month: 4, Day: 7} }

// window opens a window of a size with content under Waymark's theme.
func window(t *testing.T, width, height float32, content fyne.CanvasObject) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// press sends keys to whatever has the focus.
func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		if focused := w.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else if fn := w.Canvas().OnTypedKey(); fn != nil {
			fn(&fyne.KeyEvent{Name: key})
		}
	}
}

// write types text into whatever has the focus.
func write(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

func TestButtonWorksByTapAndKeysUnlessDisabled(t *testing.T) {
	pressed := 0
	b := kit.Primary("Save", func() { pressed++ })
	w := window(t, 300, 100, b)
	test.Tap(b)
	w.Canvas().Focus(b)
	press(w, fyne.KeyReturn, fyne.KeySpace)
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
	b.Disable()
	test.Tap(b)
	press(w, fyne.KeyReturn)
	if pressed != 3 {
		t.Error("a disabled button was pressed")
	}
}

func TestLongTextsNeverAskForMoreThanTheWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: theme.MaxTextScale}))
	longer := strings.Repeat(longName+" ", 5)
	row := kit.NewRowText()
	row.Set(kit.RowData{Title: longer, Secondary: longer, Aside: longer, Chips: []kit.ChipData{{Text: longer}}})
	objects := map[string]fyne.CanvasObject{
		"text":      kit.NewText(longer, kit.Title),
		"paragraph": kit.NewParagraph(longer, kit.Body),
		"chip":      kit.NewChip(longer, kit.Red),
		"filter":    kit.NewFilterChip(longer, true, nil),
		"button":    kit.Secondary(longer, nil),
		"card":      kit.NewCard(longer, longer, kit.NewText(longer, kit.Body)),
		"header":    kit.NewPageHeader(longer, longer, kit.Primary("Save", nil)),
		"field":     kit.NewTextField(longer),
		"row":       row,
		"choices":   kit.NewChoiceRow(longer, []string{longer, "No"}, nil),
		"figure":    kit.NewKeyFigure(longer, longer, longer),
		"banner":    kit.NewBanner(kit.Amber, longer, nil),
		"bars":      kit.NewBarChart([]kit.Bar{{Label: longer, Text: longer, Count: longer, Value: 1}}),
		"likert":    kit.NewLikertTable([]string{longer}, []string{longer, "b", "c", "d", "e"}, nil),
		"picker":    kit.NewPicker(longer, []kit.Option{{ID: "1", Label: longer}}, nil),
	}
	for name, object := range objects {
		if width := object.MinSize().Width; width > 560 {
			t.Errorf("%s asks for a width of %v", name, width)
		}
	}
}

func TestTextEndsWithAnEllipsisAndKeepsTheWhole(t *testing.T) {
	text := kit.NewText(longName, kit.Body)
	window(t, 200, 40, text)
	if !text.Truncated() {
		t.Error("a long text in 200 pixels must be cut")
	}
	if text.Text() != longName {
		t.Error("the whole text is lost")
	}
	text.SetText("Ann")
	if text.Truncated() {
		t.Error("a short text must not be cut")
	}
}

// Of “9:00 Hüseyin Francis” a narrow line showed “9:00…” and no one.
func TestParagraph_itsLastLineShowsAsMuchAsFits(t *testing.T) {
	const text = "9:00 Hüseyin Francis-Okafor sees Dr Łukaszewicz at Birchington Medical Centre\nand then goes home"
	for _, lines := range []int{1, 2, 3, 4} {
		for width := float32(20); width < 700; width += 7 {
			p := kit.NewParagraph(text, kit.Small)
			p.SetMaxLines(lines)
			window(t, width, 200, p)
			joined := strings.Join(p.Lines(), "")
			rest, cut := strings.CutSuffix(joined, "…")
			squeezed := strings.NewReplacer(" ", "", "\n", "")
			if rest, all := squeezed.Replace(rest), squeezed.Replace(text); !strings.HasPrefix(all, rest) || !cut && rest != all {
				t.Fatalf("%d lines of %v show %q", lines, width, p.Lines())
			}
		}
	}
	p := kit.NewParagraph(text, kit.Small)
	p.SetMaxLines(1)
	window(t, 70, 40, p)
	if got := words(p); !strings.HasPrefix(got, "9:00 H") {
		t.Errorf("drawn as %q", got)
	}
}

func TestArrowsAndBrokenLettersAreDrawn(t *testing.T) {
	text := kit.NewText("32 → 44 \xff→ \xff", kit.Figure)
	window(t, 400, 60, text)
	if got := words(text); got != "32 →|44 \xff→|\xff" {
		t.Errorf("drawn as %q", got)
	}
}

func TestParagraphGrowsWhenItIsNarrow(t *testing.T) {
	paragraph := kit.NewParagraph(strings.Repeat("word ", 60), kit.Body)
	below := kit.NewText("below", kit.Body)
	w := window(t, 800, 600, kit.VStack(0, paragraph, below))
	wide := below.Position().Y
	w.Resize(fyne.NewSize(200, 600))
	if below.Position().Y <= wide*2 {
		t.Errorf("what stands below went from %v to %v only", wide, below.Position().Y)
	}
}

func TestFilterChipSwitchesByKeyAndTellsOnlyThePersonsChange(t *testing.T) {
	var told []bool
	chip := kit.NewFilterChip("Free", false, func(on bool) { told = append(told, on) })
	w := window(t, 200, 60, chip)
	chip.SetOn(true)
	w.Canvas().Focus(chip)
	press(w, fyne.KeySpace)
	if len(told) != 1 || told[0] || chip.On() {
		t.Errorf("told %v, on %v; want one change to off", told, chip.On())
	}
}

func TestHeaderKeepsButtonsInViewHoweverLongTheTitle(t *testing.T) {
	save := kit.Primary("Save", nil)
	header := kit.NewPageHeader(longName, longName, kit.Secondary("Questionnaire", nil), save)
	window(t, 500, 100, header)
	right := fyne.CurrentApp().Driver().AbsolutePositionForObject(save).X + save.Size().Width
	if right > 500 {
		t.Errorf("the button ends at %v, outside of 500", right)
	}
}

func TestWrapTakesMoreLinesWhenNarrow(t *testing.T) {
	var chips []fyne.CanvasObject
	for range 8 {
		chips = append(chips, kit.NewChip("Consent: record", kit.Green))
	}
	wrap := kit.Wrap(chips...)
	w := window(t, 1200, 300, kit.VStack(0, wrap))
	one := wrap.MinSize().Height
	w.Resize(fyne.NewSize(300, 300))
	if four := wrap.MinSize().Height; four < 3*one {
		t.Errorf("height went from %v to %v only", one, four)
	}
	for i, chip := range chips {
		if end := chip.Position().X + chip.Size().Width; end > 300 {
			t.Errorf("chip %d ends at %v, outside of 300", i, end)
		}
	}
}

func TestTipShowsWhatWasCutAndGoesAway(t *testing.T) {
	tip := kit.WithTip(kit.NewText("short", kit.Body), func() string { return longName })
	w := window(t, 600, 200, kit.TipLayer(tip))
	before := test.RenderObjectToMarkup(w.Content())
	tip.MouseIn(&desktop.MouseEvent{})
	if shown := test.RenderObjectToMarkup(w.Content()); !strings.Contains(shown, "Featherstonehaugh") {
		t.Error("the tip is not shown")
	}
	if kit.OverlayOpen(w) {
		t.Error("a tip must not be an overlay")
	}
	tip.MouseOut()
	if test.RenderObjectToMarkup(w.Content()) != before {
		t.Error("the tip stays")
	}
	tip.MouseIn(&desktop.MouseEvent{})
	kit.HideTips()
	if strings.Contains(test.RenderToMarkup(w.Canvas()), "Wilhelmina") {
		t.Error("the tip of a page that has gone stays")
	}
}

func TestScrollFollowsTheFocus(t *testing.T) {
	var fields []fyne.CanvasObject
	var last *kit.TextField
	for range 30 {
		last = kit.NewTextField("Name")
		fields = append(fields, last)
	}
	scroll := kit.Scroll(kit.VStack(8, fields...))
	window(t, 400, 300, scroll)
	if scroll.Offset() != 0 {
		t.Fatal("starts scrolled")
	}
	last.Focus()
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(last.Entry).Y
	if top < 0 || top+last.Entry.Size().Height > 300 {
		t.Errorf("the focused entry is at %v, out of view", top)
	}
}

func TestTabLeavesATextOfManyLines(t *testing.T) {
	area, after := kit.NewTextArea("Note", 0), kit.NewTextField("Next")
	w := window(t, 400, 400, kit.VStack(8, area, after))
	area.Focus()
	if area.Entry.AcceptsTab() {
		t.Error("the entry keeps Tab for itself")
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(after.Entry) {
		t.Error("Tab does not go to the next field")
	}
}

func TestTooLongTextIsKeptAndSaid(t *testing.T) {
	area := kit.NewTextArea("Note", 10)
	w := window(t, 400, 400, area)
	area.Focus()
	write(w, "twelve chars")
	if area.Text() != "twelve chars" {
		t.Errorf("text is %q, something typed was lost", area.Text())
	}
	if area.Problem() == "" || area.Error() != area.Problem() {
		t.Errorf("problem %q, error %q; want one sentence shown", area.Problem(), area.Error())
	}
	press(w, fyne.KeyBackspace, fyne.KeyBackspace)
	if area.Problem() != "" || area.Error() != "" {
		t.Errorf("the sentence stays: %q", area.Error())
	}
}

func TestSetTextDoesNotTellButTypingDoes(t *testing.T) {
	var told []string
	field := kit.NewTextField("Name")
	field.OnChanged = func(s string) { told = append(told, s) }
	w := window(t, 300, 100, field)
	field.SetText("Ann")
	if len(told) != 0 {
		t.Errorf("told %v about a text it was given", told)
	}
	field.SetError("Write a name.")
	field.Focus()
	press(w, fyne.KeyEnd)
	write(w, "e")
	if len(told) != 1 || told[0] != "Anne" || field.Error() != "" {
		t.Errorf("told %v, error %q", told, field.Error())
	}
}
