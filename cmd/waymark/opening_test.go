package main

import (
	"context"
	"strings"
	"testing"

	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/ui"
	"waymark/ui/theme"
)

// outOfPatience begins to open a database that takes too long; finish waits for it.
func (r *windowRecords) outOfPatience() (finish func()) {
	r.begin(context.Background())
	r.openLater(context.Background(), func(work func()) { finish = work })
	return finish
}

// An update of a large database once painted nothing for as long as it took.
func TestWindow_saysThatItIsOpeningWhatTakesLong(t *testing.T) {
	r := windowOf(t, plainRecords(t))
	finish := r.outOfPatience()
	if got := r.shows(); r.shell != nil || !strings.Contains(got, "Opening your records") {
		t.Fatalf("while the records are opened the window says %q", got)
	}
	finish()
	if got := r.shows(); r.shell == nil || !strings.Contains(got, "Who uses Waymark?") {
		t.Errorf("afterwards the window says %q", got)
	}
}

// The window is empty until the records are open. To someone who works in the dark it is
// not white before.
func TestWindow_beginsInTheLookThatItHadLast(t *testing.T) {
	path := plainRecords(t)
	r := windowOf(t, path)
	r.outOfPatience()()
	r.close()

	again := windowOf(t, path)
	ui.ShowGround(again.app, again.window, path)
	if look, ok := again.app.Settings().Theme().(*theme.Theme); !ok || !look.Same(theme.New(theme.Options{Dark: true, TextScale: 1.25})) {
		t.Error("it begins in another look than the records were shown in")
	}
	if got := again.shows(); got != "" {
		t.Errorf("the empty window says %q", got)
	}
}

func TestWindow_whatCannotBeOpenedInTheEndIsSaid(t *testing.T) {
	path := plainRecords(t)
	other, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	r := windowOf(t, path)
	r.outOfPatience()()
	if got := r.shows(); r.shell != nil || !strings.Contains(got, "could not open your records") {
		t.Errorf("the window says %q", got)
	}
}

func TestWindow_closedWhileItOpensLeavesTheFileFree(t *testing.T) {
	path := plainRecords(t)
	r := windowOf(t, path)
	finish := r.outOfPatience()
	r.close()
	finish()
	if got := r.shows(); r.shell != nil || !strings.Contains(got, "Opening your records") {
		t.Fatalf("it was shown after all: %q", got)
	}
	withOffice(t, path, func(context.Context, *office.Office) error { return nil })
}
