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

func TestCapitals_areListedWithoutTheUsualFirstWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "[]",
		"We met Mary Jones at the garden.": "[Mary Jones]",
		"Mary came. She had met Jean-Luc O’Brien’s aunt, Ann.": "[Mary Jean-Luc O’Brien Ann]",
		"In 2026 the NHS paid; Élodie did not.":                "[NHS Élodie]",
		"no capital at all":                                    "[]",
	} {
		if got := fmt.Sprint(named.Capitals(text)); got != want {
			t.Errorf("%q: %s, and not %s", text, got, want)
		}
	}
}
