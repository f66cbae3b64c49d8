package main

import (
	"context"
	"fmt"

	"waymark/data/store"
)

// runRestore puts a copy in the place of the database.
func runRestore(ctx context.Context, c *call) error {
	f, db := c.flags()
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return wrongUse{"Give the backup to restore: waymark restore --db FILE BACKUP."}
	}
	path, err := placeOf(*db)
	if err != nil {
		return err
	}
	if err := c.mayRestore(ctx, path); err != nil {
		return err
	}
	// A backup may have a passphrase of its own: the one of when it was made.
	if _, err := c.unlockFile(words[0], c.secretFile); err != nil {
		return err
	}
	aside, err := store.Restore(ctx, path, words[0], store.Options{})
	if err != nil {
		return err
	}
	if aside != "" {
		_, _ = fmt.Fprintf(c.out, "What was there is kept as %s.\n", aside)
	}
	_, err = fmt.Fprintf(c.out, "%s is now as it was in %s.\n", path, words[0])
	return err
}
