package clients

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/kit"
)

// mainInstrument is the questionnaire of a client who has answered none yet.
const mainInstrument = "wemwbs"

// wellbeingCard is the total of each questionnaire, the change, and a small
// chart of both beside the mean of a population, and what can be done with it. Totals of different
// questionnaires are never mixed: the one that was answered last is shown.
func wellbeingCard(rec *data.ClientRecord, today data.Date, more ...fyne.CanvasObject) fyne.CanvasObject {
	def := latestInstrument(rec.Responses)
	if def == nil {
		return kit.NewCard("Wellbeing", "", kit.NewParagraph("The latest questionnaire is not one that this version knows.", kit.Muted))
	}
	aside := fmt.Sprintf("%s, %s to %s", def.ShortName, scoreText(def.Scoring.Min), scoreText(def.Scoring.Max))
	scored := scoredResponses(rec.Responses, def.ID)
	due := questionnaireDue(rec)
	if len(scored) == 0 && due.IsZero() {
		return kit.NewCard("Wellbeing", aside, kit.NewParagraph(noScore(rec), kit.Muted))
	}
	chart := kit.ScoreData{Min: def.Scoring.Min, Max: def.Scoring.Max}
	for _, r := range scored {
		chart.Points = append(chart.Points, kit.ScorePoint{Label: dayText(r.AnsweredOn, today), Value: *r.Score})
	}
	if !due.IsZero() {
		chart.Due = "due " + dayText(due, today)
	}
	parts := kit.VStack(6, kit.NewParagraph(changeText(scored), kit.Bold))
	source := ""
	if len(def.Comparators) > 0 {
		c := def.Comparators[0]
		chart.Comparator = c.Value
		chart.ComparatorLabel = fmt.Sprintf("%s %d mean %s", strings.TrimPrefix(c.Source, "Health Survey for "), c.Year, scoreText(c.Value))
		source = fmt.Sprintf("Comparator: %s %d, %s.", c.Source, c.Year, c.Group)
	}
	parts.Add(kit.NewScoreChart(chart))
	if source != "" {
		parts.Add(kit.NewParagraph(source, kit.Small))
	}
	if len(scored) > 0 && len(more) > 0 {
		parts.Add(kit.Wrap(more...))
	}
	return kit.NewCard("Wellbeing", aside, parts)
}

// latestInstrument is the questionnaire that was answered last, or nil when
// this version does not know it.
func latestInstrument(all []data.Response) *instrument.Definition {
	id := mainInstrument
	for _, r := range all {
		if r.Finished {
			id = r.InstrumentID
		}
	}
	def, ok := instrument.ByID(id)
	if !ok {
		return nil
	}
	return def
}

// scoredResponses are the finished ones of one questionnaire that have a total,
// oldest first.
func scoredResponses(all []data.Response, id string) []data.Response {
	var scored []data.Response
	for _, r := range all {
		if r.Finished && r.Score != nil && r.InstrumentID == id {
			scored = append(scored, r)
		}
	}
	return scored
}

func noScore(rec *data.ClientRecord) string {
	for _, r := range rec.Responses {
		if r.Finished {
			return "Answered on " + r.AnsweredOn.Long() + ", but with a blank, so there is no total."
		}
	}
	return "No questionnaire yet. The first one, asked early, is what every later one is held against."
}

// questionnaireDue is the day on which the second questionnaire is due: that
// of the second follow-up, or three weeks after the first one while that is
// still open. It is zero when there is nothing to wait for.
func questionnaireDue(rec *data.ClientRecord) data.Date {
	if rec.Episode == nil {
		return data.Date{}
	}
	var baseline bool
	for _, r := range rec.Responses {
		if r.EpisodeID != rec.Episode.ID || !r.Finished {
			continue
		}
		if r.Stage == data.StageFollowUp {
			return data.Date{}
		}
		baseline = true
	}
	if !baseline || len(rec.FollowUps) == 0 {
		return data.Date{}
	}
	for _, f := range rec.FollowUps {
		if f.Number == 2 {
			return f.DueOn
		}
	}
	return rec.FollowUps[0].DueOn.AddDays(data.FollowUpDays)
}

// changeText says the finding in words: the first total, the last, the change.
func changeText(scored []data.Response) string {
	if len(scored) == 0 {
		return "No total yet"
	}
	first, last := *scored[0].Score, *scored[len(scored)-1].Score
	if len(scored) == 1 {
		return scoreText(last) + " at first"
	}
	between := scoreText(first) + " at first, " + scoreText(last) + " now: "
	switch change := last - first; {
	case change > 0:
		return between + "up " + scoreText(change)
	case change < 0:
		return between + "down " + scoreText(-change)
	default:
		return between + "no change"
	}
}

// scoreText is a score with at most two decimals, and none that say nothing.
func scoreText(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}
