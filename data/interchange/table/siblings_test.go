package table

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Of a workbook with a sheet for each town only the fullest was read, and
// no one was told of the others.
func TestSheetsThatAreNotReadAreAskedAbout(t *testing.T) {
	for _, test := range []struct {
		name string
		fill func(b *excelize.File)
		want string
	}{
		{"a town each", func(b *excelize.File) {
			put(t, b, "Leigh", "A1", "Leigh services")
			put(t, b, "Leigh", "A3", "Name", "Phone", "Postcode")
			put(t, b, "Leigh", "A4", "Cake club", "01942 200002", "WN7 1AA")
		}, "“Leigh”"},
		{"two towns", func(b *excelize.File) {
			if _, err := b.NewSheet("Atherton"); err != nil {
				t.Fatal(err)
			}
			for _, town := range []string{"Leigh", "Atherton"} {
				put(t, b, town, "A1", "Name", "Phone", "Postcode")
				put(t, b, town, "A2", "Cake club", "01942 200002", "WN7 1AA")
			}
		}, "“Leigh” and “Atherton” have the same headings"},
		{"notes", func(b *excelize.File) {
			put(t, b, "Leigh", "A1", "Name of the team", "Council")
			put(t, b, "Leigh", "A2", "Ask Jo")
		}, ""},
		{"headings alone", func(b *excelize.File) { put(t, b, "Leigh", "A1", "Name", "Phone", "Postcode") }, ""},
	} {
		path := book(t, func(b *excelize.File) {
			put(t, b, "Sheet1", "A1", "Name", "Phone", "Postcode")
			put(t, b, "Sheet1", "A2", "Tea club", "01942 200001", "WN1 1AA")
			put(t, b, "Sheet1", "A3", "Chess", "01942 200003", "WN1 1AB")
			if _, err := b.NewSheet("Leigh"); err != nil {
				t.Fatal(err)
			}
			test.fill(b)
		})
		f, err := Look(path, Overrule{})
		if err != nil {
			t.Fatal(err)
		}
		asked := strings.Join(f.Questions, " ")
		if f.Dialect.Sheet != "Sheet1" || (asked == "") != (test.want == "") || !strings.Contains(asked, test.want) {
			t.Errorf("%s: sheet %q, asked %q, want %q", test.name, f.Dialect.Sheet, asked, test.want)
		}
	}
}
