// Package instance knows the window that is open on a database, of which there is one.
// A second start, an installer and some commands ask it for something: over a socket of
// the user's own, or over events of the session on Windows. Neither is on the network.
package instance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strings"
	"time"
)

// Request is what an open window can be asked for.
type Request string

// What it can be asked for.
const (
	Raise Request = "raise" // come to the front
	Close Request = "close" // close without asking; what was typed is kept as drafts
	Meet  Request = "meet"  // meet the other PCs of the service now
)

var requests = []Request{Raise, Close, Meet}

const (
	// startingFor is how long a window may take from locking its database until
	// it can be asked for something.
	startingFor = 5 * time.Second
	// askEvery is how often a window is asked until it answers.
	askEvery = 100 * time.Millisecond
)

// Name identifies the window of a database, without its path.
func Name(db string) string {
	if runtime.GOOS == "windows" {
		db = strings.ToLower(db)
	}
	sum := sha256.Sum256([]byte(db))
	return hex.EncodeToString(sum[:8])
}

// RaiseOpen brings the window that is open on a database to the front, and
// reports whether there is one. It asks again for a while, for one that is just
// starting, if wait is true.
func RaiseOpen(ctx context.Context, db string, wait bool) bool {
	name := Name(db)
	if !wait {
		return Ask(name, Raise)
	}
	return Until(ctx, startingFor, func() bool { return Ask(name, Raise) })
}

// Until calls done again and again until it is true, ctx ends or the time is over,
// and reports whether it became true.
func Until(ctx context.Context, most time.Duration, done func() bool) bool {
	ctx, stop := context.WithTimeout(ctx, most)
	defer stop()
	again := time.NewTicker(askEvery)
	defer again.Stop()
	for {
		if done() {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-again.C:
		}
	}
}
