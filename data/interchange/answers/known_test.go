package answers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/fold"
)

// knownRecord is what a list was made of.
type knownRecord struct {
	code  string
	stage data.Stage
	day   data.Date
	first int // answer to item 1
}

// shapes write days as programs do.
var shapes = []func(data.Date) string{
	func(d data.Date) string { return d.String() },
	func(d data.Date) string { return d.Time().Format("02/01/2006") },
	func(d data.Date) string { return d.Time().Format("01/02/2006 03:04:05 PM") },
	func(d data.Date) string { return d.Time().Format("1/2/06 15:04:05") },
	func(d data.Date) string { return d.Time().Format("2 Jan 2006") },
	func(d data.Date) string { return d.String() + "T10:00:00Z" },
}

// knownList makes records and writes them in a shape that the seed chooses.
func knownList(t *testing.T, seed uint64) (all map[string]knownRecord, rows [][]string) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	person := []string{"Client ID", "Please enter your unique code", "Client reference number", "3. What is your client code?", "Ref", "Participant code"}[r.IntN(6)]
	number := []string{"", "ID", "Respondent ID", "Response ID", "Unique Response Number"}[r.IntN(5)]
	stages := [][2]string{{"Before", "After"}, {"Baseline", "3 month"}, {"First", "Follow-up"}, {"1", "2"}}[r.IntN(4)]
	write := shapes[r.IntN(len(shapes))]
	heading := []string{person, "Stage", "Date"}
	if number != "" {
		heading = append([]string{number}, heading...)
	}
	all = map[string]knownRecord{}
	var made [][]string
	people := 4 + r.IntN(30)
	for p := range people {
		code := fmt.Sprintf("%c%c-%02d", 'A'+r.IntN(26), 'a'+r.IntN(26), p)
		for i, stage := range []data.Stage{data.Baseline, data.StageFollowUp} {
			typed := []string{code, strings.ToUpper(code), strings.ReplaceAll(code, "-", " ")}[r.IntN(3)]
			rec := knownRecord{code: fold.Code(code), stage: stage, day: data.MustDate("2025-01-01").AddDays(100*i + r.IntN(90)), first: 1 + r.IntN(5)}
			row := []string{typed, stages[i], write(rec.day), fmt.Sprint(rec.first)}
			for range 6 {
				row = append(row, fmt.Sprint(1+r.IntN(5)))
			}
			all[rec.code+string(stage)] = rec
			made = append(made, row)
		}
	}
	if r.IntN(6) == 0 { // as LimeSurvey writes answers
		for i := range made {
			for j := 3; j < len(made[i]); j++ {
				made[i][j] = "A" + made[i][j]
			}
		}
	}
	r.Shuffle(len(made), func(i, j int) { made[i], made[j] = made[j], made[i] })
	if number != "" {
		for i := range made {
			made[i] = append([]string{fmt.Sprint(118000 + i)}, made[i]...)
		}
	}
	return all, append([][]string{append(slices.Clone(heading), itemHeadings7(t)...)}, made...)
}

// A list written from known records gives those records, or a question, and
// never others.
func TestKnownRecordsComeBackOrAreAsked(t *testing.T) {
	asked := 0
	const lists = 150
	for seed := range uint64(lists) {
		all, rows := knownList(t, seed)
		l, sets := read(t, options(t, "swemwbs"), rows)
		if len(l.Undecided()) > 0 || strings.Contains(strings.Join(l.Questions, " "), "were read with the day first") {
			asked++
			continue
		}
		if len(sets) != len(all) {
			t.Fatalf("seed %d: %d of %d", seed, len(sets), len(all))
		}
		for _, s := range sets {
			want, ok := all[fold.Code(s.Person.Reference)+string(s.Stage)]
			if !ok || want.day != s.AnsweredOn || want.first != s.Answers[1] {
				t.Fatalf("seed %d: %+v became %+v (%v)", seed, want, s, rows[:2])
			}
		}
	}
	if asked*2 > lists {
		t.Errorf("%d of %d lists are asked about", asked, lists)
	}
}
