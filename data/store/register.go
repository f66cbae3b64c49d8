package store

import (
	"fmt"
	"slices"
)

// tableKind says how the kernel treats the rows of a table.
type tableKind int

const (
	// records are written with a change entry and leave a tombstone.
	records tableKind = iota
	// parts belong to one record, whose change entries name them as a column:
	// the answers of a questionnaire, the needs of a service.
	parts
	// derived rows are worked out from records and can be made again.
	derived
	// local rows belong to this PC: drafts, favourites, where an import came from.
	local
)

// table is what the kernel knows of one table.
type table struct {
	kind tableKind
	// number stands for the table in change entries. It never changes and is
	// never used again.
	number int
	// key names the columns that tell a row from all others on every device.
	key []string
	// columns are those that a change entry can name, the n-th by the n-th bit.
	// Only ever append to it. Stamps travel with any change and are not named.
	columns []string
	// derives names the columns that are worked out from the others.
	derives []string
	// stamps says which stamp columns the table has.
	stamps stamps
	// exported says that an export of everything has the rows, although they are
	// derived or local; leftOut says why it does not. Every derived or local table
	// has one of the two. Records and parts are always exported.
	exported bool
	leftOut  string
}

// stamps are the columns that say who wrote a row and when.
type stamps int

const (
	allStamps    stamps = iota // created_at, created_by, updated_at, updated_by
	updatedStamp               // updated_at, updated_by
	noStamps
)

// notOfThisPC is why an export of everything leaves out the state of the exchange.
const notOfThisPC = "where this database stands with the other PCs of its service, which a new database begins anew"

var byID = []string{"id"}

// ofDevice says why what a device knows of its service is not exported.
const ofDevice = "the keys of this PC and its place among the PCs of the service; another database joins on its own"

// register lists every table. A test holds it against the schema.
var register = map[string]table{
	"surgery":  {number: 1, key: byID, columns: []string{"name", "town", "retired", "partner_id"}, derives: []string{"name_fold"}},
	"staff":    {number: 2, key: byID, columns: []string{"name", "role", "retired", "partner_id"}, derives: []string{"name_fold"}},
	"reason":   {number: 3, key: byID, columns: []string{"name", "position", "retired"}, derives: []string{"name_fold"}},
	"category": {number: 4, key: byID, columns: []string{"name", "retired"}, derives: []string{"name_fold"}},
	"client": {number: 5, key: byID, columns: []string{"given_names", "family_name", "known_as", "birth_date", "sex", "nhs_number",
		"address", "town", "postcode", "phone", "other_phone", "email", "contact_by", "language", "interpreter", "access_needs",
		"lives_alone", "surgery_id", "prescriber_id", "matters", "alert", "other", "reads"}, derives: []string{"seq", "search_text", "sort_name"}},
	"episode": {number: 6, key: byID, columns: []string{"client_id", "opened_on", "status", "paused_on", "closed_on", "close_reason",
		"close_note", "surgery_id", "prescriber_id"}},
	"referral": {number: 7, key: byID, columns: []string{"episode_id", "client_id", "received_on", "source", "referrer", "surgery_id",
		"reason_id", "note", "further_reasons"}},
	"need": {number: 8, key: byID, columns: []string{"episode_id", "client_id", "reason_id", "found_on", "note", "removed_at", "visit_id"}},
	"contact": {number: 9, key: byID, columns: []string{"episode_id", "client_id", "kind", "outcome", "held_on", "held_at", "minutes",
		"staff_id", "surgery_id", "note", "removed_at", "removed_why"}},
	"organisation": {number: 10, key: byID, columns: []string{"name", "phone", "email", "web"}, derives: []string{"name_fold"}},
	"service": {number: 11, key: byID, columns: []string{"organisation_id", "name", "description", "referring", "eligibility", "cost",
		"days", "contact_name", "phone", "email", "web", "address", "postcode", "area", "min_age", "max_age", "status", "waiting",
		"last_checked", "last_checked_by", "checked_how", "other_names", "closed_until", "room", "delivery", "wheelchair", "access",
		"latitude", "longitude", "merged_into", "needs", "categories", "languages"},
		derives: []string{"seq", "sort_name", "free", "times", "place_latitude", "place_longitude"}},
	"offer": {number: 12, key: byID, columns: []string{"episode_id", "client_id", "service_id", "offered_on", "decision", "words",
		"confidence", "staff_id", "why", "contact_id"}},
	"prescription": {number: 13, key: byID, columns: []string{"offer_id", "episode_id", "client_id", "service_id", "kind", "made_on",
		"status", "status_on", "note", "slip"}},
	"prescription_status": {number: 14, key: byID, columns: []string{"prescription_id", "client_id", "status", "status_on", "note"}},
	"follow_up": {number: 15, key: byID, columns: []string{"prescription_id", "episode_id", "client_id", "number", "counted_from",
		"first_due", "due_on", "moved_because", "status", "closed_on", "note", "staff_id", "contact_id", "due_part"}},
	"attempt": {number: 16, key: byID, columns: []string{"follow_up_id", "client_id", "tried_on", "result", "note", "next_on", "tried_at"}},
	"response": {number: 17, key: byID, columns: []string{"episode_id", "client_id", "instrument_id", "instrument_version", "stage",
		"answered_on", "mode", "filled_by", "language", "finished", "staff_id", "answers", "contact_id"}, derives: []string{"score", "answered"}},
	"consent":          {number: 18, key: byID, columns: []string{"client_id", "kind", "given", "given_on", "how", "note"}},
	"holiday":          {number: 19, key: []string{"day"}, columns: []string{"title", "removed"}},
	"setting":          {number: 20, key: []string{"key"}, columns: []string{"value"}, stamps: updatedStamp},
	"comparator":       {number: 21, key: byID, columns: []string{"instrument_id", "source", "year", "population", "value"}},
	"service_merge":    {number: 22, key: byID, columns: []string{"kept_id", "gone_id", "moved", "undone_at"}},
	"service_distinct": {number: 23, key: []string{"a_id", "b_id"}, columns: []string{"said_at", "said_by"}, stamps: noStamps},
	"synonym":          {number: 24, key: []string{"word"}, columns: []string{"shown", "means", "removed"}},
	"gap":              {number: 25, key: byID, columns: []string{"client_id", "episode_id", "reason_id", "found_on", "area", "note", "removed_at"}},
	"questionnaire":    {number: 26, key: []string{"id", "version"}, columns: []string{"body", "hidden"}},
	"pairing":          {number: 27, key: byID, columns: []string{"episode_id", "client_id", "instrument_id", "before_id", "after_id", "reason"}},
	"tale":             {number: 28, key: byID, columns: []string{"client_id", "kind", "told_on", "heading", "body", "removed_at"}},
	"learnt":           {number: 29, key: byID, columns: []string{"from_on", "to_on", "surgery_id", "body", "partner_id"}},
	"picture":          {number: 30, key: byID, columns: []string{"caption", "kind", "width", "height", "body"}},
	"frozen": {number: 31, key: byID, columns: []string{"title", "from_on", "to_on", "surgery_id", "reason_id", "as_at", "edition",
		"hash", "body", "partner_id"}},
	"person_access": {number: 70, key: []string{"staff_id"}, columns: []string{"role", "surgeries", "ended_at", "all_partners"}},
	"partner":       {number: 95, key: byID, columns: []string{"name", "retired"}, derives: []string{"name_fold"}},
	"report_reader": {number: 64, key: byID, columns: []string{"name", "retired"}, derives: []string{"name_fold"}},
	"handed": {number: 65, key: byID, columns: []string{"frozen_id", "reader_id", "source", "formats", "scores", "not_sent_at",
		"not_sent_why"}},
	"holiday_move": {number: 32, key: byID, columns: []string{"follow_up_id", "client_id", "from_on", "to_on", "because", "read_at"}},
	"holiday_clash": {number: 33, key: byID, columns: []string{"client_id", "day", "contact_id", "follow_up_id", "kept_at",
		"appointment_id"}},
	"questionnaire_refusal": {number: 34, key: byID, columns: []string{"episode_id", "client_id", "stage", "instrument_id", "refused_on",
		"reason", "removed_at"}},
	"bank_holiday": {number: 47, key: []string{"nation", "day"}, columns: []string{"title"}},
	"flag_kind":    {number: 45, key: byID, columns: []string{"name", "position", "retired"}, derives: []string{"name_fold"}},
	"flag": {number: 46, key: byID, columns: []string{"client_id", "kind_id", "note", "why", "set_on", "set_by", "review_on", "renewed_on",
		"renewed_by", "lifted_on", "lifted_by", "lifted_why"}},
	"letter_template": {number: 48, key: []string{"kind"}, columns: []string{"heading", "body", "text"}},
	"letter": {number: 49, key: byID, columns: []string{"client_id", "kind", "form", "recipient", "surgery_id", "about_id", "occasion",
		"made_on", "body", "handed_on", "handed_how", "note", "removed_at"}},
	"translation":   {number: 66, key: []string{"language"}, columns: []string{"body"}},
	"clinical_code": {number: 51, key: []string{"meaning"}, columns: []string{"code", "term"}},
	"task": {number: 50, key: byID, columns: []string{"client_id", "episode_id", "kind", "about_id", "title", "first_due", "due_on", "status",
		"closed_on", "how", "note", "staff_id", "removed_at"}},

	"clinic": {number: 35, key: byID, columns: []string{"surgery_id", "staff_id", "room", "rule", "from_on", "until_on", "starts_at",
		"ends_at", "slot_minutes", "breaks", "note", "removed_at"}},
	"session_change": {number: 36, key: []string{"clinic_id", "day"}, columns: []string{"state", "staff_id", "room", "starts_at", "ends_at", "why"}},
	"absence":        {number: 37, key: byID, columns: []string{"staff_id", "from_on", "to_on", "from_at", "to_at", "kind", "note", "removed_at"}},
	// The first columns are in the order of those of contact, whose entries
	// became entries of this table with the contacts that were planned.
	"appointment": {number: 38, key: byID, columns: []string{"clinic_id", "client_id", "kind", "state", "on_day", "at", "minutes",
		"staff_id", "surgery_id", "note", "removed_at", "why", "state_at", "by_surgery", "sent_by", "contact_id"}},
	"appointment_state": {number: 39, key: byID, columns: []string{"appointment_id", "client_id", "state", "at", "why"}},
	"presence":          {number: 40, key: byID, columns: []string{"staff_id", "surgery_id", "state", "on_day", "at", "back_at", "appointment_id"}},
	"clash_kept":        {number: 41, key: []string{"a_id", "b_id"}, columns: []string{"note"}},
	"to_tell":           {number: 42, key: byID, columns: []string{"client_id", "appointment_id", "because", "told_at", "how", "removed_at"}},
	"visit": {number: 58, key: byID, columns: []string{"client_id", "appointment_id", "contact_id", "staff_id", "on_day", "at", "minutes",
		"position", "address", "postcode", "access", "people", "hazards", "arrived_at", "finished_at", "words", "photos", "removed_at"}},
	"visit_finding": {number: 59, key: byID, columns: []string{"visit_id", "client_id", "aspect", "room", "value"}},
	"visit_decision": {number: 60, key: byID, columns: []string{"visit_id", "client_id", "kind", "because", "state", "told", "told_on",
		"told_at", "why", "answered_at", "answered_by", "removed_at"}},
	"visit_photo": {number: 61, key: byID, columns: []string{"visit_id", "client_id", "caption", "width", "height", "body", "removed_at"}},
	"lone_card": {number: 62, key: byID, columns: []string{"client_id", "visit_id", "staff_id", "place", "access", "hazards", "phone",
		"going_with", "with_phone", "buddy", "buddy_phone", "due_at", "out_at", "back_at", "back_by"}},
	"lone_call":     {number: 63, key: byID, columns: []string{"card_id", "client_id", "whom", "result", "rung_at"}},
	"client_import": {number: 67, key: byID, columns: []string{"source", "added", "changed", "undone_at", "kind"}},
	"client_origin": {number: 68, key: byID, columns: []string{"client_id", "import_id", "source", "reference", "said"}},
	"left_over": {number: 69, key: byID, columns: []string{"import_id", "client_id", "sheet", "line", "heading", "body", "why",
		"settled_at"}},
	"retention_kept":      {number: 90, key: byID, columns: []string{"client_id", "until_on", "because", "removed_at"}},
	"erasure_certificate": {number: 91, key: byID, columns: []string{"occasion", "people", "body"}},

	"conflict": {number: 71, key: byID, columns: []string{"client_id", "record", "record_id", "body", "settled_at", "settled_how"}},
	"rights_request": {number: 74, key: byID, columns: []string{"client_id", "kind", "asked_on", "asked_how", "asked", "identity_asked_on", "identity_on",
		"clarify_on", "clarified_on", "extended_on", "extended_why", "state", "closed_on", "outcome", "handed_how", "was", "now", "told",
		"restricts", "lifted_on", "lifted_why", "told_on"}},
	"rights_text": {number: 75, key: byID, columns: []string{"request_id", "client_id", "tbl", "row", "col", "hash", "marks", "read_at"}},

	"person_facts": {number: 72, stamps: noStamps, key: []string{"key"}, columns: []string{"facts", "tales"}},

	"referral_reason":  {kind: parts, stamps: noStamps, key: []string{"referral_id", "reason_id"}},
	"service_need":     {kind: parts, stamps: noStamps, key: []string{"service_seq", "reason_id"}},
	"service_category": {kind: parts, stamps: noStamps, key: []string{"service_seq", "category_id"}},
	"service_language": {kind: parts, stamps: noStamps, key: []string{"service_seq", "language"}, columns: []string{"position"}},
	"answer":           {kind: parts, stamps: noStamps, key: []string{"response_id", "item"}, columns: []string{"value"}},

	"holiday_known": {kind: derived, stamps: noStamps, key: []string{"day"}, exported: true},
	"client_fts":    {kind: derived, stamps: noStamps, key: []string{"rowid"}, leftOut: "the search index, made again from the records"},
	"service_fts":   {kind: derived, stamps: noStamps, key: []string{"rowid"}, leftOut: "the search index, made again from the records"},
	"client_facts":  {kind: derived, stamps: noStamps, key: []string{"seq"}, leftOut: "what reports count of each client, worked out again from the records"},
	"fact_word":     {kind: derived, stamps: noStamps, key: []string{"number"}, leftOut: "what reports count of each client, worked out again from the records"},
	"score":         {kind: derived, stamps: noStamps, key: []string{"response_id", "measure"}, exported: true},

	"silence": {kind: derived, stamps: noStamps, key: []string{"prescription_id"}, leftOut: "which service referrals have no news, worked out again from the records"},
	"in_use":  {kind: derived, stamps: noStamps, key: []string{"service_id"}, leftOut: "which services are in use, worked out again from the records"},

	"client_gram":     {kind: derived, stamps: noStamps, key: []string{"gram"}, leftOut: "the search index, made again from the records"},
	"client_gram_due": {kind: derived, stamps: noStamps, key: []string{"rowid"}, leftOut: "the search index, made again from the records"},

	"directory_answer": {kind: derived, stamps: noStamps, key: []string{"question"}, leftOut: "answers of the directory kept for speed, worked out again"},

	"draft":            {kind: local, stamps: noStamps, key: []string{"key"}, exported: true},
	"service_mark":     {kind: local, stamps: noStamps, key: []string{"staff_id", "service_id"}, exported: true},
	"service_source":   {kind: local, stamps: noStamps, key: []string{"source", "key"}, exported: true},
	"source_feed":      {kind: local, stamps: noStamps, key: []string{"source"}, exported: true},
	"practice":         {kind: local, stamps: noStamps, key: []string{"code"}, leftOut: "the national list of GP practices, which is imported again"},
	"postcode":         {kind: local, stamps: noStamps, key: []string{"postcode"}, exported: true},
	"sign_in":          {kind: local, stamps: noStamps, key: []string{"staff_id"}, leftOut: "passphrases belong to one database; people set them again"},
	"audit":            {kind: local, stamps: noStamps, key: []string{"seq"}, exported: true},
	"audit_chain":      {kind: local, stamps: noStamps, key: []string{"number"}, exported: true},
	"audit_elsewhere":  {kind: local, stamps: noStamps, key: []string{"chain", "seq"}, exported: true},
	"audit_head":       {kind: local, stamps: noStamps, key: []string{"chain", "seq"}, exported: true},
	"audit_sent":       {kind: local, stamps: noStamps, key: []string{"recipient", "device"}, leftOut: ofDevice},
	"change_entry":     {kind: local, stamps: noStamps, key: []string{"seq"}, exported: true},
	"tombstone":        {kind: local, stamps: noStamps, key: []string{"seq"}, exported: true},
	"answer_tap":       {kind: local, stamps: noStamps, key: []string{"response_id"}, exported: true},
	"stale":            {kind: local, stamps: noStamps, key: []string{"what"}, leftOut: "work that an update of the program left, which the import notes anew"},
	"import_before":    {kind: local, stamps: noStamps, key: []string{"import_id", "tbl", "id"}, exported: true},
	"exchange_state":   {kind: local, stamps: noStamps, key: []string{"one"}, leftOut: notOfThisPC},
	"exchange_device":  {kind: local, stamps: noStamps, key: []string{"number"}, leftOut: notOfThisPC},
	"exchange_row":     {kind: local, stamps: noStamps, key: []string{"tbl", "row"}, leftOut: notOfThisPC},
	"exchange_gone":    {kind: local, stamps: noStamps, key: []string{"tbl", "row"}, leftOut: notOfThisPC},
	"exchange_same":    {kind: local, stamps: noStamps, key: []string{"tbl", "gone_id"}, leftOut: notOfThisPC},
	"exchange_waiting": {kind: local, stamps: noStamps, key: []string{"tbl", "id", "part"}, leftOut: "changes from other PCs of the service that wait for records they belong to"},
	"exchange_heard":   {kind: local, stamps: noStamps, key: []string{"device", "number"}, leftOut: notOfThisPC},
	"exchange_news":    {kind: local, stamps: noStamps, key: []string{"id"}, leftOut: notOfThisPC},
	"person_facts_of":  {kind: local, stamps: noStamps, key: []string{"key"}, leftOut: notOfThisPC},
	"clinic_held":      {kind: local, stamps: noStamps, key: []string{"surgery", "tbl", "row"}, leftOut: notOfThisPC},
	"clinic_due":       {kind: local, stamps: noStamps, key: []string{"tbl", "row"}, leftOut: notOfThisPC},
	"clinic_leaving":   {kind: local, stamps: noStamps, key: []string{"tbl", "row"}, leftOut: notOfThisPC},
	"clinic_follow":    {kind: local, stamps: noStamps, key: []string{"row"}, leftOut: notOfThisPC},
	"device_self":      {kind: local, stamps: noStamps, key: []string{"one"}, leftOut: ofDevice},
	"device_entry":     {kind: local, stamps: noStamps, key: []string{"hash"}, leftOut: ofDevice},
	"device_own":       {kind: local, stamps: noStamps, key: []string{"number"}, leftOut: ofDevice},
	"device_other":     {kind: local, stamps: noStamps, key: []string{"device"}, leftOut: ofDevice},
	"device_owed":      {kind: local, stamps: noStamps, key: []string{"device"}, leftOut: ofDevice},
	"device_seed":      {kind: local, stamps: noStamps, key: []string{"device"}, leftOut: ofDevice},
	"device_object":    {kind: local, stamps: noStamps, key: []string{"number", "place"}, leftOut: ofDevice},
	"secret":           {kind: local, stamps: noStamps, key: []string{"name"}, leftOut: "a secret of this database; an import makes its own"},
}

// bits returns the columns of a change entry as a number; columns that are
// derived have none.
func (t table) bits(changed []string) (uint64, error) {
	var bits uint64
	for _, c := range changed {
		if slices.Contains(t.derives, c) {
			continue
		}
		n := slices.Index(t.columns, c)
		if n < 0 {
			return 0, fmt.Errorf("column %s is not in the register of table %d", c, t.number)
		}
		bits |= 1 << n
	}
	return bits, nil
}
