package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTargets_arrowsChooseNothingAndATapTakesBack(t *testing.T) {
	test.NewTempApp(t)
	var got []int
	row := NewTargets([]string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, func(i int) { got = append(got, i) })
	w := test.NewTempWindow(t, row)
	w.Resize(fyne.NewSize(500, 80))
	row.Focus()
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			row.cells.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyRight, fyne.KeyRight)
	if row.Selected() != -1 || len(got) != 0 {
		t.Fatalf("the arrows chose %d, told %v", row.Selected(), got)
	}
	press(fyne.KeySpace)
	test.Type(row.cells, "7")
	row.Tap(6)
	row.Tap(3)
	press(fyne.KeyDelete)
	want := []int{2, 6, -1, 3, -1}
	if len(got) != len(want) {
		t.Fatalf("told %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("told %v, want %v", got, want)
		}
	}
	for i, a := range row.cells.areas {
		if a.w < 34 || a.h < 44 || i > 0 && a.x < row.cells.areas[i-1].x+row.cells.areas[i-1].w+targetGap-0.1 {
			t.Errorf("target %d is %+v", i+1, a)
		}
	}
}
