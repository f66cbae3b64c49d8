package appointment

import (
	"context"
	"fmt"
	"io"
	"strings"

	"waymark/data"
	"waymark/reports"
)

// listLook is the set of styles of a clinic's list.
type listLook struct {
	title, about, head, name, body style
	row                            float64 // least height of a row
}

var (
	normalList = listLook{title: style{true, 20, 9, ink}, about: style{false, 11, 5.4, muted}, head: style{true, 9, 4.6, muted},
		name: style{true, 11, 5.4, ink}, body: style{false, 10, 4.9, ink}, row: 12}
	largeList = listLook{title: style{true, 26, 11.6, ink}, about: style{false, 16, 7.8, ink}, head: style{true, 16, 7.8, ink},
		name: style{true, 18, 8.6, ink}, body: style{false, 16, 7.8, ink}, row: 20}
)

// WriteList makes the list of one clinic, by time, with a box to tick for each
// person, and puts it at path, whole or not at all.
func WriteList(ctx context.Context, path string, v *data.DeskSession, largePrint bool) error {
	if v == nil || v.Day.IsZero() {
		return data.NewProblem(data.CodeNotFound, "There is no clinic to print.")
	}
	look := normalList
	if largePrint {
		look = largeList
	}
	s := newSheet("A4", 16, "Clinic list", v.Day.Time())
	setList(s, look, v)
	number(s, look)
	if err := s.pdf.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return s.pdf.Output(w) })
}

func setList(s *sheet, l listLook, v *data.DeskSession) {
	s.para(l.title, "Clinic, "+day(v.Day), 2)
	about := []string{v.Surgery, v.Room, v.Starts + " to " + v.Ends, v.Staff}
	s.para(l.about, join(about), 2)
	s.y += 3
	s.rule(ink, 0.4)
	lines := lines(v)
	if len(lines) == 0 {
		s.y += 4
		s.para(l.body, "No one is booked.", 1)
		return
	}
	for _, r := range lines {
		if s.room() < l.row+l.about.lead {
			s.newPage()
			s.para(l.about, "Clinic, "+day(v.Day)+", continued", 1)
			s.rule(ink, 0.4)
		}
		setLine(s, l, r)
	}
}

// entry is a line of the list.
type entry struct{ at, name, about, state string }

// lines are everyone who is booked or came, and the slots that are free.
func lines(v *data.DeskSession) []entry {
	var list []entry
	add := func(r *data.DeskRow) {
		name := r.Client
		switch {
		case r.ClientID == "":
			name = "Held"
		case r.WalkIn:
			name = "Walk-in: " + name
		}
		born := ""
		if !r.BirthDate.IsZero() {
			born = r.BirthDate.Short()
		}
		state := ""
		if r.State != data.AppointmentBooked {
			state = r.State.Label()
		}
		list = append(list, entry{r.At, name, join([]string{born, r.Phone, r.Note}), state})
	}
	other := 0
	before := func(at string) {
		for ; other < len(v.Others) && (at == "" || v.Others[other].At < at); other++ {
			add(&v.Others[other])
		}
	}
	for i := range v.Slots {
		before(v.Slots[i].At)
		for r := range v.Slots[i].Rows {
			add(&v.Slots[i].Rows[r])
		}
		if len(v.Slots[i].Rows) == 0 {
			list = append(list, entry{at: v.Slots[i].At, state: "Free"})
		}
	}
	before("")
	return list
}

func setLine(s *sheet, l listLook, e entry) {
	const box = 5.0
	time := 4 * l.name.size * points * 0.75
	s.set(l.head)
	state := s.measure(e.state)
	right := s.wide - s.left - box - 4
	middle := s.left + time
	room := right - middle - state - 4
	top := s.y + (l.row-l.name.lead-l.body.lead)/2
	if e.name == "" {
		top = s.y + (l.row-l.name.lead)/2
	}
	s.write(s.left, top, l.name, e.at)
	if e.name != "" {
		s.write(middle, top, l.name, s.fit(l.name, e.name, room))
		s.write(middle, top+l.name.lead, l.body, s.fit(l.body, e.about, room))
		s.pdf.SetDrawColor(ink.r, ink.g, ink.b)
		s.pdf.SetLineWidth(0.3)
		s.pdf.Rect(s.wide-s.left-box, s.y+(l.row-box)/2, box, box, "D")
	}
	s.write(right-state, s.y+(l.row-l.head.lead)/2, l.head, e.state)
	s.y += l.row
	s.rule(line, 0.2)
}

// number writes at the foot of each page which of how many it is.
func number(s *sheet, l listLook) {
	n := s.pdf.PageCount()
	for i := 1; n > 1 && i <= n; i++ {
		s.pdf.SetPage(i)
		s.set(l.title) // another font than the number's, which is then set anew
		s.write(s.left, s.high-s.top+2, l.about, fmt.Sprintf("Page %d of %d", i, n))
	}
}

// join joins those texts that are not blank.
func join(texts []string) string {
	var kept []string
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, " · ")
}
