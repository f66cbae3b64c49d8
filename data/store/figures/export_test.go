package figures

// Aggregates are the bare queries that the figures of everyone cannot do
// without: those for each subject of the report, and those for each of the
// measures given.
func Aggregates(measures ...string) []string {
	list := []string{
		`SELECT c.sex, (CAST(replace(@to, '-', '') AS INTEGER) - CAST(replace(c.birth_date, '-', '') AS INTEGER)) / 10000, f.reason_id, coalesce(f.surgery_id, c.surgery_id), f.source, count(*)` + described + ` GROUP BY 1, 2, 3, 4, 5`,
		`SELECT count(*) FROM referral WHERE received_on BETWEEN @from AND @to`,
		`SELECT x.reason_id, count(*) FROM (SELECT f.id` + described + `) f JOIN referral_reason x ON x.referral_id = f.id GROUP BY 1`,
		`SELECT n.reason_id, count(DISTINCT n.client_id) FROM need n WHERE n.removed_at IS NULL AND n.found_on BETWEEN @from AND @to AND n.client_id IN (` + seenInPeriod + `) GROUP BY 1`,
		`SELECT f.reason_id, n.reason_id, count(DISTINCT n.client_id) FROM need n JOIN client c ON c.id = n.client_id` + describedBy +
			` WHERE n.removed_at IS NULL AND n.found_on BETWEEN @from AND @to GROUP BY 1, 2`,
		`SELECT outcome, kind, count(*) FROM contact WHERE removed_at IS NULL AND held_on BETWEEN @from AND @to GROUP BY 1, 2`,
		`SELECT o.decision, p.status, count(*) FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to GROUP BY 1, 2`,
		`SELECT o.why, count(*) FROM offer o WHERE o.offered_on BETWEEN @from AND @to AND o.decision <> 'chosen' GROUP BY 1`,
		`SELECT o.confidence, count(*), count(*) FILTER (WHERE ` + went + `) FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to GROUP BY 1`,
		`SELECT o.service_id, count(*), count(*) FILTER (WHERE ` + went + `) FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to GROUP BY 1`,
		`SELECT count(DISTINCT o.client_id), count(DISTINCT CASE WHEN o.decision = 'chosen' THEN o.client_id END), count(DISTINCT CASE WHEN ` + went + ` THEN o.client_id END)
			FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to`,
		`SELECT julianday((SELECT min(k.held_on) FROM contact k WHERE k.client_id = r.client_id AND k.held_on >= r.received_on AND k.outcome = 'attended'
		   AND k.removed_at IS NULL AND k.episode_id = r.episode_id)) - julianday(r.received_on),
		 julianday((SELECT min(h.status_on) FROM prescription_status h JOIN prescription p ON p.id = h.prescription_id WHERE h.client_id = r.client_id
		   AND p.episode_id = r.episode_id AND h.status_on >= r.received_on AND ` + went + ` AND h.status IN ('started', 'attending', 'completed', 'stopped'))) - julianday(r.received_on)
		 FROM referral r WHERE r.received_on BETWEEN @from AND @to`,
		`SELECT status, count(*) FROM follow_up WHERE first_due BETWEEN @from AND @to GROUP BY 1`,
	}
	for _, m := range measures {
		list = append(list, aggregatesOf(m)...)
	}
	return list
}

// aggregatesOf are the queries for one measure: by stage and mode, the pairs by
// the rule with what describes people, and the services that they went to.
func aggregatesOf(measure string) []string {
	from := ` FROM response r LEFT JOIN score s ON s.response_id = r.id AND s.measure = '` + measure + `' WHERE r.finished AND r.instrument_id = 'wemwbs'`
	pairs := `WITH first AS MATERIALIZED (` + firstFollowUps + `), said(episode_id, day) AS (SELECT * FROM first),
		after AS (SELECT r.client_id, r.episode_id, s.value, row_number() OVER (PARTITION BY r.client_id ORDER BY r.answered_on DESC, r.id DESC) AS place` + from + `
		  AND r.answered_on BETWEEN @from AND @to AND s.value IS NOT NULL AND r.answered_on >= (SELECT day FROM said WHERE said.episode_id = r.episode_id)
		  AND r.client_id NOT IN ` + refused + `),
		before AS (SELECT r.episode_id, s.value, row_number() OVER (PARTITION BY r.episode_id ORDER BY r.answered_on, r.id) AS place` + from + `
		  AND r.stage = 'baseline' AND r.answered_on <= @to AND s.value IS NOT NULL),
		pair AS (SELECT a.client_id, a.episode_id, b.value AS first, a.value AS last FROM after a JOIN before b ON b.episode_id = a.episode_id AND b.place = 1 WHERE a.place = 1)`
	return []string{
		`SELECT r.stage, r.mode, count(s.value), avg(s.value)` + from + ` AND r.answered_on BETWEEN @from AND @to GROUP BY 1, 2`,
		pairs + ` SELECT p.first, p.last, c.sex, c.birth_date, f.reason_id, coalesce(f.surgery_id, c.surgery_id) FROM pair p JOIN client c ON c.id = p.client_id` + describedBy,
		`SELECT DISTINCT p.episode_id, p.service_id FROM prescription p WHERE ` + went,
	}
}

// seenInPeriod are the clients with an attended contact in the period.
const seenInPeriod = `SELECT DISTINCT client_id FROM contact WHERE held_on BETWEEN @from AND @to AND outcome = 'attended' AND removed_at IS NULL`

// described are these clients, with what describes them, in scope.
const described = ` FROM (` + seenInPeriod + `) k JOIN client c ON c.id = k.client_id` + describedBy + ` WHERE` + inScope

// refused are the people whose latest word on the use in evaluation was no.
const refused = `(SELECT n.client_id FROM consent n WHERE n.kind = 'evaluation' AND n.given = 0 AND NOT EXISTS (SELECT 1 FROM consent l
	WHERE l.client_id = n.client_id AND l.kind = 'evaluation' AND (l.given_on, l.created_at, l.id) > (n.given_on, n.created_at, n.id)))`

// went is true of prescriptions whose client went at least once.
const went = `p.status IN ('started', 'attending', 'completed', 'stopped')`

// firstFollowUps gives the day of each episode's first follow-up, as
// rule.FirstFollowUp states it.
const firstFollowUps = `SELECT episode_id, min(CASE WHEN status = 'done' THEN closed_on ELSE first_due END) FROM follow_up WHERE number = 1 GROUP BY episode_id`
