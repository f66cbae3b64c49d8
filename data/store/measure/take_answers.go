package measure

import (
	"waymark/data"
	"waymark/data/store"
)

// TakeAnswers writes questionnaires of one client that come from a list, within a
// transaction. What is there already of the same stage and day is left or corrected,
// as ImportResponses does. Every set has its day.
func TakeAnswers(t *store.Tx, client data.ID, instrument string, sets []*data.AnswerSet) ([]data.ResponseRow, error) {
	c, err := Catalogue(t)
	if err != nil {
		return nil, err
	}
	d, ok := c.ByID(instrument)
	if !ok {
		return nil, data.NewProblem(data.CodeNotFound, "A questionnaire of this list is no longer here, so nothing was imported. Load its file first.")
	}
	i := &responseImporter{t: t, o: ResponseImport{Instrument: instrument, AnsweredOn: t.Today()}, catalogue: c, def: d, figures: map[figureKey]*spread{}}
	if i.prorate, err = prorates(t); err != nil {
		return nil, err
	}
	p := &filePerson{client: client}
	for _, s := range sets {
		p.sets = append(p.sets, &importedSet{AnswerSet: s, day: s.AnsweredOn, row: data.ResponseRow{At: s.At, Time: s.Time, Stage: s.Stage, Doubts: s.Doubts}})
	}
	if err := i.takePerson(p); err != nil {
		return nil, err
	}
	rows := make([]data.ResponseRow, 0, len(p.sets))
	for _, s := range p.sets {
		rows = append(rows, s.row)
	}
	return rows, nil
}
