package questionnaires

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// ownForm is a service's own questionnaire: long questions, nine answers in
// words, of which the first counts for 0.
func ownForm() []byte {
	var answers []string
	for i := range 9 {
		answers = append(answers, fmt.Sprintf(`{"value": %d, "label": "answer number %d, in rather a lot of words that wrap"}`, i, i))
	}
	long := strings.Repeat("a long question that goes on and on ", 6)
	return fmt.Appendf(nil, `{"format": 1, "id": "own-garden", "version": "1", "name": "Our own garden questions", "short_name": "Garden",
		"rights": "Ours", "items": [{"number": 1, "text": "%s"}, {"number": 2, "text": "Yes?", "answers": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}]}],
		"answers": [%s], "scoring": {"kind": "sum", "min": 0, "max": 9, "decimals": 0}}`, long, strings.Join(answers, ","))
}

func TestAnOwnQuestionnaireIsAskedInItsOwnWords(t *testing.T) {
	e := newEnv(t)
	_, err := e.Host.Measure.LoadQuestionnaire(context.Background(), ownForm())
	e.Must(err)
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set, "own-garden")
	s.prep.mode.Tap(0)
	e.tap("Hand over")
	e.Sees("answer number 8", "Page 1 of 2")
	e.Window.Resize(fyne.NewSize(1024, 640))
	for range textSteps {
		s.sheet.resize(1)
	}
	if m := s.Content().MinSize(); m.Width > 1024 || m.Height > 640 {
		t.Errorf("wants %v", m)
	}
	e.Type("1") // the first answer, which counts for 0
	e.Keys(fyne.KeyReturn)
	e.Sees("Yes?")
	e.Type("2")
	if got := e.all()[0].Answers; len(got) != 2 || got[1] != 0 || got[2] != 1 {
		t.Fatalf("stored %v", got)
	}
	e.Keys(fyne.KeyReturn)
	e.tap("Prescriber")
	e.Type(padCode)
	e.Keys(fyne.KeyReturn)
	e.Sees("Our own garden questions", "answer number 0", "of 0 to 9")
}
