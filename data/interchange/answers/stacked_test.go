package answers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// stack is the story with a row for each answer.
func stack(item string, further bool) [][]string {
	rows := [][]string{{"id", "wave", "item", "resp"}}
	for _, who := range []string{"K1", "K2", "K3"} {
		for wave, answers := range story[who] {
			for i, a := range answers {
				text := fmt.Sprint(a)
				if a == 0 {
					text = "NA"
				}
				rows = append(rows, []string{who, fmt.Sprint(wave), fmt.Sprintf(item, i+1), text})
				if further {
					rows = append(rows, []string{who, fmt.Sprint(wave), fmt.Sprintf("phq%d", i+1), "3"})
				}
			}
		}
	}
	return rows
}

func TestARowForEachAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, item := range []string{"wemwbs%d", "WEMWBS_%02d", "%d", "Q%d"} {
		rows := stack(item, strings.Contains(item, "wemwbs"))
		for range 3 {
			if _, sets := read(t, options(t, "wemwbs"), rows); !slices.Equal(told(sets), wanted()) {
				t.Errorf("%q: %q", item, told(sets))
			}
			r.Shuffle(len(rows)-1, func(a, b int) { rows[a+1], rows[b+1] = rows[b+1], rows[a+1] })
		}
	}
	rows := stack("%d", false)
	rows[0] = []string{"Participant", "Visit", "Question number", "Answer", "Questionnaire"}
	for i := range rows[1:] {
		rows[i+1] = append(rows[i+1], "WEMWBS")
		if i < 20 { // of another questionnaire, with the same numbers
			rows = append(rows, []string{"K1", "0", fmt.Sprint(i%9 + 1), "2", "PHQ-9"})
		}
	}
	if _, sets := read(t, options(t, "wemwbs"), rows); !slices.Equal(told(sets), wanted()) {
		t.Errorf("with the questionnaire named: %q", told(sets))
	}
}

// The day stood under “Assessed on”, which no one had thought of, so that all answers
// of a list with a row for each were of the day of the import.
func TestARowForEachAnswer_dayByItsContents(t *testing.T) {
	rows := stack("wemwbs%d", false)
	rows[0] = append(rows[0], "Assessed on", "Status")
	for i := range rows[1:] {
		state := "Complete"
		if rows[i+1][0] == "K3" {
			state = "Test"
		}
		rows[i+1] = append(rows[i+1], "13/0"+fmt.Sprint(1+len(rows[i+1][1]))+"/2025", state)
	}
	l, sets := read(t, options(t, "wemwbs"), rows)
	for _, s := range sets {
		if s.AnsweredOn.IsZero() && s.Skip == "" || (s.Skip != "") != (strings.Contains(s.Skip, "test")) {
			t.Errorf("%+v", s)
		}
	}
	if said := strings.Join(l.Questions, " "); !strings.Contains(said, "“Assessed on” was taken for the day") || !strings.Contains(said, "preview or test") {
		t.Errorf("it says %q", said)
	}
}

// One answer of fourteen was edited, reviewed or left without a state, and made two
// incomplete questionnaires of one that was whole.
func TestARowForEachAnswer_aStateOfOneSplitsNothing(t *testing.T) {
	with := func(heading, most, one string) []string {
		rows := stack("wemwbs%d", false)
		rows[0] = append(rows[0], heading)
		for i := range rows[1:] {
			state := most
			if i == 3 {
				state = one
			}
			rows[i+1] = append(rows[i+1], state)
		}
		_, sets := read(t, options(t, "wemwbs"), rows)
		return told(sets)
	}
	for _, c := range [][3]string{{"Status", "Complete", ""}, {"Status", "Complete", "Reviewed"}, {"Status", "", "Edited"}, {"Finished", "Yes", ""}, {"Status", "Complete", "Checked by Ann"}} {
		if got := with(c[0], c[1], c[2]); !slices.Equal(got, wanted()) {
			t.Errorf("%q: %q", c, got)
		}
	}
	rows := stack("wemwbs%d", false)
	rows[0] = append(rows[0], "Status")
	for i := range rows[1:] {
		rows[i+1] = append(rows[i+1], []string{"Complete", "In progress"}[min(1, max(0, i-11))])
	}
	rows = slices.Delete(rows, 4, 5) // an answer is missing
	l, _ := read(t, options(t, "wemwbs"), rows)
	if said := strings.Join(l.Questions, " "); !strings.Contains(said, "not finished") {
		t.Errorf("the worst of its states is not said: %q", said)
	}
	rows = stack("wemwbs%d", false)
	rows[0] = append(rows[0], "Status")
	for i := range rows[1:] {
		rows[i+1] = append(rows[i+1], "Complete")
	}
	rows = append(rows, []string{rows[4][0], rows[4][1], rows[4][2], "5", "Deleted"}) // and answered again
	if _, sets := read(t, options(t, "wemwbs"), rows); sets[len(sets)-1].Skip == "" || len(sets[0].Answers) != 14 || sets[0].Skip != "" {
		t.Errorf("with one deleted: %+v", sets[0])
	}
}

// “Last edited” was taken for the day by what it holds, and one answer that was edited
// a month later became a questionnaire of its own.
func TestARowForEachAnswer_aDayOfOneSplitsNothing(t *testing.T) {
	edited := func(also ...string) [][]string {
		rows := stack("wemwbs%d", false)
		rows[0] = append(append(rows[0], "Last edited"), also...)
		for i := range rows[1:] {
			day := fmt.Sprintf("2025-03-%02d 10:%02d:00", 13+i/14%3, i%14)
			rows[i+1] = append(rows[i+1], day)
			for range also {
				rows[i+1] = append(rows[i+1], day)
			}
		}
		rows[4][4] = "2025-04-20 09:00:00"
		return rows
	}
	l, sets := read(t, options(t, "wemwbs"), edited())
	if !slices.Equal(told(sets), wanted()) || !strings.Contains(strings.Join(l.Questions, " "), "“Last edited” has several days within one questionnaire") {
		t.Errorf("%q, it says %q", told(sets), l.Questions)
	}
	if _, sets = read(t, options(t, "wemwbs"), edited("Logged")); len(sets) != len(wanted()) || sets[0].AnsweredOn.String() != "2025-03-13" {
		t.Errorf("with another day: %d questionnaires, %+v", len(sets), sets[0])
	}
	rows := stack("wemwbs%d", false) // nothing but the day tells the questionnaires apart
	rows[0] = []string{"id", "Assessed on", "item", "resp"}
	for i := range rows[1:] {
		rows[i+1][1] = "1" + rows[i+1][1] + "/05/2025"
	}
	if _, sets = read(t, options(t, "wemwbs"), rows); len(sets) != len(wanted()) || sets[0].AnsweredOn.IsZero() || sets[0].AnsweredOn == sets[1].AnsweredOn {
		t.Errorf("by the day alone: %d questionnaires, %+v", len(sets), sets[0])
	}
}

// A person's second answer to an item, where nothing says when, is a second
// questionnaire, never written over the first.
func TestAnswersGivenTwiceAreTwoQuestionnaires(t *testing.T) {
	rows := stack("wemwbs%d", false)
	rows[0][1] = "x"
	for i := range rows[1:] {
		rows[i+1][1] = ""
	}
	if _, sets := read(t, options(t, "wemwbs"), rows); len(sets) != 6 || len(sets[0].Answers) != 14 || sets[0].Answers[1] != 2 || sets[1].Answers[1] != 3 {
		t.Errorf("%d questionnaires: %v", len(sets), told(sets))
	}
}

func TestAnswersOfAnotherQuestionnaireAreRefused(t *testing.T) {
	rows := stack("GAD%d", false)
	for i := len(rows) - 1; i > 0; i-- {
		if strings.HasSuffix(rows[i][2], "9") {
			rows = slices.Delete(rows, i, i+1)
		}
	}
	if got := refused(t, options(t, "wemwbs"), rows); !strings.Contains(got, "--map") {
		t.Errorf("it says %q", got)
	}
}

func TestOpen_turnsAListThatStandsOnItsSide(t *testing.T) {
	rows := [][]string{{"Ref", "R1", "R2", "R3"}, {"Date", "11/03/2025", "12/03/2025", "13/03/2025"}}
	for item := range 7 {
		n := itoa(item + 1)
		rows = append(rows, []string{"swemwbs" + n, itoa(item%5 + 1), "3", "4"})
	}
	l, sets := read(t, options(t, "swemwbs"), rows)
	if len(sets) != 3 || sets[0].Person.Reference != "R1" || sets[0].Answers[7] != 2 || sets[2].Answers[1] != 4 || sets[1].AnsweredOn.String() != "2025-03-12" {
		t.Errorf("%d questionnaires: %+v", len(sets), sets)
	}
	if !strings.Contains(strings.Join(l.Questions, " "), "stand in its first column") {
		t.Errorf("asks %q", l.Questions)
	}
}
