package ownscores

import (
	"slices"
	"strconv"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
)

// Sheet is what is printed for one client.
type Sheet struct {
	Client  string
	Service string // the name of the service
	Phone   string // to ring with questions; "" leaves the line out
	On      data.Date
	// Scores are in the order in which they are printed. One without a point is
	// left out.
	Scores []Score
}

// Score is one measure over time.
type Score struct {
	Measure instrument.Measure
	// From is the questionnaire, for its name in the client's language.
	From *instrument.Definition
	// Points are the complete questionnaires, oldest first.
	Points []Point
}

// Point is a score on a day.
type Point struct {
	On    data.Date
	Value float64
}

// mostPoints is how many a chart has room for: the first and the latest ones.
const mostPoints = 6

// shown are the points that are drawn and told: the first, and the latest.
func (s *Score) shown() []Point {
	if len(s.Points) <= mostPoints {
		return s.Points
	}
	return slices.Concat(s.Points[:1], s.Points[len(s.Points)-mostPoints+1:])
}

// name is the questionnaire's, in the language; that of a part of one in its own.
func (s *Score) name(in *clienttext.Language) string {
	if s.From != nil && s.Measure.ID == s.From.ID {
		return s.From.In(in.Code()).Name
	}
	return s.Measure.Name
}

// number writes a score with the decimals of its measure, and a whole one without.
func (s *Score) number(v float64) string {
	if v == float64(int(v)) {
		return strconv.Itoa(int(v))
	}
	return strconv.FormatFloat(v, 'f', s.Measure.Scoring.Decimals, 64)
}

// scale says from where to where scores go, and which end is the better one.
func (s *Score) scale(in *clienttext.Language) string {
	id := clienttext.ID("scores.scale")
	if s.Measure.LowerIsBetter {
		id = "scores.scale.lower"
	}
	return in.Say(id, s.number(s.Measure.Scoring.Min), s.number(s.Measure.Scoring.Max))
}
