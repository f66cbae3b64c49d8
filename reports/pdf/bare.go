package pdf

import (
	"strings"

	"waymark/reports"
)

// bareOf returns the title and the finding of a part in which there is nothing but
// the finding, such as a table of no one; "" for others.
func bareOf(p *reports.Part) (title, finding string) {
	switch {
	case p.Table != nil && bareTable(p.Table):
		return p.Table.Title, p.Table.Finding
	case p.Wait != nil && bareTable(&p.Wait.Table):
		return p.Wait.Title, p.Wait.Finding
	case p.Matrix != nil && !p.Matrix.Some():
		return p.Matrix.Title, p.Matrix.Finding
	case p.Loneliness != nil && !p.Loneliness.Asked.Some() && !p.Loneliness.Found.Some():
		return p.Loneliness.Reason, p.Loneliness.Finding
	}
	return "", ""
}

func bareTable(t *reports.Table) bool { return !t.N.Some() }

// bareTitles lists the titles of the parts of a chapter that say the same and no
// more, by what they say: of an empty period it would be said of each.
func bareTitles(parts []reports.Part) map[string][]string {
	titles := map[string][]string{}
	for i := range parts {
		if title, finding := bareOf(&parts[i]); finding != "" {
			titles[finding] = append(titles[finding], title)
		}
	}
	for finding, list := range titles {
		if len(list) < 2 {
			delete(titles, finding)
		}
	}
	return titles
}

// bareBlock says once what holds for several parts.
func bareBlock(finding string, titles []string) block {
	return whole(func(d *document) {
		name := strings.Join(titles, "; ")
		d.section(name, finding, 0)
		d.Y += 3
	})
}
