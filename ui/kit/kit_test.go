package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/answer"
	"waymark/ui/kit/charts"
	"waymark/ui/kit/kittest"
	"waymark/ui/theme"
)

func today() kit.Day { return kit.Day{Year: 2026, Month: 4, Day: 7} }

func TestButtonWorksByTapAndKeysUnlessDisabled(t *testing.T) {
	pressed := 0
	b := kit.Primary("Save", func() { pressed++ })
	w := kittest.Window(t, 300, 100, b)
	test.Tap(b)
	w.Canvas().Focus(b)
	kittest.Press(w, fyne.KeyReturn, fyne.KeySpace)
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
	b.Disable()
	test.Tap(b)
	kittest.Press(w, fyne.KeyReturn)
	if pressed != 3 {
		t.Error("a disabled button was pressed")
	}
}

func TestLongTextsNeverAskForMoreThanTheWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: theme.MaxTextScale}))
	longer := strings.Repeat(kittest.LongName+" ", 5)
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
		"bars":      charts.NewBars([]charts.Bar{{Label: longer, Text: longer, Count: longer, Value: 1}}),
		"likert":    answer.NewLikert([]string{longer}, []string{longer, "b", "c", "d", "e"}, nil),
		"picker":    kit.NewPicker(longer, []kit.Option{{ID: "1", Label: longer}}, nil),
	}
	for name, object := range objects {
		if width := object.MinSize().Width; width > 560 {
			t.Errorf("%s asks for a width of %v", name, width)
		}
	}
}

func TestTextEndsWithAnEllipsisAndKeepsTheWhole(t *testing.T) {
	text := kit.NewText(kittest.LongName, kit.Body)
	kittest.Window(t, 200, 40, text)
	if !text.Truncated() {
		t.Error("a long text in 200 pixels must be cut")
	}
	if text.Text() != kittest.LongName {
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
			kittest.Window(t, width, 200, p)
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
	kittest.Window(t, 70, 40, p)
	if got := kittest.Words(p); !strings.HasPrefix(got, "9:00 H") {
		t.Errorf("drawn as %q", got)
	}
}

func TestArrowsAndBrokenLettersAreDrawn(t *testing.T) {
	text := kit.NewText("32 → 44 \xff→ \xff", kit.Figure)
	kittest.Window(t, 400, 60, text)
	if got := kittest.Words(text); got != "32 →|44 \xff→|\xff" {
		t.Errorf("drawn as %q", got)
	}
}

func TestParagraphGrowsWhenItIsNarrow(t *testing.T) {
	paragraph := kit.NewParagraph(strings.Repeat("word ", 60), kit.Body)
	below := kit.NewText("below", kit.Body)
	w := kittest.Window(t, 800, 600, kit.VStack(0, paragraph, below))
	wide := below.Position().Y
	w.Resize(fyne.NewSize(200, 600))
	if below.Position().Y <= wide*2 {
		t.Errorf("what stands below went from %v to %v only", wide, below.Position().Y)
	}
}

func TestFilterChipSwitchesByKeyAndTellsOnlyThePersonsChange(t *testing.T) {
	var told []bool
	chip := kit.NewFilterChip("Free", false, func(on bool) { told = append(told, on) })
	w := kittest.Window(t, 200, 60, chip)
	chip.SetOn(true)
	w.Canvas().Focus(chip)
	kittest.Press(w, fyne.KeySpace)
	if len(told) != 1 || told[0] || chip.On() {
		t.Errorf("told %v, on %v; want one change to off", told, chip.On())
	}
}

func TestHeaderKeepsButtonsInViewHoweverLongTheTitle(t *testing.T) {
	save := kit.Primary("Save", nil)
	header := kit.NewPageHeader(kittest.LongName, kittest.LongName, kit.Secondary("Questionnaire", nil), save)
	kittest.Window(t, 500, 100, header)
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
	w := kittest.Window(t, 1200, 300, kit.VStack(0, wrap))
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
	tip := kit.WithTip(kit.NewText("short", kit.Body), func() string { return kittest.LongName })
	w := kittest.Window(t, 600, 200, kit.TipLayer(tip))
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
	kittest.Window(t, 400, 300, scroll)
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
	w := kittest.Window(t, 400, 400, kit.VStack(8, area, after))
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
	w := kittest.Window(t, 400, 400, area)
	area.Focus()
	kittest.Write(w, "twelve chars")
	if area.Text() != "twelve chars" {
		t.Errorf("text is %q, something typed was lost", area.Text())
	}
	if area.Problem() == "" || area.Error() != area.Problem() {
		t.Errorf("problem %q, error %q; want one sentence shown", area.Problem(), area.Error())
	}
	kittest.Press(w, fyne.KeyBackspace, fyne.KeyBackspace)
	if area.Problem() != "" || area.Error() != "" {
		t.Errorf("the sentence stays: %q", area.Error())
	}
}

func TestSetTextDoesNotTellButTypingDoes(t *testing.T) {
	var told []string
	field := kit.NewTextField("Name")
	field.OnChanged = func(s string) { told = append(told, s) }
	w := kittest.Window(t, 300, 100, field)
	field.SetText("Ann")
	if len(told) != 0 {
		t.Errorf("told %v about a text it was given", told)
	}
	field.SetError("Write a name.")
	field.Focus()
	kittest.Press(w, fyne.KeyEnd)
	kittest.Write(w, "e")
	if len(told) != 1 || told[0] != "Anne" || field.Error() != "" {
		t.Errorf("told %v, error %q", told, field.Error())
	}
}

func TestWidgetsFollowAChangeOfTheme(t *testing.T) {
	chip := kit.NewChip("Overdue", kit.Red)
	w := kittest.Window(t, 200, 60, chip)
	light := test.RenderObjectToMarkup(w.Content())
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{Dark: true}))
	chip.Refresh()
	if test.RenderObjectToMarkup(w.Content()) == light {
		t.Error("the chip keeps its light colours")
	}
}
