package data

// Absence is a time when a member of staff is away. It lasts from FromAt on From
// to ToAt on To.
type Absence struct {
	ID      ID          `json:"id"`
	StaffID ID          `json:"staff_id"`
	From    Date        `json:"from"`
	To      Date        `json:"to"`      // inclusive
	FromAt  string      `json:"from_at"` // "HH:MM"; "": from the start of the day
	ToAt    string      `json:"to_at"`   // "HH:MM"; "": to the end of the day
	Kind    AbsenceKind `json:"kind"`
	Note    string      `json:"note"`
	Stamp
}

// AbsenceRow is an absence with the name of who is away.
type AbsenceRow struct {
	Absence
	Staff string
}

// AbsenceKind is why someone is away.
type AbsenceKind string

// AbsenceKinds lists the kinds.
func AbsenceKinds() []Option[AbsenceKind] {
	return []Option[AbsenceKind]{{"leave", "Leave"}, {"sickness", "Sickness"}, {"training", "Training"}, {"other", "Other"}}
}

// Label is the kind in words.
func (k AbsenceKind) Label() string { return labelOf(AbsenceKinds(), k) }

// Validate reports what is wrong as FieldErrors, or nil.
func (a *Absence) Validate() error {
	var k check
	a.Note = TidyNote(a.Note)
	k.that(a.StaffID != "", "StaffID", "Choose who is away.")
	k.that(known(AbsenceKinds(), a.Kind), "Kind", "Choose the kind of absence.")
	k.that(!a.From.IsZero(), "From", "Enter the first day.")
	if a.To.IsZero() {
		a.To = a.From
	}
	k.that(!a.To.Before(a.From), "To", "The last day must not be before the first.")
	k.that(a.To.Sub(a.From) <= 3*366, "To", "An absence can last 3 years at most. Check the year.")
	k.that(a.FromAt == "" || IsClock(a.FromAt), "FromAt", "Enter a time, like 9:30, or leave it empty for the whole day.")
	k.that(a.ToAt == "" || IsClock(a.ToAt), "ToAt", "Enter a time, like 12:30, or leave it empty for the whole day.")
	if a.From == a.To && a.FromAt != "" && a.ToAt != "" {
		k.that(a.FromAt < a.ToAt, "ToAt", "The end must be after the start.")
	}
	k.length("Note", "The note", a.Note, MaxNote)
	return k.err()
}

// dayMinutes is how many minutes a day has on a wall clock.
const dayMinutes = 24 * 60

// On returns the minutes of a day, counted from midnight on the wall clock, from
// which and to which the absence lasts; ok is false if it does not touch the day.
func (a *Absence) On(day Date) (from, to int, ok bool) {
	if day.Before(a.From) || day.After(a.To) {
		return 0, 0, false
	}
	to = dayMinutes
	if day == a.From && a.FromAt != "" {
		from = MinuteOf(a.FromAt)
	}
	if day == a.To && a.ToAt != "" {
		to = MinuteOf(a.ToAt)
	}
	return from, to, from < to
}
