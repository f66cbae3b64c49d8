package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/reports"
)

// step sets the next thing of a chapter.
type step func(d *document)

// steps is what a chapter is set of. What stands in half the width is set in
// columns, as much of it together as follows one another. What is nothing but
// hidden comes last, in a line for each.
func (d *document) steps(c *reports.Chapter) []step {
	var list []step
	var halves []block
	flush := func() {
		if blocks := halves; len(blocks) > 0 {
			list, halves = append(list, func(d *document) { d.flow(blocks) }), nil
		}
	}
	var unshown []reports.Part
	bare := bareTitles(c.Parts)
	for i := 0; i < len(c.Parts); {
		parts := c.Parts[i : i+alike(c.Parts[i:])]
		i += len(parts)
		if veiled(&parts[0]) {
			unshown = append(unshown, parts...)
			continue
		}
		if _, finding := bareOf(&parts[0]); len(bare[finding]) > 0 {
			halves = append(halves, bareBlock(finding, bare[finding]))
			bare[finding] = []string{}
			continue
		} else if bare[finding] != nil {
			continue // said already
		}
		blocks, over := d.part(parts)
		halves = append(halves, blocks...)
		if over != nil {
			flush()
			list = append(list, over)
		}
	}
	if len(unshown) > 0 {
		// Below the columns where there are any, so that it closes the chapter.
		flush()
		list = append(list, func(d *document) { d.unshown(unshown) })
	}
	flush()
	return list
}

// part is how a part is set: as blocks in columns, or as a whole over the page.
// An outcome is both: its chart goes over the page.
func (d *document) part(parts []reports.Part) ([]block, step) {
	switch p := &parts[0]; {
	case p.Table != nil:
		return []block{table(p.Table)}, nil
	case p.Wait != nil:
		return []block{table(&p.Wait.Table)}, nil
	case p.Matrix != nil:
		return matrixPart(parts)
	case p.Outcome != nil:
		return nil, func(d *document) { d.outcome(p.Outcome, parts[1:]) }
	case p.Comparison != nil:
		return nil, func(d *document) { d.comparison(p.Comparison) }
	case p.Loneliness != nil:
		return []block{whole(func(d *document) {
			d.section(p.Loneliness.Reason, p.Loneliness.Finding, d.height(p.Loneliness.Note, caption, d.text()))
			d.footnote(p.Loneliness.Note)
		})}, nil
	case p.Learnt != "":
		return nil, func(d *document) { d.learnt(p.Learnt) }
	case p.Tale != nil:
		return []block{whole(func(d *document) { d.tale(p.Tale) })}, nil
	default:
		return append(d.termBlocks(p.Terms), d.sentenceBlocks(p.Sentences)...), nil
	}
}

func matrixPart(parts []reports.Part) ([]block, step) {
	m := parts[0].Matrix
	switch {
	case missing(&parts[0]):
		return nil, func(d *document) { d.missing(parts) }
	case m.Key == bandsKey:
		return []block{whole(func(d *document) { d.pairedBars(m) })}, nil
	case slim(m):
		return []block{whole(func(d *document) { d.matrix(m) })}, nil
	default:
		return nil, func(d *document) { d.matrix(m) }
	}
}

const bandsKey = "bands"

// slim reports whether a table has room in half the width: few columns, short
// names before many of them, and no long numbers.
func slim(m *reports.Matrix) bool {
	const few, shortName, longNumber = 3, 16, 1000
	if len(m.Rows) == 0 || len(m.Columns) > few || highest(m) >= longNumber {
		return false
	}
	return len(m.Columns) < few || !slices.ContainsFunc(m.Rows, func(r reports.MatrixRow) bool { return utf8.RuneCountInString(r.Label) > shortName })
}

// alike is how many of the first parts are set together: the tables of whose
// follow-up is missing, each by something else, stand as one, and the bands and
// the ways of answering stand with their score.
func alike(parts []reports.Part) int {
	n := 0
	if parts[0].Outcome != nil {
		for n = 1; n < len(parts) && ofScore(&parts[n]); n++ {
		}
		return n
	}
	for n < len(parts) && missing(&parts[n]) && sameSubject(&parts[0], &parts[n]) {
		n++
	}
	return max(n, 1)
}

// ofScore reports whether a part shows more of the score before it, in half the
// width.
func ofScore(p *reports.Part) bool {
	return p.Table != nil || p.Matrix != nil && p.Matrix.Key == bandsKey
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
