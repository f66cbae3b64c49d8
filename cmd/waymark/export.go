package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"waymark/data/interchange/openreferral"
	"waymark/reports"
)

// runExport writes the directory or the calendar as a file.
func runExport(ctx context.Context, c *call) error {
	if c.command.name == "export calendar" {
		return exportCalendar(ctx, c)
	}
	return exportServices(ctx, c)
}

// exportServices writes the directory as Open Referral UK: a JSON feed, or a
// package of CSV files when the file is called .zip.
func exportServices(ctx context.Context, c *call) error {
	f, db := c.flags()
	out := f.String("out", "", "the file to write: NAME.json or NAME.zip")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 1 || words[0] != "services" || *out == "" {
		return wrongUse{"Give what to export and a file. “waymark export services --db FILE --out services.json” (or .zip for CSV), or “waymark export calendar --db FILE --out calendar.ics”."}
	}
	write := openreferral.WriteJSON
	switch strings.ToLower(filepath.Ext(*out)) {
	case ".json":
	case ".zip":
		write = openreferral.WritePackage
	default:
		return wrongUse{"Name the file .json for a JSON feed, or .zip for a package of CSV files."}
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := reports.Replace(ctx, *out, func(w io.Writer) error { return write(w, s.Sources.ExportEntries(ctx)) }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "The directory was written to %s.\n", *out)
	return err
}
