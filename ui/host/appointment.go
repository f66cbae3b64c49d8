package host

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
)

// mostSlots is how many free slots are offered under a key each.
const mostSlots = 8

// AppointmentRoute is where what came of an appointment is written up.
func AppointmentRoute(a *data.Appointment) Route {
	return Route{Area: Clients, View: ViewAppointment, Client: a.ClientID, Record: a.ID}
}

// OpenAppointment asks what came of an appointment whose day has come, and offers
// to move or cancel one that is still to come.
func (h *Host) OpenAppointment(a *data.AppointmentRow) {
	switch {
	case a.On.After(h.Today()):
		h.changeAppointment(a)
	case a.State.Open():
		h.settleAppointment(a)
	default:
		h.Go(AppointmentRoute(&a.Appointment))
	}
}

// settleAppointment asks what came of an appointment. Only a client who came has
// more to be written down.
func (h *Host) settleAppointment(a *data.AppointmentRow) {
	var ways ways
	if a.Kind == data.AtTheirHome {
		ways.add("Open visit", func() { h.OpenVisitOf(&a.Appointment) })
	}
	ways.add("Seen: record contact", func() { h.Go(AppointmentRoute(&a.Appointment)) })
	if h.Books() {
		ways.add("Did not attend", func() { h.mark(a, data.AppointmentMissed, func() { h.ProposeAfterMissed(a.ClientID) }) })
		ways.add("Cancelled", func() { h.mark(a, data.AppointmentCancelled, func() {}) })
	}
	ways.add("Open record", func() { h.Go(Route{Area: Clients, View: ViewClient, Client: a.ClientID}) })
	ways.ask(h, "What happened?", a)
}

// Books reports whether whoever uses the window may book, move and mark appointments.
func (h *Host) Books() bool { return h.Session.May(access.Diary, access.Write) == nil }

// ways are what can be done about an appointment.
type ways struct {
	labels []string
	do     []func()
}

func (w *ways) add(label string, do func()) {
	w.labels, w.do = append(w.labels, label), append(w.do, do)
}

func (w *ways) ask(h *Host, title string, a *data.AppointmentRow) {
	answer.AskOne(h.Window, title, a.Client+", "+a.Words(h.Today()), w.labels, func(i int) { w.do[i]() })
}

// changeAppointment offers what can be done ahead of an appointment. A home visit
// has a plan, and no place in a clinic to move to.
func (h *Host) changeAppointment(a *data.AppointmentRow) {
	var ways ways
	title := "Appointment"
	switch {
	case a.Kind == data.AtTheirHome:
		ways.add("Open visit plan", func() { h.OpenVisitOf(&a.Appointment) })
	case h.Books():
		ways.add("Move to next free slot", func() {
			h.chooseSlot("Move to", a.SurgeryID, func(ctx context.Context, slot data.FreeSlot) error { return h.Diary.Move(ctx, a.ID, slot) })
		})
	}
	if h.Books() {
		title = "Change appointment"
		ways.add("Cancel appointment", func() { h.mark(a, data.AppointmentCancelled, func() {}) })
	}
	ways.add("Open calendar", func() { h.Go(Route{Area: Calendar, Day: a.On}) })
	ways.add("Open record", func() { h.Go(Route{Area: Clients, View: ViewClient, Client: a.ClientID}) })
	ways.ask(h, title, a)
}

func (h *Host) mark(a *data.AppointmentRow, state data.AppointmentState, then func()) {
	h.do("mark an appointment", func(ctx context.Context) error { return h.Diary.Mark(ctx, a.ID, state, "") }, then)
}

// do writes off the UI goroutine, and says why it could not.
func (h *Host) do(what string, write func(context.Context) error, then func()) {
	h.Background(func(ctx context.Context) func() {
		err := write(ctx)
		return func() {
			if err != nil {
				kit.Message(h.Window, "Not saved", h.Fail(what, err))
				return
			}
			then()
		}
	})
}

// BookNext offers the next free slots for a client, first those at their surgery,
// and books the one that is chosen: one key.
func (h *Host) BookNext(c *data.Client) {
	h.chooseSlot(fmt.Sprintf("Book %s", c.Called()), c.SurgeryID, func(ctx context.Context, slot data.FreeSlot) error {
		return h.Diary.Book(ctx, &data.Appointment{ClientID: c.ID, ClinicID: slot.ClinicID, Kind: "clinic", On: slot.Day, At: slot.At, Minutes: slot.Minutes})
	})
}

// chooseSlot lists the next free slots of one surgery, then of any.
func (h *Host) chooseSlot(title string, surgery data.ID, take func(context.Context, data.FreeSlot) error) {
	h.Background(func(ctx context.Context) func() {
		slots, err := h.freeSlots(ctx, surgery)
		return func() {
			if err != nil {
				kit.Message(h.Window, title, h.Fail("look for free slots", err))
				return
			}
			labels := make([]string, 0, len(slots)+1)
			for i := range slots {
				label := slots[i].Words()
				if slots[i].Staff != "" {
					label += ", " + slots[i].Staff
				}
				labels = append(labels, label)
			}
			sentence := "Press the slot’s key to book it."
			if len(slots) == 0 {
				sentence = "No clinics have a free slot in the next year. Book any time in the calendar, or set up a clinic in Settings."
			}
			labels = append(labels, "Choose another time in the calendar")
			answer.AskOne(h.Window, title, sentence, labels, func(i int) {
				if i == len(slots) {
					h.Go(Route{Area: Calendar})
					return
				}
				h.do("book an appointment", func(ctx context.Context) error { return take(ctx, slots[i]) }, func() {})
			})
		}
	})
}

func (h *Host) freeSlots(ctx context.Context, surgery data.ID) ([]data.FreeSlot, error) {
	f := data.FreeFilter{From: h.Today(), Now: h.Clock().Format("15:04"), SurgeryID: surgery, Limit: mostSlots / 2}
	slots, err := h.Diary.NextFree(ctx, f)
	if err != nil || surgery == "" && len(slots) > 0 {
		return slots, err
	}
	f.SurgeryID, f.Limit = "", mostSlots
	any, err := h.Diary.NextFree(ctx, f)
	for _, slot := range any {
		if slot.SurgeryID != surgery && len(slots) < mostSlots {
			slots = append(slots, slot)
		}
	}
	return slots, err
}

// ProposeAfterMissed proposes what to do after a client did not attend, by the
// rule that the service has set.
func (h *Host) ProposeAfterMissed(client data.ID) {
	h.Background(func(ctx context.Context) func() {
		rec, err := h.Overview.Record(ctx, client)
		return func() {
			if err != nil {
				h.Fail("read what was missed", err)
				return
			}
			step, ok := rule.AfterMissed(rec.Missed.N, rec.MissedSteps)
			if !ok || len(rec.Appointments) > 0 {
				return
			}
			labels := []string{"Book again", "Open record"}
			answer.AskOne(h.Window, "Did not attend", fmt.Sprintf("%s has not attended %s. Next step: %s.",
				rec.Client.Name(), rule.TimesInARow(rec.Missed.N), data.LowerFirst(step.Label())), labels, func(i int) {
				if i == 0 {
					h.BookNext(&rec.Client)
					return
				}
				h.Go(Route{Area: Clients, View: ViewClient, Client: client})
			})
		}
	})
}
