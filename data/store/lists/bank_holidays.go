package lists

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// Nation is the part of the United Kingdom whose bank holidays count here.
func (s *Lists) Nation(ctx context.Context) (data.Nation, error) { return nation(ctx, s.db) }

func nation(ctx context.Context, q store.Querier) (data.Nation, error) {
	v, err := setting(ctx, q, SettingNation)
	return data.KnownNation(v), err
}

// HolidayReach says how far the list of bank holidays of a nation reaches.
type HolidayReach struct {
	Nation data.Nation
	Last   data.Date // 31 December of the last year that is known
	Loaded bool      // a published list was loaded by the service
}

// HolidayReaches says of every nation how far its list of bank holidays reaches.
func (s *Lists) HolidayReaches(ctx context.Context) ([]HolidayReach, error) {
	var all []HolidayReach
	for _, n := range data.Nations() {
		list, loaded, err := bankHolidays(ctx, s.db, n.Value)
		if err != nil {
			return nil, err
		}
		all = append(all, HolidayReach{Nation: n.Value, Last: data.NewHolidays(list).LastDay(), Loaded: loaded})
	}
	return all, nil
}

// bankHolidays is the list of a nation without the service's own changes.
func bankHolidays(ctx context.Context, q store.Querier, n data.Nation) (list []data.Holiday, loaded bool, err error) {
	published, err := store.Collect(ctx, q, func(h *data.Holiday) []any { return []any{&h.On, &h.Title} },
		"SELECT day, title FROM bank_holiday WHERE nation = ? ORDER BY day", n)
	for i := range published {
		published[i].Source = "GOV.UK"
	}
	return data.WithPublished(data.BankHolidays(n), published), len(published) > 0, err
}

// SaveBankHolidays replaces the published lists within a transaction.
func SaveBankHolidays(t *store.Tx, all map[data.Nation][]data.Holiday) error {
	for _, n := range data.Nations() {
		if err := savePublished(t, n.Value, all[n.Value]); err != nil {
			return err
		}
	}
	return nil
}

func savePublished(t *store.Tx, n data.Nation, list []data.Holiday) error {
	held, err := store.Collect(t.Ctx, t, func(d *data.Date) []any { return []any{d} }, "SELECT day FROM bank_holiday WHERE nation = ?", n)
	if err != nil {
		return err
	}
	wanted := map[data.Date]bool{}
	for _, h := range list {
		wanted[h.On] = true
		if err := t.Put("bank_holiday", []any{n, h.On}, store.Field{"title", h.Title}); err != nil {
			return err
		}
	}
	for _, day := range held {
		if !wanted[day] {
			if err := t.Remove("bank_holiday", n, day); err != nil {
				return err
			}
		}
	}
	return t.Audit("load", "bank_holiday", data.ID(n), "", "title")
}
