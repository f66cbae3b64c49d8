package directory

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// SearchServices returns the services that f asks for, how many there are in
// all, and what was looked for in place of or beside the typed words.
//
// Words are looked for as the beginnings of words; best first is a match in
// the name, then in category and needs, organisation, area and address, and
// description. A word that nothing is spelt like is replaced by the nearest;
// words of the same meaning (Synonyms) are found, too.
func (s *Directory) SearchServices(ctx context.Context, f data.ServiceFilter) (*data.ServiceSearch, error) {
	asked, err := s.askedFor(ctx, f)
	if err != nil {
		return nil, err
	}
	answer := &data.ServiceSearch{Instead: asked.instead, AnyWord: asked.anyWord, Also: asked.also, Shown: asked.shown()}
	today := s.db.Today()
	rows, total, known, err := s.keptPage(ctx, f, *asked)
	if err != nil {
		return nil, err
	}
	if known {
		answer.Rows, answer.Total = rows, total
		for i := range answer.Rows {
			finishServiceRow(&answer.Rows[i], nil, today)
		}
		return answer, nil
	}
	q := serviceQuery(f, *asked, today)
	if err := s.db.QueryRowContext(ctx, q.count(), q.args...).Scan(&answer.Total); err != nil {
		return nil, store.Problem(err)
	}
	answer.Rows, err = store.Collect(ctx, s.db, scanServiceRow, q.page(), q.pageArgs(f, s.db.Actor())...)
	for i := range answer.Rows {
		finishServiceRow(&answer.Rows[i], f.For, today)
	}
	if err == nil && f.For != nil {
		err = s.markBefore(ctx, answer.Rows, f.For.ClientID)
	}
	return answer, err
}

// Services is SearchServices without what it says about the words.
func (s *Directory) Services(ctx context.Context, f data.ServiceFilter) (rows []data.ServiceRow, total int, err error) {
	answer, err := s.SearchServices(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	return answer.Rows, answer.Total, nil
}

const serviceRowColumns = `v.id, v.name, coalesce(g.name, ''), v.area, v.cost, v.days, v.waiting, v.status, v.closed_until, v.room, v.phone,
	v.last_checked, v.min_age, v.max_age, v.wheelchair,
	coalesce((SELECT group_concat(name, ', ') FROM (SELECT r.name FROM service_need n JOIN reason r ON r.id = n.reason_id WHERE n.service_seq = v.seq ORDER BY r.position)), ''),
	coalesce((SELECT m.favourite FROM service_mark m WHERE m.service_id = v.id AND m.staff_id = @staff), 0)`

func scanServiceRow(r *data.ServiceRow) []any {
	return append(scanServiceOnly(r), &r.Miles, &r.Meets, &r.Mentions)
}

func scanServiceOnly(r *data.ServiceRow) []any {
	return []any{&r.ID, &r.Name, &r.Organisation, &r.Area, &r.Cost, &r.Days, &r.Waiting, &r.Status, &r.ClosedUntil, &r.Room, &r.Phone,
		&r.LastChecked, &r.MinAge, &r.MaxAge, &r.Wheelchair, &r.Needs, &r.Favourite}
}

// finishServiceRow lets a closure whose end has come be over, and says what
// speaks against a service for one person.
func finishServiceRow(r *data.ServiceRow, who *data.Suiting, today data.Date) {
	if r.Status == data.ServicePaused && !r.ClosedUntil.IsZero() && !r.ClosedUntil.After(today) {
		r.Status = data.ServiceActive
	}
	r.Miles = milesOf(r.Miles)
	if who != nil {
		r.Reasons = who.Against(r)
	}
}

// markBefore says what was said when a service was last put before the person.
func (s *Directory) markBefore(ctx context.Context, rows []data.ServiceRow, client data.ID) error {
	type said struct {
		service  data.ID
		decision data.Decision
		on       data.Date
	}
	list, err := store.Collect(ctx, s.db, func(x *said) []any { return []any{&x.service, &x.decision, &x.on} },
		"SELECT service_id, decision, offered_on FROM offer WHERE client_id = ? ORDER BY offered_on, id", client)
	if err != nil {
		return err
	}
	last := map[data.ID]said{}
	for _, x := range list {
		last[x.service] = x
	}
	for i := range rows {
		if x, ok := last[rows[i].ID]; ok {
			rows[i].Before, rows[i].BeforeOn = x.decision, x.on
		}
	}
	return nil
}

// serviceSQL is a search put together: what it selects from and in which order.
type serviceSQL struct {
	from, where, order string
	away, meets        string // the square of the distance in degrees; whether it meets a need
	mentions           string // whether it has a word of a need
	args               []any  // named, for all of these
}

func (q serviceSQL) count() string { return "SELECT count(*)" + q.from + q.where }

// page picks the page first; what stands beside a name is looked up only for
// the rows that are shown.
func (q serviceSQL) page() string {
	return `WITH page AS MATERIALIZED (SELECT seq, away, meets, mentions, row_number() OVER () AS place FROM (
		SELECT v.seq, ` + q.away + ` AS away, ` + q.meets + ` AS meets, ` + q.mentions + ` AS mentions` + q.from + q.where + q.order + ` LIMIT @limit OFFSET @offset))
	SELECT ` + serviceRowColumns + `, coalesce(p.away, -1), p.meets, p.mentions
	FROM page p JOIN service v ON v.seq = p.seq LEFT JOIN organisation g ON g.id = v.organisation_id ORDER BY p.place`
}
