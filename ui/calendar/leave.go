package calendar

import (
	"context"
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// leaveForm asks who is away, when and why.
type leaveForm struct {
	page          *page
	dialog        *kit.Dialog
	banner        *kit.Banner
	who, kind     *kit.Choice
	from, to      *kit.DateField
	fromAt, until *kit.TextField
	note          *kit.TextField
	id            data.ID // of the one that is changed, or ""
}

// addLeave asks for a new absence.
func (p *page) addLeave(staff data.ID, day data.Date) {
	if staff == "" {
		staff = p.host.Session.Person()
	}
	p.leaveDialog(&data.Absence{StaffID: staff, From: day, To: day}, "Add leave or other absence")
}

func (p *page) leaveDialog(a *data.Absence, title string) {
	h := p.host
	f := &leaveForm{page: p, id: a.ID, banner: kit.NewBanner(kit.Red, "", nil)}
	f.banner.Hide()
	var people []agenda.Person
	if p.agenda != nil {
		people = p.agenda.Staff
	}
	f.who = kit.NewChoice("Name", options(people), nil)
	f.who.SetSelected(string(a.StaffID))
	var kinds []kit.Option
	for _, o := range data.AbsenceKinds() {
		kinds = append(kinds, kit.Option{ID: string(o.Value), Label: o.Label})
	}
	f.kind = kit.NewChoice("Kind", kinds, nil)
	f.kind.SetSelected(string(a.Kind))
	f.from, f.to = h.DateField("First day", data.DatePlanned), h.DateField("Last day", data.DatePlanned)
	f.from.SetValue(host.Day(a.From))
	f.to.SetValue(host.Day(a.To))
	f.fromAt, f.until = kit.NewTextField("From (time)"), kit.NewTextField("Until (time)")
	f.fromAt.SetHint("Leave blank for the whole day.")
	f.fromAt.SetText(data.Hour(a.FromAt))
	f.until.SetText(data.Hour(a.ToAt))
	f.note = kit.NewTextField("Note")
	f.note.SetText(a.Note)
	f.dialog = kit.ShowForm(h.Window, title, kit.VStack(12, f.banner, kit.FormGrid(f.who, f.kind), kit.FormGrid(f.from, f.to),
		kit.FormGrid(f.fromAt, f.until), f.note,
		kit.NewParagraph("This cancels clinics on these days. We list the people booked, so you can tell them.", kit.Muted)),
		"Save", func() bool { f.save(); return false })
}

func (f *leaveForm) save() {
	f.banner.Hide()
	from, err1 := f.from.Value()
	to, err2 := f.to.Value()
	fromAt, s1 := readTime(f.fromAt.Text())
	toAt, s2 := readTime(f.until.Text())
	f.fromAt.SetError(s1)
	f.until.SetError(s2)
	if err1 != nil || err2 != nil || s1 != "" || s2 != "" {
		f.dialog.Refresh()
		return
	}
	a := &data.Absence{ID: f.id, StaffID: data.ID(f.who.Selected()), From: host.Date(from), To: host.Date(to), FromAt: fromAt, ToAt: toAt,
		Kind: data.AbsenceKind(f.kind.Selected()), Note: f.note.Text()}
	f.page.host.Background(func(ctx context.Context) func() {
		tell, err := f.page.host.Diary.SaveAbsence(ctx, a)
		return func() { f.saved(tell, err) }
	})
}

func (f *leaveForm) saved(tell []data.AppointmentRow, err error) {
	if err == nil {
		f.dialog.Close()
		f.page.sayToTell(tell)
		return
	}
	defer f.dialog.Refresh()
	fields := map[string]interface{ SetError(string) }{"StaffID": f.who, "Kind": f.kind, "From": f.from, "To": f.to, "FromAt": f.fromAt, "ToAt": f.until, "Note": f.note}
	errs := data.FieldErrorsOf(err)
	for _, e := range errs {
		if field, ok := fields[e.Field]; ok {
			field.SetError(e.Sentence)
		}
	}
	if len(errs) == 0 {
		f.banner.Set(kit.Red, f.page.refusal(err))
		f.banner.Show()
	}
}

// sayToTell lists the people who have to be told of a change.
func (p *page) sayToTell(tell []data.AppointmentRow) {
	if len(tell) == 0 {
		return
	}
	kit.ShowText(p.host.Window, fmt.Sprintf("Tell %s", data.Plural(len(tell), "person", "people")),
		kit.NewParagraph(fmt.Sprintf("You need to move or cancel their appointments:\n\n%s", strings.Join(peopleToTell(tell), "\n")), kit.Body))
}

// peopleToTell has a line for each person: when, who, and how to reach them.
func peopleToTell(tell []data.AppointmentRow) []string {
	list := make([]string, 0, len(tell))
	for i := range tell {
		r := &tell[i]
		list = append(list, strings.Join(lines(r.On.LongAt(r.At), r.Client, r.Phone), " · "))
	}
	return list
}

// openLeave shows an absence with whom it leaves to be told, to change or end it.
func (p *page) openLeave(e *agenda.Entry) {
	h, id, when, entry := p.host, e.ID, e.Day, *e
	h.Background(func(ctx context.Context) func() {
		list, err := h.Diary.Absences(ctx, when, when)
		toTell, err2 := h.Diary.ToTell(ctx)
		return func() {
			if err != nil || err2 != nil {
				p.say(h.Fail("read absence", first(err, err2)))
				return
			}
			for i := range list {
				if list[i].ID == id {
					p.showLeave(&list[i], &entry, toTell)
				}
			}
		}
	})
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *page) showLeave(a *data.AbsenceRow, e *agenda.Entry, toTell []data.ToTell) {
	words := tip(e)
	if a.Note != "" {
		words += "\n\n" + a.Note
	}
	var rows []data.AppointmentRow
	for _, t := range toTell {
		if _, _, on := a.On(t.Appointment.On); on && t.Appointment.StaffID == a.StaffID {
			rows = append(rows, t.Appointment)
		}
	}
	if len(rows) > 0 {
		words += fmt.Sprintf("\n\nPeople to tell:\n%s", strings.Join(peopleToTell(rows), "\n"))
	}
	title := a.Staff + ": " + data.LowerFirst(a.Kind.Label())
	if !p.host.Books() {
		kit.Message(p.host.Window, title, words)
		return
	}
	absence := a.Absence
	kit.AskWhich(p.host.Window, title, kit.NewParagraph(words, kit.Body),
		kit.Way{Verb: "Remove…", Do: func() { p.removeLeave(absence.ID) }},
		kit.Way{Verb: "Edit…", Do: func() { p.leaveDialog(&absence, "Edit absence") }})
}

func (p *page) removeLeave(id data.ID) {
	kit.Confirm(p.host.Window, "Remove this absence?", "Clinics on these days go ahead again.", "Remove", true, func() {
		p.host.Background(func(ctx context.Context) func() {
			err := p.host.Diary.RemoveAbsence(ctx, id)
			return func() {
				if err != nil {
					p.say(p.refusal(err))
				}
			}
		})
	})
}
