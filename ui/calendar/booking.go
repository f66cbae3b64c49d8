package calendar

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
	"waymark/ui/load"
)

// booking is the dialog that books an appointment: who, how, when.
type booking struct {
	page   *page
	dialog *kit.Dialog
	banner *kit.Banner

	who        *kit.Finder
	newPatient *kit.Button
	given      *kit.TextField
	family     *kit.TextField
	born       *kit.DateField
	phone      *kit.TextField
	patient    *fyne.Container

	kind   *form.Input
	day    *kit.DateField
	at     *kit.TextField
	length *kit.TextField
	staff  *kit.Choice
	note   *kit.TextField

	held    data.ID // the appointment that a held slot is, or ""
	known   []data.ID
	finding *load.Latest
}

// book opens the dialog for where the keyboard is, if that is a free time to
// come; else for the next one today.
func (p *page) book() {
	if !p.host.Books() {
		return
	}
	column, minute, key := p.hours.Cursor()
	day, staff := p.chosen, p.prescriber()
	if p.view.Selected() != viewMonth && key == "" && minute >= 0 {
		e := &agenda.Entry{StaffID: staff}
		day, staff = p.placeOf(column, e)
	} else {
		minute = timegrid.NoTime
	}
	if t, ok := p.picture.targets[key]; ok && t.slot != nil && t.booking == nil && t.slot.Free() {
		p.bookSlot(&t.entry, t.slot)
		return
	}
	if day.Before(p.host.Today()) {
		day, minute = p.host.Today(), timegrid.NoTime
	}
	p.openBooking(day, minute, 0, staff, "")
}

// free books the free time that was chosen in the grid.
func (p *page) free(column, minute int) {
	if !p.host.Books() {
		return
	}
	day, staff := p.placeOf(column, &agenda.Entry{StaffID: p.prescriber()})
	if day.Before(p.host.Today()) {
		p.say("This date is in the past. Choose today or later to book.")
		return
	}
	p.say("")
	p.openBooking(day, minute, 0, staff, "")
}

// bookSlot books a free slot of a clinic.
func (p *page) bookSlot(e *agenda.Entry, s *agenda.Slot) {
	if !p.host.Books() {
		return
	}
	if e.Day.Before(p.host.Today()) {
		p.say("This date is in the past. Choose today or later to book.")
		return
	}
	p.say("")
	p.openBooking(e.Day, s.From, s.To-s.From, e.StaffID, "clinic")
}

// bookHeld books a held slot for someone.
func (p *page) bookHeld(e *agenda.Entry, t target) {
	minute, length, id := e.From, e.To-e.From, e.ID
	if t.booking != nil {
		minute, length, id = t.slot.From, t.slot.To-t.slot.From, t.booking.ID
	}
	p.openBooking(e.Day, minute, length, e.StaffID, "clinic").held = id
}

// openBooking opens the dialog. kind is how they meet where that is known; "" leaves it
// to be chosen, because it counts in reports once the client was seen.
func (p *page) openBooking(day data.Date, minute, length int, staff data.ID, kind data.ContactKind) *booking {
	b := &booking{page: p, finding: load.New(p.host), banner: kit.NewBanner(kit.Red, "", nil)}
	b.banner.Hide()
	b.buildWho()
	b.buildWhen(day, minute, length, staff, kind)
	b.dialog = kit.ShowForm(p.host.Window, "Book an appointment", kit.VStack(12, b.banner, b.who, kit.HStack(0, b.newPatient, kit.Spacer()), b.patient,
		b.kind.Obj, kit.FormGrid(b.staff, b.day, b.at, b.length, b.note)), "Book", func() bool { b.save(); return false })
	b.who.Focus()
	return b
}

func (b *booking) buildWhen(day data.Date, minute, length int, staff data.ID, kind data.ContactKind) {
	h := b.page.host
	kinds := slices.DeleteFunc(data.ContactKinds(), func(o data.Option[data.ContactKind]) bool { return o.Value == data.WalkIn })
	b.kind = form.Answers("Kind", "Type of contact", kinds, func() {})
	b.day = h.DateField("Day", data.DatePlanned)
	b.day.SetValue(host.Day(day))
	b.at = kit.NewTextField("Time")
	b.at.SetHint("For example, 14:30.")
	b.length = kit.NewTextField("Minutes")
	b.note = kit.NewTextField("Note")
	var people []agenda.Person
	if b.page.agenda != nil {
		people = b.page.agenda.Staff
	}
	b.staff = kit.NewChoice("With", options(people), nil)
	if staff == "" {
		staff = h.Session.Person()
	}
	b.staff.SetSelected(string(staff))
	if length <= 0 {
		length = agenda.UsualMinutes
	}
	if minute >= 0 && kind != "clinic" && b.page.agenda != nil {
		if _, slot := b.page.agenda.SlotAt(day, staff, minute); slot != nil {
			kind = "clinic"
		}
	}
	b.kind.Set(string(kind))
	b.length.SetText(strconv.Itoa(length))
	if minute < 0 {
		minute = b.page.nextFree(day, staff, length)
	}
	if minute >= 0 {
		b.at.SetText(agenda.Clock(minute))
	}
}

// nextFree is the next time of a day at which a prescriber is free, as far as the
// calendar shows it.
func (p *page) nextFree(day data.Date, staff data.ID, length int) int {
	if p.agenda == nil || !p.span().holds(day) {
		return timegrid.NoTime
	}
	from := agenda.FirstHour * 60
	if day == p.host.Today() {
		now := p.host.Clock()
		from = max(from, 60*now.Hour()+now.Minute())
	}
	return agenda.FreeAt(p.agenda.Day(day), staff, from, length)
}

// appointment is what the dialog says; ok is false where something has to be put
// right, which then stands beside its field.
func (b *booking) appointment() (a *data.Appointment, patient *data.NewPatient, ok bool) {
	ok = true
	day, err := b.day.Value()
	if err != nil {
		ok = false
	}
	at, sentence := readTime(b.at.Text())
	b.at.SetError(sentence)
	minutes, sentence2 := readMinutes(b.length.Text())
	b.length.SetError(sentence2)
	a = &data.Appointment{ID: b.held, Kind: data.ContactKind(b.kind.Get()), On: host.Date(day), At: at, Minutes: minutes,
		StaffID: data.ID(b.staff.Selected()), State: data.AppointmentBooked, Note: b.note.Text()}
	if b.patient.Hidden {
		a.ClientID = data.ID(b.who.Chosen().ID)
		if a.ClientID == "" {
			b.who.SetError("Choose a client, or “New client”")
			b.who.Focus()
			ok = false
		}
	} else {
		born, err := b.born.Value()
		if err != nil {
			ok = false
		}
		patient = &data.NewPatient{GivenNames: b.given.Text(), FamilyName: b.family.Text(), BirthDate: host.Date(born), Phone: b.phone.Text()}
	}
	if a.Kind == "" {
		b.kind.Fail("Choose how they will meet")
		if ok {
			b.kind.Take()
		}
		ok = false
	}
	return a, patient, ok && sentence == "" && sentence2 == ""
}

func (b *booking) save() {
	b.banner.Hide()
	a, patient, ok := b.appointment()
	if !ok {
		b.dialog.Refresh()
		return
	}
	h, f := b.page.host, agenda.Filter{From: a.On, To: a.On}
	h.Background(func(ctx context.Context) func() {
		day, err := h.Overview.Agenda(ctx, f)
		if err != nil {
			return func() { b.fail(err, "") }
		}
		sentence := b.join(a, day)
		if sentence == "" {
			if patient != nil {
				_, err = h.Diary.BookNew(ctx, patient, a, b.known...)
			} else {
				err = h.Diary.Book(ctx, a)
			}
		}
		return func() { b.fail(err, sentence) }
	})
}

// join puts the appointment into the slot of a clinic that is held at that time,
// and says who has the time already.
func (b *booking) join(a *data.Appointment, day *agenda.Agenda) string {
	if a.At == "" {
		return ""
	}
	minute := agenda.Minutes(a.At)
	if e, slot := day.SlotAt(a.On, a.StaffID, minute); slot != nil && a.Kind == "clinic" {
		a.ClinicID, a.SurgeryID = e.ID, e.SurgeryID
		if slot.Names(a.ID) == "" {
			return ""
		}
	}
	return b.page.takenBy(day.Day(a.On), a.StaffID, minute, max(a.Minutes, 1), a.ID)
}

// fail shows why it could not be booked, beside the field where there is one, or
// closes the dialog.
func (b *booking) fail(err error, sentence string) {
	defer b.dialog.Refresh()
	var taken *data.SlotTaken
	var twice *data.DuplicateClient
	switch {
	case sentence != "":
		b.at.SetError(sentence)
		b.at.Focus()
	case err == nil:
		b.dialog.Close()
	case errors.As(err, &taken):
		b.at.SetError(data.Sentence(taken))
		b.at.Focus()
	case errors.As(err, &twice):
		b.offerSame(twice)
	default:
		b.showErrors(err)
	}
}

func (b *booking) showErrors(err error) {
	errs := data.FieldErrorsOf(err)
	if len(errs) == 0 {
		b.banner.Set(kit.Red, b.page.refusal(err))
		b.banner.Show()
		return
	}
	fields := map[string]func(string){
		"ClientID": b.who.SetError, "Kind": b.kind.Fail, "On": b.day.SetError, "At": b.at.SetError, "Minutes": b.length.SetError,
		"StaffID": b.staff.SetError, "Note": b.note.SetError,
		"GivenNames": b.given.SetError, "FamilyName": b.family.SetError, "BirthDate": b.born.SetError, "Phone": b.phone.SetError,
	}
	for _, e := range errs {
		if field, ok := fields[e.Field]; ok {
			field(e.Sentence)
			continue
		}
		b.banner.Set(kit.Red, e.Sentence)
		b.banner.Show()
	}
}

// readTime reads a time as people type it: 14:30, 14.30, 1430, 9, 2pm.
func readTime(text string) (at, sentence string) {
	text = data.Tidy(text)
	if text == "" {
		return "", ""
	}
	at, ok := data.ReadClock(text)
	if !ok {
		return "", "Enter a time, like 14:30"
	}
	return at, ""
}

func readMinutes(text string) (minutes int, sentence string) {
	text = data.Tidy(text)
	if text == "" {
		return 0, ""
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 24*60 {
		return 0, "Enter the minutes as a number, like 30"
	}
	return n, ""
}
