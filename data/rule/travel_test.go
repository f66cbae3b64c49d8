package rule

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func places(r *rand.Rand, n int) []Place {
	list := make([]Place, n)
	for i := range list {
		list[i] = Place{Latitude: 51.3 + r.Float64()/5, Longitude: 1.2 + r.Float64()/5, Known: r.IntN(6) > 0}
	}
	return list
}

// Whatever the places, every visit is in the order once, the way is no longer
// than the one given, and close to the shortest there is.
func TestTravel_isAShortWayThroughAll(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		list := places(r, r.IntN(7))
		ends := places(r, 2)
		order, miles := Travel(list, ends[0], ends[1])
		if sorted := slices.Sorted(slices.Values(order)); len(sorted) != len(list) || len(slices.Compact(sorted)) != len(list) {
			t.Fatalf("%d places in the order %v", len(list), order)
		}
		unknown := false
		for _, i := range order {
			if unknown && list[i].Known {
				t.Fatalf("a place that is known comes after one that is not: %v", order)
			}
			unknown = unknown || !list[i].Known
		}
		if given := TravelMiles(list, ends[0], ends[1]); miles > given+1e-9 {
			t.Fatalf("%.3f miles, and %.3f in the order given", miles, given)
		}
		in := make([]Place, len(order))
		for k, i := range order {
			in[k] = list[i]
		}
		if again := TravelMiles(in, ends[0], ends[1]); math.Abs(again-miles) > 1e-9 {
			t.Fatalf("%.3f miles said, %.3f measured", miles, again)
		}
		if best := shortest(list, ends[0], ends[1]); miles > best*1.1+1e-9 {
			t.Fatalf("%.3f miles, the shortest way is %.3f", miles, best)
		}
	}
}

// shortest tries every way.
func shortest(list []Place, first, last Place) float64 {
	best := math.Inf(1)
	var walk func(k int)
	walk = func(k int) {
		if k == len(list) {
			best = min(best, TravelMiles(list, first, last))
			return
		}
		for i := k; i < len(list); i++ {
			list[k], list[i] = list[i], list[k]
			walk(k + 1)
			list[k], list[i] = list[i], list[k]
		}
	}
	list = slices.Clone(list)
	walk(0)
	return best
}

func TestMilesBetween_MargateToCanterbury(t *testing.T) {
	margate, canterbury := Place{51.3813, 1.3862, true}, Place{51.2802, 1.0789, true}
	if got := milesBetween(margate, canterbury); math.Abs(got-15.0) > 0.3 {
		t.Errorf("%.2f miles", got)
	}
}
