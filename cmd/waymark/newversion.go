package main

import (
	"context"
	"log/slog"
	"time"

	"waymark/assets"
	"waymark/data"
	"waymark/data/access"
	"waymark/data/release"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/ui/host"
)

// lookForVersions is how often a place is asked again for a newer version.
const lookForVersions = 12 * time.Hour

// program is what this program says of itself.
func program() host.Program {
	return host.Program{Version: version, Edition: ownEdition().String(), Licences: assets.Licences, Newest: newest}
}

func newest(ctx context.Context, place string) (release.Release, error) {
	return release.Read(ctx, place, release.Keys())
}

// keepLookingForVersions asks the place that the service set, if it set one, at
// once, twice a day and when another is set, and tells what it found. An empty
// Release means that nothing is known. It runs until ctx ends.
func keepLookingForVersions(ctx context.Context, s *office.Office, log *slog.Logger, ask func(context.Context, string) (release.Release, error), tell func(release.Release)) {
	changed := make(chan struct{}, 1)
	defer s.Subscribe(func(c store.Change) {
		if c.Is(store.ChangedSettings) {
			select {
			case changed <- struct{}{}:
			default: // it is to be asked anyway
			}
		}
	})()
	turn := time.NewTicker(lookForVersions)
	defer turn.Stop()
	asked, failed := "", false
	for {
		place := placeOfVersions(ctx, s)
		if place != asked || place != "" {
			r, err := askPlace(ctx, place, ask)
			if err != nil && !failed && ctx.Err() == nil { // a folder that is gone is logged once
				log.Error("look for new versions", "code", data.CodeOf(err))
			}
			asked, failed = place, err != nil
			if ctx.Err() == nil {
				tell(r)
			}
		}
		for again := false; !again; {
			select {
			case <-ctx.Done():
				return
			case <-turn.C:
				again = true
			case <-changed:
				again = placeOfVersions(ctx, s) != asked
			}
		}
	}
}

func askPlace(ctx context.Context, place string, ask func(context.Context, string) (release.Release, error)) (release.Release, error) {
	if place == "" {
		return release.Release{}, nil
	}
	return ask(ctx, place)
}

// placeOfVersions is "" on a reception's PC: only staff are told.
func placeOfVersions(ctx context.Context, s *office.Office) string {
	if s.Session.Role() != access.Everything {
		return ""
	}
	place, err := s.Lists.Setting(ctx, lists.SettingReleases)
	if err != nil {
		return ""
	}
	return place
}
