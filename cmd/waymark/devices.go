package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/depot"
	"waymark/data/exchange/member"
	"waymark/data/fold"
	"waymark/data/meet"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// devicesCall is one use of a command about the PCs of a service.
type devicesCall struct {
	*call
	office              *office.Office
	meet                *meet.Meet
	store               *devices.Store
	name, device, words string
	role, partner       string
	surgeries           []string
	service             string
	asJSON              bool
}

// runDevices is the family of commands about the PCs of a service.
func runDevices(ctx context.Context, c *call) error {
	d := devicesCall{call: c}
	action := c.command.name[len("devices "):]
	f, db := c.flags()
	at := func() (*devices.Store, error) { return nil, nil }
	switch action {
	case "start", "join", "store":
		at = storeFlags(f, "a folder, s3://BUCKET?endpoint=https://HOST or azblob://CONTAINER?storage_account=NAME")
	}
	switch action {
	case "start":
		f.StringVar(&d.name, "name", "", "what this PC is called")
	case "join":
		f.StringVar(&d.service, "service", "", "the id of the service, if the store holds several")
	case "accept":
		f.StringVar(&d.words, "words", "", "the six words on the screen of the PC that asks; without them, who asks is listed")
		f.StringVar(&d.name, "name", "", "what that PC is called")
		f.StringVar(&d.role, "role", "", "who works at it: manager, prescriber, reception or coordinator")
		f.StringVar(&d.partner, "partner", "", "of a partnership, the one whose clients’ records a prescriber’s PC receives; without it, all records")
		f.Func("surgery", "the surgery of a reception; may be given several times", func(s string) error { d.surgeries = append(d.surgeries, s); return nil })
	case "strike":
		f.StringVar(&d.device, "device", "", "the name or id of the PC")
	case "list":
		f.BoolVar(&d.asJSON, "json", false, "print one JSON object")
	}
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if err := noWords(slices.DeleteFunc(words, func(w string) bool { return w == action })); err != nil {
		return err
	}
	if d.store, err = at(); err != nil {
		return err
	}
	open := c.openToWrite
	if action == "list" {
		open = c.lookAt
	}
	if d.office, err = open(ctx, *db); err != nil {
		return err
	}
	defer func() { _ = d.office.Close() }()
	d.meet = meet.New(d.office)
	return map[string]func(context.Context) error{"list": d.list, "start": d.start, "join": d.join, "accept": d.accept, "strike": d.strike,
		"leave": d.leave, "store": d.move}[action](ctx)
}

func (d *devicesCall) needsStore() error {
	if d.store == nil {
		return wrongUse{"Say where the store is: a folder that all PCs reach, or the address of a bucket, with --store."}
	}
	return nil
}

func (d *devicesCall) say(format string, args ...any) {
	_, _ = fmt.Fprintf(d.out, format+"\n", args...)
}

func (d *devicesCall) start(ctx context.Context) error {
	if err := d.needsStore(); err != nil {
		return err
	}
	if d.name == "" {
		return wrongUse{"Say what this PC is called, with --name."}
	}
	told, over := d.steps()
	defer over()
	if _, err := d.meet.Begin(ctx, d.name, *d.store, told); err != nil {
		return err
	}
	d.say("The service has begun, with this PC as its first. On the next PC, run “waymark devices join” with the same store.")
	return nil
}

func (d *devicesCall) join(ctx context.Context) error {
	if err := d.needsStore(); err != nil {
		return err
	}
	s, err := d.meet.Join(ctx, *d.store, d.service)
	if err != nil {
		return err
	}
	d.say("%s\n", strings.Join(s.Words, " "))
	d.say("These six words must be the same on a manager’s PC: compare them by phone or side by side, not by email. Once this PC was let in, “waymark exchange” fetches the records.")
	return nil
}

// accept lets a PC in whose words a person has compared.
func (d *devicesCall) accept(ctx context.Context) error {
	if err := d.office.Session.May(access.Devices, access.Read|access.Write); err != nil {
		return err
	}
	met, err := d.meetNow(ctx)
	if err != nil {
		return err
	}
	if met == nil || len(met.Requests) == 0 {
		if err := d.needsManagersPC(ctx); err != nil {
			return err
		}
		return data.NewProblem(data.CodeNotFound, "No PC asks to join. On the new PC, run “waymark devices join” first.")
	}
	if d.words == "" {
		for _, r := range met.Requests {
			d.say("%s  asked %s", strings.Join(r.Words, " "), data.DayAndHour(r.At.Local(), "2 January 2006"))
		}
		d.say("If the new PC shows the same words, let it in with --words, --name and --role.")
		return nil
	}
	typed := strings.Fields(strings.ToLower(d.words))
	i := slices.IndexFunc(met.Requests, func(r devices.Request) bool { return slices.Equal(r.Words, typed) })
	if i < 0 {
		return data.NewProblem(data.CodeNotFound, "No PC that asks to join has these words. Check them. If they differ from what this PC lists, let no one in and ask whoever runs the store.")
	}
	role, surgeries, err := d.roleAsked(ctx)
	if err != nil {
		return err
	}
	if err := d.admit(ctx, met.Requests[i].Asks(), role, surgeries); err != nil {
		return err
	}
	if _, err := d.meetNow(ctx); err != nil {
		return err
	}
	d.say("“%s” is let in. It has the records after its next exchange.", d.name)
	return nil
}

// needsManagersPC returns an error at a PC of a service that is no manager's, or that waits
// to be let in itself: who asks to join is not seen there.
func (d *devicesCall) needsManagersPC(ctx context.Context) error {
	s, err := d.office.Devices.Service(ctx)
	if err != nil {
		return err
	}
	manages := slices.ContainsFunc(s.Devices, func(one *member.Device) bool { return one.ID == s.Me && one.Manager() })
	if s.ID != "" && !manages {
		return data.NewProblem(data.CodeRefused, "Only a manager’s PC can let another PC in. Do this on a manager’s PC.")
	}
	return nil
}

// meetNow has this PC meet the others, and says what it does.
func (d *devicesCall) meetNow(ctx context.Context) (*devices.Outcome, error) {
	told, over := d.steps()
	defer over()
	return d.meet.Now(ctx, meet.Fully, told)
}

// admit lets a PC in, with all records of its kind or with those of one partner.
func (d *devicesCall) admit(ctx context.Context, asks *member.Request, role access.Role, surgeries []data.ID) error {
	if d.partner == "" {
		return d.office.Devices.Admit(ctx, asks, d.name, role, surgeries)
	}
	partner, err := partnerNamed(ctx, d.office, d.partner)
	if err != nil {
		return err
	}
	return d.office.Devices.AdmitForPartner(ctx, asks, d.name, partner.ID)
}

// roleAsked returns who works at the PC that is let in.
func (d *devicesCall) roleAsked(ctx context.Context) (access.Role, []data.ID, error) {
	role := access.Role(strings.ToLower(d.role))
	if !slices.Contains(roleNames, role) {
		return "", nil, wrongUse{"Say who works at the new PC, with --role manager, prescriber, reception or coordinator."}
	}
	if len(d.surgeries) > 0 && member.KindOf(role) != member.ForSurgery {
		return "", nil, wrongUse{"Only a reception has surgeries. Leave out --surgery."}
	}
	if d.partner != "" && role != access.Prescriber {
		return "", nil, wrongUse{"Only a prescriber’s PC can hold the records of one partner. Leave out --partner."}
	}
	var ids []data.ID
	for _, name := range d.surgeries {
		s, err := surgeryNamed(ctx, d.office, name)
		if err != nil {
			return "", nil, err
		}
		ids = append(ids, s.ID)
	}
	return role, ids, nil
}

// named returns the PC of a name or id that belongs to the service.
func (d *devicesCall) named(s *devices.Service) (*member.Device, error) {
	var found []*member.Device
	for _, one := range s.Devices {
		if one.ID == d.device || one.Active() && fold.Text(one.Name) == fold.Text(d.device) {
			found = append(found, one)
		}
	}
	switch {
	case d.device == "":
		return nil, wrongUse{"Say which PC, with --device NAME. “waymark devices list” lists them."}
	case len(found) == 0:
		return nil, data.NewProblem(data.CodeNotFound, "No PC of the service has that name. “waymark devices list” lists them.")
	case len(found) > 1:
		return nil, data.NewProblem(data.CodeConflict, "Several PCs have that name. Give the id of the one, as “waymark devices list --json” lists it.")
	}
	return found[0], nil
}

func (d *devicesCall) strike(ctx context.Context) error {
	s, err := d.office.Devices.Service(ctx)
	if err != nil {
		return err
	}
	one, err := d.named(s)
	if err != nil {
		return err
	}
	if err := d.office.Devices.Strike(ctx, one.ID); err != nil {
		return err
	}
	if _, err := d.meetNow(ctx); err != nil {
		d.say("“%s” is struck off on this PC. The others know once this PC has met.", one.Name)
		return err
	}
	d.say("“%s” is struck off. It gets nothing new. What it sent until now counts, and the records that it has stay on it.", one.Name)
	return nil
}

func (d *devicesCall) leave(ctx context.Context) error {
	o, err := d.meet.Leave(ctx)
	if err != nil {
		return err
	}
	d.say("%s.", o.Sentence)
	return nil
}

// move says where the store is from now on, with what is in the old one.
func (d *devicesCall) move(ctx context.Context) error {
	if err := d.needsStore(); err != nil {
		return err
	}
	told, over := d.steps()
	defer over()
	if err := d.office.MoveStore(ctx, *d.store, told); err != nil {
		return err
	}
	d.say("The store is %s now. Choose it on the other PCs too.", shownAddress(d.store.Address))
	return nil
}

// shownAddress is an address as it is understood.
func shownAddress(typed string) string {
	a, err := depot.ParseAddress(typed)
	if err != nil {
		return typed
	}
	if a.Kind == depot.Folder {
		return a.Folder
	}
	return a.String()
}

// deviceJSON is one PC in what “waymark devices list --json” prints.
type deviceJSON struct {
	*devices.Other
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	This     bool     `json:"this_pc"`
	Role     string   `json:"role"`
	Surgery  []string `json:"surgeries"`
	Partner  string   `json:"partner"`
	Standing string   `json:"standing"`
}

func (d *devicesCall) list(ctx context.Context) error {
	s, err := d.office.Devices.Service(ctx)
	if err != nil {
		return err
	}
	if s.Me == "" {
		return data.NewProblem(data.CodeRefused, standsAlone(s.Standing))
	}
	met, err := d.office.Devices.Outcome(ctx)
	if err != nil {
		return err
	}
	surgeries, err := d.office.Lists.Surgeries(ctx, true)
	if err != nil {
		return err
	}
	partners, err := d.office.Lists.Partners(ctx, true)
	if err != nil {
		return err
	}
	list := make([]deviceJSON, 0, len(s.Devices))
	for _, one := range s.Devices {
		list = append(list, lineOf(one, s, met, surgeries))
		for _, p := range partners {
			if p.ID == one.Partner {
				list[len(list)-1].Partner = p.Name
			}
		}
	}
	if d.asJSON {
		return d.printJSON(map[string]any{"service": s.ID, "standing": s.Standing, "store": shownAddress(s.Store.Address), "words": s.Words, "devices": list})
	}
	if s.Words != nil {
		d.say("This PC waits to be let in. Its words are: %s", strings.Join(s.Words, " "))
	}
	for _, one := range list {
		role := one.Role
		if one.Partner != "" {
			role += ", " + one.Partner
		}
		d.say("%-24s  %-12s  %s", one.Name, role, one.line())
	}
	return nil
}

func lineOf(one *member.Device, s *devices.Service, met *devices.Outcome, surgeries []data.Surgery) deviceJSON {
	j := deviceJSON{ID: one.ID, Name: one.Name, This: one.ID == s.Me, Role: string(one.Role), Standing: "belongs", Surgery: []string{}}
	switch {
	case !one.Struck.IsZero():
		j.Standing = "struck"
	case !one.Left.IsZero():
		j.Standing = "left"
	}
	for _, id := range one.Surgeries {
		for _, v := range surgeries {
			if v.ID == id {
				j.Surgery = append(j.Surgery, v.Name)
			}
		}
	}
	if met != nil {
		for i := range met.Others {
			if met.Others[i].ID == one.ID {
				j.Other = &met.Others[i]
			}
		}
	}
	return j
}

// line says in words how a PC stands.
func (j *deviceJSON) line() string {
	switch {
	case j.Standing == "struck":
		return "struck off"
	case j.Standing == "left":
		return "left"
	case j.This:
		return "this PC"
	case j.Other == nil || j.LastMet.IsZero():
		return "not met yet"
	case j.Problem != "":
		return j.Problem
	}
	return "last heard of " + data.DayAndHour(j.LastMet.Local(), "2 January 2006")
}
