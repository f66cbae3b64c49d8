package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"strings"
	"time"

	"waymark/data"
)

// A database is open in one window at a time. A second start, and an installer,
// ask that window for something: over a socket of the user's own, or over events
// of the session on Windows. Neither is on the network.

// request is what an open window can be asked for.
type request string

const (
	requestRaise request = "raise" // come to the front
	requestClose request = "close" // close without asking; what was typed is kept as drafts
	requestMeet  request = "meet"  // meet the other PCs of the service now
)

var requests = []request{requestRaise, requestClose, requestMeet}

const (
	// startingFor is how long a window may take from locking its database until
	// it can be asked for something.
	startingFor = 5 * time.Second
	// closingFor is how long a window may take to close.
	closingFor = 20 * time.Second
	// askEvery is how often a window is asked until it answers.
	askEvery = 100 * time.Millisecond
)

// instanceName identifies the window of a database, without its path.
func instanceName(db string) string {
	if runtime.GOOS == "windows" {
		db = strings.ToLower(db)
	}
	sum := sha256.Sum256([]byte(db))
	return hex.EncodeToString(sum[:8])
}

// raiseOpenWindow brings the window that is open on a database to the front, and
// reports whether there is one. It asks again for a while, for one that is just
// starting, if wait is true.
func raiseOpenWindow(ctx context.Context, db string, wait bool) bool {
	name := instanceName(db)
	if !wait {
		return askWindow(name, requestRaise)
	}
	return until(ctx, startingFor, func() bool { return askWindow(name, requestRaise) })
}

// until calls done again and again until it is true, ctx ends or the time is over,
// and reports whether it became true.
func until(ctx context.Context, most time.Duration, done func() bool) bool {
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

// runClose closes the window that is open on a database. An installer calls it
// before it replaces the program.
func runClose(ctx context.Context, c *call) error {
	f, db := c.flags()
	if err := c.parseFlags(f); err != nil {
		return err
	}
	path, err := placeOf(*db)
	if err != nil {
		return err
	}
	name := instanceName(path)
	if !askWindow(name, requestClose) {
		_, _ = fmt.Fprintln(c.out, "No window is open.")
		return nil
	}
	if !until(ctx, closingFor, func() bool { return !windowThere(name) }) {
		return data.NewProblem(data.CodeInUse, "The window is still open. Close it, then try again.")
	}
	_, _ = fmt.Fprintln(c.out, "The window is closed. What was typed is kept.")
	return nil
}
