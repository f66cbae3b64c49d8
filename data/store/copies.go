package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"waymark/data"
)

const copyPrefix, copySuffix = "waymark-", ".db"

// partialSuffix ends the name of a copy that is not whole yet.
const partialSuffix = ".partial"

// copyName is the file name of a copy made today.
func (s *Store) copyName(occasion string) string {
	name := copyPrefix + s.options.Clock.Today().String()
	if occasion != "" {
		name += "-" + occasion
	}
	return name + copySuffix
}

// DailyCopy makes today's dated copy unless there is one, checks it, and keeps
// the newest ones. It may run beside other work. made is "" when there was one.
func (s *Store) DailyCopy(ctx context.Context) (made string, err error) {
	path := filepath.Join(s.options.CopiesDir, s.copyName(""))
	if _, err := os.Stat(path); err == nil {
		return "", nil
	}
	if made, err = s.copyTo(ctx, s.copyName("")); err != nil {
		return "", problem(err)
	}
	return made, s.thinCopies()
}

// BackupNow makes a copy at once, under a name of its own, and checks it.
func (s *Store) BackupNow(ctx context.Context) (path string, err error) {
	now := s.options.Clock.Now().Local().Format("150405")
	if path, err = s.copyTo(ctx, s.copyName(now)); err != nil {
		return "", problem(err)
	}
	return path, s.thinCopies()
}

func (s *Store) copyTo(ctx context.Context, name string) (string, error) {
	final := filepath.Join(s.options.CopiesDir, name)
	return final, s.BackupTo(ctx, final)
}

// BackupTo writes a consistent copy with VACUUM INTO, checks it, and only then
// gives it its name: a copy that has its name is whole.
func (s *Store) BackupTo(ctx context.Context, final string) error {
	return problem(s.backupTo(ctx, final))
}

func (s *Store) backupTo(ctx context.Context, final string) error {
	if err := os.MkdirAll(filepath.Dir(final), 0o700); err != nil {
		return &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The folder for the copies cannot be made, so no copy was taken. Please check its permissions."}
	}
	partial := final + partialSuffix
	if err := removeIfThere(partial); err != nil {
		return err
	}
	if err := ownerOnly(partial); err != nil {
		return err
	}
	// A connection of its own: the copy must not hold up writing.
	db, err := connect(s.path, probing, 1)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err = db.ExecContext(ctx, "PRAGMA query_only = off"); err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", partial)
	}
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
		_ = os.Remove(partial)
	}
	return err
}

func checkCopy(ctx context.Context, path string) error {
	db, err := connect(path, probing, 1)
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
			Sentence: "The copy did not pass its check, so the database may be damaged. Please keep it as it is, and go on with the newest of the earlier copies."}
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

// Copies lists the dated copies, newest first.
func (s *Store) Copies() ([]string, error) {
	entries, err := os.ReadDir(s.options.CopiesDir)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	type dated struct {
		path string
		made time.Time
	}
	var list []dated
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), copyPrefix) || !strings.HasSuffix(e.Name(), copySuffix) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		list = append(list, dated{filepath.Join(s.options.CopiesDir, e.Name()), info.ModTime()})
	}
	// Of two made in one moment, the later day comes first.
	slices.SortFunc(list, func(a, b dated) int { return cmp.Or(b.made.Compare(a.made), strings.Compare(b.path, a.path)) })
	paths := make([]string, 0, len(list))
	for _, d := range list {
		paths = append(paths, d.path)
	}
	return paths, nil
}

// thinCopies removes all but the newest copies, counting those of every day
// apart from those made by hand, so that neither pushes the other out. Those
// taken before an update are kept: they are the only way back to an older program;
// and so is what a restored copy took the place of.
func (s *Store) thinCopies() error {
	paths, err := s.Copies()
	if err != nil {
		return err
	}
	daily, byHand := 0, 0
	for _, path := range paths {
		kept := &byHand
		switch name := filepath.Base(path); {
		case strings.Contains(name, "before-"):
			continue
		case len(name) == len(copyPrefix+"2006-01-02"+copySuffix):
			kept = &daily
		}
		if *kept++; *kept <= s.options.KeepCopies {
			continue
		}
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}
