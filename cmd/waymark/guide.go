package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"time"

	"waymark/reports/guide"
)

// runGuide writes the guide as a PDF. It needs no database.
func runGuide(ctx context.Context, c *call) error {
	f := flag.NewFlagSet("waymark "+c.name, flag.ContinueOnError) // without --db
	f.SetOutput(io.Discard)
	out := f.String("out", "", "the PDF to write")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	if *out == "" {
		return wrongUse{"Say where to write the guide: “waymark guide --out guide.pdf”."}
	}
	if err := guide.Write(ctx, *out, ownEdition().String(), time.Now()); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(c.out, "Written to %s.\n", *out)
	return nil
}
