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
		against := name == "day first" // what was chosen for an earlier list is asked about
		if got, questions := firstChecked(t, path, told); got != "2026-05-03" || len(questions) > 0 != against {
			t.Errorf("%s, told: %s, %q", name, got, questions)
		}
	}
}

func firstChecked(t *testing.T, path string, m *mapping.Mapping) (day string, questions []string) {
	t.Helper()
	f, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-30"), Mapping: m})
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range f.Entries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		return e.Service.LastChecked.String(), f.Questions()
	}
	return "", nil
}

// A list that says when each entry is to be reviewed made every row doubtful: none of
// them can have been checked on a day to come.
func TestFeed_daysOfTheNextReviewAreNoneOfTheLast(t *testing.T) {
	for name, c := range map[string]struct {
		list   string
		unread string
		day    string // when the first row was checked
	}{
		"next": {"Name,Phone,Review date\nChoir,0113 496 0101,14/01/2026\nWalk,0113 496 0102,30/06/2027\n", "Review date", ""},
		"last": {"Name,Phone,Review date\nChoir,0113 496 0101,14/01/2026\nWalk,0113 496 0102,30/06/2026\n", "", "2026-01-14"},
	} {
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(c.list), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-30")})
		if err != nil {
			t.Fatal(err)
		}
		for n, e := range f.Sample() {
			if len(e.Doubts) > 0 || n == 0 && (e.Service.LastChecked.IsZero() != (c.day == "") || c.day != "" && e.Service.LastChecked.String() != c.day) {
				t.Errorf("%s, row %d: checked on %s, %v", name, e.At.Row, e.Service.LastChecked, e.Doubts)
			}
		}
		if got := strings.Join(f.Unread(), " "); got != c.unread {
			t.Errorf("%s: not read are %q", name, got)
		}
	}
}
