package depot

import (
	"context"
	"sync"
	"time"
)

// A call to a share whose server fell silent comes back when the system gives up,
// which can be never, and cannot be ended. So calls to a folder run beside, and so
// many of them at most; who finds no room is told that the folder does not answer.
const beside = 4

var slots = struct {
	sync.Mutex
	of map[string]chan struct{}
}{of: map[string]chan struct{}{}}

// slotsOf returns the room for calls to a folder, the same one for each meeting.
func slotsOf(root string) chan struct{} {
	slots.Lock()
	defer slots.Unlock()
	if slots.of[root] == nil {
		slots.of[root] = make(chan struct{}, beside)
	}
	return slots.of[root]
}

// away runs work beside and returns what it returns, or the error of ctx once that
// has ended. The work may go on after that.
func away[T any](ctx context.Context, f *folder, work func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	select {
	case f.slot <- struct{}{}:
	case <-ctx.Done():
		return none, ctx.Err()
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-f.slot }()
		value, err := work()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// patiently repeats a call for a short while as long as another program has the
// file open in a way that keeps us out, as virus scanners and sync programs do.
func patiently(call func() error) error {
	const longest = 640 * time.Millisecond
	var err error
	for pause := 10 * time.Millisecond; ; pause *= 2 {
		if err = call(); err == nil || !isHeld(err) || pause > longest {
			return err
		}
		time.Sleep(pause)
	}
}
