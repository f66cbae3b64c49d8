package directory

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// openNow is true for a service that is not closed today.
const openNow = `(v.status = 'active' OR (v.status = 'temporarily closed' AND coalesce(v.closed_until, '9999') <= @today))`

// serviceWeights are those of bm25 for name, category, organisation, area and
// description. They are so far apart that one match in the name outranks any
// number of matches in the description: bm25 levels counts off.
const serviceWeights = "1e9, 1e7, 1e5, 1e3, 1"

// conditions gathers the parts of a WHERE with their named arguments.
type conditions struct {
	parts []string
	args  []any
}

func (c *conditions) add(sqlText string, args ...any) {
	c.parts = append(c.parts, sqlText)
	c.args = append(c.args, args...)
}

// when adds a condition if it is asked for.
func (c *conditions) when(asked bool, sqlText string, args ...any) {
	if asked {
		c.add(sqlText, args...)
	}
}

func (c *conditions) where() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// serviceQuery puts a search together.
func serviceQuery(f data.ServiceFilter, words asked, today data.Date) serviceSQL {
	q := serviceSQL{from: " FROM service v", order: " ORDER BY v.sort_name, v.seq", away: "NULL", meets: "0", mentions: "0"}
	c := conditions{args: []any{sql.Named("today", today)}}
	rank := ""
	switch {
	case words.match != "":
		q.from = " FROM service_fts JOIN service v ON v.seq = service_fts.rowid"
		c.add("service_fts MATCH @match", sql.Named("match", words.match))
		q.args = append(q.args, sql.Named("whole", " "+strings.Join(words.first, " ")+" "))
		rank = "bm25(service_fts, " + serviceWeights + ")"
		// "Art" before "Arthritis": a name that has the words as they are.
		q.order = " ORDER BY instr(' ' || v.sort_name || ' ', @whole) = 0, " + rank + ", v.sort_name"
	case strings.TrimSpace(f.Words) != "":
		// Nothing but marks was typed, as in the name "+44": look at the name itself.
		c.add("instr(v.name, @marks) > 0", sql.Named("marks", strings.TrimSpace(f.Words)))
	}
	c.when(!f.Closed, "v.status <> 'defunct'")
	c.add("v.merged_into IS NULL")
	serviceConditions(&c, f)
	if f.For != nil {
		suitServices(&q, &c, f, rank)
	}
	switch {
	case f.Near != nil:
		q.measureFrom(f.Near)
		q.nearestFirst(f)
	case f.For != nil && f.For.Home != nil:
		q.measureFrom(f.For.Home)
	}
	q.where, q.args = c.where(), append(q.args, c.args...)
	return q
}

// serviceConditions adds the filters that were chosen.
func serviceConditions(c *conditions, f data.ServiceFilter) {
	c.when(f.NeedID != "", "v.seq IN (SELECT service_seq FROM service_need WHERE reason_id = @need)", sql.Named("need", f.NeedID))
	c.when(f.CategoryID != "", "v.seq IN (SELECT service_seq FROM service_category WHERE category_id = @category)", sql.Named("category", f.CategoryID))
	c.when(f.Area != "", "v.area = @area COLLATE NOCASE", sql.Named("area", f.Area))
	c.when(f.Free, "v.free = 'yes'")
	c.when(f.Delivery != "", "instr(v.delivery, @delivery) > 0", sql.Named("delivery", string(f.Delivery)))
	c.when(f.Day != 0 || f.Part != 0, "v.times & @times <> 0", sql.Named("times", int64(data.At(f.Day, f.Part))))
	c.when(f.Wheelchair, "v.wheelchair = 'yes'")
	c.when(f.Language != "", "v.seq IN (SELECT service_seq FROM service_language WHERE language = @language)", sql.Named("language", f.Language))
	c.when(f.Age > 0, "v.min_age <= @age AND (v.max_age = 0 OR v.max_age >= @age)", sql.Named("age", f.Age))
	c.when(f.HasRoom, "v.room IN ('room', 'few')")
	c.when(!f.CheckedFrom.IsZero(), "v.last_checked >= @checked", sql.Named("checked", f.CheckedFrom))
	c.when(!f.CheckedTo.IsZero(), "coalesce(v.last_checked, '') < @checkedto", sql.Named("checkedto", f.CheckedTo.String()))
	c.when(f.Favourites != "", "v.id IN (SELECT service_id FROM service_mark WHERE staff_id = @marker AND favourite)", sql.Named("marker", f.Favourites))
}

// unsuited is data.Suiting.Against as SQL: true when anything speaks against.
func unsuited(who *data.Suiting) string {
	parts := []string{"NOT " + openNow, "v.room = 'full'"}
	if who.Age > 0 {
		parts = append(parts, fmt.Sprintf("v.min_age > %d OR (v.max_age > 0 AND v.max_age < %d)", who.Age, who.Age))
	}
	if who.Wheelchair {
		parts = append(parts, "v.wheelchair = 'no'")
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// suitServices puts what suits the person first: what nothing speaks against,
// then by how well it matches the words, better when it is for a need of
// theirs, near their home or in their language.
func suitServices(q *serviceSQL, c *conditions, f data.ServiceFilter, rank string) {
	who := f.For
	q.meets = needsMet(who.Needs)
	bonus := "(0.4 * " + q.meets
	if match := mentionsMatch(who.Words); match != "" {
		q.mentions = "(v.seq IN (SELECT rowid FROM service_fts WHERE service_fts MATCH @mentions))"
		q.args = append(q.args, sql.Named("mentions", match))
		// Less than what is marked, and more than the place: with no needs marked at
		// all, as in a council's list, it is what sorts.
		bonus += " + 0.3 * " + q.mentions
	}
	if who.Wheelchair {
		bonus += " + 0.1 * (v.wheelchair = 'yes')" // known comes before not known
	}
	bonus += " + 0.2 * (v.area = @home COLLATE NOCASE)"
	q.args = append(q.args, sql.Named("home", who.Area))
	if who.Language != "" {
		bonus += " + 0.2 * (v.seq IN (SELECT service_seq FROM service_language WHERE language = @speaks))"
		q.args = append(q.args, sql.Named("speaks", who.Language))
	}
	bonus += ")"
	if rank == "" {
		q.order = " ORDER BY " + unsuited(who) + ", " + bonus + " DESC, v.sort_name, v.seq"
	} else {
		q.order = " ORDER BY " + unsuited(who) + ", " + rank + " * (1 + " + bonus + "), v.sort_name"
	}
	if f.SuitsOnly {
		c.add("NOT " + unsuited(who))
	}
}

// mentionsMatch is the FTS5 query for the words of a need (data.NeedWords), in the
// name, the categories and the description; "" without words.
func mentionsMatch(words []string) string {
	var parts []string
	for _, w := range words {
		if list := fold.Words(strings.TrimSuffix(w, "*")); len(list) > 0 {
			parts = append(parts, phraseMatch(list, !strings.HasSuffix(w, "*")))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{name category description} : (" + strings.Join(parts, " OR ") + ")"
}

// needsMet is 1 for a service that helps with one of the needs. Their IDs are
// UUIDs of our own; anything else could not be written into a query.
func needsMet(needs []data.ID) string {
	var list []string
	for _, n := range needs {
		if strings.Trim(string(n), "0123456789abcdefABCDEF-") == "" {
			list = append(list, "'"+string(n)+"'")
		}
	}
	if len(list) == 0 {
		return "0"
	}
	return "EXISTS (SELECT 1 FROM service_need n WHERE n.service_seq = v.seq AND n.reason_id IN (" + strings.Join(list, ", ") + "))"
}

// milesPerDegree is the length of one degree of latitude (60 nautical miles of
// 1.15078 miles).
const milesPerDegree = 69.05

// measureFrom gives each row its distance. Over the span of a county the earth
// is flat enough; the width of a degree of longitude is that at the place asked
// from.
func (q *serviceSQL) measureFrom(place *data.Coordinates) {
	q.away = `((v.place_latitude - @lat) * (v.place_latitude - @lat)
		+ (v.place_longitude - @lon) * @width * (v.place_longitude - @lon) * @width)`
	q.args = append(q.args, sql.Named("lat", place.Latitude), sql.Named("lon", place.Longitude),
		sql.Named("width", cosDegrees(place.Latitude)))
}

// nearestFirst sorts by distance, what suits the person before what does not.
func (q *serviceSQL) nearestFirst(f data.ServiceFilter) {
	first := ""
	if f.For != nil {
		first = unsuited(f.For) + ", "
	}
	q.order = " ORDER BY " + first + "away IS NULL, away, v.sort_name"
}

// milesOf turns the square of a distance in degrees into miles; SQLite is
// built without square roots. Less than 0 stays so: not known.
func milesOf(away float64) float64 {
	if away < 0 {
		return away
	}
	return milesPerDegree * math.Sqrt(away)
}

func cosDegrees(degrees float64) float64 { return math.Cos(degrees * math.Pi / 180) }

// pageArgs are all arguments of page.
func (q serviceSQL) pageArgs(f data.ServiceFilter, staff data.ID) []any {
	return append(slices.Clone(q.args), sql.Named("staff", staff), sql.Named("limit", store.Limit(f.Limit)), sql.Named("offset", f.Offset))
}
