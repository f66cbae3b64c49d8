package reception

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// current is the clinic that the menu acts on: that of the selected row, else the
// first.
func (l *clinicList) current() *data.DeskSession {
	if i := l.rows.Selected(); i >= 0 && i < len(l.items) && l.items[i].session.ClinicID != "" {
		return l.items[i].session
	}
	if list := l.sessions(); len(list) > 0 {
		return list[0]
	}
	return nil
}

func (l *clinicList) menuItems() []*fyne.MenuItem {
	s := l.current()
	if s == nil {
		return nil
	}
	item := func(label string, do func(*data.DeskSession)) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { do(s) })
	}
	list := item("Print list…", func(s *data.DeskSession) { printList(l.desk, s) })
	if s.State == data.SessionCancelled {
		return []*fyne.MenuItem{list, item("Reinstate clinic", l.putBack)}
	}
	return []*fyne.MenuItem{list, item("Change times…", l.changeTimes), item(fmt.Sprintf("Change %s…", l.h.Role().One), l.changeStaff), item("Cancel clinic…", l.cancelClinic)}
}

// changed is a session as it is now, to be changed in one way.
func changed(s *data.DeskSession) data.SessionChange {
	return data.SessionChange{ClinicID: s.ClinicID, Day: s.Day, State: data.SessionOn, StaffID: s.StaffID, Room: s.Room, Starts: s.Starts, Ends: s.Ends}
}

func (l *clinicList) sessionWords(s *data.DeskSession) string {
	return fmt.Sprintf("%s, %s to %s, %s", upper(l.dayWords(s.Day)), data.Hour(s.Starts), data.Hour(s.Ends), s.Staff)
}

// coming counts the people who are still to come to a session.
func coming(s *data.DeskSession) int {
	n := 0
	for _, r := range s.Rows() {
		if r.State == data.AppointmentBooked || r.State == data.AppointmentArrived {
			n++
		}
	}
	return n
}

// change saves a change, and lists who must be told.
func (l *clinicList) change(c data.SessionChange, done string, refused func(data.FieldErrors) bool, close func()) {
	l.h.Background(func(ctx context.Context) func() {
		rows, err := l.h.Desk.ChangeSession(ctx, c)
		return func() {
			if errs := data.FieldErrorsOf(err); errs != nil && refused != nil && refused(errs) {
				return
			}
			close()
			if err != nil {
				l.say(kit.Red, l.h.Fail("change a clinic", err))
				return
			}
			l.say(kit.Green, done)
			if len(rows) > 0 {
				l.readToTell()
			}
		}
	})
}

func (l *clinicList) cancelClinic(s *data.DeskSession) {
	why := kit.NewTextField("Reason")
	why.SetHint("Optional. The service’s staff can read this.")
	words := "No one is booked."
	if n := coming(s); n > 0 {
		words = data.Plural(n, "person is booked. We will show who, so you can tell them.", "people are booked. We will show who, so you can tell them.")
	}
	c := changed(s)
	c.State = data.SessionCancelled
	var dialog *kit.Dialog
	dialog = kit.ShowForm(l.h.Window, "Cancel this clinic?", kit.VStack(12, kit.NewParagraph(l.sessionWords(s), kit.Bold), kit.NewParagraph(words, kit.Body), why),
		"Cancel clinic", func() bool {
			c.Why = why.Text()
			l.change(c, "The clinic is cancelled.", nil, func() { dialog.Close() })
			return false
		})
	dialog.SetDanger()
}

func (l *clinicList) putBack(s *data.DeskSession) {
	l.change(changed(s), "The clinic is back on.", nil, func() {})
}

func (l *clinicList) changeTimes(s *data.DeskSession) {
	starts, ends := kit.NewTextField("Begins"), kit.NewTextField("Ends")
	starts.SetText(data.Hour(s.Starts))
	ends.SetText(data.Hour(s.Ends))
	var dialog *kit.Dialog
	dialog = kit.ShowForm(l.h.Window, "Change times", kit.VStack(12, kit.NewParagraph(l.sessionWords(s), kit.Bold), kit.FormGrid(starts, ends)), "Change", func() bool {
		c := changed(s)
		for _, f := range []struct {
			field *kit.TextField
			to    *string
		}{{starts, &c.Starts}, {ends, &c.Ends}} {
			clock, ok := data.ReadClock(f.field.Text())
			if !ok {
				f.field.SetError("Enter a time, like 9:30")
				f.field.Focus()
				return false
			}
			*f.to = clock
		}
		l.change(c, "The times have changed.", func(errs data.FieldErrors) bool {
			starts.SetError(errs.For("Starts"))
			ends.SetError(errs.For("Ends"))
			dialog.Refresh()
			return errs.For("Starts")+errs.For("Ends") != ""
		}, func() { dialog.Close() })
		return false
	})
}

func (l *clinicList) changeStaff(s *data.DeskSession) {
	l.h.Background(func(ctx context.Context) func() {
		people, err := l.h.Desk.Prescribers(ctx)
		return func() {
			if err != nil {
				l.say(kit.Red, l.h.Fail("read the prescribers", err))
				return
			}
			l.askStaff(s, people)
		}
	})
}

func (l *clinicList) askStaff(s *data.DeskSession, people []data.Staff) {
	change := fmt.Sprintf("Change %s", l.h.Role().One)
	var options []kit.Option
	for _, p := range people {
		if p.ID != s.StaffID {
			options = append(options, kit.Option{ID: string(p.ID), Label: p.Name})
		}
	}
	if len(options) == 0 {
		kit.Message(l.h.Window, change, fmt.Sprintf("There are no other %s.", l.h.Role().Many))
		return
	}
	who := kit.NewChoice("Who will run the clinic?", options, nil)
	who.SetRequired(true)
	if len(options) == 1 {
		who.SetSelected(options[0].ID)
	}
	var dialog *kit.Dialog
	dialog = kit.ShowForm(l.h.Window, change, kit.VStack(12, kit.NewParagraph(l.sessionWords(s), kit.Bold), who), "Change", func() bool {
		if who.Selected() == "" {
			who.SetError("Choose who will run the clinic")
			who.Focus()
			return false
		}
		c := changed(s)
		c.StaffID = data.ID(who.Selected())
		l.change(c, fmt.Sprintf("Another %s will run the clinic.", l.h.Role().One), nil, func() { dialog.Close() })
		return false
	})
}

// readToTell reads who must be told, and lists them.
func (l *clinicList) readToTell() {
	surgery := l.surgery
	l.h.Background(func(ctx context.Context) func() {
		list, err := l.h.Desk.ToTell(ctx, surgery)
		return func() {
			if err != nil {
				l.say(kit.Red, l.h.Fail("read who must be told", err))
				return
			}
			l.toTell = list
			l.showToTell()
		}
	})
}

// showToTell lists the people to tell, with their phone numbers, until each is
// told.
func (l *clinicList) showToTell() {
	if len(l.toTell) == 0 || kit.OverlayOpen(l.h.Window) {
		return
	}
	lines := kit.VStack(12, kit.NewParagraph("Their appointment needs to change. Once you have told them, move or cancel it in the clinic list.", kit.Muted))
	for i := range l.toTell {
		lines.Add(l.tellLine(&l.toTell[i]))
	}
	kit.ShowText(l.h.Window, "People to tell", lines)
}

func (l *clinicList) tellLine(v *data.DeskTell) fyne.CanvasObject {
	id := v.ID
	told := kit.Secondary("Told", nil).Compact()
	told.OnTapped = func() {
		told.Disable()
		l.do("note that someone was told", func(ctx context.Context) error { return l.h.Desk.Told(ctx, id, "Phone") }, func() {
			told.SetText("Told ✓")
		})
	}
	about := upper(l.dayWords(v.Row.On)) + " " + data.Hour(v.Row.At)
	if v.Row.Phone == "" {
		about += " · no phone number"
	}
	words := kit.VStack(2, kit.NewParagraph(v.Row.Client, kit.Bold), kit.NewParagraph(about, kit.Muted))
	if v.Row.Phone != "" {
		words.Add(kit.NewCopyLine(v.Row.Phone, kit.Body))
	}
	return kit.Border(10, nil, nil, nil, kit.HStack(0, told), words)
}
