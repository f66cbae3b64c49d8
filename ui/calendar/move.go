package calendar

import (
	"context"
	"errors"
	"fmt"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/kit/timegrid"
)

// moving says what is in hand, in either grid.
func (p *page) moving() (title string, ok bool) {
	if p.month != nil && p.month.moving != nil {
		return p.month.moving.Client, true
	}
	if p.hours != nil {
		if m, is := p.hours.Moving(); is {
			return m.Title, true
		}
	}
	return "", false
}

// take takes an entry in hand that does not stand in the grid, as one that is
// overdue: it starts at the chosen day, or today where that is shown.
func (p *page) take(e agenda.Entry) {
	p.say("")
	if p.view.Selected() == viewMonth {
		p.month.take(e)
		p.host.Window.Canvas().Focus(p.month)
	} else {
		m := p.moveOf(e)
		if today := p.host.Today(); len(p.picture.days) > 0 && p.span().holds(today) {
			m.Column = p.columnOf(today)
		}
		p.hours.StartMove(m)
		p.hours.Focus()
	}
	p.parked.showFoot()
}

// moveOf is an entry as the grid moves it.
func (p *page) moveOf(e agenda.Entry) timegrid.Move {
	key := e.Key()
	if _, ok := p.picture.targets[key]; !ok {
		p.picture.targets[key] = target{entry: e}
	}
	m := timegrid.Move{Key: key, Title: e.Client, Minute: e.From, Length: agenda.UsualMinutes, Untimed: true, Column: p.columnOf(p.chosen)}
	if e.HasHour() {
		m.Length = e.To - e.From
	}
	m.Timed = e.Kind == agenda.Appointment || e.Kind == agenda.Visit
	for i, person := range p.picture.people {
		if person.ID == e.StaffID {
			m.Column = i
		}
	}
	return m
}

// leaveMove leaves what is in hand where it was, in either grid.
func (p *page) leaveMove() {
	p.hours.LeaveMove()
	p.month.leave()
}

func (p *page) left() {
	p.say("")
	p.parked.showFoot()
	p.parked.rows.Refresh()
}

// placed puts down what was moved in the hours.
func (p *page) placed(m timegrid.Move) {
	t, ok := p.picture.targets[m.Key]
	if !ok {
		t, ok = p.parkedTarget(m.Key)
	}
	if !ok {
		p.hours.LeaveMove()
		return
	}
	day, staff := p.placeOf(m.Column, &t.entry)
	p.put2(t, day, m.Minute, staff)
}

// parkedTarget finds what is in hand although another week is shown by now.
func (p *page) parkedTarget(key string) (target, bool) {
	if p.held.entry.Key() == key || p.held.booking != nil && fmt.Sprintf("appointment %s", string(p.held.booking.ID)) == key {
		return p.held, true
	}
	for _, e := range p.parked.list {
		if e.Key() == key {
			return target{entry: e}, true
		}
	}
	return target{}, false
}

// placeOf is the day and the prescriber of a column.
func (p *page) placeOf(column int, e *agenda.Entry) (data.Date, data.ID) {
	if column < len(p.picture.days) {
		return p.picture.days[column], e.StaffID
	}
	if column < len(p.picture.people) {
		return p.chosen, p.picture.people[column].ID
	}
	return p.chosen, e.StaffID
}

// placedOnDay puts down what was moved in the month.
func (p *page) placedOnDay(e agenda.Entry, d data.Date) {
	p.put2(target{entry: e}, d, e.From, e.StaffID)
}

// put2 moves something to a day and, for an appointment, a minute.
func (p *page) put2(t target, day data.Date, minute int, staff data.ID) {
	if sentence := p.forbids(t, day, minute, staff); sentence != "" {
		p.say(sentence)
		return
	}
	a := p.agenda
	p.host.Background(func(ctx context.Context) func() {
		err := p.moveTo(ctx, t, a, day, minute, staff)
		return func() {
			if err != nil {
				p.say(p.refusal(err))
				return
			}
			p.say("")
			p.hours.EndMove()
			p.month.endMove()
			p.parked.showFoot()
		}
	})
}

// forbids says why something cannot stand somewhere, as far as the calendar
// shows it; the store has the last word.
func (p *page) forbids(t target, day data.Date, minute int, staff data.ID) string {
	e := &t.entry
	if day.Before(p.host.Today()) {
		return "This date is in the past. Choose today or later."
	}
	if e.Kind == agenda.FollowUp {
		if staff != e.StaffID && len(p.picture.people) > 0 {
			return fmt.Sprintf("This follow-up stays with %s. Choose another day, or change the client’s %s in the record.",
				e.Staff, p.host.Role().One)
		}
		return ""
	}
	id, length := e.ID, e.To-e.From
	if t.booking != nil {
		id, length = t.booking.ID, t.slot.To-t.slot.From
	}
	if minute < 0 {
		return ""
	}
	return p.takenBy(p.agenda.Day(day), staff, minute, max(length, 1), id)
}

// takenBy says who has a time already and when the next one is free, or "".
// Within a clinic a free slot is free.
func (p *page) takenBy(day []agenda.Entry, staff data.ID, minute, length int, but data.ID) string {
	by, taken := agenda.Taken(day, staff, minute, length, but)
	if !taken {
		return ""
	}
	who := by.Client
	if by.Kind == agenda.Clinic {
		slot := by.SlotAt(minute)
		if slot != nil && slot.Free() {
			return ""
		}
		who = fmt.Sprintf("the clinic at %s", by.Surgery)
		if slot != nil {
			if names := slot.Names(but); names != "" {
				who = names
			} else if len(slot.Booked) > 0 {
				return ""
			}
		}
	}
	if by.Kind == agenda.Away {
		return fmt.Sprintf("%s is away at that time (%s).", by.Staff, data.LowerFirst(by.About))
	}
	sentence := fmt.Sprintf("%s is taken by %s.", agenda.Clock(minute), who)
	if next := agenda.FreeAt(day, staff, minute, length); next >= 0 {
		sentence += fmt.Sprintf(" The next free time on this day is %s.", agenda.Clock(next))
	}
	return sentence
}

// moveTo writes the move.
func (p *page) moveTo(ctx context.Context, t target, a *agenda.Agenda, day data.Date, minute int, staff data.ID) error {
	e := &t.entry
	if e.Kind == agenda.FollowUp {
		return p.host.Offering.MoveFollowUp(ctx, e.ID, day, "Moved in the calendar")
	}
	id := e.ID
	to := data.FreeSlot{Day: day, At: agenda.At(minute), StaffID: staff}
	if t.booking != nil {
		id = t.booking.ID
	}
	if minute >= 0 {
		if clinic, slot := a.SlotAt(day, staff, minute); slot != nil {
			to.ClinicID, to.At, to.Minutes = clinic.ID, agenda.At(slot.From), slot.To-slot.From
			to.SurgeryID, to.StaffID = clinic.SurgeryID, clinic.StaffID
		}
	}
	return p.host.Diary.Move(ctx, id, to)
}

// refusal is the sentence for an error: the one that was meant for a person, or
// the calm line.
func (p *page) refusal(err error) string {
	if errs := data.FieldErrorsOf(err); len(errs) > 0 {
		return errs[0].Sentence
	}
	var taken *data.SlotTaken
	if errors.As(err, &taken) {
		return data.Sentence(taken)
	}
	return p.host.Fail("move", err)
}
