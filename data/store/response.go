package store

import (
	"context"
	"maps"

	"waymark/data"
)

// ResponseRow is a questionnaire as a list shows it.
type ResponseRow struct {
	data.Response
	Client string
}

const responseColumns = `r.id, r.episode_id, r.client_id, r.instrument_id, r.instrument_version, r.stage, r.answered_on, r.mode,
	r.filled_by, r.finished, r.score, r.staff_id, r.contact_id, r.created_at, r.created_by, r.updated_at, r.updated_by`

func scanResponse(r *data.Response) []any {
	return append([]any{&r.ID, &r.EpisodeID, &r.ClientID, &r.InstrumentID, &r.Version, &r.Stage, &r.AnsweredOn, &r.Mode,
		&r.FilledBy, &r.Finished, &r.Score, orNull(&r.StaffID), orNull(&r.ContactID)}, stampDest(&r.Stamp)...)
}

// SaveResponse adds a questionnaire (empty ID) or changes one. Answers are
// checked against the instrument, and the score is worked out here, so that no
// screen and no import can store a total that the answers do not give. An
// unfinished response may be saved after every tap.
func (s *Store) SaveResponse(ctx context.Context, r *data.Response) error {
	return s.SaveResponseMet(ctx, r, data.Meeting{})
}

// SaveResponseMet is SaveResponse, and stores with it how they met: r.ContactID
// is filled in. The zero Meeting leaves that as it is.
func (s *Store) SaveResponseMet(ctx context.Context, r *data.Response, m data.Meeting) error {
	if err := r.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &r.ClientID, func(t *tx) error {
		if r.EpisodeID == "" {
			id, err := t.episodeAbout(r.ClientID, r.AnsweredOn)
			if err != nil {
				return err
			}
			asItWas(t, &r.EpisodeID)
			r.EpisodeID = id
		}
		if r.StaffID == "" {
			r.StaffID = t.actor
		}
		if err := t.meetFor(r, m); err != nil {
			return err
		}
		return t.saveResponse(r)
	})
}

// meetFor fills in the contact that a questionnaire is answered in. Where no
// one says how they met, what is stored stays, since the contact may have been
// removed while the pad was open.
func (t *tx) meetFor(r *data.Response, m data.Meeting) error {
	asItWas(t, &r.ContactID)
	var err error
	switch {
	case m.Said():
		r.ContactID, err = t.meet(m, r.ClientID, r.EpisodeID, r.AnsweredOn)
	case r.ID != "":
		err = t.value(orNull(&r.ContactID), "SELECT contact_id FROM response WHERE id = ?", r.ID)
	}
	return err
}

func (t *tx) saveResponse(r *data.Response) error {
	if err := t.fixVersion(r); err != nil {
		return err
	}
	prorate, err := t.prorates()
	if err != nil {
		return err
	}
	total, writeScores, err := t.saveScores(r, prorate)
	if err != nil {
		return err
	}
	r.Score = total
	isNew := r.ID == ""
	answersChanged, err := t.answersChanged(r)
	if err != nil {
		return err
	}
	if err := t.save("response", &r.ID, &r.Stamp, r.ClientID, []field{
		{"episode_id", r.EpisodeID}, {"client_id", r.ClientID}, {"instrument_id", r.InstrumentID}, {"instrument_version", r.Version},
		{"stage", r.Stage}, {"answered_on", r.AnsweredOn}, {"mode", r.Mode}, {"filled_by", r.FilledBy}, {"finished", r.Finished},
		{"score", r.Score}, {"answered", len(r.Answers)}, {"staff_id", ref(r.StaffID)}, {"contact_id", ref(r.ContactID)},
	}, answersChanged...); err != nil {
		return err
	}
	if err := t.saveAnswers(r, isNew); err != nil {
		return err
	}
	return writeScores()
}

func (t *tx) saveAnswers(r *data.Response, isNew bool) error {
	answers := make([]part, 0, len(r.Answers))
	for item, value := range r.Answers {
		answers = append(answers, part{item, value})
	}
	if !isNew {
		return t.setParts("answer", r.ID, answers)
	}
	for _, a := range answers {
		if err := t.addPart("answer", r.ID, a); err != nil {
			return err
		}
	}
	return nil
}

// answersChanged names the answers when those that are stored are others, or
// were written one by one without a change entry.
func (t *tx) answersChanged(r *data.Response) ([]string, error) {
	if r.ID == "" {
		return nil, nil
	}
	if tapped, err := t.forgetTaps(r.ID); err != nil || tapped {
		return []string{"answers"}, err
	}
	held := []data.Response{*r}
	if err := answersOf(t.ctx, t, held); err != nil || maps.Equal(held[0].Answers, r.Answers) {
		return nil, err
	}
	return []string{"answers"}, nil
}

// fixVersion says which version of the questionnaire was asked: the newest for
// one that begins, and for ever after that same one, whatever is loaded since.
func (t *tx) fixVersion(r *data.Response) error {
	c, err := t.catalogue()
	if err != nil {
		return err
	}
	if newest, ok := c.ByID(r.InstrumentID); ok && r.Version == "" {
		r.Version = newest.Version
	}
	if r.ID != "" {
		if err := t.value(&r.Version, "SELECT CASE instrument_id WHEN ? THEN instrument_version ELSE ? END FROM response WHERE id = ?",
			r.InstrumentID, r.Version, r.ID); err != nil {
			return err
		}
	}
	if _, ok := c.Version(r.InstrumentID, r.Version); !ok {
		return data.NewProblem(data.CodeInvalid, "Waymark does not have this questionnaire in this version, so nothing was saved. Please load its file first.")
	}
	return nil
}

// prorates reports whether the service lets totals be made up from the answers
// that were given.
func (t *tx) prorates() (bool, error) {
	var prorate string
	err := t.value(&prorate, "SELECT coalesce((SELECT value FROM setting WHERE key = ?), '')", SettingProrate)
	return prorate == "yes", err
}

// Response reads one questionnaire with its answers; CodeNotFound when there is none.
func (s *Store) Response(ctx context.Context, id data.ID) (*data.Response, error) {
	r, err := one(ctx, s.reader, scanResponse, "SELECT "+responseColumns+" FROM response r WHERE r.id = ?", id)
	if err != nil {
		return nil, err
	}
	list := []data.Response{*r}
	err = answersOf(ctx, s.reader, list)
	return &list[0], err
}

// answersOf fills in the answers of each response.
func answersOf(ctx context.Context, q querier, list []data.Response) error {
	for i := range list {
		type answer struct{ item, value int }
		answers, err := collect(ctx, q, func(a *answer) []any { return []any{&a.item, &a.value} },
			"SELECT item, value FROM answer WHERE response_id = ?", list[i].ID)
		if err != nil {
			return err
		}
		list[i].Answers = make(map[int]int, len(answers))
		for _, a := range answers {
			list[i].Answers[a.item] = a.value
		}
	}
	return nil
}

// UnfinishedResponses gives the questionnaires that were left half-way, newest first.
func (s *Store) UnfinishedResponses(ctx context.Context) ([]ResponseRow, error) {
	return s.responseRows(ctx, "WHERE r.finished = 0 ORDER BY r.updated_at DESC LIMIT 200")
}

// RecentResponses gives the newest finished questionnaires.
func (s *Store) RecentResponses(ctx context.Context, limit int) ([]ResponseRow, error) {
	return s.responseRows(ctx, "WHERE r.finished ORDER BY r.answered_on DESC, r.id DESC LIMIT ?", limit)
}

func (s *Store) responseRows(ctx context.Context, where string, args ...any) ([]ResponseRow, error) {
	rows, err := collect(ctx, s.reader, func(r *ResponseRow) []any {
		return append(scanResponse(&r.Response), &r.Client)
	}, "SELECT "+responseColumns+", trim(c.given_names || ' ' || c.family_name) FROM response r JOIN client c ON c.id = r.client_id "+where, args...)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		one := []data.Response{rows[i].Response}
		if err := answersOf(ctx, s.reader, one); err != nil {
			return nil, err
		}
		rows[i].Response = one[0]
	}
	return rows, nil
}
