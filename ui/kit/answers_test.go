package kit_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
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
	scale := kit.NewAnswerScale(zeroToTen(), "Not at all", "Completely", func(v int) { told = append(told, v) })
	scale.OnNext = func() { next++ }
	w := window(t, 900, 200, scale)
	scale.Focus()
	write(w, "07x")
	write(w, "T")
	if !slices.Equal(told, []int{1, 8, 11}) || next != 3 {
		t.Fatalf("told %v, went on %d times", told, next)
	}
	write(w, "+") // the same again confirms it
	if len(told) != 3 || next != 4 {
		t.Errorf("told %v, went on %d times", told, next)
	}
	press(w, fyne.KeyBackspace)
	if scale.Answer() != 0 || told[len(told)-1] != 0 {
		t.Error("not cleared")
	}
	press(w, fyne.KeyLeft, fyne.KeySpace) // the ring stays where the answer was
	if scale.Answer() != 10 {
		t.Errorf("the ring ticked %d", scale.Answer())
	}
	test.TapAt(scale, fyne.NewPos(900.0/11*2.5, 20))
	if scale.Answer() != 3 {
		t.Errorf("tapping the third target ticked %d", scale.Answer())
	}
	steps := 0
	scale.OnStep = func(by int) { steps += by }
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	if steps != 1 || scale.Answer() != 3 {
		t.Errorf("up and down lead %d questions on, the answer is %d", steps, scale.Answer())
	}
}

func TestAnswerListByKeysAndTaps(t *testing.T) {
	var told []int
	list := kit.NewAnswerList([]string{"Often/always", "Some of the time", longName, "Hardly ever", "Never"}, func(v int) { told = append(told, v) })
	w := window(t, 420, 500, list)
	list.Focus()
	write(w, "5")
	write(w, "079") // not among five
	press(w, fyne.KeyUp, fyne.KeyReturn)
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

func TestAnswersFitANarrowColumn(t *testing.T) {
	for what, a := range map[string]*kit.Answers{
		"scale": kit.NewAnswerScale(zeroToTen(), longName, longName, nil),
		"list":  kit.NewAnswerList([]string{longName, longName}, nil).ShowKeys(),
	} {
		a.SetTextScale(1.5)
		window(t, 600, 600, a)
		if m := a.MinSize(); m.Width > 560 || m.Height > 400 {
			t.Errorf("%s wants %v", what, m)
		}
	}
}
