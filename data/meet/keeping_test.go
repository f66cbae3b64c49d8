package meet_test

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A window that hears of a lone-working card says to the others that it has it, by
// itself and at once.
func TestKeeping_confirmsALoneWorkingCard(t *testing.T) {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	folder := filepath.Join(t.TempDir(), "shared")
	must(t, os.Mkdir(folder, 0o700))
	var seconds atomic.Int64
	clock := data.Clock(func() time.Time {
		return time.Date(2026, 4, 8, 9, 0, 0, 0, time.UTC).Add(time.Duration(seconds.Add(1)) * time.Second)
	})
	open := func(name string) *office.Office {
		s, err := office.Open(ctx, filepath.Join(t.TempDir(), name+".db"), store.Options{Clock: clock})
		must(t, err)
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	out, buddy := open("out"), open("buddy")
	mine, theirs := meet.Keep(out), meet.Keep(buddy)
	must(t, mine.Begin(ctx, "Laptop", devices.Store{Address: folder}))
	must(t, theirs.Join(ctx, devices.Store{Address: folder}))
	asks, err := mine.Now(ctx)
	must(t, err)
	must(t, out.Devices.Admit(ctx, asks.Requests[0].Asks(), "Buddy", access.Manager, nil))
	_, err = mine.Now(ctx)
	must(t, err)
	_, err = theirs.Now(ctx)
	must(t, err)

	c := data.Client{GivenNames: "Walter", FamilyName: "Finch", Address: "9 Canute Road"}
	must(t, out.Casework.SaveClient(ctx, &c))
	v := data.Visit{ClientID: c.ID, On: data.MustDate("2026-04-08"), At: "14:00"}
	must(t, out.Visits.Save(ctx, &v))
	card, err := out.Lone.Card(ctx, v.ID)
	must(t, err)
	card.Buddy, card.BuddyTel = "Gemma Whitlock", "01632 960155"
	must(t, out.Lone.GoOut(ctx, card))
	if r, err := mine.Reached(ctx, "lone_card", card.ID); err != nil || r != (devices.Reach{Others: 1}) {
		t.Errorf("%+v, %v before it was sent", r, err)
	}
	_, err = mine.Now(ctx)
	must(t, err)
	if r, err := mine.Reached(ctx, "lone_card", card.ID); err != nil || r != (devices.Reach{Sent: true, Others: 1}) {
		t.Errorf("%+v, %v once it was sent", r, err)
	}

	met := make(chan struct{}, 1)
	theirs.Told = func() {
		select {
		case met <- struct{}{}:
		default:
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		theirs.Run(ctx)
	}()
	for {
		<-met
		_, err := mine.Now(ctx)
		must(t, err)
		if r, err := mine.Reached(ctx, "lone_card", card.ID); err != nil || r.Have == 1 {
			must(t, err)
			break
		}
	}
	end()
	<-done
}
