package mapping

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/postcodes"
)

// place takes where a service is. A postcode that cannot be one stays visible
// in the address; without one it is looked for in the address, and then in the
// text, where only a single one can be the service's own.
func (r *row) place() {
	v := &r.e.Service
	parts := r.addressParts()
	v.Area = data.Tidy(r.one(Area))
	if v.Area == "" {
		v.Area = data.Tidy(r.one(Town))
	}
	if text := data.Tidy(r.one(Postcode)); !saysNothing(text) {
		normal, _, err := data.ParsePostcode(text)
		if err != nil {
			if normal = data.FindPostcode(text); normal == "" {
				parts = append(parts, text)
				r.doubt("Postcode", "“"+short(text)+"” is not a postcode. It was kept in the address.")
			}
		}
		v.Postcode = normal
	}
	v.Address = data.Tidy(strings.Join(parts, ", "))
	if v.Postcode == "" {
		v.Postcode = data.FindPostcode(v.Address)
	}
	if v.Postcode == "" {
		if found := data.FindPostcodes(v.Description); len(found) == 1 {
			v.Postcode = found[0]
		}
	}
	r.coordinates()
}

// addressParts is the lines of the address in the order of the columns, each
// once; the town only where no other part names it.
func (r *row) addressParts() []string {
	var parts []string
	town, at := "", 0
	for _, c := range r.cells {
		if c.field != Address && c.field != Town {
			continue
		}
		if c.field == Town {
			town, at = strings.Trim(data.Tidy(c.text), " ,;"), len(parts)
			continue
		}
		for line := range strings.Lines(c.text) {
			if line = strings.Trim(data.Tidy(line), " ,;"); line != "" && !slices.Contains(parts, line) {
				parts = append(parts, line)
			}
		}
	}
	named := func(part string) bool { return hasAny(fold.Text(part), fold.Text(town)) }
	if town != "" && !slices.ContainsFunc(parts, named) {
		parts = slices.Insert(parts, at, town)
	}
	return parts
}

// coordinates takes both or none, since one alone would be a place elsewhere.
func (r *row) coordinates() {
	north, east := r.one(Latitude), r.one(Longitude)
	if pair := pairOfDegrees.FindStringSubmatch(north); pair != nil && saysNothing(east) {
		north, east = pair[1], pair[2]
	}
	if saysNothing(north) && saysNothing(east) {
		return
	}
	metres := slices.Contains(places, headingKey(r.heading(Latitude))) && slices.Contains(places, headingKey(r.heading(Longitude)))
	if at, is := onGrid(east, north); is && metres {
		r.e.Service.Latitude, r.e.Service.Longitude = at.Latitude, at.Longitude
		return
	}
	lat, okLat := r.degrees("Latitude", north, 90)
	lon, okLon := r.degrees("Longitude", east, 180)
	if !okLat || !okLon {
		return
	}
	if inBritain(lon, lat) && !inBritain(lat, lon) {
		lat, lon = lon, lat
		r.doubt("Latitude", "Latitude and longitude were the wrong way round, so they were swapped.")
	}
	r.e.Service.Latitude, r.e.Service.Longitude = lat, lon
}

// pairOfDegrees is a latitude and a longitude in one cell.
var pairOfDegrees = regexp.MustCompile(`^[([]?\s*(-?\d{1,2}\.\d{2,})\s*[,; ]\s*(-?\d{1,3}\.\d{2,})\s*[)\]]?$`)

// The National Grid of Great Britain in metres.
const (
	leastMetres  = 1000 // no degrees
	mostEasting  = 700_000
	mostNorthing = 1_300_000
)

// onGrid is the place of an easting and a northing, rounded as degrees are kept. It
// reports false for anything else.
func onGrid(easting, northing string) (data.Coordinates, bool) {
	east, err := strconv.ParseFloat(easting, 64)
	north, second := strconv.ParseFloat(northing, 64)
	if err != nil || second != nil || !(east >= leastMetres && east <= mostEasting && north >= leastMetres && north <= mostNorthing) {
		return data.Coordinates{}, false
	}
	at := postcodes.FromGrid(east, north)
	const parts = 1e6 // of a degree
	return data.Coordinates{Latitude: math.Round(at.Latitude*parts) / parts, Longitude: math.Round(at.Longitude*parts) / parts}, true
}

func (r *row) degrees(name, text string, most float64) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSuffix(text, "°"), 64)
	switch {
	case saysNothing(text):
		r.doubt(name, "Only one coordinate was given, so both were left out.")
	case err != nil || !(n >= -most && n <= most): // no number is within the bounds of NaN
		r.doubt(name, "“"+short(text)+"” is not a number of degrees from -"+strconv.Itoa(int(most))+" to "+strconv.Itoa(int(most))+", so that the place on the map was left out.")
	default:
		return n, true
	}
	return 0, false
}

// inBritain is roughly where services for people in Britain are.
func inBritain(lat, lon float64) bool { return lat >= 49 && lat <= 61 && lon >= -9 && lon <= 2 }
