package depot

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"waymark/data"
)

// Try finds out whether a store does what Waymark needs, with a file of its own that
// is removed again. It returns a sentence that says so, or an error that says what is
// wrong. The service of the place is not looked at.
func Try(ctx context.Context, p Place) (string, error) {
	p.Service = noService
	p.Limits.Attempts = 1
	d, err := open(p)
	if err != nil {
		return "", err
	}
	defer func() { _ = d.Close() }()
	folder := noService + "/try/"
	key := folder + fmt.Sprintf("%x", []byte(rand.Text()[:12])) + suffix
	body := []byte(rand.Text())
	tried := false
	defer func() {
		if !tried {
			_ = d.engine.remove(ctx, key)
		}
		_ = d.engine.end(ctx, noService)
	}()
	for _, step := range []struct {
		verb string
		does func() error
	}{
		{"list", func() error { _, err := d.engine.list(ctx, folder); return err }},
		{"read", func() error { return d.lacks(ctx, key) }},
		{"write", func() error { return errors.Join(d.engine.begin(ctx, noService), d.engine.write(ctx, key, body)) }},
		{"list", func() error { return d.shows(ctx, folder, key) }},
		{"read", func() error { return d.returns(ctx, key, body) }},
		{"remove", func() error { return d.engine.remove(ctx, key) }},
	} {
		if err := step.does(); err != nil {
			return "", atStep(step.verb, err)
		}
	}
	tried = true
	return "The store works. Waymark wrote a file there, found it, read it and removed it.", nil
}

// lacks asks for what is not there, to see whether it may.
func (d *opened) lacks(ctx context.Context, key string) error {
	_, err := d.engine.read(ctx, key)
	if KindOf(err) == NotFound {
		return nil
	}
	return err
}

func (d *opened) shows(ctx context.Context, folder, key string) error {
	keys, err := d.engine.list(ctx, folder)
	if err == nil && !slices.Contains(keys, key) {
		err = fault(Odd, nil, data.CodeConflict, "The store took a file but does not list it. Try again in a minute. If it stays so, choose another store.")
	}
	return err
}

func (d *opened) returns(ctx context.Context, key string, body []byte) error {
	there, err := d.engine.read(ctx, key)
	if err == nil && !bytes.Equal(there, body) {
		err = fault(Odd, nil, data.CodeConflict, "The store returned something else than was written. Choose another store.")
	}
	return err
}

// atStep says which of the things that Waymark needs is not allowed.
func atStep(verb string, err error) error {
	if KindOf(err) != Permission {
		return err
	}
	return fault(Permission, err, data.CodeRefused, "The store does not let Waymark "+verb+" files. Ask who looks after it to allow that.")
}
