package main

import (
	"context"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// restoreStates have a backup that is older than what was saved last.
func restoreStates() []state {
	return []state{
		{name: "restore", appearance: "light", fill: fillBackup, only: "restore", clients: true},
		{name: "restore-dark", appearance: "dark", fill: fillBackup, only: "restore", clients: true},
	}
}

func fillBackup(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	gone := data.Client{GivenNames: "Ivor", FamilyName: "Pett"}
	if err := s.Casework.SaveClient(ctx, &gone); err != nil {
		return err
	}
	made, err := s.BackupNow(ctx)
	if err != nil {
		return err
	}
	at := time.Date(day.Year, day.Month, day.Day, 9, 5, 0, 0, time.Local)
	if err := os.Chtimes(made, at, at); err != nil { // the list shows when the file was written
		return err
	}
	if _, err := s.Casework.EraseClient(ctx, gone.ID); err != nil {
		return err
	}
	for _, name := range []string{"Okafor", "Ellis"} {
		c := data.Client{GivenNames: "Ada", FamilyName: name}
		if err := s.Casework.SaveClient(ctx, &c); err != nil {
			return err
		}
		if err := s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: s.Session.Today()}); err != nil {
			return err
		}
	}
	return nil
}

// restoreScreens ask whether the newest backup should be restored.
func restoreScreens() []screen {
	return []screen{{name: "restore",
		route: func(people) host.Route {
			return host.Route{Area: host.Settings, View: host.ViewPart, Record: "Data and backups"}
		},
		then: func(w fyne.Window) error {
			for _, o := range test.LaidOutObjects(w.Content()) {
				if rows, ok := o.(*kit.Rows); ok && rows.OnOpen != nil && rows.Heading == nil {
					rows.Select(0)
					if rows.Selected() == 0 {
						rows.OnOpen(0)
					}
				}
			}
			return nil
		}}}
}
