package exchange_test

import (
	"waymark/data"
	"waymark/data/store/exchange"
)

// peopleDeeds are what people do about who someone is and what they asked for, and
// about what meetings brought.
func peopleDeeds() []deed {
	return []deed{
		{"join two records", func(h *history, d *device) error {
			a, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			b, err := h.any(d, "SELECT id FROM client WHERE id <> ?", a)
			if err != nil {
				return err
			}
			if err := d.Exchange.JoinPeople(ctx, a, b); err != nil {
				return err
			}
			h.acknowledge(fact{by: d, client: string(a), other: string(b)})
			return nil
		}},
		{"settle what meeting brought", (*history).settle}, {"settle what meeting brought", (*history).settle},
		{"restrict a record", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			return d.Rights.Save(ctx, &data.RightsRequest{ClientID: id, Kind: data.RightsRestriction, AskedOn: h.today(d), AskedHow: "phone", Asked: h.text()})
		}},
		{"lift a restriction", (*history).lift}, {"lift a restriction", (*history).lift},
		{"hold a place", func(h *history, d *device) error {
			staff, err := h.any(d, "SELECT id FROM staff")
			if err != nil {
				return err
			}
			return d.Diary.Book(ctx, &data.Appointment{StaffID: staff, Kind: "phone", On: data.MustDate("2026-05-12"), At: h.word("13:00", "14:00", "15:00"), Minutes: 30, State: data.AppointmentHeld})
		}},
		{"move a booking", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL AND state IN ('held', 'booked')")
			if err != nil {
				return err
			}
			staff, err := h.any(d, "SELECT id FROM staff")
			if err != nil {
				return err
			}
			return d.Diary.Move(ctx, id, data.FreeSlot{Day: data.MustDate("2026-05-12"), At: h.word("13:30", "14:30", "15:30", "16:30"), Minutes: 30, StaffID: staff})
		}},
		{"book someone in a place", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL AND state = 'held'")
			if err != nil {
				return err
			}
			a, err := d.Diary.Appointment(ctx, id)
			if err != nil {
				return err
			}
			if a.ClientID, err = h.any(d, "SELECT id FROM client"); err != nil {
				return err
			}
			a.State = data.AppointmentBooked
			return d.Diary.Book(ctx, &a.Appointment)
		}},
	}
}

// settle settles at random one of the things that meetings brought.
func (h *history) settle(d *device) error {
	list, err := d.Exchange.SinceLastMet(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errNothing
	}
	one := list[h.rng.IntN(len(list))]
	if one.Kind == exchange.SamePeople && h.rng.IntN(2) == 0 {
		if err := d.Exchange.JoinPeople(ctx, data.ID(one.RecordID), data.ID(one.OtherID)); err != nil {
			return err
		}
		h.acknowledge(fact{by: d, client: one.RecordID, other: one.OtherID})
		return nil
	}
	return d.Exchange.Settle(ctx, one.ID, h.word(exchange.Seen, exchange.UseLost, exchange.UseBoth))
}

func (h *history) lift(d *device) error {
	client, err := h.any(d, "SELECT client_id FROM rights_request WHERE restricts = 1 AND lifted_on IS NULL")
	if err != nil {
		return err
	}
	list, err := d.Rights.Of(ctx, client)
	if err != nil {
		return err
	}
	for i := range list {
		if r := &list[i].RightsRequest; r.Stands() {
			r.State, r.ClosedOn, r.Outcome = data.RightsRefused, h.today(d), h.text()
			return d.Rights.Save(ctx, r)
		}
	}
	return errNothing
}

// everyRowHolds fails if a row breaks a rule of its own and no one is asked about it.
func (h *history) everyRowHolds() {
	h.t.Helper()
	for _, d := range h.devices {
		list, err := exchange.Unsound(ctx, reader(d), data.DateOf(h.day).AddDays(8))
		must(h.t, err)
		for _, wrong := range list {
			h.t.Errorf("%s: %s", d.name, wrong)
		}
	}
}
