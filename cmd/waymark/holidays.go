package main

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/interchange/bound"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

// holidaysJSON is what 'holidays --json' prints.
type holidaysJSON struct {
	Nation   data.Nation    `json:"nation"`
	Ends     []reachJSON    `json:"ends"`
	Holidays []data.Holiday `json:"holidays"`
	Moved    *int           `json:"moved"` // follow-ups that moved and of which no one has read yet; null for who sees none
}

type reachJSON struct {
	Nation data.Nation `json:"nation"`
	Last   data.Date   `json:"last"`
	Loaded bool        `json:"loaded"`
}

// runHolidays shows the holidays that count, and takes the list that GOV.UK
// publishes.
func runHolidays(ctx context.Context, c *call) error {
	f, db := c.flags()
	load := f.String("load", "", "use this bank-holidays.json, as saved from GOV.UK")
	nation := f.String("nation", "", "the nation: england-and-wales, scotland or northern-ireland")
	asJSON := f.Bool("json", false, "print one JSON object")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		return wrongUse{"Too many words. Say “waymark holidays --db FILE [--load FILE] [--nation NATION]”."}
	}
	open := c.lookAt
	if *load != "" || *nation != "" {
		open = c.openToWrite
	}
	s, err := open(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := changeHolidays(ctx, s, *load, *nation); err != nil {
		return err
	}
	return printHolidays(ctx, c, s, *asJSON)
}

func changeHolidays(ctx context.Context, s *office.Office, load, nation string) error {
	if load != "" {
		body, err := bound.ReadFile(load, "a calendar of bank holidays", 2)
		if err != nil {
			return err
		}
		if err := s.Offering.LoadBankHolidays(ctx, body); err != nil {
			return err
		}
	}
	if nation == "" {
		return nil
	}
	return s.Offering.SetNation(ctx, data.Nation(nation))
}

func printHolidays(ctx context.Context, c *call, s *office.Office, asJSON bool) error {
	var out holidaysJSON
	var reaches []lists.HolidayReach
	var err error
	if out.Nation, err = s.Lists.Nation(ctx); err != nil {
		return err
	}
	if reaches, err = s.Lists.HolidayReaches(ctx); err != nil {
		return err
	}
	if out.Holidays, err = s.Lists.HolidayList(ctx); err != nil {
		return err
	}
	if s.Session.Can(access.SeeRecords) {
		moves, err := s.Offering.HolidayMoves(ctx, "")
		if err != nil {
			return err
		}
		n := len(moves)
		out.Moved = &n
	}
	for _, r := range reaches {
		out.Ends = append(out.Ends, reachJSON(r))
	}
	if asJSON {
		return c.printJSON(out)
	}
	for _, h := range out.Holidays {
		_, _ = fmt.Fprintf(c.out, "%s · %s\n", h.On.Long(), h.Title)
	}
	for _, r := range out.Ends {
		_, _ = fmt.Fprintf(c.out, "%s: known to %s\n", r.Nation.Label(), r.Last.Short())
	}
	_, err = fmt.Fprintf(c.out, "The bank holidays of %s count.\n", out.Nation.Label())
	return err
}
