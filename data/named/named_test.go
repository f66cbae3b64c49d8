package named_test

import (
	"fmt"
	"testing"

	"waymark/data"
	"waymark/data/named"
)

func TestIndex_findsWholeWordsWithACapital(t *testing.T) {
	index := named.Of([]data.ClientName{{Given: "Will Tom", Family: "Archer", Preferred: "Billy"}})
	for text, want := range map[string]string{
		"He will walk to the archery.":      "[]",
		"Will Archer’s bus pass":            "[{Will Archer Will Archer’s bus pass}]",
		"His friend calls him Billy often.": "[{Billy His friend calls him Billy often}]",
	} {
		if got := fmt.Sprint(index.In(text)); got != want {
			t.Errorf("in %q: %s, want %s", text, got, want)
		}
	}
}
