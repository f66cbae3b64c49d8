package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/reports/calendar"
)

// TestCalendarFeed_restsWhileSomeoneElseIsAtThePC: a manager who signed in at the PC of
// a prescriber with clients of their own had everyone’s appointments written into that
// prescriber’s file, and a volunteer emptied the manager’s.
func TestCalendarFeed_restsWhileSomeoneElseIsAtThePC(t *testing.T) {
	d, ctx, folder := newDiaryDesk(t), context.Background(), t.TempDir()
	set := func(key, value string) {
		t.Helper()
		if err := d.store.Lists.SetSetting(ctx, key, value); err != nil {
			t.Fatal(err)
		}
	}
	set(lists.SettingFeedFolder, folder)
	written := func(who access.Identity) bool {
		t.Helper()
		d.store.Session.SignIn(who)
		if err := writeFeed(ctx, d.store, data.SystemClock()); err != nil {
			t.Fatal(err)
		}
		err := os.Remove(filepath.Join(folder, calendar.FeedName))
		return err == nil
	}
	boss, own := access.Identity{Person: "boss", Role: access.Manager}, access.Identity{Person: "own", Role: access.Prescriber, OwnOnly: true}
	d.store.Session.SignIn(boss)
	set(lists.SettingFeedBy, string(boss.Person))
	if !written(boss) || written(own) || written(access.Identity{Person: "coordinator", Role: access.Coordinator}) {
		t.Error("the feed of a manager is not written by them alone")
	}
	d.store.Session.SignIn(boss)
	set(lists.SettingFeedBy, string(own.Person))
	if !written(own) || written(boss) {
		t.Error("the feed of a prescriber is not written by them alone")
	}
	d.store.Session.SignIn(boss)
	set(lists.SettingFeedBy, "")
	if !written(boss) || written(own) {
		t.Error("a feed from before people signed in is written by someone who sees a part")
	}
	d.store.Session.Lock()
	if err := writeFeed(ctx, d.store, data.SystemClock()); err != nil {
		t.Errorf("a locked window is said to be a fault: %v", err)
	}
}
