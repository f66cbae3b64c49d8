package exchange

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// Some of what a person types is in rows of its own: the answers of a questionnaire,
// the needs of a service. It wins or gives way with the columns of its group, and what
// gives way is kept as pairs of a key and a value.

// pairsOf reads the rows that belong to a record, as they travel, as pairs.
func pairsOf(encoded any) ([]any, error) {
	blob, ok := encoded.([]byte)
	if !ok {
		return nil, nil
	}
	list, err := change.Values(blob)
	if err != nil || len(list)%2 != 0 {
		return nil, damaged(errTable)
	}
	var pairs []any
	for i := 0; i < len(list); i += 2 {
		pairs = append(pairs, []any{list[i], list[i+1]})
	}
	return pairs, nil
}

// lostParts adds the parts of a group that gave way to a body.
func lostParts(body map[string]any, g *group, lost, won []any) error {
	for i, name := range g.parts {
		n := len(g.columns) + i
		if isMissing(lost[n]) || same(lost[n], won[n]) {
			continue
		}
		pairs, err := pairsOf(lost[n])
		if err != nil {
			return err
		}
		if len(pairs) > 0 {
			body[name] = pairs
		}
	}
	return nil
}

// whole is a number of a body of JSON as SQLite has it.
func whole(value any) any {
	if n, is := value.(float64); is && n == float64(int64(n)) {
		return int64(n)
	}
	return value
}

// partsFrom are the pairs of a body as rows.
func partsFrom(pairs any) (list []store.Part) {
	all, _ := pairs.([]any)
	for _, pair := range all {
		if kv, ok := pair.([]any); ok && len(kv) == 2 {
			list = append(list, store.Part{Key: whole(kv[0]), Value: whole(kv[1])})
		}
	}
	return list
}

// putPartsBack writes the parts of a record that gave way, and names them.
func putPartsBack(t *store.Tx, record, row string, lost map[string]any) (names []string, err error) {
	for _, name := range sorted(lost) {
		p, is := specs[record].parts[name]
		if !is {
			continue
		}
		var owner any = row
		if strings.HasSuffix(p.owner, "_seq") {
			var seq int64
			if err := t.Value(&seq, "SELECT seq FROM service WHERE id = ?", row); err != nil {
				return nil, err
			}
			owner = seq
		}
		if err := t.SetParts(p.table, owner, partsFrom(lost[name])); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// partsHere reads the parts that a record has.
func (s *Exchange) partsHere(ctx context.Context, p part, row string) ([]store.Part, error) {
	value, owner := "NULL", "?"
	if p.value != "" {
		value = p.value
	}
	if strings.HasSuffix(p.owner, "_seq") {
		owner = "(SELECT seq FROM service WHERE id = ?)"
	}
	return store.Collect(ctx, s.work, func(x *store.Part) []any { return []any{&x.Key, &x.Value} },
		"SELECT "+p.key+", "+value+" FROM "+p.table+" WHERE "+p.owner+" = "+owner+" ORDER BY "+p.key, row) // names are our own
}

// partsText says what parts are, as a person reads them: the names of what they name,
// or what was answered to which question.
func (s *Exchange) partsText(ctx context.Context, p part, list []store.Part) (string, error) {
	var words []string
	for _, x := range list {
		switch {
		case p.of != "":
			name, err := s.optional(ctx, "SELECT name FROM "+p.of+" WHERE id = ?", x.Key) // the name is our own
			if err != nil {
				return "", err
			}
			words = append(words, name)
		case p.table == "answer":
			words = append(words, fmt.Sprintf("%v: %v", x.Key, x.Value))
		default:
			words = append(words, fmt.Sprint(x.Key))
		}
	}
	if p.of != "" {
		slices.Sort(words)
	}
	return strings.Join(words, ", "), nil
}

// differingParts is one kind of parts as the record has it and as it gave way.
func (s *Exchange) differingParts(ctx context.Context, one Settled, name string) (d Differing, err error) {
	p := specs[one.Record].parts[name]
	d.Column = name
	here, err := s.partsHere(ctx, p, one.RecordID)
	if err != nil {
		return d, err
	}
	if d.Here, err = s.partsText(ctx, p, here); err != nil {
		return d, err
	}
	d.Lost, err = s.partsText(ctx, p, partsFrom(one.Lost[name]))
	return d, err
}

// partsOf reads the rows of a table that belong to a record: key, value, key,
// value, in the order of the keys.
func (w *work) partsOf(p part, record string) ([]any, error) {
	owner, err := w.owner(p, record)
	if err != nil {
		return nil, err
	}
	value := "NULL"
	if p.value != "" {
		value = p.value
	}
	rows, err := store.Collect(w.t.Ctx, w.t, func(r *[2]any) []any { return []any{&r[0], &r[1]} },
		"SELECT "+p.key+", "+value+" FROM "+p.table+" WHERE "+p.owner+" = ? ORDER BY "+p.key, owner) // names are our own
	list := make([]any, 0, 2*len(rows))
	for _, r := range rows {
		list = append(list, r[0], r[1])
	}
	return list, err
}

// owner is how the table of a part names a record.
func (w *work) owner(p part, record string) (any, error) {
	if !strings.HasSuffix(p.owner, "_seq") {
		return record, nil
	}
	var seq int64
	err := w.t.Value(&seq, "SELECT seq FROM service WHERE id = ?", record)
	return seq, err
}
