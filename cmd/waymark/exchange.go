package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/cmd/waymark/instance"
	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/meet"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

const (
	// shortestEvery is how often a command may meet at most.
	shortestEvery = 10 * time.Second
	// windowMeets is how long an open window may take for a meeting.
	windowMeets = 10 * time.Minute
)

// exchangeJSON is what “waymark exchange --json” prints.
type exchangeJSON struct {
	Standing string `json:"standing"`
	*devices.Outcome
}

// exchangeCall is one use of “waymark exchange”.
type exchangeCall struct {
	*call
	path   string
	store  *devices.Store
	asJSON bool
}

// runExchange has a PC meet the others of its service, once or again and again. It
// works for the program, so no one signs in.
func runExchange(ctx context.Context, c *call) error {
	f, db := c.flags()
	x := exchangeCall{call: c}
	at := storeFlags(f, "this folder or address for now, instead of the store of this PC")
	once := f.Bool("once", false, "meet once, as without --every")
	every := f.Duration("every", 0, "meet again and again, with this time between, such as 5m")
	f.BoolVar(&x.asJSON, "json", false, "print one JSON object for each meeting")
	err := c.parseFlags(f)
	if err != nil {
		return err
	}
	if err := howOften(*once, *every); err != nil {
		return err
	}
	if x.store, err = at(); err != nil {
		return err
	}
	if x.path, err = placeOf(*db); err != nil {
		return err
	}
	if _, err := os.Stat(x.path); err != nil {
		return data.NewProblem(data.CodeNotFound, "There is no Waymark database at that place. Check the name of the file.")
	}
	if *every == 0 {
		return x.once(ctx)
	}
	for {
		if err := x.once(ctx); err != nil && ctx.Err() == nil {
			_ = status(err, c.errout) // the next meeting may reach the store
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(*every):
		}
	}
}

// howOften refuses a time between meetings that cannot be.
func howOften(once bool, every time.Duration) error {
	switch {
	case once && every != 0:
		return wrongUse{"Use --once or --every, not both."}
	case every != 0 && every < shortestEvery:
		return wrongUse{"Use --every with at least 10 seconds, such as --every 5m."}
	}
	return nil
}

// storeFlags are the options that say where a store is. What it returns is nil if no
// one was named.
func storeFlags(f *flag.FlagSet, about string) func() (*devices.Store, error) {
	at := f.String("store", "", about)
	keys := f.String("key-file", "", "a file with the two keys of a bucket or container, one on each line")
	return func() (*devices.Store, error) {
		if *at == "" {
			if *keys != "" {
				return nil, wrongUse{"Use --key-file together with --store."}
			}
			return nil, nil
		}
		s := &devices.Store{Address: wholePath(*at)}
		if *keys == "" {
			return s, nil
		}
		body, err := os.ReadFile(*keys)
		lines := strings.Fields(string(body))
		if err != nil || len(lines) != 2 {
			return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "The file of --key-file must have two lines: the name of the key, then its secret."}
		}
		s.ID, s.Secret = lines[0], lines[1]
		return s, nil
	}
}

// once meets once: in this program, or in the window that is open.
func (x *exchangeCall) once(ctx context.Context) error {
	s, err := office.Open(ctx, x.path, store.Options{})
	if data.CodeOf(err) == data.CodeInUse {
		return x.askWindow(ctx)
	}
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	m := meet.New(s)
	m.At = x.store
	told, over := x.steps()
	outcome, err := m.Now(ctx, meet.Fully, told)
	over()
	if meet.Stopped(err) {
		err = data.NewProblem(data.CodeRefused, "The exchange was stopped. What was exchanged until then stays, and the next one goes on from there.")
	}
	now, stands := m.Status(context.WithoutCancel(ctx))
	return x.report(now, outcome, errors.Join(err, stands))
}

// askWindow has the open window meet, and waits for what came of it.
func (x *exchangeCall) askWindow(ctx context.Context) error {
	if x.store != nil {
		return data.NewProblem(data.CodeInUse, "Waymark is open. Close its window to use another store, or leave out --store.")
	}
	s, err := store.Open(ctx, x.path, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	keeper := devices.NewKeeper(s)
	before, err := keeper.Status(ctx)
	if err != nil {
		return err
	}
	if !before.Standing.Meets() {
		return x.report(before, nil, nil)
	}
	if !instance.Ask(instance.Name(x.path), instance.Meet) {
		return data.NewProblem(data.CodeInUse, "Another program has the database open. Close it, then try again.")
	}
	now := before
	answered := instance.Until(ctx, windowMeets, func() bool {
		now, err = keeper.Status(ctx)
		return err != nil || !now.TriedAt.Equal(before.TriedAt)
	})
	if err != nil {
		return err
	}
	if !answered {
		return data.NewProblem(data.CodeInUse, "The window has not answered. Look there, in Settings › Devices.")
	}
	outcome, err := keeper.Outcome(ctx)
	if err == nil && outcome != nil && outcome.Failed {
		err = data.NewProblem(data.CodeRefused, outcome.Sentence)
	}
	return x.report(now, outcome, err)
}

// report prints what came of a meeting.
func (x *exchangeCall) report(now devices.Status, o *devices.Outcome, failed error) error {
	if o == nil && failed == nil && !now.Standing.Meets() {
		return data.NewProblem(data.CodeRefused, standsAlone(now.Standing))
	}
	if x.asJSON && o != nil {
		standing := string(now.Standing)
		if err := x.printJSON(exchangeJSON{standing, o}); err != nil {
			return err
		}
		return failed
	}
	if o != nil {
		x.sayOutcome(o, failed)
	}
	return failed
}

// standsAlone says why a PC meets no one.
func standsAlone(s meeting.Standing) string {
	switch s {
	case meeting.Struck:
		return "This PC was struck off, so it exchanges nothing. Its records stay on it. A manager can let it in again as a new PC: “waymark devices join”."
	case meeting.Left:
		return "This PC has left its service, so it exchanges nothing. “waymark devices join” joins one."
	}
	return "This PC works alone. “waymark devices start” starts a service, and “waymark devices join” joins one."
}

func (c *call) sayOutcome(o *devices.Outcome, failed error) {
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(c.out, format+"\n", args...) }
	if failed == nil {
		say("%s.", o.Sentence)
		say("%s sent, %s received.", data.Plural(o.Sent, "change", "changes"), data.Plural(o.Received, "change", "changes"))
	}
	if o.Waiting > 0 {
		say("%s on this PC.", data.Plural(o.Waiting, "change waits", "changes wait"))
	}
	if o.Settled > 0 {
		say("%s settled by rule.", data.Plural(o.Settled, "thing was", "things were"))
	}
	if o.NeedsPerson > 0 {
		say("%s a person: open Waymark and choose “Since you last met”.", data.Plural(o.NeedsPerson, "thing needs", "things need"))
	}
	for _, n := range o.Notices {
		say("%s", n)
	}
	for _, d := range o.Others {
		if d.Problem != "" {
			say("%s", d.Problem)
		}
	}
	for _, r := range o.Requests {
		say("A PC asks to join. If its screen shows “%s”, “waymark devices accept” lets it in.", strings.Join(r.Words, " "))
	}
}

// roleNames are the roles that a PC may have.
var roleNames = []access.Role{access.Manager, access.Prescriber, access.Reception, access.Coordinator}

// wholePath is a folder as people type it, from where they are; an address stays.
func wholePath(typed string) string {
	if strings.Contains(typed, "://") {
		return typed
	}
	if whole, err := filepath.Abs(typed); err == nil {
		return whole
	}
	return typed
}
