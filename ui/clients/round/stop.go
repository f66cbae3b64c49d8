package round

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/clients/person"
	"waymark/ui/clients/reminder"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// stop is a client of the round, with what is known when the telephone is
// picked up.
type stop struct {
	due      rule.Stop
	record   *data.ClientRecord
	services []service // what is due first, then what is still to come
	attempts []data.Attempt
	missed   person.MissedFacts
	flags    []kit.FlagData
	draft    *form.Found
}

// service is one follow-up of the call: about one service.
type service struct {
	followUp data.FollowUp
	referral data.Prescription
	offer    data.Offer
	due      bool
}

func draftKey(client data.ID) string { return "round:" + string(client) }

func readStop(ctx context.Context, h *host.Host, due *rule.Stop) (*stop, error) {
	s := &stop{due: *due}
	var err error
	if s.record, err = h.Overview.Record(ctx, due.ClientID); err != nil {
		return nil, err
	}
	flags, err := h.FlagsOf(ctx, due.ClientID)
	if err != nil {
		return nil, err
	}
	s.flags = flags.Of(due.ClientID, h.Today())
	offers, err := h.Offering.Offers(ctx, due.ClientID)
	if err != nil {
		return nil, err
	}
	for i := range s.record.FollowUps {
		s.add(&s.record.FollowUps[i], offers, h.Today())
	}
	slices.SortStableFunc(s.services, func(a, b service) int { return a.followUp.DueOn.Compare(b.followUp.DueOn) })
	var most []data.Attempt
	for i := range s.services {
		tried, err := h.Offering.Attempts(ctx, s.services[i].followUp.ID)
		if err != nil {
			return nil, err
		}
		if len(tried) > len(most) {
			most = tried
		}
		s.addAttempts(tried)
	}
	if s.missed, err = person.ReadMissed(ctx, h, most); err != nil {
		return nil, err
	}
	s.draft, err = form.ReadDraft(ctx, h, draftKey(due.ClientID))
	return s, err
}

func (s *stop) add(f *data.FollowUp, offers []data.Offer, today data.Date) {
	v := service{followUp: *f, due: !f.DueOn.After(today)}
	for _, rx := range s.record.Prescriptions {
		if rx.ID == f.PrescriptionID {
			v.referral = rx
		}
	}
	for _, o := range offers {
		if o.ID == v.referral.OfferID {
			v.offer = o
		}
	}
	s.services = append(s.services, v)
}

// addAttempts adds the calls of one follow-up, newest first; one call about
// several services is listed once.
func (s *stop) addAttempts(tried []data.Attempt) {
	for _, a := range tried {
		if !slices.ContainsFunc(s.attempts, func(b data.Attempt) bool { return a.On == b.On && a.At == b.At && a.Result == b.Result }) {
			s.attempts = append(s.attempts, a)
		}
	}
	slices.SortStableFunc(s.attempts, func(a, b data.Attempt) int { return b.On.Compare(a.On) })
}

func (s *stop) client() data.ID { return s.due.ClientID }

// name is what the client is called on the page.
func (s *stop) name() string { return s.record.Client.Name() }

// subtitle says who is called, how late it is and for which time they were put
// down after the last attempt.
func (s *stop) subtitle(today data.Date) string {
	first := s.due.Due[0]
	when := "due today"
	if days := today.Sub(first.DueOn); days > 0 {
		when = fmt.Sprintf("%s overdue", data.Plural(days, "day", "days"))
	}
	if part := first.DuePart.In(); part != "" {
		when = fmt.Sprintf("%s, best %s", when, part)
	}
	later := ""
	if s.due.Later {
		later = "put off earlier today"
	}
	return person.Dotted(data.Capital(when), later, s.name()) // a long name may be cut off
}

// cards are the left side: how to reach them, what they chose and what came of
// it, and what was tried.
func (s *stop) cards(write func()) []fyne.CanvasObject {
	reach := person.ReachCard(&s.record.Client, s.flags)
	reach.SetTitle(s.name())
	cards := []fyne.CanvasObject{reach}
	if len(s.attempts) > 0 {
		cards = append(cards, person.AttemptsCard(s.attempts))
	}
	for i := range s.services {
		v := &s.services[i]
		card := person.AgreedCard(&v.referral, &v.offer)
		card.SetAside(v.followUp.Ordinal())
		cards = append(cards, card)
	}
	if len(s.record.Client.Phone) == 0 {
		cards = append(cards, kit.NewCard("No phone number", "", kit.VStack(8, kit.NewParagraph(
			"Ask the surgery for a number and add it to the record, or send a letter.", kit.Muted),
			kit.HStack(0, kit.Secondary("Letter or text…", write).Compact()))))
	}
	return cards
}

// second reports whether a second follow-up is due.
func (s *stop) second() bool {
	return slices.ContainsFunc(s.services, func(v service) bool { return v.due && v.followUp.Number == 2 })
}

// letter is what a letter to them is about; next is when they will be called.
func (s *stop) letter(next data.Date) *reminder.About {
	a := &reminder.About{ClientID: s.client(), FollowUp: s.due.Due[0].ID, NextOn: next}
	for i := range s.services {
		if v := &s.services[i]; v.due && v.referral.Service != "" {
			a.Services = append(a.Services, v.referral.Service)
		}
	}
	return a
}

// ask is the questionnaire to ask in this call: what is due by now, and with a
// second follow-up what is due with it.
func (s *stop) ask() (person.Step, bool) {
	second := s.second()
	return person.AskStep(s.record, func(a *data.Ask) bool {
		return a.DueNow() || a.State == data.AskLater && second && a.Stage == data.StageFollowUp
	})
}
