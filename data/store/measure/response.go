package measure

import (
	"context"
	"maps"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// ResponseRow is a questionnaire as a list shows it.
type ResponseRow struct {
	data.Response
	Client string
}

// ResponseColumns select a whole response, r, without its answers, for ScanResponse.
const ResponseColumns = `r.id, r.episode_id, r.client_id, r.instrument_id, r.instrument_version, r.stage, r.answered_on, r.mode,
	r.filled_by, r.language, r.finished, r.score, r.staff_id, r.contact_id, r.created_at, r.created_by, r.updated_at, r.updated_by`

// ScanResponse returns where ResponseColumns go.
func ScanResponse(r *data.Response) []any {
	return append([]any{&r.ID, &r.EpisodeID, &r.ClientID, &r.InstrumentID, &r.Version, &r.Stage, &r.AnsweredOn, &r.Mode,
		&r.FilledBy, &r.Language, &r.Finished, &r.Score, store.OrNull(&r.StaffID), store.OrNull(&r.ContactID)}, store.StampDest(&r.Stamp)...)
}

// SaveResponse adds a questionnaire (empty ID) or changes one. Answers are
// checked against the instrument, and the score is worked out here, so that no
// screen and no import can store a total that the answers do not give. An
// unfinished response may be saved after every tap.
func (s *Measure) SaveResponse(ctx context.Context, r *data.Response) error {
	return s.SaveResponseMet(ctx, r, data.Meeting{})
}

// SaveResponseMet is SaveResponse, and stores with it how they met: r.ContactID
// is filled in. The zero Meeting leaves that as it is.
func (s *Measure) SaveResponseMet(ctx context.Context, r *data.Response, m data.Meeting) error {
	if err := r.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedResponse, &r.ClientID, func(t *store.Tx) error {
		if r.EpisodeID == "" {
			id, err := casework.EpisodeAbout(t, r.ClientID, r.AnsweredOn)
			if err != nil {
				return err
			}
			store.AsItWas(t, &r.EpisodeID)
			r.EpisodeID = id
		}
		if r.StaffID == "" {
			r.StaffID = t.Actor
		}
		if err := meetFor(t, r, m); err != nil {
			return err
		}
		return SaveResponse(t, r)
	})
}

// meetFor fills in the contact that a questionnaire is answered in. Where no
// one says how they met, what is stored stays, since the contact may have been
// removed while the pad was open.
func meetFor(t *store.Tx, r *data.Response, m data.Meeting) error {
	store.AsItWas(t, &r.ContactID)
	var err error
	switch {
	case m.Said():
		r.ContactID, err = casework.Meet(t, m, r.ClientID, r.EpisodeID, r.AnsweredOn)
	case r.ID != "":
		err = t.Value(store.OrNull(&r.ContactID), "SELECT contact_id FROM response WHERE id = ?", r.ID)
	}
	return err
}

// SaveResponse writes a response within a transaction, with its answers and scores.
func SaveResponse(t *store.Tx, r *data.Response) error {
	if err := fixVersion(t, r); err != nil {
		return err
	}
	prorate, err := prorates(t)
	if err != nil {
		return err
	}
	total, writeScores, err := saveScores(t, r, prorate)
	if err != nil {
		return err
	}
	r.Score = total
	isNew := r.ID == ""
	answersChanged, err := answersChanged(t, r)
	if err != nil {
		return err
	}
	if err := t.Save("response", &r.ID, &r.Stamp, r.ClientID, []store.Field{
		{"episode_id", r.EpisodeID}, {"client_id", r.ClientID}, {"instrument_id", r.InstrumentID}, {"instrument_version", r.Version},
		{"stage", r.Stage}, {"answered_on", r.AnsweredOn}, {"mode", r.Mode}, {"filled_by", r.FilledBy}, {"language", r.Language}, {"finished", r.Finished},
		{"score", r.Score}, {"answered", len(r.Answers)}, {"staff_id", store.Ref(r.StaffID)}, {"contact_id", store.Ref(r.ContactID)},
	}, answersChanged...); err != nil {
		return err
	}
	if err := saveAnswers(t, r, isNew); err != nil {
		return err
	}
	return writeScores()
}

func saveAnswers(t *store.Tx, r *data.Response, isNew bool) error {
	answers := make([]store.Part, 0, len(r.Answers))
	for item, value := range r.Answers {
		answers = append(answers, store.Part{item, value})
	}
	if !isNew {
		return t.SetParts("answer", r.ID, answers)
	}
	for _, a := range answers {
		if err := t.AddPart("answer", r.ID, a); err != nil {
			return err
		}
	}
	return nil
}

// answersChanged names the answers when those that are stored are others, or
// were written one by one without a change entry.
func answersChanged(t *store.Tx, r *data.Response) ([]string, error) {
	if r.ID == "" {
		return nil, nil
	}
	if tapped, err := forgetTaps(t, r.ID); err != nil || tapped {
		return []string{"answers"}, err
	}
	held := []data.Response{*r}
	if err := AnswersOf(t.Ctx, t, held); err != nil || maps.Equal(held[0].Answers, r.Answers) {
		return nil, err
	}
	return []string{"answers"}, nil
}

// fixVersion says which version of the questionnaire was asked: the newest for
// one that begins, and for ever after that same one, whatever is loaded since.
func fixVersion(t *store.Tx, r *data.Response) error {
	c, err := Catalogue(t)
	if err != nil {
		return err
	}
	if newest, ok := c.ByID(r.InstrumentID); ok && r.Version == "" {
		r.Version = newest.Version
	}
	if r.ID != "" {
		if err := t.Value(&r.Version, "SELECT CASE instrument_id WHEN ? THEN instrument_version ELSE ? END FROM response WHERE id = ?",
			r.InstrumentID, r.Version, r.ID); err != nil {
			return err
		}
	}
	if _, ok := c.Version(r.InstrumentID, r.Version); !ok {
		return data.NewProblem(data.CodeInvalid, "Waymark does not have this questionnaire in this version, so nothing was saved. Load its file first.")
	}
	return nil
}

// prorates reports whether the service lets totals be made up from the answers
// that were given.
func prorates(t *store.Tx) (bool, error) {
	var prorate string
	err := t.Value(&prorate, "SELECT coalesce((SELECT value FROM setting WHERE key = ?), '')", lists.SettingProrate)
	return prorate == "yes", err
}

// Response reads one questionnaire with its answers; CodeNotFound when there is none.
func (s *Measure) Response(ctx context.Context, id data.ID) (*data.Response, error) {
	r, err := store.One(ctx, s.db, ScanResponse, "SELECT "+ResponseColumns+" FROM response r WHERE r.id = ?", id)
	if err != nil {
		return nil, err
	}
	s.db.Opened("response", r.ID, r.ClientID)
	list := []data.Response{*r}
	err = AnswersOf(ctx, s.db, list)
	return &list[0], err
}

// Finished reports whether a questionnaire is finished. Nothing of it is read, so it does
// not count as opened.
func (s *Measure) Finished(ctx context.Context, id data.ID) (finished bool, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT finished FROM response WHERE id = ?", id).Scan(&finished)
	return finished, store.Problem(err)
}

// AnswersOf fills in the answers of each response.
func AnswersOf(ctx context.Context, q store.Querier, list []data.Response) error {
	for i := range list {
		type answer struct{ item, value int }
		answers, err := store.Collect(ctx, q, func(a *answer) []any { return []any{&a.item, &a.value} },
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

// UnfinishedResponses returns the questionnaires that were left halfway, newest first,
// but for those of people who have died: no one is asked to finish them.
func (s *Measure) UnfinishedResponses(ctx context.Context) ([]ResponseRow, error) {
	return s.responseRows(ctx, "WHERE r.finished = 0 AND "+casework.Lives("r.client_id")+" ORDER BY r.updated_at DESC LIMIT 200")
}

// RecentResponses returns the newest finished questionnaires.
func (s *Measure) RecentResponses(ctx context.Context, limit int) ([]ResponseRow, error) {
	return s.responseRows(ctx, "WHERE r.finished ORDER BY r.answered_on DESC, r.id DESC LIMIT ?", limit)
}

func (s *Measure) responseRows(ctx context.Context, where string, args ...any) ([]ResponseRow, error) {
	rows, err := store.Collect(ctx, s.db, func(r *ResponseRow) []any {
		return append(ScanResponse(&r.Response), &r.Client)
	}, "SELECT "+ResponseColumns+", trim(c.given_names || ' ' || c.family_name) FROM response r JOIN client c ON c.id = r.client_id "+where, args...)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		one := []data.Response{rows[i].Response}
		if err := AnswersOf(ctx, s.db, one); err != nil {
			return nil, err
		}
		rows[i].Response = one[0]
	}
	return rows, nil
}
