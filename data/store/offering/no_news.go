package offering

import (
	"context"
	"database/sql"
	"strconv"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// DefaultNoNewsDays is after how many days without any word a prescription is
// on the list of no news when the setting says nothing.
const DefaultNoNewsDays = 21

// NoNewsDays is after how many days without any word a prescription is on the
// list of no news.
func (s *Offering) NoNewsDays(ctx context.Context) (int, error) {
	if err := s.db.Ask(access.Read); err != nil {
		return 0, err
	}
	v, err := s.lists.Setting(ctx, lists.SettingNoNewsDays)
	if err != nil {
		return 0, err
	}
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		return n, nil
	}
	return DefaultNoNewsDays, nil
}

// NoNews lists the unfinished prescriptions of open episodes of which no one
// has heard for NoNewsDays, the longest silence first. A word is a status that
// was recorded, or a follow-up that was done.
func (s *Offering) NoNews(ctx context.Context) ([]data.NoNewsRow, error) {
	days, err := s.NoNewsDays(ctx)
	if err != nil {
		return nil, err
	}
	return store.Collect(ctx, s.db, func(r *data.NoNewsRow) []any {
		return []any{&r.PrescriptionID, &r.ClientID, &r.Client, &r.Service, &r.ServicePhone, &r.Status, &r.MadeOn, &r.LastWord,
			store.OrNull(&r.Slip), &r.FollowUpDue}
	}, `SELECT p.id, p.client_id, trim(c.given_names || ' ' || c.family_name), v.name, v.phone, p.status, p.made_on, w.last_word, p.slip,
			(SELECT min(f.due_on) FROM follow_up f WHERE f.prescription_id = p.id AND f.status = 'open')
		FROM silence w CROSS JOIN prescription p ON p.id = w.prescription_id JOIN client c ON c.id = p.client_id JOIN service v ON v.id = p.service_id
		WHERE w.last_word <= @before AND `+casework.Lives("p.client_id")+` ORDER BY w.last_word, c.sort_name, p.id LIMIT 500`,
		sql.Named("before", s.db.Today().AddDays(-days)))
}
