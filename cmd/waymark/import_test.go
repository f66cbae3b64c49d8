package main

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// feedJSON is a page of an Open Referral UK feed, with markup and an address to repair.
const feedJSON = `{"totalElements": 3, "content": [
 {"id": "a", "name": "Café Łódź", "status": "active", "description": "<p>Soup &amp; talk.&nbsp;</p><ul><li>Mondays</li><li>Fridays</li></ul>",
  "url": "www.example.org ", "email": " cafe@example.org", "organization": {"id": "o", "name": "Łódź Circle"}},
 {"id": "b", "name": "Talking Space", "status": "active", "description": "Counselling at 4 Harbour Street, CT11 8QL.", "organization": {"id": "p", "name": "Calm Harbour"}},
 {"id": "c", "name": "@symes Community Building", "status": "active", "description": "A hall.", "phone": "+44 1843 555014"}]}`

func writeFile(t *testing.T, name, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// importedJSON runs 'import services --json'.
func importedJSON(t *testing.T, args ...string) (r struct {
	Source                                                 string
	Read, New, Changed, Unchanged, Skipped, Doubtful, Gone int
	Questions                                              []string
	Rows                                                   []struct {
		At struct {
			File string
			Row  int
		}
		Outcome string
	}
}) {
	t.Helper()
	code, out, errout := callProgram(t, append([]string{"import", "services", "--json"}, args...)...)
	if code != exitOK {
		t.Fatalf("import: %d, %s", code, errout)
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if r.New+r.Changed+r.Unchanged+r.Skipped+r.Doubtful != r.Read {
		t.Errorf("the parts do not add up to %d: %s", r.Read, out)
	}
	return r
}

// names searches as from a shell.
func names(t *testing.T, db string, args ...string) (list []string, total int) {
	t.Helper()
	code, out, errout := callProgram(t, append([]string{"search", "--db", db, "--json"}, args...)...)
	if code != exitOK {
		t.Fatalf("search: %d, %s", code, errout)
	}
	var r struct {
		Total    int
		Services []struct{ Name string }
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Services {
		list = append(list, s.Name)
	}
	return list, r.Total
}

func TestAFeedIsImportedFoundAndImportedAgain(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	feed := writeFile(t, "north-2026-11-01.json", feedJSON)
	if r := importedJSON(t, "--db", db, "--dry-run", feed); r.Read != 3 || r.New != 3 {
		t.Errorf("dry run: %+v", r)
	}
	if _, err := os.Stat(db); !os.IsNotExist(err) {
		t.Error("a dry run made a database")
	}
	if r := importedJSON(t, "--db", db, feed); r.New != 3 || r.Source != "north" {
		t.Errorf("first: %+v", r)
	}
	if r := importedJSON(t, "--db", db, feed); r.Unchanged != 3 {
		t.Errorf("second: %+v", r)
	}
	// A newer download under another name is the same source.
	newer := writeFile(t, "download.json", strings.Replace(strings.Replace(feedJSON, "A hall.", "A large hall.", 1), "Talking Space", "Talking Spaces", 1))
	if r := importedJSON(t, "--db", db, newer); r.Changed != 2 || r.Unchanged != 1 || r.Source != "north" {
		t.Errorf("newer: %+v", r)
	}
	for words, want := range map[string]string{"cafe lodz": "Café Łódź", "counciling": "Talking Spaces", "symes": "@symes Community Building", "ct11": "Talking Spaces", "soup": "Café Łódź"} {
		if list, total := names(t, db, words); total != 1 || list[0] != want {
			t.Errorf("%s finds %q, total %d", words, list, total)
		}
	}
}

// The shapes in which lists come: encodings, line ends, delimiters, notes above
// the headings, formula-like texts, ragged rows.
func TestListsOfManyShapesSayTheSame(t *testing.T) {
	list := func(delimiter, end string) string {
		rows := [][]string{
			{"Service Name", "Telephone", "Email", "Postcode", "Description"},
			{"Café Zoë", "01843 555014", "cafe@example.org", "CT9 1AA", "Soup – and £1 tea"},
			{"Lunch club", "+44 1843 555015", "", "CT10 1XD", "Every Tuesday"},
			{"@symes Community Building", "", "hall@example.org", "CT11 8QL", "Rooms"},
		}
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(strings.Join(r, delimiter) + end)
		}
		return b.String()
	}
	encode := func(m *charmap.Charmap, s string) string {
		out, err := m.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for what, body := range map[string]string{
		"comma":     list(",", "\n"),
		"bom, crlf": "\ufeff" + list(",", "\r\n"),
		"semicolon": list(";", "\r\n"), "tab": list("\t", "\n"), "pipe": list("|", "\n"), "not sign": list("¬", "\r\n"),
		"cr alone":     list(",", "\r"),
		"windows-1252": encode(charmap.Windows1252, list("¬", "\r\n")),
		"mac roman":    encode(charmap.Macintosh, list(",", "\r")),
		"notes above":  "Directory of services\nUpdated weekly\n\n" + list(",", "\n"),
		"ragged":       strings.Replace(list(",", "\n"), "Every Tuesday", "Every Tuesday,,", 1),
	} {
		t.Run(what, func(t *testing.T) {
			db := filepath.Join(t.TempDir(), "waymark.db")
			file := writeFile(t, "list.csv", body)
			if r := importedJSON(t, "--db", db, file); r.Read != 3 || r.Skipped != 0 {
				t.Fatalf("first: %+v", r)
			}
			if r := importedJSON(t, "--db", db, file); r.New+r.Changed != 0 || r.Gone != 0 {
				t.Errorf("second: %+v", r)
			}
			for words, want := range map[string]string{"cafe zoe": "Café Zoë", "tuesday": "Lunch club", "symes": "@symes Community Building"} {
				if found, total := names(t, db, words); total != 1 || found[0] != want {
					t.Errorf("%s finds %q, total %d", words, found, total)
				}
			}
		})
	}
}

func TestTheDirectoryGoesOutAndComesBack(t *testing.T) {
	db := sampleDB(t)
	_, before := names(t, db, "--limit", "1", "")
	for _, name := range []string{"out.json", "out.zip"} {
		out, copied := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "copy.db")
		if code, _, errout := callProgram(t, "export", "services", "--db", db, "--out", out); code != exitOK {
			t.Fatalf("export: %d, %s", code, errout)
		}
		r := importedJSON(t, "--db", copied, out)
		if r.New != r.Read || r.Read < before {
			t.Errorf("%s into an empty database: %+v", name, r)
		}
		again := filepath.Join(t.TempDir(), "again-"+name)
		if code, _, errout := callProgram(t, "export", "services", "--db", copied, "--out", again); code != exitOK {
			t.Fatalf("export again: %d, %s", code, errout)
		}
		if r := importedJSON(t, "--db", copied, again); r.Unchanged != r.Read {
			t.Errorf("%s exported again: %+v", name, r)
		}
		if r := importedJSON(t, "--db", db, out); r.Unchanged != r.Read {
			t.Errorf("%s back into its own database: %+v", name, r)
		}
	}
}

func TestBrokenFilesAreRefusedWhole(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	good := writeFile(t, "good.json", feedJSON)
	importedJSON(t, "--db", db, good)
	archive := filepath.Join(t.TempDir(), "empty.zip")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := zip.NewWriter(f).Close(); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	for what, path := range map[string]string{
		"torn feed": writeFile(t, "torn.json", feedJSON[:len(feedJSON)-40]), "nothing": writeFile(t, "empty.csv", ""),
		"a picture": writeFile(t, "picture.csv", "\x89PNG\r\n\x1a\n\x00\x00"), "an empty zip": archive,
		"not there": filepath.Join(t.TempDir(), "none.csv"), "no names": writeFile(t, "n.csv", "a,b\n1,2\n3,4\n"),
	} {
		code, _, errout := callProgram(t, "import", "services", "--db", db, path)
		if code != exitFailure || !strings.HasSuffix(strings.TrimSpace(errout), ".") || strings.Contains(errout, "It could not be done:") {
			t.Errorf("%s: %d, %s", what, code, errout)
		}
	}
	if _, total := names(t, db, ""); total != 3 {
		t.Errorf("%d services are left of 3", total)
	}
	for _, args := range [][]string{{"import"}, {"import", "services", "--db", db}, {"import", "people", "--db", db, good}, {"export", "services", "--db", db, "--out", "x.doc"}} {
		if code, _, errout := callProgram(t, args...); code != exitUsage {
			t.Errorf("%v: %d, %s", args, code, errout)
		}
	}
}

func TestPostcodesAreImportedAndSearchedBy(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	importedJSON(t, "--db", db, writeFile(t, "list.csv", "Name,Postcode\nFar club,CT11 8QL\nNear club,CT9 1AB\nNowhere club,\n"))
	if code, _, errout := callProgram(t, "search", "--db", db, "--near", "CT9 1AA", "club"); code != exitFailure || !strings.Contains(errout, "import postcodes") {
		t.Errorf("before: %d, %s", code, errout)
	}
	var body strings.Builder
	body.WriteString("pcd,pcds,dointr,lat,long\n")
	for _, p := range []string{"CT9 1AA,51.389,1.386", "CT9 1AB,51.388,1.387", "CT118QL,51.330,1.420"} {
		parts := strings.Split(p, ",")
		fmt.Fprintf(&body, "%s,%s,198001,%s,%s\n", strings.ReplaceAll(parts[0], " ", ""), parts[0], parts[1], parts[2])
	}
	if code, out, errout := callProgram(t, "import", "postcodes", "--db", db, writeFile(t, "onspd.csv", body.String())); code != exitOK || !strings.HasPrefix(out, "3 postcodes") {
		t.Fatalf("import: %d, %s, %s", code, out, errout)
	}
	if list, _ := names(t, db, "--near", "ct91aa", "club"); len(list) != 3 || list[0] != "Near club" || list[2] != "Nowhere club" {
		t.Errorf("nearest first: %q", list)
	}
}

// What is detected can be overruled, and a name may begin with a minus.
func TestDetectionIsOverruled(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	file := writeFile(t, "list.csv", "Updated by hand|\nName|Phone\n-5 Club|01843 555014\n=1+1|01843 555015\n")
	if r := importedJSON(t, "--db", db, "--header-row", "2", "--delimiter", "|", "--encoding", "utf-8", file); r.Read != 2 {
		t.Errorf("%+v", r)
	}
	for _, name := range []string{"-5 Club", "=1+1"} {
		if found, total := names(t, db, name); total != 1 || found[0] != name {
			t.Errorf("%s finds %q", name, found)
		}
	}
	for _, wrong := range [][]string{{"--encoding", "EBCDIC"}, {"--delimiter", "ab"}, {"--header-row", "x"}} {
		if code, _, errout := callProgram(t, append(append([]string{"import", "services", "--db", db}, wrong...), file)...); code != exitUsage {
			t.Errorf("%v: %d, %s", wrong, code, errout)
		}
	}
}
