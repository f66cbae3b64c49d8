package data

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// The settings of how long records and backups are kept. Years and days are whole
// numbers; "0": without end.
const (
	SettingContactYears = "retention_contact_years" // of people who were referred and never seen; "": 2
	SettingCaseYears    = "retention_case_years"    // of people whom the service worked with; "": 8
	SettingBackupDays   = "backup_days"             // of backups; "": 90
)

// The retention that is commonly applied, and for how many days backups are kept.
const (
	DefaultContactYears = 2
	DefaultCaseYears    = 8
	DefaultBackupDays   = 90
)

// RetentionKind is the kind of record that a retention rule is for.
type RetentionKind string

// The kinds of records.
const (
	RetainContact RetentionKind = "contact" // no more than a referral or a call
	RetainCase    RetentionKind = "case"    // the service worked with the person
)

// RetentionKinds are the kinds of records in the order of Settings.
var RetentionKinds = []RetentionKind{RetainContact, RetainCase}

// Words is what screens and certificates call the kind.
func (k RetentionKind) Words() string {
	if k == RetainContact {
		return "Referred, never seen"
	}
	return "Case ended"
}

// RetentionRules says after how many years without anything new each kind of record
// is due to be erased. 0: it is kept without end.
type RetentionRules struct{ ContactYears, CaseYears int }

// mostYears is more than any record is kept.
const mostYears = 100

// ReadRetentionYears reads a number of years as it is stored; what cannot be read is
// the default.
func ReadRetentionYears(stored string, byDefault int) int {
	n, err := strconv.Atoi(stored)
	if err != nil || n < 0 || n > mostYears {
		return byDefault
	}
	return n
}

// Years returns for how many years a kind is kept, 0 without end.
func (r RetentionRules) Years(k RetentionKind) int {
	if k == RetainContact {
		return r.ContactYears
	}
	return r.CaseYears
}

// Sentence says the rule of a kind, such as "8 years after the case ended".
func (r RetentionRules) Sentence(k RetentionKind) string {
	years := r.Years(k)
	switch {
	case years == 0:
		return "Kept without end"
	case k == RetainContact:
		return Plural(years, "year after the last contact", "years after the last contact")
	}
	return Plural(years, "year after the case ended", "years after the case ended")
}

// RetentionDue is a client whose record has been kept as long as its rule says.
type RetentionDue struct {
	ClientID ID
	Name     string
	Born     Date
	Kind     RetentionKind
	LastOn   Date // when anything last happened
	DueOn    Date // since when the record is due to be erased
	// Kept is set if someone decided to keep the record for longer.
	Kept *RetentionKept
	// Warnings says what of the record is still open, such as a task. Whoever
	// decides should look at that first.
	Warnings []string
}

// RetentionKept is the decision to keep a record beyond its retention.
type RetentionKept struct {
	ID       ID
	ClientID ID
	Until    Date
	Because  string
	Stamp
}

// Validate tidies the text, and returns FieldErrors if something is missing. today is
// the day it is.
func (k *RetentionKept) Validate(today Date) error {
	var errs FieldErrors
	k.Because = Tidy(k.Because)
	if k.Because == "" {
		errs = append(errs, FieldError{Field: "Because", Sentence: "Enter why the record is kept, for example “Complaint not settled”."})
	}
	switch {
	case k.Until.IsZero():
		errs = append(errs, FieldError{Field: "Until", Sentence: "Enter until when it is kept, like 07/04/2027."})
	case !k.Until.After(today):
		errs = append(errs, FieldError{Field: "Until", Sentence: "Date must be after today."})
	case k.Until.After(today.AddMonths(12 * mostYears)):
		errs = append(errs, FieldError{Field: "Until", Sentence: "Date must be within 100 years."})
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// The occasions of an erasure.
const (
	ErasedOnRequest = "request"   // someone asked for it, or it was decided for one record
	ErasedOnTime    = "retention" // the record had been kept as long as its rule says
)

// ErasureCertificate says that records were erased. It names no one who was.
type ErasureCertificate struct {
	ID       ID
	Occasion string // ErasedOnRequest or ErasedOnTime
	People   int
	Body     ErasureBody
	Stamp
}

// ErasureBody is what an erasure certificate lists.
type ErasureBody struct {
	// Kinds is how many people there were of each kind, and what the rule was then.
	Kinds []ErasedKind `json:"kinds,omitempty"`
	// Rows is how many records were erased of each sort.
	Rows []ErasedRows `json:"rows"`
	// Backups are the files that still hold one of the people, without folders.
	Backups []ErasedBackup `json:"backups"`
	// Kept is how many records were due and are kept, with a reason.
	Kept int `json:"kept,omitempty"`
}

// ErasedKind is how many people were erased by one rule.
type ErasedKind struct {
	Kind   RetentionKind `json:"kind"`
	Rule   string        `json:"rule"`
	People int           `json:"people"`
}

// ErasedRows is how many records of one sort were erased.
type ErasedRows struct {
	Sort string `json:"sort"`
	N    int    `json:"n"`
}

// ErasedBackup is a file that still holds someone.
type ErasedBackup struct {
	Name   string `json:"name"`
	Until  Date   `json:"until"` // zero: it stays until someone deletes it
	Unread bool   `json:"unread,omitempty"`
}

// OtherRows is what a certificate calls the rows that it does not list by sort.
const OtherRows = "Other records"

// OrNil returns the certificate, or nil if nothing was certified.
func (c *ErasureCertificate) OrNil() *ErasureCertificate {
	if c.ID == "" {
		return nil
	}
	return c
}

// AddKind counts people of a kind.
func (b *ErasureBody) AddKind(k ErasedKind) {
	if k.People == 0 {
		return
	}
	for i := range b.Kinds {
		if b.Kinds[i].Kind == k.Kind {
			b.Kinds[i].People += k.People
			return
		}
	}
	b.Kinds = append(b.Kinds, k)
}

// AddRows counts rows of a sort. The sorts stay in order, with the rest last.
func (b *ErasureBody) AddRows(r ErasedRows) {
	for i := range b.Rows {
		if b.Rows[i].Sort == r.Sort {
			b.Rows[i].N += r.N
			return
		}
	}
	b.Rows = append(b.Rows, r)
	slices.SortFunc(b.Rows, func(x, y ErasedRows) int {
		if x.Sort == OtherRows || y.Sort == OtherRows {
			return cmp.Compare(strings.Count(x.Sort, OtherRows), strings.Count(y.Sort, OtherRows))
		}
		return cmp.Compare(x.Sort, y.Sort)
	})
}

// AddBackup notes a file, once.
func (b *ErasureBody) AddBackup(f ErasedBackup) {
	for _, known := range b.Backups {
		if known.Name == f.Name {
			return
		}
	}
	b.Backups = append(b.Backups, f)
}

// Number is what a certificate is called in conversation: the end of its ID.
func (c *ErasureCertificate) Number() string {
	const length = 8
	id := string(c.ID)
	return id[max(0, len(id)-length):]
}

// HeldUntil is the last day on which a backup holds one of the people. forever: at
// least one stays until someone deletes it. Zero and false: none holds them.
func (b *ErasureBody) HeldUntil() (last Date, forever bool) {
	for _, f := range b.Backups {
		if f.Until.IsZero() {
			forever = true
		}
		if f.Until.After(last) {
			last = f.Until
		}
	}
	return last, forever
}
