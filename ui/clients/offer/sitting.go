package offer

import (
	"encoding/json"
	"slices"

	"waymark/data"
	"waymark/data/store/offering"
)

// answer is one service that was put before someone in this sitting, and what
// they said.
type answer struct {
	Service    data.ID
	Name       string // of the service, for the list
	Decision   data.Decision
	Why        data.DeclineReason
	Words      string
	Confidence *int
	Kind       data.PrescriptionKind
}

// sitting is everything said so far, in the order in which it came up.
type sitting struct {
	On      data.Date
	Answers []answer
}

func newSitting(on data.Date) sitting { return sitting{On: on} }

// sittingField is the one field of the draft, which holds the sitting as JSON.
const sittingField = "Sitting"

// fields is the sitting as a draft; nil when nothing was said.
func (s *sitting) fields() map[string]string {
	if len(s.Answers) == 0 {
		return nil
	}
	body, err := json.Marshal(s)
	if err != nil { // a sitting is texts and numbers, which can always be written
		return nil
	}
	return map[string]string{sittingField: string(body)}
}

// sittingFrom reads a draft. It keeps the day on which it was said, unless that
// is to come.
func sittingFrom(fields map[string]string, today data.Date) sitting {
	s := newSitting(today)
	if json.Unmarshal([]byte(fields[sittingField]), &s) != nil || s.On.IsZero() || s.On.After(today) {
		s.On = today
	}
	return s
}

// of is what was said about a service; ok is false when it was not put before
// them yet.
func (s *sitting) of(service data.ID) (a answer, ok bool) {
	for _, a := range s.Answers {
		if a.Service == service {
			return a, true
		}
	}
	return answer{}, false
}

func (s *sitting) set(a answer) {
	for i := range s.Answers {
		if s.Answers[i].Service == a.Service {
			s.Answers[i] = a
			return
		}
	}
	s.Answers = append(s.Answers, a)
}

func (s *sitting) remove(service data.ID) {
	s.Answers = slices.DeleteFunc(s.Answers, func(a answer) bool { return a.Service == service })
}

// chosen is how many services were chosen.
func (s *sitting) chosen() int {
	n := 0
	for _, a := range s.Answers {
		if a.Decision == data.Chosen {
			n++
		}
	}
	return n
}

// stored is the sitting as the store takes it. Confidence and the way of passing
// it on belong to what was chosen.
func (s *sitting) stored(client data.ID) offering.Sitting {
	out := offering.Sitting{ClientID: client, On: s.On}
	for _, a := range s.Answers {
		o := offering.SittingOffer{ServiceID: a.Service, Decision: a.Decision, Why: a.Why, Words: a.Words}
		if a.Decision == data.Chosen {
			o.Confidence, o.Kind = a.Confidence, a.Kind
		}
		out.Offers = append(out.Offers, o)
	}
	return out
}
