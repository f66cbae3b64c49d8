package pdf

import (
	"strings"

	"waymark/reports"
)

// alike is how many of the first parts are set together: the tables of whose
// follow-up is missing, each by something else, stand as one.
func alike(parts []reports.Part) int {
	n := 0
	for n < len(parts) && missing(&parts[n]) && sameSubject(&parts[0], &parts[n]) {
		n++
	}
	return max(n, 1)
}

func missing(p *reports.Part) bool {
	return p.Matrix != nil && strings.HasPrefix(p.Matrix.Key, "missing_")
}

func sameSubject(a, b *reports.Part) bool { return subject(a.Matrix) == subject(b.Matrix) }

// subject is the title of a table of missing follow-ups without what it is by.
func subject(m *reports.Matrix) string {
	name, _, _ := strings.Cut(m.Title, ", by ")
	return name
}

// parts sets one part of a chapter, or several that are alike.
func (d *document) parts(list []reports.Part) {
	p := &list[0]
	switch {
	case p.Table != nil:
		d.table(p.Table)
	case p.Wait != nil:
		d.table(&p.Wait.Table)
	case missing(p):
		d.missing(list)
	case p.Matrix != nil && p.Matrix.Key == "bands":
		d.pairedBars(p.Matrix)
	case p.Matrix != nil:
		d.matrix(p.Matrix)
	case p.Outcome != nil:
		d.outcome(p.Outcome)
	case p.Comparison != nil:
		d.comparison(p.Comparison)
	case p.Loneliness != nil:
		d.section("Loneliness", p.Loneliness.Finding, caption.Lead)
		d.footnote(p.Loneliness.Note, p.Loneliness.Asked.Hidden || p.Loneliness.Found.Hidden)
	case p.Tale != nil:
		d.tale(p.Tale)
	case p.Learnt != "":
		d.learnt(p.Learnt)
	case p.Terms != nil:
		d.terms(p.Terms)
	default:
		d.sentences(p.Sentences)
	}
}
