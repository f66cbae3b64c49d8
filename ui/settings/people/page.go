// Package people is the settings of who signs in, and of what each role may see and do.
package people

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
