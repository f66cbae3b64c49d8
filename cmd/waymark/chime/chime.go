// Package chime makes the short sound that the PC has for a message.
package chime

import (
	"context"
	"sync/atomic"
	"time"
)

// playing keeps sounds from piling up.
var playing atomic.Bool

// longest is how long whatever plays the sound may take.
const longest = 5 * time.Second

// Play makes the sound. It returns at once, and a PC that cannot make one stays silent.
func Play() {
	if !playing.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer playing.Store(false)
		ctx, stop := context.WithTimeout(context.Background(), longest)
		defer stop()
		play(ctx)
	}()
}
