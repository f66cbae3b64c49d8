package exchange_test

import (
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

// partnership is a service of two partners: two devices that hold everything, and a PC of
// each partner.
type partnership struct {
	*history
	a, b, north, south *device
	at                 map[*device]data.ID // the surgery of each partner
}

func newPartnership(t *testing.T) *partnership {
	t.Helper()
	w := &partnership{history: &history{service: newService(t, 2)}, at: map[*device]data.ID{}}
	w.a, w.b = w.devices[0], w.devices[1]
	for _, to := range []struct {
		name string
		d    **device
	}{{"North", &w.north}, {"South", &w.south}} {
		p := &data.Partner{Name: to.name}
		must(t, w.a.Lists.SavePartner(ctx, p))
		v := &data.Surgery{Name: to.name + " Surgery", PartnerID: p.ID}
		must(t, w.a.Lists.SaveSurgery(ctx, v))
		*to.d = w.openOffice(p.ID)
		w.at[*to.d] = v.ID
	}
	return w
}

// openOffice lets the PC of a partner in.
func (h *history) openOffice(partner data.ID) *device {
	h.t.Helper()
	d := h.join()
	d.partner = partner
	own := change.Partner{ID: string(partner), Since: noon.Add(-time.Minute).UnixMilli()}
	must(h.t, d.Exchange.Hold(ctx, change.Holding{Kind: change.HoldsPartner, Partners: []change.Partner{own}}))
	h.holding.Partners = append(h.holding.Partners, own)
	h.offices = append(h.offices, d)
	h.seeTo()
	return d
}

// meetAll has the devices of all kinds meet until there is nothing new.
func (h *history) meetAll() {
	h.t.Helper()
	all := *h.service
	all.devices = h.all()
	all.meet()
	h.same()
	h.officesAgree()
}

func (w *partnership) client(d, of *device, family string) *data.Client {
	w.t.Helper()
	c := &data.Client{GivenNames: "Ada", FamilyName: family, SurgeryID: w.at[of], Matters: "matters to " + family}
	must(w.t, d.Casework.SaveClientAsAnother(ctx, c))
	return c
}

func (w *partnership) contact(t *testing.T, d *device, c data.ID, note string) {
	t.Helper()
	r := d.refer(t, c)
	must(t, d.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: c, Kind: "phone", Outcome: data.ContactAttended, On: today, Note: note}))
}

func TestPartnersPC_clientWhoMovesGoesAndComesWhole(t *testing.T) {
	w := newPartnership(t)
	w.meetAll()
	c := w.client(w.north, w.north, "Archer")
	w.contact(t, w.north, c.ID, "typed at North")
	w.meetAll()
	if got := w.b.one(t, "SELECT note FROM contact"); got != "typed at North" {
		t.Fatalf("what was typed on a partner’s PC is %q on one that holds all records", got)
	}
	if n := w.south.one(t, "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM contact)"); n != "0" {
		t.Fatalf("the other partner has %s rows", n)
	}
	c.SurgeryID = w.at[w.south]
	must(t, w.a.Casework.SaveClientAsAnother(ctx, c))
	w.contact(t, w.north, c.ID, "typed while they moved")
	w.meetAll()
	if got := w.south.one(t, "SELECT group_concat(note, '; ') FROM (SELECT note FROM contact ORDER BY note)"); got != "typed at North; typed while they moved" {
		t.Errorf("the new partner has the contacts %q", got)
	}
	if got := w.south.one(t, "SELECT matters FROM client"); got != "matters to Archer" {
		t.Errorf("the new partner has %q", got)
	}
	town := &town{service: w.service}
	town.noTrace(t, w.north, "Archer", "archer", "typed at North", "typed while")
	var ids []data.ID
	for _, table := range []string{"client", "referral", "episode", "contact"} {
		of, err := store.Collect(ctx, reader(w.a), func(id *data.ID) []any { return []any{id} }, "SELECT id FROM "+table)
		must(t, err)
		ids = append(ids, of...)
	}
	town.noKey(t, w.north, ids...)
}

func TestPartnersPC_clientOfNoPartnerIsOnNone(t *testing.T) {
	w := newPartnership(t)
	v := &data.Surgery{Name: "Nobody’s Surgery"}
	must(t, w.a.Lists.SaveSurgery(ctx, v))
	w.at[w.a] = v.ID
	w.meetAll()
	w.client(w.north, w.a, "Baker")
	w.meetAll()
	for d, want := range map[*device]string{w.a: "1", w.b: "1", w.north: "0", w.south: "0"} {
		if n := d.one(t, "SELECT count(*) FROM client"); n != want {
			t.Errorf("%s has %s clients, not %s", d.name, n, want)
		}
	}
	v.PartnerID = w.north.partner
	must(t, w.b.Lists.SaveSurgery(ctx, v))
	w.meetAll()
	if got := w.north.one(t, "SELECT family_name FROM client"); got != "Baker" {
		t.Errorf("the surgery is of the partner now, whose PC has %q", got)
	}
}

func TestErasure_reachesPartnersBothWays(t *testing.T) {
	w := newPartnership(t)
	one, other := w.client(w.a, w.north, "Archer"), w.client(w.a, w.north, "Baker")
	w.contact(t, w.a, one.ID, "first secret")
	w.meetAll()
	_, err := w.b.Casework.EraseClient(ctx, one.ID)
	must(t, err)
	_, err = w.north.Casework.EraseClient(ctx, other.ID)
	must(t, err)
	w.contact(t, w.a, other.ID, "second secret")
	w.meetAll()
	town := &town{service: w.service}
	for _, d := range w.all() {
		if n := d.one(t, "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM contact)"); n != "0" {
			t.Errorf("%s has %s rows of people who were erased", d.name, n)
		}
		town.noTrace(t, d, "Archer", "Baker", string(one.ID), string(other.ID))
	}
}

// Reports that one partner handed over are known to the other's protection, and a report
// on people whose records a PC does not hold is made on another.
func TestPartnersPC_knowsReportsAndCountsItsOwn(t *testing.T) {
	w := newPartnership(t)
	w.client(w.a, w.north, "Archer")
	frozen := data.Frozen{Title: "Spring", Filter: data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31"), PartnerID: w.south.partner},
		AsAt: "2026-04-01T00:00:00Z", Edition: 1, Hash: "h", Body: []byte("{}")}
	w.meetAll()
	must(t, w.south.Handed.HandOver(ctx, &data.HandedOver{Report: frozen, Formats: []data.ReportFormat{data.FormatPDF}}))
	w.meetAll()
	for _, d := range w.all() {
		if n := d.one(t, "SELECT count(*) FROM handed h JOIN frozen f ON f.id = h.frozen_id"); n != "1" {
			t.Errorf("%s knows %s reports that were handed over", d.name, n)
		}
	}
	f := frozen.Filter
	if _, err := w.north.Figures.Figures(ctx, f); data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), "only the records of North") {
		t.Errorf("a report on the other partner: %v", err)
	}
	f.PartnerID = ""
	if _, err := w.north.Figures.Figures(ctx, f); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a report on all partners: %v", err)
	}
	f.PartnerID = w.north.partner
	if own, err := w.north.Figures.Figures(ctx, f); err != nil || own.HeldOf != "North" {
		t.Errorf("a report on its own partner: %v %v", own, err)
	}
	if all, err := w.a.Figures.Figures(ctx, data.FigureFilter{From: f.From, To: f.To}); err != nil || all.HeldOf != "" {
		t.Errorf("a report on a PC that holds all: %v %v", all, err)
	}
}

// TestPartnersFile_hasNothingOfOthers looks into every column of every table of the
// file, and at its bytes, its log and its backups.
func TestPartnersFile_hasNothingOfOthers(t *testing.T) {
	h := &history{service: newService(t, 2)}
	a := h.devices[0]
	must(t, caseload.Write(ctx, a.Office, caseload.Options{Clients: 60, Partners: 2, Seed: 2, Today: today}))
	partner, err := store.Collect(ctx, reader(a), func(id *data.ID) []any { return []any{id} }, "SELECT id FROM partner ORDER BY id")
	must(t, err)
	d := h.openOffice(partner[0])
	h.meetAll()
	own := h.clientsOf(a)[string(partner[0])]
	if n := d.one(t, "SELECT min((SELECT count(*) FROM client), (SELECT count(*) FROM contact), (SELECT count(*) FROM answer))"); n == "0" || len(own) > 50 {
		t.Fatal("the partner has no one, or everyone")
	}
	_, err = d.BackupNow(ctx)
	must(t, err)
	secrets := map[string]string{}
	add := func(what, query string) {
		must(t, store.Each(ctx, reader(a), func(r *[2]string) []any { return []any{store.OrNull(&r[0]), store.OrNull(&r[1])} }, func(r *[2]string) error {
			if len(strings.TrimSpace(r[1])) > 5 && !own[r[0]] {
				secrets[r[1]] = what
			}
			return nil
		}, query))
	}
	for _, column := range strings.Fields("id given_names||'~'||family_name phone nhs_number address email matters alert other") {
		add("client "+column, "SELECT id, replace("+column+", '~', ' ') FROM client")
	}
	for _, q := range strings.Fields("contact.note referral.note attempt.note appointment.note episode.close_note tale.body task.title letter.body flag.note need.note " +
		"consent.note contact.id episode.id referral.id response.id appointment.id follow_up.id prescription.id visit.words visit_photo.id") {
		table, column, _ := strings.Cut(q, ".")
		add(q, "SELECT client_id, "+column+" FROM "+table+" WHERE client_id IS NOT NULL")
	}
	var texts strings.Builder
	for _, list := range strings.Fields("service organisation staff flag_kind reason category setting letter_template") {
		texts.WriteString(h.textOf(t, a, list))
	}
	for _, table := range strings.Fields("client contact task letter referral follow_up attempt episode tale flag need consent visit") {
		texts.WriteString(h.textOf(t, d, table)) // some say the same of both
	}
	for secret, what := range secrets {
		if !strings.HasSuffix(what, "id") && strings.Contains(texts.String(), secret) {
			delete(secrets, secret)
		}
	}
	if len(secrets) < 200 {
		t.Fatalf("only %d things to look for", len(secrets))
	}
	for name := range store.Tables() {
		held := h.textOf(t, d, name)
		for secret, what := range secrets {
			if strings.Contains(held, secret) {
				t.Errorf("%s has %s: %q", name, what, secret)
			}
		}
	}
	list := make([]string, 0, len(secrets))
	for secret := range secrets {
		list = append(list, secret)
	}
	(&town{service: h.service}).noTrace(t, d, list...)
}

// Someone moved to another partner and back before what had been typed on the PC of their
// partner had come: their record went from that PC and came anew without it. It was on
// every PC but the one on which it had been typed.
func TestPartnersPC_getsBackWhatItTyped(t *testing.T) {
	w := newPartnership(t)
	w.meetAll()
	c := w.client(w.north, w.north, "Archer")
	w.contact(t, w.north, c.ID, "a visit")
	w.meetAll()
	typed, err := w.north.Casework.Client(ctx, c.ID)
	must(t, err)
	typed.Phone = "01632 960009"
	must(t, w.north.Casework.SaveClientAsAnother(ctx, typed))
	w.service.send(w.north)
	for i, to := range []*device{w.south, w.north} {
		held, err := w.a.Casework.Client(ctx, c.ID)
		must(t, err)
		held.SurgeryID = w.at[to]
		w.a.now = noon.Add(time.Duration(i+1) * time.Minute)
		must(t, w.a.Casework.SaveClientAsAnother(ctx, held))
		w.service.send(w.a)
		w.hear(w.north, w.a.name, 1<<30)
		w.service.send(w.north) // what was typed is handed over before it goes
		want := []string{"- -", "'' a visit"}[i]
		if got := w.north.one(t, "SELECT quote(phone) FROM client") + " " + w.north.one(t, "SELECT note FROM contact"); got != want {
			t.Fatalf("the partner’s PC has %q, not %q", got, want)
		}
	}
	w.meetAll()
	for _, d := range []*device{w.a, w.b, w.north} {
		if got := d.one(t, "SELECT phone FROM client"); got != typed.Phone {
			t.Errorf("%s has the phone number %q", d.name, got)
		}
	}
}

// Someone moved to another partner while a PC of the first had changed their appointment
// and not handed that over, so the row stayed for now. What came of the appointment was
// then said on another PC of that partner, with a contact that the first was not given
// any more. The appointment went, and what had come of it waited there for ever.
func TestPartnersPC_keepsNothingThatWaitsForWhoMoved(t *testing.T) {
	w := newPartnership(t)
	second := w.openOffice(w.north.partner)
	c := w.client(w.a, w.north, "Archer")
	w.contact(t, w.a, c.ID, "a visit")
	a := &data.Appointment{ClientID: c.ID, Kind: "phone", On: today, At: "09:00"}
	must(t, w.a.Diary.Book(ctx, a))
	w.meetAll()
	moved, err := w.a.Casework.Client(ctx, c.ID)
	must(t, err)
	moved.SurgeryID = w.at[w.south]
	must(t, w.a.Casework.SaveClientAsAnother(ctx, moved))
	w.service.send(w.a)
	must(t, w.north.Diary.Cancel(ctx, a.ID, "ill"))
	must(t, second.Casework.SaveContactOf(ctx, a.ID, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: today, Note: "came of it"}))
	w.service.send(second)
	w.hear(w.north, w.a.name, 1<<30)
	w.hear(w.north, second.name, 1<<30)
	if n := w.north.one(t, "SELECT count(*) FROM exchange_waiting"); n == "0" {
		t.Fatal("nothing waits that could stay")
	}
	w.meetAll()
	(&town{service: w.service}).noTrace(t, w.north, "Archer", "came of it")
}
