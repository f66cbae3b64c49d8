package store

import (
	"context"
	"slices"

	"waymark/data"
)

// A person may ask that what is held about them is only kept (UK GDPR, Article
// 18). While that stands nothing about them is changed, whoever asks: each way to
// write a row asks here. What is counted leaves them out; see facts_gather.go.

// restricted are the clients whose record may only be kept, read once in a write.
type restricted struct {
	read bool
	ids  map[data.ID]bool
}

// StandingSQL is true of a request that restricts a record.
const StandingSQL = "restricts = 1 AND lifted_on IS NULL"

// alwaysKept are tables that are written whatever stands: the requests
// themselves, and what keeps a colleague safe who is out on a visit.
var alwaysKept = []string{"rights_request", "rights_text", "lone_card", "lone_call"}

// keeps returns an error if a row is of a client whose record may only be kept.
// client is "" where the row has to be asked.
func (t *Tx) keeps(table string, row, client data.ID, fields []Field) error {
	if slices.Contains(alwaysKept, table) || table == "consent" && row == "" && withdraws(fields) {
		return nil
	}
	known, err := t.restricted()
	if err != nil || len(known) == 0 {
		return err
	}
	of := client
	if table == "client" {
		of = row
	} else if row != "" && slices.Contains(register[table].columns, "client_id") {
		if err := t.Value(OrNull(&of), "SELECT client_id FROM "+table+" WHERE id = ?", row); err != nil { // table is our own
			return err
		}
	}
	return refuseRestricted(known[client] || known[of])
}

// keepsOwner is keeps for the parts of a record: owner is what their key begins with.
func (t *Tx) keepsOwner(table string, owner any) error {
	by, hangs := ofRow[table]
	known, err := t.restricted()
	if err != nil || len(known) == 0 || !hangs {
		return err
	}
	var client data.ID
	if err := t.Value(OrNull(&client), "SELECT client_id FROM "+by.parent+" WHERE "+by.key+" = ?", owner); err != nil { // names are our own
		return err
	}
	return refuseRestricted(known[client])
}

func refuseRestricted(is bool) error {
	if !is {
		return nil
	}
	return data.NewProblem(data.CodeRestricted, "Use of this person’s record is restricted, as they asked, so nothing was saved. A manager can lift that under Rights.")
}

// withdraws reports whether a row of consents says no: a person may take back a
// consent at any time.
func withdraws(fields []Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return f.Column == "given" && f.Value == false })
}

// Restricted reports whether the record of a client may only be kept, for writes
// about many people that leave such a client out.
func (t *Tx) Restricted(client data.ID) (bool, error) {
	known, err := t.restricted()
	return known[client], err
}

func (t *Tx) restricted() (map[data.ID]bool, error) {
	r := Remember[restricted](t)
	if r.read {
		return r.ids, nil
	}
	list, err := Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT client_id FROM rights_request WHERE "+StandingSQL)
	if err != nil {
		return nil, err
	}
	*r = restricted{read: true, ids: make(map[data.ID]bool, len(list))}
	for _, id := range list {
		r.ids[id] = true
	}
	return r.ids, nil
}

// forgetRestricted has them read again, after a request was written.
func (t *Tx) forgetRestricted(table string) {
	if table == "rights_request" {
		*Remember[restricted](t) = restricted{}
	}
}

// Standing returns by client why and since when a record may only be kept.
func Standing(ctx context.Context, q Querier) (map[data.ID]data.Standing, error) {
	type row struct {
		client data.ID
		data.Standing
	}
	list, err := Collect(ctx, q, func(r *row) []any { return []any{&r.client, &r.Kind, &r.Since} },
		"SELECT client_id, kind, asked_on FROM rights_request WHERE "+StandingSQL+" ORDER BY asked_on DESC, id DESC")
	by := make(map[data.ID]data.Standing, len(list))
	for _, r := range list { // the earliest of a client is the last
		by[r.client] = r.Standing
	}
	return by, err
}
