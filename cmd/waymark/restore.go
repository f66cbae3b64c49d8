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
	asked, err := c.mayRestore(ctx, path)
	if err != nil {
		return err
	}
	o := store.Options{}
	if !asked {
		o.Allow = c.vouched
	}
	// A backup may have a passphrase of its own: the one of when it was made.
	if _, err := c.unlockFile(words[0], c.secretFile); err != nil {
		return err
	}
	done, err := store.Restore(ctx, path, words[0], o)
	if err != nil {
		return err
	}
	for _, note := range restoreNotes(done) {
		_, _ = fmt.Fprintln(c.out, note)
	}
	_, err = fmt.Fprintf(c.out, "%s is now as it was in %s.\n", path, words[0])
	return err
}

// restoreNotes is what to know after a restore.
func restoreNotes(done store.Restored) (notes []string) {
	if done.Aside != "" {
		notes = append(notes, "What was there is kept as "+done.Aside+".")
	}
	if done.Erased > 0 {
		notes = append(notes, data.Plural(done.Erased,
			"person was in the backup who had been deleted since. The record was deleted again.",
			"people were in the backup who had been deleted since. Their records were deleted again."))
	}
	if done.Unsure {
		notes = append(notes, "The database that was replaced cannot be read. People who were deleted since its last backup may be back. Check your certificates of deletion.")
	}
	if done.Bare {
		notes = append(notes, "The database that was replaced was protected, as far as can be seen, and this backup is not. Protect it again in Settings, or with “waymark protect”.")
	}
	return notes
}
