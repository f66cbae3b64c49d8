package measure

import (
	"maps"
	"math"
	"slices"

	"waymark/data"
	"waymark/data/instrument"
)

// allStages stands for every stage together.
const allStages = "all"

type figureKey struct{ measure, stage string }

// spread counts scores by their value, so that the order of a file makes no
// difference to their mean.
type spread struct {
	counts    map[float64]int
	n         int
	estimated int
}

// addFigures counts a questionnaire that was taken in.
func (i *responseImporter) addFigures(s *importedSet) error {
	blanks := 0
	for _, item := range i.def.Items {
		if _, ok := s.Answers[item.Number]; !ok {
			i.missing[item.Number]++
			blanks++
		}
	}
	i.result.MissingAnswers += blanks
	scores, err := i.catalogue.Scores(i.def.ID, i.def.Version, s.Answers, instrument.Options{Prorate: i.prorate})
	if err != nil {
		return err
	}
	complete := blanks == 0
	if main, ok := scores[i.def.ID]; ok {
		complete = main.Complete // UCLA-3 is, without the question that stands beside it
	}
	if complete {
		i.result.Complete++
	} else {
		i.result.Incomplete++
	}
	for measure, score := range scores {
		if !score.Valid {
			continue
		}
		for _, stage := range []string{string(s.Stage), allStages} {
			at := figureKey{measure, stage}
			if i.figures[at] == nil {
				i.figures[at] = &spread{counts: map[float64]int{}}
			}
			i.figures[at].add(score)
		}
	}
	return nil
}

func (f *spread) add(score instrument.Score) {
	f.counts[score.Value]++
	f.n++
	if score.Estimated > 0 {
		f.estimated++
	}
}

// tellFigures writes what was counted into the result.
func (i *responseImporter) tellFigures() {
	i.result.Missing = []data.MissingAnswers{}
	for _, item := range i.def.Items {
		i.result.Missing = append(i.result.Missing, data.MissingAnswers{Item: item.Number, N: i.missing[item.Number]})
	}
	i.result.Measures = []data.ImportedMeasure{}
	for _, m := range i.catalogue.MeasuresFrom(i.def.ID, i.def.Version) {
		for _, stage := range []string{string(data.Baseline), string(data.StageFollowUp), allStages} {
			i.result.Measures = append(i.result.Measures, i.figures[figureKey{m.ID, stage}].tell(m.ID, stage))
		}
	}
}

func (f *spread) tell(measure, stage string) data.ImportedMeasure {
	m := data.ImportedMeasure{Measure: measure, Stage: stage}
	if f == nil {
		return m
	}
	m.Complete, m.Estimated = f.n, f.estimated
	values := slices.Sorted(maps.Keys(f.counts))
	mean := 0.0
	for _, v := range values {
		mean += v * float64(f.counts[v])
	}
	mean /= float64(f.n)
	m.Mean, m.Min, m.Max = &mean, &values[0], &values[len(values)-1]
	if f.n > 1 {
		squares := 0.0
		for _, v := range values {
			squares += (v - mean) * (v - mean) * float64(f.counts[v])
		}
		sd := math.Sqrt(squares / float64(f.n-1))
		m.SD = &sd
	}
	return m
}
