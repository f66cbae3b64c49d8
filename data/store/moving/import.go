package moving

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// importer brings the people of a list in.
type importer struct {
	t      *store.Tx
	in     Input
	o      Options
	plan   *Plan
	id     data.ID
	result data.ListResult
	lists  map[string]map[string]data.ID // surgery, reason and staff: folded name to ID
	rows   []data.ListRow
}

// Import brings people in, all or none: when ctx ends or anything fails, the
// database is as it was. It is refused while a pair of people is not decided. The
// rows say what became of each row of the list.
func (m *Moving) Import(ctx context.Context, in Input, o Options) (*data.ListResult, []data.ListRow, error) {
	if data.Tidy(o.Source) == "" {
		return nil, nil, data.NewProblem(data.CodeInvalid, "Name the source of the list, so that a newer one can update it.")
	}
	i := &importer{in: in, o: o}
	err := m.db.Write(ctx, store.Change{Kind: store.ChangedClient}, func(t *store.Tx) error {
		i.t = t
		return i.run(ctx)
	})
	if err != nil {
		return nil, nil, err
	}
	m.announce()
	return &i.result, i.rows, nil
}

// Try says what Import would do, without doing it.
func (m *Moving) Try(ctx context.Context, in Input, o Options) (*data.ListResult, []data.ListRow, *Plan, error) {
	plan, err := m.Plan(ctx, in.People, o)
	if err != nil {
		return nil, nil, nil, err
	}
	i := &importer{in: in, o: o, plan: plan}
	for n, s := range plan.steps {
		i.placeRows(s, plan.Outcomes[n])
		if s.p.SameAs == nil {
			i.result.People++
		}
		i.result.Left += len(s.p.Left)
		i.result.Referrals += len(s.p.Referrals)
		i.result.Contacts += len(s.p.Contacts)
		i.result.Responses += len(s.p.Answers)
	}
	i.result.New, i.result.Changed, i.result.Later, i.result.Asked = plan.New, plan.Known, plan.Later, plan.Asked
	i.result.Left += len(in.Left) + plan.Later
	i.finish()
	return &i.result, i.rows, plan, nil
}

func (i *importer) run(ctx context.Context) error {
	var err error
	if i.plan, err = makePlan(i.t, i.in.People, i.o); err != nil {
		return err
	}
	if n := i.plan.Undecided; n > 0 {
		return data.NewProblem(data.CodeRefused, data.Plural(n, "pair of people who may be one is", "pairs of people who may be one are")+" not decided, so nothing was imported. Decide each, or leave it for later.")
	}
	if i.plan.Asked > 0 {
		return data.NewProblem(data.CodeRefused, "People stand in several rows, and no one has said whether each is one person, so nothing was imported. Answer that question first.")
	}
	i.t.Quiet = true
	var stamp data.Stamp
	if err := i.t.Insert("client_import", &i.id, &stamp, "", []store.Field{{"source", data.Tidy(i.o.Source)}, {"added", 0}, {"changed", 0}, {"undone_at", nil}, {"kind", "people"}}); err != nil {
		return err
	}
	if err := i.readLists(); err != nil {
		return err
	}
	for n := range i.plan.steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := i.take(n); err != nil {
			return err
		}
		if i.o.Told != nil {
			i.o.Told(n + 1)
		}
	}
	for _, l := range i.in.Left {
		if err := i.leave("", l); err != nil {
			return err
		}
	}
	i.finish()
	if err := i.t.Set("client_import", i.id, store.Field{"added", i.result.New}, store.Field{"changed", i.result.Changed}); err != nil {
		return err
	}
	i.t.Quiet = false
	i.result.ImportID = i.id
	return i.t.Audit("import", "client_import", i.id, "", "")
}

func (i *importer) finish() {
	i.result.Source = data.Tidy(i.o.Source)
	i.rows = append(i.rows, i.in.Rows...)
	slices.SortStableFunc(i.rows, func(a, b data.ListRow) int {
		if a.Sheet != b.Sheet {
			return 0 // sheets stay in the order in which they are read
		}
		return a.Row - b.Row
	})
	i.result.Rows = map[data.ListOutcome]int{}
	for _, r := range i.rows {
		i.result.Rows[r.Outcome]++
	}
	i.result.Read = len(i.rows)
	if i.result.Added == nil {
		i.result.Added = []string{}
	}
}

// placeRows says what becomes of the rows of a person.
func (i *importer) placeRows(s step, outcome data.ListOutcome) {
	for n, at := range s.p.Rows {
		row := data.ListRow{ListPlace: at, Outcome: outcome}
		if n > 0 && outcome == data.ListNew {
			row.Outcome = data.ListMore
		}
		i.rows = append(i.rows, row)
	}
}

// take does one step of the plan.
func (i *importer) take(n int) error {
	s := i.plan.steps[n]
	i.result.People++
	switch {
	case s.later:
		i.result.Later++
		i.placeRows(s, data.ListLater)
		return i.leave("", data.LeftOver{At: s.p.At, Why: "This person may be someone who is here, and was left for later. Decide, and import the list again."})
	case s.into >= 0:
		s.known = i.plan.steps[s.into].known
		i.result.People--
		outcome, err := i.takeKnown(&s)
		if err == nil {
			i.placeRows(s, data.ListMore)
		}
		_ = outcome // counted with the one they are joined with
		return err
	case s.known != "":
		outcome, err := i.takeKnown(&s)
		if err != nil {
			return err
		}
		i.placeRows(s, outcome)
		switch outcome {
		case data.ListUnchanged:
			i.result.Unchanged++
		case data.ListLater: // their record may only be kept
			i.result.Later++
		default:
			i.result.Changed++
		}
		return nil
	}
	i.result.New++
	i.placeRows(s, data.ListNew)
	id, err := i.takeNew(s.p)
	i.plan.steps[n].known = id // for those who are joined with them
	return err
}

// readLists reads the lists that names of a list of people stand for.
func (i *importer) readLists() error {
	i.lists = map[string]map[string]data.ID{}
	for _, table := range []string{"surgery", "reason", "staff"} {
		i.lists[table] = map[string]data.ID{}
		type row struct {
			id   data.ID
			name string
		}
		rows, err := store.Collect(i.t.Ctx, i.t, func(r *row) []any { return []any{&r.id, &r.name} }, "SELECT id, name FROM "+table) // table is our own
		if err != nil {
			return err
		}
		for _, r := range rows {
			i.lists[table][fold.Text(r.name)] = r.id
		}
	}
	return nil
}

// named returns the ID of a name in a list, and adds it where someone decided that
// it is new.
func (i *importer) named(table, name string) (data.ID, error) {
	if name == "" {
		return "", nil
	}
	key := fold.Text(name)
	if id := i.lists[table][key]; id != "" {
		return id, nil
	}
	var id data.ID
	var err error
	switch table {
	case "surgery":
		v := data.Surgery{Name: name}
		if err = v.Validate(); err == nil {
			err = lists.SaveSurgery(i.t, &v)
		}
		id = v.ID
	case "reason":
		v := data.Reason{Name: name}
		if err = v.Validate(); err == nil {
			err = lists.SaveReason(i.t, &v)
		}
		id = v.ID
	default:
		v := data.Staff{Name: name, Role: data.RolePrescriber}
		if err = v.Validate(); err == nil {
			err = lists.SaveStaff(i.t, &v)
		}
		id = v.ID
	}
	if err != nil {
		return "", err
	}
	i.lists[table][key] = id
	i.result.Added = append(i.result.Added, name)
	return id, nil
}

// leave puts something on the list to work through.
func (i *importer) leave(client data.ID, l data.LeftOver) error {
	i.result.Left++
	if client == "" {
		l.Text = "" // nothing personal without someone it is about
	}
	var id data.ID
	var stamp data.Stamp
	return i.t.Insert("left_over", &id, &stamp, client, []store.Field{
		{"import_id", i.id}, {"client_id", store.Ref(client)}, {"sheet", l.At.Sheet}, {"line", l.At.Row}, {"heading", l.Column},
		{"body", shorten(l.Text, data.MaxNote)}, {"why", l.Why}, {"settled_at", nil},
	})
}

func shorten(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}
