package tally

import (
	"slices"
	"time"
)

// This file has the form in which facts travel to a device that holds no clients:
// with words in place of codes, services by their IDs, and of the date of birth the
// month. Facts that are the same have the same form on every device.

// The first byte says whose facts follow. Whoever changes the form takes others.
const (
	ofPerson byte = 1
	ofNoOne  byte = 2 // gaps that were found for no one in particular
)

// MonthOnly returns the first day of the month of a day of birth. The age on the
// last day of a month follows from it, since every birthday of the month has come
// by then. Someone born on 29 February has theirs on 1 March of most years, so that
// day stays as it is.
func (d Day) MonthOnly() Day {
	day := int(d & (1<<monthShift - 1))
	if d <= 0 || monthOf(d) == time.February && day == 29 {
		return max(d, 0)
	}
	return d - Day(day) + 1
}

// Portable encodes facts that are in the codes of words, with the services that
// service names.
func (f *Facts) Portable(words *Words, service func(seq int64) string) ([]byte, error) {
	return f.portable(ofPerson, words, service)
}

// PortableGaps encodes gaps that were found for no one in particular.
func PortableGaps(gaps []Need, words *Words) ([]byte, error) {
	return (&Facts{Gaps: gaps}).portable(ofNoOne, words, nil)
}

func (f *Facts) portable(first byte, words *Words, service func(seq int64) string) ([]byte, error) {
	if f.Restricted {
		f = &Facts{Restricted: true} // of which no more than that is counted
	}
	var c Facts // f stays as it is
	if err := c.Read(f.Append(nil)); err != nil {
		return nil, err
	}
	c.Born = c.Born.MonthOnly()
	var texts, services []string
	c.codes(func(code *Code) { texts = append(texts, words.Word(*code)) })
	c.services(func(seq *int64) { services = append(services, service(*seq)) })
	texts, services = vocabulary(texts), vocabulary(services)
	c.codes(func(code *Code) { *code = Code(place(texts, words.Word(*code))) })
	c.services(func(seq *int64) { *seq = int64(place(services, service(*seq))) })
	c.order()
	w := writer{[]byte{first}}
	w.texts(texts)
	w.texts(services)
	return c.Append(w.b), nil
}

// vocabulary is each word once, in order, without the empty one.
func vocabulary(list []string) []string {
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
}

// place is where a word is in a vocabulary, counted from 1; 0 for the empty one.
func place(list []string, word string) int {
	i, found := slices.BinarySearch(list, word)
	if !found {
		return 0
	}
	return i + 1
}

func (w *writer) texts(list []string) {
	w.numbers(len(list))
	for _, s := range list {
		w.numbers(len(s))
		w.b = append(w.b, s...)
	}
}

// codes visits every word of the facts. Episodes are none.
func (f *Facts) codes(visit func(*Code)) {
	each := func(list ...*Code) {
		for _, c := range list {
			visit(c)
		}
	}
	all := func(list []Code) {
		for i := range list {
			visit(&list[i])
		}
	}
	needs := func(list []Need) {
		for i := range list {
			visit(&list[i].Reason)
		}
	}
	each(&f.Sex, &f.Surgery)
	for i := range f.Referrals {
		r := &f.Referrals[i]
		each(&r.Source, &r.Surgery, &r.Reason, &r.Prescriber)
		all(r.Further)
	}
	needs(f.Needs)
	needs(f.Gaps)
	needs(f.VisitNeeds)
	for i := range f.Contacts {
		each(&f.Contacts[i].Kind, &f.Contacts[i].Outcome)
	}
	for i := range f.Appointments {
		each(&f.Appointments[i].Kind, &f.Appointments[i].State)
	}
	for i := range f.Offers {
		each(&f.Offers[i].Decision, &f.Offers[i].Why, &f.Offers[i].Status)
	}
	for i := range f.HomeVisits {
		all(f.HomeVisits[i].Troubles)
	}
	for i := range f.Decisions {
		each(&f.Decisions[i].Kind, &f.Decisions[i].State)
	}
	f.codesOfCourse(each)
}

func (f *Facts) codesOfCourse(each func(...*Code)) {
	for i := range f.FollowUps {
		each(&f.FollowUps[i].Status)
	}
	for i := range f.Responses {
		r := &f.Responses[i]
		each(&r.Instrument, &r.Version, &r.Stage, &r.Mode)
		for j := range r.Scores {
			each(&r.Scores[j].Measure)
		}
	}
	for i := range f.Chosen {
		each(&f.Chosen[i].Instrument)
	}
	for i := range f.Refusals {
		each(&f.Refusals[i].Instrument)
	}
}

// services visits every service of the facts.
func (f *Facts) services(visit func(*int64)) {
	for i := range f.Offers {
		visit(&f.Offers[i].Service)
	}
	for i := range f.Joined {
		visit(&f.Joined[i].Service)
	}
}

// ServiceSeqs lists the services of the facts, each as often as it is there.
func (f *Facts) ServiceSeqs() (list []int64) {
	f.services(func(seq *int64) { list = append(list, *seq) })
	return list
}

// Portables reads facts in the portable form, one after another.
type Portables struct {
	// Words get the codes of what is read.
	Words *Words
	// Services has the seq of each service that is known. One that is not has a
	// number below 0.
	Services map[string]int64
	// Became says which entry of a list one became that is no more.
	Became map[string]string

	facts Facts
	codes []Code
	seqs  []int64
}

// Read returns the facts of b until the next call. noOne says that they are gaps
// that were found for no one in particular.
func (p *Portables) Read(b []byte) (f *Facts, noOne bool, err error) {
	if len(b) == 0 || b[0] != ofPerson && b[0] != ofNoOne {
		return nil, false, errForm
	}
	r := reader{b: b[1:]}
	p.codes, p.seqs = append(p.codes[:0], 0), append(p.seqs[:0], 0)
	for range r.length() {
		p.codes = append(p.codes, p.word(r.text()))
	}
	for range r.length() {
		p.seqs = append(p.seqs, p.service(r.text()))
	}
	if r.bad {
		return nil, false, errForm
	}
	if err := p.facts.Read(r.b); err != nil {
		return nil, false, err
	}
	known := true
	p.facts.codes(func(c *Code) {
		if known = known && *c >= 0 && int(*c) < len(p.codes); known {
			*c = p.codes[*c]
		}
	})
	p.facts.services(func(seq *int64) {
		if known = known && *seq >= 0 && *seq < int64(len(p.seqs)); known {
			*seq = p.seqs[*seq]
		}
	})
	if !known {
		return nil, false, errForm
	}
	return &p.facts, b[0] == ofNoOne, nil
}

func (p *Portables) word(text []byte) Code {
	if c, known := p.Words.codes[string(text)]; known && len(p.Became) == 0 {
		return c
	}
	return p.Words.Code(p.now(string(text)))
}

func (p *Portables) service(text []byte) int64 {
	if seq, known := p.Services[string(text)]; known {
		return seq
	}
	id := p.now(string(text))
	if seq, known := p.Services[id]; known {
		return seq
	}
	if p.Services == nil {
		p.Services = map[string]int64{}
	}
	seq := -1 - int64(len(p.Services))
	p.Services[id] = seq
	return seq
}

// now is the entry that one became.
func (p *Portables) now(id string) string {
	for range len(p.Became) {
		to, became := p.Became[id]
		if !became {
			break
		}
		id = to
	}
	return id
}

// text reads a text; it is part of what is read.
func (r *reader) text() []byte {
	n := r.length()
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	text := r.b[:n]
	r.b = r.b[n:]
	return text
}

// Earliest is the first day of a referral or a contact; 0 if there is none.
func (f *Facts) Earliest() (first Day) {
	for i := range f.Referrals {
		if on := f.Referrals[i].On; on > 0 {
			first = earliest(first, on)
		}
	}
	for _, c := range f.Contacts {
		if c.On > 0 {
			first = earliest(first, c.On)
		}
	}
	return first
}

// InScope reports whether a client is in the part of the caseload that is counted.
func (c *Count) InScope(f *Facts) bool {
	p := c.describe(f)
	return c.asked(&p)
}

func (c *Count) asked(p *person) bool {
	return (c.partner == 0 || p.partner == c.partner) && (c.surgery == 0 || p.surgery == c.surgery) && (c.reason == 0 || p.reason == c.reason)
}
