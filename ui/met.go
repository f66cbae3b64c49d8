package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/exchange"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// sinceMetRoute is where it says what the other PCs of the service changed.
var sinceMetRoute = host.Route{Area: host.Today, View: host.ViewSinceMet}

// TellMet says in the rail how this PC stands with the others of its service. It is
// called on the UI goroutine, after each meeting and as time goes on.
func (s *Shell) TellMet() {
	if s.host.Meets == nil {
		return
	}
	n := s.host.Meets.News()
	s.rail.tellMet(n.Line(s.host.Clock()))
	if w, ok := s.page.(interface{ Met() }); ok && s.gate == nil {
		w.Met()
	}
	if s.host.Exchanges() {
		s.followPC()
	}
}

// followPC has the window follow what a meeting made of this PC. If people sign in now,
// it is covered at once; the reception’s view waits until the page may be left.
func (s *Shell) followPC() {
	if s.gate != nil || s.fullWindow() || kit.OverlayOpen(s.host.Window) || s.pending > 0 {
		return // asked again when it next looks
	}
	follow, closes, err := s.host.FollowPC(s.ctx)
	if err != nil {
		s.host.Log.Error("read who uses this PC", "error", err)
	}
	if follow == nil {
		s.askSignIn()
		return
	}
	if closes {
		follow()
		s.shut("People sign in to this service.", "")
		return
	}
	s.leave(func() {
		follow()
		s.begin()
	})
}

// askSignIn asks a manager to set up sign-in if a meeting said that people sign in to the
// service: until then, anyone at this PC can see everything. It asks once in a window.
func (s *Shell) askSignIn() {
	if s.offered || s.host.Session.Role() != access.Everything {
		return
	}
	managers, err := s.host.People.MayBegin(s.ctx)
	if err != nil {
		s.host.Log.Error("read who may set up sign-in", "error", err)
	}
	if len(managers) > 0 {
		s.setUpSignIn()
	}
}

// metChanged follows a change of which PCs belong to the service, or of what a
// meeting brought. A page is read again only if it says that it shows that.
func (s *Shell) metChanged(c store.Change) {
	if w, ok := s.page.(host.Watcher); ok && w.Shows(c) {
		s.page.Reload()
	}
	s.TellMet()
	s.countAsks()
}

// countAsks counts what meetings brought that a person has to decide.
func (s *Shell) countAsks() {
	h := s.host
	if !s.staff() || !h.Exchanges() || h.Session.May(access.Overview, access.Read) != nil {
		return
	}
	h.Background(func(ctx context.Context) func() {
		list, err := h.Exchange.SinceLastMet(ctx)
		if err != nil {
			h.Fail("read what meeting brought", err)
			return nil
		}
		return func() { s.rail.tellAsks(asks(list), len(list)) }
	})
}

// asks counts what a person has to decide.
func asks(list []exchange.Settled) (n int) {
	for i := range list {
		if list[i].Asks {
			n++
		}
	}
	return n
}

// tellMetEvery is how often the rail says anew how long ago this PC met.
const tellMetEvery = 30 * time.Second

// followMet keeps the line in the rail true as time goes on, until the window
// closes.
func (s *Shell) followMet() {
	if s.host.Meets == nil {
		return
	}
	s.countAsks()
	go func() {
		ticker := time.NewTicker(tellMetEvery)
		defer ticker.Stop()
		for {
			select {
			case <-s.ctx.Done():
				return
			case <-ticker.C:
				if s.host.Exchanges() {
					fyne.Do(s.TellMet)
				}
			}
		}
	}()
}
