package questionnaires

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/lists"
	"waymark/reports"
	"waymark/reports/ownscores"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// printScores is the button that prints a client's scores for them; nil where there
// is none to print yet.
func printScores(h *host.Host, f *facts) *kit.Button {
	scores := ownScores(f)
	if len(scores) == 0 || f.kept {
		return nil
	}
	return kit.Secondary("Print for client", func() {
		h.AskPaper(host.Paper{
			Title: "Print their scores", Client: f.client.ID, Stem: "scores",
			Note: "Each score with its date, and a chart of them, in the client’s language. " +
				"It opens to be printed. The file stays in this folder, under a name without theirs, until you delete it.",
			Write: func(ctx context.Context, path string, as reports.Print) error {
				sheet := ownscores.Sheet{Client: f.client.Name(), On: h.Today(), Scores: scores}
				var err error
				if sheet.Service, err = h.Lists.Setting(ctx, lists.SettingServiceName); err != nil {
					return err
				}
				if sheet.Phone, err = h.Lists.Setting(ctx, lists.SettingServicePhone); err != nil {
					return err
				}
				return h.Documents.OwnScores(ctx, path, &sheet, as)
			},
		})
	})
}

// ownScores are the scores of the questionnaires of this sitting over time.
func ownScores(f *facts) []ownscores.Score {
	var all []ownscores.Score
	for i := range f.sitting {
		r := &f.sitting[i]
		for _, m := range wholes(f.shelf.catalogue.MeasuresFrom(r.InstrumentID, r.Version), r.InstrumentID) {
			known := slices.ContainsFunc(all, func(s ownscores.Score) bool { return s.Measure.ID == m.ID })
			if points := pointsOf(f, m.ID); !known && len(points) > 0 {
				all = append(all, ownscores.Score{Measure: m, From: f.shelf.of(r), Points: points})
			}
		}
	}
	return all
}

// wholes are the measures that say most of a questionnaire: its own, or else its
// parts. Another measure out of the same answers would tell a client the same twice.
func wholes(measures []instrument.Measure, id string) []instrument.Measure {
	if i := slices.IndexFunc(measures, func(m instrument.Measure) bool { return m.ID == id }); i >= 0 {
		return measures[i : i+1]
	}
	return measures
}

// pointsOf are a client's scores on a measure, oldest first.
func pointsOf(f *facts, measure string) []ownscores.Point {
	responses := map[data.ID]*data.Response{}
	for _, list := range [][]data.Response{f.earlier, f.sitting} {
		for i := range list {
			responses[list[i].ID] = &list[i]
		}
	}
	var points []ownscores.Point
	for _, r := range responses {
		if s, ok := f.shelf.scores(r)[measure]; ok && s.Valid && r.Finished {
			points = append(points, ownscores.Point{On: r.AnsweredOn, Value: s.Value})
		}
	}
	slices.SortFunc(points, func(a, b ownscores.Point) int { return a.On.Compare(b.On) })
	return points
}
