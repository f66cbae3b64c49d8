package questionnaires

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

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
