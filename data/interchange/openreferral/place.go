package openreferral

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// takePlaces takes the address, postcode and coordinates of the first place
// that has an address. The addresses of the others follow in the same line.
func (e *entry) takePlaces(r *record) {
	s := &e.Service
	first := firstPlace(r.Places)
	if first == nil {
		s.Area = areaWords(r, address{})
		return
	}
	a := first.address()
	s.Area = areaWords(r, a)
	s.Address = first.words()
	e.takePostcode(a)
	e.takeCoordinates(first)
	e.addOtherPlaces(r.Places)
}

// firstPlace is the first with an address, else with coordinates, else nil.
func firstPlace(places []*serviceLocation) *location {
	for _, p := range places {
		if l := p.Location; l.words() != "" || l.address().PostalCode != "" {
			return l
		}
	}
	for _, p := range places {
		if l := p.Location; l.Latitude != "" && l.Longitude != "" {
			return l
		}
	}
	return nil
}

// address is where the place is; where its post goes only when that is all
// that is known.
func (l *location) address() address {
	for _, a := range l.Addresses {
		if !strings.EqualFold(a.Type, "postal") {
			return a
		}
	}
	if len(l.Addresses) > 0 {
		return l.Addresses[0]
	}
	return address{}
}

// words is the lines of the address and its city; without them the name of
// the place.
func (l *location) words() string {
	a := l.address()
	var parts []string
	for _, part := range []string{a.Address1, a.address2, a.City} {
		for line := range strings.Lines(part) {
			if line = strings.Trim(data.Tidy(line), " ,"); line != "" && !named(parts, line) {
				parts = append(parts, line)
			}
		}
	}
	if len(parts) == 0 && !strings.EqualFold(l.Type, "virtual") {
		return data.Tidy(l.Name)
	}
	return strings.Join(parts, ", ")
}

// named is true when a line stands already in an address, whole or as its end.
func named(parts []string, line string) bool {
	for _, p := range parts {
		if strings.EqualFold(p, line) || strings.HasSuffix(strings.ToLower(p), ", "+strings.ToLower(line)) {
			return true
		}
	}
	return false
}

func (e *entry) takePostcode(a address) {
	s := &e.Service
	if a.PostalCode == "" {
		s.Postcode = data.FindPostcode(s.Address)
		return
	}
	code, _, err := data.ParsePostcode(a.PostalCode)
	if err != nil {
		s.Address = listed(s.Address, data.Tidy(a.PostalCode))
		e.doubt("Postcode", "“"+short(a.PostalCode)+"” is not a postcode. It was put into the address.")
		return
	}
	s.Postcode = code
}

// takeCoordinates leaves out 0, 0, which feeds write for an unknown place.
func (e *entry) takeCoordinates(l *location) {
	if l.Latitude == "" || l.Longitude == "" {
		return
	}
	lat, errLat := strconv.ParseFloat(l.Latitude.String(), 64)
	lon, errLon := strconv.ParseFloat(l.Longitude.String(), 64)
	onEarth := lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
	switch {
	case errLat != nil || errLon != nil || !onEarth:
		e.doubt("Latitude", "The coordinates "+short(l.Latitude.String())+", "+short(l.Longitude.String())+
			" are not on the earth. They were left out.")
	case lat != 0 || lon != 0:
		e.Service.Latitude, e.Service.Longitude = lat, lon
	}
}

// addOtherPlaces adds the addresses of the other places as far as the line of
// the address holds them.
func (e *entry) addOtherPlaces(places []*serviceLocation) {
	first := firstPlace(places)
	seen := map[string]bool{e.Service.Address: true}
	left := 0
	for _, p := range places {
		l := p.Location
		where := l.words()
		if l == first || where == "" || seen[where] {
			continue
		}
		seen[where] = true
		longer := e.Service.Address + " / " + strings.TrimSpace(where+" "+data.Tidy(l.address().PostalCode))
		if left > 0 || utf8.RuneCountInString(longer) > data.MaxLine {
			left++
			continue
		}
		e.Service.Address = longer
	}
	if left > 0 {
		e.doubt("Address", "It has more places than the address holds; "+data.Plural(left, "place was", "places were")+" left out.")
	}
}

// areaWords is the areas by name, or else the city of the address.
func areaWords(r *record, a address) string {
	var names []string
	for _, area := range r.ServiceAreas {
		names = append(names, area.Name)
	}
	if area := listed(names...); area != "" {
		return data.Tidy(area)
	}
	return data.Tidy(a.City)
}
