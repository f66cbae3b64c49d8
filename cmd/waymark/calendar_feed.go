package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/reports/calendar"
)

// The feed is written again once nothing has changed for feedPause, and every
// feedTurn all the same, since what it holds is counted from today.
const (
	feedPause = 3 * time.Second
	feedTurn  = time.Hour
)

// keepCalendarFeed keeps the calendar file fresh that the user has chosen a folder
// for, until ctx ends. It runs beside the window. write writes it once.
func keepCalendarFeed(ctx context.Context, s *office.Office, log *slog.Logger, pause time.Duration, write func(context.Context) error) {
	changed := make(chan struct{}, 1)
	cancel := s.Subscribe(func(c store.Change) {
		if c.OfStory() || c.Is(store.ChangedLists, store.ChangedSettings, store.ChangedDirectory) {
			select {
			case changed <- struct{}{}:
			default: // it is to be written anyway
			}
		}
	})
	defer cancel()
	turn := time.NewTicker(feedTurn)
	defer turn.Stop()
	failed := false
	for {
		if err := write(ctx); err != nil && ctx.Err() == nil {
			if !failed { // a folder that is gone is said once
				log.Error("write calendar feed", "code", data.CodeOf(err), "error", err)
			}
			failed = true
		} else {
			failed = false
		}
		select {
		case <-ctx.Done():
			return
		case <-turn.C:
		case <-changed:
		}
		if !rest(ctx, changed, pause) {
			return
		}
	}
}

// rest waits until nothing has changed for a while; it is false when ctx ended.
func rest(ctx context.Context, changed <-chan struct{}, pause time.Duration) bool {
	quiet := time.NewTimer(pause)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-changed:
			quiet.Reset(pause)
		case <-quiet.C:
			return true
		}
	}
}

// writeFeed writes the calendar file once, if a folder is chosen for it and whoever
// chose it is at the PC: it lies where they can read it, so it has what they may see.
func writeFeed(ctx context.Context, s *office.Office, clock data.Clock) error {
	if s.Session.May(access.Overview, access.Read) != nil {
		return nil // the window is locked, or belongs to a role without a calendar
	}
	folder, err := s.Lists.Setting(ctx, lists.SettingFeedFolder)
	if err != nil || folder == "" {
		return err
	}
	if theirs, err := ownFeed(ctx, s); err != nil || !theirs {
		return err
	}
	names, err := s.Lists.Setting(ctx, lists.SettingFeedNames)
	if err != nil {
		return err
	}
	today := clock.Today()
	a, err := s.Overview.Agenda(ctx, agenda.Filter{From: today.AddDays(-calendar.FeedBack), To: today.AddDays(calendar.FeedAhead), Changes: true})
	if err != nil {
		return err
	}
	_, err = calendar.Write(ctx, filepath.Join(folder, calendar.FeedName), a, names == "yes", clock.Now().Truncate(time.Second))
	return err
}

// ownFeed reports whether the feed is that of whoever is at the PC. One that was set up
// before people signed in is written only as someone sees it who sees every client.
func ownFeed(ctx context.Context, s *office.Office) (bool, error) {
	who := s.Session.Identity()
	by, err := s.Lists.Setting(ctx, lists.SettingFeedBy)
	if !who.SignedIn || by != "" {
		return !who.SignedIn || by == string(who.Person), err
	}
	_, narrowed := s.Session.Scope()
	return !narrowed, err
}
