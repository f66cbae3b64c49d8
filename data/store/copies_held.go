package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
)

// HeldCopy is a file with an earlier state of the database that still holds someone
// who was erased, or of which that cannot be told.
type HeldCopy struct {
	Path string
	// Until is the last day on which the file is there: Waymark removes it at its
	// first start after. Zero if it stays until someone deletes it.
	Until data.Date
	// Unread: it is damaged, or opens with another passphrase.
	Unread bool
}

// noFolder is the Problem of a folder of backups that cannot be read.
func noFolder(cause error) error {
	return &data.Problem{Code: data.CodeRefused, Cause: cause,
		Sentence: "The folder of the backups cannot be read, so nothing was erased. Check its permissions and try again."}
}

// earlierFiles lists the files that hold earlier states of the database: in the
// folder of the backups, and beside the database.
func (s *Store) earlierFiles() ([]string, error) {
	var paths []string
	for _, folder := range slices.Compact([]string{filepath.Dir(s.path), s.options.CopiesDir}) {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, noFolder(err)
		}
		for _, e := range entries {
			if path := filepath.Join(folder, e.Name()); e.Type().IsRegular() && s.isCopy(path) {
				paths = append(paths, path)
			}
		}
	}
	slices.SortFunc(paths, func(a, b string) int { return cmp.Compare(filepath.Base(a), filepath.Base(b)) })
	return paths, nil
}

// copiesHolding lists the files that hold an earlier state of the database with
// one of these people in it.
func (s *Store) copiesHolding(ctx context.Context, ids []data.ID) ([]HeldCopy, error) {
	wanted := make(map[data.ID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	return s.copiesWith(ctx, func(id data.ID) bool { return wanted[id] })
}

// copiesWith lists the files that hold an earlier state of the database with one of
// the people in it whom erased is true of.
func (s *Store) copiesWith(ctx context.Context, erased func(data.ID) bool) ([]HeldCopy, error) {
	paths, err := s.earlierFiles()
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	ends, err := s.copyEnds(ctx)
	if err != nil {
		return nil, err
	}
	var list []HeldCopy
	for _, path := range paths {
		there, err := holds(ctx, path, erased)
		if there || err != nil {
			list = append(list, HeldCopy{Path: path, Until: ends[databaseOf(path)], Unread: err != nil})
		}
	}
	return list, nil
}

// databaseOf returns the database that a log or journal belongs to, else the path.
func databaseOf(path string) string {
	for _, suffix := range besides {
		if cut, found := strings.CutSuffix(path, suffix); found {
			return cut // it goes with its database
		}
	}
	return path
}

// copyEnds says of each backup that goes by itself on which day it is there last.
func (s *Store) copyEnds(ctx context.Context) (map[string]data.Date, error) {
	days, err := BackupDays(ctx, s.reader)
	if err != nil || days == 0 {
		return nil, err
	}
	list, err := s.copies(ctx)
	if err != nil {
		return nil, err
	}
	ends := map[string]data.Date{}
	for _, c := range list {
		if c.claim == prunable {
			ends[c.path] = c.day.AddDays(days)
		}
	}
	return ends, nil
}

// BackupDays reads for how many days backups are kept, 0 without end.
func BackupDays(ctx context.Context, q Querier) (int, error) {
	list, err := Collect(ctx, q, func(v *string) []any { return []any{v} }, "SELECT value FROM setting WHERE key = ?", data.SettingBackupDays)
	if err != nil || len(list) == 0 {
		return data.DefaultBackupDays, err
	}
	days, wrong := strconv.Atoi(list[0])
	if wrong != nil || days < 0 {
		return data.DefaultBackupDays, nil
	}
	return days, nil
}

// expireCopies removes the backups that are older than the service keeps them, but
// never the newest: those from before an update or a restore, too.
func (s *Store) expireCopies(ctx context.Context) error {
	days, err := BackupDays(ctx, s.reader)
	if err != nil || days == 0 {
		return err
	}
	list, err := s.copies(ctx)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(c datedCopy) bool { return c.claim != prunable })
	for i, c := range list {
		if i == 0 || !c.day.AddDays(days).Before(s.options.Clock.Today()) {
			continue
		}
		if err := removeWhole(c.path); err != nil {
			return err
		}
	}
	return nil
}

// What is kept of this PC in files beside the database, and holds no records: how the
// window looks, and who uses the PC.
const (
	LookSuffix = ".look"
	PCSuffix   = ".pc"
)

// isCopy reports whether a file may be another state of this database. In the
// database's own folder, which may hold anything, its name must be like that
// of the database.
func (s *Store) isCopy(path string) bool {
	own := []string{s.path, s.path + ".lock", s.path + LookSuffix, s.path + PCSuffix}
	for _, suffix := range besides {
		own = append(own, s.path+suffix)
	}
	if slices.Contains(own, path) || strings.Contains(filepath.Base(path), noteMark) || strings.HasSuffix(path, "-shm") || size(path) <= 0 {
		return false
	}
	if filepath.Dir(path) == filepath.Clean(s.options.CopiesDir) {
		return true
	}
	name, database := filepath.Base(path), filepath.Base(s.path)
	ending := filepath.Ext(database)
	return strings.HasPrefix(name, database) ||
		strings.HasPrefix(name, strings.TrimSuffix(database, ending)) && strings.HasSuffix(name, ending)
}

var errUnsure = errors.New("a log or a journal, or a database that has one")

// holds reports whether a copy has one of the people whom erased is true of, or
// an error if it cannot be told. The copy is read as it is, without making files
// beside it.
func holds(ctx context.Context, path string, erased func(data.ID) bool) (bool, error) {
	for _, suffix := range besides {
		if strings.HasSuffix(path, suffix) || size(path+suffix) > 0 {
			return false, errUnsure // it may hold anything
		}
	}
	db, err := connect(path, untouched, 1)
	if err != nil {
		return false, err
	}
	defer func() { _ = db.Close() }()
	there := false
	err = Each(ctx, db, func(id *data.ID) []any { return []any{id} }, func(id *data.ID) error {
		there = there || erased(*id)
		return nil
	}, "SELECT id FROM client")
	return there, err
}

// cleaningSuffix ends the name of a backup on its way to be without the erased.
const cleaningSuffix = ".cleaning"

// cleanCopies writes the backups anew that still hold someone who was erased, each
// in its place, without them. Those of an earlier version are brought up to this
// one. left are those that still hold them, or of which that cannot be told. It
// can be stopped between two files.
func (s *Store) cleanCopies(ctx context.Context) (cleaned int, left []HeldCopy, err error) {
	k, err := readKnown(ctx, s.reader)
	if err != nil {
		return 0, nil, Problem(err)
	}
	list, err := s.copiesWith(ctx, k.has)
	if err != nil {
		return 0, nil, Problem(err)
	}
	for _, c := range list {
		if ctx.Err() != nil {
			return cleaned, nil, ctx.Err()
		}
		if c.Unread {
			continue
		}
		if err := s.cleanCopy(ctx, c.Path, k); err != nil {
			s.options.Log.Error("clean a backup", "code", data.CodeOf(err), "error", errors.Unwrap(err))
			continue
		}
		cleaned++
	}
	left, err = s.copiesWith(ctx, k.has)
	return cleaned, left, Problem(err)
}

// cleanCopy puts a copy of a backup without the erased in its place.
func (s *Store) cleanCopy(ctx context.Context, file string, k *known) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	to, err := sealingOf(file)
	if err != nil {
		return err
	}
	note := beginNote(s.path)
	defer note.done()
	note.begun(noteCopy, file+cleaningSuffix)
	fresh := file + cleaningSuffix + partialSuffix
	if err := removeWhole(fresh); err != nil {
		return err
	}
	from := &Store{path: file, options: s.options, tidier: s.path, sealing: to}
	err = from.backupWith(ctx, fresh, from.vacuumInto)
	if err == nil {
		_, err = eraseKnown(ctx, fresh, k, s.options)
	}
	if err == nil {
		err = checkCopy(ctx, fresh)
	}
	if err == nil {
		err = os.Chtimes(fresh, info.ModTime(), info.ModTime())
	}
	if err == nil {
		reached("backup cleaned")
		err = os.Rename(fresh, file)
	}
	if err != nil {
		return errors.Join(err, removeWhole(fresh))
	}
	return syncFolder(filepath.Dir(file))
}
