package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/exchange/change"
	"waymark/data/store"
	"waymark/data/store/exchange"
)

var today = data.MustDate("2026-04-08")

// newCounty is a service of two devices that hold everything and, last, a
// coordinator's.
func newCounty(t *testing.T) *service {
	t.Helper()
	s := newService(t, 3)
	for i, d := range s.devices {
		h := change.Holding{Figures: true}
		if i == 2 {
			h.Kind = change.HoldsFigures
		}
		must(t, d.Exchange.Hold(ctx, h))
	}
	return s
}

// meetAll has the devices meet, the last of which holds only lists and figures.
func (s *service) meetAll() {
	s.t.Helper()
	coordinator := s.devices[len(s.devices)-1]
	for range 4 {
		for _, d := range s.devices {
			for _, other := range s.devices {
				for ; other != d && d.heard[other.name] < len(s.sent[other.name]); d.heard[other.name]++ {
					in := s.sent[other.name][d.heard[other.name]]
					if d == coordinator {
						in.Parts = onlyFigures(in.Parts)
					}
					if _, err := d.Exchange.Apply(ctx, in); err != nil {
						s.t.Fatalf("%s applies what %s sent: %v", d.name, other.name, err)
					}
				}
			}
			s.send(d)
		}
	}
	for name := range s.sent[coordinator.name] {
		for compartment := range s.sent[coordinator.name][name].Parts {
			if compartment != "lists" && compartment != "figures" {
				s.t.Errorf("the coordinator sends %s", compartment)
			}
		}
	}
}

func onlyFigures(parts map[string][]byte) map[string][]byte {
	held := map[string][]byte{}
	for name, body := range parts {
		if name == "lists" || name == "figures" {
			held[name] = body
		}
	}
	return held
}

// figuresOf are the figures of a device as text, with what is in no order put in one.
func figuresOf(t testing.TB, d *device, f data.FigureFilter) string {
	t.Helper()
	figures, err := d.Figures.Figures(ctx, f)
	must(t, err)
	for _, w := range []*data.Waits{&figures.ToFirstContact, &figures.ToFirstService} {
		slices.Sort(w.Days)
		slices.Sort(w.Waiting)
	}
	text := func(v any) string {
		b, err := json.Marshal(v)
		must(t, err)
		return string(b)
	}
	for i := range figures.Outcomes {
		o := &figures.Outcomes[i]
		slices.SortFunc(o.Pairs, func(a, b data.Pair) int { return strings.Compare(text(a), text(b)) })
		slices.SortFunc(o.Unpaired, func(a, b data.Who) int { return strings.Compare(text(a), text(b)) })
	}
	tales, err := d.Figures.Tales(ctx, f)
	must(t, err)
	for i := range tales {
		tales[i] = data.Tale{ID: tales[i].ID, Kind: tales[i].Kind, ToldOn: tales[i].ToldOn, Heading: tales[i].Heading, Body: tales[i].Body}
	}
	without, err := d.Figures.TalesWithoutConsent(ctx, f)
	must(t, err)
	first, err := d.Figures.FirstDate(ctx)
	must(t, err)
	return text(figures) + text(tales) + text(without) + text(first)
}

// agree fails if the coordinator counts something else than a device that holds
// everything, in any period that ends with a month.
func (s *service) agree() {
	s.t.Helper()
	full, coordinator := s.devices[0], s.devices[len(s.devices)-1]
	surgeries, err := full.Lists.Surgeries(ctx, true)
	must(s.t, err)
	reasons, err := full.Lists.Reasons(ctx, true)
	must(s.t, err)
	filters := []data.FigureFilter{{}}
	for _, v := range surgeries {
		filters = append(filters, data.FigureFilter{SurgeryID: v.ID})
	}
	for _, v := range reasons[:2] {
		filters = append(filters, data.FigureFilter{ReasonID: v.ID})
	}
	n := 0
	for end := data.MustDate("2025-05-01"); end.Before(data.MustDate("2026-06-02")); end = end.AddMonths(1) {
		for _, months := range []int{1, 12, 120} {
			for _, f := range filters {
				f.From, f.To = end.AddMonths(-months), end.AddDays(-1)
				want, got := figuresOf(s.t, full, f), figuresOf(s.t, coordinator, f)
				if n++; want != got {
					at := 0
					for at < min(len(want), len(got)) && want[at] == got[at] {
						at++
					}
					s.t.Fatalf("%+v: the coordinator counts\n…%s\nnot\n…%s", f, got[max(0, at-200):min(len(got), at+100)], want[max(0, at-200):min(len(want), at+100)])
				}
			}
		}
	}
	if n < 100 {
		s.t.Fatalf("only %d periods", n)
	}
}

// TestFigures_ofACoordinatorAreThoseOfTheRecords counts a service on a device that
// holds it and on one that holds figures, after random changes on two devices.
func TestFigures_ofACoordinatorAreThoseOfTheRecords(t *testing.T) {
	exchange.LookAtOnce(t, 12) // in many pieces
	for seed := range uint64(1) {
		s := newCounty(t)
		a, b := s.devices[0], s.devices[1]
		must(t, caseload.Write(ctx, a.Office, caseload.Options{Clients: 60, Seed: seed, Today: today}))
		s.meetAll()
		s.agree()
		r := rand.New(rand.NewPCG(seed, 1))
		for range 6 {
			for _, d := range []*device{a, b, a, b} {
				d.change(t, r)
			}
			s.meetAll()
		}
		s.agree()
		for _, d := range s.devices[:2] {
			var n, clients int
			must(t, reader(d).QueryRowContext(ctx, "SELECT count(*), (SELECT count(*) FROM client) FROM person_facts").Scan(&n, &clients))
			if n < clients || n > clients+1 {
				t.Errorf("%s has the facts of %d for %d clients", d.name, n, clients)
			}
		}
		if n := s.send(a) + s.send(b); n > 0 {
			t.Errorf("%d changes are sent after all have met", n)
		}
		s.keepsToItself(t)
		for _, d := range s.devices { // also where there are no scores
			sound, err := d.Soundness.Check(ctx)
			must(t, err)
			if len(sound.Problems) > 0 {
				t.Errorf("%s: %q", d.name, sound.Problems)
			}
		}
	}
}

// change changes something about some client.
func (d *device) change(t *testing.T, r *rand.Rand) {
	t.Helper()
	ids, err := store.Collect(ctx, reader(d), func(id *data.ID) []any { return []any{id} }, "SELECT id FROM client ORDER BY id")
	must(t, err)
	for range 12 {
		c, err := d.Casework.Client(ctx, ids[r.IntN(len(ids))])
		must(t, err)
		switch r.IntN(6) {
		case 0:
			c.BirthDate = today.AddDays(-r.IntN(33_000))
			must(t, d.Casework.SaveClient(ctx, c))
		case 1:
			referral := d.refer(t, c.ID)
			must(t, d.Casework.SaveContact(ctx, &data.Contact{EpisodeID: referral.EpisodeID, ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended,
				On: today.AddDays(-r.IntN(200)), Note: "A note that no coordinator reads."}))
		case 2:
			must(t, d.Casework.SaveTale(ctx, &data.Tale{ClientID: c.ID, Kind: data.TaleQuote, ToldOn: today.AddDays(-r.IntN(60)), Heading: "A quote", Body: "they rang me back."}))
		case 3:
			must(t, d.Casework.AddConsent(ctx, &data.Consent{ClientID: c.ID, Kind: data.ConsentStory, Given: r.IntN(3) > 0, On: today.AddDays(-r.IntN(3)), How: "in_person"}))
		case 4:
			must(t, d.Casework.AddConsent(ctx, &data.Consent{ClientID: c.ID, Kind: data.ConsentEvaluation, Given: r.IntN(2) > 0, On: today.AddDays(-r.IntN(3)), How: "in_person"}))
		case 5:
			c.Sex = data.Sexes()[r.IntN(len(data.Sexes()))].Value
			must(t, d.Casework.SaveClient(ctx, c))
		}
	}
}

// keepsToItself fails if the coordinator's file has anything of the clients, their
// texts or their ids, in any column of any table or anywhere in its bytes.
func (s *service) keepsToItself(t *testing.T) {
	t.Helper()
	full, coordinator := s.devices[0], s.devices[len(s.devices)-1]
	secrets := map[string]string{}
	for _, q := range []string{
		"SELECT 'id', id FROM client", "SELECT 'name', given_names || ' ' || family_name FROM client", "SELECT 'number', nhs_number FROM client",
		"SELECT 'phone', phone FROM client", "SELECT 'address', address FROM client", "SELECT 'email', email FROM client", "SELECT 'birth', birth_date FROM client WHERE substr(birth_date, 9) <> '01' AND substr(birth_date, 6) <> '02-29'",
		"SELECT 'note', note FROM contact", "SELECT 'note', note FROM referral", "SELECT 'note', close_note FROM episode", "SELECT 'note', note FROM attempt",
		"SELECT 'contact', id FROM contact", "SELECT 'response', id FROM response", "SELECT 'episode', id FROM episode", "SELECT 'matters', matters FROM client",
	} {
		must(t, store.Each(ctx, reader(full), func(r *[2]*string) []any { return []any{&r[0], &r[1]} }, func(r *[2]*string) error {
			if r[1] != nil && len(strings.TrimSpace(*r[1])) > 5 {
				secrets[*r[1]] = *r[0]
			}
			return nil
		}, q))
	}
	// The sample gives some people the name or number of whom to ring at a service.
	directory := s.textOf(t, full, "service") + s.textOf(t, full, "organisation")
	for secret := range secrets {
		if strings.Contains(directory, secret) {
			delete(secrets, secret)
		}
	}
	if len(secrets) < 200 {
		t.Fatalf("only %d things to look for", len(secrets))
	}
	for name := range store.Tables() {
		held := s.textOf(t, coordinator, name)
		for secret, what := range secrets {
			if strings.Contains(held, secret) {
				t.Errorf("the coordinator’s %s has a %s: %q", name, what, secret)
			}
		}
	}
	must(t, coordinator.Close())
	var all []byte
	for _, end := range []string{"", "-wal"} {
		body, err := os.ReadFile(coordinator.path + end)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all = append(all, body...)
	}
	for secret, what := range secrets {
		if bytes.Contains(all, []byte(secret)) {
			t.Errorf("the coordinator’s file has a %s: %q", what, secret)
		}
	}
	coordinator.open(t)
}

func (s *service) textOf(t *testing.T, d *device, table string) string {
	t.Helper()
	rows, err := reader(d).QueryContext(ctx, "SELECT * FROM "+table)
	must(t, err)
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	must(t, err)
	var b strings.Builder
	for rows.Next() {
		values, dest := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			dest[i] = &values[i]
		}
		must(t, rows.Scan(dest...))
		for _, v := range values {
			fmt.Fprintf(&b, "%s|", v)
		}
		b.WriteByte('\n')
	}
	must(t, rows.Err())
	return b.String()
}

// TestTales_thatNameAnotherClientDoNotReachTheCoordinator: a story’s text went to the
// coordinator’s own PC where it named anyone but whoever told it. It is taken back where
// the one it names becomes a client later.
func TestTales_thatNameAnotherClientDoNotReachTheCoordinator(t *testing.T) {
	s := newCounty(t)
	a, c := s.devices[0], s.devices[2]
	ada := a.addClient(t, "Ada", "Archer")
	a.refer(t, ada.ID)
	a.refer(t, a.addClient(t, "Zebediah", "Quorn").ID)
	must(t, a.Casework.AddConsent(ctx, &data.Consent{ClientID: ada.ID, Kind: data.ConsentStory, Given: true, On: today, How: "in_person"}))
	for heading, body := range map[string]string{"A lift": "Zebediah Quorn, who drinks again, drives her.", "A walk": "Her neighbour Ottoline goes with her."} {
		must(t, a.Casework.SaveTale(ctx, &data.Tale{ClientID: ada.ID, Kind: data.TaleStory, ToldOn: today, Heading: heading, Body: body}))
	}
	month := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	reads := func(when string, want, without int) {
		t.Helper()
		s.meetAll()
		tales, err := c.Figures.Tales(ctx, month)
		must(t, err)
		naming, err := c.Figures.TalesNaming(ctx, month)
		must(t, err)
		if len(tales) != want || naming != without || strings.Contains(fmt.Sprint(tales), "Quorn") {
			t.Errorf("%s: the coordinator has the stories %v, and knows of %d more", when, tales, naming)
		}
	}
	reads("one is a client", 1, 1)
	a.addClient(t, "Ottoline", "Mott")
	reads("both are", 0, 2)
}

// TestTales_thatNameSomeoneOfAnEarlierPiece: the text is looked at with the last piece. The
// program was killed after the piece with the client whom it names, and whoever was left for
// the last one was erased, so that there was no last one: the name stayed with the coordinator.
func TestTales_thatNameSomeoneOfAnEarlierPiece(t *testing.T) {
	s := newService(t, 2)
	a, c := s.devices[0], s.devices[1]
	must(t, a.Exchange.Hold(ctx, change.Holding{Figures: true}))
	must(t, c.Exchange.Hold(ctx, change.Holding{Figures: true, Kind: change.HoldsFigures}))
	month := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	reads := func(when string, want int) {
		t.Helper()
		s.meetAll()
		tales, err := c.Figures.Tales(ctx, month)
		must(t, err)
		if len(tales) != want {
			t.Errorf("%s: the coordinator has the stories %v", when, tales)
		}
	}
	ada := a.addClient(t, "Ada", "Archer")
	a.refer(t, ada.ID)
	must(t, a.Casework.AddConsent(ctx, &data.Consent{ClientID: ada.ID, Kind: data.ConsentStory, Given: true, On: today, How: "in_person"}))
	must(t, a.Casework.SaveTale(ctx, &data.Tale{ClientID: ada.ID, Kind: data.TaleStory, ToldOn: today, Heading: "A walk", Body: "Her neighbour Ottoline goes with her."}))
	reads("she is no client", 1)
	exchange.LookAtOnce(t, 4) // one client in each piece
	a.addClient(t, "Ottoline", "Mott")
	last := a.addClient(t, "Bo", "Low")
	const worked = "SELECT count(*) FROM person_facts_of"
	before := a.one(t, worked)
	for left := 0; a.one(t, worked) == before; left++ {
		if _, err := a.Exchange.Gather(killedAfter(left), a.cursor); err == nil {
			t.Fatal("it was never killed between two pieces")
		}
	}
	_, err := a.Casework.EraseClient(ctx, last.ID)
	must(t, err)
	reads("she is one", 0)
}

// TestErasure_reachesTheCoordinator removes the facts and the story of someone who
// was erased, and of someone who is only known to be gone.
func TestErasure_reachesTheCoordinator(t *testing.T) {
	s := newCounty(t)
	a, c := s.devices[0], s.devices[2]
	ada := a.addClient(t, "Ada", "Archer")
	a.refer(t, ada.ID)
	must(t, a.Casework.AddConsent(ctx, &data.Consent{ClientID: ada.ID, Kind: data.ConsentStory, Given: true, On: today, How: "in_person"}))
	must(t, a.Casework.SaveTale(ctx, &data.Tale{ClientID: ada.ID, Kind: data.TaleStory, ToldOn: today, Heading: "A bus pass", Body: "She got one."}))
	must(t, a.Casework.SaveTale(ctx, &data.Tale{ClientID: ada.ID, Kind: data.TaleStory, ToldOn: today, Heading: "Ada’s garden", Body: "It grew."}))
	s.meetAll()
	month := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	tales, err := c.Figures.Tales(ctx, month)
	must(t, err)
	naming, err := c.Figures.TalesNaming(ctx, month)
	must(t, err)
	if len(tales) != 1 || tales[0].Heading != "A bus pass" || naming != 1 {
		t.Errorf("the coordinator has the stories %v, and knows of %d more", tales, naming)
	}
	must(t, a.Casework.AddConsent(ctx, &data.Consent{ClientID: ada.ID, Kind: data.ConsentStory, Given: false, On: today, How: "in_person"}))
	s.meetAll()
	if tales, err = c.Figures.Tales(ctx, month); err != nil || len(tales) > 0 {
		t.Errorf("consent was withdrawn, and the coordinator has %v, %v", tales, err)
	}
	_, err = a.Casework.EraseClient(ctx, ada.ID)
	must(t, err)
	for _, d := range s.devices {
		s.meetAll()
		var n int
		must(t, reader(d).QueryRowContext(ctx, "SELECT count(*) FROM person_facts").Scan(&n))
		if n > 0 {
			t.Errorf("%s still has facts of someone who was erased", d.name)
		}
	}
}

// TestCoordinatorsDevice_saysWhatItDoesNotHold in place of showing nothing.
func TestCoordinatorsDevice_saysWhatItDoesNotHold(t *testing.T) {
	s := newCounty(t)
	c := s.devices[2]
	refused := func(what string, err error) {
		t.Helper()
		if data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), "This PC holds") {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, _, err := c.Casework.Clients(ctx, data.ClientFilter{Limit: 5})
	refused("clients", err)
	refused("a new client", c.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: "Ada"}))
	_, err = c.Diary.Clinics(ctx)
	refused("clinics", err)
	_, err = c.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-04-07")})
	refused("a report within a month", err)
	own := data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31"), OwnOf: "petra"}
	if _, err = c.Figures.Figures(ctx, own); data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), "Ask a manager") {
		t.Errorf("a report on one person’s own clients: %v", err) // it is not known who sees whom
	}
	_, err = s.devices[0].Figures.Figures(ctx, own)
	must(t, err)
	since, err := c.Figures.SinceFrozen(ctx, &data.Frozen{})
	must(t, err)
	if !since.NotHeld || c.Holds() != store.HoldsFigures {
		t.Error("it knows what was written since, or has names")
	}
	refused("another role", c.Exchange.Hold(ctx, change.Holding{}))
	full := s.devices[0]
	full.addClient(t, "Ada", "Archer")
	for _, kind := range []string{change.HoldsFigures, change.HoldsClinics} {
		if err := full.Exchange.Hold(ctx, change.Holding{Kind: kind}); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("a database with clients becomes one of %s: %v", kind, err)
		}
	}
}

// TestFacts_inPiecesAreTheSameAsAtOnce: a coordinator’s PC was let in, and no one could
// save anything at the manager’s PC until what reports count of everyone had been worked
// out, eight seconds for 20,000 clients. It takes pieces now. What was done stays done when
// the program is killed between two, and whatever was saved there counts in the end.
func TestFacts_inPiecesAreTheSameAsAtOnce(t *testing.T) {
	s := newService(t, 1)
	a := s.devices[0]
	must(t, caseload.Write(ctx, a.Office, caseload.Options{Clients: 40, Seed: 3, Today: today}))
	s.send(a)
	b, c, e := copyOf(t, a), copyOf(t, a), copyOf(t, a)
	const facts = "SELECT group_concat(key || hex(facts) || coalesce(hex(tales), '-'), ' ') FROM (SELECT * FROM person_facts ORDER BY key)"
	for _, d := range []*device{a, b, c, e} {
		must(t, d.Exchange.Hold(ctx, change.Holding{Figures: true}))
	}
	exchange.LookAtOnce(t, 1<<30)
	s.send(a)
	before := a.one(t, facts)
	a.changeFactsOf(t)
	s.send(a)
	want := a.one(t, facts)
	if want == before {
		t.Error("what was saved changes nothing")
	}

	exchange.LookAtOnce(t, 16)
	changed, seen := false, []string{"0"}
	for steps := range 150 {
		if _, err := b.Exchange.Gather(killedAfter(steps), b.cursor); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if n := b.one(t, "SELECT count(*) FROM person_facts"); n != seen[len(seen)-1] {
			seen = append(seen, n)
		}
		if !changed && len(seen) > 4 {
			changed = true
			b.changeFactsOf(t)
		}
	}
	_, err := b.Exchange.Gather(ctx, b.cursor)
	must(t, err)
	if !changed || len(seen) < 7 {
		t.Errorf("the program was killed after %v", seen)
	}
	if got := b.one(t, facts); got != want {
		t.Errorf("at once, and in pieces\n%s", difference(want, got))
	}
	some := func() bool { n := len(c.one(t, facts)); return n > len(want)/3 && n < len(want) }
	_, err = c.Exchange.Gather(&meanwhile{ctx, func() bool {
		if !some() {
			return false
		}
		c.changeFactsOf(t)
		return true
	}}, c.cursor)
	must(t, err)
	if got := c.one(t, facts); got != want {
		t.Errorf("at once, and with what was saved between pieces\n%s", difference(want, got))
	}
	e.changeFactsOf(t)
	s.makeSeed(e)
	if got := e.one(t, facts); got != want {
		t.Errorf("at once, and before a seed\n%s", difference(want, got))
	}
}

// meanwhile is a context that has something done between two steps of the work, until it
// was done once.
type meanwhile struct {
	context.Context
	do func() bool
}

// Err implements context.Context.
func (m *meanwhile) Err() error {
	if m.do != nil && m.do() {
		m.do = nil
	}
	return m.Context.Err()
}

// changeFactsOf changes something about the first clients and the last: it erases one, has
// one live in another place, and corrects when one was born and what one is called.
func (d *device) changeFactsOf(t *testing.T) {
	t.Helper()
	for _, order := range []string{"", " DESC"} {
		nth := func(n int) *data.Client {
			c, err := d.Casework.Client(ctx, data.ID(d.one(t, "SELECT id FROM client ORDER BY seq"+order+" LIMIT 1 OFFSET ?", n)))
			must(t, err)
			return c
		}
		moves, born, named, erased := nth(0), nth(1), nth(2), nth(3)
		moves.SurgeryID = data.ID(d.one(t, "SELECT id FROM surgery WHERE id <> ? ORDER BY id LIMIT 1", moves.SurgeryID))
		must(t, d.Casework.SaveClient(ctx, moves))
		born.BirthDate = born.BirthDate.AddDays(-4000)
		must(t, d.Casework.SaveClient(ctx, born))
		named.FamilyName = "Quorn"
		must(t, d.Casework.SaveClient(ctx, named))
		_, err := d.Casework.EraseClient(ctx, erased.ID)
		must(t, err)
	}
}
