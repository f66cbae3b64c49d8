package appointment

import (
	"context"
	"fmt"
	"io"
	"strings"

	"waymark/data"
	"waymark/data/letter"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// listLook is the set of styles of a clinic's list.
type listLook struct {
	title, about, head, name, body style.Text
	row                            float64 // least height of a row
}

var (
	normalList = listLook{title: style.Bold(20, 9, style.Ink), about: style.Plain(11, 5.4, style.Muted), head: style.Bold(9, 4.6, style.Muted),
		name: style.Bold(11, 5.4, style.Ink), body: style.Plain(10, 4.9, style.Ink), row: 12}
	largeList = listLook{title: style.Bold(26, 11.6, style.Ink), about: style.Plain(16, 7.8, style.Ink), head: style.Bold(16, 7.8, style.Ink),
		name: style.Bold(18, 8.6, style.Ink), body: style.Plain(16, 7.8, style.Ink), row: 20}
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
	s := newSheet(style.A4(16, 16, 16, 16), "Clinic list", v.Day.Time())
	setList(s, look, v)
	number(s, look)
	if err := s.PDF.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return s.PDF.Output(w) })
}

func setList(s *sheet, l listLook, v *data.DeskSession) {
	s.para(l.title, "Clinic, "+letter.LongDay(v.Day), 2)
	about := []string{v.Surgery, v.Room, data.Hour(v.Starts) + " to " + data.Hour(v.Ends), v.Staff}
	s.para(l.about, join(about), 2)
	s.Y += 3
	s.rule(style.Ink, 0.4)
	lines := lines(v)
	if len(lines) == 0 {
		s.Y += 4
		s.para(l.body, "No one is booked.", 1)
		return
	}
	for _, r := range lines {
		if s.Room() < l.row+l.about.Lead {
			s.Next()
			s.para(l.about, "Clinic, "+letter.LongDay(v.Day)+", continued", 1)
			s.rule(style.Ink, 0.4)
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
		list = append(list, entry{data.Hour(r.At), name, join([]string{born, r.Phone, r.Note}), state})
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
			list = append(list, entry{at: data.Hour(v.Slots[i].At), state: "Free"})
		}
	}
	before("")
	return list
}

func setLine(s *sheet, l listLook, e entry) {
	const box = 5.0
	time := 4 * l.name.Size * style.Point * 0.75
	s.Set(l.head)
	state := s.Wide(e.state)
	right := s.Width - s.Left - box - 4
	middle := s.Left + time
	room := right - middle - state - 4
	top := s.Y + (l.row-l.name.Lead-l.body.Lead)/2
	if e.name == "" {
		top = s.Y + (l.row-l.name.Lead)/2
	}
	s.Write(s.Left, top, l.name, e.at)
	if e.name != "" {
		s.Write(middle, top, l.name, s.Shorten(e.name, l.name, room))
		s.Write(middle, top+l.name.Lead, l.body, s.Shorten(e.about, l.body, room))
		s.Pen(style.Ink, 0.3)
		s.PDF.Rect(s.Width-s.Left-box, s.Y+(l.row-box)/2, box, box, "D")
	}
	s.Write(right-state, s.Y+(l.row-l.head.Lead)/2, l.head, e.state)
	s.Y += l.row
	s.rule(style.Line, 0.2)
}

// number writes at the foot of each page which of how many it is.
func number(s *sheet, l listLook) {
	if s.PDF.PageCount() == 1 {
		return
	}
	s.EachPage(1, func(i, n int) {
		s.Write(s.Left, s.Foot()+2, l.about, fmt.Sprintf("Page %d of %d", i, n))
	})
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
