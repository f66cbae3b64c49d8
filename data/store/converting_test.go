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
	if len(told) == 0 || !slices.IsSorted(told) || told[0] < 0 || told[len(told)-1] > 1 {
		t.Errorf("told %v", told)
	}
}
