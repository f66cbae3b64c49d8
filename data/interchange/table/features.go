package table

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// A collection of features is how maps give a list away: GeoJSON (RFC 7946), whose
// features have their fields under "properties", and the JSON of ArcGIS, which has
// them under "attributes". The place of a point becomes two more columns.

// The columns for the place of a point.
const (
	northColumn = "Latitude"
	eastColumn  = "Longitude"
	northMetres = "Northing"
	eastMetres  = "Easting"
	shapeColumn = "Shape on the map" // of what is no point, such as an area
)

// mostNested is how deep values may be within those of a feature.
const mostNested = 4

// mostSkipped is how many parts a value has that is passed over. What a feed of
// services has in place of features has more.
const mostSkipped = 10_000

// skip passes over the rest of a list or an object.
func (r *objectReader) skip() error {
	for depth, n := 1, 0; depth > 0; n++ {
		token, err := r.in.Token()
		if err != nil {
			return err
		}
		if n > mostSkipped {
			return errObjects
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
	return nil
}

// feature is a feature while it is read.
type feature struct {
	id, place json.RawMessage
	fields    object
	has       bool // fields of its own
}

// geometry is the place of a feature.
type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
	X, Y        *json.Number
}

// nextFeature reads one feature as a row.
func (r *objectReader) nextFeature() (object, error) {
	r.guard.Next()
	if err := r.open(); err != nil {
		return object{}, err
	}
	var f feature
	for r.in.More() {
		name, err := r.in.Token()
		if err != nil {
			return object{}, err
		}
		switch name {
		case "properties", "attributes":
			err = r.fields(&f)
		case "geometry":
			err = r.in.Decode(&f.place)
		case "id":
			err = r.in.Decode(&f.id)
		default:
			var other json.RawMessage
			err = r.in.Decode(&other)
		}
		if err != nil {
			return object{}, err
		}
	}
	if _, err := r.in.Token(); err != nil {
		return object{}, err
	}
	if !f.has {
		return object{}, errObjects
	}
	return f.row(), nil
}

func (r *objectReader) open() error {
	token, err := r.in.Token()
	if err == nil && token != json.Delim('{') {
		err = errObjects
	}
	return err
}

// fields reads the properties of a feature, in the order of the file.
func (r *objectReader) fields(f *feature) error {
	token, err := r.in.Token()
	if err != nil || token == nil {
		f.has = f.has || err == nil
		return err
	}
	if token != json.Delim('{') {
		return errObjects
	}
	f.has = true
	return r.within(&f.fields, "", 1)
}

// within reads the fields of an object; those of one within it have both names.
func (r *objectReader) within(o *object, before string, depth int) error {
	for r.in.More() {
		name, err := r.in.Token()
		if err != nil {
			return err
		}
		key := name.(string) // in an object a name comes first
		if strings.HasPrefix(key, "@") && before != "" {
			key = "" // as JSON-LD says of what kind an object is
		}
		var one object
		if err := r.value(&one, strings.TrimSpace(before+" "+key), depth); err != nil {
			return err
		}
		if key != "" {
			o.names, o.values = append(o.names, one.names...), append(o.values, one.values...)
		}
	}
	_, err := r.in.Token()
	return err
}

func (r *objectReader) value(o *object, name string, depth int) error {
	token, err := r.in.Token()
	if err != nil {
		return err
	}
	if text, plain := scalar(token); plain {
		o.names, o.values = append(o.names, name), append(o.values, text)
		return nil
	}
	switch {
	case depth == mostNested:
		return r.skip()
	case token == json.Delim('{'):
		return r.within(o, name, depth+1)
	}
	var list []string
	for r.in.More() {
		var one object
		if err := r.value(&one, "", depth+1); err != nil {
			return err
		}
		list = append(list, inOneLine(one.values))
	}
	if _, err := r.in.Token(); err != nil {
		return err
	}
	o.names, o.values = append(o.names, name), append(o.values, joined(list))
	return nil
}

// clockTime is a time of day as programs write it.
var clockTime = regexp.MustCompile(`^\d{1,2}:\d{2}(:\d{2})?$`)

// inOneLine is what an object within a list says, such as “Monday 09:00–17:00”.
func inOneLine(values []string) string {
	text, before := "", ""
	for _, v := range values {
		switch {
		case strings.TrimSpace(v) == "":
			continue
		case text == "":
			text = v
		case clockTime.MatchString(before) && clockTime.MatchString(v):
			text += "–" + v
		default:
			text += " " + v
		}
		before = v
	}
	return text
}

// joined is the texts of a list in one cell.
func joined(values []string) string {
	var filled []string
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			filled = append(filled, v)
		}
	}
	return strings.Join(filled, "; ")
}

// row is the feature as a row: its fields, its number if they have none, and its place.
func (f *feature) row() object {
	o := f.fields
	var id any
	if json.Unmarshal(f.id, &id) == nil && id != nil && !o.has("id", "@id", "fid", "objectid", "globalid", "osm_id") {
		o.add("id", strings.Trim(string(f.id), `"`))
	}
	var place geometry
	if json.Unmarshal(f.place, &place) != nil {
		return o // none, or one that is no place
	}
	east, north, point := place.point()
	switch {
	case point && !o.has("latitude", "lat", "northing", "y") && !o.has("longitude", "lon", "lng", "long", "easting", "x"):
		northName, eastName := northColumn, eastColumn
		if inMetres(east) || inMetres(north) {
			northName, eastName = northMetres, eastMetres
		}
		o.add(northName, north)
		o.add(eastName, east)
	case !point && place.Type != "":
		o.add(shapeColumn, place.Type)
	}
	return o
}

// inMetres reports whether a number is too large for degrees.
func inMetres(number string) bool {
	n, err := strconv.ParseFloat(number, 64)
	return err == nil && (n > 180 || n < -180)
}

func (o *object) add(name, value string) {
	o.names, o.values = append(o.names, name), append(o.values, value)
}

// has reports whether a field of one of these names has a value.
func (o *object) has(names ...string) bool {
	for i, field := range o.names {
		for _, name := range names {
			if strings.EqualFold(strings.TrimSpace(field), name) && strings.TrimSpace(o.values[i]) != "" {
				return true
			}
		}
	}
	return false
}

// point is the place of a point, or of the first of several.
func (g *geometry) point() (east, north string, is bool) {
	if g.X != nil && g.Y != nil {
		return g.X.String(), g.Y.String(), true
	}
	var at []json.Number
	switch g.Type {
	case "Point":
		if json.Unmarshal(g.Coordinates, &at) != nil {
			return "", "", false
		}
	case "MultiPoint":
		var several [][]json.Number
		if json.Unmarshal(g.Coordinates, &several) != nil || len(several) == 0 {
			return "", "", false
		}
		at = several[0]
	}
	if len(at) < 2 {
		return "", "", false
	}
	return at[0].String(), at[1].String(), true
}
