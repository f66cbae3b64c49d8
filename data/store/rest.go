package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// restWithin is how long Rest may wait for connections that someone uses meanwhile.
const restWithin = time.Second

// Rest returns the memory in which the idle connections keep what they read: up
// to 64 MB each, which a program that stays open all day would hold for nothing.
// The next reading fetches its pages from the system's cache.
func (s *Store) Rest(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, restWithin)
	defer stop()
	var resting []*sql.Conn
	var all error
	for range s.reader.Stats().Idle {
		c, err := s.reader.Conn(ctx)
		if err != nil {
			if ctx.Err() == nil {
				all = errors.Join(all, err)
			}
			break
		}
		resting = append(resting, c)
	}
	for _, c := range resting {
		if _, err := c.ExecContext(ctx, "PRAGMA shrink_memory"); err != nil && ctx.Err() == nil {
			all = errors.Join(all, err)
		}
		all = errors.Join(all, c.Close())
	}
	return Problem(all)
}
