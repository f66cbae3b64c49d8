package main

import (
	"context"
	"fmt"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

func runSample(ctx context.Context, c *call) error {
	f, db := c.flags()
	seed := f.Uint64("seed", 1, "another seed gives other people")
	clients := f.Int("clients", 0, "how many clients; 0: the pilot’s 69, of whom fewer are the first ones")
	services := f.Int("services", 0, "how many services; at least those of the sample directory")
	partners := f.Int("partners", 0, "how many partners; 0: a service of one organisation")
	var today dayFlag
	f.Var(&today, "today", "the day the sample runs up to")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	if *db == "" {
		return wrongUse{"Give a new file with --db FILE. This keeps sample data out of your real records."}
	}
	if *clients < 0 || *services < 0 || *partners < 0 {
		return wrongUse{"Enter the numbers of clients, services and partners as 0 or more."}
	}
	if today.IsZero() {
		today.Date = data.SystemClock().Today()
	}
	path, err := placeOf(*db)
	if err != nil {
		return err
	}
	s, err := office.Open(ctx, path, store.Options{Clock: noonOf(today.Date, data.SystemClock()()), NewID: caseload.NewIDs(*seed, today.Date)})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	o := caseload.Options{Clients: *clients, Services: *services, Partners: *partners, Seed: *seed, Today: today.Date, Progress: c.progress}
	if *clients < caseload.PilotClients {
		o.Only = *clients
	}
	if err := caseload.Write(ctx, s, o); err != nil {
		return err
	}
	_, total, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "The sample caseload of %s was written to %s.\n", data.Plural(total, "client", "clients"), path)
	return err
}

// noonOf is a clock that stands still at noon of a day. On the morning of that
// day itself it stands at now: what is stamped ahead of the time counts as typed
// later than what people change meanwhile on this PC and on others.
func noonOf(d data.Date, now time.Time) data.Clock {
	at := time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.Local)
	if data.DateOf(now) == d && now.Before(at) {
		at = now
	}
	return func() time.Time { return at }
}

// progress says how far a long piece of work is, now and then.
func (c *call) progress(done, total int) {
	if done < total && done%10_000 == 0 {
		_, _ = fmt.Fprintf(c.errout, "%d of %d clients\n", done, total)
	}
}
