package interchange

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"waymark/data"
)

// FuzzEntries checks that every row of any list is told once, as a service or with why
// it is none, and that a second reading tells the same.
func FuzzEntries(f *testing.F) {
	f.Add("Name,Phone,Day,Time\nChoir,0113 496 0101,Monday,10am\nChoir,0113 496 0101,Tuesday,10am\nWalks,as above,Monday,\n")
	f.Add("ID;Event;Event date;Start time\n1;Choir;03/04/2026;18:00\n2;Choir;31/04/2026;18:00\n;Choir;04/31/2026;\n")
	f.Add("Name,Address\n\"\"\"\",x\nA,\"\"\"\"\nTotal: 2,\n")
	f.Add("Name\tReview date\nA\t01/02/2027\nA\t1-2-26\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		feed, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-30")})
		if err != nil || feed.Kind != List {
			return
		}
		first, ok := rowsTold(t, feed)
		if !ok {
			return
		}
		var rows []int
		for row, err := range feed.Table.Rows(t.Context()) {
			if err != nil {
				return
			}
			rows = append(rows, row.Line)
		}
		if !slices.Equal(first, rows) {
			t.Errorf("rows %v were told as %v", rows, first)
		}
		if again, _ := rowsTold(t, feed); !slices.Equal(first, again) {
			t.Errorf("told %v, and then %v", first, again)
		}
		_ = feed.Questions()
		_ = feed.Sample()
	})
}

// rowsTold are the rows of a list of which something was told, in order.
func rowsTold(t *testing.T, feed *Feed) (rows []int, ok bool) {
	t.Helper()
	for e, err := range feed.Entries(t.Context()) {
		if err != nil {
			return nil, false
		}
		if e.Partial == "" {
			rows = append(rows, e.At.Row)
		}
	}
	slices.Sort(rows)
	return rows, true
}
