package rights

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/store"
)

// titles are what tables are called in the copy; the others are called as they are.
var titles = map[string]string{
	"client": "Who they are", "episode": "Times with the service", "referral": "Referrals to us", "referral_reason": "Further reasons for referral",
	"need": "Needs found later", "contact": "Contacts", "offer": "Services offered", "prescription": "Referrals to services",
	"prescription_status": "What came of referrals to services", "follow_up": "Follow-ups", "attempt": "Calls for follow-ups",
	"response": "Questionnaires", "answer": "Answers to questionnaires", "answer_tap": "Answers as they were tapped", "score": "Scores",
	"questionnaire_refusal": "Questionnaires not wanted", "pairing": "Scores chosen to compare", "consent": "Consent", "gap": "Needs without a suitable service",
	"tale": "Stories and own words", "flag": "Warnings", "letter": "Letters and messages", "task": "Things to do for them", "appointment": "Appointments",
	"appointment_state": "What came of appointments", "to_tell": "Changes to tell them of", "clash_kept": "Appointments at the same time",
	"presence": "Appointments someone was with", "holiday_move": "Follow-ups moved for holidays", "holiday_clash": "Dates on holidays", "visit": "Home visits",
	"visit_finding": "Findings of home visits", "visit_decision": "Decisions on home visits", "visit_photo": "Photos of home visits",
	"lone_card": "Safety cards of colleagues on visits", "lone_call": "Calls for the safety of colleagues", "client_origin": "Lists they came from",
	"left_over": "Parts of lists to work through", "import_before": "What an import changed", "draft": "Forms not saved yet",
	"retention_kept": "Decisions to keep the record longer",
	"conflict":       "Changes on two PCs at once",
	"rights_request": "Requests about rights", "rights_text": "How texts were reviewed for this copy", "audit": "Who opened or changed the record",
	"audit_elsewhere": "Who opened or changed the record on other PCs",
	"change_entry":    "Which details changed, and when",
}

func titleOf(table string) string { return cmp.Or(titles[table], inWords(table)) }

// machine are tables that only the file for programs has: their rows say in other
// words what is told elsewhere.
var machine = []string{"change_entry", "answer_tap", "rights_text", "client_origin", "referral_reason", "clash_kept", "presence"}

// labels are what columns are called where their name does not say it.
var labels = map[string]string{
	"note": "Note", "words": "In their words", "why": "Why", "body": "Text", "people": "Who is there", "access": "How to get in", "held_on": "Date", "held_at": "Time",
	"on_day": "Date", "at": "Time", "made_on": "Date", "given_on": "Date", "told_on": "Date told", "tried_on": "Date", "status_on": "Date", "staff_id": "Staff", "created_by": "Saved by",
	"created_at": "Saved", "updated_by": "Last changed by", "updated_at": "Last changed", "removed_at": "Removed", "score": "Score", "given": "Agreed",
	"record": "What", "fields": "Details", "actor": "Who", "action": "Did", "said": "Hash of what the list said", "key": "Form", "saved_at": "Saved",
}

func labelOf(table, column string) string {
	if label := data.ClientLabel(column); table == "client" && label != "" {
		return label
	}
	return cmp.Or(labels[column], inWords(strings.TrimSuffix(strings.TrimSuffix(column, "_id"), "_on")))
}

func inWords(name string) string { return data.Capital(strings.ReplaceAll(name, "_", " ")) }

// plain are columns that hold no free text: codes, days, keys, and what a person
// says of themselves only. Every other text is reviewed before it is handed over,
// so that a new column is.
var plain = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`kind status state stage mode outcome result decision source sex reads form occasion handed_how hash tbl row col slip
		instrument_version instrument_id due_part counted_from first_due at marks measure aspect columns photos starts_at ends_at day reference said tbl
		client.given_names client.family_name client.known_as client.nhs_number client.address client.town client.postcode client.phone client.email
		client.language client.lives_alone visit.address visit.postcode consent.how rights_request.asked_how response.filled_by episode.close_reason offer.why
		appointment.sent_by visit_finding.room visit_finding.value audit.actor audit.action audit.record audit.fields
		audit_elsewhere.actor audit_elsewhere.action audit_elsewhere.record audit_elsewhere.fields draft.key import_before.id
		visit_decision.told visit_decision.why lone_card.place lone_card.back_by lone_card.with_phone lone_card.buddy_phone`) {
		plain[name] = true
	}
}

// isText reports whether a column holds text that someone wrote.
func isText(table string, c *store.WholeColumn) bool {
	switch {
	case c.Type != "TEXT" && (table != "draft" || c.Name != "body"), c.Refers != "", plain[c.Name], plain[table+"."+c.Name]:
		return false
	case c.Name == "id", strings.HasSuffix(c.Name, "_id"), strings.HasSuffix(c.Name, "_on"), strings.HasSuffix(c.Name, "_at"), strings.HasSuffix(c.Name, "_by"):
		return false
	}
	return true
}

// isTime reports whether a text is a day, a time or an instant and nothing else.
func isTime(text string) bool {
	_, notDay := data.ParseDate(text)
	_, notInstant := store.ParseInstant(text)
	_, notTime := time.Parse("15:04", text)
	return notDay == nil || notInstant == nil || notTime == nil
}

// isPicture reports whether a column holds a picture.
func isPicture(table string, c *store.WholeColumn) bool {
	return c.Type == "BLOB" && table == "visit_photo" && c.Name == "body"
}

// yesNo are the numbers that mean yes or no.
var yesNo = strings.Fields("given finished estimated by_surgery restricts retired")

// said gives a code in words, by table and column.
var said = map[string]func(string) string{
	"client.sex": says(data.Sex.Label), "consent.kind": says(data.ConsentKind.Label), "consent.how": says(data.ConsentHow.Label),
	"contact.kind": says(data.ContactKind.Label), "contact.outcome": says(data.ContactOutcome.Label), "appointment.kind": says(data.ContactKind.Label),
	"appointment.state": says(data.AppointmentState.Label), "appointment_state.state": says(data.AppointmentState.Label),
	"episode.status": says(data.EpisodeStatus.Label), "episode.close_reason": says(data.CloseReason.Label), "referral.source": says(data.Source.Label),
	"offer.decision": says(data.Decision.Label), "offer.why": says(data.DeclineReason.Label), "prescription.kind": says(data.PrescriptionKind.Label),
	"prescription.status": says(data.PrescriptionStatus.Label), "prescription_status.status": says(data.PrescriptionStatus.Label),
	"follow_up.status": says(data.FollowUpStatus.Label), "attempt.result": says(data.AttemptResult.Label), "response.stage": says(data.Stage.Label),
	"response.mode": says(data.AnswerMode.Label), "tale.kind": says(data.TaleKind.Label), "task.status": says(data.TaskStatus.Label),
	"letter.form": says(data.LetterForm.Label), "letter.occasion": says(data.Occasion.Label), "visit_decision.kind": says(data.DecisionKind.Label),
	"visit_decision.state": says(data.DecisionState.Label), "visit_finding.aspect": says(data.VisitAspect.Label),
	"rights_request.kind": says(data.RightsKind.Label), "rights_request.state": says(data.RightsState.Label), "rights_request.asked_how": says(data.RightsHow.Label),
	"rights_request.handed_how": says(data.RightsHanded.Label),
}

func says[T ~string](label func(T) string) func(string) string {
	return func(code string) string { return label(T(code)) }
}

// teller puts values into words.
type teller struct {
	ctx  context.Context //nolint:containedctx // it lives no longer than the call it serves
	q    store.Querier
	zone *time.Location
	// names of rows of the lists, by table and ID.
	names map[string]string
	err   error
}

// named are the tables whose rows have a name that a person knows.
var named = []string{"staff", "surgery", "reason", "service", "flag_kind"}

// name is what a row of a list is called.
func (w *teller) name(table, id string) string {
	if id == "" || w.err != nil || !slices.Contains(named, table) {
		return ""
	}
	return w.nameBy(table, "id", id)
}

// nameBy is the name in the row of a table whose key is in a column.
func (w *teller) nameBy(table, column, key string) (name string) {
	of := table + " " + key
	name, known := w.names[of]
	if known {
		return name
	}
	err := w.q.QueryRowContext(w.ctx, "SELECT name FROM "+table+" WHERE "+column+" = ?", key).Scan(&name) // names are our own
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		w.err = store.Problem(err)
	}
	w.names[of] = name
	return name
}

// who is the name of who wrote something: a member of staff or a surgery.
func (w *teller) who(id string) string { return cmp.Or(w.name("staff", id), w.name("surgery", id)) }

// words is a value as people read it, "" where it says nothing to them.
func (w *teller) words(table string, c *store.WholeColumn, v any) string {
	switch v := v.(type) {
	case int64:
		if slices.Contains(yesNo, c.Name) {
			return map[bool]string{true: "Yes", false: "No"}[v != 0]
		}
		if c.Name == "interpreter" {
			return data.Capital(string(data.YesNoNumberOf(v)))
		}
		if c.Refers == "audit_chain" {
			return w.nameBy(c.Refers, "number", strconv.FormatInt(v, 10))
		}
		if c.Name != "seq" && c.Name != "position" {
			return fmt.Sprint(v)
		}
	case float64:
		return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
	case string:
		if v != "" {
			return w.told(table, c, v)
		}
	}
	return ""
}

// told is words for a text.
func (w *teller) told(table string, c *store.WholeColumn, text string) string {
	switch {
	case c.Refers != "":
		return w.name(c.Refers, text)
	case strings.HasSuffix(c.Name, "_by"), c.Name == "actor":
		return w.who(text)
	case (table == "audit" || table == "audit_elsewhere") && c.Name == "record":
		return titleOf(text)
	case c.Name == "id", strings.HasSuffix(c.Name, "_id") && c.Name != "instrument_id":
		return ""
	}
	if label := said[table+"."+c.Name]; label != nil {
		return cmp.Or(label(text), text)
	}
	if d, err := data.ParseDate(text); err == nil {
		return d.Short()
	}
	if at, err := store.ParseInstant(text); err == nil {
		return data.DayAndHour(at.In(w.zone), "2 Jan 2006")
	}
	if plain[c.Name] {
		return inWords(text)
	}
	return text
}

// dayColumns are the columns whose day a row is known by, the best first.
var dayColumns = strings.Fields("held_on received_on found_on offered_on answered_on given_on on_day made_on tried_on asked_on status_on set_on refused_on told_on opened_on due_on day at created_at")

// day is the day that a row is known by.
func day(t *store.AboutTable, row *store.AboutRow) data.Date {
	for _, name := range dayColumns {
		if text := text(value(t, row, name)); len(text) >= len("2006-01-02") {
			if d, err := data.ParseDate(text[:10]); err == nil {
				return d
			}
		}
	}
	return data.Date{}
}

// value is the value of a column of a row, nil if the table has no such column.
func value(t *store.AboutTable, row *store.AboutRow, column string) any {
	for i := range t.Columns {
		if t.Columns[i].Name == column {
			return row.Values[i]
		}
	}
	return nil
}

// text is a value as text, "" if it is none. A draft is kept as bytes.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		if utf8.Valid(v) {
			return string(v)
		}
	}
	return ""
}
