package main

import (
	"context"
	"sync/atomic"
	"time"
)

// chiming keeps sounds from piling up.
var chiming atomic.Bool

// longestChime is how long whatever plays the sound may take.
const longestChime = 5 * time.Second

// chime makes the short sound that the PC has for a message. It returns at once,
// and a PC that cannot make one stays silent.
func chime() {
	if !chiming.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer chiming.Store(false)
		ctx, stop := context.WithTimeout(context.Background(), longestChime)
		defer stop()
		playChime(ctx)
	}()
}
