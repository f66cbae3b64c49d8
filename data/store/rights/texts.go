package rights

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/review"
	"waymark/data/store"
)

// textKey names a text in the database.
type textKey struct{ table, row, column string }

// about is everything that is held about a person, with how it was reviewed.
type about struct {
	request *data.RightsRow
	tables  []store.AboutTable
	texts   []data.RightsText
	at      map[textKey]int // place in texts
	teller  *teller
}

// Texts lists what has to be read before a copy is handed over: every text and
// picture that is held about the person, in the order of the tables, with the marks
// that were made for the request.
func (s *Rights) Texts(ctx context.Context, request data.ID) ([]data.RightsText, error) {
	a, err := s.about(ctx, request)
	if err != nil {
		return nil, err
	}
	if err := s.db.Note(ctx, "open", "rights request", request, a.request.ClientID); err != nil {
		return nil, err
	}
	return a.texts, nil
}

// about reads everything about the person of a request, in one moment.
func (s *Rights) about(ctx context.Context, request data.ID) (*about, error) {
	r, err := s.Request(ctx, request)
	if err != nil {
		return nil, err
	}
	if r.Kind != data.RightsAccess {
		return nil, data.NewProblem(data.CodeInvalid, "Only a subject access request has a copy to make.")
	}
	if err := s.db.Flush(ctx); err != nil { // who opened the record is part of the copy
		return nil, err
	}
	a := &about{request: r, at: map[textKey]int{}}
	err = s.db.Look(ctx, func(t *store.Tx) error {
		a.teller = &teller{ctx: ctx, q: t, zone: t.Local().Location(), names: map[string]string{}}
		if a.tables, err = store.AboutClient(ctx, t, r.ClientID); err != nil {
			return err
		}
		for i := range a.tables {
			a.collect(&a.tables[i])
		}
		if a.teller.err != nil {
			return a.teller.err
		}
		if err := a.marks(ctx, t); err != nil {
			return err
		}
		return a.find(ctx, t)
	})
	return a, err
}

// collect lists the texts and pictures of a table.
func (a *about) collect(t *store.AboutTable) {
	for i := range t.Rows {
		row := &t.Rows[i]
		for c := range t.Columns {
			column := &t.Columns[c]
			v := data.RightsText{Table: t.Name, Row: row.Key, Column: column.Name, Title: a.heading(t, row), Label: labelOf(t.Name, column.Name), On: day(t, row),
				By: a.teller.who(text(value(t, row, "created_by")))}
			switch picture, _ := row.Values[c].([]byte); {
			case isPicture(t.Name, column) && len(picture) > 0:
				v.Picture = picture
			case isText(t.Name, column) && !isTime(text(row.Values[c])):
				v.Text = text(row.Values[c])
			}
			if len(v.Picture) == 0 && strings.TrimSpace(v.Text) == "" {
				continue
			}
			a.at[textKey{v.Table, v.Row, v.Column}] = len(a.texts)
			a.texts = append(a.texts, v)
		}
	}
}

// heading is what a row is called, such as "Contacts, 17 Feb 2026".
func (a *about) heading(t *store.AboutTable, row *store.AboutRow) string {
	if on := day(t, row); t.Name != "client" && !on.IsZero() {
		return titleOf(t.Name) + ", " + on.Short()
	}
	return titleOf(t.Name)
}

// marks adds how each text was reviewed. A text that changed since has to be read
// again, and its marks are lost with it: they were places in another text.
func (a *about) marks(ctx context.Context, q store.Querier) error {
	type row struct {
		key         textKey
		hash, marks string
		read        bool
	}
	list, err := store.Collect(ctx, q, func(r *row) []any { return []any{&r.key.table, &r.key.row, &r.key.column, &r.hash, &r.marks, &r.read} },
		"SELECT tbl, row, col, hash, marks, read_at IS NOT NULL FROM rights_text WHERE request_id = ?", a.request.ID)
	if err != nil {
		return err
	}
	for _, r := range list {
		i, there := a.at[r.key]
		if !there || a.texts[i].Hash() != r.hash {
			continue
		}
		if err := json.Unmarshal([]byte(r.marks), &a.texts[i].Marks); err != nil {
			return err
		}
		a.texts[i].Read = r.read
	}
	return nil
}

// find looks in each text for who else is in it. What is blacked out in one text
// and is in another without a mark makes that one unread: it would be told there.
func (a *about) find(ctx context.Context, q store.Querier) error {
	o, err := a.others(ctx, q)
	if err != nil {
		return err
	}
	var hidden []string
	for i := range a.texts {
		hidden = append(hidden, blackWords(&a.texts[i], o)...)
	}
	for i := range a.texts {
		t := &a.texts[i]
		again := review.Phrases(t.Text, hidden)
		for _, f := range append(again, o.Find(t.Text)...) {
			covered := slices.ContainsFunc(t.Marks, func(m data.RightsMark) bool { return m.From <= f.From && f.To <= m.To })
			overlaps := slices.ContainsFunc(t.Found, func(g data.RightsFound) bool { return g.From < f.To && f.From < g.To })
			if !covered && !overlaps {
				t.Found = append(t.Found, f)
				t.Read = t.Read && !slices.Contains(again, f)
			}
		}
		slices.SortFunc(t.Found, func(a, b data.RightsFound) int { return a.From - b.From })
		a.request.Texts++
		if !t.Read {
			a.request.Unread++
		}
	}
	return nil
}

// blackWords are the words under the bars of a text, and the names among them.
func blackWords(t *data.RightsText, o *review.Others) []string {
	runes := []rune(t.Text)
	var list []string
	for _, m := range t.Marks {
		if m.Stays || m.From >= m.To || m.To > len(runes) {
			continue
		}
		list = append(list, string(runes[m.From:m.To]))
		for _, f := range o.Find(t.Text) {
			if m.From <= f.From && f.To <= m.To && unicode.IsUpper(runes[f.From]) {
				list = append(list, string(runes[f.From:f.To]))
			}
		}
	}
	return list
}

// others knows the names of everyone on record, and which words are no names.
func (a *about) others(ctx context.Context, q store.Querier) (*review.Others, error) {
	names := func(query string, args ...any) ([]string, error) {
		return store.Collect(ctx, q, func(s *string) []any { return []any{s} }, query, args...)
	}
	const of = "SELECT given_names || ' ' || family_name || ' ' || known_as FROM client WHERE id "
	own, err := names(of+"= ?", a.request.ClientID)
	if err != nil {
		return nil, err
	}
	people, err := names(of+"<> ? UNION ALL SELECT name FROM staff", a.request.ClientID)
	if err != nil {
		return nil, err
	}
	known, err := names(`SELECT name FROM surgery UNION SELECT town FROM surgery UNION SELECT name FROM reason UNION SELECT name FROM category
		UNION SELECT area FROM service UNION SELECT town FROM client UNION SELECT name FROM service WHERE id IN (SELECT service_id FROM offer WHERE client_id = ?1)`, a.request.ClientID)
	return review.NewOthers(own, people, known), err
}

// SaveText keeps how one text of a request was reviewed: its marks, and whether it
// was read whole. Marks that are not finished are kept as well.
func (s *Rights) SaveText(ctx context.Context, request data.ID, t *data.RightsText) error {
	n := len([]rune(t.Text))
	if len(t.Picture) > 0 {
		n = 1
	}
	if err := s.db.Ask(access.Read | access.Write); err != nil {
		return err
	}
	if err := data.ValidateRightsMarks(t.Marks, n); err != nil {
		return err
	}
	marks, err := json.Marshal(t.Marks)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedRights}, func(tx *store.Tx) error {
		var client, id data.ID
		if err := tx.Value(&client, "SELECT client_id FROM rights_request WHERE id = ? AND state = 'open'", request); err != nil {
			return err
		}
		if err := tx.Value(store.OrNull(&id), `SELECT (SELECT id FROM rights_text WHERE request_id = ? AND tbl = ? AND row = ? AND col = ?)`,
			request, t.Table, t.Row, t.Column); err != nil {
			return err
		}
		var read any
		if t.Read {
			read = store.Instant(tx.Now)
		}
		return tx.Save("rights_text", &id, &data.Stamp{}, client, []store.Field{
			{"request_id", request}, {"client_id", client}, {"tbl", t.Table}, {"row", t.Row}, {"col", t.Column},
			{"hash", t.Hash()}, {"marks", string(marks)}, {"read_at", read},
		})
	})
}
