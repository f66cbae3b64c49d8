package surgerylist

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
)

func TestWrite_isReadAsTyped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	rows := []data.CodedRow{
		{NHSNumber: "9434765919", On: data.MustDate("2026-04-07"), Code: "871731000000106", Term: "Referral, \"social\""},
		{NHSNumber: "9434765919", On: data.MustDate("2026-04-08"), Term: "=cmd"},
	}
	if err := Write(context.Background(), path, rows); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if want := "NHS number,Day,Code,Term\r\n9434765919,2026-04-07,871731000000106,\"Referral, \"\"social\"\"\"\r\n9434765919,2026-04-08,,'=cmd\r\n"; err != nil || string(got) != want {
		t.Errorf("%q %v", got, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info, err)
	}
	if err := Write(context.Background(), path, nil); data.CodeOf(err) != data.CodeNotFound {
		t.Error(err)
	}
}
