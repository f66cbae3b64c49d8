package data

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// CallTime is a part of the working day.
type CallTime string

// The parts of the working day.
const (
	CallMorning   CallTime = "morning"        // before 12:00
	CallAfternoon CallTime = "afternoon"      // 12:00 to 15:59
	CallLate      CallTime = "late_afternoon" // from 16:00
)

// CallTimes lists the parts in the order of the day.
func CallTimes() []Option[CallTime] {
	return []Option[CallTime]{
		{CallMorning, "Morning"}, {CallAfternoon, "Afternoon"}, {CallLate, "After 16:00"},
	}
}

// Label is the part in words, "" for any time.
func (p CallTime) Label() string { return labelOf(CallTimes(), p) }

// In is the part within a sentence, such as "in the morning"; "" for any time.
func (p CallTime) In() string {
	switch p {
	case CallMorning, CallAfternoon:
		return "in the " + string(p)
	case CallLate:
		return "after 16:00"
	}
	return ""
}

// The hours at which the afternoon and the late afternoon begin.
const (
	callNoon = 12
	callFour = 16
)

// CallTimeOf returns the part of the day of an "HH:MM" time, "" if it is not one.
func CallTimeOf(at string) CallTime {
	hours, minutes, _ := strings.Cut(at, ":")
	h, err := strconv.Atoi(hours)
	m, bad := strconv.Atoi(minutes)
	if err != nil || bad != nil || h < 0 || h > 23 || m < 0 || m > 59 {
		return ""
	}
	switch {
	case h < callNoon:
		return CallMorning
	case h < callFour:
		return CallAfternoon
	}
	return CallLate
}

// NextAttempt proposes when to try again after attempts that reached no one, so
// that the attempts are spread over the days of the week and the parts of the
// day: someone who is out on Tuesday mornings is not rung on Tuesday mornings.
//
// The day is the first working day, from two working days after the last attempt
// to a week after that, whose weekday was tried least. The part of the day is
// the one that was tried least, the next after that of the last attempt first.
// It returns the zero Date if there was no attempt. The order of tried does not
// matter.
func (h *Holidays) NextAttempt(tried []Attempt) (Date, CallTime) {
	if len(tried) == 0 {
		return Date{}, ""
	}
	var last Attempt
	weekdays, parts := map[time.Weekday]int{}, map[CallTime]int{}
	for i, a := range tried {
		weekdays[a.On.Weekday()]++
		parts[CallTimeOf(a.At)]++
		if c := a.On.Compare(last.On); i == 0 || c > 0 || c == 0 && a.At > last.At {
			last = a
		}
	}
	return h.leastTriedDay(h.AttemptSoonest(last.On), weekdays), leastTriedPart(parts, CallTimeOf(last.At))
}

func (h *Holidays) leastTriedDay(from Date, tried map[time.Weekday]int) Date {
	best := from
	for d := from.AddDays(1); d.Sub(from) < 7; d = d.AddDays(1) {
		if h.IsWorkingDay(d) && tried[d.Weekday()] < tried[best.Weekday()] {
			best = d
		}
	}
	return best
}

func leastTriedPart(tried map[CallTime]int, last CallTime) CallTime {
	all := CallTimes()
	after := 1 + slices.IndexFunc(all, func(o Option[CallTime]) bool { return o.Value == last })
	best := all[after%len(all)].Value
	for i := range all {
		if p := all[(after+i)%len(all)].Value; tried[p] < tried[best] {
			best = p
		}
	}
	return best
}

// OnTimeDays is how many working days after its first due day a follow-up still
// counts as on time.
const OnTimeDays = 5

// OnTimeUntil returns the last day on which a follow-up first due on a day is
// done on time: OnTimeDays working days later, past weekends and holidays. It is
// zero for a day that is not recorded.
func (h *Holidays) OnTimeUntil(firstDue Date) Date {
	if firstDue.IsZero() {
		return firstDue
	}
	return h.WorkingDaysAfter(firstDue, OnTimeDays)
}
