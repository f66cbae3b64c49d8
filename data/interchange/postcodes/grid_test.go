package postcodes

import (
	"math"
	"testing"
)

func degrees(d, m, s float64) float64 { return d + m/60 + s/3600 }

// The worked example of the Ordnance Survey's guide, annex C.
func TestUnproject(t *testing.T) {
	lat, lon := unproject(651409.903, 313177.270)
	const hair = 0.0001 / 3600
	if want := degrees(52, 39, 27.2531); math.Abs(lat*180/math.Pi-want) > hair {
		t.Errorf("latitude %.9f, want %.9f", lat*180/math.Pi, want)
	}
	if want := degrees(1, 43, 4.5177); math.Abs(lon*180/math.Pi-want) > hair {
		t.Errorf("longitude %.9f, want %.9f", lon*180/math.Pi, want)
	}
}

// Places whose grid reference and WGS84 position are both published.
func TestFromGrid(t *testing.T) {
	for name, c := range map[string]struct{ e, n, lat, lon float64 }{
		"the guide's example, Caister": {651409.903, 313177.270, 52.657977, 1.716039},
		"10 Downing Street, SW1A 2AA":  {530047, 179951, 51.503541, -0.127670},
		"Buckingham Palace, SW1A 1AA":  {529090, 179645, 51.501009, -0.141588},
	} {
		got := FromGrid(c.e, c.n)
		north := (got.Latitude - c.lat) * 111_200
		east := (got.Longitude - c.lon) * 111_200 * math.Cos(c.lat*math.Pi/180)
		if off := math.Hypot(north, east); !(off < 6) {
			t.Errorf("%s: %.6f, %.6f is %.1f m off", name, got.Latitude, got.Longitude, off)
		}
	}
}
