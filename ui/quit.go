package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
)

// Quit closes the window once the page agrees.
func (s *Shell) Quit() {
	if s.gate != nil { // what was typed is kept as a draft
		s.CloseNow()
		return
	}
	if kit.OverlayOpen(s.host.Window) {
		return
	}
	s.leave(s.end)
}

// closingWithin is how long CloseNow waits for what is still being written.
const closingWithin = 3 * time.Second

// CloseNow closes the window without asking anyone: for an installer, or the end
// of a session. What was typed into a form is kept as its draft already; what is
// still being written is waited for.
func (s *Shell) CloseNow() {
	if s.pending == 0 {
		s.end()
		return
	}
	s.closing = true
	time.AfterFunc(closingWithin, func() { fyne.Do(s.end) })
}

// end closes the window, once.
func (s *Shell) end() {
	if s.GiveUp() {
		s.host.Window.Close()
	}
}

// GiveUp leaves the window to what comes after the records: nothing of them is read,
// followed or drawn any more. It reports false if that was so before.
func (s *Shell) GiveUp() bool {
	if s.ctx.Err() != nil {
		return false
	}
	s.stop()
	s.unfollow()
	kit.ForgetWindow(s.host.Window)
	s.host.Window.SetCloseIntercept(nil)
	return true
}
