package main

import (
	"context"
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/office"
)

// lookAt opens a database beside a running program, only to look.
// Where people sign in, it is opened to write down what is read.
func (c *call) lookAt(ctx context.Context, asked string) (*office.Office, error) {
	path, err := placeOf(asked)
	if err != nil {
		return nil, err
	}
	return c.opened(ctx, path, store.Options{ReadOnly: true})
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
	Phone        string    `json:"phone"`
	// Miles from --near; null when either place is not known.
	Miles *float64 `json:"miles"`
}

func runSearch(ctx context.Context, c *call) error {
	f, db := c.flags()
	asJSON := f.Bool("json", false, "print one JSON object")
	need := f.String("need", "", "only services for this need")
	area := f.String("area", "", "only services in this area")
	free := f.Bool("free", false, "only services that are free")
	near := f.String("near", "", "nearest to this postcode first")
	exact := f.Bool("exact", false, "only the words as they are typed")
	limit := f.Int("limit", 50, "how many services at most")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	filter := data.ServiceFilter{Words: strings.Join(words, " "), Exact: *exact, Area: *area, Free: *free, Limit: *limit}
	if *need != "" {
		found, err := reasonNamed(ctx, s, *need)
		if err != nil {
			return err
		}
		filter.NeedID = found.ID
	}
	if *near != "" {
		if filter.Near, err = placeNamed(ctx, s, *near); err != nil {
			return err
		}
	}
	answer, err := s.Directory.SearchServices(ctx, filter)
	if err != nil {
		return err
	}
	if *asJSON {
		return printSearchJSON(c, filter.Words, answer)
	}
	return printSearch(c, answer)
}

// placeNamed finds a postcode in the list that the service imported.
func placeNamed(ctx context.Context, s *office.Office, postcode string) (*data.Coordinates, error) {
	place, err := s.Directory.PlaceOf(ctx, postcode)
	if err != nil || place != nil {
		return place, err
	}
	return nil, data.NewProblem(data.CodeNotFound, "This postcode is not in the list of places. Import one with “waymark import postcodes”.")
}

func printSearch(c *call, answer *data.ServiceSearch) error {
	if answer.AnyWord {
		_, _ = fmt.Fprintln(c.out, "No service has all of these words; showing those with any.")
	}
	for _, i := range answer.Instead {
		_, _ = fmt.Fprintf(c.out, "Nothing is spelt %q; showing %q.\n", i.Typed, i.Used)
	}
	if len(answer.Also) > 0 {
		_, _ = fmt.Fprintf(c.out, "Also showing: %s.\n", strings.Join(answer.Also, ", "))
	}
	for _, r := range answer.Rows {
		line := strings.Join(filled(r.Name, r.Organisation, inShort(r.Area), inShort(r.Days), inShort(r.Cost)), " · ")
		if _, err := fmt.Fprintln(c.out, line); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(c.out, "%d of %s\n", len(answer.Rows), data.Plural(answer.Total, "service", "services"))
	return err
}

// inShort is the beginning of a text, on one line.
func inShort(text string) string {
	letters := []rune(data.Tidy(text))
	if len(letters) > 60 {
		return string(letters[:59]) + "…"
	}
	return string(letters)
}

func printSearchJSON(c *call, words string, answer *data.ServiceSearch) error {
	found := make([]foundService, 0, len(answer.Rows))
	for _, r := range answer.Rows {
		f := foundService{r.ID, r.Name, r.Organisation, r.Area, r.Cost, r.Days, r.Needs, string(r.Status), r.LastChecked, r.Phone, nil}
		if r.Miles >= 0 {
			f.Miles = &r.Miles
		}
		found = append(found, f)
	}
	// For a misspelt word, the nearest that was looked for in its place.
	instead := map[string]string{}
	for _, i := range answer.Instead {
		instead[i.Typed] = i.Used
	}
	return c.printJSON(struct {
		Words    string            `json:"words"`
		Total    int               `json:"total"`
		Instead  map[string]string `json:"instead"`
		Also     []string          `json:"also"`
		AnyWord  bool              `json:"any_word"`
		Services []foundService    `json:"services"`
	}{words, answer.Total, instead, append([]string{}, answer.Also...), answer.AnyWord, found})
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
func reasonNamed(ctx context.Context, s *office.Office, name string) (data.Reason, error) {
	reasons, err := s.Lists.Reasons(ctx, true)
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
