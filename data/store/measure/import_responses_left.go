package measure

import (
	"waymark/data"
	"waymark/data/store"
)

// isLeft reports whether a row has answers that were not taken in, because no one
// can know whose they are or what they say. What was left out on purpose is not left.
func (s *importedSet) isLeft() bool {
	return s.row.Written == data.OutcomeSkipped && (s.row.Outcome == data.OutcomeDoubtful || s.Unread)
}

// keepLeft puts the rows that were not taken in on the list to work through. Those
// that an earlier import of the same list put there are done with: this one says
// what is still left of it. Nothing of what a row says is kept, as no one can know
// whom it would have to be erased with.
func (i *responseImporter) keepLeft() error {
	i.t.Quiet = true // the import itself is in the audit trail
	defer func() { i.t.Quiet = false }()
	source := data.Tidy(i.sets[0].At.File)
	earlier, err := store.Collect(i.t.Ctx, i.t, func(id *data.ID) []any { return []any{id} },
		`SELECT l.id FROM left_over l JOIN client_import c ON c.id = l.import_id
		WHERE c.kind = 'answers' AND c.source = ? AND l.heading = ? AND l.sheet = ? AND l.settled_at IS NULL`, source, i.def.ShortName, i.sets[0].Sheet)
	if err != nil {
		return err
	}
	for _, id := range earlier {
		if err := i.t.Update("left_over", id, &data.Stamp{}, "", []store.Field{{"settled_at", store.Instant(i.t.Now)}}); err != nil {
			return err
		}
	}
	if i.result.ToWorkThrough == 0 {
		return nil
	}
	var of data.ID
	if err := i.t.Insert("client_import", &of, &data.Stamp{}, "", []store.Field{{"source", source}, {"added", i.result.PeopleNew},
		{"changed", i.result.Changed + i.result.DoubtfulChanged}, {"undone_at", nil}, {"kind", "answers"}}); err != nil {
		return err
	}
	for _, s := range i.sets {
		if !s.isLeft() {
			continue
		}
		var id data.ID
		if err := i.t.Insert("left_over", &id, &data.Stamp{}, "", []store.Field{{"import_id", of}, {"client_id", nil}, {"sheet", s.Sheet},
			{"line", s.At.Row}, {"heading", i.def.ShortName}, {"body", ""}, {"why", s.row.Reason}, {"settled_at", nil}}); err != nil {
			return err
		}
	}
	return nil
}
