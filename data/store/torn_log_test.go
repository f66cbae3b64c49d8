package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// TestOpen_saysThatTheLogWasDamaged: of a plain database the saves behind the damage
// were gone, and nothing said so.
func TestOpen_saysThatTheLogWasDamaged(t *testing.T) {
	s := open(t, on("2026-04-08"))
	for i := range 8 {
		must(t, s.Casework.SaveClient(bg, &data.Client{GivenNames: fmt.Sprint("Ada ", i), FamilyName: "Hart"}))
	}
	body, err := os.ReadFile(s.Path())
	must(t, err)
	log, err := os.ReadFile(s.Path() + "-wal")
	must(t, err)
	for _, readOnly := range []bool{false, true} {
		for _, damaged := range []bool{false, true} {
			path := filepath.Join(t.TempDir(), "copy.db")
			must(t, os.WriteFile(path, body, 0o600))
			left := append([]byte(nil), log...)
			if damaged {
				left[len(left)-6000] ^= 1 // in the last save but one, or so
			}
			must(t, os.WriteFile(path+"-wal", left, 0o600))
			copied, err := office.Open(bg, path, store.Options{Clock: on("2026-04-08"), ReadOnly: readOnly})
			must(t, err)
			if copied.EndedEarly() != damaged {
				t.Errorf("read only %v, damaged %v: it says %v", readOnly, damaged, !damaged)
			}
			must(t, copied.Close())
		}
	}
}
