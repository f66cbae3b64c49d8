package letters

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/letter"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// Telling is what a surgery is told about one client.
type Telling struct {
	ClientID data.ID
	// From is the day from which codes are listed; zero: since the referral.
	From data.Date
	// Scores and Notes are told only if someone asks for them.
	Scores, Notes bool
}

// Message is what one surgery is told about one client, ready to be looked at:
// a letter of one page, and lines for the practice to enter.
type Message struct {
	ClientID  data.ID
	Client    string
	NHSNumber string
	SurgeryID data.ID
	Surgery   string
	Occasion  data.Occasion
	Letter    *letter.Letter
	Rows      []data.CodedRow // none without an NHS number
	// Uncoded are meanings that the service has no code for, where codes are on.
	Uncoded []data.CodeMeaning
}

// ToSurgery makes the message to a client's surgery. Nothing is recorded: see
// RecordMessages. It returns data.CodeRefused unless the client agreed, and
// data.CodeInvalid if no surgery is recorded.
func (s *Letters) ToSurgery(ctx context.Context, about Telling) (*Message, error) {
	agreed, err := s.agreed(ctx, about.ClientID, data.ConsentSurgery)
	if err != nil {
		return nil, err
	}
	if !agreed {
		return nil, data.NewProblem(data.CodeRefused,
			"No one has recorded that the client agrees to share with the surgery. Ask them, record it under Consent, then write to the surgery.")
	}
	facts, err := s.factsOf(ctx, about)
	if err != nil {
		return nil, err
	}
	if facts.rec.Client.SurgeryID == "" {
		return nil, data.NewProblem(data.CodeInvalid, "No surgery is recorded for this client. Choose it under “Edit who they are”.")
	}
	codes, err := s.Codes(ctx)
	if err != nil {
		return nil, err
	}
	return s.message(ctx, facts, codes)
}

// facts are what a message is made from.
type facts struct {
	about   Telling
	today   data.Date
	rec     *data.ClientRecord
	reasons map[data.ID]string
	started data.Date // of the first contact that took place, zero if there was none
	missed  []data.Date
	notes   []data.Entry // contacts that took place, oldest first
}

func (s *Letters) factsOf(ctx context.Context, about Telling) (*facts, error) {
	rec, err := s.overview.Record(ctx, about.ClientID)
	if err != nil {
		return nil, err
	}
	reasons, err := s.lists.Reasons(ctx, true)
	if err != nil {
		return nil, err
	}
	f := &facts{about: about, today: s.db.Today(), rec: rec, reasons: map[data.ID]string{}}
	for _, r := range reasons {
		f.reasons[r.ID] = r.Name
	}
	if rec.Episode == nil {
		return f, nil
	}
	contacts, err := store.Collect(ctx, s.db, casework.ScanContact, "SELECT "+casework.ContactColumns+` FROM contact k
		WHERE k.client_id = ? AND k.episode_id = ? AND k.removed_at IS NULL ORDER BY k.held_on, k.held_at, k.id`, about.ClientID, rec.Episode.ID)
	if err != nil {
		return nil, err
	}
	for _, k := range contacts {
		switch k.Outcome {
		case data.ContactAttended:
			if f.started.IsZero() {
				f.started = k.On
			}
			f.notes = append(f.notes, data.Entry{On: k.On, Title: k.Kind.Label(), Detail: k.Note})
		case data.ContactMissed:
			f.missed = append(f.missed, k.On)
		}
	}
	return f, nil
}

func (s *Letters) message(ctx context.Context, f *facts, codes *Codes) (*Message, error) {
	c := &f.rec.Client
	m := &Message{ClientID: c.ID, Client: c.Name(), NHSNumber: c.NHSNumber, SurgeryID: c.SurgeryID, Surgery: f.rec.Surgery}
	var err error
	if m.Occasion, err = s.occasion(ctx, f); err != nil {
		return nil, err
	}
	v, err := s.ours(ctx, c.Prescriber)
	if err != nil {
		return nil, err
	}
	f.fill(v)
	t, err := s.Template(ctx, letter.Surgery)
	if err != nil {
		return nil, err
	}
	if m.Letter, err = t.Letter(v); err != nil {
		return nil, err
	}
	s.frame(m.Letter, v)
	m.Letter.To = letter.Lines(m.Surgery)
	if c.NHSNumber != "" {
		m.Rows, m.Uncoded = codes.rows(c.NHSNumber, f.coded())
	}
	return m, nil
}

// occasion is why a surgery is written to now: the closure, the first contact, or
// someone's wish, whatever was not told yet.
func (s *Letters) occasion(ctx context.Context, f *facts) (data.Occasion, error) {
	sent, err := s.Sent(ctx, f.rec.Client.ID)
	if err != nil {
		return "", err
	}
	told := func(o data.Occasion, since data.Date) bool {
		return slices.ContainsFunc(sent, func(l data.SentLetter) bool {
			return l.Kind == string(letter.Surgery) && l.Occasion == o && !l.MadeOn.Before(since)
		})
	}
	e := f.rec.Episode
	switch {
	case e == nil:
	case e.Status == data.EpisodeClosed && !told(data.OccasionClosure, e.ClosedOn):
		return data.OccasionClosure, nil
	case e.Status != data.EpisodeClosed && !f.started.IsZero() && !told(data.OccasionFirst, f.started):
		return data.OccasionFirst, nil
	}
	return data.OccasionDemand, nil
}

// fill puts what is told into the fields of the template.
func (f *facts) fill(v letter.Values) {
	c := &f.rec.Client
	v[letter.SurgeryName], v[letter.Name], v[letter.BirthDate] = f.rec.Surgery, c.Name(), letter.PlainDay(c.BirthDate)
	if c.NHSNumber != "" {
		v[letter.NHSNumber] = data.FormatNHSNumber(c.NHSNumber)
	}
	if len(f.rec.Referrals) > 0 {
		r := f.rec.Referrals[0]
		v[letter.ReferredOn], v[letter.Reasons] = letter.PlainDay(r.ReceivedOn), f.why(r)
		v[letter.ReferredBy] = r.Referrer
		if r.Referrer == "" && r.Source != "" {
			v[letter.ReferredBy] = referrers[r.Source]
		}
	}
	v[letter.Agreed], v[letter.Outcomes] = f.agreed(), f.outcomes()
	v[letter.NextStep] = f.next()
	if f.about.Scores {
		v[letter.Scores] = f.scores()
	}
	if f.about.Notes {
		v[letter.Notes] = f.noted()
	}
}

// referrers are the sources of referrals as a letter names them, after “by”.
var referrers = map[data.Source]string{
	"gp": "their GP", "nurse": "a nurse", "reception": "reception", "self": "themselves", "family": "family or a friend",
	"social_care": "adult social care", "hospital": "the hospital", "voluntary": "a voluntary organisation",
}

func (f *facts) why(r data.Referral) string {
	main := f.reasons[r.ReasonID]
	if main == "" {
		main = "Not recorded"
	}
	var more []string
	for _, id := range r.Further {
		more = append(more, f.reasons[id])
	}
	for _, n := range f.rec.Needs {
		if name := f.reasons[n.ReasonID]; name != main && !slices.Contains(more, name) {
			more = append(more, name)
		}
	}
	if len(more) > 0 {
		return fmt.Sprintf("%s; also %s", main, data.JoinAnd(more))
	}
	return main
}

// closedDeclined is the reason for closing that is a refusal of the service.
const closedDeclined data.CloseReason = "declined"

// mostServices is how many services a letter of one page names; older ones are
// counted.
const mostServices = 8

// agreed lists what the client chose, newest first.
func (f *facts) agreed() string {
	return f.services(func(p *data.Prescription) string {
		if p.Kind == data.ReferralOn {
			return fmt.Sprintf("%s: referral to %s", letter.PlainDay(p.MadeOn), p.Service)
		}
		return fmt.Sprintf("%s: signpost to %s", letter.PlainDay(p.MadeOn), p.Service)
	})
}

func (f *facts) outcomes() string {
	return f.services(func(p *data.Prescription) string {
		if p.Status == data.StatusMade {
			return p.Service + ": no news yet"
		}
		return p.Service + ": " + data.LowerFirst(p.Status.Label()) + ", " + letter.PlainDay(p.StatusOn)
	})
}

func (f *facts) services(say func(*data.Prescription) string) string {
	var lines []string
	for i := range f.rec.Prescriptions {
		if i == mostServices {
			lines = append(lines, fmt.Sprintf("- and %d earlier", len(f.rec.Prescriptions)-i))
			break
		}
		lines = append(lines, "- "+say(&f.rec.Prescriptions[i]))
	}
	return strings.Join(lines, "\n")
}

// next says what happens next, in a line.
func (f *facts) next() string {
	e := f.rec.Episode
	switch {
	case e == nil:
		return ""
	case e.Status == data.EpisodeClosed:
		if e.CloseReason == "" { // a list that was imported did not say
			return "Closed on " + letter.PlainDay(e.ClosedOn)
		}
		return "Closed on " + letter.PlainDay(e.ClosedOn) + ": " + data.LowerFirst(e.CloseReason.Label())
	case e.Status == data.EpisodePaused:
		return "Paused since " + letter.PlainDay(e.PausedOn)
	}
	on, what := data.Date{}, ""
	for i := range f.rec.Appointments {
		if a := &f.rec.Appointments[i]; !a.On.Before(f.today) && (on.IsZero() || a.On.Before(on)) {
			on, what = a.On, a.Kind.Label()
		}
	}
	for i := range f.rec.FollowUps {
		if u := &f.rec.FollowUps[i]; on.IsZero() || u.DueOn.Before(on) {
			on, what = u.DueOn, "Follow-up"
		}
	}
	if what == "" {
		return ""
	}
	return what + ", " + letter.PlainDay(on)
}

func (f *facts) scores() string {
	var lines []string
	for i := range f.rec.Responses {
		r := &f.rec.Responses[i]
		if r.Score == nil || !r.Finished || r.EpisodeID != f.rec.Episode.ID {
			continue
		}
		name := strings.ToUpper(r.InstrumentID)
		if d, ok := instrument.ByID(r.InstrumentID); ok {
			name = d.ShortName
		}
		lines = append(lines, fmt.Sprintf("- %s: %g on %s", name, *r.Score, letter.PlainDay(r.AnsweredOn)))
	}
	return strings.Join(lines, "\n")
}

func (f *facts) noted() string {
	var lines []string
	for _, n := range f.notes {
		if note := data.Tidy(n.Detail); note != "" {
			lines = append(lines, "- "+letter.PlainDay(n.On)+", "+data.LowerFirst(n.Title)+": "+note)
		}
	}
	return strings.Join(lines, "\n")
}

// coded is what a practice may enter, in the order in which it happened.
type coded struct {
	on      data.Date
	meaning data.CodeMeaning
}

func (f *facts) coded() []coded {
	var list []coded
	add := func(on data.Date, m data.CodeMeaning) {
		if !on.IsZero() && !on.Before(f.about.From) {
			list = append(list, coded{on, m})
		}
	}
	for _, r := range f.rec.Referrals {
		add(r.ReceivedOn, data.CodeReferred)
		for _, id := range append([]data.ID{r.ReasonID}, r.Further...) {
			if name := f.reasons[id]; name != "" {
				add(r.ReceivedOn, data.ReasonMeaning(name))
			}
		}
	}
	add(f.started, data.CodeSeen)
	for _, on := range f.missed {
		add(on, data.CodeMissed)
	}
	for _, p := range f.rec.Prescriptions {
		m := data.CodeSignpost
		if p.Kind == data.ReferralOn {
			m = data.CodeReferral
		}
		add(p.MadeOn, m)
	}
	if e := f.rec.Episode; e != nil && e.Status == data.EpisodeClosed {
		m := data.CodeClosed
		if e.CloseReason == closedDeclined {
			m = data.CodeDeclined
		}
		add(e.ClosedOn, m)
	}
	slices.SortStableFunc(list, func(a, b coded) int { return a.on.Compare(b.on) })
	return list
}
