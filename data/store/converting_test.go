package store_test

import (
	"context"
	"slices"
	"testing"

	"waymark/data/store"
)

func TestProtect_tellsHowFarItIs(t *testing.T) {
	path, o := protectedDatabase(t)
	var told []float64
	o.Converting = func(part float64) { told = append(told, part) }
	must(t, store.Unprotect(context.Background(), path, o))
	if len(told) == 0 || !slices.IsSorted(told) || told[0] < 0 || told[len(told)-1] != 1 {
		t.Errorf("told %v", told)
	}
}

// TestSealBackups_tellsHowFarItIs: it was silent, so what is shown stood at nine
// tenths while two weeks of backups were sealed.
func TestSealBackups_tellsHowFarItIs(t *testing.T) {
	path, o := protectedDatabase(t)
	share := store.ProtectShare(path, o)
	if share <= 0 || share >= 1 {
		t.Fatalf("the database is %v of what is sealed, though there is a plain backup", share)
	}
	var told []float64
	o.Converting = store.Stage(func(part float64) { told = append(told, part) }, share, 1)
	sealed, _, err := store.SealBackups(context.Background(), path, o)
	must(t, err)
	if len(sealed) == 0 || len(told) < len(sealed) || !slices.IsSorted(told) || told[0] < share || told[len(told)-1] != 1 {
		t.Errorf("told %v of %d backups, from %v", told, len(sealed), share)
	}
}
