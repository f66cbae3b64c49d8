package ui

import (
	"slices"

	"waymark/data/access"
	"waymark/ui/host"
)

// This file holds which places and commands a role is shown. The store decides what
// it may do; here only what would be refused is left out.

// staff reports whether the window is the service's own: neither a surgery's nor no
// one's.
func (s *Shell) staff() bool {
	role := s.host.Session.Role()
	return role != access.Reception && role != access.Nobody
}

// need is what a place or a command asks of the store. The zero need is of no one.
type need struct {
	area access.Area
	act  access.Act
}

var (
	read  = access.Read
	write = access.Read | access.Write
)

// everyone is the need of what asks for nothing. A view with it asks for no more than
// its area does.
var everyone = need{act: access.Read}

func (s *Shell) may(n need) bool { return n == everyone || s.host.Session.May(n.area, n.act) == nil }

// allowed reports whether a place is shown to whoever uses the window. One that the
// tables in routes.go do not have is not.
func (s *Shell) allowed(r host.Route) bool {
	a, known := areaOf(r.Area)
	if !known || !s.may(a.need) {
		return false
	}
	return r.View == host.ViewList || s.may(views[r.View].need)
}

// onlyKept says why a place is not opened about someone who restricted the use of
// their record, "" if it may be.
func (s *Shell) onlyKept(r host.Route) string {
	if r.Client == "" || !views[r.View].usesRecord {
		return ""
	}
	kept, err := s.host.Rights.Standing(s.ctx)
	if err != nil {
		return "" // the page that is opened says that the records cannot be read
	}
	if standing, is := kept[r.Client]; is && !s.onlyRead(r) {
		return standing.Sentence()
	}
	return ""
}

// died says why a place is not opened about someone who has died, "" if it may be.
func (s *Shell) died(r host.Route) string {
	if r.Client == "" || !views[r.View].ofLiving || s.onlyRead(r) {
		return ""
	}
	if died, err := s.host.Casework.HasDied(s.ctx, r.Client); err != nil || !died {
		return "" // the page that is opened says that the records cannot be read
	}
	return "The record says that this person has died. If that is wrong, open their record and choose Reopen support."
}

// onlyRead reports whether a place shows a finished questionnaire, which is read and
// not changed.
func (s *Shell) onlyRead(r host.Route) bool {
	if r.View != host.ViewQuestionnaire || r.Record == "" {
		return false
	}
	finished, err := s.host.Measure.Finished(s.ctx, r.Record)
	return err == nil && finished
}

// permitted leaves out the commands that whoever uses the window may not do.
func (s *Shell) permitted(list []command) []command {
	return slices.DeleteFunc(list, func(c command) bool { return !s.may(c.need) })
}
