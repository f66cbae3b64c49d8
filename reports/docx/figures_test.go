package docx_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

func fixtures() map[string]*data.Figures {
	return map[string]*data.Figures{"pilot": fixture.Pilot(), "one": fixture.One(), "no one": fixture.Empty(), "awkward": fixture.Awkward()}
}

func rules() []disclosure.Rule {
	return []disclosure.Rule{{}, disclosure.Default, disclosure.Strict, {Minimum: 60}}
}

// document is one written report, line by line.
type document struct {
	t     *testing.T
	name  string
	lines []string
}

// has looks for a line that holds all the pieces, in their order.
func (d *document) has(pieces ...string) {
	d.t.Helper()
	if !slices.ContainsFunc(d.lines, func(line string) bool {
		for _, p := range pieces {
			_, after, ok := strings.Cut(line, p)
			if !ok {
				return false
			}
			line = after
		}
		return true
	}) {
		d.t.Errorf("%s: no line with %q", d.name, pieces)
	}
}

// row looks for the cells of a row of a table, one after another.
func (d *document) row(cells ...string) {
	d.t.Helper()
	for i := range d.lines {
		if i+len(cells) <= len(d.lines) && slices.Equal(d.lines[i:i+len(cells)], cells) {
			return
		}
	}
	d.t.Errorf("%s: no row %q", d.name, cells)
}

// Every figure of the report is in a table beside its name.
func TestEveryFigureIsThere(t *testing.T) {
	for name, f := range fixtures() {
		for _, rule := range rules() {
			r := build(t, f, reports.Options{ServiceName: "Thanet", Rule: rule, Before: fixture.Pilot()})
			d := &document{t, name, lines(t, file(t, r, nil))}
			d.tables(r)
			for i := range r.Outcomes {
				d.outcome(&r.Outcomes[i])
			}
			for _, row := range r.Comparison.Rows {
				d.row(row.Label, row.Before, row.Now, row.Change)
			}
			for _, k := range r.KeyFigures {
				d.row(k.Title(), k.Value, strings.TrimSuffix(k.Note, "."))
			}
			for _, term := range r.Definitions {
				d.has(term.Term+": ", term.Meaning)
			}
			for _, s := range r.Quality {
				d.has(s)
			}
		}
	}
}

func (d *document) tables(r *reports.Report) {
	for _, c := range r.Chapters() {
		d.has(c.Title)
	}
	for _, t := range r.Tables() {
		d.has(t.Finding)
		d.has(strings.TrimSpace(t.Note))
		for _, row := range t.Rows {
			if !t.N.Some() {
				continue
			}
			cells := []string{row.Label, row.Cell.Text()}
			if p := row.Cell.Percent(t.Decimals); p != "" {
				cells = append(cells, p)
			}
			d.row(cells...)
		}
	}
	for _, m := range r.Matrices() {
		d.has(m.Finding)
		d.has(strings.TrimSpace(m.Note))
		for _, row := range m.Rows {
			cells := []string{row.Label}
			for _, c := range row.Cells[:min(9, len(row.Cells))] {
				cells = append(cells, withShare(c.Text(), c.Percent(0)))
			}
			d.row(cells...)
		}
	}
}

func withShare(count, percent string) string {
	if percent == "" {
		return count
	}
	return count + " (" + percent + ")"
}

func (d *document) outcome(o *reports.Outcome) {
	d.has(o.Finding)
	d.has(o.Text)
	d.has(o.Note)
	d.has(o.SmallSample)
	d.has(o.Rights)
	for _, a := range o.Answered() {
		d.row(a.Label, withShare(a.Cell.Text(), a.Cell.Percent(0)))
	}
	for _, s := range o.Statistics() {
		if s.Value != nil {
			d.row(s.Label, s.Text())
		}
	}
	for _, g := range o.Changes {
		if o.Before != nil {
			cells := []string{g.Label, g.Cell.Text()}
			if p := g.Cell.Percent(0); p != "" {
				cells = append(cells, p)
			}
			d.row(cells...)
		}
	}
	for _, b := range o.Breakdowns {
		for _, row := range b.Rows {
			cells := []string{row.Label, row.Pairs.Text()}
			for _, v := range []*float64{row.Before, row.After} {
				if v == nil {
					cells = append(cells, "–")
					continue
				}
				cells = append(cells, reports.Score(*v))
			}
			if row.Change == nil {
				cells = append(cells, "–")
			} else {
				cells = append(cells, reports.Signed(*row.Change))
			}
			if row.Low != nil {
				cells = append(cells, reports.Signed(*row.Low)+" to "+reports.Signed(*row.High))
			}
			d.row(cells...)
		}
	}
}

// A matrix of many columns is a table: every cell in its place, in as many
// tables as the page needs.
func TestWrite_wideMatrix(t *testing.T) {
	f := fixture.Pilot()
	f.NeedsFound, f.ReasonNeeds = nil, nil
	for i, name := range strings.Split("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk", " ") {
		f.NeedsFound = append(f.NeedsFound, data.Tally{Key: name, Label: name, N: 20})
		f.ReasonNeeds = append(f.ReasonNeeds, data.Cross{Row: "k1", Column: name, N: 5 + i}, data.Cross{Row: "k2", Column: name, N: 15 - i})
	}
	f.PeopleWithNeeds = 36
	got := strings.Join(lines(t, file(t, build(t, f, reports.Options{ServiceName: "Thanet"}), nil)), "|")
	for _, want := range []string{
		"|Main reason|Aa|Bb|Cc|Dd|Ee|Ff|Gg|Hh|Ii|Housing|5|6|7|8|9|10|11|12|13|Benefits/Financial|15|14|13|12|11|10|9|8|7|",
		"|Main reason|Jj|Kk|Housing|14|15|Benefits/Financial|6|5|",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
}

const secret = 4321987

// poison puts a number into every hidden cell and says how many there are.
func poison(v reflect.Value) int {
	n := 0
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n = poison(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += poison(v.Index(i))
		}
	case reflect.Struct:
		if c, ok := v.Addr().Interface().(*reports.Cell); ok {
			if !c.Hidden {
				return 0
			}
			c.N, c.Of = secret, 2*secret
			return 1
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n += poison(v.Field(i))
			}
		}
	}
	return n
}

// A hidden number has no part in a single byte of the document.
func TestHiddenNumbersChangeNothing(t *testing.T) {
	for name, f := range fixtures() {
		for _, rule := range rules()[1:] {
			o := reports.Options{ServiceName: "Thanet", Rule: rule, Before: fixture.Pilot()}
			clean, poisoned := build(t, f, o), build(t, f, o)
			if n := poison(reflect.ValueOf(poisoned)); n == 0 && name != "no one" {
				t.Errorf("%s: nothing is hidden, so that this proves nothing", name)
			}
			if !bytes.Equal(file(t, clean, nil), file(t, poisoned, nil)) {
				t.Errorf("%s: hidden numbers are in the document", name)
			}
		}
	}
}
