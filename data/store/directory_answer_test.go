package store_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

func withoutPause(context.Context, time.Duration) {}

// directorySays is what the directory answers to the questions whose answers are
// kept, and to pages and limits that cut into them.
func directorySays(t *testing.T, s *office.Office) (says []any) {
	t.Helper()
	ctx := context.Background()
	for _, words := range []string{"", "a", "c", "s", "w", "lu", "ca", "be", "zz", "+", "a b", "lunch"} {
		for _, f := range []data.ServiceFilter{{Words: words}, {Words: words, Closed: true}, {Words: words, Limit: 7, Offset: 5},
			{Words: words, Offset: 500}, {Words: words, Free: true}, {Words: words, Exact: true}} {
			found, err := s.Directory.SearchServices(ctx, f)
			must(t, err)
			counts, err := s.Directory.CountServices(ctx, f)
			must(t, err)
			says = append(says, found, counts)
		}
	}
	for _, n := range []int{3, 50, 300} {
		pairs, err := s.Directory.DuplicateServices(ctx, n)
		must(t, err)
		says = append(says, pairs)
	}
	return says
}

// Whatever is done to the directory, an answer that is kept is the answer that a
// look at everything gives.
func TestDirectoryAnswers_areRightAfterAnyChange(t *testing.T) {
	ctx := context.Background()
	today := d("2026-04-08")
	s := open(t, on(today.String()))
	must(t, caseload.Write(ctx, s, caseload.Options{Clients: 3, Services: 300, Seed: 5, Today: today}))
	r := rand.New(rand.NewPCG(1, 2))
	reasons, err := s.Lists.Reasons(ctx, true)
	must(t, err)
	for n := range 40 {
		fresh := directorySays(t, s)
		must(t, s.Directory.PrepareDirectory(ctx, 1, withoutPause))
		if kept := directorySays(t, s); !reflect.DeepEqual(fresh, kept) {
			t.Fatalf("step %d: what is kept differs from what is found", n)
		}
		services, _, err := s.Directory.Services(ctx, data.ServiceFilter{Closed: true, Limit: 200, Offset: r.IntN(100)})
		must(t, err)
		v, err := s.Directory.Service(ctx, services[r.IntN(len(services))].ID)
		must(t, err)
		other := services[r.IntN(len(services))].ID
		switch n % 10 {
		case 0:
			v.Name += " and lunch"
			err = s.Directory.SaveService(ctx, v)
		case 1:
			err = s.Directory.MarkServiceChecked(ctx, v.ID, today, "")
		case 2:
			err = s.Directory.SetFavourite(ctx, v.ID, true)
		case 3:
			v.Status = data.ServiceDefunct
			err = s.Directory.SaveService(ctx, v)
		case 4:
			if err = s.Directory.NotDuplicates(ctx, v.ID, other); err == nil && other != v.ID {
				_, err = s.Directory.MergeServices(ctx, v.ID, other)
			}
		case 5:
			v.Organisation, v.Area = "Zumba for All", "Deal"
			err = s.Directory.SaveService(ctx, v)
		case 6:
			v.Needs = append(v.Needs, reasons[r.IntN(len(reasons))].ID)
			v.Languages = []string{"Polish"}
			err = s.Directory.SaveService(ctx, v)
		case 7:
			reason := reasons[r.IntN(len(reasons))]
			reason.Name += " zeal"
			err = s.Lists.SaveReason(ctx, &reason)
		case 8:
			v.Categories = v.Categories[:len(v.Categories)/2]
			v.Cost, v.Days = "Free", "Monday morning"
			err = s.Directory.SaveService(ctx, v)
		case 9:
			err = s.Directory.SaveService(ctx, &data.Service{Name: "A brand new café", Area: "Deal", Status: data.ServiceActive})
		}
		must(t, err)
		if p := derivedProblems(t, s); len(p) > 0 {
			t.Fatalf("step %d: %v", n, p)
		}
	}
}

func TestCheck_noticesAKeptAnswerThatIsWrong(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	again := func() *office.Office {
		s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		return s
	}
	s := again()
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	for _, kind := range []string{"found", "counts", "twins"} {
		must(t, s.Directory.PrepareDirectory(ctx, 1, withoutPause))
		must(t, s.Close())
		execSQL(t, path, "UPDATE directory_answer SET answer = '{}' WHERE question LIKE '"+kind+"%' AND question <> 'twins'")
		execSQL(t, path, "UPDATE directory_answer SET answer = '[{}]' WHERE question = 'twins' AND '"+kind+"' = 'twins'")
		s = again()
		if len(derivedProblems(t, s)) != 1 {
			t.Errorf("a wrong answer about %s is not noticed", kind)
		}
		_, err := s.Soundness.Repair(ctx)
		must(t, err)
		if p := derivedProblems(t, s); len(p) > 0 {
			t.Errorf("a wrong answer about %s is not mended: %v", kind, p)
		}
	}
	must(t, s.Close())
}
