package interchange

import (
	"context"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/interchange/mapping"
	"waymark/data/interchange/table"
)

// timetable joins the rows of a list that are one service at several times. They may
// stand anywhere in it, so the list is gone through for them before it is read.
type timetable struct {
	of   *mapping.Sessions // nil: the list has none
	rows map[uint64]int    // how many rows have a key, where several have it
	held map[uint64]*session
	keys []uint64 // of held, in the order in which they came
}

// session is a service while its rows are read.
type session struct {
	entry *data.SourceEntry
	times []string // of its rows so far
	left  int      // rows that are still to come
}

// sessions goes through the list for rows that are one service.
func (f *Feed) sessions(ctx context.Context) (*timetable, error) {
	t := &timetable{of: f.Mapping.Sessions(f.Table.Header), held: map[uint64]*session{}}
	if t.of == nil {
		return t, nil
	}
	if f.several == nil || f.severalAs != string(f.Mapping.JSON()) {
		keys := f.newSessionKeys()
		if err := f.lookThrough(ctx, nil, keys.add); err != nil {
			return nil, err
		}
		keys.end()
	}
	t.rows = f.several
	return t, nil
}

// sessionKeys gathers the keys of rows that may be one service.
type sessionKeys struct {
	f    *Feed
	of   *mapping.Sessions // nil: the list has none
	keys []uint64          // of a million rows they take 8 MB
}

func (f *Feed) newSessionKeys() *sessionKeys {
	return &sessionKeys{f: f, of: f.Mapping.Sessions(f.Table.Header)}
}

func (s *sessionKeys) add(row table.Row) {
	if s.of == nil || row.Hidden && !s.f.hidden {
		return
	}
	if key, ok := s.of.Key(row.Cells); ok {
		s.keys = append(s.keys, key)
	}
}

// end keeps which keys are there several times, for the columns as they are matched now.
func (s *sessionKeys) end() {
	if s.of != nil {
		s.f.several, s.f.severalAs = repeated(s.keys), string(s.f.Mapping.JSON())
	}
}

// repeated counts the keys that are there more than once.
func repeated(keys []uint64) map[uint64]int {
	slices.Sort(keys)
	several := map[uint64]int{}
	for i := 1; i < len(keys); i++ {
		if key := keys[i]; key == keys[i-1] {
			several[key] = max(2, several[key]+1)
		}
	}
	return several
}

// take returns what must be told of the entry of a row: the entry itself, that it is one
// more time of an earlier one, or, with its last row, a service with all of its times.
func (t *timetable) take(e *data.SourceEntry, row table.Row) []*data.SourceEntry {
	if t.of == nil || e.Skip != "" {
		return []*data.SourceEntry{e}
	}
	key, ok := t.of.Key(row.Cells)
	if rows := t.rows[key]; !ok || rows < 2 {
		return []*data.SourceEntry{e}
	}
	s := t.held[key]
	if s == nil {
		t.held[key] = &session{entry: e, times: []string{e.Service.Days}, left: t.rows[key] - 1}
		t.keys = append(t.keys, key)
		return nil
	}
	out := []*data.SourceEntry{e}
	switch first := s.entry; {
	case first.Key != e.Key:
		e.Doubts = append(e.Doubts, data.Doubt{Field: "Days", Sentence: fmt.Sprintf(
			"Row %d is the same but for its id and its times. If both are one service at several times, do not match the column of ids, and import the list again.", first.At.Row)})
	case slices.Contains(s.times, e.Service.Days):
		e.Skip = fmt.Sprintf("It is the same as row %d.", first.At.Row)
	default:
		s.times = append(s.times, e.Service.Days)
		mapping.Join(first, e)
		e.Skip = fmt.Sprintf("It is one more time of the service in row %d, which has all of its times.", first.At.Row)
	}
	if s.left--; s.left == 0 {
		first := s.entry
		first.Shorten(nil)
		t.held[key] = nil
		out = append([]*data.SourceEntry{first}, out...)
	}
	return out
}

// rest are the services of which a row that was counted was left out.
func (t *timetable) rest() []*data.SourceEntry {
	var out []*data.SourceEntry
	for _, key := range t.keys {
		if s := t.held[key]; s != nil {
			s.entry.Shorten(nil)
			out = append(out, s.entry)
		}
	}
	return out
}
