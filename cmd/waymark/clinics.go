package main

import (
	"context"
	"fmt"

	"waymark/data"
)

// clinicsList is what 'clinics --json' prints.
type clinicsList struct {
	From     data.Date       `json:"from"`
	To       data.Date       `json:"to"`
	Sessions []clinicSession `json:"sessions"`
	// Others are appointments that stand in no session: those outside clinics, and
	// those of a clinic that has ended or been removed since they were booked.
	Others []clinicBooking `json:"other_appointments"`
	Free   int             `json:"free_slots"`
}

// clinicSession is one session.
type clinicSession struct {
	Clinic  data.ID           `json:"clinic_id"`
	Day     data.Date         `json:"day"`
	Surgery string            `json:"surgery"`
	Staff   string            `json:"staff"`
	Room    string            `json:"room"`
	Starts  string            `json:"starts"`
	Ends    string            `json:"ends"`
	State   data.SessionState `json:"state"`
	Why     string            `json:"why"`
	Slots   []clinicSlot      `json:"slots"`
	Others  []clinicBooking   `json:"other_bookings"` // walk-ins, and what stands in no slot
}

// clinicSlot is a slot with what is booked in it.
type clinicSlot struct {
	At       string          `json:"at"`
	Minutes  int             `json:"minutes"`
	Free     bool            `json:"free"`
	Bookings []clinicBooking `json:"bookings"`
}

// clinicBooking is one appointment. Names are given only if they are asked for.
type clinicBooking struct {
	ID      data.ID               `json:"id"`
	Day     data.Date             `json:"day"`
	At      string                `json:"at"`
	Minutes int                   `json:"minutes"`
	Kind    data.ContactKind      `json:"kind"`
	State   data.AppointmentState `json:"state"`
	Staff   string                `json:"staff"`
	Twice   bool                  `json:"booked_twice"`
	New     bool                  `json:"new_client"`
	Name    string                `json:"name,omitempty"`
}

func runClinics(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	names := f.Bool("names", false, "with the names of the clients")
	surgery := f.String("surgery", "", "only at this surgery")
	var from, to dayFlag
	f.Var(&from, "from", "the first day")
	f.Var(&to, "to", "the last day")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	switch {
	case from.IsZero() || to.IsZero():
		return wrongUse{"Say which days with --from and --to, such as --from 2026-04-06 --to 2026-04-10."}
	case to.Before(from.Date):
		return wrongUse{"The day after --to must not be before the one after --from."}
	case to.Sub(from.Date) > mostClinicDays:
		return wrongUse{"Ask for 5 years at most."}
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	filter := data.SessionFilter{From: from.Date, To: to.Date}
	if *surgery != "" {
		found, err := surgeryNamed(ctx, s, *surgery)
		if err != nil {
			return err
		}
		filter.SurgeryID = found.ID
	}
	sessions, err := s.Diary.Sessions(ctx, filter)
	if err != nil {
		return err
	}
	booked, err := s.Diary.Appointments(ctx, data.AppointmentFilter{From: from.Date, To: to.Date, SurgeryID: filter.SurgeryID, Limit: mostBookings})
	if err != nil {
		return err
	}
	list := listClinics(sessions, booked, *names)
	list.From, list.To = from.Date, to.Date
	if *asJSON {
		return c.printJSON(list)
	}
	return printClinics(c, list)
}

const (
	mostClinicDays = 5*366 + 1
	mostBookings   = 1_000_000
)

func listClinics(sessions []data.Session, booked []data.AppointmentRow, names bool) *clinicsList {
	list := &clinicsList{Sessions: []clinicSession{}, Others: []clinicBooking{}}
	listed := map[data.ID]bool{}
	mark := func(rows []data.AppointmentRow) {
		for i := range rows {
			listed[rows[i].ID] = true
		}
	}
	for _, v := range sessions {
		w := clinicSession{Clinic: v.ClinicID, Day: v.Day, Surgery: v.Surgery, Staff: v.Staff, Room: v.Room, Starts: v.Starts, Ends: v.Ends,
			State: v.State, Why: v.Why, Slots: []clinicSlot{}, Others: bookings(v.Others, names)}
		mark(v.Others)
		for _, slot := range v.Slots {
			mark(slot.Appointments)
			w.Slots = append(w.Slots, clinicSlot{At: slot.At, Minutes: slot.Minutes, Free: slot.Free(), Bookings: bookings(slot.Appointments, names)})
			if slot.Free() {
				list.Free++
			}
		}
		list.Sessions = append(list.Sessions, w)
	}
	for i := range booked {
		if !listed[booked[i].ID] {
			list.Others = append(list.Others, bookings(booked[i:i+1], names)...)
		}
	}
	return list
}

func bookings(rows []data.AppointmentRow, names bool) []clinicBooking {
	list := make([]clinicBooking, 0, len(rows))
	for _, a := range rows {
		b := clinicBooking{ID: a.ID, Day: a.On, At: a.At, Minutes: a.Minutes, Kind: a.Kind, State: a.State, Staff: a.Staff, Twice: a.Clash, New: a.New}
		if names {
			b.Name = a.Client
		}
		list = append(list, b)
	}
	return list
}

func printClinics(c *call, list *clinicsList) error {
	for _, v := range list.Sessions {
		who := v.Surgery + ", " + v.Staff
		if v.State != data.SessionOn {
			who += ", " + string(v.State)
			if v.Why != "" {
				who += " (" + v.Why + ")"
			}
		}
		if _, err := fmt.Fprintf(c.out, "%s  %s to %s  %s\n", v.Day.Long(), data.Hour(v.Starts), data.Hour(v.Ends), who); err != nil {
			return err
		}
		for _, slot := range v.Slots {
			if slot.Free {
				_, _ = fmt.Fprintf(c.out, "  %5s  free\n", data.Hour(slot.At))
			}
			printBookings(c, slot.Bookings)
		}
		printBookings(c, v.Others)
	}
	if len(list.Others) > 0 {
		_, _ = fmt.Fprintln(c.out, "Outside clinics")
		for _, b := range list.Others {
			_, _ = fmt.Fprintf(c.out, "  %s", b.Day.Long())
			printBookings(c, []clinicBooking{b})
		}
	}
	_, err := fmt.Fprintf(c.out, "%s, %s free\n", data.Plural(len(list.Sessions), "session", "sessions"), data.Plural(list.Free, "slot", "slots"))
	return err
}

func printBookings(c *call, list []clinicBooking) {
	for _, b := range list {
		at := data.Hour(b.At)
		if at == "" {
			at = "--:--"
		}
		twice := ""
		if b.Twice {
			twice = " (booked twice)"
		}
		name := ""
		if b.Name != "" {
			name = ", " + b.Name
		}
		_, _ = fmt.Fprintf(c.out, "  %5s  %s, %s%s%s\n", at, b.State.Label(), data.LowerFirst(b.Kind.Label()), name, twice)
	}
}
