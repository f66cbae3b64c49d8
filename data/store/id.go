package store

import (
	"time"

	"github.com/google/uuid"

	"waymark/data"
)

func newID() data.ID { return data.ID(uuid.Must(uuid.NewV7()).String()) }

// instantLayout is how an instant is stored: UTC, to the millisecond, so that
// text order is time order.
const instantLayout = "2006-01-02T15:04:05.000Z"

// Instant is a time as it is stored.
func Instant(t time.Time) string { return t.UTC().Format(instantLayout) }

// ParseInstant reads a stored time.
func ParseInstant(s string) (time.Time, error) { return time.Parse(instantLayout, s) }
