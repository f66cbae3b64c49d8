package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
	"waymark/ui/theme"
)

// With large text a warning about a person, the first chip of a row, was cut to
// "Tw…", because the chips after it took all the room there was.
func TestChipsOfARowShareTheRoom(t *testing.T) {
	row := kit.NewRowText()
	row.Set(kit.RowData{Title: "Fiona Achebe-Obi-Quested", Chips: []kit.ChipData{
		{Text: "Two-person visits only", Tone: kit.Amber}, {Text: "Review due · Dog: Alsatian, shut in the yard", Tone: kit.Red},
		{Text: "+1", Tone: kit.Amber}, {Text: "19 days overdue", Tone: kit.Red}}})
	kittest.Window(t, 800, 60, row)
	var widths []float32
	for _, o := range test.LaidOutObjects(row) {
		if chip, ok := o.(*kit.Chip); ok {
			widths = append(widths, chip.Size().Width)
		}
	}
	for i, word := range map[int]string{2: "+1", 3: "19 days overdue"} {
		if widths[i] < kit.ChipWidth(word)-0.5 {
			t.Errorf("%q is cut to %v", word, widths[i])
		}
	}
	if least := min(kit.ChipWidth("Two-person visits only"), widths[1]); widths[0] < least-0.5 {
		t.Errorf("the first chip is %v wide and the second %v", widths[0], widths[1])
	}
	if tip := row.TipText(); !strings.Contains(tip, "shut in the yard") {
		t.Errorf("what is cut is not told: %q", tip)
	}
}

// On Today, a small window with large text showed a time and a chip, and not whose
// appointment it was.
func TestAChipLeavesTheNameRoom(t *testing.T) {
	row := kit.NewRowText()
	row.Set(kit.RowData{Lead: "11:20", Title: "Hüseyin Francis", Chips: []kit.ChipData{{Text: "7 Apr: what happened, and what comes next?", Tone: kit.Amber}}})
	kittest.Window(t, 180, 60, row)
	for _, o := range test.LaidOutObjects(row) {
		if text, ok := o.(*kit.Text); ok && text.Text() == "Hüseyin Francis" && text.Size().Width < 40 {
			t.Errorf("the name has %v", text.Size())
		}
	}
}

// The list of clients said “Fiona Achebe-O…” beside warnings that were cut as well,
// with room for the whole name above them.
func TestChipsGoBelowANameThatTheyWouldCut(t *testing.T) {
	row := kit.NewRowText()
	row.Set(kit.RowData{Title: "Fiona Achebe-Obi-Quested", Secondary: "71, born 10/03/1955 · CT12 4UY",
		Chips: []kit.ChipData{{Text: "Two-person visits only", Tone: kit.Amber}, {Text: "19 days overdue", Tone: kit.Red}}})
	w := kittest.Window(t, 300, 60, row)
	find := func(text string) (name *kit.Text, chip *kit.Chip) {
		for _, o := range test.LaidOutObjects(row) {
			switch o := o.(type) {
			case *kit.Text:
				if o.Text() == text {
					name = o
				}
			case *kit.Chip:
				chip = o
			}
		}
		return name, chip
	}
	name, chip := find("Fiona Achebe-Obi-Quested")
	if name.Truncated() || chip.Position().Y < name.Position().Y+name.LineHeight()-2 {
		t.Errorf("the name is cut: %v, and the chip is at %v", name.Truncated(), chip.Position())
	}
	w.Resize(fyne.NewSize(800, 60))
	if name, chip = find("Fiona Achebe-Obi-Quested"); chip.Position().Y > name.Position().Y+name.LineHeight()/2+2 {
		t.Errorf("with room, the chip is at %v", chip.Position())
	}
}

// With large text the chip "Already booked: Tue 14 Apr 2026 9:30" lost its time
// beside all the room it needed.
func TestAChipGrowsWithTheText(t *testing.T) {
	const word = "Already booked: Tue 14 Apr 2026 9:30"
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: 1.5}))
	if got := kit.NewChip(word, kit.Amber).MinSize().Width; got < kit.ChipWidth(word) {
		t.Errorf("%v of %v", got, kit.ChipWidth(word))
	}
}
