package interchange

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/interchange/answers"
	"waymark/data/interchange/postcodes"
)

var formatRow = regexp.MustCompile("(?m)^\\| (.+?) \\| .* \\| `(testdata/formats/[^`]+)` \\|$")

// Every format that FORMATS.md names is read from a file of that layout, and
// gives what the file says.
func TestFormats_everyOneNamedIsRead(t *testing.T) {
	page, err := os.ReadFile("FORMATS.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, row := range formatRow.FindAllStringSubmatch(string(page), -1) {
		path := row[2]
		named[filepath.Base(path)] = true
		want, ok := formats[filepath.Base(path)]
		if !ok {
			t.Errorf("%s: nothing is expected of %s", row[1], path)
			continue
		}
		t.Run(row[1], func(t *testing.T) { want(t, path) })
	}
	files, err := filepath.Glob("testdata/formats/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !named[filepath.Base(f)] {
			t.Errorf("%s is of no format that FORMATS.md names", f)
		}
	}
}

// formats are what the file of each format gives.
var formats = map[string]func(*testing.T, string){
	"oruk-v1.json":                   services("Lunch club, CT9 1AA, 01843 496 000", "Walking group, CT9 1AA, 01843 496 000"),
	"oruk-v3.json":                   services("Lunch club, CT9 1AA, 01843 496 000", "Walking group, CT9 1AA, 01843 496 000"),
	"outpost.json":                   services("Lunch club, CT9 1AA, 01843 496 000", "Walking group, CT9 1AA, 01843 496 000"),
	"hsds-1.zip":                     services("Lunch club, CT9 1AA, 01843 496 000", "Walking group, CT9 1AA, "),
	"hsds-2.zip":                     services("Lunch club, CT9 1AA, 01843 496 000", "Walking group, CT9 1AA, "),
	"hsds-3.zip":                     services("Lunch club, CT9 1AA, 01843 496 000", "Walking group, CT9 1AA, "),
	"charity-commission.txt":         services("MARGATE LUNCH CLUB, CT9 1AA, 01843 496 000", "THANET WALKERS, CT9 1AA, 01843 496 000", "skipped: This is a linked", "defunct GONE CLUB"),
	"charity-commission.json":        services("MARGATE LUNCH CLUB, CT9 1AA, 01843 496 000", "THANET WALKERS, CT9 1AA, 01843 496 000", "skipped: This is a linked", "defunct GONE CLUB"),
	"cqc.csv":                        services("Sunny Home Care, CT9 1AA, 01843 496001", "The Elms, LS1 4AP, 0113 496 0002"),
	"oscr.csv":                       services("Leith Befriending, EH6 6AA, ", "Fife Gardens, KY1 1AA, "),
	"epraccur.csv":                   services("THE HALL SURGERY, LS1 4AP, 0113 496 0003", "LOW ROAD PRACTICE, LS1 4AP, 0113 496 0003", "defunct OLD MILL SURGERY"),
	"epraccur-with-headings.csv":     services("THE HALL SURGERY, LS1 4AP, 0113 496 0003", "LOW ROAD PRACTICE, LS1 4AP, 0113 496 0003", "defunct OLD MILL SURGERY"),
	"epraccur-search-and-export.csv": services("THE HALL SURGERY, LS1 4AP, 0113 496 0003", "LOW ROAD PRACTICE, LS1 4AP, 0113 496 0003", "defunct OLD MILL SURGERY"),
	"geojson.geojson":                services("Central Library, CT9 1AA, 01843 496 000", "The Park, , "),
	"onspd.csv":                      places,
	"onspd-geoportal.csv":            places,
	"microsoft-forms.csv":            threeAnswers,
	"google-forms.csv":               threeAnswers,
	"surveymonkey.csv":               threeAnswers,
	"qualtrics.csv":                  threeAnswers,
	"limesurvey.csv":                 threeAnswers,
	"jisc.csv":                       threeAnswers,
	"smartsurvey.csv":                threeAnswers,
	"spss.csv":                       threeAnswers,
	"redcap.csv":                     redcap,
}

// services expects services in this order: name, postcode and phone.
func services(want ...string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		f, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-29")})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for e, err := range f.Entries(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			v := e.Service
			got := v.Name + ", " + v.Postcode + ", " + v.Phone
			switch {
			case e.Skip != "":
				got = "skipped: " + e.Skip
			case v.Status != data.ServiceActive:
				got = string(v.Status) + " " + got
			}
			if n >= len(want) || !strings.HasPrefix(got, want[n]) {
				t.Errorf("entry %d is %q, doubts %v", n+1, got, e.Doubts)
			}
			n++
		}
		if n != len(want) {
			t.Errorf("%d entries, want %d", n, len(want))
		}
	}
}

func places(t *testing.T, path string) {
	var got []string
	for p, err := range postcodes.Read(t.Context(), path) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p.Postcode)
	}
	if strings.Join(got, ", ") != "CT9 1AA, LS1 4AP" {
		t.Errorf("%q", got)
	}
}

func answersIn(t *testing.T, path string) []*data.AnswerSet {
	t.Helper()
	c := instrument.Standard()
	d, _ := c.ByID("swemwbs")
	l, err := answers.Open(t.Context(), path, answers.Options{Catalogue: c, Definition: d, Today: data.MustDate("2026-11-29")})
	if err != nil {
		t.Fatal(err)
	}
	for _, ask := range l.Undecided() {
		t.Logf("asks: %s", ask.Sentence)
	}
	var sets []*data.AnswerSet
	for s, err := range l.Sets(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Skip == "" {
			sets = append(sets, s)
		}
	}
	return sets
}

// threeAnswers expects the answers of R01 to R03 in March 2025, each beginning
// one further on the scale.
func threeAnswers(t *testing.T, path string) {
	sets := answersIn(t, path)
	if len(sets) != 3 {
		t.Fatalf("%d questionnaires", len(sets))
	}
	for i, s := range sets {
		day := []string{"2025-03-14", "2025-03-15", "2025-03-21"}[i]
		if s.Person.Reference != []string{"R01", "R02", "R03"}[i] || s.AnsweredOn.String() != day || len(s.Answers) != 7 || s.Answers[1] != i+1 || s.Answers[7] != (i+6)%5+1 {
			t.Errorf("%d: %q on %s, %v", i+1, s.Person.Reference, s.AnsweredOn, s.Answers)
		}
	}
}

// redcap expects two times of three people.
func redcap(t *testing.T, path string) {
	sets := answersIn(t, path)
	if len(sets) != 6 || sets[0].Stage != data.Baseline || sets[1].Stage != data.StageFollowUp || sets[1].AnsweredOn.String() != "2025-06-14" || len(sets[5].Answers) != 7 {
		t.Errorf("%d questionnaires: %+v", len(sets), sets)
	}
}
