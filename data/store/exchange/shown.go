package exchange

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// The kinds of what a meeting brought.
const (
	Text        = newsText        // two free texts met; both are kept
	Overwritten = newsOverwritten // what was written gave way to what another device wrote later
	BecameOne   = newsOne         // two rows that devices made of one thing are one now
	SameName    = newsName        // two rows have one name, and one was marked
	SamePeople  = newsPeople      // two clients may be the same person
	Clash       = newsClash       // two appointments are at the same time
	Wrong       = newsWrong       // what two devices wrote of one row breaks a rule
)

// Shown is something that a meeting brought, as a person sees it.
type Shown struct {
	Settled
	// Client is the name of the client that it is about, Other that of another one or
	// of the row that it became.
	Client, Other string
	OtherClient   data.ID
	// Values are what differs, by column: as the record has it, and as it lost.
	Values []Differing
	// Broken are sentences of the rules that a record breaks.
	Broken []string
	// Day is that of a booking.
	Day data.Date
	// Time is when a booking is on its day, as 10:20.
	Time string
}

// Differing is one column of a record of which two devices wrote something.
type Differing struct {
	Column     string
	Here, Lost string
}

// names are the tables whose rows a column names.
var names = map[string]string{
	"staff_id": "staff", "prescriber_id": "staff", "surgery_id": "surgery", "reason_id": "reason", "service_id": "service",
	"category_id": "category", "updated_by": "staff", "created_by": "staff",
}

// ShowSinceLastMet lists what SinceLastMet does, at most so many, with the names and
// values that a person needs to decide. total counts all.
func (s *Exchange) ShowSinceLastMet(ctx context.Context, most int) (list []Shown, total int, err error) {
	all, err := s.SinceLastMet(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, one := range all[:min(len(all), most)] {
		shown, err := s.show(ctx, one)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, shown)
	}
	return list, len(all), nil
}

func (s *Exchange) show(ctx context.Context, one Settled) (Shown, error) {
	shown := Shown{Settled: one}
	var err error
	if shown.Client, err = s.clientName(ctx, one.ClientID); err != nil {
		return shown, err
	}
	switch one.Kind {
	case Text, Overwritten:
		shown.Values, err = s.values(ctx, one)
	case SamePeople:
		shown.OtherClient = data.ID(one.OtherID)
		if shown.Other, err = s.clientName(ctx, shown.OtherClient); err == nil {
			shown.Values, err = s.people(ctx, one)
		}
	case Wrong:
		var wrong data.FieldErrors
		wrong, err = unsound(ctx, s.work, one.Record, one.RecordID, s.lastDay())
		for _, w := range wrong {
			shown.Broken = append(shown.Broken, w.Sentence)
		}
	case Clash:
		err = s.booking(ctx, &shown)
	default:
		shown.Other, err = s.nameOf(ctx, one.Record, one.RecordID)
	}
	return shown, err
}

func (s *Exchange) clientName(ctx context.Context, id data.ID) (name string, err error) {
	if id == "" {
		return "", nil
	}
	name, err = s.optional(ctx, "SELECT given_names || ' ' || family_name FROM client WHERE id = ?", id)
	return data.Tidy(name), err
}

// optional reads a text, "" if there is no such row.
func (s *Exchange) optional(ctx context.Context, query string, args ...any) (text string, err error) {
	err = s.work.QueryRowContext(ctx, query, args...).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text, store.Problem(err)
}

// nameOf returns the name of a row that has one.
func (s *Exchange) nameOf(ctx context.Context, table, id string) (string, error) {
	if table == "client" {
		return s.clientName(ctx, data.ID(id))
	}
	t, known := store.Tables()[table]
	if !known || !slices.Contains(t.Key, "id") || !slices.Contains(s.columns(ctx, table), "name") {
		return "", nil
	}
	return s.optional(ctx, "SELECT name FROM "+table+" WHERE id = ?", id)
}

// columns are the columns of a table.
func (s *Exchange) columns(ctx context.Context, table string) []string {
	list, err := store.Collect(ctx, s.work, func(c *string) []any { return []any{c} }, "SELECT name FROM pragma_table_info(?)", table)
	if err != nil {
		return nil
	}
	return list
}

// values are what the record has and what it lost, by column.
func (s *Exchange) values(ctx context.Context, one Settled) ([]Differing, error) {
	t, known := store.Tables()[one.Record]
	whole := known && len(t.Key) == 1 && t.Key[0] == "id"
	have := s.columns(ctx, one.Record)
	var list []Differing
	for _, column := range sorted(one.Lost) {
		if _, is := specs[one.Record].parts[column]; is {
			d, err := s.differingParts(ctx, one, column)
			if err != nil {
				return nil, err
			}
			list = append(list, d)
			continue
		}
		d := Differing{Column: column}
		var err error
		if d.Lost, err = s.readable(ctx, column, one.Lost[column]); err != nil {
			return nil, err
		}
		if whole && slices.Contains(have, column) {
			var value any
			err := s.work.QueryRowContext(ctx, "SELECT "+column+" FROM "+one.Record+" WHERE id = ?", one.RecordID).Scan(&value)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return nil, store.Problem(err)
			}
			if d.Here, err = s.readable(ctx, column, value); err != nil {
				return nil, err
			}
		}
		list = append(list, d)
	}
	return list, nil
}

func sorted(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// readable is a value as a person reads it: the name of what an id names, and a date
// as it is written.
func (s *Exchange) readable(ctx context.Context, column string, value any) (string, error) {
	text := ""
	switch v := value.(type) {
	case nil:
	case string:
		text = v
	case []byte:
		text = string(v)
	case float64:
		if text = fmt.Sprint(v); v == float64(int64(v)) {
			text = fmt.Sprint(int64(v))
		}
	default:
		text = fmt.Sprint(v)
	}
	if table := names[column]; table != "" && text != "" {
		name, err := s.optional(ctx, "SELECT name FROM "+table+" WHERE id = ?", text)
		return name, err
	}
	if day, err := data.ParseDate(text); err == nil && len(text) == len("2026-04-07") {
		return day.Short(), nil
	}
	return strings.TrimSpace(text), nil
}

// peopleShown are what two clients are compared by.
var peopleShown = []string{"birth_date", "nhs_number", "phone", "address", "postcode"}

// people sets two clients side by side.
func (s *Exchange) people(ctx context.Context, one Settled) ([]Differing, error) {
	have := s.columns(ctx, "client")
	var list []Differing
	for _, column := range peopleShown {
		if !slices.Contains(have, column) {
			continue
		}
		d := Differing{Column: column}
		for id, to := range map[string]*string{one.RecordID: &d.Here, one.OtherID: &d.Lost} {
			value, err := s.optional(ctx, "SELECT coalesce("+column+", '') FROM client WHERE id = ?", id)
			if err == nil {
				*to, err = s.readable(ctx, column, value)
			}
			if err != nil {
				return nil, err
			}
		}
		list = append(list, d)
	}
	return list, nil
}

// booking says whose the other of two appointments is, and when both are.
func (s *Exchange) booking(ctx context.Context, shown *Shown) error {
	day, err := s.optional(ctx, "SELECT on_day FROM appointment WHERE id = ?", shown.RecordID)
	if err != nil {
		return err
	}
	shown.Day, _ = data.ParseDate(day)
	if shown.Time, err = s.optional(ctx, "SELECT at FROM appointment WHERE id = ?", shown.RecordID); err != nil {
		return err
	}
	other, err := s.optional(ctx, "SELECT coalesce(client_id, '') FROM appointment WHERE id = ?", shown.OtherID)
	if err != nil {
		return err
	}
	shown.OtherClient = data.ID(other)
	shown.Other, err = s.clientName(ctx, shown.OtherClient)
	return err
}
