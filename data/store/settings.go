package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"waymark/data"
)

// The keys of the settings. A setting that was never set reads as "".
const (
	SettingServiceName  = "service_name"        // on the cover of the report
	SettingTextScale    = "text_scale"          // 1.0 is normal; 0.85 to 1.6
	SettingAppearance   = "appearance"          // "light", "dark" or "system"
	SettingCurrentStaff = "current_staff"       // ID of who uses this PC
	SettingCheckDays    = "check_days"          // after how many days a service is due a check; 90
	SettingNoNewsDays   = "no_news_days"        // after how many days without word a prescription is on the list of no news; 21
	SettingServicePhone = "service_phone"       // printed on what people take home
	SettingRegistration = "wemwbs_registration" // the service's reference with the University of Warwick
	SettingProrate      = "prorate"             // "yes": a total may be made up from the answers given
	SettingLoneliness   = "loneliness_reason"   // ID of the reason that stands for loneliness; "": the first whose name says so
	SettingMinimumCell  = "minimum_cell"        // the smallest count that leaves the service; "": 5
	SettingRoundTo      = "round_to"            // counts that leave the service are rounded to this; "": none
)

// Setting reads a setting, "" when it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	return setting(ctx, s.reader, key)
}

func setting(ctx context.Context, q querier, key string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, problem(err)
}

// SetSetting stores a setting.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error { return t.setSetting(key, value) })
}

func (t *tx) setSetting(key, value string) error {
	before, err := setting(t.ctx, t, key)
	if err != nil {
		return err
	}
	if err := t.put("setting", []any{key}, field{"value", value}); err != nil {
		return err
	}
	if key == SettingProrate && before != value {
		if err := t.rescore(""); err != nil {
			return err
		}
	}
	return t.audit("change", "setting", data.ID(key), "", "value")
}

// SaveDraft keeps a half-filled form under a key such as "client:new". A draft
// is not a record: it is not audited and tells nobody.
func (s *Store) SaveDraft(ctx context.Context, key string, body []byte) error {
	return s.write(ctx, Change{}, func(t *tx) error {
		return t.derive(`INSERT INTO draft (key, body, saved_at) VALUES (?, ?, ?)
			ON CONFLICT (key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`, key, body, instant(t.now))
	})
}

// Draft gives what was kept under key and when; ok is false when there is none.
func (s *Store) Draft(ctx context.Context, key string) (body []byte, saved time.Time, ok bool, err error) {
	err = s.reader.QueryRowContext(ctx, "SELECT body, saved_at FROM draft WHERE key = ?", key).Scan(&body, at(&saved))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, false, nil
	}
	return body, saved, err == nil, problem(err)
}

// DropDraft forgets a draft, once its form was saved or thrown away.
func (s *Store) DropDraft(ctx context.Context, key string) error {
	return s.write(ctx, Change{}, func(t *tx) error {
		return t.derive("DELETE FROM draft WHERE key = ?", key)
	})
}
