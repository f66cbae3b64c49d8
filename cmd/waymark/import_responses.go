package main

import (
	"context"
	"fmt"
	"strconv"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/interchange/bound"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

// mapHelp tells of the file for --map what the documentation of answers.Map does.
const mapHelp = `Answers to a questionnaire come as CSV, TSV or Excel, one row for each
questionnaire, or one for each person with several times side by side. Columns
are known by their headings. What they do not say is said with --map FILE, in
JSON; every part may be left out, and columns are named by their headings:

  {"person": "Ref", "nhs_number": "NHS No", "name": "Client", "birth_date": "DOB",
   "date": "Completed", "time": "Wave", "mode": "How",
   "times": {"pre": "baseline", "6 months": "follow_up", "pilot": "ignore"},
   "items": {"1": "Optimistic", "2": "Useful"},
   "sets": [{"time": "pre", "date": "Date 1", "items": {"1": "A1"}},
            {"time": "post", "items": {"1": "B1"}}],
   "missing": ["-1"], "values": {"Never": 1}, "add": 1, "days": "day_first",
   "within": "Surgery", "codes": "same", "names": "exact"}

missing are cells that mean no answer, values says what a cell counts for, and
add is added to every number, as 1 where a list counts from 0. days is
month_first where they are written as Americans do, and birth_days says the same
of dates of birth alone. within is the column of the surgery at which the codes of
people begin again, or "none"; codes is same where codes that differ only in
case, spaces and marks are one person, and exact where they are not. names is
exact where “Mr J Smith” and “Mrs J Smith”, of whom no more is known, are two
people, and same where they are one. state is "none" to import what the list marks
as a test, as spam or as not complete; answers or people says of whom it speaks
where it says “Withdrawn”: those rows are left out, or imported.
{"dates": {"pre": "Date 1"}} names the day of each of several times side by side.

A list that can be read in two ways is a question, and nothing of it is written
until --map answers it. --json has them under "undecided", with a key each and
what a map may say.
`

// responsesImport is what 'import responses' was asked to do.
type responsesImport struct {
	importJob
	instrument string
	answeredOn dayFlag
	knownOnly  bool
	replace    bool
}

// runImportResponses takes answers to a questionnaire in.
func runImportResponses(ctx context.Context, c *call) error {
	var i responsesImport
	f, db := c.flags()
	f.StringVar(&i.instrument, "instrument", "", "the questionnaire that was answered")
	f.Var(&i.answeredOn, "answered-on", "the day of answers without one; else today")
	f.BoolVar(&i.knownOnly, "known-only", false, "do not add new clients")
	f.BoolVar(&i.replace, "replace", false, "allow the list to replace existing answers")
	i.flags(f, "a file that says what columns and values mean")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 2 || i.instrument == "" {
		return wrongUse{"Say which questionnaire was answered and where the answers are: “waymark import responses --db FILE --instrument wemwbs PATH”."}
	}
	i.db, i.path = *db, words[1]
	return c.importResponses(ctx, i)
}

func (c *call) importResponses(ctx context.Context, i responsesImport) error {
	s, closed, err := i.open(ctx, c)
	if closed != nil {
		defer closed()
	}
	if err != nil {
		return err
	}
	list, err := i.openList(ctx, s)
	if err != nil {
		return err
	}
	undecided := list.Undecided()
	i.dryRun = i.dryRun || len(undecided) > 0
	out := responsesJSON{Sheet: list.Sheet(), Undecided: append([]answers.Ask{}, undecided...), DryRun: i.dryRun, Questions: append([]string{}, list.Questions...), Notes: i.notes(list), Rows: []*data.ResponseRow{}}
	rows := bound.Rows[*data.ResponseRow]{Kept: out.Rows}
	o := measure.ResponseImport{Instrument: i.instrument, AnsweredOn: i.answeredOn.Date, DryRun: i.dryRun, KnownOnly: i.knownOnly, Replace: i.replace, Row: func(row *data.ResponseRow) {
		if row.Outcome == data.OutcomeSkipped || row.Outcome == data.OutcomeDoubtful {
			rows.Add(row)
		}
	}}
	if out.ResponseResult, err = s.Measure.ImportResponses(ctx, list.Sets(ctx), o); err != nil {
		return err
	}
	out.Rows, out.RowsLeftOut = rows.Kept, rows.Left
	out.addNew()
	tell := func() error { return c.sayResponses(&out) }
	if i.asJSON {
		tell = func() error { return c.printJSON(out) }
	}
	if err := tell(); err != nil || len(undecided) == 0 {
		return err
	}
	return data.NewProblem(data.CodeInvalid, fmt.Sprintf("Nothing was written, because %s first. What was printed is a preview.", data.Plural(len(undecided), "question needs an answer", "questions need an answer")))
}

// addNew says how many people the list adds to those who are there already.
func (out *responsesJSON) addNew() {
	if out.PeopleNew == 0 || out.ClientsBefore == 0 {
		return
	}
	out.Questions = append(out.Questions, fmt.Sprintf("%d of %s of the list are not clients here yet, and each becomes one. Is that right? If not, --known-only adds no one.", out.PeopleNew, data.Plural(out.People, "person", "people")))
}

// openList reads the map, and finds out what the columns of the list hold.
func (i responsesImport) openList(ctx context.Context, s *office.Office) (*answers.List, error) {
	catalogue, definition, err := s.Measure.Questionnaire(ctx, i.instrument)
	if err != nil {
		return nil, err
	}
	o := answers.Options{Catalogue: catalogue, Definition: definition, Overrule: i.overrule, Today: data.SystemClock().Today(), DayGiven: !i.answeredOn.IsZero()}
	told, err := i.readMap()
	if err != nil {
		return nil, err
	}
	if told != nil {
		if o.Map, err = answers.ParseMap(told); err != nil {
			return nil, err
		}
	}
	return answers.Open(ctx, i.path, o)
}

// notes say once what holds for every row.
func (i responsesImport) notes(list *answers.List) []string {
	notes := []string{}
	if !list.Dated {
		day := "No date was found in the list. New answers count as given today, and those imported before keep their date. Use --answered-on for another date, or {\"date\": \"…\"} with --map to name the column."
		if !i.answeredOn.IsZero() {
			day = fmt.Sprintf("No date was found in the list. Its answers count as given on %s, from --answered-on. Use {\"date\": \"…\"} with --map to name the column.", i.answeredOn.Short())
		}
		notes = append(notes, day)
	}
	if !list.Known {
		notes = append(notes, "No column identifies the person, so each row is treated as a different person. Use {\"person\": \"…\"} with --map to name the column.")
	}
	if !list.Modes {
		notes = append(notes, "The list does not say how the questionnaires were completed. New ones are saved without that, and the report says that it is not recorded. Use {\"mode\": \"…\"} with --map to name the column.")
	}
	return notes
}

// responsesJSON is what 'import responses --json' prints.
type responsesJSON struct {
	*data.ResponseResult
	DryRun bool `json:"dry_run"`
	// Sheet is the one of a workbook that was read.
	Sheet string `json:"sheet,omitempty"`
	// Questions are about the list as a whole, for a person to check.
	Questions []string `json:"questions"`
	// Undecided are the questions without whose answers nothing is written; they
	// are among Questions as well.
	Undecided []answers.Ask `json:"undecided"`
	// Notes say what was assumed for every row.
	Notes []string `json:"notes"`
	// Rows are those skipped and doubtful.
	Rows []*data.ResponseRow `json:"rows"`
	// RowsLeftOut is how many more of them there are than can be listed here.
	RowsLeftOut int `json:"rows_left_out"`
}

func (c *call) sayResponses(out *responsesJSON) error {
	for _, q := range out.Questions {
		_, _ = fmt.Fprintln(c.out, "Check: "+q)
	}
	for n, row := range out.Rows {
		if n == shownRows {
			_, _ = fmt.Fprintf(c.out, "… and %d more; --json has them all.\n", len(out.Rows)-n+out.RowsLeftOut)
			break
		}
		c.sayRow(row)
	}
	for _, note := range out.Notes {
		_, _ = fmt.Fprintln(c.out, note)
	}
	verb := "Imported"
	if out.DryRun {
		verb = "Tried, without changing anything"
	}
	r := out.ResponseResult
	_, err := fmt.Fprintf(c.out, "%s: %d read, %d new, %d changed, %d unchanged, %d skipped, %d doubtful.\n"+
		"%s, %d of them new. %d complete and %d incomplete questionnaires, with %s missing.\n",
		verb, r.Read, r.New, r.Changed, r.Unchanged, r.Skipped, r.Doubtful,
		data.Plural(r.People, "person", "people"), r.PeopleNew, r.Complete, r.Incomplete, data.Plural(r.MissingAnswers, "answer", "answers"))
	if n := r.ToWorkThrough; n > 0 && err == nil && !out.DryRun {
		_, err = fmt.Fprintln(c.out, data.Plural(n, "row has answers that could not be imported. It is in the list to work through.",
			"rows have answers that could not be imported. They are in the list to work through."))
	}
	if err != nil {
		return err
	}
	return c.sayMeasures(r.Measures)
}

// sayRow tells of a row by its number, never by whose it is.
func (c *call) sayRow(row *data.ResponseRow) {
	at := fmt.Sprintf("%s row %d", row.At.File, row.At.Row)
	if row.Time != "" {
		at += " (" + row.Time + ")"
	}
	_, _ = fmt.Fprintf(c.out, "%s, %s:", at, row.Outcome)
	if row.Reason != "" {
		_, _ = fmt.Fprint(c.out, " "+row.Reason)
	}
	for _, d := range row.Doubts {
		if d.Field != "" {
			_, _ = fmt.Fprintf(c.out, " “%s”:", d.Field)
		}
		_, _ = fmt.Fprint(c.out, " "+d.Sentence)
	}
	_, _ = fmt.Fprintln(c.out)
}

// sayMeasures tells what the answers come to.
func (c *call) sayMeasures(measures []data.ImportedMeasure) error {
	for _, m := range measures {
		if m.Complete == 0 {
			continue
		}
		when := "At every time together"
		if m.Stage != "all" {
			when = data.Stage(m.Stage).Label()
		}
		mean := twoPlaces(*m.Mean)
		if m.SD != nil {
			mean = fmt.Sprintf("%s, standard deviation %s", mean, twoPlaces(*m.SD))
		}
		of := data.Plural(m.Complete, "questionnaire", "questionnaires")
		if m.Estimated > 0 {
			of = fmt.Sprintf("%s, %d of them estimated", of, m.Estimated)
		}
		if _, err := fmt.Fprintf(c.out, "%s, %s: mean %s, from %s to %s (%s).\n", m.Measure, when, mean,
			shortest(*m.Min), shortest(*m.Max), of); err != nil {
			return err
		}
	}
	return nil
}

func twoPlaces(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func shortest(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
