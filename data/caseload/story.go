package caseload

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/store/office"
)

// story is one person's story as it is being told.
type story struct {
	*generator
	plan    plan
	client  data.Client
	episode data.Episode
	by      data.ID // the prescriber
	seen    data.Date
	last    data.Date // the latest thing that happened
	open    bool      // something is still to come
	// records are written when the whole story is told, since the episode, on
	// which they hang, is known only then.
	records []any
}

// attempt is a try at a follow-up, which is written with its client.
type attempt struct{ data.Attempt }

func (s *story) add(record any) { s.records = append(s.records, record) }

// writeClient tells one person's story from the referral on.
func (g *generator) writeClient(b *office.Bulk, i int, p plan) error {
	s := &story{generator: g, plan: p, by: g.staff[i%len(g.staff)].ID}
	s.makeClient(i)
	s.episode = data.Episode{ID: g.id(p.referred), ClientID: s.client.ID, OpenedOn: p.referred, Status: data.EpisodeOpen,
		SurgeryID: s.client.SurgeryID, Prescriber: s.by, Stamp: g.stamp(p.referred, s.by)}
	// Seen within two weeks, always by today.
	s.seen = g.working(p.referred.AddDays(2 + g.IntN(8)))
	s.last = s.seen
	for _, tell := range []func(){s.begin, s.first, s.needs, s.offers, s.questionnaires, s.later, s.end} {
		tell()
	}
	if i%8 == 3 {
		s.gap(i)
	}
	s.tell(i)
	s.visits(i)
	if err := s.write(b); err != nil {
		return fmt.Errorf("client %d: %w", i, err)
	}
	return nil
}

func (s *story) write(b *office.Bulk) error {
	for _, record := range append([]any{&s.client, &s.episode}, s.records...) {
		var err error
		if a, ok := record.(*attempt); ok {
			err = b.AddAttempt(&a.Attempt, s.client.ID)
		} else {
			err = b.Add(record)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// gap is a need for which nothing was found. It draws no number of the stream,
// so that the stories told after it stay as they are.
func (s *story) gap(i int) {
	looked := []string{"a volunteer with a van", "a quiet group in the evening", "help in their own language", "a lift on Sundays", "a dentist who comes to the house"}
	need := s.reasons[[]string{"Assistance in Home", "Housing", "Befriending/Isolation"}[i/8%3]]
	ids := rand.New(rand.NewPCG(s.options.Seed, uint64(i))) //nolint:gosec // G404, G115: invented, and i is not below 0
	at := s.past(s.seen.Time().Add(11 * time.Hour))
	s.add(&data.Gap{ID: makeID(ids, at), ClientID: s.client.ID, ReasonID: need, FoundOn: s.seen, Area: s.client.Town, Note: looked[i/8%len(looked)],
		Stamp: data.Stamp{CreatedAt: at, CreatedBy: s.by, UpdatedAt: at, UpdatedBy: s.by}})
}

func (s *story) happened(on data.Date) {
	if on.After(s.last) {
		s.last = on
	}
}

func (s *story) makeClient(i int) {
	g, c, n := s.generator, &s.client, s.content.names
	given := pick(g, n.Male)
	if s.plan.sex == data.SexFemale || (s.plan.sex == "" && g.chance(0.5)) {
		given = pick(g, n.Female)
	}
	c.GivenNames, c.FamilyName, c.Sex = given, pick(g, n.Family), s.plan.sex
	if g.chance(0.08) {
		c.FamilyName += "-" + pick(g, n.Family)
	}
	if g.chance(0.15) {
		c.KnownAs = strings.Fields(given)[0]
	}
	// Over 50 when referred; most are in their sixties and seventies.
	age := min(52+g.IntN(22)+g.IntN(22), 94)
	c.BirthDate = s.plan.referred.AddMonths(-12 * age).AddDays(-g.IntN(365))
	if g.chance(0.9) {
		c.NHSNumber = g.nhsNumber()
	}
	town := pick(g, n.Towns)
	c.Address = fmt.Sprintf("%d %s", 1+g.IntN(140), pick(g, n.Streets))
	c.Town, c.Postcode = town.Town, g.postcode(town.Postcode)
	c.Phone = fmt.Sprintf("01632 960%03d", g.IntN(1000))
	if g.chance(0.5) {
		c.OtherPhone = fmt.Sprintf("07700 900%03d", g.IntN(1000))
	}
	if g.chance(0.3) {
		c.Email = email(given, c.FamilyName)
	}
	w := s.content.words
	s.sometimes(0.35, &c.ContactBy, w.ContactBy)
	s.sometimes(0.25, &c.AccessNeeds, w.Access)
	s.sometimes(0.6, &c.Matters, w.Matters)
	s.sometimes(0.06, &c.Alert, w.Alerts)
	s.sometimes(0.3, &c.Other, w.Others)
	if g.chance(0.8) {
		c.LivesAlone = data.Yes
		if g.chance(0.45) {
			c.LivesAlone = data.No
		}
	}
	if g.chance(0.05) {
		c.Language, c.Interpreter = pick(g, []string{"Polish", "Punjabi", "Bengali", "Slovak", "Arabic"}), data.No
		if g.chance(0.6) {
			c.Interpreter = data.Yes
		}
	}
	c.SurgeryID, c.Prescriber = g.surgeries[g.surgeryOf(i)].ID, s.by
	c.ID, c.Stamp = g.id(s.plan.referred), g.stamp(s.plan.referred, s.by)
}

func (s *story) sometimes(p float64, into *string, list []string) {
	if s.chance(p) {
		*into = pick(s.generator, list)
	}
}

// surgeryOf spreads people over the four surgeries unequally, as in life.
func (g *generator) surgeryOf(int) int {
	return []int{0, 0, 0, 1, 1, 2, 2, 3, 3, 3}[g.IntN(10)]
}

// begin writes the person, their episode, the referral and what they agreed to.
func (s *story) begin() {
	g, w := s.generator, s.content.words
	r := data.Referral{ID: g.id(s.plan.referred), EpisodeID: s.episode.ID, ClientID: s.client.ID, ReceivedOn: s.plan.referred,
		SurgeryID: s.client.SurgeryID, ReasonID: g.reasons[s.plan.reason], Stamp: g.stamp(s.plan.referred, s.by)}
	r.Source = data.Source(pick(g, []string{"gp", "gp", "gp", "gp", "nurse", "nurse", "reception", "reception", "self", "family", "social_care", "voluntary"}))
	switch r.Source {
	case "gp":
		r.Referrer = "Dr " + pick(g, s.content.names.Family)
	case "nurse":
		r.Referrer = "Nurse " + pick(g, s.content.names.Family)
	}
	if notes := w.Referrer[s.plan.reason]; len(notes) > 0 && g.chance(0.8) {
		r.Note = g.text(notes)
	}
	if s.plan.reason != "" && g.chance(0.25) {
		if further := pick(g, g.reasonIDs); further != r.ReasonID {
			r.Further = []data.ID{further}
		}
	}
	s.add(&r)
	s.consents()
}

func (s *story) consents() {
	for _, k := range data.ConsentKinds() {
		if k.Value == data.ConsentStory || k.Value == data.ConsentContact {
			continue // asked when someone has a story to tell, and on a short referral
		}
		given := k.Value == data.ConsentRecord || s.chance(0.9)
		if k.Value == data.ConsentEvaluation {
			given = !s.plan.refused
		}
		s.add(&data.Consent{ID: s.id(s.seen), ClientID: s.client.ID, Kind: k.Value, Given: given, On: s.seen,
			How: data.ConsentHow(pick(s.generator, []string{"in_person", "in_person", "written", "phone"})), Stamp: s.stamp(s.seen, s.by)})
	}
}

// contact writes one encounter.
func (s *story) contact(on data.Date, at string, kind data.ContactKind, outcome data.ContactOutcome, note string) {
	c := data.Contact{ID: s.id(on), EpisodeID: s.episode.ID, ClientID: s.client.ID, Kind: kind, Outcome: outcome, On: on, At: at,
		StaffID: s.by, Note: note, Stamp: s.stamp(min2(on, s.today), s.by)}
	if kind == "clinic" || kind == "walk_in" {
		c.SurgeryID = s.client.SurgeryID
	}
	if outcome == data.ContactAttended {
		c.Minutes = 5 * (3 + s.IntN(7))
	}
	s.add(&c)
	s.cameOf(&c)
}

func min2(a, b data.Date) data.Date {
	if a.Before(b) {
		return a
	}
	return b
}

func (s *story) clock() string {
	return fmt.Sprintf("%02d:%02d", 9+s.IntN(7), 20*s.IntN(3))
}

// first writes the first meeting, which everyone came to.
func (s *story) first() {
	w := s.content.words
	notes := w.First[s.plan.reason]
	if len(notes) == 0 {
		notes = w.Later
	}
	if missed := s.working(s.plan.referred.AddDays(1)); s.chance(0.12) && missed.Before(s.seen) {
		if s.chance(0.5) {
			s.contact(missed, s.clock(), "clinic", data.ContactMissed, s.text(w.Missed))
		} else {
			s.contact(missed, s.clock(), "clinic", data.ContactCancelled, s.text(w.Cancelled))
		}
	}
	kind := data.ContactKind(pick(s.generator, []string{"clinic", "clinic", "clinic", "clinic", "walk_in", "phone", "venue"}))
	s.contact(s.seen, s.clock(), kind, data.ContactAttended, s.text(notes))
}

// needs writes what came out later: loneliness above all, once housing or
// money had been spoken about.
func (s *story) needs() {
	if !s.chance(0.5) {
		return
	}
	need := pick(s.generator, s.reasonIDs)
	if (s.plan.reason == "Housing" || s.plan.reason == "Benefits/Financial") && s.chance(0.75) {
		need = s.reasons["Befriending/Isolation"]
	}
	if need == s.reasons[s.plan.reason] {
		return
	}
	on := s.working(s.seen.AddDays(s.IntN(20)))
	s.happened(on)
	s.add(&data.Need{ID: s.id(on), EpisodeID: s.episode.ID, ClientID: s.client.ID, ReasonID: need, FoundOn: on,
		Note: s.text(s.content.words.Need), Stamp: s.stamp(on, s.by)})
}

// later writes what happened between the first meeting and the last, and, for
// some whose story is not over, what is booked.
func (s *story) later() {
	w := s.content.words
	for on := s.working(s.seen.AddDays(9 + s.IntN(12))); on.Before(s.last) && on.Before(s.today); on = s.working(on.AddDays(12 + s.IntN(20))) {
		kind := pick(s.generator, []string{"clinic", "phone", "phone", "clinic", "venue", "home_visit"})
		note := s.text(w.Later)
		switch kind {
		case "phone":
			note = s.text(w.Phone)
		case "home_visit":
			note = s.text(w.HomeVisit)
		}
		if s.chance(0.12) {
			s.contact(on, s.clock(), "clinic", data.ContactMissed, s.text(w.Missed))
			continue
		}
		s.contact(on, s.clock(), data.ContactKind(kind), data.ContactAttended, note)
	}
	if s.open || (s.today.Sub(s.seen) < 40 && !s.plan.many) {
		s.expect()
	}
}

// coming are the slots of today and the next days that the pilot's people are
// expected in, and one of the day before.
var coming = []struct {
	days int
	at   string
	kind data.ContactKind
}{{0, "10:20", "clinic"}, {0, "11:00", "phone"}, {0, "14:00", "home_visit"}, {1, "09:40", "clinic"}, {2, "10:00", "clinic"}, {4, "13:30", "home_visit"}, {6, "09:20", "clinic"}, {-1, "11:20", "clinic"}}

// expect takes the next free slot, until there are none.
func (s *story) expect() {
	if s.came < 2 && s.holidays.IsWorkingDay(s.today) && s.seen.Before(s.today) {
		s.came++
		s.contact(s.today, []string{"", "09:00", "09:40"}[s.came], "clinic", data.ContactAttended, s.text(s.content.words.Later))
		s.happened(s.today)
		return
	}
	if s.planned >= len(coming) || s.chance(0.3) {
		return
	}
	slot := coming[s.planned]
	s.planned++
	on := s.soon(slot.days)
	if slot.days < 0 { // no one has said yet what came of it
		on = s.workingBefore(s.today.AddDays(slot.days))
	}
	if slot.days == 0 && !s.holidays.IsWorkingDay(on) {
		on = s.soon(1)
	}
	s.book(on, slot.at, slot.kind)
	s.open = true
}

// end closes the episode when nothing is still to come and some time has
// passed, pauses a few, and leaves the rest open.
func (s *story) end() {
	e := &s.episode
	quiet := s.today.Sub(s.last)
	switch {
	case s.open:
	case quiet > 14 && s.chance(0.92):
		e.Status, e.ClosedOn = data.EpisodeClosed, min2(s.working(s.last.AddDays(s.IntN(10))), s.today)
		reasons := []data.CloseReason{"goals_met", "goals_met", "goals_met", "moved_on", "moved_on", "moved_away", "other_care"}
		if !s.plan.followUp.done { // no one who answered twice could not be reached
			reasons = append(reasons, "no_contact", "no_contact", "declined")
		}
		e.CloseReason = pick(s.generator, reasons)
	case quiet > 5 && s.chance(0.25):
		e.Status, e.PausedOn = data.EpisodePaused, s.last
	}
}
