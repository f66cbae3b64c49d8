package postcodes

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"waymark/data"
)

// layout is where the columns of a list are, counted from 0; -1: none.
type layout struct {
	delimiter byte
	header    bool // the first line holds names
	postcode  int
	latitude  int
	longitude int
	easting   int
	northing  int
	quality   int // of Code-Point Open: 90 means that there is no location
	last      int // the last column that is needed
}

// The names of columns, without case, spaces and signs, best first.
var columnNames = struct{ postcode, latitude, longitude, easting, northing, quality []string }{
	postcode:  []string{"pcds", "postcodeegif", "postcode8char", "postcode7char", "postcode", "pcd", "pcd2", "pcd8", "pcd7", "unitpostcode", "postalcode", "postcodes", "pc"},
	latitude:  []string{"lat", "latitude", "latwgs84", "latitudewgs84"},
	longitude: []string{"long", "longitude", "lng", "lon", "longwgs84", "longitudewgs84"},
	easting:   []string{"easting", "eastings", "oseast1m", "east1m", "nationalgridreferenceeasting", "ea"},
	northing:  []string{"northing", "northings", "osnrth1m", "north1m", "nationalgridreferencenorthing", "no"},
	quality:   []string{"positionalqualityindicator", "pq"},
}

// layoutOf recognises the layout of a list by its first line. It is false when
// there is no postcode in it with a place.
func layoutOf(first []byte) (layout, bool) {
	l := layout{delimiter: ','}
	for _, d := range []byte("\t;|") {
		if bytes.Count(first, []byte{d}) > bytes.Count(first, []byte{l.delimiter}) {
			l.delimiter = d
		}
	}
	cells := split(first, l.delimiter, 1<<10, nil)
	l.header = true
	l.postcode = column(cells, columnNames.postcode)
	l.latitude, l.longitude = column(cells, columnNames.latitude), column(cells, columnNames.longitude)
	l.easting, l.northing = column(cells, columnNames.easting), column(cells, columnNames.northing)
	l.quality = column(cells, columnNames.quality)
	if l.postcode < 0 && !l.withoutHeader(cells) {
		return l, false
	}
	if l.latitude < 0 || l.longitude < 0 {
		l.latitude, l.longitude = -1, -1
	}
	if l.latitude < 0 && (l.easting < 0 || l.northing < 0) {
		return l, false
	}
	l.last = max(l.postcode, l.latitude, l.longitude, l.easting, l.northing, l.quality)
	return l, true
}

// withoutHeader recognises the rows of Code-Point Open, and rows of a
// postcode, a latitude and a longitude.
func (l *layout) withoutHeader(cells [][]byte) bool {
	if len(cells) < 3 {
		return false
	}
	if _, _, err := data.ParsePostcode(string(cells[0])); err != nil {
		return false
	}
	*l = layout{delimiter: l.delimiter, latitude: -1, longitude: -1, easting: -1, northing: -1, quality: -1}
	if len(cells) > 3 && isWhole(cells[1]) && isWhole(cells[2]) && isWhole(cells[3]) {
		l.quality, l.easting, l.northing = 1, 2, 3
		return true
	}
	l.latitude, l.longitude = 1, 2
	return isNumber(cells[1]) && isNumber(cells[2])
}

func isWhole(cell []byte) bool {
	_, err := strconv.Atoi(string(bytes.TrimSpace(cell)))
	return err == nil
}

func isNumber(cell []byte) bool {
	_, ok := number(cell)
	return ok
}

// column is the first of the cells that has the first of the names that any
// has, or -1.
func column(cells [][]byte, names []string) int {
	for _, name := range names {
		for i, cell := range cells {
			if columnName(cell) == name {
				return i
			}
		}
	}
	return -1
}

func columnName(cell []byte) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, string(cell))
}

// split cuts a line into cells, without their quotation marks, up to the
// column last. It uses the room of into.
func split(line []byte, delimiter byte, last int, into [][]byte) [][]byte {
	for into = into[:0]; len(into) <= last; {
		var cell []byte
		if len(line) > 0 && line[0] == '"' {
			cell, line = quoted(line[1:])
		}
		end := bytes.IndexByte(line, delimiter)
		if end < 0 {
			return append(into, joined(cell, line))
		}
		into = append(into, joined(cell, line[:end]))
		line = line[end+1:]
	}
	return into
}

// quoted cuts a cell off at the quotation mark that closes it.
func quoted(line []byte) (cell, rest []byte) {
	for from := 0; ; {
		end := bytes.IndexByte(line[from:], '"')
		if end < 0 {
			return line, nil
		}
		end += from
		if end+1 < len(line) && line[end+1] == '"' { // one that is doubled is meant
			from = end + 2
			continue
		}
		return line[:end], line[end+1:]
	}
}

// joined is a quoted cell with what stands behind it, which is nothing in a
// list that is well formed.
func joined(cell, rest []byte) []byte {
	switch {
	case len(cell) == 0:
		return rest
	case len(rest) == 0:
		return cell
	}
	return append(bytes.Clone(cell), rest...)
}
