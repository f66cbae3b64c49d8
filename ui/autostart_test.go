package ui

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/ui/kit"
)

// startup is the part of the system that starts programs at sign-in.
type startup struct {
	starts bool
	err    error
}

func (s *startup) Starts() (bool, error) { return s.starts, nil }

func (s *startup) SetStarts(starts bool) error {
	if s.err == nil {
		s.starts = starts
	}
	return s.err
}

func helpCommand(s *Shell, name string) (command, bool) {
	list := s.commands()
	i := slices.IndexFunc(list, func(c command) bool { return c.menu == "Help" && c.name == name })
	if i < 0 {
		return command{}, false
	}
	return list[i], true
}

func TestAutostart_receptionTurnsItOnAndOff(t *testing.T) {
	s, d, surgery := newSurgeryShell(t)
	pc := &startup{}
	s.host.Autostart = pc
	s.become(office.PC{Role: access.Reception, Surgery: surgery.ID})
	on, ok := helpCommand(s, "Start Waymark when I sign in")
	if !ok {
		t.Fatal("it is not offered")
	}
	s.run(on)
	if !pc.starts {
		t.Error("it was not set")
	}
	off, ok := helpCommand(s, "Do not start Waymark when I sign in")
	if !ok {
		t.Fatal("it cannot be taken back")
	}
	pc.err = errors.New("the registry is locked")
	s.run(off)
	if !pc.starts || !kit.OverlayOpen(d.Window) {
		t.Error("a failure is not told")
	}
}

func TestCloseNow_keepsWhatWasTypedAndAsksNobody(t *testing.T) {
	s, _ := newShell(t)
	w := fyne.CurrentApp().NewWindow("to close") // the harness closes its own
	s.host.Window = w
	page := &guarded{}
	s.page = page
	closed := false
	w.SetOnClosed(func() { closed = true })
	s.pending = 1 // a draft is being written
	s.CloseNow()
	if closed {
		t.Fatal("it closed before the draft was written")
	}
	s.pending = 0
	s.atRest()
	if !closed || page.asked != 0 {
		t.Errorf("closed %v, asked %d times", closed, page.asked)
	}
	s.CloseNow() // again, as an impatient installer would
}
