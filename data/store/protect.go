package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store/seal"
)

// Protect encrypts the database at path, which no program may have open, with a
// new data key that the slots open: a plain database, or a protected one that
// is unlocked and gets another data key. A program that dies on the way leaves
// either what was there or the protected database, and the next start tidies
// up. Backups stay as they are; see SealBackups.
func Protect(ctx context.Context, path string, o Options, slots ...NewSlot) (*Key, error) {
	key, err := seal.NewKey()
	if err != nil {
		return nil, err
	}
	o = o.withDefaults(path)
	template, err := seal.NewTemplate(key, o.Clock.Now(), slots...)
	if err == nil {
		err = convert(ctx, path, o, &sealing{key, template})
	}
	if err != nil {
		key.Close()
		return nil, Problem(err)
	}
	return key, nil
}

// Unprotect writes the database at path, which is unlocked and which no program
// may have open, as a plain file.
func Unprotect(ctx context.Context, path string, o Options) error {
	return Problem(convert(ctx, path, o, nil))
}

// convert puts a copy that is sealed in another way in the place of a database.
// It goes the way of a restore: see finishRestore.
func convert(ctx context.Context, path string, o Options, to *sealing) error {
	path, err := Locate(path)
	if err != nil {
		return err
	}
	o = o.withDefaults(path)
	lock, err := acquireLock(path + ".lock")
	if err != nil {
		return err
	}
	defer lock.release()
	if err := tidy(path, o.CopiesDir); err != nil {
		return err
	}
	copied := &Store{path: path, options: o, tidier: path, lock: lock, sealing: to}
	if err := copied.checkLog(ctx); err != nil {
		return err
	}
	if _, err := probeWith(ctx, path, true, connectCopy); err != nil {
		return err
	}
	return copied.replace(ctx)
}

// replace puts a copy of the database, sealed as the store says, in its place. The
// caller holds the lock, and no one has the file open.
func (s *Store) replace(ctx context.Context) error {
	fresh := s.path + restoringSuffix
	done := s.options.followCopy(fresh+partialSuffix, s.path)
	err := s.backupWith(ctx, fresh, s.vacuumInto)
	done()
	if err != nil {
		return err
	}
	reached("converted")
	if err := sameContent(ctx, s.path, fresh); err != nil {
		return errors.Join(err, removeWhole(fresh))
	}
	if err := os.Rename(fresh, s.path+restoredSuffix); err != nil {
		return errors.Join(err, removeWhole(fresh))
	}
	if err := finishRestore(s.path); err != nil {
		return err
	}
	s.options.tellConverting(1)
	return nil
}

// sameContent makes sure that a copy has every table of the original, with as
// many rows.
func sameContent(ctx context.Context, original, copied string) error {
	want, err := contentOf(ctx, original)
	if err != nil {
		return err
	}
	got, err := contentOf(ctx, copied)
	if err != nil {
		return err
	}
	if !slices.Equal(want, got) {
		return &data.Problem{Code: data.CodeDamaged, Cause: errors.New("the copy has other tables or rows"),
			Sentence: "The database could not be copied whole, so it was left as it was. Run “waymark check” to see what is wrong with it."}
	}
	return nil
}

func contentOf(ctx context.Context, path string) ([]string, error) {
	db, err := connectCopy(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	names, err := texts(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		var rows int64
		quoted := `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM "+quoted).Scan(&rows); err != nil {
			return nil, err
		}
		names[i] = fmt.Sprint(name, " ", rows)
	}
	return names, nil
}

func texts(ctx context.Context, db *sql.DB, query string) (list []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// PlainFiles lists the files that hold earlier states of the database at path in
// plain form: backups, and what was set aside.
func PlainFiles(path string, o Options) ([]string, error) {
	path, err := Locate(path)
	if err != nil {
		return nil, err
	}
	o = o.withDefaults(path)
	s := &Store{path: path, options: o}
	var list []string
	for _, folder := range slices.Compact([]string{filepath.Dir(path), o.CopiesDir}) {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, unreachable(err)
		}
		for _, e := range entries {
			file := filepath.Join(folder, e.Name())
			if e.Type().IsRegular() && s.isCopy(file) && holdsPlain(file) {
				list = append(list, file)
			}
		}
	}
	return list, nil
}

// holdsPlain reports whether a file is a plain database, or a log or journal
// that is not of a sealed one.
func holdsPlain(file string) bool {
	state, err := seal.Look(file)
	if err != nil || state == seal.Plain {
		return true
	}
	if state == seal.Sealed || state == seal.Damaged || state == seal.Newer {
		return false
	}
	if isBeside(file) || strings.Contains(filepath.Base(file), logAside) {
		plain, err := seal.PlainLog(file)
		return err != nil || plain
	}
	return false
}

// SealBackups seals the plain backups of a protected database that is unlocked,
// in their place, with the passphrases that it has now. left are those that
// cannot be: damaged ones, and logs that were set aside.
func SealBackups(ctx context.Context, path string, o Options) (sealed, left []string, err error) {
	if path, err = Locate(path); err != nil {
		return nil, nil, err
	}
	o = o.withDefaults(path)
	to, err := sealingOf(path)
	if err != nil {
		return nil, nil, err
	}
	if to == nil {
		return nil, nil, data.NewProblem(data.CodeRefused, "The database itself is not protected yet. Protect it first.")
	}
	list, err := PlainFiles(path, o)
	if err != nil {
		return nil, nil, err
	}
	each := o.partsOf(list)
	for i, file := range list {
		if isBeside(file) {
			continue // it goes with its database
		}
		if err := sealBackup(ctx, path, file, each(i), to); err != nil {
			if ctx.Err() != nil {
				return sealed, left, ctx.Err()
			}
			continue
		}
		sealed = append(sealed, file)
	}
	o.tellConverting(1)
	left, err = PlainFiles(path, o)
	return sealed, left, err
}

func isBeside(file string) bool {
	return slices.ContainsFunc(besides, func(suffix string) bool { return strings.HasSuffix(file, suffix) })
}

// sealBackup puts a sealed copy in the place of a plain backup.
func sealBackup(ctx context.Context, database, file string, o Options, to *sealing) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	fresh := file + sealedSuffix
	if err := removeWhole(fresh); err != nil {
		return err
	}
	s := &Store{path: file, options: o, tidier: database, sealing: to}
	done := o.followCopy(fresh+partialSuffix, file)
	err = s.backupWith(ctx, fresh, s.vacuumInto)
	done()
	if err != nil {
		return err
	}
	if err := os.Chtimes(fresh, info.ModTime(), info.ModTime()); err != nil {
		return err
	}
	reached("backup sealed")
	if err := os.Rename(fresh, file); err != nil {
		return err
	}
	// The log goes last: until then the plain backup needs it, and a sealed one
	// takes nothing from a plain log.
	for _, suffix := range besides {
		if err := removeIfThere(file + suffix); err != nil {
			return err
		}
	}
	return syncFolder(filepath.Dir(file))
}

// sealedSuffix ends the name of a sealed copy that is not in its place yet.
const sealedSuffix = ".sealed"

// RemoveFiles removes plain backups that could not be sealed.
func RemoveFiles(files []string) error {
	var errs error
	for _, file := range files {
		errs = errors.Join(errs, removeIfThere(file))
	}
	return errs
}
