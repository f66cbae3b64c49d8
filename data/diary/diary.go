// Package diary works out the sessions of clinics on real dates and the slots in
// them. It is pure: it is given the patterns, the holidays, the absences and what
// was changed, so that two PCs that have the same records have the same sessions.
//
// All times are on the wall clock of the surgery, in minutes of a civil day. That
// clocks go on or back in a night moves nothing.
package diary

import (
	"cmp"
	"slices"

	"github.com/teambition/rrule-go"

	"waymark/data"
)

// Plan is everything beside a clinic's pattern that its sessions hang on.
type Plan struct {
	Holidays *data.Holidays
	Absences []data.Absence       // of whoever may hold the sessions
	Changes  []data.SessionChange // of any clinic
}

// Days returns the days from one to another, inclusive, that a clinic's pattern
// names, without regard to holidays, absences and changes.
func Days(c *data.Clinic, from, to data.Date) ([]data.Date, error) {
	option, err := rrule.StrToROption(c.Rule)
	if err != nil {
		return nil, err
	}
	if from.Before(c.From) {
		from = c.From
	}
	if !c.Until.IsZero() && to.After(c.Until) {
		to = c.Until
	}
	if to.Before(from) {
		return nil, nil
	}
	option.Dtstart = c.From.Time()
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, err
	}
	times := rule.Between(from.Time(), to.Time(), true)
	days := make([]data.Date, len(times))
	for i, t := range times {
		days[i] = data.DateOf(t)
	}
	return days, nil
}

// Sessions returns the sessions of a clinic from one day to another, inclusive,
// in order: those that its pattern names and those that someone added. Slots are
// not filled in; see Fill. A session that a holiday or an absence takes away is
// SessionOff and says why.
func Sessions(c *data.Clinic, from, to data.Date, plan *Plan) ([]data.Session, error) {
	days, err := Days(c, from, to)
	if err != nil {
		return nil, err
	}
	changed := map[data.Date]*data.SessionChange{}
	for i := range plan.Changes {
		change := &plan.Changes[i]
		if change.ClinicID != c.ID || change.Day.Before(from) || change.Day.After(to) {
			continue
		}
		changed[change.Day] = change
		if at, named := slices.BinarySearchFunc(days, change.Day, data.Date.Compare); !named && change.State == data.SessionOn {
			days = slices.Insert(days, at, change.Day)
		}
	}
	list := make([]data.Session, len(days))
	for i, day := range days {
		list[i] = session(c, day, changed[day], plan)
	}
	return list, nil
}

func session(c *data.Clinic, day data.Date, change *data.SessionChange, plan *Plan) data.Session {
	s := data.Session{ClinicID: c.ID, Day: day, SurgeryID: c.SurgeryID, StaffID: c.StaffID, Room: c.Room, Starts: c.Starts, Ends: c.Ends,
		SlotMinutes: c.SlotMinutes, Breaks: c.Breaks, State: data.SessionOn}
	if change != nil {
		s.State, s.Why, s.Changed = change.State, change.Why, true
		s.StaffID = cmp.Or(change.StaffID, s.StaffID)
		s.Room = cmp.Or(change.Room, s.Room)
		s.Starts = cmp.Or(change.Starts, s.Starts)
		s.Ends = cmp.Or(change.Ends, s.Ends)
	} else if holiday, ok := plan.Holidays.On(day); ok {
		s.State, s.Why = data.SessionOff, holiday.Title
	}
	if s.State == data.SessionOn {
		takeAbsences(&s, plan.Absences)
	}
	return s
}

// takeAbsences takes away from a session what its prescriber is absent for.
func takeAbsences(s *data.Session, absences []data.Absence) {
	begin, end := data.MinuteOf(s.Starts), data.MinuteOf(s.Ends)
	for i := range absences {
		a := &absences[i]
		from, to, ok := a.On(s.Day)
		if a.StaffID != s.StaffID || !ok || to <= begin || from >= end {
			continue
		}
		if from <= begin && to >= end {
			s.State, s.Why = data.SessionOff, a.Kind.Label()
			return
		}
		s.Away = append(s.Away, data.ClinicBreak{From: data.ClockOf(max(from, begin)), To: data.ClockOf(min(to, end))})
	}
	slices.SortFunc(s.Away, func(a, b data.ClinicBreak) int { return cmp.Compare(a.From, b.From) })
}

// Fill gives a session its slots, and puts the appointments of its day into them.
// Appointments of other sessions are looked at too, since the prescriber cannot
// be in two places.
func Fill(s *data.Session, ofDay []data.AppointmentRow) {
	s.Slots, s.Others = Slots(s), nil
	for i := range ofDay {
		a := &ofDay[i]
		own := a.ClinicID == s.ClinicID
		if own && a.State != data.AppointmentCancelled && !inSlot(s, a) {
			s.Others = append(s.Others, *a)
		}
		if a.Occupies() && (own || a.StaffID != "" && a.StaffID == s.StaffID) {
			take(s, a)
		}
	}
}

// inSlot puts an appointment of this session into the slot in which it begins.
func inSlot(s *data.Session, a *data.AppointmentRow) bool {
	if a.Kind == data.WalkIn {
		return false
	}
	at := data.MinuteOf(a.At)
	for i := range s.Slots {
		slot := &s.Slots[i]
		if begin := data.MinuteOf(slot.At); at >= begin && at < begin+slot.Minutes {
			slot.Appointments = append(slot.Appointments, *a)
			return true
		}
	}
	return false
}

func take(s *data.Session, a *data.AppointmentRow) {
	for i := range s.Slots {
		slot := &s.Slots[i]
		if slot.Taken {
			continue
		}
		slot.Taken = a.Overlaps(&data.Appointment{On: s.Day, At: slot.At, Minutes: slot.Minutes})
	}
}

// Busy is a stretch of a day, in minutes from midnight, that is taken in a clinic
// and with a member of staff.
type Busy struct {
	From, To      int
	Clinic, Staff data.ID
}

// Free returns the slots of a session that nothing of its day takes up. It says the
// same as Fill, for whoever has to look at many sessions.
func Free(s *data.Session, ofDay []Busy) []data.Slot {
	slots := Slots(s)
	free := slots[:0]
	for _, slot := range slots {
		from := data.MinuteOf(slot.At)
		if !taken(s, from, from+slot.Minutes, ofDay) {
			free = append(free, slot)
		}
	}
	return free
}

func taken(s *data.Session, from, to int, ofDay []Busy) bool {
	for i := range ofDay {
		b := &ofDay[i]
		if b.From < to && from < b.To && (b.Clinic == s.ClinicID || b.Staff != "" && b.Staff == s.StaffID) {
			return true
		}
	}
	return false
}

// Slots returns the slots of a session, all free. They follow one another from
// the start; after a break they begin anew at its end. Where the prescriber is
// absent there are none. The last one ends by the end of the session.
func Slots(s *data.Session) []data.Slot {
	if s.State != data.SessionOn || s.SlotMinutes <= 0 {
		return nil
	}
	end := data.MinuteOf(s.Ends)
	var slots []data.Slot
	for at := data.MinuteOf(s.Starts); at+s.SlotMinutes <= end; {
		if b := within(s.Breaks, at, at+s.SlotMinutes); b != nil {
			at = data.MinuteOf(b.To)
			continue
		}
		if within(s.Away, at, at+s.SlotMinutes) == nil {
			slots = append(slots, data.Slot{At: data.ClockOf(at), Minutes: s.SlotMinutes})
		}
		at += s.SlotMinutes
	}
	return slots
}

// within is the first break that shares a minute with a stretch of the day.
func within(breaks []data.ClinicBreak, from, to int) *data.ClinicBreak {
	for i := range breaks {
		if data.MinuteOf(breaks[i].From) < to && from < data.MinuteOf(breaks[i].To) {
			return &breaks[i]
		}
	}
	return nil
}
