package measure

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// QuestionnaireRow is one version of a questionnaire as a list shows it.
type QuestionnaireRow struct {
	ID, Version     string
	Name, ShortName string
	Own             bool // loaded by the service, not shipped with the program
	Hidden          bool // not offered any more
	Responses       int  // begun or finished, in this version
}

// settingHidden begins the settings that say which of the program's own
// questionnaires are not offered; the ID follows.
const settingHidden = "hidden_questionnaire:"

// Catalogue returns the questionnaires of the program and those that the service
// loaded.
func (s *Measure) Catalogue(ctx context.Context) (*instrument.Catalogue, error) {
	return CatalogueOf(ctx, s.db)
}

// CatalogueOf reads the questionnaires of the program and those that the service loaded.
func CatalogueOf(ctx context.Context, q store.Querier) (*instrument.Catalogue, error) {
	bodies, err := store.Collect(ctx, q, func(b *string) []any { return []any{b} }, "SELECT body FROM questionnaire ORDER BY created_at, id, version")
	if err != nil || len(bodies) == 0 {
		return instrument.Standard(), err
	}
	own := make([]*instrument.Definition, 0, len(bodies))
	for _, body := range bodies {
		d, err := instrument.Parse(strings.NewReader(body))
		if err != nil {
			return nil, err // it was checked when it was loaded
		}
		own = append(own, d)
	}
	return instrument.NewCatalogue(own...), nil
}

// Catalogue is that of the transaction, read once.
func Catalogue(t *store.Tx) (*instrument.Catalogue, error) {
	known := store.Remember[*instrument.Catalogue](t)
	if *known == nil {
		c, err := CatalogueOf(t.Ctx, t)
		if err != nil {
			return nil, err
		}
		*known = c
	}
	return *known, nil
}

// Questionnaires lists every version of every questionnaire.
func (s *Measure) Questionnaires(ctx context.Context) ([]QuestionnaireRow, error) {
	hidden, err := s.hiddenQuestionnaires(ctx)
	if err != nil {
		return nil, err
	}
	type used struct {
		id, version string
		n           int
	}
	counts, err := store.Collect(ctx, s.db, func(u *used) []any { return []any{&u.id, &u.version, &u.n} },
		"SELECT instrument_id, instrument_version, count(*) FROM response GROUP BY 1, 2")
	if err != nil {
		return nil, err
	}
	var rows []QuestionnaireRow
	add := func(d *instrument.Definition, own bool) {
		row := QuestionnaireRow{ID: d.ID, Version: d.Version, Name: d.Name, ShortName: d.ShortName, Own: own, Hidden: hidden[d.ID]}
		for _, u := range counts {
			if u.id == d.ID && u.version == d.Version {
				row.Responses = u.n
			}
		}
		rows = append(rows, row)
	}
	for _, d := range instrument.All() {
		add(d, false)
	}
	bodies, err := store.Collect(ctx, s.db, func(b *string) []any { return []any{b} }, "SELECT body FROM questionnaire")
	if err != nil {
		return nil, err
	}
	for _, body := range bodies {
		d, err := instrument.Parse(strings.NewReader(body))
		if err != nil {
			return nil, err
		}
		add(d, true)
	}
	slices.SortStableFunc(rows, func(a, b QuestionnaireRow) int {
		return cmp.Or(cmp.Compare(rankOf(a.ID), rankOf(b.ID)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	return rows, nil
}

// rankOf puts the questionnaire that most services use first.
func rankOf(id string) int {
	if id == "wemwbs" {
		return 0
	}
	return 1
}

func (s *Measure) hiddenQuestionnaires(ctx context.Context) (map[string]bool, error) {
	hidden := map[string]bool{}
	own, err := store.Collect(ctx, s.db, func(id *string) []any { return []any{id} }, "SELECT DISTINCT id FROM questionnaire WHERE hidden")
	if err != nil {
		return nil, err
	}
	keys, err := store.Collect(ctx, s.db, func(key *string) []any { return []any{key} },
		"SELECT substr(key, length(?) + 1) FROM setting WHERE key LIKE ? || '%' AND value = 'yes'", settingHidden, settingHidden)
	for _, id := range append(own, keys...) {
		hidden[id] = true
	}
	return hidden, err
}

// LoadQuestionnaire takes in a questionnaire of the service's own from its
// file. Its faults are named by line. A version that people have answered
// cannot be changed any more: the answers would come to mean something else.
func (s *Measure) LoadQuestionnaire(ctx context.Context, body []byte) (*instrument.Definition, error) {
	d, err := instrument.Parse(bytes.NewReader(body))
	if err != nil {
		var faults instrument.Faults
		if errors.As(err, &faults) {
			return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: err.Error()}
		}
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "This questionnaire file cannot be used: " + err.Error() + "."}
	}
	if _, shipped := instrument.Standard().Version(d.ID, d.Version); shipped {
		return nil, data.NewProblem(data.CodeConflict, "Waymark has a questionnaire of this id and version already. Enter another id for your own.")
	}
	if _, shipped := instrument.ByID(d.ID); shipped {
		return nil, data.NewProblem(data.CodeConflict, "This id belongs to a questionnaire that comes with Waymark. Enter another id for your own.")
	}
	err = s.wording.Write(ctx, store.Change{Kind: store.ChangedQuestionnaires}, func(t *store.Tx) error { return loadQuestionnaire(t, d, string(body)) })
	if err != nil {
		return nil, err
	}
	return d, nil
}

func loadQuestionnaire(t *store.Tx, d *instrument.Definition, body string) error {
	var answered, same int
	if err := t.Values(`SELECT (SELECT count(*) FROM response WHERE instrument_id = ?1 AND instrument_version = ?2),
		(SELECT count(*) FROM questionnaire WHERE id = ?1 AND version = ?2 AND body = ?3)`, []any{d.ID, d.Version, body}, &answered, &same); err != nil {
		return err
	}
	if answered > 0 && same == 0 {
		return data.NewProblem(data.CodeConflict, "This version has been answered already, so it cannot be changed. Enter a new version for the file.")
	}
	// To load a file is to want it asked, in whichever version.
	if _, err := hideVersions(t, d.ID, false); err != nil {
		return err
	}
	if err := t.Put("questionnaire", []any{d.ID, d.Version}, store.Field{"body", body}, store.Field{"hidden", false}); err != nil {
		return err
	}
	*store.Remember[*instrument.Catalogue](t) = nil // it is one more now
	if from := d.Scoring.DerivedFrom; from != "" {
		if err := Rescore(t, from); err != nil { // answers given before can be scored as it too
			return err
		}
	}
	return t.Audit("load", "questionnaire", data.ID(d.ID), "", "body")
}

// hideVersions hides every version of a questionnaire that the service loaded,
// or shows them again, and returns how many there are.
func hideVersions(t *store.Tx, id string, hidden bool) (int, error) {
	versions, err := store.Collect(t.Ctx, t, func(v *string) []any { return []any{v} }, "SELECT version FROM questionnaire WHERE id = ?", id)
	for _, version := range versions {
		if err == nil {
			err = t.Put("questionnaire", []any{id, version}, store.Field{"hidden", hidden})
		}
	}
	return len(versions), err
}

// HideQuestionnaire takes a questionnaire from those that are offered, or puts
// it back. Its answers stay and count.
func (s *Measure) HideQuestionnaire(ctx context.Context, id string, hidden bool) error {
	return s.wording.Write(ctx, store.Change{Kind: store.ChangedQuestionnaires}, func(t *store.Tx) error {
		if n, err := hideVersions(t, id, hidden); err != nil || n > 0 {
			if err != nil {
				return err
			}
			return t.Audit("change", "questionnaire", data.ID(id), "", "hidden")
		}
		if _, ok := instrument.ByID(id); !ok {
			return data.NewProblem(data.CodeNotFound, "There is no such questionnaire.")
		}
		value := ""
		if hidden {
			value = "yes"
		}
		return lists.SetSetting(t, settingHidden+id, value)
	})
}

// OfferedQuestionnaires returns the questionnaires that a service asks, WEMWBS
// first.
func (s *Measure) OfferedQuestionnaires(ctx context.Context) ([]*instrument.Definition, error) {
	c, err := s.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	hidden, err := s.hiddenQuestionnaires(ctx)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(c.All(), func(d *instrument.Definition) bool { return hidden[d.ID] })
	slices.SortStableFunc(list, func(a, b *instrument.Definition) int { return cmp.Compare(rankOf(a.ID), rankOf(b.ID)) })
	return list, nil
}
