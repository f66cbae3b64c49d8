package rule

import "math"

// Place is where a visit is. One that is not Known has no coordinates.
type Place struct {
	Latitude, Longitude float64
	Known               bool
}

// Travel returns an order of places that is short to travel, as the crow flies,
// and its length in miles: nearest neighbour from every possible beginning, each
// improved by 2-opt, the shortest kept. first and last, if known, are where the
// day begins and ends. Places that are not known come last, in the order given.
func Travel(places []Place, first, last Place) (order []int, miles float64) {
	var known, unknown []int
	for i, p := range places {
		if p.Known {
			known = append(known, i)
		} else {
			unknown = append(unknown, i)
		}
	}
	t := trip{places: places, first: first, last: last}
	best := known
	for start := range known {
		if way := t.improve(t.nearest(known, start)); t.miles(way) < t.miles(best)-1e-9 {
			best = way
		}
	}
	return append(append([]int{}, best...), unknown...), t.miles(best)
}

// TravelMiles is the length in miles of the places in the order given. Those
// that are not known are passed over.
func TravelMiles(places []Place, first, last Place) float64 {
	var way []int
	for i, p := range places {
		if p.Known {
			way = append(way, i)
		}
	}
	return (&trip{places: places, first: first, last: last}).miles(way)
}

type trip struct {
	places      []Place
	first, last Place
}

// nearest goes from one place to the nearest that is left, beginning with the
// start-th of known.
func (t *trip) nearest(known []int, start int) []int {
	way := []int{known[start]}
	left := append(append([]int{}, known[:start]...), known[start+1:]...)
	for len(left) > 0 {
		at, from := 0, t.places[way[len(way)-1]]
		for i := range left {
			if milesBetween(from, t.places[left[i]]) < milesBetween(from, t.places[left[at]]) {
				at = i
			}
		}
		way = append(way, left[at])
		left = append(left[:at], left[at+1:]...)
	}
	return way
}

// improve turns stretches round as long as that makes the way shorter.
func (t *trip) improve(way []int) []int {
	for better := true; better; {
		better = false
		for i := range way {
			for j := i + 1; j < len(way); j++ {
				before := t.miles(way)
				reverse(way[i : j+1])
				if t.miles(way) < before-1e-9 {
					better = true
				} else {
					reverse(way[i : j+1])
				}
			}
		}
	}
	return way
}

func reverse(list []int) {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
}

func (t *trip) miles(way []int) float64 {
	total, at := 0.0, t.first
	for _, i := range way {
		if at.Known {
			total += milesBetween(at, t.places[i])
		}
		at = t.places[i]
	}
	if at.Known && t.last.Known && len(way) > 0 {
		total += milesBetween(at, t.last)
	}
	return total
}

// milesBetween is the distance on the sphere (haversine).
func milesBetween(a, b Place) float64 {
	const earth = 3958.8 // miles
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	sin := func(d float64) float64 { s := math.Sin(rad(d) / 2); return s * s }
	h := sin(b.Latitude-a.Latitude) + math.Cos(rad(a.Latitude))*math.Cos(rad(b.Latitude))*sin(b.Longitude-a.Longitude)
	return 2 * earth * math.Asin(math.Min(1, math.Sqrt(h)))
}
