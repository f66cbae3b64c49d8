package agenda

import (
	"fmt"
	"strconv"
	"strings"

	"waymark/data"
)

// The hours that a calendar shows even where nothing stands in them.
const (
	FirstHour = 9
	LastHour  = 17
)

// Minutes reads "09:30" as minutes since midnight; NoHour for anything else.
func Minutes(at string) int {
	h, m, ok := strings.Cut(at, ":")
	if !ok || len(m) != 2 {
		return NoHour
	}
	hour, err := strconv.Atoi(h)
	if err != nil || hour < 0 || hour > 24 {
		return NoHour
	}
	minute, err := strconv.Atoi(m)
	if err != nil || minute < 0 || minute > 59 || hour*60+minute > 24*60 {
		return NoHour
	}
	return hour*60 + minute
}

// At writes minutes since midnight as records hold them, "09:30"; "" for NoHour.
func At(minutes int) string {
	if minutes < 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// Clock writes minutes since midnight as staff read them, "9:30"; "" for NoHour.
func Clock(minutes int) string {
	if minutes < 0 {
		return ""
	}
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// Hours are the whole hours that hold all entries, and at least the working day.
func Hours(entries []Entry) (from, to int) {
	from, to = FirstHour, LastHour
	for i := range entries {
		if e := &entries[i]; e.HasHour() {
			from = min(from, e.From/60)
			to = max(to, (e.To+59)/60)
		}
	}
	return max(0, from), min(24, to)
}

// Booked counts the slots of a clinic that someone has, and all its slots but
// those at which its prescriber has something else on.
func (e *Entry) Booked() (booked, slots int) {
	for i := range e.Slots {
		switch s := &e.Slots[i]; {
		case s.Blocked:
		case s.Free():
			slots++
		default:
			booked, slots = booked+1, slots+1
		}
	}
	return booked, slots
}

// Free reports whether the slot can be booked: no one is in it who still has it.
// Who did not attend keeps the slot, which has passed.
func (s *Slot) Free() bool {
	if s.Blocked {
		return false
	}
	for _, b := range s.Booked {
		if b.Mood != Cancelled && !b.WalkIn {
			return false
		}
	}
	return true
}

// Clash reports whether two people are booked in the slot who both still have it.
func (s *Slot) Clash() bool {
	n := 0
	for _, b := range s.Booked {
		if !b.Gone && !b.WalkIn {
			n++
		}
	}
	return n > 1
}

// FreeAt returns the first time of a day, from a minute on, at which a
// prescriber has so many minutes free, in steps of a quarter of an hour;
// NoHour if there is none before the evening. Entries without an hour and what
// does not take place bind no one.
func FreeAt(day []Entry, staff data.ID, from, minutes int) int {
	const step = 15
	for at := (max(from, 0) + step - 1) / step * step; at+minutes <= LastHour*60+60; at += step {
		if _, taken := Taken(day, staff, at, minutes, ""); !taken {
			return at
		}
	}
	return NoHour
}

// Taken returns the entry of a prescriber that overlaps a time of their day,
// other than the one with an ID.
func Taken(day []Entry, staff data.ID, at, minutes int, but data.ID) (Entry, bool) {
	for _, e := range day {
		if !e.HasHour() || e.StaffID != staff || e.ID == but || e.Mood == Cancelled || !e.Kind.row().Binds {
			continue
		}
		if e.From < at+minutes && at < e.To {
			return e, true
		}
	}
	return Entry{}, false
}

// Summary says what a prescriber's day holds, as "7 of 8 booked · 1 visit · 2
// follow-ups", or "On leave".
func Summary(day []Entry) string {
	var booked, slots, walkIns int
	count := map[Kind]int{}
	away := ""
	for i := range day {
		e := &day[i]
		switch {
		case e.Kind == Away && !e.HasHour():
			away = "On leave"
			if e.About != "" && e.About != "Leave" {
				away = e.About
			}
		case e.Mood == Cancelled:
		case e.Kind == Clinic:
			b, n := e.Booked()
			booked, slots = booked+b, slots+n
			walkIns += e.walkIns()
		default:
			count[e.Kind]++
		}
	}
	var parts []string
	if away != "" {
		parts = append(parts, away)
	}
	if slots > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d booked", booked, slots))
	}
	if walkIns > 0 {
		parts = append(parts, data.Plural(walkIns, "walk-in", "walk-ins"))
	}
	for _, k := range Kinds {
		if n := count[k.Kind]; n > 0 && k.One != "" {
			parts = append(parts, data.Plural(n, k.One, k.Many))
		}
	}
	return strings.Join(parts, " · ")
}

func (e *Entry) walkIns() int {
	n := 0
	for i := range e.Slots {
		for _, b := range e.Slots[i].Booked {
			if b.WalkIn {
				n++
			}
		}
	}
	return n
}

// SlotAt is the slot of a clinic at a minute, or nil.
func (e *Entry) SlotAt(minute int) *Slot {
	for i := range e.Slots {
		if s := &e.Slots[i]; s.From <= minute && minute < s.To {
			return s
		}
	}
	return nil
}

// SlotAt finds the slot of a prescriber's clinic at a minute of a day; nil if no
// clinic takes place then.
func (a *Agenda) SlotAt(d data.Date, staff data.ID, minute int) (*Entry, *Slot) {
	for i := range a.Entries {
		e := &a.Entries[i]
		if e.Kind == Clinic && e.Mood != Cancelled && e.Day == d && (staff == "" || e.StaffID == staff) {
			if s := e.SlotAt(minute); s != nil {
				return e, s
			}
		}
	}
	return nil, nil
}

// Names are those who have the slot, but for one appointment.
func (s *Slot) Names(but data.ID) string {
	var names []string
	for _, b := range s.Booked {
		if b.ID != but && !b.Gone && !b.WalkIn {
			names = append(names, b.Client)
		}
	}
	return data.JoinAnd(names)
}
