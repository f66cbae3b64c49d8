package letters

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Codes are what practices enter for what they are told.
type Codes struct {
	On   bool // the lists for surgeries have codes; off at first
	List []data.ClinicalCode
}

// Codes reads the codes that the service loaded, by meaning, and whether they are
// used.
func (s *Letters) Codes(ctx context.Context) (*Codes, error) {
	on, err := s.lists.Setting(ctx, lists.SettingCodes)
	if err != nil {
		return nil, err
	}
	c := &Codes{On: on == "yes"}
	c.List, err = store.Collect(ctx, s.db, func(k *data.ClinicalCode) []any { return []any{&k.Meaning, &k.Code, &k.Term} },
		"SELECT meaning, code, term FROM clinical_code ORDER BY meaning")
	return c, err
}

// LoadCodes puts the codes of a file in place of those that were loaded before.
func (s *Letters) LoadCodes(ctx context.Context, list []data.ClinicalCode) error {
	held, err := s.Codes(ctx)
	if err != nil {
		return err
	}
	return s.wording.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		for _, was := range held.List {
			if slices.ContainsFunc(list, func(c data.ClinicalCode) bool { return c.Meaning == was.Meaning }) {
				continue
			}
			if err := t.Remove("clinical_code", was.Meaning); err != nil {
				return err
			}
		}
		for _, c := range list {
			code, err := data.ParseSNOMED(c.Code)
			if err != nil {
				return err
			}
			if err := t.Put("clinical_code", []any{c.Meaning}, store.Field{"code", code}, store.Field{"term", data.Tidy(c.Term)}); err != nil {
				return err
			}
		}
		return t.Audit("load", "clinical_code", "", "", "")
	})
}

// rows are the lines for a practice to enter. Where codes are off a line has our
// words and no code; where they are on, what has no code is left out and named.
func (c *Codes) rows(nhs string, facts []coded) (rows []data.CodedRow, uncoded []data.CodeMeaning) {
	for _, f := range facts {
		row := data.CodedRow{NHSNumber: nhs, On: f.on, Term: f.meaning.Words()}
		if c.On {
			at := slices.IndexFunc(c.List, func(k data.ClinicalCode) bool { return k.Meaning == f.meaning })
			if at < 0 {
				if !slices.Contains(uncoded, f.meaning) {
					uncoded = append(uncoded, f.meaning)
				}
				continue
			}
			row.Code = c.List[at].Code
			if term := c.List[at].Term; term != "" {
				row.Term = term
			}
		}
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	return rows, uncoded
}
