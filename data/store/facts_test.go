package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// life is a service in which things happen at random.
type life struct {
	*testing.T
	s      *office.Office
	random *rand.Rand
	ctx    context.Context //nolint:containedctx // lives no longer than its test
}

func newLife(t *testing.T, seed uint64) *life {
	l := &life{T: t, s: open(t, on("2026-04-08")), random: rand.New(rand.NewPCG(seed, 1)), ctx: context.Background()}
	must(t, caseload.Write(l.ctx, l.s, caseload.Options{Clients: 69, Seed: seed, Today: d("2026-04-08")}))
	_, err := l.s.Measure.LoadQuestionnaire(l.ctx, garden("1", 3))
	must(t, err)
	return l
}

// any is a value of the column of some row; "" where there is none.
func (l *life) any(query string, args ...any) data.ID {
	l.Helper()
	rows, err := l.s.Raw().Query(query, args...)
	must(l.T, err)
	defer func() { _ = rows.Close() }()
	var list []data.ID
	for rows.Next() {
		var id data.ID
		must(l.T, rows.Scan(&id))
		list = append(list, id)
	}
	must(l.T, rows.Err())
	if len(list) == 0 {
		return ""
	}
	return list[l.random.IntN(len(list))]
}

func (l *life) one(table string) data.ID { return l.any("SELECT id FROM " + table + " ORDER BY id") }

func (l *life) day() data.Date { return d("2026-04-08").AddDays(-l.random.IntN(260)) }

func one[T ~string](l *life, options []data.Option[T]) T {
	return options[l.random.IntN(len(options))].Value
}

// happens does one thing at random. What cannot be done is refused, which is
// as good as nothing.
func (l *life) happens() (what string, err error) {
	ctx, s, client := l.ctx, l.s, l.one("client")
	things := []struct {
		what string
		do   func() error
	}{
		{"new client", func() error {
			return s.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: fmt.Sprint("Ada ", l.random.IntN(1e6)), Sex: one(l, data.Sexes())})
		}},
		{"client", func() error {
			c, err := s.Casework.Client(ctx, client)
			if err != nil {
				return err
			}
			c.Sex, c.BirthDate, c.SurgeryID = one(l, data.Sexes()), l.day().AddMonths(-12*l.random.IntN(90)), l.one("surgery")
			return s.Casework.SaveClient(ctx, c)
		}},
		{"referral", func() error {
			return s.Casework.AddReferral(ctx, &data.Referral{ClientID: client, ReceivedOn: l.day(), Source: one(l, data.Sources()), SurgeryID: l.one("surgery"),
				ReasonID: l.one("reason"), Further: []data.ID{l.one("reason")}, Prescriber: l.one("staff")})
		}},
		{"need", func() error {
			return s.Casework.AddNeed(ctx, &data.Need{ClientID: client, ReasonID: l.one("reason"), FoundOn: l.day()})
		}},
		{"no need", func() error { return s.Casework.RemoveNeed(ctx, l.one("need")) }},
		{"contact", func() error {
			return s.Casework.SaveContact(ctx, &data.Contact{ClientID: client, Kind: one(l, data.ContactKinds()), Outcome: one(l, data.ContactOutcomes()), On: l.day()})
		}},
		{"no contact", func() error { return s.Casework.RemoveContact(ctx, l.one("contact"), "another person's") }},
		{"appointment", func() error {
			return s.Diary.Book(ctx, &data.Appointment{ClientID: client, Kind: one(l, data.ContactKinds()), On: d("2026-04-08").AddDays(l.random.IntN(3)), At: data.ClockOf(l.random.IntN(1440))})
		}},
		{"walk-in", func() error {
			return s.Diary.SendThrough(ctx, nil, &data.Appointment{ClientID: client, SurgeryID: l.one("surgery"), StaffID: l.one("staff")})
		}},
		{"appointment marked", func() error {
			return s.Diary.Mark(ctx, l.one("appointment"), one(l, data.AppointmentStates()), "")
		}},
		{"sitting", func() error {
			sure := l.random.IntN(11)
			_, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: client, On: l.day(), Offers: []offering.SittingOffer{
				{ServiceID: l.one("service"), Decision: one(l, data.Decisions()), Confidence: &sure}, {ServiceID: l.one("service"), Decision: data.Chosen}}})
			return err
		}},
		{"status", func() error {
			return s.Offering.SetPrescriptionStatus(ctx, l.one("prescription"), one(l, data.PrescriptionStatuses()), d("2026-04-08"), "")
		}},
		{"follow-up", func() error {
			_, err := s.Offering.CompleteFollowUp(ctx, l.any("SELECT id FROM follow_up WHERE status = 'open' ORDER BY id"), offering.Completion{On: d("2026-04-08")})
			return err
		}},
		{"follow-up closed", func() error {
			return s.Offering.CloseFollowUp(ctx, l.any("SELECT id FROM follow_up WHERE status = 'open' ORDER BY id"), data.FollowUpDeclined, d("2026-04-08"), "no")
		}},
		{"consent", func() error {
			return s.Casework.AddConsent(ctx, &data.Consent{ClientID: client, Kind: data.ConsentEvaluation, Given: l.random.IntN(2) == 0, On: l.day(), How: "phone"})
		}},
		{"gap", func() error {
			return s.Offering.SaveGap(ctx, &data.Gap{ClientID: []data.ID{"", client}[l.random.IntN(2)], ReasonID: l.one("reason"), FoundOn: l.day()})
		}},
		{"no gap", func() error { return s.Offering.RemoveGap(ctx, l.one("gap")) }},
		{"questionnaire", func() error { return l.answers(client) }},
		{"answers of a list", func() error { return l.listed() }},
		{"pair", func() error { return l.pairs(client) }},
		{"a questionnaire declined", func() error {
			return s.Measure.RefuseQuestionnaire(ctx, &data.QuestionnaireRefusal{ClientID: client, Stage: data.StageFollowUp, On: l.day(),
				InstrumentID: []string{"", "wemwbs", "swemwbs"}[l.random.IntN(3)]})
		}},
		{"a refusal undone", func() error { return s.Measure.UndoRefusal(ctx, l.one("questionnaire_refusal")) }},
		{"the rule's pair", func() error { return s.Measure.DropPairing(ctx, l.one("pairing")) }},
		{"reason", func() error {
			return s.Lists.SaveReason(ctx, &data.Reason{Name: fmt.Sprint("Reason ", l.random.IntN(1e6))})
		}},
		{"lonely", func() error { return s.Lists.SetSetting(ctx, lists.SettingLoneliness, string(l.one("reason"))) }},
		{"erasure", func() error { _, err := s.Casework.EraseClient(ctx, client); return err }},
	}
	thing := things[l.random.IntN(len(things))]
	return thing.what, thing.do()
}

func (l *life) answers(client data.ID) error {
	kind := []string{"wemwbs", "swemwbs", "ons4", "garden"}[l.random.IntN(4)]
	items := map[string]int{"wemwbs": 14, "swemwbs": 7, "ons4": 4, "garden": 3}[kind]
	given := map[int]int{}
	for i := 1; i <= items; i++ {
		if l.random.IntN(12) > 0 {
			given[i] = 1 + l.random.IntN(3)
		}
	}
	stage := []data.Stage{data.Baseline, data.StageFollowUp}[l.random.IntN(2)]
	return l.s.Measure.SaveResponse(l.ctx, &data.Response{ClientID: client, InstrumentID: kind, Stage: stage, AnsweredOn: l.day(), Mode: one(l, data.AnswerModes()),
		Finished: l.random.IntN(5) > 0, Answers: given})
}

// listed takes in answers of a list that does not say how they were given, of someone
// who may be known from such a list.
func (l *life) listed() error {
	who, day := fmt.Sprint("L", l.random.IntN(4)), l.day()
	_, err := l.s.Measure.ImportResponses(l.ctx, given(answerSet(2, who, data.Baseline, day.String(), 2, nil), answerSet(3, who, data.StageFollowUp, day.AddDays(1).String(), 3, nil)),
		measure.ResponseImport{Instrument: "wemwbs", Replace: true})
	return err
}

func (l *life) pairs(client data.ID) error {
	response := func() data.ID {
		return l.any("SELECT id FROM response WHERE client_id = ? AND finished AND instrument_id = 'wemwbs' ORDER BY id", client)
	}
	return l.s.Measure.SavePairing(l.ctx, &data.Pairing{EpisodeID: l.any("SELECT id FROM episode WHERE client_id = ? ORDER BY id", client),
		InstrumentID: "wemwbs", BeforeID: response(), AfterID: response(), Reason: "a funeral"})
}

// written is figures as text; the days of waits are in no order.
func written(t *testing.T, f *data.Figures) string {
	t.Helper()
	slices.Sort(f.ToFirstContact.Days)
	slices.Sort(f.ToFirstService.Days)
	slices.Sort(f.ToFirstContact.Waiting)
	slices.Sort(f.ToFirstService.Waiting)
	b, err := json.MarshalIndent(f, "", " ")
	must(t, err)
	return string(b)
}

// holds compares the figures from the facts with those of a full count in SQL.
func (l *life) holds(after string, f data.FigureFilter) {
	l.Helper()
	kept, err := l.s.Figures.Figures(l.ctx, f)
	must(l.T, err)
	catalogue, err := l.s.Figures.Catalogue(l.ctx)
	must(l.T, err)
	full, err := l.s.FiguresBySQL(l.ctx, f, catalogue, l.lonely(), kept.Loneliness.Reason)
	must(l.T, err)
	if a, b := written(l.T, kept), written(l.T, full); a != b {
		x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
		for i := range min(len(x), len(y)) {
			if x[i] != y[i] {
				l.Fatalf("after %s, of %+v: %s, counted in full %s (line %d)\n%s", after, f, x[i], y[i], i, strings.Join(x[max(0, i-12):i], "\n"))
			}
		}
		l.Fatalf("after %s, of %+v: %d lines, counted in full %d", after, f, len(x), len(y))
	}
}

// lonely is the reason that stands for loneliness.
func (l *life) lonely() data.ID {
	set, err := l.s.Lists.Setting(l.ctx, lists.SettingLoneliness)
	must(l.T, err)
	if set != "" && l.any("SELECT id FROM reason WHERE id = ?", set) != "" {
		return data.ID(set)
	}
	return l.any("SELECT id FROM reason WHERE name LIKE '%lonel%' OR name LIKE '%isolat%' OR name LIKE '%befriend%' ORDER BY position, name_fold LIMIT 1")
}

func (l *life) filter() data.FigureFilter {
	f := data.FigureFilter{From: l.day(), To: l.day()}
	if f.To.Before(f.From) {
		f.From, f.To = f.To, f.From
	}
	switch l.random.IntN(6) {
	case 0:
		f.SurgeryID = l.one("surgery")
	case 1:
		f.ReasonID = l.one("reason")
	case 2:
		f.SurgeryID, f.ReasonID = l.one("surgery"), l.one("reason")
	}
	return f
}

// TestFigures_equalAFullCountAfterAnyChange lets things happen at random and
// holds the figures against a count of every table in SQL after each.
func TestFigures_equalAFullCountAfterAnyChange(t *testing.T) {
	done := map[string]int{}
	for seed := range uint64(3) {
		l := newLife(t, seed+1)
		l.holds("the beginning", data.FigureFilter{From: d("2025-01-01"), To: d("2026-04-08")})
		for n := range 150 {
			what, err := l.happens()
			if err == nil {
				done[what]++
			} else if data.CodeOf(err) == "" {
				t.Fatalf("%s: %v", what, err) // no refusal
			}
			l.holds(what, data.FigureFilter{From: d("2025-01-01"), To: d("2026-04-08")})
			l.holds(what, l.filter())
			if n%7 == 0 {
				must(t, l.s.KeepFacts(l.ctx))
				l.holds("keeping the facts", l.filter())
			}
			if n%25 == 0 {
				if stale, _, err := l.s.StaleFacts(l.ctx); err != nil || len(stale) > 0 {
					t.Fatalf("after %s: stale %v, %v", what, stale, err)
				}
			}
		}
	}
	if len(done) < 20 {
		t.Errorf("only these happened: %v", done)
	}
}

var readsTable = regexp.MustCompile(`\b(?:FROM|JOIN) ([a-z_]+)`)

// gathered lists the tables that facts are gathered from, as the source names them:
// one that is new there cannot be forgotten here.
func gathered(t *testing.T) (tables []string) {
	t.Helper()
	for _, name := range []string{"facts_gather.go", "facts_visits.go"} {
		source, err := os.ReadFile(name)
		must(t, err)
		for _, m := range readsTable.FindAllStringSubmatch(string(source), -1) {
			ours := []string{"client_facts", "fact_word", "json_each", "service"} // a service says nothing of anyone
			if !slices.Contains(ours, m[1]) && !slices.Contains(tables, m[1]) {
				tables = append(tables, m[1])
			}
		}
	}
	if len(tables) < 20 {
		t.Fatalf("only %q are gathered from", tables)
	}
	return tables
}

// TestFacts_noChangeOfARowGoesUnnoticed changes every column of every table that
// says something of a client, removes rows and adds them, whether the program
// has a way to do so or not. Facts that are kept are those on record.
func TestFacts_noChangeOfARowGoesUnnoticed(t *testing.T) {
	l := newLife(t, 9)
	for range 60 {
		_, _ = l.happens()
	}
	for range 200 {
		_ = l.pairs(l.one("client"))
	}
	for range 3 {
		must(t, l.s.Rights.Save(l.ctx, &data.RightsRequest{ClientID: l.one("client"), Kind: data.RightsRestriction, AskedOn: d("2026-04-07"), AskedHow: "phone"}))
	}
	must(t, l.s.KeepFacts(l.ctx))
	_, err := l.s.Raw().Exec("PRAGMA foreign_keys = OFF")
	must(t, err)
	columns := store.RecordColumns()
	columns["referral_reason"], columns["score"] = []string{"referral_id", "reason_id"}, []string{"response_id", "measure", "value", "estimated"}
	emptied := map[string]int{}
	try := func(table, what string, statements ...string) {
		t.Helper()
		stale, missing, err := l.s.Try(l.ctx, statements...)
		if err != nil {
			return // a constraint forbids it
		}
		if emptied[table] += missing; len(stale) > 0 {
			t.Errorf("%s %s leaves the facts of %d as they were", what, table, len(stale))
		}
	}
	for _, table := range gathered(t) {
		for _, c := range columns[table] {
			if table == "referral" && c == "further_reasons" || table == "response" && c == "answers" {
				continue // their parts
			}
			if table == "visit_finding" && c == "visit_id" {
				continue // a finding stays with its visit, whose client is its own
			}
			for range 3 {
				try(table, "changing "+c+" of", fmt.Sprintf(`UPDATE OR IGNORE %[1]s SET %[2]s = (SELECT %[2]s FROM %[1]s LIMIT 1 OFFSET %[3]d)
					WHERE %[2]s IN (SELECT %[2]s FROM %[1]s LIMIT 2 OFFSET %[4]d)`, table, c, l.random.IntN(20), l.random.IntN(20)))
			}
		}
		key := "id"
		if len(columns[table]) > 0 && (table == "referral_reason" || table == "score") {
			key = strings.Join(columns[table][:2], ", ")
		}
		for range 3 {
			remove := fmt.Sprintf("DELETE FROM %[1]s WHERE (%[2]s) IN (SELECT %[2]s FROM %[1]s LIMIT 3 OFFSET %[3]d)", table, key, l.random.IntN(10))
			try(table, "removing from", remove)
			try(table, "adding again to", "CREATE TEMP TABLE aside_"+table+" AS SELECT * FROM "+table, remove, store.RefillFacts, "INSERT OR IGNORE INTO "+table+" SELECT * FROM aside_"+table)
		}
		if emptied[table] == 0 {
			t.Errorf("nothing done to %s emptied any facts: the test changes nothing there", table)
		}
	}
}

// An erased client leaves no facts, and is in no figure.
func TestErasure_takesTheFactsAlong(t *testing.T) {
	l := newLife(t, 4)
	must(t, l.s.KeepFacts(l.ctx))
	client := l.any("SELECT client_id FROM response WHERE finished ORDER BY id")
	rows := func(query string, args ...any) (n int) {
		must(t, l.s.Raw().QueryRow(query, args...).Scan(&n))
		return n
	}
	seq, before := rows("SELECT seq FROM client WHERE id = ?", client), rows("SELECT count(*) FROM client_facts WHERE body IS NOT NULL")
	_, err := l.s.Casework.EraseClient(l.ctx, client)
	must(t, err)
	if n := rows("SELECT count(*) FROM client_facts WHERE seq = ?", seq); n != 0 {
		t.Error("the facts of an erased client are still there")
	}
	if n := rows("SELECT count(*) FROM client_facts WHERE body IS NOT NULL"); n != before-1 {
		t.Errorf("%d had facts, now %d have", before, n)
	}
	l.holds("the erasure", data.FigureFilter{From: d("2025-01-01"), To: d("2026-04-08")})
}

// Facts that are not what is on record are found and mended.
func TestCheck_findsFactsThatAreNotOnRecord(t *testing.T) {
	l := newLife(t, 5)
	must(t, l.s.KeepFacts(l.ctx))
	must(t, l.s.Exec(l.ctx, "UPDATE client_facts SET body = (SELECT body FROM client_facts WHERE seq = 2) WHERE seq = 1"))
	must(t, l.s.Exec(l.ctx, "DELETE FROM client_facts WHERE seq = 3"))
	check, err := l.s.Soundness.Check(l.ctx)
	must(t, err)
	if check.Repairable != 1 || !strings.Contains(strings.Join(check.Problems, " "), "2 clients are counted in reports") {
		t.Errorf("%+v", check.Problems)
	}
	_, err = l.s.Soundness.Repair(l.ctx)
	must(t, err)
	if check, err = l.s.Soundness.Check(l.ctx); err != nil || len(check.Problems) > 0 {
		t.Errorf("after the repair: %v, %v", check.Problems, err)
	}
	l.holds("the repair", data.FigureFilter{From: d("2025-01-01"), To: d("2026-04-08")})
}

// A bulk load leaves the facts of everyone behind, so that no one waits for
// them at the first report.
func TestLoad_keepsTheFactsOfMany(t *testing.T) {
	s := open(t, on("2026-04-08"))
	load := func(n int) (missing []int64) {
		must(t, s.Load(context.Background(), "test", func(b *office.Bulk) error {
			for range n {
				if err := b.Add(&data.Client{GivenNames: "Ada"}); err != nil {
					return err
				}
			}
			return nil
		}))
		_, missing, err := s.StaleFacts(context.Background())
		must(t, err)
		return missing
	}
	if missing := load(store.FactsBatch - 1); len(missing) != store.FactsBatch-1 {
		t.Errorf("%d are missing after a small load", len(missing))
	}
	if missing := load(1); len(missing) != 0 {
		t.Errorf("%d are missing after a large one", len(missing))
	}
}
