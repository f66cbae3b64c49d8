package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ShortReferral is what is asked in a minute when someone is referred: by
// reception, or by the prescriber with the person in the room. Everything else
// is added later, from the record.
type ShortReferral struct {
	// ClientID is the client who is here already, or "" for a new one; it is
	// filled in when the referral is stored.
	ClientID   ID
	GivenNames string
	FamilyName string
	BirthDate  Date
	Phone      string
	SurgeryID  ID
	Source     Source
	Referrer   string // such as "Dr Patel"
	ReasonID   ID
	Agreed     Agreement
	ReceivedOn Date
	Prescriber ID // who takes the client on; empty while no one does
}

// Agreement is whether a person agreed to be contacted.
type Agreement string

// The answers. Nothing is proposed.
const (
	Agreed   Agreement = "yes"
	Disagree Agreement = "no"
	NotAsked Agreement = "not_asked"
)

// Agreements lists the answers, in the order they are offered.
func Agreements() []Option[Agreement] {
	return []Option[Agreement]{{Agreed, "Yes"}, {Disagree, "No"}, {NotAsked, "Not asked yet"}}
}

// Validate tidies the fields and reports what is wrong as FieldErrors, or nil.
// Only the name of a new client, and whether they agreed to be contacted, are
// required.
func (r *ShortReferral) Validate(today Date) error {
	var k check
	c, f := r.Client(), r.Referral()
	if r.ClientID != "" && c.Name() == "" {
		c.FamilyName = "known already"
	}
	for _, e := range FieldErrorsOf(c.Validate(today)) {
		k.add(e.Field, e.Sentence)
	}
	for _, e := range FieldErrorsOf(f.Validate(today)) {
		k.add(e.Field, e.Sentence)
	}
	k.that(known(Agreements(), r.Agreed), "Agreed", "Choose whether they agreed to be contacted.")
	if k.err() == nil {
		r.GivenNames, r.Phone, r.Referrer = c.GivenNames, c.Phone, f.Referrer
		if r.ClientID == "" {
			r.FamilyName = c.FamilyName
		}
	}
	return k.err()
}

// Client is the new client whom the referral is about.
func (r *ShortReferral) Client() *Client {
	return &Client{GivenNames: r.GivenNames, FamilyName: r.FamilyName, BirthDate: r.BirthDate, Phone: r.Phone,
		SurgeryID: r.SurgeryID, Prescriber: r.Prescriber}
}

// Referral is the referral as it is stored.
func (r *ShortReferral) Referral() *Referral {
	return &Referral{ClientID: r.ClientID, ReceivedOn: r.ReceivedOn, Source: r.Source, Referrer: r.Referrer,
		SurgeryID: r.SurgeryID, ReasonID: r.ReasonID, Prescriber: r.Prescriber}
}

// Consent is what the person said to being contacted; nil if they were not asked.
func (r *ShortReferral) Consent() *Consent {
	if r.Agreed == NotAsked || r.Agreed == "" {
		return nil
	}
	return &Consent{ClientID: r.ClientID, Kind: ConsentContact, Given: r.Agreed == Agreed, On: r.ReceivedOn, How: ConsentOnReferral}
}

// SplitName reads a name as it is said, in one line: the last word is the last
// name, with the small words that belong to it, as in "Ludwig van Beethoven". A
// comma turns that round: "Begum Castellanos, Rahima". A single word is a last
// name.
func SplitName(name string) (given, family string) {
	name = Tidy(name)
	if before, after, found := strings.Cut(name, ","); found {
		return Tidy(strings.ReplaceAll(after, ",", " ")), Tidy(before)
	}
	words := strings.Fields(name)
	at := len(words) - 1
	if at < 1 {
		return "", name
	}
	for at > 1 && nameParticles[strings.ToLower(words[at-1])] && startsSmall(words[at-1]) {
		at--
	}
	return strings.Join(words[:at], " "), strings.Join(words[at:], " ")
}

// nameParticles are the small words that belong to the last name after them.
var nameParticles = map[string]bool{"van": true, "von": true, "der": true, "den": true, "de": true, "del": true, "della": true,
	"di": true, "da": true, "dos": true, "du": true, "la": true, "le": true, "al": true, "el": true, "bin": true, "ibn": true,
	"bint": true, "ap": true, "ab": true, "ferch": true, "ter": true, "zu": true, "y": true}

// startsSmall reports whether a word begins with a small letter: "Van" and "Al"
// are first names, too.
func startsSmall(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

// NearMatch is someone who may be the person who is being referred. It holds no
// more than anyone at a reception desk may see.
type NearMatch struct {
	ID        ID
	Name      string
	BirthDate Date
	Phone     string
	Why       string // such as "the same phone"
}

// Near is what may be shown of a similar client at a reception desk.
func (s *Similar) Near() NearMatch {
	return NearMatch{ID: s.ID, Name: s.Name, BirthDate: s.BirthDate, Phone: s.Phone, Why: s.Why}
}

// OnlyNear removes from the refusal what a reception desk may not see.
func (d *DuplicateClient) OnlyNear() {
	for i := range d.Same {
		n := d.Same[i].Near()
		d.Same[i] = Similar{ClientRow: ClientRow{ID: n.ID, Name: n.Name, BirthDate: n.BirthDate, Phone: n.Phone}, Why: n.Why}
	}
}

// ReferredRow is a client who was referred on a day, as the list beside the
// short referral shows them.
type ReferredRow struct {
	ClientID ID
	Name     string
	At       string // "HH:MM", when the referral was saved
	Seen     bool   // a contact took place since
}

// ShortChoices is what the form of a short referral offers.
type ShortChoices struct {
	Surgeries []Surgery
	Reasons   []Reason
	// Here is the surgery in which the PC stands, "" if that is not known.
	Here ID
	// MinimumAge is the age from which the service is for people, 0 for any.
	MinimumAge int
	// Prescriber is who takes the client on, "" while no one does.
	Prescriber     ID
	PrescriberName string
	Holidays       *Holidays
}
