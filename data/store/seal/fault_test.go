package seal

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// times returns how often a test of faults repeats: enough for a few seconds,
// or as the environment says.
func times(variable string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	return usual
}

// disk notes what reaches the disk, and what of it was synced.
type disk struct {
	mu     sync.Mutex
	files  map[string]*onDisk
	writes int
	at     map[int]func() // what happens before a write
}

type onDisk struct {
	synced  []byte
	pending []change
	deleted bool
}

type change struct {
	p    []byte // nil: cut off
	at   int64
	size int64
}

func watch(t *testing.T) *disk {
	d := &disk{files: map[string]*onDisk{}, at: map[int]func(){}}
	tap = d
	t.Cleanup(func() { tap = nil })
	return d
}

func (d *disk) file(path string) *onDisk {
	f := d.files[path]
	if f == nil || f.deleted {
		f = &onDisk{}
		d.files[path] = f
	}
	return f
}

func (d *disk) wrote(path string, p []byte, at int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if cut := d.at[d.writes]; cut != nil {
		cut()
	}
	d.writes++
	f := d.file(path)
	f.pending = append(f.pending, change{p: append([]byte(nil), p...), at: at})
}

func (d *disk) truncated(path string, size int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.file(path)
	f.pending = append(f.pending, change{size: size})
}

func (d *disk) synced(path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.file(path)
	for _, c := range f.pending {
		f.synced = c.apply(f.synced, nil)
	}
	f.pending = nil
}

func (d *disk) deleted(path string, durably bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if durably {
		delete(d.files, path)
		return
	}
	d.file(path).deleted = true
}

// settle makes what was deleted so far stay so, as syncing the folder does.
func (d *disk) settle() {
	for path, f := range d.files {
		if f.deleted {
			delete(d.files, path)
		}
	}
}

// apply does a change whole or, with a source of chance, torn at 512 bytes.
func (c change) apply(content []byte, torn *rand.Rand) []byte {
	if c.p == nil {
		for int64(len(content)) < c.size {
			content = append(content, 0)
		}
		return content[:c.size]
	}
	for from := 0; from < len(c.p); from += 512 {
		if torn != nil && torn.Intn(2) == 0 {
			continue
		}
		to := min(from+512, len(c.p))
		for int64(len(content)) < c.at+int64(to) {
			content = append(content, 0)
		}
		copy(content[c.at+int64(from):], c.p[from:to])
	}
	return content
}

// cut writes what a power cut could leave of the files to a folder.
func (d *disk) cut(r *rand.Rand, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	mood := r.Intn(3) // all lost, all there, or each as it comes
	for path, f := range d.files {
		if f.deleted && r.Intn(2) == 0 {
			continue
		}
		content := append([]byte(nil), f.synced...)
		for _, c := range f.pending {
			switch chance := r.Intn(3); {
			case mood == 0, mood == 2 && chance == 0:
			case mood == 2 && chance == 1:
				content = c.apply(content, r)
			default:
				content = c.apply(content, nil)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(path)), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// TestPowerCut_losesNothingAcknowledged cuts the power at chance moments, drops
// or tears what was written since the last sync, and opens what is left.
// SEAL_CUTS says how often.
func TestPowerCut_losesNothingAcknowledged(t *testing.T) {
	seed := time.Now().UnixNano()
	r := rand.New(rand.NewSource(seed))
	t.Logf("seed %d", seed)
	cuts := times("SEAL_CUTS", 40)
	for _, mode := range []string{"WAL", "DELETE"} {
		d := watch(t)
		path, key := sealedFile(t)
		d.settle()
		images := t.TempDir()
		db := connect(t, path, key, "_journal_mode", mode, "_cache_size", "20", "_synchronous", map[string]string{"WAL": "FULL", "DELETE": "EXTRA"}[mode])
		do(t, db, ledger, "PRAGMA cache_spill = 20", "PRAGMA wal_autocheckpoint = 50")
		var done int
		promised := map[string]int{}
		next := d.writes + 5
		for i := range cuts / 2 {
			next += r.Intn(60) + 1
			folder := filepath.Join(images, strconv.Itoa(i))
			d.at[next] = func() {
				promised[folder] = done
				must(t, d.cut(r, folder))
			}
		}
		last := next
		work2(t, db, r, func(n int) bool { done = n; return d.writes <= last })
		tap = nil
		must(t, db.Close())
		for folder, promise := range promised {
			recovered(t, folder, key, mode, promise)
		}
	}
}

// work2 is work until it is told to stop.
func work2(t *testing.T, db *sql.DB, r *rand.Rand, more func(n int) bool) {
	for n := 1; ; n++ {
		must(t, transact(t.Context(), db, r, n))
		if !more(n) {
			return
		}
	}
}

func recovered(t *testing.T, folder string, key *Key, mode string, promise int) {
	t.Helper()
	db := connect(t, filepath.Join(folder, "service.db"), key, "_journal_mode", mode)
	defer func() { _ = db.Close() }()
	n, err := lastWhole(db)
	if err != nil || n < promise || n > promise+1 {
		t.Errorf("%s, %s: %d was acknowledged, %d is there: %v", mode, folder, promise, n, err)
	}
}

// The header is written twice, so that a power cut leaves the slots of before
// or after, never none.
func TestPowerCut_leavesOneSetOfSlots(t *testing.T) {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	d := watch(t)
	path, key := sealedFile(t)
	old, err := Slots(path)
	must(t, err)
	before, _ := recoverySecret(t)
	id, err := AddSlot(path, key, "", before, time.Now(), old[0].ID)
	must(t, err)
	for i := range times("SEAL_CUTS", 40) {
		after, _ := recoverySecret(t)
		var images []string
		for w := range 2 {
			image := filepath.Join(t.TempDir(), fmt.Sprint(i, w))
			images = append(images, image)
			d.at[d.writes+w] = func() { must(t, d.cut(r, image)) }
		}
		id, err = AddSlot(path, key, "", after, time.Now(), id)
		must(t, err)
		image := filepath.Join(t.TempDir(), "after")
		must(t, d.cut(r, image))
		for _, folder := range images {
			copied := filepath.Join(folder, "service.db")
			a, errA := Open(copied, "", before)
			b, errB := Open(copied, "", after)
			if (errA == nil) == (errB == nil) {
				t.Fatalf("opens with the old key: %v, with the new: %v", errA, errB)
			}
			a.Close()
			b.Close()
		}
		if _, err := Open(filepath.Join(image, "service.db"), "", before); !errors.Is(err, ErrWrongSecret) {
			t.Fatalf("the old key still opens: %v", err)
		}
		before = after
	}
}

// TestKill_losesNothingAcknowledged kills a program in the middle of its work.
// SEAL_KILLS says how often.
func TestKill_losesNothingAcknowledged(t *testing.T) {
	path, key := sealedFile(t)
	secret, list := recoverySecret(t)
	_, err := AddSlot(path, key, "", secret, time.Now())
	must(t, err)
	do(t, connect(t, path, key), ledger)
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	last := 0
	for range times("SEAL_KILLS", 12) {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "SEAL_CHILD="+path, "SEAL_WORDS="+strings.Join(list, " "))
		out, err := cmd.StdoutPipe()
		must(t, err)
		var said bytes.Buffer
		cmd.Stderr = &said
		must(t, cmd.Start())
		stuck := time.AfterFunc(2*time.Minute, func() { _ = cmd.Process.Signal(syscall.SIGQUIT) }) // shows where
		stop := last + r.Intn(8) + 1
		for lines := bufio.NewScanner(out); lines.Scan(); {
			n, err := strconv.Atoi(lines.Text())
			must(t, err)
			if last = max(last, n); n >= stop {
				_ = cmd.Process.Kill()
			}
		}
		_ = cmd.Wait()
		if !stuck.Stop() || said.Len() > 0 {
			t.Fatalf("the program did not go on at %d of %d: %s", last, stop, said.String())
		}
		db := connect(t, path, key)
		n, err := lastWhole(db)
		if err != nil || n < last || n > last+1 {
			t.Fatalf("%d was acknowledged, %d is there: %v", last, n, err)
		}
		last = n
		must(t, db.Close())
		noPlainText(t, filepath.Dir(path))
	}
}

// TestSealed_answersAsPlain does the same at random to a plain and a sealed
// database and compares every answer.
func TestSealed_answersAsPlain(t *testing.T) {
	seed := time.Now().UnixNano()
	r := rand.New(rand.NewSource(seed))
	t.Logf("seed %d", seed)
	path, key := sealedFile(t)
	plain := filepath.Join(t.TempDir(), "plain.db")
	pair := func() [2]*sql.DB {
		return [2]*sql.DB{connect(t, path, key, "_cache_size", "15"), connect(t, plain, nil, "_cache_size", "15")}
	}
	both := pair()
	for _, db := range both {
		do(t, db, schema, "CREATE INDEX by_name ON client (name)", "CREATE VIRTUAL TABLE words USING fts5(note)", "PRAGMA cache_spill = 15")
	}
	open := false
	for i := range times("SEAL_OPERATIONS", 1000) {
		q := operation(r, &open)
		if q == "reopen" {
			must(t, both[0].Close())
			must(t, both[1].Close())
			both = pair()
			continue
		}
		a, errA := read(both[0], q)
		b, errB := read(both[1], q)
		if a != b || (errA == nil) != (errB == nil) {
			t.Fatalf("operation %d, %s:\nsealed %.300s %v\nplain  %.300s %v", i, q, a, errA, b, errB)
		}
	}
	for _, q := range []string{all, "SELECT * FROM words ORDER BY rowid", "PRAGMA integrity_check"} {
		if text(t, both[0], q) != text(t, both[1], q) {
			t.Errorf("%s: different at the end", q)
		}
	}
}

func operation(r *rand.Rand, open *bool) string {
	id, size := r.Intn(400), r.Intn(9000)
	note := fmt.Sprintf("printf('%%.*c', %d, '%c')", size, 'a'+rune(r.Intn(26)))
	choice := r.Intn(16)
	if choice >= 12 {
		return ending(choice, open)
	}
	return []string{
		fmt.Sprintf("INSERT OR REPLACE INTO client VALUES (%d, 'name %d', %s) RETURNING id", id, r.Intn(50), note),
		fmt.Sprintf("INSERT OR REPLACE INTO client VALUES (%d, 'name %d', %s) RETURNING id", id, r.Intn(50), note),
		fmt.Sprintf("INSERT INTO words SELECT 'word%d ' || name FROM client WHERE id < %d", r.Intn(20), id/10),
		fmt.Sprintf("UPDATE client SET note = %s WHERE id BETWEEN %d AND %d RETURNING id", note, id, id+5),
		fmt.Sprintf("DELETE FROM client WHERE id BETWEEN %d AND %d RETURNING id, name", id, id+r.Intn(30)),
		fmt.Sprintf("SELECT id, name, length(note), substr(note, 4000, 20) FROM client WHERE id >= %d LIMIT 30", id),
		fmt.Sprintf("SELECT count(*), sum(length(note)) FROM client WHERE name = 'name %d'", r.Intn(50)),
		fmt.Sprintf("SELECT rowid FROM words WHERE words MATCH 'word%d' LIMIT 20", r.Intn(20)),
		"SELECT count(*), sum(length(note)), max(id) FROM client",
		"SAVEPOINT s", "ROLLBACK TO s", "RELEASE s",
	}[choice]
}

// ending begins or ends a transaction, or does what needs that there is none.
func ending(choice int, open *bool) string {
	if *open {
		*open = false
		return []string{"COMMIT", "COMMIT", "ROLLBACK"}[choice%3]
	}
	if choice < 14 {
		*open = true
		return "BEGIN"
	}
	if choice == 14 {
		return "PRAGMA wal_checkpoint(TRUNCATE)"
	}
	return "reopen"
}

// TestDamage_isNeverAnotherValue changes sealed files in every way that an
// accident or a person could, and reads them: an error, what was there, or for
// a log what was there earlier.
func TestDamage_isNeverAnotherValue(t *testing.T) {
	seed := time.Now().UnixNano()
	r := rand.New(rand.NewSource(seed))
	t.Logf("seed %d", seed)
	folder, other, key, states := damageable(t)
	good, err := os.ReadFile(filepath.Join(folder, "service.db"))
	must(t, err)
	log, err := os.ReadFile(filepath.Join(folder, "service.db-wal"))
	must(t, err)
	var errs, same, earlier int
	for i := range times("SEAL_DAMAGES", 400) {
		image := t.TempDir()
		db, wal := append([]byte(nil), good...), append([]byte(nil), log...)
		what := damage(r, &db, &wal, other)
		path := filepath.Join(image, "service.db")
		must(t, os.WriteFile(path, db, 0o600))
		must(t, os.WriteFile(path+"-wal", wal, 0o600))
		got, err := readAll(t, path, key)
		if noted := key.EndedEarly(); err == nil && strings.HasPrefix(what, "bit of the log") && got != states[len(states)-1] && !noted && !inHead(what) {
			t.Errorf("damage %d, %s: an earlier state was read, and nothing said so", i, what)
		}
		switch {
		case err != nil:
			errs++
		case got == states[len(states)-1]:
			same++
		case strings.Contains(what, "log") && contains(states, got):
			earlier++
		default:
			t.Errorf("damage %d, %s: another value was read (%d bytes)", i, what, len(got))
		}
	}
	t.Logf("%d errors, %d unchanged, %d earlier", errs, same, earlier)
	if errs == 0 || earlier == 0 {
		t.Error("nothing was noticed")
	}
}

// inHead reports whether a bit of the log is in its header or in the head of a
// frame, where SQLite itself sees that the log ends.
func inHead(what string) bool {
	var at int64
	if _, err := fmt.Sscanf(what, "bit of the log at %d", &at); err != nil || at < logHeader {
		return true
	}
	_, within := frame(at)
	return within < headSize
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// damageable makes a sealed database with a log, the bytes of another with the
// same key, and every state that was committed since the log began.
func damageable(t *testing.T) (folder string, other []byte, key *Key, states []string) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA wal_autocheckpoint = 0")
	copied := filepath.Join(t.TempDir(), "other.db")
	must(t, CreateLike(copied, key, path))
	q := url.Values{}
	key.QueryNew(q)
	if _, err := db.Exec("VACUUM INTO ?", uri(copied)+"?"+q.Encode()); err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(copied)
	must(t, err)
	states = append(states, text(t, db, all))
	for i := range 8 {
		do(t, db, fmt.Sprintf("UPDATE client SET note = 'changed %d ' || note WHERE id %% 17 = %d", i, i))
		states = append(states, text(t, db, all))
	}
	folder = t.TempDir()
	must(t, os.CopyFS(folder, os.DirFS(filepath.Dir(path))))
	must(t, os.Remove(filepath.Join(folder, "service.db-shm")))
	return folder, other, key, states
}

func readAll(t *testing.T, path string, key *Key) (string, error) {
	db := connect(t, path, key)
	defer func() { _ = db.Close() }()
	got, err := read(db, all)
	if err == nil {
		var check string
		if check, err = read(db, "PRAGMA integrity_check"); err == nil && check != "ok|" {
			err = errNone
		}
	}
	return got, err
}

// damage changes the database or its log, and says how.
func damage(r *rand.Rand, db, wal *[]byte, other []byte) string {
	pages := len(*db)/pageSize - headerPages
	page := func(b []byte, i int) []byte { return b[(headerPages+i)*pageSize : (headerPages+i+1)*pageSize] }
	a, b := r.Intn(pages), r.Intn(pages)
	switch r.Intn(10) {
	case 0, 1:
		at := r.Intn(len(*db))
		(*db)[at] ^= 1 << r.Intn(8)
		return fmt.Sprintf("bit at %d", at)
	case 2, 3, 4:
		at := r.Intn(len(*wal))
		(*wal)[at] ^= 1 << r.Intn(8)
		return fmt.Sprintf("bit of the log at %d", at)
	case 5:
		copy(page(*db, a), page(*db, b))
		return fmt.Sprintf("page %d copied to %d", b, a)
	case 6:
		clear(page(*db, a))
		return fmt.Sprintf("page %d zeroed", a)
	case 7:
		if a < len(other)/pageSize-headerPages {
			copy(page(*db, a), page(other, a))
		}
		return fmt.Sprintf("page %d of another file", a)
	case 8:
		copy((*db)[:headerPages*pageSize], other[:headerPages*pageSize])
		return "header of another file"
	}
	if r.Intn(2) == 0 {
		*db = (*db)[:(headerPages+a)*pageSize]
		return fmt.Sprintf("cut after page %d", a)
	}
	*wal = (*wal)[:r.Intn(len(*wal))]
	return "log cut"
}
