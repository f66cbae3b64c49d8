// Package program is the settings of the program itself: how it looks, and whether there
// is a newer version.
package program

import (
	"context"

	"waymark/ui/kit"
)

// page is what these parts ask of the page that they stand on.
type page interface {
	Write(what, stored string, work func(ctx context.Context) error, then func())
	Say(tone kit.Tone, sentence string)
}
