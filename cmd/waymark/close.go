package main

import (
	"context"
	"fmt"
	"time"

	"waymark/cmd/waymark/instance"
	"waymark/data"
)

// closingFor is how long a window may take to close.
const closingFor = 20 * time.Second

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
	name := instance.Name(path)
	if !instance.Ask(name, instance.Close) {
		_, _ = fmt.Fprintln(c.out, "No window is open.")
		return nil
	}
	if !instance.Until(ctx, closingFor, func() bool { return !instance.There(name) }) {
		return data.NewProblem(data.CodeInUse, "The window is still open. Close it, then try again.")
	}
	_, _ = fmt.Fprintln(c.out, "The window is closed. What was typed is kept.")
	return nil
}
