package host

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// HolidayChanges is what a change of the holidays did to what is booked.
type HolidayChanges struct {
	Moves   []data.HolidayMove
	Clashes []data.HolidayClash
}

// Sentence says what there is to see, or "" if there is nothing.
func (c HolidayChanges) Sentence() string {
	var parts []string
	for _, g := range data.GroupHolidayMoves(c.Moves) {
		parts = append(parts, g.Sentence()+".")
	}
	if n := len(c.Clashes); n > 0 {
		parts = append(parts, data.Plural(n, "appointment is on a day that is now a holiday.", "appointments are on a day that is now a holiday."))
	}
	return strings.Join(parts, " ")
}

// HolidayChanges reads what no one has seen or settled yet.
func (h *Host) HolidayChanges(ctx context.Context) (c HolidayChanges, err error) {
	if c.Moves, err = h.Offering.HolidayMoves(ctx, ""); err == nil {
		c.Clashes, err = h.Offering.HolidayClashes(ctx, h.Today(), "")
	}
	return c, err
}

// ShowHolidayChanges lists in a dialog the follow-ups that moved because the
// holidays changed, to be marked as read, and what is on such a day, to be moved
// or kept there.
func (h *Host) ShowHolidayChanges() {
	h.Background(func(ctx context.Context) func() {
		changes, err := h.HolidayChanges(ctx)
		return func() {
			switch {
			case err != nil:
				kit.Message(h.Window, "Holidays", h.Fail("read what the holidays changed", err))
			case changes.Sentence() == "":
				kit.Message(h.Window, "Holidays", "The holidays affect nothing else.")
			case !kit.OverlayOpen(h.Window):
				(&holidayDialog{h: h, changes: changes}).open()
			}
		}
	})
}

// holidayDialog is the list while it is open.
type holidayDialog struct {
	h       *Host
	changes HolidayChanges
	list    *fyne.Container
	failure *kit.Text
	dialog  *kit.Dialog
}

func (d *holidayDialog) open() {
	d.list, d.failure = kit.VStack(14), kit.NewParagraph("", kit.Bold)
	d.failure.Hide()
	d.draw()
	size := d.h.Window.Canvas().Size()
	content := kit.VStack(10, kit.Fixed(0, min(400, max(160, size.Height-260)), kit.Scroll(kit.PadXY(10, 2, d.list))), d.failure)
	if len(d.changes.Moves) == 0 {
		d.dialog = kit.ShowText(d.h.Window, "Changed holidays", content)
		return
	}
	d.dialog = kit.ShowForm(d.h.Window, "Changed holidays", content, "Mark as read", func() bool {
		d.save("mark moved follow-ups as read", d.dialogClose, func(ctx context.Context) error {
			return d.h.Offering.ReadHolidayMoves(ctx, d.changes.Moves)
		})
		return false
	})
}

func (d *holidayDialog) dialogClose() { d.dialog.Close() }

func (d *holidayDialog) draw() {
	d.list.Objects = nil
	if len(d.changes.Clashes) > 0 {
		d.list.Add(kit.NewParagraph("Booked on a day that is now a holiday", kit.Heading))
	}
	for _, c := range d.changes.Clashes {
		d.list.Add(d.clash(c))
	}
	if len(d.changes.Moves) > 0 {
		d.list.Add(kit.NewParagraph("Moved to the next working day", kit.Heading))
	}
	for _, g := range data.GroupHolidayMoves(d.changes.Moves) {
		d.list.Add(kit.NewParagraph(g.Sentence(), kit.Bold))
		for _, m := range g.Moves {
			d.list.Add(d.move(m))
		}
	}
	d.list.Refresh()
}

func (d *holidayDialog) clash(c data.HolidayClash) fyne.CanvasObject {
	about := c.What + ", " + c.Holiday.On.LongAt(c.At)
	buttons := kit.HStack(8,
		kit.Secondary("Change date", func() { d.dialogClose(); d.moveAway(c) }).Compact(),
		kit.Secondary("Keep date", func() { d.keep(c) }).Compact())
	words := kit.VStack(2, kit.NewParagraph(c.Client, kit.Bold), kit.NewParagraph(about+" · "+c.Holiday.Title, kit.Muted))
	return kit.Border(10, nil, nil, nil, buttons, words)
}

// moveAway leads to where a follow-up or an appointment is moved.
func (d *holidayDialog) moveAway(c data.HolidayClash) {
	if c.FollowUpID != "" {
		d.h.Go(Route{Area: Clients, View: ViewFollowUp, Client: c.ClientID, Record: c.FollowUpID})
		return
	}
	d.h.Background(func(ctx context.Context) func() {
		a, err := d.h.Diary.Appointment(ctx, c.AppointmentID)
		return func() {
			if err != nil {
				kit.Message(d.h.Window, "Holidays", d.h.Fail("read an appointment", err))
				return
			}
			d.h.OpenAppointment(a)
		}
	})
}

func (d *holidayDialog) move(m data.HolidayMove) fyne.CanvasObject {
	open := kit.Quiet("Open record", func() {
		d.dialogClose()
		d.h.Go(Route{Area: Clients, View: ViewClient, Client: m.ClientID})
	}).Compact()
	about := m.Service
	if m.Because != "" {
		about += " · " + m.Because
	}
	return kit.Border(10, nil, nil, nil, open, kit.VStack(2, kit.NewParagraph(m.Client, kit.Body), kit.NewParagraph(about, kit.Muted)))
}

// keep settles one clash and draws what is left.
func (d *holidayDialog) keep(c data.HolidayClash) {
	d.save("keep an appointment on a holiday", func() {
		left := d.changes.Clashes[:0:0]
		for _, other := range d.changes.Clashes {
			if other.ID != c.ID {
				left = append(left, other)
			}
		}
		d.changes.Clashes = left
		if d.changes.Sentence() == "" {
			d.dialogClose()
			return
		}
		d.draw()
	}, func(ctx context.Context) error { return d.h.Offering.KeepOnHoliday(ctx, c) })
}

func (d *holidayDialog) save(what string, then func(), work func(context.Context) error) {
	d.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err != nil {
				d.failure.SetText(d.h.Fail(what, err))
				d.failure.Show()
				d.dialog.Refresh()
				return
			}
			then()
		}
	})
}
