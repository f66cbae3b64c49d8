package depot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"waymark/data"
	"waymark/data/exchange/depot"
)

const (
	service = "0197f3a0-1111-7abc-8def-0123456789ab"
	other   = "0197f3a0-2222-7abc-8def-0123456789ab"
)

var marker = []byte("signed: service " + service)

// verify stands for the signature, which is the business of the caller.
func verify(m []byte) error {
	if !bytes.Equal(m, marker) {
		return errors.New("not the marker of the service")
	}
	return nil
}

func placed(t *testing.T, a depot.Address) depot.Place {
	t.Helper()
	return depot.Place{Address: a, Service: service, Verify: verify}
}

// begun begins the service in a place and opens it.
func begun(t *testing.T, p depot.Place) depot.Depot {
	t.Helper()
	d, err := depot.Begin(t.Context(), p, marker)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// contract is what every kind of store does. fresh returns an empty place.
func contract(t *testing.T, fresh func(t *testing.T) depot.Place) {
	t.Run("what was written is listed and read", func(t *testing.T) {
		d := begun(t, fresh(t))
		put(t, d, "segment/aa/0000000002.seg", "two")
		put(t, d, "segment/aa/0000000001.seg", "one")
		put(t, d, "segment/ab/0000000001.seg", "other")
		put(t, d, "control/0000000001", "c")
		wantList(t, d, "segment/aa/", "segment/aa/0000000001.seg", "segment/aa/0000000002.seg")
		wantList(t, d, "segment/", "segment/aa/0000000001.seg", "segment/aa/0000000002.seg", "segment/ab/0000000001.seg")
		wantList(t, d, "", "control/0000000001", "segment/aa/0000000001.seg", "segment/aa/0000000002.seg", "segment/ab/0000000001.seg")
		wantList(t, d, "segment/ac/")
		wantRead(t, d, "segment/aa/0000000002.seg", "two")
	})
	t.Run("an object is written once", func(t *testing.T) {
		d := begun(t, fresh(t))
		put(t, d, "segment/aa/1", "one")
		put(t, d, "segment/aa/1", "one")
		err := d.Write(t.Context(), "segment/aa/1", []byte("another"))
		if depot.KindOf(err) != depot.Taken || data.CodeOf(err) != data.CodeConflict {
			t.Fatalf("other bytes: %v", err)
		}
		wantRead(t, d, "segment/aa/1", "one")
	})
	t.Run("of many writers at once one wins", func(t *testing.T) { raceToWrite(t, begun(t, fresh(t))) })
	t.Run("what is removed is gone, and removing is repeatable", func(t *testing.T) {
		d := begun(t, fresh(t))
		put(t, d, "segment/aa/1", "one")
		for range 2 {
			if err := d.Remove(t.Context(), "segment/aa/1"); err != nil {
				t.Fatal(err)
			}
		}
		wantList(t, d, "segment/aa/")
		_, err := d.Read(t.Context(), "segment/aa/1")
		if depot.KindOf(err) != depot.NotFound || data.CodeOf(err) != data.CodeNotFound || !passing(err) {
			t.Fatalf("reading what was removed: %v", err)
		}
	})
	t.Run("more than a page of objects", func(t *testing.T) { manyObjects(t, begun(t, fresh(t))) })
	t.Run("an object of the greatest size", func(t *testing.T) {
		d := begun(t, fresh(t))
		large := bytes.Repeat([]byte("0123456789abcdef"), depot.MaxObject/16)
		put(t, d, "segment/aa/1", string(large))
		wantRead(t, d, "segment/aa/1", string(large))
		if err := d.Write(t.Context(), "segment/aa/2", append(large, 'x')); err == nil {
			t.Fatal("a byte more was taken")
		}
		if err := d.Write(t.Context(), "segment/aa/3", nil); err == nil {
			t.Fatal("an empty object was taken")
		}
	})
	t.Run("a place without the service is an error, not empty", func(t *testing.T) {
		p := fresh(t)
		_, err := depot.Open(t.Context(), p)
		if depot.KindOf(err) != depot.NoMarker || !passing(err) {
			t.Fatalf("no marker: %v", err)
		}
		begun(t, p)
		strange := p
		strange.Service = other
		if _, err := depot.Open(t.Context(), strange); depot.KindOf(err) != depot.NoMarker {
			t.Fatalf("another service: %v", err)
		}
	})
	t.Run("a marker that is not ours is refused", func(t *testing.T) {
		p := fresh(t)
		begun(t, p)
		p.Verify = func([]byte) error { return errors.New("forged") }
		_, err := depot.Open(t.Context(), p)
		if depot.KindOf(err) != depot.Foreign || passing(err) {
			t.Fatalf("forged marker: %v", err)
		}
		_, err = depot.Begin(t.Context(), p, []byte("another marker"))
		if depot.KindOf(err) != depot.Taken {
			t.Fatalf("begun over another: %v", err)
		}
	})
	t.Run("services side by side do not see each other", func(t *testing.T) {
		p := fresh(t)
		d := begun(t, p)
		second := p
		second.Service, second.Verify = other, nil
		d2 := begun(t, second)
		put(t, d, "control/1", "first")
		put(t, d2, "control/1", "second")
		wantRead(t, d, "control/1", "first")
		wantList(t, d, "", "control/1")
		found, err := depot.Services(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, f := range found {
			ids = append(ids, f.Service)
			if !bytes.Equal(f.Marker, marker) {
				t.Errorf("marker of %s: %q", f.Service, f.Marker)
			}
		}
		slices.Sort(ids)
		if !slices.Equal(ids, []string{service, other}) {
			t.Fatalf("services: %v", ids)
		}
	})
	t.Run("a call that was given up is no fault of the store", func(t *testing.T) {
		d := begun(t, fresh(t))
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if err := d.Write(ctx, "control/1", []byte("x")); !errors.Is(err, context.Canceled) || depot.KindOf(err) != "" {
			t.Fatalf("write: %v", err)
		}
		if _, err := d.List(ctx, ""); !errors.Is(err, context.Canceled) {
			t.Fatalf("list: %v", err)
		}
	})
	t.Run("names of another form are refused", func(t *testing.T) {
		d := begun(t, fresh(t))
		for _, name := range badNames {
			if err := d.Write(t.Context(), name, []byte("x")); err == nil {
				t.Errorf("wrote %q", name)
			}
			if _, err := d.Read(t.Context(), name); err == nil {
				t.Errorf("read %q", name)
			}
			if err := d.Remove(t.Context(), name); err == nil {
				t.Errorf("removed %q", name)
			}
		}
		if _, err := d.List(t.Context(), "segment"); err == nil {
			t.Error("listed half a name")
		}
		wantList(t, d, "")
	})
}

func raceToWrite(t *testing.T, d depot.Depot) {
	const writers = 8
	errs := make([]error, writers)
	var group sync.WaitGroup
	for i := range writers {
		group.Go(func() { errs[i] = d.Write(t.Context(), "segment/aa/1", fmt.Appendf(nil, "writer %d", i)) })
	}
	group.Wait()
	won := -1
	for i, err := range errs {
		switch {
		case err == nil && won < 0:
			won = i
		case err == nil:
			t.Errorf("writers %d and %d both won", won, i)
		case depot.KindOf(err) != depot.Taken:
			t.Errorf("writer %d: %v", i, err)
		}
	}
	wantRead(t, d, "segment/aa/1", fmt.Sprintf("writer %d", won))
}

// manyObjects has more objects than a store lists at once, in folders whose names
// differ by what sorts before "/".
func manyObjects(t *testing.T, d depot.Depot) {
	var want []string
	for _, device := range []string{"laptop", "laptop-2", "laptop2"} {
		for i := range 700 {
			want = append(want, fmt.Sprintf("segment/%s/%010d.seg", device, i))
		}
	}
	work := make(chan string)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for name := range work {
				if err := d.Write(t.Context(), name, []byte(name)); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
	for _, name := range want {
		work <- name
	}
	close(work)
	group.Wait()
	slices.Sort(want)
	wantList(t, d, "", want...)
	wantList(t, d, "segment/laptop/", slices.DeleteFunc(slices.Clone(want), func(n string) bool { return !strings.HasPrefix(n, "segment/laptop/") })...)
}

func put(t *testing.T, d depot.Depot, name, body string) {
	t.Helper()
	if err := d.Write(t.Context(), name, []byte(body)); err != nil {
		t.Fatalf("writing %s: %v (%v)", name, err, errors.Unwrap(err))
	}
}

func wantRead(t *testing.T, d depot.Depot, name, want string) {
	t.Helper()
	got, err := d.Read(t.Context(), name)
	if err != nil || string(got) != want {
		t.Fatalf("reading %s: %d bytes, want %d; %v", name, len(got), len(want), err)
	}
}

func wantList(t *testing.T, d depot.Depot, prefix string, want ...string) {
	t.Helper()
	got, err := d.List(t.Context(), prefix)
	if err != nil {
		t.Fatalf("listing %q: %v (%v)", prefix, err, errors.Unwrap(err))
	}
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Fatalf("listing %q: %d names, want %d\n%.300q\n%.300q", prefix, len(got), len(want), got, want)
	}
}

// passing reports whether a fault may be over by itself at the next meeting.
func passing(err error) bool {
	switch depot.KindOf(err) {
	case depot.Unreachable, depot.Busy, depot.Gone, depot.NoMarker, depot.NotFound:
		return true
	}
	return false
}
