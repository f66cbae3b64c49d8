package lists

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"time"

	"waymark/data"
	"waymark/data/store"
)

// The keys of the settings. A setting that was never set reads as "".
const (
	SettingServiceName    = "service_name"         // on the cover of the report
	SettingTextScale      = "text_scale"           // 1.0 is normal; 0.85 to 1.6
	SettingAppearance     = "appearance"           // "light", "dark" or "system"
	SettingCurrentStaff   = "current_staff"        // ID of who uses this PC
	SettingMissed         = "missed_steps"         // what to propose after one non-attendance, after two and so on; see rule.ReadMissedSteps
	SettingCheckDays      = "check_days"           // after how many days a service is due a check; 90
	SettingNoNewsDays     = "no_news_days"         // after how many days without word a prescription is on the list of no news; 21
	SettingMostAttempts   = "follow_up_attempts"   // after how many attempts that reached no one a follow-up is closed; 3
	SettingServicePhone   = "service_phone"        // printed on what people take home
	SettingRegistration   = "wemwbs_registration"  // the service's reference with the University of Warwick
	SettingProrate        = "prorate"              // "yes": a total may be made up from the answers given
	SettingLoneliness     = "loneliness_reason"    // ID of the reason that stands for loneliness; "": the first whose name says so
	SettingMinimumCell    = "minimum_cell"         // the smallest count that leaves the service; "": 5
	SettingFeedFolder     = "calendar_feed"        // the folder in which a calendar file is kept up to date; "": none
	SettingFeedNames      = "calendar_feed_names"  // "yes": that file has full names, not initials
	SettingFeedBy         = "calendar_feed_by"     // ID of who signed in to set that up; only what they see is written. "": no one signed in
	SettingCodes          = "message_codes"        // "yes": the lists for surgeries have the codes that the service loaded
	SettingMessageTasks   = "message_tasks"        // "yes": a task to write to the surgery after the first contact and on closure
	SettingRoundTo        = "round_to"             // counts that leave the service are rounded to this; "": none
	SettingReportStaff    = "report_by_staff"      // "yes": reports have people and change by prescriber, by name
	SettingNation         = "nation"               // whose bank holidays count; "": England and Wales
	SettingRoleName       = "role_name"            // what a prescriber is called; "": prescriber
	SettingRoleNames      = "role_names"           // what several are called; "": the plural by rule
	SettingPrescribersSee = "prescribers_see"      // OwnClients: prescribers see their own clients only
	SettingLockAfter      = "lock_after"           // after how many minutes without use the window locks; "": 10, "0": never
	SettingReleases       = "release_place"        // the folder or https address that tells of new versions; "": none is asked
	SettingAskedSignIn    = "sign_in_asked"        // "not now": a new service was asked whether people sign in
	SettingInactiveDays   = "device_inactive_days" // after how many days a PC that was not heard of holds nothing up; "": 60
	SettingMinimumAge     = "minimum_age"          // the age from which the service is for people; "": 50, "0": any
)

// OwnClients is the value of SettingPrescribersSee that narrows prescribers.
const OwnClients = "own"

// Setting reads a setting, "" when it was never set.
func (s *Lists) Setting(ctx context.Context, key string) (string, error) {
	return setting(ctx, s.db, key)
}

// SettingOf reads a setting as Setting does, within a reading or a transaction.
func SettingOf(ctx context.Context, q store.Querier, key string) (string, error) {
	return setting(ctx, q, key)
}

func setting(ctx context.Context, q store.Querier, key string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, store.Problem(err)
}

// MinimumAge is the age from which the service is for people, 0 for any.
func (s *Lists) MinimumAge(ctx context.Context) (int, error) { return MinimumAge(ctx, s.db) }

// MinimumAge reads the age from which the service is for people, 0 for any.
func MinimumAge(ctx context.Context, q store.Querier) (int, error) {
	v, err := setting(ctx, q, SettingMinimumAge)
	if n, wrong := strconv.Atoi(v); wrong == nil && n >= 0 {
		return n, err
	}
	return data.DefaultMinimumAge, err
}

// ownSettings are those that say how someone works at this PC, and nothing of the
// service: whoever is at it may change them.
var ownSettings = []string{SettingTextScale, SettingAppearance, SettingCurrentStaff, data.SettingVisitFrom, data.SettingVisitTo}

// serviceSettings are those that say who sees what, and what becomes of PCs and backups:
// in a partnership, they are about the clients of all partners.
var serviceSettings = []string{SettingPrescribersSee, SettingLockAfter, SettingReleases, SettingInactiveDays, data.SettingBackupDays}

// SetSetting stores a setting.
func (s *Lists) SetSetting(ctx context.Context, key, value string) error {
	door := s.db
	switch {
	case slices.Contains(ownSettings, key):
		door = s.seat
	case slices.Contains(serviceSettings, key):
		door = s.people
	}
	return door.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error { return SetSetting(t, key, value) })
}

// SetSetting stores a setting within a transaction.
func SetSetting(t *store.Tx, key, value string) error {
	before, err := setting(t.Ctx, t, key)
	if err != nil {
		return err
	}
	if err := t.Put("setting", []any{key}, store.Field{"value", value}); err != nil {
		return err
	}
	if before != value {
		if err := t.WasSet(key); err != nil {
			return err
		}
	}
	return t.Audit("change", "setting", data.ID(key), "", "value")
}

// SaveDraft keeps a half-filled form under a key such as "client:new". A draft
// is not a record: it is not audited and tells no one.
func (s *Lists) SaveDraft(ctx context.Context, key string, body []byte) error {
	return s.seat.Write(ctx, store.Change{}, func(t *store.Tx) error {
		return t.Derive(`INSERT INTO draft (key, body, saved_at) VALUES (?, ?, ?)
			ON CONFLICT (key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`, DraftKey(s.seat, key), body, store.Instant(t.Now))
	})
}

// Draft returns what was kept under key and when; ok is false when there is none.
func (s *Lists) Draft(ctx context.Context, key string) (body []byte, saved time.Time, ok bool, err error) {
	err = s.seat.QueryRowContext(ctx, "SELECT body, saved_at FROM draft WHERE key = ?", DraftKey(s.seat, key)).Scan(&body, store.At(&saved))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, false, nil
	}
	return body, saved, err == nil, store.Problem(err)
}

// DropDraft forgets a draft, once its form was saved or thrown away.
func (s *Lists) DropDraft(ctx context.Context, key string) error {
	return s.seat.Write(ctx, store.Change{}, func(t *store.Tx) error {
		return t.Derive("DELETE FROM draft WHERE key = ?", DraftKey(s.seat, key))
	})
}

// DraftKey is the key that a draft has in the file: what one person typed is kept
// from the next who signs in.
func DraftKey(door *store.Door, key string) string {
	if person := door.SignedInAs(); person != "" {
		return string(person) + " " + key
	}
	return key
}
