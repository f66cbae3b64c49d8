package seal

import (
	"net/url"
	"time"
)

// This file makes sealed files one by one; the program makes them from a Template.

// Create makes a sealed file without a page at path, where there is none.
func Create(path string, key *Key, now time.Time, slots ...NewSlot) error {
	t, err := NewTemplate(key, now, slots...)
	if err != nil {
		return err
	}
	return t.CreateFrom(path, key)
}

// CreateLike is Create with the slots of another file that the key opens.
func CreateLike(path string, key *Key, like string) error {
	t, err := TemplateOf(like)
	if err != nil {
		return err
	}
	return t.CreateFrom(path, key)
}

// CreateDatabase is Create followed by the first page of an empty database, which has a
// log. uri is the file as an SQLite URI without a query.
func CreateDatabase(path, uri string, key *Key, now time.Time, slots ...NewSlot) error {
	if err := Create(path, key, now, slots...); err != nil {
		return err
	}
	q := url.Values{}
	key.QueryNew(q)
	return writeFirst(firstSealed, uri+"?"+q.Encode(), withLog)
}
