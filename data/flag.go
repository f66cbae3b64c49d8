package data

import (
	"fmt"
)

// Flag is a warning about a client that whoever meets them has to know at a
// glance, such as a dog or oxygen at home. It is reviewed on a day, and kept
// as history once it is lifted.
type Flag struct {
	ID       ID     `json:"id"`
	ClientID ID     `json:"client_id"`
	KindID   ID     `json:"kind_id"`
	Kind     string `json:"-"`    // the name of the kind
	Note     string `json:"note"` // what to know beyond the kind, such as "Alsatian, in the yard"
	Why      string `json:"why"`  // how it is known
	SetOn    Date   `json:"set_on"`
	// SetBy is who set the flag, and RenewedBy who found last that it still holds.
	SetBy      ID     `json:"set_by"`
	SetByName  string `json:"-"`
	ReviewOn   Date   `json:"review_on"`
	RenewedOn  Date   `json:"renewed_on"`
	RenewedBy  ID     `json:"renewed_by"`
	LiftedOn   Date   `json:"lifted_on"`
	LiftedBy   ID     `json:"lifted_by"`
	LiftedName string `json:"-"`
	LiftedWhy  string `json:"lifted_why"`
	Stamp
}

// FlagKind is one of the kinds of flag that the service uses; it edits the list
// in Settings.
type FlagKind struct {
	ID       ID     `json:"id"`
	Name     string `json:"name"`
	Position int    `json:"position"` // order in lists, from 1
	Retired  bool   `json:"retired"`
	Stamp
}

// FlagMonths is after how many months a flag is reviewed, unless another day is
// chosen.
const FlagMonths = 6

// longestReview is how far ahead a flag may be reviewed: what no one looks at for
// longer is not known any more.
const longestReview = 24

// Label is the flag in a few words, such as "Dog: Alsatian, in the yard".
func (f *Flag) Label() string {
	switch {
	case f.Kind == "":
		return f.Note
	case f.Note == "":
		return f.Kind
	}
	return f.Kind + ": " + f.Note
}

// Lifted reports whether the flag counts no more.
func (f *Flag) Lifted() bool { return !f.LiftedOn.IsZero() }

// Expired reports whether the flag is due to be renewed or lifted. It still
// counts until someone has.
func (f *Flag) Expired(today Date) bool {
	return !f.Lifted() && !f.ReviewOn.IsZero() && !f.ReviewOn.After(today)
}

// IsAlert reports whether this is the line of text that a client had before there
// were flags: it has no kind and no review.
func (f *Flag) IsAlert() bool { return f.ID == "" }

// About says who set the flag, why, and when it is reviewed, in one line.
func (f *Flag) About(today Date) string {
	if f.IsAlert() {
		return "Alert on the record, without a review date"
	}
	text := "Set " + f.SetOn.Short()
	if f.SetByName != "" {
		text = fmt.Sprintf("Set %s by %s", f.SetOn.Short(), f.SetByName)
	}
	if !f.RenewedOn.IsZero() {
		text = fmt.Sprintf("%s, renewed %s", text, f.RenewedOn.Short())
	}
	if f.Why != "" {
		text += ": " + f.Why
	}
	switch {
	case f.Lifted():
		removed := "removed " + f.LiftedOn.Short()
		if f.LiftedName != "" {
			removed = fmt.Sprintf("removed %s by %s", f.LiftedOn.Short(), f.LiftedName)
		}
		text += " · " + removed
		if f.LiftedWhy != "" {
			text += ": " + f.LiftedWhy
		}
	case f.Expired(today):
		text += " · review was due " + f.ReviewOn.Short()
	default:
		text += " · review " + f.ReviewOn.Short()
	}
	return text
}

// Validate reports what is wrong as FieldErrors, or nil.
func (f *Flag) Validate(today Date) error {
	var c check
	f.Note, f.Why, f.LiftedWhy = Tidy(f.Note), Tidy(f.Why), Tidy(f.LiftedWhy)
	c.that(f.ClientID != "", "ClientID", "Choose the client first.")
	c.that(f.KindID != "", "KindID", "Choose what kind of flag it is.")
	c.length("Note", "The text", f.Note, MaxLine)
	c.length("Why", "The reason", f.Why, MaxLine)
	c.that(f.Why != "", "Why", "Enter how this is known, for example “seen on the visit of 3 March”.")
	c.that(!f.SetOn.IsZero() && !f.SetOn.After(today), "SetOn", "Enter the day it was set, today or earlier.")
	if !f.Lifted() {
		f.checkReview(&c, today)
	}
	return c.err()
}

func (f *Flag) checkReview(c *check, today Date) {
	switch {
	case f.ReviewOn.IsZero():
		c.add("ReviewOn", "Enter the day on which someone looks at it again.")
	case !f.ReviewOn.After(today):
		c.add("ReviewOn", "Date must be in the future")
	case f.ReviewOn.After(today.AddMonths(longestReview)):
		c.add("ReviewOn", "Enter a day within the next 2 years.")
	}
}

// Validate reports what is wrong as FieldErrors, or nil.
func (k *FlagKind) Validate() error {
	var c check
	k.Name = Tidy(k.Name)
	c.that(k.Name != "", "Name", "Enter a name for the kind of flag.")
	c.length("Name", "The name", k.Name, MaxName)
	return c.err()
}

// FlagDue is a flag that waits to be renewed or lifted.
type FlagDue struct {
	Flag
	Client string
}
