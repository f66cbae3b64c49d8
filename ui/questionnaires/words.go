package questionnaires

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
)

// The words of a result. The prescriber and the client look at it together, so
// they say what a number means before they say anything else.

// rangeWords is what a score lies between and which way is good.
func rangeWords(m *instrument.Measure) string {
	better := "higher is better"
	if m.LowerIsBetter {
		better = "lower is better"
	}
	return fmt.Sprintf("of %s to %s · %s", number(m.Scoring.Min), number(m.Scoring.Max), better)
}

// sameAnswers says of a measure that it is worked out from the answers of one before
// it, so that no one takes it for a second result.
func sameAnswers(before []instrument.Measure, m *instrument.Measure) string {
	if m.Scoring.DerivedFrom == "" || len(before) == 0 {
		return ""
	}
	return fmt.Sprintf("From the same answers as %s, not a second result.", before[0].ShortName)
}

// noScore says why a measure has no score: which of its questions are blank.
func noScore(m *instrument.Measure, r *data.Response) string {
	var blank []string
	for _, n := range m.Items {
		if _, ok := r.Answers[n]; !ok {
			blank = append(blank, fmt.Sprint(n))
		}
	}
	switch {
	case len(blank) == len(m.Items):
		return "No score: nothing was answered."
	case len(blank) == 1:
		return "No score: question " + blank[0] + " is blank."
	case len(blank) > 1:
		return "No score: questions " + data.JoinAnd(blank) + " are blank."
	default:
		return "No score."
	}
}

// missingWords says what a score that there is was made without.
func missingWords(s *instrument.Score) string {
	blank := s.Items - s.Answered
	switch {
	case s.Estimated > 0:
		return "Estimated: " + data.Plural(s.Estimated, "answer is", "answers are") + " missing."
	case blank > 0:
		return data.Plural(blank, "answer is", "answers are") + " missing, which this score allows."
	default:
		return ""
	}
}

// bandWords names the range that a score lies in, with its note.
func bandWords(m *instrument.Measure, s *instrument.Score) string {
	if s.Band == "" {
		return ""
	}
	words := "In the range “" + s.Band + "”"
	if m.BandNote != "" {
		words += ": " + strings.TrimSuffix(m.BandNote, ".")
	}
	return words + "."
}

// changeWords says how a score differs from the first one of the episode.
func changeWords(f *facts, m *instrument.Measure, r *data.Response, s *instrument.Score) string {
	base, before := f.firstOf(m.ID, r.ID)
	isFirst := r.Stage == data.Baseline && (base == nil || !base.AnsweredOn.Before(r.AnsweredOn))
	switch {
	case isFirst && s.Valid:
		return "This is their first score. Later scores will be compared with it."
	case isFirst:
		return ""
	case base == nil:
		return "There is no first score to compare it with."
	case !s.Valid:
		return fmt.Sprintf("The first one was %s on %s.", points(m, before), base.AnsweredOn.Long())
	}
	return movedWords(m, s.Value-before, before, base.AnsweredOn) + upAndDown
}

// points writes a score with the places of its measure.
func points(m *instrument.Measure, v float64) string {
	if v == math.Trunc(v) {
		return number(v)
	}
	return strconv.FormatFloat(v, 'f', m.Scoring.Decimals, 64)
}

func movedWords(m *instrument.Measure, moved, before float64, on data.Date) string {
	by := points(m, max(moved, -moved)) + " points"
	if moved == 1 || moved == -1 {
		by = "1 point"
	}
	switch {
	case moved > 0:
		return fmt.Sprintf("Up %s since %s, when it was %s.", by, on.Long(), points(m, before))
	case moved < 0:
		return fmt.Sprintf("Down %s since %s, when it was %s.", by, on.Long(), points(m, before))
	default:
		return fmt.Sprintf("The same as on %s.", on.Long())
	}
}

// upAndDown goes with every change of one person’s score. The sizes of change of
// a questionnaire are for groups, and say nothing about one person.
const upAndDown = " Scores go up and down from day to day. Ask what they think is behind it."

func howFilled(r *data.Response) string {
	how := r.Mode.InLine()
	if r.FilledBy != "" {
		how = fmt.Sprintf("%s (%s)", how, r.FilledBy)
	}
	if in := languageOf(r); in != "" {
		how = fmt.Sprintf("%s, in %s", how, in)
	}
	return how
}

// languageOf is the name of the language that a questionnaire was asked in, such as
// “Welsh”; "" for its own wording.
func languageOf(r *data.Response) string {
	tag, err := language.Parse(r.Language)
	if r.Language == "" || err != nil {
		return r.Language
	}
	return clienttext.NameOf(tag)
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}
