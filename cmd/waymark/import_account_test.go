package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// anyRow is a row of a list of services of one of the kinds that lists have. Blank
// ones count for nothing; all others have to be accounted for.
func anyRow(r *rand.Rand, n int) (row string, blank bool) {
	name := fmt.Sprintf("Club %d", n)
	switch r.IntN(14) {
	case 0:
		return "", true
	case 1:
		return ",,,,", true
	case 2:
		return fmt.Sprintf("%d,,A place without a name,LS1 4AP,0113 496 0000", n), false
	case 3:
		return "1,Club one,The same id,LS1 4AP,0113 496 0000", false
	case 4:
		return "1,Club one,The same id,LS1 4AP,0113 496 0000", false // and the same row
	case 5:
		return fmt.Sprintf("%d,%s,\"Words over\ntwo lines, and a \"\"quote\"\"\",nowhere,none", n, name), false
	case 6:
		return fmt.Sprintf("%d,%s,More cells,LS1 4AP,0113 496 0000,beyond,the,list", n, name), false
	case 7:
		return fmt.Sprintf("%d,%s", n, name), false
	case 8:
		return "id,name,description,postcode,phone", false
	case 9:
		return fmt.Sprintf("Total,%d", n), false
	case 10:
		return fmt.Sprintf("%d,#REF!,An error,LS1 4AP,#N/A", n), false
	}
	return fmt.Sprintf("%d,%s,A place to meet,LS1 4AP,0113 496 %04d", n, name, n), false
}

// What --json says of an import adds up to the rows of the file, and every row
// that was skipped or is doubtful is listed, each once.
func TestImportServices_accountsForEveryRow(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(13, seed))
		rows, want := []string{"id,name,description,postcode,phone", "0,Club nought,A place,LS1 4AP,0113 496 0000"}, 1
		for n := range r.IntN(60) {
			row, blank := anyRow(r, n+2)
			if rows = append(rows, row); !blank {
				want++
			}
		}
		db, list := filepath.Join(t.TempDir(), "waymark.db"), writeFile(t, "list.csv", strings.Join(rows, "\n"))
		for _, args := range [][]string{{"--dry-run"}, {}, {}} { // the third time it is all there
			got := importedJSON(t, append(args, "--db", db, list)...)
			at := map[int]bool{}
			for _, row := range got.Rows {
				at[row.At.Row] = true
			}
			if got.Read != want || len(got.Rows) != got.Skipped+got.Doubtful || len(at) != len(got.Rows) {
				t.Errorf("seed %d: %d read of %d, %d skipped, %d doubtful, %d listed at %d places\n%s",
					seed, got.Read, want, got.Skipped, got.Doubtful, len(got.Rows), len(at), strings.Join(rows, "\n"))
			}
		}
	}
}

func TestImportResponses_accountsForEveryRow(t *testing.T) {
	item := []string{"1", "2", "3", "4", "5", "", "6", "n/a"}
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(13, seed))
		rows, want := []string{"Ref,Date,Time,Q1,Q2,Q3,Q4,Q5,Q6,Q7"}, 0
		add := func(ref, day, time string, worst int) {
			cells := []string{ref, day, time}
			for range 7 {
				cells = append(cells, item[r.IntN(worst)])
			}
			rows, want = append(rows, strings.Join(cells, ",")), want+1
		}
		for n := range 8 {
			add(fmt.Sprintf("R%d", n), fmt.Sprintf("2%d/03/2025", n), "baseline", 5)
		}
		for n := range r.IntN(40) {
			switch r.IntN(6) {
			case 0:
				rows = append(rows, "", ",,,,,,,,,")
			case 1:
				add("", "25/03/2025", "", len(item))
			case 2:
				add(fmt.Sprintf("R%d", r.IntN(8)), "25/06/2025", "follow up", len(item))
			case 3:
				add(fmt.Sprintf("R%d", r.IntN(8)), "31/02/2025", "baseline", len(item))
			default:
				add(fmt.Sprintf("N%d", n), "26/03/2025", "baseline", len(item))
			}
		}
		db, list := filepath.Join(t.TempDir(), "waymark.db"), writeFile(t, "answers.csv", strings.Join(rows, "\n"))
		code, out, errout := callProgram(t, "import", "responses", "--json", "--db", db, "--instrument", "swemwbs", "--dry-run", list)
		var got struct {
			importedAnswers
			Rows []json.RawMessage
		}
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("seed %d: %d, %s, %v in %s", seed, code, errout, err, out)
		}
		if got.Read != want || got.New+got.Changed+got.Unchanged+got.Skipped+got.Doubtful != got.Read || len(got.Rows) != got.Skipped+got.Doubtful {
			t.Errorf("seed %d: %d read of %d, %+v, %d listed\n%s", seed, got.Read, want, got.importedAnswers, len(got.Rows), strings.Join(rows, "\n"))
		}
	}
}

func TestImportPractices_accountsForEveryRow(t *testing.T) {
	list := filepath.Join("..", "..", "data", "interchange", "testdata", "formats", "epraccur-with-headings.csv")
	code, out, errout := callProgram(t, "import", "practices", "--json", "--db", filepath.Join(t.TempDir(), "waymark.db"), list)
	body, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]int
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%d, %s, %v", code, errout, err)
	}
	rows := strings.Count(strings.TrimSpace(string(body)), "\n") // beneath the headings
	if got["read"] == 0 || got["read"]+got["closed"]+got["no_gp_practice"]+got["unread"] != rows {
		t.Errorf("%v of %d", got, rows)
	}
}

func TestImportPostcodes_accountsForEveryRow(t *testing.T) {
	rows, want := []string{"pcds,lat,long"}, 0
	r := rand.New(rand.NewPCG(13, 1))
	for n := range 200 {
		switch r.IntN(5) {
		case 0:
			rows = append(rows, "")
			continue
		case 1:
			rows = append(rows, "not a postcode,53.8,-1.5")
		case 2:
			rows = append(rows, "LS1 4AP,99.999999,0")
		default:
			rows = append(rows, fmt.Sprintf("LS%d %dAP,53.8,-1.5", n%20+1, n%10))
		}
		want++
	}
	code, out, errout := callProgram(t, "import", "postcodes", "--json", "--db", filepath.Join(t.TempDir(), "waymark.db"), writeFile(t, "list.csv", strings.Join(rows, "\n")))
	var got struct {
		Read    int `json:"read"`
		LeftOut int `json:"left_out"`
		NoPlace int `json:"no_place"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%d, %s, %v", code, errout, err)
	}
	if got.Read+got.LeftOut != want || got.NoPlace == 0 || got.NoPlace >= got.LeftOut {
		t.Errorf("%+v of %d", got, want)
	}
}
