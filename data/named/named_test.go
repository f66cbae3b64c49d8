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

// A text that no one looks at who knows the clients is not held back for each “May” and
// “Will”, nor for a first name that many have.
func TestTelling_findsWhatTellsOneClientFromOthers(t *testing.T) {
	clients := []data.ClientName{
		{Given: "Zebediah", Family: "Quorn", Preferred: "Zeb"}, {Given: "May", Family: "Church"}, {Given: "Will", Family: "Her"},
	}
	for _, family := range []string{"Archer", "Baxter", "Cole", "Dunn", "Eames"} {
		clients = append(clients, data.ClientName{Given: "Sarah", Family: family, Preferred: "Sarah"})
	}
	for _, family := range []string{"Flint", "Gower", "Hurst", "Innes"} {
		clients = append(clients, data.ClientName{Given: "Una", Family: family, Preferred: "Una"})
	}
	index := named.Telling(clients)
	for text, want := range map[string]int{
		"Zebediah Quorn drives her.":     1,
		"Zebediah from her group drinks": 1,
		"her neighbour, Mr Quorn’s, car": 1,
		"They call him Zeb.":             1,
		"In May she went. Will she go?":  0,
		"At Church. Her son came.":       0,
		"May Church and Will Her came.":  2,
		"Her friend Sarah came.":         0,
		"Sarah Cole came, and Baxter.":   2,
		"Una came.":                      1,
		"a quorn of zebediah":            0,
	} {
		if got := index.In(text); len(got) != want {
			t.Errorf("in %q: %v, want %d", text, got, want)
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
