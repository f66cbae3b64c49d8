package listimport

import (
	"strings"

	"waymark/data/fold"
	"waymark/data/interchange/mapping"
)

// fieldAt is what a mapping takes a column for, "" when it is left out. Headings
// are compared as a mapping compares them.
func fieldAt(m *mapping.Mapping, heading string) mapping.Field {
	if f, ok := m.Columns[heading]; ok {
		return f
	}
	for other, f := range m.Columns {
		if sameHeading(other, heading) {
			return f
		}
	}
	return ""
}

// setField says what the column of a heading is; "" leaves it out.
func setField(m *mapping.Mapping, heading string, field mapping.Field) {
	for other := range m.Columns {
		if sameHeading(other, heading) {
			delete(m.Columns, other)
		}
	}
	if field == "" {
		return
	}
	if m.Columns == nil {
		m.Columns = map[string]mapping.Field{}
	}
	m.Columns[heading] = field
}

func sameHeading(a, b string) bool {
	fa, fb := fold.Text(a), fold.Text(b)
	if fa == "" || fb == "" { // marks alone
		return strings.TrimSpace(a) == strings.TrimSpace(b)
	}
	return fa == fb
}
