package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"

	"waymark/data/release"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

// TestNewVersionsAreLookedForWhereTheServiceSays: nothing is asked until a place is
// set, another place is asked at once, and none at all takes the line away.
func TestNewVersionsAreLookedForWhereTheServiceSays(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	told, asked, ended := make(chan string), make(chan string, 10), make(chan struct{})
	ask := func(_ context.Context, place string) (release.Release, error) {
		asked <- place
		return release.Release{Version: "9.0.0"}, nil
	}
	set := func(place string) {
		t.Helper()
		if err := s.Lists.SetSetting(ctx, lists.SettingReleases, place); err != nil {
			t.Fatal(err)
		}
	}
	set("/releases")
	go func() {
		defer close(ended)
		keepLookingForVersions(ctx, s, slog.New(slog.DiscardHandler), ask, func(r release.Release) { told <- r.Version })
	}()
	if v := <-told; v != "9.0.0" || <-asked != "/releases" {
		t.Errorf("told of %q", v)
	}
	set("/elsewhere")
	if v := <-told; v != "9.0.0" || <-asked != "/elsewhere" {
		t.Errorf("told of %q", v)
	}
	set("")
	if v := <-told; v != "" || len(asked) != 0 {
		t.Errorf("told of %q, asked %d more", v, len(asked))
	}
	stop()
	<-ended
}
