package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"waymark/data"
	"waymark/data/instrument"
)

// PairChoice is which two questionnaires of an episode stand for before and
// after, and how that came about.
type PairChoice struct {
	Before, After *data.Response // nil where there is none
	Rule          string         // a sentence that says why these
	Adjusted      *data.Pairing  // what somebody decided instead of the rule; nil for the rule
	Choices       []data.Response
}

const pairingColumns = `id, episode_id, client_id, instrument_id, before_id, after_id, reason, ` + stampColumns

func scanPairing(p *data.Pairing) []any {
	return append([]any{&p.ID, &p.EpisodeID, &p.ClientID, &p.InstrumentID, orNull(&p.BeforeID), orNull(&p.AfterID), &p.Reason}, stampDest(&p.Stamp)...)
}

// SavePairing decides otherwise than the rule which two questionnaires of an
// episode stand for before and after, in place of an earlier decision.
func (s *Store) SavePairing(ctx context.Context, p *data.Pairing) error {
	if err := p.Validate(); err != nil {
		return err
	}
	return s.writeAbout(ctx, &p.ClientID, func(t *tx) error {
		if err := t.mayPair(p); err != nil {
			return err
		}
		if err := t.value(&p.ClientID, "SELECT client_id FROM episode WHERE id = ?", p.EpisodeID); err != nil {
			return err
		}
		if err := t.removeEarlier(p); err != nil {
			return err
		}
		p.ID, p.Stamp = "", data.Stamp{}
		return t.insert("pairing", &p.ID, &p.Stamp, p.ClientID, []field{
			{"episode_id", p.EpisodeID}, {"client_id", p.ClientID}, {"instrument_id", p.InstrumentID},
			{"before_id", ref(p.BeforeID)}, {"after_id", ref(p.AfterID)}, {"reason", p.Reason},
		})
	})
}

// removeEarlier takes away an earlier decision about the same questionnaires.
func (t *tx) removeEarlier(p *data.Pairing) error {
	earlier, err := collect(t.ctx, t, func(id *data.ID) []any { return []any{id} },
		"SELECT id FROM pairing WHERE episode_id = ? AND instrument_id = ?", p.EpisodeID, p.InstrumentID)
	for _, id := range earlier {
		if err == nil {
			err = t.remove("pairing", id)
		}
	}
	return err
}

// mayPair refuses what cannot stand as before and after: another episode's
// questionnaires, half-filled ones, a later one before an earlier, and two
// versions, whose scores do not say the same.
func (t *tx) mayPair(p *data.Pairing) error {
	var on, version [2]string
	for i, id := range []data.ID{p.BeforeID, p.AfterID} {
		if id == "" {
			continue
		}
		err := t.values("SELECT answered_on, instrument_version FROM response WHERE id = ? AND episode_id = ? AND instrument_id = ? AND finished",
			[]any{id, p.EpisodeID, p.InstrumentID}, &on[i], &version[i])
		if errors.Is(err, sql.ErrNoRows) {
			return data.NewProblem(data.CodeInvalid, "Please choose two finished questionnaires of this episode.")
		}
		if err != nil {
			return err
		}
	}
	switch {
	case p.BeforeID == "" || p.AfterID == "":
	case on[0] > on[1]:
		return data.NewProblem(data.CodeInvalid, "The first questionnaire was answered after the later one. Please choose them the other way round.")
	case version[0] != version[1]:
		return data.NewProblem(data.CodeInvalid, "These two are different versions of the questionnaire, so their scores cannot be compared. Please choose two of the same version.")
	}
	return nil
}

// DropPairing goes back to the rule.
func (s *Store) DropPairing(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *tx) error {
		if err := t.value(&client, "SELECT client_id FROM pairing WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.remove("pairing", id); err != nil {
			return err
		}
		return t.audit("remove", "pairing", id, client, "")
	})
}

// Pairings gives the decisions about one episode.
func (s *Store) Pairings(ctx context.Context, episode data.ID) ([]data.Pairing, error) {
	return collect(ctx, s.reader, scanPairing, "SELECT "+pairingColumns+" FROM pairing WHERE episode_id = ?", episode)
}

// PairOf finds the pair of one questionnaire in an episode, by the rule of
// data.Pairing or as somebody decided.
func (s *Store) PairOf(ctx context.Context, episode data.ID, instrumentID string) (PairChoice, error) {
	var c PairChoice
	var err error
	c.Choices, err = collect(ctx, s.reader, scanResponse, "SELECT "+responseColumns+` FROM response r
		WHERE r.episode_id = ? AND r.instrument_id = ? AND r.finished ORDER BY r.answered_on, r.id`, episode, instrumentID)
	if err != nil {
		return c, err
	}
	pairings, err := s.Pairings(ctx, episode)
	if err != nil {
		return c, err
	}
	day, err := s.firstFollowUp(ctx, episode)
	if err != nil {
		return c, err
	}
	complete, err := s.completeOnes(ctx, episode, instrumentID)
	if err != nil {
		return c, err
	}
	c.byRule(instrumentID, day, complete)
	if at := slices.IndexFunc(pairings, func(p data.Pairing) bool { return p.InstrumentID == instrumentID }); at >= 0 {
		p := pairings[at]
		c.Adjusted, c.Rule = &p, "Chosen otherwise than the rule: "+p.Reason
		c.Before, c.After = c.byID(p.BeforeID), c.byID(p.AfterID)
	}
	return c, answersOf(ctx, s.reader, c.Choices)
}

// firstFollowUp is the day of an episode's first follow-up, "" without one.
func (s *Store) firstFollowUp(ctx context.Context, episode data.ID) (string, error) {
	days, err := collect(ctx, s.reader, func(day *string) []any { var e string; return []any{&e, day} },
		"SELECT * FROM ("+firstFollowUps+") WHERE episode_id = ?", episode)
	if err != nil || len(days) == 0 {
		return "", err
	}
	return days[0], nil
}

func (c *PairChoice) byID(id data.ID) *data.Response {
	for i := range c.Choices {
		if c.Choices[i].ID == id {
			return &c.Choices[i]
		}
	}
	return nil
}

// completeOnes are the questionnaires of an episode that may stand for before
// or after: those with a total; where a questionnaire has none, as one whose
// items are never summed, those with every one of its scores.
func (s *Store) completeOnes(ctx context.Context, episode data.ID, instrumentID string) (map[data.ID]bool, error) {
	c, err := s.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	type row struct {
		id      data.ID
		version string
		total   bool
		scores  int
	}
	rows, err := collect(ctx, s.reader, func(r *row) []any { return []any{&r.id, &r.version, &r.total, &r.scores} },
		`SELECT r.id, r.instrument_version, r.score IS NOT NULL,
		  (SELECT count(*) FROM score s WHERE s.response_id = r.id AND substr(s.measure, 1, length(r.instrument_id) + 1) = r.instrument_id || '.')
		FROM response r WHERE r.episode_id = ? AND r.instrument_id = ?`, episode, instrumentID)
	if err != nil {
		return nil, err
	}
	complete := map[data.ID]bool{}
	for _, r := range rows {
		d, ok := c.Version(instrumentID, r.version)
		complete[r.id] = r.total || ok && d.Scoring.Kind == instrument.None && r.scores == len(d.Measures())
	}
	return complete, nil
}

// byRule takes the pair that the figures take, and says why.
func (c *PairChoice) byRule(instrumentID, firstFollowUp string, complete map[data.ID]bool) {
	list := make([]scored, len(c.Choices))
	for i, r := range c.Choices {
		list[i] = scored{id: string(r.ID), episode: string(r.EpisodeID), instrument: instrumentID, version: r.Version,
			stage: string(r.Stage), on: r.AnsweredOn.String(), scores: []scoreOn{{value: sql.NullFloat64{Valid: complete[r.ID]}}}}
	}
	before, after := pairByRule(list, 0, string(c.episode()), firstFollowUp)
	if before != nil {
		c.Before = c.byID(data.ID(before.id))
	}
	if after != nil {
		c.After = c.byID(data.ID(after.id))
	}
	later := "marked as a follow-up"
	if firstFollowUp != "" {
		later = "on or after the first follow-up, " + data.MustDate(firstFollowUp).Short()
	}
	switch {
	case before == nil:
		c.Rule = "By the rule there is no pair: no first questionnaire of this episode is complete."
	case after == nil:
		c.Rule = "By the rule there is no pair yet: after the first complete one, none of the same version is complete and " + later + "."
	default:
		c.Rule = "By the rule: the first complete one of the episode, and the last complete one " + later + "."
	}
}

func (c *PairChoice) episode() data.ID {
	if len(c.Choices) == 0 {
		return ""
	}
	return c.Choices[0].EpisodeID
}
