package answers

import (
	"fmt"
	"strings"
	"testing"

	"waymark/data"
)

// A quiz of Microsoft Forms has the points and the feedback of each question in
// columns that are called like it, and was refused for “two columns of one item”.
func TestColumns_pointsOfAQuizAreNoAnswers(t *testing.T) {
	header := []string{"ID", "What is your reference?", "Points - What is your reference?"}
	row := []string{"1", "SP-001", "0"}
	for i, text := range itemHeadings7(t) {
		header = append(header, text, "Points - "+text, "Feedback - "+text)
		row = append(row, fmt.Sprint(1+i%5), "0", "")
	}
	_, sets := read(t, options(t, "swemwbs"), [][]string{header, row})
	if len(sets) != 1 || len(sets[0].Answers) != 7 || sets[0].Person.Reference != "SP-001" {
		t.Errorf("read as %+v", sets)
	}
}

// LimeSurvey writes code and text in one heading. The number of the response stood
// for the person, so that no one had a follow-up.
func TestPerson_codesAndTextsOfLimeSurvey(t *testing.T) {
	var rows [][]string
	for i := range 8 {
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("2025-0%d-02 10:00:00", 3+i/4*3), "3", fmt.Sprint("K", i%4), []string{"Before", "After"}[i/4]})
	}
	_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "ref. Your reference", "phase. When?"}, rows...))
	if s := sets[5]; s.Person.Reference != "K1" || s.Stage != "follow_up" || s.AnsweredOn.String() != "2025-06-02" {
		t.Errorf("read as %+v", s)
	}
}

// Qualtrics writes times in the zone of whoever made the survey, and says so in its
// third line of headings.
func TestDay_zoneThatTheListNames(t *testing.T) {
	zone := `{"ImportId":"recordedDate","timeZone":"America/Denver"}`
	rows := [][]string{{zone, `{"ImportId":"QID0"}`}, {"2026-05-01 17:40:01", "P1"}, {"2026-05-02 09:00:00", "P2"}, {"2026-12-01 16:59:00", "P3"}}
	all := answeredRows(t, []string{"RecordedDate", "Client ID"}, rows...)
	for i := range all[1][2:] {
		all[1][2+i] = `{"ImportId":"QID1"}`
	}
	o := options(t, "swemwbs")
	o.Today.Year = 2027
	_, sets := read(t, o, all)
	for i, want := range []string{"", "2026-05-02", "2026-05-02", "2026-12-01"} {
		if got := sets[i].AnsweredOn; want != "" && got.String() != want {
			t.Errorf("row %d is of %s, want %s", i, got, want)
		}
	}
}

// An event without answers was taken for the first time, so that the first answers
// of everyone became a follow-up.
func TestTime_eventsWithoutAnswersAreNoTimes(t *testing.T) {
	rows := answeredRows(t, []string{"record_id", "redcap_event_name"}, []string{"1", "t0_arm_1"}, []string{"1", "t1_arm_1"})
	blank := append([]string{"1", "screening_arm_1"}, make([]string, 7)...)
	_, sets := read(t, options(t, "swemwbs"), append([][]string{rows[0], blank}, rows[1:]...))
	if sets[1].Stage != "baseline" || sets[2].Stage != "follow_up" {
		t.Errorf("stages %q and %q", sets[1].Stage, sets[2].Stage)
	}
	labels := answeredRows(t, []string{"Record ID", "Event Name"}, []string{"1", "Baseline (Arm 2: Control)"}, []string{"1", "Follow-up 12 weeks (Arm 2: Control)"})
	if _, sets = read(t, options(t, "swemwbs"), labels); sets[0].Stage != "baseline" || sets[1].Stage != "follow_up" {
		t.Errorf("labels: stages %q and %q", sets[0].Stage, sets[1].Stage)
	}
}

// One that was never ended was given the day of the import.
func TestDay_oneThatWasNeverEndedIsOfTheDayItWasBegun(t *testing.T) {
	_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client ID", "Started", "Ended"}, []string{"Z1", "14/03/2026 09:00", "14/03/2026 09:04"}, []string{"Z2", "15/03/2026 09:00", ""}))
	if got := sets[1].AnsweredOn.String(); got != "2026-03-15" || len(sets[1].Doubts) > 0 {
		t.Errorf("it is of %s, with %v", got, sets[1].Doubts)
	}
}

// “Date 1” and “Date 2” beside “Pre” and “Post” were not read, and both times were
// given the day of the import.
func TestDay_datesInTheOrderOfTheTimes(t *testing.T) {
	header, row := []string{"Client", "Date 1"}, []string{"Ann Other", "11/03/2025"}
	for _, when := range []string{"Pre", "Post"} {
		for i := range 7 {
			header, row = append(header, fmt.Sprintf("%s Q%d", when, i+1)), append(row, "3")
		}
	}
	l, sets := read(t, options(t, "swemwbs"), [][]string{append(header, "Date 2"), append(row, "13/06/2025")})
	if sets[0].AnsweredOn.String() != "2025-03-11" || sets[1].AnsweredOn.String() != "2025-06-13" {
		t.Errorf("they are of %s and %s", sets[0].AnsweredOn, sets[1].AnsweredOn)
	}
	if !strings.Contains(strings.Join(l.Questions, " "), "“Date 1” and “Date 2” were taken") {
		t.Errorf("nothing was said: %q", l.Questions)
	}
	if l, _ = read(t, options(t, "swemwbs"), [][]string{header, row}); len(l.Undecided()) != 1 {
		t.Errorf("one day for two times is not asked about: %q", l.Undecided())
	}
}

// “March 2026” is no day; the answers were given the day of the import.
func TestDay_monthsAreAskedAbout(t *testing.T) {
	l, _ := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client ID", "Month"}, []string{"R1", "March 2025"}, []string{"R2", "Apr-25"}))
	if u := l.Undecided(); len(u) != 1 || u[0].Key != "answered_on" {
		t.Errorf("asked %+v", u)
	}
}

// In the window nothing could be said of times that stand side by side.
func TestDecisions_timesSideBySide(t *testing.T) {
	header, row := []string{"Client", "Seen on", "Rang on"}, []string{"Ann Other", "2025-03-11", "2025-06-13"}
	for _, when := range []string{"Pre", "Post"} {
		for i := range 7 {
			header, row = append(header, fmt.Sprintf("%s Q%d", when, i+1)), append(row, "3")
		}
	}
	o := options(t, "swemwbs")
	l, _ := read(t, o, [][]string{header, row})
	of := map[string]Decision{}
	for _, d := range l.Decisions() {
		of[d.Key] = d
	}
	if d := of["times.post"]; d.Taken != `{"times":{"post":"follow_up"}}` || len(d.Choices) != 3 {
		t.Errorf("which time it is: %+v", d)
	}
	for _, choice := range []Choice{of["dates.pre"].Choices[1], of["dates.post"].Choices[2]} {
		m, err := o.Map.With(choice.Answer)
		if err != nil {
			t.Fatal(err)
		}
		o.Map = m
	}
	l, sets := read(t, o, [][]string{header, row})
	if sets[0].AnsweredOn.String() != "2025-03-11" || sets[1].AnsweredOn.String() != "2025-06-13" {
		t.Errorf("they are of %s and %s", sets[0].AnsweredOn, sets[1].AnsweredOn)
	}
	for _, d := range l.Decisions() {
		if d.Key == "dates.post" && d.Taken != `{"dates":{"post":"Rang on"}}` {
			t.Errorf("taken: %s", d.Taken)
		}
	}
}

// LimeSurvey leaves the day of sending blank for answers that were never sent. They
// came in as whole, with a remark on the day alone.
func TestState_answersThatWereNotSent(t *testing.T) {
	for _, header := range [][]string{
		{"Response ID", "Date submitted", "Last page", "Start language", "Your reference"},
		{"id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language", "ref. Your reference"},
	} {
		l, sets := read(t, options(t, "swemwbs"), answeredRows(t, header, []string{"1", "2025-03-02 10:00:00", "3", "en", "A"}, []string{"2", "", "2", "en", "B"}, []string{"3", "2025-03-04 10:00:00", "3", "en", "C"}))
		said := strings.Join(l.Questions, " ")
		if len(sets) != 3 || !strings.Contains(said, "1 row as a survey that was not finished") || len(sets[1].Doubts) == 0 || len(sets[0].Doubts) > 0 {
			t.Errorf("%q: %s, %+v", header[0], said, sets[1])
		}
	}
}

// The reference of the client is asked once, on the first row of a record; the answers on
// the other rows became people of their own, and no one had a before and after.
func TestRead_referenceOfARecordHoldsForItsOtherRows(t *testing.T) {
	rows := [][]string{append([]string{"record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group", "client_ref", "swemwbs_timestamp"}, itemHeadings7(t)...)}
	answer := func(cells ...string) {
		for len(cells) < 7 {
			cells = append(cells, "")
		}
		if cells[6] != "" {
			cells = append(cells, "3", "4", "3", "2", "3", "4", "5")
		}
		rows = append(rows, append(cells, make([]string, 14-len(cells))...))
	}
	for n := range 4 {
		record := fmt.Sprint(n + 1)
		ref := "TH-00" + record
		if n == 3 {
			ref = ""
		}
		answer(record, "enrolment_arm_1", "", "", "westbrook", ref)
		answer(record, "visits_arm_1", "swemwbs", "1", "westbrook", "", "2025-03-01 10:00:00")
		answer(record, "visits_arm_1", "swemwbs", "2", "westbrook", "", "2025-06-01 10:00:00")
	}
	_, sets := read(t, options(t, "swemwbs"), rows)
	got := map[string]int{}
	for _, s := range sets {
		if s.Skip == "" {
			got[s.Person.Reference]++
			if asked := strings.HasPrefix(s.Person.Reference, "Record"); asked != (len(s.Doubts) == 1 && strings.HasPrefix(s.Doubts[0].Sentence, "It does not say whose answers these are")) {
				t.Errorf("%s: %v", s.Person.Reference, s.Doubts)
			}
		}
	}
	if len(got) != 4 || got["TH-001"] != 2 || got["TH-003"] != 2 || got["Record "+codeOf("answers.csv")+" 4"] != 2 {
		t.Errorf("questionnaires by person: %v", got)
	}
}

// SmartSurvey and Jisc number their questions. “2. Feelings - Useful” of someone’s first
// questionnaire was that of a second time, so that it counted as a follow-up.
func TestList_theNumberOfAQuestionIsNoTime(t *testing.T) {
	for _, form := range []string{"2. Feelings - %s", "2) %s"} {
		header := []string{"1. Ref", "Ended"}
		for _, item := range []string{"Optimistic", "Useful", "Relaxed", "Dealing with problems", "Thinking clearly", "Close to others", "Make up my own mind"} {
			header = append(header, strings.Replace(form, "%s", item, 1))
		}
		l, sets := read(t, options(t, "swemwbs"), [][]string{header, {"SP1", "13/01/2024", "4", "4", "4", "4", "4", "4", "4"}})
		if len(sets) != 1 || sets[0].Stage != "" && sets[0].Stage != data.Baseline || len(sets[0].Answers) != 7 || len(l.Questions) == 0 {
			t.Errorf("%s: %+v, said %q", form, sets, l.Questions)
		}
	}
}
