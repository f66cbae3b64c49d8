package rights

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
)

// Pack makes the copy for a subject access request. What is blacked out is not in
// it. It is refused (CodeRefused) as long as a text was not read, unless those
// are to be left out.
func (s *Rights) Pack(ctx context.Context, request data.ID, leaveOutUnread bool) (*data.RightsPack, error) {
	a, err := s.about(ctx, request)
	if err != nil {
		return nil, err
	}
	if n := a.request.Unread; n > 0 && !leaveOutUnread {
		return nil, data.NewProblem(data.CodeRefused, data.Plural(n, "text is", "texts are")+" still to be read for what it says of other people. Read each under Rights, then make the copy.")
	}
	catalogue, err := measure.CatalogueOf(ctx, s.db)
	if err != nil {
		return nil, err
	}
	p := &data.RightsPack{Client: a.request.Client, Request: a.request.RightsRequest, Due: a.request.Due, MadeOn: s.db.Today()}
	if p.Service, err = lists.SettingOf(ctx, s.db, lists.SettingServiceName); err != nil {
		return nil, err
	}
	m := &maker{about: a, catalogue: catalogue}
	m.teller.q, m.teller.ctx = s.db, ctx
	for i := range a.tables {
		if t := &a.tables[i]; len(t.Rows) > 0 {
			p.Sections = append(p.Sections, m.section(t))
		}
	}
	if p.LeftOut, err = s.waiting(ctx, a.request.ClientID); err != nil {
		return nil, err
	}
	for _, l := range store.AboutLeftOut() {
		p.LeftOut = append(p.LeftOut, l.Name+": "+l.Why)
	}
	return p, m.teller.err
}

// waiting says if other PCs sent changes about the person that wait for records which
// this PC does not have yet, so that they are in no table of records.
func (s *Rights) waiting(ctx context.Context, client data.ID) ([]string, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM exchange_waiting WHERE client_id = ?", client).Scan(&n)
	if err != nil || n == 0 {
		return nil, store.Problem(err)
	}
	return []string{data.Plural(n, "change that another PC sent waits", "changes that other PCs sent wait") +
		" for more records. This copy does not have it. Let this PC meet the others, then make the copy again."}, nil
}

// Deliver makes the copy and has write put its files into a folder that is not
// there yet or is empty. The audit trail says so before the folder has its name.
func (s *Rights) Deliver(ctx context.Context, request data.ID, folder string, leaveOutUnread bool, write func(folder string, p *data.RightsPack) error) error {
	if err := s.db.Ask(access.Read | access.Write); err != nil {
		return err
	}
	p, err := s.Pack(ctx, request, leaveOutUnread)
	if err != nil {
		return err
	}
	return s.db.Deliver(ctx, folder, false, func(partial string) error {
		if err := write(partial, p); err != nil {
			return err
		}
		return s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
			return t.Audit("export", "subject access copy", request, p.Request.ClientID, "")
		})
	})
}

// maker puts what is held into the form of the copy.
type maker struct {
	*about
	catalogue *instrument.Catalogue
}

func (m *maker) section(t *store.AboutTable) data.PackSection {
	s := data.PackSection{Table: t.Name, Title: titleOf(t.Name), About: t.About, Machine: slices.Contains(machine, t.Name)}
	if t.Name == "answer" {
		s.Rows = m.answers(t)
		return s
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		made := data.PackRow{Heading: m.heading(t, row)}
		if t.Name == "response" || t.Name == "score" {
			made.Heading = m.measured(t, row)
		}
		for c := range t.Columns {
			made.Fields = append(made.Fields, m.field(t, row, c))
		}
		s.Rows = append(s.Rows, made)
	}
	return s
}

func (m *maker) field(t *store.AboutTable, row *store.AboutRow, c int) data.PackField {
	column, v := &t.Columns[c], row.Values[c]
	f := data.PackField{Column: column.Name, Label: labelOf(t.Name, column.Name), Value: v, Words: m.teller.words(t.Name, column, v)}
	if i, reviewed := m.at[textKey{t.Name, row.Key, column.Name}]; reviewed {
		return m.reviewed(f, &m.texts[i])
	}
	switch b, is := v.([]byte); {
	case is && len(b) == 0:
		f.Value = nil
	case t.Name == "rights_text" && (column.Name == "hash" || column.Name == "marks"):
		// With the one a guess at what is blacked out could be tried. The other says
		// how long it is, why, and whether the other person was asked.
		f.Value, f.Words = nil, ""
	case t.Name == "response" && column.Name == "instrument_id", t.Name == "questionnaire_refusal" && column.Name == "instrument_id":
		if d, ok := m.catalogue.ByID(text(v)); ok {
			f.Label, f.Words = "Questionnaire", d.Name
		}
	}
	return f
}

// reviewed is a text or a picture as the person gets it. One that was not read is
// left out whole.
func (m *maker) reviewed(f data.PackField, t *data.RightsText) data.PackField {
	f.Value, f.Words = nil, ""
	if len(t.Picture) > 0 {
		if t.Read && t.Black() == 0 {
			f.Picture = t.Picture
			return f
		}
		f.Spans = []data.RightsSpan{{Black: blackOf(t)}}
		return f
	}
	if f.Spans = data.Blacked(t.Text, t.Marks); !t.Read {
		f.Spans = []data.RightsSpan{{Black: data.ReasonUnread}}
	}
	f.Value = data.PlainSpans(f.Spans)
	f.Words = data.PlainSpans(f.Spans)
	return f
}

func blackOf(t *data.RightsText) data.RightsReason {
	for _, m := range t.Marks {
		if t.Read && !m.Stays {
			return m.Reason
		}
	}
	return data.ReasonUnread
}

// measured is what a questionnaire or its score is called.
func (m *maker) measured(t *store.AboutTable, row *store.AboutRow) string {
	if t.Name == "score" {
		id := text(value(t, row, "measure"))
		if measure, ok := m.catalogue.Measure(id); ok {
			return measure.Name + m.answeredOn(text(value(t, row, "response_id")))
		}
		return id
	}
	name := text(value(t, row, "instrument_id"))
	if d, ok := m.catalogue.Version(name, text(value(t, row, "instrument_version"))); ok {
		name = d.Name
	}
	return name + m.answeredOn(text(value(t, row, "id")))
}

// answeredOn is ", 3 Mar 2026" for a questionnaire.
func (m *maker) answeredOn(response string) string {
	if t, row := m.response(response); row != nil {
		if on := day(t, row); !on.IsZero() {
			return ", " + on.Short()
		}
	}
	return ""
}

func (m *maker) response(id string) (*store.AboutTable, *store.AboutRow) {
	for i := range m.tables {
		if t := &m.tables[i]; t.Name == "response" {
			for r := range t.Rows {
				if t.Rows[r].Key == id {
					return t, &t.Rows[r]
				}
			}
		}
	}
	return nil, nil
}

// answers are the answers of each questionnaire, with the wording of its questions.
func (m *maker) answers(t *store.AboutTable) []data.PackRow {
	var rows []data.PackRow
	at := map[string]int{}
	for i := range t.Rows {
		row := &t.Rows[i]
		id := text(value(t, row, "response_id"))
		n, known := at[id]
		if !known {
			n = len(rows)
			at[id] = n
			made := data.PackRow{Heading: "Questionnaire" + m.answeredOn(id), Fields: []data.PackField{{Column: "response_id", Label: "Response", Value: id}}}
			if of, response := m.response(id); response != nil {
				made.Heading = m.measured(of, response)
			}
			rows = append(rows, made)
		}
		rows[n].Fields = append(rows[n].Fields, m.answer(id, value(t, row, "item"), value(t, row, "value")))
	}
	return rows
}

func (m *maker) answer(response string, item, v any) data.PackField {
	number, _ := item.(int64)
	given, answered := v.(int64)
	f := data.PackField{Column: fmt.Sprintf("item_%d", number), Label: fmt.Sprintf("Question %d", number), Value: v, Words: fmt.Sprint(v)}
	if !answered {
		f.Words = "No answer"
	}
	t, row := m.response(response)
	if row == nil {
		return f
	}
	d, ok := m.catalogue.Version(text(value(t, row, "instrument_id")), text(value(t, row, "instrument_version")))
	if !ok {
		return f
	}
	if question, ok := d.Item(int(number)); ok {
		f.Label = question.Text
		if label := d.LabelOf(question, int(given)); answered && label != "" {
			f.Words = fmt.Sprintf("%s (%d)", strings.TrimSpace(label), given)
		}
	}
	return f
}
