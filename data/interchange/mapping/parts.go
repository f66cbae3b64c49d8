package mapping

import "strings"

// fewestParts is how many headings begin with the name of a thing where a list tells of
// it in columns of their own, as in “Location Name”, “Location Postal Code”.
const fewestParts = 4

// ofThings reads headings that all say of which thing they are, as registers have them
// that list places with their providers. It returns the headings without the name of
// the thing that each row is, and which columns tell no more than where that belongs.
// Where another heading is plainly the name of a service, they stay as they are.
func ofThings(keys []string) (own []string, others []bool) {
	others = make([]bool, len(keys))
	for _, key := range keys {
		if headingScore(key, namesOf(Name)) > halfHeading {
			return keys, others
		}
	}
	row, things := thingsIn(keys)
	own = make([]string, len(keys))
	for i, key := range keys {
		own[i] = key
		for _, thing := range things {
			part, is := strings.CutPrefix(key, thing+" ")
			switch {
			case is && thing == row:
				own[i] = part
			case is && part != "name":
				others[i] = true
			}
		}
	}
	return own, others
}

// thingsIn are the things with a name and further columns, and the one with most.
func thingsIn(keys []string) (row string, things []string) {
	columns := map[string]int{}
	for _, key := range keys {
		thing, _, _ := strings.Cut(key, " ")
		columns[thing]++
	}
	for _, key := range keys {
		if thing, is := strings.CutSuffix(key, " name"); is && columns[thing] >= fewestParts {
			things = append(things, thing)
			if row == "" || columns[thing] > columns[row] {
				row = thing
			}
		}
	}
	return row, things
}

// namesOf are the headings of a field.
func namesOf(f Field) string {
	for _, h := range headings {
		if h.field == f {
			return h.names
		}
	}
	return ""
}
