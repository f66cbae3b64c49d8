package tally

import (
	"encoding/binary"
	"errors"
	"math"
)

// format is the first byte of facts that are kept. Whoever changes what they
// hold, or how, takes another number and adds a migration that empties
// client_facts.
const format = 5

// What a client asked of what is held about them, as bits of one number.
const (
	refusedBit    = 1
	restrictedBit = 2
)

// Append adds the facts to b in a compact form.
func (f *Facts) Append(b []byte) []byte {
	w := writer{append(b, format)}
	asked := 0 // of what is held about them
	if f.Refused {
		asked |= refusedBit
	}
	if f.Restricted {
		asked |= restrictedBit
	}
	w.numbers(int(f.Born), int(f.Sex), int(f.Surgery), asked, len(f.Referrals))
	for i := range f.Referrals {
		r := &f.Referrals[i]
		w.numbers(int(r.On), int(r.Episode), int(r.Source), int(r.Surgery), int(r.Reason), int(r.Prescriber), len(r.Further))
		for _, code := range r.Further {
			w.numbers(int(code))
		}
	}
	for _, list := range [][]Need{f.Needs, f.Gaps} {
		w.numbers(len(list))
		for _, n := range list {
			w.numbers(int(n.On), int(n.Reason))
		}
	}
	w.numbers(len(f.Contacts))
	for _, c := range f.Contacts {
		w.numbers(int(c.On), int(c.Episode), int(c.Kind), int(c.Outcome))
	}
	w.numbers(len(f.Appointments))
	for _, a := range f.Appointments {
		w.numbers(int(a.On), int(a.Kind), int(a.State))
	}
	w.numbers(len(f.Offers))
	for _, o := range f.Offers {
		w.numbers(int(o.On), int(o.Service), int(o.Decision), int(o.Why), int(o.Status), o.Confidence+1)
	}
	f.appendCourse(&w)
	f.appendResponses(&w)
	f.appendVisits(&w)
	return w.b
}

// appendCourse adds what came after an offer.
func (f *Facts) appendCourse(w *writer) {
	w.numbers(len(f.Went))
	for _, v := range f.Went {
		w.numbers(int(v.Episode), int(v.On))
	}
	w.numbers(len(f.Joined))
	for _, v := range f.Joined {
		w.numbers(int(v.Episode), int(v.Service))
	}
	w.numbers(len(f.FollowUps))
	for _, v := range f.FollowUps {
		w.numbers(int(v.Episode), int(v.Status), v.Number, int(v.FirstDue), int(v.DueOn), int(v.ClosedOn))
	}
	w.numbers(len(f.Refusals))
	for _, v := range f.Refusals {
		w.numbers(int(v.Episode), int(v.Instrument))
	}
}

func (f *Facts) appendResponses(w *writer) {
	w.numbers(len(f.Responses))
	for i := range f.Responses {
		r := &f.Responses[i]
		w.numbers(int(r.On), int(r.Episode), int(r.Instrument), int(r.Version), int(r.Stage), int(r.Mode), len(r.Scores))
		for _, s := range r.Scores {
			w.numbers(int(s.Measure), s.Estimated)
			w.value(s.Value)
		}
	}
	w.numbers(len(f.Chosen))
	for _, c := range f.Chosen {
		w.numbers(int(c.Episode), int(c.Instrument), c.Before+1, c.After+1)
	}
}

type writer struct{ b []byte }

func (w *writer) numbers(list ...int) {
	for _, n := range list {
		w.b = binary.AppendUvarint(w.b, uint64(n))
	}
}

// Scores have two decimals at most, and then take two bytes or three: they are
// kept as hundredths and one more. Any other takes 0 and its eight bytes.
const hundredths = 100

func (w *writer) value(v float64) {
	n := math.Round(v * hundredths)
	if n >= 0 && n < 1<<36 && float64(n)/hundredths == v && !math.Signbit(v) {
		w.numbers(int(n) + 1)
		return
	}
	w.numbers(0)
	w.b = binary.BigEndian.AppendUint64(w.b, math.Float64bits(v))
}

var errForm = errors.New("facts of another form")

// Read makes the facts those of b. It uses the memory of what was there.
func (f *Facts) Read(b []byte) error {
	if len(b) == 0 || b[0] != format {
		return errForm
	}
	r := reader{b: b[1:]}
	f.Born, f.Sex, f.Surgery = Day(r.number()), Code(r.number()), Code(r.number())
	asked := r.number()
	f.Refused, f.Restricted = asked&refusedBit != 0, asked&restrictedBit != 0
	f.Referrals = resized(f.Referrals, r.length())
	for i := range f.Referrals {
		v := &f.Referrals[i]
		v.On, v.Episode, v.Source = Day(r.number()), Code(r.number()), Code(r.number())
		v.Surgery, v.Reason, v.Prescriber = Code(r.number()), Code(r.number()), Code(r.number())
		v.Further = resized(v.Further, r.length())
		for j := range v.Further {
			v.Further[j] = Code(r.number())
		}
	}
	f.Needs = r.needs(f.Needs)
	f.Gaps = r.needs(f.Gaps)
	f.Contacts = resized(f.Contacts, r.length())
	for i := range f.Contacts {
		f.Contacts[i] = Contact{On: Day(r.number()), Episode: Code(r.number()), Kind: Code(r.number()), Outcome: Code(r.number())}
	}
	f.Appointments = resized(f.Appointments, r.length())
	for i := range f.Appointments {
		f.Appointments[i] = Appointment{On: Day(r.number()), Kind: Code(r.number()), State: Code(r.number())}
	}
	f.Offers = resized(f.Offers, r.length())
	for i := range f.Offers {
		f.Offers[i] = Offer{On: Day(r.number()), Service: int64(r.number()), Decision: Code(r.number()), Why: Code(r.number()),
			Status: Code(r.number()), Confidence: r.number() - 1}
	}
	f.readCourse(&r)
	f.readResponses(&r)
	f.readVisits(&r)
	if r.bad || len(r.b) > 0 {
		return errForm
	}
	return nil
}

func (f *Facts) readCourse(r *reader) {
	f.Went = resized(f.Went, r.length())
	for i := range f.Went {
		f.Went[i] = Went{Episode: Code(r.number()), On: Day(r.number())}
	}
	f.Joined = resized(f.Joined, r.length())
	for i := range f.Joined {
		f.Joined[i] = Joined{Episode: Code(r.number()), Service: int64(r.number())}
	}
	f.FollowUps = resized(f.FollowUps, r.length())
	for i := range f.FollowUps {
		f.FollowUps[i] = FollowUp{Episode: Code(r.number()), Status: Code(r.number()), Number: r.number(), FirstDue: Day(r.number()), DueOn: Day(r.number()), ClosedOn: Day(r.number())}
	}
	f.Refusals = resized(f.Refusals, r.length())
	for i := range f.Refusals {
		f.Refusals[i] = Refusal{Episode: Code(r.number()), Instrument: Code(r.number())}
	}
}

func (f *Facts) readResponses(r *reader) {
	f.Responses = resized(f.Responses, r.length())
	for i := range f.Responses {
		v := &f.Responses[i]
		v.On, v.Episode, v.Instrument, v.Version = Day(r.number()), Code(r.number()), Code(r.number()), Code(r.number())
		v.Stage, v.Mode = Code(r.number()), Code(r.number())
		v.Scores = resized(v.Scores, r.length())
		for j := range v.Scores {
			v.Scores[j] = Score{Measure: Code(r.number()), Estimated: r.number(), Value: r.value()}
		}
	}
	f.Chosen = resized(f.Chosen, r.length())
	for i := range f.Chosen {
		f.Chosen[i] = Chosen{Episode: Code(r.number()), Instrument: Code(r.number()), Before: r.number() - 1, After: r.number() - 1}
	}
}

type reader struct {
	b   []byte
	bad bool
}

func (r *reader) number() int {
	if len(r.b) > 0 && r.b[0] < 0x80 { // most of them
		n := int(r.b[0])
		r.b = r.b[1:]
		return n
	}
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > 1<<37 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

// length is a number of parts; each of them takes a byte at least.
func (r *reader) length() int {
	n := r.number()
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return 0
	}
	return n
}

func (r *reader) needs(list []Need) []Need {
	list = resized(list, r.length())
	for i := range list {
		list[i] = Need{On: Day(r.number()), Reason: Code(r.number())}
	}
	return list
}

func (r *reader) value() float64 {
	if n := r.number(); n > 0 {
		return float64(n-1) / hundredths
	}
	if len(r.b) < 8 {
		r.bad, r.b = true, nil
		return 0
	}
	v := math.Float64frombits(binary.BigEndian.Uint64(r.b))
	r.b = r.b[8:]
	return v
}

// resized returns list with another length, and keeps what its parts hold, so that
// their memory is used again.
func resized[T any](list []T, n int) []T {
	if n <= cap(list) {
		return list[:n]
	}
	return append(list[:cap(list)], make([]T, n-cap(list))...)
}
