package data

import (
	"fmt"
	"strings"
)

// RightsRequest is what a person asked under their rights over what is held about
// them (UK GDPR, Articles 7 and 15 to 21), and what became of it.
type RightsRequest struct {
	ID       ID         `json:"id"`
	ClientID ID         `json:"client_id"`
	Kind     RightsKind `json:"kind"`
	AskedOn  Date       `json:"asked_on"` // the day it arrived, whoever took it
	AskedHow RightsHow  `json:"asked_how"`
	Asked    string     `json:"asked"` // what they asked for, in a few words
	// IdentityAskedOn is set if the service had to ask who they are: time runs from
	// IdentityOn, the day it knew.
	IdentityAskedOn Date `json:"identity_asked_on"`
	IdentityOn      Date `json:"identity_on"`
	// ClarifyOn is set if the service had to ask what they mean: the days until
	// ClarifiedOn do not count.
	ClarifyOn   Date `json:"clarify_on"`
	ClarifiedOn Date `json:"clarified_on"`
	// ExtendedOn is the day on which they were told that it takes two months more.
	ExtendedOn  Date   `json:"extended_on"`
	ExtendedWhy string `json:"extended_why"`

	State    RightsState `json:"state"`
	ClosedOn Date        `json:"closed_on"`
	Outcome  string      `json:"outcome"` // what was done, or why it was refused
	// HandedHow is how the copy was handed over: subject access only.
	HandedHow RightsHanded `json:"handed_how"`
	// Was, Now and Told are what a correction is about: what was wrong, what it is
	// now, and who of those it was shared with was told (Article 19).
	Was  string `json:"was"`
	Now  string `json:"now"`
	Told string `json:"told"`

	// Restricts says that the record may only be kept while this is not lifted:
	// nothing about the person is changed or counted (Article 18).
	Restricts bool   `json:"restricts"`
	LiftedOn  Date   `json:"lifted_on"`
	LiftedWhy string `json:"lifted_why"`
	// ToldOn is the day on which the person heard that it would be lifted, which
	// must be before it is (Article 18(3)).
	ToldOn Date `json:"told_on"`
	Stamp
}

// RightsKind is the right that a person uses.
type RightsKind string

// The rights.
const (
	RightsAccess      RightsKind = "access"
	RightsCorrection  RightsKind = "correction"
	RightsObjection   RightsKind = "objection"
	RightsRestriction RightsKind = "restriction"
	RightsWithdrawal  RightsKind = "withdrawal"
	RightsErasure     RightsKind = "erasure"
)

// RightsKinds lists the rights.
func RightsKinds() []Option[RightsKind] {
	return []Option[RightsKind]{
		{RightsAccess, "Subject access"}, {RightsCorrection, "Correction"}, {RightsObjection, "Objection"},
		{RightsRestriction, "Restriction"}, {RightsWithdrawal, "Consent withdrawn"}, {RightsErasure, "Erasure"},
	}
}

// Label is the right in words.
func (k RightsKind) Label() string { return labelOf(RightsKinds(), k) }

// MayRestrict reports whether a request of this kind can stop use of the record:
// accuracy is contested, use is objected to, or a restriction is asked for.
func (k RightsKind) MayRestrict() bool {
	return k == RightsCorrection || k.MustRestrict()
}

// MustRestrict reports whether a request of this kind always stops use of the
// record, from the day it is recorded until it is lifted or refused.
func (k RightsKind) MustRestrict() bool { return k == RightsObjection || k == RightsRestriction }

// RightsHow is how a person asked.
type RightsHow string

// RightsHows lists the ways to ask. The law asks for no form.
func RightsHows() []Option[RightsHow] {
	return []Option[RightsHow]{
		{"in_person", "In person"}, {"phone", "By phone"}, {"letter", "By letter"}, {"email", "By email"},
		{"representative", "Through someone authorised to act for them"},
	}
}

// Label is the way in words.
func (h RightsHow) Label() string { return labelOf(RightsHows(), h) }

// RightsHanded is how a copy was handed over.
type RightsHanded string

// RightsHandeds lists the ways to hand over a copy.
func RightsHandeds() []Option[RightsHanded] {
	return []Option[RightsHanded]{
		{"printed", "Printed, by hand"}, {"post", "Printed, by recorded post"}, {"stick", "On an encrypted USB stick"},
		{"email", "By encrypted email"}, {"looked", "Looked at it together, no copy wanted"},
	}
}

// Label is the way in words.
func (h RightsHanded) Label() string { return labelOf(RightsHandeds(), h) }

// RightsState is where a request stands.
type RightsState string

// The states of a request.
const (
	RightsOpen    RightsState = "open"
	RightsDone    RightsState = "done"
	RightsRefused RightsState = "refused"
	RightsDropped RightsState = "dropped" // the person no longer asks it
)

// RightsStates lists the states.
func RightsStates() []Option[RightsState] {
	return []Option[RightsState]{{RightsOpen, "Open"}, {RightsDone, "Done"}, {RightsRefused, "Refused"}, {RightsDropped, "No longer asked"}}
}

// Label is the state in words.
func (s RightsState) Label() string { return labelOf(RightsStates(), s) }

// Stands reports whether the record may only be kept because of this request.
func (r *RightsRequest) Stands() bool { return r.Restricts && r.LiftedOn.IsZero() }

// Validate tidies the request and reports what is wrong as FieldErrors, or nil.
func (r *RightsRequest) Validate(today Date) error {
	var c check
	for _, text := range []*string{&r.Asked, &r.ExtendedWhy, &r.Outcome, &r.Was, &r.Now, &r.Told, &r.LiftedWhy} {
		*text = TidyNote(*text)
	}
	r.Restricts = r.Kind.MustRestrict() || r.Restricts && r.Kind.MayRestrict()
	c.that(known(RightsKinds(), r.Kind), "Kind", "Select what they asked for.")
	c.that(!r.AskedOn.IsZero() && !r.AskedOn.After(today), "AskedOn", "Enter the day it arrived, today or earlier.")
	c.that(known(RightsHows(), r.AskedHow), "AskedHow", "Select how they asked.")
	c.that(r.Kind != RightsCorrection || r.Was != "", "Was", "Enter what they say is wrong.")
	r.validateClock(&c, today)
	r.validateEnd(&c, today)
	for field, text := range map[string]string{"Asked": r.Asked, "ExtendedWhy": r.ExtendedWhy, "Outcome": r.Outcome, "Was": r.Was, "Now": r.Now, "Told": r.Told, "LiftedWhy": r.LiftedWhy} {
		c.length(field, "The text", text, MaxNote)
	}
	return c.err()
}

func (r *RightsRequest) validateClock(c *check, today Date) {
	within := func(on, from Date) bool { return on.IsZero() || !on.Before(from) && !on.After(today) }
	c.that(within(r.IdentityAskedOn, r.AskedOn), "IdentityAskedOn", "Enter a day from the request to today, or leave it empty.")
	c.that(r.IdentityOn.IsZero() || !r.IdentityAskedOn.IsZero() && within(r.IdentityOn, r.IdentityAskedOn), "IdentityOn",
		"Enter a day from the day you asked who they are to today.")
	c.that(within(r.ClarifyOn, r.AskedOn), "ClarifyOn", "Enter a day from the request to today, or leave it empty.")
	c.that(r.ClarifiedOn.IsZero() || !r.ClarifyOn.IsZero() && within(r.ClarifiedOn, r.ClarifyOn), "ClarifiedOn",
		"Enter a day from the day you asked what they mean to today.")
	c.that(within(r.ExtendedOn, r.AskedOn), "ExtendedOn", "Enter the day you told them, from the request to today.")
	c.that(r.ExtendedOn.IsZero() || r.ExtendedWhy != "", "ExtendedWhy", "Enter the reason that you gave them.")
}

func (r *RightsRequest) validateEnd(c *check, today Date) {
	c.that(known(RightsStates(), r.State), "State", "Select where the request stands.")
	if r.State != RightsOpen {
		c.that(!r.ClosedOn.IsZero() && !r.ClosedOn.Before(r.AskedOn) && !r.ClosedOn.After(today), "ClosedOn", "Enter a day from the request to today.")
		c.that(r.State != RightsRefused || r.Outcome != "", "Outcome", "Enter why it is refused, as you told them.")
		done := r.State == RightsDone
		c.that(!done || r.Kind != RightsAccess || known(RightsHandeds(), r.HandedHow), "HandedHow", "Select how it was handed over.")
		c.that(!done || r.Kind != RightsCorrection || r.Now != "", "Now", "Enter what it says now.")
		c.that(!done || r.Kind != RightsCorrection || r.Told != "", "Told", "Enter who was told, or that no one had it.")
	}
	if !r.LiftedOn.IsZero() {
		c.that(!r.LiftedOn.Before(r.AskedOn) && !r.LiftedOn.After(today), "LiftedOn", "Enter a day from the request to today.")
		c.that(r.LiftedWhy != "", "LiftedWhy", "Enter why the restriction ends.")
		c.that(!r.ToldOn.IsZero() && !r.ToldOn.After(r.LiftedOn), "ToldOn", "Tell them first. Enter the day you told them, not after the day it ends.")
	}
}

// RightsDue is when a request has to be answered.
type RightsDue struct {
	On     Date // zero while the clock is stopped
	Waits  RightsWait
	Target Date // the day before weekends and holidays are taken into account
}

// RightsWait is what the service has asked the person and has not heard yet.
type RightsWait string

// What a service may wait for.
const (
	WaitsForIdentity RightsWait = "identity"
	WaitsForMeaning  RightsWait = "meaning"
)

// Sentence says when a request is due, seen from a day, such as "Due Mon 5 Oct
// 2026, 6 days left".
func (d RightsDue) Sentence(today Date) string {
	switch {
	case d.Waits == WaitsForIdentity:
		return "Waits for proof of who they are"
	case d.Waits == WaitsForMeaning:
		return "Waits for what they mean"
	case d.On.IsZero():
		return ""
	}
	left := d.On.Sub(today)
	switch {
	case left < 0:
		return fmt.Sprintf("Due %s, %s overdue", d.On.Long(), Plural(-left, "day", "days"))
	case left == 0:
		return "Due today"
	}
	return fmt.Sprintf("Due %s, %s left", d.On.Long(), Plural(left, "day", "days"))
}

// Moved says why a request is due later than on its calendar date; "" if it is not.
func (d RightsDue) Moved() string {
	if d.On.IsZero() || d.On == d.Target {
		return ""
	}
	return fmt.Sprintf("%s is not a working day, so the next one counts.", d.Target.Long())
}

// RightsRow is a request in a list, with whose it is and when it is due.
type RightsRow struct {
	RightsRequest
	Client string    `json:"client"`
	Due    RightsDue `json:"-"`
	// Unread is how many texts of a subject access request are still to be read.
	Unread, Texts int
}

// Withdrawal is what follows at once if a person withdraws a consent.
type Withdrawal struct {
	Kind    ConsentKind
	Follows []string // whole sentences
}

// WithdrawalCounts are what is on record that a withdrawal reaches.
type WithdrawalCounts struct {
	Tales       int // stories and quotes of the person
	Referrals   int // service referrals that are under way
	Tasks       int // open tasks to contact a service or write to the surgery
	Finished    int // questionnaires answered
	Unanswered  int // follow-ups still open
	Appointment int // appointments to come
}

// FollowsWithdrawal says what follows at once if a consent is withdrawn.
func FollowsWithdrawal(kind ConsentKind, n WithdrawalCounts) Withdrawal {
	w := Withdrawal{Kind: kind}
	say := func(format string, args ...any) { w.Follows = append(w.Follows, fmt.Sprintf(format, args...)) }
	switch kind {
	case ConsentOrganisation:
		say("No sharing sheet and no letter to a service can be made for them.")
		if n.Referrals > 0 {
			say("%s already: tell the services yourself.", Plural(n.Referrals, "service has their details", "services have their details"))
		}
	case ConsentSurgery:
		say("No letter to the surgery can be made about them, and lists for the surgery leave them out.")
	case ConsentEvaluation:
		say("Their answers leave the change in scores in every report that is made from now on.")
		if n.Finished > 0 {
			say("%s in their record, so that they can see their own progress.", Plural(n.Finished, "questionnaire stays", "questionnaires stay"))
		}
	case ConsentStory:
		say("No report that is made from now on has their story or words.")
		if n.Tales > 0 {
			say("%s out. Reports that were handed over before keep what they had: tell the funder yourself.", Plural(n.Tales, "text is taken", "texts are taken"))
		}
	case ConsentContact:
		say("Their record says that they do not want to be contacted.")
		if open := n.Unanswered + n.Appointment; open > 0 {
			say("%s planned: cancel or agree each with them.", Plural(open, "follow-up or appointment is", "follow-ups and appointments are"))
		}
	case ConsentRecord:
		say("Their record says so. It stays until you erase it, or decide that the law lets you keep it.")
		say("If they want it removed, record a request for erasure as well.")
	}
	return w
}

// Standing is what is shown of a person whose record may only be kept.
type Standing struct {
	Kind  RightsKind
	Since Date
}

// Sentence says it whole.
func (s Standing) Sentence() string {
	return fmt.Sprintf("Use is restricted since %s (%s). Nothing in this record is changed or counted until a manager lifts it.", s.Since.Short(), strings.ToLower(s.Kind.Label()))
}
