package reception

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/kit"
)

// purpose is what the panel does with the person who is found.
type purpose int

const (
	toBook purpose = iota
	toSendThrough
	toMove
)

// booking is the panel in which people are booked, sent through and moved. A
// name, Enter, Enter: the first Enter takes the match, the second does what the
// one filled button says.
type booking struct {
	*desk
	card    *kit.Card
	body    *fyne.Container
	open    bool
	purpose purpose
	onFit   func() // the panel opened or closed

	search *search
	person *data.DeskPerson
	fresh  *fresh        // who is new; nil for someone who was found
	moving *data.DeskRow // who is moved
	slots  *slots
	note   *kit.Entry
	sentBy *kit.TextField
	staff  *kit.Choice // who sees a walk-in when no clinic is on
	act    *kit.Button
	fault  *kit.Banner
	done   *kit.Banner
	cardOf data.ID // the appointment whose card can be printed
	busy   bool
	after  fyne.Focusable // has the keyboard once the panel is closed
}

func newBooking(d *desk) *booking {
	b := &booking{desk: d, onFit: func() {}}
	b.search = newSearch(d, b.take, b.close)
	b.slots = newSlots(d, b.chosen, func() { b.again() })
	b.slots.rows.OnOpen = func(int) { b.submit() }
	b.act = kit.Primary("", b.submit)
	b.fault = kit.NewBanner(kit.Red, "", nil)
	b.done = kit.NewBanner(kit.Green, "", kit.Secondary("Print card", func() { printCard(b.desk, b.cardOf) }).Compact())
	b.fault.Hide()
	b.done.Hide()
	b.search.came = func() {
		if b.open && b.person == nil && b.fresh == nil {
			b.show()
		}
	}
	b.slots.came = func() {
		if b.fresh == nil || b.fresh.ready { // a form that is being filled in shows no slots
			b.show()
		}
	}
	b.body = container.NewStack()
	b.card = kit.NewCard("", "", b.body)
	b.show()
	return b
}

// begin opens the panel to find someone.
func (b *booking) begin(p purpose, first *data.FreeSlot) {
	b.open, b.purpose, b.moving = true, p, nil
	b.person, b.fresh = nil, nil
	b.done.Hide()
	b.fault.Hide()
	b.slots.want(first)
	b.search.clear()
	b.show()
	b.onFit()
	b.h.Window.Canvas().Focus(b.search.entry)
}

// into books someone into a slot that was chosen in the list.
func (b *booking) into(slot data.FreeSlot) { b.begin(toBook, &slot) }

// move opens the panel to move an appointment.
func (b *booking) move(row *data.DeskRow) {
	if !row.State.Open() || row.WalkIn || row.State == data.AppointmentInRoom {
		b.say(kit.Amber, "You can only move an appointment in the future.")
		return
	}
	moved := *row
	b.open, b.purpose, b.moving = true, toMove, &moved
	b.person, b.fresh = &data.DeskPerson{ID: row.ClientID, Name: row.Client, BirthDate: row.BirthDate, Phone: row.Phone}, nil
	b.done.Hide()
	b.fault.Hide()
	b.slots.want(nil)
	b.picked()
}

// close puts the panel away and gives the keyboard back to the clinic.
func (b *booking) close() {
	b.open, b.person, b.fresh, b.moving = false, nil, nil, nil
	b.done.Hide()
	b.fault.Hide()
	b.show()
	b.onFit()
	if b.after != nil {
		b.h.Window.Canvas().Focus(b.after)
	}
}

// again goes back from the person to the search, or closes the panel.
func (b *booking) again() {
	if b.purpose == toMove || b.person == nil && b.fresh == nil {
		b.close()
		return
	}
	if b.fresh != nil && b.fresh.ready {
		b.fresh.ready = false
		b.fault.Hide()
		b.show()
		b.fresh.focus()
		return
	}
	b.person, b.fresh = nil, nil
	b.fault.Hide()
	b.show()
	b.onFit()
	b.h.Window.Canvas().Focus(b.search.entry)
}

// take takes who was found, or someone new as typed.
func (b *booking) take(p *data.DeskPerson, typed string) {
	b.done.Hide()
	b.person, b.fresh = p, nil
	if p == nil {
		b.fresh = newFresh(b.desk, typed, b.submit, b.again)
	}
	b.picked()
}

// picked shows what is left to do for the person.
func (b *booking) picked() {
	b.sentBy, b.staff = b.field("Referrer"), nil
	b.note = kit.NewEntry()
	b.note.SetPlaceHolder(fmt.Sprintf("Note for the %s", b.h.Role().One))
	b.note.OnSubmitted = func(string) { b.submit() }
	b.note.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			b.again()
			return true
		}
		return false
	}
	b.sentBy.SetHint("Optional. For example, Dr Patel.")
	b.show()
	b.onFit()
	switch {
	case b.fresh != nil:
		b.fresh.focus()
	case b.purpose == toSendThrough:
		b.sentBy.Focus()
	default:
		b.h.Window.Canvas().Focus(b.slots.rows)
	}
}

// field is a line in which Enter does what the button says, and Escape goes back.
func (b *booking) field(label string) *kit.TextField {
	f := kit.NewTextField(label)
	f.OnSubmitted = func(string) { b.submit() }
	f.SetKey(fyne.KeyEscape, b.again)
	return f
}

// chosen is told which slot would be booked.
func (b *booking) chosen() {
	if b.slot() == nil && b.purpose != toSendThrough && (b.fresh == nil || b.fresh.ready) || b.person == nil && b.fresh == nil {
		b.act.SetText(b.verb())
		b.act.Disable()
	} else {
		b.act.SetText(fmt.Sprintf("%s  Enter", b.verb()))
		b.act.Enable()
	}
}

func (b *booking) slot() *data.FreeSlot { return b.slots.chosen() }

// verb says what Enter will do.
func (b *booking) verb() string {
	slot := b.slot()
	switch {
	case b.purpose == toSendThrough:
		return "Send through now"
	case b.fresh != nil && !b.fresh.ready:
		return "Choose a slot"
	case slot == nil:
		return "No free slots"
	case b.purpose == toMove:
		return fmt.Sprintf("Move to %s %s", b.dayWords(slot.Day), data.Hour(slot.At))
	}
	return fmt.Sprintf("Book %s %s", b.dayWords(slot.Day), data.Hour(slot.At))
}

// show builds the panel for the step that it is at. Only one part of it grows
// and scrolls; two that scroll within one another would be drawn over the rest.
func (b *booking) show() {
	if !b.open {
		b.card.SetTitle("Next free slots")
		b.card.SetAside("Ctrl+B: book")
		b.put(b.slots.preview())
		return
	}
	b.card.SetTitle(map[purpose]string{toBook: "Book", toSendThrough: "Send through now", toMove: "Move appointment"}[b.purpose])
	b.card.SetAside("Esc: close")
	b.chosen()
	above := []fyne.CanvasObject{b.done, b.fault}
	var middle fyne.CanvasObject
	below := []fyne.CanvasObject{kit.Border(8, nil, nil, nil, kit.HStack(0, b.act), kit.NewText(b.footHint(), kit.Muted))}
	switch {
	case b.fresh != nil && !b.fresh.ready:
		parts := []fyne.CanvasObject{b.fresh.view}
		if b.purpose == toSendThrough {
			parts = append(parts, b.sentBy)
		}
		if b.staff != nil {
			parts = append(parts, b.staff)
		}
		middle = kit.ScrollBeyond(kit.VStack(8, parts...))
	case b.person == nil && b.fresh == nil:
		above = append(above, b.search.entry)
		middle = kit.ToSides(b.search.rows)
		if b.search.count() == 0 {
			middle = b.slots.preview()
			if b.purpose == toSendThrough {
				middle = kit.NewParagraph("Type part of the name, date of birth or phone number.", kit.Muted)
			}
		}
	case b.purpose == toSendThrough:
		above = append(above, b.personLine())
		parts := []fyne.CanvasObject{b.sentBy}
		if b.staff != nil {
			parts = append(parts, b.staff)
		}
		middle = kit.ScrollBeyond(kit.VStack(8, parts...))
	default:
		above = append(above, b.personLine(), b.slots.head)
		middle = b.slots.view()
		if b.purpose == toBook {
			below = append([]fyne.CanvasObject{b.note}, below...)
		}
	}
	b.put(kit.Border(8, kit.VStack(8, above...), kit.VStack(8, below...), nil, nil, middle))
}

func (b *booking) put(o fyne.CanvasObject) {
	b.body.Objects = []fyne.CanvasObject{o}
	b.body.Refresh()
}

func (b *booking) footHint() string {
	switch {
	case b.person == nil && b.fresh == nil:
		return "Enter: use this match"
	case b.slots.asked() && b.fresh == nil || b.fresh != nil && b.fresh.ready:
		return "↓ choose another slot"
	}
	return ""
}

func (b *booking) personLine() fyne.CanvasObject {
	p := b.person
	if p == nil {
		p = b.fresh.person()
	}
	about := personWords(p.BirthDate, p.Phone, p.Surgery)
	lines := kit.VStack(2, kit.NewParagraph(p.Name, kit.Bold), kit.NewParagraph(about, kit.Muted))
	if b.moving != nil {
		lines.Add(kit.NewParagraph(fmt.Sprintf("Now booked %s %s", b.dayWords(b.moving.On), data.Hour(b.moving.At)), kit.Muted))
		return lines
	}
	head := kit.Border(8, nil, nil, nil, kit.AtEnd(kit.Quiet("Change", b.again).Compact()), lines)
	if p.BookedOn.IsZero() {
		return head
	}
	booked := kit.NewChip(fmt.Sprintf("Already booked: %s %s", b.dayWords(p.BookedOn), data.Hour(p.BookedAt)), kit.Amber)
	return kit.VStack(2, head, kit.HStack(0, booked)) // below, for it is too wide beside a button in large text
}
