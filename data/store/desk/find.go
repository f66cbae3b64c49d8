package desk

import (
	"context"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/store"
)

const (
	// mostFound is how many people a search shows: more would not be read.
	mostFound = 8
	// mostRead bounds what the rule chooses from.
	mostRead = 300
)

// found is a person read for a search, with what is matched but not shown.
type found struct {
	data.DeskPerson
	otherPhone string
}

// Find finds people by part of their name, birth date or phone number: those of
// one surgery, and anyone else if the whole name is typed with the birth date or
// the whole phone number. Those whose name comes first in the alphabet are first.
func (s *Desk) Find(ctx context.Context, surgery data.ID, typed string) ([]data.DeskPerson, error) {
	if err := s.at(ctx, surgery); err != nil {
		return nil, err
	}
	w := readWords(typed, s.db.Today())
	people := []data.DeskPerson{}
	if w.empty() {
		return people, nil
	}
	own, args := w.where(surgery)
	rows, err := s.people(ctx, own, args)
	if err != nil {
		return nil, err
	}
	for _, p := range rows {
		if w.match(&p.DeskPerson, p.otherPhone) && len(people) < mostFound {
			p.Surgery = ""
			people = append(people, p.DeskPerson)
		}
	}
	elsewhere, err := s.exactly(ctx, surgery, w)
	return append(people, elsewhere...), err
}

// where pre-selects those of a surgery who may match.
func (w words) where(surgery data.ID) (string, []any) {
	where, args := "c.surgery_id = ?", []any{surgery}
	for _, part := range w.parts {
		if utf8.RuneCountInString(part) < 3 {
			where += " AND instr(c.search_text, ?) > 0"
			args = append(args, part)
			continue
		}
		where += " AND c.seq IN (SELECT rowid FROM client_fts WHERE client_fts MATCH ?)"
		args = append(args, store.QuoteFTS(part))
	}
	if !w.born.IsZero() {
		where += " AND c.birth_date = ?"
		args = append(args, w.born)
	}
	if w.phone != "" {
		where += " AND c.seq IN (SELECT rowid FROM client_fts WHERE client_fts MATCH ?)"
		args = append(args, store.QuoteFTS(w.phone))
	}
	return where, args
}

// firstBooked is a column of the first clinic appointment that a client has to
// come; its argument is today.
func firstBooked(column string) string {
	return "(SELECT a." + column + ` FROM appointment a WHERE a.client_id = c.id AND a.on_day >= ? AND a.state = 'booked'
		AND a.removed_at IS NULL AND a.kind = 'clinic' ORDER BY a.on_day, a.at LIMIT 1)`
}

// exactly finds people of other surgeries who can be no one else.
func (s *Desk) exactly(ctx context.Context, surgery data.ID, w words) ([]data.DeskPerson, error) {
	var where string
	var args []any
	switch {
	case len(w.parts) == 0:
		return nil, nil
	case !w.born.IsZero():
		where, args = "c.birth_date = ?", []any{w.born}
	case w.phone != "":
		where, args = "c.seq IN (SELECT rowid FROM client_fts WHERE client_fts MATCH ?)", []any{store.QuoteFTS(w.phone)}
	default:
		return nil, nil
	}
	rows, err := s.people(ctx, where+" AND c.surgery_id IS NOT ?", append(args, surgery))
	var people []data.DeskPerson
	for _, p := range rows {
		if w.exact(&p.DeskPerson, p.otherPhone) {
			if p.Surgery == "" {
				p.Surgery = "no surgery recorded"
			}
			people = append(people, p.DeskPerson)
		}
	}
	return people, err
}

func (s *Desk) people(ctx context.Context, where string, args []any) ([]found, error) {
	return store.Collect(ctx, s.db, func(p *found) []any {
		return []any{&p.ID, &p.Name, &p.KnownAs, &p.BirthDate, &p.Phone, &p.otherPhone, &p.Surgery, &p.BookedOn, &p.BookedAt}
	}, `SELECT c.id, trim(c.given_names || ' ' || c.family_name), c.known_as, c.birth_date, c.phone, c.other_phone, coalesce(u.name, ''),
		`+firstBooked("on_day")+", coalesce("+firstBooked("at")+`, '')
		FROM client c LEFT JOIN surgery u ON u.id = c.surgery_id WHERE `+where+" ORDER BY c.sort_name, c.seq LIMIT ?",
		append([]any{s.db.Today(), s.db.Today()}, append(args, mostRead)...)...)
}
