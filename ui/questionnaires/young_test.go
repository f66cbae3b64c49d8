package questionnaires

import (
	"testing"

	"waymark/data"
	"waymark/data/instrument"
)

func TestTerms_sayThatSomebodyIsTooYoung(t *testing.T) {
	for born, want := range map[string]string{
		"2014-04-08": "WEMWBS is for people aged 13 and over. This client is 11.", "2010-01-01": "", "": "",
	} {
		tm := &terms{host: newEnv(t).Host, facts: &facts{}, set: &setPicker{}}
		if born != "" {
			tm.facts.client.BirthDate = data.MustDate(born)
		}
		wemwbs, ok := instrument.ByID("wemwbs")
		if !ok {
			t.Fatal("there is no WEMWBS")
		}
		tm.set.chosen = []*instrument.Definition{wemwbs}
		if got := tm.young(); got != want {
			t.Errorf("born %q: %q", born, got)
		}
	}
}
