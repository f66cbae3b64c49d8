package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// lookAt opens a database beside a running program, only to look.
func lookAt(ctx context.Context, asked string) (*store.Store, error) {
	path, err := placeOf(asked)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, path, store.Options{ReadOnly: true})
}

// foundService is one service as 'search --json' prints it.
type foundService struct {
	ID           data.ID   `json:"id"`
	Name         string    `json:"name"`
	Organisation string    `json:"organisation"`
	Area         string    `json:"area"`
	Cost         string    `json:"cost"`
	Days         string    `json:"days"`
	Needs        string    `json:"needs"`
	Status       string    `json:"status"`
	LastChecked  data.Date `json:"last_checked"`
}

func runSearch(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	need := f.String("need", "", "only services for this need")
	area := f.String("area", "", "only services in this area")
	limit := f.Int("limit", 50, "how many services at most")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	s, err := lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	filter := data.ServiceFilter{Words: strings.Join(words, " "), Area: *area, Limit: *limit}
	if *need != "" {
		found, err := reasonNamed(ctx, s, *need)
		if err != nil {
			return err
		}
		filter.NeedID = found.ID
	}
	rows, total, err := s.Services(ctx, filter)
	if err != nil {
		return err
	}
	if *asJSON {
		return printSearchJSON(c, filter.Words, rows, total)
	}
	for _, r := range rows {
		if _, err := fmt.Fprintln(c.out, strings.Join(filled(r.Name, r.Organisation, r.Area, r.Days, r.Cost), " · ")); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(c.out, "%d of %s\n", len(rows), data.Plural(total, "service", "services"))
	return err
}

func printSearchJSON(c *call, words string, rows []data.ServiceRow, total int) error {
	found := make([]foundService, 0, len(rows))
	for _, r := range rows {
		found = append(found, foundService{r.ID, r.Name, r.Organisation, r.Area, r.Cost, r.Days, r.Needs, string(r.Status), r.LastChecked})
	}
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Words    string         `json:"words"`
		Total    int            `json:"total"`
		Services []foundService `json:"services"`
	}{words, total, found})
}

// filled leaves out what is blank.
func filled(parts ...string) []string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// reasonNamed finds a reason by its name, accents and capitals aside.
func reasonNamed(ctx context.Context, s *store.Store, name string) (data.Reason, error) {
	reasons, err := s.Reasons(ctx, true)
	if err != nil {
		return data.Reason{}, err
	}
	names := make([]string, 0, len(reasons))
	for _, r := range reasons {
		if fold.Text(r.Name) == fold.Text(name) {
			return r, nil
		}
		names = append(names, r.Name)
	}
	return data.Reason{}, wrongUse{fmt.Sprintf("There is no reason %q. There are: %s.", name, strings.Join(names, ", "))}
}
