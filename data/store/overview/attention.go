package overview

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/measure"
)

// AttentionList returns what someone should look at beside follow-ups and
// contacts; prescriber may be empty for everyone's.
func (s *Overview) AttentionList(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	list, err := s.homeVisits(ctx, today, prescriber)
	if err != nil {
		return nil, err
	}
	for _, look := range []func(context.Context, data.Date, data.ID) ([]data.Attention, error){
		s.rightsDue, s.flagsDue, s.newReferrals, s.onHolidays, s.consentToConfirm, s.withoutNextStep, s.halfFilled, s.questionnairesDue, s.uncheckedServices, s.holidaysEnd,
	} {
		found, err := look(ctx, today, prescriber)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return once(list), nil
}

// onHolidays finds what stands on a day that became a holiday, and tells which
// follow-ups moved because of it.
func (s *Overview) onHolidays(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	clashes, err := s.offering.HolidayClashes(ctx, today, prescriber)
	if err != nil {
		return nil, err
	}
	var list []data.Attention
	const most = 3
	for _, c := range clashes[:min(most, len(clashes))] {
		list = append(list, data.Attention{Kind: "Holiday", Count: 1,
			Sentence: c.Client + ", " + data.LowerFirst(c.What) + ", is on " + c.Holiday.On.Long() + ", which is now " + c.Holiday.Title})
	}
	if more := len(clashes) - most; more > 0 {
		list = append(list, data.Attention{Kind: "Holiday", Count: more,
			Sentence: data.Plural(more, "more appointment is", "more appointments are") + " on a day that is now a holiday"})
	}
	moves, err := s.offering.HolidayMoves(ctx, prescriber)
	if err != nil {
		return nil, err
	}
	for _, g := range data.GroupHolidayMoves(moves) {
		list = append(list, data.Attention{Kind: "Holiday", Count: len(g.Moves), Sentence: g.Sentence()})
	}
	return list, nil
}

// withoutNextStep finds open clients for whom nothing at all is planned.
func (s *Overview) withoutNextStep(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	type row struct {
		client data.ID
		name   string
		total  int
	}
	rows, err := store.Collect(ctx, s.db, func(r *row) []any { return []any{&r.client, &r.name, &r.total} },
		`WITH idle AS MATERIALIZED (SELECT e.rowid AS seq, e.opened_on, e.client_id FROM episode e
			WHERE e.status = 'open' AND `+casework.Lives("e.client_id")+`
			AND (@prescriber = '' OR coalesce(e.prescriber_id, (SELECT c.prescriber_id FROM client c WHERE c.id = e.client_id)) = @prescriber)
			AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.episode_id = e.id AND f.status = 'open')
			AND NOT EXISTS (SELECT 1 FROM appointment a WHERE `+store.AppointmentsOf("e.client_id")+` AND a.on_day >= @today AND a.state IN ('booked', 'arrived', 'in_room') AND a.removed_at IS NULL))
		SELECT c.id, trim(c.given_names || ' ' || c.family_name), (SELECT count(*) FROM idle)
		FROM (SELECT * FROM idle ORDER BY opened_on, seq LIMIT 3) i CROSS JOIN client c ON c.id = i.client_id ORDER BY i.opened_on, i.seq`,
		sql.Named("prescriber", prescriber), sql.Named("today", today))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	list := make([]data.Attention, 0, len(rows)+1)
	for _, r := range rows {
		list = append(list, data.Attention{Kind: "No next step", ClientID: r.client, Count: 1,
			Sentence: fmt.Sprintf("%s has no next step planned", r.name)})
	}
	if more := rows[0].total - len(rows); more > 0 {
		list = append(list, data.Attention{Kind: "No next step", Count: more,
			Sentence: data.Plural(more, "more open client has no next step planned", "more open clients have no next step planned")})
	}
	return list, nil
}

func (s *Overview) halfFilled(ctx context.Context, _ data.Date, _ data.ID) ([]data.Attention, error) {
	rows, err := s.measure.UnfinishedResponses(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if len(rows) == 1 {
		return []data.Attention{{Kind: "Questionnaire", ClientID: rows[0].ClientID, Count: 1,
			Sentence: fmt.Sprintf("The questionnaire of %s is unfinished", rows[0].Client)}}, nil
	}
	return []data.Attention{{Kind: "Questionnaire", Count: len(rows),
		Sentence: fmt.Sprintf("%d questionnaires are unfinished", len(rows))}}, nil
}

// dueLook is how many open episodes Today looks at for due questionnaires: in a
// large caseload the exact number of hundreds helps no one.
const dueLook = 200

// questionnairesDue finds people who are due a questionnaire: without a first
// and a later one, no one can say what has changed.
func (s *Overview) questionnairesDue(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	due, err := s.measure.DueQuestionnaires(ctx, measure.DueFilter{Today: today, Prescriber: prescriber, Look: dueLook})
	if err == nil && (due.MoreFirst && due.First < dueLook/2 || due.MoreFollowUp && due.FollowUp < dueLook/2) {
		// Many of those looked at have refused, so the others count.
		due, err = s.measure.DueQuestionnaires(ctx, measure.DueFilter{Today: today, Prescriber: prescriber})
	}
	if err != nil {
		return nil, err
	}
	var list []data.Attention
	for _, stage := range []struct {
		of    data.Stage
		n     int
		more  bool
		which string
	}{
		{data.Baseline, due.First, due.MoreFirst, "first questionnaire"},
		{data.StageFollowUp, due.FollowUp, due.MoreFollowUp, "follow-up questionnaire"},
	} {
		rows := due.Of(stage.of)
		switch {
		case stage.n == 0:
		case stage.n == 1:
			list = append(list, data.Attention{Kind: "Questionnaire", ClientID: rows[0].ClientID, Count: 1,
				Sentence: rows[0].Client + " is due the " + stage.which + ": " + namesOf(rows)})
		case stage.more:
			list = append(list, data.Attention{Kind: "Questionnaire", Count: stage.n,
				Sentence: fmt.Sprintf("More than %d people are due a %s", stage.n-1, stage.which)})
		default:
			list = append(list, data.Attention{Kind: "Questionnaire", Count: stage.n,
				Sentence: fmt.Sprintf("%d people are due a %s", stage.n, stage.which)})
		}
	}
	return list, nil
}

func namesOf(rows []measure.DueQuestionnaire) string {
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = rows[i].Name
	}
	return data.JoinAnd(names)
}

// uncheckedServices counts services in use whose entry no one has checked
// lately, for whoever may check them.
func (s *Overview) uncheckedServices(ctx context.Context, today data.Date, _ data.ID) ([]data.Attention, error) {
	if s.db.MayNot(access.Directory, access.Write) {
		return nil, nil
	}
	days, err := s.directory.CheckDays(ctx)
	if err != nil {
		return nil, err
	}
	var n int
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM in_use WHERE last_checked < ?",
		today.AddDays(-days)).Scan(&n)
	if err != nil || n == 0 {
		return nil, store.Problem(err)
	}
	return []data.Attention{{Kind: "Directory", Count: n,
		Sentence: fmt.Sprintf(data.Plural(n, "service in use has not been checked for %d days", "services in use have not been checked for %d days"), days)}}, nil
}

// holidaysEnd warns when follow-ups may soon be scheduled beyond the list.
func (s *Overview) holidaysEnd(ctx context.Context, today data.Date, _ data.ID) ([]data.Attention, error) {
	h, err := s.lists.Holidays(ctx)
	if err != nil || h.Covers(today.AddDays(60)) {
		return nil, err
	}
	sentence := "The list of bank holidays ends on %s. Add next year’s dates in Settings."
	if s.db.MayNot(access.Wording, access.Write) {
		sentence = "The list of bank holidays ends on %s. Ask a manager to add next year’s dates."
	}
	return []data.Attention{{Kind: "Holidays", Count: 1, Sentence: fmt.Sprintf(sentence, h.LastDay().Long())}}, nil
}
