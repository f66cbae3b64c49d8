package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// runExportAll writes every record as files that other programs read. It opens the
// database to write, for an export of everything leaves an audit row.
func runExportAll(ctx context.Context, c *call) error {
	f, db := c.flags()
	out := f.String("out", "", "the folder or .zip file to write; nothing is written over")
	asJSON := f.Bool("json", false, "print one JSON object")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 1 || words[0] != "all" || *out == "" {
		return wrongUse{"Say where to: “waymark export all --db FILE --out everything.zip”, or a new folder."}
	}
	s, err := c.openExisting(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	target, err := filepath.Abs(*out)
	if err != nil {
		return err
	}
	done, err := s.Whole.Export(ctx, target, false, c.parts("exported"))
	if err != nil {
		return err
	}
	if *asJSON {
		return c.printJSON(struct {
			Out    string `json:"out"`
			Tables int    `json:"tables"`
			Rows   int    `json:"rows"`
			Files  int    `json:"files"`
		}{*out, done.Tables, done.Rows, done.Files})
	}
	_, err = fmt.Fprintf(c.out, "All records were exported to %s: %s in %s.\n"+
		"They are personal data, and anyone who has the files can read them. Keep them encrypted and delete them when you no longer need them.\n",
		*out, data.Plural(done.Rows, "row", "rows"), data.Plural(done.Tables, "table", "tables"))
	return err
}

// parts says on standard error how far a long piece of work is, every few seconds.
func (c *call) parts(done string) func(float64) {
	last := time.Now()
	return func(part float64) {
		if time.Since(last) < 3*time.Second {
			return
		}
		last = time.Now()
		_, _ = fmt.Fprintf(c.errout, "%d%% %s\n", int(part*100), done)
	}
}

// openExisting opens a database that is there, for writing.
func (c *call) openExisting(ctx context.Context, asked string) (*office.Office, error) {
	path, err := placeOf(asked)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, data.NewProblem(data.CodeNotFound, "There is no Waymark database at that place. Check the name of the file.")
	}
	return c.opened(ctx, path, store.Options{})
}
