package store_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/people"
	"waymark/data/store/seal"
)

const phrase = "plough seven lantern"

func secret(t testing.TB, text string) store.Secret {
	t.Helper()
	s, err := store.NewPassphrase([]byte(text))
	must(t, err)
	return s
}

// protectedDatabase makes a protected database with one client and a backup of
// when it was plain, and returns it closed.
func protectedDatabase(t *testing.T) (path string, o store.Options) {
	t.Helper()
	seal.CalibrateTo(0)
	ctx, o := context.Background(), store.Options{Clock: later("2026-04-08")}
	path = filepath.Join(t.TempDir(), "surgery.db")
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{GivenNames: "Zebedee", FamilyName: "Quillfeather"}))
	_, err = s.BackupNow(ctx)
	must(t, err)
	must(t, s.Close())
	key, err := store.Protect(ctx, path, o, store.NewSlot{Owner: "sian", Secret: secret(t, phrase)})
	must(t, err)
	t.Cleanup(key.Close)
	return path, o
}

// holding lists the files of a folder that have a text in them.
func holding(t testing.TB, folder string, text string) (files []string) {
	t.Helper()
	must(t, filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			return nil
		}
		if bytes.Contains(content, []byte(text)) {
			files = append(files, filepath.Base(path))
		}
		return err
	}))
	return files
}

func clients(t testing.TB, path string, o store.Options) int {
	t.Helper()
	s, err := office.Open(context.Background(), path, o)
	must(t, err)
	defer func() { _ = s.Close() }()
	_, n, err := s.Casework.Clients(context.Background(), data.ClientFilter{})
	must(t, err)
	return n
}

func TestProtect_leavesNoPlainText(t *testing.T) {
	ctx := context.Background()
	path, o := protectedDatabase(t)
	folder := filepath.Dir(path)
	if got := holding(t, folder, "Quillfeather"); len(got) != 1 || !strings.Contains(got[0], "surgery-2026-04-08") {
		t.Fatalf("before its backups are sealed the name is in %q", got)
	}
	plain, err := store.PlainFiles(path, o)
	must(t, err)
	sealed, left, err := store.SealBackups(ctx, path, o)
	must(t, err)
	if len(plain) != 1 || len(sealed) != 1 || len(left) != 0 || plain[0] != sealed[0] {
		t.Errorf("plain %q, sealed %q, left %q", plain, sealed, left)
	}
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{GivenNames: "Ada", FamilyName: "Quillfeather"}))
	backup, err := s.BackupNow(ctx)
	must(t, err)
	if copies, err := s.Copies(); err != nil || len(copies) != 2 {
		t.Errorf("copies %q %v", copies, err)
	}
	for _, text := range []string{"Quillfeather", "Zebedee", "SQLite format 3", "CREATE TABLE"} {
		if got := holding(t, folder, text); len(got) > 0 {
			t.Errorf("%q is in %q", text, got)
		}
	}
	must(t, s.Close())
	done, err := store.Restore(ctx, path, sealed[0], o)
	must(t, err)
	if n := clients(t, path, o); n != 1 {
		t.Errorf("after the restore there are %d clients", n)
	}
	_, err = store.Restore(ctx, path, backup, o)
	must(t, err)
	if n := clients(t, path, o); n != 2 || done.Aside == "" {
		t.Errorf("after the second restore there are %d clients", n)
	}
	if got := holding(t, folder, "Quillfeather"); len(got) > 0 {
		t.Errorf("after restoring the name is in %q", got)
	}
	nothingLeft(t, folder)
	must(t, store.Unprotect(ctx, path, o))
	if protected, err := store.Protected(path); err != nil || protected || clients(t, path, o) != 2 {
		t.Errorf("not plain again: %v", err)
	}
}

func TestProtected_asksForThePassphrase(t *testing.T) {
	ctx := context.Background()
	path, o := protectedDatabase(t)
	// A copy with a key of its own, so that nothing in this process opens it.
	other := filepath.Join(t.TempDir(), "other.db")
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.BackupTo(ctx, other))
	must(t, s.Close())
	key, err := store.Protect(ctx, other, o, store.NewSlot{Secret: secret(t, "another one entirely")})
	must(t, err)
	key.Close()
	if _, err := office.Open(ctx, other, o); data.CodeOf(err) != data.CodeLocked {
		t.Errorf("without a passphrase: %v", err)
	}
	if _, err := store.Unlock(other, "", secret(t, phrase)); data.CodeOf(err) != data.CodeWrongPassphrase {
		t.Errorf("with the passphrase of another file: %v", err)
	}
	if _, err := store.Restore(ctx, path, other, o); data.CodeOf(err) != data.CodeLocked {
		t.Errorf("restored without a passphrase: %v", err)
	}
	key, err = store.Unlock(other, "", store.SecretOf([]byte("another one entirely")))
	must(t, err)
	defer key.Close()
	// What is restored takes over how the database is protected now.
	_, err = store.Restore(ctx, path, other, o)
	must(t, err)
	if slots := slotsOf(t, path, o); len(slots) != 1 || slots[0].Owner != "sian" || clients(t, path, o) != 1 {
		t.Errorf("restored with other passphrases: %+v", slots)
	}
	if _, err := store.NewPassphrase([]byte("short")); data.CodeOf(err) != data.CodeInvalid {
		t.Error(err)
	}
}

func slotsOf(t testing.TB, path string, o store.Options) []store.Slot {
	t.Helper()
	s, err := store.Open(context.Background(), path, o)
	must(t, err)
	defer func() { _ = s.Close() }()
	slots, err := s.Slots()
	must(t, err)
	return slots
}

// A wrong passphrase, a damaged header and a foreign file are three sentences.
func TestUnlock_saysWhatIsWrong(t *testing.T) {
	path, _ := protectedDatabase(t)
	good, err := os.ReadFile(path)
	must(t, err)
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	bad := bytes.Clone(good)
	bad[4096+200] ^= 1
	bad[8*4096+200] ^= 1
	must(t, os.WriteFile(damaged, bad, 0o600))
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	must(t, os.WriteFile(foreign, []byte(strings.Repeat("Dear Sam. ", 900)), 0o600))
	said := map[string]data.Code{}
	for _, file := range []string{path, damaged, foreign} {
		_, err := store.Unlock(file, "", secret(t, "not the right one"))
		said[data.Sentence(err)] = data.CodeOf(err)
	}
	if len(said) != 3 {
		t.Errorf("said %v", said)
	}
	if _, err := office.Open(context.Background(), damaged, store.Options{}); data.CodeOf(err) != data.CodeDamaged {
		t.Errorf("a damaged header: %v", err)
	}
	// A damaged page is told as such, and not as a full disk or the like.
	bad = bytes.Clone(good)
	for at := 16 * 4096; at < len(bad); at += 4096 {
		bad[at+100] ^= 1
	}
	must(t, os.WriteFile(damaged, bad, 0o600))
	if _, err := office.Open(context.Background(), damaged, store.Options{}); data.CodeOf(err) != data.CodeDamaged {
		t.Errorf("damaged pages: %v", err)
	}
}

func TestSlots_changeWhileTheDatabaseIsOpen(t *testing.T) {
	ctx := context.Background()
	path, o := protectedDatabase(t)
	s, err := office.Open(ctx, path, o)
	must(t, err)
	defer func() { _ = s.Close() }()
	tom, err := s.AddSlot(ctx, "tom", secret(t, "a passphrase of Tom"))
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"})) // the guard took the change for ours
	_, err = s.AddSlot(ctx, "tom", secret(t, "another one of Tom"), tom)
	must(t, err)
	backup, err := s.BackupNow(ctx)
	must(t, err)
	for _, file := range []string{path, backup} {
		if _, err := store.Unlock(file, "tom", secret(t, "a passphrase of Tom")); data.CodeOf(err) != data.CodeWrongPassphrase {
			t.Errorf("the old passphrase opens %s: %v", filepath.Base(file), err)
		}
		key, err := store.Unlock(file, "tom", secret(t, "another one of Tom"))
		must(t, err)
		if key.Slot().Owner != "tom" {
			t.Errorf("opened the slot of %q", key.Slot().Owner)
		}
		key.Close()
	}
	slots, err := s.Slots()
	must(t, err)
	for i, slot := range slots {
		err := s.RemoveSlot(ctx, slot.ID)
		if last := i == len(slots)-1; last != (data.CodeOf(err) == data.CodeRefused) || !last && err != nil {
			t.Errorf("slot %d of %d: %v", i, len(slots), err)
		}
	}
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
}

// TestKilledConversion_leavesOldOrNew kills a conversion at each of its stages: the database
// then is as it was or as it should be, and opens.
func TestKilledConversion_leavesOldOrNew(t *testing.T) {
	seal.CalibrateTo(0)
	for _, action := range []string{"protect", "unprotect", "new key", "seal backups"} {
		stages := []string{"copy begun", "copy written", "copy named", "converted", "restore decided", "old log removed"}
		if action == "seal backups" {
			stages = []string{"copy written", "copy named", "backup sealed"}
		}
		for _, stage := range stages {
			t.Run(action+", "+stage, func(t *testing.T) {
				folder, disk := t.TempDir(), t.TempDir()
				path := filepath.Join(folder, "surgery.db")
				killAt(t, stage, "WAYMARK_KILLED_DB="+path, "WAYMARK_KILLED_ACTION="+action, "WAYMARK_KILLED_DISK="+disk)
				o := store.Options{Clock: on("2026-04-08")}
				defer unlockAny(t, path, phrase, phrase+" again").Close()
				if n := clients(t, path, o); n != 2 {
					t.Errorf("%d clients", n)
				}
				if action == "seal backups" {
					if _, left, err := store.SealBackups(context.Background(), path, o); err != nil || len(left) > 0 {
						t.Errorf("left %q %v", left, err)
					}
					if got := holding(t, folder, "Ellis"); len(got) > 0 {
						t.Errorf("the name is in %q", got)
					}
				}
				nothingLeft(t, folder, disk)
			})
		}
	}
}

// convertForKill is what TestKilledChild does of conversions.
func convertForKill(t *testing.T, action, path string, o store.Options, arm func()) {
	ctx := context.Background()
	seal.CalibrateTo(0)
	slot := store.NewSlot{Secret: secret(t, phrase)}
	if action == "seal backups" {
		s, err := office.Open(ctx, path, o)
		must(t, err)
		_, err = s.BackupNow(ctx)
		must(t, err)
		must(t, s.Close())
	}
	if action == "protect" {
		arm()
	}
	_, err := store.Protect(ctx, path, o, slot)
	must(t, err)
	arm()
	switch action {
	case "unprotect":
		err = store.Unprotect(ctx, path, o)
	case "new key":
		_, err = store.Protect(ctx, path, o, store.NewSlot{Secret: secret(t, phrase+" again")})
	case "seal backups":
		_, _, err = store.SealBackups(ctx, path, o)
	}
	must(t, err)
}

// unlockAny unlocks a database with the first passphrase that opens it; a plain
// one needs none.
func unlockAny(t testing.TB, path string, phrases ...string) *store.Key {
	t.Helper()
	key, _ := unlockWith(t, path, phrases...)
	return key
}

func unlockWith(t testing.TB, path string, phrases ...string) (*store.Key, string) {
	t.Helper()
	// A kill may leave the file under the name of a decided restore.
	file := path
	if _, err := os.Stat(path + ".restored"); err == nil {
		file = path + ".restored"
	}
	protected, err := store.Protected(file)
	must(t, err)
	if !protected {
		return nil, phrases[0]
	}
	for _, p := range phrases {
		key, err := store.Unlock(file, "", secret(t, p))
		if err == nil {
			return key, p
		}
	}
	t.Fatalf("none of %d passphrases opens the database", len(phrases))
	return nil, ""
}

// TestKilled_atAnyMoment kills a program over and over while it saves, makes and
// restores backups, and changes how its database is protected. Nothing that it
// acknowledged is lost, and its file always opens. WAYMARK_KILLS says how often.
func TestKilled_atAnyMoment(t *testing.T) {
	seal.CalibrateTo(0)
	kills := 4
	if n, err := strconv.Atoi(os.Getenv("WAYMARK_KILLS")); err == nil {
		kills = n
	}
	path := filepath.Join(t.TempDir(), "surgery.db")
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	saved, have := 0, phrase
	for i := range kills {
		now := watchChild(t, path, saved, have, r.Intn(12)+1)
		key, opened := unlockWith(t, path, now.want, now.have)
		n := clients(t, path, store.Options{})
		if n < now.saved || n > now.saved+1 {
			t.Fatalf("kill %d: %d clients were saved, %d are there", i, now.saved, n)
		}
		saved, have = n, opened
		key.Close()
	}
}

// killed is what a program said before it was killed.
type killed struct {
	saved      int
	have, want string
}

// watchChild starts the program and kills it after some lines, in the middle of
// what follows.
func watchChild(t *testing.T, path string, saved int, have string, lines int) killed {
	t.Helper()
	now := killed{saved, have, have}
	child := exec.Command(os.Args[0], "-test.run=TestKilledRestless_asAChild$")
	child.Env = append(os.Environ(), "WAYMARK_RESTLESS_DB="+path, "WAYMARK_RESTLESS_PHRASE="+have, fmt.Sprint("WAYMARK_RESTLESS_SAVED=", saved))
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	timer := time.AfterFunc(time.Minute, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	for said := bufio.NewScanner(out); said.Scan(); {
		what, value, _ := strings.Cut(said.Text(), " ")
		switch what {
		case "saved":
			now.saved, err = strconv.Atoi(value)
			must(t, err)
		case "want":
			now.want = value
		case "have":
			now.have, now.want = value, value
		case "---", "FAIL", "PASS":
			t.Fatalf("the program ended: %s", said.Text())
		}
		if lines--; lines == 0 {
			go func() {
				time.Sleep(time.Duration(rand.Intn(60)) * time.Millisecond)
				_ = child.Process.Kill()
			}()
		}
	}
	_ = child.Wait()
	return now
}

// TestKilledRestless_asAChild is the program of TestKilled_atAnyMoment.
func TestKilledRestless_asAChild(t *testing.T) {
	path := os.Getenv("WAYMARK_RESTLESS_DB")
	if path == "" {
		t.Skip("only runs as the child of another test")
	}
	seal.CalibrateTo(0)
	saved, err := strconv.Atoi(os.Getenv("WAYMARK_RESTLESS_SAVED"))
	must(t, err)
	p := &restless{t: t, path: path, have: os.Getenv("WAYMARK_RESTLESS_PHRASE"), saved: saved,
		r: rand.New(rand.NewSource(time.Now().UnixNano()))}
	if saved > 0 {
		p.key = unlockAny(t, path, p.have)
	}
	for {
		p.work()
		p.change()
	}
}

type restless struct {
	t     *testing.T
	path  string
	have  string
	saved int
	key   *store.Key
	r     *rand.Rand
}

func (p *restless) work() {
	ctx := context.Background()
	s, err := office.Open(ctx, p.path, store.Options{})
	must(p.t, err)
	for range p.r.Intn(4) + 1 {
		must(p.t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Quillfeather"}))
		p.saved++
		fmt.Println("saved", p.saved)
	}
	var backup string
	if p.r.Intn(2) == 0 {
		backup, err = s.BackupNow(ctx)
		must(p.t, err)
	}
	if slots, err := s.Slots(); err == nil && len(slots) > 0 && p.r.Intn(2) == 0 {
		next := p.next()
		_, err := s.AddSlot(ctx, "", secret(p.t, next), slots[0].ID)
		must(p.t, err)
		p.done(next)
	}
	must(p.t, s.Close())
	if backup != "" && p.r.Intn(2) == 0 {
		_, err := store.Restore(ctx, p.path, backup, store.Options{})
		must(p.t, err)
		fmt.Println("restored")
	}
}

func (p *restless) change() {
	ctx := context.Background()
	if p.r.Intn(3) == 0 {
		must(p.t, store.Unprotect(ctx, p.path, store.Options{}))
		fmt.Println("plain")
		return
	}
	next := p.next()
	key, err := store.Protect(ctx, p.path, store.Options{}, store.NewSlot{Secret: secret(p.t, next)})
	must(p.t, err)
	p.key.Close()
	p.key = key
	p.done(next)
}

func (p *restless) next() string {
	next := fmt.Sprint("passphrase number ", p.r.Int63())
	fmt.Println("want", next)
	return next
}

func (p *restless) done(next string) {
	p.have = next
	fmt.Println("have", next)
}

// Signing in with a passphrase and opening the file with it go together.
func TestProtected_opensWithThePassphraseOfWhoSignsIn(t *testing.T) {
	ctx := context.Background()
	path, o := protectedDatabase(t)
	s, err := office.Open(ctx, path, o)
	must(t, err)
	const first, second = "harbour velvet thimble", "orchard copper lantern"
	boss := people.Person{Name: "Rosalind Achebe"}
	must(t, s.SetUpSignIn(ctx, &boss, first))
	tom := people.Person{Name: "Tom Ashby", Role: access.Prescriber}
	must(t, s.People.Save(ctx, &tom))
	code, err := s.People.NewCode(ctx, tom.ID)
	must(t, err)
	must(t, s.SignOut(ctx))
	must(t, s.SignInWithCode(ctx, tom.ID, code, second))
	for owner, p := range map[data.ID]string{boss.ID: first, tom.ID: second} {
		key, err := store.Unlock(path, string(owner), secret(t, p))
		must(t, err)
		key.Close()
	}
	must(t, s.SignOut(ctx))
	must(t, s.SignIn(ctx, boss.ID, first))
	must(t, s.People.End(ctx, tom.ID))
	if _, err := store.Unlock(path, "", secret(t, second)); data.CodeOf(err) != data.CodeWrongPassphrase {
		t.Errorf("who left still opens the file: %v", err)
	}
	must(t, s.Close())
	s, err = office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Close())
}
