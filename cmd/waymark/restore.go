package main

import (
	"context"
	"fmt"

	"waymark/data"
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
	done, err := store.Restore(ctx, path, words[0], store.Options{})
	if err != nil {
		return err
	}
	if done.Aside != "" {
		_, _ = fmt.Fprintf(c.out, "What was there is kept as %s.\n", done.Aside)
	}
	if done.Erased > 0 {
		_, _ = fmt.Fprintln(c.out, data.Plural(done.Erased,
			"person was in the backup who had been deleted since. The record was deleted again.",
			"people were in the backup who had been deleted since. Their records were deleted again."))
	}
	if done.Unsure {
		_, _ = fmt.Fprintln(c.out, "The database that was replaced cannot be read. People who were deleted since its last backup may be back. Check your certificates of deletion.")
	}
	_, err = fmt.Fprintf(c.out, "%s is now as it was in %s.\n", path, words[0])
	return err
}
