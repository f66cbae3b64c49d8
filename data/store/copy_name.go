package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"waymark/data"
)

const copySuffix = ".db"

// firstCopyBase begins the names of all copies that Waymark 0.3 and earlier
// made, whatever their database was called.
const firstCopyBase = "waymark"

// The occasions of copies that pruning leaves alone.
const (
	beforeUpdate  = "before-update"
	beforeRestore = "before-restore"
	// What was saved to a database before someone replaced its file.
	beforeReplaced = "before-replaced"
)

// copyBase is what the names of a database's copies begin with.
func copyBase(database string) string {
	name := filepath.Base(database)
	if cut, ok := strings.CutSuffix(name, copySuffix); ok && cut != "" {
		return cut
	}
	return name // with its ending, so that a.db and a.sqlite keep apart
}

// copyFile is the name of a copy, taken apart.
type copyFile struct {
	name, base string
	day        data.Date
	occasion   string // "" for the day's own, the time for one made by hand
}

// A number stands at the end where the name was in use already.
var copyPattern = regexp.MustCompile(`^(.+)-(\d{4}-\d\d-\d\d)(?:-(\d{6}|before-update(?:-v\d+)?|before-restore-\d{6}|before-replaced-\d{6}))?(?:-\d{1,2})?\.db$`)

// readCopyName reports whether name is that of a copy. The base ends at the
// last date, so copies of "a" and of "a-2026-01-01" are never confused.
func readCopyName(name string) (copyFile, bool) {
	m := copyPattern.FindStringSubmatch(name)
	if m == nil {
		return copyFile{}, false
	}
	day, err := data.ParseDate(m[2])
	return copyFile{name: name, base: m[1], day: day, occasion: m[3]}, err == nil
}

// kept reports whether pruning leaves the copy alone: it may be the only way
// back to an older program, or to what a restore or another program replaced.
func (c copyFile) kept() bool {
	return strings.HasPrefix(c.occasion, beforeUpdate) || strings.HasPrefix(c.occasion, beforeRestore) || strings.HasPrefix(c.occasion, beforeReplaced)
}

func equalNames(a, b string) bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return strings.EqualFold(a, b)
	}
	return a == b
}

// copyPath returns a path for a copy made now that no file has yet.
func (s *Store) copyPath(occasion string) string {
	name := copyBase(s.path) + "-" + s.options.Clock.Today().String()
	if occasion != "" {
		name += "-" + occasion
	}
	path := filepath.Join(s.options.CopiesDir, name+copySuffix)
	for n := 2; n < 100 && taken(path); n++ {
		path = filepath.Join(s.options.CopiesDir, fmt.Sprintf("%s-%d%s", name, n, copySuffix))
	}
	return path
}

func (s *Store) timeOfDay() string { return s.options.Clock.Now().Local().Format("150405") }

// taken reports whether there is a file at path, or a log or journal that
// would be read into one put there.
func taken(path string) bool {
	for _, suffix := range append([]string{""}, besides...) {
		if _, err := os.Lstat(path + suffix); err == nil {
			return true
		}
	}
	return false
}

// origin identifies the database that a copy descends from: the moment its
// first table was made. It is "" if that cannot be read.
func origin(ctx context.Context, path string) string {
	return originOf(ctx, path, func(path string) (*sql.DB, error) { return connect(path, untouched, 1) })
}

// originBeside is origin for a database that may be open.
func originBeside(ctx context.Context, path string) string {
	return originOf(ctx, path, connectBeside)
}

// origin is originBeside for the database itself, which it reads as it is open:
// another file may have its name by now.
func (s *Store) origin(ctx context.Context) string {
	if s.reader == nil {
		return originBeside(ctx, s.path)
	}
	return originIn(ctx, s.reader)
}

func originOf(ctx context.Context, path string, open func(string) (*sql.DB, error)) string {
	db, err := open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = db.Close() }()
	return originIn(ctx, db)
}

func originIn(ctx context.Context, db Querier) string {
	var brand int
	var first string
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&brand); err != nil || brand != applicationID {
		return ""
	}
	if err := db.QueryRowContext(ctx, "SELECT at FROM audit ORDER BY seq LIMIT 1").Scan(&first); err != nil {
		return ""
	}
	return first
}

// claim says how far a copy is this database's.
type claim int

const (
	notOurs  claim = iota
	listed         // it has our name, but comes from another database or cannot be read
	prunable       // it is ours, so it may make room for newer ones
)

// claims decides whose a copy is. The name decides first. Under another name a
// copy is ours if it comes from our database and no database of that name is
// there: ours was moved or renamed since, or an early Waymark made the copy.
func (s *Store) claims(ctx context.Context, c copyFile, ours string) claim {
	path := filepath.Join(s.options.CopiesDir, c.name)
	if equalNames(c.base, copyBase(s.path)) {
		if from := origin(ctx, path); from == "" || from != ours {
			return listed
		}
		return prunable
	}
	namesake := filepath.Join(filepath.Dir(s.path), c.base)
	if taken(namesake) {
		return notOurs
	}
	if taken(namesake+copySuffix) && (c.base != firstCopyBase || originBeside(ctx, namesake+copySuffix) == ours) {
		return notOurs
	}
	if ours == "" || origin(ctx, path) != ours {
		return notOurs
	}
	return prunable
}
