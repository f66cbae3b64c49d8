// Package devices is the settings of the PCs of a service: those that belong to it, those
// that ask to join, and the store between them.
package devices

import (
	"context"

	"waymark/ui/kit"
)

// page is what these parts ask of the page that they stand on.
type page interface {
	Write(what, stored string, work func(ctx context.Context) error, then func())
	Say(tone kit.Tone, sentence string)
	Reload()
}
