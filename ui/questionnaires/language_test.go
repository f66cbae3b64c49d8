package questionnaires

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
)

// speak loads a pseudo-language as a service loads a translation.
func (e *env) speak(tag language.Tag) {
	e.T.Helper()
	text := clienttext.English().Template(tag, &clienttext.Translation{Language: clienttext.Pseudo(tag)})
	_, err := e.Host.Lists.AddTranslation(e.Ctx(), text)
	e.Must(err)
}

// Everything around the questions is in the language that staff chose, and none of
// it is cut; the questions are in the official wording or in English.
func TestPad_isInTheLanguageThatWasChosen(t *testing.T) {
	e := newEnv(t)
	e.speak(clienttext.Expanded)
	s := e.questionnaire(e.margery, "")
	e.Sees("Language on the pad")
	s.prep.language.choice.Choose(clienttext.Expanded.String())
	e.Sees("There is no official", "Its questions appear in English.", "Your own button is")
	s.prep.mode.SetSelected(0)
	e.tap("Hand over")
	if s.in.English() || !strings.Contains(s.sheet.next.Text(), "»") || !strings.HasPrefix(s.sheet.progress.Text(), "«") {
		t.Errorf("%q %q", s.sheet.next.Text(), s.sheet.progress.Text())
	}
	e.SeesNot("Back", "Next", "Read it to me", "One at a time")
	e.Sees("optimistic about the future")
}

func TestPad_offersOnlyWhatTheScreenCanShow(t *testing.T) {
	e := newEnv(t)
	e.speak(clienttext.Mirrored)
	c, err := e.Host.Casework.Client(e.Ctx(), e.margery)
	e.Must(err)
	c.Reads = clienttext.Mirrored.String()
	e.Must(e.Host.Casework.SaveClient(e.Ctx(), c))
	s := e.questionnaire(e.margery, "")
	e.Sees("The pad cannot show it", "You can print a paper form in it.")
	if s.prep.language.language() != nil {
		t.Error("the pad would be in a language that the screen cannot show")
	}
}

const welsh = `{"format": 1, "id": "mood", "version": "1", "name": "Mood", "short_name": "Mood", "rights": "Free to use", "higher": "better", "instruction": "Choose one.", "scoring": {"kind": "sum", "min": 0, "max": 2, "decimals": 0},
	"answers": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}], "items": [{"number": 1, "text": "I sleep well"}, {"number": 2, "text": "I eat well"}],
	"translations": {"cy": {"instruction": "Dewiswch un.", "items": ["Rwy’n cysgu’n dda", "Rwy’n bwyta’n dda"], "answers": ["Na", "Ydw"], "source": "official"}}}`

// speakWelsh loads a translation and a questionnaire that has a wording in it.
func (e *env) speakWelsh() {
	file := clienttext.English().Template(language.MustParse("cy"), nil)
	before, after, _ := strings.Cut(file, `msgctxt "time.am"`)
	_, err := e.Host.Lists.AddTranslation(e.Ctx(), before+`msgctxt "time.am"`+strings.Replace(after, `msgstr ""`, `msgstr "{time24}"`, 1))
	e.Must(err)
	_, err = e.Host.Measure.LoadQuestionnaire(e.Ctx(), []byte(welsh))
	e.Must(err)
}

// Which wording was asked goes with the answers: scores of two wordings may not be
// compared without knowing it.
func TestPad_languageIsStoredWithTheAnswers(t *testing.T) {
	e := newEnv(t)
	e.speakWelsh()
	for in, want := range map[string]string{"cy": "alone, in Welsh", "": "alone"} {
		r := &data.Response{ClientID: e.margery, InstrumentID: "mood", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-03-02"), Mode: "alone", Answers: map[int]int{}}
		e.Must(e.Host.Measure.SaveResponse(e.Ctx(), r))
		s := e.questionnaire(e.margery, r.ID)
		s.prep.language.choice.Choose(in)
		e.tap("Hand over")
		held, err := e.Host.Measure.Response(e.Ctx(), s.keeper.response.ID)
		e.Must(err)
		if held.Language != in || howFilled(held) != want {
			t.Errorf("asked in %q, it is stored with %q: %s", in, held.Language, howFilled(held))
		}
	}
}
