package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// calendarScreens are the views of the calendar, and what is booked and moved
// in them.
func calendarScreens() []screen {
	at := func(people) host.Route { return host.Route{Area: host.Calendar} }
	return []screen{
		{"calendar-week", at, nil, false},
		{"calendar-day", at, choose(0), false},
		{"calendar-month", at, choose(2), false},
		{"calendar-booking", at, press("Book"), true},
		{"calendar-leave", at, press("Add leave…"), true},
		{"calendar-moving", at, moveOverdue, true},
	}
}

// calendarCovers leaves screens of other areas out of the busy weeks, and the
// calendar's dialogs out of most other states.
func calendarCovers(s state, sc screen) bool {
	busy := strings.HasPrefix(s.name, "busy")
	dialog := sc.name == "calendar-booking" || sc.name == "calendar-leave" || sc.name == "calendar-moving"
	return (!busy || strings.HasPrefix(sc.name, "calendar")) && (busy || !dialog || s.name == "long-names")
}

// moveOverdue takes the first overdue follow-up in hand, in the day view.
func moveOverdue(w fyne.Window) error {
	if err := choose(0)(w); err != nil {
		return nil // nothing was read
	}
	for _, o := range test.LaidOutObjects(w.Content()) {
		if rows, ok := o.(*kit.KeyRows); ok {
			rows.Select(0)
			rows.OnOpen(0)
		}
	}
	return nil
}

// calendarStates fill a week as a busy one is, and as one with long names is.
func calendarStates() []state {
	return []state{
		{name: "busy", appearance: "light", fill: fillWeek, clients: true},
		{name: "busy-dark", appearance: "dark", fill: fillWeek, clients: true},
	}
}

// fillWeek writes clinics, visits, leave and bookings around the gallery's day
// into the sample.
func fillWeek(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	surgeries, err := s.Lists.Surgeries(ctx, false)
	if err != nil {
		return err
	}
	marcus := data.Staff{Name: "Marcus Adeleke-Hughes", Role: data.RolePrescriber}
	yasmin := data.Staff{Name: "Yasmin Chowdhury", Role: data.RolePrescriber}
	clients, _, err2 := s.Casework.Clients(ctx, data.ClientFilter{Limit: 40})
	if err := errors.Join(err2, s.Lists.SaveStaff(ctx, &marcus), s.Lists.SaveStaff(ctx, &yasmin)); err != nil {
		return err
	}
	if len(surgeries) < 4 || len(clients) < 30 {
		return errors.New("the sample has too few surgeries or clients for a busy week")
	}
	w := &weekFill{ctx: ctx, s: s, clients: clients, me: s.Session.Person()}
	monday := day.AddDays(-2)
	w.clinic(surgeries[1].ID, w.me, "Room 4", "WE", "13:00", "17:00", monday.AddDays(2), 7)
	w.clinic(surgeries[2].ID, marcus.ID, "", "WE", "09:30", "11:30", monday.AddDays(2), 3)
	w.clinic(surgeries[0].ID, w.me, "Room 2", "TH", "13:00", "16:30", monday.AddDays(3), 7)
	w.clinic(surgeries[3].ID, marcus.ID, "", "FR", "09:00", "11:00", monday.AddDays(4), 4)
	w.clinic(surgeries[0].ID, yasmin.ID, "", "WE", "09:00", "11:00", monday.AddDays(2), 2)
	w.book("home_visit", w.me, day, "14:00", 75)
	w.book("home_visit", marcus.ID, day, "14:00", 75)
	w.book("phone", marcus.ID, day, "12:00", 20)
	w.book("phone", w.me, day, "15:45", 20)
	w.book("video", w.me, day, "16:15", 30)
	w.book("phone", marcus.ID, day.AddDays(1), "13:30", 30)
	w.book("home_visit", marcus.ID, day.AddDays(2), "13:30", 60)
	if w.err == nil {
		_, w.err = s.Diary.SaveAbsence(ctx, &data.Absence{StaffID: yasmin.ID, From: day, To: day.AddDays(2), Kind: "leave"})
	}
	return w.err
}

type weekFill struct {
	ctx     context.Context
	s       *office.Office
	clients []data.ClientRow
	next    int
	me      data.ID
	err     error
}

func (w *weekFill) client() data.ID {
	w.next++
	return w.clients[w.next%len(w.clients)].ID
}

func (w *weekFill) clinic(surgery, staff data.ID, room, weekday, from, to string, on data.Date, booked int) {
	if w.err != nil {
		return
	}
	c := data.Clinic{SurgeryID: surgery, StaffID: staff, Room: room, Rule: "FREQ=WEEKLY;BYDAY=" + weekday, From: on.AddDays(-28), Starts: from, Ends: to, SlotMinutes: 30}
	if _, w.err = w.s.Diary.SaveClinic(w.ctx, &c); w.err != nil {
		return
	}
	first := data.MinuteOf(from)
	for i := range booked {
		a := data.Appointment{ClientID: w.client(), ClinicID: c.ID, Kind: "clinic", On: on, At: data.ClockOf(first + 30*i), State: data.AppointmentBooked}
		if w.err = w.s.Diary.Book(w.ctx, &a); taken(w.err) {
			w.err = nil
			continue // the sample has someone there already
		}
		if w.err != nil {
			w.err = fmt.Errorf("%s %s: %w", weekday, a.At, w.err)
			return
		}
		if on == day && w.err == nil {
			for _, st := range []struct {
				before int
				state  data.AppointmentState
			}{{2, data.AppointmentSeen}, {3, data.AppointmentMissed}, {4, data.AppointmentInRoom}, {5, data.AppointmentArrived}} {
				if st.state == data.AppointmentMissed && a.At > "10:20" {
					break // the gallery's clock has not come that far
				}
				if i < st.before {
					w.err = w.s.Diary.Mark(w.ctx, a.ID, st.state, "")
					break
				}
			}
		}
	}
}

func (w *weekFill) book(kind data.ContactKind, staff data.ID, on data.Date, at string, minutes int) {
	if w.err != nil {
		return
	}
	w.err = w.s.Diary.Book(w.ctx, &data.Appointment{ClientID: w.client(), StaffID: staff, Kind: kind, On: on, At: at, Minutes: minutes, State: data.AppointmentBooked})
	if taken(w.err) {
		w.err = nil
	}
}

// taken reports whether a time could not be booked because the sample has it.
func taken(err error) bool {
	var slot *data.SlotTaken
	return errors.As(err, &slot)
}
