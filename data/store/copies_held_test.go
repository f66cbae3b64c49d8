package store_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// opened opens a database on a day.
func openedOn(t *testing.T, path, day string) *office.Office {
	t.Helper()
	s, err := office.Open(context.Background(), path, store.Options{Clock: later(day)})
	must(t, err)
	return s
}

func TestDailyCopy_removesBackupsOlderThanTheServiceKeepsThem(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s := openedOn(t, path, "2026-01-10")
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	_, err := s.DailyCopy(ctx)
	must(t, err)
	_, err = s.BackupNow(ctx)
	must(t, err)
	must(t, s.Close())
	copies := filepath.Join(filepath.Dir(path), "copies")
	made, err := filepath.Glob(filepath.Join(copies, "*.db"))
	must(t, err)
	for _, occasion := range []string{"before-update-v3", "before-restore-101500"} {
		must(t, copyFile(made[0], filepath.Join(copies, "waymark-2026-01-09-"+occasion+".db")))
	}
	must(t, os.WriteFile(filepath.Join(copies, "waymark-2026-01-08.db"), []byte("of another program"), 0o600))

	s = openedOn(t, path, "2026-03-01")
	must(t, s.Lists.SetSetting(ctx, data.SettingBackupDays, "0"))
	_, err = s.DailyCopy(ctx)
	must(t, err)
	if list, _ := s.Copies(); len(list) != 6 {
		t.Errorf("kept without end: %v", list)
	}
	must(t, s.Lists.SetSetting(ctx, data.SettingBackupDays, "30"))
	_, err = s.DailyCopy(ctx)
	must(t, err)
	list, err := s.Copies()
	must(t, err)
	for i := range list {
		list[i] = filepath.Base(list[i])
	}
	// What cannot be read may be anyone's, and is left alone.
	if want := []string{"waymark-2026-03-01.db", "waymark-2026-01-08.db"}; !slices.Equal(list, want) {
		t.Errorf("kept %v, want %v", list, want)
	}
	must(t, s.Close())
}

// The newest backup stays, however old it is.
func TestDailyCopy_keepsTheNewestBackup(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s := openedOn(t, path, "2026-01-10")
	_, err := s.DailyCopy(ctx)
	must(t, err)
	must(t, s.Close())
	s = openedOn(t, path, "2027-01-10")
	for range 2 {
		_, err = s.DailyCopy(ctx)
		must(t, err)
	}
	if list, _ := s.Copies(); len(list) != 1 || filepath.Base(list[0]) != "waymark-2027-01-10.db" {
		t.Errorf("kept %v", list)
	}
	must(t, s.Close())
}

func TestCleanBackups_writesThemAnewWithoutTheErased(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	path := filepath.Join(folder, "waymark.db")
	s := openedOn(t, path, "2026-04-08")
	gone := data.Client{FamilyName: "Zyxwvutsky", Matters: "dialysis at the Zyxwell"}
	must(t, s.Casework.SaveClient(ctx, &gone))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	backup, err := s.DailyCopy(ctx)
	must(t, err)
	beside := filepath.Join(folder, "waymark - Copy.db")
	must(t, copyFile(backup, beside))
	broken := filepath.Join(folder, "copies", "waymark-2026-04-02.db")
	must(t, os.WriteFile(broken, []byte("half"), 0o600))
	left, err := s.Casework.EraseClient(ctx, gone.ID)
	must(t, err)
	if len(left.Copies) != 3 {
		t.Fatalf("held in %+v", left.Copies)
	}
	cleaned, still, err := s.Retention.CleanBackups(ctx)
	must(t, err)
	if cleaned != 2 || len(still) != 1 || still[0].Path != broken || !still[0].Unread {
		t.Errorf("%d cleaned, left %+v", cleaned, still)
	}
	c, err := s.Retention.Certificate(ctx, left.Certificate)
	must(t, err)
	if len(c.Body.Backups) != 1 || c.Body.Backups[0].Name != filepath.Base(broken) {
		t.Errorf("the certificate lists %+v", c.Body.Backups)
	}
	must(t, s.Close())
	noByteOf(t, "zyxw", path, backup, beside)
	if files, _ := filepath.Glob(filepath.Join(folder, "copies", "*")); len(files) != 2 {
		t.Errorf("left behind: %v", files)
	}
	if list := peopleIn(t, backup); !slices.Equal(list, []string{"Pett"}) {
		t.Errorf("the backup has %v", list)
	}
}

// A backup stays sealed with what it was sealed with.
func TestCleanBackups_leavesThemSealed(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s := openedOn(t, path, "2026-04-08")
	must(t, s.Close())
	key, err := store.Protect(ctx, path, store.Options{}, store.NewSlot{Secret: secret(t, "four words of a passphrase")})
	must(t, err)
	defer key.Close()
	s = openedOn(t, path, "2026-04-08")
	gone := data.Client{FamilyName: "Zyxwvutsky"}
	must(t, s.Casework.SaveClient(ctx, &gone))
	backup, err := s.DailyCopy(ctx)
	must(t, err)
	_, err = s.Casework.EraseClient(ctx, gone.ID)
	must(t, err)
	cleaned, still, err := s.Retention.CleanBackups(ctx)
	if err != nil || cleaned != 1 || len(still) != 0 {
		t.Errorf("%d cleaned, left %+v, %v", cleaned, still, err)
	}
	must(t, s.Close())
	if sealed, err := store.Protected(backup); err != nil || !sealed {
		t.Errorf("the backup is sealed: %t, %v", sealed, err)
	}
	again, err := store.Unlock(backup, "", secret(t, "four words of a passphrase"))
	must(t, err)
	again.Close()
}
