package tally

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"waymark/data"
)

// Facts is all that a report counts of one client, without a name. Nothing in
// it depends on the day or on what is asked.
type Facts struct {
	Born         Day
	Sex, Surgery Code
	Refused      bool // the latest word on the use in evaluation was no
	Restricted   bool // the record may only be kept, so nothing of it is counted
	Referrals    []Referral
	Needs        []Need
	Contacts     []Contact
	Appointments []Appointment
	Offers       []Offer
	Gaps         []Need // for which nothing suitable was found
	Went         []Went
	Joined       []Joined
	FollowUps    []FollowUp
	Responses    []Response
	Chosen       []Chosen
	Refusals     []Refusal // of follow-up questionnaires
	HomeVisits   []HomeVisit
	Decisions    []Decision
	VisitNeeds   []Need // those of Needs that came of a home visit
}

// Referral is one referral, and who prescribed in the episode it opened. They
// lie in the order in which they were received.
type Referral struct {
	On                                           Day
	Episode, Source, Surgery, Reason, Prescriber Code
	Further                                      []Code // reasons beside the main one
}

// Need is a need found on a day.
type Need struct {
	On     Day
	Reason Code
}

// Contact is an encounter that is past and was not entered in error.
type Contact struct {
	On                     Day
	Episode, Kind, Outcome Code
}

// Appointment is an appointment that was not entered in error.
type Appointment struct {
	On          Day
	Kind, State Code
}

// Offer is a service offered, and what came of it.
type Offer struct {
	On                    Day
	Service               int64 // its seq
	Decision, Why, Status Code  // Status is 0 where nothing was passed on
	Confidence            int   // -1: not asked
}

// Went is a day on which an episode's client was going to a service.
type Went struct {
	Episode Code
	On      Day
}

// Joined is a service that the client went to at least once in an episode.
type Joined struct {
	Episode Code
	Service int64
}

// FollowUp is a call or meeting owed.
type FollowUp struct {
	Episode, Status Code
	Number          int
	FirstDue        Day
	DueOn           Day // since it was put off, else FirstDue
	ClosedOn        Day // 0 while it is open
}

// Refusal says that the client would rather not answer the follow-up
// questionnaire of an episode: one, or with Instrument 0 any.
type Refusal struct{ Episode, Instrument Code }

// Response is a finished questionnaire. They lie in the order in which they
// were answered.
type Response struct {
	On                                        Day
	Episode, Instrument, Version, Stage, Mode Code
	Scores                                    []Score
}

// Score is what a questionnaire gives on one measure.
type Score struct {
	Measure   Code
	Value     float64
	Estimated int
}

// Chosen is the pair that someone chose for an episode instead of the rule's:
// places among the responses, rule.None for one that there is none of.
type Chosen struct {
	Episode, Instrument Code
	Before, After       int
}

// Code stands for a word: a word of the database's own in Words, or an episode
// of the client, counted from 1. 0 is none.
type Code int

// Words gives each of the few words that describe many people a code.
type Words struct {
	list  []string
	codes map[string]Code
}

// NewWords returns words with the codes 1, 2, 3 and so on.
func NewWords(list ...string) *Words {
	w := &Words{list: []string{""}, codes: map[string]Code{"": 0}}
	for _, word := range list {
		w.Code(word)
	}
	return w
}

// Code returns the code of a word, a new one for a new word.
func (w *Words) Code(word string) Code {
	c, known := w.codes[word]
	if !known {
		c = Code(len(w.list))
		w.list, w.codes[word] = append(w.list, word), c
	}
	return c
}

// Word returns the word of a code; "" for one that no word has.
func (w *Words) Word(c Code) string {
	if c < 0 || int(c) >= len(w.list) {
		return ""
	}
	return w.list[c]
}

// Len is how many words have a code.
func (w *Words) Len() int { return len(w.list) - 1 }

// Kind is a version of a questionnaire.
type Kind struct{ Instrument, Version Code }

const kindMark = "\x1f"

// Kind returns the codes of a version of a questionnaire, and remembers it.
func (w *Words) Kind(instrument, version string) Kind {
	w.Code(instrument + kindMark + version)
	return Kind{w.Code(instrument), w.Code(version)}
}

// Kinds returns the versions that Kind was asked for, in the order of their
// codes.
func (w *Words) Kinds() []Kind {
	var list []Kind
	for _, word := range w.list {
		if instrument, version, is := strings.Cut(word, kindMark); is {
			list = append(list, Kind{w.codes[instrument], w.codes[version]})
		}
	}
	slices.SortFunc(list, Kind.compare)
	return list
}

func (k Kind) compare(o Kind) int {
	return cmp.Or(cmp.Compare(k.Instrument, o.Instrument), cmp.Compare(k.Version, o.Version))
}

// Day is a day that compares as a number; 0 is none.
type Day int

const (
	monthShift = 5
	yearShift  = monthShift + 4
)

// DayOf returns the day of a date.
func DayOf(d data.Date) Day { return Day(d.Year<<yearShift | int(d.Month)<<monthShift | d.Day) }

// Date returns the date of a day.
func (d Day) Date() data.Date {
	if d <= 0 {
		return data.Date{}
	}
	return data.Date{Year: int(d >> yearShift), Month: monthOf(d), Day: int(d & (1<<monthShift - 1))}
}

func monthOf(d Day) time.Month { return time.Month(d >> monthShift & (1<<(yearShift-monthShift) - 1)) }

// digits is the day as a number of eight digits, by which ages are counted.
func (d Day) digits() int {
	return int(d>>yearShift)*10000 + int(monthOf(d))*100 + int(d&(1<<monthShift-1))
}

// Tidy brings the parts into one order and numbers the episodes in the order of
// their IDs, so that the same facts are always the same. Referrals and
// responses keep their order, which means something.
func (f *Facts) Tidy(episodes []string) {
	f.renumber(episodes)
	f.order()
}

// order brings the parts into the order of their days and codes.
func (f *Facts) order() {
	for i := range f.Referrals {
		slices.Sort(f.Referrals[i].Further)
	}
	for i := range f.Responses {
		slices.SortFunc(f.Responses[i].Scores, func(a, b Score) int { return cmp.Compare(a.Measure, b.Measure) })
	}
	f.tidyVisits()
	byNeed := func(a, b Need) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Reason, b.Reason)) }
	slices.SortFunc(f.Needs, byNeed)
	slices.SortFunc(f.Gaps, byNeed)
	slices.SortFunc(f.Contacts, func(a, b Contact) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Outcome, b.Outcome))
	})
	slices.SortFunc(f.Appointments, func(a, b Appointment) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.State, b.State))
	})
	slices.SortFunc(f.Offers, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Decision, b.Decision),
			cmp.Compare(a.Why, b.Why), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Confidence, b.Confidence))
	})
	slices.SortFunc(f.Went, func(a, b Went) int { return cmp.Or(cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.On, b.On)) })
	f.Went = slices.Compact(f.Went)
	slices.SortFunc(f.Joined, func(a, b Joined) int {
		return cmp.Or(cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.Service, b.Service))
	})
	f.Joined = slices.Compact(f.Joined)
	slices.SortFunc(f.FollowUps, func(a, b FollowUp) int {
		return cmp.Or(cmp.Compare(a.FirstDue, b.FirstDue), cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.Number, b.Number),
			cmp.Compare(a.Status, b.Status), cmp.Compare(a.ClosedOn, b.ClosedOn), cmp.Compare(a.DueOn, b.DueOn))
	})
	slices.SortFunc(f.Refusals, func(a, b Refusal) int {
		return cmp.Or(cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.Instrument, b.Instrument))
	})
	slices.SortFunc(f.Chosen, func(a, b Chosen) int {
		return cmp.Or(cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.Instrument, b.Instrument))
	})
}

// renumber gives every episode its place in the order of the IDs.
func (f *Facts) renumber(episodes []string) {
	sorted := slices.Sorted(slices.Values(episodes))
	place := make([]Code, len(episodes)+1)
	for i, id := range episodes {
		place[i+1] = Code(slices.Index(sorted, id) + 1)
	}
	for i := range f.Referrals {
		f.Referrals[i].Episode = place[f.Referrals[i].Episode]
	}
	for i := range f.Contacts {
		f.Contacts[i].Episode = place[f.Contacts[i].Episode]
	}
	for i := range f.Went {
		f.Went[i].Episode = place[f.Went[i].Episode]
	}
	for i := range f.Joined {
		f.Joined[i].Episode = place[f.Joined[i].Episode]
	}
	for i := range f.FollowUps {
		f.FollowUps[i].Episode = place[f.FollowUps[i].Episode]
	}
	for i := range f.Responses {
		f.Responses[i].Episode = place[f.Responses[i].Episode]
	}
	for i := range f.Chosen {
		f.Chosen[i].Episode = place[f.Chosen[i].Episode]
	}
	for i := range f.Refusals {
		f.Refusals[i].Episode = place[f.Refusals[i].Episode]
	}
}
