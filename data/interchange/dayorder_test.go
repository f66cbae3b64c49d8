package interchange

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/interchange/mapping"
)

// Only the first 50 rows told which way round the days are, and the rest was read so.
func TestFeed_daysAreDecidedByTheWholeList(t *testing.T) {
	for name, c := range map[string]struct {
		last, question string
		first          string // what the first row is read as
	}{
		"month first": {"12/31/2025", "only with the month first", "2026-05-03"},
		"day first":   {"31/12/2025", "", "2026-03-05"},
		"either":      {"02/01/2026", "were read with the day first", "2026-03-05"},
		"two digits":  {"12/31/25", "only with the month first", "2026-05-03"},
	} {
		var list strings.Builder
		list.WriteString("Name,Last checked\n")
		for n := range 20_000 {
			day := "05/03/2026"
			if n >= 19_990 {
				day = c.last
			}
			fmt.Fprintf(&list, "Club %d,%s\n", n, day)
		}
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, questions := firstChecked(t, path, nil); got != c.first || strings.Join(questions, " ") != "" != (c.question != "") || !strings.Contains(strings.Join(questions, " "), c.question) {
			t.Errorf("%s: %s, %q", name, got, questions)
		}
		told := &mapping.Mapping{Columns: map[string]mapping.Field{"Name": mapping.Name, "Last checked": mapping.Checked}, Days: mapping.DaysMonthFirst}
		if got, questions := firstChecked(t, path, told); got != "2026-05-03" || len(questions) > 0 {
			t.Errorf("%s, told: %s, %q", name, got, questions)
		}
	}
}

func firstChecked(t *testing.T, path string, m *mapping.Mapping) (day string, questions []string) {
	t.Helper()
	f, err := Open(path, Options{Today: data.MustDate("2026-11-30"), Mapping: m})
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range f.Entries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		return e.Service.LastChecked.String(), f.Table.Questions
	}
	return "", nil
}
