package timegrid

import (
	"math/rand/v2"
	"testing"
)

func TestLanes_nothingIsDrawnOverAnother(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 3000 {
		list := make([]Interval, random.IntN(12))
		for i := range list {
			from := random.IntN(60)
			list[i] = Interval{from, from + random.IntN(20)}
		}
		lanes := Lanes(list)
		most := 0
		for i := range list {
			overlaps := 0
			for j := range list {
				if max(list[i].To, list[i].From+1) > list[j].From && list[i].From < max(list[j].To, list[j].From+1) {
					if list[j].From <= list[i].From {
						overlaps++ // of what is there when i begins, i itself too
					}
					if i != j && lanes[i].Index < lanes[j].Index+lanes[j].Span && lanes[j].Index < lanes[i].Index+lanes[i].Span {
						t.Fatalf("%v and %v overlap in lanes %v and %v", list[i], list[j], lanes[i], lanes[j])
					}
					if lanes[i].Count != lanes[j].Count {
						t.Fatalf("%v and %v have lanes of other widths: %v, %v", list[i], list[j], lanes[i], lanes[j])
					}
				}
			}
			most = max(most, overlaps)
			if lanes[i].Span < 1 || lanes[i].Index+lanes[i].Span > lanes[i].Count {
				t.Fatalf("%v is drawn outside: %v", list[i], lanes[i])
			}
		}
		for i := range lanes {
			if lanes[i].Count > most {
				t.Fatalf("%d lanes for %d at a time: %v", lanes[i].Count, most, list)
			}
		}
	}
}

func TestLanes_whatStandsAloneHasTheWholeWidth(t *testing.T) {
	lanes := Lanes([]Interval{{0, 10}, {10, 20}, {30, 40}, {35, 36}})
	for i, want := range []Lane{{0, 1, 1}, {0, 1, 1}, {0, 2, 1}, {1, 2, 1}} {
		if lanes[i] != want {
			t.Errorf("%d: %v, want %v", i, lanes[i], want)
		}
	}
}
