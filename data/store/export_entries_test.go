package store_test

import (
	"context"
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
)

// More services than are read at once come out, each with its own needs,
// categories and languages.
func TestExportEntries_givesEachServiceAsItIs(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	must(t, caseload.Write(ctx, s, caseload.Options{Clients: 1, Services: 1200, Seed: 1, Today: d("2026-04-08")}))
	languages := 0
	n := 0
	for e, err := range s.Sources.ExportEntries(ctx) {
		must(t, err)
		v, err := s.Directory.Service(ctx, data.ID(e.Key))
		must(t, err)
		if !reflect.DeepEqual(*v, e.Service) || len(e.Needs) != len(v.Needs) || len(e.Categories) != len(v.Categories) {
			t.Fatalf("exported %+v\nstored %+v", e.Service, *v)
		}
		n, languages = n+1, languages+len(v.Languages)
	}
	_, total, err := s.Directory.Services(ctx, data.ServiceFilter{Closed: true, Limit: 1})
	must(t, err)
	if n != total || n < 1200 || languages == 0 {
		t.Errorf("%d of %d services, %d languages", n, total, languages)
	}
	for _, err := range s.Sources.ExportEntries(ctx) { // who stops early leaves nothing behind
		must(t, err)
		break
	}
	must(t, s.Lists.SaveDraft(ctx, "k", []byte("x")))
}
