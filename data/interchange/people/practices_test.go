package people

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

// A surgery that is not in the service's lists is looked for in the national one,
// and still decided by a person.
func TestPeople_surgeriesAreProposedFromTheNationalList(t *testing.T) {
	list := []data.Practice{{Code: "G82057", Name: "The Limes Medical Centre", Town: "Margate", Postcode: "CT9 1XX"},
		{Code: "G82058", Name: "Old Mill Surgery", Town: "Broadstairs"}, {Code: "G82059", Name: "New Mill Surgery", Town: "Ash"}}
	asked := map[string]bool{}
	find := func(_ context.Context, text string, _ int) (found []data.Practice, _ int, _ error) {
		asked[text] = true
		for _, p := range list {
			if text != "" && strings.Contains(strings.ToLower(p.Name), text) {
				found = append(found, p)
			}
		}
		return found, len(list), nil
	}
	path := filepath.Join(t.TempDir(), "caseload.csv")
	if err := os.WriteFile(path, []byte("Ref,First name,Surname,Surgery\n1,Ann,Lee,Limes surgery\n2,Bob,Kay,Mill surgery\n3,Cy,Day,Elsewhere\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), path, Options{Today: data.MustDate("2026-04-07"), Practices: PracticesLike(context.Background(), find)})
	if err != nil {
		t.Fatal(err)
	}
	if asked["limes surgery"] || !asked["limes"] {
		t.Errorf("looked for %v", asked)
	}
	proposed := map[string]string{}
	options := ""
	for _, a := range l.Asks() {
		for _, s := range a.Table {
			proposed[s.Text] = s.Proposed
		}
		for _, o := range a.Options {
			options += o.Label + "; "
		}
	}
	if proposed["Limes surgery"] != "The Limes Medical Centre" || proposed["Mill surgery"] != "" || proposed["Elsewhere"] != "" {
		t.Errorf("proposed %v", proposed)
	}
	for _, want := range []string{"The Limes Medical Centre, Margate, CT9 1XX (NHS list)", "Old Mill Surgery, Broadstairs (NHS list)", "New Mill Surgery, Ash (NHS list)", "Add as new"} {
		if !strings.Contains(options, want) {
			t.Errorf("%q is not offered: %s", want, options)
		}
	}
}
