package store_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// begun is an unfinished WEMWBS of a new client.
func begun(t *testing.T, s *office.Office) *data.Response {
	t.Helper()
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	r := &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-06-02"), Mode: "alone"}
	must(t, s.Measure.SaveResponse(bg, r))
	return r
}

func tap(t *testing.T, s *office.Office, r *data.Response, item, value int) {
	t.Helper()
	must(t, s.Measure.SaveAnswer(bg, r.ID, item, &value))
	if r.Answers == nil {
		r.Answers = map[int]int{}
	}
	r.Answers[item] = value
}

// A questionnaire of 14 taps used to leave 16 rows in the trail and make every
// screen read everything again 16 times.
func TestSaveAnswer_aQuestionnaireLeavesTwoTraces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(bg, path, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	l, announced := ledgerOf(t, path), 0
	traces := func() (entries, audits int) {
		return len(l.rows("SELECT 1 FROM change_entry WHERE tbl = ?", store.TableNumber("response"))), len(l.rows("SELECT 1 FROM audit WHERE record = 'response'"))
	}
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-06-01")}))
	defer s.Subscribe(func(store.Change) { announced++ })()
	r := &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-06-02"), Mode: "alone"}
	must(t, s.Measure.SaveResponse(bg, r))
	for item := 1; item <= 14; item++ {
		tap(t, s, r, item, 3)
	}
	before := l.records()
	_, seq := l.entries(0)
	r.Finished = true
	must(t, s.Measure.SaveResponse(bg, r))
	log, _ := l.entries(seq)
	if at := "response/" + string(r.ID); !slices.Contains(log[at], "answers") {
		t.Errorf("the answers have no change entry: %v", log)
	}
	l.hold("finishing", before, l.records(), withoutColumn(log, "answers"))
	if entries, audits := traces(); entries > 2 || audits > 2 || announced > 2 {
		t.Errorf("%d change entries, %d audit rows, %d announcements; want two of each", entries, audits, announced)
	}
	if held, err := s.Measure.Response(bg, r.ID); err != nil || len(held.Answers) != 14 || held.Score == nil || *held.Score != 42 {
		t.Errorf("%+v, %v", held, err)
	}
}

// withoutColumn leaves a column out of what the change log says: the answers
// were on the disk before their entry was written.
func withoutColumn(log map[string][]string, column string) map[string][]string {
	for at, columns := range log {
		var rest []string
		for _, c := range columns {
			if c != column {
				rest = append(rest, c)
			}
		}
		log[at] = rest
	}
	return log
}

func TestSaveAnswer_takesBlanksAndRefusesWhatCannotBe(t *testing.T) {
	s := open(t, on("2026-06-30"))
	r := begun(t, s)
	tap(t, s, r, 1, 3)
	tap(t, s, r, 2, 4)
	must(t, s.Measure.SaveAnswer(bg, r.ID, 1, nil))
	tooMuch := 9
	if err := s.Measure.SaveAnswer(bg, r.ID, 3, &tooMuch); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("an answer that WEMWBS does not have: %v", err)
	}
	held, err := s.Measure.Response(bg, r.ID)
	must(t, err)
	if len(held.Answers) != 1 || held.Answers[2] != 4 {
		t.Errorf("answers %v", held.Answers)
	}
	if err := s.Measure.SaveAnswer(bg, "gone", 1, &tooMuch); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("an unknown questionnaire: %v", err)
	}
	held.Finished = true
	must(t, s.Measure.SaveResponse(bg, held))
	four := 4
	if err := s.Measure.SaveAnswer(bg, r.ID, 1, &four); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a finished questionnaire: %v", err)
	}
	if report, err := s.Soundness.Check(bg); err != nil || len(report.Problems) > 0 {
		t.Errorf("%v, %v", report, err)
	}
}

// TestKilledAfterATap starts this test binary again as a pad on which someone
// answers, and kills it after each of the 14 answers in turn: what it had
// acknowledged is there, and the next start writes the change entry.
func TestKilledAfterATap(t *testing.T) {
	for taps := 1; taps <= 14; taps++ {
		path := filepath.Join(t.TempDir(), "waymark.db")
		child := exec.Command(os.Args[0], "-test.run=TestTapChild$") // this test binary
		child.Env = append(os.Environ(), "WAYMARK_TAP_DB="+path)
		out, err := child.StdoutPipe()
		must(t, err)
		in, err := child.StdinPipe() // the child lives until it ends
		must(t, err)
		must(t, child.Start())
		id, acknowledged := data.ID(""), 0
		for lines := bufio.NewScanner(out); acknowledged < taps && lines.Scan(); {
			if word, ok := strings.CutPrefix(lines.Text(), "begun "); ok {
				id = data.ID(word)
			}
			if strings.HasPrefix(lines.Text(), "tapped ") {
				acknowledged++
			}
		}
		must(t, child.Process.Kill())
		_ = child.Wait()
		_ = in.Close()
		s, err := office.Open(bg, path, store.Options{Clock: on("2026-06-30")})
		must(t, err)
		r, err := s.Measure.Response(bg, id)
		must(t, err)
		if len(r.Answers) < acknowledged || r.Finished {
			t.Errorf("killed after %d answers: %d are there", acknowledged, len(r.Answers))
		}
		log, _ := ledgerOf(t, path).entries(0)
		if !slices.Contains(log["response/"+string(id)], "answers") {
			t.Errorf("killed after %d answers: they have no change entry", acknowledged)
		}
		must(t, s.Close())
	}
}

// TestTapChild is the program that TestKilledAfterATap kills.
func TestTapChild(t *testing.T) {
	path := os.Getenv("WAYMARK_TAP_DB")
	if path == "" {
		t.Skip("only runs as the child of another test")
	}
	s, err := office.Open(bg, path, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	r := begun(t, s)
	fmt.Println("begun " + r.ID)
	for item := 1; item <= 14; item++ {
		tap(t, s, r, item, 3)
		fmt.Println("tapped", item)
	}
	_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
}
