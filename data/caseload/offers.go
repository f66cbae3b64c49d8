package caseload

import (
	"math/rand/v2"

	"waymark/data"
)

// offers puts services before the person at the first meeting or soon after,
// and follows up what they chose.
func (s *story) offers() {
	on := s.seen
	if s.chance(0.25) {
		on = s.working(s.seen.AddDays(7 + s.IntN(7)))
	}
	s.happened(on)
	need := s.reasons[s.plan.reason]
	if need == "" {
		need = s.reasons["General Referral"]
	}
	suit := s.byNeed[need]
	count := 1 + s.IntN(3)
	taken := map[int]bool{}
	chosen := false
	for k := range count {
		at := pick(s.generator, suit)
		if s.chance(0.2) {
			at = s.IntN(len(s.services))
		}
		if taken[at] || !s.suits(s.services[at]) {
			continue
		}
		taken[at] = true
		// Almost everyone chose something in the end.
		choose := s.chance(0.5) || (k == count-1 && !chosen && s.chance(0.85))
		chosen = chosen || choose
		s.offer(s.services[at], on, choose)
	}
}

// suits leaves out what is for older people, and bereavement services for
// people of whom no loss is known.
func (s *story) suits(v offered) bool {
	if v.bereavement && s.plan.reason != "Bereavement" {
		return false
	}
	return data.Age(s.client.BirthDate, s.plan.referred) >= v.minAge
}

func (s *story) offer(v offered, on data.Date, choose bool) {
	w := s.content.words
	o := &data.Offer{ID: s.id(on), EpisodeID: s.episode.ID, ClientID: s.client.ID, ServiceID: v.id, OfferedOn: on,
		StaffID: s.by, Stamp: s.stamp(on, s.by)}
	s.add(o)
	if !choose {
		o.Decision, o.Words = data.Declined, s.text(w.Declined)
		if s.chance(0.45) {
			o.Decision, o.Words = data.NotNow, s.text(w.NotNow)
		}
		o.Why = w.Why[o.Words]
		return
	}
	o.Decision, o.Words = data.Chosen, s.text(w.Chosen)
	sure := min(10, 2+s.IntN(5)+s.IntN(5))
	if s.chance(0.9) {
		o.Confidence = &sure
	}
	p := &data.Prescription{ID: s.id(on), OfferID: o.ID, EpisodeID: s.episode.ID, ClientID: s.client.ID, ServiceID: v.id,
		Kind: data.ReferralOn, MadeOn: on, Status: data.StatusMade, StatusOn: on, Stamp: s.stamp(on, s.by)}
	if s.chance(0.3) {
		p.Kind = data.Signpost
	}
	s.add(p)
	s.followUp(p, 1, on, s.willGo(sure))
}

// toContact makes the task to contact a service that was chosen in the last days.
func (s *story) toContact(p *data.Prescription) {
	if p.Kind != data.ReferralOn || p.MadeOn.Before(s.today.AddDays(-6)) {
		return
	}
	// It takes nothing from the generator, so that every other figure stays.
	s.add(&data.Task{ClientID: p.ClientID, EpisodeID: p.EpisodeID, Kind: data.TaskReferral, AboutID: p.ID,
		Title: "Contact " + s.names[p.ServiceID], DueOn: p.MadeOn, Status: data.TaskOpen, StaffID: s.by, Stamp: p.Stamp})
}

// willGo: people take up what they were sure of.
func (s *story) willGo(sure int) bool { return s.chance(0.35 + 0.06*float64(sure)) }

// followUp schedules a follow-up by the rule and tells what came of it.
func (s *story) followUp(p *data.Prescription, number int, from data.Date, goes bool) {
	due, moved := s.holidays.FollowUpDue(from)
	f := &data.FollowUp{ID: s.id(from), PrescriptionID: p.ID, EpisodeID: p.EpisodeID, ClientID: p.ClientID, Number: number,
		CountedFrom: from, FirstDue: due, DueOn: due, MovedBecause: moved, Status: data.FollowUpOpen, StaffID: s.by, Stamp: s.stamp(from, s.by)}
	s.add(f)
	if s.stillOpen(f) {
		s.open = true
		if number == 1 {
			s.toContact(p)
		}
		return
	}
	done := s.doneOn(f)
	s.happened(done)
	f.ClosedOn = done
	f.UpdatedAt, f.UpdatedBy = s.past(s.at(done)), s.by
	switch {
	case s.chance(0.04):
		f.Status, f.Note = data.FollowUpDeclined, "Would rather not be rung about it."
		return
	case s.chance(0.03):
		f.Status, f.Note = data.FollowUpNotNeeded, "Told us all about it at the clinic."
		return
	}
	f.Status = data.FollowUpDone
	s.outcome(p, f, goes)
	if number == 1 {
		s.followUp(p, 2, done, goes)
	}
}

// stillOpen decides whether a follow-up has not been done yet: what is to come
// never, and of what is past a few, so that some are overdue as in life.
func (s *story) stillOpen(f *data.FollowUp) bool {
	late := s.today.Sub(f.DueOn)
	switch {
	case late < 0:
		return true
	case late == 0:
		return true
	case late <= 30 && s.overdue < 5 && !s.plan.many:
		s.overdue++
		return true
	case late <= 10:
		return s.plan.many && s.chance(0.1)
	}
	return false
}

// ringAt is when a call is made in each part of the day.
var ringAt = map[data.CallTime]string{"": "10:20", data.CallMorning: "09:40", data.CallAfternoon: "13:45", data.CallLate: "16:30"}

// doneOn is when a follow-up was done: mostly on the day or soon after, some
// late after tries that reached no one.
func (s *story) doneOn(f *data.FollowUp) data.Date {
	if s.chance(0.8) {
		return s.working(f.DueOn.AddDays(s.IntN(3)))
	}
	tried := s.working(f.DueOn)
	var attempts []data.Attempt
	for range 1 + s.IntN(2) {
		attempts = append(attempts, data.Attempt{On: tried, At: ringAt[f.DuePart]})
		next, part := s.holidays.NextAttempt(attempts)
		if next.After(s.today) {
			break
		}
		s.add(&attempt{data.Attempt{ID: s.id(tried), FollowUpID: f.ID, On: tried, At: ringAt[f.DuePart], NextOn: next, Note: s.text(s.content.words.Attempt),
			Result: data.AttemptResult(pick(s.generator, []string{"no_answer", "no_answer", "message"})), Stamp: s.stamp(tried, s.by)}})
		tried = next
		f.DueOn, f.DuePart = next, part
	}
	return s.working(tried.AddDays(s.IntN(6)))
}

// outcome is what was heard of the prescription.
func (s *story) outcome(p *data.Prescription, f *data.FollowUp, goes bool) {
	w := s.content.words.FollowUp
	p.StatusOn = f.ClosedOn
	switch {
	case !goes:
		p.Status, f.Note = data.StatusDidNotStart, s.text(w["not_started"])
	case f.Number == 1:
		p.Status, f.Note = data.StatusStarted, s.text(w["going_well"])
	case s.chance(0.12):
		p.Status, f.Note = data.StatusStopped, s.text(w["stopped"])
	default:
		p.Status, f.Note = pick(s.generator, []data.PrescriptionStatus{data.StatusAttending, data.StatusAttending, data.StatusCompleted}), s.text(w["going_well"])
	}
	p.Note = f.Note
}

// questionnaires writes the answers item by item, so that they add up to the
// totals of the plan.
func (s *story) questionnaires() {
	if s.plan.baseline.done {
		s.response(data.Baseline, s.seen, s.plan.baseline)
	}
	if !s.plan.followUp.done {
		return
	}
	on := s.working(s.seen.AddDays(44 + s.IntN(12)))
	if s.last.After(on) {
		on = s.last
	}
	if on.After(s.today) {
		on = s.workingBefore(s.today)
	}
	s.happened(on)
	s.response(data.StageFollowUp, on, s.plan.followUp)
}

func (s *story) response(when data.Stage, on data.Date, plan stage) {
	r := &data.Response{ID: s.id(on), EpisodeID: s.episode.ID, ClientID: s.client.ID, InstrumentID: "wemwbs", Stage: when,
		AnsweredOn: on, StaffID: s.by, Finished: !plan.half, Stamp: s.stamp(on, s.by)}
	r.Mode = data.AnswerMode(pick(s.generator, []string{"alone", "alone", "alone", "alone", "alone", "read_aloud", "read_aloud", "phone"}))
	if s.client.Interpreter == data.Yes {
		r.Mode = "interpreter"
	}
	total := plan.total
	if total == 0 {
		total = 28 + s.IntN(14)
	}
	r.Answers = itemsFor(s.Rand, total)
	if plan.total == 0 {
		blanks := 1 + s.IntN(3)
		if plan.half {
			blanks = 7
		}
		for item := 14; item > 14-blanks; item-- {
			delete(r.Answers, item)
		}
	}
	s.add(r)
}

// itemsFor returns 14 answers from 1 to 5 that add up to total, 14 to 70, and
// are not all alike.
func itemsFor(r *rand.Rand, total int) map[int]int {
	var items [15]int
	rest := total
	for i := 1; i <= 14; i++ {
		items[i] = rest / (15 - i)
		rest -= items[i]
	}
	for range 40 {
		a, b := 1+r.IntN(14), 1+r.IntN(14)
		if a != b && items[a] < 5 && items[b] > 1 {
			items[a]++
			items[b]--
		}
	}
	answers := map[int]int{}
	for i := 1; i <= 14; i++ {
		answers[i] = items[i]
	}
	return answers
}
