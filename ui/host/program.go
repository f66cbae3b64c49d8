package host

import (
	"context"

	"waymark/data/release"
)

// Program is what the program says of itself.
type Program struct {
	// Version is its version, such as "0.6.0"; "" if whoever built it did not say.
	Version string
	// Edition is the version with the commit, in one line.
	Edition string
	// Licences is the list of the licences of everything in it.
	Licences string
	// Newest returns the newest version that a place tells of; nil where nothing is
	// asked, as in the gallery.
	Newest func(ctx context.Context, place string) (release.Release, error)
}
