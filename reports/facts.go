package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

// Fact is one figure as it is printed.
type Fact struct {
	Key   string // stable, such as "reasons/housing/n"
	Where string // the table or score that it stands in, in words
	What  string // the row or the statistic
	Value string // "19 (28%)", "32.0", "hidden"
}

// Facts is every figure of the report, in the order that it is read. Two
// reports say the same when their facts are the same.
func (r *Report) Facts() []Fact {
	f := &facts{}
	f.add("seen", "Report", "People seen", r.Seen.Text())
	f.add("referrals", "Report", "Referrals received", r.ReferralsReceived.Text())
	for _, k := range r.KeyFigures {
		f.add("key/"+k.Key, "Key figures", k.Label, k.Value)
	}
	for _, c := range r.Chapters() {
		for _, p := range c.Parts {
			f.part(&p)
		}
	}
	return f.list
}

type facts struct{ list []Fact }

// add files a figure as reports have been saved with it since the first: a minus
// was an en dash then, and the checksums of those reports are of that.
func (f *facts) add(key, where, what, value string) {
	f.list = append(f.list, Fact{key, where, what, strings.ReplaceAll(value, minusSign, "–")})
}

func (f *facts) part(p *Part) {
	switch {
	case p.Table != nil:
		f.table(p.Table)
	case p.Wait != nil:
		f.table(&p.Wait.Table)
		median := p.Wait.Median
		if l := p.Wait.Lengths; l != nil {
			median = l.Median
		}
		f.number(p.Wait.Key+"/median", p.Wait.Title, "Median, days", median, "%.0f")
	case p.Matrix != nil:
		f.matrix(p.Matrix)
	case p.Outcome != nil:
		f.outcome(p.Outcome)
	case p.Comparison != nil:
		for _, row := range p.Comparison.Rows {
			f.add("before/"+row.Key, "The previous period", row.Label, row.Before)
		}
	case p.Loneliness != nil:
		f.add("loneliness/main", p.Loneliness.Reason, "Main reason", p.Loneliness.Asked.Text())
		f.add("loneliness/found", p.Loneliness.Reason, "Further reason or later need", p.Loneliness.Found.Text())
	}
}

func (f *facts) table(t *Table) {
	f.add(t.Key+"/N", t.Title, "N", t.N.Text())
	f.add(t.Key+"/n", t.Title, "n", t.Recorded.Text())
	for _, row := range t.Rows {
		f.add(t.Key+"/"+row.Key, t.Title, row.Label, printedCell(row.Cell, t.Decimals))
	}
}

func (f *facts) matrix(m *Matrix) {
	for _, row := range m.Rows {
		for i, c := range row.Cells {
			f.add(m.Key+"/"+m.Title+"/"+row.Key+"/"+m.Columns[i], m.Title, row.Label+", "+m.Columns[i], printedCell(c, 0))
		}
	}
}

// printedCell is a count with its percentage where it has one.
func printedCell(c Cell, decimals int) string {
	if p := c.Percent(decimals); p != "" {
		return c.Text() + " (" + p + ")"
	}
	return c.Text()
}

func (f *facts) number(key, where, what string, v *float64, format string) {
	text := nothing
	if v != nil {
		text = fmt.Sprintf(format, *v)
	}
	f.add(key, where, what, text)
}

func (f *facts) outcome(o *Outcome) {
	at := "outcome/" + o.Measure + "/"
	for _, c := range o.Answered() {
		f.add(at+c.Key, o.ShortName, c.Label, c.Cell.Text())
	}
	for _, s := range o.Statistics() {
		f.add(at+s.Key, o.ShortName, s.Label, s.filed())
	}
	for _, g := range o.Changes {
		f.add(at+g.Key, o.ShortName, g.Label, printedCell(g.Cell, 0))
	}
	for i := range o.Breakdowns {
		for _, row := range o.Breakdowns[i].Rows {
			where := o.Breakdowns[i].Title
			f.add(at+o.Breakdowns[i].Key+"/"+row.Key+"/n", where, row.Label+": people with both scores", row.Pairs.Text())
			f.number(at+o.Breakdowns[i].Key+"/"+row.Key+"/change", where, row.Label+": mean change", row.Change, "%.1f")
		}
	}
}

// filedPercent writes percentages with the space that they had when the first
// reports were saved, so that those are known again.
func filedPercent(value string) string {
	return closePercent.ReplaceAllString(value, "$1 %")
}

var closePercent = regexp.MustCompile(`(\d)%`)

// Hash is a fingerprint of the figures, 64 hexadecimal digits (SHA-256): the
// same for the same figures whenever they were counted.
func (r *Report) Hash() string {
	h := sha256.New()
	for _, f := range r.Facts() {
		_, _ = fmt.Fprintf(h, "%s\t%s\n", f.Key, filedPercent(f.Value)) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}
