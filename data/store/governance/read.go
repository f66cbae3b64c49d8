package governance

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// facts are what the page is made of.
type facts struct {
	own     Own
	service string
	today   data.Date
	path    string
	since   data.Date // when the first client was added; zero without any

	counts map[string]int // rows by table, of those of kinds
	staff  int

	signIn    bool
	byRole    map[access.Role]int
	ownOnly   bool
	lockAfter int // minutes; 0: never
	codes     int // passphrases and codes that are not one's own yet

	rules    data.RetentionRules
	days     int
	due      int
	kept     int
	erasures int // certificates of the last year
	erased   int // people on them

	sealed      bool
	passphrases int
	recovery    bool
	backups     []time.Time // when they were made, newest first
	plain       int         // backups that are plain
	folder      string

	audit      int
	auditSince data.Date
	auditPCs   int     // other PCs whose audit trail is here
	exports    []count // of the last year, by what
	handedOver int
	readers    int
	letters    int
	feeds      []string // hosts that are read
	releases   string
	calendar   bool
	names      bool // the calendar file has full names
	devices    int
	depot      string

	minimum  int
	requests []count // of the last year, by kind
	open     int
	standing int
}

// count is a number of something.
type count struct {
	what string
	n    int
}

// read reads all of it.
func (s *Governance) read(ctx context.Context) (*facts, error) {
	f := &facts{today: s.db.Today(), counts: map[string]int{}, byRole: map[access.Role]int{}}
	for _, step := range []func(context.Context, *facts) error{
		s.readHeld, s.readPeople, s.readRetention, s.readFiles, s.readSent, s.readSettings, s.readRights, s.readDevices,
	} {
		if err := step(ctx, f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (s *Governance) readHeld(ctx context.Context, f *facts) (err error) {
	if f.own, err = s.OwnWords(ctx); err != nil {
		return err
	}
	for _, k := range kinds {
		for _, table := range k.tablesOf() {
			var n int
			if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n); err != nil { // table is our own
				return store.Problem(err)
			}
			f.counts[table] = n
		}
	}
	if err := s.db.QueryRowContext(ctx, "SELECT substr(min(created_at), 1, 10) FROM client").Scan(&f.since); err != nil {
		return store.Problem(err)
	}
	return store.Problem(s.db.QueryRowContext(ctx, "SELECT count(*) FROM staff WHERE retired = 0").Scan(&f.staff))
}

func (s *Governance) readPeople(ctx context.Context, f *facts) error {
	list, err := s.people.List(ctx)
	if err != nil {
		return err
	}
	for i := range list {
		if p := &list[i]; p.Active() {
			f.signIn = true
			f.byRole[p.Role]++
			if !p.CodeUntil.IsZero() {
				f.codes++
			}
		}
	}
	return nil
}

func (s *Governance) readRetention(ctx context.Context, f *facts) (err error) {
	if f.rules, err = s.retention.Rules(ctx); err != nil {
		return err
	}
	if f.days, err = s.retention.BackupDays(ctx); err != nil {
		return err
	}
	if f.due, err = s.retention.DueCount(ctx); err != nil {
		return err
	}
	return store.Problem(s.db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(people), 0),
		(SELECT count(DISTINCT client_id) FROM retention_kept WHERE removed_at IS NULL AND until_on > ?1)
		FROM erasure_certificate WHERE created_at >= ?2`, f.today, f.today.AddMonths(-12).String()).Scan(&f.erasures, &f.erased, &f.kept))
}

func (s *Governance) readFiles(ctx context.Context, f *facts) error {
	state, err := s.db.FileState(ctx)
	if err != nil {
		return err
	}
	f.path, f.folder, f.sealed = state.Path, state.CopiesDir, len(state.Slots) > 0
	for _, slot := range state.Slots {
		if slot.Kind == store.RecoverySlot {
			f.recovery = true
		} else {
			f.passphrases++
		}
	}
	for _, b := range state.Backups {
		f.backups = append(f.backups, b.Made)
		if b.Plain {
			f.plain++
		}
	}
	return nil
}

const yearOfExports = `SELECT record, count(*) FROM audit WHERE action = 'export' AND at >= ? GROUP BY record ORDER BY count(*) DESC, record`

func (s *Governance) readSent(ctx context.Context, f *facts) (err error) {
	year := f.today.AddMonths(-12).String()
	if err := s.db.QueryRowContext(ctx, "SELECT count(*), coalesce(substr(min(at), 1, 10), ''), (SELECT count(*) FROM audit_chain) FROM audit").Scan(&f.audit, &f.auditSince, &f.auditPCs); err != nil {
		return store.Problem(err)
	}
	scan := func(c *count) []any { return []any{&c.what, &c.n} }
	if f.exports, err = store.Collect(ctx, s.db, scan, yearOfExports, year); err != nil {
		return err
	}
	if err := s.db.QueryRowContext(ctx, "SELECT count(*), count(DISTINCT reader_id) FROM handed WHERE not_sent_at IS NULL").Scan(&f.handedOver, &f.readers); err != nil {
		return store.Problem(err)
	}
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM letter WHERE handed_on IS NOT NULL AND removed_at IS NULL AND made_on >= ?", year).Scan(&f.letters); err != nil {
		return store.Problem(err)
	}
	addresses, err := store.Collect(ctx, s.db, func(a *string) []any { return []any{a} }, "SELECT address FROM source_feed ORDER BY source")
	for _, a := range addresses {
		if u, wrong := url.Parse(a); wrong == nil {
			f.feeds = append(f.feeds, u.Host)
		}
	}
	return err
}

func (s *Governance) readSettings(ctx context.Context, f *facts) error {
	set := map[string]string{}
	for _, key := range []string{lists.SettingServiceName, lists.SettingPrescribersSee, lists.SettingLockAfter, lists.SettingReleases,
		lists.SettingFeedFolder, lists.SettingFeedNames, lists.SettingMinimumCell} {
		value, err := lists.SettingOf(ctx, s.db, key)
		if err != nil {
			return err
		}
		set[key] = value
	}
	f.service, f.ownOnly, f.releases = set[lists.SettingServiceName], set[lists.SettingPrescribersSee] == lists.OwnClients, set[lists.SettingReleases]
	f.calendar, f.names = set[lists.SettingFeedFolder] != "", set[lists.SettingFeedNames] == "yes"
	f.lockAfter, f.minimum = numberOr(set[lists.SettingLockAfter], 10), numberOr(set[lists.SettingMinimumCell], 5)
	return nil
}

func numberOr(text string, byDefault int) int {
	if n, err := strconv.Atoi(text); err == nil && n >= 0 {
		return n
	}
	return byDefault
}

func (s *Governance) readRights(ctx context.Context, f *facts) (err error) {
	scan := func(c *count) []any { return []any{&c.what, &c.n} }
	if f.requests, err = store.Collect(ctx, s.db, scan, "SELECT kind, count(*) FROM rights_request WHERE asked_on >= ? GROUP BY kind ORDER BY kind",
		f.today.AddMonths(-12)); err != nil {
		return err
	}
	for i := range f.requests {
		f.requests[i].what = data.RightsKind(f.requests[i].what).Label()
	}
	return store.Problem(s.db.QueryRowContext(ctx, "SELECT coalesce(sum(state = 'open'), 0), coalesce(sum("+store.StandingSQL+"), 0) FROM rights_request").
		Scan(&f.open, &f.standing))
}

func (s *Governance) readDevices(ctx context.Context, f *facts) error {
	service, err := s.devices.Service(ctx)
	if err != nil || service.ID == "" {
		return err
	}
	for _, d := range service.Devices {
		if d.Active() {
			f.devices++
		}
	}
	f.depot = placeOf(service.Store.Address)
	return nil
}

// placeOf says where the store in the middle is, without keys.
func placeOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" || u.Scheme == "file" {
		return "a folder"
	}
	return u.Host
}
