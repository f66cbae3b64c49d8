package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store/letters"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

// surgeryDesk has clients of one surgery who chose a service.
type surgeryDesk struct {
	t       *testing.T
	s       *office.Office
	surgery data.ID
}

func newSurgeryDesk(t *testing.T) *surgeryDesk {
	t.Helper()
	s, _, _ := chose(t)
	v := data.Surgery{Name: "Westgate Surgery"}
	must(t, s.Lists.SaveSurgery(context.Background(), &v))
	return &surgeryDesk{t, s, v.ID}
}

// client makes one who was seen on 20 March and given an NHS number; consent is
// "yes", "no" or "".
func (k *surgeryDesk) client(name, nhs, consent string) data.ID {
	k.t.Helper()
	ctx := context.Background()
	reasons, err := k.s.Lists.Reasons(ctx, false)
	must(k.t, err)
	if len(reasons) == 0 {
		must(k.t, k.s.AddStartingLists(ctx))
		reasons, err = k.s.Lists.Reasons(ctx, false)
		must(k.t, err)
	}
	c := data.Client{GivenNames: name, FamilyName: "Stone", NHSNumber: nhs, SurgeryID: k.surgery, BirthDate: d("1948-05-03"), Matters: "secret matter"}
	must(k.t, k.s.Casework.SaveClient(ctx, &c))
	must(k.t, k.s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-03-10"), Source: "gp", Referrer: "Dr Patel", ReasonID: reasons[0].ID, Note: "secret referral"}))
	must(k.t, k.s.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: d("2026-03-20"), Note: "secret note"}))
	if consent != "" {
		must(k.t, k.s.Casework.AddConsent(ctx, &data.Consent{ClientID: c.ID, Kind: data.ConsentSurgery, Given: consent == "yes", On: d("2026-03-20"), How: "in_person"}))
	}
	must(k.t, k.s.Measure.SaveResponse(ctx, &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-03-20"), Mode: "alone", Finished: true, Answers: answers(3)}))
	return c.ID
}

func TestToSurgery_tellsWhatWasAgreedAndNoScoresOrNotes(t *testing.T) {
	ctx := context.Background()
	k := newSurgeryDesk(t)
	id := k.client("Ann", "9434765919", "yes")
	m, err := k.s.Letters.ToSurgery(ctx, letters.Telling{ClientID: id})
	must(t, err)
	plain := m.Letter.Plain()
	for _, want := range []string{"Ann Stone, born 3 May 1948, NHS number 943 476 5919", "Housing\nReferred on 10 March 2026 by Dr Patel"} {
		if !strings.Contains(plain, want) {
			t.Errorf("%q is not in %s", want, plain)
		}
	}
	for _, never := range []string{"secret", "WEMWBS", "42", "conform"} {
		if strings.Contains(plain, never) {
			t.Errorf("%q is in %s", never, plain)
		}
	}
	if m.Occasion != data.OccasionFirst || m.Surgery != "Westgate Surgery" {
		t.Errorf("%+v", m)
	}
	m, err = k.s.Letters.ToSurgery(ctx, letters.Telling{ClientID: id, Scores: true, Notes: true})
	must(t, err)
	if plain := m.Letter.Plain(); !strings.Contains(plain, "WEMWBS: 42 on 20 March 2026") || !strings.Contains(plain, "20 March 2026, clinic: secret note") || strings.Contains(plain, "secret matter") {
		t.Error(plain)
	}
	must(t, k.s.Letters.RecordMessages(ctx, []letters.Message{*m}, d("2026-04-01"), "By secure email"))
	if m, err = k.s.Letters.ToSurgery(ctx, letters.Telling{ClientID: id}); err != nil || m.Occasion != data.OccasionDemand {
		t.Errorf("told of the first contact, and again: %+v %v", m, err)
	}
	record, err := k.s.Overview.Record(ctx, id)
	must(t, err)
	if !slices.ContainsFunc(record.Timeline, func(e data.Entry) bool {
		return e.Title == "Message to the surgery: Westgate Surgery" && slices.Contains(e.Tags, "by secure email, 1 Apr 2026")
	}) {
		t.Errorf("the story does not tell it: %+v", record.Timeline)
	}
}

func TestToSurgery_onlyWithConsent(t *testing.T) {
	k := newSurgeryDesk(t)
	for _, consent := range []string{"", "no"} {
		id := k.client("Bea"+consent, "", consent)
		if _, err := k.s.Letters.ToSurgery(context.Background(), letters.Telling{ClientID: id}); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%q: %v", consent, err)
		}
	}
	id := k.client("Cyn", "", "yes")
	must(t, k.s.Casework.AddConsent(context.Background(), &data.Consent{ClientID: id, Kind: data.ConsentSurgery, Given: false, On: d("2026-04-01"), How: "phone"}))
	if _, err := k.s.Letters.ToSurgery(context.Background(), letters.Telling{ClientID: id}); data.CodeOf(err) != data.CodeRefused {
		t.Error("withdrawn, and told", err)
	}
}

func TestBatch_saysWhoIsLeftOutAndWhy(t *testing.T) {
	ctx := context.Background()
	k := newSurgeryDesk(t)
	told := k.client("Ann", "9434765919", "yes")
	k.client("Bea", "", "yes")
	k.client("Cyn", "", "")
	k.client("Dot", "", "no")
	batch := func(from, to string, again bool) *letters.Batch {
		b, err := k.s.Letters.Batch(ctx, k.surgery, d(from), d(to), again, nil)
		must(t, err)
		return b
	}
	b := batch("2026-03-01", "2026-03-31", false)
	var got []string
	for _, l := range b.LeftOut {
		got = append(got, fmt.Sprint(l.Client, "|", l.Why, "|", l.ListOnly))
	}
	want := []string{"Cyn Stone|" + letters.WhyNotAsked + "|false", "Dot Stone|" + letters.WhyRefused + "|false", "Bea Stone|" + letters.WhyNoNumber + "|true"}
	if !slices.Equal(got, want) || len(b.Messages) != 2 {
		t.Errorf("%d messages, left out %q", len(b.Messages), got)
	}
	rows := b.Rows()
	if len(rows) != 3 || rows[0] != (data.CodedRow{NHSNumber: "9434765919", On: d("2026-03-10"), Term: "Referred to social prescribing"}) || rows[1].Term != "Reason: housing" || rows[2].On != d("2026-03-20") {
		t.Errorf("%+v", rows)
	}
	must(t, k.s.Letters.RecordMessages(ctx, b.Messages, data.Date{}, ""))
	if again := batch("2026-03-01", "2026-03-31", false); len(again.Messages) != 0 || !slices.ContainsFunc(again.LeftOut, func(l letters.LeftOut) bool { return l.ClientID == told && l.Why == letters.WhyTold }) {
		t.Errorf("%+v", again)
	}
	if again := batch("2026-03-01", "2026-03-31", true); len(again.Messages) != 2 {
		t.Error("asked for again, and left out")
	}
	if other := batch("2026-03-21", "2026-03-31", false); len(other.Messages) != 0 || other.LeftOut[0].Why != letters.WhyNoNews {
		t.Errorf("%+v", other)
	}
	for _, bad := range [][2]string{{"2026-04-01", "2026-03-01"}} {
		if _, err := k.s.Letters.Batch(ctx, k.surgery, d(bad[0]), d(bad[1]), false, nil); data.CodeOf(err) != data.CodeInvalid {
			t.Error(err)
		}
	}
}

// A record of which someone restricted the use goes into no letter, however it is asked
// for, and keeps no one else’s from being recorded.
func TestBatch_leavesOutWhoRestrictedTheUseOfTheirRecord(t *testing.T) {
	ctx := context.Background()
	k := newSurgeryDesk(t)
	k.client("Ann", "9434765919", "yes")
	eve := k.client("Eve", "", "yes")
	must(t, k.s.Rights.Save(ctx, &data.RightsRequest{ClientID: eve, Kind: data.RightsRestriction, AskedOn: d("2026-04-01"), AskedHow: "phone"}))
	b, err := k.s.Letters.Batch(ctx, k.surgery, d("2026-03-01"), d("2026-03-31"), true, nil)
	must(t, err)
	if len(b.Messages) != 1 || len(b.LeftOut) != 1 || b.LeftOut[0].ClientID != eve || b.LeftOut[0].Why != letters.WhyKept {
		t.Errorf("%d messages, left out %+v", len(b.Messages), b.LeftOut)
	}
	must(t, k.s.Letters.RecordMessages(ctx, b.Messages, data.Date{}, ""))
	if _, err := k.s.Letters.ToSurgery(ctx, letters.Telling{ClientID: eve}); data.CodeOf(err) != data.CodeRestricted {
		t.Error("a letter by itself:", err)
	}
}

func TestCodes_areOffUntilTheServiceSaysSo(t *testing.T) {
	ctx := context.Background()
	k := newSurgeryDesk(t)
	k.client("Ann", "9434765919", "yes")
	must(t, k.s.Letters.LoadCodes(ctx, []data.ClinicalCode{{Meaning: data.CodeReferred, Code: "871731000000106", Term: "Referral to service"}, {Meaning: data.CodeDeclined, Code: "871711000000103"}}))
	if err := k.s.Letters.LoadCodes(ctx, []data.ClinicalCode{{Meaning: data.CodeReferred, Code: "871711000000104"}}); data.CodeOf(err) != data.CodeInvalid {
		t.Error("a wrong check digit was loaded", err)
	}
	b, err := k.s.Letters.Batch(ctx, k.surgery, d("2026-03-01"), d("2026-03-31"), false, nil)
	must(t, err)
	for _, r := range b.Rows() {
		if r.Code != "" {
			t.Errorf("off, and %+v", r)
		}
	}
	must(t, k.s.Lists.SetSetting(ctx, lists.SettingCodes, "yes"))
	b, err = k.s.Letters.Batch(ctx, k.surgery, d("2026-03-01"), d("2026-03-31"), false, nil)
	must(t, err)
	if rows := b.Rows(); len(rows) != 1 || rows[0].Code != "871731000000106" || rows[0].Term != "Referral to service" {
		t.Errorf("%+v", rows)
	}
	if !slices.Contains(b.Uncoded, data.CodeSeen) || len(b.Uncoded) != 2 {
		t.Errorf("%v", b.Uncoded)
	}
	must(t, k.s.Letters.LoadCodes(ctx, []data.ClinicalCode{{Meaning: data.CodeClosed, Code: "871711000000103", Term: "Ended"}}))
	if c, err := k.s.Letters.Codes(ctx); err != nil || len(c.List) != 1 || c.List[0].Meaning != data.CodeClosed {
		t.Errorf("%+v %v", c, err)
	}
}

func TestToService_sharesWhatIsTickedAndNoMore(t *testing.T) {
	ctx := context.Background()
	s, c, sat := chose(t)
	p := referred(t, sat)
	c.Phone, c.Address, c.Town, c.BirthDate, c.Matters, c.NHSNumber = "07700 900123", "1 High St", "Margate", d("1948-05-03"), "secret matter", "9434765919"
	must(t, s.Casework.SaveClient(ctx, c))
	if _, err := s.Letters.ToService(ctx, p.ID, letters.Share{Phone: true}); data.CodeOf(err) != data.CodeRefused {
		t.Fatal("no consent, and a letter:", err)
	}
	must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: c.ID, Kind: data.ConsentOrganisation, Given: true, On: d("2026-03-30"), How: "in_person"}))
	r, err := s.Letters.ToService(ctx, p.ID, letters.Share{})
	must(t, err)
	bare := r.Letter.Plain()
	for _, never := range []string{"07700", "High St", "1948", "secret", "943"} {
		if strings.Contains(bare, never) {
			t.Errorf("%q is in %s", never, bare)
		}
	}
	if !strings.Contains(bare, "Ada Stone chose Advice Centre with us on 30 March 2026") || r.Letter.To[0] != "Advice Centre" {
		t.Error(bare, r.Letter.To)
	}
	r, err = s.Letters.ToService(ctx, p.ID, letters.Share{Phone: true, Address: true, Note: "Prefers mornings."})
	must(t, err)
	if full := r.Letter.Plain(); !strings.Contains(full, "Phone: 07700 900123\nAddress: 1 High St, Margate\n") || !strings.Contains(full, "Prefers mornings.") || strings.Contains(full, "Date of birth") {
		t.Error(full)
	}
	_ = letter.Referral
}

func TestMessageTasks_remindOnlyWhereWantedAndAgreed(t *testing.T) {
	ctx := context.Background()
	k := newSurgeryDesk(t)
	tasks := func(client data.ID) (titles []string) {
		t.Helper()
		list, err := k.s.Tasks.Tasks(ctx, data.TaskFilter{Open: true, ClientID: client})
		must(t, err)
		for _, r := range list {
			titles = append(titles, r.Title)
		}
		return titles
	}
	seenAgain := func(client data.ID) {
		t.Helper()
		must(t, k.s.Casework.SaveContact(ctx, &data.Contact{ClientID: client, Kind: "phone", Outcome: data.ContactAttended, On: d("2026-03-28")}))
	}
	before := k.client("Ann", "", "yes")
	if got := tasks(before); got != nil {
		t.Errorf("not wanted, and reminded: %q", got)
	}
	must(t, k.s.Lists.SetSetting(ctx, lists.SettingMessageTasks, "yes"))
	refused := k.client("Bea", "", "no")
	seenAgain(refused)
	seenAgain(before)
	seenAgain(before)
	if got := tasks(refused); got != nil {
		t.Errorf("refused, and reminded: %q", got)
	}
	if got := tasks(before); !slices.Equal(got, []string{"Write to Westgate Surgery: first contact"}) {
		t.Errorf("%q", got)
	}
	only := k.client("Cy", "", "yes")
	seenAgain(only)
	list, err := k.s.Casework.Contacts(ctx, data.ContactFilter{From: d("2026-03-01"), To: d("2026-03-31")})
	must(t, err)
	list = slices.DeleteFunc(list, func(r data.ContactRow) bool { return r.ClientID != only })
	if len(list) != 2 {
		t.Fatalf("%d contacts", len(list))
	}
	for i := range list {
		if got := tasks(only); len(got) != 1 {
			t.Errorf("%d of %d contacts are left, and it has %q", len(list)-i, len(list), got)
		}
		must(t, k.s.Casework.RemoveContact(ctx, list[i].ID, "entered in error"))
	}
	if got := tasks(only); got != nil {
		t.Errorf("there was no contact, and it has %q", got)
	}
	seenAgain(only)
	if got := tasks(only); !slices.Equal(got, []string{"Write to Westgate Surgery: first contact"}) {
		t.Errorf("seen after all, and it has %q", got)
	}
	m, err := k.s.Letters.ToSurgery(ctx, letters.Telling{ClientID: before})
	must(t, err)
	must(t, k.s.Letters.RecordMessages(ctx, []letters.Message{*m}, data.Date{}, ""))
	if got := tasks(before); got != nil {
		t.Errorf("written, and reminded: %q", got)
	}
	seenAgain(before)
	record, err := k.s.Overview.Record(ctx, before)
	must(t, err)
	record.Episode.Status, record.Episode.ClosedOn, record.Episode.CloseReason = data.EpisodeClosed, d("2026-04-01"), data.CloseReasons()[0].Value
	must(t, k.s.Casework.SaveEpisode(ctx, record.Episode))
	if got := tasks(before); !slices.Equal(got, []string{"Write to Westgate Surgery: closure"}) {
		t.Errorf("%q", got)
	}
}
