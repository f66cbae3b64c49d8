package search

import (
	"testing"

	"waymark/ui/uitest"
)

// place is this room of the directory over a real database.
type place struct{ *uitest.Services }

func newPlace(t *testing.T) *place { return &place{uitest.NewServices(t)} }
