package answersimport

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

// asked is what was chosen about the list that is imported.
type asked struct {
	instrument, path string
	chosen           map[string]string           // the answer to each decision, by its key
	questions        map[string]answers.Decision // that the list asked, also those answered
	order            []string                    // the keys, as they were chosen
	day              data.Date                   // of answers without one; zero: not given
	knownOnly        bool
	replace          bool
}

// choose answers a decision; "" takes the answer back.
func (a *asked) choose(key, answer string) {
	a.order = slices.DeleteFunc(a.order, func(k string) bool { return k == key })
	delete(a.chosen, key)
	if answer != "" {
		a.chosen[key] = answer
		a.order = append(a.order, key)
	}
}

// list opens the file as it was chosen to be read.
func (a *asked) list(ctx context.Context, s *office.Office, today data.Date, tell func(string)) (*answers.List, error) {
	catalogue, definition, err := s.Measure.Questionnaire(ctx, a.instrument)
	if err != nil {
		return nil, err
	}
	m := &answers.Map{}
	for _, key := range a.order {
		if m, err = m.With(a.chosen[key]); err != nil {
			return nil, err
		}
	}
	return answers.Open(ctx, a.path, answers.Options{Catalogue: catalogue, Definition: definition, Map: m, Today: today, DayGiven: !a.day.IsZero(), Guide: true,
		Tell: func(rows int) { tell(data.Plural(rows, "row read", "rows read")) }})
}

// keptRows is how many rows of each kind can be looked at: more than anyone reads.
const keptRows = 5000

// trialRow is what an import would do with one questionnaire.
type trialRow struct {
	set *data.AnswerSet
	row *data.ResponseRow
}

// trial is what an import would do.
type trial struct {
	list      *answers.List
	decisions []answers.Decision
	required  int
	result    *data.ResponseResult
	all       []trialRow
	check     []trialRow
	skipped   []trialRow
	left      leftRows
}

// leftRows has for each row that is not imported why, by its number.
type leftRows map[int]string

// note keeps a row, if it is not imported. A row may have several questionnaires.
func (l leftRows) note(row *data.ResponseRow) {
	if row.Written != data.OutcomeSkipped {
		return
	}
	reason := why(row)
	if before := l[row.At.Row]; before != "" && before != reason {
		reason = before + " " + reason
	}
	l[row.At.Row] = reason
}

// try reads the list and finds out what an import would do.
func (a *asked) try(ctx context.Context, s *office.Office, today data.Date, tell func(string)) (*trial, error) {
	list, err := a.list(ctx, s, today, tell)
	if err != nil {
		return nil, err
	}
	t := &trial{list: list, decisions: list.Decisions(), left: leftRows{}}
	for _, d := range t.decisions {
		if d.Required {
			t.required++
		}
	}
	if list.Unmapped() { // nothing can be tried before someone says what the columns are
		t.result = &data.ResponseResult{}
		return t, nil
	}
	var sets []*data.AnswerSet
	next := 0
	o := a.options(true, func(row *data.ResponseRow) {
		t.keep(trialRow{sets[next], row})
		t.left.note(row)
		next++
	})
	o.Told = func(done, of int) {
		tell(fmt.Sprintf("%s of %s compared with those you know", data.Count(done), data.Plural(of, "person", "people")))
	}
	t.result, err = s.Measure.ImportResponses(ctx, watched(list.Sets(ctx), func(set *data.AnswerSet) {
		sets = append(sets, set)
		tell(data.Plural(len(sets), "questionnaire read", "questionnaires read"))
	}), o)
	return t, err
}

func (t *trial) keep(r trialRow) {
	for _, part := range []struct {
		list *[]trialRow
		in   bool
	}{{&t.all, true}, {&t.check, r.row.Outcome == data.OutcomeDoubtful}, {&t.skipped, r.row.Written == data.OutcomeSkipped}} {
		if part.in && len(*part.list) < keptRows {
			*part.list = append(*part.list, r)
		}
	}
}

func (a *asked) options(dry bool, row func(*data.ResponseRow)) measure.ResponseImport {
	return measure.ResponseImport{Instrument: a.instrument, AnsweredOn: a.day, DryRun: dry, KnownOnly: a.knownOnly, Replace: a.replace, Row: row}
}

// watched passes sets on and shows each to see.
func watched(sets iter.Seq2[*data.AnswerSet, error], see func(*data.AnswerSet)) iter.Seq2[*data.AnswerSet, error] {
	return func(yield func(*data.AnswerSet, error) bool) {
		for set, err := range sets {
			if err == nil {
				see(set)
			}
			if !yield(set, err) {
				return
			}
		}
	}
}
