package reports_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

func TestBuild_saysThatPeopleAskedNotToBeCounted(t *testing.T) {
	for _, c := range []struct {
		n    int
		rule disclosure.Rule
		want string
	}{
		{0, disclosure.Rule{Minimum: 5}, ""}, {1, disclosure.Rule{Minimum: 5}, "Fewer than 5 people asked"}, {4, disclosure.Rule{Minimum: 5, RoundTo: 5}, "Fewer than 5 people asked"},
		{7, disclosure.Rule{Minimum: 5}, "7 people asked"}, {7, disclosure.Rule{Minimum: 5, RoundTo: 5}, "About 5 people asked"}, {1, disclosure.Rule{}, "1 person asked"},
	} {
		f := fixture.Pilot()
		f.Restricted = c.n
		r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: c.rule})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(r.Quality, func(q string) bool { return strings.Contains(q, "only kept") })
		if (i >= 0) != (c.want != "") || i >= 0 && !strings.HasPrefix(r.Quality[i], c.want) {
			t.Errorf("%d, %+v: %q", c.n, c.rule, r.Quality)
		}
	}
}

// A report of someone's own clients looked like one of the whole service, also once it
// was saved and others read it.
func TestBuild_saysThatOnlyOwnClientsAreCounted(t *testing.T) {
	const says = "Counted by someone who sees only their own clients: everyone else’s clients are not included."
	for _, own := range []bool{true, false} {
		f := fixture.Pilot()
		if own {
			f.OwnOf = "petra"
		}
		r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt})
		if err != nil {
			t.Fatal(err)
		}
		if scope := r.ScopeText(); slices.Contains(r.Quality, says) != own || strings.HasSuffix(scope, "one person’s own clients") != own {
			t.Errorf("of their own: %v, %q, %q", own, scope, r.Quality)
		}
		body, err := r.JSON()
		var got struct {
			Own   bool `json:"own_clients_only"`
			Scope string
		}
		if err = errors.Join(err, json.Unmarshal(body, &got)); err != nil || got.Own != own || got.Scope != r.ScopeText() {
			t.Errorf("of their own: %v, JSON says %+v, %v", own, got, err)
		}
	}
}
