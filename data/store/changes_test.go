package store_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// ledger reads a database beside the store, to hold every write against its
// change entries.
type ledger struct {
	t  *testing.T
	db *sql.DB
}

func ledgerOf(t *testing.T, path string) *ledger {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return &ledger{t, db}
}

func (l *ledger) rows(query string, args ...any) (rows [][]any) {
	l.t.Helper()
	found, err := l.db.Query(query, args...)
	must(l.t, err)
	defer func() { _ = found.Close() }()
	columns, err := found.Columns()
	must(l.t, err)
	for found.Next() {
		values, dest := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		must(l.t, found.Scan(dest...))
		rows = append(rows, values)
	}
	must(l.t, found.Err())
	return rows
}

// records returns every exchanged column of every record as "table/row" and
// "column", with its value, and the parts of records under their owner.
func (l *ledger) records() map[string]map[string]string {
	all := map[string]map[string]string{}
	note := func(table string, key any, column string, value any) {
		at := fmt.Sprintf("%s/%v", table, key)
		if all[at] == nil {
			all[at] = map[string]string{}
		}
		all[at][column] += fmt.Sprintf("%v;", value)
	}
	for table, columns := range store.RecordColumns() {
		key := strings.Join(store.RecordKey(table), " || x'1f' || ")
		for _, c := range columns {
			if part, ok := partsOf[table+"."+c]; ok {
				for _, r := range l.rows(part) {
					note(table, r[0], c, r[1:])
				}
				continue
			}
			for _, r := range l.rows("SELECT " + key + ", " + c + " FROM " + table) {
				note(table, r[0], c, r[1])
			}
		}
	}
	return all
}

var partsOf = map[string]string{
	"response.answers":         "SELECT response_id, item, value FROM answer ORDER BY 1, 2",
	"referral.further_reasons": "SELECT referral_id, reason_id FROM referral_reason ORDER BY 1, 2",
	"service.needs":            "SELECT v.id, n.reason_id FROM service_need n JOIN service v ON v.seq = n.service_seq ORDER BY 1, 2",
	"service.categories":       "SELECT v.id, n.category_id FROM service_category n JOIN service v ON v.seq = n.service_seq ORDER BY 1, 2",
	"service.languages":        "SELECT v.id, n.language FROM service_language n JOIN service v ON v.seq = n.service_seq ORDER BY 1, n.position",
}

// entries returns what the change log says after a sequence number: the columns
// of each row, nil for a new one, and the rows that are gone.
func (l *ledger) entries(after int64) (changed map[string][]string, last int64) {
	changed, last = map[string][]string{}, after
	for _, r := range l.rows("SELECT seq, tbl, row, columns FROM change_entry WHERE seq > ?", after) {
		last = r[0].(int64)
		table, columns := store.ColumnsOf(int(r[1].(int64)), uint64(r[3].(int64)))
		at := fmt.Sprintf("%s/%s", table, store.KeyText(r[2]))
		changed[at] = append(changed[at], columns...)
		if columns == nil {
			changed[at] = append(changed[at], "*")
		}
	}
	return changed, last
}

// hold compares what a write changed with what the change log says of it.
func (l *ledger) hold(what string, before, after map[string]map[string]string, log map[string][]string) {
	l.t.Helper()
	for at, columns := range after {
		for c, v := range columns {
			if was, there := before[at]; !there {
				if !slices.Contains(log[at], "*") {
					l.t.Errorf("%s: %s is new and has no entry", what, at)
					break
				}
			} else if was[c] != v && !slices.Contains(log[at], c) && !slices.Contains(log[at], "*") {
				l.t.Errorf("%s: %s.%s changed and has no entry", what, at, c)
			}
		}
	}
	for at, columns := range log {
		was, now := before[at], after[at]
		for _, c := range columns {
			if c != "*" && was != nil && was[c] == now[c] {
				l.t.Errorf("%s: an entry says that %s.%s changed, and it did not", what, at, c)
			}
		}
	}
	for at := range before {
		if _, there := after[at]; !there {
			table, key, _ := strings.Cut(at, "/")
			if n := l.rows("SELECT count(*) FROM tombstone WHERE tbl = ? AND row = ?", store.TableNumber(table), store.KeyOf(key)); n[0][0] == int64(0) {
				l.t.Errorf("%s: %s is gone and left no tombstone", what, at)
			}
		}
	}
}

// TestEveryWriteHasItsChangeEntry does what people do, and holds every row that
// changed against the change log: a change that is not in it would never reach
// the other PCs of the service.
func TestEveryWriteHasItsChangeEntry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(bg, path, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	l := ledgerOf(t, path)
	before, seq := l.records(), int64(0)
	for _, step := range aWorkingDay(t, s) {
		must(t, step.do())
		after := l.records()
		log, last := l.entries(seq)
		if !step.quiet && len(log) == 0 && len(after) == len(before) {
			t.Errorf("%s: nothing is in the change log", step.what)
		}
		l.hold(step.what, before, after, log)
		before, seq = after, last
	}
}

type step struct {
	what  string
	quiet bool // changes no record
	do    func() error
}

// aWorkingDay calls each kind of write once or more.
func aWorkingDay(t *testing.T, s *office.Office) []step {
	t.Helper()
	surgery, staff, reason := data.Surgery{Name: "Elm Surgery"}, data.Staff{Name: "Asha", Role: data.RolePrescriber}, data.Reason{Name: "Housing"}
	other, category := data.Reason{Name: "Debt"}, data.Category{Name: "Advice"}
	client := data.Client{FamilyName: "Ash"}
	club, twin := data.Service{Name: "Lunch club", Languages: []string{"Polish"}}, data.Service{Name: "Luncheon club", Phone: "01843 496000"}
	referral := data.Referral{ReceivedOn: d("2026-06-01")}
	response := data.Response{InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-06-02"), Mode: "alone", Answers: map[int]int{1: 3}}
	comparator := data.Comparator{InstrumentID: "wemwbs", Source: "A survey", Year: 2020, Group: "adults", Value: 50}
	gap := data.Gap{FoundOn: d("2026-06-02")}
	var sat *offering.SittingResult
	var merge data.ID
	var err error
	return []step{
		{"a surgery", false, func() error { return s.Lists.SaveSurgery(bg, &surgery) }},
		{"a member of staff", false, func() error { return s.Lists.SaveStaff(bg, &staff) }},
		{"a reason", false, func() error { return s.Lists.SaveReason(bg, &reason) }},
		{"another reason", false, func() error { return s.Lists.SaveReason(bg, &other) }},
		{"a category", false, func() error { return s.Lists.SaveCategory(bg, &category) }},
		{"a setting", false, func() error { return s.Lists.SetSetting(bg, lists.SettingServiceName, "Elm") }},
		{"a setting again", false, func() error { return s.Lists.SetSetting(bg, lists.SettingServiceName, "Oak") }},
		{"a holiday", false, func() error { return s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-07-01"), Title: "Closed"}) }},
		{"a holiday removed", false, func() error { return s.Offering.RemoveHoliday(bg, d("2026-07-01")) }},
		{"a synonym", false, func() error { return s.Lists.SaveSynonym(bg, data.Synonym{Word: "skint", Means: "money"}) }},
		{"a comparator", false, func() error { return s.Figures.SaveComparator(bg, &comparator) }},
		{"a comparator removed", false, func() error { return s.Figures.RemoveComparator(bg, comparator.ID) }},
		{"a service", false, func() error { club.Needs = []data.ID{reason.ID}; return s.Directory.SaveService(bg, &club) }},
		{"a second service", false, func() error { return s.Directory.SaveService(bg, &twin) }},
		{"a service's lists", false, func() error {
			club.Needs, club.Categories, club.Languages = []data.ID{other.ID}, []data.ID{category.ID}, []string{"Urdu", "Polish"}
			return s.Directory.SaveService(bg, &club)
		}},
		{"a service checked", false, func() error { return s.Directory.MarkServiceChecked(bg, club.ID, d("2026-06-03"), "by phone") }},
		{"a favourite", true, func() error { return s.Directory.SetFavourite(bg, club.ID, true) }},
		{"a client", false, func() error { return s.Casework.SaveClient(bg, &client) }},
		{"a client changed", false, func() error { client.Phone = "01843 496001"; return s.Casework.SaveClient(bg, &client) }},
		{"a client not changed", true, func() error { return s.Casework.SaveClient(bg, &client) }},
		{"a referral", false, func() error {
			referral.ClientID, referral.ReasonID, referral.Further = client.ID, reason.ID, []data.ID{other.ID}
			return s.Casework.AddReferral(bg, &referral)
		}},
		{"a referral's reasons", false, func() error { referral.Further = nil; return s.Casework.UpdateReferral(bg, &referral) }},
		{"a consent", false, func() error {
			return s.Casework.AddConsent(bg, &data.Consent{ClientID: client.ID, Kind: data.ConsentStory, Given: true, On: d("2026-06-02"), How: "phone"})
		}},
		{"a sitting", false, func() error {
			sat, err = s.Offering.SaveSitting(bg, offering.Sitting{ClientID: client.ID, On: d("2026-06-02"), Offers: []offering.SittingOffer{{ServiceID: twin.ID, Decision: data.Chosen}}})
			return err
		}},
		{"a slip", false, func() error { _, err := s.Offering.OfferSheet(bg, client.ID, nil); return err }},
		{"an attempt", false, func() error {
			return s.Offering.RecordAttempt(bg, &data.Attempt{FollowUpID: sat.FollowUps[0].ID, On: d("2026-06-23"), Result: data.AttemptResults()[0].Value})
		}},
		{"a draft", true, func() error { return s.Lists.SaveDraft(bg, "client:new", []byte("x")) }},
		{"a questionnaire begun", false, func() error { response.ClientID = client.ID; return s.Measure.SaveResponse(bg, &response) }},
		{"a questionnaire answered", false, func() error {
			response.Answers, response.Finished = answers(3), true
			return s.Measure.SaveResponse(bg, &response)
		}},
		{"a gap", false, func() error { gap.ClientID, gap.ReasonID = client.ID, reason.ID; return s.Offering.SaveGap(bg, &gap) }},
		{"a gap removed", false, func() error { return s.Offering.RemoveGap(bg, gap.ID) }},
		{"a merge", false, func() error { merge, err = s.Directory.MergeServices(bg, club.ID, twin.ID); return err }},
		{"a merge undone", false, func() error { return s.Directory.UndoMerge(bg, merge) }},
		{"not duplicates", false, func() error { return s.Directory.NotDuplicates(bg, club.ID, twin.ID) }},
		{"a bulk load", false, func() error {
			return s.Load(bg, "test", func(b *office.Bulk) error { return b.Add(&data.Client{FamilyName: "Birch"}) })
		}},
	}
}

// The PC's clock may be put back. Entries written after that must still be
// later than those before, also after a restart.
func TestChangeClock_neverRunsBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	clocks := func(l *ledger) (list []int64) {
		for _, r := range l.rows("SELECT clock FROM change_entry ORDER BY seq") {
			list = append(list, r[0].(int64))
		}
		return list
	}
	for _, now := range []string{"2026-06-30", "2026-06-01", "2026-06-29", "2027-01-01"} {
		s, err := office.Open(bg, path, store.Options{Clock: on(now)})
		must(t, err)
		for range 3 {
			must(t, s.Casework.SaveClient(bg, &data.Client{FamilyName: "Ash"}))
		}
		must(t, s.Close())
	}
	list := clocks(ledgerOf(t, path))
	if len(list) != 12 || !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != 12 {
		t.Errorf("the clocks of twelve saves are %v", list)
	}
	if last := time.UnixMilli(list[11] >> 16).UTC().Year(); last != 2027 {
		t.Errorf("the clock did not follow the PC's again: %d", last)
	}
}

// Of someone who was erased the change log keeps hashes alone, so that no one
// can tell from it whether a known id was here.
func TestErase_leavesOnlyHashesInTheChangeLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(bg, path, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	c, _, p := chosen(t, s, "2026-06-02")
	must(t, s.Casework.SaveClient(bg, &data.Client{FamilyName: "Birch"}))
	l := ledgerOf(t, path)
	others := len(l.rows("SELECT 1 FROM change_entry WHERE row = ?", store.KeyOf(string(p.ServiceID))))
	_, err = s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	for _, id := range []data.ID{c.ID, p.ID, p.OfferID} {
		for _, table := range []string{"change_entry", "tombstone"} {
			if n := len(l.rows("SELECT 1 FROM "+table+" WHERE row = ?", store.KeyOf(string(id)))); n != 0 {
				t.Errorf("%s still names an erased row %d times", table, n)
			}
		}
	}
	hashes := l.rows("SELECT row FROM tombstone WHERE erased")
	if len(hashes) < 6 { // client, episode, referral, offer, prescription, follow-up
		t.Errorf("%d rows were erased", len(hashes))
	}
	for _, h := range hashes {
		if b, ok := h[0].([]byte); !ok || len(b) != 16 || bytes.Equal(b, store.KeyOf(string(c.ID)).([]byte)) {
			t.Errorf("a tombstone of an erased row holds %v", h[0])
		}
	}
	if n := len(l.rows("SELECT 1 FROM change_entry WHERE row = ?", store.KeyOf(string(p.ServiceID)))); n != others || others == 0 {
		t.Errorf("the service had %d entries and has %d", others, n)
	}
}
