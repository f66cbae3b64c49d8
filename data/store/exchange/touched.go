package exchange

import (
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// touched is what the rows that were applied leave to be worked out.
type touched struct {
	names          map[string]map[string]bool // rows of lists, by table
	words          map[rowKey]string          // rows whose names services are found by, with their table
	questionnaires map[string]bool
	services       map[string]bool
	responses      map[string]bool
	appointments   map[string]bool
	settings       map[string]bool
	followUps      map[string]bool
	episodes       map[string]bool
	clients        []data.ID       // those that are new
	changed        map[rowKey]bool // rows that were changed, and whether they were sound before
	settled        bool            // something came that a person settled elsewhere
	kinds          map[store.ChangeKind]bool
}

func newTouched() touched {
	return touched{changed: map[rowKey]bool{}, words: map[rowKey]string{}, questionnaires: map[string]bool{}, names: map[string]map[string]bool{}, services: map[string]bool{}, responses: map[string]bool{}, appointments: map[string]bool{}, followUps: map[string]bool{}, episodes: map[string]bool{}, settings: map[string]bool{},
		kinds: map[store.ChangeKind]bool{}}
}

// row notes a row from which something may follow for others.
func (t *touched) row(of *table, key string) {
	switch of.Name {
	case "service":
		t.services[key] = true
	case "reason", "category", "organisation":
		t.words[rowKey{of.Number, key}] = of.Name
	case "questionnaire":
		id, _, _ := strings.Cut(key, "\x1f")
		t.questionnaires[id] = true
	case "response":
		t.responses[key] = true
	case "appointment":
		t.appointments[key] = true
	case "conflict":
		t.settled = true
	case "setting":
		t.settings[key] = true
	case "episode":
		t.episodes[key] = true
	case "follow_up":
		t.followUps[key] = true
	}
}
