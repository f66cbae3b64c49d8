package soundness

import (
	"context"
	"maps"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/measure"
)

// checkDerived compares what is worked out from records with what they give now.
func (s *Soundness) checkDerived(ctx context.Context, r *CheckResult) error {
	for _, look := range []func(context.Context, *CheckResult) error{
		s.checkClientText, s.checkServiceText, s.checkNames, s.checkSlips, s.checkScores, s.checkKept, s.checkGrams, s.checkFacts, s.checkAnswers,
	} {
		if err := look(ctx, r); err != nil {
			return store.Problem(err)
		}
	}
	return nil
}

func (s *Soundness) checkClientText(ctx context.Context, r *CheckResult) error {
	stale := 0
	err := eachStaleClient(ctx, s.db, func(*data.Client) error { stale++; return nil })
	if stale > 0 {
		r.repairable(data.Plural(stale, "client is", "clients are") + " searched or sorted by details that they no longer have.")
	}
	return err
}

// eachStaleClient calls do for every client whose derived columns are not what
// their details give.
func eachStaleClient(ctx context.Context, q store.Querier, do func(*data.Client) error) error {
	type row struct {
		data.Client
		search, sort string
	}
	return store.Each(ctx, q, func(v *row) []any { return append(casework.ScanClient(&v.Client), &v.search, &v.sort) }, func(v *row) error {
		if v.search == casework.ClientSearchText(&v.Client) && v.sort == casework.ClientSortName(&v.Client) {
			return nil
		}
		c := v.Client
		return do(&c)
	}, "SELECT "+casework.ClientColumns+", search_text, sort_name FROM client")
}

func (s *Soundness) checkServiceText(ctx context.Context, r *CheckResult) error {
	type row struct {
		name, cost, days, sort, free string
		times                        int64
	}
	stale := 0
	err := store.Each(ctx, s.db, func(v *row) []any { return []any{&v.name, &v.cost, &v.days, &v.sort, &v.free, &v.times} }, func(v *row) error {
		// What names days changes as they pass, until the directory is next prepared.
		wrongPrice := !data.HasDates(v.cost) && v.free != string(data.FreeOfCharge(v.cost))
		wrongTimes := !data.HasDates(v.days) && v.times != int64(data.ReadTimes(v.days))
		if v.sort != fold.Text(v.name) || wrongPrice || wrongTimes {
			stale++
		}
		return nil
	}, "SELECT name, cost, days, sort_name, free, times FROM service")
	if stale > 0 {
		r.repairable(data.Plural(stale, "service is", "services are") + " sorted or filtered by details that they no longer have.")
	}
	return err
}

func (s *Soundness) checkNames(ctx context.Context, r *CheckResult) error {
	type row struct{ name, folded string }
	for _, table := range []string{"partner", "surgery", "staff", "reason", "category", "organisation"} {
		stale := 0
		err := store.Each(ctx, s.db, func(v *row) []any { return []any{&v.name, &v.folded} }, func(v *row) error {
			// A name of marks alone, such as "+", is kept as it is.
			if f := fold.Text(v.name); v.folded != f && (f != "" || v.folded != v.name) {
				stale++
			}
			return nil
		}, "SELECT name, name_fold FROM "+table) // table is our own
		if err != nil {
			return err
		}
		if stale > 0 {
			r.Problems = append(r.Problems, data.Plural(stale, "row", "rows")+" of "+table+" cannot be found by name. Save each again under its name.")
		}
	}
	return nil
}

func (s *Soundness) checkSlips(ctx context.Context, r *CheckResult) error {
	wrong := 0
	err := store.Each(ctx, s.db, func(slip *string) []any { return []any{slip} }, func(slip *string) error {
		if parsed, err := data.ParseSlip(*slip); err != nil || parsed != *slip {
			wrong++
		}
		return nil
	}, "SELECT slip FROM prescription WHERE slip IS NOT NULL")
	if wrong > 0 {
		r.Problems = append(r.Problems, data.Plural(wrong, "slip has", "slips have")+" a reference that is not one of ours, so its reply cannot be found. Compare the record with a backup.")
	}
	return err
}

// checkScores scores every questionnaire again. Whether missing answers are made
// up may have been set otherwise when it was saved, so both ways are right.
func (s *Soundness) checkScores(ctx context.Context, r *CheckResult) error {
	c, err := s.measure.Catalogue(ctx)
	if err != nil {
		return err
	}
	answers, err := grouped(ctx, s.db, "SELECT response_id, item, value FROM answer")
	if err != nil {
		return err
	}
	type score struct {
		response  data.ID
		measure   string
		value     float64
		estimated int
	}
	held := map[data.ID]map[string]instrument.Score{}
	if err := store.Each(ctx, s.db, func(v *score) []any { return []any{&v.response, &v.measure, &v.value, &v.estimated} }, func(v *score) error {
		if held[v.response] == nil {
			held[v.response] = map[string]instrument.Score{}
		}
		held[v.response][v.measure] = instrument.Score{Value: v.value, Estimated: v.estimated, Valid: true}
		return nil
	}, "SELECT response_id, measure, value, estimated FROM score"); err != nil {
		return err
	}
	type row struct {
		data.Response
		answered int
	}
	wrong := 0
	err = store.Each(ctx, s.db, func(v *row) []any { return append(measure.ScanResponse(&v.Response), &v.answered) }, func(v *row) error {
		v.Answers = answers[v.ID]
		if v.answered != len(v.Answers) || !scoresHold(c, &v.Response, held[v.ID]) {
			wrong++
		}
		return nil
	}, "SELECT "+measure.ResponseColumns+", r.answered FROM response r")
	if wrong > 0 {
		r.Problems = append(r.Problems, data.Plural(wrong, "questionnaire has a score", "questionnaires have a score")+
			" that the answers do not give. Compare the answers with a backup or the paper, then save the questionnaire again.")
	}
	return err
}

// grouped reads the answers of all questionnaires.
func grouped(ctx context.Context, q store.Querier, query string) (map[data.ID]map[int]int, error) {
	type answer struct {
		response    data.ID
		item, value int
	}
	all := map[data.ID]map[int]int{}
	return all, store.Each(ctx, q, func(a *answer) []any { return []any{&a.response, &a.item, &a.value} }, func(a *answer) error {
		if all[a.response] == nil {
			all[a.response] = map[int]int{}
		}
		all[a.response][a.item] = a.value
		return nil
	}, query)
}

// scoresHold reports whether the answers give the scores that are held.
func scoresHold(c *instrument.Catalogue, r *data.Response, held map[string]instrument.Score) bool {
	for _, prorate := range []bool{false, true} {
		scores, err := c.Scores(r.InstrumentID, r.Version, r.Answers, instrument.Options{Prorate: prorate})
		if err != nil {
			return len(held) == 0 // answers that cannot be scored have no score
		}
		given := map[string]instrument.Score{}
		for measure, s := range scores {
			if s.Valid {
				given[measure] = instrument.Score{Value: s.Value, Estimated: s.Estimated, Valid: true}
			}
		}
		own, scored := given[r.InstrumentID]
		total := r.Score == nil && !scored || r.Score != nil && scored && *r.Score == own.Value
		if total && maps.Equal(given, held) {
			return true
		}
	}
	return false
}
