package reception

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// search finds people as someone types.
type search struct {
	*desk
	entry   *kit.Entry
	rows    *kit.Rows
	came    func() // the answer did
	people  []data.DeskPerson
	typed   string // what people were found for
	at      int
	reading *load.Latest
	waiting bool // Enter was pressed before the answer came
	take    func(*data.DeskPerson, string)
}

// matchHeight is the height of a match.
const matchHeight float32 = 46

func newSearch(d *desk, take func(*data.DeskPerson, string), escape func()) *search {
	s := &search{desk: d, take: take, reading: load.New(d.h), came: func() {}}
	s.entry = kit.NewEntry()
	s.entry.SetPlaceHolder("Name, date of birth or phone")
	s.entry.OnChanged = func(string) { s.find() }
	s.entry.OnKey = func(e *fyne.KeyEvent) bool { return s.key(e, escape) }
	s.rows = kit.NewRows(s.count, func() fyne.CanvasObject { return kit.NewRowText() }, s.update, matchHeight)
	s.rows.OnSelect = func(i int) { s.at = i; s.pick() }
	return s
}

func (s *search) clear() {
	s.waiting = false
	s.entry.SetText("")
	s.find()
}

// count is how many lines there are: the people, and someone new.
func (s *search) count() int {
	if s.typed == "" {
		return 0
	}
	return len(s.people) + 1
}

func (s *search) find() {
	typed := strings.TrimSpace(s.entry.Text)
	if typed == "" {
		s.reading.Forget()
		s.publish("", nil)
		return
	}
	surgery := s.surgery
	load.Do(s.reading, func(ctx context.Context) ([]data.DeskPerson, error) { return s.h.Desk.Find(ctx, surgery, typed) },
		func(people []data.DeskPerson, err error) {
			if err != nil {
				s.say(kit.Red, s.h.Fail("find a person", err))
			}
			s.publish(typed, people)
		})
}

func (s *search) publish(typed string, people []data.DeskPerson) {
	s.typed, s.people, s.at = typed, people, 0
	s.came()
	s.rows.Reload()
	s.rows.ScrollToTop()
	s.rows.Select(0)
	if s.waiting {
		s.waiting = false
		s.pick()
	}
}

func (s *search) key(e *fyne.KeyEvent, escape func()) bool {
	switch e.Name {
	case fyne.KeyDown:
		s.to(s.at + 1)
	case fyne.KeyUp:
		s.to(s.at - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.reading.Pending() {
			s.waiting = true
			return true
		}
		s.pick()
	case fyne.KeyEscape:
		escape()
	default:
		return false
	}
	return true
}

// to moves in the matches; up from the first leads to the last, who is new.
func (s *search) to(i int) {
	if n := s.count(); n > 0 {
		s.at = (i + n) % n
		s.rows.Select(s.at)
	}
}

func (s *search) pick() {
	switch {
	case s.typed == "":
	case s.at < len(s.people):
		p := s.people[s.at]
		s.take(&p, s.typed)
	default:
		s.take(nil, s.typed)
	}
}

func (s *search) update(i int, o fyne.CanvasObject) {
	text := o.(*kit.RowText)
	if i >= len(s.people) {
		text.Set(kit.RowData{Title: fmt.Sprintf("New client “%s”", s.typed), Secondary: "name, date of birth and phone number only"})
		return
	}
	p := s.people[i]
	name := p.Name
	if p.KnownAs != "" {
		name += " (“" + p.KnownAs + "”)"
	}
	d := kit.RowData{Title: name, Secondary: personWords(p.BirthDate, p.Phone, p.Surgery)}
	for _, m := range fold.Ranges(name, s.typed) {
		d.Marks = append(d.Marks, kit.Range{From: m.Start, To: m.End})
	}
	if !p.BookedOn.IsZero() {
		d.Chips = []kit.ChipData{{Text: fmt.Sprintf("Booked %s %s", s.dayWords(p.BookedOn), data.Hour(p.BookedAt)), Tone: kit.Neutral}}
	}
	text.Set(d)
}
