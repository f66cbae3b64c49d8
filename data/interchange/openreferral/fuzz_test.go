package openreferral

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

func FuzzReadJSON(f *testing.F) {
	fixture, err := os.ReadFile(filepath.Join("testdata", "v1.json"))
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(fixture), v3, `[]`, `[[{"services":[1,null,true]}]]`, `{"data":{"items":[{"name":[{"name":{}}]}]}}`,
		`{"id":{"a":1},"name":["A","B"],"phones":"0","schedules":[{"byday":["MO","1TU"]}],"eligibility":"All","languages":["en","x"]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		n := 0
		w := &walker{ctx: context.Background(), file: "f.json", today: noon.Today(), yield: func(e *data.SourceEntry, err error) bool {
			if n++; e == nil || err != nil || e.At.Row != n || e.Skip == "" && e.Service.Name == "" {
				t.Fatalf("entry %d: %+v, %v", n, e, err)
			}
			if s := e.Service; s.MinAge < 0 || s.MaxAge > oldest || s.Latitude < -90 || s.Longitude > 180 || s.LastChecked.After(noon.Today()) {
				t.Fatalf("entry %d cannot be kept: %+v", n, s)
			}
			return true
		}}
		if err := w.read(strings.NewReader(body)); err != nil && data.CodeOf(err) == "" {
			t.Fatalf("no sentence for %v", err)
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add(tables["services.csv"])
	f.Add("id\tname\n1\t\"a\n")
	f.Add("\xff\xfei\x00d\x00,\n\"\"\"")
	f.Fuzz(func(t *testing.T, body string) {
		j := &joined{}
		_ = eachRow(context.Background(), strings.NewReader(body), func(r row, _ string) error {
			if e := j.record(r).entry(data.Place{}, noon.Today()); e.Skip == "" && (e.Key == "" || e.Service.Name == "") {
				t.Fatalf("%q gave %+v", r.cells, e)
			}
			return nil
		})
	})
}
