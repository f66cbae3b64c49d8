// Command onechange changes one client's record in a database, so that a report on
// it can be timed after a change: a first referral moves by a day. A database of
// today is written by its own kernel, because of the check values of its pages;
// one of 0.3 has none. Only for databases made to be measured.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	_ "github.com/mattn/go-sqlite3"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

func main() {
	change := today
	if len(os.Args) == 3 && os.Args[1] == "--old" {
		change = old
	}
	if err := change(context.Background(), os.Args[len(os.Args)-1]); err != nil {
		fmt.Fprintln(os.Stderr, "onechange:", err)
		os.Exit(1)
	}
}

func today(ctx context.Context, path string) error {
	s, err := office.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 50})
	if err != nil {
		return err
	}
	for _, row := range rows {
		record, err := s.Overview.Record(ctx, row.ID)
		if err != nil {
			return err
		}
		if len(record.Referrals) > 0 {
			r := record.Referrals[0]
			r.ReceivedOn = r.ReceivedOn.AddDays(-1)
			return s.Casework.UpdateReferral(ctx, &r)
		}
	}
	return fmt.Errorf("no referral among the first %d clients", len(rows))
}

func old(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=rw")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	_, err = db.ExecContext(ctx, "UPDATE referral SET received_on = date(received_on, '-1 day') WHERE id = (SELECT min(id) FROM referral)")
	return err
}
