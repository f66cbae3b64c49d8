package ui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/signin"
)

// This file holds the window's gate: signing in, and the lock. While it is shut the
// session may do nothing, so that even a page beneath that reads again shows nothing.

// defaultLockAfter is after how many minutes without use the window locks.
const defaultLockAfter = 10

// gate is what covers the window while no one may see it.
type gate struct {
	cover *kit.Cover
	card  *signin.Card
	// was is who the window was locked by; nil before anyone has signed in.
	was data.ID
	// waiting: drafts are still being written, and then the session is locked, or ends
	// if the person is leaving.
	waiting, leaving bool
}

// mustSignIn reports whether no one may use the window before they sign in.
func (s *Shell) mustSignIn() bool {
	if s.host.Session.Role() != access.Nobody || s.host.Session.SignedIn() {
		return false
	}
	must, err := s.host.MustSignIn(s.ctx)
	if err != nil {
		s.host.Log.Error("read if people sign in", "error", err)
	}
	return must
}

// shut covers the window. sentence says why it is locked, "" where no one has
// signed in yet.
func (s *Shell) shut(sentence string, was data.ID) {
	if s.gate != nil {
		return
	}
	g := &gate{was: was}
	s.gate = g
	g.card = signin.NewCard(s.host, sentence, s.opened)
	g.card.Proposed, g.card.Wait = was, s.stillAtWork
	g.cover = kit.ShowCover(s.host.Window, g.card.Content(), g.card.Submit)
	g.card.Changed = g.cover.Refresh
	s.host.Window.SetMainMenu(nil)
	g.card.Load()
	s.alarm.tick()
}

// Lock locks the window. What is typed is kept, and what the program put on the
// clipboard is taken away.
func (s *Shell) Lock() {
	s.lock(fmt.Sprintf("Locked at %s.", data.HourOf(s.host.Clock())), typedStays)
}

// typedStays is what becomes of what was typed, where nothing of it is kept as a draft:
// at the desk of a surgery.
const typedStays = " What you were typing is here until someone else signs in."

// dialogStays is what becomes of a dialog, of which no draft is kept.
const dialogStays = " The open dialog is here until someone else signs in."

// lock locks the window. undrafted says what becomes of what the person was typing
// where they keep no drafts.
func (s *Shell) lock(sentence, undrafted string) {
	if s.gate != nil || !s.host.Session.SignedIn() {
		return
	}
	kit.ForgetCopied()
	s.host.StopChoosing()
	s.shut(sentence+s.whatStays(undrafted), s.host.Session.Person())
	s.gate.waiting = true
	if s.pending == 0 {
		s.lockSession()
	}
}

// whatStays says what becomes of what the person was doing. undrafted says it of typing
// of which no draft is kept, and is "" if nothing of the window stays.
func (s *Shell) whatStays(undrafted string) string {
	stays := ""
	switch {
	case !s.typing():
	case s.host.Session.May(access.Seat, access.Write) == nil:
		stays = " What you were typing is saved."
	default:
		stays = undrafted
	}
	if undrafted != "" && stays != undrafted && kit.DialogOpen(s.host.Window) {
		stays += dialogStays
	}
	return stays
}

// typing reports whether someone is in the middle of something on the page.
func (s *Shell) typing() bool {
	page, is := s.page.(interface{ Typing() bool })
	return s.host.Typing() || is && page.Typing()
}

// lockSession locks the session once drafts are written; see atRest.
func (s *Shell) lockSession() {
	if s.gate == nil || !s.gate.waiting {
		return
	}
	if s.gate.waiting = false; !s.gate.leaving {
		s.host.Session.Lock()
		return
	}
	if err := s.host.SignOut(s.ctx); err != nil {
		s.host.Fail("note who read", err)
	}
}

// stillAtWork says why someone cannot sign in yet: what the person before them began
// is still being done, and would go on in their name.
func (s *Shell) stillAtWork(who data.ID) string {
	if s.pending == 0 || s.gate == nil || !s.gate.waiting || who == s.host.Session.Person() {
		return ""
	}
	return "Work that was begun before the lock is still being saved. Try again in a moment."
}

// opened opens the gate to who has signed in. The person who locked it goes on where
// they were; someone else begins at their first page.
func (s *Shell) opened() {
	g := s.gate
	s.gate = nil
	s.used()
	if g != nil && g.was != "" && g.was == s.host.Session.Person() && s.sameAccess() {
		g.cover.Close()
		s.layOut()
		s.page.Reload()
		s.refreshRail()
		s.refreshRoom()
		return
	}
	if g != nil {
		g.cover.Drop()
	}
	s.begin()
}

// begin shows the window as whoever has signed in sees it. Nothing of what was shown
// before is left to go back to.
func (s *Shell) begin() {
	s.history, s.heard, s.recent, s.parts = nil, nil, nil, nil
	s.host.PadCodes = nil
	s.as = s.host.Session.Identity()
	s.rail = newRail(s.Go, s.areas())
	s.applyAppearance()
	s.readRoleName()
	s.readLockAfter()
	s.show(s.first())
	s.refreshRail()
	s.refreshRoom()
	s.alarm.look()
}

// sameAccess reports whether the person may do and see what they could when they began.
func (s *Shell) sameAccess() bool {
	now, was := s.host.Session.Identity(), s.as
	same := func(a, b []data.ID) bool { // whichever is at hand
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	}
	return now.Role == was.Role && now.OwnOnly == was.OwnOnly && now.OnePartner == was.OnePartner && now.Partner == was.Partner &&
		same(now.Surgeries, was.Surgeries)
}

// followAccess shuts the window if a manager has ended the person's access or changed
// it, here or on another PC, so that nothing stays to be seen that they may not see. A
// session that was someone's is never left to no one in particular, who might do more.
func (s *Shell) followAccess() bool {
	now := s.host.Session.Identity()
	switch {
	case s.as.SignedIn && (!now.SignedIn || now.Person != s.as.Person):
		s.host.Session.Close()
		s.as = s.host.Session.Identity()
		s.shutForNobody("Your access has ended.")
		return true
	case s.as.SignedIn && now.SignedIn && !s.sameAccess():
		s.lock("What you may see has changed.", "")
		s.gate.was = ""
		return true
	}
	return false
}

// shutForNobody takes the page away and shuts the window.
func (s *Shell) shutForNobody(sentence string) {
	kit.ForgetCopied()
	s.host.StopChoosing()
	s.page = unknownUser{s.host}
	s.area.Objects = []fyne.CanvasObject{kit.Spacer()}
	s.rail = newRail(s.Go, nil)
	s.shut(sentence, "")
}

// SignOut ends the session of who has signed in, once the page agrees.
func (s *Shell) signOut() {
	s.leave(func() {
		if s.shutForNobody(""); s.gate == nil {
			return
		}
		s.gate.waiting, s.gate.leaving = true, true
		if s.pending == 0 {
			s.lockSession()
		}
	})
}

// setUpSignIn shows the form with which a service begins to have people sign in.
func (s *Shell) setUpSignIn() {
	if s.gate != nil || kit.OverlayOpen(s.host.Window) {
		return
	}
	var cover *kit.Cover
	var form *signin.SetUp
	form = signin.NewSetUp(s.host, func() {
		cover.Drop()
		s.begin()
		s.Go(host.Route{Area: host.Settings, View: host.ViewPart, Record: "People"})
	}, func() {
		cover.Close()
		s.offered = form.Known() // else a meeting may still say that people sign in
		s.host.Background(func(ctx context.Context) func() {
			if err := s.host.Lists.SetSetting(ctx, lists.SettingAskedSignIn, "not now"); err != nil {
				s.host.Fail("note that sign-in was put off", err)
			}
			return nil
		})
	})
	cover = kit.ShowCover(s.host.Window, form.Content(), form.Submit)
	form.Load()
}

// used notes that someone is at the window.
func (s *Shell) used() { s.lastUse = s.host.Clock() }

// readLockAfter reads after how long without use the window locks.
func (s *Shell) readLockAfter() {
	s.host.Background(func(ctx context.Context) func() {
		v, err := s.host.Lists.Setting(ctx, lists.SettingLockAfter)
		return func() {
			s.lockAfter = defaultLockAfter * time.Minute
			if n, wrong := strconv.Atoi(v); err == nil && wrong == nil && n >= 0 {
				s.lockAfter = time.Duration(n) * time.Minute
			}
		}
	})
}

// Watch looks at the clock for the lock. The program calls it every second, and
// tests when they like.
func (s *Shell) Watch() {
	if g := s.gate; g != nil {
		g.cover.Ensure()
		g.card.Tick()
		return
	}
	if !s.fullWindow() && s.followAccess() {
		return
	}
	if s.lockAfter == 0 || s.fullWindow() || !s.host.Session.SignedIn() {
		return // a client is not disturbed in the middle of a questionnaire
	}
	if idle := s.host.Clock().Sub(s.lastUse); idle >= s.lockAfter {
		s.lock(fmt.Sprintf("Locked at %s after %s without use.", data.HourOf(s.host.Clock()), data.Plural(int(s.lockAfter/time.Minute), "minute", "minutes")), typedStays)
	}
}

// followGate calls Watch every second until the window closes.
func (s *Shell) followGate() {
	go func() {
		every := time.NewTicker(time.Second)
		defer every.Stop()
		for {
			select {
			case <-s.ctx.Done():
				return
			case <-every.C:
				fyne.Do(func() {
					if s.ctx.Err() == nil {
						s.Watch()
					}
				})
			}
		}
	}()
}

// padEnded locks the window behind a client who gives the pad back.
func (s *Shell) padEnded() {
	full := s.fullWindow()
	if s.wasFull && !full && !s.followAccess() {
		s.lock("Locked after the questionnaire.", typedStays)
		if s.gate == nil { // no one signs in; the lock has looked itself
			s.alarm.tick()
		}
	}
	s.wasFull = full
}

// lockKey, with Ctrl, locks the window.
const lockKey = fyne.KeyL

// gateCommands are what someone who has signed in can do about that.
func (s *Shell) gateCommands() []command {
	if !s.host.Session.SignedIn() {
		return nil
	}
	return []command{
		{"Help", "Lock", lockKey, "away hide screen", everyone, (*Shell).Lock},
		{"Help", "Change your passphrase…", "", "password secret", everyone, func(s *Shell) { signin.AskPassphrase(s.host) }},
		{"Help", "Sign out", "", "log off user switch leave", everyone, (*Shell).signOut},
	}
}
