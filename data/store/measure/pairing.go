package measure

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// Pair is which two questionnaires of an episode stand for before and
// after on one measure, by rule.Pairs, and how that came about.
type Pair struct {
	Measure       instrument.Measure
	Before, After *ScoredResponse // nil where there is none
	Rule          string          // a sentence that says why these
	Adjusted      *data.Pairing   // what someone chose instead of the rule's pair; nil for the rule
	// Choices are the finished questionnaires of the episode that can be scored
	// on the measure, oldest first.
	Choices []ScoredResponse
	// Scores are those of all the client's episodes with a score, oldest first.
	Scores []ScoredResponse

	of []data.ID // every finished one that can be scored on it
}

// Gives reports whether a questionnaire of the client can be scored on the
// measure, complete or not.
func (p *Pair) Gives(response data.ID) bool { return slices.Contains(p.of, response) }

// ScoredResponse is a questionnaire, without its answers, and its score on one
// measure, its own or derived; nil where the answers do not give one.
type ScoredResponse struct {
	data.Response
	Value *float64
}

const pairingColumns = `id, episode_id, client_id, instrument_id, before_id, after_id, reason, ` + store.StampColumns

func scanPairing(p *data.Pairing) []any {
	return append([]any{&p.ID, &p.EpisodeID, &p.ClientID, &p.InstrumentID, store.OrNull(&p.BeforeID), store.OrNull(&p.AfterID), &p.Reason}, store.StampDest(&p.Stamp)...)
}

// SavePairing decides otherwise than the rule which two questionnaires of an
// episode stand for before and after, in place of an earlier decision.
func (s *Measure) SavePairing(ctx context.Context, p *data.Pairing) error {
	if err := p.Validate(); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedResponse, &p.ClientID, func(t *store.Tx) error {
		if err := mayPair(t, p); err != nil {
			return err
		}
		if err := t.Value(&p.ClientID, "SELECT client_id FROM episode WHERE id = ?", p.EpisodeID); err != nil {
			return err
		}
		if err := removeEarlier(t, p); err != nil {
			return err
		}
		p.ID, p.Stamp = "", data.Stamp{}
		return t.Insert("pairing", &p.ID, &p.Stamp, p.ClientID, []store.Field{
			{"episode_id", p.EpisodeID}, {"client_id", p.ClientID}, {"instrument_id", p.InstrumentID},
			{"before_id", store.Ref(p.BeforeID)}, {"after_id", store.Ref(p.AfterID)}, {"reason", p.Reason},
		})
	})
}

// removeEarlier takes away an earlier decision about the same questionnaires.
func removeEarlier(t *store.Tx, p *data.Pairing) error {
	earlier, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} },
		"SELECT id FROM pairing WHERE episode_id = ? AND instrument_id = ?", p.EpisodeID, p.InstrumentID)
	for _, id := range earlier {
		if err == nil {
			err = t.Remove("pairing", id)
		}
	}
	return err
}

// mayPair refuses what cannot stand as before and after: another episode's
// questionnaires, half-filled ones, those that give no score of the
// questionnaire, a later one before an earlier, and two versions of one, whose
// scores do not say the same.
func mayPair(t *store.Tx, p *data.Pairing) error {
	var on, kind, version [2]string
	for i, id := range []data.ID{p.BeforeID, p.AfterID} {
		if id == "" {
			continue
		}
		err := t.Values("SELECT answered_on, instrument_id, instrument_version FROM response WHERE id = ? AND episode_id = ? AND finished",
			[]any{id, p.EpisodeID}, &on[i], &kind[i], &version[i])
		if err == nil {
			err = givesScoreOf(t, p.InstrumentID, kind[i], version[i])
		}
		if errors.Is(err, sql.ErrNoRows) {
			return data.NewProblem(data.CodeInvalid, "Choose two finished questionnaires of this episode.")
		}
		if err != nil {
			return err
		}
	}
	switch {
	case p.BeforeID == "" || p.AfterID == "":
	case on[0] > on[1]:
		return data.NewProblem(data.CodeInvalid, "The first questionnaire was answered after the later one. Choose them the other way round.")
	case kind[0] == kind[1] && version[0] != version[1]:
		return data.NewProblem(data.CodeInvalid, "These two are different versions of the questionnaire, so their scores cannot be compared. Choose two of the same version.")
	}
	return nil
}

// givesScoreOf returns sql.ErrNoRows if answers to one version of a
// questionnaire cannot be scored as another.
func givesScoreOf(t *store.Tx, wanted, id, version string) error {
	if wanted == id {
		return nil
	}
	c, err := Catalogue(t)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(c.MeasuresFrom(id, version), func(m instrument.Measure) bool { return m.InstrumentID == wanted }) {
		return sql.ErrNoRows
	}
	return nil
}

// DropPairing goes back to the rule.
func (s *Measure) DropPairing(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedResponse, &client, func(t *store.Tx) error {
		if err := t.Value(&client, "SELECT client_id FROM pairing WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.Remove("pairing", id); err != nil {
			return err
		}
		return t.Audit("remove", "pairing", id, client, "")
	})
}

// Pairings returns the decisions about one episode.
func (s *Measure) Pairings(ctx context.Context, episode data.ID) ([]data.Pairing, error) {
	return store.Collect(ctx, s.db, scanPairing, "SELECT "+pairingColumns+" FROM pairing WHERE episode_id = ?", episode)
}

// PairsOf finds the pair of an episode on every measure that the client's
// finished questionnaires can be scored on: those of the questionnaire that was
// answered last come first.
func (s *Measure) PairsOf(ctx context.Context, client, episode data.ID) ([]Pair, error) {
	r := pairReader{episode: episode}
	var err error
	if r.catalogue, err = s.Catalogue(ctx); err != nil {
		return nil, err
	}
	if r.responses, err = store.Collect(ctx, s.db, ScanResponse, "SELECT "+ResponseColumns+
		" FROM response r WHERE r.client_id = ? AND r.finished ORDER BY r.answered_on, r.id", client); err != nil {
		return nil, err
	}
	if r.scores, err = scoresOf(ctx, s.db, client); err != nil {
		return nil, err
	}
	if r.chosen, err = ChosenPairs(ctx, s.db, client); err != nil {
		return nil, err
	}
	if r.pairings, err = s.Pairings(ctx, episode); err != nil {
		return nil, err
	}
	followUps, err := store.Collect(ctx, s.db, casework.ScanFollowUp, "SELECT "+casework.FollowUpColumns+" FROM follow_up f WHERE f.episode_id = ?", episode)
	if err != nil {
		return nil, err
	}
	r.first = rule.FirstFollowUp(followUps)
	return r.pairs(), nil
}

// scoreKey is one score of one questionnaire.
type scoreKey struct {
	response data.ID
	measure  string
}

func scoresOf(ctx context.Context, q store.Querier, client data.ID) (map[scoreKey]float64, error) {
	type row struct {
		key   scoreKey
		value float64
	}
	all := map[scoreKey]float64{}
	return all, store.Each(ctx, q, func(r *row) []any { return []any{&r.key.response, &r.key.measure, &r.value} }, func(r *row) error {
		all[r.key] = r.value
		return nil
	}, "SELECT s.response_id, s.measure, s.value FROM response r JOIN score s ON s.response_id = r.id WHERE r.client_id = ? AND r.finished", client)
}

// pairReader holds what PairsOf reads of one client.
type pairReader struct {
	episode   data.ID
	catalogue *instrument.Catalogue
	responses []data.Response // finished ones, oldest first
	scores    map[scoreKey]float64
	chosen    map[rule.ChosenKey]rule.Chosen
	pairings  []data.Pairing
	first     data.Date // the day of the episode's first follow-up
}

func (r *pairReader) pairs() []Pair {
	var pairs []Pair
	seen := map[string]bool{}
	for i := len(r.responses) - 1; i >= 0; i-- {
		for _, m := range r.catalogue.MeasuresFrom(r.responses[i].InstrumentID, r.responses[i].Version) {
			if !seen[m.ID] {
				seen[m.ID] = true
				pairs = append(pairs, r.pair(m))
			}
		}
	}
	return pairs
}

// pair finds the pair on one measure.
func (r *pairReader) pair(m instrument.Measure) Pair {
	out := Pair{Measure: m}
	var of []ScoredResponse
	rules := rule.Pairs{InstrumentID: m.InstrumentID, Chosen: r.chosen, FirstFollowUps: map[data.ID]data.Date{r.episode: r.first},
		Scored: func(i int) bool { return of[i].Value != nil }}
	for _, a := range r.responses {
		if !r.gives(&a, m.ID) {
			continue
		}
		one := ScoredResponse{Response: a}
		if v, ok := r.scores[scoreKey{a.ID, m.ID}]; ok {
			one.Value = &v
			out.Scores = append(out.Scores, one)
		}
		if a.EpisodeID == r.episode {
			out.Choices = append(out.Choices, one)
		}
		of, out.of = append(of, one), append(out.of, a.ID)
		rules.Answers = append(rules.Answers, rule.Answered{ID: a.ID, EpisodeID: a.EpisodeID, InstrumentID: a.InstrumentID,
			Version: a.Version, Stage: a.Stage, On: a.AnsweredOn})
	}
	found := rules.In(r.episode)
	if found.Before != rule.None {
		out.Before = &of[found.Before]
	}
	if found.After != rule.None {
		out.After = &of[found.After]
	}
	if found.Adjusted {
		out.Adjusted = r.decision(m, out.Choices)
	}
	out.explain(r.first)
	return out
}

func (r *pairReader) gives(a *data.Response, measure string) bool {
	return slices.ContainsFunc(r.catalogue.MeasuresFrom(a.InstrumentID, a.Version), func(m instrument.Measure) bool { return m.ID == measure })
}

// decision is the choice that the pair on m follows: the one for its own
// questionnaire, else for one whose answers it is derived from.
func (r *pairReader) decision(m instrument.Measure, choices []ScoredResponse) *data.Pairing {
	wanted := []string{m.InstrumentID}
	for i := range choices {
		if choices[i].Value != nil {
			wanted = append(wanted, choices[i].InstrumentID)
		}
	}
	for _, id := range wanted {
		if at := slices.IndexFunc(r.pairings, func(p data.Pairing) bool { return p.InstrumentID == id }); at >= 0 {
			return &r.pairings[at]
		}
	}
	return nil
}

// explain says why the pair is what it is.
func (p *Pair) explain(firstFollowUp data.Date) {
	later := "marked as a follow-up"
	if !firstFollowUp.IsZero() {
		later = "on or after the first follow-up, " + firstFollowUp.Short()
	}
	switch {
	case p.Adjusted != nil:
		p.Rule = "Changed from the standard rule: " + p.Adjusted.Reason
	case p.Before == nil:
		p.Rule = "By the rule there is no pair: no first questionnaire of this episode is complete."
	case p.After == nil:
		p.Rule = "No follow-up score yet: there is no complete questionnaire of the same version after the first one that is " + later + "."
	default:
		p.Rule = "Standard rule: the first complete questionnaire in this episode and the last complete one " + later + "."
	}
}

// ChosenPairs reads what someone chose instead of the rule's pairs, for one
// client or, if client is "", for everyone.
func ChosenPairs(ctx context.Context, q store.Querier, client data.ID) (map[rule.ChosenKey]rule.Chosen, error) {
	type row struct {
		key  rule.ChosenKey
		pair rule.Chosen
	}
	all := map[rule.ChosenKey]rule.Chosen{}
	where, args := "", []any{}
	if client != "" {
		where, args = " WHERE client_id = ?", []any{client}
	}
	err := store.Each(ctx, q, func(r *row) []any {
		return []any{&r.key.EpisodeID, &r.key.InstrumentID, store.OrNull(&r.pair.Before), store.OrNull(&r.pair.After)}
	}, func(r *row) error {
		all[r.key] = r.pair
		return nil
	}, "SELECT episode_id, instrument_id, before_id, after_id FROM pairing"+where, args...)
	return all, err
}
