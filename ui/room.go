package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// This file holds what the shell says of a clinic on every page: how the
// prescriber is, who waits, and a sound when someone is sent through.

// refreshRoom brings that up to date.
func (s *Shell) refreshRoom() {
	h := s.host
	h.Background(func(ctx context.Context) func() {
		day, err := roomOf(ctx, h)
		if err != nil {
			h.Fail("read who waits", err)
			return nil
		}
		return func() { s.tellRoom(day) }
	})
}

// roomOf reads the clinic that concerns whoever uses this PC, nil without one.
func roomOf(ctx context.Context, h *host.Host) (*data.DeskDay, error) {
	switch {
	case h.Session.Role() == access.Reception:
		return h.Desk.Day(ctx, h.Session.Surgery(), h.Today())
	case h.Session.Person() != "" && h.Session.May(access.Desk, access.Read) == nil:
		return h.Desk.Room(ctx, h.Session.Person(), h.Today())
	}
	return nil, nil
}

func (s *Shell) tellRoom(day *data.DeskDay) {
	var waiting []data.DeskRow
	state := data.PresenceState("")
	shown := false
	if day != nil {
		for i := range day.Sessions {
			v := &day.Sessions[i]
			waiting = append(waiting, rule.Queue(v.Rows())...)
			if v.State != data.SessionOn {
				continue
			}
			shown = true
			if now := rule.PrescriberNow(v, saidIn(day, v.StaffID), s.host.Clock()); now.State != "" {
				state = now.State
			}
		}
	}
	s.away = state == data.PresenceAway
	if s.host.Session.Role() == access.Reception {
		s.rail.mark(host.Reception, len(waiting))
	} else {
		s.rail.tellRoom(shown, state, len(waiting), s.presenceItems)
	}
	s.hear(waiting)
}

func saidIn(day *data.DeskDay, staff data.ID) *data.Presence {
	for i := range day.Presence {
		if day.Presence[i].StaffID == staff {
			return &day.Presence[i]
		}
	}
	return nil
}

// hear makes a sound if someone was sent through since the last look. The first
// look after the start makes none.
func (s *Shell) hear(waiting []data.DeskRow) {
	first, fresh := s.heard == nil, false
	if first {
		s.heard = map[data.ID]bool{}
	}
	for _, r := range waiting {
		if r.WalkIn && !s.heard[r.ID] {
			s.heard[r.ID], fresh = true, true
		}
	}
	if !fresh || first || s.chime == nil {
		return
	}
	if pc, _, err := s.host.ThisPC(); err == nil && !pc.Silent {
		s.chime()
	}
}

// presenceItems are what the prescriber can say of themselves.
func (s *Shell) presenceItems() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem("Free", func() { s.host.SetPresence(data.PresenceFree, "", nil) }),
		fyne.NewMenuItem("With someone", func() { s.host.SetPresence(data.PresenceWith, "", nil) }),
		fyne.NewMenuItem("Away…", func() { s.host.AskAway(nil) }),
	}
}

// withRoom adds the commands of a clinic to those of staff, before the help.
func withRoom(list []command) []command {
	at := slices.IndexFunc(list, func(c command) bool { return c.menu == "Help" })
	return slices.Insert(list, at,
		command{"Clinic", "Clinic today", fyne.Key8, "reception desk waiting arrivals", need{access.Desk, read},
			func(s *Shell) { s.Go(host.Route{Area: host.Reception}) }},
		command{"Clinic", "Free or away", fyne.KeyY, "busy break presence free away back", need{access.Diary, write}, (*Shell).freeOrAway})
}

// freeOrAway says that the prescriber is back if they were away, and else asks
// until when they are away.
func (s *Shell) freeOrAway() {
	switch {
	case s.host.Session.Person() == "":
		kit.Message(s.host.Window, "Free or away", "First choose who uses this PC, in Settings.")
	case s.away:
		s.host.SetPresence(data.PresenceFree, "", nil)
	default:
		s.host.AskAway(nil)
	}
}

// soundCommand turns the sound of a walk-in off or on, on this PC.
func (s *Shell) soundCommand() command {
	pc, _, err := s.host.ThisPC()
	name := "Turn off the sound for walk-ins"
	if pc.Silent {
		name = "Turn on the sound for walk-ins"
	}
	return command{"Help", name, "", "sound chime silent mute", everyone, func(s *Shell) {
		if err != nil {
			return
		}
		if err := s.host.SetSilent(!pc.Silent); err != nil {
			kit.Message(s.host.Window, "Sound", s.host.Fail("save the sound of this PC", err))
			return
		}
		s.layOut()
	}}
}

// mark shows beside an area how many wait.
func (r *rail) mark(id host.Area, waiting int) {
	for _, item := range r.items {
		if item.area.id == id {
			item.count(waiting)
			item.chip.Set(item.chip.Text(), kit.Amber)
		}
	}
}

// tellRoom shows in the foot how the prescriber is and how many wait, on a day
// with a clinic.
func (r *rail) tellRoom(shown bool, state data.PresenceState, waiting int, items func() []*fyne.MenuItem) {
	r.room.Objects = nil
	if waiting > 0 {
		r.room.Objects = append(r.room.Objects, kit.HStack(0, kit.NewChip(fmt.Sprintf("%d waiting", waiting), kit.Amber)))
	}
	if shown || waiting > 0 {
		label := "Free or away?"
		if state != "" {
			label = state.Label()
		}
		r.room.Objects = append(r.room.Objects, kit.HStack(0, kit.MenuButton(label, items).Compact()))
	}
	r.room.Hidden = len(r.room.Objects) == 0
	r.room.Refresh()
	r.foot.Refresh()
}
