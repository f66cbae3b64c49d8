package depot

import (
	"context"
	"errors"
	"time"

	"waymark/data"
)

// patient gives every call of a store a deadline, and repeats what failed because
// the store was busy or did not answer. A write is repeated with the same bytes.
type patient struct {
	store  engine
	limits Limits
}

// call makes a call that moves n bytes at most.
func call[T any](ctx context.Context, l Limits, n int, f func(context.Context) (T, error)) (value T, err error) {
	for attempt := range l.Attempts {
		if attempt > 0 {
			if err := rest(ctx, l.Pause<<(attempt-1)); err != nil {
				return value, err
			}
		}
		value, err = within(ctx, l.forBytes(n), f)
		if k := KindOf(err); k != Unreachable && k != Busy {
			return value, err
		}
	}
	return value, err
}

// within makes a call once. If only the call's own time is over, that is a fault of
// the store.
func within[T any](ctx context.Context, d time.Duration, f func(context.Context) (T, error)) (T, error) {
	limited, stop := context.WithTimeout(ctx, d)
	defer stop()
	value, err := f(limited)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		err = ctx.Err()
	case errors.Is(err, context.DeadlineExceeded) && KindOf(err) == "":
		err = silent(err)
	}
	return value, err
}

func silent(cause error) error {
	return fault(Unreachable, cause, data.CodeUnreachable, "The store does not answer. Check the network. What you changed is safe on this PC.")
}

// rest waits, or returns early if ctx ends.
func rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (p patient) list(ctx context.Context, prefix string) ([]string, error) {
	return call(ctx, p.limits, MaxObject, func(ctx context.Context) ([]string, error) { return p.store.list(ctx, prefix) })
}

func (p patient) services(ctx context.Context) ([]string, error) {
	return call(ctx, p.limits, 0, p.store.services)
}

func (p patient) read(ctx context.Context, key string) ([]byte, error) {
	return call(ctx, p.limits, MaxObject, func(ctx context.Context) ([]byte, error) { return p.store.read(ctx, key) })
}

func (p patient) write(ctx context.Context, key string, body []byte) error {
	_, err := call(ctx, p.limits, len(body), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.store.write(ctx, key, body)
	})
	return err
}

func (p patient) remove(ctx context.Context, key string) error {
	_, err := call(ctx, p.limits, 0, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.store.remove(ctx, key) })
	return err
}

func (p patient) begin(ctx context.Context, service string) error {
	_, err := call(ctx, p.limits, 0, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.store.begin(ctx, service) })
	return err
}

func (p patient) end(ctx context.Context, service string) error {
	_, err := call(ctx, p.limits, 0, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.store.end(ctx, service) })
	return err
}

func (p patient) hold(key string, marker []byte) error { return p.store.hold(key, marker) }
func (p patient) close() error                         { return p.store.close() }
