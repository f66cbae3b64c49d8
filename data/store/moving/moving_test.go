package moving_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/interchange/people"
	"waymark/data/store"
	"waymark/data/store/moving"
	"waymark/data/store/office"
)

var ctx = context.Background()

// service is a new database with its lists and a clock that moves on.
type service struct {
	*office.Office
	t   *testing.T
	now time.Time
}

func newService(t *testing.T) *service {
	t.Helper()
	s := &service{t: t, now: time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)}
	var err error
	store.Templates()
	s.Office, err = office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: func() time.Time { s.now = s.now.Add(time.Second); return s.now }})
	s.must(err)
	t.Cleanup(func() { _ = s.Close() })
	s.must(s.AddStartingLists(ctx))
	s.must(s.Lists.SaveSurgery(ctx, &data.Surgery{Name: "Westbrook Surgery"}))
	return s
}

func (s *service) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// read reads a list that has no question left.
func (s *service) read(text, answers string) (moving.Input, *people.Map) {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "caseload.csv")
	s.must(os.WriteFile(path, []byte(text), 0o600))
	m, err := people.ParseMap([]byte(answers))
	s.must(err)
	o := people.Options{Today: data.MustDate("2026-11-29"), Map: m}
	o.Surgeries, o.Reasons, o.Staff, err = s.Moving.Names(ctx)
	s.must(err)
	o.Catalogue, err = s.Measure.Catalogue(ctx)
	s.must(err)
	l, err := people.Open(ctx, path, o)
	s.must(err)
	for _, a := range l.Asks() {
		s.t.Fatalf("the list asks %s: %s", a.Key, a.Title)
	}
	r, err := l.People(ctx)
	s.must(err)
	return moving.Input{People: r.People, Rows: r.Rows, Left: r.Left}, m
}

func (s *service) bring(text, answers string) *data.ListResult {
	s.t.Helper()
	in, m := s.read(text, answers)
	r, rows, err := s.Moving.Import(ctx, in, moving.Options{Source: "caseload", Twins: m.Twins})
	s.must(err)
	n := 0
	for _, k := range r.Rows {
		n += k
	}
	if n != r.Read || len(rows) != r.Read {
		s.t.Errorf("%d rows read, %d accounted for, %d told", r.Read, n, len(rows))
	}
	return r
}

func (s *service) clients() []data.ClientRow {
	s.t.Helper()
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
	s.must(err)
	return rows
}

func (s *service) record(name string) *data.ClientRecord {
	s.t.Helper()
	for _, c := range s.clients() {
		if c.Name == name {
			r, err := s.Overview.Record(ctx, c.ID)
			s.must(err)
			return r
		}
	}
	s.t.Fatalf("no client %s", name)
	return nil
}

// counts is how many rows each table holds, without the trail.
func (s *service) counts() map[string]int {
	s.t.Helper()
	all, err := s.Soundness.Counts(ctx)
	s.must(err)
	m := map[string]int{}
	for _, c := range all {
		if c.Key != "audit" {
			m[c.Key] = c.N
		}
	}
	return m
}

// sound fails if the database is not as it should be.
func (s *service) sound() {
	s.t.Helper()
	r, err := s.Soundness.Check(ctx)
	s.must(err)
	if len(r.Problems) > 0 {
		s.t.Errorf("the check says %q", r.Problems)
	}
}

const items = ",W1 WEMWBS date,WEMWBS1,WEMWBS2,WEMWBS3,WEMWBS4,WEMWBS5,WEMWBS6,WEMWBS7,WEMWBS8,WEMWBS9,WEMWBS10,WEMWBS11,WEMWBS12,WEMWBS13,WEMWBS14"

const list = `Ref,Name,DOB,NHS number,Phone,GP,Reason,Referral date,Date closed,Contact date,Contact type,Attended,Contact notes,Consent
1,Adaeze Obi,14/02/1958,943 476 5919,1843496001,Westbrook Surgery,Bereavement,28/03/2024,,2/4/2024,Phone,Attended,Rang,Y
2,Kwabena Mensah,19/06/1948,,01632 960771,Westbrook Surgery,Housing,20/03/2023,30/04/2023,,,,,N
2,Kwabena Mensah,19/06/1948,,01632 960771,Westbrook Surgery,Housing,15/04/2024,,20/04/2024,Home visit,DNA,No answer,N
3,Li Wei Chen,xx/05/1949,,,Westbrook Surgery,Bereavement,20/04/2024,,,,,,
,,,,,,,,,,,,,
9,,,,,Westbrook Surgery,,,,,,,,
`

func TestImport_peopleWithTheirStory(t *testing.T) {
	s := newService(t)
	r := s.bring(list, "{}")
	if r.New != 3 || r.Referrals != 4 || r.Contacts != 2 || r.Read != 5 || r.Rows[data.ListMore] != 1 || r.Rows[data.ListNothing] != 1 {
		t.Errorf("%+v", r)
	}
	obi := s.record("Adaeze Obi")
	if obi.Client.Phone != "01843 496001" || obi.Client.NHSNumber != "9434765919" || obi.Surgery != "Westbrook Surgery" || !obi.Imported || len(obi.Consents) != 0 {
		t.Errorf("record %+v", obi)
	}
	if n := obi.Referrals[0].Note; !strings.Contains(n, "Consent, as the list says: Y") {
		t.Errorf("note %q", n)
	}
	mensah := s.record("Kwabena Mensah")
	if mensah.Episodes != 2 || mensah.Episode.Status != data.EpisodeOpen || mensah.Episode.OpenedOn != data.MustDate("2024-04-15") {
		t.Errorf("episodes %d, the latest %+v", mensah.Episodes, mensah.Episode)
	}
	left, total, err := s.Moving.LeftOvers(ctx, r.ImportID, 0)
	s.must(err)
	if total != 1 || left[0].Client != "Li Wei Chen" || left[0].Column != "DOB" || left[0].Text != "xx/05/1949" {
		t.Errorf("left %+v", left)
	}
	s.must(s.Moving.Settle(ctx, left[0].ID, false))
	if _, total, _ = s.Moving.LeftOvers(ctx, "", 0); total != 0 {
		t.Error("it is still to be worked through")
	}
	attention, err := s.Overview.AttentionList(ctx, s.Clock().Today(), "")
	s.must(err)
	if !strings.Contains(sentences(attention), "3 imported clients: confirm consent") {
		t.Errorf("Today says %q", sentences(attention))
	}
	s.must(s.Casework.AddConsent(ctx, &data.Consent{ClientID: obi.Client.ID, Kind: data.ConsentRecord, Given: true, On: data.MustDate("2026-11-28"), How: "phone"}))
	attention, err = s.Overview.AttentionList(ctx, s.Clock().Today(), "")
	s.must(err)
	if !strings.Contains(sentences(attention), "2 imported clients: confirm consent") {
		t.Errorf("Today says %q", sentences(attention))
	}
	s.sound()
}

func sentences(list []data.Attention) string {
	var all []string
	for _, a := range list {
		all = append(all, a.Sentence)
	}
	return strings.Join(all, "\n")
}

func TestUndo_takesEverythingBack(t *testing.T) {
	s := newService(t)
	before := s.counts()
	r := s.bring(list, "{}")
	s.must(s.Moving.Undo(ctx, r.ImportID))
	if after := s.counts(); !equal(before, after) {
		t.Errorf("before %v, after %v", before, after)
	}
	s.sound()
	imports, err := s.Moving.Imports(ctx)
	s.must(err)
	if len(imports) != 1 || !imports[0].Undone || imports[0].Left != 0 {
		t.Errorf("imports %+v", imports)
	}
	if err := s.Moving.Undo(ctx, r.ImportID); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("undone twice: %v", err)
	}
	if r := s.bring(list, "{}"); r.New != 3 {
		t.Errorf("imported again: %+v", r)
	}
}

func equal(a, b map[string]int) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return len(a) == len(b)
}

func TestUndo_refusesOnceSomethingWasChanged(t *testing.T) {
	for name, change := range map[string]func(s *service, c *data.ClientRecord) error{
		"details": func(s *service, c *data.ClientRecord) error {
			c.Client.Town = "Margate"
			return s.Casework.SaveClient(ctx, &c.Client)
		},
		"a contact": func(s *service, c *data.ClientRecord) error {
			return s.Casework.SaveContact(ctx, &data.Contact{ClientID: c.Client.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-11-28")})
		},
		"consent": func(s *service, c *data.ClientRecord) error {
			return s.Casework.AddConsent(ctx, &data.Consent{ClientID: c.Client.ID, Kind: data.ConsentRecord, On: data.MustDate("2026-11-28"), How: "phone"})
		},
		"an erasure": func(s *service, c *data.ClientRecord) error {
			_, err := s.Casework.EraseClient(ctx, c.Client.ID)
			return err
		},
		"a half-filled form": func(s *service, c *data.ClientRecord) error {
			return s.Lists.SaveDraft(ctx, "contact:"+string(c.Client.ID), []byte("{}"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newService(t)
			r := s.bring(list, "{}")
			s.must(change(s, s.record("Adaeze Obi")))
			before := s.counts()
			err := s.Moving.Undo(ctx, r.ImportID)
			if name == "an erasure" {
				// What is gone is gone; the others can still be taken back.
				s.must(err)
				return
			}
			if data.CodeOf(err) != data.CodeRefused {
				t.Fatalf("undone: %v", err)
			}
			if !equal(before, s.counts()) {
				t.Error("a refused undo changed something")
			}
		})
	}
}

func TestImport_nobodyIsJoinedUnasked(t *testing.T) {
	s := newService(t)
	known := data.Client{GivenNames: "Kwabena", FamilyName: "Mensah", BirthDate: data.MustDate("1948-06-19"), Town: "Margate"}
	s.must(s.Casework.SaveClient(ctx, &known))
	in, _ := s.read(list, "{}")
	plan, err := s.Moving.Plan(ctx, in.People, moving.Options{Source: "caseload"})
	s.must(err)
	if plan.Undecided != 1 || plan.Twins[0].Known.ID != known.ID || plan.Twins[0].Why != "the same name and date of birth" {
		t.Fatalf("plan %+v", plan)
	}
	if _, _, err := s.Moving.Import(ctx, in, moving.Options{Source: "caseload"}); data.CodeOf(err) != data.CodeRefused {
		t.Fatalf("imported with an open question: %v", err)
	}
	if n := len(s.clients()); n != 1 {
		t.Fatalf("%d clients after a refusal", n)
	}
	key := plan.Twins[0].Key
	before := s.counts()
	r, _, err := s.Moving.Import(ctx, in, moving.Options{Source: "caseload", Twins: map[string]data.TwinAnswer{key: data.TwinSame}})
	s.must(err)
	if r.New != 2 || r.Changed != 1 || len(s.clients()) != 3 {
		t.Errorf("%+v", r)
	}
	if c := s.record("Kwabena Mensah").Client; c.Phone != "01632 960771" || c.Town != "Margate" {
		t.Errorf("joined as %+v", c)
	}
	s.sound()
	s.must(s.Moving.Undo(ctx, r.ImportID))
	if c := s.record("Kwabena Mensah").Client; c.Phone != "" || c.Town != "Margate" || c.SurgeryID != "" {
		t.Errorf("put back as %+v", c)
	}
	if !equal(before, s.counts()) {
		t.Errorf("before %v, after %v", before, s.counts())
	}
	s.sound()
	if r, _, err = s.Moving.Import(ctx, in, moving.Options{Source: "caseload", Twins: map[string]data.TwinAnswer{"*": data.TwinLater}}); err != nil || r.New != 2 || r.Later != 1 {
		t.Errorf("later: %+v, %v", r, err)
	}
}

func TestImport_aNewerListUpdates(t *testing.T) {
	s := newService(t)
	s.bring(list, "{}")
	if r := s.bring(list, "{}"); r.New != 0 || r.Unchanged != 3 || r.Referrals != 0 || r.Contacts != 0 || r.Left != 0 {
		t.Fatalf("the same list again: %+v", r)
	}
	chen := s.record("Li Wei Chen").Client
	chen.Phone = "01632 960999"
	s.must(s.Casework.SaveClient(ctx, &chen))
	newer := strings.NewReplacer("1843496001", "01632 960111", "3,Li Wei Chen,xx/05/1949,,,", "3,Li Wei Chen,03/05/1949,,01632 960222,").Replace(list) +
		"4,Grace Bello,01/02/1950,,,Westbrook Surgery,Housing,20/05/2024,,,,,,\n"
	in, _ := s.read(newer, "{}")
	if source, err := s.Moving.SourceOf(ctx, in.People); err != nil || source != "caseload" {
		t.Errorf("recognised as %q, %v", source, err)
	}
	r := s.bring(newer, "{}")
	if r.New != 1 || r.Changed != 2 || r.Unchanged != 1 {
		t.Errorf("%+v", r)
	}
	if c := s.record("Adaeze Obi").Client; c.Phone != "01632 960111" {
		t.Errorf("phone %s, want that of the newer list", c.Phone)
	}
	c := s.record("Li Wei Chen").Client
	if c.BirthDate != data.MustDate("1949-05-03") || c.Phone != "01632 960999" {
		t.Errorf("%+v: want the new birth date, and the phone as it was edited here", c)
	}
	left, _, err := s.Moving.LeftOvers(ctx, r.ImportID, 0)
	s.must(err)
	if len(left) != 1 || left[0].Text != "01632 960222" {
		t.Errorf("left %+v, want the phone that differs", left)
	}
	s.must(s.Moving.Undo(ctx, r.ImportID))
	if c := s.record("Adaeze Obi").Client; c.Phone != "01843 496001" {
		t.Errorf("put back to %s", c.Phone)
	}
	s.sound()
}

// TestImport_leavesWhoseRecordMayOnlyBeKept: a list does not change what the person
// asked to have left alone, and the others are taken all the same.
func TestImport_leavesWhoseRecordMayOnlyBeKept(t *testing.T) {
	s := newService(t)
	s.bring(list, "{}")
	obi := s.record("Adaeze Obi").Client
	s.must(s.Rights.Save(ctx, &data.RightsRequest{ClientID: obi.ID, Kind: data.RightsRestriction, AskedOn: data.MustDate("2026-11-28"), AskedHow: "phone"}))
	newer := strings.NewReplacer("1843496001", "01632 960111").Replace(list) + "4,Grace Bello,01/02/1950,,,Westbrook Surgery,Housing,20/05/2024,,,,,,\n"
	r := s.bring(newer, "{}")
	if r.New != 1 || r.Later != 1 || r.Changed != 0 {
		t.Errorf("%+v", r)
	}
	if c := s.record("Adaeze Obi").Client; c.Phone != obi.Phone {
		t.Errorf("phone %s", c.Phone)
	}
}

func TestUndo_oneImportAfterTheOther(t *testing.T) {
	s := newService(t)
	before := s.counts()
	first := s.bring(list, "{}")
	second := s.bring(strings.NewReplacer("1843496001", "01632 960111", "15/04/2024,,20/04", "15/04/2024,30/09/2024,20/04").Replace(list), "{}")
	if second.Changed != 2 {
		t.Fatalf("the newer list: %+v", second)
	}
	if err := s.Moving.Undo(ctx, first.ImportID); data.CodeOf(err) != data.CodeRefused {
		t.Fatalf("the first was undone beneath the second: %v", err)
	}
	s.must(s.Moving.Undo(ctx, second.ImportID))
	if e := s.record("Kwabena Mensah").Episode; e.Status != data.EpisodeOpen {
		t.Errorf("the episode is %s", e.Status)
	}
	s.must(s.Moving.Undo(ctx, first.ImportID))
	if after := s.counts(); !equal(before, after) {
		t.Errorf("before %v, after %v", before, after)
	}
	s.sound()
}

func TestImport_endsWhenItIsStopped(t *testing.T) {
	s := newService(t)
	in, _ := s.read(list, "{}")
	before := s.counts()
	stopped, stop := context.WithCancel(ctx)
	_, _, err := s.Moving.Import(stopped, in, moving.Options{Source: "caseload", Told: func(int) { stop() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("ended with %v", err)
	}
	if !equal(before, s.counts()) {
		t.Error("a stopped import left something behind")
	}
}

func TestErase_leavesNothingOfAnImport(t *testing.T) {
	s := newService(t)
	r := s.bring(list, "{}")
	_, err := s.Casework.EraseClient(ctx, s.record("Li Wei Chen").Client.ID)
	s.must(err)
	if left, _, err := s.Moving.LeftOvers(ctx, r.ImportID, 0); err != nil || len(left) != 0 {
		t.Errorf("left %+v, %v", left, err)
	}
	s.sound()
}

func TestImport_questionnaires(t *testing.T) {
	s := newService(t)
	answers := strings.Repeat(",3", 14)
	r := s.bring("Ref,Name,Referral date"+items+"\n1,Ann Lee,28/03/2024,30/03/2024"+answers+"\n2,Bob Kay,29/03/2024,30/03/2024"+strings.Repeat(",9", 14)+"\n", `{"columns": {"W1 WEMWBS date": "leave_out"}}`)
	if r.Responses != 1 {
		t.Errorf("%+v", r)
	}
	lee := s.record("Ann Lee")
	if len(lee.Responses) != 1 || lee.Responses[0].Score == nil || *lee.Responses[0].Score != 42 {
		t.Errorf("responses %+v", lee.Responses)
	}
	if len(s.record("Bob Kay").Responses) != 0 {
		t.Error("answers beyond the scale were imported")
	}
	s.must(s.Moving.Undo(ctx, r.ImportID))
	s.sound()
}

// Every pair of a list was kept with both records, however many there were: a list of
// 30,000 rows with few people took the memory of a PC.
func TestPlan_keepsTheFirstPairsAndCountsTheOthers(t *testing.T) {
	s := newService(t)
	const pairs = 2100
	var in moving.Input
	for i := range 2 * pairs {
		p := &data.ListPerson{At: data.ListPlace{Row: i + 2}, Names: []string{"row"}}
		p.Rows = []data.ListPlace{p.At}
		p.Client = data.Client{GivenNames: "Adaeze", FamilyName: fmt.Sprintf("Obi%04d", i/2), BirthDate: data.MustDate("1950-01-01").AddDays(i / 2 * 3)}
		in.People = append(in.People, p)
	}
	compared := 0
	o := moving.Options{Source: "caseload", Compared: func(n int) { compared = n }}
	result, rows, plan, err := s.Moving.Try(ctx, in, o)
	s.must(err)
	if len(plan.Twins) != 2000 || plan.Undecided < pairs || result.Asked != pairs || len(rows) != 2*pairs || compared != 2*pairs {
		t.Errorf("%d pairs kept, %d undecided, %d people to ask about, %d rows, %d compared", len(plan.Twins), plan.Undecided, result.Asked, len(rows), compared)
	}
	_, _, err = s.Moving.Import(ctx, in, o)
	if data.CodeOf(err) != data.CodeRefused {
		t.Errorf("imported with pairs that no one decided: %v", err)
	}
	o.Twins = map[string]data.TwinAnswer{"*": data.TwinDifferent}
	_, _, plan, err = s.Moving.Try(ctx, in, o)
	s.must(err)
	if plan.Undecided != 0 || plan.New != 2*pairs {
		t.Errorf("one answer for all: %d undecided, %d new", plan.Undecided, plan.New)
	}
}

// While it is asked whether rows are one person each, the later ones were shown as joined,
// before anyone had said so.
func TestPlan_repeatsWaitForTheirQuestion(t *testing.T) {
	s := newService(t)
	var in moving.Input
	for i := range 4 {
		p := &data.ListPerson{At: data.ListPlace{Row: i + 2}, Rows: []data.ListPlace{{Row: i + 2}}, Names: []string{"row"}}
		p.Client = data.Client{GivenNames: "Adaeze", FamilyName: fmt.Sprintf("Obi%d", i%2), BirthDate: data.MustDate("1950-01-01").AddDays(i % 2)}
		if i > 1 {
			p.SameAs = in.People[i-2]
		}
		in.People = append(in.People, p)
	}
	o := moving.Options{Source: "caseload"}
	result, rows, plan, err := s.Moving.Try(ctx, in, o)
	s.must(err)
	if result.New != 2 || result.Asked != 2 || result.People != 2 || result.Rows[data.ListAsked] != 2 || plan.Undecided != 0 || rows[3].Outcome != data.ListAsked {
		t.Errorf("%+v, rows %+v", result, rows)
	}
	if _, _, err = s.Moving.Import(ctx, in, o); data.CodeOf(err) != data.CodeRefused || len(s.clients()) != 0 {
		t.Errorf("imported before anyone had said: %v", err)
	}
}

// Whether someone lives alone or needs an interpreter was read from a list, and then
// dropped without a word if they were here already.
func TestImport_fillsInEverythingOfWhoIsHere(t *testing.T) {
	s := newService(t)
	s.bring(list, "{}")
	obi := s.record("Adaeze Obi").Client
	obi.LivesAlone = data.No
	s.must(s.Casework.SaveClient(ctx, &obi))
	const more = `Ref,Name,DOB,NHS number,Lives alone,Interpreter needed
1,Adaeze Obi,14/02/1958,943 476 5919,Yes,Yes
2,Kwabena Mensah,19/06/1948,,Yes,No
`
	r := s.bring(more, "{}")
	if c := s.record("Kwabena Mensah").Client; c.LivesAlone != data.Yes || c.Interpreter != data.No {
		t.Errorf("filled in: %+v", c)
	}
	if c := s.record("Adaeze Obi").Client; c.LivesAlone != data.No || c.Interpreter != data.Yes {
		t.Errorf("lives alone %s, interpreter %q; want what the record said, and what it did not", c.LivesAlone, c.Interpreter)
	}
	left, _, err := s.Moving.LeftOvers(ctx, r.ImportID, 0)
	s.must(err)
	if len(left) != 1 || left[0].Column != "Lives alone" || left[0].Text != "Yes" {
		t.Errorf("left %+v, want that the list says otherwise", left)
	}
	s.must(s.Moving.Undo(ctx, r.ImportID))
	if c := s.record("Kwabena Mensah").Client; c.LivesAlone != "" || c.Interpreter != "" {
		t.Errorf("after undoing it: %+v", c)
	}
	if c := s.record("Adaeze Obi").Client; c.Interpreter != "" {
		t.Error("the interpreter stayed")
	}
	s.sound()
}

// A closed referral of a list that gives no reason was saved as closed for another
// reason, which no one had said, and the message to the surgery repeated it.
func TestImport_closedWithoutAReasonIsNotRecorded(t *testing.T) {
	s := newService(t)
	s.bring("Ref,Name,DOB,Referral date,Date closed\n1,Ann Lee,20/06/1940,02/02/2026,02/03/2026\n", "{}")
	r := s.record("Ann Lee")
	e := r.Episode
	if e == nil || e.Status != data.EpisodeClosed || e.CloseReason != "" || e.CloseNote != "" {
		t.Fatalf("imported as %+v, want closed with no reason recorded", e)
	}
	for _, entry := range r.Timeline {
		if entry.Kind == data.EntryEpisode && strings.Join(entry.Tags, "") != "Reason not recorded" {
			t.Errorf("the record says %+v", entry)
		}
	}
	e.CloseNote = "By hand."
	if err := s.Casework.SaveEpisode(ctx, e); data.FieldErrorsOf(err).For("CloseReason") == "" {
		t.Errorf("closed by hand without a reason: %v", err)
	}
	s.sound()
}

// A name that was typed with its title was not found by a list without: two records.
func TestPlan_asksAboutANameThatDiffersInItsTitle(t *testing.T) {
	s := newService(t)
	s.must(s.Casework.SaveClient(ctx, &data.Client{GivenNames: "Mr J", FamilyName: "Smith"}))
	in, _ := s.read("Ref,Name,Referral date\n1,J Smith,13/01/2026\n2,Mrs Bo Low,14/01/2026\n", `{"days":{"Referral date":"day_first"}}`)
	plan, err := s.Moving.Plan(ctx, in.People, moving.Options{Source: "caseload"})
	s.must(err)
	if len(plan.Twins) != 1 || plan.Twins[0].Known.Name() != "Mr J Smith" || plan.New != 1 {
		t.Errorf("%d pairs, %d new", len(plan.Twins), plan.New)
	}
}
