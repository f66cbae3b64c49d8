package casework

import (
	"math/rand/v2"
	"testing"

	"waymark/data"
)

// What the index finds is what comparing with every client finds.
func TestDoubles_findsWhatTheRuleFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	someone := func() data.Client {
		return data.Client{GivenNames: pick("Ann", "Anne", "Mary Ann", "Ann-Mary", "José", "Jose", "", "O’Neill"), FamilyName: pick("Lee", "LEE", "Le e", "Ann", "Smith-Jones", "Jones Smith", "Neill O"),
			BirthDate: data.MustDate(pick("1950-04-07", "1950-04-08")), NHSNumber: pick("", "", "", "9434765919", "943 476 5919", "4010232137")}
	}
	for range 300 {
		d := &Doubles{map[string]bool{}, map[string][]identity{}}
		var all []data.Client
		for range 6 {
			c := someone()
			all = append(all, c)
			d.Add(&c)
		}
		c, want := someone(), false
		for _, o := range all {
			want = want || whySame(&c, o.GivenNames, o.FamilyName, o.BirthDate, o.NHSNumber) != ""
		}
		if got := d.Has(&c); got != want {
			t.Fatalf("%+v among %+v: %v, want %v", c, all, got, want)
		}
	}
}
