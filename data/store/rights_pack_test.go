package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// readAll reads every text of a request without a mark, but for those that change
// marks.
func readAll(t *testing.T, s *office.Office, request data.ID, change func(*data.RightsText)) []data.RightsText {
	t.Helper()
	for range 2 { // what is blacked out in one text makes another one unread
		texts, err := s.Rights.Texts(bg, request)
		must(t, err)
		for i := range texts {
			texts[i].Read = true
			if change != nil {
				change(&texts[i])
			}
			must(t, s.Rights.SaveText(bg, request, &texts[i]))
		}
	}
	texts, err := s.Rights.Texts(bg, request)
	must(t, err)
	return texts
}

// TestPack_hasEveryRowAboutThePerson compares the copy for each of some people of
// the sample with the tables themselves.
func TestPack_hasEveryRowAboutThePerson(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(bg, path, store.Options{Clock: on("2026-04-08"), NewID: caseload.NewIDs(3, d("2026-04-08"))})
	must(t, err)
	must(t, caseload.Write(bg, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	t.Cleanup(func() { _ = s.Close() })
	clients, _, err := s.Casework.Clients(bg, data.ClientFilter{Limit: 100})
	must(t, err)
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	for _, c := range clients[:6] {
		must(t, s.Lists.SaveDraft(bg, "client:"+string(c.ID), []byte(`{"note":"half typed"}`)))
		r := &data.RightsRequest{ClientID: c.ID, Kind: data.RightsAccess, AskedOn: d("2026-03-12"), AskedHow: "letter"}
		must(t, s.Rights.Save(bg, r))
		if _, err := s.Rights.Pack(bg, r.ID, false); data.CodeOf(err) != data.CodeRefused {
			t.Fatalf("a copy without reading: %v", err)
		}
		readAll(t, s, r.ID, nil)
		p, err := s.Rights.Pack(bg, r.ID, false)
		must(t, err)
		n := map[string]int{}
		for _, section := range p.Sections {
			n[section.Table] = len(section.Rows)
			if section.Table == "answer" {
				n["answer"] = 0
				for _, row := range section.Rows {
					n["answer"] += len(row.Fields) - 1
				}
			}
		}
		for table, where := range heldAbout(t, db) {
			want := count(t, db, "SELECT count(*) FROM "+table+" WHERE "+where, c.ID)
			if n[table] != want {
				t.Errorf("%s: %d rows, the database has %d", table, n[table], want)
			}
			delete(n, table)
		}
		delete(n, "change_entry")
		for table := range n {
			t.Errorf("%s is in the copy, and no one said that it is about a person", table)
		}
	}
}

// heldAbout says of each table with a client or hanging on one how its rows are
// found: from the schema alone, and the few that it does not tell.
func heldAbout(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	where := map[string]string{"client": "id = ?1", "draft": "instr(key, ?1) > 0"}
	rows, err := db.Query(`SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'client_id'`)
	must(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		where[name] = "client_id = ?1"
	}
	must(t, rows.Err())
	where["audit"] += " OR record_id = ?1"
	for _, name := range []string{"answer", "answer_tap", "score"} {
		where[name] = "response_id IN (SELECT id FROM response WHERE client_id = ?1)"
	}
	where["referral_reason"] = "referral_id IN (SELECT id FROM referral WHERE client_id = ?1)"
	where["presence"] = "appointment_id IN (SELECT id FROM appointment WHERE client_id = ?1)"
	where["clash_kept"] = "a_id IN (SELECT id FROM appointment WHERE client_id = ?1) OR b_id IN (SELECT id FROM appointment WHERE client_id = ?1)"
	return where
}

func count(t *testing.T, db *sql.DB, query string, args ...any) (n int) {
	t.Helper()
	must(t, db.QueryRow(query, args...).Scan(&n))
	return n
}

func TestPack_whatIsBlackedOutIsNotInIt(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, r := asking(t, s, data.RightsAccess)
	for _, note := range []string{"Her daughter Ingrid Quuxley is behind with the rent.", "Rang Quuxley again.", "Nothing of anyone."} {
		must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: d("2026-03-03"), Note: note}))
	}
	texts, err := s.Rights.Texts(bg, r.ID)
	must(t, err)
	found := false
	for _, v := range texts {
		for _, f := range v.Found {
			found = found || string([]rune(v.Text)[f.From:f.To]) == "Ingrid Quuxley"
		}
	}
	if !found {
		t.Errorf("the daughter is not found: %+v", texts)
	}
	black := func(v *data.RightsText) {
		if i := strings.Index(v.Text, "Ingrid Quuxley"); i >= 0 {
			v.Marks = []data.RightsMark{{From: i, To: i + len("Ingrid Quuxley"), Reason: data.ReasonOther, Agreed: "not_asked"}}
		}
		if i := strings.Index(v.Text, "Quuxley again"); i >= 0 {
			v.Marks = []data.RightsMark{{From: i, To: i + len("Quuxley"), Reason: data.ReasonOther}}
		}
	}
	for _, v := range readAll(t, s, r.ID, black) {
		if !v.Read {
			t.Errorf("still to be read: %+v", v)
		}
	}
	p, err := s.Rights.Pack(bg, r.ID, false)
	must(t, err)
	if whole := fmt.Sprintf("%+v", p); strings.Contains(whole, "Quuxley") || !strings.Contains(whole, "behind with the rent") || !strings.Contains(whole, "Nothing of anyone") {
		t.Errorf("%s", whole)
	}
	if p.Black()[data.ReasonOther.Told()] != 2 {
		t.Errorf("%v", p.Black())
	}
	// The marks would tell how long each name is, and that she was not asked: they were
	// in the copy for programs.
	for _, section := range p.Sections {
		for _, row := range section.Rows {
			for _, f := range row.Fields {
				if section.Table == "rights_text" && (f.Column == "marks" || f.Column == "hash") && (f.Value != nil || f.Words != "") {
					t.Errorf("%s is in the copy: %v %q", f.Column, f.Value, f.Words)
				}
			}
		}
	}
}

// TestTexts_wordsBlackedOutElsewhereAreReadAgain: what is under a bar in one text
// must not stand in another that someone read before.
func TestTexts_wordsBlackedOutElsewhereAreReadAgain(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, r := asking(t, s, data.RightsAccess)
	for _, note := range []string{"She met Zorblax at the choir.", "Zorblax was not there."} {
		must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: d("2026-03-03"), Note: note}))
	}
	for _, v := range readAll(t, s, r.ID, nil) {
		if !v.Read {
			t.Fatalf("%+v", v)
		}
	}
	texts, err := s.Rights.Texts(bg, r.ID)
	must(t, err)
	for i := range texts {
		if at := strings.Index(texts[i].Text, "met Zorblax"); at >= 0 {
			texts[i].Marks = []data.RightsMark{{From: at + 4, To: at + 11, Reason: data.ReasonOther}}
			must(t, s.Rights.SaveText(bg, r.ID, &texts[i]))
		}
	}
	if _, err := s.Rights.Pack(bg, r.ID, false); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a copy that tells in one text what is blacked out in another: %v", err)
	}
	p, err := s.Rights.Pack(bg, r.ID, true)
	must(t, err)
	if strings.Contains(fmt.Sprintf("%+v", p), "Zorblax") {
		t.Error("a text that is to be read again is in the copy")
	}
	must(t, s.Rights.Save(bg, r)) // a change of the request leaves the review
}

func TestTexts_aTextThatChangedIsReadAgain(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, r := asking(t, s, data.RightsAccess)
	readAll(t, s, r.ID, nil)
	c.Matters = "Her sister"
	must(t, s.Casework.SaveClient(bg, &c))
	texts, err := s.Rights.Texts(bg, r.ID)
	must(t, err)
	for _, v := range texts {
		if v.Read == (v.Column == "matters") {
			t.Errorf("%+v", v)
		}
	}
	row, err := s.Rights.Request(bg, r.ID)
	must(t, err)
	_ = row
}
