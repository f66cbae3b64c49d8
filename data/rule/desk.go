package rule

import (
	"slices"
	"strings"
	"time"

	"waymark/data"
)

// Now is how a prescriber is at this moment, as far as a clinic tells.
type Now struct {
	// State is free, with someone or away; "" while no clinic is on.
	State data.PresenceState
	// Since is when that began; zero if it is not known.
	Since time.Time
	// FreeAt is about when someone who is with a client will be free, and BackAt
	// when someone who is away will be back: "HH:MM", or "".
	FreeAt, BackAt string
	// LateBy is how many minutes the next person booked will have to wait beyond
	// their time; 0 under five.
	LateBy int
}

// leastLate is how many minutes late are worth saying.
const leastLate = 5

// PrescriberNow works out how the prescriber of a session is. What they said
// counts until someone comes into the room or leaves it after that; said may be
// nil. Outside the hours of the session, only what they said counts.
func PrescriberNow(s *data.DeskSession, said *data.Presence, at time.Time) Now {
	rows := s.Rows()
	clock := at.Format("15:04")
	inRoom, left := inTheRoom(rows), lastLeft(rows)
	var n Now
	switch {
	case inRoom != nil && (said == nil || !said.At.After(inRoom.StateAt) || said.State == data.PresenceWith):
		n = Now{State: data.PresenceWith, Since: inRoom.StateAt, FreeAt: freeAt(inRoom, at)}
	case said != nil && !overtaken(said, left):
		n = Now{State: said.State, Since: said.At, BackAt: said.BackAt}
		if said.State != data.PresenceAway {
			n.BackAt = ""
		}
	case left != nil && clock < s.Ends:
		n = Now{State: data.PresenceFree, Since: left.StateAt}
	case s.State == data.SessionOn && clock >= s.Starts && clock < s.Ends:
		n = Now{State: data.PresenceFree}
	default:
		return n
	}
	n.LateBy = lateBy(rows, n, clock)
	return n
}

// overtaken reports whether someone left the room after a prescriber said that
// they were with them: then they are free. Who is away stays away.
func overtaken(said *data.Presence, left *data.DeskRow) bool {
	return said.State == data.PresenceWith && left != nil && left.StateAt.After(said.At)
}

func inTheRoom(rows []data.DeskRow) *data.DeskRow {
	return latestRow(rows, func(r *data.DeskRow) bool { return r.State == data.AppointmentInRoom })
}

func lastLeft(rows []data.DeskRow) *data.DeskRow {
	return latestRow(rows, func(r *data.DeskRow) bool { return r.State == data.AppointmentSeen })
}

func latestRow(rows []data.DeskRow, is func(*data.DeskRow) bool) *data.DeskRow {
	var last *data.DeskRow
	for i := range rows {
		if is(&rows[i]) && (last == nil || rows[i].StateAt.After(last.StateAt)) {
			last = &rows[i]
		}
	}
	return last
}

// usualMinutes is how long someone is taken to stay whose length is not known.
const usualMinutes = 30

// freeAt is when the person in the room will have had their time, rounded up to
// five minutes, and not before now.
func freeAt(r *data.DeskRow, at time.Time) string {
	minutes := r.Minutes
	if minutes == 0 {
		minutes = usualMinutes
	}
	begun := r.StateAt.In(at.Location())
	minute := max(begun.Hour()*60+begun.Minute()+minutes, at.Hour()*60+at.Minute())
	return data.ClockOf((minute + 4) / 5 * 5)
}

// lateBy is how late the next person booked will be seen.
func lateBy(rows []data.DeskRow, n Now, clock string) int {
	next := ""
	for i := range rows {
		r := &rows[i]
		if (r.State == data.AppointmentBooked || r.State == data.AppointmentArrived) && !r.WalkIn && r.At != "" && (next == "" || r.At < next) {
			next = r.At
		}
	}
	from := clock
	switch {
	case n.State == data.PresenceWith && n.FreeAt > from:
		from = n.FreeAt
	case n.State == data.PresenceAway && n.BackAt > from:
		from = n.BackAt
	}
	if next == "" || next >= from {
		return 0
	}
	late := data.MinuteOf(from) - data.MinuteOf(next)
	if late < leastLate {
		return 0
	}
	return late
}

// Queue is who waits for a session's room, next first: those booked by their
// time, then walk-ins as they came. A walk-in has no time of their own; the
// prescriber calls them in.
func Queue(rows []data.DeskRow) []data.DeskRow {
	var waiting []data.DeskRow
	for _, r := range rows {
		if r.State == data.AppointmentArrived {
			waiting = append(waiting, r)
		}
	}
	slices.SortStableFunc(waiting, func(a, b data.DeskRow) int {
		switch {
		case a.WalkIn != b.WalkIn:
			if b.WalkIn {
				return -1
			}
			return 1
		case a.WalkIn:
			return a.StateAt.Compare(b.StateAt)
		}
		return strings.Compare(a.At, b.At)
	})
	return waiting
}
