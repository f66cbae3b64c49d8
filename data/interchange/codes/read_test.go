package codes

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

func read(t *testing.T, text string) ([]data.ClinicalCode, []Refused, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "codes.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(context.Background(), path, []string{"Housing"})
}

func TestRead_keepsGoodRowsAndSaysWhyOthersAreRefused(t *testing.T) {
	list, refused, err := read(t, "Meaning,Code,Term\r\nreferred,871731000000106,Referral to social prescribing service\r\n"+
		"Declined,871711000000103,\"Declined, service\"\r\nClosed,871711000000104,Wrong digit\r\nReferred,871731000000106,Again\r\n"+
		"Gout,871731000000106,Unknown\r\nhousing,8.71731E+14,Shortened\r\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0] != (data.ClinicalCode{Meaning: data.CodeReferred, Code: "871731000000106", Term: "Referral to social prescribing service"}) || list[1].Term != "Declined, service" {
		t.Errorf("%+v", list)
	}
	want := []string{"check digit", "further up", "Gout", "shortened"}
	if len(refused) != len(want) {
		t.Fatalf("%+v", refused)
	}
	for i, w := range want {
		if refused[i].Line != i+4 || !strings.Contains(refused[i].Why, w) {
			t.Errorf("%+v, want %q", refused[i], w)
		}
	}
}

func TestRead_refusesAFileWithoutTheColumns(t *testing.T) {
	if _, _, err := read(t, "a,b\n1,2\n3,4\n"); data.CodeOf(err) != data.CodeInvalid || !strings.Contains(data.Sentence(err), "no column “meaning”") {
		t.Error(err)
	}
}
