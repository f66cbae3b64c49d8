package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
)

// What others are sent is read from the database as it was once all was ready. Someone who
// saved something meanwhile waited until all had been read, which took minutes where a PC
// had just been let in.
func TestWriteAndLook_readsWhatWasWrittenWhileOthersWrite(t *testing.T) {
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{})
	must(t, err)
	defer func() { must(t, s.Close()) }()
	d := s.For(access.NewSession("", access.Everything, s.Clock()), access.Exchange)
	add := func(row string) func(*store.Tx) error {
		return func(t *store.Tx) error {
			return t.Derive("INSERT INTO clinic_due (tbl, row) VALUES (1, ?)", row)
		}
	}
	looked := false
	must(t, d.WriteAndLook(ctx, add("a"), func(look *store.Tx) error {
		looked = true
		must(t, d.Write(ctx, store.Change{}, add("b")))
		n := 0
		must(t, look.Value(&n, "SELECT count(*) FROM clinic_due"))
		if n != 1 {
			t.Errorf("%d rows are read, of which one was there", n)
		}
		if err := add("c")(look); err == nil {
			t.Error("a look writes")
		}
		return nil
	}))
	n := 0
	must(t, d.QueryRowContext(ctx, "SELECT count(*) FROM clinic_due").Scan(&n))
	if !looked || n != 2 {
		t.Errorf("looked: %v; %d rows in the end", looked, n)
	}
	err = d.WriteAndLook(ctx, func(*store.Tx) error { return context.Canceled }, func(*store.Tx) error {
		t.Error("looks at what was not written")
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
