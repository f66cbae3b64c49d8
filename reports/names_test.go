package reports_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
)

func TestNamesIn_whatTheServiceWrote(t *testing.T) {
	clients := []data.ClientName{
		{Given: "Margaret Rose", Family: "O’Brien", Preferred: "Peggy"}, {Given: "Siân", Family: "Prŷs-Okafor"}, {Given: "Harold", Family: "Pettit", Preferred: "Harry"},
		{Given: "May", Family: "Green"}, {Given: "", Family: ""}, {Given: "X", Family: "Li"},
	}
	for _, c := range []struct {
		learnt string
		tale   data.Tale
		want   string
	}{
		{learnt: "We learned to ask twice. You may go green with envy.", want: ""},
		{learnt: "Margaret’s garden", want: "What we learned: Margaret"},
		{learnt: "We rang Margaret O'Brien. Later Margaret rang us.", want: "What we learned: Margaret O'Brien; What we learned: Margaret"},
		{learnt: "PEGGY told us, and peggy is a word.", want: "What we learned: PEGGY"},
		{learnt: "Sian Prys-Okafor was there", want: "What we learned: Sian Prys-Okafor"},
		{learnt: "# Harry\n\n- one\n- two Pettits", want: "What we learned: Harry"},
		{tale: data.Tale{Heading: "A man and his bus pass", Body: "Harold got a pass."}, want: "Story “A man and his bus pass”: Harold"},
		{tale: data.Tale{Kind: data.TaleQuote, Heading: "Harry, 74", Body: "I had a good day."}, want: "Quote “Harry, 74”: Harry"},
		{learnt: "Mr Li came", want: "What we learned: Li"},
		{learnt: "Liverpool and Harrys", want: ""},
	} {
		var tales []data.Tale
		if c.tale.Body != "" {
			tales = append(tales, c.tale)
		}
		r, err := reports.Build(fixture.Pilot(), reports.Options{AsAt: fixture.AsAt, Learnt: c.learnt, Tales: tales})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.NamesIn(clients) {
			got = append(got, fmt.Sprintf("%s: %s", f.Place, f.Name))
			if !strings.Contains(f.Near, f.Name) {
				t.Errorf("%q is not in %q", f.Name, f.Near)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q %q: %q, want %q", c.learnt, c.tale.Body, s, c.want)
		}
	}
}

func FuzzNamesIn(f *testing.F) {
	f.Add("Harry’s ŵ 'x' ’ ʼs \xff", "Harry")
	f.Fuzz(func(t *testing.T, text, name string) {
		r, err := reports.Build(fixture.Pilot(), reports.Options{AsAt: fixture.AsAt, Learnt: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range r.NamesIn([]data.ClientName{{Given: name, Family: name}}) {
			if !strings.Contains(one.Near, one.Name) || one.Name == "" {
				t.Errorf("%+v", one)
			}
		}
	})
}
