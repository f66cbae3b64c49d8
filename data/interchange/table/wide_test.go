package table

import (
	"os"
	"path/filepath"
	"testing"
)

// A list that was typed with an East Asian keyboard had “３” for 3, and no answer in
// it was understood.
func TestRows_fullWidth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wide.csv")
	if err := os.WriteFile(path, []byte("Ref,Born,Name\nＡ１,０３／０４／１９５０,ﾤ日本\nA2,03/04/1951,Łukasz\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row.Cells...)
	}
	for i, want := range []string{"A1", "03/04/1950", "ﾤ日本", "A2", "03/04/1951", "Łukasz"} {
		if got[i] != want {
			t.Errorf("cell %d is %q, not %q", i, got[i], want)
		}
	}
}
