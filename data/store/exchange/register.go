package exchange

import (
	"slices"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// Compartment is a part of the records that a device holds or does not.
type Compartment string

// The compartments. That of clinics is one for each surgery.
const (
	Lists    Compartment = "lists"    // every device
	Clinics  Compartment = "clinic"   // the devices of the surgery, prescribers and managers
	Figures  Compartment = "figures"  // the coordinator's devices as well
	Casework Compartment = "casework" // prescribers and managers
)

// Meets says what happens when rows of two devices meet in a unique constraint.
type Meets int

const (
	// BecomeOne makes the two rows one: that with the lowest id. Everything that
	// named the other names it.
	BecomeOne Meets = iota + 1
	// OneName makes rows that were made with the same name one. A row that was given
	// the name later keeps it with a mark, and a person decides.
	OneName
	// LoseIt takes the value from the row with the higher id.
	LoseIt
	// SameKey is for a key that says by itself what the row is: it is one row.
	SameKey
)

// unique is a constraint: its columns, with the condition of a partial index.
type unique struct {
	columns []string
	where   string
	meets   Meets
}

// spec is what the exchange knows of one table. Every table of records has one.
type spec struct {
	// home is the compartment that its columns are in, where columns does not say
	// another.
	home    Compartment
	columns map[Compartment][]string
	// outward are columns that the PC of a surgery hands over and is not given: what
	// its reception typed there is for others. They are in its file where it typed them.
	outward []string
	// groups are columns that win together, so that Validate holds afterwards.
	// Every other column is one of its own.
	groups [][]string
	unique []unique
	// checks are the CHECK constraints, whose columns are all in one group.
	checks int
	// text are columns of free text: what loses is put to a person.
	text []string
	// soft names the table of columns that name rows without a foreign key.
	soft map[string]string
	// lists are columns with several ids between spaces.
	lists map[string]string
	// parts are the columns of the register that stand for rows of another table.
	parts map[string]part
	// keyOf is the table of which the row has the key.
	keyOf string
	// whyNot says why the PC of a surgery does not have the rows, although its screens
	// ask for the table.
	whyNot string
	// stays reports whether a row belongs to this device alone.
	stays func(key string) bool
	// neverGo says that its rows are never deleted but by erasure or by taking back
	// the import that made them.
	neverGo bool
	// workedOut says that its rows are worked out from others, so that what loses is
	// of no interest to anyone.
	workedOut bool
}

// part is a table of rows that belong to a record.
type part struct {
	table string
	owner string // the column that names the record
	key   string
	value string // "" if there is none
	of    string // the table whose rows key names, if it does
}

func columns(names string) []string { return strings.Fields(names) }

func groups(list ...string) (all [][]string) {
	for _, names := range list {
		all = append(all, columns(names))
	}
	return all
}

var (
	byID      = unique{columns: []string{"id"}, meets: SameKey}
	oneName   = []unique{byID, {columns: []string{"name_fold"}, meets: OneName}}
	justID    = []unique{byID}
	ownedKeys = []string{"text_scale", "appearance", "current_staff", "visit_from", "visit_to", "calendar_feed", "calendar_feed_names", "calendar_feed_by",
		"release_place", "sign_in_asked"}
)

func keyed(names string) []unique { return []unique{{columns: columns(names), meets: SameKey}} }

// ofThisDevice reports whether a setting is of this device alone: how its window
// looks, and folders that other devices do not have.
func ofThisDevice(key string) bool { return slices.Contains(ownedKeys, key) }

// specs is the register of the exchange. A test holds it against the schema.
var specs = map[string]spec{
	"surgery":       {home: Lists, unique: oneName},
	"staff":         {home: Lists, unique: oneName},
	"partner":       {home: Lists, unique: oneName},
	"reason":        {home: Lists, unique: oneName},
	"category":      {home: Lists, unique: oneName},
	"flag_kind":     {home: Lists, unique: oneName},
	"report_reader": {home: Figures, unique: oneName},
	"organisation":  {home: Lists, unique: oneName},
	"service": {home: Lists, unique: justID, text: columns("description referring eligibility"),
		groups: groups("min_age max_age", "status closed_until", "last_checked last_checked_by checked_how", "latitude longitude"),
		parts: map[string]part{
			"needs":      {"service_need", "service_seq", "reason_id", "", "reason"},
			"categories": {"service_category", "service_seq", "category_id", "", "category"},
			"languages":  {"service_language", "service_seq", "language", "position", ""},
		}},
	"service_merge":    {home: Lists, unique: justID},
	"service_distinct": {home: Lists, unique: keyed("a_id b_id"), groups: groups("said_at said_by"), soft: map[string]string{"said_by": "staff"}},
	"synonym":          {home: Lists, unique: keyed("word"), groups: groups("shown means removed")},
	"holiday":          {home: Lists, unique: keyed("day"), groups: groups("title removed")},
	"bank_holiday":     {home: Lists, unique: keyed("nation day")},
	"setting":          {home: Lists, unique: keyed("key"), soft: map[string]string{"value": "reason"}, stays: ofThisDevice},
	"comparator":       {home: Figures, unique: []unique{byID, {columns: columns("instrument_id source year population value"), meets: BecomeOne}}, groups: groups("instrument_id source year population value")},
	"questionnaire":    {home: Lists, unique: keyed("id version")},
	"letter_template":  {home: Lists, unique: keyed("kind"), groups: groups("heading body text"), text: columns("body text")},
	"translation":      {home: Lists, unique: keyed("language")},
	"clinical_code":    {home: Lists, unique: keyed("meaning"), groups: groups("code term")},
	"person_access": {home: Lists, unique: keyed("staff_id"), keyOf: "staff", groups: groups("role surgeries ended_at all_partners"),
		lists: map[string]string{"surgeries": "surgery"}},
	"learnt": {home: Figures, unique: []unique{byID, {columns: columns("from_on to_on surgery_id partner_id"), meets: BecomeOne}},
		groups: groups("from_on to_on surgery_id partner_id"), text: columns("body"), soft: map[string]string{"surgery_id": "surgery", "partner_id": "partner"}},
	"picture": {home: Figures, unique: justID, groups: groups("kind width height body"), text: columns("caption")},
	"frozen": {home: Figures, unique: justID, groups: groups("title from_on to_on surgery_id partner_id reason_id as_at edition hash body"),
		soft: map[string]string{"surgery_id": "surgery", "partner_id": "partner", "reason_id": "reason"}},
	"handed": {home: Figures, unique: justID, groups: groups("not_sent_at not_sent_why")},

	"person_facts": {home: Figures, unique: keyed("key"), groups: groups("facts tales"), workedOut: true},

	"client": {home: Casework, unique: justID, neverGo: true, text: columns("matters alert other access_needs"),
		columns: map[Compartment][]string{
			Clinics: columns("given_names family_name known_as birth_date phone other_phone surgery_id prescriber_id"),
			Figures: columns("birth_date sex surgery_id prescriber_id lives_alone")},
		groups: groups("given_names family_name", "address town postcode", "language interpreter")},
	"episode": {home: Figures, whyNot: "whether someone comes for the first time is shown to prescribers", columns: map[Compartment][]string{Casework: columns("close_note")}, neverGo: true,
		unique: []unique{byID, {columns: columns("client_id"), where: "status <> 'closed'", meets: BecomeOne}},
		groups: groups("opened_on status paused_on closed_on close_reason close_note"), text: columns("close_note")},
	"referral": {home: Figures, whyNot: "it says why someone comes; a short referral is made on another PC", columns: map[Compartment][]string{Casework: columns("referrer note")}, neverGo: true, unique: justID,
		groups: groups("episode_id client_id", "source referrer", "reason_id further_reasons"), text: columns("note"),
		parts: map[string]part{"further_reasons": {"referral_reason", "referral_id", "reason_id", "", "reason"}}},
	"need": {home: Figures, columns: map[Compartment][]string{Casework: columns("note")}, neverGo: true, unique: justID,
		groups: groups("episode_id client_id"), text: columns("note")},
	"contact": {home: Figures, whyNot: "it says what was talked about; a PC that holds contacts records one once someone was seen", columns: map[Compartment][]string{Casework: columns("note removed_why")}, neverGo: true, unique: justID,
		groups: groups("episode_id client_id", "outcome held_on held_at minutes", "removed_at removed_why"), text: columns("note")},
	"offer": {home: Figures, columns: map[Compartment][]string{Casework: columns("words")}, neverGo: true, unique: justID,
		groups: groups("episode_id client_id", "decision why"), text: columns("words"), checks: 1},
	"prescription": {home: Figures, columns: map[Compartment][]string{Casework: columns("note slip")}, neverGo: true,
		unique: []unique{byID, {columns: columns("offer_id"), meets: BecomeOne}, {columns: columns("slip"), where: "slip IS NOT NULL", meets: LoseIt}},
		groups: groups("offer_id episode_id client_id service_id", "made_on status status_on note"), text: columns("note")},
	"prescription_status": {home: Figures, columns: map[Compartment][]string{Casework: columns("note")}, neverGo: true, unique: justID,
		groups: groups("prescription_id client_id", "status status_on note"), text: columns("note")},
	"follow_up": {home: Figures, columns: map[Compartment][]string{Casework: columns("note moved_because")}, neverGo: true,
		unique: []unique{byID, {columns: columns("prescription_id number"), meets: BecomeOne}}, checks: 1,
		groups: groups("prescription_id episode_id client_id number", "counted_from first_due", "due_on moved_because due_part",
			"status closed_on note contact_id"), text: columns("note")},
	"attempt": {home: Figures, columns: map[Compartment][]string{Casework: columns("note")}, neverGo: true, unique: justID,
		groups: groups("follow_up_id client_id", "tried_on tried_at result next_on"), text: columns("note")},
	"response": {home: Figures, columns: map[Compartment][]string{Casework: columns("filled_by language")}, neverGo: true, unique: justID,
		groups: groups("episode_id client_id", "instrument_id instrument_version answers finished", "mode filled_by language"),
		parts:  map[string]part{"answers": {"answer", "response_id", "item", "value", ""}}},
	"consent": {home: Figures, columns: map[Compartment][]string{Casework: columns("how note")}, neverGo: true, unique: justID,
		groups: groups("client_id kind given given_on how"), text: columns("note")},
	"gap": {home: Figures, columns: map[Compartment][]string{Casework: columns("note")}, unique: justID,
		groups: groups("client_id episode_id"), text: columns("note")},
	"pairing": {home: Figures, columns: map[Compartment][]string{Casework: columns("reason")},
		unique: []unique{byID, {columns: columns("episode_id instrument_id"), meets: BecomeOne}},
		groups: groups("episode_id client_id instrument_id", "before_id after_id reason")},
	"rights_request": {home: Casework, unique: justID, text: columns("asked extended_why outcome was now told lifted_why"),
		groups: groups("identity_asked_on identity_on", "clarify_on clarified_on", "extended_on extended_why",
			"state closed_on outcome handed_how now told", "restricts lifted_on lifted_why told_on")},
	"rights_text":         {home: Casework, unique: []unique{byID, {columns: columns("request_id tbl row col"), meets: BecomeOne}}},
	"retention_kept":      {home: Casework, unique: justID, text: columns("because"), groups: groups("until_on because")},
	"erasure_certificate": {home: Casework, unique: justID, groups: groups("occasion people body")},
	"tale":                {home: Casework, unique: justID, text: columns("heading body")},
	"holiday_move":        {home: Casework, unique: justID, groups: groups("follow_up_id client_id from_on to_on because")},
	"holiday_clash": {home: Casework, unique: justID, checks: 1,
		groups: groups("client_id day contact_id follow_up_id appointment_id")},
	"questionnaire_refusal": {home: Figures, columns: map[Compartment][]string{Casework: columns("reason")}, unique: justID,
		groups: groups("episode_id client_id", "stage instrument_id")},
	"flag": {home: Casework, unique: justID, text: columns("note why"),
		groups: groups("note why", "review_on renewed_on renewed_by", "lifted_on lifted_by lifted_why")},
	"letter": {home: Casework, unique: justID, groups: groups("handed_on handed_how"), text: columns("note"),
		soft: map[string]string{"about_id": "prescription"}},
	"task": {home: Casework, unique: justID, groups: groups("client_id episode_id kind about_id", "status closed_on how note"),
		text: columns("note"), soft: map[string]string{"about_id": "prescription"}},

	"clinic": {home: Clinics, columns: map[Compartment][]string{Casework: columns("note")}, unique: justID, groups: groups("rule from_on until_on starts_at ends_at slot_minutes breaks"),
		text: columns("note")},
	"session_change": {home: Clinics, unique: keyed("clinic_id day"), groups: groups("state staff_id room starts_at ends_at"), outward: columns("why")},
	"absence": {home: Clinics, columns: map[Compartment][]string{Casework: columns("kind note")}, unique: justID,
		groups: groups("from_on to_on from_at to_at"), text: columns("note")},
	"appointment": {home: Clinics, columns: map[Compartment][]string{Casework: columns("contact_id")}, unique: justID, neverGo: true,
		outward: columns("why"), groups: groups("clinic_id client_id kind on_day at minutes staff_id surgery_id", "state state_at"), text: columns("note")},
	"appointment_state": {home: Clinics, unique: justID, neverGo: true, outward: columns("why"), groups: groups("appointment_id client_id state at")},
	"presence": {home: Clinics, columns: map[Compartment][]string{Casework: columns("appointment_id")}, unique: justID,
		groups: groups("staff_id surgery_id state on_day at back_at")},
	"clash_kept": {home: Clinics, columns: map[Compartment][]string{Casework: columns("note")}, unique: keyed("a_id b_id")},
	"to_tell":    {home: Clinics, unique: justID, outward: columns("because"), groups: groups("client_id appointment_id", "told_at how")},
	"visit": {home: Casework, unique: justID, text: columns("access people hazards words"),
		groups: groups("on_day at minutes", "address postcode", "arrived_at finished_at", "words photos")},
	"visit_finding":  {home: Casework, unique: justID, groups: groups("visit_id client_id aspect room value")},
	"visit_decision": {home: Casework, unique: justID, groups: groups("visit_id client_id kind because", "state told told_on told_at why answered_at answered_by")},
	"visit_photo":    {home: Casework, unique: justID, groups: groups("width height body")},
	"lone_card": {home: Lists, unique: justID, columns: map[Compartment][]string{Casework: columns("place access hazards")},
		groups: groups("due_at out_at", "back_at back_by", "buddy buddy_phone", "going_with with_phone")},
	"lone_call":     {home: Lists, unique: justID, groups: groups("card_id client_id whom result rung_at")},
	"client_import": {home: Casework, unique: justID, groups: groups("source added changed kind")},
	"client_origin": {home: Casework, unique: justID, groups: groups("client_id import_id source reference")},
	"left_over":     {home: Casework, unique: justID, groups: groups("import_id client_id sheet line heading body why")},
	"conflict": {home: Casework, unique: justID, groups: groups("client_id record record_id body", "settled_at settled_how"),
		outward: columns("client_id record record_id body settled_at settled_how")},
}

// table is one table with everything that the exchange works with.
type table struct {
	store.Table
	spec
	order   int               // after the tables that its rows name
	groups  []group           // those of the register, then Born and Stamped
	byGroup map[uint8]*group  // the same by number
	ofCol   map[string]uint8  // the group of a column
	refers  map[string]string // columns that name rows: the table
	client  bool              // it has a client_id
	empty   map[string]any    // what columns that are not held have
}

// group is columns that win together.
type group struct {
	id      uint8
	columns []string // without parts
	parts   []string // columns of the register that are parts
	names   []string // both, as they travel
	text    bool
	way     way
}

// tablesOf builds the tables of a register; refers is what the schema says.
func tablesOf(refers map[string]map[string]string) (byName map[string]*table, byNumber map[int]*table) {
	byName, byNumber = map[string]*table{}, map[int]*table{}
	for name, known := range store.Tables() {
		s, travels := specs[name]
		if !known.Records || !travels {
			continue
		}
		t := &table{Table: known, spec: s, byGroup: map[uint8]*group{}, ofCol: map[string]uint8{}, refers: map[string]string{}}
		for c, parent := range s.soft {
			t.refers[c] = parent
		}
		for c, parent := range refers[name] {
			t.refers[c] = parent
		}
		t.client = slices.Contains(known.Columns, "client_id")
		t.makeGroups()
		byName[name], byNumber[known.Number] = t, t
	}
	putInOrder(byName)
	return byName, byNumber
}

// makeGroups gives every column its group. The number of a group is the place of
// its first column in the register, which never changes.
func (t *table) makeGroups() {
	together := map[string][]string{}
	for _, g := range t.spec.groups {
		for _, c := range g {
			together[c] = g
		}
	}
	for i, c := range t.Columns {
		if _, done := t.ofCol[c]; done {
			continue
		}
		names := together[c]
		if names == nil {
			names = []string{c}
		}
		t.addGroup(uint8(i), names)
	}
	if t.Created {
		t.addGroup(change.Born, []string{"created_at", "created_by"})
	}
	if t.Updated {
		t.addGroup(change.Stamped, []string{"updated_at", "updated_by"})
	}
	t.setWays()
	for i := range t.groups {
		t.byGroup[t.groups[i].id] = &t.groups[i]
	}
	t.byGroup[alive], t.byGroup[entered] = &backGroup, &enteredGroup
}

// backGroup has no columns: its clock says that a row which was removed came back.
var backGroup = group{id: alive}

func (t *table) addGroup(id uint8, names []string) {
	g := group{id: id}
	for _, c := range names {
		t.ofCol[c] = id
		if _, isPart := t.parts[c]; isPart {
			g.parts = append(g.parts, c)
		} else {
			g.columns = append(g.columns, c)
		}
		g.text = g.text || slices.Contains(t.text, c)
	}
	g.names = append(slices.Clone(g.columns), g.parts...)
	t.groups = append(t.groups, g)
}

// putInOrder has every table come after those that its rows name.
func putInOrder(byName map[string]*table) {
	names := make([]string, 0, len(byName))
	for name := range byName {
		names = append(names, name)
	}
	slices.Sort(names)
	n := 0
	begun := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		t := byName[name]
		if t == nil || begun[name] {
			return
		}
		begun[name] = true
		parents := make([]string, 0, len(t.refers))
		for c, parent := range t.refers {
			if _, soft := t.soft[c]; !soft {
				parents = append(parents, parent)
			}
		}
		for _, p := range t.parts {
			parents = append(parents, p.of)
		}
		slices.Sort(parents)
		for _, parent := range parents {
			visit(parent)
		}
		n++
		t.order = n
	}
	for _, name := range names {
		visit(name)
	}
}

// compartment is where a whole row goes. What reports count of a client goes to
// devices that hold figures as a row of person_facts, and not as the rows that it is
// counted from.
func (t *table) compartment() string {
	switch {
	case t.home == Lists && t.Name != "lone_card" && t.Name != "lone_call":
		return string(Lists)
	case t.home == Figures && slices.Contains(ofReports, t.Name):
		return string(Figures)
	}
	return string(Casework)
}

// ofReports are the tables that devices which hold figures have.
var ofReports = columns("person_facts report_reader comparator learnt picture frozen handed")

// dictionary is what a part says of the columns of a table.
func (t *table) dictionary() change.Table {
	d := change.Table{Number: t.Number}
	for _, g := range t.groups {
		d.Groups = append(d.Groups, change.Group{ID: g.id, Columns: g.names})
	}
	return d
}
