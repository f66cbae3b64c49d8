package data

import "time"

// ID names one record for good: a UUIDv7 in its 36 character form, made on the
// device where the record was first written. The empty ID means "none".
type ID string

// Stamp says who wrote a record and when, and is part of every stored record.
// Times are UTC to the millisecond. The store fills it; screens only read it.
type Stamp struct {
	CreatedAt time.Time `json:"created_at"`
	CreatedBy ID        `json:"created_by"` // a Staff ID, or empty when no one had said who they were
	UpdatedAt time.Time `json:"updated_at"`
	UpdatedBy ID        `json:"updated_by"`
}
