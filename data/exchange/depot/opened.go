package depot

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// engine is a kind of store. Its keys are whole: service, name and suffix.
type engine interface {
	// list returns the keys beneath a prefix that ends with "/", in any order and
	// with whatever else lies there.
	list(ctx context.Context, prefix string) ([]string, error)
	// services returns what may be the id of a service.
	services(ctx context.Context) ([]string, error)
	read(ctx context.Context, key string) ([]byte, error)
	// write stores a new object. If there is one of that key, the error is of the
	// kind Taken.
	write(ctx context.Context, key string, body []byte) error
	remove(ctx context.Context, key string) error
	// begin makes room for a service.
	begin(ctx context.Context, service string) error
	// end removes what begin made, if nothing is in it.
	end(ctx context.Context, service string) error
	// hold has every later call fail unless the marker is still there.
	hold(key string, marker []byte) error
	close() error
}

// opened is the Depot of one service, on any kind of store.
type opened struct {
	engine  engine
	service string
}

func (d *opened) marker() string         { return markerKey(d.service) }
func (d *opened) key(name string) string { return d.service + "/" + name + suffix }

// List implements Depot.
func (d *opened) List(ctx context.Context, prefix string) ([]string, error) {
	if prefix != "" && !isPrefix(prefix) {
		return nil, fmt.Errorf("depot: %q is no prefix of names", prefix)
	}
	keys, err := d.engine.list(ctx, d.service+"/"+prefix)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(keys))
	for _, key := range keys {
		name, ours := strings.CutPrefix(key, d.service+"/")
		name, whole := strings.CutSuffix(name, suffix)
		if ours && whole && strings.HasPrefix(name, prefix) && CheckName(name) == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// Read implements Depot.
func (d *opened) Read(ctx context.Context, name string) ([]byte, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	return d.engine.read(ctx, d.key(name))
}

// Write implements Depot.
func (d *opened) Write(ctx context.Context, name string, body []byte) error {
	if err := CheckName(name); err != nil {
		return err
	}
	return d.put(ctx, d.key(name), body)
}

func (d *opened) put(ctx context.Context, key string, body []byte) error {
	if len(body) == 0 || len(body) > MaxObject {
		return fmt.Errorf("depot: an object of %d bytes", len(body))
	}
	err := d.engine.write(ctx, key, body)
	if KindOf(err) != Taken {
		return err
	}
	// It may be ours, after an answer that was lost on its way.
	there, unread := d.engine.read(ctx, key)
	switch {
	case KindOf(unread) == NotFound:
		return busy(unread) // a store that says both has nodes that are behind
	case unread != nil:
		return unread
	case !bytes.Equal(there, body):
		return taken(err)
	}
	return nil
}

// taken says that a name has other bytes.
func taken(cause error) error {
	return fault(Taken, cause, data.CodeConflict, "The store holds something else under a name of this device. If this is a restored or copied database, set it up as a new device.")
}

// Remove implements Depot.
func (d *opened) Remove(ctx context.Context, name string) error {
	if err := CheckName(name); err != nil {
		return err
	}
	err := d.engine.remove(ctx, d.key(name))
	if KindOf(err) == NotFound {
		return nil
	}
	return err
}

// Close implements Depot.
func (d *opened) Close() error { return d.engine.close() }
