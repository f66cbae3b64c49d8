package postcodes

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"waymark/data"
)

// outcome is what became of a row.
type outcome int

const (
	good       outcome = iota
	noPlace            // the list does not say where the postcode is
	unreadable         // it is no postcode, or no place in the United Kingdom
)

// The most that the United Kingdom and the islands around it reach, in
// degrees, and the National Grid, in metres.
const (
	south, north   = 49.0, 61.5
	west, east     = -9.0, 2.5
	gridEast       = 700_000
	gridNorth      = 1_300_000
	noLocation     = "90"      // quality in Code-Point Open
	unknownInNSPL  = 99.999999 // latitude in the lists of the ONS
	irishPostcodes = "BT"      // their eastings are on another grid
)

// place reads the cells of a row.
func (l *layout) place(cells [][]byte) (data.PostcodePlace, outcome) {
	var p data.PostcodePlace
	if len(cells) <= l.postcode {
		return p, unreadable
	}
	p.Postcode = normalPostcode(cells[l.postcode])
	if p.Postcode == "" {
		return p, unreadable
	}
	if text := cellAt(cells, l.quality); string(text) == noLocation {
		return p, noPlace
	}
	result := noPlace
	if l.latitude >= 0 {
		p.Coordinates, result = degreesAt(cellAt(cells, l.latitude), cellAt(cells, l.longitude))
	}
	if result == noPlace && !strings.HasPrefix(p.Postcode, irishPostcodes) {
		p.Coordinates, result = gridAt(cellAt(cells, l.easting), cellAt(cells, l.northing))
	}
	return p, result
}

func cellAt(cells [][]byte, column int) []byte {
	if column < 0 || column >= len(cells) {
		return nil
	}
	return bytes.TrimSpace(cells[column])
}

func degreesAt(lat, lon []byte) (data.Coordinates, outcome) {
	if len(lat) == 0 && len(lon) == 0 {
		return data.Coordinates{}, noPlace
	}
	y, okY := number(lat)
	x, okX := number(lon)
	switch {
	case !okY || !okX:
		return data.Coordinates{}, unreadable
	case y >= unknownInNSPL-1e-5 && y < 100, y == 0 && x == 0:
		return data.Coordinates{}, noPlace
	case y < south || y > north || x < west || x > east:
		return data.Coordinates{}, unreadable
	}
	return data.Coordinates{Latitude: y, Longitude: x}, good
}

func gridAt(easting, northing []byte) (data.Coordinates, outcome) {
	if len(easting) == 0 && len(northing) == 0 {
		return data.Coordinates{}, noPlace
	}
	x, okX := number(easting)
	y, okY := number(northing)
	switch {
	case !okX || !okY || x < 0 || y < 0 || x > gridEast || y > gridNorth:
		return data.Coordinates{}, unreadable
	case x == 0 && y == 0:
		return data.Coordinates{}, noPlace
	}
	return FromGrid(x, y), good
}

func number(cell []byte) (float64, bool) {
	f, err := strconv.ParseFloat(string(bytes.TrimSpace(cell)), 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}
