package answers

import (
	"maps"
	"slices"
	"strings"

	"waymark/data/interchange/table"
)

// role is what a column is that is no item.
type role string

const (
	rolePerson role = "person"
	roleNHS    role = "nhs_number"
	roleName   role = "name"
	roleGiven  role = "given_names"
	roleFamily role = "family_name"
	roleBirth  role = "birth_date"
	roleDate   role = "date"
	roleTime   role = "time"
	roleMode   role = "mode"
	roleWithin role = "within" // the surgery or place that a code of a person belongs to
)

// roles gives for each role its column.
type roles map[role]int

func (r roles) of(what role) int {
	if column, ok := r[what]; ok {
		return column
	}
	return -1
}

// person is true when some column says whose answers they are.
func (r roles) person() bool {
	return slices.ContainsFunc([]role{rolePerson, roleNHS, roleName, roleGiven, roleFamily}, func(p role) bool { return r.of(p) >= 0 })
}

// headings of each role, surest first, as keyOf makes them.
var headings = []struct {
	role  role
	names string
}{
	{roleNHS, "nhs number|nhs no|nhs num|nhs|nhsnumber|nhsno|nhs id"},
	{roleBirth, "dob|date of birth|birth date|birthdate|birthday|dateofbirth|d o b|born"},
	{roleGiven, "given names|given name|first name|firstname|forename|forenames|first names|christian name"},
	{roleFamily, "family name|surname|last name|lastname|familyname|second name"},
	{roleName, "name|full name|client name|participant name|patient name|service user|service user name|person name|fullname|name client|name patient|name of client|name of patient|name of participant|first name and surname|first and last name|first name surname|name surname|forename surname"},
	{rolePerson, "participant id|participantid|participant|client id|clientid|client|client ref|client reference|client number|client no|client code|" +
		"subject id|subjectid|subject|subj id|subj|patient id|patientid|patient|person id|personid|person|service user id|service user ref|su id|user id|userid|" +
		"respondent id|respondentid|respondent|ppt id|ppt|pp id|ppid|pid|p id|ptid|pt id|study id|studyid|unique id|uniqueid|unique identifier|record id|recordid|" +
		"case id|caseid|case|member id|resident id|student id|pupil id|child id|idno|idnr|id no|id number|id nr|id code|id|identifier|ref|ref no|reference|reference number|" +
		"our reference|local reference|code|participant number|participant no|participant code|subject number|subject no|sub id|sid|cid|rid|uid|uuid|guid|pin|pidp|aln|key|" +
		"your unique code|unique code|client ref no|anon id|anonid|anonymous id|anonymised id|anonymised code|resp id|respid|caseno|case no|case number|studyno|study no|study number|trial id|" +
		"trial no|trial number|screening id|screening no|s n|no|nr|pseudonym|pseudonymised id|token|pat id|patid|mrn|emis no|emis number|emis id|referral id|referral no|submission id|" +
		"submissionid|number|idauniq|pserial|ppn|your initials|client initials|participant initials|patient initials|code name|codename|nickname|index|row id|instance id|instanceid|meta instance id|" +
		"username|user|response id|responseid|serial|serial number|serialno|member|initials|participant identifier|client identifier|external reference"},
	{roleTime, "timepoint|time point|time|wave|visit|stage|tp|t|redcap event name|event name|event|pre post|prepost|pre or post|before after|before or after|phase|" +
		"occasion|measurement|measurement occasion|measurement point|assessment|assessment point|assessment time|assessment stage|assessment type|survey wave|survey time|" +
		"survey stage|survey type|survey|questionnaire time|questionnaire stage|questionnaire type|when|round|sweep|period|administration|test|session|type|time of assessment|" +
		"follow up|baseline or follow up|baseline follow up|point|time of measurement|data point|collection point|measure point|timing|first or follow up|week|weeks|month|months|week number|month number|study week|time month|time months|time weeks|wave number|visit number|visit no|wave no|time no|redcap repeat instance"},
	{roleDate, "date completed|completed date|completion date|date of completion|date answered|answered on|answered|date of questionnaire|questionnaire date|date of assessment|" +
		"assessment date|date assessed|survey date|date of survey|response date|date of response|recorded date|recordeddate|end date|enddate|date|day|completed|completed on|completed at|" +
		"fertigstellungszeit|heure de fin|hora de finalizacion|ora di completamento|godzina ukonczenia|hora de conclusao|tijd van voltooien|amser cwblhau|" + // Microsoft Forms
		"zeitstempel|horodateur|marca temporal|informazioni cronologiche|sygnatura czasowa|carimbo de data hora|tijdstempel|stamp amser|" + // Google Forms
		"date of visit|visit date|date submitted|submitted|submitted at|submit date|submission date|timestamp|time stamp|date time|datetime|completion time|last modified|" +
		"date entered|entry date|date of entry|created|created at|created on|start date|startdate|start time|interview date|date of interview|test date|date of test|" +
		"submitdate|submission time|survey completed date|date form completed|completion date time|ended|ended at|session date|appointment date|visitdate|assess date|dateofinterview|date of session|today"},
	{roleMode, "mode|mode of completion|completion mode|method|method of completion|completion method|how completed|how answered|how filled in|administration mode|administered|" +
		"mode of administration|completed by|filled in by|format|delivery"},
	{roleWithin, "surgery|gp surgery|surgery name|practice|gp practice|practice name|clinic|site|team|centre|center|hub|branch|location|gp|surgery code|practice code|site name|clinic name|registered surgery|registered practice"},
}

// groupings are headings of what people are grouped by besides surgeries. Whoever keeps
// a list of their own for each group may number its people anew.
var groupings = setOf("link worker", "link worker name", "social prescriber", "social prescribing link worker", "worker", "worker name", "adviser", "advisor", "coach", "key worker", "keyworker", "case worker", "caseworker", "coordinator", "co ordinator",
	"staff", "staff member", "staff name", "practitioner", "caseload", "cohort", "group", "pcn", "network", "neighbourhood", "locality", "area", "district", "borough", "ward", "county", "town", "region", "project", "programme", "program", "course", "class",
	"provider", "organisation", "organization", "partner", "service", "school", "college", "list", "file", "sheet", "workbook", "year", "financial year", "quarter", "intake", "delivery partner")

// placesAmong are the columns at which the codes of people may begin again, the one of
// a surgery first.
func (c *columns) placesAmong(file *table.File, free []int) []int {
	var among []int
	if at := c.roles.of(roleWithin); at >= 0 {
		among = append(among, at)
	}
	taken := slices.Collect(maps.Values(c.roles))
	for _, column := range free {
		key := headingKey(file.Header[column])
		if !slices.Contains(taken, column) && (groupings[key] || namesOf(roleWithin)[key]) {
			among = append(among, column)
		}
	}
	return among
}

// rolesOf finds the columns that are no items. allowed says whether the cells
// of a column can be that.
func rolesOf(header []string, free []int, allowed func(role, int) bool) roles {
	found := roles{}
	taken := map[int]bool{}
	for _, h := range headings {
		for name := range strings.SplitSeq(h.names, "|") {
			at := slices.IndexFunc(free, func(column int) bool {
				return !taken[column] && headingKey(header[column]) == name && allowed(h.role, column)
			})
			if at >= 0 {
				found[h.role] = free[at]
				taken[free[at]] = true
				break
			}
		}
		if _, known := found[h.role]; known {
			continue
		}
		names := namesOf(h.role)
		for _, column := range free {
			if !taken[column] && h.role.isCalled(header[column], names) && allowed(h.role, column) {
				found[h.role], taken[column] = column, true
				break
			}
		}
	}
	return found
}

// headingKey is a heading without what is added to say what it is for.
func headingKey(heading string) string {
	heading = ownHeading(heading)
	if open := strings.IndexByte(heading, '('); open > 0 {
		heading = heading[:open]
	}
	return strings.Join(tokens(strings.NewReplacer("#", " no ", "?", " ").Replace(heading)), " ")
}

// dated finds the day of each time among the free columns, and scores that
// someone worked out.
func (l *lookout) dated(blocks []block, free []int) {
	dates := map[string]bool{}
	for _, h := range headings {
		if h.role == roleDate {
			for name := range strings.SplitSeq(h.names, "|") {
				dates[name] = true
			}
		}
	}
	for _, column := range free {
		words := tokens(l.header[column])
		for i := range blocks {
			b := &blocks[i]
			if total, ok := l.totalAt(b.when, len(blocks) == 1, words); ok {
				total.column = column
				b.totals = append(b.totals, total)
			}
			if len(blocks) > 1 && b.when.kind != noTime && b.date < 0 && l.dateAt(b.when, words, dates) {
				b.date = column
			}
		}
	}
}

// dateAt is true for the words of a date and of a time, in either order.
func (l *lookout) dateAt(when moment, words []string, dates map[string]bool) bool {
	rest, _ := l.withoutNames(words)
	for n := 1; n < len(rest); n++ {
		for _, try := range [][2][]string{{rest[:n], rest[n:]}, {rest[n:], rest[:n]}} {
			m, ok := timeOf(try[1])
			if ok && dates[strings.Join(try[0], " ")] && m.kind == when.kind && m.n == when.n {
				return true
			}
		}
	}
	return false
}

// totalWords are what a column with a score is called.
var totalWords = setOf("total", "sum", "score", "tot", "totals", "sumscore", "totalscore", "summed", "raw")

// totalAt tells whether words name a score of the questionnaire at a time.
func (l *lookout) totalAt(when moment, only bool, words []string) (t total, ok bool) {
	var times []string
	scored, other := false, false
	rest, named := l.withoutNames(words)
	for _, w := range rest {
		switch {
		case totalWords[w]:
			scored = true
		case w == "metric" || w == "short" || w == "swemwbs" || w == "swem":
			t.short, scored = true, true
		case w == "calculated" || w == "computed":
		default:
			times = append(times, w)
		}
	}
	m, isTime := timeOf(times)
	other = !isTime
	sameTime := m.kind == when.kind && m.n == when.n || only && m.kind == noTime
	return t, !other && sameTime && (scored || len(named) > 0)
}
