package signin

import (
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/people"
)

// Whoever signed in last is proposed, wherever they stand in the list: once, the first
// in the list who had ever signed in was.
func TestLastOf_isWhoeverSignedInLast(t *testing.T) {
	morning := time.Date(2026, 4, 8, 9, 0, 0, 0, time.UTC)
	cora := people.Person{ID: "cora", LastAt: morning}
	gemma := people.Person{ID: "gemma", LastAt: morning.Add(time.Hour)}
	rosalind := people.Person{ID: "rosalind", LastAt: morning.Add(time.Minute)}
	fresh := people.Person{ID: "new"}
	for want, list := range map[data.ID][]people.Person{
		"gemma": {cora, gemma, fresh, rosalind},
		"cora":  {cora, fresh},
		"new":   {fresh},
		"":      {fresh, {ID: "also new"}},
	} {
		if got := lastOf(list); got != want {
			t.Errorf("%q is proposed, want %q", got, want)
		}
	}
}
