package record

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// The chart is turned round to the client: their scores in words, and no name.
func TestOwnChartIsShownLarge(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-17"))
	r := data.Response{ClientID: c.ID, EpisodeID: d.Record(c.ID).Episode.ID, InstrumentID: "wemwbs", Stage: data.StageFollowUp,
		AnsweredOn: uitest.Today, Mode: "alone", Finished: true, Answers: map[int]int{}}
	for item := 1; item <= 14; item++ {
		r.Answers[item] = 4
	}
	d.Must(d.Store.Measure.SaveResponse(d.Ctx(), &r))
	d.open1(c)
	d.Press("Show to client")
	d.Sees("How things have been", "Your score was 42 on 17 March 2026 and 56 on 7 April 2026.", "Scores go up and down")
	top := d.Window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is shown")
	}
	d.Keys(fyne.KeyEscape)
	if kit.OverlayOpen(d.Window) {
		t.Error("Escape does not close it")
	}
}

// Every score is said kindly and truly, whichever way is better.
func TestWordsForTheClient(t *testing.T) {
	first, later := data.MustDate("2026-03-01"), data.MustDate("2026-04-01")
	two := func(a, b float64) []scoreOn { return []scoreOn{{first, a}, {later, b}} }
	for _, c := range []struct {
		measure string
		points  []scoreOn
		want    string
	}{
		{"wemwbs", []scoreOn{{first, 32}}, "Your score on 1 March 2026 was 32."},
		{"wemwbs", two(32, 44), "Your score was 32 on 1 March 2026 and 44 on 1 April 2026."},
		{"wemwbs", two(44, 32), "Your score was 44 on 1 March 2026 and 32 on 1 April 2026."},
		{"wemwbs", two(40, 40), "Your score was 40 on 1 March 2026 and again on 1 April 2026."},
		{"wemwbs", two(32, 35), "Scores go up and down from day to day."},
		{"ucla3", two(9, 6), "a lower score is better"},
	} {
		m, ok := instrument.Standard().Measure(c.measure)
		if !ok {
			t.Fatalf("no %s", c.measure)
		}
		got := strings.Join(clientWords(nil, &m, c.points), " ")
		if !strings.Contains(got, c.want) {
			t.Errorf("%s %v: %q has no %q", c.measure, c.points, got, c.want)
		}
		for _, verdict := range []string{"notice", "for the better", "not the way", "wrong", "usual", "3 or more", "point"} {
			if strings.Contains(got, verdict) {
				t.Errorf("%s %v is judged: %q", c.measure, c.points, got)
			}
		}
	}
}

// The record shows which two questionnaires count; others can be chosen with
// a reason, and the rule taken up again.
func TestPairIsChosenWithAReason(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-17"))
	d.Answered(c.ID, data.StageFollowUp, data.MustDate("2026-03-30"))
	d.Answered(c.ID, data.StageFollowUp, uitest.Today)
	d.open1(c)
	d.Press("Choose scores…")
	d.Sees("WEMWBS: first and follow-up scores for reports", "Standard rule")
	d.Press("Save")
	d.Sees("Enter why")
	field[*kit.Choice](d, "Follow-up").SetSelected(noneCounts)
	field[*kit.TextField](d, "Why are you choosing different questionnaires?").SetText("Answered for someone else")
	d.Press("Save")
	episode := d.Record(c.ID).Episode.ID
	pairs, err := d.Store.Measure.Pairings(d.Ctx(), episode)
	d.Must(err)
	if len(pairs) != 1 || pairs[0].AfterID != "" || pairs[0].Reason != "Answered for someone else" {
		t.Fatalf("%+v", pairs)
	}
	d.Press("Choose scores…")
	d.Sees("Answered for someone else")
	d.Press("Use the standard rule")
	if pairs, err = d.Store.Measure.Pairings(d.Ctx(), episode); err != nil || len(pairs) != 0 {
		t.Errorf("%+v, %v", pairs, err)
	}
}

// A client who reads another language is shown their scores in it, and one whose
// letters the screen cannot order in English.
func TestOwnChartIsInTheLanguageOfTheClient(t *testing.T) {
	for tag, english := range map[language.Tag]bool{clienttext.Expanded: false, clienttext.Mirrored: true} {
		d := newDesk(t)
		c := d.Harold()
		d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-17"))
		text := clienttext.English().Template(tag, &clienttext.Translation{Language: clienttext.Pseudo(tag)})
		_, err := d.Host.Lists.AddTranslation(d.Ctx(), text)
		d.Must(err)
		held, err := d.Host.Casework.Client(d.Ctx(), c.ID)
		d.Must(err)
		held.Reads = tag.String()
		d.Must(d.Host.Casework.SaveClient(d.Ctx(), held))
		d.open1(c)
		d.Press("Show to client")
		if said := d.Text(); strings.Contains(said, "When you answer the same questions again") != english || strings.Contains(said, "«") == english {
			t.Errorf("%v: %s", tag, said)
		}
	}
}
