package kit

import (
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/theme"
)

// A text keeps the lines that it was laid out in until something changes that decides
// them. Whatever is changed, in whatever order, it says what a new text says.
func TestText_isLaidOutAgainWhenItHasTo(t *testing.T) {
	app := test.NewTempApp(t)
	random := rand.New(rand.NewPCG(7, 1))
	one := NewParagraph("", Body)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	var text string
	var marks []Range
	style, lines := Body, 0
	for step := range 600 {
		switch random.IntN(6) {
		case 0:
			text, marks = pick(random, "", "Follow-ups", "Second follow-up · Repair café volunteers, Thursdays", "one\ntwo"), nil
			one.SetText(text)
		case 1:
			style = pick(random, Body, Title, Bold, Muted)
			one.SetStyle(style)
		case 2:
			lines = random.IntN(3)
			one.SetMaxLines(lines)
		case 3:
			if marks = nil; len(text) > 4 {
				marks = []Range{{0, 4}}
			}
			one.SetMarks(marks)
		case 4:
			app.Settings().SetTheme(theme.New(theme.Options{TextScale: pick[float32](random, 1, 1.5)}))
		}
		width := pick[float32](random, -4, 0, 40, 90, 300)
		fresh := NewParagraph(text, style)
		fresh.SetMaxLines(lines)
		fresh.SetMarks(marks)
		one.flow(width)
		fresh.flow(width)
		if !slices.Equal(one.Lines(), fresh.Lines()) || one.Truncated() != fresh.Truncated() {
			t.Fatalf("step %d: %q in %v is %q (%t), want %q (%t)", step, text, width, one.Lines(), one.Truncated(), fresh.Lines(), fresh.Truncated())
		}
		kept := &one.lines[0]
		if one.flow(width); &one.lines[0] != kept {
			t.Fatalf("step %d: %q was laid out again for nothing", step, text)
		}
	}
}

// Before it has a place a text is not broken letter by letter.
func TestText_withoutAPlaceSaysNothing(t *testing.T) {
	test.NewTempApp(t)
	text := NewParagraph("50 of 60 follow-ups", Body)
	text.Resize(fyne.NewSize(0, 20))
	test.WidgetRenderer(text).Layout(text.Size())
	if got := text.Lines(); !slices.Equal(got, []string{""}) || !text.Truncated() {
		t.Errorf("it says %q", got)
	}
}

func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }
