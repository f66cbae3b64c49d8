package answer_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/answer"
	"waymark/ui/kit/kittest"
)

func TestKeySheetHandsOnWhatIsTyped(t *testing.T) {
	sheet := answer.NewKeySheet()
	sheet.SetRows([]answer.KeyRow{{Number: "1", Text: "one"}, {Number: "2", Text: kittest.LongName, Mark: "4"}})
	var typed []rune
	var keys []fyne.KeyName
	sheet.OnRune = func(r rune) { typed = append(typed, r) }
	sheet.OnKey = func(e *fyne.KeyEvent) bool { keys = append(keys, e.Name); return true }
	w := kittest.Window(t, 400, 300, sheet)
	sheet.Focus()
	kittest.Write(w, "3-")
	kittest.Press(w, fyne.KeyReturn)
	if string(typed) != "3-" || len(keys) != 1 {
		t.Errorf("typed %q, keys %v", string(typed), keys)
	}
	sheet.SetMark(0, "3")
	sheet.SetCurrent(2) // past the last: nothing is current
	if sheet.Mark(0) != "3" || sheet.Mark(1) != "4" || sheet.Current() != 2 {
		t.Errorf("marks %q %q, current %d", sheet.Mark(0), sheet.Mark(1), sheet.Current())
	}
	if m := sheet.MinSize(); m.Width > 400 {
		t.Errorf("wants %v", m)
	}
}

func TestKeySheetKeepsTheCurrentLineInView(t *testing.T) {
	sheet := answer.NewKeySheet()
	rows := make([]answer.KeyRow, 40)
	for i := range rows {
		rows[i].Text = "line"
	}
	sheet.SetRows(rows)
	scroll := kit.Scroll(sheet)
	kittest.Window(t, 400, 200, scroll)
	sheet.SetCurrent(39)
	if scroll.Offset() == 0 {
		t.Error("the last line is current and out of sight")
	}
}
