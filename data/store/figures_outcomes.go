package store

import (
	"database/sql"

	"waymark/data"
)

// refused are the people whose latest word on the use in evaluation was no.
const refused = `(SELECT n.client_id FROM consent n WHERE n.kind = 'evaluation' AND n.given = 0 AND NOT EXISTS (SELECT 1 FROM consent l
	WHERE l.client_id = n.client_id AND l.kind = 'evaluation' AND (l.given_on, l.created_at, l.id) > (n.given_on, n.created_at, n.id)))`

// inPeriod are the finished questionnaires of one instrument, answered in the
// period by people who were seen and did not refuse.
func (c *counter) inPeriod() string {
	return ` FROM response r WHERE r.instrument_id = @instrument AND r.finished AND r.answered_on BETWEEN @from AND @to
		AND r.client_id IN ` + c.seen() + ` AND r.client_id NOT IN ` + refused
}

func (c *counter) outcomes() error {
	instruments, err := collect(c.ctx, c.q, func(id *string) []any { return []any{id} },
		"SELECT DISTINCT instrument_id FROM response WHERE finished ORDER BY 1")
	if err != nil {
		return err
	}
	for _, id := range instruments {
		o := data.OutcomeFigures{InstrumentID: id}
		for _, count := range []func(*data.OutcomeFigures, []any) error{c.respondents, c.pairs, c.modes} {
			if err := count(&o, append(c.args(), sql.Named("instrument", id))); err != nil {
				return err
			}
		}
		if err := c.numbers(`SELECT count(DISTINCT n.client_id) FROM `+refused+` n WHERE n.client_id IN `+c.seen(), &o.Refused); err != nil {
			return err
		}
		c.figures.Outcomes = append(c.figures.Outcomes, o)
	}
	return nil
}

// respondents counts people by stage, once each: with a total, or with
// questionnaires that are all incomplete.
func (c *counter) respondents(o *data.OutcomeFigures, args []any) error {
	type stage struct {
		stage                data.Stage
		complete, incomplete int
		mean                 *float64
	}
	rows, err := collect(c.ctx, c.q, func(s *stage) []any { return []any{&s.stage, &s.complete, &s.incomplete, &s.mean} },
		`SELECT stage, count(score), count(*) - count(score), avg(score) FROM (
		  SELECT r.stage, r.score, row_number() OVER (PARTITION BY r.client_id, r.stage
		    ORDER BY r.score IS NULL, CASE r.stage WHEN 'baseline' THEN 1 ELSE -1 END * julianday(r.answered_on), r.id) AS place`+c.inPeriod()+`)
		WHERE place = 1 GROUP BY stage`, args...)
	if err != nil {
		return err
	}
	for _, s := range rows {
		if s.stage == data.Baseline {
			o.Baselines, o.BaselinesIncomplete, o.BaselineMean = s.complete, s.incomplete, s.mean
		} else {
			o.FollowUps, o.FollowUpsIncomplete, o.FollowUpMean = s.complete, s.incomplete, s.mean
		}
	}
	return nil
}

// pairs are the same people before and after: the last complete follow-up in
// the period, and the first complete baseline of its episode.
func (c *counter) pairs(o *data.OutcomeFigures, args []any) error {
	var err error
	o.Pairs, err = collect(c.ctx, c.q, func(p *data.Pair) []any { return []any{&p.Before, &p.After} },
		`WITH after AS (SELECT r.client_id, r.episode_id, r.score, r.answered_on, row_number() OVER (PARTITION BY r.client_id
		    ORDER BY r.answered_on DESC, r.id DESC) AS place`+c.inPeriod()+` AND r.stage = 'follow_up' AND r.score IS NOT NULL),
		 pair AS (SELECT (SELECT b.score FROM response b WHERE b.episode_id = a.episode_id AND b.stage = 'baseline' AND b.finished
		    AND b.instrument_id = @instrument AND b.score IS NOT NULL AND b.answered_on <= a.answered_on
		    ORDER BY b.answered_on, b.id LIMIT 1) AS before, a.score AS after FROM after a WHERE a.place = 1)
		SELECT before, after FROM pair WHERE before IS NOT NULL ORDER BY before, after`, args...)
	return err
}

func (c *counter) modes(o *data.OutcomeFigures, args []any) error {
	counts, err := collect(c.ctx, c.q, func(t *data.Tally) []any { return []any{&t.Key, &t.N} },
		`SELECT r.mode, count(*)`+c.inPeriod()+` AND r.score IS NOT NULL GROUP BY r.mode`, args...)
	if err != nil {
		return err
	}
	n := map[string]int{}
	for _, t := range counts {
		n[t.Key] = t.N
	}
	for _, m := range data.AnswerModes() {
		o.ByMode = append(o.ByMode, data.Tally{Key: string(m.Value), Label: m.Label, N: n[string(m.Value)]})
	}
	return nil
}
