package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/reports/rightscopy"
)

// rightsFlags are the flags that all of “waymark rights” have.
func (c *call) rightsFlags() (f *flag.FlagSet, db, client *string, asJSON *bool) {
	f, db = c.flags()
	return f, db, f.String("client", "", "the ID or the NHS number of the client"), f.Bool("json", false, "print one JSON object")
}

// openRights reads the arguments and opens the database for one of “waymark rights”.
func (c *call) openRights(ctx context.Context, f *flag.FlagSet, db *string) (*office.Office, error) {
	words, err := c.parse(f)
	if err != nil {
		return nil, err
	}
	if len(words) != 1 {
		return nil, wrongUse{"Say “rights list”, “rights add” or “rights pack”, and nothing else without a flag."}
	}
	s, err := c.openExisting(ctx, *db)
	if err != nil {
		return nil, err
	}
	if err := s.Session.May(access.Rights, access.Read|access.Write); err != nil { // before anyone is looked for
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// runRightsList lists what people asked under their rights.
func runRightsList(ctx context.Context, c *call) error {
	f, db, client, asJSON := c.rightsFlags()
	s, err := c.openRights(ctx, f, db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	return listRights(ctx, c, s, *client, *asJSON)
}

// runRightsAdd records that a person asked for a copy of what is held.
func runRightsAdd(ctx context.Context, c *call) error {
	f, db, client, asJSON := c.rightsFlags()
	var asked dayFlag
	f.Var(&asked, "asked", "the day the request arrived; without it today")
	s, err := c.openRights(ctx, f, db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	who, err := clientFor(ctx, s, *client)
	if err != nil {
		return err
	}
	return addRights(ctx, c, s, who, asked.Date, *asJSON)
}

// runRightsPack makes the copy.
func runRightsPack(ctx context.Context, c *call) error {
	f, db, client, asJSON := c.rightsFlags()
	out := f.String("out", "", "the new folder for the copy")
	unread := f.Bool("leave-out-unread", false, "leave texts that no one has read out of the copy")
	s, err := c.openRights(ctx, f, db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if *out == "" {
		return wrongUse{"Say where the copy goes with --out, a new folder."}
	}
	who, err := clientFor(ctx, s, *client)
	if err != nil {
		return err
	}
	return packRights(ctx, c, s, who, *out, *unread, *asJSON)
}

// clientFor finds a client by ID or NHS number.
func clientFor(ctx context.Context, s *office.Office, given string) (data.ID, error) {
	if given == "" {
		return "", wrongUse{"Say whom it is about with --client."}
	}
	if c, err := s.Casework.Client(ctx, data.ID(given)); err == nil {
		return c.ID, nil
	} else if data.CodeOf(err) != data.CodeNotFound {
		return "", err
	}
	rows, n, err := s.Casework.Clients(ctx, data.ClientFilter{Words: given, Limit: 2})
	if err != nil {
		return "", err
	}
	if n != 1 {
		return "", data.NewProblem(data.CodeNotFound, "No client has this ID or NHS number. “waymark rights list --json” and “waymark export all” give the IDs.")
	}
	return rows[0].ID, nil
}

// rightsLine is a request as 'rights list --json' prints it. Names are left out.
type rightsLine struct {
	ID         data.ID          `json:"id"`
	Client     data.ID          `json:"client_id"`
	Kind       data.RightsKind  `json:"kind"`
	State      data.RightsState `json:"state"`
	AskedOn    data.Date        `json:"asked_on"`
	DueOn      data.Date        `json:"due_on"`
	WaitsFor   data.RightsWait  `json:"waits_for,omitempty"`
	Restricts  bool             `json:"restricts"`
	HandedHow  string           `json:"handed_how,omitempty"`
	AnsweredOn data.Date        `json:"answered_on"`
}

func listRights(ctx context.Context, c *call, s *office.Office, client string, asJSON bool) error {
	rows, err := s.Rights.Open(ctx)
	if client != "" {
		who, findErr := clientFor(ctx, s, client)
		if findErr != nil {
			return findErr
		}
		rows, err = s.Rights.Of(ctx, who)
	}
	if err != nil {
		return err
	}
	list := struct {
		Requests []rightsLine `json:"requests"`
	}{[]rightsLine{}}
	for i := range rows {
		r := &rows[i]
		list.Requests = append(list.Requests, rightsLine{r.ID, r.ClientID, r.Kind, r.State, r.AskedOn, r.Due.On, r.Due.Waits, r.Stands(), r.HandedHow.Label(), r.ClosedOn})
		if asJSON {
			continue
		}
		about := r.State.Label()
		if r.State == data.RightsOpen {
			about = r.Due.Sentence(data.SystemClock().Today())
		}
		if _, err := fmt.Fprintf(c.out, "%s  %s, asked %s. %s.\n", r.ClientID, r.Kind.Label(), r.AskedOn.Short(), about); err != nil {
			return err
		}
	}
	if asJSON {
		return c.printJSON(list)
	}
	if len(rows) == 0 {
		_, err = fmt.Fprintln(c.out, "No request is open.")
	}
	return err
}

func addRights(ctx context.Context, c *call, s *office.Office, who data.ID, asked data.Date, asJSON bool) error {
	if asked.IsZero() {
		asked = data.SystemClock().Today()
	}
	r := &data.RightsRequest{ClientID: who, Kind: data.RightsAccess, AskedOn: asked, AskedHow: "letter"}
	if err := s.Rights.Save(ctx, r); err != nil {
		return err
	}
	row, err := s.Rights.Request(ctx, r.ID)
	if err != nil {
		return err
	}
	if asJSON {
		return c.printJSON(rightsLine{r.ID, who, r.Kind, r.State, r.AskedOn, row.Due.On, row.Due.Waits, false, "", data.Date{}})
	}
	_, err = fmt.Fprintf(c.out, "The request is recorded. %s.\n", row.Due.Sentence(data.SystemClock().Today()))
	return err
}

// packRights makes the copy for the open request of a client.
func packRights(ctx context.Context, c *call, s *office.Office, who data.ID, out string, unread, asJSON bool) error {
	rows, err := s.Rights.Of(ctx, who)
	if err != nil {
		return err
	}
	var request *data.RightsRow
	for i := range rows {
		if rows[i].Kind == data.RightsAccess && rows[i].State == data.RightsOpen {
			request = &rows[i]
			break
		}
	}
	if request == nil {
		return data.NewProblem(data.CodeNotFound, "This client has no open subject access request. Record one with “waymark rights add”, or under Rights in the window.")
	}
	folder, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	black := 0
	err = s.Rights.Deliver(ctx, request.ID, folder, unread, func(folder string, p *data.RightsPack) error {
		for _, n := range p.Black() {
			black += n
		}
		return rightscopy.Files(ctx, folder, p)
	})
	if err != nil {
		return err
	}
	if asJSON {
		return c.printJSON(struct {
			Out        string    `json:"out"`
			Files      []string  `json:"files"`
			BlackedOut int       `json:"blacked_out"`
			DueOn      data.Date `json:"due_on"`
		}{out, []string{rightscopy.PDFName, rightscopy.JSONName}, black, request.Due.On})
	}
	_, err = fmt.Fprintf(c.out, "The copy is in %s: %s to read and %s for programs. %s blacked out. %s.\nIt is personal data. Hand it over in person or encrypted, and record how.\n",
		out, rightscopy.PDFName, rightscopy.JSONName, data.Plural(black, "part is", "parts are"), request.Due.Sentence(data.SystemClock().Today()))
	return err
}

// RightsCopy implements host.Documents.
func (documents) RightsCopy(ctx context.Context, folder string, p *data.RightsPack) error {
	return rightscopy.Files(ctx, folder, p)
}
