package main

import (
	"testing"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/test"
)

// A window that was closed left its process behind once in some hundred times: Fyne
// had queued the end of the app for a loop that no longer ran, and waited for it.
func TestRunUntilClosed_NothingIsLeftForTheEndedLoop(t *testing.T) {
	t.Cleanup(func() { test.NewApp() }) // what other tests draw with
	a := app.NewWithID("org.waymark.test")
	e, ok := a.Lifecycle().(ending)
	if !ok {
		t.Fatal("Fyne no longer says what it does at the end")
	}
	if e.OnStopped() == nil {
		t.Fatal("Fyne does nothing at the end: runUntilClosed is not needed any more")
	}
	last := takeLast(a)
	if e.OnStopped() != nil {
		t.Error("the end of the app is still left to a loop that has ended")
	}
	last() // saves the preferences if there are any to save
}
