package calendar

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
)

// picture is what a grid shows, and what stands behind each key in it.
type picture struct {
	columns []timegrid.Column
	items   []timegrid.Item
	from    int // hours
	to      int
	targets map[string]target
	days    []data.Date     // of the columns of a week
	people  []agenda.Person // of the columns of a day
}

// target is what a key stands for: an entry, or a slot of a clinic with or
// without someone in it.
type target struct {
	entry   agenda.Entry
	slot    *agenda.Slot
	booking *agenda.Booking
}

// shown leaves out what does not take place; a clinic that was cancelled stays.
func shown(entries []agenda.Entry) []agenda.Entry {
	list := slices.DeleteFunc(slices.Clone(entries), func(e agenda.Entry) bool {
		return e.Mood == agenda.Cancelled && e.Kind != agenda.Clinic
	})
	// What is over stands last among what has no hour.
	slices.SortStableFunc(list, func(a, b agenda.Entry) int {
		if a.HasHour() || b.HasHour() || a.Closed == b.Closed {
			return 0
		}
		if a.Closed {
			return 1
		}
		return -1
	})
	return list
}

// weekPicture has a column for each day. one says that it is of one prescriber:
// then a leave is the whole column, and names of staff are left out.
func weekPicture(a *agenda.Agenda, monday, chosen, today data.Date, one bool) *picture {
	p := &picture{targets: map[string]target{}, days: a.Days(monday, chosen)}
	byDay := a.ByDay()
	var all []agenda.Entry
	for i, d := range p.days {
		title := d.Time().Format("Mon 2")
		if d == today {
			title += " · today"
		}
		p.columns = append(p.columns, timegrid.Column{Title: title, Today: d == today})
		if h, ok := a.Holidays.On(d); ok {
			p.items = append(p.items, timegrid.Item{Column: i, From: timegrid.NoTime, Look: timegrid.Hatched, Title: h.Title, Lines: []string{"Closed"}, Tip: fmt.Sprintf("%s: closed", h.Title)})
		}
		day := shown(byDay[d])
		all = append(all, day...)
		for _, e := range day {
			p.weekItem(i, e, one)
		}
	}
	p.from, p.to = agenda.Hours(all)
	return p
}

func (p *picture) weekItem(column int, e agenda.Entry, one bool) {
	it := p.item(column, e, !one)
	switch {
	case e.Kind == agenda.Clinic:
		it.Lines, it.Brief = nil, e.Surgery
		if e.Mood == agenda.Cancelled {
			it.Lines = append(it.Lines, "Cancelled", e.About, toTell(e.Tell))
		} else {
			it.Lines = append(it.Lines, hours(&e)+" · "+fill(&e))
		}
		if !one {
			it.Lines = append(it.Lines, e.Staff)
		}
	case e.Kind == agenda.Away && one:
		it.Look, it.Chip, it.Tone = timegrid.Hatched, toTell(e.Tell), kit.Amber
	}
	p.add(it, target{entry: e})
}

// dayPicture has a column for each prescriber.
func dayPicture(a *agenda.Agenda, d data.Date, me data.ID) *picture {
	day := shown(a.ByDay()[d])
	p := &picture{targets: map[string]target{}, people: a.Columns(day, me)}
	holiday, closed := a.Holidays.On(d)
	for i, person := range p.people {
		name := person.Name
		if name == "" {
			name = "No one yet"
		}
		own := slices.DeleteFunc(slices.Clone(day), func(e agenda.Entry) bool { return e.StaffID != person.ID })
		note := agenda.Summary(own)
		if note == "" {
			note = "No appointments"
		}
		p.columns = append(p.columns, timegrid.Column{Title: name, Note: note})
		if closed {
			p.items = append(p.items, timegrid.Item{Column: i, From: timegrid.NoTime, Look: timegrid.Hatched, Title: holiday.Title, Lines: []string{"Closed"}, Tip: fmt.Sprintf("%s: closed", holiday.Title)})
		}
		for _, e := range own {
			p.dayItem(i, e)
		}
	}
	p.from, p.to = agenda.Hours(day)
	return p
}

func (p *picture) dayItem(column int, e agenda.Entry) {
	it := p.item(column, e, false)
	switch {
	case e.Kind == agenda.Clinic && e.Mood != agenda.Cancelled && len(e.Slots) > 0:
		it.Heading, it.Aside = dotted("Clinic", e.Surgery, e.Room), fmt.Sprintf("%s to %s", agenda.Clock(e.From), agenda.Clock(e.To))
		it.Brief, it.Rows = e.Surgery, p.rows(e)
	case e.Kind == agenda.Away:
		it.Look, it.Chip, it.Tone = timegrid.Hatched, toTell(e.Tell), kit.Amber
		if !e.HasHour() && !e.Part {
			it.Lines = append(it.Lines, fmt.Sprintf("Back after %s", e.Last.Long()))
		}
	}
	p.add(it, target{entry: e})
}

// fix has nothing moved but follow-ups, for those who book no appointments.
func (p *picture) fix() {
	for i := range p.items {
		it := &p.items[i]
		it.Movable = it.Movable && p.targets[it.Key].entry.Kind == agenda.FollowUp
		for r := range it.Rows {
			it.Rows[r].Movable = false
		}
	}
}

func (p *picture) add(it timegrid.Item, t target) {
	p.targets[it.Key] = t
	p.items = append(p.items, it)
}

// item is an entry as it stands in either view. withStaff says whose it is.
func (p *picture) item(column int, e agenda.Entry, withStaff bool) timegrid.Item {
	it := timegrid.Item{Key: e.Key(), Column: column, From: e.From, To: e.To, Tone: tone(e.Mood), Tip: tip(&e), Movable: e.Movable}
	staff := ""
	if withStaff {
		staff = e.Staff
	}
	switch e.Kind {
	case agenda.Clinic:
		it.Title = dotted("Clinic", e.Surgery)
		if e.Mood == agenda.Cancelled {
			it.Look, it.Lines = timegrid.Struck, lines("Cancelled", e.About, toTell(e.Tell))
		}
	case agenda.Visit:
		it.Look, it.Title, it.Timed, it.Untimed = timegrid.Warm, timed(&e)+strings.Join(lines("Home visit", e.Client), ": "), true, true
		it.Lines, it.Tone = lines(e.Address, staff, stateLine(&e)), kit.Amber
	case agenda.Appointment:
		it.Look, it.Title, it.Timed, it.Untimed = timegrid.Card, timed(&e)+e.Title(), true, true
		it.Lines = lines(dotted(e.About, stateLine(&e)), staff)
		if e.Clash {
			it.Chip, it.Tone = "Double booked", kit.Red
		}
	case agenda.FollowUp:
		it.Look, it.Title, it.Untimed = timegrid.Card, dotted(e.Client, followUpWords(&e)), true
		if e.Closed {
			it.Look = timegrid.Plain
		}
	case agenda.Away:
		it.Look, it.Title = timegrid.Plain, strings.Join(lines(e.Title(), staff), ": ")
	default: // a contact, and what has no look of its own
		it.Look, it.Title, it.Lines = timegrid.Plain, timed(&e)+e.Title(), lines(dotted(e.About, e.State), staff)
	}
	if words := warning(e.Warnings); words != "" {
		it.Title, it.Lines = warned(it.Title, e.Warnings), append(lines(words), it.Lines...)
	}
	return it
}

// rows are the slots of a clinic, each with a word.
func (p *picture) rows(e agenda.Entry) []timegrid.Row {
	var rows []timegrid.Row
	for i := range e.Slots {
		s := &e.Slots[i]
		r := timegrid.Row{Key: slotKey(&e, s), From: s.From, To: s.To, Label: agenda.Clock(s.From)}
		first := firstOf(s.Booked)
		switch {
		case first != nil:
			p.fillRow(&r, s, first)
		case s.Blocked:
			r.Texts, r.Chip = []string{"Not free"}, ""
		default:
			r.Free, r.Texts, r.Chip = true, []string{data.Plural(s.To-s.From, "minute", "minutes")}, "Free"
		}
		r.Tip = rowTip(&e, s)
		p.targets[r.Key] = target{entry: e, slot: s, booking: first}
		rows = append(rows, r)
	}
	return rows
}

// firstOf is who a slot is shown for: who still has it before who has lost it.
func firstOf(list []agenda.Booking) *agenda.Booking {
	for pass := range 3 {
		for i := range list {
			b := &list[i]
			if pass == 0 && !b.Gone && !b.WalkIn || pass == 1 && !b.WalkIn && b.Mood != agenda.Cancelled || pass == 2 && b.WalkIn {
				return b
			}
		}
	}
	return nil
}

func (p *picture) fillRow(r *timegrid.Row, s *agenda.Slot, first *agenda.Booking) {
	if first.ID != "" {
		r.Key = fmt.Sprintf("appointment %s", string(first.ID))
	}
	r.Texts = lines(warned(first.Client, first.Warnings), warning(first.Warnings))
	r.Chip, r.Tone, r.Strong = first.State, tone(first.Mood), first.Mood == agenda.Underway
	r.Movable = first.ID != "" && (first.Mood == agenda.Plain && !first.Gone || first.Mood == agenda.Due)
	r.Timed = true
	if s.Clash() {
		r.Texts, r.Chip, r.Tone, r.Equal = nil, "Double booked", kit.Red, true
		for _, b := range s.Booked {
			if !b.Gone && !b.WalkIn {
				r.Texts = append(r.Texts, warned(b.Client, b.Warnings))
			}
		}
		return
	}
	for i := range s.Booked {
		b := &s.Booked[i]
		if b == first || b.Mood == agenda.Cancelled {
			continue
		}
		words := warned(b.Client, b.Warnings) + ", " + data.LowerFirst(b.State)
		if b.WalkIn {
			words = fmt.Sprintf("Walk-in: %s", words)
		}
		r.Texts = append(r.Texts, words)
	}
	if first.WalkIn {
		r.Texts[0] = warned(fmt.Sprintf("Walk-in: %s", first.Client), first.Warnings)
	}
}

func slotKey(e *agenda.Entry, s *agenda.Slot) string {
	return fmt.Sprintf("slot %s %s", e.Key(), agenda.At(s.From))
}

func tone(m agenda.Mood) kit.Tone {
	switch m {
	case agenda.Due:
		return kit.Amber
	case agenda.Overdue:
		return kit.Red
	case agenda.Done:
		return kit.Green
	case agenda.Underway:
		return kit.Accent
	default:
		return kit.Neutral
	}
}

func hours(e *agenda.Entry) string { return agenda.Clock(e.From) + "–" + agenda.Clock(e.To) }

// fill says how full a clinic is: "6 of 7", "4 of 4, full".
func fill(e *agenda.Entry) string {
	booked, slots := e.Booked()
	if slots > 0 && booked == slots {
		return fmt.Sprintf("%s of %s full", count(booked), count(slots))
	}
	return fmt.Sprintf("%s of %s", count(booked), count(slots))
}

func timed(e *agenda.Entry) string {
	if !e.HasHour() {
		return ""
	}
	return agenda.Clock(e.From) + " "
}

// stateLine is the word for how an appointment stands; one that is simply booked
// needs none.
func stateLine(e *agenda.Entry) string {
	if e.Mood == agenda.Plain && !e.Closed {
		return ""
	}
	return e.State
}

func followUpWords(e *agenda.Entry) string {
	words := "1st"
	if e.Number == 2 {
		words = "2nd"
	}
	if e.Asks != "" {
		words += ", " + e.Asks
	}
	return words
}

func toTell(n int) string {
	if n == 0 {
		return ""
	}
	return data.Plural(n, "person to tell", "people to tell")
}

func lines(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

func dotted(parts ...string) string { return strings.Join(lines(parts...), " · ") }

func count(n int) string { return data.Count(n) }

// tip is the whole of an entry in words.
func tip(e *agenda.Entry) string {
	when := e.Day.Long()
	if e.HasHour() {
		when = fmt.Sprintf("%s, %s to %s", when, agenda.Clock(e.From), agenda.Clock(e.To))
	}
	if e.Last.After(e.Day) {
		when = fmt.Sprintf("%s to %s", when, e.Last.Long())
	}
	switch e.Kind {
	case agenda.Clinic:
		return strings.Join(lines(dotted("Clinic", e.Surgery, e.Room), when, e.Staff, fill(e), e.About), "\n")
	case agenda.Away:
		return strings.Join(lines(e.Staff+": "+data.LowerFirst(e.About), when, toTell(e.Tell)), "\n")
	case agenda.FollowUp:
		return strings.Join(lines(e.Client, data.FollowUpOrdinal(e.Number)+" · "+e.About, e.Asks, e.State, e.Staff, warning(e.Warnings)), "\n")
	default:
		return strings.Join(lines(e.Client, when, dotted(e.About, e.State), e.Address, e.Surgery, e.Staff, warning(e.Warnings)), "\n")
	}
}

func rowTip(e *agenda.Entry, s *agenda.Slot) string {
	words := []string{fmt.Sprintf("%s to %s, %s", agenda.Clock(s.From), agenda.Clock(s.To), dotted(e.Surgery, e.Room))}
	for _, b := range s.Booked {
		who := b.Client
		if b.WalkIn {
			who = fmt.Sprintf("Walk-in: %s", who)
		}
		words = append(words, lines(who+", "+data.LowerFirst(b.State), warning(b.Warnings))...)
	}
	if s.Free() {
		words = append(words, "Free")
	}
	return strings.Join(words, "\n")
}
