package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// roleCommand says of a command which callers may use it: M manager, T manager of one
// partner, C coordinator, P prescriber, O prescriber of their own clients, V volunteer,
// R reception.
type roleCommand struct {
	may string
	// args follow those that every command has.
	args []string
	// fails is part of what the command says to those who may use it and cannot here;
	// "" if it works.
	fails string
}

// roleCommands are the commands that ask who calls, each at what it reads, and again
// at what it changes if that is for others.
func (d *roleDatabase) roleCommands(t *testing.T) map[string]roleCommand {
	t.Helper()
	feed := writeFile(t, "feed.json", feedJSON)
	answers := writeFile(t, "answers.csv", wideAnswers)
	people := writeFile(t, "people.csv", "Name,Date of birth,Phone\nHarriet Vole,04/05/1951,01632 960001\n")
	places := writeFile(t, "places.csv", "pcds,lat,long\nLS1 4AP,53.8,-1.5\n")
	practices := filepath.Join("..", "..", "data", "interchange", "testdata", "formats", "epraccur-with-headings.csv")
	backup := filepath.Join(t.TempDir(), "backup.db")
	copyOf(t, d.path, backup)
	const alone = "works alone"
	out := func(name string) string { return filepath.Join("{out}", name) }
	return map[string]roleCommand{
		"report":                     {"MTCPO", []string{"--json", "--unprotected"}, ""},
		"report --out":               {"MTCPO", []string{"--out", "{out}"}, ""},
		"report --reader":            {"MTCPO", []string{"--out", "{out}", "--reader", "PCN board", "--new-reader"}, ""},
		"search":                     {"MTCPOV", []string{"club"}, ""},
		"export calendar":            {"MTPOV", []string{"--names", "--out", out("c.ics")}, ""},
		"import services":            {"MTCPO", []string{feed}, ""},
		"import services --dry-run":  {"MTCPOV", []string{"--dry-run", feed}, ""},
		"import clients":             {"M", []string{people}, ""},
		"import clients --dry-run":   {"M", []string{"--dry-run", people}, ""},
		"import clients --undo":      {"M", []string{"--undo"}, "no import of people"},
		"import responses":           {"M", []string{"--instrument", "wemwbs", answers}, ""},
		"import responses --dry-run": {"M", []string{"--dry-run", "--instrument", "wemwbs", answers}, ""},
		"import practices":           {"MTCPO", []string{practices}, ""},
		"import postcodes":           {"MTCPO", []string{places}, ""},
		"export services":            {"MTCPOV", []string{"--out", out("services.json")}, ""},
		"export all":                 {"M", []string{"--out", out("all")}, ""},
		"clinics":                    {"MTPOV", []string{"--names", "--from", "2026-01-01", "--to", "2027-12-31"}, ""},
		"message":                    {"MTPOV", []string{"--surgery", d.surgery, "--from", "2025-01-01", "--to", "2027-12-31", "--json"}, ""},
		"translations":               {"MTCPOV", nil, ""},
		"translations --remove":      {"MT", []string{"--remove", "pl"}, "no translation"},
		"holidays":                   {"MTCPOV", nil, ""},
		"holidays --nation":          {"MT", []string{"--nation", "scotland"}, ""},
		"rights list":                {"MT", nil, ""},
		"rights add":                 {"MT", []string{"--client", string(d.client)}, ""},
		"rights pack":                {"MT", []string{"--client", string(d.client), "--out", out("copy")}, "no open subject access request"},
		"devices list":               {"M", nil, alone},
		"devices start":              {"M", []string{"--store", "{out}", "--name", "Room 4"}, ""},
		"devices join":               {"M", []string{"--store", "{out}"}, "No service has begun"},
		"devices accept":             {"M", nil, "No PC asks to join"},
		"devices strike":             {"M", []string{"--device", "Laptop"}, "No PC"},
		"devices leave":              {"M", nil, "belongs to no service"},
		"devices store":              {"M", []string{"--store", "{out}"}, "belongs to no service"},
		"backup":                     {"M", nil, ""},
		"backup --out":               {"M", []string{"--out", out("b.db")}, ""},
		"retention list":             {"MT", []string{"--names"}, ""},
		"retention keep":             {"MT", []string{"--until", "2028-01-01", "--because", "Complaint.", string(d.client)}, "No record that is due"},
		"retention erase":            {"MT", []string{"--all", "--records", "1"}, ""},
		"retention clean":            {"MT", nil, ""},
		"restore":                    {"M", []string{backup}, ""},
		"check":                      {"M", nil, ""},
		"check --repair":             {"M", []string{"--repair"}, ""},
		"protect":                    {"M", nil, ""},
	}
}

// askNoOne are the commands that open no records for whoever calls, and why.
var askNoOne = map[string]string{
	"sample":     "writes new files only",
	"import all": "writes new files only",
	"guide":      "opens no database",
	"close":      "opens no database",
	"exchange":   "works for the program, and shows no records",
}

// Every command answers every kind of person as the table of data/access says: one that
// is not in the list fails. Who may not gets one sentence and nothing else; who may
// gets no one whom they do not see. Each call is in the audit trail.
func TestRoles_everyCommandAnswersEachCaller(t *testing.T) {
	d := newRoleDatabase(t, t.TempDir())
	commands := d.roleCommands(t)
	for _, s := range subcommands() {
		_, asks := commands[s.name]
		_, free := askNoOne[s.name]
		if sealed := s.name == "unprotect" || strings.HasPrefix(s.name, "passphrase "); asks == (free || sealed) {
			t.Errorf("no one said who may call “waymark %s”", s.name)
		}
	}
	for name, c := range commands {
		for _, who := range d.callers {
			d.tries(t, name, c, who)
		}
	}
}

// tries calls a command as someone, on a copy of their own.
func (d *roleDatabase) tries(t *testing.T, name string, c roleCommand, who *caller) {
	t.Helper()
	folder := t.TempDir()
	db, out := filepath.Join(folder, "waymark.db"), filepath.Join(folder, "out")
	copyOf(t, d.of(who), db)
	testMust(t, os.Mkdir(out, 0o700))
	words, _, _ := strings.Cut(name, " --") // which only tells two calls of a command apart
	args := append(strings.Fields(words), "--db", db)
	for _, a := range c.args {
		args = append(args, strings.ReplaceAll(a, "{out}", out))
	}
	before, trail := recordsOf(t, db), auditOf(t, db, who.id)
	if who == d.callers[0] {
		if code, said, errout := callProgram(t, args...); code != exitUsage || said != "" || !strings.Contains(errout, "--as NAME") {
			t.Errorf("%s without a name: %d %q %q", name, code, said, errout)
		}
	}
	code, said, errout := callProgram(t, append(args, "--as", who.name, "--passphrase-file", d.secretOf(who))...)
	may := strings.Contains(c.may, who.letter)
	switch {
	case !may && (code != exitFailure || said != "" || !refusedByRole(errout)):
		t.Errorf("%s may not %s: %d %q %q", who.name, name, code, said, errout)
	case may && c.fails == "" && code != exitOK, may && c.fails != "" && (code != exitFailure || !strings.Contains(errout, c.fails)):
		t.Errorf("%s may %s: %d %q", who.name, name, code, errout)
	case !may && recordsOf(t, db) != before:
		t.Errorf("%s may not %s, and changed something", who.name, name)
	}
	if !may && len(filesIn(t, out)) > 0 {
		t.Errorf("%s may not %s, and it wrote files", who.name, name)
	}
	d.namesOnlySeen(t, name, who, []byte(said+errout))
	for _, body := range filesIn(t, out) {
		d.namesOnlySeen(t, name, who, body)
	}
	if name != "protect" || !may { // else it can be read no more
		d.isNoted(t, db, trail, words, who, may)
	}
}

// isNoted fails unless the audit trail has that someone signed in for a command, and of
// who may not use it nothing else: of a restore, the trail of the file that was put aside.
func (d *roleDatabase) isNoted(t *testing.T, db, before, command string, who *caller, may bool) {
	t.Helper()
	if command == "restore" && may {
		aside, err := filepath.Glob(filepath.Join(filepath.Dir(db), "*", "*.db"))
		testMust(t, err)
		db = aside[0]
	}
	want := "sign in person_access, command " + command
	after := strings.TrimPrefix(strings.TrimPrefix(auditOf(t, db, who.id), before), ", ")
	if !may && command == "import responses" { // it looks which answers are there, which most may see
		after = strings.TrimSuffix(after, ", look questionnaires")
	}
	if after != want && (!may || !strings.HasPrefix(after, want+", ")) {
		t.Errorf("%s calls %s, and the audit trail has %q", who.name, command, after)
	}
}

// refusedByRole reports whether the one sentence is a refusal of data/access.
func refusedByRole(errout string) bool {
	part := access.NewSession("", access.Everything, data.SystemClock())
	part.SignIn(access.Identity{Person: "p", Role: access.Manager, OnePartner: true})
	return slices.ContainsFunc([]error{access.Nobody.May(access.Bulk, access.Read), access.Nobody.May(access.Bulk, access.Write), part.May(access.Bulk, access.Write)},
		func(err error) bool { return errout == "waymark: "+data.Sentence(err)+"\n" })
}

// namesOnlySeen fails if a text has the name of a client whom the caller does not see.
func (d *roleDatabase) namesOnlySeen(t *testing.T, what string, who *caller, text []byte) {
	t.Helper()
	for _, name := range d.names {
		if bytes.Contains(text, []byte(name)) && !slices.Contains(who.sees, name) {
			t.Errorf("%s gets %s from %s", who.name, name, what)
		}
	}
}

// filesIn are the contents of all files beneath a folder.
func filesIn(t *testing.T, folder string) (bodies [][]byte) {
	t.Helper()
	testMust(t, filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		bodies = append(bodies, body)
		return err
	}))
	return bodies
}

// recordsOf is what stands in the records of a database: how its change log ends.
func recordsOf(t *testing.T, db string) (state string) {
	t.Helper()
	readOnly(t, db, "SELECT (SELECT max(seq) FROM change_entry) || ' ' || (SELECT count(*) FROM client) || ' ' || (SELECT count(*) FROM person_access)", &state)
	return state
}

// auditOf is what the audit trail says that someone did, in order.
func auditOf(t *testing.T, db string, who data.ID) (rows string) {
	t.Helper()
	readOnly(t, db, "SELECT coalesce(group_concat(action || ' ' || record, ', '), '') FROM (SELECT * FROM audit WHERE actor = ?1 ORDER BY seq)", &rows, who)
	return rows
}

func readOnly(t *testing.T, path, query string, into any, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	testMust(t, err)
	defer func() { _ = db.Close() }()
	testMust(t, db.QueryRow(query, args...).Scan(into))
}

// A protected database is no way past a role: the passphrase that opens the file is
// not that of a manager.
func TestRoles_passphraseCommandsAreForManagers(t *testing.T) {
	d := newRoleDatabase(t, t.TempDir())
	ctx := context.Background()
	secret, err := store.NewPassphrase([]byte("lantern meadow orbit"))
	testMust(t, err)
	key, err := store.Protect(ctx, d.path, store.Options{}, store.NewSlot{Secret: secret})
	testMust(t, err)
	t.Cleanup(key.Close)
	sealed, err := os.ReadFile(d.path)
	testMust(t, err)
	before := len(filesIn(t, d.folder))
	for _, s := range subcommands() {
		if s.name != "unprotect" && !strings.HasPrefix(s.name, "passphrase ") {
			continue
		}
		for _, who := range d.callers[1:] {
			args := append(strings.Fields(s.name), "--db", d.path, "--as", who.name, "--passphrase-file", d.secretOf(who))
			if s.name == "passphrase add" || s.name == "passphrase remove" {
				args = append(args, "--owner", "Sam")
			}
			if code, said, errout := callProgram(t, args...); code != exitFailure || said != "" || !refusedByRole(errout) {
				t.Errorf("%s may not %s: %d %q %q", who.name, s.name, code, said, errout)
			}
		}
	}
	slots := succeeds(t, "passphrase", "list", "--db", d.path, "--as", d.callers[0].name, "--passphrase-file", d.secretOf(d.callers[0]))
	if strings.Count(slots, "\n") != 1 || bytes.HasPrefix(sealed, []byte("SQLite")) || len(filesIn(t, d.folder)) > before+1 {
		t.Errorf("it opens with %q", slots)
	}
}

// The commands that ask no one say nothing of anyone, and change no records.
func TestRoles_whatAsksNoOneSaysNothing(t *testing.T) {
	d := newRoleDatabase(t, t.TempDir())
	all := filepath.Join(t.TempDir(), "all")
	boss := d.callers[0]
	succeeds(t, "export", "all", "--db", d.path, "--out", all, "--as", boss.name, "--passphrase-file", d.secretOf(boss))
	before := recordsOf(t, d.path)
	nobody := &caller{name: "no one"}
	for name, args := range map[string][]string{"sample": nil, "import all": {all}, "guide": {"--out", filepath.Join(t.TempDir(), "guide.pdf")}, "close": nil, "exchange": nil} {
		if _, known := askNoOne[name]; !known {
			t.Errorf("%s asks no one, and no one said why", name)
		}
		words := strings.Fields(name)
		if name != "guide" {
			words = append(words, "--db", d.path)
		}
		_, said, errout := callProgram(t, append(words, args...)...)
		d.namesOnlySeen(t, name, nobody, []byte(said+errout))
		for _, who := range d.callers {
			if strings.Contains(said+errout, who.name) {
				t.Errorf("%s names %s", name, who.name)
			}
		}
	}
	if recordsOf(t, d.path) != before {
		t.Error("records were changed")
	}
}
