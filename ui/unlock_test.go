package ui

import (
	"errors"
	"runtime"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"waymark/data"
)

func TestUnlock_slowsDownAfterWrongPassphrases(t *testing.T) {
	a := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	var pauses []time.Duration
	done := make(chan struct{}, 1)
	opened := false
	u := &Unlock{Window: w, Path: "/somewhere/surgery.db",
		Sleep:  func(d time.Duration) { pauses = append(pauses, d) },
		Opened: func() { opened = true; done <- struct{}{} },
		Try: func(entered string) error {
			switch entered {
			case "right":
				return nil
			case "broken":
				return errors.New("a disk")
			}
			return data.NewProblem(data.CodeWrongPassphrase, "This passphrase does not open the database.")
		}}
	u.Show(a)
	enter := func(text string) {
		t.Helper()
		u.field.SetText(text)
		u.try()
		for u.busy.Load() {
			runtime.Gosched()
		}
	}
	u.try()
	if u.field.Entry.Text != "" || opened {
		t.Error("opened without a passphrase")
	}
	for range 3 {
		enter("wrong")
		if u.field.Text() != "" {
			t.Error("what was typed is still shown")
		}
	}
	enter("broken")
	if want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}; !slices.Equal(pauses, want) {
		t.Errorf("waited %v", pauses)
	}
	enter("right")
	<-done
	if !opened || pause(100) != 30*time.Second {
		t.Error("not opened")
	}
}
