package openreferral

import "encoding/json"

// Some feeds, those of Outpost among them, write the parts of a place and the
// phone of a contact into the object itself, and the coordinates as GeoJSON.

// takeFlat takes an address and coordinates that stand in the location itself.
func (l *location) takeFlat(o node) {
	if len(l.Addresses) == 0 && text(o, "address_1", "street_address", "postcode", "postal_code") != "" {
		l.Addresses = []address{addressFrom(o)}
	}
	if l.Latitude != "" && l.Longitude != "" {
		return
	}
	geometry := o.object("geometry", "geo", "coordinates")
	if point, ok := geometry["coordinates"].([]any); ok && len(point) >= 2 {
		lon, okLon := point[0].(json.Number) // GeoJSON (RFC 7946) has the longitude first
		lat, okLat := point[1].(json.Number)
		if okLon && okLat {
			l.Latitude, l.Longitude = lat, lon
		}
	}
}

// flatPhones is the number that stands in a contact, or in a service, itself.
func flatPhones(o node) []phone {
	if number := text(o, "phone", "telephone", "phone_number", "contact_phone", "contact_telephone"); number != "" {
		return []phone{{Number: number}}
	}
	return nil
}

// flatTimes are times in words that stand in a service itself.
func flatTimes(o node) []schedule {
	if words := text(o, "opening_times", "opening_hours", "times"); words != "" {
		return []schedule{{Description: words}}
	}
	return nil
}
