package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/interchange/people"
	"waymark/data/store/moving"
	"waymark/data/store/office"
)

// clientsHelp tells of the file for --map what the documentation of people.Map does.
const clientsHelp = `People come as CSV, TSV or Excel: one row for each person, or several, or one sheet
for each kind of record, joined by a reference. Columns are known by their headings
and contents. A list that can be read in two ways is a question, and nothing is
written until each has an answer in the file for --map, in JSON. Every part may be
left out:

  {"source": "Caseload", "columns": {"Why": "main_reason", "Column P": "leave_out"},
   "days": {"Ref date": "day_first"}, "ages": "note", "within": "GP",
   "surgeries": {"Westbrk": "Westbrook Surgery", "Park Rd": "new"},
   "reasons": {"Money": "Benefits/Financial"}, "contact_kinds": {"": "phone"},
   "statuses": {"Stepped down": "closed"}, "nameless_rows": "above",
   "duplicates": {"118/42": "same", "*": "later"}}

--json has the questions under "undecided", each with its answers as parts of that
file, and says what becomes of every row. Columns may become:

  %s

A newer file of the same source updates these people. Consent is never taken from a
list: it is kept as a note, and everyone is marked “consent to be confirmed”.
`

// clientsImport is what 'import clients' was asked to do.
type clientsImport struct {
	importJob
	source string
	undo   bool
}

// runImportClients brings people in, or takes the last import back.
func runImportClients(ctx context.Context, c *call) error {
	var i clientsImport
	f, db := c.flags()
	f.StringVar(&i.source, "source", "", "the name of the list; else it is recognised, or named after the file")
	f.BoolVar(&i.undo, "undo", false, "take the last import of people back")
	i.flags(f, "a file that answers the questions about the list")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	i.db = *db
	switch {
	case i.undo && len(words) == 1:
		return c.undoClients(ctx, i)
	case i.undo || len(words) != 2:
		return wrongUse{"Say where the people are: “waymark import clients --db FILE PATH”."}
	}
	i.path = words[1]
	return c.importClients(ctx, i)
}

// clientsJSON is what 'import clients --json' prints.
type clientsJSON struct {
	*data.ListResult
	DryRun  bool         `json:"dry_run"`
	Sheets  []string     `json:"sheets,omitempty"`
	Columns []columnJSON `json:"columns"`
	// Undecided are the questions without whose answers nothing is written.
	Undecided []people.Ask `json:"undecided"`
	// PairsLeftOut is how many more pairs of people who may be one have to be decided
	// than are listed; "*" under "duplicates" answers for all of them.
	PairsLeftOut int `json:"pairs_left_out"`
	// Doubts are about the list as a whole.
	Doubts []string `json:"doubts"`
	// Outcome says what becomes of every row.
	Outcome []data.ListRow `json:"row_outcomes"`
	// ToWorkThrough is what could not be read, without the text of the cell.
	ToWorkThrough []leftJSON `json:"could_not_be_read"`
	Blank         int        `json:"blank_rows"`
}

type columnJSON struct {
	Sheet   string       `json:"sheet,omitempty"`
	Heading string       `json:"heading"`
	Becomes people.Field `json:"becomes"`
	State   people.State `json:"state"`
	Sign    string       `json:"sign"`
}

type leftJSON struct {
	data.ListPlace
	Column string `json:"column,omitempty"`
	Why    string `json:"why"`
}

func (c *call) importClients(ctx context.Context, i clientsImport) error {
	s, closed, err := i.open(ctx, c)
	if closed != nil {
		defer closed()
	}
	if err != nil {
		return err
	}
	m, err := i.peopleMap()
	if err != nil {
		return err
	}
	list, err := openPeople(ctx, s, i.importJob, m)
	if err != nil {
		return err
	}
	read, err := list.People(ctx)
	if err != nil {
		return err
	}
	if i.source, err = i.sourceName(ctx, s, m, read); err != nil {
		return err
	}
	in, o := moving.Input{People: read.People, Rows: read.Rows, Left: read.Left}, moving.Options{Source: i.source, Twins: m.Twins}
	out := clientsJSON{DryRun: i.dryRun, Sheets: list.Sheets(), Doubts: append([]string{}, list.Doubts...), Undecided: append([]people.Ask{}, list.Asks()...), Blank: list.Blank(), ToWorkThrough: leftOf(in)}
	for _, col := range list.Columns() {
		out.Columns = append(out.Columns, columnJSON{col.Sheet, col.Heading, col.Field, col.State(), col.Sign})
	}
	var plan *moving.Plan
	if out.ListResult, out.Outcome, plan, err = s.Moving.Try(ctx, in, o); err != nil {
		return err
	}
	asks := twinAsks(plan)
	out.Undecided, out.PairsLeftOut = append(out.Undecided, asks...), plan.Undecided-len(asks)
	if out.DryRun = i.dryRun || len(out.Undecided) > 0; !out.DryRun {
		if out.ListResult, out.Outcome, err = s.Moving.Import(ctx, in, o); err != nil {
			return err
		}
	}
	if i.asJSON {
		return c.printJSON(out)
	}
	return c.sayClients(&out, i.dryRun)
}

// peopleMap reads the file for --map.
func (i clientsImport) peopleMap() (*people.Map, error) {
	body, err := i.readMap()
	if err != nil || body == nil {
		return &people.Map{}, err
	}
	return people.ParseMap(body)
}

// openPeople opens a list of people with the lists and questionnaires of a database.
func openPeople(ctx context.Context, s *office.Office, i importJob, m *people.Map) (*people.List, error) {
	o := people.Options{Today: data.SystemClock().Today(), Overrule: i.overrule, Map: m}
	var err error
	if o.Surgeries, o.Reasons, o.Staff, err = s.Moving.Names(ctx); err != nil {
		return nil, err
	}
	o.Practices = people.PracticesLike(ctx, s.Sources.Practices)
	if o.Catalogue, err = s.Measure.Catalogue(ctx); err != nil {
		return nil, err
	}
	return people.Open(ctx, i.path, o)
}

// sourceName is the name of the list: as it was said, as it is known, or as the file
// is called.
func (i clientsImport) sourceName(ctx context.Context, s *office.Office, m *people.Map, read *people.Read) (string, error) {
	if i.source != "" {
		return i.source, nil
	}
	if m.Source != "" {
		return m.Source, nil
	}
	known, err := s.Moving.SourceOf(ctx, read.People)
	if err != nil || known != "" {
		return known, err
	}
	return strings.TrimSuffix(filepath.Base(i.path), filepath.Ext(i.path)), nil
}

func leftOf(in moving.Input) []leftJSON {
	left := []leftJSON{}
	add := func(list []data.LeftOver) {
		for _, l := range list {
			left = append(left, leftJSON{l.At, l.Column, l.Why})
		}
	}
	add(in.Left)
	for _, p := range in.People {
		add(p.Left)
	}
	return left
}

// twinAsks are the pairs of people that no one has decided, without their names.
func twinAsks(plan *moving.Plan) []people.Ask {
	var asks []people.Ask
	for _, t := range plan.Twins {
		where := "a client who is here"
		if t.Other != nil {
			where = t.Other.Names[0]
		}
		a := people.Ask{Key: "duplicates/" + t.Key, Title: fmt.Sprintf("Is %s the same person as %s?", t.Person.Names[0], where), Evidence: fmt.Sprintf("They have %s.", t.Why)}
		for _, o := range data.TwinAnswers() {
			a.Answers = append(a.Answers, people.Answer{Label: o.Label, Map: fmt.Sprintf(`{"duplicates":{%q:%q}}`, t.Key, o.Value)})
		}
		asks = append(asks, a)
	}
	return asks
}

func (c *call) sayClients(out *clientsJSON, asked bool) error {
	for _, d := range out.Doubts {
		_, _ = fmt.Fprintln(c.out, "Check: "+d)
	}
	for n, a := range out.Undecided {
		if n == shownRows {
			_, _ = fmt.Fprintf(c.out, "… and %s more; --json has them all.\n", data.Plural(len(out.Undecided)-n, "question", "questions"))
			break
		}
		c.sayAsk(&a)
	}
	if out.PairsLeftOut > 0 {
		_, _ = fmt.Fprintf(c.out, "%d more pairs of people may be one. To answer for all of them, say “same”, “different” or “later” for “*” under “duplicates”.\n", out.PairsLeftOut)
	}
	for n, l := range out.ToWorkThrough {
		if n == shownRows {
			_, _ = fmt.Fprintf(c.out, "… and %d more that could not be read; --json has them all.\n", len(out.ToWorkThrough)-n)
			break
		}
		at := fmt.Sprintf("row %d", l.Row)
		if l.Sheet != "" {
			at = fmt.Sprintf("%s row %d", l.Sheet, l.Row)
		}
		if l.Column != "" {
			at += fmt.Sprintf(", “%s”", l.Column)
		}
		_, _ = fmt.Fprintf(c.out, "%s: %s\n", at, l.Why)
	}
	verb := "Imported"
	switch {
	case len(out.Undecided) > 0 && !asked:
		verb = fmt.Sprintf("Nothing was imported: %s an answer. It would be", data.Plural(len(out.Undecided)+out.PairsLeftOut, "question needs", "questions need"))
	case out.DryRun:
		verb = "Tried, without changing anything"
	}
	r := out.ListResult
	_, err := fmt.Fprintf(c.out, "%s: %s from %s; %s, %d of them new, %d known, %d left for later; %s, %s, %s; %d to work through.\n",
		verb, data.Plural(r.Read, "row", "rows"), r.Source, data.Plural(r.People, "person", "people"), r.New, r.Changed+r.Unchanged, r.Later,
		data.Plural(r.Referrals, "referral", "referrals"), data.Plural(r.Contacts, "contact", "contacts"), data.Plural(r.Responses, "questionnaire", "questionnaires"), r.Left)
	return err
}

// sayAsk tells one question with its answers.
func (c *call) sayAsk(a *people.Ask) {
	_, _ = fmt.Fprintf(c.out, "Question: %s %s\n", a.Title, a.Evidence)
	for _, answer := range a.Answers {
		text := answer.Label
		if answer.Means != "" {
			text += ": " + answer.Means
		}
		_, _ = fmt.Fprintf(c.out, "  %s\n    %s\n", text, answer.Map)
	}
	const most = 8
	for n, s := range a.Table {
		if n == most {
			_, _ = fmt.Fprintf(c.out, "  %d more follow.\n", len(a.Table)-n)
			break
		}
		text := s.Text
		if text == "" {
			text = "blank"
		}
		proposed := s.Proposed
		if proposed == "" {
			proposed = "…"
		}
		_, _ = fmt.Fprintf(c.out, "  %s (%s)\n    %s\n", text, data.Plural(s.Rows, "row", "rows"), a.Fragment(map[string]string{s.Text: proposed}))
	}
}

// undoClients takes the last import of people back.
func (c *call) undoClients(ctx context.Context, i clientsImport) error {
	s, err := c.openToWrite(ctx, i.db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	imports, err := s.Moving.Imports(ctx)
	if err != nil {
		return err
	}
	for _, m := range imports {
		if m.Undone {
			continue
		}
		if err := s.Moving.Undo(ctx, m.ID); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.out, "The import of %s of %s was undone: %s removed, %d put back as they were.\n", m.Source, m.On.Long(), data.Plural(m.New, "client was", "clients were"), m.Changed)
		return err
	}
	return data.NewProblem(data.CodeNotFound, "There is no import of people to undo.")
}

// clientFields lists what a column may become, for the help.
func clientFields() string {
	var b strings.Builder
	width := 0
	for n, f := range people.Fields() {
		if n > 0 {
			b.WriteString(", ")
			width += 2
		}
		if width += len(f); width > 76 {
			b.WriteString("\n  ")
			width = len(f)
		}
		b.WriteString(string(f))
	}
	return b.String()
}
