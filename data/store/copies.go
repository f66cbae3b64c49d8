package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"waymark/data"
)

// partialSuffix ends the name of a copy that is not whole yet.
const partialSuffix = ".partial"

// DailyCopy makes today's dated copy unless there is one, checks it, and keeps
// the newest ones, none longer than the service keeps backups. It may run beside
// other work. made is "" when there was one.
func (s *Store) DailyCopy(ctx context.Context) (made string, err error) {
	list, err := s.copies(ctx)
	if err != nil {
		return "", Problem(err)
	}
	for _, c := range list {
		own := c.claim == prunable && equalNames(c.base, copyBase(s.path))
		if own && c.occasion == "" && c.day == s.options.Clock.Today() {
			return "", Problem(s.expireCopies(ctx))
		}
	}
	made = s.copyPath("")
	if err = s.backupTo(ctx, made); err != nil {
		return "", Problem(err)
	}
	return made, Problem(errors.Join(s.thinCopies(ctx), s.expireCopies(ctx)))
}

// BackupNow makes a copy at once, under a name of its own, and checks it.
func (s *Store) BackupNow(ctx context.Context) (path string, err error) {
	path = s.copyPath(s.timeOfDay())
	if err = s.backupTo(ctx, path); err != nil {
		return "", Problem(err)
	}
	return path, s.thinCopies(ctx)
}

// copyBeforeUpdate keeps the database as an older program left it, once: the
// copy of an update that was interrupted goes when there is a fresh one.
func (s *Store) copyBeforeUpdate(ctx context.Context, version int) error {
	occasion := fmt.Sprintf("%s-v%d", beforeUpdate, version)
	earlier, err := s.copies(ctx)
	if err != nil {
		return err
	}
	if err := s.backupTo(ctx, s.copyPath(occasion)); err != nil {
		return err
	}
	for _, c := range earlier {
		if c.claim == prunable && c.occasion == occasion && equalNames(c.base, copyBase(s.path)) {
			if err := removeIfThere(c.path); err != nil {
				return err
			}
		}
	}
	return nil
}

// BackupTo writes a consistent copy with VACUUM INTO, checks it, and only then
// gives it its name: a copy that has its name is whole. It refuses to write
// over a file.
func (s *Store) BackupTo(ctx context.Context, final string) error {
	return Problem(s.backupTo(ctx, final))
}

func (s *Store) backupTo(ctx context.Context, final string) error {
	if s.guard != nil {
		if err := s.guard.inPlace(); err != nil {
			return err
		}
	}
	return s.backupWith(ctx, final, s.vacuumInto)
}

// backupWith is backupTo with another way to write the copy.
func (s *Store) backupWith(ctx context.Context, final string, write func(ctx context.Context, partial string) error) error {
	if taken(final) {
		return data.NewProblem(data.CodeRefused, "There is a file of that name already. It was left as it is. Give the backup another name.")
	}
	if err := os.MkdirAll(filepath.Dir(final), 0o700); err != nil {
		return &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The folder for the copies cannot be made, so no copy was taken. Check its permissions."}
	}
	note := beginNote(s.owner())
	defer note.done()
	note.begun(noteCopy, final)
	partial := final + partialSuffix
	if err := removeWhole(partial); err != nil {
		return err
	}
	if err := ownerOnly(partial); err != nil {
		return err
	}
	reached("copy begun")
	err := write(ctx, partial)
	reached("copy written")
	if err == nil {
		err = checkCopy(ctx, partial)
	}
	if err == nil {
		err = syncFile(partial)
	}
	if err == nil {
		err = os.Rename(partial, final)
	}
	if err != nil {
		_ = removeWhole(partial)
		return err
	}
	reached("copy named")
	return syncFolder(filepath.Dir(final))
}

// owner is the database whose next start tidies up after a killed copy.
func (s *Store) owner() string {
	if s.tidier != "" {
		return s.tidier
	}
	return s.path
}

func (s *Store) vacuumInto(ctx context.Context, partial string) error {
	// A connection of its own: the copy must not hold up writing.
	open := func() (*sql.DB, error) { return connect(s.path, probing, 1) }
	if s.tidier != "" {
		open = func() (*sql.DB, error) { return connectCopy(s.path) }
	}
	db, err := open()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	target, err := s.sealing.into(partial)
	if err != nil {
		return err
	}
	if _, err = db.ExecContext(ctx, "PRAGMA query_only = off"); err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", target)
	}
	return err
}

func checkCopy(ctx context.Context, path string) error {
	db, err := connectCopy(path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return quickCheck(ctx, db)
}

func quickCheck(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return &data.Problem{Code: data.CodeDamaged, Cause: fmt.Errorf("quick_check: %s", verdict),
			Sentence: "The backup failed its check, so the database may be damaged. Do not delete it. Restore the most recent good backup."}
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0o600) // a copy that was just made
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// syncFolder makes sure that a new name is on the disk before something that
// relies on it happens. Windows writes names through by itself.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	_ = f.Sync() // some file systems cannot, and then there is nothing to wait for
	return f.Close()
}

// Copies lists the dated copies of this database, newest first.
func (s *Store) Copies() ([]string, error) {
	list, err := s.copies(context.Background())
	if err != nil {
		return nil, err
	}
	paths := make([]string, 0, len(list))
	for _, c := range list {
		paths = append(paths, c.path)
	}
	return paths, nil
}

// datedCopy is a copy in the folder of copies.
type datedCopy struct {
	copyFile
	path  string
	made  time.Time
	claim claim
}

// copies lists the copies of this database, newest first: by the day in the
// name, since a folder that was moved to another PC has new file times.
func (s *Store) copies(ctx context.Context) ([]datedCopy, error) {
	entries, err := os.ReadDir(s.options.CopiesDir)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var list []datedCopy
	ours := s.origin(ctx)
	for _, e := range entries {
		c, ok := readCopyName(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if os.IsNotExist(err) {
			continue // another program removed it meanwhile
		} else if err != nil {
			return nil, err
		}
		if claim := s.claims(ctx, c, ours); claim != notOurs {
			list = append(list, datedCopy{c, filepath.Join(s.options.CopiesDir, c.name), info.ModTime(), claim})
		}
	}
	slices.SortFunc(list, func(a, b datedCopy) int {
		return cmp.Or(strings.Compare(b.day.String(), a.day.String()), b.made.Compare(a.made), strings.Compare(b.path, a.path))
	})
	return list, nil
}

// thinCopies removes all but the newest copies of this database, counting the
// daily ones apart from those made by hand, so that neither pushes the other
// out. Copies of any other database are left alone, even under this one's name.
func (s *Store) thinCopies(ctx context.Context) error {
	list, err := s.copies(ctx)
	if err != nil {
		return err
	}
	daily, byHand := 0, 0
	for _, c := range list {
		if c.claim != prunable {
			continue
		}
		if err := os.Chmod(c.path, 0o600); err != nil && !os.IsNotExist(err) && !os.IsPermission(err) {
			return err
		}
		kept := &byHand
		switch {
		case c.kept():
			continue
		case c.occasion == "":
			kept = &daily
		}
		if *kept++; *kept <= s.options.KeepCopies {
			continue
		}
		if err := removeIfThere(c.path); err != nil {
			return err
		}
	}
	return nil
}
