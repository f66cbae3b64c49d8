package offering

import (
	"context"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// SetNation says whose bank holidays count. What is due on a day that is now a
// holiday moves, as when a day is added.
func (s *Offering) SetNation(ctx context.Context, n data.Nation) error {
	if n != data.KnownNation(string(n)) {
		return data.FieldErrors{{Field: "Nation", Sentence: "Choose England and Wales, Scotland or Northern Ireland."}}
	}
	return s.changeHolidays(ctx, func(t *store.Tx) error { return lists.SetSetting(t, lists.SettingNation, string(n)) })
}

// LoadBankHolidays takes the file of bank holidays that GOV.UK publishes, whole or
// not at all. What was due on a day that is now a holiday moves.
func (s *Offering) LoadBankHolidays(ctx context.Context, file []byte) error {
	all, err := data.ParseBankHolidays(file)
	if err != nil {
		return err
	}
	return s.changeHolidays(ctx, func(t *store.Tx) error { return lists.SaveBankHolidays(t, all) })
}

// changeHolidays changes which days are holidays, and then what is booked on them.
func (s *Offering) changeHolidays(ctx context.Context, change func(*store.Tx) error) error {
	err := s.wording.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error {
		before, err := lists.HolidayList(t.Ctx, t)
		if err != nil {
			return err
		}
		if err := change(t); err != nil {
			return err
		}
		after, err := lists.HolidayList(t.Ctx, t)
		if err != nil {
			return err
		}
		return holidaysChanged(t, data.NewHolidays(before), data.NewHolidays(after))
	})
	if err == nil {
		s.db.Announce(store.Change{Kind: store.ChangedFollowUp}) // follow-ups of several may have moved
	}
	return err
}
