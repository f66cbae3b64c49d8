package exchange

import (
	"slices"
	"strings"

	"waymark/data/exchange/change"
)

// redirect has a cell name the rows that those it names became.
func (w *work) redirect(t *table, c *incoming) {
	if len(w.same) == 0 {
		return
	}
	for i, column := range c.group.columns {
		text, ok := c.values[i].(string)
		if !ok || text == "" {
			continue
		}
		if parent, named := t.refers[column]; named && w.tables[parent] != nil {
			c.values[i] = w.canonical(w.tables[parent], text)
		}
		if column == "created_by" || column == "updated_by" {
			c.values[i] = w.canonical(w.tables["staff"], text)
		}
		if parent, several := t.lists[column]; several {
			c.values[i] = w.redirectList(parent, text)
		}
	}
	for i, name := range c.group.parts {
		if p := t.parts[name]; p.of != "" {
			c.values[len(c.group.columns)+i] = w.redirectParts(p, c.values[len(c.group.columns)+i])
		}
	}
}

func (w *work) redirectList(parent, text string) string {
	var ids []string
	for _, id := range strings.Fields(text) {
		if id = w.canonical(w.tables[parent], id); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " ")
}

func (w *work) redirectParts(p part, encoded any) any {
	blob, ok := encoded.([]byte)
	if !ok {
		return encoded
	}
	list, err := change.Values(blob)
	if err != nil || len(list)%2 != 0 {
		return encoded // setParts says what is wrong
	}
	type pair struct {
		key   string
		value any
	}
	var pairs []pair
	for i := 0; i < len(list); i += 2 {
		id, isText := list[i].(string)
		if !isText {
			return encoded
		}
		id = w.canonical(w.tables[p.of], id)
		if !slices.ContainsFunc(pairs, func(x pair) bool { return x.key == id }) {
			pairs = append(pairs, pair{id, list[i+1]})
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	flat := make([]any, 0, 2*len(pairs))
	for _, x := range pairs {
		flat = append(flat, x.key, x.value)
	}
	return change.AppendValues([]byte{}, flat)
}
