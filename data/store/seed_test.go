package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/exchange"
	"waymark/data/store/office"
)

// seedForKill has a new database begin from a seed of an open one.
func seedForKill(ctx context.Context, maker *office.Office, path string, o store.Options) error {
	d, err := office.Open(ctx, path, o)
	if err != nil {
		return err
	}
	return errors.Join(begin(ctx, maker, d), d.Close())
}

// begin has a database begin from a seed of another one.
func begin(ctx context.Context, maker, d *office.Office) error {
	if err := maker.Exchange.Start(ctx, "maker", nil); err != nil {
		return err
	}
	shared, err := maker.Exchange.Shared(ctx)
	if err != nil {
		return err
	}
	if err := d.Exchange.Start(ctx, "new", shared); err != nil {
		return err
	}
	_, seed, err := maker.Exchange.GatherAndSeed(ctx, 0)
	if err != nil {
		return err
	}
	r, w := io.Pipe()
	go func() {
		_, err := seed.WriteTo(w)
		_ = w.CloseWithError(err)
	}()
	_, err = d.Exchange.BeginFrom(ctx, exchange.SeedIn{Device: "maker", Number: 1, Pages: r})
	return errors.Join(err, seed.Close())
}

// TestKilledSeedLeavesNothing kills the making and the taking of a seed at each of
// their stages. The next start finds the database as it was, or as the seed is.
func TestKilledSeedLeavesNothing(t *testing.T) {
	for stage, clients := range map[string]int{"seed begun": 0, "seed filled": 0, "seed received": 0, "seed filled in": 0, "seed taken": 0, "seed kept": 2} {
		t.Run(stage, func(t *testing.T) {
			folder, disk := t.TempDir(), t.TempDir()
			path := filepath.Join(folder, "surgery.db")
			killAt(t, stage, "WAYMARK_KILLED_DB="+path, "WAYMARK_KILLED_ACTION=seed", "WAYMARK_KILLED_DISK="+disk)
			for at, want := range map[string]int{path: 2, filepath.Join(disk, "new.db"): clients} {
				s, err := office.Open(context.Background(), at, store.Options{Clock: on("2026-04-08")})
				must(t, err)
				if _, n, err := s.Casework.Clients(context.Background(), data.ClientFilter{}); err != nil || n != want {
					t.Errorf("%s: %d clients, want %d (%v)", filepath.Base(at), n, want, err)
				}
				must(t, s.Close())
			}
			nothingLeft(t, folder, disk)
		})
	}
}

// A seed is in no file in the clear, also between two databases of which one is
// protected.
func TestSeed_isNowhereInTheClear(t *testing.T) {
	ctx := context.Background()
	maker, err := office.Open(ctx, filepath.Join(t.TempDir(), "maker.db"), store.Options{})
	must(t, err)
	defer func() { must(t, maker.Close()) }()
	must(t, maker.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pettigrew"}))
	folder := t.TempDir()
	path := filepath.Join(folder, "new.db")
	s, err := office.Open(ctx, path, store.Options{})
	must(t, err)
	must(t, s.Close())
	key, err := store.Protect(ctx, path, store.Options{}, store.NewSlot{Secret: secret(t, "four words of a passphrase")})
	must(t, err)
	defer key.Close()
	d, err := office.Open(ctx, path, store.Options{})
	must(t, err)
	defer func() { must(t, d.Close()) }()
	looked := 0
	look := func() {
		for _, at := range []string{folder, filepath.Dir(maker.Path())} {
			list, err := filepath.Glob(filepath.Join(at, "*.db*"))
			must(t, err)
			for _, file := range list {
				body, err := os.ReadFile(file)
				must(t, err)
				if plain := at != folder && filepath.Ext(file) != ".seed"; !plain && bytes.Contains(body, []byte("Pettigrew")) {
					t.Errorf("%s has a name in the clear", filepath.Base(file))
				}
				if filepath.Ext(file) == ".seed" {
					looked++
				}
			}
		}
	}
	store.AtStage(func(string) { look() })
	defer store.AtStage(func(string) {})
	must(t, begin(ctx, maker, d))
	if look(); looked < 4 {
		t.Errorf("seeds were looked at %d times", looked)
	}
	if _, n, err := d.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != 1 {
		t.Errorf("%d clients, %v", n, err)
	}
}

// While a window is open, its readers see the records from before or those of the seed.
func TestSeed_readersGoOn(t *testing.T) {
	ctx := context.Background()
	open := func(name string) *office.Office {
		s, err := office.Open(ctx, filepath.Join(t.TempDir(), name), store.Options{})
		must(t, err)
		t.Cleanup(func() { must(t, s.Close()) })
		return s
	}
	maker, d := open("maker.db"), open("new.db")
	must(t, maker.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	heard := map[store.ChangeKind]bool{}
	d.Subscribe(func(c store.Change) { heard[c.Kind] = true })
	count := func() (n int) {
		_, n, err := d.Casework.Clients(ctx, data.ClientFilter{Words: "pet"})
		must(t, err)
		return n
	}
	seen := map[string]int{}
	store.AtStage(func(stage string) { seen[stage] = count() })
	defer store.AtStage(func(string) {})
	must(t, begin(ctx, maker, d))
	if seen["seed filled in"] != 0 || seen["seed taken"] != 0 || seen["seed kept"] != 1 || count() != 1 {
		t.Errorf("%v", seen)
	}
	if !heard[store.ChangedClient] || !heard[store.ChangedDirectory] {
		t.Errorf("only %v were told", heard)
	}
	must(t, d.Casework.SaveClient(ctx, &data.Client{FamilyName: "Later"}))
	must(t, maker.Casework.SaveClient(ctx, &data.Client{FamilyName: "Other"}))
}

// A seed of an older program is brought up to date; one of a newer program is said to
// be that; one with anything else in it is not used.
func TestReceiveSeed_looksAtWhatItIs(t *testing.T) {
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "new.db"), store.Options{})
	must(t, err)
	defer func() { must(t, s.Close()) }()
	door := s.For(access.NewSession("", access.Everything, data.SystemClock()), access.Exchange)
	latest := store.LatestVersion()
	for name, c := range map[string]struct {
		version int
		also    string
		code    data.Code
	}{
		"of this version":   {latest, "", ""},
		"older":             {latest - 1, "", ""},
		"much older":        {latest - 20, "", ""},
		"newer":             {latest, "PRAGMA user_version = 9999", data.CodeNewer},
		"with a trigger":    {latest - 1, "CREATE TRIGGER more AFTER INSERT ON client BEGIN DELETE FROM client; END", data.CodeDamaged},
		"with a view":       {latest, "CREATE VIEW more AS SELECT 1", data.CodeDamaged},
		"without a table":   {latest, "DROP TABLE draft", data.CodeDamaged},
		"of something else": {latest, "PRAGMA application_id = 1", data.CodeDamaged},
	} {
		pages, err := store.SeedOf(ctx, filepath.Join(t.TempDir(), "made"), c.version, c.also)
		must(t, err)
		seed, err := door.ReceiveSeed(ctx, bytes.NewReader(pages))
		if data.CodeOf(err) != c.code || (err == nil) != (c.code == "") {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			must(t, seed.Close())
		}
		if left, err := filepath.Glob(s.Path() + ".seed*"); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %q, %v", name, left, err)
		}
	}
}

// Rows that name what is not there are found wherever they come from: the seed, what is
// written beside it, what goes, and what this PC keeps for itself.
func TestTakeSeed_whatRowsNameIsThere(t *testing.T) {
	ctx := context.Background()
	partner, staff := "INSERT INTO partner VALUES ('p', 'P', 'p', 0, '', '', '', '');", func(id, partner string) string {
		return "INSERT INTO staff VALUES ('" + id + "', '" + id + "', '" + id + "', 'prescriber', 0, '', '', '', '', '" + partner + "');"
	}
	add := func(id, partner string) func(*store.Tx) error {
		return func(t *store.Tx) error {
			_, err := t.AddReceived("staff", []string{"id", "name", "name_fold", "role", "created_at", "created_by", "updated_at", "updated_by", "partner_id"},
				[]any{id, id, id, "prescriber", "", "", "", "", partner})
			return err
		}
	}
	signsIn := func(t *store.Tx) error {
		if _, err := t.AddReceived("partner", []string{"id", "name", "name_fold", "created_at", "created_by", "updated_at", "updated_by"},
			[]any{"mine", "mine", "mine", "", "", "", ""}); err != nil {
			return err
		}
		if err := add("me", "mine")(t); err != nil {
			return err
		}
		_, err := t.AddReceived("sign_in", []string{"staff_id", "hash", "once", "until", "wrong", "wrong_at", "last_at"}, []any{"me", "", 0, "", 0, "", ""})
		return err
	}
	nothing := func(*store.Tx) error { return nil }
	for name, c := range map[string]struct {
		seed          string
		before, after func(*store.Tx) error
		whole         bool
	}{
		"all is there":          {partner + staff("s", "p"), nothing, add("t", "p"), true},
		"not in the seed":       {partner + staff("s", "gone"), nothing, nothing, false},
		"not of what is added":  {partner + staff("s", "p"), nothing, add("t", "gone"), false},
		"gone afterwards":       {partner + staff("s", "p"), nothing, func(t *store.Tx) error { _, err := t.DropReceived("partner", []string{"id"}, "p"); return err }, false},
		"named by this PC":      {partner + staff("s", "p"), signsIn, nothing, false},
		"named by this PC, too": {partner + staff("me", "p"), signsIn, nothing, true},
	} {
		s, err := office.Open(ctx, filepath.Join(t.TempDir(), "new.db"), store.Options{})
		must(t, err)
		door := s.For(access.NewSession("", access.Everything, data.SystemClock()), access.Exchange)
		must(t, door.Write(ctx, store.Change{}, c.before))
		pages, err := store.SeedOf(ctx, filepath.Join(t.TempDir(), "made"), store.LatestVersion(), c.seed)
		must(t, err)
		seed, err := door.ReceiveSeed(ctx, bytes.NewReader(pages))
		must(t, err)
		err = door.TakeSeed(ctx, seed, func(t *store.Tx, fill func(store.SeedPlan) error) error {
			return errors.Join(fill(store.SeedPlan{}), c.after(t))
		})
		if (err == nil) != c.whole || err != nil && data.CodeOf(err) != data.CodeDamaged {
			t.Errorf("%s: %v", name, err)
		}
		must(t, seed.Close())
		must(t, s.Close())
	}
}

// A seed that does not fit into memory and failed at its end left its pages in the log.
// The next save was refused then, because “another program” had changed the log, and the
// log was set aside at the end with everything in it.
func TestSeed_takenBackLeavesTheDatabaseToBeWritten(t *testing.T) {
	ctx := context.Background()
	maker := open(t, on("2026-04-08"))
	note := strings.Repeat("winding ", data.MaxNote/8) // 24 MB with that of all, and SQLite keeps 16 in memory
	must(t, maker.Load(ctx, "test", func(b *office.Bulk) error {
		for i := range 6000 {
			if err := b.Add(&data.Service{Name: fmt.Sprint("Club ", i), Description: note, Status: data.ServiceActive}); err != nil {
				return err
			}
		}
		return nil
	}))
	must(t, maker.Exchange.Start(ctx, "maker", nil))
	_, made, err := maker.Exchange.GatherAndSeed(ctx, 0)
	must(t, err)
	var pages bytes.Buffer
	_, err = made.WriteTo(&pages)
	must(t, errors.Join(err, made.Close()))

	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "new.db"), store.Options{})
	must(t, err)
	door := s.For(access.NewSession("", access.Everything, s.Clock()), access.Bulk)
	seed, err := door.ReceiveSeed(ctx, &pages)
	must(t, err)
	stop := errors.New("stopped")
	err = door.TakeSeed(ctx, seed, func(_ *store.Tx, fill func(store.SeedPlan) error) error {
		return errors.Join(fill(store.SeedPlan{Take: map[string]string{"service": ""}}), stop)
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	must(t, seed.Close())
	if err := s.Lists.SaveSurgery(ctx, &data.Surgery{Name: "Hill"}); err != nil {
		t.Errorf("the next save: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing: %v", err)
	}
}
