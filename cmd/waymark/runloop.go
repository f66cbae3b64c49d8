package main

import "fyne.io/fyne/v2"

// ending is what Fyne's lifecycle offers beyond its interface: what it does once the
// last window is gone. TestRunUntilClosed fails when a later Fyne no longer has it.
type ending interface {
	OnStopped() func()
	SetOnStoppedHookExecuted(func())
}

// runUntilClosed runs the app until its last window is gone. Fyne 2.8 hands what it
// does at the end to a queue that its loop has stopped reading; if that hand-over comes
// a moment too late, Run waits for ever: a process that no one sees, with the database
// locked. So it is done here, after the loop.
func runUntilClosed(a fyne.App) {
	last := takeLast(a)
	a.Run()
	last()
}

// takeLast takes from the app what it does at its end, which is to save its
// preferences, and returns it.
func takeLast(a fyne.App) func() {
	e, ok := a.Lifecycle().(ending)
	if !ok || e.OnStopped() == nil {
		return func() {}
	}
	last := e.OnStopped()
	e.SetOnStoppedHookExecuted(nil)
	return last
}
