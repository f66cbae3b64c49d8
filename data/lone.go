package data

import (
	"strconv"
	"strings"
	"time"
)

// LoneCard says where someone who works alone is, when they are expected back
// and who is to miss them. It is no emergency system.
type LoneCard struct {
	ID       ID     `json:"id"`
	ClientID ID     `json:"client_id"`
	VisitID  ID     `json:"visit_id"`
	StaffID  ID     `json:"staff_id"`
	Staff    string `json:"-"`     // their name
	Place    string `json:"place"` // the address
	Access   string `json:"access"`
	Hazards  string `json:"hazards"` // in a few words each, with commas
	Phone    string `json:"phone"`   // of who goes
	With     string `json:"with"`    // who goes with them, if anyone
	WithTel  string `json:"with_phone"`
	Buddy    string `json:"buddy"`
	BuddyTel string `json:"buddy_phone"`
	// DueAt is when they are expected back. OutAt and BackAt are zero until then.
	DueAt  time.Time `json:"due_at"`
	OutAt  time.Time `json:"out_at"`
	BackAt time.Time `json:"back_at"`
	BackBy ID        `json:"back_by"` // who said so
	Calls  []LoneCall
	Stamp
}

// LoneCall is someone who was rung because a person was not back.
type LoneCall struct {
	ID     ID         `json:"id"`
	CardID ID         `json:"card_id"`
	Whom   string     `json:"whom"`
	Result CallResult `json:"result"`
	At     time.Time  `json:"at"`
	Stamp
}

// CallResult is what came of ringing someone.
type CallResult string

// What may come of a call.
const (
	CallNoAnswer CallResult = "no_answer"
	CallSafe     CallResult = "safe" // they were reached, and the person is safe
)

// Out reports whether the person is out now.
func (c *LoneCard) Out() bool { return !c.OutAt.IsZero() && c.BackAt.IsZero() }

// Validate tidies the card and reports what is wrong as FieldErrors, or nil.
func (c *LoneCard) Validate() error {
	var k check
	for _, s := range []*string{&c.Place, &c.Access, &c.Hazards, &c.With, &c.Buddy} {
		*s = Tidy(*s)
		k.length("Place", "This line", *s, MaxLine)
	}
	for _, f := range []struct {
		name string
		text *string
	}{{"Phone", &c.Phone}, {"WithTel", &c.WithTel}, {"BuddyTel", &c.BuddyTel}} {
		if strings.TrimSpace(*f.text) == "" {
			*f.text = ""
		} else if p, err := NormalisePhone(*f.text); err != nil {
			k.add(f.name, Sentence(err))
		} else {
			*f.text = p
		}
	}
	return k.err()
}

// MayGo reports what is missing on a card before its owner may go out.
func (c *LoneCard) MayGo(now time.Time) error {
	var k check
	k.that(c.Place != "", "Place", "No one would know where to look: enter the address in the plan of the visit.")
	k.that(c.Buddy != "", "Buddy", "Enter who will miss you if you are not back.")
	k.that(c.BuddyTel != "", "BuddyTel", "Enter how to reach your buddy.")
	k.that(c.DueAt.After(now), "DueAt", "Choose a time to be back that is still to come.")
	return k.err()
}

// LoneContact is someone to ring.
type LoneContact struct{ Name, Phone string }

// ReadLoneContacts reads whom to ring in order, a line each with the phone
// number last.
func ReadLoneContacts(text string) []LoneContact {
	var list []LoneContact
	for _, line := range strings.Split(TidyNote(text), "\n") {
		line = Tidy(line)
		if line == "" {
			continue
		}
		at := strings.LastIndexAny(line, ",;:")
		c := LoneContact{Name: line}
		if at > 0 {
			if phone, err := NormalisePhone(line[at+1:]); err == nil {
				c = LoneContact{Name: Tidy(line[:at]), Phone: phone}
			}
		}
		list = append(list, c)
	}
	return list
}

// LoneSettings are what the service has decided about lone working.
type LoneSettings struct {
	Buddy, BuddyTel string
	Minutes         int
	Call            []LoneContact // after the person, who is with them and the buddy
}

// ReadLoneSettings reads the settings that get gives, "" for one never set.
func ReadLoneSettings(get func(key string) string) LoneSettings {
	s := LoneSettings{Buddy: get(SettingLoneBuddy), BuddyTel: get(SettingLoneBuddyPhone), Minutes: 60, Call: ReadLoneContacts(get(SettingLoneCall))}
	if n, err := strconv.Atoi(get(SettingLoneMinutes)); err == nil && n > 0 && n <= 12*60 {
		s.Minutes = n
	}
	return s
}

// NotEmergency is said wherever a lone-working card is shown or printed.
const NotEmergency = "This is not an emergency system. If you are in danger, call 999."
