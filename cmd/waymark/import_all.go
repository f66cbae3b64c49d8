package main

import (
	"context"
	"errors"
	"fmt"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/whole"
)

// runImportAll makes a database of an export of everything.
func runImportAll(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 2 || words[0] != "all" {
		return wrongUse{"Say where the export is: “waymark import all --db NEW.db PATH”. PATH is the folder or zip that “waymark export all” wrote."}
	}
	path, err := placeOf(*db)
	if err != nil {
		return err
	}
	done, err := whole.Import(ctx, path, words[1], store.Options{}, c.parts("imported"))
	if err != nil {
		return err
	}
	// What was not exported since it can be worked out is worked out now, not when
	// someone waits for the window.
	s, err := office.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	people, err := s.WhoMaySignIn(ctx)
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	if *asJSON {
		return c.printJSON(struct {
			Database string `json:"database"`
			Tables   int    `json:"tables"`
			Rows     int    `json:"rows"`
			Aside    string `json:"aside,omitempty"`
		}{path, done.Tables, done.Rows, done.Aside})
	}
	if len(people) > 0 {
		_, _ = fmt.Fprintln(c.out, "People signed in to the database that this comes from. Passphrases are not exported, so anyone can open this one until you set up signing in again.")
	}
	if done.Aside != "" {
		_, _ = fmt.Fprintf(c.out, "The empty database that was there is kept as %s.\n", done.Aside)
	}
	_, err = fmt.Fprintf(c.out, "%s now has everything from the export: %s in %s.\n", path,
		data.Plural(done.Rows, "row", "rows"), data.Plural(done.Tables, "table", "tables"))
	return err
}
