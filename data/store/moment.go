package store

import (
	"database/sql"
	"time"
)

// moment reads an instant that may not have come yet; see AtOrNever.
type moment struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(src any) error {
	if s, ok := src.(string); ok && s == "" {
		*m.to = time.Time{}
		return nil
	}
	return stored(m).Scan(src)
}

// AtOrNever reads a stored instant, or "" as the zero time.
func AtOrNever(to *time.Time) sql.Scanner { return moment{to} }

// InstantOrNever is a time as it is stored, "" for the zero time.
func InstantOrNever(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Instant(t)
}
