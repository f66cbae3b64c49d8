package pdf

import (
	"strings"

	"waymark/data/wording"
	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// hiddenWord is what a report prints in place of a hidden count.
var hiddenWord = reports.Cell{Hidden: true}.Text()

// veil counts what a part shows and hides.
type veil struct{ shown, hidden int }

func (v *veil) add(cells ...reports.Cell) {
	for _, c := range cells {
		switch {
		case c.Hidden:
			v.hidden++
		case c.N > 0:
			v.shown++
		}
	}
}

// veiled reports whether a part would show nothing but hidden numbers.
func veiled(p *reports.Part) bool {
	var v veil
	switch {
	case p.Table != nil:
		v.table(p.Table)
	case p.Wait != nil:
		v.table(&p.Wait.Table)
	case p.Matrix != nil:
		for _, row := range p.Matrix.Rows {
			v.add(row.Cells...)
		}
	case p.Outcome != nil:
		o := p.Outcome
		v.add(o.Baselines, o.FollowUps, o.Pairs)
		if o.Paired != nil || o.Before != nil {
			v.shown++
		}
	}
	return v.hidden > 0 && v.shown == 0
}

func (v *veil) table(t *reports.Table) {
	if t.N.Hidden {
		v.hidden++
	}
	for _, row := range t.Rows {
		if len(row.Parts) > 0 {
			v.hidden++ // what rows come to together says nothing of any of them
			continue
		}
		v.add(row.Cell)
	}
}

// unshown names what is nothing but hidden, each with what may be said of it.
func (d *document) unshown(parts []reports.Part) {
	const heading = "Not shown, because small numbers could identify someone"
	if len(parts) == 0 {
		return
	}
	first := ""
	list := make([][]wording.Run, 0, len(parts))
	for i := range parts {
		title, about := d.unshownPart(&parts[i])
		if i == 0 {
			first = title + ". " + about
		}
		list = append(list, []wording.Run{{Text: trimStop(title) + ". ", Bold: true}, {Text: about}})
	}
	d.together(heading3.Lead + 1 + d.height(first, caption, width))
	d.PDF.Bookmark(typeset.Clean(heading), 1, d.Y)
	d.paragraph(heading, heading3, width)
	d.Y++
	for _, runs := range list {
		d.together(min(float64(len(d.broken(runs, caption, width))), 3) * caption.Lead)
		d.rich(runs, caption, 0, width, nil)
		d.Y += 0.8
	}
	d.Y += 4
}

// unshownPart is the title of a part that is not shown, and what its finding
// and note say beyond that.
func (d *document) unshownPart(p *reports.Part) (title, about string) {
	say := func(finding, note string) string {
		if finding == "" {
			return d.unsaid(note)
		}
		return strings.TrimSpace(trimStop(finding) + ". " + d.unsaid(note))
	}
	table := func(t *reports.Table) (string, string) {
		title, finding := once(t.Title, t.Finding)
		about := say(finding, t.Note)
		listed := strings.Contains(t.Note, "Counted together: ") // in the note, where the row has no room for the names
		if names := labels(t.Rows, func(r *reports.Row) bool { return len(r.Parts) == 0 && r.Cell.Hidden || len(r.Parts) > 0 && !listed }); names != "" {
			about += " Hidden: " + names + "."
		}
		if names := labels(t.Rows, func(r *reports.Row) bool { return !r.Cell.Some() }); names != "" {
			about += " None: " + names + "."
		}
		return title, strings.TrimSpace(about)
	}
	switch {
	case p.Table != nil:
		return table(p.Table)
	case p.Wait != nil:
		return table(&p.Wait.Table)
	case p.Matrix != nil:
		title, finding := once(p.Matrix.Title, p.Matrix.Finding)
		return title, say(finding, p.Matrix.Note)
	default:
		o := p.Outcome
		title, finding := once(o.ShortName, o.Finding)
		return title, say(finding, strings.Join([]string{o.Text, o.Note, d.rights(o)}, " "))
	}
}

// once returns a title and what a finding says beyond it: one that says the title
// again, in more words or in fewer, is said once.
func once(title, finding string) (name, rest string) {
	switch {
	case strings.HasPrefix(finding, title):
		return finding, ""
	case strings.HasPrefix(finding, "Too few "), strings.HasSuffix(strings.ToLower(title), ": "+strings.ToLower(finding)):
		return title, ""
	}
	return title, finding
}

// labels names the rows that are such.
func labels(rows []reports.Row, such func(*reports.Row) bool) string {
	var names []string
	for i := range rows {
		if r := &rows[i]; such(r) && (!r.NotRecorded || r.Cell.Some()) {
			names = append(names, r.Label)
		}
	}
	return strings.Join(names, "; ")
}
