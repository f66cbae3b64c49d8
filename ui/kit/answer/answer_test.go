package answer_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/answer"
	"waymark/ui/kit/kittest"
)

func zeroToTen() []string {
	var faces []string
	for i := range 11 {
		faces = append(faces, fmt.Sprint(i))
	}
	return faces
}

func TestAnswerScaleByKeysAndTaps(t *testing.T) {
	var told []int
	next := 0
	scale := answer.NewScale(zeroToTen(), "Not at all", "Completely", func(v int) { told = append(told, v) })
	scale.OnNext = func() { next++ }
	w := kittest.Window(t, 900, 200, scale)
	scale.Focus()
	kittest.Write(w, "07x")
	kittest.Write(w, "T")
	if !slices.Equal(told, []int{1, 8, 11}) || next != 3 {
		t.Fatalf("told %v, went on %d times", told, next)
	}
	kittest.Write(w, "+") // the same again confirms it
	if len(told) != 3 || next != 4 {
		t.Errorf("told %v, went on %d times", told, next)
	}
	kittest.Press(w, fyne.KeyBackspace)
	if scale.Answer() != 0 || told[len(told)-1] != 0 {
		t.Error("not cleared")
	}
	kittest.Press(w, fyne.KeyLeft, fyne.KeySpace) // the ring stays where the answer was
	if scale.Answer() != 10 {
		t.Errorf("the ring ticked %d", scale.Answer())
	}
	test.TapAt(scale, fyne.NewPos(900.0/11*2.5, 20))
	if scale.Answer() != 3 {
		t.Errorf("tapping the third target ticked %d", scale.Answer())
	}
	steps := 0
	scale.OnStep = func(by int) { steps += by }
	kittest.Press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	if steps != 1 || scale.Answer() != 3 {
		t.Errorf("up and down lead %d questions on, the answer is %d", steps, scale.Answer())
	}
}

func TestAnswerListByKeysAndTaps(t *testing.T) {
	var told []int
	list := answer.NewList([]string{"Often/always", "Some of the time", kittest.LongName, "Hardly ever", "Never"}, func(v int) { told = append(told, v) })
	w := kittest.Window(t, 420, 500, list)
	list.Focus()
	kittest.Write(w, "5")
	kittest.Write(w, "079") // not among five
	kittest.Press(w, fyne.KeyUp, fyne.KeyReturn)
	if !slices.Equal(told, []int{5, 4}) {
		t.Fatalf("told %v", told)
	}
	test.TapAt(list, fyne.NewPos(300, 70))
	if list.Answer() != 2 {
		t.Errorf("tapping the words of the second ticked %d", list.Answer())
	}
	test.TapAt(list, fyne.NewPos(300, 490))
	if list.Answer() != 2 {
		t.Error("tapping beneath the answers ticked one")
	}
}

// TestEnter_ticksWhatNoOneWentToNever: whoever pressed Enter through a questionnaire
// gave the first answer to every question.
func TestEnter_ticksWhatNoOneWentToNever(t *testing.T) {
	list := answer.NewList([]string{"Yes", "No", "Not sure"}, nil)
	table := answer.NewLikert([]string{"one", "two"}, []string{"a", "b", "c"}, func(int, int) {})
	w := kittest.Window(t, 700, 500, kit.VStack(8, list, table))
	list.Focus()
	kittest.Press(w, fyne.KeyReturn)
	if list.Answer() != 0 {
		t.Errorf("Enter ticked %d", list.Answer())
	}
	table.FocusItem(1)
	kittest.Press(w, fyne.KeyReturn)
	if table.Answer(1) != 0 {
		t.Errorf("Enter ticked %d of the table", table.Answer(1))
	}
	kittest.Press(w, fyne.KeyRight, fyne.KeyReturn)
	if table.Answer(1) != 2 {
		t.Errorf("an arrow and Enter ticked %d of the table", table.Answer(1))
	}
	list.Focus()
	kittest.Press(w, fyne.KeyDown, fyne.KeyReturn)
	if list.Answer() != 2 {
		t.Errorf("an arrow and Enter ticked %d", list.Answer())
	}
}

func TestAnswersFitANarrowColumn(t *testing.T) {
	for what, a := range map[string]*answer.Answers{
		"scale": answer.NewScale(zeroToTen(), kittest.LongName, kittest.LongName, nil),
		"list":  answer.NewList([]string{kittest.LongName, kittest.LongName}, nil).ShowKeys(),
	} {
		a.SetTextScale(1.5)
		kittest.Window(t, 600, 600, a)
		if m := a.MinSize(); m.Width > 560 || m.Height > 400 {
			t.Errorf("%s wants %v", what, m)
		}
	}
}

func TestLikertByKeysAndTap(t *testing.T) {
	type ticked struct{ item, value int }
	var told []ticked
	ended := 0
	table := answer.NewLikert([]string{"one", "two", "three"}, []string{"a", "b", "c", "d", "e"},
		func(item, value int) { told = append(told, ticked{item, value}) })
	table.OnEnd = func() { ended++ }
	w := kittest.Window(t, 900, 500, kit.VStack(0, table))
	if got := table.Answers(); !reflect.DeepEqual(got, []int{0, 0, 0}) {
		t.Fatalf("ticked before anyone ticked: %v", got)
	}
	table.FocusItem(0)
	kittest.Write(w, "69") // not among five: ignored, and stays in the row
	kittest.Write(w, "3")  // ticks and goes on
	kittest.Press(w, fyne.KeyRight)
	kittest.Press(w, fyne.KeySpace) // ticks the second target of the second row
	kittest.Press(w, fyne.KeyDown)
	kittest.Write(w, "5")
	if got := table.Answers(); !reflect.DeepEqual(got, []int{3, 2, 5}) {
		t.Errorf("answers %v", got)
	}
	if ended != 1 {
		t.Errorf("the end was told %d times", ended)
	}
	kittest.Press(w, fyne.KeyUp, fyne.KeyBackspace)
	if table.Answer(1) != 0 {
		t.Error("Backspace does not clear")
	}
	if want := []ticked{{0, 3}, {1, 2}, {2, 5}, {1, 0}}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(880, 60))
	if table.Answer(0) != 5 {
		t.Errorf("a tap at the right of the first row ticks %d", table.Answer(0))
	}
}

func TestLikertSetAnswerRefusesWhatIsNotThere(t *testing.T) {
	table := answer.NewLikert([]string{"one"}, []string{"a", "b"}, func(int, int) { t.Error("told") })
	kittest.Window(t, 600, 200, table)
	table.SetAnswer(0, 2)
	table.SetAnswer(0, 3)
	table.SetAnswer(5, 1)
	if table.Answer(0) != 2 || table.Answer(5) != 0 {
		t.Errorf("answers %v", table.Answers())
	}
}
