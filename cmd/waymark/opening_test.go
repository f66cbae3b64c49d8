package main

import (
	"context"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// An update of a large database once painted nothing for as long as it took.
func TestWindow_saysThatItIsOpeningWhatTakesLong(t *testing.T) {
	r := windowOf(t, plainRecords(t))
	var finish func()
	if err := r.open(context.Background(), 0, func(work func()) { finish = work }); err != nil {
		t.Fatal(err)
	}
	if finish == nil {
		t.Fatal("opened without patience")
	}
	if got := r.shows(); r.shell != nil || !strings.Contains(got, "Opening your records") {
		t.Fatalf("while the records are opened the window says %q", got)
	}
	finish()
	if got := r.shows(); r.shell == nil || !strings.Contains(got, "Who uses Waymark?") {
		t.Errorf("afterwards the window says %q", got)
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
	var finish func()
	if err := r.open(context.Background(), 0, func(work func()) { finish = work }); data.CodeOf(err) == data.CodeInUse {
		t.Skip("it was known at once")
	}
	finish()
	if got := r.shows(); r.shell != nil || !strings.Contains(got, "could not open your records") {
		t.Errorf("the window says %q", got)
	}
}

func TestWindow_closedWhileItOpensLeavesTheFileFree(t *testing.T) {
	path := plainRecords(t)
	r := windowOf(t, path)
	var finish func()
	if err := r.open(context.Background(), 0, func(work func()) { finish = work }); err != nil {
		t.Fatal(err)
	}
	opening := r.opening
	r.close()
	finish()
	if opening == nil || r.shell != nil {
		t.Fatal("it was not on its way, or was shown after all")
	}
	withOffice(t, path, func(context.Context, *office.Office) error { return nil })
}
