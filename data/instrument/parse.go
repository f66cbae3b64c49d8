package instrument

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	formatNumber = 1
	highestValue = 1000 // of one answer: far above any scale, far below an overflow
)

// Parse reads a definition from its JSON file and checks it whole. The error
// names the line where the file is not JSON of this format, else every field
// that is wrong, such as "items[3].text is empty".
func Parse(r io.Reader) (*Definition, error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("the questionnaire cannot be read: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(content))
	dec.DisallowUnknownFields()
	var d Definition
	if err := dec.Decode(&d); err != nil {
		return nil, located(err, content, dec.InputOffset())
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("line %d: there is something after the end of the questionnaire", lineAt(content, dec.InputOffset()))
	}
	if err := d.Validate(); err != nil {
		return nil, err
	}
	return &d, nil
}

// located puts the line, and the field where it is known, before an error.
func located(err error, content []byte, offset int64) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		return fmt.Errorf("line %d: %s is a %s where a %s is expected", lineAt(content, kind.Offset), kind.Field, kind.Value, kind.Type)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		offset = int64(len(content))
	}
	return fmt.Errorf("line %d: %w", lineAt(content, offset), err)
}

func lineAt(content []byte, offset int64) int {
	offset = min(max(offset, 0), int64(len(content)))
	return 1 + bytes.Count(content[:offset], []byte("\n"))
}

// Validate checks that a definition can be shown and scored, and says all
// that is wrong with it, by field.
func (d *Definition) Validate() error {
	var v validation
	v.that(d.Format == formatNumber, "format is %d; this program reads format %d", d.Format, formatNumber)
	v.filled("id", d.ID)
	v.filled("version", d.Version)
	v.filled("name", d.Name)
	v.filled("short_name", d.ShortName)
	v.filled("rights", d.Rights)
	v.that(len(d.Items) > 0, "items is empty")
	for i, item := range d.Items {
		v.that(item.Number == i+1, "items[%d].number is %d; items are numbered from 1 in order", i, item.Number)
		v.filled(fmt.Sprintf("items[%d].text", i), item.Text)
		v.that(item.Source > 0 == (d.Scoring.DerivedFrom != ""), "items[%d].source is to be given when scoring.derived_from is, and only then", i)
	}
	v.that(len(d.Choices) > 1, "answers has fewer than two")
	for i, c := range d.Choices {
		v.filled(fmt.Sprintf("answers[%d].label", i), c.Label)
		v.that(i == 0 || c.Value > d.Choices[i-1].Value, "answers[%d].value is not larger than the one before it", i)
		v.that(c.Value >= 0 && c.Value <= highestValue, "answers[%d].value is %d; it is to be 0 to %d", i, c.Value, highestValue)
	}
	if len(v.wrong) == 0 {
		d.checkScoring(&v)
		d.checkBands(&v)
		d.checkRest(&v)
	}
	return v.err()
}

func (d *Definition) checkScoring(v *validation) {
	s := d.Scoring
	lowest, highest := d.rawRange()
	v.that(s.Decimals >= 0 && s.Decimals <= 4, "scoring.decimals is %d; it is to be 0 to 4", s.Decimals)
	v.that(s.ProrateBlanks >= 0 && s.ProrateBlanks < len(d.Items), "scoring.prorate_blanks is %d; it is to be less than the number of items", s.ProrateBlanks)
	v.that(s.Kind == Table || len(s.Table) == 0, "scoring.table is only for scoring.kind %q", Table)
	switch s.Kind {
	case None:
	case Sum:
		v.that(s.Min == float64(lowest), "scoring.min is %g; the answers add up to at least %d", s.Min, lowest)
		v.that(s.Max == float64(highest), "scoring.max is %g; the answers add up to at most %d", s.Max, highest)
	case Table:
		v.that(len(s.Table) == highest-lowest+1, "scoring.table has %d rows; there are %d possible sums, %d to %d", len(s.Table), highest-lowest+1, lowest, highest)
		for i, row := range s.Table {
			v.that(row.Raw == lowest+i, "scoring.table[%d].raw is %d; it is to be %d", i, row.Raw, lowest+i)
			v.that(i == 0 || row.Value > s.Table[i-1].Value, "scoring.table[%d].value is not larger than the one before it", i)
			v.that(row.Value >= s.Min && row.Value <= s.Max, "scoring.table[%d].value is outside scoring.min to scoring.max", i)
		}
	default:
		v.that(false, "scoring.kind is %q; it is to be %q, %q or %q", s.Kind, Sum, Table, None)
	}
}

// rawRange is the lowest and the highest sum of the answers.
func (d *Definition) rawRange() (lowest, highest int) {
	n := len(d.Items)
	return n * d.Choices[0].Value, n * d.Choices[len(d.Choices)-1].Value
}

func (d *Definition) checkBands(v *validation) {
	v.that(len(d.Bands) == 0 || strings.TrimSpace(d.BandNote) != "", "band_note is empty; bands need a note on what they are")
	last := len(d.Bands) - 1
	for i, b := range d.Bands {
		v.filled(fmt.Sprintf("bands[%d].label", i), b.Label)
		switch {
		case i == last:
			v.that(b.AtMost == nil && b.Below == nil, "bands[%d] is the last and is to have no limit", i)
		case (b.AtMost == nil) == (b.Below == nil):
			v.that(false, "bands[%d] is to have either at_most or below", i)
		case i > 0:
			limit, ok := d.Bands[i-1].limit()
			own, _ := b.limit()
			v.that(ok && own > limit, "bands[%d] does not end above the one before it", i)
		}
	}
}

func (d *Definition) checkRest(v *validation) {
	if t := d.Thresholds; t != nil {
		v.that(t.Within >= 0 && t.Within < t.Small && t.Small < t.Large, "change is to have within below small, and small below large")
		v.filled("change.note", t.Note)
	}
	for i, c := range d.Comparators {
		v.filled(fmt.Sprintf("comparators[%d].source", i), c.Source)
		v.filled(fmt.Sprintf("comparators[%d].group", i), c.Group)
		v.that(c.Year > 1900 && c.Year < 2200, "comparators[%d].year is %d", i, c.Year)
		v.that(c.Value >= d.Scoring.Min && c.Value <= d.Scoring.Max, "comparators[%d].value is outside scoring.min to scoring.max", i)
	}
}

// validation collects what is wrong.
type validation struct{ wrong []string }

func (v *validation) that(ok bool, format string, args ...any) {
	if !ok {
		v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
	}
}

func (v *validation) filled(field, text string) {
	v.that(strings.TrimSpace(text) != "", "%s is empty", field)
}

func (v *validation) err() error {
	if len(v.wrong) == 0 {
		return nil
	}
	return errors.New(strings.Join(v.wrong, "; "))
}
