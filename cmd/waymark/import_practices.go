package main

import (
	"context"
	"encoding/json"
	"fmt"

	"waymark/data"
	"waymark/data/interchange/practices"
)

// runImportPractices takes in the national list of GP practices, from which Settings
// and the import of people propose surgeries.
func runImportPractices(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 2 || words[0] != "practices" {
		return wrongUse{"Say where the list is: “waymark import practices --db FILE epraccur.csv”."}
	}
	s, err := c.openToWrite(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	list, err := practices.Open(words[1])
	if err != nil {
		return err
	}
	n, err := s.Sources.ImportPractices(ctx, list.Practices(ctx, data.SystemClock().Today()))
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(c.out).Encode(struct {
			Read   int `json:"read"`
			Closed int `json:"closed"`
			Other  int `json:"no_gp_practice"`
			Unread int `json:"unread"`
		}{n, list.Closed, list.Other, list.Unread})
	}
	_, err = fmt.Fprintf(c.out, "%s read. Left out: %d closed, %d that are no GP practice, %s that cannot be read.\n",
		data.Plural(n, "open GP practice", "open GP practices"), list.Closed, list.Other, data.Plural(list.Unread, "row", "rows"))
	return err
}
