package reports

import (
	"strings"

	"waymark/data"
	"waymark/reports/disclosure"
)

// linker says how the numbers of a report hang together beyond the form of
// each table. It goes by the keys of tables and rows, and so is the same for a
// new report and for a saved one. What is only mostly so is said, too: a reader
// would assume it, and where it is not so nothing comes of it.
type linker struct {
	tables map[string]*disclosure.Table
	list   []disclosure.Link
}

func linksOf(tables []disclosure.Table, r *Report) []disclosure.Link {
	l := &linker{tables: map[string]*disclosure.Table{}}
	for i := range tables {
		l.tables[tables[i].Key] = &tables[i]
	}
	l.people()
	l.partners(r.SurgeryPartners)
	l.loneliness()
	l.activity()
	l.wait(&r.ToFirstContact, r.Rule)
	l.wait(&r.ToFirstService, r.Rule)
	l.offers()
	l.visits()
	l.rest()
	var outcomes []string
	for i := range tables {
		if key := tables[i].Key; strings.HasPrefix(key, outcomePrefix) && strings.Count(key, "/") == 1 {
			outcomes = append(outcomes, key)
		}
	}
	for i := range r.Outcomes {
		l.scores(&r.Outcomes[i])
	}
	for i, at := range outcomes {
		l.outcome(at)
		l.answers(at, outcomes[0])
		for _, other := range outcomes[:i] {
			l.sameAnswers(other, at)
		}
	}
	return l.list
}

const outcomePrefix = "outcome/"

// terms are what a link is made of: references that count once, or with a minus
// before them take away.
type terms []disclosure.LinkTerm

func plus(refs ...string) terms  { return taken(1, refs) }
func minus(refs ...string) terms { return taken(-1, refs) }

func taken(times int, refs []string) terms {
	var t terms
	if times == 0 {
		return t
	}
	for _, ref := range refs {
		t = append(t, disclosure.LinkTerm{Ref: ref, Times: times})
	}
	return t
}

func (l *linker) add(kind disclosure.LinkKind, parts ...terms) {
	var all terms
	for _, t := range parts {
		all = append(all, t...)
	}
	l.list = append(l.list, disclosure.Link{Kind: kind, Terms: all})
}

// most says that numbers come to so much at most.
func (l *linker) most(most int, parts ...terms) {
	l.add(disclosure.NotAbove, parts...)
	l.list[len(l.list)-1].Most = most
}

// same says that numbers are the same one.
func (l *linker) same(ref string, others ...string) {
	for _, other := range others {
		l.add(disclosure.Nought, plus(ref), minus(other))
	}
}

// column lists the cells of a column of a matrix.
func (l *linker) column(table, column string) []string {
	var refs []string
	for _, row := range l.rows(table) {
		refs = append(refs, disclosure.Ref(table, row+"/"+column))
	}
	return refs
}

// rows lists the rows of a table or matrix, in order, without its totals and
// without what is only counted together.
func (l *linker) rows(table string) []string {
	t := l.tables[table]
	if t == nil {
		return nil
	}
	var rows []string
	seen := map[string]bool{}
	for _, c := range t.Cells {
		key := c.Key
		if t.Form == disclosure.Columns {
			key = key[:strings.Index(key, "/")]
		}
		if len(c.Of) > 0 || key == disclosure.KeyN || key == disclosure.KeyRecorded || seen[key] {
			continue
		}
		seen[key] = true
		rows = append(rows, key)
	}
	return rows
}

// columns lists the columns of a matrix.
func (l *linker) columns(table string) []string {
	t := l.tables[table]
	if t == nil {
		return nil
	}
	var list []string
	seen := map[string]bool{}
	for _, c := range t.Cells {
		if column := c.Key[strings.Index(c.Key, "/")+1:]; !seen[column] {
			seen[column] = true
			list = append(list, column)
		}
	}
	return list
}

func whole(table string) string    { return disclosure.Ref(table, disclosure.KeyN) }
func recorded(table string) string { return disclosure.Ref(table, disclosure.KeyRecorded) }

const seenRef = "people_seen#seen"

func (l *linker) people() {
	for _, t := range []string{"reasons", "sex", "age_bands", "surgeries", "partners", "sources", "prescribers", "further_reasons", "needs_found"} {
		l.same(seenRef, whole(t))
	}
	for _, need := range l.columns("reason_needs") {
		l.add(disclosure.Nought, plus(l.column("reason_needs", need)...), minus(disclosure.Ref("needs_found", need)))
		for _, reason := range l.rows("reason_needs") {
			l.add(disclosure.NotAbove, plus(disclosure.Ref("reason_needs", reason+"/"+need)), minus(disclosure.Ref("reasons", reason)))
		}
	}
	for _, reason := range l.rows("further_reasons") { // no one has a main reason as a further one
		l.add(disclosure.NotAbove, plus(disclosure.Ref("further_reasons", reason), disclosure.Ref("reasons", reason)), minus(seenRef))
	}
}

// partners says that the people of a partner are those of its surgeries, and people
// without a surgery.
func (l *linker) partners(surgeryPartners map[string]string) {
	surgeries := l.rows("surgeries")
	for _, partner := range l.rows("partners") {
		var own []string
		for _, surgery := range surgeries {
			if surgeryPartners[surgery] == partner {
				own = append(own, disclosure.Ref("surgeries", surgery))
			}
		}
		if len(own) > 0 {
			l.add(disclosure.People, plus(disclosure.Ref("partners", partner)), minus(own...))
		}
	}
}

func (l *linker) loneliness() {
	t := l.tables["loneliness"]
	if t == nil {
		return
	}
	main, found := "loneliness#main", "loneliness#found"
	l.same(found, whole("loneliness_by_reason"))
	l.add(disclosure.Nought, plus(main, found), minus(whole("loneliness_needs")))
	for _, need := range l.rows("loneliness_needs") {
		l.add(disclosure.NotAbove, plus(disclosure.Ref("loneliness_needs", need)), minus(disclosure.Ref("needs_found", need), disclosure.Ref("further_reasons", need)))
		l.add(disclosure.NotAbove, plus(disclosure.Ref("loneliness_needs", need)), minus(disclosure.Ref("needs_found", need)))
	}
	for _, reason := range l.rows("loneliness_by_reason") {
		l.add(disclosure.NotAbove, plus(disclosure.Ref("loneliness_by_reason", reason)), minus(disclosure.Ref("reasons", reason)))
	}
	for _, c := range t.Cells {
		if c.Key != "main" || len(c.Of) == 0 {
			continue
		}
		lonely := c.Of[0]
		l.same(main, disclosure.Ref("reasons", lonely))
		needs, further := disclosure.Ref("needs_found", lonely), disclosure.Ref("further_reasons", lonely)
		l.add(disclosure.NotAbove, plus(found), minus(needs, further))
		l.add(disclosure.NotAbove, plus(found), minus(needs)) // where no one has it as a further reason
		l.add(disclosure.NotAbove, plus(needs), minus(found, main))
		l.add(disclosure.NotAbove, plus(further), minus(found, main))
		for _, reason := range l.rows("loneliness_by_reason") {
			l.add(disclosure.NotAbove, plus(disclosure.Ref("reason_needs", reason+"/"+lonely)), minus(disclosure.Ref("loneliness_by_reason", reason)))
		}
	}
}

func (l *linker) activity() {
	l.same(disclosure.Ref("by_outcome", string(data.ContactAttended)), whole("by_kind"))
	l.same(whole("appointments"), whole("appointments_made"))
	l.same("report#referrals", whole("to_first_contact"), whole("to_first_service"))
	l.add(disclosure.People, plus("report#referrals"), minus("unmet#referrals"))
	l.add(disclosure.People, plus(whole("by_decision")), minus("unmet#offers"))
	attended := disclosure.Ref("by_outcome", string(data.ContactAttended))
	l.add(disclosure.NotAbove, plus(seenRef), minus(attended))
	l.add(disclosure.NotAbove, plus(disclosure.Ref("appointments", string(data.AppointmentSeen))), minus(attended))
}

func (l *linker) offers() {
	chosen, started, all := "offers#chosen", "offers#started", whole("by_decision")
	l.same(chosen, disclosure.Ref("by_decision", string(data.Chosen)))
	l.add(disclosure.Nought, plus(all), minus(chosen, whole("not_chosen")))
	l.add(disclosure.NotAbove, plus(whole("prescriptions")), minus(chosen))
	var began []string
	for _, status := range l.rows("prescriptions") {
		if data.PrescriptionStatus(status).Began() {
			began = append(began, disclosure.Ref("prescriptions", status))
		}
	}
	l.add(disclosure.Nought, plus(began...), minus(started))
	completed := disclosure.Ref("prescriptions", string(data.StatusCompleted))
	for table, columns := range map[string][]string{"confidence": confidenceColumns, "services": serviceColumns} {
		for j, total := range []string{all, chosen, started, completed}[:len(columns)] {
			l.add(disclosure.Nought, plus(l.column(table, columns[j])...), minus(total))
		}
		for _, row := range l.rows(table) {
			for j := 1; j < len(columns); j++ {
				l.add(disclosure.People, plus(disclosure.Ref(table, row+"/"+columns[j-1])), minus(disclosure.Ref(table, row+"/"+columns[j])))
			}
		}
	}
	offered, chose, began1 := "people#offered", "people#chose", "people#started"
	l.same(offered, whole("people"), recorded("people"))
	l.add(disclosure.People, plus(offered), minus(chose))
	l.add(disclosure.People, plus(chose), minus(began1))
	l.add(disclosure.NotAbove, plus(offered), minus(all))
	l.add(disclosure.NotAbove, plus(offered), minus(seenRef, "unmet#offers"))
	l.add(disclosure.NotAbove, plus("unmet#offers"), minus(all))
	l.add(disclosure.NotAbove, plus(chose), minus(chosen))
	l.add(disclosure.NotAbove, plus(began1), minus(started))
}

// rest says that those of whom a row does not speak are people as well: “8 of 9
// people visited” tells of the one.
func (l *linker) rest() {
	for _, t := range []string{"further_reasons", "needs_found", "visit_findings", "visit_needs", "loneliness_needs"} {
		for _, row := range l.rows(t) {
			l.add(disclosure.People, plus(whole(t)), minus(disclosure.Ref(t, row)))
		}
	}
}

func (l *linker) visits() {
	people := "visited#people"
	l.same(people, whole("visit_findings"), whole("visit_needs"), whole("visit_clutter"))
	l.same(disclosure.Ref("visit_findings", "clutter"), disclosure.Ref("visit_clutter", "high"))
	l.add(disclosure.NotAbove, plus(people), minus("visits#made"))
	l.add(disclosure.NotAbove, plus(people), minus(seenRef))
	l.same("visits#made", disclosure.Ref("by_kind", "home_visit"))
	l.add(disclosure.NotAbove, plus("visits#made"), minus(disclosure.Ref("by_kind", "home_visit")))
}

// outcome links the numbers of one score.
func (l *linker) outcome(at string) {
	of := func(key string) string { return disclosure.Ref(at, key) }
	l.same(of("people"), seenRef)
	for _, stage := range []string{"first", "later"} {
		l.add(disclosure.NotAbove, plus(of(stage), of(stage+"_incomplete"), of("refused")), minus(of("people")))
	}
	l.add(disclosure.NotAbove, plus(of("pairs")), minus(of("later")))
	l.add(disclosure.Nought, plus(of("pairs")), minus(of("later")))
	l.add(disclosure.Nought, plus(of("pairs"), of(withoutKey)), minus(of("first")))
	modes := whole("by_mode." + strings.TrimPrefix(at, outcomePrefix))
	l.add(disclosure.Nought, plus(of("first"), of("later")), minus(modes))
	l.add(disclosure.NotAbove, plus(of("first"), of("later")), minus(modes))
	later := "later." + strings.TrimPrefix(at, outcomePrefix)
	l.same(of("pairs"), disclosure.Ref(later, bothKey))
	l.same(of(withoutKey), disclosure.Ref(later, missingKey))
	change := func(key string) string { return disclosure.Ref(at+"/changes", key) }
	l.add(disclosure.People, plus(change("rose_small")), minus(change("rose_large")))
	l.add(disclosure.People, plus(change("fell")), minus(change("fell_large")))
	l.add(disclosure.Nought, plus(change("rose_small"), change("same"), change("fell")), minus(of("pairs")))
	for _, column := range l.columns(at + "/bands") {
		l.add(disclosure.Nought, plus(l.column(at+"/bands", column)...), minus(of("pairs")))
	}
	for key, table := range map[string]string{"sex": "sex", "age_band": "age_bands", "surgery": "surgeries", "reason": "reasons", "prescriber": "prescribers"} {
		l.parts(at, key, table)
	}
	for _, service := range l.rows(at + "/service") {
		l.add(disclosure.People, plus(of("pairs")), minus(disclosure.Ref(at+"/service", service)))
	}
}

// parts links the pairs of one description: those of the changes, those who
// have no follow-up, and the people seen.
func (l *linker) parts(at, key, table string) {
	missing := at + "/missing_" + key
	l.add(disclosure.Nought, plus(l.column(missing, missingColumns[0])...), minus(disclosure.Ref(at, "pairs")))
	l.add(disclosure.Nought, plus(l.column(missing, missingColumns[1])...), minus(disclosure.Ref(at, "without")))
	for _, row := range l.rows(missing) {
		l.add(disclosure.NotAbove, plus(disclosure.Ref(missing, row+"/"+missingColumns[0]), disclosure.Ref(missing, row+"/"+missingColumns[1])), minus(disclosure.Ref(table, row)))
	}
	var all []string
	for _, row := range l.rows(at + "/" + key) {
		ref := disclosure.Ref(at+"/"+key, row)
		all = append(all, ref)
		l.same(ref, disclosure.Ref(missing, row+"/"+missingColumns[0]))
		l.add(disclosure.NotAbove, plus(ref), minus(disclosure.Ref(table, row)))
	}
	if len(all) > 0 {
		l.add(disclosure.Nought, plus(all...), minus(disclosure.Ref(at, "pairs")))
	}
}

// sameAnswers links two scores of the same answers, such as those of WEMWBS and
// of the shorter one in it: whatever is the same in both is taken for the same.
func (l *linker) sameAnswers(a, b string) {
	for _, stage := range []string{"first", "later"} {
		l.add(disclosure.Nought, plus(disclosure.Ref(a, stage), disclosure.Ref(a, stage+"_incomplete")), minus(disclosure.Ref(b, stage), disclosure.Ref(b, stage+"_incomplete")))
	}
	suffixes := []string{""}
	for _, d := range []string{"sex", "age_band", "surgery", "reason", "prescriber", "service"} {
		suffixes = append(suffixes, "/"+d, "/missing_"+d)
	}
	for _, suffix := range suffixes {
		one, two := l.tables[a+suffix], l.tables[b+suffix]
		if one == nil || two == nil || len(one.Cells) != len(two.Cells) {
			continue
		}
		alike := true
		for i := range one.Cells {
			alike = alike && one.Cells[i].Key == two.Cells[i].Key && one.Cells[i].N == two.Cells[i].N
		}
		for i := 0; alike && i < len(one.Cells); i++ {
			l.same(disclosure.Ref(one.Key, one.Cells[i].Key), disclosure.Ref(two.Key, two.Cells[i].Key))
		}
	}
}
